// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/airy_complex.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

namespace {
using Real4 = void (*)(double, double&, double&, double&, double&) noexcept;
using Complex4 = void (*)(cdouble, cdouble&, cdouble&, cdouble&, cdouble&) noexcept;
constexpr index_t grain = 512;
}  // namespace

template <>
void add_airy_loops<isa::current>(LoopList& l) {
    add<static_cast<Real4>(&special::airy)>(l, "airy", grain);
    add<static_cast<Complex4>(&special::airy)>(l, "airy", grain);
    add<static_cast<Real4>(&special::airye)>(l, "airye", grain);
    add<static_cast<Complex4>(&special::airye)>(l, "airye", grain);
    add<&itairy>(l, "itairy", grain);
}

}  // namespace scinova::special
