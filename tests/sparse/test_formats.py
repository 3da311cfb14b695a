# SPDX-License-Identifier: BSD-3-Clause
"""Every format against NumPy on the dense array it stands for."""
import operator

import numpy as np
import pytest

from scinova import sparse

FORMATS = ["csr", "csc", "coo", "lil", "dok", "dia", "bsr"]
KINDS = ["array", "matrix"]
DTYPES = "?bBhHiIlLfdgFDG"
rng = np.random.default_rng(7)
pytestmark = pytest.mark.filterwarnings("ignore::scinova.sparse.SparseEfficiencyWarning")


def dense(m=6, n=8, dtype=float):
    a = rng.integers(-3, 4, (m, n)) * (rng.random((m, n)) < 0.4)
    return (np.abs(a) if np.dtype(dtype).kind in "ub" else a).astype(dtype)


def make(fmt, kind, a):
    return getattr(sparse, f"{fmt}_{kind}")(a)


@pytest.fixture(params=[(f, k) for f in FORMATS for k in KINDS], ids=lambda p: "_".join(p))
def creator(request):
    return lambda a: make(*request.param, a)


@pytest.mark.parametrize("dtype", DTYPES)
def test_conversions_keep_values(creator, dtype):
    a = dense(dtype=dtype)
    s = creator(a)
    assert s.dtype == a.dtype
    for fmt in FORMATS:
        t = s.asformat(fmt)
        assert t.format == fmt and t.dtype == a.dtype
        np.testing.assert_array_equal(t.toarray(), a)


def test_arithmetic(creator):
    a, b = dense(), dense()
    s, t = creator(a), creator(b)
    for op in (operator.add, operator.sub):
        np.testing.assert_array_equal(op(s, t).toarray(), op(a, b))
        np.testing.assert_array_equal(np.asarray(op(s, b)), op(a, b))
    np.testing.assert_array_equal(s.multiply(t).toarray(), a * b)
    np.testing.assert_array_equal(s.multiply(b).toarray(), a * b)
    np.testing.assert_array_equal((s * 3).toarray(), a * 3)
    np.testing.assert_array_equal((s / 4).toarray(), a / 4)
    np.testing.assert_array_equal((-s).toarray(), -a)
    np.testing.assert_array_equal(abs(s).toarray(), abs(a))


@pytest.mark.parametrize("dtype", DTYPES)
def test_products(creator, dtype):
    a, b = dense(dtype=dtype), dense(8, 5, dtype)
    s = creator(a)
    np.testing.assert_array_equal((s @ creator(b)).toarray(), a @ b)
    np.testing.assert_array_equal(s @ b, a @ b)
    np.testing.assert_array_equal(s @ b[:, 0], a @ b[:, 0])
    np.testing.assert_array_equal(b.T @ s.T, b.T @ a.T)
    assert (s @ b).dtype == (a @ b).dtype


@pytest.mark.parametrize("op", [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge])
def test_comparisons(creator, op):
    a, b = dense(), dense()
    a[0, 0], b[1, 1] = np.nan, np.nan
    s, t = creator(a), creator(b)
    np.testing.assert_array_equal(op(s, t).toarray(), op(a, b))
    for value in (-1, 0, 2.0):
        np.testing.assert_array_equal(op(s, value).toarray(), op(a, value))


@pytest.mark.parametrize("axis", [None, 0, 1, -1])
@pytest.mark.parametrize("dtype", "?bBifdD")
def test_reductions(creator, axis, dtype):
    a = dense(dtype=dtype)
    s = creator(a)
    for name in ("sum", "mean"):
        got, want = getattr(s, name)(axis=axis), getattr(a, name)(axis=axis)
        np.testing.assert_allclose(np.asarray(got).ravel(), np.ravel(want), rtol=1e-6)
        assert np.asarray(got).dtype == want.dtype


@pytest.mark.parametrize("fmt", ["csr", "csc", "coo", "bsr"])
@pytest.mark.parametrize("name", ["max", "min", "nanmax", "nanmin", "argmax", "argmin"])
def test_extremes(fmt, name):
    a = dense(20, 9)
    a[3] = np.arange(1.0, 10.0)
    s = make(fmt, "array", a)
    for axis in (None, 0, 1):
        got = getattr(s, name)(axis=axis)
        np.testing.assert_array_equal(got.toarray() if sparse.issparse(got) else got, getattr(np, name)(a, axis=axis))


