// SPDX-License-Identifier: BSD-3-Clause
// Combinations of the elementary functions that are 0/0 or lose digits when written out: entropies, logistic
// functions, Box-Cox transforms, and expm1, log1p, ... as ufuncs. Accuracy: 3 ulp.
#pragma once

#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double xlogy(double x, double y) noexcept { return x == 0.0 && !std::isnan(y) ? 0.0 : x * std::log(y); }
inline double xlog1py(double x, double y) noexcept { return x == 0.0 && !std::isnan(y) ? 0.0 : x * std::log1p(y); }

inline double entr(double x) noexcept {
    if (std::isnan(x)) return x;
    return x > 0.0 ? -x * std::log(x) : x == 0.0 ? 0.0 : -inf;
}

// log(x/y), also where the quotient leaves the range, and with all digits where it is near 1.
inline double log_quotient(double x, double y) noexcept {
    if (x > 0.5 * y && x < 2.0 * y) return std::log1p((x - y) / y);
    const double q = x / y;
    return q > 0x1p-1022 && q < inf ? std::log(q) : std::log(x) - std::log(y);
}
inline double rel_entr(double x, double y) noexcept {
    if (std::isnan(x) || std::isnan(y)) return nan;
    if (x > 0.0 && y > 0.0) return x * log_quotient(x, y);
    return x == 0.0 && y >= 0.0 ? 0.0 : inf;
}
// x log(x/y) - x + y = y h(x/y), h(1 + d) = (1 + d) log(1 + d) - d, which has a double zero at d = 0.
inline double kl_div(double x, double y) noexcept {
    if (std::isnan(x) || std::isnan(y)) return nan;
    if (x > 0.0 && y > 0.0) {
        const double d = (x - y) / y;
        if (std::fabs(d) < 0.05) {
            // h(1 + d) = d^2/2 - d^3/6 + ... = sum_{n >= 2} (-d)^n/(n (n - 1)).
            double sum = 0.0;
            for (int n = 13; n >= 2; --n) sum = sum * -d + 1.0 / (n * (n - 1));
            return y * d * d * sum;
        }
        if (x > 1e-290 && y > 1e-290 && x < 1e290 && y < 1e290)
            return (log_dd(Dd(x) / Dd(y)) * x - two_diff(x, y)).value();
        return x * log_quotient(x, y) - x + y;
    }
    return x == 0.0 && y >= 0.0 ? y : inf;
}

inline double expit(double x) noexcept {
    const double e = std::exp(-x);
    return x < -709.0 ? std::exp(x) : 1.0 / (1.0 + e);
}
inline double logit(double p) noexcept {
    if (p == 0.0 || p == 1.0) report(Trouble::singular);
    else if (p < 0.0 || p > 1.0) report(Trouble::domain);
    if (p < 0.25 || p > 0.75) return p < 0.5 ? std::log(p / (1.0 - p)) : -std::log((1.0 - p) / p);
    const double s = 2.0 * (p - 0.5);      // exact; log((1 + s)/(1 - s))
    return std::log1p(s) - std::log1p(-s);
}
inline double log_expit(double x) noexcept { return x < 0.0 ? x - std::log1p(std::exp(x)) : -std::log1p(std::exp(-x)); }

inline long double expit(long double x) noexcept {
    return x < -11355.0L ? std::exp(x) : 1.0L / (1.0L + std::exp(-x));
}
inline long double logit(long double p) noexcept {
    if (p < 0.25L || p > 0.75L) return std::log(p / (1.0L - p));
    const long double s = 2.0L * (p - 0.5L);
    return std::log1p(s) - std::log1p(-s);
}
inline long double log_expit(long double x) noexcept {
    return x < 0.0L ? x - std::log1p(std::exp(x)) : -std::log1p(std::exp(-x));
}

inline double log1p(double x) noexcept { return std::log1p(x); }
inline double expm1(double x) noexcept { return std::expm1(x); }
inline double exp2(double x) noexcept { return std::exp2(x); }
inline double cbrt(double x) noexcept {
    const double c = std::cbrt(x);
    if (c == 0.0 || !std::isfinite(c) || std::fabs(x) < 1e-290) return c;
    const Dd cube = two_prod(c, c) * c;                  // one Newton step, with the residual exact
    return c - ((cube.hi - x) + cube.lo) / (3.0 * c * c);
}

