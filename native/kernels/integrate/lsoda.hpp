// SPDX-License-Identifier: BSD-3-Clause
// Initial value problems y' = f(t, y) by variable-order, variable-step Adams and BDF methods with automatic switching.
//
// Method: Nordsieck form, fixed-coefficient formulas of orders 1-12 (Adams, functional iteration) and 1-5 (BDF, chord
// iteration on I - h l_0 J), step and order chosen from estimates at orders q - 1, q, q + 1 (Hindmarsh 1983;
// Radhakrishnan and Hindmarsh 1993, chapter 2), and the switching rules of L. R. Petzold, Automatic selection of
// methods for solving stiff and nonstiff systems of ODEs, SIAM J. Sci. Stat. Comput. 4 (1983) 136-148: a Lipschitz
// constant estimated from the functional iteration, or ||J||, bounds the step at which the Adams method is stable.
// All norms are max_i |v_i| w_i with w_i = 1 / (rtol_i |y_i| + atol_i).
//
// Departure: anything not finite counts as a failed corrector, so that the step shrinks and the solver gives up after a
// bounded number of tries.
//
// A Problem provides  Status rhs(double t, const double* y, double* dy)
//                     Status jacobian(double t, const double* y, NewtonMatrix& a)   // only if has_jacobian
//                     bool has_jacobian
//                     void notice(Notice, double t, double h).
#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "common/parallel.hpp"
#include "common/status.hpp"
#include "kernels/integrate/multistep.hpp"
#include "kernels/integrate/small_lu.hpp"

namespace scinova::ode {

enum class Notice { to_adams, to_bdf, step_lost };

// Why an integration stopped; the numbers are the ones users know from LSODA.
enum class Stop : int {
    reached = 2,
    too_many_steps = -1,
    too_accurate = -2,
    illegal_input = -3,
    error_test = -4,
    corrector = -5,
    zero_weight = -6,
    callback = -100,
};

struct LsodaOptions {
    double first_step = 0.0, max_step = 0.0, min_step = 0.0;
    index_t max_steps = 500;
    int max_notices = 10, max_order_adams = max_adams, max_order_bdf = max_bdf;
    index_t lower = -1, upper = -1;  // bandwidths of the Jacobian, -1: full
    bool announce = false;
    int method = 0;       // 1 Adams only, 2 BDF only, 0 switching
    bool newton = false;  // Adams with chord iteration; only when the method is fixed
};

struct LsodaCounts {
    index_t steps = 0, rhs = 0, jacobians = 0;
    int order_used = 0, method_used = 0;  // of the last step; method 1 Adams, 2 BDF
    double step_used = 0.0, switched_at = 0.0, scale_needed = 0.0;
    index_t worst = -1;  // component of the largest weighted error after a failure
};

// A Taylor polynomial of degree q, one per column of the q + 1 rows of z, moved by one step (or back): synthetic
// division in registers, as the degree is known when this is compiled.
template <int q, bool back>
void shift(double* z, index_t n) noexcept {
#pragma GCC ivdep
    for (index_t i = 0; i < n; ++i) {
        double c[q + 1];
#pragma GCC unroll 16
        for (int k = 0; k <= q; ++k) c[k] = z[k * n + i];
#pragma GCC unroll 16
        for (int first = 0; first < q; ++first)
#pragma GCC unroll 16
            for (int k = q - 1; k >= first; --k) c[k] = back ? c[k] - c[k + 1] : c[k] + c[k + 1];
#pragma GCC unroll 16
        for (int k = 0; k < q; ++k) z[k * n + i] = c[k];
    }
}

template <bool back, int... q>
constexpr auto shifts(std::integer_sequence<int, q...>) {
    return std::array<void (*)(double*, index_t) noexcept, sizeof...(q)>{&shift<q, back>...};
}
template <bool back>
inline constexpr auto shift_by_order = shifts<back>(std::make_integer_sequence<int, max_adams + 1>{});

template <class Problem>
class Lsoda {
public:
    Lsoda(Problem& problem, index_t n, const double* rtol, const double* atol, const LsodaOptions& options)
        : problem_(problem), opt_(options), n_(n), rtol_(rtol, rtol + n), atol_(atol, atol + n) {
        const auto size = static_cast<std::size_t>(n);
        for (auto* v : {&weight_, &y_, &slope_, &change_, &saved_}) v->assign(size, 0.0);
        z_.assign(size * (max_adams + 2), 0.0);
        inverse_max_ = opt_.max_step > 0.0 ? 1.0 / opt_.max_step : 0.0;
        demanding_ = std::any_of(rtol_.begin(), rtol_.end(), [](double r) { return !(r > 4.0 * unit); });
    }

