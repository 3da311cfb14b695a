// SPDX-License-Identifier: BSD-3-Clause
// Bessel functions of real order, and real or complex argument (DLMF 10).
//
// Real arguments, and complex ones on the positive real axis: bessel_oscillating.hpp and bessel_modified.hpp. Complex
// ones: bessel_complex.hpp gives I and K of orders nu >= 0 in the right half-plane; the left half-plane by 10.34.1-2,
// negative orders by 10.27.2-3, and J, Y and the Hankel functions are the values at -i z (10.27.6, 10.27.8).
#pragma once

#include "kernels/special/bessel_complex.hpp"
#include "kernels/special/bessel_integer.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// Sign of Gamma(x), for the sign of an infinity
inline double gamma_sign_of(double x) noexcept { return x > 0.0 || std::fmod(std::floor(x), 2.0) == 0.0 ? 1.0 : -1.0; }

// ---- modified functions

struct Modified {
    cdouble i, k;
};

// A value whose exponent is known to leave the range, or to be known
inline bool out_of_reach(bool lost, Dd exponent) noexcept { return lost && std::fabs(exponent.hi) < 1500.0; }

// Which of the two is asked for
enum class Want { i, k, both };

// Whether exp(-Re E) of bessel_complex.hpp is below the range, for large nu + |z|
inline bool k_vanishes(double nu, cdouble z) noexcept {
    const double x = z.real(), y = std::fabs(z.imag());
    if (x + y + nu < 2000.0 || x + y + nu > 1e100) return false;
    const cdouble r = upper_sqrt({fma(x, x, (nu - y) * (nu + y)), 2.0 * x * y});
    const double a = nu + r.real(), b = r.imag();
    return r.real() + 0.5 * nu * std::log(fma(x, x, y * y) / fma(a, a, b * b)) > 2000.0;
}

// turn_i I and turn_k K at order nu >= 0, Re z >= 0; where scaled, of exp(-Re z) I and exp(z) K. What is not wanted is
// zero. The turns come before the exponentials, which may be infinite.
inline Modified modified(double nu, cdouble z, bool scaled, Want want, cdouble turn_i = 1.0, cdouble turn_k = 1.0) noexcept {
    const bool want_i = want != Want::k, want_k = want != Want::i;
    if (!scaled && !want_i && k_vanishes(nu, z)) {
        report(Trouble::underflow);
        return {0.0, 0.0};
    }
    const PairIK v = bessel_ik(nu, z, want_i, want_k);
    const double x = z.real();
    const Dd ei = scaled ? v.ei - x : v.ei, ek = scaled ? Dd(x) - v.ek : -v.ek;
    if ((want_i && out_of_reach(v.lost, ei)) || (want_k && out_of_reach(v.lost, ek))) {
        report(Trouble::no_result);
        return {cdouble(nan, nan), cdouble(nan, nan)};
    }
    Modified out{0.0, 0.0};
    if (want_i) out.i = scaled_exp(ei, times(v.i, turn_i));
    if (want_k) out.k = scaled_exp(ek, times(v.k, scaled ? turn_k : times(turn_k, unit_at(-z.imag()))));
    return out;
}

// exp(i pi t) z; z may be infinite where t is whole
inline cdouble turned(double t, cdouble z) noexcept {
    return t == std::floor(t) ? scale(z, cospi(t)) : times(half_turns(t), z);
}

