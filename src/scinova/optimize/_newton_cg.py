# SPDX-License-Identifier: BSD-3-Clause
"""Newton-CG: Newton's method with directions from conjugate gradients that are stopped early.

J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006), algorithm 7.1; R. S. Dembo and T. Steihaug, Math.
Programming 26 (1983) 190-212.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._bfgs import as_args, unpacked
from scinova.optimize._descent import Direction, descend
from scinova.optimize._differences import EPSILON, difference_rows, step_sizes
from scinova.optimize._differences import METHODS as DIFFERENCES
from scinova.optimize._line_search import Step
from scinova.optimize._objective import Objective, start_point
from scinova.optimize._result import Callback, OptimizeResult, warn_unknown
from scinova.optimize._workers import mapping


class TruncatedNewton(Direction):
    """Directions ``p`` with ``|B p + g|`` small, B known by its products with vectors."""

    name = "Newton-CG"
    counts = "nit nfev njev nhev"
    from_unit_step = True
    nhev: int
    longest = 50.0

    def __init__(self, objective: Objective, hess: Any, hessp: Any, args: tuple, eps: float, xtol: float):
        self.objective, self.hess, self.hessp, self.args, self.eps, self.xtol = objective, hess, hessp, args, eps, xtol
        self.nhev = 0

    def flat(self, g: np.ndarray) -> bool:
        return False

    def done(self, step: Step, x: np.ndarray) -> bool:
        return float(np.abs(step.x - x).sum()) <= self.xtol

    def negligible(self, p: np.ndarray, x: np.ndarray) -> bool:
        rounding = 4 * np.finfo(float).eps * float(np.abs(x).sum())
        return bool(np.isfinite(x).all()) and float(np.abs(p).sum()) <= max(self.xtol, rounding)

    def extra(self) -> dict[str, Any]:
        return {}

    def product(self, x: np.ndarray, g: np.ndarray) -> Callable[[np.ndarray], np.ndarray]:
        """The map p -> B p at ``x``."""
        if self.hess is None and self.hessp is not None:
            def apply(p: np.ndarray) -> np.ndarray:
                self.nhev += 1
                return np.asarray(self.hessp(x.copy(), p, *self.args))
            return apply
        if self.hess is None:
            def apply(p: np.ndarray) -> np.ndarray:
                return (self.objective.slope_at(x + self.eps * p) - g) / self.eps
            return apply
        self.nhev += 1
        if callable(self.hess):
            b = self.hess(x.copy(), *self.args)
        else:
            h = step_sizes(x, self.hess)
            b = difference_rows(self.objective.slope_at, x, g, h, self.hess)
            b = 0.5 * (b + b.T)
        matrix = b if hasattr(b, "dot") else np.atleast_2d(np.asarray(b))
        return matrix.dot

    def choose(self, x: np.ndarray, g: np.ndarray) -> np.ndarray | None:
        apply = self.product(x, g)
        size = float(np.abs(g).sum())
        enough = min(0.5, np.sqrt(size)) * size
        p, residual, direction = np.zeros_like(x), g, -g
        rr = float(residual @ residual)
        for i in range(20 * x.size):
            if float(np.abs(residual).sum()) <= enough:
                return p
            bent = np.asarray(apply(direction)).reshape(x.shape)
            curvature = float(direction @ bent)
            if abs(curvature) <= 3 * np.finfo(x.dtype).eps * max(1.0, float(direction @ direction)):
                # No curvature to be seen: down the gradient, unless that too is lost in rounding.
                return p if i or self.negligible(direction, x) else direction
            if curvature < 0:
                return p if i else rr / curvature * g  # a long step down the gradient
            alpha = rr / curvature
            p = p + alpha * direction
            residual = residual + alpha * bent
            rr_next = float(residual @ residual)
            direction = -residual + rr_next / rr * direction
            rr = rr_next
        return None


def minimize_newtoncg(fun: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, hess: Any = None,
                      hessp: Any = None, callback: Any = None, xtol: float = 1e-5, eps: Any = EPSILON,
                      maxiter: int | None = None, disp: Any = False, return_all: bool = False, c1: float = 1e-4,
                      c2: float = 0.9, workers: Any = None, **unknown: Any) -> OptimizeResult:
    """Newton's method with truncated conjugate gradients; needs the gradient."""
    warn_unknown(unknown)
    if jac is None:
        raise ValueError("minimize: method Newton-CG needs the gradient (jac)")
    if hess is not None and not callable(hess) and not (isinstance(hess, str) and hess in DIFFERENCES):
        raise ValueError(f"minimize: hess must be callable or one of {DIFFERENCES}; got {hess!r}")
    x = start_point(x0)
    if x.size == 0:
        raise ValueError("minimize: x0 must not be empty for method Newton-CG")
    with mapping(workers) as mapper:
        objective = Objective(fun, x, args, jac, step=eps, mapper=mapper)
        step = max(float(np.max(eps)), float(np.finfo(x.dtype).eps) ** 0.5)
        method = TruncatedNewton(objective, hess, hessp, args, step, x.size * xtol)
        return descend(objective, x, method, 200 * x.size if maxiter is None else maxiter, c1, c2, Callback(callback),
                       disp, return_all)


def fmin_ncg(f: Callable[..., Any], x0: Any, fprime: Callable[..., Any], fhess_p: Callable[..., Any] | None = None,
             fhess: Callable[..., Any] | None = None, args: tuple = (), avextol: float = 1e-5, epsilon: Any = EPSILON,
             maxiter: int | None = None, full_output: Any = 0, disp: Any = 1, retall: Any = 0,
             callback: Callable[..., Any] | None = None, c1: float = 1e-4, c2: float = 0.9) -> Any:
    """Minimise a function by Newton's method with truncated conjugate gradients.

    Parameters
    ----------
    f, fprime : callable
        The objective ``f(x, *args)`` and its gradient.
    x0 : array_like, shape (n,)
        Starting point.
    fhess_p : callable, optional
        Product of the Hessian with a vector, ``fhess_p(x, p, *args)``.
    fhess : callable, optional
        The Hessian. Without either, products are formed by differences of the gradient.
    args : tuple, optional
        Further arguments of all of them.
    avextol : float, optional
        The iteration ends when the mean size of a step's elements is at most this.
    epsilon : float, optional
        Step of the differences.
    maxiter : int, optional
        Iterations at most; ``200 n`` by default.
    full_output, disp, retall : bool, optional
        Return more; print how it ended; return the iterates too.
    callback : callable, optional
        Called with every iterate.
    c1, c2 : float, optional
        Constants of the Wolfe conditions.

    Returns
    -------
    xopt : ndarray
        The minimiser.
    fopt, fcalls, gcalls, hcalls, warnflag
        With ``full_output``: value, evaluations, and how it ended, as in `fmin_bfgs`.
    allvecs : list
        With ``retall``: the iterates.

    Examples
    --------
    >>> from scinova import optimize
    >>> optimize.fmin_ncg(optimize.rosen, [1.3, 0.7], optimize.rosen_der, fhess=optimize.rosen_hess, disp=0).round(4)
    array([1., 1.])
    """
    res = minimize_newtoncg(f, x0, as_args(args), fprime, fhess, fhess_p, callback, avextol, epsilon, maxiter, disp,
                            bool(retall), c1, c2)
    return unpacked(res, "fun nfev njev nhev status", full_output, retall)