    LsodaCounts counts;

    double time() const noexcept { return t_; }
    double step_size() const noexcept { return h_; }
    bool started() const noexcept { return started_; }
    double* nordsieck(int k) noexcept { return z_.data() + static_cast<std::size_t>(k) * static_cast<std::size_t>(n_); }
    int order() const noexcept { return q_; }

    void start(double t, const double* y) {
        t_ = t;
        std::copy(y, y + n_, nordsieck(0));
        started_ = false;
        method_ = opt_.method == 2 ? 2 : 1;
        counts = LsodaCounts{};
        counts.switched_at = t;
    }

    // Integrates to tout and writes the solution there; steps past tout (up to `critical`, if finite) and interpolates.
    Stop advance(double tout, double* out, double critical) {
        const bool bounded = std::isfinite(critical);
        if (!started_) {
            if (const Stop s = first_step(tout, critical, bounded); s != Stop::reached) return s;
        } else if ((t_ - tout) * h_ >= 0.0) {
            interpolate(tout, out);
            return Stop::reached;
        } else if (bounded) {
            if ((t_ - critical) * h_ > 0.0 || (critical - tout) * h_ < 0.0) return Stop::illegal_input;
            if (hit(critical)) return copy(out);
            keep_within(critical);
        }
        const index_t begin = counts.steps;
        while (true) {
            if (const Stop s = prepare(begin); s != Stop::reached) return s;
            if (const Stop s = step(); s != Stop::reached) return s;
            if ((t_ - tout) * h_ >= 0.0) {
                interpolate(tout, out);
                return Stop::reached;
            }
            if (bounded) {
                if (hit(critical)) {
                    t_ = critical;
                    return copy(out);
                }
                keep_within(critical);
            }
        }
    }

    // One step towards `bound`, never past it; nordsieck(), time(), step_size() and order() then describe it.
    Stop one_step(double bound) {
        if (!started_) {
            if (const Stop s = first_step(bound, bound, true); s != Stop::reached) return s;
        } else {
            keep_within(bound);
        }
        if (const Stop s = prepare(counts.steps); s != Stop::reached) return s;
        if (const Stop s = step(); s != Stop::reached) return s;
        if (hit(bound)) t_ = bound;
        return Stop::reached;
    }

    // Steps until tout is passed or met, without interpolation.
    Stop run_past(double tout) {
        if (!started_)
            if (const Stop s = first_step(tout, tout, false); s != Stop::reached) return s;
        const index_t begin = counts.steps;
        while ((t_ - tout) * h_ < 0.0) {
            if (const Stop s = prepare(begin); s != Stop::reached) return s;
            if (const Stop s = step(); s != Stop::reached) return s;
        }
        return Stop::reached;
    }

    void interpolate(double t, double* out) const noexcept {
        const double s = (t - t_) / h_;
        const double* z = z_.data() + static_cast<std::size_t>(q_) * static_cast<std::size_t>(n_);
        std::copy(z, z + n_, out);
        for (int k = q_ - 1; k >= 0; --k) {
            z -= n_;
            for (index_t i = 0; i < n_; ++i) out[i] = out[i] * s + z[i];
        }
    }

private:
    static constexpr double unit = std::numeric_limits<double>::epsilon();