inline double k_scaled(double nu, double x, bool scaled) noexcept {
    if (std::isnan(nu) || std::isnan(x)) return nan;
    if (x < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (x == 0.0) {
        report(Trouble::singular);
        return inf;
    }
    if (x == inf) return 0.0;
    const double k = k_positive(std::fabs(nu), x, scaled);
    if (std::isinf(k)) report(Trouble::overflow);
    return k;
}
inline double kve(double nu, double x) noexcept { return k_scaled(nu, x, true); }
inline double kv(double nu, double x) noexcept { return k_scaled(nu, x, false); }

inline double iv_scaled(double nu, double x, bool scaled) noexcept {
    if (std::isnan(nu) || std::isnan(x)) return nan;
    const bool whole = nu == std::floor(nu);
    if (x < 0.0) {
        if (!whole) {
            report(Trouble::domain);
            return nan;
        }
        const double v = iv_scaled(nu, -x, scaled);
        return std::fmod(nu, 2.0) != 0.0 ? -v : v;
    }
    if (x == 0.0) {
        if (nu == 0.0) return 1.0;
        if (nu > 0.0 || whole) return 0.0;
        report(Trouble::overflow);
        return inf * gamma_sign_of(nu + 1.0);
    }
    if (x == inf) return scaled ? 0.0 : inf;
    if (nu >= 0.0) return i_positive(nu, x, scaled);
    const double order = -nu, i = i_positive(order, x, scaled);
    if (whole) return i;
    // I_{-v} = I_v + (2/pi) sin(v pi) K_v
    const double k = k_positive(order, x, scaled);
    return i + (2.0 / pi) * sinpi(order) * (scaled ? scaled_exp(-2.0 * x, k) : k);
}
inline double iv(double nu, double x) noexcept { return iv_scaled(nu, x, false); }
inline double ive(double nu, double x) noexcept { return iv_scaled(nu, x, true); }

inline cdouble k_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (std::isnan(nu) || is_nan(z)) return {nan, nan};
    if (z == 0.0) {
        report(Trouble::singular);
        return {inf, 0.0};
    }
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag())) return z.real() == inf ? cdouble(0.0) : cdouble(nan, nan);
    if (z.imag() == 0.0 && z.real() > 0.0) return {k_scaled(nu, z.real(), scaled), 0.0};
    if (z.real() >= 0.0) return modified(std::fabs(nu), z, scaled, Want::k).k;
    // z = w exp(+-i pi) with w in the right half-plane: K(z) = exp(-+i pi nu) K(w) -+ i pi I(w)
    const cdouble w = -z;
    const double s = std::signbit(z.imag()) ? -1.0 : 1.0;
    const Modified v = modified(std::fabs(nu), w, scaled, Want::both);
    cdouble k = v.k, i = v.i;
    if (scaled) {
        k = times(k, exp_dd(Dd(2.0 * z.real()), two_prod(2.0, z.imag())));
        i = times(i, unit_at(z.imag()));
    }
    return turned(-s * std::fabs(nu), k) + scale(cdouble(i.imag(), -i.real()), s * pi);
}
inline cdouble kve(double nu, cdouble z) noexcept { return k_scaled(nu, z, true); }
inline cdouble kv(double nu, cdouble z) noexcept { return k_scaled(nu, z, false); }

inline cdouble i_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (std::isnan(nu) || is_nan(z)) return {nan, nan};
    if (z == 0.0) return {iv_scaled(nu, 0.0, true), 0.0};
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag()))
        return z.imag() == 0.0 ? cdouble(iv_scaled(nu, z.real(), scaled), 0.0)
                               : scaled && std::isinf(z.real()) ? cdouble(0.0) : cdouble(nan, nan);
    if (z.imag() == 0.0 && z.real() > 0.0) return {iv_scaled(nu, z.real(), scaled), 0.0};
    if (z.real() < 0.0) {
        const double s = std::signbit(z.imag()) ? -1.0 : 1.0;
        return turned(s * nu, i_scaled(nu, -z, scaled));
    }
    const bool only_i = nu >= 0.0 || nu == std::floor(nu);
    const Modified v = modified(std::fabs(nu), z, scaled, only_i ? Want::i : Want::both);
    if (only_i) return v.i;
    // I_{-nu} = I_nu + (2/pi) sin(nu pi) K_nu
    const cdouble k = scaled ? times(v.k, exp_dd(Dd(-2.0 * z.real()), Dd(-z.imag()))) : v.k;
    return v.i + scale(k, (2.0 / pi) * sinpi(-nu));
}
inline cdouble ive(double nu, cdouble z) noexcept { return i_scaled(nu, z, true); }
inline cdouble iv(double nu, cdouble z) noexcept { return i_scaled(nu, z, false); }

// ---- J, Y, H in the upper half-plane, nu of any sign; where scaled, exp(-Im z) J and exp(-i z) H1

struct PairJH {
    cdouble j, h;
};

inline cdouble minus_i(cdouble z) noexcept { return {z.imag(), -z.real()}; }

