// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_gamma.hpp"
#include "kernels/special/gamma_arrays.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/zeta.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double) noexcept;
using Complex = cdouble (*)(cdouble) noexcept;
inline double loggamma_real(double x) noexcept {
    return x < 0.0 ? nan : x == 0.0 ? (report(Trouble::singular), inf) : gammaln(x);
}
}  // namespace

template <>
void add_gamma_loops<isa::current>(LoopList& l) {
    add<static_cast<Real>(&gamma)>(l, "gamma");
    add<static_cast<Complex>(&gamma)>(l, "gamma");
    add<static_cast<Real>(&rgamma)>(l, "rgamma");
    add<static_cast<Complex>(&rgamma)>(l, "rgamma");
    add<static_cast<Real>(&digamma)>(l, "digamma");
    add<static_cast<Complex>(&digamma)>(l, "digamma");
    add<&loggamma_real>(l, "loggamma");
    add<static_cast<Complex>(&loggamma)>(l, "loggamma");
    add_array<&gammaln_array>(l, "gammaln");
    add<&gammasgn>(l, "gammasgn");
    add<&hurwitz>(l, "_hurwitz_zeta");
    add<static_cast<Real>(&riemann)>(l, "_riemann_zeta");
    add<static_cast<Complex>(&riemann)>(l, "_riemann_zeta");
    add<&zetac>(l, "zetac");
}

}  // namespace scinova::special