    struct Families {
        Family adams = adams_family(), bdf = bdf_family();
        std::array<double, max_adams + 1> adams_error{}, bdf_error{};  // error constants for comparing the methods
        Families() {
            for (std::size_t q = 1; q <= max_adams; ++q) adams_error[q] = adams[q].same * adams[q].l[q];
            for (std::size_t q = 1; q <= max_bdf; ++q) bdf_error[q] = bdf[q].same * bdf[q].l[q];
        }
    };
    static const Families& families() {
        static const Families f;
        return f;
    }
    const Formula& formula() const noexcept { return *formula_; }

    // The largest magnitude, or NaN when anything is not finite: doubles without sign are ordered like their bits, and
    // NaN comes last.
    class Largest {
    public:
        void take(double x) noexcept { bits_ = std::max(bits_, std::bit_cast<std::int64_t>(std::abs(x))); }
        double value() const noexcept {
            const double x = std::bit_cast<double>(bits_);
            return x + x * 0.0;
        }

    private:
        std::int64_t bits_ = 0;
    };

    double norm(const double* v) const noexcept {
        const double* w = weight_.data();
        Largest most;
        for (index_t i = 0; i < n_; ++i) most.take(v[i] * w[i]);
        return most.value();
    }

    Status evaluate(double t, const std::vector<double>& y, double* dy) {
        ++counts.rhs;
        return problem_.rhs(t, y.data(), dy);
    }

    // --- driver ---------------------------------------------------------------------------------------------------

    bool set_weights() noexcept {
        const double* y = nordsieck(0);
        bool positive = true;
        for (std::size_t i = 0; i < weight_.size(); ++i) {
            const double w = rtol_[i] * std::abs(y[i]) + atol_[i];
            positive = positive && w > 0.0;
            weight_[i] = 1.0 / w;
        }
        return positive;
    }

    // The first step size bounds the second-order Taylor term by the tolerance (NASA RP 1327, section 2.5).
    Stop first_step(double tout, double critical, bool bounded) {
        const double far = std::abs(tout - t_), scale = std::max(std::abs(t_), std::abs(tout));
        if (far < 2.0 * unit * scale || (bounded && (critical - tout) * (tout - t_) < 0.0)) return Stop::illegal_input;
        std::copy_n(nordsieck(0), n_, y_.begin());
        if (evaluate(t_, y_, nordsieck(1)) != Status::ok) return Stop::callback;
        if (!set_weights()) return Stop::illegal_input;
        double h = opt_.first_step;
        if (h == 0.0) {
            double tol = *std::max_element(rtol_.begin(), rtol_.end());
            if (!(tol > 0.0))
                for (std::size_t i = 0; i < atol_.size(); ++i)
                    if (y_[i] != 0.0) tol = std::max(tol, atol_[i] / std::abs(y_[i]));
            tol = std::min(std::max(tol, 100.0 * unit), 1e-3);
            const double speed = norm(nordsieck(1));
            if (!std::isfinite(speed)) return Stop::corrector;
            h = std::min(1.0 / std::sqrt(1.0 / (tol * scale * scale) + tol * speed * speed), far);
            h = std::copysign(h, tout - t_);
        } else if ((tout - t_) * h < 0.0 || !std::isfinite(norm(nordsieck(1)))) {
            return std::isfinite(norm(nordsieck(1))) ? Stop::illegal_input : Stop::corrector;
        }
        const double over = std::abs(h) * inverse_max_;
        if (over > 1.0) h /= over;
        if (bounded && (t_ + h - critical) * h > 0.0) h = critical - t_;
        h_ = h;
        for (index_t i = 0; i < n_; ++i) nordsieck(1)[i] *= h;
        begin_history();
        started_ = true;
        return Stop::reached;
    }

    void begin_history() noexcept {
        q_ = 1;
        wait_ = 2;
        growth_ = 1e4;
        drift_ = 0.0;
        rate_ = 0.7;
        jacobian_step_ = 0;
        needs_jacobian_ = implicit();
        countdown_ = 20;
        bounded_by_stability_ = false;
        lipschitz_ = last_lipschitz_ = 0.0;
        l0_ = 1.0;
        load();
    }

