// SPDX-License-Identifier: BSD-3-Clause
// The parabolic cylinder function W(a, x) and its derivative, the solution of w'' + (x^2/4 - a) w = 0 of DLMF 12.14.
//
// |x| large: the expansions 12.14.17-18. Otherwise Taylor's series (cylinder_path.hpp) from the values 12.14.2-3 at 0,
// or, as W decays from 0 to 2 sqrt a, from where the expansions hold towards 0. What is left, near zeros: the even and odd
// power series 12.14.8-10 in double-double, then in multiprecision. Accuracy: 2e-12 of the local amplitude, most often 1e-13.
#pragma once

#include "kernels/special/complex_gamma.hpp"
#include "kernels/special/cylinder_path.hpp"
#include "kernels/special/parabolic.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr double weber_tolerance = 2e-12;

inline double plain(double v) noexcept { return v; }
inline double plain(Dd v) noexcept { return v.value(); }

// Sum and x times derivative of the even (odd = 0) or odd series, T being double or Dd.
template <class T>
inline Summed<double> weber_series(double a, double x, int odd, double unit) noexcept {
    const T x2 = T(x) * T(x), ax2 = x2 * T(a), x4 = x2 * x2 * T(0.25);
    T before(0.0), now = odd ? T(x) : T(1.0), total = now, weighted = odd ? now : T(0.0);
    double sizes = std::fabs(plain(now)), small = 0.0;
    for (double k = odd; k < 1200.0; k += 2.0) {
        const T next = (ax2 * now - x4 * before) / T((k + 1.0) * (k + 2.0));
        before = now;
        now = next;
        total = total + now;
        weighted = weighted + now * T(k + 2.0);
        const double size = std::fabs(plain(now)) * (k + 2.0);
        sizes += size;
        if (!(sizes < 1e280)) break;
        small = size < 1e-3 * unit * sizes ? small + 1.0 : 0.0;
        if (small >= 3.0 && (k + 3.0) * (k + 4.0) > 4.0 * std::fabs(a) * x * x)
            return {plain(total), unit * sizes * (4.0 + std::sqrt(k)), 0.0, plain(weighted)};   // an absolute error
    }
    return {};
}

// W(a, 0) and W'(a, 0)
inline ValueSlope weber_start(double a) noexcept {
    const cdouble l1 = loggamma(cdouble(0.25, 0.5 * a)), l3 = loggamma(cdouble(0.75, 0.5 * a));
    const double w0 = 0x1.306fe0a31b715p-1 * std::exp(0.5 * (l1.real() - l3.real()));   // 2^(-3/4)
    return {w0, -0.5 / w0, 5e-16 + 2e-16 * std::fabs(l1.real()), 0.0};
}

template <class T>
inline ValueSlope weber_near(double a, double x, double unit) noexcept {
    const ValueSlope start = weber_start(a);
    const double w0 = start.value, w1 = start.slope;
    if (std::fabs(x) * (1.0 + std::fabs(a)) < 1e-17) return {w0, w1, 2e-15, 2e-15};
    const auto even = weber_series<T>(a, x, 0, unit), odd = weber_series<T>(a, x, 1, unit);
    const double coefficient = 2e-15 + start.error;
    ValueSlope r;
    r.value = w0 * even.value + w1 * odd.value;
    r.slope = x == 0.0 ? w1 : (w0 * even.derivative + w1 * odd.derivative) / x;
    const double e1 = std::fabs(w0) * (even.error + coefficient * std::fabs(even.value)) +
                      std::fabs(w1) * (odd.error + coefficient * std::fabs(odd.value));
    const double e2 = std::fabs(w0) * (even.error + coefficient * std::fabs(even.derivative)) +
                      std::fabs(w1) * (odd.error + coefficient * std::fabs(odd.derivative));
    r.error = x == 0.0 ? coefficient : std::fmax(e1 / std::fabs(r.value), e2 / std::fabs(r.slope * x));
    return r;
}

