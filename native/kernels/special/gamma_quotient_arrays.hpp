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

SCINOVA_KERNEL void betaln_array(const double* __restrict a, const double* __restrict b, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd sum = two_sum(a[i], b[i]);
        const GammaParts u = gamma_parts(a[i], 0.0), v = gamma_parts(b[i], 0.0), w = gamma_parts(sum.hi, sum.lo);
        const Dd e = plus(plus(u.main, v.main), minus(w.main));
        const Dd l = log_two(w.product / u.product / v.product);
        const Dd all = plus(e, l);
        y[i] = all.hi + (all.lo + (u.rest + v.rest - w.rest) + half_log_2pi);
    }
    // Near its zeros and 1 the logarithm wants more than the products give, and more the larger their exponents were.
    for (index_t i = 0; i < n; ++i)
        if (!beta_regular(a[i], b[i]) || !(absolute(y[i]) > 0.5 + (a[i] + b[i]) * (1.0 / 64)))
            y[i] = aside(special::betaln, a[i], b[i]);
}

inline bool binom_regular(double n, double k) noexcept {
    return k > -0.5 && n - k > -0.5 && n > -0.5 && n <= 100.0 && k != std::floor(k);
}
SCINOVA_KERNEL void binom_array(const double* __restrict n, const double* __restrict k, double* __restrict y, index_t count) noexcept {
    for (index_t i = 0; i < count; ++i) {
        const Dd rest = two_diff(n[i], k[i]);
        const double p = n[i] + 1.0, q = k[i] + 1.0, r = rest.hi + 1.0;
        const GammaParts u = gamma_parts(p, n[i] - (p - 1.0)), v = gamma_parts(q, k[i] - (q - 1.0)),
                         w = gamma_parts(r, (rest.hi - (r - 1.0)) + rest.lo);
        const Dd e = plus(plus(u.main, minus(v.main)), minus(w.main));
        y[i] = exp_scaled(e.hi, e.lo + (u.rest - v.rest - w.rest), v.product * one_over_sqrt_2pi / u.product * w.product);
    }
    repair(n, k, y, count, binom_regular, special::binom);
}

inline bool poch_regular(double x, double m) noexcept {
    return x > 1e-3 && x + m > 1e-3 && x + m <= 100.0 && x <= 100.0 && m != std::floor(m);
}
SCINOVA_KERNEL void poch_array(const double* __restrict x, const double* __restrict m, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd end = two_sum(x[i], m[i]);
        const GammaParts u = gamma_parts(x[i], 0.0), v = gamma_parts(end.hi, end.lo);
        const Dd e = plus(v.main, minus(u.main));
        y[i] = exp_scaled(e.hi, e.lo + (v.rest - u.rest), u.product / v.product);
    }
    repair(x, m, y, n, poch_regular, special::poch);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