    // Before every step: weights, tolerance, step count.
    Stop prepare(index_t begin) {
        if (counts.steps - begin >= opt_.max_steps) return Stop::too_many_steps;
        if (!set_weights()) return Stop::zero_weight;
        const double excess = demanding_ ? unit * norm(nordsieck(0)) : 0.0;
        if (excess > 1.0) {
            counts.scale_needed = 2.0 * excess;
            return counts.steps == 0 ? Stop::illegal_input : Stop::too_accurate;
        }
        if (t_ + h_ == t_ && notices_ < opt_.max_notices) {
            ++notices_;
            problem_.notice(Notice::step_lost, t_, h_);
        }
        if (counts.steps % 16 == 0 && interrupted()) return Stop::callback;
        return Stop::reached;
    }

    bool hit(double critical) const noexcept {
        return std::abs(t_ - critical) <= 100.0 * unit * (std::abs(t_) + std::abs(h_));
    }
    void keep_within(double critical) noexcept {
        if ((t_ + h_ * (1.0 + 4.0 * unit) - critical) * h_ > 0.0) {
            const double h = (critical - t_) * (1.0 - 4.0 * unit);
            if (h != 0.0) rescale(h / h_);
        }
    }
    Stop copy(double* out) noexcept {
        std::copy_n(nordsieck(0), n_, out);
        return Stop::reached;
    }

    // --- one step -------------------------------------------------------------------------------------------------

    void load() noexcept {
        formula_ = &(method_ == 1 ? families().adams : families().bdf)[static_cast<std::size_t>(q_)];
        drift_ *= formula().l[0] / l0_;
        l0_ = formula().l[0];
        slack_ = 0.5 / (q_ + 2);
    }

    // Largest stable step times Lipschitz constant for the Adams methods (Petzold 1983, table 1).
    static double stable(int q) noexcept {
        static constexpr double limit[max_adams] = {0.5,  0.575, 0.55, 0.45,  0.35, 0.25,
                                                    0.20, 0.15,  0.10, 0.075, 0.050, 0.025};
        return limit[q - 1];
    }

    void rescale(double ratio) noexcept {
        ratio = std::min(ratio, growth_);
        ratio /= std::max(1.0, std::abs(h_) * inverse_max_ * ratio);
        if (bounded()) {
            bounded_by_stability_ = false;
            const double rate = std::max(std::abs(h_) * last_lipschitz_, 1e-6);
            if (ratio * rate * 1.00001 >= stable(q_)) {
                ratio = stable(q_) / rate;
                bounded_by_stability_ = true;
            }
        }
        double power = 1.0;
        for (int k = 1; k <= q_; ++k) {
            power *= ratio;
            double* z = nordsieck(k);
            for (index_t i = 0; i < n_; ++i) z[i] *= power;
        }
        h_ *= ratio;
        drift_ *= ratio;
        wait_ = q_ + 1;
    }
    void rescale_above_minimum(double ratio) noexcept { rescale(std::max(ratio, opt_.min_step / std::abs(h_))); }

    // Pascal's triangle on the rows of z, and back.
    void predict() noexcept { shift_by_order<false>[q_](z_.data(), n_); }
    void retract() noexcept { shift_by_order<true>[q_](z_.data(), n_); }

    bool at_minimum() const noexcept { return std::abs(h_) <= opt_.min_step * 1.00001; }

