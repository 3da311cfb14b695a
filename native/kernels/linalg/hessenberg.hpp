// SPDX-License-Identifier: BSD-3-Clause
// Linear systems with a shifted upper Hessenberg matrix, (H + s I) x = b, column-major.
//
// Gaussian elimination on pairs of neighbouring columns, from the last one up, with the greater of two elements of a
// row as the pivot: H + s I = R C^-1 with R upper triangular. Like elimination by rows it is backward stable (elements
// grow at most by the order: Wilkinson, The Algebraic Eigenvalue Problem, chapter 9, section 52), and as G. Henry,
// The shifted Hessenberg system solve computation (Cornell CTC94TR163, 1994), found for rotations, each column of R
// can be used and forgotten at once, so that H is read and not copied.
#pragma once

#include "common/simd.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// Both overwrite b with x and return the smallest modulus of a pivot: x is not set if that is zero or NaN.
template <class R>
struct HessenbergTable {
    R (*real)(const R* h, index_t m, R shift, R* b, R* space);  // `space`: 3 m
    // Real and imaginary parts apart; `imag` is null for real H. `space`: 5 m.
    R (*complex)(const R* h, const R* imag, index_t m, std::complex<R> shift, R* b, R* b_imag, R* space);
};

template <class Isa, class R>
const HessenbergTable<R>& hessenberg_table();

template <class R>
const HessenbergTable<R>& hessenberg() {
    static const HessenbergTable<R>& table =
        simd::pick(&hessenberg_table<isa::v2, R>, &hessenberg_table<isa::v3, R>, &hessenberg_table<isa::v4, R>);
    return table;
}

}  // namespace scinova::linalg
