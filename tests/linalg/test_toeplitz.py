# SPDX-License-Identifier: BSD-3-Clause
"""Toeplitz and circulant systems and products, companion matrices, sketches: what defines them."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import linalg

DTYPES = "efdgFDGil"


def vector(rng, n, dtype="d"):
    v = rng.normal(size=n) * (10 if dtype in "il" else 1)
    return (v + 1j * rng.normal(size=n) if dtype in "FDG" else v).astype(dtype)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10 ** 6), n=st.integers(1, 40), k=st.integers(0, 21), dtype=st.sampled_from(DTYPES),
       other=st.sampled_from(DTYPES), hermitian=st.booleans())
def test_solve_toeplitz(seed, n, k, dtype, other, hermitian):
    rng = np.random.default_rng(seed)
    c, r, b = vector(rng, n, dtype), vector(rng, n, other), vector(rng, n * k, other).reshape(n, k)
    c[0] = 40 * np.sqrt(n)
    x = linalg.solve_toeplitz(c if hermitian else (c, r), b)
    assert x.shape == (n, k) and x.dtype == (complex if "c" in (c.dtype.kind, b.dtype.kind) else float)
    t = linalg.toeplitz(c) if hermitian else linalg.toeplitz(c, r)
    np.testing.assert_allclose(t @ x, b.astype(x.dtype), atol=1e-11 * max(1.0, float(np.abs(b).max(initial=0))))
    if k:
        np.testing.assert_array_equal(linalg.solve_toeplitz(c if hermitian else (c, r), b[:, 0]), x[:, 0])


def test_solve_toeplitz_of_stacks():
    rng = np.random.default_rng(1)
    c, r, b = rng.normal(size=(2, 1, 5)) + 5 * np.eye(1, 5), rng.normal(size=(3, 5)), rng.normal(size=(5, 4))
    x = linalg.solve_toeplitz((c, r), b)
    assert x.shape == (2, 3, 5, 4)
    for i in np.ndindex(2, 3):
        np.testing.assert_allclose(linalg.toeplitz(c[i[0], 0], r[i[1]]) @ x[i], b, atol=1e-12)
    assert linalg.solve_toeplitz((c, r), b[:, 0]).shape == (2, 3, 5)
    assert linalg.solve_toeplitz((c[:0], r), b).shape == (0, 3, 5, 4)


def test_solve_toeplitz_refuses():
    with pytest.raises(linalg.LinAlgError, match="order 1"):
        linalg.solve_toeplitz([0.0, 1.0], [1.0, 1.0])
    with pytest.raises(linalg.LinAlgError, match="order 2"):
        linalg.solve_toeplitz([1.0, 1.0, 3.0], [1.0, 1.0, 1.0])
    for bad in (([1.0], [1.0, 2.0]), ([1.0, 2.0], [1.0]), (([1.0, 2.0], [1.0]), [1.0, 2.0]),
                (([1.0], [1.0], [1.0]), [1.0]), ([np.nan], [1.0]), ([1.0], [np.inf]),
                ([[1.0], [1.0]], np.ones((3, 1, 1)))):
        with pytest.raises(ValueError):
            linalg.solve_toeplitz(*bad)
    assert np.isnan(linalg.solve_toeplitz([np.nan, 1.0], [1.0, 1.0], check_finite=False)).all()
    c = np.array([2.0, 1.0, 0.5])
    c.flags.writeable = False
    np.testing.assert_allclose(linalg.toeplitz(c) @ linalg.solve_toeplitz(c, c[::-1]), c[::-1])


def test_solve_toeplitz_of_a_discretised_operator():
    # -u'' with zero boundary values: second differences are exact for parabolas.
    n = 500
    h = 1 / (n + 1)
    x = h * np.arange(1, n + 1)
    c = np.zeros(n)
    c[:2] = 2 / h**2, -1 / h**2
    np.testing.assert_allclose(linalg.solve_toeplitz(c, np.full(n, 2.0)), x * (1 - x), rtol=1e-10)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10 ** 6), m=st.integers(0, 300), n=st.integers(0, 300), k=st.integers(0, 3),
       dtype=st.sampled_from(DTYPES), other=st.sampled_from(DTYPES))
def test_matmul_toeplitz(seed, m, n, k, dtype, other):
    rng = np.random.default_rng(seed)
    c, r, x = vector(rng, m, dtype), vector(rng, n, other), vector(rng, n * k, dtype).reshape(n, k)
    y = linalg.matmul_toeplitz((c, r), x)
    full = linalg.toeplitz(c, r).astype(y.dtype) if m and n else np.zeros((m, n))
    assert y.shape == (m, k) and y.dtype.char in "dD"
    near = {"rtol": 1e-12, "atol": 1e-12 * (n + 1) * max(1.0, float(np.abs(y).max(initial=0)))}
    np.testing.assert_allclose(y, full @ x.astype(y.dtype), **near)
    if k:
        np.testing.assert_allclose(linalg.matmul_toeplitz((c, r), x[:, 0], workers=1), y[:, 0], **near)


def test_matmul_toeplitz_of_stacks():
    rng = np.random.default_rng(2)
    c, r, x = rng.normal(size=(2, 4)), rng.normal(size=6), rng.normal(size=(3, 1, 6, 2))
    y = linalg.matmul_toeplitz((c, r), x)
    assert y.shape == (3, 2, 4, 2)
    np.testing.assert_allclose(y[1, 1], linalg.toeplitz(c[1], r) @ x[1, 0])
    assert linalg.matmul_toeplitz((c, r), x[0, 0, :, 0]).shape == (2, 4)
    with pytest.raises(ValueError, match="6 rows"):
        linalg.matmul_toeplitz((c, r), x[..., :5, :])
    with pytest.raises(ValueError):
        linalg.matmul_toeplitz((c, r), [np.nan] * 6, check_finite=True)


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10 ** 6), n=st.integers(1, 40), dtype=st.sampled_from(DTYPES), other=st.sampled_from(DTYPES))
def test_solve_circulant(seed, n, dtype, other):
    rng = np.random.default_rng(seed)
    c, b = vector(rng, n, dtype), vector(rng, n, other)
    c[0] = 90 * np.sqrt(n)
    x = linalg.solve_circulant(c, b)
    full = linalg.circulant(c)
    eps = np.finfo(x.dtype).eps
    np.testing.assert_allclose(full @ x, b.astype(x.dtype), atol=1e3 * eps * float(1 + np.abs(b).max()))


def test_solve_circulant_along_axes():
    rng = np.random.default_rng(3)
    c, b = rng.normal(size=(4, 5)) + 8 * np.eye(1, 5), rng.normal(size=(2, 5, 4))
    x = linalg.solve_circulant(c, b, baxis=1, outaxis=-1)
    assert x.shape == (2, 4, 5)
    for i, j in np.ndindex(2, 4):
        np.testing.assert_allclose(linalg.circulant(c[j]) @ x[i, j], b[i, :, j])
    np.testing.assert_array_equal(linalg.solve_circulant(c.T, b, caxis=0, baxis=1, outaxis=1), np.moveaxis(x, -1, 1))
    with pytest.raises(ValueError):
        linalg.solve_circulant(c, b, caxis=7)
    with pytest.raises(ValueError, match="length"):
        linalg.solve_circulant(c, b)


@pytest.mark.parametrize("dtype", "fdFD")
def test_singular_circulant(dtype):
    c, b = np.array([2, 1, 0, 1, 2, 0], dtype), vector(np.random.default_rng(4), 6, dtype)
    with pytest.raises(linalg.LinAlgError):
        linalg.solve_circulant(c - c.mean(), b)
    x = linalg.solve_circulant(c - c.mean(), b, singular="lstsq")
    np.testing.assert_allclose(x, np.linalg.pinv(linalg.circulant(c - c.mean()), rcond=1e-5) @ b, atol=1e-5)
    assert not linalg.solve_circulant(c, b, singular="lstsq", tol=1e3).any()
    with pytest.raises(ValueError, match="singular"):
        linalg.solve_circulant(c, b, singular="ignore")
    assert linalg.solve_circulant(np.ones((3, 0)), np.ones((0, 1))).shape == (0, 3)


@pytest.mark.parametrize("n", range(1, 9))
def test_fiedler_companion(n):
    a = np.random.default_rng(n).normal(size=(2, n + 1))
    m = linalg.fiedler_companion(a)
    assert m.shape == (2, n, n) and bool((np.abs(np.subtract(*np.indices((n, n))))[m[0] != 0] <= 2).all())
    for coefficients, matrix in zip(a, m):
        np.testing.assert_allclose(np.poly(matrix), coefficients / coefficients[0], rtol=1e-9)
    assert linalg.fiedler_companion([1, 2, 3]).dtype == float
    assert linalg.fiedler_companion(np.ones(3, "f")).dtype == np.float32
    with pytest.raises(ValueError, match="zero"):
        linalg.fiedler_companion([0.0, 1.0])
    assert linalg.fiedler_companion([3.0]).shape == (0,)


@pytest.mark.parametrize("dtype", "fdgFDi")
def test_sketch(dtype):
    a = vector(np.random.default_rng(5), 60, dtype).reshape(2, 10, 3)
    s = linalg.clarkson_woodruff_transform(np.eye(10, dtype=int), 4, rng=7)
    assert s.shape == (4, 10) and (np.abs(s).sum(axis=0) == 1).all()
    sketch = linalg.clarkson_woodruff_transform(a, 4, rng=7)
    np.testing.assert_allclose(sketch, s @ a, rtol=1e-5, atol=1e-6)
    with pytest.raises(ValueError, match="at least 1"):
        linalg.clarkson_woodruff_transform(a, 0)
    with pytest.raises(TypeError):
        linalg.clarkson_woodruff_transform(a, 2.5)


def test_sketch_of_sparse():
    sparse = pytest.importorskip("scinova.sparse")
    a = np.random.default_rng(5).normal(size=(30, 4)) * (np.arange(4) > 1)
    got = linalg.clarkson_woodruff_transform(sparse.csr_array(a), 5, rng=1)
    assert got.format == "csc"
    np.testing.assert_allclose(got.toarray(), linalg.clarkson_woodruff_transform(a, 5, rng=1))


def test_sketch_draws_as_scipy_does():
    scipy = pytest.importorskip("scipy.linalg")
    a = np.random.default_rng(6).normal(size=(30, 4))
    for kwargs in ({"rng": 3}, {"seed": 3}, {"seed": np.random.RandomState(3)}):
        twin = {k: np.random.RandomState(3) if isinstance(v, np.random.RandomState) else v for k, v in kwargs.items()}
        np.testing.assert_allclose(linalg.clarkson_woodruff_transform(a, 9, **kwargs),
                                   scipy.clarkson_woodruff_transform(a, 9, **twin))


@pytest.mark.parametrize("dtype", "? i1 u2 i4 i8 f2 f4 f8 g F D G M8[s] O >f8".split())
@pytest.mark.parametrize("shape", [(1, 1), (1, 4), (5, 1), (4, 7), (7, 4), (900, 700)])
def test_matrices_of_one_line_of_any_type(dtype, shape):
    m, n = shape
    values = np.arange(m + n) % 100 + 1
    values = (values % 3 if dtype == "?" else values).astype(dtype)
    c, r = values[:m], values[m:]
    i, j = np.indices(shape)
    expected = np.where(i >= j, c[np.maximum(i - j, 0)], r[np.maximum(j - i, 0)])
    np.testing.assert_array_equal(linalg.toeplitz(c, r), expected)
    assert linalg.toeplitz(c, r).dtype == expected.dtype
    line = np.concatenate((c, r[1:]))
    np.testing.assert_array_equal(linalg.hankel(c, r), line[i + j])
    np.testing.assert_array_equal(linalg.toeplitz(c[::-1], r[::-1]), linalg.toeplitz(c[::-1].copy(), r[::-1].copy()))
    k = np.arange(m)
    np.testing.assert_array_equal(linalg.circulant(c), c[(k[:, None] - k) % m])
    if dtype not in ("M8[s]", "O", "?"):
        np.testing.assert_array_equal(linalg.toeplitz(c), np.where(k[:, None] >= k, c[abs(k[:, None] - k)],
                                                                   c[abs(k[:, None] - k)].conj()))
        np.testing.assert_array_equal(linalg.hankel(c)[-1, 1:], np.zeros(m - 1))
