// SPDX-License-Identifier: BSD-3-Clause
// Struve functions H_v and L_v of real order and argument (DLMF 11).
//
// Power series 11.2.1-2 in double-double, and expansion 11.6.1-2 at large x. Let n1 be the index where the terms of the
// power series are largest, n1 (n1 + |v|) = x^2/4, and G = 2 n1 - |v| log(1 + n1/|v|) its logarithm there. exp(G) is both
// the cancellation of the power series of H_v and the depth to which the terms of 11.6.1-2 fall before they grow again
// (a saddle point of 11.5.1 and 11.5.2 at the same height), so that one of the two always serves:
//   G <= 37   power series: the double-double part keeps 16 digits; terms of one sign for L_v, v > -3/2, in float64;
//   G > 37    H_v = Y_v + sum for v <= x; for v > x, where Y_v would have to cancel the end of the sum, H_v is the sum
//             taken to its least term: the path of 11.5.1 through the saddle point leaves no more than J_v;
//   G > 20    L_v = I_v - sum (v >= 0), or I_{-v} - sum for v < 0, where the terms have one sign and G > 37 is asked.
// For v < 0 the power series cancels more than exp(G), but Y_v outweighs the sum as much: the logarithm of the first term
// of the sum is taken from G there.
// H_{-n-1/2} = (-1)^n J_{n+1/2} and L_{-n-1/2} = I_{n+1/2} (11.4.3-4). Negative x: integer orders only (11.4(iii)).
// Accuracy: 1e-14 of the larger of the parts; orders beyond 1e15 are declined unless the result over- or underflows.
#pragma once

#include "kernels/special/bessel.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace struve_detail {

inline double depth(double v, double x) noexcept {
    const double a = std::fabs(v), n1 = x * (x / (2.0 * (a + std::hypot(a, x))));
    return 2.0 * n1 - (a == 0.0 ? 0.0 : a * std::log1p(n1 / a));
}

// factor * (x/2)^p / Gamma(b), p and b in two parts
inline double leading(double x, Dd p, Dd b, double factor) noexcept {
    const Dd l = p * log_dd(0.5 * x);
    if (b.hi >= 0.5) return scaled_exp(l - lgamma_dd(b), factor);
    if (b.hi > -20.0) {
        // 1/Gamma(b) = b (b + 1) .../Gamma(b + n)
        Dd product(1.0);
        while (b.hi < 0.5) {
            product = product * b;
            b = b + 1.0;
        }
        return scaled_exp(l - lgamma_dd(b), factor * product.value());
    }
    const double s = sinpi(b.hi) + pi * b.lo * cospi(b.hi);
    return scaled_exp(l + lgamma_dd(Dd(1.0) - b), factor * s / pi);
}

// sum_n (sign x^2/4)^n / ((3/2)_n (v + 3/2)_n)
inline double series_dd(double v, double x, double sign) noexcept {
    const Dd h2 = two_prod(0.5 * x, 0.5 * x), q{sign * h2.hi, sign * h2.lo};
    Dd term(1.0), sum(1.0);
    double largest = 1.0;
    const double past = -v < 500.0 ? -v : 0.0;     // beyond it no term of the first kind is left
    for (int n = 0; n < 1500; ++n) {
        term = term * (q / (two_sum(n + 1.5, v) * (n + 1.5)));
        sum = sum + term;
        const double size = std::fabs(term.hi);
        largest = std::fmax(largest, size);
        if (size < 1e-33 * largest && n > past) break;
        if (size < 1e-18 * std::fabs(sum.hi) && n > past && n * (n + v) > 2.0 * h2.hi) break;
    }
    return sum.value();
}
inline double series_positive(double v, double x) noexcept {
    const double q = 0.25 * x * x;
    double term = 1.0, sum = 0.0, n = 1.5;
    for (int k = 0; k < 1500 && term > 1e-17 * sum; ++k, n += 1.0) {
        sum += term;
        term *= q / (n * (n + v));
    }
    return sum + term;
}

