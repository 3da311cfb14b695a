# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scinova
from scinova import ndimage

from .naive import arrays

QUICK = settings(max_examples=60, deadline=None)


def brute(true, steps, metric):
    """Distances to every background element, the least of them."""
    places = np.argwhere(~true)
    here = np.indices(true.shape).reshape(true.ndim, -1).T
    away = np.abs(here[:, None, :] - places) * steps
    if metric == "euclidean":
        return np.sqrt((away ** 2).sum(-1)).min(1).reshape(true.shape)
    return (away.sum(-1) if metric == "taxicab" else away.max(-1)).min(1).reshape(true.shape)


@QUICK
@given(st.data(), arrays("?"), st.booleans())
def test_distances(data, a, sampled):
    true = np.array(a) | (np.random.default_rng(1).random(a.shape) < 0.7)
    true = true.copy(order=data.draw(st.sampled_from("CF")))
    true.flat[data.draw(st.integers(0, true.size - 1))] = False
    steps = np.random.default_rng(2).uniform(0.3, 3, a.ndim) if sampled else np.ones(a.ndim)
    sampling = steps.tolist() if sampled else None
    expected = brute(true, steps, "euclidean")
    for function in (ndimage.distance_transform_edt, ndimage.distance_transform_bf):
        got, nearest = function(true, sampling=sampling, return_indices=True)
        np.testing.assert_allclose(got, expected, rtol=1e-14)
        assert nearest.dtype == np.int32 and not true[tuple(nearest)].any()
        away = (nearest - np.indices(true.shape)).reshape(a.ndim, -1).T * steps
        np.testing.assert_allclose(np.sqrt((away ** 2).sum(1)).reshape(true.shape), got, rtol=1e-14)
        np.testing.assert_array_equal(function(true, sampling=sampling, return_distances=False, return_indices=True),
                                      nearest)
        np.testing.assert_array_equal(function(true, sampling=sampling), got)
    for metric in ("taxicab", "chessboard"):
        expected = brute(true, 1, metric)
        for function in (ndimage.distance_transform_bf, ndimage.distance_transform_cdt):
            got, nearest = function(true, metric, return_indices=True)
            np.testing.assert_array_equal(got, expected)
            away = np.abs(nearest - np.indices(true.shape))
            np.testing.assert_array_equal(away.sum(0) if metric == "taxicab" else away.max(0), got)
            assert not true[tuple(nearest)].any()


def test_large_circle_and_threads():
    y, x = np.indices((301, 300))
    true = np.ones(y.shape, bool)
    true[150, 140] = False
    try:
        for threads in (1, 4):
            scinova.set_num_threads(threads)
            np.testing.assert_array_equal(ndimage.distance_transform_edt(true), np.sqrt(
                (y - 150.0) ** 2 + (x - 140.0) ** 2))
    finally:
        scinova.set_num_threads(None)


def test_without_background():
    ones = np.ones((2, 3))
    assert (ndimage.distance_transform_cdt(ones) == -1).all()
    np.testing.assert_allclose(ndimage.distance_transform_edt(ones)[0], [1, 2 ** 0.5, 5 ** 0.5])
    assert (ndimage.distance_transform_bf(ones, "chessboard") == 2**32 - 1).all()


def test_arrays_given():
    a = np.array([[0, 1, 1], [1, 1, 1]])
    for function, dtype in [(ndimage.distance_transform_edt, float), (ndimage.distance_transform_bf, float),
                            (ndimage.distance_transform_cdt, np.int32)]:
        distances, indices = np.zeros(a.shape, dtype), np.zeros((2, 2, 3), np.int32)
        assert function(a, return_indices=True, distances=distances, indices=indices) is None
        expected = function(a, return_indices=True)
        np.testing.assert_array_equal(distances, expected[0])
        np.testing.assert_array_equal(indices, expected[1])


@pytest.mark.parametrize("call, error", [
    (lambda a: ndimage.distance_transform_edt(a, return_distances=False), RuntimeError),
    (lambda a: ndimage.distance_transform_edt(a, distances=np.zeros((4, 4), "f")), RuntimeError),
    (lambda a: ndimage.distance_transform_edt(a, sampling=[1, 2, 3]), RuntimeError),
    (lambda a: ndimage.distance_transform_cdt(a, "euclidean"), ValueError),
    (lambda a: ndimage.distance_transform_cdt(a, np.ones((5, 5))), ValueError),
    (lambda a: ndimage.distance_transform_cdt(a, distances=np.zeros((4, 4))), ValueError),
    (lambda a: ndimage.distance_transform_bf(a, "no"), RuntimeError)])
def test_bad_input(call, error):
    with pytest.raises(error):
        call(np.eye(4))


def test_chamfer_steps_are_those_before_the_centre_and_their_opposites():
    assert ndimage.distance_transform_cdt([1, 1, 0, 1, 1], [1, 1, 0]).tolist() == [2, 1, 0, 1, 2]
    assert ndimage.distance_transform_cdt([1, 1, 0, 1, 1], [0, 1, 1]).tolist() == [-1, -1, 0, -1, -1]


@pytest.mark.parametrize("shape", [(300, 40), (3, 200, 17)])
def test_distances_near_and_far(shape):
    rng = np.random.default_rng(1)
    for share in (0.5, 0.002):
        foreground = rng.uniform(size=shape) > share
        foreground[0] = True
        sampling = (2.0, 1.0, 0.5)[:len(shape)]
        distance, nearest = ndimage.distance_transform_edt(foreground, sampling, return_indices=True)
        places = np.indices(shape)
        steps = np.array(sampling).reshape(-1, *[1] * len(shape))
        assert not foreground[tuple(nearest)].any()
        np.testing.assert_allclose(np.sqrt((((nearest - places) * steps) ** 2).sum(0)), distance, rtol=1e-14)
        background = np.argwhere(~foreground) * steps.ravel()
        for p in rng.integers(0, foreground.size, 50):
            at = np.array(np.unravel_index(p, shape)) * steps.ravel()
            np.testing.assert_allclose(np.sqrt(((background - at) ** 2).sum(1).min()), distance.flat[p], rtol=1e-14)
