// SPDX-License-Identifier: BSD-3-Clause
#include <limits>

#include "kernels/ndimage/grey.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

template <bool greatest, class X>
inline X better(X a, X b) {
    return (greatest ? a > b : a < b) ? a : b;
}

// Sums of integers come round to the other end of the type.
template <class W>
inline Vector<W> sum(Vector<W> a, W b) {
    if constexpr (std::is_floating_point_v<W>) return a + b;
    else {
        using U = std::make_unsigned_t<W>;
        return (Vector<W>)((Vector<U>)a + static_cast<U>(b));
    }
}

template <class W, bool greatest>
void extremum_of(const W* const* tap, double first, const W* height, index_t taps, index_t n, W* __restrict rest,
                 double* __restrict out) {
    constexpr W worst = greatest ? std::numeric_limits<W>::lowest() : std::numeric_limits<W>::max();
    constexpr W start = !std::numeric_limits<W>::has_infinity ? worst
                        : greatest ? -std::numeric_limits<W>::infinity() : std::numeric_limits<W>::infinity();
    constexpr index_t L = vector_lanes<W>;
    const auto fold = [](Vector<W> x, Vector<W> y) { return greatest ? higher<W>(x, y) : lower<W>(x, y); };
    for (index_t i = 0; i < n; i += 2 * L) {
        Vector<W> x = Vector<W>{} + start, y = x;
        for (index_t k = 1; k < taps; ++k) {
            x = fold(sum<W>(load_vector(tap[k] + i), height[k]), x);
            y = fold(sum<W>(load_vector(tap[k] + i + L), height[k]), y);
        }
        store_vector(rest + i, x);
        store_vector(rest + i + L, y);
    }
    if (taps == 1) for (index_t i = 0; i < n; ++i) out[i] = static_cast<double>(tap[0][i]) + first;
    else
        for (index_t i = 0; i < n; ++i)
            out[i] = better<greatest>(static_cast<double>(rest[i]), static_cast<double>(tap[0][i]) + first);
}

template <class W>
void extremum(const W* const* tap, double first, const W* height, index_t taps, bool greatest, index_t n, W* rest,
              double* out) {
    greatest ? extremum_of<W, true>(tap, first, height, taps, n, rest, out)
             : extremum_of<W, false>(tap, first, height, taps, n, rest, out);
}

}  // namespace

template <>
const GreyTable& grey_table<isa::current>() {
    static const GreyTable t{{&extremum<std::uint8_t>}, {&extremum<std::int8_t>}, {&extremum<std::uint16_t>},
                             {&extremum<std::int16_t>}, {&extremum<std::uint32_t>}, {&extremum<std::int32_t>},
                             {&extremum<std::uint64_t>}, {&extremum<std::int64_t>}, {&extremum<float>},
                             {&extremum<double>}};
    return t;
}

}  // namespace scinova::ndimage
