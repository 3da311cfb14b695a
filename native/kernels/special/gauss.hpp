// SPDX-License-Identifier: BSD-3-Clause
// Gauss's hypergeometric function 2F1(a, b; c; z), a, b, c real, z real or complex, one element at a time. The
// plan is that of hypergeometric.hpp; arrays go to gauss_lanes.hpp and complex_gauss_lanes.hpp first.
#pragma once

#include "kernels/special/gauss_path.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// (1 - z)^power
inline double power_of_nothing(double power) noexcept { return power > 0.0 ? 0.0 : power < 0.0 ? inf : 1.0; }
inline double power_of_rest(double z, double power) noexcept {
    return z == 1.0 ? power_of_nothing(power) : power_of(two_diff(1.0, z), power);
}
// The nearest whole power by products in double-double, because rounding of the logarithm counts `power` times.
inline cdouble power_of_rest(cdouble z, double power) noexcept {
    if (z == 1.0) return power_of_nothing(power);
    const cdouble l = log1p(-z);
    const double whole = std::fabs(power) > 1.5 && std::fabs(power * l.real()) < 600.0 ? std::nearbyint(power) : 0.0;
    const cdouble part = exp_dd(two_prod(l.real(), power - whole), two_prod(l.imag(), power - whole));
    if (whole == 0.0 || std::fabs(whole) > 1000.0) return whole == 0.0 ? part : exp_dd(two_prod(l.real(), power), two_prod(l.imag(), power));
    ComplexDd base, product(Dd(1.0));
    base.re = two_diff(1.0, z.real());
    base.im = -z.imag();
    for (int n = static_cast<int>(std::fabs(whole));;) {
        if (n & 1) product = times(product, base);
        n >>= 1;
        if (n == 0) break;
        base = times(base, base);
    }
    const cdouble v = product.value();
    return whole > 0.0 ? times(part, v) : over(part, v);
}

// The series at z after one of 15.8.1: as it stands, Pfaff's with either parameter, Euler's.
struct Form {
    Dd top[2], bottom[1];
    bool pfaff = false;
    double power = 0.0, power_rest = 0.0;                  // of 1 - z, the rest being left out
};

// Euler's form of F(a, b; c; z), a, b, c > 0, has terms that decay soon after k = max(a, b) - c, where they nearly end: of
// one sign to k = min(a, b) - c, alternating between the two. The series as it stands has positive terms, but many.
inline bool nearly_ends(double c_a, double c_b, double z) noexcept {
    return std::fmax(c_a, c_b) < -1.0 || (z > 0.6 && std::fmin(c_a, c_b) < -1.0);
}

// Terms of one sign, or else the shorter parameters; without Euler's form that nearly ends unless `near_end`.
template <class Z>
inline Form choose_form(double a, double b, Dd c, Z z, bool near_end = true) noexcept {
    Form f;
    const Dd c_a = c - a, c_b = c - b, s = c_a - b;
    f.bottom[0] = c;
    const double r = modulus(z);
    const bool ends = (c_a.lo == 0.0 && is_pole(c_a.hi)) || (c_b.lo == 0.0 && is_pole(c_b.hi));
    if (std::abs(1.0 - z) > 1.05 && r > 0.3 && !ends) {
        f.pfaff = true;
        const bool second = c_a.hi > 0.0 && b > 0.0 ? !(c_b.hi > 0.0 && a > 0.0 && a < b)
                                                    : !(c_b.hi > 0.0 && a > 0.0) && std::fabs(c_a.hi * b) < std::fabs(c_b.hi * a);
        f.top[0] = second ? c_a : Dd(a);
        f.top[1] = second ? Dd(b) : c_b;
        f.power = second ? -b : -a;
        return f;
    }
    const bool euler = ends || (real_part(z) > 0.0 && s.hi < 0.0 &&
                                ((c_a.hi > 0.0 && c_b.hi > 0.0) ||
                                 (near_end && c.hi > 0.0 && a > 0.0 && b > 0.0 && nearly_ends(c_a.hi, c_b.hi, real_part(z))) ||
                                 (!(a > 0.0 && b > 0.0) && std::fabs(c_a.hi * c_b.hi) < std::fabs(a * b))));
    f.top[0] = euler ? c_a : Dd(a);
    f.top[1] = euler ? c_b : Dd(b);
    if (euler) {
        f.power = s.hi;
        f.power_rest = s.lo;
    }
    return f;
}

