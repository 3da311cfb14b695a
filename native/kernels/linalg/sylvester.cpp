// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/sylvester.hpp"

#include "kernels/linalg/hessenberg.hpp"
#include "kernels/linalg/scalar_functions.hpp"
#include "kernels/linalg/schur.hpp"
#include "kernels/linalg/triangular.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t base_columns = 8;  // solved one by one, without products of blocks
constexpr double well_apart = 1e4;   // units of roundoff that the coefficients' spectra must be apart
constexpr double balanced = 16;      // of the two off-diagonal elements of a block: the root of their quotient

template <class T>
Real<T> largest_modulus(const T* x, index_t n) noexcept {
    Real<T> largest = 0;
    for (index_t i = 0; i < n; ++i) {
        const Real<T> size = modulus(x[i]);
        if (!(size <= largest)) largest = size;  // NaN stays
    }
    return largest;
}

template <class T>
void reverse_columns(T* c, index_t m, index_t n) noexcept {
    for (index_t j = 0; j < n / 2; ++j) std::swap_ranges(c + j * m, c + (j + 1) * m, c + (n - 1 - j) * m);
}

template <class T>
void reverse_rows(T* c, index_t m, index_t n) noexcept {
    for (index_t j = 0; j < n; ++j) std::reverse(c + j * m, c + (j + 1) * m);
}

// A Schur form Z T Z^H, where Z may be the identity, or reverse the order.
template <class T>
class Form {
public:
    Form(T* a, index_t n) : t(a), n_(n), z_(static_cast<std::size_t>(n * n)) {
        schur_form<T>({a, {1, n, n}, {n * n, n, 1}}, {z_.data(), {1, n, n}, {n * n, n, 1}},
                      {&found_, {1}, {1}});
        // The transpose of a lower triangular matrix came back: reversed, it is the matrix in reverse order.
        if (found_ & was_transposed)
            for (index_t j = 0; j < n; ++j)
                for (index_t i = 0; i + j < n; ++i) std::swap(t[i + j * n], t[(n - 1 - j) + (n - 1 - i) * n]);
    }
    bool failed() const noexcept { return found_ & (not_finite | not_converged); }

    // c := c Z, or c Z^H, for m rows.
    void on_columns(T* c, index_t m, bool back, std::vector<T>& space) const {
        if (found_ & was_transposed) reverse_columns(c, m, n_);
        if (found_ & was_triangular) return;
        const int rows = as_int(m), n = as_int(n_);
        std::copy_n(c, m * n_, space.data());
        lapack::gemm('N', back ? 'C' : 'N', rows, n, n, T(1), space.data(), rows, z_.data(), n, T(0), c, rows);
    }
    // c := Z^H c, or Z c, for k columns.
    void on_rows(T* c, index_t k, bool back, std::vector<T>& space) const {
        if (found_ & was_transposed) reverse_rows(c, n_, k);
        if (found_ & was_triangular) return;
        const int columns = as_int(k), n = as_int(n_);
        std::copy_n(c, n_ * k, space.data());
        lapack::gemm(back ? 'N' : 'C', 'N', n, columns, n, T(1), z_.data(), n, space.data(), n, T(0), c, n);
    }

    T* t;

private:
    index_t n_;
    std::vector<T> z_;
    std::int32_t found_ = 0;
};

// H Y + Y T = F for Hessenberg H and (quasi-)triangular T.
template <class T>
class HessenbergEquation {
public:
    using R = Real<T>;
    HessenbergEquation(const T* h, index_t m, const T* t, index_t n, T* f) : h_(h), t_(t), f_(f), m_(m), n_(n) {
        space_.resize(static_cast<std::size_t>(9 * m));
        if constexpr (is_complex<T>) {
            parts_.resize(static_cast<std::size_t>(2 * m * m));
            for (index_t i = 0; i < m * m; ++i) {
                parts_[i] = h[i].real();
                parts_[i + m * m] = h[i].imag();
            }
        }
    }

