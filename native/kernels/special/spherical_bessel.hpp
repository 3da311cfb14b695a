// SPDX-License-Identifier: BSD-3-Clause
// Spherical Bessel functions of integer order n >= 0 and real or complex argument, and their derivatives (DLMF 10.47).
//
//   y_n, k_n   forward recurrence (DLMF 10.51) from the elementary functions of orders -1 and 0
//   j_n        power series 10.53.1 while its terms hardly cancel; forward recurrence for x >= n + 1/2; between them
//              j_{n+1}/j_n by backward recurrence and the cross-product 10.50.1
//   i_n        power series 10.53.3, else sqrt(pi/(2 x)) I_{n+1/2}
//   complex z, and n >= 40: sqrt(pi/(2 z)) times the function of order n + 1/2, series for small z
// Left half-plane by 10.47.14-17. Accuracy: 30 ulp, of the modulus where j_n and y_n oscillate.
#pragma once

#include "kernels/special/bessel.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double imag_part(double) noexcept { return 0.0; }
inline double imag_part(cdouble z) noexcept { return z.imag(); }

inline double parity(long n) noexcept { return n % 2 ? -1.0 : 1.0; }

// sqrt(pi)/2 (x/2)^n/Gamma(n + 3/2)
inline double spherical_front(double n, double x) noexcept {
    constexpr double half_root_pi = 0x1.c5bf891b4ef6bp-1;
    const Dd power = log_dd(0.5 * x) * n;
    if (n < 11.0) return scaled_exp(power, half_root_pi * uniform(tables::rgamma1p, n + 0.5, 0.0, 1.0));
    return scaled_exp(power - lgamma_dd(Dd(n + 1.5)), half_root_pi);
}

// sum (+-z^2/4)^k/(k! (n + 3/2)_k)
template <class T>
inline T spherical_sum(double n, T z, double sign) noexcept {
    const T quarter = (0.25 * sign) * times(z, z);
    T sum(1.0), term(1.0);
    for (int k = 1; k < 200; ++k) {
        term = times(term, quarter) * (1.0 / (k * (n + 0.5 + k)));
        sum += term;
        if (std::abs(term) < 0x1p-55 * std::abs(sum)) break;
    }
    return sum;
}

inline double root_half_pi_over(double x) noexcept { return 0x1.40d931ff62706p+0 * std::sqrt(1.0 / x); }

inline double spherical_j_positive(double n, double x) noexcept {
    const double v = n + 0.5;
    if (n == 0.0) return std::sin(x) / x;
    if (0.25 * x * x < 1.5 * (v + 1.0)) return spherical_front(n, x) * spherical_sum(n, x, -1.0);
    if (v >= 40.0) return root_half_pi_over(x) * jy_positive<true, false>(v, x).j;
    const RecurrenceStep step(x);
    const double s = std::sin(x) / x, c = std::cos(x) / x;
    if (x >= v) {
        OrderPair j{c, s};
        climb(j, -0.5, n, step);
        return j.next;
    }
    OrderPair y{s, -c};
    climb(y, -0.5, n + 1.0, step);
    return 1.0 / (x * x * (j_ratio(v, x, step) * y.now - y.next));
}

inline double spherical_y_positive(double n, double x) noexcept {
    if (n >= 40.0) return root_half_pi_over(x) * jy_positive<false, true>(n + 0.5, x).y;
    OrderPair y{std::sin(x) / x, -std::cos(x) / x};
    climb(y, -0.5, n, RecurrenceStep(x));
    return std::isnan(y.next) ? -inf : y.next;
}

inline double spherical_i_positive(double n, double x) noexcept {
    if (0.25 * x * x < n + 1.5) return spherical_front(n, x) * spherical_sum(n, x, 1.0);
    return root_half_pi_over(x) * i_positive(n + 0.5, x, false);
}

inline double spherical_k_positive(double n, double x) noexcept {
    if (n >= 40.0) return root_half_pi_over(x) * k_positive(n + 0.5, x, false);
    OrderPair k{0.5 * pi / x, 0.5 * pi / x};
    const RecurrenceStep step(x);
    for (double j = 0.5; j < n; j += 1.0) {
        const double following = fma(step.times(j), k.next, k.now);
        k.now = k.next;
        k.next = following;
    }
    return scaled_exp(-x, k.next);
}

inline bool spherical_order(long n) noexcept {
    if (n >= 0) return true;
    report(Trouble::domain);
    return false;
}

inline double spherical_jn(long n, double x) noexcept {
    if (std::isnan(x) || !spherical_order(n)) return nan;
    if (x == 0.0) return n == 0 ? 1.0 : 0.0;
    if (std::isinf(x)) return 0.0;
    return (x < 0.0 ? parity(n) : 1.0) * spherical_j_positive(static_cast<double>(n), std::fabs(x));
}
inline double spherical_yn(long n, double x) noexcept {
    if (std::isnan(x) || !spherical_order(n)) return nan;
    if (x == 0.0) return -inf;
    if (std::isinf(x)) return 0.0;
    return (x < 0.0 ? -parity(n) : 1.0) * spherical_y_positive(static_cast<double>(n), std::fabs(x));
}
inline double spherical_in(long n, double x) noexcept {
    if (std::isnan(x) || !spherical_order(n)) return nan;
    if (x == 0.0) return n == 0 ? 1.0 : 0.0;
    if (std::isinf(x)) return x > 0.0 ? inf : parity(n) * inf;
    return (x < 0.0 ? parity(n) : 1.0) * spherical_i_positive(static_cast<double>(n), std::fabs(x));
}
inline double spherical_kn(long n, double x) noexcept {
    if (std::isnan(x) || !spherical_order(n)) return nan;
    if (x == 0.0) return inf;
    if (std::isinf(x)) return x > 0.0 ? 0.0 : -inf;
    const double k = spherical_k_positive(static_cast<double>(n), std::fabs(x));
    return x > 0.0 ? k : -parity(n) * k - pi * spherical_i_positive(static_cast<double>(n), -x);
}

