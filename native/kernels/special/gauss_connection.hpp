// SPDX-License-Identifier: BSD-3-Clause
// Connection formulas of Gauss's hypergeometric function in float64 (DLMF 15.8.2-15.8.5, 15.8.10), with an estimate of
// the relative error. The coefficients come from float64 gamma functions, so parameters near which a gamma function of
// a difference has a pole are refused there: for real z the formulas in double-double serve beside them, and where their
// two terms cancel; c - a - b an integer has the formula with a logarithm.
#pragma once

#include "kernels/special/gamma_logs.hpp"
#include "kernels/special/hypergeometric.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// base^power, and the base below its cut on the negative axis if `below`
inline double power_of(double base, double power, bool) noexcept { return std::pow(base, power); }
inline cdouble power_of(cdouble base, double power, bool below) noexcept {
    const double angle = base.imag() == 0.0 && base.real() < 0.0 ? (below ? -pi : pi) : std::arg(base);
    return exp_dd(two_prod(log_abs(base), power), two_prod(angle, power));
}

// 1 - z and its rounding error relative to it matter where it is raised to a power.
inline double rest_of(double z) noexcept { return 1.0 - z; }
inline cdouble rest_of(cdouble z) noexcept { return {1.0 - z.real(), -z.imag()}; }

inline double reciprocal_gamma(Dd x) noexcept {
    if (x.lo == 0.0) return rgamma(x.hi);
    return near_integer_value(x.hi) && x.hi < 0.5 ? nan : rgamma(x.hi) * (1.0 - x.lo * rough_digamma(x.hi));
}
inline double gamma_of(Dd x) noexcept { return x.lo == 0.0 ? gamma(x.hi) : gamma(x.hi) * (1.0 + x.lo * rough_digamma(x.hi)); }

struct Connection {
    // Gamma(c) Gamma(difference) / (Gamma(under[0]) Gamma(under[1])) base^power other^other_power 2F1(top; bottom; w)
    Dd difference, under[2], top[2], bottom[1];
    Dd power = 0.0, other_power = 0.0;
};

template <class Z>
inline Summed<Z> connect(const Connection* t, double c, Z w, Z base, bool base_below, Z other, double w_error) noexcept {
    const double g = gamma(c);
    Z part[2];
    double error[2];
    for (int i = 0; i < 2; ++i) {
        const double k = g * gamma_of(t[i].difference) * reciprocal_gamma(t[i].under[0]) * reciprocal_gamma(t[i].under[1]);
        if (k == 0.0) {
            part[i] = Z(0.0);
            error[i] = 0.0;
            continue;
        }
        const Summed<Z> s = series<2, 1, Z>(t[i].top, t[i].bottom, w, 1200);
        if (!(s.error < 1e-9) || !std::isfinite(k)) return {};
        Z v = s.value * k;
        const double power = t[i].power.hi, other_power = t[i].other_power.hi;
        if (power != 0.0) v = times(v, power_of(base, power, base_below));
        if (other_power != 0.0) v = times(v, power_of(other, other_power, false));
        part[i] = v;
        error[i] = s.error + w_error * (s.slope + 1.0 + std::fabs(power) + std::fabs(other_power)) + 4e-15 +
                   1e-15 * std::fabs(t[i].difference.hi);
    }
    Summed<Z> r;
    r.value = part[0] + part[1];
    r.error = (error[0] * size_of(part[0]) + error[1] * size_of(part[1])) / size_of(r.value);
    if (!finite(r.value)) r.error = inf;
    return r;
}

inline bool moderate_parameters(double a, double b, double c) noexcept {
    return std::fabs(a) < 60.0 && std::fabs(b) < 60.0 && std::fabs(c) < 60.0;
}

// Too near an integer for double-double.
inline bool beside_integer(Dd x) noexcept { return std::fabs((x - std::nearbyint(x.hi)).hi) < 1e-10; }

