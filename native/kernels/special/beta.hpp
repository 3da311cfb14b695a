// SPDX-License-Identifier: BSD-3-Clause
// The beta function and the regularised incomplete beta function I_x(a, b) with its inverse in x (DLMF 5.12, 8.17).
//
// Method by region, in the spirit of DiDonato and Morris (ACM TOMS 18 (1992) 360), after exchanging (a, x) with
// (b, 1 - x) so that x lies on the lower side of the mean:
//   a tail that rounds away 0 or 1, by a bound for it
//   a, b > 1e40             a normal distribution
//   b < 1e-12 a             Q(b, u), u = -(a + (b - 1)/2) log x (DiDonato and Morris, section 6: the rest is O(b u^2/a^2))
//   b < 1, a > 15, x near 1 the same with seven terms more
//   a or b <= 1000          continued fraction 8.17.22 (incomplete_lanes.hpp)
//   a < 1, or b x small     power series; the complement through expm1 where it is small
//   a > 1000, b x < a y/2   sum of (1 - b)_n/(a + 1)_n (-x/y)^n, DLMF 8.17.8 with 15.8.1, asymptotic in a y
//   a or b <= 1000, left    continued fraction 8.17.22, its even part
//   larger                  the integral itself, by Gauss-Legendre quadrature from x towards the decaying side
// x and 1 - x are both carried as double-double, and so is the exponent of x^a (1 - x)^b/B(a, b).
// Accuracy: 20 ulp for a, b < 1e6 (50 promised).
#pragma once

#include "kernels/special/gammainc.hpp"
#include "kernels/special/incomplete_lanes.hpp"
#include "kernels/special/quantile.hpp"
#include "kernels/special/tables_beta.hpp"
#include "kernels/special/tables_quadrature.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// log B(a, b) for a, b > 0
inline Dd lbeta_dd(Dd a, Dd b) noexcept {
    if (a.hi > b.hi) std::swap(a, b);
    const Dd sum = a + b;
    if (a.hi < 12.0) {
        if (b.hi < 12.0) return lgamma_dd(a) + lgamma_dd(b) - lgamma_dd(sum);
        // log Gamma(b) - log Gamma(a + b) by Stirling: (b - 1/2) log(b/(a + b)) - a log(a + b) + a + rest
        const Dd l = b.hi > 1e30 ? Dd(-a.hi / b.hi) : -log1p_dd(a / b);
        return lgamma_dd(a) + (b - 0.5) * l - log_dd(sum) * a + a + (stirling_rest_dd(b) - stirling_rest_dd(sum));
    }
    // (a - 1/2) log(a/(a + b)) + b log(b/(a + b)) - log(b)/2 + log(2 pi)/2 + rest
    const Dd la = log_dd(a / sum), lb = -log1p_dd(a / b);
    return (a - 0.5) * la + lb * b - log_dd(b) * 0.5 + half_log_2pi_dd +
           (stirling_rest_dd(a) + stirling_rest_dd(b) - stirling_rest_dd(sum));
}

// Sign of Gamma at x, 0 at a pole.
inline int gamma_sign(double x) noexcept {
    if (x > 0.0) return 1;
    const double f = std::floor(x);
    if (x == f) return 0;
    return std::fmod(f, 2.0) != 0.0 ? -1 : 1;
}

// B(a, b) with a a non-positive integer: finite when b is an integer that cancels the pole, (-1)^b B(1 - a - b, b).
inline bool beta_cancels(double a, double b) noexcept { return b == std::floor(b) && 1.0 - a - b > 0.0 && b > 0.0; }

