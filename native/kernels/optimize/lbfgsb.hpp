// SPDX-License-Identifier: BSD-3-Clause
// Minimise f(x) subject to l <= x <= u, n large: the L-BFGS-B method.
//
// R. H. Byrd, P. Lu, J. Nocedal and C. Zhu, "A limited memory algorithm for bound constrained optimization", SIAM J. Sci.
// Comput. 16 (1995) 1190-1208: algorithm CP (section 4, the first minimiser of the quadratic model along the projected
// gradient) and the direct primal method (section 5.1, the model's minimiser over the variables left free). The subspace
// step is projected on the bounds, as J. L. Morales and J. Nocedal propose (ACM TOMS 38 (2011) 7), and cut back where that
// is not downhill. Steps satisfy the strong Wolfe conditions (more_thuente.hpp) with the constants of C. Zhu, R. H. Byrd,
// P. Lu and J. Nocedal, ACM TOMS 23 (1997) 550-560.
//
// Reduced system. With A the variables at a bound and F the free ones, v solves (M^-1 - W_F'W_F / theta) v = W_F'r, and
//     M^-1 - W_F'W_F / theta = [ -(D + Y_F'Y_F / theta)   (S_A'Y_A - R)'   ],   R the upper triangle of S'Y,
//                              [  S_A'Y_A - R              theta S_A'S_A   ]
// so that only sums over the smaller of A and F are formed, and with no variable at a bound two triangular solves do.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "common/status.hpp"
#include "kernels/optimize/lbfgs_memory.hpp"
#include "kernels/optimize/more_thuente.hpp"

namespace scinova::optimize {

struct LbfgsbRule {
    double ftol = 2.2e-9;  // relative decrease
    double gtol = 1e-5;    // projected gradient, largest element
    int max_iterations = 15000;
    int max_trials = 20;   // per line search
};

enum class LbfgsbEnd : int {
    small_gradient = 0,
    small_decrease = 1,
    iterations = 2,
    stopped = 3,    // by the observer
    abnormal = 4,   // no acceptable step along steepest descent
};

struct LbfgsbReport {
    double f = 0.0;
    int iterations = 0;
    LbfgsbEnd end = LbfgsbEnd::small_gradient;
    Status status = Status::ok;
};

// Evaluate: Status(const double* x, double* f, double* g).  Observe: Status(const double* x, double f, bool* stop).
template <class Evaluate, class Observe>
class Lbfgsb {
public:
    Lbfgsb(Evaluate& evaluate, Observe& observe, double* x, double* g, const double* lower, const double* upper,
           LbfgsMemory& memory, index_t n, index_t m, const LbfgsbRule& rule)
        : evaluate_(evaluate), observe_(observe), x_(x), g_(g), lower_(lower), upper_(upper), memory_(memory), n_(n),
          rule_(rule), target_(n), direction_(n), old_x_(n), old_g_(n), reduced_(n), breaks_(n), order_(n), at_bound_(n),
          p_(2 * m), c_(2 * m), w_(2 * m), v_(2 * m), system_(4 * m * m) {
        for (index_t i = 0; i < n; ++i) {
            const bool has_lower = std::isfinite(lower[i]), has_upper = std::isfinite(upper[i]);
            constrained_ = constrained_ || has_lower || has_upper;
            boxed_ = boxed_ && has_lower && has_upper;
        }
    }

    LbfgsbReport run() {
        LbfgsbReport report;
        for (index_t i = 0; i < n_; ++i) x_[i] = std::clamp(x_[i], lower_[i], upper_[i]);
        report.status = evaluate_(x_, &f_, g_);
        if (report.status != Status::ok) return report;
        report.f = f_;
        if (projected_gradient() <= rule_.gtol) return report;
        for (;;) {
            const double f_before = f_;
            const Search found = model_step() ? line_search(report) : Search::failed;
            if (report.status != Status::ok) return report;
            if (found == Search::failed) {  // start again from the gradient, if that is not what failed
                if (memory_.count() == 0) {
                    report.end = LbfgsbEnd::abnormal;
                    return report;
                }
                memory_.forget();
                continue;
            }
            ++report.iterations;
            report.f = f_;
            if (finished(report, f_before)) return report;
            remember();
        }
    }

private:
    enum class Search { accepted, failed };

    double projected_gradient() const noexcept {
        double largest = 0.0;
        for (index_t i = 0; i < n_; ++i) {
            double move = g_[i];
            if (move < 0.0) move = std::max(x_[i] - upper_[i], move);
            else move = std::min(x_[i] - lower_[i], move);
            if (std::isnan(move)) return move;
            largest = std::max(largest, std::fabs(move));
        }
        return largest;
    }

