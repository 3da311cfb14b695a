// SPDX-License-Identifier: BSD-3-Clause
// Carlson's symmetric elliptic integrals R_C, R_D, R_F, R_G, R_J (DLMF 19.16), real and complex.
//
// Duplication (B. C. Carlson, Numer. Algorithms 10 (1995) 13; DLMF 19.36(i)) until the arguments are within 3 % of their
// mean, then the Taylor series about it. The series is [t^N] of (1 + E2 t^2 - E3 t^3 + E4 t^4 - E5 t^5)^(-1/2), the
// generating function of the symmetric polynomials of DLMF 19.19.6, so that one recurrence serves R_F, R_D and R_J, and
// it is taken to t^9. R_G is 19.21.10 with the middle argument as z, which makes every term nonnegative. R_C of real
// arguments in closed form (19.6.15 ff). R_J: in each step 1 + E of Carlson's (1.14) is formed as 2 sqrt(p)(p + lambda)/d,
// without the cancellation of 1 + E for small p. R_F, R_D, R_G: the sums of the duplication keep their rounding errors. Cauchy principal values: 19.20.14 and 19.2.20 where p, y < 0.
// Arguments beyond 2^300 or all below 2^-300 are scaled (homogeneity, 19.16(iii)).
// Accuracy: a few ulp for real arguments in the domain; principal values: of the larger of their two terms.
#pragma once

#include <algorithm>
#include <array>

#include "kernels/special/complex.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace carlson {

inline double size(double a) noexcept { return std::fabs(a); }
inline double size(cdouble a) noexcept { return std::fmax(std::fabs(a.real()), std::fabs(a.imag())); }
inline double real(double a) noexcept { return a; }
inline double real(cdouble a) noexcept { return a.real(); }
inline double mul(double a, double b) noexcept { return a * b; }
inline cdouble mul(cdouble a, cdouble b) noexcept { return times(a, b); }
inline double mul_add(double a, double b, double c) noexcept { return fma(a, b, c); }
inline cdouble mul_add(cdouble a, cdouble b, cdouble c) noexcept { return times(a, b) + c; }
inline double inv(double a) noexcept { return 1.0 / a; }
inline cdouble inv(cdouble a) noexcept { return special::inverse(a); }
inline double div(double a, double b) noexcept { return a / b; }
inline cdouble div(cdouble a, cdouble b) noexcept { return over(a, b); }
inline double root(double a) noexcept { return std::sqrt(a); }
// Principal square root of a number whose square does not overflow.
inline cdouble root(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return x >= 0.0 ? cdouble(std::sqrt(x), y) : cdouble(0.0, std::copysign(std::sqrt(-x), y));
    const double t = std::sqrt(0.5 * (std::sqrt(fma(x, x, y * y)) + std::fabs(x)));
    if (t < 0x1p-250) return std::sqrt(z);
    const double u = 0.5 * y / t;
    return x >= 0.0 ? cdouble(t, u) : cdouble(std::fabs(u), std::copysign(t, y));
}

// sum_N 3-term coefficient g_N w(N), g = (1 + sum e_k t^k)^(-1/2): N g_N = -sum_k e_k (N - k/2) g_{N-k};
// w(N) = a/(a + N)
template <class T>
inline T series(const T (&e)[6], double a) noexcept {   // e[2..5], with the signs of the generating function
    T g[10] = {T(1.0), T(0.0)};
    T sum(1.0);
    for (int n = 2; n < 10; ++n) {
        T s(0.0);
        for (int k = 2; k <= std::min(n, 5); ++k) s += mul(e[k], g[n - k]) * (n - 0.5 * k);
        g[n] = s * (-1.0 / n);
        sum += g[n] * (a / (a + n));
    }
    return sum;
}

// The same less 1 for R_F, where e4 = e5 = 0
template <class T>
inline T series_f(T e2, T e3) noexcept {
    const T e2e2 = mul(e2, e2), e3e3 = mul(e3, e3), e2e3 = mul(e2, e3);
    const T even = e2 * (-0.1) + e2e2 * (1.0 / 24) + mul(e2e2, e2 * (-5.0 / 208) + e2e2 * (35.0 / 2176)) +
                   mul(e3e3, T(3.0 / 104) - e2 * (15.0 / 272));
    const T odd = e3 * (1.0 / 14) - e2e3 * (3.0 / 44) + mul(e2e3, e2 * (1.0 / 16) - e2e2 * (35.0 / 608)) +
                  mul(e3e3, e3 * (5.0 / 304));
    return even + odd;
}

