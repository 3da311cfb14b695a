// SPDX-License-Identifier: BSD-3-Clause
// Solutions of Mathieu's equation between the wells, where they grow away from the symmetry point: in its algebraic form
// (DLMF 28.2.3) with u = sin z,
//   (1 - u^2) w'' - u w' + (a - 2 q + 4 q u^2) w = 0,  q > 0,  0 <= u <= u_t,  u_t^2 = (2 q - a)/(4 q),
// whose solution even or odd about u = 0 is carried from 0 to u_t by Taylor's series: with v_k = w_k s^k for a step s,
//   (1 - u^2)(k + 2)(k + 1) v_(k+2)/s^2 = u (k + 1)(2 k + 1) v_(k+1)/s + (k^2 + c) v_k - 8 q u s v_(k-1) - 4 q s^2 v_(k-2),
// c = 2 q - a - 4 q u^2. A growing solution keeps its relative accuracy. Where it grows by more than e^40 on the way from
// 0, the path begins later with the slope of the WKB approximation: what is wrong with it decays by the square of that.
#pragma once

#include <cmath>

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace mathieu {

class WellPath {
public:
    WellPath(double a_, double q_, bool even) noexcept : a(a_), q(q_) { start(0.0, even ? 1.0 : 0.0, even ? 0.0 : 1.0); }

    double turning() const noexcept { return std::sqrt((2.0 * q - a) / (4.0 * q)); }
    // The integral over z from arcsin u to the turning point of sqrt(2 q cos 2z - a), to a few percent
    double exponent(double u, double u_t) const noexcept {
        const double z = std::asin(u), length = std::asin(u_t) - z;
        double sum = 0.0;
        for (int k = 0; k < 8; ++k) {                     // the square root at the end is lost by z_t - t^2
            const double t = (k + 0.5) / 8.0;
            const double s = std::sin(z + length * (1.0 - t * t));
            sum += t * std::sqrt(std::fmax(2.0 * q - a - 4.0 * q * s * s, 0.0));
        }
        return sum * length * 0.25;
    }
    // From 0, or from where the growth up to `target` is e^40
    void begin_near(double target, double u_t) noexcept {
        const double whole = exponent(0.0, u_t), rest = exponent(target, u_t);
        if (whole - rest < 60.0) return;
        double low = 0.0, high = target;
        for (int k = 0; k < 30; ++k) {
            const double middle = 0.5 * (low + high), growth = exponent(middle, u_t) - rest;
            (growth > 40.0 ? low : high) = middle;
            if (growth > 40.0 && growth < 60.0) break;
        }
        start(low, 1.0, std::sqrt(square(low) / (1.0 - low * low)));
    }
    bool go(double target) noexcept {
        for (int steps = 0; u < target; ++steps) {
            if (steps >= 1000) return false;
            const double p = 1.0 - u * u;
            const double rate = std::sqrt(std::fmax(square(u), 0.0) / p) + std::cbrt(8.0 * q * u / p) + std::sqrt(std::sqrt(4.0 * q / p));
            const double reach = std::fmin(0.3 * (1.0 - u), 4.0 / (rate + 1e-300));
            if (!step(target - u <= reach ? target : u + reach)) return false;
        }
        return true;
    }
    double value = 0.0, slope = 0.0;                       // by u, times 2^scale
    int scale = 0;

private:
    double square(double at) const noexcept { return 2.0 * q - a - 4.0 * q * at * at; }
    void start(double at, double w, double dw) noexcept {
        u = at;
        value = w;
        slope = dw;
    }
    bool step(double next) noexcept {
        const double s = next - u, p = s * s / (1.0 - u * u), up = u * s / (1.0 - u * u), c = square(u) * p;
        const double q1 = 8.0 * q * u * s * p, q2 = 4.0 * q * s * s * p;
        double before2 = 0.0, before = 0.0, v0 = value, v1 = slope * s, w = v0 + v1, d = v1;
        int small = 0;
        for (int n = 0; n < 200; ++n) {
            const double k = n, factor = 1.0 / ((k + 1.0) * (k + 2.0));
            const double v2 = factor * (fma(up * (k + 1.0) * (2.0 * k + 1.0), v1, fma(k * k, p, c) * v0) - q1 * before - q2 * before2);
            w += v2;
            d = fma(k + 2.0, v2, d);
            before2 = before;
            before = v0;
            v0 = v1;
            v1 = v2;
            small = std::fabs(v2) * (k + 2.0) < 0x1p-56 * (std::fabs(w) + std::fabs(d)) ? small + 1 : 0;
            if (small < 4) continue;
            u = next;
            value = w;
            slope = d / s;
            if (std::fabs(w) > 0x1p200) {
                value *= 0x1p-200;
                slope *= 0x1p-200;
                scale += 200;
            }
            return true;
        }
        return false;
    }

    double a, q, u = 0.0;
};

}  // namespace mathieu

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
