// SPDX-License-Identifier: BSD-3-Clause
// The recurrences of orthopoly.hpp and the powers of chebyshev.hpp for 32 elements side by side.
//
// A recurrence waits for its own last term, so one element at a time leaves the processor idle; lanes of equal k share the
// divisions, and a lane stands still once k reaches its degree. A family states how a lane starts and steps; elements
// outside what lanes can do (huge degrees, infinities, overflow) go through the family's scalar function, as do short arrays.
#pragma once

#include "kernels/special/chebyshev.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/orthopoly.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

inline constexpr int block_lanes = 32;           // more than a compiler unrolls before it vectorises
template <int L> using Lane = double[L];

// Family<L>: static constexpr int inputs (after the degree); scalar(n, in...), fits(n); start(n, in), run(top, n),
// finish(n, in, out) for L lanes. An element's value does not depend on how many lanes run. Alone: the function of one
// element where the lanes do not serve, which knows degrees that are not whole if Degree is double.
//
// Elements of real degree that have a common method for many: specialised beside Alone, with serves(n, in) for an element
// and run(m, n, in, out) for m of them.
template <auto Alone>
struct Together {
    static constexpr bool exists = false;
};

template <template <int> class Family, auto Alone, class Degree, class T>
struct Blocks {
    static constexpr int nin = Family<1>::inputs + 1;

    static double alone(double n, const double* in) noexcept {
        if constexpr (nin == 2) return Alone(n, in[0]);
        else if constexpr (nin == 3) return Alone(n, in[0], in[1]);
        else return Alone(n, in[0], in[1], in[2]);
    }
    static bool fits(double n) noexcept {
        return std::is_same_v<Degree, long> ? Family<1>::fits(n) : Family<1>::fits(n) & (n == std::floor(n));
    }
    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        run_loop(args, dims, steps, data, nin, 1, [&](index_t begin, index_t end) {
            if (steps[0] == 0 && fits(static_cast<double>(*reinterpret_cast<const Degree*>(args[0]))))
                all<true>(args, steps, begin, end);
            else all<false>(args, steps, begin, end);
        });
    }
    // Same: one degree that fits, for all
    template <bool Same>
    static void all(char** args, const std::ptrdiff_t* steps, index_t at, index_t end) noexcept {
        for (; at + 3 < end; at += block_lanes)
            block<block_lanes, Same>(args, steps, at, static_cast<int>(std::min<index_t>(block_lanes, end - at)));
        for (; at < end; ++at) block<1, Same>(args, steps, at, 1);
    }
    template <class S, int L>
    static void load(const char* from, std::ptrdiff_t step, int count, Lane<L>& to) noexcept {
        if (step == 0) {
            const double value = static_cast<double>(*reinterpret_cast<const S*>(from));
            for (int j = 0; j < L; ++j) to[j] = value;
        } else if (count == L && step == static_cast<std::ptrdiff_t>(sizeof(S))) {
            const S* p = reinterpret_cast<const S*>(from);
            for (int j = 0; j < L; ++j) to[j] = static_cast<double>(p[j]);
        } else {
            for (int j = 0; j < count; ++j) to[j] = static_cast<double>(*reinterpret_cast<const S*>(from + j * step));
        }
    }
    template <int L>
    static void store(const Lane<L>& from, char* to, std::ptrdiff_t step, int count) noexcept {
        if (count == L && step == static_cast<std::ptrdiff_t>(sizeof(T))) {
            T* p = reinterpret_cast<T*>(to);
            for (int j = 0; j < L; ++j) p[j] = static_cast<T>(from[j]);
        } else {
            for (int j = 0; j < count; ++j) *reinterpret_cast<T*>(to + j * step) = static_cast<T>(from[j]);
        }
    }
    static bool usual(const double* in) noexcept {
        bool fine = true;
        for (int i = 0; i < nin - 1; ++i) fine &= std::fabs(in[i]) < 1e100;
        return fine;
    }
    template <int L, bool Same>
    static void block(char** args, const std::ptrdiff_t* steps, index_t at, int count) noexcept {
        Lane<L> n{}, degree, in[nin - 1]{}, out;
        load<Degree, L>(args[0] + at * steps[0], steps[0], count, n);
        for (int i = 1; i < nin; ++i) load<T, L>(args[i] + at * steps[i], steps[i], count, in[i - 1]);
        // Without a branch where all lanes serve, which is the usual case.
        double top = n[0];
        lane other = 0;
        for (int i = 0; i < nin - 1; ++i)
            for (int j = 0; j < L; ++j) other |= std::fabs(in[i][j]) < 1e100 ? lane{0} : lane{1};
        if constexpr (Same) {
            for (int j = 0; j < L; ++j) degree[j] = n[j];
        } else {
            top = 0.0;
            lane some = 0;
            for (int j = 0; j < L; ++j) {
                const bool fine = fits(n[j]);
                degree[j] = fine ? n[j] : 0.0;
                other |= fine ? lane{0} : lane{1};
                some |= fine ? lane{1} : lane{0};
            }
            for (int j = 0; j < L; ++j) top = degree[j] > top ? degree[j] : top;
            if (some == 0) {
                each(n, in, out, count, [](int) { return true; });
                return store<L>(out, args[nin] + at * steps[nin], steps[nin], count);
            }
        }
        Family<L> family;
        family.start(degree, in);
        family.run(top, degree);
        family.finish(degree, in, out);
        for (int j = 0; j < L; ++j) other |= out[j] - out[j] == 0.0 ? lane{0} : lane{1};
        if (other != 0)
            each(n, in, out, count, [&](int j) {
                double own[nin];
                for (int i = 0; i < nin - 1; ++i) own[i] = in[i][j];
                return !fits(n[j]) || !usual(own) || std::isnan(out[j]) || (std::isinf(out[j]) && !Family<1>::infinities);
            });
        store<L>(out, args[nin] + at * steps[nin], steps[nin], count);
    }
    template <int L, class Chosen>
    static void each(const Lane<L>& n, const Lane<L>* in, Lane<L>& out, int count, Chosen chosen) noexcept {
        [[maybe_unused]] Lane<L> degree, some[nin - 1], found;
        [[maybe_unused]] int place[L], m = 0;
        for (int j = 0; j < count; ++j) {
            if (!chosen(j)) continue;
            double own[nin];
            for (int i = 0; i < nin - 1; ++i) own[i] = in[i][j];
            if constexpr (Together<Alone>::exists) {
                if (Together<Alone>::serves(n[j], own)) {
                    degree[m] = n[j];
                    for (int i = 0; i < nin - 1; ++i) some[i][m] = own[i];
                    place[m++] = j;
                    continue;
                }
            }
            out[j] = alone(n[j], own);
        }
        if constexpr (Together<Alone>::exists) {
            if (m > 0) Together<Alone>::run(m, degree, some, found);
            for (int i = 0; i < m; ++i) out[place[i]] = found[i];
        }
    }
};

