// SPDX-License-Identifier: BSD-3-Clause
// Transforms of every line of an array along one axis, spread over threads. Shapes agree except along the axis, as said.
// Input and output may be the same array where their element types are.
#pragma once

#include <complex>

#include "common/simd.hpp"
#include "kernels/fft/plan.hpp"

namespace scinova::fft {

template <class T>
struct TransformTable {
    // out_k = scale * sum_j in_j exp(-+ 2 pi i j k / n), upper sign forward. n is the length of `out`; a longer input is
    // cut, a shorter one continued with zeros.
    void (*complex_lines)(NdView<const std::complex<T>> in, NdView<std::complex<T>> out, int axis, bool forward,
                          T scale);
    // The first n / 2 + 1 values of the transform of n real ones, or all of them when `out` is of length n; the conjugate
    // when not `forward`.
    void (*real_lines)(NdView<const T> in, NdView<std::complex<T>> out, int axis, index_t n, bool forward, T scale);
    // The real sequence of length n (that of `out`) whose forward transform begins with `in`; unscaled sums.
    void (*hermitian_lines)(NdView<const std::complex<T>> in, NdView<T> out, int axis, bool forward, T scale);
};

template <class Isa, class T>
const TransformTable<T>& transform_table();

template <class T>
const TransformTable<T>& transforms() {
    static const TransformTable<T>& table =
        simd::pick(&transform_table<isa::v2, T>, &transform_table<isa::v3, T>, &transform_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::fft
