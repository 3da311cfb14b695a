// SPDX-License-Identifier: BSD-3-Clause
// The Sylvester equation A X + X B = C of dense matrices, column-major, for stacks.
//
// Golub, Nash & Van Loan, IEEE Trans. Automat. Control 24 (1979) 909: B = V T V^H is brought to Schur form, A = U H U^H
// to Hessenberg form only, which costs a fifth of a Schur form; the columns of U^H X V then follow one after the other
// from systems with H + t_jj I (halving, with products between, as for triangular coefficients: triangular.hpp). Of the two
// coefficients the smaller one gets the Schur form, or the one that is triangular or hermitian; if both are, two
// triangular coefficients are left.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// c := x; a and b are overwritten. info(k) is 1 where the equation is so near to one without a unique solution, or its
// numbers are so near to the limits of the range, that c is not set.
template <class T>
void solve_sylvester(Stack<T> a, Stack<T> b, Stack<T> c, Infos info);

// The same of A^H X + X A = C, from one Schur form and the triangular equation alone.
template <class T>
void solve_lyapunov(Stack<T> a, Stack<T> c, Infos info);

}  // namespace scinova::linalg
