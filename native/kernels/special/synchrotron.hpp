// SPDX-License-Identifier: BSD-3-Clause
// The synchrotron functions F(x) = x int_x^inf K_5/3(t) dt and G(x) = x K_2/3(x) (J. D. Jackson, Classical Electrodynamics,
// 14.6; K. C. Westfold, Astrophys. J. 130 (1959) 241).
//
// With K_5/3 = -2 K'_2/3 - K_1/3 (DLMF 10.29.1), F = 2 x K_2/3 - x int_x^inf K_1/3. Below 1/2 the power series of the
// I_nu (10.25.2, 10.27.4), in x^(1/3), x^(5/3) and, for F, -pi x/sqrt 3; beyond, exp(x)/sqrt(x) times the functions is
// tabulated to 64, in 1/x past it. Error 6 ulp.
#pragma once

#include "kernels/special/erf.hpp"
#include "kernels/special/tables_synchrotron.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline bool synchrotron_end(double x, double& v) noexcept {   // nothing to compute
    v = x;
    if (std::isnan(x) || x == 0.0) return true;
    if (x > 0.0) {
        v = 0.0;
        return x > 760.0;
    }
    report(Trouble::domain);
    v = nan;
    return true;
}
inline double synchrotron_1(double x) noexcept {
    double v;
    if (synchrotron_end(x, v)) return v;
    if (x < 0.5) {
        const double c = std::cbrt(x), w = x * x, c2 = c * c;
        const double rest = fma(c2 * c2, polynomial(tables::synchrotron_1_high, w), 0x1.d05527b6e43d2p+0 * c2);
        return c * (polynomial(tables::synchrotron_1_low, w) - rest);
    }
    v = x < 64.0 ? octave(tables::synchrotron_1, x, 0.5) : uniform(tables::synchrotron_1_large, 1.0 / x, 0.0, 64.0);
    return scaled_exp(Dd(-x), v * std::sqrt(x));
}
inline double synchrotron_2(double x) noexcept {
    double v;
    if (synchrotron_end(x, v)) return v;
    if (x < 0.5) {
        const double c = std::cbrt(x), w = x * x, c2 = c * c;
        return c * fma(-c2 * c2, polynomial(tables::synchrotron_2_high, w), polynomial(tables::synchrotron_2_low, w));
    }
    v = x < 64.0 ? octave(tables::synchrotron_2, x, 0.5) : uniform(tables::synchrotron_2_large, 1.0 / x, 0.0, 64.0);
    return scaled_exp(Dd(-x), v * std::sqrt(x));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
