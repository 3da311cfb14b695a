// SPDX-License-Identifier: BSD-3-Clause
// Kelvin functions of order 0 and their derivatives (DLMF 10.61).
//
// ber, bei, ker, kei: power series 10.65 below 2 with the logarithm apart, tables on [2, 26), and beyond the expansions
// 10.40.1-2 of I_0, I_1, K_0, K_1 at x exp(i pi/4), whose recessive companions are below 1e-16 there. Accuracy: 4 ulp of
// the modulus, which is that of the function away from its zeros. ker and kei are NaN for x < 0.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/polynomial.hpp"
#include "kernels/special/tables_kelvin.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace kelvin_detail {

inline constexpr double root_half = 0x1.6a09e667f3bcdp-1, root_half_low = -0x1.bdd3413b26456p-55;
inline constexpr double limit = 26.0;

// Derivatives of the polynomials in w = (x/2)^4: sum k c_k w^(k-1)
template <std::size_t N>
inline double slope(const double (&c)[N], double w) noexcept {
    double s = static_cast<double>(N - 1) * c[N - 1];
    for (std::size_t k = N - 2; k > 0; --k) s = fma(s, w, static_cast<double>(k) * c[k]);
    return s;
}
struct Small {
    double h2, w, x;
    explicit Small(double a) : h2(0.25 * a * a), w(h2 * h2), x(a) {}
    double ber() const noexcept { return polynomial(tables::ber_taylor, w); }
    double bei() const noexcept { return h2 * polynomial(tables::bei_taylor, w); }
    // d/dx w^k = 2 k w^(k-1) (x/2)^3, d/dx (x/2)^2 w^k = (2k + 1) (x/2) w^k
    double berp() const noexcept { return h2 * x * slope(tables::ber_taylor, w) + 0.0; }
    double beip() const noexcept { return 0.5 * x * odd(tables::bei_taylor); }
    template <std::size_t N>
    double odd(const double (&c)[N]) const noexcept {
        return polynomial(c, w) + 2.0 * w * slope(c, w);
    }
    double log() const noexcept { return -std::log(0.5 * x); }
    double ker() const noexcept { return fma(log(), ber(), 0.25 * pi * bei()) + polynomial(tables::ker_taylor, w); }
    double kei() const noexcept { return fma(log(), bei(), -0.25 * pi * ber()) + h2 * polynomial(tables::kei_taylor, w); }
    double kerp() const noexcept {
        return fma(log(), berp(), 0.25 * pi * beip()) + h2 * x * slope(tables::ker_taylor, w) - ber() / x;
    }
    double keip() const noexcept {
        return fma(log(), beip(), -0.25 * pi * berp()) + 0.5 * x * odd(tables::kei_taylor) - bei() / x;
    }
};

// sum_k sign^k a_k / (x exp(i pi/4))^k
template <std::size_t N>
inline cdouble far_sum(const double (&a)[N], double x, double sign) noexcept {
    const double r = sign * root_half / x, minus_w = -1.0 / (x * x);   // u = r (1 - i), u^2 = -i/x^2, u^4 = -1/x^4
    // Four real chains in u^4, put together with u and u^2.
    const double w = -minus_w * minus_w;
    double p[4];
    constexpr std::size_t last = (N - 1) & ~std::size_t{3};
    for (std::size_t j = 0; j < 4; ++j) {
        double s = last + j < N ? a[last + j] : 0.0;
        for (std::size_t k = last; k >= 4; k -= 4) s = fma(s, w, a[k - 4 + j]);
        p[j] = s;
    }
    const double v = -minus_w;                                        // u^2 = -i v
    const double re0 = p[0], im0 = -p[2] * v, re1 = p[1], im1 = -p[3] * v;
    return {re0 + r * (re1 + im1), im0 + r * (im1 - re1)};
}

