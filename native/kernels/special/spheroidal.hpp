// SPDX-License-Identifier: BSD-3-Clause
// Spheroidal wave functions (DLMF 30; C. Flammer, Spheroidal Wave Functions, 1957): characteristic values, angular
// functions of the first kind, radial functions of both kinds, prolate (s = +1) and oblate (s = -1), in Flammer's
// normalisation: S(0) = P_n^m(0) or S'(0) = P_n^m'(0), without the phase (-1)^m; R^(1) + i R^(2) -> (-i)^(n+1) e^(icx)/(cx).
//
// Three tridiagonal eigenproblems have the same eigenvalue (tridiagonal.hpp gives vectors with every component to full
// relative accuracy):
//   Legendre: S = sum v_k Pbar_(m+p+2k)^m(x), DLMF 30.8 in normalised functions (p = n - m mod 2);
//   powers, prolate: S = (1-x^2)^(m/2) x^p sum C_k (1-x^2)^k,
//       4(k+1)(k+m+1) C_(k+1) + [lambda - c^2 - l_k(l_k+1)] C_k + c^2 C_(k-1) = 0, l_k = m + p + 2k;
//   powers, oblate: S = (1-x^2)^(m/2) x^p sum C_k x^(2k),
//       (2k+p+2)(2k+p+1) C_(k+1) + [lambda - l_k(l_k+1)] C_k + c^2 C_(k-1) = 0.
// The power series have terms of one sign just where c is large beside n and the Legendre series cancels; each value is
// taken from the sum that cancels less, or from the powers scaled where neither cancels. Radial functions: sums of spherical Bessel functions (Flammer 4.1.18, DLMF
// 30.11.3), or, where those cancel, the same power series at real x > 1 (prolate) and at i x (oblate), scaled at x = 1 or
// x = 0 by Flammer's kappa (4.2.7) written without its cancelling sum. Where neither keeps its digits, and for R^(2) near
// x = 1 or inside the focal circle, where its sum diverges, the differential equation is integrated by Taylor series
// outwards for R^(1), inwards for R^(2): both grow in that direction or oscillate. R^(2) starts from its sum or from
// the expansion for large x, whose recurrence has no cancellation. Accuracy: 1e-12 of the local scale for c, m, n to 100.
#pragma once

#include <algorithm>
#include <vector>

#include "kernels/special/complex.hpp"
#include "kernels/special/tridiagonal.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace spheroidal {

inline constexpr double eps = 2.220446049250313e-16;

struct Problem {
    long m = -1, n = -1;
    double c = 0.0;
    bool oblate = false;
    double lambda = 0.0;
    bool given = false;            // lambda came from the caller
    int p() const noexcept { return static_cast<int>((n - m) % 2); }
    int index() const noexcept { return static_cast<int>((n - m) / 2); }
    double sign() const noexcept { return oblate ? -1.0 : 1.0; }
    bool same(const Problem& o) const noexcept {
        return m == o.m && n == o.n && c == o.c && oblate == o.oblate && given == o.given && (!given || lambda == o.lambda);
    }
};

// Rows until components have fallen to nothing: `extra` more of them for sums with growing companions.
inline int legendre_rows(const Problem& a, Tridiagonal& t, double top, int extra) noexcept {
    const double g = a.sign() * a.c * a.c, m = static_cast<double>(a.m);
    double fallen = 1.0;
    int rows = 0, more = extra;
    const int least = a.index() + 2;
    for (; rows < Tridiagonal::capacity; ++rows) {
        const double l = m + a.p() + 2.0 * rows, l2 = l * (l + 1.0);
        t.d[rows] = l2 + g * (2.0 * l2 - 2.0 * m * m - 1.0) / ((2.0 * l - 1.0) * (2.0 * l + 3.0));
        const double u = (l + 1.0) * (l + 1.0) - m * m, w = (l + 2.0) * (l + 2.0) - m * m;
        t.e[rows] = std::fabs(g) * std::sqrt(u * w / ((2.0 * l + 1.0) * (2.0 * l + 5.0))) / (2.0 * l + 3.0);
        if (rows < least) continue;
        if (fallen < 1e25) {
            const double s = (t.d[rows] - top) / (2.0 * t.e[rows] + 1e-300);
            // What multiplies the coefficients at x = 1 grows meanwhile.
            const double growth = std::sqrt((l + 1.0 + m) * (l + 2.0 + m) / ((l + 1.0 - m) * (l + 2.0 - m)));
            if (s > 1.0) fallen *= (2.0 * s - 1.0) / growth;
        } else if (--more < 0) {
            return rows + 1;
        }
    }
    return -1;
}

