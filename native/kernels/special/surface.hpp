// SPDX-License-Identifier: BSD-3-Clause
// Polynomials in two variables on a rectangle, as tools/special_tables writes them.
//
// c[i][j] multiplies t^i s^j with t = (x - x0) dx and s = (y - y0) dy in [-1, 1]. The lanes j are independent until the
// last step, so that the compiler keeps them side by side in vector registers.
#pragma once

#include <cstddef>

namespace scinova::special::tables {

template <int Rows, int Lanes>
struct Surface {
    double c[Rows][Lanes];
    double x0, dx, y0, dy;
};

}  // namespace scinova::special::tables

namespace scinova::special {
inline namespace SCINOVA_ISA {

// sum_i c[i][j] t^i for each lane; even and odd powers in two chains
template <int Rows, int Lanes>
inline void lane_sums(const double (&c)[Rows][Lanes], double t, double (&out)[Lanes]) noexcept {
    static_assert(Rows % 2 == 0 && Rows >= 4);
    double even[Lanes], odd[Lanes];
    const double t2 = t * t;
    for (int j = 0; j < Lanes; ++j) {
        even[j] = c[Rows - 2][j];
        odd[j] = c[Rows - 1][j];
    }
    for (int i = Rows - 4; i >= 0; i -= 2) {
        for (int j = 0; j < Lanes; ++j) {
            even[j] = __builtin_fma(even[j], t2, c[i][j]);
            odd[j] = __builtin_fma(odd[j], t2, c[i + 1][j]);
        }
    }
    for (int j = 0; j < Lanes; ++j) out[j] = __builtin_fma(odd[j], t, even[j]);
}

template <int Rows, int Lanes>
inline double surface(const tables::Surface<Rows, Lanes>& f, double x, double y) noexcept {
    static_assert(Lanes % 4 == 0);
    alignas(64) double a[Lanes];
    lane_sums(f.c, (x - f.x0) * f.dx, a);
    const double s = (y - f.y0) * f.dy, s2 = s * s, s4 = s2 * s2;
    double sum = 0.0;
    for (int j = Lanes - 4; j >= 0; j -= 4) {
        const double low = __builtin_fma(a[j + 1], s, a[j]), high = __builtin_fma(a[j + 3], s, a[j + 2]);
        sum = __builtin_fma(sum, s4, __builtin_fma(high, s2, low));
    }
    return sum;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
