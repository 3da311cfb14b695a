// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/elliptic_arrays.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_elliptic_loops<isa::current>(LoopList& l) {
    add_array<&ellipk_array>(l, "ellipk");
    add_array<&ellipkm1_array>(l, "ellipkm1");
    add_array<&ellipe_array>(l, "ellipe");
}

}  // namespace scinova::special
