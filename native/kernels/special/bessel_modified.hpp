// SPDX-License-Identifier: BSD-3-Clause
// Modified Bessel functions I_v(x) and K_v(x) of real order v >= 0 and real argument x > 0 (DLMF 10.25).
//
//   K  v < 40   K_m and K_{m+1} at the order m nearest to zero that differs from v by an integer, then the forward
//               recurrence 10.29.1, along which K grows. The two come from Temme's series (J. Comput. Phys. 19 (1975)
//               324) for x < 2, else from a table of sqrt(x) exp(x) K_m(x) in (1/x, m^2).
//      v >= 40  Debye's leading term 10.41.4 times a table in p = v/sqrt(v^2 + x^2) and 1/v.
//   I  v < 4    power series 10.25.2 for x < 2, else a table of sqrt(x) exp(-x) I_v(x) in (1/x, v).
//      v >= 4   Debye's leading term 10.41.3 times a table.
// The tables hold the functions themselves over their leading terms, not asymptotic series. Exponents are carried in
// two parts. Accuracy: 10 ulp typically, 30 ulp at most, to orders and arguments of 1e12.
#pragma once

#include "kernels/special/elementary.hpp"
#include "kernels/special/gamma.hpp"
#include "kernels/special/surface.hpp"
#include "kernels/special/tables_bessel.hpp"
#include "kernels/special/tables_bessel_order.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// The table whose first variable is split at `edges`.
template <int Rows, int Lanes, std::size_t N>
inline double octave_surface(const tables::Surface<Rows, Lanes> (&f)[N], double s, double y) noexcept {
    static_assert(N == 4);      // [0, 1/16], [1/16, 1/8], [1/8, 1/4], [1/4, 1/2]
    return surface(f[(s > 0.0625) + (s > 0.125) + (s > 0.25)], s, y);
}

// A function at orders m and m + 1.
struct OrderPair {
    double now, next;
};

// 2 (m + k)/x for the recurrences, from 2/x in two parts: its rounding would count k times over.
struct RecurrenceStep {
    double high, low;
    explicit RecurrenceStep(double x) noexcept : high(2.0 / x), low(fma(-high, x, 2.0) / x) {}
    double times(double order) const noexcept { return fma(order, high, order * low); }
};

struct TemmeStart {
    double f, p, q;
};

// What the series for K and Y begin with: f, and half of Gamma(1 + m) (x/2)^-m and Gamma(1 - m) (x/2)^m; |m| <= 1/2.
inline TemmeStart temme_start(double m, double x) noexcept {
    const Dd log_half = x > 0.05 ? Dd(std::log(0.5 * x)) : log_dd(0.5 * x);
    const double log2x = -log_half.hi, sigma = m * log2x, e = exp_dd(log_half * -m), r = 1.0 / e, m2 = m * m;
    const double s = m == 0.0 ? 1.0 : pi * m / sinpi(m);
    const double odd = polynomial(tables::temme_odd, m2), even = polynomial(tables::temme_even, m2);
    const double t = sigma * sigma;
    const double sinhc = t < 0.1 ? 1.0 + t / 6.0 * (1.0 + t / 20.0 * (1.0 + t / 42.0 * (1.0 + t / 72.0 *
                                   (1.0 + t / 110.0 * (1.0 + t / 156.0)))))
                                 : 0.5 * (e - r) / sigma;
    return {s * (odd * (0.5 * (e + r)) + even * sinhc * log2x), 0.5 * e / (even - m * odd), 0.5 * r / (even + m * odd)};
}

// exp(x) K_m and exp(x) K_{m+1}, x < 2
inline OrderPair k_series(double m, double x) noexcept {
    auto [f, p, q] = temme_start(m, x);
    const double quarter = 0.25 * x * x, m2 = m * m;
    double c = 1.0, sum = f, sum1 = p;
    for (int k = 1; k < 40; ++k) {
        const double kd = k;
        f = (kd * f + p + q) / (kd * kd - m2);
        p /= kd - m;
        q /= kd + m;
        c *= quarter / kd;
        const double add = c * f, add1 = c * (p - kd * f);
        sum += add;
        sum1 += add1;
        if (add < 0x1p-56 * sum && std::fabs(add1) < 0x1p-56 * sum1) break;
    }
    const double e = std::exp(x);
    return {e * sum, e * (2.0 * sum1 / x)};
}

