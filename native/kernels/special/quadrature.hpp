// SPDX-License-Identifier: BSD-3-Clause
// Nodes and weights of Gaussian quadrature for the weights of Jacobi, Laguerre and Hermite.
#pragma once

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::special {

// Nodes in increasing order, and weights that sum up to 1 (Jacobi: (1-x)^alpha (1+x)^beta on [-1, 1]; Laguerre: x^alpha e^-x;
// Hermite: e^(-x^2), beta and alpha unused).
enum class Rule { jacobi, laguerre, hermite };
// In closed form (DLMF 3.5.22-25): T_n or U_n, and times `scale`, or on [0, 1]; the weights times `weight`.
struct Chebyshev {
    bool second, shifted;
    double scale, weight;
};
struct Quadrature {
    void (*make)(Rule rule, index_t n, double alpha, double beta, double* nodes, double* weights);
    void (*chebyshev)(Chebyshev rule, index_t n, double* nodes, double* weights);
};
template <class Isa> const Quadrature& quadrature_table();

}  // namespace scinova::special
