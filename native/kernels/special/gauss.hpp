// SPDX-License-Identifier: BSD-3-Clause
// Gauss's hypergeometric function 2F1(a, b; c; z), a, b, c real, z real or complex. The plan is that of
// hypergeometric.hpp.
#pragma once

#include "kernels/special/hypergeometric.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// (1 - z)^power
inline double power_of_rest(double z, double power) noexcept { return power_of(two_diff(1.0, z), power); }
inline cdouble power_of_rest(cdouble z, double power) noexcept {
    const cdouble l = log1p(-z);
    return exp_dd(two_prod(l.real(), power), two_prod(l.imag(), power));
}

// The series at z after one of 15.8.1: as it stands, Pfaff's with either parameter, Euler's.
struct Form {
    Dd top[2], bottom[1];
    bool pfaff = false;
    double power = 0.0, power_rest = 0.0;                  // of 1 - z, the rest being left out
};

// Terms of one sign, or else the shorter parameters.
template <class Z>
inline Form choose_form(double a, double b, double c, Z z) noexcept {
    Form f;
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b), s = c_a - b;
    f.bottom[0] = c;
    const double r = size_of(z);
    if (real_part(z) < 0.0 && r > 0.3) {
        f.pfaff = true;
        const bool second = c_a.hi > 0.0 && b > 0.0 ? !(c_b.hi > 0.0 && a > 0.0 && a < b)
                                                    : !(c_b.hi > 0.0 && a > 0.0) && std::fabs(c_a.hi * b) < std::fabs(c_b.hi * a);
        f.top[0] = second ? c_a : Dd(a);
        f.top[1] = second ? Dd(b) : c_b;
        f.power = second ? -b : -a;
        return f;
    }
    const bool euler = real_part(z) > 0.0 && (s.hi < 0.0 ? (c_a.hi > 0.0 && c_b.hi > 0.0) || !(a > 0.0 && b > 0.0)
                                                           : false);
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

// DLMF 15.8.4 for real z in (0, 1)
inline Summed<double> gauss_at_one(double a, double b, double c, double z) noexcept {
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b), s = c_a - b;
    if (near_integer_value(s.hi) || std::fabs(a) > 60.0 || std::fabs(b) > 60.0 || std::fabs(c) > 60.0) return {};
    const auto reciprocal = [](Dd x) {
        return is_pole(x.hi) || near_integer_value(x.hi) ? (x.lo == 0.0 ? rgamma(x.hi) : nan)
                                                   : rgamma(x.hi) * (1.0 - x.lo * digamma(x.hi));
    };
    const double w = 1.0 - z, g = gamma(c);
    const Dd top1[2] = {a, b}, bottom1[1] = {Dd(1.0) - s}, top2[2] = {c_a, c_b}, bottom2[1] = {s + 1.0};
    const double k1 = g * gamma(s.hi) * reciprocal(c_a) * reciprocal(c_b);
    const double k2 = g * gamma(-s.hi) * rgamma(a) * rgamma(b);
    const Summed<double> f1 = series<2, 1, double>(top1, bottom1, w, 300), f2 = series<2, 1, double>(top2, bottom2, w, 300);
    const double t1 = k1 * f1.value, t2 = k2 * f2.value * power_of_rest(z, s.hi), v = t1 + t2;
    const double unit = 4e-15 + 1e-15 * std::fabs(s.hi);
    return {v, ((f1.error + unit) * std::fabs(t1) + (f2.error + unit) * std::fabs(t2)) / std::fabs(v)};
}
inline Summed<cdouble> gauss_at_one(double, double, double, cdouble) noexcept { return {}; }

template <class Z>
inline Summed<Z> gauss_series(double a, double b, double c, Z z, bool extend) noexcept {
    const Form f = choose_form(a, b, c, z);
    const Z w = f.pfaff ? pfaff_argument(z) : z;
    const double r = size_of(w);
    if (r > 0.98) return {};
    const int limit = r < 0.9 ? 1000 : 2500;
    // What the factor and the argument add.
    const double turned = std::is_same_v<Z, double> ? 0.0 : 3.0 * std::fabs(f.power);
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
    if (z == 0.0) {
        const bool before = (is_pole(a) && a >= c) || (is_pole(b) && b >= c);
        v = is_pole(c) && !before ? cdouble(nan, 0.0) : cdouble(1.0);
        return true;
    }
    if (a == 0.0 || b == 0.0) {
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
            for (double k = 0.0; k < m && k < 1e6; ++k)
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
    if (!ends && real_part(z) > 0.75 && size_of(z) < 1.0) {
        const Summed<Z> s = gauss_at_one(a, b, c, z);
        if (s.error < series_tolerance && finite(s.value)) return s.value;
    }
    if (ends) {
        const Dd top[2] = {a, b}, bottom[1] = {c};
        const Summed<Z> s = series<2, 1, Z>(top, bottom, z, 300);
        if (s.error < series_tolerance && finite(s.value)) return s.value;
    } else {
        const Summed<Z> s = gauss_series(a, b, c, z, false);
        if (s.error < series_tolerance && finite(s.value)) return s.value;
        const Summed<Z> t = gauss_series(a, b, c, z, true);
        if (t.error < 1e-14 && finite(t.value)) return t.value;
    }
    return from_multi<Z>(multi::hyp2f1(a, b, c, z));
}
inline double hyp2f1(double a, double b, double c, double z) noexcept { return hyp2f1_any(a, b, c, z); }
inline cdouble hyp2f1(double a, double b, double c, cdouble z) noexcept { return hyp2f1_any(a, b, c, z); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
