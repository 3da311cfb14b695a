// SPDX-License-Identifier: BSD-3-Clause
// Binary erosion and dilation, iterated.
//
// An element of the result is the least (erosion) or greatest (dilation) of its neighbours; beyond the edges lies
// `border`. Where `mask` is false an element keeps its value.
//
// Repeated passes go over 64 elements to a word. Where the neighbourhood holds its centre, an element changes at most
// once and only after a neighbour has: as soon as few elements change, the passes that remain follow those alone.
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

// in: boolean, any strides; out: boolean, C-contiguous.
Status binary_morphology(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, const AnyView& out);

}  // namespace scinova::ndimage