template <class Z>
inline Z form_factor(const Form& f, Z z) noexcept {
    if (f.power == 0.0) return Z(1.0);
    return power_of_rest(z, f.power);
}

inline double pfaff_argument(double z) noexcept { return z / (z - 1.0); }
inline cdouble pfaff_argument(cdouble z) noexcept { return over(z, z - 1.0); }
inline Dd pfaff_argument_dd(double z) noexcept { return Dd(z) / (Dd(z) - 1.0); }
inline ComplexDd pfaff_argument_dd(cdouble z) noexcept {
    const Dd x = Dd(z.real()) - 1.0, y = z.imag(), d = Dd(1.0) / (x * x + y * y);
    ComplexDd r;
    r.re = (x * z.real() + y * y) * d;
    r.im = (y * x - y * z.real()) * d;
    return r;
}
inline Dd extended(double z) noexcept { return z; }
inline ComplexDd extended(cdouble z) noexcept { return z; }

template <class Z>
inline Summed<Z> gauss_series(double a, double b, Dd c, Z z, bool extend, bool near_end = true) noexcept {
    const Form f = choose_form(a, b, c, z, near_end);
    const Z w = f.pfaff ? pfaff_argument(z) : z;
    const double r = modulus(w);
    const bool ends = (f.top[0].lo == 0.0 && is_pole(f.top[0].hi)) || (f.top[1].lo == 0.0 && is_pole(f.top[1].hi));
    if (!ends && (r > 0.995 || (r > 0.95 && (extend || !std::is_same_v<Z, double>)))) return {};
    const int limit = r < 0.9 ? 1000 : r < 0.95 ? 2000 : 10000;
    // What the factor and the argument add.
    const double turned = std::is_same_v<Z, double> ? 0.0 : 1.0;
    const double cost = f.power == 0.0 ? 0.0 : 2e-16 * (1.0 + turned) + 4.0 * std::fabs(f.power_rest);
    if (!extend) {
        Summed<Z> s = series<2, 1, Z>(f.top, f.bottom, w, limit);
        s.value = times(s.value, form_factor(f, z));
        s.error += cost + (f.pfaff ? 2e-16 * s.slope : 0.0);
        return s;
    }
    const auto s = series_dd<2, 1, Z>(f.top, f.bottom, f.pfaff ? pfaff_argument_dd(z) : extended(z), limit);
    return {times(s.value.value(), form_factor(f, z)), s.error + cost};
}

// F(a, b; c + n; z) is the minimal solution of 15.5.18 in n for Re z < 1/2: downwards from where the series has terms of
// one sign.
template <class Z>
inline Summed<Z> gauss_downwards(double a, double b, double c, Z z) noexcept {
    const double steps = std::ceil(std::fmax(std::fmax(a, b) - c, -c)) + 1.0;
    if (!(steps >= 1.0 && steps < 300.0)) return {};
    const Dd high = two_sum(c, steps);
    const Summed<Z> f0 = gauss_series(a, b, high, z, false), f1 = gauss_series(a, b, high + 1.0, z, false);
    if (!(f0.error < tolerance<Z> && f1.error < tolerance<Z>)) return {};
    Stepping<Z> at(f0.value, f1.value);
    const Z rest = 1.0 - z, over_rest = over(Z(1.0), rest);
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b);
    for (double k = steps; k >= 1.0; k -= 1.0) {
        // c (c - 1)(1 - z) F(c - 1) = c (c - 1 - (2 c - a - b - 1) z) F(c) + (c - a)(c - b) z F(c + 1)
        const double ck = c + k, ck1 = c + (k - 1.0), p = ((c_a.hi + k) + c_a.lo), q = ((c_b.hi + k) + c_b.lo);
        const Z t = times(ck1 - (p + q - 1.0) * z, over_rest) / ck1;
        const Z u = times(z, over_rest) * (p * q / (ck * ck1));
        at.step(t, u);
    }
    Summed<Z> r;
    r.value = at.now;
    r.error = at.error(steps, std::fmax(f0.error, f1.error));
    return r;
}

