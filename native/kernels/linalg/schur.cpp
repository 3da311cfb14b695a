// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/schur.hpp"

#include "kernels/linalg/newton.hpp"
#include "kernels/linalg/triangular.hpp"

namespace scinova::linalg {
namespace {

template <class T>
class Schur {
public:
    using R = Real<T>;
    explicit Schur(index_t n) : n_(as_int(n)) {
        space_.need(1, 3 * n + 1, n);
        values_.resize(static_cast<std::size_t>(n));
        lwork_ = 70 * n_;  // plenty for small orders
        if (n_ > 64) {
            call(nullptr, nullptr, -1);
            lwork_ = work_size(space_.work[0]);
        }
        space_.need(lwork_);
    }

    std::int32_t operator()(T* a, T* z) {
        if (!all_finite(a, index_t{n_} * n_)) return not_finite;
        std::int32_t found = 0;
        if (is_triangle(a, n_, true)) found = was_triangular;
        else if (is_triangle(a, n_, false)) {
            found = was_triangular | was_transposed;
            transpose(a, n_);
        } else if (is_hermitian(a, n_)) {
            if (!hermitian(a, z)) return not_converged;
            found = was_hermitian;
        } else if (call(a, z, lwork_)) return not_converged;
        return found | spectrum(a);
    }

private:
    int call(T* a, T* z, int lwork) {
        R* parts = space_.rwork.data();
        int none = 0;
        return lapack::gees('V', 'N', nullptr, n_, a, n_, &none, values_.data(), parts, parts + n_, z, n_,
                            space_.work.data(), lwork, parts, nullptr);
    }

    bool hermitian(T* a, T* z) {
        std::copy_n(a, index_t{n_} * n_, z);
        std::vector<R> w(static_cast<std::size_t>(n_));
        space_.need(1, 1, 1);
        lapack::heevd('V', 'U', n_, z, n_, w.data(), space_.work.data(), -1, space_.rwork.data(), -1,
                      space_.iwork.data(), -1);
        const int lwork = work_size(space_.work[0]), liwork = space_.iwork[0];
        const int lrwork = is_complex<T> ? work_size(space_.rwork[0]) : 0;
        space_.need(lwork, lrwork, liwork);
        if (lapack::heevd('V', 'U', n_, z, n_, w.data(), space_.work.data(), lwork, space_.rwork.data(), lrwork,
                          space_.iwork.data(), liwork))
            return false;
        // A negative eigenvalue within rounding errors of a semidefinite matrix is zero.
        const R noise = static_cast<R>(n_) * std::numeric_limits<R>::epsilon() *
                        std::max(std::abs(w.front()), std::abs(w.back()));
        for (R& x : w)
            if (x < 0 && -x <= noise) x = 0;
        std::fill_n(a, index_t{n_} * n_, T(0));
        for (int i = 0; i < n_; ++i) a[i * (n_ + index_t{1})] = T(w[i]);
        return true;
    }

    std::int32_t spectrum(const T* t) const noexcept {
        std::int32_t found = 0;
        const index_t n = n_;
        for (index_t i = 0; i < n; ++i) {
            const T value = t[i * (n + 1)];
            if constexpr (!is_complex<T>) {
                if (i + 1 < n && t[i * (n + 1) + 1] != T(0)) {
                    found |= has_pairs;
                    ++i;
                    continue;
                }
                if (value < T(0)) found |= has_negative;
            }
            if (value == T(0)) found |= has_zero;
        }
        return found;
    }

