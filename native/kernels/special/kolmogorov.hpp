// SPDX-License-Identifier: BSD-3-Clause
// Distributions of the Kolmogorov-Smirnov statistics: the limit of sqrt(n) D_n, and D_n^+ for finite n.
//
// The limit is a theta function (Kolmogorov 1933): its series in exp(-2 x^2) for x >= 1, of the upper tail, and
// after Jacobi's transformation (DLMF 20.7.32) in exp(-pi^2/(8 x^2)) below, of the lower tail.
//
// P(D_n^+ >= d) = sum_(j <= n (1 - d)) C(n, j) d (d + j/n)^(j-1) (1 - d - j/n)^(n-j) (Birnbaum and Tingey, Ann. Math.
// Stat. 22 (1951) 592); over all j the sum is 1 (Abel). The terms are binomial probabilities times d/(d + j/n), by
// logarithms of quotients near 1 in double-double and remainders of Stirling's formula.
//   n d < 5           the complement where it is below 0.05, at most 5 terms of alternating sign
//   n (1 - d) <= 1000 all terms, positive
//   more              200 terms at each end, between them Gauss-Legendre panels with the Euler-Maclaurin correction
// The terms are summed in double-double. Accuracy: 1e-14 relative in both tails of the limit, 1 ulp in the upper tail of
// D_n^+ up to n = 1000 or so, 1e-13 beyond; the lower tail of D_n^+ is 1 minus the upper where n d > 5.
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/noncentral.hpp"
#include "kernels/special/parameters.hpp"
#include "kernels/special/tables_kolmogorov.hpp"
#include "kernels/special/tables_quadrature.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double sqrt_2pi = 0x1.40d931ff62706p+1;
inline constexpr Dd one_over_root_2pi{0x1.9884533d43651p-2, -0x1.cbc0d30ebfd15p-56};

// exp(-pi^2/(8 x^2))
inline double theta_nome(double x) noexcept {
    if (x < 0.04) return 0.0;
    return exp_dd(-(Dd(0x1.3bd3cc9be45dep+0, 0x1.692b71366cc05p-54) / two_prod(x, x)));
}

// Lower and upper tail, and the density.
inline Tails kolmogorov_tails(double x) noexcept {
    if (std::isnan(x)) return {nan, nan, nan};
    if (!(x > 0.0)) return {0.0, 1.0, 0.0};
    if (x < 1.0) {
        const double q = theta_nome(x), q2 = q * q, q4 = q2 * q2, q8 = q4 * q4, q24 = q8 * q8 * q8;
        const double lower = sqrt_2pi / x * (q * (1.0 + q8 * (1.0 + q8 * q8)));
        const double c = 0x1.3bd3cc9be45dep+1 / (x * x);          // pi^2/(4 x^2)
        const double density = sqrt_2pi / (x * x) * (q * ((c - 1.0) + q8 * (9.0 * c - 1.0) + q24 * (25.0 * c - 1.0)));
        return {lower, 1.0 - lower, density};
    }
    const Dd square = two_prod(x, x);
    const double v = exp_dd({-2.0 * square.hi, -2.0 * square.lo}), v2 = v * v, v3 = v2 * v, v5 = v2 * v3, v7 = v5 * v2;
    const double upper = 2.0 * v * (1.0 - v3 * (1.0 - v5 * (1.0 - v7 * (1.0 - v7 * v2))));
    return {1.0 - upper, upper, x > 1e10 ? 0.0 : 8.0 * x * v * (1.0 - v3 * (4.0 - v5 * (9.0 - v7 * (16.0 - 25.0 * v7 * v2))))};
}
inline double kolmogorov(double x) noexcept { return kolmogorov_tails(x).upper; }
inline double kolmogc(double x) noexcept { return kolmogorov_tails(x).lower; }
inline double kolmogp(double x) noexcept { return -kolmogorov_tails(x).slope; }

