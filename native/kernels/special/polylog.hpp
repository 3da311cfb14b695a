// SPDX-License-Identifier: BSD-3-Clause
// The polylogarithm Li_s(z) = sum_k z^k/k^s of real order (DLMF 25.12), the complete integrals of Fermi and Dirac and of
// Bose and Einstein, and Clausen's function Cl_2.
//
// Everything starts from Li_s(e^mu), -pi <= Im mu <= 0; the other half-plane is its mirror image. On the cut z > 1 the value
// is the limit from below.
//
//   small z (below)              the defining series
//   s = 1, s = 0; s = -1, -2 ... and |z| > 2    logarithm, quotient; the reflection Li_s(z) = -(-1)^s Li_s(1/z)
//   s >= -1/2, 1/2 <= |z| <= 2   powers of mu with zeta(s - k), 25.12.12; at and near whole s the pole of zeta and that of the
//                                Gamma function cancel analytically
//   s < -1/2, |z| < 2            Hurwitz's sum over (2 pi i k - mu)^(s - 1), both halves by Euler and Maclaurin
//   s < 1, |z| > 2               Jonquiere's relation 25.12.13 with one zeta of Hurwitz
//   s >= 1, 2 < |z| < e^40       the integral 25.12.11 by the trapezoidal rule in u, t = exp(u - exp(-u)) (H. Takahasi and
//                                M. Mori, Publ. RIMS 9 (1974) 721), with the residues of the nearest poles (D. B. Hunter,
//                                Numer. Math. 19 (1972) 419)
//   s > 110, log |z| < s/4        two terms of the series
//   s >= 1, |z| > e^40           Jonquiere's relation, whose zeta is its asymptotic series there (Sommerfeld)
//
// Accuracy: 1e-14 of the value for |s| < 20, growing with |s log mu|.
#pragma once

#include <array>

#include "kernels/special/tables_polylog.hpp"
#include "kernels/special/zeta.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// sum_k e^(k mu) k^-s from its last term on.
inline cdouble polylog_series(double s, cdouble mu) noexcept {
    const cdouble z = exp_dd(Dd(mu.real()), Dd(mu.imag()));
    int n = 2;
    while (n < 80 && n * mu.real() - s * std::log(n) > mu.real() - 40.0) ++n;
    cdouble sum(0.0);
    for (int k = n; k > 1; --k) sum = times(z, sum + std::pow(static_cast<double>(k), -s));
    return z + times(z, sum);
}

// (zeta(s - k)/k!) mu^k summed over k >= first, where s - first <= -1: zeta by reflection, all but its factor zeta(1 + k - s)
// from one k to the next.
inline cdouble zeta_powers(double s, int first, cdouble power, cdouble mu) noexcept {
    const double up = 1.0 + first - s;
    double front = 2.0 * std::pow(2.0 * pi, -up) * gamma_positive(up);   // power holds mu^k/k!
    const double sine[4] = {sinpi(0.5 * (1.0 - up)), sinpi(-0.5 * up), sinpi(0.5 * (-1.0 - up)), sinpi(0.5 * (-2.0 - up))};
    cdouble sum(0.0);
    for (int k = 0; k < 400; ++k) {
        const double a = up + k, zeta = a < 64.0 ? riemann(a) : 1.0;
        const cdouble term = power * (front * sine[k & 3] * zeta);
        sum += term;
        if (std::norm(power) * front * front < 1e-36 * std::norm(sum)) break;
        front *= a / (2.0 * pi);
        power = times(power, mu) / (first + k + 1.0);
    }
    return sum;
}

// log Gamma(1 - e)/e, |e| <= 1/2
inline double log_gamma_slope(double e) noexcept {
    double rest = 0.0;
    for (int k = 27; k >= 0; --k) rest = fma(rest, e, tables::zeta_rests[k]);
    const double logarithm = std::fabs(e) < 1e-9 ? 0.5 * e : -std::log1p(-e) / e - 1.0;
    return fma(rest, e, 0x1.2788cfc6fb619p-1) + logarithm;
}

