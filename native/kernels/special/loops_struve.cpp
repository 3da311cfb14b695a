// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/loops.hpp"
#include "kernels/special/struve.hpp"

namespace scinova::special {

template <>
void add_struve_loops<isa::current>(LoopList& l) {
    add<&special::struve>(l, "struve", 256);
    add<&special::modstruve>(l, "modstruve", 256);
}

}  // namespace scinova::special
