# SPDX-License-Identifier: BSD-3-Clause
"""Every metric of the table against its scalar function, the layouts, bad input."""
import numpy as np
import pytest

from scinova.spatial import distance
from scinova.spatial.distance._pairs import METRICS

rng = np.random.default_rng(5)
REAL = ["braycurtis", "canberra", "chebyshev", "cityblock", "correlation", "cosine", "dice", "euclidean", "hamming",
        "jensenshannon", "minkowski", "sqeuclidean"]
BOOLEAN = ["dice", "jaccard", "rogerstanimoto", "russellrao", "sokalsneath", "yule"]


@pytest.mark.parametrize("n", [1, 3, 8, 21])
@pytest.mark.parametrize("name", REAL)
def test_real_metrics_match_their_formula(name, n):
    x, y = rng.random((7, n)), rng.random((5, n))
    f = getattr(distance, name)
    want = [[f(u, v) for v in y] for u in x]
    np.testing.assert_allclose(distance.cdist(x, y, name), want, rtol=1e-13, atol=1e-14)
    if (name, n) == ("correlation", 1):
        return
    square = distance.squareform(distance.pdist(x, name))
    np.testing.assert_allclose(square, distance.cdist(x, x, name) * (1 - np.eye(7)), rtol=1e-13, atol=1e-14)


@pytest.mark.parametrize("name", [n for n in REAL if n not in ("jensenshannon",)])
def test_weights(name):
    x, w = rng.random((4, 11)), rng.random(11)
    f = getattr(distance, name)
    np.testing.assert_allclose(distance.pdist(x, name, w=w)[0], f(x[0], x[1], w=w), rtol=1e-12)


@pytest.mark.parametrize("n", [1, 63, 64, 130])
@pytest.mark.parametrize("name", BOOLEAN)
def test_boolean_metrics_match_their_formula(name, n):
    x = rng.random((6, n)) < 0.5
    x[:, 0] = True
    f, w = getattr(distance, name), rng.random(n)
    for kwargs in ({}, {"w": w}):
        want = [f(x[i], x[j], **kwargs) for i in range(6) for j in range(i + 1, 6)]
        np.testing.assert_allclose(distance.pdist(x, name, **kwargs), want, rtol=1e-12)


def test_parameters():
    x = rng.random((9, 4))
    np.testing.assert_allclose(distance.pdist(x, "minkowski", p=3)[0], (abs(x[0] - x[1]) ** 3).sum() ** (1 / 3))
    np.testing.assert_allclose(distance.pdist(x, "minkowski", p=np.inf), distance.pdist(x, "chebyshev"))
    v = x.var(axis=0, ddof=1)
    np.testing.assert_allclose(distance.pdist(x, "seuclidean")[0], np.sqrt(((x[0] - x[1]) ** 2 / v).sum()))
    vi = np.linalg.inv(np.cov(x.T))
    np.testing.assert_allclose(distance.pdist(x, "mahalanobis")[0], distance.mahalanobis(x[0], x[1], vi))
    np.testing.assert_allclose(distance.pdist(x, "jensenshannon", base=2)[0], distance.jensenshannon(x[0], x[1], 2))


@pytest.mark.parametrize("name", sorted({m.name for m in METRICS.values()}))
def test_identical_rows_and_threads(name):
    import scinova
    x = np.abs(rng.random((300, 5))) + 0.1
    full = distance.cdist(x, x, name)
    if name != "dice" and name not in ("kulczynski1", "kulsinski"):
        np.testing.assert_allclose(np.diag(full), 0, atol=1e-7)
    try:
        scinova.set_num_threads(4)
        np.testing.assert_array_equal(distance.cdist(x, x, name), full)
    finally:
        scinova.set_num_threads(None)


@pytest.mark.parametrize("m", [0, 1, 2, 3, 100, 501])
def test_condensed_sizes(m):
    x = rng.random((m, 3))
    d = distance.pdist(x)
    assert d.shape == (m * (m - 1) // 2,)
    np.testing.assert_array_equal(d, distance.cdist(x, x)[np.triu_indices(m, 1)])


def test_layouts():
    y = np.arange(1.0, 7.0)
    np.testing.assert_array_equal(distance.squareform(distance.squareform(y)), y)
    assert distance.num_obs_y(y) == distance.num_obs_dm(distance.squareform(y)) == 4
    assert distance.squareform(np.array([1, 2, 3], "f")).dtype == np.float32
    with pytest.raises(ValueError):
        distance.squareform(np.arange(4))
    with pytest.raises(ValueError):
        distance.squareform(np.ones((3, 3)))


@pytest.mark.parametrize("call", [
    lambda: distance.pdist(np.ones(3)), lambda: distance.cdist(np.ones((2, 2)), np.ones((2, 3))),
    lambda: distance.pdist(np.ones((3, 2)), "nonsense"), lambda: distance.pdist(np.ones((3, 2)), w=[-1, 1]),
    lambda: distance.pdist(np.ones((3, 2)), w=[1]), lambda: distance.pdist(np.ones((3, 2)) + 1j),
    lambda: distance.pdist(np.ones((3, 2)), out=np.empty(2)),
    lambda: distance.pdist(np.ones((3, 2)), out=np.empty(3, "f")),
    lambda: distance.pdist(np.ones((2, 3)), "mahalanobis"), lambda: distance.pdist(np.ones((3, 2)), "minkowski", p=-1),
])
def test_bad_calls(call):
    with pytest.raises(ValueError):
        call()


def test_layouts_of_the_argument_do_not_matter():
    x = rng.random((20, 6))
    want = distance.pdist(x)
    for y in (np.asfortranarray(x), x[::-1][::-1], x.astype(">f8"), x.tolist()):
        np.testing.assert_array_equal(distance.pdist(y), want)
