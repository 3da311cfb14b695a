// SPDX-License-Identifier: BSD-3-Clause
// Lines that do not lie side by side, brought there through registers: as many lines as a vector has elements (L) are
// done together, and blocks of L elements of each are transposed on their way into rows and back. A complex line is one
// of twice as many real elements, whose rows are by turns real and imaginary parts; so is a real line of even length.
//
// What is promised to whoever shares this:
// - for_bundles() calls work(state, bundle, Width<L>) with L the widest vector, or half of that for a last bundle that
//   it is enough for. A bundle has L pointers (times `each`) always: if lines are missing, the last one is repeated,
//   read more than once and written more than once with the same values. So every row is one whole vector.
// - from_lines() and to_lines() of transpose.hpp read and write nothing but the lines themselves: no padding is needed.
// For HOT sources, like lines.hpp.
#pragma once

#include "kernels/fft/lines.hpp"

namespace scinova::fft {
namespace {

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

}  // namespace
}  // namespace scinova::fft
