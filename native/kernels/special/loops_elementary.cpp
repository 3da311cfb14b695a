// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex.hpp"
#include "kernels/special/elementary_arrays.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double) noexcept;
using Real2 = double (*)(double, double) noexcept;
using Complex = cdouble (*)(cdouble) noexcept;
using Complex2 = cdouble (*)(cdouble, cdouble) noexcept;
using Long = long double (*)(long double) noexcept;
}  // namespace

template <>
void add_elementary_loops<isa::current>(LoopList& l) {
    add_array<&xlogy_array>(l, "xlogy");
    add<static_cast<Complex2>(&xlogy)>(l, "xlogy");
    add_array<&xlog1py_array>(l, "xlog1py");
    add<static_cast<Complex2>(&xlog1py)>(l, "xlog1py");
    add_array<&entr_array>(l, "entr");
    add_array<&rel_entr_array>(l, "rel_entr");
    add_array<&kl_div_array>(l, "kl_div");
    add_array<&expit_array>(l, "expit");
    add<static_cast<Long>(&expit)>(l, "expit");
    add_array<&logit_array>(l, "logit");
    add<static_cast<Long>(&logit)>(l, "logit");
    add_array<&log_expit_array>(l, "log_expit");
    add<static_cast<Long>(&log_expit)>(l, "log_expit");
    add_array<&log1p_array>(l, "log1p");
    add<static_cast<Complex>(&special::log1p)>(l, "log1p");
    add_array<&expm1_array>(l, "expm1");
    add<static_cast<Complex>(&special::expm1)>(l, "expm1");
    add_array<&exp2_array>(l, "exp2");
    add_array<&cbrt_array>(l, "cbrt");
    add_array<&exp10_array>(l, "exp10");
    add_array<&cosm1_array>(l, "cosm1");
    add_array<&exprel_array>(l, "exprel");
    add_array<&boxcox_array>(l, "boxcox");
    add_array<&boxcox1p_array>(l, "boxcox1p");
    add_array<&inv_boxcox_array>(l, "inv_boxcox");
    add_array<&inv_boxcox1p_array>(l, "inv_boxcox1p");
}

}  // namespace scinova::special
