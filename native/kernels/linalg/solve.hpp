// SPDX-License-Identifier: BSD-3-Clause
// Determinant, inverse and solution of square systems, for stacks, by the factorisation that suits the structure.
// Matrices are row-major; LAPACK sees their transposes, and its `trans` and `uplo` are chosen accordingly.
#pragma once

#include "common/status.hpp"
#include "kernels/linalg/structure.hpp"

namespace scinova::linalg {

// out[k] = det a[k]; a is overwritten.
template <class T>
void determinant(Stack<T> a, Vec<T> out);

// a[k] := a[k]^-1. info[k] > 0: singular, or not positive definite where that was asked for.
// rcond[k]: estimate of the reciprocal condition number in the 1-norm. `lower`: the triangle that is read of a
// symmetric matrix.
template <class T>
void invert(Stack<T> a, Structure structure, bool lower, Vec<Real<T>> rcond, Infos info);

// b[k] := a[k]^-1 b[k] (or a[k]^-T b[k]). b is (count, nrhs, n): its rows are the right-hand sides. a is overwritten.
template <class T>
void solve(Stack<T> a, Stack<T> b, Structure structure, bool lower, bool transposed, Vec<Real<T>> rcond, Infos info);

}  // namespace scinova::linalg
