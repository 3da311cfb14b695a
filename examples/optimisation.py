# SPDX-License-Identifier: BSD-3-Clause
"""Optimisation and fitting.

Minima, roots, and the parameters of a curve through data.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("The minimum of a scalar function")
def minima(tour: Tour) -> None:
    """This function has its global minimum near -1.3 and a local one near 3.8. BFGS walks downhill from where it is
    started, and so finds either."""
    import numpy as np

    from scinova import optimize

    def f(x):
        return x**2 + 10 * np.sin(x)

    lowest = optimize.fmin_bfgs(f, 0)
    print(lowest)
    local = optimize.fmin_bfgs(f, 3, disp=0)
    print(local)
    between = optimize.fminbound(f, 0, 10)
    print(between)
    tour.check("from 0", lowest, [-1.30644003], rtol=1e-5)
    tour.check("from 3", local, [3.83746663], rtol=1e-5)
    tour.check("bounded to (0, 10)", between, 3.8374671, rtol=1e-6)
    for method in ("BFGS", "Nelder-Mead", "CG", "L-BFGS-B"):
        found = optimize.minimize(f, [0.0], method=method)
        tour.check(f"minimize(method={method!r})", found.x, [-1.30644003], rtol=1e-4)
    for method in ("brent", "golden"):
        tour.check(f"minimize_scalar(method={method!r})", optimize.minimize_scalar(f, method=method).x, -1.30644003,
                   rtol=1e-6)


@section("Global minima")
def global_minima(tour: Tour) -> None:
    """``basinhopping`` starts a local search again and again from places it jumps to; ``brute`` looks at a grid;
    ``anneal``, which SciPy dropped in 2015, cools a random walk and still answers here."""
    import numpy as np

    from scinova import optimize

    def f(x):
        return x**2 + 10 * np.sin(x)

    hopped = optimize.basinhopping(f, 0, rng=np.random.default_rng(1))
    print("basinhopping:", hopped.x, hopped.fun)
    grid = optimize.brute(f, ((-10, 10),))
    print("brute:", grid)
    np.random.seed(4)
    annealed, status = optimize.anneal(f, 5.0, schedule="boltzmann", lower=-10, upper=10, disp=False)
    print("anneal:", annealed, "status", status)
    tour.check("basinhopping's value", np.ravel(hopped.fun), [-7.9458233756152845], rtol=1e-9)
    tour.check("basinhopping's place", hopped.x, [-1.30644001], rtol=1e-5)
    tour.check("brute, refined", grid, [-1.30644], rtol=1e-4)
    tour.check("anneal finds the basin", bool(np.abs(np.ravel(annealed) + 1.30644)[0] < 0.5), True)


@section("Roots")
def roots(tour: Tour) -> None:
    """A solver finds the root near its guess; this function has two."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize

    def f(x):
        return x**2 + 10 * np.sin(x)

    first = optimize.fsolve(f, 1)
    second = optimize.fsolve(f, -2.5)
    print(first, second, optimize.brentq(f, -3, -2))

    x = np.linspace(-10, 10, 400)
    fig, ax = plt.subplots()
    ax.plot(x, f(x), label="f(x)")
    ax.plot([-1.30644, 3.83747], [f(-1.30644), f(3.83747)], "v", label="minima")
    ax.plot([first[0], second[0]], [0, 0], "o", label="roots")
    ax.axhline(0, lw=0.6, color="gray")
    ax.legend()
    tour.check("from 1", first, [0.0], atol=1e-10)
    tour.check("from -2.5", second, [-2.47948183], rtol=1e-8)
    tour.check("brentq agrees", optimize.brentq(f, -3, -2), -2.479481833, rtol=1e-8)
    tour.check("root(method='hybr') agrees", optimize.root(f, [-2.5]).x, [-2.479481833], rtol=1e-8)


