// SPDX-License-Identifier: BSD-3-Clause
// Loops for kernels of some real parameters and a complex argument that bring elements together by themselves: a kernel
// takes (const double* parameter, ..., const cdouble* z, cdouble* y, index_t n), n any number up to `block`.
#pragma once

#include "kernels/special/loops.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <auto F, int Parameters, bool Single>
struct ComplexGathering {
    using T = std::conditional_t<Single, float, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        const index_t length = dims[0] == 1 || independent(args, steps, Parameters + 1, 1, dims[0]) ? block : 1;
        run_loop(args, dims, steps, data, Parameters + 1, 1, [&](index_t begin, index_t end) {
            for (index_t at = begin; at < end; at += length)
                some(args, steps, at, std::min(length, end - at), std::make_index_sequence<Parameters>{});
        });
    }
    template <std::size_t... I>
    static void some(char** args, const std::ptrdiff_t* steps, index_t at, index_t n, std::index_sequence<I...>) noexcept {
        if (n < 1) __builtin_unreachable();
        double parameter[Parameters][block];
        cdouble z[block], y[block];
        for (index_t i = 0; i < n; ++i) {
            ((parameter[I][i] = static_cast<double>(*reinterpret_cast<const T*>(args[I] + (at + i) * steps[I]))), ...);
            const T* from = reinterpret_cast<const T*>(args[Parameters] + (at + i) * steps[Parameters]);
            z[i] = {from[0], from[1]};
        }
        F(parameter[I]..., z, y, n);
        for (index_t i = 0; i < n; ++i) {
            T* to = reinterpret_cast<T*>(args[Parameters + 1] + (at + i) * steps[Parameters + 1]);
            to[0] = static_cast<T>(y[i].real());
            to[1] = static_cast<T>(y[i].imag());
        }
    }
};

// Offers it in complex128 and complex64.
template <auto F, int Parameters>
void add_complex_gathering(LoopList& list, const char* name, index_t grain = usual_grain) {
    list.push_back({name, std::string(Parameters, 'd') + "D->D", &ComplexGathering<F, Parameters, false>::loop, grain});
    list.push_back({name, std::string(Parameters, 'f') + "F->F", &ComplexGathering<F, Parameters, true>::loop, grain});
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
