// SPDX-License-Identifier: BSD-3-Clause
// The Faddeeva function w(z) = exp(-z^2) erfc(-i z) and the error functions of a complex argument (DLMF 7.2).
//
// In the first quadrant by the trapezoidal and midpoint rules for DLMF 7.7.2 with the residue of the pole added
// (M. Al Azah and S. N. Chandler-Wilde, SIAM J. Numer. Anal. 59 (2021) 2346), with N = 11 + 1 nodes and step
// h = sqrt(pi/12): relative error 2e-15 in theory. The rest by symmetry. erf and Dawson's integral near the origin by
// their power series, 7.6.1 and 7.6.2.
#pragma once

#include "kernels/special/complex.hpp"
#include "kernels/special/tables_faddeeva.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// Sum over the nodes from the K-th on of weight/(z^2 - node^2); `whole` chooses the nodes at multiples of h, with half
// the weight at 0, instead of its odd half multiples.
template <int K = 0>
SCINOVA_LANE void wofz_nodes(double x, double y2, double im, double im2, bool whole, double& sum_re,
                             double& sum_im) noexcept {
    if constexpr (K < 12) {
        constexpr double h = tables::faddeeva_step[0];
        const double node = whole ? K * h : (K + 0.5) * h;
        const double weight = whole ? (K == 0 ? 0.5 : tables::faddeeva_whole[K]) : tables::faddeeva_half[K];
        const double re = fma(x - node, x + node, -y2), d = weight / fma(re, re, im2);   // 2 i x y is the other part
        sum_re = fma(re, d, sum_re);
        sum_im = fma(-im, d, sum_im);
        wofz_nodes<K + 1>(x, y2, im, im2, whole, sum_re, sum_im);
    }
}

// |x|, |y| < 1e8, and below the real axis what exp(-z^2) needs: y^2 - x^2 < 700 and |x y| < 2^17.
SCINOVA_LANE bool wofz_is_usual(double x, double y) noexcept {
    const double a = absolute(x), b = absolute(y);
    return (a < 1e8) & (b < 1e8) & ((y >= 0.0) | ((b * b - a * a < 700.0) & (a * b < 0x1p17)));
}
SCINOVA_LANE void wofz_usual(double x, double y, double& u, double& v) noexcept {
    constexpr double h = tables::faddeeva_step[0];
    const double a = absolute(x), b = absolute(y);
    const double t = a * (1.0 / h), fraction = t - std::floor(t);
    const bool plain = b >= greater(a, pi / h);                                // no residue
    const bool whole = !plain & (b < a) & (fraction >= 0.25) & (fraction <= 0.75);
    const double im = 2.0 * a * b;
    double sum_re = 0.0, sum_im = 0.0;
    wofz_nodes(a, b * b, im, im * im, whole, sum_re, sum_im);
    double re = (2.0 * h / pi) * fma(-b, sum_re, -a * sum_im), up = (2.0 * h / pi) * fma(a, sum_re, -b * sum_im);

    // exp(-z^2) = e (cosine - i sine); where its phase is out of reach it has no weight.
    const Dd square = two_prod(a, a) - two_prod(b, b), phase = two_prod(2.0 * a, b);
    const double exponent = lesser(greater(-square.hi, -708.0), 709.0);
    const double e = square.hi > 708.0 ? 0.0 : exp_usual(exponent, square.hi < -709.0 ? 0.0 : -square.lo);
    const bool near = phase.hi < 0x1p19;
    const SinCos turn = sincos_usual(near ? phase.hi : 0.0);
    const double low = near ? phase.lo : 0.0;
    const double ec = e * fma(-turn.sin, low, turn.cos), es = e * fma(turn.cos, low, turn.sin);
    // The residue 2 exp(-z^2)/(1 -+ exp(-2 pi i z/h)): with q = exp(2 pi i z/h), which is small, 2 exp(-z^2) q/(q -+ 1).
    const double decay = exp_usual(greater((-2.0 * pi / h) * b, -708.0));
    const SinCos angle = sincospi_usual(2.0 * fraction);
    const double qc = decay * angle.cos, qs = decay * angle.sin, bottom = whole ? qc - 1.0 : qc + 1.0;
    const double d = 2.0 / fma(bottom, bottom, qs * qs);
    const double rc = fma(qc, bottom, qs * qs) * d, rs = qs * (bottom - qc) * d;
    re += plain ? 0.0 : fma(ec, rc, es * rs);
    up += plain ? 0.0 : fma(ec, rs, -es * rc);

    const bool below = y < 0.0;                     // w(z) = 2 exp(-z^2) - w(-z)
    u = below ? fma(2.0, ec, -re) : re;
    const double tall = below ? fma(2.0, es, up) : up;
    v = x < 0.0 ? -tall : tall;
}