// By float64 means, and for real z double-double ones before the path, in the order of their work.
template <class Z>
inline Summed<Z> gauss_fast(double a, double b, double c, Z z) noexcept {
    const double r = std::abs(z), x = real_part(z);
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b), s = c_a - b;
    const bool euler_ends = (c_a.lo == 0.0 && is_pole(c_a.hi)) || (c_b.lo == 0.0 && is_pole(c_b.hi));
    Summed<Z> v;
    if (euler_ends) {
        v = gauss_series(a, b, Dd(c), z, false);
        if (v.error < tolerance<Z>) return v;
    }
    const double rest = std::abs(1.0 - z), at_zero = rest > 1.05 && r > 0.3 ? r / rest : r;
    // The other arguments of modulus below 1, the smallest first: two series each, and gamma functions.
    const double sizes[4] = {rest, x < 0.6 ? inf : rest / r, 1.0 / rest, x < 0.5 ? inf : 1.0 / r};
    int order[4] = {0, 1, 2, 3};
    std::sort(order, order + 4, [&](int i, int j) { return sizes[i] < sizes[j]; });
    const bool first = at_zero < 0.75 || (at_zero < 0.9 && sizes[order[0]] > 0.6);
    // Where a float64 sum cancels, one in double-double costs three times as much and loses 2^47 times less.
    const auto summed = [&](bool near_end) {
        v = gauss_series(a, b, Dd(c), z, false, near_end);
        if (!(v.error < tolerance<Z>) && v.error < 100.0 && at_zero < 0.95) v = gauss_series(a, b, Dd(c), z, true, near_end);
        return v.error < tolerance<Z>;
    };
    const auto at_once = [&] {
        if (summed(true)) return true;
        if (x > 0.0 && std::fmin(c_a.hi, c_b.hi) < -1.0 && c > 0.0 && summed(false)) return true;
        if (x < 0.5 || (x < 0.9 && c < 0.0 && a > 0.0 && b > 0.0)) v = gauss_downwards(a, b, c, z);
        return v.error < tolerance<Z>;
    };
    if (first && at_once()) return v;
    bool extend[4] = {};
    for (const int way : order) {
        if (sizes[way] > (std::is_same_v<Z, double> ? 0.9 : 0.95)) break;
        v = {};
        if (way >= 2) {
            v = gauss_far(a, b, c, z, way == 3);
        } else if (s.lo == 0.0 && s.hi == std::floor(s.hi) && rest < 0.95) {
            const int m = static_cast<int>(std::fmin(std::fabs(s.hi), 1000.0));
            if (s.hi >= 0.0) {
                v = gauss_logarithmic(a, b, m, c, z);
            } else if (c_a.lo == 0.0 && c_b.lo == 0.0) {
                v = gauss_logarithmic(c_a.hi, c_b.hi, m, c, z);
                v.value = times(v.value, power_of_rest(z, s.hi));
                v.error += 4e-16 * (1.0 + std::fabs(s.hi));
            }
        } else {
            v = gauss_near_one(a, b, c, z, way == 1);
        }
        if (v.error < tolerance<Z> && finite(v.value)) return v;
        // Double-double serves beside integers, and has ten digits more to lose.
        extend[way] = v.error < 1e-8 || near_integer_value(way >= 2 ? a - b : s.hi) || !moderate_parameters(a, b, c);
    }
    if (!first && at_zero < 0.95 && at_once()) return v;
    if constexpr (std::is_same_v<Z, double>) {
        for (const int way : order) {
            if (!extend[way] || sizes[way] > 0.8) continue;
            v = gauss_connected_dd(a, b, c, z, way);
            if (v.error < tolerance<Z>) return v;
        }
    }
    if (!first && at_zero >= 0.95 && at_once()) return v;
    v = gauss_path<Plain<Z>>(a, b, c, z, 80);
    if (v.error < (std::is_same_v<Z, double> ? 1.0 : 0.25) * stepping_tolerance) return v;
    return {};
}

