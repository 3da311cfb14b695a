// SPDX-License-Identifier: BSD-3-Clause
// Coulomb wave functions F_l(eta, rho) and G_l(eta, rho) with derivatives (DLMF 33.2), real l >= 0, real eta, rho > 0.
//
//   w'' = (l(l + 1)/rho^2 + 2 eta/rho - 1) w, turning point rho_t = eta + sqrt(eta^2 + l(l + 1))
//
//   rho far beyond l^2 + eta^2     the asymptotic series 33.11.1
//   rho >= rho_t and >= 1/2        Steed's method (A. R. Barnett, D. H. Feng, J. W. Steed and L. J. B. Goldfarb, Comput. Phys.
//                                  Commun. 8 (1974) 377): F'/F and (G' + i F')/(G + i F) by the continued fractions 33.8.1
//                                  and 33.8.2, the Wronskian, and the sign of F from the first
//   elsewhere                      G is carried from there inwards by Taylor's series of the equation, in which direction
//                                  it grows; F by the Wronskian and its continued fraction at rho
//
// Accuracy: 1e-13 of sqrt(F^2 + G^2) beyond the turning point, of the value within it, growing with the number of
// oscillations passed.
#pragma once

#include "kernels/special/complex_gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct Coulomb {
    double f, fp, g, gp;
};
inline constexpr Coulomb coulomb_unknown{nan, nan, nan, nan};

// F'/F and the sign of F by 33.8.1, Lentz's way; nan if more than `limit` terms are needed.
inline double coulomb_slope(double l, double eta, double rho, double& sign, int limit) noexcept {
    sign = 1.0;
    double value = (l + 1.0) / rho + eta / (l + 1.0);
    if (value == 0.0) value = 1e-300;
    double c = value, d = 0.0;
    for (int k = 1; k < limit; ++k) {
        const double m = l + k, ratio = eta / m;
        const double a = -fma(ratio, ratio, 1.0), b = (2.0 * m + 1.0) * (1.0 / rho + eta / (m * (m + 1.0)));
        d = b + a * d;
        c = b + a / c;
        if (d == 0.0) d = 1e-300;
        if (c == 0.0) c = 1e-300;
        d = 1.0 / d;
        if (d < 0.0) sign = -sign;
        const double step = c * d;
        value *= step;
        if (std::fabs(step - 1.0) < 1e-16) return value;
    }
    return nan;
}

// (G' + i F')/(G + i F) by 33.8.2
inline cdouble coulomb_outgoing(double l, double eta, double rho) noexcept {
    const cdouble start(0.0, 1.0 - eta / rho);
    if (eta == 0.0 && l == 0.0) return start;
    cdouble c(1e-300), d(0.0), value(1e-300);                   // a0/(b0 + a1/(b1 + ...)), Lentz's way
    for (int k = 0; k < 40000; ++k) {
        const cdouble a = times(cdouble(k - l, eta), cdouble(k + l + 1.0, eta)), b(2.0 * (rho - eta), 2.0 * (k + 1.0));
        d = b + times(a, d);
        c = b + over(a, c);
        if (d == 0.0) d = 1e-300;
        if (c == 0.0) c = 1e-300;
        d = inverse(d);
        const cdouble step = times(c, d);
        value = times(value, step);
        if (std::norm(step - 1.0) < 1e-32) return start + times(cdouble(0.0, 1.0 / rho), value);
    }
    return {nan, nan};
}

// All four at a point beyond the turning point.
inline Coulomb coulomb_steed(double l, double eta, double rho) noexcept {
    double sign;
    const double f = coulomb_slope(l, eta, rho, sign, 60000);
    if (std::isnan(f)) return coulomb_unknown;
    const cdouble h = coulomb_outgoing(l, eta, rho);
    const double p = h.real(), q = h.imag();
    if (!(q > 0.0)) return coulomb_unknown;
    const double gamma = (f - p) / q;
    // F = 1/sqrt(q (gamma^2 + 1)); next to a zero of F f is large
    const double size = sign / std::sqrt(q);
    const double r = std::hypot(gamma, 1.0);
    const double s = 1.0 / r, c = gamma / r;                     // F and G in units of 1/sqrt q
    return {size * s, size * fma(p, s, q * c), size * c, size * fma(p, c, -q * s)};
}

// 33.11.1; false where its terms do not become small.
inline bool coulomb_far(double l, double eta, double rho, Coulomb& w) noexcept {
    if (rho < 30.0 || rho < 0.6 * (l * (l + 1.0) + eta * eta) + 2.0 * std::fabs(eta)) return false;
    // H = exp(i theta) sum t_k, t_k = t_(k-1) (a + k - 1)(b + k - 1)/(k 2 i rho), a = l + 1 + i eta, b = -l + i eta; the
    // derivative term by term
    const cdouble a(l + 1.0, eta), b(-l, eta);
    cdouble term(1.0), sum(1.0), slope(0.0, 1.0 - eta / rho), total = slope;
    for (int k = 1;; ++k) {
        const cdouble next = over(times(times(a + (k - 1.0), b + (k - 1.0)), term), cdouble(0.0, 2.0 * rho * k));
        if (std::norm(next) > std::norm(term) && k > 2) return false;
        term = next;
        sum += term;
        total += times(term, slope - k / rho);
        if (std::norm(term) < 1e-34) break;
        if (k > 200) return false;
    }
    const double sigma = loggamma(a).imag();
    const Dd log_2rho = log_dd(2.0 * rho);
    const Dd theta = Dd(rho) - log_2rho * eta - pi_dd * (0.5 * l) + sigma;
    const cdouble phase = exp_dd(Dd(0.0), theta), h = times(phase, sum), hp = times(phase, total);
    w = {h.imag(), hp.imag(), h.real(), hp.real()};
    return true;
}

