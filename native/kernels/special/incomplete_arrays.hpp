// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the incomplete gamma and beta functions for moderate parameters, and of the distributions that are
// such functions of other arguments (blocks.hpp). gammainc.hpp and beta.hpp have the mathematics and serve the rest.
//
// The formulas are those of incomplete_lanes.hpp, and for large a Temme's expansion; the recurrences of several elements
// advance together, and what a bound shows to be 0 or 1 is not computed. The elements
// of a block, any number of them, are brought together by region. Accuracy: 30 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/distributions.hpp"
#include "kernels/special/erf_arrays.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr index_t strand = 16;    // elements that iterate together; one by itself has a copy of the code

// An element keeps what it had when it converged, so that its last bits do not depend on those beside it.

// y = P(a, x) for x <= a + 1 or so, W elements.
template <index_t W>
inline void gamma_series_strand(const double* __restrict a, const double* __restrict x, double* __restrict y) noexcept {
    alignas(64) double top[W], bottom[W], power[W], z[W];
    for (index_t i = 0; i < W; ++i) y[i] = gamma_factor_lane(a[i], x[i]);    // a processor has it by the end of the loops
    for (index_t i = 0; i < W; ++i) {
        top[i] = bottom[i] = power[i] = 1.0;
        z[i] = a[i];
    }
    for (int round = 0; round < 40; ++round) {
        lane open = 0;
        for (index_t i = 0; i < W; ++i) {
            double t = top[i], b = bottom[i], p = power[i], s = z[i];
            const double v = x[i];
#pragma GCC unroll 8
            for (int k = 0; k < 8; ++k) {
                s += 1.0;
                p *= v;
                b *= s;
                t = fma(t, s, p);
            }
            const double scale = b > 1e100 ? 1e-100 : 1.0;
            const bool going = power[i] > 0x1p-58 * top[i];
            top[i] = going ? t * scale : top[i];
            bottom[i] = going ? b * scale : bottom[i];
            power[i] = going ? p * scale : power[i];
            z[i] = s;
            open |= p > 0x1p-58 * t ? lane{1} : lane{0};
        }
        if (!open) break;
    }
    for (index_t i = 0; i < W; ++i) y[i] *= top[i] / bottom[i];
}

// y = Q(a, x) for x > a: 8.9.1's fraction x + (1 - a)/(1 + 1/(x + (2 - a)/(1 + 2/(x + ...)))), whose terms are
// positive from k = a on.
template <index_t W>
inline void gamma_fraction_strand(const double* __restrict a, const double* __restrict x, double* __restrict y) noexcept {
    alignas(64) double top[W], top0[W], bottom[W], bottom0[W], value[W];
    alignas(64) lane kept[W];
    for (index_t i = 0; i < W; ++i) y[i] = gamma_factor_lane(a[i], x[i]) * a[i];
    for (index_t i = 0; i < W; ++i) {
        kept[i] = 0;
        top0[i] = bottom[i] = 1.0;
        bottom0[i] = value[i] = 0.0;
        top[i] = x[i];
    }
    double step = 0.0;
    for (int round = 0; round < 40; ++round) {
        lane open = 0;
        for (index_t i = 0; i < W; ++i) {
            double t = top[i], t0 = top0[i], d = bottom[i], d0 = bottom0[i], k = step;
            const double v = x[i], p = a[i];
#pragma GCC unroll 6
            for (int j = 0; j < 6; ++j) {
                k += 1.0;
                t0 = fma(k - p, t0, t);
                d0 = fma(k - p, d0, d);
                t = fma(v, t0, k * t);
                d = fma(v, d0, k * d);
            }
            const double scale = absolute(t) > 1e100 ? 1e-100 : 1.0, now = d / t;
            top[i] = t * scale;
            top0[i] = t0 * scale;
            bottom[i] = d * scale;
            bottom0[i] = d0 * scale;
            const bool settled = absolute(now - value[i]) <= 0x1p-51 * absolute(now);
            value[i] = kept[i] ? value[i] : now;
            kept[i] = settled ? lane{1} : kept[i];
            open |= kept[i] ^ lane{1};
        }
        step += 6.0;
        if (!open) break;
    }
    for (index_t i = 0; i < W; ++i) y[i] *= value[i];
}

