// SPDX-License-Identifier: BSD-3-Clause
// Classical orthogonal polynomials (DLMF 18.3) of whole degree, real or complex argument.
//
// Methods. Recurrences in the degree (DLMF 18.9.1), from |x| = 1/2 on in difference form: with
//     e_k = p_k - (p_k(1)/p_{k-1}(1)) p_{k-1}
// the recurrence of 18.9 becomes (derived by inserting it; s = alpha + beta)
//     Gegenbauer  (k + 1) e_{k+1} = 2 (k + lambda)(x - 1) p_k + k e_k,              p_{k+1} = e_{k+1} + (k + 2 lambda)/(k + 1) p_k
//     Laguerre    (k + 1) e_{k+1} = -x p_k + k e_k,                                 p_{k+1} = e_{k+1} + (k + 1 + alpha)/(k + 1) p_k
//     Jacobi      (k + 1) e_{k+1} = (2k+s+2)/(k+s+1) { (2k+s+1)(x - 1)/2 p_k + k (k + beta)/(2k + s) e_k },
//                 p_{k+1} = e_{k+1} + (k + 1 + alpha)/(k + 1) p_k,
// where nothing cancels near x = 1 (near 0 for Laguerre); x < 0 by symmetry (18.6). A second pass carries an exponent where the
// first overflows. Legendre beyond degree 1000 on (-1, 1): jacobi_expansion.hpp, in O(1). Negative lambda or alpha + beta, where
// polynomials of lower degrees are larger and the recurrence may divide by zero: the recurrence or the sum 18.5.7 in
// double-double, with NaN and Trouble::loss where even that is not enough.
// No loop is longer than `longest`: beyond it NaN and Trouble::slow, except where the value is an infinity.
// Accuracy: Hermite 2 ulp; the others 20 ulp of the envelope at moderate degrees; it grows like the square root of the degree.
#pragma once

#include "kernels/special/gauss.hpp"
#include "kernels/special/complex.hpp"
#include "kernels/special/jacobi_expansion.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double longest = 150000.0;

inline double larger_part(double x) noexcept { return std::fabs(x); }
inline double larger_part(cdouble z) noexcept { return std::fmax(std::fabs(z.real()), std::fabs(z.imag())); }
inline double scaled_by(double x, double e) noexcept { return std::ldexp(x, static_cast<int>(std::fmin(e, 1e6))); }
inline cdouble scaled_by(cdouble z, double e) noexcept { return {scaled_by(z.real(), e), scaled_by(z.imag(), e)}; }
inline bool any_nan(double x) noexcept { return std::isnan(x); }
inline bool any_nan(cdouble z) noexcept { return is_nan(z); }

// Runs step(k, now, other) for k = first ... n - 1 on a pair of values that the step replaces; again with an exponent if the
// pair overflows. The result is the returned value times 2^exponent.
template <class T, class Step>
inline T run_wide(double first, double n, T now0, T other0, Step step, double& exponent) noexcept {
    exponent = 0.0;
    if (n - first > longest) {
        report(Trouble::slow);
        return T(nan);
    }
    T now = now0, other = other0;
    for (double k = first; k < n; k += 1.0) step(k, now, other);
    if (finite(now) || !finite(now0) || !finite(other0)) return now;
    now = now0;
    other = other0;
    for (double k = first; k < n; k += 1.0) {
        step(k, now, other);
        const double m = std::fmax(larger_part(now), larger_part(other));
        if (m > 0x1p400) {
            now *= 0x1p-400;
            other *= 0x1p-400;
            exponent += 400.0;
        } else if (m < 0x1p-200 && exponent > 0.0) {
            now *= 0x1p400;
            other *= 0x1p400;
            exponent -= 400.0;
        }
    }
    return now;
}
template <class T, class Step>
inline T run_recurrence(double first, double n, T now0, T other0, Step step) noexcept {
    double exponent;
    const T now = run_wide<T>(first, n, now0, other0, step, exponent);
    if (exponent == 0.0) return now;
    const T value = scaled_by(now, exponent);
    if (!finite(value)) report(any_nan(value) ? Trouble::no_result : Trouble::overflow);
    return value;
}

