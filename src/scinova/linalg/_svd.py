# SPDX-License-Identifier: BSD-3-Clause
"""Singular value decomposition, and the spaces it spans.

LAPACK's divide and conquer (Gu & Eisenstat, SIAM J. Matrix Anal. Appl. 16 (1995) 79) or implicit QR iteration
(Demmel & Kahan, SIAM J. Sci. Stat. Comput. 11 (1990) 873).
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import REAL_OF, LinAlgError, columns, first, infos

_quick_svd = _native.quick_svd
_SVD = Arguments("linalg.svd", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                 a=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError))
_DRIVERS = {"gesdd": True, "gesvd": False}
_INDEXED = 2 ** 31 - 1   # elements of one matrix: LAPACK counts them in 32 bits


def svd(a: Any, full_matrices: bool = True, compute_uv: bool = True, overwrite_a: bool = False,
        check_finite: bool = True, lapack_driver: str = "gesdd") -> Any:
    """Singular value decomposition ``a = u @ diag(s) @ vh``, of a matrix or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    full_matrices : bool, optional
        ``u`` is (M, M) and ``vh`` (N, N); otherwise (M, K) and (K, N) with ``K = min(M, N)``.
    compute_uv : bool, optional
        Return ``u`` and ``vh`` besides ``s``.
    overwrite_a, check_finite : bool, optional
        As in `det`.
    lapack_driver : {'gesdd', 'gesvd'}, optional
        Divide and conquer, or QR iteration: slower, and more accurate for the smallest values of graded matrices.

    Returns
    -------
    u : (..., M, M) or (..., M, K) ndarray
        Orthonormal columns; not with ``compute_uv=False``.
    s : (..., K) ndarray
        Singular values, largest first.
    vh : (..., N, N) or (..., K, N) ndarray
        Orthonormal rows; not with ``compute_uv=False``.

    Raises
    ------
    LinAlgError
        If the iteration does not converge.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> u, s, vh = linalg.svd(np.diag([1., 3.]))
    >>> s
    array([3., 1.])
    >>> np.allclose(u @ np.diag(s) @ vh, np.diag([1., 3.]))
    True
    """
    if lapack_driver == "gesdd" and (quick := _quick_svd(a, full_matrices, compute_uv, check_finite)) is not None:
        return quick
    if not isinstance(lapack_driver, str):
        raise TypeError(f"linalg.svd: lapack_driver must be a string; got {lapack_driver!r}")
    if lapack_driver not in _DRIVERS:
        raise ValueError(f"linalg.svd: lapack_driver must be 'gesdd' or 'gesvd'; got {lapack_driver!r}")
    a = _SVD.a(a, check_finite)
    m, n = a.shape[-2:]
    k, stack = min(m, n), a.shape[:-2]
    left, right = ((m, m), (n, n)) if full_matrices else ((k, m), (n, k))
    if compute_uv and (largest := max(left[0] * left[1], right[0] * right[1])) > _INDEXED:
        raise ValueError(f"linalg.svd: the singular vectors of one matrix must have at most {_INDEXED} elements, which "
                         f"LAPACK can index; got {largest}{'; full_matrices=False needs fewer' * full_matrices}")
    # The kernel sees the transposes, so that LAPACK sees the matrix itself: the signs of the vectors depend on it.
    matrices = columns(a, overwrite_a)
    count = len(matrices)
    s = np.empty((count, k), dtype=REAL_OF[a.dtype.char])
    v = np.empty((count, *right) if compute_uv else (count, 0, 0), dtype=a.dtype)
    uh = np.empty((count, *left) if compute_uv else (count, 0, 0), dtype=a.dtype)
    if matrices.size:
        info = infos(count)
        job = "N" if not compute_uv else "A" if full_matrices else "S"
        _native.svd(matrices, s, v, uh, job, _DRIVERS[lapack_driver], info)
        if info.any():
            raise LinAlgError(f"linalg.svd: no convergence for {first(info)}")
    elif compute_uv:
        uh[...], v[...] = np.eye(*left), np.eye(*right)
    s = s.reshape(*stack, k)
    if not compute_uv:
        return s
    return uh.reshape(stack + left).swapaxes(-1, -2), s, v.reshape(stack + right).swapaxes(-1, -2)


def svdvals(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> np.ndarray:
    """Singular values of a matrix, or of each matrix of a stack, largest first.

    Parameters
    ----------
    a : (..., M, N) array_like
    overwrite_a, check_finite : bool, optional
        As in `det`.

    Returns
    -------
    (..., min(M, N)) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.svdvals([[0., 2.], [1., 0.]])
    array([2., 1.])
    """
    quick = _quick_svd(a, False, False, check_finite)
    return svd(a, compute_uv=False, overwrite_a=overwrite_a, check_finite=check_finite) if quick is None else quick


def diagsvd(s: Any, M: int, N: int) -> np.ndarray:
    """The M by N matrix with the singular values ``s`` on its diagonal.

    Parameters
    ----------
    s : (..., min(M, N)) array_like
    M, N : int

    Returns
    -------
    (..., M, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.diagsvd([2., 1.], 2, 3)
    array([[2., 0., 0.],
           [0., 1., 0.]])
    """
    values = np.asarray(s)
    if values.ndim == 0 or values.shape[-1] not in (M, N) or values.shape[-1] > min(M, N):
        raise ValueError(f"linalg.diagsvd: s must hold min(M, N) = {min(M, N)} values; got shape {values.shape}")
    out = np.zeros((*values.shape[:-1], M, N), dtype=values.dtype)
    k = np.arange(values.shape[-1])
    out[..., k, k] = values
    return out


def orth(A: Any, rcond: float | None = None) -> np.ndarray:
    """Orthonormal basis of the range of ``A``, from its singular vectors.

    Parameters
    ----------
    A : (..., M, N) array_like
    rcond : float, optional
        Singular values below ``rcond`` times the largest count as zero; by default ``max(M, N)`` times the machine
        epsilon.

    Returns
    -------
    (..., M, K) ndarray
        ``K`` is the rank (the largest one of a stack).

    Examples
    --------
    >>> from scinova import linalg
    >>> abs(linalg.orth([[2., 0., 0.], [0., 5., 0.]]))
    array([[0., 1.],
           [1., 0.]])
    """
    u, s, vh = svd(A, full_matrices=False)
    return u[..., :_rank(s, rcond, u.shape[-2], vh.shape[-1]).max(initial=0)]


def null_space(A: Any, rcond: float | None = None, *, overwrite_a: bool = False, check_finite: bool = True,
               lapack_driver: str = "gesdd") -> np.ndarray:
    """Orthonormal basis of the vectors that ``A`` maps to zero, from its singular vectors.

    Parameters
    ----------
    A : (..., M, N) array_like
    rcond : float, optional
        As in `orth`.
    overwrite_a, check_finite, lapack_driver : optional
        As in `svd`.

    Returns
    -------
    (..., N, K) ndarray
        ``K`` is N less the rank (the largest one of a stack).

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.null_space([[1., 0.], [0., 1.]]).shape
    (2, 0)
    """
    u, s, vh = svd(A, True, True, overwrite_a, check_finite, lapack_driver)
    rank = _rank(s, rcond, u.shape[-2], vh.shape[-1])
    return vh[..., rank.max(initial=0):, :].conj().swapaxes(-1, -2)


def _rank(s: np.ndarray, rcond: float | None, m: int, n: int) -> np.ndarray:
    if rcond is None:
        rcond = np.finfo(s.dtype).eps * max(m, n)
    return np.sum(s > s.max(axis=-1, keepdims=True, initial=0) * rcond, axis=-1, dtype=int)