template <index_t W>
using Width = std::integral_constant<index_t, W>;

// Some of the elements of a block, brought together.
template <int Columns>
struct Gathered {
    Room<double> column[Columns], result;
    std::int32_t at[block];
    index_t n = 0;

    // kernel(from, width) for each strand, n > 0; the last is filled up with copies of the last element.
    template <class Kernel>
    void in_strands(Kernel kernel) noexcept {
        if (n == 1) return kernel(0, Width<1>{});
        for (index_t i = n; i % strand != 0; ++i)
            for (int c = 0; c < Columns; ++c) column[c][i] = column[c][n - 1];
        for (index_t i = 0; i < n; i += strand) kernel(i, Width<strand>{});
    }
};

// y = P(a, x) for x < a, Q(a, x) otherwise, by Temme's expansion; W elements.
template <index_t W>
inline void gamma_uniform_strand(const double* __restrict a, const double* __restrict x, double* __restrict y) noexcept {
    alignas(64) double z[W], rest[W], high[W], low[W], scaled[W];
    for (index_t i = 0; i < W; ++i) {
        const UniformGamma u = uniform_gamma(a[i], x[i]);
        const double w = 1.0 / a[i], outer = uniform_rest(u.eta, w);
        z[i] = std::sqrt(0.5 * a[i]) * absolute(u.eta);
        rest[i] = one_over_sqrt_2pi * std::sqrt(w) * (u.mu >= 0.0 ? outer : -outer);
        high[i] = -u.exponent.hi;
        low[i] = -u.exponent.lo;
    }
    erfcx_scaled(z, 22.25, 3.0, scaled, W);
    for (index_t i = 0; i < W; ++i) y[i] = exp_scaled(high[i], low[i], fma(0.5, scaled[i], rest[i]));
}

struct GammaGroups {
    Gathered<2> series, fraction, uniform;
};

// y = P(a, x), or Q(a, x)
template <bool Lower>
inline void gamma_block(const double* __restrict a, const double* __restrict x, double* __restrict y, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    GammaGroups g;
    if (n > 1)
        for (index_t i = 0; i < n; ++i) {
            const bool usual = a[i] > 1e-140 && a[i] < 1e140 && x[i] > 1e-140 && x[i] < 1e140;
            const double p = usual ? a[i] : 1.0, v = usual ? x[i] : 1.0;
            y[i] = gamma_surely<Lower>(p, v, gamma_depth(p, v));
        }
    else y[0] = nan;
    for (index_t i = 0; i < n; ++i) {
        if (y[i] == y[i]) continue;
        const double p = a[i], v = x[i];
        const bool inside = p >= smallest_parameter && p <= largest_parameter && v > 1e-280 && v < 1e4;
        const bool small = v <= p + 0.5 || v < 1.1;
        const bool uniform = p > largest_parameter && uniform_serves(p, v);
        if (!uniform && (!inside || (!Lower && p < 1.0 && v < 1.1))) {
            y[i] = Lower ? special::gammainc(p, v) : special::gammaincc(p, v);
            continue;
        }
        Gathered<2>& to = uniform ? g.uniform : small ? g.series : g.fraction;
        to.column[0][to.n] = p;
        to.column[1][to.n] = v;
        to.at[to.n++] = static_cast<std::int32_t>(i);
    }
    if (g.series.n) {
        g.series.in_strands([&]<index_t W>(index_t i, Width<W>) {
            gamma_series_strand<W>(g.series.column[0] + i, g.series.column[1] + i, g.series.result + i);
        });
        for (index_t i = 0; i < g.series.n; ++i)
            y[g.series.at[i]] = Lower ? g.series.result[i] : 1.0 - g.series.result[i];
    }
    if (g.fraction.n) {
        g.fraction.in_strands([&]<index_t W>(index_t i, Width<W>) {
            gamma_fraction_strand<W>(g.fraction.column[0] + i, g.fraction.column[1] + i, g.fraction.result + i);
        });
        for (index_t i = 0; i < g.fraction.n; ++i)
            y[g.fraction.at[i]] = Lower ? 1.0 - g.fraction.result[i] : g.fraction.result[i];
    }
    if (g.uniform.n) {
        g.uniform.in_strands([&]<index_t W>(index_t i, Width<W>) {
            gamma_uniform_strand<W>(g.uniform.column[0] + i, g.uniform.column[1] + i, g.uniform.result + i);
        });
        for (index_t i = 0; i < g.uniform.n; ++i) {
            const bool direct = Lower == (g.uniform.column[1][i] < g.uniform.column[0][i]);
            y[g.uniform.at[i]] = direct ? g.uniform.result[i] : 1.0 - g.uniform.result[i];
        }
    }
}