struct Scale {
    double factor = 1.0;   // on the arguments, a power of 4
    bool on = false;
};
inline Scale scale_of(double largest) noexcept {
    if (largest < 0x1p300 && largest > 0x1p-300) return {};
    int e = 0;
    std::frexp(largest, &e);
    const int shift = 2 * ((largest > 1.0 ? 300 - e : -300 - e) / 2);
    return {std::ldexp(1.0, std::min(shift, 900)), true};
}

// A number of the duplication with its rounding error, which some fifty steps would add up.
template <class T>
struct Kept {
    T hi, lo = T(0.0);
    // (this + l)/4; returns the sum before the division
    T quarter(T l) noexcept {
        const T s = hi + l, v = s - hi, rest = lo + ((hi - (s - v)) + (l - v)), sum = s + rest;
        lo = (rest - (sum - s)) * 0.25;
        hi = sum * 0.25;
        return sum;
    }
};
// (1 + e)/sqrt(a)
inline double over_root(Kept<double> a, double e) noexcept {
    const double r = std::sqrt(a.hi), q = 1.0 / r;
    // what the root and the quotient were rounded by
    return fma(q, e + (fma(-q, r, 1.0) - 0.5 * (fma(-r, r, a.hi) + a.lo) * (q * q)), q);
}
inline cdouble over_root(Kept<cdouble> a, cdouble e) noexcept {
    const cdouble q = inv(root(a.hi));
    // 1 - a q^2 with the products in two parts
    const Dd x = two_prod(q.real(), q.real()) - two_prod(q.imag(), q.imag()), y = two_prod(2.0 * q.real(), q.imag());
    const Dd re = (Dd(1.0) - x * a.hi.real()) + y * a.hi.imag(), im = -(x * a.hi.imag() + y * a.hi.real());
    const cdouble rest = cdouble(re.value(), im.value()) - mul(a.lo, cdouble(x.hi, y.hi));
    return q + mul(q, e + 0.5 * rest);
}

inline double scaled_sum(double k, double a, double b) noexcept { return fma(k, a, b); }
inline cdouble scaled_sum(double k, cdouble a, cdouble b) noexcept {
    return {fma(k, a.real(), b.real()), fma(k, a.imag(), b.imag())};
}

template <class T>
struct PairFD {
    T f, d, third;                                         // R_F, R_D, R_D/3
};

// R_F and, from the same square roots, R_D(x, y, z); at most one argument zero, z != 0 for D.
template <bool D, class T>
inline PairFD<T> fd(T x0, T y0, T z0) noexcept {
    Kept<T> x{x0}, y{y0}, z{z0}, a{(x0 + y0 + z0) * (1.0 / 3.0)}, b{D ? (x0 + y0 + z0 * 3.0) * 0.2 : a.hi};
    const T a0 = a.hi, b0 = b.hi;
    const double spread = std::fmax(std::fmax(size(x0 - y0), size(y0 - z0)), size(x0 - z0));
    double q = 33.0 * spread, power = 1.0;
    Kept<T> sum{T(0.0)};
    for (int k = 0; k < 100 && q > std::fmin(size(a.hi), size(b.hi)); ++k) {
        const T sx = root(x.hi), sy = root(y.hi), sz = root(z.hi), l = mul_add(sx, sy + sz, mul(sy, sz));
        a.quarter(l);
        x.quarter(l);
        y.quarter(l);
        const T last = z.quarter(l);                       // (sz + sx)(sz + sy)
        if constexpr (D) {
            b.quarter(l);
            const T term = inv(mul(sz, last)) * power, s = sum.hi + term;
            sum.lo += term - (s - sum.hi);                 // the first terms are the large ones
            sum.hi = s;
        }
        power *= 0.25;
        q *= 0.25;
    }
    PairFD<T> out;
    {
        const T w = inv(a.hi) * power, u = mul(a0 - x0, w), v = mul(a0 - y0, w), t = -(u + v);
        out.f = over_root(a, series_f(mul(u, v) - mul(t, t), mul(mul(u, v), t)));
    }
    if constexpr (D) {
        const T w = inv(b.hi) * power, u = mul(b0 - x0, w), v = mul(b0 - y0, w), t = (u + v) * (-1.0 / 3.0);
        const T uv = mul(u, v), t2 = mul(t, t);
        // Elementary symmetric functions of (u, v, t, t, t)
        const T e[6] = {T(0.0), T(0.0), uv - t2 * 6.0, -mul(uv * 3.0 - t2 * 8.0, t), mul(uv - t2, t2) * 3.0,
                        -mul(uv, mul(t2, t))};
        const T rest = div(series(e, 1.5) * power, mul(b.hi, root(b.hi)));
        out.d = scaled_sum(3.0, sum.hi, mul_add(T(3.0), sum.lo, rest));
        out.third = sum.hi + (sum.lo + rest * (1.0 / 3.0));
    }
    return out;
}

