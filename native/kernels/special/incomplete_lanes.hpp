// SPDX-License-Identifier: BSD-3-Clause
// The incomplete gamma and beta functions for moderate parameters in straight-line code: a from 1e-6 to 120 of gamma; of
// beta the one parameter from 1e-6 to 1000, the other up to 1e12.
//
// The common factors x^a e^-x/Gamma(a + 1) and x^a y^b/(a B(a, b)) come from logarithms in two parts, Stirling's series
// from 8 on and, below, a product of eight factors. Where a parameter L of beta is large, its power and Gamma(L) together
// leave L (v - log(1 + v)), v the distance from the mean, and nothing large cancels. The series 8.7.1, the continued fraction 8.9.1 and the even part of
// 8.17.22 are evaluated as quotients of two recurrences, without a division in the loop: numerator and denominator of the sum, and
// numerators and denominators of the convergents (DLMF 1.12(ii)), multiplied by the products that clear fractions.
// Accuracy: 30 ulp.
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double largest_parameter = 120.0, smallest_parameter = 1e-6, largest_beta = 400.0;
inline constexpr double one_over_sqrt_2pi = 0x1.9884533d43651p-2;

// z (z + 1) ... (z + 7) = w (w + 6) (w + 10) (w + 12), w = z (z + 7), in two parts, at z + less.
SCINOVA_LANE Dd eight_factors(double z, double less = 0.0) noexcept {
    const Dd seven = two_sum(z, 7.0), p = two_prod(z, seven.hi);
    const double w = p.hi, low = fma(z, seven.lo, p.lo) + less * (z + seven.hi);
    const Dd a = two_sum(w, 6.0), b = two_sum(w, 10.0), c = two_sum(w, 12.0);
    const Dd first = two_prod(w, a.hi), last = two_prod(b.hi, c.hi), all = two_prod(first.hi, last.hi);
    const double first_low = fma(w, a.lo + low, fma(low, a.hi, first.lo));
    const double last_low = fma(b.hi, c.lo + low, fma(b.lo + low, c.hi, last.lo));
    return {all.hi, fma(first.hi, last_low, fma(first_low, last.hi, all.lo))};
}

// 1/Gamma(z + low) = product exp(-main - rest)/sqrt(2 pi)
struct GammaParts {
    Dd main;
    double rest, product;
};
SCINOVA_LANE GammaParts gamma_parts(double z, double low) noexcept {
    const bool near = z < 8.0;
    const double up = near ? z + 8.0 : z, lost = (near ? z - (up - 8.0) : 0.0) + low;
    const LogAndInverse l = log_close(up);
    const double h = up - 0.5;
    const Dd p = two_prod(h, l.log.hi), s = two_sum(p.hi, -up);
    const double rest = horner(tables::stirling_short, l.inverse * l.inverse) * l.inverse;
    const Dd q = eight_factors(near ? z : 1.0);
    return {{s.hi, s.lo + p.lo + fma(h, l.log.lo, lost * l.log.hi)}, near ? rest - q.lo / q.hi : rest, near ? q.hi : 1.0};
}
SCINOVA_LANE Dd plus(Dd a, Dd b) noexcept {
    const Dd s = two_sum(a.hi, b.hi);
    return {s.hi, s.lo + (a.lo + b.lo)};
}
SCINOVA_LANE Dd times(double a, Dd b) noexcept {
    const Dd p = two_prod(a, b.hi);
    return {p.hi, fma(a, b.lo, p.lo)};
}

// x^a exp(-x)/Gamma(a + 1)
SCINOVA_LANE double gamma_factor_lane(double a, double x) noexcept {
    const double z = a + 1.0;
    const GammaParts g = gamma_parts(z, a - (z - 1.0));
    const Dd e = plus(plus(times(a, log_close(x).log), {-g.main.hi, -g.main.lo}), {-x, 0.0});
    return exp_scaled(e.hi, e.lo - g.rest, g.product * one_over_sqrt_2pi);
}

// x^a y^b/(a B(a, b))
SCINOVA_LANE double beta_factor_lane(double a, double b, Dd x, Dd y) noexcept {
    const double z1 = a + 1.0;
    const Dd sum = two_sum(a, b);
    const GammaParts g1 = gamma_parts(z1, a - (z1 - 1.0)), g2 = gamma_parts(b, 0.0), g3 = gamma_parts(sum.hi, sum.lo);
    const Dd logs = plus(times(a, log_close(x.hi, x.lo / x.hi).log), times(b, log_close(y.hi, y.lo / y.hi).log));
    const Dd others = plus({-g1.main.hi, -g1.main.lo}, {-g2.main.hi, -g2.main.lo});
    const Dd e = plus(logs, plus(g3.main, others));
    return exp_scaled(e.hi, e.lo + (g3.rest - g1.rest - g2.rest), g1.product * (g2.product / g3.product) * one_over_sqrt_2pi);
}

