// SPDX-License-Identifier: BSD-3-Clause
// Inverses of the distribution functions in their parameters.
//
// A distribution function is a smooth monotone function of the parameter concerned, except of the degrees of freedom of F
// and t: these are means of one function g over a variable of mean 1 that the degrees of freedom spread, so that the
// limits at 0 and infinity are known. A probability between them has an answer; one beyond them can have two (the one
// nearer to 5 is taken) if it lies below the largest mean of g that any such variable has. The residual is the logarithm of the
// smaller tail against its target, followed in the logarithm of the parameter from an approximation by moments: by
// inverse quadratic interpolation inside of a bracket (Brent, Algorithms for Minimization without Derivatives, 1973,
// chapter 4). The result is as good as the distribution function and its conditioning allow.
// Where no parameter answers, NaN and Trouble::other; where all of them do, 5, which is what SciPy returns.
#pragma once

#include "kernels/special/distributions.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// A probability wanted from a distribution function; the residual grows with the lower tail.
struct Target {
    double p, q;
    double residual(const Tails& t) const noexcept {
        const double r = p <= q ? std::log(t.lower / p) : std::log(q / t.upper);
        return r > 1e4 ? 1e4 : r < -1e4 ? -1e4 : r;      // a tail may underflow
    }
    // The same, to the last digits of a tail close to its target
    double close_residual(const Tails& t) const noexcept {
        const double r = p <= q ? (t.lower - p) / p : (q - t.upper) / q;
        return std::fabs(r) < 0.01 ? (p <= q ? std::log1p(r) : -std::log1p(-r)) : residual(t);
    }
};

// The variable in which the residual is followed: the logarithm of a positive parameter, or the parameter itself.
struct ByRatio {
    static double between(double x, double from) noexcept {
        const double r = (x - from) / from;
        return std::fabs(r) < 0.5 ? std::log1p(r) : std::log(x) - std::log(from);
    }
    static double moved(double x, double v) noexcept { return std::fabs(v) < 0.5 ? fma(x, std::expm1(v), x) : x * std::exp(v); }
    static double middle(double a, double b) noexcept { return b < 2.0 * a ? 0.5 * (a + b) : std::sqrt(a) * std::sqrt(b); }
};
struct ByShift {
    static double between(double x, double from) noexcept { return x - from; }
    static double moved(double x, double v) noexcept { return x + v; }
    static double middle(double a, double b) noexcept { return 0.5 * a + 0.5 * b; }
};

// A residual, with its first two derivatives in the chart's variable where they are known.
struct Residual {
    double value, slope = nan, bend = nan;
    Residual(double v) noexcept : value(v) {}
    Residual(double v, double first, double second) noexcept : value(v), slope(first), bend(second) {}
};
// Halley's step to the root; `final` where the next one would be below a rounding.
inline double halley_step(const Residual& r, bool& final) noexcept {
    const double v = -r.value / r.slope, c = 0.5 * v * r.bend / r.slope;
    final = std::fabs(v) < 2e-6 && std::fabs(c) < 2e-6;
    return std::fabs(c) < 0.6 ? v / (1.0 + c) : v;
}

