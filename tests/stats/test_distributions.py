# SPDX-License-Identifier: BSD-3-Clause
"""One battery over every member of every family."""
import copy
import math
import pickle

import mpmath
import numpy as np
import pytest

from scinova import integrate, stats

MEMBERS = {
    "norm": [()], "gamma": [(2.0,), (0.3,), (150.0,)], "erlang": [(3,)], "chi2": [(3.0,), (0.5,)],
    "t": [(3.5,), (0.7,), (200.0,)], "expon": [()], "uniform": [()], "lognorm": [(0.5,)],
    "beta": [(2.0, 3.0), (0.5, 0.5)], "f": [(3.0, 9.5), (1.0, 2.5)],
}
CASES = [(name, shapes) for name, sets in MEMBERS.items() for shapes in sets]
cases = pytest.mark.parametrize("name, shapes", CASES)

# Densities in mpmath, from the definitions.
DENSITIES = {
    "norm": lambda x: mpmath.npdf(x),
    "gamma": lambda x, a: x**(a - 1) * mpmath.exp(-x) / mpmath.gamma(a),
    "chi2": lambda x, k: x**(k / 2 - 1) * mpmath.exp(-x / 2) / (2**(k / 2) * mpmath.gamma(k / 2)),
    "t": lambda x, v: (1 + x**2 / v)**(-(v + 1) / 2) / (mpmath.sqrt(v) * mpmath.beta(mpmath.mpf(1) / 2, v / 2)),
    "expon": lambda x: mpmath.exp(-x),
    "uniform": lambda x: mpmath.mpf(1),
    "lognorm": lambda x, s: mpmath.npdf(mpmath.log(x) / s) / (s * x),
    "beta": lambda x, a, b: x**(a - 1) * (1 - x)**(b - 1) / mpmath.beta(a, b),
    "f": lambda x, n, d: ((n / d)**(n / 2) * x**(n / 2 - 1) * (1 + n * x / d)**(-(n + d) / 2)
                          / mpmath.beta(n / 2, d / 2)),
}
DENSITIES["erlang"] = DENSITIES["gamma"]


def points(dist, shapes):
    return dist.ppf(np.array([1e-6, 0.03, 0.2, 0.5, 0.8, 0.97, 1 - 1e-6]), *shapes)


@cases
def test_density_by_definition(name, shapes):
    dist = getattr(stats, name)
    for x in points(dist, shapes):
        with mpmath.workdps(40):
            exact = DENSITIES[name](mpmath.mpf(float(x)), *(mpmath.mpf(s) for s in shapes))
            log_exact = float(mpmath.log(exact))
        assert dist.pdf(float(x), *shapes) == pytest.approx(float(exact), rel=1e-13 * max(1.0, sum(shapes)))
        assert dist.logpdf(float(x), *shapes) == pytest.approx(log_exact, rel=1e-12, abs=1e-13 * max(1, sum(shapes)))


@cases
def test_round_trips(name, shapes):
    dist = getattr(stats, name)
    q = np.array([1e-12, 1e-5, 0.1, 0.5, 0.9])
    np.testing.assert_allclose(dist.cdf(dist.ppf(q, *shapes), *shapes), q, rtol=1e-9)
    if math.isinf(dist.support(*shapes)[1]):     # near a finite end, points are too far apart for small q
        np.testing.assert_allclose(dist.sf(dist.isf(q, *shapes), *shapes), q, rtol=1e-9)
    np.testing.assert_allclose(dist.sf(dist.isf(q[2:], *shapes), *shapes), q[2:], rtol=1e-9)
    x = points(dist, shapes)
    np.testing.assert_allclose(dist.cdf(x, *shapes) + dist.sf(x, *shapes), 1.0, rtol=1e-13)
    np.testing.assert_allclose(np.exp(dist.logcdf(x, *shapes)), dist.cdf(x, *shapes), rtol=1e-11)
    np.testing.assert_allclose(np.exp(dist.logsf(x, *shapes)), dist.sf(x, *shapes), rtol=1e-11)
    assert dist.median(*shapes) == dist.ppf(0.5, *shapes)
    low, high = dist.interval(0.6, *shapes)
    assert dist.cdf(high, *shapes) - dist.cdf(low, *shapes) == pytest.approx(0.6, rel=1e-10)


