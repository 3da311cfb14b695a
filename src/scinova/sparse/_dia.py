# SPDX-License-Identifier: BSD-3-Clause
"""Diagonals: row ``k`` of ``data`` is diagonal ``offsets[k]``, entry ``data[k, j]`` standing in column ``j``."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse._base import SparseBase, dense_input, issparse, register, sparray, spmatrix
from scinova.sparse._compressed import is_shape
from scinova.sparse._dtypes import get_index_dtype, require_supported, value_dtype, warn_inefficient
from scinova.sparse._shapes import check_shape, check_transpose_axes, reduction_axis
from scinova.sparse._values import Values


class _Dia(Values, SparseBase):
    _format = "dia"

    offsets: np.ndarray

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, *, maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        if issparse(arg1):
            if arg1.ndim != 2:
                raise ValueError(f"{type(self).__name__} holds arrays of two dimensions; got shape {arg1.shape}")
            other = arg1.copy() if arg1.format == "dia" and copy else arg1.todia()
            self.data, self.offsets, self._shape = other.data, other.offsets, other._shape
        elif is_shape(arg1, (2,)) and shape is None:
            self._shape = check_shape((arg1,))
            self.data = np.zeros((0, 0), value_dtype(dtype, default=float))
            self.offsets = np.zeros(0, get_index_dtype(maxval=max(self._shape)))
        elif isinstance(arg1, tuple):
            self._from_diagonals(arg1, shape, dtype, copy)
        else:
            dense = dense_input(arg1, dtype, self._is_array())
            if dense.ndim != 2 and self._is_array():
                raise ValueError(f"dia_array holds arrays of two dimensions; got shape {dense.shape}")
            other = self._like("coo")(dense, shape=shape).todia()
            self.data, self.offsets, self._shape = other.data, other.offsets, other._shape
        if dtype is not None:
            self.data = self.data.astype(require_supported(np.dtype(dtype)), copy=False)
        self._check()

    def _from_diagonals(self, arg: tuple[Any, ...], shape: Any, dtype: Any, copy: bool) -> None:
        try:
            data, offsets = arg
        except (TypeError, ValueError):
            raise ValueError("dia: a tuple must be a shape or (data, offsets)") from None
        if shape is None:
            raise ValueError("dia: a shape is needed with (data, offsets)")
        self._shape = check_shape((shape,))
        self.data = np.atleast_2d(np.array(data, dtype=dtype, copy=copy or None))
        require_supported(self.data.dtype)
        index = get_index_dtype(maxval=max(self._shape))
        self.offsets = np.atleast_1d(np.array(offsets, dtype=index, copy=copy or None))

    def _check(self) -> None:
        if self.offsets.ndim != 1 or self.data.ndim != 2:
            raise ValueError("dia: offsets must be a vector and data a matrix")
        if len(self.offsets) != len(self.data):
            raise ValueError(f"dia: {len(self.data)} diagonals do not go with {len(self.offsets)} offsets")
        if len(np.unique(self.offsets)) != len(self.offsets):
            raise ValueError("dia: an offset comes twice")

    @classmethod
    def _from_parts(cls, data: np.ndarray, offsets: np.ndarray, shape: tuple[int, ...]) -> Any:
        self = cls.__new__(cls)
        self.data, self.offsets, self._shape = data, offsets, tuple(int(s) for s in shape)
        return self

    def _repr_extra(self) -> str:
        return f" ({len(self.offsets)} diagonals)"

    def _inside(self) -> np.ndarray:
        """Which elements of ``data`` lie inside of the array."""
        m, n = self._shape
        col = np.arange(self.data.shape[1])
        row = col - self.offsets[:, None].astype(np.int64)
        return (row >= 0) & (row < m) & (col < n)

    def _live_data(self) -> np.ndarray:
        return self.data[self._inside()]

    def _nnz(self) -> int:
        m, n = self._shape
        width = min(n, self.data.shape[1])
        k = self.offsets.astype(np.int64)
        return int(np.maximum(0, np.minimum(m + k, width) - np.maximum(k, 0)).sum())

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        if reduction_axis(axis, 2) is None:
            return np.count_nonzero(self._live_data())
        raise NotImplementedError("count_nonzero of a dia array counts all entries; convert it to count along an axis")

    def _getnnz(self, axis: Any = None) -> Any:
        if axis is not None:
            raise NotImplementedError("getnnz of a dia array counts all entries; convert it to count along an axis")
        return self._nnz()

    def _with_data(self, data: np.ndarray, copy: bool = True) -> Any:
        return type(self)._from_parts(data, self.offsets.copy() if copy else self.offsets, self._shape)

    def todia(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def tocoo(self, copy: bool = False) -> Any:
        """As coordinates, without zeros."""
        inside = self._inside() & (self.data != 0)
        which, col = inside.nonzero()
        index = get_index_dtype((self.offsets,), maxval=max(self._shape))
        row = (col - self.offsets[which]).astype(index)
        order = np.lexsort((col, row))
        coords = (row[order], col[order].astype(index))
        out = self._like("coo")._from_parts(self.data[inside][order], coords, self._shape)
        out.has_canonical_format = True
        return out

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows."""
        return self.tocoo().tocsr()

    def tocsc(self, copy: bool = False) -> Any:
        """As compressed columns."""
        return self.tocoo().tocsc()

    def _for_products(self) -> Any:
        return self.tocsr()

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose."""
        check_transpose_axes(axes)
        m, n = self._shape
        width = max((min(m, n + int(k)) for k in -self.offsets.astype(np.int64)), default=0) if len(self.offsets) else 0
        width = max(m, 0) if width < 0 else m
        data = np.zeros((len(self.offsets), width), self.dtype)
        for to, line, k in zip(data, self.data, self.offsets.tolist()):
            first, last = max(k, 0), min(n, m + k, self.data.shape[1])
            if last > first:
                to[first - k:last - k] = line[first:last]
        return type(self)._from_parts(data, -self.offsets, (n, m))

    def diagonal(self, k: int = 0) -> np.ndarray:
        """The ``k``-th diagonal as a dense vector."""
        m, n = self._shape
        out = np.zeros(max(0, min(m + min(k, 0), n - max(k, 0))), self.dtype)
        at = np.flatnonzero(self.offsets == k)
        if len(at) and len(out):
            line = self.data[at[0], max(k, 0):max(k, 0) + len(out)]
            out[:len(line)] = line
        return out

    def _setdiag(self, row: np.ndarray, col: np.ndarray, values: np.ndarray) -> None:
        k = int(col[0] - row[0])
        m, n = self._shape
        need = min(n, m + k)
        if self.data.shape[1] < need:
            wide = np.zeros((len(self.offsets), need), self.dtype)
            wide[:, :self.data.shape[1]] = self.data
            self.data = wide
        at = np.flatnonzero(self.offsets == k)
        if not len(at):
            self.offsets = np.append(self.offsets, self.offsets.dtype.type(k))
            self.data = np.vstack([self.data, np.zeros((1, self.data.shape[1]), self.dtype)])
            at = np.array([len(self.offsets) - 1])
        self.data[at[0], col] = values

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        new = check_shape(shape)
        inside = self._inside()
        self.data = np.where(inside, self.data, 0)[:, :new[1]]
        self._shape = new
        self.data = np.where(self._inside(), self.data, 0)

    def _sum_sparse(self, other: Any, sign: int) -> Any:
        if other.format != "dia":
            return super()._sum_sparse(other, sign)
        offsets = np.union1d(self.offsets, other.offsets)
        width = max(self.data.shape[1], other.data.shape[1])
        data = np.zeros((len(offsets), width), np.result_type(self.dtype, other.dtype))
        data[np.searchsorted(offsets, self.offsets), :self.data.shape[1]] += self.data
        at = np.searchsorted(offsets, other.offsets)
        if sign > 0:
            data[at, :other.data.shape[1]] += other.data
        else:
            data[at, :other.data.shape[1]] -= other.data
        return type(self)._from_parts(data, offsets.astype(self.offsets.dtype), self._shape)


def from_coo(c: Any) -> Any:
    """A COO array as diagonals."""
    if c.ndim != 2:
        raise ValueError("todia: an array of two dimensions is needed")
    c = c._deduped()
    away = c.col.astype(np.int64) - c.row
    offsets, which = np.unique(away, return_inverse=True)
    if len(offsets) > 100:
        warn_inefficient(f"a dia array of {len(offsets)} diagonals is inefficient", 4)
    if c.data.size:
        data = np.zeros((len(offsets), int(c.col.max()) + 1), c.dtype)
        data[which, c.col] = c.data
    else:
        data = np.zeros((0, 0), c.dtype)
    return c._like("dia")._from_parts(data, offsets.astype(get_index_dtype(maxval=max(c.shape))), c.shape)


_DOC = """Sparse {kind} as diagonals: ``data[k, j]`` stands in column ``j`` of diagonal ``offsets[k]``.

    Parameters
    ----------
    arg1 : array_like, sparse array, shape or tuple
        A dense or sparse array; a shape; or ``(data, offsets)``.
    shape : tuple of int, optional
        Needed with ``(data, offsets)``.
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> from scinova.sparse import dia_{kind}
    >>> dia_{kind}(([[1, 2, 3], [4, 5, 6]], [0, 1]), shape=(3, 3)).toarray()
    array([[1, 5, 0],
           [0, 2, 6],
           [0, 0, 3]])
    """


@register
class dia_array(_Dia, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class dia_matrix(spmatrix, _Dia):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_dia(x: Any) -> bool:
    """Whether ``x`` is a `dia_matrix`.

    Examples
    --------
    >>> from scinova.sparse import dia_matrix, isspmatrix_dia
    >>> isspmatrix_dia(dia_matrix((2, 2)))
    True
    """
    return isinstance(x, dia_matrix)