inline bool odd(double n) noexcept { return 2.0 * std::floor(0.5 * n) != n; }
inline double parity(double n) noexcept { return odd(n) ? -1.0 : 1.0; }

// ------------------------------------------------------------------------------------------------ Legendre

// P_n(cos t), 0 <= t <= pi/2, for large n
inline double legendre_expansion(double n, Dd x, Dd below_one) noexcept {
    static const BesselExpansion expansion(0.0, jacobi_rest(0.0, 0.0));
    const Dd t = angle_dd(x, below_one);
    const double order = n + 0.5;
    const Dd z = t * n + t * 0.5;
    double a, b;
    expansion.coefficients(t.hi * t.hi, order, a, b);
    const double b0 = j0(z.hi), b1 = j1(z.hi);
    // z.lo is not small where z is huge
    const double c = std::cos(z.lo), d = std::sin(z.lo);
    const double j_zero = b0 * c - b1 * d, j_one = b1 * c + d * (z.hi > 0.0 ? b0 - b1 / z.hi : 0.5);
    const double s = sqrt_dd(below_one * (x + 1.0)).hi;
    const double factor = t.hi == 0.0 ? 1.0 : std::sqrt(t.hi / s);
    return factor * (j_zero + (fma(0.5, b, a) * j_zero - order * b * t.hi * j_one));
}
// P_n(1 + d) for large n and d > 0: t is imaginary.
inline double legendre_expansion_outside(double n, double d) noexcept {
    static const BesselExpansion expansion(0.0, jacobi_rest(0.0, 0.0));
    const double t = std::log1p(d + std::sqrt(d * (d + 2.0))), order = n + 0.5, z = order * t;
    if (z > 713.5) {
        report(Trouble::overflow);
        return inf;
    }
    double a, b;
    expansion.coefficients(-t * t, order, a, b);
    const double i_zero = i0(z), i_one = i1(z);
    return std::sqrt(t / std::sqrt(d * (d + 2.0))) * (i_zero + (fma(0.5, b, a) * i_zero + order * b * t * i_one));
}

// y = x - 1
template <class T>
inline T legendre_differences(double n, T y) noexcept {
    return run_recurrence<T>(1.0, n, T(1.0) + y, y, [y](double k, T& now, T& d) {
        d = (k * d + (2.0 * k + 1.0) * (y * now)) * (1.0 / (k + 1.0));
        now += d;
    });
}
template <class T>
inline T legendre_plain(double n, T x) noexcept {
    return run_recurrence<T>(1.0, n, x, T(1.0), [x](double k, T& now, T& before) {
        const T next = ((2.0 * k + 1.0) * (x * now) - k * before) * (1.0 / (k + 1.0));
        before = now;
        now = next;
    });
}

inline constexpr double legendre_far = 1000.0;

// below = 1 - x; 0 <= x
inline double legendre_right(double n, double x, Dd below) noexcept {
    if (n == 0.0) return 1.0;
    if (n == 1.0) return x;
    if (std::isinf(x)) return inf;
    if (n > legendre_far) {
        if (below.hi >= 0.0) {
            if (n < 0x1p43) return legendre_expansion(n, Dd(1.0) - below, below);
            report(Trouble::loss);
            return below.hi == 0.0 ? 1.0 : nan;
        }
        if (n > longest) return legendre_expansion_outside(n, -below.hi);
    }
    return x < 0.5 ? legendre_plain(n, x) : legendre_differences(n, -below.hi);
}
inline double legendre_whole(double n, double x) noexcept {
    if (n < 0.0) n = -n - 1.0;
    if (std::isnan(x)) return x;
    return x < 0.0 ? parity(n) * legendre_right(n, -x, two_sum(1.0, x)) : legendre_right(n, x, two_diff(1.0, x));
}
// P_n(2 x - 1)
inline double sh_legendre_whole(double n, double x) noexcept {
    if (n < 0.0) n = -n - 1.0;
    if (std::isnan(x)) return x;
    if (x < 0.5) return parity(n) * legendre_right(n, 1.0 - 2.0 * x, Dd(2.0 * x));
    return legendre_right(n, 2.0 * x - 1.0, two_diff(2.0, 2.0 * x));
}
inline cdouble legendre_whole(double n, cdouble z) noexcept {
    if (n < 0.0) n = -n - 1.0;
    if (is_nan(z)) return {nan, nan};
    if (n == 0.0) return 1.0;
    if (z.real() < 0.0) return parity(n) * legendre_whole(n, -z);
    return z.real() < 0.5 ? legendre_plain(n, z) : legendre_differences(n, z - 1.0);
}

