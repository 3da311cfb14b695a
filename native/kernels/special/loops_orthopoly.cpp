// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/complex_gathering.hpp"
#include "kernels/special/hypergeometric_arrays.hpp"
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

// ---- many elements of real degree

// Whether the hypergeometric function is called for: not where a whole degree or the recurrence serves.
bool by_series(double n, double x) noexcept { return n != std::floor(n) && std::isfinite(n) && std::isfinite(x) && std::fabs(n) < 1e4 && std::fabs(x) < 1e50; }
bool by_series(double n, cdouble x) noexcept { return by_series(n, x.real()) && std::fabs(x.imag()) < 1e49; }
bool small(double a) noexcept { return std::fabs(a) < 1e8; }
bool below_climbed(double a) noexcept { return a > -1.0 && a < climbed; }

// binom(n + a, n) M(-n, a + 1, x), any number of elements; `a` null for 0
template <class T>
void laguerre_series(index_t m, const double* n, const double* a, const T* x, T* out) noexcept {
    double top[block], bottom[block];
    for (index_t i = 0; i < m; ++i) {
        top[i] = -n[i];
        bottom[i] = a ? a[i] + 1.0 : 1.0;
    }
    if constexpr (std::is_same_v<T, double>) hyp1f1_array(top, bottom, x, out, m);
    else hyp1f1_complex_array(top, bottom, x, out, m);
    if (a)
        for (index_t i = 0; i < m; ++i) out[i] *= genlaguerre_front(n[i], a[i]);
}
// F(-n, n + s + 1; c; (1 - x)/2)
template <class T>
void jacobi_series(index_t m, const double* n, const double* s, const double* c, const T* x, T* out) noexcept {
    double first[block], second[block];
    T z[block];
    for (index_t i = 0; i < m; ++i) {
        first[i] = -n[i];
        second[i] = n[i] + s[i] + 1.0;
        z[i] = 0.5 * (1.0 - x[i]);
    }
    if constexpr (std::is_same_v<T, double>) hyp2f1_array(first, second, c, z, out, m);
    else hyp2f1_complex_array(first, second, c, z, out, m);
}
template <class T>
void jacobi_many(index_t m, const double* n, const double* a, const double* b, const T* x, T* out) noexcept {
    if (m < 1) __builtin_unreachable();
    double s[block], c[block];
    for (index_t i = 0; i < m; ++i) {
        s[i] = a[i] + b[i];
        c[i] = a[i] + 1.0;
    }
    jacobi_series(m, n, s, c, x, out);
    for (index_t i = 0; i < m; ++i) out[i] *= binom(n[i] + a[i], n[i]);
}
template <class T>
void gegenbauer_many(index_t m, const double* n, const double* a, const T* x, T* out) noexcept {
    if (m < 1) __builtin_unreachable();
    double s[block], c[block];
    for (index_t i = 0; i < m; ++i) {
        s[i] = 2.0 * a[i] - 1.0;
        c[i] = a[i] + 0.5;
    }
    jacobi_series(m, n, s, c, x, out);
    for (index_t i = 0; i < m; ++i) out[i] *= poch(2.0 * a[i], n[i]) * rgamma(n[i] + 1.0);
}
template <class T>
bool genlaguerre_gathers(double n, double a, T x) noexcept { return by_series(n, x) && a > -1.0 && small(a); }
template <class T>
bool laguerre_gathers(double n, T x) noexcept { return by_series(n, x); }
template <class T>
bool jacobi_gathers(double n, double a, double b, T x) noexcept {
    return by_series(n, x) && small(a) && small(b) && !(climbs(n, x) && below_climbed(a) && below_climbed(b));
}
template <class T>
bool gegenbauer_gathers(double n, double a, T x) noexcept {
    return by_series(n, x) && small(a) && !(climbs(n, x) && a > -0.5 && a < climbed);
}

