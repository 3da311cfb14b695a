// SPDX-License-Identifier: BSD-3-Clause
// Factorisations of stacks, kept as LAPACK leaves them. Unless said otherwise matrices are column-major: the caller
// hands over the transposed stack, so that a View's shape is (count, columns, rows).
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// Singular values and vectors of row-major matrices (count, m, n): u is (count, m, m or k), vh (count, n or k, n), with
// k = min(m, n). `job`: 'N' none, 'S' the first k vectors, 'A' all. a is overwritten. info > 0: no convergence.
template <class T>
void svd(Stack<T> a, View<Real<T>, 2> s, Stack<T> u, Stack<T> vh, char job, bool divide_and_conquer, Infos info);

// P A = L U; pivots count from 0.
template <class T>
void lu_factor(Stack<T> a, View<std::int32_t, 2> pivots, Infos info);
template <class T>
void lu_solve(Stack<T> lu, View<std::int32_t, 2> pivots, Stack<T> b, int trans, Infos info);

// The triangle `uplo` of a becomes the Cholesky factor; the other is cleared when `clean`. info > 0: not definite.
template <class T>
void cholesky(Stack<T> a, char uplo, bool clean, Infos info);
template <class T>
void cholesky_solve(Stack<T> c, Stack<T> b, char uplo, Infos info);

// A = lu D lu^H (lu^T unless `hermitian`) by Bunch and Kaufman's pivoting; row perm[i] of lu is row i of a triangle with
// ones on its diagonal, lower for uplo 'L'. a is overwritten; lu and d come zeroed. info > 0: D is singular.
template <class T>
void ldl(Stack<T> a, char uplo, bool hermitian, Stack<T> lu, Stack<T> d, View<std::int64_t, 2> perm, Infos info);

// Householder form in a and tau; `pivots` (0 columns: no pivoting) count from 0.
template <class T>
void qr_factor(Stack<T> a, View<T, 2> tau, View<std::int32_t, 2> pivots, Infos info);
// The first columns of q hold the Householder vectors; becomes the orthonormal columns.
template <class T>
void qr_form(Stack<T> q, View<T, 2> tau, Infos info);

// b := op(a)^-1 b; trans 0, 1, 2: none, transposed, conjugate transposed. info > 0: zero on the diagonal.
template <class T>
void solve_triangular(Stack<T> a, Stack<T> b, char uplo, int trans, bool unit, Infos info);

// Least squares with LAPACK's gelsd ('d'), gelss ('s') or gelsy ('y'). b is (count, nrhs, max(m, n)).
template <class T>
void least_squares(Stack<T> a, Stack<T> b, View<Real<T>, 2> s, Vec<std::int32_t> rank, Real<T> cond, char driver,
                   Infos info);

// Banded systems in LAPACK's band storage (columns, band rows): gbtrf needs `below` further rows on top.
template <class T>
int solve_banded(Mat<T> ab, Mat<T> b, int below, int above);
template <class T>
int solve_banded_positive(Mat<T> ab, Mat<T> b, bool lower);
template <class T>
int cholesky_banded(Mat<T> ab, bool lower);
template <class T>
int cholesky_banded_solve(Mat<T> cb, Mat<T> b, bool lower);

}  // namespace scinova::linalg
