# SPDX-License-Identifier: BSD-3-Clause
"""k-d trees against the full distance matrix."""
import pickle

import numpy as np
import pytest

from scinova.spatial import KDTree, Rectangle, cKDTree, distance_matrix
from scinova.spatial.distance import cdist

rng = np.random.default_rng(3)
NORMS = [1, 1.7, 2, np.inf]


def distances(x, y, p, box=None):
    d = np.abs(x[:, None] - y[None])
    if box is not None:
        d = np.minimum(d, box - d)
    return d.max(-1) if p == np.inf else (d ** p).sum(-1) ** (1 / p)


@pytest.mark.parametrize("p", NORMS)
@pytest.mark.parametrize("balanced", [True, False])
@pytest.mark.parametrize("box", [None, 1.0])
@pytest.mark.parametrize("m", [1, 3, 6])
def test_searches(p, balanced, box, m):
    x, y = rng.random((300, m)), rng.random((40, m))
    x[:50] = x[50:100].round(1) % 1.0
    tree = cKDTree(x, leafsize=4, balanced_tree=balanced, boxsize=box)
    full = distances(y, x, p, box)
    d, i = tree.query(y, k=7, p=p)
    np.testing.assert_allclose(d, np.sort(full, axis=1)[:, :7], rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(np.take_along_axis(full, i, 1), d, rtol=1e-12, atol=1e-14)
    r = np.quantile(full, 0.1)
    for one, row in zip(tree.query_ball_point(y, r, p=p), full):
        assert one == np.flatnonzero(row <= r).tolist()
    np.testing.assert_array_equal(tree.query_ball_point(y, r, p=p, return_length=True), (full <= r).sum(1))
    own = distances(x, x, p, box)
    assert tree.query_pairs(r, p=p) == set(zip(*(k.tolist() for k in np.nonzero(np.triu(own <= r, 1)))))
    other = cKDTree(y, boxsize=box)
    radii = np.array([0.0, r / 2, r, 2 * r])
    np.testing.assert_array_equal(tree.count_neighbors(other, radii, p=p), [(full <= s).sum() for s in radii])
    w, v = rng.random(300), rng.random(40)
    np.testing.assert_allclose(tree.count_neighbors(other, radii, p=p, weights=(w, v)),
                               [((full <= s) * v[:, None] * w).sum() for s in radii])
    s = other.sparse_distance_matrix(tree, r, p=p).toarray()
    np.testing.assert_allclose(s, np.where(full <= r, full, 0), rtol=1e-12, atol=1e-14)


def test_bounds_and_missing_neighbours():
    tree = cKDTree(rng.random((5, 2)))
    d, i = tree.query([0.5, 0.5], k=8)
    assert np.isinf(d[5:]).all() and (i[5:] == 5).all() and (np.diff(d[:5]) >= 0).all()
    assert tree.query(tree.data[0], distance_upper_bound=0)[1] == 5
    d, i = cKDTree(np.zeros((0, 3))).query(np.ones((2, 3)))
    assert np.isinf(d).all() and (i == 0).all()
    assert tree.query([0.5, 0.5], k=[2])[0].shape == (1,)
    assert tree.query(rng.random((3, 4, 2)), k=2)[0].shape == (3, 4, 2)


def test_threads_do_not_matter():
    x = rng.random((5000, 3))
    tree = cKDTree(x)
    for call in (lambda w: tree.query(x, k=4, workers=w), lambda w: tree.query_ball_point(x, 0.05, workers=w)):
        one, two = call(1), call(4)
        assert pickle.dumps(one) == pickle.dumps(two)


@pytest.mark.parametrize("cls", [cKDTree, KDTree])
def test_pickle_and_nodes(cls):
    tree = cls(rng.random((100, 2)))
    again = pickle.loads(pickle.dumps(tree))
    np.testing.assert_array_equal(tree.indices, again.indices)
    np.testing.assert_array_equal(np.sort(tree.indices), np.arange(100))
    root = cKDTree(tree.data).tree

    def walk(node):
        if node.lesser is None:
            return [node]
        assert (node.lesser.data_points[:, node.split_dim] < node.split).all()
        assert (node.greater.data_points[:, node.split_dim] >= node.split).all()
        return walk(node.lesser) + walk(node.greater)

    assert sum(leaf.children for leaf in walk(root)) == 100


@pytest.mark.parametrize("data", [np.zeros((1000, 2)), np.repeat(np.eye(3), 200, axis=0),
                                  0.5 ** np.arange(1000)[:, None],
                                  np.zeros((4, 0)), np.full((3, 1), 1e308) * [[1], [-1], [0.5]]])
@pytest.mark.parametrize("balanced", [True, False])
def test_degenerate_points(data, balanced):
    tree = cKDTree(data, leafsize=1, balanced_tree=balanced)
    assert tree.query(data, k=2)[1].shape == (len(data), 2)
    assert len(tree.query_pairs(0.0)) >= 0


@pytest.mark.parametrize("call", [
    lambda: cKDTree(np.ones(3)), lambda: cKDTree([[np.nan]]), lambda: cKDTree(np.ones((2, 2)), leafsize=0),
    lambda: cKDTree(np.ones((2, 2)), boxsize=0.5), lambda: cKDTree(np.ones((2, 2))).query([1]),
    lambda: cKDTree(np.ones((2, 2))).query([1, np.inf]), lambda: cKDTree(np.ones((2, 2))).query([1, 1], k=0),
    lambda: cKDTree(np.ones((2, 2))).query([1, 1], p=0.5),
    lambda: cKDTree(np.ones((2, 2))).query_pairs(1, output_type="x"),
    lambda: cKDTree(np.ones((2, 2))).query_ball_tree(cKDTree(np.ones((2, 3))), 1),
])
def test_bad_calls(call):
    with pytest.raises(ValueError):
        call()


def test_distance_matrix_and_rectangle():
    x, y = rng.random((6, 3)), rng.random((4, 3))
    np.testing.assert_allclose(distance_matrix(x, y), cdist(x, y))
    box = Rectangle([1, 1], [0, 0])
    assert box.volume() == 1 and box.min_distance_point([2, 1]) == 1
    less, greater = box.split(0, 0.25)
    assert less.volume() + greater.volume() == 1
