// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/spline_rows.hpp"

#include <cstring>
#include <type_traits>

namespace scinova::ndimage {
namespace {

typedef double Four __attribute__((vector_size(32)));

[[gnu::always_inline]] inline void block(const double* from, index_t from_pitch, double factor, double* to, index_t to_pitch) {
    Four a, b, c, d;
    std::memcpy(&a, from, sizeof a);
    std::memcpy(&b, from + from_pitch, sizeof b);
    std::memcpy(&c, from + 2 * from_pitch, sizeof c);
    std::memcpy(&d, from + 3 * from_pitch, sizeof d);
    const Four ab02 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab13 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const Four cd02 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd13 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    const Four column[4] = {
        __builtin_shufflevector(ab02, cd02, 0, 1, 4, 5) * factor, __builtin_shufflevector(ab13, cd13, 0, 1, 4, 5) * factor,
        __builtin_shufflevector(ab02, cd02, 2, 3, 6, 7) * factor, __builtin_shufflevector(ab13, cd13, 2, 3, 6, 7) * factor};
    for (int k = 0; k < 4; ++k) std::memcpy(to + k * to_pitch, &column[k], sizeof column[k]);
}

// Blocks of four by four in registers.
void transpose(const double* from, index_t from_pitch, index_t rows, index_t columns, double factor, double* to,
               index_t to_pitch) {
    const index_t whole_rows = rows & ~index_t{3}, whole_columns = columns & ~index_t{3};
    const auto rest = [&](index_t i0, index_t j0, index_t j1) {
        for (index_t i = i0; i < rows; ++i)
            for (index_t j = j0; j < j1; ++j) to[j * to_pitch + i] = from[i * from_pitch + j] * factor;
    };
    for (index_t j = 0; j < whole_columns; j += 4)
        for (index_t i = 0; i < whole_rows; i += 4)
            block(from + i * from_pitch + j, from_pitch, factor, to + j * to_pitch + i, to_pitch);
    rest(whole_rows, 0, whole_columns);
    rest(0, whole_columns, columns);
}

// Few lanes: a block of them all the way, its state in registers. Many: row after row, as memory lies.
constexpr index_t few = 64;

template <class Block>
inline void by_lanes(index_t lanes, Block block) {
    index_t b = 0;
    for (; b + 32 <= lanes; b += 32) block(b, std::integral_constant<int, 32>{});
    for (; b + 8 <= lanes; b += 8) block(b, std::integral_constant<int, 8>{});
    for (; b < lanes; ++b) block(b, std::integral_constant<int, 1>{});
}

void causal(double* rows, index_t n, index_t pitch, index_t lanes, double z) {
    if (lanes > few) {
        for (index_t k = 1; k < n; ++k) {
            double* __restrict r = rows + k * pitch;
            const double* before = r - pitch;
            for (index_t j = 0; j < lanes; ++j) r[j] = r[j] + z * before[j];
        }
        return;
    }
    by_lanes(lanes, [&](index_t b, auto width) {
        constexpr int w = decltype(width)::value;
        double* r = rows + b;
        double state[w];
        for (int j = 0; j < w; ++j) state[j] = r[j];
        for (index_t k = 1; k < n; ++k) {
            r += pitch;
            for (int j = 0; j < w; ++j) r[j] = state[j] = r[j] + z * state[j];
        }
    });
}

void anticausal(double* rows, index_t n, index_t pitch, index_t lanes, double z) {
    if (lanes > few) {
        for (index_t k = n - 2; k >= 0; --k) {
            double* __restrict r = rows + k * pitch;
            const double* after = r + pitch;
            for (index_t j = 0; j < lanes; ++j) r[j] = z * (after[j] - r[j]);
        }
        return;
    }
    by_lanes(lanes, [&](index_t b, auto width) {
        constexpr int w = decltype(width)::value;
        double* r = rows + (n - 1) * pitch + b;
        double state[w];
        for (int j = 0; j < w; ++j) state[j] = r[j];
        for (index_t k = 1; k < n; ++k) {
            r -= pitch;
            for (int j = 0; j < w; ++j) r[j] = state[j] = z * (state[j] - r[j]);
        }
    });
}

void add_scaled(double* __restrict y, double a, const double* x, double b, const double* z, index_t n) {
    for (index_t i = 0; i < n; ++i) y[i] += a * (x[i] + b * z[i]);
}

}  // namespace

template <>
const SplineRowsTable& spline_rows_table<isa::current>() {
    static const SplineRowsTable t{&transpose, &causal, &anticausal, &add_scaled};
    return t;
}

}  // namespace scinova::ndimage
