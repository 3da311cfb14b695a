// SPDX-License-Identifier: BSD-3-Clause
// Functions of numbers and of 2 x 2 triangles [[a, t], [0, b]], without cancellation.
//
// The element above the diagonal of f([[a, t], [0, b]]) is t f[a, b], with the divided difference f[a, b] =
// (f(b) - f(a)) / (b - a); for close arguments another form is taken. Higham, Functions of Matrices (SIAM 2008),
// (10.42) for the exponential, (11.28) for the logarithm; Higham & Lin, SIAM J. Matrix Anal. Appl. 32 (2011) 1056,
// (5.6) for powers.
#pragma once

#include <cmath>
#include <complex>
#include <numbers>
#include <type_traits>

#include "common/simd.hpp"

namespace scinova::linalg {
inline namespace SCINOVA_ISA {

template <class T>
struct part_of {
    using type = T;
};
template <class T>
struct part_of<std::complex<T>> {
    using type = T;
};
template <class T>
using Part = typename part_of<T>::type;
template <class T>
inline constexpr bool has_parts = !std::is_same_v<T, Part<T>>;

// Products and quotients without the recovery of infinities that the standard's complex operators add.
template <class T>
inline T times(T a, T b) noexcept {
    if constexpr (has_parts<T>)
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    else return a * b;
}

template <class T>
inline T scaled(T a, Part<T> b) noexcept {
    if constexpr (has_parts<T>) return {a.real() * b, a.imag() * b};
    else return a * b;
}

// R. L. Smith, Comm. ACM 5 (1962) 435.
template <class T>
inline T quotient(T a, T b) noexcept {
    if constexpr (has_parts<T>) {
        using R = Part<T>;
        if (std::abs(b.real()) >= std::abs(b.imag())) {
            const R r = b.imag() / b.real(), d = b.real() + b.imag() * r;
            return {(a.real() + a.imag() * r) / d, (a.imag() - a.real() * r) / d};
        }
        const R r = b.real() / b.imag(), d = b.imag() + b.real() * r;
        return {(a.real() * r + a.imag()) / d, (a.imag() * r - a.real()) / d};
    } else return a / b;
}

template <class T>
inline Part<T> modulus(T a) noexcept {
    if constexpr (has_parts<T>) {
        using R = Part<T>;
        const R s = a.real() * a.real() + a.imag() * a.imag();
        // Close to the limits of the range the squares are not to be trusted.
        constexpr R low = sizeof(R) == 4 ? R(1e-30) : R(1e-280), high = sizeof(R) == 4 ? R(1e30) : R(1e280);
        return s > low && s < high ? std::sqrt(s) : std::hypot(a.real(), a.imag());
    } else return std::abs(a);
}

// exp(x) - 1
template <class T>
T exp_less_one(T x) {
    if constexpr (has_parts<T>) {
        using R = Part<T>;
        const R half = std::sin(x.imag() / 2), e = std::expm1(x.real());
        return {e * std::cos(x.imag()) - 2 * half * half, (e + 1) * std::sin(x.imag())};
    } else return std::expm1(x);
}

// The divided difference of exp.
template <class T>
T exp_difference(T a, T b) {
    const T d = b - a;
    if (modulus(d) > Part<T>(1)) return quotient(std::exp(b) - std::exp(a), d);
    if (d == T(0)) return std::exp(a);
    const T half = scaled(d, Part<T>(0.5));
    return times(std::exp(a + half), quotient(std::sinh(half), half));
}

// The inverse of tanh, accurate where |z| is small.
template <class T>
T inverse_tanh(T z) {
    return std::atanh(z);
}

// How many turns of 2 pi the principal logarithm left out of z: z = log(exp(z)) + 2 pi i U(z).
template <class T>
Part<T> unwinding(T z) {
    using R = Part<T>;
    if constexpr (has_parts<T>)
        return std::ceil((z.imag() - std::numbers::pi_v<R>) / (2 * std::numbers::pi_v<R>));
    else return 0;
}

template <class T>
T turns(Part<T> count) {
    if constexpr (has_parts<T>) return {0, std::numbers::pi_v<Part<T>> * count};
    else return 0;
}

// Whether the plain quotient of differences loses digits.
template <class T>
bool close_by(T a, T b) {
    return modulus(b - a) <= modulus(a + b) / 2;
}

// The divided difference of log.
template <class T>
T log_difference(T a, T b) {
    if (a == b) return quotient(T(1), a);
    const T d = b - a, la = std::log(a), lb = std::log(b);
    if (!close_by(a, b)) return quotient(lb - la, d);
    const T z = quotient(d, a + b);
    return quotient(scaled(inverse_tanh(z), Part<T>(2)) + turns<T>(2 * unwinding(lb - la)), d);
}

template <class T>
T power(T a, Part<T> p) {
    return std::exp(scaled(std::log(a), p));
}

// The divided difference of x^p.
template <class T>
T power_difference(T a, T b, Part<T> p) {
    if (a == b) return scaled(power(a, p - 1), p);
    const T d = b - a;
    if (!close_by(a, b)) return quotient(power(b, p) - power(a, p), d);
    const T la = std::log(a), lb = std::log(b), z = quotient(d, a + b);
    const T w = scaled(inverse_tanh(z) + turns<T>(unwinding(lb - la)), p);
    return scaled(quotient(times(std::exp(scaled(la + lb, p / 2)), std::sinh(w)), d), Part<T>(2));
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::linalg
