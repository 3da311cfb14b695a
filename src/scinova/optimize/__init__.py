# SPDX-License-Identifier: BSD-3-Clause
"""Minimisation, root finding, least squares and curve fitting."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_basinhopping": "basinhopping",
    "_bfgs": "fmin_bfgs fmin_cg",
    "_bounds": "Bounds",
    "_brute": "brute",
    "_curve_fit": "curve_fit",
    "_differences": "approx_fprime check_grad",
    "_dual_annealing": "dual_annealing",
    "_hybrid": "fsolve root",
    "_lbfgsb": "fmin_l_bfgs_b",
    "_least_squares": "least_squares",
    "_levenberg": "leastsq",
    "_line_search": "line_search",
    "_minimize": "minimize",
    "_nelder_mead": "fmin",
    "_newton": "newton",
    "_newton_cg": "fmin_ncg",
    "_powell": "fmin_powell",
    "_result": "OptimizeResult OptimizeWarning",
    "_root_scalar": "root_scalar",
    "_rosen": "rosen rosen_der rosen_hess rosen_hess_prod",
    "_scalar_minimize": "BracketError bracket brent fminbound golden minimize_scalar",
    "_scalar_roots": "RootResults bisect brenth brentq ridder toms748",
    "_show_options": "show_options",
})