// The rows of the power series; s[k] = C_k up to sign is scale[k] v[k]
inline int power_rows(const Problem& a, Tridiagonal& t, double lambda, std::vector<double>& ratio) noexcept {
    const double m = static_cast<double>(a.m), p = a.p(), c2 = a.c * a.c;
    double fallen = 1.0;
    ratio.clear();
    const int least = a.index() + 2;
    for (int rows = 0; rows < Tridiagonal::capacity; ++rows) {
        const double l = m + p + 2.0 * rows, k = rows;
        const double up = a.oblate ? (2.0 * k + p + 2.0) * (2.0 * k + p + 1.0) : 4.0 * (k + 1.0) * (k + m + 1.0);
        t.d[rows] = l * (l + 1.0) + (a.oblate ? 0.0 : c2);
        t.e[rows] = a.c * std::sqrt(up);
        ratio.push_back(a.c / std::sqrt(up));
        const double s = (t.d[rows] - lambda) / (2.0 * t.e[rows] + 1e-300);
        if (s > 1.0 && rows >= least) fallen *= 2.0 * s - 1.0;
        if (fallen > 1e40) return rows + 1;
    }
    return -1;
}

// lambda between n(n+1) and n(n+1) + s c^2 (DLMF 30.3(ii): d lambda/d gamma^2 is a mean of x^2)
inline bool eigenvalue(Problem& a, Tridiagonal& t) noexcept {
    const double nn = static_cast<double>(a.n) * (static_cast<double>(a.n) + 1.0), c2 = a.c * a.c;
    if (a.c == 0.0) {
        a.lambda = nn;
        return true;
    }
    const double low = a.oblate ? nn - c2 : nn, high = a.oblate ? nn : nn + c2;
    const double l = static_cast<double>(a.n), m = static_cast<double>(a.m);
    // 30.3.8 to first order, and 30.9.1, 30.9.4
    const double q = a.oblate ? (a.p() ? l : l + 1.0) : 2.0 * (l - m) + 1.0;
    const double near = nn + a.sign() * c2 * (2.0 * nn - 2.0 * m * m - 1.0) / ((2.0 * l - 1.0) * (2.0 * l + 3.0));
    const double far = a.oblate ? -c2 + 2.0 * a.c * q - 0.5 * (q * q - m * m + 1.0) : a.c * q + m * m - 0.125 * (q * q + 5.0);
    const double guess = a.c > l + 1.0 && far > low && far < high ? far : near;
    // A bound on lambda for the choice of rows
    const double top = a.oblate ? high : std::fmin(high, a.c * q + m * m + 4.0);
    const int rows = legendre_rows(a, t, top, 0);
    if (rows < 0) return false;
    const double pad = 4.0 * eps * (std::fabs(low) + std::fabs(high)) + 1e-300;
    a.lambda = t.solve(rows, a.index(), guess, low - pad, high + pad);
    return !std::isnan(a.lambda);
}

struct Work {
    Tridiagonal t;
    Problem now;                   // what is below belongs to it
    bool ready = false;
    int rows = 0, extra = -1;
    std::vector<double> v;         // Legendre coefficients
    std::vector<double> mantissa;  // v_k = mantissa 2^exponent: sums with growing functions need what underflows
    std::vector<int> exponent;
    std::vector<double> at_one;    // v_k u_k(1)
    std::vector<double> at_one_mantissa;
    std::vector<double> power;     // C_k / C_0, empty until wanted
    std::vector<double> ratio, bessel;
    bool power_tried = false;
    double at_zero = 0.0, at_zero_size = 0.0;   // sum v_k u_k(0), or of u_k'(0)
    double one = 0.0, one_size = 0.0;           // sum v_k u_k(1)
};
inline Work& work() noexcept {
    static thread_local Work w;
    return w;
}

// Multipliers of the recurrence of u_l = Pbar_l^m/((1-x^2)^(m/2) Pbar_m^m(0)): u_(l+1) = a_l x u_l - (a_l/a_(l-1)) u_(l-1)
inline double climb(double l, double m) noexcept {
    return std::sqrt((4.0 * (l + 1.0) * (l + 1.0) - 1.0) / ((l + 1.0) * (l + 1.0) - m * m));
}

inline void legendre_sums(Work& w, double m, int p) noexcept {
    w.at_one.resize(w.v.size());
    w.at_one_mantissa.resize(w.v.size());
    // u at 0 (p = 0) or u' at 0 (p = 1): both run through every second l
    double zero = p ? climb(m, m) : 1.0, one = p ? climb(m, m) : 1.0, l = m + p;
    w.at_zero = w.at_zero_size = w.one = w.one_size = 0.0;
    for (std::size_t k = 0; k < w.v.size(); ++k, l += 2.0) {
        const double z = w.v[k] * zero, o = w.v[k] * one;
        w.at_one[k] = o;
        w.at_one_mantissa[k] = w.mantissa[k] * one;
        w.at_zero += z;
        w.at_zero_size += std::fabs(z);
        w.one += o;
        w.one_size += std::fabs(o);
        // Ratios over two degrees of Pbar_l^m at 1, and of Pbar_l^m(0) or its slope (DLMF 14.5.1-2, 14.7(ii))
        const double b = (l + 1.0 + m) * (l + 2.0 + m) / ((l + 1.0 - m) * (l + 2.0 - m));
        const double r = std::sqrt((2.0 * l + 5.0) / (2.0 * l + 1.0) * b);
        one *= r;
        zero *= p == 0 ? -r * (l + 1.0 - m) / (l + 2.0 + m) : -r * (l + 2.0 - m) / (l + 1.0 + m);
    }
}

