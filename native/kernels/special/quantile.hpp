// SPDX-License-Identifier: BSD-3-Clause
// One solver for the quantiles of distributions on (0, inf): F(x) = p with F and 1 - F both known well.
//
// In u = log x the distribution functions concerned are log-concave, so Newton's method on log F (or on log(1 - F), when
// that is the smaller) converges from anywhere without overshooting twice; where the second derivative is known, which
// costs nothing for gamma and beta, Halley's third-order step takes its place. A bracket guards both. The last step is
// on F itself, which leaves x as good as F is.
#pragma once

#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// Lower and upper probability, x F'(x), and d log(x F'(x))/d log x where it is known.
struct Tails {
    double lower, upper, slope;
    double bend = nan;
};

// The state of one search for x in [low, high] with F(x) = p, q = 1 - p.
struct Quantile {
    double p, q, low, high, x;
    bool by_lower;

    Quantile() = default;
    Quantile(double p_, double q_, double start, double limit) noexcept
        : p(p_), q(q_), low(0.0), high(limit), by_lower(p_ <= q_) {
        x = start > 0.0 && start < limit ? start : (limit < inf ? 0.5 * limit : 1.0);
    }
    // Takes the tails at x and moves x; true when that was the last step.
    bool advance(const Tails& t) noexcept {
        const double value = by_lower ? t.lower : t.upper, target = by_lower ? p : q;
        if (value == target) return true;
        const bool too_small = by_lower ? value < target : value > target;
        (too_small ? low : high) = x;
        double next = nan;
        const double error = by_lower ? target - value : value - target;
        bool last = false;
        if (t.slope > 0.0 && value > 0.0) {
            const bool near = std::fabs(error) < 1e-4 * target;
            const double sign = by_lower ? 1.0 : -1.0, rate = t.slope / value;
            // On the logarithm while far, on the function itself when near.
            double step = near ? error / t.slope : sign * std::log(target / value) / rate;
            const double bend = near ? t.bend : t.bend - sign * rate;
            if (!std::isnan(bend)) {
                const double c = 1.0 + 0.5 * bend * step;
                if (c > 0.4 && c < 2.5) step /= c;
                last = near && std::fabs(step) * (1.0 + std::fabs(bend)) < 2e-6;   // the next error is its cube
            }
            if (near || std::fabs(step) < 0.5) next = fma(x, std::expm1(step), x);
            else next = step > 700.0 ? nan : x * std::exp(step < -700.0 ? -700.0 : step);
        }
        const bool inside = next > low && next < high;
        if (inside && (last || std::fabs(next - x) <= 4e-16 * x)) {
            x = next;
            return true;
        }
        if (!inside) {
            if (next == x) return true;
            if (high == inf) next = low > 16.0 ? std::fmin(low * low, low < 1e300 ? 1e300 : 1.7e308) : low * 16.0 + 1e-300;
            else if (low == 0.0) next = high > 1e-280 ? high * (high > 1e-3 ? 0.0625 : 1e-20 > high ? 1e-20 : high) : 0.0;
            else next = high / low > 4.0 ? std::sqrt(low) * std::sqrt(high) : 0.5 * (low + high);
            if (!(next > low && next < high)) {
                x = next <= low ? low : high;
                return true;
            }
        }
        x = next;
        return false;
    }
};

// x in [0, limit] with F(x) = p, q = 1 - p. `tails` maps x to Tails. `start` is a first guess.
template <class F>
inline double solve_quantile(F&& tails, double p, double q, double start, double limit) noexcept {
    Quantile s(p, q, start, limit);
    for (int k = 0; k < 200; ++k)
        if (s.advance(tails(s.x))) return s.x;
    report(Trouble::slow);
    return s.x;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
