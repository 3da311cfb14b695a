// SPDX-License-Identifier: BSD-3-Clause
// The BFGS update of an inverse Hessian approximation H, in place and in one sweep:
//
//     H <- (I - r s y') H (I - r y s') + r s s',   r = 1 / y's
//        = H - r (s v' + v s') + r (1 + r y'v) s s',   v = H y
//
// J. Nocedal and S. J. Wright, Numerical Optimization, 2nd ed. (2006), eq. (6.17). H is symmetric, n by n, in C order.
#pragma once

#include "common/views.hpp"

namespace scinova::optimize {

inline void bfgs_update(Mat<double> h, Vec<const double> s, Vec<const double> y, double r, Vec<double> v) noexcept {
    const index_t n = s.shape[0];
    double yv = 0.0;
    for (index_t i = 0; i < n; ++i) {
        const double* row = h.data + i * h.stride[0];
        double sum = 0.0;
        for (index_t j = 0; j < n; ++j) sum += row[j] * y(j);
        v(i) = sum;
        yv += y(i) * sum;
    }
    const double both = r * (1.0 + r * yv);
    for (index_t i = 0; i < n; ++i) {
        double* row = h.data + i * h.stride[0];
        const double by_v = -r * s(i);
        const double by_s = both * s(i) - r * v(i);
        for (index_t j = 0; j < n; ++j) row[j] += by_v * v(j) + by_s * s(j);
    }
}

}  // namespace scinova::optimize
