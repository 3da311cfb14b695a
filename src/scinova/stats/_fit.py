# SPDX-License-Identifier: BSD-3-Clause
"""Estimation of parameters: maximum likelihood and matching of moments, for any family.

The search is a minimization, by default with the simplex of Nelder and Mead, of the negative log-likelihood or of the
squared relative differences of moments. Data outside the support at trial parameters cost a large penalty each, so that
the search finds its way back.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from scinova import optimize
from scinova.stats._engine import real_array
from scinova.stats._errors import FitDataError, FitError

_RESTARTS = 4
_PENALTY = 100.0 * math.log(np.finfo(float).max)


class Fixed(NamedTuple):
    """What a call of ``fit`` fixes and asks for. ``values`` has NaN... None for each free parameter."""

    values: list[Any]             # per parameter (shapes, loc, scale): the fixed value, or None
    starts: dict[int, Any]        # per parameter: where the caller wants the search to start
    method: str
    optimizer: Any

    def free(self) -> list[int]:
        return [i for i, v in enumerate(self.values) if v is None]


def fit_arguments(dist: Any, args: tuple, kwds: dict[str, Any]) -> Fixed:
    """Sort the arguments of ``fit``; TypeError for what it does not know, ValueError when everything is fixed."""
    kwds = dict(kwds)
    n = dist.numargs
    if len(args) > n:
        raise TypeError(f"{dist.name}.fit takes starting values of the {n} shape parameters by position; "
                        f"got {len(args)}")
    method = kwds.pop("method", "mle").lower()
    if method not in ("mle", "mm"):
        raise ValueError(f"{dist.name}.fit: method must be 'MLE' or 'MM'; got {method!r}")
    optimizer = kwds.pop("optimizer", None)
    values: list[Any] = [None] * (n + 2)
    starts = dict(enumerate(args))
    for i, name in enumerate((*dist._names, "loc", "scale")):
        spellings = (f"f{i}", f"f{name}", f"fix_{name}") if i < n else (f"f{name}",)
        given = [key for key in spellings if key in kwds]
        if len(given) > 1:
            raise ValueError(f"{dist.name}.fit: {name} is fixed more than once, by {' and '.join(given)}")
        if given:
            values[i] = kwds.pop(given[0])
        if i < n and name in kwds:
            starts[i] = kwds.pop(name)
    for i, name in ((n, "loc"), (n + 1, "scale")):
        if name in kwds:
            starts[i] = kwds.pop(name)
    if kwds:
        raise TypeError(f"{dist.name}.fit does not know {', '.join(kwds)}")
    if None not in values:
        raise ValueError(f"{dist.name}.fit: every parameter is fixed; nothing is left to estimate")
    return Fixed(values, starts, method, optimizer)


def fit_data(dist: Any, data: Any) -> np.ndarray:
    """The data as a flat float array; ValueError when NaN or inf is among them."""
    x = real_array(data, f"{dist.name}.fit: data").ravel()
    if not np.isfinite(x).all():
        raise ValueError(f"{dist.name}.fit: data must be finite; got NaN or inf")
    return x


def outside(dist: Any, low: float, high: float) -> FitDataError:
    """The error for data beyond the support that fixed parameters leave."""
    return FitDataError(f"{dist.name}.fit: data must lie in ({low:g}, {high:g}) for the given parameters")


def negative_log_likelihood(dist: Any, theta: tuple, x: np.ndarray) -> float:
    """Sum of the negative log-densities; inf outside the domain or the support."""
    *shapes, loc, scale = theta
    if not (scale > 0 and np.all(dist._argcheck(*shapes))):
        return math.inf
    values = dist.logpdf(x, *theta)
    total = -float(np.sum(values))
    return math.inf if math.isnan(total) and not np.isnan(x).any() else total


def _penalized_likelihood(dist: Any, theta: np.ndarray, x: np.ndarray) -> float:
    *shapes, _loc, scale = theta
    if not (scale > 0 and np.all(dist._argcheck(*shapes))):
        return math.inf
    values = np.asarray(dist.logpdf(x, *theta))
    good = np.isfinite(values)
    return -float(values[good].sum()) + _PENALTY * float(values.size - good.sum())


def _moment_mismatch(dist: Any, theta: np.ndarray, sample: np.ndarray) -> float:
    *shapes, _loc, scale = theta
    if not (scale > 0 and np.all(dist._argcheck(*shapes))):
        return math.inf
    theirs = np.array([dist.moment(i + 1, *theta) for i in range(len(sample))])
    if not np.isfinite(theirs).all():
        return math.inf
    # In parts per million: the search stops at differences of 1e-4 of what it minimizes.
    return float(((1e6 * (sample - theirs) / np.maximum(np.abs(sample), 1e-8))**2).sum())


def minimizer(optimizer: Any) -> Callable[..., Any]:
    """The function that ``optimizer=`` stands for."""
    if optimizer is None:
        return optimize.fmin
    if callable(optimizer):
        return optimizer
    name = optimizer if optimizer.startswith("fmin_") or optimizer == "fmin" else "fmin_" + optimizer
    try:
        return getattr(optimize, name)
    except AttributeError:
        raise ValueError(f"fit: optimizer must be callable or the name of a minimizer of scinova.optimize; "
                         f"got {optimizer!r}") from None


def fit(dist: Any, data: Any, args: tuple, kwds: dict[str, Any]) -> tuple:
    """The search itself; see `rv_continuous.fit`."""
    wanted = fit_arguments(dist, args, kwds)
    x = fit_data(dist, data)
    if not x.size:
        raise ValueError(f"{dist.name}.fit: data must be non-empty")
    first = list(dist._fitstart(x))
    for i, value in wanted.starts.items():
        first[i] = value
    if any(i < dist.numargs for i in wanted.starts) and not any(i >= dist.numargs for i in wanted.starts):
        first[-2:] = start(dist, x, tuple(first[:-2]))[-2:]
    free = wanted.free()
    theta = np.array([np.nan if v is None else v for v in wanted.values], dtype=float)

    if wanted.method == "mm":
        sample = np.array([np.mean(x**(i + 1)) for i in range(len(free))])
        cost = lambda p: _moment_mismatch(dist, p, sample)
    else:
        cost = lambda p: _penalized_likelihood(dist, p, x)

    def objective(p: np.ndarray) -> float:
        theta[free] = p
        return cost(theta)

    search = minimizer(wanted.optimizer)
    point = np.array([first[i] for i in free], dtype=float)
    with np.errstate(all="ignore"):
        if wanted.method == "mm" and not np.isfinite(objective(point)):
            raise ValueError(f"{dist.name}.fit: moments up to order {len(free)} must exist for method 'MM'; they do "
                             f"not at the start of the search, {tuple(theta)}")
        least = math.inf
        for _ in range(_RESTARTS):               # a simplex may collapse early: start it again where it ended
            point = np.atleast_1d(search(objective, point, disp=0))
            before, least = least, objective(point)
            if wanted.optimizer is not None or not least < before - 1e-6 * abs(before):
                break
    if not np.isfinite(least):
        raise FitError(f"{dist.name}.fit: the search ended at parameters outside their domain, {tuple(theta)}")
    if wanted.method == "mm" and least > 1e8:
        raise FitError(f"{dist.name}.fit: no parameters give the moments of the data; the nearest are {tuple(theta)}")
    return tuple(np.float64(t) if v is None else v for t, v in zip(theta, wanted.values))


def start(dist: Any, x: np.ndarray, shapes: tuple) -> tuple:
    """Starting values: moments, widened where the support would not hold all data."""
    loc, scale = dist.fit_loc_scale(x, *shapes)
    low, high = (float(v) for v in dist._get_support(*shapes))
    least, most = float(x.min()), float(x.max())
    if low * scale + loc < least and most < high * scale + loc:
        return (*shapes, loc, scale)
    margin = 0.1 * (most - least) or 0.1 * abs(least) or 0.1
    if math.isfinite(low) and math.isfinite(high):
        scale = (most - least + 2 * margin) / (high - low)
        return (*shapes, least - margin - low * scale, scale)
    if math.isfinite(low):
        return (*shapes, least - margin - low * scale, scale)
    if math.isfinite(high):
        return (*shapes, most + margin - high * scale, scale)
    return (*shapes, loc, scale)
