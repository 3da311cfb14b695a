// SPDX-License-Identifier: BSD-3-Clause
// Evaluation of the tables that tools/special_tables writes, and of plain series.
#pragma once

#include <cstddef>

#include "kernels/special/double_double.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// sum_k c[k] t^k; even and odd powers in two chains.
template <std::size_t N>
inline double polynomial(const double (&c)[N], double t) noexcept {
    static_assert(N >= 2);
    const double t2 = t * t;
    double even = c[(N - 1) & ~std::size_t{1}], odd = c[((N - 2) & ~std::size_t{1}) + 1];
    for (std::size_t k = ((N - 1) & ~std::size_t{1}); k >= 2; k -= 2) even = fma(even, t2, c[k - 2]);
    for (std::size_t k = ((N - 2) & ~std::size_t{1}) + 1; k >= 3; k -= 2) odd = fma(odd, t2, c[k - 2]);
    return fma(odd, t, even);
}

// One piece: (middle, 1/half-length, c0 ...). The constant term comes last, so that its rounding is the only one that
// counts where the function varies little over the piece.
template <std::size_t N>
inline double piece(const double (&row)[N], double x) noexcept {
    const double t = (x - row[0]) * row[1], t2 = t * t;
    constexpr std::size_t n = N - 1;                       // c_k sits at k + 2, so parity is kept
    constexpr std::size_t last_even = (n % 2 == 0) ? n : n - 1, last_odd = (n % 2 == 1) ? n : n - 1;
    static_assert(last_even >= 4 && last_odd >= 3);
    double even = row[last_even], odd = row[last_odd];
    for (std::size_t k = last_even; k > 4; k -= 2) even = fma(even, t2, row[k - 2]);
    for (std::size_t k = last_odd; k > 3; k -= 2) odd = fma(odd, t2, row[k - 2]);
    return fma(fma(even, t, odd), t, row[2]);
}

// Pieces of equal length from `low`; `per_unit` of them in a unit of x. x beyond the ends uses the first or last.
template <std::size_t R, std::size_t N>
inline double uniform(const double (&table)[R][N], double x, double low, double per_unit) noexcept {
    auto k = static_cast<std::ptrdiff_t>((x - low) * per_unit);
    if (k < 0) k = 0;
    if (k >= static_cast<std::ptrdiff_t>(R)) k = static_cast<std::ptrdiff_t>(R) - 1;
    return piece(table[k], x);
}

// Four pieces per octave, the first beginning at `low` (a power of two times 1, 1.25, 1.5 or 1.75).
template <std::size_t R, std::size_t N>
inline double octave(const double (&table)[R][N], double x, double low) noexcept {
    auto k = static_cast<std::ptrdiff_t>(bits_of(x) >> 50) - static_cast<std::ptrdiff_t>(bits_of(low) >> 50);
    if (k < 0) k = 0;
    if (k >= static_cast<std::ptrdiff_t>(R)) k = static_cast<std::ptrdiff_t>(R) - 1;
    return piece(table[k], x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
