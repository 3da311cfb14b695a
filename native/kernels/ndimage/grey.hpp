// SPDX-License-Identifier: BSD-3-Clause
// Grey-scale erosion and dilation by a structure that is not flat: extrema of neighbours with a height added to each.
//
// As in SciPy the sum of the first neighbour is taken in double, and the others in the type of the input, the height
// converted to it first: integers that leave their range come round to its other end.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/filters.hpp"

namespace scinova::ndimage {

// `filter` has one value for each neighbour.
void structured_extrema(const AnyView& in, const Around& filter, double constant, const AnyView& out);

template <class W>
struct GreyLoops {
    // out[i] = the least (greatest) of tap[0][i] + first and, in W, tap[k][i] + height[k] for 1 <= k < taps. A NaN is
    // passed over but for the first. `rest` is a scratch row; it and the taps have slack (tiles.hpp).
    void (*extremum)(const W* const* tap, double first, const W* height, index_t taps, bool greatest, index_t n, W* rest,
                     double* out);
};

struct GreyTable {
    GreyLoops<std::uint8_t> u1;
    GreyLoops<std::int8_t> i1;
    GreyLoops<std::uint16_t> u2;
    GreyLoops<std::int16_t> i2;
    GreyLoops<std::uint32_t> u4;
    GreyLoops<std::int32_t> i4;
    GreyLoops<std::uint64_t> u8;
    GreyLoops<std::int64_t> i8;
    GreyLoops<float> f4;
    GreyLoops<double> f8;
    template <class W>
    const GreyLoops<W>& of() const noexcept {
        if constexpr (std::is_same_v<W, std::uint8_t>) return u1;
        else if constexpr (std::is_same_v<W, std::int8_t>) return i1;
        else if constexpr (std::is_same_v<W, std::uint16_t>) return u2;
        else if constexpr (std::is_same_v<W, std::int16_t>) return i2;
        else if constexpr (std::is_same_v<W, std::uint32_t>) return u4;
        else if constexpr (std::is_same_v<W, std::int32_t>) return i4;
        else if constexpr (std::is_same_v<W, std::uint64_t>) return u8;
        else if constexpr (std::is_same_v<W, std::int64_t>) return i8;
        else if constexpr (std::is_same_v<W, float>) return f4;
        else return f8;
    }
};

template <class Isa>
const GreyTable& grey_table();
template <>
const GreyTable& grey_table<isa::current>();

inline const GreyTable& grey() {
    static const GreyTable& t = simd::pick(&grey_table<isa::v2>, &grey_table<isa::v3>, &grey_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
