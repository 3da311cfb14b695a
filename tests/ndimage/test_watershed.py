# SPDX-License-Identifier: BSD-3-Clause
import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import ndimage


def neighbours_of(shape, structure):
    """The neighbours of every element, in C order, by places in the flattened array."""
    steps = [tuple(at - 1) for at in np.argwhere(structure) if not (at == 1).all()]
    out = []
    for at in np.ndindex(*shape):
        near = [tuple(np.add(at, by)) for by in steps]
        out.append([int(np.ravel_multi_index(q, shape)) for q in near if all(0 <= i < n for i, n in zip(q, shape))])
    return out


def least_greatest_step(a, seeds, around):
    """The cost of the best path from the seeds to every element, by Dijkstra's algorithm."""
    a = a.ravel().astype(int)
    cost = np.full(a.size, 10**9)
    cost[seeds] = 0
    heap = [(0, int(p)) for p in seeds]
    while heap:
        c, p = heapq.heappop(heap)
        if c > cost[p]:
            continue
        for q in around[p]:
            there = max(c, abs(a[p] - a[q]))
            if there < cost[q]:
                cost[q] = there
                heapq.heappush(heap, (there, q))
    return cost


def flooded(a, markers, around):
    """The ordered queue with a stack for each cost, for markers that are not negative."""
    a, labels = a.ravel().astype(int), markers.ravel().copy()
    cost, done = np.where(labels, 0, 10**9), np.zeros(a.size, bool)
    stacks = [[] for _ in range(a.max() + 1)]
    stacks[0] = np.flatnonzero(labels).tolist()
    for stack in stacks:
        while stack:
            p = stack.pop()
            if done[p]:
                continue
            done[p] = True
            for q in around[p]:
                if not done[q]:
                    there = max(cost[p], abs(a[p] - a[q]))
                    if there < cost[q]:
                        cost[q], labels[q] = there, labels[p]
                        stacks[there].append(q)
    return labels.reshape(markers.shape)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 9999), st.sampled_from(["u1", "u2", ">u2"]), st.sampled_from("bhil"))
def test_every_element_takes_a_marker_of_least_cost(seed, dtype, label_type):
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(2, 9, rng.integers(1, 4)))
    a = rng.integers(0, rng.choice([3, 10, 200 if dtype == "u1" else 60000]), shape).astype(dtype)
    markers = np.zeros(shape, label_type)
    for label in (1, 2, 3):
        markers.flat[rng.integers(a.size)] = label
    structure = ndimage.generate_binary_structure(a.ndim, int(rng.integers(1, a.ndim + 1)))
    around = neighbours_of(shape, structure)
    got = ndimage.watershed_ift(a, markers, structure)
    assert got.dtype == markers.dtype
    np.testing.assert_array_equal(got, flooded(a, markers, around))
    costs = {k: least_greatest_step(a, np.flatnonzero(markers == k), around).reshape(shape) for k in (1, 2, 3)
             if (markers == k).any()}
    best = np.min(list(costs.values()), axis=0)
    free = markers == 0
    for k, cost in costs.items():
        np.testing.assert_array_equal(cost[free & (got == k)], best[free & (got == k)])
    assert np.isin(got, list(costs)).all()
    np.testing.assert_array_equal(got[~free], markers[~free])


def test_order_of_equal_costs():
    """Results of SciPy 1.17.1: the last positive marker first, negative ones after all others and in their order."""
    flat = np.zeros(7, np.uint8)
    assert ndimage.watershed_ift(flat, np.array([1, 0, 0, 2, 0, 0, 3])).tolist() == [1, 2, 2, 2, 3, 3, 3]
    assert ndimage.watershed_ift(flat, np.array([-1, 0, 0, 2, 0, 0, 3])).tolist() == [-1, 2, 2, 2, 3, 3, 3]
    assert ndimage.watershed_ift(flat, np.array([-1, 0, 0, -2, 0, 0, -3])).tolist() == [-1, -1, -2, -2, -2, -3, -3]


def test_where_scipy_goes_wrong():
    lines = np.array([[2, 1], [0, 2]], np.uint8)    # the end of a line does not touch the start of the next
    assert ndimage.watershed_ift(lines, np.array([[1, 0], [2, 0]])).tolist() == [[1, 1], [2, 1]]
    cheaper = np.array([0, 1, 1, 0, 0, 1], np.uint8)    # no element is passed over when others change lists
    assert ndimage.watershed_ift(cheaper, np.array([-2, 0, -1, 0, 0, 0])).tolist() == [-2, -1, -1, -1, -1, -1]


@pytest.mark.parametrize("dtype", ["u1", "u2"])
def test_more_markers_than_narrow_numbers_count(dtype):
    rng = np.random.default_rng(3)
    n = 40000
    a, markers = rng.integers(0, 256, n).astype(dtype), np.where(rng.random(n) < 0.5, np.arange(1, n + 1), 0)
    around = [[q for q in (p - 1, p + 1) if 0 <= q < n] for p in range(n)]
    np.testing.assert_array_equal(ndimage.watershed_ift(a, markers), flooded(a, markers, around))


def test_arrays_of_any_layout():
    rng = np.random.default_rng(1)
    a, m = rng.integers(0, 255, (20, 30)).astype(np.uint8), np.zeros((20, 30), np.int16)
    m[3, 4], m[10, 20], m[15, 2] = 1, 2, -3
    expected = ndimage.watershed_ift(a, m)
    wide, out = np.zeros((40, 60), np.uint8), np.zeros((30, 20), np.float32)
    wide[::-2, ::2] = a
    np.testing.assert_array_equal(ndimage.watershed_ift(wide[::-2, ::2], np.asfortranarray(m.astype(">i4"))), expected)
    ndimage.watershed_ift(a, m, output=out.T)
    np.testing.assert_array_equal(out.T, expected)
    assert ndimage.watershed_ift(a, m, output=m) is m
    np.testing.assert_array_equal(m, expected)
    assert ndimage.watershed_ift(np.zeros((0, 3), np.uint8), np.zeros((0, 3), int)).shape == (0, 3)


def test_steps_as_great_as_there_are():
    a = np.array([[65535, 0], [0, 0]], np.uint16)
    assert ndimage.watershed_ift(a, np.array([[1, 0], [0, 0]])).tolist() == [[1, 1], [1, 1]]


def test_arguments():
    a, m = np.zeros((3, 3), np.uint8), np.eye(3, dtype=np.int8)
    assert ndimage.watershed_ift(a, m).dtype == np.int8
    assert ndimage.watershed_ift(a, m, output="i4").dtype == np.int32
    for args, error in [((a.astype(int), m), TypeError), ((a, m * 1.0), RuntimeError), ((a, m[:2]), RuntimeError),
                        ((a, m, np.ones((5, 5))), RuntimeError), ((a, m, np.ones(3)), RuntimeError)]:
        with pytest.raises(error):
            ndimage.watershed_ift(*args)
