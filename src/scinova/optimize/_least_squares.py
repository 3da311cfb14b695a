# SPDX-License-Identifier: BSD-3-Clause
"""`least_squares`: nonlinear least squares with bounds and robust losses."""
from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize import _levenberg
from scinova.optimize._bfgs import as_args
from scinova.optimize._bounds import Bounds
from scinova.optimize._differences import METHODS as DIFFERENCES
from scinova.optimize._differences import difference_rows, step_sizes, steps_within
from scinova.optimize._dogbox import Dogbox
from scinova.optimize._losses import LOSSES, Loss
from scinova.optimize._result import Callback, OptimizeResult
from scinova.optimize._trf import Reflective, Unbounded
from scinova.optimize._trust_region import EPS, MESSAGES, Problem, iterate, strictly_inside
from scinova.optimize._workers import mapping

_METHODS = ("trf", "dogbox", "lm")


def least_squares(fun: Callable[..., Any], x0: Any, jac: Any = "2-point", bounds: Any = (-np.inf, np.inf),
                  method: str = "trf", ftol: float | None = 1e-8, xtol: float | None = 1e-8, gtol: float | None = 1e-8,
                  x_scale: Any = None, loss: Any = "linear", f_scale: float = 1.0, diff_step: Any = None,
                  tr_solver: Any = None, tr_options: Any = None, jac_sparsity: Any = None, max_nfev: int | None = None,
                  verbose: int = 0, args: Any = (), kwargs: Any = None, callback: Callable[..., Any] | None = None,
                  workers: Any = None) -> OptimizeResult:
    """Minimise ``sum(rho(f_i(x)^2)) / 2`` subject to ``lb <= x <= ub``.

    Parameters
    ----------
    fun : callable
        ``fun(x, *args, **kwargs)`` returns the m residuals.
    x0 : array_like, shape (n,)
        Starting point.
    jac : {'2-point', '3-point', 'cs'} or callable, optional
        The Jacobian, shape (m, n), or how to form it by differences.
    bounds : (lb, ub) or Bounds, optional
        Limits on the variables, each an array or a scalar.
    method : {'trf', 'dogbox', 'lm'}, optional
        Trust-region reflective; dogleg in a box; or Levenberg and Marquardt's (no bounds, ``m >= n``).
    ftol, xtol, gtol : float or None, optional
        Tolerances on the relative decrease of the cost, on the relative step, and on the gradient (scaled by the
        distance from the bounds). None takes a test out.
    x_scale : array_like or 'jac', optional
        Scale of each variable, or scales from the columns of the Jacobian.
    loss : {'linear', 'soft_l1', 'huber', 'cauchy', 'arctan'} or callable, optional
        rho(z), z the squared residual over ``f_scale`` squared. A callable returns rho and two derivatives, shape (3,
        m).
    f_scale : float, optional
        The size of residual beyond which a loss other than 'linear' takes it for an outlier.
    diff_step : array_like, optional
        Relative step of the differences.
    tr_solver : {None, 'exact'}, optional
        How the model is minimised: by a singular value decomposition.
    tr_options, jac_sparsity : optional
        Reserved for large sparse problems.
    max_nfev : int, optional
        Evaluations at most (differences not counted); ``100 n`` by default.
    verbose : {0, 1, 2}, optional
        Print nothing, how it ended, or every iteration.
    args, kwargs : tuple, dict, optional
        Further arguments of ``fun`` and ``jac``.
    callback : callable, optional
        Called after each iteration with an ``intermediate_result``, or with x; StopIteration ends. Not for 'lm'.
    workers : int or map-like, optional
        Processes, or a mapping, for the evaluations of the differences.

    Returns
    -------
    OptimizeResult
        With ``x``, ``cost``, ``fun``, ``jac``, ``grad``, ``optimality``, ``active_mask`` (-1, 0, 1 for a lower bound,
        none, an upper bound), ``nfev``, ``njev``, ``status``, ``message`` and ``success``.

    Raises
    ------
    ValueError
        For an unknown method, loss or Jacobian, or bounds that cross or do not hold ``x0``.

    See Also
    --------
    leastsq, curve_fit

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import least_squares
    >>> res = least_squares(lambda x: [10 * (x[1] - x[0]**2), 1 - x[0]], [0.0, 2.0], bounds=([-2, 0], [0.5, 100]))
    >>> res.x.round(4), res.active_mask
    (array([0.5 , 0.25]), array([1, 0]))
    """
    setup = _Setup(fun, x0, jac, bounds, method, x_scale, loss, f_scale, diff_step, max_nfev, verbose, as_args(args),
                   kwargs or {})
    if tr_solver not in (None, "exact"):
        raise ValueError(f"least_squares: tr_solver must be None or 'exact'; got {tr_solver!r}")
    if jac_sparsity is not None:
        raise ValueError("least_squares: jac_sparsity is not supported: Jacobians are dense")
    ftol, xtol, gtol = _check_tolerances(ftol, xtol, gtol, method)
    if method == "lm" and callback is not None:
        warnings.warn("least_squares: method 'lm' does not use callback", RuntimeWarning, stacklevel=2)
    with mapping(workers) as mapper:
        setup.mapper = mapper
        result = setup.solve(ftol, xtol, gtol, Callback(callback))
    result["message"] = result.pop("message", None) or MESSAGES[result.status]
    result["success"] = result.status > 0
    if verbose >= 1:
        print(result.message)
        print(f"Function evaluations {result.nfev}, initial cost {setup.first_cost:.4e}, final cost {result.cost:.4e}, "
              f"first-order optimality {result.optimality:.2e}.")
    order = ("message", "success", "status", "fun", "x", "cost", "jac", "grad", "optimality", "active_mask", "nfev",
             "njev")
    return OptimizeResult({name: result[name] for name in order})


