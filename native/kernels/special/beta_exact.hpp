// SPDX-License-Identifier: BSD-3-Clause
// The regularised incomplete beta function and its complement in double-double, for results right to the last bit, and
// as finite sums where the parameters are whole.
//
// After exchanging (a, x) with (b, y) so that x lies below the mean, I_x(a, b) = x^a y^b/(a B(a, b)) times
//   few terms       sum_n (a + b)_n/(a + 1)_n x^n (DLMF 8.17.8 with 15.8.1), all terms positive
//   otherwise       the even part of 8.17.22 (incomplete_lanes.hpp: BetaStep)
// The complement is rounded only after the subtraction; where it is below 0.001, which takes a small a, it is
// -expm1(e) - exp(e) J with e = a log x - log(a B(a, b)) in double-double and J of the power series of beta.hpp.
// Accuracy: 0.52 ulp for a, b > 1e-280, one of them below 1e4 and the other below 1e9.
//
// For whole a and b, I_x(a, b) = x^a sum_(j < b) (a)_j/j! y^j and 1 - I = y^b sum_(j < a) (b)_j/j! x^j (DLMF 8.17.5),
// positive terms; what is representable comes out exactly for few of them.
#pragma once

#include "kernels/special/beta.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// sum_n (a + b)_n/(a + 1)_n x^n to 2^-68; 0 where it is too long.
inline Dd beta_sum(double a, double b, Dd x) noexcept {
    const Dd both = two_sum(a, b), one = two_sum(a, 1.0);
    Dd sum(1.0), term(1.0);
    for (int n = 0; n < 80; ++n) {
        const double k = n;
        const Dd s = one + k;
        term = term * ((both + k) * x / s);
        sum = sum + term;
        // what follows is less than a geometric series with the present quotient, which falls or tends to x
        const double quotient = std::fmax(x.hi * (both.hi + k) / s.hi, x.hi);
        if (term.hi < 0x1p-68 * sum.hi * (1.0 - quotient)) return sum;
    }
    return Dd(0.0);
}

// How many terms that takes, roughly.
inline double beta_sum_length(double a, double b, double x) noexcept {
    const double fall = 1.0 - x * (a + b) / (a + 1.0);
    return fall > 0.0 ? 47.0 / std::fmax(-std::log1p(-fall), 1e-3) : inf;
}

// The continued fraction over a (a + 1); 0 where it takes too long.
inline Dd beta_fraction_exact(const BetaPoint& p) noexcept {
    const double a = p.a, b = p.b;
    const Dd x = p.x, y1 = p.y + 1.0, both = two_sum(a, b), lambda1 = (Dd(a) - x * both) + 1.0;
    Dd t(1.0), t0(0.0), d = lambda1 * a, d0(1.0), before(1.0);
    for (int n = 1; n < 400; ++n) {
        const double k = n;
        const Dd s = two_sum(a, 2.0 * k - 1.0), next = s + 2.0, w = two_diff(b, k) * k * x;
        const Dd alpha = two_sum(a, k - 1.0) * (both + (k - 1.0)) * (w * x) * (before * next);
        const Dd beta = (s * k + w) * next + two_sum(a, k) * s * (lambda1 + y1 * k);
        const Dd t1 = beta * t + alpha * t0, d1 = beta * d + alpha * d0;
        t0 = t;
        d0 = d;
        t = t1;
        d = d1;
        before = s;
        const Dd left = t * d0, right = t0 * d;
        if (std::fabs((left - right).hi) < 0x1p-64 * std::fabs(left.hi)) return t / d;
        if (std::fabs(d.hi) > 1e60) {
            const auto smaller = [](Dd v) { return Dd(v.hi * 0x1p-200, v.lo * 0x1p-200); };
            t = smaller(t);
            t0 = smaller(t0);
            d = smaller(d);
            d0 = smaller(d0);
        }
    }
    return Dd(0.0);
}

// log(a B(a, b)) to 1e-19 of itself, a < 0.001 b, a < 3e-4: as log_a_beta does it.
inline Dd log_a_beta_dd(double a, double b) noexcept {
    Dd z(b), product(0.0);                               // prod (1 + a/(b + k)) - 1
    for (double k = 1.0; z.hi < 20.0; k += 1.0) {
        const Dd f = Dd(a) / z;
        product = product + f + product * f;
        z = two_sum(b, k);
    }
    const double w = 1.0 / (z.hi * z.hi);
    const double slope = -w * (1.0 / 12 - w * (1.0 / 120 - w * (1.0 / 252 - w * (1.0 / 240 - w * (1.0 / 132)))));
    const double bend = w / z.hi * (1.0 / 12 - w * (1.0 / 60 - w / 84.0)), third = -w * w * (1.0 / 12 - w / 36.0);
    const Dd main = (z - 0.5) * log1p_dd(Dd(a) / z) + (log_dd(z + a) - 1.0) * a + a * (slope + a * (bend + a * third));
    // log Gamma(1 + a) = -gamma a + zeta(2)/2 a^2 - zeta(3)/3 a^3 + ... (DLMF 5.7.3)
    const double rest = a * (0x1.a51a6625307d3p-1 - a * (0x1.9a4d55beab2d7p-2 - a * (0x1.151322ac7d848p-2 - a * 0x1.a8b9c17aa614ap-3)));
    const Dd one = (Dd(rest) - Dd(0x1.2788cfc6fb619p-1, -0x1.6cb90701fbfabp-58)) * a;
    return one - main + log1p_dd(product);
}

