// SPDX-License-Identifier: BSD-3-Clause
// Gaussian elimination with partial pivoting for matrices so small that a call of LAPACK costs more than the work.
// Golub & Van Loan, Matrix Computations, 4th ed., algorithm 3.4.1, on row-major storage.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

inline constexpr index_t small_order = 8;

template <class T>
Real<T> pivot_size(T x) noexcept {
    if constexpr (is_complex<T>) return std::abs(x.real()) + std::abs(x.imag());
    else return std::abs(x);
}

// Complex products without the recovery of infinities that the standard's operator adds.
template <class T>
T product(T a, T b) noexcept {
    if constexpr (is_complex<T>)
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    else return a * b;
}

// a (n x n, rows `ld` apart) becomes L (unit, below the diagonal) and U; row k was exchanged with row pivot[k].
// Returns 0, or the number (from 1) of the first zero pivot; elimination goes on past it.
template <class T>
int factor_small(T* a, index_t n, index_t ld, int* pivot, bool* odd) noexcept {
    int info = 0;
    *odd = false;
    for (index_t k = 0; k < n; ++k) {
        index_t p = k;
        for (index_t i = k + 1; i < n; ++i)
            if (pivot_size(a[i * ld + k]) > pivot_size(a[p * ld + k])) p = i;
        pivot[k] = static_cast<int>(p);
        if (p != k) {
            for (index_t j = 0; j < n; ++j) std::swap(a[k * ld + j], a[p * ld + j]);
            *odd = !*odd;
        }
        if (a[k * ld + k] == T(0)) {
            if (!info) info = static_cast<int>(k + 1);
            continue;
        }
        for (index_t i = k + 1; i < n; ++i) {
            const T l = a[i * ld + k] /= a[k * ld + k];
            for (index_t j = k + 1; j < n; ++j) a[i * ld + j] -= product(l, a[k * ld + j]);
        }
    }
    return info;
}

// x := A^-1 x (or A^-T x) for one right-hand side, from factor_small.
template <class T>
void solve_small(const T* a, index_t n, index_t ld, const int* pivot, bool transposed, T* x) noexcept {
    if (!transposed) {
        for (index_t k = 0; k < n; ++k) std::swap(x[k], x[pivot[k]]);
        for (index_t i = 1; i < n; ++i)
            for (index_t j = 0; j < i; ++j) x[i] -= product(a[i * ld + j], x[j]);
        for (index_t i = n - 1; i >= 0; --i) {
            for (index_t j = i + 1; j < n; ++j) x[i] -= product(a[i * ld + j], x[j]);
            x[i] /= a[i * ld + i];
        }
        return;
    }
    for (index_t i = 0; i < n; ++i) {
        for (index_t j = 0; j < i; ++j) x[i] -= product(a[j * ld + i], x[j]);
        x[i] /= a[i * ld + i];
    }
    for (index_t i = n - 2; i >= 0; --i)
        for (index_t j = i + 1; j < n; ++j) x[i] -= product(a[j * ld + i], x[j]);
    for (index_t k = n - 1; k >= 0; --k) std::swap(x[k], x[pivot[k]]);
}

// The largest sum of moduli of a column.
template <class T>
Real<T> norm_one(const T* a, index_t n, index_t ld) noexcept {
    Real<T> largest = 0;
    for (index_t j = 0; j < n; ++j) {
        Real<T> sum = 0;
        for (index_t i = 0; i < n; ++i) sum += std::abs(a[i * ld + j]);
        if (!(sum <= largest)) largest = sum;  // NaN stays
    }
    return largest;
}

// out := A^-1, row-major.
template <class T>
void invert_small(const T* a, index_t n, index_t ld, const int* pivot, T* out, index_t ld_out) noexcept {
    T column[small_order];
    for (index_t j = 0; j < n; ++j) {
        for (index_t i = 0; i < n; ++i) column[i] = T(i == j);
        solve_small(a, n, ld, pivot, false, column);
        for (index_t i = 0; i < n; ++i) out[i * ld_out + j] = column[i];
    }
}

}  // namespace scinova::linalg
