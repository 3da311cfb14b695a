// SPDX-License-Identifier: BSD-3-Clause
// Rational filters along lines, in the transposed direct form II (A. V. Oppenheim and R. W. Schafer, Discrete-Time Signal
// Processing, sec. 6.3.4): y = z_0 + b_0 x, then z_i = z_{i+1} + b_{i+1} x - a_{i+1} y.
#pragma once

#include <algorithm>

#include "common/parallel.hpp"
#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::signal {

// b and a have the same length n >= 1 and a(0) = 1; each row of x is filtered into the row of y with the n - 1 states in
// the row of z, which then hold the states after it. x and y may be the same.
template <class T>
Status linear_filter(Vec<const T> b, Vec<const T> a, Mat<const T> x, Mat<T> y, Mat<T> z) {
    const index_t order = b.shape[0] - 1, length = x.shape[1];
    const index_t share = std::max<index_t>(1, 32768 / std::max<index_t>(1, length * (order + 1)));
    parallel_for(x.shape[0], share, [&](index_t begin, index_t end) {
        for (index_t line = begin; line < end; ++line) {
            T* state = order > 0 ? &z(line, 0) : nullptr;
            const index_t step = z.stride[1];
            const T* from = x.data + line * x.stride[0];
            T* to = y.data + line * y.stride[0];
            for (index_t i = 0; i < length; ++i) {
                const T in = from[i * x.stride[1]];
                const T out = order > 0 ? state[0] + b(0) * in : b(0) * in;
                for (index_t j = 0; j + 1 < order; ++j)
                    state[j * step] = state[(j + 1) * step] + b(j + 1) * in - a(j + 1) * out;
                if (order > 0) state[(order - 1) * step] = b(order) * in - a(order) * out;
                to[i * y.stride[1]] = out;
            }
        }
    });
    return Status::ok;
}

}  // namespace scinova::signal
