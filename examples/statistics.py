# SPDX-License-Identifier: BSD-3-Clause
"""Statistics and random numbers.

``scinova.stats``: distributions, and what can be said from samples.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Histogram and probability density")
def histogram(tour: Tour) -> None:
    """The histogram of observations estimates the density they were drawn from. If the family is known, maximum
    likelihood finds its parameters: for the normal one they are the mean and the standard deviation."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import stats

    a = np.random.default_rng(2).normal(size=1000)
    edges = np.arange(-4, 5)
    heights = np.histogram(a, bins=edges, density=True)[0]
    bins = 0.5 * (edges[1:] + edges[:-1])
    b = stats.norm.pdf(bins)
    loc, std = stats.norm.fit(a)
    print(bins)
    print("fitted mean and standard deviation:", loc, std)

    fig, ax = plt.subplots()
    ax.bar(bins, heights, width=0.96, alpha=0.35, label="histogram")
    ax.plot(bins, b, "o-", label="density")
    x = np.linspace(-4, 4, 200)
    ax.plot(x, stats.norm.pdf(x, loc, std), label="fitted density")
    ax.legend()
    tour.check("the bins", bins, [-3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])
    tour.check("the density's closed form", b, np.exp(-bins**2 / 2) / np.sqrt(2 * np.pi), rtol=1e-14)
    tour.check("maximum likelihood of a normal", [loc, std], [a.mean(), a.std()], rtol=1e-12)
    tour.check("cdf and ppf undo each other", stats.norm.ppf(stats.norm.cdf(x)), x, rtol=1e-10, atol=1e-12)


@section("Exercise: the gamma distribution")
def gamma_fit(tour: Tour) -> None:
    """A thousand draws from a gamma distribution of shape 1 (which is the exponential), the density on top, and the
    shape found back by ``fit``."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import stats

    draws = stats.gamma(1).rvs(1000, random_state=np.random.default_rng(6))
    shape, loc, scale = stats.gamma.fit(draws, floc=0)
    print("shape, scale:", shape, scale)

    fig, ax = plt.subplots()
    ax.hist(draws, bins=40, density=True, alpha=0.35, label="draws")
    x = np.linspace(0.01, 8, 300)
    ax.plot(x, stats.gamma.pdf(x, 1), label="density")
    ax.plot(x, stats.gamma.pdf(x, shape, loc, scale), "--", label="fitted")
    ax.legend()
    tour.check("shape 1 is the exponential", stats.gamma.pdf(x, 1), np.exp(-x), rtol=1e-13)
    tour.check("the shape is found to a tenth", bool(abs(shape - 1) < 0.1), True)
    tour.check("at the maximum, shape times scale is the mean", shape * scale, draws.mean(), rtol=1e-5)


@section("Percentiles")
def percentiles(tour: Tour) -> None:
    """Half of the observations are below the median, 90 per cent below the 90th percentile: the percentile estimates
    the inverse of the cumulative distribution function."""
    import numpy as np

    from scinova import stats

    a = np.random.default_rng(2).normal(size=1000)
    print("median:", np.median(a), stats.scoreatpercentile(a, 50))
    print("90 %:  ", stats.scoreatpercentile(a, 90), " of the distribution:", stats.norm.ppf(0.9))
    tour.check("percentile 50 is the median", stats.scoreatpercentile(a, 50), np.median(a), rtol=1e-14)
    tour.check("percentile 90", stats.scoreatpercentile(a, 90), np.percentile(a, 90), rtol=1e-14)
    tour.check("90 % point of the normal", stats.norm.ppf(0.9), 1.2815515655446004, rtol=1e-14)


@section("A statistical test")
def t_test(tour: Tour) -> None:
    """Do two sets of normal observations have the same mean? The t statistic grows with the difference; the p value is
    the chance of one at least as large if there is none."""
    import numpy as np

    from scinova import stats

    rng = np.random.default_rng(8)
    a = rng.normal(0, 1, size=100)
    b = rng.normal(1, 1, size=10)
    result = stats.ttest_ind(a, b)
    print(result)
    pooled = (99 * a.var(ddof=1) + 9 * b.var(ddof=1)) / 108
    t = (a.mean() - b.mean()) / np.sqrt(pooled * (1 / 100 + 1 / 10))
    tour.check("the statistic by hand", result.statistic, t, rtol=1e-12)
    tour.check("the p value from Student's distribution", result.pvalue, 2 * stats.t.sf(abs(t), 108), rtol=1e-12)
    tour.check("unpacks as a pair", len(tuple(result)), 2)
    tour.check("two degrees of freedom have a closed form", stats.t.cdf(1.5, 2), 0.5 + 1.5 / (2 * np.sqrt(2 + 1.5**2)),
               rtol=1e-13)


@section("Real data: daily returns of a stock")
def returns(tour: Tour) -> None:
    """The logarithms of a stock's daily returns have heavier tails than a normal distribution allows; Student's t
    with few degrees of freedom describes them."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import stats

    from . import data

    daily = np.diff(np.log(data.google_closing_prices()))
    normal = stats.norm.fit(daily)
    student = stats.t.fit(daily)
    print("normal: mean and deviation:", np.round(normal, 5))
    print("Student: degrees of freedom, centre, scale:", np.round(student, 5))

    x = np.linspace(-0.12, 0.12, 400)
    fig, ax = plt.subplots()
    ax.hist(daily, bins=100, density=True, alpha=0.35)
    ax.semilogy(x, stats.norm.pdf(x, *normal), label="normal")
    ax.plot(x, stats.t.pdf(x, *student), label="Student's t")
    ax.set(ylim=(0.02, 60), xlabel="logarithm of daily return")
    ax.legend()
    gain = stats.t.logpdf(daily, *student).sum() - stats.norm.logpdf(daily, *normal).sum()
    tour.check("the heavier tails are far likelier", bool(gain > 50), True)
    tour.check("few degrees of freedom", bool(2 < student[0] < 6), True)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
