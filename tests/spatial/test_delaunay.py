# SPDX-License-Identifier: BSD-3-Clause
"""Triangulations: volume, neighbours, empty spheres in exact arithmetic, degenerate input."""
import itertools
import math
import pickle
from fractions import Fraction

import numpy as np
import pytest

from scinova.spatial import Delaunay, QhullError, tsearch

rng = np.random.default_rng(8)


def exact_det(rows):
    rows = [[Fraction(float(v)) if not isinstance(v, Fraction) else v for v in r] for r in rows]
    det = Fraction(1)
    for k in range(len(rows)):
        pivot = next((i for i in range(k, len(rows)) if rows[i][k] != 0), None)
        if pivot is None:
            return Fraction(0)
        if pivot != k:
            rows[k], rows[pivot] = rows[pivot], rows[k]
            det = -det
        det *= rows[k][k]
        for i in range(k + 1, len(rows)):
            f = rows[i][k] / rows[k][k]
            rows[i] = [a - f * b for a, b in zip(rows[i], rows[k])]
    return det


def volumes(tri):
    corners = tri.points[tri.simplices]
    return np.linalg.det(corners[:, :-1] - corners[:, -1:]) / math.factorial(tri.ndim)


def check_structure(tri):
    d = tri.ndim
    for s, row in enumerate(tri.neighbors):
        for k, t in enumerate(row):
            if t >= 0:
                facet = set(np.delete(tri.simplices[s], k))
                assert facet <= set(tri.simplices[t]) and s in tri.neighbors[t]
    facets = [tuple(sorted(np.delete(s, k))) for s in tri.simplices for k in range(d + 1)]
    once = {f for f in facets if facets.count(f) == 1} if len(facets) < 3000 else None
    if once is not None:
        assert {tuple(sorted(f)) for f in tri.convex_hull} == once


def sphere_det(p, s, q):
    rows = [[a - b for a, b in zip(p[v], q)] for v in s]
    return exact_det([[*r, sum(c * c for c in r)] for r in rows])


def check_empty_spheres(tri):
    """No point is inside of the circumsphere of a simplex, in rational arithmetic."""
    p = [[Fraction(float(c)) for c in q] for q in tri.points]
    for s in tri.simplices:
        assert exact_det([[a - b for a, b in zip(p[v], p[s[-1]])] for v in s[:-1]]) != 0
        middle = [sum(c) / len(s) for c in zip(*(p[v] for v in s))]
        inside = sphere_det(p, s, middle)
        for q in set(range(len(p))) - set(s.tolist()):
            assert sphere_det(p, s, p[q]) * inside <= 0, (s, q)


@pytest.mark.parametrize(("n", "d"), [(4, 2), (30, 2), (25, 3), (14, 4), (10, 5)])
def test_random_points(n, d):
    tri = Delaunay(rng.random((n, d)))
    check_structure(tri)
    check_empty_spheres(tri)
    assert (volumes(tri) != 0).all()


def grid(n, d):
    return np.array(list(itertools.product(range(n), repeat=d)), float)


GRIDS = [grid(4, 2), grid(3, 3), grid(2, 4), grid(5, 2) * 0.1,
         np.array([[np.cos(t), np.sin(t)] for t in np.linspace(0, 2 * np.pi, 13)[:-1]])]


@pytest.mark.parametrize("points", GRIDS, ids=["4x4", "3x3x3", "2x2x2x2", "tenths", "circle"])
def test_points_on_common_spheres(points):
    tri = Delaunay(points)
    check_structure(tri)
    check_empty_spheres(tri)
    if len(points) != 12:
        span = np.prod(np.ptp(points, axis=0))
        np.testing.assert_allclose(np.abs(volumes(tri)).sum(), span)
    assert set(tri.simplices.ravel()) == set(range(len(points)))


