// SPDX-License-Identifier: BSD-3-Clause
// A plan carried out: by stages, by the chirp, or as a long line. Each element type has a source of its own that
// instantiates this.
#pragma once

#include "kernels/fft/long_lines.hpp"
#include "kernels/fft/real_stage.hpp"

namespace scinova::fft {
namespace {

template <class T>
LongLine<T> long_line(const Plan<T>& plan, bool real, Split<T> middle) {
    return {plan, plan.down->n, plan.across->n, real ? plan.down->n / 2 + 1 : plan.down->n, middle};
}

template <class T>
Split<T> run_line(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes, const Ends<T>& ends) {
    if (!plan.down) return run_stages(plan, data, scratch, lanes, ends);
    Ends<T> both = ends;
    if (ends.from.place == Place::buffer) both.from = {Place::rows, data.re, data.im, 1, T(1)};
    if (ends.to.place == Place::buffer) both.to = {Place::rows, data.re, data.im, 1, T(1), T(1)};
    long_line(plan, false, scratch).run_complex(both);
    return data;
}

// z times (c + i d), for n elements of every lane.
template <class T>
void times(Split<T> z, index_t n, index_t lanes, const T* c, const T* d) {
    const auto one = [](auto width, T* re, T* im, auto wr, auto wi) __attribute__((always_inline)) {
        using V = Pack<T, width.value>;
        V a = load<V>(re), b = load<V>(im);
        turn(a, b, wr, wi);
        store(re, a);
        store(im, b);
    };
    if (lanes == 1) {
        cover_once<T>(n, [&](auto width, index_t j) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            one(width, z.re + j, z.im + j, load<V>(c + j), load<V>(d + j));
        });
        return;
    }
    for (index_t j = 0; j < n; ++j)
        cover_once<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            one(width, z.re + j * lanes + q, z.im + j * lanes + q, fill<V>(c[j]), fill<V>(d[j]));
        });
}

// X_k = chirp_k sum_j (x_j chirp_j) conj(chirp_(k - j)).
template <class T>
Split<T> run_chirp(const Plan<T>& plan, Split<T> x, Split<T> y, index_t lanes, const Ends<T>& ends) {
    const index_t n = plan.n, length = plan.inner->n;
    fetch(n, lanes, ends.from, x);
    times(x, n, lanes, plan.chirp_re.data(), plan.chirp_im.data());
    std::fill(x.re + n * lanes, x.re + length * lanes, T(0));
    std::fill(x.im + n * lanes, x.im + length * lanes, T(0));
    Split<T> z = run_line(*plan.inner, x, y, lanes, {});
    Split<T> other = z.re == x.re ? y : x;
    times(z, length, lanes, plan.kernel_re.data(), plan.kernel_im.data());
    z = run_line(*plan.inner, z.swapped(), other.swapped(), lanes, {}).swapped();
    times(z, n, lanes, plan.chirp_re.data(), plan.chirp_im.data());
    deliver(n, lanes, z, ends.to);
    return z;
}

template <class T>
Split<T> run(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes, const Ends<T>& ends) {
    return plan.inner ? run_chirp(plan, data, scratch, lanes, ends) : run_line(plan, data, scratch, lanes, ends);
}

template <class T>
Split<T> run_rest(const Plan<T>& plan, Split<T> x, Split<T> y, index_t lanes) {
    index_t done = 1;
    for (std::size_t i = 1; i < plan.stages.size(); ++i) {
        run_stage(plan.stages[i], done, lanes, x, y, Ends<T>{}, false, false);
        std::swap(x, y);
        done *= plan.stages[i].radix;
    }
    return x;
}

template <class T>
void real_line(const Plan<T>& plan, const T* in, T* out, T sign, T scale) {
    const SplitScratch<T, 1> middle((plan.down->n / 2 + 1) * plan.across->n);
    long_line(plan, true, middle[0]).run_real(in, out, sign, scale);
}
template <class T>
void hermitian_line(const Plan<T>& plan, const T* in, T* out, T sign, T scale) {
    const SplitScratch<T, 1> middle((plan.down->n / 2 + 1) * plan.across->n);
    long_line(plan, true, middle[0]).run_hermitian(in, out, sign, scale);
}

template <class T>
const PassTable<T>& table_of_passes() {
    static const PassTable<T> table{&run<T>,            &real_first<T>, &run_rest<T>,
                                    &hermitian_last<T>, &real_line<T>,  &hermitian_line<T>};
    return table;
}

}  // namespace
}  // namespace scinova::fft
