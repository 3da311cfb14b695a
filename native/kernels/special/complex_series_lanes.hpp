// SPDX-License-Identifier: BSD-3-Clause
// Hypergeometric series of real parameters and complex argument, one per lane, after the manner of series_lanes.hpp: in
// float64, in two, three and four parts.
#pragma once

#include "kernels/special/series_lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

// One series: sum (top)_k/(bottom)_k z^k/k!, z = over/under.
struct ComplexJob {
    Dd top[2], bottom{1.0};
    ComplexDd z, over, under{Dd(1.0)};
    int item = 0;
};
struct ComplexFound {
    ComplexDd value;
    double error = inf;                                    // relative
};
inline double reach_of(const ComplexJob& j) noexcept { return modulus(j.z); }

template <class P>
struct Duo {
    P re, im;
};
template <class V>
SCINOVA_WIDE Two<V> plus(const Two<V>& a, const Two<V>& b) noexcept {
    const Two<V> s = sum(a.hi, b.hi);
    return quick<V>(s.hi, s.lo + (a.lo + b.lo));
}
template <class V> SCINOVA_WIDE Two<V> negated(const Two<V>& a) noexcept { return {-a.hi, -a.lo}; }
template <class V> SCINOVA_WIDE Three<V> negated(const Three<V>& a) noexcept { return {{-a.at[0], -a.at[1], -a.at[2]}}; }
template <class V> SCINOVA_WIDE Four<V> negated(const Four<V>& a) noexcept { return {{-a.at[0], -a.at[1], -a.at[2], -a.at[3]}}; }
template <class P>
SCINOVA_WIDE Duo<P> times(const Duo<P>& a, const Duo<P>& b) noexcept {
    return {plus(times(a.re, b.re), negated(times(a.im, b.im))), plus(times(a.re, b.im), times(a.im, b.re))};
}

template <int Tops>
struct ComplexSingle {
    static constexpr int round = 4;
    static constexpr double enough = 0x1p-55;
    Parameters p;
    Row x, y, re, im, total_re, total_im, lost_re, lost_im, sizes, slope_re, slope_im;
    void begin(int l, const ComplexJob& j) noexcept {
        p.begin(l, j);
        x[l] = j.z.re.hi;
        y[l] = j.z.im.hi;
        re[l] = total_re[l] = sizes[l] = 1.0;
        im[l] = total_im[l] = lost_re[l] = lost_im[l] = slope_re[l] = slope_im[l] = 0.0;
    }
    bool advance() noexcept {
        const Vec a = load(p.a), ar = load(p.a_rest), b = load(p.b), br = load(p.b_rest), c = load(p.c), cr = load(p.c_rest);
        const Vec u = load(x), v = load(y);
        Vec k = load(p.k), t = load(re), w = load(im), s = load(total_re), q = load(total_im), e = load(lost_re), f = load(lost_im);
        Vec m = load(sizes), d = load(slope_re), g = load(slope_im), now = t;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            Vec up = (a + k) + ar;
            if constexpr (Tops == 2) up *= (b + k) + br;
            const Vec r = up / (((c + k) + cr) * k1);
            const Vec next = muladd(t, u, -(w * v)) * r;
            w = muladd(t, v, w * u) * r;
            t = next;
            k = k1;
            const Two<Vec> r1 = sum(s, t), r2 = sum(q, w);
            s = r1.hi;
            q = r2.hi;
            e += r1.lo;
            f += r2.lo;
            now = size(t) + size(w);
            m += now;
            d = muladd(t, k, d);
            g = muladd(w, k, g);
        }
        store(p.k, k);
        store(re, t);
        store(im, w);
        store(total_re, s);
        store(total_im, q);
        store(lost_re, e);
        store(lost_im, f);
        store(sizes, m);
        store(slope_re, d);
        store(slope_im, g);
        return any((k > load(p.settled)) & ~(now > enough * (size(s) + size(q))));
    }
    double now(int l) const noexcept { return std::fabs(re[l]) + std::fabs(im[l]); }
    double size_at(int l) const noexcept { return std::fabs(total_re[l]) + std::fabs(total_im[l]); }
    double bound(int l) const noexcept { return enough * size_at(l); }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e300); }
    ComplexFound found(int l, const ComplexJob& j) const noexcept {
        const cdouble turn = special::over(cdouble(j.z.re.lo, j.z.im.lo), cdouble(j.z.re.hi, j.z.im.hi));
        const cdouble rest = cdouble(lost_re[l], lost_im[l]) + special::times(cdouble(slope_re[l], slope_im[l]), turn);
        ComplexFound v;
        v.value.re = two_sum(total_re[l], rest.real());
        v.value.im = two_sum(total_im[l], rest.imag());
        v.error = 0x1p-53 * (4.0 + 3.0 * std::sqrt(p.k[l])) * sizes[l] / size_at(l);
        return v;
    }
};

