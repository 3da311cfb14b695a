# SPDX-License-Identifier: BSD-3-Clause
"""What CSR and CSC share: values, their indices along the minor axis, and where each list of the major axis begins."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.sparse import _native
from scinova.sparse._base import SparseBase, dense_input, issparse
from scinova.sparse._dtypes import get_index_dtype, index_array, require_supported, value_dtype
from scinova.sparse._index import Indexing
from scinova.sparse._shapes import check_shape, reduction_axis
from scinova.sparse._values import Extremes, Values


def is_shape(x: Any, dims: tuple[int, ...]) -> bool:
    """Whether ``x`` is a tuple of plain integers, as many as an array may have dimensions."""
    return (isinstance(x, tuple) and (len(x) in dims or 3 in dims and len(x) > 0)
            and all(isinstance(s, (int, np.integer)) and not isinstance(s, (bool, np.bool_)) or
                    (isinstance(s, np.ndarray) and s.ndim == 0 and s.dtype.kind in "iu") for s in x))


class Compressed(Values, Extremes, Indexing, SparseBase):
    """Base of the CSR and CSC classes."""

    indices: np.ndarray
    indptr: np.ndarray

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, *, maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        dims = self._dims if self._is_array() else (2,)
        if issparse(arg1):
            self._from_sparse(arg1, copy)
        elif is_shape(arg1, dims):
            self._shape = check_shape((arg1,), dims)
            index = get_index_dtype(maxval=max(self._shape))
            self.data = np.zeros(0, value_dtype(dtype, default=float))
            self.indices = np.zeros(0, index)
            self.indptr = np.zeros(self._swap(self._shape2)[0] + 1, index)
        elif isinstance(arg1, tuple) and len(arg1) == 2:
            self._adopt(self._like("coo")(arg1, shape=shape, dtype=dtype).asformat(self._format))
        elif isinstance(arg1, tuple) and len(arg1) == 3:
            self._from_arrays(arg1, shape, dtype, copy)
        elif isinstance(arg1, tuple):
            raise ValueError(f"{type(self).__name__}: a tuple must be a shape, (data, coords) or "
                             f"(data, indices, indptr); got one of length {len(arg1)}")
        else:
            dense = dense_input(arg1, dtype, self._is_array())
            if dense.ndim > 2 or (dense.ndim == 1 and 1 not in dims and self._is_array()):
                raise ValueError(f"{type(self).__name__} holds arrays of {' or '.join(map(str, dims))} dimensions; "
                                 f"got shape {dense.shape}")
            self._adopt(self._like("coo")(dense).asformat(self._format))
        if shape is not None:
            self._shape = check_shape((shape,), dims)
        if dtype is not None:
            wanted = require_supported(np.dtype(dtype))
            if wanted != self.data.dtype:
                self.data = self.data.astype(wanted)
        self.check_format(full_check=False)

    def _from_sparse(self, other: Any, copy: bool) -> None:
        if other.ndim > 2 or (other.ndim == 1 and 1 not in self._dims):
            raise ValueError(f"{type(self).__name__} holds arrays of two dimensions; got shape {other.shape}")
        if other.ndim == 1 and not self._is_array():
            other = other.reshape(1, other.shape[0])
        if other.format == self._format:
            self._adopt(other.copy() if copy else other)
        else:
            self._adopt(other.asformat(self._format, copy=copy))

    def _from_arrays(self, arrays: tuple[Any, ...], shape: Any, dtype: Any, copy: bool) -> None:
        data, indices, indptr = arrays
        if copy:
            indices, indptr = np.array(indices), np.array(indptr)
        indices, indptr = np.asarray(indices), np.asarray(indptr)
        size = None
        if shape is not None:
            size = max(check_shape((shape,), self._dims if self._is_array() else (2,)), default=0)
        index = get_index_dtype((indices, indptr), maxval=size, check_contents=not self._is_array())
        self.indices = index_array(indices, index, "indices")
        self.indptr = index_array(indptr, index, "indptr")
        data = np.asarray(data)
        if dtype is not None:
            require_supported(np.dtype(dtype))
        else:
            require_supported(data.dtype)
        self.data = native(data, dtype, copy=copy, contiguous=True)
        if shape is not None:
            self._shape = check_shape((shape,), self._dims if self._is_array() else (2,))
            return
        if self.indptr.ndim != 1 or self.indices.ndim != 1 or len(self.indptr) == 0:
            raise ValueError("indices and indptr must be vectors, indptr not empty")
        minor = int(self.indices.max()) + 1 if len(self.indices) else 0
        self._shape = self._swap((len(self.indptr) - 1, minor))

    def _adopt(self, other: Any) -> None:
        """Take over the storage of an array of the same format."""
        self.data, self.indices, self.indptr, self._shape = other.data, other.indices, other.indptr, other._shape
        for flag in ("_sorted", "_canonical"):
            self.__dict__.pop(flag, None)
            if flag in other.__dict__:
                self.__dict__[flag] = other.__dict__[flag]

    @classmethod
    def _from_parts(cls, data: np.ndarray, indices: np.ndarray, indptr: np.ndarray, shape: tuple[int, ...],
                    canonical: bool | None = None) -> Any:
        """An array around storage that is known to be good."""
        self = cls.__new__(cls)
        self.data, self.indices, self.indptr = data, indices, indptr
        self._shape = tuple(int(s) for s in shape)
        if canonical:
            self._canonical = self._sorted = True
        return self

    @classmethod
    def _from_triplets(cls, major: np.ndarray, minor: np.ndarray, data: np.ndarray, shape: tuple[int, ...]) -> Any:
        """An array from the coordinates of its entries, in their order within each list."""
        shape2 = shape if len(shape) == 2 else (1, *shape)
        majors, minors = cls._swap(shape2)
        index = get_index_dtype((major, minor) if len(major) and major.dtype == np.int64 == minor.dtype else (),
                                maxval=max(len(data), *shape2))
        indptr, indices = np.empty(majors + 1, index), np.empty(len(data), index)
        out = np.empty(len(data), data.dtype)
        _native.compress(majors, minors, np.ascontiguousarray(major, index), np.ascontiguousarray(minor, index),
                         np.ascontiguousarray(data), indptr, indices, out)
        return cls._from_parts(out, indices, indptr, shape)

    @staticmethod
    def _swap(x: Any) -> Any:
        raise NotImplementedError

    def _minor_length(self) -> int:
        return self._swap(self._shape2)[1]

    def _nnz(self) -> int:
        return int(self.indptr[-1])

    def _live_data(self) -> np.ndarray:
        return self.data[:self.indptr[-1]]

    def _with_data(self, data: np.ndarray, copy: bool = True) -> Any:
        indices, indptr = (self.indices.copy(), self.indptr.copy()) if copy else (self.indices, self.indptr)
        out = type(self)._from_parts(data, indices, indptr, self._shape)
        out.maxprint = self.maxprint
        for flag in ("_sorted", "_canonical"):
            if flag in self.__dict__:
                out.__dict__[flag] = self.__dict__[flag]
        return out

    def _deduped(self) -> Any:
        if self.has_canonical_format:
            return self
        out = self.copy()
        out.sum_duplicates()
        return out

    def check_format(self, full_check: bool = True) -> None:
        """Raise ValueError unless the storage is consistent; ``full_check`` looks at every index."""
        majors, minors = self._swap(self._shape2)
        if self.indices.dtype.kind != "i" or self.indptr.dtype.kind != "i":
            raise ValueError(f"index arrays must hold integers; got {self.indices.dtype} and {self.indptr.dtype}")
        if not (self.data.ndim == self.indices.ndim == self.indptr.ndim == 1):
            raise ValueError("data, indices and indptr must be vectors")
        if len(self.indptr) != majors + 1:
            raise ValueError(f"indptr must have {majors + 1} entries for shape {self._shape}; got {len(self.indptr)}")
        if self.indptr[0] != 0:
            raise ValueError(f"indptr must begin with 0; got {self.indptr[0]}")
        if len(self.indices) != len(self.data):
            raise ValueError(f"indices and data differ in length: {len(self.indices)} and {len(self.data)}")
        if self.indptr[-1] > len(self.indices):
            raise ValueError(f"indptr ends at {self.indptr[-1]}, beyond the {len(self.indices)} entries")
        self.prune()
        if full_check and self.nnz > 0:
            if self.indices.max() >= minors:
                raise ValueError(f"indices must be below {minors}; got {self.indices.max()}")
            if self.indices.min() < 0:
                raise ValueError(f"indices must not be negative; got {self.indices.min()}")
            if (np.diff(self.indptr) < 0).any():
                raise ValueError("indptr must not decrease")

    def prune(self) -> None:
        """Drop storage beyond the last entry."""
        n = int(self.indptr[-1])
        if len(self.indptr) != self._swap(self._shape2)[0] + 1:
            raise ValueError("indptr has the wrong length")
        if n < 0 or len(self.indices) < n or len(self.data) < n:
            raise ValueError("indices or data hold fewer entries than indptr says")
        if len(self.indices) != n:
            self.indices = self.indices[:n].copy()
        if len(self.data) != n:
            self.data = self.data[:n].copy()

    @property
    def has_sorted_indices(self) -> bool:
        """Whether the indices of every list increase."""
        if "_sorted" not in self.__dict__:
            self._sorted = bool(_native.increasing(*self._index_arrays(), False))
        return self._sorted

    @has_sorted_indices.setter
    def has_sorted_indices(self, value: Any) -> None:
        self._sorted = bool(value)

    @property
    def has_canonical_format(self) -> bool:
        """Whether the indices of every list increase and none comes twice."""
        if self.__dict__.get("_sorted", True) is False:
            self._canonical = False
        elif "_canonical" not in self.__dict__:
            self._canonical = bool(_native.increasing(*self._index_arrays(), True))
            if self._canonical:
                self._sorted = True
        return self._canonical

    @has_canonical_format.setter
    def has_canonical_format(self, value: Any) -> None:
        self._canonical = bool(value)
        if value:
            self._sorted = True

    def _index_arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """indptr and indices as the kernels take them."""
        if not (self.indptr.dtype == self.indices.dtype and self.indptr.dtype in (np.int32, np.int64)
                and self.indptr.flags.c_contiguous and self.indices.flags.c_contiguous
                and self.indices.flags.writeable):
            index = get_index_dtype((self.indptr, self.indices))
            self.indptr, self.indices = index_array(self.indptr, index), np.array(self.indices, index)
        return self.indptr, self.indices

    def sort_indices(self) -> None:
        """Sort every list by its indices, in place."""
        if not self.has_sorted_indices:
            if not (self.data.flags.c_contiguous and self.data.flags.writeable):
                self.data = self.data.copy()
            indptr, indices = self._index_arrays()
            _native.sort_lists(indptr, indices, self._minor_length(), self.data)
            self._sorted = True

    def sorted_indices(self) -> Any:
        """A copy whose lists are sorted by their indices."""
        out = self.copy()
        out.sort_indices()
        return out

    def sum_duplicates(self) -> None:
        """Add up entries at the same place, in place; sorts the lists."""
        if self.has_canonical_format:
            return
        self.sort_indices()
        n = int(self.indptr[-1])
        indices, data = self.indices[:n], self.data[:n]
        rows = np.repeat(np.arange(len(self.indptr) - 1), np.diff(self.indptr))
        first = np.ones(n, bool)
        first[1:] = (indices[1:] != indices[:-1]) | (rows[1:] != rows[:-1])
        starts = np.flatnonzero(first)
        if len(starts) < n:
            count = np.zeros(n + 1, self.indptr.dtype)
            np.cumsum(first, out=count[1:])
            self.data = np.add.reduceat(data, starts, dtype=data.dtype)
            self.indices = indices[starts]
            self.indptr = count[self.indptr]
        self.has_canonical_format = True

    def eliminate_zeros(self) -> None:
        """Drop stored entries that are zero, in place."""
        data = self._live_data()
        keep = data != 0
        if keep.all():
            self.prune()
            return
        count = np.zeros(len(keep) + 1, self.indptr.dtype)
        np.cumsum(keep, out=count[1:])
        self.indices = self.indices[:len(keep)][keep]
        self.data = data[keep]
        self.indptr = count[self.indptr]

    def _major_indices(self) -> np.ndarray:
        lengths = np.diff(self.indptr)
        if (lengths < 0).any() or self.indptr[0] != 0:
            raise ValueError("indptr must begin with 0 and not decrease")
        return np.repeat(np.arange(len(lengths), dtype=self.indices.dtype), lengths)

    def tocoo(self, copy: bool = True) -> Any:
        """As coordinates."""
        n = int(self.indptr[-1])
        major, minor = self._major_indices(), self.indices[:n]
        data = self.data[:n]
        if copy:
            minor, data = minor.copy(), data.copy()
        coords = self._swap((major, minor)) if self.ndim == 2 else (minor,)
        out = self._like("coo")._from_parts(data, coords, self._shape)
        out.has_canonical_format = bool(self.__dict__.get("_canonical", False)) and self._format == "csr"
        return out

    def toarray(self, order: Any = None, out: Any = None) -> np.ndarray:
        """The dense array, in C or Fortran ``order`` or written to ``out``."""
        result = dense_output(self, order, out)
        a = self._deduped()
        view = result if self.ndim == 2 else result.reshape(1, -1)
        lists = view if self._swap((0, 1)) == (0, 1) else view.T
        try:
            _native.scatter(*a._index_arrays(), a._minor_length(), np.ascontiguousarray(a._live_data()), lists)
        except ValueError:
            a.check_format(full_check=True)
            if out is None:
                raise
            result[...] = a.toarray()
        return result

    def diagonal(self, k: int = 0) -> np.ndarray:
        """The ``k``-th diagonal as a dense vector."""
        if self.ndim != 2:
            raise ValueError("diagonal: an array of two dimensions is needed")
        m, n = self._shape
        out = np.zeros(max(0, min(m + min(k, 0), n - max(k, 0))), self.dtype)
        if len(out):
            c = self._deduped().tocoo(copy=False)
            on = c.col - c.row == k
            out[np.minimum(c.row[on], c.col[on])] = c.data[on]
        return out

    def _setdiag(self, row: np.ndarray, col: np.ndarray, values: np.ndarray) -> None:
        self[row, col] = values

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        a = self._deduped()
        if reduction_axis(axis, self.ndim) is None:
            return np.count_nonzero(a._live_data())
        a = a.copy()
        a.eliminate_zeros()
        return a._getnnz(axis=axis)

    def _getnnz(self, axis: Any = None) -> Any:
        axes = reduction_axis(axis, self.ndim)
        if axes is None:
            return self._nnz()
        if axes[0] == self._swap((1, 0))[0]:
            return np.diff(self.indptr)
        return np.bincount(self.indices[:self.indptr[-1]], minlength=self._minor_length())

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        new = check_shape(shape, self._dims if self._is_array() else (2,))
        if len(new) != self.ndim:
            c = self.tocoo()
            c.resize(new)
            self._adopt(c.asformat(self._format))
            return
        majors, minors = self._swap(new if self.ndim == 2 else (1, *new))
        old_majors, old_minors = self._swap(self._shape2)
        if minors < old_minors:
            major, minor = self._major_indices(), self.indices[:self.indptr[-1]]
            keep = minor < minors
            self.data, self.indices = self.data[:len(keep)][keep], minor[keep]
            self.indptr = np.concatenate([[0], np.cumsum(np.bincount(major[keep], minlength=old_majors))]
                                         ).astype(self.indptr.dtype)
        if majors < old_majors:
            n = self.indptr[majors]
            self.indptr, self.indices, self.data = self.indptr[:majors + 1].copy(), self.indices[:n], self.data[:n]
        elif majors > old_majors:
            self.indptr = np.pad(self.indptr, (0, majors - old_majors), mode="edge")
        self._shape = new

    def _transposed_storage(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """data, indices, indptr of the same array compressed along the other axis."""
        majors, minors = self._swap(self._shape2)
        n = self._nnz()
        index = get_index_dtype((self.indptr, self.indices), maxval=max(n, majors))
        indptr, indices, data = np.empty(minors + 1, index), np.empty(n, index), np.empty(n, self.dtype)
        _native.transpose(np.ascontiguousarray(self.indptr, index), np.ascontiguousarray(self.indices, index), minors,
                          np.ascontiguousarray(self.data), indptr, indices, data)
        return data, indices, indptr

    def _getrow(self, i: int) -> Any:
        return self._line(i, 0)

    def _getcol(self, j: int) -> Any:
        return self._line(j, 1)

    def _line(self, i: int, axis: int) -> Any:
        if self.ndim == 1:
            raise ValueError("a vector has no rows or columns")
        n = self._shape[axis]
        if not -n <= i < n:
            raise IndexError(f"index {i} is out of bounds for axis {axis} of length {n}")
        at = [slice(None), slice(None)]
        at[axis] = slice(int(i) % n, int(i) % n + 1)
        return self[tuple(at)]

    def _for_products(self) -> Any:
        return self

    def __matmul__(self, other: Any) -> Any:
        if type(other) is np.ndarray and other.ndim == 1:
            out = self._times_vector(other)
            if out is not None:
                return out
        return super().__matmul__(other)

    def _matmul(self, other: Any) -> Any:
        if type(other) is np.ndarray and other.ndim == 1:
            out = self._times_vector(other)
            if out is not None:
                return out
        return super()._matmul(other)

    def _times_vector(self, x: np.ndarray) -> Any:
        """The product with a vector of the same floating dtype; None when it takes more than calling the kernel."""
        data, shape = self.data, self._shape
        dtype = data.dtype
        if (x.dtype is not dtype or dtype.char not in "dfDFgG" or len(shape) != 2 or x.shape[0] != shape[1]
                or not x.flags.c_contiguous):
            return None
        out = np.zeros(shape[0], dtype)
        try:
            self._vector_kernel(self.indptr, self.indices, data, x, out)
        except TypeError:       # index arrays of two dtypes, say
            return None
        return out


def dense_output(a: Any, order: Any, out: Any) -> np.ndarray:
    """A zeroed dense array for ``a``, or ``out`` after a check, zeroed."""
    if out is None:
        return np.zeros(a.shape, a.dtype, order=order or "C")
    if order is not None:
        raise ValueError("toarray: order cannot be given together with out")
    if not isinstance(out, np.ndarray) or out.shape != a.shape or out.dtype != a.dtype:
        raise ValueError(f"toarray: out must be an array of shape {a.shape} and dtype {a.dtype}; got "
                         f"{getattr(out, 'shape', None)} and {getattr(out, 'dtype', type(out).__name__)}")
    out[...] = 0
    return out

