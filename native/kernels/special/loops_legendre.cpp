// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/distributions.hpp"
#include "kernels/special/legendre.hpp"
#include "kernels/special/legendre_real.hpp"
#include "kernels/special/orthopoly_blocks.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {

namespace {

// What stands before s^m G in the normalized functions, up to the degree where G may overflow: (2m-1)!!, sqrt(k!) and
// 1/sqrt(k!), each as mantissa and binary exponent.
struct SphereTables {
    static constexpr std::size_t degrees = 401, count = 2 * degrees;
    Wide odd_factorial[degrees], root_factorial[count], inverse_root[count];
    SphereTables() noexcept {
        for (std::size_t k = 0; k < count; ++k) {
            root_factorial[k] = root(factorial_wide(static_cast<double>(k)));
            inverse_root[k] = {1.0 / root_factorial[k].m, -root_factorial[k].e};
            if (k < degrees) odd_factorial[k] = normal(double_factorial(static_cast<double>(k)));
        }
    }
};

// Everything that stands before s^|m| G for small degrees and orders: row n, column m + orders
struct SmallFronts {
    static constexpr long degrees = 65, orders = 32;
    double of[degrees * 2 * orders]{};
    SmallFronts(bool normalized, double unit) noexcept {
        const SpherePoint one{1.0, 0.0, 1.0, 0.0, false};
        for (long n = 0; n < degrees; ++n)
            for (long m = 1 - orders; m < orders; ++m)
                if (m <= n && m >= -n)
                    of[(2 * n + 1) * orders + m] =
                        legendre_front(static_cast<double>(n), static_cast<double>(m), one, normalized, unit).value();
    }
};

// Spherical Legendre functions, harmonics (with the azimuth), and associated functions on the cut (with branch and norm), in
// lanes.
enum class Sphere { legendre, harmonic, associated };
template <Sphere Kind>
struct SphereBlocks {
    static constexpr bool Harmonic = Kind == Sphere::harmonic, cosine = Kind == Sphere::associated;
    static constexpr int nin = Harmonic ? 4 : cosine ? 5 : 3;
    using Out = std::conditional_t<Harmonic, cdouble, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        run_loop(args, dims, steps, data, nin, 1, [&](index_t begin, index_t end) {
            index_t at = begin;
            for (; at + 3 < end; at += block_lanes)
                chunk<block_lanes>(args, steps, at, static_cast<int>(std::min<index_t>(block_lanes, end - at)));
            for (; at < end; ++at) chunk<1>(args, steps, at, 1);
        });
    }
    template <class T>
    static T get(char** args, const std::ptrdiff_t* steps, int i, index_t k) noexcept {
        return *reinterpret_cast<const T*>(args[i] + k * steps[i]);
    }
    // Fills the lanes of small degree and order and usual argument, with the whole front in `factor`; true if all are.
    template <int L>
    static bool gather_small(char** args, const std::ptrdiff_t* steps, index_t at, int count, Lane<L>& degree, Lane<L>& order,
                             Lane<L>& angle, Lane<L>& azimuth, Lane<L>& factor, bool* small, double& top,
                             long& largest) noexcept {
        static const SmallFronts plain(false, 0.5), normal(true, cosine ? 0.5 : quarter_over_pi);
        int other = 0;
        long most = 0;
        for (int j = 0; j < count; ++j) {
            const long n = get<long>(args, steps, 0, at + j), m = get<long>(args, steps, 1, at + j);
            const double t = get<double>(args, steps, 2, at + j);
            const double* table = normal.of;
            int fine = (n >= 0) & (n < SmallFronts::degrees) & (m > -SmallFronts::orders) & (m < SmallFronts::orders);
            const long a = fine ? (m < 0 ? -m : m) : 0;
            fine &= a <= n;
            double phi = 0.0;
            if constexpr (cosine) {
                fine &= static_cast<int>(std::fabs(t) < 1.0) & (get<long>(args, steps, 3, at + j) != 3);
                table = get<long>(args, steps, 4, at + j) != 0 ? normal.of : plain.of;
            } else {
                fine &= static_cast<int>(std::fabs(t) < 0x1p19);
            }
            if constexpr (Harmonic) {
                phi = get<double>(args, steps, 3, at + j);
                fine &= static_cast<int>(std::fabs(phi) < 0x1p10);
            }
            other |= !fine;
            small[j] = fine != 0;
            angle[j] = fine ? t : 0.0;
            azimuth[j] = fine ? phi : 0.0;
            order[j] = fine ? static_cast<double>(m) : 0.0;
            degree[j] = static_cast<double>(fine ? n - a : 0);
            factor[j] = table[fine ? (2 * n + 1) * SmallFronts::orders + m : 0];
            most = fine && n - a > most ? n - a : most;
            largest = fine && a > largest ? a : largest;
        }
        top = static_cast<double>(most);
        return other == 0;
    }

