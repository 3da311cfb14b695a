# SPDX-License-Identifier: BSD-3-Clause
"""Reading and writing parts of CSR and CSC arrays.

Everything is said in terms of the major axis (the one the lists run over) and the minor one; a vector is a matrix of
one row.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import issparse
from scinova.sparse._dtypes import as_matrix, get_index_dtype, warn_inefficient
from scinova.sparse._shapes import Key, parse_key


def unsparse_key(key: Any) -> Any:
    """``key`` with sparse booleans replaced by dense ones' indices."""
    if issparse(key):
        if key.dtype.kind != "b":
            raise IndexError("a sparse array of numbers is no index; only boolean ones are")
        return _SparseMask(key)
    if isinstance(key, tuple) and any(issparse(k) for k in key):
        return tuple(unsparse_key(k) for k in key)
    return key


class _SparseMask:
    """A sparse boolean array in the place of a dense one."""

    dtype = np.dtype(bool)

    def __init__(self, a: Any):
        self.shape, self.ndim, self._a = a.shape, a.ndim, a

    def nonzero(self) -> tuple[np.ndarray, ...]:
        c = self._a.tocsr().tocoo() if self._a.ndim < 3 else self._a.tocoo()
        keep = c.data != 0
        return tuple(x[keep] for x in c.coords)


class Indexing:
    """``a[key]`` and ``a[key] = x`` for the compressed formats."""

    def __getitem__(self, key: Any) -> Any:
        a: Any = self
        if type(key) is tuple and len(key) == 2 and type(key[0]) is int and type(key[1]) is int and a.ndim == 2:
            i, j = key
            m, n = a._shape
            if -m <= i < m and -n <= j < n:
                return _one(a, i % m, j % n)
        parsed = parse_key(unsparse_key(key), a._shape)
        if len(parsed.shape) > 2:
            raise IndexError(f"indexing a {a.format} array must not lead to more than two dimensions; use COO")
        index = parsed.index if a.ndim == 2 else (0, *parsed.index)
        row, col = index
        if isinstance(row, int) and isinstance(col, int) and not parsed.shape:
            return _one(a, row, col)
        if isinstance(row, np.ndarray) and isinstance(col, np.ndarray):
            return _read_points(a, parsed, row, col)
        if isinstance(row, np.ndarray) and row.ndim > 1 or isinstance(col, np.ndarray) and col.ndim > 1:
            return _read_points(a, parsed, *_as_points(index))
        return _shaped(a, _select(a, row, col), parsed.shape)

    def __setitem__(self, key: Any, x: Any) -> None:
        a: Any = self
        parsed = parse_key(unsparse_key(key), a._shape)
        row, col = parsed.index if a.ndim == 2 else (0, *parsed.index)
        row, col = _grid(row, col, a._shape2)
        if issparse(x):
            _write_sparse(a, row, col, x)
            return
        x = cast_values(x, a.dtype)
        row, col = np.broadcast_arrays(row, col)
        if row.size == 0:
            _fit(x, row.shape)
            return
        write_points(a, row.ravel(), col.ravel(), _fit(x, row.shape).ravel())


def cast_values(x: Any, dtype: np.dtype) -> np.ndarray:
    """Values to be assigned, in the dtype of the array; one complex number does not become a real one."""
    x = np.asarray(x)
    if x.ndim == 0 and x.dtype.kind == "c" and dtype.kind not in "cb":
        raise TypeError(f"a complex number cannot be stored in an array of {dtype}; got {x[()]}")
    return x.astype(dtype, copy=False)


