// SPDX-License-Identifier: BSD-3-Clause
// Watershed by the image foresting transform (R. Lotufo and A. Falcao, "The ordered queue and the optimality of the
// watershed approaches", 2000; A. X. Falcao, J. Stolfi and R. de Alencar Lotufo, "The image foresting transform", IEEE
// Trans. Pattern Analysis and Machine Intelligence 26, 2004): every element takes the marker that reaches it along the
// path whose greatest step in grey value is least.
//
// Which marker wins where costs are equal is settled as SciPy's results show it: elements wait in one list for each cost,
// those of positive markers put before the others of the list, those of negative markers after them, and the first is
// taken. (SciPy itself tells neighbours by their distance in memory, so that the end of a line touches the start of the
// next, and may leave an element in two lists; neither is done here.)
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// All arrays are C-contiguous and of one shape; values are uint8 or uint16, markers and labels of one integer type.
// structure has 3^ndim bytes.
Status watershed(const AnyView& values, const AnyView& markers, const std::uint8_t* structure, const AnyView& labels);

}  // namespace scinova::ndimage
