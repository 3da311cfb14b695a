# SPDX-License-Identifier: BSD-3-Clause
"""Compressed sparse columns."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import register, sparray, spmatrix
from scinova.sparse._compressed import Compressed
from scinova.sparse._csr import _pass_flags
from scinova.sparse._shapes import check_transpose_axes


class _Csc(Compressed):
    _format = "csc"
    _vector_kernel = staticmethod(_native.columns_times_vector)

    @staticmethod
    def _swap(x: Any) -> Any:
        return x[1], x[0]

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose, as CSR on the same storage."""
        check_transpose_axes(axes)
        parts = (self.data, self.indices, self.indptr)
        if copy:
            parts = tuple(p.copy() for p in parts)  # type: ignore[assignment]
        out = self._like("csr")._from_parts(*parts, self._shape[::-1])
        _pass_flags(self, out)
        return out

    def tocsc(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows; the columns of each row come out sorted."""
        out = self._like("csr")._from_parts(*self._transposed_storage(), self._shape)
        out.has_sorted_indices = True
        return out

    def nonzero(self) -> tuple[np.ndarray, ...]:
        """Indices of the entries that are not zero, row by row."""
        return self.tocsr().nonzero()

    def __iter__(self) -> Any:
        yield from self.tocsr()


_DOC = """Sparse {kind} in compressed sparse column format.

    Column ``j`` has the values ``data[indptr[j]:indptr[j+1]]`` in the rows ``indices[indptr[j]:indptr[j+1]]``.

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
    >>> from scinova.sparse import csc_{kind}
    >>> csc_{kind}(([1, 2, 3], [0, 0, 1], [0, 1, 2, 3])).toarray()
    array([[1, 2, 0],
           [0, 0, 3]])
    """


@register
class csc_array(_Csc, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class csc_matrix(spmatrix, _Csc):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_csc(x: Any) -> bool:
    """Whether ``x`` is a `csc_matrix`.

    Examples
    --------
    >>> from scinova.sparse import csc_matrix, isspmatrix_csc
    >>> isspmatrix_csc(csc_matrix((2, 2)))
    True
    """
    return isinstance(x, csc_matrix)
