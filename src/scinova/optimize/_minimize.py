# SPDX-License-Identifier: BSD-3-Clause
"""`minimize`: one face for every minimiser of a function of several variables, looked up in a table."""
from __future__ import annotations

import importlib
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from scinova.optimize._bfgs import as_args
from scinova.optimize._bounds import Bounds, limits
from scinova.optimize._differences import METHODS as DIFFERENCES
from scinova.optimize._objective import as_scalar, start_point
from scinova.optimize._result import Callback, OptimizeResult


@dataclass(frozen=True)
class Method:
    """A solver: where it lives, which of minimize's arguments it takes, and the options that ``tol`` stands for."""

    module: str
    function: str
    takes: str = ""
    tolerances: str = ""
    differences: str = " ".join(DIFFERENCES)  # the ways in which it can form a gradient
    fixed: bool = False                       # whether variables with equal bounds are taken out before it is called

    def load(self) -> Callable[..., OptimizeResult]:
        return getattr(importlib.import_module(f"scinova.optimize.{self.module}"), self.function)


METHODS = {
    "nelder-mead": Method("_nelder_mead", "minimize_neldermead", "bounds", "xatol fatol"),
    "cg": Method("_bfgs", "minimize_cg", "jac", "gtol"),
    "bfgs": Method("_bfgs", "minimize_bfgs", "jac", "gtol"),
    "newton-cg": Method("_newton_cg", "minimize_newtoncg", "jac hess hessp", "xtol"),
    "powell": Method("_powell", "minimize_powell", "bounds", "xtol ftol"),
    "l-bfgs-b": Method("_lbfgsb", "minimize_lbfgsb", "jac bounds", "ftol gtol", fixed=True),
}


def minimize(fun: Callable[..., Any], x0: Any, args: Any = (), method: Any = None, jac: Any = None, hess: Any = None,
             hessp: Any = None, bounds: Any = None, constraints: Any = (), tol: float | None = None,
             callback: Callable[..., Any] | None = None, options: Any = None) -> OptimizeResult:
    """Minimise a scalar function of one or more variables.

    Parameters
    ----------
    fun : callable
        The objective ``fun(x, *args)``, where ``x`` has the shape ``(n,)``. With ``jac=True`` it returns its gradient
        too.
    x0 : array_like, shape (n,)
        Starting point.
    args : tuple, optional
        Further arguments of the objective and its derivatives.
    method : str or callable, optional
        'Nelder-Mead' and 'Powell' (no derivatives, bounds), 'CG', 'BFGS', 'Newton-CG' (gradient, perhaps Hessian),
        'L-BFGS-B' (bounds, many variables), or a function
        ``method(fun, x0, args, **kwargs)`` of your own. By default 'L-BFGS-B' with bounds and 'BFGS' without.
    jac : callable, bool or {'2-point', '3-point', 'cs'}, optional
        The gradient ``jac(x, *args)``; True where ``fun`` returns it; or how to form it by differences.
    hess, hessp : optional
        Hessian and its product with a vector, for the methods that use them.
    bounds : sequence of pairs or Bounds, optional
        Limits on the variables; None in a pair is no limit.
    constraints : optional
        For the methods that take them.
    tol : float, optional
        Stands for the method's own tolerances.
    callback : callable, optional
        Called after every iteration as ``callback(xk)``, or, if its one parameter is named ``intermediate_result``,
        with an `OptimizeResult`. StopIteration ends the iteration.
    options : dict, optional
        Options of the method, such as ``maxiter`` and ``disp``; see `show_options`.

    Returns
    -------
    OptimizeResult
        With ``x``, ``fun``, ``success``, ``status``, ``message``, ``nit``, ``nfev``, and, where the method has them,
        ``jac``, ``hess_inv``, ``njev``.

    Raises
    ------
    ValueError
        For an unknown method, a starting point of more than one dimension, or bounds that cross or do not fit ``x0``.

    See Also
    --------
    minimize_scalar, least_squares, basinhopping

    Examples
    --------
    >>> from scinova.optimize import minimize, rosen, rosen_der
    >>> res = minimize(rosen, [1.3, 0.7, 0.8, 1.9, 1.2], jac=rosen_der, method='BFGS')
    >>> res.x.round(4)
    array([1., 1., 1., 1., 1.])
    """
    x0 = start_point(x0)
    args = as_args(args)
    options = dict(options or {})
    custom = callable(method)
    if method is None:
        method = "SLSQP" if _given(constraints) else "L-BFGS-B" if bounds is not None else "BFGS"
    key = "" if custom else str(method).lower()
    if not custom and key not in METHODS:
        raise ValueError(f"minimize: method must be callable or one of {', '.join(METHODS)}; got {method!r}")
    row = None if custom else METHODS[key]
    if row is not None:
        jac, hess, hessp = _warn_unused(row, method, jac, hess, hessp, bounds, constraints, options)
        if tol is not None:
            for name in row.tolerances.split():
                options.setdefault(name, tol)
    elif tol is not None:
        options.setdefault("tol", tol)
    if bounds is not None:
        limits(bounds, x0.size)
    if custom:
        return method(fun, x0, args=args, jac=jac, hess=hess, hessp=hessp, bounds=bounds, constraints=constraints,
                      callback=callback, **options)
    return _dispatch(METHODS[key], fun, x0, args, jac, hess, hessp, bounds, constraints, callback, options)


