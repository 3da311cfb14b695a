// SPDX-License-Identifier: BSD-3-Clause
// Hypergeometric series of many elements at once, one per lane (lanes.hpp): a lane whose sum has ended takes the next
// element. In float64, in two, three and four parts, with the estimates of the relative error of hypergeometric_series.hpp.
//
// In three and four parts S/D stands for the sum, T/D for the term: T <- T (a + k)(b + k) z, S <- S (c + k)(k + 1) + T and
// D <- D (c + k)(k + 1) make no division.
#pragma once

#include <cstddef>
#include <iterator>

#include "kernels/special/hypergeometric_series.hpp"
#include "kernels/special/lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

// One series: sum (top)_k/(bottom)_k z^k/k!, z = over/under.
struct Job {
    Dd top[2], bottom{1.0}, z;
    Dd over, under{1.0};
    int item = 0;
};
struct Found {
    double value = 0.0, error = inf;                       // relative
};
inline double reach_of(const Job& j) noexcept { return std::fabs(j.z.hi); }

inline constexpr double terms_of_a_lane = 600.0, idle = 1e300;

// Whether sums of a difference and whole numbers are exact in two parts, as more parts take them to be.
inline bool exact_in_two(Dd difference) noexcept {
    constexpr double shift = 0x1.8p-44;
    return (difference.lo + shift) - shift == difference.lo;
}
// Leaves to `other` the elements that do not serve; the number of those that stay, in front.
template <class Element, class Serves, class Other>
int keep(Element* elements, int count, Serves serves, Other other) noexcept {
    int kept = 0;
    for (int i = 0; i < count; ++i)
        if (serves(elements[i])) elements[kept++] = elements[i];
        else other(elements[i].at);
    return kept;
}

// A number in several parts, in rows that hold one part each.
template <class Parts>
SCINOVA_WIDE Parts load_parts(const Row* r) noexcept {
    Parts v;
    for (std::size_t i = 0; i < std::size(v.at); ++i) v.at[i] = load(r[i]);
    return v;
}
template <class Parts>
SCINOVA_WIDE void store_parts(Row* r, const Parts& v) noexcept {
    for (std::size_t i = 0; i < std::size(v.at); ++i) store(r[i], v.at[i]);
}

// What every kind of sum has: parameters, the count, and when to look whether it has ended.
struct Parameters {
    Row a, a_rest, b, b_rest, c, c_rest, k, settled;
    template <class Job>
    void begin(int l, const Job& j) noexcept {
        a[l] = j.top[0].hi;
        a_rest[l] = j.top[0].lo;
        b[l] = j.top[1].hi;
        b_rest[l] = j.top[1].lo;
        c[l] = j.bottom.hi;
        c_rest[l] = j.bottom.lo;
        k[l] = 0.0;
        settled[l] = std::fmax(std::fmax(-j.top[0].hi, -j.top[1].hi), std::fmax(-j.bottom.hi, 0.0));
    }
    void rest(int l) noexcept { settled[l] = idle; }
};

template <int Tops>
struct Single {
    static constexpr int round = 4;
    static constexpr double enough = 0x1p-55;
    Parameters p;
    Row z, term, total, lost, sizes, weighted;
    void begin(int l, const Job& j) noexcept {
        p.begin(l, j);
        z[l] = j.z.hi;
        term[l] = total[l] = sizes[l] = 1.0;
        lost[l] = weighted[l] = 0.0;
    }
    bool advance() noexcept {
        const Vec a = load(p.a), ar = load(p.a_rest), b = load(p.b), br = load(p.b_rest), c = load(p.c), cr = load(p.c_rest);
        const Vec w = load(z);
        Vec k = load(p.k), t = load(term), s = load(total), e = load(lost), m = load(sizes), d = load(weighted), now = t;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            Vec up = ((a + k) + ar) * w;
            if constexpr (Tops == 2) up *= (b + k) + br;
            t *= up / (((c + k) + cr) * k1);
            k = k1;
            const Two<Vec> r = sum(s, t);
            s = r.hi;
            e += r.lo;
            now = size(t);
            m += now;
            d = muladd(t, k, d);
        }
        store(p.k, k);
        store(term, t);
        store(total, s);
        store(lost, e);
        store(sizes, m);
        store(weighted, d);
        return any((k > load(p.settled)) & ~(now > enough * size(s)));
    }
    double now(int l) const noexcept { return std::fabs(term[l]); }
    double bound(int l) const noexcept { return enough * std::fabs(total[l]); }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e300); }
    Found found(int l, const Job& j) const noexcept {
        const double v = total[l] + (lost[l] + weighted[l] * (j.z.lo / j.z.hi));
        return {v, 0x1p-53 * (4.0 + 2.0 * std::sqrt(p.k[l])) * sizes[l] / std::fabs(v)};
    }
};

