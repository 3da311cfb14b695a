// SPDX-License-Identifier: BSD-3-Clause
// The exponential integrals E1(z) = int_z^inf exp(-t)/t dt, Ei and En (DLMF 6.2, 8.19).
//
// Real: E1(x) + log x is tabulated on [0, 1], x exp(x) E1(x) beyond, in 1/x past 64; Ei likewise, with its zero
// 0.3725... a factor of what is tabulated around it. Error 2 ulp; 3 ulp where exponential and table are multiplied.
//
// Complex: with c = |z| + Re z, exp(z) E1(z) = int_0^inf exp(-t)/(z + t) dt by the Gauss-Laguerre rule, whose error is
// near exp(-2 sqrt(2 n c)) (the rule's sum is the n-th convergent of the continued fraction DLMF 6.9.1): 24 nodes for
// c >= 9, 128 for c >= 1.32, of which only those below 44 carry weight. The sum has no chain of dependent divisions and
// no cancellation. Around the cut, c < 1.32: the power series 6.6.2 to |z| = 3, which loses at most a factor exp(1.32);
// Ei(x + i y) = Ei(x) + exp(x) int_0^y i exp(i s)/(x + i s) ds by 24 Gauss-Legendre nodes to |x| = 38, where y <= 10.5;
// the asymptotic series 6.12.1 past that. Error 5e-16 in modulus.
//
// En, n <= 25: by the recurrence 8.19.12, which multiplies errors by x/n upwards and n/x downwards, from E1 to x = 2, in
// both directions from tables of E5 to x = 8. Else the continued fraction 8.19.17 in its even form. Error 1e-15.
#pragma once

#include "kernels/special/circular.hpp"
#include "kernels/special/complex.hpp"
#include "kernels/special/tables_expint.hpp"
#include "kernels/special/tables_quadrature.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double euler_gamma = 0x1.2788cfc6fb619p-1;

// x exp(x) E1(x), x >= 1
inline double exp1_scaled(double x) noexcept {
    return x < 64.0 ? octave(tables::exp1_middle, x, 1.0) : uniform(tables::exp1_large, 1.0 / x, 0.0, 64.0);
}
inline double exp1_positive(double x) noexcept {
    if (x < 1.0) return uniform(tables::exp1_small, x, 0.0, 4.0) - std::log(x);
    const double s = exp1_scaled(x) / x;
    if (x < 700.0) return std::exp(-x) * s;
    return x > 760.0 ? 0.0 : scaled_exp(Dd(-x), s);
}

// x exp(-x) Ei(x), x >= 1
inline double expi_scaled(double x) noexcept {
    return x < 64.0 ? octave(tables::expi_middle, x, 1.0) : uniform(tables::expi_large, 1.0 / x, 0.0, 64.0);
}
inline double expi_positive(double x) noexcept {
    if (x < 0.25) return uniform(tables::expi_small, x, 0.0, 4.0) + std::log(x);
    if (x < 1.0) {
        const double d = (x - tables::expi_root[0]) - tables::expi_root[1];
        return d * octave(tables::expi_near, x, 0.25);
    }
    const double s = expi_scaled(x) / x;
    if (x < 700.0) return std::exp(x) * s;
    return x > 720.0 ? inf : scaled_exp(Dd(x), s);
}

inline double exp1(double x) noexcept {
    if (x > 0.0) return exp1_positive(x);
    if (x == 0.0) {
        report(Trouble::singular);
        return inf;
    }
    if (x < 0.0) report(Trouble::domain);
    return nan;
}
inline double expi(double x) noexcept {
    if (x < 0.0) return -exp1_positive(-x);
    if (x == 0.0) {
        report(Trouble::singular);
        return -inf;
    }
    if (std::isnan(x)) return x;
    const double v = expi_positive(x);
    if (v == inf && x != inf) report(Trouble::overflow);
    return v;
}

// exp(z) v, where exp(z) alone may leave the range and the product need not.
inline cdouble exp_times(cdouble z, cdouble v) noexcept {
    double shift = 0.0, factor = 1.0;
    if (z.real() > 700.0) shift = -64.0, factor = 0x1.425982cf597cdp+92;       // e^64
    if (z.real() < -640.0) shift = 64.0, factor = 0x1.969d47321e4ccp-93;
    const double m = std::exp(z.real() + shift);
    if (m == 0.0) return {0.0, 0.0};
    const double c = std::cos(z.imag()), s = std::sin(z.imag());
    if (m == inf) {
        const cdouble direction = times({c, s}, v);
        return {std::copysign(inf, direction.real()), std::copysign(inf, direction.imag())};
    }
    return times({m * c, m * s}, v) * factor;
}

