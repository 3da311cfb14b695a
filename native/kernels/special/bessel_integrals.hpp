// SPDX-License-Identifier: BSD-3-Clause
// Integrals of J_0, Y_0, I_0, K_0 (DLMF 10.22(i), 10.43(i)) and of Struve's H_0, L_0 (11.7(i)).
//
// Power series below 2, with the logarithm apart; tables on [2, 48) for the oscillating ones, in octaves on [2, 64)
// after exp(-+x) for the others; beyond, the expansions of the integrands integrated term by term. Accuracy: a few ulp
// (of the local scale where the function oscillates).
#pragma once

#include "kernels/special/bessel_integer.hpp"
#include "kernels/special/complex.hpp"
#include "kernels/special/tables_bessel_integrals.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace bessel_integrals {

inline constexpr double euler = 0x1.2788cfc6fb619p-1;
inline constexpr double oscillating_limit = 48.0, exponential_limit = 64.0;

// log(x/2) + Euler's constant
inline double log_part(double x) noexcept { return std::log(0.5 * x) + euler; }

// sum_k c_k i^(k+1) x^(-k-1/2) sqrt(2/pi) exp(i (x - pi/4)) times x^(-shift): the integral of H_0^(1) over (x, inf)
template <std::size_t N>
inline cdouble oscillating(const double (&g)[N], double x) noexcept {
    const double w = 1.0 / x, w2 = -w * w;
    double even = g[N - 2], odd = g[N - 1];
    for (std::size_t k = N - 2; k >= 2; k -= 2) {
        even = fma(even, w2, g[k - 2]);
        odd = fma(odd, w2, g[k - 1]);
    }
    odd *= w;
    // i (even + i odd) (c + i s), with sqrt 2 exp(i (x - pi/4)) = (cos + sin) + i (sin - cos)
    const double s = std::sin(x), c = std::cos(x), a = s + c, b = s - c, scale = 0x1.20dd750429b6dp-1 * std::sqrt(w);
    return {-scale * fma(odd, a, even * b), scale * fma(even, a, -odd * b)};
}

// sum_k |g_k| or g_k x^(-k), growing or decaying companion
template <std::size_t N>
inline double smooth(const double (&g)[N], double x, double sign) noexcept {
    double s = g[N - 1];
    for (std::size_t k = N - 1; k > 0; --k) s = fma(s, sign / x, g[k - 1]);
    return s;
}
// exp(x) v without early overflow
inline double grown(double v, double x) noexcept {
    const double r = scaled_exp(Dd(x), v);
    if (std::isinf(r)) report(Trouble::overflow);
    return r;
}

inline double j_part(double x) noexcept {   // x >= 0
    if (x < 2.0) return x * polynomial(tables::it_taylor, -0.25 * x * x);
    if (x < oscillating_limit) return uniform(tables::itj0_pieces, x, 2.0, 1.0);
    return x == inf ? 1.0 : 1.0 - oscillating(tables::it_far, x).real();
}
inline double y_part(double x) noexcept {   // x > 0
    if (x < 2.0) {
        const double q = -0.25 * x * x;
        return two_over_pi * x * (log_part(x) * polynomial(tables::it_taylor, q) - polynomial(tables::it_taylor_log, q));
    }
    if (x < oscillating_limit) return uniform(tables::ity0_pieces, x, 2.0, 1.0);
    return x == inf ? 0.0 : -oscillating(tables::it_far, x).imag();
}
inline double i_part(double x) noexcept {
    if (x < 2.0) return x * polynomial(tables::it_taylor, 0.25 * x * x);
    if (x < exponential_limit) return grown(octave(tables::iti0_pieces, x, 2.0), x);
    return x == inf ? inf : grown(smooth(tables::it_far, x, -1.0) * inverse_sqrt_2pi / std::sqrt(x), x);
}

}  // namespace bessel_integrals

inline void itj0y0(double x, double& j, double& y) noexcept {
    using namespace bessel_integrals;
    j = std::copysign(std::isnan(x) ? x : j_part(std::fabs(x)), x);
    y = std::isnan(x) || x < 0.0 ? nan : x == 0.0 ? 0.0 : y_part(x);
}