// The root of g on [low, high]; `sense` is the sign of g's slope, `first` the first step where the slope is not known.
// Halley's method where it is; inverse interpolation on the last three points where not; bisection when that leaves the
// bracket or does not halve it in three steps. A residual of `enough` is none. `slope`, roughly g's at the start,
// makes the first step a shorter one.
template <class Chart, class G>
inline double follow_root(G&& g, double sense, double start, double first, double low, double high,
                          double enough = 4e-16, double slope = 0.0) noexcept {
    double below = low, above = high;                    // known sides; `reached` when a value was seen there
    bool has_below = false, has_above = false;
    double x = std::fmin(std::fmax(start, low), high), x1 = nan, f1 = 0.0, x2 = nan, f2 = 0.0, last = inf;
    double room = first, span = inf;
    int slow = 0, stalled = 0;
    for (int k = 0; k < 150; ++k) {
        const Residual at = g(x);
        const double fx = at.value;
        if (std::isnan(fx)) return nan;
        if (std::fabs(fx) < enough) return x;            // what the distribution functions themselves leave
        // Roundings, where small steps should have made the residual much smaller; one may also have come of a point far
        // away.
        const bool idle = std::fabs(fx) < 1e-6 && std::fabs(fx) >= 0.5 * std::fabs(f1) &&
                          std::fabs(x - x1) < 1e-7 * std::fabs(x);
        stalled = idle ? stalled + 1 : 0;
        if (stalled == 2)
            return std::fabs(fx) < std::fabs(f1) ? x : x1;
        const bool too_low = (fx < 0.0) == (sense > 0.0);
        if (too_low) {
            below = x;
            has_below = true;
            if (x >= high) break;
        } else {
            above = x;
            has_above = true;
            if (x <= low) break;
        }
        const bool closed = has_below && has_above;
        const double wanted = too_low ? 1.0 : -1.0;      // the direction of the root
        double v = nan;
        bool final = false;
        if (at.slope * sense > 0.0) {
            v = halley_step(at, final);
        } else if (std::isnan(x1)) {
            v = wanted * room * std::fmin(slope > 0.0 ? std::fabs(fx) / (slope * room) : std::fabs(fx), 1.0);
        } else {
            const double v1 = Chart::between(x1, x);
            v = fx / (fx - f1) * v1;
            if (!std::isnan(x2)) {
                const double v2 = Chart::between(x2, x);
                const double w = v1 * (fx / (f1 - fx)) * (f2 / (f1 - f2)) + v2 * (fx / (f2 - fx)) * (f1 / (f2 - f1));
                if (std::fabs(w) < 2.0 * std::fabs(v)) v = w;
            }
        }
        if (!closed) {
            room *= 3.0;
            if (!(v * wanted > 0.0) || std::fabs(v) > room) v = wanted * room;
        }
        double next = Chart::moved(x, v);
        if (final && next >= below && next <= above) return next;
        if (closed) {
            if (std::fabs(v) * std::fmin(last, 1.0) < 1e-17 && next >= below && next <= above) return next;
            const double now = Chart::between(above, below);
            slow = now > 0.5 * span ? slow + 1 : 0;
            if (slow == 0) span = now;
            const bool inside = next > below && next < above;
            if (!inside || slow >= 3) {
                if (inside && std::fabs(next - x) <= 2.3e-16 * std::fabs(x)) return next;
                next = Chart::middle(below, above);
                if (!(next > below && next < above)) return x;
                slow = 0;
                span = now;
            }
        } else {
            next = std::fmin(std::fmax(next, low), high);
        }
        if (next == x) return x;
        last = std::fabs(Chart::between(next, x));
        x2 = x1;
        f2 = f1;
        x1 = x;
        f1 = fx;
        x = next;
    }
    report(Trouble::other);
    return nan;
}

struct Span {
    double low, high;
};

template <class G>
inline double positive_root(G&& g, double sense, double start, double low, double high, double slope = 0.0) noexcept {
    return follow_root<ByRatio>(g, sense, start, 0.5, low, high, 4e-16, slope);
}

// A root of g on the positive axis where g has the sign `ends` near both ends: a place of the other sign is looked for in
// steps outwards from 5, and around the best of these. NaN where there is none. `look` is g, but may be rough where that is
// far from 0.
template <class L, class G>
inline double inner_root(L&& look, G&& g, double ends, Span span) noexcept {
    const auto against = [&](double x) { return ends * look(x); };   // wanted below 0
    double centre = 5.0, f = against(centre), best = centre, smallest = f;
    if (f <= 0.0) return positive_root(g, ends, centre, centre, span.high);
    double below = centre, above = centre;
    for (int k = 0; k < 6; ++k) {
        const double lower = std::fmax(below / 5.0, span.low), upper = std::fmin(above * 5.0, span.high);
        f = against(upper);
        if (f <= 0.0) return positive_root(g, -ends, upper, above, upper);
        if (f < smallest) {
            smallest = f;
            best = upper;
        }
        f = against(lower);
        if (f <= 0.0) return positive_root(g, ends, lower, lower, below);
        if (f < smallest) {
            smallest = f;
            best = lower;
        }
        below = lower;
        above = upper;
    }
    double left = best / 5.0, right = best * 5.0;
    for (int k = 0; k < 12 && smallest < 0.5; ++k) {     // golden section in the logarithm
        const bool before = best / left > right / best;
        const double probe = before ? best * std::pow(left / best, 0.382) : best * std::pow(right / best, 0.382);
        f = against(probe);
        if (f <= 0.0)
            return best < probe ? positive_root(g, -ends, probe, best, probe) : positive_root(g, ends, probe, probe, best);
        if (f < smallest) {
            (before ? right : left) = best;
            best = probe;
            smallest = f;
        } else {
            (before ? left : right) = probe;
        }
    }
    report(Trouble::other);
    return nan;
}

