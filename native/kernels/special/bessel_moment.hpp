// SPDX-License-Identifier: BSD-3-Clause
// The integral of x^lambda J_nu(2 a x) over (0, 1), z = 2 a: z^(-lambda-1) int_0^z t^lambda J_nu(t) dt.
//
// Methods.
//   series      z^2/4 small beside the factors k |nu + k| of the power series of J (DLMF 10.2.2): with t_k its terms, the
//               integral is J_nu(z) (sum t_k/(lambda + nu + 1 + 2 k))/(sum t_k), where nothing cancels
//   expansion   large z: by Lommel's functions (G. N. Watson, Theory of Bessel Functions, 10.74), whose expansion is DLMF 11.9(iii),
//                   ((lambda + nu - 1) J_nu(z) A/z - J_(nu-1)(z) B)/z + a^(-lambda-1)/2 Gamma((1+nu+lambda)/2)/Gamma((1+nu-lambda)/2)
//   sum         between: the sum of (nu + 2 k + 1) d_k J_(nu+2k+1)(z)/z, d_(k+1)/d_k = ((nu-lambda+1)/2 + k)/((nu+lambda+3)/2 + k)
//               (DLMF 10.22(ii)), by the backward recurrence in the order (10.6.1), normalized at the lowest orders; its terms
//               have the size of the result
// Where the integral diverges (lambda + nu <= -1): its analytic continuation in lambda, as the series gives it; infinite at
// the poles. NaN with Trouble::slow where the sum would need more than 100,000 orders (z > 2e5 with nu or lambda of that size).
// Accuracy: 1e-13 of the larger of |value| and the amplitude of its oscillation.
#pragma once

#include "kernels/special/bessel.hpp"
#include "kernels/special/distributions.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace moment {

struct Parameters { double lambda, nu, a, z; };

// The smallest |nu + k|, k = 1, 2, ...
inline double least_factor(double nu) noexcept {
    return nu > -1.0 ? nu + 1.0 : std::fmin(std::fabs(nu - std::nearbyint(nu)), std::fabs(nu + 1.0));
}
inline double series(const Parameters& p) noexcept {
    // |J_nu(z)| <= (e z/(2 nu))^nu
    if (p.nu > 20.0 && p.lambda > -1.0 && p.nu * (1.0 + std::log(p.a / p.nu)) < -760.0) return 0.0;
    const double j = jv(p.nu, p.z);
    if (j == 0.0) return 0.0;
    const double q = -p.a * p.a, first = p.lambda + p.nu + 1.0;
    double t = 1.0, all = 1.0, weighed = 1.0 / first;
    for (double k = 1.0; k < 200.0; k += 1.0) {
        t *= q / (k * (p.nu + k));
        all += t;
        weighed += t / (first + 2.0 * k);
        if (std::fabs(t) < 0x1p-58 * std::fabs(all) && std::fabs(t) < 0x1p-58 * std::fabs(weighed * (first + 2.0 * k)) &&
            k > -p.nu && k > -0.5 * first) break;
    }
    return j * (weighed / all);
}

// sum (-1)^k prod_(m<=k) ((2m - 1 - mu)^2 - nu^2)/z^2; false where its terms stay too large
inline bool lommel(double mu, double nu, double z, double& sum) noexcept {
    double term = 1.0, over = 1.0 / z;
    sum = 1.0;
    for (double odd = 1.0; odd < 400.0; odd += 2.0) {
        const double below = (odd - mu - nu) * over, above = (odd - mu + nu) * over, next = -term * below * above;
        sum += next;
        if (std::fabs(next) < 0x1p-56) return true;
        if (odd > z) return false;
        term = next;
    }
    return false;
}
// Gamma((1 + nu + lambda)/2)/Gamma((1 + nu - lambda)/2) a^(-lambda-1)/2
inline double constant_part(const Parameters& p) noexcept {
    if (p.lambda > 80.0) return 0.0;                     // (nu/z)^lambda and less
    const double x = 0.5 * ((1.0 - p.lambda) + p.nu);
    if (p.lambda >= -80.0) return 0.5 * poch(x, p.lambda) * std::pow(p.a, -p.lambda - 1.0);
    const double end = 0.5 * ((1.0 + p.lambda) + p.nu);
    if (end <= 0.0) return nan;
    return scaled_exp(lgamma_dd(Dd(end)) - lgamma_dd(Dd(x)) - log_dd(p.a) * (p.lambda + 1.0), 0.5);
}
inline bool expansion(const Parameters& p, double& value) noexcept {
    if (!(p.z > 30.0) || std::fabs(p.nu) > 0.6 * p.z || std::fabs(p.lambda) > 0.4 * p.z) return false;
    double value_sum, slope_sum;
    if (!lommel(p.lambda - 1.0, p.nu - 1.0, p.z, value_sum) || !lommel(p.lambda, p.nu, p.z, slope_sum)) return false;
    const double constant = constant_part(p);
    if (std::isnan(constant)) return false;
    const double turning = std::isinf(p.z) ? 0.0 : ((p.lambda + p.nu - 1.0) / p.z * jv(p.nu, p.z) * value_sum -
                                                    jv(p.nu - 1.0, p.z) * slope_sum) / p.z;
    value = constant + turning;
    return true;
}

