// SPDX-License-Identifier: BSD-3-Clause
// The inner loops of measurements of a whole array.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

struct ReduceTable {
    // Sums in double precision, by pairs of halves: of the elements, and of (element - centre)^2.
    double (*sum[dtype_count])(const void* v, index_t n);
    double (*squares[dtype_count])(const void* v, index_t n, double centre);
    // The place of the first least (greatest) element, or of the first NaN.
    index_t (*least[dtype_count])(const void* v, index_t n);
    index_t (*greatest[dtype_count])(const void* v, index_t n);
};

template <class Isa>
const ReduceTable& reduce_table();
template <>
const ReduceTable& reduce_table<isa::current>();

inline const ReduceTable& reduce_rows() {
    static const ReduceTable& t = simd::pick(&reduce_table<isa::v2>, &reduce_table<isa::v3>, &reduce_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
