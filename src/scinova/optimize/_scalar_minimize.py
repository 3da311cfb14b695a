# SPDX-License-Identifier: BSD-3-Clause
"""Minimisation of a function of one variable: bracketing, golden section, and Brent's method.

R. P. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 5: golden section steps, replaced by the
minimum of a parabola through the last three points where that lies well inside. The bracket is grown by the same two
means, from two points downhill.
"""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._bfgs import as_args
from scinova.optimize._objective import as_scalar
from scinova.optimize._result import OptimizeResult, OptimizeWarning, warn_unknown

_SECTION = (3 - math.sqrt(5)) / 2      # part of an interval at which to cut it
_GROWTH = (1 + math.sqrt(5)) / 2      # ratio by which a bracket grows
_ROOT_EPS = math.sqrt(np.finfo(float).eps)
_DONE = "The minimum was found to the tolerance xtol = {}."
_TOO_MANY = "The limit on iterations was reached."


class BracketError(RuntimeError):
    """No three points that bracket a minimum were found; ``data`` holds the last ones."""

    data: tuple[Any, ...] | None = None


class _Counted:
    """The objective, at numpy scalars (so that overflow is inf, not an exception), counted."""

    __slots__ = ("func", "args", "calls")

    def __init__(self, func: Callable[..., Any], args: tuple):
        if not callable(func):
            raise TypeError(f"the objective must be callable; got {func!r}")
        self.func, self.args, self.calls = func, args, 0

    def __call__(self, x: float) -> float:
        self.calls += 1
        return as_scalar(self.func(np.float64(x), *self.args))


def bracket(func: Callable[..., Any], xa: float = 0.0, xb: float = 1.0, args: tuple = (), grow_limit: float = 110.0,
            maxiter: int = 1000) -> tuple[Any, ...]:
    """Find three points that bracket a minimum, going downhill from two.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)`` of one variable.
    xa, xb : float, optional
        The first two points.
    args : tuple, optional
        Further arguments.
    grow_limit : float, optional
        The longest step, in units of the last interval.
    maxiter : int, optional
        Steps at most.

    Returns
    -------
    xa, xb, xc : float
        The points, ``xb`` in the middle.
    fa, fb, fc : float
        The values there; ``fb`` is below one of the others and not above the other.
    funcalls : int
        Evaluations.

    Raises
    ------
    BracketError
        If the function only goes down (a RuntimeError; its ``data`` is what would have been returned).

    Examples
    --------
    >>> from scinova import optimize
    >>> xa, xb, xc, fa, fb, fc, calls = optimize.bracket(lambda x: (x - 5)**2)
    >>> bool(fb < fa and fb < fc)
    True
    """
    f = _Counted(func, as_args(args))
    with np.errstate(over="ignore", invalid="ignore"):
        points, ended = _grow(f, float(xa), float(xb), grow_limit, maxiter)
    (a, fa), (b, fb), (c, fc) = points
    data = (np.float64(a), np.float64(b), np.float64(c), np.float64(fa), np.float64(fb), np.float64(fc), f.calls)
    down = (fb < fc and fb <= fa) or (fb < fa and fb <= fc)
    if not ended or not (down and all(map(math.isfinite, (a, b, c)))):
        error = BracketError("bracket: no three points with a minimum between them were found"
                             + ("" if ended else f" in {maxiter} steps"))
        error.data = data
        raise error
    return data


