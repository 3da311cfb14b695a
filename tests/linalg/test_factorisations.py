# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import linalg
from scinova.linalg import LinAlgError, LinAlgWarning

LAPACK = [np.float32, np.float64, np.complex64, np.complex128]
SHAPES = [(1, 1), (4, 4), (3, 6, 6), (2, 2, 20, 20)]


def random(shape, dtype, seed=0):
    rng = np.random.default_rng(seed)
    a = rng.standard_normal(shape) + 1j * rng.standard_normal(shape)
    return (a if np.dtype(dtype).kind == "c" else a.real).astype(dtype)


def adjoint(a):
    return a.conj().swapaxes(-1, -2)


def close(x, y, factor=1.0):
    tol = factor * (3e-5 if np.asarray(x).dtype.char in "fF" else 1e-12)
    np.testing.assert_allclose(x, np.broadcast_to(y, np.shape(x)), atol=tol, rtol=tol)


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", SHAPES)
def test_lu(dtype, shape):
    a, b = random(shape, dtype), random((*shape[:-1], 2), dtype, 1)
    factors = linalg.lu_factor(a)
    assert factors[1].dtype == np.int32
    for trans, op in enumerate((lambda m: m, lambda m: m.swapaxes(-1, -2), adjoint)):
        close(op(a) @ linalg.lu_solve(factors, b, trans=trans), b, 20)
    v = linalg.lu_solve(factors, b[(0,) * (b.ndim - 2)][:, 0])
    close((a @ v[..., None])[..., 0], b[(0,) * (b.ndim - 2)][:, 0], 20)
    with pytest.warns(LinAlgWarning):
        linalg.lu_factor(np.ones((2, 2)))
    with pytest.raises(ValueError):
        linalg.lu_solve((np.eye(2), np.array([0, 7])), [1.0, 2.0])


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("lower", [False, True])
def test_cholesky(dtype, shape, lower):
    a = random(shape, dtype)
    a = a @ adjoint(a) + np.eye(shape[-1], dtype=dtype)
    b = random((*shape[:-1], 3), dtype, 1)
    half = np.tril(a) if lower else np.triu(a)
    c = linalg.cholesky(half, lower=lower)
    close(c @ adjoint(c) if lower else adjoint(c) @ c, a, 10)
    close(a @ linalg.cho_solve(linalg.cho_factor(half, lower), b), b, 50)
    close(a @ linalg.cho_solve((c, lower), b), b, 50)
    with pytest.raises(LinAlgError):
        linalg.cholesky([[1.0, 2.0], [2.0, 1.0]])


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", [*SHAPES, (5, 3), (2, 3, 5)])
@pytest.mark.parametrize("mode", ["full", "economic"])
@pytest.mark.parametrize("pivoting", [False, True])
def test_qr(dtype, shape, mode, pivoting):
    a = random(shape, dtype)
    q, r, *p = linalg.qr(a, mode=mode, pivoting=pivoting)
    close(adjoint(q) @ q, np.eye(q.shape[-1]))
    close(r, np.triu(r))
    close(q @ r, np.take_along_axis(a, p[0][..., None, :].astype(int), -1) if pivoting else a, 10)
    if pivoting:
        d = abs(np.diagonal(r, axis1=-2, axis2=-1))
        assert (np.diff(d) <= 1e-6 * d[..., :1]).all()
    (h, tau), r2, *_ = linalg.qr(a, mode="raw", pivoting=pivoting)
    close(r2, r[..., :min(shape[-2:]), :])
    assert h.shape == a.shape
    assert tau.shape == (*a.shape[:-2], min(shape[-2:]))


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("driver", ["ev", "evd", "evr", "evx", "gv", "gvd", "gvx"])
@pytest.mark.parametrize("lower", [False, True])
def test_eigh(dtype, shape, driver, lower):
    a = random(shape, dtype)
    a = a + adjoint(a)
    n = shape[-1]
    half = np.tril(a) if lower else np.triu(a)
    if driver[0] == "g":
        b = random(shape, dtype, 2)
        b = b @ adjoint(b) + n * np.eye(n, dtype=dtype)
        for kind, left, right in ((1, lambda v: a @ v, lambda v: b @ v), (2, lambda v: a @ (b @ v), lambda v: v),
                                  (3, lambda v: b @ (a @ v), lambda v: v)):
            w, v = linalg.eigh(half, b, lower=lower, driver=driver, type=kind)
            close(left(v), right(v) * w[..., None, :], 100 * n * (1 + n * (kind > 1)))
        return
    w, v = linalg.eigh(half, lower=lower, driver=driver)
    close(a @ v, v * w[..., None, :], 5 * n)
    close(adjoint(v) @ v, np.eye(n))
    assert (np.diff(w) >= 0).all()
    close(linalg.eigvalsh(half, lower=lower, driver=driver), w, n)
    if driver in ("evr", "evx") and n > 3:
        i = linalg.eigvalsh(half, lower=lower, driver=driver, subset_by_index=[1, 2])
        close(i, w[..., 1:3], n)
        k = w[(0,) * (w.ndim - 1)]
        m = half[(0,) * (w.ndim - 1)]
        lo, hi = float(k[0] + k[1]) / 2, float(k[2] + k[3]) / 2
        close(linalg.eigh(m, lower=lower, driver=driver, subset_by_value=[lo, hi])[0], k[1:3], n)


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", SHAPES)
def test_eig(dtype, shape):
    a, b = random(shape, dtype), random(shape, dtype, 5)
    w, vl, vr = linalg.eig(a, left=True, right=True)
    close(a @ vr, vr * w[..., None, :], 100)
    close(adjoint(vl) @ a, w[..., :, None] * adjoint(vl), 100)
    close(np.linalg.norm(vr, axis=-2), 1)
    close(np.sort_complex(linalg.eigvals(a)), np.sort_complex(w), 100)
    w, v = linalg.eig(a, b, homogeneous_eigvals=True)
    close(w[..., 1:2, :] * (a @ v), w[..., 0:1, :] * (b @ v), 500)
    assert linalg.eig(np.diag([1.0, 2.0]))[1].dtype == np.float64


