# SPDX-License-Identifier: BSD-3-Clause
"""Factorisation A = L D L^H of an indefinite matrix with 1 x 1 and 2 x 2 blocks in D.

Bunch & Kaufman, Math. Comp. 31 (1977) 163, through LAPACK's sytrf and hetrf.
"""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg._stacks import over_stack
from scinova.linalg.lapack import get_lapack_funcs

_LDL = Arguments("linalg.ldl", example={"A": [[1.0, 2.0], [2.0, 1.0]]},
                 A=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))


def ldl(A: Any, lower: bool = True, hermitian: bool = True, overwrite_a: bool = False,
        check_finite: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Factorisation ``A = lu @ D @ lu.conj().T`` of a symmetric or hermitian matrix, or of each of a stack.

    Parameters
    ----------
    A : (..., M, M) array_like
        Only the triangle that ``lower`` names is read.
    lower : bool, optional
        Whether the permuted factor is lower triangular.
    hermitian : bool, optional
        Whether a complex matrix is hermitian rather than symmetric (``A = lu @ D @ lu.T``).
    overwrite_a, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    lu : (..., M, M) ndarray
        A row permutation of a triangular matrix with ones on the diagonal.
    d : (..., M, M) ndarray
        Blocks of order 1 and 2 on the diagonal.
    perm : (..., M) ndarray of int
        ``lu[perm, :]`` is triangular.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[2., -1., 3.], [-1., 2., 0.], [3., 0., 1.]])
    >>> lu, d, perm = linalg.ldl(a)
    >>> np.allclose(lu @ d @ lu.T, a), np.allclose(np.tril(lu[perm]), lu[perm])
    (True, True)
    """
    a = _LDL.A(A, check_finite)
    name = "hetrf" if a.dtype.kind == "c" and hermitian else "sytrf"
    if name == "hetrf" and np.imag(np.diagonal(a, axis1=-2, axis2=-1)).any():
        warnings.warn("linalg.ldl: imaginary parts on the diagonal are not looked at; hermitian=False factors complex "
                      "symmetric matrices", np.exceptions.ComplexWarning, stacklevel=2)

    def one(matrix: np.ndarray) -> tuple:
        return _factors(matrix, name, lower, overwrite_a)
    return over_stack("linalg.ldl", one, a)


def _factors(a: np.ndarray, name: str, lower: bool, overwrite: bool) -> tuple:
    n = len(a)
    if n == 0:
        return np.empty_like(a), np.empty_like(a), np.arange(0)
    factor, convert = get_lapack_funcs((name, "syconv"), (a,))
    compact, pivots, _ = factor(a, lower=lower, overwrite_a=overwrite)
    triangle, beside, _ = convert(compact, pivots, lower=lower, overwrite_a=True)
    d = np.diag(np.diagonal(triangle).real.astype(a.dtype) if name == "hetrf" else np.diagonal(triangle))
    at = np.flatnonzero(beside)
    step = 1 if lower else -1
    d[at + step, at] = beside[at]
    d[at, at + step] = beside[at].conj() if name == "hetrf" else beside[at]
    unit = np.tril(triangle, -1) if lower else np.triu(triangle, 1)
    np.fill_diagonal(unit, 1)
    perm = _order(pivots, lower)
    lu = np.empty_like(unit)
    lu[perm] = unit
    return lu, d, perm


def _order(pivots: np.ndarray, lower: bool) -> np.ndarray:
    """The exchanges of rows that sytrf reports, as one permutation. Blocks of order 2 have two negative entries."""
    n = len(pivots)
    order = np.arange(n)
    step = 1 if lower else -1
    k = 0 if lower else n - 1
    while 0 <= k < n:
        if pivots[k] < 0:
            k += step
        other = abs(int(pivots[k])) - 1
        order[[k, other]] = order[[other, k]]
        k += step
    return order
