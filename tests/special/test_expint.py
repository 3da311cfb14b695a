# SPDX-License-Identifier: BSD-3-Clause
"""Exponential, trigonometric and Fresnel integrals, dilogarithm: special values, cuts, zeros, categories of trouble."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import special

INF, NAN = np.inf, np.nan


def test_values_at_the_ends():
    assert_array_equal(special.exp1([0.0, INF, -1.0, 800.0]), [INF, 0, NAN, 0])
    assert_array_equal(special.expi([0.0, -0.0, INF, -INF, 800.0]), [-INF, -INF, INF, 0, INF])
    assert_array_equal(special.expn([0, 1, 2, 3, -1, 2, 2], [0.0, 0.0, 0.0, INF, 1.0, -1.0, NAN]),
                       [INF, INF, 1, 0, NAN, NAN, NAN])
    si, ci = special.sici([0.0, INF, -INF, -1.0])
    assert_array_equal(ci[:3], [-INF, 0, NAN])
    assert_allclose(si, [0, np.pi / 2, -np.pi / 2, -0.946083070367183], rtol=1e-15)
    assert ci[3] == special.sici(1.0)[1]
    shi, chi = special.shichi([0.0, INF, -INF, 900.0])
    assert_array_equal(shi, [0, INF, -INF, INF])
    assert_array_equal(chi, [-INF, INF, INF, INF])
    s, c = special.fresnel([0.0, INF, -INF, 1e300])
    assert_array_equal(s, [0, 0.5, -0.5, 0.5])
    assert_array_equal(c, [0, 0.5, -0.5, 0.5])
    assert_array_equal(special.spence([-1.0, 1.0]), [NAN, 0])
    assert_allclose(special.spence([0.0, 2.0]), [np.pi ** 2 / 6, -np.pi ** 2 / 12], rtol=1e-15)


@pytest.mark.parametrize("name", ["exp1", "expi", "spence", "sici", "shichi"])
def test_cut_along_the_negative_axis(name):
    f = getattr(special, name)
    x = -np.array([0.1, 0.9, 3.5, 20.0, 60.0])
    for y in (1e-300, -1e-300):
        here = f(x + 0j) if y > 0 else f(np.array([complex(v, -0.0) for v in x]))
        beside = f(x + 1j * y)
        for a, b in zip(np.atleast_2d(here), np.atleast_2d(beside)):
            if name == "expi":     # the mean of both sides
                b = b.real + 0j
            if name in ("sici", "shichi") and y < 0:
                b = b.real + 1j * np.abs(b.imag)
            assert_allclose(a, b, rtol=4e-15)


@pytest.mark.parametrize("name", ["exp1", "expi", "spence", "sici", "shichi", "fresnel"])
def test_complex_agrees_across_regions(name):
    """f(conj z) = conj f(z), and values on circles vary smoothly where methods meet."""
    f = getattr(special, name)
    rng = np.random.default_rng(1)
    z = np.exp(rng.uniform(-5, 4, 400)) * np.exp(1j * rng.uniform(0.01, 3.1, 400))
    if name == "fresnel":
        z = z[np.abs(z) < 6]
    for u, v in zip(np.atleast_2d(f(z)), np.atleast_2d(f(np.conj(z)))):
        assert_allclose(u, np.conj(v), rtol=1e-14)


def test_fresnel_rotation():
    z = np.array([0.3 + 0.4j, 2.0 + 0.5j, 1.0 + 3.0j])
    s, c = special.fresnel(z)
    si, ci = special.fresnel(1j * z)
    assert_allclose(ci, 1j * c, rtol=1e-14)
    assert_allclose(si, -1j * s, rtol=1e-14)


def test_zeros():
    s, c = special.fresnel_zeros(30)
    assert np.abs(special.fresnel(s)[0]).max() < 4e-14
    assert np.abs(special.fresnel(c)[1]).max() < 4e-14
    assert_array_equal(s, special.fresnels_zeros(30))
    assert_array_equal(c, special.fresnelc_zeros(30))
    z = special.erf_zeros(30)
    assert np.abs(special.erf(z)).max() < 1e-13
    assert (np.diff(np.abs(z)) > 0).all() and (np.diff(np.abs(s)) > 0).all() and (np.diff(np.abs(c)) > 0).all()
    assert_allclose(z[0], 1.45061616324368 + 1.88094300015332j, rtol=1e-14)
    for f in (special.fresnel_zeros, special.fresnelc_zeros, special.fresnels_zeros, special.erf_zeros):
        for bad in (0, -1, 1.5, np.array([2])):
            with pytest.raises(ValueError, match="nt"):
                f(bad)


def test_troubles():
    with special.errstate(all="raise"):
        for call in (lambda: special.exp1(0.0), lambda: special.exp1(-1.0), lambda: special.expi(0.0),
                     lambda: special.expi(800.0), lambda: special.expn(1, 0.0), lambda: special.expn(-1, 1.0),
                     lambda: special.spence(-1.0), lambda: special.sici(0.0), lambda: special.shichi(800.0)):
            with pytest.raises(special.SpecialFunctionError):
                call()
        special.exp1([0.5, 1.0, 50.0])
        special.fresnel([0.0, 1e10])


def test_expn_recurrence():
    n = np.arange(1, 60)[:, None]
    x = np.geomspace(1e-3, 100, 57)
    assert_allclose(n * special.expn(n + 1, x) + x * special.expn(n, x), np.exp(-x) + 0 * n, rtol=1e-14)
    with pytest.warns(RuntimeWarning, match="expn.*truncated"):
        assert special.expn(2.7, 1.0) == special.expn(2, 1.0)


def test_modfresnel_reflection():
    x = np.linspace(0.1, 15, 40)
    f, k = special.modfresnelp(x)
    g, h = special.modfresnelp(-x)
    assert_allclose(f + g, np.sqrt(np.pi / 2) * (1 + 1j) + 0 * x, rtol=1e-14)
    assert_allclose(k + h, np.exp(-1j * x * x), rtol=1e-13)
    fm, km = special.modfresnelm(x)
    assert_array_equal(fm, np.conj(f))
    assert_array_equal(km, np.conj(k))
