// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the Bessel functions of orders 0 and 1 (blocks.hpp, DLMF 10).
//
// J: eight polynomials on [0, 24). Y: the logarithm with two polynomials in x^2 below 2.5, eight polynomials on [2.5, 24).
// Beyond, Hankel's expansion 10.17.3-4 with P and Q fitted in 1/x^2. I: a polynomial in x^2 below 8, sqrt(x) e^-x I in 1/x
// beyond; K: the logarithm and 1/x with polynomials in x^2 below 1, sqrt(x) e^x K in 1/x beyond. What is left over (huge
// arguments, the ends of the range of exp, edges) is done by bessel_integer.hpp. Accuracy: 4 ulp, of the modulus for J
// and Y.
#pragma once

#include "kernels/special/bessel_integer.hpp"
#include "kernels/special/blocks.hpp"
#include "kernels/special/tables_bessel_integer_vector.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// J (or Y) for 24 <= |x| <= 2^19, without the sign of J1
template <int N, bool Second>
SCINOVA_KERNEL void hankel_block(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), w = 1.0 / a, w2 = w * w;
        const double p = N == 0 ? horner(tables::hankel0_p, w2) : horner(tables::hankel1_p, w2);
        const double q = (N == 0 ? horner(tables::hankel0_q, w2) : horner(tables::hankel1_q, w2)) * w;
        const SinCos v = sincos_usual(a);
        const double sum = v.sin + v.cos, difference = v.sin - v.cos;
        const double cosine = N == 0 ? sum : difference, sine = N == 0 ? difference : -sum;
        const double scale = 0x1.20dd750429b6dp-1 * __builtin_sqrt(w);                   // 1/sqrt(pi x)
        y[i] = scale * (Second ? fma(p, sine, q * cosine) : fma(p, cosine, -q * sine));
    }
}

template <int N>
SCINOVA_KERNEL void j_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> t;
    Room<lane> k;
    lane far = 0;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), s = fma(a, 4.0 / 13, shifter);
        far |= a < 24.0 ? lane{0} : lane{1};
        k[i] = bits_of(s);
        t[i] = fma(s - shifter, -3.25, a);
    }
    if constexpr (N == 0) lookup(tables::j0_columns, t, k, y, n);
    else lookup(tables::j1_columns, t, k, y, n);
    if (far) for_some(x, y, n, [](double v) { return !(absolute(v) < 24.0); }, hankel_block<N, false>);
    if constexpr (N == 1)
        for (index_t i = 0; i < n; ++i) y[i] = x[i] < 0.0 ? -y[i] : y[i];
    if (far)
        repair(x, y, n, [](double v) { return absolute(v) < 0x1p19; },
               [](double v) { return N == 0 ? special::j0(v) : special::j1(v); });
    if constexpr (N == 1)
        repair(x, y, n, [](double v) { return absolute(v) > 1e-290; }, [](double v) { return 0.5 * v; });
}

template <int N>
SCINOVA_KERNEL void y_low(const double* __restrict x, double* __restrict y, index_t n) noexcept {   // 0 < x < 2.5
    for (index_t i = 0; i < n; ++i) {
        const double w = x[i] * x[i], l = two_over_pi * log_usual(x[i]);
        if constexpr (N == 0) {
            y[i] = fma(l, horner(tables::j0_low, w), horner(tables::y0_low, w));
        } else {
            const double smooth = x[i] * fma(l, horner(tables::j1_low, w), horner(tables::y1_low, w));
            y[i] = smooth - two_over_pi / x[i];
        }
    }
}
template <int N>
SCINOVA_KERNEL void y_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> t;
    Room<lane> k;
    lane low = 0, far = 0;
    for (index_t i = 0; i < n; ++i) {
        const double s = fma(x[i] - 3.85, 1.0 / 2.7, shifter);
        low |= x[i] < 2.5 ? lane{1} : lane{0};
        far |= x[i] < 24.0 ? lane{0} : lane{1};
        k[i] = bits_of(s);
        t[i] = fma(s - shifter, -2.7, x[i] - 3.85);
    }
    if constexpr (N == 0) lookup(tables::y0_columns, t, k, y, n);
    else lookup(tables::y1_columns, t, k, y, n);
    if (low) for_some(x, y, n, [](double v) { return v < 2.5; }, y_low<N>);
    if (far) for_some(x, y, n, [](double v) { return !(v < 24.0); }, hankel_block<N, true>);
    if (low | far)
        repair(x, y, n, [](double v) { return v > 1e-290 && v < 0x1p19; },
               [](double v) { return N == 0 ? special::y0(v) : special::y1(v); });
}

