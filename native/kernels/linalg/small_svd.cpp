// SPDX-License-Identifier: BSD-3-Clause
// Singular values of one small matrix: reduced to bidiagonal form by reflections (Golub & Van Loan, Matrix Computations,
// 4th ed., algorithm 5.4.2; after a QR factorisation where one side is much longer), then the implicit QR iteration of
// Demmel & Kahan (SIAM J. Sci. Stat. Comput. 11 (1990) 873), which takes zero shifts where small singular values would
// suffer. The direction, shifts and tests of convergence are theirs, and so LAPACK's: its signs come out.
#include "kernels/linalg/householder.hpp"
#include "kernels/linalg/small_factor.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t most = small_order;

template <class R>
R sign_of(R x) noexcept {
    return std::copysign(R(1), x);
}

// Smaller and larger singular value of [[f, g], [0, h]].
template <class R>
void pair_values(R f, R g, R h, R* small, R* large) noexcept {
    const R fa = std::abs(f), ga = std::abs(g), ha = std::abs(h), low = std::min(fa, ha), high = std::max(fa, ha);
    if (low == 0) {
        *small = 0;
        const R top = std::max(high, ga), rest = std::min(high, ga);
        *large = top == 0 ? R(0) : top * std::sqrt(1 + (rest / top) * (rest / top));
        return;
    }
    const R as = 1 + low / high, at = (high - low) / high;
    if (ga < high) {
        const R au = (ga / high) * (ga / high), c = 2 / (std::sqrt(as * as + au) + std::sqrt(at * at + au));
        *small = low * c;
        *large = high / c;
        return;
    }
    const R au = high / ga;
    if (au == 0) {
        *small = (low * high) / ga;
        *large = ga;
        return;
    }
    const R c = 1 / (std::sqrt(1 + (as * au) * (as * au)) + std::sqrt(1 + (at * au) * (at * au)));
    *small = 2 * (low * c) * au;
    *large = ga / (c + c);
}

// [[cl, sl], [-sl, cl]] [[f, g], [0, h]] [[cr, -sr], [sr, cr]] = diag(large, small), |large| >= |small|.
template <class R>
struct PairSvd {
    R small, large, cl, sl, cr, sr;

    PairSvd(R f, R g, R h) noexcept {
        const bool swapped = std::abs(h) > std::abs(f);
        const R ft = swapped ? h : f, ht = swapped ? f : h, fa = std::abs(ft), ha = std::abs(ht), ga = std::abs(g);
        R clt = 1, slt = 0, crt = 1, srt = 0;
        bool corner = false;                             // g is by far the largest
        if (ga == 0) {
            small = ha, large = fa;
        } else if (ga > fa && fa / ga < std::numeric_limits<R>::epsilon() / 2) {
            corner = true;
            large = ga;
            small = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
            slt = ht / g, srt = 1, crt = ft / g;
        } else {
            corner = ga > fa;
            const R gap = fa - ha, l = gap == fa ? R(1) : gap / fa, m = g / ft, t = 2 - l;
            const R s = std::sqrt(t * t + m * m), r = l == 0 ? std::abs(m) : std::sqrt(l * l + m * m), a = (s + r) / 2;
            small = ha / a, large = fa * a;
            R u;
            if (m * m != 0) u = (m / (s + t) + m / (r + l)) * (1 + a);
            else u = l == 0 ? std::copysign(R(2), ft) * sign_of(g) : g / std::copysign(gap, ft) + m / t;
            const R w = std::sqrt(u * u + 4);
            crt = 2 / w, srt = u / w;
            clt = (crt + srt * m) / a, slt = (ht / ft) * srt / a;
        }
        cl = swapped ? srt : clt, sl = swapped ? crt : slt, cr = swapped ? slt : crt, sr = swapped ? clt : srt;
        const R sign = corner ? sign_of(sr) * sign_of(cl) * sign_of(g)
                     : swapped ? sign_of(sr) * sign_of(sl) * sign_of(h) : sign_of(cr) * sign_of(cl) * sign_of(f);
        large = std::copysign(large, sign);
        small = std::copysign(small, sign * sign_of(f) * sign_of(h));
    }
};