// The problem with its Legendre coefficients, remembered from call to call.
inline bool prepare(const Problem& wanted, int extra, Work& w) noexcept {
    if (w.now.same(wanted) && w.extra >= extra) return w.ready;
    Problem a = wanted;
    w.now = wanted;
    w.extra = extra;
    w.ready = false;
    w.power.clear();
    w.power_tried = false;
    if (!a.given && !eigenvalue(a, w.t)) return false;
    w.now.lambda = a.lambda;
    if (a.c == 0.0) {
        w.v.assign(static_cast<std::size_t>(a.index()) + 1, 0.0);
        w.v.back() = 1.0;
        w.mantissa = w.v;
        w.exponent.assign(w.v.size(), 0);
    } else {
        const int rows = legendre_rows(a, w.t, a.lambda, extra);
        if (rows < 0) return false;
        w.t.factor(rows, a.lambda);
        const double norm = 1.0 / std::sqrt(w.t.vector(rows));
        const auto size = static_cast<std::size_t>(rows), peak = static_cast<std::size_t>(w.t.peak);
        w.v.resize(size);
        w.mantissa.resize(size);
        w.exponent.resize(size);
        const double sign = a.oblate ? 1.0 : -1.0;
        const auto put = [&](std::size_t k, double v, int e) {
            int shift = 0;
            if (std::fabs(v) < 0x1p-600) v = std::frexp(v, &shift);
            w.mantissa[k] = v;
            w.exponent[k] = e + shift;
            w.v[k] = w.exponent[k] == 0 ? v : std::ldexp(v, w.exponent[k]);
        };
        put(peak, norm, 0);
        for (std::size_t k = peak; k > 0; --k)
            put(k - 1, sign * w.t.e[k - 1] * w.mantissa[k] / w.t.forward[k - 1], w.exponent[k]);
        for (std::size_t k = peak; k + 1 < size; ++k)
            put(k + 1, sign * w.t.e[k] * w.mantissa[k] / w.t.backward[k + 1], w.exponent[k]);
    }
    legendre_sums(w, static_cast<double>(a.m), a.p());
    w.ready = true;
    return true;
}

// C_k of the power series, C_0 = 1
inline bool power_series(Work& w) noexcept {
    if (w.power_tried) return !w.power.empty();
    w.power_tried = true;
    const Problem& a = w.now;
    if (a.c == 0.0) return false;
    const int rows = power_rows(a, w.t, a.lambda, w.ratio);
    if (rows < 0) return false;
    w.t.factor(rows, a.lambda);
    w.power.resize(static_cast<std::size_t>(rows));
    double c = 1.0;
    for (int k = 0; k < rows; ++k) {
        w.power[static_cast<std::size_t>(k)] = c;
        if (k + 1 == rows) break;
        // v_(k+1)/v_k from the pivots, upwards so that nothing underflows, and back from the symmetric form
        const double step = k < w.t.peak ? w.t.forward[k] / w.t.e[k] : w.t.e[k] / w.t.backward[k + 1];
        c *= step * w.ratio[static_cast<std::size_t>(k)];
        if (!(std::fabs(c) < 1e300)) {
            w.power.clear();
            return false;
        }
    }
    return true;
}

// Orders whose scale factors may have left the range of float64: a zero then is no result.
inline bool base_lost(const Problem& a) noexcept { return a.m > 150; }

// A value, its derivative and a bound of the relative error of their common scale
struct Value {
    double f = nan, fp = nan, error = inf;
};

// sum C_k z^k and sum k C_k z^(k-1) with the sizes of their terms
struct PowerSum {
    double s = 0.0, d = 0.0, size = 0.0;
};
inline PowerSum power_sum(const std::vector<double>& c, double z) noexcept {
    PowerSum out;
    double zk = 1.0, before = 0.0, last = 0.0;
    for (std::size_t k = 0; k < c.size(); ++k) {
        const double t = c[k] * zk;
        out.s += t;
        out.size += std::fabs(t);
        if (k > 0) out.d += static_cast<double>(k) * c[k] * before;
        before = zk;
        zk *= z;
        if (k > 3 && std::fabs(t) < 1e-25 * out.size && std::fabs(z) < 1.0) return out;
        last = std::fabs(t);
    }
    out.size += 1e16 * last;       // what the rows left out may have been
    if (!(out.size < 1e300)) out.size = inf;
    return out;
}

