// SPDX-License-Identifier: BSD-3-Clause
// The Wright omega function of a complex argument, omega(z) = W_K(exp z) with K = ceil((Im z - pi)/(2 pi)): the solution
// of w + log w = z, discontinuous across Im z = +-pi, Re z <= -1 (R. M. Corless and D. J. Jeffrey, AISC 2002, LNAI
// 2385, 76; P. W. Lawrence, R. M. Corless and D. J. Jeffrey, ACM Trans. Math. Softw. 38 (2012) art. 20).
//
// Near -1 +- i pi the series of W in p, p^2/2 = 1 - exp(z + 1 -+ i pi). For Re z < -40 w = exp(z) to the last digit, except
// beyond the cuts, where, as elsewhere far out, z - log z + log(z)/z is the start. Otherwise the start is Lambert's W's.
// The steps are those of lambert.hpp. Error 4 ulp in modulus.
#pragma once

#include "kernels/special/lambert.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline cdouble wrightomega(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (is_nan(z)) return {nan, nan};
    if (y == 0.0) return {wrightomega(x), y};
    if (std::isinf(x) || std::isinf(y)) {
        if (x == -inf && std::isfinite(y) && y > -pi && y <= pi) {
            const double c = std::fabs(y) <= 0.5 * pi ? 0.0 : -0.0;
            return {c, std::copysign(0.0, y)};
        }
        return z;
    }
    const double k = y > -pi && y <= pi ? 0.0 : std::ceil((y - pi) / (2.0 * pi));
    if (k == 0.0 && x < -40.0) {
        const cdouble w = exp_dd(Dd(x), Dd(y));
        if (x < -708.0 && std::abs(w) < 0x1p-1022) report(Trouble::underflow);
        return w;
    }
    if (x == -1.0 && std::fabs(y) == pi) return -1.0;   // the float64 next to pi stands for it at the branch points
    // distance to the branch point at the nearer of -1 +- i pi
    const double turn = y > 0.0 ? (y - pi_dd.hi) - pi_dd.lo : (y + pi_dd.hi) + pi_dd.lo;
    if (std::fabs(x + 1.0) < 0.08 && std::fabs(turn) < 0.08) {
        const cdouble root = std::sqrt(-2.0 * expm1(cdouble(x + 1.0, turn)));
        return polynomial(tables::branch_series, k == 0.0 ? root : -root);
    }
    cdouble w;
    if (std::fabs(x) < 300.0 && std::fabs(y) < 1e5) {
        const cdouble e = exp_dd(Dd(x), Dd(y));
        const Parts s = lambert_start(e.real(), e.imag(), k);
        w = {s.re, s.im};
    } else {
        const cdouble far = clog(z);
        w = z - far + over(far, z);
        if (std::fabs(x) + std::fabs(y) > 1e17) return w;
    }
    for (int n = 0; n < 40; ++n) {
        const cdouble l = z - clog(w);
        double size;
        const Parts next = lambert_step({l.real(), l.imag()}, {w.real(), w.imag()}, size);
        w = {next.re, next.im};
        if (size < 1e-9) return w;
        if (!(size < 1e300)) break;
    }
    report(Trouble::slow);
    return {nan, nan};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
