// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the error functions and the normal distribution (blocks.hpp); erf.hpp has the mathematics.
//
// erf: eight polynomials about multiples of 13/16. erfc, ndtr and their logarithm: exp(-x^2) with x^2 in two parts times
// erfcx(x) = u P(u), u = 22.25/(x + 3), eight polynomials in u for all x >= 0. Accuracy: 3 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline void erf_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 6.0), s = fma(a, 16.0 / 13, shifter);
        k[i] = bits_of(s);
        t[i] = fma(s - shifter, -0.8125, a);             // exact
    }
    lookup(tables::erf_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double v = with_sign(lesser(p[i], 1.0), x[i]);
        y[i] = x[i] == x[i] ? v : x[i];
    }
}

// erfcx(|x|/scale) = u P(u), u = 22.25 scale/(|x| + 3 scale); u in two parts, because near 0 the function changes three
// times as fast as u.
inline void erfcx_scaled(const double* __restrict x, Dd top, Dd more, double* __restrict y, index_t n) noexcept {
    Room<double> u, low, t;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 1e100);
        const Dd d = two_sum(a, more.hi);
        const double v = 1.0 / d.hi, q = top.hi * v, s = q + shifter;
        const double rest = v * (fma(-q, d.lo + more.lo, fma(-q, d.hi, top.hi)) + top.lo);
        k[i] = bits_of(s);
        u[i] = q;
        low[i] = rest;
        t[i] = (q - (s - shifter)) + rest;
    }
    lookup(tables::erfcx_columns, t, k, y, n);
    for (index_t i = 0; i < n; ++i) y[i] = fma(u[i], y[i], low[i] * y[i]);
}

inline void erfc_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> p;
    erfcx_scaled(x, 22.25, 3.0, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 26.5), square = a * a, error = fma(a, a, -square);
        const double v = p[i] * exp_usual(-square, -error);
        y[i] = x[i] < 0.0 ? 2.0 - v : v;
    }
    repair(x, y, n, [](double a) { return a < 26.5; }, [](double a) { return special::erfc(a); });
}

inline void erfcx_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> p;
    erfcx_scaled(x, 22.25, 3.0, p, n);
    lane negative = 0;
    for (index_t i = 0; i < n; ++i) {
        negative |= x[i] < 0.0 ? lane{1} : lane{0};
        y[i] = p[i];
    }
    if (negative)
        for (index_t i = 0; i < n; ++i) {
            const double a = lesser(absolute(x[i]), 26.6), square = a * a, error = fma(a, a, -square);
            const double v = 2.0 * exp_usual(square, error) - p[i];
            y[i] = x[i] < 0.0 ? v : p[i];
        }
    repair(x, y, n, [](double a) { return a > -26.6 && a < 1e100; }, [](double a) { return special::erfcx(a); });
}

// exp(-x^2/2) erfcx(|x|/sqrt 2)/2, |x| <= 37.5: the smaller tail
inline void normal_small_tail(const double* __restrict x, double* __restrict q, index_t n) noexcept {
    constexpr Dd top{0x1.f775c4688ef28p+4, 0x1.e4063949bec79p-50};    // 22.25 sqrt 2
    constexpr Dd more{0x1.0f876ccdf6cd9p+2, 0x1.b1a18f13a34c0p-52};       // 3 sqrt 2
    erfcx_scaled(x, top, more, q, n);
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 37.5), square = a * a, error = fma(a, a, -square);
        q[i] *= 0.5 * exp_usual(-0.5 * square, -0.5 * error);
    }
}

inline void ndtr_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> q;
    normal_small_tail(x, q, n);
    for (index_t i = 0; i < n; ++i) y[i] = x[i] > 0.0 ? 1.0 - q[i] : q[i];
    repair(x, y, n, [](double a) { return a > -37.5; }, [](double a) { return special::ndtr(a); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
