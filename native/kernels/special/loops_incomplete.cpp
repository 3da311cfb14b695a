// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/distributions.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_incomplete_loops<isa::current>(LoopList& l) {
    add<&gammainc>(l, "gammainc");
    add<&gammaincc>(l, "gammaincc");
    add<&gammaincinv>(l, "gammaincinv");
    add<&gammainccinv>(l, "gammainccinv");
    add<&beta>(l, "beta");
    add<&betaln>(l, "betaln");
    add<&betainc>(l, "betainc");
    add<&betaincc>(l, "betaincc");
    add<&betaincinv>(l, "betaincinv");
    add<&betainccinv>(l, "betainccinv");
    add<&stdtr>(l, "stdtr");
    add<&stdtrit>(l, "stdtrit");
    add<&chdtr>(l, "chdtr");
    add<&chdtrc>(l, "chdtrc");
    add<&chdtri>(l, "chdtri");
    add<&pdtr>(l, "pdtr");
    add<&pdtrc>(l, "pdtrc");
    add<&pdtri>(l, "pdtri");
    add<&pdtri_real>(l, "pdtri");
    add<&gdtr>(l, "gdtr");
    add<&gdtrc>(l, "gdtrc");
    add<&gdtrix>(l, "gdtrix");
    add<&fdtr>(l, "fdtr");
    add<&fdtrc>(l, "fdtrc");
    add<&fdtri>(l, "fdtri");
    add<&bdtr>(l, "bdtr");
    add<&bdtr_real>(l, "bdtr");
    add<&bdtrc>(l, "bdtrc");
    add<&bdtrc_real>(l, "bdtrc");
    add<&bdtri>(l, "bdtri");
    add<&bdtri_real>(l, "bdtri");
    add<&nbdtr>(l, "nbdtr");
    add<&nbdtr_real>(l, "nbdtr");
    add<&nbdtrc>(l, "nbdtrc");
    add<&nbdtrc_real>(l, "nbdtrc");
    add<&nbdtri>(l, "nbdtri");
    add<&nbdtri_real>(l, "nbdtri");
    add<&poch>(l, "poch");
    add<&binom>(l, "binom");
}

}  // namespace scinova::special
