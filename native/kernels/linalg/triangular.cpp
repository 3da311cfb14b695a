// SPDX-License-Identifier: BSD-3-Clause
// Equations and functions of triangular matrices; see triangular.hpp.
#include "kernels/linalg/triangular.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t base_order = 24;  // below it, loops beat products of blocks

template <class T>
bool triangular(const T* t, index_t n, index_t ld) noexcept {
    for (index_t k = 1; k < n; ++k)
        if (in_block(t, ld, k)) return false;
    return true;
}

// x := (a + shift I)^-1 x, upper triangular.
template <class T>
void shifted_solve(const T* a, index_t m, index_t lda, T shift, T* x) noexcept {
    for (index_t i = m - 1; i >= 0; --i) {
        if (x[i] == T(0)) continue;
        const T* column = a + i * lda;
        const T divisor = column[i] + shift;
        if (divisor == T(0)) {
            using limits = std::numeric_limits<Real<T>>;
            x[i] = T(modulus(x[i]) <= limits::max() ? limits::infinity() : limits::quiet_NaN());
        } else x[i] = quotient(x[i], divisor);
        const T value = x[i];
        for (index_t k = 0; k < i; ++k) x[k] -= times(value, column[k]);
    }
}

template <class T>
void subtract_product(const T* a, index_t lda, const T* b, index_t ldb, T* c, index_t ldc, index_t m, index_t k,
                      index_t n, T factor) {
    lapack::gemm('N', 'N', as_int(m), as_int(n), as_int(k), -factor, a, as_int(lda), b, as_int(ldb), T(1), c,
                 as_int(ldc));
}

template <class T>
void sylvester_base(const T* a, index_t m, index_t lda, const T* b, index_t n, index_t ldb, T* c, index_t ldc,
                    int sign) {
    if constexpr (!is_complex<T>) {
        if (!triangular(a, m, lda) || !triangular(b, n, ldb)) {
            T scale = 1;
            lapack::trsyl('N', 'N', sign, as_int(m), as_int(n), a, as_int(lda), b, as_int(ldb), c, as_int(ldc), &scale);
            if (scale != T(1))
                for (index_t j = 0; j < n; ++j)
                    for (index_t i = 0; i < m; ++i) c[i + j * ldc] /= scale;
            return;
        }
    }
    const auto s = static_cast<Real<T>>(sign);
    for (index_t j = 0; j < n; ++j) {
        T* x = c + j * ldc;
        for (index_t k = 0; k < j; ++k) {
            const T factor = scaled(b[k + j * ldb], s);
            if (factor == T(0)) continue;
            const T* known = c + k * ldc;
            for (index_t i = 0; i < m; ++i) x[i] -= times(factor, known[i]);
        }
        shifted_solve(a, m, lda, scaled(b[j + j * ldb], s), x);
    }
}

template <class T>
void sylvester(const T* a, index_t m, index_t lda, const T* b, index_t n, index_t ldb, T* c, index_t ldc, int sign) {
    if (m == 0 || n == 0) return;
    if (m <= base_order && n <= base_order) return sylvester_base(a, m, lda, b, n, ldb, c, ldc, sign);
    if (m >= n) {
        const index_t m1 = middle(a, m, lda), m2 = m - m1;
        sylvester(a + m1 + m1 * lda, m2, lda, b, n, ldb, c + m1, ldc, sign);
        subtract_product(a + m1 * lda, lda, c + m1, ldc, c, ldc, m1, m2, n, T(1));
        sylvester(a, m1, lda, b, n, ldb, c, ldc, sign);
        return;
    }
    const index_t n1 = middle(b, n, ldb), n2 = n - n1;
    sylvester(a, m, lda, b, n1, ldb, c, ldc, sign);
    subtract_product(c, ldc, b + n1 * ldb, ldb, c + n1 * ldc, ldc, m, n1, n2, T(static_cast<Real<T>>(sign)));
    sylvester(a, m, lda, b + n1 + n1 * ldb, n2, ldb, c + n1 * ldc, ldc, sign);
}

