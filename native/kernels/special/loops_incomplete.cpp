// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/gamma_quotient_arrays.hpp"
#include "kernels/special/incomplete_arrays.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_incomplete_loops<isa::current>(LoopList& l) {
    add_array<&gammainc_array>(l, "gammainc");
    add_array<&gammaincc_array>(l, "gammaincc");
    add<&gammaincinv>(l, "gammaincinv");
    add<&gammainccinv>(l, "gammainccinv");
    add_array<&beta_array>(l, "beta");
    add_array<&betaln_array>(l, "betaln");
    add_array<&betainc_array>(l, "betainc");
    add<&betaincc_exact>(l, "betaincc");
    add_array<&betaincinv_array>(l, "betaincinv");
    add_array<&betainccinv_array>(l, "betainccinv");
    add_array<&stdtr_array>(l, "stdtr");
    add_array<&stdtrit_array>(l, "stdtrit");
    add_array<&chdtr_array>(l, "chdtr");
    add_array<&chdtrc_array>(l, "chdtrc");
    add<&chdtri>(l, "chdtri");
    add_array<&pdtr_array>(l, "pdtr");
    add_array<&pdtrc_array>(l, "pdtrc");
    add<&pdtri>(l, "pdtri");
    add<&pdtri_real>(l, "pdtri");
    add_array<&gdtr_array>(l, "gdtr");
    add_array<&gdtrc_array>(l, "gdtrc");
    add<&gdtrix>(l, "gdtrix");
    add_array<&fdtr_array>(l, "fdtr");
    add_array<&fdtrc_array>(l, "fdtrc");
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
    add_array<&poch_array>(l, "poch");
    add_array<&binom_array>(l, "binom");
}

}  // namespace scinova::special
