# Written by tools/make_stubs.py from the table in __init__.py.
from ._files import (
    loadmat as loadmat,
    matfile_version as matfile_version,
    savemat as savemat,
    varmats_from_mat as varmats_from_mat,
    whosmat as whosmat,
)
from ._types import (
    MatReadError as MatReadError,
    MatReadWarning as MatReadWarning,
    MatWriteError as MatWriteError,
    MatWriteWarning as MatWriteWarning,
    MatlabFunction as MatlabFunction,
    MatlabObject as MatlabObject,
    MatlabOpaque as MatlabOpaque,
    mat_struct as mat_struct,
)

__all__ = [
    "MatReadError",
    "MatReadWarning",
    "MatWriteError",
    "MatWriteWarning",
    "MatlabFunction",
    "MatlabObject",
    "MatlabOpaque",
    "loadmat",
    "mat_struct",
    "matfile_version",
    "savemat",
    "varmats_from_mat",
    "whosmat",
]
