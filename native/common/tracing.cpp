// SPDX-License-Identifier: BSD-3-Clause
#include "common/tracing.hpp"

#include <cstdlib>
#include <cstring>

namespace scinova {
namespace {

bool wanted_at_start() noexcept {
    const char* text = std::getenv("SCINOVA_TRACE_CALLBACKS");
    return !text || std::strcmp(text, "0") != 0;
}

}  // namespace

// A trace takes as long as a few hundred evaluations by the interpreter.
TracingSwitch& tracing_switch() noexcept {
    static TracingSwitch state{wanted_at_start(), 256};
    return state;
}

}  // namespace scinova
