// SPDX-License-Identifier: BSD-3-Clause
// Functions of matrices by way of the Schur form A = Z T Z^H. Stacks of matrices without gaps, column-major (or all of
// them row-major: f(A^T) = f(A)^T).
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// What is known of a Schur form; combined by or.
enum Spectrum : std::int32_t {
    has_pairs = 1,        // a real form with complex eigenvalues, in 2 x 2 blocks
    has_negative = 2,     // a real form with a negative eigenvalue
    has_zero = 4,
    was_triangular = 8,   // z is not set, and not needed
    was_transposed = 16,  // a was lower triangular, t is the form of its transpose
    not_finite = 32,      // nothing else is set
    not_converged = 64,
    was_hermitian = 128,  // t is diagonal
};

// a becomes T, and z Z.
template <class T>
void schur_form(Stack<T> a, Stack<T> z, Infos spectrum);

// The complex form, from a real one: rotations split the 2 x 2 blocks. z_out may be a stack of none.
template <class R>
void split_pairs(Stack<const R> t, Stack<const R> z, Stack<std::complex<R>> t_out, Stack<std::complex<R>> z_out,
                 Infos spectrum);

// t := f(t) for T with the eigenvalues that triangular.hpp asks for; others are skipped.
template <class T>
void sqrt_of_forms(Stack<T> t, Infos spectrum);
// a := a^(1/2) for one matrix of order 1 or more without gaps, if what is known of its spectrum, which is returned,
// leaves no question: neither has_negative, has_zero, not_finite nor not_converged. Otherwise a and z are its Schur form.
template <class T>
std::int32_t root_by_schur(Mat<T> a, Mat<T> z);
template <class T>
void log_of_forms(Stack<T> t, Infos spectrum);
template <class T>
void power_of_forms(Stack<T> t, double p, Infos spectrum);

// f := Z f Z^H.
template <class T>
void back_from_forms(Stack<const T> z, Stack<T> f, Infos spectrum);

// The same for the complex form that split_pairs made of the real one t with vectors z: f becomes Z (Q f Q^H) Z^T, where
// Q holds the rotations, with products of real matrices. With `real_part` the imaginary part comes out as zero.
template <class R>
void back_from_pairs(Stack<const R> t, Stack<const R> z, Stack<std::complex<R>> f, Infos spectrum, bool real_part);

// One form with its eigenvalues in another order: `order[k]` says which of the old ones comes k-th.
template <class T>
int reorder(Mat<T> t, Mat<T> z, Vec<const std::int32_t> order);

// f with T f = f T, given its diagonal blocks, which begin at `starts` (the last entry is n). Parlett's recurrence for
// blocks: Davies & Higham, SIAM J. Matrix Anal. Appl. 25 (2003) 464, with recursive halving.
template <class T>
void parlett(Mat<const T> t, Vec<const std::int32_t> starts, Mat<T> f);

// out := a^(1/2), or sign(a), where Newton's iteration gives it as accurately as a Schur form would; done(k) says
// where. Nothing is tried for small, triangular and hermitian matrices.
template <class T>
void newton_roots(Stack<const T> a, Stack<T> out, Infos done);
template <class T>
void newton_signs(Stack<const T> a, Stack<T> out, Infos done);

}  // namespace scinova::linalg
