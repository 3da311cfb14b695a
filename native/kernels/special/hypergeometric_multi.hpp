// SPDX-License-Identifier: BSD-3-Clause
// The confluent and Gauss hypergeometric functions in as many digits as their cancellation takes: what the float64
// methods of hypergeometric.hpp turn to when their own error estimate is too large. See hypergeometric_multi.cpp.
#pragma once

#include <complex>

namespace scinova::special::multi {

// ok is false when the precision or the time was not enough; tiny, when a value that is not zero has become zero.
struct Answer {
    std::complex<double> value;
    bool ok = false, tiny = false;
};

// No argument is NaN or infinite; poles and trivial arguments are the caller's.
Answer hyp0f1(double b, std::complex<double> z) noexcept;
Answer hyp1f1(double a, double b, std::complex<double> z) noexcept;
Answer hyp2f1(double a, double b, double c, std::complex<double> z) noexcept;   // Im z = -0 is below the cut
Answer hyperu(double a, double b, double x) noexcept;                          // x > 0
Answer gamma_quotient(double b, double a) noexcept;                             // Gamma(1 - b)/Gamma(a - b + 1)
// Gamma(x0) Gamma(x1)/(Gamma(x2) Gamma(x3)) = (hi + lo) 2^exponent, x = high + low; 0 at a pole of the last two
struct ScaledPair {
    double hi, lo;
    int exponent;
    bool ok = false;
};
ScaledPair gamma_product(const double (&high)[4], const double (&low)[4]) noexcept;
Answer hyp2f1_at_one(double a, double b, double c) noexcept;                   // c - a - b > 0, or polynomial
// D_v(x), or V(-v - 1/2, x) if `second`, and the derivative
struct TwoAnswers {
    Answer value, derivative;
};
TwoAnswers parabolic(double v, double x, bool second) noexcept;
// W(a, x) and its derivative
TwoAnswers weber(double a, double x) noexcept;

}  // namespace scinova::special::multi
