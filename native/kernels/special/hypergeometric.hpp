// SPDX-License-Identifier: BSD-3-Clause
// The hypergeometric functions 0F1, 1F1 (Kummer's M), 2F1 and Tricomi's U (DLMF 13, 15, 16.2), one element at a time;
// arrays of 1F1 and 2F1 go to kummer_lanes.hpp, gauss_lanes.hpp and their complex counterparts first.
//
// Each is tried by the cheapest means first: the series in float64 after the transformation that makes its terms
// positive where there is one (Kummer 13.2.39, Pfaff and Euler 15.8.1), the expansions for large argument (13.7,
// 10.17), Bessel functions (0F1), the connection formulas 15.8 with float64 gamma functions, recurrences, Taylor's series
// along a path (series_path.hpp); then the series and the path in double-double; then the sums in multiprecision of
// hypergeometric_multi.cpp. What decides is the error estimate that every sum carries; a value is given only with an
// estimate below 4e-12, otherwise NaN and Trouble::no_result.
// The branch cut of 2F1 is [1, inf); for complex z the sign of a zero imaginary part chooses the side, for real z > 1
// the value is infinite unless the series ends.
#pragma once

#include "kernels/special/bessel.hpp"
#include "kernels/special/hypergeometric_multi.hpp"
#include "kernels/special/series_path.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double series_tolerance = 4e-12;           // of estimates, which are ten times too large as a rule
template <class Z> inline constexpr double tolerance = std::is_same_v<Z, double> ? series_tolerance : 0.1 * series_tolerance;

inline bool is_pole(double x) noexcept { return x <= 0.0 && x == std::floor(x); }
// Too near an integer for float64 gamma functions of a difference.
inline bool near_integer_value(double x) noexcept { return std::fabs(x - std::nearbyint(x)) < 0.004; }
// digamma to three digits: for the step from x.hi to x
inline double rough_digamma(double x) noexcept {
    const double y = x < 0.5 ? 1.0 - x : x, z = y + 2.0, w = 1.0 / z;
    const double v = std::log(z) - w * (0.5 + w * (1.0 / 12.0)) - 1.0 / y - 1.0 / (y + 1.0);
    return x < 0.5 ? v - pi * cospi(x) / sinpi(x) : v;
}

inline bool finite(double z) noexcept { return std::isfinite(z); }
inline bool finite(cdouble z) noexcept { return std::isfinite(z.real()) && std::isfinite(z.imag()); }
inline bool is_nan(double z) noexcept { return std::isnan(z); }
template <class Z> inline Z not_a_number() noexcept;
template <> inline double not_a_number<double>() noexcept { return nan; }
template <> inline cdouble not_a_number<cdouble>() noexcept { return {nan, nan}; }

inline void put(cdouble v, double& out) noexcept { out = v.real(); }
inline void put(cdouble v, cdouble& out) noexcept { out = v; }

// What multiprecision found, with the troubles of a result out of range.
template <class Z>
inline Z from_multi(const multi::Answer& found) noexcept {
    if (!found.ok) {
        report(Trouble::no_result);
        return not_a_number<Z>();
    }
    Z v;
    put(found.value, v);
    if (!finite(v)) report(Trouble::overflow);
    else if (v == Z(0.0) && found.tiny) report(Trouble::underflow);
    return v;
}

// (base + rest)^power; |rest| far below base
inline double power_of(Dd base, double power) noexcept {
    const double v = std::pow(base.hi, power);
    return fma(v, power * base.lo / base.hi, v);
}

// ---------------------------------------------------------------------------------------------------------------- 0F1