template <int N, bool Scaled>
SCINOVA_KERNEL void i_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> u, t, p;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), v = 1.0 / a, s = fma(v, 59.5, shifter);
        u[i] = v;
        k[i] = bits_of(s);
        t[i] = fma(v, 59.5, shifter - s);
    }
    if constexpr (N == 0) lookup(tables::i0_columns, t, k, p, n);
    else lookup(tables::i1_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), b = lesser(a, 8.0), w = b * b;
        const double low = N == 0 ? horner(tables::i0_low, w) : a * horner(tables::i1_low, w);
        const double far = p[i] * __builtin_sqrt(u[i]), e = exp_usual(Scaled ? -b : lesser(a, 700.0));
        const double v = Scaled ? (a < 8.0 ? low * e : far) : (a < 8.0 ? low : far * e);
        y[i] = N == 0 ? v : with_sign(v, x[i]);
    }
    const auto serves = [](double v) {
        return (absolute(v) < (Scaled ? 1e300 : 700.0)) & (N == 0 || absolute(v) > 1e-290);
    };
    repair(x, y, n, serves, [](double v) {
        if constexpr (N == 0) return Scaled ? special::i0e(v) : special::i0(v);
        else return Scaled ? special::i1e(v) : special::i1(v);
    });
}

template <int N, bool Scaled>
SCINOVA_KERNEL void k_low(const double* __restrict x, double* __restrict y, index_t n) noexcept {   // 0 < x < 1
    for (index_t i = 0; i < n; ++i) {
        const double w = x[i] * x[i], l = log_usual(x[i]);
        double v;
        if constexpr (N == 0)
            v = fma(-l, horner(tables::i0_low, w), horner(tables::k0_low, w));
        else
            v = 1.0 / x[i] + x[i] * fma(l, horner(tables::i1_low, w), horner(tables::k1_low, w));
        y[i] = Scaled ? v * exp_usual(x[i]) : v;
    }
}
template <int N, bool Scaled>
SCINOVA_KERNEL void k_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> u, t, p;
    Room<lane> k;
    lane small = 0;
    for (index_t i = 0; i < n; ++i) {
        const double v = 1.0 / greater(x[i], 1.0), s = fma(v, 7.25, shifter);
        small |= x[i] < 1.0 ? lane{1} : lane{0};
        u[i] = v;
        k[i] = bits_of(s);
        t[i] = fma(v, 7.25, shifter - s);
    }
    if constexpr (N == 0) lookup(tables::k0_columns, t, k, p, n);
    else lookup(tables::k1_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double far = p[i] * __builtin_sqrt(u[i]);
        y[i] = Scaled ? far : far * exp_usual(-lesser(x[i], 700.0));
    }
    if (small) for_some(x, y, n, [](double v) { return v < 1.0; }, k_low<N, Scaled>);
    const auto serves = [](double v) { return v > 1e-290 && v < (Scaled ? 1e300 : 700.0); };
    repair(x, y, n, serves, [](double v) {
        if constexpr (N == 0) return Scaled ? special::k0e(v) : special::k0(v);
        else return Scaled ? special::k1e(v) : special::k1(v);
    });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