// R_C(1, 1 + e) by its series, small e
template <class T>
inline T rc_near(T e) noexcept {
    T s(1.0 / 21.0);
    for (int k = 9; k >= 0; --k) s = T(1.0 / (2 * k + 1)) - mul(e, s);
    return s;
}

// x >= 0, y > 0
inline double rc(double x, double y) noexcept {
    const double d = y - x;
    if (std::fabs(d) < 0.03 * x) return rc_near(d / x) / std::sqrt(x);
    if (d > 0.0) {
        const double r = std::sqrt(d);
        return std::atan2(r, std::sqrt(x)) / r;
    }
    const double r = std::sqrt(-d), t = r / std::sqrt(y);
    return (std::isinf(t) ? std::log(2.0) + 0.5 * (std::log(x) - std::log(y)) : std::asinh(t)) / r;
}
inline cdouble rc(cdouble x, cdouble y) noexcept {
    cdouble a = (x + 2.0 * y) * (1.0 / 3.0);
    const cdouble y0 = y - a;
    double q = 230.0 * size(x - y), power = 1.0;
    for (int k = 0; k < 100 && q > size(a); ++k) {
        const cdouble l = 2.0 * times(root(x), root(y)) + y;
        a = 0.25 * (a + l);
        x = 0.25 * (x + l);
        y = 0.25 * (y + l);
        q *= 0.25;
        power *= 0.25;
    }
    const cdouble s = over(y0, a) * power;
    constexpr double c[] = {1.0, 0.0, 3.0 / 10, 1.0 / 7, 3.0 / 8, 9.0 / 22, 159.0 / 208, 9.0 / 8};
    return over(polynomial(c, s), root(a));
}

// No argument negative or zero beside one of x, y, z; p != 0, not negative
template <class T>
inline T rj(T x, T y, T z, T p) noexcept {
    const T x0 = x, y0 = y, z0 = z;
    T a = (x + y + z + p * 2.0) * 0.2;
    const T a0 = a;
    double q = 33.0 * std::fmax(std::fmax(size(a - x), size(a - y)), std::fmax(size(a - z), size(a - p))), power = 1.0;
    T sum(0.0);
    for (int k = 0; k < 100 && q > size(a); ++k) {
        const T sx = root(x), sy = root(y), sz = root(z), sp = root(p), l = mul_add(sx, sy + sz, mul(sy, sz));
        const T d = inv(mul(mul(sp + sx, sp + sy), sp + sz));
        const T y1 = mul(mul(sp, p + l), d) * 2.0, e = y1 - T(1.0);
        sum += mul(d, size(e) < 0.03 ? rc_near(e) : rc(T(1.0), y1)) * power;
        a = (a + l) * 0.25;
        x = (x + l) * 0.25;
        y = (y + l) * 0.25;
        z = (z + l) * 0.25;
        p = (p + l) * 0.25;
        power *= 0.25;
        q *= 0.25;
    }
    const T w = inv(a) * power, u = mul(a0 - x0, w), v = mul(a0 - y0, w), t = mul(a0 - z0, w), r = (u + v + t) * -0.5;
    const T uvt = mul(mul(u, v), t), s2 = mul(u, v + t) + mul(v, t), r2 = mul(r, r);
    // Elementary symmetric functions of (u, v, t, r, r), where u + v + t = -2 r
    const T e[6] = {T(0.0), T(0.0), s2 - r2 * 3.0, -(uvt + mul(s2, r) * 2.0 - mul(r2, r) * 2.0),
                    mul(uvt * 2.0 + mul(s2, r), r), -mul(uvt, r2)};
    return sum * 6.0 + mul(series(e, 1.5), inv(mul(a, root(a)))) * power;
}

inline bool cut(cdouble z) noexcept { return z.imag() == 0.0 && z.real() < 0.0; }
inline bool cut(double z) noexcept { return z < 0.0; }
template <class T>
inline T failed(Trouble t) noexcept {
    report(t);
    if constexpr (std::is_same_v<T, double>) return nan;
    else return {nan, nan};
}
template <class T>
inline T bad() noexcept {
    if constexpr (std::is_same_v<T, double>) return nan;
    else return {nan, nan};
}
inline bool is_nan(double x) noexcept { return std::isnan(x); }
inline bool is_nan(cdouble x) noexcept { return special::is_nan(x); }
// Infinite along the cut, or in no known direction
inline bool astray(double) noexcept { return false; }
inline bool astray(cdouble z) noexcept {
    return std::isinf(z.real()) && (z.real() < 0.0 || std::isinf(z.imag()));
}

