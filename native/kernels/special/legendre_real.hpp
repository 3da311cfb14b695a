// SPDX-License-Identifier: BSD-3-Clause
// Legendre's functions P_v(x) and Ferrers' functions P_v^m(x) of real degree v and whole order m on (-1, 1).
//
// Methods. With a = |m| and F_v = 2F1(-v, v+1; a+1; (1-x)/2), P_v^-a = ((1-x)/(1+x))^(a/2) F_v/a! (DLMF 14.3.1), and P_v^a by
// 14.9.3. F of the fractional part of v and of its neighbour by series, then upwards in the degree (14.10.3), for |x| >= 1/2
// in the form
//     (k + a + 1)(F_{k+1} - F_k) = (2 k + 1)(x - 1) F_k + (k - a)(F_k - F_{k-1}),
// in which nothing cancels near x = 1.
//   x >= 0   the power series, whose argument is at most 1/2; upwards in the degree F grows against its companion F(-x)
//   x < 0    that holds for a = 0 alone: the series in s = (1+x)/2 with a logarithm (15.8.10 with a + b + 1 = c),
//                P_v = sum s^k { c_k [cos pi v + sin(pi v)/pi (log s + 2 psi(v+1) + 2 gamma)] + sin(pi v)/pi e_k },
//                c_{k+1} = r_k c_k, r_k = (k-v)(k+v+1)/(k+1)^2, e_{k+1} = r_k e_k + ((2k+1)/(k+1)^2) c_k - 2 c_{k+1}/(k+1)
//            (e_k = c_k times the sum of 1/(j+1+v) + 1/(j-v) - 2/(j+1) over j < k, which has no limit for whole v), the same
//            degrees upwards with (-1)^k P_k(x) for F_k(-x), then upwards in the order (14.10.1) from P_v and its derivative;
//            P_v^m grows against its companion there. Beyond the zeros (a > v sqrt(1 - x^2)) a degree close to
//            a whole number would cancel: hyp2f1.
// Accuracy: 1e-13 of the amplitude; it grows with the square root of the degree.
#pragma once

#include "kernels/special/distributions.hpp"
#include "kernels/special/legendre.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// A function of degree v in (-1/2, 1) and what is added for degree v + 1
struct DegreePair { double first, gap; };

inline DegreePair ferrers_series(double v, double a, double t) noexcept {
    double term0 = 1.0, term1 = 1.0, first = 0.0, gap = 0.0;
    const double enough = 0x1p-56 * t;
    for (double k = 0.0; k < 200.0; k += 1.0) {
        const double factor = t / ((a + 1.0 + k) * (k + 1.0));
        term0 *= factor * ((k - v) * (k + v + 1.0));
        term1 *= factor * ((k - v - 1.0) * (k + v + 2.0));
        first += term0;
        gap += term1 - term0;
        if (std::fabs(term0) + std::fabs(term1) <= enough && k > 1.0) break;
    }
    return {1.0 + first, gap};
}

// P_v and -P_{v+1} - P_v at x = 2 s - 1
inline DegreePair ferrers_log_series(double v, double s) noexcept {
    struct Sums { double c = 1.0, e = 0.0, all = 1.0, rest = 0.0; };
    Sums one, two;
    double gap = 0.0, rest_gap = 0.0;
    for (double k = 0.0; k < 200.0; k += 1.0) {
        const double inverse = 1.0 / (k + 1.0), factor = s * inverse * inverse, odd_factor = factor * (2.0 * k + 1.0);
        const auto step = [&](Sums& f, double degree) {
            const double r = factor * ((k - degree) * (k + degree + 1.0)), c = r * f.c;
            f.e = fma(r, f.e, odd_factor * f.c) - 2.0 * inverse * c;
            f.c = c;
            f.all += c;
            f.rest += f.e;
        };
        step(one, v);
        step(two, v + 1.0);
        gap += two.c - one.c;
        rest_gap += two.e - one.e;
        if (std::fabs(one.c) + std::fabs(two.c) + std::fabs(one.e) + std::fabs(two.e) <= 0x1p-56 * s && k > 1.0) break;
    }
    constexpr double euler = 0x1.2788cfc6fb619p-1;
    const double b = sinpi(v) / pi, front = cospi(v) + b * (std::log(s) + 2.0 * (digamma(v + 1.0) + euler));
    return {front * one.all + b * one.rest, front * gap + b * (2.0 / (v + 1.0) * two.all + rest_gap)};
}

