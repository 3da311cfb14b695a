// SPDX-License-Identifier: BSD-3-Clause
// One-dimensional filters along the axes of an array, one after the other: weighted sums, means, minima and maxima.
//
// Element k of a window of `size` lies at index i + k - (size / 2 + origin).
#pragma once

#include <vector>

#include "kernels/ndimage/filters.hpp"

namespace scinova::ndimage {

// Weights in the order of summation: those that are symmetric or antisymmetric (to one epsilon) from the middle, then in
// pairs from the ends inwards; others the last first, then from the first.
struct Weights {
    enum class Symmetry { none, even, odd };
    Symmetry symmetry = Symmetry::none;
    std::vector<index_t> place;   // of the element that each is for; both of a pair
    std::vector<double> value;    // one for each element, or pair
    std::vector<double> each;     // one for each place
    std::vector<double> natural;  // one for each element, in their order
    bool whole = false;           // integers
    double total = 0.0;           // of their magnitudes

    Weights() = default;
    explicit Weights(Vec<const double> w);
};

struct Pass {
    enum class Kind : int { weighted, mean, least, greatest };
    Kind kind = Kind::mean;
    int axis = 0;
    index_t size = 1, origin = 0;
    Mode mode = Mode::reflect;
    Weights weights;

    index_t before() const noexcept { return size / 2 + origin; }
    index_t after() const noexcept { return size - 1 - before(); }
};

// Between passes the result is kept in the output's type. At least one pass; the output may be the input itself.
//
// Sums are in double; in integers where those hold them exactly. Means are of a running sum, sum += entering - leaving;
// of short windows of finite floating-point numbers, of the sum in order, in blocks. Minima and maxima are in the type of
// the input where the constant is one of its values and the output has the same type, else in double; a NaN is the
// result where it is first in the window, and is passed over elsewhere.
void run_passes(const AnyView& in, const std::vector<Pass>& passes, double constant, const AnyView& out);

}  // namespace scinova::ndimage
