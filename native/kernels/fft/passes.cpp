// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/passes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

// The R-point transform of a (in registers), for R = 2, 4, 8.
template <class V>
[[gnu::always_inline]] inline void butterfly2(const V* ar, const V* ai, V* br, V* bi) {
    br[0] = ar[0] + ar[1];
    bi[0] = ai[0] + ai[1];
    br[1] = ar[0] - ar[1];
    bi[1] = ai[0] - ai[1];
}

template <class V>
[[gnu::always_inline]] inline void butterfly4(const V* ar, const V* ai, V* br, V* bi) {
    const V sr = ar[0] + ar[2], si = ai[0] + ai[2], dr = ar[0] - ar[2], di = ai[0] - ai[2];
    const V tr = ar[1] + ar[3], ti = ai[1] + ai[3], er = ar[1] - ar[3], ei = ai[1] - ai[3];
    br[0] = sr + tr;
    bi[0] = si + ti;
    br[2] = sr - tr;
    bi[2] = si - ti;
    br[1] = dr + ei;  // d - i e
    bi[1] = di - er;
    br[3] = dr - ei;
    bi[3] = di + er;
}

template <class T, class V>
[[gnu::always_inline]] inline void butterfly8(const V* ar, const V* ai, V* br, V* bi) {
    constexpr T h = std::numbers::sqrt2_v<T> / 2;
    const V er[4] = {ar[0], ar[2], ar[4], ar[6]}, ei[4] = {ai[0], ai[2], ai[4], ai[6]};
    const V ur[4] = {ar[1], ar[3], ar[5], ar[7]}, ui[4] = {ai[1], ai[3], ai[5], ai[7]};
    V fr[4], fi[4], gr[4], gi[4];
    butterfly4(er, ei, fr, fi);
    butterfly4(ur, ui, gr, gi);
    const V hr[4] = {gr[0], h * (gr[1] + gi[1]), gi[2], h * (gi[3] - gr[3])};
    const V hi[4] = {gi[0], h * (gi[1] - gr[1]), -gr[2], -h * (gr[3] + gi[3])};
    for (int k = 0; k < 4; ++k) {
        br[k] = fr[k] + hr[k];
        bi[k] = fi[k] + hi[k];
        br[k + 4] = fr[k] - hr[k];
        bi[k + 4] = fi[k] - hi[k];
    }
}

// cos and sin of 2 pi j / R, to the precision of long double.
template <int R>
struct Circle;
template <>
struct Circle<3> {
    static constexpr long double cos[3] = {1, -0.5L, -0.5L};
    static constexpr long double sin[3] = {0, 0.86602540378443864676372317075293618L,
                                           -0.86602540378443864676372317075293618L};
};
template <>
struct Circle<5> {
    static constexpr long double cos[5] = {
        1, 0.309016994374947424102293417182819059L,
        -0.809016994374947424102293417182819059L, -0.809016994374947424102293417182819059L,
        0.309016994374947424102293417182819059L};
    static constexpr long double sin[5] = {
        0, 0.951056516295153572116439333379382143L,
        0.587785252292473129168705954639072769L, -0.587785252292473129168705954639072769L,
        -0.951056516295153572116439333379382143L};
};
template <>
struct Circle<7> {
    static constexpr long double cos[7] = {
        1, 0.623489801858733530525004884004239811L,
        -0.222520933956314404288902564496794759L, -0.900968867902419126236102319507445051L,
        -0.900968867902419126236102319507445051L, -0.222520933956314404288902564496794759L,
        0.623489801858733530525004884004239811L};
    static constexpr long double sin[7] = {
        0, 0.78183148246802980870844452667405775L,
        0.974927912181823607018131682993931217L, 0.433883739117558120475768332848358755L,
        -0.433883739117558120475768332848358755L, -0.974927912181823607018131682993931217L,
        -0.78183148246802980870844452667405775L};
};
template <>
struct Circle<11> {
    static constexpr long double cos[11] = {
        1, 0.841253532831181168861811648919367718L,
        0.415415013001886425529274149229623204L, -0.142314838273285140443792668616369669L,
        -0.654860733945285064056925072466293553L, -0.959492973614497389890368057066327699L,
        -0.959492973614497389890368057066327699L, -0.654860733945285064056925072466293553L,
        -0.142314838273285140443792668616369669L, 0.415415013001886425529274149229623204L,
        0.841253532831181168861811648919367718L};
    static constexpr long double sin[11] = {
        0, 0.540640817455597582107635954318691695L,
        0.90963199535451837141171538307902846L, 0.989821441880932732376092037776718787L,
        0.75574957435425828377403584397234442L, 0.281732556841429697711417915346616899L,
        -0.281732556841429697711417915346616899L, -0.75574957435425828377403584397234442L,
        -0.989821441880932732376092037776718787L, -0.90963199535451837141171538307902846L,
        -0.540640817455597582107635954318691695L};
};
template <>
struct Circle<13> {
    static constexpr long double cos[13] = {
        1, 0.885456025653209895900375522015098879L,
        0.568064746731155802511807559127516625L, 0.120536680255323053349067687452543582L,
        -0.354604887042535625969637892600018474L, -0.748510748171101098634630599701351384L,
        -0.970941817426052027156982276293789227L, -0.970941817426052027156982276293789227L,
        -0.748510748171101098634630599701351384L, -0.354604887042535625969637892600018474L,
        0.120536680255323053349067687452543582L, 0.568064746731155802511807559127516625L,
        0.885456025653209895900375522015098879L};
    static constexpr long double sin[13] = {
        0, 0.464723172043768545656015335133104778L,
        0.822983865893656394579617423439381991L, 0.992708874098053992800751649492520179L,
        0.935016242685414823439784599837830729L, 0.66312265824079520237678549266676628L,
        0.239315664287557767148753726260211895L, -0.239315664287557767148753726260211895L,
        -0.66312265824079520237678549266676628L, -0.935016242685414823439784599837830729L,
        -0.992708874098053992800751649492520179L, -0.822983865893656394579617423439381991L,
        -0.464723172043768545656015335133104778L};
};

