// SPDX-License-Identifier: BSD-3-Clause
// Running a plan on data held as separate real and imaginary parts. Several lines are done at once: element j of line q
// is at [j * lanes + q], which is nothing but a later stage of a longer Stockham transform, so the same loops serve and
// vectorise from the first stage on.
#pragma once

#include "common/simd.hpp"
#include "kernels/fft/plan.hpp"

namespace scinova::fft {

inline constexpr int largest_unrolled_radix = 13;

template <class T>
struct Split {
    T* re = nullptr;
    T* im = nullptr;
    Split swapped() const noexcept { return {im, re}; }  // turns the forward transform into the inverse
};

template <class T>
struct PassTable {
    // Forward transform without scaling. Both buffers hold plan.buffer_length() * lanes elements and are overwritten;
    // returns the one with the result.
    Split<T> (*run)(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes);
};

template <class Isa, class T>
const PassTable<T>& pass_table();

template <class T>
const PassTable<T>& passes() {
    static const PassTable<T>& table =
        simd::pick(&pass_table<isa::v2, T>, &pass_table<isa::v3, T>, &pass_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::fft
