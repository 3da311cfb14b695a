# SPDX-License-Identifier: BSD-3-Clause
"""Jacobi's elliptic functions beside their zeros, betaln, Y_n, and edges of the array kernels."""
import numpy as np
import pytest

from scinova import special

mp = pytest.importorskip("mpmath")


def _ulp(got, exact):
    return float(abs(mp.mpf(float(got)) - exact)) / np.spacing(abs(float(exact)))


@pytest.mark.parametrize("m", [1e-9, 0.03, 0.5, 0.97, 1 - 1e-9])
@pytest.mark.parametrize("quarters", [1, 2, 7, 24])
@pytest.mark.parametrize("shift", [0.0, 1e-9, -3e-4])
def test_jacobi_functions_keep_their_digits_beside_zeros(m, quarters, shift):
    u = quarters * special.ellipk(m) + shift
    sn, cn, dn, _ = special.ellipj(u, m)
    with mp.workdps(50):
        exact = [mp.ellipfun(name, mp.mpf(u), m=mp.mpf(m)) for name in ("sn", "cn", "dn")]
    for got, e in zip((sn, cn, dn), exact):
        assert abs(float(mp.mpf(float(got)) - e)) < 12 * np.spacing(abs(float(e))) + 1e-30 * abs(u)


@pytest.mark.parametrize("m", [0.0, 0.3, 0.999])
def test_amplitude_goes_on_past_a_period(m):
    u = np.linspace(-60.0, 60.0, 241)
    sn, cn, _, ph = special.ellipj(u, m)
    assert np.all(np.diff(ph) > 0)
    np.testing.assert_allclose(np.sin(ph), sn, atol=2e-14)
    np.testing.assert_allclose(np.cos(ph), cn, atol=2e-14)


@pytest.mark.parametrize("a, b", [(359.6860307111349, 0.43399031446907216), (0.16592603840123482, 365.2109087674784)])
def test_betaln_of_unlike_arguments(a, b):
    with mp.workdps(40):
        assert _ulp(special.betaln(a, b), mp.log(mp.beta(a, b))) < 2


@pytest.mark.parametrize("n", [-30, -3, 0, 1, 2, 9, 30, 31])
@pytest.mark.parametrize("x", [1e-9, 0.3, 2.5, 17.0, 31.4, 999.5])
def test_whole_orders_of_y(n, x):
    got = special.yn(n, x)
    with mp.workdps(40):
        exact = mp.bessely(n, mp.mpf(x))
        if np.isinf(float(exact)):
            assert got == float(exact)
            return
        scale = max(abs(float(exact)), abs(float(mp.besselj(n, mp.mpf(x)))))
        assert abs(float(mp.mpf(float(got)) - exact)) < 20 * np.spacing(scale) * max(1.0, x / 30.0)


def test_edges():
    assert special.exprel(-np.inf) == 0.0
    assert special.digamma(-1e-320) == np.inf and special.digamma(1e-320) == -np.inf
    for u in (5e-324, -1e-200, -0.0):
        sn, cn, dn, ph = special.ellipj(u, 0.5)
        assert (sn, cn, dn, ph) == (u, 1.0, 1.0, u) and np.signbit(sn) == np.signbit(u)
