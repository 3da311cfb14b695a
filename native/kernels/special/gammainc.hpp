// SPDX-License-Identifier: BSD-3-Clause
// The regularised incomplete gamma functions P(a, x) and Q(a, x) and their inverses in x (DLMF 8).
//
// Method by region, after DiDonato and Morris (ACM TOMS 12 (1986) 377) and Gil, Segura and Temme (SIAM J. Sci. Comput.
// 34 (2012) A2965):
//   the smaller tail rounds away      0 or 1, by Chernoff's bound for it
//   a <= 120                          incomplete_lanes.hpp: the series and a continued fraction without divisions
//   a > 1e40                          a step: the numbers beside a are beyond any tail
//   |x - a| small against a           Temme's uniform expansion, DLMF 8.12, in straight-line code while |x - a| < 0.3 a
//   x < 1.1, a < 1                    Taylor series of P; Q from it through expm1, without cancellation
//   x <= a (or x < 1.1)               series 8.7.1 for P, all terms positive
//   otherwise                         continued fraction 8.9.2 for Q
// The common factor x^a e^-x/Gamma(a + 1) has its exponent in double-double, which is what keeps the digits when a and x
// are large. Accuracy: 10 ulp where a < 1e8 (50 promised).
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/incomplete_lanes.hpp"
#include "kernels/special/quantile.hpp"
#include "kernels/special/tables_gammainc.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// 1/Gamma(a + 1), a < 12
inline double gamma_scale(double a) noexcept {
    return 1.0 / (a < 1.0 ? nudge(gamma_positive(1.0 + a), two_sum(1.0, a)) : a * gamma_positive(a));
}

// x^a exp(-x)/Gamma(a + 1)
inline double gamma_factor(double a, double x) noexcept {
    if (a < 12.0) return scaled_exp(log_dd(x) * a - x, gamma_scale(a));
    // exp(-(x - a) + a log(x/a)) / (sqrt(2 pi a) exp(rest))
    const Dd ratio = Dd(x) / Dd(a);
    if (!(ratio.hi > 0.0) || ratio.hi == inf) return 0.0;
    const Dd e = log_dd(ratio) * a - two_diff(x, a) - stirling_rest(a);
    return scaled_exp(e, 0x1.9884533d43651p-2 / std::sqrt(a));
}

// sum_n x^n/((a + 1) ... (a + n)), with what its additions lose
inline double gamma_series_sum(double a, double x) noexcept {
    double sum = 1.0, term = 1.0, n = a, lost = 0.0;
    for (int k = 0; k < 5000; ++k) {
        n += 1.0;
        term *= x / n;
        const double next = sum + term;
        lost += term - (next - sum);
        sum = next;
        if (term < 0x1p-54 * sum) break;
    }
    return sum + lost;
}
// a, x > 0; the smaller of P and Q first computed as such.
inline Tails gammainc_series(double a, double x) noexcept {
    const double d = gamma_factor(a, x), p = d * gamma_series_sum(a, x);
    return {p, 1.0 - p, a * d};
}

inline Tails gammainc_small(double a, double x) noexcept {   // a < 1, x < 1.1
    // P = w (1 - J), w = x^a/Gamma(1 + a), J = -a sum_{n >= 1} (-x)^n/((a + n) n!)
    double sum = 0.0, term = 1.0;
    for (int n = 1; n < 40; ++n) {
        term *= -x / n;
        const double add = term / (a + n);
        sum -= add;
        if (std::fabs(add) < 0x1p-55 * std::fabs(sum)) break;
    }
    const double w = scaled_exp(log_dd(x) * a, gamma_scale(a)), j = a * sum, p = w - w * j;
    return {p, p < 0.5 ? 1.0 - p : w * j - std::expm1(a * std::log(x) - lgamma1p(a)), w * std::exp(-x) * a};
}

