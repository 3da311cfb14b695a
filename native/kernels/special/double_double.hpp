// SPDX-License-Identifier: BSD-3-Clause
// Numbers of about 106 bits as unevaluated sums of two float64 (T. J. Dekker, Numer. Math. 18 (1971) 224; with the
// fused multiply-add), and a logarithm of an absolute error below 2^-90.
//
// They serve where a float64 exponent would cost digits: exp(a log x - x) loses log2(a log x) bits unless the exponent
// carries them. Only what that takes is here.
//
// Everything in kernels/special lives in an inline namespace named after the processor level, so that the copies made
// for different levels stay apart (common/simd.hpp).
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

#include "kernels/special/tables_log.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double fma(double a, double b, double c) noexcept { return __builtin_fma(a, b, c); }

struct Dd {
    double hi = 0.0, lo = 0.0;
    constexpr Dd() = default;
    constexpr Dd(double h) : hi(h) {}
    constexpr Dd(double h, double l) : hi(h), lo(l) {}
    double value() const noexcept { return hi + lo; }
};

inline Dd quick_two_sum(double a, double b) noexcept {  // |a| >= |b| or a == 0
    const double s = a + b;
    return {s, b - (s - a)};
}
inline Dd two_sum(double a, double b) noexcept {
    const double s = a + b, v = s - a;
    return {s, (a - (s - v)) + (b - v)};
}
inline Dd two_diff(double a, double b) noexcept { return two_sum(a, -b); }
inline Dd two_prod(double a, double b) noexcept {
    const double p = a * b;
    return {p, fma(a, b, -p)};
}

inline Dd operator-(Dd a) noexcept { return {-a.hi, -a.lo}; }
inline Dd operator+(Dd a, Dd b) noexcept {
    Dd s = two_sum(a.hi, b.hi);
    const Dd t = two_sum(a.lo, b.lo);
    s = quick_two_sum(s.hi, s.lo + t.hi);
    return quick_two_sum(s.hi, s.lo + t.lo);
}
inline Dd operator+(Dd a, double b) noexcept {
    const Dd s = two_sum(a.hi, b);
    return quick_two_sum(s.hi, s.lo + a.lo);
}
// a + b with an error of 2^-104 (|a| + |b|), at a third of the cost
inline Dd lean_sum(Dd a, Dd b) noexcept {
    const Dd s = two_sum(a.hi, b.hi);
    return quick_two_sum(s.hi, s.lo + (a.lo + b.lo));
}
inline Dd operator-(Dd a, Dd b) noexcept { return a + (-b); }
inline Dd operator-(Dd a, double b) noexcept { return a + (-b); }
inline Dd operator*(Dd a, Dd b) noexcept {
    const Dd p = two_prod(a.hi, b.hi);
    return quick_two_sum(p.hi, p.lo + fma(a.hi, b.lo, a.lo * b.hi));
}
inline Dd operator*(Dd a, double b) noexcept {
    const Dd p = two_prod(a.hi, b);
    return quick_two_sum(p.hi, fma(a.lo, b, p.lo));
}
inline Dd operator/(Dd a, Dd b) noexcept {
    const double q = a.hi / b.hi;
    const Dd r = a - b * q;
    return quick_two_sum(q, (r.hi + r.lo) / b.hi);
}
inline Dd operator/(double a, Dd b) noexcept { return Dd(a) / b; }
inline Dd operator/(Dd a, double b) noexcept { return a / Dd(b); }

inline Dd sqrt_dd(Dd x) noexcept {   // 0 for x <= 0
    if (x.hi <= 0.0) return {0.0};
    const double r = std::sqrt(x.hi);
    const Dd rest = x - two_prod(r, r);
    return quick_two_sum(r, rest.hi / (2.0 * r));
}

inline std::uint64_t bits_of(double x) noexcept {
    std::uint64_t u;
    std::memcpy(&u, &x, sizeof u);
    return u;
}
inline double from_bits(std::uint64_t u) noexcept {
    double x;
    std::memcpy(&x, &u, sizeof x);
    return x;
}

