// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/bessel_integer.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_bessel_integer_loops<isa::current>(LoopList& l) {
    add<&special::j0>(l, "j0");
    add<&special::j1>(l, "j1");
    add<&special::y0>(l, "y0");
    add<&special::y1>(l, "y1");
    add<&special::i0>(l, "i0");
    add<&special::i0e>(l, "i0e");
    add<&special::i1>(l, "i1");
    add<&special::i1e>(l, "i1e");
    add<&special::k0>(l, "k0");
    add<&special::k0e>(l, "k0e");
    add<&special::k1>(l, "k1");
    add<&special::k1e>(l, "k1e");
}

}  // namespace scinova::special
