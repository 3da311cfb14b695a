// SPDX-License-Identifier: BSD-3-Clause
// Gaussian elimination with partial pivoting for the Newton matrices of implicit ODE methods: full and banded, in place
// (Golub and Van Loan, Matrix Computations, 4th ed., algorithms 3.4.1 and 4.3.1). Column-major.
#pragma once

#include <algorithm>
#include <cmath>
#include <vector>

#include "common/views.hpp"

namespace scinova::ode {

// n by n matrix; with band >= 0 only the `lower` subdiagonals and `upper` superdiagonals are stored, element (i, j) at
// row lower + upper + i - j of column j: the `lower` rows above the band take the fill of the row exchanges.
template <class T>
class NewtonMatrixOf {
public:
    void resize(index_t n, index_t lower, index_t upper) {
        n_ = n;
        banded_ = lower >= 0;
        lower_ = banded_ ? std::min(lower, n - 1) : n - 1;
        upper_ = banded_ ? std::min(upper, n - 1) : n - 1;
        rows_ = banded_ ? 2 * lower_ + upper_ + 1 : n;
        a_.assign(static_cast<std::size_t>(rows_ * n), T{});
        pivot_.assign(static_cast<std::size_t>(n), 0);
    }
    bool banded() const noexcept { return banded_; }
    index_t lower() const noexcept { return lower_; }
    index_t upper() const noexcept { return upper_; }
    void zero() noexcept { std::fill(a_.begin(), a_.end(), T{}); }
    T& operator()(index_t i, index_t j) noexcept { return a_[static_cast<std::size_t>(at(i, j))]; }
    T operator()(index_t i, index_t j) const noexcept { return a_[static_cast<std::size_t>(at(i, j))]; }
    index_t first_row(index_t j) const noexcept { return std::max<index_t>(0, j - upper_); }
    index_t last_row(index_t j) const noexcept { return std::min(n_ - 1, j + lower_); }

    // False when a pivot is exactly zero.
    bool factor() noexcept {
        index_t reach = 0;  // last column that row exchanges have filled so far
        for (index_t k = 0; k < n_; ++k) {
            const index_t last = last_row(k);
            index_t p = k;
            for (index_t i = k + 1; i <= last; ++i)
                if (std::abs((*this)(i, k)) > std::abs((*this)(p, k))) p = i;
            pivot_[static_cast<std::size_t>(k)] = p;
            reach = banded_ ? std::min(n_ - 1, std::max(reach, p + upper_)) : n_ - 1;
            if ((*this)(p, k) == T{}) return false;
            if (p != k)
                for (index_t j = k; j <= reach; ++j) std::swap((*this)(k, j), (*this)(p, j));
            const T inverse = T(1.0) / (*this)(k, k);
            T* column = &(*this)(k, k);
            for (index_t i = 1; i <= last - k; ++i) column[i] *= inverse;
            for (index_t j = k + 1; j <= reach; ++j) {
                T* target = &(*this)(k, j);
                const T factor = target[0];
                if (factor == T{}) continue;
                for (index_t i = 1; i <= last - k; ++i) target[i] -= column[i] * factor;
            }
        }
        return true;
    }

    void solve(T* x) const noexcept {
        for (index_t k = 0; k < n_; ++k) {
            std::swap(x[k], x[pivot_[static_cast<std::size_t>(k)]]);
            const T value = x[k];
            if (value == T{}) continue;
            for (index_t i = k + 1; i <= last_row(k); ++i) x[i] -= (*this)(i, k) * value;
        }
        const index_t above = banded_ ? lower_ + upper_ : n_;
        for (index_t k = n_ - 1; k >= 0; --k) {
            x[k] /= (*this)(k, k);
            const T value = x[k];
            for (index_t i = std::max<index_t>(0, k - above); i < k; ++i) x[i] -= (*this)(i, k) * value;
        }
    }

private:
    index_t at(index_t i, index_t j) const noexcept {
        return (banded_ ? lower_ + upper_ + i - j : i) + j * rows_;
    }
    index_t n_ = 0, lower_ = 0, upper_ = 0, rows_ = 0;
    bool banded_ = false;
    std::vector<T> a_;
    std::vector<index_t> pivot_;
};

using NewtonMatrix = NewtonMatrixOf<double>;

}  // namespace scinova::ode
