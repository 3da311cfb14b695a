// SPDX-License-Identifier: BSD-3-Clause
// The non-central chi square, F and t distributions.
//
// Chi square and F with non-centrality 2 L are Poisson mixtures, sum_j w_j V_j with w_j = e^-L L^j/j! and V_j = P(a + j, y)
// or I_x(a + j, b) (Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, chapters 29, 30); t with
// non-centrality d on the side of its sign is half of two such mixtures, over j = 0, 1, ... and j = 1/2, 3/2, ...,
// L = d^2/2 (chapter 31). All terms are positive, in the upper tail with 1 - V_j in place of V_j, so every tail keeps
// its relative accuracy. V_j is carried by V_(j-1) = V_j + s_(j-1) downwards and 1 - V_j upwards, the stable directions
// (DLMF 8.8.5, 8.17.20), from one value at the far end of the terms that count.
// Many terms (a large L) are a smooth bell: the trapezoidal rule with a stride of half a standard deviation sums them
// to full accuracy (Poisson's summation formula), each V_j by itself.
// F of large parameters is the integral of mixture_contour.hpp.
// t against the sign of its non-centrality is the integral of Phi(-(|t| u + |d|)) over the density of
// u = (chi^2_nu/nu)^(1/2), by the trapezoidal rule in log u.
// Accuracy: 1e-13 relative in both tails, L < 1e10.
#pragma once

#include "kernels/special/distributions.hpp"
#include "kernels/special/erf_arrays.hpp"
#include "kernels/special/mixture_contour.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct Mixed {
    double sum, slope;
};

// P(a + j, y)
struct GammaTerms {
    double a, y, inverse = 1.0 / y;
    double height() const noexcept { return 1.0; }                     // slope = height (a + j) s_j
    Tails at(double j) const noexcept { return a + j > 0.0 ? gammainc_tails(a + j, y) : Tails{1.0, 0.0, 0.0}; }
    double step(double j, const Tails& t) const noexcept {             // V_j - V_(j+1)
        return a + j > 0.0 ? t.slope / (a + j) : std::exp(-y);
    }
    double factor(double j) const noexcept {                           // s_j = V_j - V_(j+1)
        const double b = a + j;
        return moderate(b) && y > 1e-280 && y < 1e4 ? gamma_factor_lane(b, y) : b > 0.0 ? gamma_factor(b, y) : std::exp(-y);
    }
    double up(double j) const noexcept { return y / (a + j + 1.0); }   // s_(j+1)/s_j
    double down(double j) const noexcept { return (a + j) * inverse; } // s_(j-1)/s_j
    double saddle(double l) const noexcept {                           // up(j) l/j = 1, nearly
        const double root = std::sqrt(a) * std::sqrt(a + 4.0 * l * (y / a));
        return a > 0.0 && std::isfinite(root) ? 2.0 * l * (y / (a + root)) : std::sqrt(l) * std::sqrt(y);
    }
    bool below_mean(double l) const noexcept { return y < a + l; }
    Mixed certain(double l, bool lower) const noexcept {               // l so large that everything is normal
        const double sd = std::sqrt(a + 2.0 * l), z = ((y - a) - l) / sd;
        return {ndtr(lower ? z : -z), y / sd * gauss(z) * 0x1.9884533d43651p-2};
    }
};

// I_x(a + j, b)
struct BetaTerms {
    double a, b;
    Dd x, y;
    double height() const noexcept { return 1.0 / y.hi; }
    Tails at(double j) const noexcept {
        return a + j > 0.0 ? betainc_tails({a + j, b, x, y}) : Tails{1.0, 0.0, 0.0};
    }
    double step(double j, const Tails& t) const noexcept {
        return a + j > 0.0 ? t.slope * y.hi / (a + j) : std::pow(y.hi, b);
    }
    double factor(double j) const noexcept {
        const double c = a + j;
        if (c == 0.0) return std::pow(y.hi, b);
        return beta_moderate(c, b) && x.hi > 1e-280 && y.hi > 1e-280 ? beta_factor_lane(c, b, x, y)
                                                                     : beta_factor({c, b, x, y}) / c;
    }
    double up(double j) const noexcept { return (a + j + b) * x.hi / (a + j + 1.0); }
    double down(double j) const noexcept { return (a + j) / ((a + (j - 1.0) + b) * x.hi); }   // a + b may be tiny
    double saddle(double l) const noexcept {   // l x (a + b + j) = j (a + j)
        const double lx = l * x.hi, h = 0.5 * (lx - a), c = lx * (a + b), root = std::sqrt(h * h + c);
        return h >= 0.0 ? h + root : c / (root - h);
    }
    bool below_mean(double l) const noexcept { return x.hi * b < y.hi * (a + l); }
    Mixed certain(double l, bool lower) const noexcept {               // l so large that the Poisson variable is l
        const Tails t = at(l);
        return {lower ? t.lower : t.upper, t.slope};
    }
};

