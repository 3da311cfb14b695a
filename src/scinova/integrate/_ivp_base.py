# SPDX-License-Identifier: BSD-3-Clause
"""What the solvers of initial value problems share: the step loop's interface, dense output, tolerances, first step."""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

EPS = float(np.finfo(float).eps)


class BoundArguments:
    """A function of (t, y) that passes further arguments on; native steppers look inside."""

    def __init__(self, function: Callable[..., Any], extra: tuple):
        self.function, self.extra = function, extra

    def __call__(self, t: Any, y: Any) -> Any:
        return self.function(t, y, *self.extra)


def unbound(fun: Any) -> tuple[Any, tuple]:
    """The user's function and its further arguments."""
    return (fun.function, fun.extra) if type(fun) is BoundArguments else (fun, ())


class DenseOutput:
    """Interpolant over one step.

    Parameters
    ----------
    t_old, t : float
        Ends of the step.

    Attributes
    ----------
    t_min, t_max : float
        The same in order.

    Examples
    --------
    >>> from scinova import integrate
    >>> solver = integrate.RK45(lambda t, y: -y, 0.0, [1.0], 1.0)
    >>> message = solver.step()
    >>> dense = solver.dense_output()
    >>> dense.t_min
    0.0
    """

    def __init__(self, t_old: float, t: float):
        self.t_old, self.t = t_old, t
        self.t_min, self.t_max = min(t, t_old), max(t, t_old)

    def __call__(self, t: Any) -> np.ndarray:
        """The solution at times `t`: shape (n,) for a number, (n, k) for k of them."""
        t = np.asarray(t)
        if t.ndim > 1:
            raise ValueError(f"DenseOutput: t must be a number or one-dimensional; got {t.ndim} dimensions")
        return self._call_impl(t)

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        raise NotImplementedError


class ConstantDenseOutput(DenseOutput):
    """The solution of a step of length zero, or of a system without components."""

    def __init__(self, t_old: float, t: float, value: np.ndarray):
        super().__init__(t_old, t)
        self.value = value

    def _call_impl(self, t: np.ndarray) -> np.ndarray:
        return self.value if t.ndim == 0 else np.repeat(self.value[:, None], t.size, axis=1)


