// SPDX-License-Identifier: BSD-3-Clause
// Measurements of a whole array, in bands of lines: results are the same for any number of threads.
#pragma once

#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

double total(const AnyView& values);
double total_squares(const AnyView& values, double centre);  // of (value - centre)^2
// The flat position of the first least or greatest element, or of the first NaN. values: not empty.
index_t extreme_place(const AnyView& values, bool greatest);

}  // namespace scinova::ndimage
