// SPDX-License-Identifier: BSD-3-Clause
// Lines into rows and rows into lines: a matrix is transposed by square tiles in registers. For HOT sources: each has
// its own copy, for its own processor level, which is why this is in an unnamed namespace.
#pragma once

#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

// to[j](width, q, x) takes element j of the lines q, q + 1, ..., each of n contiguous elements, as one vector.
template <class T, class To>
[[gnu::always_inline]] inline void lines_to(const T* const* lines, index_t n, index_t lanes, To&& to) {
    cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
        constexpr int W = width.value;
        using V = Pack<T, W>;
        const auto tile = [&](index_t j) __attribute__((always_inline)) {
            V in[W], out[W];
            for (int i = 0; i < W; ++i) in[i] = load<V>(lines[q + i] + j);
            weave<W, W>(in, out);
            for (int i = 0; i < W; ++i) to(width, j + i, q, out[i]);
        };
        index_t j = 0;
        for (; j + W <= n; j += W) tile(j);
        if (j == n) return;
        if (n >= W) return tile(n - W);
        for (; j < n; ++j) {
            T x[W];
            for (int i = 0; i < W; ++i) x[i] = lines[q + i][j];
            to(width, j, q, load<V>(x));
        }
    });
}

// The way back: from(width, j, q) is element j of the lines q, q + 1, ...
template <class T, class From>
[[gnu::always_inline]] inline void lines_from(From&& from, index_t n, index_t lanes, T* const* lines) {
    cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
        constexpr int W = width.value;
        using V = Pack<T, W>;
        const auto tile = [&](index_t j) __attribute__((always_inline)) {
            V in[W], out[W];
            for (int i = 0; i < W; ++i) in[i] = from(width, j + i, q);
            weave<W, W>(in, out);
            for (int i = 0; i < W; ++i) store(lines[q + i] + j, out[i]);
        };
        index_t j = 0;
        for (; j + W <= n; j += W) tile(j);
        if (j == n) return;
        if (n >= W) return tile(n - W);
        for (; j < n; ++j) {
            T x[W];
            store(x, from(width, j, q));
            for (int i = 0; i < W; ++i) lines[q + i][j] = x[i];
        }
    });
}

// Element j of line q to rows[j * step + q], and back.
template <class T>
void lines_to_rows(const T* const* lines, index_t n, index_t lanes, T* rows, index_t step) {
    lines_to<T>(lines, n, lanes, [&](auto, index_t j, index_t q, const auto& x) __attribute__((always_inline)) {
        store(rows + j * step + q, x);
    });
}
template <class T>
void rows_to_lines(const T* rows, index_t step, index_t n, index_t lanes, T* const* lines) {
    lines_from<T>([&](auto width, index_t j, index_t q) __attribute__((always_inline)) {
        return load<Pack<T, width.value>>(rows + j * step + q);
    }, n, lanes, lines);
}

}  // namespace
}  // namespace scinova::fft
