// SPDX-License-Identifier: BSD-3-Clause
// B-spline basis functions and the search for the interval that holds an argument.
//
// Knots t_0 <= ... <= t_{n+k}; on [t_i, t_{i+1}) the k+1 functions B_{i-k}..B_i of degree k are not zero. They come
// from the recurrence of Cox and de Boor (C. de Boor, A Practical Guide to Splines, 2001, ch. IX-X); derivatives from
// B'_{j,k} = k (B_{j,k-1} / (t_{j+k} - t_j) - B_{j+1,k-1} / (t_{j+k+1} - t_{j+1})), terms with an empty support being 0.
#pragma once

#include <algorithm>

#include "common/views.hpp"

namespace scinova::interpolate {

// The largest i in [low, high] with t[i] <= x (low when there is none). `guess` is where to look first: sorted
// arguments find their interval beside that of the argument before.
template <class Knots>
inline index_t find_interval(const Knots& t, index_t low, index_t high, double x, index_t guess) noexcept {
    if (guess >= low && guess <= high && (guess == low || t(guess) <= x)) {
        if (guess == high || x < t(guess + 1)) return guess;
        if (guess + 1 == high || x < t(guess + 2)) return guess + 1;
    }
    index_t length = high - low + 1;
    index_t at = low;
    while (length > 1) {
        const index_t half = length / 2;
        at += t(at + half) <= x ? half : 0;
        length -= half;
    }
    return at;
}

// Values at x of the `nu`-th derivatives of B_{i-k}..B_i, to h[0..k]. `t` points at t_i; reaches k to either side.
// Degree < 0 means that k is known only when called.
template <int Degree>
inline void basis(const double* t, int k_given, double x, int nu, double* h) noexcept {
    const int k = Degree >= 0 ? Degree : k_given;
    if (nu > k) {
        for (int r = 0; r <= k; ++r) h[r] = 0.0;
        return;
    }
    h[0] = 1.0;
    for (int j = 1; j <= k - nu; ++j) {
        double carried = 0.0;
        for (int r = 0; r < j; ++r) {
            const double left = t[1 + r - j], right = t[1 + r];
            const double w = right == left ? 0.0 : h[r] / (right - left);
            h[r] = carried + w * (right - x);
            carried = w * (x - left);
        }
        h[j] = carried;
    }
    for (int j = k - nu + 1; j <= k; ++j) {
        double carried = 0.0;
        for (int r = 0; r < j; ++r) {
            const double left = t[1 + r - j], right = t[1 + r];
            const double w = right == left ? 0.0 : j * h[r] / (right - left);
            h[r] = carried - w;
            carried = w;
        }
        h[j] = carried;
    }
}

inline constexpr int max_fixed_degree = 5;

// Calls f with the degree as a compile-time constant (an IntC), or IntC<-1> above 5.
template <int D>
struct IntC {
    static constexpr int value = D;
};
template <class F>
inline void with_degree(int k, F&& f) {
    switch (k) {
        case 0: f(IntC<0>{}); break;
        case 1: f(IntC<1>{}); break;
        case 2: f(IntC<2>{}); break;
        case 3: f(IntC<3>{}); break;
        case 4: f(IntC<4>{}); break;
        case 5: f(IntC<5>{}); break;
        default: f(IntC<-1>{});
    }
}

}  // namespace scinova::interpolate