template <class T>
void square_root(T* t, index_t n, index_t ld) {
    if (n == 0) return;
    if (n == 1) {
        *t = std::sqrt(*t);
        return;
    }
    if constexpr (!is_complex<T>) {
        if (n == 2 && in_block(t, ld, 1)) {
            // Eigenvalues theta +- i mu: the root is alpha I + (T - theta I) / 2 alpha, alpha = Re sqrt(theta + i mu).
            const T theta = t[0], mu = std::sqrt(std::abs(t[ld])) * std::sqrt(std::abs(t[1]));
            const T alpha = std::real(std::sqrt(std::complex<T>(theta, mu)));
            t[0] = t[ld + 1] = alpha;
            t[1] /= 2 * alpha;
            t[ld] /= 2 * alpha;
            return;
        }
    }
    if (n <= base_order && triangular(t, n, ld)) {
        for (index_t j = 0; j < n; ++j) {
            const T root = t[j + j * ld] = std::sqrt(t[j + j * ld]);
            shifted_solve(t, j, ld, root, t + j * ld);
        }
        return;
    }
    const index_t n1 = middle(t, n, ld), n2 = n - n1;
    T *second = t + n1 + n1 * ld, *corner = t + n1 * ld;
    square_root(t, n1, ld);
    square_root(second, n2, ld);
    sylvester(t, n1, ld, second, n2, ld, corner, ld, 1);
}

// Products and solutions of upper triangular matrices by halves: a third of the work that full matrices need. What is
// below the diagonal (and quasi-triangular blocks) is not looked at, and is zero in c.
template <class T>
void multiply_upper(const T* a, const T* b, T* c, index_t n, index_t ld) {
    if (n <= base_order) {
        for (index_t j = 0; j < n; ++j) {
            T* out = c + j * ld;
            std::fill_n(out, n, T(0));
            for (index_t k = 0; k <= j; ++k)
                for (index_t i = 0; i <= k; ++i) out[i] += times(b[k + j * ld], a[i + k * ld]);
        }
        return;
    }
    const index_t n1 = n / 2, n2 = n - n1, second = n1 * (ld + 1), corner = n1 * ld;
    multiply_upper(a, b, c, n1, ld);
    multiply_upper(a + second, b + second, c + second, n2, ld);
    for (index_t j = 0; j < n1; ++j) std::fill_n(c + n1 + j * ld, n2, T(0));
    const int m1 = as_int(n1), m2 = as_int(n2), step = as_int(ld);
    lapack::gemm('N', 'N', m1, m2, m1, T(1), a, step, b + corner, step, T(0), c + corner, step);
    lapack::gemm('N', 'N', m1, m2, m2, T(1), a + corner, step, b + second, step, T(1), c + corner, step);
}

// b := a^-1 b, with b m x n.
template <class T>
void solve_full(const T* a, index_t m, index_t lda, T* b, index_t n, index_t ldb) {
    if (m <= base_order) {
        for (index_t j = 0; j < n; ++j) shifted_solve(a, m, lda, T(0), b + j * ldb);
        return;
    }
    const index_t m1 = m / 2, m2 = m - m1;
    solve_full(a + m1 * (lda + 1), m2, lda, b + m1, n, ldb);
    subtract_product(a + m1 * lda, lda, b + m1, ldb, b, ldb, m1, m2, n, T(1));
    solve_full(a, m1, lda, b, n, ldb);
}

template <class T>
void solve_upper(const T* a, index_t n, index_t lda, T* b, index_t ldb) {
    if (n <= base_order) {
        for (index_t j = 0; j < n; ++j) shifted_solve(a, j + 1, lda, T(0), b + j * ldb);
        return;
    }
    const index_t n1 = n / 2, n2 = n - n1;
    T *second = b + n1 * (ldb + 1), *corner = b + n1 * ldb;
    solve_upper(a + n1 * (lda + 1), n2, lda, second, ldb);
    solve_upper(a, n1, lda, b, ldb);
    subtract_product(a + n1 * lda, lda, second, ldb, corner, ldb, n1, n2, n2, T(1));
    solve_full(a, n1, lda, corner, n2, ldb);
}

