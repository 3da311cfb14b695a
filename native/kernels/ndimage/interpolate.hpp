// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of splines of degree 0 to 5, given their coefficients on the grid, at mapped coordinates.
//
// A value is the sum, in C order over the (order + 1)^n neighbours, of ((c w_0) w_1) ... w_{n-1}: the order of
// operations is fixed so that results which are rounded to integers do not depend on how the work is cut up.
#pragma once

#include <vector>

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"
#include "kernels/ndimage/evaluate.hpp"

namespace scinova::ndimage {

struct Spline {
    int order = 3;
    Beyond beyond = Beyond::constant;
    double constant = 0.0;
};

// Output element o of axis d lies at the coordinate
// zoom[d] (o + shift[d]) + after[d], or zoom[d] (o + shift[d] + 1/2) - 1/2 + after[d] when centred.
struct Scaling {
    const double* zoom = nullptr;
    const double* shift = nullptr;
    const double* after = nullptr;
    bool centred = false;
};
void resample(const AnyView& in, const Spline& spline, const Scaling& scaling, const AnyView& out);

// matrix (in.ndim, out.ndim) and offset (in.ndim): coordinate = offset + matrix . o, on the dimensions behind the first
// `batch`, which in and out share and which are gone through one by one.
void affine(const AnyView& in, const Spline& spline, const double* matrix, const double* offset, int batch,
            const AnyView& out);

// coordinates: (in.ndim, size of out in C order), plus `shift` on each.
void sample(const AnyView& in, const Spline& spline, const AnyView& coordinates, double shift, const AnyView& out);

// Coordinates from a function: (output index, in.ndim coordinates to fill) to success. Runs on the calling thread.
using Mapping = bool (*)(void* context, const index_t* at, double* coordinate);
Status transform(const AnyView& in, const Spline& spline, Mapping mapping, void* context, double shift, const AnyView& out);

}  // namespace scinova::ndimage
