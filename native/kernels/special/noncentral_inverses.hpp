// SPDX-License-Identifier: BSD-3-Clause
// Inverses of the non-central chi square, F and t in every argument.
//
// The roots of the non-central F follow the tail's logarithm by Halley's method in the logarithm of what is sought, with
// the derivatives of the integral in mixture_contour.hpp; the start is where the saddle point approximation of
// R. Lugannani and S. Rice (Adv. Appl. Prob. 12 (1980) 475) has the probability wanted, which is within a few per cent of
// it everywhere and costs little. Few degrees of freedom, for which the integral is slow, have the sums of noncentral.hpp
// instead, and inverse interpolation. The others start from approximations by moments. Where there is no answer, or more
// than one: parameters.hpp.
#pragma once

#include <utility>

#include "kernels/special/noncentral.hpp"
#include "kernels/special/parameters.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// ---- quantiles

inline double chndtrix(double p, double df, double nc) noexcept {
    if (std::isnan(p) || std::isnan(df) || std::isnan(nc)) return nan;
    if (p < 0.0 || p > 1.0 || !(df > 0.0) || nc < 0.0 || std::isinf(df) || std::isinf(nc)) return outside();
    if (p == 0.0) return 0.0;
    if (p == 1.0) {
        report(Trouble::overflow);
        return inf;
    }
    // Patnaik's approximation by a multiple of a central variable (Biometrika 36 (1949) 202)
    const double scale = (df + 2.0 * nc) / (df + nc), like = (df + nc) / scale;
    const double z = ndtri(p), s = 1.0 - 2.0 / (9.0 * like) + z * std::sqrt(2.0 / (9.0 * like));
    double start = s > 0.3 ? like * scale * s * s * s : 0.0;
    if (!(start > 0.0)) {   // F ~ e^(-nc/2) (x/2)^(df/2)/Gamma(df/2 + 1)
        const double l = (std::log(p) + 0.5 * nc + gammaln_positive(0.5 * df + 1.0)) / (0.5 * df);
        start = l > 0.0 ? 0.5 * (df + nc) : 2.0 * std::exp(l);
        if (start == 0.0) return 0.0;
    }
    return solve_quantile([df, nc](double x) { return chndtr_tails(x, df, nc); }, p, 1.0 - p, start, inf);
}

// ---- F

enum class Argument { n, d, nc, f };
constexpr Moves moves(Argument x) noexcept {
    return x == Argument::n ? Moves::a_rho : x == Argument::d ? Moves::b_rho : x == Argument::nc ? Moves::l : Moves::rho;
}
inline MixtureExponent f_exponent(double n, double d, double nc, double f) noexcept {
    return {0.5 * n, 0.5 * d, 0.5 * nc, two_prod(n, f) / Dd(d)};
}
// The logarithm of a tail, given on the side `upper`, against its target; it grows with the lower one.
inline double rough_residual(const Target& want, const RoughTail& t) noexcept {
    const bool same = t.upper == (want.p > want.q);
    const double log_tail = same ? t.log_tail : std::log1p(-std::exp(std::fmin(t.log_tail, -0.1)));
    return want.p <= want.q ? log_tail - std::log(want.p) : std::log(want.q) - log_tail;
}
inline Residual exact_residual(const Target& want, const TailPoint& t, bool upper) noexcept {
    // Of the tail wanted: its value, and the derivatives over it.
    const bool same = upper == (want.p > want.q);
    const double wanted = std::fmin(want.p, want.q), value = same ? t.tail : 1.0 - t.tail;
    const double share = same ? 1.0 : -t.tail / value, first = share * t.first, second = share * t.second;
    const double r = (value - wanted) / wanted, near = std::fabs(r) < 0.01 ? std::log1p(r) : std::log(value / wanted);
    const double sign = want.p <= want.q ? 1.0 : -1.0;
    if (!(value > 0.0)) return sign * -1e4;
    return {sign * near, sign * first, sign * (second - first * first)};
}