inline double beta(double a, double b) noexcept {
    if (std::isnan(a) || std::isnan(b)) return nan;
    if (b < a) std::swap(a, b);                          // a is the smaller
    if (a > 0.0) {
        if (std::isinf(b)) return 0.0;
        if (b < 20.0 && a > 1e-290) {
            const Dd sum = two_sum(a, b);
            const Dd ga = gamma_product(a), gb = gamma_product(b);
            if (sum.hi <= 20.0) {
                const Dd gs = gamma_product(sum.hi);
                return (ga * gb / gs).value() * (1.0 - sum.lo * digamma_positive(sum.hi));
            }
        }
        return scaled_exp(lbeta_dd(a, b), 1.0);
    }
    if (a == 0.0 || a == std::floor(a)) {
        if (a != 0.0 && beta_cancels(a, b)) return (std::fmod(b, 2.0) != 0.0 ? -1.0 : 1.0) * beta(1.0 - a - b, b);
        report(Trouble::overflow);
        return inf;
    }
    if (b == 0.0 || (b < 0.0 && b == std::floor(b))) {
        report(Trouble::overflow);
        return inf;
    }
    const double s = a + b;
    if (s <= 0.0 && s == std::floor(s)) return 0.0;
    if (a > -20.0 && b < 20.0 && s < 20.0) return gamma(a) * gamma(b) * rgamma(s);
    // Gamma(a)/Gamma(a + b) by reflection: Gamma(1 - a - b) sin(pi (a + b))/(Gamma(1 - a) sin(pi a))
    if (s < 0.0 && b > 0.0) return beta(1.0 - a - b, b) * (sinpi(s) / sinpi(a));
    const double sign = gamma_sign(a) * gamma_sign(b) * gamma_sign(s);
    return sign * std::exp(gammaln(a) + gammaln(b) - gammaln(s));
}

inline double betaln(double a, double b) noexcept {
    if (std::isnan(a) || std::isnan(b)) return nan;
    if (b < a) std::swap(a, b);
    if (a == 1.0 || b == 1.0) {
        if (a > 0.0) return std::isinf(b) ? -inf : 0.0 - std::log(a == 1.0 ? b : a);
    }
    if (a > 0.0) return std::isinf(b) ? -inf : lbeta_dd(a, b).value();
    if (a == 0.0 || a == std::floor(a)) {
        if (a != 0.0 && beta_cancels(a, b)) return betaln(1.0 - a - b, b);
        report(Trouble::overflow);
        return inf;
    }
    const double v = beta(a, b);
    if (std::isfinite(v) && v != 0.0) return std::log(std::fabs(v));
    if (b == 0.0 || (b < 0.0 && b == std::floor(b))) return inf;
    const double s = a + b;
    if (s <= 0.0 && s == std::floor(s)) return -inf;
    return gammaln(a) + gammaln(b) - gammaln(s);
}

struct TwoParts {
    Dd x, y;
};
// n/(n + d) and d/(n + d), n = n.hi + n.lo
SCINOVA_LANE TwoParts shares(Dd n, double d) noexcept {
    const Dd sum = two_sum(n.hi, d);
    const double low = sum.lo + n.lo, w = 1.0 / sum.hi, x = n.hi * w, y = d * w;
    return {{x, (fma(-x, sum.hi, n.hi) + fma(-x, low, n.lo)) * w}, {y, (fma(-y, sum.hi, d) - y * low) * w}};
}

struct BetaPoint {
    double a, b;
    Dd x, y;          // y = 1 - x
};

// x^a y^b/B(a, b)
inline double beta_factor(const BetaPoint& p) noexcept {
    const double a = p.a, b = p.b;
    const Dd sum = two_sum(a, b);
    if (a >= 12.0 && b >= 12.0) {
        // Deviations from the mean, so that nothing large cancels.
        const Dd e = log_dd(p.x * sum / Dd(a)) * a + log_dd(p.y * sum / Dd(b)) * b +
                     (stirling_rest(sum.hi) - stirling_rest(a) - stirling_rest(b));
        return scaled_exp(e, std::sqrt(a / sum.hi * b) * 0x1.9884533d43651p-2);
    }
    const Dd e = log_dd(p.x) * a + (p.x.hi < 0.5 ? log1p_dd(-p.x) : log_dd(p.y)) * b;
    if (a < 12.0 && b < 12.0 && a > 1e-290 && b > 1e-290) {
        if (sum.hi < 20.0) {
            const double g = gamma_product(sum.hi).value() * (1.0 + sum.lo * digamma_positive(sum.hi));
            return scaled_exp(e, g / gamma_product(a).value() / gamma_product(b).value());
        }
    }
    return scaled_exp(e - lbeta_dd(a, b), 1.0);
}

// sum_{n >= 1} (1 - b)(2 - b)...(n - b)/n! x^n/(a + n)
inline double beta_series(double a, double b, double x) noexcept {
    double sum = 0.0, term = 1.0;
    for (int n = 1; n < 2000; ++n) {
        term *= (n - b) / n * x;
        const double add = term / (a + n);
        sum += add;
        if (std::fabs(add) <= 0x1p-55 * std::fabs(sum)) break;
    }
    return sum;
}