// P_n^m(0) or P_n^m'(0), without (-1)^m
inline double legendre_at_zero(double m, double n, int p) noexcept {
    double v = 1.0;
    // (n + m)!/(2^n ((n-m)/2)! ((n+m)/2)!) = (n+m-1)!!/(n-m)!! ; with n + 1 for the derivative: (n+m)!!/(n-m-1)!!
    const double top = p ? n + m : n + m - 1.0, low = p ? n - m - 1.0 : n - m;
    double i = top, j = low;
    while (i > 1.0 || j > 1.0) {
        if (i > 1.0) {
            v *= i;
            i -= 2.0;
        }
        if (j > 1.0) {
            v /= j;
            j -= 2.0;
        }
    }
    const auto half = static_cast<long>(p ? (n - m - 1.0) / 2.0 : (n - m) / 2.0);
    return half & 1 ? -v : v;
}

// The angular function over its value (or slope) at 0
inline Value by_legendre(const Work& w, double x) noexcept {
    const Problem& a = w.now;
    const double m = static_cast<double>(a.m), y2 = (1.0 - x) * (1.0 + x);
    double u0 = 1.0, u1 = climb(m, m) * x, d0 = 0.0, d1 = climb(m, m), before = climb(m, m), l = m, s = 0.0, d = 0.0,
           size = 0.0;
    int parity = 0;
    for (std::size_t k = 0; k < w.v.size();) {
        if (parity == a.p()) {
            s = fma(w.v[k], u0, s);
            d = fma(w.v[k], d0, d);
            size += std::fabs(w.v[k] * u0);
            ++k;
        }
        parity ^= 1;
        l += 1.0;
        const double r = climb(l, m), b = r / before, u2 = r * x * u1 - b * u0, d2 = r * (u1 + x * d1) - b * d0;
        before = r;
        u0 = u1;
        u1 = u2;
        d0 = d1;
        d1 = d2;
    }
    const double factor = std::pow(y2, 0.5 * m) / w.at_zero;
    Value out;
    out.f = factor * s;
    out.fp = factor * (d - m * x / y2 * s);
    out.error = eps * (size / std::fabs(s) + w.at_zero_size / std::fabs(w.at_zero));
    return out;
}
inline Value by_powers(Work& w, double x, bool scaled = true) noexcept {
    Value out;
    if (!power_series(w)) return out;
    const Problem& a = w.now;
    const double m = static_cast<double>(a.m), y2 = (1.0 - x) * (1.0 + x), p = a.p();
    const PowerSum sum = power_sum(w.power, a.oblate ? x * x : y2);
    double whole = 1.0, whole_error = 1.0;
    if (!a.oblate && scaled) {
        const PowerSum all = power_sum(w.power, 1.0);
        whole = all.s;
        whole_error = all.size / std::fabs(all.s);
    }
    const double slope = a.oblate ? 2.0 * x * sum.d : -2.0 * x * sum.d;
    const double factor = std::pow(y2, 0.5 * m) / whole, xp = p ? x : 1.0;
    out.f = factor * xp * sum.s;
    out.fp = factor * (xp * slope + p * sum.s - m * x / y2 * xp * sum.s);
    out.error = eps * (sum.size / std::fabs(sum.s) + whole_error);
    return out;
}

// Prolate: the powers, scaled at a point nearer 0 where neither they nor the Legendre series cancel.
inline Value by_both(Work& w, double x) noexcept {
    const Value out = by_powers(w, x, false);
    Value best;
    if (!(out.error < 1e-10)) return best;
    const double end = std::asin(std::fabs(x));
    for (int k = 1; k <= 24; ++k) {
        const double at = std::copysign(std::sin(end * (1.0 - k / 25.0)), x);
        const Value here = by_powers(w, at, false);
        if (!(here.error + out.error < best.error)) break;
        const Value known = by_legendre(w, at);
        const double error = known.error + here.error + out.error, factor = known.f / here.f;
        if (error < best.error) best = {factor * out.f, factor * out.fp, error};
        if (error < 1e-14) break;
    }
    return best;
}

inline bool whole(double v, double low, double high) noexcept { return v >= low && v <= high && v == std::floor(v); }

// Checks m, n, c; false where the answer is NaN
inline bool parameters(double m, double n, double c, bool oblate, Problem& a) noexcept {
    if (std::isnan(m) || std::isnan(n) || std::isnan(c)) return false;
    if (!whole(m, 0.0, 2e4) || !whole(n, m, 2e4) || std::isinf(c)) {
        report(n > 2e4 ? Trouble::no_result : Trouble::domain);
        return false;
    }
    a.m = static_cast<long>(m);
    a.n = static_cast<long>(n);
    a.c = std::fabs(c);
    a.oblate = oblate;
    return true;
}

inline double value(double m, double n, double c, bool oblate) noexcept {
    Problem a;
    if (!parameters(m, n, c, oblate, a)) return nan;
    if (eigenvalue(a, work().t)) return a.lambda;
    report(Trouble::no_result);
    return nan;
}

