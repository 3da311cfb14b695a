// SPDX-License-Identifier: BSD-3-Clause
// Updates of QR factorisations; see qr_update.hpp.
#include "kernels/linalg/qr_update.hpp"

namespace scinova::linalg {
namespace {

template <class T>
T times(T a, T b) {
    if constexpr (is_complex<T>)
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    else return a * b;
}
template <class T>
T conj_of(T x) {
    if constexpr (is_complex<T>) return {x.real(), -x.imag()};
    else return x;
}
template <class T>
Real<T> square(T x) {
    if constexpr (is_complex<T>) return x.real() * x.real() + x.imag() * x.imag();
    else return x * x;
}

template <class T>
struct Line {  // a row or a column
    T* data;
    index_t step, size;
    T& operator[](index_t i) const { return data[i * step]; }
};
template <class T>
Line<T> row(Mat<T> a, index_t i, index_t from = 0) {
    return {a.data + i * a.stride[0] + from * a.stride[1], a.stride[1], std::max<index_t>(0, a.shape[1] - from)};
}
template <class T>
Line<T> column(Mat<T> a, index_t j, index_t from = 0) {
    return {a.data + from * a.stride[0] + j * a.stride[1], a.stride[0], std::max<index_t>(0, a.shape[0] - from)};
}
template <class T>
Line<T> line(std::vector<T>& v) {
    return {v.data(), 1, static_cast<index_t>(v.size())};
}
template <class T>
Mat<T> leading(Mat<T> a, index_t columns) {
    a.shape[1] = columns;
    return a;
}

template <class T>
void rotate_one(T& x, T& y, Real<T> c, T s) {
    const T old = x;
    x = c * old + times(s, y);
    y = c * y - times(conj_of(s), old);
}

// x := c x + s y, y := c y - conj(s) x.
template <class T>
void rotate(Line<T> x, Line<T> y, Real<T> c, T s) {
    if (x.step == 1 && y.step == 1) {
        T *__restrict__ p = x.data, *__restrict__ q = y.data;
        for (index_t i = 0; i < x.size; ++i) rotate_one(p[i], q[i], c, s);
    } else {
        for (index_t i = 0; i < x.size; ++i) rotate_one(x[i], y[i], c, s);
    }
}

// y := y + a x.
template <class T>
void add(Line<T> y, T a, Line<T> x) {
    if (x.step == 1 && y.step == 1) {
        T* __restrict__ p = y.data;
        const T* __restrict__ q = x.data;
        for (index_t i = 0; i < x.size; ++i) p[i] += times(a, q[i]);
    } else {
        for (index_t i = 0; i < x.size; ++i) y[i] += times(a, x[i]);
    }
}

// x^H y, in the same eight partial sums at every processor level.
template <class T>
T inner(Line<T> x, Line<T> y) {
    constexpr index_t lanes = 8;
    T sums[lanes] = {};
    index_t i = 0;
    if (x.step == 1 && y.step == 1) {
        for (; i + lanes <= x.size; i += lanes)
            for (index_t l = 0; l < lanes; ++l) sums[l] += times(conj_of(x.data[i + l]), y.data[i + l]);
    }
    for (; i < x.size; ++i) sums[i % lanes] += times(conj_of(x[i]), y[i]);
    T total{};
    for (const T& s : sums) total += s;
    return total;
}

// Euclidean norm without overflow.
template <class T>
Real<T> norm(Line<T> x) {
    Real<T> largest = 0;
    for (index_t i = 0; i < x.size; ++i) {
        const Real<T> size = std::abs(x[i]);
        if (!(size <= largest)) largest = size;
    }
    if (largest == 0 || !std::isfinite(largest)) return largest;
    Real<T> sum = 0;
    for (index_t i = 0; i < x.size; ++i) sum += square(x[i] / largest);
    return largest * std::sqrt(sum);
}

template <class T>
struct Rotation {
    Real<T> c = 1;
    T s{};
    // Makes (f, g) to (r, 0); f becomes r, g zero.
    static Rotation zeroing(T& f, T& g) {
        Rotation t;
        if (g == T(0)) return t;
        if constexpr (is_complex<T>) {
            const Real<T> size_f = std::abs(f), size_g = std::abs(g), r = std::hypot(size_f, size_g);
            const T phase = size_f == 0 ? T(1) : f / size_f;
            t.c = size_f / r;
            t.s = times(phase, conj_of(g) / r);
            f = phase * r;
        } else {
            const T r = std::hypot(f, g);
            t.c = f / r;
            t.s = g / r;
            f = r;
        }
        g = T(0);
        return t;
    }
    bool idle() const { return c == 1 && s == T(0); }
    void rows(Line<T> x, Line<T> y) const {
        if (!idle()) rotate(x, y, c, s);
    }
    void columns(Line<T> x, Line<T> y) const {
        if (!idle()) rotate(x, y, c, conj_of(s));
    }
};

// Rows i and j of r alone; the rotation is returned.
template <class T>
Rotation<T> eliminate_rows(Mat<T> r, index_t i, index_t j, index_t from, T& f, T& g) {
    const auto t = Rotation<T>::zeroing(f, g);
    if (from < r.shape[1]) t.rows(row(r, i, from), row(r, j, from));
    return t;
}

// Rows i and j of r from column `from` on, and columns i and j of q, after (f, g) in rows i and j was made (r, 0).
template <class T>
void eliminate(Mat<T> q, Mat<T> r, index_t i, index_t j, index_t from, T& f, T& g) {
    eliminate_rows(r, i, j, from, f, g).columns(column(q, i), column(q, j));
}

// Rotations that follow each other along neighbouring columns, four at a time: what one leaves in a column the next one
// takes from the register, so that five columns are read and written in place of eight (F. G. Van Zee, R. van de Geijn &
// G. Quintana-Orti, ACM Trans. Math. Softw. 40 (2014) 18, section 5). `up` says whether the columns' numbers fall.
template <bool up, int K, class T>
void rotate_along(T* const* columns, const Rotation<T>* t, index_t n) {
    Real<T> c[K];
    T s[K];
    T* p[K + 1];
    for (int k = 0; k <= K; ++k) p[k] = columns[k];
    for (int k = 0; k < K; ++k) c[k] = t[k].c, s[k] = conj_of(t[k].s);
#pragma GCC ivdep
    for (index_t i = 0; i < n; ++i) {
        T carried = p[0][i];
        for (int k = 0; k < K; ++k) {
            const T next = p[k + 1][i], x = up ? next : carried, y = up ? carried : next;
            const T first = c[k] * x + times(s[k], y), second = c[k] * y - times(conj_of(s[k]), x);
            p[k][i] = up ? second : first;
            carried = up ? first : second;
        }
        p[K][i] = carried;
    }
}

template <class T>
class Chain {
public:
    void add(const Rotation<T>& t) { rotations_.push_back(t); }

