// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/erf.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_erf_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double) noexcept>(&erf)>(l, "erf");
    add<static_cast<double (*)(double) noexcept>(&erfc)>(l, "erfc");
    add<static_cast<double (*)(double) noexcept>(&erfcx)>(l, "erfcx");
    add<static_cast<double (*)(double) noexcept>(&ndtr)>(l, "ndtr");
    add<static_cast<double (*)(double) noexcept>(&log_ndtr)>(l, "log_ndtr");
    add<&ndtri>(l, "ndtri");
    add<&ndtri_exp>(l, "ndtri_exp");
    add<&erfinv>(l, "erfinv");
    add<&erfcinv>(l, "erfcinv");
}

}  // namespace scinova::special
