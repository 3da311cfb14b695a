// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/natural_smoothing.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::interpolate {

namespace {

// Symmetric, with two diagonals beside the main one.
struct Pentadiagonal {
    std::vector<double> d0, d1, d2;
    explicit Pentadiagonal(std::size_t n) : d0(n), d1(n), d2(n) {}
};

class Smoother {
public:
    Smoother(Vec<const double> x, Vec<const double> y, Vec<const double> w)
        : x_(x), y_(y), w_(w), n_(static_cast<std::size_t>(x.shape[0])), m_(n_ - 2), penalty_(m_), factor_(m_),
          right_(m_), gamma_(m_) {
        for (std::size_t j = 0; j < m_; ++j) {
            const double a = q(j, 0), b = q(j, 1), c = q(j, 2);
            penalty_.d0[j] = a * a / weight(j) + b * b / weight(j + 1) + c * c / weight(j + 2);
            if (j + 1 < m_) penalty_.d1[j] = b * q(j + 1, 0) / weight(j + 1) + c * q(j + 1, 1) / weight(j + 2);
            if (j + 2 < m_) penalty_.d2[j] = c * q(j + 2, 0) / weight(j + 2);
            right_[j] = a * value(j) + b * value(j + 1) + c * value(j + 2);
        }
    }

    void solve(double lambda) {
        factorize(lambda);
        gamma_ = right_;
        for (std::size_t j = 0; j < m_; ++j) {
            if (j + 1 < m_) gamma_[j + 1] -= factor_.d1[j] * gamma_[j];
            if (j + 2 < m_) gamma_[j + 2] -= factor_.d2[j] * gamma_[j];
        }
        for (std::size_t j = m_; j-- > 0;) {
            gamma_[j] /= factor_.d0[j];
            if (j + 1 < m_) gamma_[j] -= factor_.d1[j] * gamma_[j + 1];
            if (j + 2 < m_) gamma_[j] -= factor_.d2[j] * gamma_[j + 2];
        }
    }

    // n |y - g|^2 / tr(I - A)^2; lambda^2 cancels.
    double cross_validation(double lambda) {
        solve(lambda);
        double squares = 0.0;
        for (std::size_t i = 0; i < n_; ++i) {
            const double r = pull(i);
            squares += r * r;
        }
        const double t = trace();
        return static_cast<double>(n_) * squares / (t * t);
    }

    double best_lambda();

    // (W^-1 Q gamma)_i: the residual over lambda.
    double pull(std::size_t i) const {
        double sum = 0.0;
        for (std::size_t r = 0; r < 3; ++r)
            if (i >= r && i - r < m_) sum += q(i - r, r) * gamma_[i - r];
        return sum / weight(i);
    }
    double gamma(std::size_t j) const { return gamma_[j]; }

private:
    double step(std::size_t i) const { return x_(static_cast<index_t>(i) + 1) - x_(static_cast<index_t>(i)); }
    double weight(std::size_t i) const { return w_(static_cast<index_t>(i)); }
    double value(std::size_t i) const { return y_(static_cast<index_t>(i)); }
    // Row r of column j of Q: the second divided difference.
    double q(std::size_t j, std::size_t r) const {
        return r == 0 ? 1.0 / step(j) : r == 2 ? 1.0 / step(j + 1) : -1.0 / step(j) - 1.0 / step(j + 1);
    }

    // L D L^T of R + lambda Q^T W^-1 Q: D in d0, L below it in d1 and d2.
    void factorize(double lambda) {
        auto &d0 = factor_.d0, &d1 = factor_.d1, &d2 = factor_.d2;
        for (std::size_t j = 0; j < m_; ++j) {
            d0[j] = (step(j) + step(j + 1)) / 3.0 + lambda * penalty_.d0[j];
            d1[j] = j + 1 < m_ ? step(j + 1) / 6.0 + lambda * penalty_.d1[j] : 0.0;
            d2[j] = j + 2 < m_ ? lambda * penalty_.d2[j] : 0.0;
        }
        for (std::size_t j = 0; j < m_; ++j) {
            const double e1 = d1[j], e2 = d2[j];
            d1[j] = e1 / d0[j];
            d2[j] = e2 / d0[j];
            if (j + 1 < m_) {
                d0[j + 1] -= d1[j] * e1;
                d1[j + 1] -= d1[j] * e2;
            }
            if (j + 2 < m_) d0[j + 2] -= d2[j] * e2;
        }
    }

