# SPDX-License-Identifier: BSD-3-Clause
import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova.cluster import hierarchy as h

METHODS = ["single", "complete", "average", "weighted", "ward", "centroid", "median"]


def points(seed, n=25, m=3):
    return np.random.default_rng(seed).normal(size=(n, m))


def square(x):
    return np.sqrt(((x[:, np.newaxis] - x)**2).sum(axis=-1))


def condensed(x):
    return square(x)[np.triu_indices(len(x), 1)]


def by_definition(x, method):
    """Join the two nearest clusters again and again, with distances from the definition of each method."""
    clusters = {i: ([i], x[i]) for i in range(len(x))}
    d = {frozenset(p): square(x)[p] for p in itertools.combinations(range(len(x)), 2)}
    rows = []
    for k in range(len(x) - 1):
        a, b = sorted(min(d, key=d.get))
        height = d.pop(frozenset((a, b)))
        (pa, ca), (pb, cb) = clusters.pop(a), clusters.pop(b)
        na, nb = len(pa), len(pb)
        new = len(x) + k
        centre = (ca + cb) / 2 if method == "median" else (na * ca + nb * cb) / (na + nb)
        rows.append([a, b, height, na + nb])
        for c, (pc, cc) in clusters.items():
            da, db = d.pop(frozenset((a, c))), d.pop(frozenset((b, c)))
            between = square(x)[np.ix_(pa + pb, pc)]
            d[frozenset((new, c))] = {
                "single": between.min(), "complete": between.max(), "average": between.mean(),
                "weighted": (da + db) / 2, "centroid": np.linalg.norm(centre - cc),
                "median": np.linalg.norm(centre - cc),
                "ward": np.sqrt(2 * (na + nb) * len(pc) / (na + nb + len(pc))) * np.linalg.norm(centre - cc),
            }[method]
        clusters[new] = (pa + pb, centre)
    return np.array(rows, dtype=float)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("seed", range(3))
def test_linkage_by_definition(method, seed):
    x = points(seed)
    expected = by_definition(x, method)
    np.testing.assert_allclose(h.linkage(x, method), expected, rtol=1e-12)
    np.testing.assert_allclose(h.linkage(condensed(x), method), expected, rtol=1e-12)
    np.testing.assert_array_equal(getattr(h, method)(x), h.linkage(x, method))


@pytest.mark.parametrize("scale", [1e-200, 1e200])
@pytest.mark.parametrize("method", METHODS)
def test_linkage_scales(method, scale):
    y = condensed(points(0))
    big = h.linkage(y * scale, method)
    np.testing.assert_allclose(big[:, 2] / scale, h.linkage(y, method)[:, 2], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.integers(2, 12), st.integers(0, 10**6), st.sampled_from(METHODS))
def test_linkage_with_ties_is_a_valid_tree(n, seed, method):
    x = np.random.default_rng(seed).integers(0, 3, size=(n, 2)).astype(float)
    Z = h.linkage(condensed(x), method)
    assert h.is_valid_linkage(Z, throw=True) and Z[-1, 3] == n
    if method not in ("centroid", "median"):
        assert h.is_monotonic(Z)
    assert sorted(h.leaves_list(Z)) == list(range(n))


def test_linkage_refuses():
    for y in ([], [[1.0, 2.0]], [1.0, 2.0], [1.0, np.nan, 2.0], 3.0, np.ones((2, 2, 2)), [[1.0], [np.inf]]):
        with pytest.raises(ValueError):
            h.linkage(y)
    for kw in (dict(method="no"), dict(method="ward", metric="cityblock")):
        with pytest.raises(ValueError):
            h.linkage(points(0), **kw)
    with pytest.raises(TypeError):
        h.linkage([1j, 2.0, 3.0])
    with pytest.raises(ValueError):
        h.linkage([1.0, -2.0, 3.0], "centroid")
    with pytest.warns(h.ClusterWarning):
        h.linkage([[0.0, 1.0], [1.0, 0.0]])


def test_input_is_not_changed():
    y = condensed(points(1))
    y.flags.writeable = False
    before = y.copy()
    for method in METHODS:
        h.linkage(y, method)
    np.testing.assert_array_equal(y, before)


