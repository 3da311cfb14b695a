# SPDX-License-Identifier: BSD-3-Clause
"""Separable filters in one sweep, integer sums, and filters kept between calls, over shapes that span several tiles."""
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import ndimage

from .naive import MODES, REALS, map_index, neighbours, offsets_of

QUICK = settings(max_examples=50, deadline=None)


@st.composite
def pictures(draw, dtypes=REALS):
    """Arrays of the full range of a dtype, up to several tiles long, in any layout."""
    ndim = draw(st.integers(1, 3))
    most = [700, draw(st.sampled_from([40, 260])), 24][ndim - 1]
    shape = [draw(st.integers(1, most)) for _ in range(ndim)]
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    if dtype.kind in "ui":
        info = np.iinfo(dtype)
        a = rng.integers(max(info.min, -(2**20)), min(info.max, 2**20), shape, endpoint=True).astype(dtype)
    else:
        a = (rng.standard_normal(shape) * 100).astype(dtype)
    steps = tuple(slice(None, None, draw(st.sampled_from([1, -1, 2]))) for _ in shape)
    return draw(st.sampled_from([a, a.T, np.asfortranarray(a)]))[steps if a.ndim == ndim else ()]


def one_by_one(function, a, output, modes, cval, values):
    """Filters along one axis after the other, between which the result is kept in the output's dtype."""
    for axis, (mode, value) in enumerate(zip(modes, values)):
        a = function(a, value, axis, output=output, mode=mode, cval=cval)
    return a


@QUICK
@given(st.data(), pictures(), st.sampled_from([0.0, 1.0, -2.0, 200.0, 2.5]))
def test_one_sweep_is_one_axis_after_the_other(data, a, cval):
    output = np.dtype(data.draw(st.sampled_from([a.dtype.char, "d", "f", "h", "i"])))
    modes = [data.draw(st.sampled_from(MODES)) for _ in a.shape]
    sizes = [data.draw(st.sampled_from([2, 3, 4, 7, 20])) for _ in a.shape]
    kwargs = dict(output=output, mode=modes, cval=cval)
    for name, values in (("gaussian_filter", [s / 5 for s in sizes]), ("minimum_filter", sizes),
                         ("maximum_filter", sizes), ("uniform_filter", sizes)):
        got = getattr(ndimage, name)(a, values, **kwargs)
        expected = one_by_one(getattr(ndimage, name + "1d"), a, output, modes, cval, values)
        if output.kind == "f" and (name == "uniform_filter" or name == "gaussian_filter" and output == np.float32):
            scale = max(np.abs(expected).max(), np.abs(a.astype(float)).max(), abs(cval))
            np.testing.assert_allclose(got, expected, rtol=0, atol=8 * np.finfo(output).eps * scale)
        else:
            np.testing.assert_array_equal(got, expected, err_msg=name)