// No variable w >= 0 of mean 1 or less has a mean of r above the largest r(w)/w, w >= 1, if r(0) = 0 and r is first convex
// and then concave, so that r(w)/w has one maximum. True where `wanted` >= r(1) lies above that.
template <class R>
inline bool beyond_any_mean(R&& r, double wanted) noexcept {
    double low = 1.0, w = 1.0, best = r(1.0);
    if (r(1.0001) <= 1.0001 * best) return true;
    for (;; low = w, w *= 1.5) {
        const double next = r(1.5 * w) / (1.5 * w);
        if (next >= wanted) return false;
        if (next <= best) break;
        best = next;
        if (w > 1e9) return true;
    }
    double high = 1.5 * w;                               // the maximum lies in (low, high), w inside
    for (int k = 0; k < 8; ++k) {
        const bool before = w - low > high - w;
        const double probe = before ? w + 0.382 * (low - w) : w + 0.382 * (high - w), q = r(probe) / probe;
        if (q >= wanted) return false;
        if (q > best) {
            (before ? high : low) = w;
            w = probe;
            best = q;
        } else {
            (before ? low : high) = probe;
        }
    }
    return true;
}

inline constexpr double least = 1e-300, most = 1e300;
inline constexpr double any_parameter = 5.0;

inline bool any_nan(double a, double b, double c = 0.0, double d = 0.0) noexcept {
    return std::isnan(a) || std::isnan(b) || std::isnan(c) || std::isnan(d);
}
inline bool probability(double p) noexcept { return p >= 0.0 && p <= 1.0; }
inline double unreachable() noexcept {
    report(Trouble::other);
    return nan;
}

// ---- gamma, chi square, Poisson

// a with P(a, y) = p, Q(a, y) = q
inline double gamma_shape(double p, double q, double y) noexcept {
    const Target want{p, q};
    const double z = p < q ? ndtri(p) : -ndtri(q);
    // y ~ a + z sqrt a + (z^2 - 1)/3, by Cornish and Fisher
    const double moved = y - (z * z - 1.0) / 3.0;
    const double s = moved > 0.0 ? 0.5 * (std::sqrt(z * z + 4.0 * moved) - z) : 0.0;
    double start = s * s;
    if (!(start > 0.02)) start = y < 1.0 ? std::fmax(0.05 * want.q, 1e-3) : 0.02;
    return positive_root([&](double a) { return want.residual(gammainc_tails(a, y)); }, -1.0, start, least, most);
}

inline double gdtrib(double a, double p, double x) noexcept {
    if (any_nan(a, p, x)) return nan;
    const double y = a * x;
    if (!probability(p) || !(a > 0.0) || std::isinf(a) || !(x >= 0.0) || std::isinf(y)) return outside();
    if (y == 0.0) return p == 0.0 ? outside() : 0.0;
    if (p == 0.0) {
        report(Trouble::singular);
        return inf;
    }
    return p == 1.0 ? 0.0 : gamma_shape(p, 1.0 - p, y);
}
inline double gdtria(double p, double b, double x) noexcept {
    if (any_nan(p, b, x) || x == 0.0 || b == 0.0) return nan;
    if (b < 0.0) report(Trouble::singular);
    return gammaincinv_over(b, p, x);
}
inline double chdtriv(double p, double x) noexcept {
    if (any_nan(p, x)) return nan;
    if (!probability(p) || !(x > 0.0)) return outside();
    if (p == 0.0) return overflowing(inf);
    if (p == 1.0) return 0.0;
    if (std::isinf(x)) {
        report(Trouble::no_result);
        return nan;
    }
    return 2.0 * gamma_shape(p, 1.0 - p, 0.5 * x);
}
// k with Q(k + 1, m) = p; 0 where already the probability of no event is larger.
inline double pdtrik(double p, double m) noexcept {
    if (any_nan(p, m)) return nan;
    if (!probability(p) || m < 0.0) return outside();
    if (p == 1.0) return nan;
    if (p == 0.0 || m == 0.0) return 0.0;
    if (std::isinf(m)) {
        report(Trouble::no_result);
        return nan;
    }
    if (p <= std::exp(-m)) return 0.0;
    const double a = gamma_shape(1.0 - p, p, m);
    return a < 1.0 ? 0.0 : a - 1.0;
}

