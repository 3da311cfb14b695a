// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/linear_bytes.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

using Shorts = Vector<std::int16_t>;
using Words = Vector<std::uint16_t>;
constexpr int lanes = vector_lanes<std::int16_t>, groups = lanes / 8;
constexpr bool little = std::endian::native == std::endian::little;

#if defined(__SSSE3__)
constexpr bool shuffles = true;
#else
constexpr bool shuffles = false;
#endif

// a b 2^-15, rounded to the nearest, halves upwards. Not both are -2^15.
[[gnu::always_inline]] inline Shorts product(Shorts a, Shorts b) {
#if defined(__AVX512BW__)
    return (Shorts)_mm512_mulhrs_epi16((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
    return (Shorts)_mm256_mulhrs_epi16((__m256i)a, (__m256i)b);
#elif defined(__SSSE3__)
    return (Shorts)_mm_mulhrs_epi16((__m128i)a, (__m128i)b);
#else
    Shorts p;
    for (int j = 0; j < lanes; ++j) p[j] = static_cast<std::int16_t>((a[j] * b[j] + 0x4000) >> 15);
    return p;
#endif
}

void plan(ByteSpread& s) {
    for (index_t i = s.n; i < s.n + byte_slack; ++i) {
        for (int k = 0; k < 2; ++k) s.at[k][i] = s.at[k][s.n - 1];
        s.upper[i] = s.upper[s.n - 1];
    }
    s.joined = true;
    for (index_t i = 0; i < s.n + byte_slack; i += 8) {
        std::int32_t least = s.at[0][i], most = least;
        for (index_t j = i; j < i + 8 && j < s.n + byte_slack; ++j)
            for (int k = 0; k < 2; ++k) least = std::min(least, s.at[k][j]), most = std::max(most, s.at[k][j]);
        s.window[i / 8] = shuffles && most - least < 16 ? least : -1;
        for (index_t j = i; j < i + 8 && j < s.n + byte_slack; ++j) {
            s.joined &= s.at[1][j] == s.at[0][j] + 1;
            for (int k = 0; k < 2; ++k) s.lane[2 * j + k] = static_cast<std::uint8_t>(s.at[k][j] - least);
        }
    }
}

// The two samples of one element, the first in the lower half.
template <bool joined>
[[gnu::always_inline]] inline std::uint16_t both(const std::uint8_t* line, const ByteSpread& s, index_t i) {
    if constexpr (joined && little) {
        std::uint16_t p;
        std::memcpy(&p, line + s.at[0][i], sizeof p);
        return p;
    }
    return static_cast<std::uint16_t>(line[s.at[0][i]] | line[s.at[1][i]] << 8);
}

// Those of a vector of elements.
[[gnu::always_inline]] inline Words pairs(const std::uint8_t* line, const ByteSpread& s, index_t i) {
#if defined(__SSSE3__)
    const std::int32_t* w = s.window + i / 8;
    std::int32_t some = 0;
    for (int g = 0; g < groups; ++g) some |= w[g];
    if (some >= 0) {
        using Bytes = Vector<std::uint8_t>;
        typedef std::uint8_t Sixteen __attribute__((vector_size(16)));
        const auto load = [&](int g) {
            Sixteen v;
            std::memcpy(&v, line + w[g], sizeof v);
            return v;
        };
        Bytes v;
#if defined(__AVX512BW__)
        const auto low = __builtin_shufflevector(load(0), load(1), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                                                 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        const auto high = __builtin_shufflevector(load(2), load(3), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16,
                                                  17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        v = (Bytes)_mm512_inserti64x4(_mm512_broadcast_i64x4((__m256i)low), (__m256i)high, 1);
        return (Words)_mm512_shuffle_epi8((__m512i)v, (__m512i)load_vector(s.lane + 2 * i));
#elif defined(__AVX2__)
        v = __builtin_shufflevector(load(0), load(1), 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
                                    20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
        return (Words)_mm256_shuffle_epi8((__m256i)v, (__m256i)load_vector(s.lane + 2 * i));
#else
        v = load(0);
        return (Words)_mm_shuffle_epi8((__m128i)v, (__m128i)load_vector(s.lane + 2 * i));
#endif
    }
#endif
    std::uint16_t each[lanes];
    if (s.joined) for (int j = 0; j < lanes; ++j) each[j] = both<true>(line, s, i + j);
    else for (int j = 0; j < lanes; ++j) each[j] = both<false>(line, s, i + j);
    return load_vector(each);
}

void across(const std::uint8_t* line, const ByteSpread& spread, std::int16_t* to) {
    const ByteSpread s = spread;
    for (index_t i = 0; i < s.n; i += lanes) {
        const Words p = pairs(line, s, i);
        const Shorts low = (Shorts)(p & 255), high = (Shorts)(p >> 8);
        store_vector(to + i, Shorts((low << 7) + 64 + product((low - high) << 7, load_vector(s.upper + i))));
    }
}

// A step: as many elements as give a vector of bytes, or half of one.
#if defined(__AVX512BW__)
constexpr int halves = 1;
#else
constexpr int halves = 2;
#endif
constexpr int step = halves * lanes;
static_assert(step <= 32 && byte_slack >= 2 * step + 16);

// The low bytes of a step.
[[gnu::always_inline]] inline void put_bytes(const Shorts* x, std::uint8_t* to) {
#if defined(__AVX512BW__)
    const __m256i v = _mm512_cvtepi16_epi8((__m512i)x[0]);
#elif defined(__AVX2__)
    const __m256i v = _mm256_permute4x64_epi64(_mm256_packus_epi16((__m256i)x[0], (__m256i)x[1]), 0xd8);
#elif defined(__SSE2__)
    const __m128i v = _mm_packus_epi16((__m128i)x[0], (__m128i)x[1]);
#else
    std::uint8_t v[step];
    for (int j = 0; j < step; ++j) v[j] = static_cast<std::uint8_t>(x[j / lanes][j % lanes]);
#endif
    std::memcpy(to, &v, sizeof v);
}

// The elements of a step that are below `bound`, as bits. They are not negative.
[[gnu::always_inline]] inline std::uint32_t below(const Shorts* x, std::int16_t bound) {
#if defined(__AVX512BW__)
    return _mm512_cmplt_epi16_mask((__m512i)x[0], _mm512_set1_epi16(bound));
#elif defined(__AVX2__)
    const __m256i b = _mm256_set1_epi16(bound);
    const __m256i c = _mm256_packs_epi16(_mm256_cmpgt_epi16(b, (__m256i)x[0]), _mm256_cmpgt_epi16(b, (__m256i)x[1]));
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_permute4x64_epi64(c, 0xd8)));
#elif defined(__SSE2__)
    const __m128i b = _mm_set1_epi16(bound);
    return static_cast<std::uint32_t>(
        _mm_movemask_epi8(_mm_packs_epi16(_mm_cmpgt_epi16(b, (__m128i)x[0]), _mm_cmpgt_epi16(b, (__m128i)x[1]))));
#else
    std::uint32_t bits = 0;
    for (int j = 0; j < step; ++j) bits |= static_cast<std::uint32_t>(x[j / lanes][j % lanes] < bound) << j;
    return bits;
#endif
}

// Appends i + the places of the bits, four at a time whether there are as many or not: that is quicker than to guess.
[[gnu::always_inline]] inline index_t put_down(std::uint64_t bits, index_t i, std::int32_t* to, index_t count) {
    const index_t after = count + std::popcount(bits);
    for (;;) {
        for (int k = 0; k < 4; ++k) {
            auto at = static_cast<std::int32_t>(i) + std::countr_zero(bits);
            bits &= bits - 1;
            // Neither are the four put together in a register, nor is no bit a case of its own.
            asm("" : "+r"(at), "+r"(bits));
            to[count + k] = at;
        }
        if (!bits) return after;
        count += 4;
    }
}

template <int outer, bool sure>
index_t down_of(const std::int16_t* const* row, const std::int16_t* upper, const std::uint64_t* exact, index_t n,
                std::uint8_t* out, std::int32_t* doubtful) {
    index_t count = 0;
    const std::int16_t *a = row[0], *b = outer > 0 ? row[1] : a, *c = outer > 1 ? row[2] : a, *d = outer > 1 ? row[3] : a;
    const Shorts y = Shorts{} + upper[outer > 0 ? outer - 1 : 0], z = Shorts{} + upper[0];
    const auto mean = [](Shorts p, Shorts q, Shorts t) { return Shorts(p + product(p - q, t)); };
    const auto of = [&](index_t i, std::uint8_t* to) {
        Shorts x[halves], rest[halves];
        for (int h = 0; h < halves; ++h) {
            const index_t o = i + h * lanes;
            x[h] = load_vector(a + o);
            if constexpr (outer > 0) x[h] = mean(x[h], load_vector(b + o), y);
            if constexpr (outer > 1) x[h] = mean(x[h], mean(load_vector(c + o), load_vector(d + o), y), z);
            if constexpr (!sure) rest[h] = (x[h] + std::int16_t{outer}) & 127;
            x[h] >>= 7;
        }
        put_bytes(x, to);
        if constexpr (sure) return std::uint64_t{0};
        else return static_cast<std::uint64_t>(below(rest, 2 * outer + 1));
    };
    const auto both = [&](index_t i, std::uint8_t* to, std::uint64_t asked) {
        const std::uint64_t low = of(i, to), high = of(i + step, to + step);
        if constexpr (!sure) count = put_down((low | high << step) & asked, i, doubtful, count);
    };
    constexpr index_t stride = 2 * step;
    constexpr std::uint64_t all = ~std::uint64_t{0};
    index_t i = 0;
    for (; i + stride <= n; i += stride) both(i, out + i, exact ? ~(exact[i / 64] >> (i % 64)) : all);
    if (i < n && n >= stride) both(n - stride, out + n - stride, all);
    else if (i < n) {
        std::uint8_t some[stride];
        both(0, some, ~(all << n));
        std::memcpy(out, some, static_cast<std::size_t>(n));
    }
    return count;
}

index_t down(const std::int16_t* const* row, const std::int16_t* upper, int outer, bool sure, const std::uint64_t* exact,
             index_t n, std::uint8_t* out, std::int32_t* doubtful) {
    const auto of = [&](auto axes) {
        constexpr int o = decltype(axes)::value;
        return sure ? down_of<o, true>(row, upper, exact, n, out, doubtful) : down_of<o, false>(row, upper, exact, n, out, doubtful);
    };
    switch (outer) {
        case 0: return of(std::integral_constant<int, 0>{});
        case 1: return of(std::integral_constant<int, 1>{});
        default: return of(std::integral_constant<int, 2>{});
    }
}

typedef double Four __attribute__((vector_size(32)));
typedef std::int32_t Indices __attribute__((vector_size(16)));

// The four terms of two lines are one vector.
template <int outer, bool joined>
void exact_of(const std::uint8_t* const* line, const double* weight, const ByteSpread& s, const std::int32_t* which,
              index_t count, std::uint8_t* out) {
    constexpr int lines = 1 << outer, twos = (lines + 1) / 2;
    const std::uint8_t* from[2 * twos];
    Four factor[twos][outer + 1];
    for (int l = 0; l < 2 * twos; ++l) {
        const int k = l < lines ? l : 0;
        from[l] = line[k];
        for (int d = 0; d < outer; ++d) factor[l / 2][d][l % 2 * 2] = factor[l / 2][d][l % 2 * 2 + 1] = weight[k * outer + d];
    }
    for (index_t k = 0; k < count; ++k) {
        const std::int32_t i = which[k];
        const Four w = Four{} + s.weight[i], u = __builtin_shufflevector(w, 1.0 - w, 0, 5, 2, 7);
        double sum = 0.0;
        for (int l = 0; l < twos; ++l) {
            const std::uint16_t pair[2] = {both<joined>(from[2 * l], s, i), both<joined>(from[2 * l + 1], s, i)};
            const std::uint32_t bits = pair[0] | static_cast<std::uint32_t>(pair[1]) << 16;
            const Indices sample = (Indices{} + static_cast<std::int32_t>(bits)) >> Indices{0, 8, 16, 24} & 255;
            Four term = __builtin_convertvector(sample, Four);
            for (int d = 0; d < outer; ++d) term *= factor[l][d];
            term *= u;
            for (int j = 0; j < (outer ? 4 : 2); ++j) sum += term[j];
        }
        out[i] = static_cast<std::uint8_t>(static_cast<std::int32_t>(sum + 0.5));
    }
}

void exact(const std::uint8_t* const* line, const double* weight, int outer, const ByteSpread& s,
           const std::int32_t* which, index_t count, std::uint8_t* out) {
    const auto of = [&](auto axes) {
        constexpr int o = decltype(axes)::value;
        if (s.joined) exact_of<o, true>(line, weight, s, which, count, out);
        else exact_of<o, false>(line, weight, s, which, count, out);
    };
    switch (outer) {
        case 0: return of(std::integral_constant<int, 0>{});
        case 1: return of(std::integral_constant<int, 1>{});
        default: return of(std::integral_constant<int, 2>{});
    }
}

}  // namespace

template <>
const ByteTable& byte_table<isa::current>() {
    static const ByteTable t{&plan, &across, &down, &exact};
    return t;
}

}  // namespace scinova::ndimage
