# SPDX-License-Identifier: BSD-3-Clause
"""`curve_fit`: a model fitted to data by least squares, with the covariance of its parameters."""
from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._bounds import Bounds
from scinova.optimize._differences import METHODS as DIFFERENCES
from scinova.optimize._least_squares import _two_limits, least_squares
from scinova.optimize._levenberg import solve
from scinova.optimize._result import OptimizeWarning


def curve_fit(f: Callable[..., Any], xdata: Any, ydata: Any, p0: Any = None, sigma: Any = None,
              absolute_sigma: bool = False, check_finite: bool | None = None, bounds: Any = (-np.inf, np.inf),
              method: str | None = None, jac: Any = None, *, full_output: bool = False, nan_policy: str | None = None,
              **kwargs: Any) -> Any:
    """Fit a function to data by nonlinear least squares.

    Parameters
    ----------
    f : callable
        The model ``f(xdata, *parameters)``.
    xdata : array_like
        Where the model is evaluated; passed on as it is.
    ydata : array_like, shape (m,)
        The data.
    p0 : array_like, shape (n,), optional
        First guess. By default ones, or points inside the bounds, n being read from the signature of ``f``.
    sigma : array_like, optional
        Standard deviations of the data, a scalar or shape (m,), or their covariance, shape (m, m).
    absolute_sigma : bool, optional
        Whether ``sigma`` is in the units of the data; otherwise only its proportions count, and the covariance is
        scaled to the residuals.
    check_finite : bool, optional
        Refuse NaN and inf in the data; True unless ``nan_policy`` is given.
    bounds : (lower, upper) or Bounds, optional
        Limits on the parameters.
    method : {'lm', 'trf', 'dogbox'}, optional
        By default 'lm' without bounds and 'trf' with.
    jac : callable or {'2-point', '3-point', 'cs'}, optional
        The derivatives of the model, ``jac(xdata, *parameters)`` of shape (m, n), or how to form them.
    full_output : bool, optional
        Return more.
    nan_policy : {None, 'raise', 'omit'}, optional
        What to do about NaN in the data: check as ``check_finite`` says, refuse, or leave those points out.
    **kwargs
        Passed to `leastsq` for 'lm', to `least_squares` otherwise.

    Returns
    -------
    popt : ndarray of shape (n,)
        The parameters.
    pcov : ndarray of shape (n, n)
        Their covariance, inf where it cannot be estimated. Parameters at a bound are treated as free.
    infodict : dict
        With ``full_output``: ``nfev`` and ``fvec``, and for 'lm' ``fjac``, ``ipvt``, ``qtf``.
    mesg : str
        With ``full_output``: how it ended.
    ier : int
        With ``full_output``: its code.

    Raises
    ------
    ValueError
        For NaN where it is refused, or arguments that do not fit each other.
    RuntimeError
        If the fit does not converge.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import curve_fit
    >>> x = np.linspace(0, 4, 50)
    >>> popt, pcov = curve_fit(lambda x, a, b: a * np.exp(-b * x), x, 2.5 * np.exp(-1.3 * x))
    >>> popt.round(6)
    array([2.5, 1.3])
    """
    if "args" in kwargs:
        raise ValueError("curve_fit: args is not taken; bind further arguments of f with a lambda")
    guess, lower, upper = _guess(f, p0, bounds)
    bounded = bool(np.isfinite(lower).any() or np.isfinite(upper).any())
    if method is None:
        method = "trf" if bounded else "lm"
    if method == "lm" and bounded:
        raise ValueError("curve_fit: method 'lm' takes no bounds; use 'trf' or 'dogbox'")
    xdata, ydata, keep = _data(xdata, ydata, check_finite, nan_policy)
    if ydata.size == 0:
        raise ValueError("curve_fit: ydata must not be empty")
    if method == "lm" and guess.size > ydata.size > 1:
        raise TypeError(f"curve_fit: f has {guess.size} parameters, more than the {ydata.size} data points")
    whiten = _whitener(sigma, keep, ydata)
    model = _Model(f, xdata, ydata, whiten, jac if callable(jac) else None)
    fit = _fit_lm if method == "lm" else _fit_trust
    popt, cov, cost, info, message, status = fit(model, guess, (lower, upper), method, jac, kwargs)
    pcov = _scaled(cov, cost, absolute_sigma and sigma is not None, info["fvec"].size, popt.size)
    return (popt, pcov, info, message, status) if full_output else (popt, pcov)


