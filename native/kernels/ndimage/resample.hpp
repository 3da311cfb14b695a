// SPDX-License-Identifier: BSD-3-Clause
// What the ways of resampling on a grid parallel to the axes share.
#pragma once

#include <algorithm>
#include <vector>

#include "kernels/ndimage/evaluate.hpp"
#include "kernels/ndimage/interpolate.hpp"
#include "kernels/ndimage/points.hpp"

namespace scinova::ndimage {

inline double grid_coordinate(const Scaling& scaling, int axis, index_t i) {
    const double o = static_cast<double>(i) + scaling.shift[axis];
    return (scaling.centred ? (o + 0.5) * scaling.zoom[axis] - 0.5 : o * scaling.zoom[axis]) + scaling.after[axis];
}

// Taps and weights of every output coordinate along one axis.
struct GridAxis {
    std::vector<std::int64_t> first;           // unfolded index of tap 0
    std::vector<std::int64_t> at;              // [k * pitch + i]: index of tap k, -1 for the constant
    std::vector<double> weight;                // [k * pitch + i]
    std::vector<std::uint8_t> constant;         // the whole value is the constant
    std::vector<index_t> constants;            // where it is
    index_t pitch = 0;
};

inline GridAxis grid_axis(const AnyView& in, int axis, index_t out_length, const Spline& spline, const Scaling& scaling) {
    const index_t in_length = in.shape[axis];
    GridAxis a;
    const int taps = spline.order + 1;
    a.pitch = out_length + slack<double>();
    const auto size = static_cast<std::size_t>(a.pitch);
    std::vector<double> c(size, 0.0);
    a.first.resize(size);
    a.at.resize(size * static_cast<std::size_t>(taps));
    a.weight.resize(size * static_cast<std::size_t>(taps));
    a.constant.resize(size);
    for (index_t i = 0; i < out_length; ++i) c[i] = grid_coordinate(scaling, axis, i);
    evaluation().fold[static_cast<int>(spline.beyond)](c.data(), out_length, in_length, a.constant.data());
    for (index_t i = 0; i < out_length; ++i)
        if (a.constant[i]) a.constants.push_back(i);
    evaluation().weights(c.data(), spline.order, out_length, a.first.data(), a.weight.data(), a.pitch);
    const Mode mode = tap_mode(spline.beyond);
    for (int k = 0; k < taps; ++k)
        for (index_t i = 0; i < out_length; ++i) a.at[k * a.pitch + i] = map_index(a.first[i] + k, in_length, mode);
    return a;
}

// Order 1 by combined lines (multilinear.hpp), where that is quicker and what it rounds is sure; else false.
bool resample_linear(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out);
// The same of bytes in fixed point (linear_bytes.hpp).
bool resample_bytes(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out);

}  // namespace scinova::ndimage
