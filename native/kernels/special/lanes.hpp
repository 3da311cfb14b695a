// SPDX-License-Identifier: BSD-3-Clause
// One element per lane of the widest vector, by the compiler's vector extension, for loops whose elements stop at different
// times; and sums of two, three and four float64 (about 106, 157 and 208 bits) of such vectors, or of float64 itself.
//
// The operations follow the error-free transformations of T. Ogita, S. M. Rump, S. Oishi, SIAM J. Sci. Comput. 26 (2005)
// 1955: a product of four parts is the sum of its partial products down to 2^-212, those of one order being added with their errors going
// to the next. Include only from HOT sources.
#pragma once

#include <cstdint>
#include <cstring>

#include "common/vector_width.hpp"
#include "kernels/special/double_double.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

#define SCINOVA_WIDE [[gnu::always_inline]] inline

inline constexpr int width = vector_bytes / static_cast<int>(sizeof(double));
typedef double Vec __attribute__((vector_size(vector_bytes)));
typedef std::int64_t Mask __attribute__((vector_size(vector_bytes)));
struct Row {
    alignas(vector_bytes) double at[width] = {};
    double& operator[](int l) noexcept { return at[l]; }
    double operator[](int l) const noexcept { return at[l]; }
};

SCINOVA_WIDE Vec load(const Row& from) noexcept {
    Vec v;
    std::memcpy(&v, from.at, sizeof v);
    return v;
}
SCINOVA_WIDE void store(Row& to, const Vec& v) noexcept { std::memcpy(to.at, &v, sizeof v); }
SCINOVA_WIDE double muladd(double a, double b, double c) noexcept { return __builtin_fma(a, b, c); }
SCINOVA_WIDE Vec muladd(const Vec& a, const Vec& b, const Vec& c) noexcept {
    Vec r;
    for (int l = 0; l < width; ++l) r[l] = __builtin_fma(a[l], b[l], c[l]);
    return r;
}
SCINOVA_WIDE Vec size(const Vec& a) noexcept { return (Vec)((Mask)a & 0x7fffffffffffffffll); }
SCINOVA_WIDE Vec larger(const Vec& a, const Vec& b) noexcept { return a > b ? a : b; }
SCINOVA_WIDE bool any(const Mask& m) noexcept {
    std::int64_t set = 0;
    for (int l = 0; l < width; ++l) set |= m[l];
    return set != 0;
}

// ---- two parts

template <class V>
struct Two {
    V hi, lo;
};
template <class V>
SCINOVA_WIDE Two<V> quick(const V& a, const V& b) noexcept {  // |a| >= |b|
    const V s = a + b;
    return {s, b - (s - a)};
}
template <class V>
SCINOVA_WIDE Two<V> sum(const V& a, const V& b) noexcept {
    const V s = a + b, v = s - a;
    return {s, (a - (s - v)) + (b - v)};
}
template <class V>
SCINOVA_WIDE Two<V> product(const V& a, const V& b) noexcept {
    const V p = a * b;
    return {p, muladd(a, b, -p)};
}
// Without renormalising
template <class V>
SCINOVA_WIDE Two<V> times(const Two<V>& a, const Two<V>& b) noexcept {
    const V p = a.hi * b.hi;
    return {p, muladd(a.hi, b.hi, -p) + muladd(a.hi, b.lo, a.lo * b.hi)};
}
template <class V>
SCINOVA_WIDE Two<V> over(const Two<V>& a, const Two<V>& b) noexcept {
    const V r = 1.0 / b.hi, q = a.hi * r;
    return {q, (muladd(-q, b.hi, a.hi) + muladd(-q, b.lo, a.lo)) * r};
}
template <class V>
SCINOVA_WIDE Two<V> shifted(const Two<V>& a, const V& k) noexcept {   // a + k
    const Two<V> s = sum(a.hi, k);
    return quick<V>(s.hi, s.lo + a.lo);
}

// ---- three parts

template <class V>
struct Three {
    V at[3];
};
template <class V>
SCINOVA_WIDE Three<V> settle(const V& a, const V& b, const V& c) noexcept {
    const Two<V> s = quick(b, c), r = quick(a, s.hi), u = quick(r.lo, s.lo);
    return {{r.hi, u.hi, u.lo}};
}
template <class V>
SCINOVA_WIDE Three<V> times(const Three<V>& x, const V& y) noexcept {
    const Two<V> p0 = product(x.at[0], y), p1 = product(x.at[1], y), a = sum(p1.hi, p0.lo);
    return settle<V>(p0.hi, a.hi, muladd(x.at[2], y, p1.lo + a.lo));
}
template <class V>
SCINOVA_WIDE Three<V> times(const Three<V>& x, const Two<V>& y) noexcept {
    const Two<V> p0 = product(x.at[0], y.hi), p1 = product(x.at[1], y.hi), q0 = product(x.at[0], y.lo);
    const Two<V> a = sum(p1.hi, q0.hi), b = sum(a.hi, p0.lo);
    return settle<V>(p0.hi, b.hi, muladd(x.at[2], y.hi, muladd(x.at[1], y.lo, (p1.lo + q0.lo) + (a.lo + b.lo))));
}
template <class V>
SCINOVA_WIDE Three<V> times(const Three<V>& x, const Three<V>& y) noexcept {
    const Two<V> p00 = product(x.at[0], y.at[0]), p01 = product(x.at[0], y.at[1]), p10 = product(x.at[1], y.at[0]);
    const Two<V> a = sum(p01.hi, p10.hi), b = sum(a.hi, p00.lo);
    const V last = muladd(x.at[0], y.at[2], muladd(x.at[1], y.at[1], x.at[2] * y.at[0]));
    return settle<V>(p00.hi, b.hi, last + ((p01.lo + p10.lo) + (a.lo + b.lo)));
}
template <class V>
SCINOVA_WIDE Three<V> plus(const Three<V>& x, const Three<V>& y) noexcept {
    const Two<V> s0 = sum(x.at[0], y.at[0]), s1 = sum(x.at[1], y.at[1]), a = sum(s1.hi, s0.lo);
    const V last = (x.at[2] + y.at[2]) + (s1.lo + a.lo);
    // Where the first parts cancel, later ones may be the larger.
    const Two<V> s = sum(a.hi, last), r = sum(s0.hi, s.hi);
    return settle<V>(r.hi, r.lo, s.lo);
}
template <class V>
SCINOVA_WIDE Three<V> scaled(const Three<V>& x, const V& power_of_two) noexcept {
    return {{x.at[0] * power_of_two, x.at[1] * power_of_two, x.at[2] * power_of_two}};
}

