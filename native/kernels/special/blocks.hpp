// SPDX-License-Identifier: BSD-3-Clause
// Array kernels: functions (const double* x, double* y, index_t n), of one or more inputs, on a block of contiguous
// float64. n is 1, or a multiple of 8 and at most `block`; inputs and output do not overlap and are aligned to 8 bytes
// only. loops.hpp brings any array into this form, so that every element goes through the same operations wherever it
// stands. Here is the treatment of some elements of a block by themselves.
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "kernels/special/vector_math.hpp"

namespace scinova::special {

inline namespace SCINOVA_ISA {

inline bool same(double a, double b) noexcept { return bits_of(a) == bits_of(b); }

// The scalar function that serves an element: never compiled into a kernel.
template <class Exact, class... A>
[[gnu::noinline]] double aside(Exact exact, A... x) noexcept { return exact(x...); }

template <class Serves>
SCINOVA_KERNEL bool all_of(const double* __restrict x, index_t n, Serves serves) noexcept {
    lane others = 0;
    for (index_t i = 0; i < n; ++i) others |= serves(x[i]) ? lane{0} : lane{1};
    return !others;
}
// Elements for which the branch-free code does not serve: y = exact(x), one by one, copies that fill a block excepted.
template <class Serves, class Exact>
SCINOVA_KERNEL void repair(const double* __restrict x, double* __restrict y, index_t n, Serves serves, Exact exact) noexcept {
    if (all_of(x, n, serves)) [[likely]] return;
    for (index_t i = 0; i < n; ++i)
        if (!serves(x[i])) y[i] = i > 0 && same(x[i], x[i - 1]) ? y[i - 1] : aside(exact, x[i]);
}
template <class Serves, class Exact>
SCINOVA_KERNEL void repair(const double* __restrict a, const double* __restrict b, double* __restrict y, index_t n, Serves serves,
                   Exact exact) noexcept {
    lane others = 0;
    for (index_t i = 0; i < n; ++i) others |= serves(a[i], b[i]) ? lane{0} : lane{1};
    if (!others) [[likely]] return;
    for (index_t i = 0; i < n; ++i)
        if (!serves(a[i], b[i])) y[i] = i > 0 && same(a[i], a[i - 1]) && same(b[i], b[i - 1]) ? y[i - 1] : aside(exact, a[i], b[i]);
}

// For each set of 8 elements, as the bits of a byte, the places of its members, a byte each, in order.
struct PlaceTable {
    std::uint64_t at[256];
};
inline constexpr PlaceTable place_table = [] {
    PlaceTable t{};
    for (unsigned set = 0; set < 256; ++set)
        for (unsigned k = 0, shift = 0; k < 8; ++k)
            if ((set >> k) & 1u) {
                t.at[set] |= std::uint64_t{k} << shift;
                shift += 8;
            }
    return t;
}();

// The places of the elements with chosen(x), in order, filled up to a multiple of 8 with copies of the last. Returns
// their number, without the copies.
template <class Chosen>
SCINOVA_KERNEL index_t places(const double* __restrict x, index_t n, std::uint8_t* __restrict at, Chosen chosen) noexcept {
    if (compiled_for_one(n)) return chosen(x[0]) ? 1 : 0;
    static_assert(block <= 256 && std::endian::native == std::endian::little);
    if (n == 8) {                                                     // a scalar, all of whose copies agree
        lane count = 0;
        for (index_t i = 0; i < 8; ++i) count += chosen(x[i]) ? lane{1} : lane{0};
        if (count == 0 || count == 8) return static_cast<index_t>(count);
    }
    alignas(64) std::uint8_t flag[block];
    for (index_t i = 0; i < n; ++i) flag[i] = chosen(x[i]) ? 1 : 0;
    index_t m = 0;
    std::uint64_t from = 0;                                           // i in each byte
    for (index_t i = 0; i < n; i += 8, from += 0x0808080808080808u) {
        std::uint64_t word;
        std::memcpy(&word, flag + i, 8);
        const std::uint64_t set = (word * 0x0102040810204080u) >> 56, found = place_table.at[set] + from;
        std::memcpy(at + m, &found, 8);
        m += (word * 0x0101010101010101u) >> 56;
    }
    for (index_t i = m; m > 0 && i < ((m + 7) & ~index_t{7}); ++i) at[i] = at[m - 1];
    return m;
}

// y = kernel(x, y) for the elements with chosen(x) only: they are brought together, computed and put back. The kernel
// (x, y, n) finds in y what stood there.
template <class Chosen, class Kernel>
SCINOVA_KERNEL void for_some(const double* __restrict x, double* __restrict y, index_t n, Chosen chosen, Kernel kernel) noexcept {
    std::uint8_t at[block + 8];
    const index_t m = places(x, n, at, chosen), full = (m + 7) & ~index_t{7};
    if (m == 0) return;
    if (m == n) return kernel(x, y, n);
    in_blocks(full);
    Room<double> xs, ys;
    for (index_t i = 0; i < full; ++i) {
        xs[i] = x[at[i]];
        ys[i] = y[at[i]];
    }
    kernel(static_cast<const double*>(xs), static_cast<double*>(ys), full);
    for (index_t i = 0; i < m; ++i) y[at[i]] = ys[i];
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