def _grow(f: _Counted, a: float, b: float, limit: float, maxiter: int) -> tuple[list[tuple[float, float]], bool]:
    fa, fb = f(a), f(b)
    if fa < fb:
        a, b, fa, fb = b, a, fb, fa
    c = b + _GROWTH * (b - a)
    fc = f(c)
    for _ in range(maxiter):
        if not fc < fb:
            return [(a, fa), (b, fb), (c, fc)], True
        furthest = b + limit * (c - b)
        t = _vertex(a, fa, b, fb, c, fc)
        if t is not None and min(b, c) < t < max(b, c):     # between b and c: one evaluation may settle it
            ft = f(t)
            if ft < fc:
                return [(b, fb), (t, ft), (c, fc)], True
            if ft > fb:
                return [(a, fa), (b, fb), (t, ft)], True
            t = c + _GROWTH * (c - b)
            ft = f(t)
        elif t is not None and (t - c) * (c - b) > 0:        # beyond c
            if (furthest - t) * (c - b) <= 0:
                t, ft = furthest, f(furthest)
            else:
                ft = f(t)
                if ft < fc:
                    b, c, fb, fc = c, t, fc, ft
                    t = c + _GROWTH * (c - b)
                    ft = f(t)
        else:
            t = c + _GROWTH * (c - b)
            ft = f(t)
        a, b, c, fa, fb, fc = b, c, t, fb, fc, ft
        if not math.isfinite(c):
            return [(a, fa), (b, fb), (c, fc)], True
    return [(a, fa), (b, fb), (c, fc)], False


def _vertex(a: float, fa: float, b: float, fb: float, c: float, fc: float) -> float | None:
    """Where the parabola through three points has its extremum."""
    left, right = (b - a) * (fb - fc), (b - c) * (fb - fa)
    below = 2 * (right - left)
    if below == 0 or not math.isfinite(below):
        return None
    return b - ((b - c) * right - (b - a) * left) / below


def _bracket_from(f: _Counted, brack: Any) -> tuple[float, ...]:
    """Three points and their values from ``brack``: None, two starting points, or a bracket."""
    if brack is None or len(brack) == 2:
        start = (0.0, 1.0) if brack is None else brack
        try:
            *six, calls = bracket(f.func, start[0], start[1], f.args)
        except BracketError as error:
            f.calls += error.data[-1]  # type: ignore[index]
            raise
        f.calls += calls
        return tuple(map(float, six))
    if len(brack) != 3:
        raise ValueError(f"brack must have two or three elements; got {len(brack)}")
    a, b, c = map(float, brack)
    if a > c:
        a, c = c, a
    fa, fb, fc = f(a), f(b), f(c)
    if not (a < b < c and fb < fa and fb < fc):
        raise ValueError(f"brack must be three points with xa < xb < xc (or the reverse), f(xb) < f(xa) and "
                         f"f(xb) < f(xc); got {tuple(brack)} with the values {(fa, fb, fc)}")
    return a, b, c, fa, fb, fc


def _check_tolerance(tol: float) -> None:
    if tol < 0:
        raise ValueError(f"the tolerance must not be negative; got {tol}")


def minimize_brent(func: Callable[..., Any], brack: Any = None, args: tuple = (), xtol: float = 1.48e-8,
                   maxiter: int = 500, disp: Any = 0, **unknown: Any) -> OptimizeResult:
    """Brent's method from a bracket; the tolerance is relative, with a floor of 1e-11."""
    warn_unknown(unknown)
    _check_tolerance(xtol)
    f = _Counted(func, args)
    a, x, c, _, fx, _ = _bracket_from(f, brack)
    low, high = min(a, c), max(a, c)
    w = v = x
    fw = fv = fx
    step = before = 0.0
    nit = 0
    _header(disp, x, fx)
    while nit < maxiter:
        tol = xtol * abs(x) + 1e-11
        middle = 0.5 * (low + high)
        if abs(x - middle) < 2 * tol - 0.5 * (high - low):
            break
        parabola = _parabolic_step(x, fx, w, fw, v, fv, before, low, high) if abs(before) > tol else None
        if parabola is None:
            before = (low if x >= middle else high) - x
            step = _SECTION * before
        else:
            before, step = step, parabola
            if x + step - low < 2 * tol or high - (x + step) < 2 * tol:
                step = tol if middle >= x else -tol
        u = x + (step if abs(step) >= tol else math.copysign(tol, step))
        fu = f(u)
        low, high, (x, fx), (w, fw), (v, fv) = _shift(u, fu, low, high, (x, fx), (w, fw), (v, fv))
        nit += 1
        _row(disp, f.calls, u, fu)
    return _scalar_result(x, fx, nit, f.calls, nit < maxiter, xtol, disp)


