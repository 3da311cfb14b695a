// SPDX-License-Identifier: BSD-3-Clause
// Parabolic cylinder functions D_v(x) = U(-v - 1/2, x) and V_v(x) = V(-v - 1/2, x) with their derivatives (DLMF 12).
//
// |x| large: the expansions 12.9.1-2, with 12.2.15-16 on the left. D of small whole order: Hermite polynomials. D of
// v < 0 on the left: its even and odd parts. D on the right where that takes few steps: Miller's algorithm. Otherwise
// Taylor's series (cylinder_path.hpp) from the values 12.2.6-9 at 0, or for D, where it decays, from where 12.9.1 holds
// towards 0; on the left also through 12.2.15 and 12.2.20. Where their error estimates do not allow that (near zeros, large
// |v|): the even and odd solutions 12.4.1-2 in float64 or double-double; for D and x > 0, where they cancel, Miller's
// algorithm for U(-v/2, 1/2, x^2/2) (tricomi.hpp) and the recurrence 12.8.1 upwards in v; then the same sums in
// multiprecision.
#pragma once

#include "kernels/special/cylinder_path.hpp"
#include "kernels/special/tricomi.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct ValueSlope {
    double value = nan, slope = nan;
    double error = inf;                                    // the larger relative one
    double scale_error = inf;                              // relative to the amplitude, if that is known
};

