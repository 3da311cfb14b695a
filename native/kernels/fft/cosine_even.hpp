// SPDX-License-Identifier: BSD-3-Clause
// Cosine and sine transforms side by side: type I of any length n by the even or odd continuation to length 2h, h = n - 1 or
// n + 1; types II to IV of even length n = 2h. Each is a complex transform of length h, with something done to the data
// before it and to the spectrum after it; trigonometric.hpp names the sources.
#pragma once

#include "kernels/fft/cosine_rows.hpp"
#include "kernels/fft/tangles.hpp"

namespace scinova::fft {
namespace {

// What the lines of one call share.
template <class T, int type, bool sine>
struct EvenCall {
    using Rows = scinova::fft::Rows<T, type, sine>;
    index_t n;
    index_t h;  // of the complex transform that serves
    std::shared_ptr<const Plan<T>> plan;
    std::shared_ptr<const Turns<T>> turns;  // of n, or for type I of h

    // For lines side by side, or for one alone.
    EvenCall(index_t n_, bool together) : n(n_), h(type > 1 ? n / 2 : sine ? n + 1 : n - 1) {
        plan = plan_for<T>(h, together ? Use::lanes : type == 2 || type == 3 ? Use::half : Use::line);
        turns = type == 4 ? fourth_turns_for<T>(n) : turns_for<T>(type == 1 ? h : n);
    }

    // Element m of the real sequence that is transformed, for types I and II.
    template <int W>
    [[gnu::always_inline]] Pack<T, W> element(const Rows& rows, index_t m, index_t q) const noexcept {
        if (type == 2) return rows.template get<W>(2 * m < n ? 2 * m : 2 * (n - m) - 1, q);
        if (!sine) return rows.template get<W>(m < n ? m : 2 * (n - 1) - m, q);
        if (m == 0 || m == n + 1) return Pack<T, W>{};
        return m <= n ? rows.template get<W>(m - 1, q) : Pack<T, W>(-rows.template get<W>(2 * n + 1 - m, q));
    }

    void load_rows(const Rows& rows, index_t lanes, Split<T> to) const {
        if (type == 3) return load_spectrum(rows, lanes, to);
        for (index_t j = 0; j < h; ++j)
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                V re, im;
                if (type == 4) {
                    re = rows.template get<W>(2 * j, q), im = rows.template get<W>(n - 1 - 2 * j, q);
                    turn(re, im, fill<V>(turns->re[j]), fill<V>(turns->im[j]));
                } else {
                    re = element<W>(rows, 2 * j, q), im = element<W>(rows, 2 * j + 1, q);
                }
                store(to.re + j * lanes + q, re);
                store(to.im + j * lanes + q, im);
            });
    }

    // Types I and II, from the spectrum at k of all lanes; type III, from the sequence; type IV.
    void finish(const Rows& rows, index_t lanes, Split<T> z) const {
        if (type == 3) return finish_sequence(rows, lanes, z);
        if (type == 4) return finish_fourth(rows, lanes, z);
        each_pair(lanes, [&](auto width, index_t q, index_t k, index_t near, index_t far, T c, T s)
                             __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            const V ar = load<V>(z.re + near + q), ai = load<V>(z.im + near + q);
            if (k == 0) {
                value<W>(rows, 0, q, V(ar + ai), V{});
                return value<W>(rows, h, q, V(ar - ai), V{});
            }
            V er, ei, tr, ti;
            untangle(ar, ai, load<V>(z.re + far + q), load<V>(z.im + far + q), fill<V>(c), fill<V>(s),
                     fill<V>(T(0.5)), er, ei, tr, ti);
            value<W>(rows, k, q, V(er + tr), V(ei + ti));
            if (2 * k < h) value<W>(rows, h - k, q, V(er - tr), V(ti - ei));
        });
    }

private:
    // Calls f for the rows of a spectrum at k and h - k, which begin at `near` and `far`, with exp(-pi i k / h) = c + i s.
    template <class F>
    [[gnu::always_inline]] void each_pair(index_t lanes, F&& f) const {
        for (index_t k = 0; 2 * k <= h; ++k) {
            const index_t near = k * lanes, far = (k ? h - k : 0) * lanes, at = type == 1 ? 4 * k : 8 * k;
            const T c = turns->re[at], s = turns->im[at];
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) { f(width, q, k, near, far, c, s); });
        }
    }
    // What the spectrum at k gives.
    template <int W>
    [[gnu::always_inline]] void value(const Rows& rows, index_t k, index_t q, Pack<T, W> re, Pack<T, W> im) const {
        using V = Pack<T, W>;
        if (type == 1) {
            if (!sine) rows.template put<W>(k, q, re);
            else if (k > 0 && k <= n) rows.template put<W>(k - 1, q, V(-im));
            return;
        }
        turn(re, im, fill<V>(turns->re[2 * k]), fill<V>(turns->im[2 * k]));
        rows.template put<W>(k, q, V(T(2) * re));
        if (k > 0 && k < n - k) rows.template put<W>(n - k, q, V(T(-2) * im));
    }
    // What type III's sequence has at k in its spectrum, 0 <= k <= n / 2.
    template <int W>
    [[gnu::always_inline]] void spectrum(const Rows& rows, index_t k, index_t q, Pack<T, W>& re, Pack<T, W>& im) const {
        using V = Pack<T, W>;
        re = rows.template get<W>(k, q), im = V{};
        if (k == 0) return;
        im = -rows.template get<W>(n - k, q);
        turn(re, im, fill<V>(turns->re[2 * k]), fill<V>(-turns->im[2 * k]));
        if (2 * k == n) im = V{};
    }
    void load_spectrum(const Rows& rows, index_t lanes, Split<T> to) const {
        each_pair(lanes, [&](auto width, index_t q, index_t k, index_t near, index_t far, T c, T s)
                             __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V ar, ai, br, bi, sr, si, tr, ti;
            spectrum<W>(rows, k, q, ar, ai);
            spectrum<W>(rows, h - k, q, br, bi);
            tangle(ar, ai, br, bi, fill<V>(c), fill<V>(s), sr, si, tr, ti);
            if (k > 0) {
                store(to.re + far + q, V(sr + ti));
                store(to.im + far + q, V(tr - si));
            }
            store(to.re + near + q, V(sr - ti));
            store(to.im + near + q, V(si + tr));
        });
    }
    void finish_sequence(const Rows& rows, index_t lanes, Split<T> z) const {
        for (index_t m = 0; m < n; ++m) {
            const T* v = (m % 2 ? z.im : z.re) + m / 2 * lanes;
            const index_t k = 2 * m < n ? 2 * m : 2 * (n - m) - 1;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                rows.template put<width.value>(k, q, load<Pack<T, width.value>>(v + q));
            });
        }
    }
    void finish_fourth(const Rows& rows, index_t lanes, Split<T> z) const {
        for (index_t k = 0; k < h; ++k)
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                V re = load<V>(z.re + k * lanes + q), im = load<V>(z.im + k * lanes + q);
                turn(re, im, fill<V>(turns->re[k]), fill<V>(turns->im[k]));
                rows.template put<W>(2 * k, q, V(T(2) * re));
                rows.template put<W>(n - 1 - 2 * k, q, V(T(-2) * im));
            });
    }
};

}  // namespace
}  // namespace scinova::fft