template <int Tops>
struct ComplexDouble {
    static constexpr int round = 4;
    static constexpr double enough = 0x1p-62, least = 0x1p-108;
    Parameters p;
    Row z[4], term[4], total[4], sizes;
    void begin(int l, const ComplexJob& j) noexcept {
        p.begin(l, j);
        const double w[4] = {j.z.re.hi, j.z.re.lo, j.z.im.hi, j.z.im.lo};
        for (int i = 0; i < 4; ++i) {
            z[i][l] = w[i];
            term[i][l] = total[i][l] = i == 0 ? 1.0 : 0.0;
        }
        sizes[l] = 1.0;
    }
    bool advance() noexcept {
        const Two<Vec> a{load(p.a), load(p.a_rest)}, b{load(p.b), load(p.b_rest)}, c{load(p.c), load(p.c_rest)};
        const Duo<Two<Vec>> w{{load(z[0]), load(z[1])}, {load(z[2]), load(z[3])}};
        Duo<Two<Vec>> t{{load(term[0]), load(term[1])}, {load(term[2]), load(term[3])}};
        Duo<Two<Vec>> s{{load(total[0]), load(total[1])}, {load(total[2]), load(total[3])}};
        Vec k = load(p.k), m = load(sizes), now = m;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            Two<Vec> up = shifted(a, k);
            if constexpr (Tops == 2) up = times(up, shifted(b, k));
            const Two<Vec> q = over(up, times(shifted(c, k), {k1, Vec{}}));
            t = times(t, w);
            t.re = times(t.re, q);
            t.im = times(t.im, q);
            t.re = quick(t.re.hi, t.re.lo);
            t.im = quick(t.im.hi, t.im.lo);
            const Two<Vec> r1 = sum(s.re.hi, t.re.hi), r2 = sum(s.im.hi, t.im.hi);
            s.re = {r1.hi, s.re.lo + (r1.lo + t.re.lo)};
            s.im = {r2.hi, s.im.lo + (r2.lo + t.im.lo)};
            k = k1;
            now = size(t.re.hi) + size(t.im.hi);
            m += now;
        }
        s.re = quick(s.re.hi, s.re.lo);
        s.im = quick(s.im.hi, s.im.lo);
        store(p.k, k);
        store(term[0], t.re.hi);
        store(term[1], t.re.lo);
        store(term[2], t.im.hi);
        store(term[3], t.im.lo);
        store(total[0], s.re.hi);
        store(total[1], s.re.lo);
        store(total[2], s.im.hi);
        store(total[3], s.im.lo);
        store(sizes, m);
        return any((k > load(p.settled)) & ~(now > least * m));
    }
    double now(int l) const noexcept { return std::fabs(term[0][l]) + std::fabs(term[2][l]); }
    double size_at(int l) const noexcept { return std::fabs(total[0][l]) + std::fabs(total[2][l]); }
    double bound(int l) const noexcept { return least * sizes[l]; }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e280); }
    ComplexFound found(int l, const ComplexJob&) const noexcept {
        ComplexFound v;
        v.value.re = two_sum(total[0][l], total[1][l]);
        v.value.im = two_sum(total[2][l], total[3][l]);
        v.error = 0x1p-101 * (p.k[l] + 4.0) * sizes[l] / size_at(l);
        return v;
    }
};

// over/under in four parts
struct ComplexFour {
    Four<double> re, im;
};
inline Four<double> four(Dd x) noexcept { return {{x.hi, x.lo, 0.0, 0.0}}; }
inline Four<double> quotient(Four<double> x, const Four<double>& y) noexcept {
    double q[4];
    for (double& digit : q) {
        digit = x.at[0] / y.at[0];
        x = plus(x, times(y, -digit));
    }
    return settle(q[0], q[1], q[2], q[3]);
}
inline ComplexFour quotient(const ComplexDd& x, const ComplexDd& y) noexcept {
    if (y.im.hi == 0.0 && y.re.hi == 1.0 && y.re.lo == 0.0) return {four(x.re), four(x.im)};
    const Duo<Four<double>> up = times(Duo<Four<double>>{four(x.re), four(x.im)}, Duo<Four<double>>{four(y.re), four(-y.im)});
    const Four<double> under = plus(times(four(y.re), four(y.re)), times(four(y.im), four(y.im)));
    return {quotient(up.re, under), quotient(up.im, under)};
}