// Complex arrays: what one(i, value) has no value for is brought together.
template <class Many, class One>
void complex_array(const cdouble* x, cdouble* y, index_t m, Many many, One one) noexcept {
    index_t place[block], count = 0;
    for (index_t i = 0; i < m; ++i)
        if (!one(i, y[i])) place[count++] = i;
    if (count == 0) return;
    cdouble z[block], found[block];
    for (index_t k = 0; k < count; ++k) z[k] = x[place[k]];
    many(place, count, z, found);
    for (index_t k = 0; k < count; ++k) y[place[k]] = found[k];
}
bool laguerre_one(double n, cdouble x, cdouble& value) noexcept {
    if (laguerre_gathers(n, x)) return false;
    value = laguerre_of(n, x);
    return true;
}
bool genlaguerre_one(double n, double a, cdouble x, cdouble& value) noexcept {
    if (genlaguerre_gathers(n, a, x)) return false;
    value = genlaguerre_of(n, a, x);
    return true;
}
bool gegenbauer_one(double n, double a, cdouble x, cdouble& value) noexcept {
    if (gegenbauer_gathers(n, a, x)) return false;
    if (by_series(n, x) && small(a)) return climb(GegenbauerStep(a), n, x, value, false);
    value = gegenbauer_of(n, a, x);
    return true;
}
bool jacobi_one(double n, double a, double b, cdouble x, cdouble& value) noexcept {
    if (jacobi_gathers(n, a, b, x)) return false;
    if (by_series(n, x) && small(a) && small(b)) return climb(JacobiStep(a, b), n, x, value, false);
    value = jacobi_of(n, a, b, x);
    return true;
}
bool sh_jacobi_one(double n, double p, double q, cdouble x, cdouble& value) noexcept {
    if (!jacobi_one(n, p - q, q - 1.0, 2.0 * x - 1.0, value)) return false;
    value /= binom(2.0 * n + p - 1.0, n);
    return true;
}
struct Column {
    double at[block];
    Column(const double* from, const index_t* place, index_t count) noexcept {
        for (index_t k = 0; k < count; ++k) at[k] = from[place[k]];
    }
};
void laguerre_complex(const double* n, const cdouble* x, cdouble* y, index_t m) noexcept {
    complex_array(x, y, m,
                  [&](const index_t* place, index_t count, const cdouble* z, cdouble* found) {
                      laguerre_series(count, Column(n, place, count).at, nullptr, z, found);
                  }, [&](index_t i, cdouble& value) { return laguerre_one(n[i], x[i], value); });
}
void genlaguerre_complex(const double* n, const double* a, const cdouble* x, cdouble* y, index_t m) noexcept {
    complex_array(x, y, m,
                  [&](const index_t* place, index_t count, const cdouble* z, cdouble* found) {
                      laguerre_series(count, Column(n, place, count).at, Column(a, place, count).at, z, found);
                  }, [&](index_t i, cdouble& value) { return genlaguerre_one(n[i], a[i], x[i], value); });
}
void gegenbauer_complex(const double* n, const double* a, const cdouble* x, cdouble* y, index_t m) noexcept {
    complex_array(x, y, m,
                  [&](const index_t* place, index_t count, const cdouble* z, cdouble* found) {
                      gegenbauer_many(count, Column(n, place, count).at, Column(a, place, count).at, z, found);
                  }, [&](index_t i, cdouble& value) { return gegenbauer_one(n[i], a[i], x[i], value); });
}
void jacobi_complex(const double* n, const double* a, const double* b, const cdouble* x, cdouble* y, index_t m) noexcept {
    complex_array(x, y, m,
                  [&](const index_t* place, index_t count, const cdouble* z, cdouble* found) {
                      jacobi_many(count, Column(n, place, count).at, Column(a, place, count).at, Column(b, place, count).at, z, found);
                  }, [&](index_t i, cdouble& value) { return jacobi_one(n[i], a[i], b[i], x[i], value); });
}
// G_n(p, q, x) as sh_jacobi_of has it
template <class T>
void sh_jacobi_many(index_t m, const double* n, const double* p, const double* q, const T* x, T* out) noexcept {
    double a[block], b[block];
    T t[block];
    for (index_t i = 0; i < m; ++i) {
        a[i] = p[i] - q[i];
        b[i] = q[i] - 1.0;
        t[i] = 2.0 * x[i] - 1.0;
    }
    jacobi_many(m, n, a, b, t, out);
    for (index_t i = 0; i < m; ++i) out[i] /= binom(2.0 * n[i] + p[i] - 1.0, n[i]);
}
template <class T>
bool sh_jacobi_gathers(double n, double p, double q, T x) noexcept { return jacobi_gathers(n, p - q, q - 1.0, 2.0 * x - 1.0); }
void sh_jacobi_complex(const double* n, const double* p, const double* q, const cdouble* x, cdouble* y, index_t m) noexcept {
    complex_array(x, y, m,
                  [&](const index_t* place, index_t count, const cdouble* z, cdouble* found) {
                      sh_jacobi_many(count, Column(n, place, count).at, Column(p, place, count).at, Column(q, place, count).at, z, found);
                  }, [&](index_t i, cdouble& value) { return sh_jacobi_one(n[i], p[i], q[i], x[i], value); });
}

}  // namespace

template <>
struct Together<static_cast<Real2>(&genlaguerre_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return genlaguerre_gathers(n, in[0], in[1]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept { laguerre_series<double>(m, n, in[0], in[1], out); }
};
template <>
struct Together<static_cast<Real1>(&laguerre_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return laguerre_gathers(n, in[0]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept { laguerre_series<double>(m, n, nullptr, in[0], out); }
};
template <>
struct Together<static_cast<Real2>(&gegenbauer_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return gegenbauer_gathers(n, in[0], in[1]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept { gegenbauer_many<double>(m, n, in[0], in[1], out); }
};
template <>
struct Together<static_cast<Real3>(&jacobi_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return jacobi_gathers(n, in[0], in[1], in[2]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept { jacobi_many<double>(m, n, in[0], in[1], in[2], out); }
};
template <>
struct Together<static_cast<Real3>(&sh_jacobi_of<double>)> {
    static constexpr bool exists = true;
    static bool serves(double n, const double* in) noexcept { return sh_jacobi_gathers(n, in[0], in[1], in[2]); }
    template <int L>
    static void run(int m, const Lane<L>& n, const Lane<L>* in, Lane<L>& out) noexcept { sh_jacobi_many<double>(m, n, in[0], in[1], in[2], out); }
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
    add_complex_gathering<&gegenbauer_complex, 2>(l, "eval_gegenbauer", 64);
    add_real_blocks<JacobiLanes, static_cast<Real3>(&jacobi_of<double>)>(l, "eval_jacobi", 64);
    add_complex_gathering<&jacobi_complex, 3>(l, "eval_jacobi", 64);
    add_real_blocks<ShJacobiLanes, static_cast<Real3>(&sh_jacobi_of<double>)>(l, "eval_sh_jacobi", 64);
    add_complex_gathering<&sh_jacobi_complex, 3>(l, "eval_sh_jacobi", 64);
    add_real_blocks<LaguerreLanes, static_cast<Real2>(&genlaguerre_of<double>)>(l, "eval_genlaguerre", 64);
    add_complex_gathering<&genlaguerre_complex, 2>(l, "eval_genlaguerre", 64);
    add_real_blocks<PlainLaguerreLanes, static_cast<Real1>(&laguerre_of<double>)>(l, "eval_laguerre", 64);
    add_complex_gathering<&laguerre_complex, 1>(l, "eval_laguerre", 64);
}

}  // namespace scinova::special
