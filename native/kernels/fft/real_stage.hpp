// SPDX-License-Identifier: BSD-3-Clause
// Real lines of odd length n = R m, without the doubling of work that taking them for complex ones would be. The first
// stage of Stockham's algorithm (Van Loan, Computational Frameworks for the Fast Fourier Transform, section 1.7) sorts the
// spectrum by its index modulo R; of a real line the classes k and R - k are conjugates, so that H = (R + 1) / 2 of them
// are kept and go through the remaining stages as lines side by side: X_(k + R l) is at row l H + k. The way back takes
// those rows, and its last stage makes real numbers of them.
#pragma once

#include "kernels/fft/butterflies.hpp"
#include "kernels/fft/passes.hpp"

namespace scinova::fft {
namespace {

// The first H values of the R-point transform of the real a; b[0] is real.
template <int R, class T, class V>
[[gnu::always_inline]] inline void real_butterfly(const V* a, V* br, V* bi) {
    constexpr int H = (R + 1) / 2;
    V s[H], d[H];
    br[0] = a[0];
    bi[0] = V{};
#pragma GCC unroll 32
    for (int k = 1; k < H; ++k) {
        s[k] = a[k] + a[R - k];
        d[k] = a[k] - a[R - k];
        br[0] += s[k];
    }
#pragma GCC unroll 8
    for (int j = 1; j < H; ++j) {
        circle_sums<R, T>(j, a[0], s, d, br[j], bi[j]);
        bi[j] = -bi[j];
    }
}

// The real sums over k of v_k exp(2 pi i j k / R), where v_(R - k) is the conjugate of v_k.
template <int R, class T, class V>
[[gnu::always_inline]] inline void hermitian_butterfly(const V* vr, const V* vi, V* x) {
    constexpr int H = (R + 1) / 2;
    V s[H], d[H];
    x[0] = vr[0];
#pragma GCC unroll 32
    for (int k = 1; k < H; ++k) {
        s[k] = vr[k] + vr[k];
        d[k] = vi[k] + vi[k];
        x[0] += s[k];
    }
#pragma GCC unroll 8
    for (int j = 1; j < H; ++j) {
        V even, odd;
        circle_sums<R, T>(j, vr[0], s, d, even, odd);
        x[j] = even - odd;
        x[R - j] = even + odd;
    }
}

// Lines side by side: element t of all of them is row from[t].row of x, times from[t].by.
template <int R, class T>
void real_stage(const Stage<T>& stage, index_t lanes, const T* x, index_t step, const RowAt<T>* from, Split<T> z) {
    constexpr int H = (R + 1) / 2;
    const index_t m = stage.m;
    for (index_t p = 0; p < m; ++p) {
        const T* at[R];
        T by[R], wr[H], wi[H];
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j) at[j] = x + from[p + m * j].row * step, by[j] = from[p + m * j].by;
#pragma GCC unroll 32
        for (int k = 1; k < H; ++k) wr[k] = stage.re[(k - 1) * m + p], wi[k] = stage.im[(k - 1) * m + p];
        T *const re = z.re + p * H * lanes, *const im = z.im + p * H * lanes;
        cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            V a[R], br[H], bi[H];
#pragma GCC unroll 32
            for (int j = 0; j < R; ++j) a[j] = by[j] * load<V>(at[j] + q);
            real_butterfly<R, T>(a, br, bi);
#pragma GCC unroll 32
            for (int k = 1; k < H; ++k) turn(br[k], bi[k], fill<V>(wr[k]), fill<V>(wi[k]));
#pragma GCC unroll 32
            for (int k = 0; k < H; ++k) store(re + k * lanes + q, br[k]), store(im + k * lanes + q, bi[k]);
        });
    }
}
template <int R, class T>
void hermitian_stage(const Stage<T>& stage, index_t lanes, Split<T> z, const RowAt<T>* to, T* x, index_t step) {
    constexpr int H = (R + 1) / 2;
    const index_t m = stage.m;
    for (index_t p = 0; p < m; ++p) {
        T* at[R];
        T by[R], wr[H], wi[H];
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j) at[j] = x + to[p + m * j].row * step, by[j] = to[p + m * j].by;
#pragma GCC unroll 32
        for (int k = 1; k < H; ++k) wr[k] = stage.re[(k - 1) * m + p], wi[k] = -stage.im[(k - 1) * m + p];
        const T *const re = z.re + p * H * lanes, *const im = z.im + p * H * lanes;
        cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            V a[R], vr[H], vi[H];
#pragma GCC unroll 32
            for (int k = 0; k < H; ++k) vr[k] = load<V>(re + k * lanes + q), vi[k] = load<V>(im + k * lanes + q);
#pragma GCC unroll 32
            for (int k = 1; k < H; ++k) turn(vr[k], vi[k], fill<V>(wr[k]), fill<V>(wi[k]));
            hermitian_butterfly<R, T>(vr, vi, a);
#pragma GCC unroll 32
            for (int j = 0; j < R; ++j) store(at[j] + q, V(by[j] * a[j]));
        });
    }
}