template <int Tops>
struct Double {
    static constexpr int round = 4;
    static constexpr double enough = 0x1p-57;
    Parameters p;
    Row z, z_rest, term, term_rest, total, total_rest, sizes;
    void begin(int l, const Job& j) noexcept {
        p.begin(l, j);
        z[l] = j.z.hi;
        z_rest[l] = j.z.lo;
        term[l] = total[l] = sizes[l] = 1.0;
        term_rest[l] = total_rest[l] = 0.0;
    }
    bool advance() noexcept {
        const Two<Vec> a{load(p.a), load(p.a_rest)}, b{load(p.b), load(p.b_rest)}, c{load(p.c), load(p.c_rest)};
        const Two<Vec> w{load(z), load(z_rest)};
        Two<Vec> t{load(term), load(term_rest)}, s{load(total), load(total_rest)};
        Vec k = load(p.k), m = load(sizes), now = m;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            Two<Vec> up = times(shifted(a, k), w);
            if constexpr (Tops == 2) up = times(up, shifted(b, k));
            const Two<Vec> ck = shifted(c, k), under = times(ck, {k1, Vec{}});
            t = times(t, over(up, under));
            t = quick(t.hi, t.lo);
            const Two<Vec> r = sum(s.hi, t.hi);
            s = {r.hi, s.lo + (r.lo + t.lo)};
            k = k1;
            now = size(t.hi);
            m += now;
        }
        s = quick(s.hi, s.lo);
        store(p.k, k);
        store(term, t.hi);
        store(term_rest, t.lo);
        store(total, s.hi);
        store(total_rest, s.lo);
        store(sizes, m);
        return any((k > load(p.settled)) & ~(now > larger(enough * size(s.hi), 0x1p-108 * m)));
    }
    double now(int l) const noexcept { return std::fabs(term[l]); }
    double bound(int l) const noexcept { return std::fmax(enough * std::fabs(total[l]), 0x1p-108 * sizes[l]); }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e280); }
    Found found(int l, const Job&) const noexcept {
        return {total[l], 0x1p-102 * (p.k[l] + 4.0) * sizes[l] / std::fabs(total[l]) + 0x1p-53};
    }
};

template <int Tops, template <class> class Parts>
struct Multiple {
    static constexpr int round = 3, parts = sizeof(Parts<double>) / sizeof(double);
    static constexpr double enough = 0x1p-57, unit = parts == 3 ? 0x1p-150 : 0x1p-200, least = 0x1p-8 * unit;
    Parameters p;
    Row z[parts], term[parts], total[parts], under[parts], sizes;
    void begin(int l, const Job& j) noexcept {
        p.begin(l, j);
        const Four<double> w = quotient(j.over, j.under);
        for (int i = 0; i < parts; ++i) {
            z[i][l] = w.at[i];
            term[i][l] = total[i][l] = under[i][l] = i == 0 ? 1.0 : 0.0;
        }
        sizes[l] = 1.0;
    }
    bool advance() noexcept {
        const Two<Vec> a{load(p.a), load(p.a_rest)}, b{load(p.b), load(p.b_rest)}, c{load(p.c), load(p.c_rest)};
        const auto get = load_parts<Parts<Vec>>;
        const Parts<Vec> w = get(z);
        Parts<Vec> t = get(term), s = get(total), d = get(under);
        Vec k = load(p.k), m = load(sizes), now = m;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            const Two<Vec> ck = shifted(c, k);
            t = times(times(t, w), shifted(a, k));
            if constexpr (Tops == 2) t = times(t, shifted(b, k));
            d = times(times(d, ck), k1);
            s = plus(times(times(s, ck), k1), t);
            k = k1;
            now = size(t.at[0] / d.at[0]);
            m += now;
        }
        // Only quotients count.
        const Vec scale = size(d.at[0]) > 0x1p200 ? Vec{} + 0x1p-200 : Vec{} + 1.0;
        d = scaled(d, scale);
        s = scaled(s, scale);
        t = scaled(t, scale);
        store_parts(term, t);
        store_parts(total, s);
        store_parts(under, d);
        store(p.k, k);
        store(sizes, m);
        return any((k > load(p.settled)) & ~(now > larger(enough * size(s.at[0] / d.at[0]), least * m)));
    }
    double now(int l) const noexcept { return std::fabs(term[0][l] / under[0][l]); }
    double bound(int l) const noexcept { return std::fmax(enough * std::fabs(total[0][l] / under[0][l]), least * sizes[l]); }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e250); }
    Found found(int l, const Job&) const noexcept {
        const double v = total[0][l] / under[0][l];
        return {v, unit * (p.k[l] + 4.0) * sizes[l] / std::fabs(v) + 0x1p-52};
    }
};
template <int Tops> using Triple = Multiple<Tops, Three>;
template <int Tops> using Quadruple = Multiple<Tops, Four>;

// found[i] of jobs[i]; a sum that takes too long is left with an infinite error.
template <class Sum, int Tops, class Job, class Found>
inline void sum_all(const Job* jobs, int count, Found* found, double longest = terms_of_a_lane) noexcept {
    if (count == 0) return;
    Sum s;
    int at[width], next = 0, busy = 0;
    for (int l = 0; l < width; ++l) {
        at[l] = next < count ? next++ : -1;
        if (at[l] < 0) {
            s.p.rest(l);
        } else {
            s.begin(l, jobs[at[l]]);
            ++busy;
        }
    }
    for (int rounds = 0; busy > 0; ++rounds) {
        if (!s.advance() && rounds % 64 != 63) continue;
        for (int l = 0; l < width; ++l) {
            if (at[l] < 0) continue;
            const double k = s.p.k[l];
            if (k < longest) {
                if (!(k > s.p.settled[l]) || s.now(l) > s.bound(l)) continue;
                if (!s.hopeless(l) && s.now(l) != 0.0) {
                    const Job& j = jobs[at[l]];
                    const double r = later_ratio<Tops, 1>(j.top, &j.bottom, k, reach_of(j));
                    if (!(r < 0.999 && s.now(l) <= s.bound(l) * (1.0 - r))) continue;
                }
                found[at[l]] = s.hopeless(l) ? Found{} : s.found(l, jobs[at[l]]);
            } else {
                found[at[l]] = {};
            }
            if (next < count) {
                at[l] = next++;
                s.begin(l, jobs[at[l]]);
            } else {
                at[l] = -1;
                s.p.rest(l);
                --busy;
            }
        }
    }
}

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
