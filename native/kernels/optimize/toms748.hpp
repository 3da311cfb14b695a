// SPDX-License-Identifier: BSD-3-Clause
// Zero of a function in a bracket, by the method of G. E. Alefeld, F. A. Potra and Yixun Shi, "Algorithm 748: enclosing zeros
// of continuous functions", ACM TOMS 21 (1995) 327-344 (algorithms 4.1 for k = 1 and 4.2 for k = 2): k steps of inverse
// cubic or quadratic interpolation, a double-length secant step, and a bisection where the bracket did not halve. Order of
// convergence per evaluation 1.65.
#pragma once

#include <array>

#include "kernels/optimize/bracketing.hpp"

namespace scinova::optimize {

template <class F>
class Toms748 {
public:
    Toms748(F& function, const RootRule& rule, int k) : f_(function, report_), rule_(rule), k_(k) {}

    RootReport run(double a, double b) {
        double fa, fb;
        if (!open_bracket(f_, a, b, fa, fb, report_)) return report_;
        if (a > b) {
            std::swap(a, b);
            std::swap(fa, fb);
        }
        a_ = {a, fa};
        b_ = {b, fb};
        if (converged()) return finish(Outcome::converged);
        ++report_.iterations;
        if (!cut(inside(a_.x - a_.f * (b_.x - a_.x) / (b_.f - a_.f)))) return report_;
        e_ = d_;
        bool have_e = false;
        while (!converged()) {
            if (report_.iterations >= rule_.max_iterations) return finish(Outcome::no_convergence);
            ++report_.iterations;
            const double width = b_.x - a_.x;
            for (int step = 2; step < k_ + 2; ++step) {
                double c = 0.0;
                const bool cubic = have_e && distinct() && inverse_cubic(c);
                if (!cubic) c = newton_quadratic(step);
                const Point before = d_;
                if (!cut(inside(c))) return report_;
                e_ = before;
                have_e = true;
                if (converged()) return finish(Outcome::converged);
            }
            const Point& u = std::fabs(a_.f) < std::fabs(b_.f) ? a_ : b_;
            double c = u.x - 2.0 * u.f / ((b_.f - a_.f) / (b_.x - a_.x));
            if (!(std::fabs(c - u.x) <= 0.5 * (b_.x - a_.x))) c = 0.5 * (a_.x + b_.x);
            e_ = d_;
            if (!cut(inside(c))) return report_;
            if (converged()) return finish(Outcome::converged);
            if (b_.x - a_.x > 0.5 * width) {
                e_ = d_;
                if (!cut(0.5 * (a_.x + b_.x))) return report_;
            }
        }
        return finish(Outcome::converged);
    }

private:
    struct Point {
        double x = 0.0, f = 0.0;
    };

    bool converged() const noexcept {
        const double width = b_.x - a_.x;
        return a_.f == 0.0 || b_.f == 0.0 || !(width > rule_.xtol + rule_.rtol * std::fabs(b_.x)) ||
               0.5 * (a_.x + b_.x) <= a_.x || 0.5 * (a_.x + b_.x) >= b_.x;
    }

    RootReport finish(Outcome outcome) noexcept {
        report_.outcome = outcome;
        report_.x = std::fabs(a_.f) < std::fabs(b_.f) ? a_.x : b_.x;
        return report_;
    }

    // c, or the middle where it is not inside the bracket.
    double inside(double c) const noexcept { return c > a_.x && c < b_.x ? c : 0.5 * (a_.x + b_.x); }

    // Evaluates c and keeps the half with the sign change; d is the end that was left. False ends the search.
    bool cut(double c) {
        double fc = 0.0;
        if (!f_(c, fc)) return false;
        if (fc == 0.0) {
            a_ = b_ = {c, 0.0};
        } else if (std::signbit(fc) == std::signbit(a_.f)) {
            d_ = a_;
            a_ = {c, fc};
        } else {
            d_ = b_;
            b_ = {c, fc};
        }
        return true;
    }

    bool distinct() const noexcept {
        const std::array<double, 4> f{a_.f, b_.f, d_.f, e_.f};
        const double least = 32.0 * 2.2250738585072014e-308;
        for (int i = 0; i < 4; ++i)
            for (int j = 0; j < i; ++j)
                if (std::fabs(f[i] - f[j]) < least) return false;
        return true;
    }

    // Zero of the cubic x(f) through four points, by Neville's scheme; false where it leaves the bracket.
    bool inverse_cubic(double& c) const noexcept {
        const std::array<Point, 4> p{a_, b_, d_, e_};
        std::array<double, 4> x{p[0].x, p[1].x, p[2].x, p[3].x};
        for (int width = 1; width < 4; ++width)
            for (int i = 0; i + width < 4; ++i)
                x[i] = x[i] + p[i].f * (x[i] - x[i + 1]) / (p[i + width].f - p[i].f);
        c = x[0];
        return c > a_.x && c < b_.x;
    }

    // A few Newton steps for the parabola through a, b and d, from the end where they increase monotonically.
    double newton_quadratic(int steps) const noexcept {
        const double first = (b_.f - a_.f) / (b_.x - a_.x);
        const double second = ((d_.f - b_.f) / (d_.x - b_.x) - first) / (d_.x - a_.x);
        if (second == 0.0 || !std::isfinite(second)) return a_.x - a_.f / first;
        double r = second * a_.f > 0.0 ? a_.x : b_.x;
        for (int i = 0; i < steps; ++i) {
            const double slope = first + second * (2.0 * r - a_.x - b_.x);
            if (slope == 0.0) return a_.x - a_.f / first;
            r -= (a_.f + (first + second * (r - b_.x)) * (r - a_.x)) / slope;
        }
        return r;
    }

    RootReport report_;
    Watched<F> f_;
    RootRule rule_;
    int k_;
    Point a_, b_, d_, e_;
};

}  // namespace scinova::optimize
