# SPDX-License-Identifier: BSD-3-Clause
"""Polylogarithms and their relatives: identities, integrals, limits."""
import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("s", [-12.5, -7.0, -2.3, -1.0, 0.0, 0.4, 1.0, 1.5, 2.0, 3.7, 9.0, 25.25])
def test_squares(s):
    # the duplication formula: Li_s(z) + Li_s(-z) = 2^(1 - s) Li_s(z^2)
    r = np.array([0.03, 0.4, 0.68, 0.8, 0.95, 1.1, 1.3, 1.6, 2.4, 9.0, 300.0, 1e5])
    z = r * np.exp(1j * np.linspace(0.1, 1.4, r.size))
    left = special.polylog(s, z) + special.polylog(s, -z)
    scale = np.abs(special.polylog(s, z)) + np.abs(special.polylog(s, -z))
    assert np.all(np.abs(left - 2.0 ** (1 - s) * special.polylog(s, z * z)) < 3e-13 * scale)


@pytest.mark.parametrize("s", [2.0, 2.0 + 1e-15, 2.0 - 1e-9, 3.0 + 1e-5, 1.0 + 1e-12, 1.0 - 1e-7])
def test_near_whole_orders(s):
    z = np.array([-1.9, -0.6, 0.55, 0.9, 0.9999, -4.0, -1e6])
    with mp.workdps(50):
        expected = [float(mp.polylog(mp.mpf(s), mp.mpf(v)).real) for v in z]
    np.testing.assert_allclose(special.polylog(s, z), expected, rtol=2e-13)


def test_dilogarithm_is_spence():
    z = np.random.default_rng(0).normal(size=200).view(complex) * 3
    np.testing.assert_allclose(special.polylog(2.0, z), special.spence(1 - z), rtol=3e-14)


def test_cut_from_below():
    expected = np.pi ** 2 / 4 - 1j * np.pi * np.log(2)
    np.testing.assert_allclose(special.polylog(2.0, complex(2.0, 0.0)), expected, rtol=1e-15)
    np.testing.assert_allclose(special.polylog(1.0, complex(3.0, -0.0)), -np.log(2) - 1j * np.pi, rtol=1e-15)
    np.testing.assert_allclose(special.polylog(2.5, 50 + 0j), special.polylog(2.5, 50 - 1e-13j), rtol=1e-13)
    mirrored = np.conj(special.polylog(2.5, 50 - 1e-13j))
    np.testing.assert_allclose(special.polylog(2.5, 50 + 1e-13j), mirrored, rtol=1e-15)


def test_trouble():
    with special.errstate(all="raise"):
        with pytest.raises(special.SpecialFunctionError):
            special.polylog(2.0, 1.5)
        with pytest.raises(special.SpecialFunctionError):
            special.polylog(1.0, 1.0)
        with pytest.raises(special.SpecialFunctionError):
            special.bose_einstein(1.0, 0.1)
        with pytest.raises(special.SpecialFunctionError):
            special.debye(-1.0, 1.0)
        with pytest.raises(special.SpecialFunctionError):
            special.transport(1.0, 1.0)
    assert np.isnan(special.polylog(np.nan, 0.5)) and np.isnan(special.polylog(2.0, np.nan))
    np.testing.assert_allclose(special.polylog(1.5, 1.0), special.zeta(1.5), rtol=1e-15)
    assert special.polylog(-2.0, -1.0) == 0.0
    assert special.polylog(np.inf, -3.0) == -3.0


def test_fermi_dirac():
    x = np.linspace(-30, 60, 91)
    np.testing.assert_allclose(special.fermi_dirac(0.0, x), np.logaddexp(0, x), rtol=1e-14)
    np.testing.assert_allclose(special.fermi_dirac(-1.0, x), special.expit(x), rtol=1e-14)
    # 1/2: against the integral, and the derivative of order j is order j - 1
    with mp.workdps(30):
        exact = [float(mp.quad(lambda t, v=v: mp.sqrt(t) / (mp.exp(t - v) + 1), [0, max(v, 1), max(v, 1) + 10, mp.inf])
                       / mp.gamma(1.5)) for v in (-3, 0, 2, 10, 45)]
    np.testing.assert_allclose(special.fermi_dirac(0.5, [-3, 0, 2, 10, 45]), exact, rtol=1e-13)
    h = 1e-5
    slope = (special.fermi_dirac(1.5, x + h) - special.fermi_dirac(1.5, x - h)) / (2 * h)
    np.testing.assert_allclose(slope, special.fermi_dirac(0.5, x), rtol=1e-8)
    # both sides of the limit between the integral and the asymptotic series
    np.testing.assert_allclose(np.diff(special.fermi_dirac(0.5, 40 + np.array([-1e-9, 0.0, 1e-9]))), 4.742e-9 * 1.5,
                               rtol=0.1)
    assert special.fermi_dirac(0.5, np.inf) == np.inf and special.fermi_dirac(0.5, -np.inf) == 0


def test_clausen():
    x = np.linspace(-20, 20, 401)
    np.testing.assert_allclose(special.clausen(x), -special.clausen(-x), atol=1e-15)
    np.testing.assert_allclose(special.clausen(x + 2 * np.pi), special.clausen(x), atol=5e-14)
    np.testing.assert_allclose(special.clausen(np.pi / 2), 0.915965594177219015, rtol=2e-16)   # Catalan's constant
    np.testing.assert_allclose(special.clausen(x), special.polylog(2.0, np.exp(1j * x)).imag, atol=5e-15)
    with mp.workdps(40):
        np.testing.assert_allclose(special.clausen(1e300), float(mp.clsin(2, mp.mpf(1e300))), rtol=1e-15)


@pytest.mark.parametrize("n", [0.3, 1.0, 2.0, 3.0, 10.0, 40.0])
def test_debye_and_transport(n):
    x = np.array([1e-8, 0.5, 1.9999999, 2.0000001, 5.0, 11.0, 40.0, 80.0])
    with mp.workdps(25):
        if n < 1:   # by t^n, which takes the singularity away
            pieces = [0, 0.01, 0.1, 0.5, 1]
            exact = [float(mp.quad(lambda w, v=v: v * w ** (1 / n) / mp.expm1(v * w ** (1 / n)), pieces))
                     for v in map(mp.mpf, x[1:])]
        else:
            exact = [float(n / v ** n * mp.quad(lambda t: t ** n / mp.expm1(t), mp.linspace(0, v, 6)))
                     for v in map(mp.mpf, x[1:])]
        np.testing.assert_allclose(special.debye(n, x[1:]), exact, rtol=1e-13)
    np.testing.assert_allclose(special.debye(n, x[0]), 1 - x[0] * n / (2 * n + 2), rtol=1e-15)
    np.testing.assert_allclose(special.debye(n, -3.0), special.debye(n, 3.0) + 3 * n / (n + 1), rtol=1e-15)
    if n > 1:   # by parts: J_n = n int t^(n - 1)/(e^t - 1) - x^n/(e^x - 1)
        x = x[1:]
        expected = n / (n - 1) * x ** (n - 1) * special.debye(n - 1, x) - x ** n / np.expm1(x)
        np.testing.assert_allclose(special.transport(n, x), expected, rtol=1e-13 * (n + 10))


def test_limits_of_debye():
    np.testing.assert_equal(special.debye(3.0, [0.0, np.inf, -np.inf]), [1.0, 0.0, np.inf])
    np.testing.assert_allclose(special.transport(2.0, np.inf), np.pi ** 2 / 3, rtol=1e-15)
    assert special.transport(2.0, 0.0) == 0.0 and special.transport(400.0, 1e5) == np.inf