// One line x in its order.
template <int R, class T>
void real_stage_line(const Stage<T>& stage, const T* x, Split<T> z) {
    constexpr int H = (R + 1) / 2;
    const index_t m = stage.m;
    const T *wr = stage.re.data(), *wi = stage.im.data();
    cover<T>(m, [&](auto width, index_t p) __attribute__((always_inline)) {
        constexpr int W = width.value;
        using V = Pack<T, W>;
        V a[R], br[H], bi[H];
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j) a[j] = load<V>(x + p + m * j);
        real_butterfly<R, T>(a, br, bi);
#pragma GCC unroll 32
        for (int k = 1; k < H; ++k) turn(br[k], bi[k], load<V>(wr + (k - 1) * m + p), load<V>(wi + (k - 1) * m + p));
        T re[H][W], im[H][W];
#pragma GCC unroll 32
        for (int k = 0; k < H; ++k) store(re[k], br[k]), store(im[k], bi[k]);
#pragma GCC unroll 32
        for (int l = 0; l < W; ++l)
            for (int k = 0; k < H; ++k) z.re[(p + l) * H + k] = re[k][l], z.im[(p + l) * H + k] = im[k][l];
    });
}
template <int R, class T>
void hermitian_stage_line(const Stage<T>& stage, Split<T> z, T* x) {
    constexpr int H = (R + 1) / 2;
    const index_t m = stage.m;
    const T *wr = stage.re.data(), *wi = stage.im.data();
    cover<T>(m, [&](auto width, index_t p) __attribute__((always_inline)) {
        constexpr int W = width.value;
        using V = Pack<T, W>;
        T re[H][W], im[H][W];
#pragma GCC unroll 32
        for (int l = 0; l < W; ++l)
            for (int k = 0; k < H; ++k) re[k][l] = z.re[(p + l) * H + k], im[k][l] = z.im[(p + l) * H + k];
        V a[R], vr[H], vi[H];
#pragma GCC unroll 32
        for (int k = 0; k < H; ++k) vr[k] = load<V>(re[k]), vi[k] = load<V>(im[k]);
#pragma GCC unroll 32
        for (int k = 1; k < H; ++k)
            turn(vr[k], vi[k], load<V>(wr + (k - 1) * m + p), V(-load<V>(wi + (k - 1) * m + p)));
        hermitian_butterfly<R, T>(vr, vi, a);
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j) store(x + p + m * j, a[j]);
    });
}

// Calls f(Width<radix>), for a radix that has_real_stage().
template <class F>
void with_odd_radix(int radix, F&& f) {
    switch (radix) {
        case 3: return f(Width<3>());
        case 5: return f(Width<5>());
        case 7: return f(Width<7>());
        case 9: return f(Width<9>());
        case 11: return f(Width<11>());
        default: return f(Width<13>());
    }
}

template <class T>
void real_first(const Plan<T>& plan, index_t lanes, const T* x, index_t step, const RowAt<T>* order, Split<T> z) {
    const Stage<T>& stage = plan.stages[0];
    with_odd_radix(stage.radix, [&](auto radix) {
        if (order) real_stage<radix.value>(stage, lanes, x, step, order, z);
        else real_stage_line<radix.value>(stage, x, z);
    });
}
template <class T>
void hermitian_last(const Plan<T>& plan, index_t lanes, Split<T> z, const RowAt<T>* order, T* x, index_t step) {
    const Stage<T>& stage = plan.stages[0];
    with_odd_radix(stage.radix, [&](auto radix) {
        if (order) hermitian_stage<radix.value>(stage, lanes, z, order, x, step);
        else hermitian_stage_line<radix.value>(stage, z, x);
    });
}

}  // namespace
}  // namespace scinova::fft