// Odd R: sums and differences of opposite points halve the products.
template <int R, class T, class V>
[[gnu::always_inline]] inline void butterfly_odd(const V* ar, const V* ai, V* br, V* bi) {
    constexpr int H = (R - 1) / 2;
    V sr[H], si[H], dr[H], di[H];
    V zr = ar[0], zi = ai[0];
    for (int k = 0; k < H; ++k) {
        sr[k] = ar[k + 1] + ar[R - 1 - k];
        si[k] = ai[k + 1] + ai[R - 1 - k];
        dr[k] = ar[k + 1] - ar[R - 1 - k];
        di[k] = ai[k + 1] - ai[R - 1 - k];
        zr += sr[k];
        zi += si[k];
    }
    br[0] = zr;
    bi[0] = zi;
#pragma GCC unroll 8
    for (int j = 1; j <= H; ++j) {
        V cr = ar[0], ci = ai[0], tr = V{}, ti = V{};
#pragma GCC unroll 8
        for (int k = 1; k <= H; ++k) {
            const T c = static_cast<T>(Circle<R>::cos[j * k % R]), s = static_cast<T>(Circle<R>::sin[j * k % R]);
            cr += c * sr[k - 1];
            ci += c * si[k - 1];
            tr += s * di[k - 1];
            ti += s * dr[k - 1];
        }
        br[j] = cr + tr;
        bi[j] = ci - ti;
        br[R - j] = cr - tr;
        bi[R - j] = ci + ti;
    }
}

template <int R, class T, class V>
[[gnu::always_inline]] inline void butterfly(const V* ar, const V* ai, V* br, V* bi) {
    if constexpr (R == 2) butterfly2(ar, ai, br, bi);
    else if constexpr (R == 4) butterfly4(ar, ai, br, bi);
    else if constexpr (R == 8) butterfly8<T>(ar, ai, br, bi);
    else butterfly_odd<R, T>(ar, ai, br, bi);
}

using Isa = isa::current;

// W neighbouring q of one p of a stage; x and y point at q = 0 of that p. `turned`: with twiddle factors.
template <int R, int W, bool turned, class T>
[[gnu::always_inline]] inline index_t columns(const T* xr, const T* xi, T* yr, T* yi, index_t gap, index_t s, index_t q,
                                              const T* wr, const T* wi) {
    using V = Pack<T, W>;
    for (; q + W <= s; q += W) {
        V ar[R], ai[R], br[R], bi[R];
        for (int j = 0; j < R; ++j) ar[j] = load<Isa, V>(xr + q + gap * j), ai[j] = load<Isa, V>(xi + q + gap * j);
        butterfly<R, T>(ar, ai, br, bi);
        store<Isa>(yr + q, br[0]);
        store<Isa>(yi + q, bi[0]);
        for (int k = 1; k < R; ++k) {
            if constexpr (turned) {
                store<Isa>(yr + q + s * k, V(br[k] * wr[k] - bi[k] * wi[k]));
                store<Isa>(yi + q + s * k, V(br[k] * wi[k] + bi[k] * wr[k]));
            } else {
                store<Isa>(yr + q + s * k, br[k]);
                store<Isa>(yi + q + s * k, bi[k]);
            }
        }
    }
    return q;
}

