// SPDX-License-Identifier: BSD-3-Clause
// Tails of the non-central F by an integral in the complex plane, with their derivatives in any parameter.
//
// X is a gamma variable of shape a + J, J a Poisson variable of mean l, and Y one of shape b. With
// K(z) = log E exp(z (X - rho Y)) = -a log(1 - z) + l z/(1 - z) - b log(1 + rho z),
//     P(X > rho Y) = 1/(2 pi i) int e^K(z) dz/z over a path that crosses the real axis at c in (0, 1),
// and c in (-1/rho, 0) gives -P(X < rho Y): R. Lugannani and S. Rice, Adv. Appl. Prob. 12 (1980) 475. c is where
// e^K/|z| is least on the real axis, so that nothing cancels and either tail keeps its relative accuracy.
// z = m + W sin w maps the strip |Re w| < pi/2 to the plane without the cuts, and the path is w = w_0 + i u: |e^K| falls
// with |u| on each such line, |1 -+ sin w| being cosh u -+ sin w_0. The trapezoidal rule in u converges exponentially
// (L. N. Trefethen and J. A. C. Weideman, SIAM Review 56 (2014) 385): its error is that of the largest e^K on a line
// eta away over e^(2 pi eta/h), from which the step h follows. Where the pole at 0, w_p, lies within the strip that takes, it
// adds the known term 1/(e^(2 pi |w_p - w_0|/h) - 1) (section 5 there). A parameter's derivatives are sums over the same
// points of e^K times those of K.
// For b < 1 the lower tail takes (1 + rho z)^-b - 1 in place of the power: that subtracts P(X > 0) = 1, removes the pole and
// leaves what is proportional to b. So does the upper tail with the other factor for few degrees of freedom there.
// Large parameters make the integrand a narrow bell: a dozen points. It takes many where a + b is small and the
// mixture's own sums are short; NaN is returned then, and where c is too close to a cut to be told from it.
// Accuracy: 1e-14 or so relative, the exponent at c being in double-double.
#pragma once

#include <limits>

#include "kernels/special/complex_lanes.hpp"
#include "kernels/special/double_double.hpp"
#include "kernels/special/erf.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

// What moves, by its logarithm, when derivatives are taken: nothing, l, rho, a and rho together, b and 1/rho together.
enum class Moves { nothing, l, rho, a_rho, b_rho };

struct TailPoint {
    double tail, first = 0.0, second = 0.0;              // of the tail; its derivatives over the tail itself
};

struct MixtureExponent {
    double a, b, l;
    Dd rho;

    // A point of the real axis
    struct Crossing {
        double c, slope, bend;                           // K', K''
        Dd left, right;                                  // 1 - c, 1 + rho c
    };
    Crossing at(double c) const noexcept {
        const Dd left = two_diff(1.0, c), p = two_prod(rho.hi, c), s = two_sum(1.0, p.hi);
        const Dd right = quick_two_sum(s.hi, s.lo + (p.lo + rho.lo * c));
        const double i = 1.0 / left.hi, r = rho.hi / right.hi;
        return {c, (a + l * i) * i - b * r, (a + 2.0 * l * i) * i * i + b * r * r, left, right};
    }
    double mean() const noexcept { return (a + l) - b * rho.hi; }   // K'(0)

