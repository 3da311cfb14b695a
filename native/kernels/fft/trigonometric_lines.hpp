// SPDX-License-Identifier: BSD-3-Clause
// Cosine and sine transforms of all lines of an array; see trigonometric.hpp. Each element type has a source of its own
// that instantiates this.
#pragma once

#include "kernels/fft/cosine_line.hpp"
#include "kernels/fft/cosine_odd.hpp"
#include "kernels/fft/lines.hpp"
#include "kernels/fft/trigonometric.hpp"

namespace scinova::fft {
namespace {

// Everything the lines of one call share.
template <class T, int type, bool sine>
struct Call {
    using Rows = scinova::fft::Rows<T, type, sine>;
    index_t n;
    index_t real_length = 0;  // of the real transform that serves; 0: a complex one
    std::shared_ptr<const Plan<T>> plan;
    std::shared_ptr<const Turns<T>> turns;

    explicit Call(index_t n_) : n(n_) {
        if (type == 1) real_length = sine ? 2 * (n + 1) : 2 * (n - 1);
        else if (type < 4) real_length = n;
        if (real_length) plan = real_length % 2 == 0 ? plan_for<T>(real_length / 2, Use::half) : plan_for<T>(n, Use::line);
        else plan = plan_for<T>(n % 2 ? 2 * n : n / 2, Use::line);
        if (type > 1) turns = turns_for<T>(n);
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
        const T *c = turns ? turns->re.data() : nullptr, *s = turns ? turns->im.data() : nullptr;
        const index_t used = type == 4 ? (n % 2 ? n : n / 2) : real_length % 2 ? real_length : real_length / 2;
        for (index_t j = 0; j < used; ++j)
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                V re, im;
                if (type == 4 && n % 2 == 0) {
                    re = rows.template get<W>(2 * j, q), im = rows.template get<W>(n - 1 - 2 * j, q);
                    turn(re, im, fill<V>(c[4 * j + 1]), fill<V>(s[4 * j + 1]));
                } else if (type == 4) {
                    const V x = rows.template get<W>(j, q);
                    re = x * c[2 * j], im = x * s[2 * j];
                } else if (real_length % 2 == 0) {
                    re = element<W>(rows, 2 * j, q), im = element<W>(rows, 2 * j + 1, q);
                } else {
                    re = element<W>(rows, j, q), im = V{};
                }
                store(to.re + j * lanes + q, re);
                store(to.im + j * lanes + q, im);
            });
        std::fill(to.re + used * lanes, to.re + plan->n * lanes, T(0));
        std::fill(to.im + used * lanes, to.im + plan->n * lanes, T(0));
    }

    // Types I and II, from the spectrum at k of all lanes; type III, from the sequence; type IV.
    void finish(const Rows& rows, index_t lanes, Split<T> z) const {
        if (type == 3) return finish_sequence(rows, lanes, z);
        if (type == 4) return finish_fourth(rows, lanes, z);
        const index_t h = plan->n, last = real_length % 2 ? n / 2 : h / 2;
        for (index_t k = 0; k <= last; ++k) {
            const index_t near = k * lanes, far = (k ? h - k : 0) * lanes;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                const V ar = load<V>(z.re + near + q), ai = load<V>(z.im + near + q);
                if (real_length % 2) return value<W>(rows, k, q, ar, k ? ai : V{});
                if (k == 0) {
                    value<W>(rows, 0, q, V(ar + ai), V{});
                    return value<W>(rows, h, q, V(ar - ai), V{});
                }
                V er, ei, tr, ti;
                untangle(ar, ai, load<V>(z.re + far + q), load<V>(z.im + far + q), fill<V>(plan->half_re[k]),
                         fill<V>(plan->half_im[k]), fill<V>(T(0.5)), er, ei, tr, ti);
                value<W>(rows, k, q, V(er + tr), V(ei + ti));
                if (2 * k < h) value<W>(rows, h - k, q, V(er - tr), V(ti - ei));
            });
        }
    }

private:
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
        const index_t h = plan->n, last = n % 2 ? n / 2 : h / 2;
        for (index_t k = 0; k <= last; ++k) {
            const index_t near = k * lanes, far = (k ? h - k : 0) * lanes;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                V ar, ai, br, bi, sr, si, tr, ti;
                spectrum<W>(rows, k, q, ar, ai);
                if (n % 2) {
                    store(to.re + far + q, ar);
                    store(to.im + far + q, V(-ai));
                    store(to.re + near + q, ar);
                    store(to.im + near + q, ai);
                    return;
                }
                spectrum<W>(rows, h - k, q, br, bi);
                tangle(ar, ai, br, bi, fill<V>(plan->half_re[k]), fill<V>(plan->half_im[k]), sr, si, tr, ti);
                if (k > 0) {
                    store(to.re + far + q, V(sr + ti));
                    store(to.im + far + q, V(tr - si));
                }
                store(to.re + near + q, V(sr - ti));
                store(to.im + near + q, V(si + tr));
            });
        }
    }
    void finish_sequence(const Rows& rows, index_t lanes, Split<T> z) const {
        for (index_t m = 0; m < n; ++m) {
            const T* v = n % 2 ? z.re + m * lanes : (m % 2 ? z.im : z.re) + m / 2 * lanes;
            const index_t k = 2 * m < n ? 2 * m : 2 * (n - m) - 1;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                rows.template put<width.value>(k, q, load<Pack<T, width.value>>(v + q));
            });
        }
    }
    void finish_fourth(const Rows& rows, index_t lanes, Split<T> z) const {
        const T *c = turns->re.data(), *s = turns->im.data();
        for (index_t k = 0; k < (n % 2 ? n : n / 2); ++k) {
            const index_t at = n % 2 ? 2 * k + 1 : 4 * k;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                constexpr int W = width.value;
                using V = Pack<T, W>;
                V re = load<V>(z.re + k * lanes + q), im = load<V>(z.im + k * lanes + q);
                turn(re, im, fill<V>(c[at]), fill<V>(s[at]));
                rows.template put<W>(n % 2 ? k : 2 * k, q, V(T(2) * re));
                if (n % 2 == 0) rows.template put<W>(n - 1 - 2 * k, q, V(T(-2) * im));
            });
        }
    }
};

