# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._bivariate import (
    BivariateSpline as BivariateSpline,
    LSQBivariateSpline as LSQBivariateSpline,
    RectBivariateSpline as RectBivariateSpline,
    SmoothBivariateSpline as SmoothBivariateSpline,
    bisplev as bisplev,
    bisplrep as bisplrep,
)
from ._bspline import (
    BSpline as BSpline,
)
from ._bspline_fit import (
    make_interp_spline as make_interp_spline,
    make_lsq_spline as make_lsq_spline,
)
from ._cubic import (
    Akima1DInterpolator as Akima1DInterpolator,
    CubicHermiteSpline as CubicHermiteSpline,
    CubicSpline as CubicSpline,
    PchipInterpolator as PchipInterpolator,
    pchip as pchip,
    pchip_interpolate as pchip_interpolate,
)
from ._fitpack import (
    insert as insert,
    spalde as spalde,
    splantider as splantider,
    splder as splder,
    splev as splev,
    splint as splint,
    splprep as splprep,
    splrep as splrep,
    sproot as sproot,
)
from ._interp1d import (
    interp1d as interp1d,
)
from ._pade import (
    pade as pade,
)
from ._polynomials import (
    BarycentricInterpolator as BarycentricInterpolator,
    KroghInterpolator as KroghInterpolator,
    approximate_taylor_polynomial as approximate_taylor_polynomial,
    barycentric_interpolate as barycentric_interpolate,
    krogh_interpolate as krogh_interpolate,
    lagrange as lagrange,
)
from ._ppoly import (
    BPoly as BPoly,
    PPoly as PPoly,
)
from ._regular_grid import (
    RegularGridInterpolator as RegularGridInterpolator,
    interpn as interpn,
)
from ._smoothing import (
    make_smoothing_spline as make_smoothing_spline,
)
from ._univariate import (
    InterpolatedUnivariateSpline as InterpolatedUnivariateSpline,
    LSQUnivariateSpline as LSQUnivariateSpline,
    UnivariateSpline as UnivariateSpline,
)

__all__ = [
    "Akima1DInterpolator",
    "BPoly",
    "BSpline",
    "BarycentricInterpolator",
    "BivariateSpline",
    "CubicHermiteSpline",
    "CubicSpline",
    "InterpolatedUnivariateSpline",
    "KroghInterpolator",
    "LSQBivariateSpline",
    "LSQUnivariateSpline",
    "PPoly",
    "PchipInterpolator",
    "RectBivariateSpline",
    "RegularGridInterpolator",
    "SmoothBivariateSpline",
    "UnivariateSpline",
    "approximate_taylor_polynomial",
    "barycentric_interpolate",
    "bisplev",
    "bisplrep",
    "insert",
    "interp1d",
    "interpn",
    "krogh_interpolate",
    "lagrange",
    "make_interp_spline",
    "make_lsq_spline",
    "make_smoothing_spline",
    "pade",
    "pchip",
    "pchip_interpolate",
    "spalde",
    "splantider",
    "splder",
    "splev",
    "splint",
    "splprep",
    "splrep",
    "sproot",
]