// The upper bidiagonal matrix (d, e) with its vectors so far, in columns of n: left ones in u, right ones in v (null:
// none wanted).
template <class R>
struct Bidiagonal {
    R *d, *e;
    index_t n;
    R *u, *v;
    bool down = true;                                    // which way the bulge is chased
    R tolerance = 0, threshold = 0;

    bool diagonalise() noexcept {
        constexpr R eps = std::numeric_limits<R>::epsilon() / 2, tiny = std::numeric_limits<R>::min();
        tolerance = std::max(R(10), std::min(R(100), std::pow(eps, R(-0.125)))) * eps;
        R least = std::abs(d[0]), mu = least;
        for (index_t i = 1; i < n && least != 0; ++i) {
            mu = std::abs(d[i]) * (mu / (mu + std::abs(e[i - 1])));
            least = std::min(least, mu);
        }
        const auto size = static_cast<R>(n);
        threshold = std::max(tolerance * least / std::sqrt(size), 6 * (size * (size * tiny)));
        index_t last = n - 1, old_first = -1, old_last = -1;
        for (index_t steps = 6 * n * n; last > 0;) {
            if (steps <= 0) return false;
            R largest = std::abs(d[last]);
            index_t first = last;
            while (first > 0 && std::abs(e[first - 1]) > threshold) {
                --first;
                largest = std::max({largest, std::abs(d[first]), std::abs(e[first])});
            }
            if (first > 0) e[first - 1] = 0;
            if (first == last) {
                --last;
            } else if (first + 1 == last) {
                pair(first);
                last -= 2;
            } else {
                if (first > old_last || last < old_first) down = std::abs(d[first]) >= std::abs(d[last]);
                R smallest;
                if (converged(first, last, &smallest)) continue;
                old_first = first, old_last = last;
                const R shift = choose_shift(first, last, smallest, largest);
                steps -= last - first;
                if (shift == 0) down ? zero_shift_down(first, last) : zero_shift_up(first, last);
                else down ? shifted_down(first, last, shift) : shifted_up(first, last, shift);
                R& end = down ? e[last - 1] : e[first];
                if (std::abs(end) <= threshold) end = 0;
            }
        }
        finish();
        return true;
    }

private:
    void turn(R* x, index_t i, R c, R s) const noexcept {
        if (x) rotate(x + i * n, x + (i + 1) * n, n, c, s);
    }

    void pair(index_t i) noexcept {
        const PairSvd<R> p(d[i], e[i], d[i + 1]);
        d[i] = p.large, d[i + 1] = p.small, e[i] = 0;
        turn(v, i, p.cr, p.sr);
        turn(u, i, p.cl, p.sl);
    }

    // Sets an off-diagonal element to zero that the tests of Demmel & Kahan find negligible.
    bool converged(index_t first, index_t last, R* smallest) noexcept {
        const index_t end = down ? last - 1 : first;
        if (std::abs(e[end]) <= tolerance * std::abs(d[down ? last : first])) {
            e[end] = 0;
            return true;
        }
        R mu = std::abs(d[down ? first : last]);
        *smallest = mu;
        for (index_t k = 0; k < last - first; ++k) {
            const index_t i = down ? first + k : last - 1 - k;
            if (std::abs(e[i]) <= tolerance * mu) {
                e[i] = 0;
                return true;
            }
            mu = std::abs(d[down ? i + 1 : i]) * (mu / (mu + std::abs(e[i])));
            *smallest = std::min(*smallest, mu);
        }
        return false;
    }

    R choose_shift(index_t first, index_t last, R smallest, R largest) const noexcept {
        constexpr R eps = std::numeric_limits<R>::epsilon() / 2;
        if (static_cast<R>(n) * tolerance * (smallest / largest) <= std::max(eps, R(0.01) * tolerance)) return 0;
        const R start = std::abs(d[down ? first : last]);
        const index_t at = down ? last - 1 : first;
        R shift, large;
        pair_values(d[at], e[at], d[at + 1], &shift, &large);
        if (start > 0 && (shift / start) * (shift / start) < eps) return 0;
        return shift;
    }