    // factor s^|m|, s^2 = square (1 + lo), where nothing can leave the range of float64
    template <int L>
    static void whole_powers(const Lane<L>& square, const Lane<L>& lo, const Lane<L>& order, int largest,
                             Lane<L>& factor) noexcept {
        Lane<L> base, base_lo, power, power_lo, rest;
        for (int j = 0; j < L; ++j) {
            base[j] = std::sqrt(square[j]);
            base_lo[j] = fma(square[j], lo[j], -fma(base[j], base[j], -square[j])) / (2.0 * base[j]);
            power[j] = 1.0;
            power_lo[j] = 0.0;
            rest[j] = std::fabs(order[j]);
        }
        for (int bits = largest; bits > 0; bits >>= 1)
            for (int j = 0; j < L; ++j) {
                const double half = std::floor(0.5 * rest[j]), b = base[j], p = power[j];
                const bool take = rest[j] != 2.0 * half;
                const double q = p * b, q_lo = fma(p, b, -q) + (p * base_lo[j] + power_lo[j] * b), r = b * b;
                rest[j] = half;
                power[j] = take ? q : p;
                power_lo[j] = take ? q_lo : power_lo[j];
                base_lo[j] = fma(b, b, -r) + 2.0 * b * base_lo[j];
                base[j] = r;
            }
        for (int j = 0; j < L; ++j) factor[j] *= power[j] + power_lo[j];
    }
    // factor norm 2^exponent s^|m| = what is left in `factor` times 2^power, where that leaves the range of float64: the
    // polynomial that it multiplies may be as far out on the other side. True where any power is not 0.
    template <int L>
    static bool exponentials(const Lane<L>& square, const Lane<L>& lo, const Lane<L>& sine, const Lane<L>& order,
                             const Lane<L>& exponent, const Lane<L>& norm, Lane<L>& factor, Lane<L>& power) noexcept {
        constexpr double log_of_two = 0x1.62e42fefa39efp-1;
        int any = 0;
        for (int j = 0; j < L; ++j) {
            const double m = std::fabs(order[j]);
            const bool fine = square[j] > 1e-300;
            const Dd logs = log_two(fine ? square[j] : 1e-300, fine ? lo[j] : 0.0) * (0.5 * m);
            const double about = fma(exponent[j], log_of_two, logs.hi);
            const double whole = (about * (1.0 / log_of_two) + shifter) - shifter;
            power[j] = std::fabs(about) > 600.0 ? whole : 0.0;
            const double e = exponent[j] - power[j];
            const Dd rest = logs + two_prod(e, log_of_two);
            const double front = exp_scaled(rest.hi, fma(e, 0x1.abc9e3b39803fp-56, rest.lo), factor[j] * norm[j]);
            // its square leaves the range, which is of use for m = 0, 1, 2 alone
            const double last = factor[j] * norm[j] * (m == 1.0 ? sine[j] : m == 2.0 ? sine[j] * sine[j] : 0.0);
            const bool direct = (m > 0.0) & !fine;
            factor[j] = direct ? last : front;
            power[j] = direct ? exponent[j] : power[j];
        }
        for (int j = 0; j < L; ++j) any |= power[j] != 0.0;
        return any != 0;
    }
    // Each lane by the one or the other, whatever stands beside it.
    template <int L>
    static bool fronts(const Lane<L>& square, const Lane<L>& lo, const Lane<L>& sine, const Lane<L>& order,
                       const Lane<L>& exponent, const Lane<L>& norm, const bool* small, int count, int largest,
                       Lane<L>& factor, Lane<L>& power) noexcept {
        int wholes = 0;
        for (int j = 0; j < count; ++j) wholes += small[j] & (square[j] > 1e-17);
        if (wholes == count) {
            whole_powers<L>(square, lo, order, largest, factor);
            return false;
        }
        Lane<L> scale, other;
        for (int j = 0; j < L; ++j) {
            scale[j] = small[j] ? 1.0 : norm[j];
            other[j] = factor[j];
        }
        const bool far = exponentials<L>(square, lo, sine, order, exponent, scale, other, power);
        if (wholes > 0) whole_powers<L>(square, lo, order, largest, factor);
        for (int j = 0; j < count; ++j) {
            const bool whole = small[j] & (square[j] > 1e-17);
            factor[j] = whole ? factor[j] : other[j];
            power[j] = whole ? 0.0 : power[j];
        }
        return far;
    }
    template <int L>
    static void chunk(char** args, const std::ptrdiff_t* steps, index_t at, int count) noexcept {
        static const SphereTables table;
        Lane<L> degree{}, order{}, angle{}, azimuth{}, factor{}, exponent{}, unit{}, out, re, im;
        bool ready[L], small[L]{};
        double top = 0.0;
        long largest = 0;                             // order, of the lanes that are small
        const bool all_small =
            gather_small<L>(args, steps, at, count, degree, order, angle, azimuth, factor, small, top, largest);
        for (int j = 0; j < L; ++j) ready[j] = small[j];
        for (int j = 0; j < count && !all_small; ++j) {
            if (small[j]) continue;
            const long n = get<long>(args, steps, 0, at + j), m = get<long>(args, steps, 1, at + j);
            const double t = get<double>(args, steps, 2, at + j);
            ready[j] = n >= 0 && n < static_cast<long>(SphereTables::degrees) && m <= n && m >= -n && (cosine ? std::fabs(t) < 1.0 : std::fabs(t) < 0x1p19);
            bool normalized = true;
            if constexpr (cosine) {
                ready[j] = ready[j] && get<long>(args, steps, 3, at + j) != 3;
                normalized = get<long>(args, steps, 4, at + j) != 0;
            }
            if constexpr (Harmonic) {
                azimuth[j] = get<double>(args, steps, 3, at + j);
                ready[j] = ready[j] && std::fabs(azimuth[j]) < 0x1p10;
                azimuth[j] *= static_cast<double>(ready[j]);
            }
            if (!ready[j]) continue;
            const auto a = static_cast<std::size_t>(m < 0 ? -m : m), d = static_cast<std::size_t>(n) - a;
            const Wide &f = table.odd_factorial[a], &r = table.root_factorial[d], &q = table.inverse_root[static_cast<std::size_t>(n) + a];
            angle[j] = t;
            order[j] = static_cast<double>(m);
            degree[j] = static_cast<double>(d);
            top = degree[j] > top ? degree[j] : top;
            // Not normalized: (2m-1)!! alone, for negative orders with the square of the quotient of roots.
            const double ratio = normalized ? r.m * q.m : m < 0 ? r.m * q.m * r.m * q.m : 1.0;
            const double ratio_e = normalized ? r.e + q.e : m < 0 ? 2.0 * (r.e + q.e) : 0.0;
            factor[j] = f.m * ratio * (m > 0 && m % 2 != 0 ? -1.0 : 1.0);
            exponent[j] = f.e + ratio_e;
            if constexpr (cosine) unit[j] = normalized ? 0.5 : 0.0;
        }
        GegenbauerLanes<L> lane;
        Lane<L> square, lo, norm, sine, power;        // square (1 + lo): the square of the sine
        for (int j = 0; j < L; ++j) {
            double a, below, cos;
            if constexpr (cosine) {
                cos = angle[j];
                a = std::fabs(cos);
                below = 1.0 - a;
                const Dd w = two_diff(1.0, a) * two_sum(1.0, a);
                square[j] = w.hi;
                lo[j] = w.lo / w.hi;
                sine[j] = 1.0;                        // of use only next to the poles
            } else {
                const SinCos v = sincos_usual(angle[j]);
                cos = v.cos;
                a = std::fabs(cos);
                const double near_end = v.sin * v.sin / (1.0 + a);
                below = a < 0.5 ? 1.0 - a : near_end;
                // Near the equator the cosine knows more of the sine than its own rounding.
                const Dd by_cosine = Dd(1.0) - two_prod(a, a), by_sine = two_prod(v.sin, v.sin);
                square[j] = a < 0.7 ? by_cosine.hi : by_sine.hi;
                lo[j] = (a < 0.7 ? by_cosine.lo : by_sine.lo) / square[j];
                sine[j] = std::fabs(v.sin);
            }
            const double m = std::fabs(order[j]);
            lane.begin(m + 0.5, a, below, (cos < 0.0) & odd(degree[j]) ? -1.0 : 1.0, j);
            const double norm_of = std::sqrt((2.0 * (degree[j] + m) + 1.0) * (cosine ? 0.5 : quarter_over_pi));
            norm[j] = cosine && unit[j] == 0.0 ? 1.0 : norm_of;
        }
        const bool far =
            fronts<L>(square, lo, sine, order, exponent, norm, small, count, static_cast<int>(largest), factor, power);
        lane.run(top, degree);
        lane.finish(degree, nullptr, out);
        for (int j = 0; j < L; ++j) out[j] *= factor[j];
        for (int j = 0; j < count && far; ++j)
            if (power[j] != 0.0) out[j] = std::ldexp(out[j], static_cast<int>(lesser(greater(power[j], -4000.0), 4000.0)));
        for (int j = 0; j < L; ++j) {
            if constexpr (Harmonic) {
                const double x = order[j] * azimuth[j], rest = fma(order[j], azimuth[j], -x);
                const SinCos v = sincos_usual(x);
                re[j] = out[j] * fma(-v.sin, rest, v.cos);
                im[j] = out[j] * fma(v.cos, rest, v.sin);
            }
        }
        for (int j = 0; j < count; ++j) {
            auto* to = reinterpret_cast<Out*>(args[nin] + (at + j) * steps[nin]);
            if constexpr (Harmonic) {
                if (ready[j]) {
                    *to = {re[j], im[j]};
                    continue;
                }
                const long m = get<long>(args, steps, 1, at + j);
                const double value = sph_legendre0(get<long>(args, steps, 0, at + j), m, get<double>(args, steps, 2, at + j));
                const double phi = get<double>(args, steps, 3, at + j);
                *to = std::isfinite(phi) ? value * turn(m, phi) : cdouble(nan, nan);
            } else if constexpr (cosine) {
                *to = ready[j] ? out[j] : assoc0(get<long>(args, steps, 0, at + j), get<long>(args, steps, 1, at + j),
                                                 get<double>(args, steps, 2, at + j), get<long>(args, steps, 3, at + j),
                                                 get<long>(args, steps, 4, at + j));
            } else {
                *to = ready[j] ? out[j] : sph_legendre0(get<long>(args, steps, 0, at + j), get<long>(args, steps, 1, at + j),
                                                        get<double>(args, steps, 2, at + j));
            }
        }
    }
};

