# SPDX-License-Identifier: BSD-3-Clause
"""The matrix product: sparse with dense and sparse with sparse, any number of dimensions that COO has."""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import container, issparse
from scinova.sparse._dtypes import as_matrix, from_kernel, get_index_dtype, kernel_dtype, to_kernel, upcast


def _mismatch(a: tuple[int, ...], b: tuple[int, ...]) -> ValueError:
    return ValueError(f"matmul: shapes {a} and {b} do not fit: the last length of the left must be the "
                      "next-to-last of the right")


def matmul(a: Any, b: Any) -> Any:
    """``a @ b`` with a sparse left."""
    if issparse(b):
        if a.ndim > 2 or b.ndim > 2:
            return _batched(a, b)
        return _sparse_sparse(a, b)
    dense = np.asanyarray(b)
    if dense.dtype.kind == "O" and dense.ndim == 0:
        return NotImplemented
    if dense.ndim == 0:
        return a.multiply(dense) if not a._is_array() else NotImplemented
    if dense.dtype.kind not in "biufc":
        raise TypeError(f"matmul: numbers are needed; got dtype {dense.dtype}")
    if a.ndim > 2 or (dense.ndim > 2 and a.format == "coo" and a._is_array()):
        return _batched_dense(a, np.asarray(dense))
    if dense.ndim > 2:
        raise ValueError(f"matmul: a dense right operand has one or two dimensions; got shape {dense.shape}")
    if dense.shape[0] != a.shape[-1]:
        raise _mismatch(a.shape, dense.shape)
    out = times_dense(a, np.asarray(dense))
    if a.ndim == 1:
        out = out.reshape(dense.shape[1:])
        return out[()] if out.ndim == 0 else out
    return as_matrix(out.reshape(out.shape[0], -1)) if isinstance(dense, np.matrix) else out


def rmatmul(a: Any, b: Any) -> Any:
    """``b @ a`` with a sparse right and a dense left."""
    dense = np.asanyarray(b)
    if dense.dtype.kind == "O" and dense.ndim == 0:
        return NotImplemented
    if a.ndim > 2 or dense.ndim > 2:
        swapped = [*range(a.ndim - 2), a.ndim - 1, a.ndim - 2] if a.ndim > 1 else None
        left = np.swapaxes(dense, -1, -2) if dense.ndim > 1 else dense
        out = matmul(a.tocoo().transpose(swapped) if swapped else a.tocoo(), left)
        return np.swapaxes(out, -1, -2) if dense.ndim > 1 and a.ndim > 1 else out
    if a.ndim == 1:
        if dense.shape[-1] != a.shape[0]:
            raise _mismatch(dense.shape, a.shape)
        out = matmul(a, dense.T) if dense.ndim > 1 else matmul(a, dense)
        return out
    if dense.shape[-1] != a.shape[0]:
        raise _mismatch(dense.shape, a.shape)
    out = matmul(a.transpose(), dense.T if dense.ndim > 1 else dense)
    return out.T if dense.ndim > 1 else out


def times_dense(a: Any, dense: np.ndarray) -> np.ndarray:
    """Product of an array of one or two dimensions with a dense vector or matrix that fits."""
    a = a if a.format in ("csr", "csc") else a._for_products()
    dtype = upcast(a.dtype, dense.dtype)
    rows = a._shape2[0]
    x = to_kernel(dense, dtype)
    out = np.zeros((rows, *dense.shape[1:]), kernel_dtype(dtype))
    vector = dense.ndim == 1 or dense.shape[1] == 1
    by_rows = a.format == "csr"
    if vector:
        kernel = _native.rows_times_vector if by_rows else _native.columns_times_vector
        kernel(a.indptr, a.indices, to_kernel(a.data, dtype), x.reshape(-1), out.reshape(-1))
    else:
        kernel = _native.rows_times_dense if by_rows else _native.columns_times_dense
        kernel(a.indptr, a.indices, to_kernel(a.data, dtype), x, out)
    if dtype.kind == "u" and dtype.itemsize == 8:
        return out.view(dtype)
    return from_kernel(out, dtype)


_RESULT = {"csc": "csc", "bsr": "bsr", "dia": "dia"}


def _sparse_sparse(a: Any, b: Any) -> Any:
    left, right = a.shape, b.shape
    if left[-1] != right[0]:
        raise _mismatch(left, right)
    if a.ndim == 1 and b.ndim == 1:
        return (a * b).sum()
    fmt = "csc" if a.format == "csc" and b.ndim == 2 else "csr"
    x = a.asformat(fmt) if a.ndim == 2 else a.reshape(1, left[0]).asformat("csr")
    y = b.asformat(fmt) if b.ndim == 2 else b.reshape(right[0], 1).asformat(fmt)
    out = product(x, y) if fmt == "csr" else product(y, x, columns=True)
    if a.ndim == 1 or b.ndim == 1:
        return out.tocoo().reshape((math.prod(out.shape),))
    own = _RESULT.get(a.format, "csr")
    if own == "dia" and b.format != "dia":
        own = "csr"
    return out.asformat(own)


