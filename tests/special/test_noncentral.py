# SPDX-License-Identifier: BSD-3-Clause
"""Non-central chi square, F and t: closed forms, mixtures by mpmath, round trips of all the inverses, no answer."""
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import special
from scinova.special import _ufuncs

mp = pytest.importorskip("mpmath")
sys.path.insert(0, str(Path(__file__).parents[2] / "tools"))
references = pytest.importorskip("special_distributions")

RNG = np.random.default_rng(7)


def uniform(low, high, n=400):
    return RNG.uniform(low, high, n)


def log_uniform(low, high, n=400):
    return np.exp(RNG.uniform(np.log(low), np.log(high), n))


def test_chi_square_of_one_degree_is_a_shifted_normal():
    x, nc = log_uniform(1e-3, 1e3), log_uniform(1e-3, 1e3)
    r, s = np.sqrt(x), np.sqrt(nc)
    assert_allclose(_ufuncs._chndtrc(x, 1.0, nc), special.ndtr(s - r) + special.ndtr(-r - s), rtol=1e-11, atol=1e-300)


def test_chi_square_without_noncentrality_is_central():
    x, df = log_uniform(1e-5, 1e4), log_uniform(1e-3, 1e4)
    assert_allclose(special.chndtr(x, df, 0.0), special.gammainc(df / 2, x / 2), rtol=2e-14)
    assert special.chndtr(1.0, 0.0, 0.0) == 1.0 and special.chndtr(1.0, np.inf, 0.0) == 0.0


@pytest.mark.parametrize("x, df, nc, wanted", [
    (1, 0, 1, np.nan), (1, np.inf, 1, np.nan), (1, np.inf, np.inf, 0.0), (1, 1, np.inf, 0.0), (np.inf, 1, 1, 1.0),
    (np.inf, 1, np.inf, np.nan), (0, 1, 1, 0.0), (-1, 1, 1, np.nan), (np.nan, 1, 1, np.nan)])
def test_chi_square_edges(x, df, nc, wanted):
    assert_array_equal(special.chndtr(x, df, nc), wanted)


@pytest.mark.parametrize("x, df, nc", [(3.0, 2.0, 1.0), (0.01, 7.5, 30.0), (100.0, 3.0, 25.0), (40.0, 0.1, 60.0)])
def test_chi_square_mixture(x, df, nc):
    with mp.workdps(40):
        lower = references.chndtr(mp.mpf(x), mp.mpf(df), mp.mpf(nc))
        assert_allclose(special.chndtr(x, df, nc), float(lower), rtol=1e-13)
        assert_allclose(_ufuncs._chndtrc(x, df, nc), float(1 - lower), rtol=1e-13)


def test_f_over_two_degrees_is_elementary():
    """I_x(a + j, 1) = x^(a + j), so that the mixture is x^a exp(-nc (1 - x)/2)."""
    n, nc, f = log_uniform(0.1, 100), log_uniform(1e-3, 200), log_uniform(1e-2, 1e2)
    x = n * f / (n * f + 2.0)
    want = np.exp(n / 2 * np.log(x) - nc / (n * f + 2.0))
    assert_allclose(special.ncfdtr(n, 2.0, nc, f), want, rtol=1e-12)
    assert_allclose(special.ncfdtr(n, 2.0, nc, f) + _ufuncs._ncfdtrc(n, 2.0, nc, f), 1.0, rtol=1e-14)


@pytest.mark.parametrize("n_range, nc_range", [
    ((1e2, 1e9), (1e2, 1e9)), ((1e-3, 1), (1e3, 1e7)), ((1e4, 1e6), (1e-5, 1))])
def test_f_over_two_degrees_of_large_parameters(n_range, nc_range):
    n, nc = log_uniform(*n_range, n=60), log_uniform(*nc_range, n=60)
    f = (1 + nc / n) * log_uniform(0.02, 30, n=60)
    lower, upper = special.ncfdtr(n, 2.0, nc, f), _ufuncs._ncfdtrc(n, 2.0, nc, f)
    with mp.workdps(50):
        for i in range(n.size):
            a, x = mp.mpf(n[i]) / 2, mp.mpf(n[i]) * mp.mpf(f[i])
            want = mp.exp(a * mp.log(x / (x + 2)) - mp.mpf(nc[i]) / (x + 2))
            assert_allclose([lower[i], upper[i]], [float(want), float(1 - want)], rtol=1e-12, atol=1e-290)