// Gamma(1 - s) (-mu)^(s - 1) + zeta(s - n + 1) mu^(n - 1)/(n - 1)!, n the whole number nearest to s, n >= 1: with s = n + e,
// mu^(n - 1)/(n - 1)! times zeta(1 + e) - exp(e w)/e, e w the logarithm of what 1/e is multiplied with.
inline cdouble polylog_singular(double s, int n, cdouble power, cdouble mu) noexcept {
    const double e = s - n;
    double w = log_gamma_slope(e);
    for (int j = 1; j < n; ++j) w -= std::fabs(e) < 1e-9 ? 1.0 / j - 0.5 * e / (double(j) * j) : std::log1p(e / j) / e;
    const cdouble slope = cdouble(w) + clog(-mu), ew = e * slope;
    const cdouble quotient = std::norm(ew) < 1e-20 ? slope * (1.0 + 0.5 * ew) : expm1(ew) / e;
    double regular = 0.0;
    for (int k = 17; k >= 0; --k) regular = fma(regular, e, tables::stieltjes[k]);
    return times(power, regular - quotient);
}

// 25.12.12, |mu| < 5
inline cdouble polylog_near_one(double s, cdouble mu) noexcept {
    const int n = s < 0.5 ? 0 : static_cast<int>(std::nearbyint(s));
    cdouble sum(0.0), power(1.0);
    if (n == 0) sum = gamma_positive(1.0 - s) * std::exp((s - 1.0) * clog(-mu));
    int k = 0;
    for (; s - k > -1.0; ++k) {
        if (k != n - 1) sum += power * riemann(s - k);
        else if (n < 80) sum += polylog_singular(s, n, power, mu);
        power = times(power, mu) / (k + 1.0);
        if (k > 20 && k > n && std::norm(power) < 1e-40 * std::norm(sum)) return sum;
    }
    return sum + zeta_powers(s, k, power, mu);
}

// a^-s zeta(1 - s, a), s < 1 or |a| > 6. Euler and Maclaurin, 25.11.28.
inline cdouble hurwitz_scaled(double s, cdouble a) noexcept {
    const double b = 1.0 - s;
    cdouble sum(0.0), q = a;
    const double far = 9.0 + 0.25 * b;
    const cdouble log_a = clog(a);
    while (b > 0.0 && std::norm(q) < far * far) {
        const cdouble term = std::exp(-b * (clog(q) - log_a)) / a;
        sum += term;
        q += 1.0;
        if (b > 20.0 && !(std::norm(term) >= 1e-36 * std::norm(sum))) return sum;
    }
    // q^s (-1/s + 1/(2q) + sum_k B_2k/(2k)! b (b+1) ... (b+2k-2) q^-2k)
    const cdouble w = inverse(q), w2 = times(w, w);
    cdouble series = -1.0 / s + 0.5 * w;
    cdouble factor = b * w2 * (2.0 / (4.0 * pi * pi));
    for (int k = 1; k < 20000; ++k) {
        const cdouble term = factor * (k <= 27 ? tables::even_zetas[k - 1] : 1.0);
        series += term;
        if (std::norm(term) < 1e-36 * std::norm(series) || factor == 0.0) break;
        const double growth = (b + (2 * k - 1)) * (b + 2 * k);
        const cdouble next = factor * w2 * (-growth / (4.0 * pi * pi));
        if (b + 2 * k > 0.0 && std::norm(next) > std::norm(factor)) break;   // the series has done what it can
        factor = next;
    }
    return sum + times(std::exp(s * (clog(q) - log_a)), series);
}

// exp((s - 1) l) Gamma(1 - s), s < 1
inline cdouble gamma_times_power(double s, cdouble l) noexcept {
    const Dd g = lgamma_dd(two_sum(1.0, -s));
    return exp_dd(g + two_prod(s - 1.0, l.real()), two_prod(s - 1.0, l.imag()));
}

