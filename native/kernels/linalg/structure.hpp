// SPDX-License-Identifier: BSD-3-Clause
// Which zeros and symmetries a square matrix has, in one pass that ends as soon as the answer is known.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

enum class Structure : int { general, diagonal, tridiagonal, banded, upper, lower, symmetric, hermitian, positive, detect };

struct Bandwidth {
    index_t below = 0, above = 0;  // nonzero diagonals below and above the main one
};

template <class T>
Bandwidth bandwidth(Mat<const T> a) noexcept {
    Bandwidth w;
    const index_t m = a.shape[0], n = a.shape[1];
    for (index_t i = 0; i < m; ++i) {
        for (index_t j = 0; j < std::min(i - w.below, n); ++j)
            if (a(i, j) != T(0)) {
                w.below = i - j;
                break;
            }
        for (index_t j = n - 1; j > i + w.above; --j)
            if (a(i, j) != T(0)) {
                w.above = j - i;
                break;
            }
    }
    return w;
}

// Row-major.
template <class T>
Bandwidth bandwidth(const T* a, index_t n) noexcept {
    return bandwidth(Mat<const T>{a, {n, n}, {n, 1}});
}

template <class T>
bool is_symmetric(const T* a, index_t n, bool conjugated) noexcept {
    for (index_t i = 0; i < n; ++i)
        for (index_t j = 0; j <= i; ++j) {
            const T mirrored = conjugated ? conjugate(a[j * n + i]) : a[j * n + i];
            if (!(a[i * n + j] == mirrored)) return false;
        }
    return true;
}

template <class T>
bool positive_diagonal(const T* a, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i)
        if (!(std::real(a[i * n + i]) > 0)) return false;
    return true;
}

// The structure to be made use of; `positive` is a guess that the factorisation confirms or not.
template <class T>
Structure detect_structure(const T* a, index_t n, bool bands) noexcept {
    const Bandwidth w = bandwidth(a, n);
    if (w.below == 0 && w.above == 0) return Structure::diagonal;
    if (bands && n > 3 && w.below <= 1 && w.above <= 1) return Structure::tridiagonal;
    if (w.below == 0) return Structure::upper;
    if (w.above == 0) return Structure::lower;
    if (bands && n >= 32 && 4 * (w.below * 2 + w.above + 1) < n) return Structure::banded;
    if (is_symmetric(a, n, true)) return positive_diagonal(a, n) ? Structure::positive : Structure::hermitian;
    if (is_complex<T> && is_symmetric(a, n, false)) return Structure::symmetric;
    return Structure::general;
}

}  // namespace scinova::linalg