inline void angular(Problem a, double x, double& f, double& fp) noexcept {
    if (!(std::fabs(x) < 1.0)) {
        if (!std::isnan(x)) report(Trouble::domain);
        return;
    }
    Work& w = work();
    if (!prepare(a, 0, w)) {
        report(Trouble::no_result);
        return;
    }
    Value best = by_legendre(w, x);
    if (!(best.error < 1e-14)) {
        const Value other = by_powers(w, x);
        if (other.error < best.error || std::isnan(best.f)) best = other;
    }
    if (!a.oblate && !(best.error < 1e-13)) {
        const Value other = by_both(w, x);
        if (other.error < best.error) best = other;
    }
    const double scale = legendre_at_zero(static_cast<double>(a.m), static_cast<double>(a.n), a.p());
    f = scale * best.f;
    fp = scale * best.fp;
    if (std::isnan(f) || std::isnan(fp)) report(Trouble::no_result);
}

// c^k/(2k+1)!! = v 2^power: both grow beyond float64 soon
inline double bessel_head(double c, int k, int& power) noexcept {
    double v = 1.0;
    for (int j = 1; j <= k; ++j) {
        v *= c / (2.0 * j + 1.0);
        int shift = 0;
        if (v < 0x1p-600) v = std::frexp(v, &shift);
        power += shift;
    }
    return v;
}

// j_l(z), l = 0 ... top
inline void spherical_j(double z, int top, std::vector<double>& out) {
    out.assign(static_cast<std::size_t>(top) + 2, 0.0);
    const double s = std::sin(z), c = std::cos(z), first = z < 1e-3 ? 1.0 - z * z / 6.0 : s / z;
    const double second = z < 0.05 ? z / 3.0 * (1.0 - z * z / 10.0 * (1.0 - z * z / 28.0 * (1.0 - z * z / 54.0)))
                                   : (s / z - c) / z;
    const int stable = std::min(top, static_cast<int>(std::fmin(z, 1e9)));
    out[0] = first;
    out[1] = second;
    for (int l = 1; l < stable; ++l)
        out[static_cast<std::size_t>(l) + 1] = (2.0 * l + 1.0) / z * out[static_cast<std::size_t>(l)] - out[static_cast<std::size_t>(l) - 1];
    if (stable >= top) return;
    const int begin = std::max(stable, 1);
    const int far = top + 30 + static_cast<int>(8.0 * std::cbrt(z));
    const double w = 1.0 / z;
    double above = 0.0, here = 1e-290;
    int kept = top + 1;
    for (int l = far; l > begin - 1; --l) {
        const double below = (2.0 * l + 1.0) * w * here - above;
        above = here;
        here = below;
        if (l - 1 >= begin && l - 1 <= top) {
            out[static_cast<std::size_t>(l) - 1] = here;
            kept = l - 1;
        }
        // Small steps down, so that the last scale is large and high orders stay normal numbers
        if (std::fabs(here) > 1e280) {
            here *= 1e-60;
            above *= 1e-60;
            for (int j = kept; j <= top; ++j) out[static_cast<std::size_t>(j)] *= 1e-60;
        }
    }
    double exact_high = second;
    const double exact_low = begin == 1 ? first : out[static_cast<std::size_t>(begin) - 1];
    if (begin > 1)
        exact_high = (2.0 * begin - 1.0) / z * out[static_cast<std::size_t>(begin) - 1] - out[static_cast<std::size_t>(begin) - 2];
    const double scale = std::fabs(here) > std::fabs(above) ? exact_low / here : exact_high / above;
    for (int j = begin; j <= top; ++j) out[static_cast<std::size_t>(j)] *= scale;
}

