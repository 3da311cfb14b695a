// SPDX-License-Identifier: BSD-3-Clause
// Order 1 on a grid parallel to the axes, of bytes to bytes, in 16 bits with 7 of them behind the point.
//
// A line of input is spread over the output's last axis once, and serves all output lines around it. Of spread lines
// x, y the mean x + t (y - x) is one product, rounded to the nearest, with t in 2^-15 parts. Each such product is wrong
// by less than a unit of 2^-7: by half a unit as it is rounded, and by 2^8 2^7 2^-16 (1 - 2^-8) units as t is. A mean
// over k axes is wrong by less than k units, so the nearest integer is in doubt only if a half is nearer than that.
// Those few elements are computed in double, in the order of evaluate.hpp, and all are the same to the last one.
// Where the weights are exact, and their bits add up to no more than 7, there is no doubt at all.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

inline constexpr int most_byte_axes = 3;
// Lines, tables and lists are as much longer than the elements that they hold, and may be written to there.
inline constexpr index_t byte_slack = 96;

// How a line is spread over n elements: element i lies between line[at[0][i]] and line[at[1][i]].
struct ByteSpread {
    index_t n = 0;
    std::int32_t* at[2] = {};
    std::int16_t* upper = nullptr;  // minus the weight of the second, in 2^-15 parts
    const double* weight = nullptr;  // of the first
    // For eight elements each: where the 16 samples begin that theirs are among, or -1. For each element: both places
    // among them.
    std::int32_t* window = nullptr;
    std::uint8_t* lane = nullptr;
    bool joined = false;  // at[1] is always at[0] + 1
};

struct ByteTable {
    // Fills what stands behind the last element, then window, lane and joined.
    void (*plan)(ByteSpread& spread);
    // to[i] = element i in 2^-7 parts, and a half.
    void (*across)(const std::uint8_t* line, const ByteSpread& spread, std::int16_t* to);
    // The means of 2^outer such lines, of which those that differ along the last axis alone follow one another; upper[d]
    // as above. Puts down which elements are in doubt, unless `sure`, and returns how many they are. `exact` are bits for
    // elements of which that is no question, or null.
    index_t (*down)(const std::int16_t* const* row, const std::int16_t* upper, int outer, bool sure,
                    const std::uint64_t* exact, index_t n, std::uint8_t* out, std::int32_t* doubtful);
    // out[i] for those elements in double. weight[l * outer + d]: of line l along axis d.
    void (*exact)(const std::uint8_t* const* line, const double* weight, int outer, const ByteSpread& spread,
                  const std::int32_t* which, index_t count, std::uint8_t* out);
};

template <class Isa>
const ByteTable& byte_table();
template <>
const ByteTable& byte_table<isa::current>();

inline const ByteTable& linear_bytes() {
    static const ByteTable& t = simd::pick(&byte_table<isa::v2>, &byte_table<isa::v3>, &byte_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
