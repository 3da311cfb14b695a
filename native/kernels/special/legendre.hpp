// SPDX-License-Identifier: BSD-3-Clause
// Associated Legendre functions of whole degree and order, spherical harmonics, and their first two derivatives.
//
// With w = 1 - z^2 and G = C_{n-m}^(m+1/2)(z) (Gegenbauer, DLMF 18.11.1), m >= 0,
//     P_n^m(z) = (-1)^m (2m-1)!! w^(m/2) G                    on the cut (DLMF 14.3.1, type 2),
//     P_n^m(z) = (2m-1)!! (z - 1)^(m/2) (z + 1)^(m/2) G       off the cut (14.3.6, type 3),
//     P_n^-m   = (n-m)!/(n+m)! P_n^m, on the cut times (-1)^m (14.9.3, 14.9.13).
// G comes from the recurrence in difference form (orthopoly.hpp), which loses nothing near z = 1; factorials and powers
// are kept as mantissa and exponent, so that degrees of many thousands neither underflow nor overflow on the way.
// Derivatives in z: G' = (2m+1) C_{n-m-1}^(m+3/2) (18.9.19). Derivatives in the angle t, z = cos t, of the normalized function
// (ladder of 14.10.1-2, free of singularities):
//     2 dP/dt = sqrt((n-m)(n+m+1)) P^{m+1} - sqrt((n+m)(n-m+1)) P^{m-1}.
// The angle outside [0, pi]: |sin t| takes the place of sin t. Accuracy: 20 ulp of the envelope, growing like sqrt(n).
#pragma once

#include <vector>

#include "kernels/special/orthopoly.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// m 2^e
struct Wide {
    double m = 0.0, e = 0.0;
    double value() const noexcept { return e == 0.0 ? m : std::ldexp(m, static_cast<int>(std::fmax(std::fmin(e, 1e6), -1e6))); }
};
inline Wide operator*(Wide a, Wide b) noexcept { return {a.m * b.m, a.e + b.e}; }
inline Wide normal(Wide a) noexcept {
    int q = 0;
    a.m = std::frexp(a.m, &q);
    return {a.m, a.e + q};
}
inline Wide root(Wide a) noexcept {   // a.m in [1/2, 1)
    const bool uneven = std::fmod(a.e, 2.0) != 0.0;
    return {std::sqrt(uneven ? 2.0 * a.m : a.m), 0.5 * (uneven ? a.e - 1.0 : a.e)};
}

inline constexpr std::size_t factorial_count = 8192;

struct Factorials {
    std::vector<Wide> f;
    Factorials() : f(factorial_count) {
        Dd m = 1.0;
        double e = 0.0;
        f[0] = {1.0, 0.0};
        for (std::size_t k = 1; k < factorial_count; ++k) {
            m = m * static_cast<double>(k);
            int q = 0;
            std::frexp(m.hi, &q);
            m = {std::ldexp(m.hi, -q), std::ldexp(m.lo, -q)};
            e += q;
            f[k] = {m.hi, e};
        }
    }
};
inline Wide factorial_wide(double k) noexcept {
    static const Factorials table;
    if (k < static_cast<double>(factorial_count)) return table.f[static_cast<std::size_t>(k)];
    const Dd l = lgamma_dd(two_sum(k, 1.0)), ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    const double e = std::floor(l.hi / ln2.hi);
    return {exp_dd(l - ln2 * e), e};
}

inline Wide power_wide(double s, double m) noexcept {
    if (m == 0.0 || s == 1.0) return {1.0, 0.0};
    if (s == 0.0) return {0.0, 0.0};
    int q = 0;
    double f = std::frexp(s, &q), r = 1.0, e = m * q;
    for (; m > 1000.0; m -= 1000.0) {
        int p = 0;
        r = std::frexp(r * std::pow(f, 1000.0), &p);
        e += p;
    }
    return {r * std::pow(f, m), e};
}

// A point of [-1, 1]: |z|, 1 - |z|, the sine and what is missing from it
struct SpherePoint {
    double z, below, s, s_lo;
    bool left;
};
inline SpherePoint at_angle(double t) noexcept {
    const double c = std::cos(t), s = std::fabs(std::sin(t)), a = std::fabs(c);
    // Near the equator the cosine knows more of the sine than its own rounding.
    const double lo = a < 0.7 ? ((Dd(1.0) - two_prod(a, a)) - two_prod(s, s)).hi / (2.0 * s) : 0.0;
    return {a, a < 0.5 ? 1.0 - a : s * s / (1.0 + a), s, lo, c < 0.0};
}
inline SpherePoint at_cosine(double z) noexcept {
    const double a = std::fabs(z);
    const Dd s = sqrt_dd(two_diff(1.0, a) * two_sum(1.0, a));
    return {a, 1.0 - a, s.hi, s.lo, z < 0.0};
}

