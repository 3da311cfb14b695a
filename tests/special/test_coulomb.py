# SPDX-License-Identifier: BSD-3-Clause
"""Coulomb wave functions: Bessel functions without charge, the Wronskian, recurrences, both sides of every border."""
import numpy as np
import pytest

from scinova import special

RHO = np.array([1e-5, 0.01, 0.49, 0.51, 2.0, 7.0, 29.0, 31.0, 80.0, 400.0, 2e4])


@pytest.mark.parametrize("degree", [0, 1, 2, 7, 20])
def test_without_charge(degree):
    f, fp, g, gp = special.coulomb(float(degree), 0.0, RHO)
    scale = np.where(np.sqrt(degree * (degree + 1)) < RHO, 1.0, np.abs(f)) + 1e-300
    expected = RHO * special.spherical_jn(degree, RHO)
    assert np.all(np.abs(f - expected) < 1e-12 * scale)
    finite = np.isfinite(g)
    expected = -RHO * special.spherical_yn(degree, RHO)
    assert np.all(np.abs(g - expected)[finite] < 1e-12 * np.maximum(1, np.abs(expected))[finite])


@pytest.mark.parametrize("eta", [-300.0, -6.0, -0.3, 0.0, 0.8, 9.0, 60.0])
@pytest.mark.parametrize("order", [0.0, 0.5, 3.0, 12.25, 40.0])
def test_wronskian_and_recurrence(order, eta):
    f, fp, g, gp = special.coulomb(order, eta, RHO)
    usual = np.isfinite(g) & (np.abs(f) > 1e-290)
    assert usual[-4:].all()
    products = np.abs(fp * g) + np.abs(f * gp)
    with np.errstate(invalid="ignore"):
        assert np.all(np.abs(fp * g - f * gp - 1)[usual] < 1e-12 * products[usual])
    # DLMF 33.4.3: R F_(l+1) = S F_l - F_l', and so for G
    up = special.coulomb(order + 1, eta, RHO)
    r, s = np.hypot(order + 1, eta) / (order + 1), (order + 1) / RHO + eta / (order + 1)
    for v, vp, v1 in ((f, fp, up[0]), (g, gp, up[2])):
        ok = usual & np.isfinite(v1) & (np.abs(v1) > 1e-290)
        with np.errstate(invalid="ignore", over="ignore"):
            size = np.abs(r * v1) + np.abs(s * v) + np.abs(vp)
            assert np.all(np.abs(r * v1 - (s * v - vp))[ok] < 2e-12 * size[ok])


def test_origin_and_limits():
    f, fp, g, gp = special.coulomb(0.0, 0.5, 0.0)
    c0 = np.sqrt(np.pi / np.expm1(np.pi))
    np.testing.assert_allclose([f, fp, g], [0.0, c0, 1 / c0], rtol=1e-15)
    assert gp == -np.inf
    assert special.coulomb(2.0, -1.0, 0.0) == (0.0, 0.0, np.inf, -np.inf)
    assert special.coulomb_f(0.0, 1e3, 1.0) == 0.0 and special.coulomb_g(0.0, 1e3, 1.0) == np.inf
    np.testing.assert_allclose(special.coulomb_f(0.0, 0.5, 1e-9), c0 * 1e-9, rtol=1e-8)
    # far within: the leading powers, C_l rho^(l + 1) and rho^-l/((2l + 1) C_l), C_l without charge 1/(2l + 1)!!
    tiny = np.array([1e-15, 1e-19, 1e-40, 1e-70])
    np.testing.assert_allclose(special.coulomb_f(1.0, 0.0, tiny), tiny ** 2 / 3, rtol=1e-12)
    np.testing.assert_allclose(special.coulomb_g(3.0, 0.0, tiny), 15 * tiny ** -3, rtol=1e-12)
    np.testing.assert_allclose(special.coulomb_f(0.0, 0.5, [1e-60, 1e-300]), [c0 * 1e-60, c0 * 1e-300], rtol=1e-13)
    _, _, g, gp = special.coulomb(0.0, 0.5, np.array([1e-19, 1e-21, 1e-100, 1e-290]))
    np.testing.assert_allclose(np.diff(gp) / g[1:], np.log([1e-2, 1e-79, 1e-190]), rtol=1e-10)   # 2 eta = 1


def test_trouble():
    assert all(np.isnan(special.coulomb(np.nan, 1.0, 1.0)))
    with special.errstate(all="raise"):
        for bad in ((-1.0, 1.0, 1.0), (1.0, 1.0, -1.0), (1.0, 1e9, 1.0)):
            with pytest.raises(special.SpecialFunctionError):
                special.coulomb_f(*bad)


def test_same_of_all_names():
    x = np.random.default_rng(0).uniform(0.1, 30, (3, 50))
    f, _, g, _ = special.coulomb(*x)
    np.testing.assert_array_equal(f, special.coulomb_f(*x))
    np.testing.assert_array_equal(g, special.coulomb_g(*x))
