// SPDX-License-Identifier: BSD-3-Clause
// The zeta functions of Riemann and Hurwitz (DLMF 25.2, 25.11).
//
// Riemann, real: (s - 1) zeta(s) is tabulated on [0, 3), 2^s (zeta(s) - 1) up to 64; reflection 25.4.1 for s < 0.
// Hurwitz, and Riemann of a complex argument with |Im s| < 500: Euler and Maclaurin's summation 25.11.28; beyond, Riemann
// and Siegel's formula (riemann_siegel.hpp) up to 1e8. Accuracy: 3 ulp for s > 0.
#pragma once

#include "kernels/special/complex_gamma.hpp"
#include "kernels/special/riemann_siegel.hpp"
#include "kernels/special/tables_zeta.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// zeta(s) - 1
inline double zetac(double s) noexcept;

inline double riemann(double s) noexcept {
    if (std::isnan(s)) return s;
    if (s >= 64.0) return 1.0;
    if (s >= 2.0) return 1.0 + std::exp2(-s) * octave(tables::zeta_tail, s, 2.0);
    if (s == 1.0) {
        report(Trouble::singular);
        return inf;
    }
    if (s >= 0.0) return uniform(tables::zeta_pole, s, 0.0, 4.0) / (s - 1.0);
    if (s == -inf) return nan;
    if (s == 2.0 * std::floor(0.5 * s)) return 0.0;
    // zeta(s) = 2 (2 pi)^(s - 1) sin(pi s/2) Gamma(1 - s) zeta(1 - s)
    const Dd t = Dd(1.0) - s;
    const double other = t.hi >= 64.0 ? 1.0 : t.hi >= 2.0 ? 1.0 + std::exp2(-t.hi) * octave(tables::zeta_tail, t.hi, 2.0)
                                                          : 0.0;
    if (t.hi < 2.0) {   // -1 < s < 0
        const double z = uniform(tables::zeta_pole, t.hi, 0.0, 4.0) / -s;
        return 2.0 * scaled_exp((half_log_2pi_dd + half_log_2pi_dd) * (s - 1.0), 1.0) * sinpi(0.5 * s) *
               gamma_positive(t.hi) * z;
    }
    const Dd e = lgamma_dd(t) + (half_log_2pi_dd + half_log_2pi_dd) * (Dd(s) - 1.0);
    return scaled_exp(e, 2.0 * sinpi(0.5 * s) * other);
}

inline double zetac(double s) noexcept {
    if (s >= 2.0) return s >= 1080.0 ? 0.0
                       : s >= 64.0   ? std::exp2(-s) * (1.0 + std::pow(2.0 / 3.0, s))
                                     : std::exp2(-s) * octave(tables::zeta_tail, s, 2.0);
    return riemann(s) - 1.0;
}

