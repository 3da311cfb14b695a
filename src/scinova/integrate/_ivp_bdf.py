# SPDX-License-Identifier: BSD-3-Clause
"""Numerical differentiation formulas of orders 1 to 5 in backward differences (L. F. Shampine, M. W. Reichelt, The
MATLAB ODE suite, SIAM J. Sci. Comput. 18 (1997) 1-22, section 2)."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.integrate._ivp_base import (
    EPS,
    DenseOutput,
    OdeSolver,
    check_first_step,
    check_max_step,
    check_tolerances,
    first_step_size,
    norm,
    warn_extraneous,
)
from scinova.integrate._ivp_jacobian import Factors, Jacobian

HIGHEST = 5
MOST_ITERATIONS = 4
KAPPA = np.array([0, -0.1850, -1 / 9, -0.0823, -0.0415, 0])           # table 1 of the paper
GAMMA = np.hstack([0, np.cumsum(1 / np.arange(1, HIGHEST + 1))])
ALPHA = (1 - KAPPA) * GAMMA
ERROR = KAPPA * GAMMA + 1 / np.arange(1, HIGHEST + 2)


def _rescaling(order: int, ratio: float) -> np.ndarray:
    """R(ratio) of section 2.1: backward differences at a step `ratio` times as long are ``(R(ratio) U)^T D``."""
    i, j = np.arange(1, order + 1)[:, None], np.arange(1, order + 1)
    matrix = np.ones((order + 1, order + 1))
    matrix[1:, 1:] = (i - 1 - ratio * j) / i
    matrix[1:, 0] = 0.0
    return np.cumprod(matrix, axis=0)


class BDF(OdeSolver):
    """Implicit multistep method of variable order 1 to 5 on backward differentiation formulas.

    Parameters
    ----------
    fun : callable
        ``fun(t, y)``, the derivative of y.
    t0 : float
    y0 : array_like of shape (n,), real or complex
    t_bound : float
        No step goes beyond it.
    max_step : float, optional
    rtol, atol : float or array_like of shape (n,), optional
        The local error is kept below ``atol + rtol * abs(y)``.
    jac : array_like, sparse matrix or callable, optional
        The Jacobian ``df_i/dy_j``: constant, or ``jac(t, y)``; by finite differences when not given.
    jac_sparsity : array_like or sparse matrix of shape (n, n), optional
        Where the Jacobian may differ from zero, for the differences.
    vectorized : bool, optional
        Whether `fun` takes y of shape (n, k) too.
    first_step : float, optional
        Chosen by the solver when not given.

    Attributes
    ----------
    n, status, t_bound, direction, t, y, t_old, step_size, nfev, njev, nlu
        As in `OdeSolver`.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.solve_ivp(lambda t, y: -1e3 * y, (0, 1), [1.0], method='BDF').success
    True
    """

    def __init__(self, fun: Callable[..., Any], t0: float, y0: Any, t_bound: float, max_step: float = np.inf,
                 rtol: Any = 1e-3, atol: Any = 1e-6, jac: Any = None, jac_sparsity: Any = None,
                 vectorized: bool = False, first_step: float | None = None, **extraneous: Any):
        warn_extraneous(extraneous)
        super().__init__(fun, t0, y0, t_bound, vectorized, support_complex=True)
        self.max_step = check_max_step(max_step)
        self.rtol, self.atol = check_tolerances(rtol, atol, self.n)
        f = self.fun(self.t, self.y)
        if first_step is None:
            self.h_abs = first_step_size(self.fun, self.t, self.y, t_bound, max_step, f, self.direction, 1, self.rtol,
                                         self.atol)
        else:
            self.h_abs = check_first_step(first_step, t0, t_bound)
        smallest = float(np.min(self.rtol))
        self.newton_tol = max(10 * EPS / smallest, min(0.03, smallest**0.5))
        self.jacobian = Jacobian(self, jac, jac_sparsity, f)
        self.J = self.jacobian.value
        self.D = np.zeros((HIGHEST + 3, self.n), dtype=self.y.dtype)   # backward differences
        self.D[0], self.D[1] = self.y, f * self.h_abs * self.direction
        self.order, self.equal_steps = 1, 0
        self.factors: Factors | None = None

    def _change_step(self, ratio: float) -> None:
        k = self.order + 1
        self.D[:k] = (_rescaling(self.order, ratio) @ _rescaling(self.order, 1.0)).T @ self.D[:k]
        self.equal_steps, self.factors = 0, None

    def _step_impl(self) -> tuple[bool, str | None]:
        t, order = self.t, self.order
        least = 10 * abs(np.nextafter(t, self.direction * np.inf) - t)
        h_abs = min(max(self.h_abs, least), self.max_step)
        if h_abs != self.h_abs:
            self._change_step(h_abs / self.h_abs)
        fresh = self.jacobian.constant
        while True:
            if not h_abs >= least:
                return False, self.TOO_SMALL_STEP
            t_new = t + h_abs * self.direction
            if self.direction * (t_new - self.t_bound) > 0:
                t_new = self.t_bound
                self._change_step(abs(t_new - t) / h_abs)
                h_abs = abs(t_new - t)
            h = t_new - t
            predicted = self.D[:order + 1].sum(axis=0)
            scale = self.atol + self.rtol * np.abs(predicted)
            converged, fresh, iterations, y_new, d = self._solve(t_new, h, predicted, scale, fresh)
            if not converged:
                h_abs *= 0.5
                self._change_step(0.5)
                continue
            safety = 0.9 * (2 * MOST_ITERATIONS + 1) / (2 * MOST_ITERATIONS + iterations)
            scale = self.atol + self.rtol * np.abs(y_new)
            error = norm(ERROR[order] * d / scale)
            if error <= 1:
                break
            ratio = max(0.2, safety * error ** (-1 / (order + 1))) if np.isfinite(error) else 0.2
            h_abs *= ratio
            self._change_step(ratio)
        self._accept(t_new, y_new, h_abs, d, scale, error, safety)
        return True, None

    def _solve(self, t_new: float, h: float, predicted: np.ndarray, scale: np.ndarray,
               fresh: bool) -> tuple[bool, bool, int, np.ndarray, np.ndarray]:
        """The corrector, if need be with a new Jacobian."""
        order = self.order
        psi = self.D[1:order + 1].T.dot(GAMMA[1:order + 1]) / ALPHA[order]
        c = h / ALPHA[order]
        while True:
            if self.factors is None:
                self.factors = Factors(self, np.identity(self.n) - c * self.J)
            converged, iterations, y, d = self._newton(t_new, predicted, c, psi, scale)
            if converged or fresh:
                return converged, fresh, iterations, y, d
            self.J, fresh = self.jacobian(t_new, predicted, self.fun(t_new, predicted)), True
            self.factors = None

    def _newton(self, t: float, predicted: np.ndarray, c: float, psi: np.ndarray,
                scale: np.ndarray) -> tuple[bool, int, np.ndarray, np.ndarray]:
        d, y, before, rate = np.zeros_like(predicted), predicted.copy(), None, None
        for k in range(MOST_ITERATIONS):
            f = self.fun(t, y)
            if not np.isfinite(f).all():
                break
            change = self.factors.solve(c * f - psi - d)
            size = norm(change / scale)
            if before is not None and before > 0:
                rate = size / before
            if not np.isfinite(size) or (rate is not None and (
                    rate >= 1 or rate ** (MOST_ITERATIONS - k) / (1 - rate) * size > self.newton_tol)):
                break
            y = y + change
            d = d + change
            if size == 0 or (rate is not None and rate / (1 - rate) * size < self.newton_tol):
                return True, k + 1, y, d
            before = size
        return False, k + 1, y, d

    def _accept(self, t_new: float, y_new: np.ndarray, h_abs: float, d: np.ndarray, scale: np.ndarray, error: float,
                safety: float) -> None:
        order = self.order
        self.equal_steps += 1
        self.t, self.y, self.h_abs = t_new, y_new, h_abs
        self.D[order + 2] = d - self.D[order + 1]
        self.D[order + 1] = d
        for k in range(order, -1, -1):
            self.D[k] += self.D[k + 1]
        if self.equal_steps < order + 1:
            return
        errors = [np.inf, error, np.inf]
        if order > 1:
            errors[0] = norm(ERROR[order - 1] * self.D[order] / scale)
        if order < HIGHEST:
            errors[2] = norm(ERROR[order + 1] * self.D[order + 2] / scale)
        with np.errstate(divide="ignore"):
            ratios = np.array(errors) ** (-1 / np.arange(order, order + 3))
        best = int(np.argmax(ratios))
        self.order = order + best - 1
        ratio = min(10.0, safety * float(ratios[best]))
        self.h_abs *= ratio
        self._change_step(ratio)


    def _dense_output_impl(self) -> DenseOutput:
        return BdfDenseOutput(self.t_old, self.t, self.h_abs * self.direction, self.order,
                              self.D[:self.order + 1].copy())


class BdfDenseOutput(DenseOutput):
    """The interpolating polynomial in backward differences, of a step h ending at t."""

    def __init__(self, t_old: float, t: float, h: float, order: int, differences: np.ndarray):
        super().__init__(t_old, t)
        self.shifts = self.t - h * np.arange(order)
        self.widths = h * (1 + np.arange(order))
        self.differences = differences

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        if t.ndim == 0:
            factors = np.cumprod((t - self.shifts) / self.widths)
        else:
            factors = np.cumprod((t - self.shifts[:, None]) / self.widths[:, None], axis=0)
        y = self.differences[1:].T.dot(factors)
        return y + (self.differences[0] if t.ndim == 0 else self.differences[0][:, None])