// Large |z|, through Hankel's expansions (DLMF 10.17.1, 10.40.1) of the Bessel functions of order b - 1.
inline Summed<double> hyp0f1_large(double b, double z) noexcept {
    const double order = b - 1.0;
    if (std::fabs(b) > 150.0) return {};
    const Dd root = [&] {
        const double s = std::sqrt(std::fabs(z));
        return Dd(s, 0.5 * fma(-s, s, std::fabs(z)) / s);
    }();
    const double x = 2.0 * root.hi, mu = 4.0 * order * order;
    double term = 1.0, even = 1.0, odd = 0.0, same = 1.0, sizes = 1.0, before = inf, rest = inf;
    for (int k = 1; k < 120; ++k) {
        const double m = 2.0 * k - 1.0;
        term *= (mu - m * m) / (8.0 * k * x);
        const double now = std::fabs(term);
        if (now > before && m > 2.0 * std::fabs(order)) {
            rest = before;
            break;
        }
        sizes += now;
        same += (k & 1) ? -term : term;
        const double turned = (k & 2) ? -term : term;
        ((k & 1) ? odd : even) += turned;
        before = now;
        if (now < 1e-17 && m > 2.0 * std::fabs(order)) {
            rest = now;
            break;
        }
    }
    const double g = gamma(b) / (2.0 * std::sqrt(pi));
    const Dd scale = log_dd(root) * (0.5 - b);
    if (z > 0.0) {
        const double v = scaled_exp(Dd(2.0 * root.hi, 2.0 * root.lo) + scale, g * same);
        return {v, (rest + 0x1p-51 * sizes) / std::fabs(same)};
    }
    // Gamma(b) z^((1-b)/2) J(x): sqrt(2/(pi x)) = 1/sqrt(pi root)
    const double turn = 0.5 * order + 0.25;
    const double c = std::cos(2.0 * root.hi), s = std::sin(2.0 * root.hi), cc = fma(-2.0 * root.lo, s, c),
                 ss = fma(2.0 * root.lo, c, s), ct = cospi(turn), st = sinpi(turn);
    const double cosine = cc * ct + ss * st, sine = ss * ct - cc * st;
    const double sum = cosine * even - sine * odd;
    return {scaled_exp(scale, 2.0 * g * sum), (rest + 0x1p-51 * sizes) / std::fabs(sum)};
}
inline Summed<cdouble> hyp0f1_large(double, cdouble) noexcept { return {}; }

// Where the series cancels: Gamma(b) r^(1-b) J_(b-1)(2 r), r = sqrt(-z) (DLMF 10.16.9), and I_(b-1)(2 r), r = sqrt z
// (10.39.9). Errors are relative to the amplitude; the argument's counts 2 |r| times.
inline Summed<double> hyp0f1_bessel(double b, double z) noexcept {
    if (!(z < 0.0 && std::fabs(b) < 120.0 && z > -1e6)) return {};
    const double r = std::sqrt(-z), j = jv(b - 1.0, 2.0 * r);
    if (!(std::fabs(j) > 1e-290)) return {};
    return {scaled_exp(log_dd(r) * (1.0 - b), gamma(b) * j), 1e-15 + 1e-16 * r};
}
inline Summed<cdouble> hyp0f1_bessel(double b, cdouble z) noexcept {
    if (!(b > 0.0 && b < 150.0 && size_of(z) < 1e6)) return {};
    const cdouble r = std::sqrt(z), i = ive(b - 1.0, 2.0 * r), l = clog(r);
    if (!(size_of(i) > 1e-290)) return {};
    Summed<cdouble> v;
    v.value = times(i * gamma(b), exp_dd(two_prod(l.real(), 1.0 - b) + std::fabs(2.0 * r.real()), two_prod(l.imag(), 1.0 - b)));
    v.error = 1e-15 + 1e-16 * size_of(r);
    return v;
}

