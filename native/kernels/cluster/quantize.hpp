// SPDX-License-Identifier: BSD-3-Clause
// Vector quantization: the nearest code of each observation under the Euclidean metric. Eight or sixteen observations
// are laid side by side so that one pass over the code book serves them all; ties go to the lower code.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::cluster {

template <class T>
using Quantize = void (*)(Mat<const T> observations, Mat<const T> codes, Vec<std::int32_t> nearest, Vec<T> distance);

struct QuantizeTable {
    Quantize<float> f32;
    Quantize<double> f64;
};
template <class Isa>
const QuantizeTable& quantize_table();
template <>
const QuantizeTable& quantize_table<isa::current>();
inline const QuantizeTable& quantize() {
    static const QuantizeTable& t =
        simd::pick(&quantize_table<isa::v2>, &quantize_table<isa::v3>, &quantize_table<isa::v4>);
    return t;
}

}  // namespace scinova::cluster
