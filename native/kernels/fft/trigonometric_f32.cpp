// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/trigonometric_lines.hpp"

namespace scinova::fft {

template <>
const TrigonometricTable<float>& trigonometric_table<isa::current, float>() {
    static const TrigonometricTable<float> table{&trigonometric_lines<float>};
    return table;
}

}  // namespace scinova::fft
