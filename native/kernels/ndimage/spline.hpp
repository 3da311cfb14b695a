// SPDX-License-Identifier: BSD-3-Clause
// B-splines of degree 0 to 5 on unit knots: prefilter and weights.
#pragma once

#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

inline constexpr int max_order = 5;

// Turns samples into spline coefficients along one axis. The mode is how the coefficients go on: mirror, reflect or
// wrap. Computed in double; out may be in itself.
void spline_prefilter(const AnyView& in, int order, int axis, Mode mode, const AnyView& out);

// `in` as doubles with `width` more elements at both ends of every axis from `batch` on: the outermost ones again, or a
// constant. `out` is contiguous.
void pad(const AnyView& in, int batch, index_t width, bool nearest, double cval, const AnyView& out);

}  // namespace scinova::ndimage
