# Written by tools/make_stubs.py from the table in __init__.py.
from ._direct import (
    MatrixRankWarning as MatrixRankWarning,
    SuperLU as SuperLU,
    factorized as factorized,
    inv as inv,
    splu as splu,
    spsolve as spsolve,
    use_solver as use_solver,
)
from ._norm import (
    norm as norm,
)
from ._triangular import (
    is_sptriangular as is_sptriangular,
    spbandwidth as spbandwidth,
    spsolve_triangular as spsolve_triangular,
)

__all__ = [
    "MatrixRankWarning",
    "SuperLU",
    "factorized",
    "inv",
    "is_sptriangular",
    "norm",
    "spbandwidth",
    "splu",
    "spsolve",
    "spsolve_triangular",
    "use_solver",
]
