// SPDX-License-Identifier: BSD-3-Clause
// Airy functions Ai, Ai', Bi, Bi' of a real argument (DLMF 9).
//
// One table of all four on [-5.5, 5.5]; beyond, the leading terms of DLMF 9.7.5-12 times tables in 1/xi,
// xi = 2 |x|^(3/2)/3, which is carried in two parts. Accuracy: 4 ulp on the right, 4 ulp of the modulus on the left.
#pragma once

#include <cmath>

#include "kernels/special/double_double.hpp"
#include "kernels/special/elementary.hpp"
#include "kernels/special/surface.hpp"
#include "kernels/special/tables_airy.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct AiryValues {
    double ai, aip, bi, bip;
};

inline AiryValues airy_middle(double x) noexcept {
    int k = static_cast<int>((x + 5.5) * 2.0);
    k = k < 0 ? 0 : k > 21 ? 21 : k;
    const auto& piece = tables::airy_middle[k];
    alignas(32) double v[4];
    lane_sums(piece.c, (x - piece.x0) * piece.dx, v);
    return {v[0], v[1], v[2], v[3]};
}

// 2 x^(3/2)/3 in two parts, and the root of x
inline Dd airy_xi(double x, double& root) noexcept {
    root = std::sqrt(x);
    const Dd full(root, fma(-root, root, x) / (2.0 * root));
    return full * x * Dd(0x1.5555555555555p-1, 0x1.5555555555555p-55);
}

template <int Rows>
inline void airy_rest(const tables::Surface<Rows, 4> (&f)[2], double xi, double (&v)[4]) noexcept {
    const double y = 1.0 / xi;
    const auto& piece = f[y > 0.0675];
    lane_sums(piece.c, (y - piece.x0) * piece.dx, v);
}

inline constexpr double inverse_sqrt_pi = 0x1.20dd750429b6dp-1;

// x > 5.5; where scaled, Ai exp(xi) and Bi exp(-xi)
inline AiryValues airy_right(double x, bool scaled) noexcept {
    double root;
    const Dd xi = airy_xi(x, root);
    if (!(xi.hi < 1e300)) {      // x^(3/2) beyond the range; only the algebraic factors are left
        const double q = std::sqrt(root) * inverse_sqrt_pi, r = inverse_sqrt_pi / std::sqrt(root);
        return scaled ? AiryValues{0.5 * r, -0.5 * q, r, q} : AiryValues{0.0, -0.0, inf, inf};
    }
    alignas(32) double v[4];
    airy_rest(tables::airy_right, xi.hi, v);
    const double quarter = std::sqrt(root), up = inverse_sqrt_pi * quarter, down = inverse_sqrt_pi / quarter;
    AiryValues out{0.5 * down * v[0], -0.5 * up * v[1], down * v[2], up * v[3]};
    if (!scaled) {
        out.ai = scaled_exp(-xi, out.ai);
        out.aip = scaled_exp(-xi, out.aip);
        out.bi = scaled_exp(xi, out.bi);
        out.bip = scaled_exp(xi, out.bip);
    }
    return out;
}

// x < -5.5
inline AiryValues airy_left(double x) noexcept {
    const double t = -x;
    double root;
    const Dd xi = airy_xi(t, root);
    alignas(32) double v[4];
    airy_rest(tables::airy_left, xi.hi, v);
    const double quarter = std::sqrt(root), up = inverse_sqrt_pi * quarter, down = inverse_sqrt_pi / quarter;
    const double s0 = std::sin(xi.hi), c0 = std::cos(xi.hi);
    constexpr double half = 0x1.6a09e667f3bcdp-1;
    const double cl = std::fabs(xi.lo) < 1e-9 ? 1.0 : std::cos(xi.lo), sl = std::sin(xi.lo);
    const double s1 = fma(c0, sl, s0 * cl), c1 = fma(-s0, sl, c0 * cl);
    const double s = half * (s1 - c1), c = half * (c1 + s1);       // of xi - pi/4
    return {down * (c * v[0] + s * v[1]), up * (s * v[2] - c * v[3]), down * (c * v[1] - s * v[0]),
            up * (c * v[2] + s * v[3])};
}

inline AiryValues airy_real(double x) noexcept {
    if (x > 5.5) return airy_right(x, false);
    return x < -5.5 ? airy_left(x) : airy_middle(x);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