def _parabolic_step(x: float, fx: float, w: float, fw: float, v: float, fv: float, before: float, low: float,
                    high: float) -> float | None:
    """Step to the vertex of the parabola through x, w, v, if inside and less than half the step before last."""
    r = (x - w) * (fx - fv)
    q = (x - v) * (fx - fw)
    p = (x - v) * q - (x - w) * r
    q = 2 * (q - r)
    if q > 0:
        p = -p
    q = abs(q)
    if abs(p) < abs(0.5 * q * before) and q * (low - x) < p < q * (high - x):
        return p / q
    return None


def _shift(u: float, fu: float, low: float, high: float, x: tuple, w: tuple, v: tuple) -> tuple:
    """The interval and the three best points (best first) after a new one."""
    if fu > x[1] or fu != fu:
        low, high = (u, high) if u < x[0] else (low, u)
        if fu <= w[1] or w[0] == x[0]:
            return low, high, x, (u, fu), w
        if fu <= v[1] or v[0] == x[0] or v[0] == w[0]:
            return low, high, x, w, (u, fu)
        return low, high, x, w, v
    low, high = (x[0], high) if u >= x[0] else (low, x[0])
    return low, high, (u, fu), x, w


def minimize_golden(func: Callable[..., Any], brack: Any = None, args: tuple = (), xtol: float = _ROOT_EPS,
                    maxiter: int = 5000, disp: Any = 0, **unknown: Any) -> OptimizeResult:
    """Golden section from a bracket."""
    warn_unknown(unknown)
    _check_tolerance(xtol)
    f = _Counted(func, args)
    a, b, c, _, fb, _ = _bracket_from(f, brack)
    if abs(c - b) > abs(b - a):
        left, fl, right = b, fb, b + _SECTION * (c - b)
        fr = f(right)
    else:
        left, right, fr = b - _SECTION * (b - a), b, fb
        fl = f(left)
    nit = 0
    _header(disp, b, fb)
    while nit < maxiter and abs(c - a) > xtol * (abs(left) + abs(right)):
        if fr < fl:
            a, left, fl = left, right, fr
            right = (1 - _SECTION) * left + _SECTION * c
            fr = f(right)
            _row(disp, f.calls, right, fr)
        else:
            c, right, fr = right, left, fl
            left = (1 - _SECTION) * right + _SECTION * a
            fl = f(left)
            _row(disp, f.calls, left, fl)
        nit += 1
    x, fx = (left, fl) if fl < fr else (right, fr)
    return _scalar_result(x, fx, nit, f.calls, nit < maxiter, xtol, disp)


def minimize_bounded(func: Callable[..., Any], bounds: Any, args: tuple = (), xatol: float = 1e-5, maxiter: int = 500,
                     disp: Any = 0, **unknown: Any) -> OptimizeResult:
    """Brent's method on an interval; the tolerance is absolute."""
    warn_unknown(unknown)
    if len(bounds) != 2:
        raise ValueError(f"minimize_scalar: bounds must have two elements; got {len(bounds)}")
    low, high = (_finite_scalar(b) for b in bounds)
    if low > high:
        raise ValueError(f"minimize_scalar: the lower bound must be at most the upper; got {low} and {high}")
    f = _Counted(func, args)
    x = w = v = low + _SECTION * (high - low)
    fx = fw = fv = f(x)
    step = before = 0.0
    _header(disp, x, fx, "initial", f.calls)
    flag = 0
    while True:
        middle = 0.5 * (low + high)
        tol = _ROOT_EPS * abs(x) + xatol / 3
        if abs(x - middle) <= 2 * tol - 0.5 * (high - low):
            break
        if f.calls >= maxiter:
            flag = 1
            break
        parabola = _parabolic_step(x, fx, w, fw, v, fv, before, low, high) if abs(before) > tol else None
        if parabola is None:
            before = (low if x >= middle else high) - x
            step, how = _SECTION * before, "golden"
        else:
            before, step, how = step, parabola, "parabolic"
            if x + step - low < 2 * tol or high - (x + step) < 2 * tol:
                step = tol if middle >= x else -tol
        u = x + (1.0 if step >= 0 else -1.0) * max(abs(step), tol)
        fu = f(u)
        low, high, (x, fx), (w, fw), (v, fv) = _shift(u, fu, low, high, (x, fx), (w, fw), (v, fv))
        _row(disp, f.calls, u, fu, how)
    if math.isnan(x) or math.isnan(fx) or math.isnan(fw):
        flag = 2
    return _bounded_result(x, fx, f.calls, flag, xatol, disp)


