// SPDX-License-Identifier: BSD-3-Clause
#include "common/finite.hpp"

namespace scinova {
namespace {

// The sums of x - x, which is zero, or NaN for what is not finite.
template <class R>
bool differences_vanish(const R* x, index_t n) noexcept {
    constexpr index_t lanes = 16, piece = 8192;     // of which one is looked at before the next
    for (index_t begin = 0; begin < n; begin += piece) {
        const index_t end = begin + piece < n ? begin + piece : n;
        R sums[lanes] = {};
        index_t i = begin;
        for (; i + lanes <= end; i += lanes)
            for (index_t l = 0; l < lanes; ++l) sums[l] += x[i + l] - x[i + l];
        for (; i < end; ++i) sums[0] += x[i] - x[i];
        R sum = 0;
        for (const R s : sums) sum += s;
        if (!(sum == 0)) return false;
    }
    return true;
}

}  // namespace

bool all_finite(const double* x, index_t n) noexcept { return differences_vanish(x, n); }
bool all_finite(const float* x, index_t n) noexcept { return differences_vanish(x, n); }

}  // namespace scinova
