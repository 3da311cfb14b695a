# SPDX-License-Identifier: BSD-3-Clause
"""Compressed rows of small dense blocks."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse._base import SparseBase, dense_input, issparse, register, sparray, spmatrix
from scinova.sparse._compressed import is_shape
from scinova.sparse._dtypes import get_index_dtype, index_array, require_supported, value_dtype
from scinova.sparse._shapes import check_shape, check_transpose_axes, reduction_axis
from scinova.sparse._values import Extremes, Values


class _Bsr(Values, Extremes, SparseBase):
    _format = "bsr"

    indices: np.ndarray
    indptr: np.ndarray

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, blocksize: Any = None, *,
                 maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        if blocksize is not None and not np.iterable(blocksize):
            raise TypeError(f"bsr: blocksize must be a pair of integers; got {blocksize!r}")
        if issparse(arg1):
            if arg1.ndim != 2:
                raise ValueError(f"{type(self).__name__} holds arrays of two dimensions; got shape {arg1.shape}")
            self._adopt(arg1.copy() if arg1.format == "bsr" and copy and blocksize in (None, arg1.blocksize)
                        else arg1.tobsr(blocksize=blocksize))
        elif is_shape(arg1, (2,)) and shape is None:
            self._empty(check_shape((arg1,)), blocksize, value_dtype(dtype, default=float))
        elif isinstance(arg1, tuple) and len(arg1) == 2:
            self._adopt(self._like("coo")(arg1, shape=shape, dtype=dtype).tobsr(blocksize=blocksize))
        elif isinstance(arg1, tuple) and len(arg1) == 3:
            self._from_arrays(arg1, shape, dtype, copy, blocksize)
        elif isinstance(arg1, tuple):
            raise ValueError(f"bsr: a tuple must be a shape, (data, coords) or (data, indices, indptr); got {arg1!r}")
        else:
            dense = dense_input(arg1, dtype, self._is_array())
            if dense.ndim != 2 and self._is_array():
                raise ValueError(f"bsr_array holds arrays of two dimensions; got shape {dense.shape}")
            self._adopt(self._like("coo")(dense, shape=shape).tobsr(blocksize=blocksize))
        if dtype is not None:
            self.data = self.data.astype(require_supported(np.dtype(dtype)), copy=False)
        self.check_format(full_check=False)

    def _empty(self, shape: tuple[int, ...], blocksize: Any, dtype: np.dtype) -> None:
        r, c = (1, 1) if blocksize is None else check_shape((blocksize,))
        if r < 1 or c < 1 or shape[0] % r or shape[1] % c:
            raise ValueError(f"bsr: blocks of {(r, c)} do not tile shape {shape}")
        index = get_index_dtype(maxval=max(shape[0] // r, shape[1] // c, r, c))
        self._shape = shape
        self.data = np.zeros((0, r, c), dtype)
        self.indices, self.indptr = np.zeros(0, index), np.zeros(shape[0] // r + 1, index)

    def _from_arrays(self, arrays: tuple[Any, ...], shape: Any, dtype: Any, copy: bool, blocksize: Any) -> None:
        data, indices, indptr = arrays
        data = np.array(data, dtype=dtype, copy=copy or None)
        require_supported(data.dtype)
        if data.ndim != 3:
            raise ValueError(f"bsr: data must have three dimensions; got shape {data.shape}")
        if blocksize is not None and tuple(blocksize) != data.shape[1:]:
            raise ValueError(f"bsr: blocksize {blocksize} is not that of the data, {data.shape[1:]}")
        indices, indptr = np.asarray(indices), np.asarray(indptr)
        if shape is None:
            cols = int(indices.max()) + 1 if indices.size else 0
            shape = ((len(indptr) - 1) * data.shape[1], cols * data.shape[2])
        self._shape = check_shape((shape,))
        index = get_index_dtype((indices, indptr), maxval=max(self._shape), check_contents=True)
        self.indices, self.indptr = index_array(indices, index), index_array(indptr, index)
        if copy:
            self.indices, self.indptr = self.indices.copy(), self.indptr.copy()
        self.data = data

    def _adopt(self, other: Any) -> None:
        self.data, self.indices, self.indptr, self._shape = other.data, other.indices, other.indptr, other._shape

    @classmethod
    def _from_parts(cls, data: np.ndarray, indices: np.ndarray, indptr: np.ndarray, shape: tuple[int, ...]) -> Any:
        self = cls.__new__(cls)
        self.data, self.indices, self.indptr = data, indices, indptr
        self._shape = tuple(int(s) for s in shape)
        return self

    @property
    def blocksize(self) -> tuple[int, int]:
        """Shape of a block."""
        return self.data.shape[1:]  # type: ignore[return-value]

    def check_format(self, full_check: bool = True) -> None:
        """Raise ValueError unless the storage is consistent; ``full_check`` looks at every index."""
        m, n = self._shape
        r, c = self.blocksize
        if self.indices.dtype.kind != "i" or self.indptr.dtype.kind != "i":
            raise ValueError("bsr: index arrays must hold integers")
        if self.indices.ndim != 1 or self.indptr.ndim != 1 or self.data.ndim != 3:
            raise ValueError("bsr: indices and indptr must be vectors and data an array of three dimensions")
        if r < 1 or c < 1 or m % r or n % c:
            raise ValueError(f"bsr: blocks of {(r, c)} do not tile shape {self._shape}")
        if len(self.indptr) != m // r + 1:
            raise ValueError(f"bsr: indptr must have {m // r + 1} entries; got {len(self.indptr)}")
        if self.indptr[0] != 0:
            raise ValueError(f"bsr: indptr must begin with 0; got {self.indptr[0]}")
        if len(self.indices) != len(self.data) or self.indptr[-1] > len(self.indices):
            raise ValueError("bsr: indices and data do not go with indptr")
        self.prune()
        if full_check and len(self.indices):
            if self.indices.max() >= n // c or self.indices.min() < 0:
                raise ValueError(f"bsr: indices must be in [0, {n // c})")
            if (np.diff(self.indptr) < 0).any():
                raise ValueError("bsr: indptr must not decrease")

    def prune(self) -> None:
        """Drop storage beyond the last block."""
        n = int(self.indptr[-1])
        if n > len(self.indices) or n > len(self.data):
            raise ValueError("bsr: indices or data hold fewer blocks than indptr says")
        self.indices, self.data = self.indices[:n], self.data[:n]

    def _repr_extra(self) -> str:
        return f" (blocksize={'x'.join(map(str, self.blocksize))})"

    def _nnz(self) -> int:
        r, c = self.blocksize
        return int(self.indptr[-1]) * r * c

    def _live_data(self) -> np.ndarray:
        return self.data[:self.indptr[-1]].ravel()

    def _with_data(self, data: np.ndarray, copy: bool = True) -> Any:
        parts = (self.indices.copy(), self.indptr.copy()) if copy else (self.indices, self.indptr)
        return type(self)._from_parts(data, *parts, self._shape)

    def _deduped(self) -> Any:
        if self.has_canonical_format:
            return self
        out = self.copy()
        out.sum_duplicates()
        return out

    def _blocks(self) -> Any:
        """The pattern of the blocks as CSR, the number of each block as its value."""
        r, c = self.blocksize
        n = int(self.indptr[-1])
        return self._like("csr")((np.arange(n), self.indices[:n], self.indptr),
                                 shape=(self._shape[0] // r, self._shape[1] // c))

    @property
    def has_sorted_indices(self) -> bool:
        """Whether the block columns of every block row increase."""
        if "_sorted" not in self.__dict__:
            self._sorted = bool(self._blocks().has_sorted_indices)
        return self._sorted

    @has_sorted_indices.setter
    def has_sorted_indices(self, value: Any) -> None:
        self._sorted = bool(value)

    @property
    def has_canonical_format(self) -> bool:
        """Whether the block columns of every block row increase and none comes twice."""
        if "_canonical" not in self.__dict__:
            self._canonical = bool(self._blocks().has_canonical_format)
        return self._canonical

    @has_canonical_format.setter
    def has_canonical_format(self, value: Any) -> None:
        self._canonical = bool(value)
        if value:
            self._sorted = True

    def sort_indices(self) -> None:
        """Sort the blocks of every block row, in place."""
        b = self._blocks()
        if not b.has_sorted_indices:
            b = b.copy()
            b.sort_indices()
            self.indices, self.data = b.indices, self.data[b.data]
        self._sorted = True

    def sorted_indices(self) -> Any:
        """A copy whose blocks are sorted."""
        out = self.copy()
        out.sort_indices()
        return out

    def sum_duplicates(self) -> None:
        """Add up blocks at the same place, in place."""
        if self.has_canonical_format:
            return
        self._sorted = bool(self._blocks().has_sorted_indices)
        self.sort_indices()
        rows = self._blocks()._major_indices()
        first = np.ones(len(rows), bool)
        first[1:] = (rows[1:] != rows[:-1]) | (self.indices[1:] != self.indices[:-1])
        starts = np.flatnonzero(first)
        count = np.concatenate([[0], np.cumsum(first)]).astype(self.indptr.dtype)
        self.data = np.add.reduceat(self.data, starts, axis=0, dtype=self.dtype)
        self.indices, self.indptr = self.indices[starts], count[self.indptr]
        self.has_canonical_format = True

    def eliminate_zeros(self) -> None:
        """Drop blocks that are zero throughout, in place."""
        n = int(self.indptr[-1])
        keep = (self.data[:n] != 0).any(axis=(1, 2))
        count = np.concatenate([[0], np.cumsum(keep)]).astype(self.indptr.dtype)
        self.data, self.indices, self.indptr = self.data[:n][keep], self.indices[:n][keep], count[self.indptr]

    def tobsr(self, blocksize: Any = None, copy: bool = False) -> Any:
        """This array (or a copy); with another ``blocksize``, cut anew."""
        if blocksize not in (None, self.blocksize):
            return self.tocsr().tobsr(blocksize=blocksize)
        return self.copy() if copy else self

    def tocoo(self, copy: bool = True) -> Any:
        """As coordinates, the zeros of the blocks included."""
        r, c = self.blocksize
        n = int(self.indptr[-1])
        if n == 0:
            return self._like("coo")(self._shape, dtype=self.dtype)
        index = get_index_dtype((self.indptr, self.indices), maxval=max(n * r * c, *self._shape))
        lists = self._blocks()._major_indices().astype(index)[:, None, None]
        row = lists * index(r) + np.arange(r, dtype=index)[:, None]
        col = self.indices[:n].astype(index)[:, None, None] * index(c) + np.arange(c, dtype=index)
        shape = (n, r, c)
        data = self.data[:n].reshape(-1)
        return self._like("coo")._from_parts(data.copy() if copy else data,
                                             (np.broadcast_to(row, shape).ravel(), np.broadcast_to(col, shape).ravel()),
                                             self._shape)

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows, the zeros of the blocks included."""
        r, c = self.blocksize
        n = int(self.indptr[-1])
        coo = self.tocoo()
        out = self._like("csr")._from_triplets(*coo.coords, coo.data, self._shape) if n * r * c else \
            self._like("csr")(self._shape, dtype=self.dtype)
        return out

    def tocsc(self, copy: bool = False) -> Any:
        """As compressed columns."""
        return self.tocsr().tocsc()

    def toarray(self, order: Any = None, out: Any = None) -> np.ndarray:
        """The dense array, in C or Fortran ``order`` or written to ``out``."""
        return self.tocoo(copy=False).toarray(order=order, out=out)

    def _for_products(self) -> Any:
        return self.tocsr()

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose."""
        check_transpose_axes(axes)
        b = self._blocks()
        numbers, indices, indptr = b._transposed_storage()
        return type(self)._from_parts(np.ascontiguousarray(self.data[numbers].transpose(0, 2, 1)), indices, indptr,
                                      self._shape[::-1])

    def _getnnz(self, axis: Any = None) -> Any:
        if axis is not None:
            raise NotImplementedError("getnnz of a bsr array counts all entries; convert it to count along an axis")
        return self._nnz()

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether."""
        if reduction_axis(axis, 2) is not None:
            raise NotImplementedError("count_nonzero of a bsr array takes no axis; convert it first")
        return np.count_nonzero(self._deduped()._live_data())

    def resize(self, *shape: Any) -> None:
        """Change the shape in place, to whole blocks; entries outside of it are dropped."""
        m, n = check_shape(shape)
        r, c = self.blocksize
        if m % r or n % c:
            raise ValueError(f"resize: blocks of {(r, c)} do not tile shape {(m, n)}")
        b = self._blocks()
        b.resize(m // r, n // c)
        self.data, self.indices, self.indptr = self.data[b.data], b.indices, b.indptr
        self._shape = (m, n)

    def setdiag(self, values: Any, k: int = 0) -> None:
        """Set the ``k``-th diagonal, to a scalar or as far as ``values`` reach."""
        a = self.tocsr().tolil()
        a.setdiag(values, k=k)
        self._adopt(a.tobsr(blocksize=self.blocksize))

    def __getitem__(self, key: Any) -> Any:
        raise NotImplementedError("a bsr array is not indexed; convert it to csr")

    def __setitem__(self, key: Any, x: Any) -> None:
        raise NotImplementedError("a bsr array is not indexed; convert it to csr or lil")


def from_csr(a: Any, blocksize: Any, copy: bool) -> Any:
    """A CSR array cut into blocks; without a ``blocksize``, the largest that keeps them full, up to six."""
    a = a._deduped()
    m, n = a.shape
    r, c = best_blocksize(a) if blocksize is None else check_shape((blocksize,))
    if r < 1 or c < 1 or m % r or n % c:
        raise ValueError(f"tobsr: blocks of {(r, c)} do not tile shape {a.shape}")
    row, col = a._major_indices().astype(np.int64), a.indices.astype(np.int64)
    flat = (row // r) * (n // c if c else 1) + col // c
    blocks, which = np.unique(flat, return_inverse=True)
    data = np.zeros((len(blocks), r, c), a.dtype)
    data[which, row % r, col % c] = a.data
    index = get_index_dtype(maxval=max(m, n, a.nnz))
    per_row = n // c or 1
    indptr = np.concatenate([[0], np.cumsum(np.bincount(blocks // per_row, minlength=m // r))]).astype(index)
    return a._like("bsr")._from_parts(data, (blocks % per_row).astype(index), indptr, a.shape)


def best_blocksize(a: Any, efficiency: float = 0.7) -> tuple[int, int]:
    """The largest square-ish block of at most six by six that stays at least ``efficiency`` full."""
    if a.nnz == 0:
        return (1, 1)
    enough = (1.0 + efficiency) / 2.0

    def fullness(r: int, c: int) -> float:
        if a.shape[0] % r or a.shape[1] % c:
            return 0.0
        row, col = a._major_indices().astype(np.int64) // r, a.indices.astype(np.int64) // c
        return float(a.nnz) / (r * c * len(np.unique(row * (a.shape[1] // c) + col)))

    two, three = fullness(2, 2), fullness(3, 3)
    if two > enough and three > enough:
        return (6, 6) if fullness(6, 6) > efficiency else (3, 3)
    if two > enough and fullness(4, 4) > efficiency:
        return (4, 4)
    if three > efficiency:
        return (3, 3)
    return (2, 2) if two > efficiency else (1, 1)


_DOC = """Sparse {kind} in block compressed row format: CSR with dense blocks for entries.

    Parameters
    ----------
    arg1 : array_like, sparse array, shape or tuple
        A dense or sparse array; a shape; ``(data, (row, col))``; or ``(data, indices, indptr)`` with a block for each
        index.
    shape : tuple of int, optional
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    blocksize : tuple of int, optional
        Shape of a block; by default the largest that leaves the blocks mostly full.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import bsr_{kind}
    >>> bsr_{kind}(np.kron(np.eye(2), np.ones((2, 2))), blocksize=(2, 2)).data.shape
    (2, 2, 2)
    """


@register
class bsr_array(_Bsr, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class bsr_matrix(spmatrix, _Bsr):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_bsr(x: Any) -> bool:
    """Whether ``x`` is a `bsr_matrix`.

    Examples
    --------
    >>> from scinova.sparse import bsr_matrix, isspmatrix_bsr
    >>> isspmatrix_bsr(bsr_matrix((2, 2)))
    True
    """
    return isinstance(x, bsr_matrix)