// The same in double-double, base and other positive.
inline Summed<double> connect_dd(const Connection* t, double c, Dd w, Dd base, Dd other) noexcept {
    if (beside_integer(t[0].difference)) return {};
    Dd part[2];
    double sizes = 0.0;
    for (int i = 0; i < 2; ++i) {
        LogProduct k;
        k.gamma(t[i].under[0], -1.0);
        k.gamma(t[i].under[1], -1.0);
        if (k.zero) continue;
        k.gamma(c, 1.0);
        k.gamma(t[i].difference, 1.0);
        k.power(base, t[i].power);
        k.power(other, t[i].other_power);
        if (!k.usable()) return {};
        const auto s = series_dd<2, 1, double>(t[i].top, t[i].bottom, w, 1000);
        if (!(s.error < 1e-13)) return {};
        part[i] = k.times(s.value);
        sizes += std::fabs(part[i].hi) * (s.error + log_product_error);
    }
    Summed<double> r;
    r.value = (part[0] + part[1]).value();
    r.error = sizes / std::fabs(r.value) + 1e-16;
    if (!finite(r.value) || !(std::fabs(r.value) > 1e-290)) r.error = inf;
    return r;
}

// 15.8.4 (1 - z) and 15.8.5 (1 - 1/z)
inline void terms_near_one(double a, double b, double c, bool beside, Connection* t) noexcept {
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b), s = c_a - b;
    t[0].difference = s;
    t[0].under[0] = c_a;
    t[0].under[1] = c_b;
    t[1].difference = -s;
    t[1].under[0] = a;
    t[1].under[1] = b;
    t[0].bottom[0] = Dd(1.0) - s;
    t[1].bottom[0] = s + 1.0;
    t[1].power = s;
    t[0].top[0] = a;
    t[0].top[1] = b;
    t[1].top[0] = c_a;
    t[1].top[1] = c_b;
    if (beside) {
        t[0].top[1] = Dd(1.0) - c_a;
        t[1].top[1] = two_diff(1.0, a);
        t[0].other_power = -a;
        t[1].other_power = -c_a;
    }
}
template <class Z>
inline Summed<Z> gauss_near_one(double a, double b, double c, Z z, bool beside) noexcept {
    const Dd s = two_diff(c, a) - b;
    if (near_integer_value(s.hi) || !moderate_parameters(a, b, c)) return {};
    const Z rest = rest_of(z);
    Connection t[2];
    terms_near_one(a, b, c, beside, t);
    const bool exact = real_part(z) >= 0.5 && !beside;
    return connect<Z>(t, c, beside ? -over(rest, z) : rest, rest, true, z, exact ? 1e-17 : 4e-16);
}

// 15.8.2 (1/z) and 15.8.3 (1/(1 - z))
inline void terms_far(double a, double b, double c, bool outside, Connection* t) noexcept {
    const Dd c_a = two_diff(c, a), c_b = two_diff(c, b), a_b = two_diff(a, b);
    t[0].difference = -a_b;
    t[0].under[0] = b;
    t[0].under[1] = c_a;
    t[1].difference = a_b;
    t[1].under[0] = a;
    t[1].under[1] = c_b;
    t[0].power = -a;
    t[1].power = -b;
    t[0].top[0] = a;
    t[1].top[0] = b;
    t[0].top[1] = outside ? Dd(1.0) - c_a : c_b;
    t[1].top[1] = outside ? Dd(1.0) - c_b : c_a;
    t[0].bottom[0] = a_b + 1.0;
    t[1].bottom[0] = Dd(1.0) - a_b;
}
template <class Z>
inline Summed<Z> gauss_far(double a, double b, double c, Z z, bool outside) noexcept {
    if (near_integer_value(two_diff(a, b).hi) || !moderate_parameters(a, b, c)) return {};
    const Z base = outside ? -z : rest_of(z);
    Connection t[2];
    terms_far(a, b, c, outside, t);
    return connect<Z>(t, c, over(Z(1.0), outside ? z : base), base, true, Z(1.0), outside ? 3e-16 : 5e-16);
}

