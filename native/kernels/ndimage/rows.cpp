// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/rows.hpp"

#include <algorithm>

#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

using V = Vector<double>;
constexpr index_t L = vector_lanes<double>;
constexpr index_t unroll = 4;

template <bool odd>
void paired_of(const double* const* row, const double* w, index_t pairs, double* out, index_t n) {
    const auto both = [](const double* p, const double* q) {
        return odd ? load_vector(p) - load_vector(q) : load_vector(p) + load_vector(q);
    };
    for (index_t i = 0; i < n; i += unroll * L) {
        const double* r = row[0] + i;
        V a0 = load_vector(r) * w[0], a1 = load_vector(r + L) * w[0], a2 = load_vector(r + 2 * L) * w[0],
          a3 = load_vector(r + 3 * L) * w[0];
        for (index_t k = 1; k <= pairs; ++k) {
            const double *p = row[2 * k - 1] + i, *q = row[2 * k] + i;
            a0 += both(p, q) * w[k];
            a1 += both(p + L, q + L) * w[k];
            a2 += both(p + 2 * L, q + 2 * L) * w[k];
            a3 += both(p + 3 * L, q + 3 * L) * w[k];
        }
        store_vector(out + i, a0);
        store_vector(out + i + L, a1);
        store_vector(out + i + 2 * L, a2);
        store_vector(out + i + 3 * L, a3);
    }
}

void paired(const double* const* row, const double* w, index_t pairs, bool odd, double* out, index_t n) {
    odd ? paired_of<true>(row, w, pairs, out, n) : paired_of<false>(row, w, pairs, out, n);
}

// Lanes in blocks of four vectors, so that the sums stay in registers on the way.
template <class Block>
inline void by_lanes(index_t lanes, Block block) {
    index_t b = 0;
    for (; b + unroll * L <= lanes; b += unroll * L) block(b, std::integral_constant<int, unroll * L>{});
    for (; b + 8 <= lanes; b += 8) block(b, std::integral_constant<int, 8>{});
    for (; b < lanes; ++b) block(b, std::integral_constant<int, 1>{});
}

void running_mean(const double* in, index_t size, double* out, index_t rows, index_t lanes) {
    const double n = static_cast<double>(size);
    by_lanes(lanes, [&](index_t b, auto width) {
        constexpr int w = decltype(width)::value;
        double sum[w] = {};
        for (index_t k = 0; k < size; ++k)
            for (int j = 0; j < w; ++j) sum[j] += in[k * lanes + b + j];
        for (int j = 0; j < w; ++j) out[b + j] = sum[j] / n;
        for (index_t r = 1; r < rows; ++r) {
            const double *leaving = in + (r - 1) * lanes + b, *entering = leaving + size * lanes;
            for (int j = 0; j < w; ++j) {
                sum[j] += entering[j] - leaving[j];
                out[r * lanes + b + j] = sum[j] / n;
            }
        }
    });
}

}  // namespace

template <>
const RowsTable& rows_table<isa::current>() {
    static const RowsTable t{paired, running_mean};
    return t;
}

}  // namespace scinova::ndimage
