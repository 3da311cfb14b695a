// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <nanobind/nanobind.h>

namespace scinova::fft {

// quick(...) and quick_trigonometric(...): short calls on plain arrays, with every check in native code.
void bind_quick(nanobind::module_& m);

}  // namespace scinova::fft
