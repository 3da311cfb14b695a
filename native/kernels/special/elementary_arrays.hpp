// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the elementary combinations (blocks.hpp); elementary.hpp has the mathematics and serves the
// arguments outside the ranges named here. Accuracy: 2 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/elementary.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

SCINOVA_KERNEL void expit_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 708.0), e = exp_usual(-a);
        const double v = (x[i] < 0.0 ? e : 1.0) / (1.0 + e);
        y[i] = x[i] == x[i] ? v : x[i];
    }
    repair(x, y, n, [](double a) { return !(a < -708.0); }, [](double a) { return special::expit(a); });
}

SCINOVA_KERNEL void logit_array(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double q = 1.0 - p[i], lost = (1.0 - q) - p[i];        // 1 - p = q + lost; lost is 0 for p >= 1/2
        y[i] = log_of_quotient(p[i], q, -lost);
    }
    lane ends = 0;
    for (index_t i = 0; i < n; ++i) ends |= (p[i] == 0.0) | (p[i] == 1.0) ? lane{1} : lane{0};
    if (ends) {
        report(Trouble::singular);
        for (index_t i = 0; i < n; ++i) y[i] = p[i] == 0.0 ? -inf : p[i] == 1.0 ? inf : y[i];
    }
    repair(p, y, n, [](double a) { return (a > 1e-300 && a <= 1.0) || a == 0.0; }, [](double a) { return special::logit(a); });
}

// A normal number that is positive and finite.
SCINOVA_LANE bool plain_positive(double x) noexcept { return x >= 0x1p-1022 && x < inf; }

SCINOVA_KERNEL void entr_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = -x[i] * log_usual(x[i]);
    if (all_of(x, n, plain_positive)) [[likely]] return;
    for (index_t i = 0; i < n; ++i) y[i] = x[i] == 0.0 ? 0.0 : x[i] < 0.0 || x[i] == inf ? -inf : y[i];
    repair(x, y, n, [](double a) { return a >= 0x1p-1022 || a <= 0.0; }, [](double a) { return special::entr(a); });
}
SCINOVA_KERNEL void xlogy_array(const double* __restrict x, const double* __restrict u, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = x[i] == 0.0 ? 0.0 : x[i] * log_usual(u[i]);
    if (all_of(u, n, plain_positive)) [[likely]] return;
    for (index_t i = 0; i < n; ++i) y[i] = x[i] == 0.0 || !(u[i] == 0.0 || u[i] == inf) ? y[i] : u[i] == 0.0 ? x[i] * -inf : x[i] * inf;
    repair(x, u, y, n, [](double, double b) { return b >= 0x1p-1022 || b == 0.0; },
           [](double a, double b) { return special::xlogy(a, b); });
}
SCINOVA_KERNEL void xlog1py_array(const double* __restrict x, const double* __restrict u, double* __restrict y,
                          index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = x[i] == 0.0 ? 0.0 : x[i] * log1p_usual(u[i]);
    repair(x, u, y, n, [](double, double b) { return b > -1.0 && b < inf; },
           [](double a, double b) { return special::xlog1py(a, b); });
}
SCINOVA_KERNEL void rel_entr_array(const double* __restrict x, const double* __restrict u, double* __restrict y,
                           index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = x[i] * log_of_quotient(x[i], u[i]);
    repair(x, u, y, n, [](double a, double b) { return plain_positive(a) && plain_positive(b); },
           [](double a, double b) { return special::rel_entr(a, b); });
}
// With d = x - y and s = d/(x + y): x log(x/y) - d = d s + x (2 atanh s - 2 s), no cancellation, for x/y in
// [sqrt(1/2), sqrt 2]; elsewhere log(x/y) in two parts.
SCINOVA_KERNEL void kl_div_array(const double* __restrict x, const double* __restrict u, double* __restrict y,
                         index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double a = x[i], b = u[i];
        const QuotientLog l = quotient_log(a, b);
        const Dd d = two_diff(a, b);
        const double near = fma(d.hi, l.s, a * l.rest);
        const Dd head = two_sum(l.top, l.s + l.s), p = two_prod(a, head.hi);
        const double far = (p.hi - d.hi) + (fma(a, head.lo + (l.low + l.rest), p.lo) - d.lo);
        y[i] = l.top == 0.0 ? near : far;
    }
    const auto serves = [](double a, double b) { return a > 1e-290 && b > 1e-290 && a < 1e290 && b < 1e290; };
    repair(x, u, y, n, serves, [](double a, double b) { return special::kl_div(a, b); });
}

