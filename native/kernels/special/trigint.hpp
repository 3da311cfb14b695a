// SPDX-License-Identifier: BSD-3-Clause
// The sine and cosine integrals Si, Ci and the hyperbolic ones Shi, Chi (DLMF 6.2(ii), 6.2(iii)).
//
// Real: tables to x = 8 (Si, Ci) and x = 64 (Shi, Chi), the first zeros of Ci and that of Chi as factors; beyond 8 the
// auxiliary functions f and g of 6.2.19-20, tabulated as x f and x^2 g to 64 and in 1/x^2 past it; Shi and Chi past 64
// are Ei/2. Error 2 ulp, of 1/x near the zeros of Ci beyond 8.
//
// Complex: power series 6.6.5-6 to |z| = 3; beyond, by E1 at +-i z (6.5.7) in the first quadrant, the rest by symmetry:
// Si and Shi odd, Ci(-z) = Ci(z) -+ i pi. Error 3e-15 in modulus, of the larger exponential near zeros.
#pragma once

#include "kernels/special/expint.hpp"
#include "kernels/special/tables_trigint.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double ci_below_8(double x) noexcept {
    if (x < 0.5) return uniform(tables::ci_small, x, 0.0, 2.0) + std::log(x);
    const double* r = tables::ci_roots;
    if (x < 2.0) return ((x - r[0]) - r[1]) * octave(tables::ci_first, x, 0.5);
    if (x < 4.0) return ((x - r[2]) - r[3]) * octave(tables::ci_second, x, 2.0);
    return ((x - r[4]) - r[5]) * octave(tables::ci_third, x, 4.0);
}

inline void sici(double x, double& si, double& ci) noexcept {
    const double a = std::fabs(x);
    if (!(a > 0.0)) {
        si = x;
        ci = std::isnan(x) ? x : -inf;
        if (x == 0.0) report(Trouble::singular);
        return;
    }
    if (a < 8.0) {
        si = x * uniform(tables::si_small, a, 0.0, 2.0);
        ci = ci_below_8(a);
        return;
    }
    if (std::isinf(x)) {
        si = std::copysign(half_pi, x);
        ci = x > 0.0 ? 0.0 : nan;
        return;
    }
    const double v = 1.0 / a;
    double f, g;
    if (a < 64.0) {
        f = octave(tables::sici_f, a, 8.0);
        g = octave(tables::sici_g, a, 8.0) * v;
    } else {
        f = uniform(tables::sici_f_large, v * v, 0.0, 4096.0);
        g = uniform(tables::sici_g_large, v * v, 0.0, 4096.0) * v;
    }
    double s, c;
    sincos(a, s, c);
    si = std::copysign(half_pi - fma(f, c, g * s) * v, x);
    ci = fma(f, s, -g * c) * v;
}

inline void shichi(double x, double& shi, double& chi) noexcept {
    const double a = std::fabs(x);
    if (!(a > 0.0)) {
        shi = x;
        chi = std::isnan(x) ? x : -inf;
        if (x == 0.0) report(Trouble::singular);
        return;
    }
    if (a < 2.0) {
        shi = x * uniform(tables::shi_small, a, 0.0, 2.0);
        if (a < 0.25) chi = uniform(tables::chi_small, a, 0.0, 4.0) + std::log(a);
        else chi = ((a - tables::chi_root[0]) - tables::chi_root[1]) * octave(tables::chi_near, a, 0.25);
        return;
    }
    if (a < 64.0) {
        const double e = std::exp(a) / a;
        shi = std::copysign(e * octave(tables::shi_middle, a, 2.0), x);
        chi = e * octave(tables::chi_middle, a, 2.0);
        return;
    }
    if (a > 720.0) {
        if (!std::isinf(a)) report(Trouble::overflow);
        chi = inf;
    } else {
        chi = scaled_exp(Dd(a), 0.5 * uniform(tables::expi_large, 1.0 / a, 0.0, 64.0) / a);
        if (chi == inf) report(Trouble::overflow);
    }
    shi = std::copysign(chi, x);
}

