// SPDX-License-Identifier: BSD-3-Clause
// Bessel functions J_v(x) and Y_v(x) of real order v >= 0 and real argument x > 0 (DLMF 10.2).
//
//   v < 40   Y_m, Y_{m+1} (and J, where x >= v) at the order m nearest to zero that differs from v by an integer, then
//            the forward recurrence 10.6.1. They come from Temme's series (J. Comput. Phys. 21 (1976) 343) for x < 2,
//            else from tables in (1/x, m^2) of what Hankel's expansion 10.17.5 leaves beside the exponential.
//            J for x < v: power series 10.2.2 while its terms hardly cancel; else J_{v+1}/J_v by backward recurrence
//            and the Wronskian 10.5.2.
//   v >= 40  x > 4 v^2: Hankel's expansion at the order itself.
//            |v^(2/3) zeta| <= 5: Olver's expansion 10.20.4-5, with tables for its coefficients.
//            elsewhere: the leading terms of Debye's expansions 10.19.3, 10.19.6 times tables, in
//            (r, q) = (|1 - (x/v)^2|, r^(-3/2)/v), which stay good up to the turning point, or in v/sqrt|x^2 - v^2|
//            and 1/v or 1/sqrt|x^2 - v^2| away from it.
// The tables hold the functions themselves over their leading terms, not asymptotic series. Exponents and phases are
// carried in two parts, phases to 1e-31 relative: beyond 1e16 no digit of a phase is left, and the result is NaN.
// Accuracy: 30 ulp of the modulus sqrt(J^2 + Y^2) where they oscillate, of the value elsewhere.
#pragma once

#include "kernels/special/airy.hpp"
#include "kernels/special/bessel_modified.hpp"
#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct JY {
    double j, y;
};

// Y_m and Y_{m+1}, x < 2
inline OrderPair y_series(double m, double x) noexcept {
    auto [f, p, q] = temme_start(m, x);
    constexpr double two_pi = 2.0 / pi;
    f *= two_pi;
    p *= two_pi;
    q *= two_pi;
    // (2/m) sin^2(m pi/2)
    const double half = sinpi(0.5 * m), tilt = m == 0.0 ? 0.0 : 2.0 * half * half / m;
    const double quarter = -0.25 * x * x, m2 = m * m;
    double c = 1.0, sum = f + tilt * q, sum1 = p;
    for (int k = 1; k < 40; ++k) {
        const double kd = k;
        f = (kd * f + p + q) / (kd * kd - m2);
        p /= kd - m;
        q /= kd + m;
        c *= quarter / kd;
        const double g = f + tilt * q, add = c * g, add1 = c * (p - kd * g);
        sum += add;
        sum1 += add1;
        if (std::fabs(c) * (std::fabs(g) + kd * std::fabs(g)) < 0x1p-58 && std::fabs(add1) < 0x1p-56 * std::fabs(sum1))
            break;
    }
    return {-sum, -2.0 * sum1 / x};
}

// cos and sin of (m/2 + 1/4) pi, |m| <= 1/2
inline void quarter_turns(double m, double& c, double& s) noexcept {
    const double a = m * (0.5 * pi), t = a * a;
    const double cosine = 1.0 + t * (-1.0 / 2 + t * (1.0 / 24 + t * (-1.0 / 720 + t * (1.0 / 40320 + t * (-1.0 / 3628800 +
                          t * (1.0 / 479001600 + t * (-1.0 / 87178291200.0)))))));
    const double sine = a * (1.0 + t * (-1.0 / 6 + t * (1.0 / 120 + t * (-1.0 / 5040 + t * (1.0 / 362880 +
                        t * (-1.0 / 39916800 + t * (1.0 / 6227020800.0 - t / 1307674368000.0)))))));
    constexpr double half = 0x1.6a09e667f3bcdp-1;
    c = half * (cosine - sine);
    s = half * (cosine + sine);
}