    void zero_shift_down(index_t first, index_t last) noexcept {
        R c = 1, old_c = 1, old_s = 0;
        for (index_t i = first; i < last; ++i) {
            const Rotation<R> right(d[i] * c, e[i]);
            if (i > first) e[i - 1] = old_s * right.r;
            const Rotation<R> left(old_c * right.r, d[i + 1] * right.s);
            d[i] = left.r;
            c = right.c, old_c = left.c, old_s = left.s;
            turn(v, i, right.c, right.s);
            turn(u, i, left.c, left.s);
        }
        const R h = d[last] * c;
        d[last] = h * old_c;
        e[last - 1] = h * old_s;
    }

    void zero_shift_up(index_t first, index_t last) noexcept {
        R c = 1, old_c = 1, old_s = 0;
        for (index_t i = last; i > first; --i) {
            const Rotation<R> left(d[i] * c, e[i - 1]);
            if (i < last) e[i] = old_s * left.r;
            const Rotation<R> right(old_c * left.r, d[i - 1] * left.s);
            d[i] = right.r;
            c = left.c, old_c = right.c, old_s = right.s;
            turn(u, i - 1, left.c, -left.s);
            turn(v, i - 1, right.c, -right.s);
        }
        const R h = d[first] * c;
        d[first] = h * old_c;
        e[first] = h * old_s;
    }

    void shifted_down(index_t first, index_t last, R shift) noexcept {
        R f = (std::abs(d[first]) - shift) * (sign_of(d[first]) + shift / d[first]), g = e[first];
        for (index_t i = first; i < last; ++i) {
            const Rotation<R> right(f, g);
            if (i > first) e[i - 1] = right.r;
            f = right.c * d[i] + right.s * e[i];
            e[i] = right.c * e[i] - right.s * d[i];
            g = right.s * d[i + 1];
            d[i + 1] = right.c * d[i + 1];
            const Rotation<R> left(f, g);
            d[i] = left.r;
            f = left.c * e[i] + left.s * d[i + 1];
            d[i + 1] = left.c * d[i + 1] - left.s * e[i];
            if (i + 1 < last) {
                g = left.s * e[i + 1];
                e[i + 1] = left.c * e[i + 1];
            }
            turn(v, i, right.c, right.s);
            turn(u, i, left.c, left.s);
        }
        e[last - 1] = f;
    }

    void shifted_up(index_t first, index_t last, R shift) noexcept {
        R f = (std::abs(d[last]) - shift) * (sign_of(d[last]) + shift / d[last]), g = e[last - 1];
        for (index_t i = last; i > first; --i) {
            const Rotation<R> left(f, g);
            if (i < last) e[i] = left.r;
            f = left.c * d[i] + left.s * e[i - 1];
            e[i - 1] = left.c * e[i - 1] - left.s * d[i];
            g = left.s * d[i - 1];
            d[i - 1] = left.c * d[i - 1];
            const Rotation<R> right(f, g);
            d[i] = right.r;
            f = right.c * e[i - 1] + right.s * d[i - 1];
            d[i - 1] = right.c * d[i - 1] - right.s * e[i - 1];
            if (i > first + 1) {
                g = right.s * e[i - 2];
                e[i - 2] = right.c * e[i - 2];
            }
            turn(u, i - 1, left.c, -left.s);
            turn(v, i - 1, right.c, -right.s);
        }
        e[first] = f;
    }

    // Values made positive, then sorted by exchanges from the smallest up.
    void finish() noexcept {
        for (index_t i = 0; i < n; ++i) {
            if (!std::signbit(d[i])) continue;
            d[i] = -d[i];
            R* turned = n == 1 ? u : v;
            if (turned)
                for (index_t k = 0; k < n; ++k) turned[i * n + k] = -turned[i * n + k];
        }
        for (index_t end = n - 1; end > 0; --end) {
            index_t least = 0;
            for (index_t i = 1; i <= end; ++i)
                if (d[i] <= d[least]) least = i;
            if (least == end) continue;
            std::swap(d[least], d[end]);
            if (v) std::swap_ranges(v + end * n, v + (end + 1) * n, v + least * n);
            if (u) std::swap_ranges(u + end * n, u + (end + 1) * n, u + least * n);
        }
    }
};

