// SPDX-License-Identifier: BSD-3-Clause
// Functions of all orders and degrees up to a limit: Legendre's of the second kind, Riccati and Bessel's, Jahnke and
// Emden's, and the Fourier coefficients of Mathieu functions.
#pragma once

#include <complex>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::special {

struct Sequences {
    // Q_k^i(z) and its derivative, i = 0 ... m, k = 0 ... n: q[(i (n + 1) + k) count + point]
    void (*legendre_second_real)(const double* z, index_t count, long m, long n, double* q, double* slope);
    void (*legendre_second_complex)(const std::complex<double>* z, index_t count, long m, long n, std::complex<double>* q,
                                    std::complex<double>* slope);
    // x j_k(x), or x y_k(x), and its derivative, k = 0 ... n; x finite and not 0
    void (*riccati)(bool second, double x, long n, double* value, double* slope);
    // 0F1(; v + 1; -x^2/4) of orders v, v + 1, ... and its derivative in x
    void (*lambda)(double v, double x, index_t count, double* value, double* slope);
    // Coefficients of ce_m or se_m from the first to the last above 1e-20; how many there are, though no more than `count` are stored, or -1
    long (*mathieu)(long m, double q, bool odd, index_t count, double* value);
};

template <class Isa> const Sequences& sequences_table();

}  // namespace scinova::special