SCINOVA_KERNEL void log_expit_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i)
        y[i] = lesser(x[i], 0.0) - log1p_usual(exp_usual(-lesser(absolute(x[i]), 708.0)));
    repair(x, y, n, [](double a) { return a < 708.0; }, [](double a) { return special::log_expit(a); });
}

SCINOVA_KERNEL void log1p_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = with_sign(absolute(log1p_usual(x[i])), x[i]);
    repair(x, y, n, [](double a) { return a > -1.0 && a < inf; }, [](double a) { return special::log1p(a); });
}
SCINOVA_KERNEL void expm1_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = with_sign(absolute(expm1_usual(greater(x[i], -60.0))), x[i]);
    repair(x, y, n, [](double a) { return a < 709.0; }, [](double a) { return special::expm1(a); });
}
SCINOVA_KERNEL void exprel_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd e = expm1_parts(greater(x[i], -60.0));
        const double v = 1.0 / x[i], q = e.hi * v;
        y[i] = fma(fma(-q, x[i], e.hi) + e.lo, v, q);
    }
    repair(x, y, n, [](double a) { return absolute(a) < 700.0 && absolute(a) > 1e-300; },
           [](double a) { return special::exprel(a); });
}
// exp(a + low), |a| <= 0.36, times the power of 2 in `shifted`
SCINOVA_LANE double exp_short(double a, double low, double shifted) noexcept {
    return times_two_to(1.0 + fma(a * a, horner(tables::exp_rest, a), low + a), shifted);
}
SCINOVA_KERNEL void exp2_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double shifted = x[i] + shifter, r = x[i] - (shifted - shifter), a = r * tables::ln2_whole[0];
        y[i] = exp_short(a, fma(r, tables::ln2_whole[1], fma(r, tables::ln2_whole[0], -a)), shifted);
    }
    repair(x, y, n, [](double a) { return absolute(a) < 1022.0; }, [](double a) { return special::exp2(a); });
}
SCINOVA_KERNEL void exp10_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double shifted = fma(x[i], 0x1.a934f0979a371p+1, shifter), k = shifted - shifter;   // log2(10)
        const double b = fma(-k, tables::log10_2_short[0], x[i]), c = k * tables::log10_2_short[1];
        const double r = b - c, lost = (b - r) - c, a = r * tables::ln10_parts[0];
        const double low = fma(r, tables::ln10_parts[0], -a) + fma(r, tables::ln10_parts[1], lost * tables::ln10_parts[0]);
        y[i] = exp_short(a, low, shifted);
    }
    const auto serves = [](double a) {   // whole powers up to 22 are exact
        const double whole = (absolute(a) + 0x1p52) - 0x1p52;
        return (absolute(a) < 307.0) & ((a > 22.0) | (whole != a));
    };
    repair(x, y, n, serves, [](double a) { return special::exp10(a); });
}

// x = 2^(3 k) m, 1 <= m < 8; r = m^(-1/3) from a polynomial by r (1 + h/3 + 2 h^2/9 + 14 h^3/81), h = 1 - m r^3, then
// once r (1 + h/3), and m r^2 with the residual of its cube.
SCINOVA_KERNEL void cbrt_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const lane u = bits_of(absolute(x[i])), e = u >> 52, k = (e * 21846) >> 16, j = e - 3 * k;
        const double m = from_bits((u & 0x000fffffffffffffull) | ((j + 1023) << 52));
        double r = horner(tables::cbrt_seed, m);
        double h = fma(-m * r, r * r, 1.0);
        r = fma(r * h, fma(h, fma(h, 14.0 / 81, 2.0 / 9), 1.0 / 3), r);
        h = fma(-m * r, r * r, 1.0);
        r = fma(r * h, 1.0 / 3, r);
        const double r2 = r * r, c = m * r2, square = c * c, lost = fma(c, c, -square);
        const double residual = fma(-square, c, m) - lost * c;
        const double root = fma(residual * r2, 1.0 / 3, c);
        const double v = with_sign(root * from_bits((k + (1023 - 341)) << 52), x[i]);
        y[i] = (x[i] == 0.0) | (absolute(x[i]) == inf) ? x[i] : v;
    }
    repair(x, y, n, [](double a) { return absolute(a) >= 0x1p-1022 || a == 0.0; }, [](double a) { return special::cbrt(a); });
}

