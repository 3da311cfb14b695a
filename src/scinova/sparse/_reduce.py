# SPDX-License-Identifier: BSD-3-Clause
"""Sums, means and extremes along axes.

A sum scatters the stored values into the dense result. An extreme lays the array out as a compressed matrix, a list for
each entry of the result, and reduces list by list; the implicit zeros take part where a list is not full.
"""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import container
from scinova.sparse._dtypes import as_matrix, from_kernel, get_index_dtype, kernel_dtype, to_kernel
from scinova.sparse._shapes import reduction_axis


def _sum_dtype(dtype: np.dtype) -> np.dtype:
    if dtype.kind in "iub" and dtype.itemsize < 8:
        return np.dtype(np.uint64 if dtype.kind == "u" else np.int64)
    return dtype


_WIDER = {"f": np.dtype(np.float64), "F": np.dtype(np.complex128)}  # single precision is added up in double


def _finish(a: Any, result: np.ndarray, axes: tuple[int, ...] | None, out: Any) -> Any:
    """The result in the shape that arrays or matrices give it, in ``out`` if there is one."""
    if not a._is_array() and axes is None and out is not None:
        result = as_matrix(result)
    if not a._is_array() and axes is not None:
        result = as_matrix(result.reshape((1, -1) if axes == (0,) else (-1, 1)))
    if out is None:
        return result[()] if result.ndim == 0 else result
    if out.shape != result.shape:
        raise ValueError(f"out has shape {out.shape}; the result has {result.shape}")
    out[...] = result
    return out


def total(a: Any, axis: Any, dtype: Any, out: Any) -> Any:
    """The sum of the entries along ``axis``."""
    axes = reduction_axis(axis, a.ndim)
    inner = _sum_dtype(np.dtype(a.dtype))
    if axes is None:
        result = np.asarray(_stored(a).sum(dtype=_WIDER.get(inner.char, inner))).astype(inner)
    else:
        result = _scattered(a, axes, inner)
    if dtype is not None:
        result = result.astype(dtype)
    return _finish(a, result, axes, out)


def _stored(a: Any) -> np.ndarray:
    return a._live_data() if hasattr(a, "_live_data") else a.tocoo().data


def _scattered(a: Any, axes: tuple[int, ...], dtype: np.dtype) -> np.ndarray:
    if a.ndim == 2 and axes == (0,) and a.format == "csr" or a.ndim == 2 and axes == (1,) and a.format == "csc":
        at, values = a.indices[:a.indptr[-1]], a.data[:a.indptr[-1]]
    else:
        c = a.tocoo(copy=False)
        rest = [d for d in range(a.ndim) if d not in axes]
        values = c.data
        at = c.coords[rest[0]] if len(rest) == 1 else _flat(c.coords, c.shape, rest)
    shape = tuple(s for d, s in enumerate(a.shape) if d not in axes)
    n = math.prod(shape)
    inner = _WIDER.get(dtype.char, dtype)
    result = np.zeros(n, kernel_dtype(inner))
    if len(values):
        kind = get_index_dtype(maxval=max(n, len(values)))
        _native.columns_times_vector(np.array([0, len(values)], kind), np.ascontiguousarray(at, kind),
                                     to_kernel(values, inner), np.ones(1, result.dtype), result)
    return from_kernel(result, dtype).reshape(shape)


def _flat(coords: Any, shape: tuple[int, ...], axes: list[int]) -> np.ndarray:
    at = np.zeros(len(coords[0]), np.int64)
    for d in axes:
        at = at * shape[d] + coords[d]
    return at


def mean(a: Any, axis: Any, dtype: Any, out: Any) -> Any:
    """The mean of the entries along ``axis``."""
    axes = reduction_axis(axis, a.ndim)
    count = math.prod(a.shape) if axes is None else math.prod(a.shape[d] for d in axes)
    own = np.dtype(a.dtype)
    asked = np.dtype(dtype) if dtype is not None else np.dtype(np.float64) if own.kind in "iub" else own
    inner = np.dtype(np.float64) if own.kind in "iub" and asked.kind in "iubf" else np.result_type(own, asked)
    values = _scattered(a, axes, inner) if axes is not None else np.asarray(_stored(a).sum(dtype=inner))
    with np.errstate(divide="ignore", invalid="ignore"):
        result = (values / inner.type(count)).astype(asked)
    return _finish(a, np.asarray(result), axes, out)