inline double poisson_weight(double j, double l) noexcept {
    if (j <= 8.0 && l < 600.0 && j == std::floor(j)) {
        double w = std::exp(-l);
        for (double k = 1.0; k <= j; k += 1.0) w *= l / k;
        return w;
    }
    return j <= largest_parameter && l > 1e-280 && l < 1e4 ? gamma_factor_lane(j, l) : gamma_factor(j, l);
}

// By the trapezoidal rule; `peak` is where to look for the largest term.
template <class Terms>
inline Mixed mixture_strided(const Terms& c, double l, double offset, bool lower, double low, double high,
                             double guess) noexcept {
    // The logarithm of the quotient of neighbouring terms falls with j; its zero is the largest term.
    const auto quotient = [&](double j) {
        const Tails t = c.at(j);
        const double s = c.step(j, t);
        return std::log(l / (j + 1.0)) + (lower ? std::log1p(-std::fmin(s / t.lower, 1.0)) : std::log1p(s / t.upper));
    };
    // Nearly always it is within some deviations of the guess.
    for (const double far : {-40.0, 40.0}) {
        const double probe = guess + far * std::sqrt(guess + 1.0);
        if (!(probe > low && probe < high)) continue;
        const double v = quotient(probe);
        (v > 0.0 || (std::isnan(v) && !lower) ? low : high) = probe;
    }
    for (int k = 0; k < 80 && high - low > 0.1 * std::sqrt(low + 1.0); ++k) {
        const double middle = 0.5 * (low + high), v = quotient(middle);
        (v > 0.0 || (std::isnan(v) && !lower) ? low : high) = middle;
    }
    const double centre = offset + std::floor(std::fmax(0.5 * (low + high) - offset, 0.0));
    const double reach = std::fmax(0.5 * std::sqrt(centre + 1.0), 1.0), left = std::fmax(centre - reach, offset);
    const double curve = (quotient(left) - quotient(centre + reach)) / (centre + reach - left);
    const double width = curve > 0.0 ? 1.0 / std::sqrt(curve) : reach;
    const double stride = width < 20.0 ? 1.0 : std::floor(0.55 * width);
    Mixed m{0.0, 0.0};
    for (int side = 0; side < 2; ++side) {
        double before = inf;
        for (int k = side; k < 300; ++k) {
            const double j = side == 0 ? centre + k * stride : centre - k * stride;
            if (j < offset) break;
            const Tails t = c.at(j);
            const double w = poisson_weight(j, l), term = w * (lower ? t.lower : t.upper);
            m.sum += term;
            m.slope += w * t.slope;
            if (term <= 1e-18 * m.sum && term <= before && (m.sum > 0.0 || k > 4)) break;   // also where all underflows
            before = term;
        }
    }
    return {m.sum * stride, m.slope * stride};
}

inline constexpr int most_terms = 1500, bunch = 8;

// Quotients of neighbouring w_j and s_j, a bunch at a time, so that their divisions do not wait for each other.
struct Quotients {
    alignas(64) double w[bunch], s[bunch];
    template <class W, class S>
    void fill(W&& of_w, S&& of_s) noexcept {
        for (int i = 0; i < bunch; ++i) {
            w[i] = of_w(static_cast<double>(i));
            s[i] = of_s(static_cast<double>(i));
        }
    }
};

// w_j and s_j are carried in both directions from where they are largest together, which keeps the roundings of the
// recurrences away from the terms that count.
struct Anchored {
    double w[most_terms + bunch], s[most_terms + bunch];  // at the anchor, one further, ...
};

