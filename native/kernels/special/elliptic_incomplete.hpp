// SPDX-License-Identifier: BSD-3-Clause
// Incomplete elliptic integrals and Jacobi's elliptic functions (DLMF 19, 22), by the parameter m = k^2.
//
// F and E: the angle is reduced to |r| <= pi/2 by the sine and cosine of phi, which the C library reduces exactly
// whatever the size of phi; then Carlson's R_F and R_D from one duplication (DLMF 19.25.5, 19.25.9 for m < 1/2, 19.25.10
// above, which have no cancellation there), and the complete integrals for the multiples of pi (19.2.10). For phi beyond
// 2^51 the multiple is all that float64 can see. Jacobi functions: descending Landen transformation carried on cn/sn
// (R. Bulirsch, Numer. Math. 7 (1965) 78), whose steps keep the relative error, beside zeros too; the mean and the angle
// in two parts. Accuracy: 10 ulp (Jacobi functions: 16).
#pragma once

#include "kernels/special/carlson.hpp"
#include "kernels/special/elliptic.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// phi = n pi + r, |r| <= pi/2, by s = sin r and c = cos r >= 0
struct Angle {
    double n, s, c;
};
inline Angle reduce_angle(double phi) noexcept {
    Angle a{0.0, std::sin(phi), std::cos(phi)};
    if (std::fabs(phi) <= 0.5 * pi) return a;
    a.n = std::nearbyint(phi * (1.0 / pi));
    const bool odd = a.c < 0.0;
    if (odd) {
        a.s = -a.s;
        a.c = -a.c;
    }
    // Next to an odd multiple of pi/2 the rounding may have gone the other way: the cosine knows.
    if (std::fabs(a.n) < 0x1p52 && (std::fmod(a.n, 2.0) != 0.0) != odd) a.n -= std::copysign(1.0, a.s);
    return a;
}
// 1 - m s^2
inline double delta_square(double m, double s, double c) noexcept {
    return m > 0.5 ? fma(c, c, (1.0 - m) * (s * s)) : fma(-m, s * s, 1.0);
}

inline double ellipkinc(double phi, double m) noexcept {
    if (std::isnan(phi) || std::isnan(m)) return nan;
    if (m > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (std::isinf(phi)) return std::isinf(m) ? nan : phi;
    if (std::isinf(m)) return std::copysign(0.0, phi);
    if (std::fabs(phi) < 1e-150) return phi * ellipk(0.0) / (0.5 * pi);
    if (m == 1.0) {
        if (std::fabs(phi) >= 0.5 * pi) {
            report(Trouble::singular);
            return inf;
        }
        return std::asinh(std::tan(phi));
    }
    const Angle a = reduce_angle(phi);
    const double part = a.s * carlson::fd<false>(a.c * a.c, delta_square(m, a.s, a.c), 1.0).f;
    return a.n == 0.0 ? part : fma(2.0 * a.n, ellipk(m), part);
}

inline double ellipeinc(double phi, double m) noexcept {
    if (std::isnan(phi) || std::isnan(m)) return nan;
    if (m > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (std::isinf(phi)) return phi;
    if (std::isinf(m)) return inf;
    if (std::fabs(phi) < 1e-150) return phi;
    const Angle a = reduce_angle(phi);
    const double c2 = a.c * a.c, s2 = a.s * a.s, rest = delta_square(m, a.s, a.c);
    double part;
    if (m < 0.5) {
        const carlson::PairFD<double> v = carlson::fd<true>(c2, rest, 1.0);
        part = a.s * fma(-m * s2, v.third, v.f);
    } else if (m == 1.0) {
        part = a.s;
    } else {
        const double p = 1.0 - m;
        const carlson::PairFD<double> v = carlson::fd<true>(c2, 1.0, rest);
        part = a.s * fma(p, fma(m * s2, v.third, v.f), m * a.c / std::sqrt(rest));
    }
    return a.n == 0.0 ? part : fma(2.0 * a.n, ellipe(m), part);
}

// The arithmetic-geometric mean of 1 and sqrt(1 - m) in two parts, and the means on the way, 0 to `last`. The low parts
// carry what a float64 leaves out: beside zeros of the functions it decides.
inline Dd agm_levels(double m, double (&arithmetic)[16], double (&geometric)[16], int& last) noexcept {
    Dd a(1.0), square = two_sum(1.0, -m);
    for (int k = 0;; ++k) {
        const double r = std::sqrt(square.hi), rest = fma(-r, r, square.hi) + square.lo;
        const Dd b(r, 0.5 * rest / r);
        arithmetic[k] = a.hi;
        geometric[k] = r;
        last = k;
        const Dd sum = lean_sum(a, b), c(0.5 * sum.hi, 0.5 * sum.lo);
        if (std::fabs(a.hi - r) <= 1e-8 * a.hi || k == 13) {
            const double d = ((a.hi - r) + (a.lo - b.lo)) / sum.hi;      // the limit is c (1 - d^2/4 - ...)
            return {c.hi, fma(-0.25 * d * d, c.hi, c.lo)};
        }
        square = a * b;
        a = c;
    }
}
inline void sine_and_cosine(Dd x, double& s, double& c) noexcept {
    if (std::fabs(x.hi) < 0x1p19) {
        const Turned r = reduce_quarter(x.hi);
        const SinCos v = quarter_turns(sincos_reduced(r.hi, r.lo + x.lo), r.shifted);
        s = v.sin, c = v.cos;
        return;
    }
    const double s0 = std::sin(x.hi), c0 = std::cos(x.hi);
    s = fma(c0, x.lo, s0), c = fma(-s0, x.lo, c0);
}

inline void ellipj(double u, double m, double& sn, double& cn, double& dn, double& ph) noexcept {
    if (std::isnan(u) || std::isnan(m) || m < 0.0 || m > 1.0 || std::isinf(u)) {
        if (m < 0.0 || m > 1.0) report(Trouble::domain);
        sn = cn = dn = ph = nan;
        return;
    }
    if (std::fabs(u) < 1e-9) {
        sn = ph = u;
        cn = dn = 1.0;
        return;
    }
    if (m == 1.0) {
        sn = std::tanh(u);
        cn = dn = 1.0 / std::cosh(u);
        ph = 2.0 * std::atan(std::tanh(0.5 * u));
        return;
    }
    double arithmetic[16], geometric[16];
    int last = 0;
    const Dd mean = agm_levels(m, arithmetic, geometric, last), turn = mean * u;
    sine_and_cosine(turn, sn, cn);
    dn = 1.0;
    if (sn != 0.0) {
        double t = cn / sn, cc = mean.hi * t;                   // multiples of cn/sn, level by level
        double d = 1.0;
        for (int k = last; k >= 0; --k) {
            const double level = arithmetic[k];
            t *= cc;
            cc *= d;
            d = (geometric[k] + t) / (level + t);
            t = cc / level;
        }
        dn = d;
        const double r = 1.0 / std::sqrt(fma(cc, cc, 1.0));
        sn = std::copysign(r, sn);
        cn = cc * sn;
    }
    const double full = 2.0 * pi, base = std::atan2(sn, cn);
    ph = base + full * std::nearbyint((turn.hi - base) / full);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