// (2m-1)!!
inline Wide double_factorial(double m) noexcept {
    const Wide a = factorial_wide(2.0 * m), b = factorial_wide(m);
    return {a.m / b.m, a.e - b.e - m};
}
// (n-m)!/(n+m)!
inline Wide factorial_ratio(double n, double m) noexcept {
    const Wide a = factorial_wide(n - m), b = factorial_wide(n + m);
    return {a.m / b.m, a.e - b.e};
}

// s^m times the constant in front of G: (-1)^m (2m-1)!!, for negative order with (-1)^m (n-|m|)!/(n+|m|)!; if normalized, times
// sqrt(unit (2n+1) (n-|m|)!/(n+|m|)!) instead of the latter
inline Wide legendre_front(double n, double m, const SpherePoint& p, bool normalized, double unit) noexcept {
    const double a = std::fabs(m);
    Wide f = double_factorial(a) * power_wide(p.s, a);
    if (p.s_lo != 0.0) f.m *= 1.0 + a * (p.s_lo / p.s);
    if (normalized) {
        Wide r = factorial_ratio(n, a);
        r.m *= unit * (2.0 * n + 1.0);
        f = normal(f) * root(normal(r));
    } else if (m < 0.0) {
        f = normal(f) * factorial_ratio(n, a);
    }
    if (m > 0.0 && odd(a)) f.m = -f.m;
    return f;
}
inline double legendre_point(double n, double m, const SpherePoint& p, bool normalized, double unit) noexcept {
    const double a = std::fabs(m);
    if (n < a) return 0.0;
    if (a == 0.0 && n > legendre_far && p.z < 1.0) {
        const double far = legendre_right(n, p.z, two_diff(1.0, p.z));
        return (p.left ? parity(n) : 1.0) * far * (normalized ? std::sqrt(unit * (2.0 * n + 1.0)) : 1.0);
    }
    Wide g;
    g.m = gegenbauer_right<double>(n - a, a + 0.5, p.z, -p.below, g.e);
    if (p.left && odd(n - a)) g.m = -g.m;
    return (normal(g) * normal(legendre_front(n, m, p, normalized, unit))).value();
}

inline constexpr double quarter_over_pi = 0x1.45f306dc9c883p-4;
inline constexpr double too_large = 0x1p40;

// ------------------------------------------------------------------------------------ spherical Legendre functions

inline bool sphere_edge(long n, long m, double t) noexcept {
    return !std::isfinite(t) || std::fabs(static_cast<double>(m)) > too_large || std::fabs(static_cast<double>(n)) > too_large;
}
inline double sph_value(double n, double m, const SpherePoint& p) noexcept { return legendre_point(n, m, p, true, quarter_over_pi); }
inline double sph_legendre0(long n, long m, double t) noexcept {
    if (n < 0) return 0.0;
    if (sphere_edge(n, m, t)) return nan;
    return sph_value(static_cast<double>(n), static_cast<double>(m), at_angle(t));
}
inline double ladder_up(double n, double m) noexcept { return n > m && n + m + 1.0 > 0.0 ? std::sqrt((n - m) * (n + m + 1.0)) : 0.0; }
inline double ladder_down(double n, double m) noexcept { return ladder_up(n, m - 1.0); }

// Value and derivatives in t; on the side where sin t < 0, orders of odd distance change sign.
inline void sph_derivatives(long n0, long m0, double t, int order, double* out) noexcept {
    const double n = static_cast<double>(n0), m = static_cast<double>(m0);
    if (n0 < 0 || sphere_edge(n0, m0, t)) {
        for (int k = 0; k <= order; ++k) out[k] = n0 < 0 ? 0.0 : nan;
        return;
    }
    const SpherePoint p = at_angle(t);
    const double side = std::sin(t) < 0.0 ? -1.0 : 1.0;
    out[0] = sph_value(n, m, p);
    const double up = ladder_up(n, m), down = ladder_down(n, m);
    out[1] = 0.5 * side * ((up != 0.0 ? up * sph_value(n, m + 1.0, p) : 0.0) - (down != 0.0 ? down * sph_value(n, m - 1.0, p) : 0.0));
    if (order < 2) return;
    const double up2 = up * ladder_up(n, m + 1.0), down2 = down * ladder_down(n, m - 1.0);
    const double outer = (up2 != 0.0 ? up2 * sph_value(n, m + 2.0, p) : 0.0) + (down2 != 0.0 ? down2 * sph_value(n, m - 2.0, p) : 0.0);
    out[2] = 0.25 * (outer - (up * up + down * down) * out[0]);
}
inline void sph_legendre1(long n, long m, double t, double& p, double& d) noexcept {
    double v[3];
    sph_derivatives(n, m, t, 1, v);
    p = v[0];
    d = v[1];
}
inline void sph_legendre2(long n, long m, double t, double& p, double& d, double& dd) noexcept {
    double v[3];
    sph_derivatives(n, m, t, 2, v);
    p = v[0];
    d = v[1];
    dd = v[2];
}

