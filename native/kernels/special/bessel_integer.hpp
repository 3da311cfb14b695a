// SPDX-License-Identifier: BSD-3-Clause
// Bessel functions of orders 0 and 1 of a real argument (DLMF 10), from tables: J and Y on [0, 26) (absolute accuracy,
// which is relative to the modulus), Hankel's expansion 10.17 beyond; I and K in octaves on [1, 64), 10.40 beyond; below
// 1 the entire parts of the series in x^2, with the logarithm put back. Accuracy: 4 ulp (of the modulus for J and Y).
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/tables_bessel_integer.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double two_over_pi = 0x1.45f306dc9c883p-1;

// sqrt(2/(pi x)) (P cos(chi) - Q sin(chi)) or, for Y, (P sin(chi) + Q cos(chi)); chi = x - pi/4 - n pi/2, x >= 26
template <int N>
inline double hankel_far(double x, bool second) noexcept {
    constexpr const auto& a = N == 0 ? tables::hankel0 : tables::hankel1;
    const double w = 1.0 / x, w2 = -w * w;
    double p = a[16], q = a[17];
    for (int k = 14; k >= 0; k -= 2) {
        p = fma(p, w2, a[k]);
        q = fma(q, w2, a[k + 1]);
    }
    q *= w;
    const double s = std::sin(x), c = std::cos(x), sum = s + c, difference = s - c;
    // sqrt 2 cos(x - pi/4) = s + c, sqrt 2 sin(x - pi/4) = s - c; a quarter turn later (difference, -sum)
    const double cosine = N == 0 ? sum : difference, sine = N == 0 ? difference : -sum;
    const double scale = 0x1.20dd750429b6dp-1 * std::sqrt(w);          // 1/sqrt(pi x)
    return scale * (second ? fma(p, sine, q * cosine) : fma(p, cosine, -q * sine));
}

inline double j0(double x) noexcept {
    x = std::fabs(x);
    if (x < 1.0) return uniform(tables::j0_small, x * x, 0.0, 1.0);
    if (x < 26.0) return uniform(tables::j0_pieces, x, 0.0, 2.0);
    return x == inf ? 0.0 : hankel_far<0>(x, false);
}
inline double j1(double x) noexcept {
    const double a = std::fabs(x);
    double v;
    if (a < 1.0) return x * uniform(tables::j1_small, x * x, 0.0, 1.0);
    if (a < 26.0) v = uniform(tables::j1_pieces, a, 0.0, 2.0);
    else v = a == inf ? 0.0 : hankel_far<1>(a, false);
    return x < 0.0 ? -v : v;
}
inline bool bessel_y_edge(double x, double& v) noexcept {
    if (x > 0.0) return false;
    if (x == 0.0) report(Trouble::singular);
    else if (!std::isnan(x)) report(Trouble::domain);
    v = x == 0.0 ? -inf : nan;
    return true;
}
inline double y0(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_y_edge(x, v)) return v;
    if (x < 1.0) return fma(two_over_pi * std::log(x), j0(x), uniform(tables::y0_small, x * x, 0.0, 1.0));
    if (x < 26.0) return uniform(tables::y0_pieces, x, 1.0, 4.0);
    return x == inf ? 0.0 : hankel_far<0>(x, true);
}
inline double y1(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_y_edge(x, v)) return v;
    if (x < 1.0) {
        const double smooth = fma(two_over_pi * std::log(x), j1(x), x * uniform(tables::y1_small, x * x, 0.0, 1.0));
        const double pole = -two_over_pi / x;
        if (std::isinf(pole)) report(Trouble::overflow);
        return smooth + pole;
    }
    if (x < 26.0) return uniform(tables::y1_pieces, x, 1.0, 4.0);
    return x == inf ? 0.0 : hankel_far<1>(x, true);
}

