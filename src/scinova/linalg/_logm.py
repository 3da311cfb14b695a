# SPDX-License-Identifier: BSD-3-Clause
"""The matrix logarithm and fractional powers, by inverse scaling and squaring of the Schur form.

Al-Mohy & Higham, SIAM J. Sci. Comput. 34 (2012) C153 (logarithm); Higham & Lin, SIAM J. Matrix Anal. Appl. 32 (2011)
1056 and 34 (2013) 1341 (powers).
"""
from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._expm import expm
from scinova.linalg._forms import NEGATIVE, NOT_FINITE, NOT_GIVEN, PAIRS, ZERO, Forms, deprecated, diagonals, forms
from scinova.linalg._stacks import first

_LOGM = Arguments("linalg.logm", example={"A": [[2.0, 1.0], [1.0, 2.0]]},
                  A=Array("lapack", ndim=(2, None), square=True, finite=True))
_POWER = Arguments("linalg.fractional_matrix_power", example={"A": [[2.0, 1.0], [1.0, 2.0]], "t": 0.5},
                   A=Array("any", ndim=(2, None), square=True))

NEGLIGIBLE = 1e-20          # stands for eigenvalues that are exactly zero


class LogmExactlySingularWarning(UserWarning):
    """A matrix with an eigenvalue of zero has no logarithm.

    Examples
    --------
    >>> from scinova.linalg._logm import LogmExactlySingularWarning
    >>> issubclass(LogmExactlySingularWarning, UserWarning)
    True
    """


def _double(a: np.ndarray) -> np.ndarray:
    """A stack (count, n, n) in double precision that may be overwritten."""
    return np.array(a, dtype=np.complex128 if a.dtype.kind == "c" else np.float64, order="C").reshape(-1, *a.shape[-2:])


def logm(A: Any, disp: Any = NOT_GIVEN) -> Any:
    """Principal logarithm of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
        Computed in double precision.
    disp : bool, optional
        Deprecated. False returns an error estimate in place of warning of it.

    Returns
    -------
    logA : (..., N, N) ndarray
        The matrix with ``expm(logA) = A`` whose eigenvalues have imaginary parts in (-pi, pi]. Real if ``A`` is real
        and has no negative eigenvalue (for a stack: none of its matrices has).
    errest : (...) float
        With ``disp=False``: ``||expm(logA) - A||_1 / ||A||_1``.

    Raises
    ------
    ValueError
        If the matrices are not square, or not finite.

    Warns
    -----
    UserWarning
        If a matrix is exactly singular, so that it has no logarithm; 1e-20 then stands for its eigenvalues of zero.
    RuntimeWarning
        If the error estimate exceeds 1000 units of roundoff.

    Notes
    -----
    Inverse scaling and squaring: square roots of the triangular Schur form until a Pade approximant of log(1 + x) of
    degree at most 7 suffices, chosen from norms of powers.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 3.], [1., 4.]])
    >>> np.allclose(linalg.expm(linalg.logm(a)), a)
    True
    """
    deprecated("linalg.logm", disp=disp)
    a = _LOGM.A(A)
    a = a.astype(np.complex128 if a.dtype.kind == "c" else np.float64, copy=False)
    log = _logm(a) if a.size else a.copy()
    with np.errstate(all="ignore"):
        if a.size:
            errest = np.linalg.norm(expm(log) - a, 1, axis=(-2, -1)) / np.linalg.norm(a, 1, axis=(-2, -1))
        else:
            errest = np.zeros(a.shape[:-2])
    if disp is not NOT_GIVEN and not disp:
        return log, errest[()]
    worst = float(np.max(errest, initial=0.0))
    if not worst < 1000 * np.finfo(np.float64).eps:
        warnings.warn(f"linalg.logm: the result may be inaccurate; its exponential differs from A by {worst:.3g} "
                      "(relative)", RuntimeWarning, stacklevel=2)
    return log


def _logm(a: np.ndarray) -> np.ndarray:
    form = forms("linalg.logm", _double(a))
    if form.any(ZERO):
        warnings.warn(f"linalg.logm: {first(form.spectrum & ZERO)} is exactly singular and has no logarithm",
                      LogmExactlySingularWarning, stacklevel=3)
    out_of_real = form.any(NEGATIVE)
    real = form.t.dtype.kind != "c" and not out_of_real
    if out_of_real or form.any(PAIRS):
        form = form.as_complex()
    eigenvalues = diagonals(form.t)
    eigenvalues[eigenvalues == 0] = NEGLIGIBLE
    _native.log_of_forms(form.t, form.spectrum)
    log = form.back(form.t, real).reshape(a.shape)
    return np.ascontiguousarray(log.real) if real else log


