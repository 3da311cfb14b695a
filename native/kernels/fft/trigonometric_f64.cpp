// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/trigonometric_lines.hpp"

namespace scinova::fft {

template <>
const TrigonometricTable<double>& trigonometric_table<isa::current, double>() {
    static const TrigonometricTable<double> table{&trigonometric_lines<double>};
    return table;
}

}  // namespace scinova::fft
