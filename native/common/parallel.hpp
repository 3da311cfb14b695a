// SPDX-License-Identifier: BSD-3-Clause
// The one thread pool. parallel_for(n, grain, body) calls body(begin, end) over chunks that cover [0, n).
//
// - Chunks depend on n and grain alone, never on the number of threads, so a kernel that keeps its partial results per
//   chunk gives the same bits on any machine.
// - Fewer than two chunks run on the calling thread; so do nested calls, calls made while another thread uses the pool,
//   and every call when one thread is set. `grain` is the amount of work, in items, worth waking a thread for
//   (a few tens of microseconds).
// - The pool starts on first use, and again in a forked child.
// - What body throws is caught, the other chunks are abandoned, and it is thrown again in the caller.
// - Ctrl-C: between chunks the calling thread polls; parallel_for then throws Interrupted (the Python error is set).
#pragma once

#include <memory>
#include <type_traits>

#include "common/views.hpp"

#define SCINOVA_API __attribute__((visibility("default")))

namespace scinova {

struct SCINOVA_API Interrupted {};

SCINOVA_API int num_threads() noexcept;
SCINOVA_API void set_num_threads(int n) noexcept;  // n < 1: back to the default

// Polled by long loops that run without the interpreter; true means stop and return Status::interrupted.
// Cheap enough for every few thousand operations: it looks at the clock and asks at most every 50 ms.
SCINOVA_API bool interrupted() noexcept;

// Installed by the _core extension; returns true when a Python signal handler raised.
SCINOVA_API void set_interrupt_hook(bool (*hook)()) noexcept;

inline constexpr index_t max_chunks = 256;

// The length of each chunk (the last may be shorter), and how many there are: for kernels with per-chunk results.
inline index_t chunk_length(index_t n, index_t grain) noexcept {
    const index_t least = (n + max_chunks - 1) / max_chunks;
    return grain > least ? grain : (least > 0 ? least : 1);
}
inline index_t chunk_count(index_t n, index_t grain) noexcept {
    const index_t len = chunk_length(n, grain);
    return n > 0 ? (n + len - 1) / len : 0;
}

namespace detail {
using ChunkFn = void (*)(void* context, index_t begin, index_t end);
SCINOVA_API void run_chunks(index_t n, index_t length, ChunkFn fn, void* context);
}  // namespace detail

template <class Body>
void parallel_for(index_t n, index_t grain, Body&& body) {
    if (n <= 0) return;
    const index_t length = chunk_length(n, grain);
    if (length >= n) {
        body(index_t{0}, n);
        return;
    }
    using B = std::remove_reference_t<Body>;
    detail::run_chunks(
        n, length, [](void* c, index_t b, index_t e) { (*static_cast<B*>(c))(b, e); },
        const_cast<void*>(static_cast<const void*>(std::addressof(body))));
}

}  // namespace scinova