    // The order of the tests: the observer may stop; then the limit; then the two tolerances.
    bool finished(LbfgsbReport& report, double f_before) {
        bool stop = false;
        report.status = observe_(x_, f_, &stop);
        if (report.status != Status::ok) return true;
        const double scale = std::max({std::fabs(f_before), std::fabs(f_), 1.0});
        if (stop) report.end = LbfgsbEnd::stopped;
        else if (projected_gradient() <= rule_.gtol) report.end = LbfgsbEnd::small_gradient;
        else if (f_before - f_ <= rule_.ftol * scale) report.end = LbfgsbEnd::small_decrease;
        else if (report.iterations >= rule_.max_iterations) report.end = LbfgsbEnd::iterations;
        else return false;
        return true;
    }

    // target <- an approximate minimiser of the model inside the bounds; direction <- target - x.
    bool model_step() noexcept {
        active_ = 0;
        std::fill(c_.begin(), c_.end(), 0.0);
        if (constrained_ || memory_.count() == 0) {
            if (memory_.count() > 0 && !memory_.prepare()) return false;
            if (!cauchy_point()) return false;
        } else {
            std::copy(x_, x_ + n_, target_.begin());
            std::fill(at_bound_.begin(), at_bound_.end(), char{0});
        }
        if (memory_.count() > 0 && active_ < n_ && !subspace_minimum()) return false;
        for (index_t i = 0; i < n_; ++i) direction_[i] = target_[i] - x_[i];
        return true;
    }

    // Algorithm CP. Leaves c = W'(target - x).
    bool cauchy_point() noexcept {
        const index_t k2 = 2 * memory_.count();
        double slope = 0.0;
        index_t waiting = 0;
        for (index_t i = 0; i < n_; ++i) {
            const double g = g_[i];
            double t = std::numeric_limits<double>::infinity();
            if (g < 0.0) t = (x_[i] - upper_[i]) / g;
            else if (g > 0.0) t = (x_[i] - lower_[i]) / g;
            breaks_[i] = t;
            target_[i] = x_[i];
            const bool moves = t > 0.0 && g != 0.0;
            at_bound_[i] = !moves && (g != 0.0 || lower_[i] == upper_[i]);
            active_ += at_bound_[i];
            direction_[i] = moves ? -g : 0.0;
            slope -= direction_[i] * direction_[i];
            if (moves && std::isfinite(t)) order_[waiting++] = i;
        }
        if (!(slope < 0.0)) return slope == 0.0;
        memory_.reduce(direction_.data(), p_.data());
        double curvature = -memory_.theta() * slope;
        const double curvature0 = curvature;
        if (k2 > 0) {
            std::copy_n(p_.begin(), k2, v_.begin());
            memory_.apply_middle(v_.data());
            curvature -= dot(v_.data(), p_.data(), k2);
        }
        if (!(curvature > 0.0)) curvature = std::numeric_limits<double>::epsilon() * curvature0;
        const auto later = [this](index_t a, index_t b) { return breaks_[a] > breaks_[b]; };
        std::make_heap(order_.begin(), order_.begin() + waiting, later);
        double best = -slope / curvature, reached = 0.0;
        while (waiting > 0) {
            const index_t b = order_[0];
            const double ahead = breaks_[b] - reached;
            if (best < ahead) break;
            std::pop_heap(order_.begin(), order_.begin() + waiting, later);
            --waiting;
            pass_break(b, ahead, k2, slope, curvature, curvature0);
            reached = breaks_[b];
            best = -slope / curvature;
            if (active_ == n_) {
                best = 0.0;
                break;
            }
        }
        best = std::max(best, 0.0);
        for (index_t i = 0; i < n_; ++i)
            if (direction_[i] != 0.0) target_[i] = x_[i] + (reached + best) * direction_[i];
        for (index_t j = 0; j < k2; ++j) c_[j] += best * p_[j];
        return true;
    }

    // Variable b meets its bound: fix it there and bring slope and curvature up to date.
    void pass_break(index_t b, double ahead, index_t k2, double& slope, double& curvature, double curvature0) noexcept {
        const double g = g_[b];
        target_[b] = direction_[b] > 0.0 ? upper_[b] : lower_[b];
        const double z = target_[b] - x_[b];
        direction_[b] = 0.0;
        at_bound_[b] = 1;
        ++active_;
        slope += ahead * curvature + g * g + memory_.theta() * g * z;
        curvature -= memory_.theta() * g * g;
        if (k2 > 0) {
            for (index_t j = 0; j < k2; ++j) c_[j] += ahead * p_[j];
            memory_.w_row(b, w_.data());
            std::copy_n(w_.begin(), k2, v_.begin());
            memory_.apply_middle(v_.data());
            slope -= g * dot(v_.data(), c_.data(), k2);
            curvature -= 2.0 * g * dot(v_.data(), p_.data(), k2) + g * g * dot(v_.data(), w_.data(), k2);
            for (index_t j = 0; j < k2; ++j) p_[j] += g * w_[j];
        }
        curvature = std::max(curvature, std::numeric_limits<double>::epsilon() * curvature0);
    }

