# SPDX-License-Identifier: BSD-3-Clause
"""QR factorisation by Householder reflections, with or without column pivoting.

Golub & Van Loan, Matrix Computations, 4th ed., sections 5.2 and 5.4.2, through LAPACK's geqrf, geqp3 and orgqr.
"""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg import _native
from scinova.linalg._stacks import columns, infos

_QR = Arguments("linalg.qr", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                a=Array("lapack", ndim=(2, None), finite=True), mode=Choice(("full", "r", "economic", "raw")))


def qr(a: Any, overwrite_a: bool = False, lwork: int | None = None, mode: str = "full", pivoting: bool = False,
       check_finite: bool = True) -> Any:
    """QR factorisation ``a = Q @ R`` (``a[:, P] = Q @ R`` with pivoting), of a matrix or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    overwrite_a, check_finite : bool, optional
        As in `det`.
    lwork : int, optional
        Accepted for its history: at least N, or -1 or None. The best workspace is always used.
    mode : {'full', 'r', 'economic', 'raw'}, optional
        Both factors, ``R`` alone, both with only ``K = min(M, N)`` columns of ``Q`` and rows of ``R``, or ``Q`` as the
        Householder vectors and their factors, and the K rows of ``R``.
    pivoting : bool, optional
        Exchange columns so that the diagonal of ``R`` does not grow; the permutation is returned last.

    Returns
    -------
    Q : (..., M, M) or (..., M, K) ndarray
        Not with ``mode='r'``; with 'raw' the tuple ``(qr, tau)``.
    R : (..., M, N) or (..., K, N) ndarray
    P : (..., N) ndarray of int32
        Only with ``pivoting=True``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[3., 1.], [4., 2.]])
    >>> q, r = linalg.qr(a)
    >>> np.allclose(q @ r, a), abs(r[0, 0])
    (True, np.float64(5.0))
    """
    mode = _QR.mode(mode)
    a = _QR.a(a, check_finite)
    m, n = a.shape[-2:]
    k, stack = min(m, n), a.shape[:-2]
    if lwork is not None and operator.index(lwork) != -1 and lwork < max(1, n):
        raise ValueError(f"linalg.qr: lwork must be at least {max(1, n)}, -1 or None; got {lwork}")
    h = columns(a, overwrite_a)
    count = len(h)
    tau = np.zeros((count, k), dtype=h.dtype)
    pivots = np.zeros((count, n if pivoting else 0), dtype=np.int32)
    if h.size:
        _native.qr_factor(h, tau, pivots, infos(count))
    elif pivoting:
        pivots[:] = np.arange(n)
    compact = h.reshape(stack + (n, m)).swapaxes(-1, -2)
    last = (pivots.reshape(*stack, n),) if pivoting else ()
    r = np.triu(compact[..., :k, :] if mode in ("economic", "raw") else compact)
    if mode == "r":
        return (r, *last) if pivoting else (r,) if not stack else r
    if mode == "raw":
        return ((compact, tau.reshape(*stack, k)), r, *last)
    return (_form(h, tau, m, m if mode == "full" else k, stack), r, *last)


def _form(h: np.ndarray, tau: np.ndarray, m: int, width: int, stack: tuple[int, ...]) -> np.ndarray:
    """The first ``width`` columns of Q from the Householder vectors."""
    k = tau.shape[1]
    if k == 0 or m == 0:
        return np.broadcast_to(np.eye(m, width, dtype=h.dtype), (*stack, m, width)).copy()
    q = np.zeros((len(h), width, m), dtype=h.dtype)
    q[:, :k] = h[:, :k]
    if q.size:
        _native.qr_form(q, tau, infos(len(q)))
    return q.reshape(*stack, width, m).swapaxes(-1, -2)