def product(x: Any, y: Any, columns: bool = False) -> Any:
    """Product of two CSR arrays; with ``columns`` both are CSC and the product is ``y @ x``."""
    dtype = upcast(x.dtype, y.dtype)
    inner, minor = x._minor_length(), y._minor_length()
    index = get_index_dtype((x.indptr, x.indices, y.indptr, y.indices), maxval=max(x.nnz, y.nnz, minor, inner))
    ap, ai, bp, bi = (np.ascontiguousarray(p, index) for p in (x.indptr, x.indices, y.indptr, y.indices))
    rows = len(ap) - 1
    lengths = np.empty(rows, np.int64)
    _native.product_lengths(ap, ai, inner, bp, bi, minor, lengths)
    nnz = int(lengths.sum())
    index = get_index_dtype((ap, bp), maxval=nnz)
    ap, ai, bp, bi = (np.ascontiguousarray(p, index) for p in (ap, ai, bp, bi))
    indptr = np.zeros(rows + 1, index)
    np.cumsum(lengths, out=indptr[1:])
    indices, data = np.empty(nnz, index), np.empty(nnz, kernel_dtype(dtype))
    _native.product(ap, ai, to_kernel(x.data, dtype), inner, bp, bi, to_kernel(y.data, dtype), minor, indptr, indices,
                    data)
    if dtype.kind == "u" and dtype.itemsize == 8:
        data = data.view(dtype)
    shape = (y.shape[0], x.shape[1]) if columns else (x.shape[0], y.shape[1])
    kind = (y if columns else x)._is_array()
    out = container("csc" if columns else "csr", kind)._from_parts(from_kernel(data, dtype), indices, indptr, shape)
    if nnz and not out.data.all():
        out.eliminate_zeros()
    return out


def _stack_shapes(a: Any, b: Any) -> tuple[tuple[int, ...], Any, Any]:
    lead = np.broadcast_shapes(a.shape[:-2], b.shape[:-2])
    return lead, lead + a.shape[-2:], lead + b.shape[-2:]


def _batched(a: Any, b: Any) -> Any:
    """Products of stacks of sparse matrices, as one product of block-diagonal matrices."""
    from scinova.sparse._pairs import broadcast_to
    a, b = a.tocoo(), b.tocoo()
    drop_row, drop_col = a.ndim == 1, b.ndim == 1
    a = a.reshape(1, a.shape[0]) if drop_row else a
    b = b.reshape(b.shape[0], 1) if drop_col else b
    if a.shape[-1] != b.shape[-2]:
        raise _mismatch(a.shape, b.shape)
    lead, ashape, bshape = _stack_shapes(a, b)
    count = math.prod(lead)
    blocks = []
    for x, shape in ((a, ashape), (b, bshape)):
        x = broadcast_to(x, shape) if x.shape != shape else x
        flat = x.reshape((count, *shape[-2:]))
        rows, cols = (np.asarray(flat.coords[0], np.int64) * n + flat.coords[d + 1] for d, n in enumerate(shape[-2:]))
        blocks.append(container("csr", True)((flat.data, (rows, cols)), shape=(count * shape[-2], count * shape[-1])))
    c = product(*blocks).tocoo()
    m, n = ashape[-2], bshape[-1]
    coords = (c.coords[0] // m, c.coords[0] % m, c.coords[1] % n) if c.nnz else (c.coords[0],) * 3
    out = container("coo", True)((c.data, coords), shape=(count, m, n))
    shape = lead + (() if drop_row else (m,)) + (() if drop_col else (n,))
    return out.reshape(shape)


def _batched_dense(a: Any, dense: np.ndarray) -> np.ndarray:
    """Products of a stack of sparse matrices with dense ones."""
    from scinova.sparse._pairs import broadcast_to
    a = a.tocoo()
    if dense.ndim == 1:
        if a.shape[-1] != dense.shape[0]:
            raise _mismatch(a.shape, dense.shape)
        flat = a.reshape(math.prod(a.shape[:-1]), a.shape[-1])
        return times_dense(flat, dense).reshape(a.shape[:-1])
    drop = a.ndim == 1
    a = a.reshape(1, a.shape[0]) if drop else a
    if a.shape[-1] != dense.shape[-2]:
        raise _mismatch(a.shape, dense.shape)
    lead = np.broadcast_shapes(a.shape[:-2], dense.shape[:-2])
    m, k, n = a.shape[-2], a.shape[-1], dense.shape[-1]
    count = math.prod(lead)
    x = broadcast_to(a, (*lead, m, k)).reshape((count, m, k)) if a.shape[:-2] != lead else a.reshape((count, m, k))
    y = np.broadcast_to(dense, (*lead, k, n)).reshape(count * k, n)
    which = np.asarray(x.coords[0], np.int64)
    rows, cols = which * m + x.coords[1], which * k + x.coords[2]
    block = container("csr", True)((x.data, (rows, cols)), shape=(count * m, count * k))
    return times_dense(block, y).reshape((*lead, n) if drop else (*lead, m, n))


def matrix_power(a: Any, power: Any) -> Any:
    """``a`` multiplied with itself ``power`` times, by repeated squaring."""
    m, n = a.shape
    if m != n:
        raise TypeError(f"matrix_power: the matrix must be square; got shape {a.shape}")
    try:
        p = operator.index(power)
    except TypeError:
        if not (isinstance(power, float) and power.is_integer()):
            raise ValueError(f"matrix_power: the power must be an integer; got {power!r}") from None
        p = int(power)
    if p < 0:
        raise ValueError(f"matrix_power: the power must not be negative; got {power}")
    if p == 0:
        from scinova.sparse._construct import eye_array
        return a._like("csr")(eye_array(m, dtype=a.dtype, format="csr")).asformat(a.format)
    result, base = None, a
    while True:
        if p & 1:
            result = base if result is None else result @ base
        p >>= 1
        if not p:
            return result.copy() if result is a else result
        base = base @ base
