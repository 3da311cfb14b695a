// SPDX-License-Identifier: BSD-3-Clause
// Coefficients of the Adams-Moulton and backward differentiation formulas in Nordsieck's form.
//
// A step corrects the predicted array z by z + e l, where l(x) is the polynomial with l(0) = l_0, l'(0) = 1 that the
// method of order q defines (C. W. Gear, Numerical Initial Value Problems in ODEs, 1971, section 9.2;
// A. C. Hindmarsh, ODEPACK, in Scientific Computing, 1983; K. Radhakrishnan and A. C. Hindmarsh, Description and Use
// of LSODE, NASA RP 1327, 1993, chapter 2):
//   Adams:  l'(x) = prod_{i=1}^{q-1} (1 + x/i),  l(-1) = 0;        BDF:  l(x) = l_0 prod_{i=1}^{q} (1 + x/i).
// The local errors at orders q - 1, q, q + 1 are ||z_q||/lower, ||e||/same and ||e - e_old||/higher.
#pragma once

#include <array>

namespace scinova::ode {

inline constexpr int max_adams = 12, max_bdf = 5;

struct Formula {
    std::array<double, max_adams + 1> l{};
    double lower = 0.0, same = 0.0, higher = 0.0;
};

using Family = std::array<Formula, max_adams + 1>;  // by order, from 1

namespace detail {

using Polynomial = std::array<double, max_adams + 2>;

// p times (x + c), for p of the given degree.
inline Polynomial times_linear(const Polynomial& p, int degree, double c) {
    Polynomial out{};
    for (int k = 0; k <= degree; ++k) {
        out[static_cast<std::size_t>(k) + 1] += p[static_cast<std::size_t>(k)];
        out[static_cast<std::size_t>(k)] += c * p[static_cast<std::size_t>(k)];
    }
    return out;
}

// int_{-1}^0 x^power p(x) dx
inline double integral(const Polynomial& p, int degree, int power) {
    double sum = 0.0, sign = power % 2 ? -1.0 : 1.0;
    for (int k = 0; k <= degree; ++k, sign = -sign) sum += sign * p[static_cast<std::size_t>(k)] / (k + power + 1);
    return sum;
}

}  // namespace detail

inline Family adams_family() {
    Family f{};
    f[1].l[0] = f[1].l[1] = 1.0;
    f[1].lower = 0.0;
    f[1].same = 2.0;
    f[2].lower = 1.0;
    detail::Polynomial p{};
    p[0] = 1.0;
    double inverse_factorial = 1.0;  // 1 / q!
    for (int q = 2; q <= max_adams; ++q) {
        auto& now = f[static_cast<std::size_t>(q)];
        const double scale = inverse_factorial;  // 1 / (q - 1)!
        inverse_factorial /= q;
        p = detail::times_linear(p, q - 2, q - 1);
        now.l[0] = detail::integral(p, q - 1, 0) * scale;
        now.l[1] = 1.0;
        for (int k = 2; k <= q; ++k)
            now.l[static_cast<std::size_t>(k)] = scale * p[static_cast<std::size_t>(k) - 1] / k;
        const double test = 1.0 / (inverse_factorial * detail::integral(p, q - 1, 1));
        now.same = test < 0 ? -test : test;
        f[static_cast<std::size_t>(q) - 1].higher = now.same;
        if (q < max_adams) f[static_cast<std::size_t>(q) + 1].lower = now.same * inverse_factorial / (q + 1);
    }
    return f;
}

inline Family bdf_family() {
    Family f{};
    detail::Polynomial p{};
    p[0] = 1.0;
    double inverse_factorial = 1.0;  // 1 / (q - 1)!
    for (int q = 1; q <= max_bdf; ++q) {
        auto& now = f[static_cast<std::size_t>(q)];
        p = detail::times_linear(p, q - 1, q);
        for (int k = 0; k <= q; ++k)
            now.l[static_cast<std::size_t>(k)] = p[static_cast<std::size_t>(k)] / p[1];
        now.l[1] = 1.0;
        now.lower = inverse_factorial;
        now.same = (q + 1) / now.l[0];
        now.higher = (q + 2) / now.l[0];
        inverse_factorial /= q;
    }
    return f;
}

}  // namespace scinova::ode
