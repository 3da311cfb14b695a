# SPDX-License-Identifier: BSD-3-Clause
"""Determinant, inverse, and square systems of equations.

Gaussian elimination with partial pivoting or, where the matrix has a structure, the factorisation that makes use of it
(LAPACK Users' Guide, 3rd ed., section 2.4.1). Matrices of order at most sixteen are eliminated without
LAPACK, in one native call that answers None for what it leaves to the steps that follow it here.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.old_calls import answers_old_calls
from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg import _native
from scinova.linalg._stacks import (
    REAL_OF,
    LinAlgError,
    broadcast_stacks,
    common_dtype,
    first,
    infos,
    right_sides,
    rows,
    warn_condition,
)

_quick_det, _quick_inv, _quick_solve = _native.quick_det, _native.quick_inv, _native.quick_solve
_STRUCTURES = {"general": 0, "gen": 0, "diagonal": 1, "tridiagonal": 2, "banded": 3, "upper triangular": 4,
               "lower triangular": 5, "symmetric": 6, "sym": 6, "hermitian": 7, "her": 7, "positive definite": 8,
               "pos": 8, None: 9}
_TURNED = {4: 5, 5: 4}  # what a structure is called in the transposed matrix
_INVERTIBLE = {k: v for k, v in _STRUCTURES.items() if v not in (2, 3)}

_DET = Arguments("linalg.det", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                 a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=TypeError))
_INV = Arguments("linalg.inv", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                 a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError, masked=False))
_SOLVE = Arguments("linalg.solve", example={"a": [[1.0, 2.0], [3.0, 4.0]], "b": [1.0, 2.0]},
                   a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError, masked=False),
                   b=Array("lapack", finite=True, refusal=ValueError, masked=False),
                   assume_a=Choice(_STRUCTURES))


def det(a: Any, overwrite_a: bool = False, check_finite: bool = True) -> Any:
    """Determinant of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
        Single precision and integers are computed in double precision.
    overwrite_a : bool, optional
        Allow ``a`` to be overwritten.
    check_finite : bool, optional
        Refuse NaN and inf; False saves a pass over ``a``.

    Returns
    -------
    (...) float or complex
        A scalar for a single matrix.

    Raises
    ------
    ValueError
        If the matrices are not square.

    Notes
    -----
    The product of the pivots of the LU factorisation with partial pivoting, with the sign of the row exchanges.

    Examples
    --------
    >>> from scinova import linalg
    >>> float(linalg.det([[1, 2], [3, 4]]))
    -2.0
    """
    if not overwrite_a and (quick := _quick_det(a, check_finite)) is not None:
        return quick
    a = _DET.a(a, check_finite)
    kind = np.complex128 if a.dtype.kind == "c" else np.float64
    if a.dtype != kind:
        a, overwrite_a = a.astype(kind), True
    out = np.empty(a.shape[:-2], dtype=kind)
    _native.det(rows(a, overwrite_a), out.reshape(out.size))
    return out[()]


def inv(a: Any, overwrite_a: bool = False, check_finite: bool = True, *, assume_a: str | None = None,
        lower: bool = False) -> np.ndarray:
    """Inverse of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
    overwrite_a, check_finite : bool, optional
        As in `det`.
    assume_a : {None, 'general', 'diagonal', 'upper triangular', 'lower triangular', 'symmetric', 'hermitian', \
'positive definite'}, optional
        The structure to rely on; elements outside it are not read. None looks for one.
    lower : bool, optional
        Which triangle is read of a symmetric matrix whose structure is stated.

    Returns
    -------
    (..., M, M) ndarray

    Raises
    ------
    LinAlgError
        If a matrix is singular, or not positive definite where that is stated.

    Warns
    -----
    LinAlgWarning
        If a matrix is singular to working precision.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.inv([[1., 2.], [3., 4.]])
    array([[-2. ,  1. ],
           [ 1.5, -0.5]])
    """
    if assume_a is None and not overwrite_a and (quick := _quick_inv(a, check_finite)) is not None:
        return quick
    a = _INV.a(a, check_finite)
    if assume_a not in _INVERTIBLE:
        raise KeyError(f"linalg.inv: assume_a must be one of {', '.join(map(repr, _INVERTIBLE))}; got {assume_a!r}")
    structure = _INVERTIBLE[assume_a]
    if turned := a.flags.f_contiguous and a.ndim == 2:
        a, structure, lower = a.T, _TURNED.get(structure, structure), not lower
    out = rows(a, overwrite_a and turned)
    info, rcond = infos(len(out)), np.zeros(len(out), dtype=REAL_OF[a.dtype.char])
    if out.size and not _native.inv(out, structure, bool(lower), rcond, info):
        _report("linalg.inv", structure, rcond, info)
    out = out.reshape(a.shape)
    return out.T if turned else out


@answers_old_calls("linalg.solve")
def solve(a: Any, b: Any, lower: bool = False, overwrite_a: bool = False, overwrite_b: bool = False,
          check_finite: bool = True, assume_a: str | None = None, transposed: bool = False) -> np.ndarray:
    """Solution of ``a @ x = b`` for square ``a``, or for each matrix of a stack.

    Parameters
    ----------
    a : (..., N, N) array_like
    b : (N,) or (..., N, NRHS) array_like
        Right-hand sides; a vector goes with every matrix of the stack.
    lower : bool, optional
        Which triangle is read of a symmetric or positive definite matrix whose structure is stated.
    overwrite_a, overwrite_b, check_finite : bool, optional
        As in `det`.
    assume_a : {None, 'general', 'diagonal', 'tridiagonal', 'banded', 'upper triangular', 'lower triangular', \
'symmetric', 'hermitian', 'positive definite'}, optional
        The structure to rely on ('gen', 'sym', 'her', 'pos' for short). None looks for one.
    transposed : bool, optional
        Solve ``a.T @ x = b``; real matrices only.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Raises
    ------
    LinAlgError
        If a matrix is singular, or not positive definite where that is stated.

    Warns
    -----
    LinAlgWarning
        If a matrix is singular to working precision.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solve([[3., 2.], [1., 2.]], [7., 5.])
    array([1., 2.])
    """
    if (assume_a is None and not (transposed or overwrite_a or overwrite_b)
            and (quick := _quick_solve(a, b, check_finite)) is not None):
        return quick
    a, b = given = _as_numbers(a, b)
    a, b = _SOLVE.a(a if np.ndim(a) > 1 else np.atleast_2d(a), check_finite), _SOLVE.b(b, check_finite)
    structure = _SOLVE.assume_a(assume_a)
    kind = common_dtype(a, b)
    if transposed and kind.kind == "c":
        raise NotImplementedError("linalg.solve: transposed=True is for real matrices; pass a.T or a.conj().T instead")
    n = a.shape[-1]
    if b.ndim == 0:
        b = b[None]
    if n == 1 and b.ndim == 1 and b.size != 1:
        b = b[None, :]
        return solve(a, b, lower, overwrite_a, overwrite_b, check_finite, assume_a, transposed)[..., 0, :]
    b, vector = right_sides("linalg.solve", a, b, n)
    if kind == np.float32 and (a.dtype != b.dtype or all(np.asarray(g).dtype.kind in "biu" for g in given)):
        kind = np.dtype(np.float64)
    shared = a.ndim == 2 and b.ndim > 2
    stack = b.shape[:-2] if shared else ()
    if not shared:
        stack, (a, b) = broadcast_stacks("linalg.solve", a, b)
    if turned := a.flags.f_contiguous and a.ndim == 2:
        a, structure, lower, transposed = a.T, _TURNED.get(structure, structure), not lower, not transposed
    matrices = rows(a.astype(kind, copy=False), overwrite_a and turned)
    x = rows(b.swapaxes(-1, -2).astype(kind, copy=False), overwrite_b and b.dtype == kind)
    nrhs, count = x.shape[1], len(x)
    if shared:
        x = x.reshape(1, count * nrhs, n)
    info, rcond = infos(len(matrices)), np.zeros(len(matrices), dtype=REAL_OF[kind.char])
    if x.size and not _native.solve(matrices, x, structure, bool(lower), bool(transposed), rcond, info):
        _report("linalg.solve", structure, rcond, info)
    x = x.reshape(*stack, nrhs, n)
    return x[..., 0, :] if vector else x.swapaxes(-1, -2)


def _as_numbers(a: Any, b: Any) -> tuple[Any, Any]:
    """Strings and times as the numbers that they stand for, if their types go together at all."""
    kinds = {np.asarray(x).dtype.kind for x in (a, b)}
    if "O" in kinds or not kinds & set("SUmMV"):
        return a, b
    np.result_type(np.asarray(a), np.asarray(b))            # TypeError where they do not
    try:
        return np.asarray(a).astype(float), np.asarray(b).astype(float)
    except (ValueError, TypeError):
        raise ValueError(f"linalg.solve: a and b must be arrays of real or complex numbers; got dtypes "
                         f"{np.asarray(a).dtype} and {np.asarray(b).dtype}") from None


def _report(function: str, structure: int, rcond: np.ndarray, info: np.ndarray) -> None:
    if info.any():
        what = "is not positive definite" if structure == 8 else "is singular"
        raise LinAlgError(f"{function}: {first(info)} {what}")
    warn_condition(function, rcond, info)
