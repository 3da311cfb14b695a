// SPDX-License-Identifier: BSD-3-Clause
// What is common to cosine and sine transforms of all lengths.
#pragma once

#include <numbers>

#include "kernels/fft/passes.hpp"
#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

// Lines side by side, read and written through the changes of order, sign and ends that make one transform out of
// another.
template <class T, int type, bool sine>
struct Rows {
    const T* in;
    T* out;
    index_t in_step, out_step, n;
    bool orthogonal;
    T scale;

    static constexpr T root2 = std::numbers::sqrt2_v<T>;

    // Where element j is read, and element k written, and the factor that it takes.
    [[gnu::always_inline]] RowAt<T> source(index_t j) const noexcept {
        RowAt<T> at{sine && type > 2 ? n - 1 - j : j, 1};
        if (sine && type == 2 && j % 2) at.by = -1;
        if (((type == 3 && j == 0) || (type == 1 && !sine && (j == 0 || j == n - 1))) && orthogonal) at.by = root2;
        return at;
    }
    [[gnu::always_inline]] RowAt<T> target(index_t k) const noexcept {
        RowAt<T> at{sine && type == 2 ? n - 1 - k : k, scale};
        if (((type == 2 && k == 0) || (type == 1 && !sine && (k == 0 || k == n - 1))) && orthogonal) at.by /= root2;
        if (sine && type > 2 && k % 2) at.by = -at.by;
        return at;
    }
    template <int W>
    [[gnu::always_inline]] Pack<T, W> get(index_t j, index_t q) const noexcept {
        const RowAt<T> at = source(j);
        return at.by * load<Pack<T, W>>(in + at.row * in_step + q);
    }
    template <int W>
    [[gnu::always_inline]] void put(index_t k, index_t q, Pack<T, W> y) const noexcept {
        const RowAt<T> at = target(k);
        store(out + at.row * out_step + q, Pack<T, W>(at.by * y));
    }
};

}  // namespace
}  // namespace scinova::fft
