// SPDX-License-Identifier: BSD-3-Clause
// QR with column pivoting that ends as soon as the rank asked for is revealed.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// Steps of Golub & Van Loan, 4th ed., algorithm 5.4.1, in panels (G. Quintana-Orti, X. Sun & C. H. Bischof, SIAM J. Sci.
// Comput. 19 (1998) 1486), until the next element of the diagonal of R is at most eps times the first, or after `most`.
// eps below 0 asks for `most` steps. Returns the number of steps. a is column-major, shape (columns, rows); pivots count from 0.
template <class T>
index_t qr_leading(Mat<T> a, Vec<std::int32_t> pivots, Vec<T> tau, Real<T> eps, index_t most);

}  // namespace scinova::linalg
