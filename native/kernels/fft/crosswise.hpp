// SPDX-License-Identifier: BSD-3-Clause
// Lines that do not lie side by side, brought there through registers: as many lines as a vector has elements (L) are
// done together, and blocks of L elements of each are transposed on their way into rows and back. A complex line is one
// of twice as many real elements, whose rows are by turns real and imaginary parts; so is a real line of even length.
//
// What is promised to whoever shares this:
// - for_bundles() calls work(state, bundle, Width<L>) with L the widest vector, or half of that for a last bundle that
//   it is enough for. A bundle has L pointers (times `each`) always: if lines are missing, the last one is repeated,
//   read more than once and written more than once with the same values. So every row is one whole vector.
// - from_lines<parts, L>(starts, step, used, put) calls put(j, v) for each j < used, at least once, with v the L
//   elements j.
// - to_lines<parts, L>(starts, step, total, get) asks get(j) for each j < total, at least once, and writes element j of
//   each line.
// - Nothing but the lines themselves is read or written: no padding is needed.
// For HOT sources, like lines.hpp.
#pragma once

#include "kernels/fft/lines.hpp"

namespace scinova::fft {
namespace {

// Elements of a and b by turns within each 128 bits: the lower (at = 0) or the upper half of those.
template <int at, class V, std::size_t... I>
[[gnu::always_inline]] inline V zip_near(V a, V b, std::index_sequence<I...>) noexcept {
    constexpr int W = sizeof...(I), E = 16 / static_cast<int>(sizeof(a[0]));
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
        constexpr int E = 16 / static_cast<int>(sizeof(v[0][0]));
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

// How many lines make a bundle.
template <class T>
constexpr int bundle = full_width<T>;

template <class T>
struct Bundle {
    index_t lanes;  // different lines; the others repeat the last
    const T* in[32];
    T* out[32];
};

template <class T>
T* parts(std::complex<T>* x) noexcept {
    return reinterpret_cast<T*>(x);
}
template <class T>
const T* parts(const std::complex<T>* x) noexcept {
    return reinterpret_cast<const T*>(x);
}
template <class T>
T* parts(T* x) noexcept {
    return x;
}

// So few lines that vectors from one to the next are left half empty.
constexpr index_t few_lines = 8;

// Whether lines that are not done one by one are best brought side by side: because they do not lie so, or to fill up
// the vectors.
template <class P>
bool crosswise(const P& lines) noexcept {
    return !(lines.in_gap == 1 && lines.out_gap == 1) || lines.count < few_lines;
}

// Whether lines, transforms of `points` complex numbers, are best done one by one. That are few lines; contiguous ones
// whose factors of two come to whole vectors early, where either the rows of a bundle would lie a power of two apart, all
// in the same sets of the cache, or the bundle would leave its first level by far; and some that would leave the second.
// (Measured, as all such numbers here.)
template <class T, class P>
bool best_alone(const P& lines, index_t points, bool long_line) noexcept {
    if (long_line || lines.count == 1) return true;
    const bool contiguous = lines.in_step == 1 && lines.out_step == 1;
    if (4 * lines.count <= bundle<T> && points >= (contiguous ? 16 : 1000)) return true;
    if (lines.count < few_lines && points >= 8192 && points % 8 == 0) return true;
    return contiguous && ((points >= 512 && points % 512 == 0) || (points >= 1200 && points % 16 == 0) ||
                          (points >= 2400 && points % 8 == 0));
}

// Calls start() once per chunk and work(its result, bundle, width) for bundles of `each` lines for every lane.
template <class X, class Y, class Start, class Work>
void for_bundles(const Pairing<X, Y>& lines, index_t each, index_t points, Start&& start, Work&& work) {
    using T = std::remove_const_t<std::remove_pointer_t<decltype(parts(std::declval<X*>()))>>;
    constexpr int W = bundle<T>;
    const index_t lanes = W * each;
    parallel_for((lines.count + lanes - 1) / lanes, grain_for(lanes, points), [&](index_t begin, index_t end) {
        auto&& state = start();
        Bundle<T> bundle;
        for (index_t g = begin; g < end; ++g) {
            bundle.lanes = std::min(lanes, lines.count - g * lanes);
            X* x = nullptr;
            Y* y = nullptr;
            for (index_t q = 0, row = 0; q < bundle.lanes; ++q, --row) {  // row: how many more in the innermost dimension
                if (row > 0) {
                    x += lines.in_gap, y += lines.out_gap;
                } else {
                    lines.starts(g * lanes + q, x, y);
                    row = lines.inner - (g * lanes + q) % lines.inner;
                }
                bundle.in[q] = parts(x), bundle.out[q] = parts(y);
            }
            for (index_t q = bundle.lanes; q < lanes; ++q)
                bundle.in[q] = bundle.in[bundle.lanes - 1], bundle.out[q] = bundle.out[bundle.lanes - 1];
            constexpr int half = W * sizeof(T) > 16 ? W / 2 : W;
            if (bundle.lanes > half * each) work(state, bundle, Width<W>());
            else work(state, bundle, Width<half>());
        }
    });
}

// Element j of a line whose elements have `parts` real numbers and lie `step` elements apart.
template <int parts>
[[gnu::always_inline]] inline index_t place(index_t j, index_t step) noexcept {
    return parts == 1 ? j * step : j / 2 * (2 * step) + j % 2;
}

template <int parts, int L, class T, class Put>
[[gnu::always_inline]] inline void from_lines(const T* const* starts, index_t step, index_t used, Put&& put) {
    using V = Pack<T, L>;
    const auto block = [&](index_t j) __attribute__((always_inline)) {
        V v[L];
        for (int q = 0; q < L; ++q) v[q] = load<V>(starts[q] + j);
        transpose<L>(v);
        for (int i = 0; i < L; ++i) put(j + i, v[i]);
    };
    if (step == 1 && used >= L) {
        for (index_t b = 0; b < used / L; ++b) block(b * L);
        if (used % L) block(used - L);
        return;
    }
    for (index_t j = 0; j < used; ++j) {
        const index_t at = place<parts>(j, step);
        alignas(64) T row[L];
        for (int q = 0; q < L; ++q) row[q] = starts[q][at];
        put(j, load<V>(row));
    }
}

template <int parts, int L, class T, class Get>
[[gnu::always_inline]] inline void to_lines(T* const* starts, index_t step, index_t total, Get&& get) {
    using V = Pack<T, L>;
    const auto block = [&](index_t j) __attribute__((always_inline)) {
        V v[L];
        for (int i = 0; i < L; ++i) v[i] = get(j + i);
        transpose<L>(v);
        for (int q = 0; q < L; ++q) store(starts[q] + j, v[q]);
    };
    if (step == 1 && total >= L) {
        for (index_t b = 0; b < total / L; ++b) block(b * L);
        if (total % L) block(total - L);
        return;
    }
    for (index_t j = 0; j < total; ++j) {
        const index_t at = place<parts>(j, step);
        alignas(64) T row[L];
        store(row, get(j));
        for (int q = 0; q < L; ++q) starts[q][at] = row[q];
    }
}

}  // namespace
}  // namespace scinova::fft
