# SPDX-License-Identifier: BSD-3-Clause
"""ode and complex_ode: integrators that keep their state between calls."""
from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.integrate import _native
from scinova.integrate._ivp_base import BoundArguments, unbound
from scinova.integrate._ivp_explicit import DOP853, RK45, RungeKutta

_FAILURES = {
    -1: "more than nsteps steps are needed; raise nsteps", -2: "the tolerances ask for too much accuracy",
    -3: "a setting or time is out of range", -4: "the error test failed again and again",
    -5: "the corrector failed to converge again and again, or the derivative is not finite",
    -6: "the error weight of a component became zero", -12: "more than nsteps steps are needed; raise nsteps",
    -13: "the step size became too small",
}


class Multistep:
    """The multistep integrators: the LSODA kernel with switching, or held to one method."""

    supports_step = supports_run_relax = True
    dtype: type = float

    def __init__(self, method: int, newton: bool, rtol: Any = 1e-6, atol: Any = 1e-12, lband: int | None = None,
                 uband: int | None = None, nsteps: int = 500, max_step: float = 0.0, min_step: float = 0.0,
                 first_step: float = 0.0, orders: tuple[int, int] = (12, 5), announce: bool = False, notices: int = 0):
        self.method, self.newton, self.rtol, self.atol = method, newton, rtol, atol
        banded = lband is not None or uband is not None
        self.lower, self.upper = (int(lband or 0), int(uband or 0)) if banded else (-1, -1)
        self.settings = float(first_step), float(max_step), float(min_step)
        self.steps, self.orders = int(nsteps), (min(orders[0], 12), min(orders[1], 5))
        self.printing = bool(announce), int(notices)
        self.stepper: Any = None
        self.code = 1

    def start(self, f: Callable[..., Any], jac: Callable[..., Any] | None, t: float, y: np.ndarray) -> None:
        self.stepper, self.f = None, f
        newton = self.method == 1 and (self.newton or jac is not None)
        self.make = lambda: self._stepper(f, jac, t, y, newton)

    def _stepper(self, f: Callable[..., Any], jac: Callable[..., Any] | None, t: float, y: np.ndarray,
                 newton: bool) -> Any:
        n, (first, longest, shortest) = y.size, self.settings
        tolerances = [np.broadcast_to(np.asarray(x, float), (n,)).copy() for x in (self.rtol, self.atol)]
        return _native.LsodaStepper(f, None, jac, float(t), y, *tolerances, first, longest, shortest, self.lower,
                                    self.upper, self.steps, *self.orders, self.method, newton, *self.printing)

    def run(self, t0: float, t1: float, y: np.ndarray, how: str) -> tuple[float, np.ndarray]:
        """To t1 ('run'), one step not beyond t1 ('step'), or one step after another until t1 is passed ('relax')."""
        if self.stepper is None:
            self.stepper = self.make()
        self.stepper.retarget(*unbound(self.f))
        out = y.copy()
        if how == "run":
            code, t = self.stepper.advance(float(t1), out)
        elif how == "step":
            code, t = self.stepper.step(float(t1), out)
        else:
            code, t = self.stepper.pass_by(float(t1), out)
        self.code = code
        return t, out


class Interleaved(Multistep):
    """A complex system as one of real and imaginary parts in turn, which keeps bands narrow."""

    dtype = complex

    def start(self, f: Callable[..., Any], jac: Callable[..., Any] | None, t: float, y: np.ndarray) -> None:
        complex_lower, complex_upper = self.lower, self.upper

        def slope(t: float, y: np.ndarray) -> np.ndarray:
            return np.ascontiguousarray(f(t, y.view(complex)), dtype=complex).ravel().view(float)

        def jacobian(t: float, y: np.ndarray) -> np.ndarray:
            return _real_jacobian(np.asarray(jac(t, y.view(complex)), dtype=complex), complex_lower, complex_upper)

        self._wide = (-1, -1) if complex_lower < 0 else (2 * complex_lower + 1, 2 * complex_upper + 1)
        super().start(slope, None if jac is None else jacobian, t, np.ascontiguousarray(y, complex).view(float))

    def _stepper(self, *problem: Any) -> Any:
        narrow = self.lower, self.upper
        self.lower, self.upper = self._wide
        n = problem[3].size
        tolerances = self.rtol, self.atol
        self.rtol, self.atol = (np.repeat(x, 2) if np.size(x) * 2 == n and np.ndim(x) else x for x in tolerances)
        try:
            return super()._stepper(*problem)
        finally:
            (self.lower, self.upper), (self.rtol, self.atol) = narrow, tolerances

    def run(self, t0: float, t1: float, y: np.ndarray, how: str) -> tuple[float, np.ndarray]:
        t, out = super().run(t0, t1, np.ascontiguousarray(y, complex).view(float), how)
        return t, out.view(complex)