// ((x^2 - s)/x^2)^(m/2) sum (-1)^k v_k u_k(1) f_(m+p+2k)(c x)/sum v_k u_k(1)
inline Value bessel_sum(Work& w, double x, bool second) {
    const Problem& a = w.now;
    const double z = a.c * x, m = static_cast<double>(a.m), square = a.oblate ? x * x + 1.0 : (x - 1.0) * (x + 1.0);
    const int first = static_cast<int>(a.m) + a.p(), rows = static_cast<int>(w.v.size());
    double s = 0.0, d = 0.0, size = 0.0, last = 0.0;   // last: what the next term may be
    Value out;
    if (!(z > 0.0)) return out;
    if (!second) {
        spherical_j(z, first + 2 * rows, w.bessel);
        for (int k = 0; k < rows; ++k) {
            const int l = first + 2 * k;
            const int power = w.exponent[static_cast<std::size_t>(k)];
            const double t = (k & 1 ? -1.0 : 1.0) * w.at_one_mantissa[static_cast<std::size_t>(k)];
            const double j = w.bessel[static_cast<std::size_t>(l)], v = t * j;
            const double slope = t * (l / z * j - w.bessel[static_cast<std::size_t>(l) + 1]);
            s += power == 0 ? v : std::ldexp(v, power);
            size += power == 0 ? std::fabs(v) : std::ldexp(std::fabs(v), power);
            d += power == 0 ? slope : std::ldexp(slope, power);
        }
    } else {
        const double iz = 1.0 / z;
        double y0 = -std::cos(z) / z, y1 = (y0 - std::sin(z)) / z;
        int up = 0;                                       // y carries 2^(600 up)
        for (int l = 0, k = 0; k < rows; ++l) {
            if (l >= first && ((l - first) & 1) == 0) {
                const double t = (k & 1 ? -1.0 : 1.0) * w.at_one_mantissa[static_cast<std::size_t>(k)];
                const int power = w.exponent[static_cast<std::size_t>(k)] + 600 * up;
                const double v = power == 0 ? t * y0 : std::ldexp(t * y0, power), slope = t * (l * iz * y0 - y1);
                s += v;
                size += std::fabs(v);
                d += power == 0 ? slope : std::ldexp(slope, power);
                last = std::fabs(v);
                if (k > a.index() && last < 1e-18 * std::fabs(s)) {
                    last = 0.0;
                    break;
                }
                ++k;
            }
            const double y2 = (2.0 * l + 3.0) * iz * y1 - y0;
            y0 = y1;
            y1 = y2;
            if (std::fabs(y1) > 0x1p600) {
                y0 *= 0x1p-600;
                y1 *= 0x1p-600;
                ++up;
            }
        }
    }
    const bool turn = a.index() & 1;
    const double factor = (turn ? -1.0 : 1.0) * std::pow(square / (x * x), 0.5 * m) / w.one;
    out.f = factor * s;
    out.fp = factor * (a.c * d + a.sign() * m / (x * square) * s);
    // The two parts of a wave: where one of them is near zero the other tells the scale.
    const double scale = std::fmax(std::fabs(s), z * z > a.lambda ? std::fabs(d) : 0.0);
    out.error = eps * (size / scale + w.one_size / std::fabs(w.one)) + last / scale;
    if (std::isnan(out.f) || std::isnan(out.fp) || !std::isfinite(w.one) || (base_lost(a) && out.f == 0.0)) out.error = inf;
    // For small x the derivative is a difference of two large terms.
    if (!second)
        out.error = std::fmax(out.error, eps * (a.c * std::fabs(d) + m / (x * square) * std::fabs(s)) /
                                             (std::fabs(out.fp / factor) + (a.c + 1.0) * std::fabs(s)));
    if (!second && std::fabs(w.bessel[static_cast<std::size_t>(a.n)]) < 1e-300 && z < static_cast<double>(a.n)) out.error = inf;
    if (second && std::isinf(s)) out = {-inf, inf, 0.0};
    return out;
}

// base half^2 value 2^power, none of whose parts may leave the range of float64 before their product does
inline double scaled_by_halves(double base, double half, double value, int power) noexcept {
    int k = 0, l = 0;
    const double v = std::frexp(std::frexp(base * half, &k) * half, &l) * value;
    return std::ldexp(v, power + k + l);
}

// R^(1) by the power series, scaled at x = 1 or x = 0
inline Value radial_powers(Work& w, double x) noexcept {
    Value out;
    if (!power_series(w)) return out;
    const Problem& a = w.now;
    const double m = static_cast<double>(a.m), p = a.p(), square = a.oblate ? x * x + 1.0 : (x - 1.0) * (x + 1.0);
    const PowerSum sum = power_sum(w.power, a.oblate ? -x * x : -square);
    const bool turn = a.index() & 1;
    // The scale as a number of modest size times 2^power
    int power = w.exponent[0], shift = 0;
    const double first = std::frexp(w.mantissa[0], &shift) * bessel_head(a.c, static_cast<int>(a.m) + a.p(), power);
    power += shift;
    const double head = (turn ? -first : first) * (p != 0.0 ? climb(m, m) : 1.0);
    const double base = a.oblate ? head / w.one : head / w.at_zero;
    const double base_error = a.oblate ? w.one_size / std::fabs(w.one) : w.at_zero_size / std::fabs(w.at_zero);
    const double half = std::pow(square, 0.25 * m), xp = p != 0.0 ? x : 1.0, slope = -2.0 * x * sum.d;
    out.f = scaled_by_halves(base, half, xp * sum.s, power);
    out.fp = scaled_by_halves(base, half, xp * slope + p * sum.s + m * x / square * xp * sum.s, power);
    const double scale = std::fmax(std::fabs(sum.s), std::fabs(slope) / (a.c + 1.0));
    out.error = eps * (sum.size / scale + base_error);
    if (std::isnan(out.f) || std::isnan(out.fp) || !std::isfinite(w.one) || (base_lost(a) && out.f == 0.0)) out.error = inf;
    return out;
}

// A solution U of (x^2 - s) U'' + 2 (m + 1) x U' + (c^2 x^2 - lambda + m (m + 1)) U = 0, R = (x^2 - s)^(m/2) U, times
// 2^power
struct State {
    double x = 0.0, u = 0.0, up = 0.0;
    int power = 0;
};

