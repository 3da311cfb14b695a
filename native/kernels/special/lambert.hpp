// SPDX-License-Identifier: BSD-3-Clause
// Lambert's W, the branches of the inverse of w exp(w) (R. M. Corless et al., Adv. Comput. Math. 5 (1996) 329).
//
// Around the branch point -1/e the series in p = +-sqrt(2 (e z + 1)), with e z + 1 in double-double; elsewhere Halley's
// method from the logarithmic asymptote or from log(1 + z). Accuracy: 4 ulp in the complex norm.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/tables_lambert.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline cdouble lambert_start(cdouble z, long k) noexcept {
    if (k == 0 && std::abs(z) < 1.5 && z.real() > -0.5) return log1p(z);
    const cdouble l = clog(z) + cdouble(0.0, 2.0 * pi * static_cast<double>(k));
    return l - clog(l);
}

inline cdouble lambertw(cdouble z, long k, double) noexcept {
    if (is_nan(z)) return {nan, nan};
    if (z.real() == inf || z.real() == -inf || std::isinf(z.imag())) {
        const double turn = 2.0 * pi * static_cast<double>(k);
        return z.real() == -inf ? cdouble(inf, turn + pi) : z + cdouble(0.0, turn);
    }
    if (z == 0.0) {
        if (k == 0) return z;
        report(Trouble::singular);
        return {-inf, 0.0};
    }
    // p^2/2 = e z + 1
    const Dd e(0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53);
    const cdouble near((e * z.real() + 1.0).value(), (e * z.imag()).value());
    const bool upper = !std::signbit(z.imag());
    const bool branch = k == 0 || (k == -1 && upper) || (k == 1 && !upper);
    if (branch && std::norm(near) < 0.01) {
        const cdouble root = std::sqrt(2.0 * near);
        return polynomial(tables::branch_series, k == 0 ? root : -root);
    }
    cdouble w = lambert_start(z, k);
    if (branch && std::norm(near) < 0.25) {
        const cdouble root = std::sqrt(2.0 * near), p = k == 0 ? root : -root;
        w = -1.0 + p * (1.0 - p * (1.0 / 3 - p * (11.0 / 72)));
    }
    if (k == -1 && z.imag() == 0.0 && upper && z.real() < 0.0 && near.real() >= 0.0) {   // the real branch
        double v = w.real() < -1.0 ? w.real() : -1.5;
        if (near.real() >= 0.5) v = std::log(-z.real()) - std::log(-std::log(-z.real()));
        for (int n = 0; n < 30; ++n) {   // on the logarithm: v + log(-v) = log(-z)
            const double f = v + std::log(v / z.real()), step = f * v / (1.0 + v);
            const double next = v - step / (1.0 - 0.5 * f / ((1.0 + v) * (1.0 + v)));
            const bool done = std::fabs(next - v) <= 4e-16 * std::fabs(next);
            v = next;
            if (done) break;
        }
        return {v, 0.0};
    }
    for (int n = 0; n < 60; ++n) {
        // Halley on w exp(w) - z, divided by exp(w)
        const cdouble f = w - times(z, std::exp(-w)), w1 = w + 1.0;
        const cdouble step = over(f, w1 - 0.5 * over(times(w + 2.0, f), w1));
        if (!(std::norm(step) < 1e300)) break;
        w -= step;
        if (std::norm(step) <= 1e-31 * std::norm(w)) return w;
    }
    if (is_nan(w)) {
        report(Trouble::slow);
        return {nan, nan};
    }
    return w;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
