// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_gamma.hpp"
#include "kernels/special/gamma_arrays.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/zeta.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double) noexcept;
using Complex = cdouble (*)(cdouble) noexcept;
}  // namespace

template <>
void add_gamma_loops<isa::current>(LoopList& l) {
    add_array<&gamma_array>(l, "gamma");
    add<static_cast<Complex>(&gamma)>(l, "gamma");
    add_array<&rgamma_array>(l, "rgamma");
    add<static_cast<Complex>(&rgamma)>(l, "rgamma");
    add_array<&digamma_array>(l, "digamma");
    add<static_cast<Complex>(&digamma)>(l, "digamma");
    add_array<&loggamma_array>(l, "loggamma");
    add<static_cast<Complex>(&loggamma)>(l, "loggamma");
    add<static_cast<Complex>(&loggamma)>(l, "gammaln");
    add_array<&gammaln_array>(l, "gammaln");
    add_array<&gammasgn_array>(l, "gammasgn");
    add<&hurwitz>(l, "_hurwitz_zeta");
    add_array<&zeta_array>(l, "_riemann_zeta");
    add<static_cast<Complex>(&riemann)>(l, "_riemann_zeta");
    add<&zetac>(l, "zetac");
}

}  // namespace scinova::special