// Taylor steps from s.x to x
inline bool march(const Problem& a, double x, State& s) noexcept {
    const double m = static_cast<double>(a.m), c2 = a.c * a.c, rest = a.lambda - m * (m + 1.0);
    for (int count = 0; count < 1000; ++count) {
        if (s.x == x) return true;
        const double square = a.oblate ? s.x * s.x + 1.0 : (s.x - 1.0) * (s.x + 1.0);
        const double centre = c2 * s.x * s.x - rest, wave = std::sqrt(std::fabs(centre) / square);
        double h = 0.35 * (a.oblate ? std::sqrt(square) : s.x - 1.0);
        h = std::fmin(h, 2.5 / (wave + a.c + 1e-300));
        h = std::fmin(h, 2.0 * square / ((m + 1.0) * s.x + 1e-300));
        const bool last = std::fabs(x - s.x) <= h;
        // The step as the positions round: near x = 1 the difference would count.
        const double to = last ? x : s.x + std::copysign(h, x - s.x);
        h = to - s.x;
        if (h == 0.0) return false;
        // Terms y_k h^k
        const double h2 = h * h, h3 = 2.0 * c2 * s.x * h2 * h, h4 = c2 * h2 * h2;
        double t0 = 0.0, t1 = 0.0, t2 = s.u, t3 = s.up * h, u = t2 + t3, up = t3;     // orders k-2 ... k+1
        for (int k = 0; k < 90; ++k) {
            const double t4 = -(2.0 * s.x * (k + 1.0) * (k + m + 1.0) * h * t3 +
                                (k * (k + 2.0 * m + 1.0) + centre) * h2 * t2 + h3 * t1 + h4 * t0) /
                              (square * (k + 2.0) * (k + 1.0));
            u += t4;
            up += (k + 2.0) * t4;
            const double now = (k + 2.0) * (std::fabs(t4) + std::fabs(t3));
            t0 = t1;
            t1 = t2;
            t2 = t3;
            t3 = t4;
            if (k > 3 && now < 1e-18 * (std::fabs(u) + std::fabs(up))) break;
        }
        s.x = to;
        s.u = u;
        s.up = up / h;
        if (std::fabs(u) > 0x1p400 || std::fabs(s.up) > 0x1p400) {
            s.u *= 0x1p-400;
            s.up *= 0x1p-400;
            s.power += 400;
        }
        if (std::isnan(s.u) || std::isnan(s.up)) return false;
    }
    return false;
}

inline State state_of(const Problem& a, double x, const Value& v) noexcept {
    const double m = static_cast<double>(a.m), square = a.oblate ? x * x + 1.0 : (x - 1.0) * (x + 1.0);
    const double l = 0.5 * m * std::log2(square), shift = std::floor(l), factor = std::exp2(shift - l);
    State s;
    s.x = x;
    s.u = factor * v.f;
    s.up = factor * (v.fp - m * x / square * v.f);
    s.power = -static_cast<int>(shift);
    return s;
}
inline void value_of(const Problem& a, const State& s, double& f, double& fp) noexcept {
    const double m = static_cast<double>(a.m), square = a.oblate ? s.x * s.x + 1.0 : (s.x - 1.0) * (s.x + 1.0);
    const double l = 0.5 * m * std::log2(square), shift = std::floor(l), factor = std::exp2(l - shift);
    const int power = s.power + static_cast<int>(shift);
    f = std::ldexp(factor * s.u, power);
    fp = std::ldexp(factor * (s.up + m * s.x / square * s.u), power);
}

// R^(1) or R^(2) by the expansion for large x; false if x is not large enough
inline bool far_wave(const Problem& a, double x, bool second, State& out) noexcept {
    const double m = static_cast<double>(a.m), sigma = a.sign(), rest = a.lambda - m * (m + 1.0), c2 = a.c * a.c;
    // b_k x^(-m-1-k), b_0 = (-i)^(n+1)/c; the power x^(-m-1) stays apart
    cdouble b2(0.0), b1(0.0), b0(1.0), sum(1.0), slope(-(m + 1.0));
    double before = inf;
    for (int k = 0; k < 120; ++k) {
        const double s = m + 1.0 + k, s1 = s - 1.0, s2 = s - 2.0;
        const cdouble top = ((s * (k - m) + sigma * c2 - rest) * b0) / x + cdouble(0.0, 2.0 * a.c * sigma * s1) * b1 / (x * x) -
                            sigma * s2 * (s2 + 1.0) * b2 / (x * x * x);
        const cdouble next = cdouble(top.imag(), -top.real()) / (2.0 * a.c * (k + 1.0));
        b2 = b1;
        b1 = b0;
        b0 = next;
        sum += next;
        slope -= (s + 1.0) * next;
        const double size = std::abs(next);
        if (size > 1e3) return false;
        if (size + before < 1e-17) {
            const cdouble wave(std::cos(a.c * x), std::sin(a.c * x));
            cdouble u = wave * sum, up = wave * (slope / x + cdouble(0.0, a.c) * sum);
            // (-i)^(n+1)
            for (long j = 0; j < (a.n + 1) % 4; ++j) {
                u = {u.imag(), -u.real()};
                up = {up.imag(), -up.real()};
            }
            const double l = (m + 1.0) * std::log2(x), shift = std::floor(l), factor = std::exp2(shift - l) / a.c;
            out.x = x;
            out.u = factor * (second ? u.imag() : u.real());
            out.up = factor * (second ? up.imag() : up.real());
            out.power = -static_cast<int>(shift);
            return true;
        }
        before = size;
    }
    return false;
}

