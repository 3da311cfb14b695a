# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._ivp import (
    solve_ivp as solve_ivp,
)
from ._ivp_base import (
    DenseOutput as DenseOutput,
    OdeSolution as OdeSolution,
    OdeSolver as OdeSolver,
)
from ._ivp_bdf import (
    BDF as BDF,
)
from ._ivp_explicit import (
    DOP853 as DOP853,
    RK23 as RK23,
    RK45 as RK45,
)
from ._ivp_lsoda import (
    LSODA as LSODA,
)
from ._ivp_radau import (
    Radau as Radau,
)
from ._multiple import (
    dblquad as dblquad,
    nquad as nquad,
    tplquad as tplquad,
)
from ._ode import (
    complex_ode as complex_ode,
    ode as ode,
)
from ._odeint import (
    ODEintWarning as ODEintWarning,
    odeint as odeint,
)
from ._quad import (
    IntegrationWarning as IntegrationWarning,
    quad as quad,
)
from ._quad_vec import (
    quad_vec as quad_vec,
)
from ._rules import (
    fixed_quad as fixed_quad,
    newton_cotes as newton_cotes,
)
from ._samples import (
    cumulative_simpson as cumulative_simpson,
    cumulative_trapezoid as cumulative_trapezoid,
    romb as romb,
    simpson as simpson,
    trapezoid as trapezoid,
)

__all__ = [
    "BDF",
    "DOP853",
    "DenseOutput",
    "IntegrationWarning",
    "LSODA",
    "ODEintWarning",
    "OdeSolution",
    "OdeSolver",
    "RK23",
    "RK45",
    "Radau",
    "complex_ode",
    "cumulative_simpson",
    "cumulative_trapezoid",
    "dblquad",
    "fixed_quad",
    "newton_cotes",
    "nquad",
    "ode",
    "odeint",
    "quad",
    "quad_vec",
    "romb",
    "simpson",
    "solve_ivp",
    "tplquad",
    "trapezoid",
]
