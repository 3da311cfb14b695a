// SPDX-License-Identifier: BSD-3-Clause
// Splines at points whose samples all lie inside the array: coordinates to values in one go, several points abreast.
//
// The terms are those of evaluate.hpp, in the same order and with the same roundings, so a value does not depend on
// which of the two made it.
#pragma once

#include <cmath>

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"
#include "kernels/ndimage/spline.hpp"

namespace scinova::ndimage {

// Coordinates and results have this many elements of slack behind them; those of the coordinates are written to.
inline constexpr index_t inside_slack = 8;

// The coordinates c of an axis, lo <= c <= hi, at which order + 1 samples lie inside it and c itself in [0, n - 1].
struct Range {
    double lo = 0.0, hi = -1.0;
};
inline Range inside_range(index_t n, int order) noexcept {
    const double half = order % 2 ? 0.0 : 0.5;
    const double limit = static_cast<double>(n - order + order / 2);
    if (n <= order) return {};
    Range r{static_cast<double>(order / 2) - half, limit - half};
    while (r.hi + half >= limit) r.hi = std::nextafter(r.hi, -2.0);
    if (r.lo < 0.0) r.lo = 0.0;
    if (r.hi > static_cast<double>(n - 1)) r.hi = static_cast<double>(n - 1);
    return r;
}

struct InsideTable {
    // out[i] of n <= block_length points at coordinate[d][i], d < ndim <= 3. Offsets from data are below 2^31; orders over 1 of double only.
    void (*evaluate[dtype_count])(const void* data, const index_t* stride, double* const* coordinate, int ndim, int order,
                                  index_t n, double* out);
    // The nearest sample, order 0, as it is: out has the type of data.
    void (*nearest[dtype_count])(const void* data, const index_t* stride, double* const* coordinate, int ndim, index_t n,
                                 void* out, index_t out_step);
    // flag[i] = whether some coordinate of point i is not in its range; how many are not.
    index_t (*beyond)(const double* const* coordinate, const Range* range, int ndim, index_t n, std::uint8_t* flag);
};

template <class Isa>
const InsideTable& inside_table();
template <>
const InsideTable& inside_table<isa::current>();

inline const InsideTable& inside() {
    static const InsideTable& t = simd::pick(&inside_table<isa::v2>, &inside_table<isa::v3>, &inside_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
