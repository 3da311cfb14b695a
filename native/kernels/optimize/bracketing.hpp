// SPDX-License-Identifier: BSD-3-Clause
// Zeros of a continuous function of one variable inside a bracket [a, b] with f(a) f(b) <= 0.
//
//   bisect   halving.
//   brent    R. P. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4: inverse quadratic
//            interpolation, secant or bisection; at most about log2(width/delta)^2 evaluations.
//   hyper    the same frame with the hyperbolic step of J. C. P. Bus and T. J. Dekker, ACM TOMS 1 (1975) 330-345.
//   ridder   C. J. F. Ridders, IEEE Trans. Circuits Syst. 26 (1979) 979-980: exponential correction, order 2 per two
//            evaluations.
//
// All stop when f is exactly zero or the bracket's half width falls below xtol + rtol |x| (brent: half of it), and give
// the count of iterations and of evaluations. `F` is a functor  Status f(double x, double* value).
// A NaN value of f ends the search with Outcome::not_a_number and the x where it appeared.
#pragma once

#include <cmath>
#include <utility>

#include "common/status.hpp"

namespace scinova::optimize {

enum class Outcome : int { converged = 0, same_sign = -1, no_convergence = -2, not_a_number = -3 };

struct RootRule {
    double xtol, rtol;
    int max_iterations;
};

struct RootReport {
    double x = 0.0;
    int iterations = 0, calls = 0;
    Outcome outcome = Outcome::converged;
    Status status = Status::ok;
};

// Counts calls and turns a failed callback or a NaN into a reason to stop.
template <class F>
class Watched {
public:
    Watched(F& f, RootReport& report) : f_(f), report_(report) {}
    bool operator()(double x, double& value) {
        ++report_.calls;
        report_.status = f_(x, &value);
        if (report_.status != Status::ok) return false;
        if (!std::isnan(value)) return true;
        report_.x = x;
        report_.outcome = Outcome::not_a_number;
        return false;
    }

private:
    F& f_;
    RootReport& report_;
};

// Evaluates both ends. True when the search should go on; otherwise the report is complete.
template <class F>
bool open_bracket(Watched<F>& f, double a, double b, double& fa, double& fb, RootReport& report) {
    if (!f(a, fa)) return false;
    if (fa == 0.0) {
        report.x = a;
        return false;
    }
    if (!f(b, fb)) return false;
    if (fb == 0.0) {
        report.x = b;
        return false;
    }
    if (std::signbit(fa) == std::signbit(fb)) {
        report.outcome = Outcome::same_sign;
        return false;
    }
    return true;
}

template <class F>
RootReport bisect(F& function, double a, double b, const RootRule& rule) {
    RootReport report;
    Watched<F> f(function, report);
    double fa, fb;
    if (!open_bracket(f, a, b, fa, fb, report)) return report;
    double width = b - a;
    for (report.iterations = 1; report.iterations <= rule.max_iterations; ++report.iterations) {
        width *= 0.5;
        const double x = a + width;
        double fx;
        if (!f(x, fx)) return report;
        if (std::signbit(fx) == std::signbit(fa)) a = x;
        report.x = x;
        if (fx == 0.0 || std::fabs(width) < rule.xtol + rule.rtol * std::fabs(x)) return report;
    }
    report.x = a;
    report.iterations = rule.max_iterations;
    report.outcome = Outcome::no_convergence;
    return report;
}

template <class F>
RootReport ridder(F& function, double a, double b, const RootRule& rule) {
    RootReport report;
    Watched<F> f(function, report);
    double fa, fb;
    if (!open_bracket(f, a, b, fa, fb, report)) return report;
    for (report.iterations = 1; report.iterations <= rule.max_iterations; ++report.iterations) {
        const double half = 0.5 * (b - a);
        const double middle = a + half;
        double fm;
        if (!f(middle, fm)) return report;
        // |correction| <= |half| because fa fb < 0; scaled so that fm^2 cannot overflow.
        const double scale = std::fmax(std::fabs(fm), std::sqrt(std::fabs(fa)) * std::sqrt(std::fabs(fb)));
        const double ratio = scale > 0.0 ? (fm / scale) / std::sqrt((fm / scale) * (fm / scale) -
                                                                    (fa / scale) * (fb / scale)) : 0.0;
        double correction = (fa < fb ? -1.0 : 1.0) * half * ratio;
        const double allowed = std::fabs(half) - 0.5 * (rule.xtol + rule.rtol * std::fabs(middle));
        if (std::fabs(correction) > allowed) correction = std::copysign(std::fmax(allowed, 0.0), correction);
        const double x = middle + correction;
        double fx;
        if (!f(x, fx)) return report;
        if (std::signbit(fx) != std::signbit(fm)) {
            a = x, fa = fx;
            b = middle, fb = fm;
        } else if (std::signbit(fx) != std::signbit(fa)) {
            b = x, fb = fx;
        } else {
            a = x, fa = fx;
        }
        report.x = x;
        if (fx == 0.0 || std::fabs(b - a) < rule.xtol + rule.rtol * std::fabs(x)) return report;
    }
    report.iterations = rule.max_iterations;
    report.outcome = Outcome::no_convergence;
    return report;
}

// The two ways of extrapolating through three points (x, f), (p, fp), (q, fq), as a step from x.
struct InverseQuadratic {
    static double step(double f, double fp, double fq, double slope_p, double slope_q) noexcept {
        return -f * (fq * slope_q - fp * slope_p) / (slope_q * slope_p * (fq - fp));
    }
};
struct Hyperbolic {
    static double step(double f, double fp, double fq, double slope_p, double slope_q) noexcept {
        return -f * (fq - fp) / (fq * slope_p - fp * slope_q);
    }
};

template <class Extrapolation, class F>
RootReport brent(F& function, double a, double b, const RootRule& rule) {
    RootReport report;
    Watched<F> f(function, report);
    double fp, fx;  // p: previous iterate, x: current and best, q: the other side of the sign change
    double p = a, x = b, q = 0.0, fq = 0.0;
    double step = 0.0, before = 0.0;
    if (!open_bracket(f, p, x, fp, fx, report)) return report;
    for (report.iterations = 1; report.iterations <= rule.max_iterations; ++report.iterations) {
        if (fp != 0.0 && fx != 0.0 && std::signbit(fp) != std::signbit(fx)) {
            q = p, fq = fp;
            step = before = x - p;
        }
        if (std::fabs(fq) < std::fabs(fx)) {
            p = x, x = q, q = p;
            fp = fx, fx = fq, fq = fp;
        }
        const double delta = 0.5 * (rule.xtol + rule.rtol * std::fabs(x));
        const double half = 0.5 * (q - x);
        report.x = x;
        if (fx == 0.0 || std::fabs(half) < delta) return report;
        bool halve = true;
        if (std::fabs(before) > delta && std::fabs(fx) < std::fabs(fp)) {
            double trial;
            if (p == q) {
                trial = -fx * (x - p) / (fx - fp);
            } else {
                const double slope_p = (fp - fx) / (p - x);
                const double slope_q = (fq - fx) / (q - x);
                trial = Extrapolation::step(fx, fp, fq, slope_p, slope_q);
            }
            if (2.0 * std::fabs(trial) < std::fmin(std::fabs(before), 3.0 * std::fabs(half) - delta)) {
                before = step;
                step = trial;
                halve = false;
            }
        }
        if (halve) step = before = half;
        p = x, fp = fx;
        x += std::fabs(step) > delta ? step : (half > 0.0 ? delta : -delta);
        if (!f(x, fx)) return report;
    }
    report.x = x;
    report.iterations = rule.max_iterations;
    report.outcome = Outcome::no_convergence;
    return report;
}

enum class Bracketing : int { bisect = 0, ridder = 1, brent = 2, hyperbolic = 3 };

template <class F>
RootReport find_root(Bracketing method, F& f, double a, double b, const RootRule& rule) {
    switch (method) {
        case Bracketing::bisect: return bisect(f, a, b, rule);
        case Bracketing::ridder: return ridder(f, a, b, rule);
        case Bracketing::brent: return brent<InverseQuadratic>(f, a, b, rule);
        default: return brent<Hyperbolic>(f, a, b, rule);
    }
}

}  // namespace scinova::optimize
