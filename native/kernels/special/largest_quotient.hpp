// SPDX-License-Identifier: BSD-3-Clause
// The bound on the quotients of later terms with which sums of Gauss's series end.
#pragma once

#include <algorithm>
#include <cmath>

#include "common/simd.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// The supremum of (a + j)(b + j)/((c + j)(1 + j)) over real j >= k, all factors being positive there: at k, in the limit
// 1, or where the derivative, a quadratic over a square, vanishes.
inline double largest_quotient(double a, double b, double c, double k) noexcept {
    const auto at = [&](double j) { return (a + j) * (b + j) / ((c + j) * (1.0 + j)); };
    double most = std::max(at(k), 1.0);
    const double st = a + b, pt = a * b, sb = c + 1.0, pb = c;
    const double q2 = sb - st, q1 = pb - pt, q0 = pb * st - pt * sb, under = q1 * q1 - q2 * q0;
    if (under < 0.0) return most;
    const double w = -(q1 + std::copysign(std::sqrt(under), q1));
    if (q2 != 0.0 && w / q2 > k) most = std::max(most, at(w / q2));
    if (w != 0.0 && q0 / w > k) most = std::max(most, at(q0 / w));
    return most;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
