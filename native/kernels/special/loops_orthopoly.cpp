// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/kummer_lanes.hpp"
#include "kernels/special/legendre_real.hpp"
#include "kernels/special/orthopoly_blocks.hpp"
#include "kernels/special/orthopoly_real.hpp"

namespace scinova::special {

namespace {

// Real degrees, by the hypergeometric functions whose series ends at whole ones (DLMF 18.5.7, 18.5.9, 18.5.12, 15.9).
bool whole(double n) noexcept { return n == std::floor(n) && std::fabs(n) < 0x1p53; }

// Beyond these the hypergeometric functions have nothing to offer but their search.
template <class T>
bool hopeless(T x, double n, double a = 0.0, double b = 0.0) noexcept {
    if (std::fabs(n) < 1e4 && std::fabs(a) < 1e8 && std::fabs(b) < 1e8 && size_of(x) < 1e50) return false;
    report(Trouble::no_result);
    return true;
}

// Larger parameters shorten the interval on which the recurrence is neutral from the first degrees on.
constexpr double climbed = 6.0;
// Where the recurrence leads to the value; on the cut of 2F1 there is none.
template <class T>
bool climbs(double n, T x) noexcept {
    return n >= 0.0 && (!std::is_same_v<T, double> || real_part(x) > -1.0) && finite(x);
}

// The dominant part of DLMF 14.8.12 in powers of 1/x^2, to |x|^(-2n-1) of it; false where that is not enough.
bool legendre_outside(double n, cdouble x, cdouble& value) noexcept {
    const double r = std::abs(x), order = n + 0.5;
    if (!(r > 4.0 && r * r > n) || 2.0 * order * std::log2(r) < 66.0 || (x.imag() == 0.0 && x.real() < 0.0)) return false;
    const cdouble w = r < 1e100 ? inverse(times(x, x)) : cdouble(0.0);
    cdouble term(1.0), sum(1.0);
    for (double k = 0.0; k < order - 0.75; k += 1.0) {
        term = times(term, w) * ((k - 0.5 * n) * (k + 0.5 - 0.5 * n) / ((k + 0.5 - n) * (k + 1.0)));
        sum += term;
        if (size_of(term) < 0x1p-56 * size_of(sum)) break;
    }
    const double front = n < 150.0 ? gamma(order) * rgamma(n + 1.0) : poch(n + 1.0, -0.5);
    const cdouble l = clog(2.0 * x);
    const Dd size = two_prod(l.real(), n), angle = two_prod(l.imag(), n);
    const double c = std::cos(angle.hi), s = std::sin(angle.hi);
    const cdouble wave(fma(-s, angle.lo, c), fma(c, angle.lo, s)), part = times(wave, sum) * (inverse_sqrt_pi * front);
    value = {scaled_exp(size, part.real()), scaled_exp(size, part.imag())};
    if (!finite(value)) report(Trouble::overflow);
    return true;
}
bool legendre_outside(double, double, double&) noexcept { return false; }

template <class T>
T legendre_of(double n, T x) noexcept {
    if (whole(n)) return legendre_whole(n, x);
    if (hopeless(x, n)) return T(nan);
    if (n < -0.5) n = -n - 1.0;
    T far;
    if (legendre_outside(n, x, far)) return far;
    if constexpr (std::is_same_v<T, double>)
        if (x > -1.0 && x <= 1.0) return legendre_real(n, x);
    T value;
    return climbs(n, x) && climb(LegendreStep{}, n, x, value) ? value : hyp2f1(-n, n + 1.0, 1.0, 0.5 * (1.0 - x));
}
double sh_legendre_of(double n, double x) noexcept {
    if (!whole(n) && hopeless(x, n)) return nan;
    return whole(n) ? sh_legendre_whole(n, x) : legendre_of(n, 2.0 * x - 1.0);
}
cdouble sh_legendre_of(double n, cdouble x) noexcept {
    if (!whole(n) && hopeless(x, n)) return {nan, nan};
    return legendre_of(n, 2.0 * x - 1.0);
}
template <class T>
T gegenbauer_of(double n, double a, T x) noexcept {
    if (std::isnan(n) || std::isnan(a) || any_nan(x)) return T(nan);
    if (whole(n) && n >= 0.0) return gegenbauer_whole(n, a, x);
    if (hopeless(x, n, a)) return T(nan);
    T value;
    if (climbs(n, x) && a > -0.5 && a < climbed && climb(GegenbauerStep(a), n, x, value)) return value;
    return poch(2.0 * a, n) * rgamma(n + 1.0) * hyp2f1(-n, n + 2.0 * a, a + 0.5, 0.5 * (1.0 - x));
}
template <class T>
T jacobi_of(double n, double a, double b, T x) noexcept {
    if (std::isnan(n) || std::isnan(a) || std::isnan(b) || any_nan(x)) return T(nan);
    if (whole(n) && n >= 0.0) return jacobi_whole(n, a, b, x);
    if (hopeless(x, n, a, b)) return T(nan);
    T value;
    if (climbs(n, x) && a > -1.0 && b > -1.0 && a < climbed && b < climbed && climb(JacobiStep(a, b), n, x, value)) return value;
    return binom(n + a, n) * hyp2f1(-n, n + a + b + 1.0, a + 1.0, 0.5 * (1.0 - x));
}
// G_n(p, q, x) = n!/(n+p)_n P_n^(p-q, q-1)(2x-1) (DLMF 18.1.2)
template <class T>
T sh_jacobi_of(double n, double p, double q, T x) noexcept {
    return jacobi_of(n, p - q, q - 1.0, 2.0 * x - 1.0) / binom(2.0 * n + p - 1.0, n);
}
template <int L>
struct ShJacobiLanes : JacobiLanes<L> {
    using JacobiLanes<L>::now; using JacobiLanes<L>::other; using JacobiLanes<L>::x; using JacobiLanes<L>::sign;
    using JacobiLanes<L>::alpha; using JacobiLanes<L>::beta; using JacobiLanes<L>::s;
    static double scalar(double n, double p, double q, double x) noexcept { return sh_jacobi_of(n, p, q, x); }
    static bool fits(double n) noexcept { return (n >= 0.0) & (n <= 200.0); }
    Lane<L> factor, shift;
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) {
            const double p = in[0][j], q = in[1][j], t = in[2][j], left = t < 0.5 ? 1.0 : 0.0;
            // NaN: to the scalar function
            const double a = p - q > -1.0 ? p - q : nan, b = q > 0.0 ? q - 1.0 : nan;
            sign[j] = left != 0.0 && odd(n[j]) ? -1.0 : 1.0;
            alpha[j] = left * b + (1.0 - left) * a;
            beta[j] = left * a + (1.0 - left) * b;
            s[j] = p > 0.5 ? a + b : nan;
            x[j] = -(t < 0.5 ? t : 1.0 - t);
            other[j] = (s[j] + 2.0) * x[j];
            now[j] = alpha[j] + 1.0 + other[j];
            factor[j] = 1.0;
            shift[j] = n[j] + p - 1.0;
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        JacobiLanes<L>::run(top, n);
        for (double k = 1.0; k <= top; k += 1.0)
            for (int j = 0; j < L; ++j) {
                const double next = factor[j] * (k / (shift[j] + k));
                factor[j] = k <= n[j] ? next : factor[j];
            }
    }
    void finish(const Lane<L>& n, const Lane<L>*, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) {
            const double first = n[j] == 0.0 ? now[j] * 0.0 + 1.0 : sign[j] * now[j];
            out[j] = first * factor[j];
        }
    }
};
// binom(n + a, n), a > -1
double genlaguerre_front(double n, double a) noexcept {
    if (!(n >= 0.0 && n < 160.0 && n + a < 160.0)) return binom(n + a, n);
    return gamma_of(two_sum(n, a) + 1.0) * reciprocal_gamma(two_sum(n, 1.0)) * reciprocal_gamma(two_sum(a, 1.0));
}
template <class T>
T genlaguerre_of(double n, double a, T x) noexcept {
    if (std::isnan(n) || std::isnan(a) || any_nan(x)) return T(nan);
    if (!(a > -1.0) || (whole(n) && n >= 0.0)) return laguerre_whole(n, a, x);
    if (hopeless(x, n, a)) return T(nan);
    return genlaguerre_front(n, a) * hyp1f1(-n, a + 1.0, x);
}
template <class T>
T laguerre_of(double n, T x) noexcept {
    if (std::isnan(n) || any_nan(x)) return T(nan);
    if (whole(n) && n >= 0.0) return laguerre_whole(n, 0.0, x);
    return hopeless(x, n) ? T(nan) : hyp1f1(-n, 1.0, x);
}