class OdeSolver:
    """Base of the solvers: state, counters and the interface of a step.

    Parameters
    ----------
    fun : callable
        ``fun(t, y)``, the derivative of y.
    t0 : float
    y0 : array_like of shape (n,)
    t_bound : float
        No step goes beyond it.
    vectorized : bool
        Whether `fun` takes y of shape (n, k) too.
    support_complex : bool, optional

    Attributes
    ----------
    n, status, t_bound, direction, t, y, t_old, step_size, nfev, njev, nlu
        Number of components; 'running', 'finished' or 'failed'; the bound and the direction to it; time and state;
        time before the last step and its length; numbers of evaluations of `fun`, of the Jacobian and of
        factorizations.

    Notes
    -----
    A subclass defines ``_step_impl() -> (success, message)`` and ``_dense_output_impl() -> DenseOutput``.

    Examples
    --------
    >>> from scinova import integrate
    >>> solver = integrate.RK45(lambda t, y: -y, 0.0, [1.0], 1.0)
    >>> while solver.status == 'running':
    ...     message = solver.step()
    >>> solver.t
    1.0
    """

    TOO_SMALL_STEP = "The step size that the tolerances require fell below the spacing of floating-point numbers."

    def __init__(self, fun: Callable[..., Any], t0: float, y0: Any, t_bound: float, vectorized: bool,
                 support_complex: bool = False):
        if not callable(fun):
            raise TypeError(f"{type(self).__name__}: fun must be callable; got {fun!r}")
        self.t_old: float | None = None
        self.t = t0
        self._raw = fun
        self.y = _state(y0, support_complex, type(self).__name__)
        self.t_bound, self.vectorized = t_bound, vectorized
        dtype = self.y.dtype

        if vectorized:
            def fun_vectorized(t: float, y: np.ndarray) -> np.ndarray:
                return np.asarray(fun(t, y), dtype=dtype)

            def fun_single(t: float, y: np.ndarray) -> np.ndarray:
                return np.asarray(fun(t, y[:, None]), dtype=dtype).ravel()
        else:
            def fun_single(t: float, y: np.ndarray) -> np.ndarray:
                return np.asarray(fun(t, y), dtype=dtype)

            def fun_vectorized(t: float, y: np.ndarray) -> np.ndarray:
                out = np.empty_like(y)
                for k in range(y.shape[1]):
                    out[:, k] = fun(t, y[:, k])
                return out

        self.fun_single, self.fun_vectorized = fun_single, fun_vectorized
        self.direction = float(np.sign(t_bound - t0)) if t_bound != t0 else 1.0
        self.n = self.y.size
        self.status = "running"
        self.nfev = self.njev = self.nlu = 0

    def fun(self, t: float, y: np.ndarray) -> np.ndarray:
        """Evaluate the right-hand side, and count it."""
        self.nfev += 1
        return self.fun_single(t, y)

    @property
    def step_size(self) -> float | None:
        return None if self.t_old is None else abs(self.t - self.t_old)

    def step(self) -> str | None:
        """Take one step; a message when it fails, otherwise None."""
        if self.status != "running":
            raise RuntimeError(f"{type(self).__name__}.step: the solver is {self.status}")
        if self.n == 0 or self.t == self.t_bound:
            self.t_old, self.t = self.t, self.t_bound
            self.status = "finished"
            return None
        before = self.t
        success, message = self._step_impl()
        if not success:
            self.status = "failed"
            return message
        self.t_old = before
        if self.direction * (self.t - self.t_bound) >= 0:
            self.status = "finished"
        return message

    def dense_output(self) -> DenseOutput:
        """The interpolant over the last step."""
        if self.t_old is None:
            raise RuntimeError(f"{type(self).__name__}.dense_output: no step was taken yet")
        if self.n == 0 or self.t == self.t_old:
            return ConstantDenseOutput(self.t_old, self.t, self.y)
        return self._dense_output_impl()

    def _step_impl(self) -> tuple[bool, str | None]:
        raise NotImplementedError

    def _dense_output_impl(self) -> DenseOutput:
        raise NotImplementedError


def _state(y0: Any, support_complex: bool, name: str) -> np.ndarray:
    y0 = np.asarray(y0)
    if np.issubdtype(y0.dtype, np.complexfloating):
        if not support_complex:
            raise ValueError(f"{name}: y0 must be real for this solver; got dtype {y0.dtype}")
        dtype: type = complex
    else:
        dtype = float
    y0 = y0.astype(dtype)
    if y0.ndim != 1:
        raise ValueError(f"{name}: y0 must be one-dimensional; got {y0.ndim} dimensions")
    if not np.isfinite(y0).all():
        raise ValueError(f"{name}: y0 must be finite; got NaN or inf")
    return y0


class OdeSolution:
    """The interpolants of all steps as one function of time.

    Parameters
    ----------
    ts : array_like of shape (m + 1,)
        Ends of the steps, strictly monotonic.
    interpolants : list of DenseOutput
        Of the m steps.
    alt_segment : bool, optional
        Whether a time at an end belongs to the later of its two steps.

    Attributes
    ----------
    t_min, t_max : float

    Examples
    --------
    >>> from scinova import integrate
    >>> solution = integrate.solve_ivp(lambda t, y: -y, (0, 1), [1.0], dense_output=True).sol
    >>> solution([0.25, 0.5]).shape
    (1, 2)
    """

    def __init__(self, ts: Any, interpolants: Sequence[DenseOutput], alt_segment: bool = False):
        ts = np.asarray(ts)
        steps = np.diff(ts)
        if not (ts.size == 2 and ts[0] == ts[1]) and not ((steps > 0).all() or (steps < 0).all()):
            raise ValueError("OdeSolution: ts must be strictly increasing or decreasing")
        self.n_segments = len(interpolants)
        if ts.shape != (self.n_segments + 1,):
            raise ValueError(f"OdeSolution: ts must have one entry more than interpolants, {self.n_segments + 1}; "
                             f"got shape {ts.shape}")
        self.ts, self.interpolants = ts, list(interpolants)
        self.ascending = bool(ts[-1] >= ts[0])
        self.t_min, self.t_max = (ts[0], ts[-1]) if self.ascending else (ts[-1], ts[0])
        self.ts_sorted = ts if self.ascending else ts[::-1]
        self.side = "right" if self.ascending == alt_segment else "left"

    def _segments(self, t: Any) -> Any:
        place = np.clip(np.searchsorted(self.ts_sorted, t, side=self.side) - 1, 0, self.n_segments - 1)
        return place if self.ascending else self.n_segments - 1 - place

    def __call__(self, t: Any) -> np.ndarray:
        """The solution at times `t`: shape (n,) for a number, (n, k) for k of them."""
        t = np.asarray(t)
        if t.ndim > 1:
            raise ValueError(f"OdeSolution: t must be a number or one-dimensional; got {t.ndim} dimensions")
        if t.ndim == 0:
            return self.interpolants[int(self._segments(t))](t)
        segments = self._segments(t)
        pieces, out = [], None
        for k in np.unique(segments):
            where = np.flatnonzero(segments == k)
            pieces.append((where, self.interpolants[int(k)](t[where])))
        if not pieces:
            return self.interpolants[0](t)
        out = np.empty((pieces[0][1].shape[0], t.size), dtype=np.result_type(*[p.dtype for _, p in pieces]))
        for where, values in pieces:
            out[:, where] = values
        return out


