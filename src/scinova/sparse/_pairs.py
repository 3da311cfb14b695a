# SPDX-License-Identifier: BSD-3-Clause
"""Operations on two arrays entry by entry: sums, products, quotients, comparisons, extremes."""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import container, issparse
from scinova.sparse._dtypes import (
    from_kernel,
    get_index_dtype,
    is_scalar,
    kernel_dtype,
    to_kernel,
    upcast,
    warn_inefficient,
)


class Pair:
    """Two sparse arrays of one shape as canonical compressed patterns read the same way (by columns for a CSC left)."""

    def __init__(self, a: Any, b: Any):
        self.left = a
        self.shape = a.shape
        fmt = "csc" if a.format == "csc" else "csr"
        if a.ndim > 2:
            flat = (math.prod(a.shape[:-1]), a.shape[-1])
            a, b = a.tocoo().reshape(flat), b.tocoo().reshape(flat)
        self.a, self.b = (canonical(x.asformat(fmt)) for x in (a, b))
        self.fmt = fmt
        minor = self.a._minor_length()
        self.index = get_index_dtype((self.a.indptr, self.a.indices, self.b.indptr, self.b.indices),
                                     maxval=max(self.a.nnz + self.b.nnz, minor))
        self.minor = minor
        self.dtype = upcast(a.dtype, b.dtype)

    def parts(self, values: Any) -> tuple[Any, ...]:
        """indptr, indices, values of the left, then of the right, ready for a kernel."""
        out: list[Any] = []
        for x in (self.a, self.b):
            n = x.indptr[-1]
            out += [np.ascontiguousarray(x.indptr, self.index), np.ascontiguousarray(x.indices[:n], self.index),
                    values(x.data[:n])]
        return tuple(out)

    def wrap(self, indptr: np.ndarray, indices: np.ndarray, data: np.ndarray) -> Any:
        """The result, in the left's kind and shape."""
        cls = container(self.fmt, self.left._is_array())
        out = cls._from_parts(data, indices, indptr, self.a.shape, canonical=True)
        if len(self.shape) > 2:
            return out.tocoo().reshape(self.shape)
        return out

    def combined(self, sign: int) -> Any:
        """Sum, difference or entrywise product by a fused kernel."""
        ap, ai, av, bp, bi, bv = self.parts(lambda v: to_kernel(v, self.dtype))
        most = min(len(ai), len(bi)) if sign == 0 else len(ai) + len(bi)
        indptr, indices = np.empty_like(ap), np.empty(most, self.index)
        data = np.empty(most, kernel_dtype(self.dtype))
        _native.combine(ap, ai, av, bp, bi, bv, self.minor, sign, indptr, indices, data)
        n = indptr[-1]
        if n < 0.8 * most:
            indices, data = indices[:n].copy(), data[:n].copy()
        data = data[:n]
        if self.dtype.kind in "iu" and self.dtype.itemsize == 8:
            data = data.view(self.dtype)
        return self.wrap(indptr, indices[:n], from_kernel(data, self.dtype))

    def aligned(self, intersect: bool = False) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """indptr and indices of the union (or intersection), with the values of both."""
        dtype = self.dtype
        ap, ai, av, bp, bi, bv = self.parts(lambda v: np.ascontiguousarray(v, dtype))
        most = min(len(ai), len(bi)) if intersect else len(ai) + len(bi)
        indptr, indices = np.empty_like(ap), np.empty(most, self.index)
        x, y = np.empty(most, dtype), np.empty(most, dtype)
        _native.align(ap, ai, av, bp, bi, bv, self.minor, intersect, indptr, indices, x, y)
        n = indptr[-1]
        return indptr, indices[:n], x[:n], y[:n]

    def mapped(self, f: Any) -> Any:
        """``f`` of both on the union of their entries; results that are zero are left out."""
        indptr, indices, x, y = self.aligned()
        out = self.wrap(indptr, indices, f(x, y))
        out.eliminate_zeros()
        return out


def canonical(a: Any) -> Any:
    """``a``, or a copy with sorted indices and no duplicates."""
    if not a.has_canonical_format:
        a = a.copy()
        a.sum_duplicates()
    return a


_OWN_SUM = {"dia": "dia", "dok": "dok", "bsr": "bsr"}
_OWN_PRODUCT = {"dia": "dia", "bsr": "bsr"}


def combine_any(a: Any, b: Any, sign: int) -> Any:
    """``a + b`` or ``a - b`` of one shape."""
    out = Pair(a, b).combined(sign)
    own = _OWN_SUM.get(a.format) if sign > 0 or a.format != "dok" else None
    return out.asformat(own) if own and (own != "dia" or b.format == "dia") else out


def multiply_any(a: Any, b: Any) -> Any:
    """Entrywise product with another array, sparse or dense."""
    if issparse(b):
        if a.shape != b.shape:
            a, b = broadcast_sparse(a, b)
        own = _OWN_PRODUCT.get(a.format)
        out = Pair(a, b).combined(0)
        return out.asformat(own) if own else out
    dense = np.asanyarray(b)
    if dense.dtype.kind == "O" or dense.dtype.kind not in "biufc":
        if b is None or dense.dtype.kind == "O":
            return NotImplemented
        raise TypeError(f"multiply: numbers are needed; got dtype {dense.dtype}")
    return _times_dense(a, np.asarray(dense))


