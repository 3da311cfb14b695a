# SPDX-License-Identifier: BSD-3-Clause
"""Two boxes in one sweep give what their filters give one after the other."""
import numpy as np
import pytest

import scinova
from scinova import ndimage

COMPOSED = {
    "grey_opening": lambda a, e, d: d(e(a)),
    "grey_closing": lambda a, e, d: e(d(a)),
    "white_tophat": lambda a, e, d: a ^ d(e(a)) if a.dtype == bool else a - d(e(a)),
    "black_tophat": lambda a, e, d: e(d(a)) ^ a if a.dtype == bool else e(d(a)) - a,
    "morphological_gradient": lambda a, e, d: d(a) - e(a),
    "morphological_laplace": lambda a, e, d: d(a) + e(a) - a - a,
}
MODES = ("reflect", "constant", "nearest", "mirror", "wrap")


def filters(size, given):
    """The erosion and the dilation by a box."""
    return (lambda a: ndimage.grey_erosion(a, size, **given)), (lambda a: ndimage.grey_dilation(a, size, **given))


@pytest.mark.parametrize("name", COMPOSED)
def test_any_shape_layout_and_type(name):
    rng = np.random.default_rng(7)
    for k in range(180):
        dtype = "?bBhHiIlLfd"[k % 11]
        shape = tuple(rng.integers(1, [40, 6, 200][k % 3], 2)) if k % 5 else tuple(rng.integers(1, 14, 3))
        a = rng.integers(0, 100, shape)
        a = a > 50 if dtype == "?" else a.astype(dtype)
        if dtype == "?" and name.startswith("morph"):
            continue
        if dtype in "fd" and k % 4 == 0:
            a.flat[rng.integers(a.size)] = np.nan
        a = [a, np.asfortranarray(a), a[::-1], a[:, ::-1], np.repeat(a, 2, -1)[..., ::2]][rng.integers(5)]
        size = rng.integers(1, 9, 2).tolist()
        given = {"mode": [str(rng.choice(MODES)) for _ in size], "cval": float(rng.integers(-2, 3)),
                 "origin": [int(rng.integers(-(n // 2), (n - 1) // 2 + 1)) for n in size],
                 "axes": tuple(sorted(rng.permutation(a.ndim)[:2].tolist()))}
        expected = COMPOSED[name](a, *filters(size, given))
        found = getattr(ndimage, name)(a, size, **given)
        assert found.dtype == a.dtype
        np.testing.assert_array_equal(found, expected)
        into = np.zeros((*shape[:-1], 2 * shape[-1]), a.dtype)[..., ::-2]
        assert getattr(ndimage, name)(a, size, output=into, **given) is into
        np.testing.assert_array_equal(into, expected)


@pytest.mark.parametrize("name", COMPOSED)
@pytest.mark.parametrize("shape", [(700, 300), (90, 9000), (3, 150, 200)])
def test_parts_of_a_large_array(name, shape):
    rng = np.random.default_rng(11)
    size, given = [4, 7], {"axes": (len(shape) - 2, len(shape) - 1), "mode": "mirror", "origin": [1, -2]}
    for a in (rng.random(shape), rng.integers(0, 256, shape, np.uint8)):
        expected = COMPOSED[name](a, *filters(size, given))
        for threads in (1, 2, 5):
            scinova.set_num_threads(threads)
            np.testing.assert_array_equal(getattr(ndimage, name)(a, size, **given), expected)
        scinova.set_num_threads(None)


def by_derivatives(name, a, sigma, given):
    """The sum of second derivatives, or the root of the squares of first ones, along both axes."""
    degree = 2 if name == "gaussian_laplace" else 1
    one, two = (ndimage.gaussian_filter(a, sigma, order, **given) for order in ([degree, 0], [0, degree]))
    return one + two if degree == 2 else np.sqrt(one * one + two * two)


@pytest.mark.parametrize("name", ["gaussian_laplace", "gaussian_gradient_magnitude"])
def test_derivatives_of_gaussians(name):
    rng = np.random.default_rng(13)
    for k in range(60):
        shape = tuple(rng.integers(1, [40, 9, 500][k % 3], 2))
        a = rng.standard_normal(shape).astype("fd"[k % 2])
        if k % 10 == 0:
            a.flat[rng.integers(a.size)] = [np.nan, np.inf][k // 10 % 2]
        a = [a, np.asfortranarray(a), a[::-1], np.repeat(a, 2, -1)[..., ::2]][rng.integers(4)]
        sigma = (0.3 + 2 * rng.random(2)).tolist()
        given = {"mode": str(rng.choice(MODES)), "cval": float(rng.integers(-2, 3)), "truncate": 3.0}
        with np.errstate(invalid="ignore"):
            expected = by_derivatives(name, a, sigma, given)
        for threads in (1, 3):
            scinova.set_num_threads(threads)
            found = getattr(ndimage, name)(a, sigma, **given)
            assert found.dtype == a.dtype
            np.testing.assert_array_equal(found, expected)
        scinova.set_num_threads(None)
        assert getattr(ndimage, name)(a, sigma, output=(into := np.empty_like(expected)), **given) is into
        np.testing.assert_array_equal(into, expected)