// How close to zero ||X|| (or its alpha) must be for a Pade approximant of degree 1, ..., 7: log(1 + x), table 2.1 of
// Al-Mohy & Higham 2012, and (1 - x)^p for every p, table 3.1 of Higham & Lin 2011.
constexpr double theta_log[7] = {1.586970738772063e-5, 2.313807884242979e-3, 1.938179313533253e-2,
                                 6.209171588994762e-2, 1.276404810806775e-1, 2.060962623452836e-1,
                                 2.879093714241194e-1};
constexpr double theta_power[7] = {1.51e-5, 2.24e-3, 1.88e-2, 6.04e-2, 1.24e-1, 2.00e-1, 2.79e-1};

// Takes square roots of a triangular matrix until X = T^(1/2^s) - I suits an approximant.
template <class T>
class Roots {
public:
    Roots(T* t, index_t n, T* space) : t_(t), n_(n), size_(n * n), x_(space), x2_(x_ + size_), other_(x2_ + size_) {
        given_.assign(t, t + size_);
        log_.resize(static_cast<std::size_t>(n));
        for (index_t i = 0; i < n; ++i) log_[i] = std::log(t[i * (n + 1)]);
    }

    int halvings() const noexcept { return s_; }
    const T* given() const noexcept { return given_.data(); }
    T log_of(index_t i) const noexcept { return log_[i]; }

    void root() {
        if (interrupted()) throw Interrupted{};
        square_root(t_, n_, n_);
        ++s_;
    }

    // Roots until the eigenvalues alone would do.
    void start(double limit) {
        double distance = 0;
        for (;; root()) {
            distance = 0;
            for (index_t i = 0; i < n_; ++i)
                distance = std::max(distance, static_cast<double>(modulus(t_[i * (n_ + 1)] - T(1))));
            if (!(distance > limit) || s_ >= 100) return;
        }
    }

    // Norms of powers of X, d_k = ||X^k||^(1/k) for k = 2, ..., 5.
    void measure() {
        std::copy_n(t_, size_, x_);
        for (index_t i = 0; i < n_; ++i) x_[i * (n_ + 1)] -= T(1);
        multiply_upper(x_, x_, x2_, n_, n_);
        d[2] = std::sqrt(norm(x2_));
        multiply_upper(x2_, x_, other_, n_, n_);
        d[3] = std::cbrt(norm(other_));
        multiply_upper(x2_, x2_, other_, n_, n_);
        d[4] = std::sqrt(std::sqrt(norm(other_)));
    }
    void measure_fifth() {
        // other_ holds X^4; its product with X goes where X^2 was.
        multiply_upper(other_, x_, x2_, n_, n_);
        d[5] = std::pow(norm(x2_), 0.2);
    }
    double alpha(int p) const noexcept { return std::max(d[p], d[p + 1]); }

    // `out` := T^(1/2^s) - I, its diagonal and what is next to it without cancellation: Al-Mohy, Numer. Algorithms 59
    // (2012) 393, does it by other means.
    void less_one(T* out) const {
        std::copy_n(t_, size_, out);
        const auto p = static_cast<Real<T>>(std::ldexp(1.0, -s_));
        for (index_t i = 0; i < n_; ++i) {
            const T here = given_[i * (n_ + 1)];
            out[i * (n_ + 1)] = s_ ? exp_less_one(scaled(log_[i], p)) : here - T(1);
            if (s_ && i + 1 < n_)
                out[i + (i + 1) * n_] = times(given_[i + (i + 1) * n_],
                                              power_difference(here, given_[(i + 1) * (n_ + 1)], p));
        }
    }

    double d[6] = {};

private:
    double norm(const T* x) const noexcept { return static_cast<double>(one_norm(x, n_)); }
    T* t_;
    index_t n_, size_;
    T *x_, *x2_, *other_;
    std::vector<T> given_, log_;
    int s_ = 0;
};

