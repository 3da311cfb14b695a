// SPDX-License-Identifier: BSD-3-Clause
// Distances between all pairs of rows. A metric is a formula over two rows; the loops, the threads and the layouts
// (full and condensed matrix) are written once.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::spatial {

enum class Metric : int {
    braycurtis, canberra, chebyshev, cityblock, cosine, euclidean, hamming, jaccard, jensenshannon, mahalanobis,
    minkowski, sqeuclidean, dice,  // `dice` on numbers; the rest below are counted on booleans
    dice_bool, jaccard_bool, kulczynski1, kulsinski, rogerstanimoto, russellrao, sokalsneath, yule, hamming_bool,
};

// Rows of two sets (the same one for the condensed matrix), C order, n columns.
struct Rows {
    const double* a = nullptr;
    const double* b = nullptr;
    index_t na = 0, nb = 0, n = 0;
    const double* weight = nullptr;  // n weights, or null
    const double* norm_a = nullptr;  // cosine: reciprocals of the weighted norms
    const double* norm_b = nullptr;
    const double* inverse = nullptr;  // mahalanobis: n x n
    double p = 2.0;                   // minkowski
    double weight_sum = 0.0;          // hamming: of the weights, n without
};

struct DistanceTable {
    Status (*full)(Metric, const Rows&, double* out);
    Status (*condensed)(Metric, const Rows&, double* out);
};
template <class Isa>
const DistanceTable& distance_table();
template <>
const DistanceTable& distance_table<isa::v2>();
#if defined(__x86_64__) || defined(_M_X64)
template <>
const DistanceTable& distance_table<isa::v3>();
template <>
const DistanceTable& distance_table<isa::v4>();
#endif
inline const DistanceTable& distances() {
    static const DistanceTable& t =
        simd::pick(&distance_table<isa::v2>, &distance_table<isa::v3>, &distance_table<isa::v4>);
    return t;
}

}  // namespace scinova::spatial