    // The smallest pivot met.
    R solve() {
        between(0, n_);
        return smallest_;
    }

private:
    const T& t(index_t i, index_t j) const noexcept { return t_[i + j * n_]; }

    void between(index_t begin, index_t end) {
        const index_t n = end - begin;
        if (n > base_columns) {
            const index_t mid = begin + middle(t_ + begin * (n_ + 1), n, n_);
            between(begin, mid);
            if (!(smallest_ > R(0))) return;
            const int m = as_int(m_);
            lapack::gemm('N', 'N', m, as_int(end - mid), as_int(mid - begin), T(-1), f_ + begin * m_, m,
                         t_ + begin + mid * n_, as_int(n_), T(1), f_ + mid * m_, m);
            between(mid, end);
            return;
        }
        if (interrupted()) throw Interrupted{};
        for (index_t j = begin; j < end && smallest_ > R(0);) {
            const bool pair = j + 1 < end && in_block(t_, n_, j + 1);
            for (index_t k = begin; k < j; ++k) {
                subtract(k, j);
                if (pair) subtract(k, j + 1);
            }
            if constexpr (is_complex<T>) complex_column(j);
            else if (pair) block(j);
            else met(hessenberg<R>().real(h_, m_, t(j, j), f_ + j * m_, space_.data()));
            j += pair ? 2 : 1;
        }
    }

    void subtract(index_t k, index_t j) noexcept {
        const T factor = t(k, j), *known = f_ + k * m_;
        T* x = f_ + j * m_;
        if (factor == T(0)) return;
        for (index_t i = 0; i < m_; ++i) x[i] -= times(factor, known[i]);
    }

    void met(R pivot) noexcept {
        if (!(pivot >= smallest_)) smallest_ = pivot;
    }

    void complex_column(index_t j) {
        T* x = f_ + j * m_;
        R *re = space_.data() + 5 * m_, *im = re + m_;
        for (index_t i = 0; i < m_; ++i) {
            re[i] = std::real(x[i]);
            im[i] = std::imag(x[i]);
        }
        met(hessenberg<R>().complex(parts_.data(), parts_.data() + m_ * m_, m_, t(j, j), re, im, space_.data()));
        for (index_t i = 0; i < m_; ++i) x[i] = T(re[i], im[i]);
    }

    // A block in LAPACK's standard form [[a, b], [c, a]], b c < 0, with the eigenvalues a +- i k b, k^2 = -c / b. Its
    // eigenvector (1, i k) turns the columns y1, y2 into y1 + i k y2, from one complex system. That scales y2, by
    // little if the block is balanced; others are made triangular by a unitary matrix, which takes two systems.
    void block(index_t j) {
        R *x = f_ + j * m_, *y = x + m_;
        const R a = t(j, j), b = t(j, j + 1), k = std::sqrt(std::abs(t(j + 1, j))) / std::sqrt(std::abs(b));
        const std::complex<R> shift(a, k * b);
        if (k * R(balanced) >= 1 && k <= R(balanced)) {
            for (index_t i = 0; i < m_; ++i) y[i] *= k;
            met(hessenberg<R>().complex(h_, nullptr, m_, shift, x, y, space_.data()));
            for (index_t i = 0; i < m_; ++i) y[i] /= k;
            return;
        }
        // The unitary matrix [[p, i q], [i q, p]], p = 1 / sqrt(1 + k^2) and q = k p, makes it [[s, b (1 - k^2)], [0, conj s]].
        const R length = std::hypot(R(1), k), p = 1 / length, q = k / length, coupling = b * (1 - k * k);
        R *first = space_.data() + 5 * m_, *first_im = first + m_, *second = first_im + m_, *second_im = second + m_;
        for (index_t i = 0; i < m_; ++i) {
            first[i] = p * x[i];
            first_im[i] = q * y[i];
        }
        met(hessenberg<R>().complex(h_, nullptr, m_, shift, first, first_im, space_.data()));
        for (index_t i = 0; i < m_; ++i) {
            second[i] = p * y[i] - coupling * first[i];
            second_im[i] = q * x[i] - coupling * first_im[i];
        }
        met(hessenberg<R>().complex(h_, nullptr, m_, std::conj(shift), second, second_im, space_.data()));
        for (index_t i = 0; i < m_; ++i) {
            x[i] = p * first[i] + q * second_im[i];
            y[i] = q * first_im[i] + p * second[i];
        }
    }

