# SPDX-License-Identifier: BSD-3-Clause
"""Functions of all orders and degrees up to a limit, against mpmath and their ufuncs."""
import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("x", [0.3, -0.7, 1.2, -2.5, 40.0])
def test_second_kind_of_real_arguments(x):
    q, slope = special.lqmn(2, 8, x)
    kind = 2 if abs(x) < 1 else 3
    with mp.workdps(40):
        for m in range(3):
            for n in range(m, 9):
                value = abs(mp.legenq(n, m, abs(mp.mpf(x)), type=kind))       # odd or even in x
                assert abs(abs(q[m, n]) - value) <= 1e-13 * max(value, 1e-3 if kind == 2 else 0), (m, n)
    step = 1e-6 * abs(x)
    near = (special.lqmn(2, 8, x + step)[0] - special.lqmn(2, 8, x - step)[0]) / (2 * step)
    np.testing.assert_allclose(slope, near, rtol=1e-6, atol=1e-7)


def test_second_kind_of_arrays_and_what_is_no_number():
    z = np.array([[0.3, 2.0, np.nan], [1.0, np.inf, -5.0]])
    q, slope = special.lqmn(2, 5, z)
    assert q.shape == slope.shape == (3, 6, 2, 3)
    for at in np.ndindex(z.shape):
        np.testing.assert_array_equal(q[(..., *at)], special.lqmn(2, 5, z[at])[0])
    assert np.isnan(q[..., 0, 2]).all() and (special.lqn(3, np.inf)[0] == 0).all()
    np.testing.assert_allclose(special.lqn(5, 0.3 + 1e-300j)[0].real, special.lqn(5, 0.3)[0], rtol=1e-14)


@pytest.mark.parametrize("x", [0.5, 3.0, -7.25, 60.0, 1e-9])
def test_riccati_bessel(x):
    orders = np.arange(81)
    for name, single in (("riccati_jn", special.spherical_jn), ("riccati_yn", special.spherical_yn)):
        value, slope = getattr(special, name)(80, x)
        with np.errstate(all="ignore"):
            each = x * single(orders, x)
        usual = np.isfinite(each) & (np.abs(each) > 1e-290)
        np.testing.assert_allclose(value[usual], each[usual], rtol=1e-12)
        with np.errstate(all="ignore"):
            exact = single(orders, x) + x * single(orders, x, derivative=True)
        usual &= (np.abs(x) > 0.1) & np.isfinite(exact) & (np.abs(exact) < 1e280)
        np.testing.assert_allclose(slope[usual], exact[usual], rtol=1e-9, atol=1e-290)


@pytest.mark.parametrize(("v", "x"), [(0, 0.0), (3, 50.0), (100.5, 20.0), (400, 1000.0), (7.25, -3.0)])
def test_jahnke_and_emden(v, x):
    value, slope = special.lmbda(v, x)
    first = v - int(v)
    with mp.workdps(60):
        for k in {0, int(v) // 2, int(v)}:
            exact = mp.hyp0f1(first + k + 1, -mp.mpf(x) ** 2 / 4)
            assert abs(value[k] - exact) <= 1e-13 * abs(exact)
            exact = -mp.mpf(x) / (2 * (first + k + 1)) * mp.hyp0f1(first + k + 2, -mp.mpf(x) ** 2 / 4)
            assert abs(slope[k] - exact) <= 1e-13 * abs(exact)


def test_products_in_lanes():
    """Whole k: exact numbers where float64 has them, and one by one what it is together."""
    n, k = np.meshgrid(np.arange(0, 70), np.arange(0, 40))
    exact = np.array([[float(special.comb(int(a), int(b), exact=True)) for a, b in zip(*row)] for row in zip(n, k)])
    np.testing.assert_array_equal(special.comb(n, k), exact)
    assert all(special.binom(a, b) == special.comb(int(a), int(b)) for a, b in zip(n.ravel()[::7], k.ravel()[::7]))
    x = np.random.default_rng(0).uniform(0.001, 300, 60)
    for m in (0, 1, 5, 18, 19):
        for a, got in zip(x, special.poch(x, m), strict=True):
            assert abs(got - mp.rf(a, m)) <= 2.3e-16 * mp.rf(a, m)