inline cdouble wofz_one(double x, double y) noexcept {
    double u, v;
    wofz_usual(x, y, u, v);
    return {u, v};
}
inline cdouble wofz(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (wofz_is_usual(x, y)) return wofz_one(x, y);
    if (std::isnan(x) || std::isnan(y)) return {nan, nan};
    if (x == 0.0) return {erfcx(y), x};
    if (std::isinf(x) || std::isinf(y)) {
        if (y == -inf && !std::isinf(x)) return {nan, nan};
        return {0.0, 0.0};
    }
    const cdouble up(std::fabs(x), std::fabs(y));
    cdouble w;
    if (up.real() > 1e8 || up.imag() > 1e8) w = times(inverse(up), cdouble(0.0, 0x1.20dd750429b6dp-1));
    else w = wofz_one(up.real(), up.imag());
    if (y < 0.0) w = std::conj(2.0 * exp_square(up, -1.0) - w);
    return {w.real(), x < 0.0 ? -w.imag() : w.imag()};
}

// A function of x + i y by branch-free code where that serves, else by `exact`.
template <class Usual, class Serves, class Exact>
SCINOVA_KERNEL void on_plane(const double* __restrict x, const double* __restrict y, double* __restrict u, double* __restrict v,
                             index_t n, Usual usual, Serves serves, Exact exact) noexcept {
    lane others = 0;
    for (index_t i = 0; i < n; ++i) {
        usual(x[i], y[i], u[i], v[i]);
        others |= serves(x[i], y[i]) ? lane{0} : lane{1};
    }
    if (!others) [[likely]] return;
    for (index_t i = 0; i < n; ++i) {
        if (serves(x[i], y[i])) continue;
        const cdouble w = exact(cdouble(x[i], y[i]));
        u[i] = w.real(), v[i] = w.imag();
    }
}
inline void wofz_array(const double* __restrict x, const double* __restrict y, double* __restrict u, double* __restrict v,
                       index_t n) noexcept {
    on_plane(x, y, u, v, n, [](double re, double im, double& p, double& q) { wofz_usual(re, im, p, q); },
             [](double re, double im) { return wofz_is_usual(re, im); }, [](cdouble z) { return wofz(z); });
}

inline cdouble erf_series(cdouble z) noexcept {   // DLMF 7.6.2: exp(-z^2) 2 z/sqrt(pi) sum (2 z^2)^n/(2n + 1)!!
    const cdouble z2 = 2.0 * times(z, z);
    cdouble term = z, sum = z;
    for (int n = 1; n < 80; ++n) {
        term = scale(times(term, z2), 1.0 / (2.0 * n + 1.0));
        sum += term;
        if (std::norm(term) < 1e-34 * std::norm(sum)) break;
    }
    return times(sum, exp_square(z, -1.0)) * 0x1.20dd750429b6dp+0;
}

