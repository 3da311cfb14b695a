// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/orthopoly_blocks.hpp"

namespace scinova::special {

namespace {
using Real = double (*)(double, double) noexcept;
using Complex = cdouble (*)(double, cdouble) noexcept;

template <Real F, Complex G, template <int> class Family>
void add_degrees(LoopList& l, const char* name) {
    add_blocks<Family>(l, name);
    add_real_blocks<Family, F>(l, name, 512);
    add<G>(l, name, 512);
}
}  // namespace

template <>
void add_chebyshev_loops<isa::current>(LoopList& l) {
    add_degrees<&eval_chebyt, &eval_chebyt, ChebyshevT>(l, "eval_chebyt");
    add_degrees<&eval_chebyu, &eval_chebyu, ChebyshevU>(l, "eval_chebyu");
    add_degrees<&eval_chebyc, &eval_chebyc, ChebyshevC>(l, "eval_chebyc");
    add_degrees<&eval_chebys, &eval_chebys, ChebyshevS>(l, "eval_chebys");
    add_degrees<&eval_sh_chebyt, &eval_sh_chebyt, ShiftedT>(l, "eval_sh_chebyt");
    add_degrees<&eval_sh_chebyu, &eval_sh_chebyu, ShiftedU>(l, "eval_sh_chebyu");
}

}  // namespace scinova::special
