// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/kolmogorov.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/owens.hpp"

namespace scinova::special {

template <>
void add_kolmogorov_loops<isa::current>(LoopList& l) {
    add<&kolmogorov>(l, "kolmogorov");
    add<&kolmogi>(l, "kolmogi");
    add<&kolmogc>(l, "_kolmogc");
    add<&kolmogp>(l, "_kolmogp");
    add<&kolmogci>(l, "_kolmogci");
    add<&smirnov>(l, "smirnov", 64);
    add<&smirnov_real>(l, "smirnov", 64);
    add<&smirnovi>(l, "smirnovi", 16);
    add<&smirnovi_real>(l, "smirnovi", 16);
    add<&smirnovc>(l, "_smirnovc", 64);
    add<&smirnovc_real>(l, "_smirnovc", 64);
    add<&smirnovp>(l, "_smirnovp", 64);
    add<&smirnovp_real>(l, "_smirnovp", 64);
    add<&smirnovci>(l, "_smirnovci", 16);
    add<&smirnovci_real>(l, "_smirnovci", 16);
    add<&owens_t>(l, "owens_t");
    add<&tklmbda>(l, "tklmbda", 1024);
}

}  // namespace scinova::special
