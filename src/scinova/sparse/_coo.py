# SPDX-License-Identifier: BSD-3-Clause
"""Coordinates: a value and an index along each axis for every entry, in any number of dimensions."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.arrays import native, normalize_axes
from scinova.sparse import _native
from scinova.sparse._base import SparseBase, dense_input, issparse, register, sparray, spmatrix
from scinova.sparse._compressed import dense_output, is_shape
from scinova.sparse._coo_index import CooIndexing
from scinova.sparse._dtypes import (
    from_kernel,
    get_index_dtype,
    index_array,
    kernel_dtype,
    require_supported,
    to_kernel,
    value_dtype,
)
from scinova.sparse._shapes import check_shape, reduction_axis
from scinova.sparse._values import Extremes, Values


class _Coo(Values, Extremes, SparseBase):
    _format = "coo"
    _dims = (1, 2, 3)

    coords: tuple[np.ndarray, ...]

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, *, maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        dims = self._dims if self._is_array() else (2,)
        self.has_canonical_format = False
        if issparse(arg1):
            self._from_sparse(arg1, copy)
        elif is_shape(arg1, dims) and not (len(arg1) == 2 and shape is not None):
            self._shape = check_shape((arg1,), dims)
            index = get_index_dtype(maxval=max(self._shape))
            self.coords = tuple(np.zeros(0, index) for _ in self._shape)
            self.data = np.zeros(0, value_dtype(dtype, default=float))
            self.has_canonical_format = True
        elif isinstance(arg1, tuple):
            self._from_coords(arg1, shape, dims, copy, dtype)
        else:
            self._from_dense(dense_input(arg1, dtype, self._is_array()), shape, dims)
        if dtype is not None:
            wanted = require_supported(np.dtype(dtype))
            if wanted != self.data.dtype:
                self.data = self.data.astype(wanted)
        self._check()

    def _from_sparse(self, other: Any, copy: bool) -> None:
        c = other.tocoo(copy=copy)
        if c.ndim != 2 and not self._is_array():
            if c.ndim > 2:
                raise ValueError(f"a sparse matrix has two dimensions; got shape {c.shape}")
            c = c.reshape(1, c.shape[0])
        self.coords, self.data, self._shape = tuple(c.coords), c.data, c.shape
        self.has_canonical_format = c.has_canonical_format and (copy or c is not other)

    def _from_coords(self, arg: tuple[Any, ...], shape: Any, dims: tuple[int, ...], copy: bool, dtype: Any) -> None:
        try:
            data, coords = arg
            coords = tuple(np.asarray(c) for c in coords)
            if any(c.ndim == 0 for c in coords):
                raise TypeError
        except (TypeError, ValueError):
            raise TypeError(f"{type(self).__name__}: a tuple must be a shape or (data, coords)") from None
        if shape is None:
            if any(c.size == 0 for c in coords):
                raise ValueError("a shape is needed when there are no entries")
            shape = tuple(int(np.max(c)) + 1 for c in coords)
        self._shape = check_shape((shape,), dims)
        if len(coords) != len(self._shape):
            raise ValueError(f"{len(coords)} index arrays do not fit shape {self._shape}")
        index = get_index_dtype(coords, maxval=max(self._shape, default=0), check_contents=not self._is_array())
        self.coords = tuple(index_array(c.copy() if copy else c, index, f"axis {k} of coords")
                            for k, c in enumerate(coords))
        data = np.asarray(data, dtype=None if dtype is None else value_dtype(dtype))
        value_dtype(None, data)
        self.data = native(data, copy=copy, contiguous=True)

    def _from_dense(self, a: np.ndarray, shape: Any, dims: tuple[int, ...]) -> None:
        if not self._is_array():
            a = np.atleast_2d(a)
            if a.ndim != 2:
                raise TypeError(f"a sparse matrix has two dimensions; got shape {a.shape}")
        self._shape = check_shape((a.shape,), dims)
        if shape is not None and check_shape((shape,), dims) != self._shape:
            raise ValueError(f"shape {shape} does not fit the data, which has {self._shape}")
        index = get_index_dtype(maxval=max(self._shape))
        found = a.nonzero()
        self.data = np.ascontiguousarray(a[found])
        self.coords = tuple(c.astype(index, copy=False) for c in found)
        self.has_canonical_format = True

    @classmethod
    def _from_parts(cls, data: np.ndarray, coords: tuple[np.ndarray, ...], shape: tuple[int, ...]) -> Any:
        """An array around storage that is known to be good."""
        self = cls.__new__(cls)
        self.data, self.coords, self._shape = data, tuple(coords), tuple(int(s) for s in shape)
        self.has_canonical_format = False
        return self

    def _check(self) -> None:
        n = len(self.data)
        if self.data.ndim != 1 or any(c.ndim != 1 for c in self.coords):
            raise ValueError("data and every index array must be vectors")
        if any(len(c) != n for c in self.coords):
            raise ValueError(f"the index arrays and the data must be of one length; got "
                             f"{[len(c) for c in self.coords]} and {n}")
        for k, (c, size) in enumerate(zip(self.coords, self._shape)):
            if n and (c.max() >= size or c.min() < 0):
                raise ValueError(f"indices along axis {k} must be in [0, {size}); got {c.min()} to {c.max()}")

    @property
    def row(self) -> np.ndarray:
        """Row of every entry."""
        return self.coords[-2] if self.ndim > 1 else np.zeros_like(self.coords[0])

    @row.setter
    def row(self, new: Any) -> None:
        if self.ndim < 2:
            raise ValueError("a vector has no rows to set")
        self.coords = (*self.coords[:-2], np.asarray(new, dtype=self.coords[-2].dtype), self.coords[-1])

    @property
    def col(self) -> np.ndarray:
        """Column of every entry."""
        return self.coords[-1]

    @col.setter
    def col(self, new: Any) -> None:
        self.coords = (*self.coords[:-1], np.asarray(new, dtype=self.coords[-1].dtype))

    def _nnz(self) -> int:
        n = len(self.data)
        if any(len(c) != n for c in self.coords):
            raise ValueError("the index arrays and the data differ in length")
        return n

    def _with_data(self, data: np.ndarray, copy: bool = True) -> Any:
        out = type(self)._from_parts(data, tuple(c.copy() for c in self.coords) if copy else self.coords, self._shape)
        out.has_canonical_format = self.has_canonical_format
        out.maxprint = self.maxprint
        return out

    def __setstate__(self, state: dict[str, Any]) -> None:
        if "coords" not in state and "row" in state:
            state = dict(state)
            state["coords"] = (state.pop("row"), state.pop("col"))
        self.__dict__.update(state)

    def _deduped(self) -> Any:
        if self.has_canonical_format:
            return self
        out = self.copy()
        out.sum_duplicates()
        return out

    def sum_duplicates(self) -> None:
        """Add up entries at the same place, in place; sorts by row, then column."""
        if self.has_canonical_format:
            return
        order = np.lexsort(self.coords[::-1])
        coords = tuple(c[order] for c in self.coords)
        data = self.data[order]
        n = len(data)
        first = np.zeros(n, bool)
        first[:1] = True
        for c in coords:
            first[1:] |= c[1:] != c[:-1]
        starts = np.flatnonzero(first)
        if len(starts) < n:
            coords = tuple(c[starts] for c in coords)
            data = np.add.reduceat(data, starts, dtype=data.dtype)
        self.coords, self.data = coords, data
        self.has_canonical_format = True

    def eliminate_zeros(self) -> None:
        """Drop stored entries that are zero, in place."""
        keep = self.data != 0
        if not keep.all():
            self.data = self.data[keep]
            self.coords = tuple(c[keep] for c in self.coords)

    def reshape(self, *args: Any, **kwargs: Any) -> Any:
        """Another shape of the same size."""
        order, copy = kwargs.pop("order", "C"), kwargs.pop("copy", False)
        if kwargs:
            raise TypeError(f"reshape: unexpected arguments {sorted(kwargs)}")
        shape = check_shape(args, self._dims if self._is_array() else (2,), self._shape)
        if order not in ("C", "F"):
            raise ValueError(f"reshape: order must be 'C' or 'F'; got {order!r}")
        if shape == self._shape:
            return self.copy() if copy else self
        index = get_index_dtype(self.coords, maxval=max(shape, default=0))
        flat = _flatten(self.coords, self._shape, order)
        coords = []
        left = flat
        axes = range(len(shape) - 1, 0, -1) if order == "C" else range(len(shape) - 1)
        for d in axes:
            left, part = np.divmod(left, max(shape[d], 1))
            coords.append(part.astype(index, copy=False))
        coords.append(left.astype(index, copy=False))
        coords = coords[::-1] if order == "C" else coords
        out = type(self)._from_parts(self.data.copy() if copy else self.data, tuple(coords), shape)
        out.has_canonical_format = self.has_canonical_format and order == "C"
        return out

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The axes in another order; reversed by default."""
        if axes is None:
            order = tuple(range(self.ndim))[::-1]
        else:
            order = normalize_axes(tuple(axes) if np.iterable(axes) else (axes,), self.ndim)
            if len(order) != self.ndim:
                raise ValueError(f"transpose: axes must name every axis; got {axes}")
            if not self._is_array() and order != (1, 0):
                raise ValueError("transpose: axes of a sparse matrix can only be (1, 0) or None")
        coords = tuple(self.coords[d].copy() if copy else self.coords[d] for d in order)
        return type(self)._from_parts(self.data.copy() if copy else self.data, coords,
                                      tuple(self._shape[d] for d in order))

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        new = check_shape(shape, self._dims if self._is_array() else (2,))
        if len(new) > self.ndim:
            lead = len(new) - self.ndim
            self.coords = (*[np.zeros_like(self.coords[0])] * lead, *self.coords)
            self._shape = (1,) * lead + self._shape
        if len(new) < self.ndim:
            lead = self.ndim - len(new)
            flat = self.reshape((math.prod(self._shape[:lead + 1]), *self._shape[lead + 1:]))
            self.coords, self._shape = flat.coords, flat.shape
        keep = np.ones(len(self.data), bool)
        for c, size in zip(self.coords, new):
            keep &= c < size
        if not keep.all():
            self.data = self.data[keep]
            self.coords = tuple(c[keep] for c in self.coords)
        self._shape = new

    def tocoo(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows, duplicates added up."""
        return self._compressed("csr")

    def tocsc(self, copy: bool = False) -> Any:
        """As compressed columns, duplicates added up."""
        return self._compressed("csc")

    def _compressed(self, fmt: str) -> Any:
        if self.ndim > 2 or (self.ndim == 1 and fmt == "csc"):
            raise ValueError(f"{fmt} does not hold arrays of {self.ndim} dimensions")
        cls = self._like(fmt)
        major, minor = cls._swap((self.row, self.col))
        self._nnz()
        out = cls._from_triplets(major, minor, self.data, self._shape)
        if self.has_canonical_format and fmt == "csr":
            out.has_canonical_format = True
        else:
            out.sum_duplicates()
        return out

    def _for_products(self) -> Any:
        return self.tocsr()

    def todia(self, copy: bool = False) -> Any:
        """As diagonals."""
        from scinova.sparse._dia import from_coo
        return from_coo(self)

    def todok(self, copy: bool = False) -> Any:
        """As a dictionary of keys."""
        from scinova.sparse._dok import from_coo
        return from_coo(self)

    def toarray(self, order: Any = None, out: Any = None) -> np.ndarray:
        """The dense array, in C or Fortran ``order`` or written to ``out``."""
        result = dense_output(self, order, out)
        self._nnz()
        if self.has_canonical_format:
            result[self.coords] = self.data
            return result
        if not len(self.data):
            return result
        size = math.prod(self._shape)
        kind = get_index_dtype(maxval=max(size, len(self.data)))
        flat = np.zeros(size, kernel_dtype(self.dtype))
        _native.columns_times_vector(np.array([0, len(self.data)], kind),
                                     _flatten(self.coords, self._shape, "C").astype(kind),
                                     to_kernel(self.data, self.dtype), np.ones(1, flat.dtype), flat)
        result[...] = from_kernel(flat, self.dtype).reshape(self._shape)
        return result

    def diagonal(self, k: int = 0) -> np.ndarray:
        """The ``k``-th diagonal as a dense vector."""
        if self.ndim != 2:
            raise ValueError("diagonal: an array of two dimensions is needed")
        m, n = self._shape
        out = np.zeros(max(0, min(m + min(k, 0), n - max(k, 0))), self.dtype)
        on = self.col.astype(np.int64) - self.row == k
        np.add.at(out, np.minimum(self.row[on], self.col[on]), self.data[on])
        return out

    def _setdiag(self, row: np.ndarray, col: np.ndarray, values: np.ndarray) -> None:
        k = int(col[0] - row[0])
        off = self.col.astype(np.int64) - self.row != k
        if values.ndim:
            off |= np.minimum(self.row, self.col) >= len(row)
        index = self.coords[0].dtype
        self.coords = (np.concatenate([self.row[off], row.astype(index)]),
                       np.concatenate([self.col[off], col.astype(index)]))
        new = np.full(len(row), values, dtype=self.dtype) if values.ndim == 0 else values.astype(self.dtype)
        self.data = np.concatenate([self.data[off], new])
        self.has_canonical_format = False

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        a = self._deduped()
        if reduction_axis(axis, self.ndim) is None:
            return np.count_nonzero(a.data)
        a = a.copy()
        a.eliminate_zeros()
        return a._getnnz(axis=axis)

    def tensordot(self, other: Any, axes: Any = 2) -> Any:
        """Sum of products over pairs of axes, as ``numpy.tensordot``; dense with a dense ``other``."""
        from scinova.sparse._tensordot import tensordot
        return tensordot(self, other, axes)


def _flatten(coords: Any, shape: tuple[int, ...], order: str) -> np.ndarray:
    axes = range(len(shape)) if order == "C" else range(len(shape) - 1, -1, -1)
    at = np.zeros(len(coords[0]), np.int64)
    for d in axes:
        at = at * shape[d] + coords[d]
    return at


_DOC = """Sparse {kind} in coordinate format.

    Entry ``k`` has the value ``data[k]`` at ``coords[0][k], coords[1][k], ...``; entries at the same place add up.

    Parameters
    ----------
    arg1 : array_like, sparse array, shape or tuple
        A dense or sparse array; a shape, for an array without entries; or ``(data, coords)`` with an index array for
        each axis.
    shape : tuple of int, optional
        By default as large as the indices need.
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> from scinova.sparse import coo_{kind}
    >>> coo_{kind}(([1, 2, 3], ([0, 0, 1], [1, 1, 0]))).toarray()
    array([[0, 3],
           [3, 0]])
    """


@register
class coo_array(CooIndexing, _Coo, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class coo_matrix(spmatrix, _Coo):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_coo(x: Any) -> bool:
    """Whether ``x`` is a `coo_matrix`.

    Examples
    --------
    >>> from scinova.sparse import coo_matrix, isspmatrix_coo
    >>> isspmatrix_coo(coo_matrix((2, 2)))
    True
    """
    return isinstance(x, coo_matrix)
