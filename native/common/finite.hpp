// SPDX-License-Identifier: BSD-3-Clause
// Whether numbers are finite, in one pass without a temporary.
#pragma once

#include "common/parallel.hpp"

namespace scinova {

SCINOVA_API bool all_finite(const double* x, index_t n) noexcept;
SCINOVA_API bool all_finite(const float* x, index_t n) noexcept;

}  // namespace scinova
