// SPDX-License-Identifier: BSD-3-Clause
// Linear filters, minimum and maximum filters and rank filters.
//
// Windows: element k of a one-dimensional window of `size` lies at index i + k - (size / 2 + origin); an
// n-dimensional neighbourhood is a list of offsets. Outputs may be the input itself in the one-dimensional filters.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

struct Edge {
    Mode mode = Mode::reflect;
    double constant = 0.0;
};

// Sums in double in a fixed order: weights that are symmetric or antisymmetric (to one epsilon) from the middle, then
// in pairs from the ends inwards; others the last weight first, then from the first.
void correlate1d(const AnyView& in, Vec<const double> weights, int axis, index_t origin, Edge edge, const AnyView& out);
void uniform1d(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, const AnyView& out);
// In the type of the input where the constant is one of its values and the output has the same type, else in double.
void extremum1d(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, bool greatest, const AnyView& out);

// Sums in the order of the offsets, in double.
void correlate(const AnyView& in, const Offsets& offsets, const double* weights, Edge edge, const AnyView& out);
// Of in[offset k] + sums[k]; sums may be null.
void extremum(const AnyView& in, const Offsets& offsets, const double* sums, Edge edge, bool greatest, const AnyView& out);
void rank_filter(const AnyView& in, const Offsets& offsets, index_t rank, Edge edge, const AnyView& out);

// Whether `constant` is a value of type d.
bool representable(double constant, DType d) noexcept;
// `constant` converted to type d, as what the n-dimensional order filters find beyond the edges.
double as_element(double constant, DType d) noexcept;

}  // namespace scinova::ndimage