@section("Curve fitting")
def fitting(tour: Tour) -> None:
    """Twenty noisy samples of f are enough to find the amplitudes of its two terms, and how sure they are."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize

    def f2(x, a, b):
        return a * x**2 + b * np.sin(x)

    rng = np.random.default_rng(5)
    xdata = np.linspace(-10, 10, num=20)
    ydata = f2(xdata, 1, 10) + rng.standard_normal(xdata.size)
    params, covariance = optimize.curve_fit(f2, xdata, ydata, [2, 2])
    sigma = np.sqrt(np.diag(covariance))
    print(f"a = {params[0]:.4f} +- {sigma[0]:.4f},  b = {params[1]:.3f} +- {sigma[1]:.3f}")

    x = np.linspace(-10, 10, 300)
    fig, ax = plt.subplots()
    ax.plot(xdata, ydata, "o", label="samples")
    ax.plot(x, f2(x, *params), label="fit")
    ax.legend()
    design = np.column_stack([xdata**2, np.sin(xdata)])
    tour.check("the normal equations agree", params, np.linalg.lstsq(design, ydata, rcond=None)[0], rtol=1e-6)
    tour.check("within three standard deviations of (1, 10)", bool(np.all(np.abs(params - [1, 10]) < 3 * sigma)), True)


@section("Exercise: temperatures in Alaska")
def alaska(tour: Tour) -> None:
    """The extremes of each month, in degrees Celsius, and a cosine with a period of a year through each. The fit is
    fair for the minima and poor for the maxima, whose summer is flat. The offsets differ by much more than their
    uncertainty would be if the model were right for both."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize

    highs = np.array([17, 19, 21, 28, 33, 38, 37, 37, 31, 23, 19, 18])
    lows = np.array([-62, -59, -56, -46, -32, -18, -9, -13, -25, -46, -52, -58])
    months = np.arange(12)

    def year(t, mean, amplitude, offset):
        return mean + amplitude * np.cos((t - offset) * 2 * np.pi / 12)

    fits = {name: optimize.curve_fit(year, months, values, [values.mean(), np.ptp(values) / 2, 6])
            for name, values in (("maximum", highs), ("minimum", lows))}
    days = np.linspace(0, 12, 365)
    fig, ax = plt.subplots()
    for (name, (best, cov)), values in zip(fits.items(), (highs, lows)):
        print(f"{name}: mean {best[0]:.1f}, amplitude {best[1]:.1f}, offset {best[2]:.2f} "
              f"+- {np.sqrt(cov[2, 2]):.2f} months")
        ax.plot(months, values, "o")
        ax.plot(days, year(days, *best), label=name)
    ax.set(xlabel="month", ylabel="temperature (°C)")
    ax.legend()
    for name, values in (("maximum", highs), ("minimum", lows)):
        wave = np.fft.rfft(values)[1]
        tour.check(f"offset of the {name}: the phase of its first harmonic", fits[name][0][2],
                   (-np.angle(wave) * 6 / np.pi) % 12, rtol=1e-6)


@section("Exercise: the six-hump camelback function")
def camelback(tour: Tour) -> None:
    """Within -2 < x < 2 and -1 < y < 1 it has six local minima, two of them global. From (0, 0), a saddle, where the
    gradient vanishes, a local search does not move."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import optimize

    def camel(p):
        x, y = p
        return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + 4 * (y**2 - 1) * y**2

    starts = [(x, y) for x in np.linspace(-1.8, 1.8, 7) for y in (-0.7, 0.2, 0.7)]
    ends = [optimize.fmin_bfgs(camel, s, disp=0) for s in starts]
    lowest = min(camel(e) for e in ends)
    minima = sorted({tuple(np.round(e, 3)) for e in ends if camel(e) < lowest + 1e-6})
    stuck = optimize.fmin_bfgs(camel, [0.0, 0.0], disp=0)
    print("global minima:", [tuple(float(v) for v in m) for m in minima], "value", round(lowest, 6))
    print("from (0, 0):", stuck)

    x, y = np.meshgrid(np.linspace(-2, 2, 200), np.linspace(-1, 1, 100))
    fig, ax = plt.subplots()
    ax.contourf(x, y, np.minimum(camel((x, y)), 4), 30, cmap="viridis")
    ax.plot(*np.array(minima).T, "w*", ms=12)
    ax.set(xlabel="x", ylabel="y")
    tour.check("two global minima", len(minima), 2)
    tour.check("their value (Dixon and Szego 1978)", lowest, -1.031628453, rtol=1e-8)
    tour.check("their places", np.abs(minima), [[0.0898, 0.7127], [0.0898, 0.7127]], atol=1e-3)
    tour.check("the search from the saddle stays", stuck, [0.0, 0.0], atol=1e-6)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