def _as_lists(a: Any, axes: tuple[int, ...] | None) -> tuple[Any, tuple[int, ...]]:
    """``a`` as a canonical compressed matrix with a row per entry of the result, and the shape of the result."""
    rest = [d for d in range(a.ndim) if axes is not None and d not in axes]
    gone = [d for d in range(a.ndim) if d not in rest]
    shape = tuple(a.shape[d] for d in rest)
    c = a.tocoo(copy=False)
    rows, cols = math.prod(shape), math.prod(a.shape[d] for d in gone)
    coords = (_flat(c.coords, c.shape, rest), _flat(c.coords, c.shape, gone))
    lists = container("csr", True)((c.data, coords), shape=(rows, cols))
    lists.sum_duplicates()
    return lists, shape


def extreme(a: Any, axis: Any, out: Any, pick: Any, explicit: bool) -> Any:
    """Maximum or minimum (the ufunc ``pick``) of the entries along ``axis``; sparse unless over all axes."""
    if out is not None:
        raise ValueError("sparse arrays do not take an 'out' argument here")
    axes = reduction_axis(axis, a.ndim)
    if axes is None:
        return _extreme_of_all(a, pick, explicit)
    lists, shape = _as_lists(a, axes)
    if lists.shape[1] == 0:
        raise ValueError("an axis of length zero has no maximum or minimum")
    lengths = np.diff(lists.indptr)
    some = np.flatnonzero(lengths)
    values = pick.reduceat(lists.data, lists.indptr[some], dtype=a.dtype) if len(some) else lists.data[:0]
    if not explicit:
        partial = lengths[some] < lists.shape[1]
        values[partial] = pick(values[partial], values.dtype.type(0))
    keep = values != 0
    some, values = some[keep], values[keep]
    if not a._is_array():
        zero = np.zeros_like(some)
        coords, shape = ((zero, some), (1, shape[0])) if axes == (0,) else ((some, zero), (shape[0], 1))
    else:
        coords = np.unravel_index(some, shape) if len(shape) > 1 else (some,)
    return a._like("coo")((values, coords), shape=shape, dtype=a.dtype)


def _extreme_of_all(a: Any, pick: Any, explicit: bool) -> Any:
    size = math.prod(a.shape)
    if size == 0:
        raise ValueError("an array of size zero has no maximum or minimum")
    data = a._deduped()._live_data()
    zero = np.dtype(a.dtype).type(0)
    if len(data) == 0:
        return zero
    result = pick.reduce(data, dtype=data.dtype)
    return result if explicit or len(data) == size else pick(zero, result)


def arg_extreme(a: Any, axis: Any, out: Any, pick: Any, explicit: bool) -> Any:
    """Index of the first maximum or minimum along ``axis``; dense."""
    if out is not None:
        raise ValueError("sparse arrays do not take an 'out' argument here")
    axes = reduction_axis(axis, a.ndim)
    if axis is not None and axes is None:
        axes = tuple(range(a.ndim))
    lists, shape = _as_lists(a, axes if axes is not None else tuple(range(a.ndim)))
    if lists.shape[1] == 0:
        raise ValueError("an axis of length zero has no maximum or minimum")
    if axis is None and explicit and lists.nnz == 0:
        raise ValueError("there are no stored entries to look at")
    result = np.array([_first(lists.indices[i:j], lists.data[i:j], lists.shape[1], pick, explicit)
                       for i, j in zip(lists.indptr[:-1].tolist(), lists.indptr[1:].tolist())], dtype=np.int64)
    result = result.reshape(shape)
    if axis is None or not shape:
        return result.item() if axis is None else _finish(a, result, None, None)
    return _finish(a, result, axes, None)


def _first(where: np.ndarray, values: np.ndarray, length: int, pick: Any, explicit: bool) -> int:
    """Index of the first extreme of a list: NaN before all else, implicit zeros where the list has gaps."""
    if len(values) == 0:
        return 0
    best = np.argmax(values) if pick is np.maximum else np.argmin(values)
    value, index = values[best], int(where[best])
    if explicit or len(values) == length or value != value:
        return index
    if value == 0 or not (value > 0 if pick is np.maximum else value < 0):
        gaps = np.flatnonzero(where != np.arange(len(where)))
        gap = int(gaps[0]) if len(gaps) else len(where)
        return min(gap, index) if value == 0 else gap
    return index
