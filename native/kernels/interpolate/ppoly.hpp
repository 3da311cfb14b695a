// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of piecewise polynomials.
#pragma once

#include "common/parallel.hpp"
#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// c(r, i, q) is the coefficient of (x - x_i)^(k-1-r) on [x_i, x_{i+1}), k = c.shape[0]; x strictly monotonic.
// out(p, :) = nu-th derivative at xp(p), or for nu < 0 the |nu|-fold antiderivative that vanishes at the left end of the
// piece (not continuous across pieces). Outside [x_0, x_m] as in bspline_evaluate.
Status ppoly_evaluate(View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu, bool extrapolate,
                      Mat<double> out);

// The same in the Bernstein basis of each piece: c(r, i, q) multiplies binom(k-1, r) s^r (1-s)^(k-1-r), where s is the
// place in the piece, 0 to 1. By de Casteljau's algorithm; nu >= 0.
Status bpoly_evaluate(View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu, bool extrapolate,
                      Mat<double> out);

// Piecewise linear through (x(i), y(i, :)), x increasing, the end pieces continued; NaN gives NaN.
Status linear_evaluate(Vec<const double> x, Mat<const double> y, Vec<const double> xp, Mat<double> out);

}  // namespace scinova::interpolate