    // The zero of K': the lesser root of A z^2 - B z - K'(0)
    double saddle() const noexcept {
        const double r = rho.hi, big = (a + b) * r, half = r * (a + l) + 2.0 * b * r - a, k = mean();
        const double root = std::sqrt(std::fmax(half * half + 4.0 * big * k, 0.0));
        return half > 0.0 ? -2.0 * k / (half + root) : (half - root) / (2.0 * big);
    }
    // The least e^K/|z| on one side, nearly
    Crossing crossing(bool upper) const noexcept {
        const double sign = upper ? 1.0 : -1.0, end = -1.0 / rho.hi;
        double low = upper ? 0.0 : end, high = upper ? 1.0 : 0.0;
        const double far = std::fmin(std::fmax(saddle(), 0.95 * low), 0.95 * high);
        double c = 0.5 * (far + sign * std::sqrt(far * far + 4.0 / at(far).bend));
        if (!(c > low && c < high)) c = 0.5 * (far + (upper ? high : low));
        Crossing s = at(c);
        for (int k = 0; k < 20; ++k) {
            const double v = 1.0 / c, f = s.slope - v, width = s.bend + v * v, step = -f / width;
            if (step * step * width < 0.04) break;
            (f > 0.0 ? high : low) = c;
            double next = c + step;
            if (!(next > low && next < high)) next = 0.5 * (c + (step > 0.0 ? high : low));
            c = next;
            s = at(c);
        }
        return s;
    }
    // Whether the integral is quick and its numbers are in range
    bool fits() const noexcept {
        return (a + b > 2.0 || l > 250.0) && std::fmin(b, a + l) > 1e-307 && a < 1e24 && b < 1e24 && l < 1e24 &&
               rho.hi > 1e-100 && rho.hi < 1e100;
    }
    // Whether the saddle point approximation means something
    bool roughly() const noexcept { return b > 0.3 && a + l > 0.3 && rho.hi > 1e-250 && rho.hi < 1e250; }
    // Whether the mixture's sums are long, or its terms slow, or out of range
    bool quicker() const noexcept {
        return (l + 0.6 * std::fmax(a, b) > 250.0 || std::fmin(b, a) < 1e-200 || rho.hi > 1e20 || rho.hi < 1e-20) && fits();
    }
    Dd exponent(const Crossing& s) const noexcept {      // K(c)
        const Dd w = two_prod(rho.hi, s.c) + rho.lo * s.c;
        const Dd one = (std::fabs(s.c) < 0.5 ? log1p_dd(Dd(-s.c)) : log_dd(s.left)) * -a;
        const Dd other = (std::fabs(w.hi) < 0.5 ? log1p_dd(w) : log_dd(s.right)) * -b;
        return one + other + Dd(s.c) / s.left * l;
    }
    double exact_slope(const Crossing& s) const noexcept {
        const Dd i = Dd(1.0) / s.left;
        return ((i * l + a) * i - rho / s.right * b).value();
    }
};

// The logarithm of the tail on one side by the saddle point approximation of Lugannani and Rice, to a few per cent;
// `upper` tells which.
struct RoughTail {
    double log_tail;
    bool upper;
};
inline RoughTail rough_tail(const MixtureExponent& k) noexcept {
    const double z = k.saddle(), i = 1.0 / (1.0 - z), r = k.rho.hi / fma(k.rho.hi, z, 1.0);
    const double value = -k.a * std::log1p(-z) - k.b * std::log1p(k.rho.hi * z) + k.l * z * i;
    const double bend = (k.a + 2.0 * k.l * i) * i * i + k.b * r * r, root = std::sqrt(bend);
    const double w = std::sqrt(std::fmax(-2.0 * value, 0.0)), u = std::fabs(z) * root;
    double more;                                         // 1/u - 1/w, by the third derivative near the mean
    if (w > 1e-3) {
        more = 1.0 / u - 1.0 / w;
    } else {
        const double third = 2.0 * ((k.a + 3.0 * k.l * i) * i * i * i - k.b * r * r * r);
        more = (z < 0.0 ? third : -third) / (6.0 * bend * root);
    }
    const double mills = 0x1.40d931ff62706p+0 * erfcx_positive(w * half_sqrt2), all = mills + more;   // sqrt(pi/2)
    return {-0.5 * w * w + std::log((all > 0.1 * mills ? all : 0.1 * mills) * 0x1.9884533d43651p-2), z > 0.0};
}

// The path through a crossing: cot(alpha) and tan(alpha), alpha = pi/4 - w_0/2, and dz/du/i there.
struct MixturePath {
    double cot, tan, speed, h;
    double pole;                                         // the term of the pole
};

