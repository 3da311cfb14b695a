// SPDX-License-Identifier: BSD-3-Clause
// Functions of complex arguments for loops that the compiler vectorises, after the manner of vector_math.hpp; real and
// imaginary parts stand apart.
#pragma once

#include "kernels/special/tables_complex_vector.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct Parts {
    double re, im;
};
SCINOVA_LANE Parts times(Parts a, Parts b) noexcept {
    return {fma(a.re, b.re, -a.im * b.im), fma(a.re, b.im, a.im * b.re)};
}
SCINOVA_LANE Parts over(Parts a, Parts b) noexcept {   // |b|^2 neither overflows nor underflows
    const double d = 1.0 / fma(b.re, b.re, b.im * b.im);
    return {fma(a.re, b.re, a.im * b.im) * d, fma(a.im, b.re, -a.re * b.im) * d};
}
// arg(x + i y), not both zero; 1 ulp
SCINOVA_LANE double arg_usual(double x, double y) noexcept {
    const double a = absolute(x), b = absolute(y);
    const double most = greater(a, b), least = lesser(a, b);
    const bool wide = least > 0x1.a827999fcef32p-2 * most;      // tan(pi/8)
    const double t = (wide ? least - most : least) / (wide ? least + most : most), w = t * t;
    double angle = fma(t * w, horner(tables::atan_rest, w), t);
    angle = wide ? 0x1.921fb54442d18p-1 + angle : angle;
    angle = b > a ? 0x1.921fb54442d18p+0 - angle : angle;
    angle = x < 0.0 ? 0x1.921fb54442d18p+1 - angle : angle;
    return with_sign(angle, y);
}
// log(x + i y), 1e-140 < |z| < 1e150; an absolute error of 2e-16 and 1 ulp of the result past that
SCINOVA_LANE Parts log_usual(Parts z) noexcept {
    return {0.5 * log_usual(fma(z.re, z.re, z.im * z.im)), arg_usual(z.re, z.im)};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
