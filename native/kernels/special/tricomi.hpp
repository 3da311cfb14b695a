// SPDX-License-Identifier: BSD-3-Clause
// Tricomi's confluent hypergeometric function U(a, b, x), x > 0 (DLMF 13.2(i)).
//
// The series 13.7.3 where it ends or reaches float64. For a > 0 and a - b + 1 > 0, Miller's algorithm on the recurrence
// 13.3.7 in a, of which U(a + n) is the minimal solution, normalised by sum (a)_n (a-b+1)_n/n! U(a+n, b, x) = x^-a
// (N. M. Temme, Numer. Math. 41 (1983) 63): all terms are positive, and the number of steps is about a d/x + 100/x, d = a - b + 1. From there
// upwards in b by 13.3.14, where U dominates, downwards in a by 13.3.7, where it dominates or oscillates, and
// Kummer's 13.2.40 between the two ends. For small x 13.2.42 in float64, and in double-double where its terms cancel;
// near a zero of U, and where all that fails, the sums in multiprecision.
#pragma once

#include "kernels/special/gamma_logs.hpp"
#include "kernels/special/hypergeometric.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// Values times 2^scale are kept within range by the callers: results that leave it go to multiprecision.
struct Pair {
    double first, second;                                  // U(a, b, x), U(a + 1, b, x)
};

// x^power
inline double power_dd(double x, Dd power) noexcept { return scaled_exp(log_dd(x) * power, 1.0); }

// How many terms of the normalising sum count. With alpha and beta of the recurrence, the quotient of two terms is near
// q = (alpha - sqrt(alpha^2 - 4 beta))/(2 n); it is 1 at n = a d/x, and log q is added up from there.
inline double tricomi_steps(double a, double d, double x) noexcept {
    const double s0 = (a - d) * (a - d) + x * x + 2.0 * x * (a + d), c = a + d + x;
    double n = std::fmax(1.0, a * d / x), fall = 0.0, before = 0.0;
    while (fall < 40.0 && n < 1e5) {
        const double step = 0.4 * n + 3.0;
        n += step;
        const double now = (std::sqrt(s0 + 4.0 * x * n) - c) / (2.0 * n);
        fall += 0.5 * (before + now) * step;
        before = now;
    }
    return n;
}
inline constexpr double most_steps = 3000.0, miller_error = 1e-15;

// a > 0, d = a - b + 1 > 0. The values lack the factor x^-a; NaN where it takes too long.
inline Pair tricomi_miller(double a, Dd d, double x) noexcept {
    const double steps = tricomi_steps(a, d.hi, x);
    if (!(steps < most_steps)) return {nan, nan};
    const int n = static_cast<int>(steps);
    const double shift = a + d.hi - 1.0 + x;               // 2 a - b + x
    double k = n + 1;
    double alpha = shift + 2.0 * k, beta = (a + k) * (d.hi + k);
    const double root = std::sqrt(std::fmax(alpha * alpha - 4.0 * beta, 0.0));
    double ratio = 2.0 / (alpha + root), tail = 1.0;
    {
        const double q = ratio * (a + k - 1.0) * (d.hi + k - 1.0) / k;
        if (q < 1.0) tail = 1.0 / (1.0 - q);
    }
    for (k = n; k >= 1.0; k -= 1.0) {
        alpha = shift + 2.0 * k;
        beta = (a + k) * ((d.hi + k) + d.lo);
        ratio = 1.0 / (alpha - beta * ratio);
        tail = 1.0 + (a + k - 1.0) * ((d.hi + (k - 1.0)) + d.lo) / k * ratio * tail;
    }
    return {1.0 / tail, ratio / tail};
}

// a > 0, any b; without the factor x^-a. NaN where it takes too long.
inline Summed<double> tricomi_positive(double a, double b, double x) noexcept {
    const Dd d = two_diff(a, b) + 1.0;
    if (d.hi > 0.0) return {tricomi_miller(a, d, x).first, miller_error};
    const double m = std::floor(-d.hi) + 1.0;
    if (m > 400.0) return {nan, inf};
    const Dd d0 = d + m;                                   // in (0, 1]
    if (!(d0.hi > 0.0)) return {nan, inf};
    const Pair start = tricomi_miller(a, d0, x);
    double b0 = b - m;
    Stepping<double> at(((a + x) * start.first - a * d0.hi * start.second) / x, start.first);
    Dd e = d0;                                             // a - b + 1 of the earlier value
    for (double k = 1.0; k < m; k += 1.0) {
        b0 += 1.0;
        e = e - 1.0;
        // x U(b + 1) = (b - 1 + x) U(b) + (a - b + 1) U(b - 1)
        at.step((b0 - 1.0 + x) / x, e.value() / x);
    }
    return {at.now, at.error(m, miller_error)};
}

