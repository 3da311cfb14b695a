# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import linalg


@pytest.mark.parametrize("n", [0, 1, 2, 5, 14, 15, 35])
def test_inverses_are_exact(n):
    h = linalg.invhilbert(n, exact=True).astype(object)
    from fractions import Fraction
    hilbert = [[Fraction(1, i + j + 1) for j in range(n)] for i in range(n)]
    product = np.array(hilbert, dtype=object).reshape(n, n) @ h if n else h
    np.testing.assert_array_equal(product, np.eye(n, dtype=int))
    for kind in ("symmetric", "lower", "upper"):
        p, q = linalg.pascal(n, kind).astype(object), linalg.invpascal(n, kind).astype(object)
        np.testing.assert_array_equal(p @ q, np.eye(n, dtype=int))
    lower, upper = linalg.pascal(n, "lower").astype(object), linalg.pascal(n, "upper").astype(object)
    np.testing.assert_array_equal(lower @ upper, linalg.pascal(n).astype(object))
    np.testing.assert_allclose(linalg.hilbert(n), np.array(hilbert, dtype=float).reshape(n, n), rtol=1e-15)


def test_orthogonal_ones():
    for n in (1, 2, 8):
        h = linalg.hadamard(n)
        np.testing.assert_array_equal(h @ h.T, n * np.eye(n))
        f = linalg.dft(n, "sqrtn")
        np.testing.assert_allclose(f @ f.conj().T, np.eye(n), atol=1e-15)
        m = linalg.helmert(n, full=True)
        np.testing.assert_allclose(m @ m.T, np.eye(n), atol=1e-15)
    np.testing.assert_allclose(linalg.dft(7) @ np.arange(7), np.fft.fft(np.arange(7)), atol=1e-13)
    with pytest.raises(ValueError):
        linalg.hadamard(6)


def test_those_made_from_vectors():
    roots = np.linalg.eigvals(linalg.companion([1, -6, 11, -6]))
    np.testing.assert_allclose(np.sort(roots.real), [1, 2, 3])
    rng = np.random.default_rng(0)
    for m, n in ((3, 5), (5, 3), (4, 4), (1, 3)):
        a, x = rng.standard_normal(m), rng.standard_normal(n)
        for mode in ("full", "same", "valid"):
            np.testing.assert_allclose(linalg.convolution_matrix(a, n, mode) @ x, np.convolve(a, x, mode), atol=1e-13)
    np.testing.assert_array_equal(linalg.leslie([1, 2, 3], [4, 5]), [[1, 2, 3], [4, 0, 0], [0, 5, 0]])
    np.testing.assert_array_equal(linalg.fiedler([1, 4, 9]), [[0, 3, 8], [3, 0, 5], [8, 5, 0]])
    for call in (lambda: linalg.companion([0, 1]), lambda: linalg.leslie([1.0], []),
                 lambda: linalg.convolution_matrix([], 3)):
        with pytest.raises(ValueError):
            call()


def test_structure():
    a = np.zeros((4, 6))
    a[3, 1] = a[0, 2] = 1
    assert linalg.bandwidth(a) == (2, 2)
    assert linalg.bandwidth(np.zeros((2, 2))) == (0, 0)
    below, above = linalg.bandwidth(np.stack([np.eye(3), np.tril(np.ones((3, 3)))]))
    np.testing.assert_array_equal(below, [0, 2])
    np.testing.assert_array_equal(above, [0, 0])
    h = np.array([[1, 1j], [-1j, 2]])
    assert linalg.ishermitian(h)
    assert not linalg.issymmetric(h)
    assert not linalg.issymmetric(np.full((2, 2), np.nan))
    assert linalg.issymmetric([[1, 2], [2.1, 1]], atol=0.2)
    with pytest.raises(ValueError):
        linalg.issymmetric(np.ones((2, 3)))


@pytest.mark.parametrize("shape", [(4, 4), (3, 5), (5, 3), (2, 3, 4, 2), (0, 3)])
@pytest.mark.parametrize("dtype", ["f4", "f8", "c8", "c16"])
def test_lu_in_factors(shape, dtype):
    a = np.random.default_rng(1).standard_normal(shape).astype(dtype)
    p, lower, upper = linalg.lu(a)
    tol = 1e-5 if dtype in ("f4", "c8") else 1e-13
    np.testing.assert_allclose(p @ lower @ upper, a, atol=tol)
    np.testing.assert_array_equal(lower, np.tril(lower))
    np.testing.assert_array_equal(upper, np.triu(upper))
    assert (abs(lower) <= 1 + tol).all()
    permuted, u2 = linalg.lu(a, permute_l=True)
    np.testing.assert_allclose(permuted @ u2, a, atol=tol)
    rows, l3, u3 = linalg.lu(a, p_indices=True)
    np.testing.assert_allclose(np.take_along_axis(l3 @ u3, rows[..., None].astype(int), -2), a, atol=tol)
