// SPDX-License-Identifier: BSD-3-Clause
// I_nu(z) and K_nu(z) of real order nu >= 0 and complex z in the right half-plane, with their exponentials apart
// (DLMF 10.25). With r = sqrt(z^2 + nu^2), E = r + nu log(z/(nu + r)) and X = E - i pi nu/2, which vanishes at the
// turning point z = i nu (Im z >= 0; the other quadrant by conjugation):
//
//   I alone, nu < 12, |z|^2 < 4 (nu + 1): its power series
//   |z| >= 25, nu^2 <= 3 |z|   Hankel's expansions 10.40.1-2, 10.40.5, whose exponent is z itself
//   |X| >= 21      Debye's expansions 10.41.3-4 to at most 24 terms, in powers of 1/r with coefficients in (nu/r)^2, so
//                  that they hold for large z (where they are Hankel's 10.40) as for large nu. E in two parts. Beyond
//                  the Stokes line Im X = 0 of the turning point, I has a share of K (10.34.2).
//   nu >= 60       near the turning point: Olver's expansion 10.20.4-6 with complex Airy functions
//   elsewhere      K by Temme's series (J. Comput. Phys. 19 (1975) 324) for small |z|, by Miller's algorithm for the
//                  Tricomi functions U(nu + 1/2 + n, 2 nu + 1, 2 z) (same paper), or by Hankel's expansion, at the order
//                  of least modulus; then forward recurrence, along which K grows.
//                  I by its power series while the terms do not cancel, else I_{nu+1}/I_nu by backward recurrence and
//                  the Wronskian 10.28.2.
// Accuracy: 30 ulp of the modulus (of the local scale where I oscillates), for orders to 4e12; beyond them NaN where the
// phase or the exponent would be lost.
#pragma once

#include "kernels/special/airy_complex.hpp"
#include "kernels/special/bessel_oscillating.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct PairIK {
    cdouble i, k;         // I = i exp(ei), K = k exp(-ek - i Im z)
    Dd ei, ek;
    bool lost = false;    // neither is known unless the exponential leaves the range
};

inline cdouble half_turns(double t) noexcept { return {cospi(t), sinpi(t)}; }      // exp(i pi t)

// factor exp(x), where neither overflows alone
inline cdouble scaled_exp(Dd x, cdouble factor) noexcept {
    if (std::fabs(x.hi) < 690.0) return scale(factor, exp_dd(x));
    const double half = exp_dd(x.hi > 1400.0 ? Dd(700.0) : x.hi < -1500.0 ? Dd(-750.0) : x * 0.5);
    return scale(scale(factor, half), half);
}

// log |z| and arg z of z != 0 in the first quadrant
inline DdParts log_first_quadrant(cdouble z) noexcept {
    int e;
    std::frexp(std::fmax(z.real(), z.imag()), &e);
    const double x = std::ldexp(z.real(), -e), y = std::ldexp(z.imag(), -e);
    const Dd square = two_prod(x, x) + two_prod(y, y);
    constexpr Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    return {log_dd(square) * 0.5 + ln2 * e, angle_dd(Dd(y), Dd(x), std::sqrt(square.hi))};
}

// ---- Debye's expansions

struct DebyeFrame {
    DdParts gap;            // E - z
    cdouble step, p2, root;   // 1/r, (nu/r)^2, r^(-1/2)
    DdParts x;              // X
};

// The root in the first quadrant of s in the upper half-plane
inline cdouble upper_sqrt(cdouble s) noexcept {
    const double size = std::sqrt(fma(s.real(), s.real(), s.imag() * s.imag()));
    const double t = std::sqrt(0.5 * (size + std::fabs(s.real())));
    if (t == 0.0) return 0.0;
    return s.real() >= 0.0 ? cdouble(t, 0.5 * s.imag() / t) : cdouble(0.5 * s.imag() / t, t);
}