// ------------------------------------------------------------------------------------------------ Gegenbauer

template <class T>
inline T gegenbauer_right(double n, double lambda, T x, T y, double& exponent) noexcept {   // y = x - 1
    exponent = 0.0;
    if (n == 0.0) return T(1.0);
    if (n == 1.0) return 2.0 * lambda * x;
    const double twice = 2.0 * lambda;
    if (real_part(x) < 0.5)
        return run_wide<T>(1.0, n, twice * x, T(1.0), [x, lambda, twice](double k, T& now, T& before) {
            const T next = (2.0 * (k + lambda) * (x * now) - (k + twice - 1.0) * before) * (1.0 / (k + 1.0));
            before = now;
            now = next;
        }, exponent);
    return run_wide<T>(1.0, n, twice * x, twice * y, [y, lambda, twice](double k, T& now, T& e) {
        const double inverse = 1.0 / (k + 1.0);
        e = (2.0 * (k + lambda) * (y * now) + k * e) * inverse;
        now = (k + twice) * inverse * now + e;
    }, exponent);
}
// Double-double with the largest value on the way: below what it leaves of the last two, nothing is known.
inline double checked(Dd now, Dd before, double largest, double n) noexcept {
    if (largest * n * 0x1p-102 > 1e-11 * (std::fabs(now.hi) + std::fabs(before.hi)) && largest > 0.0) {
        report(Trouble::loss);
        return nan;
    }
    return now.value();
}

// lambda < -1/2: the polynomials of degrees near -lambda are much larger than those beyond.
inline double gegenbauer_negative(double n, double lambda, double x) noexcept {
    if (n > 0.05 * longest) {
        report(Trouble::slow);
        return nan;
    }
    const double twice = 2.0 * lambda;
    Dd before = 1.0, now = two_prod(twice, x);
    double largest = 1.0;
    for (double k = 1.0; k < n; k += 1.0) {
        const Dd next = (now * x * (two_sum(k, lambda) * 2.0) - before * (two_sum(k, twice) - 1.0)) / (k + 1.0);
        before = now;
        now = next;
        largest = std::fmax(largest, std::fabs(now.hi));
    }
    return checked(now, before, largest, n);
}

template <class T>
inline T gegenbauer_whole(double n, double lambda, T x) noexcept {
    if (std::isnan(lambda) || any_nan(x)) return T(nan);
    if (n < 0.0) return T(0.0);
    if (lambda == 0.5) return legendre_whole(n, x);
    if constexpr (std::is_same_v<T, double>)
        if (lambda < -0.5 && n > 1.0) return gegenbauer_negative(n, lambda, x);
    const bool left = real_part(x) < 0.0;
    double exponent;
    T value = left ? parity(n) * gegenbauer_right<T>(n, lambda, -x, -x - 1.0, exponent)
                   : gegenbauer_right<T>(n, lambda, x, x - 1.0, exponent);
    if (exponent != 0.0) value = scaled_by(value, exponent);
    if (!finite(value)) report(any_nan(value) ? Trouble::no_result : Trouble::overflow);
    return value;
}

// ------------------------------------------------------------------------------------------------ Jacobi

struct JacobiParameters { double alpha, beta; };

