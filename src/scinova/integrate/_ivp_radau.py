# SPDX-License-Identifier: BSD-3-Clause
"""Radau IIA of order 5 (E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, section IV.8)."""
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

_ROOT6 = 6**0.5
NODES = np.array([(4 - _ROOT6) / 10, (4 + _ROOT6) / 10, 1.0])
# Weights of the embedded error estimate, times the real eigenvalue (IV.8.20).
ERROR = np.array([-13 - 7 * _ROOT6, -13 + 7 * _ROOT6, -1]) / 3


def _transformation() -> tuple[float, complex, np.ndarray, np.ndarray, np.ndarray]:
    """Real and complex eigenvalue of the inverse of the Runge-Kutta matrix; the real matrix T that block-diagonalizes
    it, in the form (IV.8.11), and its inverse; the collocation polynomial's coefficients from the stages."""
    powers = NODES[:, None] ** np.arange(3)
    integrals = NODES[:, None] ** np.arange(1, 4) / np.arange(1, 4)
    inverse = np.linalg.inv(integrals @ np.linalg.inv(powers))
    values, vectors = np.linalg.eig(inverse)
    real = int(np.argmin(np.abs(values.imag)))
    pair = int(np.argmin(values.imag))
    t = np.column_stack([vectors[:, real].real, vectors[:, pair].real, vectors[:, pair].imag])
    interpolant = np.linalg.inv(NODES[:, None] ** np.arange(1, 4)).T
    return float(values[real].real), complex(values[pair].conjugate()), t, np.linalg.inv(t), interpolant


MU, NU, T, T_INVERSE, INTERPOLANT = _transformation()
ROW_REAL = T_INVERSE[0]
ROW_COMPLEX = T_INVERSE[1] + 1j * T_INVERSE[2]
MOST_ITERATIONS = 6