// exp(x) sqrt(2 x/pi) times the same, x >= 2
inline OrderPair k_table(double m, double x) noexcept {
    const double s = 1.0 / x, m2 = m * m;
    const double value = octave_surface(tables::k_value, s, m2), slope = octave_surface(tables::k_slope, s, m2);
    return {value, fma(m * s, value, slope)};
}

// exp(x) K_v(x), v < 40
inline double k_by_recurrence(double v, double x) noexcept {
    const double n = std::floor(v + 0.5), m = v - n;
    if (x < 1e-250 && n >= 2.0) return inf;
    OrderPair k = x < 2.0 ? k_series(m, x) : k_table(m, x);
    if (n > 0.0) {
        const RecurrenceStep step(x);
        for (double j = 1.0; j < n; j += 1.0) {
            const double following = fma(step.times(m + j), k.next, k.now);
            k.now = k.next;
            k.next = following;
        }
        k.now = k.next;
    }
    return x < 2.0 ? k.now : k.now * (0x1.40d931ff62706p+0 * std::sqrt(1.0 / x));     // sqrt(pi/2)
}

// eta(z + low) from its expansion about row[0]; only the first two terms need two parts.
inline Dd tabled_eta(const double (&row)[16], double z, double low) noexcept {
    const double d = z - row[0], d2 = d * d;
    double even = row[15], odd = row[14];
    for (int k = 13; k >= 5; k -= 2) even = fma(even, d2, row[k]);
    for (int k = 12; k >= 6; k -= 2) odd = fma(odd, d2, row[k]);
    const Dd slope = two_prod(row[3], d), lead = two_sum(row[1], slope.hi);
    const double tail = fma(row[3], low, fma(row[4], d, row[2])) + slope.lo;
    return quick_two_sum(lead.hi, lead.lo + (tail + d2 * fma(odd, d, even)));
}

// v eta - x of DLMF 10.41 with eta = sqrt(1 + z^2) + log(z/(1 + sqrt(1 + z^2))), z = x/v: the exponent of exp(-x) I,
// and with the opposite sign of exp(x) K. With `shift` (0 or x) added it is only asked for while its exponential is in
// range; beyond, a rough value will do.
inline Dd debye_exponent(double v, double x, double shift) noexcept {
    const double t = v / x;
    if (t < 0.03125) {       // -x (t^2/2 - t^4/24 + t^6/80 - 5 t^8/896 + 7 t^10/2304 - ...)
        const double y = t * t;
        const double rest = y * (-1.0 / 12 + y * (1.0 / 40 + y * (-5.0 / 448 + y * (7.0 / 1152 + y * (-21.0 / 5632)))));
        if (v > 1e150 || x > 1e300) return shift - 0.5 * v * t * (1.0 + rest);
        const Dd square = two_prod(v, v);
        const double half = -0.5 / x, lead = square.hi * half;
        return two_sum(shift, lead) + ((fma(2.0 * x, lead, square.hi) + square.lo) * half + lead * rest);
    }
    if (v < 1000.0 && t <= 64.0) {
        const double z = x / v, low = fma(-z, v, x) / v;
        const auto k = static_cast<std::size_t>((bits_of(z) >> 48) - (bits_of(0x1p-6) >> 48));
        const Dd eta = tabled_eta(tables::eta[k < 176 ? k : 175], z, low) * v;
        return two_sum(eta.hi, shift - x) + eta.lo;
    }
    const double w = x / v, about = v * (std::sqrt(fma(w, w, 1.0)) - std::asinh(1.0 / w)) - (x - shift);
    if (!(std::fabs(about) < 1500.0 + 1e-14 * (v + x))) return about > 0.0 ? 1e5 : -1e5;
    double unit = 1.0;
    if (v > 1e150 || x > 1e150) unit = 0x1p-600;
    const double a = v * unit, b = x * unit;
    const Dd square = two_prod(a, a) + two_prod(b, b);
    Dd root(std::sqrt(square.hi));
    root = root + (square - root * root) / (2.0 * root.hi);
    const Dd e = two_prod(a, a) / (root + b) + log_dd(Dd(b) / (root + a)) * a;
    return Dd(e.hi / unit, e.lo / unit) + shift;
}