// What is sought of four arguments, the others being known.
template <Argument Sought>
struct FSearch {
    double n, d, nc, f;
    Target want;
    MixtureExponent exponent(double x) const noexcept {
        return f_exponent(Sought == Argument::n ? x : n, Sought == Argument::d ? x : d, Sought == Argument::nc ? x : nc,
                          Sought == Argument::f ? x : f);
    }
    Tails tails(double x) const noexcept {
        return ncfdtr_tails(Sought == Argument::n ? x : n, Sought == Argument::d ? x : d, Sought == Argument::nc ? x : nc,
                            Sought == Argument::f ? x : f);
    }
    Residual operator()(double x, double digits = 38.0) const noexcept {
        const MixtureExponent k = exponent(x);
        if (k.fits()) {
            bool upper;
            const TailPoint t = contour_smaller_tail<moves(Sought)>(k, upper, digits);
            if (!std::isnan(t.tail)) return exact_residual(want, t, upper);
        }
        return want.residual(tails(x));
    }
    // As good as the operator where it is near 0, and cheap elsewhere
    double coarse(double x) const noexcept {
        const MixtureExponent k = exponent(x);
        const double r = k.roughly() && k.a > 0.3 ? rough_residual(want, rough_tail(k)) : 0.0;
        return std::fabs(r) > 0.3 ? r : (*this)(x).value;
    }
    double rough(double x) const noexcept {
        const MixtureExponent k = exponent(x);
        return k.roughly() ? rough_residual(want, rough_tail(k)) : nan;
    }
    double root(double sense, double guess, double low, double high) const noexcept {
        const auto about = [&](double x) { return rough(x); };
        double x = follow_root<ByRatio>(about, sense, guess, 0.5, low, high, 1e-2);
        if (std::isnan(x)) return follow_root<ByRatio>(*this, sense, guess, 0.5, low, high);
        // Seven digits are enough for the first step.
        const Residual r = (*this)(x, 16.0);
        bool final;
        if (const double v = halley_step(r, final); std::fabs(v) < 0.2 && r.slope * sense > 0.0) x = ByRatio::moved(x, v);
        return follow_root<ByRatio>(*this, sense, x, 0.5, low, high);
    }
};

inline double ncfdtri(double n, double d, double nc, double p) noexcept {
    if (std::isnan(n) || std::isnan(d) || std::isnan(nc) || std::isnan(p)) return nan;
    if (!(n > 0.0) || !(d > 0.0) || nc < 0.0 || p < 0.0 || p > 1.0 || std::isinf(n) || std::isinf(nc)) return outside();
    if (p == 0.0) return 0.0;
    if (p == 1.0) return inf;
    if (std::isinf(d)) return chndtrix(p, n, nc) / n;
    const double scale = 1.0 + nc / n;
    const FSearch<Argument::f> search{n, d, nc, 0.0, {p, 1.0 - p}};
    if (n < 0.1 || d < 0.1) {                            // the spread may leave the range of float64
        const double q = 1.0 - p;
        const Tails at_huge = ncfdtr_tails(n, d, nc, 1e300), at_tiny = ncfdtr_tails(n, d, nc, 1e-300);
        if (p <= q ? at_huge.lower <= p : at_huge.upper >= q) return overflowing(inf);
        if (p <= q ? at_tiny.lower >= p : at_tiny.upper <= q) return 0.0;
    }
    if (search.exponent(1.0).quicker()) return search.root(1.0, scale, least, most);
    const double like = (n + nc) * (n + nc) / (n + 2.0 * nc);
    double start = fdtri(like, d, p) * scale;
    if (!(start > 1e-300) || std::isinf(start)) start = p < 0.5 ? 1e-100 : 1e100;
    return solve_quantile([=](double f) { return ncfdtr_tails(n, d, nc, f); }, p, 1.0 - p, start, inf);
}

