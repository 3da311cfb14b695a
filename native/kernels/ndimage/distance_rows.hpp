// SPDX-License-Identifier: BSD-3-Clause
// The inner loops of distance transforms.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

inline constexpr index_t abreast = 16;    // lines handled together: elements of a line lie this far apart
struct DistanceTable {
    // out[i] = min over k of f[i +- k] + square[k], for n rows of `abreast`, where every minimum is within `reach` rows;
    // false where one is not. f: `reach` rows of infinity come before and after. square: reach + 2 of them. from, if not
    // null: which row gave the minimum.
    bool (*near)(const double* f, index_t n, const double* square, index_t reach, double* out, double* from);
    // line[i] = the least of itself and of all row[k][i] + 1.
    void (*step)(std::int32_t* line, const std::int32_t* const* row, index_t count, index_t n);
};

template <class Isa>
const DistanceTable& distance_table();
template <>
const DistanceTable& distance_table<isa::current>();

inline const DistanceTable& distance_rows() {
    static const DistanceTable& t = simd::pick(&distance_table<isa::v2>, &distance_table<isa::v3>, &distance_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