// Carries w, w' from r to r + h by Taylor's series of r^2 w'' = (L + 2 eta r - r^2) w.
inline void coulomb_step(double ll, double eta, double r, double h, double& w, double& wp) noexcept {
    const double q0 = ll + (2.0 * eta - r) * r, q1 = 2.0 * (eta - r), x = h / r;
    // c_k r^k by their ratios to powers of x = h/r: b_k = c_k h^k
    double before2 = 0.0, before = 0.0, now = w, next = wp * h, sum = w + next, slope = next;
    for (int k = 0; k < 120; ++k) {
        const double rhs = fma(q0 - k * (k - 1.0), now * (x * x), fma(q1 * (h * x), x * before, -(h * h) * (x * x) * before2));
        const double after = fma(-2.0 * x * (k + 1.0) * k, next, rhs) / ((k + 2.0) * (k + 1.0));
        before2 = before, before = now, now = next, next = after;
        sum += next;
        slope += (k + 2.0) * next;
        const double small = (k + 2.0) * (std::fabs(next) + std::fabs(now));
        if (k > 2 && small < 1e-17 * std::fabs(sum) && small < 1e-17 * std::fabs(slope)) break;
    }
    w = sum;
    wp = slope / h;
}

inline Coulomb coulomb_origin(double l, double eta) noexcept {
    if (l > 0.0) return {0.0, 0.0, inf, -inf};
    const double c = 2.0 * pi * eta, c0 = std::sqrt(c == 0.0 ? 1.0 : c > 700.0 ? c * std::exp(-c) : c / std::expm1(c));
    return {0.0, c0, 1.0 / c0, eta > 0.0 ? -inf : eta < 0.0 ? inf : 0.0};
}

inline Coulomb coulomb_all(double l, double eta, double rho) noexcept {
    if (std::isnan(l) || std::isnan(eta) || std::isnan(rho)) return coulomb_unknown;
    if (l < 0.0 || rho < 0.0) {
        report(Trouble::domain);
        return coulomb_unknown;
    }
    if (l > 1e5 || std::fabs(eta) > 1e5 || rho > 1e15) {
        report(Trouble::no_result);
        return coulomb_unknown;
    }
    if (rho == 0.0) return coulomb_origin(l, eta);
    Coulomb w = coulomb_unknown;
    if (coulomb_far(l, eta, rho, w)) return w;
    const double ll = l * (l + 1.0), turning = eta + std::sqrt(fma(eta, eta, ll));
    const double edge = std::fmax(0.5, eta >= 0.0 ? turning : ll / (std::sqrt(fma(eta, eta, ll)) - eta));
    w = coulomb_steed(l, eta, std::fmax(rho, edge));
    if (std::isnan(w.f)) {
        report(Trouble::no_result);
        return w;
    }
    if (rho >= edge) return w;
    double r = edge, g = w.g, gp = w.gp, exponent = 0.0;
    for (int k = 0; k < 6000 && r > rho; ++k) {
        const bool flat = l < 1e-20;
        if (r * (1.0 + std::fabs(eta)) < (flat ? 1e-20 : 1e-18 * l)) {
            // Nothing but the first term is left: rho^-l, or a constant, whose slope varies with 2 eta log rho - l/rho
            const double leap = std::exp(-l * std::log(rho / r));
            gp = flat ? gp + g * fma(2.0 * eta, std::log(rho / r), ll / r - ll / rho) : gp * leap * (r / rho);
            g *= leap;
            r = rho;
            break;
        }
        const double q = std::fabs(ll / (r * r) + 2.0 * eta / r - 1.0);
        double h = std::fmin(0.25 * r, 2.0 / std::sqrt(q + 1e-10));
        if (r - h < rho * (1.0 + 1e-15) || h >= r - rho) h = r - rho;
        coulomb_step(ll, eta, r, -h, g, gp);
        r = h == r - rho ? rho : r - h;
        if (std::fabs(g) > 1e100) {
            g *= 1e-100, gp *= 1e-100, exponent += 1.0;
            if (exponent > 4.0) break;
        }
    }
    if (exponent > 4.0 || std::isinf(g)) {
        report(Trouble::overflow);
        return {0.0, 0.0, inf, -inf};
    }
    if (r > rho) {
        report(Trouble::no_result);
        return coulomb_unknown;
    }
    double sign;
    const double slope = coulomb_slope(l, eta, rho, sign, 60000), f = 1.0 / (slope * g - gp), fp = slope * f;
    const double up = std::pow(1e100, exponent), down = std::pow(1e-100, exponent);
    if (std::isinf(g * up)) report(Trouble::overflow);
    return {f * down, fp * down, g * up, gp * up};
}

inline void coulomb(double l, double eta, double rho, double& f, double& fp, double& g, double& gp) noexcept {
    const Coulomb w = coulomb_all(l, eta, rho);
    f = w.f, fp = w.fp, g = w.g, gp = w.gp;
}
inline double coulomb_f(double l, double eta, double rho) noexcept { return coulomb_all(l, eta, rho).f; }
inline double coulomb_g(double l, double eta, double rho) noexcept { return coulomb_all(l, eta, rho).g; }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
