// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/bessel_integer_arrays.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_bessel_integer_loops<isa::current>(LoopList& l) {
    add_array<&j_array<0>>(l, "j0");
    add_array<&j_array<1>>(l, "j1");
    add_array<&y_array<0>>(l, "y0");
    add_array<&y_array<1>>(l, "y1");
    add_array<&i_array<0, false>>(l, "i0");
    add_array<&i_array<0, true>>(l, "i0e");
    add_array<&i_array<1, false>>(l, "i1");
    add_array<&i_array<1, true>>(l, "i1e");
    add_array<&k_array<0, false>>(l, "k0");
    add_array<&k_array<0, true>>(l, "k0e");
    add_array<&k_array<1, false>>(l, "k1");
    add_array<&k_array<1, true>>(l, "k1e");
}

}  // namespace scinova::special
