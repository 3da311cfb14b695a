# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._bfgs import (
    fmin_bfgs as fmin_bfgs,
    fmin_cg as fmin_cg,
)
from ._bounds import (
    Bounds as Bounds,
)
from ._differences import (
    approx_fprime as approx_fprime,
    check_grad as check_grad,
)
from ._lbfgsb import (
    fmin_l_bfgs_b as fmin_l_bfgs_b,
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
from ._result import (
    OptimizeResult as OptimizeResult,
    OptimizeWarning as OptimizeWarning,
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

__all__ = [
    "Bounds",
    "BracketError",
    "OptimizeResult",
    "OptimizeWarning",
    "approx_fprime",
    "bracket",
    "brent",
    "check_grad",
    "fmin",
    "fmin_bfgs",
    "fmin_cg",
    "fmin_l_bfgs_b",
    "fminbound",
    "golden",
    "line_search",
    "minimize",
    "minimize_scalar",
    "rosen",
    "rosen_der",
    "rosen_hess",
    "rosen_hess_prod",
]