inline double kolmogorov_solve(double lower, double upper) noexcept {
    if (upper < 0.27) {                                   // v - v^4 + v^9 - v^16 = upper/2
        const double half = 0.5 * upper;
        double v = half;
        for (int k = 0; k < 4; ++k) {
            const double v3 = v * v * v, v8 = v3 * v3 * v * v, v15 = v8 * v3 * v3 * v;
            v -= (v * (1.0 - v3 + v8 - v15) - half) / (1.0 - 4.0 * v3 + 9.0 * v8 - 16.0 * v15);
        }
        return std::sqrt(-0.5 * std::log(v));
    }
    double x = 0.7;
    for (int k = 0; k < 3; ++k) {
        const double s = std::log(lower * x / sqrt_2pi);
        x = 0x1.921fb54442d18p+1 / std::sqrt(-8.0 * s);
    }
    for (int k = 0; k < 8; ++k) {                         // Newton on the logarithm of the lower tail
        const Tails t = kolmogorov_tails(x);
        const double step = (lower < 0.5 ? std::log(t.lower / lower) * t.lower : upper - t.upper) / t.slope;
        x -= step;
        if (std::fabs(step) < 1e-9 * x) break;
    }
    return x;
}
inline double kolmogi(double p) noexcept {
    if (std::isnan(p)) return p;
    if (p < 0.0 || p > 1.0) return outside();
    return p == 0.0 ? inf : p == 1.0 ? 0.0 : kolmogorov_solve(1.0 - p, p);
}
inline double kolmogci(double p) noexcept {
    if (std::isnan(p)) return p;
    if (p < 0.0 || p > 1.0) return outside();
    return p == 0.0 ? 0.0 : p == 1.0 ? inf : kolmogorov_solve(p, 1.0 - p);
}

// ---- D_n^+

// Stirling's remainder for any x > 0: the recurrence of log Gamma up to where the series holds.
inline double stirling_rest_any(double x) noexcept {
    if (x >= 12.0) return stirling_rest(x);
    if (x == std::floor(x)) return tables::stirling_integers[static_cast<int>(x) - 1];
    double sum = 0.0;
    for (; x < 12.0; x += 1.0) sum += (x + 0.5) * std::log1p(1.0 / x) - 1.0;
    return sum + stirling_rest(x);
}

struct Smirnov {
    double n, d;
    Dd nd;
    double rest_n;
    Smirnov(double n_, double d_) noexcept : n(n_), d(d_), nd(two_prod(n_, d_)), rest_n(stirling_rest_any(n_)) {}

    struct Term {
        Dd sum;
        double slope;
        void add(const Term& t) noexcept {
            sum = sum + t.sum;
            slope += t.slope;
        }
    };

    // The term at j > 0, n - j > n d, and the derivative of its logarithm in d.
    Term term(double j) const noexcept {
        const double k = n - j;
        const Dd room = Dd(k) - nd, m = nd + j;          // n (1 - d) - j and n d + j
        const Dd e = log_dd(m / Dd(j)) * j + log_dd(room / Dd(k)) * k +
                     (rest_n - stirling_rest_any(j) - stirling_rest_any(k));
        if (e.hi < -745.0) return {0.0, 0.0};
        const Dd square = Dd(n) / two_prod(j, k), v = one_over_root_2pi * sqrt_dd(square) * (nd / m);
        const ScaledDd grow = exp_full(e);
        const double power = std::ldexp(1.0, grow.power);
        const Dd value = grow.value * v;
        return {{value.hi * power, value.lo * power},
                value.hi * power * (1.0 / d + (j - 1.0) / (m.hi / n) - k / (room.hi / n))};
    }
    // The complementary term with n - j = k < n d, its sign included.
    Term small_term(double k) const noexcept {
        const double j = n - k;
        const Dd over = (nd - k) / Dd(n), m = (nd + j) / Dd(n);
        // C(n, k) d ((n d + j)/n)^(j-1) ((n d - k)/n)^k
        Dd c(d);
        for (double i = 1.0; i <= k; i += 1.0) c = c * over * (n - k + i) / i;
        const ScaledDd grow = exp_full(log1p_dd(over) * (j - 1.0));
        const double power = std::ldexp(std::fmod(k, 2.0) != 0.0 ? -1.0 : 1.0, grow.power);
        const Dd value = grow.value * c;
        return {{value.hi * power, value.lo * power},
                value.hi * power * (1.0 / d + (j - 1.0) / m.hi + (k > 0.0 ? k / over.hi : 0.0))};
    }
    // Terms a <= j <= b, a > 0; the roundings of a thousand additions would show.
    Term range(double a, double b) const noexcept {
        Term all{0.0, 0.0};
        for (double j = a; j <= b; j += 1.0) all.add(term(j));
        return all;
    }
    Mixed panels(double a, double b) const noexcept;
};

