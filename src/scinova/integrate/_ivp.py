# SPDX-License-Identifier: BSD-3-Clause
"""solve_ivp: the loop around the solvers, with output times, dense output and events."""
from __future__ import annotations

import inspect
import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.results import Result
from scinova.integrate._ivp_base import EPS, BoundArguments, OdeSolution, OdeSolver
from scinova.integrate._ivp_bdf import BDF
from scinova.integrate._ivp_explicit import DOP853, RK23, RK45
from scinova.integrate._ivp_lsoda import LSODA
from scinova.integrate._ivp_radau import Radau
from scinova.optimize import brentq

METHODS = {"RK23": RK23, "RK45": RK45, "DOP853": DOP853, "Radau": Radau, "BDF": BDF, "LSODA": LSODA}

_MESSAGES = {0: "The end of the integration interval was reached.", 1: "A termination event occurred."}


class OdeResult(Result):
    """What `solve_ivp` returns: a dictionary with attribute access."""


def solve_ivp(fun: Callable[..., Any], t_span: Any, y0: Any, method: str | type[OdeSolver] = "RK45",
              t_eval: Any = None, dense_output: bool = False, events: Any = None, vectorized: bool = False,
              args: tuple | None = None, **options: Any) -> OdeResult:
    """Solve an initial value problem ``dy/dt = fun(t, y)``, ``y(t0) = y0``.

    Parameters
    ----------
    fun : callable
        ``fun(t, y, *args)``, the derivative of y, an array of the shape of y.
    t_span : (float, float)
        Where to begin and to end.
    y0 : array_like of shape (n,)
        The initial state, complex if the problem is.
    method : {'RK45', 'RK23', 'DOP853', 'Radau', 'BDF', 'LSODA'} or a subclass of OdeSolver, optional
        Explicit Runge-Kutta pairs of orders 5(4), 3(2) and 8 for non-stiff problems; the implicit 'Radau' (order 5) and
        'BDF' (orders 1 to 5) for stiff ones; 'LSODA' switches by itself. 'Radau' and 'LSODA' are for real problems.
    t_eval : array_like, optional
        Times, sorted and within `t_span`, at which the solution is wanted; by default the steps of the solver.
    dense_output : bool, optional
        Whether to return the solution as a function of time.
    events : callable or list of callables, optional
        Each ``event(t, y, *args) -> float`` is located where it changes sign. An attribute ``terminal`` (a bool, or the
        number of occurrences) ends the integration; ``direction`` > 0 (< 0) looks only for rising (falling) ones.
    vectorized : bool, optional
        Whether `fun` takes y of shape (n, k) too.
    args : tuple, optional
        Further arguments of `fun`, the events and ``jac``.
    **options
        Of the solver: ``first_step``, ``max_step``, ``rtol`` (1e-3), ``atol`` (1e-6); ``jac``, ``jac_sparsity`` of the
        implicit ones; ``min_step``, ``lband``, ``uband`` of 'LSODA'.

    Returns
    -------
    OdeResult
        With ``t`` of shape (m,), ``y`` of shape (n, m), ``sol`` (an `OdeSolution` or None), ``t_events`` and
        ``y_events`` (lists of arrays, or None), ``nfev``, ``njev``, ``nlu``, ``status`` (0 end reached, 1 event,
        -1 failure), ``message`` and ``success``.

    See Also
    --------
    odeint

    Examples
    --------
    >>> from scinova import integrate
    >>> def hit(t, y): return y[0]
    >>> hit.terminal, hit.direction = True, -1
    >>> fall = integrate.solve_ivp(lambda t, y: [y[1], -9.81], (0, 100), [0.0, 10.0], events=hit)
    >>> fall.status, round(float(fall.t_events[0][0]), 6)
    (1, 2.038736)
    """
    solver_type = _solver_type(method)
    t0, tf = map(float, t_span)
    if args is not None:
        fun, options = _with_arguments(fun, args, options)
    t_eval = _checked_times(t_eval, t0, tf)
    recorder = _Recorder(t0, y0, t_eval, dense_output, tf)
    solver = solver_type(fun, t0, y0, tf, vectorized=vectorized, **options)
    watch = None if events is None else _EventWatch(events, args, t0, np.asarray(y0))
    recorder.begin(solver.y)
    status, message = None, None
    while status is None:
        message = solver.step()
        if solver.status == "failed":
            status = -1
            break
        if solver.status == "finished":
            status = 0
        t_old, t, y = solver.t_old, solver.t, solver.y
        sol = None
        if dense_output:
            sol = solver.dense_output()
            recorder.interpolants.append(sol)
        if watch is not None:
            active = watch.changed(t, y)
            if active.size:
                sol = solver.dense_output() if sol is None else sol
                stop = watch.locate(active, sol, t_old, t)
                if stop is not None:
                    status, t = 1, stop
                    y = sol(t)
        recorder.add(solver, t_old, t, y, sol)
    return _result(solver, recorder, watch, status, message)


def _solver_type(method: Any) -> type[OdeSolver]:
    if method in METHODS:
        return METHODS[method]
    if not (inspect.isclass(method) and issubclass(method, OdeSolver)):
        raise ValueError(f"solve_ivp: method must be one of {', '.join(map(repr, METHODS))} or a subclass of "
                         f"OdeSolver; got {method!r}")
    return method