    Stop step() {
        const double told = t_;
        int corrector_failures = 0, error_failures = 0;
        while (true) {
            if (std::abs(drift_ - 1.0) > 0.3 || counts.steps >= jacobian_step_ + 20)
                needs_jacobian_ = implicit();
            t_ += h_;
            predict();
            size_ = norm(nordsieck(0));
            bool converged = false;
            if (correct(converged) != Status::ok) return Stop::callback;
            if (!converged) {
                ++corrector_failures;
                growth_ = 2.0;
                t_ = told;
                retract();
                if (at_minimum() || corrector_failures == 10 || t_ + h_ == t_) return fail(Stop::corrector);
                needs_jacobian_ = implicit();
                rescale_above_minimum(0.25);
                continue;
            }
            if (error_ <= 1.0) break;
            ++error_failures;
            t_ = told;
            retract();
            growth_ = 2.0;
            if (at_minimum() || error_failures == 10) return fail(Stop::error_test);
            if (error_failures >= 3) {
                if (restart() != Status::ok) return Stop::callback;
            } else {
                const Choice c = choose(0.0, error_failures);
                if (c.order != q_) set_order(c.order);
                rescale_above_minimum(c.ratio);
            }
        }
        accept();
        return Stop::reached;
    }

    Stop fail(Stop why) noexcept {
        double most = 0.0;
        counts.worst = 0;
        for (index_t i = 0; i < n_; ++i) {
            const double e = std::abs(change_[static_cast<std::size_t>(i)]) * weight_[static_cast<std::size_t>(i)];
            if (e > most) {
                most = e;
                counts.worst = i;
            }
        }
        return why;
    }

    // After repeated error failures: order one again, from a fresh derivative and a tenth of the step.
    Status restart() {
        h_ *= std::max(opt_.min_step / std::abs(h_), 0.1);
        std::copy_n(nordsieck(0), n_, y_.begin());
        if (Status s = evaluate(t_, y_, slope_.data()); s != Status::ok) return s;
        double* z = nordsieck(1);
        for (index_t i = 0; i < n_; ++i) z[i] = h_ * slope_[static_cast<std::size_t>(i)];
        needs_jacobian_ = implicit();
        wait_ = 5;
        if (q_ != 1) set_order(1);
        return Status::ok;
    }

    void set_order(int q) noexcept {
        q_ = q;
        load();
    }

    // --- corrector ------------------------------------------------------------------------------------------------

    Status correct(bool& converged) {
        fresh_ = false;
        double previous = 0.0;
        while (true) {
            std::copy_n(nordsieck(0), n_, y_.begin());
            if (Status s = evaluate(t_, y_, slope_.data()); s != Status::ok) return s;
            if (needs_jacobian_) {
                bool regular = false;
                if (Status s = form_matrix(regular); s != Status::ok) return s;
                needs_jacobian_ = false;
                drift_ = 1.0;
                jacobian_step_ = counts.steps;
                rate_ = 0.7;
                if (!regular) return Status::ok;
            }
            if (implicit()) std::fill(change_.begin(), change_.end(), 0.0);
            if (Status s = iterate(previous, converged); s != Status::ok) return s;
            if (converged || !implicit() || fresh_) return Status::ok;
            needs_jacobian_ = true;  // the matrix was old: once more with a new one
        }
    }

    Status iterate(double& previous, bool& converged) {
        double rate = 0.0;
        const double* z0 = z_.data();
        const double* z1 = z0 + n_;
        for (int m = 0;; ++m) {
            const double size = implicit() ? chord(z0, z1) : functional(z0, z1, m == 0);
            if (!std::isfinite(size)) return Status::ok;
            if (size <= 100.0 * size_ * unit) {
                converged = true;
            } else if (m > 0 || implicit()) {
                if (m > 0) {
                    const double r = size <= 1024.0 * previous ? size / previous : 1024.0;
                    rate = std::max(rate, r);
                    rate_ = std::max(0.2 * rate_, r);
                }
                if (size * std::min(1.0, 1.5 * rate_) <= formula().same * slack_) {
                    lipschitz_ = std::max(lipschitz_, rate / std::abs(h_ * l0_));
                    if (lipschitz_ != 0.0) last_lipschitz_ = lipschitz_;
                    converged = true;
                }
            }
            if (converged) {
                error_ = (m == 0 ? size : norm(change_.data())) / formula().same;
                return Status::ok;
            }
            if (m == 2 || (m >= 1 && size > 2.0 * previous)) return Status::ok;
            previous = size;
            if (Status s = evaluate(t_, y_, slope_.data()); s != Status::ok) return s;
        }
    }

