// SPDX-License-Identifier: BSD-3-Clause
// Boolean arrays with 64 elements to a word: the inner loops.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

struct BitTable {
    // Elements [0, n) as bits, those that are not zero, and back to bytes 0 and 1. Bits beyond n in the last word are
    // written as zeros.
    void (*pack)(const std::uint8_t* p, index_t n, std::uint64_t* bits);
    void (*unpack)(const std::uint64_t* bits, index_t n, std::uint8_t* p);
    // Bit i of out, for n words: whether all (any) bits i + shift[k] of in are set; where mask is 0, bit i of in.
    // Returns how many bits differ from those of in.
    using FoldFn = index_t (*)(const std::uint64_t* in, const index_t* shift, index_t count, const std::uint64_t* mask,
                               index_t n, std::uint64_t* out);
    FoldFn all, any;
};

template <class Isa>
const BitTable& bit_table();
template <>
const BitTable& bit_table<isa::current>();

inline const BitTable& bit_rows() {
    static const BitTable& t = simd::pick(&bit_table<isa::v2>, &bit_table<isa::v3>, &bit_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
