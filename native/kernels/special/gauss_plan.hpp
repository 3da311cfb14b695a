// SPDX-License-Identifier: BSD-3-Clause
// What a sum of 2F1 in multiprecision will cost, by float64: from log2 |Gamma| (Stirling's formula, DLMF 5.11.1) the size
// of the largest term of a series and the number of terms that count. The largest term of a form of the function with
// its factor bounds the value; the least of these bounds over all forms stands for the value, and what a form's own
// largest term is above it is what it loses to cancellation. Errors of a few bits do no harm: precision is adapted later.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>

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

// ---- the plan

inline constexpr int needed_bits = 54, guard_bits = 26;

// The first four have no gamma functions: the series as it stands, Euler's, and Pfaff's with either parameter.
enum Way { at_zero, euler, pfaff, pfaff_second, at_one, beyond, at_infinity, beside, halfway };
inline constexpr int way_count = 9;

// In units of about 10 ns: one gamma function, and a power of a complex base.
inline double work_of_gamma(int p) noexcept { return 250.0 * p + 35.0 * p * p; }
inline double work_of_power(int p) noexcept { return 600.0 * p + 40.0 * p * p; }

struct Plan {
    Way way[way_count];
    double work[way_count];
    int start[way_count];                                  // limbs to begin with
    int count = 0;
};

// One form of the function as the plan sees it.
struct Outlook {
    double size = -1e9;                                    // log2 of the largest term, with its factor
    double work[3] = {1e12, 1e12, 1e12};                   // at the needed bits and a loss of 50, 150 and 400 bits
    void add(double factor, const Course& v, const Course& turned, double power_size, bool real) noexcept {
        const bool euler_form = turned.largest + power_size < v.largest - 40.0 || turned.terms150 < 0.7 * v.terms150;
        const Course& used = euler_form ? turned : v;
        size = std::max(size, factor + used.largest + (euler_form ? power_size : 0.0));
        const double bits[3] = {128.0, 224.0, 474.0};
        for (int i = 0; i < 3; ++i) {
            const double p = std::ceil(bits[i] / 64.0);
            work[i] = (work[i] < 1e11 ? work[i] : 0.0) + used.terms(bits[i]) * (p + 6.0) * (real ? 1.0 : 2.5) +
                      (euler_form ? work_of_power(static_cast<int>(p)) : 0.0);
        }
    }
    void extra(double gammas, double powers) noexcept {
        const double limbs[3] = {2.0, 4.0, 8.0};
        for (int i = 0; i < 3; ++i)
            work[i] += gammas * work_of_gamma(static_cast<int>(limbs[i])) + powers * work_of_power(static_cast<int>(limbs[i]));
    }
    double at(double loss) const noexcept {
        const double t = std::max(loss, 0.0);
        return t < 150.0 ? work[0] + (work[1] - work[0]) * std::max(t - 50.0, 0.0) / 100.0
                         : work[1] + (work[2] - work[1]) * (t - 150.0) / 250.0;
    }
};

