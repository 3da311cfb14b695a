// SPDX-License-Identifier: BSD-3-Clause
// Connected components, their boxes, and sums and extrema over labelled elements.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// Labels 1, 2, ... in the order of each component's first element. `structure` has 3^ndim bytes, symmetric about its
// centre. Returns the number of components; `out` (any type, the shape of `in`) is written only if all labels are
// values of its type, else the count is returned negative. in: boolean.
index_t label(const AnyView& in, const std::uint8_t* structure, const AnyView& out);

// box[(label - 1) * 2 * ndim + 2 * d] and + 1: first index and one past the last along axis d; -1 where there is none.
void boxes(const AnyView& labels, index_t count, index_t* box);

// Groups: label l belongs to group[l - lowest] (below 0, or outside the table: to none).
struct Groups {
    index_t lowest = 0;
    const std::int64_t* group = nullptr;
    index_t length = 0;
};
// values and labels have one shape, labels are integers. Elements are taken in C order.
void group_sums(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, std::int64_t* count);
// Sums of (value - centre[group])^2.
void group_squares(const AnyView& values, const AnyView& labels, const Groups& groups, const double* centre, double* sum);
// Flat positions of the first least and the last greatest value; -1 in an empty group. NaN is greater than every number.
void group_extrema(const AnyView& values, const AnyView& labels, const Groups& groups, index_t* least,
                   index_t* greatest, index_t count);
// The moment sum value * index_d of every axis: moment[group * ndim + d].
void group_moments(const AnyView& values, const AnyView& labels, const Groups& groups, double* moment);

}  // namespace scinova::ndimage
