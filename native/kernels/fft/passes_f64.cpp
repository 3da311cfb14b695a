// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/run_plan.hpp"

namespace scinova::fft {

template <>
const PassTable<double>& pass_table<isa::current, double>() {
    return table_of_passes<double>();
}

}  // namespace scinova::fft