def _given(constraints: Any) -> bool:
    return not (isinstance(constraints, (tuple, list)) and len(constraints) == 0) and constraints is not None


def _warn_unused(row: Method, method: Any, jac: Any, hess: Any, hessp: Any, bounds: Any, constraints: Any,
                 options: dict[str, Any]) -> tuple[Any, Any, Any]:
    """Warn about arguments that have no effect; a Jacobian that only comes with the value stays."""
    takes = row.takes.split()
    notes = []
    if jac is not None and jac is not False and "jac" not in takes and jac is not True:
        notes.append("the gradient (jac)")
        jac = None
    if hess is not None and "hess" not in takes:
        notes.append("the Hessian (hess)")
        hess = None
    if hessp is not None and "hessp" not in takes:
        notes.append("Hessian products (hessp)")
        hessp = None
    if bounds is not None and "bounds" not in takes:
        notes.append("bounds")
    if _given(constraints) and "constraints" not in takes:
        notes.append("constraints")
    if options.get("return_all") and row.module in ("_lbfgsb", "_tnc", "_slsqp"):
        notes.append("the option return_all")
    for note in notes:
        warnings.warn(f"minimize: method {method} does not use {note}", RuntimeWarning, stacklevel=4)
    return jac, hess, hessp


def _dispatch(row: Method, fun: Any, x0: np.ndarray, args: tuple, jac: Any, hess: Any, hessp: Any, bounds: Any,
              constraints: Any, callback: Any, options: dict[str, Any]) -> OptimizeResult:
    takes = row.takes.split()
    keywords: dict[str, Any] = {"callback": callback, **options}
    if "jac" in takes:
        keywords["jac"] = None if jac is False else jac
    elif jac is True:
        pair = fun
        fun = lambda x, *rest: pair(x, *rest)[0]
    for name, value in (("hess", hess), ("hessp", hessp), ("constraints", constraints)):
        if name in takes:
            keywords[name] = value
    if "bounds" not in takes or bounds is None:
        return row.load()(fun, x0, args, **keywords)
    lower, upper = limits(bounds, x0.size)
    fixed = lower == upper
    if row.fixed and fixed.all():
        return _all_fixed(fun, lower.copy(), args, jac)
    if row.fixed and fixed.any() and not callable(jac) and jac is not True:
        return _without_fixed(row, fun, x0, args, lower, upper, fixed, keywords)
    return row.load()(fun, x0, args, bounds=Bounds(lower, upper), **keywords)


def _all_fixed(fun: Any, x: np.ndarray, args: tuple, jac: Any) -> OptimizeResult:
    value = fun(x.copy(), *args)
    f = as_scalar(value[0] if jac is True else value)
    return OptimizeResult(message="The bounds fix every variable.", success=True, status=0, fun=f, x=x, nit=0, nfev=1,
                          njev=0, nhev=0)


class _Reduced:
    """A function of the free variables, the others fixed; can be sent to another process."""

    def __init__(self, fun: Callable[..., Any], fixed: np.ndarray, free: np.ndarray):
        self.fun, self.fixed, self.free = fun, fixed, free

    def full(self, z: np.ndarray) -> np.ndarray:
        x = self.fixed.astype(z.dtype)
        x[self.free] = z
        return x

    def __call__(self, z: np.ndarray, *args: Any) -> Any:
        return self.fun(self.full(z), *args)


def _without_fixed(row: Method, fun: Any, x0: np.ndarray, args: tuple, lower: np.ndarray, upper: np.ndarray,
                   fixed: np.ndarray, keywords: dict[str, Any]) -> OptimizeResult:
    """Solve for the variables that may move (a difference cannot be formed along the others)."""
    free = ~fixed
    reduced = _Reduced(fun, lower, free)
    full = reduced.full
    hook = Callback(keywords.pop("callback"))
    if hook:
        def callback(intermediate_result: OptimizeResult) -> None:
            if hook(full(intermediate_result.x), intermediate_result.fun):
                raise StopIteration
        keywords["callback"] = callback
    for name in ("eps", "finite_diff_rel_step"):
        if np.ndim(keywords.get(name, 0.0)) == 1:
            keywords[name] = np.asarray(keywords[name])[free]
    res = row.load()(reduced, x0[free], args, bounds=Bounds(lower[free], upper[free]), **keywords)
    res["x"] = full(res["x"])
    if "jac" in res:
        g = np.full(x0.size, np.nan)
        g[free] = res["jac"]
        res["jac"] = g
    res.pop("hess_inv", None)
    return res

