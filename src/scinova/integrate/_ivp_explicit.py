# SPDX-License-Identifier: BSD-3-Clause
"""Explicit Runge-Kutta pairs: RK23, RK45, DOP853. The steps are native (native/kernels/integrate/runge_kutta.hpp)."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.integrate import _dop853_coefficients as dop853
from scinova.integrate import _native
from scinova.integrate._ivp_base import (
    DenseOutput,
    OdeSolver,
    check_first_step,
    check_max_step,
    check_tolerances,
    first_step_size,
    unbound,
    warn_extraneous,
)

_PARAMETERS = """

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
    vectorized : bool, optional
        Whether `fun` takes y of shape (n, k) too.
    first_step : float, optional
        Chosen by the solver when not given.

    Attributes
    ----------
    n, status, t_bound, direction, t, y, t_old, step_size, nfev, njev, nlu
        As in `OdeSolver`.
"""


class RungeKutta(OdeSolver):
    """Base of the explicit pairs: a subclass states its tableau."""

    C: np.ndarray
    A: np.ndarray
    B: np.ndarray
    E: np.ndarray
    P: np.ndarray
    order: int
    error_estimator_order: int
    n_stages: int

    def __init__(self, fun: Callable[..., Any], t0: float, y0: Any, t_bound: float, max_step: float = np.inf,
                 rtol: Any = 1e-3, atol: Any = 1e-6, vectorized: bool = False, first_step: float | None = None,
                 **extraneous: Any):
        warn_extraneous(extraneous)
        super().__init__(fun, t0, y0, t_bound, vectorized, support_complex=True)
        self.y_old: np.ndarray | None = None
        self.max_step = check_max_step(max_step)
        self.rtol, self.atol = check_tolerances(rtol, atol, self.n)
        self.f = self.fun(self.t, self.y)
        if self.f.shape != self.y.shape:
            raise ValueError(f"{type(self).__name__}: fun must return the shape of y0, {self.y.shape}; "
                             f"got {self.f.shape}")
        if first_step is None:
            self.h_abs = first_step_size(self.fun, self.t, self.y, t_bound, max_step, self.f, self.direction,
                                         self.error_estimator_order, self.rtol, self.atol)
        else:
            self.h_abs = check_first_step(first_step, t0, t_bound)
        self.K = np.empty((self.n_stages + 1, self.n), dtype=self.y.dtype)
        self.h_previous: float | None = None
        self._target = (self.fun_single, ()) if vectorized else unbound(fun)
        self._settings = (self.direction, float(t_bound), float(max_step), _vector(self.rtol), _vector(self.atol),
                          *self._tableau())

    @classmethod
    def _tableau(cls) -> tuple[Any, ...]:
        return cls.A, cls.B, cls.C, cls.E.reshape(-1, cls.n_stages + 1), cls.error_estimator_order

    def _step_impl(self) -> tuple[bool, str | None]:
        y_new = np.empty_like(self.y)
        accepted, t, h, following, evaluations, _ = _native.rk_step(
            *self._target, float(self.t), self.y, np.ascontiguousarray(self.f), float(self.h_abs), *self._settings,
            self.K, y_new, 0.9, 0.2, 10.0, 0.0, 1.0)
        self.nfev += evaluations
        if not accepted:
            return False, self.TOO_SMALL_STEP
        self.h_previous, self.h_abs = h, following
        self.y_old, self.t, self.y = self.y, t, y_new
        self.f = self.K[-1].copy()
        return True, None

    def _dense_output_impl(self) -> DenseOutput:
        return RkDenseOutput(self.t_old, self.t, self.y_old, self.K.T.dot(self.P))


def _vector(tolerance: Any) -> np.ndarray:
    return np.atleast_1d(np.asarray(tolerance, dtype=float)).copy()


class RK23(RungeKutta):
    __doc__ = """Pair of orders 3(2) of Bogacki and Shampine, with cubic Hermite dense output.""" + _PARAMETERS + """
    References
    ----------
    P. Bogacki, L. F. Shampine, Appl. Math. Lett. 2 (1989) 321-325.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0], method=integrate.RK23).success
    True
    """

    order, error_estimator_order, n_stages = 3, 2, 3
    C = np.array([0, 1 / 2, 3 / 4])
    A = np.array([[0, 0, 0], [1 / 2, 0, 0], [0, 3 / 4, 0]])
    B = np.array([2 / 9, 1 / 3, 4 / 9])
    E = np.array([5 / 72, -1 / 12, -1 / 9, 1 / 8])
    P = np.array([[1, -4 / 3, 5 / 9], [0, 1, -2 / 3], [0, 4 / 3, -8 / 9], [0, -1, 1]])


class RK45(RungeKutta):
    __doc__ = """Pair of orders 5(4) of Dormand and Prince, with quartic dense output.""" + _PARAMETERS + """
    References
    ----------
    J. R. Dormand, P. J. Prince, J. Comput. Appl. Math. 6 (1980) 19-26.
    L. F. Shampine, Math. Comp. 46 (1986) 135-150: the interpolant.

    Examples
    --------
    >>> from scinova import integrate
    >>> solver = integrate.RK45(lambda t, y: -y, 0.0, [1.0], 1.0)
    >>> solver.step() is None
    True
    """

    order, error_estimator_order, n_stages = 5, 4, 6
    C = np.array([0, 1 / 5, 3 / 10, 4 / 5, 8 / 9, 1])
    A = np.array([
        [0, 0, 0, 0, 0],
        [1 / 5, 0, 0, 0, 0],
        [3 / 40, 9 / 40, 0, 0, 0],
        [44 / 45, -56 / 15, 32 / 9, 0, 0],
        [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729, 0],
        [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656]])
    B = np.array([35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84])
    E = np.array([-71 / 57600, 0, 71 / 16695, -71 / 1920, 17253 / 339200, -22 / 525, 1 / 40])
    P = np.array([
        [1, -8048581381 / 2820520608, 8663915743 / 2820520608, -12715105075 / 11282082432],
        [0, 0, 0, 0],
        [0, 131558114200 / 32700410799, -68118460800 / 10900136933, 87487479700 / 32700410799],
        [0, -1754552775 / 470086768, 14199869525 / 1410260304, -10690763975 / 1880347072],
        [0, 127303824393 / 49829197408, -318862633887 / 49829197408, 701980252875 / 199316789632],
        [0, -282668133 / 205662961, 2019193451 / 616988883, -1453857185 / 822651844],
        [0, 40617522 / 29380423, -110615467 / 29380423, 69997945 / 29380423]])


class DOP853(RungeKutta):
    __doc__ = """Method of order 8 of Dormand and Prince with error estimators of orders 5 and 3, and dense output of
    order 7.""" + _PARAMETERS + """
    References
    ----------
    E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., 1993, sections II.5, II.10.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0], method='DOP853', rtol=1e-10).success
    True
    """

    order, error_estimator_order, n_stages = 8, 7, 12
    A, B, C = dop853.A, dop853.B, dop853.C
    E3, E5, D = dop853.E3, dop853.E5, dop853.D
    A_EXTRA, C_EXTRA = dop853.A_EXTRA, dop853.C_EXTRA

    @classmethod
    def _tableau(cls) -> tuple[Any, ...]:
        return cls.A, cls.B, cls.C, np.stack([cls.E5, cls.E3]), cls.error_estimator_order

    def _dense_output_impl(self) -> DenseOutput:
        h = self.h_previous
        stages = np.empty((self.n_stages + 1 + len(self.C_EXTRA), self.n), dtype=self.y.dtype)
        stages[:self.n_stages + 1] = self.K
        for s, (a, c) in enumerate(zip(self.A_EXTRA, self.C_EXTRA), self.n_stages + 1):
            stages[s] = self.fun(self.t_old + c * h, self.y_old + h * stages[:s].T.dot(a[:s]))
        f_old, change = stages[0], self.y - self.y_old
        terms = np.empty((3 + len(self.D), self.n), dtype=self.y.dtype)
        terms[0] = change
        terms[1] = h * f_old - change
        terms[2] = 2 * change - h * (self.f + f_old)
        terms[3:] = h * self.D.dot(stages)
        return Dop853DenseOutput(self.t_old, self.t, self.y_old, terms)


class RkDenseOutput(DenseOutput):
    """``y_old + h sum_k q_k x**(k+1)`` for ``x = (t - t_old) / h``."""

    def __init__(self, t_old: float, t: float, y_old: np.ndarray, q: np.ndarray):
        super().__init__(t_old, t)
        self.h, self.q, self.y_old = t - t_old, q, y_old

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        x = (t - self.t_old) / self.h
        powers = x ** np.arange(1, self.q.shape[1] + 1).reshape((-1,) + (1,) * t.ndim)
        y = self.h * self.q.dot(powers)
        return y + (self.y_old if t.ndim == 0 else self.y_old[:, None])


class Dop853DenseOutput(DenseOutput):
    """Nested products of x and 1 - x (Hairer, Norsett, Wanner, formula II.6.23)."""

    def __init__(self, t_old: float, t: float, y_old: np.ndarray, terms: np.ndarray):
        super().__init__(t_old, t)
        self.h, self.terms, self.y_old = t - t_old, terms, y_old

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        x = ((t - self.t_old) / self.h).reshape(-1, 1)
        y = np.zeros((x.size, self.y_old.size), dtype=self.y_old.dtype)
        for k, term in enumerate(self.terms[::-1]):
            y = (y + term) * (x if k % 2 == 0 else 1 - x)
        y = y + self.y_old
        return y[0] if t.ndim == 0 else y.T
