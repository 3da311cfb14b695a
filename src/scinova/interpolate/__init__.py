# SPDX-License-Identifier: BSD-3-Clause
"""Interpolation and splines."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_bivariate": "BivariateSpline LSQBivariateSpline RectBivariateSpline SmoothBivariateSpline bisplev bisplrep",
    "_bspline": "BSpline",
    "_bspline_fit": "make_interp_spline make_lsq_spline",
    "_cubic": "Akima1DInterpolator CubicHermiteSpline CubicSpline PchipInterpolator pchip pchip_interpolate",
    "_fitpack": "insert spalde splantider splder splev splint splprep splrep sproot",
    "_interp1d": "interp1d",
    "_pade": "pade",
    "_polynomials": ("BarycentricInterpolator KroghInterpolator approximate_taylor_polynomial barycentric_interpolate "
                     "krogh_interpolate lagrange"),
    "_ppoly": "BPoly PPoly",
    "_regular_grid": "RegularGridInterpolator interpn",
    "_smoothing": "make_smoothing_spline",
    "_univariate": "InterpolatedUnivariateSpline LSQUnivariateSpline UnivariateSpline",
})