// The sum DLMF 18.5.7 in powers of y/2 = (x - 1)/2, in double-double, real y
inline double jacobi_sum(double n, JacobiParameters p, double y) noexcept {
    const Dd s = two_sum(p.alpha, p.beta);
    // Terms before the first factor alpha + j = 0 vanish.
    double l = p.alpha < 0.0 && p.alpha == std::floor(p.alpha) && -p.alpha <= n ? -p.alpha : 0.0;
    Dd term = 1.0;
    for (double j = 1.0; j <= n - l; j += 1.0) term = term * (two_sum(p.alpha, l) + j) / j;
    for (double j = 0.0; j < l; j += 1.0) term = term * (s + (n + 1.0 + j)) * (0.5 * y) / (j + 1.0);
    Dd sum = term;
    double largest = std::fabs(term.hi);
    for (; l < n; l += 1.0) {
        const Dd above = (s + (n + 1.0 + l)) * (n - l) * (0.5 * y), below = (two_sum(p.alpha, l) + 1.0) * (l + 1.0);
        term = term * above / below;
        sum = sum + term;
        largest = std::fmax(largest, std::fabs(term.hi));
    }
    if (largest * 0x1p-100 * n > 1e-12 * std::fabs(sum.hi) && largest > 0.0 && largest * 0x1p-100 * n > 1e-12) {
        report(Trouble::loss);
        return nan;
    }
    return sum.value();
}
// The recurrence DLMF 18.9.1 in double-double
inline double jacobi_negative(double n, JacobiParameters p, double y) noexcept {
    if (n > 0.02 * longest) {
        report(Trouble::slow);
        return nan;
    }
    const Dd s = two_sum(p.alpha, p.beta), x = Dd(y) + 1.0, skew = s * two_diff(p.alpha, p.beta);
    Dd before = 1.0, now = two_sum(p.alpha, 1.0) + (s + 2.0) * (0.5 * y);
    double largest = 1.0;
    for (double k = 1.0; k < n; k += 1.0) {
        const Dd t = s + 2.0 * k;
        const Dd next = ((t + 1.0) * (t * (t + 2.0) * x + skew) * now -
                         two_sum(p.alpha, k) * two_sum(p.beta, k) * (t + 2.0) * before * 2.0) /
                        ((s + (k + 1.0)) * t * (2.0 * (k + 1.0)));
        before = now;
        now = next;
        largest = std::fmax(largest, std::fabs(now.hi));
    }
    return checked(now, before, largest, n);
}
template <class T>
inline T jacobi_right(double n, JacobiParameters p, T y) noexcept;

// alpha = -l, 1 <= l <= n: binom(n, l) P_n^(-l, beta) = binom(n + beta, l) (y/2)^l P_{n-l}^(l, beta) (Szego 4.22.2)
inline double jacobi_reflected(double n, JacobiParameters p, double y) noexcept {
    const double l = -p.alpha;
    double factor = 1.0;
    for (double j = 0.0; j < l; j += 1.0) factor *= 0.5 * y * (p.beta + n - j) / (n - j);
    return factor == 0.0 ? 0.0 : factor * jacobi_right<double>(n - l, {l, p.beta}, y);
}

// n = 1 at any parameters: no cancellation of huge terms
template <class T>
inline T jacobi_first(JacobiParameters p, T y) noexcept {
    return p.alpha + 1.0 + 0.5 * (p.alpha + p.beta + 2.0) * y;
}

// real part of x at least 0; y = x - 1
template <class T>
inline T jacobi_right(double n, JacobiParameters p, T y) noexcept {
    if (n == 0.0) return T(1.0);
    if (n == 1.0) return jacobi_first(p, y);
    const double s = p.alpha + p.beta;
    if constexpr (std::is_same_v<T, double>) {
        if (s < -0.5) {
            if (n <= 25.0) return jacobi_sum(n, p, y);
            if (p.alpha < 0.0 && p.alpha == std::floor(p.alpha) && -p.alpha <= n) return jacobi_reflected(n, p, y);
            if (s != std::floor(s) || s <= -2.0 * n) return jacobi_negative(n, p, y);
        }
    }
    const T e1 = 0.5 * (s + 2.0) * y;
    if (s < -0.5 && s == std::floor(s) && s > -2.0 * n) {   // the recurrence divides by zero
        report(Trouble::loss);
        return T(nan);
    }
    return run_recurrence<T>(1.0, n, p.alpha + 1.0 + e1, e1, [y, p, s](double k, T& now, T& e) {
        const double twice = 2.0 * k + s, inverse = 1.0 / (k + 1.0);
        const double factor = (twice + 2.0) / ((k + s + 1.0) * (k + 1.0));
        e = factor * (0.5 * (twice + 1.0) * (y * now) + k * (k + p.beta) / twice * e);
        now = (k + 1.0 + p.alpha) * inverse * now + e;
    });
}
template <class T>
inline T jacobi_whole(double n, double alpha, double beta, T x) noexcept {
    if (std::isnan(alpha) || std::isnan(beta) || any_nan(x)) return T(nan);
    if (n < 0.0) return T(0.0);
    if (alpha == 0.0 && beta == 0.0) return legendre_whole(n, x);
    if (std::isinf(alpha) || std::isinf(beta)) return T(nan);
    if (real_part(x) < 0.0) return parity(n) * jacobi_right<T>(n, {beta, alpha}, -x - 1.0);
    return jacobi_right<T>(n, {alpha, beta}, x - 1.0);
}

