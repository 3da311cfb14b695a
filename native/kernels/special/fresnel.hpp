// SPDX-License-Identifier: BSD-3-Clause
// Fresnel's integrals C(z) = int_0^z cos(pi t^2/2) dt, S(z), and their modified forms (DLMF 7.2(iii)).
//
// Real: C/x and S/x^3 are tabulated in x^4 up to 1.5; beyond, 7.5.3-4 with the auxiliary functions f and g, tabulated as
// they are below 1, as pi x f and pi^2 x^3 g up to 8, in 1/x^4 past it. The phase pi x^2/2 is reduced from the exact
// square. Error 2 ulp.
//
// Complex: 7.6.4 and 7.6.6 up to |z| = 1.5; beyond, C +- i S by the Faddeeva function (7.5.8) in |arg z| <= pi/4, to
// which C(i z) = i C(z), S(i z) = -i S(z) bring every z.
//
// Modified: F+-(x) = int_x^inf exp(+-i t^2) dt and K+-(x) = exp(-+i (x^2 + pi/4)) F+-(x)/sqrt(pi) =
// exp(-+i pi/4) (g +- i f)(x sqrt(2/pi))/sqrt(2).
#pragma once

#include "kernels/special/circular.hpp"
#include "kernels/special/faddeeva.hpp"
#include "kernels/special/tables_fresnel.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// f and g of 7.2.10-11, x >= 0
inline void fresnel_auxiliary(double x, double& f, double& g) noexcept {
    if (x < 1.0) {
        f = uniform(tables::fresnel_f_small, x, 0.0, 4.0);
        g = uniform(tables::fresnel_g_small, x, 0.0, 4.0);
        return;
    }
    const double v = 1.0 / x, u = v * 0x1.45f306dc9c883p-2;     // 1/(pi x)
    if (x < 8.0) {
        f = octave(tables::fresnel_f, x, 1.0) * u;
        g = octave(tables::fresnel_g, x, 1.0) * (u * u * v);
        return;
    }
    const double v2 = v * v, w = v2 * v2;
    f = uniform(tables::fresnel_f_large, w, 0.0, 4096.0) * u;
    g = uniform(tables::fresnel_g_large, w, 0.0, 4096.0) * (u * u * v);
}

// sin and cos of pi/2 (hi + lo)
inline void quarter_turns(Dd a, double& s, double& c) noexcept {
    const double r = a.hi - 4.0 * std::floor(0.25 * a.hi);
    const double s0 = sinpi(0.5 * r), c0 = cospi(0.5 * r);
    if (std::fabs(a.lo) > 1e-9) {
        const double s1 = sinpi(0.5 * a.lo), c1 = cospi(0.5 * a.lo);
        s = fma(s0, c1, c0 * s1);
        c = fma(c0, c1, -s0 * s1);
        return;
    }
    const double lo = half_pi * a.lo;
    s = fma(c0, lo, s0);
    c = fma(-s0, lo, c0);
}

inline void fresnel(double x, double& s, double& c) noexcept {
    const double a = std::fabs(x);
    if (std::isnan(x)) {
        s = c = x;
        return;
    }
    if (a < 1.5) {
        const double x2 = x * x, t = x2 * x2;
        c = x * uniform(tables::fresnel_c, t, 0.0, 0.5);
        s = x * x2 * uniform(tables::fresnel_s, t, 0.0, 0.5);
        return;
    }
    double vs = 0.5, vc = 0.5;
    if (a < 3e16) {
        double f, g, sine, cosine;
        fresnel_auxiliary(a, f, g);
        quarter_turns(two_prod(a, a), sine, cosine);
        vs = 0.5 - fma(f, cosine, g * sine);
        vc = 0.5 + fma(f, sine, -g * cosine);
    }
    s = std::copysign(vs, x);
    c = std::copysign(vc, x);
}

inline void fresnel_series(cdouble z, cdouble& s, cdouble& c) noexcept {
    const cdouble z2 = times(z, z), t = times(z2, z2);
    c = times(polynomial(tables::fresnel_c_series, t), z);
    s = times(polynomial(tables::fresnel_s_series, t), times(z2, z));
}

