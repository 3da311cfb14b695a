// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/transform.hpp"

#include "kernels/fft/crosswise_transforms.hpp"
#include "kernels/fft/pair_sizes.hpp"

namespace scinova::fft {
namespace {

template <class T>
void complex_lines(NdView<const std::complex<T>> in, NdView<std::complex<T>> out, int axis, bool forward, T scale) {
    using C = std::complex<T>;
    const Pairing<const C, C> lines(in, out, axis);
    const index_t n = lines.length;
    auto plan = plan_for<T>(n, Use::line);
    const bool single = best_alone<T>(lines, plan->buffer_length(), plan->long_line());
    const auto& table = passes<T>();
    const T sign = forward ? T(1) : T(-1);
    const auto work = [&](const Buffers<T>& b, const C* x, index_t step, C* y, index_t row, index_t lanes) {
        Ends<T> ends;
        ends.from = {Place::pairs, parts(x), nullptr, step, sign};
        ends.to = {Place::pairs, parts(y), nullptr, row, scale, sign * scale};
        table.run(*plan, b.data, b.scratch, lanes, ends);
    };
    if (single) {
        // a long line needs one array between its two steps, and none before
        const index_t size = plan->buffer_length();
        if (plan->down)
            return each_line(lines, n, [&] { return SplitScratch<T, 1>(size); },
                             [&](const SplitScratch<T, 1>& s, const C* x, C* y) {
                                 Ends<T> ends;
                                 ends.from = {Place::pairs, parts(x), nullptr, 1, sign};
                                 ends.to = {Place::pairs, parts(y), nullptr, 1, scale, sign * scale};
                                 table.run(*plan, {}, s[0], 1, ends);
                             });
        return each_line(lines, n, [&] { return Buffers<T>(size); },
                         [&](const Buffers<T>& b, const C* x, C* y) { work(b, x, 1, y, 1, 1); });
    }
    if constexpr (bundle<T> > 1)
        if (crosswise(lines)) return complex_crosswise(lines, *plan, sign, scale);
    const index_t lanes = lanes_for<T>(plan->buffer_length());
    each_block(lines, n, lanes, [&] { return Buffers<T>(plan->buffer_length() * lanes); }, work);
}

// Spectra of lanes real lines of odd length, in pairs: the second of each pair `shift` lanes after the first.
template <class T>
void part_rows(Split<T> z, index_t n, index_t pairs, index_t shift, const PairSizes<T>& sizes, T scale, T sign, T* x,
               index_t step) {
    for (index_t k = 0; 2 * k < n; ++k) {
        const index_t near = k * pairs, far = (k ? n - k : 0) * pairs;
        T* const row = x + 2 * k * step;
        cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V er, ei, fr, fi;
            part(load<V>(z.re + near + q), load<V>(z.im + near + q), load<V>(z.re + far + q), load<V>(z.im + far + q),
                 fill<V>(scale / 2), er, ei, fr, fi);
            if (k == 0) ei = V{}, fi = V{};
            const V first = sizes.template coming_out<V>(0, q), second = sizes.template coming_out<V>(1, q);
            put<W>(V(first * er), V(sign * first * ei), row + 2 * q);
            put<W>(V(second * fr), V(sign * second * fi), row + 2 * (q + shift));
        });
    }
}

