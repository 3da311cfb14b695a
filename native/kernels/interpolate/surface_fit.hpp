// SPDX-License-Identifier: BSD-3-Clause
// Smoothing tensor-product splines s(x, y) = sum_ij c_ij B_i(x) B_j(y), with knots chosen by the data.
// P. Dierckx, Curve and Surface Fitting with Splines, 1993, ch. 5: data on a grid (sec. 5.4; IMA J. Numer. Anal. 2 (1982)
// 381) and scattered data (sec. 5.3 and 9; J. Inst. Maths Applics 27 (1981) 267). As for curves (curve_fit.hpp), knots are
// added until the least-squares spline leaves fp <= s, then a penalty on the jumps of the derivatives brings fp to s.
#pragma once

#include <cstdint>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

struct SurfaceResult {
    std::vector<double> tx, ty;  // all knots
    std::vector<double> c;       // coefficients, y fastest
    double fp = 0.0;
    int end = 0;  // as FitEnd; 4: more knots than points; 5: no place for another knot; below -2: rank of the system, less
};

struct GridProblem {
    Vec<const double> x, y;
    Mat<const double> z;  // z(i, j) at (x_i, y_j)
    int kx, ky;
    double s;
    double x_low, x_high, y_low, y_high;
    int most_steps;
};

Status fit_grid(const GridProblem& problem, SurfaceResult& result);

struct ScatteredProblem {
    Vec<const double> x, y, z, w;
    int kx, ky;
    double s;
    double x_low, x_high, y_low, y_high;
    double rank_tolerance;  // pivots below this share of the largest count as zero
    index_t most_x, most_y; // knots
    bool given_knots;       // those in result.tx and .ty: the least-squares spline on them
};

Status fit_scattered(const ScatteredProblem& problem, SurfaceResult& result);

}  // namespace scinova::interpolate