    // tr(M^-1 Q^T W^-1 Q), from the middle of the inverse, last row first.
    double trace() const {
        double sum = 0.0;
        double a00 = 0.0, a01 = 0.0, b00 = 0.0;  // inverse at (j+1, j+1), (j+1, j+2), (j+2, j+2)
        for (std::size_t j = m_; j-- > 0;) {
            const double l1 = factor_.d1[j], l2 = factor_.d2[j];
            const double c1 = -l1 * a00 - l2 * a01, c2 = -l1 * a01 - l2 * b00;
            const double c0 = 1.0 / factor_.d0[j] - l1 * c1 - l2 * c2;
            sum += c0 * penalty_.d0[j] + 2.0 * (c1 * penalty_.d1[j] + c2 * penalty_.d2[j]);
            b00 = a00;
            a01 = c1;
            a00 = c0;
        }
        return sum;
    }

    Vec<const double> x_, y_, w_;
    std::size_t n_, m_;
    Pentadiagonal penalty_, factor_;
    std::vector<double> right_, gamma_;
};

double Smoother::best_lambda() {
    // From where the penalty rules to where it does not matter, in equal ratios.
    double stiff = 0.0, soft = 0.0, total = 0.0;
    for (std::size_t j = 0; j < m_; ++j) {
        stiff = std::max(stiff, penalty_.d0[j] / (step(j) + step(j + 1)));
        total += weight(j);
    }
    const double length = x_(x_.shape[0] - 1) - x_(0);
    soft = std::log(total * length * length * length * 10.0);
    const double hard = std::log(1e-4 / stiff);
    constexpr double ratio = 0.35;
    double best = soft, previous = cross_validation(std::exp(soft)), lowest = previous;
    for (double l = soft - ratio; l > hard; l -= ratio) {
        const double now = cross_validation(std::exp(l));
        if (now < lowest) {
            lowest = now;
            best = l;
        } else if (now > previous && now > lowest * (1.0 + 1e-6) && best < soft) {
            break;  // past a minimum
        }
        previous = now;
        if (interrupted()) return -1.0;
    }
    // Golden section about it.
    const double golden = 0.5 * (std::sqrt(5.0) - 1.0);
    double a = best - ratio, b = best + ratio, c = b - golden * (b - a), d = a + golden * (b - a);
    double fc = cross_validation(std::exp(c)), fd = cross_validation(std::exp(d));
    while (b - a > 1e-7) {
        if (fc < fd) {
            b = d;
            d = c;
            fd = fc;
            c = b - golden * (b - a);
            fc = cross_validation(std::exp(c));
        } else {
            a = c;
            c = d;
            fc = fd;
            d = a + golden * (b - a);
            fd = cross_validation(std::exp(d));
        }
    }
    return std::exp(0.5 * (a + b));
}

}  // namespace

Status smooth_naturally(Vec<const double> x, Vec<const double> y, Vec<const double> w, double lambda,
                        Vec<double> values, Vec<double> curvature, double& used) {
    try {
        Smoother smoother(x, y, w);
        used = lambda < 0.0 ? smoother.best_lambda() : lambda;
        if (used < 0.0) return Status::interrupted;
        smoother.solve(used);
        const index_t n = x.shape[0];
        for (index_t i = 0; i < n; ++i) {
            const std::size_t at = static_cast<std::size_t>(i);
            values(i) = y(i) - used * smoother.pull(at);
            curvature(i) = i == 0 || i == n - 1 ? 0.0 : smoother.gamma(at - 1);
        }
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

}  // namespace scinova::interpolate
