# SPDX-License-Identifier: BSD-3-Clause
"""Calls with plain arguments, which native code takes whole, against the same calls that Python prepares."""
import warnings

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from scinova import ndimage

CROSS = ndimage.generate_binary_structure(2, 1)


def twice(line, result, more=0):
    result[...] = line[:len(result)] * 2 + more


CALLS = {
    "correlate1d": lambda a: ndimage.correlate1d(a, [1, 2.5, 3]),
    "correlate1d of an array": lambda a: ndimage.correlate1d(a, np.array([0.25, 0.5, 0.25]), axis=0, mode="wrap"),
    "gaussian_filter": lambda a: ndimage.gaussian_filter(a, [1.0, 0.5], order=[0, 1], mode=["wrap", "reflect"]),
    "gaussian_filter of arrays": lambda a: ndimage.gaussian_filter(a, np.array([1.0, 0.5]), axes=np.array([0, 1])),
    "uniform_filter": lambda a: ndimage.uniform_filter(a, [3, 2], origin=[1, -1]),
    "gaussian_gradient_magnitude": lambda a: ndimage.gaussian_gradient_magnitude(a, [1.0, 2.0]),
    "generic_filter": lambda a: ndimage.generic_filter(a, lambda v: v[0] - v[-1], 3, mode="mirror"),
    "generic_filter with arguments": lambda a: ndimage.generic_filter(
        a, lambda v, b, c: v.max() + b - c, footprint=CROSS.tolist(), origin=[1, 0], extra_arguments=(2,),
        extra_keywords={"c": 3}),
    "generic_filter1d": lambda a: ndimage.generic_filter1d(a, twice, 4, axis=0, origin=-1, extra_keywords={"more": 1}),
    "geometric_transform": lambda a: ndimage.geometric_transform(a, lambda c: (c[0] * 0.8, c[1] - 0.3), order=2),
    "geometric_transform with arguments": lambda a: ndimage.geometric_transform(
        a, lambda c, b, d: (c[0] + b, c[1] - d), extra_arguments=(0.5,), extra_keywords={"d": 1}, mode="nearest"),
    "affine_transform": lambda a: ndimage.affine_transform(a, [0.5, 0.0], offset=[0.5, 1.0], order=1),
    "spline_filter": lambda a: ndimage.spline_filter(a, 4, mode="reflect"),
    "spline_filter1d": lambda a: ndimage.spline_filter1d(a, 5, axis=-2, mode="grid-wrap"),
    "fourier_gaussian": lambda a: ndimage.fourier_gaussian(a, [1.0, 2.0]),
    "fourier_shift": lambda a: ndimage.fourier_shift(a, [1.0, 2.0], n=15),
    "fourier_ellipsoid": lambda a: ndimage.fourier_ellipsoid(a, (2, 3)),
    "binary_erosion": lambda a: ndimage.binary_erosion(a, np.ones((3, 2)), iterations=2, border_value=1),
    "binary_dilation": lambda a: ndimage.binary_dilation(a, CROSS, mask=np.arange(a.size).reshape(a.shape) % 3 > 0),
    "binary_hit_or_miss": lambda a: ndimage.binary_hit_or_miss(a, CROSS, origin1=[0, 1]),
    "distance_transform_bf": lambda a: ndimage.distance_transform_bf(a, "chessboard", return_indices=True),
    "watershed_ift": lambda a: ndimage.watershed_ift(
        a.astype("u2" if a.dtype.isnative else ">u2"), np.arange(a.size).reshape(a.shape) % 17 - 14),
    "histogram": lambda a: ndimage.histogram(a, -50, 200, 7, np.asarray(a) > 0, 1),
    "labeled_comprehension": lambda a: ndimage.labeled_comprehension(
        a, np.asarray(a).astype(np.int8) % 4, [1, 3, 9], lambda v, p: float(v.sum() + p[0]), float, -1, True),
}


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("dtype", ["?", "u1", "i2", "i8", "f4", "f8"])
def test_prepared_by_python_or_not(name, dtype):
    a = np.random.default_rng(0).integers(0, 3, (7, 9)) * 40
    a = a.astype(dtype)
    swapped = a.astype(a.dtype.newbyteorder(">"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain, prepared, again = CALLS[name](a), CALLS[name](swapped), CALLS[name](a[:, ::-1].copy()[:, ::-1])
    for other in (prepared, again):
        for x, y in zip(plain, other) if isinstance(plain, tuple) else [(plain, other)]:
            assert x.dtype == y.dtype.newbyteorder("=")
            assert_array_equal(x, y)


def test_the_index_of_a_mapping_may_be_kept():
    kept = []
    ndimage.geometric_transform(np.zeros((2, 3)), lambda c: kept.append(c) or c)
    assert kept == list(np.ndindex(2, 3))


def test_a_diagonal_warns_where_it_is_called():
    with pytest.warns(UserWarning) as seen:
        ndimage.affine_transform(np.ones((3, 3)), [1.0, 0.5])
        ndimage.affine_transform(np.ones((3, 3)), [1.0, 0.5], output_shape=(3, 3))
    assert [w.filename for w in seen] == [__file__] * 2


def test_what_labelled_comprehensions_refuse():
    a, labels = np.arange(4), np.array([0, 1, 1, 2], np.uint8)
    for index in (300, [1, 300], -1):
        with pytest.raises(ValueError):
            ndimage.labeled_comprehension(a, labels, index, np.sum, int, 0)
    with pytest.raises(ValueError):
        ndimage.labeled_comprehension(a, labels, [1, 2], np.sum, int, np.nan)
    with pytest.raises(ZeroDivisionError):
        ndimage.labeled_comprehension(a, labels, [1, 2], lambda v: 1 / 0, int, 0)


def test_a_constant_has_the_dtype_of_the_input():
    got = ndimage.vectorized_filter(np.array([1, 2, 3]), np.max, size=3, mode="constant", cval=2.7)
    assert got.dtype == np.int64
    assert got.tolist() == [2, 3, 3]
