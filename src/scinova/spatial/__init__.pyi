# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import distance as distance
from ._delaunay import (
    Delaunay as Delaunay,
    QhullError as QhullError,
    tsearch as tsearch,
)
from ._kdtree import (
    KDTree as KDTree,
    cKDTree as cKDTree,
)
from ._minkowski import (
    Rectangle as Rectangle,
    distance_matrix as distance_matrix,
    minkowski_distance as minkowski_distance,
    minkowski_distance_p as minkowski_distance_p,
)

__all__ = [
    "Delaunay",
    "KDTree",
    "QhullError",
    "Rectangle",
    "cKDTree",
    "distance",
    "distance_matrix",
    "minkowski_distance",
    "minkowski_distance_p",
    "tsearch",
]