// ---- beta

// result = I_x(a, b) for x below the mean; columns a, b, x, its low part, y, its low part.
template <index_t W, bool Wide>
inline void beta_fraction_strand(Gathered<6>& g, index_t from) noexcept {
    const double* __restrict a = g.column[0] + from;
    const double* __restrict b = g.column[1] + from;
    const double* __restrict x = g.column[2] + from;
    const double* __restrict xl = g.column[3] + from;
    const double* __restrict y = g.column[4] + from;
    const double* __restrict yl = g.column[5] + from;
    double* __restrict r = g.result + from;
    alignas(64) double top[W], top0[W], bottom[W], bottom0[W], value[W], lambda[W], before[W];
    alignas(64) lane kept[W];
    for (index_t i = 0; i < W; ++i) {
        if constexpr (Wide) r[i] = beta_factor_wide_lane(a[i], b[i], {x[i], xl[i]}, {y[i], yl[i]});
        else r[i] = beta_factor_lane(a[i], b[i], {x[i], xl[i]}, {y[i], yl[i]});
    }
    for (index_t i = 0; i < W; ++i) {
        kept[i] = 0;
        lambda[i] = beta_lambda(a[i], b[i], {x[i], xl[i]}, {y[i], yl[i]});
        top[i] = bottom0[i] = before[i] = 1.0;
        top0[i] = value[i] = 0.0;
        bottom[i] = a[i] * (lambda[i] + 1.0);
    }
    double n = 0.0;
    for (int round = 0; round < 40; ++round) {
        lane open = 0;
        for (index_t i = 0; i < W; ++i) {
            double t = top[i], t0 = top0[i], d = bottom[i], d0 = bottom0[i], k = n, last = before[i];
            const double p = a[i], q = b[i], u = x[i], v = y[i], l = lambda[i];
#pragma GCC unroll 3
            for (int j = 0; j < 3; ++j) {
                k += 1.0;
                const BetaStep s = beta_step(p, q, u, v, l, k, last);
                const double t1 = fma(s.beta, t, s.alpha * t0), d1 = fma(s.beta, d, s.alpha * d0);
                t0 = t;
                d0 = d;
                t = t1;
                d = d1;
                last = s.before;
            }
            const double scale = absolute(d) > 1e200 ? 1e-200 : absolute(d) > 1e100 ? 1e-100 : 1.0, now = t / d;
            top[i] = t * scale;
            top0[i] = t0 * scale;
            bottom[i] = d * scale;
            bottom0[i] = d0 * scale;
            before[i] = last;
            const bool settled = absolute(now - value[i]) <= 0x1p-51 * absolute(now);
            value[i] = kept[i] ? value[i] : now;
            kept[i] = settled ? lane{1} : kept[i];
            open |= kept[i] ^ lane{1};
        }
        n += 3.0;
        if (!open) break;
    }
    for (index_t i = 0; i < W; ++i) value[i] = kept[i] ? value[i] : nan;
    for (index_t i = 0; i < W; ++i) value[i] *= a[i] * (a[i] + 1.0);
    for (index_t i = 0; i < W; ++i) {
        top[i] = r[i] * a[i];
        r[i] *= value[i];
    }
    // x y dI/dx takes the place of what is no longer needed.
    for (index_t i = 0; i < W; ++i) g.column[5][from + i] = top[i];
}

