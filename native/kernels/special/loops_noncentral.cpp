// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/loops.hpp"
#include "kernels/special/noncentral_arrays.hpp"
#include "kernels/special/noncentral_inverses.hpp"

namespace scinova::special {

template <>
void add_noncentral_loops<isa::current>(LoopList& l) {
    add_gathering<&chndtr_array>(l, "chndtr", 1024);
    add_gathering<&chndtrc_array>(l, "_chndtrc", 1024);
    add<&ncfdtr>(l, "ncfdtr", 1024);
    add<&ncfdtrc>(l, "_ncfdtrc", 1024);
    add<&nctdtr>(l, "nctdtr", 1024);
    add<&nctdtrc>(l, "_nctdtrc", 1024);
    add<&chndtrix>(l, "chndtrix", 256);
    add<&ncfdtri>(l, "ncfdtri", 256);
    add<&nctdtrit>(l, "nctdtrit", 256);
    add<&gdtria>(l, "gdtria", 256);
    add<&gdtrib>(l, "gdtrib", 256);
    add<&chdtriv>(l, "chdtriv", 256);
    add<&pdtrik>(l, "pdtrik", 256);
    add<&btdtria>(l, "btdtria", 256);
    add<&btdtrib>(l, "btdtrib", 256);
    add<&bdtrik>(l, "bdtrik", 256);
    add<&bdtrin>(l, "bdtrin", 256);
    add<&nbdtrik>(l, "nbdtrik", 256);
    add<&nbdtrin>(l, "nbdtrin", 256);
    add<&fdtridfd>(l, "fdtridfd", 256);
    add<&stdtridf>(l, "stdtridf", 256);
    add<&nrdtrimn>(l, "nrdtrimn");
    add<&nrdtrisd>(l, "nrdtrisd");
    add<&chndtridf>(l, "chndtridf", 256);
    add<&chndtrinc>(l, "chndtrinc", 256);
    add<&ncfdtridfd>(l, "ncfdtridfd", 256);
    add<&ncfdtridfn>(l, "ncfdtridfn", 256);
    add<&ncfdtrinc>(l, "ncfdtrinc", 256);
    add<&nctdtridf>(l, "nctdtridf", 256);
    add<&nctdtrinc>(l, "nctdtrinc", 256);
}

}  // namespace scinova::special
