// SPDX-License-Identifier: BSD-3-Clause
// Integrals of Planck's and of the heat-capacity spectrum:
//
//   debye      D_n(x) = n/x^n int_0^x t^n/(e^t - 1) dt                        (Abramowitz and Stegun 27.1)
//   transport  J_n(x) = int_0^x t^n e^t/(e^t - 1)^2 dt                        (M. Goano, ACM TOMS 21 (1995) 221)
//
// With 1/(e^t - 1) = sum_k e^-kt and e^t/(e^t - 1)^2 = sum_k k e^-kt both are sums of incomplete gamma functions. Up to x = 2
// the power series in Bernoulli's numbers; beyond, with n + 1 well above x, the lower functions through Kummer's series
//   gamma(n + 1, y) = y^(n+1) e^-y M(1, n + 2, y)/(n + 1)                     (DLMF 8.5.1),
// else the complete integral n! zeta less the upper functions. All terms are positive there. Accuracy: 20 ulp.
#pragma once

#include "kernels/special/gammainc.hpp"
#include "kernels/special/tables_polylog.hpp"
#include "kernels/special/zeta.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// e^-y M(1, b, y) = sum_j y^j/(b)_j e^-y
inline double kummer_one(double b, double y) noexcept {
    if (y > 700.0 || y > b + 40.0) {      // Gamma(b) P(b - 1, y) y^(1 - b)
        return scaled_exp(lgamma_dd(b) - log_dd(y) * (b - 1.0), gammainc(b - 1.0, y));
    }
    double sum = 1.0, term = 1.0;
    for (int j = 0; j < 20000; ++j) {
        term *= y / (b + j);
        sum += term;
        if (!(term > 1e-18 * sum)) break;
    }
    return sum * std::exp(-y);
}

// sum_k weight(k) e^-kx M(1, n + 2, k x), weight 1 or k
inline double bose_lower(double n, double x, bool weighted) noexcept {
    double sum = 0.0;
    for (int k = 1; k < 5000; ++k) {
        const double term = kummer_one(n + 2.0, k * x) * (weighted ? k : 1.0);
        sum += term;
        if (!(term > 1e-17 * sum)) break;
    }
    return sum;
}

// zeta(n + 1) - sum_k Q(n + 1, k x) k^-(n+1), or zeta(n) - sum_k Q(n + 1, k x) k^-n
inline double bose_upper(double n, double x, bool weighted) noexcept {
    const double power = weighted ? n : n + 1.0;
    double rest = 0.0;
    for (int k = 1; k < 5000; ++k) {
        const double term = gammaincc(n + 1.0, k * x) * std::pow(static_cast<double>(k), -power);
        rest += term;
        if (!(term > 1e-17)) break;
    }
    return riemann(power) - rest;
}

// Whether the lower functions are to be summed: P(n + 1, x) is small.
inline bool bose_far_below(double n, double x) noexcept { return n + 1.0 > x + 1.3 * std::sqrt(n + 1.0) + 0.7; }

inline double debye(double n, double x) noexcept {
    if (std::isnan(n) || std::isnan(x)) return nan;
    if (!(n > 0.0) || std::isinf(n)) {
        report(Trouble::domain);
        return nan;
    }
    if (x < 0.0) return x == -inf ? inf : debye(n, -x) - x * (n / (n + 1.0));   // 1/(e^-t - 1) = -1 - 1/(e^t - 1)
    if (x == inf) return 0.0;
    if (x <= 2.0) {
        const double w = x * x;
        double sum = 0.0;
        for (int k = 16; k >= 0; --k) sum = fma(sum, w, tables::bose_series[k] / (n + 2 * k + 2));
        return fma(n * w, sum, 1.0 - 0.5 * x * (n / (n + 1.0)));
    }
    if (bose_far_below(n, x)) return x * (n / (n + 1.0)) * bose_lower(n, x, false);
    return n * scaled_exp(lgamma_dd(two_sum(n, 1.0)) - log_dd(x) * n, bose_upper(n, x, false));
}

inline double transport(double n, double x) noexcept {
    if (std::isnan(n) || std::isnan(x)) return nan;
    if (!(n > 1.0) || std::isinf(n) || x < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (x == inf || (x > 750.0 && x > 2.0 * n)) {
        const double v = scaled_exp(lgamma_dd(two_sum(n, 1.0)), riemann(n));
        if (std::isinf(v)) report(Trouble::overflow);
        return v;
    }
    if (x <= 2.0) {   // t^2 e^t/(e^t - 1)^2 = 1 - sum_k (2k - 1) B_2k/(2k)! t^2k
        const double w = x * x;
        double sum = 0.0;
        for (int k = 16; k >= 0; --k) sum = fma(sum, w, (2 * k + 1) * tables::bose_series[k] / (n + 2 * k + 1));
        return std::pow(x, n - 1.0) * fma(-w, sum, 1.0 / (n - 1.0));
    }
    double v;
    if (bose_far_below(n, x)) v = scaled_exp(log_dd(x) * (n + 1.0), bose_lower(n, x, true) / (n + 1.0));
    else v = scaled_exp(lgamma_dd(two_sum(n, 1.0)), bose_upper(n, x, true));
    if (std::isinf(v)) report(Trouble::overflow);
    return v;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