// The same for what is close to an incomplete gamma function (beta.hpp: gamma_like).
template <index_t W>
inline void beta_gamma_strand(Gathered<6>& g, index_t from) noexcept {
    const double* __restrict a = g.column[0] + from;
    const double* __restrict b = g.column[1] + from;
    const double* __restrict y = g.column[4] + from;
    double* __restrict yl = g.column[5] + from;
    double* __restrict r = g.result + from;
    alignas(64) double u[W], low[W], rest[W], rate[W];
    for (index_t i = 0; i < W; ++i) {
        const Dd z = minus_log({y[i], yl[i]}), c = two_sum(a[i], 0.5 * (b[i] - 1.0)), p = two_prod(z.hi, c.hi);
        const GammaLike v = gamma_like_rest(c.hi, b[i], z.hi);
        u[i] = p.hi;
        low[i] = fma(z.hi, c.lo, fma(z.lo, c.hi, p.lo)) / p.hi;
        rest[i] = v.rest;
        rate[i] = v.rate / z.hi;
    }
    gamma_fraction_strand<W>(b, u, r);
    for (index_t i = 0; i < W; ++i) {
        const double slope = gamma_factor_lane(b[i], u[i]) * b[i];
        r[i] = fma(slope, rest[i] - low[i], r[i]);
        yl[i] = slope * rate[i] * y[i];
    }
}

// Collects arguments of I_x(a, b), exchanged where x lies above the mean, and delivers lower or upper tails.
struct BetaGroup {
    enum Kind { none = -1, moderate_pair, wide_pair, like_gamma };
    static constexpr int kinds = 3;
    Gathered<6> g[kinds];
    bool swapped[kinds][block];

    static Kind kind(double a, double b, Dd x, Dd y) noexcept {
        if (!(x.hi > 1e-280 && y.hi > 1e-280)) return none;
        return beta_moderate(a, b) ? moderate_pair : beta_wide(a, b, x, y) ? wide_pair : none;
    }
    static bool serves(double a, double b, Dd x, Dd y) noexcept { return kind(a, b, x, y) != none; }
    // Whether the element has been taken.
    bool add(index_t i, double a, double b, Dd x, Dd y) noexcept {
        Kind k = kind(a, b, x, y);
        if (k == none) return false;
        const bool swap = beta_swapped(a, b, x.hi, y.hi);
        const double values[6] = {swap ? b : a, swap ? a : b, swap ? y.hi : x.hi, swap ? y.lo : x.lo,
                                  swap ? x.hi : y.hi, swap ? x.lo : y.lo};
        if (gamma_like(values[0], values[1], values[2], values[4])) k = like_gamma;
        Gathered<6>& to = g[k];
        for (int c = 0; c < 6; ++c) to.column[c][to.n] = values[c];
        swapped[k][to.n] = swap;
        to.at[to.n++] = static_cast<std::int32_t>(i);
        return true;
    }
    void compute() noexcept {
        if (Gathered<6>& to = g[moderate_pair]; to.n)
            to.in_strands([&]<index_t W>(index_t i, Width<W>) { beta_fraction_strand<W, false>(to, i); });
        if (Gathered<6>& to = g[wide_pair]; to.n)
            to.in_strands([&]<index_t W>(index_t i, Width<W>) { beta_fraction_strand<W, true>(to, i); });
        if (Gathered<6>& to = g[like_gamma]; to.n)
            to.in_strands([&]<index_t W>(index_t i, Width<W>) { beta_gamma_strand<W>(to, i); });
    }
    // each(i, tail, x y dI/dx, whether it is the upper one) after compute()
    template <class Each>
    void results(Each each) noexcept {
        for (int k = 0; k < kinds; ++k)
            for (index_t j = 0; j < g[k].n; ++j) each(g[k].at[j], g[k].result[j], g[k].column[5][j], swapped[k][j]);
    }
    // store(i, lower, upper, direct): `direct` when the first of them is the one computed.
    template <class Store>
    void finish(Store store) noexcept {
        compute();
        results([&](index_t i, double r, double, bool upper) {
            if (upper) store(i, 1.0 - r, r, false);
            else store(i, r, 1.0 - r, true);
        });
    }
};

// Searches for quantiles of up to a block of elements: each round evaluates all those still open.
struct BetaSearch {
    Quantile state[block];
    std::int32_t at[block];
    index_t n = 0;

