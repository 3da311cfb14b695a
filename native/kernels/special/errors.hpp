// SPDX-License-Identifier: BSD-3-Clause
// What a special function can have to say about its value besides the value itself.
//
// A kernel calls report() and returns; the loop collects the categories seen, and the binding turns them into
// warnings or exceptions as seterr asks.
#pragma once

#include <cmath>

namespace scinova::special {

enum class Trouble : unsigned {
    singular,   // a pole or another singularity
    underflow,
    overflow,
    slow,       // the series or iteration was stopped early
    loss,       // too few digits are left to call it a result
    no_result,
    domain,     // an argument outside the domain
    arg,        // an argument that makes no sense
    other,
    memory,
};
inline constexpr unsigned trouble_count = 10;

inline thread_local unsigned pending_troubles = 0;

inline void report(Trouble t) noexcept { pending_troubles |= 1u << static_cast<unsigned>(t); }

// Warnings of Python's own categories, whatever seterr says; their bits follow those of the troubles.
enum class Notice : unsigned {
    truncated = trouble_count,   // a fraction stands where a whole number belongs: RuntimeWarning
    fraction_deprecated,         // the same where it will be an error one day: DeprecationWarning
};
inline constexpr unsigned notice_bits = ~0u << trouble_count;

inline void report(Notice t) noexcept { pending_troubles |= 1u << static_cast<unsigned>(t); }

// n without its fraction, of which the caller is told.
inline double whole(double n) noexcept {
    const double t = std::trunc(n);
    if (t != n && n == n) report(Notice::truncated);
    return t;
}

}  // namespace scinova::special