// cos(r + low) - 1 = -r^2/2 + ..., and by quarter turns (cos of n pi/2 + r) - 1.
SCINOVA_KERNEL void cosm1_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Turned r = reduce_quarter(x[i]);
        const double w = r.hi * r.hi, error = fma(r.hi, r.hi, -w);
        const double sine = r.hi + fma(r.hi * w, horner(tables::sin_rest, w), r.lo);
        const double low = fma(w * w, horner(tables::cos_rest, w), -fma(0.5, error, r.hi * r.lo));
        const double c = fma(-0.5, w, low);                         // cos(r) - 1
        const lane q = bits_of(r.shifted) & 3;
        const double turned = q == 2 ? -2.0 - c : q == 1 ? -sine - 1.0 : sine - 1.0;
        y[i] = q == 0 ? c : turned;
    }
    repair(x, y, n, [](double a) { return absolute(a) < 0x1p19 && absolute(a) > 1e-150; },
           [](double a) { return special::cosm1(a); });
}

// Box-Cox transforms with lambda log x in two parts.
SCINOVA_LANE double boxcox_lane(Dd l, double lambda) noexcept {
    const Dd e = two_prod(l.hi, lambda);
    const double v = expm1_usual(greater(e.hi, -100.0), fma(l.lo, lambda, e.lo)) / lambda;
    return absolute(e.hi) < 0x1p-60 ? l.hi : v;
}
// `log_size`: an upper bound of |log x|, x on the side of 1 that `above` tells.
SCINOVA_LANE bool boxcox_serves(double log_size, bool above, double lambda) noexcept {
    const double a = absolute(lambda), e = log_size * lambda;
    return (above ? e : -e) < 700.0 && a < 1e15 && (a > 1e-290 || a == 0.0);
}
// An upper bound of |log x|: the exponent.
SCINOVA_LANE double log_bound(double x) noexcept {
    const double e = from_bits((bits_of(x) >> 52) | 0x4330000000000000ull) - (0x1p52 + 1023.0);
    return absolute(e) * 0.6931471805599454 + 0.6931471805599454;
}
SCINOVA_KERNEL void boxcox_array(const double* __restrict x, const double* __restrict l, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = boxcox_lane(log_fine(x[i]), l[i]);
    const auto serves = [](double a, double b) { return plain_positive(a) && boxcox_serves(log_bound(a), a >= 1.0, b); };
    repair(x, l, y, n, serves, [](double a, double b) { return special::boxcox(a, b); });
}
SCINOVA_KERNEL void boxcox1p_array(const double* __restrict x, const double* __restrict l, double* __restrict y,
                           index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] = boxcox_lane(log1p_fine(x[i]), l[i]);
    const auto serves = [](double a, double b) {
        return a > -1.0 && a < 0x1p1000 && absolute(a) > 1e-300 && boxcox_serves(log_bound(1.0 + a), a >= 0.0, b);
    };
    repair(x, l, y, n, serves, [](double a, double b) { return special::boxcox1p(a, b); });
}
// Exponents beyond 32 need more than a logarithm's two parts have here.
inline constexpr double boxcox_reach = 32.0;
// log(1 + lambda y)/lambda
SCINOVA_LANE Dd inv_boxcox_lane(double y, double lambda) noexcept {
    const Dd p = two_prod(lambda, y), l = log1p_two(p.hi, p.lo);
    const double v = 1.0 / lambda, q = l.hi * v;
    return {q, (fma(-q, lambda, l.hi) + l.lo) * v};
}
SCINOVA_LANE bool inv_boxcox_serves(double y, double lambda) noexcept {
    const double a = absolute(lambda), p = lambda * y, u = 1.0 + p;
    return u > 1e-300 && absolute(p) < 1e300 && absolute(p) > 1e-280 && a > 1e-280 && log_bound(u) < boxcox_reach * a &&
           a < 1e280;
}
SCINOVA_KERNEL void inv_boxcox_array(const double* __restrict x, const double* __restrict l, double* __restrict y,
                             index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd e = inv_boxcox_lane(x[i], l[i]);
        y[i] = exp_usual(e.hi, e.lo);
    }
    repair(x, l, y, n, [](double a, double b) { return inv_boxcox_serves(a, b); },
           [](double a, double b) { return special::inv_boxcox(a, b); });
}
SCINOVA_KERNEL void inv_boxcox1p_array(const double* __restrict x, const double* __restrict l, double* __restrict y,
                               index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd e = inv_boxcox_lane(x[i], l[i]);
        y[i] = expm1_usual(e.hi, e.lo);
    }
    repair(x, l, y, n, [](double a, double b) { return inv_boxcox_serves(a, b); },
           [](double a, double b) { return special::inv_boxcox1p(a, b); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