// ---- beta, binomial, negative binomial

struct BetaArgument {
    Dd x, y;
    explicit BetaArgument(double v) noexcept : x(v), y(two_diff(1.0, v)) {}
};

// The slope of the residual of I_x(a, b) in log a or in log b, near the mean.
inline double beta_residual_slope(double a, double b, const BetaArgument& at, double z) noexcept {
    const double hazard = 0.5 * (std::fabs(z) + std::sqrt(z * z + 2.5));   // of the normal distribution, roughly
    return hazard * std::sqrt(at.x.hi * at.y.hi * (a + b + 1.0));
}
inline double btdtria(double p, double b, double v) noexcept {
    if (any_nan(p, b, v)) return nan;
    if (!probability(p) || !(b > 0.0) || !(v > 0.0) || std::isinf(b)) return outside();
    if (p == 0.0) return overflowing(inf);
    if (p == 1.0) return 0x1p-1022;
    if (!(v < 1.0)) return outside();
    const BetaArgument at(v);
    const Target want{p, 1.0 - p};
    const double odds = v / at.y.hi, z = ndtri(p), shift = 0.6 * z * std::sqrt(b * odds * (1.0 + odds));
    const double start = std::fmax(b * odds - shift, 0.02 * std::fmin(1.0, b * odds) + 1e-3 * want.q);
    return positive_root([&](double a) { return want.residual(betainc_tails({a, b, at.x, at.y})); }, -1.0, start, least,
                         most, beta_residual_slope(start, b, at, z));
}
inline double btdtrib(double a, double p, double v) noexcept {
    if (any_nan(a, p, v)) return nan;
    if (!probability(p) || !(a > 0.0) || !(v > 0.0) || std::isinf(a)) return outside();
    if (p == 0.0) return 0x1p-1022;
    if (p == 1.0) return overflowing(inf);
    if (!(v < 1.0)) return outside();
    const BetaArgument at(v);
    const Target want{p, 1.0 - p};
    if (p < 1e-280) {                                    // proportional to b while that is small: the root may be subnormal
        const double small = 1e-30 * std::fmin(a, 1.0), b = small * (p / betainc_tails({a, small, at.x, at.y}).lower);
        if (b < small) return b;
    }
    const double odds = at.y.hi / v, z = ndtri(p), shift = 0.6 * z * std::sqrt(a * odds * (1.0 + odds));
    const double start = std::fmax(a * odds + shift, 0.02 * std::fmin(1.0, a * odds) + 1e-3 * p);
    return positive_root([&](double b) { return want.residual(betainc_tails({a, b, at.x, at.y})); }, 1.0, start, least,
                         most, beta_residual_slope(a, start, at, z));
}

// k with I_(1-p)(n - k, k + 1) = y; 0 where already the probability of no success is larger.
inline double bdtrik(double y, double n, double p) noexcept {
    if (any_nan(y, n, p)) return nan;
    if (!probability(y) || !(n > 0.0) || std::isinf(n) || !(p > 0.0 && p <= 1.0)) return outside();
    if (y == 1.0 || p == 1.0) return y == 0.0 ? 0.0 : n;
    const BetaArgument at(p);
    const Target want{y, 1.0 - y};
    const auto residual = [&](double k) {
        const Tails t = betainc_tails({k + 1.0, std::fmax(n - k, 1e-300), at.x, at.y});
        return want.residual({t.upper, t.lower, 0.0});
    };
    const double at_zero = y == 0.0 ? 1.0 : residual(0.0);
    if (at_zero >= 0.0) {
        if (at_zero > 0.0) report(Trouble::other);
        return 0.0;
    }
    const double guess = n * p + ndtri(y) * std::sqrt(n * p * at.y.hi) + 0.5, end = n + 1.0;
    const double k = positive_root([&](double a) { return residual(a - 1.0); }, 1.0, guess, 1.0, end) - 1.0;
    return std::fmin(k, n);
}