@pytest.mark.parametrize("n, d, nc, f", [(2.0, 3.0, 1.0, 1.5), (0.7, 40.0, 25.0, 0.02), (15.0, 2.5, 60.0, 30.0),
                                         (300.0, 1e-9, 120.0, 2.0), (3.0, 1e-3, 900.0, 0.01), (0.02, 30.0, 700.0, 2e4),
                                         (1e-4, 8.0, 600.0, 3e6), (900.0, 0.3, 2.0, 7.0)])
def test_f_mixture(n, d, nc, f):
    with mp.workdps(40):
        lower = references.ncfdtr(*map(mp.mpf, (n, d, nc, f)))
        assert_allclose(special.ncfdtr(n, d, nc, f), float(lower), rtol=1e-13)
        assert_allclose(_ufuncs._ncfdtrc(n, d, nc, f), float(1 - lower), rtol=1e-13)


def test_f_of_tiny_degrees_of_freedom():
    n, d, nc = 2e-69, 1e-264, 91.5
    values = special.ncfdtr(n, d, nc, np.geomspace(1e-300, 1e300, 61))
    assert_allclose(values, np.exp(-nc / 2) * d / (n + d), rtol=1e-12)   # that of no event in the numerator
    assert special.ncfdtri(n, d, nc, 0.2) == np.inf
    n, d, p = 2.8e-216, 1.8e-298, 6.2e-105
    assert_allclose(special.ncfdtrinc(n, d, p, 102.0), 2 * np.log(d / n / p), rtol=1e-12)


def test_f_limits():
    n, d, f = uniform(1, 30), uniform(1, 30), uniform(0.1, 5)
    assert_allclose(special.ncfdtr(n, d, 0.0, f), special.fdtr(n, d, f), rtol=1e-13)
    assert_allclose(special.ncfdtr(n, np.inf, 3.0, f), special.chndtr(n * f, n, 3.0), rtol=1e-13)


def test_t_identities():
    df, d, t = log_uniform(0.05, 1e3), uniform(-8, 8), uniform(-15, 15)
    assert_allclose(special.nctdtr(df, d, t), _ufuncs._nctdtrc(df, -d, -t), rtol=1e-12)
    assert_allclose(special.nctdtr(df, d, t) + _ufuncs._nctdtrc(df, d, t), 1.0, rtol=1e-13)
    assert_allclose(special.nctdtr(df, 0.0, t), special.stdtr(df, t), rtol=1e-12)
    assert_allclose(special.nctdtr(df, d, 0.0), special.ndtr(-d), rtol=1e-14)
    assert_allclose(special.nctdtr(1e300, d, t), special.ndtr(t - d), rtol=1e-14)


def exact_t(df, d, t):
    """The mean of Phi(t u - d), the variable v = log u."""
    df, d, t = mp.mpf(df), mp.mpf(d), mp.mpf(t)
    c = 2 * (df / 2) ** (df / 2) / mp.gamma(df / 2)
    return c * mp.quad(lambda v: mp.exp(df * (v - mp.exp(2 * v) / 2)) * mp.ncdf(t * mp.exp(v) - d),
                       mp.linspace(-120 / df - 1, 3, 25))


@pytest.mark.parametrize("df, d, t", [(3.0, 1.0, 2.0), (10.0, -2.0, 3.0), (10.0, 2.0, -3.0), (45.0, -1.0, 0.3),
                                      (3.0, 40.0, 30.0), (9.0, 25.0, 60.0),
                                      (2.5, 4.0, 0.5), (20.0, 6.0, 30.0), (60.0, -5.0, -1.0), (1.0, -0.1, -7.0)])