// s_j summed from s at j in the direction of `step`, `next` the quotient of neighbours, to 1e-18 of `whole`; NaN where
// they do not fall fast or where the last step goes below `end`.
template <class Next>
inline double rest_of_steps(Next&& next, double s, double j, double step, double end, double whole) noexcept {
    if (s == 0.0) return 0.0;
    double sum = 0.0;
    for (int k = 0; k < 60; ++k) {
        const double q = next(j);
        if (!(q < 0.5)) break;
        sum += s;
        if (s < 1e-18 * whole) return sum;
        s *= q;
        j += step;
        if (j < end) break;
    }
    return nan;
}

// s at the anchor is 1 in `Anchored`; what it really is follows from the last step, `step`, where few lie between, and the
// tails at the far end are known. NaN where it does not.
inline constexpr double far_anchor = 16.0;
inline double scale_at_end(double scale, double s, double step, int count) noexcept {
    return std::isnan(scale) && count <= 16 && s > 1e-200 && step > 1e-250 ? step / s : scale;
}

// The sum beyond `end` over the scale: `v`, or where that is not known, the tail there. Finds the scale too.
template <class Terms>
inline double rest_over_scale(const Terms& c, double anchor, double end, double s, int count, double v, double Tails::* tail,
                              double& scale) noexcept {
    const bool known = !std::isnan(v);
    const Tails there = known ? Tails{} : c.at(end);
    if (!known) scale = scale_at_end(scale, s, c.step(end, there), count);
    if (std::isnan(scale)) scale = c.factor(anchor);
    return known ? v : there.*tail / scale;
}

template <class Terms>
inline Mixed mixture_lower(const Terms& c, double l, double offset) noexcept {
    if (l > 1e30) return c.certain(l, true);
    const double bound = std::fmin(l, c.saddle(l)), anchor = offset + std::floor(std::fmax(bound - offset, 0.0));
    const auto strided = [&] { return mixture_strided(c, l, offset, true, 0.0, bound + 1.0, bound); };
    Anchored at;
    at.w[0] = poisson_weight(anchor, l);
    at.s[0] = 1.0;
    double scale = anchor > far_anchor ? c.factor(anchor) : nan;
    if (at.w[0] < 1e-280 || scale < 1e-306) return strided();
    double top = anchor, r = 1.0;
    int count = 0;
    while (r > 1e-18 && count < most_terms) {
        Quotients q;
        q.fill([&](double i) { return l / (top + i + 1.0); }, [&](double i) { return c.up(top + i); });
        for (int i = 0; i < bunch; ++i, ++count) {
            r *= q.w[i] * lesser(1.0, q.s[i]);
            at.w[count + 1] = at.w[count] * q.w[i];
            at.s[count + 1] = at.s[count] * q.s[i];
        }
        top += bunch;
    }
    if (count >= most_terms) return strided();
    double v = rest_of_steps([&](double j) { return c.up(j); }, at.s[count], top, 1.0, top, at.s[0]);
    v = rest_over_scale(c, anchor, top, at.s[count], count, v, &Tails::lower, scale);
    if (scale < 1e-306) return strided();
    double sum = at.w[count] * v, slope = at.w[count] * at.s[count] * (c.a + top);
    for (int k = count - 1; k >= 0; --k) {
        v += at.s[k];
        sum += at.w[k] * v;
        slope += at.w[k] * at.s[k] * (c.a + (anchor + k));
    }
    double w = at.w[0], s = at.s[0], before = inf;
    const double back = 1.0 / l;
    for (double j = anchor; j > offset; j -= bunch) {
        Quotients q;
        q.fill([&](double i) { return (j - i) * back; }, [&](double i) { return c.down(j - i); });
        const int some = static_cast<int>(lesser(j - offset + 0.25, bunch));
        double term = 0.0;
        for (int i = 0; i < some; ++i) {
            s *= q.s[i];
            v += s;
            w *= q.w[i];
            term = w * v;
            sum += term;
            slope += w * s * (c.a + (j - i - 1.0));
        }
        if (term <= 1e-18 * sum && term <= before && sum > 0.0 && c.a > 1e-3) break;   // V_0 is apart where a is small
        before = term;
    }
    return {sum * scale, slope * scale * c.height()};
}

