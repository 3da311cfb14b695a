// SPDX-License-Identifier: BSD-3-Clause
// Small functions: the arithmetic-geometric mean, x^y - 1, softplus, Huber's losses, circular functions of degrees.
//
// agm: pi (a + b)/(4 K), with the complementary parameter 4 a b/(a + b)^2 of K (DLMF 19.8.5). Angles in degrees are
// reduced to [-45, 45] exactly, and the series of the circular functions in degrees have their first coefficient in two
// parts, so that sines of 30 degrees and the like come out exact. Error 2 ulp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/elliptic.hpp"
#include "kernels/special/tables_convenience.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double agm_ordered(double a, double b) noexcept {   // a >= b > 0, finite
    double scale = 1.0;
    if (a > 0x1p1020) a *= 0x1p-8, b *= 0x1p-8, scale = 0x1p8;
    if (a < 0x1p-900) a *= 0x1p120, b *= 0x1p120, scale = 0x1p-120;
    const double s = a + b, q = b / s;
    // 1 - k^2 = 4 (a/s)(b/s); below 2^-90 only the logarithm of K's expansion counts
    if (q < 0x1p-90) return scale * ((0.5 * pi) * a / (0x1.62e42fefa39efp+0 + (std::log(a) - std::log(b))));
    return scale * ((0.25 * pi) * s / ellipkm1(4.0 * q * (a / s)));
}
inline double agm(double a, double b) noexcept {
    if (std::isnan(a) || std::isnan(b)) return nan;
    if ((a > 0.0 && b < 0.0) || (a < 0.0 && b > 0.0)) return nan;
    if ((a == 0.0 && std::isinf(b)) || (b == 0.0 && std::isinf(a))) return nan;
    if (a == 0.0 || b == 0.0) return 0.0;
    if (std::isinf(a) || std::isinf(b)) return std::copysign(inf, a);
    if (a == b) return a;
    const double x = std::fabs(a), y = std::fabs(b), v = x > y ? agm_ordered(x, y) : agm_ordered(y, x);
    return std::copysign(v, a);
}

// x^y - 1 for x > 0, by y log(x) in two parts
inline double powm1_positive(double x, double y) noexcept {
    if (!(x >= 0x1p-1022 && x < inf)) return std::pow(x, y) - 1.0;
    const Dd l = log_two(x);
    const double e = y * l.hi;
    if (!(std::fabs(e) < 700.0)) return std::pow(x, y) - 1.0;
    return expm1_usual(e, fma(y, l.lo, fma(y, l.hi, -e)));
}
inline double powm1(double x, double y) noexcept {
    if (y == 0.0 || x == 1.0) return 0.0;
    if (std::isnan(x) || std::isnan(y)) return nan;
    if (x == 0.0) {
        if (y > 0.0) return -1.0;
        report(Trouble::domain);
        return inf;
    }
    double v;
    if (x > 0.0) {
        v = powm1_positive(x, y);
    } else {
        if (std::isinf(y)) {
            report(Trouble::other);
            return nan;
        }
        if (y != std::floor(y)) {
            report(Trouble::domain);
            return nan;
        }
        v = std::fmod(y, 2.0) == 0.0 ? powm1_positive(-x, y) : -std::pow(-x, y) - 1.0;
    }
    if (std::isinf(v)) report(Trouble::overflow);
    return v;
}

inline void powm1_array(const double* __restrict x, const double* __restrict y, double* __restrict z, index_t n) noexcept {
    for (index_t i = 0; i < n; ++i) {
        const Dd l = log_two(x[i]);
        const double e = y[i] * l.hi;
        z[i] = expm1_usual(e, fma(y[i], l.lo, fma(y[i], l.hi, -e)));
    }
    repair(x, y, z, n, [](double a, double b) { return (a > 0x1p-90) & (a < 0x1p90) & (absolute(b) < 11.0); },
           static_cast<double (*)(double, double) noexcept>(&powm1));
}