// From degrees v and v + 1 to v + steps: the value, and what it adds to its predecessor (steps = 0: what its successor adds)
inline DegreePair climb_degrees(double v, double steps, double a, double x, DegreePair p) noexcept {
    if (steps == 0.0) return p;
    double now = p.first + p.gap;
    if (x >= 0.5) {
        double e = p.gap;
        const double y = x - 1.0;
        for (double j = 1.0; j < steps; j += 1.0) {
            const double k = v + j;
            e = fma(k - a, e, (2.0 * k + 1.0) * (y * now)) * (1.0 / (k + a + 1.0));
            now += e;
        }
        return {now, e};
    }
    double before = p.first;
    for (double j = 1.0; j < steps; j += 1.0) {
        const double k = v + j, next = fma((2.0 * k + 1.0) * x, now, (a - k) * before) * (1.0 / (k + a + 1.0));
        before = now;
        now = next;
    }
    return {now, now - before};
}

// v > -1/2 is reached from a degree in (-1/2, 1).
inline double whole_steps(double v) noexcept { return v < 0.0 ? 0.0 : std::floor(v); }

// P_v(x), v > -1/2 not whole, -1 < x <= 1
inline double legendre_real(double v, double x) noexcept {
    const double steps = whole_steps(v), part = v - steps;
    if (x >= 0.0) return climb_degrees(part, steps, 0.0, x, ferrers_series(part, 0.0, 0.5 * (1.0 - x))).first;
    const double value = climb_degrees(part, steps, 0.0, -x, ferrers_log_series(part, 0.5 * (1.0 + x))).first;
    return odd(steps) ? -value : value;
}

// (-1)^a Gamma(v + a + 1)/Gamma(v - a + 1)
inline Wide order_ratio(double v, double a) noexcept {
    Wide f{1.0, 0.0};
    double since = 0.0;
    for (double k = 1.0; k <= a; k += 1.0) {
        f.m *= (k - 1.0 - v) * (v + k);
        if ((since += 1.0) == 16.0) {
            f = normal(f);
            since = 0.0;
        }
    }
    return f;
}

// P_v^m/F_v
inline Wide ferrers_front(double v, double m, double x) noexcept {
    const double a = std::fabs(m), q = (1.0 - x) / (1.0 + x);
    Wide front = power_wide(q, std::floor(0.5 * a));
    if (odd(a)) front.m *= std::sqrt(q);
    const Wide f = factorial_wide(a);
    front.m /= f.m;
    front.e -= f.e;
    return m > 0.0 ? normal(front) * normal(order_ratio(v, a)) : front;
}

// x >= 0
inline double ferrers_right(double v, double m, double x) noexcept {
    const double steps = whole_steps(v), part = v - steps, a = std::fabs(m);
    const double value = climb_degrees(part, steps, a, x, ferrers_series(part, a, 0.5 * (1.0 - x))).first;
    if (a == 0.0) return value;
    return (normal({value, 0.0}) * normal(ferrers_front(v, m, x))).value();
}

// x < 0
inline double ferrers_left(double v, double m, double x) noexcept {
    const double steps = whole_steps(v), part = v - steps, a = std::fabs(m), y = -x - 1.0;
    const DegreePair p = climb_degrees(part, steps, 0.0, -x, ferrers_log_series(part, 0.5 * (1.0 + x)));
    const double side = odd(steps) ? -1.0 : 1.0;
    if (a == 0.0) return side * p.first;
    // (1 - x^2) P'
    const double slope = steps == 0.0 ? (v + 1.0) * (p.gap - y * p.first) : v * (p.gap + y * p.first);
    const double s = std::sqrt((1.0 - x) * (1.0 + x)), c = 2.0 * x / s;
    double before = side * p.first, now = -side * slope / s, exponent = 0.0;
    for (double k = 1.0; k < a; k += 1.0) {
        const double next = -(c * k * now + (v - k + 1.0) * (v + k) * before);
        before = now;
        now = next;
        if (std::fabs(now) > 0x1p600) {
            now *= 0x1p-600;
            before *= 0x1p-600;
            exponent += 600.0;
        }
    }
    Wide value{now, exponent};
    if (m < 0.0) {
        const Wide ratio = normal(order_ratio(v, a));
        value = normal(value);
        value = {value.m / ratio.m, value.e - ratio.e};
    }
    return value.value();
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