inline Tails gammainc_fraction(double a, double x) noexcept {   // DLMF 8.9.2, by Lentz's method
    const double d = gamma_factor(a, x);
    double b = x + 1.0 - a, c = 1e300, e = 1.0 / b, h = e;
    for (int n = 1; n < 5000; ++n) {
        const double an = n * (a - n);
        b += 2.0;
        e = an * e + b;
        if (std::fabs(e) < 1e-300) e = 1e-300;
        c = b + an / c;
        if (std::fabs(c) < 1e-300) c = 1e-300;
        e = 1.0 / e;
        const double factor = e * c;
        h *= factor;
        if (!(std::fabs(factor - 1.0) > 0x1p-52)) break;
    }
    const double q = d * a * h;
    return {1.0 - q, q, a * d};
}

// From here on a tail falls to nothing, and the distribution to a normal one, within less than a rounding of the mean.
inline constexpr double normal_parameter = 1e40;
inline Tails step_tails(double x, double mean) noexcept {
    return x < mean ? Tails{0.0, 1.0, 0.0} : x > mean ? Tails{1.0, 0.0, 0.0} : Tails{0.5, 0.5, inf};
}

// DLMF 8.12.3 and 8.12.7: Q = erfc(eta sqrt(a/2))/2 + exp(-a eta^2/2)/sqrt(2 pi a) sum c_k(eta) a^-k, with the sign of
// the sum reversed for P.
//
// a eta^2/2 = a (mu - log(1 + mu)), mu = x/a - 1, in two parts (incomplete_lanes.hpp: log_lag).
struct UniformGamma {
    Dd exponent;                     // a eta^2/2
    double mu, eta;
};
SCINOVA_LANE bool uniform_serves(double a, double x) noexcept {
    return a > 60.0 && a <= normal_parameter && x > 0.71 * a && x < 1.41 * a;
}
SCINOVA_LANE UniformGamma uniform_gamma(double a, double x) noexcept {
    const Dd apart = two_diff(x, a);
    const double w = 1.0 / a, mu = apart.hi * w, mu_low = (fma(-mu, a, apart.hi) + apart.lo) * w;
    const Dd h = log_lag({mu, mu_low});
    const double size = h.hi > 0.0 ? h.hi : 0.0;         // a rounding may leave it negative
    return {times(a, h), mu, with_sign(std::sqrt(2.0 * size), mu)};
}
// sum c_k(eta) a^-k for the range of uniform_serves
template <std::size_t Count, std::size_t K = 0>
SCINOVA_LANE double first_terms(const double* c, double t) noexcept {
    if constexpr (K + 1 == Count) return c[K];
    else return fma(first_terms<Count, K + 1>(c, t), t, c[K]);
}
SCINOVA_LANE double uniform_rest(double eta, double w) noexcept {
    const auto& c = tables::temme;
    const double near = fma(w, first_terms<15>(c[1], eta), first_terms<17>(c[0], eta));
    const double far = fma(w, first_terms<12>(c[3], eta), first_terms<13>(c[2], eta));
    const double farther = fma(w, first_terms<9>(c[5], eta), first_terms<10>(c[4], eta));
    const double last = fma(w, first_terms<7>(c[7], eta), first_terms<8>(c[6], eta)), w2 = w * w;
    return fma(w2, fma(w2, fma(w2, last, farther), far), near);
}

