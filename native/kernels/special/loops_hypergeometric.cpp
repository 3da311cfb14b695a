// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_gathering.hpp"
#include "kernels/special/complex_gauss_lanes.hpp"
#include "kernels/special/complex_kummer_lanes.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/weber.hpp"

namespace scinova::special {

template <>
void add_hypergeometric_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double, double) noexcept>(&special::hyp0f1)>(l, "hyp0f1", 512);
    add<static_cast<cdouble (*)(double, cdouble) noexcept>(&special::hyp0f1)>(l, "hyp0f1", 512);
    add_gathering<&special::hyp1f1_array>(l, "hyp1f1", 512);
    add_complex_gathering<&special::hyp1f1_complex_array, 2>(l, "hyp1f1", 512);
    add_gathering<&special::hyp2f1_array>(l, "hyp2f1", 512);
    add_complex_gathering<&special::hyp2f1_complex_array, 3>(l, "hyp2f1", 512);
    add<&special::hyperu>(l, "hyperu", 512);
    add<&special::pbdv>(l, "pbdv", 512);
    add<&special::pbvv>(l, "pbvv", 512);
    add<&special::pbwa>(l, "pbwa", 512);
}

}  // namespace scinova::special