// One stage: y[q + s (R p + k)] = w^(p k) sum_j x[q + s (p + m j)] exp(-2 pi i j k / R), q < s, p < m.
template <int R, class T>
void stage_wide(const Stage<T>& stage, index_t s, Split<T> x, Split<T> y) {
    constexpr int W = full_width<Isa, T>;
    const index_t m = stage.m, gap = s * m;
    for (index_t p = 0; p < m; ++p) {
        const T *xr = x.re + s * p, *xi = x.im + s * p;
        T *yr = y.re + s * R * p, *yi = y.im + s * R * p;
        T wr[R], wi[R];
        index_t q = 0;
        if (p == 0) {
            if constexpr (W > 1) q = columns<R, W, false>(xr, xi, yr, yi, gap, s, q, wr, wi);
            if constexpr (W > 4) q = columns<R, W / 2, false>(xr, xi, yr, yi, gap, s, q, wr, wi);
            if constexpr (W > 8) q = columns<R, W / 4, false>(xr, xi, yr, yi, gap, s, q, wr, wi);
            columns<R, 1, false>(xr, xi, yr, yi, gap, s, q, wr, wi);
            continue;
        }
        for (int k = 1; k < R; ++k) wr[k] = stage.re[(k - 1) * m + p], wi[k] = stage.im[(k - 1) * m + p];
        if constexpr (W > 1) q = columns<R, W, true>(xr, xi, yr, yi, gap, s, q, wr, wi);
        if constexpr (W > 4) q = columns<R, W / 2, true>(xr, xi, yr, yi, gap, s, q, wr, wi);
        if constexpr (W > 8) q = columns<R, W / 4, true>(xr, xi, yr, yi, gap, s, q, wr, wi);
        columns<R, 1, true>(xr, xi, yr, yi, gap, s, q, wr, wi);
    }
}

// The same for s = 1, where W neighbouring p are done at once and their results put in order one by one.
template <int R, int W, class T>
[[gnu::always_inline]] inline index_t neighbours(const Stage<T>& stage, index_t p, Split<T> x, Split<T> y) {
    using V = Pack<T, W>;
    const index_t m = stage.m;
    const T *wr = stage.re.data(), *wi = stage.im.data();
    for (; p + W <= m; p += W) {
        V ar[R], ai[R], br[R], bi[R];
        for (int j = 0; j < R; ++j) ar[j] = load<Isa, V>(x.re + p + m * j), ai[j] = load<Isa, V>(x.im + p + m * j);
        butterfly<R, T>(ar, ai, br, bi);
        T outr[R][W], outi[R][W];
        store<Isa>(outr[0], br[0]);
        store<Isa>(outi[0], bi[0]);
        for (int k = 1; k < R; ++k) {
            const V c = load<Isa, V>(wr + (k - 1) * m + p), d = load<Isa, V>(wi + (k - 1) * m + p);
            store<Isa>(outr[k], V(br[k] * c - bi[k] * d));
            store<Isa>(outi[k], V(br[k] * d + bi[k] * c));
        }
        T *yr = y.re + R * p, *yi = y.im + R * p;
        for (int l = 0; l < W; ++l)
            for (int k = 0; k < R; ++k) yr[R * l + k] = outr[k][l], yi[R * l + k] = outi[k][l];
    }
    return p;
}

template <int R, class T>
void stage_first(const Stage<T>& stage, Split<T> x, Split<T> y) {
    constexpr int W = full_width<Isa, T>;
    index_t p = 0;
    if constexpr (W > 1) p = neighbours<R, W>(stage, p, x, y);
    neighbours<R, 1>(stage, p, x, y);
}

