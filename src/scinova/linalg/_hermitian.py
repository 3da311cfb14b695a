# SPDX-License-Identifier: BSD-3-Clause
"""Eigenvalues and eigenvectors of hermitian matrices and definite pencils, through LAPACK's drivers.

Relatively robust representations (Dhillon & Parlett, Linear Algebra Appl. 387 (2004) 1) by default; divide and conquer
(Gu & Eisenstat 1995) for pencils.
"""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova._core.old_calls import answers_old_calls
from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import REAL_OF, LinAlgError, broadcast_stacks, columns, first, infos

_quick_eigh = _native.quick_eigh
_EIGH = Arguments("linalg.eigh", example={"a": [[2.0, 1.0], [1.0, 4.0]]},
                  a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError),
                  b=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))
_STANDARD, _GENERAL, _SUBSETS = ("ev", "evd", "evr", "evx"), ("gv", "gvd", "gvx"), ("evr", "evx", "gvx")


@answers_old_calls("linalg.eigh")
def eigh(a: Any, b: Any = None, *, lower: bool = True, eigvals_only: bool = False, overwrite_a: bool = False,
         overwrite_b: bool = False, type: int = 1, check_finite: bool = True, subset_by_index: Any = None,
         subset_by_value: Any = None, driver: str | None = None) -> Any:
    """Eigenvalues and eigenvectors of a hermitian matrix or definite pencil, or of each of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
        Only the triangle that ``lower`` names is read.
    b : (..., M, M) array_like, optional
        Hermitian positive definite.
    lower : bool, optional
    eigvals_only : bool, optional
        Return the eigenvalues alone.
    overwrite_a, overwrite_b, check_finite : bool, optional
        As in `solve`.
    type : {1, 2, 3}, optional
        With ``b``: ``a v = w b v``, ``a b v = w v`` or ``b a v = w v``.
    subset_by_index : (2,) array_like of int, optional
        First and last of the eigenvalues wanted, in ascending order from 0.
    subset_by_value : (2,) array_like, optional
        Eigenvalues in the half-open interval ``(low, high]``.
    driver : {None, 'ev', 'evd', 'evr', 'evx', 'gv', 'gvd', 'gvx'}, optional
        LAPACK's driver: the first four without ``b``, the others with it; those in x or r for subsets.

    Returns
    -------
    w : (..., N) ndarray
        Eigenvalues in ascending order.
    v : (..., M, N) ndarray
        Eigenvectors in the columns, orthonormal (in the metric that ``b`` and ``type`` give).

    Raises
    ------
    LinAlgError
        If there is no convergence, or ``b`` is not positive definite.

    Examples
    --------
    >>> from scinova import linalg
    >>> w, v = linalg.eigh([[2., 1.], [1., 2.]])
    >>> w
    array([1., 3.])
    """
    if (b is None and driver is None and subset_by_index is None and subset_by_value is None and type == 1
            and (quick := _quick_eigh(a, lower, not eigvals_only, check_finite)) is not None):
        return quick
    a = _EIGH.a(a, check_finite)
    n = a.shape[-1]
    if type not in (1, 2, 3):
        raise ValueError(f"linalg.eigh: type must be 1, 2 or 3; got {type!r}")
    if b is not None:
        b = _EIGH.b(b, check_finite)
        if b.shape[-1] != n:
            raise ValueError(f"linalg.eigh: b must be of order {n} like a; got an array of shape {b.shape}")
        kind = np.result_type(a, b)
        stack, (a, b) = broadcast_stacks("linalg.eigh", a.astype(kind, copy=False), b.astype(kind, copy=False))
    else:
        stack = a.shape[:-2]
    wanted = _subset(n, subset_by_index, subset_by_value)
    driver = _driver(driver, b is not None, wanted[0] != "A")
    matrices = columns(a, overwrite_a)
    count = len(matrices)
    metric = columns(b, overwrite_b) if b is not None else np.empty((count, 0, 0), dtype=a.dtype)
    w = np.zeros((count, n), dtype=REAL_OF[a.dtype.char])
    z = np.empty((count, 0 if eigvals_only else n, n), dtype=a.dtype)
    found, info = np.full(count, n, dtype=np.int32), infos(count)
    if matrices.size:
        _native.eigh(matrices, metric, w, z, found, *wanted, bool(lower), type, driver, info)
        if info.any():
            raise _failure(info, n)
    keep = int(found[0]) if count else n
    if (found != keep).any():
        raise ValueError("linalg.eigh: the matrices of the stack have different numbers of eigenvalues in "
                         f"subset_by_value: {found.min()} to {found.max()}")
    w = w[:, :keep].reshape(*stack, keep)
    if eigvals_only:
        return w
    return w, z[:, :keep].reshape(*stack, keep, n).swapaxes(-1, -2)


