# SPDX-License-Identifier: BSD-3-Clause
import ctypes

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import LowLevelCallable, ndimage

from .naive import MODES, arrays, neighbours, offsets_of, windows

WEIGHTED = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.c_long,
                            ctypes.POINTER(ctypes.c_double), ctypes.c_void_p)
LINE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.c_long, ctypes.POINTER(ctypes.c_double),
                        ctypes.c_long, ctypes.c_void_p)


@settings(max_examples=30, deadline=None)
@given(st.data(), arrays("Bhd", max_ndim=3, most=6), st.sampled_from(MODES))
def test_generic_filter(data, a, mode):
    footprint, origin = data.draw(windows(a.ndim, 3))
    near = neighbours(a, offsets_of(footprint, origin), mode, 2.0)
    weights = np.arange(len(near)) - 1.0
    got = ndimage.generic_filter(a, lambda v, w, scale: scale * (v @ w), footprint=footprint, origin=origin, mode=mode,
                                 cval=2.0, output=float, extra_arguments=(weights,), extra_keywords={"scale": 2.0})
    np.testing.assert_allclose(got, 2 * np.tensordot(weights, near, 1), atol=1e-10)

    @WEIGHTED
    def native(values, count, result, data):
        result[0] = sum(values[k] * (k - 1.0) for k in range(count)) * 2.0
        return 1
    got = ndimage.generic_filter(a, LowLevelCallable(native), footprint=footprint, origin=origin, mode=mode, cval=2.0,
                                 output=float)
    np.testing.assert_allclose(got, 2 * np.tensordot(weights, near, 1), atol=1e-10)


def test_generic_filter1d():
    a = np.random.default_rng(0).standard_normal((4, 9, 3))

    def smooth(line, result, weight, *, shift=0.0):
        result[...] = weight * line[:-2] + line[1:-1] + line[2:] + shift
    expected = ndimage.correlate1d(a, [3, 1, 1], 1, mode="wrap")
    np.testing.assert_allclose(ndimage.generic_filter1d(a, smooth, 3, 1, mode="wrap", extra_arguments=(3,),
                                                        extra_keywords={"shift": 0.5}), expected + 0.5)

    @LINE
    def native(line, length, result, n, data):
        for i in range(n):
            result[i] = 3 * line[i] + line[i + 1] + line[i + 2]
        return 1
    np.testing.assert_allclose(ndimage.generic_filter1d(a, LowLevelCallable(native), 3, 1, mode="wrap"), expected)


def test_kept_buffers_do_not_change():
    kept = []
    ndimage.generic_filter(np.arange(5.0), lambda v: kept.append(v) or 0.0, size=2)
    np.testing.assert_array_equal(kept, [[0, 0], [0, 1], [1, 2], [2, 3], [3, 4]])


def test_failures():
    def broken(*args):
        raise KeyError("mine")
    with pytest.raises(KeyError, match="mine"):
        ndimage.generic_filter(np.ones(4), broken, size=2)
    with pytest.raises(KeyError, match="mine"):
        ndimage.generic_filter1d(np.ones(4), broken, 2)
    with pytest.raises(RuntimeError):
        ndimage.generic_filter(np.ones(4), LowLevelCallable(WEIGHTED(lambda *a: 0)), size=2)
    with pytest.raises(RuntimeError):
        ndimage.generic_filter1d(np.ones(4), LowLevelCallable(LINE(lambda *a: 0)), 2)
    with pytest.raises(ValueError):
        ndimage.generic_filter(np.ones(4), LowLevelCallable(LINE(lambda *a: 0)), size=2)
    with pytest.raises(RuntimeError):
        ndimage.generic_filter(np.ones(4), 3, size=2)
    with pytest.raises(RuntimeError):
        ndimage.generic_filter(np.ones(4), np.sum)
    with pytest.raises(TypeError):
        ndimage.generic_filter(np.ones(4) * 1j, np.sum, size=2)
    with pytest.raises(ValueError):
        ndimage.generic_filter(np.ones(4), lambda v: v, size=2)
