# SPDX-License-Identifier: BSD-3-Clause
"""Trust-region reflective steps, for bounds that the iterates stay strictly inside.

M. A. Branch, T. F. Coleman and Y. Li, "A subspace, interior, and conjugate gradient method for large-scale bound-
constrained minimization problems", SIAM J. Sci. Comput. 21 (1999) 1-23. The first-order conditions are ``v_i(x) g_i =
0``, v_i the distance to the bound that -g_i points at (1 where there is none). In the variables ``x = d y``, ``d =
v^(1/2) scale``, a Newton step for them minimises ``|J d p + f|^2/2 + p'C p/2`` with ``C = diag(g v' scale)``; where
the step meets a bound it is reflected there, and compared with the step cut short and with the gradient step.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.optimize._trust_region import (
    Finder,
    Problem,
    Proposal,
    active_bounds,
    along,
    lowest,
    model_value,
    room,
    solve_by_svd,
    strictly_inside,
    to_edge,
)


class Unbounded(Finder):
    """No bounds: the exact minimiser of the model in the ball ``|p / scale| <= radius``, from one SVD a point."""

    def __init__(self, problem: Problem, x: np.ndarray):
        self.problem = problem
        self.radius = float(np.linalg.norm(x * problem.inverse_scale)) or 1.0
        self.alpha = 0.0

    def prepare(self, x: np.ndarray, f: np.ndarray, jacobian: Any, g: np.ndarray) -> None:
        self.x, self.g = x, g
        self.d = 1 / self.problem.inverse_scale
        self.jacobian = jacobian * self.d
        self.g_h = self.d * g
        self.f = f
        self.svd: Any = None

    def optimality(self) -> float:
        return float(np.abs(self.g).max())

    def propose(self) -> Proposal:
        if self.svd is None:
            u, s, vt = np.linalg.svd(self.jacobian, full_matrices=False)
            self.svd = u.T @ self.f, s, vt.T
        u_f, s, v = self.svd
        p, self.alpha = solve_by_svd(u_f, s, v, self.f.size, self.radius, self.alpha)
        step = self.d * p
        length = float(np.linalg.norm(p))
        return Proposal(self.x + step, step, -model_value(self.jacobian, self.g_h, p), length,
                        length > 0.95 * self.radius)

    def next_radius(self, actual: float, proposal: Proposal) -> tuple[float, float]:
        radius, ratio = super().next_radius(actual, proposal)
        self.alpha *= self.radius / radius if radius else 1.0
        return radius, ratio

    def active(self, x: np.ndarray) -> np.ndarray:
        return np.zeros_like(x)


class Reflective(Finder):
    """With bounds: see the module."""

    def __init__(self, problem: Problem, x: np.ndarray, g: np.ndarray):
        self.problem = problem
        v, _ = distances(x, g, problem.lower, problem.upper)
        bounded = v != 1
        v[bounded] *= problem.inverse_scale[bounded]
        self.radius = float(np.linalg.norm(x * problem.inverse_scale / v**0.5)) or 1.0
        self.alpha = 0.0

    def prepare(self, x: np.ndarray, f: np.ndarray, jacobian: Any, g: np.ndarray) -> None:
        problem = self.problem
        v, dv = distances(x, g, problem.lower, problem.upper)
        self.measure = float(np.abs(g * v).max())
        v = np.where(dv != 0, v * problem.inverse_scale, v)
        scale = 1 / problem.inverse_scale
        self.d = v**0.5 * scale
        self.diag = g * dv * scale
        self.x, self.g_h, self.f = x, self.d * g, f
        self.jacobian = jacobian * self.d
        self.theta = max(0.995, 1 - self.measure)
        self.svd: Any = None

    def optimality(self) -> float:
        return self.measure

    def propose(self) -> Proposal:
        n = self.x.size
        if self.svd is None:
            below = np.zeros((n, n))
            np.fill_diagonal(below, self.diag**0.5)
            u, s, vt = np.linalg.svd(np.vstack((self.jacobian, below)), full_matrices=False)
            self.svd = u.T @ np.concatenate((self.f, np.zeros(n))), s, vt.T
        u_f, s, v = self.svd
        p, self.alpha = solve_by_svd(u_f, s, v, self.f.size + n, self.radius, self.alpha)
        step_h, predicted = self.choose(p)
        step = self.d * step_h
        x = strictly_inside(self.x + step, self.problem.lower, self.problem.upper, 0)
        length = float(np.linalg.norm(step_h))
        return Proposal(x, x - self.x, predicted, length, length > 0.95 * self.radius)

    def next_radius(self, actual: float, proposal: Proposal) -> tuple[float, float]:
        # Where C is not small the cost differs from the model by the term that bounds added.
        p = proposal.step / self.d
        radius, ratio = super().next_radius(actual - 0.5 * float(np.dot(p * self.diag, p)), proposal)
        self.alpha *= self.radius / radius if radius else 1.0
        return radius, ratio

    def choose(self, p_h: np.ndarray) -> tuple[np.ndarray, float]:
        """The step, in the scaled variables, that lowers the model most, and by how much."""
        lower, upper, j, g, diag = self.problem.lower, self.problem.upper, self.jacobian, self.g_h, self.diag
        p = self.d * p_h
        if ((self.x + p >= lower) & (self.x + p <= upper)).all():
            return p_h, -model_value(j, g, p_h, diag)
        stride, hits = room(self.x, p, lower, upper)
        turned = np.where(hits != 0, -p_h, p_h)
        p_h = p_h * stride
        choices = [self.reflected(p_h, turned, self.x + p * stride, stride)]
        cut = self.theta * p_h
        choices.append((model_value(j, g, cut, diag), cut))
        choices.append(self.downhill())
        value, best = min(choices, key=lambda c: c[0])
        return best, -value

    def reflected(self, p_h: np.ndarray, turned: np.ndarray, at: np.ndarray, stride: float) -> tuple[float, np.ndarray]:
        """From the bound along the mirrored direction, staying off the next bound."""
        to_bound, _ = room(at, self.d * turned, self.problem.lower, self.problem.upper)
        edge = to_edge(p_h, turned, self.radius)
        longest = min(to_bound, edge)
        if longest <= 0:
            return np.inf, p_h
        low = (1 - self.theta) * stride / longest
        high = self.theta * to_bound if longest == to_bound else edge
        if low > high:
            return np.inf, p_h
        t, value = lowest(*along(self.jacobian, self.g_h, turned, self.diag, p_h), low, high)
        return value, p_h + t * turned

    def downhill(self) -> tuple[float, np.ndarray]:
        """Along the negative scaled gradient."""
        s = -self.g_h
        size = float(np.linalg.norm(s))
        if size == 0:
            return np.inf, s
        edge = self.radius / size
        to_bound, _ = room(self.x, self.d * s, self.problem.lower, self.problem.upper)
        t, value = lowest(*along(self.jacobian, self.g_h, s, self.diag), 0, self.theta * to_bound if to_bound < edge
                          else edge)
        return value, t * s

    def active(self, x: np.ndarray) -> np.ndarray:
        at_lower, at_upper = active_bounds(x, self.problem.lower, self.problem.upper, self.problem.xtol)
        return at_upper.astype(int) - at_lower.astype(int)


def distances(x: np.ndarray, g: np.ndarray, lower: np.ndarray, upper: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """v and its derivative: the distance to the bound that the negative gradient points at."""
    to_upper = (g < 0) & np.isfinite(upper)
    to_lower = (g > 0) & np.isfinite(lower)
    v = np.where(to_upper, upper - x, np.where(to_lower, x - lower, 1.0))
    return v, np.where(to_upper, -1.0, np.where(to_lower, 1.0, 0.0))
