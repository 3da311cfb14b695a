// SPDX-License-Identifier: BSD-3-Clause
// Cosine and sine transforms of types II, III and IV of odd length n = 2 h + 1, which are real Fourier transforms of the
// same length but for the order and the signs of what goes in and comes out (Heideman, Computation of an odd-length DCT
// from a real-valued DFT of the same length, IEEE Trans. Signal Processing 40 (1992) 54; type IV: Chan & Ho, Direct
// methods for computing discrete sinusoidal transforms, IEE Proc. F 137 (1990) 433).
//
// Type II: in cos(2 pi k m / 4n), m = 2j + 1, the sign of m is free, and one of m and -m is n modulo 4. With it, m = n + 4t
// modulo 4n for one t, and since 1 / 4n = n / 4 + v / n modulo 1, with 4 v = 1 modulo n, the angle is 2 pi (k / 4 + k t / n):
// y_k is 2 Re F_k, 2 Im F_k, -2 Re F_k or -2 Im F_k as k is 0, 1, 2 or 3 modulo 4, F being the transform of x in the order
// of t. Type III is the transpose.
//
// Type IV: in cos(2 pi q m / 8n), q = 2k + 1, one of m, -m, 4n - m, 4n + m is n modulo 8, the last two with the opposite
// sign, and one of q, -q, 4n - q, 4n + q is 1 modulo 8. With m = 2t and q = 4l modulo n the angle is
// 2 pi (1 / 8 + l t / n), so that y_k = sqrt(2) (Re F_l + Im F_l).
#pragma once

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "kernels/fft/cosine_rows.hpp"
#include "kernels/fft/lines.hpp"
#include "kernels/fft/pair_sizes.hpp"
#include "kernels/fft/tangles.hpp"

namespace scinova::fft {
namespace {

// The j for which 2j + 1 or its opposite is n + 4t modulo 4n, 0 <= t < n.
inline index_t folded(index_t n, index_t t) noexcept {
    const index_t m = n + 4 * t;
    return (m < 2 * n ? m - 1 : m < 4 * n ? 4 * n - m - 1 : m - 4 * n - 1) / 2;
}

template <class Call>
struct PairedLines;

template <class T, int type, bool sine>
class OddCall {
public:
    using Rows = scinova::fft::Rows<T, type, sine>;

    explicit OddCall(index_t n) : n_(n), by_itself_(long_real<T>(n)) {
        plan_ = plan_for<T>(n, Use::line);
        if (plan_->down && !by_itself_) plan_ = plan_for<T>(n, Use::lanes);
        if (!plan_->stages.empty() && has_real_stage(plan_->stages[0].radix)) radix_ = plan_->stages[0].radix;
        kept_ = (radix_ + 1) / 2;
    }
    // Lines are to be done by line(), not by block().
    bool alone() const noexcept { return by_itself_; }
    // Lines are done two at a time, as the parts of a complex one.
    bool in_pairs() const noexcept { return radix_ == 1 && !by_itself_; }
    // How many lines a block has at most.
    index_t lanes() const noexcept {
        const index_t size = buffer_length(), most = lanes_for<T>(size);
        if (!in_pairs()) return most;
        return plan_->long_line() || size >= 8192 ? 2 : std::min(2 * most, most_lanes<T>);
    }
    index_t buffer_length() const noexcept {
        return radix_ > 1 ? kept_ * plan_->stages[0].m : plan_->buffer_length();
    }
    // For block(): where element t of the sequence that is transformed comes from, or goes to.
    std::vector<RowAt<T>> order(const Rows& rows) const {
        std::vector<RowAt<T>> all(static_cast<std::size_t>(n_));
        for (index_t t = 0; t < n_; ++t) {
            RowAt<T>& at = all[static_cast<std::size_t>(t)];
            if (type == 2) at = rows.source(folded(n_, t));
            else if (type == 3) at = rows.target(folded(n_, t));
            else at = fourth(rows, t);
        }
        return all;
    }

    // Lines side by side; b holds room for lanes, or for pairs of them.
    void block(const Buffers<T>& b, const Rows& rows, const RowAt<T>* order, index_t lanes) const {
        if (in_pairs()) return PairedLines<OddCall>{*this, b, rows, order, lanes}.run();
        const auto& table = passes<T>();
        if (type == 3) {
            load_spectrum(rows, lanes, b.data);
            const Split<T> z =
                table.run_rest(*plan_, b.data.swapped(), b.scratch.swapped(), lanes * kept_).swapped();
            return table.hermitian_last(*plan_, lanes, z, order, rows.out, rows.out_step);
        }
        table.real_first(*plan_, lanes, rows.in, rows.in_step, order, b.data);
        finish(rows, lanes, table.run_rest(*plan_, b.data, b.scratch, lanes * kept_));
    }

