// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/elliptic_incomplete.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_elliptic_incomplete_loops<isa::current>(LoopList& l) {
    using D2 = double (*)(double, double) noexcept;
    using D3 = double (*)(double, double, double) noexcept;
    using D4 = double (*)(double, double, double, double) noexcept;
    using C2 = cdouble (*)(cdouble, cdouble) noexcept;
    using C3 = cdouble (*)(cdouble, cdouble, cdouble) noexcept;
    using C4 = cdouble (*)(cdouble, cdouble, cdouble, cdouble) noexcept;
    add<&special::ellipkinc>(l, "ellipkinc");
    add<&special::ellipeinc>(l, "ellipeinc");
    add<&special::ellipj>(l, "ellipj");
    add<static_cast<D2>(&special::elliprc)>(l, "elliprc");
    add<static_cast<D3>(&special::elliprd)>(l, "elliprd");
    add<static_cast<D3>(&special::elliprf)>(l, "elliprf");
    add<static_cast<D3>(&special::elliprg)>(l, "elliprg");
    add<static_cast<D4>(&special::elliprj)>(l, "elliprj");
    add<static_cast<C2>(&special::elliprc)>(l, "elliprc");
    add<static_cast<C3>(&special::elliprd)>(l, "elliprd");
    add<static_cast<C3>(&special::elliprf)>(l, "elliprf");
    add<static_cast<C3>(&special::elliprg)>(l, "elliprg");
    add<static_cast<C4>(&special::elliprj)>(l, "elliprj");
}

}  // namespace scinova::special
