# SPDX-License-Identifier: BSD-3-Clause
"""Interpolative decompositions: accuracy, exact columns, ranks, norms; arrays, sparse arrays and operators."""
import numpy as np
import pytest

from scinova import linalg
from scinova.linalg import interpolative as pymatrixid


class Map:
    """A linear operator, and no more than the functions ask for."""

    def __init__(self, a):
        self.a, self.shape, self.dtype = a, a.shape, a.dtype

    def matvec(self, x):
        return self.a @ x

    def rmatvec(self, x):
        return self.a.conj().T @ x


def low_rank(seed, m, n, values, dtype):
    rng = np.random.default_rng(seed)
    k = len(values)

    def orthonormal(size):
        a = rng.normal(size=(size, k))
        return np.linalg.qr(a + 1j * rng.normal(size=(size, k)) if dtype is complex else a)[0]
    return (orthonormal(m) * values) @ orthonormal(n).conj().T


@pytest.mark.parametrize("dtype", [float, complex])
@pytest.mark.parametrize("shape", [(300, 40), (40, 300), (200, 200), (30, 20)])
@pytest.mark.parametrize("kind", ["pivoted", "random", "operator", "sparse"])
def test_accuracy(dtype, shape, kind):
    values = 10.0 ** -np.arange(15)
    a = low_rank(1, *shape, values, dtype)
    given, rand = {"pivoted": (a, False), "random": (a, True), "operator": (Map(a), True), "sparse": (a, True)}[kind]
    if kind == "sparse":
        given = pytest.importorskip("scinova.sparse").csr_array(a)
    for k, eps in ((3, 1e-3), (7, 1e-7), (11, 1e-11)):
        idx, proj = pymatrixid.interp_decomp(given, k, rand=rand, rng=5)
        assert sorted(idx) == list(range(shape[1])) and proj.shape == (k, shape[1] - k)
        skeleton = pymatrixid.reconstruct_skel_matrix(a, k, idx)
        again = pymatrixid.reconstruct_matrix_from_id(skeleton, idx, proj)
        np.testing.assert_array_equal(again[:, idx[:k]], a[:, idx[:k]])
        # Pivoted QR is within sqrt(1 + k (n - k)) of the best, and the projection costs little more.
        assert np.linalg.norm(again - a, 2) < 60 * values[k]
        assert np.abs(proj).max() < 20
        np.testing.assert_allclose(skeleton @ pymatrixid.reconstruct_interp_matrix(idx, proj), again, atol=1e-14)
        found, idx, proj = pymatrixid.interp_decomp(given, eps, rand=rand, rng=np.random.RandomState(5))
        assert k - 2 <= found <= k + 3 and proj.shape == (found, shape[1] - found)
        u, s, v = pymatrixid.svd(given, eps, rand=rand, rng=5)
        np.testing.assert_allclose(u.conj().T @ u, np.eye(len(s)), atol=1e-13)
        np.testing.assert_allclose(v.conj().T @ v, np.eye(len(s)), atol=1e-13)
        assert np.linalg.norm((u * s) @ v.conj().T - a, 2) < 100 * eps
        np.testing.assert_allclose(s[:2], values[:2], rtol=100 * eps)
        assert pymatrixid.svd(given, k, rand=rand, rng=5)[1].shape == (k,)


@pytest.mark.parametrize("rand", [False, True])
def test_ranks_that_are_exhausted(rand):
    a = np.outer(np.arange(1.0, 6), [1, 2, 3, 4])
    k, idx, proj = pymatrixid.interp_decomp(a, 1e-10, rand=rand)
    assert k == 1 and idx[0] == 3
    np.testing.assert_allclose(pymatrixid.reconstruct_matrix_from_id(a[:, idx[:1]], idx, proj), a)
    idx, proj = pymatrixid.interp_decomp(np.zeros((4, 5)), 2, rand=rand)
    assert proj.shape == (2, 3) and not proj.any()
    assert pymatrixid.interp_decomp(np.zeros((4, 5)), 0.1, rand=rand)[0] == 1
    assert pymatrixid.interp_decomp(np.eye(3), 7, rand=rand)[1].shape == (3, 0)
    assert pymatrixid.interp_decomp(np.eye(3), 0.0, rand=rand)[0] == 3
    assert pymatrixid.interp_decomp(np.zeros((0, 4)), 0.1, rand=rand)[0] == 0


