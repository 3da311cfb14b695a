// SPDX-License-Identifier: BSD-3-Clause
// The gamma function of a real argument, its logarithm and reciprocal, and digamma (DLMF 5).
//
// Gamma: a table on [1, 2], the recurrence with the product carried in two parts to |x| <= 20, Stirling's series with a
// double-double exponent beyond, reflection (DLMF 5.5.3) on the left. log Gamma is (x - 1)(x - 2) times a table around
// its zeros at 1 and 2. digamma is (x - x0) times a table around its positive zero.
// Accuracy: 2 ulp on the positive axis; on the negative axis 4 ulp of the local scale.
#pragma once

#include "kernels/special/erf.hpp"
#include "kernels/special/tables_gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double pi = 0x1.921fb54442d18p+1;
inline constexpr double half_log_2pi = 0x1.d67f1c864beb5p-1;

// sin(pi x) and cos(pi x), exact at integers and half-integers.
inline double sin_reduced(double r) noexcept {   // |r| <= 1/4
    const Dd a = Dd(pi_dd.hi, pi_dd.lo) * r;
    return fma(a.lo, std::cos(a.hi), std::sin(a.hi));
}
inline double cos_reduced(double r) noexcept {
    const Dd a = Dd(pi_dd.hi, pi_dd.lo) * r;
    return fma(-a.lo, std::sin(a.hi), std::cos(a.hi));
}
inline double sinpi(double x) noexcept {
    if (!std::isfinite(x)) return nan;
    if (std::fabs(x) >= 0x1p53) return 0.0 * x;
    const double n = std::nearbyint(2.0 * x), r = x - 0.5 * n;
    const auto q = static_cast<std::int64_t>(n);
    const double v = (q & 1) ? cos_reduced(r) : sin_reduced(r);
    return (q & 2) ? -v : v;
}
inline double cospi(double x) noexcept {
    if (!std::isfinite(x)) return nan;
    if (std::fabs(x) >= 0x1p53) return 1.0;
    const double n = std::nearbyint(2.0 * x), r = x - 0.5 * n;
    const auto q = static_cast<std::int64_t>(n);
    const double v = (q & 1) ? -sin_reduced(r) : cos_reduced(r);
    return (q & 2) ? -v : v;
}

// log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2) for x >= 12; an absolute error of 1e-18.
inline double stirling_rest(double x) noexcept {
    const double w = 1.0 / x, w2 = w * w;
    double s = tables::stirling[9];
    for (int k = 8; k >= 0; --k) s = fma(s, w2, tables::stirling[k]);
    return s * w;
}

// The same with its leading term 1/(12 x) in double-double; an absolute error of 1e-21 for x >= 12.
inline Dd stirling_rest_dd(Dd x) noexcept {
    const double w = 1.0 / x.hi, w2 = w * w;
    double s = tables::stirling[9];
    for (int k = 8; k >= 1; --k) s = fma(s, w2, tables::stirling[k]);
    return Dd(1.0) / (x * 12.0) + s * (w2 * w);
}

// log Gamma(x) for x > 0 in double-double; an absolute error of 1e-21 and a relative one of 2^-90.
inline Dd lgamma_dd(Dd x) noexcept {
    Dd shift(0.0);
    if (x.hi < 12.0) {
        Dd product = x;
        x = x + 1.0;
        while (x.hi < 12.0) {
            product = product * x;
            x = x + 1.0;
        }
        shift = log_dd(product);
    }
    if (x.hi > 1e290) return {x.hi * (std::log(x.hi) - 1.0), 0.0};
    const Dd main = (x - 0.5) * log_dd(x) - x + half_log_2pi_dd;
    return main + stirling_rest_dd(x) - shift;
}

// Gamma(hi + lo) from g = Gamma(hi), 1 <= hi <= 2; a rough digamma is enough for so small a step.
inline double nudge(double g, Dd x) noexcept { return fma(g, x.lo * ((x.hi - 1.4616321449683623) * 0.96), g); }

