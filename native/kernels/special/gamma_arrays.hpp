// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the gamma function of a real argument and its relatives (blocks.hpp); gamma.hpp has the mathematics.
//
// Gamma and its reciprocal: 1/Gamma about multiples of 1/2 to 4.25, the exponential of Stirling's series in two parts
// beyond, reflection on the left; whole arguments are exact. digamma: (x - x0) P in half octaves to 8, the asymptotic
// series beyond. log Gamma: Stirling's series from 8, (x - 1)(x - 2) P below, P in half octaves, reflection on the left. Accuracy:
// 3 ulp, left of 0 of the local scale.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/gamma.hpp"
#include "kernels/special/zeta.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

SCINOVA_LANE double stirling_lane(double w) noexcept { return horner(tables::stirling_short, w * w) * w; }   // w = 1/x

// x >= 8
SCINOVA_KERNEL void gammaln_far(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const LogAndInverse l = log_and_inverse(x[i]);
        const double rest = stirling_lane(l.inverse) + (half_log_2pi - 0.5);
        const double h = x[i] - 0.5, l1 = l.log.hi - 1.0;
        y[i] = fma(h, l1, fma(h, l.log.lo, rest));
    }
}
// 0 < x < 8
SCINOVA_KERNEL void gammaln_near(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    lane small = 0;
    for (index_t i = 0; i < n; ++i) {
        const double up = x[i] < 0.5 ? 1.0 + x[i] : x[i];
        small |= x[i] < 0.5 ? lane{1} : lane{0};
        t[i] = half_octave(up, k[i], 0.5);
    }
    lookup(tables::lgamma_columns, t, k, p, n);
    if (small)
        for (index_t i = 0; i < n; ++i) {
            const bool low = x[i] < 0.5;
            const double a = x[i] - 1.0, b = low ? x[i] : x[i] - 2.0;
            const double v = a * b * p[i];
            y[i] = low ? v - log_usual(x[i]) : v;
        }
    else
        for (index_t i = 0; i < n; ++i) y[i] = (x[i] - 1.0) * (x[i] - 2.0) * p[i];
}
// x < 0, where y is log Gamma(-x): log(pi/(-x |sin(pi x)|)) - y
SCINOVA_KERNEL void gammaln_reflect(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> difference;
    for (index_t i = 0; i < n; ++i) {
        const double s = absolute(sincospi_usual(x[i]).sin);
        difference[i] = log_of_quotient(pi, absolute(x[i]) * s) - y[i];
    }
    // Close to a pole the terms may be several times the value: then it takes two-part numbers.
    for (index_t i = 0; i < n; ++i)
        y[i] = x[i] < -4.5 && absolute(difference[i]) < 0.4 * absolute(y[i])
                   ? aside([](double v) { return special::gammaln(v); }, x[i]) : difference[i];
}
// -3 < x < -2, where two zeros lie close together: Gamma(x + 4)/(x (x + 1)(x + 2)(x + 3)), the product in two parts.
SCINOVA_KERNEL void gammaln_between(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) t[i] = half_octave(4.0 + x[i], k[i], 0.5);
    lookup(tables::lgamma_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const Dd product = two_prod(x[i], x[i] + 1.0) * two_prod(x[i] + 2.0, x[i] + 3.0);
        const double above = (x[i] + 3.0) * (x[i] + 2.0) * p[i];     // log Gamma(x + 4)
        y[i] = above - log_of_quotient(-product.hi, 1.0, product.lo / product.hi);
    }
}
// Where x is 0 or inf, y is to be `pole` with the sign of zero, if it has to have that, and inf. These are common.
template <class Pole>
SCINOVA_KERNEL void at_ends(const double* __restrict x, double* __restrict y, index_t n, Pole pole) noexcept {
    lane zero = 0, end = 0;
    for (index_t i = 0; i < n; ++i) {
        zero |= x[i] == 0.0 ? lane{1} : lane{0};
        end |= x[i] == inf ? lane{1} : lane{0};
    }
    if (!(zero | end)) [[likely]] return;
    if (zero) report(Trouble::singular);
    for (index_t i = 0; i < n; ++i) y[i] = x[i] == 0.0 ? pole(x[i]) : x[i] == inf ? inf : y[i];
}
inline bool gammaln_regular(double v) noexcept {
    const double b = absolute(v), whole = (b + 0x1p52) - 0x1p52;
    if ((v == 0.0) | (v == inf)) return true;
    return b > 1e-300 && b < 2e300 && (v > 0.0 || (whole != b && b < 0x1p51));
}
SCINOVA_KERNEL void gammaln_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> a;
    lane near = 0, far = 0, left = 0, odd = 0;
    for (index_t i = 0; i < n; ++i) {
        a[i] = absolute(x[i]);
        near |= a[i] < 8.0 ? lane{1} : lane{0};
        far |= a[i] < 8.0 ? lane{0} : lane{1};
        left |= x[i] < 0.0 ? lane{1} : lane{0};
        odd |= a[i] > 1e-300 && a[i] < 2e300 ? lane{0} : lane{1};
    }
    if (far) gammaln_far(a, y, n);
    if (near) for_some(a, y, n, [](double v) { return v < 8.0; }, gammaln_near);
    if (left) {
        for_some(x, y, n, [](double v) { return v < 0.0; }, gammaln_reflect);
        for_some(x, y, n, [](double v) { return v > -3.0 && v < -2.0; }, gammaln_between);
    }
    if (odd) at_ends(x, y, n, [](double) { return inf; });
    if (left || odd) repair(x, y, n, &gammaln_regular, [](double v) { return special::gammaln(v); });
}

