// SPDX-License-Identifier: BSD-3-Clause
// Moving runs of elements between arrays and the buffers that kernels work in.
//
// A real result becomes an integer by truncation; what does not fit keeps its low bits through int32 (8 and 16 bits) or
// int64 (32 and 64 bits), and NaN and what does not fit there either becomes the lowest integer of that width.
#pragma once

#include <type_traits>

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// dst[i * dst_step] = src[i * src_step] for n elements; steps count elements.
using ConvertFn = void (*)(const void* src, index_t src_step, void* dst, index_t dst_step, index_t n);

struct ConvertTable {
    ConvertFn to_double[dtype_count];
    ConvertFn from_double[dtype_count];
    ConvertFn rounded[dtype_count];  // to the nearest, halves away from zero, clipped to the type's range
    ConvertFn same[dtype_count];
    // To and from integers that hold all values of the narrower types; what is stored keeps its low bits.
    ConvertFn to_short[dtype_count], from_short[dtype_count];
    ConvertFn to_int[dtype_count], from_int[dtype_count];
    // To and from float; what is stored is a value of the integer type.
    ConvertFn to_float[dtype_count], from_float[dtype_count];
};

template <class Isa>
const ConvertTable& convert_table();
template <>
const ConvertTable& convert_table<isa::current>();

inline const ConvertTable& converters() {
    static const ConvertTable& t =
        simd::pick(&convert_table<isa::v2>, &convert_table<isa::v3>, &convert_table<isa::v4>);
    return t;
}

// The working type that stands for elements of type T without loss.
template <class T>
using Working = std::conditional_t<std::is_same_v<T, Bool>, std::uint8_t, T>;

// From an array of `from` to a buffer of W: W is double, float, int16, int32 or the working type of `from`.
template <class W>
ConvertFn loader(DType from) {
    const auto d = static_cast<int>(from);
    if constexpr (std::is_same_v<W, double>) return converters().to_double[d];
    else if constexpr (std::is_same_v<W, float>) return converters().to_float[d];
    else if constexpr (std::is_same_v<W, std::int16_t>) return converters().to_short[d];
    else if constexpr (std::is_same_v<W, std::int32_t>) return converters().to_int[d];
    else return converters().same[d];
}
template <class W>
ConvertFn storer(DType to) {
    const auto d = static_cast<int>(to);
    if constexpr (std::is_same_v<W, double>) return converters().from_double[d];
    else if constexpr (std::is_same_v<W, float>) return converters().from_float[d];
    else if constexpr (std::is_same_v<W, std::int16_t>) return converters().from_short[d];
    else if constexpr (std::is_same_v<W, std::int32_t>) return converters().from_int[d];
    else return converters().same[d];
}

// x as an array of `type` keeps it.
template <class W>
void keep_as(DType type, W* x, index_t n) {
    constexpr index_t piece = 256;
    std::uint64_t stored[piece];
    const ConvertFn there = storer<W>(type), back = loader<W>(type);
    for (index_t i = 0; i < n; i += piece) {
        const index_t m = piece < n - i ? piece : n - i;
        there(x + i, 1, stored, 1, m);
        back(stored, 1, x + i, 1, m);
    }
}

}  // namespace scinova::ndimage