@cases
def test_cdf_is_the_integral_of_the_density(name, shapes):
    dist = getattr(stats, name)
    a, b = dist.ppf([0.2, 0.7], *shapes)
    value, _ = integrate.quad(lambda x: dist.pdf(x, *shapes), a, b, epsrel=1e-11)
    assert value == pytest.approx(0.5, rel=1e-10)


@cases
def test_moments_and_entropy(name, shapes):
    dist = getattr(stats, name)
    mean, variance, skew, excess = dist.stats(*shapes, moments="mvsk")
    low, high = (float(v) for v in dist.support(*shapes))
    with mpmath.workdps(20):
        inner = [mpmath.mpf(float(v)) for v in dist.ppf([1e-4, 0.1, 0.5, 0.9, 1 - 1e-4], *shapes)]
        density = lambda x: DENSITIES[name](x, *(mpmath.mpf(s) for s in shapes))
        integral = lambda f: float(mpmath.quad(f, [low, *inner, high], maxdegree=8))
        if np.isfinite(excess) and name != "f" and shapes != (0.5, 0.5):
            m = [integral(lambda x, k=k: x**k * density(x)) for k in range(5)]
            central = [sum(math.comb(n, k) * m[k] * (-m[1])**(n - k) for k in range(n + 1)) for n in range(5)]
            assert mean == pytest.approx(m[1], rel=1e-6, abs=1e-9)
            assert variance == pytest.approx(central[2], rel=1e-6)
            assert skew == pytest.approx(central[3] / central[2]**1.5, rel=1e-4, abs=1e-6)
            assert excess == pytest.approx(central[4] / central[2]**2 - 3, rel=1e-3, abs=1e-6)
            for k in range(1, 5):
                assert dist.moment(k, *shapes) == pytest.approx(m[k], rel=1e-6, abs=1e-9)
        surprise = lambda x: -density(x) * mpmath.log(density(x)) if density(x) > 0 else mpmath.mpf(0)
        if shapes not in ((0.7,), (1.0, 2.5), (0.5, 0.5)):
            assert dist.entropy(*shapes) == pytest.approx(integral(surprise), rel=1e-6, abs=1e-8)