    void add(index_t i, const Quantile& s) noexcept {
        state[n] = s;
        at[n++] = static_cast<std::int32_t>(i);
    }
    // point(i, x, a, b) sets the parameters and gives the place in (0, 1); finish(i, tails, place, x) turns the tails
    // and x dI/dx into those of the search; alone(i, state) goes on by scalar functions.
    template <class Point, class Finish, class Store>
    void run(Point point, Finish finish, Store store) noexcept {
        for (int round = 0; round < 40 && n > 0; ++round) {
            BetaGroup group;
            Room<double> ys, lower, upper, slope;            // a Tails would be set up for each place of the block
            const auto keep = [&](index_t k, const Tails& t) {
                lower[k] = t.lower;
                upper[k] = t.upper;
                slope[k] = t.slope;
            };
            for (index_t k = 0; k < n; ++k) {
                double a, b;
                const TwoParts v = point(at[k], state[k].x, a, b);
                ys[k] = v.y.hi;
                if (!group.add(k, a, b, v.x, v.y))
                    keep(k, v.x.hi > 0.0 && v.y.hi > 0.0 ? betainc_tails({a, b, v.x, v.y})
                             : v.x.hi > 0.0 ? Tails{1.0, 0.0, 0.0} : Tails{0.0, 1.0, 0.0});
            }
            group.compute();
            group.results([&](index_t k, double r, double product, bool swapped) {
                const double rate = product / ys[k];
                if (!(r <= 0.8)) {                          // its complement has lost digits
                    double a, b;
                    const TwoParts v = point(at[k], state[k].x, a, b);
                    keep(k, betainc_tails({a, b, v.x, v.y}));
                } else {
                    keep(k, swapped ? Tails{1.0 - r, r, rate} : Tails{r, 1.0 - r, rate});
                }
            });
            index_t open = 0;
            for (index_t k = 0; k < n; ++k) {
                if (state[k].advance(finish(at[k], Tails{lower[k], upper[k], slope[k]}, state[k].x))) {
                    store(at[k], state[k].x);
                } else {
                    state[open] = state[k];
                    at[open++] = at[k];
                }
            }
            n = open;
        }
        for (index_t k = 0; k < n; ++k) store(at[k], nan);
    }
};

// y = what is surely 0 or 1, NaN elsewhere: of I_x(a, b) or its complement, with x = x(i), y = y(i) there.
template <bool Lower>
inline void beta_sure_block(const double* __restrict a, const double* __restrict b, const double* __restrict x,
                            const double* __restrict y, double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    for (index_t i = 0; i < n; ++i) {
        const bool usual = beta_ordinary(a[i], b[i], x[i], y[i]);
        const double p = usual ? a[i] : 1.0, q = usual ? b[i] : 1.0, u = usual ? x[i] : 0.5, v = usual ? y[i] : 0.5;
        out[i] = beta_surely<Lower>(p, q, u, v, beta_depth(p, q, u, v));
    }
}

// y = I_x(a, b), or its complement
template <bool Lower>
inline void betainc_block(const double* __restrict a, const double* __restrict b, const double* __restrict x,
                          double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    BetaGroup group;
    const auto alone = [&](index_t i) {
        return Lower ? special::betainc(a[i], b[i], x[i]) : special::betaincc(a[i], b[i], x[i]);
    };
    if (n > 1) {
        Room<double> y;
        for (index_t i = 0; i < n; ++i) y[i] = 1.0 - x[i];
        beta_sure_block<Lower>(a, b, x, y, out, n);
    } else {
        out[0] = nan;
    }
    for (index_t i = 0; i < n; ++i) {
        if (out[i] == out[i]) continue;
        if ((a[i] == b[i] && x[i] == 0.5) || !(x[i] < 1.0) || !group.add(i, a[i], b[i], x[i], two_diff(1.0, x[i])))
            out[i] = alone(i);
    }
    group.finish([&](index_t i, double lower, double upper, bool direct) {
        const double wanted = Lower ? lower : upper;
        // else a complement that has lost digits, or a fraction that is slow
        out[i] = (direct == Lower ? wanted <= 1.0 + 0x1p-46 : wanted >= 0.2) ? lesser(wanted, 1.0) : alone(i);
    });
}
inline void betainc_array(const double* a, const double* b, const double* x, double* y, index_t n) noexcept {
    betainc_block<true>(a, b, x, y, n);
}
inline void betaincc_array(const double* a, const double* b, const double* x, double* y, index_t n) noexcept {
    betainc_block<false>(a, b, x, y, n);
}