// n > k with I_(1-p)(n - k, k + 1) = y; n - k is what is sought.
inline double bdtrin(double k, double y, double p) noexcept {
    if (any_nan(k, y, p)) return nan;
    if (!probability(y) || k < 0.0 || std::isinf(k) || !(p > 0.0 && p <= 1.0)) return outside();
    if (y == 1.0) return k;
    if (p == 1.0) return y == 0.0 ? std::fmax(any_parameter, k + 1.0) : unreachable();
    if (y == 0.0) return overflowing(inf);
    const BetaArgument at(p);
    const Target want{1.0 - y, y};
    const auto residual = [&](double m) { return want.residual(betainc_tails({k + 1.0, m, at.x, at.y})); };
    const double start = std::fmax((k + 1.0) * at.y.hi / p - ndtri(y) * std::sqrt((k + 1.0) * at.y.hi) / p, 0.02);
    return k + positive_root(residual, 1.0, start, least, most);
}

// k with I_p(n, k + 1) = y; 0 where already the probability of no failure is larger.
inline double nbdtrik(double y, double n, double p) noexcept {
    if (any_nan(y, n, p)) return nan;
    if (!(y >= 0.0 && y < 1.0) || n < 0.0 || std::isinf(n) || !probability(p)) return outside();
    if (p == 0.0) return unreachable();
    if (y == 0.0 || p == 1.0 || n == 0.0) return 0.0;
    const BetaArgument at(p);
    const Target want{y, 1.0 - y};
    const auto residual = [&](double m) { return want.residual(betainc_tails({n, m, at.x, at.y})); };
    const double at_zero = residual(1.0);
    if (at_zero >= 0.0) {
        if (at_zero > 0.0) report(Trouble::other);
        return 0.0;
    }
    const double start = std::fmax(n * at.y.hi / p + ndtri(y) * std::sqrt(n * at.y.hi) / p, 0.5) + 0.5;
    return positive_root(residual, 1.0, start, 1.0, most) - 1.0;
}
// n with I_p(n, k + 1) = y
inline double nbdtrin(double k, double y, double p) noexcept {
    if (any_nan(k, y, p)) return nan;
    if (!(y >= 0.0 && y < 1.0) || k < 0.0 || std::isinf(k) || !probability(p)) return outside();
    if (p == 1.0) return unreachable();
    if (p == 0.0) return y == 0.0 ? any_parameter : 0.0;
    if (y == 0.0) return overflowing(inf);
    const BetaArgument at(p);
    const Target want{y, 1.0 - y};
    const double m = (k + 1.0) * p / at.y.hi;
    const double start = std::fmax(m - ndtri(y) * std::sqrt((k + 1.0) * p) / at.y.hi, 0.02 * std::fmin(m, 1.0));
    return positive_root([&](double n) { return want.residual(betainc_tails({n, k + 1.0, at.x, at.y})); }, -1.0, start,
                         least, most);
}

// ---- F and t

