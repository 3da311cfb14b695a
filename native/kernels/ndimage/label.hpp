// SPDX-License-Identifier: BSD-3-Clause
// Connected components.
#pragma once

#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// Labels 1, 2, ... in the order of each component's first element. `structure` has 3^ndim bytes, symmetric about its
// centre. Returns the number of components; `out` (any type, the shape of `in`) is written only if all labels are
// values of its type, else the count is returned negative. in: boolean.
index_t label(const AnyView& in, const std::uint8_t* structure, const AnyView& out);

}  // namespace scinova::ndimage