// J is wanted as I, H1 as K.
inline PairJH bessel_jh(double nu, cdouble z, bool scaled, Want want) noexcept {
    const double order = std::fabs(nu);
    const bool want_j = want != Want::k;
    if (nu < 0.0 && nu != std::floor(nu) && want == Want::i) want = Want::both;
    const cdouble turn = half_turns(0.5 * order);
    // H1 = 2/(pi i) exp(-i pi nu/2) K(-i z), J = exp(i pi nu/2) I(-i z)
    const Modified v = modified(order, minus_i(z), scaled, want, turn, scale(minus_i(std::conj(turn)), 2.0 / pi));
    PairJH out{v.i, v.k};
    if (nu < 0.0) {
        // H1_{-nu} = exp(i pi nu) H1_nu; J_{-nu} = cos(pi nu) J - sin(pi nu) Y with Y = -i (H1 - J)
        const double c = cospi(order), s = sinpi(order);
        const cdouble h = scaled && want_j ? times(out.h, exp_dd(Dd(-2.0 * z.imag()), Dd(z.real()))) : out.h;
        out.j = s == 0.0 ? scale(out.j, c) : c == 0.0 ? scale(minus_i(h - out.j), -s) : scale(out.j, c) - scale(minus_i(h - out.j), s);
        out.h = s == 0.0 ? scale(out.h, c) : times(cdouble(c, s), out.h);
    }
    return out;
}

inline double jv(double nu, double x) noexcept {
    if (std::isnan(nu) || std::isnan(x)) return nan;
    const bool whole = nu == std::floor(nu);
    if (x < 0.0) {
        if (!whole) {
            report(Trouble::domain);
            return nan;
        }
        const double v = jv(nu, -x);
        return std::fmod(nu, 2.0) != 0.0 ? -v : v;
    }
    if (x == 0.0) {
        if (nu == 0.0) return 1.0;
        if (nu > 0.0 || whole) return 0.0;
        report(Trouble::overflow);
        return inf * gamma_sign_of(nu + 1.0);
    }
    if (x == inf) return 0.0;
    if (nu >= 0.0) return jy_positive<true, false>(nu, x).j;
    // J_{-v} = cos(v pi) J_v - sin(v pi) Y_v
    const double c = cospi(nu), sn = sinpi(-nu);
    if (sn == 0.0) return c * jy_positive<true, false>(-nu, x).j;
    const JY f = jy_positive<true, true>(-nu, x);
    return c == 0.0 ? -sn * f.y : c * f.j - sn * f.y;
}
inline double yv(double nu, double x) noexcept {
    if (std::isnan(nu) || std::isnan(x)) return nan;
    if (x < 0.0) {
        report(Trouble::domain);
        return nan;
    }
    if (x == 0.0) {
        report(Trouble::singular);
        return -inf;
    }
    if (x == inf) return 0.0;
    double y;
    if (nu >= 0.0) {
        y = jy_positive<false, true>(nu, x).y;
    } else {
        // Y_{-v} = sin(v pi) J_v + cos(v pi) Y_v
        const double c = cospi(nu), sn = sinpi(-nu);
        const JY f = jy_positive<true, true>(-nu, x);
        y = sn == 0.0 ? c * f.y : c == 0.0 ? sn * f.j : sn * f.j + c * f.y;
    }
    if (std::isinf(y)) report(Trouble::overflow);
    return y;
}
// Whole orders up to 30 by the recurrence 10.6.1 from Y_0 and Y_1, upwards, where Y dominates.
inline double yn(long n, double x) noexcept {
    const double order = static_cast<double>(n);
    if (!(std::fabs(order) <= 30.0 && x > 1e-8 && x < 1e8)) return yv(order, x);
    const int last = static_cast<int>(std::fabs(order));
    double below = y0(x), y = last == 0 ? below : y1(x);
    const double twice = 2.0 / x;
    for (int k = 1; k < last; ++k) {
        const double next = fma(k * twice, y, -below);
        below = y;
        y = next;
    }
    if (std::isinf(y)) report(Trouble::overflow);
    return n < 0 && (last & 1) != 0 ? -y : y;
}
inline double yn_real(double n, double x) noexcept {
    const double order = whole(n);
    return std::fabs(order) <= 30.0 ? yn(static_cast<long>(order), x) : yv(order, x);
}
inline double kn_real(double n, double x) noexcept { return kv(whole(n), x); }
inline double kn(long n, double x) noexcept { return kv(static_cast<double>(n), x); }
inline double jve(double nu, double x) noexcept { return jv(nu, x); }
inline double yve(double nu, double x) noexcept { return yv(nu, x); }

