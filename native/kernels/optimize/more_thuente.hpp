// SPDX-License-Identifier: BSD-3-Clause
// A step that satisfies the strong Wolfe conditions
//
//     phi(a) <= phi(0) + ftol a phi'(0),        |phi'(a)| <= gtol |phi'(0)|
//
// for a function phi with phi'(0) < 0.
//
// Method: J. J. Moré and D. J. Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20 (1994)
// 286-307. Section 2 gives the updating of the interval (with the auxiliary function psi until psi <= 0 and phi' > 0),
// section 4 the four cases of the trial value, section 3 the safeguards: extrapolation by a factor in [1.1, 4] and
// bisection when two trials do not shrink the interval by 0.66.
//
// The search is a state machine so that the caller owns the evaluations:
//
//     MoreThuente s(rule);  double a = first;
//     for (auto state = s.start(a, phi0, dphi0); state == SearchState::evaluate; state = s.advance(a, phi(a), dphi(a)));
//
// Departure from the paper: a NaN in phi or phi' ends the search as `rounding`.
#pragma once

#include <algorithm>
#include <cmath>

namespace scinova::optimize {

struct WolfeRule {
    double ftol = 1e-4;   // sufficient decrease
    double gtol = 0.9;    // curvature
    double xtol = 1e-14;  // relative width of the interval at which to give up
    double least = 0.0;   // bounds of the step
    double most = 1e100;
};

enum class SearchState : int {
    evaluate = 0,   // compute phi and phi' at the step
    converged = 1,  // both conditions hold
    rounding = 2,   // rounding errors prevent progress
    narrow = 3,     // the interval is narrower than xtol
    at_most = 4,    // the step is the largest allowed
    at_least = 5,   // the step is the smallest allowed
    bad_start = 6,  // phi'(0) >= 0, or a first step outside the bounds
};

class MoreThuente {
public:
    explicit MoreThuente(const WolfeRule& rule) : rule_(rule) {}

    SearchState start(double step, double phi0, double dphi0) noexcept {
        if (!(dphi0 < 0.0) || !(step >= rule_.least) || !(step <= rule_.most)) return SearchState::bad_start;
        phi0_ = phi0;
        dphi0_ = dphi0;
        best_ = other_ = Point{0.0, phi0, dphi0};
        bracketed_ = false;
        auxiliary_ = true;
        width_ = rule_.most - rule_.least;
        width_before_ = 2.0 * width_;
        low_ = 0.0;
        high_ = step + 4.0 * step;
        return SearchState::evaluate;
    }

    // Takes phi and phi' at `step`; on `evaluate` has put the next trial into `step`.
    SearchState advance(double& step, double phi, double dphi) noexcept {
        if (std::isnan(phi) || std::isnan(dphi)) return SearchState::rounding;
        const double slope = rule_.ftol * dphi0_;
        const double line = phi0_ + step * slope;
        if (auxiliary_ && phi <= line && dphi >= 0.0) auxiliary_ = false;

        const SearchState state = test(step, phi, dphi, line, slope);
        if (state == SearchState::converged) return state;
        if (state != SearchState::evaluate) {
            step = state == SearchState::at_most || state == SearchState::at_least ? step : best_.a;
            return state;
        }

        if (auxiliary_ && phi <= best_.f && phi > line) {  // psi in place of phi (section 2)
            Point l{best_.a, best_.f - best_.a * slope, best_.g - slope};
            Point u{other_.a, other_.f - other_.a * slope, other_.g - slope};
            update(l, u, step, phi - step * slope, dphi - slope);
            best_ = Point{l.a, l.f + l.a * slope, l.g + slope};
            other_ = Point{u.a, u.f + u.a * slope, u.g + slope};
        } else {
            update(best_, other_, step, phi, dphi);
        }
        safeguard(step);
        return SearchState::evaluate;
    }

private:
    struct Point {
        double a, f, g;
    };

    SearchState test(double step, double phi, double dphi, double line, double slope) const noexcept {
        if (phi <= line && std::fabs(dphi) <= rule_.gtol * -dphi0_) return SearchState::converged;
        if (bracketed_ && (step <= low_ || step >= high_)) return SearchState::rounding;
        if (bracketed_ && high_ - low_ <= rule_.xtol * high_) return SearchState::narrow;
        if (step == rule_.most && phi <= line && dphi <= slope) return SearchState::at_most;
        if (step == rule_.least && (phi > line || dphi >= slope)) return SearchState::at_least;
        return SearchState::evaluate;
    }