// sum_(a <= j <= b) by Euler-Maclaurin's midpoint form: int_(a-1/2)^(b+1/2) f - (f'(b + 1/2) - f'(a - 1/2))/24 + ...;
// the integral over panels in v = log(j/(n - n d - j)), from the largest term outwards.
inline Mixed Smirnov::panels(double a, double b) const noexcept {
    const double whole = (Dd(n) - nd).value(), first = a - 0.5, last = b + 0.5;
    const auto logit_of = [whole](double j) { return std::log(j / (whole - j)); };
    const double low = logit_of(first), high = logit_of(last), width = std::fmin(0.5, 1.5 / std::sqrt(1.0 + nd.hi * d));
    // Largest near j = n/2 - n d (1/2 + ...): the middle of a bridge that hits n d.
    const double centre = std::fmin(std::fmax(0.0, low), high);
    Mixed sum{0.0, 0.0};
    for (int side = 0; side < 2; ++side) {
        double from = centre;
        const double end = side == 0 ? high : low;
        for (int k = 0; k < 4000 && from != end; ++k) {
            const double to = side == 0 ? std::fmin(from + width, end) : std::fmax(from - width, end);
            Mixed part{0.0, 0.0};
            for (int i = 0; i < 16; ++i) {
                const double v = from + (to - from) * tables::legendre16_nodes[i], e = std::exp(-std::fabs(v));
                const double j = (v > 0.0 ? 1.0 : e) / (1.0 + e) * whole, r = (v > 0.0 ? e : 1.0) / (1.0 + e) * whole;
                const Term t = term(j);
                const double w = tables::legendre16_weights[i] * std::fabs(to - from) * j * (r / whole);
                part.sum += w * t.sum.hi;
                part.slope += w * t.slope;
            }
            sum.sum += part.sum;
            sum.slope += part.slope;
            from = to;
            if (k > 6 && part.sum <= 1e-18 * sum.sum) break;     // also where all underflows
        }
    }
    // f' from the differences of the terms next to the ends; f''' too, 7/5760 of it.
    for (int side = 0; side < 2; ++side) {
        const double at = side == 0 ? last : first, sign = side == 0 ? 1.0 : -1.0;
        const Term p1 = term(at + 0.5), m1 = term(at - 0.5), p3 = term(at + 1.5), m3 = term(at - 1.5);
        const double rise = (p1.sum - m1.sum).value(), third = (p3.sum - m3.sum).value() - 3.0 * rise, one = rise - third / 24.0;
        sum.sum -= sign * (one / 24.0 - third * (7.0 / 5760.0));
        sum.slope -= sign * (p1.slope - m1.slope) / 24.0;
    }
    return sum;
}

struct TailsDd {
    Dd lower, upper;
    double slope;
};

// Tails of D_n^+; slope is the density. 0 < d < 1.
inline TailsDd smirnov_tails_dd(double n, double d) noexcept {
    if (2.0 * n * d * d > 760.0) return {1.0, 0.0, 0.0};   // the tail is below e^(-2 n d^2), Massart, Ann. Prob. 18 (1990) 1269
    const Smirnov s(n, d);
    if (s.nd.hi < 5.0 && n * (1.0 - d) > 1.5) {
        Smirnov::Term all{0.0, 0.0};
        for (double k = 0.0; (s.nd - k).value() > 0.0; k += 1.0) all.add(s.small_term(k));
        if (all.sum.hi < 0.05) return {all.sum, Dd(1.0) - all.sum, all.slope};
    }
    double last = std::floor(n - s.nd.hi);               // terms with n - j > n d
    if (!((Dd(n - last) - s.nd).value() > 0.0)) last -= 1.0;
    const Dd l = log1p_dd(Dd(-d)) * n;
    Smirnov::Term all{0.0, 0.0};
    if (l.hi > -750.0) {
        const ScaledDd first = exp_full(l);
        const double power = std::ldexp(1.0, first.power);
        all = {{first.value.hi * power, first.value.lo * power}, -first.value.hi * power * n / (1.0 - d)};
    }
    if (last <= 1000.0) {
        all.add(s.range(1.0, last));
    } else {
        all.add(s.range(1.0, 200.0));
        all.add(s.range(last - 199.0, last));
        const Mixed middle = s.panels(201.0, last - 200.0);
        all.add({middle.sum, middle.slope});
    }
    return {Dd(1.0) - all.sum, all.sum, -all.slope};
}
inline Tails smirnov_tails(double n, double d) noexcept {
    const TailsDd t = smirnov_tails_dd(n, d);
    return {t.lower.value(), t.upper.value(), t.slope};
}
// The same in float64 for a search, n <= 2000, d < 0.9: to 1e-12 of the upper tail, or of 1 for the lower one.
inline Tails smirnov_rough(double n, double d) noexcept {
    double upper = 0.0, slope = 0.0, choices = 1.0, scale = 0.0;    // C(n, j) = choices exp(scale)
    for (double j = 0.0; n - j > n * d; j += 1.0) {
        const double m = d + j / n, room = (1.0 - d) - j / n, k = n - j;
        if (!(room > 0.0)) break;
        const double t = choices * (d / m) * std::exp(j * std::log(m) + k * std::log(room) + scale);
        upper += t;
        slope += t * (1.0 / d + (j - 1.0) / m - k / room);
        choices *= k / (j + 1.0);
        if (choices > 0x1p200 || choices < 0x1p-200) {
            scale += (choices > 1.0 ? 200.0 : -200.0) * 0x1.62e42fefa39efp-1;    // log 2
            choices *= choices > 1.0 ? 0x1p-200 : 0x1p200;
        }
    }
    return {1.0 - upper, upper, -slope};
}
inline bool smirnov_limits(double n, double d, Tails& t) noexcept {
    if (std::isnan(n) || std::isnan(d) || !(n >= 1.0) || n > 0x1p53 || d < 0.0 || d > 1.0) t = {nan, nan, nan};
    else if (d == 0.0) t = {0.0, 1.0, 1.0};
    else if (d == 1.0) t = {1.0, 0.0, n == 1.0 ? 1.0 : 0.0};
    else return false;
    return true;
}
inline Tails smirnov_all(double n, double d) noexcept {
    n = whole(n);
    Tails t;
    return smirnov_limits(n, d, t) ? t : smirnov_tails(n, d);
}

