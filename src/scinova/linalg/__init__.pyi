# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._solve import (
    det as det,
    inv as inv,
    solve as solve,
)
from ._stacks import (
    LinAlgError as LinAlgError,
    LinAlgWarning as LinAlgWarning,
)
from ._svd import (
    diagsvd as diagsvd,
    null_space as null_space,
    orth as orth,
    svd as svd,
    svdvals as svdvals,
)

__all__ = [
    "LinAlgError",
    "LinAlgWarning",
    "det",
    "diagsvd",
    "inv",
    "null_space",
    "orth",
    "solve",
    "svd",
    "svdvals",
]
