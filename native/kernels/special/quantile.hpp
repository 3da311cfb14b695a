// SPDX-License-Identifier: BSD-3-Clause
// One solver for the quantiles of distributions on (0, inf): F(x) = p with F and 1 - F both known well.
//
// In u = log x the distribution functions concerned are log-concave, so Newton's method on log F (or on log(1 - F), when
// that is the smaller) converges from anywhere without overshooting twice; a bracket guards it all the same. The last
// step is Newton's on F itself, which leaves x as good as F is.
#pragma once

#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// Lower and upper probability, and x F'(x).
struct Tails {
    double lower, upper, slope;
};

// x in [0, limit] with F(x) = p, q = 1 - p. `tails` maps x to Tails. `start` is a first guess.
template <class F>
inline double solve_quantile(F&& tails, double p, double q, double start, double limit) noexcept {
    double low = 0.0, high = limit;
    double x = start > 0.0 && start < limit ? start : (limit < inf ? 0.5 * limit : 1.0);
    const bool by_lower = p <= q;
    for (int k = 0; k < 200; ++k) {
        const Tails t = tails(x);
        const double value = by_lower ? t.lower : t.upper, target = by_lower ? p : q;
        if (value == target) return x;
        const bool too_small = by_lower ? value < target : value > target;
        (too_small ? low : high) = x;
        double next = nan;
        const double error = by_lower ? target - value : value - target;
        if (t.slope > 0.0 && value > 0.0) {
            // Newton on the logarithm while far, on the function itself when near.
            if (std::fabs(error) < 1e-4 * target) {
                const double step = error / t.slope;
                next = fma(x, std::expm1(step), x);
            } else {
                const double step = (by_lower ? 1.0 : -1.0) * std::log(target / value) * value / t.slope;
                next = step > 700.0 ? nan : x * std::exp(step < -700.0 ? -700.0 : step);
            }
        }
        const bool inside = next > low && next < high;
        if (inside && std::fabs(next - x) <= 4e-16 * x) return next;
        if (!inside) {
            if (next == x) return x;
            if (high == inf) next = low * 16.0 + 1e-300;
            else if (low == 0.0) next = high > 1e-280 ? high * (high > 1e-3 ? 0.0625 : 1e-20 > high ? 1e-20 : high) : 0.0;
            else next = high / low > 4.0 ? std::sqrt(low) * std::sqrt(high) : 0.5 * (low + high);
            if (!(next > low && next < high)) return next <= low ? low : high;
        }
        x = next;
    }
    report(Trouble::slow);
    return x;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
