// SPDX-License-Identifier: BSD-3-Clause
// Gauss's hypergeometric function along a path from near 0, by Taylor's series of its differential equation (DLMF
// 15.10.1) in float64 or double-double: z(1 - z) w'' + (c - (a + b + 1) z) w' - a b w = 0. It serves where every argument
// of the transformations is near the unit circle (around exp(+-i pi/3)), where gamma functions have poles, and where
// series of large parameters cancel.
//
// A step goes from z0 to z0 + h with |h| at most 0.4 of the distance to the nearest singularity and short against the
// scale on which the solution varies; with v_k = u_k h^k the coefficients obey
//   v_(k+2) = [ h^2 (k + a)(k + b)/(k + 1) v_k - h (k (1 - 2 z0) + c - (a + b + 1) z0) v_(k+1) ] / (z0 (1 - z0)(k + 2)).
// The estimate of the error follows each step's rounding error through reduction of order: relative to w, an error e in
// w at z_j becomes e w_j w_j'/W_j times the integral of W/w^2 from there, W = z^-c (1 - z)^(c-a-b-1) the Wronskian.
// Double-double steps may lose more to the size of their terms, and are longer.
#pragma once

#include <array>

#include "kernels/special/gauss_connection.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr int path_terms = 260;

// 1/k in double-double
inline const std::array<Dd, path_terms + 4>& reciprocals_dd() noexcept {
    static const std::array<Dd, path_terms + 4> table = [] {
        std::array<Dd, path_terms + 4> t;
        for (std::size_t k = 1; k < t.size(); ++k) t[k] = Dd(1.0) / static_cast<double>(k);
        return t;
    }();
    return table;
}

// What a path takes from its arithmetic: W the type of its values, R that of real coefficients, Z the points.
template <class Z_>
struct Plain {
    using Z = Z_;
    using W = Z_;
    using R = double;
    static constexpr bool compensated = true;
    static constexpr double unit = 0x1p-53, reach = 1.0, largest = 1e4, begun = 1e-13, enough = stepping_tolerance;
    static R sum(double x, double y) noexcept { return x + y; }
    static R quotient(double over, int k) noexcept { return over / (k + 1.0); }
    static R reciprocal(int k) noexcept { return 1.0 / (k + 2.0); }
    static W gap(Z to, Z from) noexcept { return to - from; }
    static Summed<W> series_at(const Dd* top, const Dd* bottom, Z z) noexcept {
        return series<2, 1, Z, true>(top, bottom, z, 600);
    }
    static W quotient(W a, W b) noexcept { return over(a, b); }
    static W scaled(W a, R b) noexcept { return a * b; }
    static W lost(W a, W b) noexcept { return lost_in(a, b); }
};

inline Dd divided(Dd a, Dd b) noexcept { return a / b; }
inline ComplexDd divided(const ComplexDd& a, const ComplexDd& b) noexcept {
    const Dd d = Dd(1.0) / (b.re * b.re + b.im * b.im);
    ComplexDd r;
    r.re = (a.re * b.re + a.im * b.im) * d;
    r.im = (a.im * b.re - a.re * b.im) * d;
    return r;
}
inline Dd gap_dd(double to, double from) noexcept { return two_diff(to, from); }
inline ComplexDd gap_dd(cdouble to, cdouble from) noexcept {
    ComplexDd r;
    r.re = two_diff(to.real(), from.real());
    r.im = two_diff(to.imag(), from.imag());
    return r;
}
inline ComplexDd operator-(const ComplexDd& a, const ComplexDd& b) noexcept {
    ComplexDd r;
    r.re = a.re - b.re;
    r.im = a.im - b.im;
    return r;
}

