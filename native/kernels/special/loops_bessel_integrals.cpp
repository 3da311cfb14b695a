// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/bessel_integrals.hpp"
#include "kernels/special/bessel_moment.hpp"
#include "kernels/special/kelvin.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_bessel_integrals_loops<isa::current>(LoopList& l) {
    add<&special::itj0y0>(l, "itj0y0");
    add<&special::it2j0y0>(l, "it2j0y0");
    add<&special::iti0k0>(l, "iti0k0");
    add<&special::it2i0k0>(l, "it2i0k0");
    add<&special::itstruve0>(l, "itstruve0");
    add<&special::it2struve0>(l, "it2struve0");
    add<&special::itmodstruve0>(l, "itmodstruve0");
    add<&special::ber>(l, "ber");
    add<&special::bei>(l, "bei");
    add<&special::ker>(l, "ker");
    add<&special::kei>(l, "kei");
    add<&special::berp>(l, "berp");
    add<&special::beip>(l, "beip");
    add<&special::kerp>(l, "kerp");
    add<&special::keip>(l, "keip");
    add<&special::kelvin>(l, "kelvin");
    add<&special::besselpoly>(l, "besselpoly");
}

}  // namespace scinova::special
