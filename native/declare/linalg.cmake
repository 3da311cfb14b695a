# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(linalg SOURCES kernels/linalg/solve.cpp kernels/linalg/svd.cpp kernels/linalg/factor.cpp
                kernels/linalg/eigen.cpp kernels/linalg/pivoted_qr.cpp
                kernels/linalg/exponential.cpp kernels/linalg/schur.cpp kernels/linalg/sylvester.cpp
                kernels/linalg/small_hermitian.cpp kernels/linalg/small_svd.cpp
                HOT kernels/linalg/hessenberg.cpp kernels/linalg/triangular.cpp kernels/linalg/exponential_small.cpp
                kernels/linalg/toeplitz.cpp kernels/linalg/slanted.cpp kernels/linalg/qr_update.cpp kernels/linalg/small.cpp)
scinova_extension(linalg SOURCES bindings/linalg.cpp bindings/linalg_routines.cpp bindings/linalg_routine_call.cpp
                  bindings/linalg_matrix_functions.cpp bindings/linalg_slanted.cpp
                  bindings/linalg_small_solve.cpp bindings/linalg_small_factor.cpp KERNELS linalg BLAS)
scinova_wide_vectors(kernels/linalg/qr_update.cpp)
