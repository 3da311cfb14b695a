// SPDX-License-Identifier: BSD-3-Clause
// Lambert's W, the branches of the inverse of w exp(w), for complex arguments (DLMF 4.13; R. M. Corless et al., Adv.
// Comput. Math. 5 (1996) 329).
//
// Real values come from the tables of lambert_real.hpp. Otherwise the step of Fritsch, Shafer and Crowley (Commun. ACM 16
// (1973) 123), of fourth order, on r = log(z/w) - w + 2 pi i m, m the integer that makes |Im r| least: it selects the
// branch, so that no multiple of pi costs digits. Starts: a rational function of p = sqrt(2 (e z + 1)) fitted on
// |p| < 4.6 (0.7 %) for k = 0 and |z| < 3, a Pade approximant at 0, the logarithmic asymptote 4.13.10; two steps serve
// all but a few arguments of branches +-1, which go on. Within 0.05 of the branch point in e z + 1 the series in p,
// (4.22) of Corless et al., with e z + 1 in two parts. Error 3 ulp in modulus.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/lambert_real.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// One step from w; `size` is |r|^2/|1 + w|^2 before it. l = log(z/w) up to a multiple of 2 pi i.
SCINOVA_LANE Parts lambert_step(Parts l, Parts w, double& size) noexcept {
    const double turns = l.im - w.im;
    const double m = fma(turns, 0.5 / pi, shifter) - shifter;
    const Parts r{l.re - w.re, fma(-m, 2.0 * pi_dd.hi, turns) - m * (2.0 * pi_dd.lo)};
    const Parts w1{1.0 + w.re, w.im};
    const Parts s = times(w1, {fma(2.0 / 3.0, r.re, w1.re), fma(2.0 / 3.0, r.im, w1.im)});
    const Parts top = times(r, {fma(2.0, s.re, -r.re), fma(2.0, s.im, -r.im)});
    const Parts t = over(top, times(w1, {2.0 * (s.re - r.re), 2.0 * (s.im - r.im)}));
    size = fma(r.re, r.re, r.im * r.im) / fma(w1.re, w1.re, w1.im * w1.im);
    const Parts change = times(w, t);
    return {w.re + change.re, w.im + change.im};
}

SCINOVA_LANE Parts lambert_start(double x, double y, double k) noexcept {
    const double s = fma(x, x, y * y);
    const Parts zeta{0.5 * log_usual(s), fma(2.0 * pi, k, arg_usual(x, y))};
    const double z2 = fma(zeta.re, zeta.re, zeta.im * zeta.im) + 1e-300;
    const Parts l{0.5 * log_usual(z2), arg_usual(zeta.re, zeta.im)};
    const Parts far{fma(l.re, zeta.re, l.im * zeta.im) / z2, fma(l.im, zeta.re, -l.re * zeta.im) / z2};
    // p = sqrt(2 (e z + 1))
    const double e = 0x1.5bf0a8b145769p+1, nr = fma(2.0 * e, x, 2.0), ni = 2.0 * e * y;
    const double size = std::sqrt(fma(nr, nr, ni * ni)), a = std::sqrt(0.5 * (size + absolute(nr))) + 1e-300;
    const double b = 0.5 * absolute(ni) / a;
    Parts p{nr >= 0.0 ? a : b, with_sign(nr >= 0.0 ? b : a, y)};
    const Parts up = times(p, {fma(tables::lambert_start[1], p.re, tables::lambert_start[0]), tables::lambert_start[1] * p.im});
    const Parts down = times(p, {fma(tables::lambert_start[3], p.re, tables::lambert_start[2]), tables::lambert_start[3] * p.im});
    const Parts near = times(p, over(Parts{1.0 + up.re, up.im}, Parts{1.0 + down.re, down.im}));
    // z (1 + 4 z/3)/(1 + 7 z/3 + 5 z^2/6)
    const Parts z{x, y}, small = times(z, over(Parts{fma(4.0 / 3.0, x, 1.0), 4.0 / 3.0 * y},
        Parts{fma(fma(5.0 / 6.0, x, 7.0 / 3.0), x, fma(-5.0 / 6.0 * y, y, 1.0)), fma(5.0 / 3.0, x, 7.0 / 3.0) * y}));
    // the other sheets at the branch point: -1 - p (1 + p (1/3 + p (11/72 + 43/540 p)))
    p = {-p.re, -p.im};
    Parts other = times(p, {-43.0 / 540, 0.0});
    other = times(p, {other.re + 11.0 / 72, other.im});
    other = times(p, {other.re - 1.0 / 3, other.im});
    other = times(p, {other.re + 1.0, other.im});
    const bool upper = bits_of(y) >> 63 == 0;
    const bool joined = ((k == -1.0) & upper) | ((k == 1.0) & !upper);
    const bool main = (k == 0.0) & (s < 9.0), tiny = (k == 0.0) & (s < 0.01), branch = joined & (size < 1.4);
    Parts w{zeta.re - l.re + far.re, zeta.im - l.im + far.im};
    w = {main ? near.re - 1.0 : w.re, main ? near.im : w.im};
    w = {tiny ? small.re : w.re, tiny ? small.im : w.im};
    return {branch ? other.re - 1.0 : w.re, branch ? other.im : w.im};
}