// The largest step with which a line towards 1 (turn = cot alpha) or towards -1/rho (tan alpha) answers for an error of
// e^-digits, and how far away that line is.
inline double step_on_side(const MixtureExponent& k, double pull, bool right, double turn, double wide, double digits,
                           double& eta) noexcept {
    constexpr int probes = 8;
    alignas(64) static constexpr double places[probes] = {0.3, 0.4, 0.5, 0.6, 0.7, 0.78, 0.86, 0.94};
    alignas(64) double h[probes];
    for (int i = 0; i < probes; ++i) {
        const double e = wide * places[i];
        const SinCos v = sincos_reduced(0.25 * e, 0.0);  // e < pi
        const double sine = 2.0 * v.sin * v.cos, cosine = 1.0 - 2.0 * v.sin * v.sin;
        const double near = fma(-turn, sine, cosine), away = fma(1.0 / turn, sine, cosine);
        const double p = greater(right ? near : away, 1e-4), q = greater(right ? away : near, 1e-4), ip = 1.0 / p;
        const double grows = -2.0 * fma(k.a, log_usual(p), k.b * log_usual(q)) + pull * fma(ip, ip, -1.0);
        h[i] = 2.0 * pi * e / (digits + greater(grows, 0.0));
    }
    int best = 0;
    for (int i = 1; i < probes; ++i)
        if (h[i] > h[best]) best = i;
    eta = wide * places[best];
    return h[best];
}

inline MixturePath mixture_path(const MixtureExponent& k, const MixtureExponent::Crossing& s, double digits) noexcept {
    const double q = s.left.hi * k.rho.hi;
    MixturePath p;
    p.cot = std::sqrt(s.right.hi / q);
    p.tan = std::sqrt(q / s.right.hi);
    p.speed = s.left.hi * p.cot;
    const double alpha = std::atan(p.tan), most = 14.0 / (p.speed * std::sqrt(s.bend)), pull = k.l / s.left.hi;
    double to_one, to_end;
    const double first = step_on_side(k, pull, true, p.cot, lesser(2.0 * alpha, most), digits, to_one);
    const double second = step_on_side(k, pull, false, p.tan, lesser(pi - 2.0 * alpha, most), digits, to_end);
    p.h = lesser(first, second);
    // sin w_0 - sin w_p = c/W; (1 - sin w_p)/(1 + sin w_p) = rho
    const double pole_alpha = std::atan(std::sqrt(k.rho.hi)), middle = std::sin(alpha + pole_alpha);
    const double away = 2.0 * std::asin(std::fmin(std::fabs(s.c) * k.rho.hi / ((1.0 + k.rho.hi) * middle), 1.0));
    p.pole = away < (s.c > 0.0 ? to_end : to_one) ? 1.0 / std::expm1(2.0 * pi * away / p.h) : 0.0;
    return p;
}

// atan(p) - p for p > 0
SCINOVA_LANE double atan_minus(double p) noexcept {
    constexpr double eighth = 0x1.a827999fcef32p-2;      // tan(pi/8)
    const bool far = p > 1.0;
    const double most = far ? p : 1.0, least = far ? 1.0 : p;
    const bool wide = least > eighth * most;
    const double t = (wide ? least - most : least) / (wide ? least + most : most), w2 = t * t;
    const double cubic = t * w2 * horner(tables::atan_rest, w2);
    double angle = wide ? 0x1.921fb54442d18p-1 + (t + cubic) : t + cubic;
    angle = far ? 0x1.921fb54442d18p+0 - angle : angle;
    return p < eighth ? cubic : angle - p;
}

inline constexpr int contour_chunk = 16, most_chunks = 15;