// sum a_k (sign/x)^k, x >= 64
template <int N>
inline double modified_far(double x, double sign) noexcept {
    constexpr const auto& a = N == 0 ? tables::hankel0 : tables::hankel1;
    const double w = sign / x;
    double s = a[12];
    for (int k = 11; k >= 0; --k) s = fma(s, w, a[k]);
    return s;
}
inline constexpr double inverse_sqrt_2pi = 0x1.9884533d43651p-2, sqrt_half_pi = 0x1.40d931ff62706p+0;

template <int N>
inline double i_scaled_far(double x) noexcept {
    return x == inf ? 0.0 : inverse_sqrt_2pi / std::sqrt(x) * modified_far<N>(x, -1.0);
}
template <int N>
inline double k_scaled_far(double x) noexcept {
    return x == inf ? 0.0 : sqrt_half_pi / std::sqrt(x) * modified_far<N>(x, 1.0);
}
// v exp(x) and v exp(-x) near the ends of the range
inline double grow(double v, double x) noexcept {
    return x < 700.0 ? v * std::exp(x) : v * std::exp(0.5 * x) * std::exp(0.5 * x);
}
inline double shrink(double v, double x) noexcept {
    return x < 700.0 ? v * std::exp(-x) : v * std::exp(-0.5 * x) * std::exp(-0.5 * x);
}

inline double i0e(double x) noexcept {
    x = std::fabs(x);
    if (x < 1.0) return std::exp(-x) * uniform(tables::i0_small, x * x, 0.0, 1.0);
    return x < 64.0 ? octave(tables::i0e_pieces, x, 1.0) : std::isnan(x) ? x : i_scaled_far<0>(x);
}
inline double i0(double x) noexcept {
    x = std::fabs(x);
    if (x < 1.0) return uniform(tables::i0_small, x * x, 0.0, 1.0);
    return x == inf ? inf : grow(i0e(x), x);
}
inline double i1e(double x) noexcept {
    const double a = std::fabs(x);
    if (a < 1.0) return x * (std::exp(-a) * uniform(tables::i1_small, x * x, 0.0, 1.0));
    return std::copysign(a < 64.0 ? octave(tables::i1e_pieces, a, 1.0) : std::isnan(a) ? a : i_scaled_far<1>(a), x);
}
inline double i1(double x) noexcept {
    const double a = std::fabs(x);
    if (a < 1.0) return x * uniform(tables::i1_small, x * x, 0.0, 1.0);
    return a == inf ? x : std::copysign(grow(i1e(a), a), x);
}

inline bool bessel_k_edge(double x, double& v) noexcept {
    if (x > 0.0) return false;
    if (x == 0.0) report(Trouble::singular);
    else if (!std::isnan(x)) report(Trouble::domain);
    v = x == 0.0 ? inf : nan;
    return true;
}
inline double k0_small(double x) noexcept {
    const double w = x * x;
    return fma(-std::log(x), uniform(tables::i0_small, w, 0.0, 1.0), uniform(tables::k0_small, w, 0.0, 1.0));
}
inline double k1_small(double x) noexcept {
    const double w = x * x;
    const double smooth = x * fma(std::log(x), uniform(tables::i1_small, w, 0.0, 1.0),
                                  uniform(tables::k1_small, w, 0.0, 1.0));
    return 1.0 / x + smooth;
}
inline double k0e(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_k_edge(x, v)) return v;
    if (x < 1.0) return std::exp(x) * k0_small(x);
    return x < 64.0 ? octave(tables::k0e_pieces, x, 1.0) : k_scaled_far<0>(x);
}
inline double k0(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_k_edge(x, v)) return v;
    return x < 1.0 ? k0_small(x) : x == inf ? 0.0 : shrink(k0e(x), x);
}
inline double k1e(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_k_edge(x, v)) return v;
    if (x < 1.0) return std::exp(x) * k1_small(x);
    return x < 64.0 ? octave(tables::k1e_pieces, x, 1.0) : k_scaled_far<1>(x);
}
inline double k1(double x) noexcept {
    double v;
    if (!(x > 0.0) && bessel_k_edge(x, v)) return v;
    return x < 1.0 ? k1_small(x) : x == inf ? 0.0 : shrink(k1e(x), x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
