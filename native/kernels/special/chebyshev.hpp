// SPDX-License-Identifier: BSD-3-Clause
// Chebyshev polynomials and functions of any degree (DLMF 18.5.1-2): with x = cos t and w = exp(i t),
//     T_v(x) = cos v t = Re w^v,   U_v(x) = sin((v + 1) t)/sin t = Im w^(v+1)/sin t,
// and the same with w = x + sqrt(x^2 - 1) and hyperbolic functions for x > 1.
//
// Methods. Whole degrees up to `recurrence_end`: the recurrence, DLMF 18.9.1. Beyond: the whole part of the power w^v by
// squaring in double-double arithmetic, in O(log v), which pins the phase v t down for every v below 2^50; a fractional
// part by the elementary functions. Arguments come as the triple (x, 1 - x, 1 + x) in double-double, so that the
// polynomials on [0, 1] (18.1.1) keep their digits at both ends. Complex arguments: cosh(v acosh x).
// Accuracy: 2 ulp of the local scale beyond the recurrence, 10 in it.
// Real arguments below -1 with a degree that is not whole: the function is not real there; +-inf with Trouble::singular.
#pragma once

#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double recurrence_end = 64.0;
inline constexpr double largest_power = 0x1p63;


// x with its distances from both ends of [-1, 1]
struct ChebyshevPoint {
    Dd x, below_one, above_minus_one;
    ChebyshevPoint mirrored() const noexcept { return {-x, above_minus_one, below_one}; }
};
inline ChebyshevPoint on_interval(double x) noexcept { return {x, two_diff(1.0, x), two_sum(1.0, x)}; }
inline ChebyshevPoint on_unit_interval(double x) noexcept {
    return {two_diff(2.0 * x, 1.0), two_diff(2.0, 2.0 * x), 2.0 * x};
}

// (c + i s)^k on the unit circle
inline void turn(Dd c, Dd s, double k, Dd& ck, Dd& sk) noexcept {
    auto bits = static_cast<std::uint64_t>(k);
    ck = 1.0;
    sk = 0.0;
    if (bits == 0) return;
    ck = c;
    sk = s;
    for (int b = 62 - __builtin_clzll(bits); b >= 0; --b) {
        const Dd t = sk * ck;
        ck = (ck - sk) * (ck + sk);
        sk = t + t;
        if ((bits >> b) & 1u) {
            const Dd r = ck * c - sk * s;
            sk = ck * s + sk * c;
            ck = r;
        }
    }
}

inline Dd power_dd(Dd w, double k) noexcept {
    auto bits = static_cast<std::uint64_t>(k);
    if (bits == 0) return 1.0;
    Dd p = w;
    for (int b = 62 - __builtin_clzll(bits); b >= 0; --b) {
        p = p * p;
        if ((bits >> b) & 1u) p = p * w;
    }
    return p;
}

enum class Chebyshev { first, second };

// Recurrence for whole degrees; x of any number type.
template <Chebyshev Kind, class T>
inline T chebyshev_recurrence(double n, T x) noexcept {
    T before(1.0), now = Kind == Chebyshev::first ? x : x + x;
    if (n == 0.0) return before;
    const T two_x = x + x;
    for (double k = 1.0; k < n; k += 1.0) {
        const T next = two_x * now - before;
        before = now;
        now = next;
    }
    return now;
}

// The same from `below` = 1 - x, x >= 1/2, by the differences of neighbours: nothing cancels near x = 1.
template <Chebyshev Kind>
inline double chebyshev_differences(double n, double x, double below) noexcept {
    if (n == 0.0) return 1.0;
    double now = Kind == Chebyshev::first ? x : x + x, e = Kind == Chebyshev::first ? -below : 1.0 - 2.0 * below;
    for (double k = 1.0; k < n; k += 1.0) {
        e += -2.0 * below * now;
        now += e;
    }
    return now;
}

