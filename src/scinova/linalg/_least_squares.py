# SPDX-License-Identifier: BSD-3-Clause
"""Least squares and pseudoinverses."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.old_calls import answers_old_calls
from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg import _native
from scinova.linalg._hermitian import eigh
from scinova.linalg._qr import qr
from scinova.linalg._stacks import REAL_OF, LinAlgError, broadcast_stacks, columns, first, infos, over_stack
from scinova.linalg._structured import solve_triangular
from scinova.linalg._svd import svd

_quick_lstsq, _quick_pinv = _native.quick_lstsq, _native.quick_pinv
_LSTSQ = Arguments("linalg.lstsq", example={"a": [[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]], "b": [1.0, 2.0, 3.0]},
                   a=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError),
                   b=Array("lapack", ndim=(1, None), finite=True, refusal=ValueError),
                   lapack_driver=Choice({None: "d", "gelsd": "d", "gelss": "s", "gelsy": "y"}))


def lstsq(a: Any, b: Any, cond: float | None = None, overwrite_a: bool = False, overwrite_b: bool = False,
          check_finite: bool = True, lapack_driver: str | None = None) -> tuple[Any, Any, Any, Any]:
    """Least-squares solution of ``a @ x = b``: of all that minimise ``norm(b - a @ x)``, the one of least norm.

    Parameters
    ----------
    a : (..., M, N) array_like
    b : (M,) or (..., M, K) array_like
    cond : float, optional
        Singular values below ``cond`` times the largest count as zero; by default the machine epsilon.
    overwrite_a, overwrite_b, check_finite : bool, optional
        As in `solve`.
    lapack_driver : {'gelsd', 'gelss', 'gelsy'}, optional
        Singular values by divide and conquer (the default) or by QR iteration, or complete orthogonal factorisation.

    Returns
    -------
    x : (..., N) or (..., N, K) ndarray
    residues : (..., K) ndarray or float
        Squared norms of the columns of ``b - a @ x``; empty where ``M <= N`` or ``a`` has not full rank.
    rank : int or (...) ndarray
    s : (..., min(M, N)) ndarray or None
        Singular values of ``a``; None with 'gelsy'.

    Raises
    ------
    LinAlgError
        If the singular values do not converge.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> x, residues, rank, s = linalg.lstsq([[1., 0.], [1., 1.], [1., 2.]], [1., 3., 5.])
    >>> np.round(x, 12)
    array([1., 2.])
    """
    if lapack_driver is None and (quick := _quick_lstsq(a, b, cond, check_finite)) is not None:
        return quick
    a, b = _LSTSQ.a(a, check_finite), _LSTSQ.b(b, check_finite)
    driver = _LSTSQ.lapack_driver(lapack_driver)
    vector = b.ndim == 1
    b = b[:, None] if vector else b
    m, n = a.shape[-2:]
    if b.shape[-2] != m:
        raise ValueError(f"linalg.lstsq: b must have {m} rows like a; got an array of shape {b.shape}")
    kind = np.result_type(a, b)
    cond = float(np.finfo(kind).eps if cond is None else cond)
    stack, (a, b) = broadcast_stacks("linalg.lstsq", a.astype(kind, copy=False), b.astype(kind, copy=False))
    k, nrhs = min(m, n), b.shape[-1]
    sides = np.zeros((int(np.prod(stack, dtype=int)), nrhs, max(m, n)), dtype=kind)
    sides[..., :m] = columns(b)
    s, rank = np.zeros((len(sides), k), dtype=REAL_OF[kind.char]), infos(len(sides))
    matrices = columns(a, overwrite_a)
    if matrices.size and nrhs:
        info = infos(len(sides))
        _native.least_squares(matrices, sides, s, rank, cond, driver, info)
        if info.any():
            raise LinAlgError(f"linalg.lstsq: no convergence for {first(info)}")
    elif matrices.size:
        s[:] = svd(a, compute_uv=False).reshape(s.shape)
        rank[:] = (s > cond * s.max(axis=-1, keepdims=True)).sum(axis=-1)
    residues = _residues(sides, rank, m, n, driver)
    x = sides[..., :n].reshape(*stack, nrhs, n)
    residues = residues.reshape(stack + residues.shape[1:])
    x = x[..., 0, :] if vector else x.swapaxes(-1, -2)
    if vector and residues.shape[-1]:
        residues = residues[..., 0]
    singular = None if driver == "y" else s.reshape(*stack, k)
    return x, residues, rank.reshape(stack).astype(int) if stack else int(rank[0]), singular


def _residues(sides: np.ndarray, rank: np.ndarray, m: int, n: int, driver: str) -> np.ndarray:
    """What LAPACK leaves below the solution are the residuals in another orthonormal basis."""
    if (m <= n and n) or (rank != n).any() or (driver == "y" and n):
        return np.zeros((len(sides), 0), dtype=sides.dtype)
    return np.sum(np.abs(sides[..., n:]) ** 2, axis=-1)


_QUICK_ORDER = 16       # up to which a pseudoinverse is tried in one native call
_PINV = Arguments("linalg.pinv", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                  a=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError))
_PINVH = Arguments("linalg.pinvh", example={"a": [[2.0, 1.0], [1.0, 4.0]]},
                   a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))


def _threshold(function: str, s: np.ndarray, atol: float | None, rtol: float | None, size: int) -> np.ndarray:
    atol = 0.0 if atol is None else atol
    rtol = size * np.finfo(s.dtype).eps if rtol is None else rtol
    if not (atol >= 0 and rtol >= 0):
        raise ValueError(f"{function}: atol and rtol must not be negative; got {atol} and {rtol}")
    return atol + s.max(axis=-1, keepdims=True, initial=0) * rtol


@answers_old_calls("linalg.pinv")
def pinv(a: Any, *, atol: float | None = None, rtol: float | None = None, return_rank: bool = False,
         check_finite: bool = True) -> Any:
    """Moore-Penrose pseudoinverse of a matrix, or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    atol, rtol : float, optional
        Singular values up to ``atol + rtol * max(s)`` count as zero; by default 0 and ``max(M, N)`` times the machine
        epsilon.
    return_rank : bool, optional
        Return the rank too.
    check_finite : bool, optional
        As in `det`.

    Returns
    -------
    B : (..., N, M) ndarray
    rank : int or (...) ndarray
        Only with ``return_rank=True``.

    Notes
    -----
    From singular values, unless a QR factorisation shows that none of them is near zero; then from its factors.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.pinv([[2., 0.], [0., 0.]])
    array([[0.5, 0. ],
           [0. , 0. ]])
    """
    if (quick := _quick_pinv(a, atol, rtol, check_finite)) is not None:
        return quick if return_rank else quick[0]
    a = _PINV.a(a, check_finite)
    if a.ndim > 2 and a.size > 0 and max(a.shape[-2:]) <= _QUICK_ORDER:     # as each would be alone
        both = over_stack("linalg.pinv", lambda m: pinv(m, atol=atol, rtol=rtol, return_rank=True, check_finite=False),
                          a)
        return both if return_rank else both[0]
    if (b := _regular_pinv(a, atol, rtol)) is not None:
        return (b, np.full(a.shape[:-2], min(a.shape[-2:]))[()]) if return_rank else b
    u, s, vh = svd(a, full_matrices=False, check_finite=False)
    large = s > _threshold("linalg.pinv", s, atol, rtol, max(a.shape[-2:]))
    inverse = np.zeros_like(s)
    np.divide(1, s, out=inverse, where=large)
    b = vh.conj().swapaxes(-1, -2) @ (inverse[..., None] * u.conj().swapaxes(-1, -2))
    return (b, large.sum(axis=-1)) if return_rank else b


def _regular_pinv(a: np.ndarray, atol: float | None, rtol: float | None) -> np.ndarray | None:
    """The pseudoinverse ``R^-1 Q^H`` from ``a = Q R``, where its norm proves that no singular value counts as zero.

    The smallest singular value is at least 1 / |R^-1|_F and the largest at most |R|_F; a factor of four is left for
    rounding. None where the singular values themselves are needed.
    """
    m, n = a.shape[-2:]
    if m < n:
        other = _regular_pinv(a.conj().swapaxes(-1, -2), atol, rtol)
        return None if other is None else other.conj().swapaxes(-1, -2)
    if a.size == 0:
        return None
    q, r = qr(a, mode="economic", check_finite=False)
    threshold = 4 * _threshold("linalg.pinv", np.linalg.norm(r, axis=(-2, -1))[..., None], atol, rtol, m)[..., 0]
    if not (abs(np.diagonal(r, axis1=-2, axis2=-1)).min(axis=-1) > threshold).all():
        return None
    b = solve_triangular(r, q.conj().swapaxes(-1, -2), check_finite=False)
    return b if (np.linalg.norm(b, axis=(-2, -1)) * threshold < 1).all() else None


@answers_old_calls("linalg.pinvh")
def pinvh(a: Any, atol: float | None = None, rtol: float | None = None, lower: bool = True,
          return_rank: bool = False, check_finite: bool = True) -> Any:
    """Moore-Penrose pseudoinverse of a hermitian matrix, or of each of a stack, from its eigenvalues.

    Parameters
    ----------
    a : (..., N, N) array_like
        Only the triangle that ``lower`` names is read.
    atol, rtol, return_rank, check_finite : optional
        As in `pinv`, for the moduli of the eigenvalues.
    lower : bool, optional

    Returns
    -------
    B : (..., N, N) ndarray
    rank : int or (...) ndarray
        Only with ``return_rank=True``.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.pinvh([[2., 0.], [0., 0.]])
    array([[0.5, 0. ],
           [0. , 0. ]])
    """
    a = _PINVH.a(a, check_finite)
    w, v = eigh(a, lower=lower, check_finite=False, driver="ev")
    large = abs(w) > _threshold("linalg.pinvh", abs(w), atol, rtol, a.shape[-1])
    inverse = np.zeros_like(w)
    np.divide(1, w, out=inverse, where=large)
    b = (v * inverse[..., None, :]) @ v.conj().swapaxes(-1, -2)
    rank = large.sum(axis=-1)
    return (b, rank if a.ndim > 2 else int(rank)) if return_rank else b
