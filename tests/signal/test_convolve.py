# SPDX-License-Identifier: BSD-3-Clause
"""Convolution and correlation: the sums by hand, all methods alike, shapes, exactness of integers."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import signal

RNG = np.random.default_rng(9)
SHAPES = [((9,), (4,)), ((4,), (9,)), ((7, 8), (3, 2)), ((3, 8), (5, 2)), ((4, 5, 6), (2, 3, 3)), ((1, 6), (3, 1))]


def by_hand(a, b):
    out = np.zeros([n + m - 1 for n, m in zip(a.shape, b.shape)], np.result_type(a, b))
    for i in np.ndindex(a.shape):
        for j in np.ndindex(b.shape):
            out[tuple(p + q for p, q in zip(i, j))] += a[i] * b[j]
    return out


def random(shape, dtype):
    x = 10 * RNG.normal(size=shape)
    return (x + 1j * RNG.normal(size=shape) if dtype in "FD" else x).astype(dtype)


@pytest.mark.parametrize(("sa", "sb"), SHAPES)
@pytest.mark.parametrize("dtype", "fdFDil")
def test_full_by_hand(sa, sb, dtype):
    a, b = random(sa, dtype), random(sb, dtype)
    expected = by_hand(a, b)
    scale = 1e-5 if dtype in "fF" else 1e-12
    for method in ("direct", "fft", "auto"):
        out = signal.convolve(a, b, method=method)
        assert out.dtype == expected.dtype
        assert_allclose(out, expected, atol=scale * np.abs(expected).max())
    for f in (signal.fftconvolve, signal.oaconvolve):
        assert_allclose(f(a, b), expected, atol=scale * np.abs(expected).max())
    assert_allclose(signal.correlate(a, b), by_hand(a, b[(slice(None, None, -1),) * b.ndim].conj()),
                    atol=scale * np.abs(expected).max())


@pytest.mark.parametrize(("sa", "sb"), SHAPES)
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_modes_as_scipy(sa, sb, mode):
    oracle = pytest.importorskip("scipy.signal")
    a, b = random(sa, "d"), random(sb, "D")
    for name in ("convolve", "correlate", "fftconvolve", "oaconvolve", "convolve2d", "correlate2d"):
        if name.endswith("2d") and a.ndim != 2:
            continue
        try:
            expected = getattr(oracle, name)(a, b, mode)
        except ValueError:
            with pytest.raises(ValueError):
                getattr(signal, name)(a, b, mode)
            continue
        assert_allclose(getattr(signal, name)(a, b, mode), expected, atol=1e-11)


@pytest.mark.parametrize("boundary", ["fill", "wrap", "symm"])
@pytest.mark.parametrize("mode", ["full", "same", "valid"])
def test_boundaries_as_scipy(boundary, mode):
    oracle = pytest.importorskip("scipy.signal")
    a = random((6, 5), "d")
    for shape in ((3, 3), (2, 4), (1, 1), (5, 3)):
        b = random(shape, "d")
        for name in ("convolve2d", "correlate2d"):
            assert_allclose(getattr(signal, name)(a, b, mode, boundary, 2.5),
                            getattr(oracle, name)(a, b, mode, boundary, 2.5), atol=1e-11)


def test_axes_broadcast():
    a, b = random((3, 20, 4), "d"), random((1, 7, 4), "d")
    out = signal.fftconvolve(a, b, axes=1)
    assert_allclose(out[2, :, 3], np.convolve(a[2, :, 3], b[0, :, 3]), atol=1e-11)
    assert_allclose(signal.oaconvolve(a, b, axes=1), out, atol=1e-11)


@pytest.mark.parametrize("n", [50, 999, 20000])
@pytest.mark.parametrize("m", [2, 33, 400])
def test_overlap_add(n, m):
    a, b = random((n,), "d"), random((m,), "d")
    for mode in ("full", "same", "valid"):
        assert_allclose(signal.oaconvolve(a, b, mode), signal.convolve(a, b, mode, "direct"), atol=1e-9)


def test_integers_are_exact():
    a = RNG.integers(-2**20, 2**20, 3000)
    assert_array_equal(signal.convolve(a, a), np.convolve(a, a))
    large = np.array([2**62, 1])
    assert signal.choose_conv_method(large, large) == "direct"


def test_lags_are_those_of_correlate():
    for n, m in ((5, 3), (3, 5), (4, 4), (6, 1)):
        a, b = random((n,), "d"), random((m,), "d")
        for mode in ("full", "same", "valid"):
            lags, values = signal.correlation_lags(n, m, mode), signal.correlate(a, b, mode)
            for lag, value in zip(lags, values):
                assert_allclose(value, sum(a[i] * b[i - lag] for i in range(n) if 0 <= i - lag < m), atol=1e-12)


def test_refusals():
    for call in (lambda: signal.convolve([1.0], [[1.0]]), lambda: signal.convolve([1.0], [1.0], "all"),
                 lambda: signal.convolve([1.0], [1.0], "full", "guess"), lambda: signal.convolve([], [1.0]),
                 lambda: signal.convolve2d([1.0], [1.0]),
                 lambda: signal.fftconvolve(np.ones((3, 4)), np.ones((3, 5)), axes=0),
                 lambda: signal.convolve(np.ones((3, 4)), np.ones((4, 3)), "valid"),
                 lambda: signal.convolve2d([[1.0]], [[1.0]], boundary="x")):
        with pytest.raises(ValueError):
            call()
    with pytest.warns(RuntimeWarning):
        signal.convolve(np.full(10000, np.nan), np.ones(10000))