@pytest.mark.parametrize("d", [2, 3, 4])
def test_volume_and_location(d):
    p = np.concatenate([np.array(list(itertools.product([0.0, 1.0], repeat=d))), rng.random((200, d))])
    tri = Delaunay(p)
    np.testing.assert_allclose(np.abs(volumes(tri)).sum(), 1.0)
    x = rng.random((500, d)) * 1.2 - 0.1
    found = tri.find_simplex(x)
    np.testing.assert_array_equal(found >= 0, ((x >= 0) & (x <= 1)).all(1))
    np.testing.assert_array_equal(tri.find_simplex(x, bruteforce=True) >= 0, found >= 0)
    t = tri.transform[found[found >= 0]]
    c = np.einsum("sij,sj->si", t[:, :d], x[found >= 0] - t[:, d])
    assert (c >= -1e-9).all() and (c.sum(1) <= 1 + 1e-9).all()
    np.testing.assert_array_equal(tsearch(tri, x), found)
    inside = found >= 0  # of the circumsphere: the lifted point is below the plane of the simplex
    assert (tri.plane_distance(x)[inside, found[inside]] >= -1e-12).all()


def test_counter_clockwise_in_the_plane():
    assert (volumes(Delaunay(rng.random((50, 2)))) > 0).all()


def test_duplicates_are_coplanar():
    p = rng.random((20, 2))
    tri = Delaunay(np.concatenate([p, p[:3]]))
    assert len(tri.coplanar) == 3
    for i, s, v in tri.coplanar:
        np.testing.assert_array_equal(tri.points[i], tri.points[v])
        assert v in tri.simplices[s]


def test_incremental_is_the_same_triangulation():
    p = rng.random((60, 3)) + 1
    tri = Delaunay(p[:10], incremental=True)
    for part in (p[10:11], p[11:40], p[40:]):
        tri.add_points(part)
    whole = {tuple(sorted(s)) for s in Delaunay(p).simplices}
    assert {tuple(sorted(s)) for s in tri.simplices} == whole
    tri.add_points(p[:1] * 1e9)
    check_structure(tri)
    tri.close()
    with pytest.raises(RuntimeError):
        tri.add_points(p)


def test_neighbouring_vertices_and_pickle():
    tri = Delaunay(rng.random((30, 2)))
    ptr, ind = tri.vertex_neighbor_vertices
    for v in range(30):
        around = {w for s in tri.simplices if v in s for w in s} - {v}
        assert set(ind[ptr[v]:ptr[v + 1]]) == around
    assert (tri.simplices[tri.vertex_to_simplex] == np.arange(30)[:, None]).any(1).all()
    again = pickle.loads(pickle.dumps(tri))
    np.testing.assert_array_equal(again.simplices, tri.simplices)


@pytest.mark.parametrize(("points", "error"), [
    (np.zeros((3, 2)), QhullError), (np.c_[np.arange(5.0), np.arange(5.0)], QhullError),
    (rng.random((2, 2)), QhullError),
    (np.c_[np.arange(9) * 0.1, np.arange(9) * 0.3], QhullError), (np.full((4, 2), np.nan), ValueError),
    (np.zeros((0, 2)), ValueError), (np.zeros((5, 1)), ValueError), (np.zeros(4), ValueError),
    (rng.random((5, 2)) + 1j, TypeError), (np.full((5, 2), np.inf), QhullError)])
def test_refused(points, error):
    with pytest.raises(error):
        Delaunay(points)


@pytest.mark.parametrize("scale", [1e-300, 1e-100, 1.0, 1e100, 1e300])
def test_scales(scale):
    p = rng.random((40, 2))
    assert len(Delaunay(p * scale).simplices) == len(Delaunay(p).simplices)


def test_clusters_of_very_different_size_do_not_hang():
    p = np.concatenate([rng.random((20, 2)) * s for s in (1.0, 1e-8, 1e-16, 1e-40, 1e-150)])
    try:
        check_structure(Delaunay(p))
    except QhullError:
        pytest.fail("the predicates are exact at these scales")
