// SPDX-License-Identifier: BSD-3-Clause
// One long line as a matrix of A rows and B columns, n = A B (Bailey, J. Supercomputing 4 (1990) 23): with j = B j1 + j2
// and k = k1 + A k2,
//
//   X_k = sum_j2 w_B^(j2 k2) [ w_n^(j2 k1) sum_j1 w_A^(j1 k1) x_j ],    w_m = exp(-2 pi i / m).
//
// Columns are done a block at a time, in the cache, turned, and left transposed in blocks of rows, so that the rows of a
// block are transformed where they lie. A real line takes two blocks of columns as real and imaginary parts of one, and
// the rows k1 <= A / 2: the others hold the conjugates. Blocks are spread over the threads.
#pragma once

#include <cmath>

#include "common/parallel.hpp"
#include "kernels/fft/buffers.hpp"
#include "kernels/fft/stages.hpp"

namespace scinova::fft {
namespace {

inline index_t block_grain(index_t points) {
    return std::max<index_t>(1, 20000 / points);
}

template <class T>
struct LongLine {
    static constexpr index_t L = block<T>;
    const Plan<T>& plan;
    index_t A, B, H;  // H: rows kept
    Split<T> middle;  // between the columns and the rows: row k1 of column j2 at [block of k1][j2][place in the block]

    index_t columns(index_t b) const noexcept { return std::min(L, B - b * L); }
    index_t rows(index_t r) const noexcept { return std::min(L, H - r * L); }

