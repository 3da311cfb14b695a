// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/gamma.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_gamma_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double) noexcept>(&gamma)>(l, "gamma");
    add<static_cast<double (*)(double) noexcept>(&rgamma)>(l, "rgamma");
    add<&gammaln>(l, "gammaln");
    add<&gammasgn>(l, "gammasgn");
    add<static_cast<double (*)(double) noexcept>(&digamma)>(l, "digamma");
}

}  // namespace scinova::special
