# SPDX-License-Identifier: BSD-3-Clause
"""Quadrature of functions and samples, and ordinary differential equations."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_quad": "quad IntegrationWarning",
    "_multiple": "dblquad tplquad nquad",
    "_odeint": "odeint ODEintWarning",
    "_rules": "fixed_quad newton_cotes",
    "_samples": "trapezoid cumulative_trapezoid simpson cumulative_simpson romb",
})
