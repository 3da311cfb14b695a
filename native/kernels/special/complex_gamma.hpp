// SPDX-License-Identifier: BSD-3-Clause
// log Gamma, Gamma, 1/Gamma and digamma of a complex argument (DLMF 5).
//
// Stirling's series 5.11.1 at z + n with |z + n| >= 9 after Hare (J. Symbolic Comput. 24 (1997) 221), with logarithm,
// angle and exponent in two parts each, so that Gamma keeps its digits where its phase is large. Taylor series around the
// zeros 1 and 2 and, where log Gamma is small, on unit squares of [0, 5] x [0, 3]; of digamma around 1.46 and -0.50.
// Reflection for Re z < 0 with the logarithm of the sine taken on the branch that is analytic in either half-plane.
// log Gamma has its cut on the negative axis, where the sign of the zero imaginary part chooses the side.
// Accuracy: log Gamma 5 ulp in modulus, the others 6 ulp, for |z| < 1000.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/tables_loggamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline cdouble stirling_rest(cdouble z) noexcept {
    const cdouble w = inverse(z), w2 = times(w, w);
    if (std::norm(w) < 1e-3) {
        cdouble s(tables::stirling[5]);
        for (int k = 4; k >= 0; --k) s = times(s, w2) + tables::stirling[k];
        return times(s, w);
    }
    const cdouble w4 = times(w2, w2);   // two chains
    cdouble even(tables::stirling[10]), odd(tables::stirling[9]);
    for (int k = 8; k >= 2; k -= 2) {
        even = times(even, w4) + tables::stirling[k];
        odd = times(odd, w4) + tables::stirling[k - 1];
    }
    even = times(even, w4) + tables::stirling[0];
    return times(times(odd, w2) + even, w);
}

// Stirling's series serves at z itself: far from the origin on the right, or from the negative axis.
inline bool stirling_serves(cdouble z) noexcept {
    return std::fabs(z.imag()) >= 9.0 || (z.real() >= 0.0 && std::norm(z) >= 81.0);
}

struct TwoParts {
    Dd re, im;
};

// log(x + i y), both parts with an absolute error near 2^-58; 1e-150 < |z| < 1e150
inline TwoParts log_two_parts(cdouble z) noexcept {
    const double x = z.real(), y = z.imag(), a = absolute(x), b = absolute(y);
    const bool steep = b > a, left = x < 0.0;
    const double most = steep ? b : a, least = steep ? a : b;
    const Dd square = two_prod(most, most) + two_prod(least, least);
    const Dd l = log_two(square.hi, square.lo / square.hi);
    // the angle from the nearest slope k/32, and from it that in the quadrant and on its side of the diagonal
    const double k = std::nearbyint(32.0 * (least / most)), slope = k / 32.0;
    const double d = fma(-slope, most, least) / fma(slope, least, most), w = d * d;
    const double* anchor = tables::atan_anchors[static_cast<int>(k)];
    const Dd angle = quick_two_sum(anchor[0], fma(d * w, horner(tables::atan_rest, w), d));
    const double sign = steep != left ? -1.0 : 1.0, turn = steep ? 0.5 : left ? 1.0 : 0.0;
    const Dd all = two_sum(turn * pi_dd.hi, sign * angle.hi);
    const double low = all.lo + fma(turn, pi_dd.lo, sign * (angle.lo + anchor[1])), side = std::signbit(y) ? -1.0 : 1.0;
    return {{0.5 * l.hi, 0.5 * l.lo}, {side * all.hi, side * low}};
}
// a b + c d + e + f
inline Dd two_products(Dd a, double b, Dd c, double d, double e, Dd f) noexcept {
    const Dd p = two_prod(a.hi, b), q = two_prod(c.hi, d), s = two_sum(p.hi, q.hi), t = two_sum(s.hi, e), u = two_sum(t.hi, f.hi);
    return quick_two_sum(u.hi, u.lo + ((s.lo + t.lo) + fma(a.lo, b, fma(c.lo, d, p.lo + q.lo))) + f.lo);
}

