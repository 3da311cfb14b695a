// SPDX-License-Identifier: BSD-3-Clause
// Medians of 5 x 5 elements from columns in order. Include only from HOT sources.
//
// Every column is put in order once and serves five medians. Of the rows of ordered columns, put in order too, the
// element in row r and column c is no less than (r + 1)(c + 1) of them and no greater than (5 - r)(5 - c): as many are
// surely less as are surely greater than the median, and of the 13 that remain it is the median. The network is made of
// those of the rows (D. Knuth, The Art of Computer Programming 3, section 5.3.4: nine comparators for five) and of
// K. Batcher's for the 13; by the zero-one principle (ibid., theorem Z) all columns are tried, and comparators that change
// nothing are left out, as are those that the median does not depend on.
#pragma once

#include <array>
#include <cstdint>
#include <utility>

#include "kernels/ndimage/network.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

inline constexpr std::array<std::pair<int, int>, 9> sort_five{
    {{0, 3}, {1, 4}, {0, 2}, {1, 3}, {0, 1}, {2, 4}, {1, 2}, {3, 4}, {2, 3}}};

class MedianOf25 {
public:
    struct Step {
        int low, high;
        bool keep_low, keep_high;
        bool swapped;  // known to be the other way round
    };
    struct Steps {
        std::array<Step, 160> step{};
        int count = 0;
        int result = 0;
    };
    static constexpr Steps make() {
        Steps all;
        const auto add = [&](int i, int j) { all.step[static_cast<std::size_t>(all.count++)] = {i, j, false, false, false}; };
        for (int row = 0; row < 5; ++row)
            for (const auto& [i, j] : sort_five) add(5 * row + i, 5 * row + j);
        merge_exchange(13, [&](int i, int j) { add(remaining[static_cast<std::size_t>(i)], remaining[static_cast<std::size_t>(j)]); });
        all.result = remaining[6];
        return needed(changing(all));
    }

private:
    // Places of the 13 in an order from which few comparators are left: the best of some thousand tried.
    static constexpr std::array<int, 13> remaining{21, 9, 17, 4, 3, 16, 7, 20, 8, 12, 15, 13, 11};
    static constexpr int states = 7776, words = (states + 63) / 64;
    using Bits = std::array<std::uint64_t, words>;

    // Column c has as many ones as digit c of the state, base 6, and they are at its end.
    static constexpr std::array<Bits, 25> columns() {
        std::array<Bits, 25> out{};
        for (int state = 0; state < states; ++state) {
            int rest = state;
            for (int c = 0; c < 5; ++c, rest /= 6)
                for (int r = 5 - rest % 6; r < 5; ++r)
                    out[static_cast<std::size_t>(5 * r + c)][static_cast<std::size_t>(state / 64)] |= std::uint64_t{1} << state % 64;
        }
        return out;
    }
    static constexpr Steps changing(const Steps& all) {
        std::array<Bits, 25> value = columns();
        Steps kept;
        kept.result = all.result;
        for (int k = 0; k < all.count; ++k) {
            Step s = all.step[static_cast<std::size_t>(k)];
            Bits &a = value[static_cast<std::size_t>(s.low)], &b = value[static_cast<std::size_t>(s.high)];
            bool up = false, down = false;
            for (std::size_t w = 0; w < words; ++w) {
                const std::uint64_t p = a[w], q = b[w];
                up |= (q & ~p) != 0;
                down |= (p & ~q) != 0;
                a[w] = p & q;
                b[w] = p | q;
            }
            if (!down) continue;
            s.swapped = !up;
            kept.step[static_cast<std::size_t>(kept.count++)] = s;
        }
        return kept;
    }
    static constexpr Steps needed(const Steps& all) {
        std::array<bool, 25> used{};
        used[static_cast<std::size_t>(all.result)] = true;
        Steps kept = all;
        for (int k = all.count - 1; k >= 0; --k) {
            Step& s = kept.step[static_cast<std::size_t>(k)];
            bool &low = used[static_cast<std::size_t>(s.low)], &high = used[static_cast<std::size_t>(s.high)];
            s.keep_low = low;
            s.keep_high = high;
            if (s.swapped) std::swap(low, high);
            else low = high = low || high;
        }
        return kept;
    }
};
inline constexpr MedianOf25::Steps median_steps = MedianOf25::make();

template <class T, int K>
[[gnu::always_inline]] inline void median_step(Vector<T>* v) {
    constexpr MedianOf25::Step s = median_steps.step[K];
    const Vector<T> a = v[s.low], b = v[s.high];
    if constexpr (s.keep_low) v[s.low] = s.swapped ? b : lower<T>(a, b);
    if constexpr (s.keep_high) v[s.high] = s.swapped ? a : higher<T>(a, b);
}
template <class T, int... K>
[[gnu::always_inline]] inline void median_of_columns(Vector<T>* v, std::integer_sequence<int, K...>) {
    (median_step<T, K>(v), ...);
}

// out[i] = the median of row[0..4][i..i + 4]. Rows and out have slack (tiles.hpp).
template <class T>
void medians_of_25(const T* const* row, T* out, index_t n) {
    constexpr index_t L = vector_lanes<T>, piece = 2048 / static_cast<index_t>(sizeof(T));
    alignas(64) T ordered[5][piece + 2 * L];
    for (index_t at = 0; at < n; at += piece) {
        const index_t here = n - at < piece ? n - at : piece;
        for (index_t i = 0; i < here + 4; i += L) {
            Vector<T> v[5];
#pragma GCC unroll 5
            for (int r = 0; r < 5; ++r) v[r] = load_vector(row[r] + at + i);
#pragma GCC unroll 9
            for (int k = 0; k < 9; ++k) {
                const auto [p, q] = sort_five[static_cast<std::size_t>(k)];
                const Vector<T> a = v[p], b = v[q];
                v[p] = lower<T>(a, b);
                v[q] = higher<T>(a, b);
            }
#pragma GCC unroll 5
            for (int r = 0; r < 5; ++r) store_vector(ordered[r] + i, v[r]);
        }
        for (index_t i = 0; i < here; i += L) {
            Vector<T> v[25];
#pragma GCC unroll 25
            for (int k = 0; k < 25; ++k) v[k] = load_vector(ordered[k / 5] + i + k % 5);
            median_of_columns<T>(v, std::make_integer_sequence<int, median_steps.count>{});
            store_vector(out + at + i, v[median_steps.result]);
        }
    }
}

}  // namespace
}  // namespace scinova::ndimage
