// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/bits_rows.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace scinova::ndimage {
namespace {

using Word = std::uint64_t;

// A word from 64 bytes: bits gather in the lowest byte of every eight.
Word word_of(const std::uint8_t* p) {
    std::uint8_t one[64], byte[8];
    for (int k = 0; k < 64; ++k) one[k] = p[k] != 0;
    Word eight[8];
    std::memcpy(eight, one, sizeof eight);
    for (int k = 0; k < 8; ++k) {
        Word w = eight[k];
        w |= w >> 7;
        w |= w >> 14;
        w |= w >> 28;
        byte[k] = static_cast<std::uint8_t>(w);
    }
    Word out;
    std::memcpy(&out, byte, sizeof out);
    return out;
}

void bytes_of_word(Word bits, std::uint8_t* p) {
    std::uint8_t byte[8], one[64];
    std::memcpy(byte, &bits, sizeof byte);
    Word eight[8];
    for (int k = 0; k < 8; ++k) {
        Word w = byte[k];
        w |= w << 28;
        w |= w << 14;
        w |= w << 7;
        eight[k] = w & 0x0101010101010101;
    }
    std::memcpy(one, eight, sizeof one);
    std::memcpy(p, one, sizeof one);
}

void pack(const std::uint8_t* p, index_t n, Word* bits) {
    for (; n >= 64; n -= 64, p += 64) *bits++ = word_of(p);
    if (n == 0) return;
    std::uint8_t rest[64] = {};
    std::copy(p, p + n, rest);
    *bits = word_of(rest);
}

void unpack(const Word* bits, index_t n, std::uint8_t* p) {
    for (; n >= 64; n -= 64, p += 64) bytes_of_word(*bits++, p);
    if (n == 0) return;
    std::uint8_t rest[64];
    bytes_of_word(*bits, rest);
    std::copy(rest, rest + n, p);
}

template <bool every>
index_t fold(const Word* in, const index_t* shift, index_t count, const Word* mask, index_t n, Word* out) {
    constexpr index_t width = 32;
    index_t changed = 0;
    const auto join = [](Word a, Word b) { return every ? a & b : a | b; };
    for (index_t first = 0; first < n; first += width) {
        const index_t m = std::min(width, n - first);
        Word all[width];
        std::fill(all, all + width, every ? ~Word{0} : Word{0});
        for (index_t k = 0; k < count; ++k) {
            const index_t whole = shift[k] >> 6, bit = shift[k] & 63;
            const Word* p = in + first + whole;
            if (m == width) {
                if (bit == 0)
                    for (index_t w = 0; w < width; ++w) all[w] = join(all[w], p[w]);
                else
                    for (index_t w = 0; w < width; ++w) all[w] = join(all[w], p[w] >> bit | p[w + 1] << (64 - bit));
            } else {
                for (index_t w = 0; w < m; ++w) all[w] = join(all[w], bit ? p[w] >> bit | p[w + 1] << (64 - bit) : p[w]);
            }
        }
        for (index_t w = 0; w < m; ++w) {
            const Word before = in[first + w], here = mask[first + w], after = (all[w] & here) | (before & ~here);
            changed += std::popcount(after ^ before);
            out[first + w] = after;
        }
    }
    return changed;
}

}  // namespace

template <>
const BitTable& bit_table<isa::current>() {
    static const BitTable t{pack, unpack, fold<true>, fold<false>};
    return t;
}

}  // namespace scinova::ndimage