    // Minimiser of the model over the free variables, from the Cauchy point (section 5.1).
    bool subspace_minimum() noexcept {
        const index_t k = memory_.count(), k2 = 2 * k;
        const double theta = memory_.theta();
        for (index_t i = 0; i < n_; ++i) reduced_[i] = g_[i] + theta * (target_[i] - x_[i]);
        if (constrained_) {
            std::copy_n(c_.begin(), k2, v_.begin());
            memory_.apply_middle(v_.data());
            for (index_t j = 0; j < k; ++j) {
                axpy(-v_[j], memory_.y(j), reduced_.data(), n_);
                axpy(-theta * v_[k + j], memory_.s(j), reduced_.data(), n_);
            }
            for (index_t i = 0; i < n_; ++i)
                if (at_bound_[i]) reduced_[i] = 0.0;
        }
        memory_.reduce(reduced_.data(), v_.data());
        if (!(active_ == 0 ? solve_free(k) : solve_reduced(k))) return false;
        // d = -r / theta - W v / theta^2, on the free variables
        for (index_t i = 0; i < n_; ++i) reduced_[i] = -reduced_[i] / theta;
        for (index_t j = 0; j < k; ++j) {
            axpy(-v_[j] / (theta * theta), memory_.y(j), reduced_.data(), n_);
            axpy(-v_[k + j] / theta, memory_.s(j), reduced_.data(), n_);
        }
        for (index_t i = 0; i < n_; ++i)
            if (at_bound_[i]) reduced_[i] = 0.0;
        place_subspace_step();
        return true;
    }

    // No variable at a bound: [-(D + Y'Y/theta)  -R'; -R  0] [a; b] = [p; q].
    bool solve_free(index_t k) noexcept {
        double* a = v_.data() + k;  // holds q, then a
        double* p = v_.data();
        for (index_t i = k; i-- > 0;) {
            double sum = -a[i];
            for (index_t j = i + 1; j < k; ++j) sum -= memory_.sy(i, j) * a[j];
            a[i] = sum / memory_.sy(i, i);
        }
        for (index_t i = 0; i < k; ++i) {
            double sum = p[i] + memory_.sy(i, i) * a[i];
            for (index_t j = 0; j < k; ++j) sum += memory_.yy(i, j) / memory_.theta() * a[j];
            p[i] = -sum;
        }
        for (index_t i = 0; i < k; ++i) {
            double sum = p[i];
            for (index_t j = 0; j < i; ++j) sum -= memory_.sy(j, i) * p[j];
            p[i] = sum / memory_.sy(i, i);
        }
        for (index_t i = 0; i < k; ++i) std::swap(p[i], a[i]);
        return true;
    }

    bool solve_reduced(index_t k) noexcept {
        const index_t k2 = 2 * k;
        const double theta = memory_.theta();
        const bool over_active = 2 * active_ <= n_;
        index_t chosen = 0;
        for (index_t i = 0; i < n_; ++i)
            if ((at_bound_[i] != 0) == over_active) order_[chosen++] = i;
        const auto part = [&](const double* a, const double* b) noexcept {
            double sum = 0.0;
            for (index_t i = 0; i < chosen; ++i) sum += a[order_[i]] * b[order_[i]];
            return sum;
        };
        for (index_t i = 0; i < k; ++i)
            for (index_t j = 0; j < k; ++j) {
                const double sy = part(memory_.s(i), memory_.y(j));
                const double upper = j >= i ? memory_.sy(i, j) : 0.0;
                const double below = (over_active ? sy : memory_.sy(i, j) - sy) - upper;
                system_[(k + i) * k2 + j] = below;
                system_[j * k2 + k + i] = below;
                if (j > i) continue;
                const double yy = part(memory_.y(i), memory_.y(j));
                const double ss = part(memory_.s(i), memory_.s(j));
                const double free_yy = over_active ? memory_.yy(i, j) - yy : yy;
                const double active_ss = over_active ? ss : memory_.ss(i, j) - ss;
                const double corner = -free_yy / theta - (i == j ? memory_.sy(i, i) : 0.0);
                system_[i * k2 + j] = system_[j * k2 + i] = corner;
                system_[(k + i) * k2 + k + j] = system_[(k + j) * k2 + k + i] = theta * active_ss;
            }
        return solve_in_place(system_.data(), v_.data(), k2);
    }

