// SPDX-License-Identifier: BSD-3-Clause
// Cosine transforms of one contiguous line of even length n = 2 h: types II and III by Makhoul's permutation (IEEE
// Trans. ASSP 28 (1980) 27). The permutation makes of four neighbours x_4i ... x_4i+3 the complex numbers
// z_i = x_4i + i x_4i+2 and z_(h-1-i) = x_4i+3 + i x_4i+1, whose spectrum at k and h - k gives four of the results.
// Type IV takes z_j = x_2j + i x_(n-1-2j) and turns before and after its transform (Britanak, Yip & Rao, Discrete Cosine and
// Sine Transforms, 2007, section 4.4), here by the same: (4j + 1)(4k + 1) / 4n = 2 j k / h + (j + 1/8) / n + (k + 1/8) / n.
#pragma once

#include "kernels/fft/tangles.hpp"

namespace scinova::fft {
namespace {

template <class T>
struct CosineLine {
    const Plan<T>& plan;    // of h, with half_re and half_im
    const Turns<T>& turns;  // of n

    void permute(const T* x, Split<T> z) const {
        const index_t h = plan.n;
        cover<T>(h / 2, [&](auto width, index_t i) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V even[2], odd[2], re, im, far_re, far_im;
            take<W>(x + 4 * i, even[0], odd[0]);
            take<W>(x + 4 * i + 2 * W, even[1], odd[1]);
            apart<W>(even, re, im);
            apart<W>(odd, far_im, far_re);
            store(z.re + i, re);
            store(z.im + i, im);
            store(z.re + h - i - W, reversed<W>(far_re));
            store(z.im + h - i - W, reversed<W>(far_im));
        });
        if (h % 2) z.re[h / 2] = x[2 * h - 2], z.im[h / 2] = x[2 * h - 1];
    }
    void permute_back(Split<T> z, T scale, T* x) const {
        const index_t h = plan.n;
        cover<T>(h / 2, [&](auto width, index_t i) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            const index_t far = h - i - W;
            const V in[4] = {scale * load<V>(z.re + i), scale * reversed<W>(load<V>(z.im + far)),
                             scale * load<V>(z.im + i), scale * reversed<W>(load<V>(z.re + far))};
            V out[4];
            if constexpr (W == 1) {
#pragma GCC unroll 32
                for (int k = 0; k < 4; ++k) x[4 * i + k] = in[k];
            } else {
                weave<4, W>(in, out);
#pragma GCC unroll 32
                for (int k = 0; k < 4; ++k) store(x + 4 * i + W * k, out[k]);
            }
        });
        if (h % 2) x[2 * h - 2] = scale * z.re[h / 2], x[2 * h - 1] = scale * z.im[h / 2];
    }

