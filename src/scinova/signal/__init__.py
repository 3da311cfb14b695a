# SPDX-License-Identifier: BSD-3-Clause
"""Signal processing."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_convolve": "choose_conv_method convolve convolve2d correlate correlate2d correlation_lags fftconvolve oaconvolve",
    "_detrend": "detrend",
    "_linear_filter": "lfilter lfilter_zi lfiltic",
    "_local": "medfilt medfilt2d order_filter wiener",
    "_resample": "resample",
    "windows": "get_window",
}, submodules="windows")
