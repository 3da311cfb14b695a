// SPDX-License-Identifier: BSD-3-Clause
// The exponential and its relatives for matrices of order at most 16, without BLAS.
#pragma once

#include <complex>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::linalg {

inline constexpr index_t exponential_small_order = 16;

// exp: out := exp(a); tanh likewise. pair: c and s := cos and sin, or cosh and sinh. One matrix, row-major.
template <class T>
struct SmallExponential {
    void (*exp)(const T* a, index_t n, T* out);
    void (*pair)(const T* a, index_t n, bool hyperbolic, T* c, T* s);
    void (*tanh)(const T* a, index_t n, T* out);
};

struct SmallExponentials {
    SmallExponential<float> s;
    SmallExponential<double> d;
    SmallExponential<std::complex<float>> c;
    SmallExponential<std::complex<double>> z;
};

template <class Isa>
const SmallExponentials& small_exponentials_at();

template <class T>
const SmallExponential<T>& small_exponential() {
    static const SmallExponentials& t = simd::pick(&small_exponentials_at<isa::v2>, &small_exponentials_at<isa::v3>,
                                                   &small_exponentials_at<isa::v4>);
    if constexpr (sizeof(T) == 4) return t.s;
    else if constexpr (sizeof(T) == 16) return t.z;
    else if constexpr (std::is_same_v<T, double>) return t.d;
    else return t.c;
}

}  // namespace scinova::linalg
