// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/run_plan.hpp"

namespace scinova::fft {

template <>
const PassTable<long double>& pass_table<isa::current, long double>() {
    return table_of_passes<long double>();
}

}  // namespace scinova::fft
