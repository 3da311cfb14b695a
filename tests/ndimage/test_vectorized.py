# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import ndimage

from .naive import MODES, arrays, neighbours, offsets_of, windows


@settings(max_examples=40, deadline=None)
@given(st.data(), arrays("Bhd", max_ndim=3, most=8), st.sampled_from(MODES), st.booleans(), st.booleans())
def test_sums(data, a, mode, box, batched):
    footprint, origin = data.draw(windows(a.ndim, 3))
    if box:
        footprint = np.ones(footprint.shape, bool)
    constant = "constant" in mode
    kwargs = dict(size=footprint.shape) if box else dict(footprint=footprint)
    expected = neighbours(a, offsets_of(footprint, origin), mode, 3.0).sum(0)
    if batched:
        kwargs["batch_memory"] = 8 * footprint.size * a[0].size * 2
    got = ndimage.vectorized_filter(a, lambda v, axis: v.sum(axis=axis, dtype=float), mode=mode, origin=origin,
                                    cval=3.0 if constant else None, **kwargs)
    np.testing.assert_allclose(got, expected, atol=1e-10)


def test_valid_axes_and_output():
    a = np.random.default_rng(0).standard_normal((6, 7, 5))
    got = ndimage.vectorized_filter(a, np.median, size=(3, 2), axes=(2, 0), mode="valid")
    assert got.shape == (5, 7, 3)
    assert got[1, 2, 0] == np.median(a[1:3, 2, 0:3])
    whole = ndimage.vectorized_filter(a, np.median, size=3)
    np.testing.assert_array_equal(whole, ndimage.median_filter(a, 3))
    into = np.empty(a.shape, np.float32)
    assert ndimage.vectorized_filter(a, np.median, size=3, output=into) is into
    np.testing.assert_array_equal(into, whole.astype(np.float32))
    assert ndimage.vectorized_filter(a[:0], np.mean, size=3).shape == (0, 7, 5)
    assert ndimage.vectorized_filter(a > 0, np.any, size=3).dtype == bool


@pytest.mark.parametrize("kwargs", [
    {}, dict(size=3, footprint=np.ones((3, 3))), dict(size=0), dict(size=2.5), dict(size=(3, 3, 3)),
    dict(size=3, mode="no"), dict(size=3, origin=5), dict(size=3, cval=1.0), dict(size=3, mode="constant", cval=[1, 2]),
    dict(size=3, mode="valid", origin=1), dict(size=9, mode="valid"), dict(size=3, batch_memory=10),
    dict(size=3, function=3), dict(size=3, function=lambda v, axis: v)])
def test_bad_input(kwargs):
    with pytest.raises(ValueError):
        ndimage.vectorized_filter(np.ones((4, 5)), kwargs.pop("function", np.mean), **kwargs)