// log(a B(a, b)) = log Gamma(1 + a) - log(Gamma(a + b)/Gamma(b)), which vanishes with a.
inline double log_a_beta(double a, double b) noexcept {
    if (a > 0.1 || b < 1e-290) return (lbeta_dd(a, b) + log_dd(a)).value();
    // The quotient of gammas by its logarithm at b + n >= 12 and n factors of 1 + a/(b + k).
    double shift = 0.0, z = b;
    if (b < 12.0) {
        double product = 0.0;                            // prod (1 + a/(b + k)) - 1
        for (; z < 12.0; z += 1.0) {
            const double f = a / z;
            product += f + product * f;
        }
        shift = std::log1p(product);
    }
    // log Gamma(z + a) - log Gamma(z) = (z - 1/2) log1p(a/z) + a (log(z + a) - 1) + rest(z + a) - rest(z)
    const double r = a / z, l = std::log1p(r), w = 1.0 / (z * z);
    const double slope = -w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w * (1.0 / 240 - w * (1.0 / 132)))));
    const double bend = w / z * (1.0 / 12 - w * (1.0 / 60 - w / 84.0)), third = -w * w * (1.0 / 12 - w / 36.0);
    const double rest = a > 3e-4 ? stirling_rest(z + a) - stirling_rest(z) : a * (slope + a * (bend + a * third));
    const double main = z > 1e8 ? a * std::log(z) - 0.5 * r : (z - 0.5) * l + a * (std::log(z + a) - 1.0);
    return lgamma1p(a) - (main + rest) + shift;
}

// `factor` is x^a y^b/B(a, b).
inline Tails betainc_power(const BetaPoint& p, double factor) noexcept {
    const double x = p.x.hi, j = p.a * beta_series(p.a, p.b, x);
    const double slope = factor / p.y.hi;
    if (p.a >= 1.0) {
        const double w = factor * std::exp(-p.b * std::log1p(-x)) / p.a;
        const double lower = w * (1.0 + j);
        return {lower, 1.0 - lower, slope};
    }
    const double lower = factor * std::exp(-p.b * std::log1p(-x)) / p.a * (1.0 + j);
    if (lower < 0.5) return {lower, 1.0 - lower, slope};
    // 1 - w (1 + j), w = exp(e) near 1
    const double e = p.a * (p.x.hi < 0.5 ? std::log(x) : std::log1p(-p.y.hi)) - log_a_beta(p.a, p.b);
    return {lower, -std::expm1(e) - std::exp(e) * j, slope};
}

// The even part of 8.17.22 (DiDonato and Morris 1992, section 5): x^a y^b/B over beta_0 + alpha_1/(beta_1 + ...), where
// lambda = a - (a + b) x >= 0 enters exactly and every term is positive while n < b.
inline Tails betainc_fraction(const BetaPoint& p) noexcept {
    const double a = p.a, b = p.b, x = p.x.hi, y = p.y.hi;
    const double d = beta_factor(p);
    const double lambda = (Dd(a) - p.x * two_sum(a, b)).value();
    double top0 = 0.0, bottom0 = 1.0, top = 1.0, bottom = a / (a + 1.0) * (lambda + 1.0), ratio = top / bottom;
    for (int n = 1; n < 3000; ++n) {
        const double s = a + 2.0 * n - 1.0, w = n * (b - n) * x;
        const double alpha = (a + n - 1.0) / s * ((a + b + n - 1.0) / s) * (w * x);
        const double beta = n + w / s + (a + n) / (s + 2.0) * (lambda + 1.0 + n * (1.0 + y));
        const double t = alpha * top0 + beta * top, u = alpha * bottom0 + beta * bottom;
        const double scale = 1.0 / u;                    // keeps the pair near 1
        top0 = top * scale;
        bottom0 = bottom * scale;
        const double before = ratio;
        ratio = top = t * scale;
        bottom = 1.0;
        if (!(std::fabs(ratio - before) > 0x1p-52 * ratio)) break;
    }
    const double lower = d * ratio;
    return {lower, 1.0 - lower, d / y};
}