def test_hilbert_matrix():
    a = linalg.hilbert(300)
    for eps in (1e-2, 1e-6, 1e-12):
        for rand in (False, True):
            k, idx, proj = pymatrixid.interp_decomp(a, eps, rand=rand, rng=1)
            again = pymatrixid.reconstruct_matrix_from_id(a[:, idx[:k]], idx, proj)
            assert np.linalg.norm(again - a, 2) < 50 * eps
            s = linalg.svdvals(a)
            assert k <= (s > eps * s[0] / 10).sum() + 2


@pytest.mark.parametrize("dtype", [float, complex])
def test_norms_and_ranks(dtype):
    a = low_rank(2, 120, 90, 2.0 ** -np.arange(30.0), dtype)
    b = low_rank(3, 120, 90, [0.5, 0.1], dtype)
    assert pymatrixid.estimate_spectral_norm(a, rng=1) == pytest.approx(1, rel=1e-6)
    assert pymatrixid.estimate_spectral_norm(Map(a), its=30) == pytest.approx(1, rel=1e-9)
    assert pymatrixid.estimate_spectral_norm(a, its=0) == pymatrixid.estimate_spectral_norm(0 * a) == 0
    difference = np.linalg.norm(a - b, 2)
    assert pymatrixid.estimate_spectral_norm_diff(a, Map(b), its=60) == pytest.approx(difference, rel=1e-4)
    assert pymatrixid.estimate_spectral_norm_diff(a, a) == 0
    for eps in (1e-2, 1e-4):
        true = int((2.0 ** -np.arange(30) > eps).sum())
        for given in (a, Map(a)):
            assert true <= pymatrixid.estimate_rank(given, eps, rng=4) <= true + 6
    assert pymatrixid.estimate_rank(np.zeros((5, 5)), 1e-3) == 0
    assert pymatrixid.estimate_rank(np.zeros((0, 5)), 1e-3) == 0


@pytest.mark.parametrize("call, error", [
    (lambda: pymatrixid.interp_decomp(np.eye(3, dtype="f"), 1), ValueError),
    (lambda: pymatrixid.interp_decomp(np.eye(3, dtype=int), 1), ValueError),
    (lambda: pymatrixid.interp_decomp(np.ones(3), 1), ValueError),
    (lambda: pymatrixid.interp_decomp(np.full((3, 3), np.nan), 0.1), ValueError),
    (lambda: pymatrixid.interp_decomp("matrix", 0.1), TypeError),
    (lambda: pymatrixid.interp_decomp(np.eye(3), "a"), TypeError),
    (lambda: pymatrixid.interp_decomp(np.eye(3), np.nan), ValueError),
    (lambda: pymatrixid.svd(np.eye(3), 4), ValueError),
    (lambda: pymatrixid.reconstruct_interp_matrix([0, 1], np.ones((2, 2))), ValueError),
    (lambda: pymatrixid.estimate_spectral_norm_diff(np.eye(3), np.eye(4)), ValueError)])
def test_refusals(call, error):
    with pytest.raises(error):
        call()


def test_input_is_kept_and_seeds_repeat():
    a = low_rank(4, 100, 50, 10.0 ** -np.arange(12), float)
    kept = a.copy()
    first, second = (pymatrixid.interp_decomp(a, 5, rng=9) for _ in range(2))
    np.testing.assert_array_equal(a, kept)
    np.testing.assert_array_equal(first[1], second[1])
    a.flags.writeable = False
    pymatrixid.svd(a[::2, ::-1], 5)
