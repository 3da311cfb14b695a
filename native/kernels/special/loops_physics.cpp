// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/coulomb.hpp"
#include "kernels/special/debye.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/polygamma.hpp"

namespace scinova::special {

template <>
void add_physics_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double, double) noexcept>(&polylog)>(l, "polylog", 512);
    add<static_cast<cdouble (*)(double, cdouble) noexcept>(&polylog)>(l, "polylog", 512);
    add<static_cast<double (*)(double, double) noexcept>(&polygamma)>(l, "_polygamma", 512);
    add<static_cast<cdouble (*)(double, cdouble) noexcept>(&polygamma)>(l, "_polygamma", 512);
    add<&fermi_dirac>(l, "fermi_dirac", 512);
    add<&bose_einstein>(l, "bose_einstein", 512);
    add<&clausen>(l, "clausen");
    add<&debye>(l, "debye", 1024);
    add<&transport>(l, "transport", 1024);
    add<&coulomb>(l, "coulomb", 512);
    add<&coulomb_f>(l, "coulomb_f", 512);
    add<&coulomb_g>(l, "coulomb_g", 512);
}

}  // namespace scinova::special
