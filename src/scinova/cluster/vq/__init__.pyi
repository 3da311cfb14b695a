# Written by tools/make_stubs.py from the table in __init__.py.
from ._kmeans import (
    ClusterError as ClusterError,
    kmeans as kmeans,
    kmeans2 as kmeans2,
)
from ._quantize import (
    vq as vq,
    whiten as whiten,
)

__all__ = [
    "ClusterError",
    "kmeans",
    "kmeans2",
    "vq",
    "whiten",
]
