// SPDX-License-Identifier: BSD-3-Clause
// Weighted sums and means of windows of a band of rows, down the rows or along them.
//
// Rows that are as long as a vector register are read and written to their ends and no further; shorter ones, and rows
// that are read along, have slack (tiles.hpp).
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

struct Sum {
    // even and odd: w[0] of the middle, then one weight for each pair from the ends inwards, summed in this order;
    // weighted: one for each place, the last summed first, then from the first.
    enum class Kind { weighted, even, odd, mean };
    Kind kind = Kind::mean;
    index_t size = 1;  // at most `longest_sum`
    const double* w = nullptr;
};
inline constexpr index_t longest_sum = 128;

template <class S>
struct SumLoops {
    // out[j][i], j < count, i < n, of row[j..j + size - 1][i].
    void (*down)(const Sum& sum, const S* const* row, S* const* out, index_t count, index_t n);
    // Of row[j][i..i + size - 1].
    void (*along)(const Sum& sum, const S* const* row, S* const* out, index_t count, index_t n);
};

struct SumTable {
    SumLoops<double> f8;
    SumLoops<float> f4;     // sums in double, each product and sum rounded once where the processor can
    SumLoops<float> whole;  // sums in double, rounded as those of f8; results truncated, at most 2^24
    SumLoops<std::int16_t> i2;
    SumLoops<std::int32_t> i4;
    SumLoops<std::uint8_t> u1;  // means alone, of any size
    SumLoops<std::int8_t> i1;
    // Whether all are.
    bool (*finite)(const float* x, index_t n);
};

template <class Isa>
const SumTable& sum_table();
template <>
const SumTable& sum_table<isa::current>();

inline const SumTable& sums() {
    static const SumTable& t = simd::pick(&sum_table<isa::v2>, &sum_table<isa::v3>, &sum_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