template <class Z>
inline Z hyp0f1_any(double b, Z z) noexcept {
    if (std::isnan(b) || is_nan(z) || is_pole(b)) return not_a_number<Z>();
    if (std::isinf(b)) return b > 0.0 ? Z(1.0) : not_a_number<Z>();
    if (!finite(z)) {
        if constexpr (std::is_same_v<Z, double>) {
            if (b > 0.0) {
                if (z > 0.0) report(Trouble::overflow);
                return z > 0.0 ? inf : b > 0.5 ? 0.0 : nan;
            }
        }
        report(Trouble::no_result);
        return not_a_number<Z>();
    }
    if (size_of(z) > 100.0) {
        const Summed<Z> far = hyp0f1_large(b, z);
        if (far.error < series_tolerance) {
            if (!finite(far.value)) report(Trouble::overflow);
            return far.value;
        }
    }
    const Dd bottom[1] = {b};
    if (size_of(z) < 1e5) {
        if constexpr (std::is_same_v<Z, double>) {
            if (z < -8.0 * (1.0 + std::fabs(b))) {       // the series is sure to cancel
                const Summed<Z> bessel = hyp0f1_bessel(b, z);
                if (bessel.error < series_tolerance && finite(bessel.value)) return bessel.value;
            }
        }
        const Summed<Z> near = series<0, 1, Z>(nullptr, bottom, z, 1000);
        if (near.error < series_tolerance) return near.value;
        const Summed<Z> bessel = hyp0f1_bessel(b, z);
        if (bessel.error < series_tolerance && finite(bessel.value)) return bessel.value;
        const auto path = straight_path<Plain<Z>>(LimitEquation{b}, z, 1.0 + std::fabs(b), 80);
        if (path.error < stepping_tolerance && finite(path.value)) return path.value;
        const auto longer = series_dd<0, 1, Z>(nullptr, bottom, z, 1000);
        if (longer.error < 1e-16) return longer.value.value();
    }
    return from_multi<Z>(multi::hyp0f1(b, z));
}
inline double hyp0f1(double b, double z) noexcept { return hyp0f1_any(b, z); }
inline cdouble hyp0f1(double b, cdouble z) noexcept { return hyp0f1_any(b, z); }

// ---------------------------------------------------------------------------------------------------------------- 1F1

// DLMF 13.7.2 on the real axis
inline Summed<double> hyp1f1_large(double a, double b, double z) noexcept {
    const Dd b_a = two_diff(b, a);
    if (std::fabs(a) > 150.0 || std::fabs(b) > 150.0 || std::fabs(b_a.hi) > 150.0) return {};
    const double x = std::fabs(z);
    const bool right = z > 0.0;
    // Gamma(b)/Gamma(p) x^-q 2F0(q, 1 - p; 1/x), times e^z on the right
    const Dd p = right ? Dd(a) : b_a, q = right ? b_a : Dd(a);
    // What is left out, relative to this; 1/Gamma(p) may be small.
    const double beside = p.hi < 0.5 ? std::fabs((p - std::nearbyint(p.hi)).hi) : 1.0;
    const double forgotten = x + (beside > 0.0 ? std::log(beside) : 0.0) - std::fabs(a) * 2.0 * std::log(x) - std::fabs(b) * std::log(x) - 700.0 * (std::fabs(a) > 20.0);
    if (forgotten < 38.0) return {};
    const Summed<double> s = series_2f0(q, Dd(1.0) - p, 1.0 / x);
    if (!(s.error < series_tolerance)) return {};
    const double g = gamma(b) * (rgamma(p.hi) * (1.0 - p.lo * digamma(p.hi)));
    Dd exponent = log_dd(x) * (-q);
    if (right) exponent = exponent + z;
    if (!std::isfinite(g) || std::fabs(g) < 1e-290 || (is_pole(p.hi) && p.lo != 0.0)) return {};
    return {scaled_exp(exponent, g * s.value), s.error + 1e-15};
}
inline Summed<cdouble> hyp1f1_large(double, double, cdouble) noexcept { return {}; }

