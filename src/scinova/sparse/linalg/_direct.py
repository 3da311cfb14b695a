# SPDX-License-Identifier: BSD-3-Clause
"""Direct solution of sparse systems: LU factorisation with partial pivoting and a fill-reducing column order."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any
from warnings import warn

import numpy as np

from scinova.sparse import _native
from scinova.sparse._base import container, issparse, sparray
from scinova.sparse._dtypes import INT32_MAX, SparseEfficiencyWarning


class MatrixRankWarning(UserWarning):
    """The matrix of a system is exactly singular."""


def _natural(indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    return np.arange(len(indptr) - 1, dtype=np.int32)


def _by_sum(indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    order = np.empty(len(indptr) - 1, np.int32)
    _native.minimum_degree(indptr, indices, False, order)
    return order


def _by_product(indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    order = np.empty(len(indptr) - 1, np.int32)
    _native.minimum_degree(indptr, indices, True, order)
    return order


def _by_pattern(indptr: np.ndarray, indices: np.ndarray) -> np.ndarray:
    """Minimum degree on A + A^T for a mostly symmetric pattern with a full diagonal, else on A^T A."""
    n = len(indptr) - 1
    rows, cols = indices, np.repeat(np.arange(n, dtype=np.int32), np.diff(indptr))
    if np.count_nonzero(rows == cols) == n:
        here, there = np.sort(cols.astype(np.int64) * n + rows), np.sort(rows.astype(np.int64) * n + cols)
        matched = np.intersect1d(here, there, assume_unique=True).size if not np.array_equal(here, there) else len(here)
        if matched - n >= 0.8 * (len(rows) - n):
            return _by_sum(indptr, indices)
    return _by_product(indptr, indices)


_ORDERINGS: dict[str, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    "NATURAL": _natural, "MMD_ATA": _by_product, "MMD_AT_PLUS_A": _by_sum, "COLAMD": _by_pattern}

_OPTIONS = {"diagpivotthresh", "colperm", "relax", "panelsize", "equil", "symmetricmode", "printstat", "pivotgrowth",
            "conditionnumber", "iterrefine", "rowperm", "trans", "fact"}


def _prepare(A: Any, who: str) -> Any:
    """``A`` as a square CSC array of one of the four dtypes, sorted, with int32 indices."""
    if issparse(A) and A.format == "csc":
        a = A
    else:
        warn(f"{who} converts its matrix to CSC", SparseEfficiencyWarning, stacklevel=3)
        a = container("csc", isinstance(A, sparray) or not issparse(A))(A)
    m, n = a.shape
    if m != n:
        raise ValueError(f"{who}: the matrix must be square; got shape {a.shape}")
    if not a.has_canonical_format:
        a = a.copy()
        a.sum_duplicates()
    if a.nnz > INT32_MAX or n > INT32_MAX:
        raise ValueError(f"{who}: the matrix has too many entries for 32-bit indices")
    return a.astype(_solver_dtype(a.dtype), copy=False)


def _solver_dtype(*dtypes: Any) -> np.dtype:
    """float32, float64, complex64 or complex128; TypeError for longer types."""
    d = np.result_type(*dtypes)
    if d.kind in "iub":
        return np.dtype(np.float64)
    if d.char not in "fdFD":
        raise TypeError(f"sparse systems are solved in single or double precision; got dtype {d}")
    return d


class SuperLU:
    """The factorisation ``Pr @ A @ Pc = L @ U`` that `splu` makes.

    Attributes
    ----------
    shape : tuple of int
    nnz : int
        Entries of both factors, the unit diagonal included.
    L, U : sparse arrays
        The factors, in CSC format; ``L`` has a unit diagonal.
    perm_r, perm_c : ndarray
        Row ``i`` of the matrix is row ``perm_r[i]`` of the factors, column ``j`` is column ``perm_c[j]``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import csc_array
    >>> from scinova.sparse.linalg import splu
    >>> lu = splu(csc_array([[4.0, 1.0], [2.0, 3.0]]))
    >>> lu.solve(np.array([6.0, 8.0]))
    array([1., 2.])
    """

    def __init__(self, factors: Any, n: int, dtype: np.dtype, array: bool):
        self._factors, self._dtype, self._array = factors, dtype, array
        self.shape = (n, n)
        self._cached: dict[str, Any] = {}

    @property
    def nnz(self) -> int:
        """Entries of both factors, the unit diagonal included."""
        return int(self._factors.nnz) + self.shape[0]

    def _unpack(self) -> dict[str, Any]:
        if not self._cached:
            n = self.shape[0]
            lp, li, lx, up, ui, ux, diagonal = self._factors.parts()
            rows, order = self._factors.permutations()
            steps = np.arange(n)
            eye = np.arange(n, dtype=np.int32)
            cls = container("csc", self._array)
            for name, ptr, index, values, middle in (("L", lp, li, lx, np.ones(n, self._dtype)),
                                                     ("U", up, ui, ux, diagonal)):
                cols = np.repeat(steps, np.diff(ptr))
                c = cls._from_triplets(np.concatenate([cols, steps]), np.concatenate([index, eye]),
                                       np.concatenate([values, middle]), self.shape)
                c.sort_indices()
                self._cached[name] = c
            perm_c = np.empty(n, np.int32)
            perm_c[order] = eye
            self._cached |= dict(perm_r=rows, perm_c=perm_c)
        return self._cached

    L = property(lambda self: self._unpack()["L"], doc="The lower factor, with a unit diagonal.")
    U = property(lambda self: self._unpack()["U"], doc="The upper factor.")
    perm_r = property(lambda self: self._unpack()["perm_r"], doc="Where each row went.")
    perm_c = property(lambda self: self._unpack()["perm_c"], doc="Where each column went.")

    def solve(self, rhs: Any, trans: str = "N") -> np.ndarray:
        """Solve a system with the factorised matrix.

        Parameters
        ----------
        rhs : array_like
            One right-hand side, or several as the columns of a matrix.
        trans : {'N', 'T', 'H'}
            Whether to solve with the matrix, its transpose or its conjugate transpose.

        Returns
        -------
        ndarray
            In the shape of ``rhs``.
        """
        if trans not in ("N", "T", "H"):
            raise ValueError(f"solve: trans must be 'N', 'T' or 'H'; got {trans!r}")
        b = np.asarray(rhs)
        if b.ndim not in (1, 2) or b.shape[0] != self.shape[0]:
            raise ValueError(f"solve: the right-hand side must have {self.shape[0]} rows; got shape {b.shape}")
        if not np.can_cast(b.dtype, self._dtype, "same_kind"):
            raise TypeError(f"solve: a right-hand side of {b.dtype} does not fit a factorisation in {self._dtype}")
        x = np.array(b.T if b.ndim == 2 else b[None, :], dtype=self._dtype, order="C", copy=True)
        self._factors.solve(x, "NTH".index(trans))
        return x[0] if b.ndim == 1 else np.ascontiguousarray(x.T)


def splu(A: Any, permc_spec: str | None = None, diag_pivot_thresh: float | None = None, relax: int | None = None,
         panel_size: int | None = None, options: dict[str, Any] | None = None) -> SuperLU:
    """LU factorisation of a sparse square matrix.

    Parameters
    ----------
    A : sparse array
        Best in CSC format.
    permc_spec : {'COLAMD', 'NATURAL', 'MMD_ATA', 'MMD_AT_PLUS_A'}, optional
        The column order: as it is, or by minimum degree on the pattern of A^T A or A + A^T. 'COLAMD', the default,
        takes A + A^T when the pattern is nearly symmetric and A^T A otherwise.
    diag_pivot_thresh : float, optional
        The diagonal entry is the pivot if it is at least this share (1 by default) of the largest candidate.
    relax, panel_size : int, optional
        Tuning of supernodes; there are none here.
    options : dict, optional
        ``DiagPivotThresh``, ``ColPerm`` and ``SymmetricMode``, by SuperLU's names; others are taken for tuning.

    Returns
    -------
    SuperLU

    Raises
    ------
    RuntimeError
        If the matrix is exactly singular.

    Notes
    -----
    Gilbert and Peierls' left-looking algorithm (SIAM J. Sci. Stat. Comput. 9 (1988) 862) with symmetric pruning, on
    approximate minimum degree orderings (Amestoy, Davis, Duff, SIAM J. Matrix Anal. Appl. 17 (1996) 886).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import csc_array
    >>> from scinova.sparse.linalg import splu
    >>> lu = splu(csc_array([[1.0, 2.0, 0.0], [0.0, 4.0, 0.0], [1.0, 0.0, 3.0]]))
    >>> lu.solve(np.array([3.0, 4.0, 4.0]))
    array([1., 1., 1.])
    """
    spec, threshold = permc_spec, diag_pivot_thresh
    for key, value in (options or {}).items():
        name = key.lower().replace("_", "")
        if name not in _OPTIONS:
            raise TypeError(f"splu: unknown option {key!r}")
        if name == "diagpivotthresh" and threshold is None:
            threshold = value
        elif name == "colperm" and spec is None:
            spec = value
        elif name == "symmetricmode" and value:
            spec, threshold = spec or "MMD_AT_PLUS_A", 0.0 if threshold is None else threshold
    a = _prepare(A, "splu")
    factors = _factorize(a, spec or "COLAMD", 1.0 if threshold is None else float(threshold))
    if factors is None:
        raise RuntimeError("splu: the matrix is exactly singular")
    return SuperLU(factors, a.shape[0], a.dtype, isinstance(a, sparray))


def _factorize(a: Any, spec: str, threshold: float) -> Any:
    if spec not in _ORDERINGS:
        raise ValueError(f"permc_spec must be one of {', '.join(_ORDERINGS)}; got {spec!r}")
    indptr, indices = np.ascontiguousarray(a.indptr, np.int32), np.ascontiguousarray(a.indices, np.int32)
    if not _native.sound(indptr, indices, a.shape[0]):
        a.check_format(full_check=True)
    order = _ORDERINGS[spec](indptr, indices)
    return _native.factorize(indptr, indices, np.ascontiguousarray(a.data), order, threshold)


def spsolve(A: Any, b: Any, permc_spec: str | None = None, use_umfpack: bool = True) -> Any:
    """Solve a sparse system ``A x = b``.

    Parameters
    ----------
    A : sparse array
        Square, best in CSC or CSR format.
    b : array_like or sparse array
        A vector, or a matrix whose columns are right-hand sides.
    permc_spec : str, optional
        The column order; see `splu`.
    use_umfpack : bool
        Which of SciPy's optional libraries to use; there is one solver here.

    Returns
    -------
    ndarray or sparse array
        A vector if ``b`` is one or has one column; sparse if ``b`` is a sparse matrix of several columns. NaN, with a
        `MatrixRankWarning`, if ``A`` is exactly singular.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import csc_array
    >>> from scinova.sparse.linalg import spsolve
    >>> spsolve(csc_array([[3.0, 1.0], [1.0, 2.0]]), np.array([9.0, 8.0]))
    array([2., 3.])
    """
    if not (issparse(A) and A.format in ("csc", "csr")):
        warn("spsolve is best given a matrix in CSC or CSR format", SparseEfficiencyWarning, stacklevel=2)
        A = container("csc", isinstance(A, sparray) or not issparse(A))(A)
    m, n = A.shape
    if m != n:
        raise ValueError(f"spsolve: the matrix must be square; got shape {A.shape}")
    sparse_b = issparse(b)
    if not sparse_b:
        b = np.asarray(b)
    if b.ndim not in (1, 2) or b.shape[0] != m:
        raise ValueError(f"spsolve: a matrix of shape {A.shape} and a right-hand side of shape {b.shape} do not fit")
    dtype = _solver_dtype(A.dtype, b.dtype)
    a = _prepare(A.tocsc(), "spsolve").astype(dtype, copy=False)
    vector = b.ndim == 1 or b.shape[1] == 1
    if not np.isfinite(a.data).all():                    # an infinite pivot would hide itself: x = b / inf is 0
        return np.full(m if vector else b.shape, np.nan, dtype)
    factors = _factorize(a, permc_spec or "COLAMD", 1.0)
    if factors is None:
        if sparse_b and not vector:
            raise RuntimeError("spsolve: the matrix is exactly singular")
        warn("the matrix is exactly singular", MatrixRankWarning, stacklevel=2)
        return np.full(m if vector else b.shape, np.nan, dtype)
    lu = SuperLU(factors, m, dtype, True)
    if not sparse_b:
        return lu.solve(b.ravel() if vector else b)
    if vector:
        return lu.solve(b.toarray().ravel())
    x = _solve_columns(lu, b.tocsc())
    return x.asformat(b.format) if b.format == "csr" else x


def _solve_columns(lu: SuperLU, b: Any) -> Any:
    """Solutions for the columns of a sparse matrix, some at a time, as a CSC array."""
    step = max(1, 1_000_000 // max(1, b.shape[0]))
    parts = [container("csc", True)(lu.solve(b[:, first:first + step].toarray().astype(lu._dtype)))
             for first in range(0, b.shape[1], step)]
    if not parts:
        return b.copy()
    from scinova.sparse._construct import hstack
    out = hstack(parts, format="csc") if len(parts) > 1 else parts[0]
    return b._like("csc")(out)


def factorized(A: Any) -> Callable[[Any], np.ndarray]:
    """A function that solves systems with ``A``, which is factorised once.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import csc_array
    >>> from scinova.sparse.linalg import factorized
    >>> solve = factorized(csc_array([[2.0, 0.0], [0.0, 4.0]]))
    >>> solve(np.array([2.0, 2.0]))
    array([1. , 0.5])
    """
    return splu(A).solve


def inv(A: Any) -> Any:
    """The inverse of a sparse matrix, as a sparse one (it is usually full).

    Examples
    --------
    >>> from scinova.sparse import csc_array
    >>> from scinova.sparse.linalg import inv
    >>> inv(csc_array([[2.0, 0.0], [1.0, 4.0]])).toarray()
    array([[ 0.5  ,  0.   ],
           [-0.125,  0.25 ]])
    """
    if not issparse(A):
        raise TypeError(f"inv: a sparse array is needed; got {type(A).__name__}")
    from scinova.sparse._construct import _eye
    eye = _eye(A.shape[0], A.shape[1], 0, _solver_dtype(A.dtype), "csc" if A.format != "csr" else "csr", A._is_array())
    if A.shape == (1, 1):
        return A._like("csc")(spsolve(A, eye).reshape(1, 1))
    return spsolve(A, eye)


def use_solver(**kwargs: Any) -> None:
    """Settings of SciPy's optional solver, ``useUmfpack`` and ``assumeSortedIndices``; there is one solver here.

    Examples
    --------
    >>> from scinova.sparse.linalg import use_solver
    >>> use_solver(useUmfpack=False)
    """
    unknown = set(kwargs) - {"useUmfpack", "assumeSortedIndices"}
    if unknown:
        raise TypeError(f"use_solver: unknown settings {sorted(unknown)}")
