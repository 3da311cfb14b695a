# SPDX-License-Identifier: BSD-3-Clause
"""Distances between vectors, between all rows of one or two arrays, and the two layouts of a distance matrix."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach("scinova.spatial.distance", {
    "_pairs": "cdist pdist",
    "_layouts": "is_valid_dm is_valid_y num_obs_dm num_obs_y squareform",
    "_metrics": "braycurtis canberra chebyshev cityblock correlation cosine dice euclidean hamming jaccard "
                "jensenshannon mahalanobis minkowski rogerstanimoto russellrao seuclidean sokalsneath sqeuclidean yule",
    "_hausdorff": "directed_hausdorff",
})