def _real_jacobian(c: np.ndarray, lower: int, upper: int) -> np.ndarray:
    if lower < 0:
        out = np.empty((2 * c.shape[0], 2 * c.shape[1]))
        out[::2, ::2] = out[1::2, 1::2] = c.real
        out[1::2, ::2], out[::2, 1::2] = c.imag, -c.imag
        return out
    n, wide = c.shape[1], 2 * upper + 1
    out = np.zeros((2 * lower + 2 * upper + 3, 2 * n))
    for d in range(-upper, lower + 1):             # d = i - j; entry (i, j) becomes a block of two by two
        row = c[d + upper]
        out[2 * d + wide, ::2] = out[2 * d + wide, 1::2] = row.real
        out[2 * d + 1 + wide, ::2] = row.imag
        out[2 * d - 1 + wide, 1::2] = -row.imag
    return out


class OneStep:
    """The explicit Runge-Kutta integrators, with a function called after every step."""

    supports_step = supports_run_relax = False
    dtype: type = float

    def __init__(self, pair: type[RungeKutta], rtol: Any = 1e-6, atol: Any = 1e-12, nsteps: int = 500,
                 max_step: float = 0.0, first_step: float = 0.0, safety: float = 0.9, ifactor: float = 10.0,
                 dfactor: float = 0.2, beta: float = 0.0, method: Any = None, verbosity: int = -1):
        self.pair, self.rtol, self.atol, self.steps = pair, rtol, atol, int(nsteps)
        self.longest, self.first = float(max_step) or np.inf, float(first_step)
        self.control = float(safety), float(dfactor), float(ifactor), float(beta)
        self.verbosity, self.solout, self.code = verbosity, None, 1

    def start(self, f: Callable[..., Any], jac: Any, t: float, y: np.ndarray) -> None:
        self.f = f

    def run(self, t0: float, t1: float, y: np.ndarray, how: str) -> tuple[float, np.ndarray]:
        self.code = 1
        if t0 == t1:
            return t1, y
        options = dict(first_step=min(self.first, abs(t1 - t0))) if self.first else {}
        solver = self.pair(self.f, t0, y, t1, rtol=self.rtol, atol=self.atol, max_step=self.longest, **options)
        if self._observe(t0, solver.y):
            return t0, solver.y
        state, t, size, error = solver.y, float(t0), float(solver.h_abs), 1e-4
        for _ in range(self.steps):
            new = np.empty_like(state)
            accepted, t_new, _, size, _, found = _native.rk_step(
                *unbound(self.f), t, state, solver.f, size, *solver._settings, solver.K, new, *self.control, error)
            if not accepted:
                self.code = -13
                return t, state
            t, state, error, solver.f = t_new, new, max(found, 1e-4), solver.K[-1].copy()
            if self._observe(t, state) or t == t1:
                return t, state
        self.code = -12
        if self.verbosity > 0:
            print(f"ode: {_FAILURES[-12]} (t = {t})")
        return t, state

    def _observe(self, t: float, y: np.ndarray) -> bool:
        if self.solout is None:
            return False
        if self.solout(t, y.copy()) == -1:
            self.code = 2
            return True
        return False


def _vode(method: str = "adams", with_jacobian: bool = False, order: int = 12, kind: type[Multistep] = Multistep,
          **options: Any) -> Multistep:
    chosen = {"adams": 1, "bdf": 2}.get(str(method).lower())
    if chosen is None:
        raise ValueError(f"ode: method must be 'adams' or 'bdf'; got {method!r}")
    banded = options.get("lband") is not None or options.get("uband") is not None
    return kind(chosen, bool(with_jacobian or banded), orders=(int(order), int(order)), **options)


def _lsoda(with_jacobian: bool = False, ixpr: int = 0, max_hnil: int = 0, max_order_ns: int = 12, max_order_s: int = 5,
           method: Any = None, **options: Any) -> Multistep:
    return Multistep(0, False, orders=(int(max_order_ns), int(max_order_s)), announce=bool(ixpr),
                     notices=int(max_hnil), **options)


_INTEGRATORS: dict[str, Callable[..., Any]] = {
    "vode": _vode,
    "zvode": lambda **options: _vode(kind=Interleaved, **options),
    "lsoda": _lsoda,
    "dopri5": lambda **options: OneStep(RK45, **options),
    "dop853": lambda **options: OneStep(DOP853, **{"ifactor": 6.0, "dfactor": 0.3, **options}),
}