    // y <- z0 + l_0 (h f - z1); returns the norm of the change.
    double functional(const double* z0, const double* z1, bool first) noexcept {
        const double h = h_, l0 = l0_;
        const double* __restrict slope = slope_.data();
        const double* __restrict weight = weight_.data();
        double* __restrict change = change_.data();
        double* __restrict y = y_.data();
        Largest most;
        for (index_t i = 0; i < n_; ++i) {
            const double now = h * slope[i] - z1[i];
            most.take((first ? now : now - change[i]) * weight[i]);
            change[i] = now;
            y[i] = z0[i] + l0 * now;
        }
        return most.value();
    }

    // One chord step on (I - h l_0 J) d = h f - z1 - e.
    double chord(const double* z0, const double* z1) noexcept {
        for (std::size_t i = 0; i < y_.size(); ++i) saved_[i] = h_ * slope_[i] - (z1[i] + change_[i]);
        matrix_.solve(saved_.data());
        const double size = norm(saved_.data());
        for (std::size_t i = 0; i < y_.size(); ++i) {
            change_[i] += saved_[i];
            y_[i] = z0[i] + l0_ * change_[i];
        }
        return size;
    }

    Status form_matrix(bool& regular) {
        ++counts.jacobians;
        fresh_ = true;
        const double scale = h_ * l0_;
        if (!matrix_ready_) {
            matrix_.resize(n_, opt_.lower, opt_.upper);
            matrix_ready_ = true;
        } else {
            matrix_.zero();
        }
        const Status s = problem_.has_jacobian ? problem_.jacobian(t_, y_.data(), matrix_) : difference();
        if (s != Status::ok) return s;
        double most = 0.0;
        for (index_t i = 0; i < n_; ++i) {
            double sum = 0.0;
            const index_t first = std::max<index_t>(0, i - matrix_.lower());
            const index_t last = std::min(n_ - 1, i + matrix_.upper());
            for (index_t j = first; j <= last; ++j)
                sum += std::abs(matrix_(i, j)) / weight_[static_cast<std::size_t>(j)];
            sum *= weight_[static_cast<std::size_t>(i)];
            most = sum <= most ? most : sum;
            if (!std::isfinite(sum)) return Status::ok;
        }
        jacobian_norm_ = most;
        for (index_t j = 0; j < n_; ++j) {
            for (index_t i = matrix_.first_row(j); i <= matrix_.last_row(j); ++i) matrix_(i, j) *= -scale;
            matrix_(j, j) += 1.0;
        }
        regular = matrix_.factor();
        return Status::ok;
    }

    // The Jacobian by forward differences; columns whose rows do not meet share an evaluation.
    Status difference() {
        const double size = norm(slope_.data());
        double least = 1000.0 * std::abs(h_) * unit * static_cast<double>(n_) * size;
        if (least == 0.0) least = 1.0;
        const double root = std::sqrt(unit);
        const index_t width = matrix_.banded() ? std::min(matrix_.lower() + matrix_.upper() + 1, n_) : n_;
        const double* base = z_.data();
        for (index_t group = 0; group < width; ++group) {
            for (index_t j = group; j < n_; j += width) {
                const auto k = static_cast<std::size_t>(j);
                y_[k] += std::max(root * std::abs(y_[k]), least / weight_[k]);
            }
            if (Status s = evaluate(t_, y_, saved_.data()); s != Status::ok) return s;
            for (index_t j = group; j < n_; j += width) {
                const auto k = static_cast<std::size_t>(j);
                y_[k] = base[j];
                const double inverse = 1.0 / std::max(root * std::abs(y_[k]), least / weight_[k]);
                for (index_t i = matrix_.first_row(j); i <= matrix_.last_row(j); ++i) {
                    const auto r = static_cast<std::size_t>(i);
                    matrix_(i, j) = (saved_[r] - slope_[r]) * inverse;
                }
            }
        }
        return Status::ok;
    }

    // --- after the step -------------------------------------------------------------------------------------------

