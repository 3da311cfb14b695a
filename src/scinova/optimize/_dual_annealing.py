# SPDX-License-Identifier: BSD-3-Clause
"""Generalised simulated annealing with local searches.

C. Tsallis and D. A. Stariolo, "Generalized simulated annealing", Physica A 233 (1996) 395-406: visits drawn from the
distorted Cauchy-Lorentz distribution g_qv, sampled as a normal deviate over a power of another (their appendix);
acceptance by a generalised Metropolis rule; temperature

    T(t) = T0 (2^(qv - 1) - 1) / ((1 + t)^(qv - 1) - 1).

Y. Xiang, D. Y. Sun, W. Fan and X. G. Gong, Phys. Lett. A 233 (1997) 216-220; Y. Xiang, S. Gubian, B. Suomela and J.
Hoeng, "Generalized simulated annealing for global optimization: the GenSA package", The R Journal 5 (2013) 13-28: a
Markov chain of 2n visits a temperature, n of all variables and n of one at a time, then a local search where the
chain found a new best point; annealing starts again when the temperature falls below a fraction of the first.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova._core.random import accepts_rng
from scinova.optimize._bfgs import as_args
from scinova.optimize._bounds import Bounds
from scinova.optimize._minimize import minimize
from scinova.optimize._objective import as_scalar
from scinova.optimize._result import OptimizeResult

_TAIL = 1e8            # longer visits are replaced by a uniform part of this
_PATIENCE = 1000       # chains without improvement after which the current point is searched locally
_RESTARTS = 1000       # attempts to find a first point with a finite value


class _Visits:
    """Draws visits around a point, folded back into the box."""

    def __init__(self, lower: np.ndarray, upper: np.ndarray, q: float, rng: Any):
        self.lower, self.width, self.q, self.rng = lower, upper - lower, q, rng
        order = 1.0 / (q - 1.0)
        # sigma(T) of the appendix, its factor that depends on T left out.
        self.base = (math.sqrt(math.pi) * math.exp((4.0 - q) * math.log(q - 1.0))
                     / (math.exp((2.0 - q) * math.log(2.0) * order) * (3.0 - q)))
        half = order - 0.5
        self.shape = math.pi * (1.0 - half) / math.sin(math.pi * (1.0 - half)) / math.gamma(2.0 - half)

    def deviates(self, temperature: float, n: int) -> np.ndarray:
        x, y = self.rng.normal(size=(n, 2)).T
        growth = self.base * math.exp(math.log(temperature) / (self.q - 1.0))
        x = x * math.exp(-(self.q - 1.0) * math.log(self.shape / growth) / (3.0 - self.q))
        with np.errstate(divide="ignore"):
            return x / np.exp((self.q - 1.0) * np.log(np.abs(y)) / (3.0 - self.q))

    def all(self, x: np.ndarray, temperature: float) -> np.ndarray:
        visits = self.deviates(temperature, x.size)
        high, low = self.rng.uniform(size=2)
        visits[visits > _TAIL] = _TAIL * high
        visits[visits < -_TAIL] = -_TAIL * low
        return self.fold(x + visits, self.lower, self.width)

    def one(self, x: np.ndarray, temperature: float, i: int) -> np.ndarray:
        visit = float(self.deviates(temperature, 1)[0])
        if visit > _TAIL:
            visit = _TAIL * self.rng.uniform()
        elif visit < -_TAIL:
            visit = -_TAIL * self.rng.uniform()
        moved = x.copy()
        moved[i] = self.fold(np.array(x[i] + visit), self.lower[i], self.width[i])
        return moved

    @staticmethod
    def fold(x: np.ndarray, lower: Any, width: Any) -> np.ndarray:
        """Periodic continuation into the box, kept off its lower face."""
        inside = np.fmod(np.fmod(x - lower, width) + width, width) + lower
        return np.where(np.abs(inside - lower) < 1e-10, inside + 1e-10, inside)


class _Stop(Exception):
    """The run is over, for the reason it carries."""


class _Annealer:
    """Where the walk is, the best point, and the evaluations."""

    def __init__(self, func: Any, args: tuple, lower: np.ndarray, upper: np.ndarray, rng: Any, maxfun: float,
                 callback: Any, acceptance: float):
        self.func, self.args, self.lower, self.upper, self.rng = func, args, lower, upper, rng
        self.maxfun, self.callback, self.acceptance = maxfun, callback, acceptance
        self.nfev = self.njev = self.nhev = self.nit = 0
        self.best_x: np.ndarray | None = None
        self.best = math.inf

    def value(self, x: np.ndarray) -> float:
        self.nfev += 1
        return as_scalar(self.func(x, *self.args))

    def start(self, x0: np.ndarray | None) -> None:
        """A first point with a finite value."""
        x = self.rng.uniform(self.lower, self.upper, size=len(self.lower)) if x0 is None else np.copy(x0)
        for _ in range(_RESTARTS):
            f = self.value(x)
            if f is None:
                raise ValueError("dual_annealing: the objective must return a scalar; it returned None")
            if math.isfinite(f):
                break
            x = self.rng.uniform(self.lower, self.upper, size=len(self.lower))
        else:
            raise ValueError(f"dual_annealing: the objective must be finite somewhere; {_RESTARTS} random points gave "
                             "NaN or inf")
        self.x, self.f = x, f
        if self.best_x is None or f < self.best:
            self.record(x, f, 0)

    def record(self, x: np.ndarray, f: float, context: int) -> None:
        """A new best point; the callback may end the run."""
        first = self.best_x is None
        self.best, self.best_x = f, np.copy(x)
        if first or self.callback is None:
            return
        if self.callback(np.copy(x), f, context):
            raise _Stop("the callback asked to stop early")

    def chain(self, visits: _Visits, step: int, temperature: float) -> bool:
        """2n visits; whether they found a new best point (the first chain of an annealing counts as one that did)."""
        n = self.x.size
        improved = step == 0
        for j in range(2 * n):
            x = visits.all(self.x, temperature) if j < n else visits.one(self.x, temperature, j - n)
            f = self.value(x)
            if f < self.f:
                self.x, self.f = np.copy(x), f
                if f < self.best:
                    improved = True
                    self.record(x, f, 0)
            elif self.accepts(f, temperature / (step + 1)):
                self.x, self.f = np.copy(x), f
            if self.nfev >= self.maxfun:
                raise _Stop("the limit on function evaluations was reached while annealing")
        return improved

    def accepts(self, f: float, temperature: float) -> bool:
        """The generalised Metropolis rule."""
        deviate = self.rng.uniform()
        power = 1.0 - self.acceptance
        base = 1.0 - power * (f - self.f) / temperature
        return base > 0 and deviate <= math.exp(math.log(base) / power)


class _LocalSearch:
    """`minimize` from a point, its answer kept where it lies in the box and is finite."""

    def __init__(self, annealer: _Annealer, settings: dict[str, Any]):
        self.annealer = annealer
        n = len(annealer.lower)
        settings = dict(settings)
        if not settings:
            settings = {"method": "L-BFGS-B", "options": {"maxiter": min(max(6 * n, 100), 1000)},
                        "bounds": list(zip(annealer.lower, annealer.upper))}
        elif not settings.get("method"):
            settings["method"] = "L-BFGS-B"
        method = settings["method"]
        if isinstance(method, str) and method.lower() in ("l-bfgs-b", "tnc", "slsqp", "powell", "nelder-mead"):
            settings.setdefault("bounds", list(zip(annealer.lower, annealer.upper)))
        self.settings = settings

    def __call__(self, x: np.ndarray, f: float) -> tuple[float, np.ndarray]:
        a = self.annealer
        found = minimize(a.func, x, **{"args": a.args, **self.settings})
        a.nfev += int(found.get("nfev", 0))
        a.njev += int(found.get("njev", 0))
        a.nhev += int(found.get("nhev", 0))
        inside = np.all(found.x >= a.lower) and np.all(found.x <= a.upper)
        if np.isfinite(found.x).all() and np.isfinite(found.fun) and inside and found.fun < f:
            return as_scalar(found.fun), np.asarray(found.x)
        return f, x


@accepts_rng("seed", 10)
def dual_annealing(func: Callable[..., Any], bounds: Any, args: Any = (), maxiter: int = 1000,
                   minimizer_kwargs: Any = None, initial_temp: float = 5230.0, restart_temp_ratio: float = 2e-5,
                   visit: float = 2.62, accept: float = -5.0, maxfun: float = 1e7, rng: Any = None,
                   no_local_search: bool = False, callback: Callable[..., Any] | None = None,
                   x0: Any = None) -> OptimizeResult:
    """Look for the global minimum of a function in a box by dual annealing.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    bounds : sequence of pairs or Bounds
        Limits on the variables, all finite.
    args : tuple, optional
        Further arguments.
    maxiter : int, optional
        Number of temperatures.
    minimizer_kwargs : dict, optional
        Keyword arguments of `minimize` for the local searches; L-BFGS-B with the bounds by default.
    initial_temp : float, optional
        First temperature, in (0.01, 5e4]; higher ones escape from deeper minima.
    restart_temp_ratio : float, optional
        The part of it at which annealing starts again, between 0 and 1.
    visit : float, optional
        Parameter of the distribution of visits, in (1, 3]; larger has the heavier tail.
    accept : float, optional
        Parameter of the acceptance, in (-1e4, -5]; lower accepts less.
    maxfun : int, optional
        Evaluations at most (a local search is not cut short).
    rng : {None, int, Generator}, optional
        Source of random numbers (``seed`` before).
    no_local_search : bool, optional
        Anneal alone.
    callback : callable, optional
        ``callback(x, f, context)`` at every new best point; context is 0 in annealing, 1 in a local search after it,
        2 in one of a restart. A true value ends the run.
    x0 : array_like, shape (n,), optional
        Starting point.

    Returns
    -------
    OptimizeResult
        With ``x``, ``fun``, ``success``, ``message``, ``nit``, ``nfev``, ``njev`` and ``nhev``.

    Raises
    ------
    ValueError
        If bounds are infinite or cross, ``restart_temp_ratio`` is outside (0, 1), or no finite value is found.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import dual_annealing
    >>> f = lambda x: np.sum(x * x - 10 * np.cos(2 * np.pi * x)) + 10 * x.size
    >>> res = dual_annealing(f, [(-5.12, 5.12)] * 3, maxiter=200, rng=1)
    >>> bool(res.fun < 1e-8)
    True
    """
    lower, upper = _box(bounds, x0)
    if not 0 < restart_temp_ratio < 1:
        raise ValueError(f"dual_annealing: restart_temp_ratio must be between 0 and 1; got {restart_temp_ratio}")
    if not initial_temp > 0:
        raise ValueError(f"dual_annealing: initial_temp must be positive; got {initial_temp}")
    if not 1 < visit < 3:
        raise ValueError(f"dual_annealing: visit must be between 1 and 3; got {visit}")
    if not accept < 1:
        raise ValueError(f"dual_annealing: accept must be below 1; got {accept}")
    annealer = _Annealer(func, as_args(args), lower, upper, rng, maxfun, callback, accept)
    visits = _Visits(lower, upper, visit, rng)
    search = None if no_local_search else _LocalSearch(annealer, dict(minimizer_kwargs or {}))
    note, success = "the number of temperatures asked for was reached", True
    try:
        annealer.start(None if x0 is None else np.asarray(x0, dtype=float))
        with meter("dual annealing", maxiter) as report:
            for _ in _temperatures(annealer, visits, search, initial_temp, restart_temp_ratio, maxiter):
                report()
    except _Stop as stop:
        note, success = str(stop), False
    return OptimizeResult(message=[note], success=success, status=0, fun=annealer.best, x=annealer.best_x,
                          nit=annealer.nit, nfev=annealer.nfev, njev=annealer.njev, nhev=annealer.nhev)


def _temperatures(annealer: _Annealer, visits: _Visits, search: _LocalSearch | None, first: float, ratio: float,
                  maxiter: int) -> Any:
    """Run the chains; yields how many there were."""
    q = visits.q
    start = math.exp((q - 1.0) * math.log(2.0)) - 1.0
    idle = 0
    while annealer.nit < maxiter:
        for i in range(maxiter):
            temperature = first * start / (math.exp((q - 1.0) * math.log(i + 2.0)) - 1.0)
            if annealer.nit >= maxiter:
                return
            if temperature < first * ratio:
                annealer.start(None)
                break
            improved = annealer.chain(visits, i, temperature)
            idle = 0 if improved else idle + 1
            if search is not None:
                idle = _polish(annealer, search, improved, idle)
            annealer.nit += 1
            yield annealer.nit


def _polish(annealer: _Annealer, search: _LocalSearch, improved: bool, idle: int) -> int:
    """Local searches after a chain: from a new best point, or from here after many idle chains."""
    if improved:
        f, x = search(annealer.best_x, annealer.best)  # type: ignore[arg-type]
        if f < annealer.best:
            annealer.x, annealer.f = np.copy(x), f
            annealer.record(x, f, 1)
            idle = 0
    elif idle >= _PATIENCE:
        f, x = search(annealer.x, annealer.f)
        annealer.x, annealer.f = np.copy(x), f
        idle = 0
        if f < annealer.best:
            annealer.record(x, f, 2)
    if annealer.nfev >= annealer.maxfun:
        raise _Stop("the limit on function evaluations was reached in a local search")
    return idle


def _box(bounds: Any, x0: Any) -> tuple[np.ndarray, np.ndarray]:
    """Finite limits, each lower one below the upper, as many as ``x0`` has elements."""
    if isinstance(bounds, Bounds) or (hasattr(bounds, "lb") and hasattr(bounds, "ub")):
        n = max(np.size(bounds.lb), np.size(bounds.ub))
        pairs = [(low, high) for low, high in zip(np.broadcast_to(bounds.lb, n), np.broadcast_to(bounds.ub, n))]
    else:
        pairs = [tuple(pair) for pair in bounds]
    if not pairs:
        raise ValueError("dual_annealing: bounds must not be empty")
    if any(len(pair) != 2 for pair in pairs):
        raise ValueError("dual_annealing: bounds must be pairs")
    lower, upper = np.array(pairs, dtype=float).T
    if x0 is not None and np.size(x0) != len(lower):
        raise ValueError(f"dual_annealing: x0 must have {len(lower)} elements, as bounds; got {np.size(x0)}")
    if not (np.isfinite(lower).all() and np.isfinite(upper).all()):
        raise ValueError(f"dual_annealing: bounds must be finite; got {lower} and {upper}")
    if not (lower < upper).all():
        raise ValueError(f"dual_annealing: each lower bound must be below its upper bound; got {lower} and {upper}")
    return lower.copy(), upper.copy()