// Gamma(x)/Gamma(y) for large arguments, y not beside a pole; the error in units of 2^-53 goes to `units`.
inline double large_gamma_quotient(Dd x, Dd y, double& units) noexcept {
    const double up = gammaln(x.hi), down = gammaln(y.hi);
    units = 8.0 + std::fabs(up) + std::fabs(down);
    return std::exp((up - down) + (x.lo * rough_digamma(x.hi) - y.lo * rough_digamma(y.hi))) * gammasgn(x.hi) * gammasgn(y.hi);
}

// DLMF 13.2.42 for small x
inline Summed<double> tricomi_small(double a, double b, double x) noexcept {
    if (near_integer_value(b) || std::fabs(a) > 300.0 || std::fabs(b) > 300.0) return {};
    const Dd d = two_diff(a, b) + 1.0, b_1 = two_diff(b, 1.0);
    const Dd top1[1] = {a}, bottom1[1] = {b}, top2[1] = {d}, bottom2[1] = {two_diff(2.0, b)};
    const Summed<double> m1 = series<1, 1, double>(top1, bottom1, x, 200), m2 = series<1, 1, double>(top2, bottom2, x, 200);
    double u1 = 20.0, u2 = 20.0, g1, g2;
    if (std::fabs(a) < 50.0 && std::fabs(b) < 50.0) {
        const double r = near_integer_value(d.hi) && d.hi <= 0.5 ? (d.lo == 0.0 ? rgamma(d.hi) : nan)
                                                                 : rgamma(d.hi) * (1.0 - d.lo * rough_digamma(d.hi));
        g1 = gamma(-b_1.hi) * r;
        g2 = gamma(b_1.hi) * rgamma(a);
    } else {
        if ((near_integer_value(a) && a < 0.5) || (near_integer_value(d.hi) && d.hi < 0.5)) return {};
        g1 = large_gamma_quotient(-b_1, d, u1);
        g2 = large_gamma_quotient(b_1, a, u2);
    }
    const double t1 = g1 * m1.value, t2 = g2 * power_dd(x, -b_1) * m2.value;
    const double v = t1 + t2;
    return {v, ((m1.error + 0x1p-53 * u1) * std::fabs(t1) + (m2.error + 0x1p-53 * u2) * std::fabs(t2)) / std::fabs(v)};
}

// The same in double-double, beside integers b and where the two terms cancel.
inline Summed<double> tricomi_small_dd(double a, double b, double x) noexcept {
    const Dd b1 = two_diff(b, 1.0), d = two_diff(a, b) + 1.0;
    if (std::fabs((b1 - std::nearbyint(b1.hi)).hi) < 1e-10 || std::fabs(a) > 150.0 || std::fabs(b) > 150.0) return {};
    const Dd top[2] = {a, d}, bottom[2] = {b, two_diff(2.0, b)};
    Dd part[2];
    double sizes = 0.0;
    for (int i = 0; i < 2; ++i) {
        LogProduct k;
        k.gamma(i == 0 ? d : Dd(a), -1.0);
        if (k.zero) continue;
        k.gamma(i == 0 ? -b1 : b1, 1.0);
        if (i == 1) k.power(x, -b1);
        if (!k.usable()) return {};
        const auto s = series_dd<1, 1, double>(top + i, bottom + i, Dd(x), 300);
        if (!(s.error < 1e-13)) return {};
        part[i] = k.times(s.value);
        sizes += std::fabs(part[i].hi) * (s.error + log_product_error);
    }
    const double v = (part[0] + part[1]).value();
    return {v, sizes / std::fabs(v) + 1e-16, 0.0, 0.0};
}