template <class T>
inline T any_rc(T x, T y) noexcept {
    if (is_nan(x) || is_nan(y)) return bad<T>();
    if (cut(x) || y == T(0.0) || astray(x)) return failed<T>(Trouble::domain);
    if (std::isinf(size(x)) || std::isinf(size(y))) return T(0.0);
    const double s = scale_of(std::fmax(size(x), size(y))).factor;
    x *= s;
    y *= s;
    if (!cut(y)) return rc(x, y) * std::sqrt(s);
    const T q = -y;
    return x == T(0.0) ? T(0.0) : mul(root(mul(x, inv(x + q))), rc(x + q, q)) * std::sqrt(s);
}

template <class T>
inline T any_rf(T x, T y, T z) noexcept {
    if (is_nan(x) || is_nan(y) || is_nan(z)) return bad<T>();
    if (cut(x) || cut(y) || cut(z) || astray(x) || astray(y) || astray(z)) return failed<T>(Trouble::domain);
    const double sx = size(x), sy = size(y), sz = size(z), largest = std::fmax(std::fmax(sx, sy), sz);
    if (std::isinf(largest)) return T(0.0);
    if ((sx == 0.0) + (sy == 0.0) + (sz == 0.0) > 1) {
        report(Trouble::singular);
        return T(inf);
    }
    const Scale s = scale_of(largest);
    if (!s.on) return fd<false>(x, y, z).f;
    return fd<false>(x * s.factor, y * s.factor, z * s.factor).f * std::sqrt(s.factor);
}

template <class T>
inline T any_rd(T x, T y, T z) noexcept {
    if (is_nan(x) || is_nan(y) || is_nan(z)) return bad<T>();
    if (cut(x) || cut(y) || cut(z) || astray(x) || astray(y) || astray(z)) return failed<T>(Trouble::domain);
    const double sx = size(x), sy = size(y), sz = size(z), largest = std::fmax(std::fmax(sx, sy), sz);
    if (sz == 0.0 || (sx == 0.0 && sy == 0.0)) {
        report(Trouble::singular);
        return T(inf);
    }
    if (std::isinf(largest)) return T(0.0);
    const Scale s = scale_of(largest);
    if (!s.on) return fd<true>(x, y, z).d;
    const double r = std::sqrt(s.factor);
    return fd<true>(x * s.factor, y * s.factor, z * s.factor).d * s.factor * r;
}

// (z - x)(y - z) t + rest
inline double add_product(double z, double x, double y, double t, double rest) noexcept {
    const Dd u = two_diff(z, x), v = two_diff(y, z), w = two_prod(u.hi, v.hi);
    return fma(w.hi, t, fma(w.lo + fma(u.hi, v.lo, u.lo * v.hi), t, rest));
}
inline cdouble add_product(cdouble z, cdouble x, cdouble y, cdouble t, cdouble rest) noexcept {
    return mul_add(mul(z - x, y - z), t, rest);
}

// sqrt x sqrt y/sqrt z
inline double root_of_quotient(double x, double y, double z) noexcept {
    const double q = x * y / z;
    return x * y > 1e-290 && q > 1e-290 ? std::sqrt(q) : std::sqrt(x) * std::sqrt(y) / std::sqrt(z);
}
inline cdouble root_of_quotient(cdouble x, cdouble y, cdouble z) noexcept { return div(mul(root(x), root(y)), root(z)); }

template <class T>
inline T any_rg(T x, T y, T z) noexcept {
    if (is_nan(x) || is_nan(y) || is_nan(z)) return bad<T>();
    if (cut(x) || cut(y) || cut(z) || astray(x) || astray(y) || astray(z)) return failed<T>(Trouble::domain);
    // z in the middle
    if (real(x) > real(y)) std::swap(x, y);
    if (real(y) > real(z)) std::swap(y, z);
    if (real(x) > real(y)) std::swap(x, y);
    std::swap(y, z);
    const double largest = std::fmax(std::fmax(size(x), size(y)), size(z));
    if (std::isinf(largest)) {
        report(Trouble::singular);
        return T(inf);
    }
    if (largest == 0.0) return T(0.0);
    const Scale s = scale_of(largest);
    x *= s.factor;
    y *= s.factor;
    z *= s.factor;
    const int zeros = (x == T(0.0)) + (y == T(0.0)) + (z == T(0.0));
    const double back = 0.5 / std::sqrt(s.factor);
    if (zeros > 1) return root(x + y + z) * back;
    if (z == T(0.0)) std::swap(x, z);
    const PairFD<T> p = fd<true>(x, y, z);
    return add_product(z, x, y, p.third, mul_add(z, p.f, root_of_quotient(x, y, z))) * back;
}

