// SPDX-License-Identifier: BSD-3-Clause
// Hypergeometric functions along a path from near 0, by Taylor's series of their differential equation in float64 or
// double-double. It serves where series of large parameters cancel, where gamma functions of a connection have poles,
// and for 2F1 where every argument of the transformations is near the unit circle (around exp(+-i pi/3)).
//
// A step goes from z0 to z0 + h with |h| at most 0.4 of the distance to the nearest singularity and short against the
// scale on which the solution varies. With v_k = u_k h^k the coefficients obey
//   v_(k+2) = [ h^2/p(z0) f(k)/(k + 1) v_k - h/p(z0) (k p'(z0) + q(z0)) v_(k+1) ] / (k + 2)
// for p w'' + q w' - r w = 0 with
//   2F1 (DLMF 15.10.1)  p = z(1 - z),  q = c - (a + b + 1) z,  f = (k + a)(k + b)
//   1F1 (13.2.1)        p = z,         q = b - z,              f = k + a
//   0F1                 p = z,         q = b,                  f = 1.
// The estimate of the error follows each step's rounding error through reduction of order: relative to w, an error e in
// w at z_j becomes e w_j w_j'/W_j times the integral of W/w^2 from there, W the Wronskian, z^-c (1 - z)^(c-a-b-1) for 2F1,
// z^-b e^z for 1F1, z^-b for 0F1. Double-double steps may lose more to the size of their terms, and are longer.
#pragma once

#include <array>

#include "kernels/special/hypergeometric_series.hpp"

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
    static constexpr int work = 15000;                     // terms in all
    static R sum(double x, double y) noexcept { return x + y; }
    static R quotient(double over, int k) noexcept { return over / (k + 1.0); }
    static R reciprocal(int k) noexcept { return 1.0 / (k + 2.0); }
    static W gap(Z to, Z from) noexcept { return to - from; }
    template <int Tops>
    static Summed<W> series_at(const Dd* top, const Dd* bottom, Z z) noexcept {
        return series<Tops, 1, Z, true>(top, bottom, z, 600);
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
    static constexpr double unit = 0x1p-100, reach = 5.0, largest = 1e10, begun = 1e-14, enough = 4e-12;
    static constexpr int work = 2200;
    static R sum(double x, double y) noexcept { return two_sum(x, y); }
    static R quotient(Dd over, int k) noexcept { return over * reciprocals_dd()[static_cast<std::size_t>(k) + 1]; }
    static R reciprocal(int k) noexcept { return reciprocals_dd()[static_cast<std::size_t>(k) + 2]; }
    static W gap(Z to, Z from) noexcept { return gap_dd(to, from); }
    template <int Tops>
    static Summed<W> series_at(const Dd* top, const Dd* bottom, Z z) noexcept {
        return series_dd<Tops, 1, Z, true>(top, bottom, W(z), 800);
    }
    static W quotient(const W& a, const W& b) noexcept { return divided(a, b); }
    static W scaled(const W& a, R b) noexcept { return times(a, b); }
    static W lost(const W&, const W&) noexcept { return W(Dd(0.0)); }
};

struct GaussEquation {
    static constexpr int tops = 2;
    double a, b, c;
    double bottom() const noexcept { return c; }
    double top(int i) const noexcept { return i == 0 ? a : b; }
    template <class A> typename A::R front(double k) const noexcept { return A::sum(k, a) * A::sum(k, b); }
    template <class A> typename A::W p(typename A::Z z) const noexcept {
        return times(typename A::W(z), A::gap(typename A::Z(1.0), z));
    }
    template <class A> typename A::W slope_of_p(typename A::Z z) const noexcept {
        return A::gap(typename A::Z(1.0), 2.0 * z);
    }
    template <class A> typename A::W q(typename A::Z z) const noexcept {
        using R = typename A::R;
        return typename A::W(R(c)) - A::scaled(typename A::W(z), R(a) + R(b) + R(1.0));
    }
    template <class Z> double room(Z z) const noexcept { return std::fmin(modulus(z), modulus(1.0 - z)); }
    // The length over which the solution oscillates, and that over which it grows.
    template <class Z> double scale(Z z) const noexcept {
        return std::sqrt(modulus(z) * modulus(1.0 - z) / (std::fabs(a * b) + 1e-300));
    }
    template <class Z> double drift(Z z) const noexcept {
        return modulus(z) * modulus(1.0 - z) / (modulus(c - (a + b + 1.0) * z) + 1e-300);
    }
    template <class Z> double wronskian(Z to, Z from) const noexcept {
        return std::pow(modulus(to) / modulus(from), -c) *
               std::pow(modulus(1.0 - to) / modulus(1.0 - from), c - a - b - 1.0);
    }
};

