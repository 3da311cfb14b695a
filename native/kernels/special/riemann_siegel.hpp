// SPDX-License-Identifier: BSD-3-Clause
// Riemann's zeta function far from the real axis: s = sigma + i t, t >= 500.
//
// zeta(s) = F(s) + chi(s) conj(F(1 - conj s)), F(s) = sum_{n <= N} n^-s + int exp(i pi z^2) z^-s/(2 i sin pi z) dz along
// the line of slope 1 through N + 1/2, from upper right to lower left, N = floor(sqrt(t/(2 pi))) (Riemann; C. L. Siegel,
// Quellen und Studien B 2 (1932) 45; H. M. Edwards, Riemann's Zeta Function, 1974, 7.9). The integral by the trapezoidal
// rule, whose step is set by the distance of the poles N and N + 1 from the line (W. F. Galway, Computing the Riemann
// zeta function by numerical quadrature, 2001): with z = (N + 1/2)(1 + x) the integrand is
//   exp(-pi w^2 + i x (2 pi (N + 1/2)^2 - t) - i t (log(1 + x) - x)) (1 + x)^-sigma/cos(pi e^(i pi/4) w)
// up to a constant factor, so that no large phase is left in it. chi by Stirling's series, its phase in two parts.
// The cost is sqrt(t/(2 pi)) terms. Accuracy: 1e-15 of the larger of |zeta(s)| and 1.
#pragma once

#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace siegel {

inline constexpr double lowest = 500.0, highest = 1e8;      // t
inline constexpr double largest = 8.0;                      // sigma; Dirichlet's series serves beyond
inline constexpr Dd two_pi{0x1.921fb54442d18p+2, 0x1.1a62633145c07p-52};

// n^-it, l = log n: the C library takes its time with phases past 1e8
inline cdouble turned(Dd l, double t) noexcept {
    const Dd phase = l * t;
    return std::conj(exp_dd(Dd(0.0), phase - two_pi * std::nearbyint(phase.hi * (1.0 / two_pi.hi))));
}

// chi(s) = 2 (2 pi)^(s-1) sin(pi s/2) Gamma(1-s) for t >= 500, |1 - sigma| < 1000
inline cdouble chi(double sigma, double t) noexcept {
    const double u = (1.0 - sigma) / t, u2 = u * u;
    // atan(u) - u
    const double lag = std::fabs(u) < 0.05
                           ? -u * u2 * (1.0 / 3 - u2 * (1.0 / 5 - u2 * (1.0 / 7 - u2 * (1.0 / 9 - u2 * (1.0 / 11 - u2 / 13)))))
                           : std::atan(u) - u;
    const double half_log = 0.5 * std::log1p(u2), h = 0.5 - sigma;
    const cdouble w = inverse(cdouble(1.0 - sigma, -t)), w2 = times(w, w);
    const cdouble rest = times(w, times(w2, w2 * (1.0 / 1260) - 1.0 / 360) + 1.0 / 12);
    const Dd l = log_dd(Dd(t) / two_pi);
    const Dd re = l * h + (t * lag + (h * half_log + rest.real()));
    const Dd im = Dd(t) - l * t + (Dd(0.25 * pi_dd.hi, 0.25 * pi_dd.lo) + (h * (u + lag) - t * half_log + rest.imag()));
    return exp_dd(re, im);
}

// log(1 + x) - x, |x| <= 0.35, by so many terms
inline cdouble log_lag(cdouble x, int terms) noexcept {
    cdouble s(0.0);
    for (int k = terms; k >= 2; --k) s = times(s, x) + ((k & 1) != 0 ? 1.0 : -1.0) / k;
    return times(s, times(x, x));
}

// zeta(sigma + i t), 0 <= sigma <= 8
inline cdouble zeta(double sigma, double t) noexcept {
    const double n = std::floor(std::sqrt(t / two_pi.hi)), z = n + 0.5;
    cdouble direct(0.0), mirrored(0.0);          // F(s) and the conjugate of F(1 - conj s)
    for (double k = n; k >= 1.0; k -= 1.0) {
        const Dd l = log_dd(k);
        const double size = std::exp(-sigma * l.hi);
        const cdouble turn = turned(l, t);
        direct += size * turn;
        mirrored += std::conj(turn) * (1.0 / (k * size));
    }
    constexpr double step = 0.057, root_half = 0x1.6a09e667f3bcdp-1;
    constexpr int reach = 50;
    const double slope = (two_pi * (z * z) - t).value();
    // |x|^terms t stays below a unit in the last place
    const int terms = 3 + static_cast<int>((37.0 + std::log(t)) / std::log(z / (step * reach)));
    cdouble sum(0.0), other(0.0);
    for (int j = -reach; j <= reach; ++j) {
        const double w = step * j, theta = pi * root_half * w;
        const cdouble x(root_half * w / z, root_half * w / z), lag = log_lag(x, std::min(terms, 40));
        const cdouble cosine(std::cos(theta) * std::cosh(theta), -std::sin(theta) * std::sinh(theta));
        const cdouble e(-pi * w * w - slope * x.imag() + t * lag.imag(), slope * x.real() - t * lag.real());
        const cdouble power = std::exp((x + lag) * -sigma), value = over(std::exp(e), cosine);
        sum += times(value, power);
        other += over(value, times(power, 1.0 + x));
    }
    const Dd l = log_dd(z);
    const double size = std::exp(-sigma * l.hi), half = std::fmod(n, 2.0) != 0.0 ? 0.5 * step : -0.5 * step;
    const cdouble turn = turned(l, t);
    direct += times(sum, turn) * (half * size);
    mirrored += times(std::conj(other), std::conj(turn)) * (half / (z * size));
    return direct + times(chi(sigma, t), mirrored);
}

}  // namespace siegel

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
