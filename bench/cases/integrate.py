# SPDX-License-Identifier: BSD-3-Clause
"""Quadrature and differential equations."""
from __future__ import annotations

import math

import numpy as np

from bench.case import Case


def oscillator(y, t, nu, om):
    return (y[1], -nu * y[1] - om * y[0])


def van_der_pol(t, y):
    return [y[1], (1 - y[0] ** 2) * y[1] - y[0]]


def stiff_van_der_pol(t, y):
    return [y[1], 1000 * (1 - y[0] ** 2) * y[1] - y[0]]


CASES = [
    Case("integrate.quad sin", lambda: (), lambda lib: lib.integrate.quad(np.sin, 0, np.pi / 2), bar={1: 1.0}),
    Case("integrate.quad infinite range", lambda: (),
         lambda lib: lib.integrate.quad(lambda x: math.exp(-x), 0, math.inf), bar={1: 1.0}),
    Case("integrate.quad weight cos", lambda: (),
         lambda lib: lib.integrate.quad(math.exp, 0, 1, weight="cos", wvar=30.0)),
    Case("integrate.dblquad triangle", lambda: (),
         lambda lib: lib.integrate.dblquad(lambda y, x: x * y, 0, 1, 0, lambda x: x), bar={1: 1.0}),
    Case("integrate.odeint damped oscillator", lambda: (np.linspace(0, 10, 100),),
         lambda lib, t: lib.integrate.odeint(oscillator, (1, 0), t, args=(0.8, 8.0)), bar={1: 3.0}),
    Case("integrate.odeint one decaying component", lambda: (np.linspace(0, 4, 40),),
         lambda lib, t: lib.integrate.odeint(lambda y, t: -2 * y, 1, t), bar={1: 1.0}),
    Case("integrate.simpson 1000 samples", lambda: (np.random.default_rng(0).random(1001),),
         lambda lib, y: lib.integrate.simpson(y, dx=0.1), bar={1: 1.0}),
    Case("integrate.simpson 1000 uneven samples",
         lambda: (np.sort(np.random.default_rng(0).random((2, 1001)), axis=1),),
         lambda lib, s: lib.integrate.simpson(s[0], x=s[1]), bar={1: 1.0}),
    Case("integrate.trapezoid 10 samples", lambda: (np.arange(10.0),), lambda lib, y: lib.integrate.trapezoid(y),
         bar={1: 3.0}),
    Case("integrate.fixed_quad 5 points", lambda: (), lambda lib: lib.integrate.fixed_quad(np.cos, 0.0, 1.0)),
    *(Case(f"integrate.solve_ivp {method}", lambda: (),
           lambda lib, method=method: lib.integrate.solve_ivp(van_der_pol, (0, 20), [2.0, 0.0], method=method),
           bar={1: 1.0}) for method in ("RK45", "RK23", "DOP853", "LSODA")),
    *(Case(f"integrate.solve_ivp {method} stiff", lambda: (),
           lambda lib, method=method: lib.integrate.solve_ivp(stiff_van_der_pol, (0, 3000), [2.0, 0.0], method=method),
           bar={1: 1.0}) for method in ("Radau", "BDF")),
    *(Case(f"integrate.ode {name}", lambda: (),
           lambda lib, name=name: lib.integrate.ode(van_der_pol).set_integrator(name).set_initial_value(
               [2.0, 0.0]).integrate(5.0)) for name in ("vode", "lsoda", "dopri5", "dop853")),
    Case("integrate.quad_vec 100 components", lambda: (np.linspace(0, 2, 100),),
         lambda lib, alpha: lib.integrate.quad_vec(lambda x: x**alpha, 0, 2), bar={1: 1.0}),
]
