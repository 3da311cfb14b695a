// SPDX-License-Identifier: BSD-3-Clause
// The array kernels of 1F1 and 2F1, compiled in loops_hypergeometric.cpp, for what is made of them: n is any number up to
// `block`, 2F1 of real arguments needs z < 1 or is done one by one.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

void hyp1f1_array(const double* a, const double* b, const double* z, double* y, index_t n) noexcept;
void hyp1f1_complex_array(const double* a, const double* b, const cdouble* z, cdouble* y, index_t n) noexcept;
void hyp2f1_array(const double* a, const double* b, const double* c, const double* z, double* y, index_t n) noexcept;
void hyp2f1_complex_array(const double* a, const double* b, const double* c, const cdouble* z, cdouble* y, index_t n) noexcept;

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
