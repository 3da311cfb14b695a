// SPDX-License-Identifier: BSD-3-Clause
// Householder reflections and plane rotations for small column-major matrices, with the signs that LAPACK chooses, so
// that factors agree with its own up to rounding. Golub & Van Loan, Matrix Computations, 4th ed., section 5.1.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// Powers of two between which squares and sums of a few of them neither overflow nor lose their last bits.
template <class R>
inline constexpr R safe_small = std::is_same_v<R, float> ? R(0x1p-48) : R(0x1p-450);
template <class R>
inline constexpr R safe_large = 1 / safe_small<R>;

template <class R>
R square_sum(R x) noexcept {
    return x * x;
}
template <class R>
R square_sum(std::complex<R> x) noexcept {
    return x.real() * x.real() + x.imag() * x.imag();
}
template <class R>
R largest_part(R x) noexcept {
    return std::abs(x);
}
template <class R>
R largest_part(std::complex<R> x) noexcept {
    return std::max(std::abs(x.real()), std::abs(x.imag()));
}
template <class T>
T multiplied(T a, T b) noexcept {
    if constexpr (is_complex<T>)
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    else return a * b;
}

// H = I - tau v v^H with v = (1, x) and H^H (alpha, x) = (beta, 0), beta real: alpha becomes beta, x the rest of v.
template <class T>
T make_reflector(T& alpha, T* x, index_t n) noexcept {
    using R = Real<T>;
    R most = largest_part(alpha), below = 0;
    for (index_t i = 0; i < n; ++i) below = std::max(below, largest_part(x[i]));
    if (below == 0 && std::imag(alpha) == 0) return T(0);
    most = std::max(most, below);
    int exponent = 0;
    if (most < safe_small<R> || most > safe_large<R>) {
        exponent = std::ilogb(most);
        const R first = std::ldexp(R(1), -exponent / 2), second = std::ldexp(R(1), exponent / 2 - exponent);
        alpha = alpha * first * second;
        for (index_t i = 0; i < n; ++i) x[i] = x[i] * first * second;
    }
    R sum = 0;
    for (index_t i = 0; i < n; ++i) sum += square_sum(x[i]);
    const R beta = -std::copysign(std::sqrt(square_sum(alpha) + sum), std::real(alpha));
    const T tau = (T(beta) - alpha) / beta;
    const T scale = T(1) / (alpha - T(beta));
    for (index_t i = 0; i < n; ++i) x[i] = multiplied(x[i], scale);
    alpha = T(std::ldexp(beta, exponent));
    return tau;
}

// c := (I - tau v v^H) c for `columns` columns, `ld` apart, with v = (1, x) of n + 1 elements.
template <class T>
void reflect(const T* x, T tau, index_t n, T* c, index_t columns, index_t ld) noexcept {
    if (tau == T(0)) return;
    for (index_t j = 0; j < columns; ++j) {
        T* y = c + j * ld;
        T dot = y[0];
        for (index_t i = 0; i < n; ++i) dot += multiplied(conjugate(x[i]), y[i + 1]);
        dot = multiplied(dot, tau);
        y[0] -= dot;
        for (index_t i = 0; i < n; ++i) y[i + 1] -= multiplied(x[i], dot);
    }
}

// c := c (I - tau v v^H) for `rows` rows; columns `ld` apart.
template <class T>
void reflect_right(const T* x, T tau, index_t n, T* c, index_t rows, index_t ld, T* work) noexcept {
    if (tau == T(0)) return;
    std::copy_n(c, rows, work);
    for (index_t j = 0; j < n; ++j)
        for (index_t i = 0; i < rows; ++i) work[i] += multiplied(c[(j + 1) * ld + i], x[j]);
    for (index_t i = 0; i < rows; ++i) work[i] = multiplied(work[i], tau);
    for (index_t i = 0; i < rows; ++i) c[i] -= work[i];
    for (index_t j = 0; j < n; ++j) {
        const T v = conjugate(x[j]);
        for (index_t i = 0; i < rows; ++i) c[(j + 1) * ld + i] -= multiplied(work[i], v);
    }
}

// c >= 0 and s with c f + s g = r, c g - s f = 0.
template <class R>
struct Rotation {
    R c, s, r;
    Rotation(R f, R g) noexcept {
        if (g == 0) {
            c = 1, s = 0, r = f;
        } else if (f == 0) {
            c = 0, s = std::copysign(R(1), g), r = std::abs(g);
        } else {
            const R most = std::max(std::abs(f), std::abs(g));
            R scale = 1;
            if (most < safe_small<R>) scale = safe_large<R>;
            else if (most > safe_large<R>) scale = safe_small<R>;
            const R a = f * scale, b = g * scale, norm = std::sqrt(a * a + b * b);
            c = std::abs(a) / norm;
            r = std::copysign(norm, f);
            s = b / r;
            r /= scale;
        }
    }
};

// (x, y) := (c x + s y, c y - s x).
template <class T, class R>
void rotate(T* x, T* y, index_t n, R c, R s) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const T kept = x[i];
        x[i] = c * kept + s * y[i];
        y[i] = c * y[i] - s * kept;
    }
}

// Multiplies a matrix by the power of two that brings its largest element near one; returns the exponent taken out.
template <class T>
int scale_to_one(T* a, index_t n) noexcept {
    using R = Real<T>;
    R most = 0;
    for (index_t i = 0; i < n; ++i) most = std::max(most, largest_part(a[i]));
    const int exponent = most > 0 ? std::ilogb(most) : 0;
    const R first = std::ldexp(R(1), -exponent / 2), second = std::ldexp(R(1), exponent / 2 - exponent);
    for (index_t i = 0; i < n; ++i) a[i] = a[i] * first * second;
    return exponent;
}

}  // namespace scinova::linalg