// x^a y^b/B(a, b) for a, b > 1000
inline double beta_factor_large(const BetaPoint& p, Dd lambda) noexcept {
    const Dd u = over({-lambda.hi, -lambda.lo}, p.a), v = over(lambda, p.b);
    const auto inside = [](double t) { return t > lag_low && t < lag_high; };
    if (!inside(u.hi) || !inside(v.hi)) return std::fmin(p.a, p.b) > 1e8 ? 0.0 : beta_factor(p);
    const Dd e = plus(times(p.a, log_lag(u)), times(p.b, log_lag(v)));
    const double w = 1.0 / (p.a + p.b), rest = short_rest(w) - short_rest(1.0 / p.a) - short_rest(1.0 / p.b);
    return exp_scaled(-std::fmax(e.hi, 0.0), rest - e.lo, std::sqrt(p.a * w) * std::sqrt(p.b) * one_over_sqrt_2pi);
}

// B(a, b) I_x(a, b)/(x^a y^b) = int_0^x (t/x)^(a-1) ((1-t)/y)^(b-1) dt/(x y) for a, b > 1000. In v, t = x (1 - s v) with s
// the width over which the integrand falls by about e^-40, it is smooth, and 32 nodes give full accuracy.
inline Tails betainc_integral(const BetaPoint& p) noexcept {
    constexpr int count = 32;
    const double a = p.a, b = p.b, x = p.x.hi, y = p.y.hi;
    const Dd lambda = beta_lambda_two(a, b, p.x, p.y);
    const double d = beta_factor_large(p, lambda);
    if (!(d > 0.0)) return lambda.hi >= 0.0 ? Tails{0.0, 1.0, 0.0} : Tails{1.0, 0.0, 0.0};
    // log integrand at t = x (1 - u): (a - 1) log1p(-u) + (b - 1) log1p(u x/y); its slope and curvature at u = 0
    const double r = x / y, exact_slope = (lambda.hi + (x - y)) / y, slope = exact_slope > 0.0 ? exact_slope : 0.0;
    const double curve = (a - 1.0) + (b - 1.0) * r * r;
    const double width = 80.0 / (slope + std::sqrt(slope * slope + 80.0 * curve));   // slope u + curve u^2/2 = 40
    alignas(64) double part[count];
    for (int k = 0; k < count; ++k) {
        const double u = width * tables::legendre32_nodes[k];
        // What the slope leaves of the two logarithms is of second order.
        const double left = fma(a - 1.0, log_lag_rounded(-u), (b - 1.0) * log_lag_rounded(u * r));
        part[k] = tables::legendre32_weights[k] * exp_usual(-fma(exact_slope, u, left));
    }
    for (int half = count / 2; half > 0; half /= 2)
        for (int k = 0; k < half; ++k) part[k] += part[k + half];
    const double lower = d * width * part[0] / y;
    return {lower, 1.0 - lower, d / y};
}

// x^a y^(b-1)/(a B(a, b)) sum_n (1 - b)_n/(a + 1)_n (-x/y)^n for a y >> x: after n = b the terms alternate and fall like
// n!/(a y/x)^n, and the error is below the first that is left out.
inline Tails betainc_asymptotic(const BetaPoint& p) noexcept {
    const double d = beta_factor(p) / p.y.hi, r = p.x.hi / p.y.hi;
    double sum = 1.0, term = 1.0;
    for (int n = 0; n < 200 && std::fabs(term) > 0x1p-55 * sum; ++n) {
        term *= (p.b - 1.0 - n) * r / (p.a + 1.0 + n);
        sum += term;
    }
    const double lower = d / p.a * sum;
    return {lower, 1.0 - lower, d};
}

inline Tails betainc_lower_side(const BetaPoint& p) noexcept {
    const double x = p.x.hi;
    if (p.a < 1.0 || (p.b * x <= 0.7 && x <= 0.7)) return betainc_power(p, beta_factor(p));
    if (p.a > 1000.0 && p.a * p.y.hi > std::fmax(60.0, 2.0 * p.b) * x) return betainc_asymptotic(p);
    if (p.a > 1000.0 && p.b > 1000.0) return betainc_integral(p);
    return betainc_fraction(p);
}

