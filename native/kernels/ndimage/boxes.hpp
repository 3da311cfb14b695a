// SPDX-License-Identifier: BSD-3-Clause
// Two filters along the same two axes, one of the other's result or both of the input, and what is made of them, in one
// sweep over the array: of minima and maxima openings, closings, gradients, Laplacians and top-hats; of weighted sums the
// Laplacian and the length of the gradient by derivatives.
//
// A thread goes down its part a few rows at a time. What lies between the two filters, and between them and the result,
// are a few rows that stay in the second cache; the memory's work is one read of the input and one write of the output.
#pragma once

#include "kernels/ndimage/passes.hpp"

namespace scinova::ndimage {

enum class Composition : int {
    chain,       // the second of the first
    white,       // the input less that
    black,       // that less the input
    difference,  // the first less the second
    laplacian,   // the first and the second, less the input twice
    sum,         // from here on of weighted sums, of floating-point numbers: the first and the second
    magnitude,   // the root of their squares
};

// Of an input and an output of the same type, that share no memory. False, and an unfinished output, where the filters
// or the arrays do not suit, or there are NaN under minima or maxima.
bool two_boxes(const AnyView& in, Composition how, const std::vector<Pass>& first, const std::vector<Pass>& second,
               double constant, const AnyView& out);

}  // namespace scinova::ndimage
