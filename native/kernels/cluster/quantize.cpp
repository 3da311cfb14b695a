// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/cluster/quantize.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::cluster {
namespace {

template <class T>
void nearest_codes(Mat<const T> x, Mat<const T> codes, Vec<std::int32_t> nearest, Vec<T> distance) {
    constexpr index_t lanes = 64 / sizeof(T);
    const index_t n = x.shape[0], m = x.shape[1], k = codes.shape[0];
    std::vector<T> book(static_cast<std::size_t>(k * m));
    for (index_t c = 0; c < k; ++c)
        for (index_t j = 0; j < m; ++j) book[c * m + j] = codes(c, j);
    const index_t grain = 40000 / (k * m + 1) + lanes;
    parallel_for(n, grain, [&](index_t begin, index_t end) {
        std::vector<T> block(static_cast<std::size_t>(lanes * m));
        for (index_t i = begin; i < end; i += lanes) {
            const index_t count = end - i < lanes ? end - i : lanes;
            for (index_t j = 0; j < m; ++j)
                for (index_t l = 0; l < lanes; ++l) block[j * lanes + l] = x(i + (l < count ? l : 0), j);
            T least[lanes];
            std::int32_t best[lanes];
            for (index_t l = 0; l < lanes; ++l) {
                least[l] = std::numeric_limits<T>::infinity();
                best[l] = 0;
            }
            for (index_t c = 0; c < k; ++c) {
                T sum[lanes] = {};
                const T* code = book.data() + c * m;
                for (index_t j = 0; j < m; ++j) {
                    const T at = code[j];
                    const T* row = block.data() + j * lanes;
                    for (index_t l = 0; l < lanes; ++l) sum[l] += (row[l] - at) * (row[l] - at);
                }
                const auto name = static_cast<std::int32_t>(c);
                for (index_t l = 0; l < lanes; ++l) {
                    const bool closer = sum[l] < least[l];
                    best[l] = closer ? name : best[l];
                    least[l] = closer ? sum[l] : least[l];
                }
            }
            for (index_t l = 0; l < count; ++l) {
                nearest(i + l) = best[l];
                distance(i + l) = std::sqrt(least[l]);
            }
        }
    });
}

}  // namespace

template <>
const QuantizeTable& quantize_table<isa::current>() {
    static const QuantizeTable t{&nearest_codes<float>, &nearest_codes<double>};
    return t;
}

}  // namespace scinova::cluster