// One point of the path: e^K relative to its value at c, and the parts of K's derivatives.
struct PathPoint {
    double re, im, size;                                 // e^K cos w/(z/c), the half weight of u = 0 included
    double half_p, half_q, turn_p, turn_q;               // logarithms and angles of (1 - z)/(1 - c), (1 + rho z)/(1 + rho c)
    double p, q, sinh, rise;                             // |1 - z|/(1 - c) - 1, |1 + rho z|/(1 + rho c) - 1, sinh u, cosh u - 1
};
struct PathFrame {
    double a, b, pull, cot, tan, turn, h;
    double from_one, from_end;                           // 1/(1 - s), 1/(1 + s), s = sin w_0
    double s, k, place;                                  // k = cos w_0, c/W
    double log_left, log_right;                          // of 1 - c and 1 + rho c
};
SCINOVA_LANE PathPoint path_point(const PathFrame& f, double index) noexcept {
    PathPoint v;
    const double m = expm1_usual(lesser(index * f.h, 100.0)), e = 1.0 + m, ie = 1.0 / e, tau = m / (m + 2.0);
    v.sinh = 0.5 * (m + m * ie);
    v.rise = 0.5 * m * m * ie;
    v.p = v.rise * f.from_one;
    v.q = v.rise * f.from_end;
    v.half_p = log1p_usual(v.p);
    v.half_q = log1p_usual(v.q);
    const double angle_p = f.cot * tau, angle_q = f.tan * tau, rest_p = atan_minus(angle_p), rest_q = atan_minus(angle_q);
    v.turn_p = 2.0 * (angle_p + rest_p);
    v.turn_q = 2.0 * (angle_q + rest_q);
    const double big = 1.0 + v.p, square = 1.0 / (big * big);
    // L (1/N - 1), N = (1 - z)/(1 - c), without its linear part
    const double fall = v.p * (2.0 + f.s + v.p) * square;
    const double swing = f.cot * v.sinh * (tau * tau - v.p * (2.0 + v.p) * square);
    const double decay = fma(f.a, v.half_p, fma(f.b, v.half_q, f.pull * fall));
    const double angle = fma(f.turn, tau, fma(2.0 * f.a, rest_p, fma(-2.0 * f.b, rest_q, f.pull * swing)));
    const SinCos t = sincos_usual(lesser(greater(angle, -5e5), 5e5));
    const double weight = exp_usual(greater(-decay, -700.0)) * (index == 0.0 ? 0.5 : 1.0);
    // cos w/(z/W), times c/W
    const double zr = fma(f.s, v.rise, f.place), zi = f.k * v.sinh, wr = fma(f.k, v.rise, f.k), wi = -f.s * v.sinh;
    const double scale = f.place / fma(zr, zr, zi * zi) * weight;
    const double gr = fma(wr, zr, wi * zi) * scale, gi = fma(wi, zr, -wr * zi) * scale;
    v.re = fma(gr, t.cos, -gi * t.sin);
    v.im = fma(gr, t.sin, gi * t.cos);
    v.size = absolute(gr) + absolute(gi);
    return v;
}

