// SPDX-License-Identifier: BSD-3-Clause
// Lines that lie one after another in memory, laid side by side and back.
#pragma once

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

struct TransposeTable {
    // to[j * to_pitch + i] = from[i * from_pitch + j] * factor for i < rows, j < columns.
    void (*scaled)(const double* from, index_t from_pitch, index_t rows, index_t columns, double factor, double* to,
                   index_t to_pitch);
};

template <class Isa>
const TransposeTable& transpose_table();
template <>
const TransposeTable& transpose_table<isa::current>();

inline const TransposeTable& transposition() {
    static const TransposeTable& t =
        simd::pick(&transpose_table<isa::v2>, &transpose_table<isa::v3>, &transpose_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
