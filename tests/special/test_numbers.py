# SPDX-License-Identifier: BSD-3-Clause
"""Bernoulli, Euler and Stirling numbers, Dirichlet's kernel, Legendre functions of the second kind."""
import numpy as np
import pytest

from scinova import special


def test_bernoulli_sums_powers():
    # sum_{k<m} k^4 by Faulhaber's formula
    b = special.bernoulli(4)
    binom = [1, 5, 10, 10, 5]
    assert sum(c * v * 7.0 ** (5 - k) for k, (c, v) in enumerate(zip(binom, b))) / 5 == pytest.approx(
        sum(k**4 for k in range(7)), rel=1e-14)
    assert special.bernoulli(258)[258] == pytest.approx(1.33527841873546e306) and special.bernoulli(260)[260] == -np.inf


def test_euler_numbers():
    assert special.euler(10).tolist() == [1, 0, -1, 0, 5, 0, -61, 0, 1385, 0, -50521]
    assert np.isfinite(special.euler(186)[186]) and special.euler(188)[188] == np.inf


@pytest.mark.parametrize("n", [1, 2, 9, 40])
def test_stirling_recurrence(n):
    k = np.arange(1, n + 1)
    s = special.stirling2(n, k, exact=True)
    t = special.stirling2(n + 1, k, exact=True)
    assert np.array_equal(t, k * s + special.stirling2(n, k - 1, exact=True))


def test_stirling_of_large_arguments():
    n = 10**6
    assert special.stirling2(n, n - 1, exact=True) == n * (n - 1) // 2
    assert special.stirling2(n, 2) == np.inf and special.stirling2(2000, 3) == np.inf
    assert special.stirling2(1000, 2, exact=True) == 2**999 - 1


def test_stirling_wants_integers():
    with pytest.raises(TypeError, match="integers"):
        special.stirling2(3.0, 2)


def test_dirichlet_kernel_is_a_sum_of_cosines():
    x = np.linspace(-20, 20, 101)
    for n in (1, 3, 7):
        series = (1 + 2 * sum(np.cos(k * x) for k in range(1, (n + 1) // 2))) / n
        assert np.allclose(special.diric(x, n), series, atol=1e-14)
    assert special.diric(2 * np.pi, 4) == -1 and np.isnan(special.diric(1.0, 2.5))


@pytest.mark.parametrize("x", [1.0001, 1.3, 4.0, 1000.0, -2.0])
def test_second_kind_outside_satisfies_the_wronskian(x):
    # P_n Q_{n-1} - P_{n-1} Q_n = 1/n (DLMF 14.2.5 outside the cut)
    n = np.arange(1, 31)
    q = special.lqn(30, x)[0]
    p = special.eval_legendre(np.arange(31), x)
    with np.errstate(over="ignore", invalid="ignore"):
        w = p[1:] * q[:-1] - p[:-1] * q[1:]
    assert np.allclose(n * w, 1, rtol=1e-11)


def test_second_kind_derivatives():
    for x in (0.4, 1.7):
        h = 1e-6
        q, dq = special.lqmn(3, 5, x)
        near = (special.lqmn(3, 5, x + h)[0] - special.lqmn(3, 5, x - h)[0]) / (2 * h)
        assert np.allclose(dq, near, rtol=1e-6, atol=1e-8)