    // One contiguous line.
    void line(const Buffers<T>& b, const Rows& rows) const {
        if (by_itself_) return long_one(b, rows);
        const auto& table = passes<T>();
        if (type == 3) {
            load_spectrum(rows, 1, b.data);
            const Split<T> data = b.data.swapped(), scratch = b.scratch.swapped();
            if (radix_ == 1) return put_line(rows, table.run(*plan_, data, scratch, 1, {}).swapped().re);
            const Split<T> z = table.run_rest(*plan_, data, scratch, kept_).swapped();
            T* const other = z.re == b.data.re ? b.scratch.re : b.data.re;
            table.hermitian_last(*plan_, 1, z, nullptr, other, 1);
            return put_line(rows, other);
        }
        if (radix_ == 1) {
            get_line(rows, b.data.re);
            std::fill_n(b.data.im, n_, T(0));
            return finish(rows, 1, table.run(*plan_, b.data, b.scratch, 1, {}));
        }
        get_line(rows, b.scratch.re);
        table.real_first(*plan_, 1, b.scratch.re, 1, nullptr, b.data);
        finish(rows, 1, table.run_rest(*plan_, b.data, b.scratch, kept_));
    }

private:
    friend PairedLines<OddCall>;
    using Element = T;
    static constexpr int kind = type;
    index_t n_, radix_ = 1, kept_ = 1;  // of the first stage, and the classes it keeps; 1: lines are taken for complex
    bool by_itself_;
    std::shared_ptr<const Plan<T>> plan_;

    // Element t of the sequence that type IV transforms.
    RowAt<T> fourth(const Rows& rows, index_t t) const noexcept {
        const index_t u = 2 * t < n_ ? t : t - n_, h = n_ / 2;
        const bool odd = u & 1;
        const bool plus = odd ? ((u - n_) & 3) == 0 : (u & 3) == 0;
        RowAt<T> at = rows.source(odd ? h - u : h + u);
        if (!plus) at.by = -at.by;
        return at;
    }
    // The sequence that is transformed, of one line, and what comes out of type III.
    void get_line(const Rows& rows, T* to) const {
        const T* const x = rows.in;
        if (type == 2)
            return each_run([&](index_t t, index_t end, index_t j, index_t step) __attribute__((always_inline)) {
                const T by = rows.source(j).by;
                for (; t < end; ++t, j += step) to[t] = by * x[j];
            });
        for (index_t t = 0; t < n_; ++t) {
            const RowAt<T> at = fourth(rows, t);
            to[t] = at.by * x[at.row];
        }
    }
    void put_line(const Rows& rows, const T* from) const {
        T* const y = rows.out;
        each_run([&](index_t t, index_t end, index_t k, index_t step) __attribute__((always_inline)) {
            const T by = rows.target(k).by;
            for (; t < end; ++t, k += step) y[k] = by * from[t];
        });
    }
    // Calls f(t, end, j, step) for runs of t in which j = folded(n, t) goes on by step, two up or down: its parity, and
    // with it the sign of a sine transform, stays.
    template <class F>
    [[gnu::always_inline]] void each_run(F&& f) const {
        const index_t up = (n_ + 3) / 4, down = (3 * n_ + 3) / 4;
        f(index_t{0}, up, n_ / 2, index_t{2});
        if (up < down) f(up, down, folded(n_, up), index_t{-2});
        if (down < n_) f(down, n_, folded(n_, down), index_t{2});
    }

