// SPDX-License-Identifier: BSD-3-Clause
// Systems of equations with Toeplitz matrices, in O(n) memory.
//
// Levinson's recursion for general Toeplitz matrices (N. Levinson, J. Math. Phys. 25 (1947) 261; W. F. Trench, SIAM J.
// 12 (1964) 515; Golub & Van Loan, 4th ed., section 4.7). With T_m the leading block of order m and t_k the element
// k places below the diagonal, it carries
//     T_m a = alpha e_1 with a_1 = 1,   T_m c = alpha e_m with c_m = 1,   T_m x = (b_1, ..., b_m)
// from m to m + 1:
//     a' = (a, 0) + p (0, c),  c' = (0, c) + q (a, 0),  alpha' = alpha (1 - p q),  x' = (x, 0) + mu c'
// where -alpha p, -alpha q and b_{m+1} - alpha' mu are the products of the new row or column with a, c and x. These
// products for the next order are summed in the pass that makes the vectors. Costs (8 + 4 k) n^2 / 2 operations for k
// right-hand sides. Stable in the weak sense for positive definite matrices (G. Cybenko, SIAM J. Sci. Stat. Comput. 1
// (1980) 303); for others the error grows with the condition of the leading blocks.
#pragma once

#include "common/simd.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

template <class T>
struct ToeplitzTable {
    // x(k, :) := T^-1 x(k, :) for the rows of x. `t` holds t_{n-1}, ..., t_0, ..., t_{1-n}. Returns 0, or the order of
    // the first leading block that is singular.
    int (*solve)(const T* t, index_t n, T* x, index_t rows);
};

template <class Isa, class T>
const ToeplitzTable<T>& toeplitz_table();

template <class T>
const ToeplitzTable<T>& toeplitz() {
    static const ToeplitzTable<T>& table =
        simd::pick(&toeplitz_table<isa::v2, T>, &toeplitz_table<isa::v3, T>, &toeplitz_table<isa::v4, T>);
    return table;
}

// For a stack: t is (count, 2 n - 1), x (count, k, n).
template <class T>
void solve_toeplitz(Mat<T> t, Stack<T> x, Infos info) {
    constexpr index_t together = 16 / (is_complex<T> ? 2 : 1);  // right-hand sides that share a recursion
    const index_t k = x.shape[1], n = x.shape[2];
    if (k == 0 || n == 0) return;
    const index_t groups = (k + together - 1) / together;
    const double flops = static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(4 + 2 * std::min(k, together));
    const auto grain = static_cast<index_t>(std::max(1.0, 3e5 / flops));
    std::vector<int> failed(static_cast<std::size_t>(x.shape[0] * groups));
    parallel_for(x.shape[0] * groups, grain, [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i) {
            const index_t matrix = i / groups, from = i % groups * together;
            failed[static_cast<std::size_t>(i)] =
                toeplitz<T>().solve(&t(matrix, 0), n, &x(matrix, from, 0), std::min(together, k - from));
        }
    });
    for (index_t i = 0; i < x.shape[0]; ++i) info(i) = failed[static_cast<std::size_t>(i * groups)];
}

}  // namespace scinova::linalg