    void accept() {
        ++counts.steps;
        counts.step_used = h_;
        counts.order_used = q_;
        counts.method_used = method_;
        const double* __restrict change = change_.data();
        double* __restrict z = z_.data();
        for (int k = 0; k <= q_; ++k, z += n_) {
            const double c = formula().l[static_cast<std::size_t>(k)];
            for (index_t i = 0; i < n_; ++i) z[i] += c * change[i];
        }
        if (opt_.method == 0 && --countdown_ < 0 && consider_switch()) return;
        if (--wait_ == 0) {
            change_order();
        } else if (wait_ == 1 && q_ != max_order()) {
            std::copy(change_.begin(), change_.end(), nordsieck(max_order() + 1));
        }
    }

    bool implicit() const noexcept { return method_ == 2 || opt_.newton; }
    // Whether the stability of functional iteration and of the Adams formulas bounds the step.
    bool bounded() const noexcept { return method_ == 1 && opt_.method == 0; }
    int max_order() const noexcept { return method_ == 1 ? opt_.max_order_adams : opt_.max_order_bdf; }

    struct Choice {
        int order;
        double ratio;
    };

    // The order among q - 1, q, q + 1 that allows the largest step.
    Choice choose(double up, int error_failures) noexcept {
        double same = 1.0 / (1.2 * std::pow(error_, 1.0 / (q_ + 1)) + 1.2e-6), down = 0.0;
        if (q_ > 1) {
            const double e = norm(nordsieck(q_)) / formula().lower;
            down = 1.0 / (1.3 * std::pow(e, 1.0 / q_) + 1.3e-6);
        }
        if (bounded()) {
            rate_bound_ = std::max(std::abs(h_) * last_lipschitz_, 1e-6);
            if (q_ < max_order()) up = std::min(up, stable(q_ + 1) / rate_bound_);
            same = std::min(same, stable(q_) / rate_bound_);
            if (q_ > 1) down = std::min(down, stable(q_ - 1) / rate_bound_);
            lipschitz_ = 0.0;
        }
        Choice c{q_, same};
        if (same >= up) {
            if (same < down) c = {q_ - 1, down};
        } else {
            c = up > down ? Choice{q_ + 1, up} : Choice{q_ - 1, down};
        }
        if (error_failures > 0) {
            if (c.order < q_) c.ratio = std::min(c.ratio, 1.0);
            if (error_failures >= 2) c.ratio = std::min(c.ratio, 0.2);
        }
        return c;
    }

    void change_order() noexcept {
        double up = 0.0;
        if (q_ < max_order()) {
            const double* old = nordsieck(max_order() + 1);
            for (std::size_t i = 0; i < saved_.size(); ++i) saved_[i] = change_[i] - old[i];
            const double e = norm(saved_.data()) / formula().higher;
            up = 1.0 / (1.4 * std::pow(e, 1.0 / (q_ + 2)) + 1.4e-6);
        }
        const Choice c = choose(up, 0);
        const bool limited = c.order <= q_ && bounded() && c.ratio * rate_bound_ * 1.00001 >= stable(c.order);
        if (!limited && c.ratio < 1.1) {
            wait_ = 3;
            return;
        }
        if (c.order > q_) {
            const double factor = formula().l[static_cast<std::size_t>(q_)] / (q_ + 1);
            double* z = nordsieck(c.order);
            for (index_t i = 0; i < n_; ++i) z[i] = change_[static_cast<std::size_t>(i)] * factor;
        }
        if (c.order != q_) set_order(c.order);
        rescale_above_minimum(c.ratio);
        growth_ = 10.0;
    }

    // --- method switching (Petzold 1983, section 3) ---------------------------------------------------------------

    static double step_ratio(double error, double exponent) noexcept {
        return 1.0 / (1.2 * std::pow(error, exponent) + 1.2e-6);
    }