@answers_old_calls("linalg.eigvalsh")
def eigvalsh(a: Any, b: Any = None, *, lower: bool = True, overwrite_a: bool = False, overwrite_b: bool = False,
             type: int = 1, check_finite: bool = True, subset_by_index: Any = None, subset_by_value: Any = None,
             driver: str | None = None) -> np.ndarray:
    """Eigenvalues of a hermitian matrix or definite pencil, or of each of a stack.

    Parameters
    ----------
    a, b, lower, overwrite_a, overwrite_b, type, check_finite, subset_by_index, subset_by_value, driver
        As in `eigh`.

    Returns
    -------
    (..., N) ndarray
        In ascending order.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.eigvalsh([[2., 1.], [1., 2.]])
    array([1., 3.])
    """
    return eigh(a, b, lower=lower, eigvals_only=True, overwrite_a=overwrite_a, overwrite_b=overwrite_b, type=type,
                check_finite=check_finite, subset_by_index=subset_by_index, subset_by_value=subset_by_value,
                driver=driver)


def _subset(n: int, by_index: Any, by_value: Any) -> tuple[str, float, float, int, int]:
    """LAPACK's range: kind, bounds, first and last number from 1."""
    if by_index is not None and by_value is not None:
        raise ValueError("linalg.eigh: subset_by_index and subset_by_value must not be given together")
    if by_index is not None:
        low, high = (operator.index(i) for i in by_index)
        if not 0 <= low <= high < n:
            raise ValueError(f"linalg.eigh: subset_by_index must be two integers with 0 <= low <= high < {n}; got "
                             f"{(low, high)}")
        return "I", 0.0, 0.0, low + 1, high + 1
    if by_value is not None:
        lo, hi = map(float, by_value)
        if not lo < hi:
            raise ValueError(f"linalg.eigh: subset_by_value must be two numbers with low < high; got {(lo, hi)}")
        return "V", lo, hi, 1, 1
    return "A", 0.0, 0.0, 1, 1


def _driver(driver: str | None, general: bool, subset: bool) -> str:
    if driver is None:
        return ("gvx" if subset else "gvd") if general else "evr"
    if driver not in _STANDARD + _GENERAL:
        raise ValueError(f"linalg.eigh: driver must be None or one of {', '.join(_STANDARD + _GENERAL)}; got "
                         f"{driver!r}")
    if (driver in _GENERAL) != general:
        raise ValueError(f"linalg.eigh: driver {driver!r} is for problems {'without' if general else 'with'} b")
    if subset and driver not in _SUBSETS:
        raise ValueError(f"linalg.eigh: driver {driver!r} computes no subsets; {', '.join(_SUBSETS)} do")
    return driver


def _failure(info: np.ndarray, n: int) -> LinAlgError:
    value = int(info[info != 0][0])
    if value > n:
        return LinAlgError(f"linalg.eigh: b of {first(info)} is not positive definite: its leading minor of order "
                           f"{value - n} is not positive")
    return LinAlgError(f"linalg.eigh: no convergence for {first(info)} (LAPACK's info is {value})")