// now, other: the pair of run_recurrence; zero and first hold the values of degrees 0 and 1 (with sign for x < 0)
template <int L>
struct PolynomialLanes {
    static constexpr bool infinities = false;             // whether +-inf from the lanes has the right sign
    Lane<L> now, other, x, sign;
    void signs(const Lane<L>& n, const Lane<L>& at) noexcept {
        for (int j = 0; j < L; ++j) sign[j] = (at[j] < 0.0) & odd(n[j]) ? -1.0 : 1.0;
    }
    void finish_with_sign(const Lane<L>& n, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) out[j] = n[j] == 0.0 ? 1.0 : sign[j] * now[j];
    }
};

template <int L>
struct LegendreLanes : PolynomialLanes<L> {
    using PolynomialLanes<L>::now; using PolynomialLanes<L>::other; using PolynomialLanes<L>::x; using PolynomialLanes<L>::sign;
    static constexpr int inputs = 1;
    static double scalar(double n, double x) noexcept { return legendre_whole(n, x); }
    static bool fits(double n) noexcept { return n >= 0.0 && n <= legendre_far; }
    Lane<L> keep, drop;                                // 1 and 0 in difference form, 0 and 1 in the plain one
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        this->signs(n, in[0]);
        for (int j = 0; j < L; ++j) {
            const double a = std::fabs(in[0][j]);
            const bool near_one = a >= 0.5;
            keep[j] = near_one ? 1.0 : 0.0;
            drop[j] = 1.0 - keep[j];
            x[j] = near_one ? a - 1.0 : a;
            now[j] = a;
            other[j] = near_one ? a - 1.0 : -1.0;
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        for (double k = 1.0; k < top; k += 1.0) {
            const double inverse = 1.0 / (k + 1.0), c = (2.0 * k + 1.0);
            for (int j = 0; j < L; ++j) {
                const double g = (c * (x[j] * now[j]) + k * other[j]) * inverse, next = g + keep[j] * now[j];
                other[j] = keep[j] * g - drop[j] * now[j];
                now[j] = k < n[j] ? next : now[j];
            }
        }
    }
    void finish(const Lane<L>& n, const Lane<L>*, Lane<L>& out) const noexcept { this->finish_with_sign(n, out); }
};