// 1e-140 < |z| < 1e140, |k| < 1e15, away from the branch point
SCINOVA_LANE bool lambert_is_usual(double x, double y, double k) noexcept {
    const double a = absolute(x), b = absolute(y), e = 0x1.5bf0a8b145769p+1, u = fma(e, x, 1.0), v = e * y;
    return (a + b > 1e-140) & (a < 1e140) & (b < 1e140) & (absolute(k) < 1e15) & (fma(u, u, v * v) > 0.0025) & (b > 0.0);
}
SCINOVA_LANE bool lambert_usual(double x, double y, double k, double& u, double& v) noexcept {
    Parts w = lambert_start(x, y, k);
    double size;
    w = lambert_step(log_usual(over(Parts{x, y}, w)), w, size);
    w = lambert_step(log_usual(over(Parts{x, y}, w)), w, size);
    u = w.re;
    v = w.im;
    return size < 1e-9;      // converged: the error now is of the order of its square
}

// Any argument: real values, the branch point, the ends of the range, slow starts.
inline cdouble lambertw_one(cdouble z, double k) noexcept {
    const double x = z.real(), y = z.imag();
    if (is_nan(z)) return {nan, nan};
    if (std::isinf(x) || std::isinf(y)) {
        const double turn = 2.0 * pi * k;
        return x == -inf ? cdouble(inf, turn + pi) : z + cdouble(0.0, turn);
    }
    if (z == 0.0) {
        if (k == 0.0) return z;
        report(Trouble::singular);
        return {-inf, 0.0};
    }
    // e z + 1
    const Dd e(0x1.5bf0a8b145769p+1, 0x1.4d57ee2b1013ap-53);
    const bool moderate = std::fabs(x) < 1.0 && std::fabs(y) < 1.0;
    const cdouble near = moderate ? cdouble((e * x + 1.0).value(), (e * y).value()) : z;
    const bool upper = !std::signbit(y), joined = k == 0.0 || (k == -1.0 && upper) || (k == 1.0 && !upper);
    if (y == 0.0 && (!moderate || near.real() >= 0.0)) {
        if (k == 0.0 && x > -0.5) return {lambertw_principal(x), y};
        if (k == -1.0 && x < 0.0 && moderate && upper) return {lambertw_lower(x), 0.0};
        if (k == 1.0 && x < 0.0 && moderate && !upper) return {lambertw_lower(x), -0.0};
    }
    if (joined && moderate && std::norm(near) < 0.01) {
        const cdouble root = std::sqrt(2.0 * near);
        return polynomial(tables::branch_series, k == 0.0 ? root : -root);
    }
    if (k == 0.0 && std::fabs(x) + std::fabs(y) < 1e-9) return z - times(z, z);
    const cdouble l = clog(z);
    cdouble w;
    if (std::fabs(x) + std::fabs(y) > 1e-140 && std::fabs(x) < 1e140 && std::fabs(y) < 1e140) {
        const Parts s = lambert_start(x, y, k);
        w = {s.re, s.im};
    } else {
        const cdouble zeta = l + cdouble(0.0, 2.0 * pi * k), far = clog(zeta);
        w = zeta - far + over(far, zeta);
    }
    for (int n = 0; n < 40; ++n) {
        const cdouble d = l - clog(w);
        double size;
        const Parts next = lambert_step({d.real(), d.imag()}, {w.real(), w.imag()}, size);
        w = {next.re, next.im};
        if (size < 1e-9) return w;
        if (!(size < 1e300)) break;
    }
    report(Trouble::slow);
    return {nan, nan};
}

inline void lambertw_array(const double* __restrict x, const double* __restrict y, const double* __restrict k,
                           double* __restrict u, double* __restrict v, index_t n) noexcept {
    lane usual = 0, others = 0;
    alignas(64) lane good[64];
    for (index_t i = 0; i < n; ++i) usual |= lambert_is_usual(x[i], y[i], k[i]) ? lane{1} : lane{0};
    if (usual) {
        for (index_t i = 0; i < n; ++i) {
            const bool converged = lambert_usual(x[i], y[i], k[i], u[i], v[i]);
            good[i] = (converged & lambert_is_usual(x[i], y[i], k[i])) ? lane{1} : lane{0};
            others |= good[i] ^ 1;
        }
        if (!others) [[likely]] return;
    }
    for (index_t i = 0; i < n; ++i) {
        if (usual && good[i]) continue;
        const cdouble w = lambertw_one(cdouble(x[i], y[i]), k[i]);
        u[i] = w.real(), v[i] = w.imag();
    }
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