def _bounded_result(x: float, fx: float, calls: int, flag: int, xatol: float, disp: Any) -> OptimizeResult:
    note = ("The minimum was found.", "The limit on function evaluations was reached.", "NaN was met.")[flag]
    if disp and flag:
        warnings.warn(note, OptimizeWarning, stacklevel=4)
    elif disp and disp > 1:
        print(f"\n{_DONE.format(xatol)}")
    return OptimizeResult(message=note, success=flag == 0, status=flag, fun=fx, x=float(x), nit=calls, nfev=calls)


def _finite_scalar(value: Any) -> float:
    if np.size(value) != 1 or not np.isfinite(np.asarray(value, dtype=complex)).all() or np.iscomplexobj(value):
        raise ValueError(f"minimize_scalar: bounds must be finite real scalars; got {value}")
    return float(np.asarray(value).item())


def _header(disp: Any, x: float, fx: float, how: str = "", calls: int | None = None) -> None:
    if disp and disp > 2:
        print(f"\n{'calls':>6} {'x':>14} {'f(x)':>14} {'step' if how else ''}")
        _row(disp, calls or 0, x, fx, how)


def _row(disp: Any, calls: int, x: float, fx: float, how: str = "") -> None:
    if disp and disp > 2:
        print(f"{calls:6d} {x:14.6g} {fx:14.6g} {how}")


def _scalar_result(x: float, fx: float, nit: int, calls: int, converged: bool, xtol: float,
                   disp: Any) -> OptimizeResult:
    success = converged and not (math.isnan(x) or math.isnan(fx))
    note = _DONE.format(xtol) if success else _TOO_MANY if not converged else "NaN was met."
    if disp and success:
        print(note)
    elif disp:
        warnings.warn(note, OptimizeWarning, stacklevel=4)
    return OptimizeResult(message=note, success=success, fun=fx, x=x, nit=nit, nfev=calls)


METHODS: dict[str, Callable[..., OptimizeResult]] = {
    "brent": minimize_brent, "bounded": minimize_bounded, "golden": minimize_golden}


def minimize_scalar(fun: Callable[..., Any], bracket: Any = None, bounds: Any = None, args: tuple = (),
                    method: Any = None, tol: float | None = None, options: Any = None) -> OptimizeResult:
    """Minimise a function of one variable.

    Parameters
    ----------
    fun : callable
        The objective ``fun(x, *args)``.
    bracket : sequence, optional
        For 'brent' and 'golden': three points with the least value in the middle, or two from which to look for such.
    bounds : sequence of two floats, optional
        For 'bounded': the interval.
    args : tuple, optional
        Further arguments of the objective.
    method : {'brent', 'bounded', 'golden'} or callable, optional
        By default 'bounded' where bounds are given, else 'brent'.
    tol : float, optional
        Tolerance on x.
    options : dict, optional
        Of the method: ``maxiter``, ``disp``, and ``xtol`` (``xatol`` for 'bounded').

    Returns
    -------
    OptimizeResult
        With ``x``, ``fun``, ``success``, ``message``, ``nit`` and ``nfev``.

    Examples
    --------
    >>> from scinova.optimize import minimize_scalar
    >>> res = minimize_scalar(lambda x: (x - 2) * x * (x + 2)**2)
    >>> round(float(res.x), 6)
    1.280776
    """
    args = as_args(args)
    if callable(method):
        return method(fun, args=args, bracket=bracket, bounds=bounds, **_options(options, tol, "xtol"))
    name = method.lower() if method is not None else "brent" if bounds is None else "bounded"
    if name not in METHODS:
        raise ValueError(f"minimize_scalar: method must be one of {', '.join(METHODS)}; got {method!r}")
    if name == "bounded":
        if bounds is None:
            raise ValueError("minimize_scalar: method 'bounded' needs bounds")
        settings = _options(options, tol, "xatol")
        if tol is not None and "xatol" in (options or {}):
            warnings.warn("minimize_scalar: xatol takes the place of tol", RuntimeWarning, stacklevel=2)
        return minimize_bounded(fun, bounds, args, **settings)
    if bounds is not None:
        raise ValueError(f"minimize_scalar: method {name!r} takes no bounds")
    settings = _options(options, tol, "xtol")
    try:
        return METHODS[name](fun, bracket, args, **settings)
    except BracketError as error:
        a, b, c, fa, fb, fc, calls = error.data  # type: ignore[misc]
        f, x = min((fa, a), (fb, b), (fc, c), key=lambda pair: math.inf if math.isnan(pair[0]) else pair[0])
        if any(map(math.isnan, (a, b, c, fa, fb, fc))):
            x = f = np.nan
        return OptimizeResult(message=str(error), success=False, fun=f, x=x, nit=0, nfev=calls)


