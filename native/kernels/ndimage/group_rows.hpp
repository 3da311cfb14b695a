// SPDX-License-Identifier: BSD-3-Clause
// The inner loops over a line of labels.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

struct GroupTable {
    // out[i] = label i - lowest where that is below `length`, else `length`, which 32 bits hold.
    using PlaceFn = void (*)(const void* labels, index_t step, index_t n, std::int64_t lowest, std::uint32_t length, std::uint32_t* out);
    // out[i] = whether label i differs from the one before; out[0] is 1.
    using ChangeFn = void (*)(const void* labels, index_t step, index_t n, std::uint8_t* out);
    PlaceFn places[dtype_count];
    ChangeFn changes[dtype_count];
};

template <class Isa>
const GroupTable& group_table();
template <>
const GroupTable& group_table<isa::current>();

inline const GroupTable& group_rows() {
    static const GroupTable& t = simd::pick(&group_table<isa::v2>, &group_table<isa::v3>, &group_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