inline double smirnov_solve(double n, double lower, double upper) noexcept {
    n = whole(n);
    if (std::isnan(n) || std::isnan(lower)) return nan;
    if (!(n >= 1.0) || n > 0x1p53 || !(lower >= 0.0 && lower <= 1.0)) return outside();
    if (upper == 0.0) return 1.0;
    if (lower == 0.0) return 0.0;
    if (n == 1.0) return lower;
    if (const Dd l = log_dd(upper) / Dd(n); l.hi < -std::log(n)) {   // P = (1 - d)^n for d >= 1 - 1/n
        const ScaledDd e = exp_full(l);
        const double power = std::ldexp(1.0, e.power);
        return (Dd(1.0) - Dd(e.value.hi * power, e.value.lo * power)).value();
    }
    // P ~ exp(-(6 n d + 1)^2/(18 n)), Maag and Dicaire, Biometrika 58 (1971) 653; for small d P ~ 1 - d (1 + d)^(n-1)
    const double s = -18.0 * n * (lower < 1e-3 ? std::log1p(-lower) : std::log(upper));
    double start = std::sqrt(s) > 3.0 ? (std::sqrt(s) - 1.0) / (6.0 * n) : lower;
    start = std::fmin(start, 1.0 - 0.5 * std::exp(std::log(upper) / n));
    constexpr double last = 0x1.fffffffffffffp-1;
    if (start > 0.99 && smirnov_tails(n, last).upper >= upper) return 1.0;
    const bool by_lower = lower <= upper, rough = n <= 2000.0 && (by_lower ? lower > 1e-3 : upper > 1e-200);
    const double x = solve_quantile(
        [n, lower, upper, by_lower, rough](double d) {
            Tails t = rough && d < 0.89 ? smirnov_rough(n, d) : smirnov_tails(n, d);
            t.slope *= d;
            // Newton's method is near enough to stop early, not next to 1: the last step below comes in any case.
            if (d < 0.9 && std::fabs(by_lower ? t.lower - lower : t.upper - upper) < 1e-6 * (by_lower ? lower : upper)) t.bend = 0.0;
            return t;
        },
        lower, upper, start, 1.0);
    if (!(x > 0.0 && x < 0.9)) return x;                // next to 1 its float64 numbers lie closer than the root is known
    const TailsDd t = smirnov_tails_dd(n, x);
    const double step = (by_lower ? Dd(lower) - t.lower : t.upper - Dd(upper)).value() / t.slope;
    return std::fabs(step) < 1e-4 * x ? std::fmin(x + step, 1.0) : x;
}

inline double smirnov_real(double n, double d) noexcept { return smirnov_all(n, d).upper; }
inline double smirnovc_real(double n, double d) noexcept { return smirnov_all(n, d).lower; }
inline double smirnovp_real(double n, double d) noexcept { return -smirnov_all(n, d).slope; }
inline double smirnovi_real(double n, double p) noexcept { return smirnov_solve(n, 1.0 - p, p); }
inline double smirnovci_real(double n, double p) noexcept { return smirnov_solve(n, p, 1.0 - p); }
inline double smirnov(long n, double d) noexcept { return smirnov_real(static_cast<double>(n), d); }
inline double smirnovc(long n, double d) noexcept { return smirnovc_real(static_cast<double>(n), d); }
inline double smirnovp(long n, double d) noexcept { return smirnovp_real(static_cast<double>(n), d); }
inline double smirnovi(long n, double p) noexcept { return smirnovi_real(static_cast<double>(n), p); }
inline double smirnovci(long n, double p) noexcept { return smirnovci_real(static_cast<double>(n), p); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
