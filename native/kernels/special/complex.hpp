// SPDX-License-Identifier: BSD-3-Clause
// Elementary functions of a complex argument, written so that neither part loses its digits.
#pragma once

#include <complex>

#include "kernels/special/complex_lanes.hpp"
#include "kernels/special/elementary.hpp"
#include "kernels/special/gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

using cdouble = std::complex<double>;

// For templates on the type of the argument.
inline double times(double a, double b) noexcept { return a * b; }
inline double real_part(double z) noexcept { return z; }
inline double real_part(cdouble z) noexcept { return z.real(); }

inline cdouble scale(cdouble z, double a) noexcept { return {z.real() * a, z.imag() * a}; }
inline double size1(cdouble z) noexcept { return std::fabs(z.real()) + std::fabs(z.imag()); }
inline bool is_nan(cdouble z) noexcept { return std::isnan(z.real()) || std::isnan(z.imag()); }

// Products and quotients without the recovery of infinities that the language prescribes: the callers have none. Always
// inline: a call passes the parts through memory in pieces of another size, which stalls for as long as ten products.
SCINOVA_LANE cdouble times(cdouble a, cdouble b) noexcept {
    return {fma(a.real(), b.real(), -a.imag() * b.imag()), fma(a.real(), b.imag(), a.imag() * b.real())};
}
SCINOVA_LANE cdouble inverse(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (std::fabs(x) >= std::fabs(y)) {
        const double r = y / x, d = 1.0 / fma(y, r, x);
        return {d, -r * d};
    }
    const double r = x / y, d = 1.0 / fma(x, r, y);
    return {r * d, -d};
}
SCINOVA_LANE cdouble over(cdouble a, cdouble b) noexcept { return times(a, inverse(b)); }

// exp(i y)
inline cdouble unit_at(Dd y) noexcept {
    double s, c;
    if (std::fabs(y.hi) < 0x1p19) {
        const SinCos v = sincos_usual(y.hi);
        s = v.sin, c = v.cos;
    } else {
        s = std::sin(y.hi), c = std::cos(y.hi);
    }
    if (std::fabs(y.lo) < 1e-9) return {fma(-s, y.lo, c), fma(c, y.lo, s)};
    return times(cdouble(c, s), cdouble(std::cos(y.lo), std::sin(y.lo)));
}

// exp(x + i y) with both exponent and phase in two parts.
inline cdouble exp_dd(Dd x, Dd y) noexcept {
    const double m = scaled_exp(x, 1.0);
    if (y.hi == 0.0) return {m, m * (y.hi + y.lo)};
    const cdouble u = unit_at(y);
    return {m * u.real(), m * u.imag()};
}

// exp(sign z^2)
inline cdouble exp_square(cdouble z, double sign) noexcept {
    const double x = z.real(), y = z.imag();
    const Dd re = two_prod(x, x) - two_prod(y, y), im = two_prod(2.0 * x, y);
    return exp_dd({sign * re.hi, sign * re.lo}, {sign * im.hi, sign * im.lo});
}

// log |z|, also near |z| = 1
inline double log_abs(cdouble z) noexcept {
    double a = std::fabs(z.real()), b = std::fabs(z.imag());
    if (a < b) std::swap(a, b);
    if (a > 1e150 || a < 1e-150) {
        if (a == inf || a == 0.0) return std::log(a);
        const double r = b / a;
        return std::log(a) + 0.5 * std::log1p(r * r);
    }
    const Dd square = two_prod(a, a) + two_prod(b, b);
    if (square.hi > 0.5 && square.hi < 2.0) {
        const Dd d = square - 1.0;
        return 0.5 * std::log1p(d.hi) + 0.5 * d.lo / square.hi;
    }
    return 0.5 * std::log(square.hi);
}
inline double carg(double x, double y) noexcept {
    const double a = std::fabs(x), b = std::fabs(y);
    return a + b > 1e-290 && a + b < 1e290 ? arg_usual(x, y) : std::atan2(y, x);
}
inline cdouble clog(cdouble z) noexcept { return {log_abs(z), carg(z.real(), z.imag())}; }

