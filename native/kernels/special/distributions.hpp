// SPDX-License-Identifier: BSD-3-Clause
// Distribution functions that are incomplete gamma and beta functions of other arguments, and binomial coefficients.
//
// Student's t and F use x and 1 - x of the incomplete beta function as double-double quotients, so that both tails keep
// their digits.
#pragma once

#include "kernels/special/beta_exact.hpp"
#include "kernels/special/gammainc.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double outside() noexcept {
    report(Trouble::domain);
    return nan;
}

inline double overflowing(double v) noexcept {
    report(Trouble::overflow);
    return v;
}

// ---- Student's t: P(T > |t|) = I_x(df/2, 1/2)/2, x = df/(df + t^2)

inline double student_tail(double df, double t) noexcept {
    if (df < 1e-290) return 0.5;
    if (std::fabs(t) > 1e150 || (t != 0.0 && std::fabs(t) < 1e-150) || df > 1e290) {
        if (std::fabs(t) < 1e-150) return 0.5;
        const double x = df / t / t;                     // only the leading term survives
        if (!(x < 1.0)) return 0.5;
        if (std::isinf(df)) return ndtr(-std::fabs(t));
        const double half = 0.5 * df;
        return 0.5 * scaled_exp((log_dd(df) - log_dd(std::fabs(t)) * 2.0) * half - lbeta_dd(half, 0.5), 1.0 / half);
    }
    const TwoParts v = shares(two_prod(t, t), df);
    if (const double sure = beta_surely<true>(0.5 * df, 0.5, v.y.hi, v.x.hi); sure == sure) return 0.5 * sure;
    return 0.5 * betainc_tails({0.5 * df, 0.5, v.y, v.x}).lower;
}

inline double stdtr(double df, double t) noexcept {
    if (std::isnan(df) || std::isnan(t)) return nan;
    if (!(df > 0.0)) return outside();
    if (std::isinf(t)) return t > 0.0 ? 1.0 : 0.0;
    if (std::isinf(df) || df > 1e17) return ndtr(t);
    if (t == 0.0) return 0.5;
    const double tail = student_tail(df, t);
    return t < 0.0 ? tail : 1.0 - tail;
}

