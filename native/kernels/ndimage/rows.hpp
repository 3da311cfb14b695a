// SPDX-License-Identifier: BSD-3-Clause
// Flat loops over rows of doubles: weighted sums, running sums. One SIMD lane per output element, so each
// element is summed in the order written here whatever the processor level.
//
// Buffers have slack (tiles.hpp): loops may read and write up to 64 doubles past n.
#pragma once

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

struct RowsTable {
    // out[i] = w[0] row[0][i] + (row[1][i] + sign row[2][i]) w[1] + (row[3][i] + sign row[4][i]) w[2] + ...
    void (*paired)(const double* const* row, const double* w, index_t pairs, bool odd, double* out, index_t n);
    // Means of `size` rows of `lanes` from a running sum s += (entering - leaving): out has `rows` rows.
    void (*running_mean)(const double* in, index_t size, double* out, index_t rows, index_t lanes);
};

template <class Isa>
const RowsTable& rows_table();
template <>
const RowsTable& rows_table<isa::current>();

inline const RowsTable& rows() {
    static const RowsTable& t = simd::pick(&rows_table<isa::v2>, &rows_table<isa::v3>, &rows_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
