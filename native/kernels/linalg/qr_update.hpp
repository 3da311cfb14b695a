// SPDX-License-Identifier: BSD-3-Clause
// Changes of a QR factorisation when its matrix loses or gains rows or columns, or has a matrix of low rank added.
//
// Golub & Van Loan, Matrix Computations, 4th ed., section 6.5; S. Hammarling & C. Lucas, Updating the QR factorization
// and the least squares problem, MIMS EPrint 2008.111. Factors without the columns of Q that multiply zeros
// ("economic": Q is m x n with m > n) follow J. W. Daniel, W. B. Gragg, L. Kaufman & G. W. Stewart, Math. Comp. 30 (1976)
// 772: a vector is split into its parts in and orthogonal to the range of Q by Gram-Schmidt, which is done twice when
// the first pass cancels.
//
// Views may have any strides; columns of Q and rows of R that are contiguous are fastest. All work in place.
#pragma once

#include "common/simd.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

template <class T>
struct QrUpdateTable {
    // Rows k, ..., k + p - 1 are deleted. The factors are q(p:, f:) and r(f:, :), f the number returned.
    index_t (*delete_rows)(Mat<T> q, Mat<T> r, index_t k, index_t p);
    // r has had p columns taken out at k; it becomes triangular again.
    void (*delete_columns)(Mat<T> q, Mat<T> r, index_t k, index_t p);
    // r is a triangle of `rows` rows and p rows more; it becomes triangular, and q changes along.
    void (*insert_rows)(Mat<T> q, Mat<T> r, index_t rows);
    // q has `columns` columns, and space for more as far as it is economic; r has the columns k, ..., k + p - 1 for those
    // of u, which is overwritten. Returns the reciprocal condition number of q with a column of u, of length one, put to
    // it: the smallest, or the first below `limit`, with which it stops.
    Real<T> (*insert_columns)(Mat<T> q, Mat<T> r, Mat<T> u, index_t columns, index_t k, Real<T> limit);
    // q r + u v^H. u is overwritten.
    void (*update)(Mat<T> q, Mat<T> r, Mat<T> u, Mat<const T> v);
};

template <class Isa, class T>
const QrUpdateTable<T>& qr_update_table();

template <class T>
const QrUpdateTable<T>& qr_updates() {
    static const QrUpdateTable<T>& table =
        simd::pick(&qr_update_table<isa::v2, T>, &qr_update_table<isa::v3, T>, &qr_update_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::linalg