// t with an upper tail of `tail` to four digits or more for df >= 2: G. W. Hill, Algorithm 396, Student's t-quantiles,
// Comm. ACM 13 (1970) 619, by a Cornish-Fisher expansion in the middle and by an inverse power series in the tail.
inline double student_start_hill(double df, double tail) noexcept {
    const double a = 1.0 / (df - 0.5), b = 48.0 * (df - 0.5) * (df - 0.5);
    double c = ((20700.0 * a / b - 98.0) * a - 16.0) * a + 96.36;
    const double d = ((94.5 / (b + c) - 3.0) / b + 1.0) * std::sqrt(0.5 * pi * a) * df, l = std::log(2.0 * d * tail);
    double y = std::exp(2.0 * l / df);
    if (y > 0.05 + a) {
        const double z = -ndtri(tail), w = z * z;
        if (df < 5.0) c += 0.3 * (df - 4.5) * (z + 0.6);
        c += (((0.05 * d * z - 5.0) * z - 7.0) * z - 2.0) * z + b;
        const double u = (((((0.4 * w + 6.3) * w + 36.0) * w + 94.5) / c - w - 3.0) / b + 1.0) * z;
        y = std::expm1(a * u * u);
    } else {
        const double first = 1.0 / (((df + 6.0) / (df * y) - 0.089 * d - 0.822) * (df + 2.0) * 3.0);
        y = ((first + 0.5 / (df + 4.0)) * y - 1.0) * (df + 1.0) / (df + 2.0) + 1.0 / y;
    }
    return std::sqrt(df * y);
}
// Where to begin, and then t > 0 with P(T > t) = tail < 1/2: 2 tail = I_x(df/2, 1/2) and 1 - 2 tail = I_y(1/2, df/2),
// y = t^2/(df + t^2).
inline double student_start(double df, double tail) noexcept {
    if (df >= 2.0 && df < 1e6)
        if (const double t = student_start_hill(df, tail); t > 0.0 && t < 1e100) return t;
    const double z = -ndtri(tail), z2 = z * z;
    if (df < 30.0 && z2 > 0.5 * df) {   // x^(df/2) ~ 2 tail (df/2) B(df/2, 1/2) for small x
        const double half = 0.5 * df, l = (std::log(2.0 * tail) + rough_log_a_beta(half, 0.5)) / half;
        if (l < -0.7) return std::exp(0.5 * (std::log(df) - l)) * (1.0 - 0.5 * (df + 1.0) / (df + 2.0) * std::exp(l));
    }
    // Fisher's expansion about the normal quantile, Abramowitz and Stegun 26.7.5
    const double w = 1.0 / std::fmax(df, 1.0);
    return z * (1.0 + w * (0.25 * (z2 + 1.0) + w * ((5.0 * z2 + 16.0) * z2 + 3.0) / 96.0));
}
inline double student_quantile(double df, double tail) noexcept {
    const double half = 0.5 * df;
    if (df < 3.0) {
        const double l = (std::log(2.0 * tail) + log_a_beta(half, 0.5)) / half;
        if (l < -80.0) {                                 // x^half = 2 tail half B(half, 1/2)
            const Dd exact = (log_dd(2.0 * tail) + log_dd(half) + lbeta_dd(half, 0.5)) / Dd(half);
            return scaled_exp((log_dd(df) - exact) * 0.5, 1.0);
        }
    }
    const double start = student_start(df, tail);
    return solve_quantile(
        [=](double t) {
            const TwoParts v = shares(two_prod(t, t), df);
            const Dd x = v.y, y = v.x;
            if (!(x.hi > 0.0) || !(y.hi > 0.0)) return Tails{y.hi > 0.0 ? 1.0 : 0.0, y.hi > 0.0 ? 0.0 : 1.0, 0.0};
            const Tails b = betainc_tails({0.5, half, y, x});
            return Tails{b.lower, b.upper, 2.0 * b.slope * x.hi, 1.0 - (df + 1.0) * y.hi};
        },
        1.0 - 2.0 * tail, 2.0 * tail, start, inf);
}

inline double stdtrit(double df, double p) noexcept {
    if (std::isnan(df) || std::isnan(p)) return nan;
    if (!(df > 0.0) || p < 0.0 || p > 1.0) return outside();
    if (p == 0.0) return -inf;
    if (p == 1.0) return inf;
    if (df > 1e17) return ndtri(p);
    if (p == 0.5) return 0.0;
    const double tail = p < 0.5 ? p : 1.0 - p, t = student_quantile(df, tail);
    return p < 0.5 ? -t : t;
}

// ---- chi square and Poisson

inline double chdtr(double v, double x) noexcept {
    if (x < 0.0) return outside();
    return gammainc(0.5 * v, 0.5 * x);
}
inline double chdtrc(double v, double x) noexcept {
    if (x < 0.0) return outside();
    return gammaincc(0.5 * v, 0.5 * x);
}
inline double chdtri(double v, double q) noexcept { return 2.0 * gammainccinv(0.5 * v, q); }

inline double pdtr(double k, double m) noexcept {
    if (std::isnan(k) || std::isnan(m)) return nan;
    if (k < 0.0 || m < 0.0) return outside();
    if (m == 0.0) return 1.0;
    return gammaincc(std::floor(k) + 1.0, m);
}
inline double pdtrc(double k, double m) noexcept {
    if (std::isnan(k) || std::isnan(m)) return nan;
    if (k < 0.0 || m < 0.0) return outside();
    if (m == 0.0) return 0.0;
    return gammainc(std::floor(k) + 1.0, m);
}
inline double pdtri_real(double k, double p) noexcept {
    k = whole(k);
    if (std::isnan(k) || std::isnan(p)) return nan;
    if (k < 0.0 || p < 0.0 || p >= 1.0) return outside();
    return gammainccinv(k + 1.0, p);
}
inline double pdtri(long k, double p) noexcept { return pdtri_real(static_cast<double>(k), p); }

// ---- gamma distribution with rate a and shape b