// x > 1: v >= 0 is the exponent of w.
template <Chebyshev Kind>
inline double chebyshev_outside(double v, const ChebyshevPoint& p) noexcept {
    const double above = -p.below_one.hi;
    const Dd s = sqrt_dd((-p.below_one) * p.above_minus_one);
    const double step = std::log1p(above + s.hi), exponent = v * step;
    if (exponent > 745.0) {
        report(Trouble::overflow);
        return inf;
    }
    const double k = std::floor(v), f = v - k;
    if (Kind == Chebyshev::second && exponent < 0.5 && f != 0.0) return std::sinh(exponent) / s.hi;
    // Half of the power at a time, so that only the result can overflow.
    const double half = std::floor(0.5 * k);
    const Dd low = power_dd(p.x + s, half), high = power_dd(p.x + s, k - half);
    const Dd w = low * (f == 0.0 ? high : high * std::exp(f * step));
    if (!std::isfinite(w.hi) || std::isnan(w.lo)) {
        const double big = 0.5 * low.hi * high.hi * std::exp(f * step);
        return Kind == Chebyshev::first ? big : big / s.hi;
    }
    if (Kind == Chebyshev::first) return (0.5 * (w + 1.0 / w).hi);
    return 0.5 * ((w - 1.0 / w) / s).hi;
}

template <Chebyshev Kind>
inline double chebyshev_inside(double v, const ChebyshevPoint& p) noexcept {   // |x| < 1; v is the exponent of w
    const Dd s = sqrt_dd(p.below_one * p.above_minus_one);
    const double k = std::floor(v), f = v - k;
    Dd ck, sk;
    turn(p.x, s, k, ck, sk);
    if (f == 0.0) return Kind == Chebyshev::first ? ck.value() : (sk / s).value();
    const double angle = f * std::atan2(s.hi, p.x.hi), c = std::cos(angle), d = std::sin(angle);
    if (Kind == Chebyshev::first) return fma(ck.hi, c, -sk.hi * d);
    return fma(sk.hi, c, ck.hi * d) / s.hi;
}

// v >= 0 the degree
template <Chebyshev Kind>
inline double chebyshev_any(double v, ChebyshevPoint p) noexcept {
    constexpr bool second = Kind == Chebyshev::second;
    const bool whole = v == std::floor(v);
    double sign = 1.0;
    if (whole && p.x.hi < 0.0) {
        p = p.mirrored();
        sign = std::fmod(v, 2.0) == 0.0 ? 1.0 : -1.0;
    }
    if (whole && v <= recurrence_end && p.x.hi >= 0.5) return sign * chebyshev_differences<Kind>(v, p.x.hi, p.below_one.hi);
    if (whole && v <= recurrence_end && p.x.lo == 0.0) return sign * chebyshev_recurrence<Kind>(v, p.x.hi);
    if (p.below_one.hi == 0.0 && p.below_one.lo == 0.0) return sign * (second ? v + 1.0 : 1.0);
    if (p.above_minus_one.hi < 0.0 || (p.above_minus_one.hi == 0.0 && second)) {
        report(Trouble::singular);
        return inf;
    }
    if (p.above_minus_one.hi == 0.0) return cospi(v);
    const double exponent = second ? v + 1.0 : v;
    if (std::isinf(p.x.hi)) return v == 0.0 ? 1.0 : sign * inf;
    if (p.below_one.hi < 0.0) return sign * chebyshev_outside<Kind>(exponent, p);
    if (!(exponent < largest_power)) {
        report(Trouble::loss);
        return nan;
    }
    return sign * chebyshev_inside<Kind>(exponent, p);
}