// M(a, b + n, x), x < 0, is the minimal solution of 13.3.2 in b, so from where its series has terms of one sign (after
// Kummer's transformation if a > 0) the recurrence down to b is stable. For x > 0, e^x M(b - a, b, -x).
inline Summed<double> hyp1f1_downwards(double a, double b, double z) noexcept {
    const Dd first = z > 0.0 ? two_diff(b, a) : Dd(a);     // a of x = -|z|
    const Dd rest = z > 0.0 ? Dd(a) : two_diff(b, a);      // b less that
    const double x = std::fabs(z), steps = std::ceil(first.hi > 0.0 ? -rest.hi : -b) + 1.0;
    if (!(steps >= 1.0 && steps < 300.0) || (b < 0.0 && b + std::floor(-b) == 0.0)) return {};
    const Dd high = two_sum(b, steps);
    Summed<double> m[2];
    for (int i = 0; i < 2; ++i) {
        const Dd bottom[1] = {high + static_cast<double>(i)};
        const Dd top[1] = {first.hi > 0.0 ? rest + (steps + i) : first};
        m[i] = series<1, 1, double>(top, bottom, first.hi > 0.0 ? x : -x, 1000);
        if (!(m[i].error < series_tolerance)) return {};
    }
    Stepping<double> at(m[0].value, m[1].value);
    const double ex = -x;
    for (double k = steps; k >= 1.0; k -= 1.0) {
        // (b - 1) M(b - 1) = (b - 1 + x) M(b) - x (b - a)/b M(b + 1)
        const double bk = b + k, bk1 = b + (k - 1.0), over_b = 1.0 / (bk * bk1);
        at.step((bk1 + ex) * bk * over_b, -ex * ((rest.hi + k) + rest.lo) * over_b);
    }
    const bool damped = (first.hi > 0.0) != (z > 0.0);
    const double factor = damped ? std::exp(z > 0.0 ? z : -x) : 1.0;
    return {at.now * factor, at.error(steps, std::fmax(m[0].error, m[1].error)), 0.0, 0.0};
}
inline Summed<cdouble> hyp1f1_downwards(double, double, cdouble) noexcept { return {}; }

template <class Z>
inline Z hyp1f1_infinite(double a, double b, Z z) noexcept {
    if (std::isinf(b) && std::isfinite(a) && finite(z)) return Z(1.0);
    if (a == 0.0 && std::isfinite(b)) return Z(1.0);
    if constexpr (std::is_same_v<Z, double>) {
        if (std::isfinite(a) && std::isfinite(b)) {
            // Gamma(b)/Gamma(a) e^z z^(a-b) and Gamma(b)/Gamma(b-a) |z|^-a; polynomials by their leading term
            double sign;
            if (is_pole(a)) {
                sign = gammasgn(b) * (std::fmod(a, 2.0) != 0.0 && z > 0.0 ? -1.0 : 1.0);
                if (b < 0.0) {
                    // (b)_m has min(m, ceil(-b)) negative factors, m = -a
                    sign = std::fmod(std::fmin(-a, std::ceil(-b)), 2.0) != 0.0 ? -1.0 : 1.0;
                    if (std::fmod(a, 2.0) != 0.0 && z > 0.0) sign = -sign;
                }
                return sign * inf;
            }
            sign = gammasgn(b) * gammasgn(z > 0.0 ? a : b - a);
            if (z > 0.0) {
                report(Trouble::overflow);
                return sign * inf;
            }
            return a > 0.0 || is_pole(b - a) ? 0.0 : sign * inf;
        }
    }
    report(Trouble::no_result);
    return not_a_number<Z>();
}

// About where the series begins to cancel.
inline double kummer_start(double a, double b) noexcept { return 3.0 * std::fmax(std::fabs(b), 0.5) / (std::fabs(a) + 1.0); }

