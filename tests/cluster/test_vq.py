# SPDX-License-Identifier: BSD-3-Clause
import copy

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import cluster
from scinova.cluster.vq import ClusterError, kmeans, kmeans2, vq, whiten


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 40), st.integers(1, 9), st.integers(1, 6), st.booleans(), st.integers(0, 10**6))
def test_vq_is_nearest(n, k, m, single, seed):
    rng = np.random.default_rng(seed)
    dtype = np.float32 if single else np.float64
    obs, book = rng.normal(size=(2 * n, m)).astype(dtype)[::2], np.asfortranarray(rng.normal(size=(k, m)), dtype)
    code, dist = vq(obs, book)
    d = np.sqrt(((obs[:, np.newaxis].astype(float) - book)**2).sum(axis=-1))
    assert code.dtype == np.int32 and dist.dtype == dtype
    np.testing.assert_allclose(dist, d.min(axis=1), rtol=4 * np.finfo(dtype).eps * m)
    np.testing.assert_allclose(d[np.arange(n), code], d.min(axis=1), rtol=1e-5)


def test_vq_ties_go_to_the_lower_code():
    assert vq([[0.0], [1.0]], [[1.0], [-1.0], [1.0]])[0].tolist() == [0, 0]


def test_vq_refuses():
    for obs, book in (([[1.0, 2.0]], [[1.0, 2.0, 3.0]]), ([1.0], [[1.0]]), (np.ones((2, 2, 2)), np.ones((2, 2, 2))),
                      ([[np.nan]], [[1.0]]), ([[1.0]], np.ones((0, 1))), ([[1j]], [[1j]])):
        with pytest.raises(ValueError):
            vq(obs, book)
    with pytest.raises(TypeError):
        vq([["a"]], [["b"]])
    with pytest.raises(TypeError):
        vq(np.ones((2, 2), np.float16), np.ones((2, 2), np.float16))


def test_whiten():
    x = np.array([[1.0, 5.0], [3.0, 5.0]])
    with pytest.warns(RuntimeWarning):
        np.testing.assert_array_equal(whiten(x), [[1.0, 5.0], [3.0, 5.0]])
    y = np.random.default_rng(0).normal(size=(50, 3)) * [1.0, 10.0, 100.0]
    np.testing.assert_allclose(whiten(y).std(axis=0), 1.0)
    with pytest.raises(ValueError):
        whiten([[np.nan, 1.0], [2.0, 3.0]])


def test_kmeans_finds_separated_clusters():
    rng = np.random.default_rng(3)
    centres = np.array([[0.0, 0.0], [50.0, 0.0], [0.0, 50.0]])
    x = (centres[:, np.newaxis] + rng.normal(size=(3, 40, 2))).reshape(-1, 2)
    book, distortion = kmeans(x, 3, rng=1)
    found = book[vq(centres, book)[0]]
    np.testing.assert_allclose(found, x.reshape(3, 40, 2).mean(axis=1))
    assert distortion == pytest.approx(np.mean(vq(x, book)[1]), rel=1e-3)
    _, label = kmeans2(x, 3, minit="++", rng=1)
    assert len(np.unique(label.reshape(3, 40), axis=1)) == 3


def test_kmeans2_missing():
    x, start = np.array([0.0, 1.0]), np.array([0.0, 1.0, 99.0])
    with pytest.warns(UserWarning):
        book, _ = kmeans2(x, start)
    assert book[2] == 99.0
    with pytest.raises(ClusterError):
        kmeans2(x, start, missing="raise")


@pytest.mark.parametrize("bad", [dict(iter=0), dict(minit="no"), dict(missing="no"), dict(minit="matrix"), dict(k=0),
                                 dict(k=[[1.0]], minit="matrix"), dict(data=[]), dict(data=np.ones((2, 2, 2)))])
def test_kmeans2_refuses(bad):
    with pytest.raises(ValueError):
        kmeans2(**{"data": np.arange(8.0).reshape(4, 2), "k": 2, **bad})


@pytest.mark.parametrize("bad", [dict(iter=0), dict(k_or_guess=0), dict(k_or_guess=1.5), dict(k_or_guess=[]),
                                 dict(k_or_guess=9)])
def test_kmeans_refuses(bad):
    with pytest.raises(ValueError):
        kmeans(**{"obs": np.arange(8.0).reshape(4, 2), "k_or_guess": 2, **bad})


@pytest.mark.filterwarnings("ignore:.*cluster:UserWarning")
@pytest.mark.parametrize("shape", [(60, 3), (40,), (5, 9), (50, 1)])
@pytest.mark.parametrize("seeding", [dict(rng=4), dict(seed=4), dict(seed=np.random.default_rng(1))])
def test_streams_are_scipys(shape, seeding):
    theirs = pytest.importorskip("scipy.cluster.vq")
    x = np.random.default_rng(0).normal(size=shape)
    for minit in ("random", "points", "++"):
        got, expected = (lib.kmeans2(x, 3, minit=minit, **copy.deepcopy(seeding)) for lib in (cluster.vq, theirs))
        np.testing.assert_allclose(got[0], expected[0], rtol=1e-12, atol=1e-12)
        np.testing.assert_array_equal(got[1], expected[1])
    got, expected = (lib.kmeans(x, 3, **copy.deepcopy(seeding)) for lib in (cluster.vq, theirs))
    np.testing.assert_allclose(got[0], expected[0], rtol=1e-12, atol=1e-12)
    assert got[1] == pytest.approx(expected[1], rel=1e-12)


def test_old_names():
    code, dist = cluster.vq.py_vq([[1, 2], [3, 4]], [[0, 0], [3, 3]])
    assert code.tolist() == [0, 1] and code.dtype == np.intp and dist[1] == 1.0
