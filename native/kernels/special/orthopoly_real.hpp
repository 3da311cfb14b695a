// SPDX-License-Identifier: BSD-3-Clause
// Jacobi, Gegenbauer and Legendre functions of real degree, those that are regular at x = 1 (DLMF 18.5.7, 15.9).
//
// Two neighbours of degrees v and v + 1, 0 <= v < 1, by the series of 2F1(-v, v + s + 1; alpha + 1; (1 - x)/2), summed
// together (s = alpha + beta); from there upwards in the degree by the recurrences of orthopoly.hpp, which hold for real
// degrees too: they are neutral on (-1, 1), and the functions grow with the degree outside. In difference form from
// |Re x| = 1/2 on, so that nothing cancels near x = 1 and the logarithm at x = -1 counts once. Near x = -1 and for large |x|
// the two neighbours come from hyp2f1. Parameters of -1 and below: hyp2f1 alone.
#pragma once

#include "kernels/special/distributions.hpp"
#include "kernels/special/orthopoly.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// 2F1(-v, v + s + 1; c; t), the same for v + 1, and their difference
template <class T>
struct Neighbours {
    T first, gap;
    bool ok = false;
};

template <class T>
inline Neighbours<T> neighbour_series(double v, double s, double c, T t) noexcept {
    Neighbours<T> r;
    T term0(1.0), term1(1.0), first(0.0), gap(0.0);
    const double s1 = s + 1.0, size = modulus(t), enough = 0x1p-55 * (1.0 - size);
    for (int n = 0; n < 400; ++n) {
        const double k = n;
        const T factor = t * (1.0 / ((c + k) * (k + 1.0)));
        term0 = times(term0, factor * ((k - v) * (k + v + s1)));
        term1 = times(term1, factor * ((k - v - 1.0) * (k + v + 1.0 + s1)));
        const T change = term1 - term0;
        first += term0;
        gap += change;
        if (size_of(term0) + size_of(term1) <= enough * (1.0 + size_of(first)) && k > 2.0 &&
            size * std::fmax(1.0, (k + v + 2.0 + s1) / (c + k + 1.0)) < 0.99 &&
            size_of(change) <= enough * (size_of(gap) + 1e-3 * size_of(first)) + 1e-300) {
            r.first = 1.0 + first;
            r.gap = gap;
            r.ok = true;
            return r;
        }
    }
    return r;
}

// After Pfaff's transformation (DLMF 15.8.1): (1 - t)^v 2F1(-v, c - v - s - 1; c; t/(t - 1)), |t| large
template <class T>
inline Neighbours<T> neighbours_pfaff(double v, double s, double c, T t) noexcept {
    Neighbours<T> r;
    const T rest = 1.0 - t, w = -over(t, rest);
    T term0(1.0), term1(1.0), first(0.0), second(0.0);
    const double d = c - v - s - 1.0, size = modulus(w), enough = 0x1p-55 * (1.0 - size);
    if (!(size < 0.93)) return r;
    for (int n = 0; n < 500; ++n) {
        const double k = n;
        const T factor = w * (1.0 / ((c + k) * (k + 1.0)));
        term0 = times(term0, factor * ((k - v) * (k + d)));
        term1 = times(term1, factor * ((k - v - 1.0) * (k + d - 1.0)));
        first += term0;
        second += term1;
        if (size_of(term0) + size_of(term1) <= enough && k > 2.0 && k > 1.0 - d) {
            const T power = power_of(rest, v, false);
            r.first = times(power, 1.0 + first);
            r.gap = times(power, times(rest, 1.0 + second)) - r.first;
            r.ok = true;
            return r;
        }
    }
    return r;
}

// Only by these series unless `anyhow`
template <class T>
inline Neighbours<T> neighbours(double v, double s, double c, T x, bool anyhow) noexcept {
    Neighbours<T> r;
    const T t = 0.5 * (1.0 - x);
    if (modulus(t) < 0.85) r = neighbour_series(v, s, c, t);
    else if (real_part(t) < 0.0) r = neighbours_pfaff(v, s, c, t);
    if (r.ok || !anyhow) return r;
    r.ok = true;
    r.first = hyp2f1(-v, v + s + 1.0, c, t);
    r.gap = hyp2f1(-v - 1.0, v + s + 2.0, c, t) - r.first;
    return r;
}