// |arg z| <= pi/4, |z| >= 1.5: C + i S = (1 + i)/2 (1 - exp(i pi z^2/2) w(sqrt(pi)/2 (1 + i) z)), and C - i S with the
// other sign of i.
inline void fresnel_sector(cdouble z, cdouble& s, cdouble& c) noexcept {
    const double x = z.real(), y = z.imag(), q = 0x1.c5bf891b4ef6bp-1;   // sqrt(pi)/2
    double sine, cosine;
    quarter_turns(two_prod(x, x) - two_prod(y, y), sine, cosine);
    const Dd growth = two_prod(x, y) * pi_dd;
    const double up = scaled_exp(-growth, 1.0), down = scaled_exp(growth, 1.0);
    const cdouble wp = wofz({q * (x - y), q * (x + y)}), wm = wofz({-q * (x + y), q * (x - y)});
    const cdouble p = 1.0 - times(cdouble(up * cosine, up * sine), wp), m = 1.0 - times(cdouble(down * cosine, -down * sine), wm);
    const cdouble plus = 0.5 * cdouble(p.real() - p.imag(), p.real() + p.imag());
    const cdouble minus = 0.5 * cdouble(m.real() + m.imag(), m.imag() - m.real());
    c = 0.5 * (plus + minus);
    const cdouble d = 0.5 * (plus - minus);
    s = {d.imag(), -d.real()};
}

inline void fresnel(cdouble z, cdouble& s, cdouble& c) noexcept {
    const double x = z.real(), y = z.imag();
    if (is_nan(z) || (std::isinf(x) && y != 0.0) || (std::isinf(y) && x != 0.0)) {
        s = c = {nan, nan};
        return;
    }
    if (y == 0.0 || x == 0.0) {
        double rs, rc;
        fresnel(y == 0.0 ? x : y, rs, rc);
        s = y == 0.0 ? cdouble(rs, y) : cdouble(x, -rs);
        c = y == 0.0 ? cdouble(rc, y) : cdouble(x, rc);
        return;
    }
    if (std::fabs(x) < 1.5 && std::fabs(y) < 1.5 && std::norm(z) < 2.25) return fresnel_series(z, s, c);
    if (std::fabs(x) >= std::fabs(y)) {
        fresnel_sector(x > 0.0 ? z : -z, s, c);
        if (x < 0.0) s = -s, c = -c;
        return;
    }
    const bool up = y > 0.0;                       // z = +-i u, u to the right
    fresnel_sector(up ? cdouble(y, -x) : cdouble(-y, x), s, c);
    s = up ? cdouble(s.imag(), -s.real()) : cdouble(-s.imag(), s.real());
    c = up ? cdouble(-c.imag(), c.real()) : cdouble(c.imag(), -c.real());
}

inline void modfresnelp(double x, cdouble& f, cdouble& k) noexcept {
    if (std::isnan(x)) {
        f = k = {nan, nan};
        return;
    }
    const double a = std::fabs(x);
    double fa, ga;
    fresnel_auxiliary(a * 0x1.9884533d43651p-1, fa, ga);                   // sqrt(2/pi)
    cdouble ka(0.5 * (ga + fa), 0.5 * (fa - ga)), turn(1.0, 0.0);          // turn = exp(i x^2)
    if (a < 1e150) {
        const Dd square = two_prod(a, a);
        turn = exp_dd(Dd(0.0), square);
    }
    const double root = 0x1.40d931ff62706p+0;                              // sqrt(pi/2)
    const cdouble fa_ = root * times(turn, {ga, fa});
    if (x >= 0.0) {
        f = a == inf ? cdouble(0.0) : fa_;
        k = ka;
        return;
    }
    f = cdouble(root, root) - fa_;
    k = a < 1e150 ? std::conj(turn) - ka : cdouble(nan, nan);
}
inline void modfresnelm(double x, cdouble& f, cdouble& k) noexcept {
    modfresnelp(x, f, k);
    f = std::conj(f);
    k = std::conj(k);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
