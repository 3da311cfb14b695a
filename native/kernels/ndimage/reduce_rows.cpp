// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/reduce_rows.hpp"

#include <algorithm>

namespace scinova::ndimage {
namespace {

constexpr index_t lanes = 32, leaf = 4096;

// The sum of f(v[i]): sums of halves, down to pieces that are summed in lanes.
template <class W, class F>
double halves(const W* v, index_t n, F f) {
    if (n > leaf) {
        const index_t half = n / 2 / lanes * lanes;
        return halves(v, half, f) + halves(v + half, n - half, f);
    }
    double sum[lanes] = {};
    index_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (index_t k = 0; k < lanes; ++k) sum[k] += f(static_cast<double>(v[i + k]));
    for (index_t k = 0; i < n; ++i, ++k) sum[k] += f(static_cast<double>(v[i]));
    for (index_t width = lanes / 2; width > 0; width /= 2)
        for (index_t k = 0; k < width; ++k) sum[k] += sum[k + width];
    return sum[0];
}

template <class T>
auto elements(const void* v) {
    using W = std::conditional_t<std::is_same_v<T, Bool>, std::uint8_t, T>;
    return static_cast<const W*>(v);
}

// Sums of integers of 8 and 16 bits: of a piece they fit 32 bits, and doubles hold them all exactly.
template <class W>
double whole(const W* v, index_t n) {
    double total = 0.0;
    for (index_t first = 0; first < n; first += leaf) {
        const index_t m = std::min(leaf, n - first);
        std::int32_t piece = 0;
        for (index_t i = 0; i < m; ++i) piece += v[first + i];
        total += piece;
    }
    return total;
}

template <class T>
double sum(const void* v, index_t n) {
    if constexpr (sizeof(T) <= 2) return whole(elements<T>(v), n);
    else return halves(elements<T>(v), n, [](double x) { return x; });
}

template <class T>
double squares(const void* v, index_t n, double centre) {
    return halves(elements<T>(v), n, [centre](double x) { return (x - centre) * (x - centre); });
}

template <bool greatest, class W>
bool beyond(W a, W b) {
    return greatest ? a > b : a < b;
}

// Blocks are looked through for something beyond the best so far, and only then for its place.
template <bool greatest, class W>
index_t extreme(const W* v, index_t n) {
    constexpr index_t block = 512, width = sizeof(W) == 8 ? 32 : 64;
    using Flag = std::conditional_t<sizeof(W) == 8, std::int64_t, std::int32_t>;
    index_t place = 0;
    W best = v[0];
    if (best != best) return 0;
    for (index_t first = 0; first < n; first += block) {
        const W* p = v + first;
        const index_t m = std::min(block, n - first);
        W found = best;
        bool nan = false;
        index_t i = 0;
        if (m == block) {
            W top[width];
            Flag odd[width] = {};
            std::copy(p, p + width, top);
            for (; i < block; i += width)
                for (index_t k = 0; k < width; ++k) {
                    top[k] = beyond<greatest>(p[i + k], top[k]) ? p[i + k] : top[k];
                    if constexpr (std::is_floating_point_v<W>) odd[k] |= p[i + k] != p[i + k];
                }
            for (index_t k = 0; k < width; ++k) {
                found = beyond<greatest>(top[k], found) ? top[k] : found;
                nan |= odd[k] != 0;
            }
        }
        for (; i < m; ++i) {
            found = beyond<greatest>(p[i], found) ? p[i] : found;
            nan |= p[i] != p[i];
        }
        if (nan) return first + (std::find_if(p, p + m, [](W x) { return x != x; }) - p);
        if (beyond<greatest>(found, best)) {
            best = found;
            place = first + (std::find(p, p + m, best) - p);
        }
    }
    return place;
}

template <bool greatest, class T>
index_t place_of(const void* v, index_t n) {
    return extreme<greatest>(elements<T>(v), n);
}

ReduceTable make_table() {
    ReduceTable t{};
    for (int d = 0; d < dtype_count; ++d)
        visit(static_cast<DType>(d), [&]<class T>(Tag<T>) {
            t.sum[d] = &sum<T>;
            t.squares[d] = &squares<T>;
            t.least[d] = &place_of<false, T>;
            t.greatest[d] = &place_of<true, T>;
        });
    return t;
}

}  // namespace

template <>
const ReduceTable& reduce_table<isa::current>() {
    static const ReduceTable t = make_table();
    return t;
}

}  // namespace scinova::ndimage
