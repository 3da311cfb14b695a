// SPDX-License-Identifier: BSD-3-Clause
// Solve F(x) = 0, n equations in n unknowns: Powell's hybrid method.
//
// M. J. D. Powell, "A hybrid method for nonlinear equations", in P. Rabinowitz (ed.), Numerical Methods for Nonlinear
// Algebraic Equations (1970), pp. 87-114; J. J. Moré, B. S. Garbow and K. E. Hillstrom, User Guide for MINPACK-1, ANL-80-74
// (1980), chapters 2 and 3, which give the control of the step bound and the tests.
//
// The step minimises |F + J p| along Powell's dogleg, subject to |D p| <= delta. J = Q R is found at the start and after two
// failures in a row, and otherwise changed by C. G. Broyden's rank-one formula (Math. Comp. 19 (1965) 577-593).
//
// `Problem` supplies  Status value(const double* x, double* f)  and
// Status jacobian(const double* x, const double* f, double* columns, int* evaluations), column-major.
#pragma once

#include "common/status.hpp"
#include "kernels/optimize/householder.hpp"

namespace scinova::optimize {

enum class HybridEnd : int {
    failed_callback = -1,
    converged = 1,
    evaluations = 2,
    tolerance_too_small = 3,
    no_progress_over_jacobians = 4,
    no_progress_over_steps = 5,
};

struct HybridRule {
    double xtol = 1.49012e-8;
    int max_evaluations = 0;
    double factor = 100.0;
    bool scale_given = false;  // D comes from the caller; otherwise from the columns of J
};

struct HybridReport {
    HybridEnd end = HybridEnd::failed_callback;
    Status status = Status::ok;
    int evaluations = 0, jacobians = 0;
};

template <class Problem>
class Hybrid {
public:
    // x, f (F(x), already evaluated once), scale D, q (n by n, columns), and qtf are the caller's; r is the packed triangle.
    Hybrid(Problem& problem, index_t n, double* x, double* f, double* scale, double* q, double* r, double* qtf,
           const HybridRule& rule)
        : problem_(problem), n_(n), x_(x), f_(f), scale_(scale), q_(q), r_(r), qtf_(qtf), rule_(rule), p_(n), newton_(n),
          trial_(n), f_trial_(n), residual_(n), u_(n), s_(n), work_(n), diagonal_(n), norms_(n) {}

    HybridReport run() {
        report_.evaluations = 1;
        f_norm_ = norm2(f_, n_);
        while (report_.end == HybridEnd::failed_callback && report_.status == Status::ok) {
            if (!refactor()) break;
            // A Jacobian found again at the same point would be the same: the count of failures goes on past two.
            for (fresh_ = true; step() && failures_ != 2; fresh_ = false) {
            }
        }
        return report_;
    }

private:
    // Row i of the packed upper triangle begins at its diagonal.
    double* row(index_t i) noexcept { return r_ + i * n_ - i * (i - 1) / 2; }

    double scaled_norm(const double* v) noexcept {
        for (index_t i = 0; i < n_; ++i) work_[i] = scale_[i] * v[i];
        return norm2(work_.data(), n_);
    }

    bool refactor() {
        int evaluations = 0;
        report_.status = problem_.jacobian(x_, f_, q_, &evaluations);
        if (report_.status != Status::ok) return false;
        ++report_.jacobians;
        report_.evaluations += evaluations;
        factor(q_, n_, n_, diagonal_.data(), norms_.data(), nullptr);
        if (first_) {
            for (index_t j = 0; j < n_ && !rule_.scale_given; ++j) scale_[j] = norms_[j] == 0.0 ? 1.0 : norms_[j];
            x_norm_ = scaled_norm(x_);
            bound_ = x_norm_ == 0.0 ? rule_.factor : rule_.factor * x_norm_;
        }
        std::copy(f_, f_ + n_, qtf_);
        apply_transposed(q_, n_, n_, qtf_);
        for (index_t i = 0; i < n_; ++i) {
            row(i)[0] = diagonal_[i];
            for (index_t j = i + 1; j < n_; ++j) row(i)[j - i] = q_[j * n_ + i];
        }
        form_q(q_, n_);
        for (index_t j = 0; j < n_ && !rule_.scale_given; ++j) scale_[j] = std::max(scale_[j], norms_[j]);
        return true;
    }