inline double gdtr(double a, double b, double x) noexcept { return x < 0.0 ? outside() : gammainc(b, a * x); }
inline double gdtrc(double a, double b, double x) noexcept { return x < 0.0 ? outside() : gammaincc(b, a * x); }
inline double gdtrix(double a, double b, double p) noexcept {
    return b == 0.0 || std::isinf(a) ? nan : gammaincinv_over(b, p, a);
}

// ---- Fisher's F: P(F < f) = I_x(n/2, d/2), x = n f/(n f + d)

inline bool f_limits(double n, double d, double f, Tails& t) noexcept {
    if (std::isnan(n) || std::isnan(d) || std::isnan(f)) t = {nan, nan, nan};
    else if (!(n > 0.0) || !(d > 0.0) || f < 0.0) t = {outside(), nan, nan};
    else if (f == 0.0) t = {0.0, 1.0, 0.0};
    else if (std::isinf(f)) t = {1.0, 0.0, 0.0};
    else if (std::isinf(d)) {
        if (std::isinf(n)) t = f < 1.0 ? Tails{0.0, 1.0, 0.0} : Tails{1.0, 0.0, 0.0};
        else t = {gammainc(0.5 * n, 0.5 * n * f), gammaincc(0.5 * n, 0.5 * n * f), 0.0};
    } else if (std::isinf(n)) t = {gammaincc(0.5 * d, 0.5 * d / f), gammainc(0.5 * d, 0.5 * d / f), 0.0};
    else return false;
    return true;
}
inline Tails f_tails(double n, double d, double f) noexcept {
    if (n > 2.0 * normal_parameter && d > 2.0 * normal_parameter) return step_tails(f, 1.0);
    const Dd nf = two_prod(n, f);
    if (!(nf.hi > 1e-290) || nf.hi > 1e290 || n > 1e290 || d > 1e290) {
        const double r = f * (n / d), x = r > 1.0 ? 1.0 / (1.0 + 1.0 / r) : r / (1.0 + r);
        return {betainc(0.5 * n, 0.5 * d, x), betaincc(0.5 * n, 0.5 * d, x), 0.0};
    }
    const TwoParts v = shares(nf, d);
    Tails t = betainc_tails({std::fmax(0.5 * n, 0x1p-1074), std::fmax(0.5 * d, 0x1p-1074), v.x, v.y});
    t.lower = std::fmin(t.lower, 1.0);
    t.upper = std::fmin(t.upper, 1.0);
    return t;
}
inline double fdtr(double n, double d, double f) noexcept {
    Tails t;
    return f_limits(n, d, f, t) ? t.lower : f_tails(n, d, f).lower;
}
inline double fdtrc(double n, double d, double f) noexcept {
    Tails t;
    return f_limits(n, d, f, t) ? t.upper : f_tails(n, d, f).upper;
}
inline double fdtri(double n, double d, double p) noexcept {
    if (std::isnan(n) || std::isnan(d) || std::isnan(p)) return nan;
    if (!(n > 0.0) || !(d > 0.0) || p < 0.0 || p > 1.0) return outside();
    if (p == 0.0) return 0.0;
    if (p == 1.0) return inf;
    if (std::isinf(d)) return gammaincinv(0.5 * n, p) / (0.5 * n);
    if (std::isinf(n)) return 0.5 * d / gammainccinv(0.5 * d, p);
    const BetaQuantile s = betainc_solve(0.5 * n, 0.5 * d, p, 1.0 - p);
    return s.x / s.y * (d / n);
}

// ---- binomial and negative binomial distribution