// The value, or NaN where multiprecision has to do it.
inline double tricomi_fast(double a, double b, double x) noexcept {
    const Dd d = two_diff(a, b) + 1.0;
    const bool ends = is_pole(a) || (is_pole(d.hi) && d.lo == 0.0);
    if (x > 20.0 || ends) {
        const Summed<double> s = series_2f0(Dd(a), d, -1.0 / x);
        if (s.error < series_tolerance) {
            const double v = scaled_exp(log_dd(x) * -a, s.value);
            if (std::isfinite(v)) return v;
        }
    }
    if (ends) return nan;
    if (x < 5.0) {
        const Summed<double> s = tricomi_small(a, b, x);
        if (s.error < series_tolerance && std::isfinite(s.value)) return s.value;
    }
    if (x < 1.0 || (x < 5.0 && std::fabs(a * d.hi) + 100.0 > 60.0 * x)) {
        const Summed<double> s = tricomi_small_dd(a, b, x);
        if (s.error < series_tolerance && std::isfinite(s.value) && std::fabs(s.value) > 1e-290) return s.value;
    }
    if (x < 0.02 || std::fabs(a) > 300.0 || std::fabs(b) > 300.0) return nan;
    double v;
    if (a > 0.0) {
        const Summed<double> s = tricomi_positive(a, b, x);
        if (!(s.error < stepping_tolerance)) return nan;
        v = scaled_exp(log_dd(x) * -a, s.value);
    } else if (d.hi > 0.0) {
        // x^(1-b) U(d, 2 - b, x) with the factor x^-d: x^-a
        const Summed<double> s = tricomi_positive(d.value(), 2.0 - b, x);
        if (!(s.error < stepping_tolerance)) return nan;
        v = scaled_exp(log_dd(x) * -a, s.value);
    } else {
        const double n = std::floor(-a) + 1.0, a0 = a + n;
        const Dd d0 = d + n;
        Pair p;
        double initial = miller_error;
        if (d0.hi > 0.0) {
            p = tricomi_miller(a0, d0, x);
        } else {
            const Summed<double> s = tricomi_positive(a0, b, x), t = tricomi_positive(a0 + 1.0, b, x);
            p = {s.value, t.value / x};
            initial = std::fmax(s.error, t.error);
        }
        Stepping<double> at{p.first, p.second};
        for (double k = 0.0; k < n; k += 1.0) {
            const double ak = a0 - k;
            at.step(ak + ak - b + x, -(ak * ((d0.hi - k) + d0.lo)));
            if (!(std::fabs(at.now) < 1e250)) return nan;
        }
        if (!(at.error(n, initial) < stepping_tolerance)) return nan;
        v = scaled_exp(log_dd(x) * -a0, at.now);
    }
    return std::fabs(v) > 1e-290 && std::fabs(v) < 1e300 ? v : nan;
}

// Whether U is a polynomial, times x^(1 - b) or not, that vanishes (DLMF 13.2.7 and 13.2.40).
inline bool tricomi_vanishes(double a, double b, double x) noexcept {
    const Dd turned = two_diff(a, b) + 1.0, rest = two_diff(2.0, b);
    return (is_pole(a) && hyp1f1(a, b, x) == 0.0) ||
           (turned.lo == 0.0 && rest.lo == 0.0 && is_pole(turned.hi) && hyp1f1(turned.hi, rest.hi, x) == 0.0);
}

inline double hyperu(double a, double b, double x) noexcept {
    if (std::isnan(a) || std::isnan(b) || std::isnan(x)) return nan;
    if (x < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (!std::isfinite(a) || !std::isfinite(b)) {
        report(Trouble::no_result);
        return nan;
    }
    if (x == 0.0) {
        if (a == 0.0 && b == 1.0) return 1.0;
        if (b > 1.0) report(Trouble::singular);
        if (b >= 1.0) return inf;
        return from_multi<double>(multi::gamma_quotient(b, a));
    }
    if (a == 0.0) return 1.0;
    if (x == inf) return a > 0.0 ? 0.0 : inf;
    const double v = tricomi_fast(a, b, x);
    if (!std::isnan(v)) return v;
    return tricomi_vanishes(a, b, x) ? 0.0 : from_multi<double>(multi::hyperu(a, b, x));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