// The integrals of (1 - J_0(t))/t over (0, x) and of Y_0(t)/t over (x, inf)
inline void it2j0y0(double x, double& j, double& y) noexcept {
    using namespace bessel_integrals;
    const double a = std::fabs(x);
    if (std::isnan(x)) {
        j = y = nan;
        return;
    }
    y = nan;
    if (a < 2.0) {
        const double q = -0.25 * a * a, p = polynomial(tables::it2_taylor, q);
        j = -p;
        if (x == 0.0) {
            report(Trouble::singular);
            y = -inf;
        } else if (x > 0.0) {
            const double l = log_part(x);
            y = pi / 6.0 - l * l / pi - two_over_pi * (l * p - polynomial(tables::it2_taylor_log, q));
        }
    } else if (a < oscillating_limit) {
        j = uniform(tables::it2j0_pieces, a, 2.0, 1.0);
        if (x > 0.0) y = uniform(tables::it2y0_pieces, x, 2.0, 1.0);
    } else if (a == inf) {
        j = inf;
        if (x > 0.0) y = 0.0;
    } else {
        const cdouble h = oscillating(tables::it2_far, a) / a;
        j = log_part(a) + h.real();
        if (x > 0.0) y = h.imag();
    }
}

inline void iti0k0(double x, double& i, double& k) noexcept {
    using namespace bessel_integrals;
    i = std::copysign(std::isnan(x) ? x : i_part(std::fabs(x)), x);
    k = nan;
    if (!(x >= 0.0)) return;
    if (x == 0.0) {
        k = 0.0;
    } else if (x < 2.0) {
        const double q = 0.25 * x * x;
        k = x * (polynomial(tables::it_taylor_log, q) - log_part(x) * polynomial(tables::it_taylor, q));
    } else {
        k = x < 40.0 ? octave(tables::itk0_pieces, x, 2.0) : 0.5 * pi;
    }
}

// The integrals of (I_0(t) - 1)/t over (0, x) and of K_0(t)/t over (x, inf)
inline void it2i0k0(double x, double& i, double& k) noexcept {
    using namespace bessel_integrals;
    const double a = std::fabs(x);
    if (std::isnan(x)) {
        i = k = nan;
        return;
    }
    k = nan;
    if (a < 2.0) {
        const double q = 0.25 * a * a;
        i = polynomial(tables::it2_taylor, q);
        if (x == 0.0) {
            report(Trouble::singular);
            k = inf;
        } else if (x > 0.0) {
            const double l = log_part(x);
            k = 0.5 * l * l + pi * pi / 24.0 + (l * i - polynomial(tables::it2_taylor_log, q));
        }
    } else if (a < exponential_limit) {
        i = grown(octave(tables::it2i0_pieces, a, 2.0), a);
        if (x > 0.0) k = octave(tables::it2k0_pieces, x, 2.0) * std::exp(-x);
    } else if (a == inf) {
        i = inf;
        if (x > 0.0) k = 0.0;
    } else {
        i = grown(smooth(tables::it2_far, a, -1.0) * inverse_sqrt_2pi / (a * std::sqrt(a)), a);
        if (x > 0.0) k = scaled_exp(Dd(-x), smooth(tables::it2_far, x, 1.0) * sqrt_half_pi / (x * std::sqrt(x)));
    }
}

// The integral of H_0 over (0, x)
inline double itstruve0(double x) noexcept {
    using namespace bessel_integrals;
    const double a = std::fabs(x);
    if (std::isnan(x) || a == inf) return std::isnan(x) ? x : inf;
    if (a < 2.0) return 0.25 * a * a * polynomial(tables::itstruve_taylor, -0.25 * a * a);
    if (a < oscillating_limit) return uniform(tables::itstruve0_pieces, a, 2.0, 1.0);
    const double w2 = -1.0 / (a * a);
    return two_over_pi * (std::log(2.0 * a) + euler - w2 * polynomial(tables::itstruve_far, w2)) + y_part(a);
}

// The integral of H_0(t)/t over (x, inf)
inline double it2struve0(double x) noexcept {
    using namespace bessel_integrals;
    const double a = std::fabs(x);
    if (std::isnan(x)) return x;
    double v;
    if (a < 2.0) {
        v = 0.5 * pi - 0.5 * a * polynomial(tables::it2struve_taylor, -0.25 * a * a);
    } else if (a < oscillating_limit) {
        v = uniform(tables::it2struve0_pieces, a, 2.0, 1.0);
    } else if (a == inf) {
        v = 0.0;
    } else {
        v = two_over_pi / a * polynomial(tables::it2struve_far, -1.0 / (a * a)) + oscillating(tables::it2_far, a).imag() / a;
    }
    return x < 0.0 ? pi - v : v;
}

// The integral of L_0 over (0, x)
inline double itmodstruve0(double x) noexcept {
    using namespace bessel_integrals;
    const double a = std::fabs(x);
    if (std::isnan(x)) return x;
    if (a < 2.0) return 0.25 * a * a * polynomial(tables::itstruve_taylor, 0.25 * a * a);
    if (a < exponential_limit) return grown(octave(tables::itmodstruve0_pieces, a, 2.0), a);
    return i_part(a);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
