// SPDX-License-Identifier: BSD-3-Clause
// Vector operations and small dense solves shared by the optimisers. Sums are kept in eight parts, in a fixed order, which
// the compiler turns into vector additions.
#pragma once

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "common/views.hpp"

namespace scinova::optimize {

inline double dot(const double* a, const double* b, index_t n) noexcept {
    double part[8] = {0, 0, 0, 0, 0, 0, 0, 0};
    index_t i = 0;
    for (; i + 8 <= n; i += 8)
        for (int k = 0; k < 8; ++k) part[k] += a[i + k] * b[i + k];
    double rest = 0.0;
    for (; i < n; ++i) rest += a[i] * b[i];
    return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7])) + rest;
}

inline void axpy(double a, const double* x, double* y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) y[i] += a * x[i];
}

// Euclidean norm that neither overflows nor loses a tiny vector.
inline double norm2(const double* x, index_t n) noexcept {
    const double plain = std::sqrt(dot(x, x, n));
    if (plain > 1e-140 && plain < 1e140) return plain;
    double largest = 0.0;
    for (index_t i = 0; i < n; ++i) {
        if (std::isnan(x[i])) return x[i];
        largest = std::max(largest, std::fabs(x[i]));
    }
    if (largest == 0.0 || !std::isfinite(largest)) return largest;
    double sum = 0.0;
    for (index_t i = 0; i < n; ++i) sum += (x[i] / largest) * (x[i] / largest);
    return largest * std::sqrt(sum);
}

// Gaussian elimination with partial pivoting: solves A x = b in place (A row-major, order n). False if A is singular.
inline bool solve_in_place(double* a, double* b, index_t n) noexcept {
    for (index_t j = 0; j < n; ++j) {
        index_t pivot = j;
        for (index_t i = j + 1; i < n; ++i)
            if (std::fabs(a[i * n + j]) > std::fabs(a[pivot * n + j])) pivot = i;
        const double value = a[pivot * n + j];
        if (!(std::fabs(value) > 0.0) || !std::isfinite(value)) return false;
        if (pivot != j) {
            for (index_t k = j; k < n; ++k) std::swap(a[j * n + k], a[pivot * n + k]);
            std::swap(b[j], b[pivot]);
        }
        for (index_t i = j + 1; i < n; ++i) {
            const double factor = a[i * n + j] / value;
            if (factor == 0.0) continue;
            for (index_t k = j + 1; k < n; ++k) a[i * n + k] -= factor * a[j * n + k];
            b[i] -= factor * b[j];
        }
    }
    for (index_t j = n; j-- > 0;) {
        double sum = b[j];
        for (index_t k = j + 1; k < n; ++k) sum -= a[j * n + k] * b[k];
        b[j] = sum / a[j * n + j];
    }
    return true;
}

// Lower Cholesky factor in place (row-major, order n, leading dimension n). False if A is not positive definite.
inline bool cholesky_in_place(double* a, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i)
        for (index_t j = 0; j <= i; ++j) {
            double sum = a[i * n + j];
            for (index_t k = 0; k < j; ++k) sum -= a[i * n + k] * a[j * n + k];
            if (i == j) {
                if (!(sum > 0.0) || !std::isfinite(sum)) return false;
                a[i * n + i] = std::sqrt(sum);
            } else {
                a[i * n + j] = sum / a[j * n + j];
            }
        }
    return true;
}

inline void cholesky_solve(const double* l, double* b, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        double sum = b[i];
        for (index_t k = 0; k < i; ++k) sum -= l[i * n + k] * b[k];
        b[i] = sum / l[i * n + i];
    }
    for (index_t i = n; i-- > 0;) {
        double sum = b[i];
        for (index_t k = i + 1; k < n; ++k) sum -= l[k * n + i] * b[k];
        b[i] = sum / l[i * n + i];
    }
}

}  // namespace scinova::optimize
