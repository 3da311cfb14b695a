// SPDX-License-Identifier: BSD-3-Clause
// What lies under each label of an integer array: boxes, sums, extrema, order.
//
// Labels are read as runs of equal ones along the last axis. Bands of lines are taken in parallel; they depend on the
// shape and the number of groups alone, so results are the same for any number of threads. Sums add up in several
// parts within a band, and band after band.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// Label l belongs to group[l - lowest], a number below `count` (negative, or outside the table: to none); without a
// table, to l - lowest.
struct Groups {
    index_t lowest = 0;
    const std::int64_t* group = nullptr;
    index_t length = 0;
    index_t count = 0;

    std::int64_t of(std::int64_t label) const noexcept {
        const auto k = static_cast<std::uint64_t>(label) - static_cast<std::uint64_t>(lowest);
        if (k >= static_cast<std::uint64_t>(length)) return -1;
        return group ? group[k] : static_cast<std::int64_t>(k);
    }
};

// box[(label - first) * 2 * ndim + 2 * d] and + 1: first index and one past the last along axis d; -1 where the label does
// not occur, as none does that lies outside.
struct LabelBoxes {
    index_t first = 1;
    std::vector<index_t> box;
};
// Of labels from 1 to `most`; false if those that occur reach over `room` numbers or more.
bool label_boxes(const AnyView& labels, index_t most, index_t room, LabelBoxes* out);
// The same for labels that lie far apart, by label.
std::map<index_t, std::vector<index_t>> far_label_boxes(const AnyView& labels, index_t most);

// Everywhere below values and labels have one shape, labels are integers, and groups.count and groups.length are below
// 2^32 - 1.
// size: null if it is not asked for.
void group_sums(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, std::int64_t* size);
// Sums of (value - centre[group])^2.
void group_squares(const AnyView& values, const AnyView& labels, const Groups& groups, const double* centre, double* sum);
// Sums, and the moment sum value * index_d of every axis: moment[group * ndim + d].
void group_moments(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, double* moment);
// Flat positions of the first least and the last greatest value, or the first greatest; -1 in an empty group. NaN is
// greater than every number.
void group_extrema(const AnyView& values, const AnyView& labels, const Groups& groups, bool last, index_t* least,
                   index_t* greatest);
// The one or two values in the middle of each group that is not empty, NaN after all numbers; arrays of values' type.
void group_middles(const AnyView& values, const AnyView& labels, const Groups& groups, void* low, void* high);
// tally[group * bins + k]: how many values lie in [edge[k], edge[k + 1]), or on the last edge. edge: evenly spaced.
void group_tallies(const AnyView& values, const AnyView& labels, const Groups& groups, const double* edge, index_t bins,
                   std::int64_t* tally);
// size[group] elements in each group.
void group_sizes(const AnyView& labels, const Groups& groups, std::int64_t* size);
// Flat positions of the elements group after group, in C order within each; `sizes` as from group_sizes.
void group_positions(const AnyView& labels, const Groups& groups, const std::int64_t* size, index_t* position);
// The same as an index for each axis: index[d * number of positions + k].
void group_indices(const AnyView& labels, const Groups& groups, const std::int64_t* size, index_t* index);

}  // namespace scinova::ndimage
