// SPDX-License-Identifier: BSD-3-Clause
// Mathieu functions of integer order (DLMF 28): characteristic values, ce_m and se_m with their Fourier coefficients, and
// the radial functions Mc_m^(j), Ms_m^(j).
//
// Characteristic values and coefficients: eigenpairs of the symmetrised recurrences 28.4.5-8 (tridiagonal.hpp), cut to
// the window of rows where the vector exceeds 1e-20; starting values from a table for orders below 20, 28.6.14 and 28.8.1
// beyond, and 28.8.1 alone where the window would be too long. Negative q is in the matrices. ce_m, se_m: Fourier series 28.4.1-4, normalised as 28.2.30,
// with ce_m(0) > 0, se_m'(0) > 0. Where that sum cancels, between the wells of cos 2z at large q, Taylor's series of the
// equation (mathieu_path.hpp). Radial functions: products of Bessel functions 28.24.2-5 about a large
// coefficient, q > 0, x >= 0; for x < 0 by symmetry, those of the second kind continued by value and slope at 0.
// Accuracy: characteristic values a few ulp of max(|a|, 2 |q|); functions 1e-13 of the local scale, those of the second
// kind at |x| below 1e-4, where their value (or slope) at 0 is exponentially small, 1e-16 absolutely.
#pragma once

#include <algorithm>
#include <vector>

#include "kernels/special/bessel_integer.hpp"
#include "kernels/special/elementary.hpp"
#include "kernels/special/mathieu_path.hpp"
#include "kernels/special/tables_mathieu.hpp"
#include "kernels/special/tridiagonal.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace mathieu {

// Rows k = first ... first + size - 1 of the expansion; row k belongs to the harmonic 2 k + shift.
struct Mode {
    long order = -1;
    double q = 0.0;
    bool odd = false;              // se rather than ce
    bool deep = false;             // rows enough for the sums over Bessel functions, whose companions grow
    double value = 0.0;            // a or b
    int first = 0, size = 0, peak = 0;
    int shift = 0;                 // 0, 1 (both), 2
    double c[Tridiagonal::capacity];   // A or B of row first + i, normalised and with its sign
    long harmonic(int i) const noexcept { return 2L * (first + i) + shift; }
};

inline constexpr double largest_order = 1e7;

// 28.8.1, s = 2 m + 1 for a_m, b_{m+1}
inline double large_q(double m, double q, double& error) noexcept {
    const double h = std::sqrt(q), s = 2.0 * m + 1.0, s2 = s * s;
    const double t3 = (s2 + 3.0) * s / (128.0 * h), t4 = (5.0 * s2 * s2 + 34.0 * s2 + 9.0) / (4096.0 * q);
    const double t5 = (33.0 * s2 * s2 + 410.0 * s2 + 405.0) * s / (131072.0 * q * h);
    error = t5;
    return -2.0 * q + 2.0 * s * h - (s2 + 1.0) / 8.0 - t3 - t4 - t5;
}