// 10^x = 2^n 10^r with r reduced against log10(2) in two parts.
inline double exp10(double x) noexcept {
    if (!(std::fabs(x) < 400.0)) return x > 0.0 ? inf : x < 0.0 ? 0.0 : x;
    if (x == std::floor(x) && x >= 0.0 && x <= 22.0) {
        double power = 1.0;
        for (int k = 0; k < static_cast<int>(x); ++k) power *= 10.0;
        return power;
    }
    const Dd y = two_prod(x, 0x1.26bb1bbb55516p+1) + x * -0x1.f48ad494ea3e9p-53;   // x log 10
    return scaled_exp(y, 1.0);
}

inline double cosm1(double x) noexcept {
    const double s = std::sin(0.5 * x);
    return 0.0 - 2.0 * s * s;
}
inline double exprel(double x) noexcept {
    if (std::fabs(x) < 1e-16) return 1.0;
    if (x > 717.5) return inf;
    return x > 700.0 ? std::exp(x - 30.0) / x * 0x1.370470aec28edp+43 : std::expm1(x) / x;
}

// (x^lambda - 1)/lambda. lambda log x is carried in two parts where the power is not near 1.
inline double boxcox_of_log(Dd l, double lambda) noexcept {
    if (lambda == 0.0) return l.hi;
    const Dd e = l * lambda;
    if (std::fabs(e.hi) < 0x1p-60) return l.hi;
    if (e.hi > 700.0) return scaled_exp(e, 1.0 / lambda);
    if (e.hi < -50.0) return -1.0 / lambda;
    const double m = std::expm1(e.hi);
    return fma(m, e.lo, m + e.lo) / lambda;
}
inline double boxcox(double x, double lambda) noexcept {
    if (x > 0.0 && x < inf && std::isfinite(lambda)) {
        const double v = boxcox_of_log(log_dd(x), lambda);
        return std::isnan(v) ? std::expm1(lambda * std::log(x)) / lambda : v;
    }
    if (lambda == 0.0) return std::log(x);
    return std::expm1(lambda * std::log(x)) / lambda;
}
inline double boxcox1p(double x, double lambda) noexcept {
    if (x > -1.0 && x < inf && std::isfinite(lambda)) {
        const double l = std::log1p(x);
        if (lambda == 0.0 || std::fabs(lambda * l) < 0x1p-60) return l;
        const double v = boxcox_of_log(log1p_dd(Dd(x)), lambda);
        return std::isnan(v) ? std::expm1(lambda * l) / lambda : v;
    }
    if (lambda == 0.0) return std::log1p(x);
    return std::expm1(lambda * std::log1p(x)) / lambda;
}
// (1 + lambda y)^(1/lambda)
inline Dd inv_boxcox_log(double y, double lambda) noexcept { return log1p_dd(two_prod(lambda, y)) / Dd(lambda); }
inline bool boxcox_regular(double y, double lambda) noexcept {
    return std::isfinite(lambda) && std::fabs(lambda) > 1e-290 && std::fabs(lambda * y) > 1e-290 &&
           std::fabs(lambda * y) < 1e290 && fma(lambda, y, 1.0) > 0.0;
}
inline double inv_boxcox_edge(double y, double lambda) noexcept {   // lambda y may overflow
    const double p = lambda * y;
    const bool beyond = p == inf && std::isfinite(lambda) && std::isfinite(y);
    return (beyond ? std::log(std::fabs(lambda)) + std::log(std::fabs(y)) : std::log1p(p)) / lambda;
}
inline double inv_boxcox(double y, double lambda) noexcept {
    if (lambda == 0.0) return std::exp(y);
    if (boxcox_regular(y, lambda)) return scaled_exp(inv_boxcox_log(y, lambda), 1.0);
    return std::exp(inv_boxcox_edge(y, lambda));
}
inline double inv_boxcox1p(double y, double lambda) noexcept {
    if (lambda == 0.0) return std::expm1(y);
    if (std::fabs(lambda * y) < 1e-154) return y;
    if (boxcox_regular(y, lambda)) {
        const Dd l = inv_boxcox_log(y, lambda);
        const double m = std::expm1(l.hi);
        return std::isinf(m) ? m : fma(m, l.lo, m + l.lo);
    }
    return std::expm1(inv_boxcox_edge(y, lambda));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
