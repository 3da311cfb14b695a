# SPDX-License-Identifier: BSD-3-Clause
"""LSODA, one step at a time (native/kernels/integrate/lsoda.hpp)."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.integrate import _native
from scinova.integrate._ivp_base import (
    DenseOutput,
    OdeSolver,
    check_first_step,
    check_max_step,
    check_tolerances,
    unbound,
    warn_extraneous,
)

_MESSAGES = {
    -2: "The tolerances ask for more accuracy than the floating-point numbers have.",
    -3: "A step size or tolerance is out of range.",
    -4: "The error test failed again and again; the problem may be singular here.",
    -5: "The corrector failed to converge again and again, or the derivative is not finite.",
    -6: "The error weight of a component became zero.",
}


class LSODA(OdeSolver):
    """Adams and BDF methods of variable order and step with automatic switching.

    Parameters
    ----------
    fun : callable
        ``fun(t, y)``, the derivative of y.
    t0 : float
    y0 : array_like of shape (n,), real
    t_bound : float
        No step goes beyond it.
    first_step : float, optional
        Chosen by the solver when not given.
    min_step, max_step : float, optional
    rtol, atol : float or array_like of shape (n,), optional
        The local error is kept below ``atol + rtol * abs(y)``.
    jac : callable, optional
        ``jac(t, y)``, the Jacobian ``df_i/dy_j``; when it is banded, of shape (lband + uband + 1, n), entry
        ``[i - j + uband, j]``.
    lband, uband : int, optional
        Numbers of sub- and superdiagonals of a banded Jacobian.
    vectorized : bool, optional
        Whether `fun` takes y of shape (n, k) too.

    Attributes
    ----------
    n, status, t_bound, direction, t, y, t_old, step_size, nfev, njev, nlu
        As in `OdeSolver`.

    References
    ----------
    A. C. Hindmarsh, ODEPACK, in Scientific Computing, 1983. L. R. Petzold, SIAM J. Sci. Stat. Comput. 4 (1983) 136.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.solve_ivp(lambda t, y: -1e3 * y, (0, 1), [1.0], method='LSODA').success
    True
    """

    def __init__(self, fun: Callable[..., Any], t0: float, y0: Any, t_bound: float, first_step: float | None = None,
                 min_step: float = 0.0, max_step: float = np.inf, rtol: Any = 1e-3, atol: Any = 1e-6,
                 jac: Callable[..., Any] | None = None, lband: int | None = None, uband: int | None = None,
                 vectorized: bool = False, **extraneous: Any):
        warn_extraneous(extraneous)
        super().__init__(fun, t0, y0, t_bound, vectorized)
        first = 0.0 if first_step is None else check_first_step(first_step, t0, t_bound) * self.direction
        check_max_step(max_step)
        if not min_step >= 0:
            raise ValueError(f"LSODA: min_step must not be negative; got {min_step}")
        if jac is not None and not callable(jac):
            raise TypeError(f"LSODA: jac must be callable or None; got {jac!r}")
        rtol, atol = check_tolerances(rtol, atol, self.n)
        lower, upper = (-1, -1) if lband is None and uband is None else (int(lband or 0), int(uband or 0))
        fun, extra = (self.fun_single, ()) if vectorized else unbound(fun)
        if extra and jac is not None:
            fun, extra = self._raw, ()      # fun and jac share one tuple of arguments; here each brings its own
        self._stepper = _native.LsodaStepper(
            fun, extra, jac, float(self.t), self.y, np.broadcast_to(np.asarray(rtol, float), (self.n,)).copy(),
            np.broadcast_to(np.asarray(atol, float), (self.n,)).copy(), float(first),
            0.0 if max_step == np.inf else float(max_step), float(min_step), lower, upper, 500, 12, 5, 0,
            False, False, 0)

    def _step_impl(self) -> tuple[bool, str | None]:
        y = np.empty_like(self.y)
        code, t = self._stepper.step(float(self.t_bound), y)
        self.nfev, self.njev = self._stepper.counts()
        self.nlu = self.njev
        if code < 0:
            return False, _MESSAGES.get(code, f"LSODA stopped with code {code}.")
        if t == self.t:
            return False, self.TOO_SMALL_STEP
        self.t, self.y = t, y
        return True, None

    def _dense_output_impl(self) -> DenseOutput:
        z = np.zeros((self.n, 14))
        t, h, order = self._stepper.history(z)
        return LsodaDenseOutput(self.t_old, self.t, t, h, z[:, :order + 1].copy())


class LsodaDenseOutput(DenseOutput):
    """The polynomial of Nordsieck's array."""

    def __init__(self, t_old: float, t: float, origin: float, h: float, z: np.ndarray):
        super().__init__(t_old, t)
        self.origin, self.h, self.z = origin, h, z

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        x = (t - self.origin) / self.h
        return self.z.dot(x ** np.arange(self.z.shape[1]).reshape((-1,) + (1,) * t.ndim))
