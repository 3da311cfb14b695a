// SPDX-License-Identifier: BSD-3-Clause
// Elliptic integrals and Jacobi's elliptic functions (DLMF 19, 22), by the parameter m = k^2.
//
// Complete integrals: tables in the octaves of p = 1 - m, expansions 19.12.1-2 for p < 2^-14, reciprocal modulus for
// p > 1. Incomplete ones: Carlson's R_F and R_D by duplication (19.36), after reduction of the angle. Jacobi functions:
// descending Landen transformation carried on cn/sn (R. Bulirsch, Numer. Math. 7 (1965) 78). Accuracy: 4 ulp for the
// complete integrals, 10 ulp otherwise.
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

// R_F(x, y, z), at most one argument zero
inline double carlson_rf(double x, double y, double z) noexcept {
    double a = (x + y + z) / 3.0;
    const double a0 = a, x0 = x, y0 = y;
    double q = 400.0 * std::fmax(std::fmax(std::fabs(a - x), std::fabs(a - y)), std::fabs(a - z)), power = 1.0;
    while (q * power > a) {
        const double sx = std::sqrt(x), sy = std::sqrt(y), sz = std::sqrt(z), l = sx * sy + sx * sz + sy * sz;
        a = 0.25 * (a + l);
        x = 0.25 * (x + l);
        y = 0.25 * (y + l);
        z = 0.25 * (z + l);
        power *= 0.25;
    }
    const double u = (a0 - x0) * power / a, v = (a0 - y0) * power / a, w = -(u + v);
    const double e2 = u * v - w * w, e3 = u * v * w;
    // DLMF 19.36.1 with two terms more
    return (1.0 + e2 * (-0.1 + e2 * (1.0 / 24 - e2 * (5.0 / 208)) - e3 * (3.0 / 44) + e2 * e3 / 16.0) +
            e3 * (1.0 / 14 + e3 * (3.0 / 104))) / std::sqrt(a);
}

// R_D(x, y, z), z > 0
inline double carlson_rd(double x, double y, double z) noexcept {
    double a = (x + y + 3.0 * z) / 5.0, power = 1.0, sum = 0.0;
    const double a0 = a, x0 = x, y0 = y;
    const double q = 500.0 * std::fmax(std::fmax(std::fabs(a - x), std::fabs(a - y)), std::fabs(a - z));
    while (q * power > a) {
        const double sx = std::sqrt(x), sy = std::sqrt(y), sz = std::sqrt(z), l = sx * sy + sx * sz + sy * sz;
        sum += power / (sz * (z + l));
        a = 0.25 * (a + l);
        x = 0.25 * (x + l);
        y = 0.25 * (y + l);
        z = 0.25 * (z + l);
        power *= 0.25;
    }
    const double u = (a0 - x0) * power / a, v = (a0 - y0) * power / a, w = -(u + v) / 3.0;
    const double uv = u * v, w2 = w * w;
    const double e2 = uv - 6.0 * w2, e3 = (3.0 * uv - 8.0 * w2) * w, e4 = 3.0 * (uv - w2) * w2, e5 = uv * w2 * w;
    // DLMF 19.36.2
    const double series = 1.0 - 3.0 * e2 / 14 + e3 / 6 + 9.0 * e2 * e2 / 88 - 3.0 * e4 / 22 - 9.0 * e2 * e3 / 52 +
                          3.0 * e5 / 26 - e2 * e2 * e2 / 16 + 3.0 * e3 * e3 / 40 + 3.0 * e2 * e4 / 20 +
                          45.0 * e2 * e2 * e3 / 272 - 9.0 * (e3 * e4 + e2 * e5) / 68;
    return 3.0 * sum + power * series / (a * std::sqrt(a));
}

// phi = n pi + r, |r| <= pi/2
inline double reduce_angle(double phi, double& n) noexcept {
    n = std::nearbyint(phi / pi);
    if (n == 0.0) return phi;
    return ((fma(-n, pi_dd.hi, phi)) - n * pi_dd.lo);
}

inline double ellipkinc(double phi, double m) noexcept {
    if (std::isnan(phi) || std::isnan(m)) return nan;
    if (m > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (std::isinf(phi)) return std::isinf(m) ? nan : phi;
    if (std::isinf(m)) return 0.0;
    double n;
    const double r = reduce_angle(phi, n);
    if (m == 1.0) {
        if (std::fabs(phi) >= 0.5 * pi) {
            report(Trouble::singular);
            return inf;
        }
        return std::asinh(std::tan(phi));
    }
    const double s = std::sin(r), c = std::cos(r), s2 = s * s;
    const double rest = m > 0.5 ? fma(c, c, (1.0 - m) * s2) : fma(-m, s2, 1.0);
    const double part = r == 0.0 ? 0.0 : s * carlson_rf(c * c, rest, 1.0);
    return n == 0.0 ? part : fma(2.0 * n, ellipk(m), part);
}

inline double ellipeinc(double phi, double m) noexcept {
    if (std::isnan(phi) || std::isnan(m)) return nan;
    if (m > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (std::isinf(phi)) return phi;
    if (std::isinf(m)) return phi == 0.0 ? 0.0 : inf;
    double n;
    const double r = reduce_angle(phi, n);
    if (r == 0.0) return n == 0.0 ? phi : 2.0 * n * ellipe(m);
    const double s = std::sin(r), c = std::cos(r), s2 = s * s, c2 = c * c;
    const double rest = m > 0.5 ? fma(c, c, (1.0 - m) * s2) : fma(-m, s2, 1.0);
    double part;
    if (m < 0.5) {
        part = s * (carlson_rf(c2, rest, 1.0) - m * s2 / 3.0 * carlson_rd(c2, rest, 1.0));
    } else {
        // DLMF 19.25.10: positive terms only
        const double p = 1.0 - m;
        part = s * (p * carlson_rf(c2, rest, 1.0) + p * m * s2 / 3.0 * carlson_rd(c2, 1.0, rest)) +
               m * s * std::fabs(c) / std::sqrt(rest);
        if (p == 0.0) part = s;
    }
    return n == 0.0 ? part : fma(2.0 * n, ellipe(m), part);
}

inline void ellipj(double u, double m, double& sn, double& cn, double& dn, double& ph) noexcept {
    if (std::isnan(u) || std::isnan(m) || m < 0.0 || m > 1.0 || std::isinf(u)) {
        if (m < 0.0 || m > 1.0) report(Trouble::domain);
        sn = cn = dn = ph = nan;
        return;
    }
    if (m == 1.0) {
        sn = std::tanh(u);
        cn = dn = 1.0 / std::cosh(u);
        ph = 2.0 * std::atan(std::tanh(0.5 * u));
        return;
    }
    double arithmetic[16], geometric[16];
    double a = 1.0, b2 = 1.0 - m, c = 1.0;
    int last = 0;
    for (int k = 0; k < 14; ++k) {
        const double b = std::sqrt(b2);
        arithmetic[k] = a;
        geometric[k] = b;
        last = k;
        c = 0.5 * (a + b);
        if (std::fabs(a - b) <= 1e-8 * a) break;         // the next would agree to float64
        b2 = b * a;
        a = c;
    }
    const double turn = c * u;
    sn = std::sin(turn);
    cn = std::cos(turn);
    dn = 1.0;
    if (sn != 0.0) {
        double t = cn / sn, cc = c * t;                   // multiples of cn/sn, level by level
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
    ph = base + full * std::nearbyint((turn - base) / full);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
