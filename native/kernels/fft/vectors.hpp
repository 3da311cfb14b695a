// SPDX-License-Identifier: BSD-3-Clause
// Short vectors as wide as the processor level allows, in the compiler's own notation (GCC and Clang): arithmetic on
// Pack<T, W> is element by element. For HOT sources: each has its own copy, for its own processor level, which is why
// this is in an unnamed namespace.
#pragma once

#include <cstring>
#include <type_traits>
#include <utility>
#if defined(__FMA__)
#include <immintrin.h>
#endif

#include "common/simd.hpp"
#include "common/vector_width.hpp"
#include "common/views.hpp"

namespace scinova::fft {
namespace {

template <class T>
constexpr int full_width = sizeof(T) > 8 ? 1 : vector_bytes / static_cast<int>(sizeof(T));

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

template <class V, class T>
[[gnu::always_inline]] inline V load(const T* at) noexcept {
    V v;
    std::memcpy(&v, at, sizeof v);
    return v;
}
template <class V, class T>
[[gnu::always_inline]] inline void store(T* at, const V& v) noexcept {
    std::memcpy(at, &v, sizeof v);
}
template <class V, class T>
[[gnu::always_inline]] inline V fill(T x) noexcept {
    return x - V{};
}

// a b + c and a b - c, rounded once where the processor can. The compiler sees no fused operation in a product and a sum
// of its vectors while contraction is off.
template <class V>
[[gnu::always_inline]] inline V muladd(V a, V b, V c) noexcept {
#if defined(__FMA__)
    if constexpr (std::is_same_v<V, double>) return __builtin_fma(a, b, c);
    else if constexpr (std::is_same_v<V, float>) return __builtin_fmaf(a, b, c);
    else if constexpr (std::is_same_v<V, Pack<double, 2>>) return V(_mm_fmadd_pd(__m128d(a), __m128d(b), __m128d(c)));
    else if constexpr (std::is_same_v<V, Pack<float, 4>>) return V(_mm_fmadd_ps(__m128(a), __m128(b), __m128(c)));
    else if constexpr (std::is_same_v<V, Pack<double, 4>>)
        return V(_mm256_fmadd_pd(__m256d(a), __m256d(b), __m256d(c)));
    else if constexpr (std::is_same_v<V, Pack<float, 8>>) return V(_mm256_fmadd_ps(__m256(a), __m256(b), __m256(c)));
#if defined(__AVX512F__)
    else if constexpr (std::is_same_v<V, Pack<double, 8>>)
        return V(_mm512_fmadd_pd(__m512d(a), __m512d(b), __m512d(c)));
    else if constexpr (std::is_same_v<V, Pack<float, 16>>)
        return V(_mm512_fmadd_ps(__m512(a), __m512(b), __m512(c)));
#endif
#endif
    return a * b + c;
}

// (re + i im)(wr + i wi).
template <class V>
[[gnu::always_inline]] inline void turn(V& re, V& im, V wr, V wi) noexcept {
    const V r = muladd(re, wr, V(-(im * wi)));
    im = muladd(re, wi, V(im * wr));
    re = r;
}

template <class V, std::size_t... I>
[[gnu::always_inline]] inline V evens(V a, V b, std::index_sequence<I...>) noexcept {
    return V(__builtin_shufflevector(a, b, (2 * static_cast<int>(I))...));
}
template <class V, std::size_t... I>
[[gnu::always_inline]] inline V odds(V a, V b, std::index_sequence<I...>) noexcept {
    return V(__builtin_shufflevector(a, b, (2 * static_cast<int>(I) + 1)...));
}
// a_0 b_0 a_1 b_1 ...: the first and the second vector of it.
template <class V, std::size_t... I>
[[gnu::always_inline]] inline V zip_low(V a, V b, std::index_sequence<I...>) noexcept {
    constexpr int W = sizeof...(I);
    return V(__builtin_shufflevector(a, b, (static_cast<int>(I / 2) + static_cast<int>(I % 2) * W)...));
}
template <class V, std::size_t... I>
[[gnu::always_inline]] inline V zip_high(V a, V b, std::index_sequence<I...>) noexcept {
    constexpr int W = sizeof...(I);
    return V(__builtin_shufflevector(a, b, (W / 2 + static_cast<int>(I / 2) + static_cast<int>(I % 2) * W)...));
}
template <class V, std::size_t... I>
[[gnu::always_inline]] inline V reversed(V v, std::index_sequence<I...>) noexcept {
    return V(__builtin_shufflevector(v, v, static_cast<int>(sizeof...(I) - 1 - I)...));
}
// Elements in the opposite order.
template <int W, class V>
[[gnu::always_inline]] inline V reversed(V v) noexcept {
    if constexpr (W == 1) return v;
    else return reversed(v, std::make_index_sequence<W>());
}

// Puts element l of vector k at place R l + k of the R vectors taken together, for R a power of two.
template <int R, int W, class V>
[[gnu::always_inline]] inline void weave(const V* in, V* out) noexcept {
    constexpr auto all = std::make_index_sequence<W>();
    if constexpr (R == 1) {
        out[0] = in[0];
    } else {
        V even[R / 2], odd[R / 2], low[R / 2], high[R / 2];
#pragma GCC unroll 32
        for (int k = 0; k < R / 2; ++k) even[k] = in[2 * k], odd[k] = in[2 * k + 1];
        weave<R / 2, W>(even, low);
        weave<R / 2, W>(odd, high);
#pragma GCC unroll 32
        for (int k = 0; k < R / 2; ++k) {
            out[2 * k] = zip_low(low[k], high[k], all);
            out[2 * k + 1] = zip_high(low[k], high[k], all);
        }
    }
}

// W complex numbers at x, taken apart or put together in registers.
template <int W, class T>
[[gnu::always_inline]] inline void take(const T* x, Pack<T, W>& re, Pack<T, W>& im) noexcept {
    if constexpr (W == 1) {
        re = x[0];
        im = x[1];
    } else {
        const auto a = load<Pack<T, W>>(x), b = load<Pack<T, W>>(x + W);
        re = evens(a, b, std::make_index_sequence<W>());
        im = odds(a, b, std::make_index_sequence<W>());
    }
}
template <int W, class T>
[[gnu::always_inline]] inline void put(Pack<T, W> re, Pack<T, W> im, T* x) noexcept {
    if constexpr (W == 1) {
        x[0] = re;
        x[1] = im;
    } else {
        store(x, zip_low(re, im, std::make_index_sequence<W>()));
        store(x + W, zip_high(re, im, std::make_index_sequence<W>()));
    }
}

// `count` elements of a row far from the one before are asked for in time: no processor foresees strides beyond a page.
template <class T>
[[gnu::always_inline]] inline void ask_for(const T* row, index_t count) noexcept {
    constexpr index_t line = 64 / static_cast<index_t>(sizeof(T));
    for (index_t q = 0; q < count; q += line) __builtin_prefetch(row + q);
}

template <int W>
using Width = std::integral_constant<int, W>;

// Calls body(Width<W>, q) so that the vectors from q on cover [0, n), some of them twice: for loops whose output does
// not overlap their input.
template <class T, class Body>
[[gnu::always_inline]] inline void cover(index_t n, Body&& body) {
    constexpr int W = full_width<T>;
    const auto with = [&](auto width) __attribute__((always_inline)) {
        index_t q = 0;
        for (; q + width.value <= n; q += width.value) body(width, q);
        if (q < n) body(width, n - width.value);
    };
    if constexpr (W > 1)
        if (n >= W) return with(Width<W>());
    if constexpr (W > 2)
        if (n >= W / 2) return with(Width<W / 2>());
    if constexpr (W > 4)
        if (n >= W / 4) return with(Width<W / 4>());
    for (index_t q = 0; q < n; ++q) body(Width<1>(), q);
}

// The same with each q once: what is left over is done one by one.
template <class T, class Body>
[[gnu::always_inline]] inline void cover_once(index_t n, Body&& body) {
    constexpr int W = full_width<T>;
    index_t q = 0;
    if constexpr (W > 1)
        for (; q + W <= n; q += W) body(Width<W>(), q);
    for (; q < n; ++q) body(Width<1>(), q);
}

template <class T>
void split_complex(const T* x, index_t n, T* re, T* im) noexcept {
    cover<T>(n, [&](auto width, index_t q) __attribute__((always_inline)) {
        Pack<T, width.value> a, b;
        take<width.value>(x + 2 * q, a, b);
        store(re + q, a);
        store(im + q, b);
    });
}

template <class T>
void join_complex(const T* re, const T* im, T scale_re, T scale_im, index_t n, T* x) noexcept {
    cover<T>(n, [&](auto width, index_t q) __attribute__((always_inline)) {
        using V = Pack<T, width.value>;
        put<width.value>(V(scale_re * load<V>(re + q)), V(scale_im * load<V>(im + q)), x + 2 * q);
    });
}

}  // namespace
}  // namespace scinova::fft
