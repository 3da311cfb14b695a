// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the error functions and the normal distribution (blocks.hpp); erf.hpp has the mathematics.
//
// erf: eight polynomials about multiples of 13/16. erfc, ndtr and their logarithm: exp(-x^2) with x^2 in two parts times
// erfcx(x) = u P(u), u = 22.25/(x + 3), eight polynomials in u for all x >= 0. Quantiles: eight polynomials in q^2,
// q = p - 1/2, where |q| < 0.425, and eight in half octaves of sqrt(-2 log p) in the tails. Accuracy: 3 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

SCINOVA_KERNEL void erf_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> t, p;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 6.0), s = fma(a, 16.0 / 13, shifter);
        k[i] = bits_of(s);
        t[i] = fma(s - shifter, -0.8125, a);             // exact
    }
    lookup(tables::erf_columns, t, k, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double v = with_sign(lesser(p[i], 1.0), x[i]);
        y[i] = x[i] == x[i] ? v : x[i];
    }
}

// erfcx(|x|/scale) = u P(u), u = 22.25 scale/(|x| + 3 scale); u in two parts, because near 0 the function changes three
// times as fast as u.
SCINOVA_KERNEL void erfcx_scaled(const double* __restrict x, Dd top, Dd more, double* __restrict y, index_t n) noexcept {
    Room<double> u, low, t;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 1e100);
        const Dd d = two_sum(a, more.hi);
        const double v = 1.0 / d.hi, q = top.hi * v, s = q + shifter;
        const double rest = v * (fma(-q, d.lo + more.lo, fma(-q, d.hi, top.hi)) + top.lo);
        k[i] = bits_of(s);
        u[i] = q;
        low[i] = rest;
        t[i] = (q - (s - shifter)) + rest;
    }
    lookup(tables::erfcx_columns, t, k, y, n);
    for (index_t i = 0; i < n; ++i) y[i] = fma(u[i], y[i], low[i] * y[i]);
}

SCINOVA_KERNEL void erfc_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> p;
    erfcx_scaled(x, 22.25, 3.0, p, n);
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 26.5), square = a * a, error = fma(a, a, -square);
        const double v = p[i] * exp_usual(-square, -error);
        y[i] = x[i] < 0.0 ? 2.0 - v : v;
    }
    repair(x, y, n, [](double a) { return a < 26.5; }, [](double a) { return special::erfc(a); });
}

SCINOVA_KERNEL void erfcx_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> p;
    erfcx_scaled(x, 22.25, 3.0, p, n);
    lane negative = 0;
    for (index_t i = 0; i < n; ++i) {
        negative |= x[i] < 0.0 ? lane{1} : lane{0};
        y[i] = p[i];
    }
    if (negative)
        for (index_t i = 0; i < n; ++i) {
            const double a = lesser(absolute(x[i]), 26.6), square = a * a, error = fma(a, a, -square);
            const double v = 2.0 * exp_usual(square, error) - p[i];
            y[i] = x[i] < 0.0 ? v : p[i];
        }
    repair(x, y, n, [](double a) { return a > -26.6 && a < 1e100; }, [](double a) { return special::erfcx(a); });
}

inline constexpr Dd scaled_top{0x1.f775c4688ef28p+4, 0x1.e4063949bec79p-50};    // 22.25 sqrt 2
inline constexpr Dd scaled_more{0x1.0f876ccdf6cd9p+2, 0x1.b1a18f13a34c0p-52};   // 3 sqrt 2

// exp(-x^2/2) erfcx(|x|/sqrt 2)/2, |x| <= 37.5: the smaller tail
SCINOVA_KERNEL void normal_small_tail(const double* __restrict x, double* __restrict q, index_t n) noexcept {
    erfcx_scaled(x, scaled_top, scaled_more, q, n);
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(absolute(x[i]), 37.5), square = a * a, error = fma(a, a, -square);
        q[i] *= 0.5 * exp_usual(-0.5 * square, -0.5 * error);
    }
}

SCINOVA_KERNEL void ndtr_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> q;
    normal_small_tail(x, q, n);
    for (index_t i = 0; i < n; ++i) y[i] = x[i] > 0.0 ? 1.0 - q[i] : q[i];
    repair(x, y, n, [](double a) { return a > -37.5; }, [](double a) { return special::ndtr(a); });
}

