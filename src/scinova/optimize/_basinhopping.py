# SPDX-License-Identifier: BSD-3-Clause
"""Basin hopping: local minimisation from points that a Monte Carlo walk over the minima proposes.

D. J. Wales and J. P. K. Doye, "Global optimization by basin-hopping and the lowest energy structures of Lennard-Jones
clusters containing up to 110 atoms", J. Phys. Chem. A 101 (1997) 5111-5116.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova._core.random import accepts_rng
from scinova.optimize._minimize import minimize
from scinova.optimize._objective import as_scalar
from scinova.optimize._result import OptimizeResult


class _RandomStep:
    """Moves every variable by a uniform deviate in ``[-stepsize, stepsize]``."""

    def __init__(self, stepsize: float, rng: Any):
        self.stepsize, self.rng = stepsize, rng

    def __call__(self, x: np.ndarray) -> np.ndarray:
        x += self.rng.uniform(-self.stepsize, self.stepsize, x.shape)
        return x


class _AdaptiveStep:
    """A step taker whose ``stepsize`` follows the rate of acceptance."""

    def __init__(self, take: Any, target: float, factor: float, interval: int, disp: Any):
        self.take, self.target, self.factor, self.interval, self.disp = take, target, factor, interval, disp
        self.taken = self.taken_since = self.accepted_since = 0

    def __call__(self, x: np.ndarray) -> np.ndarray:
        self.taken += 1
        self.taken_since += 1
        if self.taken % self.interval == 0:
            self.adapt()
        return self.take(x)

    def adapt(self) -> None:
        before = self.take.stepsize
        rate = self.accepted_since / self.taken_since
        # Accepted too often, the walk stays in one basin: longer steps.
        self.take.stepsize = before / self.factor if rate > self.target else before * self.factor
        if self.disp:
            print(f"basinhopping: acceptance rate {rate:g} (target {self.target:g}), step size {before:g} becomes "
                  f"{self.take.stepsize:g}")

    def report(self, accepted: bool) -> None:
        self.accepted_since += bool(accepted)


class _PlainStep:
    def __init__(self, take: Any):
        self.take = take

    def __call__(self, x: np.ndarray) -> np.ndarray:
        return self.take(x)

    def report(self, accepted: bool) -> None:
        pass


class _Metropolis:
    """Accepts a rise of the function with probability exp(-rise / T)."""

    def __init__(self, temperature: float, rng: Any):
        self.beta = 1.0 / temperature if temperature != 0 else math.inf
        self.rng = rng

    def __call__(self, new: OptimizeResult, old: OptimizeResult) -> bool:
        with np.errstate(invalid="ignore", over="ignore"):
            exponent = -(np.float64(new.fun) - old.fun) * self.beta
        chance = math.exp(min(0.0, exponent)) if not math.isnan(exponent) else 0.0
        deviate = self.rng.uniform()
        return chance >= deviate and (bool(new.success) or not old.success)


class _Walk:
    """The state of a run: where the walk is, the lowest minimum, and the counts."""

    def __init__(self, func: Any, x0: np.ndarray, settings: dict[str, Any], step: Any, tests: list[Any], disp: Any):
        self.func, self.settings, self.step, self.tests, self.disp = func, settings, step, tests, disp
        self.counts: dict[str, int] = {}
        self.failures = 0
        self.here = self.relax(x0)
        self.lowest = self.here
        self.nit = 0
        if disp:
            print(f"basinhopping step {self.nit}: f {self.here.fun:g}")

    def relax(self, x: np.ndarray) -> OptimizeResult:
        found = minimize(self.func, x, **self.settings)
        for name in ("nfev", "njev", "nhev"):
            if name in found:
                self.counts[name] = self.counts.get(name, 0) + int(found[name])
        if not found.success:
            self.failures += 1
            if self.disp:
                print("basinhopping: a local minimisation failed")
        return found

    def lower(self, found: OptimizeResult) -> bool:
        """Whether ``found`` becomes the lowest minimum."""
        better = found.success and (found.fun < self.lowest.fun or not self.lowest.success)
        better = better or (not self.lowest.success and found.fun < self.lowest.fun)
        if better:
            self.lowest = found
        return better

    def hop(self) -> tuple[OptimizeResult, bool, bool]:
        """One step: the minimum found, whether it was accepted, whether it is the lowest so far."""
        trial = self.relax(np.array(self.step(np.copy(self.here.x))))
        accepted = True
        for test in self.tests:
            verdict = test(trial, self.here)
            if isinstance(verdict, str):
                if verdict != "force accept":
                    raise ValueError(f"basinhopping: accept_test must return a bool or 'force accept'; it returned "
                                     f"{verdict!r}")
                accepted = True
                break
            if verdict is None:
                raise ValueError("basinhopping: accept_test must return a bool or 'force accept'; it returned None")
            accepted = accepted and bool(verdict)
        self.step.report(accepted)
        if accepted:
            self.here = trial
        self.nit += 1
        better = self.lower(trial) if accepted else False
        if self.disp:
            print(f"basinhopping step {self.nit}: f {self.here.fun:g} trial_f {trial.fun:g} accepted {accepted} "
                  f"lowest_f {self.lowest.fun:g}")
            if better:
                print(f"basinhopping: the lowest minimum so far, {trial.fun:g}, at step {self.nit}")
        return trial, accepted, better


def _user_test(accept_test: Any) -> Any:
    def test(new: OptimizeResult, old: OptimizeResult) -> Any:
        return accept_test(f_new=new.fun, x_new=new.x, f_old=old.fun, x_old=old.x)
    return test


@accepts_rng("seed", 12)
def basinhopping(func: Callable[..., Any], x0: Any, niter: int = 100, T: float = 1.0, stepsize: float = 0.5,
                 minimizer_kwargs: Any = None, take_step: Any = None, accept_test: Any = None, callback: Any = None,
                 interval: int = 50, disp: Any = False, niter_success: int | None = None, rng: Any = None, *,
                 target_accept_rate: float = 0.5, stepwise_factor: float = 0.9) -> OptimizeResult:
    """Look for the lowest minimum of a function by basin hopping.

    Parameters
    ----------
    func : callable
        The objective ``func(x, *args)``; further arguments go into ``minimizer_kwargs["args"]``.
    x0 : array_like, shape (n,)
        Starting point.
    niter : int, optional
        Number of steps; there are ``niter + 1`` local minimisations.
    T : float, optional
        Temperature: about the difference between neighbouring minima. 0 accepts descents only.
    stepsize : float, optional
        First bound of the random displacement.
    minimizer_kwargs : dict, optional
        Keyword arguments of `minimize`.
    take_step : callable, optional
        ``take_step(x)`` returns the next point; if it has an attribute ``stepsize``, that is adapted.
    accept_test : callable, optional
        ``accept_test(f_new=, x_new=, f_old=, x_old=)`` returns whether the step may be accepted (the Metropolis test
        must agree), or 'force accept'.
    callback : callable, optional
        ``callback(x, f, accepted)`` for every minimum; a true value ends the run.
    interval : int, optional
        Steps between adaptations of the step size.
    disp : bool, optional
        Print every step.
    niter_success : int, optional
        End when the lowest minimum has been the same for this many steps.
    rng : {None, int, Generator}, optional
        Source of random numbers (``seed`` before).
    target_accept_rate, stepwise_factor : float, optional
        Rate of acceptance that the step size is adapted to, and the factor it changes by; both between 0 and 1.

    Returns
    -------
    OptimizeResult
        ``x``, ``fun``, ``message``, ``nit``, the counts of evaluations, ``minimization_failures`` and
        ``lowest_optimization_result``.

    Raises
    ------
    ValueError
        If a rate is outside (0, 1).
    TypeError
        If a function is not callable.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import basinhopping
    >>> res = basinhopping(lambda x: x[0]**2 + 10 * np.sin(x[0]), [5.0], niter=40, stepsize=3.0, rng=1)
    >>> round(float(res.fun), 6)
    -7.945823
    """
    for name, rate in (("target_accept_rate", target_accept_rate), ("stepwise_factor", stepwise_factor)):
        if not 0 < rate < 1:
            raise ValueError(f"basinhopping: {name} must be between 0 and 1; got {rate}")
    for name, function in (("take_step", take_step), ("accept_test", accept_test), ("callback", callback)):
        if function is not None and not callable(function):
            raise TypeError(f"basinhopping: {name} must be callable; got {function!r}")
    x0 = np.array(x0)
    step = _stepper(take_step, stepsize, rng, target_accept_rate, stepwise_factor, interval, disp)
    tests: list[Any] = [] if accept_test is None else [_user_test(accept_test)]
    tests.append(_Metropolis(T, rng))
    walk = _Walk(func, x0, dict(minimizer_kwargs or {}), step, tests, disp)
    # The tutorial prints this message.
    note = "requested number of basinhopping iterations completed successfully"
    if callback is not None:
        callback(walk.here.x, walk.here.fun, True)
    patience = niter + 2 if niter_success is None else niter_success
    same = 0
    with meter("basin hopping", niter) as report:
        for _ in range(niter):
            trial, accepted, better = walk.hop()
            report()
            if callback is not None and callback(trial.x, trial.fun, accepted):
                note = "the callback asked to stop early"
                break
            same = 0 if better else same + 1
            if same > patience:
                note = "the lowest minimum stayed the same: the success condition holds"
                break
    lowest = walk.lowest
    return OptimizeResult(message=[note], success=lowest.success, fun=as_scalar(lowest.fun), x=np.copy(lowest.x),
                          nit=walk.nit, minimization_failures=walk.failures, **walk.counts,
                          lowest_optimization_result=lowest)


def _stepper(take_step: Any, stepsize: float, rng: Any, target: float, factor: float, interval: int, disp: Any) -> Any:
    if take_step is None:
        return _AdaptiveStep(_RandomStep(stepsize, rng), target, factor, interval, disp)
    if hasattr(take_step, "stepsize"):
        return _AdaptiveStep(take_step, target, factor, interval, disp)
    return _PlainStep(take_step)
