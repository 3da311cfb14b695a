// SPDX-License-Identifier: BSD-3-Clause
// Ranks of bytes in a box in a time that does not depend on its size: each column of the box has a histogram, the box's
// is the sum of those (S. Perreault and P. Hebert, "Median filtering in constant time", IEEE Trans. Image Processing 16,
// 2007). Histograms are of 16 coarse bins and 16 fine ones in each; the fine bins of a coarse one are brought up to date
// only when the rank is found to lie there.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

// Histograms of neighbouring columns.
class ByteColumns {
public:
    explicit ByteColumns(index_t columns)
        : fine_(static_cast<std::size_t>(columns) * 256), coarse_(static_cast<std::size_t>(columns) * 16) {}
    std::uint16_t* fine(index_t column) noexcept { return fine_.data() + column * 256; }
    std::uint16_t* coarse(index_t column) noexcept { return coarse_.data() + column * 16; }
    void clear() {
        std::fill(fine_.begin(), fine_.end(), std::uint16_t{0});
        std::fill(coarse_.begin(), coarse_.end(), std::uint16_t{0});
    }
    // One more, or one less, of each column's byte; `flip` is 128 for signed bytes.
    void add(const std::uint8_t* row, index_t n, int flip) noexcept { change(row, n, flip, 1); }
    void remove(const std::uint8_t* row, index_t n, int flip) noexcept { change(row, n, flip, -1); }

private:
    void change(const std::uint8_t* row, index_t n, int flip, int by) noexcept {
        for (index_t c = 0; c < n; ++c) {
            const int v = row[c] ^ flip;
            std::uint16_t &f = fine(c)[v], &k = coarse(c)[v >> 4];
            f = static_cast<std::uint16_t>(f + by);
            k = static_cast<std::uint16_t>(k + by);
        }
    }
    std::vector<std::uint16_t> fine_, coarse_;
};

struct ColumnsTable {
    // out[x] = the byte of `rank` in columns x to x + width - 1, for n values of x.
    void (*ranks)(ByteColumns& columns, index_t width, index_t rank, int flip, std::uint8_t* out, index_t n);
};

template <class Isa>
const ColumnsTable& columns_table();
template <>
const ColumnsTable& columns_table<isa::current>();

inline const ColumnsTable& column_loops() {
    static const ColumnsTable& t = simd::pick(&columns_table<isa::v2>, &columns_table<isa::v3>, &columns_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