// DLMF 12.14.17-18; the errors are relative to the amplitude.
inline ValueSlope weber_far(double a, double x) noexcept {
    const double r = std::fabs(x);
    cdouble term(1.0), total(1.0), slope(0.0);
    double sizes = 1.0, before = inf, rest = inf;
    for (int s = 0; s < 400; ++s) {
        const cdouble p(0.5 + 2.0 * s, a), q(1.5 + 2.0 * s, a);
        const cdouble next = times(times(term, times(p, q)), cdouble(0.0, -0.5 / (r * r * (s + 1.0))));
        const double now = size_of(next);
        if (now > before && s > std::fabs(a)) {
            rest = before;
            break;
        }
        term = next;
        total += term;
        slope += term * (-2.0 * (s + 1.0) / r);
        sizes += now;
        before = now;
        if (now < 0x1p-56) {
            rest = 0.0;
            break;
        }
    }
    // omega = x^2/4 - a log x + pi/4 + ph Gamma(1/2 + i a)/2
    Dd omega = two_prod(r, 0.25 * r) - log_dd(r) * a + Dd(0.25 * pi_dd.hi, 0.25 * pi_dd.lo);
    omega = omega + 0.5 * loggamma(cdouble(0.5, a)).imag();
    const double turns = std::nearbyint(omega.hi / (2.0 * pi));
    omega = omega - Dd(2.0 * pi_dd.hi, 2.0 * pi_dd.lo) * turns;
    const cdouble wave(fma(-omega.lo, std::sin(omega.hi), std::cos(omega.hi)), fma(omega.lo, std::cos(omega.hi), std::sin(omega.hi)));
    const double scale = std::sqrt(2.0 / r);
    const cdouble f = times(total, wave) * scale;
    const cdouble df = times(f, cdouble(-0.5 / r, 0.5 * r - a / r)) + times(slope, wave) * scale;
    // sqrt k, k = sqrt(1 + e^(2 pi a)) - e^(pi a)
    const double e = std::exp(pi * std::fabs(a));
    const double inverse_k = a > 0.0 ? std::sqrt(1.0 + e * e) + e : std::sqrt(1.0 + 1.0 / (e * e)) + 1.0 / e;
    const double root = std::isinf(e * e) ? 0x1.6a09e667f3bcdp+0 * std::exp(0.5 * pi * a) : std::sqrt(inverse_k);
    ValueSlope v;
    v.value = x > 0.0 ? f.real() / root : f.imag() * root;
    v.slope = x > 0.0 ? df.real() / root : -df.imag() * root;
    v.error = rest + 0x1p-51 * sizes / std::abs(total) + 2e-16 * std::fabs(a) * (1.0 + std::log(1.0 + std::fabs(a)));
    return v;
}

inline ValueSlope weber_path(double a, double x) noexcept {
    const auto from = [&](double x0, const ValueSlope& known) -> ValueSlope {
        CylinderPath path(a, -1.0, x0, known.value, known.slope, known.error);
        if (!path.go(x, 500) || path.exponent > 600) return {};
        path.value = std::ldexp(path.value, path.exponent);
        path.slope = std::ldexp(path.slope, path.exponent);
        return {path.value, path.slope, path.error(), path.error()};
    };
    ValueSlope v;
    if (x < 0.0 || a < 2.0) v = from(0.0, weber_start(a));
    if (v.error < weber_tolerance || a < 0.0) return v;
    const double start = std::fmax(std::fmax(11.0, 0.4 * a), x);
    const ValueSlope far = weber_far(a, std::copysign(start, x));
    return far.error < weber_tolerance && far.value * far.value + far.slope * far.slope > 1e-280 ? from(std::copysign(start, x), far) : v;
}

inline void pbwa(double a, double x, double& w, double& wp) noexcept {
    w = wp = nan;
    if (std::isnan(a) || std::isnan(x)) return;
    if (!std::isfinite(a) || !std::isfinite(x)) {
        report(Trouble::loss);
        return;
    }
    const double r = std::fabs(x);
    if (r > 1e10) {                                        // the phase x^2/4 has no digits left
        report(Trouble::loss);
        return;
    }
    ValueSlope v;
    if (r > 8.0) v = weber_far(a, x);
    if (!(v.error < weber_tolerance) && r < 300.0 && std::fabs(a) < 700.0) v = weber_path(a, x);
    if (!(v.error < weber_tolerance) && r < 25.0 && std::fabs(a) < 200.0) v = weber_near<Dd>(a, x, 0x1p-100);
    if (v.error < weber_tolerance && std::isfinite(v.value) && std::isfinite(v.slope)) {
        w = v.value;
        wp = v.slope;
        return;
    }
    const multi::TwoAnswers found = multi::weber(a, x);
    if (!found.value.ok) {
        report(Trouble::loss);
        return;
    }
    w = from_multi<double>(found.value);
    wp = from_multi<double>(found.derivative);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