def _options(options: Any, tol: float | None, name: str) -> dict[str, Any]:
    settings = dict(options or {})
    if tol is not None:
        settings.setdefault(name, tol)
    return settings


def fminbound(func: Callable[..., Any], x1: float, x2: float, args: tuple = (), xtol: float = 1e-5, maxfun: int = 500,
              full_output: Any = 0, disp: Any = 1) -> Any:
    """Minimise a function of one variable on an interval, by Brent's method.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    x1, x2 : float
        Ends of the interval.
    args : tuple, optional
        Further arguments.
    xtol : float, optional
        Absolute tolerance on x.
    maxfun : int, optional
        Evaluations at most.
    full_output : bool, optional
        Return more than the minimiser.
    disp : int, optional
        0 silent, 1 a warning if it did not converge, 2 a note also if it did, 3 every evaluation.

    Returns
    -------
    xopt : float
        The minimiser.
    fval, ierr, numfunc
        With ``full_output``: its value, 0 if it converged or 1, and the evaluations.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> round(float(optimize.fminbound(lambda x: x**2 + 10 * np.sin(x), 0, 10)), 4)
    3.8375
    """
    res = minimize_bounded(func, (x1, x2), as_args(args), xtol, maxfun, disp)
    return (res.x, res.fun, res.status, res.nfev) if full_output else res.x


def brent(func: Callable[..., Any], args: tuple = (), brack: Any = None, tol: float = 1.48e-8, full_output: Any = 0,
          maxiter: int = 500) -> Any:
    """Minimise a function of one variable by Brent's method.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    args : tuple, optional
        Further arguments.
    brack : sequence, optional
        Three points that bracket a minimum, or two from which to look for such.
    tol : float, optional
        Relative tolerance on x.
    full_output : bool, optional
        Return more than the minimiser.
    maxiter : int, optional
        Iterations at most.

    Returns
    -------
    xmin : float
        The minimiser.
    fval, iter, funcalls
        With ``full_output``: its value, iterations and evaluations.

    Examples
    --------
    >>> from scinova import optimize
    >>> round(float(optimize.brent(lambda x: (x - 1)**2 + 3)), 6)
    1.0
    """
    res = minimize_brent(func, brack, as_args(args), tol, maxiter)
    return (res.x, res.fun, res.nit, res.nfev) if full_output else res.x


def golden(func: Callable[..., Any], args: tuple = (), brack: Any = None, tol: float = _ROOT_EPS, full_output: Any = 0,
           maxiter: int = 5000) -> Any:
    """Minimise a function of one variable by golden section.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    args : tuple, optional
        Further arguments.
    brack : sequence, optional
        Three points that bracket a minimum, or two from which to look for such.
    tol : float, optional
        Relative tolerance on x.
    full_output : bool, optional
        Return more than the minimiser.
    maxiter : int, optional
        Iterations at most.

    Returns
    -------
    xmin : float
        The minimiser.
    fval, funcalls
        With ``full_output``: its value and the evaluations.

    Examples
    --------
    >>> from scinova import optimize
    >>> round(float(optimize.golden(lambda x: (x - 1)**2, brack=(0, 0.5, 3))), 6)
    1.0
    """
    res = minimize_golden(func, brack, as_args(args), tol, maxiter)
    return (res.x, res.fun, res.nfev) if full_output else res.x