// exp(i m phi)
inline cdouble turn(long m, double phi) noexcept {
    const Dd x = two_prod(static_cast<double>(m), phi);
    const double c = std::cos(x.hi), s = std::sin(x.hi);
    return {fma(-s, x.lo, c), fma(c, x.lo, s)};
}
inline void sph_harm_y1(long n, long m, double t, double phi, cdouble& y, cdouble& dt, cdouble& dp) noexcept {
    double v[3];
    sph_derivatives(n, m, t, 1, v);
    const cdouble e = std::isfinite(phi) ? turn(m, phi) : cdouble(nan, nan);
    y = v[0] * e;
    dt = v[1] * e;
    dp = cdouble(-y.imag(), y.real()) * static_cast<double>(m);
}
inline void sph_harm_y2(long n, long m, double t, double phi, cdouble& y, cdouble& dt, cdouble& dp, cdouble& dtt,
                        cdouble& dtp, cdouble& dpp) noexcept {
    double v[3];
    sph_derivatives(n, m, t, 2, v);
    const cdouble e = std::isfinite(phi) ? turn(m, phi) : cdouble(nan, nan);
    const double order = static_cast<double>(m);
    y = v[0] * e;
    dt = v[1] * e;
    dtt = v[2] * e;
    dp = cdouble(-y.imag(), y.real()) * order;
    dtp = cdouble(-dt.imag(), dt.real()) * order;
    dpp = -order * order * y;
}

// ------------------------------------------------------------------------------------ Legendre polynomials

// P_n, P_n', P_n'': P'_{k+1} = P'_{k-1} + (2k+1) P_k (DLMF 18.9.19 with 18.9.21), and the same once more
inline void legendre_derivatives(long n0, double z, double& p, double& d, double& dd) noexcept {
    double n = static_cast<double>(n0);
    if (n < 0.0) n = -n - 1.0;
    if (!std::isfinite(z) || n > longest) {
        if (n > longest) report(Trouble::slow);
        p = d = dd = nan;
        return;
    }
    const double x = std::fabs(z), y = x - 1.0;
    const bool near_one = x >= 0.5;
    double now = 1.0, other = near_one ? 0.0 : 0.0, d0 = 0.0, d1 = 0.0, s0 = 0.0, s1 = 0.0;
    for (double k = 0.0; k < n; k += 1.0) {
        // (d0, s0) belong to degree k - 1, (d1, s1) to degree k
        const double c = 2.0 * k + 1.0, s2 = s0 + c * d1, d2 = d0 + c * now;
        s0 = s1;
        s1 = s2;
        d0 = d1;
        d1 = d2;
        if (near_one) {
            other = (k * other + c * y * now) * (1.0 / (k + 1.0));
            now += other;
        } else {
            const double next = (c * x * now - k * other) * (1.0 / (k + 1.0));
            other = now;
            now = next;
        }
    }
    const double sign = z < 0.0 ? parity(n) : 1.0, side = z < 0.0 ? -1.0 : 1.0;
    p = sign * now;
    d = side * sign * d1;
    dd = sign * s1;
}
inline double legendre0(long n, double z) noexcept { return legendre_whole(static_cast<double>(n), z); }
inline void legendre1(long n, double z, double& p, double& d) noexcept {
    double dd;
    legendre_derivatives(n, z, p, d, dd);
}
inline void legendre2(long n, double z, double& p, double& d, double& dd) noexcept { legendre_derivatives(n, z, p, d, dd); }

// ------------------------------------------------------------------------------------ associated Legendre functions

inline double scaled(double g, Wide f) noexcept { return (normal({g, 0.0}) * normal(f)).value(); }
inline cdouble scaled(cdouble g, Wide f) noexcept {
    f = normal(f);
    return {scaled(g.real(), f), scaled(g.imag(), f)};
}

// r^k for whole k of either sign; r = 0 with k < 0: inf
template <class T>
inline T whole_power(T r, double k) noexcept {
    if (k == 0.0) return T(1.0);
    if (size_of(r) == 0.0) return k > 0.0 ? T(0.0) : T(inf);
    const T b = k < 0.0 ? T(1.0) / r : r;
    T v(1.0), q = b;
    for (auto bits = static_cast<std::uint64_t>(std::fabs(k)); bits; bits >>= 1) {
        if (bits & 1u) v *= q;
        q *= q;
    }
    return v;
}

