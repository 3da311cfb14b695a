# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native

__all__ = [
]