// dK/d log of what moves and its derivative, of -a log(1 - z) + l z/(1 - z) and of -b log(1 + rho z) apart.
struct MovedExponent {
    Parts x0{0.0, 0.0}, d0{0.0, 0.0}, xb{0.0, 0.0}, db{0.0, 0.0};
};
template <Moves Which>
SCINOVA_LANE MovedExponent moved_exponent(const MixtureExponent& k, const MixtureExponent::Crossing& s, const PathFrame& f,
                                          const PathPoint& v) noexcept {
    MovedExponent m;
    if constexpr (Which == Moves::l) {
        // z/(1 - z) = (1/N - 1 + c)/(1 - c)
        const double big = 1.0 + v.p, square = 1.0 / (big * big);
        const double pull = k.l / s.left.hi;
        m.x0 = {pull * (s.c - v.p * (2.0 + f.s + v.p) * square), pull * f.cot * v.sinh * square};
        m.d0 = m.x0;
    } else {
        // n = rho z/(1 + rho z) and n (1 - n); (1 + rho z)/(1 + rho c) = 1 + s/(1 + s) rise + i tan(alpha) sinh
        const double re = fma(f.s * f.from_end, v.rise, 1.0), im = f.tan * v.sinh, big = 1.0 + v.q;
        const double scale = 1.0 / (big * big * s.right.hi);
        const Parts g{re * scale, -im * scale};          // 1 - n
        const double w = k.rho.hi * s.c, tr = fma(s.right.hi * f.s * f.from_end, v.rise, w), ti = s.right.hi * im;
        const Parts n{tr * g.re - ti * g.im, fma(tr, g.im, ti * g.re)};
        if constexpr (Which == Moves::b_rho) {
            const Parts square = times(n, n);
            m.xb = {k.b * (n.re - f.log_right - v.half_q), k.b * (n.im - v.turn_q)};
            m.db = {m.xb.re + k.b * square.re, m.xb.im + k.b * square.im};
        } else {
            const Parts product = times(n, g);
            if constexpr (Which == Moves::a_rho) {
                m.x0 = {-k.a * (f.log_left + v.half_p), k.a * v.turn_p};
                m.d0 = m.x0;
            }
            m.xb = {-k.b * n.re, -k.b * n.im};
            m.db = {-k.b * product.re, -k.b * product.im};
        }
    }
    return m;
}
SCINOVA_LANE double real_product(Parts a, Parts b) noexcept { return fma(a.re, b.re, -a.im * b.im); }

struct PathTerm {
    double sum, first, second;
};
// Which factor has 1 subtracted: (1 + rho z)^-b, or that of X.
enum class Less { none, b, a };
template <Moves Which, Less Few>
SCINOVA_LANE PathTerm path_term(const MixtureExponent& k, const MixtureExponent::Crossing& s, const PathFrame& f,
                                const PathPoint& v) noexcept {
    Parts less{v.re, v.im}, whole = less;
    if constexpr (Few != Less::none) {
        double x, y;
        if constexpr (Few == Less::b) {
            x = -k.b * (f.log_right + v.half_q);
            y = -k.b * v.turn_q;
        } else {
            const double big = 1.0 + v.p, share = k.l / (big * big * s.left.hi);
            x = fma(-k.a, f.log_left + v.half_p, k.l * s.c / s.left.hi - share * v.p * (2.0 + f.s + v.p));
            y = fma(k.a, v.turn_p, share * f.cot * v.sinh);
        }
        const double m = expm1_usual(greater(lesser(x, 600.0), -600.0));
        const SinCos half = sincos_usual(0.5 * y);
        const double sine = 2.0 * half.sin * half.cos, versed = 2.0 * half.sin * half.sin;
        const Parts e{fma(m, 1.0 - versed, -versed), fma(m, sine, sine)};
        less = times(less, e);
        whole = {whole.re + less.re, whole.im + less.im};
    }
    PathTerm t{less.re, 0.0, 0.0};
    if constexpr (Which != Moves::nothing) {
        MovedExponent m = moved_exponent<Which>(k, s, f, v);
        if constexpr (Few == Less::a) m = {m.xb, m.db, m.x0, m.d0};
        const Parts square = times(m.x0, m.x0), both = times({2.0 * m.x0.re + m.xb.re, 2.0 * m.x0.im + m.xb.im}, m.xb);
        t.first = real_product(m.x0, less) + real_product(m.xb, whole);
        t.second = real_product({square.re + m.d0.re, square.im + m.d0.im}, less) +
                   real_product({both.re + m.db.re, both.im + m.db.im}, whole);
    }
    return t;
}

