// SPDX-License-Identifier: BSD-3-Clause
#include "common/simd.hpp"

#include <algorithm>
#include <cstdlib>

namespace scinova::simd {
namespace {

int detect() noexcept {
    int best = 2;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v3")) best = 3;
    if (__builtin_cpu_supports("x86-64-v4")) best = 4;
#endif
    if (const char* asked = std::getenv("SCINOVA_SIMD"); asked && asked[0] == 'v' && asked[1] >= '2' && asked[1] <= '4')
        best = std::min(best, asked[1] - '0');
    return best;
}

}  // namespace

int level() noexcept {
    static const int chosen = detect();
    return chosen;
}

}  // namespace scinova::simd