// How many orders above nu + 1 the terms of the sum still count
inline double reach(double nu, double z) noexcept {
    const double edge = std::fmax(z - nu, 0.0) + 12.0 * std::cbrt(std::fmax(z, 1.0)) + 24.0;
    if (nu <= 1.02 * z) return edge;
    const double w = nu / z;
    return std::fmin(edge, 45.0 / std::log(w + std::sqrt((w - 1.0) * (w + 1.0))) + 6.0);
}
// The sum from the order first = nu + 2 from + 1 >= 0 on, divided by d_from; `largest`: of its terms
inline double upper_sum(const Parameters& p, double from, double count, double& largest) noexcept {
    const double over = 2.0 / p.z, top = 0.5 * ((p.nu - p.lambda) + 1.0), bottom = 0.5 * (p.nu + p.lambda + 3.0);
    double even = 0x1p-900, odd = 0.0, total = 0.0;      // orders nu + 2 k + 1 and nu + 2 k + 2
    largest = 0.0;
    for (double k = from + count;; k -= 1.0) {
        const double order = p.nu + 2.0 * k + 1.0, rest = total * ((top + k) / (bottom + k));
        total = fma(order, even, rest);
        largest = std::fmax(largest, std::fabs(rest));
        if (k == from) break;
        odd = fma(order * over, even, -odd);
        even = fma((order - 1.0) * over, odd, -even);
        if (std::fabs(even) > 0x1p300) {
            even *= 0x1p-600;
            odd *= 0x1p-600;
            total *= 0x1p-600;
            largest *= 0x1p-600;
        }
    }
    const double first = p.nu + 2.0 * from + 1.0;
    const double norm = std::fabs(even) >= std::fabs(odd) ? jv(first, p.z) / even : jv(first + 1.0, p.z) / odd;
    largest = (largest + std::fabs(total)) * std::fabs(norm);
    return total * norm;
}
inline double sum(const Parameters& p) noexcept {
    if (p.nu > p.z && jv(p.nu, p.z) == 0.0) return 0.0;
    const double from = p.nu < -1.0 ? std::ceil(-0.5 * (p.nu + 1.0)) : 0.0;
    const double count = std::floor(0.5 * reach(p.nu + 2.0 * from, p.z));
    if (!(count < 50000.0) || from > 1000.0) {
        report(Trouble::slow);
        return nan;
    }
    double largest, total = upper_sum(p, from, count, largest);
    // Below order 0 the recurrence would lose what distinguishes nu from a whole number.
    const double top = 0.5 * ((p.nu - p.lambda) + 1.0), bottom = 0.5 * (p.nu + p.lambda + 3.0);
    for (double k = from - 1.0; k >= 0.0; k -= 1.0) {
        const double order = p.nu + 2.0 * k + 1.0, rest = total * ((top + k) / (bottom + k));
        total = fma(order, jv(order, p.z), rest);
        largest = std::fmax(largest * std::fabs((top + k) / (bottom + k)), std::fabs(total));
    }
    if (largest > 1e4 * (std::fabs(total) + std::sqrt(p.z))) {
        report(Trouble::loss);
        return nan;
    }
    return 2.0 / (p.lambda + p.nu + 1.0) * (total / p.z);
}

// lambda + nu = -1 - 2 k: the sign is that of larger lambda.
inline double pole(double lambda, double nu) noexcept {
    report(Trouble::singular);
    const double k = -0.5 * (lambda + nu + 1.0);
    return (std::fmod(k, 2.0) != 0.0 ? -inf : inf) * (nu > -k - 1.0 ? gamma_sign(nu + k + 1.0) : 1.0);
}
inline bool at_pole(double lambda, double nu) noexcept {
    const Dd s = two_sum(lambda, nu);
    const double k = -0.5 * (s.hi + 1.0);
    return s.lo == 0.0 && k >= 0.0 && k == std::floor(k);
}
// a = 0
inline double at_origin(double lambda, double nu) noexcept {
    if (nu == 0.0) return 1.0 / (lambda + 1.0);
    if (nu > 0.0) return 0.0;
    report(Trouble::singular);
    return std::copysign(inf, gamma_sign(nu + 1.0) * (lambda + nu + 1.0));
}

}  // namespace moment

inline double besselpoly(double a, double lambda, double nu) noexcept {
    if (std::isnan(a) || std::isnan(lambda) || std::isnan(nu) || std::isinf(nu)) return nan;
    const bool whole = nu == std::floor(nu);
    if (a < 0.0 && !whole) {
        report(Trouble::domain);
        return nan;
    }
    double sign = 1.0;
    if (whole && (nu < 0.0) != (a < 0.0) && std::fmod(nu, 2.0) != 0.0) sign = -1.0;   // J_-n(x) = J_n(-x) = (-1)^n J_n(x)
    if (whole) nu = std::fabs(nu);
    a = std::fabs(a);
    if (std::isinf(lambda)) return 0.0;
    if (moment::at_pole(lambda, nu)) return a == 0.0 && nu > 0.0 ? 0.0 : sign * moment::pole(lambda, nu);
    if (a == 0.0) return sign * moment::at_origin(lambda, nu);
    const moment::Parameters p{lambda, nu, a, 2.0 * a};
    if (a * a <= 0.5 * moment::least_factor(nu)) return sign * moment::series(p);
    double value;
    if (moment::expansion(p, value)) return sign * value;
    return sign * moment::sum(p);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
