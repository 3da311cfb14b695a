// SPDX-License-Identifier: BSD-3-Clause
// The widest vector of a processor level, by the compiler's vector extension. Include only from HOT sources.
#pragma once

#include <cstdint>
#include <cstring>
#include <type_traits>

#include "common/vector_width.hpp"

#if defined(__SSE2__)
// GCC 12 warns of its own header's undefined vectors.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#include <immintrin.h>
#pragma GCC diagnostic pop
#endif

namespace scinova::ndimage {
namespace {

template <class T>
struct VectorOf {
    typedef T type __attribute__((vector_size(vector_bytes)));
};
template <class T>
using Vector = typename VectorOf<T>::type;
template <class T>
inline constexpr int vector_lanes = vector_bytes / static_cast<int>(sizeof(T));

template <class T>
inline Vector<T> load_vector(const T* p) {
    Vector<T> v;
    std::memcpy(&v, p, sizeof v);
    return v;
}
template <class T>
inline void store_vector(T* p, Vector<T> v) {
    std::memcpy(p, &v, sizeof v);
}

// The same, loaded once: the compiler repeats a load that an instruction can do on the way, however often it is used.
template <class T>
inline Vector<T> load_once(const T* p) {
    Vector<T> v = load_vector(p);
#if defined(__AVX512BW__)
    asm("" : "+v"(v));
#elif defined(__SSE2__)
    asm("" : "+x"(v));
#endif
    return v;
}

// a < b ? a : b and a > b ? a : b. For floating point the compiler makes a comparison and a blend of these where the
// processor has an instruction of exactly this meaning (the second operand when either is NaN), so it is named;
// under a full mask, as GCC 12 warns of its own headers otherwise.
template <class T>
inline Vector<T> lower(Vector<T> a, Vector<T> b) {
#if defined(__AVX512BW__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm512_maskz_min_pd(0xff, (__m512d)a, (__m512d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm512_maskz_min_ps(0xffff, (__m512)a, (__m512)b);
    else
#elif defined(__AVX2__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm256_min_pd((__m256d)a, (__m256d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm256_min_ps((__m256)a, (__m256)b);
    else
#elif defined(__SSE2__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm_min_pd((__m128d)a, (__m128d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm_min_ps((__m128)a, (__m128)b);
    else
#endif
        return a < b ? a : b;
}
template <class T>
inline Vector<T> higher(Vector<T> a, Vector<T> b) {
#if defined(__AVX512BW__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm512_maskz_max_pd(0xff, (__m512d)a, (__m512d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm512_maskz_max_ps(0xffff, (__m512)a, (__m512)b);
    else
#elif defined(__AVX2__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm256_max_pd((__m256d)a, (__m256d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm256_max_ps((__m256)a, (__m256)b);
    else
#elif defined(__SSE2__)
    if constexpr (std::is_same_v<T, double>) return (Vector<T>)_mm_max_pd((__m128d)a, (__m128d)b);
    else if constexpr (std::is_same_v<T, float>) return (Vector<T>)_mm_max_ps((__m128)a, (__m128)b);
    else
#endif
        return a > b ? a : b;
}

#if defined(__FMA__)
// a b + c, rounded once.
inline Vector<double> fused(Vector<double> a, Vector<double> b, Vector<double> c) {
#if defined(__AVX512BW__)
    return (Vector<double>)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#else
    return (Vector<double>)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#endif
}
#endif
// The high halves of the products.
inline Vector<std::uint16_t> high_product(Vector<std::uint16_t> a, std::uint16_t b) {
#if defined(__AVX512BW__)
    return (Vector<std::uint16_t>)_mm512_mulhi_epu16((__m512i)a, _mm512_set1_epi16(static_cast<short>(b)));
#elif defined(__AVX2__)
    return (Vector<std::uint16_t>)_mm256_mulhi_epu16((__m256i)a, _mm256_set1_epi16(static_cast<short>(b)));
#elif defined(__SSE2__)
    return (Vector<std::uint16_t>)_mm_mulhi_epu16((__m128i)a, _mm_set1_epi16(static_cast<short>(b)));
#else
    Vector<std::uint16_t> out;
    for (int j = 0; j < vector_lanes<std::uint16_t>; ++j)
        out[j] = static_cast<std::uint16_t>((static_cast<std::uint32_t>(a[j]) * b) >> 16);
    return out;
#endif
}

}  // namespace
}  // namespace scinova::ndimage