template <class Z_>
struct Doubled {
    using Z = Z_;
    using W = typename Extended<Z_>::type;
    using R = Dd;
    static constexpr bool compensated = false;
    static constexpr double unit = 0x1p-100, reach = 5.0, largest = 1e10, begun = 1e-14, enough = stepping_tolerance;
    static R sum(double x, double y) noexcept { return two_sum(x, y); }
    static R quotient(Dd over, int k) noexcept { return over * reciprocals_dd()[static_cast<std::size_t>(k) + 1]; }
    static R reciprocal(int k) noexcept { return reciprocals_dd()[static_cast<std::size_t>(k) + 2]; }
    static W gap(Z to, Z from) noexcept { return gap_dd(to, from); }
    static Summed<W> series_at(const Dd* top, const Dd* bottom, Z z) noexcept {
        return series_dd<2, 1, Z>(top, bottom, W(z), 400);
    }
    static W quotient(const W& a, const W& b) noexcept { return divided(a, b); }
    static W scaled(const W& a, R b) noexcept { return times(a, b); }
    static W lost(const W&, const W&) noexcept { return W(Dd(0.0)); }
};

template <class Arithmetic>
class GaussPath {
public:
    using Z = typename Arithmetic::Z;
    using W = typename Arithmetic::W;
    using R = typename Arithmetic::R;

    GaussPath(double a_, double b_, double c_) noexcept : a(a_), b(b_), c(c_) {}

    // Begins with the series at z0, or nearer to 0 where it cancels less.
    bool begin(Z z0) noexcept {
        for (const double part : {1.0, 0.75, 0.5, 0.25, 0.1})
            if (begin_at(part * z0)) return true;
        return false;
    }
    // Straight on to `target`; false if that takes more than `most` steps or the error has grown too much.
    bool go(Z target, int most) noexcept {
        for (; steps < most; ++steps) {
            const double to_zero = modulus(z), to_one = modulus(1.0 - z);
            const double scale = std::sqrt(to_zero * to_one / (std::fabs(a * b) + 1e-300));
            const double drift = to_zero * to_one / (modulus(c - (a + b + 1.0) * z) + 1e-300);
            const double reach = shorter * std::fmin(0.4 * std::fmin(to_zero, to_one),
                                                     Arithmetic::reach * std::fmax(2.0 * scale, 4.0 * drift));
            const Z rest = target - z;
            const double length = modulus(rest);
            const bool last = length <= reach;
            if (!step(last ? target : z + rest * (reach / length))) {
                if (shorter < 0.1 || !too_long) return false;
                shorter *= 0.5;
                continue;
            }
            if (last) return true;
        }
        return false;
    }
    W result() const noexcept { return value; }
    double error() const noexcept { return parallel + carried + weight * sum; }

private:
    bool begin_at(Z z0) noexcept {
        const Dd top[2] = {a, b}, bottom[1] = {c};
        const auto s = Arithmetic::series_at(top, bottom, z0);
        if (!(s.error < Arithmetic::begun)) return false;
        z = z0;
        value = s.value;
        slope = Arithmetic::quotient(s.derivative, W(z0));
        parallel = s.error;
        weight = s.error * size_of(value) * size_of(slope);
        return true;
    }
    bool step(Z next) noexcept {
        const W h = Arithmetic::gap(next, z), at = z, p = times(at, Arithmetic::gap(Z(1.0), z));
        const W hp = Arithmetic::quotient(h, p), hhp = times(hp, h);
        const W turn = times(hp, Arithmetic::gap(Z(1.0), 2.0 * z));
        W middle = times(hp, W(R(c)) - Arithmetic::scaled(at, R(a) + R(b) + R(1.0)));   // k turn + c - (a + b + 1) z
        W v0 = value, v1 = times(slope, h), w = v0 + v1, d = v1;
        W lost = Arithmetic::lost(v0, v1);
        double sizes = size_of(v0) + size_of(v1);
        bool small = false;
        too_long = false;
        for (int n = 0; n < path_terms; ++n) {
            const double k = n;
            const R front = Arithmetic::quotient(Arithmetic::sum(k, a) * Arithmetic::sum(k, b), n);
            const W v2 = Arithmetic::scaled(Arithmetic::scaled(times(hhp, v0), front) - times(middle, v1),
                                            Arithmetic::reciprocal(n));
            middle = middle + turn;
            if constexpr (Arithmetic::compensated) lost += lost_in(w, v2);
            w = w + v2;
            d = d + Arithmetic::scaled(v2, R(k + 2.0));
            const double now = size_of(v2);
            sizes += now;
            v0 = v1;
            v1 = v2;
            const bool tiny = now * (k + 4.0) < 0.125 * Arithmetic::unit * sizes;
            if (tiny && small) {
                too_long = sizes > Arithmetic::largest * (size_of(w) + size_of(d));
                return !too_long && arrive(next, w + lost, Arithmetic::quotient(d, h), sizes, modulus(h));
            }
            small = tiny;
        }
        return false;
    }
    bool arrive(Z next, const W& w, const W& dw, double sizes, double length) noexcept {
        const double made = Arithmetic::unit * (2.0 * sizes / size_of(w) + 2.0);
        const double f = modulus(value), m = std::fmax(modulus(slope), sizes / length);
        const double here = 2.0 * Arithmetic::unit * f * m / wronskian;
        if (here > weight) {
            carried += weight * sum;
            weight = here;
            sum = 0.0;
        }
        const double after = wronskian * std::pow(modulus(next) / modulus(z), -c) *
                             std::pow(modulus(1.0 - next) / modulus(1.0 - z), c - a - b - 1.0);
        // W/w^2 at both ends of the step, w by its amplitude; its logarithm is taken for linear between.
        const double w0 = f + 0.1 * length * modulus(slope), w1 = modulus(w) + 0.1 * length * modulus(dw);
        const double g0 = wronskian / (w0 * w0), g1 = after / (w1 * w1), l = std::log(g1 / g0);
        sum += length * (std::fabs(l) < 0.01 ? g0 : (g1 - g0) / l);
        wronskian = after;
        parallel += made;
        z = next;
        value = w;
        slope = dw;
        return error() < 10.0 * Arithmetic::enough;
    }