// Gamma(1 - s) sum over whole k of (2 pi i k - mu)^(s - 1), s < 0, -pi <= Im mu <= 0: k <= 0 and k > 0 apart.
inline cdouble polylog_lattice(double s, cdouble mu) noexcept {
    // 2 pi i k - mu = 2 pi i (k + w), w = i mu/(2 pi), Re w in [0, 1/2]; for k < 0, -2 pi i (1 - w + |k| - 1)
    const cdouble w(-mu.imag() / (2.0 * pi), mu.real() / (2.0 * pi)), v = 1.0 - w;
    const cdouble up = -mu, down(-mu.real(), -mu.imag() - 2.0 * pi);     // 2 pi i w, -2 pi i v
    const cdouble first = times(gamma_times_power(s, clog(up)), times(w, hurwitz_scaled(s, w)));
    const cdouble second = times(gamma_times_power(s, clog(down)), times(v, hurwitz_scaled(s, v)));
    return first + second;
}

// 25.12.13: Li_s(z) = (2 pi)^s exp(-pi i s/2)/Gamma(s) zeta(1 - s, a) - exp(-pi i s) Li_s(1/z), a = i mu/(2 pi)
inline cdouble polylog_exp(double s, cdouble mu) noexcept;
inline cdouble polylog_inverse(double s, cdouble mu) noexcept {
    const cdouble a(-mu.imag() / (2.0 * pi), mu.real() / (2.0 * pi)), l = clog(mu);
    cdouble main;
    if (s < 1.0) {   // 1/Gamma(s) = sin(pi s) Gamma(1 - s)/pi
        const double sine = sinpi(s);
        main = sine == 0.0 ? cdouble(0.0) : times(gamma_times_power(s, l), mu * (sine / pi));
    } else {
        main = exp_dd(two_prod(s, l.real()) - lgamma_dd(s), two_prod(s, l.imag()));
    }
    main = times(main, hurwitz_scaled(s, a));
    if (mu.real() > 300.0) return main;
    const cdouble other = std::conj(polylog_exp(s, std::conj(-mu)));   // Im(-mu) >= 0
    return main - times(cdouble(cospi(s), -sinpi(s)), other);
}

// Nodes u = j/64, j = -256 ... 447, of t = exp(u - exp(-u)): log t, t and (1 + exp(-u)).
struct PolylogNodes {
    static constexpr int first = -256, count = 704;
    static constexpr double step = 1.0 / 32;      // of every second node
    std::array<double, count> log_t, t, slope;
    PolylogNodes() noexcept {
        for (int j = 0; j < count; ++j) {
            const double u = (first + j) / 64.0, e = std::exp(-u);
            log_t[j] = u - e;
            t[j] = std::exp(u - e);
            slope[j] = 1.0 + e;
        }
    }
};

// u with u - exp(-u) = l, for l the logarithm of a pole
inline cdouble polylog_node(cdouble l) noexcept {
    cdouble u = l.real() < -1.0 ? -clog(-l) : l.real() < 1.0 ? cdouble(0.567 + 0.6 * l.real(), 0.6 * l.imag()) : l;
    for (int k = 0; k < 60; ++k) {
        const cdouble e = std::exp(-u), d = over(l - u + e, 1.0 + e);
        u += d;
        if (std::norm(d) < 1e-31 * std::norm(u)) break;
    }
    return u;
}

