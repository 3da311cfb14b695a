# SPDX-License-Identifier: BSD-3-Clause
"""LU, spsolve, triangular systems, norms."""
import numpy as np
import pytest

from scinova import sparse
from scinova.sparse import linalg

rng = np.random.default_rng(11)


def poisson(n):
    t = sparse.diags_array([-1.0, 2.0, -1.0], offsets=[-1, 0, 1], shape=(n, n))
    return (sparse.kronsum(t, t)).tocsc()


def matrix(n, density, dtype):
    a = sparse.random_array((n, n), density=density, rng=rng, format="csc").astype(dtype)
    if np.dtype(dtype).kind == "c":
        a = a + 1j * sparse.random_array((n, n), density=density, rng=rng, format="csc").astype(dtype)
    shuffled = sparse.eye_array(n, format="csc")[:, rng.permutation(n)]
    return sparse.csc_array(a + 0.1 * shuffled).astype(dtype)


@pytest.mark.parametrize("spec", [None, "NATURAL", "MMD_ATA", "MMD_AT_PLUS_A", "COLAMD"])
@pytest.mark.parametrize("dtype", "fdFD")
def test_factors_multiply_to_the_permuted_matrix(spec, dtype):
    for n, density in ((1, 1.0), (7, 0.5), (60, 0.08), (200, 0.02)):
        a = matrix(n, density, dtype)
        lu = linalg.splu(a, permc_spec=spec)
        pr = sparse.csc_array((np.ones(n), (lu.perm_r, np.arange(n))))
        pc = sparse.csc_array((np.ones(n), (np.arange(n), lu.perm_c)))
        tol = 1e-4 if dtype in "fF" else 1e-11
        np.testing.assert_allclose((lu.L @ lu.U).toarray(), (pr @ a @ pc).toarray(), atol=tol)
        np.testing.assert_array_equal(lu.L.diagonal(), 1)
        assert abs(lu.L.data).max() <= 1 + 1e-5 and lu.nnz == lu.L.nnz + lu.U.nnz
        b = rng.random((n, 3)).astype(dtype)
        for trans, m in (("N", a), ("T", a.T), ("H", a.conj().T)):
            x = lu.solve(b, trans)
            assert np.linalg.norm(m @ x - b) <= tol * 1e3 * max(1.0, np.linalg.norm(x))


@pytest.mark.parametrize("n", [1, 2, 10, 40])
def test_poisson(n):
    a = poisson(n)
    x = rng.random(n * n)
    np.testing.assert_allclose(linalg.spsolve(a, a @ x), x, rtol=1e-10)
    np.testing.assert_allclose(linalg.spsolve(a.tocsr(), a @ x), x, rtol=1e-10)


def test_minimum_degree_keeps_fill_low():
    # Nested dissection needs about 8 n log2 n entries on an n-point grid; natural order 100 times n.
    assert linalg.splu(poisson(60)).nnz < 3600 * 70


def test_right_hand_sides():
    a = poisson(5)
    dense = rng.random((25, 4))
    x = linalg.spsolve(a, dense)
    np.testing.assert_allclose(a @ x, dense)
    s = linalg.spsolve(a, sparse.csc_array(dense))
    assert s.format == "csc" and isinstance(s, sparse.csc_array)
    np.testing.assert_allclose(s.toarray(), x)
    assert linalg.spsolve(a, dense[:, :1]).shape == (25,)
    assert linalg.spsolve(a.astype("f"), dense[:, 0].astype("f")).dtype == np.float32
    assert linalg.spsolve(a, dense[:, 0] * 1j).dtype == np.complex128


def test_singular():
    a = sparse.csc_array(np.array([[1.0, 2.0], [2.0, 4.0]]))
    with pytest.warns(linalg.MatrixRankWarning):
        assert np.isnan(linalg.spsolve(a, np.ones(2))).all()
    for call in (lambda: linalg.splu(a), lambda: linalg.splu(sparse.csc_array((3, 3)))):
        with pytest.raises(RuntimeError):
            call()


@pytest.mark.parametrize("lower", [True, False])
@pytest.mark.parametrize("fmt", ["csr", "csc"])
def test_triangular(lower, fmt):
    a = matrix(30, 0.2, float).toarray() + 3 * np.eye(30)
    t = np.tril(a) if lower else np.triu(a)
    b = rng.random((30, 2))
    x = linalg.spsolve_triangular(sparse.csr_array(t).asformat(fmt), b, lower=lower)
    np.testing.assert_allclose(t @ x, b, atol=1e-10)
    with pytest.raises(np.linalg.LinAlgError):
        linalg.spsolve_triangular(sparse.csr_array((3, 3)), np.ones(3), lower=lower)


@pytest.mark.parametrize("ord", [None, "fro", 1, -1, 2, np.inf, -np.inf])
def test_matrix_norms(ord):
    a = matrix(25, 0.3, float)
    np.testing.assert_allclose(linalg.norm(a, ord), np.linalg.norm(a.toarray(), "fro" if ord is None else ord),
                               rtol=1e-13)
    for axis in (0, 1):
        if ord not in ("fro", -1):  # -1 along an axis leaves implicit zeros aside
            np.testing.assert_allclose(linalg.norm(a, ord, axis=axis), np.linalg.norm(a.toarray(), ord, axis=axis))


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_non_finite_values_do_not_hang(bad):
    a = poisson(4)
    a.data[5] = bad
    with np.errstate(all="ignore"):
        assert linalg.spsolve(a, np.ones(16)).shape == (16,)


def test_bad_calls():
    a = poisson(3)
    for call in (lambda: linalg.spsolve(a[:4], np.ones(4)), lambda: linalg.spsolve(a, np.ones(4)),
                 lambda: linalg.spsolve(a, np.ones(9), permc_spec="best"),
                 lambda: linalg.splu(a).solve(np.ones(9), "X")):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(TypeError):
        linalg.splu(a).solve(np.ones(9) * 1j)
