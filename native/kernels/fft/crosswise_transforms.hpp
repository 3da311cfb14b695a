// SPDX-License-Identifier: BSD-3-Clause
// Complex, real and Hermitian transforms of lines that are brought side by side through registers; see crosswise.hpp.
// Real lines of even length are done as complex ones of half the length, those of odd length two at a time.
#pragma once

#include "kernels/fft/crosswise.hpp"
#include "kernels/fft/pair_sizes.hpp"
#include "kernels/fft/tangles.hpp"

namespace scinova::fft {
namespace {

// Rows that are by turns the real and the imaginary parts of z.
template <int L, class T>
[[gnu::always_inline]] inline T* pair_row(Split<T> z, index_t j) noexcept {
    return (j % 2 ? z.im : z.re) + j / 2 * L;
}

// The first `used` real elements of the lines into such rows, continued with zeros up to n.
template <int parts, int L, class T>
void lines_to_pairs(const T* const* starts, index_t step, index_t used, index_t n, T sign, Split<T> z) {
    from_lines<parts, L>(starts, step, used, [&](index_t j, auto v) __attribute__((always_inline)) {
        store(pair_row<L>(z, j), j % 2 ? sign * v : v);
    });
    for (index_t j = used; j < n; ++j) std::fill_n(pair_row<L>(z, j), L, T(0));
}
template <int parts, int L, class T>
void pairs_to_lines(Split<T> z, index_t n, T scale, T sign, T* const* starts, index_t step) {
    const T scales[2] = {scale, sign * scale};
    to_lines<parts, L>(starts, step, n, [&](index_t j) __attribute__((always_inline)) {
        using V = Pack<T, L>;
        return V(scales[j % 2] * load<V>(pair_row<L>(z, j)));
    });
}

template <class T>
void complex_crosswise(const Pairing<const std::complex<T>, std::complex<T>>& lines, const Plan<T>& plan, T sign,
                       T scale) {
    const index_t n = lines.length, used = std::min(n, lines.given);
    for_bundles(lines, 1, n, [&] { return Buffers<T>(plan.buffer_length() * bundle<T>); },
                [&](const Buffers<T>& b, const Bundle<T>& g, auto width) {
                    constexpr int L = width.value;
                    lines_to_pairs<2, L>(g.in, lines.in_step, 2 * used, 2 * n, sign, b.data);
                    const Split<T> z = passes<T>().run(plan, b.data, b.scratch, L, {});
                    pairs_to_lines<2, L>(z, 2 * n, scale, sign, g.out, lines.out_step);
                });
}

// Half spectra, from both ends at once: calls both(k, x, y) for 0 <= k <= h / 2, which is to fill x[0], x[1] with the
// parts at k and y[0], y[1] with those at h - k.
template <int L, class T, class Both>
void halves_to_lines(index_t h, T* const* starts, index_t step, Both&& both) {
    using V = Pack<T, L>;
    if (step == 1 && h / 2 + 1 >= L / 2) {
        const auto block = [&](index_t k, auto first) __attribute__((always_inline)) {
            V low[L], high[L];
#pragma GCC unroll 32
            for (int i = 0; i < L / 2; ++i) both(k + i, low + 2 * i, high + L - 2 - 2 * i, first && i == 0);
            transpose<L>(high);
#pragma GCC unroll 32
            for (int q = 0; q < L; ++q) store(starts[q] + 2 * (h - k) + 2 - L, high[q]);
            transpose<L>(low);
#pragma GCC unroll 32
            for (int q = 0; q < L; ++q) store(starts[q] + 2 * k, low[q]);
        };
        block(0, std::true_type());
        index_t k = L / 2;
        for (; k + L / 2 <= h / 2 + 1; k += L / 2) block(k, std::false_type());
        if (k <= h / 2) block(h / 2 + 1 - L / 2, std::false_type());
        return;
    }
    for (index_t k = 0; k <= h / 2; ++k) {
        V row[4];
        both(k, row, row + 2, k == 0);
        alignas(64) T x[4][L];
#pragma GCC unroll 32
        for (int i = 0; i < 4; ++i) store(x[i], row[i]);
#pragma GCC unroll 32
        for (int q = 0; q < L; ++q)
            for (int i : {2, 3, 0, 1}) starts[q][2 * step * (i < 2 ? k : h - k) + i % 2] = x[i][q];
    }
}

// What untangle_rows() does, to half spectra in lines.
template <int L, class T>
void untangle_to_lines(const Plan<T>& plan, Split<T> z, T scale, T sign, T* const* starts, index_t step) {
    using V = Pack<T, L>;
    const index_t h = plan.n;
    halves_to_lines<L>(h, starts, step, [&](index_t k, V* x, V* y, bool first) __attribute__((always_inline)) {
        const V ar = load<V>(z.re + k * L), ai = load<V>(z.im + k * L);
        if (first) {
            x[0] = scale * (ar + ai), y[0] = scale * (ar - ai);
            x[1] = y[1] = V{};
            return;
        }
        V er, ei, tr, ti;
        untangle(ar, ai, load<V>(z.re + (h - k) * L), load<V>(z.im + (h - k) * L), fill<V>(plan.half_re[k]),
                 fill<V>(plan.half_im[k]), fill<V>(scale / 2), er, ei, tr, ti);
        x[0] = er + tr, x[1] = sign * (ei + ti);
        y[0] = er - tr, y[1] = sign * (ti - ei);
    });
}

// Spectra of L pairs of real lines of odd length from those of L complex lines.
template <int L, class T>
void part_to_lines(Split<T> z, index_t n, const PairSizes<T>& sizes, T scale, T sign, T* const* starts, index_t step) {
    using V = Pack<T, L>;
    const auto rows = [&](int which) __attribute__((always_inline)) {
        const V half = scale / 2 * sizes.template coming_out<V>(which, 0);
        return [=](index_t j) __attribute__((always_inline)) {
            const index_t near = j / 2, far = near ? n - near : 0;
            V er, ei, fr, fi;
            part(load<V>(z.re + near * L), load<V>(z.im + near * L), load<V>(z.re + far * L), load<V>(z.im + far * L),
                 half, er, ei, fr, fi);
            if (j % 2 == 0) return which ? fr : er;
            return near ? V(sign * (which ? fi : ei)) : V{};
        };
    };
    to_lines<2, L>(starts, step, n + 1, rows(0));
    to_lines<2, L>(starts + L, step, n + 1, rows(1));
}

// Values beyond the first half, as conjugates.
template <class T>
void mirror(std::complex<T>* x, index_t step, index_t lanes, index_t n) {
    for (index_t k = n / 2 + 1; k < n; ++k)
        for (index_t q = 0; q < lanes; ++q) x[k * step + q] = std::conj(x[(n - k) * step + q]);
}

// One real line of odd length, taken for a complex one: what a line with NaN or inf needs, which would reach the other line
// of a pair.
template <class T>
void odd_real_line(const Plan<T>& plan, const Buffers<T>& b, const T* x, index_t step, index_t used, T scale, T sign, T* y,
                   index_t out_step) {
    const index_t n = plan.n;
    for (index_t j = 0; j < n; ++j) b.data.re[j] = j < used ? x[j * step] : T(0);
    std::fill_n(b.data.im, n, T(0));
    const Split<T> z = passes<T>().run(plan, b.data, b.scratch, 1, {});
    z.im[0] = 0;
    if (out_step == 1) return join_complex(z.re, z.im, scale, sign * scale, n / 2 + 1, y);
    for (index_t k = 0; 2 * k < n; ++k) {
        y[2 * k * out_step] = scale * z.re[k];
        y[2 * k * out_step + 1] = sign * scale * z.im[k];
    }
}

template <int L, class T>
void raise_rows(const PairSizes<T>& sizes, index_t rows, Split<T> z) {
    using V = Pack<T, L>;
    const V first = sizes.template going_in<V>(0, 0), second = sizes.template going_in<V>(1, 0);
    for (index_t j = 0; j < rows * L; j += L) {
        store(z.re + j, V(first * load<V>(z.re + j)));
        store(z.im + j, V(second * load<V>(z.im + j)));
    }
}

// Real lines of odd length in pairs, the second of each L lines after the first.
template <int L, class T>
void odd_real_bundle(const Pairing<const T, std::complex<T>>& lines, const Plan<T>& plan, T sign, T scale,
                     const Buffers<T>& b, const Bundle<T>& g) {
    using V = Pack<T, L>;
    const index_t n = plan.n, used = std::min(n, lines.given), in_step = lines.in_step, out_step = lines.out_step;
    const auto rows_of = [&](const T* const* starts, T* rows, T* most) __attribute__((always_inline)) {
        V m{};
        from_lines<1, L>(starts, in_step, used, [&](index_t j, V v) __attribute__((always_inline)) {
            m = larger(m, v);
            store(rows + j * L, v);
        });
        std::fill(rows + used * L, rows + n * L, T(0));
        store(most, m);
    };
    T first[L], second[L];
    rows_of(g.in, b.data.re, first);
    rows_of(g.in + L, b.data.im, second);
    const PairSizes<T> sizes(first, second, L);
    if (sizes.needed) raise_rows<L>(sizes, used, b.data);
    const Split<T> z = passes<T>().run(plan, b.data, b.scratch, L, {});
    if (all_finite(z.re, L) && all_finite(z.im, L))
        return part_to_lines<L>(z, n, sizes, scale, sign, g.out, out_step);
    for (index_t q = 0; q < g.lanes; ++q)
        odd_real_line(plan, b, g.in[q], in_step, used, scale, sign, g.out[q], out_step);
}

template <class T>
void real_crosswise(const Pairing<const T, std::complex<T>>& lines, const Plan<T>& plan, index_t n, T sign, T scale) {
    const bool even = n % 2 == 0, full = lines.length > n / 2 + 1;
    for_bundles(lines, even ? 1 : 2, n, [&] { return Buffers<T>(plan.buffer_length() * bundle<T>); },
                [&](const Buffers<T>& b, const Bundle<T>& g, auto width) {
                    constexpr int L = width.value;
                    if (even) {
                        lines_to_pairs<1, L>(g.in, lines.in_step, std::min(n, lines.given), n, T(1), b.data);
                        const Split<T> z = passes<T>().run(plan, b.data, b.scratch, L, {});
                        untangle_to_lines<L>(plan, z, scale, sign, g.out, lines.out_step);
                    } else {
                        odd_real_bundle<L>(lines, plan, sign, scale, b, g);
                    }
                    if (full)
                        for (index_t q = 0; q < g.lanes; ++q)
                            mirror(reinterpret_cast<std::complex<T>*>(g.out[q]), lines.out_step, 1, n);
                });
}

// What tangle_rows() does, from half spectra in lines. `spare` has room for h + 1 rows.
template <int L, class T>
void tangle_from_lines(const Plan<T>& plan, const T* const* starts, index_t step, index_t given, T scale, T sign,
                       Split<T> spare, Split<T> z) {
    using V = Pack<T, L>;
    const index_t h = plan.n;
    const auto both = [&](index_t k, V ar, V ai, V br, V bi) __attribute__((always_inline)) {
        if (k == 0) {
            store(z.re, V(scale * (ar + br)));
            store(z.im, V(scale * (ar - br)));
            return;
        }
        V sr, si, tr, ti;
        tangle(V(scale * ar), V(sign * scale * ai), V(scale * br), V(sign * scale * bi), fill<V>(plan.half_re[k]),
               fill<V>(plan.half_im[k]), sr, si, tr, ti);
        store(z.re + (h - k) * L, V(sr + ti));
        store(z.im + (h - k) * L, V(tr - si));
        store(z.re + k * L, V(sr - ti));
        store(z.im + k * L, V(si + tr));
    };
    if (step == 1 && given > h && h / 2 + 1 >= L / 2) {
        const auto block = [&](index_t k) __attribute__((always_inline)) {
            V low[L], high[L];
#pragma GCC unroll 32
            for (int q = 0; q < L; ++q) low[q] = load<V>(starts[q] + 2 * k);
            transpose<L>(low);
#pragma GCC unroll 32
            for (int q = 0; q < L; ++q) high[q] = load<V>(starts[q] + 2 * (h - k) + 2 - L);
            transpose<L>(high);
#pragma GCC unroll 32
            for (int i = 0; i < L / 2; ++i)
                both(k + i, low[2 * i], low[2 * i + 1], high[L - 2 - 2 * i], high[L - 1 - 2 * i]);
        };
        index_t k = 0;
        for (; k + L / 2 <= h / 2 + 1; k += L / 2) block(k);
        if (k <= h / 2) block(h / 2 + 1 - L / 2);
        return;
    }
    const index_t used = std::min(given, h + 1);
    lines_to_pairs<2, L>(starts, step, 2 * used, 2 * (h + 1), T(1), spare);
    const auto row = [](const T* rows, index_t k) { return load<V>(rows + k * L); };
    for (index_t k = 0; k <= h / 2; ++k)
        both(k, row(spare.re, k), row(spare.im, k), row(spare.re, h - k), row(spare.im, h - k));
}

// Half spectra of L pairs of real lines of odd length, as those of L complex lines. The first half of z holds the
// spectra of the first line of each pair, that of `spare` those of the second. Returns how they were brought to one size.
template <int L, class T>
PairSizes<T> join_from_lines(const T* const* starts, index_t step, index_t given, index_t n, T scale, T sign, Split<T> spare,
                     Split<T> z) {
    using V = Pack<T, L>;
    const index_t used = std::min(given, n / 2 + 1);
    lines_to_pairs<2, L>(starts, step, 2 * used, n + 1, T(1), z);
    lines_to_pairs<2, L>(starts + L, step, 2 * used, n + 1, T(1), spare);
    T most[2][L];
    for (int which : {0, 1}) {
        const Split<T> from = which ? spare : z;
        V m = larger(V{}, load<V>(from.re));
        for (index_t j = L; j < used * L; j += L) m = larger(larger(m, load<V>(from.re + j)), load<V>(from.im + j));
        store(most[which], m);
    }
    const PairSizes<T> sizes(most[0], most[1], L);
    const V first = scale * sizes.template going_in<V>(0, 0), second = scale * sizes.template going_in<V>(1, 0);
    for (index_t k = 0; 2 * k < n; ++k) {
        const index_t near = k * L, far = (k ? n - k : 0) * L;
        const V ar = first * load<V>(z.re + near), br = second * load<V>(spare.re + near);
        const V ai = k == 0 ? V{} : V(sign * first * load<V>(z.im + near));
        const V bi = k == 0 ? V{} : V(sign * second * load<V>(spare.im + near));
        store(z.re + far, V(ar + bi));
        store(z.im + far, V(br - ai));
        store(z.re + near, V(ar - bi));
        store(z.im + near, V(ai + br));
    }
    return sizes;
}

// The whole of one such spectrum, conjugated.
template <class T>
void extend(const T* x, index_t step, index_t given, index_t n, T scale, T sign, Split<T> z) {
    for (index_t k = 0; 2 * k < n; ++k) {
        const bool there = k < given;
        const T re = there ? scale * x[2 * k * step] : T(0), im = there && k ? -sign * scale * x[2 * k * step + 1] : T(0);
        z.re[k] = re, z.im[k] = im;
        if (k) z.re[n - k] = re, z.im[n - k] = -im;
    }
}

// To one real line of odd length, as a complex one.
template <class T>
void odd_hermitian_line(const Plan<T>& plan, const Buffers<T>& b, const T* x, index_t step, index_t given, T scale, T sign,
                        T* y, index_t out_step) {
    extend(x, step, given, plan.n, scale, sign, b.data);
    const Split<T> z = passes<T>().run(plan, b.data, b.scratch, 1, {});
    for (index_t j = 0; j < plan.n; ++j) y[j * out_step] = z.re[j];
}

// To real lines of odd length in pairs, the second of each L lines after the first.
template <int L, class T>
void odd_hermitian_bundle(const Pairing<const std::complex<T>, T>& lines, const Plan<T>& plan, T sign, T scale,
                          const Buffers<T>& b, const Bundle<T>& g) {
    using V = Pack<T, L>;
    const index_t n = plan.n, out_step = lines.out_step;
    const auto sizes = join_from_lines<L>(g.in, lines.in_step, lines.given, n, scale, -sign, b.scratch, b.data);
    const Split<T> z = passes<T>().run(plan, b.data, b.scratch, L, {});
    if (all_finite(z.re, L) && all_finite(z.im, L)) {
        const auto from = [&](const T* rows, int which) {
            const V down = sizes.template coming_out<V>(which, 0);
            return [=](index_t j) __attribute__((always_inline)) { return V(down * load<V>(rows + j * L)); };
        };
        to_lines<1, L>(g.out, out_step, n, from(z.re, 0));
        to_lines<1, L>(g.out + L, out_step, n, from(z.im, 1));
        return;
    }
    for (index_t q = 0; q < g.lanes; ++q)
        odd_hermitian_line(plan, b, g.in[q], lines.in_step, lines.given, scale, sign, g.out[q], out_step);
}

template <class T>
void hermitian_crosswise(const Pairing<const std::complex<T>, T>& lines, const Plan<T>& plan, T sign, T scale) {
    const index_t n = lines.length;
    const bool even = n % 2 == 0;
    for_bundles(lines, even ? 1 : 2, n, [&] { return Buffers<T>((plan.buffer_length() + 1) * bundle<T>); },
                [&](const Buffers<T>& b, const Bundle<T>& g, auto width) {
                    constexpr int L = width.value;
                    if (!even) return odd_hermitian_bundle<L>(lines, plan, sign, scale, b, g);
                    // of the conjugate: the parts change places
                    tangle_from_lines<L>(plan, g.in, lines.in_step, lines.given, scale, sign, b.scratch, b.data);
                    const Split<T> z =
                        passes<T>().run(plan, b.data.swapped(), b.scratch.swapped(), L, {}).swapped();
                    pairs_to_lines<1, L>(z, n, T(1), T(1), g.out, lines.out_step);
                });
}

}  // namespace
}  // namespace scinova::fft
