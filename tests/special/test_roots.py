# SPDX-License-Identifier: BSD-3-Clause
"""Gaussian quadrature: exactness, symmetry, mpmath, a million nodes, errors."""
import numpy as np
import pytest

from scinova import special

CASES = {
    "roots_legendre": (), "roots_chebyt": (), "roots_chebyu": (), "roots_chebyc": (), "roots_chebys": (),
    "roots_sh_legendre": (), "roots_sh_chebyt": (), "roots_sh_chebyu": (), "roots_jacobi": (0.3, 1.7),
    "roots_sh_jacobi": (3.0, 1.5), "roots_gegenbauer": (1.2,), "roots_laguerre": (), "roots_genlaguerre": (0.7,),
    "roots_hermite": (), "roots_hermitenorm": (),
}
ORTHOGONAL = {name: name.replace("roots_", "eval_") for name in CASES}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("n", [1, 2, 3, 7, 20, 61])
def test_discrete_orthogonality(name, n):
    x, w, mu = getattr(special, name)(n, *CASES[name], mu=True)
    assert x.shape == w.shape == (n,) and np.all(np.diff(x) > 0) and np.all(w > 0)
    assert w.sum() == pytest.approx(mu, rel=1e-14)
    f = getattr(special, ORTHOGONAL[name])
    values = np.array([f(k, *CASES[name], x) for k in range(n)])
    gram = (values * w) @ values.T
    norms = np.sqrt(np.diag(gram))
    assert np.max(np.abs(gram / np.outer(norms, norms) - np.eye(n))) < 5e-13
    envelope = np.abs(values[-1]).max() if n > 1 else 1.0
    assert np.max(np.abs(f(n, *CASES[name], x))) < 1e-8 * max(envelope, np.abs(f(n, *CASES[name], x * 1.01)).max())


@pytest.mark.parametrize("name", ["roots_legendre", "roots_hermite", "roots_hermitenorm"])
@pytest.mark.parametrize("n", [2, 5, 200, 201, 1000, 1001, 2001, 2002])
def test_symmetry(name, n):
    x, w = getattr(special, name)(n)
    assert np.array_equal(x, -x[::-1]) and np.array_equal(w, w[::-1])


@pytest.mark.parametrize("n", [5, 64, 201, 1000])
def test_legendre_against_mpmath(n):
    mp = pytest.importorskip("mpmath")
    x, w = special.roots_legendre(n)
    with mp.workdps(40):
        for k in (0, n // 3, n // 2 + 1):
            z = mp.mpf(x[k])
            for _ in range(3):
                p, q = mp.mpf(1), z
                for j in range(1, n):
                    p, q = q, ((2 * j + 1) * z * q - j * p) / (j + 1)
                slope = n * (z * q - p) / (z * z - 1)
                z -= q / slope
            assert abs(x[k] / z - 1) < 4e-16
            assert abs(w[k] * (1 - z * z) * slope**2 / 2 - 1) < 2e-14


def test_a_million_nodes():
    n = 10**6
    x, w = special.roots_legendre(n)
    assert w @ np.exp(x) == pytest.approx(2 * np.sinh(1), rel=1e-14)
    assert w @ np.cos(1000 * x) == pytest.approx(2 * np.sin(1000) / 1000, abs=1e-15)
    x, w = special.roots_jacobi(n, 0.5, -0.3)
    assert w @ x / w.sum() == pytest.approx((-0.3 - 0.5) / 2.2, rel=1e-13)
    x, w = special.roots_genlaguerre(n, 0.7)
    assert w @ x / w.sum() == pytest.approx(1.7, rel=1e-13)
    assert w @ np.exp(-x) / w.sum() == pytest.approx(2**-1.7, rel=1e-13)
    x, w = special.roots_hermite(n)
    assert w @ np.cos(3 * x) == pytest.approx(np.sqrt(np.pi) * np.exp(-9 / 4), rel=1e-12)


@pytest.mark.parametrize("name", CASES)
def test_numbers_of_nodes_that_are_none(name):
    for n in (0, -1, 1.5):
        with pytest.raises(ValueError, match="positive integer"):
            getattr(special, name)(n, *CASES[name])


def test_parameters_out_of_range():
    for call in (lambda: special.roots_jacobi(3, -1, 0), lambda: special.roots_gegenbauer(3, -0.6),
                 lambda: special.roots_genlaguerre(3, -2), lambda: special.roots_sh_jacobi(3, 1, 2)):
        with pytest.raises(ValueError, match="above"):
            call()


@pytest.mark.parametrize("name", ["legendre", "chebyt", "chebyu", "chebyc", "chebys", "sh_legendre", "sh_chebyt",
                                  "sh_chebyu", "laguerre", "hermite", "hermitenorm"])
def test_polynomial_objects(name):
    for n in (0, 1, 4, 7):
        p = getattr(special, name)(n)
        x = np.linspace(0.1, 0.9, 5)
        assert np.allclose(np.polyval(p.coeffs, x), p(x), rtol=1e-10, atol=1e-10)
        assert np.allclose(p(x), getattr(special, "eval_" + name)(n, x), rtol=1e-13, atol=1e-13)
        q = getattr(special, name)(n, monic=True)
        assert q.coeffs[0] == 1 and np.allclose(q(x) * p.coeffs[0], p(x), rtol=1e-12, atol=1e-12)
        if n:
            nodes, weights = p.weights[:, 0], p.weights[:, 1]
            assert np.sqrt(weights @ getattr(special, name)(n - 1)(nodes) ** 2) > 0
            more = getattr(special, "roots_" + name)(n + 1)
            assert np.sqrt(more[1] @ p(more[0]) ** 2) == pytest.approx(p.normcoef, rel=1e-12)


def test_polynomial_objects_with_parameters():
    for p, (x, w) in ((special.jacobi(3, 0.5, 1.5), special.roots_jacobi(4, 0.5, 1.5)),
                      (special.gegenbauer(4, 0.7), special.roots_gegenbauer(5, 0.7)),
                      (special.genlaguerre(3, 1.5), special.roots_genlaguerre(4, 1.5)),
                      (special.sh_jacobi(3, 3.0, 1.5), special.roots_sh_jacobi(4, 3.0, 1.5))):
        assert np.sqrt(w @ p(x) ** 2) == pytest.approx(p.normcoef, rel=1e-12)
        assert np.allclose(np.polyval(p.coeffs, x), p(x), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("n", [150, 151, 152, 700, 1001, 2998, 2999, 3000, 3001])
def test_hermite_rules_of_every_method(n):
    x, w = special.roots_hermite(n)
    assert (np.diff(x) > 0).all() and np.array_equal(x, -x[::-1]) and np.array_equal(w, w[::-1])
    for power, moment in [(0, 1.0), (2, 0.5), (4, 0.75), (8, 105 / 16)]:
        assert abs(np.dot(w, x ** power) / (moment * np.sqrt(np.pi)) - 1) < 1e-13
