// SPDX-License-Identifier: BSD-3-Clause
// The error functions, the normal distribution function, and their inverses (DLMF 7.2, 7.17).
//
// erfcx(x) = exp(x^2) erfc(x) is tabulated; Phi(x) for x < -1 is exp(-x^2/2) erfcx(-x/sqrt 2)/2 with x^2 carried in two
// parts, so that no digits are lost in the exponential. The quantile of the normal distribution is tabulated as an odd
// function of p - 1/2 near the middle and as a function of -log p in the tail, where it is nearly a square root.
// Accuracy: 2 ulp, 3 ulp for the logarithm.
#pragma once

#include <limits>

#include "kernels/special/errors.hpp"
#include "kernels/special/polynomial.hpp"
#include "kernels/special/tables_erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double inf = std::numeric_limits<double>::infinity();
inline constexpr double nan = std::numeric_limits<double>::quiet_NaN();

inline double erf(double x) noexcept { return std::erf(x); }
inline double erfc(double x) noexcept { return std::erfc(x); }

inline double erfcx_positive(double x) noexcept {
    if (x < 0.125) return uniform(tables::erfcx_small, x, -0.125, 8.0);
    if (x < 32.0) return octave(tables::erfcx_middle, x, 0.125);
    const double w = x > 1e10 ? 0.0 : 1.0 / (x * x);   // DLMF 7.12.1
    const double s = w * fma(w, fma(w, fma(w, fma(w, fma(w, 162.421875, -29.53125), 6.5625), -1.875), 0.75), -0.5);
    const double y = 0x1.20dd750429b6dp-1 / x;
    return fma(y, s, y);
}

inline double erfcx(double x) noexcept {
    if (!(x < -0.125)) return erfcx_positive(x);
    if (x < -26.7) return inf;
    const Dd square = two_prod(x, x);
    const double e = 2.0 * exp_dd(square);
    return e - erfcx_positive(-x);
}

// exp(-x^2/2)
inline double gauss(double x) noexcept {
    const Dd square = two_prod(x, x);
    return exp_dd({-0.5 * square.hi, -0.5 * square.lo});
}

inline constexpr double half_sqrt2 = 0x1.6a09e667f3bcdp-1;

inline double ndtr(double x) noexcept {
    if (x < -1.0) return x < -39.0 ? 0.0 : 0.5 * gauss(x) * erfcx_positive(-x * half_sqrt2);
    if (x > 0.45) return x > 9.0 ? 1.0 : 1.0 - 0.5 * gauss(x) * erfcx_positive(x * half_sqrt2);
    return 0.5 * std::erfc(-x * half_sqrt2);
}

inline double log_ndtr(double x) noexcept {
    if (x < -1.0) {
        if (x < -1e154) return x == -inf ? -inf : -0.5 * x * x;
        const Dd square = two_prod(x, x);
        const double head = -0.5 * square.hi, rest = std::log(0.5 * erfcx_positive(-x * half_sqrt2));
        const Dd sum = two_sum(head, rest);
        return sum.hi + (sum.lo - 0.5 * square.lo);
    }
    if (x < 0.25) return std::log(ndtr(x));
    return std::log1p(-ndtr(-x));
}

// z with log Phi(-z) = -s for s >= 1.75.
inline double normal_tail(double s) noexcept {
    if (s < 1024.0) return octave(tables::ndtri_tail, s, 1.5);
    // z^2 = 2 s - log(2 pi z^2) + 2 log(1 - 1/z^2 + 3/z^4 - ...), DLMF 7.12.1; each round gains three digits.
    double w = 2.0 * s;
    if (std::isinf(w)) return std::sqrt(s) * 0x1.6a09e667f3bcdp+0;
    for (int k = 0; k < 6; ++k) {
        const double v = 1.0 / w;
        w = 2.0 * s - (std::log(w) + 0x1.d67f1c864beb5p+0) +
            2.0 * std::log1p(-v * (1.0 - v * (3.0 - v * (15.0 - 105.0 * v))));
    }
    return std::sqrt(w);
}

// The quantile at 1/2 + q, |q| <= 3/8.
inline double normal_central(double q) noexcept { return q * uniform(tables::ndtri_central, q * q, 0.0, 64.0); }

inline double ndtri(double p) noexcept {
    if (p == 0.0) return -inf;
    if (p == 1.0) return inf;
    if (!(p > 0.0 && p < 1.0)) {
        if (!std::isnan(p)) report(Trouble::domain);
        return nan;
    }
    if (p < 0.15) return -normal_tail(-std::log(p));
    if (p > 0.85) return normal_tail(-std::log1p(-p));
    return normal_central(p - 0.5);
}

inline double ndtri_exp(double y) noexcept {
    if (y == -inf) return -inf;
    if (y < -2.0) return -normal_tail(-y);
    if (y > 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (y == 0.0) return inf;
    if (y > -1.0 && y < -0.44)                           // around the zero at -log 2
        return normal_central(0.5 * std::expm1((y + 0x1.62e42fefa39efp-1) + 0x1.abc9e3b39803fp-56));
    const double upper = -std::expm1(y);                 // 1 - p
    if (upper < 0.15) return normal_tail(-std::log(upper));
    return normal_central(upper > 0.5 ? std::exp(y) - 0.5 : 0.5 - upper);
}

inline double erfinv(double y) noexcept {
    const double a = std::fabs(y);
    if (a < 0.7) {
        // y * sqrt(pi)/2 for tiny y: w underflows to the first piece's end, which is the limit.
        return 0.5 * y * uniform(tables::ndtri_central, 0.25 * y * y, 0.0, 64.0) * half_sqrt2;
    }
    if (a == 1.0) {
        report(Trouble::singular);
        return std::copysign(inf, y);
    }
    if (!(a < 1.0)) {
        if (!std::isnan(y)) report(Trouble::domain);
        return nan;
    }
    return std::copysign(normal_tail(-std::log(0.5 * (1.0 - a))) * half_sqrt2, y);
}

inline double erfcinv(double y) noexcept {
    if (y == 0.0 || y == 2.0) {
        report(Trouble::singular);
        return y == 0.0 ? inf : -inf;
    }
    if (!(y > 0.0 && y < 2.0)) {
        if (!std::isnan(y)) report(Trouble::domain);
        return nan;
    }
    if (y > 0.3) return -erfinv(y - 1.0);
    return normal_tail(0x1.62e42fefa39efp-1 - std::log(y)) * half_sqrt2;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