// nu, |z| below 1e70, of ratio between 1e-20 and 1e20
[[gnu::flatten]] inline void debye_usual(double nu, cdouble z, DebyeFrame& f) noexcept {
    const double x = z.real(), y = z.imag();
    const DdParts s{lean_sum(two_prod(x, x), two_diff(nu, y) * two_sum(nu, y)), two_prod(2.0 * x, y)};
    const cdouble r0 = upper_sqrt({s.re.hi, s.im.hi});
    const double a = r0.real(), b = r0.imag();
    f.step = r0 == 0.0 ? r0 : inverse(r0);             // at the turning point itself only X is of use
    const Dd aa = two_prod(a, a), bb = two_prod(b, b), ab = two_prod(2.0 * a, b);
    const cdouble rest((((s.re.hi - aa.hi) + bb.hi) - aa.lo) + (bb.lo + s.re.lo), (s.im.hi - ab.hi) + (s.im.lo - ab.lo));
    const cdouble left = scale(times(rest, f.step), 0.5);
    const DdParts r{two_sum(a, left.real()), two_sum(b, left.imag())};
    f.root = std::conj(upper_sqrt(std::conj(f.step)));
    f.p2 = scale(times(f.step, f.step), nu * nu);
    // E - z = nu^2/(r + z) - nu log((nu + r)/z)
    const DdParts sum{lean_sum(r.re, x), lean_sum(r.im, y)}, top{lean_sum(r.re, nu), r.im};
    const Dd share = two_prod(nu, nu) / lean_sum(sum.re * sum.re, sum.im * sum.im);
    const Dd top2 = lean_sum(top.re * top.re, top.im * top.im), z2 = lean_sum(two_prod(x, x), two_prod(y, y));
    const Dd cosine = lean_sum(top.re * x, top.im * y), sine = lean_sum(top.re * y, -(top.im * x));
    const Dd angle = angle_dd(sine, cosine, std::sqrt(top2.hi * z2.hi));
    f.gap = {lean_sum(share * sum.re, log_dd(top2 / z2) * (-0.5 * nu)), lean_sum(angle * nu, -(share * sum.im))};
}

inline void debye_frame(double nu, cdouble z, DebyeFrame& f) noexcept {
    const double size = std::fmax(z.real(), z.imag());
    if (size < 1e-20 * nu) {                       // E = nu (1 + log(z/(2 nu)))
        const DdParts l = log_first_quadrant(z);
        const DdParts two_nu = log_first_quadrant(cdouble(nu, 0.0));
        constexpr Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
        f.gap = {(l.re - two_nu.re - ln2 + 1.0) * nu - z.real(), l.im * nu - z.imag()};
        f.step = 1.0 / nu;
        f.p2 = 1.0;
        f.root = std::sqrt(1.0 / nu);
    } else if (nu < 1e-20 * size) {                // E = z - nu^2/(2 z)
        f.step = inverse(z);
        if (size > 1e300) f.step = scale(inverse(scale(z, 0x1p-100)), 0x1p-100);
        f.p2 = times(scale(f.step, nu), scale(f.step, nu));
        f.root = std::conj(upper_sqrt(std::conj(f.step)));
        if (size > 1e100) {
            const int e = std::ilogb(size) & ~1;
            f.root = scale(std::conj(upper_sqrt(std::conj(inverse(scale(z, std::ldexp(1.0, -e)))))), std::ldexp(1.0, -e / 2));
        }
        const cdouble gap = scale(f.step, nu) * (-0.5 * nu);
        f.gap = {Dd(gap.real()), Dd(gap.imag())};
    } else if (size > 1e70 || nu > 1e70) {
        const int e = std::ilogb(size > nu ? size : nu) & ~1;
        const double unit = std::ldexp(1.0, -e), big = std::ldexp(1.0, e);
        debye_usual(nu * unit, scale(z, unit), f);
        f.gap = {{f.gap.re.hi * big, f.gap.re.lo * big}, {f.gap.im.hi * big, f.gap.im.lo * big}};
        f.step = scale(f.step, unit);
        f.root = scale(f.root, std::ldexp(1.0, -e / 2));
    } else {
        debye_usual(nu, z, f);
    }
    constexpr Dd half_pi(0x1.921fb54442d18p+0, 0x1.1a62633145c07p-54);
    f.x = {f.gap.re + z.real(), f.gap.im + z.imag() - half_pi * nu};
}

