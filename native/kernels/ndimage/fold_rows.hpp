// SPDX-License-Identifier: BSD-3-Clause
// Windows of rows folded by an associative operation, several output rows at once, and the strips that such loops run
// over. Include only from HOT sources.
//
// Of B output rows the windows have all but B - 1 rows at either end in common: those are folded once, what lies before
// them upwards and what comes after them downwards, as M. van Herk (Pattern Recognition Letters 13, 1992) and J. Gil and
// M. Werman (IEEE Trans. Pattern Analysis and Machine Intelligence 15, 1993) do in two sweeps of a line; here what they
// keep in memory are registers.
#pragma once

#include "common/views.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

// f(i) for strips of L elements that cover [0, n): the last one overlaps, so that nothing past n is touched unless n < L.
template <index_t L, class F>
[[gnu::always_inline]] inline void over_strips(index_t n, F f) {
    // One place of call, so that f becomes the body of the loop.
    for (index_t i = 0; i < n; i = i + L < n && i + 2 * L > n ? n - L : i + L) f(i);
}

// How elements of type S come to be vectors of the type they are worked on in.
template <class T>
struct Plain {
    using S = T;
    using A = T;
    using V = Vector<T>;
    static constexpr index_t L = vector_lanes<T>;
    static V load(const S* p) { return load_vector(p); }
    static void store(S* p, V v) { store_vector(p, v); }
};

// out[j] = finish(row[j] o row[j + 1] o ... o row[j + size - 1]) for j < B <= size.
template <class P, int B, class Op, class Finish>
[[gnu::always_inline]] inline void fold_block(const typename P::S* const* row, index_t size, typename P::S* const* out,
                                              index_t n, Op op, Finish finish) {
    using V = typename P::V;
    over_strips<P::L>(n, [&](index_t i) {
        V o[B];
        V t = P::load(row[B - 1] + i);
        for (index_t k = B; k < size; ++k) t = op(P::load(row[k] + i), t);
        o[B - 1] = t;
#pragma GCC unroll 8
        for (int j = B - 2; j >= 0; --j) {
            t = op(P::load(row[j] + i), t);
            o[j] = t;
        }
        if constexpr (B > 1) {
            V p = P::load(row[size] + i);
            o[1] = op(p, o[1]);
#pragma GCC unroll 8
            for (int j = 2; j < B; ++j) {
                p = op(P::load(row[size + j - 1] + i), p);
                o[j] = op(p, o[j]);
            }
        }
#pragma GCC unroll 8
        for (int j = 0; j < B; ++j) P::store(out[j] + i, finish(o[j]));
    });
}

// The same for any number of output rows.
template <class P, class Op, class Finish>
inline void fold_down(const typename P::S* const* row, index_t size, typename P::S* const* out, index_t count, index_t n,
                      Op op, Finish finish) {
    const auto blocks = [&](auto block) {
        constexpr int B = decltype(block)::value;
        for (index_t j = 0; j < count; j += B) {
            const index_t at = j + B <= count ? j : count - B;
            fold_block<P, B>(row + at, size, out + at, n, op, finish);
        }
    };
    if (size >= 8 && count >= 8) blocks(std::integral_constant<int, 8>{});
    else if (size >= 4 && count >= 4) blocks(std::integral_constant<int, 4>{});
    else if (size >= 2 && count >= 2) blocks(std::integral_constant<int, 2>{});
    else blocks(std::integral_constant<int, 1>{});
}

// out[i] = finish(p[i] o p[i + step] o ... ) of `count` elements.
template <class P, int count, class Op, class Finish>
[[gnu::always_inline]] inline void fold_few(const typename P::S* p, index_t step, typename P::S* out, index_t n, Op op,
                                            Finish finish) {
    over_strips<P::L>(n, [&](index_t i) {
        typename P::V t = P::load(p + i);
#pragma GCC unroll 8
        for (int k = 1; k < count; ++k) t = op(P::load(p + i + k * step), t);
        P::store(out + i, finish(t));
    });
}
// The same for a count up to 7.
template <class P, class Op, class Finish>
inline void fold_along(const typename P::S* p, index_t count, index_t step, typename P::S* out, index_t n, Op op, Finish finish) {
    switch (count) {
        case 1: return fold_few<P, 1>(p, step, out, n, op, finish);
        case 2: return fold_few<P, 2>(p, step, out, n, op, finish);
        case 3: return fold_few<P, 3>(p, step, out, n, op, finish);
        case 4: return fold_few<P, 4>(p, step, out, n, op, finish);
        case 5: return fold_few<P, 5>(p, step, out, n, op, finish);
        case 6: return fold_few<P, 6>(p, step, out, n, op, finish);
        default: return fold_few<P, 7>(p, step, out, n, op, finish);
    }
}
inline constexpr index_t few_folds = 7;

}  // namespace
}  // namespace scinova::ndimage