    const T *h_, *t_;
    T* f_;
    index_t m_, n_;
    std::vector<R> space_, parts_;
    R smallest_ = std::numeric_limits<R>::infinity();
};

// a becomes H, and c U^H c; apply_back(c) multiplies by U.
template <class T>
class Reduction {
public:
    Reduction(T* a, index_t m, index_t n) : a_(a), m_(as_int(m)), n_(as_int(n)), tau_(static_cast<std::size_t>(m)) {
        const int lwork = std::max({64 * m_, 64 * n_ + 65 * 64, 1});  // plenty
        work_.resize(static_cast<std::size_t>(lwork));
        lapack::gehrd(m_, 1, m_, a, m_, tau_.data(), work_.data(), lwork);
        h_.assign(a, a + m * m);
        for (index_t j = 0; j < m; ++j)
            for (index_t i = j + 2; i < m; ++i) h_[i + j * m] = T(0);
    }
    void apply(T* c, bool back) {
        if (m_ < 2) return;
        lapack::unmqr('L', back ? 'N' : is_complex<T> ? 'C' : 'T', m_ - 1, n_, m_ - 1, a_ + 1, m_, tau_.data(), c + 1,
                      m_, work_.data(), static_cast<int>(work_.size()));
    }
    const T* h() const noexcept { return h_.data(); }

private:
    T* a_;
    int m_, n_;
    std::vector<T> tau_, work_, h_;
};

template <class T>
bool has_easy_form(const T* a, index_t n) noexcept {
    return is_triangle(a, n, true) || is_triangle(a, n, false) || is_hermitian(a, n);
}

template <class T>
void transposed(const T* a, index_t m, index_t n, T* out) noexcept {
    for (index_t j = 0; j < n; ++j)
        for (index_t i = 0; i < m; ++i) out[j + i * n] = a[i + j * m];
}

template <class T>
bool triangular_equation(const T* r, index_t m, const T* t, index_t n, T* c, Real<T> nearest) {
    for (index_t j = 0; j < n; ++j)
        for (index_t i = 0; i < m; ++i)
            if (!(modulus(r[i * (m + 1)] + t[j * (n + 1)]) > nearest)) return false;
    triangular<T>().sylvester(r, m, m, t, n, n, c, m, 1);
    return true;
}

// Whether the solution is finite, and not so large that the equation may be next to one without a unique solution: the
// quotient of right-hand side and solution bounds that distance.
template <class T>
bool well_posed(const T* x, index_t size, Real<T> scale, Real<T> right) noexcept {
    const auto limit = static_cast<Real<T>>(well_apart) * std::numeric_limits<Real<T>>::epsilon() * scale;
    return limit * largest_modulus(x, size) <= right && all_finite(x, size);
}