    // One trial. False when the run is over.
    bool step() {
        dogleg();
        for (index_t i = 0; i < n_; ++i) trial_[i] = x_[i] + p_[i];
        const double length = scaled_norm(p_.data());
        if (first_) bound_ = std::min(bound_, length);
        report_.status = problem_.value(trial_.data(), f_trial_.data());
        if (report_.status != Status::ok) return false;
        ++report_.evaluations;
        const double f_new = norm2(f_trial_.data(), n_);
        const double actual = f_new < f_norm_ ? 1.0 - (f_new / f_norm_) * (f_new / f_norm_) : -1.0;
        const double predicted = predicted_reduction();
        const double ratio = predicted > 0.0 ? actual / predicted : 0.0;
        adjust_bound(ratio, length);
        if (ratio >= 1e-4) {
            std::copy(trial_.begin(), trial_.end(), x_);
            std::copy(f_trial_.begin(), f_trial_.end(), f_);
            x_norm_ = scaled_norm(x_);
            f_norm_ = f_new;
            first_ = false;
        }
        if (finished(actual, length)) return false;
        if (failures_ != 2) broyden(length, ratio >= 1e-4);
        return true;
    }

    // 1 - (|F + J p| / |F|)^2; leaves residual = Q'F + R p.
    double predicted_reduction() noexcept {
        for (index_t i = 0; i < n_; ++i) residual_[i] = qtf_[i] + dot(row(i), p_.data() + i, n_ - i);
        const double left = norm2(residual_.data(), n_);
        return left < f_norm_ ? 1.0 - (left / f_norm_) * (left / f_norm_) : 0.0;
    }

    void adjust_bound(double ratio, double length) noexcept {
        if (ratio < 0.1) {
            successes_ = 0;
            ++failures_;
            bound_ *= 0.5;
            return;
        }
        failures_ = 0;
        ++successes_;
        if (ratio >= 0.5 || successes_ > 1) bound_ = std::max(bound_, 2.0 * length);
        if (std::fabs(ratio - 1.0) <= 0.1) bound_ = 2.0 * length;
    }

    bool finished(double actual, double length) noexcept {
        slow_steps_ = actual >= 1e-3 ? 0 : slow_steps_ + 1;
        if (fresh_) ++slow_jacobians_;
        if (actual >= 0.1) slow_jacobians_ = 0;
        if (bound_ <= rule_.xtol * x_norm_ || f_norm_ == 0.0) report_.end = HybridEnd::converged;
        else if (report_.evaluations >= rule_.max_evaluations) report_.end = HybridEnd::evaluations;
        else if (0.1 * std::max(0.1 * bound_, length) <= machine_eps * x_norm_)
            report_.end = HybridEnd::tolerance_too_small;
        else if (slow_jacobians_ == 5) report_.end = HybridEnd::no_progress_over_jacobians;
        else if (slow_steps_ == 10) report_.end = HybridEnd::no_progress_over_steps;
        else return false;
        return true;
    }