class ode:  # noqa: N801
    """Integrator of ``y' = f(t, y)`` that keeps its state between calls.

    Parameters
    ----------
    f : callable
        ``f(t, y, *f_args)``, the derivative of y.
    jac : callable, optional
        ``jac(t, y, *jac_args)``, the Jacobian ``df_i/dy_j``; with bands of shape (lband + uband + 1, n), entry
        ``[i - j + uband, j]``.

    Attributes
    ----------
    t : float
        Time reached.
    y : ndarray
        State there.

    See Also
    --------
    solve_ivp, odeint

    Notes
    -----
    `set_integrator` chooses among

    'vode', 'zvode'
        Multistep methods of variable order and step for real and complex problems: ``method`` 'adams' or 'bdf',
        ``with_jacobian`` (solve the Adams formulas by Newton's iteration), ``order``.
    'lsoda'
        Adams and BDF with switching: ``max_order_ns``, ``max_order_s``, ``ixpr``, ``max_hnil``.
    'dopri5', 'dop853'
        Explicit Runge-Kutta pairs of orders 5(4) and 8: ``safety``, ``ifactor``, ``dfactor`` (largest and smallest
        ratio of steps), ``beta`` (stabilization), ``verbosity``; `set_solout` applies to them.

    All take ``rtol``, ``atol``, ``nsteps``, ``max_step``, ``first_step``; the multistep ones ``min_step``, ``lband``
    and ``uband``. State is kept per object: integrators may be used in threads and inside each other.

    Examples
    --------
    >>> from scinova import integrate
    >>> r = integrate.ode(lambda t, y: -y).set_integrator('dopri5')
    >>> y = r.set_initial_value([1.0], 0.0).integrate(1.0)
    >>> round(float(y[0]), 5), r.successful()
    (0.36788, True)
    """

    def __init__(self, f: Callable[..., Any], jac: Callable[..., Any] | None = None):
        self.f, self.jac = f, jac
        self.f_params: tuple = ()
        self.jac_params: tuple = ()
        self._y: Any = []
        self.t = 0.0
        self._integrator: Any = None
        self._solout: Callable[..., Any] | None = None

    @property
    def y(self) -> Any:
        return self._y

    def set_initial_value(self, y: Any, t: float = 0.0) -> ode:
        """Set the state `y` at time `t`, where integration begins anew."""
        if self._integrator is None:
            self.set_integrator("")
        self._y = np.atleast_1d(np.array(y)).astype(self._integrator.dtype)
        if self._y.ndim != 1:
            raise ValueError(f"ode.set_initial_value: y must be one-dimensional; got {self._y.ndim} dimensions")
        self.t = t
        self._start()
        return self

    def set_integrator(self, name: str, **integrator_params: Any) -> ode:
        """Choose the integrator and its options."""
        matches = [key for key in _INTEGRATORS if key.startswith(str(name).lower())]
        if not matches:
            warnings.warn(f"ode.set_integrator: no integrator {name!r}; there are {', '.join(_INTEGRATORS)}",
                          stacklevel=2)
            return self
        self._integrator = _INTEGRATORS[matches[0]](**integrator_params)
        if not len(self._y):
            self.t, self._y = 0.0, np.zeros(1, dtype=self._integrator.dtype)
        else:
            self._y = np.asarray(self._y).astype(self._integrator.dtype)
        if isinstance(self._integrator, OneStep):
            self._integrator.solout = self._solout
        self._start()
        return self

    def _start(self) -> None:
        jac = None if self.jac is None else lambda t, y: self.jac(t, y, *self.jac_params)
        self._integrator.code = 1
        self._target = BoundArguments(self.f, tuple(self.f_params))
        self._integrator.start(self._target, jac, self.t, self._y)

    def integrate(self, t: float, step: bool = False, relax: bool = False) -> np.ndarray:
        """Integrate to `t` and return y there.

        Parameters
        ----------
        t : float
        step : bool, optional
            One step only, not beyond `t`.
        relax : bool, optional
            Stop at the first step that passes `t`.

        Returns
        -------
        ndarray
        """
        if self._integrator is None:
            self.set_integrator("")
        self._target.function, self._target.extra = self.f, tuple(self.f_params)
        how = "step" if step else "relax" if relax else "run"
        if how != "run" and not getattr(self._integrator, "supports_step", False):
            raise RuntimeError(f"ode.integrate: the integrator takes no {'step' if step else 'relax'}=True")
        self.t, self._y = self._integrator.run(self.t, t, self._y, how)
        if not self.successful():
            reason = _FAILURES.get(self._integrator.code, f"code {self._integrator.code}")
            warnings.warn(f"ode.integrate: stopped at t = {self.t}: {reason}", stacklevel=2)
        return self._y

    def successful(self) -> bool:
        """Whether the last integration reached its end."""
        return self._integrator is not None and self._integrator.code > 0

    def get_return_code(self) -> int:
        """The code of the last integration: positive for success."""
        if self._integrator is None:
            self.set_integrator("")
        return self._integrator.code % -10 if self._integrator.code < -10 else self._integrator.code

    def set_f_params(self, *args: Any) -> ode:
        """Set the further arguments of f."""
        self.f_params = args
        if self._integrator is not None:
            self._target.extra = args       # at once, also in the middle of an integration
        return self

    def set_jac_params(self, *args: Any) -> ode:
        """Set the further arguments of jac."""
        self.jac_params = args
        return self

    def set_solout(self, solout: Callable[..., Any]) -> None:
        """Have ``solout(t, y)`` called after every step of 'dopri5' or 'dop853'; it may return -1 to stop."""
        if self._integrator is not None and not isinstance(self._integrator, OneStep):
            raise ValueError("ode.set_solout: only 'dopri5' and 'dop853' call a function after every step")
        self._solout = solout
        if self._integrator is not None:
            self._integrator.solout = solout


