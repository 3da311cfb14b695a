// SPDX-License-Identifier: BSD-3-Clause
// Whether callbacks may be traced, for the whole process (SCINOVA_TRACE_CALLBACKS=0 begins with no), and after how many
// evaluations of a function tracing it is worth its cost.
#pragma once

#include <atomic>

#include "common/parallel.hpp"

namespace scinova {

struct TracingSwitch {
    std::atomic<bool> on;
    std::atomic<int> threshold;
};

SCINOVA_API TracingSwitch& tracing_switch() noexcept;

}  // namespace scinova