// 1 - I_x(a, b) below 0.001, x below the mean or nearly so, which makes a, a/b and x small.
inline double small_complement(const BetaPoint& p) noexcept {
    const Dd e = log_dd(p.x) * p.a - log_a_beta_dd(p.a, p.b);
    const double v = e.hi, second = v * v * (0.5 + v * (1.0 / 6 + v * (1.0 / 24 + v / 120.0)));
    Dd j(0.0), term(1.0);
    for (double n = 1.0; n < 2000.0; n += 1.0) {         // beta_series
        term = term * (two_diff(n, p.b) * p.x / Dd(n));
        const Dd add = term / two_sum(p.a, n);
        j = j + add;
        if (std::fabs(add.hi) <= 0x1p-64 * std::fabs(j.hi)) break;
    }
    return -(e + second + j * p.a + j * (p.a * std::expm1(v))).value();
}

struct ExactTails {
    double lower, upper;
    bool found;
};

inline ExactTails betainc_exact(const BetaPoint& p) noexcept {
    const double less = std::fmin(p.a, p.b), more = std::fmax(p.a, p.b);
    if (!(less > 1e-280 && less < 1e4 && more < 1e9 && p.x.hi > 1e-280 && p.y.hi > 1e-280))
        return {nan, nan, false};
    if (p.a == p.b && p.x.hi == p.y.hi && p.x.lo == p.y.lo) return {0.5, 0.5, true};
    const bool swap = from_above(p.a, p.b, p.x.hi, p.y.hi);
    const BetaPoint s = swap ? BetaPoint{p.b, p.a, p.y, p.x} : p;
    if (!swap && s.a < 3e-4 && s.a < 1e-3 * s.b) {
        const double rest = small_complement(s);
        if (rest < 1e-3) return {1.0 - rest, rest, true};
    }
    const bool series = beta_sum_length(s.a, s.b, s.x.hi) < 60.0;
    Dd sum = series ? beta_sum(s.a, s.b, s.x) / s.a : beta_fraction_exact(s) * two_sum(s.a, 1.0);
    if (sum.hi == 0.0 && series) sum = beta_fraction_exact(s) * two_sum(s.a, 1.0);
    if (!(sum.hi > 0.0)) return {nan, nan, false};
    const Dd lx = s.x.hi < 0.5 ? log_dd(s.x) : log1p_dd(-s.y), ly = s.y.hi < 0.5 ? log_dd(s.y) : log1p_dd(-s.x);
    const Dd e = lx * s.a + ly * s.b - lbeta_dd(s.a, s.b);
    if (e.hi < -1000.0) return {nan, nan, false};
    const ScaledDd f = exp_full(e);
    const Dd v = f.value * sum;
    const double tail = std::ldexp(v.hi, f.power);
    if (tail > 0.999) return {swap ? nan : tail, swap ? tail : nan, swap};   // the other tail has lost digits
    const Dd rest = Dd(1.0) - Dd(tail, f.power > -60 ? std::ldexp(v.lo, f.power) : 0.0);
    return swap ? ExactTails{rest.value(), tail, true} : ExactTails{tail, rest.value(), true};
}

inline double betaincc_exact(double a, double b, double x) noexcept {
    Tails t;
    if (betainc_limits(a, b, x, t)) return t.upper;
    const BetaPoint p{a, b, x, two_diff(1.0, x)};
    if (const double sure = beta_surely<false>(a, b, x, p.y.hi); sure == sure) return sure;
    if (beta_minor(a, b, x, p.y.hi)) return betainc_tails(p).upper;   // whose error is that of a small difference from 1
    const ExactTails e = betainc_exact(p);
    return e.found ? e.upper : std::fmin(betainc_tails(p).upper, 1.0);
}

// ---- whole parameters

inline constexpr double most_factors = 40.0;

// x^a sum_(j < b) (a)_j/j! y^j; 0 where the power leaves the range of full accuracy
inline double beta_finite(double a, double b, Dd x, Dd y) noexcept {
    double sum = 1.0, term = 1.0, moment = 0.0;
    for (double j = 0.0; j < b - 1.0; j += 1.0) {
        term *= (a + j) * y.hi / (j + 1.0);
        sum += term;
        moment += (j + 1.0) * term;
    }
    const double power = std::pow(x.hi, a);
    return power > 1e-290 ? power * fma(moment, y.lo / y.hi, sum + sum * (a * (x.lo / x.hi))) : 0.0;
}

// Both tails for whole a, b >= 1 with few terms; false otherwise.
inline bool betainc_whole(double a, double b, double x, Tails& t) noexcept {
    if (!(a >= 1.0 && b >= 1.0 && a <= 1e3 && b <= 1e3 && x > 1e-200 && x < 1.0)) return false;
    const Dd y = two_diff(1.0, x);
    const bool above = x * b > y.hi * a;
    const double terms = above ? a : b;
    if (terms > most_factors) return false;
    const double tail = above ? beta_finite(b, a, y, x) : beta_finite(a, b, x, y);
    if (!(tail > 1e-290 && tail < 0.9)) return false;
    t = above ? Tails{1.0 - tail, tail, nan} : Tails{tail, 1.0 - tail, nan};
    return true;
}
inline double binomial_lower(double a, double b, double x) noexcept {   // I_x(a, b)
    Tails t;
    return betainc_whole(a, b, x, t) ? t.lower : betainc(a, b, x);
}
inline double binomial_upper(double a, double b, double x) noexcept {
    Tails t;
    return betainc_whole(a, b, x, t) ? t.upper : betaincc(a, b, x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
