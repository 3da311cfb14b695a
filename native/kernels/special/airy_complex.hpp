// SPDX-License-Identifier: BSD-3-Clause
// Airy functions of a complex argument (DLMF 9), and their integrals on the real axis.
//
//   |z| < 10   Taylor series from the nearest point of a square grid, where Ai and Ai' are tabled; Bi from Ai at z and at
//              z exp(-2 pi i/3) (DLMF 9.2.11)
//   beyond     the asymptotic series in xi = 2 z^(3/2)/3 (DLMF 9.7.5-6), one or two of them as 9.2.11-12 ask; xi in two
//              parts
// Only the upper half-plane is computed; the lower one follows by conjugation. Accuracy: 40 ulp in the complex norm
// while |xi| < 1e15. Integrals: tables to |x| = 8, beyond the leading terms times tables in 1/xi.
#pragma once

#include "kernels/special/airy.hpp"
#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct AiryComplex {
    cdouble ai, aip, bi, bip;
};



// Ai and Ai' at z = x + i y, |z| < 10, y of any sign. With c_n the Taylor coefficients at the grid point p and d the
// distance, the terms c_n d^(n-1) obey (n + 1)(n + 2) e_{n+2} = p d^2 e_n + d^3 e_{n-1}.
inline void airy_taylor(cdouble z, cdouble& value, cdouble& slope) noexcept {
    const bool below = z.imag() < 0.0;
    if (below) z = std::conj(z);
    const double i = std::nearbyint(z.real() * 1.6), j = std::nearbyint(z.imag() * 1.6);
    const auto& row = tables::airy_grid[static_cast<int>(j) * 33 + static_cast<int>(i) + 16];
    const cdouble p(0.625 * i, 0.625 * j), d = z - p, c0(row[0], row[1]), c1(row[2], row[3]);
    const cdouble d2 = times(d, d), q = times(p, d2), r = times(d2, d);
    cdouble e[3] = {c1, scale(times(times(p, d), c0), 0.5), scale(times(d2, times(p, c1) + c0), 1.0 / 6.0)};
    cdouble sum = e[0] + e[1] + e[2], sum1 = e[0] + scale(e[1], 2.0) + scale(e[2], 3.0);
    for (int n = 2; n < 40; ++n) {       // e holds n - 1, n, n + 1
        const cdouble next = scale(times(q, e[1]) + times(r, e[0]), 1.0 / ((n + 1.0) * (n + 2.0)));
        e[0] = e[1];
        e[1] = e[2];
        e[2] = next;
        sum += next;
        sum1 += scale(next, n + 2.0);
        // about the origin two terms of three vanish
        if (n > 6 && size1(next) + size1(e[0]) + size1(e[1]) < 0x1p-62 * size1(sum1)) break;
    }
    value = c0 + times(d, sum);
    slope = sum1;
    if (below) {
        value = std::conj(value);
        slope = std::conj(slope);
    }
}

inline AiryComplex airy_inside(cdouble z) noexcept {
    AiryComplex out;
    airy_taylor(z, out.ai, out.aip);
    // w = z exp(-2 pi i/3), and what its rounding leaves
    constexpr Dd half_root3(0x1.bb67ae8584caap-1, 0x1.cec95d0b5c1e3p-55);
    const Dd re = half_root3 * z.imag() + (-0.5 * z.real()), im = -(half_root3 * z.real()) + (-0.5 * z.imag());
    const cdouble w(re.hi, im.hi), left(re.lo, im.lo);
    cdouble a, b;
    airy_taylor(w, a, b);
    const cdouble a1 = a + times(b, left), b1 = b + times(times(w, a), left);
    // Bi = 2 exp(-pi i/6) Ai(w) + i Ai(z), Bi' = 2 exp(-5 pi i/6) Ai'(w) + i Ai'(z)
    constexpr double root3 = 0x1.bb67ae8584caap+0;
    out.bi = times(cdouble(root3, -1.0), a1) + cdouble(-out.ai.imag(), out.ai.real());
    out.bip = times(cdouble(-root3, -1.0), b1) + cdouble(-out.aip.imag(), out.aip.real());
    return out;
}

struct DdParts {
    Dd re, im;
};
inline DdParts times(DdParts a, DdParts b) noexcept {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}

// 2 z^(3/2)/3 in two parts, and the root of z
inline DdParts airy_xi(cdouble z, cdouble& root) noexcept {
    root = std::sqrt(z);
    const double x = root.real(), y = root.imag();
    const Dd re = Dd(z.real()) - (two_prod(x, x) - two_prod(y, y)), im = Dd(z.imag()) - two_prod(2.0 * x, y);
    const cdouble left = scale(over(cdouble(re.hi, im.hi), root), 0.5);
    const DdParts full{quick_two_sum(x, left.real()), quick_two_sum(y, left.imag())};
    const DdParts product = times(full, {Dd(z.real()), Dd(z.imag())});
    constexpr Dd two_thirds(0x1.5555555555555p-1, 0x1.5555555555555p-55);
    return {product.re * two_thirds, product.im * two_thirds};
}