// N coefficients of erf(z) sqrt(pi)/(2 z) (DLMF 7.6.1) or of Dawson's integral over z, in z^2
template <std::size_t N>
struct SmallSeries {
    double at[N];
};
template <std::size_t N>
constexpr SmallSeries<N> small_erf_series() {
    SmallSeries<N> s{};
    double factorial = 1.0, sign = 1.0;
    for (std::size_t n = 0; n < N; ++n, sign = -sign) {
        if (n > 0) factorial *= static_cast<double>(n);
        s.at[n] = sign / (factorial * static_cast<double>(2 * n + 1));
    }
    return s;
}
template <std::size_t N>
constexpr SmallSeries<N> small_dawson_series() {
    SmallSeries<N> s{};
    double product = 1.0, power = 1.0;
    for (std::size_t n = 0; n < N; ++n, power *= -2.0) {
        product *= static_cast<double>(2 * n + 1);
        s.at[n] = power / product;
    }
    return s;
}
inline constexpr auto erf_tiny = small_erf_series<9>();         // |z|^2 < 1/16
inline constexpr auto erf_small = small_erf_series<18>();       // |z|^2 < 1
inline constexpr auto dawson_tiny = small_dawson_series<14>();   // |z|^2 < 1/4

inline cdouble erfcx(cdouble z) noexcept {
    if (z.imag() == 0.0) return {erfcx(z.real()), -z.imag()};
    return wofz(cdouble(-z.imag(), z.real()));
}
// w(i z), but for the real axis
inline void erfcx_plane(const double* __restrict x, const double* __restrict y, double* __restrict u, double* __restrict v,
                        index_t n) noexcept {
    on_plane(x, y, u, v, n, [](double re, double im, double& p, double& q) { wofz_usual(-im, re, p, q); },
             [](double re, double im) { return wofz_is_usual(-im, re) & (im != 0.0); }, [](cdouble z) { return erfcx(z); });
}
inline double erfi(double x) noexcept;

inline cdouble erf(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {std::erf(x), y};
    if (x == 0.0) return {x, erfi(y)};
    const double size = std::norm(z);
    if (size < 1.0) {
        if (size < 1e-17) return scale(z, 0x1.20dd750429b6dp+0);
        const cdouble w = times(z, z);
        const cdouble series = size < 0.0625 ? split_polynomial(erf_tiny.at, w) : split_polynomial(erf_small.at, w);
        return scale(times(series, z), 0x1.20dd750429b6dp+0);
    }
    if (size < 2.25) return erf_series(z);
    if (std::isinf(x) && std::isfinite(y)) return {std::copysign(1.0, x), 0.0};
    // 1 - exp(-z^2) w(i z), on the right
    const bool left = x < 0.0;
    const cdouble s = left ? -z : z;
    const cdouble v = 1.0 - times(exp_square(s, -1.0), wofz(cdouble(-s.imag(), s.real())));
    return left ? -v : v;
}
inline cdouble erfc(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {std::erfc(x), -y};
    if (x == 0.0) return {1.0, -erfi(y)};
    if (std::isinf(x) && std::isfinite(y)) return {x > 0.0 ? 0.0 : 2.0, 0.0};
    if (x < 0.0) return 2.0 - times(exp_square(z, -1.0), wofz(cdouble(y, -x)));
    return times(exp_square(z, -1.0), wofz(cdouble(-y, x)));
}

