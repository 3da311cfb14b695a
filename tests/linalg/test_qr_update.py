# SPDX-License-Identifier: BSD-3-Clause
"""Updates of QR factorisations: the product is the changed matrix, Q orthonormal, R triangular."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import linalg

EPS = {"f": 3e-5, "d": 1e-12, "F": 3e-5, "D": 1e-12}


def matrix(rng, dtype, *shape):
    a = rng.normal(size=shape)
    return (a + 1j * rng.normal(size=shape) if dtype in "FD" else a).astype(dtype)


def check(q, r, a, economic, scale=None):
    """The factorisation of a, in the form that numpy.linalg gives (unless a has no rows or columns)."""
    m, n = a.shape
    width = min(m, n) if economic and m > n else m
    assert q.shape == (m, width) and r.shape == (width, n)
    assert q.dtype == r.dtype == a.dtype
    eps = EPS[a.dtype.char] * (1 + m + n)
    np.testing.assert_allclose(q.conj().T @ q, np.eye(width), atol=eps)
    np.testing.assert_allclose(q @ r, a, atol=eps * (scale or max(1.0, float(np.abs(a).max(initial=0)))))
    assert not np.tril(r, -1).any()


def strided(rng, a, kind):
    """A copy of ``a`` with other strides."""
    if kind in "CF":
        return a.copy(kind)
    wide = np.zeros((a.shape[0] * 2, a.shape[1] * 3), dtype=a.dtype)
    view = wide[::-2, 1::3]
    view[...] = a
    return view


def factors(rng, a, economic, layout="F"):
    q, r = linalg.qr(a, mode="economic" if economic and a.shape[0] > a.shape[1] else "full")
    return strided(rng, q, layout), strided(rng, np.triu(r), layout)


cases = given(seed=st.integers(0, 10 ** 6), m=st.integers(1, 12), n=st.integers(1, 12), dtype=st.sampled_from("fdFD"),
              economic=st.booleans(), p=st.integers(1, 5), layout=st.sampled_from("CFS"), overwrite=st.booleans())


@settings(max_examples=150, deadline=None)
@cases
def test_delete(seed, m, n, dtype, economic, p, layout, overwrite):
    rng = np.random.default_rng(seed)
    a = matrix(rng, dtype, m, n)
    for axis, which in enumerate(("row", "col")):
        q, r = factors(rng, a, economic, layout)
        count = min(p, a.shape[axis])
        k = int(rng.integers(0, a.shape[axis] - count + 1))
        q1, r1 = linalg.qr_delete(q, r, k - a.shape[axis], count, which, overwrite_qr=overwrite)
        check(q1, r1, np.delete(a, range(k, k + count), axis), q.shape[0] != q.shape[1])
        if overwrite:
            assert np.shares_memory(q, q1) or q1.size == 0
        else:
            np.testing.assert_allclose(q @ r, a, atol=EPS[dtype] * 30)


@settings(max_examples=150, deadline=None)
@cases
def test_insert(seed, m, n, dtype, economic, p, layout, overwrite):
    rng = np.random.default_rng(seed)
    a = matrix(rng, dtype, m, n)
    for axis, which in enumerate(("row", "col")):
        q, r = factors(rng, a, economic, layout)
        k = int(rng.integers(0, a.shape[axis] + 1))
        u = matrix(rng, dtype, *((p, n) if axis == 0 else (m, p)))
        given_u = strided(rng, u, layout)
        if p == 1:
            given_u = given_u.ravel()
        q1, r1 = linalg.qr_insert(q, r, given_u, k, which, overwrite_qru=overwrite)
        whole = np.insert(a, [k] * p, u, axis)
        check(q1, r1, whole, q.shape[0] != q.shape[1])
        if not overwrite:
            np.testing.assert_allclose(q @ r, a, atol=EPS[dtype] * 30)
        elif axis == 1 and q.shape[0] == q.shape[1]:
            assert q1 is q


@settings(max_examples=150, deadline=None)
@cases
def test_update(seed, m, n, dtype, economic, p, layout, overwrite):
    rng = np.random.default_rng(seed)
    a = matrix(rng, dtype, m, n)
    q, r = factors(rng, a, economic, layout)
    p = min(p, m, n)
    u, v = matrix(rng, dtype, m, p), matrix(rng, dtype, n, p)
    given_u, given_v = strided(rng, u, layout), strided(rng, v, layout)
    if p == 1:
        given_u, given_v = given_u.ravel(), given_v.ravel()
    q1, r1 = linalg.qr_update(q, r, given_u, given_v, overwrite_qruv=overwrite)
    check(q1, r1, a + u @ v.conj().T, q.shape[0] != q.shape[1], scale=50.0)
    if overwrite:
        assert np.shares_memory(q, q1) and np.shares_memory(r, r1)
    else:
        np.testing.assert_array_equal(given_u.reshape(m, p), u)


@pytest.mark.parametrize("dtype", "fdFD")
@pytest.mark.parametrize("economic", [False, True])
def test_larger_matrices(dtype, economic):
    rng = np.random.default_rng(0)
    a = matrix(rng, dtype, 60, 25)
    q, r = factors(rng, a, economic)
    check(*linalg.qr_delete(q, r, 10, 30), np.delete(a, range(10, 40), 0), economic)
    check(*linalg.qr_delete(q, r, 10, 45), np.delete(a, range(10, 55), 0), False)
    check(*linalg.qr_delete(q, r, 3, 9, "col"), np.delete(a, range(3, 12), 1), economic)
    u, w, v = matrix(rng, dtype, 20, 25), matrix(rng, dtype, 60, 40), matrix(rng, dtype, 25, 25)
    check(*linalg.qr_insert(q, r, u, 7), np.insert(a, [7] * 20, u, 0), economic)
    check(*linalg.qr_insert(q, r, w, 7, "col"), np.insert(a, [7] * 40, w, 1), economic)
    check(*linalg.qr_update(q, r, w[:, :25], v), a + w[:, :25] @ v.conj().T, economic, scale=100.0)


@pytest.mark.parametrize("dtype", "fdFD")
def test_rows_and_columns_that_q_depends_on(dtype):
    """Rows without which the rank falls, columns in the range of Q, and zeros."""
    a = np.zeros((5, 3), dtype)
    a[[0, 2, 3], [0, 1, 2]] = 2, 3, 4
    q, r = linalg.qr(a, mode="economic")
    for k in range(5):
        check(*linalg.qr_delete(q, r, k), np.delete(a, k, 0), True)
    check(*linalg.qr_delete(q, r, 2, 2), np.delete(a, [2, 3], 0), True)
    with pytest.raises(linalg.LinAlgError, match="range"):
        linalg.qr_insert(q, r, a[:, 0], 1, "col")
    with pytest.raises(linalg.LinAlgError, match="range"):
        linalg.qr_insert(q, r, a[:, 0] + dtype_eps(dtype) * 10, 1, "col", rcond=1e-3)
    check(*linalg.qr_insert(q, r, np.zeros(5, dtype), 1, "col"), np.insert(a, 1, 0, 1), True)
    check(*linalg.qr_update(q, r, a[:, 0], np.ones(3, dtype)), a + a[:, :1], True)
    check(*linalg.qr_update(q, r, -a[:, 0], np.array([1, 0, 0], dtype)), a * np.array([0, 1, 1], dtype), True)
    check(*linalg.qr_update(q, r, np.zeros(5, dtype), np.ones(3, dtype)), a, True)


def dtype_eps(dtype):
    return np.finfo(dtype).eps


def test_many_deletions_keep_orthogonality():
    rng = np.random.default_rng(3)
    a = linalg.hilbert(60)[:, :20].copy()
    q, r = linalg.qr(a, mode="economic")
    for _ in range(30):
        k = int(rng.integers(0, len(a)))
        a, (q, r) = np.delete(a, k, 0), linalg.qr_delete(q, r, k)
    check(q, r, a, True)


def test_rcond_is_the_condition_of_q_with_the_column():
    q, r = linalg.qr(np.eye(4, 2), mode="economic")
    u = np.array([1.0, 0.0, 1e-3, 0.0])
    s = np.linalg.svd(np.column_stack([q, u / np.linalg.norm(u)]), compute_uv=False)
    for factor, ok in ((0.99, True), (1.01, False)):
        if ok:
            linalg.qr_insert(q, r, u, 0, "col", rcond=factor * s[-1] / s[0])
        else:
            with pytest.raises(linalg.LinAlgError, match="reciprocal condition"):
                linalg.qr_insert(q, r, u, 0, "col", rcond=factor * s[-1] / s[0])
    for kwargs in ({"which": "row", "u": np.ones(2)},
                   {"which": "col", "Q": np.eye(2), "R": np.eye(2), "u": np.ones(2)}):
        with pytest.raises(ValueError, match="rcond"):
            linalg.qr_insert(**{"Q": q, "R": r, "k": 0, "rcond": 0.1, **kwargs})


def test_stacks():
    rng = np.random.default_rng(4)
    a, u = rng.normal(size=(3, 5, 4)), rng.normal(size=(2, 1, 1, 4))
    q, r = linalg.qr(a)
    q1, r1 = linalg.qr_insert(q, r, u, 2)
    np.testing.assert_allclose((q1 @ r1)[1, 2], np.insert(a[2], 2, u[1, 0, 0], 0), atol=1e-13)
    q1, r1 = linalg.qr_delete(q, r, 1)
    np.testing.assert_allclose(q1 @ r1, np.delete(a, 1, -2), atol=1e-13)
    q1, r1 = linalg.qr_update(q, r, np.ones(5), np.ones(4))
    np.testing.assert_allclose(q1 @ r1, a + 1, atol=1e-13)


@pytest.mark.parametrize("call", [
    lambda q, r: linalg.qr_delete(q.astype("f"), r, 0), lambda q, r: linalg.qr_delete(q.astype(int), r.astype(int), 0),
    lambda q, r: linalg.qr_delete(q[:2], r, 0), lambda q, r: linalg.qr_delete(q, r, 3),
    lambda q, r: linalg.qr_delete(q, r, -4),
    lambda q, r: linalg.qr_delete(q, r, 1, 3), lambda q, r: linalg.qr_delete(q, r, 1, 0),
    lambda q, r: linalg.qr_delete(q, r, 1, which="diagonal"), lambda q, r: linalg.qr_delete(q * np.nan, r, 1),
    lambda q, r: linalg.qr_insert(q, r, np.ones(4), 0), lambda q, r: linalg.qr_insert(q, r, np.ones(2), 4),
    lambda q, r: linalg.qr_insert(q, r, np.ones(2, "f"), 0), lambda q, r: linalg.qr_insert(q, r, [np.inf, 1.0], 0),
    lambda q, r: linalg.qr_update(q, r, np.ones(3), np.ones((2, 1))),
    lambda q, r: linalg.qr_update(q, r, np.ones(2), np.ones(2)),
    lambda q, r: linalg.qr_update(q, r, np.ones((3, 3)), np.ones((2, 3)))])
def test_refusals(call):
    with pytest.raises(ValueError):
        call(*linalg.qr(np.arange(6.0).reshape(3, 2)))


def test_nan_ends():
    q, r = linalg.qr(np.arange(6.0).reshape(3, 2), mode="economic")
    q[0, 0] = np.nan
    for q1, _ in (linalg.qr_delete(q, r, 0, check_finite=False),
                   linalg.qr_insert(q, r, [1.0, 2.0], 0, check_finite=False),
                   linalg.qr_insert(q, r, [1.0, 2.0, 3.0], 0, "col", check_finite=False),
                   linalg.qr_update(q, r, np.ones(3), np.ones(2), check_finite=False)):
        assert np.isnan(q1).any()


def test_no_rows_or_columns():
    assert linalg.qr_delete(np.ones((1, 1)), np.ones((1, 1)), 0)[1].shape == (0, 1)
    q, r = linalg.qr_insert(np.ones((0, 0)), np.ones((0, 3)), np.ones(3), 0)
    check(q, r, np.ones((1, 3)), False)
    q, r = linalg.qr_insert(np.ones((2, 0)), np.ones((0, 0)), np.ones(2), 0, "col")
    check(q, r, np.ones((2, 1)), True)


def test_a_position_for_each_matrix():
    rng = np.random.default_rng(3)
    a, u = rng.standard_normal((3, 4, 4)), rng.standard_normal((3, 2, 4))
    q, r = linalg.qr(a)
    at = np.array([0, 2, -1])
    q1, r1 = linalg.qr_insert(q, r, u, at)
    for k in range(3):
        assert np.allclose((q1 @ r1)[k], np.insert(a[k], [at[k]] * 2, u[k], 0))
    q1, r1 = linalg.qr_delete(q, r, at)
    assert np.allclose((q1 @ r1)[2], a[2, :3])
    with pytest.raises(ValueError, match="k must be"):
        linalg.qr_delete(q, r, np.array([0, 1, 4]))
