// SPDX-License-Identifier: BSD-3-Clause
// Minimise |F(x)|^2, m functions of n <= m unknowns: the method of Levenberg and Marquardt as a trust region.
//
// J. J. Moré, "The Levenberg-Marquardt algorithm: implementation and theory", in G. A. Watson (ed.), Numerical Analysis,
// Lecture Notes in Mathematics 630 (1978) 105-116: algorithm 5.5 for the parameter, section 4 for the bound, 6 for the
// scaling, 8 for the tests; J. J. Moré, B. S. Garbow and K. E. Hillstrom, User Guide for MINPACK-1, ANL-80-74 (1980).
//
// `Problem` is as for hybrid.hpp, with m values.
#pragma once

#include <cstdint>

#include "common/status.hpp"
#include "kernels/optimize/householder.hpp"

namespace scinova::optimize {

enum class LevenbergEnd : int {
    failed_callback = 0,
    small_reduction = 1,
    small_step = 2,
    both = 3,
    orthogonal = 4,
    evaluations = 5,
    ftol_too_small = 6,
    xtol_too_small = 7,
    gtol_too_small = 8,
};

struct LevenbergRule {
    double ftol, xtol, gtol;
    int max_evaluations;
    double factor = 100.0;
    bool scale_given = false;
};

struct LevenbergReport {
    LevenbergEnd end = LevenbergEnd::failed_callback;
    Status status = Status::ok;
    int evaluations = 0, jacobians = 0;
};

// With J P = Q R, the step p that minimises |J p + f|^2 + par |D p|^2, and the par for which |D p| is within a tenth of the
// bound (or par = 0 if the Gauss-Newton step is inside). r is column-major with leading dimension m.
class LevenbergStep {
public:
    explicit LevenbergStep(index_t n) : n_(n), s_(n * n), x_(n), z_(n), w_(n), diagonal_(n) {}

    void find(const double* r, index_t ld, const index_t* pivots, const double* scale, const double* qtf, double bound,
              double& par, double* p) noexcept {
        r_ = r, ld_ = ld, pivots_ = pivots, scale_ = scale, qtf_ = qtf;
        const bool full_rank = gauss_newton();
        double length = scaled_length();
        double excess = length - bound;
        if (excess <= 0.1 * bound) {
            par = 0.0;
            std::copy(x_.begin(), x_.end(), p);
            return;
        }
        double lower = 0.0;
        if (full_rank) lower = excess / bound / newton_slope(length, false);
        double upper = gradient_length() / bound;
        if (upper == 0.0) upper = std::numeric_limits<double>::min() / std::min(bound, 0.1);
        par = std::clamp(par, lower, std::max(lower, upper));
        if (par == 0.0) par = gradient_length() / length;
        for (int trial = 1;; ++trial) {
            if (par == 0.0) par = std::max(std::numeric_limits<double>::min(), 1e-3 * upper);
            regularised(par);
            length = scaled_length();
            const double before = excess;
            excess = length - bound;
            const bool linear = lower == 0.0 && excess <= before && before < 0.0;
            if (std::fabs(excess) <= 0.1 * bound || linear || trial == 10) break;
            const double correction = excess / bound / newton_slope(length, true);
            if (excess > 0.0) lower = std::max(lower, par);
            if (excess < 0.0) upper = std::min(upper, par);
            par = std::max(lower, par + correction);
        }
        std::copy(x_.begin(), x_.end(), p);
    }

private:
    double r(index_t i, index_t j) const noexcept { return r_[j * ld_ + i]; }

    double scaled_length() noexcept {
        for (index_t j = 0; j < n_; ++j) w_[j] = scale_[j] * x_[j];
        return norm2(w_.data(), n_);
    }

    // x <- P z, with the sign of a step.
    void scatter() noexcept {
        for (index_t j = 0; j < n_; ++j) x_[pivots_[j]] = -z_[j];
    }