// The tail on one side and its derivatives; `digits` is the logarithm of the accuracy wanted. NaN where that takes too long.
template <Moves Which, Less Few>
inline TailPoint contour_sum(const MixtureExponent& k, bool upper, double digits) noexcept {
    constexpr double not_here = std::numeric_limits<double>::quiet_NaN();
    constexpr int chunk = contour_chunk;
    MixtureExponent shape = k;                           // what the path is made for
    if constexpr (Few == Less::b) shape.b = 1.0;
    if constexpr (Few == Less::a) shape.a = 1.0;
    const auto s = shape.crossing(Few != Less::none ? !(shape.mean() > 0.0) : upper);   // without a pole either side will do
    if (!(s.left.hi > 1e-8) || !(s.right.hi > 1e-8) || !(std::fabs(s.c) > 1e-140)) return {not_here};
    const MixturePath path = mixture_path(shape, s, digits);
    if constexpr (Few == Less::b) shape.b = 0.0;
    if constexpr (Few == Less::a) shape.a = shape.l = 0.0;
    const double to_w = 2.0 * k.rho.hi / (1.0 + k.rho.hi);   // 1/W
    PathFrame f{shape.a, shape.b, shape.l / s.left.hi, path.cot, path.tan, 2.0 * path.speed * shape.exact_slope(s), path.h,
                1.0 / (s.left.hi * to_w), 0.0, 1.0 - s.left.hi * to_w, path.speed * to_w, s.c * to_w, 0.0, 0.0};
    const double above = 2.0 * s.right.hi / (1.0 + k.rho.hi);   // 1 + sin w_0
    if (above < 1.0) f.s = above - 1.0;
    f.from_end = 1.0 / above;
    if constexpr (Which == Moves::a_rho || Few == Less::a) f.log_left = std::log(s.left.hi);
    if constexpr (Which == Moves::b_rho || Few == Less::b) f.log_right = std::log(s.right.hi);
    const double enough = std::exp(-digits), small = Few == Less::b ? k.b : Few == Less::a ? lesser(k.a + k.l, 1.0) : 1.0;
    double sum = 0.0, first = 0.0, second = 0.0;
    int at = 0;
    for (; at < most_chunks * chunk; at += chunk) {
        alignas(64) double t[chunk], t1[chunk], t2[chunk], size[chunk];
        for (int i = 0; i < chunk; ++i) {
            const PathPoint v = path_point(f, static_cast<double>(at + i));
            const PathTerm term = path_term<Which, Few>(k, s, f, v);
            t[i] = term.sum;
            t1[i] = term.first;
            t2[i] = term.second;
            size[i] = v.size;
        }
        for (int i = 0; i < chunk; ++i) {
            sum += t[i];
            if constexpr (Which != Moves::nothing) {
                first += t1[i];
                second += t2[i];
            }
        }
        if (size[chunk - 1] * small < enough * std::fabs(sum) * path.h) break;
    }
    if (at >= most_chunks * chunk) return {not_here};
    const double value = scaled_exp(shape.exponent(s), path.h * std::fabs(sum) / (pi * std::fabs(f.place)));
    const double tail = Few != Less::none ? value : value - path.pole, scale = value / (sum * tail);
    return {tail, first * scale, second * scale};
}
template <Moves Which>
inline TailPoint contour_tail(const MixtureExponent& k, bool upper, double digits = 38.0) noexcept {
    if (k.b < 1.0 && !upper) return contour_sum<Which, Less::b>(k, upper, digits);
    if (k.a < 1.0 && k.l < 20.0 && upper) return contour_sum<Which, Less::a>(k, upper, digits);
    return contour_sum<Which, Less::none>(k, upper, digits);
}

// The smaller tail of the two, or nearly, and on which side it is
template <Moves Which>
inline TailPoint contour_smaller_tail(const MixtureExponent& k, bool& upper, double digits = 38.0) noexcept {
    // Few degrees of freedom make the mean larger than nearly all there is.
    upper = k.a + k.l < 0.3 || (!(k.mean() > 0.0) && k.b > 0.3);
    const TailPoint t = contour_tail<Which>(k, upper, digits);
    if (!(t.tail > 0.8)) return t;
    upper = !upper;                                      // the mean is not the median
    return contour_tail<Which>(k, upper, digits);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