// P_n(2 x - 1): only the start differs
template <int L>
struct ShLegendreLanes : LegendreLanes<L> {
    using LegendreLanes<L>::now; using LegendreLanes<L>::other; using LegendreLanes<L>::x; using LegendreLanes<L>::sign;
    using LegendreLanes<L>::keep; using LegendreLanes<L>::drop;
    static double scalar(double n, double x) noexcept { return sh_legendre_whole(n, x); }
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) {
            const double t = in[0][j], rest = 1.0 - t, below = 2.0 * (t < 0.5 ? t : rest), a = 1.0 - below;
            const bool near_one = a >= 0.5;
            sign[j] = (t < 0.5) & odd(n[j]) ? -1.0 : 1.0;
            keep[j] = near_one ? 1.0 : 0.0;
            drop[j] = 1.0 - keep[j];
            x[j] = near_one ? -below : a;
            now[j] = a;
            other[j] = near_one ? -below : -1.0;
        }
    }
};

template <int L>
struct GegenbauerLanes : PolynomialLanes<L> {
    using PolynomialLanes<L>::now; using PolynomialLanes<L>::other; using PolynomialLanes<L>::x; using PolynomialLanes<L>::sign;
    static constexpr int inputs = 2;
    static double scalar(double n, double lambda, double x) noexcept { return gegenbauer_whole(n, lambda, x); }
    static bool fits(double n) noexcept { return n >= 0.0 && n <= longest; }
    Lane<L> keep, drop, shift, twice;
    void begin(double lambda, double a, double below, double side, int j) noexcept {   // a = |x|, below = 1 - a
        const bool near_one = a >= 0.5;
        sign[j] = side;
        keep[j] = near_one ? 1.0 : 0.0;
        drop[j] = 1.0 - keep[j];
        shift[j] = near_one ? 0.0 : 2.0 * lambda - 1.0;
        twice[j] = 2.0 * lambda;
        x[j] = near_one ? -below : a;
        now[j] = 2.0 * lambda * a;
        other[j] = near_one ? -2.0 * lambda * below : -1.0;
    }
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) {
            const double a = std::fabs(in[1][j]), lambda = in[0][j] < -0.5 ? nan : in[0][j];   // NaN: to the scalar function
            begin(lambda, a, 1.0 - a, (in[1][j] < 0.0) & odd(n[j]) ? -1.0 : 1.0, j);
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        for (double k = 1.0; k < top; k += 1.0) {
            const double inverse = 1.0 / (k + 1.0), c = 2.0 * k;
            for (int j = 0; j < L; ++j) {
                const double g = ((c + twice[j]) * (x[j] * now[j]) + (k + shift[j]) * other[j]) * inverse;
                const double next = g + keep[j] * ((k + twice[j]) * inverse * now[j]);
                other[j] = keep[j] * g - drop[j] * now[j];
                now[j] = k < n[j] ? next : now[j];
            }
        }
    }
    void finish(const Lane<L>& n, const Lane<L>*, Lane<L>& out) const noexcept { this->finish_with_sign(n, out); }
};