    // The step for par = 0; with a rank below n, the components beyond the rank are zero.
    bool gauss_newton() noexcept {
        index_t rank = 0;
        while (rank < n_ && r(rank, rank) != 0.0) ++rank;
        for (index_t j = 0; j < n_; ++j) z_[j] = j < rank ? qtf_[j] : 0.0;
        for (index_t j = rank; j-- > 0;) {
            z_[j] /= r(j, j);
            for (index_t i = 0; i < j; ++i) z_[i] -= r(i, j) * z_[j];
        }
        scatter();
        return rank == n_;
    }

    // |R^-T P'D^2 p / |D p||^2, whose product with the bound is the derivative that Newton's iteration needs.
    double newton_slope(double length, bool from_s) noexcept {
        for (index_t j = 0; j < n_; ++j) {
            const index_t l = pivots_[j];
            z_[j] = scale_[l] * (scale_[l] * x_[l] / length);
        }
        for (index_t j = 0; j < n_; ++j) {
            double sum = z_[j];
            for (index_t i = 0; i < j; ++i) sum -= (from_s ? s_[i * n_ + j] : r(i, j)) * z_[i];
            z_[j] = sum / (from_s ? diagonal_[j] : r(j, j));
        }
        const double size = norm2(z_.data(), n_);
        return size * size;
    }

    double gradient_length() noexcept {
        for (index_t j = 0; j < n_; ++j) {
            double sum = 0.0;
            for (index_t i = 0; i <= j; ++i) sum += r(i, j) * qtf_[i];
            w_[j] = sum / scale_[pivots_[j]];
        }
        return norm2(w_.data(), n_);
    }

    // The step for par > 0: rotations carry the rows sqrt(par) D P into R, giving a triangle S (row-major, in s_).
    void regularised(double par) noexcept {
        const double root = std::sqrt(par);
        for (index_t i = 0; i < n_; ++i) {
            for (index_t j = i; j < n_; ++j) s_[i * n_ + j] = r(i, j);
            z_[i] = qtf_[i];
        }
        for (index_t j = 0; j < n_; ++j) {
            const double d = root * scale_[pivots_[j]];
            if (d == 0.0) continue;
            std::fill(w_.begin(), w_.end(), 0.0);
            w_[j] = d;
            double right = 0.0;
            for (index_t k = j; k < n_; ++k) {
                const Rotation g = Rotation::clearing(s_[k * n_ + k], w_[k]);
                for (index_t l = k; l < n_; ++l) g.apply(s_[k * n_ + l], w_[l]);
                g.apply(z_[k], right);
            }
        }
        index_t rank = 0;
        for (index_t j = 0; j < n_; ++j) diagonal_[j] = s_[j * n_ + j];
        while (rank < n_ && diagonal_[rank] != 0.0) ++rank;
        for (index_t j = rank; j < n_; ++j) z_[j] = 0.0;
        for (index_t j = rank; j-- > 0;)
            z_[j] = (z_[j] - dot(s_.data() + j * n_ + j + 1, z_.data() + j + 1, rank - j - 1)) / diagonal_[j];
        scatter();
    }