// sum_k (1/2)_k (1/2 - v)_k (-sign)^k (2/x)^{2k}, to its least term
inline double far_sum(double v, double x, double sign) noexcept {
    const double w = 2.0 / x, w2 = sign * w * w;
    double term = 1.0, sum = 1.0;
    for (int k = 0; k < 1500; ++k) {
        const double ratio = (k + 0.5) * (v - 0.5 - k) * w2;
        if (std::fabs(ratio) > 1.0 && k > 0 && (v < 1.0 || k + 1.0 > 0.5 * std::fmin(v, x))) break;
        term *= ratio;
        sum += term;
        if (std::fabs(term) < 1e-17 * std::fabs(sum)) break;
    }
    return sum;
}

inline constexpr double two_over_sqrt_pi = 0x1.20dd750429b6dp+0, one_over_sqrt_pi = 0x1.20dd750429b6dp-1;

inline double far_part(double v, double x, double sign) noexcept {
    const double s = far_sum(v, x, sign);
    return leading(x, two_sum(v, -1.0), two_sum(v, 0.5), one_over_sqrt_pi * s);
}

inline double near_part(double v, double x, double sign) noexcept {
    const double s = sign > 0.0 && v > -1.5 ? series_positive(v, x) : series_dd(v, x, sign);
    return leading(x, two_sum(v, 1.0), two_sum(v, 1.5), two_over_sqrt_pi * s);
}

// Whether the expansion serves for v < 0: the sum is small beside Y_v (or I_{-v}) there, which counts with its depth.
inline bool far_negative(double v, double x, double g) noexcept {
    return g - std::fmin(0.0, (v - 1.0) * std::log(0.5 * x) + gammaln_positive(0.5 - v)) > 37.0;
}

// The value for 0 < x < inf, v finite
inline double positive(double v, double x, bool modified) noexcept {
    if (v < 0.0 && v - 0.5 == std::floor(v - 0.5)) {
        const double n = -v - 0.5;
        if (modified) return iv(-v, x);
        return std::fmod(n, 2.0) == 0.0 ? jv(-v, x) : -jv(-v, x);
    }
    if (std::fabs(v) > 1e15) {
        const double l = std::log(0.5 * x), exponent = v > 0.0 ? v * (l - std::log(v) + 1.0) : v * (l - std::log(-v) + 1.0);
        if (exponent < -800.0) return 0.0;
        report(Trouble::no_result);
        return nan;
    }
    const double g = depth(v, x);
    if (modified) {
        if (v >= 0.0) {
            if (g <= 20.0) return near_part(v, x, 1.0);
            const double i = iv(v, x);
            return std::isinf(i) ? i : i - far_part(v, x, -1.0);
        }
        if (!far_negative(v, x, g)) return near_part(v, x, 1.0);
        const double i = iv(-v, x);
        return std::isinf(i) ? i : i - far_part(v, x, -1.0);
    }
    if (v < 0.0 ? !far_negative(v, x, g) : g <= 37.0) return near_part(v, x, -1.0);
    const double sum = far_part(v, x, 1.0);
    return v <= x ? sum + yv(v, x) : sum;
}

inline double value(double v, double x, bool modified) noexcept {
    if (std::isnan(v) || std::isnan(x)) return nan;
    double sign = 1.0;
    if (std::signbit(x) && x != 0.0) {
        if (v != std::floor(v) || std::isinf(v)) return nan;
        sign = std::fmod(v, 2.0) == 0.0 ? -1.0 : 1.0;
        x = -x;
    }
    if (x == 0.0) {
        if (v > -1.0) return 0.0;
        if (v == -1.0) return two_over_sqrt_pi * one_over_sqrt_pi;
        if (std::isinf(v)) return nan;
        if (v - 0.5 == std::floor(v - 0.5)) return 0.0;
        report(Trouble::singular);
        return std::fmod(std::floor(v + 1.5), 2.0) == 0.0 ? inf : -inf;
    }
    if (std::isinf(v)) {
        if (v > 0.0 && !std::isinf(x)) return 0.0;
        report(Trouble::no_result);
        return nan;
    }
    if (std::isinf(x)) {
        if (modified || v > 1.0) return sign * inf;
        return v == 1.0 ? two_over_sqrt_pi * one_over_sqrt_pi : 0.0;
    }
    const double r = sign * positive(v, x, modified);
    if (std::isinf(r)) report(Trouble::overflow);
    return r;
}

}  // namespace struve_detail

inline double struve(double v, double x) noexcept { return struve_detail::value(v, x, false); }
inline double modstruve(double v, double x) noexcept { return struve_detail::value(v, x, true); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