// J and Y at m and m + 1, over sqrt(2/(pi x)); x >= 2
inline void jy_table(double m, double x, OrderPair& j, OrderPair& y) noexcept {
    const double w = 1.0 / x, m2 = m * m;
    const double p = octave_surface(tables::h_real, w, m2), q = octave_surface(tables::h_imag, w, m2);
    const double r = octave_surface(tables::h_slope_real, w, m2), s = octave_surface(tables::h_slope_imag, w, m2);
    double cm, sm;
    quarter_turns(m, cm, sm);
    const double cx = std::cos(x), sx = std::sin(x);
    const double c = fma(cx, cm, sx * sm), d = fma(sx, cm, -cx * sm);
    j.now = fma(p, c, -q * d);
    y.now = fma(p, d, q * c);
    j.next = fma(m * w, j.now, fma(r, d, s * c));
    y.next = fma(m * w, y.now, -fma(r, c, -s * d));
}

inline void climb(OrderPair& f, double m, double n, const RecurrenceStep& step) noexcept {
    for (double k = 1.0; k <= n; k += 1.0) {
        const double following = fma(step.times(m + k), f.next, -f.now);
        f.now = f.next;
        f.next = following;
    }
}

// J_{v+1}/J_v for x < v + 1, by Miller's backward recurrence from an order where the start is forgotten
inline double j_ratio(double v, double x, const RecurrenceStep& step) noexcept {
    double upper = 0.0, now = 1.0;
    for (double k = std::floor(14.0 + 0.4 * x); k > 0.0; k -= 1.0) {
        const double lower = fma(step.times(v + k), now, -upper);
        upper = now;
        now = lower;
    }
    return upper / now;
}

// terms of alternating sign, x^2/4 < 3 (v + 1)/2
inline double j_series(double v, double x) noexcept {
    const double quarter = -0.25 * x * x;
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 60; ++k) {
        term *= quarter / (k * (v + k));
        sum += term;
        if (std::fabs(term) < 0x1p-56) break;
    }
    return sum * power_front(v, x);
}

template <bool WantJ, bool WantY>
inline JY jy_small_order(double v, double x) noexcept {
    JY out{0.0, 0.0};
    const bool series = 0.25 * x * x < 1.5 * (v + 1.0);
    if (WantJ && series) {
        out.j = j_series(v, x);
        if (!WantY) return out;
    }
    const double n = std::floor(v + 0.5), m = v - n;
    if (x < 1e-250 && n >= 2.0) return {out.j, -inf};
    const RecurrenceStep step(x);
    OrderPair j{0.0, 0.0}, y;
    double front = 1.0;
    if (x < 2.0) {
        y = y_series(m, x);
    } else {
        jy_table(m, x, j, y);
        front = 0x1.9884533d43651p-1 / std::sqrt(x);       // sqrt(2/pi)
    }
    const bool by_ratio = WantJ && !series && x < v;
    if (WantY || by_ratio) {
        if (x < 2.0 && n > 0.0) {
            climb(y, m, n - 1.0, step);
            y.now = y.next;           // the next one could overflow
        } else {
            climb(y, m, n, step);
        }
        out.y = front * y.now;
        if (std::isnan(out.y)) out.y = -inf;
    }
    if (!WantJ || series) return out;
    if (by_ratio) {
        out.j = 2.0 / (pi * x * front * (j_ratio(v, x, step) * y.now - y.next));
    } else {
        climb(j, m, n, step);
        out.j = front * j.now;
    }
    return out;
}

// ---- orders of 40 and more

// cos and sin of x + turn pi/4, the phase given as x (exact) and delta = hi + lo
inline void phase(double x, double turn, Dd delta, double& c, double& s) noexcept {
    const double cx = std::cos(x), sx = std::sin(x), ct = cospi(0.25 * turn), st = sinpi(0.25 * turn);
    const double c1 = cx * ct - sx * st, s1 = sx * ct + cx * st;
    const double ch = std::cos(delta.hi), sh = std::sin(delta.hi);
    const double cl = std::fabs(delta.lo) < 1e-9 ? 1.0 : std::cos(delta.lo), sl = std::sin(delta.lo);
    const double cd = fma(ch, cl, -sh * sl), sd = fma(sh, cl, ch * sl);
    c = c1 * cd - s1 * sd;
    s = s1 * cd + c1 * sd;
}