// Ferrers' function of whole order m and real degree (DLMF 14.3.1, 14.9.3)
double lpmv_of(double m, double v, double x) noexcept {
    if (std::isnan(m) || std::isnan(v) || std::isnan(x) || m != std::floor(m) || std::isinf(v)) return nan;
    if (v < -0.5) v = -v - 1.0;                         // 14.9.5
    const double a = std::fabs(m);
    if (a > 1e5 || v > (v == std::floor(v) ? 1e12 : longest)) {
        report(Trouble::no_result);
        return nan;
    }
    if (v == std::floor(v) && a <= v) return assoc0(static_cast<long>(v), static_cast<long>(m), x, 2, 0);
    if (v == std::floor(v) && m > v) return 0.0;
    if (x < -1.0 || (x > 1.0 && a != 0.0)) return nan;
    if (x == -1.0) {
        if (a == 0.0) return std::copysign(inf, -sinpi(v));
        return m < 0.0 ? inf : std::copysign(inf, (odd(a) ? -1.0 : 1.0) * poch(v - a + 1.0, 2.0 * a));
    }
    if (a == 0.0 && x > 1.0) return hyp2f1(-v, v + 1.0, 1.0, 0.5 * (1.0 - x));
    if (x >= 0.0) return ferrers_right(v, m, x);
    if (a < 1.0 || a < v * std::sqrt((1.0 - x) * (1.0 + x)) || std::fabs(v - std::nearbyint(v)) > 0.01) return ferrers_left(v, m, x);
    const Wide f = normal({hyp2f1(-v, v + 1.0, a + 1.0, 0.5 * (1.0 - x)), 0.0});
    return (f * normal(ferrers_front(v, m, x))).value();
}

