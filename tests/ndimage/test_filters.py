# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scinova
from scinova import ndimage

from .naive import INTEGERS, MODES, REALS, arrays, neighbours, offsets_of, stored, windows

QUICK = settings(max_examples=60, deadline=None)
mode_st, cval_st = st.sampled_from(MODES), st.sampled_from([0.0, 3.0, 1.0])


def check(got, expected, dtype):
    assert got.dtype == dtype.newbyteorder("=")
    if dtype.kind == "f":
        scale = np.abs(expected).max(initial=1.0)
        np.testing.assert_allclose(got, expected, rtol=0, atol=scale * (1e-13 if dtype.itemsize == 8 else 3e-7))
    else:
        np.testing.assert_array_equal(got, stored(expected, dtype))


@QUICK
@given(st.data(), arrays(INTEGERS + "fd"), mode_st, cval_st)
def test_correlate(data, a, mode, cval):
    footprint, origin = data.draw(windows(a.ndim, 4))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    w = np.where(footprint, rng.integers(-3, 4, footprint.shape), 0)
    offsets = offsets_of(np.ones(w.shape, bool), origin)
    expected = np.tensordot(w.ravel().astype(float), neighbours(a, offsets, mode, cval), 1)
    check(ndimage.correlate(a, w, mode=mode, cval=cval, origin=origin), expected, a.dtype)
    flipped = w[(slice(None, None, -1),) * w.ndim]
    moved = [-o if s % 2 else -o - 1 for o, s in zip(origin, w.shape)]
    check(ndimage.convolve(a, flipped, mode=mode, cval=cval, origin=moved), expected, a.dtype)


