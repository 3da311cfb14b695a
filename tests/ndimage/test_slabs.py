# SPDX-License-Identifier: BSD-3-Clause
"""Filters of several steps give the same in slabs as at once, and hold little more than their result."""
import tracemalloc

import numpy as np
import pytest

from scinova import ndimage
from scinova.ndimage import _slabs

MORPHOLOGY = ("grey_opening", "grey_closing", "white_tophat", "black_tophat", "morphological_gradient",
              "morphological_laplace")
GAUSSIANS = ("gaussian_laplace", "gaussian_gradient_magnitude")
MODES = ("reflect", "constant", "nearest", "mirror", "wrap")


def arguments(rng, name, ndim):
    axes = None if rng.random() < 0.6 else tuple(sorted(rng.permutation(ndim)[:rng.integers(1, ndim + 1)].tolist()))
    if name in GAUSSIANS:
        return {"sigma": 0.3 + rng.random(), "axes": axes, "mode": str(rng.choice(MODES))}
    size = rng.integers(1, 6, ndim if axes is None else len(axes)).tolist()
    given = {"axes": axes, "mode": str(rng.choice(MODES)),
             "origin": [int(rng.integers(-(n // 2), (n - 1) // 2 + 1)) for n in size]}
    which = rng.integers(3)
    if which == 0:
        return given | {"size": size, "mode": [str(rng.choice(MODES)) for _ in size]}
    footprint = rng.random(size) < 0.6
    footprint.flat[0] = True
    return given | {"footprint": footprint} | ({"structure": rng.integers(-2, 3, size)} if which == 2 else {})


@pytest.mark.parametrize("name", MORPHOLOGY + GAUSSIANS)
def test_slabs_give_what_the_whole_gives(name, monkeypatch):
    rng = np.random.default_rng(5)
    for dtype in "?bBhIlfd" * 3:
        shape = [(211,), (90, 13), (13, 90), (40, 7, 5)][rng.integers(4)]
        a = 50 * rng.standard_normal(shape)
        a = a > 0 if dtype == "?" else a.astype(dtype)
        if dtype in "fd" and rng.random() < 0.3:
            a.flat[rng.integers(a.size)] = np.nan
        a = np.asfortranarray(a) if rng.random() < 0.3 else a[::-1] if rng.random() < 0.3 else a
        given = arguments(rng, name, a.ndim)
        output = [None, np.float64, np.dtype("f4"), np.empty(shape), np.empty(shape, "i4")][rng.integers(5)]

        def call(a=a, given=given, output=output):
            into = output.copy() if isinstance(output, np.ndarray) else output
            try:
                with np.errstate(invalid="ignore"):     # a NaN as an integer
                    return getattr(ndimage, name)(a, output=into, **given)
            except TypeError:
                return "TypeError"
        whole = call()
        with monkeypatch.context() as small:
            small.setattr(_slabs, "_LEAST", least := int(rng.integers(1, 400)))
            small.setattr(_slabs, "_MOST", 2 * least)
            small.setattr(_slabs, "_TIMES", 1)
            small.setattr(_slabs, "_LARGEST", 10**9)
            in_slabs = call()
        assert getattr(whole, "dtype", None) == getattr(in_slabs, "dtype", None)
        np.testing.assert_array_equal(in_slabs, whole)


def test_an_output_that_is_the_input():
    a = np.random.default_rng(0).random((600, 600))
    expected = ndimage.grey_opening(a, 3)
    assert ndimage.grey_opening(a, 3, output=a) is a
    np.testing.assert_array_equal(a, expected)


@pytest.mark.parametrize("name", MORPHOLOGY + GAUSSIANS)
def test_what_comes_in_between_is_small(name):
    a = np.random.default_rng(0).random((2048, 512))
    filtered = getattr(ndimage, name)(a, 1 if name in GAUSSIANS else 5)
    tracemalloc.start()
    getattr(ndimage, name)(a, 1 if name in GAUSSIANS else 5)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < filtered.nbytes + 5 * 2**20