def _times_dense(a: Any, dense: np.ndarray) -> Any:
    fmt = a.format
    shape = np.broadcast_shapes(a.shape, dense.shape)
    if not a._is_array() and len(shape) > 2:
        raise ValueError(f"inconsistent shapes {a.shape} and {dense.shape}")
    if shape != a.shape:
        a = broadcast_to(a.tocoo(), shape)
    c = a.tocoo(copy=False)
    dense = np.broadcast_to(dense, shape)
    out = a._like("coo")((np.multiply(c.data, dense[c.coords]), c.coords), shape=shape, copy=True)
    return out.asformat("dia") if fmt == "dia" else out


def broadcast_sparse(a: Any, b: Any) -> tuple[Any, Any]:
    """Both as COO arrays of their common shape."""
    try:
        shape = np.broadcast_shapes(a.shape, b.shape)
    except ValueError:
        raise ValueError(f"inconsistent shapes {a.shape} and {b.shape}") from None
    fmt = "csr" if a.format == "csc" else a.format
    return (x if x.shape == shape else broadcast_to(x.tocoo(), shape).asformat(fmt if len(shape) < 3 else "coo")
            for x in (a, b))  # type: ignore[return-value]


def broadcast_to(c: Any, shape: tuple[int, ...]) -> Any:
    """A COO array repeated to a larger shape."""
    lead = len(shape) - c.ndim
    data, coords = c.data, [np.zeros(c.nnz, np.int64)] * lead + [np.asarray(x, np.int64) for x in c.coords]
    old = (1,) * lead + c.shape
    for d, (have, want) in enumerate(zip(old, shape)):
        if have == want:
            continue
        if have != 1:
            raise ValueError(f"an array of shape {c.shape} does not broadcast to {shape}")
        n = len(data)
        data = np.tile(data, want)
        coords = [np.repeat(np.arange(want), n) if k == d else np.tile(x, want) for k, x in enumerate(coords)]
    return container("coo", c._is_array())((data, tuple(coords)), shape=shape)


def quotient_any(a: Any, b: Any) -> Any:
    """Dense quotient of two sparse arrays, NaN where both are zero."""
    if a.shape != b.shape:
        np.broadcast_shapes(a.shape, b.shape)
    dtype = upcast(a.dtype, b.dtype)
    if np.can_cast(dtype, np.float64):
        dtype = np.dtype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        return a._dense(np.true_divide(a.toarray(), b.toarray(), dtype=dtype))


def extreme_any(a: Any, other: Any, pick: Any) -> Any:
    """Entrywise maximum or minimum."""
    if is_scalar(other):
        if pick(other, 0) != 0:
            warn_inefficient("an extreme with a scalar that beats zero fills the array", 5)
            dense = pick(a.toarray(), np.asarray(other).astype(upcast(a.dtype, np.min_scalar_type(other))
                                                              if not isinstance(other, np.generic) else other.dtype))
            return a._like("coo")(dense).asformat(a.format)
        out = a._map_values(lambda v: pick(v, other).astype(np.result_type(v.dtype, other), copy=False))
        return out if out.format in ("csr", "csc") or out.ndim > 2 else out.asformat("csr")
    if issparse(other):
        if a.shape != other.shape:
            raise ValueError(f"inconsistent shapes {a.shape} and {other.shape}")
        return Pair(a, other).mapped(pick)
    if isinstance(other, (np.ndarray, list, tuple)):
        return a._dense(pick(a.toarray(), np.asarray(other)))
    return NotImplemented


_WORDS = {operator.eq: "==", operator.ne: "!=", operator.lt: "<", operator.le: "<=", operator.gt: ">",
          operator.ge: ">="}


def compare_any(a: Any, other: Any, op: Any) -> Any:
    """Entrywise comparison; a sparse array of booleans (dense against dense)."""
    if is_scalar(other):
        return _compare_scalar(a, other, op)
    if issparse(other):
        return _compare_sparse(a, other, op)
    if isinstance(other, (np.ndarray, list, tuple)):
        return a._dense(op(a.toarray(), np.asarray(other)))
    return NotImplemented


def _compare_scalar(a: Any, other: Any, op: Any) -> Any:
    other = other[()] if isinstance(other, np.ndarray) else other
    if np.asarray(other).dtype.kind not in "biufc":
        raise TypeError(f"a sparse array is compared with numbers only; got {other!r}")
    if a.ndim > 2:
        flat = a.tocoo().reshape(math.prod(a.shape[:-1]), a.shape[-1])
        return _compare_scalar(flat, other, op).tocoo().reshape(a.shape)
    fmt = "csc" if a.format == "csc" else "csr"
    if op(np.dtype(a.dtype).type(0), other):
        warn_inefficient(f"comparing a sparse array with {other!r} by {_WORDS[op]} fills the result", 5)
        return a._like(fmt)(op(a.toarray(), other))
    x = canonical(a.asformat(fmt))
    out = x._with_data(np.asarray(op(x.data, other)))
    out.eliminate_zeros()
    return out


def _compare_sparse(a: Any, b: Any, op: Any) -> Any:
    if a.shape != b.shape:
        if op is operator.eq or op is operator.ne:
            return op is operator.ne
        raise ValueError(f"inconsistent shapes {a.shape} and {b.shape}")
    pair = Pair(a, b)
    if not op(0, 0):
        return pair.mapped(op)
    warn_inefficient(f"comparing two sparse arrays by {_WORDS[op]} fills the result; the opposite would not", 5)
    indptr, indices, x, y = pair.aligned()
    false = pair.wrap(indptr, indices, ~np.asarray(op(x, y)))
    false.eliminate_zeros()
    out = a._like("coo" if a.ndim > 2 else pair.fmt)(~false.toarray())
    return out