// a = -m: the polynomial as it stands, or in 1 - z (DLMF 15.8.7) where that is the shorter argument.
template <class Z>
inline Summed<Z> gauss_polynomial(double a, double b, double c, Z z) noexcept {
    const double m = -a;
    const Dd top[2] = {a, b}, bottom[1] = {c};
    const Summed<Z> v = series<2, 1, Z>(top, bottom, z, 300);
    const Z rest = rest_of(z);
    const Dd turned[1] = {two_diff(b, c) + (1.0 - m)};
    if (v.error < tolerance<Z> || !(m < 2000.0) || !(modulus(rest) < modulus(z))) return v;
    if (turned[0].lo == 0.0 && is_pole(turned[0].hi) && turned[0].hi > a) return v;
    Summed<Z> w = series<2, 1, Z>(top, turned, rest, static_cast<int>(m) + 2);
    if (!(w.error < tolerance<Z>)) return v;
    Dd front = 1.0;                                        // (c - b)_m/(c)_m
    const Dd c_b = two_diff(c, b);
    int exponent = 0;
    for (double k = 0.0; k < m; k += 1.0) {
        front = front * (c_b + k) / two_sum(c, k);
        const double size = std::fabs(front.hi);
        if (size > 0x1p400 || size < 0x1p-400) {
            const int e = size == 0.0 ? 0 : std::ilogb(size);
            front = front * std::ldexp(1.0, -e);
            exponent += e;
        }
    }
    w.value = w.value * front.value() * std::ldexp(1.0, exponent);
    w.error += 2e-16 * (1.0 + w.slope);
    if (!(modulus(w.value) > 1e-290)) w.error = inf;
    return w;
}

// The real line beyond the cut, the point 1, poles and other values fixed by convention. True if `v` is the value.
inline bool gauss_special(double a, double b, double c, double z, double& v) noexcept {
    const bool ends = is_pole(a) || is_pole(b);
    if (z == 0.0) {
        v = 1.0;
        return true;
    }
    if (a == c || b == c) {
        // (1 - z)^-b; with b = c a negative integer, the series that ends with the first zero of (c)_k
        if (a != c && is_pole(b)) return false;
        const double power = a == c ? -b : -a;
        if (z > 1.0 && power != std::floor(power)) {
            report(Trouble::overflow);
            v = inf;
            return true;
        }
        if (z == 1.0 && power < 0.0) report(Trouble::singular);
        v = power_of_rest(z, power);
        return true;
    }
    if (is_pole(c)) {
        const bool before = (is_pole(a) && a > c) || (is_pole(b) && b > c);
        if (before) return false;
        report(Trouble::overflow);
        v = inf;
        return true;
    }
    if (ends || z < 1.0) return false;
    const double s = two_diff(two_diff(c, a).hi, b).value();
    if (z > 1.0) {
        const bool euler = is_pole(c - a) || is_pole(c - b);
        if (euler && s == std::floor(s)) return false;
        report(Trouble::overflow);
        v = inf;
        return true;
    }
    if (is_pole(c - a) || is_pole(c - b)) {
        v = s > 0.0 ? 0.0 : s < 0.0 ? inf : nan;
        if (s < 0.0) report(Trouble::overflow);
        if (s != 0.0) return true;
    }
    if (s <= 0.0) {
        report(Trouble::overflow);
        v = inf;
        return true;
    }
    return false;
}
inline bool gauss_special(double a, double b, double c, cdouble z, cdouble& v) noexcept {
    if (z == 0.0 && c == 0.0 && a != 0.0 && b != 0.0) {
        v = {nan, 0.0};
        return true;
    }
    if (z == 0.0 || a == 0.0 || b == 0.0) {
        v = 1.0;
        return true;
    }
    if (is_pole(c) && !((is_pole(a) && a >= c) || (is_pole(b) && b >= c))) {
        v = {inf, 0.0};
        return true;
    }
    if (is_pole(a) || is_pole(b)) return false;
    if (a == c || b == c) {
        v = power_of_rest(z, a == c ? -b : -a);
        return true;
    }
    if (z == 1.0 && !((c - a) - b > 0.0)) {
        v = {inf, 0.0};
        return true;
    }
    return false;
}