def warn_extraneous(extraneous: dict[str, Any]) -> None:
    """Warn about options that a solver does not have."""
    if extraneous:
        names = ", ".join(map(repr, extraneous))
        warnings.warn(f"solve_ivp: the chosen solver has no use for the options {names}", stacklevel=4)


def check_max_step(max_step: float) -> float:
    if not max_step > 0:
        raise ValueError(f"solve_ivp: max_step must be positive; got {max_step}")
    return max_step


def check_first_step(first_step: float, t0: float, t_bound: float) -> float:
    if not first_step > 0:
        raise ValueError(f"solve_ivp: first_step must be positive; got {first_step}")
    if first_step > abs(t_bound - t0):
        raise ValueError(f"solve_ivp: first_step must be at most {abs(t_bound - t0)}, the range; got {first_step}")
    return first_step


def check_tolerances(rtol: Any, atol: Any, n: int) -> tuple[Any, Any]:
    if np.any(np.asarray(rtol) < 100 * EPS):
        warnings.warn(f"solve_ivp: rtol is raised to {100 * EPS}", stacklevel=4)
        rtol = np.maximum(rtol, 100 * EPS)
    atol = np.asarray(atol)
    if atol.ndim > 0 and atol.shape != (n,):
        raise ValueError(f"solve_ivp: atol must be a number or have the shape ({n},); got {atol.shape}")
    if not np.all(atol >= 0):
        raise ValueError("solve_ivp: atol must not be negative")
    return rtol, atol


def norm(x: np.ndarray) -> float:
    """Root mean square."""
    return math.sqrt(np.vdot(x, x).real / x.size)


def first_step_size(fun: Callable[[float, np.ndarray], np.ndarray], t0: float, y0: np.ndarray, t_bound: float,
                    max_step: float, f0: np.ndarray, direction: float, order: int, rtol: Any, atol: Any) -> float:
    """A first step from two evaluations (Hairer, Norsett, Wanner, Solving ODEs I, section II.4)."""
    if y0.size == 0:
        return np.inf
    length = abs(t_bound - t0)
    if length == 0.0:
        return 0.0
    scale = atol + np.abs(y0) * rtol
    with np.errstate(all="ignore"):
        d0, d1 = norm(y0 / scale), norm(f0 / scale)
        h0 = 1e-6 if d0 < 1e-5 or d1 < 1e-5 else 0.01 * d0 / d1
        h0 = min(h0, length)
        if not h0 > 0:
            return min(1e-6, length, max_step)
        f1 = fun(t0 + h0 * direction, y0 + h0 * direction * f0)
        d2 = norm((f1 - f0) / scale) / h0
        if d1 <= 1e-15 and d2 <= 1e-15:
            h1 = max(1e-6, h0 * 1e-3)
        else:
            h1 = (0.01 / max(d1, d2)) ** (1 / (order + 1))
    h = min(100 * h0, h1, length, max_step)
    return h if np.isfinite(h) else min(1e-6, length, max_step)