inline constexpr Dd ln2_dd{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
inline constexpr double path_tolerance = 2e-12;            // below it near zeros too

inline double sum_error(double t1, double e1, double t2, double e2) noexcept {
    const double s = std::fabs(t1 + t2), w = std::fabs(t1) * e1 + std::fabs(t2) * e2;
    return w == 0.0 ? 0.0 : w / s;
}

// e^(sign x^2/4) |x|^power times `factor`
inline double gaussian(double x, double sign, double power, double factor) noexcept {
    Dd e = two_prod(x, 0.25 * sign * x);
    if (power != 0.0) e = e + log_dd(std::fabs(x)) * power;
    return scaled_exp(e, factor);
}

// DLMF 12.9.1 and 12.9.2 for x > 0 and the slopes D' = -x/2 D + v D_(v-1), V' = x/2 V - (v + 1) V_(v+1); the common
// factor e^(-+x^2/4) x^v (x^(-v-1)) is left out.
inline ValueSlope parabolic_far(double v, double x, bool second) noexcept {
    const double w = (second ? 2.0 : -2.0) / (x * x);
    const Dd q = second ? Dd(v) + 1.0 : Dd(-v), q1 = second ? q + 1.0 : Dd(1.0) - v;
    const auto half = [](Dd d) { return Dd(0.5 * d.hi, 0.5 * d.lo); };
    const Summed<double> s = series_2f0(half(q), half(q1), w), t = series_2f0(half(q1), half(q1 + 1.0), w);
    const double scale = second ? -(v + 1.0) / x : v / x, part = (second ? 0.5 : -0.5) * x * s.value;
    const double other = scale * t.value;
    return {s.value, part + other, std::fmax(s.error, sum_error(part, s.error, other, t.error))};
}

inline ValueSlope parabolic_large(double v, double x, bool second) noexcept {
    const double r = std::fabs(x);
    // Where these are known not to reach the digits.
    if ((x < 0.0 || second) && r * r < 4.4 * v) return {};
    if (x > 0.0 && !second && (r * r < -5.6 * v || (v > 20.0 && r < 0.345 * v))) return {};
    const ValueSlope d = x < 0.0 || !second ? parabolic_far(v, r, false) : ValueSlope{0.0, 0.0, 0.0};
    const ValueSlope w = x < 0.0 || second ? parabolic_far(v, r, true) : ValueSlope{0.0, 0.0, 0.0};
    if (!(d.error < 1e-3 && w.error < series_tolerance)) return {};   // D may be far below V on the left
    const double root = 0x1.9884533d43651p-1;              // sqrt(2/pi)
    if (x > 0.0) {
        const double f = second ? gaussian(r, 1.0, -v - 1.0, root) : gaussian(r, -1.0, v, 1.0);
        const ValueSlope& u = second ? w : d;
        return {f * u.value, f * u.slope, u.error};
    }
    // D_v(-x) = cos(pi v) D_v(x) + pi/Gamma(-v) V_v(x), V_v(-x) = -sin(pi v)/Gamma(v + 1) D_v(x) - cos(pi v) V_v(x)
    if (std::fabs(v) > 160.0) return {};
    const double c = cospi(v);
    const double cd = second ? -sinpi(v) * rgamma(v + 1.0) : c, cv = second ? -c : pi * rgamma(-v);
    const double fd = cd == 0.0 ? 0.0 : gaussian(r, -1.0, v, cd), fv = cv == 0.0 ? 0.0 : gaussian(r, 1.0, -v - 1.0, cv * root);
    const double e = 1e-15;
    ValueSlope u;
    u.value = fd * d.value + fv * w.value;
    u.slope = -(fd * d.slope + fv * w.slope);
    u.error = std::fmax(sum_error(fd * d.value, d.error + e, fv * w.value, w.error + e),
                        sum_error(fd * d.slope, d.error + e, fv * w.slope, w.error + e));
    if (std::isinf(fd) || std::isinf(fv)) {
        // the growing part alone decides
        u.value = fv != 0.0 && std::isinf(fv) ? std::copysign(inf, fv * w.value) : std::copysign(inf, fd * d.value);
        u.slope = fv != 0.0 && std::isinf(fv) ? -std::copysign(inf, fv * w.slope) : -std::copysign(inf, fd * d.slope);
        u.error = 0.0;
    }
    return u;
}

// Value and slope at 0, DLMF 12.2.6-9
inline ValueSlope parabolic_start(double v, bool second) noexcept {
    const double h = 0.5 * v, root_pi = 0x1.c5bf891b4ef6ap+0, sqrt2 = 0x1.6a09e667f3bcdp+0;
    const double scale = std::exp2(second ? -h : h);
    const Dd g = second ? Dd(0.5) + h : Dd(0.5) - h;
    const double r = rgamma(g.hi) * (g.lo == 0.0 || is_pole(g.hi) ? 1.0 : 1.0 - g.lo * digamma(g.hi));
    if (second) return {-sinpi(h) * rgamma(1.0 + h) * scale, cospi(h) * r * scale * sqrt2, 1e-15};
    return {root_pi * r * scale, -root_pi * sqrt2 * rgamma(-h) * scale, 1e-15};
}

// The same without the factor e^front, for |v| from 110 to 1000
inline ValueSlope parabolic_start_scaled(double v, bool second, Dd& front) noexcept {
    const double h = 0.5 * v;
    LogProduct k[2];
    k[0].gamma(second ? Dd(1.0) + h : Dd(0.5) - h, -1.0);
    k[1].gamma(second ? Dd(0.5) + h : Dd(-h), -1.0);
    front = (k[0].zero || (!k[1].zero && k[1].log.hi > k[0].log.hi) ? k[1] : k[0]).log;
    double part[2];
    for (int i = 0; i < 2; ++i) part[i] = k[i].zero ? 0.0 : k[i].sign * exp_dd(k[i].log - front);
    front = front + ln2_dd * (second ? -h : h);
    const double root_pi = 0x1.c5bf891b4ef6ap+0, sqrt2 = 0x1.6a09e667f3bcdp+0;
    if (second) return {-sinpi(h) * part[0], cospi(h) * part[1] * sqrt2, 1e-15};
    return {root_pi * part[0], -root_pi * sqrt2 * part[1], 1e-15};
}

// DLMF 12.4.1-2
inline ValueSlope parabolic_series(double v, double x, bool second, bool extend) noexcept {
    if (std::fabs(v) > 250.0) return {};
    const double h = 0.5 * v;
    const Dd a1(-h), a2 = Dd(0.5) - h;
    const ValueSlope start = parabolic_start(v, second);
    const double c1 = start.value, c2 = start.slope;
    const Dd zz = two_prod(x, 0.5 * x);
    const Dd bottom1[1] = {0.5}, bottom2[1] = {1.5};
    double m1, m2, s1, s2, e1, e2;
    if (extend) {
        const auto f1 = series_dd<1, 1, double, true>(&a1, bottom1, zz, 800), f2 = series_dd<1, 1, double, true>(&a2, bottom2, zz, 800);
        m1 = f1.value.hi, m2 = f2.value.hi, s1 = f1.derivative.hi, s2 = f2.derivative.hi;
        e1 = f1.error, e2 = f2.error;
    } else {
        const auto f1 = series<1, 1, double, true>(&a1, bottom1, zz.hi, 500), f2 = series<1, 1, double, true>(&a2, bottom2, zz.hi, 500);
        m1 = f1.value, m2 = f2.value, s1 = f1.derivative, s2 = f2.derivative;
        e1 = f1.error + 0x1p-53 * f1.slope, e2 = f2.error + 0x1p-53 * f2.slope;
    }
    const double unit = 2e-15, t1 = c1 * m1, t2 = c2 * x * m2;
    const double u1 = x == 0.0 ? 0.0 : c1 * 2.0 * s1 / x, u2 = c2 * (m2 + 2.0 * s2);
    // Errors of the weighted sums are at most the sums' own times their slopes; the estimate of the value stands for both.
    const double size = std::fabs(t1) * (e1 + unit) + std::fabs(t2) * (e2 + unit);
    const double size_slope = std::fabs(u1) * (2.0 * e1 + unit) + std::fabs(u2) * (2.0 * e2 + unit) + 0.5 * std::fabs(x) * size;
    ValueSlope r;
    r.value = t1 + t2;
    r.slope = u1 + u2 - 0.5 * x * r.value;
    r.error = std::fmax(size == 0.0 ? 0.0 : size / std::fabs(r.value), size_slope == 0.0 ? 0.0 : size_slope / std::fabs(r.slope));
    const double g = gaussian(x, -1.0, 0.0, 1.0);
    r.value *= g;
    r.slope *= g;
    return r;
}

// D for x > 0
inline ValueSlope parabolic_miller(double v, double x) noexcept {
    const double n = v < 0.0 ? 0.0 : std::floor(v) + 1.0, v0 = v - n;
    if (n > 400.0) return {};
    const double a = -0.5 * v0, z = 0.5 * x * x;
    const Dd d = Dd(0.5) + a;
    const Pair f = tricomi_miller(a, d, z);
    // D_v0 and D_(v0-1) = (f0 - d f1)/x, both over e^(-x^2/4) x^v0
    const double below = (f.first - d.value() * f.second) / x;
    const double lost = f.first / (below * x);
    Stepping<double> at(f.first, below);
    for (double k = 0.0; k < n; k += 1.0) at.step(x, -(v0 + k));
    const double initial = miller_error * (1.0 + lost);
    const double error = at.error(n, initial), g = gaussian(x, -1.0, v0, 1.0);
    const double t1 = -0.5 * x * at.now, t2 = v * at.before;
    return {g * at.now, g * (t1 + t2), std::fmax(error, sum_error(t1, error, t2, error))};
}

// By Taylor's series from 0; D on the right, where it decays, from where 12.9.1 holds.
inline ValueSlope parabolic_path(double v, double x, bool second) noexcept {
    if (x == 0.0) {
        if (std::fabs(v) < 110.0) return parabolic_start(v, second);
        Dd front;
        ValueSlope start = parabolic_start_scaled(v, second, front);
        start.value = scaled_exp(front, start.value);
        start.slope = scaled_exp(front, start.slope);
        return start;
    }
    const double a = -v - 0.5, r = std::fabs(x);
    // The start lacks the factor e^front.
    const auto from = [&](double x0, const ValueSlope& known, Dd front) -> ValueSlope {
        if (!(std::fabs(known.value) + std::fabs(known.slope) > 1e-140)) return {};
        CylinderPath path(a, 1.0, x0, known.value, known.slope, known.error);
        if (!path.go(x, 3000)) return {};
        ValueSlope p{path.value, path.slope, path.relative_error(), path.error()};
        if (path.exponent != 0 || front.hi != 0.0) {
            front = front + ln2_dd * static_cast<double>(path.exponent);
            p.value = scaled_exp(front, p.value);
            p.slope = scaled_exp(front, p.slope);
        }
        return p;
    };
    // What D loses by decay on the way: twice the integral of kappa.
    const double turn = a < 0.0 ? 2.0 * std::sqrt(-a) : 0.0;
    const double decay = r > turn ? (r - turn) * std::sqrt(std::fmax(a, 0.0) + 0.25 * (r * r - turn * turn)) : 0.0;
    ValueSlope best;
    if (second || x < 0.0 || decay < 4.0) {
        Dd front(0.0);
        const ValueSlope start = std::fabs(v) < 110.0 ? parabolic_start(v, second) : parabolic_start_scaled(v, second, front);
        best = from(0.0, start, front);
    }
    if (best.error < path_tolerance || second || x < 0.0) return best;
    if (v < -8.0) {
        // From where Miller's algorithm takes few steps
        const double near = std::fmax(std::sqrt(-v * (1.0 - v) / 600.0), r);
        const ValueSlope known = parabolic_miller(v, near);
        if (known.error < 3e-13) {
            const ValueSlope found = near == x ? known : from(near, known, 0.0);
            if (found.error < path_tolerance) return found;
        }
    }
    const double start = std::fmax(std::fmax(10.0, 4.4 * std::sqrt(std::fabs(v))), r);
    const ValueSlope far = parabolic_far(v, start, false);
    return far.error < 3e-13 ? from(start, far, two_prod(start, -0.25 * start) + log_dd(start) * v) : best;
}

// D_n = e^(-x^2/4) He_n(x), DLMF 12.7.2, with the recurrence 18.9.1
inline ValueSlope parabolic_hermite(double n, double x) noexcept {
    double before = 0.0, now = 1.0, exponent = 0.0;
    for (double k = 0.0; k < n; k += 1.0) {
        const double next = fma(x, now, -k * before);
        before = now;
        now = next;
        if (std::fabs(now) > 0x1p500) {
            now *= 0x1p-500;
            before *= 0x1p-500;
            exponent += 500.0;
        }
    }
    const Dd front = two_prod(x, -0.25 * x) + ln2_dd * exponent;
    return {scaled_exp(front, now), scaled_exp(front, fma(-0.5 * x, now, n * before)), 0.0};
}

// x < 0, from the functions at |x|: DLMF 12.2.15 and 12.2.20
inline ValueSlope parabolic_reflected(double v, double x, bool second) noexcept {
    if (std::fabs(v) > 160.0) return {};
    const ValueSlope d = parabolic_path(v, -x, false), w = parabolic_path(v, -x, true);
    if (!(d.error < 1.0 && w.error < path_tolerance)) return {};
    const double c = cospi(v), cd = second ? -sinpi(v) * rgamma(v + 1.0) : c, cv = second ? -c : pi * rgamma(-v);
    const double t1 = cd * d.value, t2 = cv * w.value, u1 = cd * d.slope, u2 = cv * w.slope, e = 1e-15;
    return {t1 + t2, -(u1 + u2), std::fmax(sum_error(t1, d.error + e, t2, w.error + e), sum_error(u1, d.error + e, u2, w.error + e))};
}

inline ValueSlope parabolic(double v, double x, bool second) noexcept {
    if (!second && v >= 0.0 && v <= 1000.0 && v == std::floor(v) && std::fabs(x) < 200.0) return parabolic_hermite(v, x);
    if (std::fabs(x) > 5.0) {
        const ValueSlope far = parabolic_large(v, x, second);
        if (far.error < series_tolerance) return far;
    }
    if (!second && x < 0.0 && x > -30.0 && v < 0.0) {       // two sums of positive terms
        const ValueSlope near = parabolic_series(v, x, second, false);
        if (near.error < series_tolerance && std::isfinite(near.value) && std::isfinite(near.slope)) return near;
    }
    // Miller's algorithm where it takes few steps
    if (!second && std::fabs(v) < 300.0 && (v < -8.0 ? v * (v - 1.0) < 600.0 * x * x && x > 1.0 : v > 8.0 && x > 1.0)) {
        const ValueSlope m = parabolic_miller(v, x);
        if (m.error < path_tolerance && std::isfinite(m.value) && std::isfinite(m.slope)) return m;
    }
    ValueSlope path;
    if (std::fabs(x) < 150.0 && std::fabs(v) <= 1000.0) {
        path = parabolic_path(v, x, second);
        if (path.error < path_tolerance) return path;
        if (x < 0.0) {
            const ValueSlope r = parabolic_reflected(v, x, second);
            if (r.error < path_tolerance && std::isfinite(r.value) && std::isfinite(r.slope)) return r;
        }
    }
    if (std::fabs(x) < 30.0) {
        const ValueSlope near = parabolic_series(v, x, second, false);
        if (near.error < series_tolerance && std::isfinite(near.value) && std::isfinite(near.slope)) return near;
    }
    if (!second && x > 0.3 && std::fabs(v) < 300.0) {
        const ValueSlope m = parabolic_miller(v, x);
        if (m.error < stepping_tolerance && std::isfinite(m.value) && std::isfinite(m.slope)) return m;
    }
    if (std::fabs(x) < 12.0) {
        const ValueSlope near = parabolic_series(v, x, second, true);
        if (near.error < series_tolerance && std::isfinite(near.value) && std::isfinite(near.slope)) return near;
    }
    if (path.scale_error < path_tolerance) return path;  // near a zero
    const multi::TwoAnswers found = multi::parabolic(v, x, second);
    return {from_multi<double>(found.value), from_multi<double>(found.derivative), 0.0};
}

inline void parabolic_checked(double v, double x, bool second, double& value, double& slope) noexcept {
    if (std::isnan(v) || std::isnan(x) || std::isinf(v)) {
        value = slope = nan;
        if (std::isinf(v)) report(Trouble::no_result);
        return;
    }
    if (std::isinf(x)) {
        if (x > 0.0) {
            value = second ? inf : 0.0;
            slope = second ? inf : -0.0;
            return;
        }
        // D_v(-x) grows as pi/Gamma(-v) V_v(x), V_v(-x) as -cos(pi v) V_v(x)
        const double sign = second ? -cospi(v) : v >= 0.0 && v == std::floor(v) ? 0.0 : gammasgn(-v);
        value = sign == 0.0 ? 0.0 : std::copysign(inf, sign);
        slope = sign == 0.0 ? 0.0 : std::copysign(inf, -sign);
        return;
    }
    const ValueSlope r = parabolic(v, x, second);
    value = r.value;
    slope = r.slope;
    if (std::isinf(value) || std::isinf(slope)) report(Trouble::overflow);
}

inline void pbdv(double v, double x, double& d, double& dp) noexcept { parabolic_checked(v, x, false, d, dp); }
inline void pbvv(double v, double x, double& d, double& dp) noexcept { parabolic_checked(v, x, true, d, dp); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