inline double nctdtrit(double df, double d, double p) noexcept {
    if (std::isnan(df) || std::isnan(d) || std::isnan(p)) return nan;
    if (!(df > 0.0) || p < 0.0 || p > 1.0 || std::isinf(d)) return outside();
    if (p == 0.0 || p == 1.0) {
        report(Trouble::overflow);
        return p == 0.0 ? -inf : inf;
    }
    if (df > 1e17) return d + ndtri(p);
    const double at_zero = ndtr(-d);
    if (p == at_zero) return 0.0;
    double q = 1.0 - p;
    const bool negative = p < at_zero;
    if (negative) {
        d = -d;
        std::swap(p, q);
    }
    // (t (1 - 1/(4 nu)) - d)/sqrt(1 + t^2/(2 nu)) is nearly normal (Abramowitz and Stegun 26.7.10)
    const double z = p <= q ? ndtri(p) : -ndtri(q), c = 1.0 - 0.25 / df, k = c * c - 0.5 * z * z / df;
    double start = k > 0.05 ? (d * c + z * std::sqrt(std::fmax(c * c + 0.5 * (d * d - z * z) / df, 0.0))) / k : 0.0;
    if (!(start > 0.0)) start = d > 1.0 ? d : 1.0;
    if (q < 1e-3 && k < 0.3) start = std::fmax(start, student_quantile(df, q));   // the tail falls like t^-df
    if (df < 0.1) {                                      // the spread may leave the range of float64
        constexpr double huge = 1e300;
        const Tails at_huge = nct_positive(df, d, huge), at_tiny = nct_positive(df, d, 1.0 / huge);
        if (p <= q ? at_huge.lower <= p : at_huge.upper >= q) return overflowing(negative ? -inf : inf);
        if (p <= q ? at_tiny.lower >= p : at_tiny.upper <= q) return negative ? -0.0 : 0.0;
    }
    const double t = solve_quantile([df, d](double x) { return nct_positive(df, d, x); }, p, q, start, inf);
    return negative ? -t : t;
}

// ---- non-central chi square, F, t

inline double chndtridf(double x, double p, double nc) noexcept {
    if (any_nan(x, p, nc)) return nan;
    if (!probability(p) || x < 0.0 || nc < 0.0 || std::isinf(x) || std::isinf(nc)) return outside();
    if (p == 0.0 || p == 1.0 || x == 0.0) return unreachable();
    const Target want{p, 1.0 - p};
    const double z = ndtri(p), start = std::fmax(x - nc - z * std::sqrt(2.0 * std::fmax(x + nc, 0.1)), 0.05 * x);
    return positive_root([&](double df) { return want.close_residual(chndtr_tails(x, df, nc)); }, -1.0, start, least, most);
}
inline double chndtrinc(double x, double df, double p) noexcept {
    if (any_nan(x, df, p)) return nan;
    if (!probability(p) || x < 0.0 || !(df > 0.0) || std::isinf(x) || std::isinf(df)) return outside();
    if (p == 0.0 || p == 1.0 || x == 0.0) return unreachable();
    const Target want{p, 1.0 - p};
    const auto residual = [&](double nc) { return want.residual(chndtr_tails(x, df, nc)); };
    const double at_zero = residual(0.0);
    if (at_zero <= 0.0) return at_zero == 0.0 ? 0.0 : unreachable();
    const double z = ndtri(p), start = std::fmax(x - df - z * std::sqrt(2.0 * std::fmax(2.0 * x - df, 0.1)), 0.01 * x);
    return positive_root(residual, -1.0, start, least, most);
}