using Real1 = double (*)(double, double) noexcept;
using Complex1 = cdouble (*)(double, cdouble) noexcept;
using Real2 = double (*)(double, double, double) noexcept;
using Complex2 = cdouble (*)(double, double, cdouble) noexcept;
using Real3 = double (*)(double, double, double, double) noexcept;
using Complex3 = cdouble (*)(double, double, double, cdouble) noexcept;

// M(-n, a + 1, x) of many elements
template <int L>
void laguerre_series(int m, const Lane<L>& n, const Lane<L>* a, const Lane<L>& x, Lane<L>& out) noexcept {
    Lane<L> top, bottom;
    for (int i = 0; i < m; ++i) {
        top[i] = -n[i];
        bottom[i] = a ? (*a)[i] + 1.0 : 1.0;
    }
    hyp1f1_array(top, bottom, x, out, m);
}

}  // namespace

template <>
struct Together<static_cast<Real2>(&genlaguerre_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept {
        return n != std::floor(n) && in[0] > -1.0 && lanes::kummer_in_lanes(-n, in[0] + 1.0, in[1]);
    }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept {
        laguerre_series<L>(m, n, in, in[1], out);
        for (int i = 0; i < m; ++i) out[i] *= genlaguerre_front(n[i], in[0][i]);
    }
};
template <>
struct Together<static_cast<Real1>(&laguerre_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return n != std::floor(n) && lanes::kummer_in_lanes(-n, 1.0, in[0]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept {
        laguerre_series<L>(m, n, nullptr, in[0], out);
    }
};

template <>
void add_orthopoly_loops<isa::current>(LoopList& l) {
    add_blocks<LegendreLanes>(l, "eval_legendre");
    add_blocks<ShLegendreLanes>(l, "eval_sh_legendre");
    add_blocks<GegenbauerLanes>(l, "eval_gegenbauer");
    add_blocks<JacobiLanes>(l, "eval_jacobi");
    add_blocks<LaguerreLanes>(l, "eval_genlaguerre");
    add_blocks<PlainLaguerreLanes>(l, "eval_laguerre");
    add_blocks<HermiteH>(l, "eval_hermite");
    add_blocks<HermiteHe>(l, "eval_hermitenorm");
    add_blocks<ShJacobiLanes>(l, "eval_sh_jacobi");
    add_real_blocks<LegendreLanes, static_cast<Real1>(&legendre_of<double>)>(l, "eval_legendre", 64);
    add<static_cast<Complex1>(&legendre_of<cdouble>)>(l, "eval_legendre", 64);
    add_real_blocks<ShLegendreLanes, static_cast<Real1>(&sh_legendre_of)>(l, "eval_sh_legendre", 64);
    add<static_cast<Complex1>(&sh_legendre_of)>(l, "eval_sh_legendre", 64);
    add_real_blocks<GegenbauerLanes, static_cast<Real2>(&gegenbauer_of<double>)>(l, "eval_gegenbauer", 64);
    add<static_cast<Complex2>(&gegenbauer_of<cdouble>)>(l, "eval_gegenbauer", 64);
    add_real_blocks<JacobiLanes, static_cast<Real3>(&jacobi_of<double>)>(l, "eval_jacobi", 64);
    add<static_cast<Complex3>(&jacobi_of<cdouble>)>(l, "eval_jacobi", 64);
    add_real_blocks<ShJacobiLanes, static_cast<Real3>(&sh_jacobi_of<double>)>(l, "eval_sh_jacobi", 64);
    add<static_cast<Complex3>(&sh_jacobi_of<cdouble>)>(l, "eval_sh_jacobi", 64);
    add_real_blocks<LaguerreLanes, static_cast<Real2>(&genlaguerre_of<double>)>(l, "eval_genlaguerre", 64);
    add<static_cast<Complex2>(&genlaguerre_of<cdouble>)>(l, "eval_genlaguerre", 64);
    add_real_blocks<PlainLaguerreLanes, static_cast<Real1>(&laguerre_of<double>)>(l, "eval_laguerre", 64);
    add<static_cast<Complex1>(&laguerre_of<cdouble>)>(l, "eval_laguerre", 64);
}

}  // namespace scinova::special