class complex_ode(ode):  # noqa: N801
    """`ode` for a complex system on a real integrator: real and imaginary parts in turn.

    Parameters
    ----------
    f : callable
        ``f(t, y, *f_args)``, the derivative of the complex y.
    jac : callable, optional
        ``jac(t, y, *jac_args)``, the complex Jacobian ``df_i/dy_j``.

    Attributes
    ----------
    t : float
    y : ndarray of complex

    See Also
    --------
    ode

    Examples
    --------
    >>> from scinova import integrate
    >>> r = integrate.complex_ode(lambda t, y: 1j * y).set_integrator('dopri5')
    >>> y = r.set_initial_value([1.0], 0.0).integrate(3.14159265)
    >>> bool(abs(y[0] + 1) < 1e-5)
    True
    """

    def __init__(self, f: Callable[..., Any], jac: Callable[..., Any] | None = None):
        self.cf, self.cjac = f, jac
        self._bands = (-1, -1)
        super().__init__(self._slope, None if jac is None else self._jacobian)

    def _slope(self, t: float, y: np.ndarray, *args: Any) -> np.ndarray:
        return np.ascontiguousarray(self.cf(t, y.view(complex), *args), dtype=complex).ravel().view(float)

    def _jacobian(self, t: float, y: np.ndarray, *args: Any) -> np.ndarray:
        return _real_jacobian(np.asarray(self.cjac(t, y.view(complex), *args), dtype=complex), *self._bands)

    @property
    def y(self) -> np.ndarray:
        return np.asarray(self._y, dtype=float).view(complex)

    def set_integrator(self, name: str, **integrator_params: Any) -> complex_ode:
        """Choose the integrator and its options; bandwidths are those of the complex Jacobian."""
        if str(name).lower() == "zvode":
            raise ValueError("complex_ode.set_integrator: 'zvode' is for ode, as it is complex itself")
        if integrator_params.get("lband") is not None or integrator_params.get("uband") is not None:
            lower, upper = (int(integrator_params.get(key) or 0) for key in ("lband", "uband"))
            self._bands = lower, upper
            integrator_params.update(lband=2 * lower + 1, uband=2 * upper + 1)
        else:
            self._bands = (-1, -1)
        super().set_integrator(name, **integrator_params)
        return self

    def set_initial_value(self, y: Any, t: float = 0.0) -> complex_ode:
        """Set the complex state `y` at time `t`, where integration begins anew."""
        y = np.atleast_1d(np.ascontiguousarray(y, dtype=complex))
        super().set_initial_value(y.view(float), t)
        return self

    def integrate(self, t: float, step: bool = False, relax: bool = False) -> np.ndarray:
        """Integrate to `t` and return y there; see `ode.integrate`."""
        return super().integrate(t, step, relax).view(complex)

    def set_solout(self, solout: Callable[..., Any]) -> None:
        """Have ``solout(t, y)`` called after every step of 'dopri5' or 'dop853'; it may return -1 to stop."""
        super().set_solout(lambda t, y: solout(t, y.view(complex)))