    // Rotation k, of which there were none before, acts on the columns last - k - 1 and last - k of q.
    void apply_up(Mat<T> q, index_t last) { apply<true>(q, last); }
    // On the columns first + k and first + k + 1.
    void apply_down(Mat<T> q, index_t first) { apply<false>(q, first); }

private:
    template <bool up>
    void apply(Mat<T> q, index_t start) {
        constexpr index_t together = 4;
        const auto count = static_cast<index_t>(rotations_.size());
        const auto at = [&](index_t k) { return up ? start - k : start + k; };
        index_t k = 0;
        if (q.stride[0] == 1)
            for (; k + together <= count; k += together) {
                T* columns[together + 1];
                for (index_t l = 0; l <= together; ++l) columns[l] = q.data + at(k + l) * q.stride[1];
                rotate_along<up, together>(columns, &rotations_[static_cast<std::size_t>(k)], q.shape[0]);
            }
        for (; k < count; ++k) {
            const index_t x = up ? at(k + 1) : at(k), y = up ? at(k) : at(k + 1);
            rotations_[static_cast<std::size_t>(k)].columns(column(q, x), column(q, y));
        }
        rotations_.clear();
    }
    std::vector<Rotation<T>> rotations_;
};

// Householder reflections I - tau v v^H (Golub & Van Loan, algorithm 5.1.1) that act on the rows first and
// from, ..., from + v.size() - 2.
template <class T>
class Reflection {
public:
    explicit Reflection(Mat<T> q, Mat<T> r)
        : q_(q), r_(r), scratch_(static_cast<std::size_t>(std::max(q.shape[0], r.shape[1]))) {}

    // Zeroes what the vector x has in the rows from, ...; x(first) becomes the rest. Columns of r from `right` on follow.
    void eliminate(Line<T> x, index_t first, index_t from, index_t count, index_t right) {
        v_.assign(static_cast<std::size_t>(count + 1), T(1));
        Line<T> below{x.data + from * x.step, x.step, count};
        const Real<T> rest = norm(below);
        T& head = x[first];
        if (rest == 0) return;
        const Real<T> size = std::hypot(static_cast<Real<T>>(std::abs(head)), rest);
        const Real<T> beta = std::real(head) >= 0 ? -size : size;
        const T tau = (beta - head) / beta, scale = head - beta;
        for (index_t i = 0; i < count; ++i) v_[static_cast<std::size_t>(i + 1)] = below[i] / scale, below[i] = T(0);
        head = beta;
        apply(tau, first, from, right);
    }

private:
    Mat<T> q_, r_;
    std::vector<T> scratch_, v_;

