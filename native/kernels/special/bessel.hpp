// SPDX-License-Identifier: BSD-3-Clause
// Bessel functions of real order, and real or complex argument (DLMF 10).
//
// Everything follows from K_nu(z) and I_nu(z), with their exponentials apart, in the right half-plane, nu >= 0:
//   K   Temme's series (J. Comput. Phys. 19 (1975) 324) for |z| <= 3; Miller's algorithm for the Tricomi functions
//       U(nu + 1/2 + n, 2 nu + 1, 2 z) with their sum as normalisation (same paper) beyond; both at the order of least
//       modulus, then forward recurrence, along which K grows
//   I   power series where its terms do not cancel; else the continued fraction of I_{nu+1}/I_nu (10.33.1) and the
//       Wronskian 10.28.2
//   both  Hankel's expansion (10.40) for large |z|; Debye's (10.41) for large nu away from the turning points z = +-i nu
// J, Y and the Hankel functions are the values at z = -i x (10.27), negative orders and left half-plane by 10.27 and
// 10.34. Accuracy: 30 ulp in the complex norm (of the modulus where J and Y oscillate).
#pragma once

#include "kernels/special/bessel_oscillating.hpp"
#include "kernels/special/complex_gamma.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline double inverse(double a) noexcept { return 1.0 / a; }
inline double imag_part(double) noexcept { return 0.0; }
inline double imag_part(cdouble z) noexcept { return z.imag(); }

inline constexpr double work_limit = 2e6;    // steps of a recurrence before we decline

template <class T>
struct PairIK {
    T i, k;      // I = i exp(ei), K = k exp(-ek - i Im z)
    Dd ei, ek;
};

template <class T>
struct PairK {
    T now, next;    // exp(z) K_mu and exp(z) K_{mu+1}
};

// |mu| <= 1/2, |z| <= 3
template <class T>
inline PairK<T> temme_series(double mu, T z) noexcept {
    const T log2z = -std::log(0.5 * z), sigma = mu * log2z, ez = std::exp(sigma);
    const double mu2 = mu * mu, s = mu == 0.0 ? 1.0 : pi * mu / sinpi(mu);
    const double odd = polynomial(tables::temme_odd, mu2), even = polynomial(tables::temme_even, mu2);
    const T shc = std::abs(sigma) < 1e-3 ? 1.0 + sigma * sigma * (1.0 / 6.0 + sigma * sigma / 120.0)
                                         : std::sinh(sigma) / sigma;
    T f = s * (odd * std::cosh(sigma) + even * times(shc, log2z));
    T p = 0.5 * ez / (even - mu * odd), q = 0.5 * inverse(ez) / (even + mu * odd);
    T c(1.0), sum = f, sum1 = p;
    const T quarter = 0.25 * times(z, z);
    for (int k = 1; k < 200; ++k) {
        const double kd = k;
        f = (kd * f + p + q) / (kd * kd - mu2);
        p = p / (k - mu);
        q = q / (k + mu);
        c = times(c, quarter) / kd;
        const T add = times(c, f), add1 = times(c, p - kd * f);
        sum += add;
        sum1 += add1;
        if (std::abs(add) < 0x1p-56 * std::abs(sum) && std::abs(add1) < 0x1p-56 * std::abs(sum1)) break;
    }
    const T e = std::exp(z);
    return {times(e, sum), times(e, times(2.0 * inverse(z), sum1))};
}

