// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/orthopoly_blocks.hpp"

namespace scinova::special {

template <>
void add_orthopoly_loops<isa::current>(LoopList& l) {
    add_blocks<LegendreLanes, long>(l, "eval_legendre");
    add_blocks<ShLegendreLanes, long>(l, "eval_sh_legendre");
    add_blocks<GegenbauerLanes, long>(l, "eval_gegenbauer");
    add_blocks<JacobiLanes, long>(l, "eval_jacobi");
    add_blocks<LaguerreLanes, long>(l, "eval_genlaguerre");
    add_blocks<PlainLaguerreLanes, long>(l, "eval_laguerre");
    add_blocks<HermiteH, long>(l, "eval_hermite");
    add_blocks<HermiteHe, long>(l, "eval_hermitenorm");
}

}  // namespace scinova::special