inline JY jy_hankel(double v, double x) noexcept {
    const double four = 4.0 * v * v, w = 1.0 / (8.0 * x);
    double p = 1.0, q = 0.0, term = 1.0;
    for (int k = 1; k < 60; k += 2) {
        const double a = 2.0 * k - 1.0, b = a + 2.0;
        term *= (four - a * a) * (w / k);
        q += term;
        term *= -(four - b * b) * (w / (k + 1));
        p += term;
        if (std::fabs(term) < 0x1p-55) break;
    }
    double c, s;
    // the phase is x - (v/2 + 1/4) pi; v modulo 4 keeps the quarter exact
    phase(x, -1.0 - 2.0 * std::fmod(v, 4.0), Dd(0.0), c, s);
    const double front = 0x1.9884533d43651p-1 / std::sqrt(x);
    return {front * (p * c - q * s), front * (p * s + q * c)};
}

// |x^2 - v^2| and its root
inline Dd square_gap(double v, double x) noexcept {
    return x > v ? two_diff(x, v) * two_sum(x, v) : two_diff(v, x) * two_sum(v, x);
}

// The angle of (x, y) in the first quadrant, given hypot(x, y) = h; absolute error 2^-104
[[gnu::flatten]] inline Dd angle_dd(Dd y, Dd x, double h) noexcept {
    const double a = carg(x.hi, y.hi);
    const int k = a > 0.0 && a < 1.6 ? static_cast<int>(a * 32.0 + 0.5) : 0;
    const double t = a - k / 32.0;
    const auto& row = tables::angle[k];
    const Dd t2 = two_prod(t, t), t4 = t2 * t2;
    const double u = t2.hi;
    constexpr Dd sixth(0x1.5555555555555p-3, 0x1.5555555555555p-57), small(0x1.5555555555555p-5, 0x1.5555555555555p-59);
    const double crest = u * u * u * (-1.0 / 720 + u * (1.0 / 40320 - u / 3628800));
    const double srest = u * u * u * (-1.0 / 5040 + u / 362880);
    const Dd c = lean_sum(lean_sum(1.0, t2 * -0.5), lean_sum(t4 * small, crest));
    const Dd s = lean_sum(lean_sum(1.0, -(t2 * sixth)), lean_sum(t4 * Dd(0x1.1111111111111p-7, 0x1.1111111111111p-63), srest)) * t;
    const Dd ck(row[0], row[1]), sk(row[2], row[3]);
    const Dd ca = lean_sum(ck * c, -(sk * s)), sa = lean_sum(sk * c, ck * s);
    const Dd miss = lean_sum(y * ca, -(sa * x));           // h sin(angle - a)
    return two_sum(a, miss.hi / h);
}

// v (atanh t - t), t = root/v the sine-like variable; x < v
inline Dd below_exponent(double v, double x, Dd root) noexcept {
    const double t = root.hi / v;
    if (t < 0.13) {
        const Dd u = (root / Dd(v)) * (root / Dd(v));
        const double z = u.hi;
        const double rest = 1.0 / 5 + z * (1.0 / 7 + z * (1.0 / 9 + z * (1.0 / 11 + z * (1.0 / 13 + z * (1.0 / 15 +
                            z * (1.0 / 17 + z / 19))))));
        return (u / 3.0 + u * u * rest) * root;
    }
    if (v > 1e7) return inf;
    return log_dd((root + v) / Dd(x)) * v - root;
}

