// SPDX-License-Identifier: BSD-3-Clause
// Multimethod: a callable that stands for a Python function and, while backends are selected, hands its calls to what
// chooses among them (scinova/fft/_backends.py). While none is, a call costs one look at a flag.
#pragma once

#include <nanobind/nanobind.h>

namespace scinova::fft {

void bind_multimethods(nanobind::module_& m);

}  // namespace scinova::fft
