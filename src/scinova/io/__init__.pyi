# Written by tools/make_stubs.py from the table in __init__.py.
from . import matlab as matlab
from .matlab._files import (
    loadmat as loadmat,
    savemat as savemat,
    whosmat as whosmat,
)

__all__ = [
    "loadmat",
    "matlab",
    "savemat",
    "whosmat",
]
