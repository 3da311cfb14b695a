// SPDX-License-Identifier: BSD-3-Clause
// Weighted sums and means of rows, element by element, in double or in integers that are known to hold them.
//
// Buffers have slack (tiles.hpp): loops may read and write up to 256 bytes past n.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

template <class W>
struct LinearTable {
    // out[i] = ((w[0] row[0][i] + w[1] row[1][i]) + w[2] row[2][i]) + ...
    void (*weighted)(const W* const* row, const W* w, index_t taps, W* out, index_t n);
    // The weights w[plane][k][s] of a box on four output lines at once, which lie `pitch` apart: of each plane, height + 3
    // rows, line j from row j on. Summed in the order of the weights, with
    // `fused` each product and sum rounded once where the processor can; for doubles only.
    void (*dense4)(const W* const* row, const W* w, index_t planes, index_t height, index_t width, W* out, index_t pitch,
                   index_t n, bool fused);
    // out[i] = (row[0][i] + row[1][i]) + ...; out may be a row, upwards in place.
    void (*summed)(const W* const* row, index_t taps, W* out, index_t n);
    // The same divided by `count`: correctly rounded, integers towards zero. Doubles are moderate.
    void (*mean)(const W* const* row, index_t taps, index_t count, W* out, index_t n);
    // Whether all are finite, and below 1e288 in magnitude so that their sums are.
    bool (*moderate)(const W* x, index_t n);
};

template <class Isa, class W>
struct LinearAt {
    static const LinearTable<W>& table();
};

// For W double, int16 and int32.
template <class W>
const LinearTable<W>& linear() {
    static const LinearTable<W>& t =
        simd::pick(&LinearAt<isa::v2, W>::table, &LinearAt<isa::v3, W>::table, &LinearAt<isa::v4, W>::table);
    return t;
}

// Whether int16 lanes divide sums of up to |sum| <= limit by `count` exactly.
struct ShortDivisor {
    std::uint16_t factor = 0;
    int shift = 0;  // sum / count is the high half of sum * factor, shifted
    bool exact = false;
};
// n < 2^15; factor = ceil(2^(16 + shift) / n) for the greatest shift that leaves it below 2^16. The quotient is exact as
// long as the factor's excess e = n factor - 2^(16 + shift) times the sum stays below 2^(16 + shift) (T. Granlund and
// P. Montgomery, "Division by invariant integers using multiplication", PLDI 1994, theorem 4.2).
inline ShortDivisor short_divisor(index_t n, index_t limit) {
    if (n == 1) return {0, 0, false};
    int shift = 0;
    while ((index_t{2} << shift) < n) ++shift;
    const index_t power = index_t{1} << (16 + shift), factor = (power + n - 1) / n;
    return {static_cast<std::uint16_t>(factor), shift, (factor * n - power) * limit < power && factor < 65536};
}

}  // namespace scinova::ndimage