// The wider range |mu| < 1 or so, by way of the common factor.
inline Tails gammainc_uniform_wide(double a, double x) noexcept {
    const double d = gamma_factor(a, x);
    const double mu = (x - a) / a;
    // eta^2/2 = mu - log(1 + mu), by its series where mu is small
    double half_square;
    if (std::fabs(mu) < 0.1) {
        double s = 0.0;
        for (int n = 17; n >= 2; --n) s = s * -mu + 1.0 / n;
        half_square = mu * mu * s;
    } else {
        half_square = mu - std::log1p(mu);
    }
    const double eta = std::copysign(std::sqrt(2.0 * half_square), mu);
    double outer = 0.0;
    const double w = 1.0 / a;
    const int terms = a > 1e6 ? 4 : a > 1000.0 ? 6 : 11;
    for (int k = terms - 1; k >= 0; --k) outer = fma(outer, w, polynomial(tables::temme[k], eta));
    const double peak = d * std::exp(stirling_rest(a));      // exp(-a eta^2/2)/sqrt(2 pi a)
    const double z = std::sqrt(a * half_square);
    const double smaller = peak * (0.5 * erfcx_positive(z) * std::sqrt(2.0 * pi * a) + (mu >= 0.0 ? outer : -outer));
    return mu >= 0.0 ? Tails{1.0 - smaller, smaller, a * d} : Tails{smaller, 1.0 - smaller, a * d};
}
inline Tails gammainc_uniform(double a, double x) noexcept {
    if (!uniform_serves(a, x)) return gammainc_uniform_wide(a, x);
    const UniformGamma u = uniform_gamma(a, x);
    const double w = 1.0 / a, outer = uniform_rest(u.eta, w), root = std::sqrt(w), z = std::sqrt(0.5 * a) * absolute(u.eta);
    const double power = exp_scaled(-u.exponent.hi, -u.exponent.lo, 1.0);
    const double peak = one_over_sqrt_2pi * root;
    const double smaller = power * fma(peak, u.mu >= 0.0 ? outer : -outer, 0.5 * erfcx_positive(z));
    // Stirling's series for Gamma(a + 1)
    const double w2 = w * w, rest = w * fma(w2, fma(w2, 1.0 / 1260, -1.0 / 360), 1.0 / 12);
    const double slope = power * a * peak * (1.0 - rest * fma(rest, fma(rest, fma(rest, -1.0 / 24, 1.0 / 6), -0.5), 1.0));
    return u.mu >= 0.0 ? Tails{1.0 - smaller, smaller, slope} : Tails{smaller, 1.0 - smaller, slope};
}

// The tail of P below the mean and that of Q above it are less than exp(-D), D = x - a - a log(x/a) (Chernoff's bound for
// the gamma distribution): a lower bound of D for normal a and x, its roundings subtracted.
inline constexpr double surely_nothing = 745.2;          // exp(-D) rounds to 0
inline constexpr double surely_all = 37.5;               // 1 - exp(-D) rounds to 1
SCINOVA_LANE double gamma_depth(double a, double x) noexcept {
    const double l = a * log_usual(x / a), apart = x - a;
    return fma(-1e-15, (a + x) + absolute(l), apart - l);
}
// P, or Q, where that is surely 0 or 1 to rounding; NaN elsewhere.
template <bool Lower>
SCINOVA_LANE double gamma_surely(double a, double x, double depth) noexcept {
    const bool tail = Lower == (x < a);
    return tail ? (depth > surely_nothing ? 0.0 : nan) : (depth > surely_all ? 1.0 : nan);
}
// Where it pays to look.
inline bool gamma_extreme(double a, double x) noexcept {
    return (a > largest_parameter || x > 1e3) && a > 1e-290 && a < 1e290 && x > 1e-290 && x < 1e290 && x / a > 1e-290;
}

inline Tails gammainc_tails(double a, double x) noexcept {   // 0 < a, x < inf
    if (a > normal_parameter) return step_tails(x, a);
    if (moderate(a) && x > 1e-280 && x < 1e4 && !(a < 1.0 && x < 1.1)) {
        const double d = gamma_factor_lane(a, x);
        if (x <= a + 0.5 || x < 1.1) {
            double p = gamma_series_moderate(a, x, d);
            if (p > 0.5) p = gamma_factor(a, x) * gamma_series_sum(a, x);   // Q, the difference, is the smaller
            return {p, 1.0 - p, a * d};
        }
        const double q = gamma_fraction_moderate(a, x, d);
        return {1.0 - q, q, a * d};
    }
    if (a > 30.0) {
        const double mu = (x - a) / a;
        if (mu > -0.55 && mu < 0.9) return gammainc_uniform(a, x);
    }
    if (a < 1.0 && x < 1.1) return gammainc_small(a, x);
    return x <= a || x < 1.1 ? gammainc_series(a, x) : gammainc_fraction(a, x);
}

