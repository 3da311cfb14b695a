# SPDX-License-Identifier: BSD-3-Clause
"""Summary exercises.

Three tasks that take several subpackages together.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("The largest wind of fifty years")
def wind(tour: Tour) -> None:
    """What wind speed is exceeded once in fifty years, judged from the largest of each of twenty-one? The sorted maxima
    are quantiles: the k-th of n stands for the cumulative probability k / (n + 1). A smoothing spline through them is
    the quantile function, to be asked at 1 - 0.02."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova.interpolate import UnivariateSpline

    from . import data

    maxima = data.yearly_wind_maxima()
    years = len(maxima)
    probability = np.arange(1, years + 1) / (years + 1)
    sorted_speeds = np.sort(maxima)
    quantile = UnivariateSpline(probability, sorted_speeds)
    p50 = 1 - 1 / 50
    fifty_years = float(quantile(p50))
    gumbel_axis = -np.log(-np.log(probability))
    slope, mode = np.polyfit(gumbel_axis, sorted_speeds, 1)
    by_gumbel = mode - slope * np.log(-np.log(p50))
    print(f"spline: {fifty_years:.2f} m/s;  fitted Gumbel law: {by_gumbel:.2f} m/s")

    fig, (left, right) = plt.subplots(1, 2)
    left.bar(np.arange(1, years + 1), maxima, alpha=0.6)
    left.axhline(fifty_years, ls="--", lw=1, color="C1")
    left.set(xlabel="year", ylabel="largest wind speed (m/s)")
    fine = np.linspace(probability[0], p50, 200)
    right.plot(probability, sorted_speeds, "o", ms=4)
    right.plot(fine, quantile(fine))
    right.plot(p50, fifty_years, "*", ms=11)
    right.set(xlabel="cumulative probability")
    tour.check("the smoothing condition holds", quantile.get_residual() <= years * 1.001, True)
    tour.check("near the law the maxima were drawn from (mode 25, scale 3.2)",
               bool(abs(fifty_years - (25 - 3.2 * np.log(-np.log(p50)))) < 3.0), True)
    tour.check("spline and fitted law agree to two metres per second", bool(abs(fifty_years - by_gumbel) < 2.0), True)


@section("Echoes of a laser pulse")
def lidar(tour: Tour) -> None:
    """A topographic lidar sends a pulse down and records what comes back: an echo from every surface that it meets. The
    waveform is a bias and a sum of Gaussians; ``leastsq`` finds their parameters, from a guess by eye."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize

    from . import data

    t, waveform, true_echoes = data.lidar_waveform()

    def model(t, coeffs):
        return coeffs[0] + sum(h * np.exp(-(((t - m) / w) ** 2)) for h, m, w in coeffs[1:].reshape(-1, 3))

    def residuals(coeffs, y, t):
        return y - model(t, coeffs)

    guess = np.array([3.0, 30, 25, 3, 10, 45, 3, 30, 75, 3], dtype=float)
    best, flag = optimize.leastsq(residuals, guess, args=(waveform, t))
    echoes = best[1:].reshape(-1, 3)
    light = 0.299792458  # metres a nanosecond
    print("heights above the ground (m):", np.round((echoes[-1, 1] - echoes[:, 1]) * light / 2, 2), " flag", flag)

    fig, ax = plt.subplots()
    ax.plot(t, waveform, lw=1, label="waveform")
    ax.plot(t, model(t, guess), "--", lw=1, label="guess")
    ax.plot(t, model(t, best), label="fit")
    ax.set(xlabel="Time [ns]", ylabel="Amplitude")
    ax.legend()
    rms = float(np.sqrt(np.mean(residuals(best, waveform, t) ** 2)))
    tour.check("a solution was found", flag in (1, 2, 3, 4), True)
    tour.check("positions of the echoes, to a fifth of a nanosecond", echoes[:, 1], true_echoes[:, 1], atol=0.2)
    tour.check("heights of the echoes, to five per cent", echoes[:, 0], true_echoes[:, 0], rtol=0.05)
    tour.check("what is left is the noise", rms, 0.45, rtol=0.15)


@section("Bubbles and grains in an electron micrograph")
def micrograph(tour: Tour) -> None:
    """A glass with bubbles (black) and sand grains that did not melt (white). The bar at the bottom is cut off; a
    median filter takes the noise, the histogram shows three populations and where to cut between them; openings clean
    the masks and labels count them."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import ndimage

    from . import data

    picture, true_bubbles, true_grains = data.micrograph()
    sample = picture[:-42]
    filtered = ndimage.median_filter(sample, size=(7, 7))
    counts, edges = np.histogram(filtered, bins=np.arange(0, 256))
    sand = ndimage.binary_opening(filtered > 165, iterations=2)
    bubbles = ndimage.binary_opening(filtered <= 70)
    glass = ~(sand | bubbles)
    bubble_labels, bubble_count = ndimage.label(bubbles)
    sand_labels, sand_count = ndimage.label(sand)
    areas = np.bincount(bubble_labels.ravel())[1:]
    sand_areas = ndimage.sum(sand, sand_labels, np.arange(1, sand_count + 1))
    print(f"{bubble_count} bubbles of {areas.mean():.0f} pixels on average (median {np.median(areas):.0f}); "
          f"{sand_count} grains of {sand_areas.mean():.0f} pixels")
    print(f"share of sand {sand.mean():.3f}, of bubbles {bubbles.mean():.3f}, of glass {glass.mean():.3f}")

    fig, axes = plt.subplots(1, 3, figsize=(8.4, 2.7))
    axes[0].imshow(picture)
    axes[1].plot(edges[:-1], counts)
    axes[1].axvspan(70, 165, alpha=0.15)
    axes[1].set(yticks=[], xlabel="grey level")
    axes[2].imshow(sample)
    axes[2].imshow(np.ma.masked_equal(bubble_labels, 0), cmap="autumn")
    axes[2].imshow(np.ma.masked_equal(sand_labels, 0), cmap="winter")
    for k in (0, 2):
        axes[k].axis("off")
    tour.check("every bubble is counted", bubble_count, true_bubbles)
    tour.check("every grain is counted", sand_count, true_grains)
    tour.check("the areas add up", int(areas.sum()), int(bubbles.sum()))


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
