// SPDX-License-Identifier: BSD-3-Clause
// Parts shared by the fits of curves and of surfaces: jump matrix, search for the smoothing parameter, choice of knots.
#pragma once

#include <cmath>
#include <cstdint>
#include <vector>

#include "common/views.hpp"

namespace scinova::interpolate {

inline constexpr double fit_tolerance = 1e-3;  // relative, on fp = s
inline constexpr int most_smoothing_steps = 20;

// Jumps of the k-th derivative of the B-splines at the interior knots, up to a common factor: row l (interior knot
// t_{k+1+l}) has k+2 entries, for the B-splines l .. l+k+1. Entry j is (t_{j+k+1} - t_j) / prod_{i != l} (t_l - t_i) in
// units of the mean knot distance (Dierckx 1993, eq. 1.32 and 4.4).
std::vector<double> derivative_jumps(const std::vector<double>& t, int k);

// Root of fp(p) - s over p > 0, kept between three points; fp decreases with p.
class SmoothingSearch {
public:
    enum class Step { accepted, again, stalled };

    // Values of fp - s at p = 0 and p = infinity, and where to begin.
    SmoothingSearch(double at_zero, double at_infinity, double start, double tolerance) noexcept
        : p_(start), f1_(at_zero), f3_(at_infinity), tolerance_(tolerance) {}

    double p() const noexcept { return p_; }

    // Takes f = fp(p()) - s and moves p.
    Step advance(double f) noexcept;

private:
    double p_, p1_ = 0.0, f1_, p3_ = -1.0, f3_, tolerance_;  // p3 < 0 stands for infinity
    bool low_settled_ = false, high_settled_ = false;
};

// Adds one knot in the interval with the largest residual among those that hold a data point strictly inside, at the
// middle of its points; the residual is shared in proportion.
// Returns false when no interval can be split.
bool add_knot(Vec<const double> x, std::vector<double>& t, int k, std::vector<double>& interval_fp,
              std::vector<std::int64_t>& interior);

}  // namespace scinova::interpolate
