# SPDX-License-Identifier: BSD-3-Clause
"""Powell's method of conjugate directions: line minimisations, no derivatives.

M. J. D. Powell, The Computer Journal 7 (1964) 155-162, with his rule for when a direction may be replaced (the one
along which the function fell most, if that keeps the set independent). Lines are searched by Brent's method (see
`_scalar_minimize`), over all reals, or over the part of the line inside the bounds.
"""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova.optimize._bfgs import as_args, unpacked
from scinova.optimize._bounds import limits
from scinova.optimize._objective import as_scalar, start_point
from scinova.optimize._result import NOTES, SUCCEEDED, Callback, OptimizeResult, OptimizeWarning, announce, warn_unknown
from scinova.optimize._scalar_minimize import BracketError, minimize_bounded, minimize_brent


class _OutOfCalls(Exception):
    pass


class _Lines:
    """The objective, and its minimisation along lines."""

    def __init__(self, fun: Any, args: tuple, box: Any, xtol: float, maxfev: float):
        self.fun, self.args, self.box, self.xtol, self.maxfev = fun, args, box, xtol, maxfev
        self.nfev = 0

    def value(self, x: np.ndarray) -> float:
        if self.nfev >= self.maxfev:
            raise _OutOfCalls
        self.nfev += 1
        return as_scalar(self.fun(x.copy(), *self.args))

    def interval(self, x: np.ndarray, p: np.ndarray) -> tuple[float, float]:
        """The steps along ``p`` that stay inside the bounds."""
        if self.box is None:
            return -math.inf, math.inf
        lower, upper = self.box
        moving = p != 0
        ends = np.array([(lower - x)[moving] / p[moving], (upper - x)[moving] / p[moving]])
        low, high = float(ends.min(0).max()), float(ends.max(0).min())
        return (low, high) if low <= high else (0.0, 0.0)

    def minimise(self, x: np.ndarray, p: np.ndarray, f: float) -> tuple[float, np.ndarray, np.ndarray]:
        """Least value on the line, the point, and the step to it."""
        if not p.any():
            return f, x, p
        low, high = self.interval(x, p)
        along = lambda t: self.value(x + t * p)
        tol = self.xtol * 100
        if math.isinf(low) and math.isinf(high):
            try:
                found = minimize_brent(along, xtol=tol)
            except BracketError as error:
                a, b, c, fa, fb, fc, _ = error.data  # type: ignore[misc]
                if math.isnan(fa + fb + fc):
                    return math.nan, x, np.zeros_like(p)
                best, t = min((fa, a), (fb, b), (fc, c))
                if not best < f:
                    return f, x, np.zeros_like(p)
                found = OptimizeResult(x=t, fun=best)
        elif math.isfinite(low) and math.isfinite(high):
            if low == high == 0:
                return f, x, np.zeros_like(p)
            found = (minimize_bounded(along, (low, high), xatol=tol / 100) if low < high
                     else OptimizeResult(x=low, fun=along(low)))
        else:  # one end free: the tangent maps a finite interval to the half line
            found = minimize_bounded(lambda u: along(math.tan(u)), (math.atan(low), math.atan(high)), xatol=tol / 100)
            found["x"] = math.tan(found["x"])
        step = found.x * p
        if self.box is not None:
            step = np.where(p != 0, np.clip(x + step, *self.box) - x, 0.0)
            # The search of an interval does not include the point it starts from (which may be outside).
            if found.fun > f and low <= 0 <= high:
                return f, x, np.zeros_like(p)
        return float(found.fun), x + step, step


def minimize_powell(fun: Callable[..., Any], x0: Any, args: tuple = (), callback: Any = None, bounds: Any = None,
                    xtol: float = 1e-4, ftol: float = 1e-4, maxiter: float | None = None, maxfev: float | None = None,
                    disp: Any = False, direc: Any = None, return_all: bool = False, **unknown: Any) -> OptimizeResult:
    """Powell's method; see the module."""
    from scinova.optimize._nelder_mead import _limits_of_work
    warn_unknown(unknown)
    x = start_point(x0)
    n = x.size
    box = None if bounds is None else limits(bounds, n)
    if box is not None and ((x < box[0]) | (x > box[1])).any():
        warnings.warn("the initial guess is outside the bounds", OptimizeWarning, stacklevel=3)
    directions = np.eye(n) if direc is None else np.array(direc, dtype=float)
    if directions.shape != (n, n):
        raise ValueError(f"minimize: direc must have the shape {(n, n)}; got {directions.shape}")
    if np.linalg.matrix_rank(directions) < n:
        warnings.warn("direc has not full rank: some parameters may not be optimised", OptimizeWarning, stacklevel=3)
    maxiter, maxfev = _limits_of_work(maxiter, maxfev, 1000 * n)
    if n == 0:
        raise ValueError("minimize: x0 must not be empty for method Powell")
    lines = _Lines(fun, args, box, xtol, max(maxfev, 1))
    return _iterate(lines, x, directions, ftol, maxiter, Callback(callback), disp, return_all)