    void apply(T tau, index_t first, index_t from, index_t right) {
        const auto index = [&](std::size_t i) { return i == 0 ? first : from + static_cast<index_t>(i) - 1; };
        Line<T> sum{scratch_.data(), 1, r_.shape[1] - right};
        if (sum.size > 0) {
            std::fill_n(sum.data, sum.size, T(0));
            for (std::size_t i = 0; i < v_.size(); ++i) add(sum, conj_of(v_[i]), row(r_, index(i), right));
            for (std::size_t i = 0; i < v_.size(); ++i) add(row(r_, index(i), right), -times(conj_of(tau), v_[i]), sum);
        }
        sum.size = q_.shape[0];
        std::fill_n(sum.data, sum.size, T(0));
        for (std::size_t i = 0; i < v_.size(); ++i) add(sum, v_[i], column(q_, index(i)));
        for (std::size_t i = 0; i < v_.size(); ++i) add(column(q_, index(i)), -times(tau, conj_of(v_[i])), sum);
    }
};

// Whether BLAS can take the matrix as it lies.
template <class T>
bool for_blas(Mat<T> q) noexcept {
    return q.stride[0] == 1 && q.stride[1] >= q.shape[0] && q.shape[0] > 0 && q.shape[1] > 0 &&
           q.stride[1] <= std::numeric_limits<int>::max();
}

// s := s + q^H x, and x := x - q s, by columns or by rows, whichever are contiguous.
template <class T>
void add_adjoint_product(Mat<T> q, Line<T> x, Line<T> s) {
    if (for_blas(q) && x.step > 0) {
        const BlasThreads threads(0);
        lapack::gemv('C', as_int(q.shape[0]), as_int(q.shape[1]), T(1), q.data, as_int(q.stride[1]), x.data,
                     as_int(x.step), T(1), s.data, as_int(s.step));
    } else if (q.stride[1] != 1) {
        for (index_t j = 0; j < q.shape[1]; ++j) s[j] += inner(column(q, j), x);
    } else {
        for (index_t i = 0; i < q.shape[0]; ++i)
            for (index_t j = 0; j < q.shape[1]; ++j) s[j] += times(conj_of(q(i, j)), x[i]);
    }
}
template <class T>
void subtract_product(Mat<T> q, Line<T> s, Line<T> x) {
    if (for_blas(q) && x.step > 0) {
        const BlasThreads threads(0);
        lapack::gemv('N', as_int(q.shape[0]), as_int(q.shape[1]), T(-1), q.data, as_int(q.stride[1]), s.data,
                     as_int(s.step), T(1), x.data, as_int(x.step));
    } else if (q.stride[1] != 1) {
        for (index_t j = 0; j < q.shape[1]; ++j) add(x, -s[j], column(q, j));
    } else {
        for (index_t i = 0; i < q.shape[0]; ++i)
            for (index_t j = 0; j < q.shape[1]; ++j) x[i] -= times(s[j], q(i, j));
    }
}

// x = q s + rho w with w of length one and orthogonal to q; x becomes w, or zero if it is in the range of q.
template <class T>
Real<T> orthogonalize(Mat<T> q, Line<T> x, std::vector<T>& s) {
    const auto enough = static_cast<Real<T>>(0.70710678);
    const Real<T> size = norm(x);
    s.assign(static_cast<std::size_t>(q.shape[1]), T(0));
    if (size == 0) return 0;
    for (index_t i = 0; i < x.size; ++i) x[i] /= size;
    Real<T> before = 1, after = 1;
    std::vector<T> part(s.size());
    for (int pass = 0; pass < 2; ++pass) {
        before = after;
        std::fill(part.begin(), part.end(), T(0));
        add_adjoint_product(q, x, line(part));
        subtract_product(q, line(part), x);
        for (std::size_t j = 0; j < s.size(); ++j) s[j] += part[j];
        after = norm(x);
        if (after > enough * before) break;
        if (pass == 1 && after <= enough * before) after = 0;  // what is left is rounding errors
    }
    for (T& c : s) c *= size;
    for (index_t i = 0; i < x.size; ++i) x[i] = after == 0 ? T(0) : x[i] / after;
    return after * size;
}

// A vector of length one that is orthogonal to q, from the unit vector that is farthest from its range; rows from
// `gone` up to `kept` do not exist any more.
template <class T>
void complement(Mat<T> q, Line<T> w, index_t gone = 0, index_t kept = 0) {
    std::vector<Real<T>> sizes(static_cast<std::size_t>(q.shape[0]), 0);
    for (index_t j = 0; j < q.shape[1]; ++j)
        for (index_t i = 0; i < q.shape[0]; ++i) sizes[static_cast<std::size_t>(i)] += square(q(i, j));
    for (index_t i = gone; i < kept; ++i) sizes[static_cast<std::size_t>(i)] = std::numeric_limits<Real<T>>::infinity();
    const auto at = std::min_element(sizes.begin(), sizes.end()) - sizes.begin();
    for (index_t i = 0; i < w.size; ++i) w[i] = T(i == at);
    std::vector<T> s;
    // The first pass may leave little, but not nothing: at least sqrt(1 - n / m).
    orthogonalize(q, w, s);
    orthogonalize(q, w, s);
}

// Row i of an economic factorisation leaves, and w, the part of the unit vector orthogonal to q, takes it along.
template <class T>
void delete_row_economic(Mat<T> q, Mat<T> r, index_t i, index_t first) {
    std::vector<T> w(static_cast<std::size_t>(q.shape[0])), s, extra(static_cast<std::size_t>(r.shape[1]));
    w[static_cast<std::size_t>(i)] = T(1);
    if (orthogonalize(q, line(w), s) == 0) complement(q, line(w), first, i);
    for (index_t j = q.shape[1] - 1; j >= 0; --j) {
        T f = conj_of(w[static_cast<std::size_t>(i)]), g = conj_of(q(i, j));
        const auto t = Rotation<T>::zeroing(f, g);
        t.columns(line(w), column(q, j));
        t.rows(Line<T>{extra.data() + j, 1, r.shape[1] - j}, row(r, j, j));
    }
    for (index_t j = 0; j < q.shape[1]; ++j) q(i, j) = T(0);
}

template <class T>
index_t delete_rows(Mat<T> q, Mat<T> r, index_t k, index_t p) {
    const index_t m = q.shape[0], n = q.shape[1];
    index_t dropped = 0;
    Chain<T> chain;
    for (index_t i = k; i < k + p; ++i) {
        if (interrupted()) throw Interrupted{};
        if (m - (i - k) > n) {
            delete_row_economic(q, r, i, k);
            continue;
        }
        // The row of q says all that the rotations depend on.
        T g = n > 0 ? conj_of(q(i, n - 1)) : T(0);
        for (index_t j = n - 1; j > dropped; --j) {
            T f = conj_of(q(i, j - 1));
            chain.add(eliminate_rows(r, j - 1, j, j - 1 - dropped, f, g));
            g = f;
        }
        chain.apply_up(q, n - 1);
        ++dropped;
    }
    for (index_t j = 0; j < n; ++j)
        for (index_t i = k - 1; i >= 0; --i) q(i + p, j) = q(i, j);
    return dropped;
}

template <class T>
void delete_columns(Mat<T> q, Mat<T> r, index_t k, index_t p) {
    const index_t rows = r.shape[0];
    Reflection<T> reflection(q, r);
    Chain<T> chain;
    for (index_t j = k; j < std::min(r.shape[1], rows - 1); ++j) {
        if (p == 1) chain.add(eliminate_rows(r, j, j + 1, j + 1, r(j, j), r(j + 1, j)));
        else reflection.eliminate(column(r, j), j, j + 1, std::min(p, rows - 1 - j), j + 1);
    }
    chain.apply_down(q, k);
}

template <class T>
void insert_rows(Mat<T> q, Mat<T> r, index_t rows) {
    const index_t p = r.shape[0] - rows;
    Reflection<T> reflection(q, r);
    for (index_t j = 0; j < std::min(r.shape[1], r.shape[0] - 1); ++j) {
        if (interrupted()) throw Interrupted{};
        const index_t from = std::max(rows, j + 1), count = r.shape[0] - from;
        if (p == 1) eliminate(q, r, j, from, j + 1, r(j, j), r(from, j));
        else reflection.eliminate(column(r, j), j, from, count, j + 1);
    }
}

// Column `at` of r, full down to row `last`, becomes zero below the diagonal. Row i of the columns right of it begins at
// column i + offset.
template <class T>
void chase_up(Mat<T> q, Mat<T> r, index_t at, index_t last, index_t offset) {
    Chain<T> chain;
    for (index_t j = last; j > at; --j)
        chain.add(eliminate_rows(r, j - 1, j, std::max(at + 1, j - 1 + offset), r(j - 1, at), r(j, at)));
    chain.apply_up(q, last);
}

template <class T>
Real<T> insert_columns(Mat<T> q, Mat<T> r, Mat<T> u, index_t columns, index_t k, Real<T> limit) {
    const index_t m = q.shape[0], p = u.shape[1], n = r.shape[1] - p;
    Real<T> smallest = 1;
    std::vector<T> s;
    for (index_t i = 0; i < p; ++i) {
        if (interrupted()) throw Interrupted{};
        const index_t at = k + i;
        Line<T> x = column(u, i);
        index_t last = m - 1;
        if (columns < m) {
            const Real<T> size = norm(x), rho = orthogonalize(leading(q, columns), x, s);
            const Real<T> sine = size == 0 ? 1 : rho / size;
            const Real<T> rcond = sine / (1 + std::sqrt(std::max<Real<T>>(0, 1 - sine * sine)));
            if (!(rcond >= smallest)) smallest = rcond;
            if (rcond < limit || sine == 0) return smallest;
            if (size == 0) complement(leading(q, columns), x);
            last = columns++;
            for (index_t j = 0; j < m; ++j) q(j, last) = x[j];
            s.push_back(T(rho));
        } else {
            s.assign(static_cast<std::size_t>(m), T(0));
            add_adjoint_product(leading(q, m), x, line(s));
        }
        for (index_t j = 0; j <= last; ++j) r(j, at) = s[static_cast<std::size_t>(j)];
        if (last > n + i) {  // nothing but the new column has elements that far down
            Reflection<T> reflection(leading(q, columns), leading(r, at + 1));
            reflection.eliminate(column(r, at), n + i, n + i + 1, last - n - i, at + 1);
            last = n + i;
        }
        chase_up(leading(q, columns), r, at, last, p - i);
    }
    return smallest;
}

template <class T>
void update(Mat<T> q, Mat<T> r, Mat<T> u, Mat<const T> v) {
    const index_t m = q.shape[0], n = r.shape[1];
    const bool economic = q.shape[1] < m;
    std::vector<T> w, extra;
    Chain<T> chain;
    for (index_t i = 0; i < u.shape[1]; ++i) {
        if (interrupted()) throw Interrupted{};
        Line<T> x = column(u, i);
        w.assign(static_cast<std::size_t>(q.shape[1]), T(0));
        extra.assign(static_cast<std::size_t>(n), T(0));
        index_t last = q.shape[1] - 1;
        if (economic) {
            T rho = orthogonalize(q, x, w);
            if (last >= 0) {
                const auto t = Rotation<T>::zeroing(w[static_cast<std::size_t>(last)], rho);
                t.rows(row(r, last, last), Line<T>{extra.data() + last, 1, n - last});
                t.columns(column(q, last), x);
            }
        } else {
            add_adjoint_product(q, x, line(w));
            if (last > n) {
                Reflection<T>(q, leading(r, 0)).eliminate(line(w), n, n + 1, last - n, 0);
                last = n;
            }
        }
        for (index_t j = last; j > 0; --j)
            chain.add(eliminate_rows(r, j - 1, j, j - 1, w[static_cast<std::size_t>(j - 1)],
                                     w[static_cast<std::size_t>(j)]));
        chain.apply_up(q, last);
        if (last >= 0)
            for (index_t j = 0; j < n; ++j) r(0, j) += times(w[0], conj_of(T(v(j, i))));
        for (index_t j = 0; j < std::min(last, n); ++j)
            chain.add(eliminate_rows(r, j, j + 1, j + 1, r(j, j), r(j + 1, j)));
        chain.apply_down(q, 0);
        if (economic && last >= 0 && last < n) {  // the row below r
            const auto t = Rotation<T>::zeroing(r(last, last), extra[static_cast<std::size_t>(last)]);
            t.columns(column(q, last), x);
        }
    }
}

template <class T>
constexpr QrUpdateTable<T> entries{delete_rows<T>, delete_columns<T>, insert_rows<T>, insert_columns<T>, update<T>};

}  // namespace

template <>
const QrUpdateTable<float>& qr_update_table<isa::current, float>() {
    return entries<float>;
}
template <>
const QrUpdateTable<double>& qr_update_table<isa::current, double>() {
    return entries<double>;
}
template <>
const QrUpdateTable<std::complex<float>>& qr_update_table<isa::current, std::complex<float>>() {
    return entries<std::complex<float>>;
}
template <>
const QrUpdateTable<std::complex<double>>& qr_update_table<isa::current, std::complex<double>>() {
    return entries<std::complex<double>>;
}

}  // namespace scinova::linalg
