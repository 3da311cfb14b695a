// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/expint.hpp"
#include "kernels/special/fresnel.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/spence.hpp"
#include "kernels/special/synchrotron.hpp"
#include "kernels/special/trigint.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double) noexcept;
using Complex = cdouble (*)(cdouble) noexcept;
using RealPair = void (*)(double, double&, double&) noexcept;
using ComplexPair = void (*)(cdouble, cdouble&, cdouble&) noexcept;
}  // namespace

template <>
void add_expint_loops<isa::current>(LoopList& l) {
    add<static_cast<Real>(&exp1)>(l, "exp1");
    add<static_cast<Complex>(&exp1)>(l, "exp1");
    add<static_cast<Real>(&expi)>(l, "expi");
    add<static_cast<Complex>(&expi)>(l, "expi");
    add<static_cast<double (*)(double, double) noexcept>(&expn)>(l, "expn");
    add<static_cast<double (*)(long, double) noexcept>(&expn)>(l, "expn");
    add<static_cast<RealPair>(&sici)>(l, "sici");
    add<static_cast<ComplexPair>(&sici)>(l, "sici");
    add<static_cast<RealPair>(&shichi)>(l, "shichi");
    add<static_cast<ComplexPair>(&shichi)>(l, "shichi");
    add<static_cast<RealPair>(&fresnel)>(l, "fresnel");
    add<static_cast<ComplexPair>(&fresnel)>(l, "fresnel");
    add<&modfresnelp>(l, "modfresnelp");
    add<&modfresnelm>(l, "modfresnelm");
    add<static_cast<Real>(&spence)>(l, "spence");
    add<&synchrotron_1>(l, "synchrotron_1");
    add<&synchrotron_2>(l, "synchrotron_2");
    add<static_cast<Complex>(&spence)>(l, "spence");
}

}  // namespace scinova::special
