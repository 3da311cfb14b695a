// SPDX-License-Identifier: BSD-3-Clause
// Multiplication of an n-dimensional array by one factor for each axis.
#pragma once

#include <complex>

#include "common/views.hpp"

namespace scinova::ndimage {

// Arrays in C order. `factors`: those of axis 0, of axis 1, ..., one after the other.
struct Factors {
    const double* factors = nullptr;
    bool complex = false;  // each is a pair of doubles
    const index_t* shape = nullptr;
    int ndim = 0;
};

// out = in * product of the factors, in double precision; out may be in. T: float, double or a complex of them; real
// arrays take real factors.
template <class T>
void multiply_axes(const T* in, T* out, const Factors& by);

extern template void multiply_axes(const float*, float*, const Factors&);
extern template void multiply_axes(const double*, double*, const Factors&);
extern template void multiply_axes(const std::complex<float>*, std::complex<float>*, const Factors&);
extern template void multiply_axes(const std::complex<double>*, std::complex<double>*, const Factors&);

}  // namespace scinova::ndimage