@pytest.mark.parametrize("seed", range(4))
def test_optimal_order_is_the_best_of_all(seed):
    x = points(seed, 8, 2)
    d = square(x)
    Z = h.linkage(x, "average")

    def cost(tree):
        order = h.leaves_list(tree)
        return d[order[1:], order[:-1]].sum()

    orders = (np.where(np.array(turn)[:, np.newaxis], Z[:, [1, 0, 2, 3]], Z)
              for turn in itertools.product([False, True], repeat=7))
    best = min(map(cost, orders))
    assert cost(h.optimal_leaf_ordering(Z, x)) == pytest.approx(best, rel=1e-12)
    assert cost(h.linkage(x, "average", optimal_ordering=True)) == pytest.approx(best, rel=1e-12)


def test_cophenet_and_measures():
    x = points(5)
    Z = h.linkage(x, "complete")
    c, d = h.cophenet(Z, condensed(x))
    assert c == pytest.approx(np.corrcoef(condensed(x), d)[0, 1])
    for t in (0.5, 1.0, 2.0):     # two points share a cluster at t exactly when they are joined at or below t
        T = h.fcluster(Z, t, "distance")
        np.testing.assert_array_equal((T[:, np.newaxis] == T)[np.triu_indices(len(T), 1)], d <= t)
    R = h.inconsistent(Z, 1)
    np.testing.assert_array_equal(R[:, 0], Z[:, 2])
    assert not R[:, 1].any() and not R[:, 3].any()
    np.testing.assert_array_equal(h.maxdists(Z), Z[:, 2])
    whole = h.inconsistent(Z, 100)[-1]
    np.testing.assert_allclose(whole, [Z[:, 2].mean(), Z[:, 2].std(ddof=1), len(Z),
                                       (Z[-1, 2] - Z[:, 2].mean()) / Z[:, 2].std(ddof=1)])
    np.testing.assert_array_equal(h.maxRstat(Z, h.inconsistent(Z), 3), h.maxinconsts(Z, h.inconsistent(Z)))


def test_fcluster_counts():
    x = points(6)
    Z = h.linkage(x, "average")
    for k in range(1, len(x) + 2):
        T = h.fcluster(Z, k, "maxclust")
        assert len(np.unique(T)) == min(k, len(x)) and T.dtype == np.int32
        assert h.is_isomorphic(T, h.cut_tree(Z, k)[:, 0])
        assert len(h.leaders(Z, T)[0]) == min(k, len(x))
    np.testing.assert_array_equal(h.fcluster(Z, 3, "maxclust_monocrit", monocrit=Z[:, 2]), h.fcluster(Z, 3, "maxclust"))
    np.testing.assert_array_equal(h.fcluster(Z, 1.0, "monocrit", monocrit=Z[:, 2]), h.fcluster(Z, 1.0, "distance"))
    np.testing.assert_array_equal(h.fclusterdata(x, 2.0, "distance", method="ward"),
                                  h.fcluster(h.linkage(x, "ward"), 2.0, "distance"))
    for bad in (dict(criterion="no"), dict(criterion="monocrit")):
        with pytest.raises(ValueError):
            h.fcluster(Z, 1.0, **bad)


def test_leaders_refuse():
    Z = h.linkage([[0.0], [1.0], [5.0], [6.0]])
    with pytest.raises(ValueError):
        h.leaders(Z, np.array([1, 2, 1, 2], dtype=np.int32))
    with pytest.raises(TypeError):
        h.leaders(Z, np.array([1, 1, 2, 2]).astype(np.int64))


def test_deep_trees():
    n = 20000           # a chain: deeper than any recursion limit
    Z = h.linkage(np.cumsum(np.arange(n, dtype=float))[:, np.newaxis])
    assert len(h.dendrogram(Z, no_plot=True)["leaves"]) == n
    assert h.to_tree(Z).pre_order() == list(h.leaves_list(Z))


def test_tree_objects():
    Z = h.linkage([[0.0], [1.0], [5.0]])
    top, nodes = h.to_tree(Z, rd=True)
    assert [node.get_id() for node in nodes] == list(range(5)) and top is nodes[-1]
    assert top.get_count() == 3 and nodes[3] < top and not top.is_leaf() and top.get_left().is_leaf()
    np.testing.assert_array_equal(h.from_mlab_linkage(h.to_mlab_linkage(Z)), Z)


@pytest.mark.parametrize("change, error", [((0, 0, -1.0), ValueError), ((0, 2, -1.0), ValueError),
                                           ((0, 0, 9.0), ValueError), ((1, 0, 0.0), ValueError)])
