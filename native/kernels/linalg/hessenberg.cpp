// SPDX-License-Identifier: BSD-3-Clause
// Systems with shifted Hessenberg matrices; see hessenberg.hpp.
#include "kernels/linalg/hessenberg.hpp"

namespace scinova::linalg {
namespace {

template <class R>
bool refuses(R pivot, R* smallest) noexcept {
    if (!(pivot >= *smallest)) *smallest = pivot;
    return !(pivot > R(0));
}

template <class R>
R solve_real(const R* h, index_t m, R shift, R* b_, R* space) {
    R* __restrict b = b_;
    R *__restrict v = space, *factor = space + m, *swapped = factor + m;  // v: the column at hand
    std::copy_n(h + (m - 1) * m, m, v);
    v[m - 1] += shift;
    R smallest = std::numeric_limits<R>::infinity();
    for (index_t k = m - 1; k > 0; --k) {
        const R* __restrict next = h + (k - 1) * m;
        const bool swap = !(std::abs(v[k]) >= std::abs(next[k]));
        const R pivot = swap ? next[k] : v[k], f = (swap ? v[k] : next[k]) / pivot;
        if (refuses(std::abs(pivot), &smallest)) return smallest;
        const R u = b[k] /= pivot;
        factor[k] = f;
        swapped[k] = swap;
        if (swap) {
            for (index_t i = 0; i < k; ++i) {
                b[i] -= u * next[i];
                v[i] -= f * next[i];
            }
            b[k - 1] -= u * shift;
            v[k - 1] -= f * shift;
        } else {
            for (index_t i = 0; i < k; ++i) {
                b[i] -= u * v[i];
                v[i] = next[i] - f * v[i];
            }
            v[k - 1] += shift;
        }
    }
    if (refuses(std::abs(v[0]), &smallest)) return smallest;
    R c = b[0] / v[0];
    for (index_t k = 1; k < m; ++k) {
        const R rest = b[k] - factor[k] * c;
        b[k - 1] = swapped[k] != R(0) ? rest : c;
        if (swapped[k] == R(0)) c = rest;
    }
    b[m - 1] = c;
    return smallest;
}

template <class R>
struct Pair {
    R re, im;
    R size() const noexcept { return std::hypot(re, im); }
};
template <class R>
Pair<R> times(Pair<R> a, Pair<R> b) noexcept {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class R>
Pair<R> quotient(Pair<R> a, Pair<R> b) noexcept {  // R. L. Smith, Comm. ACM 5 (1962) 435
    if (std::abs(b.re) >= std::abs(b.im)) {
        const R r = b.im / b.re, d = b.re + b.im * r;
        return {(a.re + a.im * r) / d, (a.im - a.re * r) / d};
    }
    const R r = b.re / b.im, d = b.im + b.re * r;
    return {(a.re * r + a.im) / d, (a.im * r - a.re) / d};
}

// b -= u next, v -= f next; `imag` says whether next has an imaginary part.
template <bool imag, class R>
void take_next(index_t k, const R* __restrict next, const R* __restrict next_im, Pair<R> u, Pair<R> f, R* __restrict b,
               R* __restrict bi, R* __restrict v, R* __restrict vi) noexcept {
    for (index_t i = 0; i < k; ++i) {
        const R x = next[i];
        if constexpr (imag) {
            const R y = next_im[i];
            b[i] -= u.re * x - u.im * y;
            bi[i] -= u.re * y + u.im * x;
            v[i] -= f.re * x - f.im * y;
            vi[i] -= f.re * y + f.im * x;
        } else {
            b[i] -= u.re * x;
            bi[i] -= u.im * x;
            v[i] -= f.re * x;
            vi[i] -= f.im * x;
        }
    }
}

// b -= u v, v := next - f v.
template <bool imag, class R>
void take_current(index_t k, const R* __restrict next, const R* __restrict next_im, Pair<R> u, Pair<R> f,
                  R* __restrict b, R* __restrict bi, R* __restrict v, R* __restrict vi) noexcept {
    for (index_t i = 0; i < k; ++i) {
        const R x = v[i], y = vi[i];
        b[i] -= u.re * x - u.im * y;
        bi[i] -= u.re * y + u.im * x;
        v[i] = next[i] - (f.re * x - f.im * y);
        if constexpr (imag) vi[i] = next_im[i] - (f.re * y + f.im * x);
        else vi[i] = -(f.re * y + f.im * x);
    }
}

template <bool imag, class R>
R solve_parts(const R* h, const R* h_im, index_t m, Pair<R> shift, R* b, R* bi, R* space) {
    R *v = space, *vi = v + m, *factor = vi + m, *factor_im = factor + m, *swapped = factor_im + m;
    std::copy_n(h + (m - 1) * m, m, v);
    if constexpr (imag) std::copy_n(h_im + (m - 1) * m, m, vi);
    else std::fill_n(vi, m, R(0));
    v[m - 1] += shift.re;
    vi[m - 1] += shift.im;
    R smallest = std::numeric_limits<R>::infinity();
    for (index_t k = m - 1; k > 0; --k) {
        const R *next = h + (k - 1) * m, *next_im = imag ? h_im + (k - 1) * m : nullptr;
        const Pair<R> here{v[k], vi[k]}, below{next[k], imag ? next_im[k] : R(0)};
        const bool swap = !(here.size() >= below.size());
        const Pair<R> pivot = swap ? below : here, f = quotient(swap ? here : below, pivot);
        if (refuses(pivot.size(), &smallest)) return smallest;
        const Pair<R> u = quotient(Pair<R>{b[k], bi[k]}, pivot);
        b[k] = u.re;
        bi[k] = u.im;
        factor[k] = f.re;
        factor_im[k] = f.im;
        swapped[k] = swap;
        if (swap) {
            take_next<imag>(k, next, next_im, u, f, b, bi, v, vi);
            const Pair<R> us = times(u, shift), fs = times(f, shift);
            b[k - 1] -= us.re;
            bi[k - 1] -= us.im;
            v[k - 1] -= fs.re;
            vi[k - 1] -= fs.im;
        } else {
            take_current<imag>(k, next, next_im, u, f, b, bi, v, vi);
            v[k - 1] += shift.re;
            vi[k - 1] += shift.im;
        }
    }
    const Pair<R> last{v[0], vi[0]};
    if (refuses(last.size(), &smallest)) return smallest;
    Pair<R> c = quotient(Pair<R>{b[0], bi[0]}, last);
    for (index_t k = 1; k < m; ++k) {
        const Pair<R> taken = times(Pair<R>{factor[k], factor_im[k]}, c), rest{b[k] - taken.re, bi[k] - taken.im};
        const bool swap = swapped[k] != R(0);
        b[k - 1] = swap ? rest.re : c.re;
        bi[k - 1] = swap ? rest.im : c.im;
        if (!swap) c = rest;
    }
    b[m - 1] = c.re;
    bi[m - 1] = c.im;
    return smallest;
}

template <class R>
R solve_complex(const R* h, const R* imag, index_t m, std::complex<R> shift, R* b, R* b_imag, R* space) {
    const Pair<R> s{shift.real(), shift.imag()};
    return imag ? solve_parts<true>(h, imag, m, s, b, b_imag, space)
                : solve_parts<false>(h, imag, m, s, b, b_imag, space);
}

template <class R>
constexpr HessenbergTable<R> entries{solve_real<R>, solve_complex<R>};

}  // namespace

template <>
const HessenbergTable<float>& hessenberg_table<isa::current, float>() {
    return entries<float>;
}
template <>
const HessenbergTable<double>& hessenberg_table<isa::current, double>() {
    return entries<double>;
}

}  // namespace scinova::linalg
