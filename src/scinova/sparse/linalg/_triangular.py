# SPDX-License-Identifier: BSD-3-Clause
"""Triangular systems and the shape of a pattern."""
from __future__ import annotations

from typing import Any
from warnings import warn

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import container, issparse
from scinova.sparse._construct import tril, triu
from scinova.sparse._dtypes import SparseEfficiencyWarning
from scinova.sparse.linalg._direct import _solver_dtype


def spsolve_triangular(A: Any, b: Any, lower: bool = True, overwrite_A: bool = False, overwrite_b: bool = False,
                       unit_diagonal: bool = False) -> np.ndarray:
    """Solve a sparse triangular system ``A x = b``.

    Parameters
    ----------
    A : sparse array
        Square; entries on the other side of the diagonal are not looked at.
    b : array_like
        A vector or a matrix of right-hand sides.
    lower : bool
        Whether ``A`` is lower triangular.
    overwrite_A, overwrite_b : bool
        Allow the storage of the arguments to be used; ``b`` then holds the solution if its dtype can.
    unit_diagonal : bool
        Take the diagonal as one.

    Returns
    -------
    ndarray
        In the shape of ``b``.

    Raises
    ------
    numpy.linalg.LinAlgError
        If a diagonal entry is zero.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import csr_array
    >>> from scinova.sparse.linalg import spsolve_triangular
    >>> spsolve_triangular(csr_array([[2.0, 0.0], [1.0, 4.0]]), np.array([2.0, 9.0]))
    array([1., 2.])
    """
    if not (issparse(A) and A.format in ("csc", "csr")):
        warn("spsolve_triangular is best given a matrix in CSC or CSR format", SparseEfficiencyWarning, stacklevel=2)
        A = container("csc", True)(A)
    if A.shape[0] != A.shape[1]:
        raise ValueError(f"spsolve_triangular: the matrix must be square; got shape {A.shape}")
    b = np.asarray(b) if not issparse(b) else b.toarray()
    if b.ndim not in (1, 2):
        raise ValueError(f"spsolve_triangular: b must have one or two dimensions; got shape {b.shape}")
    if b.shape[0] != A.shape[0]:
        raise ValueError(f"spsolve_triangular: shapes {A.shape} and {b.shape} do not fit")
    dtype = _solver_dtype(A.dtype, b.dtype)
    a = container("csc", True)(tril(A) if lower else triu(A)).astype(dtype, copy=False)
    x = np.array(b, dtype=dtype, order="C", copy=True)
    ok = _native.solve_triangular(np.ascontiguousarray(a.indptr, np.int32), np.ascontiguousarray(a.indices, np.int32),
                                  a.data, x.reshape(len(x), -1 if x.size else 0), bool(lower), bool(unit_diagonal))
    if not ok:
        raise np.linalg.LinAlgError("spsolve_triangular: the matrix is singular: a diagonal entry is zero")
    if overwrite_b and b.dtype == dtype and b.flags.writeable:
        b[...] = x
        return b
    return x


def is_sptriangular(A: Any) -> tuple[bool, bool]:
    """Whether a sparse array is lower and whether it is upper triangular.

    Examples
    --------
    >>> from scinova.sparse import csr_array
    >>> from scinova.sparse.linalg import is_sptriangular
    >>> is_sptriangular(csr_array([[1, 0], [2, 3]]))
    (True, False)
    """
    below, above = spbandwidth(A)
    return above == 0, below == 0


def spbandwidth(A: Any) -> tuple[int, int]:
    """How many diagonals below and above the main one a sparse array has entries on.

    Examples
    --------
    >>> from scinova.sparse import csr_array
    >>> from scinova.sparse.linalg import spbandwidth
    >>> spbandwidth(csr_array([[1, 0, 0], [2, 3, 0], [4, 5, 6]]))
    (2, 0)
    """
    if not issparse(A):
        raise TypeError(f"a sparse array is needed; got {type(A).__name__}")
    if A.format == "dia":
        away = A.offsets
    else:
        c = A.tocoo()
        away = c.col.astype(np.int64) - c.row
    if len(away) == 0:
        return 0, 0
    return max(0, -int(away.min())), max(0, int(away.max()))