template <class T>
void real_lines(NdView<const T> in, NdView<std::complex<T>> out, int axis, index_t n, bool forward, T scale) {
    using C = std::complex<T>;
    const Pairing<const T, C> lines(in, out, axis);
    const bool even = n % 2 == 0, full = lines.length > n / 2 + 1, by_itself = long_real<T>(n);
    const auto plan = by_itself ? plan_for<T>(n, Use::line) : plan_for<T>(even ? n / 2 : n, even ? Use::half : Use::line);
    const auto& table = passes<T>();
    const T sign = forward ? T(1) : T(-1);
    const index_t size = plan->buffer_length();
    if (by_itself)
        return each_line(lines, n, [] { return 0; }, [&](int, const T* x, C* y) {
            table.real_line(*plan, x, parts(y), sign, scale);
            if (full) mirror(y, 1, 1, n);
        });
    // in pairs, equal lines would differ in their last bits by what they are paired with; a few short ones need not
    const bool alone = even ? best_alone<T>(lines, plan->buffer_length(), false) : lines.count < few_lines && n < 64;
    if (lines.count == 1 || plan->long_line() || alone)
        return each_line(lines, n, [&] { return Buffers<T>(size); }, [&](const Buffers<T>& b, const T* x, C* y) {
            Ends<T> ends;
            if (even) {
                ends.from = {Place::pairs, x, nullptr, 1, T(1)};
                untangle_line(*plan, table.run(*plan, b.data, b.scratch, 1, ends), scale, sign, parts(y));
            } else {
                odd_real_line(*plan, b, x, 1, n, scale, sign, parts(y), 1);
            }
            if (full) mirror(y, 1, 1, n);
        });
    if constexpr (bundle<T> > 1)
        if (crosswise(lines)) return real_crosswise(lines, even ? *plan : *plan_for<T>(n, Use::lanes), n, sign, scale);
    const index_t lanes = even ? lanes_for<T>(size) : std::min(2 * lanes_for<T>(size), most_lanes<T>);
    each_block(lines, n, lanes, [&] { return Buffers<T>(size * (even ? lanes : (lanes + 1) / 2)); },
               [&](const Buffers<T>& b, const T* x, index_t step, C* y, index_t row, index_t width) {
                   Ends<T> ends;
                   if (even) {
                       ends.from = {Place::rows, x, x + step, 2 * step, T(1)};
                       const Split<T> z = table.run(*plan, b.data, b.scratch, width, ends);
                       untangle_rows(*plan, z, width, scale, sign, parts(y), row);
                   } else {
                       const index_t pairs = (width + 1) / 2, shift = width - pairs;
                       const auto sizes = PairSizes<T>::of_rows(x, step, n, width, pairs);
                       if (sizes.needed) sizes.take(x, step, n, pairs, shift, b.data);
                       else ends.from = {Place::rows, x, x + shift, step, T(1)};
                       const Split<T> z = table.run(*plan, b.data, b.scratch, pairs, ends);
                       if (all_finite(z.re, pairs) && all_finite(z.im, pairs))
                           part_rows(z, n, pairs, shift, sizes, scale, sign, parts(y), row);
                       else
                           for (index_t q = 0; q < width; ++q)
                               odd_real_line(*plan, b, x + q, step, n, scale, sign, parts(y + q), row);
                   }
                   if (full) mirror(y, row, width, n);
               });
}

// Two spectra of real lines of odd length, `shift` lanes apart, as that of one complex line.
template <class T>
void join_rows(const T* x, index_t step, index_t n, index_t pairs, index_t shift, const PairSizes<T>& sizes, T scale,
               T sign, Split<T> z) {
    for (index_t k = 0; 2 * k < n; ++k) {
        const index_t near = k * pairs, far = (k ? n - k : 0) * pairs;
        const T* const row = x + 2 * k * step;
        cover<T>(pairs, [&](auto width, index_t q) __attribute__((always_inline)) {
            constexpr int W = width.value;
            using V = Pack<T, W>;
            V ar, ai, br, bi;
            take<W>(row + 2 * q, ar, ai);
            take<W>(row + 2 * (q + shift), br, bi);
            const V first = scale * sizes.template going_in<V>(0, q), second = scale * sizes.template going_in<V>(1, q);
            ar = first * ar, br = second * br;
            ai = k == 0 ? V{} : V(sign * first * ai), bi = k == 0 ? V{} : V(sign * second * bi);
            store(z.re + far + q, V(ar + bi));
            store(z.im + far + q, V(br - ai));
            store(z.re + near + q, V(ar - bi));
            store(z.im + near + q, V(ai + br));
        });
    }
}

