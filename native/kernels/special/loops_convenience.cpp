// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/convenience.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_convenience_loops<isa::current>(LoopList& l) {
    add<&agm>(l, "agm");
    add_array<&powm1_array>(l, "powm1");
    add<&softplus>(l, "_softplus");
    add<&huber>(l, "huber");
    add<&pseudo_huber>(l, "pseudo_huber");
    add<&sindg>(l, "sindg");
    add<&cosdg>(l, "cosdg");
    add<&tandg>(l, "tandg");
    add<&cotdg>(l, "cotdg");
    add<&radian>(l, "radian");
    add<&nearest_even>(l, "round");
}

}  // namespace scinova::special
