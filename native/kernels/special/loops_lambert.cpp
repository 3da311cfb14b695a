// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_vector.hpp"
#include "kernels/special/lambert.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/omega.hpp"

namespace scinova::special {

template <>
void add_lambert_loops<isa::current>(LoopList& l) {
    add_branch_array<&lambertw_array>(l, "_lambertw");
    add<static_cast<double (*)(double) noexcept>(&wrightomega)>(l, "wrightomega");
    add<static_cast<cdouble (*)(cdouble) noexcept>(&wrightomega)>(l, "wrightomega");
}

}  // namespace scinova::special