// exp(x + i y) for a y whose second part is not tiny
inline cdouble exp_far(Dd x, Dd y) noexcept {
    const double m = scaled_exp(x, 1.0);
    if (m == 0.0) return 0.0;
    const double c = std::cos(y.hi), s = std::sin(y.hi), cl = std::cos(y.lo), sl = std::sin(y.lo);
    return {m * fma(c, cl, -s * sl), m * fma(s, cl, c * sl)};
}

// |z| >= 10, Im z >= 0
inline AiryComplex airy_outside(cdouble z, bool scaled) noexcept {
    cdouble root;
    const DdParts xi = airy_xi(z, root);
    const double size = std::hypot(xi.re.hi, xi.im.hi);
    if (!(size < 1e16)) {
        report(Trouble::no_result);
        const cdouble none(nan, nan);
        return {none, none, none, none};
    }
    const cdouble w = inverse(cdouble(xi.re.hi, xi.im.hi));
    cdouble power(1.0), even_u(1.0), odd_u(0.0), even_v(1.0), odd_v(0.0);
    for (int k = 1; k < 26; ++k) {
        power = times(power, w);
        const cdouble u = scale(power, tables::airy_u[k]), v = scale(power, tables::airy_v[k]);
        (k % 2 ? odd_u : even_u) += u;
        (k % 2 ? odd_v : even_v) += v;
        if (std::fabs(u.real()) + std::fabs(u.imag()) < 0x1p-56) break;
    }
    const cdouble quarter = std::sqrt(root), inverse_quarter = inverse(quarter);
    constexpr double c = 0.5 * inverse_sqrt_pi;
    const cdouble s1 = scale(times(inverse_quarter, even_u - odd_u), c), t1 = scale(times(quarter, even_v - odd_v), -c);
    const cdouble s2 = scale(times(inverse_quarter, even_u + odd_u), c), t2 = scale(times(quarter, even_v + odd_v), c);
    const bool back = z.real() < 0.0 && z.imag() < -0x1.bb67ae8584caap+0 * z.real();        // arg z > 2 pi/3
    const bool right = xi.re.hi > 19.0;             // exp(-xi) beside exp(xi) is below a rounding
    const Dd zero(0.0), grow = scaled ? xi.re : zero, damp = !scaled ? zero : xi.re.hi > 0.0 ? -xi.re : xi.re;
    if (!scaled && std::fabs(xi.re.hi) > 709.0) report(Trouble::overflow);
    const auto both = [&](Dd extra, Dd turn, cdouble& first, cdouble& second) {
        first = exp_far(extra - xi.re, turn - xi.im);
        second = exp_far(extra + xi.re, turn + xi.im);
    };
    const cdouble unit(0.0, 1.0);
    cdouble e1, e2;
    both(grow, scaled ? xi.im : zero, e1, e2);
    AiryComplex out{times(e1, s1), times(e1, t1), 0.0, 0.0};
    if (back) {
        out.ai += times(unit, times(e2, s2));
        out.aip += times(unit, times(e2, t2));
    }
    both(damp, zero, e1, e2);
    out.bi = scale(times(e2, s2), back ? 1.0 : 2.0);
    out.bip = scale(times(e2, t2), back ? 1.0 : 2.0);
    if (!right) {
        out.bi += times(unit, times(e1, s1));
        out.bip += times(unit, times(e1, t1));
    }
    return out;
}

inline AiryComplex conj(const AiryComplex& f) noexcept {
    return {std::conj(f.ai), std::conj(f.aip), std::conj(f.bi), std::conj(f.bip)};
}

inline AiryComplex airy_upper(cdouble z, bool scaled) noexcept {
    if (std::hypot(z.real(), z.imag()) >= 10.0) return airy_outside(z, scaled);
    AiryComplex out = airy_inside(z);
    if (!scaled) return out;
    const cdouble xi = scale(times(z, std::sqrt(z)), 2.0 / 3.0), up = std::exp(xi);
    const double down = std::exp(-std::fabs(xi.real()));
    return {times(out.ai, up), times(out.aip, up), scale(out.bi, down), scale(out.bip, down)};
}

inline AiryComplex airy_any(cdouble z, bool scaled) noexcept {
    const cdouble none(nan, nan);
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag())) return {none, none, none, none};
    if (z.imag() == 0.0 && (!scaled || z.real() >= 0.0)) {
        const AiryValues v = scaled && z.real() > 5.5 ? airy_right(z.real(), true) : airy_real(z.real());
        AiryComplex out{v.ai, v.aip, v.bi, v.bip};
        if (scaled && z.real() <= 5.5) {
            const double up = std::exp(2.0 / 3.0 * z.real() * std::sqrt(z.real()));
            out = {v.ai * up, v.aip * up, v.bi / up, v.bip / up};
        }
        return out;
    }
    return std::signbit(z.imag()) ? conj(airy_upper(std::conj(z), scaled)) : airy_upper(z, scaled);
}

