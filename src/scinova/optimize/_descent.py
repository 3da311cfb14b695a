# SPDX-License-Identifier: BSD-3-Clause
"""The line-search minimisers: one loop, and the directions that BFGS, conjugate gradients and Newton-CG supply.

J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006): algorithms 6.1 (BFGS), 5.4 with (5.45)
(Polak-Ribière+) and 7.1 (line-search Newton-CG).
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova.optimize import _native
from scinova.optimize._line_search import Step, check_wolfe_constants, wolfe_step
from scinova.optimize._objective import Objective
from scinova.optimize._result import NOTES, SUCCEEDED, Callback, OptimizeResult, announce


class Direction:
    """What a method contributes to the loop: a direction, and what it learns from a step."""

    name = ""
    counts = "nit nfev njev"
    from_unit_step = False   # whether the first trial of the first search is 1
    longest = 1e100          # of steps, in units of the direction
    nhev: int | None = None  # evaluations of the Hessian, where there are any

    def choose(self, x: np.ndarray, g: np.ndarray) -> np.ndarray | None:
        """The direction at ``x``, or None where the method cannot form one."""
        raise NotImplementedError

    accept: Callable[[Step], bool] | None = None

    def learn(self, step: Step, x: np.ndarray, g: np.ndarray) -> None:
        """Take in the step from ``x``, where the gradient was ``g``."""

    def done(self, step: Step, x: np.ndarray) -> bool:
        """Whether the step was short enough to end the iteration."""
        return False

    def flat(self, g: np.ndarray) -> bool:
        """Whether the gradient is small enough to end the iteration."""
        raise NotImplementedError

    def negligible(self, p: np.ndarray, x: np.ndarray) -> bool:
        """Whether a direction along which no decrease was found was too short to matter."""
        return False

    def extra(self) -> dict[str, Any]:
        """Further fields of the result, to stand before the counts."""
        return {}


class GradientTest(Direction):
    """Methods that end when a norm of the gradient is at most ``gtol``."""

    def __init__(self, gtol: float, norm: float):
        self.gtol, self.norm = gtol, norm

    def size(self, g: np.ndarray) -> float:
        if self.norm == np.inf:
            return float(np.abs(g).max())
        return float(np.linalg.norm(g, ord=self.norm))

    def flat(self, g: np.ndarray) -> bool:
        return self.size(g) <= self.gtol


class QuasiNewton(GradientTest):
    """BFGS: ``p = -H g``, H updated from the change of gradient."""

    name = "BFGS"

    def __init__(self, x0: np.ndarray, gtol: float, norm: float, xrtol: float, hess_inv0: Any):
        super().__init__(gtol, norm)
        self.xrtol = xrtol
        self.h = _inverse_start(hess_inv0, x0.size)
        self.work = np.empty(x0.size)
        self.moved = 0.0

    def choose(self, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        return -self.h.dot(g)

    def learn(self, step: Step, x: np.ndarray, g: np.ndarray) -> None:
        s = np.subtract(step.x, x, dtype=float)
        y = np.subtract(step.g, g, dtype=float)
        self.moved = math.sqrt(s.dot(s))
        bend = float(y.dot(s))
        if bend > 0 and math.isfinite(bend):
            _native.bfgs_update(self.h, s, y, 1.0 / bend, self.work)

    def done(self, step: Step, x: np.ndarray) -> bool:
        if self.xrtol == 0:
            return self.moved == 0
        return self.moved <= self.xrtol * (self.xrtol + math.sqrt(step.x.dot(step.x)))

    def extra(self) -> dict[str, Any]:
        return {"hess_inv": self.h}


def _inverse_start(hess_inv0: Any, n: int) -> np.ndarray:
    if hess_inv0 is None:
        return np.eye(n)
    h = np.array(hess_inv0, dtype=float, order="C")
    if h.shape != (n, n):
        raise ValueError(f"minimize: hess_inv0 must have the shape {(n, n)}; got {h.shape}")
    if not np.allclose(h, h.T):
        raise ValueError("minimize: hess_inv0 must be symmetric")
    if not (np.linalg.eigvalsh(h) > 0).all():
        raise ValueError("minimize: hess_inv0 must be positive definite")
    return h


class ConjugateGradient(GradientTest):
    """Polak-Ribière+: ``p = -g + max(0, y'g/g'g) p``, with steps that keep the next direction downhill.

    The descent condition ``p'g <= -0.01 g'g`` is that of J. C. Gilbert and J. Nocedal, SIAM J. Optim. 2 (1992) 21-42.
    """

    name = "CG"

    def __init__(self, gtol: float, norm: float):
        super().__init__(gtol, norm)
        self.p: Any = None
        self.g = np.zeros(0)
        self.next: Any = None

    def choose(self, x: np.ndarray, g: np.ndarray) -> np.ndarray:
        if self.p is None:
            self.p = -g
        self.g = g
        self.next = None
        return self.p

    def accept(self, step: Step) -> bool:  # type: ignore[override]
        self.next = (step.alpha, self._turned(step.g))
        return self.flat(step.g) or float(self.next[1] @ step.g) <= -0.01 * float(step.g @ step.g)

    def _turned(self, g: np.ndarray) -> np.ndarray:
        gg = float(self.g @ self.g)
        beta = max(0.0, float((g - self.g) @ g) / gg) if gg else 0.0
        return -g + beta * self.p

    def learn(self, step: Step, x: np.ndarray, g: np.ndarray) -> None:
        kept = self.next is not None and self.next[0] == step.alpha
        self.p = self.next[1] if kept else self._turned(step.g)


def descend(objective: Objective, x: np.ndarray, method: Direction, maxiter: int, c1: float, c2: float,
            callback: Callback, disp: Any, return_all: bool) -> OptimizeResult:
    """The loop: direction, line search, learning, tests. Every line-search minimiser runs through it."""
    check_wolfe_constants(c1, c2)
    f, g = objective.fun_and_grad(x)
    # As if the last step had lowered f by half the slope.
    f_before = None if method.from_unit_step else f + float(np.linalg.norm(g)) / 2
    path = [x]
    nit, trouble, settled = 0, "", method.flat(g)
    with meter(method.name, maxiter) as report:
        while not settled and nit < maxiter:
            p = method.choose(x, g)
            slope = 0.0 if p is None else float(g.dot(p))
            step = None
            if p is not None and slope:
                step = wolfe_step(objective, x, p, f, slope, f_before, c1, c2, method.accept, method.longest)
            if step is None:
                settled = p is not None and method.negligible(p, x)
                trouble = "" if settled else "precision"
                break
            method.learn(step, x, g)
            settled = method.flat(step.g) or method.done(step, x)
            f_before, (x, f, g) = f, step[1:]
            nit += 1
            report()
            if return_all:
                path.append(x)
            if callback(x, f):
                trouble = "callback"
                break
            if not math.isfinite(f):
                trouble = trouble or "precision"
                break
    return _close(objective, method, x, f, g, nit, maxiter, trouble, settled, disp, path if return_all else None)


def _close(objective: Objective, method: Direction, x: np.ndarray, f: float, g: np.ndarray, nit: int, maxiter: int,
           trouble: str, settled: bool, disp: Any, path: list[np.ndarray] | None) -> OptimizeResult:
    if trouble != "callback":
        if np.isnan(f) or np.isnan(x).any() or np.isnan(g).any():
            trouble = "nan"
        elif not trouble and not settled and nit >= maxiter:
            trouble = "maxiter"
    status = {"": 0, "maxiter": 1, "precision": 2, "nan": 3, "callback": 99}[trouble]
    result = OptimizeResult(message=NOTES[trouble] if trouble else SUCCEEDED, success=status == 0, status=status,
                            fun=f, x=x, nit=nit, jac=g, **method.extra(), nfev=objective.nfev, njev=objective.njev)
    if method.nhev is not None:
        result["nhev"] = method.nhev
    if path is not None:
        result["allvecs"] = path
    announce(result, disp, method.counts)
    return result