// Gamma(x), or 1/Gamma(x), for 0 < |x| < 4.25. With a = |x| and r = 1/Gamma(a), Gamma(-a) = -pi r/(a sin(pi a)).
template <bool Reciprocal>
SCINOVA_KERNEL void gamma_near(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> t, p;
    Room<lane> k;
    lane left = 0;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]);
        const bool small = a < 0.5;
        const double up = small ? 1.0 + a : a, s = fma(up, 2.0, shifter), whole = s - shifter;
        left |= x[i] < 0.0 ? lane{1} : lane{0};
        k[i] = bits_of(s) - 1;
        t[i] = fma(-0.5, small ? whole - 2.0 : whole, a);
    }
    lookup(tables::rgamma_columns, t, k, p, n);      // 1/Gamma(a), or 1/Gamma(1 + a) for small a
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), r = a < 0.5 ? a * p[i] : p[i];
        y[i] = Reciprocal ? r : 1.0 / r;
    }
    if (!left) return;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), sine = sincospi_usual(a).sin;
        const double size = a < 0.5 ? sine : a * sine;                            // what stands over p/pi
        const double v = Reciprocal ? size / (-pi * p[i]) : (-pi * p[i]) / size;
        y[i] = x[i] < 0.0 ? v : y[i];
    }
}
// 4.25 <= |x| < 170.5; elsewhere some number
template <bool Reciprocal>
SCINOVA_KERNEL void gamma_far(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    // Two loops: with all operations in one, few turns of it would be under way at a time.
    Room<double> high, low;
    lane left = 0;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), h = a - 0.5;
        left |= x[i] < 0.0 ? lane{1} : lane{0};
        const LogAndInverse l = log_close(a);
        const double w = l.inverse, rest = w * horner(tables::stirling_long, w * w);
        const Dd p = two_prod(h, l.log.hi), q = two_diff(p.hi, a);
        high[i] = q.hi;
        low[i] = fma(h, l.log.lo, p.lo) + (q.lo + (rest + half_log_2pi_dd.hi));
    }
    for (index_t i = 0; i < n; ++i) {
        const Dd e = quick_two_sum(high[i], low[i]);
        const double turn = (x[i] < 0.0) != Reciprocal ? -1.0 : 1.0;
        y[i] = exp_usual(turn * e.hi, turn * e.lo);
    }
    if (!left) return;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]), size = a * sincospi_usual(a).sin;
        const double v = Reciprocal ? y[i] * size * -(1.0 / pi) : y[i] * -pi / size;
        y[i] = x[i] < 0.0 ? v : y[i];
    }
}
SCINOVA_LANE bool gamma_regular(double x) noexcept {   // no whole number, nothing that over- or underflows
    const double a = absolute(x), whole = (a + 0x1p52) - 0x1p52;
    return (a > 1e-300) & (a < 165.0) & (whole != a);
}
SCINOVA_LANE bool gamma_served(double x) noexcept { return gamma_regular(x) | (x == 0.0) | (x == inf); }
SCINOVA_LANE bool any_far(const double* __restrict x, index_t n) noexcept {
    lane far = 0;
    for (index_t i = 0; i < n; ++i) far |= absolute(x[i]) < 4.25 ? lane{0} : lane{1};
    return far != 0;
}
SCINOVA_KERNEL void gamma_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    if (any_far(x, n)) gamma_far<false>(x, y, n);
    for_some(x, y, n, [](double v) { return absolute(v) < 4.25; }, gamma_near<false>);
    at_ends(x, y, n, [](double v) { return with_sign(inf, v); });
    repair(x, y, n, [](double v) { return gamma_served(v); }, [](double v) { return special::gamma(v); });
}
SCINOVA_KERNEL void rgamma_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    if (any_far(x, n)) gamma_far<true>(x, y, n);
    for_some(x, y, n, [](double v) { return absolute(v) < 4.25; }, gamma_near<true>);
    repair(x, y, n, [](double v) { return gamma_regular(v); }, [](double v) { return special::rgamma(v); });
}

SCINOVA_KERNEL void loggamma_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    gammaln_array(x, y, n);
    repair(x, y, n, [](double v) { return v > 0.0; },
           [](double v) { return v < 0.0 ? nan : v == 0.0 ? (report(Trouble::singular), inf) : v; });
}