KEYS = [np.s_[0], np.s_[-1], np.s_[2, 3], np.s_[:, 1], np.s_[1:4], np.s_[::-1, ::2], np.s_[[2, 0, 0]], np.s_[:, [5, 1]],
        np.s_[[0, 1], [2, 3]], np.ix_([0, 3], [1, 1, 7]), np.s_[..., 2], np.s_[None, 1], np.s_[5:1:-2, 1:6],
        (np.arange(6) > 2,), np.s_[:0], np.s_[[]]]


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("fmt", ["csr", "csc", "coo", "lil", "dok"])
def test_reading(fmt, key):
    a = dense()
    got = make(fmt, "array", a)[key]
    want = a[key]
    got = got.toarray() if sparse.issparse(got) else np.asarray(got)
    assert got.shape == np.shape(want)
    np.testing.assert_array_equal(got, want)


@pytest.mark.parametrize("key", KEYS, ids=str)
@pytest.mark.parametrize("fmt", ["csr", "csc", "coo", "lil", "dok"])
def test_writing(fmt, key):
    for shape in ("scalar", "full"):
        a = dense()
        s = make(fmt, "array", a)
        x = 5.0 if shape == "scalar" else rng.integers(0, 3, np.shape(a[key])).astype(float)
        if isinstance(key, list):
            x = 5.0  # the rows come twice; which one stays is not promised
        a[key] = x
        s[key] = x
        np.testing.assert_array_equal(s.toarray(), a)


def test_duplicates_add_up():
    parts = (np.array([1, 2, 4, 8]), (np.array([1, 1, 0, 1]), np.array([2, 2, 0, 2])))
    for fmt in ("csr", "csc", "coo"):
        s = getattr(sparse, f"{fmt}_array")(parts, shape=(2, 3))
        s.sum_duplicates()
        assert s.nnz == 2
        np.testing.assert_array_equal(s.toarray(), [[4, 0, 0], [0, 0, 11]])


def test_broken_index_arrays_are_refused():
    a = sparse.csr_array(np.eye(4))
    a.indices[1] = 1000
    for call in (lambda: a @ np.ones(4), lambda: a @ a, lambda: a.tocsc(), lambda: a.toarray(), lambda: a + a,
                 lambda: a[[1, 2]], lambda: a[:, [0]]):
        with pytest.raises(ValueError):
            call()
    b = sparse.csr_array(np.eye(4))
    b.indptr[2] = -5
    with pytest.raises(ValueError):
        b @ np.ones(4)


def test_products_do_not_depend_on_threads():
    import scinova
    a = sparse.random_array((3000, 2000), density=0.02, rng=3, format="csr")
    x = np.random.default_rng(0).random((2000, 5))
    try:
        scinova.set_num_threads(1)
        one = a @ x, (a @ a.T).toarray()
        scinova.set_num_threads(4)
        four = a @ x, (a @ a.T).toarray()
    finally:
        scinova.set_num_threads(None)
    assert all((p == q).all() for p, q in zip(one, four))


def test_nd_coo():
    a = rng.integers(0, 3, (2, 3, 4))
    s = sparse.coo_array(a)
    np.testing.assert_array_equal(s.sum(axis=1), a.sum(axis=1))
    np.testing.assert_array_equal(s[:, [0, 2], 1:].toarray(), a[:, [0, 2], 1:])
    np.testing.assert_array_equal((s @ np.ones((4, 2))), a @ np.ones((4, 2)))
    np.testing.assert_array_equal((s @ s.transpose((0, 2, 1))).toarray(), a @ a.transpose(0, 2, 1))
    np.testing.assert_array_equal(s.tensordot(s, axes=([0, 1], [0, 1])).toarray(),
                                  np.tensordot(a, a, axes=([0, 1], [0, 1])))


@pytest.mark.parametrize("bad", [np.float16, object, "S3", "M8[s]"])
def test_dtypes_refused(bad):
    with pytest.raises(ValueError):
        sparse.csr_array((2, 2), dtype=bad)
