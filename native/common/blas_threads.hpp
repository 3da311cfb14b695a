// SPDX-License-Identifier: BSD-3-Clause
// How many threads OpenBLAS uses for the call that follows. Its own choice makes small problems slower, by factors of
// hundreds for small eigenproblems, because it wakes threads for work of microseconds.
//
//     const BlasThreads threads(flops);     // before the first BLAS or LAPACK call of a kernel
//
// A problem below `worth_threads` operations runs on one thread; a larger one on as many as scinova may use. Kernels
// that spread a stack over parallel_for pass 0. The number is a setting of the whole process, so the guard writes it
// only when it differs, and does not put it back.
#pragma once

#include "common/parallel.hpp"

extern "C" void scipy_openblas_set_num_threads(int);
extern "C" int scipy_openblas_get_num_threads(void);

namespace scinova {

class BlasThreads {
public:
    static constexpr double worth_threads = 4e6;

    explicit BlasThreads(double flops) noexcept {
        const int wanted = flops < worth_threads ? 1 : num_threads();
        if (scipy_openblas_get_num_threads() != wanted) scipy_openblas_set_num_threads(wanted);
    }
    BlasThreads(const BlasThreads&) = delete;
    BlasThreads& operator=(const BlasThreads&) = delete;
};

}  // namespace scinova
