# SPDX-License-Identifier: BSD-3-Clause
"""Names of ``optimize`` that SciPy no longer has: simulated annealing with its three classical schedules.

S. Kirkpatrick, C. D. Gelatt and M. P. Vecchi, Science 220 (1983) 671-680 (Boltzmann: normal steps,
T = T0 / log(1 + k)); H. Szu and R. Hartley, Phys. Lett. A 122 (1987) 157-162 (Cauchy steps, T = T0 / (1 + k));
L. Ingber, Math. Comput. Modelling 12 (1989) 967-973 (fast: T = T0 exp(-c k^quench), c = m exp(-n quench)).
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._bfgs import as_args
from scinova.optimize._objective import as_scalar

_NOTES = {0: "the values of the last temperatures agree", 1: "the final temperature was reached",
          2: "the limit on evaluations was reached", 3: "the limit on temperatures was reached",
          4: "the limit on acceptances was reached", 5: "the last point is not the lowest that was met"}


class _Schedule:
    """A schedule: how far steps go at a temperature, which rises are accepted, and how it cools."""

    def __init__(self, lower: np.ndarray, upper: np.ndarray, boltzmann: float, learn_rate: float, quench: float,
                 m: float, n: float):
        self.lower, self.upper, self.boltzmann, self.learn_rate = lower, upper, boltzmann, learn_rate
        self.quench, self.c = quench, m * math.exp(-n * quench)

    def step(self, temperature: float, shape: tuple[int, ...]) -> np.ndarray:
        raise NotImplementedError

    def cool(self, first: float, k: int) -> float:
        raise NotImplementedError

    def accepts(self, rise: float, temperature: float) -> bool:
        if rise < 0:
            return True
        exponent = min(rise / (self.boltzmann * temperature), 700.0)
        return 1.0 / (1.0 + math.exp(exponent)) > np.random.uniform()


class _Fast(_Schedule):
    def step(self, temperature: float, shape: tuple[int, ...]) -> np.ndarray:
        u = np.random.uniform(0.0, 1.0, size=shape)
        part = np.sign(u - 0.5) * temperature * ((1 + 1.0 / temperature) ** np.abs(2 * u - 1) - 1.0)
        return part * (self.upper - self.lower)

    def cool(self, first: float, k: int) -> float:
        return first * math.exp(-self.c * k**self.quench)


class _Cauchy(_Schedule):
    def step(self, temperature: float, shape: tuple[int, ...]) -> np.ndarray:
        u = np.random.uniform(-math.pi / 2, math.pi / 2, size=shape)
        return self.learn_rate * temperature * np.tan(u)

    def cool(self, first: float, k: int) -> float:
        return first / (1 + k)


class _Boltzmann(_Schedule):
    def step(self, temperature: float, shape: tuple[int, ...]) -> np.ndarray:
        deviation = np.minimum(math.sqrt(temperature), (self.upper - self.lower) / 3.0 / self.learn_rate)
        return self.learn_rate * np.random.normal(0, deviation, size=shape)

    def cool(self, first: float, k: int) -> float:
        return first / math.log(1 + k)

    def accepts(self, rise: float, temperature: float) -> bool:
        return rise < 0 or math.exp(-min(rise / (self.boltzmann * temperature), 700.0)) > np.random.uniform()


_SCHEDULES = {"fast": _Fast, "cauchy": _Cauchy, "boltzmann": _Boltzmann}


def anneal(func: Callable[..., Any], x0: Any, args: Any = (), schedule: str = "fast", full_output: Any = 0,
           T0: float | None = None, Tf: float = 1e-12, maxeval: int | None = None, maxaccept: int | None = None,
           maxiter: int = 400, boltzmann: float = 1.0, learn_rate: float = 0.5, feps: float = 1e-6,
           quench: float = 1.0, m: float = 1.0, n: float = 1.0, lower: Any = -100, upper: Any = 100, dwell: int = 50,
           disp: Any = True) -> tuple[Any, ...]:
    """Minimise a function by simulated annealing (the interface of SciPy before 0.16).

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``.
    x0 : array_like
        Starting point.
    args : tuple, optional
        Further arguments.
    schedule : {'fast', 'cauchy', 'boltzmann'}, optional
        How it cools.
    full_output : bool, optional
        Return more.
    T0 : float, optional
        First temperature; by default 1.2 times the spread of the function over random points in the box.
    Tf : float, optional
        Last temperature.
    maxeval, maxaccept, maxiter : int, optional
        Evaluations, acceptances and temperatures at most.
    boltzmann, learn_rate : float, optional
        Constant of the acceptance, and scale of the steps (of 'cauchy' and 'boltzmann').
    feps : float, optional
        The run ends when the values at the last four temperatures agree to this relative tolerance.
    quench, m, n : float, optional
        Parameters of the 'fast' schedule.
    lower, upper : float or array_like, optional
        The box.
    dwell : int, optional
        Points tried at each temperature.
    disp : bool, optional
        Print how it ended.

    Returns
    -------
    xmin : ndarray
        The lowest point that was met.
    Jmin, T, feval, iters, accept
        With ``full_output``: its value, the last temperature, evaluations, temperatures and acceptances.
    retval : int
        0 settled, 1 cooled, 2 to 4 a limit was reached (evaluations, temperatures, acceptances), 5 the last point is
        above the lowest.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import optimize
    >>> np.random.seed(1)
    >>> x, code = optimize.anneal(lambda x: x**2 + 10 * np.sin(x), 2.0, lower=-10, upper=10, disp=False)
    >>> bool(abs(x + 1.306) < 0.3)
    True
    """
    x = np.asarray(x0, dtype=float)
    low, high = (np.broadcast_to(np.asarray(b, dtype=float), x.shape) for b in (lower, upper))
    if not (low < high).all():
        raise ValueError(f"anneal: lower must be below upper; got {lower} and {upper}")
    if schedule not in _SCHEDULES:
        raise ValueError(f"anneal: schedule must be one of {', '.join(_SCHEDULES)}; got {schedule!r}")
    plan = _SCHEDULES[schedule](low, high, boltzmann, learn_rate, quench, m, n)
    state = _State(func, as_args(args), x, plan)
    first = state.first_temperature(T0)
    code = state.run(first, Tf, maxeval, maxaccept, maxiter, feps, dwell)
    if disp:
        print(f"anneal: {_NOTES[code]}")
    if full_output:
        return state.best_x, state.best, state.temperature, state.calls, state.iterations, state.accepted, code
    return state.best_x, code


class _State:
    def __init__(self, func: Any, args: tuple, x: np.ndarray, plan: _Schedule):
        self.func, self.args, self.plan = func, args, plan
        self.calls = self.accepted = self.iterations = 0
        self.x, self.f = x, self.value(x)
        self.best_x, self.best = self.x, self.f
        self.temperature = 0.0

    def value(self, x: np.ndarray) -> float:
        self.calls += 1
        return as_scalar(self.func(x.copy() if x.ndim else x[()], *self.args))

    def first_temperature(self, given: float | None) -> float:
        if given is not None:
            if not given > 0:
                raise ValueError(f"anneal: T0 must be positive; got {given}")
            return float(given)
        values = []
        for _ in range(50):
            x = np.asarray(np.random.uniform(self.plan.lower, self.plan.upper))
            values.append(self.value(x))
            if values[-1] < self.best:
                self.best_x, self.best = x, values[-1]
        return float(1.2 * (max(values) - min(values))) or 1.0

    def run(self, first: float, last: float, maxeval: int | None, maxaccept: int | None, maxiter: int, feps: float,
            dwell: int) -> int:
        recent: list[float] = []
        self.temperature = first
        while True:
            self.dwell(dwell)
            self.iterations += 1
            self.temperature = self.plan.cool(first, self.iterations)
            recent = [*recent[-3:], self.f]
            settled = len(recent) == 4 and all(abs(v - recent[0]) <= feps * abs(recent[0]) for v in recent)
            if settled:
                return 0 if abs(self.f - self.best) <= abs(self.best) * math.sqrt(feps) else 5
            if self.temperature < last:
                return 1
            if maxeval is not None and self.calls > maxeval:
                return 2
            if self.iterations > maxiter:
                return 3
            if maxaccept is not None and self.accepted > maxaccept:
                return 4

    def dwell(self, points: int) -> None:
        plan = self.plan
        for _ in range(points):
            x = np.clip(self.x + plan.step(self.temperature, self.x.shape), plan.lower, plan.upper)
            f = self.value(x)
            if plan.accepts(f - self.f, self.temperature):
                self.x, self.f = x, f
                self.accepted += 1
            if f < self.best:
                self.best_x, self.best = x, f
