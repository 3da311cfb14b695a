# SPDX-License-Identifier: BSD-3-Clause
"""LU factorisation with partial pivoting, kept in LAPACK's compact form."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import (
    REAL_OF,
    LinAlgWarning,
    broadcast_stacks,
    columns,
    first,
    infos,
    options,
    read_columns,
    right_sides,
)

_quick_factor, _quick_solve, _split = _native.quick_lu_factor, _native.quick_lu_solve, _native.split_lu
_LU = Arguments("linalg.lu_factor", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                a=Array("lapack", finite=True))
_SOLVE = Arguments("linalg.lu_solve", example={"lu_and_piv": (np.eye(2), np.arange(2)), "b": [1.0, 2.0]},
                   b=Array("lapack", ndim=(1, None), finite=True))
_FULL = Arguments("linalg.lu", example={"a": [[1.0, 2.0], [3.0, 4.0]]}, a=Array("lapack", ndim=(2, None), finite=True))
_FACTOR = Array("lapack", ndim=(2, None), square=True)     # what has been computed is not checked again
_FACTOR.function, _FACTOR.name = "linalg.lu_solve", "lu"


def lu_factor(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """LU factorisation ``P @ a = L @ U``, of a matrix or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    overwrite_a, check_finite : bool, optional
        As in `det`.

    Returns
    -------
    lu : (..., M, N) ndarray
        ``U`` on and above the diagonal, ``L`` below it; the ones on its diagonal are not kept.
    piv : (..., min(M, N)) ndarray of int32
        Row ``i`` was exchanged with row ``piv[i]``.

    Warns
    -----
    LinAlgWarning
        If ``U`` has a zero on its diagonal.

    Examples
    --------
    >>> from scinova import linalg
    >>> lu, piv = linalg.lu_factor([[1., 2.], [4., 4.]])
    >>> lu
    array([[4.  , 4.  ],
           [0.25, 1.  ]])
    >>> piv
    array([1, 1], dtype=int32)
    """
    if not overwrite_a and (quick := _quick_factor(a, check_finite)) is not None:
        return quick
    a = np.atleast_2d(_LU.a(a, check_finite))
    stack, k = a.shape[:-2], min(a.shape[-2:])
    lu = columns(a, overwrite_a)
    pivots, info = np.zeros((len(lu), k), dtype=np.int32), infos(len(lu))
    if lu.size:
        _native.lu_factor(lu, pivots, info)
    if info.any():
        warnings.warn(f"linalg.lu_factor: {first(info)} is singular: element {info[info > 0][0]} of the diagonal of U "
                      "is zero", LinAlgWarning, stacklevel=2)
    return lu.reshape(stack + lu.shape[1:]).swapaxes(-1, -2), pivots.reshape(*stack, k)


def lu_solve(lu_and_piv: tuple[Any, Any], b: Any, trans: int = 0, overwrite_b: bool = False,
             check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` from the factorisation of `lu_factor`.

    Parameters
    ----------
    lu_and_piv : tuple of (..., N, N) array_like and (..., N) array_like
    b : (N,) or (..., N, NRHS) array_like
    trans : {0, 1, 2}, optional
        Solve with ``a``, its transpose, or its conjugate transpose.
    overwrite_b : bool, optional
        As in `solve`.
    check_finite : bool, optional
        Refuse NaN and inf in ``b``.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> factors = linalg.lu_factor([[1., 2.], [4., 4.]])
    >>> linalg.lu_solve(factors, [3., 8.])
    array([1., 1.])
    """
    lu, piv = lu_and_piv
    if not overwrite_b and (quick := _quick_solve(lu, piv, b, trans, check_finite)) is not None:
        return quick
    lu, b = _FACTOR(lu), _SOLVE.b(b, check_finite)
    trans = options(trans, "trans", "linalg.lu_solve", {0: 0, 1: 1, 2: 2})
    n = lu.shape[-1]
    piv = np.asarray(piv)
    if (piv.size and piv.dtype.kind not in "iu") or piv.shape != lu.shape[:-1]:
        raise ValueError(f"linalg.lu_solve: piv must be integers of shape {lu.shape[:-1]}; got {piv.dtype} of shape "
                         f"{piv.shape}")
    if piv.size and not (piv.min() >= 0 and piv.max() < n):
        raise ValueError(f"linalg.lu_solve: piv must lie in [0, {n}); got values from {piv.min()} to {piv.max()}")
    b, vector = right_sides("linalg.lu_solve", lu, b, n)
    kind = np.result_type(lu, b)
    stack, (lu, b) = broadcast_stacks("linalg.lu_solve", lu.astype(kind, copy=False), b.astype(kind, copy=False))
    x = columns(b, overwrite_b)
    if x.size:
        pivots = np.array(np.broadcast_to(piv, stack + (n,)), dtype=np.int32, order="C").reshape(len(x), n)
        _native.lu_solve(read_columns(lu), pivots, x, trans, infos(len(x)))
    x = x.reshape(stack + x.shape[1:])
    return x[..., 0, :] if vector else x.swapaxes(-1, -2)


def lu(a: Any, permute_l: bool = False, overwrite_a: bool = False, check_finite: bool = True,
       p_indices: bool = False) -> Any:
    """LU factorisation ``a = P @ L @ U`` in separate factors, of a matrix or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    permute_l : bool, optional
        Return ``P @ L`` and ``U`` alone.
    overwrite_a, check_finite : bool, optional
        As in `det`.
    p_indices : bool, optional
        Return the permutation as indices, with ``a = (L @ U)[p]``.

    Returns
    -------
    p : (..., M, M) or (..., M) ndarray
        Not with ``permute_l``.
    l : (..., M, K) ndarray
        Lower triangular with ones on the diagonal, ``K = min(M, N)``.
    u : (..., K, N) ndarray
        Upper triangular.

    Examples
    --------
    >>> from scinova import linalg
    >>> p, l, u = linalg.lu([[1., 2.], [4., 4.]])
    >>> l
    array([[1.  , 0.  ],
           [0.25, 1.  ]])
    >>> u
    array([[4., 4.],
           [0., 1.]])
    """
    if (quick := _quick_factor(a, check_finite)) is not None:
        return _split(*quick, permute_l, p_indices)
    a = _FULL.a(a, check_finite)
    m, n = a.shape[-2:]
    stack, k = a.shape[:-2], min(m, n)
    work = columns(a, overwrite_a)
    pivots = np.zeros((len(work), k), dtype=np.int32)
    if work.size:
        _native.lu_factor(work, pivots, infos(len(work)))
    compact = work.reshape(stack + (n, m)).swapaxes(-1, -2)
    if a.size:
        return _split(compact, pivots, permute_l, p_indices)
    lower, upper = np.empty((*stack, m, k), dtype=a.dtype), np.empty((*stack, k, n), dtype=a.dtype)
    if permute_l:
        return lower, upper
    p = np.empty((*stack, 0) if p_indices else (*stack, 0, 0), dtype=np.int32 if p_indices else REAL_OF[a.dtype.char])
    return p, lower, upper                                  # SciPy has no permutation of what is empty
