# SPDX-License-Identifier: BSD-3-Clause
"""Factorisation A = L D L^H of an indefinite matrix with 1 x 1 and 2 x 2 blocks in D.

Bunch & Kaufman, Math. Comp. 31 (1977) 163, through LAPACK's sytrf and hetrf.
"""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import columns, infos

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
    hermitian = hermitian and a.dtype.kind == "c"
    if hermitian and np.imag(np.diagonal(a, axis1=-2, axis2=-1)).any():
        warnings.warn("linalg.ldl: imaginary parts on the diagonal are not looked at; hermitian=False factors complex "
                      "symmetric matrices", np.exceptions.ComplexWarning, stacklevel=2)
    compact = columns(a, overwrite_a)
    lu, d = np.zeros(compact.shape, compact.dtype), np.zeros(compact.shape, compact.dtype)
    perm = np.empty(compact.shape[:2], dtype=np.int64)
    if compact.size:
        _native.ldl(compact, bool(lower), bool(hermitian), lu, d, perm, infos(len(compact)))
    return lu.reshape(a.shape).swapaxes(-1, -2), d.reshape(a.shape).swapaxes(-1, -2), perm.reshape(a.shape[:-1])