inline void airy(double x, double& ai, double& aip, double& bi, double& bip) noexcept {
    if (std::isnan(x) || std::isinf(x)) {
        const double none = x > 0.0 ? 0.0 : nan;
        ai = aip = x == -inf ? 0.0 : none;
        bi = bip = x == -inf ? 0.0 : x > 0.0 ? inf : nan;
        if (x == -inf) aip = bip = nan;
        return;
    }
    if (x < -1e11) {
        report(Trouble::no_result);
        ai = aip = bi = bip = nan;
        return;
    }
    const AiryValues v = airy_real(x);
    ai = v.ai;
    aip = v.aip;
    bi = v.bi;
    bip = v.bip;
    if (ai == 0.0 && x > 0.0) report(Trouble::underflow);
    if (std::isinf(bi)) report(Trouble::overflow);
}

// Ai of a negative argument has a complex scale factor; NaN stands for it.
inline void airye(double x, double& ai, double& aip, double& bi, double& bip) noexcept {
    if (!(x >= 0.0)) {
        airy(x, ai, aip, bi, bip);
        ai = aip = nan;
        return;
    }
    if (x == inf) {
        ai = bi = 0.0;
        aip = -inf;
        bip = inf;
        return;
    }
    const AiryComplex v = airy_any(cdouble(x), true);
    ai = v.ai.real();
    aip = v.aip.real();
    bi = v.bi.real();
    bip = v.bip.real();
}

inline void airy(cdouble z, cdouble& ai, cdouble& aip, cdouble& bi, cdouble& bip) noexcept {
    const AiryComplex v = airy_any(z, false);
    ai = v.ai;
    aip = v.aip;
    bi = v.bi;
    bip = v.bip;
}
inline void airye(cdouble z, cdouble& ai, cdouble& aip, cdouble& bi, cdouble& bip) noexcept {
    const AiryComplex v = airy_any(z, true);
    ai = v.ai;
    aip = v.aip;
    bi = v.bi;
    bip = v.bip;
}

// Integrals from 0 to x > 0 of Ai(t), Bi(t), Ai(-t), Bi(-t)
inline void itairy_positive(double x, double (&out)[4]) noexcept {
    if (x <= 8.0) {
        const int k = static_cast<int>(2.0 * x);
        const auto& piece = tables::airy_integral[k < 15 ? k : 15];
        lane_sums(piece.c, (x - piece.x0) * piece.dx, out);
        for (double& v : out) v *= x;
        return;
    }
    double root;
    const Dd xi = airy_xi(x, root);
    const double y = 1.0 / xi.hi;
    const auto& piece = tables::airy_far_integral[y > tables::airy_far_integral[0].x0 * 2.0];
    double v[4];
    lane_sums(piece.c, (y - piece.x0) * piece.dx, v);
    const double front = inverse_sqrt_pi / (std::sqrt(root) * root);
    out[0] = 1.0 / 3.0 - 0.5 * front * v[0] * scaled_exp(-xi, 1.0);
    out[1] = scaled_exp(xi, front * v[1]);
    if (!(xi.hi < 1e16)) {       // the oscillating part is below a rounding
        out[2] = 2.0 / 3.0;
        out[3] = 0.0;
        return;
    }
    const double cl = std::cos(xi.lo), sl = std::sin(xi.lo), ch = std::cos(xi.hi), sh = std::sin(xi.hi);
    const double c0 = fma(ch, cl, -sh * sl), s0 = fma(sh, cl, ch * sl);
    constexpr double half = 0x1.6a09e667f3bcdp-1;
    const double c = half * (c0 - s0), s = half * (c0 + s0);       // of xi + pi/4
    out[2] = 2.0 / 3.0 - front * fma(c, v[2], s * v[3]);
    out[3] = -front * fma(c, v[3], -s * v[2]);
}

inline void itairy(double x, double& apt, double& bpt, double& ant, double& bnt) noexcept {
    if (std::isnan(x)) {
        apt = bpt = ant = bnt = x;
        return;
    }
    double v[4] = {0.0, 0.0, 0.0, 0.0};
    if (std::isinf(x)) {
        v[0] = 1.0 / 3.0;
        v[1] = inf;
        v[2] = 2.0 / 3.0;
    } else if (x != 0.0) {
        itairy_positive(std::fabs(x), v);
    }
    const bool negative = x < 0.0;
    apt = negative ? -v[2] : v[0];
    bpt = negative ? -v[3] : v[1];
    ant = negative ? -v[0] : v[2];
    bnt = negative ? -v[1] : v[3];
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
