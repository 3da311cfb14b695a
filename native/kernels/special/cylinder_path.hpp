// SPDX-License-Identifier: BSD-3-Clause
// Solutions of the equation of the parabolic cylinder functions, w'' = (a + s x^2/4) w with s = 1 or -1 (DLMF 12.2.2,
// 12.14.1), carried from a point where value and slope are known to another by Taylor's series in float64.
//
// With v_k = u_k h^k and q the coefficient of w, (k + 1)(k + 2) v_(k+2) = h^2 q(x) v_k + h^3 q'(x) v_(k-1) + h^4 s/4
// v_(k-2); a step is about 2 of the local scale 1/kappa, kappa = sqrt|q|, so that its terms cancel at most a digit.
// The estimate of the error: what rounding adds of the other solution at one point grows until another by the quotient
// of A^2 kappa there and here, A the amplitude, as the Wronskian of the two is constant. It is relative to the amplitude.
#pragma once

#include <array>

#include "kernels/special/hypergeometric_series.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

class CylinderPath {
public:
    CylinderPath(double a_, double sign_, double x_, double value_, double slope_, double error) noexcept
        : value(value_), slope(slope_), a(a_), quarter(0.25 * sign_), x(x_) {
        add_error(error);
    }

    // False if that takes more than `most` steps.
    bool go(double target, int most) noexcept {
        for (int steps = 0; x != target; ++steps) {
            if (steps >= most) return false;
            const double h = std::copysign(2.2 / wave_number(), target - x);
            const double next = std::fabs(target - x) <= std::fabs(h) ? target : x + h;
            if (!step(next)) return false;
        }
        return true;
    }
    // Of value and slope relative to their amplitudes.
    double error() const noexcept { return parallel + other / weight(); }

    // The larger of the relative errors of value and slope.
    double relative_error() const noexcept {
        const double e = error(), k = wave_number(), size = amplitude(slope / k);
        return e * std::fmax(size / std::fabs(value), size * k / std::fabs(slope));
    }

    double value, slope;                                   // times 2^exponent
    int exponent = 0;

private:
    static constexpr int terms = 90;

    double amplitude(double other_part) const noexcept { return std::sqrt(fma(value, value, other_part * other_part)); }
    double wave_number() const noexcept {
        const double q = std::fabs(fma(quarter * x, x, a)), c = 0.5 * std::fabs(x);
        if (q * q * q > c * c && q > 0.64) return std::sqrt(q);
        return std::fmax(std::sqrt(q), std::fmax(std::cbrt(c), 0.8));
    }
    double weight() const noexcept {
        const double k = wave_number();
        return fma(value, value, slope / k * (slope / k)) * k;
    }
    void add_error(double relative) noexcept {
        parallel += relative;
        other += relative * weight();
    }
    bool step(double next) noexcept {
        static const std::array<double, terms> over = [] {
            std::array<double, terms> t;
            for (std::size_t k = 0; k < terms; ++k) t[k] = 1.0 / static_cast<double>((k + 1) * (k + 2));
            return t;
        }();
        const double h = next - x, h2 = h * h;
        const double q0 = h2 * fma(quarter * x, x, a), q1 = h2 * h * 2.0 * quarter * x, q2 = h2 * h2 * quarter;
        double before2 = 0.0, before = 0.0, v0 = value, v1 = slope * h;
        double w = v0 + v1, lost = lost_in(v0, v1), d = v1, sizes = std::fabs(v0) + std::fabs(v1);
        int small = 0;
        for (std::size_t k = 0; k < terms; ++k) {
            const double v2 = (fma(q0, v0, q1 * before) + q2 * before2) * over[k];
            lost += lost_in(w, v2);
            w += v2;
            d = fma(static_cast<double>(k + 2), v2, d);
            const double now = std::fabs(v2) * static_cast<double>(k + 2);
            sizes += now;
            before2 = before;
            before = v0;
            v0 = v1;
            v1 = v2;
            small = now < 0x1p-57 * sizes ? small + 1 : 0;
            if (small == 4) {
                x = next;
                value = w + lost;
                slope = d / h;
                if (!(sizes < 1e150)) return false;
                if (sizes > 0x1p300) {
                    value *= 0x1p-300;
                    slope *= 0x1p-300;
                    sizes *= 0x1p-300;
                    other *= 0x1p-600;
                    exponent += 300;
                }
                add_error(0x1p-53 * (1.0 + sizes / amplitude(slope / wave_number())));
                return true;
            }
        }
        return false;
    }

    double a, quarter, x;
    double parallel = 0.0, other = 0.0;
};

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