// Fills d and e for the class of the mode around its own row; returns the row's index among the eigenvalues, or -1
inline int window(Mode& mode, Tridiagonal& t, double guess, double depth) noexcept {
    const double q = std::fabs(mode.q);
    const auto own = static_cast<double>((mode.order - mode.shift) / 2);
    const auto diagonal = [&](double k) { return (2.0 * k + mode.shift) * (2.0 * k + mode.shift); };
    // Upwards from the turning point d = a + 2q: components fall at least by 2 s - 1, s = (d - a)/(2q)
    const double top = guess + 2.0 * q, per_width = 1.0 / (2.0 * q + 1e-300);
    double last = std::fmax(own + 1.0, std::ceil(0.5 * std::sqrt(std::fmax(top, 0.0)))), fallen = 1.0;
    const double peak = last - 1.0;
    for (int k = 0; k < Tridiagonal::capacity && fallen < depth; ++k, last += 1.0) {
        const double s = (diagonal(last) - guess) * per_width;
        if (s > 1.0) fallen *= 2.0 * s - 1.0;
        // J_j(u) Y_n(u) grows by n/j, j and n being this row's distances from the peak and from its mirror image.
        if (mode.deep) fallen *= (last - peak) / (last + peak + mode.shift);
    }
    // Downwards from d = a - 2q
    double first = 0.0;
    if (guess > 2.0 * q + 16.0) {
        first = std::fmin(own - 1.0, std::floor(0.5 * std::sqrt(guess - 2.0 * q)));
        const double valley = first + 1.0;
        fallen = 1.0;
        for (int k = 0; k < Tridiagonal::capacity && fallen < depth && first > 0.0; ++k, first -= 1.0) {
            const double s = (guess - diagonal(first)) * per_width;
            if (s > 1.0) fallen *= 2.0 * s - 1.0;
            if (mode.deep) fallen *= (valley - first) / (valley + peak + mode.shift);
        }
        first = std::fmax(first, 0.0);
    }
    if (last - first + 1.0 > Tridiagonal::capacity) return -1;
    mode.first = static_cast<int>(first);
    mode.size = static_cast<int>(last - first) + 1;
    for (int i = 0; i < mode.size; ++i) {
        t.d[i] = diagonal(first + i);
        t.e[i] = q;
    }
    if (mode.first == 0) {
        if (mode.shift == 0) t.e[0] = std::sqrt(2.0) * q;
        if (mode.shift == 1) t.d[0] += mode.odd ? -mode.q : mode.q;
    }
    return static_cast<int>(own - first);
}

// A starting value; `certain` if it is the answer to float64
inline double start(const Mode& mode, bool& certain) noexcept {
    const double q = std::fabs(mode.q), m = static_cast<double>(mode.order), m2 = m * m;
    certain = false;
    // The value for q < 0 is that of the other class for odd orders; large-q labels: a_m, b_{m+1} merge.
    const bool like_b = mode.shift == 1 ? mode.odd == (mode.q > 0.0) : mode.odd;
    const double label = like_b ? m - 1.0 : m, relative = q / ((label + 1.0) * (label + 1.0));
    if (label < 20.0 && relative < 16.0) {
        constexpr double borders[] = {0.0, 0.6, 0.9, 1.5, 4.0};
        const double part = std::sqrt(relative);
        const int piece = (part >= borders[1]) + (part >= borders[2]) + (part >= borders[3]);
        const double r = (2.0 * part - borders[piece] - borders[piece + 1]) / (borders[piece + 1] - borders[piece]);
        const double* c = tables::mathieu_starts + 40 * (static_cast<int>(label) + (like_b ? 20 : 0)) + 10 * piece;
        double above = 0.0, here = 0.0;                 // Clenshaw
        for (int k = 9; k > 0; --k) {
            const double next = fma(2.0 * r, here, c[k] - above);
            above = here;
            here = next;
        }
        return m2 + (label + 1.0) * (label + 1.0) * (fma(r, here, c[0]) - above);
    }
    if (relative > 0.35) {
        double error;
        const double a = large_q(label, q, error);
        certain = error < 1e-17 * q;
        return a;
    }
    const double w = q * q, p = m2 - 1.0;
    return m2 + 0.5 * w / p + (5.0 * m2 + 7.0) * w * w / (32.0 * p * p * p * (m2 - 4.0));
}

