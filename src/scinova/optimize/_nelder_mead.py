# SPDX-License-Identifier: BSD-3-Clause
"""The simplex method of Nelder and Mead.

J. A. Nelder and R. Mead, The Computer Journal 7 (1965) 308-313, in the form of J. C. Lagarias, J. A. Reeds,
M. H. Wright and P. E. Wright, SIAM J. Optim. 9 (1998) 112-147; parameters that adapt to the dimension from F. Gao and
L. Han, Comput. Optim. Appl. 51 (2012) 259-277. With bounds, trial points are moved to the nearest point inside.
"""
from __future__ import annotations

import math
import warnings
from bisect import bisect_right
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova.optimize._bfgs import as_args, unpacked
from scinova.optimize._bounds import limits
from scinova.optimize._objective import as_scalar
from scinova.optimize._result import NOTES, SUCCEEDED, Callback, OptimizeResult, OptimizeWarning, announce, warn_unknown


class _OutOfCalls(Exception):
    pass


def minimize_neldermead(fun: Callable[..., Any], x0: Any, args: tuple = (), callback: Any = None,
                        maxiter: float | None = None, maxfev: float | None = None, disp: Any = False,
                        return_all: bool = False, initial_simplex: Any = None, xatol: float = 1e-4,
                        fatol: float = 1e-4, adaptive: bool = False, bounds: Any = None,
                        **unknown: Any) -> OptimizeResult:
    """The simplex method; see the module."""
    # Names that the tolerances had before SciPy 0.17.
    xatol, fatol = unknown.pop("xtol", xatol), unknown.pop("ftol", fatol)
    warn_unknown(unknown)
    x = np.atleast_1d(x0).flatten()
    x = np.asarray(x, dtype=x.dtype if np.issubdtype(x.dtype, np.inexact) else np.float64)
    box = None if bounds is None else limits(bounds, x.size)
    if box is not None:
        if (x < box[0]).any() or (x > box[1]).any():
            warnings.warn("the initial guess is outside the bounds and is moved inside", OptimizeWarning, stacklevel=3)
        x = np.clip(x, *box)
    simplex = _first_simplex(x, box) if initial_simplex is None else _given_simplex(initial_simplex, x, box)
    n = simplex.shape[1]
    maxiter, maxfev = _limits_of_work(maxiter, maxfev, 200 * n)
    search = _Simplex(fun, args, simplex, box, maxfev, adaptive)
    return search.run(maxiter, xatol, fatol, Callback(callback), disp, return_all)


def _limits_of_work(maxiter: float | None, maxfev: float | None, standard: int) -> tuple[float, float]:
    """Where neither is given both are ``standard``; a single finite one leaves the other open."""
    if maxiter is None and maxfev is None:
        return standard, standard
    if maxiter is None:
        return (standard if maxfev == np.inf else np.inf), maxfev  # type: ignore[return-value]
    if maxfev is None:
        return maxiter, (standard if maxiter == np.inf else np.inf)
    return maxiter, maxfev


def _first_simplex(x: np.ndarray, box: Any) -> np.ndarray:
    """x and, for every variable, x with it 5 per cent larger (0.00025 where it is zero), turned at an upper bound."""
    n = x.size
    simplex = np.tile(x, (n + 1, 1))
    k = np.arange(n)
    simplex[k + 1, k] = np.where(x != 0, x * x.dtype.type(1.05), x.dtype.type(0.00025))
    if box is not None:
        lower, upper = box
        simplex = np.where(simplex > upper, 2 * upper - simplex, simplex).astype(x.dtype)
        simplex = np.clip(simplex, lower, upper).astype(x.dtype)
    return simplex


def _given_simplex(initial: Any, x: np.ndarray, box: Any) -> np.ndarray:
    simplex = np.atleast_2d(initial)
    simplex = simplex.astype(simplex.dtype if np.issubdtype(simplex.dtype, np.inexact) else np.float64)
    if simplex.ndim != 2 or simplex.shape[0] != simplex.shape[1] + 1:
        raise ValueError(f"minimize: initial_simplex must have the shape (n + 1, n); got {simplex.shape}")
    if x.size != simplex.shape[1]:
        raise ValueError(f"minimize: initial_simplex must have {x.size} columns, as x0; got {simplex.shape[1]}")
    return simplex if box is None else np.clip(simplex, *box)