// b much less than a
inline Tails betainc_by_gamma(const BetaPoint& p) noexcept {
    const double scale = p.a + 0.5 * (p.b - 1.0);
    const Dd u = -(p.y.hi < 0.5 ? log1p_dd(-p.y) : log_dd(p.x)) * scale;
    if (!(u.hi > 0.0)) return {1.0, 0.0, 0.0};
    if (std::isinf(u.hi)) return {0.0, 1.0, 0.0};
    const Tails t = gammainc_tails(p.b, u.hi);
    const double shift = t.slope / u.hi * u.lo;
    return {t.upper - shift, t.lower + shift, t.slope / u.hi * scale};
}

// b < 1, a >= 15 and z = -log x below 1/2: with t = e^-v and c = a + (b - 1)/2 the integral becomes that of e^(-c v)
// (2 sinh(v/2))^(b - 1) from z on, (sinh(v/2)/(v/2))^(b - 1) = sum g_k v^(2 k), so that
//   I_x(a, b) = Q(b, u) + M e^-u u^b/Gamma(b) sum_k g_k r_2k, u = c z,
//   r_0 = 0, r_(m+1) = ((b + m) r_m + z^m)/c, 1/M = sum_k g_k (b)_2k/c^(2 k)
// (DiDonato and Morris 1992, their expansion for a large a, with DLMF 8.8.2), and x dI/dx = M e^-u u^b/Gamma(b) sum_k g_k
// z^(2 k - 1).
inline constexpr double gamma_like_a = 15.0, gamma_like_y = 0.39;    // y < 0.39 has z < 1/2
SCINOVA_LANE bool gamma_like(double a, double b, double x, double y) noexcept {
    return b < 1.0 && a >= gamma_like_a && y < gamma_like_y && y * a > 0.8 * x;
}
// Whether to work with I_y(b, a), that included.
inline bool beta_swapped(double a, double b, double x, double y) noexcept {
    return gamma_like(b, a, y, x) || (!gamma_like(a, b, x, y) && from_above(a, b, x, y));
}
struct GammaLike {
    double rest, rate;                                   // M sum_k g_k r_2k, M sum_k g_k z^(2 k)
};
SCINOVA_LANE GammaLike gamma_like_rest(double c, double b, double z) noexcept {
    constexpr int most = 8;
    double g[most], sum = 0.0, whole = 1.0, rate = 1.0, r = 0.0, power = 1.0, rise = 1.0, m = 0.0;
    const double w = 1.0 / c;
    g[0] = 1.0;
#pragma GCC unroll 8
    for (int k = 1; k < most; ++k) {
        double v = 0.0;
#pragma GCC unroll 8
        for (int j = 1; j <= k; ++j) v = fma(tables::sinh_logs[j - 1], g[k - j], v);
        g[k] = v * (b - 1.0) * (1.0 / k);
        for (int twice = 0; twice < 2; ++twice) {
            r = fma(b + m, r, power) * w;
            rise *= (b + m) * w;
            power *= z;
            m += 1.0;
        }
        sum = fma(g[k], r, sum);
        whole = fma(g[k], rise, whole);
        rate = fma(g[k], power, rate);
    }
    const double scale = 1.0 / whole;
    return {sum * scale, rate * scale};
}
// -log x = z + low
SCINOVA_LANE Dd minus_log(Dd y) noexcept {
    const Dd l = log1p_two(-y.hi, -y.lo);
    return {-l.hi, -l.lo};
}
inline Tails betainc_gamma_like(const BetaPoint& p) noexcept {
    const Dd z = minus_log(p.y), c = two_sum(p.a, 0.5 * (p.b - 1.0)), u = z * c;
    const Tails t = gammainc_tails(p.b, u.hi);
    const GammaLike g = gamma_like_rest(c.hi, p.b, z.hi);
    const double rest = t.slope * (g.rest - u.lo / u.hi);
    return {t.upper + rest, t.lower - rest, t.slope * g.rate / z.hi};
}

inline constexpr double tiny_parameter = 1e-280;

// One parameter below that, or both tiny: the distribution is b/(a + b) at 0 and the rest at 1, nearly.
inline Tails betainc_tiny(const BetaPoint& p) noexcept;

