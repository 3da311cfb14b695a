// SPDX-License-Identifier: BSD-3-Clause
// What is read off a finished tree. A tree of n points is an (n-1, 4) table of merges: the parts a and b (points 0..n-1,
// merge k is node n+k; parts come before their union), the height, the number of points. No recursion anywhere: a tree
// may be as deep as it has points. All take O(n) time and memory unless said otherwise.
#pragma once

#include <cstdint>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::cluster {

using Tree = Mat<const double>;
using Labels = Vec<std::int32_t>;

// The points from left to right.
Status leaf_order(Tree tree, Labels order);

// Height at which points i < j meet, condensed: O(n^2).
Status cophenetic(Tree tree, Vec<double> out);

// For each merge: mean, standard deviation (n - 1 in the denominator) and number of the heights of the merges at most
// `depth` levels below its own level, itself included at level 1; then (height - mean) / deviation, or 0.
Status inconsistency(Tree tree, index_t depth, Mat<double> out);

// out[k] = the largest of values[j] over merge k and the merges below it.
Status largest_below(Tree tree, Vec<const double> values, Vec<double> out);

// Flat clusters: the largest subtrees whose top has criterion <= threshold, and points in none. Returns their number in
// `count`; labels (unless null) are 1..count.
Status flat_clusters(Tree tree, Vec<const double> criterion, double threshold, Labels labels, index_t& count);

// The topmost nodes all of whose points carry one label; as many as there are labels, or `found` is off.
Status leaders(Tree tree, Vec<const std::int32_t> labels, Labels nodes, Labels names, index_t& found);

}  // namespace scinova::cluster