// With `vector` false only the value is wanted: it feels the square of what the window cuts off.
inline bool solve(Mode& mode, Tridiagonal& t, bool vector) noexcept {
    bool certain = false;
    const double guess = start(mode, certain), q = std::fabs(mode.q);
    if (q == 0.0) {
        mode.value = static_cast<double>(mode.order) * static_cast<double>(mode.order);
        mode.first = static_cast<int>((mode.order - mode.shift) / 2);
        mode.size = 1;
        mode.peak = 0;
        mode.c[0] = mode.order == 0 ? std::sqrt(0.5) : 1.0;
        return true;
    }
    const double m2 = static_cast<double>(mode.order) * static_cast<double>(mode.order);
    const int index = window(mode, t, std::fmin(guess, m2 + 1.5 * q), vector ? 1e20 : 1e10);
    if (index < 0) {
        mode.size = 0;
        mode.value = guess;
        return certain;
    }
    const double low = std::fmax(-2.0 * q, m2 - 2.5 * q) - 1.0, high = m2 + 2.5 * q + 1.0;
    // The vector is largest about the outer turning point, d = a + 2q.
    const double outer = 0.5 * (std::sqrt(std::fmax(guess + 2.0 * q, 0.0)) - mode.shift) - mode.first;
    const int row = std::clamp(static_cast<int>(outer), 0, mode.size - 1);
    mode.value = t.value(mode.size, index, row, guess, low, high);
    if (std::isnan(mode.value)) mode.value = t.solve(mode.size, index, guess, low, high, vector ? 0.0 : 3e-8);
    else if (vector && !t.known(mode.size, mode.value)) return false;
    return !std::isnan(mode.value);
}

// Fourier coefficients from the eigenvector: A_0 = v_0/sqrt 2 where the class has a constant term
inline void coefficients(Mode& mode, const Tridiagonal& t) noexcept {
    if (mode.q == 0.0) return;
    double sum = 0.0;
    for (int i = 0; i < mode.size; ++i) {
        // The matrix was taken with |q|: a negative q turns every other sign.
        const bool turn = mode.q < 0.0 && (i & 1);
        mode.c[i] = turn ? -t.v[i] : t.v[i];
    }
    if (mode.shift == 0 && mode.first == 0) mode.c[0] *= std::sqrt(0.5);
    mode.peak = 0;
    for (int i = 0; i < mode.size; ++i)
        if (std::fabs(mode.c[i]) > std::fabs(mode.c[mode.peak])) mode.peak = i;
    // ce(0) > 0 or se'(0) > 0. For q > 0 those sums cancel, so the sign comes from z = pi/2 by Sturm's oscillation
    // theorem: (-1)^floor(m/2) is the sign of ce or ce' there (28.2(vi) with the zeros of 28.12).
    const bool turn = mode.q > 0.0;
    for (int i = 0; i < mode.size; ++i) {
        const double h = mode.odd ? static_cast<double>(mode.harmonic(i)) : 1.0;
        sum += turn && ((mode.first + i) & 1) ? -h * mode.c[i] : h * mode.c[i];
    }
    if (turn) {
        // For ce_2n: ce(pi/2) = sum (-1)^k A; ce_2n+1'(pi/2) = -sum (-1)^k (2k+1) A; the sign wanted is that at q = 0.
        sum = 0.0;
        for (int i = 0; i < mode.size; ++i) {
            const bool slope = mode.odd ? mode.shift == 2 : mode.shift == 1;
            const double h = slope ? static_cast<double>(mode.harmonic(i)) : 1.0;
            sum += ((mode.first + i) & 1) ? -h * mode.c[i] : h * mode.c[i];
        }
        if (((mode.order - mode.shift) / 2) & 1) sum = -sum;
    }
    if (sum < 0.0)
        for (int i = 0; i < mode.size; ++i) mode.c[i] = -mode.c[i];
}

struct Workspace {
    Tridiagonal t;
    Mode mode;
    bool ready = false;
    std::vector<double> j1, y2, j2;
};
inline Workspace& workspace() noexcept {
    static thread_local Workspace w;
    return w;
}

inline void label(Mode& mode, long m, double q, bool odd) noexcept {
    mode.order = m;
    mode.q = q;
    mode.odd = odd;
    mode.shift = m % 2 ? 1 : odd ? 2 : 0;
}

// The mode with coefficients; remembered, because calls come with many angles for one order and q.
inline const Mode* mode_of(long m, double q, bool odd, bool deep = false) noexcept {
    Workspace& w = workspace();
    if (w.mode.order == m && w.mode.q == q && w.mode.odd == odd && w.mode.deep == deep) return w.ready ? &w.mode : nullptr;
    label(w.mode, m, q, odd);
    w.mode.deep = deep;
    w.ready = solve(w.mode, w.t, true) && w.mode.size > 0;
    if (w.ready) coefficients(w.mode, w.t);
    return w.ready ? &w.mode : nullptr;
}

