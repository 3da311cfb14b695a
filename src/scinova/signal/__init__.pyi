# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import windows as windows
from ._detrend import (
    detrend as detrend,
)
from ._local import (
    medfilt as medfilt,
    medfilt2d as medfilt2d,
    order_filter as order_filter,
    wiener as wiener,
)
from ._resample import (
    resample as resample,
)
from .windows import (
    get_window as get_window,
)

__all__ = [
    "detrend",
    "get_window",
    "medfilt",
    "medfilt2d",
    "order_filter",
    "resample",
    "wiener",
    "windows",
]