    // Type II from the spectrum z.
    void finish(Split<T> z, T scale, T* y) const {
        const index_t h = plan.n, n = 2 * h;
        const T w = 2 * scale;
        y[0] = w * (z.re[0] + z.im[0]);
        y[h] = w * turns.re[n] * (z.re[0] - z.im[0]);
        index_t k = finish_pairs<full_width<T>>(z, w, 1, y);
        finish_pairs<1>(z, w, k, y);
    }
    // The spectrum that type III's transform begins with, from x, whose first element is multiplied by `first`.
    void begin(const T* x, T first, Split<T> z) const {
        const index_t h = plan.n, n = 2 * h;
        const T a = first * x[0], b = 2 * turns.re[n] * x[h];
        z.re[0] = a + b;
        z.im[0] = a - b;
        index_t k = begin_pairs<full_width<T>>(x, 1, z);
        begin_pairs<1>(x, k, z);
    }

private:
    template <int W, class V>
    static void apart(const V* in, V& a, V& b) noexcept {
        if constexpr (W == 1) {
            a = in[0];
            b = in[1];
        } else {
            a = evens(in[0], in[1], std::make_index_sequence<W>());
            b = odds(in[0], in[1], std::make_index_sequence<W>());
        }
    }
    // turns at 2 k, ..., and at 2 (h - k), ... downwards
    template <int W, class V>
    void factors(index_t k, V& nr, V& ni, V& fr, V& fi) const noexcept {
        const index_t far = 2 * (plan.n - k - W + 1);
        V unused;
        take<W>(turns.re.data() + 2 * k, nr, unused);
        take<W>(turns.im.data() + 2 * k, ni, unused);
        take<W>(turns.re.data() + far, fr, unused);
        take<W>(turns.im.data() + far, fi, unused);
        fr = reversed<W>(fr), fi = reversed<W>(fi);
    }
    template <int W>
    index_t finish_pairs(Split<T> z, T w, index_t k, T* y) const {
        using V = Pack<T, W>;
        const index_t h = plan.n, n = 2 * h;
        const V half = fill<V>(w / 2);
        for (; 2 * (k + W) <= h + (W == 1 ? 2 : 1); k += W) {
            const index_t far = h - k - W + 1;
            V er, ei, tr, ti, nr, ni, fr, fi;
            untangle(load<V>(z.re + k), load<V>(z.im + k), reversed<W>(load<V>(z.re + far)),
                     reversed<W>(load<V>(z.im + far)), load<V>(plan.half_re.data() + k),
                     load<V>(plan.half_im.data() + k), half, er, ei, tr, ti);
            factors<W>(k, nr, ni, fr, fi);
            V ar = er + tr, ai = ei + ti, br = er - tr, bi = ti - ei;
            turn(ar, ai, nr, ni);
            turn(br, bi, fr, fi);
            store(y + k, ar);
            store(y + n - k - W + 1, reversed<W>(V(-ai)));
            store(y + far, reversed<W>(br));
            store(y + h + k, V(-bi));
        }
        return k;
    }
    template <int W>
    index_t begin_pairs(const T* x, index_t k, Split<T> z) const {
        using V = Pack<T, W>;
        const index_t h = plan.n, n = 2 * h;
        for (; 2 * (k + W) <= h + (W == 1 ? 2 : 1); k += W) {
            const index_t far = h - k - W + 1;
            V ar = load<V>(x + k), ai = -reversed<W>(load<V>(x + n - k - W + 1));
            V br = reversed<W>(load<V>(x + far)), bi = -load<V>(x + h + k);
            V nr, ni, fr, fi, sr, si, tr, ti;
            factors<W>(k, nr, ni, fr, fi);
            turn(ar, ai, nr, V(-ni));
            turn(br, bi, fr, V(-fi));
            tangle(ar, ai, br, bi, load<V>(plan.half_re.data() + k), load<V>(plan.half_im.data() + k), sr, si, tr, ti);
            store(z.re + k, V(sr - ti));
            store(z.im + k, V(si + tr));
            store(z.re + far, reversed<W>(V(sr + ti)));
            store(z.im + far, reversed<W>(V(tr - si)));
        }
        return k;
    }
};

template <class T>
struct FourthLine {
    const Turns<T>& turns;  // of type IV and n
    index_t h;
    bool sine;

    void begin(const T* x, Split<T> z) const {
        cover<T>(h, [&](auto width, index_t j) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V even, odd, unused;
            take<W>(x + 2 * j, even, unused);
            take<W>(x + 2 * (h - j - W), unused, odd);
            odd = reversed<W>(odd);
            V re = sine ? odd : even, im = sine ? even : odd;
            turn(re, im, load<V>(turns.re.data() + j), load<V>(turns.im.data() + j));
            store(z.re + j, re);
            store(z.im + j, im);
        });
    }
    void finish(Split<T> z, T scale, T* y) const {
        const T w = 2 * scale, v = sine ? w : -w;
        cover<T>((h + 1) / 2, [&](auto width, index_t k) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            const index_t far = h - k - W;
            V ar = load<V>(z.re + k), ai = load<V>(z.im + k), br = load<V>(z.re + far), bi = load<V>(z.im + far);
            turn(ar, ai, load<V>(turns.re.data() + k), load<V>(turns.im.data() + k));
            turn(br, bi, load<V>(turns.re.data() + far), load<V>(turns.im.data() + far));
            put<W>(V(w * ar), reversed<W>(V(v * bi)), y + 2 * k);
            put<W>(V(w * br), reversed<W>(V(v * ai)), y + 2 * far);
        });
    }
};

}  // namespace
}  // namespace scinova::fft
