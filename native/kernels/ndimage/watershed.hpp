// SPDX-License-Identifier: BSD-3-Clause
// Watershed by the image foresting transform (R. Lotufo and A. Falcao, "The ordered queue and the optimality of the
// watershed approaches", 2000; A. X. Falcao, J. Stolfi and R. de Alencar Lotufo, "The image foresting transform", IEEE
// Trans. Pattern Analysis and Machine Intelligence 26, 2004): every element takes the marker that reaches it along the
// path whose greatest step in grey value is least.
//
// Which marker wins where costs are equal, and what counts as a neighbour, is settled as SciPy's results show it:
// - Neighbours are told by their distance in memory, so that the end of a line touches the start of the next one.
// - Elements wait in one list for each cost. Those of positive markers are put before the others of the list, those of
//   negative markers after them; the first is taken.
// - An element that a cheaper path reaches moves to the list of that cost. If it is alone in its list it is not taken
//   out of there but stands in both, with one pair of links. With negative markers this may cut the rest of a list off:
//   elements then keep a dearer marker, or none.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// All arrays are C-contiguous and of one shape; values are uint8 or uint16, markers and labels of one integer type.
// structure has 3^ndim bytes.
Status watershed(const AnyView& values, const AnyView& markers, const std::uint8_t* structure, const AnyView& labels);

}  // namespace scinova::ndimage
