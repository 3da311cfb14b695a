// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/gamma_quotient_arrays.hpp"
#include "kernels/special/incomplete_arrays.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

template <>
void add_incomplete_loops<isa::current>(LoopList& l) {
    add_gathering<&gammainc_array>(l, "gammainc");
    add_gathering<&gammaincc_array>(l, "gammaincc");
    add<&gammaincinv>(l, "gammaincinv");
    add<&gammainccinv>(l, "gammainccinv");
    add_array<&beta_array>(l, "beta");
    add_array<&betaln_array>(l, "betaln");
    add_gathering<&betainc_array>(l, "betainc");
    // Right to the last bit in float64 only: what takes that trouble is lost in float32.
    l.push_back({"betaincc", "ddd->d", &Returning<&betaincc_exact, false, double, double, double, double>::loop, usual_grain});
    l.push_back({"betaincc", "fff->f", &Blocked<&betaincc_array, true, 3, true>::loop, usual_grain});
    add_gathering<&betaincinv_array>(l, "betaincinv");
    add_gathering<&betainccinv_array>(l, "betainccinv");
    add_gathering<&stdtr_array>(l, "stdtr");
    add_gathering<&stdtrit_array>(l, "stdtrit");
    add_gathering<&chdtr_array>(l, "chdtr");
    add_gathering<&chdtrc_array>(l, "chdtrc");
    add<&chdtri>(l, "chdtri");
    add_gathering<&pdtr_array>(l, "pdtr");
    add_gathering<&pdtrc_array>(l, "pdtrc");
    add<&pdtri>(l, "pdtri");
    add<&pdtri_real>(l, "pdtri");
    add_gathering<&gdtr_array>(l, "gdtr");
    add_gathering<&gdtrc_array>(l, "gdtrc");
    add<&gdtrix>(l, "gdtrix");
    add_gathering<&fdtr_array>(l, "fdtr");
    add_gathering<&fdtrc_array>(l, "fdtrc");
    add_gathering<&fdtri_array>(l, "fdtri");
    add<&bdtr>(l, "bdtr");
    add<&bdtr_real>(l, "bdtr");
    add<&bdtrc>(l, "bdtrc");
    add<&bdtrc_real>(l, "bdtrc");
    add<static_cast<double (*)(double, long, double) noexcept>(&binomial_share)>(l, "bdtri");
    add<static_cast<double (*)(double, double, double) noexcept>(&binomial_share)>(l, "bdtri");
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
