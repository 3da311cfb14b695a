# SPDX-License-Identifier: BSD-3-Clause
"""Distances, k-d trees, triangulations."""
from __future__ import annotations

import numpy as np

from bench.case import Case


def _points(m: int, n: int) -> tuple[np.ndarray]:
    return (np.random.default_rng(0).random((m, n)),)


CASES = [
    Case("spatial.Delaunay 2e4x2", lambda: _points(20_000, 2), lambda lib, x: lib.spatial.Delaunay(x), bar={1: 1.0}),
    Case("spatial.Delaunay 5e3x3", lambda: _points(5_000, 3), lambda lib, x: lib.spatial.Delaunay(x)),
    Case("spatial.cKDTree build 1e5x3", lambda: _points(100_000, 3), lambda lib, x: lib.spatial.cKDTree(x)),
    Case("spatial.cKDTree query 2e4x3 k=5", lambda: _points(20_000, 3),
         lambda lib, x: lib.spatial.cKDTree(x).query(x, k=5), threads=(1, 2)),
    *(Case(f"spatial.distance.pdist {metric} {m}x{n}", lambda m=m, n=n: _points(m, n),
           lambda lib, x, metric=metric: lib.spatial.distance.pdist(x, metric), threads=(1, 2))
      for metric in ("euclidean", "cityblock", "cosine", "chebyshev", "hamming", "jaccard")
      for m, n in ((2000, 3), (1000, 100))),
    Case("spatial.distance.cdist euclidean 5x3", lambda: _points(5, 3),
         lambda lib, x: lib.spatial.distance.cdist(x, x)),
]
