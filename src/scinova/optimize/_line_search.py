# SPDX-License-Identifier: BSD-3-Clause
"""Steps along a direction that satisfy the strong Wolfe conditions

    f(x + a p) <= f(x) + c1 a p'g(x),        |p'g(x + a p)| <= c2 |p'g(x)|.

Two searches: Moré and Thuente's (native/kernels/optimize/more_thuente.hpp), which needs the slope at every trial; and
bracketing then zooming, algorithms 3.5 and 3.6 of J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006),
which asks for the slope only where the decrease is sufficient. `wolfe_step`, used by the minimisers, tries them in
turn.
"""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from scinova.optimize import _native
from scinova.optimize._objective import Objective


class LineSearchWarning(RuntimeWarning):
    """A line search ended without a step that satisfies the Wolfe conditions."""


class Step(NamedTuple):
    """An accepted step: its length, the point, and the value and gradient there."""

    alpha: float
    x: np.ndarray
    f: float
    g: np.ndarray


class Ray:
    """Value and slope of an objective along ``x + a p``; the second search does not repeat points of the first."""

    def __init__(self, objective: Objective, x: np.ndarray, p: np.ndarray):
        self.objective, self.x, self.p = objective, x, p
        self.values: dict[float, float] = {}
        self.gradients: dict[float, np.ndarray] = {}
        self.alpha, self.point = 0.0, x

    def at(self, alpha: float) -> np.ndarray:
        if alpha != self.alpha:
            self.alpha, self.point = alpha, self.x + alpha * self.p
        return self.point

    def value(self, alpha: float) -> float:
        if alpha not in self.values:
            self.values[alpha] = self.objective.fun(self.at(alpha))
        return self.values[alpha]

    def gradient(self, alpha: float) -> np.ndarray:
        if alpha not in self.gradients:
            self.gradients[alpha] = self.objective.grad(self.at(alpha))
        return self.gradients[alpha]

    def slope(self, alpha: float) -> float:
        return float(self.gradient(alpha).dot(self.p))

    def step(self, alpha: float) -> Step:
        return Step(alpha, self.at(alpha), self.value(alpha), self.gradient(alpha))


def check_wolfe_constants(c1: float, c2: float) -> None:
    """ValueError unless ``0 < c1 < c2 < 1``."""
    if not 0 < c1 < c2 < 1:
        raise ValueError(f"line search: the constants must satisfy 0 < c1 < c2 < 1; got c1={c1}, c2={c2}")


def first_trial(f: float, f_before: float | None, slope: float) -> float:
    """The step that a quadratic with the last decrease would need, at most 1 (Nocedal and Wright, eq. 3.60)."""
    if f_before is None or slope == 0:
        return 1.0
    alpha = 1.01 * 2.0 * (f - f_before) / slope
    return min(1.0, alpha) if alpha >= 0 else 1.0


def wolfe_step(objective: Objective, x: np.ndarray, p: np.ndarray, f: float, slope: float, f_before: float | None,
               c1: float, c2: float, accept: Callable[[Step], bool] | None = None,
               longest: float = 1e100) -> Step | None:
    """A step for a minimiser, or None where neither search finds one.

    ``accept`` may refuse a step that satisfies the Wolfe conditions; the second search then looks for another.
    """
    if not slope < 0:
        return None
    ray = Ray(objective, x, p)
    first = first_trial(f, f_before, slope)
    search = _native.StepSearch(c1, c2, 1e-14, 1e-100, longest)
    state = search.start(first, f, slope)
    for _ in range(100):
        if state:
            break
        alpha = search.step
        value = ray.value(alpha)
        if not math.isfinite(value):
            break
        state = search.advance(value, ray.slope(alpha))
    if state == 1:
        step = ray.step(search.step)
        if accept is None or accept(step):
            return step
    alpha, _, _ = zoom_search(ray.value, ray.slope, f, slope, first, c1, c2, longest if longest < 1e100 else None, 10,
                              None if accept is None else lambda a: accept(ray.step(a)))
    return None if alpha is None else ray.step(alpha)


def zoom_search(phi: Callable[[float], float], slope: Callable[[float], float], phi0: float, slope0: float,
                first: float, c1: float, c2: float, largest: float | None, maxiter: int,
                accept: Callable[[float], bool] | None = None) -> tuple[float | None, float | None, bool]:
    """Bracketing (algorithm 3.5): the step, its value, and whether the curvature condition was seen to hold.

    A step whose curvature was never settled (``maxiter`` expansions that kept decreasing) comes with False.
    """
    before, f_before, s_before = 0.0, phi0, slope0
    alpha = first if largest is None else min(first, largest)
    f = phi(alpha)
    for i in range(maxiter):
        if alpha == 0:
            return None, None, False
        if not f <= phi0 + c1 * alpha * slope0 or (f >= f_before and i > 0):
            return zoom(phi, slope, phi0, slope0, c1, c2, (before, f_before, s_before), (alpha, f), accept)
        s = slope(alpha)
        if abs(s) <= -c2 * slope0 and (accept is None or accept(alpha)):
            return alpha, f, True
        if s >= 0:
            return zoom(phi, slope, phi0, slope0, c1, c2, (alpha, f, s), (before, f_before), accept)
        if largest is not None and alpha >= largest:
            return None, None, False
        before, f_before, s_before = alpha, f, s
        alpha = 2 * alpha if largest is None else min(2 * alpha, largest)
        f = phi(alpha)
    return alpha, f, False