struct KummerEquation {
    static constexpr int tops = 1;
    double a, b;
    double bottom() const noexcept { return b; }
    double top(int) const noexcept { return a; }
    template <class A> typename A::R front(double k) const noexcept { return A::sum(k, a); }
    template <class A> typename A::W p(typename A::Z z) const noexcept { return z; }
    template <class A> typename A::W slope_of_p(typename A::Z) const noexcept { return typename A::W(typename A::R(1.0)); }
    template <class A> typename A::W q(typename A::Z z) const noexcept { return A::gap(typename A::Z(b), z); }
    template <class Z> double room(Z z) const noexcept { return modulus(z); }
    template <class Z> double scale(Z z) const noexcept { return std::sqrt(modulus(z) / (std::fabs(a) + 1e-300)); }
    template <class Z> double drift(Z z) const noexcept { return modulus(z) / (modulus(b - z) + 1e-300); }
    template <class Z> double wronskian(Z to, Z from) const noexcept {
        return std::pow(modulus(to) / modulus(from), -b) * std::exp(real_of(to) - real_of(from));
    }
    static double real_of(double z) noexcept { return z; }
    static double real_of(cdouble z) noexcept { return z.real(); }
};

struct LimitEquation {
    static constexpr int tops = 0;
    double b;
    double bottom() const noexcept { return b; }
    double top(int) const noexcept { return 0.0; }
    template <class A> typename A::R front(double) const noexcept { return typename A::R(1.0); }
    template <class A> typename A::W p(typename A::Z z) const noexcept { return z; }
    template <class A> typename A::W slope_of_p(typename A::Z) const noexcept { return typename A::W(typename A::R(1.0)); }
    template <class A> typename A::W q(typename A::Z) const noexcept { return typename A::W(typename A::R(b)); }
    template <class Z> double room(Z z) const noexcept { return modulus(z); }
    template <class Z> double scale(Z z) const noexcept { return std::sqrt(modulus(z)); }
    template <class Z> double drift(Z z) const noexcept { return modulus(z) / (std::fabs(b) + 1e-300); }
    template <class Z> double wronskian(Z to, Z from) const noexcept { return std::pow(modulus(to) / modulus(from), -b); }
};

template <class Arithmetic, class Equation>
class SeriesPath {
public:
    using Z = typename Arithmetic::Z;
    using W = typename Arithmetic::W;
    using R = typename Arithmetic::R;

    explicit SeriesPath(const Equation& e) noexcept : equation(e) {}

    // Begins with the series at z0, or nearer to 0 where it cancels less.
    bool begin(Z z0) noexcept {
        for (const double part : {1.0, 0.75, 0.5, 0.25, 0.1})
            if (work > 0 && begin_at(part * z0)) return true;
        return false;
    }
    // Straight on to `target`; false if that takes more than `most` steps or the error has grown too much.
    bool go(Z target, int most) noexcept {
        for (; steps < most && work > 0; ++steps) {
            const double reach = shorter * std::fmin(0.4 * equation.room(z),
                                                     Arithmetic::reach * std::fmax(2.0 * equation.scale(z),
                                                                                   4.0 * equation.drift(z)));
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
        const Dd top[2] = {equation.top(0), equation.top(1)}, bottom[1] = {equation.bottom()};
        const auto s = Arithmetic::template series_at<Equation::tops>(top, bottom, z0);
        work -= 300;
        if (!(s.error < Arithmetic::begun)) return false;
        z = z0;
        value = s.value;
        slope = Arithmetic::quotient(s.derivative, W(z0));
        parallel = s.error;
        weight = s.error * size_of(value) * size_of(slope);
        return true;
    }
    bool step(Z next) noexcept {
        const W h = Arithmetic::gap(next, z), hp = Arithmetic::quotient(h, equation.template p<Arithmetic>(z));
        const W hhp = times(hp, h), turn = times(hp, equation.template slope_of_p<Arithmetic>(z));
        W middle = times(hp, equation.template q<Arithmetic>(z));       // and k turn
        W v0 = value, v1 = times(slope, h), w = v0 + v1, d = v1;
        W lost = Arithmetic::lost(v0, v1);
        double sizes = size_of(v0) + size_of(v1);
        bool small = false;
        too_long = false;
        for (int n = 0; n < path_terms; ++n) {
            const double k = n;
            const R front = Arithmetic::quotient(equation.template front<Arithmetic>(k), n);
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
                work -= n;
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
        const double after = wronskian * equation.wronskian(next, z);
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

    Equation equation;
    Z z{};
    W value{}, slope{};
    double wronskian = 1.0, weight = 0.0, sum = 0.0, carried = 0.0, parallel = 0.0;
    double shorter = 1.0;                                  // of steps that cancelled too much
    int steps = 0, work = Arithmetic::work;
    bool too_long = false;
};

// From near 0 straight to z.
template <class Arithmetic, class Equation>
inline Summed<typename Arithmetic::W> straight_path(const Equation& equation, typename Arithmetic::Z z, double start,
                                                    int most) noexcept {
    SeriesPath<Arithmetic, Equation> path(equation);
    const double r = modulus(z);
    if (!path.begin(z * (std::fmin(start, 0.9 * r) / r)) || !path.go(z, most)) return {};
    Summed<typename Arithmetic::W> v;
    v.value = path.result();
    v.error = path.error();
    return v;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