// An argument with what rounding took from its real part.
struct FineArgument {
    cdouble z;
    double low = 0.0;
};
// 1 - x - i y
inline FineArgument one_less(double x, double y) noexcept {
    const Dd d = two_diff(1.0, x);
    return {{d.hi, -y}, d.lo};
}

// log Gamma(z) for Re z >= 0 or |Im z| >= 9, |z| < 1e10, in two parts, except for the product of the factors that bring z to |w| >= 9:
// log Gamma = this - log(product) with 2 pi i turns taken off as well. Each factor turns the product by a right angle
// at most, so that it passes the negative axis when it leaves the upper half-plane.
inline TwoParts loggamma_exponent(FineArgument z, cdouble& product, int& turns) noexcept {
    product = 1.0;
    turns = 0;
    double x = z.z.real(), low = z.low;
    const double y = z.z.imag(), b = std::fabs(y);
    cdouble p(1.0);
    while (b < 9.0 && fma(x, x, b * b) < 81.0) {
        const cdouble next = times(p, {x, b});
        if (next.imag() < 0.0 && p.imag() >= 0.0) ++turns;
        p = next;
        const Dd further = two_sum(x, 1.0);
        x = further.hi;
        low += further.lo;
    }
    if (y < 0.0) turns = -turns;
    product = y < 0.0 ? std::conj(p) : p;
    const TwoParts l = log_two_parts({x, y});
    const cdouble rest = stirling_rest(cdouble(x, y));
    const Dd h = two_diff(x, 0.5);
    const double h_low = h.lo + low;
    return {two_products(l.re, h.hi, l.im, -y, -x, {half_log_2pi_dd.hi, half_log_2pi_dd.lo + fma(h_low, l.re.hi, rest.real())}),
            two_products(l.im, h.hi, l.re, y, -y, fma(h_low, l.im.hi, rest.imag()))};
}

// log(sin(pi z)) for Im z > 0 on the branch that is real on (0, 1): sin(pi z) = exp(-i pi z) (i/2) (1 - exp(2 pi i z))
inline TwoParts log_sinpi_parts(cdouble z) noexcept {
    const double r = z.real() - std::nearbyint(z.real());
    cdouble l(0.0);                                      // log(1 - q)
    if (z.imag() < 0.75) {
        l = clog(-expm1(cdouble(-2.0 * pi * z.imag(), 2.0 * pi * r)));
    } else if (z.imag() < 6.5) {                         // |q| < 0.01
        const SinCos v = sincospi_usual(2.0 * r);
        const double size = std::exp(-2.0 * pi * z.imag());
        const cdouble q(size * v.cos, size * v.sin);
        constexpr double c[] = {-1.0, -1.0 / 2, -1.0 / 3, -1.0 / 4, -1.0 / 5, -1.0 / 6, -1.0 / 7, -1.0 / 8};
        l = times(q, polynomial(c, q));
    }
    return {pi_dd * z.imag() - Dd(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56) + l.real(),
            pi_dd * (Dd(0.5) - z.real()) + l.imag()};
}
inline cdouble log_sinpi_upper(cdouble z) noexcept {
    const TwoParts l = log_sinpi_parts(z);
    return {l.re.value(), l.im.value()};
}

inline cdouble loggamma_far(cdouble z) noexcept {   // |z| >= 1e10
    return times(z - 0.5, clog(z)) - z + half_log_2pi;
}
inline bool gamma_far(cdouble z) noexcept { return std::fabs(z.real()) + std::fabs(z.imag()) > 1e10; }
inline TwoParts loggamma_parts(FineArgument z) noexcept {   // Re z >= 0
    cdouble product;
    int turns;
    TwoParts e = loggamma_exponent(z, product, turns);
    if (product == 1.0) return e;
    const cdouble l = clog(product);     // its rounding errors are larger than the logarithm's
    return {e.re - l.real(), e.im - l.imag() - pi_dd * (2.0 * turns)};
}

