// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the non-central chi square distribution (blocks.hpp).
//
// Where few terms count, the tail on y's side of the mean takes one pass upwards from j = 0 (noncentral.hpp has the
// mixture): with W_k = w_0 + ... + w_k the lower one is sum_k s_k W_k, and the upper one sum_j w_j (Q(a, y) + s_0 + ... +
// s_(j-1)), for several elements at once. noncentral.hpp serves the others.
// A sum goes on until the terms of all elements beside are below 1e-18 of their sums; terms that small are rounded away, so
// that an element does not depend on those beside it. Accuracy: 40 ulp.
#pragma once

#include "kernels/special/incomplete_arrays.hpp"
#include "kernels/special/noncentral.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline bool few_terms(double a, double y, double l) noexcept {
    return a > smallest_parameter && a < 100.0 && y > 1e-100 && y < 80.0 && l > 1e-100 && l < 40.0;
}

// result = the lower tail, or the upper; columns a, y, l, Q(a, y).
template <index_t W, bool Lower>
inline void mixture_strand(Gathered<4>& g, index_t from) noexcept {
    const double* __restrict a = g.column[0] + from;
    const double* __restrict y = g.column[1] + from;
    const double* __restrict l = g.column[2] + from;
    const double* __restrict rest = g.column[3] + from;
    double* __restrict sum = g.result + from;
    alignas(64) double weight[W], step[W], carried[W];
    for (index_t i = 0; i < W; ++i) {
        weight[i] = exp_usual(-l[i]);
        step[i] = gamma_factor_lane(a[i], y[i]);
    }
    for (index_t i = 0; i < W; ++i) {
        carried[i] = Lower ? weight[i] : rest[i];
        sum[i] = weight[i] * (Lower ? step[i] : rest[i]);
    }
    constexpr int steps = 4;
    for (double j = 0.0; j < 800.0; j += steps) {
        double inverse[steps];
        for (int k = 0; k < steps; ++k) inverse[k] = 1.0 / (j + (k + 1.0));
        lane open = 0;
        for (index_t i = 0; i < W; ++i) {
            double w = weight[i], s = step[i], v = carried[i], total = sum[i], term = 0.0;
#pragma GCC unroll 2
            for (int k = 0; k < steps; k += 2) {
                const double d = a[i] + (j + (k + 1.0)), e = d + 1.0, r = y[i] / (d * e);
                const double quotient[2] = {r * e, r * d};
#pragma GCC unroll 2
                for (int h = 0; h < 2; ++h) {
                    w *= l[i] * inverse[k + h];
                    if constexpr (Lower) {
                        s *= quotient[h];
                        v += w;
                        term = s * v;
                    } else {
                        v += s;
                        s *= quotient[h];
                        term = w * v;
                    }
                    total += term;
                }
            }
            weight[i] = w;
            step[i] = s;
            carried[i] = v;
            sum[i] = total;
            open |= term > 1e-18 * total ? lane{1} : lane{0};
        }
        if (!open) break;
    }
}

template <bool Lower>
inline void chndtr_block(const double* __restrict x, const double* __restrict df, const double* __restrict nc,
                         double* __restrict out, index_t n) noexcept {
    if (n < 1) __builtin_unreachable();
    const auto alone = [&](index_t i) { return Lower ? chndtr(x[i], df[i], nc[i]) : chndtrc(x[i], df[i], nc[i]); };
    for (index_t i = 0; i < n; ++i) {
        const bool usual = chndtr_ordinary(x[i], df[i], nc[i]);
        const double u = usual ? x[i] : 1.0, v = usual ? df[i] : 1.0, w = usual ? nc[i] : 1.0;
        out[i] = chndtr_surely<Lower>(u, v, w, chndtr_depth(u, v, w));
    }
    Gathered<4> below, above;
    for (index_t i = 0; i < n; ++i) {
        if (out[i] == out[i]) continue;
        const double a = 0.5 * df[i], y = 0.5 * x[i], l = 0.5 * nc[i];
        if (!few_terms(a, y, l)) {
            out[i] = alone(i);
            continue;
        }
        Gathered<4>& to = y < a + l ? below : above;
        to.column[0][to.n] = a;
        to.column[1][to.n] = y;
        to.column[2][to.n] = l;
        to.column[3][to.n] = 0.0;
        to.at[to.n++] = static_cast<std::int32_t>(i);
    }
    const auto store = [&](const Gathered<4>& g, bool lower) {
        for (index_t j = 0; j < g.n; ++j) {
            const index_t i = g.at[j];
            const double tail = g.result[j];
            if (!(tail > 1e-270 && (lower == Lower ? tail < 1.0 : tail < 0.7))) out[i] = alone(i);
            else out[i] = lower == Lower ? tail : 1.0 - tail;
        }
    };
    if (below.n) {
        below.in_strands([&]<index_t W>(index_t i, Width<W>) { mixture_strand<W, true>(below, i); });
        store(below, true);
    }
    if (above.n) {
        gamma_block<false>(above.column[0], above.column[1], above.column[3], above.n);
        above.in_strands([&]<index_t W>(index_t i, Width<W>) { mixture_strand<W, false>(above, i); });
        store(above, false);
    }
}
inline void chndtr_array(const double* x, const double* df, const double* nc, double* y, index_t n) noexcept {
    chndtr_block<true>(x, df, nc, y, n);
}
inline void chndtrc_array(const double* x, const double* df, const double* nc, double* y, index_t n) noexcept {
    chndtr_block<false>(x, df, nc, y, n);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
