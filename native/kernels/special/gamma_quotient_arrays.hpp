// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of beta, betaln, binom and poch (blocks.hpp): quotients of gamma functions in their parts
// (incomplete_lanes.hpp) while the arguments add up to no more than 400; beta.hpp and distributions.hpp have the rest,
// integers included, where these functions are exact products. Accuracy: 10 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/distributions.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double sqrt_two_pi = 0x1.40d931ff62706p+1;

SCINOVA_LANE Dd minus(Dd a) noexcept { return {-a.hi, -a.lo}; }

inline bool beta_regular(double a, double b) noexcept {
    return a > 1e-100 && b > 1e-100 && a + b <= 400.0 && !(a == std::floor(a) && b == std::floor(b) && a + b < 20.0);
}

SCINOVA_KERNEL void beta_array(const double* __restrict a, const double* __restrict b, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd sum = two_sum(a[i], b[i]);
        const GammaParts u = gamma_parts(a[i], 0.0), v = gamma_parts(b[i], 0.0), w = gamma_parts(sum.hi, sum.lo);
        const Dd e = plus(plus(u.main, v.main), minus(w.main));
        y[i] = exp_scaled(e.hi, e.lo + (u.rest + v.rest - w.rest), w.product * sqrt_two_pi / u.product / v.product);
    }
    repair(a, b, y, n, beta_regular, special::beta);
}

// log Gamma(z + low) for 1e-100 < z < 2^50 in two parts; an absolute error of 1e-18, and of 2^-65 of z log z.
SCINOVA_LANE Dd lgamma_fine(double z, double low) noexcept {
    const bool near = z < 8.0;
    const double up = near ? z + 8.0 : z, lost = (near ? z - (up - 8.0) : 0.0) + low, w = 1.0 / up, h = up - 0.5;
    const Dd l = log_fine(up), p = two_prod(h, l.hi), s = two_sum(p.hi, -up), t = two_sum(s.hi, half_log_2pi_dd.hi);
    const double rest = horner(tables::stirling_short, w * w) * w + half_log_2pi_dd.lo;
    const double more = t.lo + s.lo + p.lo + fma(h, l.lo, fma(lost, l.hi - 0.5 * w, rest));
    const Dd q = eight_factors(near ? z : 1.0, near ? low : 0.0), shift = log_fine(q.hi, q.lo / q.hi);
    return plus({t.hi, more}, near ? minus(shift) : Dd(0.0));
}
// log Gamma(b) - log Gamma(a + b) = -(b - 1/2) log(1 + a/b) - a log(a + b) + a + rest(b) - rest(a + b), 0 < a <= b, b >= 8
SCINOVA_LANE Dd lgamma_step(double a, double b, Dd sum) noexcept {
    const double v = 1.0 / b, w = 1.0 / sum.hi, q = a * v, q_low = fma(-q, b, a) * v;
    const Dd l = times(b - 0.5, log1p_fine(q, q_low)), m = times(a, log_fine(sum.hi, sum.lo * w));
    const double rest = horner(tables::stirling_short, v * v) * v - horner(tables::stirling_short, w * w) * w;
    const Dd near = plus({a, 0.0}, minus(l)), all = plus(near, minus(m));
    return {all.hi, all.lo + rest};
}
inline bool betaln_regular(double a, double b) noexcept { return a > 1e-100 && b > 1e-100 && a < 0x1p50 && b < 0x1p50; }

SCINOVA_KERNEL void betaln_array(const double* __restrict a, const double* __restrict b, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    lane low = 0, high = 0;
    for (index_t i = 0; i < n; ++i) {
        const bool far = greater(a[i], b[i]) >= 8.0;
        low |= far ? lane{0} : lane{1};
        high |= far ? lane{1} : lane{0};
    }
    if (high)
        for (index_t i = 0; i < n; ++i) {
            const double less = lesser(a[i], b[i]), more = greater(a[i], b[i]);
            const Dd v = plus(lgamma_fine(less, 0.0), lgamma_step(less, more, two_sum(less, more)));
            y[i] = v.hi + v.lo;
        }
    if (low)
        for (index_t i = 0; i < n; ++i) {
            const Dd sum = two_sum(a[i], b[i]);
            const Dd v = plus(plus(lgamma_fine(a[i], 0.0), lgamma_fine(b[i], 0.0)), minus(lgamma_fine(sum.hi, sum.lo)));
            y[i] = greater(a[i], b[i]) >= 8.0 ? y[i] : v.hi + v.lo;
        }
    // Next to its zeros the logarithm wants more.
    lane others = 0;
    const auto serves = [&](index_t i) { return betaln_regular(a[i], b[i]) && absolute(y[i]) > 1.0 / 64; };
    for (index_t i = 0; i < n; ++i) others |= serves(i) ? lane{0} : lane{1};
    if (!others) [[likely]] return;
    for (index_t i = 0; i < n; ++i)
        if (!serves(i)) y[i] = i > 0 && same(a[i], a[i - 1]) && same(b[i], b[i - 1]) ? y[i - 1] : aside(special::betaln, a[i], b[i]);
}

