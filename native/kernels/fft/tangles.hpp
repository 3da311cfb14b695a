// SPDX-License-Identifier: BSD-3-Clause
// Real lines of even length 2 h as complex ones of length h whose parts are the elements of even and of odd number, and
// of odd length two at a time: what has to be done to the spectra (Van Loan, section 4.3).
#pragma once

#include "kernels/fft/passes.hpp"
#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

// Of the spectrum z at k (a) and h - k (b): half the spectrum of the real line at k is e + t, at h - k conj(e - t).
template <class V>
[[gnu::always_inline]] inline void untangle(V ar, V ai, V br, V bi, V wr, V wi, V half, V& er, V& ei, V& tr, V& ti) {
    er = half * (ar + br), ei = half * (ai - bi);
    tr = half * (ai + bi), ti = half * (br - ar);
    turn(tr, ti, wr, wi);
}

// The spectrum of a real line at k, 0 < k < h, and h - k, in place of that of its pairs at both.
template <int W, class T>
index_t untangle_pairs(const Plan<T>& plan, Split<T> z, index_t k, T scale, T sign, T* x) {
    using V = Pack<T, W>;
    const index_t h = plan.n;
    const V half = fill<V>(scale / 2);
    for (; 2 * (k + W) <= h + 1; k += W) {
        const index_t far = h - k - W + 1;
        const V br = reversed<W>(load<V>(z.re + far)), bi = reversed<W>(load<V>(z.im + far));
        V er, ei, tr, ti;
        untangle(load<V>(z.re + k), load<V>(z.im + k), br, bi, load<V>(plan.half_re.data() + k),
                 load<V>(plan.half_im.data() + k), half, er, ei, tr, ti);
        put<W>(V(er + tr), V(sign * (ei + ti)), x + 2 * k);
        put<W>(reversed<W>(V(er - tr)), reversed<W>(V(sign * (ti - ei))), x + 2 * far);
    }
    return k;
}

template <class T>
void untangle_line(const Plan<T>& plan, Split<T> z, T scale, T sign, T* x) {
    const index_t h = plan.n;
    x[0] = scale * (z.re[0] + z.im[0]);
    x[1] = 0;
    x[2 * h] = scale * (z.re[0] - z.im[0]);
    x[2 * h + 1] = 0;
    index_t k = untangle_pairs<full_width<T>>(plan, z, 1, scale, sign, x);
    k = untangle_pairs<1>(plan, z, k, scale, sign, x);
    if (h % 2 == 0) {
        x[h] = scale * z.re[h / 2];
        x[h + 1] = -sign * scale * z.im[h / 2];
    }
}

// The same for lines side by side, to rows `step` complex elements apart.
template <class T>
void untangle_rows(const Plan<T>& plan, Split<T> z, index_t lanes, T scale, T sign, T* x, index_t step) {
    const index_t h = plan.n;
    for (index_t k = 0; 2 * k <= h; ++k) {
        T *low = x + 2 * k * step, *high = x + 2 * (h - k) * step;
        if (2 * (k + 2) < h) {
            ask_for(low + 4 * step, 2 * lanes);
            ask_for(high - 4 * step, 2 * lanes);
        }
        const index_t near = k * lanes, far = (k ? h - k : 0) * lanes;
        const T wr = plan.half_re[k], wi = plan.half_im[k];
        cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            const V ar = load<V>(z.re + near + q), ai = load<V>(z.im + near + q);
            if (k == 0) {
                put<W>(V(scale * (ar + ai)), V{}, low + 2 * q);
                put<W>(V(scale * (ar - ai)), V{}, high + 2 * q);
                return;
            }
            V er, ei, tr, ti;
            untangle(ar, ai, load<V>(z.re + far + q), load<V>(z.im + far + q), fill<V>(wr), fill<V>(wi),
                     fill<V>(scale / 2), er, ei, tr, ti);
            put<W>(V(er - tr), V(sign * (ti - ei)), high + 2 * q);
            put<W>(V(er + tr), V(sign * (ei + ti)), low + 2 * q);
        });
    }
}