    double a, b, c;
    Z z{};
    W value{}, slope{};
    double wronskian = 1.0, weight = 0.0, sum = 0.0, carried = 0.0, parallel = 0.0;
    double shorter = 1.0;                                  // of steps that cancelled too much
    int steps = 0;
    bool too_long = false;
};

template <class Arithmetic>
inline bool gauss_path_to(GaussPath<Arithmetic>& path, double start, double z, int most) noexcept {
    if (z > 1.0 - 1e-9 || z < -1000.0) return false;
    return path.begin(z > 0.0 ? start : -start) && path.go(z, most);
}
template <class Arithmetic>
inline bool gauss_path_to(GaussPath<Arithmetic>& path, double start, cdouble z, int most) noexcept {
    if (modulus(z) > 1000.0 || modulus(1.0 - z) < 1e-6) return false;
    // Around 1 when the ray to z passes near it.
    const bool detour = z.real() > 0.7 && std::fabs(z.imag()) < 0.7 * z.real();
    const double side = std::signbit(z.imag()) ? -1.0 : 1.0;
    const cdouble first = detour ? cdouble(0.6, 0.65 * side) : z;
    if (!path.begin(first * (start / modulus(first)))) return false;
    if (detour && !path.go(first, most)) return false;
    if (detour && z.real() > 1.3 && !path.go(cdouble(1.0, 0.75 * side), most)) return false;
    return path.go(z, most);
}

template <class Arithmetic>
inline Summed<typename Arithmetic::W> gauss_path(double a, double b, double c, typename Arithmetic::Z z, int most) noexcept {
    GaussPath<Arithmetic> path(a, b, c);
    // z^(1-c), if c is far below 0, grows so much faster than the function that every bit of the way counts.
    const double start = std::fmin(std::fmin(c < -10.0 ? 0.7 : 0.6, 0.9 * modulus(z)),
                                   Arithmetic::reach * 3.0 * std::fmax(std::fabs(c), 0.5) / (std::fabs(a * b) + 1.0));
    if (!gauss_path_to(path, start, z, most)) return {};
    Summed<typename Arithmetic::W> r;
    r.value = path.result();
    r.error = path.error();
    return r;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