inline bool binom_regular(double n, double k) noexcept {
    return k > -0.5 && n - k > -0.5 && n > -0.5 && n <= 100.0 && k != std::floor(k);
}
// The smaller of k and n - k for whole numbers; k for fractional n. With at most 18 factors their product is below 2^180
// and the factorial exact.
inline constexpr double longest_product = 18.0;
SCINOVA_LANE double binom_factors(double n, double k) noexcept {
    return (n == std::floor(n)) & (n - k < k) ? n - k : k;
}
SCINOVA_LANE bool binom_product(double n, double k) noexcept {
    const double j = binom_factors(n, k);
    return (k == std::floor(k)) & (n > 0.0) & (n < 1e3) & (j >= 0.0) & (j <= longest_product);
}
// The product of (n - j + i)/i, i = 1 ... j, in two parts
SCINOVA_KERNEL void binom_products(const double* __restrict n, const double* __restrict k, double* __restrict y, index_t count) noexcept {
    Room<double> j, high, low, bottom;
    double most = 0.0;
    for (index_t i = 0; i < count; ++i) {
        j[i] = binom_product(n[i], k[i]) ? binom_factors(n[i], k[i]) : 0.0;
        most = greater(j[i], most);
        high[i] = bottom[i] = 1.0;
        low[i] = 0.0;
    }
    for (double f = 1.0; f <= most; f += 1.0)
        for (index_t i = 0; i < count; ++i) {
            const bool on = f <= j[i];
            const Dd rest = two_diff(n[i], j[i]), up = two_sum(rest.hi, f), p = two_prod(high[i], up.hi);
            const double p_low = fma(high[i], up.lo + rest.lo, fma(low[i], up.hi, p.lo));
            high[i] = on ? p.hi : high[i];
            low[i] = on ? p_low : low[i];
            bottom[i] = on ? bottom[i] * f : bottom[i];
        }
    for (index_t i = 0; i < count; ++i) {
        const double q = high[i] / bottom[i], v = q + (fma(-q, bottom[i], high[i]) + low[i]) / bottom[i];
        y[i] = binom_product(n[i], k[i]) ? v : y[i];
    }
}
SCINOVA_KERNEL void binom_array(const double* __restrict n, const double* __restrict k, double* __restrict y, index_t count) noexcept {
    in_blocks(count);
    lane products = 0, others = 0;
    for (index_t i = 0; i < count; ++i) {
        const bool product = binom_product(n[i], k[i]);
        products |= product ? lane{1} : lane{0};
        others |= product ? lane{0} : lane{1};
    }
    if (others)
        for (index_t i = 0; i < count; ++i) {
            const Dd rest = two_diff(n[i], k[i]);
            const double p = n[i] + 1.0, q = k[i] + 1.0, r = rest.hi + 1.0;
            const GammaParts u = gamma_parts(p, n[i] - (p - 1.0)), v = gamma_parts(q, k[i] - (q - 1.0)),
                             w = gamma_parts(r, (rest.hi - (r - 1.0)) + rest.lo);
            const Dd e = plus(plus(u.main, minus(v.main)), minus(w.main));
            y[i] = exp_scaled(e.hi, e.lo + (u.rest - v.rest - w.rest), v.product * one_over_sqrt_2pi / u.product * w.product);
        }
    if (products) binom_products(n, k, y, count);
    if (others)
        repair(n, k, y, count, [](double a, double b) { return binom_product(a, b) || binom_regular(a, b); }, special::binom);
}

inline bool poch_regular(double x, double m) noexcept {
    return x > 1e-3 && x + m > 1e-3 && x + m <= 100.0 && x <= 100.0 && m != std::floor(m);
}
SCINOVA_LANE bool poch_product(double x, double m) noexcept {
    return (m == std::floor(m)) & (m >= 0.0) & (m <= longest_product) & (x > 1e-10) & (x < 1e13);
}
// The product of x + i, i = 0 ... m - 1, in two parts
SCINOVA_KERNEL void poch_products(const double* __restrict x, const double* __restrict m, double* __restrict y, index_t n) noexcept {
    Room<double> high, low;
    double most = 0.0;
    for (index_t i = 0; i < n; ++i) {
        most = greater(poch_product(x[i], m[i]) ? m[i] : 0.0, most);
        high[i] = 1.0;
        low[i] = 0.0;
    }
    for (double f = 0.0; f < most; f += 1.0)
        for (index_t i = 0; i < n; ++i) {
            const Dd up = two_sum(x[i], f), p = two_prod(high[i], up.hi);
            const double p_low = fma(high[i], up.lo, fma(low[i], up.hi, p.lo));
            high[i] = f < m[i] ? p.hi : high[i];
            low[i] = f < m[i] ? p_low : low[i];
        }
    for (index_t i = 0; i < n; ++i) y[i] = poch_product(x[i], m[i]) ? high[i] + low[i] : y[i];
}
SCINOVA_KERNEL void poch_array(const double* __restrict x, const double* __restrict m, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    lane products = 0, others = 0;
    for (index_t i = 0; i < n; ++i) {
        const bool product = poch_product(x[i], m[i]);
        products |= product ? lane{1} : lane{0};
        others |= product ? lane{0} : lane{1};
    }
    if (others)
        for (index_t i = 0; i < n; ++i) {
            const Dd end = two_sum(x[i], m[i]);
            const GammaParts u = gamma_parts(x[i], 0.0), v = gamma_parts(end.hi, end.lo);
            const Dd e = plus(v.main, minus(u.main));
            y[i] = exp_scaled(e.hi, e.lo + (v.rest - u.rest), u.product / v.product);
        }
    if (products) poch_products(x, m, y, n);
    if (others)
        repair(x, m, y, n, [](double a, double b) { return poch_product(a, b) || poch_regular(a, b); }, special::poch);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
