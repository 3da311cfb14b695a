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
// the type of the input where the output has the same, else in double; extrema with added values as in
// grey.hpp.
void run_around(const AnyView& in, const Around& filter, double constant, const AnyView& out);

void rank_filter(const AnyView& in, const Around& filter, double constant, const AnyView& out);

// Whether `constant` is a value of type d.
bool representable(double constant, DType d) noexcept;
// `constant` converted to type d, as what the n-dimensional order filters find beyond the edges.
double as_element(double constant, DType d) noexcept;
// The same where the work is done in W: the input's own type, in which booleans are 0 or 1, or double.
template <class W>
W edge_element(double constant, DType d) noexcept {
    if constexpr (std::is_same_v<W, double>) return as_element(constant, d);
    else {
        if (d == DType::b1) return static_cast<W>(as_element(constant, d) != 0.0);
        W element{};
        converters().from_double[static_cast<int>(d)](&constant, 1, &element, 1, 1);
        return element;
    }
}
// The greatest magnitude of an integer type of 8 or 16 bits; infinite for others.
double largest_of(DType d) noexcept;
// Whether sums of weights of magnitudes `total` times integers up to `largest`, with `mode` beyond the edges, are integers
// within `limit` whose low bits are the elements of `to`.
bool sums_fit(double largest, DType to, double total, Mode mode, double constant, double limit) noexcept;

}  // namespace scinova::ndimage
