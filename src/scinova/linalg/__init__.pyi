# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import blas as blas
from . import lapack as lapack
from ._cholesky import (
    cho_factor as cho_factor,
    cho_solve as cho_solve,
    cholesky as cholesky,
)
from ._eigen import (
    eig as eig,
    eigvals as eigvals,
)
from ._hermitian import (
    eigh as eigh,
    eigvalsh as eigvalsh,
)
from ._least_squares import (
    lstsq as lstsq,
    pinv as pinv,
    pinvh as pinvh,
)
from ._lu import (
    lu as lu,
    lu_factor as lu_factor,
    lu_solve as lu_solve,
)
from ._named_matrices import (
    dft as dft,
    hadamard as hadamard,
    helmert as helmert,
    hilbert as hilbert,
    invhilbert as invhilbert,
    invpascal as invpascal,
    pascal as pascal,
)
from ._norm import (
    norm as norm,
)
from ._qr import (
    qr as qr,
)
from ._solve import (
    det as det,
    inv as inv,
    solve as solve,
)
from ._special_matrices import (
    block_diag as block_diag,
    circulant as circulant,
    companion as companion,
    convolution_matrix as convolution_matrix,
    fiedler as fiedler,
    hankel as hankel,
    leslie as leslie,
    toeplitz as toeplitz,
)
from ._stacks import (
    LinAlgError as LinAlgError,
    LinAlgWarning as LinAlgWarning,
)
from ._structure import (
    bandwidth as bandwidth,
    ishermitian as ishermitian,
    issymmetric as issymmetric,
)
from ._structured import (
    cho_solve_banded as cho_solve_banded,
    cholesky_banded as cholesky_banded,
    solve_banded as solve_banded,
    solve_triangular as solve_triangular,
    solveh_banded as solveh_banded,
)
from ._svd import (
    diagsvd as diagsvd,
    null_space as null_space,
    orth as orth,
    svd as svd,
    svdvals as svdvals,
)
from .blas import (
    find_best_blas_type as find_best_blas_type,
    get_blas_funcs as get_blas_funcs,
)
from .lapack import (
    get_lapack_funcs as get_lapack_funcs,
)

__all__ = [
    "LinAlgError",
    "LinAlgWarning",
    "bandwidth",
    "blas",
    "block_diag",
    "cho_factor",
    "cho_solve",
    "cho_solve_banded",
    "cholesky",
    "cholesky_banded",
    "circulant",
    "companion",
    "convolution_matrix",
    "det",
    "dft",
    "diagsvd",
    "eig",
    "eigh",
    "eigvals",
    "eigvalsh",
    "fiedler",
    "find_best_blas_type",
    "get_blas_funcs",
    "get_lapack_funcs",
    "hadamard",
    "hankel",
    "helmert",
    "hilbert",
    "inv",
    "invhilbert",
    "invpascal",
    "ishermitian",
    "issymmetric",
    "lapack",
    "leslie",
    "lstsq",
    "lu",
    "lu_factor",
    "lu_solve",
    "norm",
    "null_space",
    "orth",
    "pascal",
    "pinv",
    "pinvh",
    "qr",
    "solve",
    "solve_banded",
    "solve_triangular",
    "solveh_banded",
    "svd",
    "svdvals",
    "toeplitz",
]