// m as an integer >= lowest
inline bool order_of(double m, long lowest, long& out) noexcept {
    if (!(m >= static_cast<double>(lowest)) || m != std::floor(m) || m > largest_order) {
        if (std::isnan(m)) return false;
        report(m > largest_order ? Trouble::no_result : Trouble::domain);
        return false;
    }
    out = static_cast<long>(m);
    return true;
}

inline double characteristic(double m, double q, bool odd) noexcept {
    long order;
    if (std::isnan(m) || std::isnan(q) || !order_of(m, odd ? 1 : 0, order)) return nan;
    if (std::isinf(q)) return nan;
    Workspace& w = workspace();
    w.mode.order = -1;
    label(w.mode, order, q, odd);
    w.mode.deep = false;
    const bool good = solve(w.mode, w.t, false);
    w.mode.order = -1;
    if (good) return w.mode.value;
    report(Trouble::no_result);
    return nan;
}

// cos and sin of an angle in degrees, multiples of 90 exactly
inline void degrees(double x, double& c, double& s) noexcept {
    const double r = std::fmod(x, 360.0), n = std::nearbyint(r / 90.0), t = (r - 90.0 * n) * (pi / 180.0);
    const double a = std::cos(t), b = std::sin(t);
    switch (static_cast<int>(n) & 3) {
        case 0: c = a; s = b; break;
        case 1: c = -b; s = a; break;
        case 2: c = -a; s = -b; break;
        default: c = b; s = -a;
    }
}

// exp(i n z) for exp(i z) = (c, s)
struct Turn {
    double c, s;
    Turn by(Turn o) const noexcept { return {fma(c, o.c, -s * o.s), fma(c, o.s, s * o.c)}; }
};
inline Turn power(Turn z, long n) noexcept {
    Turn r{1.0, 0.0};
    for (; n > 0; n >>= 1) {
        if (n & 1) r = r.by(z);
        z = z.by(z);
    }
    return r;
}

// The Fourier series and its derivative; `size` the sum of absolute terms of the value
inline void fourier(const Mode& mode, Turn z, double& f, double& fp, double& size) noexcept {
    const Turn two = z.by(z);
    Turn at = power(z, mode.harmonic(0));
    f = fp = size = 0.0;
    for (int i = 0; i < mode.size; ++i) {
        const double a = mode.c[i], h = static_cast<double>(mode.harmonic(i));
        if (mode.odd) {
            f = fma(a, at.s, f);
            fp = fma(a * h, at.c, fp);
        } else {
            f = fma(a, at.c, f);
            fp = fma(-a * h, at.s, fp);
        }
        size += std::fabs(a);
        at = at.by(two);
    }
}

// Between the wells, |u| < u_t of mathieu_path.hpp, scaled by the Fourier series at u_t; (c, s) = exp(i z). For q < 0 the
// same about z = pi/2 (28.2.34). False if z is not there.
inline bool between(const Mode& mode, Turn z, double& f, double& fp) noexcept {
    const bool positive = mode.q > 0.0, even = positive ? !mode.odd : mode.odd == (mode.shift == 1);
    const double u = positive ? z.s : z.c, v = positive ? z.c : z.s;
    WellPath path(mode.value, std::fabs(mode.q), even);
    const double end = path.turning();
    if (!(std::fabs(u) < end && end < 0.999)) return false;
    const double decay = path.exponent(std::fabs(u), end);
    if (decay > 1500.0) {
        f = fp = 0.0;
        return true;
    }
    path.begin_near(std::fabs(u), end);
    if (!path.go(std::fabs(u))) return false;
    const double value = path.value, slope = path.slope;
    const int scale = path.scale;
    if (!path.go(end)) return false;
    const double along = std::copysign(end, u), across = std::copysign(std::sqrt(1.0 - end * end), v);
    double at, slope_at, size;
    fourier(mode, positive ? Turn{across, along} : Turn{along, across}, at, slope_at, size);
    const double k = at / path.value, outwards = std::copysign(1.0, u);
    f = std::ldexp(k * value, scale - path.scale);
    fp = std::ldexp(k * slope, scale - path.scale) * (positive ? outwards : -outwards) * v;
    return true;
}