inline Outlook outlook_2f1(double a, double b, double c, std::complex<double> z, Way way) noexcept {
    Outlook o;
    const double r = std::abs(z), q = std::abs(1.0 - z), lr = std::log2(r), lq = std::log2(q), s = c - a - b;
    const bool real = z.imag() == 0.0;
    // (a, b; c) at an argument of modulus |w|, 1 - w being of the size 2^gap
    const auto add = [&](double factor, double a1, double b1, double c1, double w, double gap) {
        o.add(factor, course(a1, b1, c1, w), course(c1 - a1, c1 - b1, c1, w), (c1 - a1 - b1) * gap, real);
    };
    const auto one_form = [&](double factor, double a1, double b1, double w, double powers) {
        const Course v = course(a1, b1, c, w);
        o.add(factor, v, v, 0.0, real);
        o.extra(0.0, powers);
    };
    const auto gammas = [&](double x, double u, double v) {
        return log2_gamma(c) + log2_gamma(x) - log2_gamma(u) - log2_gamma(v);
    };
    switch (way) {
    case at_zero: one_form(0.0, a, b, r, 0.0); break;
    case euler: one_form(s * lq, c - a, c - b, r, 1.0); break;
    case pfaff: one_form(-a * lq, a, c - b, r / q, 1.0); break;
    case pfaff_second: one_form(-b * lq, c - a, b, r / q, 1.0); break;
    case at_one:
        add(gammas(s, c - a, c - b), a, b, 1.0 - s, q, lr);
        add(gammas(-s, a, b) + s * lq, c - a, c - b, 1.0 + s, q, lr);
        o.extra(8.0, 1.0);
        break;
    case beside:
        if (z.real() <= 0.5) return o;                     // its powers are on a cut
        add(gammas(s, c - a, c - b) - a * lr, a, 1.0 - (c - a), 1.0 - s, q / r, -lr);
        add(gammas(-s, a, b) + s * lq - (c - a) * lr, c - a, 1.0 - a, 1.0 + s, q / r, -lr);
        o.extra(8.0, 3.0);
        break;
    case at_infinity:
        if (real && z.real() > 0.0 && z.real() <= 1.0) return o;
        add(gammas(b - a, b, c - a) - a * lr, a, 1.0 - (c - a), a - b + 1.0, 1.0 / r, lq - lr);
        add(gammas(a - b, a, c - b) - b * lr, b, 1.0 - (c - b), b - a + 1.0, 1.0 / r, lq - lr);
        o.extra(8.0, 2.0);
        break;
    case beyond:
        add(gammas(b - a, b, c - a) - a * lq, a, c - b, a - b + 1.0, 1.0 / q, lr - lq);
        add(gammas(a - b, a, c - b) - b * lq, b, c - a, b - a + 1.0, 1.0 / q, lr - lq);
        o.extra(8.0, 2.0);
        break;
    case halfway: {
        const double ratio = std::abs(z - std::complex<double>(0.5, 0.5)) * 1.4142135623730951;
        if (real || ratio > 0.95) return o;
        const Course v = course(a, b, c, 0.7071067811865476);
        o.add(20.0, v, v, 0.0, false);
        // about |sqrt(a b)| + |c| terms until the others decide, each as dear as two of a series
        const double steps = std::sqrt(std::fabs(a * b)) + std::fabs(c), fall = -std::log2(ratio + 1e-9);
        const double bits[3] = {128.0, 224.0, 474.0};
        for (int i = 0; i < 3; ++i) o.work[i] = 1.6 * o.work[i] + (bits[i] / fall + steps) * (bits[i] / 64.0 + 6.0) * 5.0;
        break;
    }
    }
    return o;
}

inline Plan plan_2f1(double a, double b, double c, std::complex<double> z) noexcept {
    Outlook all[way_count];
    double value = 1e9;
    for (int i = 0; i < way_count; ++i) {
        all[i] = outlook_2f1(a, b, c, z, static_cast<Way>(i));
        if (all[i].work[0] < 1e8 && i != halfway) value = std::min(value, all[i].size);
    }
    if (value > 1e8) value = all[halfway].size;
    Plan plan;
    for (int i = 0; i < way_count; ++i) {
        const double loss = all[i].size - value, work = all[i].at(loss);
        if (!(work < 1e8)) continue;
        int at = plan.count++;
        for (; at > 0 && plan.work[at - 1] > work; --at) {
            plan.work[at] = plan.work[at - 1];
            plan.way[at] = plan.way[at - 1];
            plan.start[at] = plan.start[at - 1];
        }
        plan.work[at] = work;
        plan.way[at] = static_cast<Way>(i);
        plan.start[at] = static_cast<int>(std::clamp(std::ceil((std::max(loss, 0.0) + needed_bits + guard_bits) / 64.0), 2.0, 30.0));
    }
    return plan;
}

}  // namespace scinova::special::multi
