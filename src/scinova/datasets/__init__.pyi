# Written by tools/make_stubs.py from the table in __init__.py.
from ._fetch import (
    ascent as ascent,
    clear_cache as clear_cache,
    download_all as download_all,
    electrocardiogram as electrocardiogram,
    face as face,
)

__all__ = [
    "ascent",
    "clear_cache",
    "download_all",
    "electrocardiogram",
    "face",
]
