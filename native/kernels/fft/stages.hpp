// SPDX-License-Identifier: BSD-3-Clause
// The stages of Stockham's algorithm on split data, several lines at once; see passes.hpp.
#pragma once

#include <algorithm>

#include "kernels/fft/butterflies.hpp"
#include "kernels/fft/passes.hpp"

namespace scinova::fft {
namespace {

template <class T>
struct FromSplit {
    const T *re, *im;
    [[gnu::always_inline]] void ask(index_t at, index_t lanes) const noexcept {
        ask_for(re + at, lanes);
        ask_for(im + at, lanes);
    }
    template <int W>
    [[gnu::always_inline]] void get(index_t at, Pack<T, W>& a, Pack<T, W>& b) const noexcept {
        a = load<Pack<T, W>>(re + at);
        b = load<Pack<T, W>>(im + at);
    }
};
template <class T>
struct FromPairs {
    const T* x;
    T sign;
    [[gnu::always_inline]] void ask(index_t at, index_t lanes) const noexcept { ask_for(x + 2 * at, 2 * lanes); }
    template <int W>
    [[gnu::always_inline]] void get(index_t at, Pack<T, W>& a, Pack<T, W>& b) const noexcept {
        take<W>(x + 2 * at, a, b);
        b = sign * b;
    }
};
template <class T>
struct ToSplit {
    T *re, *im;
    [[gnu::always_inline]] void ask(index_t at, index_t lanes) const noexcept {
        ask_for(re + at, lanes);
        ask_for(im + at, lanes);
    }
    template <int W>
    [[gnu::always_inline]] void put(index_t at, Pack<T, W> a, Pack<T, W> b) const noexcept {
        store(re + at, a);
        store(im + at, b);
    }
};
template <class T>
struct ToPairs {
    T* x;
    T scale_re, scale_im;
    [[gnu::always_inline]] void ask(index_t at, index_t lanes) const noexcept { ask_for(x + 2 * at, 2 * lanes); }
    template <int W>
    [[gnu::always_inline]] void put(index_t at, Pack<T, W> a, Pack<T, W> b) const noexcept {
        fft::put<W>(Pack<T, W>(scale_re * a), Pack<T, W>(scale_im * b), x + 2 * at);
    }
};

// Stage with `done` the product of the radices before it: for c < done, p < m and every lane q
//   y[c + done (R p + k)] = w^(p k) sum_j x[c + done (p + m j)] exp(-2 pi i j k / R),
// where element r of the lanes begins at r * xrow of x, r * yrow of y.
template <int R, class T, class From, class To>
void stage_wide(const Stage<T>& stage, index_t done, index_t lanes, From x, index_t xrow, To y, index_t yrow) {
    const index_t m = stage.m, xgap = xrow * done * m, ygap = yrow * done;
    const bool flat = done == 1 || (xrow == lanes && yrow == lanes);
    const index_t outer = flat ? 1 : done, inner = flat ? done * lanes : lanes;
    constexpr index_t ahead = 2;
    for (index_t p = 0; p < m; ++p) {
        if (done == 1 && xrow > lanes && p + ahead < m)
#pragma GCC unroll 32
            for (int j = 0; j < R; ++j) x.ask(xrow * (p + ahead) + xgap * j, lanes);
        T wr[R], wi[R];
#pragma GCC unroll 32
        for (int k = 1; k < R; ++k) wr[k] = stage.re[(k - 1) * m + p], wi[k] = stage.im[(k - 1) * m + p];
        for (index_t c = 0; c < outer; ++c) {
            const index_t from = xrow * (c + done * p), to = yrow * (c + done * R * p);
            if (yrow > lanes && c + ahead < outer)
#pragma GCC unroll 32
                for (int k = 0; k < R; ++k) y.ask(yrow * (c + ahead) + ygap * k, lanes);
            cover<T>(inner, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                V ar[R], ai[R], br[R], bi[R];
#pragma GCC unroll 32
                for (int j = 0; j < R; ++j) x.template get<width.value>(from + q + xgap * j, ar[j], ai[j]);
                butterfly<R, T>(ar, ai, br, bi);
                y.template put<width.value>(to + q, br[0], bi[0]);
                if (p == 0) {
#pragma GCC unroll 32
                    for (int k = 1; k < R; ++k) y.template put<width.value>(to + q + ygap * k, br[k], bi[k]);
                    return;
                }
#pragma GCC unroll 32
                for (int k = 1; k < R; ++k) {
                    turn(br[k], bi[k], fill<V>(wr[k]), fill<V>(wi[k]));
                    y.template put<width.value>(to + q + ygap * k, br[k], bi[k]);
                }
            });
        }
    }
}

// The same within the buffers, where `inner` = done * lanes is a multiple of the vector's width W: nothing is left over.
template <int R, int W, class T>
void stage_even(const Stage<T>& stage, index_t inner, Split<T> x, Split<T> y) {
    using V = Pack<T, W>;
    const index_t m = stage.m, gap = inner * m;
    const auto points = [&](index_t from, index_t to, auto turned, const T* wr, const T* wi)
                            __attribute__((always_inline)) {
        V ar[R], ai[R], br[R], bi[R];
        const T *xr = x.re + from, *xi = x.im + from;
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j, xr += gap, xi += gap) ar[j] = load<V>(xr), ai[j] = load<V>(xi);
        butterfly<R, T>(ar, ai, br, bi);
        T *yr = y.re + to, *yi = y.im + to;
        store(yr, br[0]);
        store(yi, bi[0]);
#pragma GCC unroll 32
        for (int k = 1; k < R; ++k, wr += m, wi += m) {
            if constexpr (turned.value) turn(br[k], bi[k], fill<V>(*wr), fill<V>(*wi));
            yr += inner, yi += inner;
            store(yr, br[k]);
            store(yi, bi[k]);
        }
    };
    for (index_t q = 0; q < inner; q += W) points(q, q, std::false_type(), nullptr, nullptr);
    const T *wr = stage.re.data(), *wi = stage.im.data();
    for (index_t p = 1; p < m; ++p) {
        ++wr, ++wi;
        for (index_t q = 0; q < inner; q += W) points(inner * p + q, inner * R * p + q, std::true_type(), wr, wi);
    }
}

