// SPDX-License-Identifier: BSD-3-Clause
// Blocks of four by four in registers.
#include "kernels/ndimage/transpose.hpp"

#include <cstring>

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

void scaled(const double* from, index_t from_pitch, index_t rows, index_t columns, double factor, double* to,
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

}  // namespace

template <>
const TransposeTable& transpose_table<isa::current>() {
    static const TransposeTable t{&scaled};
    return t;
}

}  // namespace scinova::ndimage