// The terms of eight more orders: into even and odd ones. Returns the size of the last two.
template <int Rows>
inline double debye_group(const double (&c)[Rows][8], const DebyeFrame& f, cdouble& power, cdouble& even,
                          cdouble& odd) noexcept {
    const double a = f.p2.real(), b = f.p2.imag();
    double re[8], im[8];
    for (int j = 0; j < 8; ++j) {
        re[j] = c[Rows - 1][j];
        im[j] = 0.0;
    }
    for (int i = Rows - 2; i >= 0; --i) {
        for (int j = 0; j < 8; ++j) {
            const double t = fma(re[j], a, fma(-im[j], b, c[i][j]));
            im[j] = fma(re[j], b, im[j] * a);
            re[j] = t;
        }
    }
    double last = 0.0;
    for (int j = 0; j < 8; ++j) {
        power = times(power, f.step);
        const cdouble term = times(power, {re[j], im[j]});
        (j % 2 ? even : odd) += term;                 // orders 1, 3, ... come first
        if (j >= 6) last += size1(term);
    }
    return last;
}

inline bool debye_ik(double nu, cdouble z, bool want_i, bool want_k, const DebyeFrame& f, PairIK& out) noexcept {
    const double x_real = f.x.re.hi, x_imag = f.x.im.hi;
    if (std::fabs(x_real) + std::fabs(x_imag) < 60.0 && !(x_real * x_real + x_imag * x_imag >= 441.0)) return false;
    cdouble power(1.0), even(1.0), odd(0.0);
    double last = debye_group(tables::debye_8, f, power, even, odd);
    if (last > 0x1p-56) last = debye_group(tables::debye_16, f, power, even, odd);
    if (last > 0x1p-56) last = debye_group(tables::debye_24, f, power, even, odd);
    if (!(last < 0x1p-50)) return false;
    const cdouble turn = unit_at(f.gap.im);
    const bool share = want_i && x_imag > 0.0 && x_real < 20.0;
    out.ei = out.ek = f.x.re;
    if (want_k || share)
        out.k = scale(times(times(f.root, even - odd), std::conj(turn)), 0x1.40d931ff62706p+0);        // sqrt(pi/2)
    if (want_i) {
        const cdouble ahead = unit_at(z.imag());
        out.i = scale(times(times(f.root, even + odd), times(turn, ahead)), 0x1.9884533d43651p-2);     // 1/sqrt(2 pi)
        // I += (i/pi) exp(i pi nu) K
        if (share)
            out.i += scale(times(times(times(cdouble(0.0, 1.0), half_turns(nu)), out.k), std::conj(ahead)),
                           std::exp(-2.0 * x_real) / pi);
    }
    out.lost = nu > 4e12 && std::fabs(f.gap.re.hi) + std::fabs(f.gap.im.hi) > 1e-3;
    return true;
}

// ---- about the turning point

inline void airy_first(cdouble t, cdouble& value, cdouble& slope) noexcept {
    if (std::norm(t) < 99.99) return airy_taylor(t, value, slope);
    const bool below = std::signbit(t.imag());
    const AiryComplex v = airy_outside(below ? std::conj(t) : t, false);
    value = below ? std::conj(v.ai) : v.ai;
    slope = below ? std::conj(v.aip) : v.aip;
}

// Ai and Ai' at t + left
inline void airy_nudged(cdouble t, cdouble left, cdouble& value, cdouble& slope) noexcept {
    cdouble a, b;
    airy_first(t, a, b);
    value = a + times(b, left);
    slope = b + times(times(t, a), left);
}

