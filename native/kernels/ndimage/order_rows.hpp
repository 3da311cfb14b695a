// SPDX-License-Identifier: BSD-3-Clause
// The loops behind order.hpp. Include only from HOT sources.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "kernels/ndimage/fold_rows.hpp"
#include "kernels/ndimage/network.hpp"
#include "kernels/ndimage/order.hpp"
#include "kernels/ndimage/sorted_columns.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

template <class T, bool least>
inline Vector<T> better(Vector<T> a, Vector<T> b) {
    if constexpr (least) return lower<T>(a, b);
    else return higher<T>(a, b);
}

template <class T, bool least>
void fold(const T* const* row, index_t count, T* out, index_t n) {
    constexpr index_t L = vector_lanes<T>;
    for (index_t i = 0; i < n; i += 2 * L) {
        Vector<T> a = load_vector(row[0] + i), b = load_vector(row[0] + i + L);
        for (index_t k = 1; k < count; ++k) {
            a = better<T, least>(load_vector(row[k] + i), a);
            b = better<T, least>(load_vector(row[k] + i + L), b);
        }
        store_vector(out + i, a);
        store_vector(out + i + L, b);
    }
}

template <class T, bool least>
void shifted(T* a, index_t shift, index_t n) {
    constexpr index_t L = vector_lanes<T>;
    for (index_t i = 0; i < n; i += L)
        store_vector(a + i, better<T, least>(load_vector(a + i + shift), load_vector(a + i)));
}

template <class T>
bool any_nan(const T* a, index_t n) {
    if constexpr (std::is_floating_point_v<T>) {
        constexpr index_t L = vector_lanes<T>;
        index_t i = 0;
        auto found = load_vector(a) != load_vector(a);
        found ^= found;
        for (; i + 4 * L <= n; i += 4 * L) {
            const Vector<T> p = load_vector(a + i), q = load_vector(a + i + L), r = load_vector(a + i + 2 * L),
                            s = load_vector(a + i + 3 * L);
            found |= (p != p) | (q != q) | (r != r) | (s != s);
        }
        bool any = false;
        for (index_t j = 0; j < L; ++j) any |= found[j] != 0;
        for (; i < n; ++i) any |= a[i] != a[i];
        return any;
    } else return false;
}

// Networks of the common windows are unrolled into registers: compile-time lists of comparators.
template <int N>
struct Unrolled {
    static constexpr int most = 160;
    struct Steps {
        std::array<int, most> low{}, high{};
        std::array<bool, most> keep_low{}, keep_high{};
        int count = 0;
    };
    static constexpr Steps make() {
        Steps all;
        merge_exchange(N, [&](int i, int j) {
            all.low[all.count] = i;
            all.high[all.count++] = j;
        });
        std::array<bool, N> used{};
        used[N / 2] = true;
        for (int k = all.count - 1; k >= 0; --k) {
            all.keep_low[k] = used[all.low[k]];
            all.keep_high[k] = used[all.high[k]];
            if (all.keep_low[k] || all.keep_high[k]) used[all.low[k]] = used[all.high[k]] = true;
        }
        Steps kept;
        for (int k = 0; k < all.count; ++k) {
            if (!all.keep_low[k] && !all.keep_high[k]) continue;
            kept.low[kept.count] = all.low[k];
            kept.high[kept.count] = all.high[k];
            kept.keep_low[kept.count] = all.keep_low[k];
            kept.keep_high[kept.count++] = all.keep_high[k];
        }
        return kept;
    }
    static constexpr Steps steps = make();
};

template <class T, int N, int K>
[[gnu::always_inline]] inline void step(Vector<T>* v) {
    constexpr auto& s = Unrolled<N>::steps;
    const Vector<T> a = v[s.low[K]], b = v[s.high[K]];
    if constexpr (s.keep_low[K]) v[s.low[K]] = lower<T>(a, b);
    if constexpr (s.keep_high[K]) v[s.high[K]] = higher<T>(a, b);
}

template <class T, int N, int... K>
[[gnu::always_inline]] inline void all_steps(Vector<T>* v, std::integer_sequence<int, K...>) {
    (step<T, N, K>(v), ...);
}

template <class T, int N>
void median_of(const T* const* row, T* out, index_t n) {
    for (index_t i = 0; i < n; i += vector_lanes<T>) {
        Vector<T> v[N];
        for (int k = 0; k < N; ++k) v[k] = load_vector(row[k] + i);
        all_steps<T, N>(v, std::make_integer_sequence<int, Unrolled<N>::steps.count>{});
        store_vector(out + i, v[N / 2]);
    }
}

template <class T>
void rank(const T* const* row, const SelectionNetwork& net, T* out, index_t n) {
    if (net.inputs == 9 && net.rank == 4) return median_of<T, 9>(row, out, n);
    if (net.inputs == 25 && net.rank == 12) {
        const T* first[5];
        bool box = true;  // of five rows of neighbours
        for (int k = 0; k < 25; ++k) box &= row[k] == (first[k / 5] = k % 5 ? first[k / 5] : row[k]) + k % 5;
        return box ? medians_of_25<T>(first, out, n) : median_of<T, 25>(row, out, n);
    }
    constexpr index_t L = vector_lanes<T>;
    Vector<T> v[network_limit][2];
    for (index_t i = 0; i < n; i += 2 * L) {
        for (index_t k = 0; k < net.inputs; ++k) {
            v[k][0] = load_vector(row[k] + i);
            v[k][1] = load_vector(row[k] + i + L);
        }
        for (const Comparator& c : net.steps) {
            const Vector<T> a0 = v[c.low][0], a1 = v[c.low][1], b0 = v[c.high][0], b1 = v[c.high][1];
            v[c.low][0] = lower<T>(a0, b0);
            v[c.low][1] = lower<T>(a1, b1);
            v[c.high][0] = higher<T>(a0, b0);
            v[c.high][1] = higher<T>(a1, b1);
        }
        store_vector(out + i, v[net.rank][0]);
        store_vector(out + i + L, v[net.rank][1]);
    }
}

