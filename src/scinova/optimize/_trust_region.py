# SPDX-License-Identifier: BSD-3-Clause
"""Trust-region least squares: the loop, and what its step finders share.

The loop follows J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006), algorithm 4.1, on the model
``|J p + f|^2 / 2``; a finder (`_trf`, `_dogbox`) says how a step is chosen and what the measure of optimality is.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova.optimize._losses import Loss
from scinova.optimize._result import OptimizeResult

EPS = float(np.finfo(float).eps)


@dataclass
class Problem:
    """A least-squares problem: functions, limits and tolerances."""

    fun: Callable[[np.ndarray], np.ndarray]
    jac: Callable[[np.ndarray, np.ndarray], Any]
    lower: np.ndarray
    upper: np.ndarray
    loss: Loss
    scale: Any                   # an array, or None for the columns of the Jacobian
    ftol: float
    xtol: float
    gtol: float
    max_nfev: int
    verbose: int = 0
    callback: Any = None
    nfev: int = 1
    njev: int = 1
    inverse_scale: np.ndarray = field(default_factory=lambda: np.ones(1))

    def rescale(self, jacobian: Any, first: bool) -> None:
        """1 / scale: given, or the largest length of each column so far."""
        if self.scale is not None:
            self.inverse_scale = 1 / self.scale
            return
        if isinstance(jacobian, np.ndarray):
            lengths = np.sqrt(np.einsum("ij,ij->j", jacobian, jacobian))
        else:
            lengths = jacobian.column_lengths()
        lengths = np.where(lengths == 0, 1.0, lengths) if first else np.maximum(lengths, self.inverse_scale)
        self.inverse_scale = lengths


@dataclass
class Proposal:
    """A step, the decrease that the model foresees, and its length in the finder's norm."""

    x: np.ndarray
    step: np.ndarray
    predicted: float
    length: float
    at_edge: bool


class Finder:
    """How a method chooses steps. Made once a run; `prepare` is called at every new point."""

    radius = 1.0

    def prepare(self, x: np.ndarray, f: np.ndarray, jacobian: Any, g: np.ndarray) -> None:
        raise NotImplementedError

    def optimality(self) -> float:
        raise NotImplementedError

    def propose(self) -> Proposal:
        raise NotImplementedError

    def next_radius(self, actual: float, proposal: Proposal) -> tuple[float, float]:
        """The radius after a trial, and the ratio of the decreases."""
        predicted = proposal.predicted
        ratio = actual / predicted if predicted > 0 else 1.0 if predicted == actual == 0 else 0.0
        if ratio < 0.25:
            return 0.25 * proposal.length, ratio
        if ratio > 0.75 and proposal.at_edge:
            return 2.0 * self.radius, ratio
        return self.radius, ratio

    def active(self, x: np.ndarray) -> np.ndarray:
        raise NotImplementedError


MESSAGES = {
    -2: "The callback stopped the iteration (StopIteration).",
    0: "The limit on function evaluations was reached.",
    1: "The optimality measure is below gtol.",
    2: "The relative decrease of the cost is below ftol.",
    3: "The relative step is below xtol.",
    4: "The relative decrease of the cost is below ftol and the relative step below xtol.",
}


def iterate(problem: Problem, finder: Finder, x: np.ndarray, f: np.ndarray, jacobian: Any) -> OptimizeResult:
    """The loop of trf and dogbox."""
    loss = problem.loss
    cost = loss.cost(f)
    f_model, j_model = loss.corrected(f, jacobian)
    status: int | None = None
    nit, step_norm, decrease = 0, None, None
    if problem.verbose == 2:
        _header()
    with meter("least squares", problem.max_nfev) as report:
        while True:
            g = j_model.T @ f_model
            finder.prepare(x, f_model, j_model, g)
            optimality = finder.optimality()
            if optimality < problem.gtol:
                status = 1
            if problem.verbose == 2:
                _row(nit, problem.nfev, cost, decrease, step_norm, optimality)
            if status is not None or problem.nfev >= problem.max_nfev:
                break
            moved = _trials(problem, finder, x, f, cost, report)
            status = moved.status
            decrease, step_norm = moved.decrease, moved.step_norm
            nit += 1
            if moved.accepted:
                x, f, cost = moved.x, moved.f, moved.cost
                jacobian = problem.jac(x, f)
                problem.njev += 1
                f_model, j_model = loss.corrected(f, jacobian)
                problem.rescale(j_model, False)
            if problem.callback and problem.callback(x, f, cost=cost, nit=nit, nfev=problem.nfev):
                status = -2
                break
    return OptimizeResult(status=0 if status is None else status, fun=f, x=x, cost=cost, jac=_public(jacobian), grad=g,
                          optimality=optimality, active_mask=finder.active(x), nfev=problem.nfev, njev=problem.njev)


