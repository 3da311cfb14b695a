# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from . import blas as blas
from . import interpolative as interpolative
from . import lapack as lapack
from ._banded_eigen import (
    eig_banded as eig_banded,
    eigh_tridiagonal as eigh_tridiagonal,
    eigvals_banded as eigvals_banded,
    eigvalsh_tridiagonal as eigvalsh_tridiagonal,
)
from ._cholesky import (
    cho_factor as cho_factor,
    cho_solve as cho_solve,
    cholesky as cholesky,
)
from ._cossin import (
    cossin as cossin,
)
from ._eigen import (
    cdf2rdf as cdf2rdf,
    eig as eig,
    eigvals as eigvals,
)
from ._expm import (
    expm as expm,
)
from ._expm_frechet import (
    expm_cond as expm_cond,
    expm_frechet as expm_frechet,
)
from ._funm import (
    funm as funm,
    signm as signm,
)
from ._hermitian import (
    eigh as eigh,
    eigvalsh as eigvalsh,
)
from ._hessenberg import (
    hessenberg as hessenberg,
    matrix_balance as matrix_balance,
)
from ._ldl import (
    ldl as ldl,
)
from ._least_squares import (
    lstsq as lstsq,
    pinv as pinv,
    pinvh as pinvh,
)
from ._logm import (
    fractional_matrix_power as fractional_matrix_power,
    logm as logm,
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
from ._polar import (
    orthogonal_procrustes as orthogonal_procrustes,
    polar as polar,
    subspace_angles as subspace_angles,
)
from ._qr import (
    qr as qr,
    qr_multiply as qr_multiply,
    rq as rq,
)
from ._qr_update import (
    qr_delete as qr_delete,
    qr_insert as qr_insert,
    qr_update as qr_update,
)
from ._qz import (
    ordqz as ordqz,
    qz as qz,
)
from ._riccati import (
    solve_continuous_are as solve_continuous_are,
    solve_discrete_are as solve_discrete_are,
)
from ._schur import (
    rsf2csf as rsf2csf,
    schur as schur,
)
from ._sketches import (
    clarkson_woodruff_transform as clarkson_woodruff_transform,
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
    fiedler_companion as fiedler_companion,
    hankel as hankel,
    khatri_rao as khatri_rao,
    leslie as leslie,
    toeplitz as toeplitz,
)
from ._sqrtm import (
    sqrtm as sqrtm,
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
from ._sylvester import (
    solve_continuous_lyapunov as solve_continuous_lyapunov,
    solve_discrete_lyapunov as solve_discrete_lyapunov,
    solve_lyapunov as solve_lyapunov,
    solve_sylvester as solve_sylvester,
)
from ._toeplitz import (
    matmul_toeplitz as matmul_toeplitz,
    solve_circulant as solve_circulant,
    solve_toeplitz as solve_toeplitz,
)
from ._trigonometric import (
    coshm as coshm,
    cosm as cosm,
    sinhm as sinhm,
    sinm as sinm,
    tanhm as tanhm,
    tanm as tanm,
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
    "cdf2rdf",
    "cho_factor",
    "cho_solve",
    "cho_solve_banded",
    "cholesky",
    "cholesky_banded",
    "circulant",
    "clarkson_woodruff_transform",
    "companion",
    "convolution_matrix",
    "coshm",
    "cosm",
    "cossin",
    "det",
    "dft",
    "diagsvd",
    "eig",
    "eig_banded",
    "eigh",
    "eigh_tridiagonal",
    "eigvals",
    "eigvals_banded",
    "eigvalsh",
    "eigvalsh_tridiagonal",
    "expm",
    "expm_cond",
    "expm_frechet",
    "fiedler",
    "fiedler_companion",
    "find_best_blas_type",
    "fractional_matrix_power",
    "funm",
    "get_blas_funcs",
    "get_lapack_funcs",
    "hadamard",
    "hankel",
    "helmert",
    "hessenberg",
    "hilbert",
    "interpolative",
    "inv",
    "invhilbert",
    "invpascal",
    "ishermitian",
    "issymmetric",
    "khatri_rao",
    "lapack",
    "ldl",
    "leslie",
    "logm",
    "lstsq",
    "lu",
    "lu_factor",
    "lu_solve",
    "matmul_toeplitz",
    "matrix_balance",
    "norm",
    "null_space",
    "ordqz",
    "orth",
    "orthogonal_procrustes",
    "pascal",
    "pinv",
    "pinvh",
    "polar",
    "qr",
    "qr_delete",
    "qr_insert",
    "qr_multiply",
    "qr_update",
    "qz",
    "rq",
    "rsf2csf",
    "schur",
    "signm",
    "sinhm",
    "sinm",
    "solve",
    "solve_banded",
    "solve_circulant",
    "solve_continuous_are",
    "solve_continuous_lyapunov",
    "solve_discrete_are",
    "solve_discrete_lyapunov",
    "solve_lyapunov",
    "solve_sylvester",
    "solve_toeplitz",
    "solve_triangular",
    "solveh_banded",
    "sqrtm",
    "subspace_angles",
    "svd",
    "svdvals",
    "tanhm",
    "tanm",
    "toeplitz",
]
