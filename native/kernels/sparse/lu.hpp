// SPDX-License-Identifier: BSD-3-Clause
// Sparse LU with partial pivoting, and the column orderings that keep its factors sparse.
//
// P A Q = L U by the left-looking algorithm of Gilbert and Peierls (SIAM J. Sci. Stat. Comput. 9 (1988) 862): column k
// of both factors is the solution of a triangular system with a sparse right-hand side, whose pattern is the set of
// nodes that a depth-first search in the graph of L reaches. Searches are pruned symmetrically (Eisenstat, Liu, SIAM
// J. Matrix Anal. Appl. 14 (1993) 253). The pivot is the diagonal entry when it is at least `threshold` times the
// largest candidate, else the largest.
#pragma once

#include <complex>
#include <cstdint>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::sparse {

using Index = std::int32_t;

// A square pattern by columns.
struct Columns {
    index_t n = 0;
    const Index* indptr = nullptr;
    const Index* indices = nullptr;
};

// Minimum degree on the pattern of A + A^T (A^T A if `of_product`), approximate degrees by Amestoy, Davis and Duff
// (SIAM J. Matrix Anal. Appl. 17 (1996) 886). order[k] is the column eliminated k-th. Rows with more than
// `dense` entries are left out of A^T A.
Status minimum_degree(const Columns& a, bool of_product, Index* order);

template <class V>
struct Factors {
    index_t n = 0;
    // L with unit diagonal (not stored), row indices of the original A until `finish` renames them to pivot order; U
    // with its diagonal apart.
    std::vector<std::int64_t> l_ptr, u_ptr;
    std::vector<Index> l_row, u_row;
    std::vector<V> l_val, u_val, diagonal;
    std::vector<Index> pivot_of_row;   // row -> step at which it was the pivot
    std::vector<Index> column_order;   // step -> column of A
    bool singular = false;
};

// Factors A with the given column order. A step without a usable pivot sets `singular` and stops.
template <class V>
Status factorize(const Columns& a, const V* values, const Index* order, double threshold, Factors<V>& f);

// Solves A x = b (trans 0), A^T x = b (1) or A^H x = b (2) in place for `count` right-hand sides, each of length n and
// `step` apart.
template <class V>
void solve(const Factors<V>& f, int trans, index_t count, index_t step, V* x);

// x = T^-1 b for a triangular matrix by columns; `unit` takes the diagonal as one. count columns, row-major.
// Returns singular at a zero or missing diagonal entry.
template <class V>
Status solve_triangular(const Columns& a, const V* values, bool lower, bool unit, index_t count, V* x);

}  // namespace scinova::sparse