// Olver's expansion in zhat = -i z/nu; false too far from the turning point. t = nu^(2/3) zeta, where t^3 = 9 X^2/4 gives
// the digits past float64.
inline bool turning_ik(double nu, cdouble z, const DebyeFrame* frame, PairIK& out) noexcept {
    const double x = z.real(), y = z.imag(), miss = y - nu;
    if (!(std::fabs(miss) < 0.8 * nu && x < 0.8 * nu)) return false;
    const double unit = nu > 1e100 ? 0x1p-600 : 1.0;
    const cdouble s = times(cdouble(miss * unit, -x * unit), inverse(cdouble((y + nu) * unit, -x * unit)));
    double re[8], im[8];
    constexpr int rows = sizeof tables::turning / sizeof tables::turning[0];
    for (int j = 0; j < 8; ++j) {
        re[j] = tables::turning[rows - 1][j];
        im[j] = 0.0;
    }
    for (int i = rows - 2; i >= 0; --i) {
        for (int j = 0; j < 8; ++j) {
            const double t = fma(re[j], s.real(), fma(-im[j], s.imag(), tables::turning[i][j]));
            im[j] = fma(re[j], s.imag(), im[j] * s.real());
            re[j] = t;
        }
    }
    const double c = std::cbrt(nu), w = 1.0 / nu / nu;
    const cdouble t = scale(times(s, {re[0], im[0]}), c * c);
    if (!(std::norm(t) < 100.0)) return false;
    const auto sum = [&](int j) {
        return cdouble(fma(w, fma(w, re[j + 2], re[j + 1]), re[j]), fma(w, fma(w, im[j + 2], im[j + 1]), im[j]));
    };
    const cdouble a = 1.0 + scale(sum(2), w), b = scale(sum(5), 1.0 / (c * nu)), front = scale({re[1], im[1]}, 1.0 / c);
    cdouble nudge(0.0);
    if (frame && std::norm(t) > 1.0) {
        const DdParts td{Dd(t.real()), Dd(t.imag())}, square = times(frame->x, frame->x), cube = times(td, times(td, td));
        const Dd re = square.re * 2.25 - cube.re, im = square.im * 2.25 - cube.im;
        nudge = over(cdouble(re.hi, im.hi), scale(times(t, t), 3.0));
    }
    cdouble ai, aip, ai1, aip1;
    airy_nudged(t, nudge, ai, aip);
    const cdouble j = times(front, times(ai, a) + times(aip, b));
    // t exp(-2 pi i/3), and what its rounding leaves
    constexpr Dd half_root3(0x1.bb67ae8584caap-1, 0x1.cec95d0b5c1e3p-55);
    constexpr cdouble third(1.0, 0x1.bb67ae8584caap+0), back(-0.5, -0x1.bb67ae8584caap-1);
    const Dd ure = half_root3 * t.imag() + (-0.5 * t.real()), uim = -(half_root3 * t.real()) + (-0.5 * t.imag());
    airy_nudged({ure.hi, uim.hi}, cdouble(ure.lo, uim.lo) + times(back, nudge), ai1, aip1);
    // H2 = 2 exp(i pi/3) front (Ai(u) a + exp(-2 pi i/3) Ai'(u) b)
    const cdouble h = times(times(front, third), times(ai1, a) + times(times(back, aip1), b));
    // I = exp(i pi nu/2) J, K = -(i pi/2) exp(-i pi nu/2) H2
    const cdouble turn = half_turns(0.5 * nu);
    out.i = times(turn, j);
    out.k = scale(times(times(h, std::conj(turn)), times(cdouble(0.0, -1.0), unit_at(y))), 0.5 * pi);
    out.ei = out.ek = Dd(0.0);
    return true;
}

// ---- small orders

struct PairK {
    cdouble now, next;    // exp(z) K_mu and exp(z) K_{mu+1}
};

// |mu| <= 1/2, |z| <= 3
inline PairK temme_series(double mu, cdouble z) noexcept {
    const cdouble log2z = -clog(scale(z, 0.5)), sigma = scale(log2z, mu), ez = exp_dd(Dd(sigma.real()), Dd(sigma.imag()));
    const cdouble back = inverse(ez);
    const double mu2 = mu * mu, s = mu == 0.0 ? 1.0 : pi * mu / sinpi(mu);
    const double odd = polynomial(tables::temme_odd, mu2), even = polynomial(tables::temme_even, mu2);
    const cdouble cosh = scale(ez + back, 0.5), sigma2 = times(sigma, sigma);
    const cdouble shc = size1(sigma) < 0.3
        ? 1.0 + times(sigma2, 1.0 / 6.0 + times(sigma2, 1.0 / 120.0 + times(sigma2, 1.0 / 5040.0 +
              times(sigma2, 1.0 / 362880.0 + times(sigma2, 1.0 / 39916800.0 + sigma2 / 6227020800.0)))))
        : over(scale(ez - back, 0.5), sigma);
    cdouble f = scale(scale(cosh, odd) + scale(times(shc, log2z), even), s);
    cdouble p = scale(ez, 0.5 / (even - mu * odd)), q = scale(back, 0.5 / (even + mu * odd));
    cdouble c(1.0), sum = f, sum1 = p;
    const cdouble quarter = scale(times(z, z), 0.25);
    for (int k = 1; k < 60; ++k) {
        const double kd = k;
        f = scale(scale(f, kd) + p + q, 1.0 / (kd * kd - mu2));
        p = scale(p, 1.0 / (k - mu));
        q = scale(q, 1.0 / (k + mu));
        c = scale(times(c, quarter), 1.0 / kd);
        const cdouble add = times(c, f), add1 = times(c, p - scale(f, kd));
        sum += add;
        sum1 += add1;
        if (size1(add) < 0x1p-57 * size1(sum) && size1(add1) < 0x1p-57 * size1(sum1)) break;
    }
    const cdouble e = exp_dd(Dd(z.real()), Dd(z.imag()));
    return {times(e, sum), times(e, times(scale(inverse(z), 2.0), sum1))};
}