template <int L>
struct LaguerreLanes : PolynomialLanes<L> {
    using PolynomialLanes<L>::now; using PolynomialLanes<L>::other; using PolynomialLanes<L>::x; using PolynomialLanes<L>::sign;
    static constexpr int inputs = 2;
    static double scalar(double n, double alpha, double x) noexcept { return laguerre_whole(n, alpha, x); }
    static bool fits(double n) noexcept { return n >= 0.0 && n <= longest; }
    Lane<L> alpha;
    void begin(double a, double t, int j) noexcept {
        alpha[j] = a > -1.0 ? a : nan;
        sign[j] = 1.0;
        x[j] = t;
        now[j] = alpha[j] + 1.0 - t;
        other[j] = -t;
    }
    void start(const Lane<L>&, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) begin(in[0][j], in[1][j], j);
    }
    void run(double top, const Lane<L>& n) noexcept {
        for (double k = 1.0; k < top; k += 1.0) {
            const double inverse = 1.0 / (k + 1.0), after = k + 1.0;
            for (int j = 0; j < L; ++j) {
                const double g = (k * other[j] - x[j] * now[j]) * inverse;
                const double next = (after + alpha[j]) * inverse * now[j] + g;
                other[j] = g;
                now[j] = k < n[j] ? next : now[j];
            }
        }
    }
    void finish(const Lane<L>& n, const Lane<L>*, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) out[j] = n[j] == 0.0 ? alpha[j] * 0.0 + 1.0 : now[j];
    }
};
template <int L>
struct PlainLaguerreLanes : LaguerreLanes<L> {
    static constexpr int inputs = 1;
    static double scalar(double n, double x) noexcept { return laguerre_whole(n, 0.0, x); }
    void start(const Lane<L>&, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) this->begin(0.0, in[0][j], j);
    }
};

template <int L>
struct JacobiLanes : PolynomialLanes<L> {
    using PolynomialLanes<L>::now; using PolynomialLanes<L>::other; using PolynomialLanes<L>::x; using PolynomialLanes<L>::sign;
    static constexpr int inputs = 3;
    static double scalar(double n, double a, double b, double x) noexcept { return jacobi_whole(n, a, b, x); }
    static bool fits(double n) noexcept { return n >= 0.0 && n <= longest; }
    Lane<L> alpha, beta, s;
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        this->signs(n, in[2]);
        for (int j = 0; j < L; ++j) {
            const double a = std::fabs(in[2][j]);
            const bool swap = in[2][j] < 0.0;
            alpha[j] = swap ? in[1][j] : in[0][j];
            beta[j] = swap ? in[0][j] : in[1][j];
            s[j] = alpha[j] + beta[j];
            if (s[j] < -0.5) s[j] = nan;            // to the scalar function
            x[j] = 0.5 * (a - 1.0);
            other[j] = (s[j] + 2.0) * x[j];
            now[j] = alpha[j] + 1.0 + other[j];
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        for (double k = 1.0; k < top; k += 1.0) {
            const double inverse = 1.0 / (k + 1.0), two_k = 2.0 * k, after = k + 1.0;
            for (int j = 0; j < L; ++j) {
                const double twice = two_k + s[j], down = inverse / ((after + s[j]) * twice);
                const double g = (twice + 2.0) * down * ((twice + 1.0) * twice * (x[j] * now[j]) + k * (k + beta[j]) * other[j]);
                const double next = (after + alpha[j]) * inverse * now[j] + g;
                other[j] = g;
                now[j] = k < n[j] ? next : now[j];
            }
        }
    }
    void finish(const Lane<L>& n, const Lane<L>*, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) out[j] = n[j] == 0.0 ? 1.0 : sign[j] * now[j];
    }
};