def zoom(phi: Callable[[float], float], slope: Callable[[float], float], phi0: float, slope0: float, c1: float,
         c2: float, low: tuple[float, float, float], high: tuple[float, float],
         accept: Callable[[float], bool] | None) -> tuple[float | None, float | None, bool]:
    """Sectioning (algorithm 3.6) between ``low``, which decreases most, and ``high``, on the far side of a minimum."""
    a, fa, sa = low
    b, fb = high
    third: tuple[float, float] | None = None
    before = earlier = np.inf
    for _ in range(15):
        width = abs(b - a)
        trial = _interpolate(a, fa, sa, b, fb, third) if width <= 0.5 * earlier else a + 0.5 * (b - a)
        before, earlier = width, before
        f = phi(trial)
        if not f <= phi0 + c1 * trial * slope0 or f >= fa:
            third = (b, fb)
            b, fb = trial, f
            continue
        s = slope(trial)
        if abs(s) <= -c2 * slope0 and (accept is None or accept(trial)):
            return trial, f, True
        if s * (b - a) >= 0:
            third = (b, fb)
            b, fb = a, fa
        else:
            third = (a, fa)
        a, fa, sa = trial, f, s
    return None, None, False


def _interpolate(a: float, fa: float, sa: float, b: float, fb: float, third: tuple[float, float] | None) -> float:
    """Minimiser of a cubic through three values and a slope, or of a parabola, if inside; else the middle."""
    width = b - a
    if third is not None:
        t = cubic_minimum(a, fa, sa, b, fb, *third)
        if t is not None and 0.01 <= (t - a) / width <= 0.99:
            return t
    curvature = (fb - fa - sa * width) / width**2
    if np.isfinite(curvature) and curvature > 0:
        t = a - sa / (2 * curvature)
        if 0.01 <= (t - a) / width <= 0.99:
            return t
    return a + 0.5 * width


def cubic_minimum(a: float, fa: float, sa: float, b: float, fb: float, c: float, fc: float) -> float | None:
    """Minimiser of the cubic with value and slope at ``a`` and values at ``b`` and ``c``; None if it has none."""
    db, dc = b - a, c - a
    if db == 0 or dc == 0 or db == dc:
        return None
    rb, rc = (fb - fa - sa * db) / db**2, (fc - fa - sa * dc) / dc**2
    third = (rb - rc) / (db - dc)
    second = rb - third * db
    inside = second * second - 3 * third * sa
    if not (np.isfinite(inside) and inside >= 0):
        return None
    below = second + np.sqrt(inside)
    return None if below == 0 else float(a - sa / below)


def line_search(f: Callable[..., Any], myfprime: Callable[..., Any], xk: Any, pk: Any, gfk: Any = None,
                old_fval: float | None = None, old_old_fval: float | None = None, args: tuple = (), c1: float = 1e-4,
                c2: float = 0.9, amax: float | None = None, extra_condition: Callable[..., bool] | None = None,
                maxiter: int = 10) -> tuple[Any, ...]:
    """Find a step along ``pk`` that satisfies the strong Wolfe conditions.

    Parameters
    ----------
    f, myfprime : callable
        The objective ``f(x, *args)`` and its gradient.
    xk, pk : array_like, shape (n,)
        Starting point and direction.
    gfk : array_like, shape (n,), optional
        Gradient at ``xk``.
    old_fval, old_old_fval : float, optional
        Value at ``xk`` and at the point before it, which scales the first trial.
    args : tuple, optional
        Further arguments of both functions.
    c1, c2 : float, optional
        Constants of the sufficient decrease and of the curvature condition, ``0 < c1 < c2 < 1``.
    amax : float, optional
        The longest step.
    extra_condition : callable, optional
        ``extra_condition(alpha, x, f, g)`` must also be true of an accepted step.
    maxiter : int, optional
        Number of expansions at most.

    Returns
    -------
    alpha : float or None
        The step, None where none was found (with a warning).
    fc, gc : int
        Evaluations of the function and of the gradient.
    new_fval, old_fval : float or None
        Value at the new point and at ``xk``.
    new_slope : ndarray or None
        Gradient at the new point.

    Notes
    -----
    Algorithms 3.5 and 3.6 of Nocedal and Wright, Numerical Optimization (2006).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> res = optimize.line_search(optimize.rosen, optimize.rosen_der, np.array([1.8, 1.7]), np.array([-1.0, -1.0]))
    >>> res[0], res[1], res[2]
    (1.0, 2, 1)
    """
    check_wolfe_constants(c1, c2)
    x, p = np.asarray(xk), np.asarray(pk)
    calls = [0, 0]
    last: list[Any] = [None, None]

    def phi(alpha: float) -> float:
        calls[0] += 1
        return f(x + alpha * p, *args)

    def slope(alpha: float) -> float:
        calls[1] += 1
        last[:] = alpha, myfprime(x + alpha * p, *args)
        return np.dot(last[1], p)

    def accept(alpha: float) -> bool:
        assert extra_condition is not None
        point = x + alpha * p
        return extra_condition(alpha, point, value_at[alpha], last[1])

    value_at: dict[float, float] = {}

    def remembered(alpha: float) -> float:
        value_at[alpha] = phi(alpha)
        return value_at[alpha]

    g = myfprime(x, *args) if gfk is None else gfk
    f0 = phi(0.0) if old_fval is None else old_fval
    slope0 = np.dot(g, p)
    alpha, value, settled = zoom_search(remembered, slope, f0, slope0, first_trial(f0, old_old_fval, slope0), c1, c2,
                                        amax, maxiter, None if extra_condition is None else accept)
    if not settled:
        if alpha is None and amax is not None and value_at and max(value_at) >= amax:
            note = f"no step up to amax={amax} satisfies the Wolfe conditions"
        else:
            note = "no step that satisfies the Wolfe conditions was found"
        warnings.warn(note, LineSearchWarning, stacklevel=2)
        return alpha, calls[0], calls[1], value, f0, None
    return alpha, calls[0], calls[1], value, f0, last[1]
