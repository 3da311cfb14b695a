# SPDX-License-Identifier: BSD-3-Clause
"""Compressed sparse rows."""
from __future__ import annotations

from typing import Any

from scinova.sparse import _native
from scinova.sparse._base import register, sparray, spmatrix
from scinova.sparse._compressed import Compressed
from scinova.sparse._shapes import check_transpose_axes


class _Csr(Compressed):
    _format = "csr"
    _dims = (1, 2)
    _vector_kernel = staticmethod(_native.rows_times_vector)

    @staticmethod
    def _swap(x: Any) -> Any:
        return x

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose, as CSC on the same storage."""
        check_transpose_axes(axes)
        if self.ndim == 1:
            return self.copy() if copy else self
        parts = (self.data, self.indices, self.indptr)
        if copy:
            parts = tuple(p.copy() for p in parts)  # type: ignore[assignment]
        out = self._like("csc")._from_parts(*parts, self._shape[::-1])
        _pass_flags(self, out)
        return out

    def tocsr(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def tocsc(self, copy: bool = False) -> Any:
        """As compressed columns; the rows of each column come out sorted."""
        if self.ndim != 2:
            raise ValueError("tocsc: an array of two dimensions is needed")
        out = self._like("csc")._from_parts(*self._transposed_storage(), self._shape)
        out.has_sorted_indices = True
        return out

    def tolil(self, copy: bool = False) -> Any:
        """As a list of lists."""
        if self.ndim != 2:
            raise ValueError("tolil: an array of two dimensions is needed")
        out = self._like("lil")(self._shape, dtype=self.dtype)
        a = self._deduped()
        a.sort_indices()
        ends = a.indptr.tolist()
        indices, data = a.indices.tolist(), a.data.tolist() if a.dtype.char not in "gG" else list(a.data)
        for r in range(self._shape[0]):
            out.rows[r] = indices[ends[r]:ends[r + 1]]
            out.data[r] = data[ends[r]:ends[r + 1]]
        return out

    def tobsr(self, blocksize: Any = None, copy: bool = True) -> Any:
        """As compressed rows of dense blocks."""
        from scinova.sparse._bsr import from_csr
        return from_csr(self, blocksize, copy)

    def __iter__(self) -> Any:
        for r in range(self._shape[0]):
            yield self[r].tocsr()


def _pass_flags(a: Any, b: Any) -> None:
    for flag in ("_sorted", "_canonical"):
        if flag in a.__dict__:
            b.__dict__[flag] = a.__dict__[flag]


_DOC = """Sparse {kind} in compressed sparse row format.

    Row ``i`` has the values ``data[indptr[i]:indptr[i+1]]`` in the columns ``indices[indptr[i]:indptr[i+1]]``.

    Parameters
    ----------
    arg1 : array_like, sparse array, shape or tuple
        A dense or sparse array; a shape, for an array without entries; ``(data, (row, col))``, coordinates whose
        duplicates add up; or ``(data, indices, indptr)``.
    shape : tuple of int, optional
        By default as large as the indices need.
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> from scinova.sparse import csr_{kind}
    >>> a = csr_{kind}(([1, 2, 3], ([0, 0, 1], [0, 2, 2])))
    >>> a.toarray()
    array([[1, 0, 2],
           [0, 0, 3]])
    >>> a @ [1, 1, 1]
    array([3, 3])
    """


@register
class csr_array(_Csr, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class csr_matrix(spmatrix, _Csr):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_csr(x: Any) -> bool:
    """Whether ``x`` is a `csr_matrix`.

    Examples
    --------
    >>> from scinova.sparse import csr_matrix, isspmatrix_csr
    >>> isspmatrix_csr(csr_matrix((2, 2)))
    True
    """
    return isinstance(x, csr_matrix)

