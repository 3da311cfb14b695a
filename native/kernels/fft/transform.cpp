// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/transform.hpp"

#include "kernels/fft/lines.hpp"

namespace scinova::fft {
namespace {

template <class T>
void clear_rest(Split<T> to, index_t from, index_t n) {
    if (from >= n) return;
    std::fill(to.re + from, to.re + n, T(0));
    std::fill(to.im + from, to.im + n, T(0));
}

// The distance of the starts of a group's lines where it is the same for all, else 0.
template <class T>
index_t constant_gap(T* const* starts, index_t lanes) noexcept {
    if (lanes < 2) return 0;
    const index_t gap = starts[1] - starts[0];
    for (index_t q = 2; q < lanes; ++q)
        if (starts[q] - starts[0] != gap * q) return 0;
    return gap;
}

// L lines at once, L known when compiled or 0.
template <int L, class T>
void load_lines(const std::complex<T>* const* starts, index_t step, index_t group, index_t used, Split<T> to) {
    const index_t lanes = L ? L : group;
    for (index_t q = 0; q < lanes; ++q) {
        const T* at = reinterpret_cast<const T*>(starts[q]);
        for (index_t j = 0; j < used; ++j) {
            to.re[j * lanes + q] = at[2 * j * step];
            to.im[j * lanes + q] = at[2 * j * step + 1];
        }
    }
}

template <int L, class T>
void store_lines(std::complex<T>* const* starts, index_t step, index_t group, index_t n, Split<T> from, T scale) {
    const index_t lanes = L ? L : group;
    for (index_t q = 0; q < lanes; ++q) {
        T* at = reinterpret_cast<T*>(starts[q]);
        for (index_t j = 0; j < n; ++j) {
            at[2 * j * step] = scale * from.re[j * lanes + q];
            at[2 * j * step + 1] = scale * from.im[j * lanes + q];
        }
    }
}

template <class T>
void load_complex(const Lines<const std::complex<T>>& lines, index_t first, index_t lanes, index_t n, index_t given,
                  Split<T> to) {
    const std::complex<T>* starts[most_lanes<T>];
    for (index_t q = 0; q < lanes; ++q) starts[q] = lines.start(first + q);
    const index_t step = lines.step(), used = std::min(n, given);
    if (lanes == 1 && step == 1) {
        split_complex<Isa>(reinterpret_cast<const T*>(starts[0]), used, to.re, to.im);
    } else if (constant_gap(starts, lanes) == 1) {
        for (index_t j = 0; j < used; ++j)
            split_complex<Isa>(reinterpret_cast<const T*>(starts[0] + j * step), lanes, to.re + j * lanes,
                               to.im + j * lanes);
    } else if (lanes == most_lanes<T>) {
        load_lines<most_lanes<T>>(starts, step, lanes, used, to);
    } else {
        load_lines<0>(starts, step, lanes, used, to);
    }
    clear_rest(to, used * lanes, n * lanes);
}

template <class T>
void store_complex(const Lines<std::complex<T>>& lines, index_t first, index_t lanes, index_t n, Split<T> from,
                   T scale) {
    std::complex<T>* starts[most_lanes<T>];
    for (index_t q = 0; q < lanes; ++q) starts[q] = lines.start(first + q);
    const index_t step = lines.step();
    if (lanes == 1 && step == 1) {
        join_complex<Isa>(from.re, from.im, scale, n, reinterpret_cast<T*>(starts[0]));
    } else if (constant_gap(starts, lanes) == 1) {
        for (index_t j = 0; j < n; ++j)
            join_complex<Isa>(from.re + j * lanes, from.im + j * lanes, scale, lanes,
                              reinterpret_cast<T*>(starts[0] + j * step));
    } else if (lanes == most_lanes<T>) {
        store_lines<most_lanes<T>>(starts, step, lanes, n, from, scale);
    } else {
        store_lines<0>(starts, step, lanes, n, from, scale);
    }
}

// Real lines into the buffer: elements j, or 2 j and 2 j + 1 as real and imaginary parts.
template <class T>
void load_real(const Lines<const T>& lines, index_t first, index_t lanes, index_t n, index_t given, bool pairs,
               Split<T> to) {
    const index_t step = lines.step(), used = pairs ? std::min(n, given / 2) : std::min(n, given);
    for (index_t q = 0; q < lanes; ++q) {
        const T* at = lines.start(first + q);
        if (!pairs) {
            for (index_t j = 0; j < used; ++j) to.re[j * lanes + q] = at[j * step];
        } else if (lanes == 1 && step == 1) {
            split_complex<Isa>(at, used, to.re, to.im);
        } else {
            for (index_t j = 0; j < used; ++j) {
                to.re[j * lanes + q] = at[2 * j * step];
                to.im[j * lanes + q] = at[(2 * j + 1) * step];
            }
        }
    }
    clear_rest(to, used * lanes, n * lanes);
    if (!pairs) std::fill_n(to.im, n * lanes, T(0));
    if (pairs && given % 2 && given / 2 < n)
        for (index_t q = 0; q < lanes; ++q)
            to.re[given / 2 * lanes + q] = lines.start(first + q)[(given - 1) * step];
}

// The same for one line whose spectrum is contiguous, k and h - k together, for 0 < k < h / 2, and k = 0, h / 2 and h.
// `sign` is that of the imaginary parts.
template <int W, class T>
index_t untangle_pairs(const Plan<T>& plan, Split<T> z, index_t k, T scale, T sign, T* x) {
    using V = Pack<T, W>;
    const index_t h = plan.n;
    const T half = scale / 2;
    for (; 2 * (k + W) <= h + 1 && k + W <= h - k - W + 1; k += W) {
        const index_t far = h - k - W + 1;
        const V ar = load<Isa, V>(z.re + k), ai = load<Isa, V>(z.im + k);
        const V br = reversed<Isa, W>(load<Isa, V>(z.re + far)), bi = reversed<Isa, W>(load<Isa, V>(z.im + far));
        const V wr = load<Isa, V>(plan.half_re.data() + k), wi = load<Isa, V>(plan.half_im.data() + k);
        const V er = half * (ar + br), ei = half * (ai - bi), orr = half * (ai + bi), oi = half * (br - ar);
        const V tr = wr * orr - wi * oi, ti = wr * oi + wi * orr;
        put<Isa, W, T>(V(er + tr), V(sign * (ei + ti)), x + 2 * k);
        put<Isa, W, T>(reversed<Isa, W>(V(er - tr)), reversed<Isa, W>(V(sign * (ti - ei))), x + 2 * far);
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
    index_t k = untangle_pairs<full_width<Isa, T>>(plan, z, 1, scale, sign, x);
    k = untangle_pairs<1>(plan, z, k, scale, sign, x);
    if (h % 2 == 0 && h > 0) {
        x[h] = scale * z.re[h / 2];
        x[h + 1] = -sign * scale * z.im[h / 2];
    }
}

// The way back: z_k from the values at k and h - k of a contiguous spectrum.
template <int W, class T>
index_t tangle_pairs(const Plan<T>& plan, const T* x, index_t k, T sign, Split<T> z) {
    using V = Pack<T, W>;
    const index_t h = plan.n;
    for (; 2 * (k + W) <= h + 1 && k + W <= h - k - W + 1; k += W) {
        const index_t far = h - k - W + 1;
        V ar, ai, br, bi;
        take<Isa, W, T>(x + 2 * k, ar, ai);
        take<Isa, W, T>(x + 2 * far, br, bi);
        br = reversed<Isa, W>(br);
        ai = sign * ai;
        bi = -sign * reversed<Isa, W>(bi);
        const V wr = load<Isa, V>(plan.half_re.data() + k), wi = -load<Isa, V>(plan.half_im.data() + k);
        const V dr = ar - br, di = ai - bi, tr = dr * wr - di * wi, ti = dr * wi + di * wr;
        const V sr = ar + br, si = ai + bi;
        store<Isa>(z.re + k, V(sr - ti));
        store<Isa>(z.im + k, V(si + tr));
        store<Isa>(z.re + far, reversed<Isa, W>(V(sr + ti)));
        store<Isa>(z.im + far, reversed<Isa, W>(V(tr - si)));
    }
    return k;
}

template <class T>
void tangle_line(const Plan<T>& plan, const T* x, T sign, Split<T> z) {
    const index_t h = plan.n;
    z.re[0] = x[0] + x[2 * h];
    z.im[0] = x[0] - x[2 * h];
    index_t k = tangle_pairs<full_width<Isa, T>>(plan, x, 1, sign, z);
    k = tangle_pairs<1>(plan, x, k, sign, z);
    if (h % 2 == 0) {
        z.re[h / 2] = 2 * x[h];
        z.im[h / 2] = -2 * sign * x[h + 1];
    }
}

template <class T>
void complex_lines(NdView<const std::complex<T>> in, NdView<std::complex<T>> out, int axis, bool forward, T scale) {
    const Lines<const std::complex<T>> source(in, axis);
    const Lines<std::complex<T>> target(out, axis);
    const index_t n = target.length(), given = source.length();
    const auto plan = plan_for<T>(n, false);
    const auto& table = passes<T>();
    for_lines<T>(target.count(), *plan, source.step() == 1 && target.step() == 1, [&](index_t first, index_t lanes, Buffers<T>& b) {
        load_complex(source, first, lanes, n, given, b.data);
        Split<T> z = forward ? table.run(*plan, b.data, b.scratch, lanes)
                             : table.run(*plan, b.data.swapped(), b.scratch.swapped(), lanes).swapped();
        store_complex(target, first, lanes, n, z, scale);
    });
}

template <class T>
void real_lines(NdView<const T> in, NdView<std::complex<T>> out, int axis, index_t n, bool forward, T scale) {
    const Lines<const T> source(in, axis);
    const Lines<std::complex<T>> target(out, axis);
    const index_t given = source.length(), kept = n / 2 + 1;
    const bool even = n % 2 == 0, full = target.length() > kept;
    const auto plan = plan_for<T>(even ? n / 2 : n, even);
    const auto& table = passes<T>();
    const T sign = forward ? T(1) : T(-1);
    for_lines<T>(target.count(), *plan, source.step() == 1 && target.step() == 1, [&](index_t first, index_t lanes, Buffers<T>& b) {
        const index_t step = target.step();
        load_real(source, first, lanes, plan->n, given, even, b.data);
        const Split<T> z = table.run(*plan, b.data, b.scratch, lanes);
        if (even && lanes == 1 && step == 1) {
            std::complex<T>* x = target.start(first);
            untangle_line(*plan, z, scale, sign, reinterpret_cast<T*>(x));
            for (index_t k = kept; full && k < n; ++k) x[k] = std::conj(x[n - k]);
            return;
        }
        T re[most_lanes<T>], im[most_lanes<T>];
        std::complex<T>* starts[most_lanes<T>];
        for (index_t q = 0; q < lanes; ++q) starts[q] = target.start(first + q);
        for (index_t k = 0; k < kept; ++k) {
            const T *xr = re, *xi = im;
            if (even) untangle(*plan, z, lanes, k, re, im);
            else xr = z.re + k * lanes, xi = z.im + k * lanes;
            for (index_t q = 0; q < lanes; ++q) {
                const T imaginary = k == 0 || 2 * k == n ? T(0) : sign * scale * xi[q];
                starts[q][k * step] = {scale * xr[q], imaginary};
                if (full && k > 0 && 2 * k < n) starts[q][(n - k) * step] = {scale * xr[q], -imaginary};
            }
        }
    });
}

template <class T>
void hermitian_lines(NdView<const std::complex<T>> in, NdView<T> out, int axis, bool forward, T scale) {
    const Lines<const std::complex<T>> source(in, axis);
    const Lines<T> target(out, axis);
    const index_t n = target.length(), kept = n / 2 + 1, given = std::min(kept, source.length());
    const bool even = n % 2 == 0;
    const auto plan = plan_for<T>(even ? n / 2 : n, even);
    const auto& table = passes<T>();
    // The sums wanted have exp(+2 pi i j k / n); a forward transform of what is real is that of the conjugate.
    const T sign = forward ? T(-1) : T(1);
    for_lines<T>(target.count(), *plan, source.step() == 1 && target.step() == 1, [&](index_t first, index_t lanes, Buffers<T>& b) {
        const index_t step = source.step(), h = plan->n;
        const bool plain = even && lanes == 1 && step == 1 && given == kept;
        if (plain) tangle_line(*plan, reinterpret_cast<const T*>(source.start(first)), sign, b.data);
        for (index_t q = 0; q < lanes && !plain; ++q) {
            const std::complex<T>* at = source.start(first + q);
            const auto value = [&](index_t k) -> std::complex<T> {
                if (k >= given) return T(0);
                const std::complex<T> x = at[k * step];
                return {x.real(), k == 0 || 2 * k == n ? T(0) : sign * x.imag()};
            };
            spread_spectrum(*plan, n, lanes, q, value, b.data);
        }
        const Split<T> z = table.run(*plan, b.data.swapped(), b.scratch.swapped(), lanes).swapped();
        for (index_t q = 0; q < lanes; ++q) {
            T* at = target.start(first + q);
            const index_t out_step = target.step();
            if (even && lanes == 1 && out_step == 1) {
                join_complex<Isa>(z.re, z.im, scale, h, at);
                continue;
            }
            for (index_t j = 0; j < h; ++j) {
                if (even) {
                    at[2 * j * out_step] = scale * z.re[j * lanes + q];
                    at[(2 * j + 1) * out_step] = scale * z.im[j * lanes + q];
                } else {
                    at[j * out_step] = scale * z.re[j * lanes + q];
                }
            }
        }
    });
}

template <class T>
const TransformTable<T>& table() {
    static const TransformTable<T> t{&complex_lines<T>, &real_lines<T>, &hermitian_lines<T>};
    return t;
}

}  // namespace

template <>
const TransformTable<float>& transform_table<isa::current, float>() {
    return table<float>();
}
template <>
const TransformTable<double>& transform_table<isa::current, double>() {
    return table<double>();
}
template <>
const TransformTable<long double>& transform_table<isa::current, long double>() {
    return table<long double>();
}

}  // namespace scinova::fft
