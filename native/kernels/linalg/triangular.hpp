// SPDX-License-Identifier: BSD-3-Clause
// Equations and functions of triangular matrices, column-major.
#pragma once

#include "common/simd.hpp"
#include "kernels/linalg/square.hpp"

namespace scinova::linalg {

// Whether rows k - 1 and k share a 2 x 2 block.
template <class T>
bool in_block(const T* t, index_t ld, index_t k) noexcept {
    if constexpr (is_complex<T>) return false;
    else return t[k + (k - 1) * ld] != T(0);
}

// Where a quasi-triangular matrix is halved.
template <class T>
index_t middle(const T* t, index_t n, index_t ld) noexcept {
    const index_t half = n / 2;
    return half && half < n && in_block(t, ld, half) ? half + 1 : half;
}

template <class T>
struct TriangularTable {
    // c := x with a x + sign x b = c, for upper (quasi-)triangular a (m x m) and b (n x n). Halving, with products
    // between: Jonsson & Kagstrom, ACM Trans. Math. Softw. 28 (2002) 392. Where a and -sign b have an eigenvalue in
    // common, a zero right-hand side gives zero, any other infinity.
    void (*sylvester)(const T* a, index_t m, index_t lda, const T* b, index_t n, index_t ldb, T* c, index_t ldc, int sign);

    // t := t^(1/2), the principal square root of an upper triangular matrix (Bjorck & Hammarling, Linear Algebra Appl.
    // 52/53 (1983) 127), or of a real quasi-triangular one in LAPACK's standard form (Higham, Linear Algebra Appl. 88/89
    // (1987) 405), by recursive blocking: Deadman, Higham & Ralha, PARA 2012, LNCS 7782, 171.
    void (*square_root)(T* t, index_t n, index_t ld);

    // t := log(t), n x n without gaps; no eigenvalue is zero, and none negative if T is real. Inverse scaling and
    // squaring: Al-Mohy & Higham, SIAM J. Sci. Comput. 34 (2012) C153, algorithm 5.2. `space`: 3 n^2 elements.
    void (*logarithm)(T* t, index_t n, T* space);

    // t := t^p for -1 < p < 1, under the same conditions. Higham & Lin, SIAM J. Matrix Anal. Appl. 32 (2011) 1056 and
    // 34 (2013) 1341: square roots, a Pade approximant of (1 - x)^p as a continued fraction, squaring. `space`: 3 n^2
    // elements.
    void (*fractional_power)(T* t, index_t n, Real<T> p, T* space);
};

template <class Isa, class T>
const TriangularTable<T>& triangular_table();

template <class T>
const TriangularTable<T>& triangular() {
    static const TriangularTable<T>& table =
        simd::pick(&triangular_table<isa::v2, T>, &triangular_table<isa::v3, T>, &triangular_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::linalg
