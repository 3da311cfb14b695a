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

__all__ = [
    "IntegrationWarning",
    "ODEintWarning",
    "dblquad",
    "nquad",
    "odeint",
    "quad",
    "tplquad",
]