// x^2/a
inline Dd square_over(Dd x, double a) noexcept {
    const double q = x.hi / a, low = (fma(-q, a, x.hi) + x.lo) / a;
    const Dd p = two_prod(q, x.hi);
    return {p.hi, p.lo + fma(q, x.lo, low * x.hi)};
}
// a, b > normal_parameter: normal in a y - b x, whose products cancel exactly where that is small.
inline Tails betainc_normal(const BetaPoint& p) noexcept {
    const Dd up = two_prod(p.a, p.y.hi), down = two_prod(p.b, p.x.hi), more = two_prod(p.a, p.y.lo), less = two_prod(p.b, p.x.lo);
    Dd lambda{0.0};
    for (const double part : {up.hi, -down.hi, more.hi, -less.hi, up.lo, -down.lo, more.lo, -less.lo}) {
        const Dd s = two_sum(lambda.hi, part);
        lambda = {s.hi, lambda.lo + s.lo};
    }
    lambda = quick_two_sum(lambda.hi, lambda.lo);
    const Dd square = square_over(lambda, p.a) + square_over(lambda, p.b);
    const double spread = p.a * std::sqrt(1.0 / p.a + 1.0 / p.b);       // x dz/dx
    if (!(square.hi < 1600.0)) return lambda.hi > 0.0 ? Tails{0.0, 1.0, 0.0} : Tails{1.0, 0.0, 0.0};
    const double power = exp_scaled(-0.5 * square.hi, -0.5 * square.lo, 1.0), slope = spread * power * one_over_sqrt_2pi;
    const double smaller = 0.5 * power * erfcx_positive(std::sqrt(0.5 * square.hi));
    return lambda.hi >= 0.0 ? Tails{smaller, 1.0 - smaller, slope} : Tails{1.0 - smaller, smaller, slope};
}

// 0 < a, b < inf; x, y > 0
inline Tails betainc_tails(const BetaPoint& p) noexcept {
    if (!(p.a > tiny_parameter && p.b > tiny_parameter)) return betainc_tiny(p);
    if (p.a > normal_parameter && p.b > normal_parameter) return betainc_normal(p);
    const bool moderate = beta_moderate(p.a, p.b);
    if ((moderate || beta_wide(p.a, p.b, p.x, p.y)) && p.x.hi > 1e-280 && p.y.hi > 1e-280) {
        // From the side of the mean, unless the complement loses digits.
        const bool swap = beta_swapped(p.a, p.b, p.x.hi, p.y.hi);
        const BetaPoint s = swap ? BetaPoint{p.b, p.a, p.y, p.x} : p;
        if (gamma_like(s.a, s.b, s.x.hi, s.y.hi)) {
            const Tails t = betainc_gamma_like(s);
            return swap ? Tails{t.upper, t.lower, t.slope * (p.x.hi / p.y.hi)} : t;
        }
        const double d = moderate ? beta_factor_lane(s.a, s.b, s.x, s.y) : beta_factor_wide_lane(s.a, s.b, s.x, s.y);
        const double tail = beta_fraction_moderate(s.a, s.b, s.x, s.y, d), slope = s.a * d / p.y.hi;
        if (tail < 0.7) return swap ? Tails{1.0 - tail, tail, slope} : Tails{tail, 1.0 - tail, slope};
        if (s.a < 1.0 && s.x.hi < 0.7) {
            const Tails t = betainc_power(s, s.a * d);
            return swap ? Tails{t.upper, t.lower, slope} : Tails{t.lower, t.upper, slope};
        }
    }
    if (p.b < 1e-12 * p.a && p.a > 1e12) return betainc_by_gamma(p);
    if (p.a < 1e-12 * p.b && p.b > 1e12) {
        const Tails t = betainc_by_gamma({p.b, p.a, p.y, p.x});
        return {t.upper, t.lower, t.slope * (p.x.hi / p.y.hi)};
    }
    const double mean = (p.a + 1.0) / (p.a + p.b + 2.0);
    // Where the parameters are huge, the mean lies between neighbouring numbers.
    const bool left = p.a > 1e10 && p.b > 1e10 ? beta_lambda(p.a, p.b, p.x, p.y) >= 0.0 : p.x.hi <= mean;
    if (left) return betainc_lower_side(p);
    const Tails t = betainc_lower_side({p.b, p.a, p.y, p.x});
    // the slope of the mirrored problem is y dI/dy; ours is x dI/dx
    return {t.upper, t.lower, t.slope * (p.x.hi / p.y.hi)};
}

