// SPDX-License-Identifier: BSD-3-Clause
// Interpolation of values on a rectangular grid in any number of dimensions, at scattered points.
#pragma once

#include <cstdint>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// The axes of a grid, one after the other in `places`: axis d has sizes(d) increasing numbers. For linear and nearest
// interpolation they are the abscissas, for tensor-product splines the knots.
struct GridAxes {
    Vec<const double> places;
    Vec<const std::int64_t> sizes;
};

// values has a row for each grid point, last axis fastest; out a row for each row of points. Points outside continue the
// cells at the edge. A corner of weight zero does not count, be it NaN. A NaN coordinate gives NaN.
Status grid_linear(const GridAxes& axes, Mat<const double> values, Mat<const double> points, Mat<double> out);

// The value of the nearest grid point, the lower one when two are as near.
Status grid_nearest(const GridAxes& axes, Mat<const double> values, Mat<const double> points, Mat<double> out);

// Derivative of orders nu of the spline with coefficients c (a row for each B-spline product), of degree k along each
// axis.
Status grid_spline(const GridAxes& axes, int k, Mat<const double> c, Vec<const std::int64_t> nu,
                   Mat<const double> points, Mat<double> out);

}  // namespace scinova::interpolate
