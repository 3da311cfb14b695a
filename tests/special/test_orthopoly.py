# SPDX-License-Identifier: BSD-3-Clause
"""Orthogonal polynomials: identities, extreme degrees, arrays against scalars."""
import numpy as np
import pytest

from scinova import special

DEGREE_AND_X = ["eval_chebyt", "eval_chebyu", "eval_chebyc", "eval_chebys", "eval_sh_chebyt", "eval_sh_chebyu",
                "eval_legendre", "eval_sh_legendre", "eval_laguerre", "eval_hermite", "eval_hermitenorm"]


@pytest.mark.parametrize("name", DEGREE_AND_X)
def test_an_element_does_not_know_its_neighbours(name):
    rng = np.random.default_rng(0)
    n, x = rng.integers(0, 1500, 300), rng.uniform(-1.1, 1.1, 300)
    f = getattr(special, name)
    alone = np.array([f(int(k), t) for k, t in zip(n, x)])
    assert np.array_equal(f(n, x), alone, equal_nan=True)


@pytest.mark.parametrize("n", [3, 64, 65, 1000, 10**9, 10**14])
def test_chebyshev_pythagoras(n):
    x = np.linspace(-0.99, 0.99, 31)
    t, u = special.eval_chebyt(n, x), special.eval_chebyu(n - 1, x)
    assert np.allclose(t**2 + (1 - x**2) * u**2, 1, rtol=0, atol=1e-13)
    assert special.eval_chebyt(n, 1.0) == 1 and special.eval_chebyu(n, 1.0) == n + 1


def test_chebyshev_composition():
    x = np.linspace(-0.9, 0.9, 7)
    # T_m(T_n) = T_mn, where the inner value is exact enough not to turn the phase
    assert np.allclose(special.eval_chebyt(2, special.eval_chebyt(12345, x)), special.eval_chebyt(24690, x),
                       rtol=0, atol=1e-14)


@pytest.mark.parametrize("n", [1500, 10**5, 10**7])
def test_legendre_of_large_degree(n):
    t = np.array([1e-3, 0.4, 1.1, 1.5707])
    x = np.cos(t)
    p, q, r = (special.eval_legendre(n + k, x) for k in (-1, 0, 1))
    # three neighbours satisfy the recurrence, to rounding of the envelope
    scale = np.sqrt(2 / (np.pi * n * np.sin(t)))
    assert np.max(np.abs((2 * n + 1) / (n + 1) * x * q - n / (n + 1) * p - r) / scale) < 1e-14


@pytest.mark.parametrize("alpha, beta, n", [(-1, -1, 30), (-3, 0.5, 40), (-2.5, -1.25, 12), (-2.5, -1.25, 40)])
def test_jacobi_of_negative_parameters_mirrors(alpha, beta, n):
    x = np.linspace(-0.95, 0.95, 9)
    left = special.eval_jacobi(n, alpha, beta, -x)
    assert np.allclose(left, (-1) ** n * special.eval_jacobi(n, beta, alpha, x), rtol=1e-10, atol=1e-300)


def test_overflow_keeps_its_sign():
    assert special.eval_hermite(1000, 50.0) == np.inf
    assert special.eval_hermite(1001, -50.0) == -np.inf
    assert special.eval_genlaguerre(301, 0.5, 1e100) == -np.inf


def test_laguerre_needs_alpha_above_minus_one():
    assert np.isnan(special.eval_genlaguerre(2, -1.0, 0.5))
    with special.errstate(domain="raise"), pytest.raises(special.SpecialFunctionError, match="domain"):
        special.eval_genlaguerre(2, -1.5, 0.5)


@pytest.mark.parametrize("n, alpha, beta, x", [
    (13.382549922918717, 0.0, 0.0, 0.3), (18.25, 1.3, 2.05, 0.97), (18.25, 1.3, 2.05, -0.97), (0.4, -0.9, 5.5, 0.1),
    (40.7, 5.9, -0.5, -0.4), (12.1, 2.5, 0.5, 7.25), (9.75, 0.5, 2.0, 0.4 + 1.5j),
    (13.30473475431615, 10.5, 48.3, -0.76),
    (18.874519147868632, 17.4, 40.96, -0.6263691443240011), (5.5, -1.5, 0.25, 0.2)])
def test_jacobi_of_real_degree(n, alpha, beta, x):
    mp = pytest.importorskip("mpmath")
    with mp.workdps(60):
        exact = complex(mp.binomial(n + mp.mpf(alpha), n) *
                        mp.hyp2f1(-n, n + mp.mpf(alpha) + beta + 1, alpha + 1, (1 - mp.mpmathify(x)) / 2))
    assert abs(special.eval_jacobi(n, alpha, beta, x) - exact) <= 1e-12 * abs(exact)
    if alpha == beta == 0.0:
        assert special.eval_legendre(n, x) == pytest.approx(exact.real, rel=1e-13)


def test_gegenbauer_of_real_degree_is_jacobi():
    n, lam, x = np.meshgrid([0.3, 4.6, 33.2], [-0.3, 0.5, 1.75, 5.0], [-0.99, -0.3, 0.6, 1.0, 4.5])
    front = special.poch(2 * lam, n) / special.poch(lam + 0.5, n)
    np.testing.assert_allclose(special.eval_gegenbauer(n, lam, x),
                               front * special.eval_jacobi(n, lam - 0.5, lam - 0.5, x), rtol=1e-11)