inline double ncfdtridfd(double n, double p, double nc, double f) noexcept {
    if (any_nan(n, p, nc, f)) return nan;
    if (!(n > 0.0) || !(p >= 0.0 && p < 1.0) || nc < 0.0 || f < 0.0 || std::isinf(n) || std::isinf(nc)) return outside();
    if (f == 0.0 && p == 0.0) return any_parameter;
    if (f == 0.0 || std::isinf(f) || p == 0.0) return unreachable();
    const FSearch<Argument::d> search{n, 0.0, nc, f, {p, 1.0 - p}};
    constexpr Span span{1e-100, 1e20};
    constexpr double many = 1e22;                        // as good as infinity
    if (n * f < 1e5 ? search.coarse(many) > 0.0 : p < chndtr_tails(n * f, n, nc).lower) {
        const double like = (n + nc) * ((n + nc) / (n + 2.0 * nc));   // Patnaik's central variable
        return search.root(1.0, paulson_denominator(like, p, f * (n / (n + nc))), span.low, span.high);
    }
    return inner_root([&](double x) { return search.coarse(x); }, search, -1.0, span);
}
inline double ncfdtridfn(double p, double d, double nc, double f) noexcept {
    if (any_nan(p, d, nc, f)) return nan;
    if (!(d > 0.0) || !(p >= 0.0 && p < 1.0) || nc < 0.0 || f < 0.0 || std::isinf(d) || std::isinf(nc)) return outside();
    if (f == 0.0 && p == 0.0) return any_parameter;
    if (f == 0.0 || std::isinf(f) || p == 0.0) return unreachable();
    const FSearch<Argument::n> search{0.0, d, nc, f, {p, 1.0 - p}};
    // At 0 the numerator is 0 if the Poisson variable of mean nc/2 is, else infinite; at infinity it is 1.
    const double at_zero = std::exp(-0.5 * nc), at_infinity = gammaincc(0.5 * d, 0.5 * d / f);
    if ((at_zero < p) != (at_infinity < p))
        return search.root(at_zero < p ? 1.0 : -1.0, any_parameter, 1e-100, 1e20);
    return inner_root([&](double x) { return search.coarse(x); }, search, at_zero < p ? -1.0 : 1.0, {1e-100, 1e20});
}
inline double ncfdtrinc(double n, double d, double p, double f) noexcept {
    if (any_nan(n, d, p, f)) return nan;
    if (!(n > 0.0) || !(d > 0.0) || !(p >= 0.0 && p < 1.0) || f < 0.0 || std::isinf(n) || std::isinf(d)) return outside();
    if (f == 0.0 && p == 0.0) return any_parameter;
    if (f == 0.0 || std::isinf(f) || p == 0.0) return unreachable();
    const FSearch<Argument::nc> search{n, d, 0.0, f, {p, 1.0 - p}};
    const Tails central = search.tails(0.0);
    const double at_zero = search.want.residual(central);
    if (at_zero <= 0.0) return at_zero == 0.0 ? 0.0 : unreachable();
    // dF/dnc = -slope/(2 n) at 0
    const double near = (p < 0.5 ? central.lower - p : search.want.q - central.upper) * (n / central.slope);
    if (near > least && near < 0.1) return follow_root<ByRatio>(search, -1.0, near, 0.5, least, 1e60);
    const double start = std::fmax(n * (f - 1.0) - ndtri(p) * std::sqrt(2.0 * n * (1.0 + f)), 0.5);
    return search.root(-1.0, start, least, 1e60);
}

// The logarithm of the residual of non-central t roughly, t > 0: |T| is the root of an F, for which there is the
// saddle point approximation; P(T < -t) has its integrand's largest value times its width.
inline double rough_against(double df, double d, double t) noexcept {
    const double dt = d * t, u0 = 2.0 * df / (dt + std::sqrt(dt * dt + 4.0 * df * (t * t + df)));
    const double curve = 2.0 * (t * t + df) * u0 * u0 + dt * u0, z = fma(t, u0, d);
    const double e = df * (std::log(u0) - 0.5 * (u0 * u0 - 1.0)) - 0.5 * z * z;
    return 0.5 * erfcx_positive(z * half_sqrt2) * df * std::sqrt(2.0 * pi / ((1.0 + pi * df) * curve)) * std::exp(e);
}
inline Tails rough_t(double df, double d, double t) noexcept {
    if (d < 0.0) {
        const double v = rough_against(df, -d, t);
        return {1.0 - v, v, 0.0};
    }
    const MixtureExponent k{0.5, 0.5 * df, 0.5 * d * d, two_prod(t, t) / Dd(df)};
    if (!k.roughly()) return no_tails();
    const RoughTail r = rough_tail(k);
    const double v = std::exp(std::fmin(r.log_tail, -0.1)), against = d < 4.0 ? rough_against(df, d, t) : 0.0;
    return r.upper ? Tails{1.0 - v + against, v - against, 0.0} : Tails{v + against, 1.0 - v - against, 0.0};
}

