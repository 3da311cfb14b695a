# SPDX-License-Identifier: BSD-3-Clause
"""Quadrature of functions and samples, and ordinary differential equations."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_quad": "quad IntegrationWarning",
    "_ivp": "solve_ivp",
    "_ivp_base": "OdeSolver DenseOutput OdeSolution",
    "_ivp_bdf": "BDF",
    "_ivp_explicit": "RK23 RK45 DOP853",
    "_ivp_lsoda": "LSODA",
    "_ivp_radau": "Radau",
    "_multiple": "dblquad tplquad nquad",
    "_ode": "complex_ode ode",
    "_odeint": "odeint ODEintWarning",
    "_quad_vec": "quad_vec",
    "_rules": "fixed_quad newton_cotes",
    "_samples": "trapezoid cumulative_trapezoid simpson cumulative_simpson romb",
})
