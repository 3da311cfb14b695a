// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/lame.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/spheroidal.hpp"

namespace scinova::special {

template <>
void add_spheroidal_loops<isa::current>(LoopList& l) {
    add<&special::ellip_harm>(l, "_ellip_harm", 256);
    add<&special::ellip_harm_2>(l, "_ellip_harm_2", 64);
    add<&special::pro_cv>(l, "pro_cv", 256);
    add<&special::obl_cv>(l, "obl_cv", 256);
    add<&special::spheroidal_wave<false, 0>>(l, "pro_ang1", 64);
    add<&special::spheroidal_wave_cv<false, 0>>(l, "pro_ang1_cv", 64);
    add<&special::spheroidal_wave<false, 1>>(l, "pro_rad1", 64);
    add<&special::spheroidal_wave_cv<false, 1>>(l, "pro_rad1_cv", 64);
    add<&special::spheroidal_wave<false, 2>>(l, "pro_rad2", 64);
    add<&special::spheroidal_wave_cv<false, 2>>(l, "pro_rad2_cv", 64);
    add<&special::spheroidal_wave<true, 0>>(l, "obl_ang1", 64);
    add<&special::spheroidal_wave_cv<true, 0>>(l, "obl_ang1_cv", 64);
    add<&special::spheroidal_wave<true, 1>>(l, "obl_rad1", 64);
    add<&special::spheroidal_wave_cv<true, 1>>(l, "obl_rad1_cv", 64);
    add<&special::spheroidal_wave<true, 2>>(l, "obl_rad2", 64);
    add<&special::spheroidal_wave_cv<true, 2>>(l, "obl_rad2_cv", 64);
}

}  // namespace scinova::special
