// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_vector.hpp"
#include "kernels/special/erf_arrays.hpp"
#include "kernels/special/faddeeva.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double) noexcept;
using Complex = cdouble (*)(cdouble) noexcept;
}  // namespace

template <>
void add_erf_loops<isa::current>(LoopList& l) {
    add_array<&erf_array>(l, "erf");
    add<static_cast<Complex>(&erf)>(l, "erf");
    add_array<&erfc_array>(l, "erfc");
    add<static_cast<Complex>(&erfc)>(l, "erfc");
    add_array<&erfcx_array>(l, "erfcx");
    add_complex_array<&erfcx_plane>(l, "erfcx");
    add<static_cast<Real>(&erfi)>(l, "erfi");
    add<static_cast<Complex>(&erfi)>(l, "erfi");
    add<static_cast<Real>(&dawsn)>(l, "dawsn");
    add<static_cast<Complex>(&dawsn)>(l, "dawsn");
    add_array<&ndtr_array>(l, "ndtr");
    add<static_cast<Complex>(&ndtr)>(l, "ndtr");
    add_array<&log_ndtr_array>(l, "log_ndtr");
    add<static_cast<Complex>(&log_ndtr)>(l, "log_ndtr");
    add_array<&ndtri_array>(l, "ndtri");
    add_array<&ndtri_exp_array>(l, "ndtri_exp");
    add_array<&erfinv_array>(l, "erfinv");
    add_array<&erfcinv_array>(l, "erfcinv");
    add_complex_array<&wofz_array>(l, "wofz");
    add<&voigt_profile>(l, "voigt_profile");
}

}  // namespace scinova::special