// ---- complex

// sqrt(pi/(2 z)), Re z >= 0
inline cdouble root_half_pi_over(cdouble z) noexcept { return 0x1.40d931ff62706p+0 * std::sqrt(inverse(z)); }

inline cdouble spherical_small(double n, cdouble z, double sign) noexcept {
    const double size = spherical_front(n, std::hypot(z.real(), z.imag())), angle = n * std::arg(z);
    return times(cdouble(size * std::cos(angle), size * std::sin(angle)), spherical_sum(n, z, sign));
}

inline bool spherical_is_small(double n, cdouble z) noexcept {
    const double size = std::hypot(z.real(), z.imag());
    return 0.25 * size * size < 0.5 * (n + 1.5);
}

// The real function where z is real; infinities off the axis have no limit.
template <double (*Real)(long, double) noexcept>
inline bool spherical_on_axis(long n, cdouble z, cdouble& value) noexcept {
    if (is_nan(z) || !spherical_order(n)) return value = cdouble(nan, nan), true;
    if (z.imag() == 0.0) return value = cdouble(Real(n, z.real()), 0.0), true;
    if (std::isinf(z.real()) || std::isinf(z.imag())) return value = cdouble(nan, nan), true;
    return false;
}

inline cdouble spherical_jn(long n, cdouble z) noexcept {
    if (n >= 0 && std::isinf(z.imag())) return {nan, z.imag()};       // infinite, in no direction
    cdouble value;
    if (spherical_on_axis<static_cast<double (*)(long, double) noexcept>(&spherical_jn)>(n, z, value)) return value;
    if (z.real() < 0.0) return parity(n) * spherical_jn(n, -z);
    const double order = static_cast<double>(n);
    if (spherical_is_small(order, z)) return spherical_small(order, z, -1.0);
    return times(root_half_pi_over(z), jv(order + 0.5, z));
}
inline cdouble spherical_yn(long n, cdouble z) noexcept {
    if (z == 0.0) return {nan, 0.0};
    if (n >= 0 && std::isinf(z.imag())) return {nan, z.imag()};       // infinite, in no direction
    cdouble value;
    if (spherical_on_axis<static_cast<double (*)(long, double) noexcept>(&spherical_yn)>(n, z, value)) return value;
    if (z.real() < 0.0) return -parity(n) * spherical_yn(n, -z);
    return times(root_half_pi_over(z), yv(static_cast<double>(n) + 0.5, z));
}
inline cdouble spherical_in(long n, cdouble z) noexcept {
    cdouble value;
    if (spherical_on_axis<static_cast<double (*)(long, double) noexcept>(&spherical_in)>(n, z, value)) return value;
    if (z.real() < 0.0) return parity(n) * spherical_in(n, -z);
    const double order = static_cast<double>(n);
    if (spherical_is_small(order, z)) return spherical_small(order, z, 1.0);
    return times(root_half_pi_over(z), iv(order + 0.5, z));
}
inline cdouble spherical_kn(long n, cdouble z) noexcept {
    if (z == 0.0) return {nan, 0.0};
    cdouble value;
    if (spherical_on_axis<static_cast<double (*)(long, double) noexcept>(&spherical_kn)>(n, z, value)) return value;
    if (z.real() < 0.0) return -parity(n) * spherical_kn(n, -z) - pi * spherical_in(n, -z);
    return times(root_half_pi_over(z), kv(static_cast<double>(n) + 0.5, z));
}

// ---- derivatives, DLMF 10.51.2 and 10.51.5, in the form that does not cancel

template <class T>
inline T spherical_jn_d(long n, T z) noexcept {
    const double order = static_cast<double>(n);
    if (n < 0 || z != z) return spherical_jn(n, z);
    if (z == T(0.0)) return n == 1 ? T(1.0 / 3.0) : T(0.0);
    if (n == 0) return -spherical_jn(1, z);
    if (std::isinf(real_part(z)) || std::isinf(imag_part(z))) return spherical_jn(n, z);
    if (std::abs(z) < order + 1.0) return spherical_jn(n, z) * order / z - spherical_jn(n + 1, z);
    return spherical_jn(n - 1, z) - spherical_jn(n, z) * (order + 1.0) / z;
}
template <class T>
inline T spherical_yn_d(long n, T z) noexcept {
    if (n < 0 || z != z) return spherical_yn(n, z);
    if (z == T(0.0)) return T(inf);
    if (n == 0) return -spherical_yn(1, z);
    return spherical_yn(n - 1, z) - spherical_yn(n, z) * (static_cast<double>(n) + 1.0) / z;
}
template <class T>
inline T spherical_in_d(long n, T z) noexcept {
    if (n < 0 || z != z) return spherical_in(n, z);
    if (z == T(0.0)) return n == 1 ? T(1.0 / 3.0) : T(0.0);
    if (n == 0 || std::isinf(real_part(z))) return spherical_in(n + 1, z);
    return spherical_in(n + 1, z) + spherical_in(n, z) * static_cast<double>(n) / z;
}
template <class T>
inline T spherical_kn_d(long n, T z) noexcept {
    if (n < 0 || z != z) return spherical_kn(n, z);
    if (z == T(0.0)) return T(-inf);
    if (n == 0 || std::isinf(real_part(z))) return -spherical_kn(n + 1, z);
    return -spherical_kn(n - 1, z) - spherical_kn(n, z) * (static_cast<double>(n) + 1.0) / z;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
