# SPDX-License-Identifier: BSD-3-Clause
"""Minimisation, root finding, least squares and curve fitting."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_bfgs": "fmin_bfgs fmin_cg",
    "_bounds": "Bounds",
    "_differences": "approx_fprime check_grad",
    "_hybrid": "fsolve root",
    "_lbfgsb": "fmin_l_bfgs_b",
    "_levenberg": "leastsq",
    "_line_search": "line_search",
    "_minimize": "minimize",
    "_nelder_mead": "fmin",
    "_result": "OptimizeResult OptimizeWarning",
    "_rosen": "rosen rosen_der rosen_hess rosen_hess_prod",
    "_scalar_minimize": "BracketError bracket brent fminbound golden minimize_scalar",
})
