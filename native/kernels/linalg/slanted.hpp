// SPDX-License-Identifier: BSD-3-Clause
// Rows that are pieces of one line of bytes, each beside the last: what Toeplitz, Hankel and circulant matrices are.
#pragma once

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::linalg {

struct SlantedTable {
    // Row i of `count` rows, all of `length` bytes and without gaps, := the line from byte i * step on.
    void (*rows)(const char* line, index_t step, index_t length, index_t count, char* out);
};

template <class Isa>
const SlantedTable& slanted_table();
template <>
const SlantedTable& slanted_table<isa::current>();

inline const SlantedTable& slanted_rows() {
    static const SlantedTable& table =
        simd::pick(&slanted_table<isa::v2>, &slanted_table<isa::v3>, &slanted_table<isa::v4>);
    return table;
}

}  // namespace scinova::linalg