// Odd and even parts of Ein's series: with w = z^2 the hyperbolic integrals, with w = -z^2 the circular ones.
inline void sici_series(cdouble z, cdouble w, cdouble& odd, cdouble& even) noexcept {
    odd = times(polynomial(tables::sici_odd, w), z);
    even = times(polynomial(tables::sici_even, w), w);
}

// First quadrant, both parts positive, |z| > 3.
inline void sici_quadrant(cdouble z, cdouble& si, cdouble& ci) noexcept {
    const cdouble up = exp1(cdouble(-z.imag(), z.real())), down = exp1(cdouble(z.imag(), -z.real()));   // i z, -i z
    const cdouble d = down - up;
    si = cdouble(half_pi - 0.5 * d.imag(), 0.5 * d.real());
    ci = -0.5 * (up + down);
}

inline void sici(cdouble z, cdouble& si, cdouble& ci) noexcept {
    const double x = z.real(), y = z.imag();
    if (is_nan(z) || std::isinf(y)) {
        si = ci = {nan, nan};
        return;
    }
    if (y == 0.0) {
        double s, c;
        sici(std::fabs(x), s, c);
        si = {std::copysign(s, x), y};
        ci = x == 0.0 ? cdouble(c, nan) : cdouble(c, x < 0.0 ? pi : y);
        return;
    }
    if (std::isinf(x)) {
        si = ci = {nan, nan};
        return;
    }
    if (x == 0.0) {
        double s, c;
        shichi(y, s, c);
        si = {x, s};
        ci = {c, std::copysign(half_pi, y)};
        return;
    }
    if (std::fabs(x) < 3.0 && std::fabs(y) < 3.0 && std::norm(z) < 9.0) {
        cdouble even;
        sici_series(z, -times(z, z), si, even);
        ci = even + clog(z) + euler_gamma;
        return;
    }
    sici_quadrant({std::fabs(x), std::fabs(y)}, si, ci);
    si = {std::copysign(1.0, x) * si.real(), std::copysign(1.0, y) * si.imag()};
    // Ci(-conj z) = conj(Ci(z)) + i pi
    if (x < 0.0) ci = cdouble(ci.real(), pi - ci.imag());
    if (y < 0.0) ci = std::conj(ci);
}

inline void shichi(cdouble z, cdouble& shi, cdouble& chi) noexcept {
    const double x = z.real(), y = z.imag();
    if (is_nan(z) || std::isinf(y)) {
        shi = chi = {nan, nan};
        return;
    }
    if (y == 0.0) {
        double s, c;
        shichi(std::fabs(x), s, c);
        shi = {std::copysign(s, x), y};
        chi = x == 0.0 ? cdouble(c, nan) : cdouble(c, x < 0.0 ? pi : y);
        return;
    }
    if (std::isinf(x)) {
        shi = chi = {nan, nan};
        return;
    }
    if (x == 0.0) {
        double s, c;
        sici(y, s, c);
        shi = {x, s};
        chi = {y < 0.0 && std::isinf(y) ? 0.0 : c, std::copysign(half_pi, y)};
        return;
    }
    if (std::fabs(x) < 3.0 && std::fabs(y) < 3.0 && std::norm(z) < 9.0) {
        cdouble even;
        sici_series(z, times(z, z), shi, even);
        chi = even + clog(z) + euler_gamma;
        return;
    }
    // z = x + i y in the first quadrant is i conj(y + i x)
    cdouble si, ci;
    sici_quadrant({std::fabs(y), std::fabs(x)}, si, ci);
    shi = {std::copysign(1.0, x) * si.imag(), std::copysign(1.0, y) * si.real()};
    chi = {ci.real(), half_pi - ci.imag()};
    if (x < 0.0) chi = cdouble(chi.real(), pi - chi.imag());
    if (y < 0.0) chi = std::conj(chi);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
