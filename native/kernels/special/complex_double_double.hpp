// SPDX-License-Identifier: BSD-3-Clause
// log z, and exp z with its power of 2 apart, of complex numbers in double-double: for factors of two terms that cancel.
//
// arg z is the float64 angle and the angle of what is left after turning by it; sine and cosine are Taylor's series
// (DLMF 4.19.1-2) after reduction by quarter turns, exp is Taylor's series at x/32 and five times expm1(2 x) =
// expm1(x) (2 + expm1(x)). Absolute errors of the logarithm: 2^-90 (that of log_dd); relative error of the exponential: 2^-95.
#pragma once

#include <array>

#include "kernels/special/hypergeometric_series.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// 1/k!
inline const std::array<Dd, 30>& inverse_factorials_dd() noexcept {
    static const std::array<Dd, 30> table = [] {
        std::array<Dd, 30> t;
        t[0] = 1.0;
        for (std::size_t k = 1; k < t.size(); ++k) t[k] = t[k - 1] / static_cast<double>(k);
        return t;
    }();
    return table;
}

// e^(i x), |x| < 1e6
inline ComplexDd unit_dd(Dd x) noexcept {
    // pi/2 in three parts
    constexpr double p1 = 0x1.921fb54442d18p+0, p2 = 0x1.1a62633145c07p-54, p3 = -0x1.f1976b7ed8fbcp-110;
    const double n = std::nearbyint(x.hi * 0x1.45f306dc9c883p-1);
    Dd r = x - two_prod(n, p1);
    r = r - two_prod(n, p2);
    r = r - n * p3;
    const auto& f = inverse_factorials_dd();
    const Dd w = r * r;
    Dd s = f[27], c = f[26];
    for (std::size_t k = 25; k < 26; k -= 2) {
        s = f[k] - w * s;
        c = f[k - 1] - w * c;
    }
    s = s * r;
    ComplexDd v;
    const int turn = static_cast<int>(n) & 3;
    v.re = turn == 0 ? c : turn == 1 ? -s : turn == 2 ? -c : s;
    v.im = turn == 0 ? s : turn == 1 ? c : turn == 2 ? -s : -c;
    return v;
}

// z neither 0 nor with parts beyond 1e150
inline ComplexDd log_dd(const ComplexDd& z) noexcept {
    const double angle = std::atan2(z.im.hi, z.re.hi);
    const ComplexDd turn = unit_dd(-angle), rest = times(z, turn);
    const Dd t = rest.im / rest.re, half = log_dd(z.re * z.re + z.im * z.im);
    ComplexDd v;
    v.re = {0.5 * half.hi, 0.5 * half.lo};
    v.im = Dd(angle) + t;
    return v;
}

// e^z = 2^power value
struct ScaledComplexDd {
    ComplexDd value;
    int power;
};
inline ScaledComplexDd exp_full(const ComplexDd& z) noexcept {
    const double k = std::nearbyint(z.re.hi * 0x1.71547652b82fep+0);
    Dd r = (z.re - two_prod(k, tables::ln2_parts[0])) - two_prod(k, tables::ln2_parts[1]);
    r = r - k * tables::ln2_parts[2];
    r = {r.hi * 0x1p-5, r.lo * 0x1p-5};
    const auto& f = inverse_factorials_dd();
    Dd p = f[13];
    for (std::size_t j = 12; j > 0; --j) p = f[j] + r * p;
    p = r * p;
    for (int i = 0; i < 5; ++i) p = p * (p + 2.0);
    return {times(unit_dd(z.im), p + 1.0), static_cast<int>(k)};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