    // Row block r of `middle` from column block b: value(width, k1, q, re, im) is column q's sum at k1, turned here.
    template <class Value>
    void keep_rows(index_t b, Value&& value) const {
        const index_t w = columns(b);
        const T *tr = plan.turn_re.data() + b * L * A, *ti = plan.turn_im.data() + b * L * A;
        const auto turned = [&](auto width, index_t k1, index_t q, auto& re, auto& im) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            value(width, k1, q, re, im);
            turn(re, im, load<V>(tr + k1 * w + q), load<V>(ti + k1 * w + q));
        };
        for (index_t k0 = 0; k0 < H; k0 += L) {
            const index_t wk = rows(k0 / L), at = k0 * B + b * L * wk;
            if (w == L && wk == L) {
                tiles(turned, k0, {middle.re + at, middle.im + at});
                continue;
            }
            for (index_t q = 0; q < w; ++q)
                for (index_t r = 0; r < wk; ++r)
                    turned(Width<1>(), k0 + r, q, middle.re[at + q * wk + r], middle.im[at + q * wk + r]);
        }
    }
    template <class Value>
    static void tiles(Value&& value, index_t first, Split<T> to) {
        constexpr int W = full_width<T>;
        using V = Pack<T, W>;
        for (index_t r = 0; r < L; r += W)
            for (index_t q = 0; q < L; q += W) {
                V re[W], im[W], out[W];
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) value(Width<W>(), first + r + i, q, re[i], im[i]);
                weave<W, W>(re, out);
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) store(to.re + (q + i) * L + r, out[i]);
                weave<W, W>(im, out);
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) store(to.im + (q + i) * L + r, out[i]);
            }
    }

    void run_complex(const Ends<T>& ends) const {
        const auto& from = ends.from;
        parallel_for((B + L - 1) / L, block_grain(A * L), [&](index_t begin, index_t end) {
            const Buffers<T> buffers(A * L);
            for (index_t b = begin; b < end; ++b) {
                const index_t w = columns(b);
                Ends<T> here;
                here.from = from;
                here.from.step = B;
                here.from.re += b * L * (from.place == Place::pairs ? 2 : 1);
                if (from.im) here.from.im += b * L;
                const Split<T> z = run_stages(*plan.down, buffers.data, buffers.scratch, w, here);
                keep_rows(b, [&](auto width, index_t k1, index_t q, auto& re, auto& im) __attribute__((always_inline)) {
                    re = load<Pack<T, width.value>>(z.re + k1 * w + q);
                    im = load<Pack<T, width.value>>(z.im + k1 * w + q);
                });
            }
        });
        const auto& to = ends.to;
        parallel_for((H + L - 1) / L, block_grain(B * L), [&](index_t begin, index_t end) {
            const SplitScratch<T, 1> scratch(B * L);
            for (index_t r = begin; r < end; ++r) {
                Ends<T> here;
                here.to = to;
                here.to.step = A;
                here.to.re += r * L * (to.place == Place::pairs ? 2 : 1);
                if (to.im) here.to.im += r * L;
                const index_t at = r * L * B;
                run_stages(*plan.across, Split<T>{middle.re + at, middle.im + at}, scratch[0], rows(r), here);
            }
        });
    }

    // Columns of a real line, two blocks at once, and rows 0 <= k1 <= A / 2.
    void real_columns(const T* x) const {
        const index_t blocks = (B + L - 1) / L;
        parallel_for((blocks + 1) / 2, block_grain(A * L), [&](index_t begin, index_t end) {
            const Buffers<T> buffers(A * L);
            for (index_t p = begin; p < end; ++p) {
                const index_t b = 2 * p, w = columns(b);
                const bool both = b + 1 < blocks;
                const index_t wider = both ? columns(b + 1) : 0, second = both ? (b + 1) * L + wider - w : b * L;
                Ends<T> here;
                here.from = {Place::rows, x + b * L, x + second, B, T(1)};
                const Split<T> z = run_stages(*plan.down, buffers.data, buffers.scratch, w, here);
                const auto part = [&](bool imaginary, index_t shift) {
                    const T *near = imaginary ? z.im : z.re, *far = imaginary ? z.re : z.im;
                    const T half = T(0.5), sign = imaginary ? -half : half;
                    keep_rows(b + imaginary, [&](auto width, index_t k1, index_t q, auto& re, auto& im)
                                                 __attribute__((always_inline)) {
                        using V = Pack<T, width.value>;
                        const index_t at = k1 * w + q + shift, opposite = (k1 ? A - k1 : 0) * w + q + shift;
                        re = half * (load<V>(near + at) + load<V>(near + opposite));
                        im = sign * (load<V>(far + at) - load<V>(far + opposite));
                    });
                };
                part(false, 0);
                if (both) part(true, w - wider);
            }
        });
    }

    void run_real(const T* x, T* out, T sign, T scale) const {
        real_columns(x);
        const index_t n = plan.n;
        parallel_for((H + L - 1) / L, block_grain(B * L), [&](index_t begin, index_t end) {
            const SplitScratch<T, 1> scratch(B * L);
            for (index_t r = begin; r < end; ++r) {
                const index_t at = r * L * B, w = rows(r);
                const Split<T> z = run_stages(*plan.across, Split<T>{middle.re + at, middle.im + at}, scratch[0], w, {});
                for (index_t k2 = 0; k2 < B; ++k2) {
                    const index_t k = r * L + A * k2;  // of the first row
                    const T *re = z.re + k2 * w, *im = z.im + k2 * w;
                    constexpr int W = full_width<T>;
                    if (k2 + 2 < B) ask_for(out + 2 * (2 * (k + 2 * A) > n ? n - k - 2 * A - w + 1 : k + 2 * A), 2 * w);
                    if (w == L && 2 * (k + L - 1) <= n) {
                        for (index_t q = 0; q < L; q += W)
                            put<W>(Pack<T, W>(scale * load<Pack<T, W>>(re + q)),
                                   Pack<T, W>(sign * scale * load<Pack<T, W>>(im + q)), out + 2 * (k + q));
                    } else if (w == L && 2 * k > n) {
                        for (index_t q = 0; q < L; q += W)
                            put<W>(reversed<W>(Pack<T, W>(scale * load<Pack<T, W>>(re + q))),
                                   reversed<W>(Pack<T, W>(-sign * scale * load<Pack<T, W>>(im + q))),
                                   out + 2 * (n - k - q - W + 1));
                    } else {
                        for (index_t q = 0; q < w; ++q) {
                            const bool beyond = 2 * (k + q) > n;
                            const index_t to = beyond ? n - k - q : k + q;
                            out[2 * to] = scale * re[q];
                            out[2 * to + 1] = (beyond ? -sign : sign) * scale * im[q];
                        }
                    }
                }
            }
        });
        out[1] = 0;
        if (n % 2 == 0) out[n + 1] = 0;
    }

    // The way back, in the opposite order: rows k1 <= A / 2 of the spectrum, the conjugates of which are transformed
    // forward, and then columns two blocks at once.
    void run_hermitian(const T* x, T* out, T sign, T scale) const {
        const index_t n = plan.n, blocks = (B + L - 1) / L;
        const auto at = [&](index_t k, T& re, T& im) {
            const bool beyond = 2 * k > n;
            const index_t from = beyond ? n - k : k;
            re = scale * x[2 * from];
            im = from == 0 || 2 * from == n ? T(0) : (beyond ? sign : -sign) * scale * x[2 * from + 1];
        };
        parallel_for((H + L - 1) / L, block_grain(B * L), [&](index_t begin, index_t end) {
            const Buffers<T> buffers(B * L);
            for (index_t r = begin; r < end; ++r) {
                const index_t w = rows(r);
                fetch_rows(r * L, w, x, -sign * scale, scale, at, buffers.data);
                const Split<T> z = run_stages(*plan.across, buffers.data, buffers.scratch, w, {});
                for (index_t b = 0; b < blocks; ++b) keep_columns(b, r * L, w, z);
            }
        });
        parallel_for((blocks + 1) / 2, block_grain(A * L), [&](index_t begin, index_t end) {
            const Buffers<T> buffers(A * L);
            for (index_t p = begin; p < end; ++p) {
                const index_t b = 2 * p;
                const bool both = b + 1 < blocks && columns(b + 1) == L;
                columns_out(b, both, buffers, out);
                if (!both && b + 1 < blocks) columns_out(b + 1, false, buffers, out);
            }
        });
    }

