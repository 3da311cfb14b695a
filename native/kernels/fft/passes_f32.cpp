// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/run_plan.hpp"

namespace scinova::fft {

template <>
const PassTable<float>& pass_table<isa::current, float>() {
    return table_of_passes<float>();
}

}  // namespace scinova::fft