template <class Terms>
inline Mixed mixture_upper(const Terms& c, double l, double offset) noexcept {
    if (l > 1e30) return c.certain(l, false);
    const double bound = std::fmax(l, c.saddle(l)), back = 1.0 / l;
    const double anchor = offset + std::ceil(std::fmax(bound - offset, 0.0));
    Anchored at;
    at.w[0] = poisson_weight(anchor, l);
    at.s[0] = 1.0;
    double scale = anchor > far_anchor ? c.factor(anchor) : nan;
    if (at.w[0] < 1e-280 || scale < 1e-306) return mixture_strided(c, l, offset, false, 0.0, 2.0 * bound + 10.0, bound);
    double low = anchor, r = 1.0;
    int count = 0;
    while (r > 1e-18 && low > offset && count < most_terms) {
        Quotients q;
        q.fill([&](double i) { return (low - i) * back; }, [&](double i) { return c.down(low - i); });
        const int some = static_cast<int>(lesser(low - offset + 0.25, bunch));
        for (int i = 0; i < some; ++i, ++count) {
            r *= q.w[i] * lesser(1.0, q.s[i]);
            at.w[count + 1] = at.w[count] * q.w[i];
            at.s[count + 1] = at.s[count] * q.s[i];
        }
        low -= some;
    }
    if (count >= most_terms) return mixture_strided(c, l, offset, false, std::fmin(l, c.saddle(l)), 2.0 * bound + 10.0, bound);
    // the complement at `low` is s_(low - 1) + s_(low - 2) + ...
    double v = low > offset ? rest_of_steps([&](double j) { return c.down(j); }, at.s[count] * c.down(low), low - 1.0, -1.0,
                                            offset, at.s[0]) : nan;
    v = rest_over_scale(c, anchor, low, at.s[count], count, v, &Tails::upper, scale);
    if (scale < 1e-306) return mixture_strided(c, l, offset, false, 0.0, 2.0 * bound + 10.0, bound);
    double sum = 0.0, slope = 0.0, before = 0.0;
    for (int k = count; k > 0; --k) {
        sum += at.w[k] * v;
        slope += at.w[k] * at.s[k] * (c.a + (anchor - k));
        v += at.s[k];
    }
    double w = at.w[0], s = at.s[0];
    for (double j = anchor; j < anchor + 20.0 * most_terms; j += bunch) {
        Quotients q;
        q.fill([&](double i) { return l / (j + i + 1.0); }, [&](double i) { return c.up(j + i); });
        double term = 0.0;
        for (int i = 0; i < bunch; ++i) {
            term = w * v;
            sum += term;
            slope += w * s * (c.a + (j + i));
            v += s;
            s *= q.s[i];
            w *= q.w[i];
        }
        if (term <= 1e-18 * sum && term <= before && sum > 0.0) break;
        before = term;
    }
    return {sum * scale, slope * scale * c.height()};
}

// The mean is only a guess at the smaller tail: where the one summed turns out to be large, the other is summed too.
template <class Terms>
inline Tails mixture(const Terms& c, double l) noexcept {
    if (l < 1e-300) return c.at(0.0);
    const bool below = c.below_mean(l);
    const Mixed m = below ? mixture_lower(c, l, 0.0) : mixture_upper(c, l, 0.0);
    const double other = m.sum < 0.7 ? 1.0 - m.sum : below ? mixture_upper(c, l, 0.0).sum : mixture_lower(c, l, 0.0).sum;
    return below ? Tails{m.sum, other, m.slope} : Tails{other, m.sum, m.slope};
}

inline Tails no_tails() noexcept { return {nan, nan, nan}; }

// ---- chi square

inline constexpr double nearly_certain = 1e34;           // degrees of freedom whose spread is below a rounding

