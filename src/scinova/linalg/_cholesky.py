# SPDX-License-Identifier: BSD-3-Clause
"""Cholesky factorisation of hermitian positive definite matrices."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import LinAlgError, broadcast_stacks, columns, first, infos, read_columns, right_sides, rows

_quick_cholesky, _quick_solve = _native.quick_cholesky, _native.quick_cho_solve
_CHOLESKY = Arguments("linalg.cholesky", example={"a": [[2.0, 1.0], [1.0, 4.0]]},
                      a=Array("lapack", finite=True))
_SOLVE = Arguments("linalg.cho_solve", example={"c_and_lower": (np.eye(2), False), "b": [1.0, 2.0]},
                   b=Array("lapack", ndim=(1, None), finite=True))
_FACTOR = Array("lapack", ndim=(2, None), square=True, finite=True)
_FACTOR.function, _FACTOR.name = "linalg.cho_solve", "c"


def _factored(a: Any, lower: bool, overwrite_a: bool, check_finite: bool, clean: bool) -> np.ndarray:
    a = np.atleast_2d(_CHOLESKY.a(a, check_finite))
    if a.shape[-1] != a.shape[-2]:
        raise ValueError("linalg.cholesky: a must be square in its last two dimensions; got an array of shape "
                         f"{a.shape}")
    # In row-major order the other triangle becomes the same factor, and lower triangles are LAPACK's faster ones.
    turned = a.flags.c_contiguous and not lower
    c = rows(a, overwrite_a) if turned else columns(a, overwrite_a)
    if c.size:
        info = infos(len(c))
        _native.cholesky(c, bool(lower) != turned, clean, info)
        if info.any():
            raise LinAlgError(f"linalg.cholesky: {first(info)} is not positive definite: its leading minor of order "
                              f"{info[info > 0][0]} is not positive")
    return c.reshape(a.shape) if turned else c.reshape(a.shape).swapaxes(-1, -2)


def cholesky(a: Any, lower: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> np.ndarray:
    """Cholesky factor of a hermitian positive definite matrix, or of each matrix of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
        Only the triangle that ``lower`` names is read.
    lower : bool, optional
        Return lower triangular ``L`` with ``a = L @ L.conj().T``; otherwise ``U`` with ``a = U.conj().T @ U``.
    overwrite_a, check_finite : bool, optional
        As in `det`.

    Returns
    -------
    (..., M, M) ndarray

    Raises
    ------
    LinAlgError
        If a matrix is not positive definite.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.cholesky([[4., 2.], [2., 5.]], lower=True)
    array([[2., 0.],
           [1., 2.]])
    """
    if not overwrite_a and (quick := _quick_cholesky(a, lower, True, check_finite)) is not None:
        return quick
    return _factored(a, lower, overwrite_a, check_finite, True)


def cho_factor(a: Any, lower: bool = False, overwrite_a: bool = False,
               check_finite: bool = True) -> tuple[np.ndarray, Any]:
    """Cholesky factor for `cho_solve`: the other triangle is left as it came.

    Parameters
    ----------
    a : (..., M, M) array_like
    lower, overwrite_a, check_finite : bool, optional
        As in `cholesky`.

    Returns
    -------
    c : (..., M, M) ndarray
    lower : bool or (...) ndarray of bool
        Which triangle of ``c`` holds the factor.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.cho_solve(linalg.cho_factor([[4., 2.], [2., 5.]]), [8., 8.])
    array([1.5, 1. ])
    """
    c = None if overwrite_a else _quick_cholesky(a, lower, False, check_finite)
    if c is None:
        c = _factored(a, lower, overwrite_a, check_finite, False)
    return c, lower if c.ndim == 2 else np.full(c.shape[:-2], bool(lower))


def cho_solve(c_and_lower: tuple[Any, Any], b: Any, overwrite_b: bool = False, check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` from the factorisation of `cho_factor` or `cholesky`.

    Parameters
    ----------
    c_and_lower : tuple of (..., N, N) array_like and bool
    b : (N,) or (..., N, NRHS) array_like
    overwrite_b, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.cho_solve((linalg.cholesky([[4., 2.], [2., 5.]]), False), [8., 8.])
    array([1.5, 1. ])
    """
    c, lower = c_and_lower
    if not overwrite_b and (quick := _quick_solve(c, lower, b, check_finite)) is not None:
        return quick
    c, b = _FACTOR(c, check_finite), _SOLVE.b(b, check_finite)
    which = np.asarray(lower, dtype=bool)
    if which.size and which.any() != which.all():
        raise ValueError("linalg.cho_solve: lower must be the same for every matrix of a stack")
    b, vector = right_sides("linalg.cho_solve", c, b, c.shape[-1])
    kind = np.result_type(c, b)
    stack, (c, b) = broadcast_stacks("linalg.cho_solve", c.astype(kind, copy=False), b.astype(kind, copy=False))
    x = columns(b, overwrite_b)
    if x.size:
        _native.cho_solve(read_columns(c), x, bool(which.any()), infos(len(x)))
    x = x.reshape(stack + x.shape[1:])
    return x[..., 0, :] if vector else x.swapaxes(-1, -2)