def test_infinite_eigenvalue_of_a_pencil():
    w = linalg.eigvals([[1.0, 2.0], [3.0, 4.0]], np.diag([1.0, 0.0]))
    assert np.isinf(w).sum() == 1


@pytest.mark.parametrize("dtype", LAPACK)
@pytest.mark.parametrize("shape", [(5, 3), (3, 5), (4, 4), (2, 6, 2)])
@pytest.mark.parametrize("driver", ["gelsd", "gelss", "gelsy"])
def test_least_squares(dtype, shape, driver):
    a, b = random(shape, dtype), random((*shape[:-1], 2), dtype, 1)
    x, residues, rank, s = linalg.lstsq(a, b, lapack_driver=driver)
    close(adjoint(a) @ (a @ x - b), 0, 20)
    close(x, linalg.pinv(a) @ b, 20)
    assert (np.asarray(rank) == min(shape[-2:])).all()
    if shape[-2] > shape[-1] and driver != "gelsy":
        close(residues, (abs(a @ x - b) ** 2).sum(axis=-2), 20)
    else:
        assert residues.size == 0
    assert s is None if driver == "gelsy" else s.shape == (*shape[:-2], min(shape[-2:]))
    deficient = np.ones((4, 2), dtype)
    x, residues, rank, s = linalg.lstsq(deficient, np.ones(4, dtype), cond=1e-5, lapack_driver=driver)
    close(x, 0.5)
    assert (rank, residues.shape) == (1, (0,))


def test_pseudoinverses():
    a = random((3, 5, 4), complex)
    b = linalg.pinv(a)
    close(a @ b @ a, a)
    close(b @ a @ b, b)
    close(adjoint(a @ b), a @ b)
    h = a[0, :4] + adjoint(a[0, :4])
    close(linalg.pinvh(h), np.linalg.inv(h), 10)
    assert linalg.pinv(np.ones((4, 2)), return_rank=True)[1] == 1
    assert linalg.pinvh(np.ones((2, 2)), return_rank=True)[1] == 1
    with pytest.raises(ValueError):
        linalg.pinv(np.eye(2), atol=-1)


