// SPDX-License-Identifier: BSD-3-Clause
// QR factors, and the eigenproblem of a hermitian matrix: reduced to tridiagonal form by reflections (Golub & Van Loan,
// Matrix Computations, 4th ed., algorithm 8.3.1), diagonalised by implicit QL steps with Wilkinson's shift (section
// 8.3.5; Dubrulle, Numer. Math. 15 (1970) 450), blocks of order two directly.
//
// Eigenvectors have a free sign. The one taken makes the largest component positive in the basis in which the matrix is
// tridiagonal, which is where LAPACK's relatively robust representations start an eigenvector from one (of two components that nearly tie it may take the other). At order two
// the rotation is LAPACK's own.
#include "kernels/linalg/householder.hpp"
#include "kernels/linalg/small_factor.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t most = small_order;

// a: its lower triangle becomes the reflectors; d and e the tridiagonal matrix.
template <class T>
void tridiagonalise(T* a, index_t n, Real<T>* d, Real<T>* e, T* tau) noexcept {
    using R = Real<T>;
    T p[most];
    a[0] = T(std::real(a[0]));
    for (index_t k = 0; k + 1 < n; ++k) {
        const index_t rest = n - k - 1;
        T* column = a + k * n + k + 1;
        tau[k] = make_reflector(column[0], column + 1, rest - 1);
        e[k] = std::real(column[0]);
        T* block = a + (k + 1) * (n + 1);
        if (tau[k] != T(0)) {
            column[0] = T(1);
            for (index_t i = 0; i < rest; ++i) {        // p = tau A v, from the lower triangle
                T sum = multiplied(T(std::real(block[i * (n + 1)])), column[i]);
                for (index_t j = 0; j < i; ++j) sum += multiplied(block[j * n + i], column[j]);
                for (index_t j = i + 1; j < rest; ++j) sum += multiplied(conjugate(block[i * n + j]), column[j]);
                p[i] = multiplied(tau[k], sum);
            }
            T dot = T(0);
            for (index_t i = 0; i < rest; ++i) dot += multiplied(conjugate(p[i]), column[i]);
            const T half = multiplied(T(R(-0.5)), multiplied(tau[k], dot));
            for (index_t i = 0; i < rest; ++i) p[i] += multiplied(half, column[i]);
            for (index_t j = 0; j < rest; ++j)
                for (index_t i = j; i < rest; ++i)
                    block[j * n + i] -= multiplied(column[i], conjugate(p[j])) + multiplied(p[i], conjugate(column[j]));
            for (index_t j = 0; j < rest; ++j) block[j * (n + 1)] = T(std::real(block[j * (n + 1)]));
        }
        d[k] = std::real(a[k * (n + 1)]);
    }
    d[n - 1] = std::real(a[n * n - 1]);
}

// Eigenvalues a >= b (in modulus) of [[x, y], [y, z]] and the rotation (c, s) whose first row goes with a.
template <class R>
void diagonalise_pair(R x, R y, R z, R* a, R* b, R* c, R* s) noexcept {
    const R sum = x + z, gap = x - z, twice = y + y;
    const R big = std::max(std::abs(gap), std::abs(twice)), small = std::min(std::abs(gap), std::abs(twice));
    const R root = big == 0 ? R(0) : big * std::sqrt(1 + (small / big) * (small / big));
    const R larger = std::abs(x) > std::abs(z) ? x : z, smaller = std::abs(x) > std::abs(z) ? z : x;
    const R sign = sum < 0 ? R(-1) : R(1);
    *a = sum == 0 ? root / 2 : (sum + sign * root) / 2;
    *b = sum == 0 ? -root / 2 : (larger / *a) * smaller - (y / *a) * y;
    const R side = gap >= 0 ? R(1) : R(-1);
    const R cs = gap + side * root;
    if (std::abs(cs) > std::abs(twice)) {
        const R t = -twice / cs;
        *s = 1 / std::sqrt(1 + t * t);
        *c = t * *s;
    } else if (twice == 0) {
        *c = 1, *s = 0;
    } else {
        const R t = -cs / twice;
        *c = 1 / std::sqrt(1 + t * t);
        *s = t * *c;
    }
    if (sign == side) {
        const R kept = *c;
        *c = -*s;
        *s = kept;
    }
}

// One implicit QL step on rows first..last, the shift taken from the top.
template <class R>
void ql_step(R* d, R* e, index_t first, index_t last, R* z, index_t n) noexcept {
    R g = (d[first + 1] - d[first]) / (2 * e[first]);
    R r = std::abs(g) > 1 ? std::abs(g) * std::sqrt(1 + (1 / g) * (1 / g)) : std::sqrt(1 + g * g);
    g = d[last] - d[first] + e[first] / (g + std::copysign(r, g));
    R s = 1, c = 1, p = 0;
    for (index_t i = last - 1; i >= first; --i) {
        const R f = s * e[i], b = c * e[i];
        const Rotation<R> turn(g, f);
        c = turn.c, s = turn.s;
        if (i + 1 < last) e[i + 1] = turn.r;
        g = d[i + 1] - p;
        r = (d[i] - g) * s + 2 * c * b;
        p = s * r;
        d[i + 1] = g + p;
        g = c * r - b;
        if (z) rotate(z + i * n, z + (i + 1) * n, n, c, -s);
    }
    d[first] -= p;
    e[first] = g;
}

