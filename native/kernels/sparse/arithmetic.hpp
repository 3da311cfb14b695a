// SPDX-License-Identifier: BSD-3-Clause
// Products and sums of compressed matrices. Value types: int64 (every integer and boolean dtype computes in it, modulo
// 2^64, and is narrowed by the caller), float, double, long double and their complex forms.
#pragma once

#include <complex>

#include "kernels/sparse/pattern.hpp"

namespace scinova::sparse {

// y += A x, A read by rows.
template <class I, class V>
Status rows_times_vector(const Pattern<I>& a, const V* values, const V* x, V* y);

// y += A x, A read by columns: list c of the pattern is column c, `a.cols` is the number of rows.
template <class I, class V>
Status columns_times_vector(const Pattern<I>& a, const V* values, const V* x, V* y);

// Y += A X with X and Y of k columns in C order.
template <class I, class V>
Status rows_times_dense(const Pattern<I>& a, const V* values, index_t k, const V* x, V* y);
template <class I, class V>
Status columns_times_dense(const Pattern<I>& a, const V* values, index_t k, const V* x, V* y);

// C = A B by Gustavson's row algorithm (ACM TOMS 4 (1978) 250). First the lengths, then, with arrays of
// indptr[rows] entries, the lists: each in the order in which its columns are met.
template <class I>
Status product_lengths(const Pattern<I>& a, const Pattern<I>& b, std::int64_t* length);
template <class I, class V>
Status product(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, const I* indptr, I* indices, V* out);

// A + B (sign = 1), A - B (sign = -1) or the entrywise product (sign = 0) of strictly increasing patterns; entries that
// come out as zero are left out. Output arrays hold a.nnz + b.nnz entries (the smaller of the two for the product).
template <class I, class V>
Status combine(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, int sign, I* indptr, I* indices,
               V* out);

}  // namespace scinova::sparse