inline Tails chndtr_tails(double x, double df, double nc) noexcept {
    if (df > nearly_certain) {
        const double z = ((x - df) - nc) / std::sqrt(2.0 * df + 4.0 * std::fmin(nc, 1e300));
        return {ndtr(z), ndtr(-z), x > 1e300 ? 0.0 : x / std::sqrt(2.0 * df) * gauss(z) * 0x1.9884533d43651p-2};
    }
    if (std::isinf(x)) return {1.0, 0.0, 0.0};
    return mixture(GammaTerms{0.5 * df, 0.5 * x}, 0.5 * nc);
}
// Chernoff's bound: for w > 0 the tail above the mean (w < 1) or below it (w > 1) is less than exp(-D(w)), D = (1 - w) x/2 +
// df log(w)/2 - nc (1 - w)/(2 w), greatest where x w^2 = df w + nc. A lower bound of D, its roundings subtracted.
SCINOVA_LANE double chndtr_depth(double x, double df, double nc) noexcept {
    const double w = (df + std::sqrt(fma(4.0 * x, nc, df * df))) / (2.0 * x), v = 1.0 - w;
    const double first = 0.5 * v * x, second = 0.5 * df * log_usual(w), third = 0.5 * nc * (v / w);
    return fma(-2e-15, (x + df + nc) * (1.0 + 1.0 / w) + (absolute(first) + absolute(second) + absolute(third)),
               first + (second - third));
}
SCINOVA_LANE bool chndtr_ordinary(double x, double df, double nc) noexcept {
    return lesser(lesser(x, df), nc) > 1e-100 && greater(greater(x, df), nc) < 1e100 && x > 1e-100 && df > 1e-100;
}
// The lower or the upper tail, where that is surely 0 or 1 to rounding; NaN elsewhere.
template <bool Lower>
SCINOVA_LANE double chndtr_surely(double x, double df, double nc, double depth) noexcept {
    const bool tail = Lower == (x < df + nc);
    return tail ? (depth > surely_nothing ? 0.0 : nan) : (depth > surely_all ? 1.0 : nan);
}
template <bool Lower>
inline double chndtr_surely(double x, double df, double nc) noexcept {
    if (!(chndtr_ordinary(x, df, nc) && greater(greater(x, df), nc) > 30.0)) return nan;
    return chndtr_surely<Lower>(x, df, nc, chndtr_depth(x, df, nc));
}
// All arguments; NaN with trouble outside of the domain.
inline Tails chndtr_all(double x, double df, double nc) noexcept {
    if (std::isnan(x) || std::isnan(df) || std::isnan(nc)) return no_tails();
    if (x < 0.0 || df < 0.0 || nc < 0.0) {
        report(Trouble::domain);
        return no_tails();
    }
    if (nc == 0.0) {
        if (df == 0.0) return {1.0, 0.0, 0.0};           // the variable is 0
        Tails t;
        return gammainc_limits(0.5 * df, 0.5 * x, t) ? t : gammainc_tails(0.5 * df, 0.5 * x);
    }
    // As in SciPy, df = 0 and infinity belong to the central distribution only.
    if (df == 0.0 || (std::isinf(df) && !std::isinf(nc))) return no_tails();
    if (std::isinf(x)) return std::isinf(df) || std::isinf(nc) ? no_tails() : Tails{1.0, 0.0, 0.0};
    if (x == 0.0 || std::isinf(nc)) return {0.0, 1.0, 0.0};
    return chndtr_tails(x, df, nc);
}
inline double chndtr(double x, double df, double nc) noexcept {
    const double sure = chndtr_surely<true>(x, df, nc);
    return sure == sure ? sure : chndtr_all(x, df, nc).lower;
}
inline double chndtrc(double x, double df, double nc) noexcept {
    const double sure = chndtr_surely<false>(x, df, nc);
    return sure == sure ? sure : chndtr_all(x, df, nc).upper;
}

// ---- F