def _guess(f: Any, p0: Any, bounds: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The first guess and the limits."""
    if p0 is not None:
        guess = np.atleast_1d(p0)
        return guess, *_two_limits(bounds, guess.size)
    try:
        parameters = inspect.signature(f).parameters.values()
    except (TypeError, ValueError):
        raise ValueError("curve_fit: p0 is needed, for f has no signature to read") from None
    kinds = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
    n = sum(p.kind in kinds for p in parameters) - 1
    if n < 1:
        raise ValueError("curve_fit: p0 is needed, for the number of parameters cannot be read from f")
    if not isinstance(bounds, Bounds):
        bounds = tuple(bounds)
    lower, upper = _two_limits(bounds, n)
    guess = np.ones(n)
    low, high = np.isfinite(lower), np.isfinite(upper)
    with np.errstate(invalid="ignore"):
        guess = np.where(low & high, 0.5 * (lower + upper), np.where(low, lower + 1, np.where(high, upper - 1, guess)))
    return guess, lower, upper


def _data(xdata: Any, ydata: Any, check_finite: bool | None, nan_policy: str | None) -> tuple[Any, np.ndarray, Any]:
    """Data as float arrays, and a mask of the points kept (None: all)."""
    if nan_policy == "propagate":
        raise ValueError("curve_fit: nan_policy 'propagate' is not supported")
    if nan_policy not in (None, "raise", "omit"):
        raise ValueError(f"curve_fit: nan_policy must be None, 'raise' or 'omit'; got {nan_policy!r}")
    if check_finite is None:
        check_finite = nan_policy is None
    y = np.asarray_chkfinite(ydata, float) if check_finite else np.asarray(ydata, float)
    x = xdata
    if isinstance(xdata, (list, tuple, np.ndarray)):
        x = np.asarray_chkfinite(xdata, float) if check_finite else np.asarray(xdata, float)
    if check_finite or nan_policy is None:
        return x, y, None
    bad_y = np.isnan(y)
    array_x = isinstance(x, np.ndarray)
    bad_x = np.isnan(x) if array_x else np.zeros(1, bool)
    if nan_policy == "raise" and (bad_y.any() or bad_x.any()):
        raise ValueError("curve_fit: the data must not contain NaN (nan_policy 'raise')")
    if nan_policy != "omit" or not (bad_y.any() or bad_x.any()):
        return x, y, None
    bad = bad_y | (bad_x.any(axis=tuple(range(bad_x.ndim - 1))) if array_x else False)
    return (x[..., ~bad] if array_x else x), y[~bad], ~bad


def _whitener(sigma: Any, keep: Any, ydata: np.ndarray) -> Any:
    """None, an array of weights, or the lower Cholesky factor of the covariance."""
    if sigma is None:
        return None
    sigma = np.asarray(sigma)
    if keep is not None and sigma.ndim:
        sigma = sigma[keep] if sigma.ndim == 1 else sigma[np.ix_(keep, keep)]
    if sigma.size == 1 or sigma.shape == (ydata.size,):
        return 1.0 / sigma
    if sigma.shape == (ydata.size, ydata.size):
        try:
            return np.linalg.cholesky(sigma.astype(float))
        except np.linalg.LinAlgError:
            raise ValueError("curve_fit: a covariance sigma must be positive definite") from None
    raise ValueError(f"curve_fit: sigma must be a scalar, have the shape {(ydata.size,)} or be a covariance of shape "
                     f"{(ydata.size, ydata.size)}; got {sigma.shape}")


class _Model:
    """Residuals and their Jacobian in whitened data."""

    def __init__(self, f: Any, xdata: Any, ydata: np.ndarray, whiten: Any, jac: Any):
        self.f, self.x, self.y, self.whiten, self.jac = f, xdata, ydata, whiten, jac
        self.triangular = whiten is not None and whiten.ndim == 2
        if self.triangular:
            self.whiten = np.linalg.inv(whiten)

    def residuals(self, p: np.ndarray) -> np.ndarray:
        r = self.f(self.x, *p) - self.y
        if self.whiten is None:
            return r
        return self.whiten @ r if self.triangular else self.whiten * r

    def jacobian(self, p: np.ndarray) -> np.ndarray:
        j = np.asarray(self.jac(self.x, *p))
        if self.whiten is None:
            return j
        if self.triangular:
            return self.whiten @ j
        return np.atleast_1d(self.whiten)[:, None] * j


def _fit_lm(model: _Model, guess: np.ndarray, limits: Any, method: str, jac: Any, kwargs: dict[str, Any]) -> tuple:
    if jac is not None and not callable(jac):
        raise TypeError(f"curve_fit: method 'lm' takes a callable jac; got {jac!r}")
    known = {"col_deriv": False, "ftol": 1.49012e-8, "xtol": 1.49012e-8, "gtol": 0.0, "maxfev": 0, "epsfcn": None,
             "factor": 100, "diag": None}
    unknown = [name for name in kwargs if name not in known]
    if unknown:
        raise TypeError(f"curve_fit: method 'lm' takes no keyword {', '.join(map(repr, unknown))}")
    o = {**known, **kwargs}
    derivative = None if model.jac is None else model.jacobian
    res = solve(model.residuals, guess, (), derivative, o["col_deriv"], o["ftol"], o["xtol"], o["gtol"], o["maxfev"],
                o["epsfcn"], o["factor"], o["diag"])
    if not res.success:
        raise RuntimeError(f"curve_fit: the parameters were not found: {res.message}")
    info = {name: res[name] for name in ("nfev", "njev", "fjac", "ipvt", "qtf") if name in res}
    info["fvec"] = res.fun
    return res.x, res.cov_x, float(res.fun @ res.fun), info, res.message, res.status


def _fit_trust(model: _Model, guess: np.ndarray, limits: Any, method: str, jac: Any, kwargs: dict[str, Any]) -> tuple:
    kwargs = dict(kwargs)
    if "max_nfev" not in kwargs:
        kwargs["max_nfev"] = kwargs.pop("maxfev", None)
    ways = model.jacobian if callable(jac) else jac if jac in DIFFERENCES else "2-point" if jac is None else jac
    res = least_squares(model.residuals, guess, jac=ways, bounds=limits, method=method, **kwargs)
    if not res.success:
        raise RuntimeError(f"curve_fit: the parameters were not found: {res.message}")
    # The inverse of J'J on the space that J sees.
    _, s, vt = np.linalg.svd(res.jac, full_matrices=False)
    large = s > np.finfo(float).eps * max(res.jac.shape) * s[0]
    cov = (vt[large].T / s[large] ** 2) @ vt[large] if large.all() else None
    return res.x, cov, 2 * res.cost, {"nfev": res.nfev, "fvec": res.fun}, res.message, res.status


def _scaled(cov: np.ndarray | None, cost: float, absolute: bool, m: int, n: int) -> np.ndarray:
    """The covariance of the parameters; inf, with a warning, where there is none."""
    if cov is not None and not np.isnan(cov).any():
        if absolute:
            return cov
        if m > n:
            return cov * (cost / (m - n))
    warnings.warn("curve_fit: the covariance of the parameters could not be estimated", OptimizeWarning, stacklevel=3)
    return np.full((n, n), np.inf)
