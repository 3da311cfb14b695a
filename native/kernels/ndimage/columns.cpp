// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/columns.hpp"

#include <algorithm>

#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

// Sixteen bins.
struct Bins {
    std::uint16_t count[16] = {};
    void add(const std::uint16_t* in) noexcept {
        for (int k = 0; k < 16; ++k) count[k] = static_cast<std::uint16_t>(count[k] + in[k]);
    }
    void move(const std::uint16_t* in, const std::uint16_t* gone) noexcept {
        for (int k = 0; k < 16; ++k) count[k] = static_cast<std::uint16_t>(count[k] + in[k] - gone[k]);
    }
    // The bin that the element of `rank` is in; from then on `rank` counts within that bin.
    int find(int& rank) const noexcept {
#if defined(__SSE2__)
        // Running totals, then how many of them do not exceed the rank. Totals are below 2^15.
        __m128i low = _mm_loadu_si128(reinterpret_cast<const __m128i*>(count));
        __m128i high = _mm_loadu_si128(reinterpret_cast<const __m128i*>(count + 8));
        const auto running = [](__m128i v) {
            v = _mm_add_epi16(v, _mm_slli_si128(v, 2));
            v = _mm_add_epi16(v, _mm_slli_si128(v, 4));
            return _mm_add_epi16(v, _mm_slli_si128(v, 8));
        };
        low = running(low);
        high = _mm_add_epi16(running(high), _mm_set1_epi16(static_cast<short>(_mm_extract_epi16(low, 7))));
        const __m128i sought = _mm_set1_epi16(static_cast<short>(rank));
        const __m128i beyond = _mm_packs_epi16(_mm_cmpgt_epi16(low, sought), _mm_cmpgt_epi16(high, sought));
        const int bin = __builtin_ctz(static_cast<unsigned>(_mm_movemask_epi8(beyond)) | 0x8000u);
        alignas(16) std::uint16_t total[17];
        total[0] = 0;
        _mm_storeu_si128(reinterpret_cast<__m128i*>(total + 1), low);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(total + 9), high);
        rank -= total[bin];
        return bin;
#else
        int bin = 0;
        while (rank >= count[bin]) rank -= count[bin++];
        return bin;
#endif
    }
};

void ranks(ByteColumns& columns, index_t width, index_t rank, int flip, std::uint8_t* out, index_t n) {
    Bins coarse;
    Bins fine[16];
    index_t seen[16];  // the place of the window for which the fine bins are right
    std::fill(seen, seen + 16, -width - 1);
    for (index_t c = 0; c + 1 < width; ++c) coarse.add(columns.coarse(c));
    const std::uint16_t none[16] = {};
    for (index_t x = 0; x < n; ++x) {
        coarse.move(columns.coarse(x + width - 1), x > 0 ? columns.coarse(x - 1) : none);
        int left = static_cast<int>(rank);
        const int b = coarse.find(left);
        Bins& part = fine[b];
        if (2 * (x - seen[b]) > width) {
            part = Bins{};
            for (index_t c = x; c < x + width; ++c) part.add(columns.fine(c) + 16 * b);
        } else {
            for (index_t k = seen[b] + 1; k <= x; ++k) part.move(columns.fine(k + width - 1) + 16 * b, columns.fine(k - 1) + 16 * b);
        }
        seen[b] = x;
        out[x] = static_cast<std::uint8_t>((16 * b + part.find(left)) ^ flip);
    }
}

}  // namespace

template <>
const ColumnsTable& columns_table<isa::current>() {
    static const ColumnsTable t{&ranks};
    return t;
}

}  // namespace scinova::ndimage