// Columns of z are combined as eigenvectors are.
template <class R>
bool diagonalise(R* d, R* e, index_t n, R* z) noexcept {
    constexpr R eps = std::numeric_limits<R>::epsilon() / 2, tiny = std::numeric_limits<R>::min();
    index_t steps = 30 * n;
    for (index_t first = 0; first < n;) {
        index_t last = first;
        while (last + 1 < n && e[last] * e[last] > eps * eps * std::abs(d[last]) * std::abs(d[last + 1]) + tiny) ++last;
        if (last + 1 < n) e[last] = 0;
        if (last == first) {
            ++first;
        } else if (last == first + 1) {
            R a, b, c, s;
            diagonalise_pair(d[first], e[first], d[last], &a, &b, &c, &s);
            if (z) rotate(z + first * n, z + last * n, n, c, s);
            d[first] = a, d[last] = b, e[first] = 0;
            first += 2;
        } else {
            if (--steps < 0) return false;
            ql_step(d, e, first, last, z, n);
        }
    }
    return true;
}

template <class R>
void sort_ascending(R* d, index_t n, R* z) noexcept {
    for (index_t i = 0; i + 1 < n; ++i) {
        const index_t least = std::min_element(d + i, d + n) - d;
        if (least == i) continue;
        std::swap(d[i], d[least]);
        if (z) std::swap_ranges(z + i * n, z + (i + 1) * n, z + least * n);
    }
}

}  // namespace

template <class T>
void small_qr(T* a, index_t m, index_t n, T* tau) noexcept {
    for (index_t k = 0; k < std::min(m, n); ++k) {
        T* column = a + k * (m + 1);
        tau[k] = make_reflector(column[0], column + 1, m - k - 1);
        if (k + 1 < n) reflect(column + 1, conjugate(tau[k]), m - k - 1, column + m, n - k - 1, m);
    }
}

template <class T>
void small_qr_form(const T* a, index_t m, const T* tau, index_t count, T* q, index_t columns) noexcept {
    std::fill_n(q, m * columns, T(0));
    for (index_t j = 0; j < std::min(m, columns); ++j) q[j * (m + 1)] = T(1);
    for (index_t k = count - 1; k >= 0; --k)
        reflect(a + k * (m + 1) + 1, tau[k], m - k - 1, q + k * (m + 1), columns - k, m);
}

template <class T>
bool small_hermitian(T* a, index_t n, bool lower, Real<T>* w, T* v) noexcept {
    using R = Real<T>;
    if (!lower) std::reverse(a, a + n * n);              // the upper triangle, read backwards, is a lower one
    for (index_t j = 0; j < n; ++j) std::fill_n(a + j * n, j, T(0));
    if (!all_finite(a, n * n)) return false;
    R e[most], z[most * most];
    T tau[most];
    const int exponent = scale_to_one(a, n * n);
    if (n == 1) w[0] = std::real(a[0]);
    else tridiagonalise(a, n, w, e, tau);
    const bool backwards = n > 2 && std::abs(w[n - 1]) < std::abs(w[0]);   // QL wants the large elements last
    if (backwards) {
        std::reverse(w, w + n);
        std::reverse(e, e + n - 1);
    }
    if (v) {
        std::fill_n(z, n * n, R(0));
        for (index_t i = 0; i < n; ++i) z[i * n + (backwards ? n - 1 - i : i)] = 1;
    }
    if (!diagonalise(w, e, n, v ? z : nullptr)) return false;
    sort_ascending(w, n, v ? z : nullptr);
    for (index_t i = 0; i < n; ++i) w[i] = std::ldexp(w[i], exponent);
    if (!v) return true;
    for (index_t j = 0; j < n; ++j) {
        R* column = z + j * n;
        index_t top = 0;
        for (index_t i = 1; i < n; ++i)
            if (std::abs(column[i]) > std::abs(column[top])) top = i;
        const R sign = n > 2 && column[top] < 0 ? R(-1) : R(1);
        for (index_t i = 0; i < n; ++i) v[j * n + i] = T(sign * column[i]);
    }
    for (index_t k = n - 2; k >= 0; --k)
        if (tau[k] != T(0)) reflect(a + k * n + k + 2, tau[k], n - k - 2, v + k + 1, n, n);
    if (!lower)
        for (index_t j = 0; j < n; ++j) std::reverse(v + j * n, v + (j + 1) * n);
    return true;
}

template void small_qr(float*, index_t, index_t, float*) noexcept;
template void small_qr_form(const float*, index_t, const float*, index_t, float*, index_t) noexcept;
template bool small_hermitian(float*, index_t, bool, float*, float*) noexcept;
template void small_qr(double*, index_t, index_t, double*) noexcept;
template void small_qr_form(const double*, index_t, const double*, index_t, double*, index_t) noexcept;
template bool small_hermitian(double*, index_t, bool, double*, double*) noexcept;
template void small_qr(std::complex<float>*, index_t, index_t, std::complex<float>*) noexcept;
template void small_qr_form(const std::complex<float>*, index_t, const std::complex<float>*, index_t,
                            std::complex<float>*, index_t) noexcept;
template bool small_hermitian(std::complex<float>*, index_t, bool, float*, std::complex<float>*) noexcept;
template void small_qr(std::complex<double>*, index_t, index_t, std::complex<double>*) noexcept;
template void small_qr_form(const std::complex<double>*, index_t, const std::complex<double>*, index_t,
                            std::complex<double>*, index_t) noexcept;
template bool small_hermitian(std::complex<double>*, index_t, bool, double*, std::complex<double>*) noexcept;

}  // namespace scinova::linalg
