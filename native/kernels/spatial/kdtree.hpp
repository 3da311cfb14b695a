// SPDX-License-Identifier: BSD-3-Clause
// k-d trees (Bentley, CACM 18 (1975) 509; sliding midpoint: Maneewongvatana and Mount, 1999).
//
// A node is a range of the points in tree order with their bounding box. Every search compares boxes: the least and the
// largest distance to a box decide whether to leave it out, to take it whole or to look inside. With a periodic axis of
// length L the difference of two coordinates is the shorter way around; a box then stands for an interval of
// differences.
#pragma once

#include <cstdint>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::spatial {

struct TreeNode {
    std::int64_t begin = 0, end = 0;
    std::int64_t less = -1, greater = -1;  // children; -1 in a leaf
    std::int64_t dim = -1;                 // axis of the split; -1 in a leaf
    double split = 0.0;
};

struct Tree {
    index_t n = 0, m = 0, leaf_size = 16;
    std::vector<TreeNode> nodes;
    std::vector<double> low, high;      // boxes, m numbers a node
    std::vector<double> points;         // in tree order
    std::vector<std::int64_t> indices;  // tree order -> row of the data
    std::vector<double> period;         // a length per axis, 0 where it is not periodic; empty when none is
};

struct TreeOptions {
    index_t leaf_size = 16;
    bool balanced = true;  // split at the median, else at the midpoint of the box
    bool compact = true;   // shrink boxes to their points before splitting
};

Status build_tree(const double* data, index_t n, index_t m, const TreeOptions& options, Tree& tree);

// The k nearest points of each of `count` queries with distance below `bound`, nearest first; missing ones are
// (inf, n). p >= 1 or infinity.
Status nearest(const Tree& t, index_t count, const double* x, index_t k, double p, double eps, double bound,
               double* distance, std::int64_t* index);

// Points within radius[i] of query i. `found` gets their rows (unless null), `length` their number.
Status within(const Tree& t, index_t count, const double* x, const double* radius, double p, double eps, bool sorted,
              std::vector<std::vector<std::int64_t>>* found, std::int64_t* length);

struct PairList {
    std::vector<std::int64_t> i, j;
    std::vector<double> distance;
};
// Pairs i < j of points of one tree within r of each other.
Status close_pairs(const Tree& t, double r, double p, double eps, PairList& out);
// Pairs (i of a, j of b) within r, with their distances.
Status cross_pairs(const Tree& a, const Tree& b, double r, double p, PairList& out);

// For each of the increasing radii, the weight of the pairs (i of a, j of b) at most that far apart: the sum of
// wa[i] * wb[j] (one where weights are null), by simultaneous descent of both trees.
Status count_pairs(const Tree& a, const Tree& b, index_t radii, const double* r, double p, const double* wa,
                   const double* wb, double* out);

}  // namespace scinova::spatial