// Gamma(x) for 0 < x <= 20, in two parts where the product is: (value, correction).
inline Dd gamma_product(double x) noexcept {
    if (x < 1.0) {
        const Dd up = two_sum(x, 1.0);
        const double g = uniform(tables::gamma_unit, up.hi, 1.0, 8.0);
        return Dd(nudge(g, up)) / Dd(x);
    }
    if (x < 2.0) return uniform(tables::gamma_unit, x, 1.0, 8.0);
    double y = x - 1.0;
    Dd product(y);
    while (y >= 2.0) {
        y -= 1.0;
        product = product * y;
    }
    return product * uniform(tables::gamma_unit, y, 1.0, 8.0);
}

inline Dd gamma_exponent(double x) noexcept {   // x > 12
    return Dd(x - 0.5) * log_dd(x) - x + half_log_2pi_dd + stirling_rest(x);
}

inline double gamma_positive(double x) noexcept {
    if (x <= 20.0) {
        if (x == std::floor(x)) return tables::factorials[static_cast<int>(x) - 1];
        return gamma_product(x).value();
    }
    if (x > 171.7) return inf;
    if (x == std::floor(x)) return tables::factorials[static_cast<int>(x) - 1];
    return scaled_exp(gamma_exponent(x), 1.0);
}

inline double gamma(double x) noexcept {
    if (x > 0.0) {
        const double g = x < 0x1p-1022 && 1.0 / x == inf ? inf : gamma_positive(x);
        if (g == inf && x != inf) report(Trouble::overflow);
        return g;
    }
    if (x == 0.0) {
        report(Trouble::singular);
        return std::copysign(inf, x);
    }
    if (std::isnan(x)) return x;
    if (x == std::floor(x)) {
        report(Trouble::singular);
        return nan;
    }
    if (x > -20.0) {
        // Gamma(x) = Gamma(x + n)/(x (x + 1) ... (x + n - 1)), with x + n in [0, 1) left to Gamma(x + n + 1).
        Dd product(x);
        Dd y = Dd(x) + 1.0;
        while (y.hi < 1.0) {
            product = product * y;
            y = y + 1.0;
        }
        const double g = uniform(tables::gamma_unit, y.hi, 1.0, 8.0);
        return (Dd(nudge(g, y)) / product).value();
    }
    const double s = sinpi(x);
    if (x < -190.0) return s > 0.0 ? 0.0 : -0.0;
    const Dd up = -gamma_exponent(-x);
    return scaled_exp(up, -pi / s) / x;
}

inline double rgamma(double x) noexcept {
    if (x > 0.0) {
        if (x <= 20.0) {
            if (x < 1.0) {
                const Dd up = two_sum(x, 1.0);
                const double g = uniform(tables::gamma_unit, up.hi, 1.0, 8.0);
                return x / nudge(g, up);
            }
            return (Dd(1.0) / gamma_product(x)).value();
        }
        if (x > 200.0) return 0.0;
        return scaled_exp(-gamma_exponent(x), 1.0);
    }
    if (x == 0.0) return x;
    if (std::isnan(x)) return x;
    if (x == std::floor(x)) return 0.0;
    if (x > -20.0) {
        Dd product(x);
        Dd y = Dd(x) + 1.0;
        while (y.hi < 1.0) {
            product = product * y;
            y = y + 1.0;
        }
        const double g = uniform(tables::gamma_unit, y.hi, 1.0, 8.0);
        return (product / Dd(nudge(g, y))).value();
    }
    const double s = sinpi(x);
    if (x < -300.0) return s > 0.0 ? inf : -inf;
    return scaled_exp(gamma_exponent(-x), -s / pi) * x;
}

