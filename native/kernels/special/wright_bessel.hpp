// SPDX-License-Identifier: BSD-3-Clause
// Wright's generalised Bessel function Phi(a, b; x) = sum_k x^k/(k! Gamma(a k + b)) for a, b, x >= 0 (DLMF 10.46.1), and
// its logarithm.
//
// No term is negative. Moderate arguments are summed as they stand, with eight reciprocal gammas at a time. Otherwise the
// terms are exp(L(k)) with L concave: they are summed outwards from the largest, and where that is so broad that many
// neighbours hardly differ, only every h-th one, h an eighth of its width, times h; for a bell of that shape the error of
// so fine a trapezoidal rule is below a rounding. Accuracy: 1e-13 relative for Phi (exponents are carried in two parts),
// for log Phi 1e-14 of max(1, |log Phi|).
#pragma once

#include "kernels/special/errors.hpp"
#include "kernels/special/gamma_arrays.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline Dd wright_exponent(double a, double b, double k, Dd log_x) noexcept {
    const Dd argument = two_prod(a, k) + b;
    if (argument.hi <= 0.0) return -inf;
    return log_x * k - lgamma_dd(two_sum(k, 1.0)) - lgamma_dd(argument);
}

// The k >= 0 of the largest term, within a tenth of the width of the bell: log x = psi(k + 1) + a psi(a k + b), by bisection
// in log k. Where a k + b is past the zero of psi, k is below x.
inline double wright_peak(double a, double b, double log_x) noexcept {
    const auto slope = [&](double k) {
        const double argument = fma(a, k, b);
        return log_x - digamma_positive(k + 1.0) - (a > 0.0 && argument > 0.0 ? a * digamma_positive(argument) : 0.0);
    };
    if (slope(0.5) < 0.0) return 0.0;
    double low = 0.5, high = std::fmin(std::fmax(std::exp(log_x), 1.5 / a) + 1.0, 1e300);
    for (int k = 0; k < 1100 && high - low > std::fmax(0.5, 0.1 * std::sqrt(low / (1.0 + a))); ++k) {
        const double middle = high < 4.0 * low ? 0.5 * (low + high) : std::sqrt(low) * std::sqrt(high);
        (slope(middle) > 0.0 ? low : high) = middle;
    }
    return std::floor(low);
}

// log Phi = exponent + log(sum)
struct WrightSum {
    Dd exponent;
    double sum;
};

inline WrightSum wright_outwards(double a, double b, double x) noexcept {
    const Dd log_x = log_dd(x);
    double top = wright_peak(a, b, log_x.hi);
    if (top == 0.0 && b == 0.0) top = 1.0;
    const Dd most = wright_exponent(a, b, top, log_x);
    // -L'' = psi'(k + 1) + a^2 psi'(a k + b), nearly (1 + a)/k
    const double width = std::sqrt((top + 1.0) / (1.0 + a)), stride = width > 64.0 ? std::floor(width / 8.0) : 1.0;
    // Where a step does not change k any more the bell is its own area.
    if (!(stride > 0x1p-45 * top)) return {most, 0x1.40d931ff62705p+1 * width};
    double sum = 1.0;
    for (const double direction : {stride, -stride}) {
        double k = top + direction;
        for (int terms = 0; terms < 1024 && k >= 0.0; ++terms, k += direction) {
            const Dd e = wright_exponent(a, b, k, log_x) - most;
            if (!(e.hi > -42.0)) break;
            sum += exp_dd(e);
        }
    }
    return {most, stride * sum};
}

inline bool wright_edge(double a, double b, double x, double& value) noexcept {
    if (std::isnan(a) || std::isnan(b) || std::isnan(x)) return value = nan, true;
    if (a < 0.0 || b < 0.0 || x < 0.0) {
        report(Trouble::domain);
        return value = nan, true;
    }
    if (std::isinf(x)) {
        if (std::isinf(a) || std::isinf(b)) return value = nan, true;
        return value = inf, true;
    }
    if (std::isinf(a) || std::isinf(b)) return value = nan, true;
    if (x == 0.0) return value = rgamma(b), true;
    return false;
}

// 1/Gamma(a k + b) for eight k from `first` on
[[gnu::noinline]] inline void wright_gammas(double a, double b, int first, double* out) noexcept {
    alignas(64) double argument[8];
    for (int j = 0; j < 8; ++j) argument[j] = fma(a, first + j, b);
    rgamma_array(argument, out, 8);
}

// true where the terms are moderate; then the sum itself
inline bool wright_direct(double a, double b, double x, double& sum) noexcept {
    if (x > 600.0 || b > 150.0 || x < 1e-200) return false;
    double power = 1.0, gammas[8];
    wright_gammas(a, b, 0, gammas);
    sum = gammas[0];
    for (int k = 1; k < 400; ++k) {
        if (k % 8 == 0) wright_gammas(a, b, k, gammas);
        power *= x / k;
        const double term = power * gammas[k % 8];
        if (fma(a, k, b) > 170.0) return power < 1e-300 * sum || term < 1e-18 * sum;
        sum += term;
        if (term < 0x1p-56 * sum && k > x) return true;
    }
    return false;
}

inline double wright_bessel(double a, double b, double x) noexcept {
    double value;
    if (wright_edge(a, b, x, value) || wright_direct(a, b, x, value)) return value;
    const WrightSum s = wright_outwards(a, b, x);
    value = scaled_exp(s.exponent, s.sum);
    if (std::isinf(value)) report(Trouble::overflow);
    return value;
}

inline double log_wright_bessel(double a, double b, double x) noexcept {
    double value;
    if (wright_edge(a, b, x, value)) {
        if (x == 0.0 && value == value) return b == 0.0 ? -inf : -gammaln(b);
        return value;
    }
    if (wright_direct(a, b, x, value) && value > 1e-290) return std::log(value);
    const WrightSum s = wright_outwards(a, b, x);
    return s.exponent.hi + (s.exponent.lo + std::log(s.sum));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
