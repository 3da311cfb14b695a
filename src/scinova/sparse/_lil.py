# SPDX-License-Identifier: BSD-3-Clause
"""A list of columns and a list of values for each row: made for building an array entry by entry."""
from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import Any

import numpy as np

from scinova.sparse._base import SparseBase, dense_input, issparse, register, sparray, spmatrix
from scinova.sparse._compressed import is_shape
from scinova.sparse._dtypes import get_index_dtype, require_supported, value_dtype
from scinova.sparse._index import _as_points, _fit, _grid, _select, cast_values, read_points, unsparse_key
from scinova.sparse._shapes import check_shape, parse_key, reduction_axis


class _Lil(SparseBase):
    _format = "lil"

    rows: np.ndarray
    data: np.ndarray

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, *, maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        if issparse(arg1):
            if arg1.ndim != 2 and self._is_array():
                raise ValueError(f"lil_array holds arrays of two dimensions; got shape {arg1.shape}")
            other = arg1.copy() if arg1.format == "lil" and copy else arg1.tolil()
            if dtype is not None:
                other = other.astype(dtype, copy=False)
            self._shape, self.dtype, self.rows, self.data = other._shape, other.dtype, other.rows, other.data
            return
        if isinstance(arg1, tuple):
            if not is_shape(arg1, (2,)) or (shape is not None and not is_shape(arg1, (2,))):
                raise TypeError(f"{type(self).__name__}: a tuple must be a shape; got {arg1!r}")
            self._empty(check_shape((arg1 if shape is None else shape,)), value_dtype(dtype, default=float))
            return
        dense = dense_input(arg1, dtype, self._is_array())
        if self._is_array() and dense.ndim != 2:
            raise ValueError(f"lil_array holds arrays of two dimensions; got shape {dense.shape}")
        try:
            dense = np.atleast_2d(dense)
            if dense.ndim > 2:
                raise ValueError
        except ValueError:
            raise TypeError(f"lil_matrix holds matrices; got shape {dense.shape}") from None
        other = self._like("csr")(dense, dtype=dtype).tolil()
        self._shape, self.dtype, self.rows, self.data = other._shape, other.dtype, other.rows, other.data

    def _empty(self, shape: tuple[int, ...], dtype: np.dtype) -> None:
        self._shape, self.dtype = shape, dtype
        self.rows, self.data = _lists(shape[0]), _lists(shape[0])

    @classmethod
    def _from_lists(cls, rows: np.ndarray, data: np.ndarray, shape: tuple[int, ...], dtype: np.dtype) -> Any:
        self = cls.__new__(cls)
        self._shape, self.dtype, self.rows, self.data = shape, dtype, rows, data
        return self

    def _nnz(self) -> int:
        return sum(map(len, self.rows))

    def _getnnz(self, axis: Any = None) -> Any:
        axes = reduction_axis(axis, 2)
        if axes is None:
            return self._nnz()
        if axes == (1,):
            return np.array([len(r) for r in self.rows], dtype=np.intp)
        columns = np.fromiter(chain.from_iterable(self.rows), np.intp, self._nnz())
        return np.bincount(columns, minlength=self._shape[1])

    def copy(self) -> Any:
        """A copy."""
        rows, data = _lists(self._shape[0]), _lists(self._shape[0])
        for r in range(self._shape[0]):
            rows[r], data[r] = list(self.rows[r]), list(self.data[r])
        return type(self)._from_lists(rows, data, self._shape, self.dtype)

    def astype(self, dtype: Any, casting: Any = "unsafe", copy: bool = True) -> Any:
        """Values cast to ``dtype``."""
        dtype = require_supported(np.dtype(dtype))
        if dtype == self.dtype:
            return self.copy() if copy else self
        return self.tocsr().astype(dtype, casting=casting).tolil()

    def tolil(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows."""
        lengths = np.array([len(r) for r in self.rows], dtype=np.int64)
        nnz = int(lengths.sum())
        index = get_index_dtype(maxval=max(*self._shape, nnz))
        indptr = np.zeros(self._shape[0] + 1, index)
        np.cumsum(lengths, out=indptr[1:])
        indices = np.fromiter(chain.from_iterable(self.rows), index, nnz)
        data = np.fromiter(chain.from_iterable(self.data), self.dtype, nnz)
        out = self._like("csr")._from_parts(data, indices, indptr, self._shape)
        if nnz and (indices.min() < 0 or indices.max() >= self._shape[1]):
            out.check_format(full_check=True)
        return out

    def tocoo(self, copy: bool = False) -> Any:
        """As coordinates."""
        return self.tocsr().tocoo(copy=False)

    def toarray(self, order: Any = None, out: Any = None) -> np.ndarray:
        """The dense array, in C or Fortran ``order`` or written to ``out``."""
        return self.tocsr().toarray(order=order, out=out)

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose."""
        return self.tocsr(copy=copy).transpose(axes=axes, copy=False).tolil(copy=False)

    def _for_products(self) -> Any:
        return self.tocsr()

    def _map_values(self, f: Any) -> Any:
        return self.tocsr()._map_values(f)

    def _divided(self, other: Any) -> Any:
        return self.tocsr()._divided(other).tolil()

    def __neg__(self) -> Any:
        return (-self.tocsr()).tolil()

    def _scaled(self, factor: Any) -> Any:
        return self.tocsr()._scaled(factor).tolil()

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        m, n = check_shape(shape)
        rows, data = _lists(m), _lists(m)
        for r in range(min(m, self._shape[0])):
            keep = bisect_left(self.rows[r], n)
            rows[r], data[r] = self.rows[r][:keep], self.data[r][:keep]
        self.rows, self.data, self._shape = rows, data, (m, n)

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        return self.tocsr().count_nonzero(axis=axis)

    def getrowview(self, i: int) -> Any:
        """Row ``i`` as a matrix of one row that shares its lists with this one."""
        rows, data = _lists(1), _lists(1)
        rows[0], data[0] = self.rows[i], self.data[i]
        return type(self)._from_lists(rows, data, (1, self._shape[1]), self.dtype)

    def getrow(self, i: int) -> Any:
        """Row ``i`` as a matrix of one row, a copy."""
        m = self._shape[0]
        if not -m <= i < m:
            raise IndexError(f"row {i} is out of bounds for {m} rows")
        return self.getrowview(i % m).copy()

    def _getrow(self, i: int) -> Any:
        return self.getrow(i)

    def __iter__(self) -> Any:
        for r in range(self._shape[0]):
            yield self[r]

    def __iadd__(self, other: Any) -> Any:
        new = (self + other)
        if not issparse(new):
            return NotImplemented
        new = new.tolil()
        self.rows, self.data, self.dtype = new.rows, new.data, new.dtype
        return self

    def __isub__(self, other: Any) -> Any:
        return self.__iadd__(-other)

    def __imul__(self, other: Any) -> Any:
        if not np.isscalar(other):
            return NotImplemented
        new = self._scaled(other)
        self.rows, self.data = new.rows, new.data
        return self

    def __itruediv__(self, other: Any) -> Any:
        if not np.isscalar(other):
            return NotImplemented
        new = self / other
        self.rows, self.data, self.dtype = new.rows, new.data, new.dtype
        return self

    def __getitem__(self, key: Any) -> Any:
        if type(key) is tuple and len(key) == 2 and type(key[0]) is int and type(key[1]) is int:
            i, j = key
            m, n = self._shape
            if -m <= i < m and -n <= j < n:
                return self._one(i % m, j % n)
        parsed = parse_key(unsparse_key(key), self._shape)
        if len(parsed.shape) > 2:
            raise IndexError("indexing a lil array must not lead to more than two dimensions; use COO")
        row, col = parsed.index
        if isinstance(row, int) and isinstance(col, int) and not parsed.shape:
            return self._one(row, col)
        arrays = [i for i in (row, col) if isinstance(i, np.ndarray)]
        if len(arrays) == 2 or any(i.ndim > 1 for i in arrays):
            row, col = _as_points((row, col))
            values = read_points(self.tocsr(), row.ravel(), col.ravel())
            return self._result(self._like("csr")(values.reshape(1, -1)), parsed.shape)
        if not isinstance(row, np.ndarray):
            rows = slice(row, row + 1) if isinstance(row, int) else row
            part = type(self)._from_lists(self.rows[rows], self.data[rows],
                                          (len(self.rows[rows]), self._shape[1]), self.dtype).tocsr()
            return self._result(_select(part, slice(None), col), parsed.shape)
        return self._result(_select(self.tocsr(), row, col), parsed.shape)

    def _result(self, b: Any, shape: tuple[int, ...]) -> Any:
        if len(shape) < 2 and self._is_array():
            return b.tocoo().reshape(shape)
        return (b if len(shape) < 2 or b.shape == shape else b.reshape(shape)).tolil()

    def _one(self, i: int, j: int) -> Any:
        row = self.rows[i]
        k = bisect_left(row, j)
        return self.dtype.type(self.data[i][k] if k < len(row) and row[k] == j else 0)

    def _put(self, i: int, j: int, value: Any) -> None:
        """Set one entry; a zero takes it out."""
        row, data = self.rows[i], self.data[i]
        k = bisect_left(row, j)
        there = k < len(row) and row[k] == j
        if value == 0:
            if there:
                del row[k], data[k]
        elif there:
            data[k] = value
        else:
            row.insert(k, j)
            data.insert(k, value)

    def __setitem__(self, key: Any, x: Any) -> None:
        if type(key) is tuple and len(key) == 2 and type(key[0]) is int and type(key[1]) is int and np.isscalar(x):
            i, j = key
            m, n = self._shape
            if -m <= i < m and -n <= j < n:
                value = cast_values(x, self.dtype)[()]
                self._put(i % m, j % n, value if self.dtype.char in "gG" else value.item())
                return
        parsed = parse_key(unsparse_key(key), self._shape)
        row, col = np.broadcast_arrays(*_grid(*parsed.index, self._shape))
        if issparse(x):
            x = x.toarray()
            if x.ndim == 2 and row.ndim == 2 and x.shape == row.shape[::-1] and x.shape != row.shape and 1 in x.shape:
                x = x.reshape(row.shape)
        x = _fit(cast_values(x, self.dtype), row.shape)
        values = x.ravel().tolist() if self.dtype.char not in "gG" else list(x.ravel())
        for i, j, value in zip(row.ravel().tolist(), col.ravel().tolist(), values):
            self._put(i, j, value)


def _lists(n: int) -> np.ndarray:
    out = np.empty(n, dtype=object)
    for i in range(n):
        out[i] = []
    return out


_DOC = """Sparse {kind} as lists of lists: ``rows[i]`` are the columns of row ``i``, sorted, ``data[i]`` the values.

    Made for building an array; convert to CSR or CSC to compute with it.

    Parameters
    ----------
    arg1 : array_like, sparse array or shape
    shape : tuple of int, optional
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> from scinova.sparse import lil_{kind}
    >>> a = lil_{kind}((2, 3))
    >>> a[0, 1:] = [5, 7]
    >>> a.toarray()
    array([[0., 5., 7.],
           [0., 0., 0.]])
    """


@register
class lil_array(_Lil, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class lil_matrix(spmatrix, _Lil):
    __doc__ = _DOC.format(kind="matrix")

    getrow = _Lil.getrow


def isspmatrix_lil(x: Any) -> bool:
    """Whether ``x`` is a `lil_matrix`.

    Examples
    --------
    >>> from scinova.sparse import isspmatrix_lil, lil_matrix
    >>> isspmatrix_lil(lil_matrix((2, 2)))
    True
    """
    return isinstance(x, lil_matrix)