// exp(-x^2) int_0^x exp(t^2) dt, odd; tabulated as a multiple of x below 1/8 and by octaves.
inline double dawsn(double x) noexcept {
    const double a = std::fabs(x);
    if (std::isnan(x)) return x;
    double v;
    if (a < 0.25) v = a * uniform(tables::dawson_small, a * a, 0.0, 16.0);
    else if (a < 16.0) v = octave(tables::dawson_middle, a, 0.25);
    else {   // DLMF 7.12
        const double w = a > 1e10 ? 0.0 : 0.5 / (a * a);
        double s = 34459425.0;
        for (double c : {2027025.0, 135135.0, 10395.0, 945.0, 105.0, 15.0, 3.0, 1.0, 1.0}) s = fma(w, s, c);
        v = s * (0.5 / a);
    }
    return std::copysign(v, x);
}
inline double erfi(double x) noexcept {
    if (std::fabs(x) > 26.7) return std::copysign(inf, x);
    if (std::fabs(x) < 0.25) return 0x1.20dd750429b6dp+0 * std::exp(x * x) * dawsn(x);
    return scaled_exp(two_prod(x, x), 0x1.20dd750429b6dp+0 * dawsn(x));
}
inline cdouble dawsn(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {dawsn(x), y};
    if (x == 0.0) return {x, std::erf(y) * 0x1.c5bf891b4ef6bp-1 * scaled_exp(two_prod(y, y), 1.0)};
    const double size = std::norm(z);
    if (size < 0.25) return size < 1e-17 ? z : times(split_polynomial(dawson_tiny.at, times(z, z)), z);
    if (size < 2.25) {   // sqrt(pi)/2 exp(-z^2) erfi(z)
        const cdouble e = erf_series(cdouble(-y, x));
        return times(cdouble(e.imag(), -e.real()), exp_square(z, -1.0)) * 0x1.c5bf891b4ef6bp-1;
    }
    // i sqrt(pi)/2 (exp(-z^2) - w(z))
    const cdouble up = y >= 0.0 ? z : std::conj(z);
    const cdouble d = exp_square(up, -1.0) - wofz(up);
    const cdouble v = 0x1.c5bf891b4ef6bp-1 * cdouble(-d.imag(), d.real());
    return y >= 0.0 ? v : std::conj(v);
}
inline cdouble erfi(cdouble z) noexcept {
    const cdouble e = erf(cdouble(-z.imag(), z.real()));
    return {e.imag(), -e.real()};
}

inline cdouble ndtr(cdouble z) noexcept {
    if (z.imag() == 0.0) return {ndtr(z.real()), z.imag()};
    if (!std::isfinite(z.real()) || !std::isfinite(z.imag()) || std::norm(z) < 1.0) return 0.5 * erfc(-z * half_sqrt2);
    // exp(-z^2/2) with the square exact
    const bool right = z.real() > 0.0;
    const cdouble u = right ? z : -z;
    const double x = u.real(), y = u.imag();
    const Dd re = two_prod(x, x) - two_prod(y, y), im = two_prod(x, y);
    const cdouble tail = 0.5 * times(exp_dd({-0.5 * re.hi, -0.5 * re.lo}, -im), erfcx(u * half_sqrt2));
    return right ? 1.0 - tail : tail;
}
// log(f) - z^2/2, its imaginary part the principal value
inline cdouble log_minus_half_square(cdouble f, cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    const Dd re = two_prod(x, x) - two_prod(y, y), im = two_prod(x, y);
    const cdouble l = clog(f);
    const double n = std::nearbyint((l.imag() - im.hi) * (0.5 / pi));
    const Dd rest = two_sum(fma(-n, 2.0 * pi_dd.hi, -im.hi), l.imag());
    return {(Dd(l.real()) - Dd(0.5 * re.hi, 0.5 * re.lo)).value(), rest.hi + (rest.lo - im.lo - n * (2.0 * pi_dd.lo))};
}
inline cdouble log_ndtr(cdouble z) noexcept {
    const double x = z.real(), y = z.imag();
    if (y == 0.0) return {log_ndtr(x), y};
    if (x < -1.0) return log_minus_half_square(0.5 * erfcx(-z * half_sqrt2), z);
    if (y * y - x * x > 1000.0) return log_minus_half_square(-0.5 * erfcx(z * half_sqrt2), z);
    return log1p(-ndtr(-z));
}

// Re w((x + i gamma)/(sigma sqrt 2))/(sigma sqrt(2 pi)): a normal density folded with a Cauchy density
inline double voigt_profile(double x, double sigma, double gamma) noexcept {
    if (std::isnan(x) || std::isnan(sigma) || std::isnan(gamma)) return nan;
    if (sigma == 0.0) {
        if (gamma == 0.0) return x == 0.0 ? inf : 0.0;
        return gamma / pi / (x * x + gamma * gamma);
    }
    if (gamma == 0.0) return gauss(x / sigma) * 0x1.9884533d43651p-2 / sigma;
    return wofz(cdouble(x / sigma * half_sqrt2, gamma / sigma * half_sqrt2)).real() * 0x1.9884533d43651p-2 / sigma;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