inline double nctdtridf(double p, double d, double t) noexcept {
    if (any_nan(p, d, t)) return nan;
    if (!(p >= 0.0 && p < 1.0) || std::isinf(d)) return outside();
    if (t == 0.0 && p == ndtr(-d)) return any_parameter;
    if (p == 0.0 || t == 0.0 || std::isinf(t)) return unreachable();
    const Target want{p, 1.0 - p};
    const auto residual = [&](double df) { return want.residual(nctdtr_all(df, d, t)); };
    // For t > 0 the mean of Phi(t w - nc) over w = u, between Phi(-nc) and, where the degrees of freedom are infinite,
    // Phi(t - nc) or, while that is convex, more.
    const bool negative = t < 0.0;
    const double size = std::fabs(t), shift = negative ? -d : d, sense = negative ? -1.0 : 1.0;
    const double wanted = negative ? 1.0 - p : p, floor = ndtr(-shift);
    if (wanted <= floor) return unreachable();
    if (wanted < ndtr(size - shift)) {
        const Target same{wanted, negative ? p : 1.0 - p};
        const auto rough = [&](double df) {
            const Tails v = rough_t(df, shift, size);
            return v.lower > 0.0 && v.upper > 0.0 ? same.residual(v) : nan;
        };
        const double guess = normal_degrees(p, d, t);
        double x = follow_root<ByRatio>(rough, 1.0, guess, 0.5, 1e-20, 1e20, 1e-2), slope;
        // The first step has the slope of the approximation.
        if (std::isnan(x)) {                             // P(T < t) - floor is proportional to few degrees of freedom
            x = std::fmin(guess, 0.3);
            for (int k = 0; k < 3; ++k) {
                const double share = (nct_positive(x, shift, size).lower - floor) / (wanted - floor);
                x = std::fmin(std::fmax(x / share, 1e-20), 10.0 * x);
                if (!(share > 2.0)) break;
            }
            slope = sense * (wanted - floor) / std::fmin(same.p, same.q);
        } else {
            slope = 100.0 * sense * (rough(1.01 * x) - rough(x));
        }
        return positive_root([&](double df) { return Residual(residual(df), std::exchange(slope, nan), nan); }, sense, x,
                             1e-20, 1e20);
    }
    if (beyond_any_mean([&](double w) { return ndtr(size * w - shift) - floor; }, wanted - floor))
        return unreachable();
    return inner_root(residual, residual, -sense, {1e-20, 1e20});
}
inline double nctdtrinc(double df, double p, double t) noexcept {
    if (any_nan(df, p, t)) return nan;
    if (!(df > 0.0) || !(p >= 0.0 && p < 1.0)) return outside();
    if (p == 0.0 || std::isinf(t)) return unreachable();
    const Target want{p, 1.0 - p};
    const double z = ndtri(p);
    if (t == 0.0) return -z;
    if (df > 1e17) return t - z;
    const auto residual = [&](double d) { return want.residual(nctdtr_all(df, d, t)); };
    double start = t - z * std::sqrt(1.0 + 0.5 * t * t / df);
    if (df < 0.1) {                                      // u is near 0 or huge: P(u > d/t) ~ a E_1(y), y = a (d/t)^2
        const double a = 0.5 * df, r = p / a, y = r < 0.5 ? -std::log(r) : std::exp(-std::fmin(r, 600.0) - 0.5772156649015329);
        start = t > 0.0 ? std::fmax(t * std::sqrt(y / a), -z) : -z;
    }
    // p lies above Phi(-d) for t > 0, below it for t < 0.
    const double slack = 1e-6 * (1.0 + std::fabs(z));
    start = t > 0.0 ? std::fmax(start, -z) : std::fmin(start, -z);
    // the spread of t u, unless that is larger than all there is
    const double spread = std::fmin(std::sqrt(1.0 + 0.5 * t * t / df), 1.0 + std::fabs(start));
    return follow_root<ByShift>(residual, -1.0, start, 0.1 * (1.0 + std::fabs(z)) * spread, t > 0.0 ? -z - slack : -1e100,
                                t > 0.0 ? 1e100 : slack - z);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
