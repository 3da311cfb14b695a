# SPDX-License-Identifier: BSD-3-Clause
import ctypes
import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scinova
from scinova import LowLevelCallable, ndimage

from .naive import INTEGERS, arrays, map_index

QUICK = settings(max_examples=40, deadline=None)
MODES = ["reflect", "grid-mirror", "constant", "grid-constant", "nearest", "mirror", "wrap", "grid-wrap"]
TAPS = {"reflect": "reflect", "grid-mirror": "reflect", "grid-wrap": "wrap", "nearest": "nearest"}
CONTINUED = {"reflect": "reflect", "grid-mirror": "reflect", "nearest": "reflect", "grid-wrap": "wrap"}


def b_spline(order, x):
    """The centred B-spline by truncated powers."""
    x = np.asarray(x, float)
    if order == 0:
        return ((x >= -0.5) & (x < 0.5)).astype(float)
    total = np.zeros(x.shape)
    for k in range(order + 2):
        total += (-1) ** k * math.comb(order + 1, k) * np.maximum(x + (order + 1) / 2 - k, 0) ** order
    return total / math.factorial(order)


def fold(x, n, mode):
    """The coordinate that stands for x; None is the constant."""
    if 0 <= x <= n - 1 or mode in ("nearest", "grid-constant", "reflect", "grid-mirror", "grid-wrap"):
        return x
    if mode == "constant":
        return None
    if mode == "wrap":
        return x % (n - 1) if n > 1 else 0.0
    return (lambda r: min(r, 2 * n - 2 - r))(x % (2 * n - 2)) if n > 1 else 0.0


