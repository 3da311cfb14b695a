// SPDX-License-Identifier: BSD-3-Clause
// Eigenvalues of stacks of dense matrices.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// Which eigenvalues: 'A' all, 'I' numbers first..last (from 1, ascending), 'V' those in (low, high].
struct Range {
    char kind = 'A';
    double low = 0, high = 0;
    int first = 1, last = 1;
};

// Hermitian problem. Matrices are column-major (transposed stacks). `driver`: LAPACK's "ev", "evd", "evr", "evx", or for
// b with rows "gv", "gvd", "gvx" with problem `type` 1, 2 or 3. w is (count, n); z (count, n, n) holds vectors in its rows
// and has no rows when none are wanted. found[k]: how many. a and b are overwritten.
template <class T>
void eigen_hermitian(Stack<T> a, Stack<T> b, View<Real<T>, 2> w, Stack<T> z, Vec<std::int32_t> found, Range range,
                     char uplo, int type, const char* driver, Infos info);

// General problem a v = w v, or a v = w b v when b has rows. Column-major. Eigenvalues are alpha / beta (beta is
// written only when b is given). For real matrices a complex pair shares two rows of the vectors: real part, then
// imaginary part.
template <class T>
void eigen_general(Stack<T> a, Stack<T> b, View<std::complex<Real<T>>, 2> alpha, View<T, 2> beta, Stack<T> left,
                   Stack<T> right, Infos info);

// Eigenvectors of real matrices out of what geev leaves, in rows: a complex pair has the real part in its first row, the
// imaginary part of the first vector in its second.
template <class R>
void paired_vectors(Stack<const R> rows, View<const std::complex<R>, 2> alpha, Stack<std::complex<R>> out);

}  // namespace scinova::linalg
