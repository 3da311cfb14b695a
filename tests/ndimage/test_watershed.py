# SPDX-License-Identifier: BSD-3-Clause
import heapq

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import ndimage


def least_greatest_step(a, seeds):
    """The cost of the best path from the seeds to every element, by Dijkstra's algorithm."""
    a = a.astype(int)
    cost = np.full(a.shape, 10**9)
    heap = [(0, tuple(p)) for p in seeds]
    for _, p in heap:
        cost[p] = 0
    while heap:
        c, p = heapq.heappop(heap)
        if c > cost[p]:
            continue
        for d in range(a.ndim):
            for s in (-1, 1):
                q = list(p)
                q[d] += s
                q = tuple(q)
                if 0 <= q[d] < a.shape[d]:
                    there = max(c, abs(a[p] - a[q]))
                    if there < cost[q]:
                        cost[q] = there
                        heapq.heappush(heap, (there, q))
    return cost


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 9999), st.sampled_from(["u1", "u2"]))
def test_every_element_takes_a_marker_of_least_cost(seed, dtype):
    rng = np.random.default_rng(seed)
    shape = tuple(rng.integers(2, 9, rng.integers(1, 4)))
    a = rng.integers(0, 200 if dtype == "u1" else 60000, shape).astype(dtype)
    markers = np.zeros(shape, int)
    for label in (1, 2, 3, -1):
        markers.flat[rng.integers(a.size)] = label
    got = ndimage.watershed_ift(a, markers)
    assert got.dtype == markers.dtype
    costs = {k: least_greatest_step(a, np.argwhere(markers == k)) for k in np.unique(markers) if k}
    best = np.min(list(costs.values()), axis=0)
    free = markers == 0
    for k, cost in costs.items():
        np.testing.assert_array_equal(cost[free & (got == k)], best[free & (got == k)])
    assert np.isin(got, list(costs)).all()
    np.testing.assert_array_equal(got[~free], markers[~free])


def test_arguments():
    a, m = np.zeros((3, 3), np.uint8), np.eye(3, dtype=np.int8)
    assert ndimage.watershed_ift(a, m).dtype == np.int8
    assert ndimage.watershed_ift(a, m, output="i4").dtype == np.int32
    for args, error in [((a.astype(int), m), TypeError), ((a, m * 1.0), RuntimeError), ((a, m[:2]), RuntimeError),
                        ((a, m, np.ones((5, 5))), RuntimeError), ((a, m, np.ones(3)), RuntimeError)]:
        with pytest.raises(error):
            ndimage.watershed_ift(*args)
