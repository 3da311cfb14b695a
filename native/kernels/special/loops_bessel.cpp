// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/bessel.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {

namespace {
using Real2 = double (*)(double, double) noexcept;
using Complex2 = cdouble (*)(double, cdouble) noexcept;
constexpr index_t grain = 256;
}  // namespace

template <>
void add_bessel_loops<isa::current>(LoopList& l) {
    add<static_cast<Real2>(&special::jv)>(l, "jv", grain);
    add<static_cast<Complex2>(&special::jv)>(l, "jv", grain);
    add<static_cast<Real2>(&special::jve)>(l, "jve", grain);
    add<static_cast<Complex2>(&special::jve)>(l, "jve", grain);
    add<static_cast<Real2>(&special::yv)>(l, "yv", grain);
    add<static_cast<Complex2>(&special::yv)>(l, "yv", grain);
    add<static_cast<Real2>(&special::yve)>(l, "yve", grain);
    add<static_cast<Complex2>(&special::yve)>(l, "yve", grain);
    add<static_cast<Real2>(&special::iv)>(l, "iv", grain);
    add<static_cast<Complex2>(&special::iv)>(l, "iv", grain);
    add<static_cast<Real2>(&special::ive)>(l, "ive", grain);
    add<static_cast<Complex2>(&special::ive)>(l, "ive", grain);
    add<static_cast<Real2>(&special::kv)>(l, "kv", grain);
    add<static_cast<Complex2>(&special::kv)>(l, "kv", grain);
    add<static_cast<Real2>(&special::kve)>(l, "kve", grain);
    add<static_cast<Complex2>(&special::kve)>(l, "kve", grain);
    add<&hankel1>(l, "hankel1", grain);
    add<&hankel1e>(l, "hankel1e", grain);
    add<&hankel2>(l, "hankel2", grain);
    add<&hankel2e>(l, "hankel2e", grain);
    add<&special::yn>(l, "yn", grain);
    add<&yn_real>(l, "yn", grain);
    add<&special::kn>(l, "kn", grain);
    add<&kn_real>(l, "kn", grain);
}

}  // namespace scinova::special
