# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._multiple import (
    dblquad as dblquad,
    nquad as nquad,
    tplquad as tplquad,
)
from ._odeint import (
    ODEintWarning as ODEintWarning,
    odeint as odeint,
)
from ._quad import (
    IntegrationWarning as IntegrationWarning,
    quad as quad,
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
    "IntegrationWarning",
    "ODEintWarning",
    "cumulative_simpson",
    "cumulative_trapezoid",
    "dblquad",
    "fixed_quad",
    "newton_cotes",
    "nquad",
    "odeint",
    "quad",
    "romb",
    "simpson",
    "tplquad",
    "trapezoid",
]
