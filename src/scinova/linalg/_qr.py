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
from scinova.linalg._stacks import columns, infos, over_stack
from scinova.linalg.lapack import get_lapack_funcs

_QUICK = {"full": 0, "r": 1, "economic": 2, "raw": 3}
_quick_qr = _native.quick_qr
_QR = Arguments("linalg.qr", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                a=Array("lapack", ndim=(2, None), finite=True), mode=Choice(("full", "r", "economic", "raw")))

_RQ = Arguments("linalg.rq", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                a=Array("lapack", ndim=(2, None), finite=True), mode=Choice(("full", "r", "economic")))
_MULTIPLY = Arguments("linalg.qr_multiply", example={"a": [[1.0, 2.0], [3.0, 4.0]], "c": [1.0, 2.0]},
                      a=Array("lapack", ndim=(2, None), finite=True), c=Array("lapack", ndim=(1, None), finite=True),
                      mode=Choice(("right", "left")))


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
    if (lwork is None and not (pivoting or overwrite_a)
            and (quick := _quick_qr(a, _QUICK[mode], check_finite)) is not None):
        return quick
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
    r = np.empty((count, n, k if mode in ("economic", "raw") else m), dtype=h.dtype)
    if r.size:
        _native.upper_part(h, r, 0)
    r = r.reshape(*stack, *r.shape[1:]).swapaxes(-1, -2)
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


def rq(a: Any, overwrite_a: bool = False, lwork: int | None = None, mode: str = "full",
       check_finite: bool = True) -> Any:
    """RQ factorisation ``a = R @ Q`` of a matrix, or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    overwrite_a, check_finite : bool, optional
        As in `det`.
    lwork : int, optional
        Length of LAPACK's workspace; the best one by default.
    mode : {'full', 'r', 'economic'}, optional
        Both factors, ``R`` alone, or both with only ``K = min(M, N)`` columns of ``R`` and rows of ``Q``.

    Returns
    -------
    R : (..., M, N) or (..., M, K) ndarray
        Upper triangular, aligned with the lower right corner.
    Q : (..., N, N) or (..., K, N) ndarray
        Unitary; not with ``mode='r'``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[3., 1.], [4., 2.]])
    >>> r, q = linalg.rq(a)
    >>> np.allclose(r @ q, a), r[1, 0]
    (True, np.float64(0.0))
    """
    mode = _RQ.mode(mode)
    a = _RQ.a(a, check_finite)

    def one(matrix: np.ndarray) -> Any:
        return _rq(matrix, mode, lwork, overwrite_a)
    return over_stack("linalg.rq", one, a)


def _rq(a: np.ndarray, mode: str, lwork: int | None, overwrite: bool) -> Any:
    m, n = a.shape
    if a.size == 0:
        k = min(m, n)
        r, q = (np.empty_like(a), np.eye(n, dtype=a.dtype)) if mode != "economic" else (
            np.empty((m, k), a.dtype), np.empty((k, n), a.dtype))
        return r if mode == "r" else (r, q)
    gerqf, orgrq = get_lapack_funcs(("gerqf", "orgrq"), (a,))
    compact, tau, *_ = gerqf(a, lwork=lwork, overwrite_a=overwrite)
    r = np.triu(compact[:, n - m:]) if mode == "economic" and n > m else np.triu(compact, n - m)
    if mode == "r":
        return r
    if n < m:
        return r, orgrq(compact[-n:], tau, lwork=lwork, overwrite_a=True)[0]
    if mode == "economic":
        return r, orgrq(compact, tau, lwork=lwork, overwrite_a=True)[0]
    full = np.zeros((n, n), dtype=a.dtype, order="F")
    full[-m:] = compact
    return r, orgrq(full, tau, lwork=lwork, overwrite_a=True)[0]


def qr_multiply(a: Any, c: Any, mode: str = "right", pivoting: bool = False, conjugate: bool = False,
                overwrite_a: bool = False, overwrite_c: bool = False) -> tuple[np.ndarray, ...]:
    """QR factorisation of ``a`` and the product of ``Q`` and a matrix, without forming ``Q``.

    Parameters
    ----------
    a : (..., M, N) array_like
    c : array_like
        With ``mode='right'`` (P, M) for ``c @ Q``; with 'left' (K, P), K = min(M, N), for ``Q @ c``; or a vector.
        With 'left' and ``overwrite_c`` it must have M rows, for the result. Stacks broadcast against those of ``a``.
    mode : {'right', 'left'}, optional
        On which side of ``c`` the factor stands.
    pivoting : bool, optional
        As in `qr`.
    conjugate : bool, optional
        Multiply by the complex conjugate of ``Q``.
    overwrite_a, overwrite_c : bool, optional
        As in `det`.

    Returns
    -------
    CQ : ndarray
        The product, with K columns for ``c @ Q``.
    R : (..., K, N) ndarray
    P : (..., N) ndarray of int32
        Only with ``pivoting=True``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a, c = np.array([[3., 1.], [4., 2.]]), np.array([1., 2.])
    >>> cq, r = linalg.qr_multiply(a, c)
    >>> np.allclose(cq, c @ linalg.qr(a)[0])
    True
    """
    mode = _MULTIPLY.mode(mode)
    a, c = _MULTIPLY.a(a), _MULTIPLY.c(c)
    m, n = a.shape[-2:]
    k = min(m, n)
    vector = c.ndim == 1
    if vector:
        c = c[None, :] if mode == "right" else c[:, None]
    needed = m if mode == "right" or overwrite_c else k
    if c.shape[-2 if mode == "left" else -1] != needed:
        raise ValueError(f"linalg.qr_multiply: c must have {needed} {'rows' if mode == 'left' else 'columns'} to go "
                         f"with a of shape {a.shape}; got an array of shape {c.shape}")
    raw = qr(a, overwrite_a, None, "raw", pivoting)
    (compact, tau), r = raw[0], raw[1]
    kind = np.result_type(compact, c)

    def one(reflectors: np.ndarray, factors: np.ndarray, matrix: np.ndarray) -> np.ndarray:
        return _times_q(reflectors.astype(kind), factors[0].astype(kind), matrix.astype(kind), mode, conjugate,
                        overwrite_c)
    cq = over_stack("linalg.qr_multiply", one, compact, tau[..., None, :], c)
    if vector:
        cq = cq[..., 0, :] if mode == "right" else cq[..., 0]
    return (cq, r, *raw[2:])


def _times_q(compact: np.ndarray, tau: np.ndarray, c: np.ndarray, mode: str, conjugate: bool,
             overwrite: bool) -> np.ndarray:
    """``c @ Q`` or ``Q @ c``, with as many columns of Q as there are reflectors."""
    m, k = len(compact), len(tau)
    if c.size == 0 or k == 0:
        return np.empty_like(c)
    if conjugate:
        compact, tau = compact.conj(), tau.conj()
    if mode == "left" and len(c) < m:
        padded = np.zeros((m, c.shape[1]), dtype=c.dtype, order="F")
        padded[:len(c)] = c
        c, overwrite = padded, True
    ormqr = get_lapack_funcs("ormqr", (compact, tau, c))
    side = "L" if mode == "left" else "R"
    out = ormqr(side, "N", compact[:, :k], tau, c, None, overwrite_c=overwrite)[0]
    return out if mode == "left" else out[:, :k]
