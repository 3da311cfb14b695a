// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic of square matrices stored without gaps, over BLAS.
#pragma once

#include <initializer_list>

#include "kernels/linalg/scalar_functions.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// out := a b, column-major (or b a, row-major).
template <class T>
void product_of(const T* a, const T* b, T* out, index_t n) {
    const int m = as_int(n);
    lapack::gemm('N', 'N', m, m, m, T(1), a, m, b, m, T(0), out, m);
}

template <class T>
void transpose(T* a, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i)
        for (index_t j = 0; j < i; ++j) std::swap(a[i + j * n], a[j + i * n]);
}

template <class T>
bool is_hermitian(const T* a, index_t n) noexcept {
    for (index_t j = 0; j < n; ++j)
        for (index_t i = 0; i <= j; ++i)
            if (a[i + j * n] != conjugate(a[j + i * n])) return false;
    return true;
}

// Whether elements below (above) the diagonal are all zero.
template <class T>
bool is_triangle(const T* a, index_t n, bool upper) noexcept {
    for (index_t j = 0; j < n; ++j)
        for (index_t i = j + 1; i < n; ++i)
            if ((upper ? a[i + j * n] : a[j + i * n]) != T(0)) return false;
    return true;
}

inline namespace SCINOVA_ISA {

// The largest sum of moduli of a column (of a row, row-major).
template <class T>
Real<T> one_norm(const T* a, index_t n) noexcept {
    Real<T> largest = 0;
    for (index_t j = 0; j < n; ++j) {
        Real<T> sum = 0;
        for (index_t i = 0; i < n; ++i) sum += modulus(a[j * n + i]);
        if (!(sum <= largest)) largest = sum;  // NaN stays
    }
    return largest;
}

}  // namespace SCINOVA_ISA

// An estimate, from below, of the norm of a product: LAPACK's lacn2, which is Higham, ACM Trans. Math. Softw. 14 (1988)
// 381; it needs a few products with vectors. `space` has room for 3 n elements and `signs` for n.
template <class T>
Real<T> product_norm_estimate(std::initializer_list<const T*> factors, index_t n, T* space, int* signs) {
    const int m = as_int(n);
    T *v = space, *x = v + n, *y = x + n;
    int kase = 0, save[3] = {};
    Real<T> estimate = 0;
    const auto times_x = [&](char trans, const T* factor) {
        lapack::gemv(trans, m, m, T(1), factor, m, x, 1, T(0), y, 1);
        std::copy_n(y, n, x);
    };
    for (;;) {
        lapack::lacn2(m, v, x, signs, &estimate, &kase, save);
        if (kase == 0) return estimate;
        if (kase == 1)
            for (auto at = factors.end(); at != factors.begin(); --at) times_x('N', at[-1]);
        else
            for (const T* factor : factors) times_x('C', factor);
    }
}

}  // namespace scinova::linalg
