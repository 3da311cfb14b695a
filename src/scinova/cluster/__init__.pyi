# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import hierarchy as hierarchy
from . import vq as vq

__all__ = [
    "hierarchy",
    "vq",
]
