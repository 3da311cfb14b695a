// SPDX-License-Identifier: BSD-3-Clause
// log Gamma, Gamma, 1/Gamma and digamma of a complex argument (DLMF 5).
//
// Stirling's series 5.11.1 at z + n with |z + n| >= 7 after Hare (J. Symbolic Comput. 24 (1997) 221), Taylor series
// around the zeros 1 and 2 (of digamma: around 1.46 and -0.50), reflection for Re z < 0 with the logarithm of the sine
// taken on the branch that is analytic in either half-plane. log Gamma has its cut on the negative axis, where the sign
// of the zero imaginary part chooses the side. Accuracy: 10 ulp in the complex norm where |log Gamma| is moderate.
#pragma once

#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline cdouble stirling_rest(cdouble z) noexcept {
    const cdouble w = inverse(z), w2 = times(w, w);
    cdouble s(tables::stirling[10]);
    for (int k = 9; k >= 0; --k) s = times(s, w2) + tables::stirling[k];
    return times(s, w);
}

// log(sin(pi z)) for Im z >= 0 on the branch that is real on (0, 1).
inline cdouble log_sinpi_upper(cdouble z) noexcept {
    const double n = std::floor(z.real()), r = z.real() - n;
    // sin(pi z) = exp(-i pi z) (i/2) (1 - exp(2 pi i z))
    const cdouble turn = -expm1(cdouble(-2.0 * pi * z.imag(), 2.0 * pi * r));
    return cdouble(pi * z.imag() - 0x1.62e42fefa39efp-1, pi * (0.5 - z.real())) + clog(turn);
}

inline cdouble loggamma_right(cdouble z) noexcept {   // Re z >= 0
    cdouble d = z - 1.0;
    if (std::norm(d) < 0.0625) return times(polynomial(tables::lgamma_taylor, d), d);
    d = z - 2.0;
    if (std::norm(d) < 0.0625) return times(polynomial(tables::lgamma_taylor, d), d) + log1p(d);
    cdouble shift(0.0);
    if (std::norm(z) < 49.0) {
        cdouble product(1.0);
        double angle = 0.0;
        while (std::norm(z) < 49.0) {
            product = times(product, z);
            angle += std::arg(z);
            z += 1.0;
        }
        shift = {log_abs(product), angle};
    }
    const cdouble l = clog(z);
    if (std::norm(z) > 1e30) return times(z - 0.5, l) - z + half_log_2pi - shift;
    return times(z - 0.5, l) - z + half_log_2pi + stirling_rest(z) - shift;
}

inline cdouble loggamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (x <= 0.0 && y == 0.0 && x == std::floor(x)) {
        report(Trouble::singular);
        return {nan, nan};
    }
    if (y == 0.0 && x > 0.0) return {gammaln_positive(x), y};
    if (!std::isfinite(x) || !std::isfinite(y)) {
        if (x == inf && y == 0.0) return {inf, y};
        return {std::isinf(y) ? -inf : x, nan};
    }
    if (x >= 0.0) return loggamma_right(z);
    const bool lower = std::signbit(y);
    const cdouble up(x, std::fabs(y));
    // log Gamma(z) = log(pi) - log sin(pi z) - log Gamma(1 - z)
    const cdouble v = 0x1.250d048e7a1bdp+0 - log_sinpi_upper(up) - loggamma_right(cdouble(1.0 - x, -up.imag()));
    return lower ? std::conj(v) : v;
}

// Gamma at the right, as a product so that log Gamma's size costs no digits where that is cheap.
inline cdouble gamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    if (z.imag() == 0.0) {
        const double x = z.real();
        if (x <= 0.0 && x == std::floor(x)) {
            report(Trouble::singular);
            return {nan, nan};
        }
        return {gamma(x), z.imag()};
    }
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag())) return std::exp(loggamma(z));
    return exp_dd(Dd(loggamma(z).real()), Dd(loggamma(z).imag()));
}

inline cdouble rgamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    if (z.imag() == 0.0) return {rgamma(z.real()), -z.imag() * 0.0};
    return std::exp(-loggamma(z));
}

inline cdouble digamma_right(cdouble z) noexcept {
    const cdouble near = (z - tables::digamma_root[0]) - tables::digamma_root[1];
    if (std::norm(near) < 0.09) return times(polynomial(tables::digamma_taylor, near), near);
    cdouble sum(0.0);
    while (std::norm(z) < 256.0) {
        sum += inverse(z);
        z += 1.0;
    }
    const cdouble w = inverse(z), w2 = times(w, w);
    cdouble s(tables::digamma_series[8]);
    for (int k = 7; k >= 0; --k) s = times(s, w2) + tables::digamma_series[k];
    return clog(z) - 0.5 * w - times(s, w2) - sum;
}

inline cdouble digamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (y == 0.0) {
        if (x <= 0.0 && x == std::floor(x)) {
            report(Trouble::singular);
            return {nan, nan};
        }
        return {digamma(x), y};
    }
    if (!std::isfinite(x) || !std::isfinite(y)) return std::log(z);
    if (x >= 0.0) return digamma_right(z);
    const cdouble near = (z - tables::digamma_negative_root[0]) - tables::digamma_negative_root[1];
    if (std::norm(near) < 0.005) return times(polynomial(tables::digamma_negative_taylor, near), near);
    // digamma(1 - z) - pi cot(pi z)
    cdouble cot;
    if (std::fabs(y) > 7.0) cot = {0.0, y > 0.0 ? -1.0 : 1.0};
    else cot = over(cospi(z), sinpi(z));
    return digamma_right(1.0 - z) - pi * cot;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
