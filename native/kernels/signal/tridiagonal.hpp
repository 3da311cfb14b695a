// SPDX-License-Identifier: BSD-3-Clause
// The largest eigenvalues of a symmetric tridiagonal matrix and their vectors: what discrete prolate sequences are.
//
// Eigenvalues by bisection on the Sturm count (J. W. Demmel, Applied Numerical Linear Algebra, 1997, sec. 5.3.4), which
// is accurate to rounding; vectors by inverse iteration with partial pivoting (ibid., sec. 5.3.4), made orthogonal to
// those before.
#pragma once

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::signal {

// diagonal has n entries, beside n-1; values gets the `values.shape[0]` largest, descending, vectors(i, :) their unit
// vectors, of either sign.
Status largest_eigenpairs(Vec<const double> diagonal, Vec<const double> beside, Vec<double> values, Mat<double> vectors);

}  // namespace scinova::signal
