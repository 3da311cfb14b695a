// SPDX-License-Identifier: BSD-3-Clause
// Sine and cosine together, without a branch below 2^20, so that loops over arrays vectorise.
//
// x = n pi/2 + r, |r| <= pi/4, r in two parts: x - n P is exact for P the float64 of pi/2, since it is a multiple of
// 2^-52 below 1 (for |x| below 1 nothing is subtracted or x - P is exact), and the rest of pi/2 is subtracted next
// (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980). Taylor series. Error 0.6 ulp, but of
// 2^-90 n next to the zeros.
#pragma once

#include "kernels/special/polynomial.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double half_pi = 0x1.921fb54442d18p+0;

// 1/(2k + 3)! and 1/(2k + 4)!, alternating
inline constexpr double sine_series[] = {-1.0 / 6, 1.0 / 120, -1.0 / 5040, 1.0 / 362880, -1.0 / 39916800,
                                         1.0 / 6227020800.0, -1.0 / 1307674368000.0, 1.0 / 355687428096000.0};
inline constexpr double cosine_series[] = {1.0 / 24, -1.0 / 720, 1.0 / 40320, -1.0 / 3628800, 1.0 / 479001600,
                                           -1.0 / 87178291200.0, 1.0 / 20922789888000.0,
                                           -1.0 / 6402373705728000.0};

// |x| < 2^20
inline void sincos_small(double x, double& s, double& c) noexcept {
    const double t = fma(x, 0x1.45f306dc9c883p-1, 0x1.8p52), n = t - 0x1.8p52;
    const std::uint64_t q = bits_of(t);
    const double a = fma(-n, 0x1.921fb54442d18p+0, x), low = 0x1.1a62633145c07p-54;
    const double r = fma(-n, low, a), rest = fma(-n, low, a - r), w = r * r;
    const double sine = r + fma(r * w, polynomial(sine_series, w), fma(-0.5 * w, rest, rest));
    const double half = 0.5 * w, h = 1.0 - half;
    const double cosine = h + (((1.0 - h) - half) + fma(w * w, polynomial(cosine_series, w), -r * rest));
    const bool odd = (q & 1) != 0;
    const double u = odd ? cosine : sine, v = odd ? sine : cosine;
    s = from_bits(bits_of(u) ^ ((q & 2) << 62));
    c = from_bits(bits_of(v) ^ (((q + 1) & 2) << 62));
}
inline void sincos(double x, double& s, double& c) noexcept {
    if (std::fabs(x) < 0x1p20) return sincos_small(x, s, c);
    s = std::sin(x);
    c = std::cos(x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