template <class Z>
inline Z hyp1f1_any(double a, double b, Z z) noexcept {
    if (std::isnan(a) || std::isnan(b) || is_nan(z)) return not_a_number<Z>();
    if (is_pole(b) && std::isfinite(b) && !(is_pole(a) && a >= b && a != 0.0)) {
        if constexpr (!std::is_same_v<Z, double>) report(Trouble::overflow);
        return Z(inf);
    }
    if (!std::isfinite(a) || !std::isfinite(b) || !finite(z)) return hyp1f1_infinite(a, b, z);
    if (z == Z(0.0) || a == 0.0) return Z(1.0);
    const Dd b_a = two_diff(b, a);
    const bool turned = real_part(z) < 0.0 && !is_pole(a) && !(a < 0.0 && b > 0.0);
    if (size_of(z) > 38.0) {
        const Summed<Z> far = hyp1f1_large(a, b, z);
        if (far.error < series_tolerance) {
            if (!finite(far.value)) report(Trouble::overflow);
            else if (far.value == Z(0.0)) report(Trouble::underflow);
            return far.value;
        }
    }
    // With a complex z and a minute b it is multiprecision that decides anyhow.
    if (size_of(z) < 600.0 && (std::is_same_v<Z, double> || std::fabs(b) > 1e-30)) {
        if constexpr (std::is_same_v<Z, double>) {
            // Where the series is sure to cancel.
            const double q = z > 0.0 ? a : b_a.hi;
            if (!is_pole(a) && q < 0.0 && b > 0.0 && (z < 0.0 ? a > 0.0 : true) && -q * std::fabs(z) > 6.0 * b) {
                // The largest term is about e^(2 sqrt(-q |z|)).
                if (-q * std::fabs(z) < 230.0) {
                    const Dd top[1] = {turned ? b_a : Dd(a)}, bottom[1] = {b};
                    const auto longer = series_dd<1, 1, double>(top, bottom, turned ? -z : z, 300);
                    if (longer.error < 1e-15) return longer.value.value() * (turned ? std::exp(z) : 1.0);
                }
                const Summed<Z> down = hyp1f1_downwards(a, b, z);
                if (down.error < series_tolerance && finite(down.value)) return down.value;
            }
        }
        const Dd top[1] = {turned ? b_a : Dd(a)}, bottom[1] = {b};
        const Z w = turned ? -z : z;
        const Summed<Z> s = series<1, 1, Z>(top, bottom, w, 1500);
        if (s.error < series_tolerance) {
            const Z v = turned ? s.value * std::exp(z) : s.value;
            if (finite(v)) return v;
        }
        if (!is_pole(a)) {
            const Summed<Z> down = hyp1f1_downwards(a, b, z);
            if (down.error < series_tolerance && finite(down.value)) return down.value;
        }
        const auto path = straight_path<Plain<Z>>(KummerEquation{a, b}, z, kummer_start(a, b), 150);
        if (path.error < stepping_tolerance && finite(path.value)) return path.value;
        // Hopeless in double-double where even the largest term over e^(z/2) takes more than it has.
        if (size_of(z) < 100.0) {
            const auto longer = series_dd<1, 1, Z>(top, bottom, w, 1500);
            if (longer.error < 1e-15) return turned ? longer.value.value() * std::exp(z) : longer.value.value();
        }
        if (!is_pole(a)) {
            const auto far = straight_path<Doubled<Z>>(KummerEquation{a, b}, z, 5.0 * kummer_start(a, b), 60);
            if (far.error < Doubled<Z>::enough && finite(far.value.value())) return far.value.value();
        }
    }
    // Where the polynomial of Kummer's form vanishes, no number of digits would do.
    if (!is_pole(a) && b_a.lo == 0.0 && is_pole(b_a.hi) && hyp1f1_any(b_a.hi, b, -z) == Z(0.0)) return 0.0;
    return from_multi<Z>(multi::hyp1f1(a, b, z));
}
inline double hyp1f1(double a, double b, double z) noexcept { return hyp1f1_any(a, b, z); }
inline cdouble hyp1f1(double a, double b, cdouble z) noexcept { return hyp1f1_any(a, b, z); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
