# SPDX-License-Identifier: BSD-3-Clause
"""`newton`: the methods of Newton, Halley and the secant, from a starting point; for one zero or an array of them."""
from __future__ import annotations

import operator
import warnings
from collections import namedtuple
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._bfgs import as_args
from scinova.optimize._scalar_roots import RootResults

result = namedtuple("result", "root converged zero_der")
_CONVERGED, _FAILED = 0, -2


def newton(func: Callable[..., Any], x0: Any, fprime: Callable[..., Any] | None = None, args: Any = (),
           tol: float = 1.48e-8, maxiter: int = 50, fprime2: Callable[..., Any] | None = None, x1: Any = None,
           rtol: float = 0.0, full_output: Any = False, disp: Any = True) -> Any:
    """Find a zero of a real or complex function from a starting point.

    Parameters
    ----------
    func : callable
        The function ``func(x, *args)``.
    x0 : float, complex or array_like
        Starting point; an array of more than one element is taken as independent problems, and ``func`` is called with
        arrays.
    fprime, fprime2 : callable, optional
        First derivative (Newton's method), and second (Halley's); without them, the secant method.
    args : tuple, optional
        Further arguments of all three.
    tol, rtol : float, optional
        The iteration ends when the last step is at most ``tol + rtol |x|``.
    maxiter : int, optional
        Iterations at most.
    x1 : float, optional
        Second point of the secant method.
    full_output : bool, optional
        Return more.
    disp : bool, optional
        Raise RuntimeError if it does not converge.

    Returns
    -------
    root : float, complex or ndarray
        The zero.
    r : RootResults
        With ``full_output``, for one zero.
    converged, zero_der : ndarray of bool
        With ``full_output``, for an array: where it converged, and where the derivative vanished.

    Raises
    ------
    ValueError
        If ``tol`` is not positive or ``maxiter`` below 1.
    RuntimeError
        If it does not converge.

    Examples
    --------
    >>> from scinova import optimize
    >>> round(float(optimize.newton(lambda x: x**3 - 1, 1.5, fprime=lambda x: 3 * x**2)), 9)
    1.0
    """
    if not tol > 0:
        raise ValueError(f"newton: tol must be positive; got {tol}")
    maxiter = operator.index(maxiter)
    if maxiter < 1:
        raise ValueError(f"newton: maxiter must be at least 1; got {maxiter}")
    args = as_args(args)
    if np.size(x0) != 1 or (np.ndim(x0) and np.size(x0) > 1):
        return _array_newton(func, np.array(x0), fprime, args, tol, rtol, maxiter, fprime2, full_output)
    start = np.asarray(x0)[()] * 1.0
    if fprime is None:
        search = _secant(func, start, x1, args, tol, rtol, maxiter, disp)
        method = "secant"
    else:
        search = _tangent(func, start, fprime, fprime2, args, tol, rtol, maxiter, disp)
        method = "newton" if fprime2 is None else "halley"
    root, iterations, calls, flag, why = search
    if flag == _FAILED and disp:
        raise RuntimeError(f"newton: {why}no convergence in {iterations} iterations; the last value is {root}")
    if flag == _FAILED and why:
        warnings.warn(f"newton: {why.rstrip('; ')}", RuntimeWarning, stacklevel=2)
    return (root, RootResults(root, iterations, calls, flag, method)) if full_output else root


def _close(p: Any, q: Any, tol: float, rtol: float) -> bool:
    return bool(abs(p - q) <= tol + rtol * abs(q))


def _tangent(func: Any, p0: Any, fprime: Any, fprime2: Any, args: tuple, tol: float, rtol: float, maxiter: int,
             disp: Any) -> tuple:
    calls = 0
    for i in range(maxiter):
        value = func(p0, *args)
        calls += 1
        if value == 0:
            return p0, i, calls, _CONVERGED, ""
        slope = fprime(p0, *args)
        calls += 1
        if slope == 0:
            return p0, i + 1, calls, _FAILED, "the derivative is zero; "
        step = value / slope
        if fprime2 is not None:
            bend = fprime2(p0, *args)
            calls += 1
            # Halley's denominator, unless it would turn the step round (A. M. Ostrowski, Solution of Equations, 1966).
            adjust = step * bend / slope / 2
            if abs(adjust) < 1:
                step = step / (1.0 - adjust)
        p = p0 - step
        if _close(p, p0, tol, rtol):
            return p, i + 1, calls, _CONVERGED, ""
        p0 = p
    return p0, maxiter, calls, _FAILED, ""


