# SPDX-License-Identifier: BSD-3-Clause
"""`leastsq`: nonlinear least squares without bounds. The method is in native/kernels/optimize/levenberg.hpp."""
from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize import _native
from scinova.optimize._bfgs import as_args
from scinova.optimize._result import OptimizeResult, warn_unknown
from scinova.optimize._vector_function import Primed, check_factor, first_value, scale_vector, start_vector

_ENDS = {
    1: "The relative reduction of the sum of squares, foreseen and found, is at most ftol = {ftol}.",
    2: "The relative change of x is at most xtol = {xtol}.",
    3: "The reduction of the sum of squares is at most ftol = {ftol} and the change of x at most xtol = {xtol}.",
    4: "The residuals are orthogonal to the columns of the Jacobian to within gtol = {gtol}.",
    5: "The limit of maxfev = {maxfev} function evaluations was reached.",
    6: "ftol = {ftol} is too small: the sum of squares cannot be reduced further.",
    7: "xtol = {xtol} is too small: x cannot be improved further.",
    8: "gtol = {gtol} is too small: the residuals are orthogonal to the Jacobian to machine precision.",
}


def solve(func: Callable[..., Any], x0: Any, args: tuple, fprime: Any, col_deriv: Any, ftol: float, xtol: float,
          gtol: float, maxfev: int, eps: Any, factor: float, diag: Any, full: Any = True) -> OptimizeResult:
    """The Levenberg-Marquardt method; ``status`` is the code of the ending. ``full``: with the covariance."""
    x = start_vector("leastsq", x0)
    n = x.size
    f = first_value("leastsq", "func", func, x, args)
    if f.ndim > 1:
        raise TypeError(f"leastsq: func must return a vector; it returned an array of shape {f.shape}")
    m = f.size
    if n > m:
        raise TypeError(f"leastsq: func must return at least as many values as there are variables; it returned {m} "
                        f"for {n}")
    if fprime is not None:
        fprime = Primed(fprime, first_value("leastsq", "Dfun", fprime, x, args, (n, m) if col_deriv else (m, n)))
    if min(ftol, xtol, gtol) < 0 or maxfev < 0:
        raise TypeError(f"leastsq: ftol, xtol, gtol and maxfev must not be negative; got {ftol}, {xtol}, {gtol} and "
                        f"{maxfev}")
    scale, given = scale_vector("leastsq", diag, n)
    limit = int(maxfev) or (200 if fprime is None else 100) * (n + 1)
    jacobian, qtf, pivots = np.empty((n, m)), np.empty(n), np.empty(n, dtype=np.int64)
    end, nfev, njev = _native.levenberg(func, fprime, args, bool(col_deriv), x, f, scale, given, jacobian, qtf, pivots,
                                        float(ftol), float(xtol), float(gtol), limit, check_factor("leastsq", factor),
                                        0.0 if eps is None else float(eps))
    message = _ENDS[end].format(ftol=ftol, xtol=xtol, gtol=gtol, maxfev=limit)
    cov = _covariance(jacobian, pivots) if full and end in (1, 2, 3, 4) else None
    result = OptimizeResult(message=message, success=end in (1, 2, 3, 4), status=end, fun=f, x=x, cov_x=cov,
                            method="lm", nfev=nfev)
    if fprime is not None:
        result["njev"] = njev
    result.update(fjac=jacobian, ipvt=pivots.astype(np.int32), qtf=qtf)
    return result


def _covariance(jacobian: np.ndarray, pivots: np.ndarray) -> np.ndarray | None:
    """``(J'J)^-1`` from R and the pivots; None where R is singular."""
    cov = np.empty((len(pivots), len(pivots)))
    return cov if _native.covariance(jacobian, pivots, cov) else None


def root_lm(func: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, col_deriv: Any = 0,
            xtol: float = 1.49012e-8, ftol: float = 1.49012e-8, gtol: float = 0.0, maxiter: int = 0, eps: Any = 0.0,
            factor: float = 100, diag: Any = None, **unknown: Any) -> OptimizeResult:
    """A root by least squares."""
    warn_unknown(unknown)
    return solve(func, x0, args, jac, col_deriv, ftol, xtol, gtol, maxiter, eps, factor, diag)


def leastsq(func: Callable[..., Any], x0: Any, args: Any = (), Dfun: Callable[..., Any] | None = None,
            full_output: Any = False, col_deriv: Any = False, ftol: float = 1.49012e-8, xtol: float = 1.49012e-8,
            gtol: float = 0.0, maxfev: int = 0, epsfcn: float | None = None, factor: float = 100,
            diag: Any = None) -> Any:
    """Minimise the sum of squares of m functions of n variables, ``m >= n``.

    Parameters
    ----------
    func : callable
        ``func(x, *args)`` returns the m values.
    x0 : array_like, shape (n,)
        Starting point.
    args : tuple, optional
        Further arguments.
    Dfun : callable, optional
        The Jacobian, rows for functions; by default formed by forward differences.
    full_output : bool, optional
        Return more.
    col_deriv : bool, optional
        ``Dfun`` returns the transpose, ``(n, m)``.
    ftol, xtol, gtol : float, optional
        Relative tolerance on the sum of squares and on x, and the cosine between residuals and Jacobian to reach.
    maxfev : int, optional
        Evaluations at most; ``200 (n + 1)`` by default, ``100 (n + 1)`` with ``Dfun``.
    epsfcn : float, optional
        Relative error of ``func``, for the step of the differences.
    factor : float, optional
        The first step bound, as a multiple of ``|D x|``.
    diag : array_like, shape (n,), optional
        Scale D of the variables, positive.

    Returns
    -------
    x : ndarray
        The solution, or the last point.
    cov_x : ndarray or None
        With ``full_output``: inverse of ``J'J`` at the solution, None where J has not full rank. Times the residual
        variance it is the covariance of the parameters.
    infodict : dict
        With ``full_output``: ``fvec``, ``nfev`` (and ``njev``), ``fjac`` (R and the reflections, columns as rows),
        ``ipvt`` (the permutation of the columns) and ``qtf`` (the first n elements of Q' fvec).
    mesg : str
        With ``full_output``: how it ended, in words.
    ier : int
        1 to 4 where a solution was found.

    Notes
    -----
    The method of Levenberg and Marquardt in the form of Moré (1978).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import leastsq
    >>> t = np.linspace(0, 3, 20)
    >>> x, ier = leastsq(lambda p: p[0] * np.exp(-p[1] * t) - 2 * np.exp(-1.3 * t), [1.0, 1.0])
    >>> x.round(6)
    array([2. , 1.3])
    """
    res = solve(func, x0, as_args(args), Dfun, col_deriv, ftol, xtol, gtol, maxfev, epsfcn, factor, diag, full_output)
    if full_output:
        names = [name for name in ("nfev", "njev", "fjac", "ipvt", "qtf") if name in res]
        info = {"fvec": res.fun, **{name: res[name] for name in names}}
        return res.x, res.cov_x, info, res.message, res.status
    if res.status in (5, 6, 7, 8):
        warnings.warn(res.message, RuntimeWarning, stacklevel=2)
    return res.x, res.status
