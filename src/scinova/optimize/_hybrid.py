# SPDX-License-Identifier: BSD-3-Clause
"""Systems of nonlinear equations: `fsolve` and `root`, over native/kernels/optimize/hybrid.hpp."""
from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize import _native
from scinova.optimize._bfgs import as_args
from scinova.optimize._levenberg import root_lm
from scinova.optimize._result import OptimizeResult, warn_unknown
from scinova.optimize._vector_function import Both, Primed, check_factor, first_value, scale_vector, start_vector

_ENDS = {
    1: "The solution converged.",
    2: "The limit of maxfev = {maxfev} function evaluations was reached.",
    3: "xtol = {xtol} is too small: no better solution can be represented.",
    4: "The last five Jacobians brought no good progress.",
    5: "The last ten iterations brought no good progress.",
}


def root_hybr(func: Callable[..., Any], x0: Any, args: tuple = (), jac: Any = None, col_deriv: Any = 0,
              xtol: float = 1.49012e-8, maxfev: int = 0, band: Any = None, eps: Any = None, factor: float = 100,
              diag: Any = None, **unknown: Any) -> OptimizeResult:
    """Powell's hybrid method."""
    warn_unknown(unknown)
    x = start_vector("fsolve", x0)
    n = x.size
    fprime = jac if callable(jac) else None
    f = first_value("fsolve", "func", func, x, args, (n,))
    if fprime is not None:
        fprime = Primed(fprime, first_value("fsolve", "fprime", fprime, x, args, (n, n)))
    below, above = (n - 1, n - 1) if band is None else band[:2] if len(band) >= 2 else _bad_band(band)
    if below < 0 or above < 0 or (maxfev and maxfev < 0) or xtol < 0:
        raise TypeError(f"fsolve: band, maxfev and xtol must not be negative; got {band}, {maxfev} and {xtol}")
    scale, given = scale_vector("fsolve", diag, n)
    limit = int(maxfev) or (200 if fprime is None else 100) * (n + 1)
    q, r, qtf = np.empty((n, n)), np.empty(n * (n + 1) // 2), np.empty(n)
    end, nfev, njev = _native.hybrid(func, fprime, args, bool(col_deriv), x, f, scale, given, q, r, qtf, float(xtol),
                                     limit, check_factor("fsolve", factor), int(below), int(above),
                                     0.0 if eps is None else float(eps))
    message = _ENDS[end].format(maxfev=limit, xtol=xtol)
    result = OptimizeResult(message=message, success=end == 1, status=end, fun=f, x=x, method="hybr", nfev=nfev)
    if fprime is not None:
        result["njev"] = njev
    result.update(fjac=q, r=r, qtf=qtf)
    return result


def _bad_band(band: Any) -> Any:
    raise ValueError(f"fsolve: band must be the two widths (ml, mu); got {band}")


def fsolve(func: Callable[..., Any], x0: Any, args: Any = (), fprime: Callable[..., Any] | None = None,
           full_output: Any = 0, col_deriv: Any = 0, xtol: float = 1.49012e-8, maxfev: int = 0, band: Any = None,
           epsfcn: float | None = None, factor: float = 100, diag: Any = None) -> Any:
    """Find a root of n functions of n variables.

    Parameters
    ----------
    func : callable
        ``func(x, *args)`` returns as many values as ``x`` has.
    x0 : array_like
        Starting point.
    args : tuple, optional
        Further arguments.
    fprime : callable, optional
        The Jacobian, rows for functions; by default formed by forward differences.
    full_output : bool, optional
        Return more, and do not warn where the method fails.
    col_deriv : bool, optional
        ``fprime`` returns its transpose.
    xtol : float, optional
        Relative tolerance on x.
    maxfev : int, optional
        Evaluations at most; ``200 (n + 1)`` by default, ``100 (n + 1)`` with ``fprime``.
    band : tuple of two ints, optional
        Numbers of sub- and superdiagonals of a banded Jacobian, which takes fewer evaluations to form.
    epsfcn : float, optional
        Relative error of ``func``, for the step of the differences.
    factor : float, optional
        The first step bound, as a multiple of ``|D x|``.
    diag : array_like, shape (n,), optional
        Scale D of the variables, positive.

    Returns
    -------
    x : ndarray
        The root, or the last point.
    infodict : dict
        With ``full_output``: ``nfev`` (and ``njev``), ``fvec`` (the values at x), ``fjac`` (Q of the Jacobian, its
        columns as rows), ``r`` (R, packed by rows) and ``qtf`` (Q' fvec).
    ier : int
        With ``full_output``: 1 where it converged.
    mesg : str
        With ``full_output``: how it ended, in words.

    Notes
    -----
    Powell's hybrid method with Broyden's updates.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import fsolve
    >>> fsolve(lambda x: [x[0] * np.cos(x[1]) - 4, x[1] * x[0] - x[1] - 5], [1, 1]).round(6)
    array([6.504097, 0.908414])
    """
    res = root_hybr(func, x0, as_args(args), fprime, col_deriv, xtol, maxfev, band, epsfcn, factor, diag)
    if full_output:
        names = [name for name in ("nfev", "njev", "fjac", "r", "qtf") if name in res]
        return res.x, {**{name: res[name] for name in names}, "fvec": res.fun}, res.status, res.message
    if not res.success:
        warnings.warn(res.message, RuntimeWarning, stacklevel=2)
    return res.x


METHODS: dict[str, tuple[Callable[..., OptimizeResult], bool]] = {"hybr": (root_hybr, False), "lm": (root_lm, False)}


def root(fun: Callable[..., Any], x0: Any, args: Any = (), method: str = "hybr", jac: Any = None,
         tol: float | None = None, callback: Callable[..., Any] | None = None, options: Any = None) -> OptimizeResult:
    """Find a root of a vector function.

    Parameters
    ----------
    fun : callable
        ``fun(x, *args)`` returns as many values as ``x`` has; with ``jac=True`` the Jacobian too.
    x0 : array_like
        Starting point.
    args : tuple, optional
        Further arguments.
    method : {'hybr', 'lm'}, optional
        Powell's hybrid method, or the least squares of Levenberg and Marquardt.
    jac : bool or callable, optional
        The Jacobian, or True where ``fun`` returns it; by default formed by forward differences.
    tol : float, optional
        Stands for the method's ``xtol``.
    callback : callable, optional
        Not used by these methods.
    options : dict, optional
        ``col_deriv, xtol, maxfev, band, eps, factor, diag`` of 'hybr'; ``col_deriv, xtol, ftol, gtol, maxiter, eps,
        factor, diag`` of 'lm'.

    Returns
    -------
    OptimizeResult
        With ``x``, ``fun``, ``success``, ``status``, ``message``, ``nfev``, and what the method knows of the Jacobian.

    Examples
    --------
    >>> from scinova.optimize import root
    >>> root(lambda x: [x[0] + x[1] - 3, x[0] * x[1] - 2], [0.5, 3.0]).x.round(6)
    array([1., 2.])
    """
    key = str(method).lower()
    if key not in METHODS:
        raise ValueError(f"root: method must be one of {', '.join(METHODS)}; got {method!r}")
    solver, takes_callback = METHODS[key]
    settings = dict(options or {})
    if callback is not None and not takes_callback:
        warnings.warn(f"root: method {method} does not use callback", RuntimeWarning, stacklevel=2)
    if jac is True:
        fun = Both(fun)
        jac = fun.derivative
    elif not callable(jac):
        jac = None
    if tol is not None:
        settings.setdefault("xtol", tol)
    return solver(fun, x0, as_args(args), jac, **settings)