def _with_arguments(fun: Any, args: Any, options: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    try:
        args = (*args,)
    except TypeError:
        raise TypeError(f"solve_ivp: args must be a tuple; got {args!r}") from None
    if callable(options.get("jac")):
        options = {**options, "jac": BoundArguments(options["jac"], args)}
    return BoundArguments(fun, args), options


def _checked_times(t_eval: Any, t0: float, tf: float) -> np.ndarray | None:
    if t_eval is None:
        return None
    t_eval = np.asarray(t_eval)
    if t_eval.ndim != 1:
        raise ValueError(f"solve_ivp: t_eval must be one-dimensional; got {t_eval.ndim} dimensions")
    if not ((t_eval >= min(t0, tf)) & (t_eval <= max(t0, tf))).all():
        raise ValueError(f"solve_ivp: t_eval must lie within t_span, {t0} to {tf}")
    steps = np.diff(t_eval)
    if (steps <= 0).any() if tf > t0 else (steps >= 0).any():
        raise ValueError("solve_ivp: t_eval must be sorted in the direction of t_span, without repetition")
    return t_eval


class _Recorder:
    """Collects what is returned: the steps or the values at t_eval, and the interpolants."""

    def __init__(self, t0: float, y0: Any, t_eval: np.ndarray | None, dense: bool, tf: float):
        self.t_eval, self.dense, self.forward, self.t0 = t_eval, dense, tf >= t0, t0
        self.times: list[Any] = []
        self.states: list[Any] = []
        self.interpolants: list[Any] = []
        self.edges = [t0]
        self.done = 0

    def begin(self, y: np.ndarray) -> None:
        if self.t_eval is None:
            self.times, self.states = [self.t0], [y]

    def add(self, solver: OdeSolver, t_old: float, t: float, y: np.ndarray, sol: Any) -> None:
        if self.dense and len(self.edges) > 1 and self.edges[-1] == t:   # an event at the very end of the step before
            self.interpolants.pop()
            if self.t_eval is None:
                return
        elif self.dense:
            self.edges.append(t)
        if self.t_eval is None:
            self.times.append(t)
            self.states.append(y)
            return
        if self.forward:
            stop = int(np.searchsorted(self.t_eval, t, side="right"))
        else:
            stop = self.t_eval.size - int(np.searchsorted(self.t_eval[::-1], t, side="left"))
        if stop > self.done:
            sol = solver.dense_output() if sol is None else sol
            wanted = self.t_eval[self.done:stop]
            self.times.append(wanted)
            self.states.append(sol(wanted))
            self.done = stop

    def arrays(self, solver: OdeSolver) -> tuple[np.ndarray, np.ndarray]:
        if self.t_eval is None:
            return np.array(self.times), np.vstack(self.states).T
        if not self.times:
            return np.array([]), np.array([])
        return np.hstack(self.times), np.hstack(self.states)


class _EventWatch:
    """Finds where the event functions change sign."""

    def __init__(self, events: Any, args: tuple | None, t0: float, y0: np.ndarray):
        self.functions = [events] if callable(events) else list(events)
        self.limits, self.directions = [], []
        for event in self.functions:
            self.limits.append(_occurrences(getattr(event, "terminal", None)))
            self.directions.append(getattr(event, "direction", 0))
        if args is not None:
            self.functions = [BoundArguments(event, tuple(args)) for event in self.functions]
        self.values = np.array([event(t0, y0) for event in self.functions])
        self.counts = [0] * len(self.functions)
        self.times: list[list[float]] = [[] for _ in self.functions]
        self.states: list[list[np.ndarray]] = [[] for _ in self.functions]

    def changed(self, t: float, y: np.ndarray) -> np.ndarray:
        """The events whose sign changed, in a wanted direction, over the step that ended here."""
        new = np.array([event(t, y) for event in self.functions])
        direction = np.array(self.directions)
        up, down = (self.values <= 0) & (new >= 0), (self.values >= 0) & (new <= 0)
        self.values = new
        return np.flatnonzero((up & (direction > 0)) | (down & (direction < 0)) | ((up | down) & (direction == 0)))

    def locate(self, active: np.ndarray, sol: Any, t_old: float, t: float) -> float | None:
        """Record the events of a step; where integration stops, if it does."""
        roots = []
        for k in active:
            roots.append(_root(self.functions[k], sol, t_old, t))
        order = np.argsort(roots) if t > t_old else np.argsort(roots)[::-1]
        for place in order:
            k, root = int(active[place]), roots[place]
            self.counts[k] += 1
            self.times[k].append(root)
            self.states[k].append(sol(root))
            if self.counts[k] >= self.limits[k]:
                return root
        return None


def _root(event: Callable[..., float], sol: Any, t_old: float, t: float) -> float:
    """Where the event happens on the interpolant; an end, if the interpolant misses the change of sign there."""
    def along(s: float) -> float:
        return event(s, sol(s))

    first, last = along(t_old), along(t)
    if first * last > 0:
        return t_old if abs(first) < abs(last) else t
    return float(brentq(along, t_old, t, xtol=4 * EPS, rtol=4 * EPS))


def _occurrences(terminal: Any) -> float:
    if terminal is None or terminal == 0:
        return math.inf
    if int(terminal) != terminal or terminal < 0:
        raise ValueError(f"solve_ivp: an event's terminal must be a boolean or a positive integer; got {terminal!r}")
    return int(terminal)


def _result(solver: OdeSolver, recorder: _Recorder, watch: _EventWatch | None, status: int,
            message: str | None) -> OdeResult:
    t, y = recorder.arrays(solver)
    sol = None
    if recorder.dense:
        edges = recorder.edges
        sol = OdeSolution(edges, recorder.interpolants) if recorder.interpolants else None
    return OdeResult(
        t=t, y=y, sol=sol,
        t_events=None if watch is None else [np.asarray(times) for times in watch.times],
        y_events=None if watch is None else [np.asarray(states) for states in watch.states],
        nfev=solver.nfev, njev=solver.njev, nlu=solver.nlu, status=status, message=_MESSAGES.get(status, message),
        success=status >= 0)