// sum_{k >= 0} (q + k)^-s, s > 1
inline double hurwitz(double s, double q) noexcept {
    if (std::isnan(s) || std::isnan(q)) return nan;
    if (s == 1.0) {
        report(Trouble::singular);
        return inf;
    }
    if (s < 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (q <= 0.0) {
        if (q == std::floor(q)) {
            report(Trouble::singular);
            return inf;
        }
        if (s != std::floor(s)) {            // a negative base with a fractional power
            report(Trouble::domain);
            return nan;
        }
        if (q < -30.0) {   // all whole steps from q, less those on the left of it
            const double d = q - std::nearbyint(q), sign = std::fmod(s, 2.0) == 1.0 ? -1.0 : 1.0;
            return hurwitz(s, d >= 0.0 ? d : 1.0 + d) + sign * (hurwitz(s, d >= 0.0 ? 1.0 - d : -d) - hurwitz(s, 1.0 - q));
        }
    }
    if (q == inf) return 0.0;
    if (q == 1.0) return riemann(s);
    if (q > 1e9) return (std::pow(q, 1.0 - s) / (s - 1.0)) * (1.0 + 0.5 * (s - 1.0) / q);
    double sum = 0.0, a = q;
    const double far = 10.0 + 0.65 * s;   // where twelve terms of the series below suffice
    while (a < far) {
        const double term = std::pow(a, -s);
        sum += term;
        a += 1.0;
        if (a > 1.0 && term <= 0x1p-55 * std::fabs(sum) && s > 30.0) return sum;
        if (std::isinf(sum)) return sum;
    }
    // (a^(1-s))/(s-1) + a^-s/2 + sum_k B_2k/(2k)! s (s+1) ... (s+2k-2) a^(1-s-2k)
    const double power = std::pow(a, -s);
    if (power < 0x1p-60 * std::fabs(sum)) return sum;
    double factor = s / a, series = 0.0;
    const double w = 1.0 / (a * a);
    for (int k = 0; k < 12; ++k) {
        const double term = tables::euler_maclaurin[k] * factor;
        series += term;
        if (std::fabs(term) < 0x1p-56) break;
        factor *= (s + 2 * k + 1) * (s + 2 * k + 2) * w;
    }
    return sum + power * (a / (s - 1.0) + (0.5 + series));
}

// n^-s with the phase Im(s) log n in two parts
inline cdouble power_minus(double n, cdouble s) noexcept {
    const Dd l = log_dd(n);
    return exp_dd(l * -s.real(), l * -s.imag());
}

// Riemann zeta of a complex argument: 25.11.28 with as many terms as make its tail small, the series itself far to the
// right, reflection for Re s < 0.
inline cdouble riemann(cdouble s) noexcept {
    if (is_nan(s)) return {nan, nan};
    if (s.imag() == 0.0) return {riemann(s.real()), s.imag()};
    if (std::isinf(s.real()) && s.real() > 0.0 && std::isfinite(s.imag())) return 1.0;
    if (!std::isfinite(s.real()) || !std::isfinite(s.imag()) || (std::fabs(s.imag()) > siegel::highest && !(s.real() > siegel::largest && std::fabs(s.imag()) < 1e12))) {
        report(Trouble::no_result);
        return {nan, nan};
    }
    if (s.real() < -1e9) {
        report(Trouble::overflow);
        return {nan, nan};
    }
    if (std::fabs(s.imag()) >= siegel::lowest && s.real() <= siegel::largest && s.real() > -990.0) {
        if (s.imag() < 0.0) return std::conj(riemann(std::conj(s)));
        return s.real() >= 0.0 ? siegel::zeta(s.real(), s.imag())
                               : times(siegel::chi(s.real(), s.imag()), std::conj(riemann(cdouble(1.0 - s.real(), s.imag()))));
    }
    if (s.real() < 0.0) {
        // 2 (2 pi)^(s-1) sin(pi s/2) Gamma(1-s) zeta(1-s), the sine by its growing exponential in either half-plane
        const FineArgument t = one_less(s.real(), s.imag());
        const cdouble up(0.5 * s.real(), 0.5 * std::fabs(s.imag()));
        const TwoParts sine = log_sinpi_parts(up), g = loggamma_parts(t);
        const Dd log_2pi = half_log_2pi_dd + half_log_2pi_dd;
        const Dd re = g.re + log_2pi * (Dd(s.real()) - 1.0) + sine.re;
        const Dd im = g.im + log_2pi * s.imag() + (s.imag() < 0.0 ? -sine.im : sine.im);
        return 2.0 * times(exp_dd(re, im), riemann(t.z));
    }
    const double n = std::floor(12.0 + std::abs(s) / 2.0);
    cdouble sum(0.0);
    for (double k = 1.0; k < n; k += 1.0) {
        const cdouble term = power_minus(k, s);
        sum += term;
        if (std::norm(term) < 1e-36 * std::norm(sum)) return sum;
    }
    const cdouble power = power_minus(n, s);
    cdouble factor = s / n, series(0.0);
    for (int k = 0; k < 12; ++k) {
        series += tables::euler_maclaurin[k] * factor;
        factor = times(factor, times(s + (2.0 * k + 1.0), s + (2.0 * k + 2.0))) / (n * n);
    }
    return sum + times(power, over(n, s - 1.0) + 0.5 + series);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