def _check_tolerances(ftol: float | None, xtol: float | None, gtol: float | None, method: str) -> tuple[float, ...]:
    given = {"ftol": ftol, "xtol": xtol, "gtol": gtol}
    for name, tol in given.items():
        if tol is not None and tol < EPS:
            warnings.warn(f"least_squares: {name} = {tol} is below the machine precision {EPS:.2e}: that test is off",
                          UserWarning, stacklevel=3)
    values = [0.0 if tol is None else float(tol) for tol in given.values()]
    if method == "lm" and any(tol < EPS for tol in values):
        raise ValueError(f"least_squares: method 'lm' needs all tolerances above the machine precision {EPS:.2e}; got "
                         f"{given}")
    if all(tol < EPS for tol in values):
        raise ValueError("least_squares: one of ftol, xtol and gtol must be above the machine precision "
                         f"{EPS:.2e}; got {given}")
    return tuple(values)


class _Residuals:
    """The residuals, in a form that can be sent to another process."""

    def __init__(self, function: Callable[..., Any], args: tuple, kwargs: dict):
        self.function, self.args, self.kwargs = function, args, kwargs

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return np.atleast_1d(self.function(x, *self.args, **self.kwargs))


class _Setup:
    """The arguments of `least_squares`, checked, and the functions made of them."""

    def __init__(self, fun: Any, x0: Any, jac: Any, bounds: Any, method: str, x_scale: Any, loss: Any, f_scale: float,
                 diff_step: Any, max_nfev: int | None, verbose: int, args: tuple, kwargs: dict):
        if method not in _METHODS:
            raise ValueError(f"least_squares: method must be one of {_METHODS}; got {method!r}")
        if not (callable(jac) or jac in DIFFERENCES):
            raise ValueError(f"least_squares: jac must be callable or one of {DIFFERENCES}; got {jac!r}")
        if verbose not in (0, 1, 2):
            raise ValueError(f"least_squares: verbose must be 0, 1 or 2; got {verbose!r}")
        if max_nfev is not None and max_nfev <= 0:
            raise ValueError(f"least_squares: max_nfev must be None or positive; got {max_nfev}")
        self.function, self.jacobian, self.method = fun, jac, method
        self.args, self.kwargs, self.verbose, self.max_nfev = args, kwargs, verbose, max_nfev
        self.diff_step = diff_step
        self.mapper: Any = map
        self.first_cost = 0.0
        self.x0 = _start(x0)
        self.lower, self.upper = _two_limits(bounds, self.x0.size)
        self._check_start()
        if not (callable(loss) or loss in LOSSES):
            raise ValueError(f"least_squares: loss must be callable or one of {', '.join(LOSSES)}; got {loss!r}")
        if method == "lm" and loss != "linear":
            raise ValueError(f"least_squares: method 'lm' takes the loss 'linear' only; got {loss!r}")
        self.loss_kind, self.f_scale = loss, f_scale
        self.scale = _scale(x_scale, self.x0, method)

    def _check_start(self) -> None:
        if (self.lower >= self.upper).any():
            raise ValueError("least_squares: each lower bound must be below its upper bound; got "
                             f"{self.lower} and {self.upper}")
        if not ((self.x0 >= self.lower) & (self.x0 <= self.upper)).all():
            raise ValueError(f"least_squares: x0 must be inside the bounds; got {self.x0}")
        self.bounded = bool(np.isfinite(self.lower).any() or np.isfinite(self.upper).any())
        if self.method == "lm" and self.bounded:
            raise ValueError("least_squares: method 'lm' takes no bounds")

    def fun(self, x: np.ndarray) -> np.ndarray:
        return np.atleast_1d(self.function(x.copy(), *self.args, **self.kwargs))

    def jac(self, x: np.ndarray, f: np.ndarray) -> np.ndarray:
        if callable(self.jacobian):
            j = self.jacobian(x.copy(), *self.args, **self.kwargs)
            j = np.atleast_2d(j.toarray() if hasattr(j, "toarray") else j).astype(float)
            if j.shape != (f.size, x.size):
                raise ValueError(f"least_squares: jac must return an array of shape {(f.size, x.size)}; it returned "
                                 f"one of shape {j.shape}")
            return j
        h = step_sizes(x, self.jacobian, self.diff_step)
        h, aside = steps_within(x, h, self.jacobian, self.lower, self.upper)
        fun = self.fun if self.mapper is map else _Residuals(self.function, self.args, self.kwargs)
        return np.ascontiguousarray(difference_rows(fun, x, f, h, self.jacobian, aside, self.mapper).T)

    def solve(self, ftol: float, xtol: float, gtol: float, callback: Callback) -> OptimizeResult:
        x = strictly_inside(self.x0, self.lower, self.upper) if self.method == "trf" else self.x0
        f = self.fun(x)
        if f.ndim != 1:
            raise ValueError(f"least_squares: fun must return at most a vector; it returned shape {f.shape}")
        if f.dtype.kind == "c":
            raise ValueError("least_squares: fun must return real residuals; it returned complex ones")
        f = f.astype(float)
        if not np.isfinite(f).all():
            raise ValueError("least_squares: the residuals must be finite at x0")
        m, n = f.size, x.size
        if self.method == "lm":
            if m < n:
                raise ValueError(f"least_squares: method 'lm' needs at least as many residuals as variables; got {m} "
                                 f"for {n}")
            return self.solve_lm(x, f, ftol, xtol, gtol)
        loss = Loss(self.loss_kind, self.f_scale, m)
        self.first_cost = loss.cost(f)
        jacobian = self.jac(x, f)
        problem = Problem(self.fun, self.jac, self.lower, self.upper, loss, self.scale, ftol, xtol, gtol,
                          self.max_nfev or 100 * n, self.verbose, callback)
        f_model, j_model = loss.corrected(f, jacobian)
        problem.rescale(j_model, True)
        if self.method == "dogbox":
            finder: Any = Dogbox(problem, x)
        elif self.bounded:
            finder = Reflective(problem, x, j_model.T @ f_model)
        else:
            finder = Unbounded(problem, x)
        return iterate(problem, finder, x, f, jacobian)

    def solve_lm(self, x: np.ndarray, f: np.ndarray, ftol: float, xtol: float, gtol: float) -> OptimizeResult:
        n = x.size
        self.first_cost = 0.5 * float(f @ f)
        own = callable(self.jacobian)
        limit = self.max_nfev or 100 * n * (1 if own else n + 1)
        diag = None if self.scale is None else 1 / self.scale
        last: list[Any] = [x.tobytes(), f]

        def fun(p: np.ndarray) -> np.ndarray:
            key = p.tobytes()
            if key != last[0]:
                last[:] = [key, self.fun(p)]
            return last[1]

        res = _levenberg.solve(fun, x, (), lambda p: self.jac(p, fun(p)), False, ftol, xtol, gtol, limit, None, 100,
                               diag)
        f, jacobian = res.fun, self.jac(res.x, res.fun)
        g = jacobian.T @ f
        status = {1: 2, 2: 3, 3: 4, 4: 1, 5: 0}.get(res.status, 2)
        return OptimizeResult(message=res.message, status=status, x=res.x, fun=f, cost=0.5 * float(f @ f), jac=jacobian,
                              grad=g, optimality=float(np.abs(g).max()), active_mask=np.zeros(n, int), nfev=res.nfev,
                              njev=res.njev if own else None)