// The principal value for -q = p < 0 and x, y, z >= 0, at most one of them zero: DLMF 19.20.14
inline double rj_principal(double x, double y, double z, double q) noexcept {
    if (x > y) std::swap(x, y);
    if (y > z) std::swap(y, z);
    if (x > y) std::swap(x, y);
    // p = (z (x + y + q) - x y)/(z + q), in two forms without cancellation
    const double p = y + (z - y) * ((q + x) / (z + q)), p_less_z = (z - y) * ((x - z) / (z + q));
    const double j = rj(x, y, z, p), f = fd<false>(x, y, z).f;
    const double u = fma(x, y, p * q), c = rc(u, p * q);
    return (p_less_z * j - 3.0 * f + 3.0 * std::sqrt(x * y * z / u) * c) / (q + z);
}

// Whether the duplication theorem holds: Carlson (1995), theorem 1
inline bool rj_allowed(const cdouble (&v)[3], cdouble p) noexcept {
    bool right = true, all_real = true;
    for (const cdouble& a : v) {
        right = right && a.real() >= 0.0;
        all_real = all_real && a.imag() == 0.0 && a.real() >= 0.0;
    }
    if ((right && p.real() > 0.0) || all_real) return true;
    for (int k = 0; k < 3; ++k) {
        const cdouble a = v[k], b = v[(k + 1) % 3], c = v[(k + 2) % 3];
        if (a.imag() == 0.0 && a.real() >= 0.0 && b == std::conj(c) && b != 0.0) return true;
    }
    return false;
}

template <class T>
inline T any_rj(T x, T y, T z, T p) noexcept {
    if (is_nan(x) || is_nan(y) || is_nan(z) || is_nan(p)) return bad<T>();
    if (cut(x) || cut(y) || cut(z) || astray(x) || astray(y) || astray(z) || p == T(0.0)) return failed<T>(Trouble::domain);
    if ((x == T(0.0)) + (y == T(0.0)) + (z == T(0.0)) > 1) {
        report(Trouble::singular);
        return T(inf);
    }
    const double largest = std::fmax(std::fmax(size(x), size(y)), std::fmax(size(z), size(p)));
    if (std::isinf(largest)) return T(0.0);
    const Scale s = scale_of(largest);
    x *= s.factor;
    y *= s.factor;
    z *= s.factor;
    p *= s.factor;
    const double back = s.on ? s.factor * std::sqrt(s.factor) : 1.0;
    if constexpr (std::is_same_v<T, double>) {
        return (p > 0.0 ? rj(x, y, z, p) : rj_principal(x, y, z, -p)) * back;
    } else {
        const cdouble v[3] = {x, y, z};
        if (cut(p)) {
            if (x.imag() != 0.0 || y.imag() != 0.0 || z.imag() != 0.0) return failed<T>(Trouble::domain);
            return rj_principal(x.real(), y.real(), z.real(), -p.real()) * back;
        }
        if (!rj_allowed(v, p)) return failed<T>(Trouble::domain);
        return rj(x, y, z, p) * back;
    }
}

}  // namespace carlson

inline double elliprc(double x, double y) noexcept { return carlson::any_rc(x, y); }
inline double elliprd(double x, double y, double z) noexcept { return carlson::any_rd(x, y, z); }
inline double elliprf(double x, double y, double z) noexcept { return carlson::any_rf(x, y, z); }
inline double elliprg(double x, double y, double z) noexcept { return carlson::any_rg(x, y, z); }
inline double elliprj(double x, double y, double z, double p) noexcept { return carlson::any_rj(x, y, z, p); }
inline cdouble elliprc(cdouble x, cdouble y) noexcept { return carlson::any_rc(x, y); }
inline cdouble elliprd(cdouble x, cdouble y, cdouble z) noexcept { return carlson::any_rd(x, y, z); }
inline cdouble elliprf(cdouble x, cdouble y, cdouble z) noexcept { return carlson::any_rf(x, y, z); }
inline cdouble elliprg(cdouble x, cdouble y, cdouble z) noexcept { return carlson::any_rg(x, y, z); }
inline cdouble elliprj(cdouble x, cdouble y, cdouble z, cdouble p) noexcept { return carlson::any_rj(x, y, z, p); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