SCINOVA_KERNEL void gammasgn_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double s = (x[i] - 0.5) + shifter;                    // floor(x) in its low bits, x being no integer
        y[i] = x[i] > 0.0 ? 1.0 : from_bits(0x3ff0000000000000ull | (bits_of(s) << 63));
    }
    repair(x, y, n,
           [](double v) {
               const double a = absolute(v), whole = (a + 0x1p52) - 0x1p52;
               return (v > 0.0) | ((whole != a) & (a < 0x1p50) & (a > 1e-10));
           },
           [](double v) { return special::gammasgn(v); });
}

SCINOVA_KERNEL void digamma_left(const double* __restrict x, double* __restrict y, index_t n) noexcept {   // y is psi(-x); psi(1 - x) for x > -1/2
    for (index_t i = 0; i < n; ++i) {
        const SinCos v = sincospi_usual(x[i]);
        const double other = x[i] > -0.5 ? y[i] : y[i] - 1.0 / x[i];              // psi(1 - x)
        y[i] = other - pi * (v.cos / v.sin);
    }
}
SCINOVA_KERNEL void digamma_far(const double* __restrict x, double* __restrict y, index_t n) noexcept {     // |x| >= 8: psi(|x|)
    for (index_t i = 0; i < n; ++i) {
        const LogAndInverse l = log_with_inverse(absolute(x[i]));
        const double w2 = l.inverse * l.inverse, s = horner(tables::digamma_short, w2);
        y[i] = l.log.hi - fma(s, w2, 0.5 * l.inverse);
    }
}
// |x| < 8: psi(|x|), and psi(1 + |x|) for -1/2 < x < 0
SCINOVA_KERNEL void digamma_near(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> t, up;
    Room<lane> k;
    lane small = 0;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]);
        up[i] = a < 0.5 ? 1.0 + a : a;
        small |= (x[i] < 0.5) & (x[i] > 0.0) ? lane{1} : lane{0};
        t[i] = half_octave(up[i], k[i], 0.5);
    }
    lookup(tables::digamma_columns, t, k, y, n);
    for (index_t i = 0; i < n; ++i) {
        const double d = up[i] - tables::digamma_root[0];
        const double lost = (up[i] - d) - tables::digamma_root[0];       // d is exact below twice the root
        y[i] = fma(y[i], d, y[i] * (lost - tables::digamma_root[1]));
    }
    if (small)
        for (index_t i = 0; i < n; ++i) y[i] = (x[i] < 0.5) & (x[i] > 0.0) ? y[i] - 1.0 / x[i] : y[i];
}
SCINOVA_KERNEL void digamma_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    lane near = 0, far = 0, left = 0, odd = 0;
    for (index_t i = 0; i < n; ++i) {
        const double a = absolute(x[i]);
        near |= a < 8.0 ? lane{1} : lane{0};
        far |= a < 8.0 ? lane{0} : lane{1};
        left |= x[i] < 0.0 ? lane{1} : lane{0};
        odd |= (a > 1e-300) & (a < 1e300) ? lane{0} : lane{1};
    }
    if (far) digamma_far(x, y, n);
    if (near) for_some(x, y, n, [](double v) { return absolute(v) < 8.0; }, digamma_near);
    if (!(left | odd)) return;
    if (left) for_some(x, y, n, [](double v) { return v < 0.0; }, digamma_left);
    if (odd) at_ends(x, y, n, [](double v) { return with_sign(inf, v) * -1.0; });
    repair(x, y, n,
           [](double v) {
               const double b = absolute(v), whole = (b + 0x1p52) - 0x1p52;
               return (v == 0.0) | (v == inf) | ((b > 1e-300) & (b < 1e300) & ((v > 0.0) | ((whole != b) & (b < 0x1p51))));
           },
           [](double v) { return v != 0.0 && absolute(v) < 1e-300 ? -1.0 / v : special::digamma(v); });
}

// Riemann's zeta: 1 + 2^-s T(s)/(s - 1), T in half octaves of [2, 32); (s - 1) zeta(s) about 1.
SCINOVA_KERNEL void zeta_near(const double* __restrict s, double* __restrict y, index_t n) noexcept {     // 1/2 < s < 2
    for (index_t i = 0; i < n; ++i) {
        const double u = s[i] - 1.0;
        y[i] = horner(tables::zeta_near, u) / u;
    }
}
SCINOVA_KERNEL void zeta_array(const double* __restrict s, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> t;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) t[i] = half_octave(s[i], k[i], 2.0);
    lookup(tables::zeta_columns, t, k, y, n);
    for (index_t i = 0; i < n; ++i) {
        const double shifted = shifter - s[i], a = (-s[i] - (shifted - shifter)) * tables::ln2_whole[0];
        const double power = times_two_to(fma(a * a, horner(tables::exp_rest, a), a) + 1.0, shifted);
        y[i] = fma(power / (s[i] - 1.0), y[i], 1.0);
    }
    for_some(s, y, n, [](double v) { return v < 2.0; }, zeta_near);
    repair(s, y, n, [](double v) { return (v > 0.5) & (v < 32.0) & (v != 1.0); }, [](double v) { return riemann(v); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