inline void gammainc_array(const double* a, const double* x, double* y, index_t n) noexcept { gamma_block<true>(a, x, y, n); }
inline void gammaincc_array(const double* a, const double* x, double* y, index_t n) noexcept {
    gamma_block<false>(a, x, y, n);
}

// ---- chi square, gamma, Poisson

template <bool Lower>
inline void chdtr_block(const double* v, const double* x, double* y, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    Room<double> a, h;
    lane negative = 0;
    for (index_t i = 0; i < n; ++i) {
        a[i] = 0.5 * v[i];
        h[i] = 0.5 * x[i];
        negative |= x[i] < 0.0 ? lane{1} : lane{0};
    }
    gamma_block<Lower>(a, h, y, n);
    if (negative) [[unlikely]]
        for (index_t i = 0; i < n; ++i)
            if (x[i] < 0.0) y[i] = outside();
}
inline void chdtr_array(const double* v, const double* x, double* y, index_t n) noexcept { chdtr_block<true>(v, x, y, n); }
inline void chdtrc_array(const double* v, const double* x, double* y, index_t n) noexcept {
    chdtr_block<false>(v, x, y, n);
}

template <bool Lower>
inline void gdtr_block(const double* a, const double* b, const double* x, double* y, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    Room<double> ax;
    for (index_t i = 0; i < n; ++i) ax[i] = a[i] * x[i];
    gamma_block<Lower>(b, ax, y, n);
    for (index_t i = 0; i < n; ++i)
        if (x[i] < 0.0) [[unlikely]] y[i] = outside();
}
inline void gdtr_array(const double* a, const double* b, const double* x, double* y, index_t n) noexcept {
    gdtr_block<true>(a, b, x, y, n);
}
inline void gdtrc_array(const double* a, const double* b, const double* x, double* y, index_t n) noexcept {
    gdtr_block<false>(a, b, x, y, n);
}

template <bool Upper>
inline void pdtr_block(const double* k, const double* m, double* y, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    Room<double> a;
    for (index_t i = 0; i < n; ++i) a[i] = std::floor(k[i]) + 1.0;
    gamma_block<Upper>(a, m, y, n);
    for (index_t i = 0; i < n; ++i)
        if (!(k[i] >= 0.0 && m[i] > 0.0)) [[unlikely]] y[i] = Upper ? pdtrc(k[i], m[i]) : pdtr(k[i], m[i]);
}
inline void pdtr_array(const double* k, const double* m, double* y, index_t n) noexcept { pdtr_block<false>(k, m, y, n); }
inline void pdtrc_array(const double* k, const double* m, double* y, index_t n) noexcept { pdtr_block<true>(k, m, y, n); }

// ---- Student's t and F

inline void stdtr_array(const double* __restrict df, const double* __restrict t, double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    BetaGroup group;
    Room<double> half, b, x, y, sure;
    double most = 0.0;
    for (index_t i = 0; i < n; ++i) {
        const double square = t[i] * t[i], w = 1.0 / (square + df[i]);
        most = greater(most, square);
        half[i] = 0.5 * df[i];
        b[i] = 0.5;
        x[i] = df[i] * w;
        y[i] = square * w;
        sure[i] = nan;
    }
    // Chernoff's bound is not below exp(-t^2/2).
    if (n > 1 && !(most < 60.0)) beta_sure_block<true>(half, b, x, y, sure, n);
    for (index_t i = 0; i < n; ++i) {
        const double size = absolute(t[i]);
        if (sure[i] == sure[i] && size > 1e-100 && size < 1e100) {
            out[i] = t[i] < 0.0 ? 0.5 * sure[i] : 1.0 - 0.5 * sure[i];
            continue;
        }
        if (df[i] > 0.0 && df[i] < 1e17 && size > 1e-100 && size < 1e100) {
            const TwoParts v = shares(two_prod(size, size), df[i]);
            if (group.add(i, half[i], 0.5, v.y, v.x)) continue;
        }
        out[i] = special::stdtr(df[i], t[i]);
    }
    group.finish([&](index_t i, double lower, double, bool direct) {
        const double tail = 0.5 * lower;
        if (!(direct ? lower <= 1.0 : lower >= 0.2)) out[i] = special::stdtr(df[i], t[i]);
        else out[i] = t[i] < 0.0 ? tail : 1.0 - tail;
    });
}

