// SPDX-License-Identifier: BSD-3-Clause
// Spence's function, spence(z) = -int_1^z log t/(t - 1) dt = Li2(1 - z) (DLMF 25.12).
//
// Real: tables on [1/16, 64), with the zero at 1 a factor; the reflection 25.12.6 below, the inversion 25.12.4 above.
// Error 2 ulp.
// Complex, with the cut along the negative axis: Li2(1 - exp(-u)) = sum B_n u^(n+1)/(n+1)!, u = -log z, where
// Re z >= 1/2 and |z| <= 2, so that |u| < 1.3; elsewhere inversion and reflection. Error 1e-15 in modulus.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/tables_spence.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double zeta_2 = 0x1.a51a6625307d3p+0;

inline double spence(double x) noexcept {
    if (x >= 0.5 && x < 2.0) return (1.0 - x) * -octave(tables::spence_near, x, 0.5);
    if (x >= 2.0) {
        if (x < 64.0) return octave(tables::spence_high, x, 2.0);
        if (x == inf) return -inf;
        const double l = std::log(x), w = 1.0 / x;
        // -l^2/2 - spence(w), spence(w) as below with log w = -l
        return -fma(0.5 * l, l, fma(-l * w, uniform(tables::spence_log, w, 0.0, 16.0), uniform(tables::spence_end, w, 0.0, 16.0)));
    }
    if (x >= 0.0625) return octave(tables::spence_low, x, 0.0625);
    if (x > 0.0)
        return fma(x * std::log(x), uniform(tables::spence_log, x, 0.0, 16.0),
                   uniform(tables::spence_end, x, 0.0, 16.0));
    if (x == 0.0) return zeta_2;
    if (x < 0.0) report(Trouble::domain);
    return nan;
}

inline cdouble spence_series(cdouble z) noexcept {
    const cdouble u = -clog(z), u2 = times(u, u);
    return times(u, polynomial(tables::spence_bernoulli, u2)) - 0.25 * u2;
}
inline cdouble spence_inside(cdouble z) noexcept {   // |z| <= 2
    if (z.real() >= 0.5) return spence_series(z);
    if (z == 0.0) return {zeta_2, -z.imag()};
    if (size1(z) < 1e-20) return zeta_2 + times(z, clog(z) - 1.0);
    return zeta_2 - times(clog(z), log1p(-z)) - spence_series(1.0 - z);
}

inline cdouble spence(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (y == 0.0 && x >= 0.0) return {spence(x), -y};
    if (!std::isfinite(x) || !std::isfinite(y)) {
        const cdouble l = std::log(z);
        return {-inf, l.imag() == 0.0 ? 0.0 : -std::copysign(inf, l.imag())};
    }
    if (std::fabs(x) < 1.0 && std::fabs(y) < 1.0) return spence_inside(z);
    if (x >= 0.5 && std::norm(z) < 4.0) return spence_series(z);
    const cdouble l = clog(z);
    return -0.5 * times(l, l) - spence_inside(inverse(z));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
