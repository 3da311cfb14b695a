# SPDX-License-Identifier: BSD-3-Clause
"""L-BFGS-B: many variables, bounds. The method is in native/kernels/optimize/lbfgsb.hpp."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova.optimize import _native
from scinova.optimize._bfgs import as_args
from scinova.optimize._bounds import limits
from scinova.optimize._inverse_hessian import LbfgsInvHessProduct
from scinova.optimize._objective import Objective, start_point
from scinova.optimize._result import NOTES, Callback, OptimizeResult, announce, warn_unknown
from scinova.optimize._workers import mapping

_UNSET = object()
# The task strings of the published interface (C. Zhu et al., ACM TOMS 23, 1997), which programs compare.
_ENDS = ("CONVERGENCE: NORM OF PROJECTED GRADIENT <= PGTOL",
         "CONVERGENCE: RELATIVE REDUCTION OF F <= FACTR*EPSMCH",
         "STOP: TOTAL NO. OF ITERATIONS REACHED LIMIT",
         "STOP: TOTAL NO. OF F,G EVALUATIONS EXCEEDS LIMIT",
         "ABNORMAL: no step along the steepest descent decreases f")


def minimize_lbfgsb(fun: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, bounds: Any = None,
                    disp: Any = None, maxcor: int = 10, ftol: float = 2.2204460492503131e-09, gtol: float = 1e-5,
                    eps: Any = 1e-8, maxfun: int = 15000, maxiter: int = 15000, iprint: Any = -1,
                    callback: Any = None, maxls: int = 20, finite_diff_rel_step: Any = None, workers: Any = None,
                    **unknown: Any) -> OptimizeResult:
    """The limited-memory quasi-Newton method of Byrd, Lu, Nocedal and Zhu."""
    warn_unknown(unknown)
    x = start_point(x0).astype(float)
    n = x.size
    lower, upper = (np.full(n, -np.inf), np.full(n, np.inf)) if bounds is None else limits(bounds, n)
    if maxcor < 1:
        raise ValueError(f"minimize: maxcor must be at least 1; got {maxcor}")
    if not maxls > 0:
        raise ValueError(f"minimize: maxls must be positive; got {maxls}")
    x = np.clip(x, lower, upper)
    hook = Callback(callback)
    with mapping(workers) as mapper, meter("L-BFGS-B", None) as report:
        objective = Objective(fun, x, args, jac, step=eps, rel_step=finite_diff_rel_step,
                              bounds=None if bounds is None else (lower, upper), mapper=mapper)

        def observe(point: np.ndarray, f: float) -> bool:
            report()
            return hook(point, f) or objective.nfev > maxfun

        g = np.empty(n)
        s, y = np.empty((maxcor, n)), np.empty((maxcor, n))
        f, nit, end, pairs, oldest = _native.lbfgsb(objective.fun_and_grad, observe, x, g, lower, upper, s, y,
                                                    float(ftol), float(gtol), _as_count(maxiter), _as_count(maxls))
    return _result(objective, hook, x, f, g, nit, end, (np.arange(oldest, oldest + pairs) % maxcor), s, y, disp)


def _as_count(n: Any) -> int:
    return int(min(n, 2**31 - 1))


def _result(objective: Objective, hook: Callback, x: np.ndarray, f: float, g: np.ndarray, nit: int, end: int,
            order: np.ndarray, s: np.ndarray, y: np.ndarray, disp: Any) -> OptimizeResult:
    message, status = _ENDS[end], (0, 0, 1, 1, 2)[end]
    if hook.stopped:
        message, status = NOTES["callback"], 99
    result = OptimizeResult(message=message, success=status == 0, status=status, fun=f, x=x, nit=nit, jac=g,
                            nfev=objective.nfev, njev=objective.njev, hess_inv=LbfgsInvHessProduct(s[order], y[order]))
    announce(result, disp)
    return result


def fmin_l_bfgs_b(func: Callable[..., Any], x0: Any, fprime: Callable[..., Any] | None = None, args: tuple = (),
                  approx_grad: Any = 0, bounds: Any = None, m: int = 10, factr: float = 1e7, pgtol: float = 1e-5,
                  epsilon: Any = 1e-8, iprint: Any = _UNSET, maxfun: int = 15000, maxiter: int = 15000,
                  disp: Any = _UNSET, callback: Callable[..., Any] | None = None,
                  maxls: int = 20) -> tuple[np.ndarray, float, dict[str, Any]]:
    """Minimise a function of many variables, perhaps with bounds, by the L-BFGS-B method.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``; returns value and gradient unless ``fprime`` or ``approx_grad`` is given.
    x0 : array_like, shape (n,)
        Starting point.
    fprime : callable, optional
        The gradient.
    args : tuple, optional
        Further arguments of both.
    approx_grad : bool, optional
        Form the gradient by forward differences.
    bounds : sequence of pairs, or Bounds, optional
        Limits on the variables; None in a pair is no limit.
    m : int, optional
        Number of steps that the quadratic model remembers.
    factr : float, optional
        The iteration ends when f decreases by less than ``factr`` times the machine precision, relatively.
    pgtol : float, optional
        It also ends when no element of the projected gradient exceeds this.
    epsilon : float, optional
        Absolute step of the differences.
    iprint, disp : int, optional
        Print how it ended, when positive.
    maxfun, maxiter : int, optional
        Evaluations and iterations at most.
    callback : callable, optional
        Called with every iterate.
    maxls : int, optional
        Trials of a line search at most.

    Returns
    -------
    x : ndarray
        The minimiser.
    f : float
        Its value.
    d : dict
        ``grad``, ``task`` (how it ended), ``funcalls``, ``nit`` and ``warnflag`` (0 converged, 1 a limit was reached,
        2 otherwise).

    Examples
    --------
    >>> from scinova import optimize
    >>> box = [(0, 0.8), (None, None)]
    >>> x, f, d = optimize.fmin_l_bfgs_b(optimize.rosen, [0.5, 2.0], optimize.rosen_der, bounds=box)
    >>> x.round(4)
    array([0.8 , 0.64])
    """
    jac = None if approx_grad else (fprime if fprime is not None else True)
    shown = any(flag is not _UNSET and flag is not None and flag > 0 for flag in (iprint, disp))
    hook = Callback(callback)
    res = minimize_lbfgsb(func, x0, as_args(args), jac, bounds, disp=shown, maxcor=m, ftol=factr * np.finfo(float).eps,
                          gtol=pgtol, eps=epsilon, maxfun=maxfun, maxiter=maxiter, callback=hook, maxls=maxls)
    details = {"grad": res.jac, "task": res.message, "funcalls": res.nfev, "nit": res.nit, "warnflag": res.status}
    return res.x, res.fun, details