// hermite_step's pair side by side; degrees to 3 in closed form
template <int L, int Unit>
struct HermiteLanes {
    static constexpr int inputs = 1;
    static double scalar(double n, double x) noexcept { return hermite_whole<Unit>(n, x); }
    static bool fits(double n) noexcept { return n >= 0.0 && n <= hermite_far; }
    static constexpr bool infinities = true;
    Lane<L> x, value;
    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) {
            x[j] = in[0][j];
            const double u = Unit * x[j], below = n[j] == 3.0 ? -3.0 * Unit : -1.0 * Unit, square = fma(u, u, below);
            const double low = n[j] == 0.0 ? 1.0 : u, high = n[j] == 3.0 ? u * square : square;
            value[j] = n[j] < 2.0 ? low : high;
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        if (top > 3.0) climb(top, n);
    }
    void climb(double top, const Lane<L>& n) noexcept {
        Lane<L> now, now_rest, other, other_rest, sign;
        for (int j = 0; j < L; ++j) {
            // Room above for values that only the last factors bring back, but none taken from below.
            sign[j] = std::fabs(x[j]) > 1e-60 ? 0x1p600 : 1.0;
            other[j] = std::fabs(x[j]) > 1e-60 ? 0x1p-600 : 1.0;
            now_rest[j] = other_rest[j] = 0.0;
        }
        for (int j = 0; j < L; ++j) now[j] = Unit * x[j] * other[j];   // by itself, or it is not vectorised
        for (double k = 1.0; k < top; k += 1.0)
            for (int j = 0; j < L; ++j) {
                double p = now[j], p_rest = now_rest[j], q = other[j], q_rest = other_rest[j];
                hermite_step<Unit>(k, x[j], p, p_rest, q, q_rest);
                const bool going = k < n[j];
                now[j] = going ? p : now[j];
                now_rest[j] = going ? p_rest : now_rest[j];
                other[j] = q;
                other_rest[j] = q_rest;
            }
        for (int j = 0; j < L; ++j) {
            const double sum = now[j] + now_rest[j], high = sum - sum == 0.0 ? sign[j] * sum : nan;
            value[j] = n[j] > 3.0 ? high : value[j];
        }
    }
    void finish(const Lane<L>&, const Lane<L>*, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) out[j] = value[j];
    }
};

// Chebyshev polynomials inside the interval: difference form up to recurrence_end, beyond whole powers of w = c + i s in
// double-double, from the lowest bit up.
template <int L, Chebyshev Kind, int Scale, bool Unit>     // argument x/Scale, or 2 x - 1
struct ChebyshevLanes {
    static constexpr bool infinities = false;
    static constexpr int inputs = 1;
    static constexpr bool second = Kind == Chebyshev::second;
    static double scalar(double n, double x) noexcept {
        const ChebyshevPoint p = Unit ? on_unit_interval(x) : on_interval(x / Scale);
        return second ? chebyshev_u(n, p) : (Scale == 2 ? 2.0 : 1.0) * chebyshev_t(n, p);
    }
    static bool fits(double n) noexcept { return n >= 0.0 && n < 0x1p50 && n == std::floor(n); }
    Lane<L> x, below, sign, value;                       // |x|, 1 - |x|

