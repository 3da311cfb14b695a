// SPDX-License-Identifier: BSD-3-Clause
// Functions of square matrices, for stacks. f(A^T) = f(A)^T: where a storage order matters, matrices are column-major,
// and the caller may as well hand over row-major ones.
#pragma once

#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

// out := exp(a).
template <class T>
void exponential(Stack<const T> a, Stack<T> out);

// c and s := cos and sin, or cosh and sinh, of a.
template <class T>
void cosine_and_sine(Stack<const T> a, bool hyperbolic, Stack<T> c, Stack<T> s);

template <class T>
void hyperbolic_tangent(Stack<const T> a, Stack<T> out);

}  // namespace scinova::linalg
