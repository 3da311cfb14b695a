# SPDX-License-Identifier: BSD-3-Clause
import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("s", [-30.5, -7.25, -0.5, 0.0, 0.5, 1.0001, 1.9, 2.0, 3.3, 40.0, 100.0])
def test_riemann(s):
    assert special.zeta(s) == pytest.approx(float(mp.zeta(s)), rel=2e-15)


@pytest.mark.parametrize("z", [2 + 1j, 0.5 + 14j, -3.5 + 2j, -3.5 - 2j, 0.1j, 30 - 4j])
def test_riemann_complex(z):
    assert special.zeta(z) == pytest.approx(complex(mp.zeta(z)), rel=2e-13)


@pytest.mark.parametrize("q", [0.01, 0.5, 2.0, 11.0, 300.0])
@pytest.mark.parametrize("s", [1.01, 2.0, 3.5, 12.0])
def test_hurwitz_by_its_recurrence_and_closed_forms(s, q):
    assert special.zeta(s, q) == pytest.approx(special.zeta(s, q + 1) + q**-s, rel=1e-14)
    assert special.zeta(s, 0.5) == pytest.approx((2**s - 1) * special.zeta(s), rel=3e-14 if s > 1.5 else 1e-12)


def test_limits():
    assert special.zeta(1.0) == np.inf
    assert special.zeta(-4.0) == 0.0
    assert special.zeta(2.0, -3.0) == np.inf
    assert np.isnan(special.zeta(0.5, 2.0))
    assert np.isnan(special.zeta(2.5, -1.5))
    assert special.zeta(2.0, -1.5) == pytest.approx(special.zeta(2.0, 0.5) + 4 + 1 / 1.5**2)


def test_polygamma():
    assert special.polygamma(1, 1.0) == pytest.approx(np.pi**2 / 6, rel=1e-15)
    assert special.polygamma(0, 3.5) == special.psi(3.5)
    assert special.polygamma([1, 2, 3], 2.5) == pytest.approx([float(mp.psi(n, 2.5)) for n in (1, 2, 3)], rel=1e-14)


@pytest.mark.parametrize("s", [0.5 + 500j, 0.5 - 1234.5j, 7.9 + 800j, 1 + 5000j, 1e-3 + 20000j, -3.5 + 700j, -40 - 600j,
                               9 + 3000j])
def test_far_from_the_real_axis(s):
    exact = complex(mp.zeta(s))
    assert abs(special.zeta(s) - exact) < 1e-14 * max(abs(exact), 1.0)


def test_beyond_what_can_be_summed():
    with special.errstate(no_result="raise"), pytest.raises(special.SpecialFunctionError):
        special.zeta(0.5 + 1e9j)
    assert abs(special.zeta(0.5 + 267653395.6j)) != 0


@pytest.mark.parametrize("s", [1.5, 7.0, 31.0, 90.5, 400.0])
@pytest.mark.parametrize("q", [0.3, 9.9, 10.02, 35.0, 250.0, 4e3])
def test_hurwitz_where_the_power_falls_fast(s, q):
    # twelve terms of Euler and Maclaurin's series at q = 10 had given six digits for s = 31
    assert special.zeta(s, q) == pytest.approx(float(mp.zeta(s, q)), rel=2e-15)


def test_hurwitz_far_on_the_left():
    assert special.zeta(2, -999999.5) == pytest.approx(np.pi**2 - special.zeta(2, 1000000.5), rel=1e-15)
    exact = [float(hurwitz_sum(s, -40.25).real) for s in (3, 4)]
    assert special.zeta([3, 4], -40.25) == pytest.approx(exact, rel=1e-14)


def hurwitz_sum(s, z):
    """The sum of (z + k)**-s by Euler and Maclaurin far out; mpmath's own loses its digits for complex z."""
    with mp.workdps(80):
        z, steps = mp.mpc(z), max(0, int(-z.real)) + 60 + s // 2
        head, q = sum((z + k)**-s for k in range(steps)), z + steps
        tail, factor = q**(1 - s) / (s - 1) + q**-s / 2, s * q**(-s - 1)
        for j in range(1, 30):
            tail += mp.bernoulli(2 * j) / mp.factorial(2 * j) * factor
            factor *= (s + 2 * j - 1) * (s + 2 * j) / q**2
        return head + tail


@pytest.mark.parametrize("n", [1, 2, 3, 8, 40, 150, 200])
def test_polygamma_of_complex_numbers(n):
    rng = np.random.default_rng(n)
    size = 10.0**rng.uniform(-3, 2.4, 25)
    points = np.r_[size * (rng.uniform(-1, 1, 25) + 1j * rng.uniform(-1, 1, 25)),
                   rng.uniform(-300, 10, 25) + 1j * rng.uniform(-20, 20, 25),          # left, near the axis and not
                   -rng.integers(0, 20, 15) + 1e-3 * (rng.normal(size=15) + 1j * rng.normal(size=15))]   # poles
    value = special.polygamma(n, points)
    for z, ours in zip(points, value):
        exact = complex((-1)**(n + 1) * mp.factorial(n) * hurwitz_sum(n + 1, z))
        if 1e-290 < abs(exact) < 1e290:
            assert abs(ours - exact) <= (3e-15 + 3e-16 * n) * abs(exact), z
    np.testing.assert_array_equal(special.polygamma(n, points.conj()), value.conj())


def test_polygamma_dtypes_and_edges():
    assert special.polygamma(2, np.float32(1.5)).dtype == np.float64
    assert special.polygamma([0, 1], np.complex64(1 + 2j)).dtype == np.complex128
    assert special.polygamma(0, 1 + 2j) == special.psi(1 + 2j)
    assert special.polygamma(1, -2.5 + 0j).imag == 0.0
    assert special.polygamma(180, 50.0) == pytest.approx(float(mp.psi(180, 50)), rel=1e-13)      # 180! is no float64
    assert special.polygamma(1, 1e300 + 0j) == pytest.approx(1e-300, rel=1e-15, abs=0)
    assert np.isnan(special.polygamma([1, -1, 2], [-3.0 + 0j, 1j, np.nan])).all()
    assert special.polygamma(3, np.inf + 2j) == 0.0
    with special.errstate(domain="raise"), pytest.raises(special.SpecialFunctionError):
        special.polygamma(1.5, 1 + 1j)