// The limits, shared by P and Q; true when `t` holds the answer.
inline bool gammainc_limits(double a, double x, Tails& t) noexcept {
    if (std::isnan(a) || std::isnan(x)) t = {nan, nan, nan};
    else if (a < 0.0 || x < 0.0) {
        report(Trouble::domain);
        t = {nan, nan, nan};
    } else if (a == 0.0) t = x > 0.0 ? Tails{1.0, 0.0, 0.0} : Tails{nan, nan, nan};
    else if (x == 0.0) t = {0.0, 1.0, 0.0};
    else if (std::isinf(a)) t = std::isinf(x) ? Tails{nan, nan, nan} : Tails{0.0, 1.0, 0.0};
    else if (std::isinf(x)) t = {1.0, 0.0, 0.0};
    else return false;
    return true;
}

inline double gammainc(double a, double x) noexcept {
    Tails t;
    if (gammainc_limits(a, x, t)) return t.lower;
    if (gamma_extreme(a, x))
        if (const double v = gamma_surely<true>(a, x, gamma_depth(a, x)); v == v) return v;
    return gammainc_tails(a, x).lower;
}
inline double gammaincc(double a, double x) noexcept {
    Tails t;
    if (gammainc_limits(a, x, t)) return t.upper;
    if (gamma_extreme(a, x))
        if (const double v = gamma_surely<false>(a, x, gamma_depth(a, x)); v == v) return v;
    return gammainc_tails(a, x).upper;
}

// Where to begin to look for x with P(a, x) = p, Q(a, x) = q; 0 where that underflows.
inline double gammainc_start(double a, double p, double q) noexcept {
    if (a >= 1.0) {   // Wilson and Hilferty, Proc. Nat. Acad. Sci. 17 (1931) 684
        const double z = p <= q ? ndtri(p) : -ndtri(q);
        const double s = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * std::sqrt(a));
        if (s > 0.3) return a * s * s * s;
    }
    // P ~ x^a/Gamma(a + 1) for small x, log Q ~ -x for large
    const double l = (std::log(p) + gammaln_positive(a + 1.0)) / a;
    return l < -0.5 ? std::exp(l) : -std::log(q) > 1.0 ? -std::log(q) : a + 0.5;
}
inline double gammainc_solve(double a, double p, double q) noexcept {
    const double start = gammainc_start(a, p, q);
    if (start == 0.0) return 0.0;
    return solve_quantile(
        [a](double x) {
            Tails t = gammainc_tails(a, x);
            t.bend = a - x;
            return t;
        },
        p, q, start, inf);
}

inline double gammaincinv(double a, double p) noexcept {
    if (std::isnan(a) || std::isnan(p)) return nan;
    if (a < 0.0 || p < 0.0 || p > 1.0 || std::isinf(a)) {
        report(Trouble::domain);
        return nan;
    }
    if (p == 0.0) return 0.0;
    if (p == 1.0) return inf;
    if (a == 0.0) return nan;
    return gammainc_solve(a, p, 1.0 - p);
}
// gammaincinv(a, p)/rate, also where the quantile itself is subnormal: there P = x^a/Gamma(a + 1).
inline double gammaincinv_over(double a, double p, double rate) noexcept {
    const double x = gammaincinv(a, p);
    if (!(x < 1e-290 && p > 0.0 && rate > 0.0 && rate < inf)) return x / rate;
    const Dd l = log_dd(p) + (a < 0.01 ? Dd(lgamma1p(a)) : lgamma_dd(two_sum(1.0, a)));
    return l.hi < -3000.0 * a ? 0.0 : exp_rounded(l / Dd(a) - log_dd(rate), 1.0);
}
inline double gammainccinv(double a, double q) noexcept {
    if (std::isnan(a) || std::isnan(q)) return nan;
    if (a < 0.0 || q < 0.0 || q > 1.0 || std::isinf(a)) {
        report(Trouble::domain);
        return nan;
    }
    if (q == 0.0) return inf;
    if (q == 1.0) return 0.0;
    if (a == 0.0) return nan;
    return gammainc_solve(a, 1.0 - q, q);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