inline Tails both_tails(const TailPoint& t, bool upper) noexcept {
    const double slope = std::fabs(t.first * t.tail);
    return upper ? Tails{1.0 - t.tail, t.tail, slope} : Tails{t.tail, 1.0 - t.tail, slope};
}
inline Tails ncfdtr_tails(double n, double d, double nc, double f) noexcept {
    if (n > nearly_certain) {
        const double u = 0.5 * d * ((1.0 + nc / n) / f);
        if (!(u > 0.0)) return {1.0, 0.0, 0.0};
        if (std::isinf(u)) return {0.0, 1.0, 0.0};
        const Tails t = gammainc_tails(0.5 * d, u);
        return {t.upper, t.lower, t.slope};
    }
    if (d > nearly_certain) {
        const double x = n * f;
        return x > 0.0 ? chndtr_tails(x, n, nc) : Tails{0.0, 1.0, 0.0};
    }
    const double quotient = f * (n / d);
    if (d < 1e200 && (quotient > 1e250 || quotient < 1e-250)) {
        // So far out the tail is that of a power: 1 - F ~ f^(-d/2), F ~ f^(n/2).
        const bool large = quotient > 1.0;
        const double near = (large ? 1e200 : 1e-200) * (d / n);
        if (large ? f > near && near > 0.0 : f < near && near < inf) {
            const Tails m = ncfdtr_tails(n, d, nc, near);
            const Dd fall = (large ? (log_dd(near) - log_dd(f)) * d : (log_dd(f) - log_dd(near)) * n) * 0.5;
            const double from = large ? m.upper : m.lower, tail = scaled_exp(fall, from), slope = scaled_exp(fall, m.slope);
            const double rest = (large ? m.lower : m.upper) - from * std::expm1(fall.hi);
            return large ? Tails{rest, tail, slope} : Tails{tail, rest, slope};
        }
    }
    const Dd nf = two_prod(n, f);
    if (!(nf.hi > 1e-290) || nf.hi > 1e290 || d > 1e290) {
        const double x = quotient / (1.0 + quotient), y = 1.0 / (1.0 + quotient);
        if (!(y > 0.0)) return {1.0, 0.0, 0.0};
        if (!(x > 0.0)) return {0.0, 1.0, 0.0};
        Tails t = mixture(BetaTerms{0.5 * n, 0.5 * d, x, y}, 0.5 * nc);
        t.slope *= y;
        return t;
    }
    if (const MixtureExponent k{0.5 * n, 0.5 * d, 0.5 * nc, nf / Dd(d)}; k.quicker()) {
        bool upper;
        const TailPoint t = contour_smaller_tail<Moves::rho>(k, upper);
        if (!std::isnan(t.tail)) return both_tails(t, upper);
    }
    if (d < 1e-150 && n > 1e-40) {                       // proportional to d, but for x and y
        constexpr double more = 1e-100;
        const double less = d / (2.0 * more);
        const Dd both = nf + d;
        const Tails t = mixture(BetaTerms{0.5 * n, more, nf / both, Dd(d) / both}, 0.5 * nc);
        return {t.lower * less, 1.0 - t.lower * less, t.slope * less * (d / both.hi)};
    }
    const Dd sum = nf + d;
    Tails t = mixture(BetaTerms{0.5 * n, 0.5 * d, nf / sum, Dd(d) / sum}, 0.5 * nc);
    t.slope *= d / sum.hi;                               // d log x/d log f = 1 - x
    return t;
}
inline Tails ncfdtr_all(double n, double d, double nc, double f) noexcept {
    if (std::isnan(n) || std::isnan(d) || std::isnan(nc) || std::isnan(f)) return no_tails();
    if (!(n > 0.0) || !(d > 0.0) || nc < 0.0 || f < 0.0 || std::isinf(n) || std::isinf(nc)) {
        report(Trouble::domain);
        return no_tails();
    }
    if (f == 0.0) return {0.0, 1.0, 0.0};
    if (std::isinf(f)) return {1.0, 0.0, 0.0};
    if (std::isinf(d)) return chndtr_tails(n * f, n, nc);
    return ncfdtr_tails(n, d, nc, f);
}
inline double ncfdtr(double n, double d, double nc, double f) noexcept { return ncfdtr_all(n, d, nc, f).lower; }
inline double ncfdtrc(double n, double d, double nc, double f) noexcept { return ncfdtr_all(n, d, nc, f).upper; }

// ---- t

// The same for few degrees of freedom, where u is next to 0 nearly always: Phi(-d) less the mean of
// Phi(-d) - Phi(-(t u + d)), which is of the order of their number. In log u = from + v + (1 - e^-v)/4, from where the density
// ends down, t u (1 + d) being 1 at `from`.
inline Mixed nct_against_few(double df, double d, double t) noexcept {
    constexpr double h = 0.09;
    constexpr index_t chunk = 16;
    const double end = 0.5 * std::log(80.0 / df), from = std::fmin(-std::log(t * (1.0 + d)), end), top = end - from, at_zero = erfcx_positive(d * half_sqrt2);
    double sum = 0.0, slope = 0.0;
    for (int k = 0; k < 6000; k += chunk) {
        alignas(64) double weight[chunk], w[chunk], z[chunk], tail[chunk], fall[chunk];
        for (index_t i = 0; i < chunk; ++i) {
            const double v = greater(fma(-h, static_cast<double>(k + i), top), -7.0), e = exp_usual(-v);
            const double x = greater(from + fma(0.25, 1.0 - e, v), -700.0), u = exp_usual(x);
            weight[i] = fma(0.25, e, 1.0) * exp_usual(greater(df * (x - 0.5 * (u * u - 1.0)), -700.0));
            w[i] = t * u;
            z[i] = (w[i] + d) * half_sqrt2;
            fall[i] = exp_usual(greater(-w[i] * fma(0.5, w[i], d), -700.0));
        }
        erfcx_array(z, tail, chunk);
        for (index_t i = 0; i < chunk; ++i) {
            sum += weight[i] * (at_zero - fall[i] * tail[i]);
            slope += weight[i] * w[i] * fall[i];
        }
        if (w[chunk - 1] < 1e-4 && weight[chunk - 1] * w[chunk - 1] < 1e-17 * sum) break;
    }
    const double half = 0.5 * df, scale = df * gamma_factor(half, half) * h, density = gauss(d);
    return {ndtr(-d) - 0.5 * density * scale * sum, scale * density * slope * 0x1.9884533d43651p-2};
}