template <class T, bool least>
void down_of(index_t size, const T* const* row, T* const* out, index_t count, index_t n) {
    using V = Vector<T>;
    fold_down<Plain<T>>(row, size, out, count, n, [](V a, V b) { return better<T, least>(a, b); }, [](V x) { return x; });
}
template <class T>
void down(bool greatest, index_t size, const T* const* row, T* const* out, index_t count, index_t n) {
    greatest ? down_of<T, false>(size, row, out, count, n) : down_of<T, true>(size, row, out, count, n);
}

// Short windows whole; long ones a piece of the row at a time, of four elements first, then from windows of half the
// length, then of two that overlap.
template <class T, bool least>
void along_of(index_t size, const T* const* row, T* const* out, index_t count, index_t n) {
    using V = Vector<T>;
    const auto op = [](V a, V b) { return better<T, least>(a, b); };
    const auto same = [](V x) { return x; };
    constexpr index_t piece = 8192 / static_cast<index_t>(sizeof(T));
    T spare[piece + longest_along + vector_lanes<T>];
    for (index_t j = 0; j < count; ++j) {
        if (size <= few_folds) {
            fold_along<Plain<T>>(row[j], size, 1, out[j], n, op, same);
            continue;
        }
        for (index_t i = 0; i < n; i += piece) {
            // A short rest is worked on together with what comes before it.
            const index_t at = n - i < piece && n >= piece ? n - piece : i, here = std::min(piece, n - at);
            index_t have = 4;
            fold_few<Plain<T>, 4>(row[j] + at, 1, spare, here + size - have, op, same);
            for (; 2 * have <= size; have *= 2) shifted<T, least>(spare, have, here + size - 2 * have);
            fold_few<Plain<T>, 2>(spare, size - have, out[j] + at, here, op, same);
        }
    }
}
template <class T>
void along(bool greatest, index_t size, const T* const* row, T* const* out, index_t count, index_t n) {
    greatest ? along_of<T, false>(size, row, out, count, n) : along_of<T, true>(size, row, out, count, n);
}

template <class T>
[[gnu::always_inline]] inline Vector<T> middle(Vector<T> a, Vector<T> b, Vector<T> c) {
    return higher<T>(lower<T>(a, b), lower<T>(higher<T>(a, b), c));
}

template <class T>
struct Columns {
    Vector<T> least, middle, greatest;
};
template <class T>
[[gnu::always_inline]] inline Columns<T> with_third(Vector<T> x, Vector<T> low, Vector<T> high) {
    const Vector<T> rest = higher<T>(x, low);
    return {lower<T>(x, low), lower<T>(rest, high), higher<T>(rest, high)};
}
template <class T>
[[gnu::always_inline]] inline Vector<T> median_of(const Columns<T>& a, const Columns<T>& b, const Columns<T>& c) {
    return middle<T>(higher<T>(higher<T>(a.least, b.least), c.least), middle<T>(a.middle, b.middle, c.middle),
                     lower<T>(lower<T>(a.greatest, b.greatest), c.greatest));
}

// The columns of two output rows have two rows in common, which are put in order once.
template <class T>
void medians_of_nine(const T* const* row, T* const* out, index_t count, index_t n) {
    const T *r0 = row[0], *r1 = row[1], *r2 = row[2], *r3 = row[count + 1];
    T *p = out[0], *q = out[count - 1];
    over_strips<vector_lanes<T>>(n, [&](index_t i) {
        Columns<T> above[3], below[3];
#pragma GCC unroll 3
        for (int k = 0; k < 3; ++k) {
            const Vector<T> b = load_vector(r1 + i + k), c = load_vector(r2 + i + k);
            const Vector<T> low = lower<T>(b, c), high = higher<T>(b, c);
            above[k] = with_third<T>(load_vector(r0 + i + k), low, high);
            below[k] = with_third<T>(load_vector(r3 + i + k), low, high);
        }
        store_vector(q + i, median_of<T>(below[0], below[1], below[2]));
        store_vector(p + i, median_of<T>(above[0], above[1], above[2]));
    });
}

template <class T>
void combine(Combined how, const T* a, const T* b, const T* c, T* __restrict out, index_t n) {
    using U = typename std::conditional_t<std::is_integral_v<T>, std::make_unsigned<T>, std::type_identity<T>>::type;
    const auto each = [&](auto f) {
        for (index_t i = 0; i < n; ++i)
            out[i] = static_cast<T>(f(static_cast<U>(a[i]), static_cast<U>(b[i]), static_cast<U>(c[i])));
    };
    if (how == Combined::laplacian) return each([](U p, U q, U r) { return static_cast<U>(static_cast<U>(p + q) - r) - r; });
    if constexpr (std::is_integral_v<T>) {
        if (how == Combined::exclusive) return each([](U p, U q, U) { return p ^ q; });
    } else {
        if (how == Combined::magnitude) return each([](T p, T q, T) { return std::sqrt(p * p + q * q); });
    }
    if (how == Combined::sum) return each([](U p, U q, U) { return p + q; });
    each([](U p, U q, U) { return p - q; });
}

template <class T>
OrderTable<T> make_order_table() {
    return {&fold<T, true>, &fold<T, false>, &shifted<T, true>, &shifted<T, false>, &any_nan<T>, &rank<T>,
            &down<T>, &along<T>, &medians_of_nine<T>, &combine<T>};
}

}  // namespace
}  // namespace scinova::ndimage
