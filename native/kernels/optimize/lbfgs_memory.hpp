// SPDX-License-Identifier: BSD-3-Clause
// The limited-memory BFGS matrix in compact form
//
//     B = theta I - W M W',   W = [Y  theta S],   M = [ -D   L'        ]^-1
//                                                     [  L   theta S'S ]
//
// where the columns of S and Y are the last k <= m steps and changes of gradient, D the diagonal and L the part below the
// diagonal of S'Y, theta = y'y / s'y. R. H. Byrd, J. Nocedal and R. B. Schnabel, Math. Programming 63 (1994) 129-156,
// theorem 2.3; R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, SIAM J. Sci. Comput. 16 (1995) 1190-1208, section 3.
//
// M is applied by eliminating its first block: with T = theta S'S + L D^-1 L' (positive definite, order k),
//     M [p; q] = [D^-1 (L'b - p); b],   T b = q + L D^-1 p.
#pragma once

#include <algorithm>
#include <vector>

#include "kernels/optimize/small_linear.hpp"

namespace scinova::optimize {

class LbfgsMemory {
public:
    // s and y are m by n, row-major: room for the pairs, kept by the caller.
    LbfgsMemory(double* s, double* y, index_t m, index_t n)
        : s_(s), y_(y), m_(m), n_(n), sy_(m * m), ss_(m * m), yy_(m * m), t_(m * m) {}

    index_t count() const noexcept { return k_; }
    index_t first() const noexcept { return first_; }  // row of the oldest pair
    double theta() const noexcept { return theta_; }
    const double* s(index_t i) const noexcept { return s_ + row(i) * n_; }
    const double* y(index_t i) const noexcept { return y_ + row(i) * n_; }
    double sy(index_t i, index_t j) const noexcept { return sy_[row(i) * m_ + row(j)]; }
    double ss(index_t i, index_t j) const noexcept { return ss_[row(i) * m_ + row(j)]; }
    double yy(index_t i, index_t j) const noexcept { return yy_[row(i) * m_ + row(j)]; }

    void forget() noexcept {
        k_ = first_ = 0;
        theta_ = 1.0;
    }

    // Adds the pair step * direction, gradient - old_gradient; the oldest goes when there are m.
    void add(double step, const double* direction, const double* gradient, const double* old_gradient) noexcept {
        index_t at;
        if (k_ < m_) {
            at = row(k_++);
        } else {
            at = first_;
            first_ = (first_ + 1) % m_;
        }
        double* s = s_ + at * n_;
        double* y = y_ + at * n_;
        for (index_t i = 0; i < n_; ++i) {
            s[i] = step * direction[i];
            y[i] = gradient[i] - old_gradient[i];
        }
        for (index_t i = 0; i < k_; ++i) {
            const index_t r = row(i);
            sy_[at * m_ + r] = dot(s, y_ + r * n_, n_);
            sy_[r * m_ + at] = r == at ? sy_[at * m_ + at] : dot(s_ + r * n_, y, n_);
            ss_[at * m_ + r] = ss_[r * m_ + at] = dot(s, s_ + r * n_, n_);
            yy_[at * m_ + r] = yy_[r * m_ + at] = dot(y, y_ + r * n_, n_);
        }
        theta_ = yy_[at * m_ + at] / sy_[at * m_ + at];
    }

    // Factors T; false if it is not positive definite in floating point.
    bool prepare() noexcept {
        for (index_t i = 0; i < k_; ++i)
            for (index_t j = 0; j <= i; ++j) {
                double sum = theta_ * ss(i, j);
                for (index_t l = 0; l < j; ++l) sum += sy(i, l) * sy(j, l) / sy(l, l);
                t_[i * k_ + j] = sum;
            }
        return cholesky_in_place(t_.data(), k_);
    }

    // v <- M v, for v of length 2k.
    void apply_middle(double* v) const noexcept {
        double* p = v;
        double* q = v + k_;
        for (index_t i = 0; i < k_; ++i)
            for (index_t j = 0; j < i; ++j) q[i] += sy(i, j) * p[j] / sy(j, j);
        cholesky_solve(t_.data(), q, k_);
        for (index_t j = 0; j < k_; ++j) {
            double sum = -p[j];
            for (index_t i = j + 1; i < k_; ++i) sum += sy(i, j) * q[i];
            p[j] = sum / sy(j, j);
        }
    }

    // out <- W' v, of length 2k.
    void reduce(const double* v, double* out) const noexcept {
        for (index_t i = 0; i < k_; ++i) {
            out[i] = dot(y(i), v, n_);
            out[k_ + i] = theta_ * dot(s(i), v, n_);
        }
    }

    // Row b of W, of length 2k.
    void w_row(index_t b, double* out) const noexcept {
        for (index_t i = 0; i < k_; ++i) {
            out[i] = y(i)[b];
            out[k_ + i] = theta_ * s(i)[b];
        }
    }

private:
    index_t row(index_t i) const noexcept {
        const index_t r = first_ + i;
        return r >= m_ ? r - m_ : r;
    }

    double *s_, *y_;
    index_t m_, n_;
    index_t k_ = 0, first_ = 0;
    double theta_ = 1.0;
    std::vector<double> sy_, ss_, yy_, t_;
};

}  // namespace scinova::optimize