// What is needed to go back from singular vectors of the bidiagonal matrix to those of a tall one.
template <class T>
struct Reduced {
    T a[most * most], p[most * most], tau_left[most], tau_right[most];
    index_t m = 0, n = 0;

    // Upper bidiagonal (d, e) = Q^H a P; the reflectors of Q stay in a's columns, those of P in the columns of p.
    template <class R>
    void reduce(R* d, R* e) noexcept {
        T work[most];
        for (index_t k = 0; k < n; ++k) {
            T* column = a + k * (m + 1);
            tau_left[k] = make_reflector(column[0], column + 1, m - k - 1);
            d[k] = std::real(column[0]);
            tau_right[k] = T(0);
            if (k + 1 == n) break;
            reflect(column + 1, conjugate(tau_left[k]), m - k - 1, column + m, n - k - 1, m);
            T* row = p + k * most;
            for (index_t j = k + 1; j < n; ++j) row[j - k - 1] = conjugate(a[j * m + k]);
            tau_right[k] = make_reflector(row[0], row + 1, n - k - 2);
            e[k] = std::real(row[0]);
            reflect_right(row + 1, tau_right[k], n - k - 2, column + m + 1, m - k - 1, m, work);
        }
    }
    // c (m rows): Q c; c (n rows): P c.
    void times_left(T* c, index_t columns) const noexcept {
        for (index_t k = n - 1; k >= 0; --k) reflect(a + k * (m + 1) + 1, tau_left[k], m - k - 1, c + k, columns, m);
    }
    void times_right(T* c, index_t columns) const noexcept {
        for (index_t k = n - 2; k >= 0; --k)
            reflect(p + k * most + 1, tau_right[k], n - k - 2, c + k + 1, columns, n);
    }
};

// Where one side is this much longer, LAPACK's gesdd factors a = Q R first and reduces R.
template <class T>
bool much_longer(index_t m, index_t n) noexcept {
    return m >= (is_complex<T> ? n * 17 / 9 : n * 11 / 6);
}