// ---- four parts

template <class V>
struct Four {
    V at[4];
};
template <class V>
SCINOVA_WIDE Four<V> settle(const V& a, const V& b, const V& c, const V& d) noexcept {
    const Two<V> t = quick(c, d), s = quick(b, t.hi), r = quick(a, s.hi);
    const Two<V> u = quick(r.lo, s.lo), v = quick(u.lo, t.lo);
    return {{r.hi, u.hi, v.hi, v.lo}};
}
template <class V>
SCINOVA_WIDE Four<V> times(const Four<V>& x, const V& y) noexcept {
    const Two<V> p0 = product(x.at[0], y), p1 = product(x.at[1], y), p2 = product(x.at[2], y);
    const Two<V> a = sum(p1.hi, p0.lo), b = sum(p2.hi, p1.lo), c = sum(b.hi, a.lo);
    return settle<V>(p0.hi, a.hi, c.hi, muladd(x.at[3], y, p2.lo + (b.lo + c.lo)));
}
template <class V>
SCINOVA_WIDE Four<V> times(const Four<V>& x, const Two<V>& y) noexcept {
    const Two<V> p0 = product(x.at[0], y.hi), p1 = product(x.at[1], y.hi), p2 = product(x.at[2], y.hi);
    const Two<V> q0 = product(x.at[0], y.lo), q1 = product(x.at[1], y.lo);
    const Two<V> a = sum(p1.hi, q0.hi), b = sum(a.hi, p0.lo);
    const Two<V> c = sum(p2.hi, q1.hi), d = sum(c.hi, p1.lo), e = sum(q0.lo, a.lo), f = sum(d.hi, e.hi), g = sum(f.hi, b.lo);
    const V rest = (p2.lo + q1.lo) + ((c.lo + d.lo) + (e.lo + (f.lo + g.lo)));
    return settle<V>(p0.hi, b.hi, g.hi, muladd(x.at[3], y.hi, x.at[2] * y.lo) + rest);
}
template <class V>
SCINOVA_WIDE Four<V> times(const Four<V>& x, const Four<V>& y) noexcept {
    const Two<V> p00 = product(x.at[0], y.at[0]), p01 = product(x.at[0], y.at[1]), p10 = product(x.at[1], y.at[0]);
    const Two<V> p02 = product(x.at[0], y.at[2]), p11 = product(x.at[1], y.at[1]), p20 = product(x.at[2], y.at[0]);
    const Two<V> a = sum(p01.hi, p10.hi), b = sum(a.hi, p00.lo);
    const Two<V> c = sum(p02.hi, p11.hi), d = sum(c.hi, p20.hi), e = sum(p01.lo, p10.lo), f = sum(a.lo, b.lo);
    const Two<V> g = sum(d.hi, e.hi), h = sum(g.hi, f.hi);
    const V last = muladd(x.at[0], y.at[3], muladd(x.at[1], y.at[2], muladd(x.at[2], y.at[1], x.at[3] * y.at[0])));
    const V rest = ((p02.lo + p11.lo) + (p20.lo + c.lo)) + ((d.lo + e.lo) + (f.lo + (g.lo + h.lo)));
    return settle<V>(p00.hi, b.hi, h.hi, last + rest);
}
template <class V>
SCINOVA_WIDE Four<V> plus(const Four<V>& x, const Four<V>& y) noexcept {
    const Two<V> s0 = sum(x.at[0], y.at[0]), s1 = sum(x.at[1], y.at[1]), s2 = sum(x.at[2], y.at[2]);
    const Two<V> a = sum(s1.hi, s0.lo), b = sum(s2.hi, s1.lo), c = sum(b.hi, a.lo);
    const V last = (x.at[3] + y.at[3]) + (s2.lo + (b.lo + c.lo));
    // Where the first parts cancel, later ones may be the larger.
    const Two<V> t = sum(c.hi, last), s = sum(a.hi, t.hi), r = sum(s0.hi, s.hi);
    return settle<V>(r.hi, r.lo, s.lo, t.lo);
}
template <class V>
SCINOVA_WIDE Four<V> scaled(const Four<V>& x, const V& power_of_two) noexcept {
    return {{x.at[0] * power_of_two, x.at[1] * power_of_two, x.at[2] * power_of_two, x.at[3] * power_of_two}};
}
// x/y, digit by digit
inline Four<double> quotient(Dd x, Dd y) noexcept {
    const Two<double> d{y.hi, y.lo};
    Four<double> rest{{x.hi, x.lo, 0.0, 0.0}};
    double q[4];
    for (double& digit : q) {
        digit = rest.at[0] / y.hi;
        rest = plus(rest, times(Four<double>{{-digit, 0.0, 0.0, 0.0}}, d));
    }
    return settle(q[0], q[1], q[2], q[3]);
}

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
