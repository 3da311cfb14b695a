// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/loops.hpp"
#include "kernels/special/mathieu.hpp"

namespace scinova::special {

template <>
void add_mathieu_loops<isa::current>(LoopList& l) {
    add<&special::mathieu_a>(l, "mathieu_a", 256);
    add<&special::mathieu_b>(l, "mathieu_b", 256);
    add<&special::mathieu_cem>(l, "mathieu_cem", 256);
    add<&special::mathieu_sem>(l, "mathieu_sem", 256);
    add<&special::mathieu_modcem1>(l, "mathieu_modcem1", 256);
    add<&special::mathieu_modcem2>(l, "mathieu_modcem2", 256);
    add<&special::mathieu_modsem1>(l, "mathieu_modsem1", 256);
    add<&special::mathieu_modsem2>(l, "mathieu_modsem2", 256);
}

}  // namespace scinova::special
