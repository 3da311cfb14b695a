// SPDX-License-Identifier: BSD-3-Clause
// scinova._core._native: threads, processor level, interrupts.
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"
#include "common/simd.hpp"

namespace nb = nanobind;
using namespace scinova;

namespace {

// Called without the lock, from a thread that released it.
bool python_interrupt() {
    const PyGILState_STATE state = PyGILState_Ensure();
    const bool raised = PyErr_CheckSignals() != 0;
    PyGILState_Release(state);
    return raised;
}

// Fills out[i] with the number of the chunk that i fell in: what the tests of the pool look at.
void mark_chunks(Vec<std::int64_t> out, index_t grain) {
    without_gil([&] {
        const index_t length = chunk_length(out.shape[0], grain);
        parallel_for(out.shape[0], grain, [&](index_t begin, index_t end) {
            for (index_t i = begin; i < end; ++i) out(i) = begin / length;
        });
    });
}

// Keeps `chunks` chunks busy until interrupted: what the tests of Ctrl-C look at. A chunk lasts about a millisecond.
void spin(index_t chunks) {
    without_gil([&] {
        parallel_for(chunks, 1, [&](index_t begin, index_t end) {
            for (index_t i = begin; i < end; ++i) {
                volatile double x = 1.0;
                for (int k = 0; k < 400000; ++k) x = x * 1.0000001;
            }
        });
    });
}

void throw_in_chunk(index_t n, index_t which) {
    without_gil([&] {
        parallel_for(n, 1, [&](index_t begin, index_t end) {
            if (begin <= which && which < end) throw std::bad_alloc();
        });
    });
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    set_interrupt_hook(&python_interrupt);
    m.def("num_threads", &num_threads);
    m.def("set_num_threads", &set_num_threads);
    m.def("simd_level", &simd::level);
    m.def("mark_chunks", &mark_chunks);
    m.def("spin", &spin);
    m.def("throw_in_chunk", &throw_in_chunk);
}
