// SPDX-License-Identifier: BSD-3-Clause
// Owen's T function, int_0^a exp(-h^2 (1 + x^2)/2)/(1 + x^2) dx/(2 pi), and the distribution function of Tukey's lambda.
//
// T is even in h and odd in a. |a| > 1 goes over to 1/a by 2 T(h, a) + 2 T(a h, 1/a) = Q(h) + Q(a h) - 2 Q(h) Q(a h)
// with upper normal tails Q (Owen, Ann. Math. Stat. 27 (1956) 1075), where the result stays a third of the sum or
// more. For |a| <= 1 the integral is taken by 12, 16 or 32 Gauss-Legendre nodes up to where exp(-h^2 x^2/2) has
// vanished; the integrand is analytic and positive, so the relative accuracy holds for any h. Accuracy: 10 ulp.
//
// Tukey's lambda has the quantile function x(p) = (p^l - (1 - p)^l)/l; p <= 1/2 comes from Newton's method on
// log(1 + l x)/l against log p, where the curve is nearly straight. Accuracy: 1e-13 relative in the lower tail.
#pragma once

#include "kernels/special/elementary.hpp"
#include "kernels/special/tables_quadrature.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <std::size_t N>
inline double owens_quadrature(double hb, double b, const double (&nodes)[N], const double (&weights)[N]) noexcept {
    double sum = 0.0;
    double parts[N];
    for (std::size_t k = 0; k < N; ++k) {
        const double z = hb * nodes[k], x = b * nodes[k];
        parts[k] = weights[k] * exp_usual(-0.5 * z * z) / fma(x, x, 1.0);
    }
    for (std::size_t k = 0; k < N; ++k) sum += parts[k];
    return b * sum;
}

inline double owens_near(double h, double a) noexcept {   // h >= 0, 0 <= a <= 1
    const double b = h * a > 8.8 ? 8.8 / h : a, hb = h * a > 8.8 ? 8.8 : h * a;
    if (h > 39.0) return 0.0;
    const double sum = hb < 1.0 ? owens_quadrature(hb, b, tables::legendre12_nodes, tables::legendre12_weights)
                     : hb < 2.5 ? owens_quadrature(hb, b, tables::legendre16_nodes, tables::legendre16_weights)
                                : owens_quadrature(hb, b, tables::legendre32_nodes, tables::legendre32_weights);
    return gauss(h) * 0x1.45f306dc9c883p-3 * sum;
}

inline double owens_t(double h, double a) noexcept {
    if (std::isnan(h) || std::isnan(a)) return nan;
    h = std::fabs(h);
    const double b = std::fabs(a);
    double t;
    if (std::isinf(h)) t = 0.0;
    else if (b <= 1.0) t = owens_near(h, b);
    else if (std::isinf(b)) t = 0.5 * ndtr(-h);
    else {
        const double q = ndtr(-h), r = h == 0.0 ? 0.5 : ndtr(-b * h);
        t = h == 0.0 ? std::atan(b) * 0x1.45f306dc9c883p-3 : 0.5 * q + (r * (0.5 - q) - owens_near(b * h, 1.0 / b));
    }
    return std::copysign(t, a);
}

// p <= 1/2 with x(p) = x <= 0
inline double tukey_lower(double x, double lambda) noexcept {
    const double r = fma(lambda, x, 1.0);
    if (lambda > 0.0 && !(r > 0.0)) return 0.0;
    const double target = std::fabs(lambda * x) < 0.5 ? std::log1p(lambda * x) / lambda : std::log(r) / lambda;
    double high = -0x1.62e42fefa39efp-1, low = -inf;     // log p
    double l = lambda >= 1.0 ? std::fmin(std::log(r / (1.0 + lambda)), high) : std::fmin(0.9 * target + 0.1 * high, high);
    if (std::fabs(lambda) < 2.0 && target > -1.0) l = x - std::log1p(std::exp(x));
    for (int k = 0; k < 100; ++k) {
        const double p = std::exp(l), lq = std::log1p(-p), pl = std::exp(lambda * l), ql = std::exp(lambda * lq);
        // log(1 + lambda x(p))/lambda
        const double sum = pl - std::expm1(lambda * lq);
        const double y = lambda * std::fabs(l) < 0.3 && lambda * l > -0.3 && std::fabs(lambda) * -l < 0.3
                             ? std::log1p(ql * std::expm1(lambda * (l - lq))) / lambda : std::log(sum) / lambda;
        const double slope = (pl + ql * p / (1.0 - p)) / sum;
        const double error = y - target;
        if (error == 0.0) break;
        (error > 0.0 ? high : low) = l;
        double next = l - error / slope;
        if (!(next < high && next > low) && !(next == high && k == 0))
            next = low == -inf ? 2.0 * l - 1.0 : 0.5 * (low + high);
        if (std::fabs(next - l) <= 1e-16 * std::fabs(l) + 2e-17) {
            l = next;
            break;
        }
        l = next;
    }
    return std::exp(l);
}

inline double tklmbda(double x, double lambda) noexcept {
    if (std::isnan(x) || std::isnan(lambda)) return nan;
    if (lambda == -inf) return outside();
    if (lambda > 0.0) {
        if (x <= -1.0 / lambda) return 0.0;
        if (x >= 1.0 / lambda) return 1.0;
    }
    if (std::isinf(x)) return x > 0.0 ? 1.0 : 0.0;
    if (std::fabs(lambda) < 1e-20 || std::fabs(lambda * x) * std::fabs(x) < 1e-19) {
        if (std::fabs(lambda) < 1e-17) return expit(x);
    }
    if (x == 0.0) return 0.5;
    const double p = tukey_lower(-std::fabs(x), lambda);
    return x < 0.0 ? p : 1.0 - p;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