// Whole degrees and orders go through the lanes above, brought together where others stand between them.
struct LpmvLanes {
    long n[block_lanes], m[block_lanes], branch = 2, norm = 0;
    double x[block_lanes], y[block_lanes];
    int at[block_lanes], count = 0;

    static bool serves(double order, double degree, double x) noexcept {
        if (!(std::fabs(order) <= degree && degree < static_cast<double>(SphereTables::degrees))) return false;
        return order == std::floor(order) && degree == std::floor(degree) && std::fabs(x) < 1.0;
    }
    void add(int j, double order, double degree, double value) noexcept {
        n[count] = static_cast<long>(degree);
        m[count] = static_cast<long>(order);
        x[count] = value;
        at[count++] = j;
    }
    void compute() noexcept {
        const auto of = [](auto* p) { return reinterpret_cast<char*>(p); };
        char* args[] = {of(n), of(m), of(x), of(&branch), of(&norm), of(y)};
        constexpr std::ptrdiff_t step[] = {sizeof(long), sizeof(long), sizeof(double), 0, 0, sizeof(double)};
        if (count == 1) SphereBlocks<Sphere::associated>::chunk<1>(args, step, 0, 1);
        else if (count > 1) SphereBlocks<Sphere::associated>::chunk<block_lanes>(args, step, 0, count);
    }
};