    // Calls f(j, row, k) for the rows of a spectrum that are kept: j is its index, in class k.
    template <class F>
    [[gnu::always_inline]] void each_kept(F&& f) const {
        index_t row = 0;
        for (index_t first = 0; first < n_; first += radix_)
            for (index_t k = 0; k < kept_; ++k, ++row) f(first + k, row, k);
    }
    // Type III: x_j i^j + x_(n - j) (-i)^(n - j) at j, of which one is real and the other imaginary.
    [[gnu::always_inline]] void spectrum(const Rows& rows, index_t j, RowAt<T>& re, RowAt<T>& im) const noexcept {
        const index_t r = n_ - j;
        const bool odd = j & 1;
        re = rows.source(odd ? r : j), im = rows.source(j == 0 ? 0 : odd ? j : r);
        if ((odd ? r : j) & 2) re.by = -re.by;
        if (odd ? (j & 2) != 0 : (r & 2) == 0) im.by = -im.by;
        if (j == 0) im.by = 0;
    }
    void load_spectrum(const Rows& rows, index_t lanes, Split<T> to) const {
        each_kept([&](index_t j, index_t row, index_t) __attribute__((always_inline)) {
            RowAt<T> re, im;
            spectrum(rows, j, re, im);
            const T *const x = rows.in + re.row * rows.in_step, *const y = rows.in + im.row * rows.in_step;
            T *const a = to.re + row * lanes, *const b = to.im + row * lanes;
            cover<T>(lanes, [=](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                store(a + q, V(re.by * load<V>(x + q)));
                store(b + q, V(im.by * load<V>(y + q)));
            });
        });
    }
    // Types II and IV, from the spectrum.
    void finish(const Rows& rows, index_t lanes, Split<T> z) const {
        each_kept([&](index_t j, index_t row, index_t k) __attribute__((always_inline)) {
            const bool beyond = 2 * j > n_;
            if (beyond && k == 0) return;  // this class has both of a pair
            value(rows, lanes, beyond ? n_ - j : j, beyond ? T(-1) : T(1), z.re + row * lanes, z.im + row * lanes);
        });
    }
    // What F_l = re + sign i im, 0 <= l <= h, gives.
    [[gnu::always_inline]] void value(const Rows& rows, index_t lanes, index_t l, T sign, const T* re, const T* im) const {
        if (type == 2) {
            const index_t even = l & 1 ? n_ - l : l, odd = n_ - even;
            RowAt<T> a = rows.target(even), b = rows.target(l == 0 ? 0 : odd);
            a.by *= even & 2 ? T(-2) : T(2);
            b.by *= ((odd & 2) != 0) == (odd == l) ? T(-2) : T(2);
            b.by *= sign;
            T *const at = rows.out + a.row * rows.out_step, *const other = rows.out + b.row * rows.out_step;
            cover<T>(lanes, [=](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                const V u = load<V>(re + q), v = load<V>(im + q);
                if (l > 0) store(other + q, V(b.by * v));
                store(at + q, V(a.by * u));
            });
            return;
        }
        // n + 4l and n - 4l, or what they are folded to; both are 4l or -4l modulo n
        const bool inside = 4 * l < n_;
        const index_t up = inside ? n_ + 4 * l : 4 * l - n_, down = inside ? n_ - 4 * l : 3 * n_ - 4 * l;
        const auto target = [&](index_t q) {
            RowAt<T> at = rows.target((q - 1) / 2);
            at.by *= ((q + 1) & 7) <= 2 ? Rows::root2 : -Rows::root2;
            return at;
        };
        const RowAt<T> a = target(up), b = target(down);
        const T plus = l == 0 ? T(0) : (up & 3) == 1 ? sign : -sign, minus = l == 0 ? T(0) : (down & 3) == 1 ? -sign : sign;
        T *const at = rows.out + a.row * rows.out_step, *const other = rows.out + b.row * rows.out_step;
        cover<T>(lanes, [=](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            const V u = load<V>(re + q), v = load<V>(im + q);
            store(other + q, V(b.by * muladd(fill<V>(minus), v, u)));
            store(at + q, V(a.by * muladd(fill<V>(plus), v, u)));
        });
    }

    // A line that is long enough to be done by columns and rows, by all threads.
    void long_one(const Buffers<T>& b, const Rows& rows) const {
        const auto& table = passes<T>();
        T* const pairs = b.scratch.re;  // both parts of the scratch follow one another
        if (type == 3) {
            load_spectrum(rows, 1, b.data);
            join_complex(b.data.re, b.data.im, T(1), T(1), n_ / 2 + 1, pairs);
            table.hermitian_line(*plan_, pairs, b.data.re, T(1), T(1));
            return put_line(rows, b.data.re);
        }
        get_line(rows, b.data.re);
        table.real_line(*plan_, b.data.re, pairs, T(1), T(1));
        split_complex(pairs, n_ / 2 + 1, b.data.re, b.data.im);
        finish(rows, 1, b.data);
    }
};

// Lines in pairs, as the parts of complex ones. A block with NaN or infinities, which would spread, is done without pairs.
template <class Call>
struct PairedLines {
    using T = typename Call::Element;
    using Rows = typename Call::Rows;
    const Call& call;
    const Buffers<T>& b;
    Rows rows;
    const RowAt<T>* order;
    index_t lanes;
    index_t pairs = (lanes + 1) / 2, shift = lanes - pairs;  // the second line of pair q is q + shift
    PairSizes<T> sizes = PairSizes<T>::of_rows(rows.in, rows.in_step, call.n_, lanes, pairs);