// The first stage of one line, where neighbouring p are done at once and their results put in order.
template <int R, class T, class From>
void stage_first(const Stage<T>& stage, From x, Split<T> y) {
    const index_t m = stage.m;
    const T *wr = stage.re.data(), *wi = stage.im.data();
    cover<T>(m, [&](auto width, index_t p) __attribute__((always_inline)) {
        constexpr int W = width.value;
        using V = Pack<T, W>;
        V ar[R], ai[R], br[R], bi[R];
#pragma GCC unroll 32
        for (int j = 0; j < R; ++j) x.template get<W>(p + m * j, ar[j], ai[j]);
        butterfly<R, T>(ar, ai, br, bi);
#pragma GCC unroll 32
        for (int k = 1; k < R; ++k) turn(br[k], bi[k], load<V>(wr + (k - 1) * m + p), load<V>(wi + (k - 1) * m + p));
        T *yr = y.re + R * p, *yi = y.im + R * p;
        if constexpr (W > 1 && (R == 2 || R == 4 || R == 8)) {
            weave<R, W>(br, ar);
            weave<R, W>(bi, ai);
#pragma GCC unroll 32
            for (int k = 0; k < R; ++k) store(yr + W * k, ar[k]), store(yi + W * k, ai[k]);
        } else if constexpr (W > 1) {
            T outr[R][W], outi[R][W];
#pragma GCC unroll 32
            for (int k = 0; k < R; ++k) store(outr[k], br[k]), store(outi[k], bi[k]);
#pragma GCC unroll 32
            for (int l = 0; l < W; ++l)
                for (int k = 0; k < R; ++k) yr[R * l + k] = outr[k][l], yi[R * l + k] = outi[k][l];
        } else {
#pragma GCC unroll 32
            for (int k = 0; k < R; ++k) yr[k] = br[k], yi[k] = bi[k];
        }
    });
}