void lpmv_loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
    run_loop(args, dims, steps, data, 3, 1, [&](index_t begin, index_t end) {
        for (index_t from = begin; from < end; from += block_lanes) {
            const auto count = static_cast<int>(std::min<index_t>(block_lanes, end - from));
            const auto in = [&](int i, int j) { return *reinterpret_cast<const double*>(args[i] + (from + j) * steps[i]); };
            const auto out = [&](int j) -> double& { return *reinterpret_cast<double*>(args[3] + (from + j) * steps[3]); };
            LpmvLanes lanes;
            for (int j = 0; j < count; ++j) {
                const double order = in(0, j), degree = in(1, j), x = in(2, j);
                if (LpmvLanes::serves(order, degree, x)) lanes.add(j, order, degree, x);
                else out(j) = lpmv_of(order, degree, x);
            }
            lanes.compute();
            for (int k = 0; k < lanes.count; ++k) out(lanes.at[k]) = lanes.y[k];
        }
    });
}

}  // namespace

template <>
void add_legendre_loops<isa::current>(LoopList& l) {
    constexpr index_t grain = 256;
    add_blocks<LegendreLanes>(l, "_legendre_p0");
    l.push_back({"lpmv", "ddd->d", &lpmv_loop, 64});
    l.push_back({"lpmv", "fff->f", &Returning<&lpmv_of, true, double, double, double, double>::loop, 64});
    add<&legendre1>(l, "_legendre_p1", grain);
    add<&legendre2>(l, "_legendre_p2", grain);
    l.push_back({"_assoc_legendre_p0", "lldll->d", &SphereBlocks<Sphere::associated>::loop, grain});
    add<&assoc1<double>>(l, "_assoc_legendre_p1", grain);
    add<&assoc2<double>>(l, "_assoc_legendre_p2", grain);
    add<&assoc0<cdouble>>(l, "_assoc_legendre_p0", grain);
    add<&assoc1<cdouble>>(l, "_assoc_legendre_p1", grain);
    add<&assoc2<cdouble>>(l, "_assoc_legendre_p2", grain);
    l.push_back({"_sph_legendre_p0", "lld->d", &SphereBlocks<Sphere::legendre>::loop, grain});
    add<&sph_legendre1>(l, "_sph_legendre_p1", grain);
    add<&sph_legendre2>(l, "_sph_legendre_p2", grain);
    l.push_back({"_sph_harm_y0", "lldd->D", &SphereBlocks<Sphere::harmonic>::loop, grain});
    add<&sph_harm_y1>(l, "_sph_harm_y1", grain);
    add<&sph_harm_y2>(l, "_sph_harm_y2", grain);
}

}  // namespace scinova::special
