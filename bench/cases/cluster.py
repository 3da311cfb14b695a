# SPDX-License-Identifier: BSD-3-Clause
"""Cases of cluster."""
import numpy as np

from bench.case import Case


def _points(n, m):
    return lambda: (np.random.default_rng(0).normal(size=(n, m)),)


def _vq(n, m, k):
    def setup():
        x = np.random.default_rng(0).normal(size=(n, m))
        return x, x[:k].copy()
    return setup


def _fastcluster(method):
    def call(x):
        import fastcluster
        return fastcluster.linkage(x, method)
    return call


CASES = [
    Case("cluster.vq.vq 100000x16, 64 codes", _vq(100000, 16, 64), lambda lib, x, b: lib.cluster.vq.vq(x, b)),
    Case("cluster.vq.vq 5x2, 3 codes", _vq(5, 2, 3), lambda lib, x, b: lib.cluster.vq.vq(x, b), bar={1: 3.0}),
    Case("cluster.vq.kmeans2 20000x8, 10 clusters", _points(20000, 8),
         lambda lib, x: lib.cluster.vq.kmeans2(x, 10, minit="points", seed=1)),
    *(Case(f"cluster.hierarchy.linkage 2000x5 {method}", _points(2000, 5),
           lambda lib, x, method=method: lib.cluster.hierarchy.linkage(x, method),
           peers={"fastcluster": _fastcluster(method)})
      for method in ("single", "average", "ward", "centroid")),
    Case("cluster.hierarchy.dendrogram 500", _points(500, 3),
         lambda lib, x: lib.cluster.hierarchy.dendrogram(lib.cluster.hierarchy.linkage(x, "average"), no_plot=True)),
]
