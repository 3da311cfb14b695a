// SPDX-License-Identifier: BSD-3-Clause
// Agglomerative clustering on a condensed distance matrix: the distance of points i < j of n is at
// n*i - i*(i+1)/2 + (j - i - 1).
//
// D. Müllner, "Modern hierarchical, agglomerative clustering algorithms", arXiv:1109.2378 (2011):
//   single                       MST-LINKAGE (section 3.3; Prim's algorithm), O(N) memory beyond the distances
//   complete ... ward            NN-CHAIN (section 3.2; Murtagh 1985)
//   centroid, median             GENERIC_LINKAGE (section 3.1), a heap of lower bounds on nearest-neighbour distances
// followed by LABEL (section 2.4). All take O(N^2) time except the generic algorithm (O(N^2) in practice, O(N^3) worst).
//
// The Lance-Williams formulas of ward, centroid and median are linear in squared distances, so those three methods work
// on squares, scaled by a power of two so that no square overflows or vanishes.
#pragma once

#include <cstdint>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::cluster {

enum class Method : int { single, complete, average, weighted, ward, centroid, median };

// Overwrites `distances` (contiguous). merges is (n-1, 4): labels of the two parts, height, number of points.
Status linkage(double* distances, index_t n, Method method, Mat<double> merges);

// Single linkage of points under the Euclidean metric with no matrix of distances: O(N) memory.
Status single_of_points(Mat<const double> points, Mat<double> merges);

}  // namespace scinova::cluster