def _iterate(lines: _Lines, x: np.ndarray, directions: np.ndarray, ftol: float, maxiter: float, callback: Callback,
             disp: Any, return_all: bool) -> OptimizeResult:
    path, nit, trouble = [x], 0, ""
    f = lines.value(x)
    with meter("Powell", None) as report:
        while True:
            start, f_start = x, f
            try:
                x, f, most, fall = _sweep(lines, x, f, directions)
                nit += 1
                report()
                if return_all:
                    path.append(x)
                if callback(x, f):
                    trouble = "callback"
                    break
                if 2.0 * (f_start - f) <= ftol * (abs(f_start) + abs(f)) + 1e-20:
                    break
                if lines.nfev >= lines.maxfev or nit >= maxiter:
                    break
                if np.isnan(f_start) and np.isnan(f):
                    break
                x, f = _replace(lines, start, f_start, x, f, directions, most, fall)
            except _OutOfCalls:
                break
    if trouble:
        pass
    elif lines.nfev >= lines.maxfev:
        trouble = "maxfev"
    elif nit >= maxiter:
        trouble = "maxiter"
    elif np.isnan(f) or np.isnan(x).any():
        trouble = "nan"
    outside = lines.box is not None and ((x < lines.box[0]) | (x > lines.box[1])).any()
    status = {"": 0, "maxfev": 1, "maxiter": 2, "nan": 3, "callback": 99}[trouble]
    message = NOTES[trouble] if trouble else SUCCEEDED
    if outside and not status:
        status, message = 4, "The result is outside the bounds, as the initial guess was."
    result = OptimizeResult(message=message, success=status == 0, status=status, fun=f, x=x, nit=nit, direc=directions,
                            nfev=lines.nfev)
    if return_all:
        result["allvecs"] = path
    announce(result, disp, "nit nfev", RuntimeWarning)
    return result


def _sweep(lines: _Lines, x: np.ndarray, f: float, directions: np.ndarray) -> tuple[np.ndarray, float, int, float]:
    """A line minimisation along each direction; also where the function fell most, and by how much."""
    most, fall = 0, 0.0
    for i in range(len(directions)):
        before = f
        f, x, _ = lines.minimise(x, directions[i], f)
        if before - f > fall:
            most, fall = i, before - f
    return x, f, most, fall


def _replace(lines: _Lines, start: np.ndarray, f_start: float, x: np.ndarray, f: float, directions: np.ndarray,
             most: int, fall: float) -> tuple[np.ndarray, float]:
    """Powell's rule: take in the direction of the whole sweep, if the function goes on falling along it."""
    moved = x - start
    further = lines.interval(x, moved)[1] if lines.box is not None and moved.any() else 1.0
    f_beyond = lines.value(x + min(further, 1.0) * moved)
    if f_start > f_beyond:
        by_others, beyond = f_start - f - fall, f_start - f_beyond
        t = 2.0 * (f_start + f_beyond - 2.0 * f) * by_others * by_others - fall * beyond * beyond
        if t < 0.0:
            f, x, step = lines.minimise(x, moved, f)
            if step.any():
                directions[most] = directions[-1]
                directions[-1] = step
    return x, f


def fmin_powell(func: Callable[..., Any], x0: Any, args: tuple = (), xtol: float = 1e-4, ftol: float = 1e-4,
                maxiter: float | None = None, maxfun: float | None = None, full_output: Any = 0, disp: Any = 1,
                retall: Any = 0, callback: Callable[..., Any] | None = None, direc: Any = None) -> Any:
    """Minimise a function by Powell's method, which needs no derivatives.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    x0 : array_like, shape (n,)
        Starting point.
    args : tuple, optional
        Further arguments.
    xtol, ftol : float, optional
        Tolerance of the line searches, and relative decrease of a sweep at which the iteration ends.
    maxiter, maxfun : int, optional
        Iterations and evaluations at most; ``1000 n`` by default.
    full_output, disp, retall : bool, optional
        Return more; print how it ended; return the iterates too.
    callback : callable, optional
        Called with every iterate.
    direc : array_like, shape (n, n), optional
        First directions, as rows.

    Returns
    -------
    xopt : ndarray
        The minimiser.
    fopt, direc, iter, funcalls, warnflag
        With ``full_output``: value, last directions, iterations, evaluations, and how it ended.
    allvecs : list
        With ``retall``: the iterates.

    Examples
    --------
    >>> from scinova import optimize
    >>> optimize.fmin_powell(lambda x: (x[0] - 1)**2 + (x[1] + 2)**2, [0.0, 0.0], disp=0).round(4)
    array([ 1., -2.])
    """
    res = minimize_powell(func, x0, as_args(args), callback, None, xtol, ftol, maxiter, maxfun, disp, direc,
                          bool(retall))
    return unpacked(res, "fun direc nit nfev status", full_output, retall)
