# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._basinhopping import (
    basinhopping as basinhopping,
)
from ._bfgs import (
    fmin_bfgs as fmin_bfgs,
    fmin_cg as fmin_cg,
)
from ._bounds import (
    Bounds as Bounds,
)
from ._brute import (
    brute as brute,
)
from ._curve_fit import (
    curve_fit as curve_fit,
)
from ._differences import (
    approx_fprime as approx_fprime,
    check_grad as check_grad,
)
from ._dual_annealing import (
    dual_annealing as dual_annealing,
)
from ._hybrid import (
    fsolve as fsolve,
    root as root,
)
from ._lbfgsb import (
    fmin_l_bfgs_b as fmin_l_bfgs_b,
)
from ._least_squares import (
    least_squares as least_squares,
)
from ._levenberg import (
    leastsq as leastsq,
)
from ._line_search import (
    line_search as line_search,
)
from ._minimize import (
    minimize as minimize,
)
from ._nelder_mead import (
    fmin as fmin,
)
from ._newton import (
    newton as newton,
)
from ._newton_cg import (
    fmin_ncg as fmin_ncg,
)
from ._powell import (
    fmin_powell as fmin_powell,
)
from ._result import (
    OptimizeResult as OptimizeResult,
    OptimizeWarning as OptimizeWarning,
)
from ._root_scalar import (
    root_scalar as root_scalar,
)
from ._rosen import (
    rosen as rosen,
    rosen_der as rosen_der,
    rosen_hess as rosen_hess,
    rosen_hess_prod as rosen_hess_prod,
)
from ._scalar_minimize import (
    BracketError as BracketError,
    bracket as bracket,
    brent as brent,
    fminbound as fminbound,
    golden as golden,
    minimize_scalar as minimize_scalar,
)
from ._scalar_roots import (
    RootResults as RootResults,
    bisect as bisect,
    brenth as brenth,
    brentq as brentq,
    ridder as ridder,
    toms748 as toms748,
)
from ._show_options import (
    show_options as show_options,
)

__all__ = [
    "Bounds",
    "BracketError",
    "OptimizeResult",
    "OptimizeWarning",
    "RootResults",
    "approx_fprime",
    "basinhopping",
    "bisect",
    "bracket",
    "brent",
    "brenth",
    "brentq",
    "brute",
    "check_grad",
    "curve_fit",
    "dual_annealing",
    "fmin",
    "fmin_bfgs",
    "fmin_cg",
    "fmin_l_bfgs_b",
    "fmin_ncg",
    "fmin_powell",
    "fminbound",
    "fsolve",
    "golden",
    "least_squares",
    "leastsq",
    "line_search",
    "minimize",
    "minimize_scalar",
    "newton",
    "ridder",
    "root",
    "root_scalar",
    "rosen",
    "rosen_der",
    "rosen_hess",
    "rosen_hess_prod",
    "show_options",
    "toms748",
]