// Points j, ..., j + J - 1 and their opposites of the generic radix, in the lanes of one vector at q. The points of the
// sums begin at xr and xi, `gap` apart, those of the differences end there. Several at once share what is loaded.
template <int J, class V, class T>
[[gnu::always_inline]] inline void generic_points(const Stage<T>& stage, int j, index_t p, index_t s, index_t gap,
                                                  const T* xr, const T* xi, T* yr, T* yi) {
    const int r = stage.radix, h = (r - 1) / 2;
    const index_t m = stage.m;
    const T *const cos = stage.cos.data(), *const sin = stage.sin.data();
    V cr[J], ci[J], tr[J], ti[J];
    int at[J];
#pragma GCC unroll 32
    for (int i = 0; i < J; ++i) cr[i] = load<V>(xr), ci[i] = load<V>(xi), tr[i] = V{}, ti[i] = V{}, at[i] = 0;
    for (int k = 1; k <= h; ++k) {
        const V ar = load<V>(xr + gap * k), ai = load<V>(xi + gap * k);
        const V br = load<V>(xr + gap * (r - k)), bi = load<V>(xi + gap * (r - k));
#pragma GCC unroll 32
        for (int i = 0; i < J; ++i) {
            at[i] += j + i;
            at[i] -= at[i] >= r ? r : 0;
            const V c = fill<V>(cos[at[i]]), sn = fill<V>(sin[at[i]]);
            cr[i] = muladd(c, ar, cr[i]);
            ci[i] = muladd(c, ai, ci[i]);
            tr[i] = muladd(sn, bi, tr[i]);
            ti[i] = muladd(sn, br, ti[i]);
        }
    }
#pragma GCC unroll 32
    for (int i = 0; i < J; ++i) {
        const index_t near = j + i, far = r - near;
        V ur = cr[i] + tr[i], ui = ci[i] - ti[i], lr = cr[i] - tr[i], li = ci[i] + ti[i];
        turn(ur, ui, fill<V>(stage.re[(near - 1) * m + p]), fill<V>(stage.im[(near - 1) * m + p]));
        turn(lr, li, fill<V>(stage.re[(far - 1) * m + p]), fill<V>(stage.im[(far - 1) * m + p]));
        store(yr + s * near, ur);
        store(yi + s * near, ui);
        store(yr + s * far, lr);
        store(yi + s * far, li);
    }
}

// Any odd radix, by the definition on sums and differences of opposite points; x is overwritten with those.
template <class T>
void stage_generic(const Stage<T>& stage, index_t s, Split<T> x, Split<T> y) {
    constexpr int J = vector_bytes == 64 ? 4 : 2;  // 4 J + 4 vectors in registers
    const int r = stage.radix, h = (r - 1) / 2;
    const index_t m = stage.m, gap = s * m;
    const auto sums = [](index_t n, T* a, T* b) {
        cover_once<T>(n, [=](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            const V u = load<V>(a + q), v = load<V>(b + q);
            store(a + q, V(u + v));
            store(b + q, V(u - v));
        });
    };
    for (index_t p = 0; p < m; ++p) {
        T *const xr = x.re + s * p, *const xi = x.im + s * p;
        T *const yr = y.re + s * r * p, *const yi = y.im + s * r * p;
        for (int k = 1; k <= h; ++k) {
            sums(s, xr + gap * k, xr + gap * (r - k));
            sums(s, xi + gap * k, xi + gap * (r - k));
        }
        cover<T>(s, [&](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            V zr = load<V>(xr + q), zi = load<V>(xi + q);
            for (int k = 1; k <= h; ++k) zr += load<V>(xr + gap * k + q), zi += load<V>(xi + gap * k + q);
            store(yr + q, zr);
            store(yi + q, zi);
            int j = 1;
            for (; j + J <= h + 1; j += J) generic_points<J, V>(stage, j, p, s, gap, xr + q, xi + q, yr + q, yi + q);
            for (; j <= h; ++j) generic_points<1, V>(stage, j, p, s, gap, xr + q, xi + q, yr + q, yi + q);
        });
    }
}

// `first` and `last`: whether this stage reads or writes outside the buffers.
template <int R, class T>
void stage_of(const Stage<T>& stage, index_t done, index_t lanes, Split<T> x, Split<T> y, const Ends<T>& ends,
              bool first, bool last) {
    const auto &from = ends.from;
    const auto &to = ends.to;
    if constexpr (constexpr int W = full_width<T>; W > 1) {
        const index_t inner = done * lanes;
        if (!first && !last && inner % W == 0) return stage_even<R, W>(stage, inner, x, y);
        if (!first && !last && inner == W / 2 && W > 2) return stage_even<R, W / 2>(stage, inner, x, y);
    }
    const ToSplit<T> within{y.re, y.im};
    if (first && from.place == Place::pairs) {
        const FromPairs<T> source{from.re, from.sign};
        if (lanes == 1 && from.step == 1) stage_first<R>(stage, source, y);
        else stage_wide<R>(stage, done, lanes, source, from.step, within, lanes);
    } else if (first || (done == 1 && lanes == 1)) {
        const FromSplit<T> source = first ? FromSplit<T>{from.re, from.im} : FromSplit<T>{x.re, x.im};
        const index_t step = first ? from.step : lanes;
        if (lanes == 1 && step == 1 && stage.m > 1) stage_first<R>(stage, source, y);
        else stage_wide<R>(stage, done, lanes, source, step, within, lanes);
    } else if (last && to.place == Place::pairs) {
        stage_wide<R>(stage, done, lanes, FromSplit<T>{x.re, x.im}, lanes, ToPairs<T>{to.re, to.scale_re, to.scale_im},
                      to.step);
    } else {
        stage_wide<R>(stage, done, lanes, FromSplit<T>{x.re, x.im}, lanes, last ? ToSplit<T>{to.re, to.im} : within,
                      last ? to.step : lanes);
    }
}

