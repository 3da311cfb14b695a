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