inline bool bessel_edge(double nu, cdouble z) noexcept {
    return std::isnan(nu) || is_nan(z) || !std::isfinite(z.real()) || !std::isfinite(z.imag());
}

inline cdouble j_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) return {jv(nu, 0.0), 0.0};
    if (std::signbit(z.imag())) return std::conj(j_scaled(nu, std::conj(z), scaled));
    return bessel_jh(nu, z, scaled, Want::i).j;
}
inline cdouble jve(double nu, cdouble z) noexcept { return j_scaled(nu, z, true); }
inline cdouble jv(double nu, cdouble z) noexcept {
    if (!std::isnan(nu) && z.imag() == 0.0 && (z.real() >= 0.0 || nu == std::floor(nu))) return {jv(nu, z.real()), 0.0};
    return j_scaled(nu, z, false);
}

inline cdouble singular_hankel(double sign) noexcept {
    report(Trouble::singular);
    return {nan, sign * inf};
}
// Above the axis, z != 0 finite
inline cdouble h1_upper(double nu, cdouble z, bool scaled) noexcept {
    if (z.imag() == 0.0 && z.real() > 0.0) {
        const cdouble h(jv(nu, z.real()), yv(nu, z.real()));
        return scaled ? times(h, unit_at(-z.real())) : h;
    }
    return bessel_jh(nu, z, scaled, Want::k).h;
}
inline cdouble h2_upper(double nu, cdouble z, bool scaled) noexcept {
    if (z.imag() == 0.0 && z.real() > 0.0) return std::conj(h1_upper(nu, z, scaled));
    // H2 = 2 J - H1, dominated by J above the axis; scaled by exp(i z) = exp(-Im z) exp(i Re z)
    const PairJH v = bessel_jh(nu, z, scaled, Want::both);
    if (!scaled) return 2.0 * v.j - v.h;
    return 2.0 * times(v.j, unit_at(z.real())) - times(v.h, exp_dd(Dd(-2.0 * z.imag()), Dd(2.0 * z.real())));
}
inline cdouble h2_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) return singular_hankel(1.0);
    return std::signbit(z.imag()) ? std::conj(h1_upper(nu, std::conj(z), scaled)) : h2_upper(nu, z, scaled);
}
inline cdouble h1_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) return singular_hankel(-1.0);
    return std::signbit(z.imag()) ? std::conj(h2_upper(nu, std::conj(z), scaled)) : h1_upper(nu, z, scaled);
}
inline cdouble hankel1(double nu, cdouble z) noexcept { return h1_scaled(nu, z, false); }
inline cdouble hankel1e(double nu, cdouble z) noexcept { return h1_scaled(nu, z, true); }
inline cdouble hankel2(double nu, cdouble z) noexcept { return h2_scaled(nu, z, false); }
inline cdouble hankel2e(double nu, cdouble z) noexcept { return h2_scaled(nu, z, true); }

inline cdouble y_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) {
        report(Trouble::singular);
        return {-inf, 0.0};
    }
    if (z.imag() == 0.0 && z.real() > 0.0) return {yv(nu, z.real()), 0.0};
    if (std::signbit(z.imag())) return std::conj(y_scaled(nu, std::conj(z), scaled));
    const PairJH v = bessel_jh(std::fabs(nu), z, scaled, Want::both);
    const cdouble y = minus_i((scaled ? times(v.h, exp_dd(Dd(-2.0 * z.imag()), Dd(z.real()))) : v.h) - v.j);
    if (nu >= 0.0) return y;
    // Y_{-nu} = sin(pi nu) J_nu + cos(pi nu) Y_nu
    const double c = cospi(nu), s = sinpi(-nu);
    return s == 0.0 ? scale(y, c) : c == 0.0 ? scale(v.j, s) : scale(v.j, s) + scale(y, c);
}
inline cdouble yve(double nu, cdouble z) noexcept { return y_scaled(nu, z, true); }
inline cdouble yv(double nu, cdouble z) noexcept { return y_scaled(nu, z, false); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