template <class T>
void run_stage(const Stage<T>& stage, index_t done, index_t lanes, Split<T> x, Split<T> y, const Ends<T>& ends,
               bool first, bool last) {
    switch (stage.radix) {
        case 2: return stage_of<2>(stage, done, lanes, x, y, ends, first, last);
        case 3: return stage_of<3>(stage, done, lanes, x, y, ends, first, last);
        case 4: return stage_of<4>(stage, done, lanes, x, y, ends, first, last);
        case 5: return stage_of<5>(stage, done, lanes, x, y, ends, first, last);
        case 7: return stage_of<7>(stage, done, lanes, x, y, ends, first, last);
        case 8: return stage_of<8>(stage, done, lanes, x, y, ends, first, last);
        case 9: return stage_of<9>(stage, done, lanes, x, y, ends, first, last);
        case 11: return stage_of<11>(stage, done, lanes, x, y, ends, first, last);
        case 13: return stage_of<13>(stage, done, lanes, x, y, ends, first, last);
        default: return stage_generic(stage, done * lanes, x, y);
    }
}

// n elements of every lane from where the ends say into the buffer, and from the buffer to there.
template <class T>
void fetch(index_t n, index_t lanes, const typename Ends<T>::Source& from, Split<T> to) {
    if (from.place == Place::buffer) return;
    const bool flat = from.step == lanes;
    const index_t rows = flat ? 1 : n, width = flat ? n * lanes : lanes;
    for (index_t j = 0; j < rows; ++j)
        cover<T>(width, [&](auto w, index_t q) __attribute__((always_inline)) {
            Pack<T, w.value> a, b;
            const index_t at = j * from.step + q;
            if (from.place == Place::pairs) FromPairs<T>{from.re, from.sign}.template get<w.value>(at, a, b);
            else FromSplit<T>{from.re, from.im}.template get<w.value>(at, a, b);
            ToSplit<T>{to.re, to.im}.template put<w.value>(j * width + q, a, b);
        });
}
template <class T>
void deliver(index_t n, index_t lanes, Split<T> from, const typename Ends<T>::Target& to) {
    if (to.place == Place::buffer) return;
    const bool flat = to.step == lanes;
    const index_t rows = flat ? 1 : n, width = flat ? n * lanes : lanes;
    for (index_t j = 0; j < rows; ++j)
        cover<T>(width, [&](auto w, index_t q) __attribute__((always_inline)) {
            Pack<T, w.value> a, b;
            const index_t at = j * to.step + q;
            FromSplit<T>{from.re, from.im}.template get<w.value>(j * width + q, a, b);
            if (to.place == Place::pairs)
                ToPairs<T>{to.re, to.scale_re, to.scale_im}.template put<w.value>(at, a, b);
            else ToSplit<T>{to.re, to.im}.template put<w.value>(at, a, b);
        });
}

template <class T>
Split<T> run_stages(const Plan<T>& plan, Split<T> x, Split<T> y, index_t lanes, const Ends<T>& ends) {
    const std::size_t count = plan.stages.size();
    const auto unrolled = [&](std::size_t i) { return plan.stages[i].radix <= largest_unrolled_radix; };
    const bool first = ends.from.place != Place::buffer && count > 1 && unrolled(0);
    const bool last = ends.to.place != Place::buffer && count > 1 && unrolled(count - 1);
    if (!first) fetch(plan.n, lanes, ends.from, x);
    index_t done = 1;
    for (std::size_t i = 0; i < count; ++i) {
        run_stage(plan.stages[i], done, lanes, x, y, ends, first && i == 0, last && i + 1 == count);
        std::swap(x, y);
        done *= plan.stages[i].radix;
    }
    if (!last) deliver(plan.n, lanes, x, ends.to);
    return x;
}

}  // namespace
}  // namespace scinova::fft
