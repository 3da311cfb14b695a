// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of the elementary combinations (blocks.hpp); elementary.hpp has the mathematics and serves the
// arguments outside the ranges named here. Accuracy: 2 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/elementary.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline void expit_array(const double* __restrict x, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double a = lesser(magnitude(x[i]), 708.0), e = exp_usual(-a);
        const double v = (x[i] < 0.0 ? e : 1.0) / (1.0 + e);
        y[i] = x[i] == x[i] ? v : x[i];
    }
    repair(x, y, n, [](double a) { return !(a < -708.0); }, [](double a) { return special::expit(a); });
}

inline void logit_array(const double* __restrict p, double* __restrict y, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const double q = 1.0 - p[i], lost = (1.0 - q) - p[i];        // 1 - p = q + lost; lost is 0 for p >= 1/2
        y[i] = log_of_quotient(p[i], q, -lost);
    }
    repair(p, y, n, [](double a) { return a > 1e-300 && a < 1.0; }, [](double a) { return special::logit(a); });
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