inline cdouble log1p(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (!std::isfinite(x) || !std::isfinite(y)) return std::log(cdouble(x + 1.0, y));
    if (y == 0.0 && x >= -1.0) return {std::log1p(x), y};
    const double angle = carg(x + 1.0, y);
    if (std::fabs(x) + std::fabs(y) > 1e10) return {std::log(std::hypot(x + 1.0, y)), angle};
    // |1 + z|^2 - 1 = x (2 + x) + y^2
    const Dd d = (Dd(x) + 2.0) * x + two_prod(y, y);
    if (d.hi > -0.75) return {0.5 * std::log1p(d.hi) + 0.5 * d.lo / (1.0 + d.hi), angle};
    const Dd s = two_sum(1.0, x);
    return {log_abs({s.hi, y}) + s.lo * s.hi / (s.hi * s.hi + y * y), angle};
}

inline cdouble expm1(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (!std::isfinite(x) || !std::isfinite(y)) return std::exp(z) - 1.0;
    // e^x cos y - 1 = expm1(x) cos y + (cos y - 1)
    double s, c;
    if (std::fabs(y) < 0x1p19) {
        const SinCos v = sincos_usual(y);
        s = v.sin, c = v.cos;
    } else {
        s = std::sin(y), c = std::cos(y);
    }
    const double m = std::expm1(x), e = x > -1.0 ? m + 1.0 : std::exp(x);
    const double re = x > 40.0 ? m * c : fma(m, c, c > 0.0 ? -s * (s / (1.0 + c)) : c - 1.0);
    return {re, y == 0.0 ? y : e * s};
}

inline cdouble xlogy(cdouble x, cdouble y) noexcept {
    if (x == 0.0 && !is_nan(y)) return 0.0;
    if (!std::isfinite(y.real()) || !std::isfinite(y.imag()) || y == 0.0) return x * std::log(y);
    const cdouble l = clog(y);
    return {fma(x.real(), l.real(), -x.imag() * l.imag()), fma(x.real(), l.imag(), x.imag() * l.real())};
}
inline cdouble xlog1py(cdouble x, cdouble y) noexcept {
    return x == 0.0 && !is_nan(y) ? cdouble(0.0) : x * log1p(y);
}

// sin(pi z) and cos(pi z), reduced in the real part.
inline cdouble sinpi(cdouble z) noexcept {
    const double y = pi * z.imag();
    return {sinpi(z.real()) * std::cosh(y), cospi(z.real()) * std::sinh(y)};
}
inline cdouble cospi(cdouble z) noexcept {
    const double y = pi * z.imag();
    return {cospi(z.real()) * std::cosh(y), -sinpi(z.real()) * std::sinh(y)};
}

// sum_k c[k] z^k
template <std::size_t N>
inline cdouble polynomial(const double (&c)[N], cdouble z) noexcept {
    cdouble s(c[N - 1]);
    for (std::size_t k = N - 1; k > 0; --k)
        s = {fma(s.real(), z.real(), fma(-s.imag(), z.imag(), c[k - 1])), fma(s.real(), z.imag(), s.imag() * z.real())};
    return s;
}
// The same as two chains of operations, the even and the odd powers, in half the time: where the terms do not cancel.
template <std::size_t N>
inline cdouble split_polynomial(const double (&c)[N], cdouble z) noexcept {
    const cdouble w = times(z, z);
    const double a = w.real(), b = w.imag();
    const auto step = [a, b](cdouble s, double next) {
        return cdouble(fma(s.real(), a, fma(-s.imag(), b, next)), fma(s.real(), b, s.imag() * a));
    };
    constexpr std::size_t top = (N - 1) & ~std::size_t{1};          // the highest even power
    cdouble even(c[top]), odd(N > top + 1 ? c[N - 1] : 0.0);
    for (std::size_t k = top; k > 0; k -= 2) {
        even = step(even, c[k - 2]);
        odd = step(odd, c[k - 1]);
    }
    return {fma(odd.real(), z.real(), fma(-odd.imag(), z.imag(), even.real())),
            fma(odd.real(), z.imag(), fma(odd.imag(), z.real(), even.imag()))};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