// P(T < -t) for t > 0 and non-centrality d > 0, and t times the density.
// With u = u0 e^x, u0 the largest point of what Phi(-z) = e^(-z^2/2) erfcx(z/sqrt 2)/2 leaves in the exponent,
// that exponent is h0 + nu x - A expm1(2 x)/2 - B expm1(x), A + B = nu. For few degrees of freedom its slow left side
// is shortened by x = v + (1 - e^-v)/4.
inline Mixed nct_against(double df, double d, double t) noexcept {
    if (df < 0.1 && d < 20.0 && df * std::log(std::fmax(t, 1.0) * (1.0 + d)) < 1.0) return nct_against_few(df, d, t);
    const double dt = d * t, u0 = 2.0 * df / (dt + std::sqrt(dt * dt + 4.0 * df * (t * t + df)));
    const double big_a = (t * t + df) * u0 * u0, big_b = dt * u0;
    const double stretch = df < 40.0 ? 0.25 : 0.0;
    const double h = std::fmin(0.4 / std::sqrt(2.0 * big_a + big_b), 0.09);
    constexpr index_t chunk = 16;
    double sum = 0.0, slope = 0.0;
    for (int side = 0; side < 2; ++side) {
        for (int k = side; k < 6000; k += chunk) {
            alignas(64) double weight[chunk], place[chunk], z[chunk], tail[chunk];
            for (index_t i = 0; i < chunk; ++i) {
                const double step = static_cast<double>(k + i) * h, v = side == 0 ? step : -step;
                const double e = exp_usual(lesser(-v, 700.0)), x = fma(stretch, 1.0 - e, v);
                const double m = expm1_usual(lesser(greater(x, -700.0), 300.0)), u = u0 * (1.0 + m);
                const double f = fma(df, x, -(big_a * m * fma(0.5, m, 1.0) + big_b * m));
                weight[i] = fma(stretch, e, 1.0) * exp_usual(greater(f, -700.0));
                place[i] = u;
                z[i] = fma(t, u, d) * half_sqrt2;
            }
            erfcx_array(z, tail, chunk);
            for (index_t i = 0; i < chunk; ++i) {
                sum += weight[i] * tail[i];
                slope += weight[i] * place[i];
            }
            if (weight[chunk - 1] * tail[chunk - 1] < 1e-18 * sum) break;
        }
    }
    // h0 = -(t u0 + d)^2/2 + nu log u0 - nu (u0^2 - 1)/2, and the constant of the density
    const double half = 0.5 * df;
    const Dd z0 = two_prod(t, u0) + d;
    const Dd exponent = log_dd(u0) * df - (two_prod(u0, u0) - 1.0) * half - z0 * z0 * 0.5;
    const double scale = scaled_exp(exponent, df * gamma_factor(half, half) * h);
    return {0.5 * scale * sum, scale * slope * t * 0x1.9884533d43651p-2};
}