inline double gauss_infinite(double a, double b, double c, double z) noexcept {
    if (std::isfinite(a) && std::isfinite(b) && c == inf && std::isfinite(z)) return 1.0;
    if (std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && (a == 0.0 || b == 0.0)) return 1.0;
    if (z == inf && std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && !is_pole(a) && !is_pole(b)) {
        report(Trouble::overflow);
        return inf;
    }
    if (std::isinf(z) && std::isfinite(a) && std::isfinite(b) && std::isfinite(c) && !is_pole(c)) {
        if (is_pole(a) || is_pole(b)) {
            // The leading term, (a)_m (b)_m/(c)_m z^m/m!
            const double m = is_pole(a) && is_pole(b) ? std::fmin(-a, -b) : is_pole(a) ? -a : -b;
            double sign = 1.0;
            for (double k = 0.0; k < m && k < 1e4; ++k)
                sign *= std::copysign(1.0, a + k) * std::copysign(1.0, b + k) * std::copysign(1.0, c + k) * std::copysign(1.0, z);
            return sign * inf;
        }
        if (a > 0.0 && b > 0.0) return 0.0;
    }
    report(Trouble::no_result);
    return nan;
}
inline cdouble gauss_infinite(double a, double b, double c, cdouble z) noexcept {
    if (std::isfinite(a) && std::isfinite(b) && c == inf && finite(z)) return 1.0;
    report(Trouble::no_result);
    return {nan, nan};
}

template <class Z>
inline Z hyp2f1_any(double a, double b, double c, Z z) noexcept {
    if (std::isnan(a) || std::isnan(b) || std::isnan(c) || is_nan(z)) return not_a_number<Z>();
    if (!std::isfinite(a) || !std::isfinite(b) || !std::isfinite(c) || !finite(z)) return gauss_infinite(a, b, c, z);
    Z v;
    if (gauss_special(a, b, c, z, v)) return v;
    if (z == Z(1.0)) return from_multi<Z>(multi::hyp2f1_at_one(a, b, c));
    const bool ends = is_pole(a) || is_pole(b);
    if (ends) {
        const bool first = is_pole(a) && !(is_pole(b) && b > a);
        const Summed<Z> s = gauss_polynomial(first ? a : b, first ? b : a, c, z);
        if (s.error < tolerance<Z> && finite(s.value)) return s.value;
    } else {
        const Summed<Z> s = gauss_fast(a, b, c, z);
        if (s.error < 1.0 && finite(s.value)) return s.value;
        const Summed<Z> t = gauss_series(a, b, Dd(c), z, true);
        if (t.error < 1e-14 && finite(t.value)) return t.value;
        const auto u = gauss_path<Doubled<Z>>(a, b, c, z, 60);
        if (u.error < Doubled<Z>::enough && finite(u.value.value())) return u.value.value();
        // Where the polynomial of DLMF 15.8.1 vanishes, no number of digits would do.
        const Dd c_a = two_diff(c, a), c_b = two_diff(c, b);
        const bool turns = c_a.lo == 0.0 && c_b.lo == 0.0 && (is_pole(c_a.hi) || is_pole(c_b.hi));
        if (turns && hyp2f1_any(c_a.hi, c_b.hi, c, z) == Z(0.0)) return 0.0;
    }
    return from_multi<Z>(multi::hyp2f1(a, b, c, z));
}
inline double hyp2f1(double a, double b, double c, double z) noexcept { return hyp2f1_any(a, b, c, z); }
inline cdouble hyp2f1(double a, double b, double c, cdouble z) noexcept {
    // Above the real axis and on the upper side of the cut; below by reflection.
    return std::signbit(z.imag()) ? std::conj(hyp2f1_any(a, b, c, std::conj(z))) : hyp2f1_any(a, b, c, z);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
