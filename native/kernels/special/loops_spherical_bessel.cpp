// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/spherical_bessel.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/wright_bessel.hpp"

namespace scinova::special {

namespace {
using Real2 = double (*)(long, double) noexcept;
using Complex2 = cdouble (*)(long, cdouble) noexcept;
constexpr index_t grain = 512;
}  // namespace

template <>
void add_spherical_bessel_loops<isa::current>(LoopList& l) {
    add<static_cast<Real2>(&spherical_jn)>(l, "_spherical_jn", grain);
    add<static_cast<Complex2>(&spherical_jn)>(l, "_spherical_jn", grain);
    add<static_cast<Real2>(&spherical_yn)>(l, "_spherical_yn", grain);
    add<static_cast<Complex2>(&spherical_yn)>(l, "_spherical_yn", grain);
    add<static_cast<Real2>(&spherical_in)>(l, "_spherical_in", grain);
    add<static_cast<Complex2>(&spherical_in)>(l, "_spherical_in", grain);
    add<static_cast<Real2>(&spherical_kn)>(l, "_spherical_kn", grain);
    add<static_cast<Complex2>(&spherical_kn)>(l, "_spherical_kn", grain);
    add<&special::wright_bessel>(l, "wright_bessel", grain);
    add<&special::log_wright_bessel>(l, "log_wright_bessel", grain);
    add<&spherical_jn_d<double>>(l, "_spherical_jn_d", grain);
    add<&spherical_jn_d<cdouble>>(l, "_spherical_jn_d", grain);
    add<&spherical_yn_d<double>>(l, "_spherical_yn_d", grain);
    add<&spherical_yn_d<cdouble>>(l, "_spherical_yn_d", grain);
    add<&spherical_in_d<double>>(l, "_spherical_in_d", grain);
    add<&spherical_in_d<cdouble>>(l, "_spherical_in_d", grain);
    add<&spherical_kn_d<double>>(l, "_spherical_kn_d", grain);
    add<&spherical_kn_d<cdouble>>(l, "_spherical_kn_d", grain);
}

}  // namespace scinova::special
