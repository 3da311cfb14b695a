// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <nanobind/nanobind.h>

namespace scinova::fft {

void bind_nonuniform(nanobind::module_& m);

}  // namespace scinova::fft
