// SPDX-License-Identifier: BSD-3-Clause
// Gauss's hypergeometric function along a path from near 0, by Taylor's series of its differential equation (DLMF
// 15.10.1) in float64: z(1 - z) w'' + (c - (a + b + 1) z) w' - a b w = 0. It serves where every argument of the
// transformations is near the unit circle (around exp(+-i pi/3)), where gamma functions have poles, and where series
// of large parameters cancel.
//
// A step goes from z0 to z0 + h with |h| at most 0.4 of the distance to the nearest singularity and short against the
// scale on which the solution varies; with v_k = u_k h^k the coefficients obey
//   v_(k+2) = [ h^2 (k + a)(k + b)/(k + 1) v_k - h (k (1 - 2 z0) + c - (a + b + 1) z0) v_(k+1) ] / (z0 (1 - z0)(k + 2)).
// The estimate of the error follows each step's rounding error through reduction of order: relative to w, an error e in
// w at z_j becomes e w_j w_j'/W_j times the integral of W/w^2 from there, W = z^-c (1 - z)^(c-a-b-1) the Wronskian.
#pragma once

#include "kernels/special/gauss_connection.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <class Z>
class GaussPath {
public:
    GaussPath(double a_, double b_, double c_) noexcept : a(a_), b(b_), c(c_) {}

    // Begins with the series at z0, which has to be one without cancellation.
    bool begin(Z z0) noexcept {
        const Dd top[2] = {a, b}, bottom[1] = {c};
        const Summed<Z> s = series<2, 1, Z>(top, bottom, z0, 300);
        if (!(s.error < 2e-14)) return false;
        z = z0;
        value = s.value;
        slope = over(s.derivative, z0);
        parallel = s.error;
        return true;
    }
    // Straight on to `target`; false if that takes more than `most` steps or the error has grown too much.
    bool go(Z target, int most) noexcept {
        for (; steps < most; ++steps) {
            const double to_zero = modulus(z), to_one = modulus(1.0 - z);
            const double scale = std::sqrt(to_zero * to_one / (std::fabs(a * b) + 1e-300));
            const double drift = to_zero * to_one / (modulus(c - (a + b + 1.0) * z) + 1e-300);
            const double reach = std::fmin(0.4 * std::fmin(to_zero, to_one), std::fmax(2.0 * scale, 4.0 * drift));
            const Z rest = target - z;
            const double length = modulus(rest);
            const bool last = length <= reach;
            if (!step(last ? rest : rest * (reach / length))) return false;
            if (last) {
                z = target;
                return true;
            }
        }
        return false;
    }
    Summed<Z> result() const noexcept {
        Summed<Z> r;
        r.value = value;
        r.error = parallel + carried + weight * sum;
        return r;
    }

private:
    bool step(Z h) noexcept {
        const Z p = times(z, 1.0 - z), hp = over(h, p), hhp = times(hp, h);
        const Z turn = 1.0 - 2.0 * z, middle = c - (a + b + 1.0) * z;
        Z v0 = value, v1 = times(slope, h), w = v0 + v1, d = v1;
        double sizes = size_of(v0) + size_of(v1);
        bool small = false;
        for (int n = 0; n < 160; ++n) {
            const double k = n, over_k2 = 1.0 / (k + 2.0);
            const Z v2 = times(hhp, v0) * ((k + a) * (k + b) * over_k2 / (k + 1.0)) -
                         times(times(hp, k * turn + middle), v1) * over_k2;
            w += v2;
            d += v2 * (k + 2.0);
            const double now = size_of(v2);
            sizes += now;
            v0 = v1;
            v1 = v2;
            if (now * (k + 4.0) < 0x1p-56 * sizes && small) {
                const double made = 0x1p-53 * (2.0 * sizes / size_of(w) + 2.0);
                const Z next = z + h;
                const double length = modulus(h);
                const double f = modulus(value), m = std::fmax(modulus(slope), sizes / length);
                const double here = 0x1p-52 * f * m / wronskian;
                if (here > weight) {
                    carried += weight * sum;
                    weight = here;
                    sum = 0.0;
                }
                const double after = wronskian * std::pow(modulus(next) / modulus(z), -c) *
                                     std::pow(modulus(1.0 - next) / modulus(1.0 - z), c - a - b - 1.0);
                sum += std::fmax(wronskian, after) * length / (f * modulus(w));
                wronskian = after;
                parallel += made;
                z = next;
                value = w;
                slope = over(d, h);
                return parallel + carried + weight * sum < 1e-11;
            }
            small = now * (k + 4.0) < 0x1p-56 * sizes;
        }
        return false;
    }

    double a, b, c;
    Z z{}, value{}, slope{};
    double wronskian = 1.0, weight = 0.0, sum = 0.0, carried = 0.0, parallel = 0.0;
    int steps = 0;
};

template <class Z>
inline Summed<Z> gauss_path(double a, double b, double c, Z z) noexcept {
    GaussPath<Z> path(a, b, c);
    const double r = modulus(z);
    const double start = std::fmin(std::fmin(0.3, 0.9 * r), 3.0 * std::fmax(std::fabs(c), 0.5) / (std::fabs(a * b) + 1.0));
    if constexpr (std::is_same_v<Z, double>) {
        if (z > 0.99 || z < -100.0) return {};
        if (!path.begin(z > 0.0 ? start : -start) || !path.go(z, 80)) return {};
    } else {
        if (r > 100.0 || modulus(1.0 - z) < 0.01) return {};
        // Around 1 when the ray to z passes near it.
        const bool detour = z.real() > 0.7 && std::fabs(z.imag()) < 0.7 * z.real();
        const double side = std::signbit(z.imag()) ? -1.0 : 1.0;
        const cdouble first = detour ? cdouble(0.6, 0.65 * side) : z;
        if (!path.begin(first * (start / modulus(first)))) return {};
        if (detour && !path.go(first, 80)) return {};
        if (detour && z.real() > 1.3 && !path.go(cdouble(1.0, 0.75 * side), 80)) return {};
        if (!path.go(z, 80)) return {};
    }
    return path.result();
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