@cases
def test_location_and_scale(name, shapes):
    dist = getattr(stats, name)
    x = points(dist, shapes)[1:-1]
    y = 1.5 + 2.0 * x
    x = (y - 1.5) / 2.0
    np.testing.assert_allclose(dist.pdf(y, *shapes, 1.5, 2.0), dist.pdf(x, *shapes) / 2, rtol=1e-9)
    np.testing.assert_allclose(dist.logpdf(y, *shapes, loc=1.5, scale=2.0), dist.logpdf(x, *shapes) - math.log(2),
                               rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(dist.cdf(y, *shapes, 1.5, 2.0), dist.cdf(x, *shapes), rtol=1e-8)
    np.testing.assert_array_equal(dist.ppf([0.2, 0.9], *shapes, 1.5, 2.0), dist.ppf([0.2, 0.9], *shapes) * 2 + 1.5)
    frozen = dist(*shapes, loc=1.5, scale=2.0)
    np.testing.assert_array_equal(frozen.pdf(y), dist.pdf(y, *shapes, 1.5, 2.0))
    np.testing.assert_array_equal(frozen.stats(), dist.stats(*shapes, loc=1.5, scale=2.0))
    for twin in (pickle.loads(pickle.dumps(frozen)), copy.deepcopy(frozen)):
        np.testing.assert_array_equal(twin.cdf(y), frozen.cdf(y))


@cases
def test_special_values(name, shapes):
    dist = getattr(stats, name)
    low, high = dist.support(*shapes)
    x = np.array([-np.inf, low - 1, high + 1, np.inf, np.nan])
    for method, expected in (("pdf", [0, 0, 0, 0]), ("logpdf", [-np.inf] * 4), ("cdf", [0, 0, 1, 1]),
                             ("sf", [1, 1, 0, 0]), ("logcdf", [-np.inf, -np.inf, 0, 0]),
                             ("logsf", [0, 0, -np.inf, -np.inf])):
        function = getattr(dist, method)
        np.testing.assert_array_equal(function(x, *shapes), [*expected, np.nan])
        np.testing.assert_array_equal([function(float(v), *shapes) for v in x], [*expected, np.nan])
    q = [0.0, 1.0, -1.0, 2.0, np.nan]
    np.testing.assert_array_equal(dist.ppf(q, *shapes), [low, high, np.nan, np.nan, np.nan])
    np.testing.assert_array_equal(dist.isf(q, *shapes), [high, low, np.nan, np.nan, np.nan])
    for bad in (dict(scale=0), dict(scale=-1), dict(scale=np.nan), dict(loc=np.nan)):
        for value in (0.5, np.array([0.5, 0.25])):
            assert np.isnan(dist.pdf(value, *shapes, **bad)).all() and np.isnan(dist.cdf(value, *shapes, **bad)).all()
            assert np.isnan(dist.ppf(value, *shapes, **bad)).all()
        assert np.isnan(dist.mean(*shapes, **bad)) and np.isnan(dist.entropy(*shapes, **bad))
    for k in range(len(shapes)):
        wrong = tuple(-1.0 if i == k else s for i, s in enumerate(shapes))
        assert np.isnan(dist.pdf(0.5, *wrong)) and np.isnan(dist.ppf([0.5], *wrong)).all()
        assert np.isnan(dist.var(*wrong))


@cases
@pytest.mark.parametrize("make", [lambda x: x.astype(np.float32), lambda x: x.astype(">f8"), lambda x: x[::-1],
                                  lambda x: x.reshape(1, -1, 1), lambda x: x.astype(object), lambda x: x[:0],
                                  lambda x: np.frombuffer(x.tobytes()), lambda x: x[0]])
def test_any_array(name, shapes, make):
    dist = getattr(stats, name)
    x = make(np.array([0.25, 0.5, 0.75, 1.0, -1.0]))
    for method in ("pdf", "cdf", "ppf"):
        got = getattr(dist, method)(x, *shapes)
        expected = getattr(dist, method)(np.asarray(x, dtype=float).ravel(), *shapes).reshape(np.shape(x))
        np.testing.assert_allclose(got, expected, rtol=1e-14)
        assert got.dtype == np.float64 and type(got) is (np.float64 if np.ndim(x) == 0 else np.ndarray)


@cases
def test_samples(name, shapes):
    dist = getattr(stats, name)
    x = dist.rvs(*shapes, loc=1.0, scale=2.0, size=4000, random_state=np.random.default_rng(1))
    # Kolmogorov's distance has quantile 1.63 / sqrt(n) at 0.99.
    u = np.sort(dist.cdf(x, *shapes, 1.0, 2.0))
    k = np.arange(1, len(u) + 1) / len(u)
    assert max(np.abs(u - k).max(), np.abs(u - k + 1 / len(u)).max()) < 1.95 / math.sqrt(len(u))
    assert dist.rvs(*shapes, size=(2, 3)).shape == (2, 3)
    assert np.ndim(dist.rvs(*shapes)) == 0
    with pytest.raises(ValueError):
        dist.rvs(*shapes, scale=-1)


def test_broadcasting():
    got = stats.gamma.pdf([[1.0], [2.0]], [0.5, 2.0, -1.0], loc=[0.0, 1.0, 0.0])
    expected = [[stats.gamma.pdf(x, a, loc) for a, loc in ((0.5, 0.0), (2.0, 1.0), (-1.0, 0.0))] for x in (1.0, 2.0)]
    np.testing.assert_allclose(got, expected)
    assert stats.norm.pdf(np.ones((2, 1)), np.zeros(3)).shape == (2, 3)
    with pytest.raises(ValueError):
        stats.norm.pdf(np.ones(2), np.ones(3))
    with pytest.raises(ValueError):
        stats.norm.rvs([0.0, 1.0], size=3)


@pytest.mark.parametrize("call", [lambda: stats.norm.pdf(1, 2, 3, 4), lambda: stats.gamma.pdf(1), lambda:
                                  stats.norm.pdf(1, no=2), lambda: stats.norm.pdf("a"), lambda: stats.norm.pdf(None),
                                  lambda: stats.gamma.pdf(1, 2, a=2), lambda: stats.norm.pdf(1j),
                                  lambda: stats.norm.fit([1.0], no=1), lambda: stats.gamma.fit([1.0], 1, 2)])
def test_wrong_arguments(call):
    with pytest.raises(TypeError):
        call()


@pytest.mark.parametrize("call", [lambda: stats.norm.moment(-1), lambda: stats.norm.moment(1.5),
                                  lambda: stats.norm.interval(2), lambda: stats.norm.fit([1.0], floc=0, fscale=1),
                                  lambda: stats.norm.fit([np.nan]), lambda: stats.gamma.fit([1.0], floc=5),
                                  lambda: stats.gamma.fit([]), lambda: stats.expon.fit([1.0], floc=2),
                                  lambda: stats.uniform.fit([1.0, 2.0], fscale=0.5), lambda:
                                  stats.gamma.fit([1.0], method="no"), lambda: stats.gamma.fit([1.0], f0=1, fa=1)])
def test_wrong_values(call):
    with pytest.raises(ValueError):
        call()


@pytest.mark.parametrize("name, shapes, fixed", [
    ("gamma", (2.0,), {}), ("gamma", (2.0,), {"floc": 0}), ("gamma", (2.0,), {"floc": 0, "fscale": 1}),
    ("gamma", (2.0,), {"fa": 2}), ("norm", (), {}), ("norm", (), {"floc": 0.5}), ("expon", (), {}),
    ("lognorm", (0.5,), {"floc": 0}), ("lognorm", (0.5,), {}), ("beta", (2.0, 3.0), {"floc": 0, "fscale": 1}),
    ("beta", (2.0, 3.0), {"floc": 0, "fscale": 1, "fa": 2.0}), ("t", (4.0,), {}), ("chi2", (4.0,), {"floc": 0}),
    ("f", (5.0, 9.0), {"floc": 0, "fscale": 1})])
def test_fit_finds_a_stationary_point(name, shapes, fixed):
    dist = getattr(stats, name)
    x = dist.rvs(*shapes, size=300, random_state=7)
    found = dist.fit(x, **fixed)
    least = dist.nnlf(found, x)
    names = (*dist._names, "loc", "scale")
    spelled = {k.removeprefix("f") for k in fixed}
    for i, which in enumerate(names):
        if which in spelled:
            assert found[i] == fixed["f" + which]
            continue
        for factor in (0.999, 1.001):
            moved = list(found)
            moved[i] = moved[i] * factor + (factor - 1) * 1e-3
            assert dist.nnlf(moved, x) >= least - 1e-3
    assert least <= dist.nnlf((*shapes, 0.0, 1.0), x) + 1e-9 or fixed.get("floc") == 0.5


def test_fit_moments():
    x = stats.gamma.rvs(2.0, size=400, random_state=5)
    found = stats.gamma.fit(x, method="MM")
    for k in (1, 2, 3):
        assert stats.gamma.moment(k, *found) == pytest.approx(np.mean(x**k), rel=1e-5)
    loc, scale = stats.gamma.fit_loc_scale(x, 2.0)
    assert stats.gamma.stats(2.0, loc, scale) == pytest.approx((x.mean(), x.var()))


def test_generator_state():
    dist = stats.norm(1.0, 2.0)
    dist.random_state = 3
    first = dist.rvs(2)
    dist.random_state = np.random.RandomState(3)
    np.testing.assert_array_equal(dist.rvs(2), first)
    np.random.seed(4)
    drawn = stats.expon.rvs(size=2)
    np.random.seed(4)
    np.testing.assert_array_equal(drawn, np.random.standard_exponential(2))


class Slope(stats.rv_continuous):
    def _pdf(self, x, c):
        return c * np.exp(-c * x)


class Ramp(stats.rv_continuous):
    def _cdf(self, x):
        return x**2


class Log(stats.rv_continuous):
    def _logpdf(self, x):
        return -x


class Quantile(stats.rv_continuous):
    def _ppf(self, q):
        return np.sqrt(q)


def test_user_families():
    slope = Slope(a=0.0, name="slope")
    assert slope.shapes == "c" and slope.numargs == 1 and slope.name == "slope"
    x = np.array([0.1, 1.0, 3.0])
    np.testing.assert_allclose(slope.cdf(x, 2.0), -np.expm1(-2 * x), rtol=1e-10)
    np.testing.assert_allclose(slope.sf(x, [1.0, 2.0, 3.0]), np.exp(-x * [1, 2, 3]), rtol=1e-8)
    np.testing.assert_allclose(slope.ppf([0.1, 0.9], 2.0), -np.log1p([-0.1, -0.9]) / 2, rtol=1e-9)
    np.testing.assert_allclose(slope.isf([0.1, 0.9], 2.0), -np.log([0.1, 0.9]) / 2, rtol=1e-9)
    np.testing.assert_allclose(slope.stats(2.0, moments="mvsk"), [0.5, 0.25, 2.0, 6.0], rtol=1e-8)
    assert slope.entropy(2.0) == pytest.approx(1 - math.log(2), rel=1e-8)
    assert slope.expect(lambda x: x, (2.0,), loc=1.0) == pytest.approx(1.5, rel=1e-8)
    assert slope.rvs(2.0, size=3, random_state=1).shape == (3,)
    ramp = Ramp(a=0.0, b=1.0)
    assert ramp.pdf(0.3) == pytest.approx(0.6, rel=1e-9) and ramp.mean() == pytest.approx(2 / 3, rel=1e-8)
    assert ramp.cdf([-1.0, 0.5, 2.0]).tolist() == [0.0, 0.25, 1.0]
    log = Log(a=0.0)
    assert log.pdf(1.0) == pytest.approx(math.exp(-1)) and log.cdf(1.0) == pytest.approx(-math.expm1(-1))
    assert Quantile(a=0.0, b=1.0).mean() == pytest.approx(2 / 3, rel=1e-6)
    for bad, error in ((dict(shapes="1a"), SyntaxError), (dict(shapes=3), TypeError)):
        with pytest.raises(error):
            stats.rv_continuous(**bad)
    with pytest.raises(TypeError):
        type("Bad", (stats.rv_continuous,), {"_pdf": lambda self, x, a=1: x})()
    with pytest.raises(NotImplementedError):
        stats.rv_continuous().cdf(1.0)


def test_erlang_warns_of_a_fraction():
    with pytest.warns(RuntimeWarning):
        stats.erlang.pdf(1.0, 2.5)


def test_t_entropy_for_many_degrees():
    for df in (3.0, 99.0, 101.0, 1e3, 1e8):
        with mpmath.workdps(40):
            v = mpmath.mpf(df)
            exact = ((v + 1) / 2 * (mpmath.digamma((v + 1) / 2) - mpmath.digamma(v / 2))
                     + mpmath.log(mpmath.sqrt(v) * mpmath.beta(v / 2, mpmath.mpf(1) / 2)))
        assert stats.t.entropy(df) == pytest.approx(float(exact), rel=1e-12)
    for a in (29.0, 31.0, 150.0, 1e8):
        with mpmath.workdps(40):
            v = mpmath.mpf(a)
            exact = v + mpmath.loggamma(v) + (1 - v) * mpmath.digamma(v)
        assert stats.gamma.entropy(a) == pytest.approx(float(exact), rel=1e-13)
    for a, b in ((2.0, 3.0), (1.0, 1e15), (4e6, 4e6 + 20), (1e9, 3.0), (31.0, 29.0)):
        with mpmath.workdps(60):
            u, v = mpmath.mpf(a), mpmath.mpf(b)
            beta = (mpmath.log(mpmath.beta(u, v)) - (u - 1) * mpmath.digamma(u) - (v - 1) * mpmath.digamma(v)
                    + (u + v - 2) * mpmath.digamma(u + v))
            f = (mpmath.log(v / u) + mpmath.log(mpmath.beta(u, v)) + (1 - u) * mpmath.digamma(u)
                 - (1 + v) * mpmath.digamma(v) + (u + v) * mpmath.digamma(u + v))
        assert stats.beta.entropy(a, b) == pytest.approx(float(beta), rel=1e-13, abs=1e-14)
        assert stats.f.entropy(2 * a, 2 * b) == pytest.approx(float(f), rel=1e-12, abs=1e-14)
    assert stats.t.pdf(0.3, np.inf) == stats.norm.pdf(0.3)


@cases
def test_against_scipy(name, shapes):
    theirs = getattr(pytest.importorskip("scipy.stats"), name)
    dist = getattr(stats, name)
    x = points(dist, shapes)
    for method in ("pdf", "logpdf", "cdf", "sf", "logcdf", "logsf"):
        np.testing.assert_allclose(getattr(dist, method)(x, *shapes), getattr(theirs, method)(x, *shapes),
                                   rtol=1e-9, atol=1e-15)
    for seed in (lambda: 3, lambda: np.random.default_rng(3)):
        for size in (None, 4, (2, 2)):
            np.testing.assert_array_equal(dist.rvs(*shapes, loc=1, size=size, random_state=seed()),
                                          theirs.rvs(*shapes, loc=1, size=size, random_state=seed()))