// a - (a + b) x = a y - b x, which is small near the mean.
SCINOVA_LANE Dd beta_lambda_two(double a, double b, Dd x, Dd y) noexcept {
    const Dd p = two_prod(a, y.hi), q = two_prod(b, x.hi), d = two_diff(p.hi, q.hi);
    return quick_two_sum(d.hi, d.lo + ((p.lo - q.lo) + fma(a, y.lo, -b * x.lo)));
}
SCINOVA_LANE double beta_lambda(double a, double b, Dd x, Dd y) noexcept { return beta_lambda_two(a, b, x, y).hi; }

// v - log(1 + v) for -0.29 < v < 0.41: with s = v/(2 + v) it is v s - (2 atanh s - 2 s), the second term the smaller by s/3.
inline constexpr double lag_low = -0.29, lag_high = 0.41;
SCINOVA_LANE double log_lag_rounded(double v) noexcept {
    const double s = v / (2.0 + v), z = s * s;
    return fma(v, s, -(s * z * horner(tables::atanh_rest, z)));
}
SCINOVA_LANE Dd log_lag(Dd v) noexcept {
    const Dd two = two_sum(2.0, v.hi);
    const double w = 1.0 / two.hi, s = v.hi * w, z = s * s;
    const double s_low = (fma(-s, two.hi, v.hi) + (v.lo - s * (two.lo + v.lo))) * w;
    const Dd main = two_prod(v.hi, s), h = two_diff(main.hi, s * z * horner(tables::atanh_more, z));
    return {h.hi, h.lo + (main.lo + fma(v.hi, s_low, v.lo * s)) - 2.0 * z * s_low};
}
SCINOVA_LANE Dd over(Dd a, double b) noexcept {
    const double w = 1.0 / b, q = a.hi * w;
    return {q, (fma(-q, b, a.hi) + a.lo) * w};
}

// The same x^a y^b/(a B(a, b)) where the larger parameter is above 100 and its v in the range of log_lag: with s the smaller,
// L the larger, X and Y their points, n = s + L, lambda = s Y - L X,
//   X^s Y^L Gamma(n)/(Gamma(s + 1) Gamma(L)) = exp(s log(n X) - s + lambda - L (v - log(1 + v)) + r(n) - r(L))
//                                              (L/n)^(1/2)/Gamma(s + 1), v = lambda/L, r the rest of Stirling's series.
struct BetaOrder {
    double small, large;
    Dd at_small, at_large;
};
SCINOVA_LANE BetaOrder beta_order(double a, double b, Dd x, Dd y) noexcept {
    const bool first = a < b;
    return {first ? a : b, first ? b : a, {first ? x.hi : y.hi, first ? x.lo : y.lo}, {first ? y.hi : x.hi, first ? y.lo : x.lo}};
}
SCINOVA_LANE double short_rest(double w) noexcept {      // of Stirling's series, w = 1/z, z > 100
    const double w2 = w * w;
    return w * fma(w2, fma(w2, 1.0 / 1260, -1.0 / 360), 1.0 / 12);
}
SCINOVA_LANE double beta_factor_wide_lane(double a, double b, Dd x, Dd y) noexcept {
    const BetaOrder o = beta_order(a, b, x, y);
    const double z = o.small + 1.0;
    const GammaParts g = gamma_parts(z, o.small - (z - 1.0));
    const Dd n = two_sum(o.small, o.large), lambda = beta_lambda_two(o.small, o.large, o.at_small, o.at_large);
    const Dd p = two_prod(o.at_small.hi, n.hi), v = over(lambda, o.large), lag = times(o.large, log_lag(v));
    const double p_low = fma(o.at_small.hi, n.lo, fma(o.at_small.lo, n.hi, p.lo));
    const Dd power = times(o.small, log_close(p.hi, p_low / p.hi).log);
    const Dd e = plus(plus(power, {-o.small, 0.0}), plus(lambda, plus({-g.main.hi, -g.main.lo}, {-lag.hi, -lag.lo})));
    const double w = 1.0 / n.hi, scale = a < b ? 1.0 : b / a;
    const double rest = short_rest(w) - short_rest(1.0 / o.large) - g.rest;
    return exp_scaled(e.hi, e.lo + rest, g.product * one_over_sqrt_2pi * std::sqrt(o.large * w) * scale);
}
inline bool beta_wide(double a, double b, Dd x, Dd y) noexcept {
    const bool first = a < b;
    const double small = first ? a : b, large = first ? b : a;
    if (!(small >= smallest_parameter && small <= 1000.0 && large > largest_parameter && large < 1e12)) return false;
    const double v = (first ? a * y.hi - b * x.hi : b * x.hi - a * y.hi) / large;
    return v > lag_low && v < lag_high;
}
// The even part of 8.17.22 (DiDonato and Morris 1992, section 5), a quotient alpha_n, beta_n cleared of its denominators
// a + 2 n - 1: positive terms while n < b, with lambda kept apart. `before` is a + 2 n - 3, or 1 for n = 1.
struct BetaStep {
    double alpha, beta, before;
};
SCINOVA_LANE BetaStep beta_step(double a, double b, double x, double y, double lambda, double n, double before) noexcept {
    const double s = a + 2.0 * n - 1.0, next = s + 2.0, w = n * (b - n) * x;
    const double alpha = (a + (n - 1.0)) * (a + b + (n - 1.0)) * (w * x) * (before * next);   // a may be tiny
    const double beta = fma(fma(n, s, w), next, (a + n) * s * (lambda + 1.0 + n * (1.0 + y)));
    return {alpha, beta, s};
}