// log Phi: log(erfcx(-x/sqrt 2)/2) - x^2/2 on the left, log(1 - Q) on the right.
SCINOVA_KERNEL void log_ndtr_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    Room<double> p, f, k, more;
    erfcx_scaled(x, scaled_top, scaled_more, p, n);
    for (index_t i = 0; i < n; ++i) {
        const bool left = x[i] < 0.0;
        const double square = x[i] * x[i], error = fma(x[i], x[i], -square), c = 0.5 * p[i];
        const double q = c * exp_usual(-0.5 * square, -0.5 * error);     // some number far on the left, where it is not used
        const double rest = 1.0 - q, v = left ? c : rest, lost = (1.0 - rest) - q;
        const Reduced r = reduce_log(v);
        const bool small = !left && r.k == 0.0;
        // What 1 - q lost is added as lost/v, v between 0.5 and 0.71 where it is wanted.
        f[i] = small ? -q : r.f;
        k[i] = r.k;
        more[i] = left || small ? 0.0 : 1.7 * lost;
    }
    // A loop of its own, in which the two sides have the same operations: the compiler would make them twice.
    for (index_t i = 0; i < n; ++i) {
        const double h = 0.5 * f[i] * f[i], low = fma(k[i], tables::ln2_short[1], log_rest(f[i], h) + more[i]);
        const double l = fma(k[i], tables::ln2_short[0], f[i] - (h - low));
        const double square = x[i] * x[i], error = fma(x[i], x[i], -square);
        const Dd sum = two_sum(-0.5 * square, l);
        const double far = sum.hi + fma(-0.5, error, sum.lo);
        y[i] = x[i] < 0.0 ? far : l;
    }
    repair(x, y, n, [](double a) { return a < 37.5 && a > -1e100; }, [](double a) { return special::log_ndtr(a); });
}

// z with log Phi(-z) = -s for s in [2, 512), times `scale`
SCINOVA_KERNEL void normal_tails(const Room<double>& s, double scale, double* __restrict z, index_t n) noexcept {
    Room<double> t;
    Room<lane> k;
    for (index_t i = 0; i < n; ++i) t[i] = half_octave(__builtin_sqrt(2.0 * s[i]), k[i], 2.0);
    lookup(tables::tail_columns, t, k, z, n);
    for (index_t i = 0; i < n; ++i) z[i] = s[i] < 500.0 ? z[i] * scale : normal_tail(s[i]) * scale;
}
// q C(q^2) for q + low, |q| <= 0.425; C from the columns of either function
template <std::size_t N>
SCINOVA_KERNEL void normal_middle(const double (&columns)[N][8], Room<double>& q, const Room<double>& low, double per_unit,
                          double* __restrict y, index_t n) noexcept {
    Room<double> t;
    Room<lane> k;
    const double reach = 7.45 / per_unit;
    for (index_t i = 0; i < n; ++i) {
        const double w = lesser(q[i] * q[i], reach), error = fma(q[i], q[i], -w), s = fma(w, per_unit, shifter);
        k[i] = bits_of(s);
        t[i] = fma(fma(2.0 * q[i], low[i], error), per_unit, fma(w, per_unit, shifter - s));
    }
    lookup(columns, t, k, y, n);
    for (index_t i = 0; i < n; ++i) y[i] = fma(q[i], y[i], low[i] * y[i]);
}
inline constexpr double quantile_reach = 0.425;

SCINOVA_KERNEL void ndtri_tail(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> s, z;
    for (index_t i = 0; i < n; ++i) s[i] = -log_usual(p[i] < 0.5 ? p[i] : 1.0 - p[i]);
    normal_tails(s, 1.0, z, n);
    for (index_t i = 0; i < n; ++i) y[i] = p[i] < 0.5 ? -z[i] : z[i];
}
SCINOVA_KERNEL void ndtri_array(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> q, low;
    for (index_t i = 0; i < n; ++i) {
        q[i] = p[i] - 0.5;
        low[i] = (p[i] - q[i]) - 0.5;
    }
    normal_middle(tables::quantile_columns, q, low, 41.0, y, n);
    for_some(p, y, n,
             [](double v) {
                 return ((v > 1e-300) & (v < 0.5 - quantile_reach)) | ((v > 0.5 + quantile_reach) & (v < 1.0));
             },
             ndtri_tail);
    repair(p, y, n, [](double v) { return v > 1e-300 && v < 1.0; }, [](double v) { return special::ndtri(v); });
}

