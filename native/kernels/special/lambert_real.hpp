// SPDX-License-Identifier: BSD-3-Clause
// The two real branches of Lambert's W (DLMF 4.13) and the real Wright omega function, w + log w = x (R. M. Corless and
// D. J. Jeffrey, AISC 2002, LNAI 2385, 76), by tables.
//
// W0 and W-1 in p = sqrt(2 (e z + 1)) near -1/e, e z + 1 in two parts; W0(z)/z around 0; W0(z) = omega(log z) beyond, and
// W-1 = -v, v - log v = -log(-z). omega(x) = W0(exp(x)) for x < -1; omega(x)/x to x = 1024; one step of Fritsch,
// Shafer and Crowley (Commun. ACM 16 (1973) 123) past it. Error 2 ulp.
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/tables_lambert.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// e z + 1
inline double from_branch_point(double z) noexcept {
    return (two_prod(0x1.5bf0a8b145769p+1, z) + 1.0 + 0x1.4d57ee2b1013ap-53 * z).value();
}

inline double w0_near(double z) noexcept { return z * uniform(tables::w0_near, z, -0.1875, 16.0); }   // -3/16 .. 1/2

inline double wrightomega(double x) noexcept {
    if (x < 4.0) {
        if (x >= -1.0) return uniform(tables::omega_middle, x, -1.0, 2.0);
        const double q = std::exp(x);
        if (q < 0x1p-1022) report(Trouble::underflow);
        return w0_near(q);
    }
    if (x < 1024.0) return x * octave(tables::omega_high, x, 4.0);
    if (!(x < 1e17)) return x;
    // from w = x - log x: r = x - w - log w
    const double l = std::log(x), w = x - l, r = -std::log1p(-l / x), w1 = 1.0 + w;
    const double q = 2.0 * w1 * (w1 + r * (2.0 / 3.0));
    return w * (1.0 + r / w1 * (q - r) / (q - 2.0 * r));
}

inline double lambertw_principal(double z) noexcept {   // z >= -1/e
    if (z < 0.5) {
        if (z >= -0.1839) return w0_near(z);
        const double near = from_branch_point(z);
        return uniform(tables::w0_branch, std::sqrt(2.0 * std::fmax(near, 0.0)), 0.0, 16.0);
    }
    return z == inf ? inf : wrightomega(std::log(z));
}
inline double lambertw_lower(double z) noexcept {       // -1/e <= z < 0
    if (z < -0.1839) {
        const double near = from_branch_point(z);
        return uniform(tables::wm1_branch, std::sqrt(2.0 * std::fmax(near, 0.0)), 0.0, 16.0);
    }
    const double y = -std::log(-z);
    return -y * octave(tables::wm1_log, y, 1.5);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