// 1/Gamma(s) int_0^inf t^(s-1)/(exp(t - mu) - 1) dt, 1 <= s < 200, 0.6 < Re mu < 45, -pi <= Im mu <= 0
inline cdouble polylog_integral(double s, cdouble mu) noexcept {
    static const PolylogNodes nodes;
    constexpr double h = PolylogNodes::step;
    const double scale = lgamma_dd(s).hi;
    // The nodes keep away from the pole next to the real axis.
    const cdouble poles[3] = {mu, {mu.real(), mu.imag() + 2.0 * pi}, {mu.real(), mu.imag() - 2.0 * pi}};
    cdouble logs[3], places[3];
    for (int k = 0; k < 3; ++k) {
        logs[k] = clog(poles[k]);
        places[k] = polylog_node(logs[k]);
    }
    const double at = places[0].real() / h;
    const int odd = std::fabs(at - std::nearbyint(at)) < 0.25 ? 1 : 0;
    const cdouble turn(std::cos(mu.imag()), -std::sin(mu.imag()));     // exp(-i Im mu)
    const bool real = mu.imag() <= -pi;
    cdouble sum(0.0);
    double plain = 0.0, most = 0.0;
    for (int j = odd; j < PolylogNodes::count; j += 2) {
        const double e = fma(s, nodes.log_t[j], -scale);
        if (e < -745.0) continue;
        const double top = std::exp(e) * nodes.slope[j], x = nodes.t[j] - mu.real();
        const double size = x > 0.0 ? top * std::exp(-x) : top;
        if (x > 0.0 && size < 1e-19 * most) break;
        most = std::fmax(most, size);
        if (real) {
            plain += -top / (std::exp(x) + 1.0);
        } else {
            // exp(x) turn - 1 without cancellation next to the pole
            const double m = std::expm1(x), half = std::sin(0.5 * mu.imag());
            const cdouble below(fma(m, turn.real(), -2.0 * half * half), (m + 1.0) * turn.imag());
            sum += top * inverse(below);
        }
    }
    sum = (sum + plain) * h;
    for (int k = 0; k < 3; ++k) {
        const cdouble residue = std::exp((s - 1.0) * logs[k] - scale);
        const double sign = places[k].imag() > 0.0 ? 1.0 : -1.0;       // on the cut the pole lies below
        const double away = 2.0 * pi / h * std::fabs(places[k].imag());
        if (away > 50.0) continue;
        const double phase = -sign * (2.0 * pi * places[k].real() / h - odd * pi);
        const cdouble turns(std::expm1(away) * std::cos(phase) - 2.0 * std::sin(0.5 * phase) * std::sin(0.5 * phase),
                            std::exp(away) * std::sin(phase));          // less 1
        sum -= times(cdouble(0.0, 2.0 * pi * sign), over(residue, turns));
    }
    return sum;
}

// Li_s(e^mu), -pi <= Im mu <= 0
inline cdouble polylog_below(double s, cdouble mu) noexcept {
    const double x = mu.real();
    if (mu.imag() == 0.0) mu = {x, -0.0};                               // so that -mu lies above the cut of the logarithm
    const bool whole = s == std::floor(s);
    if (s == 0.0) return x < 0.0 ? over(exp_dd(Dd(x), Dd(mu.imag())), -expm1(mu)) : inverse(expm1(-mu));
    if (x < -0.7 && (s >= -0.5 || x < 0.7 * s - 1.2)) return polylog_series(s, mu);
    if (s == 1.0) return x < 700.0 ? -clog(-expm1(mu)) : cdouble(-x, -mu.imag() - pi);
    if (whole && s < 0.0 && x > 0.7) {
        const cdouble v = std::conj(polylog_exp(s, cdouble(-x, mu.imag())));     // conj of Li_s(1/z)
        return std::fmod(s, 2.0) == 0.0 ? -v : v;
    }
    if (s > 110.0 && x < 0.25 * s) {
        const cdouble z = exp_dd(Dd(x), Dd(mu.imag()));
        return z + times(z, exp_dd(Dd(x - s * 0x1.62e42fefa39efp-1), Dd(mu.imag())));
    }
    if (s > 14.0 && x <= 0.0) return polylog_series(s, mu);
    if (s < -0.5 && x <= 0.7) return polylog_lattice(s, mu);
    if (std::fabs(x) <= 0.7) return polylog_near_one(s, mu);
    if (s < 1.0) return polylog_inverse(s, mu);
    if (x < 40.0) return polylog_integral(s, mu);
    if (s > 2e4) {
        report(Trouble::no_result);
        return {nan, nan};
    }
    return polylog_inverse(s, mu);
}

// Li_s(e^mu), -pi <= Im mu <= pi; on Im mu = 0 < Re mu the limit from below
inline cdouble polylog_exp(double s, cdouble mu) noexcept {
    return mu.imag() > 0.0 ? std::conj(polylog_below(s, std::conj(mu))) : polylog_below(s, mu);
}

// Li_s(-1) = (2^(1 - s) - 1) zeta(s), 25.12.10
inline double polylog_alternating(double s) noexcept {
    return s == 1.0 ? -0x1.62e42fefa39efp-1 : std::expm1((1.0 - s) * 0x1.62e42fefa39efp-1) * riemann(s);
}