// Singular values of tall matrices, and vectors in columns: left has `columns` of m, right n of n. `turned`: the matrix
// is the conjugate transpose of the one given, whose bidiagonal form is lower and is rotated to be upper first.
template <class T>
bool tall_svd(const T* a, index_t m, index_t n, Real<T>* d, T* left, index_t columns, T* right, bool turned) noexcept {
    using R = Real<T>;
    R e[most], u[most * most], v[most * most];
    T long_q[most * most], tau[most];
    Reduced<T> form;
    form.m = m, form.n = n;
    const bool first_qr = much_longer<T>(m, n);
    bool lower = turned && !first_qr;
    if (first_qr) {
        std::copy_n(a, m * n, long_q);
        small_qr(long_q, m, n, tau);
        form.m = n;
        for (index_t j = 0; j < n; ++j)
            for (index_t i = 0; i < n; ++i) {
                if (turned) form.a[i * n + j] = i <= j ? conjugate(long_q[j * m + i]) : T(0);
                else form.a[j * n + i] = i <= j ? long_q[j * m + i] : T(0);
            }
    } else {
        std::copy_n(a, m * n, form.a);
    }
    form.reduce(d, e);
    R turn_c[most], turn_s[most];
    if (lower)
        for (index_t i = 0; i + 1 < n; ++i) {
            const Rotation<R> turn(d[i], e[i]);
            d[i] = turn.r;
            e[i] = turn.s * d[i + 1];
            d[i + 1] = turn.c * d[i + 1];
            turn_c[i] = turn.c, turn_s[i] = turn.s;
        }
    if (left) {
        std::fill_n(u, n * n, R(0));
        std::fill_n(v, n * n, R(0));
        for (index_t i = 0; i < n; ++i) u[i * (n + 1)] = v[i * (n + 1)] = 1;
    }
    if (!Bidiagonal<R>{d, e, n, left ? u : nullptr, left ? v : nullptr}.diagonalise()) return false;
    if (!left) return true;
    if (lower)                                           // the rotations from the left, undone in the rows of u
        for (index_t i = n - 2; i >= 0; --i)
            for (index_t j = 0; j < n; ++j) {
                R &x = u[j * n + i], &y = u[j * n + i + 1];
                const R kept = x;
                x = turn_c[i] * kept - turn_s[i] * y;
                y = turn_c[i] * y + turn_s[i] * kept;
            }
    // B = u d v^T; for a turned matrix B is that of the conjugate transpose, or its bidiagonal form transposed.
    const R *outer = turned && lower ? v : u, *inner = turned && lower ? u : v;
    T core[most * most];
    if (first_qr) {
        // R = Q1 u d v^T P^H, or its conjugate transpose is that.
        T short_left[most * most];
        for (index_t i = 0; i < n * n; ++i) short_left[i] = T(outer[i]), core[i] = T(inner[i]);
        form.times_left(short_left, n);
        form.times_right(core, n);
        const T *long_side = turned ? core : short_left, *short_side = turned ? short_left : core;
        std::fill_n(left, m * columns, T(0));
        for (index_t j = 0; j < columns; ++j) {
            if (j < n) std::copy_n(long_side + j * n, n, left + j * m);
            else left[j * (m + 1)] = T(1);
        }
        for (index_t k = n - 1; k >= 0; --k)
            reflect(long_q + k * (m + 1) + 1, tau[k], m - k - 1, left + k, columns, m);
        std::copy_n(short_side, n * n, right);
        return true;
    }
    std::fill_n(left, m * columns, T(0));
    for (index_t j = 0; j < columns; ++j) {
        if (j < n)
            for (index_t i = 0; i < n; ++i) left[j * m + i] = T(outer[j * n + i]);
        else left[j * (m + 1)] = T(1);
    }
    for (index_t i = 0; i < n * n; ++i) right[i] = T(inner[i]);
    form.times_left(left, columns);
    form.times_right(right, n);
    return true;
}

}  // namespace

template <class T>
bool small_svd(T* a, index_t m, index_t n, Real<T>* s, T* u, index_t u_columns, T* vh, index_t v_rows) noexcept {
    if (!all_finite(a, m * n)) return false;
    const int exponent = scale_to_one(a, m * n);
    const index_t k = std::min(m, n);
    T turned[most * most], right[most * most];
    bool well;
    if (m >= n) {
        well = tall_svd(a, m, n, s, u, u_columns, u ? right : nullptr, false);
        if (u)
            for (index_t j = 0; j < n; ++j)
                for (index_t i = 0; i < v_rows; ++i) vh[j * v_rows + i] = conjugate(right[i * n + j]);
    } else {
        // a^H = left d right^H, so a = right d left^H.
        for (index_t j = 0; j < n; ++j)
            for (index_t i = 0; i < m; ++i) turned[i * n + j] = conjugate(a[j * m + i]);
        T left[most * most];
        well = tall_svd(turned, n, m, s, u ? left : nullptr, v_rows, u, true);
        if (u)
            for (index_t j = 0; j < n; ++j)
                for (index_t i = 0; i < v_rows; ++i) vh[j * v_rows + i] = conjugate(left[i * n + j]);
    }
    for (index_t i = 0; i < k; ++i) s[i] = std::ldexp(s[i], exponent);
    return well;
}

template bool small_svd(float*, index_t, index_t, float*, float*, index_t, float*, index_t) noexcept;
template bool small_svd(double*, index_t, index_t, double*, double*, index_t, double*, index_t) noexcept;
template bool small_svd(std::complex<float>*, index_t, index_t, float*, std::complex<float>*, index_t,
                        std::complex<float>*, index_t) noexcept;
template bool small_svd(std::complex<double>*, index_t, index_t, double*, std::complex<double>*, index_t,
                        std::complex<double>*, index_t) noexcept;

}  // namespace scinova::linalg
