// SPDX-License-Identifier: BSD-3-Clause
// Binary erosion and dilation, iterated.
//
// An element of the result is the least (erosion) or greatest (dilation) of its neighbours; beyond the edges lies
// `border`. Where `mask` is false an element keeps its value. After the first pass over the whole array only elements
// whose neighbours changed in the last pass can change, provided that the neighbourhood holds its centre: further
// passes visit those alone, so that iterating costs as much as the area that changes.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

struct BinaryPass {
    bool dilate = false;
    bool border = false;
    const std::uint8_t* mask = nullptr;  // C-contiguous, of the shape of the array
    index_t iterations = 1;              // below 1: until nothing changes
};

// in: boolean, any strides; out: boolean, C-contiguous. offsets contain the centre unless iterations is 1.
Status binary_morphology(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, const AnyView& out);

}  // namespace scinova::ndimage
