// SPDX-License-Identifier: BSD-3-Clause
// The polygamma functions psi^(n)(z) = (-1)^(n+1) n! zeta(n + 1, z), n = 1, 2, ... (DLMF 5.15, 25.11.12).
//
//   Re z >= 0    zeta by Euler and Maclaurin, times n! in one exponent
//   Re z < 0     n! sum over whole k of (z - k)^(-n-1), which depends on z up to a whole number, less what of it belongs to
//                1 - z (the n-th derivative of 5.5.4). The sum is two of the above, for z and 1 - z moved to 0 <= Re <= 1,
//                and far from the real axis, where those all but cancel, the series (2 pi i)^(n+1) sum k^n exp(2 pi i k z).
//
// Accuracy: 3e-15 + 3e-16 n. Orders beyond a million are 0 or too large for a number, and NaN between the two.
#pragma once

#include "kernels/special/polylog.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// n! zeta(n + 1, a), Re a >= 0
inline cdouble factorial_zeta(double n, cdouble a) noexcept {
    const double size = std::fabs(a.real()) + std::fabs(a.imag());
    const int shift = size > 1e100 ? 600 : size < 1e-100 ? -600 : 0;
    const TwoParts l = log_two_parts(cdouble(std::ldexp(a.real(), -shift), std::ldexp(a.imag(), -shift)));
    const Dd log_size = l.re + Dd(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56) * shift;
    const Dd exponent = lgamma_dd(Dd(n) + 1.0) - log_size * n;
    return times(exp_dd(exponent, -(l.im * n)), hurwitz_scaled(-n, a));
}

// (-1)^(n+1) n! sum over whole k of (z - k)^(-n-1), Im z >= 0. `sign` = (-1)^(n+1).
inline cdouble polygamma_lattice(double n, cdouble z, double sign) noexcept {
    const double r = z.real() - std::nearbyint(z.real()), y = z.imag(), two_pi_y = 2.0 * pi * y;
    if (two_pi_y < 2.5 + 2.0 * std::sqrt(n)) {
        const cdouble d(r, y);
        return sign * factorial_zeta(n, r >= 0.0 ? d : 1.0 + d) + factorial_zeta(n, r >= 0.0 ? 1.0 - d : -d);
    }
    // (2 pi i)^(n+1) sum k^n exp(2 pi i k z), from its largest term m on, of size 1, to both sides
    const double m = std::fmax(1.0, std::nearbyint(n / two_pi_y));
    const auto term = [&](double k) {
        const double size = std::exp(n * std::log(k / m) - two_pi_y * (k - m)), turns = 2.0 * k * r;
        return cdouble(size * cospi(turns), size * sinpi(turns));
    };
    cdouble sum = term(m);
    for (int way : {-1, 1}) {
        for (double k = m + way; k >= 1.0; k += way) {
            const cdouble t = term(k);
            sum += t;
            if (std::norm(t) < 1e-36) break;
        }
    }
    const Dd log_2pi = half_log_2pi_dd + half_log_2pi_dd;
    sum *= scaled_exp(log_2pi * (n + 1.0) + log_dd(m) * n - (pi_dd + pi_dd) * (m * y), 1.0);
    const cdouble powers[] = {{0.0, 1.0}, {-1.0, 0.0}, {0.0, -1.0}, {1.0, 0.0}};   // i^(n+1)
    return times(sum, powers[static_cast<int>(std::fmod(n, 4.0))]);
}

// n > 0
inline cdouble polygamma(double n, cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (std::isnan(n) || is_nan(z)) return {nan, nan};
    if (n <= 0.0 || n != std::floor(n) || n == inf || x == -inf) {
        report(Trouble::domain);
        return {nan, nan};
    }
    if (y == 0.0 && x <= 0.0 && x == std::floor(x)) {
        report(Trouble::singular);
        return {nan, nan};
    }
    if (x == inf || std::isinf(y)) return 0.0;
    if (n > 1e6) {   // nearly always beyond the range of numbers: by the nearest pole
        const double size = lgamma_dd(Dd(n) + 1.0).hi - n * log_abs({x >= 0.0 ? x : x - std::nearbyint(x), y});
        if (size < -2000.0) return 0.0;
        report(size > 2000.0 ? Trouble::overflow : Trouble::no_result);
        return {nan, nan};
    }
    if (y < 0.0) return std::conj(polygamma(n, std::conj(z)));
    const double sign = std::fmod(n, 2.0) == 1.0 ? 1.0 : -1.0;
    const cdouble value = x >= 0.0 ? sign * factorial_zeta(n, z)
                                   : polygamma_lattice(n, z, sign) - factorial_zeta(n, 1.0 - z);
    return y == 0.0 ? cdouble(value.real(), y) : value;
}

// n! and zeta one by one keep more digits, where both are numbers.
inline double polygamma(double n, double x) noexcept {
    if (n <= 170.0) {
        const double z = hurwitz(n + 1.0, x), value = (std::fmod(n, 2.0) == 1.0 ? 1.0 : -1.0) * gamma(n + 1.0) * z;
        if (!(std::fabs(z) < 0x1p-1022) || x == inf) return value;
    }
    return polygamma(n, cdouble(x)).real();
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