inline void second_kind(Work& w, double x, double& f, double& fp) noexcept {
    const Problem& a = w.now;
    if (x >= 1.2) {
        const Value v = bessel_sum(w, x, true);
        if (v.error < 2e-13) {
            if (std::isinf(v.f)) report(Trouble::overflow);
            f = v.f;
            fp = v.fp;
            return;
        }
    }
    State s;
    for (double start : {1.5, 2.0, 3.0, 5.0}) {
        if (start <= x) continue;
        const Value v = bessel_sum(w, start, true);
        if (!(v.error < 1e-13) || std::isinf(v.f)) continue;
        s = state_of(a, start, v);
        if (march(a, x, s)) {
            value_of(a, s, f, fp);
            return;
        }
    }
    double start = std::fmax(std::fmax(x, 2.0), 12.0 / a.c);
    for (int k = 0; k < 40; ++k, start *= 1.2) {
        if (!far_wave(a, start, true, s)) continue;
        if (march(a, x, s)) value_of(a, s, f, fp);
        return;
    }
}

inline void first_kind(Work& w, double x, double& f, double& fp) noexcept {
    const Problem& a = w.now;
    Value best = bessel_sum(w, x, false);
    if (!(best.error < 1e-13)) {
        const Value other = radial_powers(w, x);
        if (other.error < best.error) best = other;
    }
    State far;
    if (!(best.error < 1e-13) && a.c * x > 20.0 && far_wave(a, x, false, far)) {
        value_of(a, far, f, fp);
        return;
    }
    if (!(best.error < 1e-13)) {
        // From where the power series serves, outwards
        double distance = a.oblate ? x : x - 1.0;
        for (int k = 0; k < 12; ++k) {
            distance *= 0.5;
            const double start = a.oblate ? distance : 1.0 + distance;
            const Value v = radial_powers(w, start);
            if (!(v.error < 3e-14) && !(k == 11 && v.error < 0.1 * best.error)) continue;
            State s = state_of(a, start, v);
            if (march(a, x, s)) {
                value_of(a, s, best.f, best.fp);
                best.error = v.error;
            }
            break;
        }
    }
    if (best.error < 1e-10 && !(base_lost(a) && best.f == 0.0)) {
        f = best.f;
        fp = best.fp;
    }
}

inline void radial(Problem a, double x, bool second, double& f, double& fp) noexcept {
    if (std::isnan(x)) return;
    if (std::isinf(x) || !(a.oblate ? x >= 0.0 : x > 1.0)) {
        report(Trouble::domain);
        return;
    }
    if (a.c == 0.0) {
        if (second) report(Trouble::singular);
        f = second ? -inf : a.n == 0 ? 1.0 : 0.0;
        fp = second ? inf : 0.0;
        return;
    }
    Work& w = work();
    // Terms of the sum for R^(2) end as x^(-2k); where it is taken at 1.5 or more instead, as 1.5^(-2k).
    const double extra = second ? 24.0 / std::log(std::fmin(std::fmax(x < 1.2 ? 1.5 : x, 1.2), 10.0)) + 8.0 : 0.0;
    if (a.n > 1000 || a.c > 2000.0 || !prepare(a, static_cast<int>(extra), w)) {
        report(Trouble::no_result);
        return;
    }
    if (second) second_kind(w, x, f, fp);
    else first_kind(w, x, f, fp);
    if (std::isnan(f) || std::isnan(fp)) {
        f = fp = nan;
        report(Trouble::no_result);
    }
}

// One function of (m, n, c[, cv], x)
template <bool Oblate, int Kind>
inline void evaluate(double m, double n, double c, const double* cv, double x, double& f, double& fp) noexcept {
    f = fp = nan;
    Problem a;
    if (std::isnan(x) || (cv != nullptr && std::isnan(*cv)) || !parameters(m, n, c, Oblate, a)) return;
    if (Kind != 0 && c < 0.0) return report(Trouble::domain);
    if (cv != nullptr) {
        if (std::isinf(*cv)) return report(Trouble::domain);
        a.lambda = *cv;
        a.given = true;
    }
    if constexpr (Kind == 0) angular(a, x, f, fp);
    else radial(a, x, Kind == 2, f, fp);
}

}  // namespace spheroidal

inline double pro_cv(double m, double n, double c) noexcept { return spheroidal::value(m, n, c, false); }
inline double obl_cv(double m, double n, double c) noexcept { return spheroidal::value(m, n, c, true); }

template <bool Oblate, int Kind>
inline void spheroidal_wave(double m, double n, double c, double x, double& f, double& fp) noexcept {
    spheroidal::evaluate<Oblate, Kind>(m, n, c, nullptr, x, f, fp);
}
template <bool Oblate, int Kind>
inline void spheroidal_wave_cv(double m, double n, double c, double cv, double x, double& f, double& fp) noexcept {
    spheroidal::evaluate<Oblate, Kind>(m, n, c, &cv, x, f, fp);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