    index_t n_, ld_ = 0;
    const double* r_ = nullptr;
    const index_t* pivots_ = nullptr;
    const double* scale_ = nullptr;
    const double* qtf_ = nullptr;
    std::vector<double> s_, x_, z_, w_, diagonal_;
};

// (J'J)^-1 = P R^-1 R^-T P' (n by n, row-major) from the factor that Levenberg leaves; false where R is singular.
inline bool covariance(const double* r, index_t ld, const std::int64_t* pivots, index_t n, double* out) {
    std::vector<double> inverse(n * n, 0.0);  // row-major, upper triangle
    for (index_t j = 0; j < n; ++j) {
        const double pivot = r[j * ld + j];
        if (pivot == 0.0 || !std::isfinite(pivot)) return false;
        inverse[j * n + j] = 1.0 / pivot;
        for (index_t i = j; i-- > 0;) {
            double sum = 0.0;
            for (index_t k = i + 1; k <= j; ++k) sum += r[k * ld + i] * inverse[k * n + j];
            inverse[i * n + j] = -sum / r[i * ld + i];
        }
    }
    for (index_t i = 0; i < n; ++i)
        for (index_t j = 0; j <= i; ++j) {
            const double sum = dot(inverse.data() + i * n + i, inverse.data() + j * n + i, n - i);
            out[pivots[i] * n + pivots[j]] = out[pivots[j] * n + pivots[i]] = sum;
        }
    return true;
}

template <class Problem>
class Levenberg {
public:
    // x, f (already evaluated once), scale and jacobian (m by n, columns; on return R and the reflections) are the
    // caller's; qtf and pivots have n elements.
    Levenberg(Problem& problem, index_t m, index_t n, double* x, double* f, double* scale, double* jacobian, double* qtf,
              index_t* pivots, const LevenbergRule& rule)
        : problem_(problem), m_(m), n_(n), x_(x), f_(f), scale_(scale), j_(jacobian), qtf_(qtf), pivots_(pivots),
          rule_(rule), finder_(n), p_(n), trial_(n), f_trial_(m), full_(m), diagonal_(n), norms_(n), work_(n) {}

    LevenbergReport run() {
        report_.evaluations = 1;
        f_norm_ = norm2(f_, m_);
        while (report_.end == LevenbergEnd::failed_callback && report_.status == Status::ok) {
            if (!refactor()) break;
            while (!step() && report_.end == LevenbergEnd::failed_callback && report_.status == Status::ok) {
            }
        }
        return report_;
    }

private:
    double scaled_norm(const double* v) noexcept {
        for (index_t i = 0; i < n_; ++i) work_[i] = scale_[i] * v[i];
        return norm2(work_.data(), n_);
    }

    // J = Q R P' at x. False when the run is over.
    bool refactor() {
        int evaluations = 0;
        report_.status = problem_.jacobian(x_, f_, j_, &evaluations);
        if (report_.status != Status::ok) return false;
        ++report_.jacobians;
        report_.evaluations += evaluations;
        factor(j_, m_, n_, diagonal_.data(), norms_.data(), pivots_);
        if (report_.jacobians == 1) {
            for (index_t j = 0; j < n_ && !rule_.scale_given; ++j) scale_[j] = norms_[j] == 0.0 ? 1.0 : norms_[j];
            x_norm_ = scaled_norm(x_);
            bound_ = x_norm_ == 0.0 ? rule_.factor : rule_.factor * x_norm_;
        }
        std::copy(f_, f_ + m_, full_.begin());
        apply_transposed(j_, m_, n_, full_.data());
        std::copy_n(full_.begin(), n_, qtf_);
        for (index_t j = 0; j < n_; ++j) j_[j * m_ + j] = diagonal_[j];

        gradient_ = 0.0;  // the largest cosine between F and a column of J
        for (index_t j = 0; j < n_ && f_norm_ != 0.0; ++j) {
            const double length = norms_[pivots_[j]];
            if (length == 0.0) continue;
            double sum = 0.0;
            for (index_t i = 0; i <= j; ++i) sum += j_[j * m_ + i] * (qtf_[i] / f_norm_);
            gradient_ = std::max(gradient_, std::fabs(sum / length));
        }
        if (gradient_ <= rule_.gtol) {
            report_.end = LevenbergEnd::orthogonal;
            return false;
        }
        for (index_t j = 0; j < n_ && !rule_.scale_given; ++j) scale_[j] = std::max(scale_[j], norms_[j]);
        return true;
    }

