// SPDX-License-Identifier: BSD-3-Clause
// Two real lines done as the parts of a complex one share its rounding errors: a small line would be lost in those of a
// large one. The smaller of each pair is brought to the size of the larger by a power of two, and its results back.
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/fft/lines.hpp"
#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

template <class V>
[[gnu::always_inline]] inline V larger(V most, V v) noexcept {
    const V w = v < 0 ? V(-v) : v;
    return w > most ? w : most;
}

// Of sums over lines: whether no line has a NaN or inf, which would reach the line it is paired with.
template <class T>
bool all_finite(const T* x, index_t n) noexcept {
    return std::all_of(x, x + n, [](T v) { return std::isfinite(v); });
}

// The factors of the first and second lines of pairs, going in (`up`) and coming out (`down`).
template <class T>
struct PairSizes {
    T up[2][most_lanes<T>], down[2][most_lanes<T>];
    bool needed = false;

    // Of lines whose largest magnitudes are a and c, infinite or not.
    PairSizes(const T* a, const T* c, index_t pairs) noexcept {
        for (int which : {0, 1}) std::fill_n(up[which], pairs, T(1)), std::fill_n(down[which], pairs, T(1));
        for (index_t q = 0; q < pairs; ++q) needed |= a[q] > 2 * c[q] || c[q] > 2 * a[q];
        if (!needed) return;
        constexpr int limit = std::numeric_limits<T>::max_exponent - 24;
        for (index_t q = 0; q < pairs; ++q) {
            if (!(a[q] > 0 && c[q] > 0 && std::isfinite(a[q]) && std::isfinite(c[q]))) continue;
            const int e = std::clamp(std::ilogb(a[q]) - std::ilogb(c[q]), -limit, limit), which = e > 0;
            up[which][q] = std::ldexp(T(1), std::abs(e));
            down[which][q] = std::ldexp(T(1), -std::abs(e));
        }
    }
    // Of `lanes` lines side by side in rows of x, the second ones `lanes - pairs` after the first.
    static PairSizes of_rows(const T* x, index_t step, index_t rows, index_t lanes, index_t pairs) noexcept {
        T most[most_lanes<T>] = {};
        for (index_t j = 0; j < rows; ++j)
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                store(most + q, larger(load<V>(most + q), load<V>(x + j * step + q)));
            });
        return PairSizes(most, most + lanes - pairs, pairs);
    }

    template <class V>
    [[gnu::always_inline]] V going_in(int which, index_t q) const noexcept {
        return load<V>(up[which] + q);
    }
    template <class V>
    [[gnu::always_inline]] V coming_out(int which, index_t q) const noexcept {
        return load<V>(down[which] + q);
    }
    // The pairs from rows of lines, as complex lines.
    void take(const T* x, index_t step, index_t rows, index_t pairs, index_t shift, Split<T> z) const noexcept {
        for (index_t j = 0; j < rows; ++j)
            cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                store(z.re + j * pairs + q, V(going_in<V>(0, q) * load<V>(x + j * step + q)));
                store(z.im + j * pairs + q, V(going_in<V>(1, q) * load<V>(x + j * step + shift + q)));
            });
    }
    // And back.
    void put(Split<T> z, index_t rows, index_t pairs, index_t shift, T* y, index_t step) const noexcept {
        for (index_t j = 0; j < rows; ++j)
            cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                store(y + j * step + shift + q, V(coming_out<V>(1, q) * load<V>(z.im + j * pairs + q)));
                store(y + j * step + q, V(coming_out<V>(0, q) * load<V>(z.re + j * pairs + q)));
            });
    }
};

}  // namespace
}  // namespace scinova::fft