    // Bounds of the next trial, and bisection when the interval shrinks too slowly.
    void safeguard(double& step) noexcept {
        if (bracketed_) {
            if (std::fabs(other_.a - best_.a) >= 0.66 * width_before_) step = best_.a + 0.5 * (other_.a - best_.a);
            width_before_ = width_;
            width_ = std::fabs(other_.a - best_.a);
            low_ = std::min(best_.a, other_.a);
            high_ = std::max(best_.a, other_.a);
        } else {
            low_ = step + 1.1 * (step - best_.a);
            high_ = step + 4.0 * (step - best_.a);
        }
        step = std::clamp(step, rule_.least, rule_.most);
        const bool stuck = bracketed_ && (step <= low_ || step >= high_ || high_ - low_ <= rule_.xtol * high_);
        if (stuck) step = best_.a;
    }

    // Minimiser of the cubic through two points with slopes; `forward` chooses the root beyond b (case 3), where a cubic
    // without a minimiser gives nullopt by `usable`.
    static double cubic(const Point& a, const Point& b, bool third, bool& usable) noexcept {
        const double theta = 3.0 * (a.f - b.f) / (b.a - a.a) + a.g + b.g;
        const double scale = std::max({std::fabs(theta), std::fabs(a.g), std::fabs(b.g)});
        const double t = theta / scale;
        double inside = t * t - (a.g / scale) * (b.g / scale);
        if (third) inside = std::max(inside, 0.0);
        double gamma = scale * std::sqrt(inside);
        if (third ? b.a > a.a : b.a < a.a) gamma = -gamma;
        if (third) {  // measured from b, so that cancellation is avoided where |b.g| is small
            const double p = (gamma - b.g) + theta;
            const double q = (gamma + (a.g - b.g)) + gamma;
            const double r = p / q;
            usable = r < 0.0 && gamma != 0.0;
            return b.a + r * (a.a - b.a);
        }
        const double p = (gamma - a.g) + theta;
        const double q = ((gamma - a.g) + gamma) + b.g;
        usable = true;
        return a.a + p / q * (b.a - a.a);
    }

    // Section 4: the trial value from the best point l, the other end u and the newest point; then section 2's update.
    void update(Point& l, Point& u, double& step, double f, double g) noexcept {
        const Point t{step, f, g};
        bool usable = true;
        double next;
        const bool opposite = g * std::copysign(1.0, l.g) < 0.0;
        if (f > l.f) {  // case 1
            const double c = cubic(l, t, false, usable);
            const double q = l.a + 0.5 * (l.g / ((l.f - f) / (t.a - l.a) + l.g)) * (t.a - l.a);
            next = std::fabs(c - l.a) < std::fabs(q - l.a) ? c : c + 0.5 * (q - c);
            bracketed_ = true;
        } else if (opposite) {  // case 2
            const double c = cubic(t, l, false, usable);
            const double s = t.a + g / (g - l.g) * (l.a - t.a);
            next = std::fabs(c - t.a) > std::fabs(s - t.a) ? c : s;
            bracketed_ = true;
        } else if (std::fabs(g) < std::fabs(l.g)) {  // case 3
            double c = cubic(l, t, true, usable);
            if (!usable) c = t.a > l.a ? high_ : low_;
            const double s = t.a + g / (g - l.g) * (l.a - t.a);
            const bool cubic_nearer = std::fabs(c - t.a) < std::fabs(s - t.a);
            if (bracketed_) {
                next = cubic_nearer ? c : s;
                const double limit = t.a + 0.66 * (u.a - t.a);
                next = t.a > l.a ? std::min(limit, next) : std::max(limit, next);
            } else {
                next = std::clamp(cubic_nearer ? s : c, low_, high_);
            }
        } else if (bracketed_) {  // case 4
            next = cubic(t, u, false, usable);
        } else {
            next = t.a > l.a ? high_ : low_;
        }

        if (f > l.f) {
            u = t;
        } else {
            if (opposite) u = l;
            l = t;
        }
        step = next;
    }

    WolfeRule rule_;
    Point best_{}, other_{};
    double phi0_ = 0.0, dphi0_ = 0.0;
    double width_ = 0.0, width_before_ = 0.0;
    double low_ = 0.0, high_ = 0.0;
    bool bracketed_ = false, auxiliary_ = true;
};

}  // namespace scinova::optimize
