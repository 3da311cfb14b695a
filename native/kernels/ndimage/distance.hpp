// SPDX-License-Identifier: BSD-3-Clause
// Distances to the nearest background element.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// One axis of the exact squared Euclidean distance transform. squared: C-contiguous; infinity where no background is
// known yet. nearest, if not null, holds ndim C-contiguous arrays: the coordinates of the nearest background element,
// of which those below `axis` are known. Every position of a line becomes the least of squared[q] + (step (i - q))^2.
void euclidean_pass(double* squared, std::int32_t* nearest, const index_t* shape, int ndim, int axis, double step);

// Chamfer distance by two sweeps. distance: 0 on the background, -1 elsewhere. structure: 3^ndim bytes, the neighbours
// one step away. nearest, if not null, holds flat positions, each element's own to begin with.
void chamfer(std::int32_t* distance, index_t* nearest, const index_t* shape, int ndim, const std::uint8_t* structure);

enum class Metric : int { euclidean, taxicab, chessboard };
// The least distance (squared, if euclidean) from every foreground element to the `count` background elements at
// places[k * ndim + d], by trying them all; nearest, if not null, becomes the k of the last one nearest.
void all_distances(const std::uint8_t* foreground, const index_t* shape, int ndim, const index_t* places, index_t count,
                   const double* step, Metric metric, double* distance, index_t* nearest);

}  // namespace scinova::ndimage
