# SPDX-License-Identifier: BSD-3-Clause
"""Robust loss functions rho(z) of squared residuals, with two derivatives.

B. Triggs, P. F. McLauchlan, R. I. Hartley and A. W. Fitzgibbon, "Bundle adjustment: a modern synthesis", LNCS 1883
(2000) 298-372, section 4.3, whose correction of residuals and Jacobian `corrected` makes.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def _huber(z: np.ndarray) -> tuple[np.ndarray, ...]:
    inside = z <= 1
    outside = np.where(inside, 1.0, z)
    return (np.where(inside, z, 2 * np.sqrt(outside) - 1), np.where(inside, 1.0, outside**-0.5),
            np.where(inside, 0.0, -0.5 * outside**-1.5))


def _soft_l1(z: np.ndarray) -> tuple[np.ndarray, ...]:
    t = 1 + z
    return 2 * (np.sqrt(t) - 1), t**-0.5, -0.5 * t**-1.5


def _cauchy(z: np.ndarray) -> tuple[np.ndarray, ...]:
    t = 1 + z
    return np.log1p(z), 1 / t, -1 / t**2


def _arctan(z: np.ndarray) -> tuple[np.ndarray, ...]:
    t = 1 + z**2
    return np.arctan(z), 1 / t, -2 * z / t**2


LOSSES: dict[str, Callable[[np.ndarray], tuple[np.ndarray, ...]] | None] = {
    "linear": None, "huber": _huber, "soft_l1": _soft_l1, "cauchy": _cauchy, "arctan": _arctan}


class Loss:
    """A loss scaled by ``f_scale``: ``cost(f)`` and the derivatives that correct f and J."""

    def __init__(self, kind: Any, scale: float, m: int):
        self.function, self.scale2, self.m = LOSSES[kind] if isinstance(kind, str) else kind, scale**2, m
        self.linear = self.function is None
        self.user = not isinstance(kind, str)

    def _rho(self, f: np.ndarray) -> np.ndarray:
        rho = np.asarray(self.function((f * f) / self.scale2))  # type: ignore[misc]
        if self.user and rho.shape != (3, self.m):
            raise ValueError(f"least_squares: loss must return an array of shape {(3, self.m)}; it returned one of "
                             f"shape {rho.shape}")
        return rho

    def cost(self, f: np.ndarray) -> float:
        """Half the sum of the losses of the residuals."""
        if self.linear:
            return 0.5 * float(np.dot(f, f))
        return 0.5 * self.scale2 * float(np.sum(self._rho(f)[0]))

    def corrected(self, f: np.ndarray, jacobian: Any) -> tuple[np.ndarray, Any]:
        """Residuals and Jacobian whose Gauss-Newton model is that of the loss."""
        if self.linear:
            return f, jacobian
        _, first, second = self._rho(f)
        bend = np.maximum(first + 2 * (second / self.scale2) * f * f, np.finfo(float).eps)
        weight = np.sqrt(bend)
        if isinstance(jacobian, np.ndarray):
            return f * (first / weight), jacobian * weight[:, None]
        return f * (first / weight), jacobian.scaled_rows(weight)
