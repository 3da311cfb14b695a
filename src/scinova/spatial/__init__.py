# SPDX-License-Identifier: BSD-3-Clause
"""Nearest neighbours, triangulations and distances."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_delaunay": "Delaunay QhullError tsearch",
    "_kdtree": "KDTree cKDTree",
    "_minkowski": "Rectangle distance_matrix minkowski_distance minkowski_distance_p",
}, submodules="distance")
