// SPDX-License-Identifier: BSD-3-Clause
// Lines laid side by side, and the recursions of the prefilter along them: element k of line b is rows[k * pitch + b].
#pragma once

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

struct SplineRowsTable {
    // to[j * to_pitch + i] = from[i * from_pitch + j] * factor for i < rows, j < columns.
    void (*transpose)(const double* from, index_t from_pitch, index_t rows, index_t columns, double factor, double* to,
                      index_t to_pitch);
    // r[k] += z r[k-1] upwards; r[k] = z (r[k+1] - r[k]) downwards. The first row of the way up and the last row of the
    // way down are given.
    void (*causal)(double* rows, index_t n, index_t pitch, index_t lanes, double z);
    void (*anticausal)(double* rows, index_t n, index_t pitch, index_t lanes, double z);
    // y[i] += a (x[i] + b z[i])
    void (*add_scaled)(double* y, double a, const double* x, double b, const double* z, index_t n);
};

template <class Isa>
const SplineRowsTable& spline_rows_table();
template <>
const SplineRowsTable& spline_rows_table<isa::current>();

inline const SplineRowsTable& spline_rows() {
    static const SplineRowsTable& t =
        simd::pick(&spline_rows_table<isa::v2>, &spline_rows_table<isa::v3>, &spline_rows_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
