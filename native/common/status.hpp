// SPDX-License-Identifier: BSD-3-Clause
// What a kernel reports. Kernels never throw and never print: the binding turns a status into SciPy's exception or
// warning.
#pragma once

namespace scinova {

enum class Status : int {
    ok = 0,
    bad_argument,     // a value outside the kernel's contract; the caller's validation should have caught it
    singular,         // exactly singular matrix or degenerate geometry
    no_convergence,   // iteration limit reached
    out_of_memory,
    callback_failed,  // the user's function raised; the Python error is set
    interrupted,      // Ctrl-C; the Python error is set
};

}  // namespace scinova
