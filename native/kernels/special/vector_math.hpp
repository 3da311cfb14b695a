// SPDX-License-Identifier: BSD-3-Clause
// Elementary functions for loops that the compiler vectorises, and the look-up that it cannot make by itself.
//
// Everything here is straight-line code in float64 and its bits: comparisons select among values already computed. A
// loop over a block calls these functions, and the compiler turns them into vector instructions of whatever width the
// processor level has. The result in a lane does not depend on the others.
//
// Arguments outside the stated ranges give some number, never a trap; the caller selects or repairs those lanes.
// Methods: exp by reduction modulo log 2 (W. J. Cody and W. Waite, Software Manual for the Elementary Functions, 1980);
// log by 2 atanh(s), s = f/(2 + f) (DLMF 4.6.4), f - f^2/2 kept apart; trigonometric functions by reduction modulo pi/2
// in three parts. Coefficients: tools/special_tables/vector.py.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "common/views.hpp"
#include "kernels/special/double_double.hpp"
#include "kernels/special/tables_vector.hpp"

#define SCINOVA_LANE [[gnu::always_inline]] inline
// Array kernels and their parts: compiled into their callers, once for blocks and once for scalars (loops.hpp).
#define SCINOVA_KERNEL [[gnu::always_inline]] inline

namespace scinova::special {

inline constexpr index_t block = 256;   // elements that are worked on together

inline namespace SCINOVA_ISA {

template <class T>
struct Room {
    alignas(64) T at[block];
    T& operator[](index_t i) noexcept { return at[i]; }
    const T& operator[](index_t i) const noexcept { return at[i]; }
    operator T*() noexcept { return at; }
    operator const T*() const noexcept { return at; }
};

using lane = std::uint64_t;

// Tells the compiler what it cannot see: a kernel's number of elements is 1 (a scalar, loops.hpp) or a multiple of 8.
SCINOVA_LANE void in_blocks(index_t n) noexcept {
    if (n < 8 && n != 1) __builtin_unreachable();
}
// Whether this copy of a kernel was compiled for scalars.
SCINOVA_LANE bool compiled_for_one(index_t n) noexcept { return __builtin_constant_p(n) && n == 1; }

// Adding it rounds |x| < 2^51 to an integer, which then stands in the low bits.
inline constexpr double shifter = 0x1.8p52;

// Written out by the compiler's templates: a loop inside would keep the loop over lanes from being vectorised.
template <std::size_t K = 0, std::size_t N>
SCINOVA_LANE double horner(const double (&c)[N], double t) noexcept {
    if constexpr (K + 1 == N) return c[K];
    else return fma(horner<K + 1>(c, t), t, c[K]);
}

SCINOVA_LANE double absolute(double x) noexcept { return from_bits(bits_of(x) & 0x7fffffffffffffffull); }
SCINOVA_LANE double with_sign(double size, double sign) noexcept {   // size >= 0
    return from_bits(bits_of(size) | (bits_of(sign) & 0x8000000000000000ull));
}
SCINOVA_LANE double lesser(double a, double b) noexcept { return a < b ? a : b; }     // b where a is NaN
SCINOVA_LANE double greater(double a, double b) noexcept { return a > b ? a : b; }

// ---- exponential -------------------------------------------------------------------------------------------------

inline constexpr double inverse_ln2 = 0x1.71547652b82fep+0;

struct Exponential {
    double head, tail;   // exp(r) = head + tail
    double shifted;      // the power of 2, in its low bits
};
SCINOVA_LANE Exponential exp_parts(double x, double low) noexcept {
    const double shifted = fma(x, inverse_ln2, shifter), k = shifted - shifter;
    const double r = fma(-k, tables::ln2_short[1], fma(-k, tables::ln2_short[0], x)) + low;
    return {1.0, fma(r * r, horner(tables::exp_rest, r), r), shifted};
}
SCINOVA_LANE double two_to(double shifted) noexcept { return from_bits((bits_of(shifted) << 52) + 0x3ff0000000000000ull); }
SCINOVA_LANE double times_two_to(double x, double shifted) noexcept {
    return from_bits(bits_of(x) + (bits_of(shifted) << 52));
}

// exp(x + low) for -708 <= x <= 709.7, |low| < 1e-3; 0.52 ulp.
SCINOVA_LANE double exp_usual(double x, double low = 0.0) noexcept {
    const Exponential e = exp_parts(x, low);
    return times_two_to(e.head + e.tail, e.shifted);
}
// factor exp(x + low) for every x, subnormal results and overflow included; the factor keeps the product from
// overflowing before its time.
SCINOVA_LANE double exp_scaled(double x, double low, double factor) noexcept {
    x = x > 1500.0 ? 1500.0 : x;
    x = x < -1500.0 ? -1500.0 : x;
    const Exponential e = exp_parts(x, low);
    const double k = e.shifted - shifter;
    const double first = fma(k, 0.25, shifter), quarter = first - shifter, last = (k - 3.0 * quarter) + shifter;
    const double quarter_power = two_to(first);
    return factor * (e.head + e.tail) * quarter_power * quarter_power * quarter_power * two_to(last);
}
SCINOVA_LANE double exp_any(double x) noexcept { return exp_scaled(x, 0.0, 1.0); }

// exp(x) - 1 for |x| <= 709.7, rounded once: 0.6 ulp.
SCINOVA_LANE Dd expm1_parts(double x, double low = 0.0) noexcept {
    const Exponential e = exp_parts(x, low);
    // 2^k (1 + t) - 1 = (2^k - 1) + 2^k t: the first term is exact up to k = 53 and the sum's rounding left over is put
    // back; beyond, halves keep 2^1024 away.
    const double k = e.shifted - shifter;
    const double half_power = times_two_to(0.5, e.shifted);
    const double a = half_power - 0.5, b = half_power * e.tail;
    const Dd half = quick_two_sum(a, b);
    return {k == 0.0 ? e.tail : 2.0 * half.hi, k == 0.0 ? 0.0 : 2.0 * half.lo};
}
// The same in one number; 1 ulp.
SCINOVA_LANE double expm1_usual(double x, double low = 0.0) noexcept { return expm1_parts(x, low).hi; }

// ---- logarithm ---------------------------------------------------------------------------------------------------

struct Reduced {
    double f, k;   // x = 2^k (1 + f), sqrt(1/2) <= 1 + f < sqrt 2
};
SCINOVA_LANE Reduced reduce_log(double x) noexcept {   // x normal and positive
    constexpr lane base = 0x3fe6a09e667f3bcdull;       // sqrt(1/2)
    const lane u = bits_of(x) - base + 0x4000000000000000ull;
    const lane e = u >> 52;                            // k + 1024
    const double k = from_bits(e | 0x4330000000000000ull) - (0x1p52 + 1024.0);
    const double m = from_bits((u & 0x000fffffffffffffull) + base);
    return {m - 1.0, k};
}
// log(1 + f) - (f - f^2/2) once more f^2/2: s (f^2/2 + R)
SCINOVA_LANE double log_rest(double f, double half_square) noexcept {
    const double s = f / (2.0 + f), z = s * s;
    return s * fma(z, horner(tables::atanh_rest, z), half_square);
}
// log(x) for normal x > 0; 0.6 ulp.
SCINOVA_LANE double log_usual(double x) noexcept {
    const Reduced r = reduce_log(x);
    const double h = 0.5 * r.f * r.f;
    const double low = fma(r.k, tables::ln2_short[1], log_rest(r.f, h));
    return fma(r.k, tables::ln2_short[0], r.f - (h - low));
}
// The same with 1/x, for the price of one division.
struct LogAndInverse {
    Dd log;
    double inverse;
};
SCINOVA_LANE LogAndInverse log_and_inverse(double x) noexcept {
    const Reduced r = reduce_log(x);
    const double square = r.f * r.f, error = fma(r.f, r.f, -square), h = 0.5 * square;
    const double d = 2.0 + r.f, v = 1.0 / (d * x), s = r.f * (v * x), z = s * s;
    const Dd a = two_sum(r.k * tables::ln2_short[0], r.f);
    const Dd b = two_sum(a.hi, -h);
    const double low = fma(s, fma(z, horner(tables::atanh_rest, z), h), -0.5 * error);
    return {quick_two_sum(b.hi, fma(r.k, tables::ln2_short[1], low) + (b.lo + a.lo)), v * d};
}
// log(x) to 0.6 ulp, in hi alone, and 1/x.
SCINOVA_LANE LogAndInverse log_with_inverse(double x) noexcept {
    const Reduced r = reduce_log(x);
    const double h = 0.5 * r.f * r.f, d = 2.0 + r.f, v = 1.0 / (d * x), s = r.f * (v * x), z = s * s;
    const double low = fma(r.k, tables::ln2_short[1], s * fma(z, horner(tables::atanh_rest, z), h));
    return {{fma(r.k, tables::ln2_short[0], r.f - (h - low)), 0.0}, v * d};
}
// log(x (1 + e)) = hi + lo for normal x > 0 and tiny e, an absolute error of 2^-60 of max(1, |hi|/64), and 1/x: as
// 2 s + (2 atanh(s) - 2 s).
SCINOVA_LANE LogAndInverse log_close(double x, double e = 0.0) noexcept {
    const Reduced r = reduce_log(x);
    const double d = 2.0 + r.f, lost = r.f - (d - 2.0), v = 1.0 / (d * x), inverse = v * d, u = v * x;
    const double s = r.f * u, z = s * s;
    const double low = u * fma(-s, lost, fma(-s, d, r.f));       // what s lost
    const Dd a = two_sum(r.k * tables::ln2_short[0], s + s);
    const double rest = fma(r.k, tables::ln2_short[1], fma(s * z, horner(tables::atanh_more, z), low + low)) + e;
    return {quick_two_sum(a.hi, a.lo + rest), inverse};
}
// log(x (1 + e)) = hi + lo for normal x > 0 and tiny e; an absolute error of 2^-58 of max(1, |log x|).
SCINOVA_LANE Dd log_two(double x, double e = 0.0) noexcept {
    const Reduced r = reduce_log(x);
    const double square = r.f * r.f, error = fma(r.f, r.f, -square), h = 0.5 * square;
    const Dd a = two_sum(r.k * tables::ln2_short[0], r.f);
    const Dd b = two_sum(a.hi, -h);
    const double rest = fma(r.k, tables::ln2_short[1], log_rest(r.f, h) + e) - 0.5 * error;
    return quick_two_sum(b.hi, rest + (b.lo + a.lo));
}
// log(1 + x) for -1 < x, x finite: 1 + x = m + c, and the lost c is added as c/m.
SCINOVA_LANE double log1p_usual(double x) noexcept {
    const double u = 1.0 + x;
    const double lost = x > 1.0 ? 1.0 - (u - x) : x - (u - 1.0);
    const Reduced reduced = reduce_log(u);
    const bool small = reduced.k == 0.0;
    const double f = small ? x : reduced.f;            // 1 + x itself then needs no rounding
    const double c = small ? 0.0 : lost / u;
    const double h = 0.5 * f * f;
    const double low = fma(reduced.k, tables::ln2_short[1], log_rest(f, h) + c);
    return fma(reduced.k, tables::ln2_short[0], f - (h - low));
}
// log(1 + x + low) in two parts for -1 < x, x finite, |low| <= ulp(x): a relative error of 2^-57.
SCINOVA_LANE Dd log1p_two(double x, double low = 0.0) noexcept {
    const Dd u = two_sum(1.0, x);
    const Reduced reduced = reduce_log(u.hi);
    const bool small = reduced.k == 0.0;
    const double f = small ? x : reduced.f;
    const double c = (small ? low : u.lo + low) / (small ? 1.0 + x : u.hi);
    const double square = f * f, error = fma(f, f, -square), h = 0.5 * square;
    const Dd a = two_sum(reduced.k * tables::ln2_short[0], f);
    const Dd b = two_sum(a.hi, -h);
    const double rest = fma(reduced.k, tables::ln2_short[1], log_rest(f, h) + c) - 0.5 * error;
    return quick_two_sum(b.hi, rest + (b.lo + a.lo));
}
// log(2^k (1 + f) (1 + e)) for a reduced argument and tiny e in two parts, an absolute error of 2^-66 and a relative one of
// 2^-64: 2 s + 2 s^3/3 + ..., s in two parts and the second term in two as well.
SCINOVA_LANE Dd log_fine(Reduced r, double e) noexcept {
    const double d = 2.0 + r.f, lost = r.f - (d - 2.0), v = 1.0 / d, s = r.f * v;
    const double low = v * fma(-s, lost, fma(-s, d, r.f));       // what s lost
    const double z = s * s, cube = s * z, cube_low = fma(s, z, -cube) + s * fma(s, s, -z);
    constexpr double third = 0x1.5555555555555p-55;              // 2/3 less its float64
    const double p = cube * tables::atanh_more[0];
    const double p_low = fma(cube, tables::atanh_more[0], -p) + fma(cube, third, fma(cube_low, tables::atanh_more[0], 2.0 * z * low));
    const Dd a = two_sum(r.k * tables::ln2_short[0], s + s), b = two_sum(a.hi, p);
    const double rest = fma(cube * z, horner<1>(tables::atanh_more, z), p_low) + fma(r.k, tables::ln2_short[1], low + low);
    return quick_two_sum(b.hi, (a.lo + b.lo) + (rest + e));
}
// log(x (1 + e)) for normal x > 0
SCINOVA_LANE Dd log_fine(double x, double e = 0.0) noexcept { return log_fine(reduce_log(x), e); }
// log(1 + x + low), -1 < x < 2^1000, |low| <= ulp(x)
SCINOVA_LANE Dd log1p_fine(double x, double low = 0.0) noexcept {
    const Dd u = two_sum(1.0, x);
    const Reduced reduced = reduce_log(u.hi);
    const bool small = reduced.k == 0.0;
    return log_fine({small ? x : reduced.f, reduced.k}, (small ? low : u.lo + low) / u.hi);
}
// log(a/b) for normal positive a and b, with all digits where they are close. a = 2^j m, b = 2^k n: s = (m - n)/(m + n)
// needs no quotient, and m - n is exact.
struct QuotientLog {
    double top, s, rest, low;   // log(a/b) = top + 2 s + rest + low; top is 0 for a/b in [sqrt(1/2), sqrt 2]
};
SCINOVA_LANE QuotientLog quotient_log(double a, double b) noexcept {
    constexpr lane fraction = 0x000fffffffffffffull, one = 0x3ff0000000000000ull;
    const lane ua = bits_of(a), ub = bits_of(b);
    double m = from_bits((ua & fraction) | one);
    const double n = from_bits((ub & fraction) | one);
    double k = from_bits((ua >> 52) | 0x4330000000000000ull) - from_bits((ub >> 52) | 0x4330000000000000ull);
    const bool high = m > 0x1.6a09e667f3bcdp+0 * n, small = m < 0x1.6a09e667f3bcdp-1 * n;
    k = high ? k + 1.0 : small ? k - 1.0 : k;
    m = high ? 0.5 * m : small ? 2.0 * m : m;
    const double d = m - n, w = m + n;
    const double v = 1.0 / w, s = d * v, z = s * s;
    const double lost = 2.0 * fma(-s, w, d) * v;   // what the quotient lost
    return {k * tables::ln2_short[0], s, s * z * horner(tables::atanh_rest, z), fma(k, tables::ln2_short[1], lost)};
}
SCINOVA_LANE double log_of_quotient(double a, double b, double more = 0.0) noexcept {
    const QuotientLog l = quotient_log(a, b);
    const double s2 = l.s + l.s, sum = l.top + s2;
    return sum + ((l.rest + (l.low + more)) + (s2 - (sum - l.top)));
}

// ---- trigonometric functions -------------------------------------------------------------------------------------

struct SinCos {
    double sin, cos;
};
// Of r + low, |r| <= pi/4.
SCINOVA_LANE SinCos sincos_reduced(double r, double low) noexcept {
    const double w = r * r, h = 0.5 * w;
    const double s = r + fma(r * w, horner(tables::sin_rest, w), low);
    const double c1 = 1.0 - h;
    const double c = c1 + (((1.0 - c1) - h) + fma(w * w, horner(tables::cos_rest, w), -r * low));
    return {s, c};
}
// Quarter turns: the values at r + n pi/2 from those at r; n in the low bits of `shifted`.
SCINOVA_LANE SinCos quarter_turns(SinCos v, double shifted) noexcept {
    const lane n = bits_of(shifted);
    const bool odd = (n & 1) != 0;
    const double s = odd ? v.cos : v.sin, c = odd ? v.sin : v.cos;
    return {from_bits(bits_of(s) ^ ((n & 2) << 62)), from_bits(bits_of(c) ^ (((n + 1) & 2) << 62))};
}
// x = n pi/2 + hi + lo for |x| <= 2^19: n stays below 2^20, so that its products with the first two parts of pi/2 are
// exact. n stands in the low bits of `shifted`.
struct Turned {
    double hi, lo, shifted;
};
SCINOVA_LANE Turned reduce_quarter(double x) noexcept {
    constexpr double p1 = 0x1.921fb544p+0, p2 = 0x1.0b4611a6p-34, p3 = 0x1.3198a2e037073p-69;
    const double shifted = fma(x, 0x1.45f306dc9c883p-1, shifter), n = shifted - shifter;
    const double a = fma(-n, p1, x);
    const Dd b = two_diff(a, n * p2);
    const double hi = fma(-n, p3, b.hi), lo = fma(-n, p3, b.hi - hi) + b.lo;
    return {hi, lo, shifted};
}
// sin and cos there; 0.6 ulp.
SCINOVA_LANE SinCos sincos_usual(double x) noexcept {
    const Turned r = reduce_quarter(x);
    return quarter_turns(sincos_reduced(r.hi, r.lo), r.shifted);
}
// sin(pi x) and cos(pi x) for |x| < 2^51; exact zeros; 0.8 ulp.
SCINOVA_LANE SinCos sincospi_usual(double x) noexcept {
    const double shifted = fma(x, 2.0, shifter), n = shifted - shifter, r = fma(n, -0.5, x), w = r * r;
    const double s = fma(r, pi_dd.hi, r * fma(w, horner(tables::sinpi_rest, w), pi_dd.lo));
    const double c = fma(w, horner(tables::cospi_rest, w), 1.0);
    return quarter_turns({s, c}, shifted);
}

// The half octave of x, counted from the power of 2 `from`, and the place in it: x = 2^e m, m - 5/4 or m - 7/4.
SCINOVA_LANE double half_octave(double x, lane& k, double from) noexcept {
    const lane u = bits_of(x);
    k = (u >> 51) - (bits_of(from) >> 51);
    const double m = from_bits((u & 0x000fffffffffffffull) | 0x3ff0000000000000ull);
    return m - (m < 1.5 ? 1.25 : 1.75);
}

// ---- coefficients looked up by lane --------------------------------------------------------------------------------

#if defined(__AVX512F__)
namespace detail {

typedef double Vec __attribute__((vector_size(64)));
typedef long long Index __attribute__((vector_size(64)));

SCINOVA_LANE Vec fma(Vec a, Vec b, Vec c) noexcept {
    Vec r;
    for (int l = 0; l < 8; ++l) r[l] = __builtin_fma(a[l], b[l], c[l]);
    return r;
}
// U registers at a time: the chains of operations overlap, and a row of coefficients is loaded once for all. Odd and even
// powers go in two chains, for the time of a single element; the constant term comes last.
template <int U, std::size_t N>
SCINOVA_LANE void lookup(const double (&c)[N][8], const double* __restrict t, const lane* __restrict k,
                         double* __restrict y) noexcept {
    Vec x[U], w[U], s[U], r[U], row, below;
    Index at[U];
    std::memcpy(&row, c[N - 1], sizeof row);
    std::memcpy(&below, c[N - 2], sizeof row);
    for (int u = 0; u < U; ++u) {
        std::memcpy(&x[u], t + 8 * u, sizeof(Vec));
        std::memcpy(&at[u], k + 8 * u, sizeof(Vec));
        w[u] = x[u] * x[u];
        s[u] = __builtin_shuffle(row, at[u]);
        r[u] = __builtin_shuffle(below, at[u]);
    }
    std::size_t j = N - 2;
    for (; j >= 3; j -= 2) {
        std::memcpy(&row, c[j - 1], sizeof row);
        std::memcpy(&below, c[j - 2], sizeof row);
        for (int u = 0; u < U; ++u) {
            s[u] = fma(s[u], w[u], __builtin_shuffle(row, at[u]));
            r[u] = fma(r[u], w[u], __builtin_shuffle(below, at[u]));
        }
    }
    for (int u = 0; u < U; ++u) s[u] = fma(s[u], x[u], r[u]);   // c_j + c_{j+1} t + ...
    while (j-- > 0) {
        std::memcpy(&row, c[j], sizeof row);
        for (int u = 0; u < U; ++u) s[u] = fma(s[u], x[u], __builtin_shuffle(row, at[u]));
    }
    for (int u = 0; u < U; ++u) std::memcpy(y + 8 * u, &s[u], sizeof(Vec));
}

}  // namespace detail
#endif

// sum_j c[j][piece mod 8] x^j, in the order of operations that lookup has.
template <std::size_t N>
SCINOVA_LANE double lookup_one(const double (&c)[N][8], double x, lane piece) noexcept {
    const lane at = piece & 7;
    const double w = x * x;
    double s = c[N - 1][at], r = c[N - 2][at];
    std::size_t j = N - 2;
    for (; j >= 3; j -= 2) {
        s = fma(s, w, c[j - 1][at]);
        r = fma(r, w, c[j - 2][at]);
    }
    s = fma(s, x, r);
    while (j-- > 0) s = fma(s, x, c[j][at]);
    return s;
}

// y[i] = sum_j c[j][k[i] mod 8] t[i]^j; n is 1 or a multiple of 8. A row of eight coefficients fills a register, so that
// looking up is a permutation; the compiler makes gathers of such loops, which cost ten times as much. Without
// registers of that width, a plain loop is best.
template <std::size_t N>
SCINOVA_KERNEL void lookup(const double (&c)[N][8], Room<double>& place, Room<lane>& piece, double* __restrict y,
                   index_t n) noexcept {
    const double* __restrict t = place;
    const lane* __restrict k = piece;
#if defined(__AVX512F__)
    if (compiled_for_one(n)) {
        y[0] = lookup_one(c, t[0], k[0]);
        return;
    }
    index_t i = 0;
    for (; i + 16 <= n; i += 16) detail::lookup<2>(c, t + i, k + i, y + i);
    for (; i < n; i += 8) detail::lookup<1>(c, t + i, k + i, y + i);
#else
    for (index_t i = 0; i < n; ++i) y[i] = lookup_one(c, t[i], k[i]);
#endif
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
