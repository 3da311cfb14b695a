// SPDX-License-Identifier: BSD-3-Clause
#pragma once

#include <nanobind/nanobind.h>

namespace scinova::linalg {

// Adds the class Routine: BLAS and LAPACK routines as Python callables.
void bind_routines(nanobind::module_& m);

}  // namespace scinova::linalg