// sum_k w_k/(z + t_k), eight terms side by side
template <std::size_t N>
inline cdouble laguerre_sum(const double (&t)[N], const double (&w)[N], cdouble z) noexcept {
    static_assert(N % 8 == 0);
    const double x = z.real(), y2 = z.imag() * z.imag();
    double re[8] = {}, im[8] = {};
    for (std::size_t k = 0; k < N; k += 8) {
        for (std::size_t j = 0; j < 8; ++j) {
            const double a = x + t[k + j], q = w[k + j] / fma(a, a, y2);
            re[j] = fma(q, a, re[j]);
            im[j] += q;
        }
    }
    double r = 0.0, i = 0.0;
    for (std::size_t j = 8; j-- > 0;) {
        r += re[j];
        i += im[j];
    }
    return {r, -i * z.imag()};
}

// exp(z) E1(z) outside of the parabola around the cut
inline cdouble exp1_laguerre(cdouble z, double c) noexcept {
    if (std::fabs(z.real()) + std::fabs(z.imag()) > 1e100) return inverse(z);
    return c >= 9.0 ? laguerre_sum(tables::laguerre_nodes_24, tables::laguerre_weights_24, z)
                    : laguerre_sum(tables::laguerre_nodes_128, tables::laguerre_weights_128, z);
}

// Ein(-z) = sum_{k >= 1} z^k/(k k!) with its sign such that Ei(z) = log z + gamma + this; |z| <= 3
inline cdouble ein_series(cdouble z) noexcept { return times(polynomial(tables::ein_series, z), z); }

// |z| < 1/2
inline constexpr auto ein_short = [] {
    struct { double at[15]; } s{};
    for (int k = 0; k < 15; ++k) s.at[k] = tables::ein_series[k];
    return s;
}();
inline cdouble ein_small(cdouble z) noexcept {
    return size1(z) < 0x1p-60 ? cdouble(0.0) : times(split_polynomial(ein_short.at, z), z);
}

// exp(-x) Ei(x + i y) from the real axis, 1 <= x <= 40
inline cdouble expi_beside_axis(double x, double y) noexcept {
    double re[8] = {}, im[8] = {};
    const double x2 = x * x;
    for (std::size_t k = 0; k < 24; k += 8) {
        for (std::size_t j = 0; j < 8; ++j) {
            const double s = y * tables::legendre24_nodes[k + j];
            double sine, cosine;
            sincos_small(s, sine, cosine);
            const double q = tables::legendre24_weights[k + j] / fma(s, s, x2);
            re[j] = fma(q, fma(cosine, x, sine * s), re[j]);
            im[j] = fma(q, fma(sine, x, -cosine * s), im[j]);
        }
    }
    double r = 0.0, i = 0.0;
    for (std::size_t j = 0; j < 8; ++j) {
        r += re[j];
        i += im[j];
    }
    return {expi_scaled(x) / x - y * i, y * r};
}
// z exp(z) E1(z) for large |z|, 6.12.1
inline cdouble exp1_asymptotic(cdouble z) noexcept {
    const cdouble w = -inverse(z);
    cdouble term(1.0), sum(1.0);
    double size = 1.0;
    const double r2 = std::norm(w);
    for (int k = 1; k < 60; ++k) {
        const double next = size * r2 * k * k;
        if (next > size || next < 1e-36) break;
        size = next;
        term = times(term, w) * static_cast<double>(k);
        sum += term;
    }
    return sum;
}
inline bool near_cut(cdouble z, double& c) noexcept {   // of E1
    const double x = z.real(), r = std::sqrt(fma(x, x, z.imag() * z.imag()));
    c = x >= 0.0 ? r + x : z.imag() * (z.imag() / (r - x));
    return c < 1.32;
}

