// SPDX-License-Identifier: BSD-3-Clause
// Modified moments of the Chebyshev polynomials; see clenshaw_curtis.hpp.
#include "kernels/integrate/clenshaw_curtis.hpp"

namespace scinova::quad {

namespace {

constexpr std::size_t top = 24;    // the highest degree needed
constexpr std::size_t far = 96;    // where the tridiagonal system ends

// The moments of degree start + 1 .. far, given the one of degree start and the right ends b of even and odd degrees.
void solve_tail(double p, std::size_t start, double even, double odd, std::array<double, far + 1>& m) {
    std::array<double, far + 1> upper{}, right{};
    const auto edge = [&](std::size_t k) { return k % 2 ? odd : even; };
    const double n = static_cast<double>(far);
    m[far] = -2.0 * edge(far) / (n * n - 1.0);
    for (std::size_t k = start + 1; k < far; ++k) {
        const double d = static_cast<double>(k), sp = k % 2 ? -p : p;
        // row: [sp/(k-1)] m_{k-1} + 2 m_k - [sp/(k+1)] m_{k+1} = -4 b_k / (k^2 - 1)
        const double below = sp / (d - 1.0);
        double pivot = 2.0, value = -4.0 * edge(k) / (d * d - 1.0);
        if (k == start + 1) {
            value -= below * m[start];
        } else {
            pivot -= below * upper[k - 1];
            value -= below * right[k - 1];
        }
        upper[k] = -sp / (d + 1.0) / pivot;
        right[k] = value / pivot;
    }
    for (std::size_t k = far - 1; k > start; --k) m[k] = right[k] - upper[k] * m[k + 1];
}

}  // namespace

Moments oscillating_moments(double p) {
    std::array<double, far + 1> m{};
    const double sine = std::sin(p), cosine = std::cos(p);
    m[0] = 2.0 * sine / p;
    m[1] = 2.0 * (sine - p * cosine) / (p * p);
    m[2] = (2.0 * sine - 4.0 * m[1]) / p;
    std::size_t known = 2;
    while (known < top && static_cast<double>(known) < p) {
        const double d = static_cast<double>(known), sp = known % 2 ? -p : p;
        const double b = known % 2 ? sine : cosine;
        m[known + 1] = (d + 1.0) * (m[known - 1] / (d - 1.0) + (2.0 * m[known] + 4.0 * b / (d * d - 1.0)) / sp);
        ++known;
    }
    if (known < top) solve_tail(p, known, cosine, sine, m);
    Moments out{};
    for (std::size_t k = 0; k <= top; ++k) out[k] = m[k];
    return out;
}

Moments algebraic_moments(double alpha) {
    Moments m{};
    const double power = std::pow(2.0, alpha + 1.0);
    m[0] = power / (alpha + 1.0);
    m[1] = m[0] * alpha / (alpha + 2.0);
    for (std::size_t k = 2; k <= top; ++k) {
        const double d = static_cast<double>(k);
        m[k] = -(power + d * (d - alpha - 2.0) * m[k - 1]) / ((d - 1.0) * (d + alpha + 1.0));
    }
    return m;
}

// 2^-alpha times the algebraic moments, differentiated with respect to alpha, times 2^alpha.
Moments algebraic_log_moments(double alpha, const Moments& algebraic) {
    Moments g{};
    const double one = alpha + 1.0, two = alpha + 2.0;
    g[0] = -algebraic[0] / one;
    g[1] = g[0] * alpha / two + algebraic[0] * 2.0 / (two * two);
    for (std::size_t k = 2; k <= top; ++k) {
        const double d = static_cast<double>(k), scale = (d - 1.0) * (d + one);
        g[k] = (d * algebraic[k - 1] - d * (d - two) * g[k - 1]) / scale - algebraic[k] / (d + one);
    }
    return g;
}

Moments cauchy_moments(double c) {
    Moments m{};
    m[0] = std::log(std::abs((1.0 - c) / (1.0 + c)));
    m[1] = 2.0 + c * m[0];
    for (std::size_t k = 2; k <= top; ++k) {
        const double n = static_cast<double>(k - 1);
        const double whole = (k - 1) % 2 ? 0.0 : 4.0 / (1.0 - n * n);
        m[k] = whole + 2.0 * c * m[k - 1] - m[k - 2];
    }
    return m;
}

}  // namespace scinova::quad
