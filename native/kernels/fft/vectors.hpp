// SPDX-License-Identifier: BSD-3-Clause
// Short vectors as wide as the processor level allows, in the compiler's own notation (GCC and Clang): arithmetic on
// Pack<T, W> is element by element. To be included by HOT sources inside no namespace; everything is keyed by
// isa::current.
#pragma once

#include <cstring>
#include <type_traits>
#include <utility>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::fft {

template <class Isa>
constexpr int bytes_of_vector() {
    if constexpr (std::is_same_v<Isa, isa::v4>) return std::is_same_v<isa::v4, isa::v2> ? 16 : 64;
    else if constexpr (std::is_same_v<Isa, isa::v3>) return 32;
    else return 16;
}

template <class Isa, class T>
inline constexpr int full_width = sizeof(T) > 8 ? 1 : bytes_of_vector<Isa>() / static_cast<int>(sizeof(T));

// One element is the scalar itself.
template <class T, int W>
struct PackOf {
    typedef T type __attribute__((vector_size(W * sizeof(T))));
};
template <class T>
struct PackOf<T, 1> {
    using type = T;
};
template <class T, int W>
using Pack = typename PackOf<T, W>::type;

template <class Isa, class V, class T>
[[gnu::always_inline]] inline V load(const T* at) noexcept {
    V v;
    std::memcpy(&v, at, sizeof v);
    return v;
}
template <class Isa, class V, class T>
[[gnu::always_inline]] inline void store(T* at, const V& v) noexcept {
    std::memcpy(at, &v, sizeof v);
}

// x = re_0, im_0, re_1, ... taken apart.
template <class Isa, int W, class T>
struct Interleaved {
    using V = Pack<T, W>;
    template <std::size_t... I>
    [[gnu::always_inline]] static void split(const T* x, T* re, T* im, std::index_sequence<I...>) noexcept {
        const V a = load<Isa, V>(x), b = load<Isa, V>(x + W);
        store<Isa>(re, V(__builtin_shufflevector(a, b, (2 * static_cast<int>(I))...)));
        store<Isa>(im, V(__builtin_shufflevector(a, b, (2 * static_cast<int>(I) + 1)...)));
    }
    template <std::size_t... I>
    [[gnu::always_inline]] static void join(V re, V im, T* x, std::index_sequence<I...>) noexcept {
        store<Isa>(x, V(__builtin_shufflevector(re, im, static_cast<int>(I / 2 + (I % 2) * W)...)));
        store<Isa>(x + W, V(__builtin_shufflevector(re, im, static_cast<int>(W / 2 + I / 2 + (I % 2) * W)...)));
    }
};

// Elements in the opposite order.
template <class Isa, class V, std::size_t... I>
[[gnu::always_inline]] inline V reversed(const V& v, std::index_sequence<I...>) noexcept {
    return V(__builtin_shufflevector(v, v, static_cast<int>(sizeof...(I) - 1 - I)...));
}
template <class Isa, int W, class V>
[[gnu::always_inline]] inline V reversed(const V& v) noexcept {
    if constexpr (W == 1) return v;
    else return reversed<Isa>(v, std::make_index_sequence<W>());
}

// W complex numbers at x, taken apart or put together in registers.
template <class Isa, int W, class T>
[[gnu::always_inline]] inline void take(const T* x, Pack<T, W>& re, Pack<T, W>& im) noexcept {
    if constexpr (W == 1) {
        re = x[0];
        im = x[1];
    } else {
        T r[W], i[W];
        Interleaved<Isa, W, T>::split(x, r, i, std::make_index_sequence<W>());
        re = load<Isa, Pack<T, W>>(r);
        im = load<Isa, Pack<T, W>>(i);
    }
}
template <class Isa, int W, class T>
[[gnu::always_inline]] inline void put(const Pack<T, W>& re, const Pack<T, W>& im, T* x) noexcept {
    if constexpr (W == 1) {
        x[0] = re;
        x[1] = im;
    } else {
        Interleaved<Isa, W, T>::join(re, im, x, std::make_index_sequence<W>());
    }
}

template <class Isa, class T>
void split_complex(const T* x, index_t n, T* re, T* im) noexcept {
    constexpr int W = full_width<Isa, T>;
    index_t j = 0;
    if constexpr (W > 1)
        for (; j + W <= n; j += W)
            Interleaved<Isa, W, T>::split(x + 2 * j, re + j, im + j, std::make_index_sequence<W>());
    for (; j < n; ++j) re[j] = x[2 * j], im[j] = x[2 * j + 1];
}

template <class Isa, class T>
void join_complex(const T* re, const T* im, T scale, index_t n, T* x) noexcept {
    constexpr int W = full_width<Isa, T>;
    index_t j = 0;
    if constexpr (W > 1) {
        using V = Pack<T, W>;
        for (; j + W <= n; j += W)
            Interleaved<Isa, W, T>::join(scale * load<Isa, V>(re + j), scale * load<Isa, V>(im + j), x + 2 * j,
                                         std::make_index_sequence<W>());
    }
    for (; j < n; ++j) x[2 * j] = scale * re[j], x[2 * j + 1] = scale * im[j];
}

}  // namespace scinova::fft