inline cdouble polylog(double s, cdouble z) noexcept {
    if (std::isnan(s) || is_nan(z)) return {nan, nan};
    if (z == 0.0 || s == inf) return z;
    if (s < -1e8 || std::isinf(z.real()) || std::isinf(z.imag())) {
        report(Trouble::no_result);
        return {nan, nan};
    }
    if (z == 1.0) {
        if (s > 1.0) return riemann(s);
        report(Trouble::singular);
        return {inf, 0.0};
    }
    if (z == -1.0 && s > -100.0) return {polylog_alternating(s), z.imag()};
    const cdouble mu = clog(z);
    if (mu.real() < -690.0) return z;                                   // and with it the smallest numbers
    const cdouble v = polylog_exp(s, mu);
    return z.imag() == 0.0 && z.real() < 1.0 ? cdouble(v.real(), z.imag()) : v;
}

// Of e^x, x <= 0
inline double bose_usual(double s, double x) noexcept {
    if (x == 0.0) {
        if (s > 1.0) return riemann(s);
        report(Trouble::singular);
        return inf;
    }
    return x < -745.0 ? std::exp(x) : polylog_below(s, x).real();
}
// Of -e^x
inline double fermi_usual(double s, double x) noexcept {
    if (x == 0.0 && s > -100.0) return polylog_alternating(s);
    return x < -690.0 ? -std::exp(x) : polylog_below(s, {x, -pi}).real();
}

inline double polylog(double s, double z) noexcept {
    if (std::isnan(s) || std::isnan(z)) return nan;
    if (z > 1.0) {
        report(Trouble::domain);
        return nan;
    }
    if (z == 0.0 || s == inf) return z;
    if (s < -1e8) {
        report(Trouble::no_result);
        return nan;
    }
    if (std::fabs(z) < 1e-290) return z;
    if (z == -inf) return s > 0.0 ? -inf : s == 0.0 ? -1.0 : 0.0;
    return z > 0.0 ? bose_usual(s, std::log(z)) : fermi_usual(s, std::log(-z));
}

// F_j(x) = 1/Gamma(j + 1) int_0^inf t^j/(exp(t - x) + 1) dt = -Li_{j + 1}(-e^x)
inline double fermi_dirac(double j, double x) noexcept {
    if (std::isnan(j) || std::isnan(x)) return nan;
    if (x == -inf) return 0.0;
    if (j == inf) return std::exp(x);
    if (j < -1e8) {
        report(Trouble::no_result);
        return nan;
    }
    if (x == inf) return j > -1.0 ? inf : j == -1.0 ? 1.0 : 0.0;
    return -fermi_usual(j + 1.0, x);
}
// G_j(x) = 1/Gamma(j + 1) int_0^inf t^j/(exp(t - x) - 1) dt = Li_{j + 1}(e^x), x <= 0
inline double bose_einstein(double j, double x) noexcept {
    if (std::isnan(j) || std::isnan(x)) return nan;
    if (x > 0.0 || j < -1e8) {
        report(x > 0.0 ? Trouble::domain : Trouble::no_result);
        return nan;
    }
    if (j == inf || x == -inf) return std::exp(x);
    return bose_usual(j + 1.0, x);
}

// Cl_2(x) = sum_k sin(k x)/k^2 (25.12.9): series around 0 and around pi, after A. Lewin, Polylogarithms (1981), ch. 4. The
// sine and cosine of x know where x lies in its period, whatever its size.
inline double clausen(double x) noexcept {
    if (std::isnan(x)) return x;
    if (std::isinf(x)) {
        report(Trouble::domain);
        return nan;
    }
    if (x == 0.0) return x;
    const double s = std::sin(x), c = std::cos(x);
    double v;
    if (c > -0.5) {
        const double t = std::fabs(x) < 2.0 ? std::fabs(x) : std::atan2(std::fabs(s), c), w = t * t;
        v = t * fma(w, horner(tables::clausen_near_zero, w), 1.0 - std::log(t));
    } else {
        const double t = std::atan2(std::fabs(s), -c), w = t * t;
        v = t * fma(-w, horner(tables::clausen_near_pi, w), 0x1.62e42fefa39efp-1);
    }
    return s < 0.0 ? -v : v;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
