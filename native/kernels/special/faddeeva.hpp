// SPDX-License-Identifier: BSD-3-Clause
// The Faddeeva function w(z) = exp(-z^2) erfc(-i z) and the error functions of a complex argument (DLMF 7.2).
//
// In the first quadrant by the trapezoidal and midpoint rules for DLMF 7.7.2 with the residue of the pole added
// (M. Al Azah and S. N. Chandler-Wilde, SIAM J. Numer. Anal. 59 (2021) 2346), with N = 11 + 1 nodes and step
// h = sqrt(pi/12): relative error 2e-15 in theory. The rest by symmetry. erf near the origin by its series 7.6.1.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/tables_faddeeva.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline cdouble wofz_quadrant(double x, double y) noexcept {   // x, y >= 0
    constexpr double h = tables::faddeeva_step[0];
    const cdouble z(x, y);
    if (x > 1e8 || y > 1e8) {   // i/(sqrt(pi) z)
        return times(inverse(z), cdouble(0.0, 0x1.20dd750429b6dp-1));
    }
    const double t = x / h, fraction = t - std::floor(t);
    const bool plain = y >= std::fmax(x, pi / h);
    const bool whole = !plain && y < x && fraction >= 0.25 && fraction <= 0.75;   // nodes at multiples of h
    // z^2 - node^2 = (x - node)(x + node) - y^2 + 2 i x y
    const double im = 2.0 * x * y;
    double sum_re = 0.0, sum_im = 0.0;
    for (int k = whole ? 1 : 0; k < 12; ++k) {
        const double node = whole ? k * h : (k + 0.5) * h;
        const double weight = whole ? tables::faddeeva_whole[k] : tables::faddeeva_half[k];
        const double re = fma(x - node, x + node, -y * y), d = weight / fma(re, re, im * im);
        sum_re += re * d;
        sum_im -= im * d;
    }
    // 2 i h z/pi times the sum
    cdouble w = times(cdouble(-y, x) * (2.0 * h / pi), cdouble(sum_re, sum_im));
    if (whole) w += times(inverse(z), cdouble(0.0, h / pi));
    if (!plain) {
        // 2 exp(-z^2)/(1 -+ exp(-2 pi i z/h)); |exp(-2 pi i z/h)| = exp(2 pi y/h) grows, so divide it through.
        const double turn = 2.0 * pi * fraction, decay = std::exp(-2.0 * pi * y / h);
        const cdouble q(decay * std::cos(turn), decay * std::sin(turn));      // exp(2 pi i z/h)
        const cdouble bottom = whole ? q - 1.0 : q + 1.0;
        w += 2.0 * over(times(exp_square(z, -1.0), q), bottom);
    }
    return w;
}

inline cdouble wofz(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (std::isnan(x) || std::isnan(y)) return {nan, nan};
    if (x == 0.0) return {erfcx(y), 0.0 * x};
    if (std::isinf(x) || std::isinf(y)) {
        if (y == -inf && !std::isinf(x)) return {nan, nan};
        return {0.0, 0.0};
    }
    const cdouble v = wofz_quadrant(std::fabs(x), std::fabs(y));
    if (y >= 0.0) return {v.real(), x < 0.0 ? -v.imag() : v.imag()};
    // w(z) = 2 exp(-z^2) - w(-z)
    const cdouble mirrored(v.real(), x > 0.0 ? -v.imag() : v.imag());
    return 2.0 * exp_square(z, -1.0) - mirrored;
}

inline cdouble erf_series(cdouble z) noexcept {   // DLMF 7.6.2: exp(-z^2) 2 z/sqrt(pi) sum (2 z^2)^n/(2n + 1)!!
    const cdouble z2 = 2.0 * times(z, z);
    cdouble term = z, sum = z;
    for (int n = 1; n < 80; ++n) {
        term = times(term, z2) / (2.0 * n + 1.0);
        sum += term;
        if (std::norm(term) < 1e-34 * std::norm(sum)) break;
    }
    return times(sum, exp_square(z, -1.0)) * 0x1.20dd750429b6dp+0;
}

inline cdouble erfcx(cdouble z) noexcept {
    if (z.imag() == 0.0) return {erfcx(z.real()), -z.imag()};
    return wofz(cdouble(-z.imag(), z.real()));
}
inline double erfi(double x) noexcept;

inline cdouble erf(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {std::erf(x), y};
    if (x == 0.0) return {x, erfi(y)};
    if (std::norm(z) < 2.25) return erf_series(z);
    if (std::isinf(x) && std::isfinite(y)) return {std::copysign(1.0, x), 0.0};
    // 1 - exp(-z^2) w(i z), on the right
    const bool left = x < 0.0;
    const cdouble s = left ? -z : z;
    const cdouble v = 1.0 - times(exp_square(s, -1.0), wofz(cdouble(-s.imag(), s.real())));
    return left ? -v : v;
}
inline cdouble erfc(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {std::erfc(x), -y};
    if (x == 0.0) return {1.0, -erfi(y)};
    if (std::isinf(x) && std::isfinite(y)) return {x > 0.0 ? 0.0 : 2.0, 0.0};
    if (x < 0.0) return 2.0 - times(exp_square(z, -1.0), wofz(cdouble(y, -x)));
    return times(exp_square(z, -1.0), wofz(cdouble(-y, x)));
}