template <bool WantJ, bool WantY>
inline JY jy_below(double v, double x) noexcept {
    if (v > 1e100) return {0.0, -inf};
    const Dd root = sqrt_dd(square_gap(v, x)), e = below_exponent(v, x, root);
    if (e.hi > 1500.0) return {0.0, -inf};
    const double t = root.hi / v, r = t * t, front = std::sqrt(1.0 / root.hi);
    JY out{0.0, 0.0};
    if (r < 0.7) {
        const double q = 1.0 / (v * r * t);
        if (WantJ) out.j = surface(tables::below_j[(q > 0.0225) + (q > 0.045)], r, q);
        if (WantY) out.y = surface(tables::below_y[(q > 0.0225) + (q > 0.045)], r, q);
    } else {
        if (WantJ) out.j = surface(tables::deep_j[0], 1.0 / t, 1.0 / v);
        if (WantY) out.y = surface(tables::deep_y[0], 1.0 / t, 1.0 / v);
    }
    if (WantJ) out.j = scaled_exp(-e, 0x1.9884533d43651p-2 * front * out.j);
    if (WantY) out.y = scaled_exp(e, -0x1.9884533d43651p-1 * front * out.y);
    return out;
}

inline JY jy_above(double v, double x) noexcept {
    if (v > 1e-3 * x ? x > 1e16 : v * v > 2e14 * x) return {nan, nan};
    const Dd root = x > 1e150 ? Dd(x) : sqrt_dd(square_gap(v, x));
    double re, im, c, s;
    const double t = root.hi / v, r = t * t;
    if (r < 0.7) {
        const double q = 1.0 / (v * r * t);
        re = surface(tables::above_real[q > 0.0225], r, q);
        im = surface(tables::above_imag[q > 0.0225], r, q);
    } else {
        const double a = 1.0 / root.hi;
        re = surface(tables::far_real[a > 0.015], 1.0 / r, a);
        im = surface(tables::far_imag[a > 0.015], 1.0 / r, a);
    }
    if (v < 1e-3 * x) {
        // root - v atan(root/v) = x - v pi/2 + x (k^2/2 + k^4/24 + k^6/80 + ...), k = v/x
        const Dd k = Dd(v) / Dd(x), k2 = k * k;
        const Dd delta = (k2 * 0.5 + k2 * k2 / 24.0 + k2 * k2 * k2 * (1.0 / 80 + k2.hi * (5.0 / 896 + k2.hi * 7.0 / 2304))) * x;
        phase(x, -1.0 - 2.0 * std::fmod(v, 4.0), delta, c, s);
    } else {
        phase(0.0, -1.0, root - angle_dd(root, v, x) * v, c, s);
    }
    const double front = 0x1.9884533d43651p-1 * std::sqrt(1.0 / root.hi);
    return {front * (re * c - im * s), front * (re * s + im * c)};
}

template <bool WantJ, bool WantY>
inline JY jy_large_order(double v, double x) noexcept {
    if (x > 4.0 * v * v) return jy_hankel(v, x);
    const double d = (x - v) / v;
    if (d > -0.32 && d < 0.4) {
        const double c = std::cbrt(v), t = -((x - v) / c) * piece(tables::turning_zeta[d > 0.0], d);
        if (std::fabs(t) <= 5.0) {
            const AiryValues f = airy_middle(t);
            const double front = piece(tables::turning_front[d > 0.0], d) / c, w = (1.0 / v) / v;
            const double a = surface(tables::turning_a[d > 0.0], d, w);
            const double b = surface(tables::turning_b[d > 0.0], d, w) / (v * c);
            return {front * fma(f.ai, a, f.aip * b), -front * fma(f.bi, a, f.bip * b)};
        }
    }
    return x < v ? jy_below<WantJ, WantY>(v, x) : jy_above(v, x);
}

// J_v(x) and Y_v(x), v >= 0, 0 < x < infinity; the one not wanted is not set.
template <bool WantJ, bool WantY>
inline JY jy_positive(double v, double x) noexcept {
    return v < 40.0 ? jy_small_order<WantJ, WantY>(v, x) : jy_large_order<WantJ, WantY>(v, x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