def test_bad_trees(change, error):
    Z = h.linkage(points(0, 5))
    row, column, value = change
    Z[row, column] = Z[0, 1] if change == (1, 0, 0.0) else value
    for function in (h.leaves_list, h.cophenet, h.inconsistent, h.to_tree, h.maxdists, h.num_obs_linkage,
                     lambda Z: h.dendrogram(Z, no_plot=True), lambda Z: h.fcluster(Z, 1.0),
                     lambda Z: h.is_valid_linkage(Z, throw=True)):
        with pytest.raises(error):
            function(Z)
    assert not h.is_valid_linkage(Z)
    with pytest.warns(h.ClusterWarning):
        h.is_valid_linkage(Z, warning=True)


def test_dendrogram_options():
    Z = h.linkage(points(2, 12), "ward")
    whole = h.dendrogram(Z, no_plot=True, color_threshold=0)
    assert set(whole["color_list"]) == {"C0"} and len(whole["icoord"]) == 11
    last = h.dendrogram(Z, 4, "lastp", no_plot=True)
    assert len(last["leaves"]) == 4 and sum(int(t[1:-1]) if "(" in t else 1 for t in last["ivl"]) == 12
    level = h.dendrogram(Z, 1, "level", no_plot=True)
    assert len(level["leaves"]) <= 4
    named = h.dendrogram(Z, no_plot=True, labels=[f"p{i}" for i in range(12)])
    assert named["ivl"] == [f"p{i}" for i in named["leaves"]]
    ascending = h.dendrogram(Z, no_plot=True, count_sort="ascending")["leaves"]
    descending = h.dendrogram(Z, no_plot=True, count_sort="descending")["leaves"]
    assert ascending == descending[::-1]
    assert h.dendrogram(Z, no_plot=True, link_color_func=lambda k: f"c{k}")["color_list"][-1] == "c22"
    h.set_link_color_palette(["red"])
    try:
        assert set(h.dendrogram(Z, no_plot=True)["color_list"]) <= {"red", "C0"}
    finally:
        h.set_link_color_palette(None)
    for bad in (dict(orientation="up"), dict(truncate_mode="no"), dict(labels=["a"])):
        with pytest.raises(ValueError):
            h.dendrogram(Z, no_plot=True, **bad)


@pytest.mark.parametrize("orientation", ["top", "bottom", "left", "right"])
def test_dendrogram_draws(orientation):
    matplotlib = pytest.importorskip("matplotlib")
    matplotlib.use("Agg")
    from matplotlib.figure import Figure
    ax = Figure().add_subplot()
    Z = h.linkage(points(2, 12), "ward")
    tree = h.dendrogram(Z, 5, "lastp", ax=ax, orientation=orientation, show_contracted=True)
    texts = (ax.get_xticklabels() if orientation in ("top", "bottom") else ax.get_yticklabels())
    assert [t.get_text() for t in texts] == tree["ivl"]
    assert sum(len(c.get_segments()) for c in ax.collections) == 4
    truncated = sum(node >= 12 for node in tree["leaves"])
    assert len(ax.patches) == 11 - 4 - truncated


def test_disjoint_set():
    sets = h.DisjointSet(range(6))
    for a, b in ((0, 1), (2, 3), (0, 3)):
        assert sets.merge(a, b) and not sets.merge(b, a)
    assert sets.n_subsets == 3 and sets.subset(1) == {0, 1, 2, 3} and sets.subset_size(2) == 4
    assert sets.connected(1, 2) and not sets.connected(1, 4) and len(sets) == 6 and list(sets) == list(range(6))
    with pytest.raises(KeyError):
        sets[9]


def test_against_scipy():
    theirs = pytest.importorskip("scipy.cluster.hierarchy")
    for seed in range(6):
        x = points(seed, 30)
        for method in METHODS:
            Z = theirs.linkage(x, method)
            np.testing.assert_allclose(h.linkage(x, method), Z, rtol=1e-10)
            T = theirs.fcluster(Z, 7, "maxclust")
            np.testing.assert_array_equal(h.fcluster(Z, 7, "maxclust"), T)
            for got, expected in zip(h.leaders(Z, T), theirs.leaders(Z, T)):
                np.testing.assert_array_equal(got, expected)
            np.testing.assert_array_equal(h.fcluster(Z, 1.1), theirs.fcluster(Z, 1.1))
            for options in ({}, dict(p=5, truncate_mode="lastp"), dict(distance_sort="descending")):
                got, expected = (lib.dendrogram(Z, no_plot=True, **options) for lib in (h, theirs))
                assert got["ivl"] == expected["ivl"] and got["color_list"] == expected["color_list"]
                assert got["leaves_color_list"] == expected["leaves_color_list"]
                np.testing.assert_allclose(got["icoord"], expected["icoord"])
