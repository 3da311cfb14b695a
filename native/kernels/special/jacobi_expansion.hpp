// SPDX-License-Identifier: BSD-3-Clause
// Jacobi polynomials of large degree through Bessel functions, uniformly from x = 1 to the middle of the interval.
//
// With x = cos t, N = n + (alpha + beta + 1)/2, the function u = sin(t/2)^(alpha+1/2) cos(t/2)^(beta+1/2) P_n(cos t)
// satisfies (DLMF 18.8.2 transformed; Szego, Orthogonal Polynomials, 4.24.2)
//     u'' + (N^2 + c/t^2 + f(t)) u = 0,   c = 1/4 - alpha^2,
//     f = c (1/(4 sin^2(t/2)) - 1/t^2) + (1/4 - beta^2)/(4 cos^2(t/2)),   analytic for |t| < pi.
// F = sqrt(t) J_alpha(N t) solves it without f. Put u = K (A F + B F'), A and B series in N^-2 (F. W. J. Olver,
// Asymptotics and Special Functions, ch. 12): the equation splits into
//     2 B_s' = A_s'' + f A_s - 2 (c/t^2) B_{s-1}' + 2 (c/t^3) B_{s-1},     2 A_{s+1}' = -B_s'' - f B_s,
// solved here by power series in t^2, whose terms fall like 4^-k on 0 <= t <= pi/2; other half of the interval: by
// symmetry. A_s(0) = -B_{s-1}'(0) (alpha + 1/2) makes K = P_n(1) Gamma(alpha + 1) (2/N)^alpha 2^-(alpha+1/2).
//
// The angle is taken in double-double, so that the phase N t keeps 30 bits at N = 2^43.
#pragma once

#include <array>

#include "kernels/special/bessel_integer.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {


inline constexpr Dd half_pi_dd{0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54};

// cos and sin of k pi/32, k = 0 ... 16, by halving and addition
struct Compass {
    std::array<Dd, 17> c, s;
    Compass() noexcept {
        Dd c1 = 0.0, s1 = 1.0;                          // a quarter turn
        for (int k = 0; k < 4; ++k) {
            const Dd half = sqrt_dd((c1 + 1.0) * 0.5);
            s1 = s1 / (half + half);
            c1 = half;
        }
        c[0] = 1.0;
        s[0] = 0.0;
        for (std::size_t k = 1; k < 17; ++k) {
            c[k] = c[k - 1] * c1 - s[k - 1] * s1;
            s[k] = s[k - 1] * c1 + c[k - 1] * s1;
        }
    }
};

// acos(x) for 0 <= x <= 1, given 1 - x too; absolute error about 2^-77
inline Dd angle_dd(Dd x, Dd below_one) noexcept {
    static const Compass compass;
    const Dd s = sqrt_dd(below_one * (x + 1.0));
    const double rough = std::atan2(s.hi, x.hi);
    const auto k = static_cast<std::size_t>(std::nearbyint(rough * (32.0 / pi)));
    const Dd d = k == 0 ? s : s * compass.c[k] - x * compass.s[k];      // sin(t - k pi/32)
    const double z = d.hi * d.hi;
    const Dd cube = d * d * d * Dd(0x1.5555555555555p-3, 0x1.5555555555555p-57);
    double tail = 0.0;                                  // of the series of asin, from d^5 on
    for (const double c : {2027025.0 / 175472640, 135135.0 / 9676800, 10395.0 / 599040, 945.0 / 42240, 105.0 / 3456,
                           15.0 / 336, 3.0 / 40}) tail = fma(tail, z, c);
    tail *= d.hi * z * z;
    return half_pi_dd * (static_cast<double>(k) * 0.0625) + (d + cube + tail);
}

// A and B for any even f, by its coefficients in powers of t^2
class BesselExpansion {
public:
    static constexpr int orders = 4, length = 30, full = length + 2 * orders;
    using Coefficients = std::array<double, full + 1>;

    BesselExpansion(double alpha, const Coefficients& f) noexcept : alpha_(alpha) {
        const double c = 0.25 - alpha * alpha;
        double a[orders + 1][full + 2] = {}, b[orders][full + 2] = {};
        a[0][0] = 1.0;
        for (int s = 0; s < orders; ++s) {
            for (int k = 0; k <= full - 2 * s - 1; ++k) {
                double sum = (2.0 * k + 2) * (2.0 * k + 1) * a[s][k + 1];
                for (int i = 0; i <= k; ++i) sum += f[static_cast<std::size_t>(i)] * a[s][k - i];
                if (s > 0) sum -= 4.0 * c * (k + 1) * b[s - 1][k + 1];
                b[s][k] = sum / (2.0 * (2.0 * k + 1));
            }
            a[s + 1][0] = -b[s][0] * (alpha + 0.5);
            for (int k = 1; k <= full - 2 * s - 1; ++k) {
                double sum = (2.0 * k + 1) * (2.0 * k) * b[s][k];
                for (int i = 0; i < k; ++i) sum += f[static_cast<std::size_t>(i)] * b[s][k - 1 - i];
                a[s + 1][k] = -sum / (4.0 * k);
            }
        }
        for (int s = 0; s < orders; ++s)
            for (int k = 0; k < length; ++k) {
                a_[s][k] = s + 1 < orders ? a[s + 1][k] : 0.0;
                b_[s][k] = b[s][k];
            }
    }

    // A - 1 and B/t at t^2
    void coefficients(double t2, double n, double& a, double& b) const noexcept {
        const double w = 1.0 / (n * n);
        a = b = 0.0;
        for (int s = orders - 1; s >= 0; --s) {
            double p = a_[s][length - 1], q = b_[s][length - 1];
            for (int k = length - 2; k >= 0; --k) {
                p = fma(p, t2, a_[s][k]);
                q = fma(q, t2, b_[s][k]);
            }
            a = (a + p) * w;
            b = (b + q) * w;
        }
    }
    // The same for one n, in powers of t^2
    void collapse(double n, double* a, double* b) const noexcept {
        const double w = 1.0 / (n * n);
        for (int k = 0; k < length; ++k) {
            a[k] = b[k] = 0.0;
            for (int s = orders - 1; s >= 0; --s) {
                a[k] = (a[k] + a_[s][k]) * w;
                b[k] = (b[k] + b_[s][k]) * w;
            }
        }
    }
    double alpha() const noexcept { return alpha_; }

private:
    double alpha_;
    double a_[orders][length], b_[orders][length];      // A_{s+1} and B_s/t in powers of t^2
};

// f of the Jacobi polynomials
inline BesselExpansion::Coefficients jacobi_rest(double alpha, double beta) noexcept {
    const double c = 0.25 - alpha * alpha, d = 0.25 - beta * beta;
    BesselExpansion::Coefficients f;
    double four = 1.0, turn = 1.0;
    for (int k = 0; k <= BesselExpansion::full; ++k) {  // |B_2j|/(2j)! = 2 zeta(2j)/(2 pi)^2j, j = k + 1
        const double j = k + 1.0;
        four *= 4.0;
        turn *= 0.25 / (pi * pi);
        double zeta = k == 0 ? pi * pi / 6.0 : k == 1 ? pi * pi * pi * pi / 90.0 : 1.0;
        for (double m = 2.0; k > 1 && m < 1e3; m += 1.0) {
            const double term = std::pow(m, -2.0 * j);
            if (term < 1e-18) break;
            zeta += term;
        }
        f[static_cast<std::size_t>(k)] = (2.0 * j - 1.0) * 2.0 * zeta * (c * turn + d * (four - 1.0) * turn);
    }
    return f;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