// |z| > 3, Re z >= 0: K_mu = sqrt(pi/(2z)) exp(-z)/S, S = 1 + v_1 (1 + v_2 (1 + ...)),
// v_n = ((n - 1/2)^2 - mu^2)/n rho_n, rho_n = U_n/U_{n-1} by backward recurrence.
template <class T>
inline PairK<T> temme_miller(double mu, T z) noexcept {
    const double size = std::abs(z), lean = real_part(z) / size;        // slower towards the imaginary axis
    const int start = 16 + static_cast<int>((lean > 0.7 ? 190.0 : 360.0) / size);
    T rho(0.0), sum(1.0);
    const T z2 = 2.0 * z;
    for (int n = start; n >= 1; --n) {
        const double up = (n + 0.5) * (n + 0.5) - mu * mu, down = ((n - 0.5) * (n - 0.5) - mu * mu) / n;
        rho = inverse(2.0 * n + z2 - up * rho);
        sum = 1.0 + down * times(rho, sum);
    }
    const T k = std::sqrt(0.5 * pi * inverse(z)) * inverse(sum);
    const T ratio = 1.0 + ((0.5 + mu) - (0.25 - mu * mu) * rho) * inverse(z);
    return {k, times(k, ratio)};
}

// I_{nu+1}/I_nu = 1/(2 (nu + 1)/z + 1/(2 (nu + 2)/z + ...)), backwards from where it has converged.
template <class T>
inline T ratio_i(double nu, T z) noexcept {
    // Modified Lentz
    const T step = 2.0 * inverse(z);
    T b = (nu + 1.0) * step, f = b, c = f, d(0.0);
    for (double n = 2.0; n < work_limit; n += 1.0) {
        b = (nu + n) * step;
        d = b + d;
        if (std::abs(d) < 1e-290) d = 1e-290;
        d = inverse(d);
        c = b + inverse(c);
        if (std::abs(c) < 1e-290) c = 1e-290;
        const T delta = times(c, d);
        f = times(f, delta);
        if (std::abs(delta - 1.0) < 0x1.8p-53) break;
    }
    return inverse(f);
}

// (z/2)^nu/Gamma(nu + 1) sum (z^2/4)^k/(k! (nu + 1)_k), as value and exponent
template <class T>
inline void power_series_i(double nu, T z, PairIK<T>& out) noexcept {
    const T quarter = 0.25 * times(z, z);
    T sum(1.0), term(1.0);
    for (int k = 1; k < 500; ++k) {
        term = times(term, quarter) / (k * (nu + k));
        sum += term;
        if (std::abs(term) < 0x1p-55 * std::abs(sum)) break;
    }
    out.ei = log_dd(0.5 * std::abs(z)) * nu - lgamma_dd(Dd(nu) + 1.0);
    out.i = sum;
    if constexpr (!std::is_same_v<T, double>) {
        if (z.real() == 0.0) {   // exactly a quarter turn
            const double t = z.imag() > 0.0 ? 0.5 * nu : -0.5 * nu;
            out.i = times(cdouble(cospi(t), sinpi(t)), sum);
        } else {
            const double phase = nu * std::arg(z);
            out.i = times(cdouble(std::cos(phase), std::sin(phase)), sum);
        }
    }
}

// sum a_k(nu) (sign/z)^k, DLMF 10.17.1; false where the terms start to grow before they vanish.
template <class T>
inline bool hankel_sum(double nu, T z, double sign, T& sum) noexcept {
    const double four = 4.0 * nu * nu;
    const T w = sign * inverse(8.0 * z);
    T term(1.0);
    sum = T(1.0);
    double before = 1.0;
    for (int k = 1; k < 120; ++k) {
        const double odd = 2.0 * k - 1.0;
        term = times(term, w) * ((four - odd * odd) / k);
        const double size = std::abs(term);
        sum += term;
        if (size < 0x1p-55) return true;
        if (size > before && k > nu) return false;
        before = size;
    }
    return false;
}

