# SPDX-License-Identifier: BSD-3-Clause
"""Hierarchical clustering: building trees, cutting them into flat clusters, and drawing them.

A tree of n observations is a linkage matrix Z of n - 1 rows, one a merge: the two nodes joined (observations are
0 .. n-1, merge k makes node n + k), the height of the merge, and the number of observations below it.
"""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_linkage": "average centroid complete linkage median optimal_leaf_ordering single ward weighted",
    "_checks": "ClusterWarning correspond is_monotonic is_valid_im is_valid_linkage num_obs_linkage",
    "_flat": "cut_tree fcluster fclusterdata is_isomorphic leaders",
    "_measures": "cophenet inconsistent maxRstat maxdists maxinconsts",
    "_nodes": "ClusterNode leaves_list to_tree",
    "_dendrogram": "dendrogram set_link_color_palette",
    "_formats": "from_mlab_linkage to_mlab_linkage",
    "_disjoint": "DisjointSet",
})