// log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))
inline double softplus(double x) noexcept {
    const double a = std::fabs(x);
    if (std::isnan(x)) return x;
    double v;
    if (a < 4.0) {
        v = uniform(tables::softplus_middle, a, 0.0, 4.0);
    } else {
        const double u = std::exp(-a);
        v = u * uniform(tables::softplus_tail, u, 0.0, 32.0);
    }
    return std::fmax(x, 0.0) + v;
}

inline double huber(double delta, double r) noexcept {
    if (delta < 0.0) return inf;
    const double a = std::fabs(r);
    return a <= delta ? 0.5 * r * r : delta * (a - 0.5 * delta);
}
// delta^2 (sqrt(1 + (r/delta)^2) - 1), rationalised
inline double pseudo_huber(double delta, double r) noexcept {
    if (delta < 0.0) return inf;
    if (std::isnan(delta) || std::isnan(r)) return nan;
    if (delta == 0.0 || r == 0.0) return 0.0;
    const double a = std::fabs(r), v = a / delta;
    if (v > 1e8) return delta * (a - delta);
    if (delta == inf) return a == inf ? inf : 0.5 * a * a;
    return a * (a / (1.0 + std::sqrt(fma(v, v, 1.0))));
}

// x = 90 n + r, |r| <= 45
inline double degrees_rest(double x, std::int64_t& n) noexcept {
    while (std::fabs(x) > 0x1p45) x = fma(-360.0, std::nearbyint(x * (1.0 / 360.0)), x);   // exact, 52 bits a time
    const double q = std::nearbyint(x * (1.0 / 90.0));
    n = static_cast<std::int64_t>(q);
    return fma(-90.0, q, x);
}
inline double sin_of_rest(double r) noexcept {
    const double w = r * r, *c = tables::sine_of_degrees_head;
    return fma(r, c[0], fma(r, c[1], r * w * polynomial(tables::sine_of_degrees, w)));
}
inline double cos_of_rest(double r) noexcept {
    const double w = r * r, *c = tables::cosine_of_degrees_head;
    const double head = fma(w, c[0], 1.0), lost = fma(w, c[0], 1.0 - head);
    return head + fma(w, c[1], fma(w * w, polynomial(tables::cosine_of_degrees, w), lost));
}
inline double quarter(std::int64_t n, double r) noexcept {   // the sine after n quarter turns and r degrees
    const double v = (n & 1) ? cos_of_rest(r) : sin_of_rest(r);
    return (n & 2) ? -v : v;
}
inline bool no_angle(double x) noexcept {
    if (std::isinf(x)) report(Trouble::domain);
    return !(std::fabs(x) < inf);
}
inline double sindg(double x) noexcept {
    if (no_angle(x)) return nan;
    std::int64_t n;
    const double r = degrees_rest(x, n);
    return quarter(n, r);
}
inline double cosdg(double x) noexcept {
    if (no_angle(x)) return nan;
    std::int64_t n;
    const double r = degrees_rest(x, n);
    return quarter(n + 1, r);
}
inline double quotient_or_pole(double top, double bottom) noexcept {
    if (bottom != 0.0) return top / bottom + 0.0;
    report(Trouble::singular);
    return inf;
}
inline double tandg(double x) noexcept {
    if (no_angle(x)) return nan;
    std::int64_t n;
    const double r = degrees_rest(x, n);
    if (std::fabs(r) == 45.0) return (n & 1) ? std::copysign(1.0, -r) : std::copysign(1.0, r);
    const double s = sin_of_rest(r), c = cos_of_rest(r);
    return (n & 1) ? quotient_or_pole(-c, s) : s / c;
}
inline double cotdg(double x) noexcept {
    if (no_angle(x)) return nan;
    std::int64_t n;
    const double r = degrees_rest(x, n);
    if (std::fabs(r) == 45.0) return (n & 1) ? std::copysign(1.0, -r) : std::copysign(1.0, r);
    const double s = sin_of_rest(r), c = cos_of_rest(r);
    return (n & 1) ? -s / c + 0.0 : quotient_or_pole(c, s);
}
inline double radian(double d, double m, double s) noexcept {
    return fma(d, 3600.0, fma(m, 60.0, s)) * 0x1.455a5b2ff8f9dp-18;      // pi/648000
}
inline double nearest_even(double x) noexcept { return std::rint(x); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
