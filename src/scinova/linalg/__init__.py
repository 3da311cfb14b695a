# SPDX-License-Identifier: BSD-3-Clause
"""Dense linear algebra: solving, factoring, eigenvalues, over LAPACK; stacks of matrices are looped natively."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_stacks": "LinAlgError LinAlgWarning",
    "_solve": "det inv solve",
    "_structured": "solve_triangular solve_banded solveh_banded cholesky_banded cho_solve_banded",
    "_svd": "svd svdvals diagsvd orth null_space",
    "_lu": "lu lu_factor lu_solve",
    "_cholesky": "cholesky cho_factor cho_solve",
    "_qr": "qr qr_multiply rq",
    "_qr_update": "qr_delete qr_insert qr_update",
    "_schur": "rsf2csf schur",
    "_hessenberg": "hessenberg matrix_balance",
    "_qz": "ordqz qz",
    "_ldl": "ldl",
    "_cossin": "cossin",
    "_polar": "orthogonal_procrustes polar subspace_angles",
    "_sylvester": ("solve_continuous_lyapunov solve_discrete_lyapunov solve_lyapunov solve_sylvester"),
    "_riccati": "solve_continuous_are solve_discrete_are",
    "_banded_eigen": "eig_banded eigh_tridiagonal eigvals_banded eigvalsh_tridiagonal",
    "_hermitian": "eigh eigvalsh",
    "_eigen": "cdf2rdf eig eigvals",
    "_least_squares": "lstsq pinv pinvh",
    "_norm": "norm",
    "_toeplitz": "matmul_toeplitz solve_circulant solve_toeplitz",
    "_sketches": "clarkson_woodruff_transform",
    "_special_matrices": ("toeplitz circulant hankel block_diag leslie companion fiedler fiedler_companion "
                          "convolution_matrix khatri_rao"),
    "_named_matrices": "hilbert invhilbert pascal invpascal hadamard helmert dft",
    "_structure": "bandwidth issymmetric ishermitian",
    "_expm": "expm",
    "_trigonometric": "coshm cosm sinhm sinm tanhm tanm",
    "blas": "find_best_blas_type get_blas_funcs",
    "lapack": "get_lapack_funcs",
}, submodules="blas interpolative lapack")