// exp(x exp(i pi/4)) sqrt(1/(2 pi x)) exp(-i pi/8) for sign > 0, exp(-x exp(i pi/4)) sqrt(pi/(2 x)) exp(-i pi/8) for < 0,
// turned by a further `turn`
inline cdouble far_factor(double x, double sign, double turn) noexcept {
    const Dd s = Dd(root_half, root_half_low) * x, phase = Dd(sign * s.hi, sign * s.lo) + (turn - 0.125 * pi);
    const double m = scaled_exp({sign * s.hi, sign * s.lo}, std::sqrt(sign > 0.0 ? 0.5 / (pi * x) : 0.5 * pi / x));
    const double c = std::cos(phase.hi), q = std::sin(phase.hi);
    return {m * fma(-q, phase.lo, c), m * fma(c, phase.lo, q)};
}
inline cdouble far(double x, bool growing, bool derivative) noexcept {
    const double sign = growing ? 1.0 : -1.0;
    const cdouble sum = derivative ? far_sum(tables::kelvin_far1, x, -sign) : far_sum(tables::kelvin_far0, x, -sign);
    const cdouble v = times(far_factor(x, sign, derivative ? 0.25 * pi : 0.0), sum);
    if (growing && !(std::fabs(v.real()) < inf && std::fabs(v.imag()) < inf)) {
        report(Trouble::overflow);
        const double angle = x < 1e15 ? std::arg(times(far_factor(std::fmod(x, 4.0 * pi / root_half), 1.0, 0.0), sum)) : 0.0;
        return {std::copysign(inf, std::cos(angle)), std::copysign(inf, std::sin(angle))};
    }
    return derivative && !growing ? -v : v;
}

enum class Part { real, imaginary };

// One of the four growing ones
template <bool Derivative, Part P, std::size_t R, std::size_t N>
inline double growing(const double (&table)[R][N], double x) noexcept {
    if (std::isnan(x) || std::isinf(x)) return nan;
    const double a = std::fabs(x), flip = Derivative && x < 0.0 ? -1.0 : 1.0;
    if (a < 2.0) {
        const Small s(a);
        if constexpr (Derivative) return flip * (P == Part::real ? s.berp() : s.beip());
        else return P == Part::real ? s.ber() : s.bei();
    }
    if (a < limit) return flip * uniform(table, a, 2.0, 1.0);
    const cdouble v = far(a, true, Derivative);
    return flip * (P == Part::real ? v.real() : v.imag());
}
template <bool Derivative, Part P, std::size_t R, std::size_t N>
inline double decaying(const double (&table)[R][N], double x) noexcept {
    if (std::isnan(x) || x < 0.0) return nan;
    if (x == 0.0) {
        if (P == Part::imaginary) return Derivative ? 0.0 : -0.25 * pi;
        report(Trouble::overflow);
        return Derivative ? -inf : inf;
    }
    if (x < 2.0) {
        const Small s(x);
        if constexpr (Derivative) return P == Part::real ? s.kerp() : s.keip();
        else return P == Part::real ? s.ker() : s.kei();
    }
    if (x < limit) return uniform(table, x, 2.0, 1.0);
    if (x > 1100.0) return 0.0;
    const cdouble v = far(x, false, Derivative);
    return P == Part::real ? v.real() : v.imag();
}

}  // namespace kelvin_detail

inline double ber(double x) noexcept {
    return kelvin_detail::growing<false, kelvin_detail::Part::real>(tables::ber_pieces, x);
}
inline double bei(double x) noexcept {
    return kelvin_detail::growing<false, kelvin_detail::Part::imaginary>(tables::bei_pieces, x);
}
inline double berp(double x) noexcept {
    return kelvin_detail::growing<true, kelvin_detail::Part::real>(tables::berp_pieces, x);
}
inline double beip(double x) noexcept {
    return kelvin_detail::growing<true, kelvin_detail::Part::imaginary>(tables::beip_pieces, x);
}
inline double ker(double x) noexcept {
    return kelvin_detail::decaying<false, kelvin_detail::Part::real>(tables::ker_pieces, x);
}
inline double kei(double x) noexcept {
    return kelvin_detail::decaying<false, kelvin_detail::Part::imaginary>(tables::kei_pieces, x);
}
inline double kerp(double x) noexcept {
    return kelvin_detail::decaying<true, kelvin_detail::Part::real>(tables::kerp_pieces, x);
}
inline double keip(double x) noexcept {
    return kelvin_detail::decaying<true, kelvin_detail::Part::imaginary>(tables::keip_pieces, x);
}

// ber + i bei, ker + i kei and their derivatives
inline void kelvin(double x, cdouble& be, cdouble& ke, cdouble& bep, cdouble& kep) noexcept {
    if (std::fabs(x) >= kelvin_detail::limit && std::fabs(x) < 900.0) {
        using kelvin_detail::far;
        be = far(std::fabs(x), true, false);
        bep = far(std::fabs(x), true, true) * (x < 0.0 ? -1.0 : 1.0);
        ke = x < 0.0 ? cdouble(nan, nan) : far(x, false, false);
        kep = x < 0.0 ? cdouble(nan, nan) : far(x, false, true);
        return;
    }
    be = {ber(x), bei(x)};
    ke = {ker(x), kei(x)};
    bep = {berp(x), beip(x)};
    kep = {kerp(x), keip(x)};
    if (x == 0.0) kep = {-inf, 0.0};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
