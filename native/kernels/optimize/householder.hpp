// SPDX-License-Identifier: BSD-3-Clause
// Orthogonal factorisations that the nonlinear solvers share: A (m by n, m >= n where Q is used, column-major) = Q R, with
// Q a product of reflections I - w w'/w_1 (scaled so that w_1 is in (1, 2]), and Givens rotations.
//
// G. H. Golub and C. F. Van Loan, Matrix Computations, 4th ed. (2013), 5.1, 5.2, 5.4.2 (pivoting with norms brought up to
// date), 6.5.3 (rank-one changes).
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "kernels/optimize/small_linear.hpp"

namespace scinova::optimize {

inline constexpr double machine_eps = std::numeric_limits<double>::epsilon();

struct Rotation {
    double c = 1.0, s = 0.0;

    // The rotation for which  c a + s b = r,  -s a + c b = 0;  r has the sign of the larger of a and b.
    static Rotation clearing(double a, double b) noexcept {
        if (b == 0.0) return {};
        const double r = std::copysign(std::hypot(a, b), std::fabs(a) >= std::fabs(b) ? a : b);
        return {a / r, b / r};
    }
    void apply(double& a, double& b) const noexcept {
        const double t = c * a + s * b;
        b = c * b - s * a;
        a = t;
    }
};

// Replaces A by the vectors w (on and below the diagonal) and R (above it); diagonal receives R's diagonal and norms the
// lengths of A's columns. With `pivots`, columns are taken in the order of their remaining length.
inline void factor(double* a, index_t m, index_t n, double* diagonal, double* norms, index_t* pivots) {
    std::vector<double> left(n), reference(n);
    for (index_t j = 0; j < n; ++j) left[j] = reference[j] = norms[j] = norm2(a + j * m, m);
    if (pivots) std::iota(pivots, pivots + n, index_t{0});
    for (index_t j = 0; j < std::min(m, n); ++j) {
        if (pivots) {
            const index_t best = std::max_element(left.begin() + j, left.end()) - left.begin();
            if (best != j) {
                std::swap_ranges(a + j * m, a + (j + 1) * m, a + best * m);
                std::swap(pivots[j], pivots[best]);
                left[best] = left[j];
                reference[best] = reference[j];
            }
        }
        double* w = a + j * m + j;
        const index_t rows = m - j;
        double length = norm2(w, rows);
        if (length == 0.0) {
            diagonal[j] = 0.0;
            continue;
        }
        if (w[0] < 0.0) length = -length;
        for (index_t i = 0; i < rows; ++i) w[i] /= length;
        w[0] += 1.0;
        for (index_t k = j + 1; k < n; ++k) {
            double* column = a + k * m + j;
            axpy(-dot(w, column, rows) / w[0], w, column, rows);
            if (!pivots || left[k] == 0.0) continue;
            const double part = column[0] / left[k];
            left[k] *= std::sqrt(std::max(0.0, 1.0 - part * part));
            const double lost = left[k] / reference[k];
            if (0.05 * lost * lost <= machine_eps) left[k] = reference[k] = norm2(column + 1, rows - 1);
        }
        diagonal[j] = -length;
    }
    for (index_t j = std::min(m, n); j < n; ++j) diagonal[j] = 0.0;
}

// v <- Q'v, from the vectors that factor() left.
inline void apply_transposed(const double* a, index_t m, index_t n, double* v) noexcept {
    for (index_t j = 0; j < std::min(m, n); ++j) {
        const double* w = a + j * m + j;
        if (w[0] == 0.0) continue;
        axpy(-dot(w, v + j, m - j) / w[0], w, v + j, m - j);
    }
}

// Q itself (square, n by n, column-major) in place of the vectors.
inline void form_q(double* a, index_t n) {
    std::vector<double> w(n);
    for (index_t j = n; j-- > 0;) {
        std::copy(a + j * n + j, a + (j + 1) * n, w.begin());
        std::fill(a + j * n, a + (j + 1) * n, 0.0);
        a[j * n + j] = 1.0;
        for (index_t k = j; k < n && w[0] != 0.0; ++k)
            axpy(-dot(w.data(), a + k * n + j, n - j) / w[0], w.data(), a + k * n + j, n - j);
    }
}

}  // namespace scinova::optimize