// |z| > 1.6: K_mu = sqrt(pi/(2z)) exp(-z) U_0/S, S = sum_n c_n U_n with c_n/c_{n-1} = ((n - 1/2)^2 - mu^2)/n and
// U_{n-1} = 2 (n + z) U_n - ((n + 1/2)^2 - mu^2) U_{n+1}. V_n = n! U_n and the nested sum T_n keep the size.
inline PairK temme_miller(double mu, cdouble z) noexcept {
    const double size = std::sqrt(std::norm(z)), mu2 = mu * mu;
    const int start = 16 + static_cast<int>((z.real() > 0.7 * size ? 190.0 : 360.0) / size);      // slower near the axis
    const cdouble z2 = scale(z, 2.0);
    cdouble above(0.0), v(1.0), t(1.0);
    for (int n = start; n >= 1; --n) {
        const double r = 1.0 / n, half = n + 0.5, low = n - 0.5;
        const double a = fma(z2.real(), r, 2.0), b = z2.imag() * r, c = (mu2 - half * half) / (n * (n + 1.0));
        const cdouble below(fma(a, v.real(), fma(-b, v.imag(), c * above.real())),
                            fma(a, v.imag(), fma(b, v.real(), c * above.imag())));
        above = v;
        v = below;
        t = v + scale(t, (low * low - mu2) * r * r);
    }
    // above = V_1 = U_1, v = U_0
    const cdouble one_over = inverse(v), rho = times(above, one_over);
    const cdouble k = scale(times(std::conj(upper_sqrt(std::conj(inverse(z)))), times(v, inverse(t))), 0x1.40d931ff62706p+0);
    const cdouble ratio = 1.0 + times((0.5 + mu) - scale(rho, 0.25 - mu2), inverse(z));
    return {k, times(k, ratio)};
}

// sqrt(pi/(2 z)) sum_k a_k(nu)/z^k (DLMF 10.40.2), |z| >= 21, nu <= 3/2
inline cdouble hankel_k(double nu, cdouble z) noexcept {
    const double four = 4.0 * nu * nu;
    const cdouble w = inverse(scale(z, 8.0));
    cdouble term(1.0), sum(1.0);
    for (int k = 1; k < 44; ++k) {
        const double odd = 2.0 * k - 1.0;
        term = scale(times(term, w), (four - odd * odd) / k);
        sum += term;
        if (size1(term) < 0x1p-56) break;
    }
    return scale(times(std::conj(upper_sqrt(std::conj(inverse(z)))), sum), 0x1.40d931ff62706p+0);
}

// 2 (nu + k)/z for the recurrences, from 2/z in two parts
struct ComplexStep {
    cdouble high, low;
    explicit ComplexStep(cdouble z) noexcept : high(scale(inverse(z), 2.0)) {
        const double a = high.real(), b = high.imag(), x = z.real(), y = z.imag();
        const Dd re = Dd(2.0) - (two_prod(a, x) - two_prod(b, y)), im = two_prod(a, y) + two_prod(b, x);
        low = scale(special::times(cdouble(re.hi, -im.hi), high), 0.5);
    }
    cdouble times(double order) const noexcept {
        return {fma(order, high.real(), order * low.real()), fma(order, high.imag(), order * low.imag())};
    }
};

// I_{nu+1}/I_nu
inline cdouble ratio_i(double nu, double size, const ComplexStep& step) noexcept {
    cdouble upper(0.0), now(0x1p-500);
    for (double k = std::floor(std::fmax(size - nu, 0.0) + 10.0 + 8.0 * std::cbrt(size)); k > 0.0; k -= 1.0) {
        const cdouble lower = times(step.times(nu + k), now) + upper;
        upper = now;
        now = lower;
    }
    return over(upper, now);
}

