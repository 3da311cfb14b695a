// SPDX-License-Identifier: BSD-3-Clause
// Watershed by the image foresting transform (A. X. Falcao, J. Stolfi and R. de Alencar Lotufo, "The image foresting
// transform", IEEE Trans. Pattern Analysis and Machine Intelligence 26, 2004): every element takes the marker that
// reaches it along the path whose greatest step in grey value is least. At equal cost positive markers come first, the
// one found last before the others, then negative ones in the order found.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// values (below `levels`) and labels are C-contiguous and flat; labels hold the markers and receive the result.
// structure has 3^ndim bytes.
Status watershed(const std::uint16_t* values, index_t levels, std::int64_t* labels, const index_t* shape, int ndim,
                 const std::uint8_t* structure);

}  // namespace scinova::ndimage