inline cdouble exp1(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (y == 0.0) {
        if (x == 0.0) {
            report(Trouble::singular);
            return {inf, -y};
        }
        return x > 0.0 ? cdouble(exp1_positive(x), -y) : cdouble(-expi_positive(-x), std::signbit(y) ? pi : -pi);
    }
    if (x == inf || (std::isinf(y) && x >= 0.0)) return {0.0, 0.0};
    if (std::isinf(x) || std::isinf(y)) return {nan, nan};
    if (std::fabs(x) > 1e150 || std::fabs(y) > 1e150) return exp_times(-z, inverse(z));
    if (std::fabs(x) + std::fabs(y) < 0.5) return -ein_small(-z) - clog(z) - euler_gamma;
    double c;
    if (!near_cut(z, c)) return exp_times(-z, exp1_laguerre(z, c));
    if (x < -38.0) return exp_times(-z, times(exp1_asymptotic(z), inverse(z)));
    if (std::norm(z) < 9.0) return -ein_series(-z) - clog(z) - euler_gamma;
    return cdouble(0.0, -std::copysign(pi, y)) - std::exp(-x) * expi_beside_axis(-x, -y);
}

inline cdouble expi(cdouble z) noexcept {
    if (is_nan(z)) return {nan, nan};
    const double x = z.real(), y = z.imag();
    if (y == 0.0) {
        if (x == 0.0) {
            report(Trouble::singular);
            return {-inf, -0.0};
        }
        return x > 0.0 ? cdouble(expi_positive(x), y) : cdouble(-exp1_positive(-x), -0.0);
    }
    const double turn = std::copysign(pi, y);
    if (x == -inf || (std::isinf(y) && x <= 0.0)) return {0.0, turn};
    if (std::isinf(x) || std::isinf(y)) return {nan, nan};
    if (std::fabs(x) + std::fabs(y) < 0.5) return ein_small(z) + clog(z) + euler_gamma;
    double c;
    if (std::fabs(x) < 1e150 && std::fabs(y) < 1e150 && near_cut(-z, c)) {
        if (x > 38.0) return exp_times(z, times(exp1_asymptotic(-z), inverse(z)));   // the turn is below the rounding
        return std::norm(z) < 9.0 ? ein_series(z) + clog(z) + euler_gamma : std::exp(x) * expi_beside_axis(x, y);
    }
    const cdouble v = exp1(-z);
    return {-v.real(), turn - v.imag()};
}

// E_n(x) exp(x) by the even form of 8.19.17, after Steed
inline double expn_fraction(double n, double x) noexcept {
    double b = x + n, d = 1.0 / b, step = d, sum = d;
    for (int k = 1; k < 400; ++k) {
        const double a = -k * (n + (k - 1.0));
        b += 2.0;
        d = 1.0 / fma(a, d, b);
        step *= fma(b, d, -1.0);
        sum += step;
        if (std::fabs(step) <= 0x1p-55 * sum) break;
    }
    return sum;
}

inline double expn(double order, double x) noexcept {
    const double n = whole(order);
    if (std::isnan(n) || std::isnan(x)) return nan;
    if (!(n >= 0.0) || x < 0.0 || std::isinf(n)) {
        report(Trouble::domain);
        return nan;
    }
    if (x == 0.0) {
        if (n > 1.0) return 1.0 / (n - 1.0);
        report(Trouble::singular);
        return inf;
    }
    if (x > 760.0) return 0.0;
    if (n == 0.0) return x < 700.0 ? std::exp(-x) / x : scaled_exp(Dd(-x), 1.0 / x);
    if (n == 1.0) return exp1_positive(x);
    if (n <= 25.0 && x <= 2.0) {
        const double e = std::exp(-x);
        double v = exp1_positive(x);
        for (int k = 1, last = static_cast<int>(n); k < last; ++k) v = fma(-x, v, e) / k;
        return v;
    }
    if (n <= 25.0 && x < 8.0) {
        double v = octave(tables::exp5_middle, x, 2.0) / x;
        const double w = 1.0 / x;
        int k = 5;
        const int last = static_cast<int>(n);
        for (; k < last; ++k) v = fma(-x, v, 1.0) / k;
        for (; k > last; --k) v = fma(1.0 - k, v, 1.0) * w;
        return std::exp(-x) * v;
    }
    if (n > 1e8) {   // 8.20.1
        const double s = x + n;
        return scaled_exp(Dd(-x), (1.0 + n / s / s) / s);
    }
    return scaled_exp(Dd(-x), expn_fraction(n, x));
}
inline double expn(long n, double x) noexcept { return expn(static_cast<double>(n), x); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
