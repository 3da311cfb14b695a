// SPDX-License-Identifier: BSD-3-Clause
// The order of the leaves of a tree that makes the sum of distances between neighbours least, among the 2^(n-1) orders
// that turning its nodes over gives.
//
// Z. Bar-Joseph, D. Gifford, T. Jaakkola, "Fast optimal leaf ordering for hierarchical clustering", Bioinformatics 17
// (2001) S22: M(u, w) is the least sum for the points under the node where u and w meet, with u and w at the ends. For
// node v with parts L and R,
//     M(u, w) = min over m, k of M(u, m) + D(m, k) + M(k, w),
// where m is on the far side of u in L and k on the far side of w in R. Candidates are tried in increasing order of
// M(u, m) and M(k, w), and a bound on D ends the search early (section 2.3 there). O(n^2) memory, O(n^3) time at worst.
#pragma once

#include "kernels/cluster/tree.hpp"

namespace scinova::cluster {

// Swaps the parts of merges in `tree` in place; `distances` is condensed.
Status optimal_order(Mat<double> tree, Vec<const double> distances);

}  // namespace scinova::cluster