template <bool Lower>
inline void fdtr_block(const double* __restrict u, const double* __restrict v, const double* __restrict f,
                       double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    BetaGroup group;
    Room<double> a, b, x, y;
    for (index_t i = 0; i < n; ++i) {
        const double left = u[i] * f[i], w = 1.0 / (left + v[i]);
        a[i] = 0.5 * u[i];
        b[i] = 0.5 * v[i];
        x[i] = left * w;
        y[i] = v[i] * w;
        out[i] = nan;
    }
    if (n > 1) beta_sure_block<Lower>(a, b, x, y, out, n);
    for (index_t i = 0; i < n; ++i) {
        if (out[i] == out[i]) continue;
        if (a[i] > 0.0 && b[i] > 0.0 && f[i] > 1e-100 && f[i] < 1e100) {
            const TwoParts w = shares(two_prod(u[i], f[i]), v[i]);
            if (group.add(i, a[i], b[i], w.x, w.y)) continue;
        }
        out[i] = Lower ? special::fdtr(u[i], v[i], f[i]) : special::fdtrc(u[i], v[i], f[i]);
    }
    group.finish([&](index_t i, double lower, double upper, bool direct) {
        const double wanted = Lower ? lower : upper;
        if (!(direct == Lower ? wanted <= 1.0 + 0x1p-46 : wanted >= 0.2))
            out[i] = Lower ? special::fdtr(u[i], v[i], f[i]) : special::fdtrc(u[i], v[i], f[i]);
        else out[i] = lesser(wanted, 1.0);
    });
}
inline void fdtr_array(const double* u, const double* v, const double* f, double* y, index_t n) noexcept {
    fdtr_block<true>(u, v, f, y, n);
}
inline void fdtrc_array(const double* u, const double* v, const double* f, double* y, index_t n) noexcept {
    fdtr_block<false>(u, v, f, y, n);
}

// ---- inverses

// Parameters for which a search moves among the elements that BetaGroup takes, nearly always.
inline bool search_serves(double a, double b) noexcept {
    return a >= smallest_parameter && b >= smallest_parameter && (a <= 1000.0 || b <= 1000.0) && a < 1e12 && b < 1e12;
}