def _public(jacobian: Any) -> Any:
    return jacobian if isinstance(jacobian, np.ndarray) else jacobian.original


@dataclass
class _Move:
    accepted: bool
    x: np.ndarray
    f: np.ndarray
    cost: float
    decrease: float = 0.0
    step_norm: float = 0.0
    status: int | None = None


def _trials(problem: Problem, finder: Finder, x: np.ndarray, f: np.ndarray, cost: float,
            report: Callable[..., None]) -> _Move:
    """Try steps, in regions that shrink, until one decreases the cost, a tolerance is met or the evaluations are
    out."""
    x_norm = float(np.linalg.norm(x))
    status = None
    while problem.nfev < problem.max_nfev:
        proposal = finder.propose()
        f_new = problem.fun(proposal.x)
        problem.nfev += 1
        report()
        if not np.isfinite(f_new).all():
            finder.radius = 0.25 * proposal.length
            continue
        cost_new = problem.loss.cost(f_new)
        actual = cost - cost_new
        radius, ratio = finder.next_radius(actual, proposal)
        step_norm = float(np.linalg.norm(proposal.step))
        status = _tolerances(actual, cost, step_norm, x_norm, ratio, problem)
        if status is None:
            finder.radius = radius
        if actual > 0:
            finder.radius = radius
            return _Move(True, proposal.x, f_new, cost_new, actual, step_norm, status)
        if status is not None:
            break
    return _Move(False, x, f, cost, status=status)


def _tolerances(actual: float, cost: float, step: float, x_norm: float, ratio: float, problem: Problem) -> int | None:
    f_done = actual < problem.ftol * cost and ratio > 0.25
    x_done = step < problem.xtol * (problem.xtol + x_norm)
    if f_done:
        return 4 if x_done else 2
    return 3 if x_done else None


def _header() -> None:
    print(f"{'iteration':>12} {'evaluations':>12} {'cost':>14} {'decrease':>14} {'step':>14} {'optimality':>14}")


def _row(nit: int, nfev: int, cost: float, decrease: float | None, step: float | None, optimality: float) -> None:
    shown = " ".join(f"{'':>14}" if v is None else f"{v:14.2e}" for v in (decrease, step))
    print(f"{nit:12d} {nfev:12d} {cost:14.4e} {shown} {optimality:14.2e}")


def solve_by_svd(u_f: np.ndarray, s: np.ndarray, v: np.ndarray, m: int, radius: float,
                 alpha: float) -> tuple[np.ndarray, float]:
    """The p with ``|p| <= radius`` that minimises ``|J p + f|``, for ``J = U diag(s) V'`` and ``u_f = U'f``.

    Newton's iteration on ``|p(alpha)| - radius`` between bounds: Moré (1978), algorithm 5.5, to within 1 per cent.
    """
    n = v.shape[0]
    s_f = s * u_f
    full_rank = m >= n and s.size == n and s[-1] > EPS * m * s[0]
    if full_rank:
        p = -v @ (u_f / s)
        if np.linalg.norm(p) <= radius:
            return p, 0.0
    upper = float(np.linalg.norm(s_f)) / radius
    lower = 0.0
    if full_rank:
        excess, slope = _excess(0.0, s_f, s, radius)
        lower = -excess / slope
    if alpha == 0 or not lower <= alpha <= upper:
        alpha = max(0.001 * upper, (lower * upper) ** 0.5)
    for _ in range(10):
        if alpha < lower or alpha > upper:
            alpha = max(0.001 * upper, (lower * upper) ** 0.5)
        excess, slope = _excess(alpha, s_f, s, radius)
        if excess < 0:
            upper = alpha
        ratio = excess / slope
        lower = max(lower, alpha - ratio)
        alpha -= (excess + radius) * ratio / radius
        if abs(excess) < 0.01 * radius:
            break
    p = -v @ (s_f / (s**2 + alpha))
    length = float(np.linalg.norm(p))
    return (p * (radius / length) if length > 0 else p), alpha


