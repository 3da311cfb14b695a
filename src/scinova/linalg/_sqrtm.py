# SPDX-License-Identifier: BSD-3-Clause
"""The matrix square root, by the Schur method.

Bjorck & Hammarling, Linear Algebra Appl. 52/53 (1983) 127; Higham, Linear Algebra Appl. 88/89 (1987) 405 (real
arithmetic); Deadman, Higham & Ralha, PARA 2012, LNCS 7782, 171 (blocks).
"""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from scinova.linalg import _native
from scinova.linalg._expm import square_stack
from scinova.linalg._forms import (
    NEGATIVE,
    NEWTON_FROM,
    NOT_CONVERGED,
    NOT_FINITE,
    NOT_GIVEN,
    ZERO,
    Forms,
    by_newton,
    deprecated,
    forms,
    made,
)
from scinova.linalg._stacks import LinAlgWarning, first

QUESTIONS = NEGATIVE | ZERO | NOT_FINITE | NOT_CONVERGED       # what the quick way leaves open


def sqrtm(A: Any, disp: Any = NOT_GIVEN, blocksize: Any = NOT_GIVEN) -> Any:
    """Principal square root of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
        Single precision is kept; integers are computed in double precision.
    disp : bool, optional
        Deprecated. False returns an error estimate too.
    blocksize : int, optional
        Deprecated, without effect: the blocks are chosen recursively.

    Returns
    -------
    X : (..., N, N) ndarray
        The matrix with ``X @ X = A`` whose eigenvalues have non-negative real parts. Real if ``A`` is real and has no
        negative eigenvalue (for a stack: none of its matrices has).
    errest : (...) float
        With ``disp=False``: ``||X @ X - A||_F / ||A||_F``.

    Raises
    ------
    LinAlgError
        If the matrices are not square.

    Warns
    -----
    LinAlgWarning
        If a matrix is singular: it need not have a square root, and elements that cannot be found are infinite.

    Notes
    -----
    The Schur form of ``A`` (its eigenvectors, if it is symmetric or hermitian) reduces the problem to a triangular
    matrix, whose root is found by recursive blocking; a real form stays real. Larger matrices with a positive definite
    hermitian part are treated by Newton's iteration (Cheng, Higham, Kenney & Laub, SIAM J. Matrix Anal. Appl. 22 (2001)
    1112) if its residual keeps the bound of the Schur method.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.sqrtm([[5., 4.], [4., 5.]]).round(12)
    array([[2., 1.],
           [1., 2.]])
    """
    if disp is not NOT_GIVEN or blocksize is not NOT_GIVEN:
        deprecated("linalg.sqrtm", disp=disp, blocksize=blocksize)
    a = square_stack("linalg.sqrtm", A)
    if a.ndim == 2 and 0 < len(a) < NEWTON_FROM:
        x, z = a.copy(), np.empty_like(a)
        found = _native.square_root(x, z)
        if found & QUESTIONS:
            spectrum = np.array([found], dtype=np.int32)
            x = _root(made("linalg.sqrtm", x[None], z[None], spectrum, found), 3)[0]
    elif a.ndim == 3 and a.size:
        x = by_newton(_native.newton_roots, _by_schur, a)
    elif a.size:
        stack = a[None] if a.ndim == 2 else a.reshape(-1, *a.shape[-2:])
        x = by_newton(_native.newton_roots, _by_schur, stack).reshape(a.shape)
    else:
        x = a.copy()
    if disp is NOT_GIVEN or disp:
        return x
    with np.errstate(all="ignore"):
        norms = [np.linalg.norm(m, axis=(-2, -1)) for m in (x @ x - a, a)]
        return x, np.nan_to_num(norms[0] / norms[1], nan=np.inf)[()]


def _by_schur(stack: np.ndarray) -> np.ndarray:
    return _root(forms("linalg.sqrtm", stack.copy()), 5)


def _root(form: Forms, level: int) -> np.ndarray:
    if form.any(ZERO):
        warnings.warn(f"linalg.sqrtm: {first(form.spectrum & ZERO)} is singular; it may have no square root, or "
                      "only an inaccurate one", LinAlgWarning, stacklevel=level)
    if form.any(NEGATIVE):
        form = form.as_complex()
    _native.sqrt_of_forms(form.t, form.spectrum)
    return form.back(form.t)
