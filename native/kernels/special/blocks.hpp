// SPDX-License-Identifier: BSD-3-Clause
// Array kernels: functions (const double* x, double* y, index_t n), of one or more inputs, on a block of contiguous
// float64. n is a multiple of 8 and at most `block`; inputs and output do not overlap and are aligned to 8 bytes only.
// loops.hpp brings any array into this form, so that every element goes through the same instructions wherever it
// stands. Here is the treatment of some elements of a block by themselves.
#pragma once

#include <cstdint>
#include <cstring>

#include "kernels/special/vector_math.hpp"

namespace scinova::special {

inline namespace SCINOVA_ISA {

// Elements for which the branch-free code does not serve: y = exact(x), one by one.
template <class Serves, class Exact>
inline void repair(const double* __restrict x, double* __restrict y, index_t n, Serves serves, Exact exact) noexcept {
    lane others = 0;
    for (index_t i = 0; i < n; ++i) others |= serves(x[i]) ? lane{0} : lane{1};
    if (!others) [[likely]] return;
    for (index_t i = 0; i < n; ++i)
        if (!serves(x[i])) y[i] = exact(x[i]);
}
template <class Serves, class Exact>
inline void repair(const double* __restrict a, const double* __restrict b, double* __restrict y, index_t n, Serves serves,
                   Exact exact) noexcept {
    lane others = 0;
    for (index_t i = 0; i < n; ++i) others |= serves(a[i], b[i]) ? lane{0} : lane{1};
    if (!others) [[likely]] return;
    for (index_t i = 0; i < n; ++i)
        if (!serves(a[i], b[i])) y[i] = exact(a[i], b[i]);
}

// The places of the elements with chosen(x), in order, filled up to a multiple of 8 with copies of the last. Returns
// their number, without the copies.
template <class Chosen>
inline index_t places(const double* __restrict x, index_t n, std::int32_t* __restrict at, Chosen chosen) noexcept {
    alignas(64) std::uint8_t flag[block];
    for (index_t i = 0; i < n; ++i) flag[i] = chosen(x[i]) ? 1 : 0;
    index_t count = 0, m = 0;
    for (index_t i = 0; i < n; ++i) count += flag[i];
    if (count == 0 || count == n) return count;
    if (8 * count < n) {
        for (index_t i = 0; i < n; i += 8) {
            std::uint64_t word;
            std::memcpy(&word, flag + i, 8);
            for (; word; word &= word - 1) at[m++] = static_cast<std::int32_t>(i + __builtin_ctzll(word) / 8);
        }
    } else {
        for (index_t i = 0; i < n; ++i) {
            at[m] = static_cast<std::int32_t>(i);
            m += flag[i];
        }
    }
    for (index_t i = m; i < ((m + 7) & ~index_t{7}); ++i) at[i] = at[m - 1];
    return m;
}

// y = kernel(x, y) for the elements with chosen(x) only: they are brought together, computed and put back. The kernel
// (x, y, n) finds in y what stood there.
template <class Chosen, class Kernel>
inline void for_some(const double* __restrict x, double* __restrict y, index_t n, Chosen chosen, Kernel kernel) noexcept {
    std::int32_t at[block + 8];
    const index_t m = places(x, n, at, chosen), full = (m + 7) & ~index_t{7};
    if (m == 0) return;
    if (m == n) return kernel(x, y, n);
    if (full < 8) __builtin_unreachable();
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