@QUICK
@given(st.data(), arrays(INTEGERS + "fd"), mode_st, cval_st, st.sampled_from(["none", "even", "odd"]))
def test_correlate1d(data, a, mode, cval, symmetry):
    size = data.draw(st.integers(1, 9))
    axis = data.draw(st.integers(-a.ndim, a.ndim - 1))
    origin = data.draw(st.integers(-(size // 2), (size - 1) // 2))
    w = np.random.default_rng(size).integers(-3, 4, size)
    w = w + w[::-1] if symmetry == "even" else w - w[::-1] if symmetry == "odd" else w
    shape = [1] * a.ndim
    shape[axis] = size
    where = [0] * a.ndim
    where[axis] = origin
    offsets = offsets_of(np.ones(shape, bool), where)
    near = neighbours(a, offsets, mode, cval)
    check(ndimage.correlate1d(a, w, axis, mode=mode, cval=cval, origin=origin), np.tensordot(w * 1.0, near, 1), a.dtype)
    check(ndimage.uniform_filter1d(a, size, axis, mode=mode, cval=cval, origin=origin), near.sum(0) / size, a.dtype)
    check(ndimage.minimum_filter1d(a, size, axis, mode=mode, cval=cval, origin=origin), near.min(0), a.dtype)
    check(ndimage.maximum_filter1d(a, size, axis, mode=mode, cval=cval, origin=origin), near.max(0), a.dtype)


@QUICK
@given(st.data(), arrays(REALS), mode_st, st.sampled_from([0.0, 1.0]))
def test_order_filters(data, a, mode, cval):
    footprint, origin = data.draw(windows(a.ndim, 4))
    near = np.sort(neighbours(a, offsets_of(footprint, origin), mode, cval), axis=0)
    n = len(near)
    rank = data.draw(st.integers(-n, n - 1))
    kwargs = dict(footprint=footprint, mode=mode, cval=cval, origin=origin)
    check(ndimage.minimum_filter(a, **kwargs), near[0], a.dtype)
    check(ndimage.maximum_filter(a, **kwargs), near[-1], a.dtype)
    check(ndimage.median_filter(a, **kwargs), near[n // 2], a.dtype)
    check(ndimage.rank_filter(a, rank, **kwargs), near[rank], a.dtype)
    p = data.draw(st.integers(0, 100))
    check(ndimage.percentile_filter(a, p, **kwargs), near[n - 1 if p == 100 else int(n * p / 100)], a.dtype)


@pytest.mark.parametrize("dtype", list(REALS))
@pytest.mark.parametrize("size", [3, 5, 7, 9, 13, 23])
def test_median_by_every_method(dtype, size):
    rng = np.random.default_rng(size)
    a = np.abs(rng.standard_normal((23, 31)) * 30).astype(np.int64).astype(dtype)
    near = neighbours(a, offsets_of(np.ones((size, size)), 0), "reflect", 0)
    np.testing.assert_array_equal(ndimage.median_filter(a, size), np.sort(near, 0)[size * size // 2].astype(dtype))


@pytest.mark.parametrize("size", [3, 5, 23])
def test_median_counts_nan_as_greatest(size):
    rng = np.random.default_rng(0)
    a = rng.standard_normal((20, 30))
    a[rng.random(a.shape) < 0.2] = np.nan
    a[3, 3] = -np.nan
    near = neighbours(a, offsets_of(np.ones((size, size)), 0), "mirror", 0)
    np.testing.assert_array_equal(ndimage.median_filter(a, size, mode="mirror"), np.sort(near, 0)[size * size // 2])


def test_extremum_passes_over_nan_that_is_not_first():
    a = np.array([1.0, np.nan, 2.0, 0.0, np.nan])
    np.testing.assert_array_equal(ndimage.minimum_filter1d(a, 2), [1, 1, np.nan, 0, 0])
    np.testing.assert_array_equal(ndimage.maximum_filter(a, footprint=[1, 1]), [1, 1, np.nan, 2, 0])


@pytest.mark.parametrize("order", range(4))
def test_gaussian_derivatives(order):
    # Moments of the sampled kernel: the n-th derivative applied to x^n is n!.
    x = np.arange(-40.0, 41.0)
    got = ndimage.gaussian_filter1d(x**order, 3.0, order=order, truncate=8.0)[40]
    assert got == pytest.approx([1, 1, 2, 6][order], rel=1e-6)


def test_gaussian_separates():
    a = np.random.default_rng(0).standard_normal((20, 21, 6))
    step = ndimage.gaussian_filter1d(ndimage.gaussian_filter1d(a, 1.0, 0, mode="wrap"), 2.0, 2, order=1)
    got = ndimage.gaussian_filter(a, (1.0, 2.0), (0, 1), mode=("wrap", "reflect"), axes=(0, 2))
    np.testing.assert_array_equal(got, step)


def test_derivative_filters():
    y, x = np.mgrid[:41.0, :41.0]
    inner = (slice(1, -1),) * 2
    assert (ndimage.sobel(3 * x, 1)[inner] == 24).all()
    assert (ndimage.prewitt(3 * x, 1)[inner] == 18).all()
    assert (ndimage.laplace(x * x + 2 * y * y)[inner] == 6).all()
    middle = (slice(20, 21),) * 2
    np.testing.assert_allclose(ndimage.gaussian_laplace(x * x + y * y, 2.0, truncate=6)[middle], 4, rtol=1e-5)
    slope = ndimage.gaussian_gradient_magnitude(3 * x + 4 * y, 2.0, truncate=6)
    np.testing.assert_allclose(slope[middle], 5, rtol=1e-5)


@pytest.mark.parametrize("dtype", ["F", "D"])
def test_complex_is_linear(dtype):
    rng = np.random.default_rng(0)
    a = (rng.standard_normal((8, 9)) + 1j * rng.standard_normal((8, 9))).astype(dtype)
    w = rng.standard_normal(3) + 1j * rng.standard_normal(3)
    near = neighbours(a.real, offsets_of(np.ones((1, 3)), 0), "constant", 1.0) + 1j * neighbours(
        a.imag, offsets_of(np.ones((1, 3)), 0), "constant", 2.0)
    tol = dict.fromkeys(("rtol", "atol"), 1e-13 if dtype == "D" else 1e-5)
    kwargs = dict(mode="constant", cval=1 + 2j)
    np.testing.assert_allclose(ndimage.correlate1d(a, w, **kwargs), np.tensordot(w.conj(), near, 1), **tol)
    np.testing.assert_allclose(ndimage.convolve(a, w[None], **kwargs), np.tensordot(w[::-1], near, 1), **tol)
    assert ndimage.gaussian_filter(a, 1.0).dtype == dtype


@pytest.mark.parametrize("call", [
    lambda a, **k: ndimage.gaussian_filter(a, 1.5, **k), lambda a, **k: ndimage.uniform_filter(a, 3, **k),
    lambda a, **k: ndimage.median_filter(a, 3, **k), lambda a, **k: ndimage.minimum_filter(a, 4, **k),
    lambda a, **k: ndimage.correlate(a, np.ones((3, 2)), **k), lambda a, **k: ndimage.sobel(a, **k),
    lambda a, **k: ndimage.laplace(a, **k), lambda a, **k: ndimage.gaussian_gradient_magnitude(a, 1.0, **k),
    lambda a, **k: ndimage.maximum_filter(a, footprint=[[1, 0], [1, 1]], **k)])
def test_output_may_be_the_input(call):
    a = np.random.default_rng(1).standard_normal((30, 40))
    expected = call(a)
    b = a.copy()
    assert call(b, output=b) is b
    np.testing.assert_array_equal(b, expected)
    buffer = np.concatenate([a.ravel(), np.zeros(40)])
    into = buffer[40:].reshape(30, 40)
    call(buffer[:-40].reshape(30, 40), output=into)
    np.testing.assert_array_equal(into, expected)
    swapped = np.empty(a.shape, ">f8")
    call(a, output=swapped)
    np.testing.assert_array_equal(swapped, expected)
    assert call(a, output=np.float32).dtype == np.float32


def test_threads_do_not_change_results():
    a = np.random.default_rng(2).standard_normal((300, 257))
    calls = [lambda: ndimage.gaussian_filter(a, 2.0), lambda: ndimage.median_filter(a, 5),
             lambda: ndimage.uniform_filter(a, 7), lambda: ndimage.correlate(a, np.ones((5, 5)))]
    try:
        for call in calls:
            scinova.set_num_threads(1)
            one = call()
            scinova.set_num_threads(4)
            np.testing.assert_array_equal(call(), one)
    finally:
        scinova.set_num_threads(None)


@pytest.mark.parametrize("shape", [(0,), (0, 3), (3, 0), ()])
def test_degenerate_shapes(shape):
    a = np.ones(shape)
    for got in (ndimage.gaussian_filter(a, 1.0), ndimage.uniform_filter(a, 3), ndimage.minimum_filter(a, 3)):
        assert got.shape == shape
        np.testing.assert_array_equal(got, a)


@pytest.mark.parametrize("call, error", [
    (lambda: ndimage.correlate1d([1.0, 2.0], []), RuntimeError),
    (lambda: ndimage.correlate1d([1.0, 2.0], [[1.0]]), RuntimeError),
    (lambda: ndimage.correlate1d([1.0, 2.0], [1.0, 2.0], origin=1), ValueError),
    (lambda: ndimage.correlate1d([1.0, 2.0], [1.0], axis=1), ValueError),
    (lambda: ndimage.correlate1d([1.0, 2.0], [1.0], mode="no"), RuntimeError),
    (lambda: ndimage.correlate1d(np.ones(3, "e"), [1.0]), RuntimeError),
    (lambda: ndimage.correlate1d(np.ones(3, "g"), [1.0]), RuntimeError),
    (lambda: ndimage.correlate1d(np.ones(3, object), [1.0]), RuntimeError),
    (lambda: ndimage.correlate1d([1.0, 2.0], [1.0], output=np.zeros(3)), RuntimeError),
    (lambda: ndimage.correlate([[1.0]], [1.0]), RuntimeError),
    (lambda: ndimage.gaussian_filter([1.0], 1.0, radius=-1), ValueError),
    (lambda: ndimage.gaussian_filter([1.0], 1.0, radius=1.5), ValueError),
    (lambda: ndimage.gaussian_filter([1.0], 1.0, order=-1), ValueError),
    (lambda: ndimage.gaussian_filter([[1.0]], (1.0, 1.0, 1.0)), RuntimeError),
    (lambda: ndimage.minimum_filter([1j], 3), TypeError),
    (lambda: ndimage.minimum_filter([1.0]), RuntimeError),
    (lambda: ndimage.minimum_filter([1.0], footprint=[0, 0]), ValueError),
    (lambda: ndimage.minimum_filter1d([1.0], 0), RuntimeError),
    (lambda: ndimage.rank_filter([1.0], 3, size=3), RuntimeError),
    (lambda: ndimage.percentile_filter([1.0], 101, size=3), RuntimeError),
    (lambda: ndimage.median_filter([[1.0]], size=(3, 3, 3)), RuntimeError)])
def test_bad_input(call, error):
    with pytest.raises(error):
        call()


@QUICK
@given(st.data(), arrays(INTEGERS + "fd", max_ndim=3), mode_st)
def test_equals_scipy_to_the_bit(data, a, mode):
    oracle = pytest.importorskip("scipy.ndimage")
    sigma = data.draw(st.sampled_from([0.6, 1.0, 2.0]))
    footprint, origin = data.draw(windows(a.ndim, 3))
    w = footprint * np.random.default_rng(0).standard_normal(footprint.shape)
    native = a.astype(a.dtype.newbyteorder("="))
    for name, args, kwargs in [("gaussian_filter", (sigma,), {}), ("uniform_filter", (3,), {}), ("sobel", (), {}),
                               ("laplace", (), {}), ("gaussian_laplace", (sigma,), {}),
                               ("correlate", (w,), {"origin": origin}), ("convolve", (w,), {})]:
        got = getattr(ndimage, name)(a, *args, mode=mode, **kwargs)
        expected = getattr(oracle, name)(native, *args, mode=mode, **kwargs)
        if name == "uniform_filter" and a.dtype.kind == "f":  # sums in another order
            scale = np.finfo(a.dtype).eps * np.abs(native).max()
            np.testing.assert_allclose(got, expected, rtol=0, atol=4 * a.ndim * scale)
        else:
            np.testing.assert_array_equal(got, expected, err_msg=name)


@pytest.mark.parametrize("dtype", "BbHhIiLlfd")
def test_median_of_five_by_five(dtype):
    """By the zero-one principle a network that puts all zeros and ones in order puts everything in order."""
    rng = np.random.default_rng(17)
    for most in (2, 2, 100):
        a = rng.integers(0, most, (40, 700)).astype(dtype)
        windows = np.lib.stride_tricks.sliding_window_view(a, (5, 5)).reshape(36, 696, 25)
        np.testing.assert_array_equal(ndimage.median_filter(a, 5)[2:-2, 2:-2], np.sort(windows, -1)[..., 12])
