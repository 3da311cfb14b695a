// SPDX-License-Identifier: BSD-3-Clause
// Lines into rows and rows into lines: a matrix is transposed by square tiles in registers. For HOT sources: each has
// its own copy, for its own processor level, which is why this is in an unnamed namespace.
#pragma once

#include <algorithm>

#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

// Elements of a and b by turns within each 128 bits: the lower (at = 0) or the upper half of those.
template <int at, class V, std::size_t... I>
[[gnu::always_inline]] inline V zip_near(V a, V b, std::index_sequence<I...>) noexcept {
    constexpr int W = sizeof...(I), E = std::min(W, 16 / static_cast<int>(sizeof(a[0])));
    return V(__builtin_shufflevector(
        a, b, (static_cast<int>(I) / E * E + at * E / 2 + static_cast<int>(I) % E / 2 + static_cast<int>(I) % 2 * W)...));
}
// The 128 bits of even (at = 0) or of odd number of a, then of b.
template <int at, class V, std::size_t... I>
[[gnu::always_inline]] inline V every_other(V a, V b, std::index_sequence<I...>) noexcept {
    constexpr int E = 16 / static_cast<int>(sizeof(a[0]));
    return V(__builtin_shufflevector(
        a, b, ((2 * (static_cast<int>(I) / E) + at) * E + static_cast<int>(I) % E)...));
}

// W vectors of W elements, transposed: first within 128 bits, then by these.
template <int W, class V>
[[gnu::always_inline]] inline void transpose(V* v) noexcept {
    if constexpr (W > 1) {
        constexpr int E = std::min(W, 16 / static_cast<int>(sizeof(v[0][0])));
        constexpr auto all = std::make_index_sequence<W>();
        static_assert(E == 2 || E == 4);
        for (int g = 0; g < W; g += E) {
            V* const r = v + g;
            if constexpr (E == 2) {
                const V low = zip_near<0>(r[0], r[1], all), high = zip_near<1>(r[0], r[1], all);
                r[0] = low, r[1] = high;
            } else {
                const V a = zip_near<0>(r[0], r[2], all), b = zip_near<1>(r[0], r[2], all);
                const V c = zip_near<0>(r[1], r[3], all), d = zip_near<1>(r[1], r[3], all);
                r[0] = zip_near<0>(a, c, all), r[1] = zip_near<1>(a, c, all);
                r[2] = zip_near<0>(b, d, all), r[3] = zip_near<1>(b, d, all);
            }
        }
        static_assert(W / E == 1 || W / E == 2 || W / E == 4);
        for (int e = 0; e < E; ++e) {
            V* const r = v + e;
            if constexpr (W / E == 2) {
                const V low = every_other<0>(r[0], r[E], all), high = every_other<1>(r[0], r[E], all);
                r[0] = low, r[E] = high;
            } else if constexpr (W / E == 4) {
                const V a = every_other<0>(r[0], r[E], all), b = every_other<1>(r[0], r[E], all);
                const V c = every_other<0>(r[2 * E], r[3 * E], all), d = every_other<1>(r[2 * E], r[3 * E], all);
                r[0] = every_other<0>(a, c, all), r[E] = every_other<0>(b, d, all);
                r[2 * E] = every_other<1>(a, c, all), r[3 * E] = every_other<1>(b, d, all);
            }
        }
    }
}

// Element j of a line whose elements have `parts` real numbers and lie `step` elements apart.
template <int parts>
[[gnu::always_inline]] inline index_t place(index_t j, index_t step) noexcept {
    return parts == 1 ? j * step : j / 2 * (2 * step) + j % 2;
}

// Calls block(j) for blocks of L that cover [0, n), n >= L: the last one reaches back.
template <int L, class Block>
[[gnu::always_inline]] inline void for_blocks(index_t n, Block&& block) {
    for (index_t b = 0; b < n / L; ++b) block(b * L);
    if (n % L) block(n - L);
}

// Calls put(j, v) for each j < used, at least once, with v the L elements j of the lines.
template <int parts, int L, class T, class Put>
[[gnu::always_inline]] inline void from_lines(const T* const* starts, index_t step, index_t used, Put&& put) {
    using V = Pack<T, L>;
    const auto block = [&](index_t j) __attribute__((always_inline)) {
        V v[L];
#pragma GCC unroll 16
        for (int q = 0; q < L; ++q) v[q] = load<V>(starts[q] + j);
        transpose<L>(v);
#pragma GCC unroll 16
        for (int i = 0; i < L; ++i) put(j + i, v[i]);
    };
    if (step == 1 && used >= L) return for_blocks<L>(used, block);
    for (index_t j = 0; j < used; ++j) {
        const index_t at = place<parts>(j, step);
        alignas(64) T row[L];
        for (int q = 0; q < L; ++q) row[q] = starts[q][at];
        put(j, load<V>(row));
    }
}

// Asks get(j) for each j < total, at least once, and writes element j of each line.
template <int parts, int L, class T, class Get>
[[gnu::always_inline]] inline void to_lines(T* const* starts, index_t step, index_t total, Get&& get) {
    using V = Pack<T, L>;
    const auto block = [&](index_t j) __attribute__((always_inline)) {
        V v[L];
#pragma GCC unroll 16
        for (int i = 0; i < L; ++i) v[i] = get(j + i);
        transpose<L>(v);
#pragma GCC unroll 16
        for (int q = 0; q < L; ++q) store(starts[q] + j, v[q]);
    };
    if (step == 1 && total >= L) return for_blocks<L>(total, block);
    for (index_t j = 0; j < total; ++j) {
        const index_t at = place<parts>(j, step);
        alignas(64) T row[L];
        store(row, get(j));
        for (int q = 0; q < L; ++q) starts[q][at] = row[q];
    }
}

// Element j of line q to rows[j * step + q], and back, for contiguous lines.
template <class T>
void lines_to_rows(const T* const* lines, index_t n, index_t lanes, T* rows, index_t step) {
    cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
        from_lines<1, width.value>(lines + q, 1, n, [&](index_t j, const auto& x) __attribute__((always_inline)) {
            store(rows + j * step + q, x);
        });
    });
}
template <class T>
void rows_to_lines(const T* rows, index_t step, index_t n, index_t lanes, T* const* lines) {
    cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
        to_lines<1, width.value>(lines + q, 1, n, [&](index_t j) __attribute__((always_inline)) {
            return load<Pack<T, width.value>>(rows + j * step + q);
        });
    });
}

}  // namespace
}  // namespace scinova::fft