def _secant(func: Any, p0: Any, x1: Any, args: tuple, tol: float, rtol: float, maxiter: int, disp: Any) -> tuple:
    if x1 is not None:
        if x1 == p0:
            raise ValueError(f"newton: x1 must differ from x0; got {x1} for both")
        p1 = x1
    else:
        p1 = p0 * (1 + 1e-4) + (1e-4 if p0.real >= 0 else -1e-4)
    q0, q1 = func(p0, *args), func(p1, *args)
    calls = 2
    if abs(q1) < abs(q0):
        p0, p1, q0, q1 = p1, p0, q1, q0
    for i in range(maxiter):
        if q1 == q0:
            if p1 != p0:
                return (p1 + p0) / 2.0, i + 1, calls, _FAILED, f"f has equal values {abs(p1 - p0):g} apart; "
            return (p1 + p0) / 2.0, i + 1, calls, _CONVERGED, ""
        if abs(q1) > abs(q0):
            p = (-q0 / q1 * p1 + p0) / (1 - q0 / q1)
        else:
            p = (-q1 / q0 * p0 + p1) / (1 - q1 / q0)
        if _close(p, p1, tol, rtol):
            return p, i + 1, calls, _CONVERGED, ""
        p0, q0, p1 = p1, q1, p
        q1 = func(p1, *args)
        calls += 1
    return p1, maxiter, calls, _FAILED, ""


def _array_newton(func: Any, p: np.ndarray, fprime: Any, args: tuple, tol: float, rtol: float, maxiter: int,
                  fprime2: Any, full_output: Any) -> Any:
    """Newton, Halley or secant steps on an array, each element until its own step is small."""
    if p.size == 0:
        raise ValueError("newton: x0 must not be empty")
    if p.dtype.kind not in "fc":
        p = p.astype(float)
    moving = np.ones(p.shape, bool)
    sound = np.ones(p.shape, bool)
    if fprime is None:
        p, moving, sound = _array_secant(func, p, args, tol, rtol, maxiter)
    else:
        for _ in range(maxiter):
            value = np.asarray(func(p, *args))
            if not value.any():
                moving = value.astype(bool)
                break
            slope = np.broadcast_to(np.asarray(fprime(p, *args)), p.shape)
            sound = slope != 0
            if not sound.any():
                break
            step = value[sound] / slope[sound]
            if fprime2 is not None:
                bend = np.broadcast_to(np.asarray(fprime2(p, *args)), p.shape)
                step = step / (1.0 - 0.5 * step * bend[sound] / slope[sound])
            p = p.astype(np.result_type(p, step, np.float64), copy=True)
            before = p[sound]
            p[sound] -= step
            moving[sound] = np.abs(step) >= tol + rtol * np.abs(before)
            if not moving[sound].any():
                break
    return _report(p, moving, sound, maxiter, full_output)


def _array_secant(func: Any, p: np.ndarray, args: tuple, tol: float, rtol: float,
                  maxiter: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    dx = np.finfo(float).eps ** 0.33
    p1 = p * (1 + dx) + np.where(p >= 0, dx, -dx)
    q0, q1 = np.asarray(func(p, *args)), np.asarray(func(p1, *args))
    active = np.ones(p.shape, bool)
    moving = np.ones(p.shape, bool)
    sound = np.ones(p.shape, bool)
    for _ in range(maxiter):
        sound = q1 != q0
        if not sound.any():
            p = (p1 + p) / 2.0
            break
        step = np.zeros(p.shape, dtype=np.result_type(p, q0, np.float64))
        np.divide(q1 * (p1 - p), q1 - q0, out=step, where=sound)
        nxt = np.where(sound, p1 - step, (p1 + p) / 2.0)
        nxt = np.where(active, nxt, p1)
        settled = ~sound & active
        moving = np.where(sound & active, np.abs(nxt - p1) >= tol + rtol * np.abs(p1), moving)
        moving = np.where(settled, False, moving)
        active = active & sound
        p, p1, q0 = np.where(active, p1, p), nxt, np.where(active, q1, q0)
        if not moving.any():
            break
        q1 = np.asarray(func(p1, *args))
    return (p1 if sound.any() else p), moving, sound


def _report(p: np.ndarray, moving: np.ndarray, sound: np.ndarray, maxiter: int, full_output: Any) -> Any:
    zero_slope = ~sound & moving
    if moving.any():
        every = "all" if moving.all() else "some"
        if zero_slope.any():
            warnings.warn(f"newton: {every} derivatives were zero", RuntimeWarning, stacklevel=4)
        elif moving.all():
            raise RuntimeError(f"newton: none of the {moving.size} converged in {maxiter} iterations")
        else:
            warnings.warn(f"newton: {int(moving.sum())} of {moving.size} did not converge in {maxiter} iterations",
                          RuntimeWarning, stacklevel=4)
    return result(p, ~moving, zero_slope) if full_output else p