inline void angular(double m, double q, double x, bool odd, double& f, double& fp) noexcept {
    f = fp = nan;
    long order;
    if (std::isnan(m) || std::isnan(q) || std::isnan(x) || !order_of(m, 0, order)) return;
    if (std::isinf(q) || std::isinf(x)) return;
    if (odd && order == 0) {
        f = fp = 0.0;
        return;
    }
    const Mode* mode = mode_of(order, q, odd);
    if (mode == nullptr) {
        report(Trouble::no_result);
        return;
    }
    Turn z;
    degrees(x, z.c, z.s);
    double size;
    fourier(*mode, z, f, fp, size);
    if (std::fabs(f) < 0.05 * size && mode->value < 2.0 * std::fabs(q)) {
        double g, gp;
        if (between(*mode, z, g, gp)) {
            f = g;
            fp = gp;
        }
    }
}

// J_n(u), n = 0 ... top: forward where that is stable, else backward and normalised by J_0 or J_1
inline void sequence_j(Dd at, int top, std::vector<double>& out) {
    out.assign(static_cast<std::size_t>(top) + 2, 0.0);
    const double u = at.hi, b0 = j0(u), b1 = j1(u);
    const double j_0 = b0 - at.lo * b1, j_1 = at.lo == 0.0 ? b1 : b1 + at.lo * (b0 - b1 / u);
    out[0] = j_0;
    out[1] = j_1;
    if (u == 0.0 || top < 1) return;
    const int stable = u > top ? top : static_cast<int>(u);
    for (int n = 1; n < stable; ++n)
        out[static_cast<std::size_t>(n) + 1] = 2.0 * n / u * out[static_cast<std::size_t>(n)] - out[static_cast<std::size_t>(n) - 1];
    if (stable >= top) return;
    // From far above down to where the forward values are
    const int begin = std::max(stable, 1);
    const int far = top + 25 + static_cast<int>(8.0 * std::cbrt(u)) + static_cast<int>(u < 1.0 ? 0 : 20 / (1.0 + 0.01 * u));
    double above = 0.0, here = 1e-290;
    int kept = top + 1;            // lowest entry written
    for (int n = far; n > begin - 1; --n) {
        const double below = 2.0 * n / u * here - above;      // order n - 1
        above = here;
        here = below;
        if (n - 1 >= begin && n - 1 <= top) {
            out[static_cast<std::size_t>(n) - 1] = here;
            kept = n - 1;
        }
        // Small steps down, so that the last scale is large and high orders stay normal numbers
        if (std::fabs(here) > 1e280) {
            here *= 1e-60;
            above *= 1e-60;
            for (int j = kept; j <= top; ++j) out[static_cast<std::size_t>(j)] *= 1e-60;
        }
    }
    // `here` is of order begin - 1, `above` of order begin
    const double exact_low = begin == 1 ? j_0 : out[static_cast<std::size_t>(begin) - 1];
    double exact_high = j_1;
    if (begin > 1) exact_high = 2.0 * (begin - 1) / u * out[static_cast<std::size_t>(begin) - 1] - out[static_cast<std::size_t>(begin) - 2];
    const double scale = std::fabs(here) > std::fabs(above) ? exact_low / here : exact_high / above;
    for (int j = begin; j <= top; ++j) out[static_cast<std::size_t>(j)] *= scale;
}
inline void sequence_y(Dd at, int top, std::vector<double>& out) {
    out.assign(static_cast<std::size_t>(top) + 2, 0.0);
    const double u = at.hi, b0 = y0(u), b1 = y1(u);
    out[0] = b0 - at.lo * b1;
    out[1] = b1 + at.lo * (b0 - b1 / u);
    for (int n = 1; n < top; ++n)
        out[static_cast<std::size_t>(n) + 1] = 2.0 * n / u * out[static_cast<std::size_t>(n)] - out[static_cast<std::size_t>(n) - 1];
}

