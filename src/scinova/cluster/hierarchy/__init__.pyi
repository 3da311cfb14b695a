# Written by tools/make_stubs.py from the table in __init__.py.
from ._checks import (
    ClusterWarning as ClusterWarning,
    correspond as correspond,
    is_monotonic as is_monotonic,
    is_valid_im as is_valid_im,
    is_valid_linkage as is_valid_linkage,
    num_obs_linkage as num_obs_linkage,
)
from ._dendrogram import (
    dendrogram as dendrogram,
    set_link_color_palette as set_link_color_palette,
)
from ._disjoint import (
    DisjointSet as DisjointSet,
)
from ._flat import (
    cut_tree as cut_tree,
    fcluster as fcluster,
    fclusterdata as fclusterdata,
    is_isomorphic as is_isomorphic,
    leaders as leaders,
)
from ._formats import (
    from_mlab_linkage as from_mlab_linkage,
    to_mlab_linkage as to_mlab_linkage,
)
from ._linkage import (
    average as average,
    centroid as centroid,
    complete as complete,
    linkage as linkage,
    median as median,
    optimal_leaf_ordering as optimal_leaf_ordering,
    single as single,
    ward as ward,
    weighted as weighted,
)
from ._measures import (
    cophenet as cophenet,
    inconsistent as inconsistent,
    maxRstat as maxRstat,
    maxdists as maxdists,
    maxinconsts as maxinconsts,
)
from ._nodes import (
    ClusterNode as ClusterNode,
    leaves_list as leaves_list,
    to_tree as to_tree,
)

__all__ = [
    "ClusterNode",
    "ClusterWarning",
    "DisjointSet",
    "average",
    "centroid",
    "complete",
    "cophenet",
    "correspond",
    "cut_tree",
    "dendrogram",
    "fcluster",
    "fclusterdata",
    "from_mlab_linkage",
    "inconsistent",
    "is_isomorphic",
    "is_monotonic",
    "is_valid_im",
    "is_valid_linkage",
    "leaders",
    "leaves_list",
    "linkage",
    "maxRstat",
    "maxdists",
    "maxinconsts",
    "median",
    "num_obs_linkage",
    "optimal_leaf_ordering",
    "set_link_color_palette",
    "single",
    "to_mlab_linkage",
    "to_tree",
    "ward",
    "weighted",
]
