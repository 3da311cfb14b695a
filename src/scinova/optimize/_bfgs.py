# SPDX-License-Identifier: BSD-3-Clause
"""BFGS and conjugate gradients: the solvers behind ``minimize``, and `fmin_bfgs` and `fmin_cg`."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._descent import ConjugateGradient, Direction, QuasiNewton, descend
from scinova.optimize._differences import EPSILON
from scinova.optimize._objective import Objective, start_point
from scinova.optimize._result import Callback, OptimizeResult, warn_unknown
from scinova.optimize._workers import mapping


def minimize_bfgs(fun: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, callback: Any = None,
                  gtol: float = 1e-5, norm: float = np.inf, eps: Any = EPSILON, maxiter: int | None = None,
                  disp: Any = False, return_all: bool = False, finite_diff_rel_step: Any = None, xrtol: float = 0,
                  c1: float = 1e-4, c2: float = 0.9, hess_inv0: Any = None, workers: Any = None,
                  **unknown: Any) -> OptimizeResult:
    """The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno."""
    warn_unknown(unknown)
    x = start_point(x0)
    method = QuasiNewton(x, gtol, norm, xrtol, hess_inv0)
    return _run(method, fun, x, args, jac, callback, eps, maxiter, disp, return_all, finite_diff_rel_step, c1, c2,
                workers)


def minimize_cg(fun: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, callback: Any = None,
                gtol: float = 1e-5, norm: float = np.inf, eps: Any = EPSILON, maxiter: int | None = None,
                disp: Any = False, return_all: bool = False, finite_diff_rel_step: Any = None, c1: float = 1e-4,
                c2: float = 0.4, workers: Any = None, **unknown: Any) -> OptimizeResult:
    """Nonlinear conjugate gradients, Polak and Ribière's."""
    warn_unknown(unknown)
    x = start_point(x0)
    return _run(ConjugateGradient(gtol, norm), fun, x, args, jac, callback, eps, maxiter, disp, return_all,
                finite_diff_rel_step, c1, c2, workers)


def _run(method: Direction, fun: Any, x: np.ndarray, args: tuple, jac: Any, callback: Any, eps: Any,
         maxiter: int | None, disp: Any, return_all: bool, rel_step: Any, c1: float, c2: float,
         workers: Any) -> OptimizeResult:
    if x.size == 0:
        raise ValueError(f"minimize: x0 must not be empty for method {method.name}")
    with mapping(workers) as mapper:
        objective = Objective(fun, x, args, jac, step=eps, rel_step=rel_step, mapper=mapper)
        return descend(objective, x, method, 200 * x.size if maxiter is None else maxiter, c1, c2, Callback(callback),
                       disp, return_all)


def fmin_bfgs(f: Callable[..., Any], x0: Any, fprime: Callable[..., Any] | None = None, args: tuple = (),
              gtol: float = 1e-5, norm: float = np.inf, epsilon: Any = EPSILON, maxiter: int | None = None,
              full_output: Any = 0, disp: Any = 1, retall: Any = 0, callback: Callable[..., Any] | None = None,
              xrtol: float = 0, c1: float = 1e-4, c2: float = 0.9, hess_inv0: Any = None) -> Any:
    """Minimise a function with the BFGS algorithm.

    Parameters
    ----------
    f : callable
        The objective ``f(x, *args)``.
    x0 : array_like, shape (n,)
        Starting point.
    fprime : callable, optional
        Its gradient; by default formed by forward differences.
    args : tuple, optional
        Further arguments of both.
    gtol : float, optional
        The iteration ends when the gradient's norm is at most this.
    norm : float, optional
        Order of that norm.
    epsilon : float or array_like, optional
        Absolute step of the differences.
    maxiter : int, optional
        Iterations at most; ``200 n`` by default.
    full_output : bool, optional
        Return more than the minimiser.
    disp : bool, optional
        Print how it ended.
    retall : bool, optional
        Return the iterates too.
    callback : callable, optional
        Called with every iterate.
    xrtol : float, optional
        The iteration also ends when the step is this small beside ``x``.
    c1, c2 : float, optional
        Constants of the Wolfe conditions.
    hess_inv0 : array_like, shape (n, n), optional
        First estimate of the inverse Hessian.

    Returns
    -------
    xopt : ndarray
        The minimiser.
    fopt, gopt, Bopt, func_calls, grad_calls, warnflag
        With ``full_output``: value, gradient and inverse Hessian there, evaluations, and how it ended (0 converged,
        1 too many iterations, 2 rounding errors, 3 NaN).
    allvecs : list
        With ``retall``: the iterates.

    See Also
    --------
    minimize : the same with ``method='BFGS'``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> optimize.fmin_bfgs(lambda x: x**2 + 10 * np.sin(x), 0, disp=0).round(5)
    array([-1.30644])
    """
    res = minimize_bfgs(f, x0, as_args(args), fprime, callback, gtol, norm, epsilon, maxiter, disp, bool(retall),
                        xrtol=xrtol, c1=c1, c2=c2, hess_inv0=hess_inv0)
    return unpacked(res, "fun jac hess_inv nfev njev status", full_output, retall)


def fmin_cg(f: Callable[..., Any], x0: Any, fprime: Callable[..., Any] | None = None, args: tuple = (),
            gtol: float = 1e-5, norm: float = np.inf, epsilon: Any = EPSILON, maxiter: int | None = None,
            full_output: Any = 0, disp: Any = 1, retall: Any = 0, callback: Callable[..., Any] | None = None,
            c1: float = 1e-4, c2: float = 0.4) -> Any:
    """Minimise a function with nonlinear conjugate gradients.

    Parameters
    ----------
    f : callable
        The objective ``f(x, *args)``.
    x0 : array_like, shape (n,)
        Starting point.
    fprime : callable, optional
        Its gradient; by default formed by forward differences.
    args : tuple, optional
        Further arguments of both.
    gtol : float, optional
        The iteration ends when the gradient's norm is at most this.
    norm : float, optional
        Order of that norm.
    epsilon : float or array_like, optional
        Absolute step of the differences.
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
    fopt, func_calls, grad_calls, warnflag
        With ``full_output``: value, evaluations, and how it ended, as in `fmin_bfgs`.
    allvecs : list
        With ``retall``: the iterates.

    Examples
    --------
    >>> from scinova import optimize
    >>> optimize.fmin_cg(lambda x: (x[0] - 1)**2 + 4 * x[1]**2, [0.0, 1.0], disp=0).round(4) + 0.0
    array([1., 0.])
    """
    res = minimize_cg(f, x0, as_args(args), fprime, callback, gtol, norm, epsilon, maxiter, disp, bool(retall), c1=c1,
                      c2=c2)
    return unpacked(res, "fun nfev njev status", full_output, retall)


def as_args(args: Any) -> tuple:
    """Further arguments as a tuple; a single one may come bare."""
    return args if isinstance(args, tuple) else (args,)


def unpacked(result: OptimizeResult, fields: str, full_output: Any, retall: Any) -> Any:
    """What the ``fmin`` family returns: x, or x and more."""
    if full_output:
        out = (result.x, *(result[name] for name in fields.split()))
        return (*out, result.allvecs) if retall else out
    return (result.x, result.allvecs) if retall else result.x