def evaluate(c, point, order, mode, cval):
    """The spline with coefficients c at one point."""
    at = [fold(x, n, mode) for x, n in zip(point, c.shape)]
    if None in at:
        return cval
    total = 0.0
    reach = range(-(order // 2) - 1, order // 2 + 2)
    for step in itertools.product(reach, repeat=c.ndim):
        index = [math.floor(x) + s for x, s in zip(at, step)]
        weight = math.prod(float(b_spline(order, x - i)) for x, i in zip(at, index))
        if weight:
            if mode == "grid-constant" and any(not 0 <= i < n for i, n in zip(index, c.shape)):
                total += weight * cval
            else:
                place = (int(map_index(i, n, TAPS.get(mode, "mirror"))) for i, n in zip(index, c.shape))
                total += weight * c[tuple(place)]
    return total


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [2, 3, 4, 5])
@pytest.mark.parametrize("n", [2, 3, 4, 7, 60])
def test_prefilter_solves_the_interpolation_problem(n, order, mode):
    f = np.random.default_rng(n).standard_normal((3, n))
    c = ndimage.spline_filter1d(f, order, mode=mode)
    got = np.zeros(f.shape)
    for k in range(-order, order + 1):
        got += b_spline(order, k) * c[:, map_index(np.arange(n) + k, n, CONTINUED.get(mode, "mirror"))]
    np.testing.assert_allclose(got, f, atol=1e-13)
    np.testing.assert_array_equal(ndimage.spline_filter1d(f.T, order, 0, mode=mode).T, c)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", range(1, 6))
@pytest.mark.parametrize("shape", [(9,), (6, 5), (4, 1, 3)])
def test_evaluation(shape, order, mode):
    rng = np.random.default_rng(order)
    c = rng.standard_normal(shape)
    points = rng.uniform(-6, 12, (len(shape), 30))
    got = ndimage.map_coordinates(c, points, order=order, mode=mode, cval=0.7, prefilter=False)
    expected = [evaluate(c, p, order, mode, 0.7) for p in points.T]
    np.testing.assert_allclose(got, expected, atol=2e-13)


@QUICK
@given(st.data(), arrays(INTEGERS + "fd", max_ndim=3), st.sampled_from(MODES), st.integers(0, 5))
def test_transforms_agree(data, a, mode, order):
    """Every transform is map_coordinates at its own coordinates."""
    kwargs = dict(order=order, mode=mode, cval=2.0, output=float)
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    index = np.indices(a.shape).astype(float)
    tall = (slice(None), *[None] * a.ndim)

    def check(got, points):
        np.testing.assert_allclose(got, ndimage.map_coordinates(a, points, **kwargs), atol=1e-9)
    move = rng.uniform(-3, 3, a.ndim)
    check(ndimage.shift(a, move, **kwargs), index - move[tall])
    matrix, offset = rng.standard_normal((a.ndim, a.ndim)), rng.uniform(-2, 2, a.ndim)
    moved = np.tensordot(matrix, index, 1) + offset[tall]
    check(ndimage.affine_transform(a, matrix, offset, **kwargs), moved)
    check(ndimage.affine_transform(a, np.c_[matrix, offset], **kwargs), moved)
    square = np.r_[np.c_[matrix, offset], [[0.0] * a.ndim + [1.0]]]
    check(ndimage.affine_transform(a, square, **kwargs), moved)
    check(ndimage.geometric_transform(a, lambda i: matrix @ np.array(i) + offset, **kwargs), moved)
    with pytest.warns(UserWarning):
        diagonal = ndimage.affine_transform(a, np.diag(matrix), offset, **kwargs)
    check(diagonal, np.diag(matrix)[tall] * index + offset[tall])


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", range(6))
@pytest.mark.parametrize("dtype", "?BhIlfd")
def test_transforms_agree_to_the_bit(dtype, order, mode):
    """Arrays beyond the size at which tables of weights, whole rows and copies of samples take over.

    Sums of order 1 on grids parallel to the axes are reordered, which shows in floating point only.
    """
    rng = np.random.default_rng(order)
    a = (rng.standard_normal((37, 150)) * 60 + 70).clip(0, 127).astype(dtype)
    kwargs = dict(order=order, mode=mode, cval=3.0, prefilter=False)
    index = np.indices(a.shape).astype(float)

    def check(got, points, to=None):
        expected = ndimage.map_coordinates(a, points, output=to, **kwargs)
        assert got.dtype == expected.dtype
        ulps = 4 if order == 1 and got.dtype.kind == "f" else 0
        np.testing.assert_allclose(got, expected, rtol=0, atol=ulps * np.spacing(got.dtype.type(128)))
    move = np.array([2.25, -7.5])
    check(ndimage.shift(a, move, **kwargs), index - move[:, None, None])
    check(ndimage.shift(np.asfortranarray(a), move, output="f", **kwargs), index - move[:, None, None], "f")
    matrix, offset = np.array([[0.9, -0.4], [0.3, 1.1]]), np.array([-3.0, 9.5])
    y, x = index
    for at in (a, a[::-1, ::-1][::-1, ::-1], np.asfortranarray(a)):
        got = ndimage.affine_transform(at, matrix, offset, **kwargs)
        check(got, [(offset[d] + y * matrix[d, 0]) + x * matrix[d, 1] for d in range(2)])
    check(ndimage.affine_transform(a, np.diag([0.7, 1.3]), offset, **kwargs), [0.7 * y - 3.0, 1.3 * x + 9.5])
    got = ndimage.zoom(a, (1.5, 0.75), **kwargs)
    steps = [(n - 1) / (m - 1) for n, m in zip(a.shape, got.shape)]
    check(got, np.indices(got.shape) * np.array(steps)[:, None, None])


@pytest.mark.parametrize("dtype", "BbHhIi")
@pytest.mark.parametrize("factor", [0.5, 1.5, 2.0, 3.0, (1.2, 0.7)])
def test_halves_are_rounded_as_their_sums_in_order_are(dtype, factor):
    """Weights of sixths and quarters put many sums at a half, or next to one."""
    limits = np.iinfo(dtype)
    a = np.random.default_rng(0).integers(limits.min, limits.max, (40, 61), dtype, endpoint=True)
    got = ndimage.zoom(a, factor, order=1, grid_mode=True, mode="nearest")
    steps = [n / m for n, m in zip(a.shape, got.shape)]
    points = (np.indices(got.shape) + 0.5) * np.array(steps)[:, None, None] - 0.5
    np.testing.assert_array_equal(got, ndimage.map_coordinates(a, points, order=1, mode="nearest"))


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("shape", [(200,), (9, 130), (3, 5, 71)])
@pytest.mark.filterwarnings("ignore:grid_mode")
def test_bytes_in_fixed_point(shape, mode):
    """Places of all kinds: side by side, far apart, beyond the edges; weights of few bits and of many."""
    rng = np.random.default_rng(2)
    a = rng.integers(0, 256, shape, "B")
    extremes = np.where(rng.integers(0, 2, shape), 255, 0).astype("B")
    inputs = (a, 9.0), (extremes, 4.3), (a[..., ::-1], 300.0), (np.asfortranarray(a), -2.0)
    for last in (0.06, 0.4, 0.75, 1.0, 1.5, 1.7, 4.0):
        factor = [max(last, 0.5)] * (len(shape) - 1) + [last]
        for image, cval in inputs:
            got = ndimage.zoom(image, factor, order=1, grid_mode=True, mode=mode, cval=cval)
            steps = [n / m for n, m in zip(image.shape, got.shape)]
            points = [(x + 0.5) * step - 0.5 for x, step in zip(np.indices(got.shape), steps)]
            expected = ndimage.map_coordinates(image, points, order=1, mode=mode, cval=cval)
            np.testing.assert_array_equal(got, expected, strict=True)
    every = np.empty((shape[0], 3, *shape[1:]), "B")[:, 1]
    ndimage.shift(a, 0.3, every, order=1, mode=mode)
    np.testing.assert_array_equal(every, ndimage.shift(a, 0.3, order=1, mode=mode))


@pytest.mark.parametrize("order", range(6))
def test_far_beyond_the_nearest_sample_weights_are_those_of_the_coordinate(order):
    """Their sum times the sample: exact for weights that are."""
    scipy_ndimage = pytest.importorskip("scipy.ndimage")
    a, points = np.array([3.0, 7.1, 0.1]), [[-100.3, -16.5, 18.7, 60.9, 1e5 + 0.1, -1e4 - 1 / 3]]
    got = ndimage.map_coordinates(a, points, order=order, mode="nearest")
    expected = scipy_ndimage.map_coordinates(a, points, order=order, mode="nearest")
    if order == 1:
        np.testing.assert_array_equal(got, expected)
    else:
        np.testing.assert_allclose(got, expected, rtol=1e-14)


@pytest.mark.parametrize("dtype", "Bf")
@pytest.mark.parametrize("matrix", [[[0.95, -0.1], [0.1, 0.9]], [[0.5, 0.25], [-0.25, 0.5]],
                                    [[-1.1, 0.0], [0.3, -0.9]]])
def test_lines_through_a_plane(dtype, matrix):
    a = np.random.default_rng(1).integers(0, 256, (70, 150)).astype(dtype)
    matrix, offset = np.array(matrix), np.array([9.0, 12.5])
    for mode in MODES:
        got = ndimage.affine_transform(a, matrix, offset, order=1, mode=mode, cval=7.0)
        y, x = np.indices(a.shape).astype(float)
        points = [(offset[d] + y * matrix[d, 0]) + x * matrix[d, 1] for d in range(2)]
        expected = ndimage.map_coordinates(a, points, order=1, mode=mode, cval=7.0)
        np.testing.assert_allclose(got, expected, rtol=0, atol=0 if dtype == "B" else 4 * np.spacing(np.float32(256)))


@pytest.mark.parametrize("order", range(2, 6))
def test_given_coefficients_of_any_dtype(order):
    c = np.random.default_rng(2).integers(0, 200, (30, 40))
    points = np.random.default_rng(3).uniform(-3, 42, (2, 900))
    for dtype in "?BhIlfd":
        a = c.astype(dtype)
        kwargs = dict(order=order, mode="mirror", prefilter=False, output=float)
        for few in (points, points[:, :5]):
            np.testing.assert_array_equal(ndimage.map_coordinates(a, few, **kwargs),
                                          ndimage.map_coordinates(a.astype(float), few, **kwargs))


@pytest.mark.parametrize("order", [1, 3])
@pytest.mark.parametrize("mode", ["constant", "nearest", "grid-constant"])
def test_plain_and_other_arguments_agree(order, mode):
    """Plain arguments take a shorter way."""
    a = np.random.default_rng(4).random((9, 12))
    kwargs = dict(order=order, mode=mode, cval=0.25)
    matrix, points = np.array([[0.9, 0.2], [-0.1, 1.1]]), np.random.default_rng(5).uniform(-2, 12, (2, 4, 5))
    for plain, other in [
            (ndimage.shift(a, 1.5, **kwargs), ndimage.shift(a, np.array([1.5, 1.5]), **kwargs)),
            (ndimage.shift(a, (1, -0.5), **kwargs), ndimage.shift(a, (1, -0.5), output=np.float64, **kwargs)),
            (ndimage.zoom(a, 2, **kwargs), ndimage.zoom(a, np.array([2.0, 2.0]), **kwargs)),
            (ndimage.zoom(a, [1.3, 0.6], **kwargs), ndimage.zoom(a, [1.3, 0.6], output=float, **kwargs)),
            (ndimage.affine_transform(a, matrix, [1, 2.5], **kwargs),
             ndimage.affine_transform(a, matrix.tolist(), np.array([1, 2.5]), **kwargs)),
            (ndimage.affine_transform(a, np.diag([2.0, 0.5]), 1, **kwargs),
             ndimage.affine_transform(a, np.diag([2.0, 0.5]).tolist(), 1, **kwargs)),
            (ndimage.map_coordinates(a, points, **kwargs), ndimage.map_coordinates(a, points.tolist(), **kwargs))]:
        np.testing.assert_array_equal(plain, other)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", range(6))
@pytest.mark.parametrize("n", [1, 2, 7, 40])
def test_coordinates_that_are_far_or_no_numbers(n, order, mode):
    a = np.random.default_rng(n).uniform(1, 2, n)
    far = np.array([1e19, -1e19, 1e300, -1e300, 2.0**31, -2.0**31, 2.0**63])
    none = np.array([np.nan, np.inf, -np.inf])
    near = np.linspace(0, n - 1, 9)
    for points in (far, none, np.concatenate([near, far, none, near])):
        got = ndimage.map_coordinates(a, [points], order=order, mode=mode, cval=-9.0, prefilter=False)
        assert np.all(got[~np.isfinite(points)] == -9.0)
        inside = np.isfinite(points) & (np.abs(points) > n)
        if mode in ("constant", "grid-constant"):
            assert np.all(got[inside] == -9.0)
        elif order < 2:
            assert np.all((got[inside] >= 1) & (got[inside] <= 2))
        if mode == "nearest":
            np.testing.assert_allclose(got[inside], np.where(points > 0, a[-1], a[0])[inside], rtol=1e-14)
    for step in (1e300, np.inf, np.nan, 1e-320, -1e18):
        got = ndimage.affine_transform(np.outer(a, a), [[1.0, step], [step, 0.5]], order=order, mode=mode)
        assert got.shape == (n, n)


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize("dtype", "Bfd")
def test_output_in_the_input(dtype, order):
    a = np.random.default_rng(1).integers(0, 200, (30, 40)).astype(dtype)
    for call in (lambda x, out: ndimage.shift(x, 1.5, output=out, order=order),
                 lambda x, out: ndimage.affine_transform(x, [[0.8, 0.1], [0.2, 0.9]], output=out, order=order),
                 lambda x, out: ndimage.rotate(x, 20, reshape=False, output=out, order=order),
                 lambda x, out: ndimage.map_coordinates(x, np.indices(x.shape) * 0.9, output=out, order=order),
                 lambda x, out: ndimage.spline_filter(x, output=out)):
        expected = call(a, np.empty_like(a))
        b = a.copy()
        assert call(b, b) is b
        np.testing.assert_array_equal(b, expected)
        c = np.zeros((31, 40), dtype)
        c[1:] = a
        call(c[1:], c[:-1])
        np.testing.assert_array_equal(c[:-1], expected)


def test_nearest_sample_has_no_negative_zero():
    a = np.full((30, 30), -0.0)
    for got in (ndimage.shift(a, 1, order=0, mode="nearest"), ndimage.map_coordinates(a, [[1.0], [2.0]], order=0)):
        assert not np.signbit(got).any()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("order", [1, 3])
def test_volumes_are_rotated_plane_by_plane(order, mode):
    a = np.random.default_rng(2).standard_normal((3, 14, 4, 15))
    for axes in ((1, 3), (0, 1), (2, 3)):
        got = ndimage.rotate(a, 25, axes, order=order, mode=mode, cval=2.0)
        planes, turned = np.moveaxis(a, axes, (-2, -1)), np.moveaxis(got, axes, (-2, -1))
        for index in np.ndindex(planes.shape[:2]):
            expected = ndimage.rotate(planes[index], 25, order=order, mode=mode, cval=2.0)
            np.testing.assert_allclose(turned[index], expected, atol=1e-14)


@pytest.mark.parametrize("order", range(6))
def test_polynomials_are_reproduced(order):
    """A spline of degree n passes through polynomials of degree n, away from the ends."""
    x = np.linspace(-1, 1, 81)
    f = x**order - 0.3
    at = np.linspace(35, 45, 37)
    at = at if order else np.rint(at)
    got = ndimage.map_coordinates(f, [at], order=order)
    np.testing.assert_allclose(got, np.interp(at, np.arange(81), x) ** order - 0.3, atol=1e-13)


def test_zoom_shapes_and_ends():
    a = np.random.default_rng(0).standard_normal((5, 7))
    got = ndimage.zoom(a, (2, 1.5))
    assert got.shape == (10, 10)
    np.testing.assert_allclose(got[[0, 0, -1, -1], [0, -1, 0, -1]], a[[0, 0, -1, -1], [0, -1, 0, -1]], atol=1e-13)
    blocks = ndimage.zoom(a, 3, order=0, grid_mode=True, mode="nearest")
    np.testing.assert_array_equal(blocks, np.kron(a, np.ones((3, 3))))
    assert ndimage.zoom(a, 0.5).shape == (2, 4)
    assert ndimage.zoom(np.arange(256.0).astype(np.uint8), 1).dtype == np.uint8


@pytest.mark.parametrize("angle", [90, 180, 270, -90, 450])
@pytest.mark.parametrize("order", range(6))
def test_right_angles(angle, order):
    a = np.random.default_rng(0).integers(0, 255, (6, 9)).astype(np.uint8)
    np.testing.assert_array_equal(ndimage.rotate(a, angle, order=order), np.rot90(a, angle // 90))


def test_rotate_planes():
    a = np.random.default_rng(0).standard_normal((4, 6, 7))
    got = ndimage.rotate(a, 30, axes=(0, 2), reshape=False)
    np.testing.assert_array_equal(got[:, 2], ndimage.rotate(a[:, 2], 30, reshape=False))


def test_integers_are_rounded_and_clipped():
    a = np.array([0.0, 2.5, -2.5, 300.0, -300.0, 1e30, np.nan])
    for dtype, low, high in [("u1", 0, 255), ("i1", -128, 127), ("u4", 0, 2**32 - 1), ("i8", -2**63, 2**63 - 1)]:
        got = ndimage.shift(a, 0, order=0, output=dtype)
        expected = [0, 3, max(low, -3), min(high, 300), max(low, -300), high, 0]
        assert got.tolist() == expected


def test_native_mapping():
    @ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_long), ctypes.POINTER(ctypes.c_double), ctypes.c_int,
                      ctypes.c_int, ctypes.c_void_p)
    def mapping(at, coordinates, rank_out, rank_in, data):
        coordinates[0], coordinates[1] = at[1] - 0.5, at[0]
        return 1
    a = np.arange(12.0).reshape(4, 3)
    expected = ndimage.geometric_transform(a, lambda i: (i[1] - 0.5, i[0]))
    np.testing.assert_array_equal(ndimage.geometric_transform(a, LowLevelCallable(mapping)), expected)


def test_mapping_that_raises():
    def mapping(i):
        raise KeyError("mine")
    with pytest.raises(KeyError, match="mine"):
        ndimage.geometric_transform(np.ones((3, 3)), mapping)
    with pytest.raises(ValueError):
        ndimage.geometric_transform(np.ones((3, 3)), lambda i: (1.0,))


def test_threads_do_not_change_results():
    a = np.random.default_rng(2).integers(0, 255, (200, 300)).astype(np.uint8)
    try:
        places = np.random.default_rng(3).uniform(-5, 300, (2, 40000))
        for call in (lambda: ndimage.rotate(a, 30), lambda: ndimage.zoom(a, 1.7), lambda: ndimage.shift(a, 0.3),
                     lambda: ndimage.map_coordinates(a, places), lambda: ndimage.spline_filter(a * 1.0, 5),
                     lambda: ndimage.zoom(a, 3, order=0), lambda: ndimage.grey_dilation(a, structure=np.eye(5))):
            scinova.set_num_threads(1)
            one = call()
            scinova.set_num_threads(4)
            np.testing.assert_array_equal(call(), one)
    finally:
        scinova.set_num_threads(None)


@pytest.mark.parametrize("call, error", [
    (lambda a: ndimage.zoom(a, 2, order=6), RuntimeError), (lambda a: ndimage.zoom(a, (1, 2, 3)), RuntimeError),
    (lambda a: ndimage.zoom(1.0, 2), RuntimeError), (lambda a: ndimage.shift(a, 1, mode="no"), RuntimeError),
    (lambda a: ndimage.map_coordinates(a, [[1.0]]), RuntimeError),
    (lambda a: ndimage.map_coordinates(a, np.ones((2, 3), complex)), TypeError),
    (lambda a: ndimage.affine_transform(a, np.eye(3)[:2]), None),
    (lambda a: ndimage.affine_transform(a, np.ones((3, 3))), ValueError),
    (lambda a: ndimage.affine_transform(a, np.ones((4, 4))), RuntimeError),
    (lambda a: ndimage.rotate(a[0], 30), ValueError), (lambda a: ndimage.rotate(a, 30, axes=(0, 5)), ValueError),
    (lambda a: ndimage.rotate(a, 30, axes=(0, 1, 2)), ValueError),
    (lambda a: ndimage.spline_filter(a, 1), RuntimeError), (lambda a: ndimage.spline_filter1d(a, -1), RuntimeError),
    (lambda a: ndimage.zoom(a.astype("g"), 2), RuntimeError),
    (lambda a: ndimage.zoom(a, 2, output=np.zeros((3, 3))), RuntimeError)])
def test_bad_input(call, error):
    a = np.ones((4, 5))
    if error is None:
        call(a)
    else:
        with pytest.raises(error):
            call(a)


@QUICK
@given(st.data(), arrays("BbHhifd", max_ndim=3, min_ndim=1), st.sampled_from(["constant", "mirror", "nearest", "wrap"]),
       st.integers(0, 5))
def test_equals_scipy(data, a, mode, order):
    oracle = pytest.importorskip("scipy.ndimage")
    native = a.astype(a.dtype.newbyteorder("="))
    kwargs = dict(order=order, mode=mode, cval=3.0)
    if mode == "nearest" and order > 1:
        return  # SciPy's prefilter of short reflected lines is not exact
    factor = data.draw(st.sampled_from([2, 0.7, 1.9]))
    for name, args in [("zoom", (factor,)), ("shift", (0.5,)), *([("rotate", (30,))] if a.ndim > 1 else [])]:
        got, expected = getattr(ndimage, name)(a, *args, **kwargs), getattr(oracle, name)(native, *args, **kwargs)
        if a.dtype.kind == "f":
            np.testing.assert_allclose(got, expected, atol=1e-12 if a.dtype.itemsize == 8 else 1e-6, err_msg=name)
        else:
            np.testing.assert_array_equal(got, expected, err_msg=name)


def test_rotate_decides_halves_by_numpys_product():
    # the middle of a line: 30 degrees take column 4 to 3.5, whose rounding is that of the offset
    scipy = pytest.importorskip("scipy.ndimage")
    rng = np.random.default_rng(0)
    for angle in (30, 45, 60, 90, 15, 180, -30):
        for shape in ((10, 5), (7, 7), (4, 9, 3)):
            a = rng.integers(0, 60, shape).astype(np.uint8)
            np.testing.assert_array_equal(ndimage.rotate(a, angle, order=0), scipy.rotate(a, angle, order=0))


@pytest.mark.parametrize("mode", ["reflect", "grid-mirror", "mirror", "wrap", "grid-wrap"])
def test_an_axis_of_one_sample_shows_that_sample(mode):
    values = np.random.default_rng(0).uniform(0, 100, 300)
    for distance in (0.1, -0.3, 3.3):
        shifted = ndimage.shift(values[:, None], (0, distance), order=1, mode=mode)
        np.testing.assert_array_equal(shifted[:, 0], values)


def test_splines_of_low_order_are_their_samples():
    for a in (np.array(2.0), np.ones(3, np.float16), np.arange(3, dtype=np.longdouble), np.array([1, 2.5], object)):
        for order in (0, 1):
            got = ndimage.spline_filter1d(a, order)
            assert got.dtype == np.float64
            np.testing.assert_array_equal(got, a.astype(float))