inline Tails betainc_tiny(const BetaPoint& p) noexcept {
    const double a = p.a, b = p.b, power_of_two = 0x1p900;
    if (a < 1e-100 && b < 1e-100) {
        const double u = a * power_of_two, v = b * power_of_two, n = u + v;
        return {v / n, u / n, a * (v / n) / p.y.hi};
    }
    // proportional to the tiny one
    if (b < a) {
        const Tails t = betainc_tails({a, 2.0 * tiny_parameter, p.x, p.y});
        const double scale = b / (2.0 * tiny_parameter);
        return {t.lower * scale, 1.0, t.slope * scale};
    }
    const Tails t = betainc_tails({2.0 * tiny_parameter, b, p.x, p.y});
    const double scale = a / (2.0 * tiny_parameter);
    return {1.0, t.upper * scale, t.slope * scale};
}

inline bool betainc_limits(double a, double b, double x, Tails& t) noexcept {
    if (std::isnan(a) || std::isnan(b) || std::isnan(x)) t = {nan, nan, nan};
    else if (a < 0.0 || b < 0.0 || x < 0.0 || x > 1.0 || (a == 0.0 && b == 0.0) || (std::isinf(a) && std::isinf(b))) {
        report(Trouble::domain);
        t = {nan, nan, nan};
    } else if (x == 0.0) t = {0.0, 1.0, 0.0};
    else if (x == 1.0) t = {1.0, 0.0, 0.0};
    else if (a == 0.0 || std::isinf(b)) t = {1.0, 0.0, 0.0};
    else if (b == 0.0 || std::isinf(a)) t = {0.0, 1.0, 0.0};
    else if (a == 1.0 && b == 1.0) t = {x, 1.0 - x, 1.0};
    else if (a == b && x == 0.5) t = {0.5, 0.5, nan};
    else return false;
    return true;
}

// The tail on x's side of the mean m = a/(a + b) is less than F exp(-D), D = a log(m/x) + b log((1 - m)/y): the series
// I_x(a, b) = x^a y^b/(a B(a, b)) sum_n (a + b)_n/(a + 1)_n x^n, x < m, has a sum between 1 and F = max(1 + a, n/b), n =
// a + b, and is less than 1 at m. A lower bound of D - log F either way, its roundings subtracted, for normal arguments.
SCINOVA_LANE double beta_depth(double a, double b, double x, double y) noexcept {
    const double n = a + b, left = a * log_usual(a / (n * x)), right = b * log_usual(b / (n * y));
    const double less = lesser(lesser(a, b), 1.0), f = (1.0 + n) / less;
    // log(f) from above, by its power of 2
    const double log_f = (from_bits((bits_of(f) >> 52) | 0x4330000000000000ull) - (0x1p52 + 1022.0)) * 0.694;
    return fma(-2e-15, n + (absolute(left) + absolute(right)), left + right) - log_f;
}
// I_x(a, b), or its complement, where that is surely 0 or 1 to rounding; NaN elsewhere.
template <bool Lower>
SCINOVA_LANE double beta_surely(double a, double b, double x, double y, double depth) noexcept {
    const bool tail = Lower == (x * b < y * a);
    return tail ? (depth > surely_nothing ? 0.0 : nan) : (depth > surely_all ? 1.0 : nan);
}
SCINOVA_LANE bool beta_ordinary(double a, double b, double x, double y) noexcept {
    const double less = lesser(lesser(a, b), lesser(x, y)), more = greater(a, b);
    return less > 1e-100 && more < 1e290 && x > 1e-100 && y > 1e-100;
}
// Whether I_x(a, b) is surely below 0.0006.
inline bool beta_minor(double a, double b, double x, double y) noexcept {
    return x * b < y * a && beta_ordinary(a, b, x, y) && beta_depth(a, b, x, y) > 7.5;
}
template <bool Lower>
inline double beta_surely(double a, double b, double x, double y) noexcept {
    if (!(greater(a, b) > 30.0 && beta_ordinary(a, b, x, y))) return nan;
    return beta_surely<Lower>(a, b, x, y, beta_depth(a, b, x, y));
}

inline double betainc(double a, double b, double x) noexcept {
    Tails t;
    if (betainc_limits(a, b, x, t)) return t.lower;
    const Dd y = two_diff(1.0, x);
    const double sure = beta_surely<true>(a, b, x, y.hi);
    return sure == sure ? sure : std::fmin(betainc_tails({a, b, x, y}).lower, 1.0);
}
inline double betaincc(double a, double b, double x) noexcept {
    Tails t;
    if (betainc_limits(a, b, x, t)) return t.upper;
    const Dd y = two_diff(1.0, x);
    const double sure = beta_surely<false>(a, b, x, y.hi);
    return sure == sure ? sure : std::fmin(betainc_tails({a, b, x, y}).upper, 1.0);
}