// store(i, x, 1 - x) for the x with I_x(a, b) = p, or with 1 - I = p; alone(i) where the search does not serve.
template <bool Lower, class Alone, class Store>
inline void beta_inverse_block(const double* __restrict a, const double* __restrict b, const double* __restrict p, index_t n,
                               Alone alone, Store store) noexcept {
    BetaSearch search;
    bool mirrored[block];
    for (index_t i = 0; i < n; ++i) {
        if (!(search_serves(a[i], b[i]) && p[i] > 1e-290 && p[i] < 1.0) || (a[i] == b[i])) {
            alone(i);
            continue;
        }
        // Sought is what lies below 1/2, or nearly so: x or 1 - x.
        const double lower = Lower ? p[i] : 1.0 - p[i], upper = Lower ? 1.0 - p[i] : p[i];
        const double z = lower < 0.5 ? -1.0 : 1.0, mean = a[i] / (a[i] + b[i]);
        const double guess = mean + 0.4 * z * std::sqrt(mean * (1.0 - mean) / (a[i] + b[i] + 1.0));
        mirrored[i] = guess > 0.5;
        const double start = mirrored[i] ? betainc_start(b[i], a[i], upper, lower) : betainc_start(a[i], b[i], lower, upper);
        if (!(start > 1e-280)) alone(i);
        else if (mirrored[i]) search.add(i, {upper, lower, start, 1.0});
        else search.add(i, {lower, upper, start, 1.0});
    }
    search.run(
        [&](index_t i, double x, double& u, double& v) {
            u = mirrored[i] ? b[i] : a[i];
            v = mirrored[i] ? a[i] : b[i];
            return TwoParts{x, two_diff(1.0, x)};
        },
        [&](index_t i, Tails t, double x) {
            const double u = mirrored[i] ? b[i] : a[i], v = mirrored[i] ? a[i] : b[i];
            t.bend = u - (v - 1.0) * (x / (1.0 - x));
            return t;
        },
        [&](index_t i, double x) {
            if (!(x < 0.9)) alone(i);                    // on the wrong side, or not found
            else if (mirrored[i]) store(i, 1.0 - x, x);
            else store(i, x, 1.0 - x);
        });
}
template <bool Lower>
inline void betaincinv_block(const double* __restrict a, const double* __restrict b, const double* __restrict p,
                             double* __restrict y, index_t n) noexcept {
    beta_inverse_block<Lower>(
        a, b, p, n,
        [&](index_t i) { y[i] = Lower ? special::betaincinv(a[i], b[i], p[i]) : special::betainccinv(a[i], b[i], p[i]); },
        [&](index_t i, double x, double) { y[i] = x; });
}
inline void fdtri_array(const double* __restrict u, const double* __restrict v, const double* __restrict p,
                        double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    Room<double> a, b;
    for (index_t i = 0; i < n; ++i) {
        a[i] = 0.5 * u[i];
        b[i] = 0.5 * v[i];
    }
    beta_inverse_block<true>(
        a, b, p, n, [&](index_t i) { out[i] = special::fdtri(u[i], v[i], p[i]); },
        [&](index_t i, double x, double y) { out[i] = x / y * (v[i] / u[i]); });
}
inline void betaincinv_array(const double* a, const double* b, const double* p, double* y, index_t n) noexcept {
    betaincinv_block<true>(a, b, p, y, n);
}
inline void betainccinv_array(const double* a, const double* b, const double* p, double* y, index_t n) noexcept {
    betaincinv_block<false>(a, b, p, y, n);
}

// p with P(X <= k) = y for X binomial
inline double binomial_share(double k, double n, double y) noexcept {
    const double a = std::floor(k) + 1.0, b = std::floor(n) - std::floor(k);
    if (!(a >= 1.0 && b >= 1.0 && a + b < inf)) return bdtri_real(k, n, y);
    note_fraction(n);
    if (a == 1.0 && y > 0.0 && y < 1.0) return -std::expm1(std::log(y) / b);      // y = (1 - p)^b
    double p;
    betaincinv_block<false>(&a, &b, &y, &p, 1);
    return p;
}
inline double binomial_share(double k, long n, double y) noexcept { return binomial_share(k, static_cast<double>(n), y); }

inline void stdtrit_array(const double* __restrict df, const double* __restrict p, double* __restrict y, index_t n) noexcept {
    BetaSearch search;
    for (index_t i = 0; i < n; ++i) {
        const double tail = p[i] < 0.5 ? p[i] : 1.0 - p[i], half = 0.5 * df[i];
        if (!(search_serves(half, 0.5) && tail > 1e-200 && p[i] < 1.0 && tail < 0.5)) {
            y[i] = special::stdtrit(df[i], p[i]);
            continue;
        }
        const double start = student_start(df[i], tail);
        if (start > 1e-100 && start < 1e100) search.add(i, {1.0 - 2.0 * tail, 2.0 * tail, start, inf});
        else y[i] = special::stdtrit(df[i], p[i]);
    }
    search.run(
        [&](index_t i, double t, double& a, double& b) {
            a = 0.5;
            b = 0.5 * df[i];
            return shares(two_prod(t, t), df[i]);
        },
        [&](index_t i, Tails b, double t) {
            const double x = df[i] / fma(t, t, df[i]);
            return Tails{b.lower, b.upper, 2.0 * b.slope * x, 1.0 - (df[i] + 1.0) * (1.0 - x)};
        },
        [&](index_t i, double t) {
            if (std::isnan(t)) y[i] = special::stdtrit(df[i], p[i]);
            else y[i] = p[i] < 0.5 ? -t : t;
        });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
