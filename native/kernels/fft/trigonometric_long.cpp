// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/trigonometric_lines.hpp"

namespace scinova::fft {

template <>
const TrigonometricTable<long double>& trigonometric_table<isa::current, long double>() {
    static const TrigonometricTable<long double> table{&trigonometric_lines<long double>};
    return table;
}

}  // namespace scinova::fft