struct BetaQuantile {
    double x, y;
};

// The same for a first guess.
inline double rough_log_a_beta(double a, double b) noexcept {
    if (a < 1e-3 || a > 1e10 || b > 1e10 || b < 1e-3) return log_a_beta(a, b);
    return gammaln_positive(a + 1.0) + gammaln_positive(b) - gammaln_positive(a + b);
}

// Where to begin to look for x <= 1/2; 0 where that underflows.
inline double betainc_start(double a, double b, double p, double q) noexcept {
    const double mean = a / (a + b), spread = std::sqrt(mean * b / ((a + b) * (a + b + 1.0)));
    const double z = p <= q ? ndtri(p) : -ndtri(q);
    double start = mean + z * spread;
    if (a >= 1.0 && b >= 1.0) {   // Abramowitz and Stegun 26.5.22
        const double u = 1.0 / (2.0 * a - 1.0), v = 1.0 / (2.0 * b - 1.0), h = 2.0 / (u + v), l = (z * z - 3.0) / 6.0;
        const double w = z * std::sqrt(h + l) / h + (u - v) * (l + 5.0 / 6.0 - 2.0 / (3.0 * h));
        const double guess = a / (a + b * std::exp(-2.0 * w));
        if (guess > 0.0 && guess < 0.5) start = guess;
    }
    if (!(start > 0.2 * mean) || start > 0.5 || a < 1.0) {   // I ~ x^a/(a B(a, b))
        const double l = (std::log(p) + rough_log_a_beta(a, b)) / a;
        start = l > -0.7 ? 0.5 * std::fmin(mean, 0.9) : std::exp(l);
    }
    return start;
}

inline BetaQuantile betainc_solve_left(double a, double b, double p, double q) noexcept {   // x <= 1/2
    const double start = betainc_start(a, b, p, q);
    if (start == 0.0) return {0.0, 1.0};
    const double x = solve_quantile(
        [a, b](double x) {
            Tails t = betainc_tails({a, b, x, two_diff(1.0, x)});
            t.bend = a - (b - 1.0) * (x / (1.0 - x));
            return t;
        },
        p, q, start, 0.5 + 0x1p-53);
    return {x, 1.0 - x};
}

// I_x(a, b) = p and 1 - I = q; x and 1 - x both to full relative accuracy. 0 < p < 1.
inline BetaQuantile betainc_solve(double a, double b, double p, double q) noexcept {
    const Tails half = betainc_tails({a, b, 0.5, 0.5});
    const bool left = p <= q ? half.lower >= p : half.upper <= q;   // x <= 1/2
    if (!left) {
        const BetaQuantile m = betainc_solve_left(b, a, q, p);
        return {m.y, m.x};
    }
    return betainc_solve_left(a, b, p, q);
}

inline bool betaincinv_limits(double a, double b, double p, double at_zero, double at_one, double& x) noexcept {
    if (std::isnan(a) || std::isnan(b) || std::isnan(p)) x = nan;
    else if (!(a > 0.0) || !(b > 0.0) || p < 0.0 || p > 1.0 || (std::isinf(a) && std::isinf(b))) {
        report(Trouble::domain);
        x = nan;
    } else if (p == 0.0) x = at_zero;
    else if (p == 1.0) x = at_one;
    else if (std::isinf(a)) x = 1.0;
    else if (std::isinf(b)) x = 0.0;
    else if (a == b && p == 0.5) x = 0.5;
    else if (a == 1.0 && b == 1.0) x = at_zero == 0.0 ? p : 1.0 - p;
    else return false;
    return true;
}

inline double betaincinv(double a, double b, double p) noexcept {
    double x;
    return betaincinv_limits(a, b, p, 0.0, 1.0, x) ? x : betainc_solve(a, b, p, 1.0 - p).x;
}
inline double betainccinv(double a, double b, double q) noexcept {
    double x;
    return betaincinv_limits(a, b, q, 1.0, 0.0, x) ? x : betainc_solve(a, b, 1.0 - q, q).x;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
