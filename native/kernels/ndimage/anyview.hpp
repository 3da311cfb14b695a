// SPDX-License-Identifier: BSD-3-Clause
// Arrays whose element type is known only when called, and the one table of element types.
#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include "common/views.hpp"

namespace scinova::ndimage {

enum class DType : int { b1, u1, i1, u2, i2, u4, i4, u8, i8, f4, f8 };
inline constexpr int dtype_count = 11;

// One element of a boolean array: the byte 0 or 1.
struct Bool {
    std::uint8_t byte;
};

template <class T>
struct Tag {
    using type = T;
};

// Calls f(Tag<T>{}) with the C++ type of `d`.
template <class F>
decltype(auto) visit(DType d, F&& f) {
    switch (d) {
        case DType::b1: return f(Tag<Bool>{});
        case DType::u1: return f(Tag<std::uint8_t>{});
        case DType::i1: return f(Tag<std::int8_t>{});
        case DType::u2: return f(Tag<std::uint16_t>{});
        case DType::i2: return f(Tag<std::int16_t>{});
        case DType::u4: return f(Tag<std::uint32_t>{});
        case DType::i4: return f(Tag<std::int32_t>{});
        case DType::u8: return f(Tag<std::uint64_t>{});
        case DType::i8: return f(Tag<std::int64_t>{});
        case DType::f4: return f(Tag<float>{});
        default: return f(Tag<double>{});
    }
}

template <class T>
constexpr DType dtype_of() {
    if constexpr (std::is_same_v<T, Bool>) return DType::b1;
    else if constexpr (std::is_same_v<T, float>) return DType::f4;
    else if constexpr (std::is_same_v<T, double>) return DType::f8;
    else if constexpr (sizeof(T) == 1) return std::is_signed_v<T> ? DType::i1 : DType::u1;
    else if constexpr (sizeof(T) == 2) return std::is_signed_v<T> ? DType::i2 : DType::u2;
    else if constexpr (sizeof(T) == 4) return std::is_signed_v<T> ? DType::i4 : DType::u4;
    else return std::is_signed_v<T> ? DType::i8 : DType::u8;
}

constexpr index_t item_size(DType d) {
    constexpr index_t sizes[dtype_count] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8};
    return sizes[static_cast<int>(d)];
}

constexpr bool is_float(DType d) { return d == DType::f4 || d == DType::f8; }

// A strided array of any element type. Strides count elements. Zero dimensions never reach a kernel.
struct AnyView {
    void* data = nullptr;
    DType dtype = DType::f8;
    int ndim = 0;
    std::array<index_t, max_dims> shape{};
    std::array<index_t, max_dims> stride{};

    index_t size() const noexcept {
        index_t n = 1;
        for (int d = 0; d < ndim; ++d) n *= shape[d];
        return n;
    }
    void* at(index_t offset) const noexcept { return static_cast<char*>(data) + offset * item_size(dtype); }
    template <class T>
    NdView<T> typed() const noexcept {
        return {static_cast<T*>(data), ndim, shape, stride};
    }
};

// How an array goes on beyond its edges.
//   reflect  d c b a | a b c d | d c b a        nearest  a a a a | a b c d | d d d d
//   mirror     d c b | a b c d | c b a          wrap     a b c d | a b c d | a b c d
//   constant k k k k | a b c d | k k k k
enum class Mode : int { nearest, wrap, reflect, mirror, constant };

// The index within [0, n) that stands for i, or -1 for the constant. n is at least 1.
inline index_t map_index(index_t i, index_t n, Mode mode) noexcept {
    if (i >= 0 && i < n) return i;
    switch (mode) {
        case Mode::nearest: return i < 0 ? 0 : n - 1;
        case Mode::wrap: {
            const index_t r = i % n;
            return r < 0 ? r + n : r;
        }
        case Mode::reflect: {
            const index_t period = 2 * n;
            index_t r = i % period;
            if (r < 0) r += period;
            return r < n ? r : period - 1 - r;
        }
        case Mode::mirror: {
            if (n == 1) return 0;
            const index_t period = 2 * n - 2;
            index_t r = i % period;
            if (r < 0) r += period;
            return r < n ? r : period - r;
        }
        default: return -1;
    }
}

// A neighbourhood: `count` offsets of `ndim` coordinates each, row after row.
struct Offsets {
    const index_t* data = nullptr;
    index_t count = 0;
    int ndim = 0;
    index_t operator()(index_t k, int d) const noexcept { return data[k * ndim + d]; }
};

}  // namespace scinova::ndimage