template <int Tops, template <class> class Parts>
struct ComplexMultiple {
    static constexpr int round = 2, parts = sizeof(Parts<double>) / sizeof(double);
    static constexpr double enough = 0x1p-70, unit = parts == 3 ? 0x1p-149 : 0x1p-199, least = 0x1p-8 * unit;
    Parameters p;
    Row z[2 * parts], term[2 * parts], total[2 * parts], under[parts], sizes;
    void begin(int l, const ComplexJob& j) noexcept {
        p.begin(l, j);
        const ComplexFour w = quotient(j.over, j.under);
        for (int i = 0; i < parts; ++i) {
            z[i][l] = w.re.at[i];
            z[parts + i][l] = w.im.at[i];
            term[i][l] = total[i][l] = under[i][l] = i == 0 ? 1.0 : 0.0;
            term[parts + i][l] = total[parts + i][l] = 0.0;
        }
        sizes[l] = 1.0;
    }
    bool advance() noexcept {
        const Two<Vec> a{load(p.a), load(p.a_rest)}, b{load(p.b), load(p.b_rest)}, c{load(p.c), load(p.c_rest)};
        const auto get = load_parts<Parts<Vec>>;
        const Duo<Parts<Vec>> w{get(z), get(z + parts)};
        Duo<Parts<Vec>> t{get(term), get(term + parts)}, s{get(total), get(total + parts)};
        Parts<Vec> d = get(under);
        Vec k = load(p.k), m = load(sizes), now = m;
        for (int i = 0; i < round; ++i) {
            const Vec k1 = k + 1.0;
            const Two<Vec> ck = shifted(c, k), ak = shifted(a, k);
            t = times(t, w);
            t = {times(t.re, ak), times(t.im, ak)};
            if constexpr (Tops == 2) {
                const Two<Vec> bk = shifted(b, k);
                t = {times(t.re, bk), times(t.im, bk)};
            }
            d = times(times(d, ck), k1);
            s = {plus(times(times(s.re, ck), k1), t.re), plus(times(times(s.im, ck), k1), t.im)};
            k = k1;
            now = (size(t.re.at[0]) + size(t.im.at[0])) / size(d.at[0]);
            m += now;
        }
        // Only quotients count.
        const Vec scale = size(d.at[0]) > 0x1p200 ? Vec{} + 0x1p-200 : Vec{} + 1.0;
        d = scaled(d, scale);
        s = {scaled(s.re, scale), scaled(s.im, scale)};
        t = {scaled(t.re, scale), scaled(t.im, scale)};
        store_parts(term, t.re);
        store_parts(term + parts, t.im);
        store_parts(total, s.re);
        store_parts(total + parts, s.im);
        store_parts(under, d);
        store(p.k, k);
        store(sizes, m);
        return any((k > load(p.settled)) &
                   ~(now > larger(enough * (size(s.re.at[0]) + size(s.im.at[0])) / size(d.at[0]), least * m)));
    }
    double now(int l) const noexcept { return (std::fabs(term[0][l]) + std::fabs(term[parts][l])) / std::fabs(under[0][l]); }
    double size_at(int l) const noexcept { return (std::fabs(total[0][l]) + std::fabs(total[parts][l])) / std::fabs(under[0][l]); }
    double bound(int l) const noexcept { return std::fmax(enough * size_at(l), least * sizes[l]); }
    bool hopeless(int l) const noexcept { return !(sizes[l] < 1e250); }
    ComplexFound found(int l, const ComplexJob&) const noexcept {
        const Dd d(under[0][l], under[1][l]);
        ComplexFound v;
        v.value.re = Dd(total[0][l], total[1][l]) / d;
        v.value.im = Dd(total[parts][l], total[parts + 1][l]) / d;
        v.error = unit * (p.k[l] + 4.0) * sizes[l] / size_at(l) + 0x1p-100;
        return v;
    }
};
template <int Tops> using ComplexTriple = ComplexMultiple<Tops, Three>;
template <int Tops> using ComplexQuadruple = ComplexMultiple<Tops, Four>;

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
