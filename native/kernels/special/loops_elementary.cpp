// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex.hpp"
#include "kernels/special/elementary_arrays.hpp"
#include "kernels/special/lambert.hpp"
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
    add<&lambertw>(l, "_lambertw");
    add<static_cast<Real2>(&xlogy)>(l, "xlogy");
    add<static_cast<Complex2>(&xlogy)>(l, "xlogy");
    add<static_cast<Real2>(&xlog1py)>(l, "xlog1py");
    add<static_cast<Complex2>(&xlog1py)>(l, "xlog1py");
    add<&entr>(l, "entr");
    add<&rel_entr>(l, "rel_entr");
    add<&kl_div>(l, "kl_div");
    add_array<&expit_array>(l, "expit");
    add<static_cast<Long>(&expit)>(l, "expit");
    add_array<&logit_array>(l, "logit");
    add<static_cast<Long>(&logit)>(l, "logit");
    add<static_cast<Real>(&log_expit)>(l, "log_expit");
    add<static_cast<Long>(&log_expit)>(l, "log_expit");
    add<static_cast<Real>(&special::log1p)>(l, "log1p");
    add<static_cast<Complex>(&special::log1p)>(l, "log1p");
    add<static_cast<Real>(&special::expm1)>(l, "expm1");
    add<static_cast<Complex>(&special::expm1)>(l, "expm1");
    add<static_cast<Real>(&special::exp2)>(l, "exp2");
    add<static_cast<Real>(&special::cbrt)>(l, "cbrt");
    add<static_cast<Real>(&special::exp10)>(l, "exp10");
    add<&cosm1>(l, "cosm1");
    add<&exprel>(l, "exprel");
    add<&boxcox>(l, "boxcox");
    add<&boxcox1p>(l, "boxcox1p");
    add<&inv_boxcox>(l, "inv_boxcox");
    add<&inv_boxcox1p>(l, "inv_boxcox1p");
}

}  // namespace scinova::special
