# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import linalg

LAPACK = [np.float32, np.float64, np.complex64, np.complex128]


def assert_orthonormal(q, tol):
    gram = q.conj().swapaxes(-1, -2) @ q
    np.testing.assert_allclose(gram, np.broadcast_to(np.eye(q.shape[-1]), gram.shape), atol=tol)


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (5, 3), (2, 3, 4, 4), (40, 30), (3, 1, 7)])
@pytest.mark.parametrize("full", [True, False])
@pytest.mark.parametrize("driver", ["gesdd", "gesvd"])
def test_decomposition(dtype, shape, full, driver):
    rng = np.random.default_rng(3)
    a = rng.standard_normal(shape) + 1j * rng.standard_normal(shape)
    a = (a if np.dtype(dtype).kind == "c" else a.real).astype(dtype)
    tol = 2e-5 if np.dtype(dtype).char in "fF" else 1e-13
    u, s, vh = linalg.svd(a, full_matrices=full, lapack_driver=driver)
    m, n, k = *shape[-2:], min(shape[-2:])
    assert u.shape[-2:] == ((m, m) if full else (m, k))
    assert vh.shape[-2:] == ((n, n) if full else (k, n))
    assert (np.diff(s) <= 0).all()
    assert (s >= 0).all()
    assert s.dtype == a.real.dtype
    np.testing.assert_allclose((u[..., :k] * s[..., None, :]) @ vh[..., :k, :], a, atol=tol)
    assert_orthonormal(u, tol)
    assert_orthonormal(vh.conj().swapaxes(-1, -2), tol)
    np.testing.assert_allclose(linalg.svdvals(a), s, atol=tol)


def test_empty_and_wrong():
    u, s, vh = linalg.svd(np.ones((0, 2)))
    assert (u.shape, s.shape, vh.shape) == ((0, 0), (0,), (2, 2))
    np.testing.assert_array_equal(vh, np.eye(2))
    with pytest.raises(linalg.LinAlgError):
        linalg.svd([[np.nan, 1.0], [1.0, 1.0]], check_finite=False)
    with pytest.raises(ValueError):
        linalg.svd(np.eye(2), lapack_driver="other")
    with pytest.raises(TypeError):
        linalg.svd(np.eye(2), lapack_driver=1)


def test_range_and_null_space():
    a = np.array([[1.0, 2.0, 3.0], [2.0, 4.0, 6.0]])
    q = linalg.orth(a)
    np.testing.assert_allclose(abs(q[:, 0]), np.array([1, 2]) / np.sqrt(5))
    z = linalg.null_space(a)
    assert q.shape == (2, 1)
    assert z.shape == (3, 2)
    np.testing.assert_allclose(a @ z, 0, atol=1e-14)
    np.testing.assert_array_equal(linalg.diagsvd([2.0, 1.0], 3, 2), [[2, 0], [0, 1], [0, 0]])


@pytest.mark.parametrize("shape", [(4, 4), (6, 3), (3, 6), (2, 4, 3), (40, 30)])
def test_signs_of_the_vectors_are_scipys(shape):
    theirs = pytest.importorskip("scipy.linalg")
    a = np.random.default_rng(0).random(shape)
    for ours, wanted in zip(linalg.svd(a), theirs.svd(a)):
        np.testing.assert_allclose(ours, wanted, atol=1e-12)


def test_vectors_too_large_for_lapack():
    with pytest.raises(ValueError, match="full_matrices=False"):
        linalg.svd(np.ones((2, 50_000)))
