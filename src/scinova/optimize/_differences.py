# SPDX-License-Identifier: BSD-3-Clause
"""Derivatives by finite differences: the one place where scinova's optimisers form them.

With a step h along one variable,

    2-point   (f(x + h) - f(x)) / h                          error O(h),    h about eps^(1/2) |x|
    3-point   (f(x + h) - f(x - h)) / 2h                     error O(h^2),  h about eps^(1/3) |x|
              (4 f(x + h) - 3 f(x) - f(x + 2h)) / 2h         where a bound leaves room on one side only
    cs        Im f(x + ih) / h                               no cancellation; f must be analytic

J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006), section 8.1; W. Squire and G. Trapp, SIAM Review 40
(1998) 110-112 for the complex step. The step is taken as the difference of the two points that are really used, and is
turned or shortened so that no point lies outside the bounds.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.random import accepts_rng

EPSILON = np.sqrt(np.finfo(float).eps)
_POWER = {"2-point": 1 / 2, "3-point": 1 / 3, "cs": 1 / 2}
METHODS = tuple(_POWER)


def step_sizes(x: np.ndarray, method: str, rel_step: Any = None, abs_step: Any = None) -> np.ndarray:
    """Signed steps, one per variable.

    An absolute step is taken as it is, unless it vanishes beside ``x``; a relative step is in proportion to ``|x|`` and
    has the sign of ``x``; by default the step is the method's own times ``max(1, |x|)``.
    """
    if abs_step is not None:
        h = np.full(x.shape, abs_step, dtype=float)
    elif rel_step is not None:
        h = np.asarray(rel_step, dtype=float) * np.where(x >= 0, 1.0, -1.0) * np.abs(x)
    else:
        return _standard_steps(x, method)
    lost = (x + h).astype(x.dtype, copy=False) == x
    return np.where(lost, _standard_steps(x, method), h) if lost.any() else h


def _standard_steps(x: np.ndarray, method: str) -> np.ndarray:
    eps = float(np.finfo(x.dtype if x.dtype.kind == "f" else float).eps)
    return eps ** _POWER[method] * np.where(x >= 0, 1.0, -1.0) * np.maximum(1.0, np.abs(x))


def steps_within(x: np.ndarray, h: np.ndarray, method: str, lower: np.ndarray,
                 upper: np.ndarray) -> tuple[np.ndarray, np.ndarray | None]:
    """Steps that stay inside the bounds, and where a 3-point formula has to be one-sided."""
    if method == "cs":
        return h, None
    below, above = x - lower, upper - x
    if method == "2-point":
        outside = (x + h < lower) | (x + h > upper)
        if not outside.any():
            return h, None
        turned = np.where(np.abs(h) <= np.maximum(below, above), -h, np.where(above >= below, above, -below))
        return np.where(outside, turned, h), None
    size = np.abs(h)
    nearest = np.minimum(below, above)
    central = nearest >= size
    if central.all():
        return size, None
    forward = above >= below
    one_sided = np.where(forward, np.minimum(size, 0.5 * above), -np.minimum(size, 0.5 * below))
    still_central = ~central & (np.abs(one_sided) <= nearest)
    h = np.where(central, size, np.where(still_central, nearest, one_sided))
    return h, ~(central | still_central)


def difference_rows(fun: Callable[[np.ndarray], Any], x: np.ndarray, f0: Any, h: np.ndarray, method: str,
                    one_sided: np.ndarray | None = None, mapper: Callable[..., Any] = map) -> np.ndarray:
    """The derivative of ``fun`` along each variable, as rows: shape ``(n,) + shape(f0)``.

    ``fun`` gets a new array at every call. ``mapper`` evaluates the points, in order.
    """
    n = x.size
    if method == "cs":
        points = _moved(x, range(n), 1j * h)
        return np.array([np.imag(f) for f in mapper(fun, points)]).reshape((n, *np.shape(f0))) / _column(h, f0)
    if method == "2-point":
        ahead = (x + h).astype(x.dtype, copy=False)
        values = list(mapper(fun, _moved(x, range(n), h)))
        if type(f0) is float:
            return (np.array(values) - f0) / (ahead - x)
        rows = np.array(values, dtype=None if values else float).reshape((n, *np.shape(f0)))
        return (rows - f0) / _column(ahead - x, f0)
    aside = np.zeros(n, bool) if one_sided is None else one_sided
    order = np.repeat(np.arange(n), 2)
    shifts = np.empty(2 * n)
    shifts[0::2] = np.where(aside, h, -h)
    shifts[1::2] = np.where(aside, 2 * h, h)
    found = np.array(list(mapper(fun, _moved(x, order, shifts))), dtype=None if n else float)
    near, far = found[0::2].reshape((n, *np.shape(f0))), found[1::2].reshape((n, *np.shape(f0)))
    width = np.where(aside, (x + 2 * h) - x, (x + h) - (x - h))
    return np.where(_column(aside, f0), 4 * near - 3 * np.asarray(f0) - far, far - near) / _column(width, f0)


def _column(a: np.ndarray, f0: Any) -> np.ndarray:
    return a.reshape(a.shape + (1,) * np.ndim(f0))


def _moved(x: np.ndarray, which: Any, by: np.ndarray) -> Any:
    dtype = complex if by.dtype.kind == "c" else x.dtype
    for i, shift in zip(which, by.tolist()):
        point = x.astype(dtype)
        point[i] += shift
        yield point


def approx_fprime(xk: Any, f: Callable[..., Any], epsilon: Any = EPSILON, *args: Any) -> np.ndarray:
    """Gradient of a scalar function, or Jacobian of a vector function, by forward differences.

    Parameters
    ----------
    xk : array_like, shape (n,)
        Where.
    f : callable
        ``f(xk, *args)`` returns a scalar, or a vector of m values.
    epsilon : float or array_like of shape (n,), optional
        Absolute step along each variable.
    *args
        Passed on to ``f``.

    Returns
    -------
    ndarray
        Shape ``(n,)``, or ``(m, n)`` for a vector function.

    See Also
    --------
    check_grad : compare a gradient function with this estimate.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> optimize.approx_fprime([1.0, 2.0], lambda x: x[0]**2 * x[1]).round(5)
    array([4., 1.])
    """
    x = np.atleast_1d(np.asarray(xk))
    if x.ndim > 1:
        raise ValueError(f"approx_fprime: xk must be at most 1-dimensional; got an array of shape {x.shape}")
    x = x.astype(float) if x.dtype.kind != "f" else x
    f0 = np.atleast_1d(np.asarray(f(x.copy(), *args)))
    if f0.ndim > 1:
        raise ValueError(f"approx_fprime: f must return at most a vector; it returned shape {f0.shape}")
    h = step_sizes(x, "2-point", None, epsilon)
    rows = difference_rows(lambda p: np.atleast_1d(np.asarray(f(p, *args))), x, f0, h, "2-point")
    return rows[:, 0] if f0.size == 1 else rows.T


@accepts_rng("seed")
def check_grad(func: Callable[..., Any], grad: Callable[..., Any], x0: Any, *args: Any, epsilon: float = EPSILON,
               direction: str = "all", rng: Any = None) -> float:
    """How far a gradient function is from the forward difference of its function.

    Parameters
    ----------
    func, grad : callable
        ``func(x0, *args)`` and its gradient ``grad(x0, *args)``; a vector ``func`` has its Jacobian as ``grad``.
    x0 : array_like, shape (n,)
        Where to compare.
    *args
        Passed on to both.
    epsilon : float, optional
        Step of the difference.
    direction : {'all', 'random'}, optional
        Compare along every variable, or along one random direction (for many variables).
    rng : {None, int, Generator}, optional
        Where the random direction comes from.

    Returns
    -------
    float
        Square root of the sum of squared differences.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> optimize.check_grad(optimize.rosen, optimize.rosen_der, [0.5, 0.5]) < 1e-5
    True
    """
    x = np.atleast_1d(np.asarray(x0, dtype=float))
    slope = np.asarray(grad(x, *args))
    if direction == "random":
        if slope.ndim > 1:
            raise ValueError("check_grad: direction 'random' needs a scalar function; grad returned an array of shape "
                             f"{slope.shape}")
        v = rng.standard_normal(size=x.shape)
        estimate = approx_fprime(np.zeros(1), lambda t: func(x + t * v, *args), epsilon)
        return float(np.sqrt(np.sum(np.abs(slope @ v - estimate) ** 2)))
    if direction != "all":
        raise ValueError(f"check_grad: direction must be 'all' or 'random'; got {direction!r}")
    estimate = approx_fprime(x, func, epsilon, *args)
    return float(np.sqrt(np.sum(np.abs(slope - estimate) ** 2)))