@pytest.mark.parametrize("dtype", LAPACK)
def test_triangular_and_banded(dtype):
    a, b = random((3, 6, 6), dtype) + 4 * np.eye(6, dtype=dtype), random((3, 6, 2), dtype, 1)
    for lower in (False, True):
        t = np.tril(a) if lower else np.triu(a)
        for trans, op in (("N", lambda m: m), ("T", lambda m: m.swapaxes(-1, -2)), (2, adjoint)):
            close(op(t) @ linalg.solve_triangular(a, b, trans=trans, lower=lower), b, 10)
            close(op(t[0]) @ linalg.solve_triangular(a[0], b[0], trans=trans, lower=lower), b[0], 10)
    below, above = 2, 1
    m = np.triu(np.tril(a, above), -below)
    ab = np.zeros((3, below + above + 1, 6), dtype)
    for i in range(6):
        for j in range(max(0, i - below), min(6, i + above + 1)):
            ab[:, above + i - j, j] = m[:, i, j]
    close(m @ linalg.solve_banded((below, above), ab, b), b, 10)
    p = m @ adjoint(m)
    for lower in (False, True):
        hb = np.zeros((3, 4, 6), dtype)
        for k in range(4):
            d = np.diagonal(p, -k if lower else k, axis1=-2, axis2=-1)
            if lower:
                hb[:, k, :6 - k] = d
            else:
                hb[:, 3 - k, k:] = d
        close(p @ linalg.solveh_banded(hb, b, lower=lower), b, 100)
        close(linalg.cho_solve_banded((linalg.cholesky_banded(hb[0], lower=lower), lower), b[0]),
              linalg.solveh_banded(hb[0], b[0], lower=lower), 100)
    with pytest.raises(LinAlgError):
        linalg.solve_triangular(np.zeros((2, 2)), np.ones(2))
    with pytest.raises(LinAlgError):
        linalg.solve_banded((1, 1), np.zeros((3, 4)), np.ones(4))
    with pytest.raises(LinAlgError):
        linalg.solveh_banded([[0.0, 2.0], [1.0, 1.0]], np.ones(2))


def test_norms():
    a = np.array([[1.0, -2.0], [3.0, 4.0]])
    for ord, value in [(None, np.sqrt(30)), ("fro", np.sqrt(30)), (1, 6), (-1, 4), (np.inf, 7), (-np.inf, 3)]:
        assert linalg.norm(a, ord) == pytest.approx(value, rel=1e-15)
        np.testing.assert_allclose(linalg.norm(np.stack([a, 2 * a]), ord, axis=(1, 2)), [value, 2 * value])
    s = np.linalg.svd(a, compute_uv=False)
    assert linalg.norm(a, "nuc") == pytest.approx(s.sum())
    assert linalg.norm(a, 2) == pytest.approx(s[0])
    assert linalg.norm([3.0, -4.0, 0.0], 0) == 2
    assert linalg.norm([3.0, -4.0], 3) == pytest.approx(91 ** (1 / 3))
    for scale in (1e-200, 1e200, 1e-320):
        assert linalg.norm([3 * scale, 4 * scale]) == pytest.approx(5 * scale, rel=1e-2 if scale < 1e-300 else 1e-15)
    assert (linalg.norm(np.array([3, 4], "f4")) * np.ones(1, "f4")).dtype == np.float32
    assert linalg.norm(np.ones((2, 3, 4)), axis=1, keepdims=True).shape == (2, 1, 4)
    with pytest.raises(ValueError):
        linalg.norm(a, 3)
    with pytest.raises(ValueError):
        linalg.norm([np.nan])


def test_matrices_from_vectors():
    c = np.array([1, 2j, 3])
    t = linalg.toeplitz(c)
    np.testing.assert_array_equal(t, t.conj().T)
    np.testing.assert_array_equal(linalg.toeplitz([1, 2, 3], [9, 4]), [[1, 4], [2, 1], [3, 2]])
    assert linalg.toeplitz(np.ones((2, 3)), [1, 2, 3, 4]).shape == (2, 3, 4)
    np.testing.assert_array_equal(linalg.hankel([1, 17, 99]), [[1, 17, 99], [17, 99, 0], [99, 0, 0]])
    np.testing.assert_array_equal(linalg.circulant([1, 2, 3])[:, 1], [3, 1, 2])
    assert linalg.block_diag().shape == (1, 0)
    assert linalg.block_diag([1, 2], 3, [[4.0]], []).shape == (4, 4)
