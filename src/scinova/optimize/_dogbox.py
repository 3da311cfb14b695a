# SPDX-License-Identifier: BSD-3-Clause
"""Dogleg steps in a rectangular trust region.

C. Voglis and I. E. Lagaris, "A rectangular trust region dogleg approach for unconstrained and bound constrained
nonlinear optimization", WSEAS International Conference on Applied Mathematics (2004). The region ``|p_i| <= radius
scale_i``, cut with the bounds, is a box again; the step is Powell's dogleg inside it, over the variables that the
bounds leave free.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.optimize._trust_region import Finder, Problem, Proposal, along, lowest, model_value, room


class Dogbox(Finder):
    """See the module."""

    def __init__(self, problem: Problem, x: np.ndarray):
        self.problem = problem
        self.radius = float(np.abs(x * problem.inverse_scale).max()) or 1.0
        self.at = np.where(x == problem.lower, -1, np.where(x == problem.upper, 1, 0))

    def prepare(self, x: np.ndarray, f: np.ndarray, jacobian: Any, g: np.ndarray) -> None:
        self.at = np.where(x <= self.problem.lower, -1, np.where(x >= self.problem.upper, 1, 0))
        self.free = self.at * g >= 0  # at a bound the gradient must point outward for the variable to move
        self.x, self.f = x, f
        self.scale = 1 / self.problem.inverse_scale
        self.j_free, self.g_free = jacobian[:, self.free], g[self.free]
        self.newton: Any = None

    def optimality(self) -> float:
        return float(np.abs(self.g_free).max()) if self.g_free.size else 0.0

    def propose(self) -> Proposal:
        if self.newton is None:
            self.newton = np.linalg.lstsq(self.j_free, -self.f, rcond=-1)[0]
        x, scale = self.x[self.free], self.scale[self.free] * self.radius
        lower, upper = self.problem.lower[self.free] - x, self.problem.upper[self.free] - x
        low, high = np.maximum(lower, -scale), np.minimum(upper, scale)
        p, hits, edge = self.dogleg(low, high, lower, upper)
        step = np.zeros_like(self.x)
        step[self.free] = p
        moved = np.clip(self.x + step, self.problem.lower, self.problem.upper)
        free_at = np.flatnonzero(self.free)
        moved[free_at[hits < 0]] = self.problem.lower[free_at[hits < 0]]
        moved[free_at[hits > 0]] = self.problem.upper[free_at[hits > 0]]
        length = float(np.abs(step * self.problem.inverse_scale).max(initial=0))
        return Proposal(moved, moved - self.x, -model_value(self.j_free, self.g_free, p), length, edge)

    def dogleg(self, low: np.ndarray, high: np.ndarray, lower: np.ndarray,
               upper: np.ndarray) -> tuple[np.ndarray, np.ndarray, bool]:
        """The step in the box, the bounds of the problem that it meets, and whether it meets the region's edge."""
        newton = self.newton
        if ((newton >= low) & (newton <= high)).all():
            return newton, np.zeros(newton.size, int), False
        start = np.zeros_like(newton)
        longest, _ = room(start, -self.g_free, low, high)
        t, _ = lowest(*along(self.j_free, self.g_free, -self.g_free), 0, longest)
        cauchy = -t * self.g_free
        towards = newton - cauchy
        stride, hits = room(cauchy, towards, low, high)
        p = cauchy + stride * towards
        at_lower = (hits < 0) & (low == lower)
        at_upper = (hits > 0) & (high == upper)
        edge = bool(((hits < 0) & (low != lower)).any() or ((hits > 0) & (high != upper)).any())
        return p, at_upper.astype(int) - at_lower.astype(int), edge

    def active(self, x: np.ndarray) -> np.ndarray:
        return np.where(x <= self.problem.lower, -1, np.where(x >= self.problem.upper, 1, 0))