    void start(const Lane<L>& n, const Lane<L>* in) noexcept {
        for (int j = 0; j < L; ++j) {
            const double t = in[0][j];
            const bool left = Unit ? t < 0.5 : t < 0.0;
            if constexpr (Unit) {
                const double rest = 1.0 - t;
                below[j] = 2.0 * (left ? t : rest);
                x[j] = 1.0 - below[j];
            } else {
                x[j] = std::fabs(t) / Scale;
                below[j] = 1.0 - x[j];
            }
            sign[j] = left & odd(n[j]) ? -1.0 : 1.0;
        }
    }
    void run(double top, const Lane<L>& n) noexcept {
        short_run(std::fmin(top, recurrence_end), n);
        if (top > recurrence_end) long_run(top, n);
    }
    void short_run(double top, const Lane<L>& n) noexcept {
        Lane<L> keep, drop, now, other, twice;
        for (int j = 0; j < L; ++j) {
            const bool near_one = x[j] >= 0.5;
            const double y = -below[j];
            keep[j] = near_one ? 1.0 : 0.0;
            drop[j] = 1.0 - keep[j];
            twice[j] = 2.0 * (near_one ? y : x[j]);
            now[j] = second ? 2.0 * x[j] : x[j];
            other[j] = near_one ? (second ? 1.0 + 2.0 * y : y) : -1.0;
        }
        for (double k = 1.0; k < top; k += 1.0)
            for (int j = 0; j < L; ++j) {
                const double g = twice[j] * now[j] + other[j], next = g + keep[j] * now[j];
                other[j] = keep[j] * g - drop[j] * now[j];
                now[j] = k < n[j] ? next : now[j];
            }
        for (int j = 0; j < L; ++j) value[j] = n[j] == 0.0 ? 1.0 : now[j];
    }
    void long_run(double top, const Lane<L>& n) noexcept {
        Lane<L> c, c_lo, s, s_lo, p, p_lo, q, q_lo, whole, sine, sine_lo;
        for (int j = 0; j < L; ++j) {
            const Dd d = Unit ? Dd(below[j]) : two_diff(1.0, x[j]);
            const Dd t = Unit ? two_diff(1.0, below[j]) : Dd(x[j]), square = d * (t + 1.0);
            const double r = std::sqrt(square.hi);
            const Dd rest = square - two_prod(r, r), root = quick_two_sum(r, rest.hi / (2.0 * r));
            c[j] = t.hi;
            c_lo[j] = t.lo;
            sine[j] = s[j] = root.hi;                // NaN outside the interval: to the scalar function
            sine_lo[j] = s_lo[j] = root.lo;
            p[j] = 1.0;
            p_lo[j] = q[j] = q_lo[j] = 0.0;
            whole[j] = second ? n[j] + 1.0 : n[j];
        }
        for (double rest = second ? top + 1.0 : top; rest >= 1.0; rest *= 0.5)
            for (int j = 0; j < L; ++j) {
                const Dd u{c[j], c_lo[j]}, v{s[j], s_lo[j]}, a{p[j], p_lo[j]}, b{q[j], q_lo[j]};
                const double half = std::floor(0.5 * whole[j]);
                const bool take = whole[j] != 2.0 * half;
                whole[j] = half;
                const Dd re = a * u - b * v, im = a * v + b * u, twice = u * v, square = (u - v) * (u + v);
                p[j] = take ? re.hi : p[j];
                p_lo[j] = take ? re.lo : p_lo[j];
                q[j] = take ? im.hi : q[j];
                q_lo[j] = take ? im.lo : q_lo[j];
                c[j] = square.hi;
                c_lo[j] = square.lo;
                s[j] = 2.0 * twice.hi;
                s_lo[j] = 2.0 * twice.lo;
            }
        for (int j = 0; j < L; ++j) {
            const double ratio = q[j] / sine[j];
            const Dd rest = Dd(q[j], q_lo[j]) - Dd(sine[j], sine_lo[j]) * ratio;
            const double far = second ? ratio + rest.hi / sine[j] : p[j];
            value[j] = n[j] > recurrence_end ? far : value[j];
        }
    }
    void finish(const Lane<L>& n, const Lane<L>* in, Lane<L>& out) const noexcept {
        for (int j = 0; j < L; ++j) {
            const double t = in[0][j];
            const bool inside = Unit ? t > 0.0 && t < 1.0 : std::fabs(t) < Scale;
            out[j] = inside || n[j] <= recurrence_end ? (Scale == 2 && !second ? 2.0 : 1.0) * sign[j] * value[j] : nan;
        }
    }
};
template <int L> using ChebyshevT = ChebyshevLanes<L, Chebyshev::first, 1, false>;
template <int L> using ChebyshevU = ChebyshevLanes<L, Chebyshev::second, 1, false>;
template <int L> using ChebyshevC = ChebyshevLanes<L, Chebyshev::first, 2, false>;
template <int L> using ChebyshevS = ChebyshevLanes<L, Chebyshev::second, 2, false>;
template <int L> using ShiftedT = ChebyshevLanes<L, Chebyshev::first, 1, true>;
template <int L> using ShiftedU = ChebyshevLanes<L, Chebyshev::second, 1, true>;
template <int L> using HermiteH = HermiteLanes<L, 2>;
template <int L> using HermiteHe = HermiteLanes<L, 1>;

// The loop for whole degrees.
template <template <int> class Family>
void add_blocks(LoopList& l, const char* name) {
    const std::string inputs(static_cast<std::size_t>(Family<1>::inputs), 'd');
    l.push_back({name, "l" + inputs + "->d", &Blocks<Family, &Family<1>::scalar, long, double>::loop, 512});
}
// The loops for real degrees; Alone takes any.
template <template <int> class Family, auto Alone>
void add_real_blocks(LoopList& l, const char* name, index_t grain) {
    constexpr std::size_t inputs = static_cast<std::size_t>(Family<1>::inputs) + 1;
    l.push_back({name, std::string(inputs, 'd') + "->d", &Blocks<Family, Alone, double, double>::loop, grain});
    l.push_back({name, std::string(inputs, 'f') + "->f", &Blocks<Family, Alone, float, float>::loop, grain});
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