def _excess(alpha: float, s_f: np.ndarray, s: np.ndarray, radius: float) -> tuple[float, float]:
    below = s**2 + alpha
    length = float(np.linalg.norm(s_f / below))
    slope = -float(np.sum(s_f**2 / below**3)) / length if length else -1.0
    return length - radius, slope


def along(jacobian: Any, g: np.ndarray, s: np.ndarray, diag: Any = None, s0: Any = None) -> tuple[float, float, float]:
    """Coefficients a, b, c of the model along ``s0 + t s``: ``a t^2 + b t + c``."""
    js = jacobian @ s
    a, b, c = 0.5 * float(js @ js), float(g @ s), 0.0
    if diag is not None:
        a += 0.5 * float(np.dot(s * diag, s))
    if s0 is not None:
        js0 = jacobian @ s0
        b += float(js0 @ js)
        c = 0.5 * float(js0 @ js0) + float(g @ s0)
        if diag is not None:
            b += float(np.dot(s0 * diag, s))
            c += 0.5 * float(np.dot(s0 * diag, s0))
    return a, b, c


def lowest(a: float, b: float, c: float, low: float, high: float) -> tuple[float, float]:
    """Minimiser and minimum of ``a t^2 + b t + c`` on an interval."""
    points = [low, high]
    if a != 0 and low < -0.5 * b / a < high:
        points.append(-0.5 * b / a)
    t = min(points, key=lambda p: p * (a * p + b))
    return t, t * (a * t + b) + c


def model_value(jacobian: Any, g: np.ndarray, s: np.ndarray, diag: Any = None) -> float:
    """The model at ``s``."""
    a, b, _ = along(jacobian, g, s, diag)
    return a + b


def room(x: np.ndarray, s: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> tuple[float, np.ndarray]:
    """How far along ``s`` the bounds allow, and the sign of ``s`` at the variables that meet theirs there."""
    moving = s != 0
    limits = np.full(x.size, np.inf)
    with np.errstate(over="ignore"):
        limits[moving] = np.maximum((lower - x)[moving] / s[moving], (upper - x)[moving] / s[moving])
    nearest = float(limits.min()) if limits.size else np.inf
    return nearest, (limits == nearest) * np.sign(s).astype(int)


def to_edge(p: np.ndarray, s: np.ndarray, radius: float) -> float:
    """The positive t at which ``|p + t s|`` is the radius, for ``|p| <= radius``."""
    a, b, c = float(s @ s), float(p @ s), float(p @ p) - radius**2
    if a == 0:
        return 0.0
    root = np.sqrt(max(b * b - a * c, 0.0))
    return float((root - b) / a) if b < 0 else float(-c / (b + root)) if b + root > 0 else 0.0


def strictly_inside(x: np.ndarray, lower: np.ndarray, upper: np.ndarray, part: float = 1e-10) -> np.ndarray:
    """``x`` moved off the bounds: by a part of their size, or to the next number when ``part`` is 0."""
    out = x.copy()
    at_lower, at_upper = active_bounds(x, lower, upper, part)
    if part == 0:
        out[at_lower] = np.nextafter(lower[at_lower], upper[at_lower])
        out[at_upper] = np.nextafter(upper[at_upper], lower[at_upper])
    else:
        out[at_lower] = lower[at_lower] + part * np.maximum(1, np.abs(lower[at_lower]))
        out[at_upper] = upper[at_upper] - part * np.maximum(1, np.abs(upper[at_upper]))
    tight = (out < lower) | (out > upper)
    out[tight] = 0.5 * (lower[tight] + upper[tight])
    return out


def active_bounds(x: np.ndarray, lower: np.ndarray, upper: np.ndarray, tol: float) -> tuple[np.ndarray, np.ndarray]:
    """Where ``x`` is at its lower, and at its upper bound, to a relative tolerance."""
    if tol == 0:
        return x <= lower, x >= upper
    below, above = x - lower, upper - x
    at_lower = np.isfinite(lower) & (below <= np.minimum(above, tol * np.maximum(1, np.abs(lower))))
    at_upper = np.isfinite(upper) & (above <= np.minimum(below, tol * np.maximum(1, np.abs(upper))))
    return at_lower, at_upper