// Values of negative order, and derivatives, from a sequence of order 0, 1, ...
struct Cylinder {
    const std::vector<double>& s;
    double value(long n) const noexcept {
        const double v = s[static_cast<std::size_t>(n < 0 ? -n : n)];
        return n < 0 && (n & 1) ? -v : v;
    }
    double slope(long n) const noexcept { return 0.5 * (value(n - 1) - value(n + 1)); }
};

// y'' = (a - 2q cosh 2x) y by its Taylor series about 0, from y(0), y'(0)
inline void about_zero(double a, double q, double x, double y0, double y1, double& f, double& fp) noexcept {
    constexpr int n = 40;
    double c[n] = {y0, y1}, cosh2[n / 2];
    cosh2[0] = 1.0;
    for (int k = 1; k < n / 2; ++k) cosh2[k] = cosh2[k - 1] * 4.0 / ((2 * k) * (2 * k - 1.0));
    for (int k = 0; k + 2 < n; ++k) {
        double s = a * c[k];
        for (int j = 0; 2 * j <= k; ++j) s -= 2.0 * q * cosh2[j] * c[k - 2 * j];
        c[k + 2] = s / ((k + 1.0) * (k + 2.0));
    }
    f = fp = 0.0;
    for (int k = n - 1; k >= 0; --k) f = fma(f, x, c[k]);
    for (int k = n - 1; k >= 1; --k) fp = fma(fp, x, k * c[k]);
}

// sqrt(q) exp(x) in double-double where the phase of the wave needs more digits than the product has
inline Dd argument(double q, double x) noexcept {
    const double u = std::sqrt(q) * std::exp(x);
    if (!(u > 20.0) || std::isinf(u)) return u;
    return quick_two_sum(u, u * ((log_dd(q) * 0.5 + x) - log_dd(u)).hi);
}

// The row about which the products are taken. Before a barrier, a > 2 q, the largest coefficient; without one all rows
// up to that have coefficients of about one size, and the first keeps the two orders, and so J_i Y_j, closest.
inline int pivot(const Mode& mode) noexcept {
    if (mode.value > 2.0 * mode.q) return mode.peak;
    int s = 0;
    while (std::fabs(mode.c[s]) < 0.1 * std::fabs(mode.c[mode.peak])) ++s;
    return s;
}

// DLMF 28.24.2-5 at x >= 0, about row s of the coefficients
inline void products(const Mode& mode, Workspace& w, double x, bool second, double& f, double& fp) {
    const double u1 = std::sqrt(mode.q) * std::exp(-x);
    const Dd u2 = argument(mode.q, x);
    const int s = pivot(mode);
    const int top = static_cast<int>(2L * (mode.first + mode.size) + mode.shift) + 2;
    sequence_j(u1, top, w.j1);
    const Cylinder j{w.j1};
    if (second) sequence_y(u2, top, w.y2);
    else sequence_j(u2, top, w.j2);
    const Cylinder c{second ? w.y2 : w.j2};
    double sum = 0.0, slope = 0.0;
    for (int i = 0; i < mode.size; ++i) {
        const long low = i - s, high = 2L * mode.first + i + s + mode.shift;
        const double a = ((mode.first + i) & 1 ? -mode.c[i] : mode.c[i]) / mode.c[s];
        const double sign = mode.odd ? -1.0 : 1.0;
        sum += a * (j.value(low) * c.value(high) + sign * j.value(high) * c.value(low));
        slope += a * (u2.hi * (j.value(low) * c.slope(high) + sign * j.value(high) * c.slope(low)) -
                      u1 * (j.slope(low) * c.value(high) + sign * j.slope(high) * c.value(low)));
    }
    const bool turn = ((mode.order - mode.shift) / 2) & 1;
    const double factor = (turn ? -1.0 : 1.0) * (mode.shift == 0 && !mode.odd && mode.first + s == 0 ? 0.5 : 1.0);
    f = factor * sum;
    fp = factor * slope;
}

