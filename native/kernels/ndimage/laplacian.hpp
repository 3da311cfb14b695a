// SPDX-License-Identifier: BSD-3-Clause
// The sum of weighted sums along several axes, each of the input itself and each kept in the output's type.
#pragma once

#include "kernels/ndimage/passes.hpp"

namespace scinova::ndimage {

struct Laplacian {
    Neighbourhood shape;
    std::vector<Pass> passes;    // along distinct axes
    std::vector<Mode> modes;     // of all axes
    Laplacian(int ndim, std::vector<Pass> passes);
    // Whether `laplacian` can write to it: integers of 32 and 64 bits and booleans are added in their own type elsewhere.
    static bool suits(DType to) noexcept { return is_float(to) || (to != DType::b1 && item_size(to) <= 2); }
};

// The output shares no memory with the input, and its type suits.
void laplacian(const AnyView& in, const Laplacian& filter, double constant, const AnyView& out);

}  // namespace scinova::ndimage
