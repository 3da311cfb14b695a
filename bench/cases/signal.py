# SPDX-License-Identifier: BSD-3-Clause
"""Windows, trends, resampling, filters and convolution."""
import numpy as np

from bench.case import Case


def _noise(*shape):
    return (np.random.default_rng(0).normal(size=shape),)


CASES = [
    Case("signal.get_window hann 64", lambda: (), lambda lib: lib.signal.get_window("hann", 64), bar={1: 3.0}),
    Case("signal.windows.dpss 1000, 4 of them", lambda: (), lambda lib: lib.signal.windows.dpss(1000, 2.5, 4)),
    Case("signal.windows.kaiser 100000", lambda: (), lambda lib: lib.signal.windows.kaiser(100000, 8.6)),
    Case("signal.detrend 100", lambda: _noise(100), lambda lib, x: lib.signal.detrend(x), bar={1: 3.0}),
    Case("signal.detrend 1000x1000", lambda: _noise(1000, 1000), lambda lib, x: lib.signal.detrend(x)),
    Case("signal.resample 100 to 50", lambda: _noise(100), lambda lib, x: lib.signal.resample(x, 50)),
    Case("signal.resample 100000 to 44100", lambda: _noise(100000), lambda lib, x: lib.signal.resample(x, 44100)),
    Case("signal.medfilt 10000, 7", lambda: _noise(10000), lambda lib, x: lib.signal.medfilt(x, 7)),
    Case("signal.medfilt2d 512x512, 5", lambda: _noise(512, 512), lambda lib, x: lib.signal.medfilt2d(x, 5)),
    Case("signal.wiener 512x512, 5x5", lambda: _noise(512, 512), lambda lib, x: lib.signal.wiener(x, (5, 5))),
    Case("signal.convolve 1000 by 10", lambda: _noise(1000), lambda lib, x: lib.signal.convolve(x, x[:10])),
    Case("signal.fftconvolve 512x512 by 31x31", lambda: _noise(512, 512),
         lambda lib, x: lib.signal.fftconvolve(x, x[:31, :31])),
    Case("signal.convolve2d 512x512 by 5x5, mirrored", lambda: _noise(512, 512),
         lambda lib, x: lib.signal.convolve2d(x, x[:5, :5], "same", "symm")),
    Case("signal.oaconvolve 1000000 by 1000", lambda: _noise(1000000),
         lambda lib, x: lib.signal.oaconvolve(x, x[:1000])),
    Case("signal.lfilter 100000, order 4", lambda: _noise(100000),
         lambda lib, x: lib.signal.lfilter([0.1, 0.2, 0.3, 0.2, 0.1], [1.0, -0.5, 0.2, -0.1, 0.05], x)),
    Case("signal.lfilter 20, order 2", lambda: _noise(20),
         lambda lib, x: lib.signal.lfilter([0.1, 0.2, 0.3], [1.0, -0.5, 0.2], x), bar={1: 3.0}),
]