    int n_, lwork_ = 0;
    Workspace<T> space_;
    std::vector<T> values_;
};

template <class T, class Work>
void each_form(Stack<T> t, Infos spectrum, double flops, Work&& work) {
    const index_t n = t.shape[1], size = n * n;
    if (n == 0) return;
    for_stack(t.shape[0], cube(n) * flops, [&](index_t begin, index_t end) {
        std::vector<std::remove_const_t<T>> space(static_cast<std::size_t>(3 * size));
        for (index_t k = begin; k < end; ++k)
            if (!(spectrum(k) & (not_finite | not_converged))) work(k, t.data + k * size, space.data());
    });
}

// One 2 x 2 block, rows m - 1 and m, becomes triangular: G t G^H with the rotation G.
template <class R>
void split(std::complex<R>* t, std::complex<R>* z, index_t n, index_t m) {
    using C = std::complex<R>;
    const auto at = [n](C* a, index_t i, index_t j) -> C& { return a[i + j * n]; };
    const R a = at(t, m - 1, m - 1).real(), b = at(t, m - 1, m).real(), c = at(t, m, m - 1).real(),
            d = at(t, m, m).real();
    // In LAPACK's standard form a = d and b c < 0.
    const C mu((a - d) / 2, std::sqrt(std::abs(b)) * std::sqrt(std::abs(c)));
    const R r = std::hypot(std::abs(mu), c);
    const C cosine = mu / r;
    const R sine = c / r;
    for (index_t j = m - 1; j < n; ++j) {
        const C x = at(t, m - 1, j), y = at(t, m, j);
        at(t, m - 1, j) = times(std::conj(cosine), x) + sine * y;
        at(t, m, j) = times(cosine, y) - sine * x;
    }
    const auto columns = [&](C* x, C* y, index_t rows) {
        for (index_t i = 0; i < rows; ++i) {
            const C u = x[i], v = y[i];
            x[i] = times(u, cosine) + sine * v;
            y[i] = times(v, std::conj(cosine)) - sine * u;
        }
    };
    columns(t + (m - 1) * n, t + m * n, m + 1);
    columns(z + (m - 1) * n, z + m * n, n);
    at(t, m, m - 1) = 0;
}

}  // namespace

template <class T>
void schur_form(Stack<T> a, Stack<T> z, Infos spectrum) {
    const index_t n = a.shape[1], size = n * n;
    if (n == 0) return;
    for_stack(a.shape[0], cube(n) * 25, [&](index_t begin, index_t end) {
        Schur<T> schur(n);
        for (index_t k = begin; k < end; ++k) spectrum(k) = schur(a.data + k * size, z.data + k * size);
    });
}

template <class R>
void split_pairs(Stack<const R> t, Stack<const R> z, Stack<std::complex<R>> t_out, Stack<std::complex<R>> z_out,
                 Infos spectrum) {
    const index_t n = t.shape[1], size = n * n;
    each_form(t_out, spectrum, 3, [&](index_t k, std::complex<R>* out, std::complex<R>*) {
        std::complex<R>* vectors = z_out.data + k * size;
        std::copy_n(t.data + k * size, size, out);
        if (spectrum(k) & was_triangular) return;
        std::copy_n(z.data + k * size, size, vectors);
        for (index_t m = n - 1; m > 0; --m)
            if (out[m + (m - 1) * n] != std::complex<R>(0)) split(out, vectors, n, m);
    });
}

template <class T>
void sqrt_of_forms(Stack<T> t, Infos spectrum) {
    const index_t n = t.shape[1];
    each_form(t, spectrum, 1, [&](index_t, T* form, T*) { square_root(form, n, n); });
}

template <class T>
std::int32_t root_by_schur(Mat<T> a, Mat<T> z) {
    const index_t n = a.shape[0], size = n * n;
    std::int32_t found = 0;
    const Stack<T> t{a.data, {1, n, n}, {size, n, 1}}, vectors{z.data, {1, n, n}, {size, n, 1}};
    const Infos spectrum{&found, {1}, {1}};
    schur_form(t, vectors, spectrum);
    if (found & (has_negative | has_zero | not_finite | not_converged)) return found;
    sqrt_of_forms(t, spectrum);
    back_from_forms(Stack<const T>(vectors), t, spectrum);
    return found;
}

template <class T>
void log_of_forms(Stack<T> t, Infos spectrum) {
    const index_t n = t.shape[1];
    each_form(t, spectrum, 20, [&](index_t, T* form, T* space) { logarithm(form, n, space); });
}

template <class T>
void power_of_forms(Stack<T> t, double p, Infos spectrum) {
    const index_t n = t.shape[1];
    each_form(t, spectrum, 20, [&](index_t, T* form, T* space) { fractional_power(form, n, p, space); });
}

template <class T>
void back_from_forms(Stack<const T> z, Stack<T> f, Infos spectrum) {
    const index_t n = z.shape[1], size = n * n;
    const int m = as_int(n);
    each_form(f, spectrum, 4, [&](index_t k, T* values, T* space) {
        if (spectrum(k) & was_transposed) transpose(values, n);
        if (spectrum(k) & was_triangular) return;
        const T* vectors = z.data + k * size;
        product_of(vectors, values, space, n);
        lapack::gemm('N', 'C', m, m, m, T(1), space, m, vectors, m, T(0), values, m);
    });
}

template <class T>
int reorder(Mat<T> t, Mat<T> z, Vec<const std::int32_t> order) {
    const int n = as_int(t.shape[0]);
    std::vector<std::int32_t> now(static_cast<std::size_t>(n));
    for (int i = 0; i < n; ++i) now[i] = i;
    std::vector<T> work(static_cast<std::size_t>(n));
    for (int k = 0; k < n; ++k) {
        const auto from = std::find(now.begin() + k, now.end(), order(k));
        int first = static_cast<int>(from - now.begin()) + 1, last = k + 1;
        if (first == last) continue;
        if (const int info = lapack::trexc('V', n, t.data, n, z.data, n, &first, &last, work.data())) return info;
        std::rotate(now.begin() + k, from, from + 1);
    }
    return 0;
}

namespace {

template <class T>
void parlett_between(const T* t, T* f, index_t n, const std::int32_t* starts, index_t begin, index_t end) {
    if (end - begin < 2) return;
    const index_t mid = (begin + end) / 2;
    parlett_between(t, f, n, starts, begin, mid);
    parlett_between(t, f, n, starts, mid, end);
    const index_t p = starts[begin], q = starts[mid], r = starts[end];
    const T *t11 = t + p * (n + 1), *t12 = t + p + q * n, *t22 = t + q * (n + 1);
    T *f11 = f + p * (n + 1), *f12 = f + p + q * n, *f22 = f + q * (n + 1);
    const int m1 = as_int(q - p), m2 = as_int(r - q), ld = as_int(n);
    lapack::gemm('N', 'N', m1, m2, m1, T(1), f11, ld, t12, ld, T(0), f12, ld);
    lapack::gemm('N', 'N', m1, m2, m2, T(-1), t12, ld, f22, ld, T(1), f12, ld);
    sylvester(t11, q - p, n, t22, r - q, n, f12, n, -1);
}

}  // namespace

template <class T>
void parlett(Mat<const T> t, Vec<const std::int32_t> starts, Mat<T> f) {
    const BlasThreads threads(cube(t.shape[0]));
    parlett_between(t.data, f.data, t.shape[0], starts.data, 0, starts.shape[0] - 1);
}

namespace {

template <class T, class Method>
void by_newton(Stack<const T> a, Stack<T> out, Infos done, Method method) {
    const index_t n = a.shape[1], size = n * n;
    if (n < newton_from) return;
    for_stack(a.shape[0], cube(n) * 30, [&](index_t begin, index_t end) {
        Newton<T> newton(n);
        for (index_t k = begin; k < end; ++k) {
            const T* x = a.data + k * size;
            if (!all_finite(x, size) || is_triangle(x, n, true) || is_triangle(x, n, false) || is_hermitian(x, n))
                continue;
            done(k) = (newton.*method)(x, out.data + k * size);
        }
    });
}

}  // namespace

template <class T>
void newton_roots(Stack<const T> a, Stack<T> out, Infos done) {
    by_newton(a, out, done, &Newton<T>::square_root);
}

template <class T>
void newton_signs(Stack<const T> a, Stack<T> out, Infos done) {
    by_newton(a, out, done, &Newton<T>::sign);
}

template void schur_form(Stack<float>, Stack<float>, Infos);
template void schur_form(Stack<double>, Stack<double>, Infos);
template void schur_form(Stack<std::complex<float>>, Stack<std::complex<float>>, Infos);
template void schur_form(Stack<std::complex<double>>, Stack<std::complex<double>>, Infos);
template void split_pairs(Stack<const float>, Stack<const float>, Stack<std::complex<float>>, Stack<std::complex<float>>, Infos);
template void split_pairs(Stack<const double>, Stack<const double>, Stack<std::complex<double>>, Stack<std::complex<double>>, Infos);
template void sqrt_of_forms(Stack<float>, Infos);
template void sqrt_of_forms(Stack<double>, Infos);
template void sqrt_of_forms(Stack<std::complex<float>>, Infos);
template void sqrt_of_forms(Stack<std::complex<double>>, Infos);
template std::int32_t root_by_schur(Mat<float>, Mat<float>);
template std::int32_t root_by_schur(Mat<double>, Mat<double>);
template std::int32_t root_by_schur(Mat<std::complex<float>>, Mat<std::complex<float>>);
template std::int32_t root_by_schur(Mat<std::complex<double>>, Mat<std::complex<double>>);
template void log_of_forms(Stack<double>, Infos);
template void log_of_forms(Stack<std::complex<double>>, Infos);
template void power_of_forms(Stack<double>, double, Infos);
template void power_of_forms(Stack<std::complex<double>>, double, Infos);
template void back_from_forms(Stack<const float>, Stack<float>, Infos);
template void back_from_forms(Stack<const double>, Stack<double>, Infos);
template void back_from_forms(Stack<const std::complex<float>>, Stack<std::complex<float>>, Infos);
template void back_from_forms(Stack<const std::complex<double>>, Stack<std::complex<double>>, Infos);
template int reorder(Mat<std::complex<float>>, Mat<std::complex<float>>, Vec<const std::int32_t>);
template int reorder(Mat<std::complex<double>>, Mat<std::complex<double>>, Vec<const std::int32_t>);
template void parlett(Mat<const std::complex<float>>, Vec<const std::int32_t>, Mat<std::complex<float>>);
template void parlett(Mat<const std::complex<double>>, Vec<const std::int32_t>, Mat<std::complex<double>>);
template void newton_roots(Stack<const float>, Stack<float>, Infos);
template void newton_roots(Stack<const double>, Stack<double>, Infos);
template void newton_roots(Stack<const std::complex<float>>, Stack<std::complex<float>>, Infos);
template void newton_roots(Stack<const std::complex<double>>, Stack<std::complex<double>>, Infos);
template void newton_signs(Stack<const float>, Stack<float>, Infos);
template void newton_signs(Stack<const double>, Stack<double>, Infos);
template void newton_signs(Stack<const std::complex<float>>, Stack<std::complex<float>>, Infos);
template void newton_signs(Stack<const std::complex<double>>, Stack<std::complex<double>>, Infos);

}  // namespace scinova::linalg