private:
    template <class At>
    void fetch_rows(index_t first, index_t w, const T* x, T sign, T scale, At&& at, Split<T> to) const {
        const index_t n = plan.n;
        constexpr int W = full_width<T>;
        using V = Pack<T, W>;
        for (index_t k2 = 0; k2 < B; ++k2) {
            const index_t k = first + A * k2;
            if (k2 + 2 < B) ask_for(x + 2 * (2 * (k + 2 * A) > n ? n - k - 2 * A - w + 1 : k + 2 * A), 2 * w);
            T *re = to.re + k2 * w, *im = to.im + k2 * w;
            V a, b;
            if (w == L && k > 0 && 2 * (k + L - 1) < n) {
                for (index_t q = 0; q < L; q += W) {
                    take<W>(x + 2 * (k + q), a, b);
                    store(re + q, V(scale * a));
                    store(im + q, V(sign * b));
                }
            } else if (w == L && 2 * k > n && k + L - 1 < n) {
                for (index_t q = 0; q < L; q += W) {
                    take<W>(x + 2 * (n - k - q - W + 1), a, b);
                    store(re + q, reversed<W>(V(scale * a)));
                    store(im + q, reversed<W>(V(-sign * b)));
                }
            } else {
                for (index_t q = 0; q < w; ++q) at(k + q, re[q], im[q]);
            }
        }
    }

    // Column block b of `middle`, which here lies as [block of columns][k1][place in the block], from w rows z.
    void keep_columns(index_t b, index_t first, index_t w, Split<T> z) const {
        const index_t wb = columns(b), to = b * L * H;
        const T *tr = plan.turn_re.data() + b * L * A, *ti = plan.turn_im.data() + b * L * A;
        constexpr int W = full_width<T>;
        using V = Pack<T, W>;
        if (wb != L || w != L) {
            for (index_t r = 0; r < w; ++r)
                for (index_t q = 0; q < wb; ++q) {
                    const index_t k1 = first + r, from = (b * L + q) * w + r;
                    T re = z.re[from], im = z.im[from];
                    turn(re, im, tr[k1 * wb + q], ti[k1 * wb + q]);
                    middle.re[to + k1 * wb + q] = re;
                    middle.im[to + k1 * wb + q] = im;
                }
            return;
        }
        for (index_t r = 0; r < L; r += W)
            for (index_t q = 0; q < L; q += W) {
                V in[W], re[W], im[W];
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) in[i] = load<V>(z.re + (b * L + q + i) * L + r);
                weave<W, W>(in, re);
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) in[i] = load<V>(z.im + (b * L + q + i) * L + r);
                weave<W, W>(in, im);
#pragma GCC unroll 32
                for (int i = 0; i < W; ++i) {
                    const index_t at = (first + r + i) * L + q;
                    turn(re[i], im[i], load<V>(tr + at), load<V>(ti + at));
                    store(middle.re + to + at, re[i]);
                    store(middle.im + to + at, im[i]);
                }
            }
    }

    void columns_out(index_t b, bool both, const Buffers<T>& buffers, T* out) const {
        const index_t w = columns(b);
        const T *ar = middle.re + b * L * H, *ai = middle.im + b * L * H;
        const T *cr = ar + L * H, *ci = ai + L * H;
        const Split<T> z = buffers.data;
        for (index_t k1 = 0; k1 < H; ++k1) {
            const index_t near = k1 * w, far = (k1 ? A - k1 : 0) * w;
            cover<T>(w, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                const V re = load<V>(ar + near + q), im = load<V>(ai + near + q);
                const V se = both ? load<V>(cr + near + q) : V{}, si = both ? load<V>(ci + near + q) : V{};
                store(z.re + far + q, V(re + si));
                store(z.im + far + q, V(se - im));
                store(z.re + near + q, V(re - si));
                store(z.im + near + q, V(im + se));
            });
        }
        Ends<T> here;
        if (both) here.to = {Place::rows, out + b * L, out + (b + 1) * L, B, T(1), T(1)};
        const Split<T> y = run_stages(*plan.down, z, buffers.scratch, w, here);
        for (index_t j = 0; j < A && !both; ++j) std::copy_n(y.re + j * w, w, out + j * B + b * L);
    }
};

}  // namespace
}  // namespace scinova::fft