template <class T>
inline bool hankel_ik(double nu, T z, PairIK<T>& out) noexcept {
    T minus, plus;
    if (!hankel_sum(nu, z, -1.0, minus) || !hankel_sum(nu, z, 1.0, plus)) return false;
    const T root = std::sqrt(inverse(z));
    out.k = 0x1.40d931ff62706p+0 * root * plus;                      // sqrt(pi/2)
    T i = root * minus;
    if constexpr (!std::is_same_v<T, double>) {
        // exp(z)/sqrt(2 pi z) (...) +- i exp(+- i pi nu) exp(-z)/sqrt(2 pi z) (...)
        const double y = z.imag();
        i = times(i, cdouble(std::cos(y), std::sin(y)));
        if (z.real() < 40.0) {
            const double s = y >= 0.0 ? 1.0 : -1.0, m = std::exp(-2.0 * z.real());
            const cdouble turn = times(cdouble(cospi(nu), s * sinpi(nu)), cdouble(std::cos(y), -std::sin(y)));
            i += m * times(times(turn, cdouble(0.0, s)), root * plus);
        }
    } else if (z < 40.0) {
        i += -sinpi(nu) * std::exp(-2.0 * z) * root * plus;
    }
    out.i = 0x1.9884533d43651p-2 * i;                                // 1/sqrt(2 pi)
    out.ei = out.ek = real_part(z);
    return true;
}

// Debye: K = sqrt(pi/(2 nu)) exp(-nu eta)/(1 + w^2)^(1/4) sum (-1)^k U_k(p)/nu^k with w = z/nu, p = (1 + w^2)^(-1/2),
// eta = 1/p + log(w/(1 + 1/p)). K is good on the cut |Im w| > 1, Re w = 0 as well; I is not, and is left to `want_i`.
template <class T>
inline bool debye_ik(double nu, T z, PairIK<T>& out) noexcept {
    const T w = z / nu, root2 = 1.0 + times(w, w), root = std::sqrt(root2), p = inverse(root);
    const double small = std::abs(p) * std::abs(p) * std::abs(p) / nu;
    if (small > 0.004) return false;
    const T p2 = times(p, p), step = p / nu;
    T up(1.0), sum_i(1.0), sum_k(1.0);
    double size = 1.0;
    int k = 1;
    for (; k < 13; ++k) {
        T inner(tables::debye[k][12]);
        for (int j = 11; j >= 0; --j) inner = times(inner, p2) + tables::debye[k][j];
        up = times(up, step);
        const T term = times(up, inner);
        sum_i += term;
        sum_k += k % 2 ? -term : term;
        size = std::abs(term);
        if (size < 0x1p-55) break;
    }
    if (size > 0x1p-51) return false;
    const T quarter = std::sqrt(p);
    out.k = 0x1.40d931ff62706p+0 / std::sqrt(nu) * times(quarter, sum_k);
    out.i = 0x1.9884533d43651p-2 / std::sqrt(nu) * times(quarter, sum_i);
    if constexpr (std::is_same_v<T, double>) {
        const Dd t = Dd(z) / Dd(nu), square = t * t + 1.0;
        Dd r(std::sqrt(square.hi));
        r = r + (square - r * r) / (2.0 * r.hi);
        out.ei = out.ek = (r + log_dd(t / (r + 1.0))) * nu;
    } else {
        const T eta = nu * (root + std::log(times(w, inverse(1.0 + root))));
        const double turn = eta.imag() - z.imag();
        out.k = times(out.k, cdouble(std::cos(turn), -std::sin(turn)));
        out.i = times(out.i, cdouble(std::cos(eta.imag()), std::sin(eta.imag())));
        out.ei = out.ek = eta.real();
    }
    return true;
}

