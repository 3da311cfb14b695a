# SPDX-License-Identifier: BSD-3-Clause
"""Trends, resampling, medians, Wiener's filter."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import signal

RNG = np.random.default_rng(5)


@pytest.mark.parametrize("dtype", ["f", "d", "F", "D", "i"])
@pytest.mark.parametrize("axis", [0, 1, -1])
def test_detrend_leaves_no_line(dtype, axis):
    x = (10 * RNG.normal(size=(12, 15, 9))).astype(dtype)
    y = signal.detrend(x, axis=axis, bp=[5])
    assert y.dtype == (x.dtype if x.dtype.kind in "fc" else float)
    lines = np.moveaxis(y, axis, 0)
    tolerance = 1e-4 if dtype in "fF" else 1e-11
    for piece in (lines[:5], lines[5:]):
        t = np.arange(len(piece)) - (len(piece) - 1) / 2
        assert_allclose(piece.sum(axis=0), 0, atol=tolerance)
        assert_allclose(np.tensordot(t, piece, axes=1), 0, atol=10 * tolerance)


def test_detrend_in_place_and_refusals():
    x = RNG.normal(size=9)
    assert signal.detrend(x, overwrite_data=True) is not None
    assert_allclose(x.sum(), 0, atol=1e-13)
    assert_allclose(signal.detrend([1.0, 2.0, 6.0], type="constant"), [-2, -1, 3])
    for bad in ({"type": "guess"}, {"bp": 12}):
        with pytest.raises(ValueError):
            signal.detrend(x, **bad)


@pytest.mark.parametrize("n", [7, 8, 9, 16])
@pytest.mark.parametrize("num", [5, 6, 7, 8, 9, 16, 21, 32])
@pytest.mark.parametrize("kind", ["real", "complex"])
def test_resample_is_exact_on_trigonometric_polynomials(n, num, kind):
    top = (min(n, num) - 1) // 2
    a, b = RNG.normal(size=(2, top + 1))

    def f(t):
        k = np.arange(top + 1)[:, None]
        y = a @ np.cos(2 * np.pi * k * t) + b @ np.sin(2 * np.pi * k * t)
        return y if kind == "real" else y + 1j * (b @ np.cos(2 * np.pi * k * t))
    y = signal.resample(f(np.arange(n) / n), num)
    assert_allclose(y, f(np.arange(num) / num), atol=1e-13 * n)
    assert (y.dtype.kind == "c") == (kind == "complex")


def test_resample_as_scipy():
    oracle = pytest.importorskip("scipy.signal").resample
    for n in (8, 9):
        x = RNG.normal(size=(n, 3))
        for num in (4, 5, 8, 9, 12, 15):
            for window in (None, "hann", ("kaiser", 3.0), 5.0, np.arange(n) + 1.0, lambda f: 1 - f):
                for y in (x, x + 1j * x[::-1]):
                    assert_allclose(signal.resample(y, num, window=window), oracle(y, num, window=window), atol=1e-13)
                    assert_allclose(signal.resample(y, num, window=window, domain="freq"),
                                    oracle(y, num, window=window, domain="freq"), atol=1e-13)
        y, t = signal.resample(x.T, 5, t=0.5 * np.arange(n) + 3, axis=1)
        assert y.shape == (3, 5)
        assert_allclose(t, 3 + 0.5 * n / 5 * np.arange(5))


@pytest.mark.parametrize("num", [0, -3, 2.5])
def test_resample_refuses(num):
    with pytest.raises(ValueError):
        signal.resample([1.0, 2.0], num)


@pytest.mark.parametrize("dtype", ["u1", "i2", "i8", "f4", "f8"])
def test_medians_by_hand(dtype):
    x = (100 * RNG.random((9, 11))).astype(dtype)
    padded = np.pad(x, ((1, 1), (2, 2)))
    expected = np.array([[np.median(padded[i:i + 3, j:j + 5]) for j in range(11)] for i in range(9)]).astype(dtype)
    assert_array_equal(signal.medfilt(x, (3, 5)), expected)
    if dtype in ("u1", "f4", "f8"):
        assert_array_equal(signal.medfilt2d(x, (3, 5)), expected)
    assert_array_equal(signal.order_filter(x, np.ones((3, 5)), 7), expected)


def test_wide_median_warns_and_even_one_is_refused():
    with pytest.warns(UserWarning):
        signal.medfilt([1.0, 2.0, 3.0], 5)
    for call in (signal.medfilt, signal.medfilt2d):
        with pytest.raises(ValueError):
            call(np.ones((4, 4)), 2)
    with pytest.raises(ValueError):
        signal.medfilt(np.ones(4, complex))


@pytest.mark.parametrize("size", [3, 5, (3, 5), (2, 4)])
@pytest.mark.parametrize("noise", [None, 0.4])
def test_wiener_by_hand(size, noise):
    x = RNG.normal(size=(8, 9))
    a, b = np.broadcast_to(size, 2)
    padded = np.pad(x, ((a // 2, (a - 1) // 2), (b // 2, (b - 1) // 2)))
    boxes = np.lib.stride_tricks.sliding_window_view(padded, (a, b))
    mean, square = boxes.mean(axis=(2, 3)), (boxes**2).mean(axis=(2, 3))
    variance = square - mean**2
    level = variance.mean() if noise is None else noise
    expected = np.where(variance < level, mean, mean + (1 - level / variance) * (x - mean))
    assert_allclose(signal.wiener(x, size, noise), expected, atol=1e-12)


def test_wiener_keeps_a_constant():
    assert_allclose(signal.wiener(np.ones(9))[2:-2], 1)
