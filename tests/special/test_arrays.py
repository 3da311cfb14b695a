# SPDX-License-Identifier: BSD-3-Clause
"""Array kernels: a result depends neither on where an element stands nor on its neighbours."""
import numpy as np
import pytest

from scinova import special

ONE = """j0 j1 y0 y1 i0 i1 k0 k1 i0e i1e k0e k1e ellipk ellipe ellipkm1
         gamma rgamma digamma loggamma gammasgn log_ndtr ndtri ndtri_exp erfinv erfcinv erf erfc erfcx ndtr expit logit
         gammaln entr log_expit log1p expm1 exp2 exp10 cbrt cosm1 exprel""".split()
BESSEL = ["j0", "j1", "y0", "y1", "i0", "i1"]
TWO = """xlogy xlog1py rel_entr kl_div boxcox boxcox1p inv_boxcox inv_boxcox1p""".split()
EDGES = [0.0, -0.0, 1.0, -1.0, 0.5, 2.0, -2.0, 5e-324, -5e-324, 1e-300, 1e300, -1e300, np.inf, -np.inf, np.nan, 26.6,
         -38.0, -708.5, 171.9, -2.6, 0.499, 7.99, 8.01]


def mixture(n, seed=0):
    rng = np.random.default_rng(seed)
    x = np.concatenate([rng.uniform(-30, 30, n), rng.uniform(0, 1, n), rng.uniform(-5, 5, n),
                        np.exp(rng.uniform(-700, 700, n // 4)), rng.choice(EDGES, n // 4)])
    return rng.permutation(x)


@pytest.mark.parametrize("name", ONE)
def test_every_size_place_and_stride(name):
    f = getattr(special, name)
    x = mixture(300)
    whole = f(x)
    assert np.array_equal(whole, np.array([f(v) for v in x]), equal_nan=True)
    assert np.array_equal(np.signbit(whole), np.signbit([f(v) for v in x]))
    for part in (slice(1, 258), slice(None, None, 3), slice(None, None, -2), slice(5, 8), slice(0, 0)):
        assert np.array_equal(f(x[part]), whole[part], equal_nan=True)
    strided = np.zeros((x.size, 2))
    f(x, out=strided[:, 1])
    assert np.array_equal(strided[:, 1], whole, equal_nan=True) and not strided[:, 0].any()
    again = x.copy()
    assert f(again, out=again) is again
    assert np.array_equal(again, whole, equal_nan=True)
    shifted = np.append(x, 0.0)
    f(shifted[:-1], out=shifted[1:])
    assert np.array_equal(shifted[1:], whole, equal_nan=True)


@pytest.mark.parametrize("name", TWO)
def test_two_arguments(name):
    f = getattr(special, name)
    x, y = mixture(200), mixture(200, 1)
    whole = f(x, y)
    assert np.array_equal(whole, np.array([f(a, b) for a, b in zip(x, y)]), equal_nan=True)
    assert np.array_equal(f(x[::-3], y[::-3]), whole[::-3], equal_nan=True)
    assert np.array_equal(f(x, 0.5), f(x, np.full_like(x, 0.5)), equal_nan=True)
    for k in (0, 1):
        args = [x.copy(), y.copy()]
        f(*args, out=args[k])
        assert np.array_equal(args[k], whole, equal_nan=True)
    with np.errstate(all="ignore"):
        args = [a.astype(np.float32) for a in (x, y)]
        expected = f(*(a.astype(np.float64) for a in args)).astype(np.float32)
        assert np.array_equal(f(*args), expected, equal_nan=True)


INCOMPLETE = """gammainc gammaincc betainc betaincc betaincinv betainccinv chdtr chdtrc fdtr fdtrc gdtr gdtrc stdtr
                stdtrit""".split()


@pytest.mark.parametrize("name", INCOMPLETE)
def test_iterations_do_not_depend_on_the_neighbours(name):
    f = getattr(special, name)
    rng = np.random.default_rng(2)
    args = [rng.uniform(0.01, 20.0, 500) for _ in range(f.nin - 1)] + [rng.uniform(0.0, 1.0, 500)]
    whole = f(*args)
    assert np.array_equal(f(*(a[::-1] for a in args)), whole[::-1], equal_nan=True)
    assert np.array_equal([f(*v) for v in zip(*args)], whole, equal_nan=True)


@pytest.mark.parametrize("name", TWO)
def test_two_edges_are_those_of_scipy(name):
    theirs = getattr(pytest.importorskip("scipy.special"), name)
    x, y = (v.ravel() for v in np.meshgrid(EDGES, EDGES))
    got, expected = getattr(special, name)(x, y), theirs(x, y)
    same = np.isclose(got, expected, rtol=1e-11, atol=1e-310) | (np.isnan(got) & np.isnan(expected)) | (got == expected)
    # The others are overflows of x/y and roundings on SciPy's side.
    assert same.mean() > 0.96, [(a, b, g, w) for a, b, g, w, s in zip(x, y, got, expected, same) if not s]


@pytest.mark.parametrize("name", ONE)
def test_float32_is_the_rounded_result(name):
    f = getattr(special, name)
    with np.errstate(all="ignore"):
        x = mixture(300).astype(np.float32)
        wide = f(x.astype(np.float64))
        narrow = f(x)
        assert narrow.dtype == np.float32
        assert np.array_equal(narrow, wide.astype(np.float32), equal_nan=True)
        assert np.array_equal(f(x[::-2]), narrow[::-2], equal_nan=True)


@pytest.mark.parametrize("name", ONE)
def test_edges_are_those_of_scipy(name):
    theirs = getattr(pytest.importorskip("scipy.special"), name)
    at = [e for e in EDGES if abs(e) != 5e-324]      # SciPy takes it for 0
    if name in BESSEL:
        at = [e for e in at if not abs(e) >= 1e300]  # no digits of the phase, NaN at infinity
    got, expected = getattr(special, name)(at), theirs(np.array(at))
    same = np.isclose(got, expected, rtol=1e-12, atol=1e-307) | (np.isnan(got) & np.isnan(expected)) | (got == expected)
    assert same.all(), [(e, g, w) for e, g, w, s in zip(at, got, expected, same) if not s]


@pytest.mark.parametrize(("name", "at", "category"), [
    ("gammaln", -3.0, "singular"), ("gammaln", 0.0, "singular"), ("logit", 2.0, "domain"),
    ("logit", 1.0, "singular"), ("gamma", 200.0, "overflow"), ("ndtri", -1.0, "domain"), ("y0", -1.0, "domain")])
def test_trouble_is_reported_from_a_large_array(name, at, category):
    x = np.full(1000, 0.5)
    x[777] = at
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError, match=category):
        getattr(special, name)(x)
    with special.errstate(all="raise"):
        getattr(special, name)(x[:777])
