// SPDX-License-Identifier: BSD-3-Clause
// Order 1 along straight lines through a plane: bytes and float32, the samples of all points inside.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// Points x, x + 1, ... at the coordinates base[d] + x step[d] of an array whose rows are `stride` elements apart.
struct PlaneLine {
    const void* data = nullptr;
    index_t stride = 0;  // offsets of all samples fit 32 bits
    double base[2] = {}, step[2] = {};
};

struct PlaneTable {
    // n points from x on. The sums are those of evaluate.hpp in another order.
    void (*floats)(const PlaneLine& line, index_t x, index_t n, float* out);
    // Rounded to the nearest integers: sums in float32, and those too near to a half to be sure of in double and in the
    // order of evaluate.hpp.
    void (*bytes)(const PlaneLine& line, index_t x, index_t n, std::uint8_t* out);
};

template <class Isa>
const PlaneTable& plane_table();
template <>
const PlaneTable& plane_table<isa::current>();

inline const PlaneTable& plane() {
    static const PlaneTable& t = simd::pick(&plane_table<isa::v2>, &plane_table<isa::v3>, &plane_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