// Whether c was solved for.
template <class T>
bool solve_one(T* a, index_t m, T* b, index_t n, T* c) {
    const bool easy_a = has_easy_form(a, m), easy_b = has_easy_form(b, n);
    std::vector<T> space(static_cast<std::size_t>(m * n));
    if (!easy_b && (easy_a || m < n)) {
        transpose(a, m);
        transpose(b, n);
        transposed(c, m, n, space.data());
        const bool done = solve_one(b, n, a, m, space.data());
        transposed(space.data(), n, m, c);
        return done;
    }
    using R = Real<T>;
    constexpr R eps = std::numeric_limits<R>::epsilon();
    const R scale = largest_modulus(a, m * m) + largest_modulus(b, n * n), right = largest_modulus(c, m * n);
    const Form<T> form(b, n);
    if (form.failed()) return false;
    form.on_columns(c, m, false, space);
    if (easy_a) {
        const Form<T> other(a, m);
        if (other.failed()) return false;
        other.on_rows(c, n, false, space);
        if (!triangular_equation(other.t, m, form.t, n, c, eps * scale)) return false;
        other.on_rows(c, n, true, space);
    } else {
        Reduction<T> reduction(a, m, n);
        reduction.apply(c, false);
        if (!(HessenbergEquation<T>(reduction.h(), m, form.t, n, c).solve() > eps * scale)) return false;
        reduction.apply(c, true);
    }
    form.on_columns(c, m, true, space);
    return well_posed(c, m * n, scale, right);
}

// A^H X + X A = C: with A = V T V^H, T^H becomes upper triangular when the order of its rows and columns is reversed.
template <class T>
bool solve_adjoint(T* a, T* c, index_t n) {
    using R = Real<T>;
    const R scale = 2 * largest_modulus(a, n * n), right = largest_modulus(c, n * n);
    const Form<T> form(a, n);
    if (form.failed()) return false;
    std::vector<T> space(static_cast<std::size_t>(n * n)), left(space.size());
    for (index_t j = 0; j < n; ++j)
        for (index_t i = 0; i < n; ++i) left[i + j * n] = conjugate(form.t[(n - 1 - j) + (n - 1 - i) * n]);
    form.on_columns(c, n, false, space);
    form.on_rows(c, n, false, space);
    reverse_rows(c, n, n);
    if (!triangular_equation(left.data(), n, form.t, n, c, std::numeric_limits<R>::epsilon() * scale)) return false;
    reverse_rows(c, n, n);
    form.on_rows(c, n, true, space);
    form.on_columns(c, n, true, space);
    return well_posed(c, n * n, scale, right);
}

}  // namespace

template <class T>
void solve_sylvester(Stack<T> a, Stack<T> b, Stack<T> c, Infos info) {
    const index_t m = c.shape[2], n = c.shape[1];
    if (m == 0 || n == 0) return;
    for_stack(c.shape[0], 25 * (cube(m) + cube(n)), [&](index_t begin, index_t end) {
        for (index_t k = begin; k < end; ++k)
            info(k) = !solve_one(a.data + k * m * m, m, b.data + k * n * n, n, c.data + k * m * n);
    });
}

template <class T>
void solve_lyapunov(Stack<T> a, Stack<T> c, Infos info) {
    const index_t n = c.shape[1], size = n * n;
    if (n == 0) return;
    for_stack(c.shape[0], 30 * cube(n), [&](index_t begin, index_t end) {
        for (index_t k = begin; k < end; ++k) info(k) = !solve_adjoint(a.data + k * size, c.data + k * size, n);
    });
}

template void solve_lyapunov(Stack<float>, Stack<float>, Infos);
template void solve_lyapunov(Stack<double>, Stack<double>, Infos);
template void solve_lyapunov(Stack<std::complex<float>>, Stack<std::complex<float>>, Infos);
template void solve_lyapunov(Stack<std::complex<double>>, Stack<std::complex<double>>, Infos);
template void solve_sylvester(Stack<float>, Stack<float>, Stack<float>, Infos);
template void solve_sylvester(Stack<double>, Stack<double>, Stack<double>, Infos);
template void solve_sylvester(Stack<std::complex<float>>, Stack<std::complex<float>>, Stack<std::complex<float>>, Infos);
template void solve_sylvester(Stack<std::complex<double>>, Stack<std::complex<double>>, Stack<std::complex<double>>,
                              Infos);

}  // namespace scinova::linalg