// The values and derivatives in z as front * { r^m G, ... }, r = w^(1/2) on the cut and (z^2 - 1)^(1/2) off it (sign q = -1 or
// 1: dr/dz = q z/r, so d r^m/dz = q m z r^(m-2)).
template <class T>
inline void associated(long n0, long m0, T z, long branch, long norm, int order, T* out) noexcept {
    const double n = n0 < 0 ? -static_cast<double>(n0) - 1.0 : static_cast<double>(n0);
    const double m = std::fabs(static_cast<double>(m0));
    for (int k = 0; k <= order; ++k) out[k] = T(0.0);
    if (n0 < 0 || m > n) return;
    const bool cut = branch != 3;
    constexpr bool real = std::is_same_v<T, double>;
    const double a = size_of(z);
    if (any_nan(z) || !std::isfinite(a) || n > too_large) {
        for (int k = 0; k <= order; ++k) out[k] = T(nan);
        return;
    }
    if constexpr (real) {
        // Off its own side a function with a root is not real.
        if (m != 0.0 && (cut ? a > 1.0 : a < 1.0 || z < -1.0)) {
            for (int k = 0; k <= order; ++k) out[k] = nan;
            return;
        }
        if (cut && a < 1.0 && order == 0) {
            out[0] = legendre_point(n, static_cast<double>(m0), at_cosine(z), norm != 0, 0.5);
            return;
        }
    }
    const SpherePoint one{1.0, 0.0, 1.0, 0.0, false};
    Wide front = legendre_front(n, static_cast<double>(m0), one, norm != 0, 0.5);
    if (!cut) front.m = std::fabs(front.m);
    T r;
    if constexpr (real) r = std::sqrt(cut ? (1.0 - z) * (1.0 + z) : (z - 1.0) * (z + 1.0));
    else r = cut ? std::sqrt(T(1.0) - z) * std::sqrt(T(1.0) + z) : std::sqrt(z - 1.0) * std::sqrt(z + 1.0);
    const double q = cut ? -1.0 : 1.0;
    T g[3]{};
    double e[3]{}, factor = 1.0;
    const bool left = real_part(z) < 0.0;
    for (int k = 0; k <= order && n - m - k >= 0.0; ++k) {
        const double degree = n - m - k, lambda = m + k + 0.5;
        g[k] = left ? parity(degree) * gegenbauer_right<T>(degree, lambda, -z, -z - 1.0, e[k])
                    : gegenbauer_right<T>(degree, lambda, z, z - 1.0, e[k]);
        g[k] *= factor;
        factor *= 2.0 * lambda;
    }
    // A power of r that may under- or overflow is split off into the front.
    double shift = 0.0;
    if (m > 4.0 && size_of(r) != 0.0) {
        const double size = std::log2(std::abs(r));
        shift = std::fabs(size * m) > 500.0 ? std::nearbyint(size * m) : 0.0;
    }
    const auto power = [&](double k) {
        if (shift == 0.0) return whole_power(r, k);
        const double each = shift / m;                       // r^k = (r 2^-each)^k 2^(each k)
        const T unit = r * std::exp2(-each);
        return whole_power(unit, k) * std::exp2(each * (k - m));
    };
    front.e += shift;
    const auto term = [&](int k, double coefficient, T factor_z, double exponent) {
        if (coefficient == 0.0 || size_of(g[k]) == 0.0) return T(0.0);
        Wide f = front;
        f.e += e[k];
        return scaled(coefficient * factor_z * g[k] * power(exponent), f);
    };
    const T unit(1.0);
    out[0] = term(0, 1.0, unit, m);
    if (order > 0) out[1] = term(0, q * m, z, m - 2.0) + term(1, 1.0, unit, m);
    if (order > 1) {
        out[2] = term(0, q * m, unit, m - 2.0) + term(0, m * (m - 2.0), z * z, m - 4.0) +
                 term(1, 2.0 * q * m, z, m - 2.0) + term(2, 1.0, unit, m);
        if (any_nan(out[2]) && size_of(r) == 0.0) out[2] = term(0, m * (m - 2.0), z * z, m - 4.0);
    }
}

template <class T>
inline T assoc0(long n, long m, T z, long branch, long norm) noexcept {
    T v[3];
    associated(n, m, z, branch, norm, 0, v);
    return v[0];
}
template <class T>
inline void assoc1(long n, long m, T z, long branch, long norm, T& p, T& d) noexcept {
    T v[3];
    associated(n, m, z, branch, norm, 1, v);
    p = v[0];
    d = v[1];
}
template <class T>
inline void assoc2(long n, long m, T z, long branch, long norm, T& p, T& d, T& dd) noexcept {
    T v[3];
    associated(n, m, z, branch, norm, 2, v);
    p = v[0];
    d = v[1];
    dd = v[2];
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