// (z/2)^nu/Gamma(nu + 1) as value and exponent
inline cdouble power_front(double nu, cdouble z, Dd& exponent) noexcept {
    if (nu == 0.0) return 1.0;
    if (nu < 2.0 && size1(z) > 1e-4) {
        const cdouble l = clog(scale(z, 0.5));
        return scale(exp_dd(two_prod(nu, l.real()), two_prod(nu, l.imag())), uniform(tables::rgamma1p, nu, 0.0, 1.0));
    }
    const DdParts l = log_first_quadrant(z);
    constexpr Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
    exponent = (l.re - ln2) * nu;
    const cdouble turn = z.real() == 0.0 ? half_turns(0.5 * nu) : unit_at(l.im * nu);
    if (nu < 12.0) return scale(turn, uniform(tables::rgamma1p, nu, 0.0, 1.0));
    exponent = exponent - lgamma_dd(Dd(nu) + 1.0);
    return turn;
}

// The power series 10.25.2, |z|^2 < 4 (nu + 1) or Re z > |Im z|, |z| < 6
inline void power_series_i(double nu, cdouble z, PairIK& out) noexcept {
    const cdouble quarter = scale(times(z, z), 0.25);
    cdouble sum(1.0), term(1.0);
    for (int k = 1; k < 100; ++k) {
        term = scale(times(term, quarter), 1.0 / (k * (nu + k)));
        sum += term;
        if (size1(term) < 0x1p-55 * size1(sum)) break;
    }
    out.i = times(power_front(nu, z, out.ei), sum);
}

// Backward recurrence, normalised by exp(z) (z/2)^mu/Gamma(mu + 1) = sum_k w_k I_{mu+k}, w_0 = 1,
// w_k = 2 (mu + k) (2 mu + 1)_{k-1}/k! (DLMF 10.35.1 for mu = 0; Gegenbauer's expansion of exp(z)); |z| < 12.
inline void normalised_i(double nu, cdouble z, double size, PairIK& out) noexcept {
    const double n = std::floor(nu + 0.5), mu = nu - n;
    const ComplexStep step(z);
    const int wanted = static_cast<int>(n);
    const int start = wanted + static_cast<int>(std::fmax(size - nu, 0.0) + 10.0 + 8.0 * std::cbrt(size));
    double weight[128];                   // (2 mu + 1)_{k-1}/k!
    weight[1] = 1.0;
    for (int k = 2; k <= start; ++k) weight[k] = weight[k - 1] * ((2.0 * mu + (k - 1)) / k);
    cdouble above(0.0), now(0x1p-500), sum(0.0), found(0.0);
    for (int k = start; k > 0; --k) {
        if (k == wanted) found = now;
        sum += scale(now, 2.0 * (mu + k) * weight[k]);
        const cdouble lower = times(step.times(mu + k), now) + above;
        above = now;
        now = lower;
    }
    if (wanted == 0) found = now;
    sum += now;
    Dd none(0.0);
    const cdouble front = mu < 0.0 ? scale(times(power_front(mu + 1.0, z, none), inverse(z)), 2.0 * (mu + 1.0))
                                   : power_front(mu, z, none);
    out.i = times(times(front, unit_at(z.imag())), over(found, sum));
    out.ei = z.real();
}

// K_nu and, for the Wronskian, K_{nu+1}, times exp(z)
inline PairK small_order_k(double nu, cdouble z, double size, const ComplexStep& step) noexcept {
    const double n = std::floor(nu + 0.5), mu = nu - n;
    PairK k;
    if (size <= (z.real() > 0.5 * size ? 1.6 : 3.0)) k = temme_series(mu, z);
    else if (size < 21.0) k = temme_miller(mu, z);
    else k = {hankel_k(mu, z), hankel_k(mu + 1.0, z)};
    for (double j = 1.0; j <= n; j += 1.0) {
        const cdouble following = times(step.times(mu + j), k.next) + k.now;
        k.now = k.next;
        k.next = following;
    }
    return k;
}

