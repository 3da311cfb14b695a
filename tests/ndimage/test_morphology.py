# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import ndimage

from .naive import INTEGERS, MODES, arrays, neighbours, offsets_of, windows

QUICK = settings(max_examples=50, deadline=None)


def mirrored(footprint, origin):
    flipped = footprint[(slice(None, None, -1),) * footprint.ndim]
    return flipped, [-o if n % 2 else -o - 1 for o, n in zip(origin, footprint.shape)]


def naive_binary(a, structure, origin, dilate, iterations, mask, border):
    if dilate:
        structure, origin = mirrored(structure, origin)
    state = a != 0
    for _ in range(iterations if iterations > 0 else 1000):
        near = neighbours(state, offsets_of(structure, origin), "constant", border)
        after = near.max(0) if dilate else near.min(0)
        after = (after != 0) if mask is None else np.where(mask, after != 0, state)
        if iterations < 1 and np.array_equal(after, state):
            break
        state = after
    return state


@QUICK
@given(st.data(), arrays("?Bhd"), st.booleans(), st.booleans(), st.integers(0, 1), st.sampled_from([1, 2, 3, -1]))
def test_binary(data, a, dilate, masked, border, iterations):
    structure, origin = data.draw(windows(a.ndim, 3))
    if dilate:
        structure, origin = mirrored(structure, origin)
    if iterations < 1:  # with the centre, so that it comes to an end
        structure[tuple(n // 2 + o for n, o in zip(structure.shape, origin))] = True
    if dilate:
        structure, origin = mirrored(structure, origin)
    mask = np.random.default_rng(0).random(a.shape) < 0.6 if masked else None
    function = ndimage.binary_dilation if dilate else ndimage.binary_erosion
    if any(not 0 <= n // 2 + o < n for n, o in zip(structure.shape, origin)):
        return
    got = function(a, structure, iterations, mask, None, border, origin)
    assert got.dtype == bool
    np.testing.assert_array_equal(got, naive_binary(a, structure, origin, dilate, iterations, mask, border))


def test_twenty_iterations_are_one_large_step():
    a = np.random.default_rng(0).random((120, 130)) < 0.002
    diamond = ndimage.generate_binary_structure(2, 1)
    once = ndimage.binary_dilation(a, ndimage.iterate_structure(diamond, 20))
    np.testing.assert_array_equal(ndimage.binary_dilation(a, diamond, 20), once)
    np.testing.assert_array_equal(ndimage.binary_erosion(~a, diamond, 20, border_value=1), ~once)


def test_tutorial():
    a = np.zeros((7, 7), int)
    a[1:6, 2:5] = 1
    expected = np.zeros((7, 7), int)
    expected[2:5, 3] = 1
    np.testing.assert_array_equal(ndimage.binary_erosion(a), expected)
    assert not ndimage.binary_erosion(a, structure=np.ones((5, 5))).any()
    a = np.zeros((5, 5), int)
    a[1:4, 1:4] = 1
    a[4, 4] = 1
    opened = ndimage.binary_opening(a, structure=np.ones((3, 3)))
    np.testing.assert_array_equal(opened, a * (np.indices(a.shape)[0] < 4))
    cross = [[0, 0, 0, 0, 0], [0, 0, 1, 0, 0], [0, 1, 1, 1, 0], [0, 0, 1, 0, 0], [0, 0, 0, 0, 0]]
    np.testing.assert_array_equal(ndimage.binary_opening(a), cross)
    a = np.zeros((7, 7), int)
    a[1:6, 1:6] = 3
    a[4, 4], a[2, 3] = 2, 1
    np.testing.assert_array_equal(ndimage.grey_erosion(a, size=(3, 3))[2:5, 2:5], [[1, 1, 1], [1, 1, 1], [3, 2, 2]])
    x, y = np.indices((100, 100))
    sig = np.sin(2 * np.pi * x / 50.) * np.sin(2 * np.pi * y / 50.) * (1 + x * y / 50.**2)**2
    labels, nb = ndimage.label(sig > 1)
    assert nb == 8
    index = range(1, labels.max() + 1)
    np.testing.assert_array_equal(ndimage.sum(sig > 1, labels, index), [190, 45, 424, 278, 459, 190, 549, 424])
    np.testing.assert_allclose(ndimage.maximum(sig, labels, index), [
        1.80238238, 1.13527605, 5.51954079, 2.49611818, 6.71673619, 1.80238238, 16.76547217, 5.51954079], rtol=1e-8)
    assert ndimage.find_objects(labels == 4) == [(slice(30, 48), slice(30, 48))]


def test_fill_holes_and_propagation():
    a = np.ones((9, 9), bool)
    a[2:5, 2:5] = False
    a[0, 7] = a[1, 7] = False
    filled = ndimage.binary_fill_holes(a)
    assert filled[2:5, 2:5].all() and not filled[0, 7] and not filled[1, 7]
    seed = np.zeros_like(a)
    seed[3, 3] = True
    inside = np.zeros_like(a)
    inside[2:5, 2:5] = True
    np.testing.assert_array_equal(ndimage.binary_propagation(seed, mask=~a), inside)


def test_hit_or_miss():
    a = np.array([[0, 0, 0, 0], [0, 1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 0]])
    corner = [[0, 1, 0], [0, 1, 1], [0, 0, 0]]
    got = ndimage.binary_hit_or_miss(a, corner, [[0, 0, 0], [1, 0, 0], [1, 1, 0]])
    assert np.argwhere(got).tolist() == [[2, 1]]


@QUICK
@given(st.data(), arrays(INTEGERS + "fd"), st.sampled_from(MODES), st.booleans())
def test_grey(data, a, mode, sloped):
    footprint, origin = data.draw(windows(a.ndim, 3))
    heights = np.zeros(footprint.shape)
    if sloped:
        heights = np.random.default_rng(1).integers(0, 3, footprint.shape).astype(float)
        a = np.abs(a).astype("d")
    kwargs = dict(footprint=footprint, mode=mode, structure=heights if sloped else None)
    near = neighbours(a, offsets_of(footprint, origin), mode, 0.0)
    column = (slice(None), *[None] * a.ndim)
    expected = (near - heights[footprint][column]).min(0)
    np.testing.assert_array_equal(ndimage.grey_erosion(a, origin=origin, **kwargs), expected.astype(a.dtype))
    seen, moved = mirrored(footprint, origin)
    if all(0 <= n // 2 + o < n for n, o in zip(seen.shape, moved)):
        up = heights[(slice(None, None, -1),) * a.ndim]
        near = neighbours(a, offsets_of(seen, moved), mode, 0.0)
        got = ndimage.grey_dilation(a, origin=origin, **kwargs)
        np.testing.assert_array_equal(got, (near + up[seen][column]).max(0).astype(a.dtype))


def structured(a, structure, dilate):
    """The extremum of sums along a line: the first in double, the others in the type of ``a``."""
    n, size = len(a), len(structure)
    heights = structure[::-1] if dilate else -structure
    low = -(size // 2) if not dilate or size % 2 else 1 - size // 2
    kind = np.uint8 if a.dtype == bool else a.dtype
    narrow = np.trunc(heights).astype(np.int64).astype(kind) if kind != np.float32 else heights.astype(kind)
    best = None
    for k in range(size):
        near = a.astype(kind)[np.clip(np.arange(n) + low + k, 0, n - 1)]
        term = (near.astype(float) + heights[k]) if k == 0 else (near + narrow[k]).astype(kind).astype(float)
        best = term if best is None else (np.maximum if dilate else np.minimum)(best, term)
    return best


@pytest.mark.parametrize("dtype", "?BbHhIif")
@pytest.mark.parametrize("dilate", [False, True])
def test_heights_are_added_in_the_type_of_the_input(dtype, dilate):
    rng = np.random.default_rng(4)
    act = ndimage.grey_dilation if dilate else ndimage.grey_erosion
    for size in (1, 2, 3, 4):
        a = rng.integers(0, 2 if dtype == "?" else 120, 150).astype(dtype)
        heights = rng.choice([-2.0, -1.5, 0.0, 0.5, 90.0], size)
        got = act(a, structure=heights, mode="nearest", output=float)
        np.testing.assert_array_equal(got, structured(a, heights, dilate))
        box = act(a.reshape(10, 15), structure=np.outer([1.0], heights), mode="nearest", output=float)
        rows = [structured(row, heights, dilate) for row in a.reshape(10, 15)]
        np.testing.assert_array_equal(box, rows)


@pytest.mark.parametrize("dtype", "Bhif")
def test_tophats_of_another_type_do_not_wrap(dtype):
    a = np.random.default_rng(5).integers(0, 100, (9, 11)).astype(dtype)
    wide, heights = a.astype(float), np.arange(9.0).reshape(3, 3) % 4
    for name in ("white_tophat", "black_tophat"):
        act = getattr(ndimage, name)
        small = a % 50 + 50  # sums stay within the type
        exact = act(small.astype(float), structure=heights)
        np.testing.assert_array_equal(act(small, structure=heights, output=float), exact)
        np.testing.assert_array_equal(act(a, 3, output=float), act(wide, 3))


def test_grey_composites():
    a = np.random.default_rng(0).integers(0, 100, (20, 22))
    low, high = ndimage.grey_erosion(a, 3), ndimage.grey_dilation(a, 3)
    opened, closed = ndimage.grey_dilation(low, 3), ndimage.grey_erosion(high, 3)
    for name, expected in [("grey_opening", opened), ("grey_closing", closed), ("white_tophat", a - opened),
                           ("black_tophat", closed - a), ("morphological_gradient", high - low),
                           ("morphological_laplace", high + low - 2 * a)]:
        np.testing.assert_array_equal(getattr(ndimage, name)(a, 3), expected)
        b = a.copy()
        np.testing.assert_array_equal(getattr(ndimage, name)(b, 3, output=b), expected)


@pytest.mark.parametrize("call, error", [
    (lambda a: ndimage.binary_erosion(a, iterations=1.5), TypeError),
    (lambda a: ndimage.binary_erosion(a * 1j), TypeError),
    (lambda a: ndimage.binary_erosion(a, structure=np.ones(3)), RuntimeError),
    (lambda a: ndimage.binary_erosion(a, structure=np.ones((0, 3))), RuntimeError),
    (lambda a: ndimage.binary_erosion(a, mask=np.ones((2, 2))), RuntimeError),
    (lambda a: ndimage.binary_erosion(a, output=np.ones((2, 2))), RuntimeError),
    (lambda a: ndimage.grey_erosion(a), ValueError), (lambda a: ndimage.grey_dilation(a), ValueError)])
def test_bad_input(call, error):
    with pytest.raises(error):
        call(np.ones((4, 4)))


@pytest.mark.parametrize("shape", [(200,), (1, 130), (9, 1, 64), (3, 4, 129), (2, 1, 3, 66)])
@pytest.mark.parametrize("dilate", [False, True])
def test_structures_as_wide_as_the_array_and_wider(shape, dilate):
    rng = np.random.default_rng(5)
    act = ndimage.binary_dilation if dilate else ndimage.binary_erosion
    a, mask = rng.random(shape) < 0.5, rng.random(shape) < 0.7
    for sizes in ([n + 3 for n in shape], [2 * n for n in shape], [min(n, 6) for n in shape]):
        few = rng.random(sizes) < 3 / np.prod(sizes)
        few[tuple(rng.integers(0, sizes))] = True
        for border in (0, 1):
            for within, iterations in ((None, 1), (mask, 2)):
                expected = naive_binary(a, few, [0] * a.ndim, dilate, iterations, within, border)
                np.testing.assert_array_equal(act(a, few, iterations, within, border_value=border), expected)


@pytest.mark.parametrize("shape", [(130,), (20, 70), (7, 9, 65)])
@pytest.mark.parametrize("dilate", [False, True])
def test_passes_at_once_are_passes_one_by_one(shape, dilate):
    rng = np.random.default_rng(2)
    act = ndimage.binary_dilation if dilate else ndimage.binary_erosion
    a, mask = rng.uniform(size=shape) < 0.5, rng.uniform(size=shape) < 0.8
    wide = np.arange(151).reshape((1,) * (len(shape) - 1) + (151,)) % 37 == 0
    for structure in (None, wide, rng.uniform(size=(3,) * len(shape)) < 0.4):
        for border in (0, 1):
            for within in (None, mask):
                slow = a
                for _ in range(5):
                    slow = act(slow, structure, mask=within, border_value=border)
                assert np.array_equal(act(a, structure, 5, within, border_value=border), slow)


@pytest.mark.parametrize("shape", [(90,), (15, 70), (5, 6, 66)])
def test_propagation_is_dilation_until_nothing_changes(shape):
    rng = np.random.default_rng(3)
    mask = rng.uniform(size=shape) < 0.6
    seeds = rng.uniform(size=shape) < 0.02
    diagonal = np.zeros((3,) * len(shape), bool)
    diagonal[(np.arange(3),) * len(shape)] = True
    for structure in (ndimage.generate_binary_structure(len(shape), 1), diagonal, np.ones((3,) * len(shape))):
        for border in (0, 1):
            now, before = seeds, None
            while before is None or not np.array_equal(now, before):
                now, before = ndimage.binary_dilation(now, structure, mask=mask, border_value=border), now
            assert np.array_equal(ndimage.binary_propagation(seeds, structure, mask, border_value=border), now)
