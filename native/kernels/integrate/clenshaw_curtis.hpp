// SPDX-License-Identifier: BSD-3-Clause
// Modified Clenshaw-Curtis integration (the book, sections 2.2.3.2 to 2.2.3.4; Piessens and Branders, BIT 13 (1973) 443).
//
// On [a, b] the smooth factor f is interpolated by Chebyshev polynomials at 25 points, and every T_k is integrated
// against the weight exactly through its modified moment. The degree-12 interpolant on every other point gives the
// error estimate.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

#include "kernels/integrate/quad_types.hpp"

namespace scinova::quad {

using Moments = std::array<double, 25>;

struct Series {
    std::array<double, 25> high{};  // coefficients of T_0 .. T_24
    std::array<double, 13> low{};
};

// cos(pi j / 24), j = 0 .. 47.
inline const std::array<double, 48>& cosines() {
    static const std::array<double, 48> table = [] {
        std::array<double, 48> c{};
        for (std::size_t j = 0; j < 48; ++j) c[j] = std::cos(std::numbers::pi * static_cast<double>(j) / 24.0);
        c[12] = c[36] = 0.0;
        return c;
    }();
    return table;
}

// The interpolating series from values at x_j = cos(pi j / 24).
inline void chebyshev_series(const std::array<double, 25>& value, Series& out) {
    const auto& c = cosines();
    for (std::size_t k = 0; k <= 24; ++k) {
        double sum = 0.5 * (value[0] + (k % 2 ? -value[24] : value[24]));
        for (std::size_t j = 1; j < 24; ++j) sum += value[j] * c[j * k % 48];
        out.high[k] = sum * (k == 0 || k == 24 ? 1.0 : 2.0) / 24.0;
    }
    for (std::size_t k = 0; k <= 12; ++k) {
        double sum = 0.5 * (value[0] + (k % 2 ? -value[24] : value[24]));
        for (std::size_t j = 2; j < 24; j += 2) sum += value[j] * c[j * k % 48];
        out.low[k] = sum * (k == 0 || k == 12 ? 1.0 : 2.0) / 12.0;
    }
}

// Values of g at the 25 points of [a, b], from b down to a.
template <class G>
Status sample(G& g, double a, double b, std::array<double, 25>& value) {
    const double centre = 0.5 * (a + b), half = 0.5 * (b - a);
    for (std::size_t j = 0; j <= 24; ++j)
        if (Status s = g(centre + half * cosines()[j], value[j]); s != Status::ok) return s;
    return Status::ok;
}

struct Pairing {
    double high = 0.0, low = 0.0;
};

inline Pairing pair(const Series& series, const Moments& moment) noexcept {
    Pairing p;
    for (std::size_t k = 25; k-- > 0;) p.high += series.high[k] * moment[k];
    for (std::size_t k = 13; k-- > 0;) p.low += series.low[k] * moment[k];
    return p;
}

// Moments for an oscillating weight, p > 2: entry k is int T_k(x) cos(p x) dx for even k, int T_k(x) sin(p x) dx for odd
// k, over [-1, 1]. Integration by parts and 2 T_k = T'_{k+1}/(k+1) - T'_{k-1}/(k-1) give, for k >= 2,
//     (-1)^k p [m_{k+1}/(k+1) - m_{k-1}/(k-1)] = 2 m_k + 4 b_k/(k^2 - 1),   b_k = cos p (k even), sin p (k odd).
// Forward recurrence is stable while k < p; beyond, the minimal solution comes from the tridiagonal system that ends in
// the asymptotic value of a moment of high degree (F. W. J. Olver, J. Res. NBS 71B (1967) 111).
Moments oscillating_moments(double p);

// Moments over [-1, 1] of (1 + x)^alpha and of (1 + x)^alpha log((1 + x)/2).
Moments algebraic_moments(double alpha);
Moments algebraic_log_moments(double alpha, const Moments& algebraic);

// Moments of 1/(x - c) in the sense of Cauchy.
Moments cauchy_moments(double c);

}  // namespace scinova::quad