// nu >= 0, Re z >= 0, z != 0 finite
template <class T>
inline PairIK<T> bessel_ik(double nu, T z) noexcept {
    const double size = std::abs(z);
    PairIK<T> out{};
    if (size > 25.0 + 0.5 * nu * nu && hankel_ik(nu, z, out)) return out;
    constexpr bool real = std::is_same_v<T, double>;
    bool have_k = false;
    if (nu > (real ? 60.0 : 400.0)) {
        if (debye_ik(nu, z, out)) {
            // Well inside the right half-plane both are good; near the imaginary axis beyond the turning point only K.
            if (real || real_part(z) > 0.3 * size || size < 0.8 * nu) return out;
            have_k = true;
        }
    }
    const double n = std::floor(nu + 0.5), mu = nu - n;
    const bool by_series = real ? (size < 12.0 || size * size < 4.0 * (nu + 1.0))
                                : (size < 1.0 || size * size < 2.0 * (nu + 1.0));
    if (n > work_limit || (!by_series && size > work_limit)) {
        report(Trouble::no_result);
        return {T(nan), T(nan), 0.0, 0.0};
    }
    PairK<T> k = size <= (real_part(z) > 0.5 * size ? 1.6 : 3.0) ? temme_series(mu, z) : temme_miller(mu, z);
    const T step = 2.0 * inverse(z);
    for (double j = 1.0; j <= n; j += 1.0) {
        const T following = times((mu + j) * step, k.next) + k.now;
        k.now = k.next;
        k.next = following;
    }
    if (!have_k) {
        out.k = k.now;
        out.ek = real_part(z);
    }
    if (by_series) {
        power_series_i(nu, z, out);
    } else {
        // I_nu K_{nu+1} + I_{nu+1} K_nu = 1/z
        const T w = times(z, k.next + times(ratio_i(nu, z), k.now));
        out.i = inverse(w);
        out.ei = real_part(z);
        if constexpr (!real) out.i = times(out.i, cdouble(std::cos(z.imag()), std::sin(z.imag())));
    }
    return out;
}

// Sign of Gamma(x), for the sign of an infinity
inline double gamma_sign_of(double x) noexcept { return x > 0.0 || std::fmod(std::floor(x), 2.0) == 0.0 ? 1.0 : -1.0; }

// ---- modified functions

template <class T>
struct Modified {
    T i, k;
};

template <class T>
inline T turned(T k, T z) noexcept {     // k exp(-i Im z)
    if constexpr (std::is_same_v<T, double>) return (void)z, k;
    else return times(k, cdouble(std::cos(z.imag()), -std::sin(z.imag())));
}

// I and K at any real order; where scaled, exp(-Re z) I and exp(z) K
template <class T>
inline Modified<T> modified(double nu, T z, bool scaled) noexcept {
    const PairIK<T> v = bessel_ik(std::fabs(nu), z);
    const double x = real_part(z);
    Modified<T> out{v.i * scaled_exp(scaled ? v.ei - x : v.ei, 1.0), T(0.0)};
    out.k = scaled ? v.k * scaled_exp(Dd(x) - v.ek, 1.0) : turned(v.k * scaled_exp(-v.ek, 1.0), z);
    if (nu < 0.0 && nu != std::floor(nu)) {
        // I_{-nu} = I_nu + (2/pi) sin(nu pi) K_nu
        const T k = scaled ? turned(v.k * scaled_exp(-v.ek - x, 1.0), z) : out.k;
        out.i += (2.0 / pi) * sinpi(-nu) * k;
    }
    return out;
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
    if (z.real() >= 0.0) return modified(nu, z, scaled).k;
    // z = w exp(+-i pi) with w in the right half-plane: K(z) = exp(-+i pi nu) K(w) -+ i pi I(w)
    const cdouble w = -z;
    const double s = std::signbit(z.imag()) ? -1.0 : 1.0;
    const Modified<cdouble> v = modified(std::fabs(nu), w, scaled);
    const cdouble turn(cospi(nu), -s * sinpi(std::fabs(nu)));
    cdouble k = v.k, i = v.i;
    if (scaled) {
        k = times(k, std::exp(z + z));
        i = times(i, cdouble(std::cos(z.imag()), std::sin(z.imag())));
    }
    return times(turn, k) - times(cdouble(0.0, s * pi), i);
}
inline cdouble kve(double nu, cdouble z) noexcept { return k_scaled(nu, z, true); }
inline cdouble kv(double nu, cdouble z) noexcept { return k_scaled(nu, z, false); }

