// SPDX-License-Identifier: BSD-3-Clause
// B-spline weights by the pieces of the centred B-splines (de Boor, A Practical Guide to Splines, chapter IX), the last
// weight as one less the others, subtracted in order. Of numbers or of vectors of them; include only from HOT sources.
#pragma once

#include <cmath>
#include <type_traits>

#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

// x / divisor, rounded as the division is: the product with the rounded reciprocal, corrected by its residual
// (P. Markstein, "Computation of elementary functions on the IBM RISC System/6000 processor", IBM J. Res. Dev. 34,
// 1990, theorem 3). x is zero or far from underflow.
template <class X>
[[gnu::always_inline]] inline X divided(X x, double divisor) {
#if defined(__AVX512F__) || defined(__FMA__)
    const double r = 1.0 / divisor;
    if constexpr (!std::is_arithmetic_v<X>) {
        const X q = x * r;
#if defined(__AVX512F__)
        if constexpr (sizeof(X) == 64) {
            const __m512d rest = _mm512_fnmadd_pd((__m512d)q, _mm512_set1_pd(divisor), (__m512d)x);
            return (X)_mm512_fmadd_pd(rest, _mm512_set1_pd(r), (__m512d)q);
        }
#endif
        if constexpr (sizeof(X) == 32) {
            const __m256d rest = _mm256_fnmadd_pd((__m256d)q, _mm256_set1_pd(divisor), (__m256d)x);
            return (X)_mm256_fmadd_pd(rest, _mm256_set1_pd(r), (__m256d)q);
        }
    }
#endif
    return x / divisor;
}

template <int order, class X>
[[gnu::always_inline]] inline void weights_at(const X& y, X* w) {
    const X z = 1.0 - y;
    if constexpr (order == 0) {
        w[0] = X{} + 1.0;
        return;
    } else if constexpr (order == 1) {
        w[0] = 1.0 - y;
    } else if constexpr (order == 2) {
        w[0] = 0.5 * (0.5 - y) * (0.5 - y);
        w[1] = 0.75 - y * y;
    } else if constexpr (order == 3) {
        w[0] = divided(z * z * z, 6.0);
        w[1] = divided(y * y * (y - 2.0) * 3.0 + 4.0, 6.0);
        w[2] = divided(z * z * (z - 2.0) * 3.0 + 4.0, 6.0);
    } else if constexpr (order == 4) {
        const auto outer = [](const X& u) {
            return u * (u * (divided(u * (5.0 - u), 6.0) - 1.25) + 5.0 / 24.0) + 55.0 / 96.0;
        };
        const X a = (0.5 - y) * (0.5 - y), t = y * y;
        w[0] = divided(a * a, 24.0);
        w[1] = outer(1.0 + y);
        w[2] = t * (t * 0.25 - 0.625) + 115.0 / 192.0;
        w[3] = outer(z);
    } else {
        const auto inner = [](const X& u) {
            const X t = u * u;
            return t * (t * (0.25 - divided(u, 12.0)) - 0.5) + 0.55;
        };
        const auto outer = [](const X& u) {
            return u * (u * (u * (u * (divided(u, 24.0) - 0.375) + 1.25) - 1.75) + 0.625) + 0.425;
        };
        w[0] = divided(z * (z * z) * (z * z), 120.0);
        w[1] = outer(y + 1.0);
        w[2] = inner(y);
        w[3] = inner(z);
        w[4] = outer(z + 1.0);
    }
    w[order] = 1.0 - w[0];
    for (int k = 1; k < order; ++k) w[order] -= w[k];
}

}  // namespace
}  // namespace scinova::ndimage
