// SPDX-License-Identifier: BSD-3-Clause
// Smoothing splines with knots chosen by the data.
//
// Given points (x_i, y_i) with weights w_i and s >= 0, find the spline of degree k that minimises the sum of the squared
// jumps of its k-th derivative at the interior knots, subject to fp = sum (w_i (y_i - s(x_i)))^2 <= s, on as few knots as
// reach that. P. Dierckx, Curve and Surface Fitting with Splines, 1993, sections 4.1 and 5.2-5.3 (and J. Comput. Appl.
// Math. 1 (1975) 165; SIAM J. Numer. Anal. 19 (1982) 1286):
//   1. Knots. From none (or those of an earlier call) on, least-squares splines are fitted and knots are added where the
//      residuals are largest, until fp <= s; how many at a time follows from how fp fell.
//   2. Smoothing. With these knots the penalised fit for a parameter p interpolates between the least-squares polynomial
//      (p = 0) and spline (p = inf); fp(p) = s is solved by the root of a rational function through three points.
// y may have several columns (a curve in space). Periodic splines have period x_last - x_first, and y_last is not used.
#pragma once

#include <cstdint>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// How a fit ended; the numbers are those that FITPACK's users know.
enum class FitEnd : int {
    interpolates = -1,    // fp = 0
    polynomial = -2,      // no interior knots needed
    smooth = 0,           // |fp - s| within tolerance
    out_of_knots = 1,     // `most_knots` reached with fp > s
    stalled = 2,          // the iteration for p contradicts theory: s too small
    too_many_steps = 3,   // p not found in 20 steps
};

struct CurveProblem {
    Vec<const double> x, w;
    Mat<const double> y;
    int k;
    double s, low, high;
    index_t most_knots;
    bool periodic;
};

// What a fit leaves, and what a later fit of the same data with another s goes on from.
struct CurveState {
    std::vector<double> t;                // all knots
    std::vector<double> interval_fp;      // residual of each knot interval
    std::vector<std::int64_t> interior;   // data points inside each knot interval
    double first_fp = 0.0, last_fp = 0.0; // fp without interior knots, and before the last were added
    index_t added = 0;                    // how many knots the last step added
    std::vector<double> c;                // coefficients, a row for each B-spline
    double fp = 0.0;
    FitEnd end = FitEnd::smooth;
};

enum class FitStart { fresh, resume, given_knots };

// For given_knots, state.t holds them, and the fit is the least-squares spline.
Status fit_curve(const CurveProblem& problem, FitStart start, CurveState& state);

}  // namespace scinova::interpolate