// log Gamma(z) on [0, 5] x [0, 3]: Taylor's series on unit squares, as four chains of operations; at the origin one step
// of the recurrence.
inline bool on_squares(cdouble z) noexcept { return (z.real() < 5.0) & (absolute(z.imag()) < 3.0); }
inline cdouble loggamma_squares(cdouble z) noexcept {   // Re z >= 0
    const double y = absolute(z.imag());
    const bool corner = (z.real() < 1.0) & (y < 1.0);
    const double x = corner ? z.real() + 1.0 : z.real();
    const int i = corner ? 1 : static_cast<int>(x), j = static_cast<int>(y);
    const int terms = static_cast<int>(tables::loggamma_counts[i + 5 * j]);
    const double *re = tables::loggamma_squares + static_cast<int>(tables::loggamma_first[i + 5 * j]), *im = re + terms;
    const cdouble d(corner ? z.real() - 0.5 : x - (i + 0.5), y - (j + 0.5)), d2 = times(d, d), d4 = times(d2, d2);
    cdouble s[4] = {};
    for (int k = terms - 4; k >= 0; k -= 4)
        for (int c = 0; c < 4; ++c)
            s[c] = {fma(s[c].real(), d4.real(), fma(-s[c].imag(), d4.imag(), re[k + c])),
                    fma(s[c].real(), d4.imag(), fma(s[c].imag(), d4.real(), im[k + c]))};
    cdouble v = times(times(d, s[3]) + s[2], d2) + (times(d, s[1]) + s[0]);
    if (j == 0 && (i == 1 || i == 2)) {                   // the zeros at 1 and 2 are factors
        const double from = corner ? z.real() : x - 1.0;
        v = times(v, times(cdouble(from, y), cdouble(corner ? z.real() - 1.0 : x - 2.0, y)));
    }
    if (std::signbit(z.imag())) v = std::conj(v);
    return corner ? v - clog(z) : v;
}

inline cdouble loggamma_right(cdouble z) noexcept {   // Re z >= 0
    cdouble d = z - 1.0;
    if (std::norm(d) < 0.0625) return times(polynomial(tables::lgamma_taylor, d), d);
    d = z - 2.0;
    if (std::norm(d) < 0.0625) return times(polynomial(tables::lgamma_taylor, d), d) + log1p(d);
    if (gamma_far(z)) return loggamma_far(z);
    if (stirling_serves(z)) return loggamma_far(z) + stirling_rest(z);
    if (std::fabs(z.real()) + std::fabs(z.imag()) < 1e-20) return -clog(z);
    if (on_squares(z)) return loggamma_squares(z);
    const TwoParts v = loggamma_parts({z});
    return {v.re.value(), v.im.value()};
}

inline cdouble loggamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (x <= 0.0 && y == 0.0 && x == std::floor(x)) {
        report(Trouble::singular);
        return {nan, nan};
    }
    if (y == 0.0 && x > 0.0) return {gammaln_positive(x), y};
    if (!std::isfinite(x) || !std::isfinite(y)) {
        if (x == inf && y == 0.0) return {inf, y};
        return {std::isinf(y) ? -inf : x, nan};
    }
    if (x >= 0.0) return loggamma_right(z);
    if (stirling_serves(z) && !gamma_far(z)) return loggamma_far(z) + stirling_rest(z);
    const bool lower = std::signbit(y);
    const cdouble up(x, std::fabs(y));
    // log Gamma(z) = log(pi) - log sin(pi z) - log Gamma(1 - z)
    cdouble v;
    if (gamma_far(z)) {
        v = 0x1.250d048e7a1bdp+0 - log_sinpi_upper(up) - loggamma_far(cdouble(1.0 - x, -up.imag()));
    } else if (x > -1.0 && up.imag() < 3.0) {                // log Gamma(1 + z) - log z
        v = loggamma_right(1.0 + up) - clog(up);
    } else {
        const TwoParts s = log_sinpi_parts(up), g = loggamma_parts(one_less(x, up.imag()));
        const Dd re = Dd(0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57) - s.re - g.re, im = -s.im - g.im;
        v = {re.value(), im.value()};
    }
    return lower ? std::conj(v) : v;
}