inline cdouble i_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (std::isnan(nu) || is_nan(z)) return {nan, nan};
    if (z == 0.0) return {iv_scaled(nu, 0.0, true), 0.0};
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag()))
        return z.imag() == 0.0 ? cdouble(iv_scaled(nu, z.real(), scaled), 0.0)
                               : scaled && std::isinf(z.real()) ? cdouble(0.0) : cdouble(nan, nan);
    if (z.real() >= 0.0) return modified(nu, z, scaled).i;
    const double s = std::signbit(z.imag()) ? -1.0 : 1.0;
    return times(cdouble(cospi(nu), s * sinpi(nu)), modified(nu, -z, scaled).i);
}
inline cdouble ive(double nu, cdouble z) noexcept { return i_scaled(nu, z, true); }
inline cdouble iv(double nu, cdouble z) noexcept { return i_scaled(nu, z, false); }

// ---- J, Y, H in the upper half-plane, nu of any sign; where scaled, exp(-Im z) J and exp(-i z) H1

struct PairJH {
    cdouble j, h;
};

inline PairJH bessel_jh(double nu, cdouble z, bool scaled) noexcept {
    const double order = std::fabs(nu);
    const cdouble w(z.imag(), -z.real());                               // -i z, in the right half-plane
    const Modified<cdouble> v = modified(order, w, scaled);
    const cdouble turn(cospi(0.5 * order), sinpi(0.5 * order));
    // H1 = 2/(pi i) exp(-i pi nu/2) K(-i z), J = exp(i pi nu/2) I(-i z)
    PairJH out{times(turn, v.i), times(times(std::conj(turn), v.k), cdouble(0.0, -2.0 / pi))};
    if (nu < 0.0) {
        // H1_{-nu} = exp(i pi nu) H1_nu; J_{-nu} = cos(pi nu) J - sin(pi nu) Y with Y = -i (H1 - J)
        const double c = cospi(order), s = sinpi(order);
        const cdouble h = scaled ? times(out.h, std::exp(cdouble(-2.0 * z.imag(), z.real()))) : out.h;
        if (s != 0.0) out.j = c * out.j - s * times(cdouble(0.0, -1.0), h - out.j);
        else out.j = c * out.j;
        out.h = times(cdouble(c, s), out.h);
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
inline double yn_real(double n, double x) noexcept { return yv(whole(n), x); }
inline double yn(long n, double x) noexcept { return yv(static_cast<double>(n), x); }
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
    return bessel_jh(nu, z, scaled).j;
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
inline cdouble h1_scaled(double nu, cdouble z, bool scaled) noexcept;
inline cdouble h2_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) return singular_hankel(1.0);
    if (std::signbit(z.imag())) return std::conj(h1_scaled(nu, std::conj(z), scaled));
    // H2 = 2 J - H1, dominated by J above the axis; scaled by exp(i z) = exp(-Im z) exp(i Re z)
    const PairJH v = bessel_jh(nu, z, scaled);
    if (!scaled) return 2.0 * v.j - v.h;
    const cdouble turn(std::cos(z.real()), std::sin(z.real()));
    return 2.0 * times(v.j, turn) - times(v.h, std::exp(cdouble(-2.0 * z.imag(), 2.0 * z.real())));
}
inline cdouble h1_scaled(double nu, cdouble z, bool scaled) noexcept {
    if (bessel_edge(nu, z)) return {nan, nan};
    if (z == 0.0) return singular_hankel(-1.0);
    if (std::signbit(z.imag())) return std::conj(h2_scaled(nu, std::conj(z), scaled));
    return bessel_jh(nu, z, scaled).h;
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
    if (std::signbit(z.imag())) return std::conj(y_scaled(nu, std::conj(z), scaled));
    const PairJH v = bessel_jh(nu, z, scaled);
    const cdouble h = scaled ? times(v.h, std::exp(cdouble(-2.0 * z.imag(), z.real()))) : v.h;
    return times(cdouble(0.0, -1.0), h - v.j);
}
inline cdouble yve(double nu, cdouble z) noexcept { return y_scaled(nu, z, true); }
inline cdouble yv(double nu, cdouble z) noexcept { return y_scaled(nu, z, false); }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
