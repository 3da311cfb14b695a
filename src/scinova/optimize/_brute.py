# SPDX-License-Identifier: BSD-3-Clause
"""`brute`: the least value on a grid, and a local minimisation from there."""
from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import track
from scinova.optimize._bfgs import as_args
from scinova.optimize._nelder_mead import fmin
from scinova.optimize._result import OptimizeResult
from scinova.optimize._workers import mapping


class _AtPoint:
    """The objective at a row of the grid; can be sent to another process."""

    def __init__(self, func: Callable[..., Any], args: tuple):
        self.func, self.args = func, args

    def __call__(self, x: np.ndarray) -> Any:
        return self.func(np.asarray(x).flatten(), *self.args)


def brute(func: Callable[..., Any], ranges: Any, args: Any = (), Ns: int = 20, full_output: Any = 0,
          finish: Callable[..., Any] | None = fmin, disp: Any = False, workers: Any = 1) -> Any:
    """Minimise a function by evaluating it on a grid.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    ranges : tuple
        For each variable a slice ``slice(low, high, step)``, or a pair ``(low, high)`` cut into ``Ns`` points.
    args : tuple, optional
        Further arguments.
    Ns : int, optional
        Points along the variables that have no step of their own.
    full_output : bool, optional
        Return the grid and its values too.
    finish : callable, optional
        Minimiser called from the best point, ``finish(func, x0, args=args, full_output=1, disp=disp)`` or one that
        returns an `OptimizeResult`; None leaves it out.
    disp : bool, optional
        Print what ``finish`` says.
    workers : int or map-like, optional
        Processes over which the evaluations are spread.

    Returns
    -------
    x0 : ndarray
        The minimiser.
    fval : float
        With ``full_output``: its value.
    grid, Jout : ndarray
        With ``full_output``: the points, and the values on them.

    Examples
    --------
    >>> from scinova.optimize import brute
    >>> brute(lambda x: (x[0] - 1)**2 + (x[1] + 2)**2, (slice(-4, 4, 1), slice(-4, 4, 1)), finish=None)
    array([ 1, -2])
    """
    n = len(ranges)
    if n > 40:
        raise ValueError(f"brute: at most 40 variables can be gridded; got {n}")
    args = as_args(args)
    axes: list[Any] = []
    for r in ranges:
        if isinstance(r, slice):
            axes.append(r)
            continue
        pair = tuple(r)
        axes.append(slice(*pair) if len(pair) > 2 else slice(pair[0], pair[1], complex(Ns)))
    grid = np.mgrid[tuple(axes)] if n > 1 else np.mgrid[axes[0]][None]
    shape = grid.shape[1:]
    points = grid.reshape(n, -1).T
    with mapping(workers) as mapper:
        values = np.array(list(mapper(_AtPoint(func, args), track(list(points), "brute", len(points)))))
    values = values.reshape(shape)
    best = int(np.argmin(values))
    x, f = points[best].copy(), values.reshape(-1)[best]
    if n == 1:
        grid = grid[0]
        x = x[0]
    if callable(finish):
        x, f = _finish(finish, func, x, args, disp)
    return (x, f, grid, values) if full_output else x


def _finish(finish: Any, func: Any, x: Any, args: tuple, disp: Any) -> tuple[Any, Any]:
    try:
        taken = set(inspect.signature(finish).parameters)
    except (TypeError, ValueError):
        taken = set()
    keywords: dict[str, Any] = {"args": args}
    if "full_output" in taken:
        keywords["full_output"] = 1
    if "disp" in taken:
        keywords["disp"] = disp
    elif "options" in taken:
        keywords["options"] = {"disp": disp}
    answer = finish(func, x, **keywords)
    if isinstance(answer, OptimizeResult):
        x, f, success = answer.x, answer.fun, answer.success
    else:
        x, f, success = answer[0], answer[1], not answer[-1]
    if not success:
        warnings.warn("brute: the minimisation from the best point of the grid did not succeed", RuntimeWarning,
                      stacklevel=3)
    return x, f