SCINOVA_KERNEL void erfinv_tail(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> s, z;
    for (index_t i = 0; i < n; ++i) s[i] = -log_usual(0.5 * (1.0 - absolute(x[i])));
    normal_tails(s, half_sqrt2, z, n);
    for (index_t i = 0; i < n; ++i) y[i] = with_sign(z[i], x[i]);
}
SCINOVA_KERNEL void erfinv_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> q, low;
    for (index_t i = 0; i < n; ++i) {
        q[i] = x[i];
        low[i] = 0.0;
    }
    normal_middle(tables::erfinv_columns, q, low, 10.25, y, n);
    for_some(x, y, n,
             [](double v) { return (absolute(v) > 2.0 * quantile_reach) & (absolute(v) < 1.0); }, erfinv_tail);
    lane tiny = 0;
    for (index_t i = 0; i < n; ++i) tiny |= absolute(x[i]) < 1e-150 ? lane{1} : lane{0};
    if (tiny)
        for (index_t i = 0; i < n; ++i) y[i] = absolute(x[i]) < 1e-150 ? x[i] * 0x1.c5bf891b4ef6bp-1 : y[i];   // sqrt(pi)/2
    repair(x, y, n, [](double v) { return absolute(v) < 1.0; }, [](double v) { return special::erfinv(v); });
}

SCINOVA_KERNEL void erfcinv_tail(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> s, z;
    for (index_t i = 0; i < n; ++i) s[i] = -log_usual(0.5 * (x[i] < 1.0 ? x[i] : 2.0 - x[i]));
    normal_tails(s, half_sqrt2, z, n);
    for (index_t i = 0; i < n; ++i) y[i] = x[i] < 1.0 ? z[i] : -z[i];
}
SCINOVA_KERNEL void erfcinv_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> q, low;
    for (index_t i = 0; i < n; ++i) {
        q[i] = 1.0 - x[i];
        low[i] = (1.0 - q[i]) - x[i];
    }
    normal_middle(tables::erfinv_columns, q, low, 10.25, y, n);
    for_some(x, y, n,
             [](double v) {
                 return ((v > 1e-300) & (v < 1.0 - 2.0 * quantile_reach)) | ((v > 1.0 + 2.0 * quantile_reach) & (v < 2.0));
             },
             erfcinv_tail);
    // At 1 the zero is a negative one, as that of -erfinv(x - 1).
    repair(x, y, n, [](double v) { return v > 1e-300 && v < 2.0 && v != 1.0; },
           [](double v) { return special::erfcinv(v); });
}

// p = exp(y): q = expm1(y + log 2)/2 keeps its digits around the median, 1 - p = -expm1(y) in the upper tail.
SCINOVA_KERNEL void ndtri_exp_tail(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    Room<double> s, z;
    lane right = 0;
    for (index_t i = 0; i < n; ++i) {
        s[i] = -x[i];
        right |= x[i] < -1.0 ? lane{0} : lane{1};
    }
    if (right)
        for (index_t i = 0; i < n; ++i) {
            const double upper = -log_usual(-expm1_usual(greater(x[i], -1.0)));
            s[i] = x[i] < -1.0 ? s[i] : upper;
        }
    normal_tails(s, 1.0, z, n);
    for (index_t i = 0; i < n; ++i) y[i] = x[i] < -1.0 ? -z[i] : z[i];
}
SCINOVA_KERNEL void ndtri_exp_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    in_blocks(n);
    lane middle = 0;
    for (index_t i = 0; i < n; ++i) middle |= (x[i] > -2.6) & (x[i] < -0.07) ? lane{1} : lane{0};
    if (middle) {
        Room<double> q, low;
        for (index_t i = 0; i < n; ++i) {
            const Dd e = two_sum(greater(x[i], -10.0), 0x1.62e42fefa39efp-1);
            q[i] = 0.5 * expm1_usual(e.hi, e.lo + 0x1.abc9e3b39803fp-56);
            low[i] = 0.0;
        }
        normal_middle(tables::quantile_columns, q, low, 41.0, y, n);
    } else {
        for (index_t i = 0; i < n; ++i) y[i] = x[i];     // every element has another treatment
    }
    for_some(x, y, n, [](double v) { return ((v > -500.0) & (v < -2.58)) | ((v > -0.078) & (v < -1e-290)); }, ndtri_exp_tail);
    repair(x, y, n, [](double v) { return v > -500.0 && v < -1e-290; }, [](double v) { return special::ndtri_exp(v); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
