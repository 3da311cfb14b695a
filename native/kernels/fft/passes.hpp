// SPDX-License-Identifier: BSD-3-Clause
// Running a plan on data held as separate real and imaginary parts. Several lines are done at once: element j of line q
// is at [j * lanes + q], which is nothing but a later stage of a longer Stockham transform, so the same loops serve and
// vectorise from the first stage on. The first stage may read, and the last may write, memory outside the buffers.
#pragma once

#include "common/simd.hpp"
#include "kernels/fft/plan.hpp"

namespace scinova::fft {

inline constexpr int largest_unrolled_radix = 13;

// Whether a plan whose first stage has this radix can begin with real_first() and end with hermitian_last().
constexpr bool has_real_stage(int radix) noexcept {
    return radix % 2 == 1 && radix <= largest_unrolled_radix;
}

template <class T>
struct Split {
    T* re = nullptr;
    T* im = nullptr;
    Split swapped() const noexcept { return {im, re}; }  // turns the forward transform into the inverse
};

enum class Place {
    buffer,  // element (j, q) at [j * lanes + q] of the buffers
    pairs,   // interleaved complex numbers, (j, q) at re[2 (j * step + q)] and the next
    rows,    // separate parts, (j, q) at re[j * step + q] and im[j * step + q]
};

// Where lines come from and go to. Imaginary parts are multiplied by `sign` when pairs are read; both parts are scaled
// when pairs are written.
template <class T>
struct Ends {
    struct Source {
        Place place = Place::buffer;
        const T *re = nullptr, *im = nullptr;
        index_t step = 1;
        T sign = 1;
    } from;
    struct Target {
        Place place = Place::buffer;
        T *re = nullptr, *im = nullptr;
        index_t step = 1;
        T scale_re = 1, scale_im = 1;
    } to;
};

// A row of the data and the factor it is read or written with.
template <class T>
struct RowAt {
    index_t row;
    T by;
};

template <class T>
struct PassTable {
    // Forward transform without scaling. Both buffers hold plan.buffer_length() * lanes elements and are overwritten;
    // returns the one with the result, unless the ends say that it goes elsewhere. Plans of long lines do one at a time.
    Split<T> (*run)(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes, const Ends<T>& ends);
    // Real lines of odd length, as real_stage.hpp says: the first stage, where element t of all lanes is row order[t].row
    // of x times order[t].by, or element t of x where there is no order and one lane; the stages after the first one, on
    // lanes of length stages[0].m; and the last stage of the way back.
    void (*real_first)(const Plan<T>& plan, index_t lanes, const T* x, index_t step, const RowAt<T>* order, Split<T> z);
    Split<T> (*run_rest)(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes);
    void (*hermitian_last)(const Plan<T>& plan, index_t lanes, Split<T> z, const RowAt<T>* order, T* x, index_t step);
    // One contiguous real line with a plan of long lines, to the first n / 2 + 1 values of its spectrum, and back by
    // sums with exp(sign 2 pi i j k / n); imaginary parts are multiplied by `sign`, for the other direction.
    void (*real_line)(const Plan<T>& plan, const T* in, T* out, T sign, T scale);
    void (*hermitian_line)(const Plan<T>& plan, const T* in, T* out, T sign, T scale);
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