    // target <- the projection of target + d, or, where that does not go downhill, as far towards it as the bounds allow.
    void place_subspace_step() noexcept {
        double downhill = 0.0;
        for (index_t i = 0; i < n_; ++i) {
            const double moved = std::clamp(target_[i] + reduced_[i], lower_[i], upper_[i]);
            downhill += (moved - x_[i]) * g_[i];
        }
        double part = 1.0;
        if (!(downhill <= 0.0)) {
            for (index_t i = 0; i < n_; ++i) {
                const double d = reduced_[i];
                if (d > 0.0 && target_[i] + part * d > upper_[i]) part = (upper_[i] - target_[i]) / d;
                if (d < 0.0 && target_[i] + part * d < lower_[i]) part = (lower_[i] - target_[i]) / d;
            }
            part = std::max(part, 0.0);
        }
        for (index_t i = 0; i < n_; ++i)
            target_[i] = std::clamp(target_[i] + part * reduced_[i], lower_[i], upper_[i]);
    }

    double longest_step() const noexcept {
        if (!constrained_) return 1e10;
        double most = 1e10;
        for (index_t i = 0; i < n_; ++i) {
            const double d = direction_[i];
            double room = most;
            if (d < 0.0) room = (lower_[i] - x_[i]) / d;
            else if (d > 0.0) room = (upper_[i] - x_[i]) / d;
            if (room < most) most = std::max(room, 0.0);
        }
        return most;
    }

    Search line_search(LbfgsbReport& report) {
        const bool first = report.iterations == 0;
        const double length = norm2(direction_.data(), n_);
        slope_ = dot(g_, direction_.data(), n_);
        if (!(slope_ < 0.0) || !std::isfinite(length)) return Search::failed;
        const double most = constrained_ && first ? 1.0 : longest_step();
        std::copy(x_, x_ + n_, old_x_.begin());
        std::copy(g_, g_ + n_, old_g_.begin());
        const double old_f = f_;
        MoreThuente search(WolfeRule{1e-3, 0.9, 0.1, 0.0, most});
        step_ = first && !boxed_ ? std::min(1.0 / length, most) : 1.0;
        if (step_ > most) step_ = most;
        SearchState state = search.start(step_, f_, slope_);
        int trials = 0;
        while (state == SearchState::evaluate && trials < rule_.max_trials) {
            ++trials;
            for (index_t i = 0; i < n_; ++i)
                x_[i] = step_ == 1.0 ? target_[i]
                                     : std::clamp(old_x_[i] + step_ * direction_[i], lower_[i], upper_[i]);
            report.status = evaluate_(x_, &f_, g_);
            if (report.status != Status::ok) return Search::failed;
            const double tried = step_;
            state = search.advance(step_, f_, dot(g_, direction_.data(), n_));
            if (state != SearchState::evaluate) step_ = tried;
        }
        // Any end but `rounding` leaves a point that decreases f enough to go on from.
        const bool usable = state == SearchState::converged ||
                            (state != SearchState::evaluate && state != SearchState::bad_start && f_ < old_f);
        if (usable) return Search::accepted;
        std::copy(old_x_.begin(), old_x_.end(), x_);
        std::copy(old_g_.begin(), old_g_.end(), g_);
        f_ = old_f;
        return Search::failed;
    }

    // Equation (3.9): the pair is kept only if the curvature along the step is safely positive.
    void remember() noexcept {
        const double change = dot(g_, direction_.data(), n_) - slope_;  // y's / step
        if (!(change > std::numeric_limits<double>::epsilon() * -slope_) || !std::isfinite(change)) return;
        memory_.add(step_, direction_.data(), g_, old_g_.data());
    }

    Evaluate& evaluate_;
    Observe& observe_;
    double *x_, *g_;
    const double *lower_, *upper_;
    LbfgsMemory& memory_;
    index_t n_;
    LbfgsbRule rule_;
    std::vector<double> target_, direction_, old_x_, old_g_, reduced_, breaks_;
    std::vector<index_t> order_;
    std::vector<char> at_bound_;
    std::vector<double> p_, c_, w_, v_, system_;
    double f_ = 0.0, slope_ = 0.0, step_ = 0.0;
    index_t active_ = 0;
    bool constrained_ = false, boxed_ = true;
};

}  // namespace scinova::optimize
