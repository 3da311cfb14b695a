# SPDX-License-Identifier: BSD-3-Clause
"""Interpolation.

A function through measured points, to be asked where nothing was measured.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("One dimension")
def one_dimension(tour: Tour) -> None:
    """Ten noisy samples of a sine, joined by straight lines and by cubics."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.interpolate import CubicSpline, interp1d

    measured_time = np.linspace(0, 1, 10)
    noise = (np.random.default_rng(1).random(10) * 2 - 1) * 1e-1
    measures = np.sin(2 * np.pi * measured_time) + noise
    linear_interp = interp1d(measured_time, measures)
    cubic_interp = interp1d(measured_time, measures, kind="cubic")
    computed_time = np.linspace(0, 1, 50)
    linear_results = linear_interp(computed_time)
    cubic_results = cubic_interp(computed_time)

    fig, ax = plt.subplots()
    ax.plot(measured_time, measures, "o", ms=6, label="measures")
    ax.plot(computed_time, linear_results, label="linear interp")
    ax.plot(computed_time, cubic_results, label="cubic interp")
    ax.legend()
    tour.check("linear is numpy.interp", linear_results, np.interp(computed_time, measured_time, measures), rtol=1e-12)
    tour.check("cubic passes through the points", cubic_interp(measured_time), measures, rtol=1e-12, atol=1e-13)
    tour.check("cubic is the not-a-knot spline", cubic_results, CubicSpline(measured_time, measures)(computed_time),
               rtol=1e-10, atol=1e-12)
    tour.check_raises("outside the measured range", ValueError, lambda: linear_interp(1.5))
    s = np.linspace(0, 1, 41)
    tour.check("a cubic is reproduced", CubicSpline(measured_time, measured_time**3 - measured_time)(s), s**3 - s,
               atol=1e-14)


@section("Two dimensions: a map from a coarse grid")
def two_dimensions(tour: Tour) -> None:
    """``interp2d`` interpolates on a grid; SciPy removed it, here it answers. The heights around a fault, taken every
    eighth point and interpolated back."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.interpolate import RectBivariateSpline, interp2d

    from . import data

    heights, _ = data.elevation()
    heights = heights[:321, :401]
    y, x = np.arange(0, 321, 8), np.arange(0, 401, 8)
    coarse = heights[::8, ::8]
    fine_y, fine_x = np.arange(321), np.arange(401)
    linear = interp2d(x, y, coarse, kind="linear")(fine_x, fine_y)
    cubic = interp2d(x, y, coarse, kind="cubic")(fine_x, fine_y)

    fig, axes = plt.subplots(1, 3, figsize=(8, 2.7))
    for ax, (title, z) in zip(axes, (("every point", heights), ("linear", linear), ("cubic", cubic))):
        ax.imshow(z, cmap="gist_earth")
        ax.set_title(title)
        ax.axis("off")
    rms = [float(np.sqrt(np.mean((z - heights) ** 2))) for z in (linear, cubic)]
    print(f"rms error in metres: linear {rms[0]:.2f}, cubic {rms[1]:.2f}; the heights span {np.ptp(heights):.0f} m")
    tour.check("the known points are kept", cubic[::8, ::8], coarse, atol=1e-8)
    tour.check("the tensor spline agrees", cubic, RectBivariateSpline(y, x, coarse)(fine_y, fine_x), atol=1e-8)
    tour.check("bilinear, by hand, in the middle of a cell", linear[4, 4], coarse[:2, :2].mean(), rtol=1e-12)


@section("Smoothing")
def smoothing(tour: Tour) -> None:
    """``UnivariateSpline`` passes near the points instead of through them: as few knots as leave a sum of squared
    residuals of ``s``."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.interpolate import UnivariateSpline

    rng = np.random.default_rng(12)
    x = np.linspace(-3, 3, 80)
    y = np.exp(-(x**2)) + 0.08 * rng.standard_normal(x.size)
    spline = UnivariateSpline(x, y, s=x.size * 0.08**2)
    print(len(spline.get_knots()), "knots; residual", spline.get_residual())

    fine = np.linspace(-3, 3, 400)
    fig, ax = plt.subplots()
    ax.plot(x, y, "o", ms=3, label="measures")
    ax.plot(fine, spline(fine), label="smoothing spline")
    ax.plot(fine, np.exp(-(fine**2)), "--", lw=1, label="truth")
    ax.legend()
    tour.check("the residual is what was asked for", spline.get_residual(), x.size * 0.08**2, rtol=1e-3)
    tour.check("the integral is near sqrt(pi)", bool(abs(spline.integral(-3, 3) - np.sqrt(np.pi)) < 0.1), True)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