inline double chebyshev_t(double v, const ChebyshevPoint& p) noexcept {
    if (std::isnan(v) || std::isnan(p.x.hi) || std::isinf(v)) return nan;
    return chebyshev_any<Chebyshev::first>(std::fabs(v), p);
}
inline double chebyshev_u(double v, const ChebyshevPoint& p) noexcept {
    if (std::isnan(v) || std::isnan(p.x.hi) || std::isinf(v)) return nan;
    if (v < -1.0) return v <= -2.0 ? -chebyshev_any<Chebyshev::second>(-v - 2.0, p)
                                   : p.above_minus_one.hi > 0.0 && p.below_one.hi > 0.0 && v > -2.0
                                         ? -chebyshev_inside<Chebyshev::second>(-v - 1.0, p)
                                         : p.below_one.hi == 0.0 ? v + 1.0
                                         : p.below_one.hi < 0.0 ? -chebyshev_outside<Chebyshev::second>(-v - 1.0, p)
                                                                : (report(Trouble::singular), -inf);
    if (v == -1.0) return 0.0;
    if (v < 0.0 && p.below_one.hi == 0.0) return v + 1.0;
    return chebyshev_any<Chebyshev::second>(v, p);
}

// Complex arguments. Whole degrees go to the right half-plane, where acosh is small or its imaginary part is.
inline cdouble chebyshev_t(double v, cdouble z) noexcept {
    v = std::fabs(v);
    if (std::isnan(v) || is_nan(z) || std::isinf(v)) return {nan, nan};
    const bool whole = v == std::floor(v);
    if (whole && v <= recurrence_end) return chebyshev_recurrence<Chebyshev::first>(v, z);
    if (whole && z.real() < 0.0) {
        const cdouble value = chebyshev_t(v, -z);
        return std::fmod(v, 2.0) == 0.0 ? value : -value;
    }
    return std::cosh(v * std::acosh(z));
}
inline cdouble chebyshev_u(double v, cdouble z) noexcept {
    if (std::isnan(v) || is_nan(z) || std::isinf(v)) return {nan, nan};
    if (v == -1.0) return 0.0;
    if (v < -1.0) return -chebyshev_u(-v - 2.0, z);
    const bool whole = v == std::floor(v);
    if (whole && v <= recurrence_end) return chebyshev_recurrence<Chebyshev::second>(v, z);
    if (whole && z.real() < 0.0) {
        const cdouble value = chebyshev_u(v, -z);
        return std::fmod(v, 2.0) == 0.0 ? value : -value;
    }
    const cdouble l = std::acosh(z), s = std::sqrt(z - 1.0) * std::sqrt(z + 1.0);
    if (s == 0.0) return z.real() > 0.0 ? cdouble(v + 1.0) : cdouble(inf, nan);
    return std::sinh((v + 1.0) * l) / s;
}

inline double eval_chebyt(double v, double x) noexcept { return chebyshev_t(v, on_interval(x)); }
inline double eval_chebyu(double v, double x) noexcept { return chebyshev_u(v, on_interval(x)); }
inline double eval_chebyc(double v, double x) noexcept { return 2.0 * chebyshev_t(v, on_interval(0.5 * x)); }
inline double eval_chebys(double v, double x) noexcept { return chebyshev_u(v, on_interval(0.5 * x)); }
inline double eval_sh_chebyt(double v, double x) noexcept { return chebyshev_t(v, on_unit_interval(x)); }
inline double eval_sh_chebyu(double v, double x) noexcept { return chebyshev_u(v, on_unit_interval(x)); }
inline cdouble eval_chebyt(double v, cdouble x) noexcept { return chebyshev_t(v, x); }
inline cdouble eval_chebyu(double v, cdouble x) noexcept { return chebyshev_u(v, x); }
inline cdouble eval_chebyc(double v, cdouble x) noexcept { return 2.0 * chebyshev_t(v, 0.5 * x); }
inline cdouble eval_chebys(double v, cdouble x) noexcept { return chebyshev_u(v, 0.5 * x); }
inline cdouble eval_sh_chebyt(double v, cdouble x) noexcept { return chebyshev_t(v, 2.0 * x - 1.0); }
inline cdouble eval_sh_chebyu(double v, cdouble x) noexcept { return chebyshev_u(v, 2.0 * x - 1.0); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
