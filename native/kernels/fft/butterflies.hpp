// SPDX-License-Identifier: BSD-3-Clause
// Transforms of a few points in registers: radices 2, 4 and 8 by hand, odd ones by sums and differences of opposite points
// (Van Loan, Computational Frameworks for the Fast Fourier Transform, section 1.3), nine as three by three.
#pragma once

#include <numbers>

#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

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
    const V plus = fill<V>(h), minus = fill<V>(-h);
    const V sr = gr[1] + gi[1], si = gi[1] - gr[1], tr = gi[3] - gr[3], ti = gr[3] + gi[3];
    br[0] = fr[0] + gr[0], bi[0] = fi[0] + gi[0];
    br[4] = fr[0] - gr[0], bi[4] = fi[0] - gi[0];
    br[1] = muladd(plus, sr, fr[1]), bi[1] = muladd(plus, si, fi[1]);
    br[5] = muladd(minus, sr, fr[1]), bi[5] = muladd(minus, si, fi[1]);
    br[2] = fr[2] + gi[2], bi[2] = fi[2] - gr[2];
    br[6] = fr[2] - gi[2], bi[6] = fi[2] + gr[2];
    br[3] = muladd(plus, tr, fr[3]), bi[3] = muladd(minus, ti, fi[3]);
    br[7] = muladd(minus, tr, fr[3]), bi[7] = muladd(plus, ti, fi[3]);
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
struct Circle<9> {
    static constexpr long double cos[9] = {
        1, 0.766044443118978035202392650555416674L, 0.173648177666930348851716626769314796L, -0.5L,
        -0.939692620785908384054109277324731470L, -0.939692620785908384054109277324731470L, -0.5L,
        0.173648177666930348851716626769314796L, 0.766044443118978035202392650555416674L};
    static constexpr long double sin[9] = {
        0, 0.642787609686539326322643409907263433L, 0.984807753012208059366743024589523014L,
        0.86602540378443864676372317075293618L, 0.342020143325668733044099614682259581L,
        -0.342020143325668733044099614682259581L, -0.86602540378443864676372317075293618L,
        -0.984807753012208059366743024589523014L, -0.642787609686539326322643409907263433L};
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

// even = first + sum over 1 <= k <= R / 2 of s_k cos(2 pi j k / R), odd = sum d_k sin(2 pi j k / R)
template <int R, class T, class V>
[[gnu::always_inline]] inline void circle_sums(int j, V first, const V* s, const V* d, V& even, V& odd) {
    even = first, odd = V{};
#pragma GCC unroll 8
    for (int k = 1; k <= R / 2; ++k) {
        even = muladd(fill<V>(static_cast<T>(Circle<R>::cos[j * k % R])), s[k], even);
        odd = muladd(fill<V>(static_cast<T>(Circle<R>::sin[j * k % R])), d[k], odd);
    }
}

// Odd R: sums and differences of opposite points halve the products.
template <int R, class T, class V>
[[gnu::always_inline]] inline void butterfly_odd(const V* ar, const V* ai, V* br, V* bi) {
    constexpr int H = (R + 1) / 2;
    V sr[H], si[H], dr[H], di[H];
    V zr = ar[0], zi = ai[0];
    for (int k = 1; k < H; ++k) {
        sr[k] = ar[k] + ar[R - k];
        si[k] = ai[k] + ai[R - k];
        dr[k] = ar[k] - ar[R - k];
        di[k] = ai[k] - ai[R - k];
        zr += sr[k];
        zi += si[k];
    }
    br[0] = zr;
    bi[0] = zi;
#pragma GCC unroll 8
    for (int j = 1; j < H; ++j) {
        V cr, ci, tr, ti;
        circle_sums<R, T>(j, ar[0], sr, dr, cr, ti);
        circle_sums<R, T>(j, ai[0], si, di, ci, tr);
        br[j] = cr + tr;
        bi[j] = ci - ti;
        br[R - j] = cr - tr;
        bi[R - j] = ci + ti;
    }
}

template <class T, class V>
[[gnu::always_inline]] inline void butterfly9(const V* ar, const V* ai, V* br, V* bi) {
    constexpr auto &cos = Circle<9>::cos, &sin = Circle<9>::sin;
    V yr[3][3], yi[3][3];
    for (int b = 0; b < 3; ++b) {
        const V pr[3] = {ar[b], ar[b + 3], ar[b + 6]}, pi[3] = {ai[b], ai[b + 3], ai[b + 6]};
        butterfly_odd<3, T>(pr, pi, yr[b], yi[b]);
    }
    turn(yr[1][1], yi[1][1], fill<V>(static_cast<T>(cos[1])), fill<V>(static_cast<T>(-sin[1])));
    turn(yr[1][2], yi[1][2], fill<V>(static_cast<T>(cos[2])), fill<V>(static_cast<T>(-sin[2])));
    turn(yr[2][1], yi[2][1], fill<V>(static_cast<T>(cos[2])), fill<V>(static_cast<T>(-sin[2])));
    turn(yr[2][2], yi[2][2], fill<V>(static_cast<T>(cos[4])), fill<V>(static_cast<T>(-sin[4])));
    for (int c = 0; c < 3; ++c) {
        const V pr[3] = {yr[0][c], yr[1][c], yr[2][c]}, pi[3] = {yi[0][c], yi[1][c], yi[2][c]};
        V qr[3], qi[3];
        butterfly_odd<3, T>(pr, pi, qr, qi);
        for (int d = 0; d < 3; ++d) br[c + 3 * d] = qr[d], bi[c + 3 * d] = qi[d];
    }
}

// The R-point transform of a.
template <int R, class T, class V>
[[gnu::always_inline]] inline void butterfly(const V* ar, const V* ai, V* br, V* bi) {
    if constexpr (R == 2) butterfly2(ar, ai, br, bi);
    else if constexpr (R == 4) butterfly4(ar, ai, br, bi);
    else if constexpr (R == 8) butterfly8<T>(ar, ai, br, bi);
    else if constexpr (R == 9) butterfly9<T>(ar, ai, br, bi);
    else butterfly_odd<R, T>(ar, ai, br, bi);
}

}  // namespace
}  // namespace scinova::fft