inline double gammasgn(double x) noexcept {
    if (std::isnan(x)) return x;
    if (x > 0.0) return 1.0;
    if (x == 0.0) return std::copysign(1.0, x);
    const double f = std::floor(x);
    if (x == -inf || x == f) return nan;
    return std::fmod(f, 2.0) != 0.0 ? -1.0 : 1.0;
}

inline double gammaln_positive(double x) noexcept {
    if (x < 0.5) {
        const Dd up = two_sum(x, 1.0);
        const double p = uniform(tables::lgamma_near, up.hi, 0.5, 8.0);
        if (x < 1e-20) return -std::log(x);
        return -std::log(x) + x * ((x - 1.0) * p);
    }
    if (x < 4.0) return (x - 1.0) * (x - 2.0) * uniform(tables::lgamma_near, x, 0.5, 8.0);
    if (x < 12.0) return std::log(gamma_product(x).value());
    if (x > 2.6e305) return inf;
    const double l = std::log(x);
    if (x > 1e10) return x * (l - 1.0) - (0.5 * l - half_log_2pi);
    return (x - 0.5) * (l - 1.0) + (half_log_2pi - 0.5 + stirling_rest(x));
}

// log Gamma(1 + a) for 0 <= a <= 1
inline double lgamma1p(double a) noexcept {
    const double p = uniform(tables::lgamma_near, 1.0 + a, 0.5, 8.0);
    return a * ((a - 1.0) * p);
}

inline double gammaln(double x) noexcept {
    if (x > 0.0) {
        const double v = gammaln_positive(x);
        if (v == inf && x != inf) report(Trouble::overflow);
        return v;
    }
    if (std::isnan(x)) return x;
    if (x == -inf) return x;
    if (x == std::floor(x)) {
        report(Trouble::singular);
        return inf;
    }
    if (x < -0x1p52) return inf;
    if (x > -20.0) {   // Gamma(x + n)/(x (x + 1) ...): no sine, whose rounding shows between the zeros in (-3, -2)
        Dd product(x), y = Dd(x) + 1.0;
        while (y.hi < 1.0) {
            product = product * y;
            y = y + 1.0;
        }
        return (lgamma_dd(y) - log_dd(product.hi < 0.0 ? -product : product)).value();
    }
    const Dd log_ratio = log_dd(pi_dd / Dd(std::fabs(sinpi(x))));
    return (log_ratio - log_dd(-x) - lgamma_dd(Dd(-x))).value();
}

inline double digamma_asymptotic(double x) noexcept {   // x >= 16, DLMF 5.11.2
    const double w = 1.0 / x, w2 = w * w;
    double s = tables::digamma_series[7];
    for (int k = 6; k >= 0; --k) s = fma(s, w2, tables::digamma_series[k]);
    return std::log(x) - (0.5 * w + s * w2);
}

inline double digamma_positive(double x) noexcept {
    if (x >= 16.0) return digamma_asymptotic(x);
    if (x >= 2.0) return octave(tables::digamma_middle, x, 2.0);
    if (x >= 1.0)
        return ((x - tables::digamma_root[0]) - tables::digamma_root[1]) *
               uniform(tables::digamma_unit, x, 1.0, 8.0);
    const double y = x + 1.0;
    return ((y - tables::digamma_root[0]) - tables::digamma_root[1]) * uniform(tables::digamma_unit, y, 1.0, 8.0) -
           1.0 / x;
}

inline double digamma(double x) noexcept {
    if (x > 0.0) return digamma_positive(x);
    if (std::isnan(x)) return x;
    if (x == 0.0) {
        report(Trouble::singular);
        return std::copysign(inf, -x);
    }
    if (x == std::floor(x)) {
        if (x != -inf) report(Trouble::singular);
        return nan;
    }
    // DLMF 5.5.4 with 1 - x = 1 + |x|: psi(1 - x) = psi(-x) - 1/x.
    return digamma_positive(-x) - 1.0 / x - pi * cospi(x) / sinpi(x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