// x with every other sign changed, or in the opposite order with that: what a sine transform is of a cosine transform.
template <class T>
void alternate(const T* x, index_t n, bool reverse, T* y) {
    if (reverse)
        for (index_t j = 0; j < n; ++j) y[j] = x[n - 1 - j];
    else
        for (index_t j = 0; j < n; ++j) y[j] = j % 2 ? -x[j] : x[j];
}

// One contiguous line of even length, types II and III.
template <class T, int type, bool sine>
void cosine_line(const Call<T, type, sine>& call, const Buffers<T>& b, const T* x, T* y, bool orthogonal, T scale) {
    constexpr T root2 = std::numbers::sqrt2_v<T>;
    const CosineLine<T> line{*call.plan, *call.turns};
    const index_t n = call.n;
    Split<T> z = b.data;
    if constexpr (sine) {
        alternate(x, n, type == 3, b.scratch.re);  // both parts of the scratch follow one another
        x = b.scratch.re;
    }
    if (type == 2) {
        line.permute(x, z);
        z = passes<T>().run(*call.plan, z, b.scratch, 1, {});
        const Split<T> other = z.re == b.data.re ? b.scratch : b.data;
        line.finish(z, scale, sine ? other.re : y);
        T* const first = sine ? other.re : y;
        if (orthogonal) first[0] /= root2;
        if (sine) alternate(first, n, true, y);
    } else {
        line.begin(x, orthogonal ? root2 : T(1), z);
        z = passes<T>().run(*call.plan, z.swapped(), b.scratch.swapped(), 1, {}).swapped();
        line.permute_back(z, scale, y);
        if (sine) alternate(y, n, false, y);
    }
}

template <class T, int type, bool sine>
void odd_lines(const Pairing<const T, T>& lines, bool orthogonal, T scale) {
    const index_t n = lines.length;
    const OddCall<T, type, sine> call(n);
    const auto rows = [&](const T* x, index_t step, T* y, index_t row) {
        return Rows<T, type, sine>{x, y, step, row, n, orthogonal, scale};
    };
    const index_t size = call.buffer_length();
    if (call.alone() || lines.count == 1)
        return each_line(lines, n, [&] { return Buffers<T>(std::max(size, n)); },
                         [&](const Buffers<T>& b, const T* x, T* y) { call.line(b, rows(x, 1, y, 1)); });
    const auto order = call.order(rows(nullptr, 0, nullptr, 0));
    const index_t lanes = lanes_for<T>(size);
    each_block(lines, n, lanes, [&] { return Buffers<T>(size * lanes); },
               [&](const Buffers<T>& b, const T* x, index_t step, T* y, index_t row, index_t width) {
                   call.block(b, rows(x, step, y, row), order.data(), width);
               });
}

template <class T, int type, bool sine>
void lines_of(NdView<const T> in, NdView<T> out, int axis, bool orthogonal, T scale) {
    const Pairing<const T, T> lines(in, out, axis);
    if constexpr (type > 1)
        if (lines.length % 2) return odd_lines<T, type, sine>(lines, orthogonal, scale);
    const Call<T, type, sine> call(lines.length);
    const index_t n = call.n, size = call.plan->buffer_length();
    const auto& table = passes<T>();
    const auto block = [&](const Buffers<T>& b, const T* x, index_t step, T* y, index_t row, index_t lanes) {
        const Rows<T, type, sine> rows{x, y, step, row, n, orthogonal, scale};
        call.load_rows(rows, lanes, b.data);
        const Split<T> z = type == 3 ? table.run(*call.plan, b.data.swapped(), b.scratch.swapped(), lanes, {}).swapped()
                                     : table.run(*call.plan, b.data, b.scratch, lanes, {});
        call.finish(rows, lanes, z);
    };
    const bool by_line = (type == 2 || type == 3) && n % 2 == 0;
    if (call.plan->long_line() || lines.count == 1 || (by_line && one_by_one(lines, n, false)))
        return each_line(lines, n, [&] { return Buffers<T>(size); }, [&](const Buffers<T>& b, const T* x, T* y) {
            if constexpr (type == 2 || type == 3) {
                if (by_line) return cosine_line(call, b, x, y, orthogonal, scale);
            }
            block(b, x, 1, y, 1, 1);
        });
    const index_t lanes = lanes_for<T>(size);
    each_block(lines, n, lanes, [&] { return Buffers<T>(size * lanes); }, block);
}

template <class T>
void trigonometric_lines(NdView<const T> in, NdView<T> out, int axis, int type, bool sine, bool orthogonal, T scale) {
    using Function = void (*)(NdView<const T>, NdView<T>, int, bool, T);
    static constexpr Function functions[2][4] = {
        {&lines_of<T, 1, false>, &lines_of<T, 2, false>, &lines_of<T, 3, false>, &lines_of<T, 4, false>},
        {&lines_of<T, 1, true>, &lines_of<T, 2, true>, &lines_of<T, 3, true>, &lines_of<T, 4, true>}};
    functions[sine][type - 1](in, out, axis, orthogonal, scale);
}

}  // namespace
}  // namespace scinova::fft