// At x >= 0
inline void radial_right(const Mode& mode, double x, bool second, double& f, double& fp) {
    Workspace& w = workspace();
    const double a = mode.value, q = mode.q;
    if (second || x * std::sqrt(std::fabs(a - 2.0 * q) + 2.0 * std::sqrt(q) + 1.0) >= 1.0)
        return products(mode, w, x, second, f, fp);
    double at, slope;
    products(mode, w, 0.0, false, at, slope);
    about_zero(a, q, x, mode.odd ? 0.0 : at, mode.odd ? slope : 0.0, f, fp);
}

// At -x: the functions of the first kind are even or odd; those of the second follow from value and slope at 0.
inline void radial_left(const Mode& mode, double x, bool second, double& f, double& fp) {
    const double side = mode.odd ? -1.0 : 1.0;
    radial_right(mode, x, false, f, fp);
    f *= side;
    fp *= -side;
    if (!second) return;
    double g, gp, first, first_slope, other, other_slope;
    products(mode, workspace(), 0.0, false, first, first_slope);
    products(mode, workspace(), 0.0, true, other, other_slope);
    products(mode, workspace(), x, true, g, gp);
    // f, g: first and second kind. g(-x) = side (2 (g(0)/f(0) or g'(0)/f'(0)) f(x) - g(x))
    const double scale = mode.odd ? first_slope : first, ratio = 2.0 * (mode.odd ? other_slope : other);
    f = ratio * (f / scale) - side * g;
    fp = ratio * (fp / scale) + side * gp;
}

// q = 0: the limits, J_m(0) and Y_m(0+)
inline void radial_zero(long order, bool second, double& f, double& fp) noexcept {
    if (second) report(Trouble::singular);
    f = second ? -inf : order == 0 ? 1.0 : 0.0;
    fp = second ? inf : 0.0;
}

// Mc_m^(1), Mc_m^(2), Ms_m^(1), Ms_m^(2)
inline void radial(double m, double q, double x, bool odd, bool second, double& f, double& fp) noexcept {
    f = fp = nan;
    long order;
    if (std::isnan(m) || std::isnan(q) || std::isnan(x) || !order_of(m, odd ? 1 : 0, order)) return;
    if (!(q >= 0.0) || std::isinf(q)) return report(Trouble::domain);
    if (q == 0.0 && std::isfinite(x)) return radial_zero(order, second, f, fp);
    if (x == inf) {
        f = 0.0;                   // the derivative oscillates ever faster and wider
        return;
    }
    const Mode* mode = std::isinf(x) || order > 10000 ? nullptr : mode_of(order, q, odd, true);
    if (mode == nullptr || std::sqrt(q) * std::exp(std::fabs(x)) > 1e15) return report(Trouble::no_result);
    if (x < 0.0) radial_left(*mode, -x, second, f, fp);
    else radial_right(*mode, x, second, f, fp);
    // An infinity may come from a term whose product with another is finite.
    if (!std::isfinite(f) || !std::isfinite(fp)) {
        f = fp = nan;
        report(Trouble::no_result);
    }
}

}  // namespace mathieu

inline double mathieu_a(double m, double q) noexcept { return mathieu::characteristic(m, q, false); }
inline double mathieu_b(double m, double q) noexcept { return mathieu::characteristic(m, q, true); }
inline void mathieu_cem(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::angular(m, q, x, false, y, yp);
}
inline void mathieu_sem(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::angular(m, q, x, true, y, yp);
}
inline void mathieu_modcem1(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::radial(m, q, x, false, false, y, yp);
}
inline void mathieu_modcem2(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::radial(m, q, x, false, true, y, yp);
}
inline void mathieu_modsem1(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::radial(m, q, x, true, false, y, yp);
}
inline void mathieu_modsem2(double m, double q, double x, double& y, double& yp) noexcept {
    mathieu::radial(m, q, x, true, true, y, yp);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
