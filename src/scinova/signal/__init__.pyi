# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import windows as windows
from ._convolve import (
    choose_conv_method as choose_conv_method,
    convolve as convolve,
    convolve2d as convolve2d,
    correlate as correlate,
    correlate2d as correlate2d,
    correlation_lags as correlation_lags,
    fftconvolve as fftconvolve,
    oaconvolve as oaconvolve,
)
from ._detrend import (
    detrend as detrend,
)
from ._linear_filter import (
    lfilter as lfilter,
    lfilter_zi as lfilter_zi,
    lfiltic as lfiltic,
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
    "choose_conv_method",
    "convolve",
    "convolve2d",
    "correlate",
    "correlate2d",
    "correlation_lags",
    "detrend",
    "fftconvolve",
    "get_window",
    "lfilter",
    "lfilter_zi",
    "lfiltic",
    "medfilt",
    "medfilt2d",
    "oaconvolve",
    "order_filter",
    "resample",
    "wiener",
    "windows",
]
