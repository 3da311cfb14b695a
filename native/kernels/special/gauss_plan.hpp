// SPDX-License-Identifier: BSD-3-Clause
// What a sum of 2F1 in multiprecision will cost, by float64: from log2 |Gamma| (Stirling's formula, DLMF 5.11.1) the size
// of the largest term of a series and the number of terms that count. The largest term of a form of the function with
// its factor bounds the value; the least of these bounds over all forms stands for the value, and what a form's own
// largest term is above it is what it loses to cancellation. Errors of a few bits do no harm: precision is adapted later.
#pragma once

#include <algorithm>
#include <cmath>

namespace scinova::special::multi {

// log2 Gamma(x), x > 0, to 1e-3
inline double log2_gamma_positive(double x) noexcept {
    double shift = 0.0;
    if (x < 1.0) {
        shift = std::log2(std::max(x, 1e-38));
        x += 1.0;
    }
    return ((x - 0.5) * std::log(x) - x + 0.9189385332046727 + 1.0 / (12.0 * x)) * 1.4426950408889634 - shift;
}
// log2 |sin pi x|, an integer being taken for 2^-126 beside it
inline double log2_sine(double x) noexcept {
    return std::log2(std::max(std::fabs(std::sin(3.141592653589793 * (x - std::nearbyint(x)))), 1e-38));
}
inline double log2_gamma(double x) noexcept {
    return x > 0.0 ? log2_gamma_positive(x) : 1.6514961294723187 - log2_sine(x) - log2_gamma_positive(1.0 - x);
}

// log2 |(a)_k|
class Rising {
public:
    explicit Rising(double a_) noexcept : a(a_) {
        start = a > 0.0 ? -log2_gamma_positive(a) : log2_gamma_positive(1.0 - a);
        past = a > 0.0 ? start : start + log2_sine(a) - 1.6514961294723187;
    }
    double operator()(double k) const noexcept {
        if (a > 0.0 || a + k > 0.0) return past + log2_gamma_positive(a + k);
        return start - log2_gamma_positive(1.0 - a - k);
    }
private:
    double a, start, past;
};

// log2 of the largest term, and the number of terms down to 2^-150 and 2^-400 of it
struct Course {
    double largest = 0.0, terms150 = 1e9, terms400 = 1e9;
    double terms(double bits) const noexcept {
        return bits < 150.0 ? terms150 * std::max(bits / 150.0, 0.6)
                            : terms150 + (terms400 - terms150) * (bits - 150.0) / 250.0;
    }
};
inline Course course(double a, double b, double c, double r) noexcept {
    Course v;
    if (!(r < 0.985) || !(std::fabs(a) + std::fabs(b) + std::fabs(c) < 3e3)) return v;
    const Rising over_a(a), over_b(b), under(c), factorial(1.0);
    const double log_r = std::log2(std::max(r, 1e-30)), settled = std::max({-a, -b, -c, 0.0}) + 2.0;
    for (double k = 2.0; k < 8000.0; k += std::max(4.0, std::floor(0.1 * k))) {
        const double now = over_a(k) + over_b(k) - under(k) - factorial(k) + k * log_r;
        if (now > v.largest) {
            v.largest = now;
            v.terms150 = v.terms400 = 1e9;
        } else if (k > settled) {
            if (now < v.largest - 150.0) v.terms150 = std::min(v.terms150, k);
            if (now < v.largest - 400.0) {
                v.terms400 = k;
                break;
            }
        }
    }
    if (v.terms150 < 1e8) v.terms400 = std::min(v.terms400, 9e3);
    return v;
}

}  // namespace scinova::special::multi