int least_degree(const double* theta, int from, double alpha) noexcept {
    for (int m = from; m <= 7; ++m)
        if (alpha <= theta[m - 1]) return m;
    return 8;
}

template <class T>
int degree_of_logarithm(Roots<T>& roots) {
    const double* theta = theta_log;
    roots.start(theta[6]);
    for (int passes = 0;; roots.root()) {
        roots.measure();
        if (const int m = least_degree(theta, 1, roots.alpha(2)); m <= 2) return m;
        const double alpha3 = roots.alpha(3);
        if (!(alpha3 == alpha3) || roots.halvings() >= 100) return 7;
        const int m = least_degree(theta, 3, alpha3);
        if (m <= 6) return m;
        if (m == 7 && alpha3 / 2 <= theta[4] && passes < 2) {
            ++passes;
            continue;
        }
        roots.measure_fifth();
        if (const int k = least_degree(theta, 6, std::min(alpha3, roots.alpha(4))); k <= 7) return k;
    }
}

// A further square root is worth it if it saves two degrees.
template <class T>
int degree_of_power(Roots<T>& roots) {
    const double* theta = theta_power;
    roots.start(theta[6]);
    for (int passes = 0;; roots.root()) {
        roots.measure();
        const double alpha2 = roots.alpha(2), alpha3 = std::min(alpha2, roots.alpha(3));
        if (!(alpha2 == alpha2) || roots.halvings() >= 100) return 7;
        const int low = least_degree(theta, 1, alpha2), m = low <= 2 ? low : least_degree(theta, 3, alpha3);
        if (m > 7) continue;
        const int next = least_degree(theta, 1, alpha3 / 2);
        if (m - next <= 1 || passes == 2) return m;
        ++passes;
    }
}

// Nodes and weights of Gauss and Legendre on [0, 1], by Newton's method from Tricomi's approximation of the zeros.
void gauss_legendre(int m, double* node, double* weight) {
    for (int k = 0; k < m; ++k) {
        double x = std::cos(std::numbers::pi * (k + 0.75) / (m + 0.5)), slope = 1;
        for (int step = 0; step < 8; ++step) {
            double before = 1, p = x;
            for (int j = 2; j <= m; ++j) {
                const double next = ((2 * j - 1) * x * p - (j - 1) * before) / j;
                before = p;
                p = next;
            }
            slope = m * (x * p - before) / (x * x - 1);
            x -= p / slope;
        }
        node[k] = (1 + x) / 2;
        weight[k] = 1 / ((1 - x * x) * slope * slope);
    }
}

// Scales a matrix of extreme norm by a power of two, and returns the exponent that was taken out; else 0.
template <class T>
int bring_near_one(T* t, index_t n) {
    using R = Real<T>;
    const R norm = one_norm(t, n);
    const int exponent = norm > R(0) && norm <= std::numeric_limits<R>::max() ? std::ilogb(norm) : 0;
    if (exponent <= 200 && exponent >= -200) return 0;
    const R half = std::ldexp(R(1), -(exponent / 2)), rest = std::ldexp(R(1), exponent / 2 - exponent);
    for (index_t i = 0; i < n * n; ++i) t[i] = scaled(scaled(t[i], half), rest);
    return exponent;
}