def fractional_matrix_power(A: Any, t: float) -> np.ndarray:
    """Power ``A**t`` of a square matrix with a real exponent, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
    t : float
        A whole number is answered with products (and an inverse) in the type of ``A``; anything else is computed in
        double precision.

    Returns
    -------
    (..., N, N) ndarray
        The principal power, exp(t log A). Real if ``A`` is real and its eigenvalues are real and not negative. NaN for
        matrices that have no such power: singular ones for negative ``t``, and those with a nilpotent part that
        ``x**t`` is not smooth enough for.

    Raises
    ------
    ValueError
        If the matrices are not square, or not finite.
    LinAlgError
        If ``t`` is a negative whole number and a matrix singular.

    Notes
    -----
    The Schur form, square roots, a Pade approximant of (1 - x)^p and squaring, for the fractional part p of ``t`` (of
    the sign of ``t``); times the power with the whole part.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 3.], [1., 4.]])
    >>> b = linalg.fractional_matrix_power(a, 1 / 3)
    >>> np.allclose(b @ b @ b, a)
    True
    """
    a = _POWER.A(A)
    whole = int(t)
    if t == whole:
        return np.linalg.matrix_power(a, whole)
    if a.dtype.kind not in "biufc":
        raise ValueError(f"linalg.fractional_matrix_power: A must be an array of numbers; got dtype {a.dtype}")
    if not np.isfinite(a).all():
        raise ValueError("linalg.fractional_matrix_power: A must be finite; got an array with NaN or inf")
    if a.size == 0:
        return np.empty(a.shape, dtype=np.result_type(a.dtype, np.float64))
    form = forms("linalg.fractional_matrix_power", _double(a))
    real = form.t.dtype.kind != "c" and not form.any(NEGATIVE)
    stay = real and not form.any(PAIRS)
    if not stay:
        form = form.as_complex()
    singular = (form.spectrum & ZERO) != 0
    skipped = form.spectrum | np.where(singular, NOT_FINITE, 0).astype(np.int32)
    results = form.t.copy()
    _native.power_of_forms(results, t - whole, skipped)
    results = form.back(results, real and not stay)
    matrices = a.reshape(results.shape).astype(results.dtype)
    for k in np.flatnonzero(singular):
        results[k] = _singular_power(form, int(k), float(t))
    regular = ~singular
    if whole and regular.any():
        results[regular] = np.linalg.matrix_power(matrices[regular], whole) @ results[regular]
    if real and not stay:
        results.imag = 0        # of singular matrices, and of powers of complex ones
    return results.reshape(a.shape)


def _singular_power(form: Forms, k: int, t: float) -> np.ndarray:
    """A^t from a Schur form with eigenvalues of zero: those are put last, and the two blocks joined by Parlett's
    recurrence. The nilpotent block's power is zero if x^t has as many derivatives at 0 as matter, else undefined."""
    values, n = diagonals(form.t[k:k + 1])[0], form.t.shape[1]
    zero = np.flatnonzero(values == 0)
    rest = np.flatnonzero(values)

    def blocks(upper: np.ndarray, starts: np.ndarray) -> list[np.ndarray]:
        m = len(rest)
        nilpotent = np.linalg.matrix_power(np.triu(upper[m:, m:], 1), math.floor(t) + 1) if t > 0 else None
        last = np.full((n - m, n - m), 0 if nilpotent is not None and not nilpotent.any() else np.nan)
        if m == 0:
            return [last]
        regular = np.array(upper[:m, :m].T, order="C")[None]
        power = regular.copy()
        _native.power_of_forms(power, t - int(t), np.zeros(1, dtype=np.int32))
        return [np.linalg.matrix_power(regular[0].T, int(t)) @ power[0].T, last]

    result = form.with_blocks(k, [g for g in (rest, zero) if len(g)], blocks)
    if result is None or np.isnan(result).any():
        return np.full((n, n), np.nan, dtype=form.t.dtype)
    return result if form.t.dtype.kind == "c" else result.real