def test_t_integral(df, d, t):
    with mp.workdps(30):
        assert_allclose(special.nctdtr(df, d, t), float(exact_t(df, d, t)), rtol=1e-12)


@pytest.mark.parametrize("df, d, t", [(0.02, 1.0, 5.0), (0.07, 9.0, 40.0), (1e-6, 0.3, 1e4), (1e-3, 0.0, 1e-5)])
def test_t_of_few_degrees_of_freedom(df, d, t):
    """Phi(-d) less the mean of Phi(-d) - Phi(-(t u + d))."""
    with mp.workdps(30):
        a, d_, t_ = mp.mpf(df) / 2, mp.mpf(d), mp.mpf(t)
        end = mp.log(200 / a) / 2

        def rest(v):
            return mp.exp(2 * a * v - a * mp.exp(2 * v)) * (mp.ncdf(-d_) - mp.ncdf(-(t_ * mp.exp(v) + d_)))

        less = 2 * a ** a / mp.gamma(a) * mp.quad(rest, mp.linspace(min(-mp.log(t_), end) - 80, end, 60))
        assert_allclose(special.nctdtr(df, d, -t), float(mp.ncdf(-d_) - less), rtol=1e-12)


# ---- inverses: (name, distribution function, the argument that is sought, ranges of all arguments)

PROBABILITY = (0.001, 0.999)
INVERSES = [
    ("chndtrix", "chndtr", "pab", "xab", [PROBABILITY, (0.3, 60), (0.1, 60)]),
    ("chndtridf", "chndtr", "apb", "axb", [(0.5, 90), PROBABILITY, (0.1, 30)]),
    ("chndtrinc", "chndtr", "abp", "abx", [(0.5, 90), (0.3, 30), PROBABILITY]),
    ("ncfdtri", "ncfdtr", "abcp", "abcx", [(0.5, 40), (0.5, 40), (0.1, 30), PROBABILITY]),
    ("ncfdtridfd", "ncfdtr", "apbc", "axbc", [(0.5, 40), PROBABILITY, (0.1, 30), (0.2, 20)]),
    ("ncfdtridfn", "ncfdtr", "pabc", "xabc", [PROBABILITY, (0.5, 40), (0.1, 30), (0.2, 20)]),
    ("ncfdtrinc", "ncfdtr", "abpc", "abxc", [(0.5, 40), (0.5, 40), PROBABILITY, (0.2, 20)]),
    ("nctdtrit", "nctdtr", "abp", "abx", [(0.5, 60), (-6, 6), PROBABILITY]),
    ("nctdtridf", "nctdtr", "pab", "xab", [PROBABILITY, (-6, 6), (-9, 9)]),
    ("nctdtrinc", "nctdtr", "apb", "axb", [(0.5, 60), PROBABILITY, (-9, 9)]),
    ("fdtridfd", "fdtr", "apb", "axb", [(0.5, 60), PROBABILITY, (0.2, 20)]),
    ("stdtridf", "stdtr", "pa", "xa", [PROBABILITY, (-6, 6)]),
    ("chdtriv", "chdtrc", "pa", "xa", [PROBABILITY, (0.1, 80)]),
    ("gdtria", "gdtr", "pab", "xab", [PROBABILITY, (0.3, 30), (0.1, 20)]),
    ("gdtrib", "gdtr", "apb", "axb", [(0.3, 5), PROBABILITY, (0.1, 20)]),
    ("btdtria", "betainc", "pab", "xab", [PROBABILITY, (0.3, 60), (0.05, 0.95)]),
    ("btdtrib", "betainc", "apb", "axb", [(0.3, 60), PROBABILITY, (0.05, 0.95)]),
    ("nrdtrimn", None, "pab", "xab", [PROBABILITY, (0.3, 5), (-3, 3)]),
]