    // p <- the point on the dogleg (origin, Cauchy point, Gauss-Newton point) with |D p| <= bound.
    void dogleg() noexcept {
        for (index_t i = n_; i-- > 0;) {
            const double* r = row(i);
            double pivot = r[0];
            if (pivot == 0.0) {  // stands for a small element of its column
                for (index_t k = 0; k <= i; ++k) pivot = std::max(pivot, std::fabs(row(k)[i - k]));
                pivot = pivot == 0.0 ? machine_eps : machine_eps * pivot;
            }
            newton_[i] = (-qtf_[i] - dot(r + 1, newton_.data() + i + 1, n_ - i - 1)) / pivot;
        }
        const double newton_length = scaled_norm(newton_.data());
        if (newton_length <= bound_) {
            std::copy(newton_.begin(), newton_.end(), p_.begin());
            return;
        }
        // Steepest descent of |F + J p|^2 in the scaled variables: direction -D^-1 R'Q'F.
        std::fill(s_.begin(), s_.end(), 0.0);
        for (index_t i = 0; i < n_; ++i) axpy(-qtf_[i], row(i), s_.data() + i, n_ - i);
        for (index_t j = 0; j < n_; ++j) s_[j] /= scale_[j];
        const double slope = norm2(s_.data(), n_);
        if (slope == 0.0) {
            for (index_t j = 0; j < n_; ++j) p_[j] = newton_[j] * (bound_ / newton_length);
            return;
        }
        for (index_t j = 0; j < n_; ++j) s_[j] = s_[j] / slope / scale_[j];  // unit length in |D .|
        for (index_t i = 0; i < n_; ++i) work_[i] = dot(row(i), s_.data() + i, n_ - i);
        const double bend = norm2(work_.data(), n_);
        const double cauchy = slope / bend / bend;
        if (!(cauchy < bound_)) {
            for (index_t j = 0; j < n_; ++j) p_[j] = bound_ * s_[j];
            return;
        }
        // |D (c + t (newton - c))| = bound, c the Cauchy point: t from the stable root of a quadratic.
        double cd = 0.0, dd = 0.0;
        for (index_t j = 0; j < n_; ++j) {
            const double d = scale_[j] * (newton_[j] - cauchy * s_[j]);
            cd += scale_[j] * cauchy * s_[j] * d;
            dd += d * d;
        }
        const double room = (bound_ - cauchy) * (bound_ + cauchy);
        const double root = std::sqrt(std::max(cd * cd + dd * room, 0.0));
        const double t = cd > 0.0 ? room / (cd + root) : (root - cd) / dd;
        for (index_t j = 0; j < n_; ++j) p_[j] = cauchy * s_[j] + t * (newton_[j] - cauchy * s_[j]);
    }

    // J <- J + (F(x + p) - F(x) - J p) p'D^2 / |D p|^2, as R <- R + s u' and then triangular again.
    void broyden(double length, bool accepted) noexcept {
        for (index_t j = 0; j < n_; ++j) {
            const double along = dot(q_ + j * n_, f_trial_.data(), n_);
            s_[j] = (along - residual_[j]) / length;
            u_[j] = scale_[j] * (scale_[j] * p_[j] / length);
            if (accepted) qtf_[j] = along;
        }
        // Rotations with the last row carry s to its last element and fill that row, which the rank-one term then only
        // adds to; further ones clear it again.
        const index_t last = n_ - 1;
        std::vector<double>& spike = work_;
        std::fill(spike.begin(), spike.end(), 0.0);
        spike[last] = row(last)[0];
        for (index_t i = last; i-- > 0;) {
            if (s_[i] == 0.0) continue;
            const Rotation g = Rotation::clearing(s_[last], s_[i]);
            g.apply(s_[last], s_[i]);
            for (index_t j = i; j < n_; ++j) g.apply(spike[j], row(i)[j - i]);
            rotate(g, last, i);
        }
        axpy(s_[last], u_.data(), spike.data(), n_);
        for (index_t i = 0; i < last; ++i) {
            if (spike[i] == 0.0) continue;
            const Rotation g = Rotation::clearing(row(i)[0], spike[i]);
            for (index_t j = i; j < n_; ++j) g.apply(row(i)[j - i], spike[j]);
            rotate(g, i, last);
        }
        row(last)[0] = spike[last];
    }

    // Q G' and G Q'F, for a rotation of the rows i and j.
    void rotate(const Rotation& g, index_t i, index_t j) noexcept {
        double* a = q_ + i * n_;
        double* b = q_ + j * n_;
        for (index_t k = 0; k < n_; ++k) g.apply(a[k], b[k]);
        g.apply(qtf_[i], qtf_[j]);
    }

    Problem& problem_;
    index_t n_;
    double *x_, *f_, *scale_, *q_, *r_, *qtf_;
    HybridRule rule_;
    HybridReport report_;
    std::vector<double> p_, newton_, trial_, f_trial_, residual_, u_, s_, work_, diagonal_, norms_;
    double f_norm_ = 0.0, x_norm_ = 0.0, bound_ = 0.0;
    int failures_ = 0, successes_ = 0, slow_steps_ = 0, slow_jacobians_ = 0;
    bool first_ = true, fresh_ = true;
};

}  // namespace scinova::optimize
