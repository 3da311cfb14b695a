// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/slanted.hpp"

#include <cstdint>
#include <cstring>

namespace scinova::linalg {
namespace {

constexpr index_t cache_line = 64;

// The line stays in the nearest cache; what takes the time is writing. Arrays seldom begin with a cache line and rows
// seldom end with one, so that stores are put where cache lines begin: memcpy of every row takes half as long again.
void rows(const char* line, index_t step, index_t length, index_t count, char* out) {
    if (length < 2 * cache_line) {
        for (index_t i = 0; i < count; ++i)
            std::memcpy(out + i * length, line + i * step, static_cast<std::size_t>(length));
        return;
    }
    for (index_t i = 0; i < count; ++i) {
        const char* from = line + i * step;
        char* to = out + i * length;
        const auto ahead = static_cast<index_t>(-reinterpret_cast<std::uintptr_t>(to) % cache_line);
        std::memcpy(to, from, cache_line);
        auto* aligned = static_cast<char*>(__builtin_assume_aligned(to + ahead, cache_line));
        from += ahead;
        const index_t rest = length - ahead;
        for (index_t k = 0; k + cache_line <= rest; k += cache_line) std::memcpy(aligned + k, from + k, cache_line);
        std::memcpy(to + length - cache_line, from + rest - cache_line, cache_line);
    }
}

}  // namespace

template <>
const SlantedTable& slanted_table<isa::current>() {
    static const SlantedTable table{rows};
    return table;
}

}  // namespace scinova::linalg
