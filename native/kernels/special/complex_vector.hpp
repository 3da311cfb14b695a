// SPDX-License-Identifier: BSD-3-Clause
// Loops over complex arrays for array kernels: a kernel takes (const double* x, const double* y, double* u, double* v,
// index_t n), u + i v = f(x + i y), n a multiple of 8 and at most complex_block.
#pragma once

#include "kernels/special/complex_lanes.hpp"
#include "kernels/special/loops.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr index_t complex_block = 64;

template <auto F, bool Single>
struct ComplexBlocked {
    using T = std::conditional_t<Single, float, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        const index_t length = dims[0] == 1 || independent(args, steps, 1, 1, dims[0]) ? complex_block : 1;
        run_loop(args, dims, steps, data, 1, 1, [&](index_t begin, index_t end) {
            for (index_t at = begin; at < end; at += length)
                some(args[0] + at * steps[0], steps[0], args[1] + at * steps[1], steps[1], std::min(length, end - at));
        });
    }
    static void some(const char* in, std::ptrdiff_t in_step, char* out, std::ptrdiff_t out_step, index_t n) noexcept {
        alignas(64) double x[complex_block], y[complex_block], u[complex_block], v[complex_block];
        index_t i = 0;
        do {
            const T* z = reinterpret_cast<const T*>(in + i * in_step);
            x[i] = z[0], y[i] = z[1];
        } while (++i < n);
        for (; (i & 7) != 0; ++i) x[i] = x[n - 1], y[i] = y[n - 1];
        F(x, y, u, v, i);
        for (i = 0; i < n; ++i) {
            T* z = reinterpret_cast<T*>(out + i * out_step);
            z[0] = static_cast<T>(u[i]), z[1] = static_cast<T>(v[i]);
        }
    }
};

// Offers an array kernel in complex128 and complex64.
template <auto F>
void add_complex_array(LoopList& list, const char* name, index_t grain = 1024) {
    list.push_back({name, "D->D", &ComplexBlocked<F, false>::loop, grain});
    list.push_back({name, "F->F", &ComplexBlocked<F, true>::loop, grain});
}

// The same with a whole number and an unused tolerance besides z, as Lambert's W has them.
template <auto F, bool Single>
struct BranchBlocked {
    using T = std::conditional_t<Single, float, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        const index_t length = dims[0] == 1 || independent(args, steps, 3, 1, dims[0]) ? complex_block : 1;
        run_loop(args, dims, steps, data, 3, 1, [&](index_t begin, index_t end) {
            for (index_t at = begin; at < end; at += length) {
                alignas(64) double x[complex_block], y[complex_block], k[complex_block], u[complex_block], v[complex_block];
                const index_t n = std::min(length, end - at);
                index_t i = 0;
                do {
                    const T* z = reinterpret_cast<const T*>(args[0] + (at + i) * steps[0]);
                    x[i] = z[0], y[i] = z[1];
                    k[i] = static_cast<double>(*reinterpret_cast<const long*>(args[1] + (at + i) * steps[1]));
                } while (++i < n);
                for (; (i & 7) != 0; ++i) x[i] = x[n - 1], y[i] = y[n - 1], k[i] = k[n - 1];
                F(x, y, k, u, v, i);
                for (i = 0; i < n; ++i) {
                    T* z = reinterpret_cast<T*>(args[3] + (at + i) * steps[3]);
                    z[0] = static_cast<T>(u[i]), z[1] = static_cast<T>(v[i]);
                }
            }
        });
    }
};
template <auto F>
void add_branch_array(LoopList& list, const char* name, index_t grain = 1024) {
    list.push_back({name, "Dld->D", &BranchBlocked<F, false>::loop, grain});
    list.push_back({name, "Flf->F", &BranchBlocked<F, true>::loop, grain});
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
