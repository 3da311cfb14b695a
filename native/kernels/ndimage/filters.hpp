// SPDX-License-Identifier: BSD-3-Clause
// Filters over an n-dimensional neighbourhood: weighted sums, minima and maxima, ranks.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/order.hpp"

namespace scinova::ndimage {

struct Edge {
    Mode mode = Mode::constant;
    double constant = 0.0;
};

// Such a filter, made once for any array of `ndim` dimensions.
struct Around {
    enum class Kind : int { weighted, least, greatest, rank };
    Kind kind = Kind::weighted;
    int ndim = 1;
    std::vector<index_t> offsets;
    Neighbourhood shape;
    std::vector<double> values;  // weights; what is added before an extremum is taken, or none
    index_t rank = 0;
    Mode mode = Mode::reflect;
    SelectionNetwork network;  // of a rank among not too many
    bool whole = false;        // the weights are integers
    double total = 0.0;        // of their magnitudes

    Around(Kind kind, const Offsets& offsets, std::vector<double> values, index_t rank, Mode mode);
    Offsets list() const noexcept { return {offsets.data(), shape.count(), ndim}; }
};

// Weighted sums: in the order of the offsets, in double; in integers where those hold them exactly. Extrema and ranks: in
// the type of the input where the output has the same, else in double; extrema with added values in double.
void run_around(const AnyView& in, const Around& filter, double constant, const AnyView& out);

void rank_filter(const AnyView& in, const Around& filter, double constant, const AnyView& out);

// Whether `constant` is a value of type d.
bool representable(double constant, DType d) noexcept;
// `constant` converted to type d, as what the n-dimensional order filters find beyond the edges.
double as_element(double constant, DType d) noexcept;
// Whether sums of magnitudes `total` times elements of type `from`, of `mode` beyond the edges, are integers within
// `limit`, and their low bits are the elements of `to`.
bool sums_fit(DType from, DType to, double total, Mode mode, double constant, double limit) noexcept;

}  // namespace scinova::ndimage
