// SPDX-License-Identifier: BSD-3-Clause
// log |Gamma(x)| with its sign, x in double-double and of either sign, for quotients of gamma functions in connection
// formulas whose two terms cancel: an absolute error of 2e-21 (that of lgamma_dd), by the reflection formula DLMF 5.5.3
// on the left of 1/2, where sin pi x keeps its digits near integers.
#pragma once

#include "kernels/special/gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// sin(pi r), |r| <= 1/2, by its power series
inline Dd sinpi_dd(Dd r) noexcept {
    const Dd y = r * pi_dd, y2 = y * y;
    Dd term = y, total = y;
    for (double k = 2.0; k < 60.0; k += 2.0) {
        const double under = -1.0 / (k * (k + 1.0));
        const Dd over(under, fma(-under, k * (k + 1.0), -1.0) * -under);
        term = term * y2 * over;
        total = total + term;
        if (std::fabs(term.hi) < 0x1p-108 * std::fabs(total.hi)) break;
    }
    return total;
}

// A product of powers, of gamma functions and their reciprocals: sign e^log
struct LogProduct {
    Dd log{0.0};
    double sign = 1.0;
    bool zero = false, infinite = false;

    void gamma(Dd x, double power) noexcept {              // power 1 or -1
        if (x.hi > 0.5) {
            log = log + lgamma_dd(x) * power;
            return;
        }
        const double n = std::nearbyint(x.hi);
        const Dd r = two_diff(x.hi, n) + x.lo;
        if (r.hi == 0.0) {
            (power < 0.0 ? zero : infinite) = true;
            return;
        }
        const Dd s = sinpi_dd(r);
        if ((s.hi < 0.0) != (std::fmod(n, 2.0) != 0.0)) sign = -sign;
        log = log + (log_dd(pi_dd) - log_dd(s.hi < 0.0 ? -s : s) - lgamma_dd(Dd(1.0) - x)) * power;
    }
    void power(Dd base, Dd exponent) noexcept {            // base > 0
        if (exponent.hi != 0.0) log = log + log_dd(base) * exponent;
    }
    bool usable() const noexcept { return !infinite && std::fabs(log.hi) < 600.0; }
    // its product with `factor`, to 2^-65
    Dd times(Dd factor) const noexcept {
        if (zero) return 0.0;
        const ScaledDd e = exp_full(log);
        const double scale = std::ldexp(sign, e.power);
        const Dd v = e.value * factor;
        return {v.hi * scale, v.lo * scale};
    }
};
inline constexpr double log_product_error = 1e-19;

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