template <class T>
void logarithm(T* t, index_t n, T* space) {
    using R = Real<T>;
    const index_t size = n * n;
    if (const int exponent = bring_near_one(t, n)) {
        logarithm(t, n, space);
        for (index_t i = 0; i < n; ++i) t[i * (n + 1)] += T(static_cast<R>(exponent * std::numbers::ln2));
        return;
    }
    Roots<T> roots(t, n, space);
    const int m = degree_of_logarithm(roots);
    T *x = space, *system = x + size, *term = system + size;
    roots.less_one(x);
    double node[7], weight[7];
    gauss_legendre(m, node, weight);
    // The approximant in partial fractions: sum of w X (I + x X)^-1.
    std::fill_n(t, size, T(0));
    for (int k = 0; k < m; ++k) {
        for (index_t i = 0; i < size; ++i) {
            system[i] = scaled(x[i], static_cast<R>(node[k]));
            term[i] = x[i];
        }
        for (index_t i = 0; i < n; ++i) system[i * (n + 1)] += T(1);
        solve_upper(system, n, n, term, n);
        for (index_t i = 0; i < size; ++i) t[i] += scaled(term[i], static_cast<R>(weight[k]));
    }
    const auto back = static_cast<R>(std::ldexp(1.0, roots.halvings()));
    for (index_t i = 0; i < size; ++i) t[i] = scaled(t[i], back);
    const T* given = roots.given();
    for (index_t i = 0; i < n; ++i) {
        t[i * (n + 1)] = roots.log_of(i);
        if (i + 1 < n)
            t[i + (i + 1) * n] = times(given[i + (i + 1) * n],
                                       log_difference(given[i * (n + 1)], given[(i + 1) * (n + 1)]));
    }
}

template <class T>
void fractional_power(T* t, index_t n, Real<T> p, T* space) {
    using R = Real<T>;
    const index_t size = n * n;
    // Divided differences of x^p could overflow where the power does not: the matrix is brought near one.
    if (const int exponent = bring_near_one(t, n)) {
        fractional_power(t, n, p, space);
        const auto factor = static_cast<R>(std::exp2(static_cast<double>(p) * exponent));
        for (index_t i = 0; i < size; ++i) t[i] = scaled(t[i], factor);
        return;
    }
    Roots<T> roots(t, n, space);
    const int m = degree_of_power(roots), s = roots.halvings();
    T *x = space, *system = x + size, *other = system + size;
    roots.less_one(x);
    for (index_t i = 0; i < size; ++i) x[i] = -x[i];
    const auto coefficient = [&](int k) {
        const double j = k / 2, power = static_cast<double>(p);
        if (k == 1) return static_cast<R>(-power);
        return static_cast<R>(k % 2 ? (-j - power) / (2 * (2 * j + 1)) : (-j + power) / (2 * (2 * j - 1)));
    };
    for (index_t i = 0; i < size; ++i) t[i] = scaled(x[i], coefficient(2 * m));
    for (int k = 2 * m - 1; k > 0; --k) {
        std::copy_n(t, size, system);
        for (index_t i = 0; i < n; ++i) system[i * (n + 1)] += T(1);
        for (index_t i = 0; i < size; ++i) t[i] = scaled(x[i], coefficient(k));
        solve_upper(system, n, n, t, n);
    }
    for (index_t i = 0; i < n; ++i) t[i * (n + 1)] += T(1);
    const T* given = roots.given();
    for (int k = s;; --k) {
        const auto q = static_cast<R>(std::ldexp(static_cast<double>(p), -k));
        for (index_t i = 0; i < n; ++i) {
            t[i * (n + 1)] = std::exp(scaled(roots.log_of(i), q));
            if (i + 1 < n)
                t[i + (i + 1) * n] = times(given[i + (i + 1) * n],
                                           power_difference(given[i * (n + 1)], given[(i + 1) * (n + 1)], q));
        }
        if (k == 0) return;
        multiply_upper(t, t, other, n, n);
        std::copy_n(other, size, t);
    }
}

template <class T>
constexpr TriangularTable<T> entries{sylvester<T>, square_root<T>, logarithm<T>, fractional_power<T>};

}  // namespace

template <>
const TriangularTable<float>& triangular_table<isa::current, float>() {
    return entries<float>;
}
template <>
const TriangularTable<double>& triangular_table<isa::current, double>() {
    return entries<double>;
}
template <>
const TriangularTable<std::complex<float>>& triangular_table<isa::current, std::complex<float>>() {
    return entries<std::complex<float>>;
}
template <>
const TriangularTable<std::complex<double>>& triangular_table<isa::current, std::complex<double>>() {
    return entries<std::complex<double>>;
}

}  // namespace scinova::linalg