// t > 0, d of either sign.
inline Tails nct_positive(double df, double d, double t) noexcept {
    if (df < 1e-20) return {ndtr(-d), ndtr(d), 0.0};     // |log u| is beyond everything
    constexpr double far = 1e45;                         // from here on the tail is that of a power
    if (t > far && std::fabs(d) < 1e20) {
        const Tails m = nct_positive(df, d, far);
        const Dd fall = (log_dd(far) - log_dd(t)) * df;
        const double upper = scaled_exp(fall, m.upper);
        return {m.lower - m.upper * std::expm1(fall.hi), upper, scaled_exp(fall, m.slope)};
    }
    if (d < 0.0) {
        const Mixed m = nct_against(df, -d, t);
        return {1.0 - m.sum, m.sum, m.slope};
    }
    if (d > 1e150 || t > 1e150 || d > 1e9 * (df + 1.0)) {
        // T <= t when u >= (d + Z)/t: the normal Z adds nothing to so large a d.
        const double r = d / t, y = 0.5 * df * r * r;
        if (df > 1e30) return {ndtr(t - d), ndtr(d - t), 0.0};
        if (std::isinf(y)) return {0.0, 1.0, 0.0};
        const double a = 0.5 * df;
        if (!(y > 1e-290)) {                             // P(a, y) = y^a/Gamma(a + 1)
            if (a > 10.0) return {1.0, 0.0, 0.0};
            const double e = (((log_dd(d) - log_dd(t)) * 2.0 + log_dd(a)) * a).value() - gammaln_positive(1.0 + a);
            return {-std::expm1(e), std::exp(e), df * std::exp(e)};
        }
        const Tails u = gammainc_tails(a, y);
        return {u.upper, u.lower, 2.0 * u.slope};
    }
    const Dd t2 = two_prod(t, t), all = t2 + df;
    const BetaTerms c{0.5, 0.5 * df, t2 / all, Dd(df) / all};
    const double l = 0.5 * d * d;
    if (!(c.x.hi > 1e-290)) return {ndtr(-d), ndtr(d), 0.0};
    if (l < 1e-300) {
        const double tail = 0.5 * c.at(0.0).upper;
        return {1.0 - tail, tail, c.at(0.0).slope * c.y.hi};
    }
    if (l > 60.0) {
        // |T| is the root of an F, and T < -t, which e^-l bounds, out of sight
        bool upper;
        const MixtureExponent k{0.5, 0.5 * df, l, t2 / Dd(df)};
        const TailPoint p = k.fits() ? contour_smaller_tail<Moves::rho>(k, upper) : TailPoint{nan};
        if (p.tail * 1e-17 > std::exp(-l) || (d > 39.0 && p.tail >= 0.0)) {
            Tails both = both_tails(p, upper);
            both.slope *= 2.0;
            return both;
        }
    }
    // As for any mixture, what turns out to be the larger tail leaves the other one to be summed.
    const bool below = c.below_mean(l);
    const auto tail = [&](bool lower) {
        const Mixed whole = lower ? mixture_lower(c, l, 0.0) : mixture_upper(c, l, 0.0);
        const Mixed half = lower ? mixture_lower(c, l, 0.5) : mixture_upper(c, l, 0.5);
        return Mixed{(lower ? ndtr(-d) : 0.0) + 0.5 * (whole.sum + half.sum), (whole.slope + half.slope) * c.y.hi};
    };
    const Mixed m = tail(below);
    const double other = m.sum < 0.7 ? 1.0 - m.sum : tail(!below).sum;
    return below ? Tails{m.sum, other, m.slope} : Tails{other, m.sum, m.slope};
}

inline Tails nctdtr_all(double df, double d, double t) noexcept {
    if (std::isnan(df) || std::isnan(d) || std::isnan(t)) return no_tails();
    if (!(df > 0.0)) {
        report(Trouble::domain);
        return no_tails();
    }
    if (std::isinf(t)) return t > 0.0 ? Tails{1.0, 0.0, 0.0} : Tails{0.0, 1.0, 0.0};
    if (std::isinf(d)) {
        report(Trouble::no_result);
        return no_tails();
    }
    if (df > 1e17) return {ndtr(t - d), ndtr(d - t), std::fabs(t) * gauss(t - d) * 0x1.9884533d43651p-2};
    if (t == 0.0) return {ndtr(-d), ndtr(d), 0.0};
    if (t > 0.0) return nct_positive(df, d, t);
    const Tails m = nct_positive(df, -d, -t);
    return {m.upper, m.lower, m.slope};
}
inline double nctdtr(double df, double d, double t) noexcept { return nctdtr_all(df, d, t).lower; }
inline double nctdtrc(double df, double d, double t) noexcept { return nctdtr_all(df, d, t).upper; }

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
