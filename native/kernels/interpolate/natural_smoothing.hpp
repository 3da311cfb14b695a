// SPDX-License-Identifier: BSD-3-Clause
// The cubic smoothing spline with a knot at every point: minimise sum w_i (y_i - g(x_i))^2 + lambda int g''^2.
//
// C. H. Reinsch, Numer. Math. 10 (1967) 177: the second derivatives gamma at the inner points solve the pentadiagonal
// system (R + lambda Q^T W^-1 Q) gamma = Q^T y, and g = y - lambda W^-1 Q gamma. Without a given lambda it minimises the
// generalised cross-validation n |y - g|^2 / tr(I - A)^2 (P. Craven and G. Wahba, Numer. Math. 31 (1979) 377); the trace
// needs the five middle diagonals of the inverse only (M. F. Hutchinson and F. R. de Hoog, Numer. Math. 47 (1985) 99),
// so that each value costs O(n). Of several minima the one with the largest lambda, the smoothest fit, is taken.
#pragma once

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// values and curvature (second derivatives, zero at both ends) have the length of x, at least 3. lambda < 0: by
// cross-validation. Returns the lambda used.
Status smooth_naturally(Vec<const double> x, Vec<const double> y, Vec<const double> w, double lambda,
                        Vec<double> values, Vec<double> curvature, double& used);

}  // namespace scinova::interpolate
