// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/elliptic.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_elliptic_loops<isa::current>(LoopList& l) {
    add<&special::ellipk>(l, "ellipk");
    add<&special::ellipkm1>(l, "ellipkm1");
    add<&special::ellipe>(l, "ellipe");
}

}  // namespace scinova::special