// Whether to work with I_y(b, a): by the side of the mean, or by that of (a + 1)/(a + b + 2) where the fraction would be
// slow because x, or y, is next to 1 and the other parameter small.
inline bool from_above(double a, double b, double x, double y) noexcept {
    const bool above = x * b > y * a;
    return (above ? x : y) < 0.02 ? x * (b + 1.0) > y * (a + 1.0) : above;
}

inline bool moderate(double a) noexcept { return a >= smallest_parameter && a <= largest_parameter; }
inline bool beta_moderate(double a, double b) noexcept {
    const double less = a < b ? a : b, more = a < b ? b : a;
    return less >= smallest_parameter && (more <= largest_parameter || (more <= largest_beta && less >= 1.0));
}

// P(a, x) for x <= a + 1 or so
inline double gamma_series_moderate(double a, double x, double factor) noexcept {
    double t = 1.0, b = 1.0, p = 1.0, s = a;
    for (int round = 0; round < 80; ++round) {
        for (int k = 0; k < 4; ++k) {
            s += 1.0;
            p *= x;
            b *= s;
            t = fma(t, s, p);
        }
        if (!(p > 0x1p-57 * t)) break;
        if (b > 1e100) {
            t *= 1e-100;
            b *= 1e-100;
            p *= 1e-100;
        }
    }
    return factor * (t / b);
}

// Q(a, x) for x > a
inline double gamma_fraction_moderate(double a, double x, double factor) noexcept {
    double t = x, t0 = 1.0, d = 1.0, d0 = 0.0, k = 0.0, value = 0.0;
    for (int round = 0; round < 60; ++round) {
        for (int j = 0; j < 4; ++j) {
            k += 1.0;
            t0 = fma(k - a, t0, t);
            d0 = fma(k - a, d0, d);
            t = fma(x, t0, k * t);
            d = fma(x, d0, k * d);
        }
        const double now = d / t;
        const bool done = !(absolute(now - value) > 0x1p-51 * absolute(now));
        value = now;
        if (done) break;
        if (absolute(t) > 1e100) {
            t *= 1e-100;
            t0 *= 1e-100;
            d *= 1e-100;
            d0 *= 1e-100;
        }
    }
    return factor * a * value;
}

// I_x(a, b) for x below the mean; NaN where that takes too long.
inline double beta_fraction_moderate(double a, double b, Dd x, Dd y, double factor) noexcept {
    const double lambda = beta_lambda(a, b, x, y);
    double t = 1.0, t0 = 0.0, d = a * (lambda + 1.0), d0 = 1.0, k = 0.0, value = 0.0, before = 1.0;
    for (int round = 0; round < 100; ++round) {
        for (int j = 0; j < 2; ++j) {
            k += 1.0;
            const BetaStep s = beta_step(a, b, x.hi, y.hi, lambda, k, before);
            const double t1 = fma(s.beta, t, s.alpha * t0), d1 = fma(s.beta, d, s.alpha * d0);
            t0 = t;
            d0 = d;
            t = t1;
            d = d1;
            before = s.before;
        }
        const double now = t / d;
        const bool done = !(absolute(now - value) > 0x1p-51 * absolute(now));
        value = now;
        if (done) return factor * (a * (a + 1.0)) * value;
        const double scale = absolute(d) > 1e200 ? 1e-200 : absolute(d) > 1e100 ? 1e-100 : 1.0;
        t *= scale;
        t0 *= scale;
        d *= scale;
        d0 *= scale;
    }
    return from_bits(0x7ff8000000000000ull);             // NaN: too slow
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