    // One trial; true when it was accepted.
    bool step() {
        finder_.find(j_, m_, pivots_, scale_, qtf_, bound_, par_, p_.data());
        for (index_t i = 0; i < n_; ++i) trial_[i] = x_[i] + p_[i];
        const double length = scaled_norm(p_.data());
        if (first_) bound_ = std::min(bound_, length);
        report_.status = problem_.value(trial_.data(), f_trial_.data());
        if (report_.status != Status::ok) return false;
        ++report_.evaluations;
        const double f_new = norm2(f_trial_.data(), m_);
        const double shrunk = f_new / f_norm_;
        const double actual = 0.1 * f_new < f_norm_ ? 1.0 - shrunk * shrunk : -1.0;
        // |F|^2 - |F + J p|^2 = |J p|^2 + 2 par |D p|^2, relative to |F|^2; slope is its derivative along p, halved.
        const double by_j = linear_length() / f_norm_, by_par = std::sqrt(par_) * length / f_norm_;
        const double predicted = by_j * by_j + 2.0 * by_par * by_par;
        const double slope = -(by_j * by_j + by_par * by_par);
        const double ratio = predicted != 0.0 ? actual / predicted : 0.0;
        adjust_bound(ratio, actual, slope, length, f_new);
        const bool accepted = ratio >= 1e-4;
        if (accepted) {
            std::copy(trial_.begin(), trial_.end(), x_);
            std::copy(f_trial_.begin(), f_trial_.end(), f_);
            x_norm_ = scaled_norm(x_);
            f_norm_ = f_new;
            first_ = false;
        }
        test(actual, predicted, ratio);
        return accepted;
    }

    double linear_length() noexcept {
        std::fill(work_.begin(), work_.end(), 0.0);
        for (index_t j = 0; j < n_; ++j) axpy(p_[pivots_[j]], j_ + j * m_, work_.data(), j + 1);
        return norm2(work_.data(), n_);
    }

    void adjust_bound(double ratio, double actual, double slope, double length, double f_new) noexcept {
        if (ratio <= 0.25) {
            double by = actual >= 0.0 ? 0.5 : 0.5 * slope / (slope + 0.5 * actual);
            if (0.1 * f_new >= f_norm_ || by < 0.1) by = 0.1;
            bound_ = by * std::min(bound_, 10.0 * length);
            par_ /= by;
        } else if (par_ == 0.0 || ratio >= 0.75) {
            bound_ = 2.0 * length;
            par_ *= 0.5;
        }
    }

    void test(double actual, double predicted, double ratio) noexcept {
        const auto reduced = [&](double tol) { return std::fabs(actual) <= tol && predicted <= tol && ratio <= 2.0; };
        const bool f_done = reduced(rule_.ftol), x_done = bound_ <= rule_.xtol * x_norm_;
        if (f_done && x_done) report_.end = LevenbergEnd::both;
        else if (f_done) report_.end = LevenbergEnd::small_reduction;
        else if (x_done) report_.end = LevenbergEnd::small_step;
        else if (report_.evaluations >= rule_.max_evaluations) report_.end = LevenbergEnd::evaluations;
        else if (reduced(machine_eps)) report_.end = LevenbergEnd::ftol_too_small;
        else if (bound_ <= machine_eps * x_norm_) report_.end = LevenbergEnd::xtol_too_small;
        else if (gradient_ <= machine_eps) report_.end = LevenbergEnd::gtol_too_small;
        // A NaN bound or residual would go round for ever.
        else if (!(bound_ > 0.0)) report_.end = LevenbergEnd::xtol_too_small;
    }

    Problem& problem_;
    index_t m_, n_;
    double *x_, *f_, *scale_, *j_, *qtf_;
    index_t* pivots_;
    LevenbergRule rule_;
    LevenbergReport report_;
    LevenbergStep finder_;
    std::vector<double> p_, trial_, f_trial_, full_, diagonal_, norms_, work_;
    double f_norm_ = 0.0, x_norm_ = 0.0, bound_ = 0.0, par_ = 0.0, gradient_ = 0.0;
    bool first_ = true;
};

}  // namespace scinova::optimize
