// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/distance_rows.hpp"

namespace scinova::ndimage {
namespace {

bool any_above(const double* best, double limit) {
    bool any = false;
    for (index_t j = 0; j < abreast; ++j) any |= best[j] > limit;
    return any;
}

template <bool track>
bool near_rows(const double* f, index_t n, const double* square, index_t reach, double* out, double* from) {
    for (index_t i = 0; i < n; ++i) {
        double best[abreast], at[abreast];
        for (index_t j = 0; j < abreast; ++j) {
            best[j] = f[i * abreast + j];
            at[j] = static_cast<double>(i);
        }
        index_t k = 1;
        for (; k <= reach && any_above(best, square[k]); ++k) {
            const double *a = f + (i - k) * abreast, *b = f + (i + k) * abreast, s = square[k];
            const auto low = static_cast<double>(i - k), high = static_cast<double>(i + k);
            for (index_t j = 0; j < abreast; ++j) {
                if constexpr (track) {
                    const bool second = b[j] < a[j];
                    const double c = (second ? b[j] : a[j]) + s, there = second ? high : low;
                    at[j] = c < best[j] ? there : at[j];
                    best[j] = c < best[j] ? c : best[j];
                } else {
                    const double c = (b[j] < a[j] ? b[j] : a[j]) + s;
                    best[j] = c < best[j] ? c : best[j];
                }
            }
        }
        if (k > reach && reach < n && any_above(best, square[k])) return false;
        for (index_t j = 0; j < abreast; ++j) {
            out[i * abreast + j] = best[j];
            if constexpr (track) from[i * abreast + j] = at[j];
        }
    }
    return true;
}

bool near(const double* f, index_t n, const double* square, index_t reach, double* out, double* from) {
    return from ? near_rows<true>(f, n, square, reach, out, from) : near_rows<false>(f, n, square, reach, out, from);
}

void step(std::int32_t* line, const std::int32_t* const* row, index_t count, index_t n) {
    constexpr index_t width = 64;
    index_t i = 0;
    for (; i + width <= n; i += width) {
        std::int32_t least[width];
        for (index_t j = 0; j < width; ++j) least[j] = line[i + j] - 1;
        for (index_t k = 0; k < count; ++k) {
            const std::int32_t* r = row[k] + i;
            for (index_t j = 0; j < width; ++j) least[j] = r[j] < least[j] ? r[j] : least[j];
        }
        for (index_t j = 0; j < width; ++j) line[i + j] = least[j] + 1;
    }
    for (index_t k = 0; k < count; ++k)
        for (index_t j = i; j < n; ++j) line[j] = row[k][j] + 1 < line[j] ? row[k][j] + 1 : line[j];
}

}  // namespace

template <>
const DistanceTable& distance_table<isa::current>() {
    static const DistanceTable t{near, step};
    return t;
}

}  // namespace scinova::ndimage
