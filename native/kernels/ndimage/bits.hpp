// SPDX-License-Identifier: BSD-3-Clause
// Boolean arrays with 64 elements to a word.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>

#include "common/views.hpp"

namespace scinova::ndimage {

// Eight bytes as eight bits, the first as the lowest: whether each is not zero.
inline std::uint64_t bits_of_8(const std::uint8_t* p) noexcept {
    std::uint64_t w;
    std::memcpy(&w, p, sizeof w);
    w |= w >> 4 & 0x0f0f0f0f0f0f0f0f;
    w |= w >> 2 & 0x0303030303030303;
    w |= w >> 1;
    return (w & 0x0101010101010101) * 0x0102040810204080 >> 56;
}

// Elements [0, n) as bits, n at most 64; the rest is zero.
inline std::uint64_t bits_of(const std::uint8_t* p, index_t n) noexcept {
    std::uint64_t bits = 0;
    index_t k = 0;
    for (; k + 8 <= n; k += 8) bits |= bits_of_8(p + k) << k;
    for (; k < n; ++k) bits |= std::uint64_t{p[k] != 0} << k;
    return bits;
}

// The reverse: bytes 0 and 1.
inline void bytes_of(std::uint64_t bits, std::uint8_t* p, index_t n) noexcept {
    index_t k = 0;
    for (; k + 8 <= n; k += 8) {
        const std::uint64_t spread = (bits >> k & 0xff) * 0x0101010101010101 & 0x8040201008040201;
        const std::uint64_t w = (spread + 0x7f7f7f7f7f7f7f7f) >> 7 & 0x0101010101010101;
        std::memcpy(p + k, &w, sizeof w);
    }
    for (; k < n; ++k) p[k] = static_cast<std::uint8_t>(bits >> k & 1);
}

}  // namespace scinova::ndimage