// exp(-x^2) int_0^x exp(t^2) dt, odd; tabulated as a multiple of x below 1/8 and by octaves.
inline double dawsn(double x) noexcept {
    const double a = std::fabs(x);
    if (std::isnan(x)) return x;
    double v;
    if (a < 0.25) v = a * uniform(tables::dawson_small, a * a, 0.0, 16.0);
    else if (a < 16.0) v = octave(tables::dawson_middle, a, 0.25);
    else {   // DLMF 7.12
        const double w = a > 1e10 ? 0.0 : 0.5 / (a * a);
        double s = 34459425.0;
        for (double c : {2027025.0, 135135.0, 10395.0, 945.0, 105.0, 15.0, 3.0, 1.0, 1.0}) s = fma(w, s, c);
        v = s * (0.5 / a);
    }
    return std::copysign(v, x);
}
inline double erfi(double x) noexcept {
    if (std::fabs(x) > 26.7) return std::copysign(inf, x);
    if (std::fabs(x) < 0.25) return 0x1.20dd750429b6dp+0 * std::exp(x * x) * dawsn(x);
    return scaled_exp(two_prod(x, x), 0x1.20dd750429b6dp+0 * dawsn(x));
}
inline cdouble dawsn(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {dawsn(x), y};
    if (x == 0.0) return {x, std::erf(y) * 0x1.c5bf891b4ef6bp-1 * scaled_exp(two_prod(y, y), 1.0)};
    if (std::norm(z) < 2.25) {   // sqrt(pi)/2 exp(-z^2) erfi(z)
        const cdouble e = erf_series(cdouble(-y, x));
        return times(cdouble(e.imag(), -e.real()), exp_square(z, -1.0)) * 0x1.c5bf891b4ef6bp-1;
    }
    // i sqrt(pi)/2 (exp(-z^2) - w(z))
    const cdouble up = y >= 0.0 ? z : std::conj(z);
    const cdouble d = exp_square(up, -1.0) - wofz(up);
    const cdouble v = 0x1.c5bf891b4ef6bp-1 * cdouble(-d.imag(), d.real());
    return y >= 0.0 ? v : std::conj(v);
}
inline cdouble erfi(cdouble z) noexcept {
    const cdouble e = erf(cdouble(-z.imag(), z.real()));
    return {e.imag(), -e.real()};
}

inline cdouble ndtr(cdouble z) noexcept {
    if (z.imag() == 0.0) return {ndtr(z.real()), z.imag()};
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag()) || std::norm(z) < 1.0) return 0.5 * erfc(-z * half_sqrt2);
    // exp(-z^2/2) with the square exact
    const bool right = z.real() > 0.0;
    const cdouble u = right ? z : -z;
    const double x = u.real(), y = u.imag();
    const Dd re = two_prod(x, x) - two_prod(y, y), im = two_prod(x, y);
    const cdouble tail = 0.5 * times(exp_dd({-0.5 * re.hi, -0.5 * re.lo}, -im), erfcx(u * half_sqrt2));
    return right ? 1.0 - tail : tail;
}
inline cdouble log_ndtr(cdouble z) noexcept {
    if (z.imag() == 0.0) return {log_ndtr(z.real()), z.imag()};
    if (z.real() < -1.0) {
        const cdouble v = clog(0.5 * erfcx(-z * half_sqrt2)) - times(z, z) * 0.5;
        const double n = std::nearbyint(v.imag() * (0.5 / pi));               // to the principal value
        return {v.real(), fma(-n, 2.0 * pi_dd.hi, v.imag()) - n * (2.0 * pi_dd.lo)};
    }
    return log1p(-ndtr(-z));
}

// Re w((x + i gamma)/(sigma sqrt 2))/(sigma sqrt(2 pi)): a normal density folded with a Cauchy density
inline double voigt_profile(double x, double sigma, double gamma) noexcept {
    if (std::isnan(x) || std::isnan(sigma) || std::isnan(gamma)) return nan;
    if (sigma == 0.0) {
        if (gamma == 0.0) return x == 0.0 ? inf : 0.0;
        return gamma / pi / (x * x + gamma * gamma);
    }
    if (gamma == 0.0) return gauss(x / sigma) * 0x1.9884533d43651p-2 / sigma;
    return wofz(cdouble(x / sigma * half_sqrt2, gamma / sigma * half_sqrt2)).real() * 0x1.9884533d43651p-2 / sigma;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