@pytest.mark.parametrize("shape", [(150, 33), (70, 512), (9, 1500), (33, 1024)])
@pytest.mark.parametrize("dtype", ["uint8", "int16", "float32", "float64"])
@pytest.mark.parametrize("mode", MODES)
def test_bands_of_rows(shape, dtype, mode):
    # Several bands, rows that lie in few sets of the cache, edges of rows that are read where they lie.
    rng = np.random.default_rng(3)
    a = (rng.random(shape) * 250).astype(dtype)
    if dtype == "int16":
        a -= 125
    def folded(x, axis, size, fold, into=None):
        """A fold of windows along an axis, from the definition."""
        n = x.shape[axis]
        edge = np.full_like(np.take(x, 0, axis), 7)
        windows = [[map_index(i + k - size // 2, n, mode) for k in range(size)] for i in range(n)]
        out = [fold([np.take(x, j, axis) if j >= 0 else edge for j in w]) for w in windows]
        return np.stack(out, axis).astype(into or x.dtype)

    kwargs = dict(mode=mode, cval=7)
    for size in ((3, 3), (5, 2), (2, 12), (17, 9)):
        least = folded(folded(a, 0, size[0], lambda w: np.min(w, 0)), 1, size[1], lambda w: np.min(w, 0))
        np.testing.assert_array_equal(ndimage.minimum_filter(a, size, **kwargs), least)
    for origin in ((0, 0), (1, -1), (-1, 1)):
        near = np.sort(neighbours(a, offsets_of(np.ones((3, 3)), origin), mode, 7.0), 0)
        np.testing.assert_array_equal(ndimage.median_filter(a, 3, origin=origin, **kwargs), near[4].astype(dtype))
    difference = folded(a, 1, 3, lambda w: w[2] * 1.0 - w[0], into="float32")
    smooth = folded(difference, 0, 3, lambda w: np.tensordot([1.0, 2.0, 1.0], np.asarray(w, "d"), 1))
    np.testing.assert_array_equal(ndimage.sobel(a, output=np.float32, **kwargs), smooth)
    if a.dtype.kind == "f":
        mean = folded(folded(a, 0, 5, lambda w: np.mean(w, 0, dtype="d")), 1, 4, lambda w: np.mean(w, 0, dtype="d"))
        eps = np.finfo(dtype).eps
        np.testing.assert_allclose(ndimage.uniform_filter(a, (5, 4), **kwargs), mean, rtol=2 * eps)


@QUICK
@given(st.data(), pictures("bBhH"), st.sampled_from(MODES), st.sampled_from([0.0, 3.0, -7.0, 0.5]))
def test_integer_sums_are_exact(data, a, mode, cval):
    # Sums of integers in int64, whose low bits are the result; a mean is truncated.
    size, axis = data.draw(st.integers(1, 9)), data.draw(st.integers(0, a.ndim - 1))
    rng = np.random.default_rng(size)
    w = rng.integers(-40, 40, size)
    index = map_index(np.arange(-(size // 2), a.shape[axis] + size - 1 - size // 2), a.shape[axis], mode)
    line = np.moveaxis(a, axis, -1)
    wide = np.where(index < 0, cval, line[..., index].astype(float))
    windows = np.lib.stride_tricks.sliding_window_view(wide, size, -1)
    sums = np.moveaxis((windows * w).sum(-1), -1, axis)
    got = ndimage.correlate1d(a, w, axis, mode=mode, cval=cval)
    np.testing.assert_array_equal(got, np.trunc(sums).astype(np.int64).astype(a.dtype))
    means = np.trunc(np.moveaxis(windows.sum(-1), -1, axis) / size)
    got = ndimage.uniform_filter1d(a, size, axis, mode=mode, cval=cval)
    np.testing.assert_array_equal(got, means.astype(np.int64).astype(a.dtype))


@QUICK
@given(st.data(), pictures("bBhiflL"), st.sampled_from(MODES))
def test_dense_weights(data, a, mode):
    shape = [data.draw(st.integers(1, 6 if a.ndim < 3 else 3)) for _ in a.shape]
    w = np.random.default_rng(0).standard_normal(shape)
    near = neighbours(a, offsets_of(np.ones(shape), 0), mode, 1.0)
    expected = np.tensordot(w.ravel(), near, 1)
    got = ndimage.correlate(a, w, output=float, mode=mode, cval=1.0)
    np.testing.assert_allclose(got, expected, rtol=0, atol=1e-13 * max(1.0, np.abs(near).max()) * w.size)


@pytest.mark.parametrize("size", [2, 3, 7, 40])
@pytest.mark.parametrize("dtype", ["f", "d"])
def test_extrema_of_lines_with_nan(size, dtype):
    oracle = pytest.importorskip("scipy.ndimage")
    rng = np.random.default_rng(size)
    a = rng.standard_normal((60, 70)).astype(dtype)
    a[rng.random(a.shape) < 0.05] = np.nan
    for name in ("minimum_filter", "maximum_filter"):
        np.testing.assert_array_equal(getattr(ndimage, name)(a, size), getattr(oracle, name)(a, size))


@pytest.mark.parametrize("place", [(0, 0), (20, 100), (39, 599)])
def test_medians_of_nine_around_a_nan(place):
    a = np.random.default_rng(5).standard_normal((40, 600)).astype("f")
    a[place] = np.nan  # greater than every number
    near = neighbours(a, offsets_of(np.ones((3, 3)), 0), "mirror", 0.0)
    np.testing.assert_array_equal(ndimage.median_filter(a, 3, mode="mirror"), np.sort(near, 0)[4].astype("f"))


def test_a_nan_stays_in_the_sum_that_runs_over_it():
    a = np.ones((300, 40))
    a[5, 3] = np.nan
    got = ndimage.uniform_filter(a, 3)
    assert np.isnan(got[4:, 2:]).all()
    assert (got[:4] == 1).all()
    assert (got[:, :2] == 1).all()


@pytest.mark.parametrize("dtype", list("?bBhHil"))
def test_raised_extrema_in_the_type_of_the_input(dtype):
    oracle = pytest.importorskip("scipy.ndimage")
    a = (np.arange(35).reshape(5, 7) * 37 % 120).astype(dtype)
    for structure in ([[0.6, -0.3, -0.9]], [[-3, 200, 1], [4, 0, -1]]):
        for name in ("grey_dilation", "grey_erosion"):
            for output in (None, float):
                np.testing.assert_array_equal(getattr(ndimage, name)(a, structure=structure, output=output),
                                              getattr(oracle, name)(a, structure=structure, output=output))


def test_kept_filters_do_not_mix():
    a = np.arange(30.0).reshape(5, 6) ** 2
    assert ndimage.correlate1d(a, [1, 2]).dtype == float
    assert ndimage.correlate1d(a, [1 + 0j, 2]).dtype == complex
    with pytest.raises(TypeError):
        ndimage.uniform_filter1d(a, 3, axis=1.0)
    ndimage.uniform_filter1d(a, 3, axis=1)
    with pytest.raises(TypeError):
        ndimage.uniform_filter1d(a, 3, axis=1.0)
    w = np.array([1.0, 2.0, 4.0])
    first = ndimage.correlate1d(a, w)
    w[0] = 3.0
    assert not np.array_equal(ndimage.correlate1d(a, w), first)
    size = [3, 1]
    first = ndimage.maximum_filter(a, size)
    size[1] = 3
    assert not np.array_equal(ndimage.maximum_filter(a, size), first)
    np.testing.assert_array_equal(ndimage.fourier_gaussian(a.astype("f"), 1.0),
                                  ndimage.fourier_gaussian(a, 1.0).astype("f"))


def test_vectorized_pieces():
    a = np.random.default_rng(0).random((700, 90))
    got = ndimage.vectorized_filter(a, np.max, size=(9, 5), mode="mirror")
    np.testing.assert_array_equal(got, ndimage.maximum_filter(a, (9, 5), mode="mirror"))
    calls = []

    def median(windows, axis):
        calls.append(windows.shape)
        return np.median(windows, axis=axis)

    for function in (median, np.median):
        got = ndimage.vectorized_filter(a, function, footprint=np.eye(3), batch_memory=10**6)
        np.testing.assert_array_equal(got, ndimage.median_filter(a, footprint=np.eye(3)))
    assert sum(s[0] for s in calls) == 700
    assert max(np.prod(s) * 8 for s in calls) <= 10**6
