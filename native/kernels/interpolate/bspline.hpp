// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of B-splines, and the rows of their collocation matrices.
#pragma once

#include <cstdint>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// out(p, :) = nu-th derivative at x(p) of sum_j c(j, :) B_j(x). Outside [t_k, t_n] the end pieces are continued when
// `extrapolate`, else the result is NaN; NaN gives NaN. t is contiguous and non-decreasing, c has n = len(t)-k-1 rows.
Status bspline_evaluate(Vec<const double> t, Mat<const double> c, int k, Vec<const double> x, int nu, bool extrapolate,
                        Mat<double> out);

// The k+1 values at x(p) of the nu-th derivatives of the B-splines that are not zero there, and the index of the first.
// x(p) is finite.
Status bspline_rows(Vec<const double> t, int k, Vec<const double> x, int nu, Mat<double> values,
                    Vec<std::int64_t> first);

// Coefficients of the spline with the values b(i, :) at x, preceded by rows for its derivatives of the orders `at_first`
// at x_0 and followed by those for the orders `at_last` at the last x; they overwrite b. As many rows as B-splines.
Status bspline_collocate(Vec<const double> t, int k, Vec<const double> x, Vec<const std::int64_t> at_first,
                         Vec<const std::int64_t> at_last, Mat<double> b);

// out(p, q) = derivative (nux, nuy) at (x(p), y(q)) of sum_ij c(i, j) B_i(x) B_j(y). Arguments are within the knots.
Status bspline_grid(Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                    Vec<const double> x, Vec<const double> y, int nux, int nuy, Mat<double> out);

// The same at the points (x(p), y(p)).
Status bspline_points(Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                      Vec<const double> x, Vec<const double> y, int nux, int nuy, Vec<double> out);

}  // namespace scinova::interpolate