// Any odd radix, by the definition on sums and differences of opposite points; x is overwritten with those.
template <class T>
void stage_generic(const Stage<T>& stage, index_t s, Split<T> x, Split<T> y) {
    const index_t m = stage.m;
    const int r = stage.radix, h = (r - 1) / 2;
    for (index_t p = 0; p < m; ++p) {
        T* const xr = x.re + s * p;
        T* const xi = x.im + s * p;
        T* const yr = y.re + s * r * p;
        T* const yi = y.im + s * r * p;
        for (index_t q = 0; q < s; ++q) {
            T zr = xr[q], zi = xi[q];
            for (int k = 1; k <= h; ++k) {
                T &ar = xr[q + s * m * k], &br = xr[q + s * m * (r - k)];
                T &ai = xi[q + s * m * k], &bi = xi[q + s * m * (r - k)];
                const T sr = ar + br, si = ai + bi, dr = ar - br, di = ai - bi;
                ar = sr, ai = si, br = dr, bi = di;
                zr += sr;
                zi += si;
            }
            yr[q] = zr;
            yi[q] = zi;
        }
        for (int j = 1; j <= h; ++j) {
            T *__restrict pr = yr + s * j, *__restrict pi = yi + s * j;
            T *__restrict nr = yr + s * (r - j), *__restrict ni = yi + s * (r - j);
            for (index_t q = 0; q < s; ++q) pr[q] = xr[q], pi[q] = xi[q], nr[q] = 0, ni[q] = 0;
            int at = 0;
            for (int k = 1; k <= h; ++k) {
                at += j;
                if (at >= r) at -= r;
                const T c = stage.cos[at], sn = stage.sin[at];
                const T *sr = xr + s * m * k, *si = xi + s * m * k;
                const T *dr = xr + s * m * (r - k), *di = xi + s * m * (r - k);
                for (index_t q = 0; q < s; ++q) {
                    pr[q] += c * sr[q];
                    pi[q] += c * si[q];
                    nr[q] += sn * di[q];
                    ni[q] += sn * dr[q];
                }
            }
            const T wr = stage.re[(j - 1) * m + p], wi = stage.im[(j - 1) * m + p];
            const T vr = stage.re[(r - j - 1) * m + p], vi = stage.im[(r - j - 1) * m + p];
            for (index_t q = 0; q < s; ++q) {
                const T cr = pr[q], ci = pi[q], tr = nr[q], ti = ni[q];
                const T ur = cr + tr, ui = ci - ti, lr = cr - tr, li = ci + ti;
                pr[q] = ur * wr - ui * wi;
                pi[q] = ur * wi + ui * wr;
                nr[q] = lr * vr - li * vi;
                ni[q] = lr * vi + li * vr;
            }
        }
    }
}

template <int R, class T>
void stage_of(const Stage<T>& stage, index_t s, Split<T> x, Split<T> y) {
    if (s == 1 && stage.m > 1) stage_first<R>(stage, x, y);
    else stage_wide<R>(stage, s, x, y);
}

template <class T>
Split<T> run_stages(const Plan<T>& plan, Split<T> x, Split<T> y, index_t lanes) {
    index_t s = lanes;
    for (const Stage<T>& stage : plan.stages) {
        switch (stage.radix) {
            case 2: stage_of<2>(stage, s, x, y); break;
            case 3: stage_of<3>(stage, s, x, y); break;
            case 4: stage_of<4>(stage, s, x, y); break;
            case 5: stage_of<5>(stage, s, x, y); break;
            case 7: stage_of<7>(stage, s, x, y); break;
            case 8: stage_of<8>(stage, s, x, y); break;
            case 11: stage_of<11>(stage, s, x, y); break;
            case 13: stage_of<13>(stage, s, x, y); break;
            default: stage_generic(stage, s, x, y);
        }
        std::swap(x, y);
        s *= stage.radix;
    }
    return x;
}

// X_k = chirp_k sum_j (x_j chirp_j) conj(chirp_(k - j)).
template <class T>
Split<T> run_chirp(const Plan<T>& plan, Split<T> x, Split<T> y, index_t lanes) {
    const index_t n = plan.n, length = plan.inner->n;
    const auto times = [lanes](Split<T> z, index_t j, T c, T d, T sign) {
        T *__restrict re = z.re + j * lanes, *__restrict im = z.im + j * lanes;
        for (index_t q = 0; q < lanes; ++q) {
            const T a = re[q], b = im[q];
            re[q] = a * c - b * d;
            im[q] = sign * (a * d + b * c);
        }
    };
    for (index_t j = 0; j < n; ++j) times(x, j, plan.chirp_re[j], plan.chirp_im[j], T(1));
    std::fill(x.re + n * lanes, x.re + length * lanes, T(0));
    std::fill(x.im + n * lanes, x.im + length * lanes, T(0));
    Split<T> z = run_stages(*plan.inner, x, y, lanes);
    Split<T> other = z.re == x.re ? y : x;
    for (index_t j = 0; j < length; ++j) times(z, j, plan.kernel_re[j], plan.kernel_im[j], T(1));
    z = run_stages(*plan.inner, z.swapped(), other.swapped(), lanes).swapped();
    for (index_t j = 0; j < n; ++j) times(z, j, plan.chirp_re[j], plan.chirp_im[j], T(1));
    return z;
}

template <class T>
Split<T> run(const Plan<T>& plan, Split<T> data, Split<T> scratch, index_t lanes) {
    return plan.inner ? run_chirp(plan, data, scratch, lanes) : run_stages(plan, data, scratch, lanes);
}

}  // namespace

template <>
const PassTable<float>& pass_table<isa::current, float>() {
    static const PassTable<float> table{&run<float>};
    return table;
}
template <>
const PassTable<double>& pass_table<isa::current, double>() {
    static const PassTable<double> table{&run<double>};
    return table;
}
template <>
const PassTable<long double>& pass_table<isa::current, long double>() {
    static const PassTable<long double> table{&run<long double>};
    return table;
}

}  // namespace scinova::fft
