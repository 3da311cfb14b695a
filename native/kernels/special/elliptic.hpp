// SPDX-License-Identifier: BSD-3-Clause
// Complete elliptic integrals (DLMF 19), by the parameter m = k^2.
//
// Complete integrals: tables in the octaves of p = 1 - m, expansions 19.12.1-2 for p < 2^-14, reciprocal modulus for
// p > 1. Accuracy: 4 ulp.
#pragma once

#include "kernels/special/gamma.hpp"
#include "kernels/special/tables_elliptic.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double ellipkm1(double p) noexcept {
    if (std::isnan(p)) return p;
    if (p < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (p == 0.0) {
        report(Trouble::singular);
        return inf;
    }
    if (p > 1.0) return p == inf ? 0.0 : ellipkm1(1.0 / p) / std::sqrt(p);
    if (p == 1.0) return 0.5 * pi;
    if (p >= 0x1p-14) return octave(tables::ellipk_pieces, p, 0x1p-14);
    // log(4/sqrt p): log 4 = 1.386...
    const double l = 0x1.62e42fefa39efp+0 - 0.5 * std::log(p);
    return l + p * (0.25 * (l - 1.0) + p * (9.0 / 64 * (l - 7.0 / 6) + p * (25.0 / 256 * (l - 37.0 / 30))));
}
inline double ellipk(double m) noexcept { return ellipkm1(1.0 - m); }

inline double ellipe_of_p(double p) noexcept {
    if (p > 1.0) return p == inf ? inf : std::sqrt(p) * ellipe_of_p(1.0 / p);
    if (p == 1.0) return 0.5 * pi;
    if (p >= 0x1p-14) return octave(tables::ellipe_pieces, p, 0x1p-14);
    if (p == 0.0) return 1.0;
    const double l = 0x1.62e42fefa39efp+0 - 0.5 * std::log(p);
    return 1.0 + p * (0.5 * (l - 0.5) + p * (3.0 / 16 * (l - 13.0 / 12) + p * (15.0 / 128 * (l - 1.2))));
}
inline double ellipe(double m) noexcept {
    if (std::isnan(m)) return m;
    if (m > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    return ellipe_of_p(1.0 - m);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
