// SPDX-License-Identifier: BSD-3-Clause
// Distances to the nearest background element.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// The Euclidean distance of every element to the nearest background element (0 in foreground), whose index along axis d
// goes to nearest[d * size + element] if that is not null. Where there is no background: to the place before the first
// element along the first axis, of index -1, 0, 0, ... step: how far neighbours along each axis are apart.
void distances(const std::uint8_t* foreground, const index_t* shape, int ndim, const double* step, double* distance,
               std::int32_t* nearest);

// Chamfer distance by two sweeps; -1 where no background is reached. structure: 3^ndim bytes, the neighbours one step
// away; what comes after its centre is not looked at, but taken as the opposite of what comes before. nearest, if not
// null, holds flat positions, each element's own to begin with.
void chamfer(const std::uint8_t* foreground, std::int32_t* distance, index_t* nearest, const index_t* shape, int ndim,
             const std::uint8_t* structure);

enum class Metric : int { euclidean, taxicab, chessboard };
// The least distance (squared, if euclidean) from every foreground element to the `count` background elements at
// places[k * ndim + d], by trying them all; nearest, if not null, becomes the k of the last one nearest.
void all_distances(const std::uint8_t* foreground, const index_t* shape, int ndim, const index_t* places, index_t count,
                   const double* step, Metric metric, double* distance, index_t* nearest);

}  // namespace scinova::ndimage