def _start(x0: Any) -> np.ndarray:
    x = np.atleast_1d(np.asarray(x0))
    if x.dtype.kind == "c":
        raise ValueError(f"least_squares: x0 must be real; got dtype {x.dtype}")
    if x.ndim > 1:
        raise ValueError(f"least_squares: x0 must be at most 1-dimensional; got shape {x.shape}")
    if x.size == 0:
        raise ValueError("least_squares: x0 must not be empty")
    return x.astype(float)


def _two_limits(bounds: Any, n: int) -> tuple[np.ndarray, np.ndarray]:
    pair = (bounds.lb, bounds.ub) if isinstance(bounds, Bounds) or hasattr(bounds, "lb") else tuple(bounds)
    if len(pair) != 2:
        raise ValueError(f"least_squares: bounds must be the pair (lb, ub); got {len(pair)} elements")
    try:
        arrays = [np.asarray(b, dtype=float) for b in pair]
        if not hasattr(bounds, "lb") and any(a.ndim and a.shape != (n,) for a in arrays):
            raise ValueError
        lower, upper = (np.array(np.broadcast_to(a, n)) for a in arrays)
    except ValueError:
        raise ValueError(f"least_squares: bounds must be scalars or have {n} elements, as x0; got the shapes "
                         f"{np.shape(pair[0])} and {np.shape(pair[1])}") from None
    return lower, upper


def _scale(x_scale: Any, x: np.ndarray, method: str) -> np.ndarray | None:
    """An array, or None for scales from the Jacobian."""
    if x_scale is None:
        x_scale = "jac" if method == "lm" else 1.0
    if isinstance(x_scale, str) and x_scale == "jac":
        return None
    try:
        scale = np.asarray(x_scale, dtype=float)
        valid = bool(np.isfinite(scale).all() and (scale > 0).all())
    except (ValueError, TypeError):
        valid = False
    if not valid:
        raise ValueError(f"least_squares: x_scale must be 'jac' or positive numbers; got {x_scale!r}")
    if scale.ndim and scale.shape != x.shape:
        raise ValueError(f"least_squares: x_scale must have the shape of x0, {x.shape}; got {scale.shape}")
    return np.array(np.broadcast_to(scale, x.shape))
