# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import distance as distance

__all__ = [
    "distance",
]