// ------------------------------------------------------------------------------------------------ Laguerre

template <class T>
inline T laguerre_whole(double n, double alpha, T x) noexcept {
    if (std::isnan(alpha) || any_nan(x)) return T(nan);
    if (!(alpha > -1.0)) {
        report(Trouble::domain);
        return T(nan);
    }
    if (n < 0.0) return T(0.0);
    if (n == 0.0) return T(1.0);
    if (n == 1.0) return alpha + 1.0 - x;
    if (std::isinf(real_part(x))) return T(real_part(x) < 0.0 ? inf : parity(n) * inf);
    return run_recurrence<T>(1.0, n, alpha + 1.0 - x, -x, [x, alpha](double k, T& now, T& e) {
        const double inverse = 1.0 / (k + 1.0);
        e = (k * e - x * now) * inverse;
        now = (k + 1.0 + alpha) * inverse * now + e;
    });
}

// ------------------------------------------------------------------------------------------------ Hermite

// H_n (Unit = 2) and He_n (Unit = 1): p_{k+1} = Unit (x p_k - k p_{k-1}). The rounding errors of the step obey the same
// recurrence and are carried beside it, so that digits remain next to the zeros.
template <int Unit>
inline void hermite_step(double k, double x, double& now, double& now_rest, double& other, double& other_rest) noexcept {
    const double p = x * now, q = k * other, d = p - q, back = d - p;
    const double lost = ((p - (d - back)) - (q + back)) + (fma(x, now, -p) - fma(k, other, -q));
    const double rest = Unit * (fma(x, now_rest, lost) - k * other_rest);
    other = now;
    other_rest = now_rest;
    now = Unit * d;
    now_rest = rest;
}
inline constexpr double hermite_far = 1000.0;   // beyond, values overflow but next to zeros of odd degrees
// 2 <= n <= hermite_far, 0 < x < 1e155, where a pair of doubles overflows on the way
template <int Unit>
inline double hermite_wide(double n, double x) noexcept {
    double now = Unit * x, now_rest = 0.0, other = 1.0, other_rest = 0.0, exponent = 0.0;
    for (double k = 1.0; k < n; k += 1.0) {
        hermite_step<Unit>(k, x, now, now_rest, other, other_rest);
        for (double m = std::fmax(std::fabs(now), std::fabs(other)); m > 0x1p200; m *= 0x1p-200) {
            now *= 0x1p-200;
            now_rest *= 0x1p-200;
            other *= 0x1p-200;
            other_rest *= 0x1p-200;
            exponent += 200.0;
        }
    }
    const double value = scaled_by(now + now_rest, exponent);
    if (std::isinf(value)) report(Trouble::overflow);
    return value;
}
template <int Unit>
inline double hermite_whole(double n, double x) noexcept {
    if (n < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (std::isnan(x)) return x;
    if (n == 0.0) return 1.0;
    if (x < 0.0) return parity(n) * hermite_whole<Unit>(n, -x);
    if (std::isinf(x)) return inf;
    if (x == 0.0 && parity(n) < 0.0) return x;
    if (n > 1.0 && n <= hermite_far && x < 1e155) return hermite_wide<Unit>(n, x);
    if (n > 1.0 && x > 1.0 && 0.5 * Unit * x * x > 2.0 * n + 1.0) {   // right of every zero, and beyond range
        report(Trouble::overflow);
        return inf;
    }
    return run_recurrence<double>(1.0, n, Unit * x, 1.0, [x](double k, double& now, double& before) {
        const double next = Unit * (x * now - k * before);
        before = now;
        now = next;
    });
}
inline double eval_hermite(double n, double x) noexcept { return hermite_whole<2>(n, x); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