    void run() {
        if (finite()) return one(rows, true);
        const T none[most_lanes<T>] = {};
        sizes = PairSizes<T>(none, none, pairs);  // all as they are
        one(rows, false);  // first lines alone, then the others
        const Rows others = moved(rows, pairs);
        pairs = lanes - pairs;
        if (pairs > 0) one(others, false);
    }

private:
    static Rows moved(Rows from, index_t lines) noexcept {
        from.in += lines;
        from.out += lines;
        return from;
    }
    bool finite() const noexcept {
        T bad[most_lanes<T>] = {};
        for (index_t j = 0; j < call.n_; ++j) {
            const T* const x = rows.in + j * rows.in_step;
            cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                const V v = load<V>(x + q);
                store(bad + q, V(load<V>(bad + q) + (v - v)));
            });
        }
        return std::all_of(bad, bad + lanes, [](T v) { return v == 0; });
    }
    // The lines from `from` on, with the second ones or, of zeros in their place, without.
    void one(const Rows& from, bool both) const {
        const auto& table = passes<T>();
        if constexpr (Call::kind == 3) {
            load_spectra(from, both);
            const Split<T> z = table.run(*call.plan_, b.data.swapped(), b.scratch.swapped(), pairs, {}).swapped();
            const Rows second = moved(from, shift);
            for (index_t t = 0; t < call.n_; ++t) {
                const T by = order[t].by;
                const index_t at = order[t].row * from.out_step;
                cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                    using V = Pack<T, width.value>;
                    if (both) store(second.out + at + q, V(by * (out<V>(1, q) * load<V>(z.im + t * pairs + q))));
                    store(from.out + at + q, V(by * (out<V>(0, q) * load<V>(z.re + t * pairs + q))));
                });
            }
        } else {
            for (index_t t = 0; t < call.n_; ++t) {
                const T by = order[t].by;
                const T* const x = from.in + order[t].row * from.in_step;
                cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                    using V = Pack<T, width.value>;
                    store(b.data.re + t * pairs + q, V(by * (in<V>(0, q) * load<V>(x + q))));
                    store(b.data.im + t * pairs + q, both ? V(by * (in<V>(1, q) * load<V>(x + shift + q))) : V{});
                });
            }
            finish_pairs(from, both, table.run(*call.plan_, b.data, b.scratch, pairs, {}));
        }
    }
    template <class V>
    [[gnu::always_inline]] V in(int which, index_t q) const noexcept {
        return sizes.template going_in<V>(which, q);
    }
    template <class V>
    [[gnu::always_inline]] V out(int which, index_t q) const noexcept {
        return sizes.template coming_out<V>(which, q);
    }
    void load_spectra(const Rows& from, bool both) const {
        for (index_t j = 0; j < call.n_; ++j) {
            RowAt<T> re, im;
            call.spectrum(from, j, re, im);
            const T *const x = from.in + re.row * from.in_step, *const y = from.in + im.row * from.in_step;
            cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                const V e = in<V>(0, q), f = in<V>(1, q);
                V ar = e * (re.by * load<V>(x + q)), ai = e * (im.by * load<V>(y + q));
                if (both) {
                    ar -= f * (im.by * load<V>(y + shift + q));
                    ai += f * (re.by * load<V>(x + shift + q));
                }
                store(b.data.re + j * pairs + q, ar);
                store(b.data.im + j * pairs + q, ai);
            });
        }
    }
    // Spectra of both lines of a pair, in place of theirs together at l and n - l.
    void finish_pairs(const Rows& from, bool both, Split<T> z) const {
        const Rows second = moved(from, shift);
        for (index_t l = 0; 2 * l < call.n_; ++l) {
            const index_t near = l * pairs, far = (l ? call.n_ - l : 0) * pairs;
            cover_once<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
                using V = Pack<T, width.value>;
                const V e = out<V>(0, q), f = out<V>(1, q), ar = load<V>(z.re + near + q), ai = load<V>(z.im + near + q);
                if (l == 0 || !both) {
                    store(z.re + near + q, V(e * ar));
                    store(z.im + near + q, V((l == 0 ? f : e) * ai));
                    return;
                }
                V er, ei, fr, fi;
                part(ar, ai, load<V>(z.re + far + q), load<V>(z.im + far + q), fill<V>(T(0.5)), er, ei, fr, fi);
                store(z.re + near + q, V(e * er));
                store(z.im + near + q, V(e * ei));
                store(z.re + far + q, V(f * fr));
                store(z.im + far + q, V(f * fi));
            });
            call.value(from, pairs, l, T(1), z.re + near, z.im + near);
            if (both) call.value(second, pairs, l, T(1), l ? z.re + far : z.im, z.im + far);
        }
    }
};

}  // namespace
}  // namespace scinova::fft