// 1/w for the smaller root w of a w^2 - b w + c; `otherwise` where there is no positive one.
inline double inverse_of_root(double a, double b, double c, double otherwise) noexcept {
    const double square = b * b - 4.0 * a * c;
    if (!(b > 0.0 && c > 0.0 && square >= 0.0)) return otherwise;
    const double v = (b + std::sqrt(square)) / (2.0 * c);
    return v > 1e-3 && v < 1e12 ? v : otherwise;
}
// d with F(f) = p for n and d degrees of freedom, from Paulson's approximation (Ann. Math. Stat. 13 (1942) 233): with
// w = 2/(9 d), s = 2/(9 n), c = f^(1/3), (1 - w) c - (1 - s) = z (w c^2 + s)^(1/2).
inline double paulson_denominator(double n, double p, double f) noexcept {
    const double c = std::cbrt(f), s = 2.0 / (9.0 * n), e = c - (1.0 - s), z = ndtri(p), z2 = z * z;
    return 2.0 / 9.0 * inverse_of_root(c * c, 2.0 * c * e + z2 * c * c, e * e - z2 * s, 4.5 * any_parameter);
}
// nu with P(T < t) = p for non-centrality d, from t (1 - w/4) - d = z (1 + t^2 w/2)^(1/2), w = 1/nu (Abramowitz and Stegun
// 26.7.10)
inline double normal_degrees(double p, double d, double t) noexcept {
    const double z = ndtri(p), z2 = z * z, e = t - d, t2 = t * t;
    return inverse_of_root(t2 / 16.0, 0.5 * t * e + 0.5 * z2 * t2, e * e - z2, any_parameter);
}

// The degrees of freedom d of the denominator: at 0 the distribution function is 0, at infinity limit(1), and in between
// a mean of limit(w).
template <class G, class L>
inline double denominator_root(G&& residual, L&& limit, double p, double start) noexcept {
    constexpr Span span{1e-100, 1e20};
    if (p < limit(1.0)) return positive_root(residual, 1.0, start, span.low, span.high);
    if (beyond_any_mean(limit, p)) return unreachable();
    return inner_root(residual, residual, -1.0, span);
}

inline double fdtridfd(double n, double p, double x) noexcept {
    if (any_nan(n, p, x)) return nan;
    if (!(n > 0.0) || !(p >= 0.0 && p < 1.0) || x < 0.0 || std::isinf(n)) return outside();
    if (x == 0.0 && p == 0.0) return any_parameter;
    if (x == 0.0 || std::isinf(x) || p == 0.0) return unreachable();
    const Target want{p, 1.0 - p};
    const auto residual = [&](double d) { return want.residual(f_tails(n, d, x)); };
    const auto limit = [&](double w) { return gammainc(0.5 * n, 0.5 * n * x * w); };
    return denominator_root(residual, limit, p, paulson_denominator(n, p, x));
}
inline double stdtridf(double p, double t) noexcept {
    if (any_nan(p, t)) return nan;
    if (!probability(p)) return outside();
    if (t == 0.0 && p == 0.5) return any_parameter;
    const double tail = t < 0.0 ? p : 1.0 - p, z = std::fabs(t), limit = ndtr(-z);
    if (t == 0.0 || std::isinf(t) || !(tail < 0.5) || !(tail > limit)) return unreachable();
    const Target want{tail, 1.0 - tail};
    const auto residual = [&](double df) {
        const double v = student_tail(df, z);
        return want.residual({v, 1.0 - v, 0.0});
    };
    // tail - Phi(-z) ~ phi(z) (z^3 + z)/(4 df), DLMF 7 and Fisher's expansion
    const double first = gauss(z) * 0x1.9884533d43651p-2 * (z * z + 1.0) * z / (4.0 * (tail - limit));
    double start = first > 200.0 ? first : normal_degrees(tail, 0.0, -z);
    if (!(start > 1.5) || start == any_parameter) {      // 2 tail ~ (x/4)^(df/2), x = df/(df + z^2)
        start = 0.5;
        for (int k = 0; k < 5; ++k) start = 2.0 * std::log(2.0 * tail) / std::log(0.25 * start / (start + z * z));
    }
    return positive_root(residual, -1.0, start, 1e-100, 1e17);
}

// ---- normal

inline double nrdtrimn(double p, double sd, double x) noexcept {
    if (any_nan(p, sd, x)) return nan;
    if (!(sd > 0.0) || !(p > 0.0 && p < 1.0)) return outside();
    return x - sd * ndtri(p);
}
inline double nrdtrisd(double mean, double p, double x) noexcept {
    if (any_nan(mean, p, x)) return nan;
    if (!(p > 0.0 && p < 1.0)) return outside();
    if (x == mean) return p == 0.5 ? 0.0 : 0.0 / ndtri(p);   // any deviation fits p = 1/2, the least among them
    return (x - mean) / ndtri(p);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