// Any of them in double-double: way 0 at 1 - z, 1 at 1 - 1/z, 2 at 1/(1 - z), 3 at 1/z; z < 1, and z < 0 for the last two.
inline Summed<double> gauss_connected_dd(double a, double b, double c, double z, int way) noexcept {
    if (std::fabs(a) > 150.0 || std::fabs(b) > 150.0 || std::fabs(c) > 150.0 || !(z < (way >= 2 ? 0.0 : 1.0))) return {};
    const Dd rest = two_diff(1.0, z);
    Connection t[2];
    if (way < 2) {
        terms_near_one(a, b, c, way == 1, t);
        return connect_dd(t, c, way == 1 ? -(rest / z) : rest, rest, z);
    }
    terms_far(a, b, c, way == 3, t);
    return connect_dd(t, c, Dd(1.0) / (way == 3 ? Dd(z) : rest), way == 3 ? Dd(-z) : rest, 1.0);
}
inline Summed<cdouble> gauss_connected_dd(double, double, double, cdouble, int) noexcept { return {}; }

inline double log_rest(double w) noexcept { return std::log(w); }
inline cdouble log_rest(cdouble w) noexcept {
    if (w.imag() == 0.0 && w.real() < 0.0) return {std::log(-w.real()), -pi};
    return clog(w);
}

// 15.8.10 for c - a - b = m >= 0 exactly, |1 - z| < 1
template <class Z>
inline Summed<Z> gauss_logarithmic(double a, double b, int m, double c, Z z) noexcept {
    if (m > 60 || std::fabs(a) > 60.0 || std::fabs(b) > 60.0 || std::fabs(c) > 60.0) return {};
    const Z w = rest_of(z), l = log_rest(w);
    const double am = a + m, bm = b + m, gc = gamma(c);
    Z finite_part(0.0), total(0.0);
    double sizes = 0.0;
    if (m > 0) {
        Z term(gamma(static_cast<double>(m)) * rgamma(am) * rgamma(bm));
        for (int k = 0; k < m; ++k) {
            finite_part += term;
            sizes += size_of(term);
            if (k + 1 < m) term = times(times(term, -w), (a + k) * (b + k) / ((k + 1.0) * (m - k - 1.0)));
        }
    }
    double psi = -digamma(1.0) - digamma(m + 1.0);
    Z term(rgamma(a) * rgamma(b) * rgamma(m + 1.0));
    double psi_a = digamma(am), psi_b = digamma(bm);
    if (!std::isfinite(psi_a) || !std::isfinite(psi_b)) return {};
    for (int k = 0; k < m; ++k) term = times(term, -w);    // (z - 1)^m
    double done = inf;
    for (int n = 0; n < 600; ++n) {
        const double k = n;
        const Z t = times(term, l + (psi + psi_a + psi_b));
        total += t;
        const double now = size_of(t) + size_of(term);
        sizes += size_of(term) * (size_of(l) + std::fabs(psi) + std::fabs(psi_a) + std::fabs(psi_b));
        const double r = std::fabs((am + k) * (bm + k)) / ((k + 1.0) * (k + 1.0 + m));
        if (now < 0x1p-56 * sizes && modulus(w) * std::fmax(r, 1.0) < 0.98 && k > -am && k > -bm) {
            done = k;
            break;
        }
        term = times(times(term, w), (am + k) * (bm + k) / ((k + 1.0) * (k + 1.0 + m)));
        psi -= 1.0 / (k + 1.0) + 1.0 / (k + 1.0 + m);
        psi_a += 1.0 / (am + k);
        psi_b += 1.0 / (bm + k);
    }
    Summed<Z> r;
    r.value = (finite_part - total) * gc;
    r.error = done < inf ? 0x1p-53 * (8.0 + 2.0 * std::sqrt(done)) * sizes * std::fabs(gc) / size_of(r.value) + 2e-15 : inf;
    if (!finite(r.value)) r.error = inf;
    return r;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