// (v^2 + x^2)^(-1/4) is all that is left of the leading terms besides the exponential.
inline double debye_front(double v, double x, double& p) noexcept {
    const double square = fma(v, v, x * x);
    if (square > 1e-200 && square < 1e300) {
        const double r = 1.0 / std::sqrt(square);
        p = v * r;
        return std::sqrt(r);
    }
    const double root = std::hypot(v, x);
    p = v / root;
    return std::sqrt(1.0 / root);
}

inline double k_debye(double v, double x, bool scaled) noexcept {
    double p;
    const double front = debye_front(v, x, p);
    const double rest = surface(tables::debye_k[p > 0.5], p, 1.0 / v);
    const Dd e = -debye_exponent(v, x, scaled ? 0.0 : x);
    return scaled_exp(e, 0x1.40d931ff62706p+0 * front * rest);
}

inline double i_debye(double v, double x, bool scaled) noexcept {
    double p;
    const double front = debye_front(v, x, p);
    const double rest = surface(tables::debye_i[(p > 0.25) + (p > 0.5) + (p > 0.75)], p, 1.0 / v);
    const Dd e = debye_exponent(v, x, scaled ? 0.0 : x);
    return scaled_exp(e, 0x1.9884533d43651p-2 * front * rest);       // 1/sqrt(2 pi)
}

// (x/2)^v/Gamma(v + 1); Stirling's formula for v >= 12
inline double power_front(double v, double x) noexcept {
    if (v >= 12.0) {
        const Dd e = (log_dd(Dd(0.5 * x) / Dd(v)) + 1.0) * v - stirling_rest(v);
        return scaled_exp(e, 0x1.9884533d43651p-2 / std::sqrt(v));
    }
    const double r = uniform(tables::rgamma1p, v, 0.0, 1.0), e = std::log(0.5 * x), p = e * v;
    if (std::fabs(e) < 2.0 && std::fabs(p) < 4.0) return r * exp_dd(Dd(p, fma(e, v, -p)));
    return scaled_exp(log_dd(0.5 * x) * v, r);
}

inline double i_series(double v, double x, bool scaled) noexcept {
    const double quarter = 0.25 * x * x;
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 100; ++k) {
        term *= quarter / (k * (v + k));
        sum += term;
        if (term < 0x1p-54 * sum) break;
    }
    sum *= power_front(v, x);
    return scaled ? sum * std::exp(-x) : sum;
}

// I_v(x) and K_v(x), or exp(-x) I and exp(x) K
inline double i_positive(double v, double x, bool scaled) noexcept {
    if (v >= 4.0) return i_debye(v, x, scaled);
    if (x < 2.0) return i_series(v, x, scaled);
    const double s = 1.0 / x;
    const int k = 4 * ((s > 0.0625) + (s > 0.125) + (s > 0.25) + (s > 0.375)) + static_cast<int>(v);
    const double i = 0x1.9884533d43651p-2 * surface(tables::i_small[k], s, v) * std::sqrt(s);
    return scaled ? i : scaled_exp(x, i);
}

inline double k_positive(double v, double x, bool scaled) noexcept {
    if (v >= 40.0) return k_debye(v, x, scaled);
    const double k = k_by_recurrence(v, x);
    return scaled ? k : scaled_exp(-x, k);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
