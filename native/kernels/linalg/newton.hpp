// SPDX-License-Identifier: BSD-3-Clause
// Square root and sign by Newton iterations, whose products and inverses are several times faster than a Schur form.
// They are taken only where they are certain to converge, and kept only if the residual is that of the Schur method.
#pragma once

#include <limits>

#include "kernels/linalg/blocked.hpp"
#include "kernels/linalg/square.hpp"

namespace scinova::linalg {

inline constexpr index_t newton_from = 24;  // order from which they are worth while

template <class T>
class Newton {
public:
    using R = Real<T>;
    explicit Newton(index_t n)
        : n_(n), size_(n * n), order_(as_int(n)), space_(static_cast<std::size_t>(3 * size_)),
          pivots_(static_cast<std::size_t>(n)), work_(static_cast<std::size_t>(inversion_space(n))) {}

    // x := a^(1/2) if the hermitian part of a is positive definite, so that the numerical range lies in the right half
    // plane: the product form of the iteration of Denman and Beavers with scaling by determinants (Cheng, Higham, Kenney
    // & Laub, SIAM J. Matrix Anal. Appl. 22 (2001) 1112; Higham, Functions of Matrices, (6.29)). Whether it succeeded.
    bool square_root(const T* a, T* x) {
        if (!definite(a)) return false;
        T *m = space_.data(), *inverse = m + size_, *product = inverse + size_;
        std::copy_n(a, size_, m);
        std::copy_n(a, size_, x);
        const R goal = static_cast<R>(n_) * std::numeric_limits<R>::epsilon();
        bool scale = true;
        for (int step = 0; step < most_steps; ++step) {
            double log_det = 0;
            if (!invert(m, inverse, &log_det)) return false;
            const auto mu = static_cast<R>(scale ? std::exp(-log_det / (2.0 * static_cast<double>(n_))) : 1.0);
            const R up = mu * mu / 4, down = 1 / (4 * mu * mu);
            R distance = 0;
            for (index_t j = 0; j < n_; ++j) {
                R sum = 0;
                for (index_t i = 0; i < n_; ++i) {
                    const index_t k = i + j * n_;
                    m[k] = m[k] * up + inverse[k] * down;
                    if (i == j) m[k] += T(R(0.5));
                    inverse[k] *= 1 / (2 * mu);
                    if (i == j) inverse[k] += T(mu / 2);
                    sum += std::abs(i == j ? m[k] - T(1) : m[k]);
                }
                distance = std::max(distance, sum);
            }
            product_of(x, inverse, product, n_);
            std::swap_ranges(x, x + size_, product);
            if (!(distance <= std::numeric_limits<R>::max())) return false;
            if (distance < R(0.01)) scale = false;
            // The next step would square what is left.
            if (distance < std::sqrt(goal)) {
                correct(m, x, product);
                return small_residual(a, x, product);
            }
        }
        return false;
    }

    // s := sign(a), by Newton's iteration with scaling by norms (Higham, Functions of Matrices, (5.16), (5.35)).
    // Matrices that are ill-conditioned, or have eigenvalues close to the imaginary axis, are left.
    bool sign(const T* a, T* s) {
        T *inverse = space_.data(), *other = inverse + size_;
        std::copy_n(a, size_, s);
        const R eps = std::numeric_limits<R>::epsilon();
        bool scale = true;
        for (int step = 0; step < most_steps; ++step) {
            if (!invert(s, inverse, nullptr)) return false;
            const R forward = one_norm(s, n_), back = one_norm(inverse, n_);
            if (step == 0 && !(forward * back < std::pow(eps, R(-0.6)))) return false;
            const R mu = scale ? std::sqrt(back / forward) : R(1);
            R distance = 0, size = 0;
            for (index_t j = 0; j < n_; ++j) {
                R change = 0, sum = 0;
                for (index_t k = j * n_; k < (j + 1) * n_; ++k) {
                    const T next = s[k] * (mu / 2) + inverse[k] * (1 / (2 * mu));
                    change += std::abs(next - s[k]);
                    sum += std::abs(next);
                    s[k] = next;
                }
                distance = std::max(distance, change);
                size = std::max(size, sum);
            }
            if (!(size <= std::numeric_limits<R>::max())) return false;
            if (distance < R(0.01) * size) scale = false;
            if (distance <= std::sqrt(eps) * size / 10) {
                product_of(s, s, other, n_);
                for (index_t i = 0; i < n_; ++i) other[i * (n_ + 1)] -= T(1);
                return one_norm(other, n_) <= 20 * static_cast<R>(n_) * eps * std::max(size, R(1)) && commutes(a, s);
            }
        }
        return false;
    }

private:
    static constexpr int most_steps = 24;

    bool definite(const T* a) {
        T* h = space_.data();
        for (index_t j = 0; j < n_; ++j)
            for (index_t i = 0; i < n_; ++i) h[i + j * n_] = a[i + j * n_] + conjugate(a[j + i * n_]);
        return lapack::potrf('L', order_, h, order_) == 0;
    }

    // Also the logarithm of |det m|, if asked for.
    bool invert(const T* m, T* out, double* log_det) {
        if (interrupted()) throw Interrupted{};
        std::copy_n(m, size_, out);
        if (factor_lu(order_, order_, out, order_, pivots_.data())) return false;
        for (index_t i = 0; log_det && i < n_; ++i)
            *log_det += std::log(static_cast<double>(std::abs(out[i * (n_ + 1)])));
        return invert_factored(order_, out, order_, pivots_.data(), work_.data()) == 0;
    }

    // The last step, with the inverse of M = I + E replaced by I - E: x := x (I - E / 2).
    void correct(T* m, T* x, T* product) {
        for (index_t k = 0; k < size_; ++k) m[k] *= R(-0.5);
        for (index_t i = 0; i < n_; ++i) m[i * (n_ + 1)] += T(R(1.5));
        product_of(x, m, product, n_);
        std::copy_n(product, size_, x);
    }

    // ||x^2 - a|| <= c n eps ||x||^2: what the Schur method is bounded by (Bjorck & Hammarling; Higham 1987).
    bool small_residual(const T* a, const T* x, T* product) const {
        product_of(x, x, product, n_);
        for (index_t k = 0; k < size_; ++k) product[k] -= a[k];
        const R norm = one_norm(x, n_);
        return one_norm(product, n_) <= static_cast<R>(n_) * std::numeric_limits<R>::epsilon() * norm * norm / 4;
    }

    bool commutes(const T* a, const T* s) {
        T *left = space_.data(), *right = left + size_;
        product_of(a, s, left, n_);
        product_of(s, a, right, n_);
        for (index_t k = 0; k < size_; ++k) left[k] -= right[k];
        return one_norm(left, n_) <=
               static_cast<R>(n_) * std::numeric_limits<R>::epsilon() * one_norm(a, n_) * one_norm(s, n_);
    }

    index_t n_, size_;
    int order_;
    Scratch<T> space_;
    std::vector<int> pivots_;
    Scratch<T> work_;
};

}  // namespace scinova::linalg
