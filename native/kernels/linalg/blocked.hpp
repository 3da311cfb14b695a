// SPDX-License-Identifier: BSD-3-Clause
// LU factors, triangular systems of many right-hand sides, and what follows from them, by halves: almost all of the work
// is in products of blocks (Gustavson, IBM J. Res. Dev. 41 (1997) 737), which OpenBLAS does at twice the speed of its own
// trsm. The arithmetic is elimination and substitution throughout, in another order, so that LAPACK's error bounds hold
// (Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., theorems 8.10 and 9.3, section 14.3).
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

inline constexpr int blocked_from = 64;     // order above which a triangle is halved

// b := op(a)^-1 b (side 'L') or b op(a)^-1 (side 'R'), with the arguments of trsm.
template <class T>
void solve_triangle(char side, char uplo, char op, char unit, int m, int n, const T* a, int lda, T* b, int ldb) {
    const bool left = side == 'L', lower = (uplo == 'L') == (op == 'N');
    const int order = left ? m : n;
    if (order <= blocked_from || (left ? n : m) < 8) {
        lapack::trsm(side, uplo, op, unit, m, n, T(1), a, lda, b, ldb);
        return;
    }
    const int k1 = (order / 2 + 7) / 8 * 8, k2 = order - k1;
    const index_t step = lda;
    const T *second = a + k1 * (step + 1), *off = uplo == 'L' ? a + k1 : a + k1 * step;
    T* rest = left ? b + k1 : b + index_t{k1} * ldb;
    const auto first_half = [&] { solve_triangle(side, uplo, op, unit, left ? k1 : m, left ? n : k1, a, lda, b, ldb); };
    const auto second_half = [&] {
        solve_triangle(side, uplo, op, unit, left ? k2 : m, left ? n : k2, second, lda, rest, ldb);
    };
    if (left == lower) {        // the first half is known first
        first_half();
        if (left) lapack::gemm(op, 'N', k2, n, k1, T(-1), off, lda, b, ldb, T(1), rest, ldb);
        else lapack::gemm('N', op, m, k2, k1, T(-1), b, ldb, off, lda, T(1), rest, ldb);
        second_half();
    } else {
        second_half();
        if (left) lapack::gemm(op, 'N', k1, n, k2, T(-1), off, lda, rest, ldb, T(1), b, ldb);
        else lapack::gemm('N', op, m, k1, k2, T(-1), rest, ldb, off, lda, T(1), b, ldb);
        first_half();
    }
}

// As getrf, by halves of the columns: S. Toledo, SIAM J. Matrix Anal. Appl. 18 (1997) 1065. On several threads OpenBLAS's
// own is left to share the work out.
template <class T>
int factor_lu(int m, int n, T* a, int lda, int* pivots) {
    const int k = std::min(m, n);
    if (k <= blocked_from || scipy_openblas_get_num_threads() > 1) return lapack::getrf(m, n, a, lda, pivots);
    const int k1 = (k / 2 + 7) / 8 * 8, rest = n - k1;
    T *right = a + index_t{k1} * lda, *corner = right + k1;
    int info = factor_lu(m, k1, a, lda, pivots);
    lapack::laswp(rest, right, lda, 1, k1, pivots, 1);
    solve_triangle('L', 'L', 'N', 'U', k1, rest, a, lda, right, lda);
    lapack::gemm('N', 'N', m - k1, rest, k1, T(-1), a + k1, lda, right, lda, T(1), corner, lda);
    const int second = factor_lu(m - k1, rest, corner, lda, pivots + k1);
    if (info == 0 && second > 0) info = second + k1;
    for (int i = k1; i < k; ++i) pivots[i] += k1;
    lapack::laswp(k1, a, lda, k1 + 1, k, pivots, 1);
    return info;
}

// As getrs. One or a few right-hand sides are LAPACK's.
template <class T>
int solve_factored(char op, int n, int nrhs, const T* lu, int ld, int* pivots, T* b, int ldb) {
    if (n <= blocked_from || nrhs < 8) return lapack::getrs(op, n, nrhs, lu, ld, pivots, b, ldb);
    if (op == 'N') {
        lapack::laswp(nrhs, b, ldb, 1, n, pivots, 1);
        solve_triangle('L', 'L', op, 'U', n, nrhs, lu, ld, b, ldb);
        solve_triangle('L', 'U', op, 'N', n, nrhs, lu, ld, b, ldb);
    } else {
        solve_triangle('L', 'U', op, 'N', n, nrhs, lu, ld, b, ldb);
        solve_triangle('L', 'L', op, 'U', n, nrhs, lu, ld, b, ldb);
        lapack::laswp(nrhs, b, ldb, 1, n, pivots, -1);
    }
    return 0;
}

// a := a^-1 for an upper triangle without zeros on its diagonal. The block off the diagonal, X, follows from
// (X11 A12 + X A22) = 0 by substitution.
template <class T>
void invert_upper(int n, T* a, int lda) {
    if (n <= blocked_from) {
        lapack::trtri('U', 'N', n, a, lda);
        return;
    }
    const int k1 = (n / 2 + 7) / 8 * 8, k2 = n - k1;
    const index_t step = lda;
    T *off = a + k1 * step, *second = off + k1;
    invert_upper(k1, a, lda);
    lapack::trmm('L', 'U', 'N', 'N', k1, k2, T(-1), a, lda, off, lda);
    solve_triangle('R', 'U', 'N', 'N', k1, k2, second, lda, off, lda);
    invert_upper(k2, second, lda);
}

inline index_t inversion_space(index_t n) noexcept { return n * std::max<index_t>(n, 64); }

// As getri: X L = U^-1, with the columns put back in order. `space`: inversion_space(n) elements.
template <class T>
int invert_factored(int n, T* lu, int ld, int* pivots, T* space) {
    if (n <= blocked_from) return lapack::getri(n, lu, ld, pivots, space, as_int(inversion_space(n)));
    const index_t step = ld;
    for (index_t i = 0; i < n; ++i)
        if (lu[i * (step + 1)] == T(0)) return static_cast<int>(i) + 1;
    invert_upper(n, lu, ld);
    for (index_t j = 0; j < n; ++j) {
        T *column = lu + j * step, *lower = space + j * n;
        std::copy(column + j + 1, column + n, lower + j + 1);
        std::fill(column + j + 1, column + n, T(0));
    }
    solve_triangle('R', 'L', 'N', 'U', n, n, space, n, lu, ld);
    for (index_t j = n - 1; j >= 0; --j)
        if (const index_t p = pivots[j] - 1; p != j) std::swap_ranges(lu + j * step, lu + j * step + n, lu + p * step);
    return 0;
}

}  // namespace scinova::linalg
