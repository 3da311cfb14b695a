// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/linear.hpp"

#include "kernels/ndimage/quotient.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

// Four vectors at a time: start(row, i) of the first row, step(sum, row, i) of the others, finish(sum) at the end.
template <class W, class Start, class Step, class Finish>
[[gnu::always_inline]] inline void over(const W* const* row, index_t taps, W* out, index_t n, Start start, Step step,
                                        Finish finish) {
    constexpr index_t L = vector_lanes<W>;
    for (index_t i = 0; i < n; i += 4 * L) {
        const W* r = row[0] + i;
        Vector<W> a0 = start(load_vector(r)), a1 = start(load_vector(r + L)), a2 = start(load_vector(r + 2 * L)),
                  a3 = start(load_vector(r + 3 * L));
        for (index_t k = 1; k < taps; ++k) {
            r = row[k] + i;
            a0 = step(a0, load_vector(r), k);
            a1 = step(a1, load_vector(r + L), k);
            a2 = step(a2, load_vector(r + 2 * L), k);
            a3 = step(a3, load_vector(r + 3 * L), k);
        }
        store_vector(out + i, finish(a0));
        store_vector(out + i + L, finish(a1));
        store_vector(out + i + 2 * L, finish(a2));
        store_vector(out + i + 3 * L, finish(a3));
    }
}

template <class W>
void weighted(const W* const* row, const W* w, index_t taps, W* out, index_t n) {
    using V = Vector<W>;
    if (taps == 0) {
        for (index_t i = 0; i < n; ++i) out[i] = W{};
        return;
    }
    const W first = w[0];
    over<W>(row, taps, out, n, [first](V x) { return x * first; }, [w](V sum, V x, index_t k) { return sum + x * w[k]; },
            [](V sum) { return sum; });
}

constexpr index_t abreast = 4;

// As many vectors of each line as there are registers for.
constexpr int columns = vector_bytes == 64 ? 4 : 2;

// One row's part in the sums of the output lines whose bits are set in `lines`; line j's weights begin j rows before.
template <int lines, bool once>
[[gnu::always_inline]] inline void one_row(const double* p, const double* w, index_t width, Vector<double> (&a)[abreast][columns]) {
    for (index_t s = 0; s < width; ++s) {
        Vector<double> x[columns];
#pragma GCC unroll 4
        for (int c = 0; c < columns; ++c) x[c] = load_once(p + s + c * vector_lanes<double>);
#pragma GCC unroll 4
        for (int j = 0; j < abreast; ++j) {
            if (!(lines >> j & 1)) continue;
            const Vector<double> by = w[s - j * width] - Vector<double>{};
#pragma GCC unroll 4
            for (int c = 0; c < columns; ++c) {
#if defined(__FMA__)
                if constexpr (once) {
                    a[j][c] = fused(x[c], by, a[j][c]);
                    continue;
                }
#endif
                a[j][c] += x[c] * by;
            }
        }
    }
}

template <bool once>
void dense4_of(const double* const* row, const double* w, index_t planes, index_t height, index_t width, double* out,
               index_t pitch, index_t n) {
    constexpr index_t L = vector_lanes<double>;
    for (index_t i = 0; i < n; i += columns * L) {
        Vector<double> a[abreast][columns]{};
        for (index_t plane = 0; plane < planes; ++plane) {
            const double* const* r = row + plane * (height + abreast - 1);
            for (index_t k = 0; k < height + abreast - 1; ++k) {
                const double *p = r[k] + i, *by = w + (plane * height + k) * width;
                int lines = 0;
                for (int j = 0; j < abreast; ++j) lines |= (k - j >= 0 && k - j < height) << j;
                switch (lines) {
                    case 1: one_row<1, once>(p, by, width, a); break;
                    case 2: one_row<2, once>(p, by, width, a); break;
                    case 3: one_row<3, once>(p, by, width, a); break;
                    case 4: one_row<4, once>(p, by, width, a); break;
                    case 6: one_row<6, once>(p, by, width, a); break;
                    case 7: one_row<7, once>(p, by, width, a); break;
                    case 8: one_row<8, once>(p, by, width, a); break;
                    case 12: one_row<12, once>(p, by, width, a); break;
                    case 14: one_row<14, once>(p, by, width, a); break;
                    default: one_row<15, once>(p, by, width, a); break;
                }
            }
        }
#pragma GCC unroll 4
        for (int j = 0; j < abreast; ++j)
#pragma GCC unroll 4
            for (int c = 0; c < columns; ++c) store_vector(out + j * pitch + i + c * L, a[j][c]);
    }
}

void dense4(const double* const* row, const double* w, index_t planes, index_t height, index_t width, double* out,
            index_t pitch, index_t n, bool fused) {
    fused ? dense4_of<true>(row, w, planes, height, width, out, pitch, n)
          : dense4_of<false>(row, w, planes, height, width, out, pitch, n);
}

template <class W>
void summed(const W* const* row, index_t taps, W* out, index_t n) {
    using V = Vector<W>;
    over<W>(row, taps, out, n, [](V x) { return x; }, [](V sum, V x, index_t) { return sum + x; }, [](V sum) { return sum; });
}

template <class W>
void mean(const W* const* row, index_t taps, index_t count, W* out, index_t n) {
    using V = Vector<W>;
    over<W>(row, taps, out, n, [](V x) { return x; }, [](V sum, V x, index_t) { return sum + x; }, MeanOf<W>(count));
}

// x - x is zero, or NaN where x is not finite.
bool moderate(const double* x, index_t n) {
    constexpr index_t L = vector_lanes<double>;
    constexpr double most = 1e20;
    Vector<double> a{}, b{};
    index_t i = 0;
    for (; i + 2 * L <= n; i += 2 * L) {
        const Vector<double> p = load_vector(x + i) * most, q = load_vector(x + i + L) * most;
        a += p - p;
        b += q - q;
    }
    a += b;
    double total = 0.0;
    for (int j = 0; j < L; ++j) total += a[j];
    for (; i < n; ++i) total += x[i] * most - x[i] * most;
    return total == 0.0;
}
template <class W>
bool always(const W*, index_t) {
    return true;
}

}  // namespace

template <>
const LinearTable<double>& LinearAt<isa::current, double>::table() {
    static const LinearTable<double> t{&weighted<double>, &dense4, &summed<double>, &mean<double>, &moderate};
    return t;
}
template <>
const LinearTable<std::int16_t>& LinearAt<isa::current, std::int16_t>::table() {
    static const LinearTable<std::int16_t> t{&weighted<std::int16_t>, nullptr, &summed<std::int16_t>, &mean<std::int16_t>, &always<std::int16_t>};
    return t;
}
template <>
const LinearTable<std::int32_t>& LinearAt<isa::current, std::int32_t>::table() {
    static const LinearTable<std::int32_t> t{&weighted<std::int32_t>, nullptr, &summed<std::int32_t>, &mean<std::int32_t>, &always<std::int32_t>};
    return t;
}

}  // namespace scinova::ndimage
