// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the gamma function of a real argument and its relatives (blocks.hpp); gamma.hpp has the mathematics.
//
// log Gamma: Stirling's series from 8, (x - 1)(x - 2) P below, P in half octaves, reflection on the left. Accuracy:
// 3 ulp, left of 0 of the local scale.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// The half octave of x and the place in it; `first` the bits of its beginning.
SCINOVA_LANE double half_octave(double x, lane& k, double from) noexcept {
    const lane u = bits_of(x);
    k = (u >> 51) - (bits_of(from) >> 51);
    const double m = from_bits((u & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
    return m - (m < 1.5 ? 1.25 : 1.75);
}

SCINOVA_LANE double stirling_lane(double w) noexcept { return horner(tables::stirling_short, w * w) * w; }   // w = 1/x

// x >= 8
inline void gammaln_far(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const LogAndInverse l = log_and_inverse(x[i]);
        const double rest = stirling_lane(l.inverse) + (half_log_2pi - 0.5);
        const double h = x[i] - 0.5, l1 = l.log.hi - 1.0;
        y[i] = fma(h, l1, fma(h, l.log.lo, rest));
    }
}
// 0 < x < 8
inline void gammaln_near(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    lane small = 0;
    for (index_t i = 0; i < n; ++i) {
        const double up = x[i] < 0.5 ? 1.0 + x[i] : x[i];
        small |= x[i] < 0.5 ? lane{1} : lane{0};
        t[i] = half_octave(up, k[i], 0.5);
    }
    lookup(tables::lgamma_columns, t, k, p, n);
    if (small)
        for (index_t i = 0; i < n; ++i) {
            const bool low = x[i] < 0.5;
            const double a = x[i] - 1.0, b = low ? x[i] : x[i] - 2.0;
            const double v = a * b * p[i];
            y[i] = low ? v - log_usual(x[i]) : v;
        }
    else
        for (index_t i = 0; i < n; ++i) y[i] = (x[i] - 1.0) * (x[i] - 2.0) * p[i];
}
// x < 0, where y is log Gamma(-x): log(pi/(-x |sin(pi x)|)) - y
inline void gammaln_reflect(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> difference;
    for (index_t i = 0; i < n; ++i) {
        const double s = absolute(sincospi_usual(x[i]).sin);
        difference[i] = log_of_quotient(pi, absolute(x[i]) * s) - y[i];
    }
    // Close to a pole the terms may be several times the value: then it takes two-part numbers.
    for (index_t i = 0; i < n; ++i)
        y[i] = x[i] < -4.5 && absolute(difference[i]) < 0.4 * absolute(y[i]) ? special::gammaln(x[i]) : difference[i];
}
// -3 < x < -2, where two zeros lie close together: Gamma(x + 4)/(x (x + 1)(x + 2)(x + 3)), the product in two parts.
inline void gammaln_between(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) t[i] = half_octave(4.0 + x[i], k[i], 0.5);
    lookup(tables::lgamma_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const Dd product = two_prod(x[i], x[i] + 1.0) * two_prod(x[i] + 2.0, x[i] + 3.0);
        const double above = (x[i] + 3.0) * (x[i] + 2.0) * p[i];     // log Gamma(x + 4)
        y[i] = above - log_of_quotient(-product.hi, 1.0, product.lo / product.hi);
    }
}
inline bool gammaln_regular(double v) noexcept {
    const double b = absolute(v), whole = (b + 0x1p52) - 0x1p52;
    return b > 1e-300 && b < 2e300 && (v > 0.0 || (whole != b && b < 0x1p51));
}
inline void gammaln_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    if (n < 8) __builtin_unreachable();
    Room<double> a;
    lane near = 0, left = 0, odd = 0;
    for (index_t i = 0; i < n; ++i) {
        a[i] = absolute(x[i]);
        near |= a[i] < 8.0 ? lane{1} : lane{0};
        left |= x[i] < 0.0 ? lane{1} : lane{0};
        odd |= a[i] > 1e-300 && a[i] < 2e300 ? lane{0} : lane{1};
    }
    gammaln_far(a, y, n);
    if (near) for_some(a, y, n, [](double v) { return v < 8.0; }, gammaln_near);
    if (left) {
        for_some(x, y, n, [](double v) { return v < 0.0; }, gammaln_reflect);
        for_some(x, y, n, [](double v) { return v > -3.0 && v < -2.0; }, gammaln_between);
    }
    if (left || odd) repair(x, y, n, &gammaln_regular, [](double v) { return special::gammaln(v); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