// log(hi + lo) for a positive finite number. hi = 2^k m with m in [1, 2) (or [1/2, 1) past sqrt 2); a table gives c near
// 1/m, so that r = m c - 1 is at most 2^-7 and the terms of log(1 + r) past the fourth need no more than float64.
inline Dd log_dd(Dd x) noexcept {
    double m = x.hi;
    int k = 0;
    if (m < 0x1p-1022) {
        m *= 0x1p54;
        k = -54;
    }
    const std::uint64_t u = bits_of(m);
    k += static_cast<int>(u >> 52) - 1023;
    m = from_bits((u & 0xfffffffffffffull) | 0x3ff0000000000000ull);
    const std::uint64_t piece = (u >> 45) & 127;
    const double* row = tables::log_pieces[piece];
    if (piece >= 53) {  // m past sqrt 2
        m *= 0.5;
        ++k;
    }
    const Dd p = two_prod(m, row[0]);
    const Dd r = quick_two_sum(p.hi - 1.0, p.lo);
    const double z = r.hi;
    Dd q = Dd(0x1.5555555555555p-2, 0x1.5555555555555p-56) - Dd(0.25 * r.hi, 0.25 * r.lo);
    q = Dd(-0.5) + r * q;
    q = r * r * q;
    double t = fma(z, -1.0 / 14, 1.0 / 13);
    t = fma(z, t, -1.0 / 12);
    t = fma(z, t, 1.0 / 11);
    t = fma(z, t, -1.0 / 10);
    t = fma(z, t, 1.0 / 9);
    t = fma(z, t, -1.0 / 8);
    t = fma(z, t, 1.0 / 7);
    t = fma(z, t, -1.0 / 6);
    t = fma(z, t, 0.2);
    const double z2 = z * z;
    Dd sum = r + q;
    sum = sum + z2 * z2 * z * t;
    const double kd = k;
    if (k != 0 || row[1] != 0.0) {
        const Dd big = Dd(kd * tables::ln2_parts[0]) + two_prod(kd, tables::ln2_parts[1]);
        sum = (big + Dd(row[1], row[2])) + (sum + kd * tables::ln2_parts[2]);
    }
    return x.lo == 0.0 ? sum : sum + x.lo / x.hi;
}
inline Dd log_dd(double x) noexcept { return log_dd(Dd(x)); }

// log(1 + u), |u| small or not, u > -1.
inline Dd log1p_dd(Dd u) noexcept {
    const Dd s = two_sum(1.0, u.hi) + u.lo;
    return std::fabs(u.hi) < 0x1p-60 ? u : log_dd(s);
}

// exp(hi + lo), rounded to float64.
inline double exp_dd(Dd x) noexcept {
    const double e = std::exp(x.hi);
    return e == 0.0 || std::isinf(e) ? e : fma(e, x.lo, e);
}

// factor * exp(x) without overflow or underflow of the exponential alone.
inline double scaled_exp(Dd x, double factor) noexcept {
    constexpr double up = 0x1.c05c0a7166b4ap+432, down = 0x1.245639c3a49f7p-433;   // e^300, e^-300
    if (x.hi > 708.0) {
        if (x.hi > 1000.0 && x.hi < 2000.0) return scaled_exp(x - 300.0, factor * up);
        return factor * exp_dd(x - 300.0) * up;
    }
    if (x.hi < -700.0) {
        if (x.hi < -1500.0) return factor * 0.0;
        if (x.hi < -1000.0) return scaled_exp(x + 300.0, factor * down);
        return factor * exp_dd(x + 300.0) * down;
    }
    return factor * exp_dd(x);
}

// exp(hi + lo) = 2^power (value), the value in [0.7, 1.5] with a relative error of 2^-66; |hi| < 1e6. Taylor's series of
// expm1 at r/32, then five times expm1(2 r) = expm1(r) (2 + expm1(r)).
struct ScaledDd {
    Dd value;
    int power;
};
inline ScaledDd exp_full(Dd x) noexcept {
    const double k = std::nearbyint(x.hi * 0x1.71547652b82fep+0);
    Dd r = (x - Dd(k * tables::ln2_parts[0])) - two_prod(k, tables::ln2_parts[1]);
    r = r - k * tables::ln2_parts[2];
    r = {r.hi * 0x1p-5, r.lo * 0x1p-5};
    const double z = r.hi;
    double t = 1.0 / 40320;
    t = fma(z, t, 1.0 / 5040);
    t = fma(z, t, 1.0 / 720);
    t = fma(z, t, 1.0 / 120);
    t = fma(z, t, 1.0 / 24);
    const Dd third = Dd(0x1.5555555555555p-3, 0x1.5555555555555p-57) + z * t;
    Dd p = r + r * r * (Dd(0.5) + r * third);
    for (int i = 0; i < 5; ++i) p = p * (p + 2.0);
    return {p + 1.0, static_cast<int>(k)};
}
// factor exp(x), rounded once.
inline double exp_rounded(Dd x, Dd factor) noexcept {
    if (!(x.hi > -3000.0)) return std::isnan(x.hi) ? x.hi : 0.0;
    const ScaledDd e = exp_full(x.hi > 3000.0 ? Dd(3000.0) : x);
    return std::ldexp((e.value * factor).value(), e.power);
}

inline constexpr Dd pi_dd{0x1.921fb54442d18p+1, 0x1.1a62633145c07p-53};
inline constexpr Dd half_log_2pi_dd{0x1.d67f1c864beb5p-1, -0x1.65b5a1b7ff5dfp-55};

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
