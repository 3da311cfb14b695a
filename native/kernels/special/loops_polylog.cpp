// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/debye.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/polylog.hpp"

namespace scinova::special {

template <>
void add_polylog_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double, double) noexcept>(&polylog)>(l, "polylog", 512);
    add<static_cast<cdouble (*)(double, cdouble) noexcept>(&polylog)>(l, "polylog", 512);
    add<&fermi_dirac>(l, "fermi_dirac", 512);
    add<&bose_einstein>(l, "bose_einstein", 512);
    add<&clausen>(l, "clausen");
    add<&debye>(l, "debye", 1024);
    add<&transport>(l, "transport", 1024);
}

}  // namespace scinova::special
