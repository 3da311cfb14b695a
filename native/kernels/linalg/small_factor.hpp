// SPDX-License-Identifier: BSD-3-Clause
// QR factors, eigenvalues of hermitian matrices and singular values of one small matrix, without LAPACK's fixed cost
// but with its signs. Matrices are column-major and of at most `small_order` rows and columns; they are overwritten.
#pragma once

#include "kernels/linalg/small.hpp"

namespace scinova::linalg {

// Householder form as LAPACK's geqrf leaves it, and the first `columns` columns of Q from it.
template <class T>
void small_qr(T* a, index_t m, index_t n, T* tau) noexcept;
template <class T>
void small_qr_form(const T* a, index_t m, const T* tau, index_t count, T* q, index_t columns) noexcept;

// Eigenvalues in ascending order and, unless v is null, eigenvectors in its columns; the triangle `lower` is read.
// False: no convergence, or an element that is not finite.
template <class T>
bool small_hermitian(T* a, index_t n, bool lower, Real<T>* w, T* v) noexcept;

// Singular values, largest first, and unless u is null the first u_columns left vectors and v_rows right ones (rows
// of vh). False as above.
template <class T>
bool small_svd(T* a, index_t m, index_t n, Real<T>* s, T* u, index_t u_columns, T* vh, index_t v_rows) noexcept;

}  // namespace scinova::linalg