// sign log Gamma(z) exponentiated; Re z >= 0
inline cdouble gamma_power_right(FineArgument z, double sign) noexcept {
    cdouble product;
    int turns;
    const TwoParts e = loggamma_exponent(z, product, turns);
    if (sign > 0.0) {
        const cdouble v = exp_dd(e.re, e.im);
        return product == 1.0 ? v : over(v, product);
    }
    const cdouble v = exp_dd(-e.re, -e.im);
    return product == 1.0 ? v : times(v, product);
}
// Gamma(z)^sign for any z off the real axis
inline cdouble gamma_power(cdouble z, double sign) noexcept {
    if (gamma_far(z)) return std::exp(sign * loggamma(z));
    const double x = z.real(), y = z.imag();
    if (x >= 0.0 || std::fabs(y) >= 9.0) {
        if (std::fabs(x) + std::fabs(y) < 1e-20) return sign > 0.0 ? inverse(z) : z;
        return gamma_power_right({z}, sign);
    }
    // Gamma(z) = pi/(sin(pi z) Gamma(1 - z)); near 0 1 + z may round, but z is small then
    if (x > -0.25 && std::fabs(y) < 0.25) {
        const cdouble g = gamma_power_right({1.0 + z}, sign);
        return sign > 0.0 ? over(g, z) : times(g, z);
    }
    if (std::fabs(y) < 3.0) {
        const cdouble s = sinpi(z) * (1.0 / pi), g = gamma_power_right(one_less(x, y), -sign);
        return sign > 0.0 ? over(g, s) : times(g, s);
    }
    // |sin| = exp(pi |y|)/2 |1 - q|, q = exp(2 pi i z) for y > 0: in one exponent with log Gamma(1 - z)
    const cdouble up(x, std::fabs(y));
    const TwoParts s = log_sinpi_parts(up), g = loggamma_parts(one_less(x, up.imag()));
    Dd re = Dd(0x1.250d048e7a1bdp+0, 0x1.7abf2ad8d5088p-57) - s.re - g.re, im = -s.im - g.im;
    if (sign < 0.0) re = -re, im = -im;
    const cdouble v = exp_dd(re, im);
    return y < 0.0 ? std::conj(v) : v;
}

inline cdouble gamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    if (z.imag() == 0.0) {
        const double x = z.real();
        if (x <= 0.0 && x == std::floor(x)) {
            report(Trouble::singular);
            return {nan, nan};
        }
        return {gamma(x), z.imag()};
    }
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag())) return std::exp(loggamma(z));
    return gamma_power(z, 1.0);
}

inline cdouble rgamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    if (z.imag() == 0.0) return {rgamma(z.real()), -z.imag() * 0.0};
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag())) return std::exp(-loggamma(z));
    return gamma_power(z, -1.0);
}

inline cdouble digamma_right(cdouble z) noexcept {
    const cdouble near = (z - tables::digamma_root[0]) - tables::digamma_root[1];
    if (std::norm(near) < 0.09) return times(polynomial(tables::digamma_taylor, near), near);
    cdouble sum(0.0);
    while (std::norm(z) < 256.0) {
        sum += inverse(z);
        z += 1.0;
    }
    const cdouble w = inverse(z), w2 = times(w, w);
    cdouble s(tables::digamma_series[8]);
    for (int k = 7; k >= 0; --k) s = times(s, w2) + tables::digamma_series[k];
    return clog(z) - 0.5 * w - times(s, w2) - sum;
}

inline cdouble digamma(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (y == 0.0) {
        if (x <= 0.0 && x == std::floor(x)) {
            report(Trouble::singular);
            return {nan, nan};
        }
        return {digamma(x), y};
    }
    if (!std::isfinite(x) || !std::isfinite(y)) return std::log(z);
    if (x >= 0.0) return digamma_right(z);
    const cdouble near = (z - tables::digamma_negative_root[0]) - tables::digamma_negative_root[1];
    if (std::norm(near) < 0.005) return times(polynomial(tables::digamma_negative_taylor, near), near);
    // digamma(1 - z) - pi cot(pi z)
    cdouble cot;
    if (std::fabs(y) > 7.0) cot = {0.0, y > 0.0 ? -1.0 : 1.0};
    else cot = over(cospi(z), sinpi(z));
    return digamma_right(1.0 - z) - pi * cot;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
