# SPDX-License-Identifier: BSD-3-Clause
"""Special functions.

The functions of mathematical physics, as NumPy ufuncs: they broadcast, and take ``out`` and ``where``.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Bessel functions: a drum")
def bessel(tour: Tour) -> None:
    """``jn(n, x)`` is the Bessel function of the first kind. A drum of radius 1 sounds at the zeros of J_n."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize, special

    x = np.linspace(0, 20, 400)
    first_tone = optimize.brentq(lambda k: special.jn(0, k), 2, 3)
    print("the drum's lowest tone:", first_tone)

    fig, (left, right) = plt.subplots(1, 2, width_ratios=(3, 2))
    for n in range(4):
        left.plot(x, special.jn(n, x), label=f"$J_{n}$")
    left.axhline(0, lw=0.6, color="gray")
    left.legend(ncols=4, loc="upper right")
    r, phi = np.meshgrid(np.linspace(0, 1, 60), np.linspace(0, 2 * np.pi, 120))
    second_mode = optimize.brentq(lambda k: special.jn(2, k), 5, 6)
    right.pcolormesh(r * np.cos(phi), r * np.sin(phi), special.jn(2, second_mode * r) * np.cos(2 * phi), cmap="RdBu",
                     shading="gouraud", rasterized=True)
    right.set_aspect("equal")
    right.axis("off")
    right.set_title("a mode with two nodal lines")
    tour.check("first zero of J0 (DLMF table 10.21)", first_tone, 2.404825557695773, rtol=1e-11)
    tour.check("first zero of J2", second_mode, 5.135622301840683, rtol=1e-12)
    tour.check("three-term recurrence (DLMF 10.6.1)", special.jn(1, x[1:]) + special.jn(3, x[1:]),
               4 / x[1:] * special.jn(2, x[1:]), rtol=1e-10, atol=1e-14)


@section("Elliptic functions: a pendulum")
def elliptic(tour: Tour) -> None:
    """A pendulum that swings out to 170 degrees follows the Jacobian elliptic function sn; its period is four times the
    complete elliptic integral K, far from the textbook's 2 pi for small swings."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import special

    m = np.sin(np.radians(170) / 2) ** 2
    period = 4 * special.ellipk(m)
    t = np.linspace(0, 2 * period, 500)
    sn, cn, dn, ph = special.ellipj(t, m)
    angle = 2 * np.degrees(np.arcsin(np.sqrt(m) * sn))
    print("period, in units of sqrt(length / g):", period)

    fig, ax = plt.subplots(figsize=(7.2, 2.8))
    ax.plot(t, angle, label="170 degrees")
    ax.plot(t, 170 * np.sin(t), lw=0.9, label="what a small swing would do")
    ax.set(xlabel="time", ylabel="angle (degrees)")
    ax.legend(loc="lower left")
    tour.check("sn^2 + cn^2 = 1", sn**2 + cn**2, np.ones_like(t), rtol=1e-13)
    tour.check("dn^2 + m sn^2 = 1", dn**2 + m * sn**2, np.ones_like(t), rtol=1e-13)
    tour.check("back where it began after a period", special.ellipj(period, m)[0], 0.0, atol=1e-10)


@section("Gamma and its logarithm")
def gamma(tour: Tour) -> None:
    """Gamma extends the factorial, and leaves the range of floating-point numbers at 171.6; ``gammaln`` goes on."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import special

    print("gamma(5) =", special.gamma(5), "  gamma(1/2)^2 =", special.gamma(0.5) ** 2)
    print("log of 1000! =", special.gammaln(1001))
    x = np.linspace(-4.5, 5, 2000)
    y = special.gamma(x)
    y[np.abs(y) > 12] = np.nan

    fig, ax = plt.subplots(figsize=(7.2, 3))
    ax.plot(x, y)
    n = np.arange(1, 5)
    ax.plot(n, [1, 1, 2, 6], "o", label="factorials")
    ax.set_ylim(-10, 10)
    ax.legend(loc="lower right")
    tour.check("4! = 24", special.gamma(5), 24.0, rtol=0)
    tour.check("gamma(1/2) = sqrt(pi)", special.gamma(0.5), np.sqrt(np.pi), rtol=1e-15)
    tour.check("log 1000! (sum of logarithms)", special.gammaln(1001), np.log(np.arange(1, 1001)).sum(), rtol=1e-14)


@section("Erf: the area under a Gaussian")
def erf(tour: Tour) -> None:
    """The share of a normal population within k standard deviations is ``erf(k / sqrt(2))``."""
    import numpy as np

    from scinova import special

    shares = special.erf(np.array([1, 2, 3]) / np.sqrt(2))
    print(shares)
    tour.check("68, 95 and 99.7 per cent", shares, [0.682689492137086, 0.954499736103642, 0.997300203936740],
               rtol=1e-14)
    tour.check("the far tail keeps its digits", special.erfc(10.0), 2.088487583762545e-45, rtol=1e-14)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