// What brings such spectra, of n / 2 + 1 complex numbers, to one size. The imaginary part of their first
// number is not used.
template <class T>
PairSizes<T> sizes_of_spectra(const T* x, index_t step, index_t n, index_t lanes, index_t pairs) noexcept {
    T most[most_lanes<T>] = {};
    for (index_t k = 0; 2 * k < n; ++k)
        cover<T>(lanes, [&](auto width, index_t q) __attribute__((always_inline)) {
            using V = Pack<T, width.value>;
            V re, im;
            take<width.value>(x + 2 * (k * step + q), re, im);
            const V m = larger(load<V>(most + q), re);
            store(most + q, k == 0 ? m : larger(m, im));
        });
    return PairSizes<T>(most, most + lanes - pairs, pairs);
}

template <class T>
void hermitian_lines(NdView<const std::complex<T>> in, NdView<T> out, int axis, bool forward, T scale) {
    using C = std::complex<T>;
    const Pairing<const C, T> lines(in, out, axis);
    const index_t n = lines.length, kept = n / 2 + 1;
    const bool even = n % 2 == 0, by_itself = long_real<T>(n);
    const auto plan = by_itself ? plan_for<T>(n, Use::line) : plan_for<T>(even ? n / 2 : n, even ? Use::half : Use::line);
    const auto& table = passes<T>();
    // The sums wanted have exp(+2 pi i j k / n); a forward transform of what is real is that of the conjugate.
    const T sign = forward ? T(-1) : T(1);
    const index_t size = plan->buffer_length();
    if (by_itself)
        return each_line(lines, kept, [] { return 0; }, [&](int, const C* x, T* y) {
            table.hermitian_line(*plan, parts(x), y, sign, scale);
        });
    if (lines.count == 1 || plan->long_line() || (even && best_alone<T>(lines, plan->buffer_length(), false)))
        return each_line(lines, kept, [&] { return Buffers<T>(size); }, [&](const Buffers<T>& b, const C* x, T* y) {
            Ends<T> ends;
            if (even) {  // of the conjugate: the parts change places
                tangle_line(*plan, parts(x), scale, sign, b.data);
                const index_t h = plan->n;
                const Split<T> z = table.run(*plan, b.data.swapped(), b.scratch.swapped(), 1, ends).swapped();
                join_complex(z.re, z.im, T(1), T(1), h, y);
            } else {
                odd_hermitian_line(*plan, b, parts(x), 1, kept, scale, sign, y, 1);
            }
        });
    if constexpr (bundle<T> > 1)
        if (crosswise(lines)) return hermitian_crosswise(lines, even ? *plan : *plan_for<T>(n, Use::lanes), sign, scale);
    const index_t lanes = even ? lanes_for<T>(size) : std::min(2 * lanes_for<T>(size), most_lanes<T>);
    each_block(lines, kept, lanes, [&] { return Buffers<T>(size * (even ? lanes : (lanes + 1) / 2)); },
               [&](const Buffers<T>& b, const C* x, index_t step, T* y, index_t row, index_t width) {
                   Ends<T> ends;
                   if (even) {
                       tangle_rows(*plan, parts(x), step, width, scale, sign, b.data);
                       ends.to = {Place::rows, y + row, y, 2 * row, T(1), T(1)};
                       table.run(*plan, b.data.swapped(), b.scratch.swapped(), width, ends);
                   } else {
                       const index_t pairs = (width + 1) / 2, shift = width - pairs;
                       const auto sizes = sizes_of_spectra(parts(x), step, n, width, pairs);
                       join_rows(parts(x), step, n, pairs, shift, sizes, scale, -sign, b.data);
                       if (!sizes.needed) ends.to = {Place::rows, y, y + shift, row, T(1), T(1)};
                       const Split<T> z = table.run(*plan, b.data, b.scratch, pairs, ends);
                       if (sizes.needed) sizes.put(z, n, pairs, shift, y, row);
                       if (all_finite(y, width)) return;
                       for (index_t q = 0; q < width; ++q)
                           odd_hermitian_line(*plan, b, parts(x + q), step, kept, scale, sign, y + q, row);
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
