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
    // True if all elements are of small degree and order and at usual arguments: then the lanes are filled, with the whole
    // front in `factor`.
    template <int L>
    static bool gather_small(char** args, const std::ptrdiff_t* steps, index_t at, int count, Lane<L>& degree, Lane<L>& order,
                             Lane<L>& angle, Lane<L>& azimuth, Lane<L>& factor, double& top, long& largest) noexcept {
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
            if constexpr (cosine) {
                fine &= static_cast<int>(std::fabs(t) < 1.0) & (get<long>(args, steps, 3, at + j) != 3);
                table = get<long>(args, steps, 4, at + j) != 0 ? normal.of : plain.of;
            } else {
                fine &= static_cast<int>(std::fabs(t) < 0x1p19);
            }
            if constexpr (Harmonic) {
                azimuth[j] = get<double>(args, steps, 3, at + j);
                fine &= static_cast<int>(std::fabs(azimuth[j]) < 0x1p10);
            }
            other |= !fine;
            angle[j] = t;
            order[j] = static_cast<double>(m);
            degree[j] = static_cast<double>(fine ? n - a : 0);
            factor[j] = table[fine ? (2 * n + 1) * SmallFronts::orders + m : 0];
            most = fine && n - a > most ? n - a : most;
            largest = a > largest ? a : largest;
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
    template <int L>
    static void exponentials(const Lane<L>& square, const Lane<L>& lo, const Lane<L>& order, const Lane<L>& exponent,
                             const Lane<L>& norm, Lane<L>& factor) noexcept {
        for (int j = 0; j < L; ++j) {
            const double m = std::fabs(order[j]);
            const bool none = !(square[j] > 1e-300);
            const Dd power = log_two(none ? 1e-300 : square[j], none ? 0.0 : lo[j]) * (0.5 * m) +
                             two_prod(exponent[j], 0x1.62e42fefa39efp-1);
            const double low = fma(exponent[j], 0x1.abc9e3b39803fp-56, power.lo);
            const double front = exp_scaled(power.hi, low, factor[j] * norm[j]);
            factor[j] = none & (m > 0.0) ? 0.0 : front;
        }
    }
    template <int L>
    static void chunk(char** args, const std::ptrdiff_t* steps, index_t at, int count) noexcept {
        static const SphereTables table;
        Lane<L> degree{}, order{}, angle{}, azimuth{}, factor{}, exponent{}, unit{}, out, re, im;
        bool ready[L];
        double top = 0.0;
        long largest = 0;                             // order
        const bool small = gather_small<L>(args, steps, at, count, degree, order, angle, azimuth, factor, top, largest);
        for (bool& r : ready) r = small;
        if (!small) {
            largest = 0;
            top = 0.0;
            for (int j = 0; j < L; ++j) degree[j] = order[j] = angle[j] = azimuth[j] = factor[j] = 0.0;
        }
        for (int j = 0; j < count && !small; ++j) {
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
        Lane<L> square, lo, norm;                     // square (1 + lo): the square of the sine
        int tiny = 0;
        for (int j = 0; j < L; ++j) {
            double a, below, cos;
            if constexpr (cosine) {
                cos = angle[j];
                a = std::fabs(cos);
                below = 1.0 - a;
                const Dd w = two_diff(1.0, a) * two_sum(1.0, a);
                square[j] = w.hi;
                lo[j] = w.lo / w.hi;
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
            }
            const double m = std::fabs(order[j]);
            lane.begin(m + 0.5, a, below, (cos < 0.0) & odd(degree[j]) ? -1.0 : 1.0, j);
            const double norm_of = std::sqrt((2.0 * (degree[j] + m) + 1.0) * (cosine ? 0.5 : quarter_over_pi));
            norm[j] = cosine && unit[j] == 0.0 ? 1.0 : norm_of;
            tiny |= !(square[j] > 1e-8);
        }
        if (small) {
            for (int j = 0; j < L; ++j) norm[j] = 1.0;
            if (tiny == 0) whole_powers<L>(square, lo, order, static_cast<int>(largest), factor);
            else exponentials<L>(square, lo, order, exponent, norm, factor);
        } else {
            exponentials<L>(square, lo, order, exponent, norm, factor);
        }
        lane.run(top, degree);
        lane.finish(degree, nullptr, out);
        for (int j = 0; j < L; ++j) {
            out[j] *= factor[j];
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

// Blocks of small whole degrees and orders through the lanes above
void lpmv_loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
    constexpr double most = 64.0;
    run_loop(args, dims, steps, data, 3, 1, [&](index_t begin, index_t end) {
        long n[block_lanes], m[block_lanes], branch = 2, norm = 0;
        for (index_t at = begin; at < end; at += block_lanes) {
            const auto count = static_cast<int>(std::min<index_t>(block_lanes, end - at));
            const auto in = [&](int i, int j) { return *reinterpret_cast<const double*>(args[i] + (at + j) * steps[i]); };
            int other = 0;
            for (int j = 0; j < count; ++j) {
                const double order = in(0, j), degree = in(1, j);
                const bool fine = std::fabs(order) <= degree && degree <= most;
                m[j] = fine ? static_cast<long>(order) : 0;
                n[j] = fine ? static_cast<long>(degree) : 0;
                other |= !fine | (static_cast<double>(m[j]) != order) | (static_cast<double>(n[j]) != degree) |
                         !(std::fabs(in(2, j)) < 1.0);
            }
            if (other == 0) {
                char* of[] = {reinterpret_cast<char*>(n), reinterpret_cast<char*>(m), args[2] + at * steps[2],
                              reinterpret_cast<char*>(&branch), reinterpret_cast<char*>(&norm), args[3] + at * steps[3]};
                const std::ptrdiff_t step[] = {sizeof(long), sizeof(long), steps[2], 0, 0, steps[3]};
                if (count == 1) SphereBlocks<Sphere::associated>::chunk<1>(of, step, 0, 1);
                else SphereBlocks<Sphere::associated>::chunk<block_lanes>(of, step, 0, count);
                continue;
            }
            for (int j = 0; j < count; ++j)
                *reinterpret_cast<double*>(args[3] + (at + j) * steps[3]) = lpmv_of(in(0, j), in(1, j), in(2, j));
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