// The way back: z at k and h - k from the spectrum at k (a) and h - k (b).
template <class V>
[[gnu::always_inline]] inline void tangle(V ar, V ai, V br, V bi, V wr, V wi, V& sr, V& si, V& tr, V& ti) {
    sr = ar + br, si = ai - bi;
    tr = ar - br, ti = ai + bi;
    turn(tr, ti, wr, V(-wi));
}

template <int W, class T>
index_t tangle_pairs(const Plan<T>& plan, const T* x, index_t k, T scale, T sign, Split<T> z) {
    using V = Pack<T, W>;
    const index_t h = plan.n;
    for (; 2 * (k + W) <= h + 1; k += W) {
        const index_t far = h - k - W + 1;
        V ar, ai, br, bi, sr, si, tr, ti;
        take<W>(x + 2 * k, ar, ai);
        take<W>(x + 2 * far, br, bi);
        br = scale * reversed<W>(br), bi = sign * reversed<W>(bi);
        tangle(V(scale * ar), V(sign * ai), br, bi, load<V>(plan.half_re.data() + k),
               load<V>(plan.half_im.data() + k), sr, si, tr, ti);
        store(z.re + k, V(sr - ti));
        store(z.im + k, V(si + tr));
        store(z.re + far, reversed<W>(V(sr + ti)));
        store(z.im + far, reversed<W>(V(tr - si)));
    }
    return k;
}

template <class T>
void tangle_line(const Plan<T>& plan, const T* x, T scale, T sign, Split<T> z) {
    const index_t h = plan.n;
    z.re[0] = scale * (x[0] + x[2 * h]);
    z.im[0] = scale * (x[0] - x[2 * h]);
    index_t k = tangle_pairs<full_width<T>>(plan, x, 1, scale, sign * scale, z);
    k = tangle_pairs<1>(plan, x, k, scale, sign * scale, z);
    if (h % 2 == 0) {
        z.re[h / 2] = 2 * scale * x[h];
        z.im[h / 2] = -2 * sign * scale * x[h + 1];
    }
}

template <class T>
void tangle_rows(const Plan<T>& plan, const T* x, index_t step, index_t lanes, T scale, T sign, Split<T> z) {
    const index_t h = plan.n;
    for (index_t k = 0; 2 * k <= h; ++k) {
        const T *low = x + 2 * k * step, *high = x + 2 * (h - k) * step;
        if (2 * (k + 2) < h) {
            ask_for(low + 4 * step, 2 * lanes);
            ask_for(high - 4 * step, 2 * lanes);
        }
        const index_t near = k * lanes, far = (h - k) * lanes;
        const T wr = plan.half_re[k], wi = plan.half_im[k];
        cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V ar, ai, br, bi, sr, si, tr, ti;
            take<W>(low + 2 * q, ar, ai);
            take<W>(high + 2 * q, br, bi);
            if (k == 0) {
                store(z.re + q, V(scale * (ar + br)));
                store(z.im + q, V(scale * (ar - br)));
                return;
            }
            tangle(V(scale * ar), V(sign * scale * ai), V(scale * br), V(sign * scale * bi), fill<V>(wr), fill<V>(wi),
                   sr, si, tr, ti);
            store(z.re + far + q, V(sr + ti));
            store(z.im + far + q, V(tr - si));
            store(z.re + near + q, V(sr - ti));
            store(z.im + near + q, V(si + tr));
        });
    }
}

// Two real lines of odd length as the parts of a complex one: their spectra from its.
template <class V>
[[gnu::always_inline]] inline void part(V ar, V ai, V br, V bi, V half, V& er, V& ei, V& fr, V& fi) {
    er = half * (ar + br), ei = half * (ai - bi);
    fr = half * (ai + bi), fi = half * (br - ar);
}

}  // namespace
}  // namespace scinova::fft