def _fit(x: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """``x`` broadcast to the selected region, which always has two dimensions unless arrays were walked together."""
    try:
        return np.broadcast_to(x, shape)
    except ValueError:
        pass
    if x.size == max(x.shape, default=1) and x.size == np.prod(shape):  # a vector either way up
        return x.reshape(shape)
    try:
        return np.broadcast_to(np.squeeze(x), shape)
    except ValueError:
        pass
    raise ValueError(f"values of shape {x.shape} do not broadcast to the selected shape {shape}")


def _grid(row: Any, col: Any, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Row and column of every selected entry, as two arrays that broadcast against each other."""
    both = isinstance(row, np.ndarray) and isinstance(col, np.ndarray)
    if both:
        return row, col
    r = np.arange(shape[0])[row] if isinstance(row, slice) else np.atleast_1d(row)
    c = np.arange(shape[1])[col] if isinstance(col, slice) else np.atleast_1d(col)
    if isinstance(row, np.ndarray) and row.ndim > 1 or isinstance(col, np.ndarray) and col.ndim > 1:
        return np.broadcast_arrays(r, c)  # type: ignore[return-value]
    return r[:, None], c[None, :]


def _as_points(index: Any) -> tuple[np.ndarray, np.ndarray]:
    row, col = (np.asarray(i) if not isinstance(i, slice) else None for i in index)
    if row is None or col is None:
        raise IndexError("an index array of two dimensions beside a slice leads to more than two dimensions; use COO")
    return np.broadcast_arrays(row, col)  # type: ignore[return-value]


def _one(a: Any, row: int, col: int) -> Any:
    major, minor = a._swap((row, col))
    i, j = a.indptr[major], a.indptr[major + 1]
    return a.dtype.type(a.data[i:j][a.indices[i:j] == minor].sum(dtype=a.dtype))


def _shaped(a: Any, b: Any, shape: tuple[int, ...]) -> Any:
    """A selected matrix in the shape that the key asks for; matrices keep two dimensions."""
    if b.shape == shape or (not a._is_array() and len(shape) < 2):
        return b
    if len(shape) == 2:
        return b.reshape(shape)
    if a.ndim == 1 and a.format == "csr":
        return a._from_parts(b.data, b.indices, b.indptr, shape)
    return b.tocoo(copy=False).reshape(shape)


def _select(a: Any, row: Any, col: Any) -> Any:
    """The matrix of the rows ``row`` and the columns ``col``, each an int, a slice or an array of one dimension."""
    major, minor = a._swap((row, col))
    majors, minors = a._swap(a._shape2)
    indptr, indices, data = a.indptr, a.indices, a.data
    indptr, indices, data, majors = _take_major(indptr, indices, data, majors, minors, major)
    indptr, indices, data, minors = _take_minor(indptr, indices, data, minors, minor)
    if indptr is a.indptr:
        indptr, indices, data = indptr.copy(), indices.copy(), data.copy()
    elif data.base is not None:
        indices, data = indices.copy(), data.copy()
    index = get_index_dtype((indices, indptr), maxval=max(len(indices), majors, minors))
    out = a._from_parts(data, indices.astype(index, copy=False), indptr.astype(index, copy=False),
                        a._swap((majors, minors)))
    return out


def _whole(s: Any, length: int) -> bool:
    return isinstance(s, slice) and s.indices(length) == (0, length, 1)


def _take_major(indptr: Any, indices: Any, data: Any, majors: int, minors: int, pick: Any) -> tuple[Any, Any, Any, int]:
    if _whole(pick, majors):
        return indptr, indices, data, majors
    if isinstance(pick, int):
        pick = slice(pick, pick + 1)
    if isinstance(pick, slice):
        start, stop, step = pick.indices(majors)
        if step == 1:
            stop = max(start, stop)
            first, last = indptr[start], indptr[stop]
            return indptr[start:stop + 1] - first, indices[first:last], data[first:last], stop - start
        pick = np.arange(start, stop, step)
    lengths = (indptr[1:] - indptr[:-1])[pick]
    index = get_index_dtype((indptr, indices), maxval=int(lengths.sum(dtype=np.int64)))
    out_indptr = np.zeros(len(pick) + 1, index)
    np.cumsum(lengths, out=out_indptr[1:])
    out_indices, out = np.empty(out_indptr[-1], index), np.empty(out_indptr[-1], data.dtype)
    _native.take_lists(np.ascontiguousarray(indptr, index), np.ascontiguousarray(indices, index), minors,
                       np.ascontiguousarray(data), np.ascontiguousarray(pick, index), out_indptr, out_indices, out)
    return out_indptr, out_indices, out, len(pick)


def _take_minor(indptr: Any, indices: Any, data: Any, minors: int, pick: Any) -> tuple[Any, Any, Any, int]:
    if _whole(pick, minors):
        return indptr, indices, data, minors
    if isinstance(pick, int):
        pick = slice(pick, pick + 1)
    if isinstance(pick, slice):
        start, stop, step = pick.indices(minors)
        if step == 1:
            stop = max(start, stop)
            keep = (indices >= start) & (indices < stop)
            count = np.zeros(len(indices) + 1, indptr.dtype)
            np.cumsum(keep, out=count[1:])
            return count[indptr], (indices[keep] - indices.dtype.type(start)), data[keep], stop - start
        pick = np.arange(start, stop, step)
    index = get_index_dtype((indptr, indices), maxval=max(len(pick), minors))
    p, i, which = (np.ascontiguousarray(x, index) for x in (indptr, indices, pick))
    out_indptr = np.empty_like(p)
    _native.take_minor_lengths(p, i, minors, which, out_indptr)
    out_indices, out = np.empty(out_indptr[-1], index), np.empty(out_indptr[-1], data.dtype)
    _native.take_minor(p, i, minors, np.ascontiguousarray(data), which, out_indptr, out_indices, out)
    return out_indptr, out_indices, out, len(pick)


def _read_points(a: Any, parsed: Key, row: np.ndarray, col: np.ndarray) -> Any:
    """Entries at pairs of indices: dense when the pairs form a vector, sparse when they form a matrix."""
    if row.ndim == 2 and col.ndim <= 2 and row.shape[1] == 1 and (col.ndim == 1 or col.shape[0] == 1):
        return _shaped(a, _select(a, row.ravel(), col.ravel()), parsed.shape)
    row, col = np.broadcast_arrays(row, col)
    values = read_points(a, row.ravel(), col.ravel()).reshape(row.shape)
    if values.ndim == 1:
        if not a._is_array():
            return as_matrix(values.reshape(parsed.shape if len(parsed.shape) == 2 else (1, -1)))
        return values.reshape(parsed.shape) if a.ndim == 2 else a._like("coo")(values.reshape(parsed.shape))
    return type(a)(values.reshape(parsed.shape))


def _locate(a: Any, row: np.ndarray, col: np.ndarray) -> np.ndarray:
    """Positions of entries in the values of a canonical array, -1 where there is none."""
    major, minor = a._swap((row, col))
    at = np.empty(len(row), np.int64)
    index = a.indptr.dtype
    _native.locate(a.indptr, a.indices, a._minor_length(), np.ascontiguousarray(major, index),
                   np.ascontiguousarray(minor, index), at)
    return at


def read_points(a: Any, row: np.ndarray, col: np.ndarray) -> np.ndarray:
    """Values at pairs of indices."""
    if not a.has_canonical_format:
        a = a.copy()
        a.sum_duplicates()
    at = _locate(a, row, col)
    out = np.zeros(len(at), a.dtype)
    found = at >= 0
    out[found] = a.data[at[found]]
    return out


def write_points(a: Any, row: np.ndarray, col: np.ndarray, values: np.ndarray) -> None:
    """Set values at pairs of indices; of a pair named twice the last value stays."""
    a.sum_duplicates()
    at = _locate(a, row, col)
    found = at >= 0
    if found.all():
        a.data[at] = values
        return
    a.data[at[found]] = values[found]
    new = ~found
    warn_inefficient(f"changing the entries that a {type(a).__name__} stores is expensive: lil and dok are for that", 4)
    major, minor = a._swap((row[new].astype(np.int64), col[new].astype(np.int64)))
    _, last = np.unique((major * a._minor_length() + minor)[::-1], return_index=True)
    last = len(major) - 1 - last
    rows = np.repeat(np.arange(len(a.indptr) - 1), np.diff(a.indptr))
    n = a.indptr[-1]
    a._adopt(type(a)._from_triplets(np.concatenate([rows, major[last]]), np.concatenate([a.indices[:n], minor[last]]),
                                    np.concatenate([a.data[:n], values[new][last]]), a._shape))
    a.sort_indices()
    a.has_canonical_format = True


def _write_sparse(a: Any, row: np.ndarray, col: np.ndarray, x: Any) -> None:
    """Set a region to a sparse array that broadcasts to it."""
    from scinova.sparse._pairs import broadcast_to
    full_row, full_col = np.broadcast_arrays(row, col)
    shape = full_row.shape if full_row.ndim == 2 else (1, full_row.size)
    full_row, full_col = full_row.reshape(shape), full_col.reshape(shape)
    x = x.tocoo(copy=True)
    if x.ndim > 2:
        raise ValueError("a sparse value must have one or two dimensions")
    if x.ndim == 2 and x.shape == shape[::-1] and 1 in shape and x.shape != shape:
        x = x.reshape(shape)
    if x.shape != shape:
        try:
            x = broadcast_to(x, shape)
        except ValueError:
            raise ValueError(f"values of shape {x.shape} do not broadcast to the selected shape {shape}") from None
    a.sum_duplicates()
    at = _locate(a, full_row.ravel(), full_col.ravel()) if full_row.size else np.zeros(0, np.int64)
    a.data[at[at >= 0]] = 0
    x.sum_duplicates()
    if x.nnz:
        write_points(a, full_row[x.coords], full_col[x.coords], x.data.astype(a.dtype, copy=False))