class _Simplex:
    def __init__(self, fun: Callable[..., Any], args: tuple, simplex: np.ndarray, box: Any, maxfev: float,
                 adaptive: bool):
        n = simplex.shape[1]
        self.fun, self.args, self.box, self.maxfev = fun, args, box, maxfev
        self.simplex, self.values = simplex, [math.inf] * (n + 1)  # from the lowest vertex to the highest
        self.nfev = 0
        # reflection 1, expansion, contraction, shrinkage
        self.factors = (1 + 2 / n, 0.75 - 1 / (2 * n), 1 - 1 / n) if adaptive and n else (2.0, 0.5, 0.5)

    def value(self, x: np.ndarray) -> float:
        if self.nfev >= self.maxfev:
            raise _OutOfCalls
        self.nfev += 1
        return as_scalar(self.fun(x.copy(), *self.args))

    def place(self, x: np.ndarray) -> np.ndarray:
        return x if self.box is None else np.clip(x, *self.box)

    def sort(self) -> None:
        order = np.argsort(self.values, kind="stable")
        self.simplex, self.values = self.simplex[order], [self.values[k] for k in order]

    def run(self, maxiter: float, xatol: float, fatol: float, callback: Callback, disp: Any,
            return_all: bool) -> OptimizeResult:
        nit, trouble = 1, ""
        path: list[np.ndarray] = [self.simplex[0].copy()]
        with meter("Nelder-Mead", None) as report:
            try:
                for k in range(len(self.values)):
                    self.values[k] = self.value(self.simplex[k])
            except _OutOfCalls:
                trouble = "maxfev"
            self.sort()
            while not trouble and self.nfev < self.maxfev and nit < maxiter:
                if self.small(xatol, fatol):
                    break
                try:
                    self.move()
                except _OutOfCalls:
                    trouble = "maxfev"
                    self.sort()
                    break
                nit += 1
                report()
                if return_all:
                    path.append(self.simplex[0].copy())
                if callback(self.simplex[0], float(self.values[0])):
                    trouble = "callback"
        return self.close(nit, maxiter, trouble, disp, path if return_all else None)

    def small(self, xatol: float, fatol: float) -> bool:
        return (self.values[-1] - self.values[0] <= fatol
                and bool(np.abs(self.simplex[1:] - self.simplex[0]).max(initial=0) <= xatol))

    def move(self) -> None:
        """One step: reflect the worst vertex; then expand, contract or shrink."""
        expansion, contraction, _ = self.factors
        simplex, values = self.simplex, self.values
        worst = simplex[-1]
        centre = np.add.reduce(simplex[:-1], 0) / (len(values) - 1)
        away = centre - worst
        x = self.place(centre + away)
        f = self.value(x)
        if f < values[0]:
            further = self.place(centre + expansion * away)
            f_further = self.value(further)
            self.replace(*((further, f_further) if f_further < f else (x, f)))
        elif f < values[-2]:
            self.replace(x, f)
        else:
            outside = f < values[-1]
            nearer = self.place(centre + (contraction if outside else -contraction) * away)
            f_nearer = self.value(nearer)
            if f_nearer <= f if outside else f_nearer < values[-1]:
                self.replace(nearer, f_nearer)
            else:
                self.shrink()

    def replace(self, x: np.ndarray, f: float) -> None:
        """``x`` in place of the worst vertex, put where its value belongs (after its equals, as Lagarias et al.)."""
        simplex, values = self.simplex, self.values
        values.pop()
        at = bisect_right(values, f) if f == f else len(values)
        values.insert(at, f)
        if at < len(values) - 1:
            simplex[at + 1:] = simplex[at:-1]
        simplex[at] = x

    def shrink(self) -> None:
        best, ratio = self.simplex[0], self.factors[2]
        for k in range(1, len(self.values)):
            self.simplex[k] = self.place(best + ratio * (self.simplex[k] - best))
            self.values[k] = self.value(self.simplex[k])
        self.sort()

    def close(self, nit: int, maxiter: float, trouble: str, disp: Any,
              path: list[np.ndarray] | None) -> OptimizeResult:
        if not trouble and self.nfev >= self.maxfev:
            trouble = "maxfev"
        elif not trouble and nit >= maxiter:
            trouble = "maxiter"
        status = {"": 0, "maxfev": 1, "maxiter": 2, "callback": 99}[trouble]
        best = math.nan if any(map(math.isnan, self.values)) else float(self.values[0])
        result = OptimizeResult(message=NOTES[trouble] if trouble else SUCCEEDED, success=status == 0, status=status,
                                fun=best, x=self.simplex[0], nit=nit, nfev=self.nfev,
                                final_simplex=(self.simplex, np.array(self.values, dtype=float)))
        if path is not None:
            result["allvecs"] = path
        announce(result, disp, "nit nfev", RuntimeWarning)
        return result


def fmin(func: Callable[..., Any], x0: Any, args: tuple = (), xtol: float = 1e-4, ftol: float = 1e-4,
         maxiter: float | None = None, maxfun: float | None = None, full_output: Any = 0, disp: Any = 1,
         retall: Any = 0, callback: Callable[..., Any] | None = None, initial_simplex: Any = None) -> Any:
    """Minimise a function with the simplex method of Nelder and Mead, which needs no derivatives.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    x0 : array_like, shape (n,)
        Starting point.
    args : tuple, optional
        Further arguments.
    xtol, ftol : float, optional
        The iteration ends when the vertices differ by at most ``xtol`` in every variable and ``ftol`` in value.
    maxiter, maxfun : int, optional
        Iterations and evaluations at most; ``200 n`` by default.
    full_output, disp, retall : bool, optional
        Return more; print how it ended; return the best vertex of every iteration too.
    callback : callable, optional
        Called with the best vertex after every iteration.
    initial_simplex : array_like, shape (n + 1, n), optional
        The vertices to begin with, in place of ones near ``x0``.

    Returns
    -------
    xopt : ndarray
        The minimiser.
    fopt, iter, funcalls, warnflag
        With ``full_output``: value, iterations, evaluations, and how it ended (0 converged, 1 too many evaluations,
        2 too many iterations).
    allvecs : list
        With ``retall``: the best vertices.

    Examples
    --------
    >>> from scinova import optimize
    >>> optimize.fmin(lambda x: (x - 3.0)**2, 1.0, disp=0).round(3)
    array([3.])
    """
    res = minimize_neldermead(func, x0, as_args(args), callback, maxiter, maxfun, disp, bool(retall), initial_simplex,
                              xtol, ftol)
    return unpacked(res, "fun nit nfev status", full_output, retall)