class Radau(OdeSolver):
    """Implicit Runge-Kutta method Radau IIA of order 5.

    Parameters
    ----------
    fun : callable
        ``fun(t, y)``, the derivative of y.
    t0 : float
    y0 : array_like of shape (n,), real
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
    >>> integrate.solve_ivp(lambda t, y: -1e3 * y, (0, 1), [1.0], method='Radau').success
    True
    """

    def __init__(self, fun: Callable[..., Any], t0: float, y0: Any, t_bound: float, max_step: float = np.inf,
                 rtol: Any = 1e-3, atol: Any = 1e-6, jac: Any = None, jac_sparsity: Any = None,
                 vectorized: bool = False, first_step: float | None = None, **extraneous: Any):
        warn_extraneous(extraneous)
        super().__init__(fun, t0, y0, t_bound, vectorized)
        self.y_old: np.ndarray | None = None
        self.max_step = check_max_step(max_step)
        self.rtol, self.atol = check_tolerances(rtol, atol, self.n)
        self.f = self.fun(self.t, self.y)
        if first_step is None:
            self.h_abs = first_step_size(self.fun, self.t, self.y, t_bound, max_step, self.f, self.direction, 3,
                                         self.rtol, self.atol)
        else:
            self.h_abs = check_first_step(first_step, t0, t_bound)
        smallest = float(np.min(self.rtol))
        self.newton_tol = max(10 * EPS / smallest, min(0.03, smallest**0.5))
        self.jacobian = Jacobian(self, jac, jac_sparsity, self.f)
        self.J, self.fresh = self.jacobian.value, True
        self.factors: tuple[Factors, Factors] | None = None
        self.h_factored = 0.0
        self.previous: tuple[float, float] | None = None   # size and error of the last accepted step
        self.sol: RadauDenseOutput | None = None

    def _factor(self, h: float) -> None:
        if self.factors is None or h != self.h_factored:
            identity = np.identity(self.n)
            self.factors = (Factors(self, MU / h * identity - self.J), Factors(self, NU / h * identity - self.J))
            self.h_factored = h

    def _step_impl(self) -> tuple[bool, str | None]:
        t, y, f = self.t, self.y, self.f
        least = 10 * abs(np.nextafter(t, self.direction * np.inf) - t)
        h_abs = max(least, min(self.max_step, self.h_abs))
        if h_abs != self.h_abs:
            self.previous = None
        rejected = False
        while True:
            if not h_abs >= least:
                return False, self.TOO_SMALL_STEP
            t_new = t + h_abs * self.direction
            if self.direction * (t_new - self.t_bound) > 0:
                t_new = self.t_bound
            h = t_new - t
            h_abs = abs(h)
            start = np.zeros((3, self.n)) if self.sol is None else self.sol(t + h * NODES).T - y
            scale = self.atol + np.abs(y) * self.rtol
            self._factor(h)
            converged, iterations, stages, rate = self._newton(t, y, h, start, scale)
            if not converged:
                if self.fresh:
                    h_abs *= 0.5
                elif not self.jacobian.constant:
                    self.J, self.fresh = self.jacobian(t, y, f), True
                else:
                    self.fresh = True
                self.factors = None
                continue
            y_new = y + stages[-1]
            error = self._error(t, y, f, stages, y_new, h, rejected)
            safety = 0.9 * (2 * MOST_ITERATIONS + 1) / (2 * MOST_ITERATIONS + iterations)
            if error <= 1:
                break
            h_abs *= max(0.2, safety * self._growth(h_abs, error)) if np.isfinite(error) else 0.2
            rejected, self.factors = True, None
        self._accept(t_new, y_new, stages, h, h_abs, error, safety, iterations, rate)
        return True, None

    def _newton(self, t: float, y: np.ndarray, h: float, z: np.ndarray,
                scale: np.ndarray) -> tuple[bool, int, np.ndarray, float | None]:
        """Simplified Newton iteration on the stages, in the coordinates w that decouple the linear systems."""
        real, pair = self.factors
        w, before, rate = T_INVERSE.dot(z), None, None
        slopes, times, fun = np.empty((3, self.n)), (t + h * NODES).tolist(), self.fun_single
        for k in range(MOST_ITERATIONS):
            points = y + z
            for i in range(3):
                slopes[i] = fun(times[i], points[i])
            self.nfev += 3
            if not np.isfinite(slopes).all():
                break
            first = real.solve(ROW_REAL.dot(slopes) - MU / h * w[0])
            second = pair.solve(ROW_COMPLEX.dot(slopes) - NU / h * (w[1] + 1j * w[2]))
            change = np.array([first, second.real, second.imag])
            size = norm((change / scale).ravel())
            if before is not None and before > 0:
                rate = size / before
            if not np.isfinite(size) or (rate is not None and (
                    rate >= 1 or rate ** (MOST_ITERATIONS - k) / (1 - rate) * size > self.newton_tol)):
                break
            w = w + change
            z = T.dot(w)
            if size == 0 or (rate is not None and rate / (1 - rate) * size < self.newton_tol):
                return True, k + 1, z, rate
            before = size
        return False, k + 1, z, rate

    def _error(self, t: float, y: np.ndarray, f: np.ndarray, stages: np.ndarray, y_new: np.ndarray, h: float,
               rejected: bool) -> float:
        solve = self.factors[0].solve
        weighted = stages.T.dot(ERROR) / h
        scale = self.atol + np.maximum(np.abs(y), np.abs(y_new)) * self.rtol
        error = solve(f + weighted)
        size = norm(error / scale)
        if rejected and size > 1:
            size = norm(solve(self.fun(t, y + error) + weighted) / scale)
        return size

    def _growth(self, h_abs: float, error: float) -> float:
        """Step ratio by the predictive controller (Gustafsson 1994; IV.8.25)."""
        if error == 0:
            return np.inf
        ratio = error**-0.25
        if self.previous is None or self.previous[1] == 0:
            return ratio
        return ratio * min(1.0, h_abs / self.previous[0] * (self.previous[1] / error) ** 0.25)

    def _accept(self, t_new: float, y_new: np.ndarray, stages: np.ndarray, h: float, h_abs: float, error: float,
                safety: float, iterations: int, rate: float | None) -> None:
        growth = min(10.0, safety * self._growth(h_abs, error))
        f_new = self.fun(t_new, y_new)
        slow = not self.jacobian.constant and iterations > 2 and rate is not None and rate > 1e-3
        if slow:
            self.J, self.fresh = self.jacobian(t_new, y_new, f_new), True
            self.factors = None
        elif not self.jacobian.constant:
            self.fresh = False
        if not slow and growth < 1.2:
            growth = 1.0
        self.previous = (h_abs, error)
        self.sol = RadauDenseOutput(self.t, t_new, self.y, stages.T.dot(INTERPOLANT))
        self.y_old, self.t, self.y, self.f = self.y, t_new, y_new, f_new
        self.h_abs = h_abs * growth

    def _dense_output_impl(self) -> DenseOutput:
        return self.sol


class RadauDenseOutput(DenseOutput):
    """The collocation polynomial."""

    def __init__(self, t_old: float, t: float, y_old: np.ndarray, q: np.ndarray):
        super().__init__(t_old, t)
        self.h, self.q, self.y_old = t - t_old, q, y_old

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        x = (t - self.t_old) / self.h
        y = self.q.dot(x ** np.arange(1, 4).reshape((-1,) + (1,) * t.ndim))
        return y + (self.y_old if t.ndim == 0 else self.y_old[:, None])