inline void small_order_ik(double nu, cdouble z, bool want_i, bool want_k, PairIK& out) noexcept {
    const double size = std::hypot(z.real(), z.imag());
    bool have_i = !want_i;
    if (want_i && (size * size < 4.0 * (nu + 1.0) || (size < 6.0 && z.real() > z.imag()))) {
        power_series_i(nu, z, out);
        have_i = true;
    } else if (want_i && !want_k && size < 12.0) {
        normalised_i(nu, z, size, out);
        have_i = true;
    }
    if (have_i && !want_k) return;
    if (size < 1e-18 && nu >= 0.5) {             // Gamma(nu) (2/z)^nu/2
        const DdParts l = log_first_quadrant(z);
        constexpr Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
        out.ek = (l.re - ln2) * nu - lgamma_dd(Dd(nu));
        out.k = scale(unit_at(l.im * -nu), 0.5);
        return;
    }
    const ComplexStep step(z);
    const PairK k = small_order_k(nu, z, size, step);
    out.k = k.now;
    out.ek = z.real();
    if (have_i) return;
    // I_nu K_{nu+1} + I_{nu+1} K_nu = 1/z
    out.i = times(unit_at(z.imag()), inverse(times(z, k.next + times(ratio_i(nu, size, step), k.now))));
    out.ei = z.real();
}

// |z| >= 25, nu^2 <= 3 |z|: the terms grow to exp(3/2) at most before they fall. The Stokes line of I lies where its share
// of K is below a rounding.
inline bool hankel_serves(double nu, double norm) noexcept {
    const double nu2 = nu * nu;
    return norm >= 625.0 && norm < 1e200 && nu2 * nu2 <= 9.0 * norm;
}
inline void hankel_ik(double nu, cdouble z, double norm, bool want_i, bool want_k, PairIK& out) noexcept {
    const double four = 4.0 * nu * nu, over_norm = 0.125 / norm;
    const cdouble w(z.real() * over_norm, -z.imag() * over_norm);          // 1/(8 z)
    const double tiny = 0x1p-57 * 0x1p-57;
    cdouble term(1.0), even(1.0), odd(0.0);
    for (int k = 1; k < 60; k += 2) {                                      // DLMF 10.17.1
        const double below = 2.0 * k - 1.0, above = 2.0 * k + 1.0;
        const double c = (four - below * below) / k, d = (four - above * above) / (k + 1);
        const cdouble first = times(term, scale(w, c));
        term = times(term, scale(times(w, w), c * d));
        odd += first;
        even += term;
        if (std::norm(term) < tiny && std::norm(first) < 1e-30) break;
    }
    const cdouble root = std::conj(upper_sqrt(cdouble(8.0 * w.real(), -8.0 * w.imag())));       // z^(-1/2)
    const double x = z.real();
    const bool share = want_i && x < 20.0;
    out.ei = out.ek = x;
    if (want_k || share) out.k = scale(times(root, even + odd), 0x1.40d931ff62706p+0);            // sqrt(pi/2)
    if (!want_i) return;
    const cdouble ahead = unit_at(z.imag());
    out.i = scale(times(times(root, even - odd), ahead), 0x1.9884533d43651p-2);                   // 1/sqrt(2 pi)
    if (share)   // (i/pi) exp(i pi nu) K
        out.i += scale(times(times(times(cdouble(0.0, 1.0), half_turns(nu)), out.k), std::conj(ahead)), std::exp(-2.0 * x) / pi);
}

// nu >= 0, Re z >= 0, z != 0 finite; what is not wanted is not set.
inline PairIK bessel_ik(double nu, cdouble z, bool want_i, bool want_k) noexcept {
    PairIK out{};
    const bool below = std::signbit(z.imag());
    z = {std::fabs(z.real()), std::fabs(z.imag())};
    // The quickest by far, so the first to be looked for.
    const double norm = z.real() * z.real() + z.imag() * z.imag();
    const bool series = want_i && !want_k && nu < 12.0 && norm < 4.0 * (nu + 1.0), hankel = hankel_serves(nu, norm);
    if (series) power_series_i(nu, z, out);
    if (hankel) hankel_ik(nu, z, norm, want_i, want_k, out);
    DebyeFrame f;
    const bool large = !series && !hankel && z.real() + z.imag() + nu > 6.0;
    if (large) debye_frame(nu, z, f);
    if (!(series || hankel || (nu > 4e12 && turning_ik(nu, z, nullptr, out)) || (large && debye_ik(nu, z, want_i, want_k, f, out)) ||
          (nu >= 60.0 && turning_ik(nu, z, &f, out)))) {
        if (nu < 70.0) {
            small_order_ik(nu, z, want_i, want_k, out);
        } else {
            out.lost = true;
            out.i = out.k = cdouble(nan, nan);
        }
    }
    if (below) {
        out.i = std::conj(out.i);
        out.k = std::conj(out.k);
    }
    return out;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
