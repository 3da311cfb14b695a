// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the complete elliptic integrals (blocks.hpp; DLMF 19.2.8, 19.12), by p = 1 - m.
//
// Polynomials in half octaves of p in [1/16, 1]; A - log(p) B below; the reciprocal modulus for p > 1. Accuracy: 3 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/elliptic.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <bool Second>
SCINOVA_KERNEL void complete_low(const double* __restrict p, double* __restrict y, index_t n) noexcept {   // 0 < p < 1/16
    for (index_t i = 0; i < n; ++i) {
        const double q = p[i], l = log_usual(q);
        if constexpr (Second)
            y[i] = fma(q, fma(-l, horner(tables::ellipe_log, q), horner(tables::ellipe_smooth, q)), 1.0);
        else
            y[i] = fma(-l, horner(tables::ellipk_log, q), horner(tables::ellipk_smooth, q));
    }
}
template <bool Second>
SCINOVA_KERNEL void complete_of_p(const double* __restrict p, double* __restrict y, index_t n) noexcept {  // 0 < p <= 1
    in_blocks(n);
    Room<double> t;
    Room<lane> k;
    lane low = 0;
    for (index_t i = 0; i < n; ++i) {
        low |= p[i] < 0.0625 ? lane{1} : lane{0};
        t[i] = half_octave(lesser(p[i], 0x1.fffffffffffffp-1), k[i], 0.0625);
    }
    if constexpr (Second) lookup(tables::ellipe_columns, t, k, y, n);
    else lookup(tables::ellipk_columns, t, k, y, n);
    if (low) for_some(p, y, n, [](double v) { return v < 0.0625; }, complete_low<Second>);
}
// p > 1
template <bool Second>
SCINOVA_KERNEL void complete_large(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> r;
    for (index_t i = 0; i < n; ++i) r[i] = 1.0 / p[i];
    complete_of_p<Second>(r, y, n);
    for (index_t i = 0; i < n; ++i) {
        const double s = __builtin_sqrt(p[i]);
        if constexpr (Second) {
            y[i] *= s;
        } else {                                                       // the quotient by the root in two parts
            const double v = 1.0 / s, low = 0.5 * v * fma(-s, s, p[i]), q = y[i] * v;
            y[i] = fma(fma(-q, low, fma(-q, s, y[i])), v, q);
        }
    }
}
template <bool Second>
SCINOVA_KERNEL void complete_array(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    complete_of_p<Second>(p, y, n);
    for_some(p, y, n, [](double v) { return v > 1.0; }, complete_large<Second>);
    repair(p, y, n, [](double v) { return v > 1e-300 && v < 1e300 && v != 1.0; },   // pi/2 to the last bit
           [](double v) { return Second ? special::ellipe(1.0 - v) : special::ellipkm1(v); });
}
SCINOVA_KERNEL void ellipkm1_array(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    complete_array<false>(p, y, n);
}
SCINOVA_KERNEL void ellipk_array(const double* __restrict m, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> p;
    for (index_t i = 0; i < n; ++i) p[i] = 1.0 - m[i];
    complete_array<false>(p, y, n);
}
SCINOVA_KERNEL void ellipe_array(const double* __restrict m, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> p;
    for (index_t i = 0; i < n; ++i) p[i] = 1.0 - m[i];
    complete_array<true>(p, y, n);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