    bool consider_switch() {
        int order = q_;
        double ratio = 0.0;
        const bool change = method_ == 1 ? better_bdf(order, ratio) : better_adams(order, ratio);
        if (!change) return false;
        countdown_ = 20;
        last_lipschitz_ = 0.0;
        method_ = method_ == 1 ? 2 : 1;
        q_ = order;
        rescale_above_minimum(ratio);
        growth_ = 10.0;
        load();
        wait_ = q_ + 1;
        needs_jacobian_ = implicit();
        counts.switched_at = t_;
        if (opt_.announce) problem_.notice(method_ == 1 ? Notice::to_adams : Notice::to_bdf, t_, h_);
        return true;
    }

    bool better_bdf(int& order, double& ratio) noexcept {
        if (q_ > 5) return false;
        order = std::min(q_, opt_.max_order_bdf);
        if (error_ <= 100.0 * size_ * unit || lipschitz_ == 0.0) {
            if (!bounded_by_stability_) return false;
            ratio = 2.0;
            return true;
        }
        const auto& f = families();
        double adams = step_ratio(error_, 1.0 / (q_ + 1));
        const double rate = last_lipschitz_ * std::abs(h_);
        adams = std::min(adams, rate * adams > 1e-5 ? stable(q_) / rate : 2.0 * adams);
        if (q_ > opt_.max_order_bdf) {
            const double e = norm(nordsieck(order + 1)) / f.bdf_error[static_cast<std::size_t>(order)];
            ratio = step_ratio(e, 1.0 / (order + 1));
        } else {
            const auto q = static_cast<std::size_t>(q_);
            ratio = step_ratio(error_ * (f.adams_error[q] / f.bdf_error[q]), 1.0 / (q_ + 1));
        }
        return ratio >= 5.0 * adams;
    }

    bool better_adams(int& order, double& ratio) noexcept {
        const auto& f = families();
        order = std::min(q_, opt_.max_order_adams);
        const double exponent = 1.0 / (order + 1);
        double e;
        if (q_ > opt_.max_order_adams) {
            e = norm(nordsieck(order + 1)) / f.adams_error[static_cast<std::size_t>(order)];
        } else {
            const auto q = static_cast<std::size_t>(q_);
            e = error_ * (f.bdf_error[q] / f.adams_error[q]);
        }
        ratio = step_ratio(e, exponent);
        const double rate = jacobian_norm_ * std::abs(h_);
        ratio = std::min(ratio, rate * ratio > 1e-5 ? stable(order) / rate : 2.0 * ratio);
        const double bdf = step_ratio(error_, 1.0 / (q_ + 1));
        if (ratio * 5.0 < 5.0 * bdf) return false;
        // not when rounding rules the error
        return std::pow(std::max(1e-3, ratio), exponent) * e > 1000.0 * unit * size_;
    }

    Problem& problem_;
    LsodaOptions opt_;
    index_t n_;
    std::vector<double> rtol_, atol_, weight_, y_, slope_, change_, saved_, z_;
    NewtonMatrix matrix_;
    const Formula* formula_ = nullptr;  // of the current method and order
    double inverse_max_ = 0.0;
    double t_ = 0.0, h_ = 0.0;
    double l0_ = 1.0, slack_ = 0.0;     // l_0 and the convergence constant of the current formula
    double drift_ = 0.0;                // h l_0 relative to that of the matrix
    double rate_ = 0.7;                 // convergence rate of the corrector
    double growth_ = 1e4;               // largest step ratio
    double size_ = 0.0, error_ = 0.0;   // norm of the predicted y; weighted local error of the step
    double lipschitz_ = 0.0, last_lipschitz_ = 0.0, jacobian_norm_ = 0.0, rate_bound_ = 0.0;
    index_t jacobian_step_ = 0;
    int q_ = 1, method_ = 1, wait_ = 2, countdown_ = 20, notices_ = 0;
    bool started_ = false, needs_jacobian_ = false, fresh_ = false, bounded_by_stability_ = false;
    bool matrix_ready_ = false;
    bool demanding_ = false;  // whether the tolerances could ask for more than rounding allows: |y| w is at most 1 / rtol
};

}  // namespace scinova::ode