inline void note_fraction(double n) noexcept {
    if (n != std::floor(n) && n == n) report(Notice::fraction_deprecated);
}
inline double bdtr_real(double k, double n, double p) noexcept {
    note_fraction(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(p) || std::isinf(n)) return nan;
    const double fk = std::floor(k), fn = std::floor(n);
    if (p < 0.0 || p > 1.0 || fk < 0.0 || fn < fk) return outside();
    if (fk == fn) return 1.0;
    return binomial_upper(fk + 1.0, fn - fk, p);
}
inline double bdtrc_real(double k, double n, double p) noexcept {
    note_fraction(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(p) || std::isinf(n)) return nan;
    const double fk = std::floor(k), fn = std::floor(n);
    if (p < 0.0 || p > 1.0 || fn < fk) return outside();
    if (fk < 0.0) return 1.0;
    if (fk == fn) return 0.0;
    return binomial_lower(fk + 1.0, fn - fk, p);
}
inline double bdtri_real(double k, double n, double y) noexcept {
    note_fraction(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(y) || std::isinf(n)) return nan;
    const double fk = std::floor(k), fn = std::floor(n);
    if (y < 0.0 || y > 1.0 || fk < 0.0 || fn <= fk) return outside();
    return betainccinv(fk + 1.0, fn - fk, y);
}
inline double bdtr(double k, long n, double p) noexcept { return bdtr_real(k, static_cast<double>(n), p); }
inline double bdtrc(double k, long n, double p) noexcept { return bdtrc_real(k, static_cast<double>(n), p); }
inline double bdtri(double k, long n, double y) noexcept { return bdtri_real(k, static_cast<double>(n), y); }

inline double nbdtr_real(double k, double n, double p) noexcept {
    k = whole(k);
    n = whole(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(p)) return nan;
    if (p < 0.0 || p > 1.0 || k < 0.0) return outside();
    return binomial_lower(n, k + 1.0, p);
}
inline double nbdtrc_real(double k, double n, double p) noexcept {
    k = whole(k);
    n = whole(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(p)) return nan;
    if (p < 0.0 || p > 1.0 || k < 0.0) return outside();
    return binomial_upper(n, k + 1.0, p);
}
inline double nbdtri_real(double k, double n, double y) noexcept {
    k = whole(k);
    n = whole(n);
    if (std::isnan(k) || std::isnan(n) || std::isnan(y)) return nan;
    if (y < 0.0 || y > 1.0 || k < 0.0) return outside();
    return betaincinv(n, k + 1.0, y);
}
inline double nbdtr(long k, long n, double p) noexcept {
    return nbdtr_real(static_cast<double>(k), static_cast<double>(n), p);
}
inline double nbdtrc(long k, long n, double p) noexcept {
    return nbdtrc_real(static_cast<double>(k), static_cast<double>(n), p);
}
inline double nbdtri(long k, long n, double y) noexcept {
    return nbdtri_real(static_cast<double>(k), static_cast<double>(n), y);
}

// ---- binomial coefficients and rising factorials

// Gamma(x + m)/Gamma(x)
inline double poch(double x, double m) noexcept {
    if (std::isnan(x) || std::isnan(m)) return nan;
    if (m == 0.0) return 1.0;
    const Dd end = two_sum(x, m);
    const bool top_pole = end.lo == 0.0 && end.hi <= 0.0 && end.hi == std::floor(end.hi);
    const bool bottom_pole = x <= 0.0 && x == std::floor(x);
    if (m == std::floor(m) && std::fabs(m) <= 40.0) {   // a product of factors, each exact in two parts
        Dd product(1.0);
        double log2_scale = 0.0;
        const int n = static_cast<int>(std::fabs(m));
        for (int k = 0; k < n; ++k) {
            product = product * (m > 0.0 ? two_sum(x, static_cast<double>(k)) : two_sum(x, -1.0 - k));
            if (product.hi == 0.0) return m > 0.0 ? 0.0 : inf;
            int e;
            std::frexp(product.hi, &e);
            product = {std::ldexp(product.hi, -e), std::ldexp(product.lo, -e)};
            log2_scale += e;
        }
        const Dd v = m > 0.0 ? product : Dd(1.0) / product;
        const double e = std::fmin(std::fmax(m > 0.0 ? log2_scale : -log2_scale, -4000.0), 4000.0);
        return std::ldexp(v.value(), static_cast<int>(e));
    }
    if (bottom_pole && !top_pole) return 0.0;
    if (top_pole && !bottom_pole) return inf;
    if (bottom_pole && top_pole) {
        // Gamma(x + m)/Gamma(x) = (-1)^m Gamma(1 - x)/Gamma(1 - x - m)
        return (std::fmod(m, 2.0) != 0.0 ? -1.0 : 1.0) / poch(1.0 - x, -m);
    }
    if (std::isinf(x) || std::isinf(m)) return gamma_sign(x) > 0 && m > 0.0 ? inf : m < 0.0 ? 0.0 : nan;
    if (x > 0.0 && end.hi > 0.0) {
        if (x > 1e12 && std::fabs(m) < 1e-3 * x) {
            // (x + m - 1/2) log(1 + m/x) + m (log x - 1): the two log Gamma would cancel
            return scaled_exp((end - 0.5) * log1p_dd(Dd(m) / Dd(x)) + (log_dd(x) - 1.0) * m +
                              (stirling_rest(end.hi) - stirling_rest(x)), 1.0);
        }
        return scaled_exp(lgamma_dd(end) - lgamma_dd(x), 1.0);
    }
    // Reflection of what is negative.
    if (x < 0.0 && end.hi < 0.0) return poch(1.0 - x - m, m) * (sinpi(x) / sinpi(end.hi));
    if (end.hi > 0.0) return scaled_exp(lgamma_dd(end) + lgamma_dd(Dd(1.0) - x), sinpi(x) / pi);
    return scaled_exp(-lgamma_dd(Dd(1.0) - end) - lgamma_dd(x), pi / sinpi(end.hi));
}