// A family: its parameter in the series and what its recurrence does in one step, k the degree of `now`.
struct LegendreStep {
    static constexpr double s = 0.0;
    static constexpr double c() noexcept { return 1.0; }
    static double front(double) noexcept { return 1.0; }
    static double ratio(double) noexcept { return 1.0; }   // p_(k+1)(1)/p_k(1)
    LegendreStep mirrored() const noexcept { return *this; }
    template <class T> static void difference(double k, T y, T& now, T& e) noexcept {
        e = (k * e + (2.0 * k + 1.0) * (y * now)) * (1.0 / (k + 1.0));
        now += e;
    }
    template <class T> static void plain(double k, T x, T& now, T& before) noexcept {
        const T next = ((2.0 * k + 1.0) * (x * now) - k * before) * (1.0 / (k + 1.0));
        before = now;
        now = next;
    }
};
struct GegenbauerStep {
    double lambda, s;
    explicit GegenbauerStep(double l) noexcept : lambda(l), s(2.0 * l - 1.0) {}
    double c() const noexcept { return lambda + 0.5; }
    double front(double v) const noexcept { return gamma(2.0 * lambda + v) * rgamma(2.0 * lambda) * rgamma(v + 1.0); }
    double ratio(double k) const noexcept { return (k + 2.0 * lambda) / (k + 1.0); }
    GegenbauerStep mirrored() const noexcept { return *this; }
    template <class T> void difference(double k, T y, T& now, T& e) const noexcept {
        const double inverse = 1.0 / (k + 1.0);
        e = (2.0 * (k + lambda) * (y * now) + k * e) * inverse;
        now = (k + 2.0 * lambda) * inverse * now + e;
    }
    template <class T> void plain(double k, T x, T& now, T& before) const noexcept {
        const T next = (2.0 * (k + lambda) * (x * now) - (k + 2.0 * lambda - 1.0) * before) * (1.0 / (k + 1.0));
        before = now;
        now = next;
    }
};
struct JacobiStep {
    double alpha, beta, s;
    JacobiStep(double a, double b) noexcept : alpha(a), beta(b), s(a + b) {}
    double c() const noexcept { return alpha + 1.0; }
    double front(double v) const noexcept { return alpha == 0.0 ? 1.0 : gamma(v + alpha + 1.0) * rgamma(v + 1.0) * rgamma(alpha + 1.0); }
    double ratio(double k) const noexcept { return (k + 1.0 + alpha) / (k + 1.0); }
    JacobiStep mirrored() const noexcept { return {beta, alpha}; }
    template <class T> void difference(double k, T y, T& now, T& e) const noexcept {
        const double twice = 2.0 * k + s, inverse = 1.0 / (k + 1.0), factor = (twice + 2.0) / (k + s + 1.0) * inverse;
        e = factor * (0.5 * (twice + 1.0) * (y * now) + k * (k + beta) / twice * e);
        now = (k + 1.0 + alpha) * inverse * now + e;
    }
    template <class T> void plain(double k, T x, T& now, T& before) const noexcept {
        const double twice = 2.0 * k + s, under = 1.0 / (2.0 * (k + 1.0) * (k + s + 1.0) * twice);
        const T next = ((twice + 1.0) * under) * ((twice * (twice + 2.0) * x + (alpha - beta) * s) * now) -
                       (2.0 * (k + alpha) * (k + beta) * (twice + 2.0) * under) * before;
        before = now;
        now = next;
    }
};

// Near x = -1 the function is (1 + x)^-beta times a constant up to N = n + (s + 1)/2 about beta/sqrt(2 + 2 x), while the
// solution that is regular there, and so the rounding error, grows as N^(2 beta): whether that is below 1e3.
template <class Step, class T>
inline bool stays(const Step& family, double v, double steps, T x) noexcept {
    const double beta = family.mirrored().c() - 1.0, middle = v + 0.5 * (family.s + 1.0);
    if (!(beta > 0.0) || real_part(x) > -0.2) return true;
    const double last = std::fmin(middle + steps, beta / std::sqrt(2.0 * modulus(1.0 + x)));
    return last <= middle + 1.0 || 2.0 * beta * std::log(last / (middle + 1.0)) < 7.0;
}

// n >= 0; false where the recurrence loses digits and, unless `anyhow`, where the first two would be hyp2f1's.
template <class Step, class T>
inline bool climb(const Step& family, double n, T x, T& value, bool anyhow = true) noexcept {
    const double v = n - std::floor(n), steps = std::floor(n);
    if (!stays(family, v, steps, x)) return false;
    const Neighbours<T> two = neighbours(v, family.s, family.c(), x, anyhow);
    if (!two.ok) return false;
    const double front = family.front(v), ratio = family.ratio(v);
    const T before = front * two.first;
    if (steps == 0.0) {
        value = before;
        return finite(value);
    }
    T now = front * ratio * (two.first + two.gap);
    const double least = 1e-3 * (size_of(before) + size_of(now));
    if (real_part(x) >= 0.5) {
        T e = front * ratio * two.gap;
        const T y = x - 1.0;
        for (double j = 1.0; j < steps; j += 1.0) family.difference(v + j, y, now, e);
        value = now;
        return size_of(now) + size_of(e) >= least;
    }
    if (real_part(x) <= -0.5) {
        // (-1)^j p_j as a function of -x
        const Step other = family.mirrored();
        const T y = -x - 1.0;
        now = -now;
        T e = now - other.ratio(v) * before;
        for (double j = 1.0; j < steps; j += 1.0) other.difference(v + j, y, now, e);
        value = odd(steps) ? -now : now;
        return size_of(now) + size_of(e) >= least;
    }
    T last = before;
    for (double j = 1.0; j < steps; j += 1.0) family.plain(v + j, x, now, last);
    value = now;
    return size_of(now) + size_of(last) >= least;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