@pytest.mark.parametrize("name, forward, inputs, outputs, ranges", INVERSES, ids=[row[0] for row in INVERSES])
def test_round_trip(name, forward, inputs, outputs, ranges):
    args = [uniform(*r, n=300) for r in ranges]
    with np.errstate(all="ignore"):
        found = getattr(special, name)(*args)
    at = dict(zip(inputs, args)) | {"x": found}
    p = at["p"]
    if forward is None:
        back = special.ndtr((at["b"] - found) / at["a"])
    else:
        back = getattr(special, forward)(*(at[k] for k in outputs))
    solved = np.isfinite(found)
    assert solved.mean() > 0.2
    if name != "chdtriv":
        assert_allclose(back[solved], p[solved], rtol=2e-12)
    else:
        assert_allclose(special.chdtr(found, args[1])[solved], p[solved], rtol=2e-12)


@pytest.mark.parametrize("name, args", [
    ("fdtridfd", (1, 0.5, 0)), ("stdtridf", (0.9, 1)), ("stdtridf", (0.3, 0)), ("nctdtridf", (0.2, 1, 0)),
    ("nctdtridf", (0.05, 1, 2)), ("nctdtridf", (0.95, -1, -2)), ("ncfdtridfd", (3, 0.99, 1, 0.1)),
    ("ncfdtridfn", (0.99, 5, 1, 3)), ("chndtrinc", (1, 3, 0.99)), ("nbdtrin", (1, 0.5, 1)), ("bdtrin", (7, 0.5, 1))])
def test_no_answer(name, args):
    assert np.isnan(getattr(special, name)(*args))
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError):
        getattr(special, name)(*args)


@pytest.mark.parametrize("name, args, wanted", [
    ("fdtridfd", (1, 0, 0), 5), ("ncfdtridfd", (1, 0, 1, 0), 5), ("ncfdtridfn", (0, 1, 1, 0), 5),
    ("ncfdtrinc", (1, 1, 0, 0), 5), ("bdtrin", (1, 0, 1), 5), ("bdtrin", (7, 0, 1), 8), ("nbdtrin", (1, 0, 0), 5),
    ("stdtridf", (0.5, 0), 5), ("nrdtrisd", (0.5, 0.5, 0.5), 0)])
def test_every_parameter_answers(name, args, wanted):
    assert getattr(special, name)(*args) == wanted


def test_two_roots():
    """The distribution function of F rises above its limit for infinite dfd and comes back; 5 is between the roots."""
    n, f = 20.0, 0.5
    d = np.geomspace(1.0, 1e4, 2000)
    values = special.fdtr(n, d, f)
    p = 0.5 * (values.max() + special.gammainc(n / 2, n * f / 2))
    root = special.fdtridfd(n, p, f)
    assert_allclose(special.fdtr(n, root, f), p, rtol=1e-13)
    assert np.isnan(special.fdtridfd(n, 1.001 * values.max(), f))


def test_poisson_count_of_tiny_probabilities():
    for p, m, k in [(1.8976107553682285e-40, 100, 2), (8.30383406699052e-69, 1000, 500),
                    (2.252837804125894e-227, 100000, 90000)]:
        assert_allclose(special.pdtrik(p, m), k, rtol=1e-14)


def test_dtypes_and_broadcasting():
    out = special.chndtr(np.float32([1, 2, 3])[:, None], np.float32(2), np.float32([0.5, 1]))
    assert out.dtype == np.float32 and out.shape == (3, 2)
    assert special.chndtr(1, 2, 3).dtype == np.float64
    for name in "chndtr ncfdtr nctdtr chndtrix ncfdtri nctdtrit chndtridf chndtrinc ncfdtridfd ncfdtridfn ncfdtrinc " \
                "nctdtridf nctdtrinc".split():
        f = getattr(special, name)
        for k in range(f.nin):
            assert np.isnan(f(*[np.nan if i == k else 0.5 for i in range(f.nin)]))


def test_binomial_sums_are_exact():
    assert special.bdtrc(1, 3, 0.5) == 0.5 and special.bdtr(1, 3, 0.5) == 0.5
    assert special.nbdtr(2, 3, 0.5) == 0.5 and special.betainc(2.5, 2.5, 0.5) == 0.5
    assert special.beta(1, 1) == 1.0 and special.beta(2, 3) == 1 / 12