// Gamma(n + 1)/(Gamma(k + 1) Gamma(n - k + 1))
inline double binom(double n, double k) noexcept {
    if (std::isnan(n) || std::isnan(k)) return nan;
    if (n < 0.0 && n == std::floor(n)) return nan;
    if (k == std::floor(k)) {
        double j = k;
        if (n == std::floor(n)) {
            if (n >= 0.0 && (k < 0.0 || k > n)) return 0.0;
            if (n > 0.0 && n - k < k && std::fabs(n) < 0x1p53) j = n - k;
        } else if (k < 0.0) {
            return 0.0;
        }
        if (j >= 0.0 && j <= 40.0) {   // the product of (n - j + i)/i
            Dd top(1.0);
            double bottom = 1.0;
            Dd result(1.0);
            for (int i = 1; i <= static_cast<int>(j); ++i) {
                top = top * (two_diff(n, j) + static_cast<double>(i));
                bottom *= i;
                if (bottom > 1e14 || std::fabs(top.hi) > 1e200) {
                    result = result * (top / Dd(bottom));
                    top = 1.0;
                    bottom = 1.0;
                }
            }
            const double v = (result * (top / Dd(bottom))).value();
            return std::isnan(v) ? (n < 0.0 && std::fmod(j, 2.0) != 0.0 ? -inf : inf) : v;   // beyond the range
        }
    }
    const double rest = n - k;
    const Dd up = two_diff(n, k) + 1.0;
    if (n > 1e12 && k > -1.0 && k < 1e-3 * n) {
        // Gamma(n + 1)/Gamma(n - k + 1) by Stirling's series, whose large terms would cancel in the logarithms
        const Dd e = (Dd(n) + 0.5) * log1p_dd(Dd(k) / up) + (log_dd(up.hi) - 1.0) * k +
                     (stirling_rest(n) - stirling_rest(up.hi));
        return scaled_exp(e - lgamma_dd(two_sum(k, 1.0)), 1.0);
    }
    if (n > -1.0 && k > -1.0 && rest > -1.0) {
        // 1/((n + 1) B(n - k + 1, k + 1))
        return scaled_exp(-lbeta_dd(up, two_sum(k, 1.0)), 1.0 / (n + 1.0));
    }
    const double first = rgamma(k + 1.0), second = rgamma(rest + 1.0);
    if (first == 0.0 || second == 0.0) return 0.0;
    const double g = gamma(n + 1.0);
    const double direct = g * first * second;
    if (std::isfinite(g) && std::isfinite(direct) && direct != 0.0) return direct;
    const double sign = gamma_sign(n + 1.0) * gamma_sign(k + 1.0) * gamma_sign(rest + 1.0);
    return sign * std::exp(gammaln(n + 1.0) - gammaln(k + 1.0) - gammaln(rest + 1.0));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
