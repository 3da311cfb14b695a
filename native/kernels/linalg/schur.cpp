// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/schur.hpp"

#include "kernels/linalg/newton.hpp"
#include "kernels/linalg/scalar_functions.hpp"
#include "kernels/linalg/triangular.hpp"

namespace scinova::linalg {
namespace {

// Orders for which LAPACK changes over to the QR iteration with many shifts (above 75), though the one with two is
// still the faster: measured on one thread.
constexpr index_t double_shifts_from = 76, double_shifts_to = 120;

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
    // As gees does it.
    bool by_double_shifts(T* a, T* z) {
        const index_t n = n_, size = n * n;
        R largest = 0;
        for (index_t i = 0; i < size; ++i) largest = std::max(largest, modulus(a[i]));
        constexpr R high = sizeof(R) == 4 ? R(1e15) : R(1e120);
        if (!(largest < high && largest > 1 / high)) return false;  // gees scales
        given_.assign(a, a + size);
        R *scale = space_.rwork.data(), *re = scale + n, *im = re + n;
        T* work = space_.work.data();
        int lo = 1, hi = n_;
        lapack::gebal('P', n_, a, n_, &lo, &hi, scale);
        lapack::gehrd(n_, lo, hi, a, n_, values_.data(), work, lwork_);
        std::copy_n(a, size, z);
        lapack::unghr(n_, lo, hi, z, n_, values_.data(), work, lwork_);
        for (index_t j = 0; j < n; ++j)
            for (index_t i = j + 2; i < n; ++i) a[i + j * n] = T(0);
        if (lapack::lahqr(1, 1, n_, lo, hi, a, n_, values_.data(), re, im, 1, n_, z, n_)) {
            std::copy_n(given_.data(), size, a);
            return false;
        }
        lapack::gebak('P', 'R', n_, lo, hi, scale, n_, z, n_);
        return true;
    }

    int call(T* a, T* z, int lwork) {
        if (lwork >= 0 && n_ >= double_shifts_from && n_ <= double_shifts_to && by_double_shifts(a, z)) return 0;
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
    std::vector<T> values_, given_;
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

// The unitary matrix Q = [[c, -s], [s, conj c]] for which Q^H t Q is triangular, with t rows m - 1 and m of a real form.
template <class R>
struct Splitting {
    std::complex<R> c;
    R s;
    // In LAPACK's standard form both diagonal elements are the same, and the product of the others is negative.
    Splitting(const R* t, index_t n, index_t m) {
        const R *left = t + (m - 1) * (n + 1), *right = left + n;
        const std::complex<R> mu((left[0] - right[1]) / 2, std::sqrt(std::abs(right[0])) * std::sqrt(std::abs(left[1])));
        const R r = std::hypot(std::abs(mu), left[1]);
        c = mu / r;
        s = left[1] / r;
    }
};

// x := p x + s y, y := conj(p) y - s x.
template <class R>
void rotate(std::complex<R>* x, std::complex<R>* y, index_t count, index_t step, std::complex<R> p, R s) noexcept {
    for (index_t i = 0; i < count * step; i += step) {
        const std::complex<R> u = x[i], v = y[i];
        x[i] = times(u, p) + s * v;
        y[i] = times(v, std::conj(p)) - s * u;
    }
}

// One 2 x 2 block, rows m - 1 and m, becomes triangular; `given` is the real form. z may be null.
template <class R>
void split(const R* given, std::complex<R>* t, std::complex<R>* z, index_t n, index_t m) {
    const Splitting<R> q(given, n, m);
    std::complex<R>*left = t + (m - 1) * n, *right = left + n;
    rotate(left + m - 1, left + m, n - m + 1, n, std::conj(q.c), q.s);
    rotate(left, right, m + 1, 1, q.c, q.s);
    if (z) rotate(z + (m - 1) * n, z + m * n, n, 1, q.c, q.s);
    left[m] = 0;
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
        std::complex<R>* vectors = z_out.shape[0] ? z_out.data + k * size : nullptr;
        std::copy_n(t.data + k * size, size, out);
        if (spectrum(k) & was_triangular) return;
        if (vectors) std::copy_n(z.data + k * size, size, vectors);
        for (index_t m = n - 1; m > 0; --m)
            if (in_block(t.data + k * size, n, m)) split(t.data + k * size, out, vectors, n, m);
    });
}

template <class T>
void sqrt_of_forms(Stack<T> t, Infos spectrum) {
    const index_t n = t.shape[1];
    each_form(t, spectrum, 1, [&](index_t, T* form, T*) { triangular<T>().square_root(form, n, n); });
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
    each_form(t, spectrum, 20, [&](index_t, T* form, T* space) { triangular<T>().logarithm(form, n, space); });
}

template <class T>
void power_of_forms(Stack<T> t, double p, Infos spectrum) {
    const index_t n = t.shape[1];
    each_form(t, spectrum, 20, [&](index_t, T* form, T* space) { triangular<T>().fractional_power(form, n, p, space); });
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

template <class R>
void back_from_pairs(Stack<const R> t, Stack<const R> z, Stack<std::complex<R>> f, Infos spectrum, bool real_part) {
    using C = std::complex<R>;
    const index_t n = z.shape[1], size = n * n;
    const int m = as_int(n);
    each_form(f, spectrum, 4, [&](index_t k, C* values, C* space) {
        if (spectrum(k) & was_transposed) transpose(values, n);
        if (spectrum(k) & was_triangular) return;
        const R *form = t.data + k * size, *vectors = z.data + k * size;
        for (index_t j = 1; j < n; ++j) {
            if (!in_block(form, n, j)) continue;
            const Splitting<R> q(form, n, j);
            rotate(values + j - 1, values + j, n, n, q.c, -q.s);
            rotate(values + (j - 1) * n, values + j * n, n, 1, std::conj(q.c), -q.s);
        }
        R *part = reinterpret_cast<R*>(space), *product = part + size, *re = product + size, *im = re + size;
        const auto basis_changed = [&](R* out) {
            product_of(vectors, part, product, n);
            lapack::gemm('N', 'T', m, m, m, R(1), product, m, vectors, m, R(0), out, m);
        };
        for (index_t i = 0; i < size; ++i) part[i] = values[i].real();
        basis_changed(re);
        if (!real_part) {
            for (index_t i = 0; i < size; ++i) part[i] = values[i].imag();
            basis_changed(im);
        }
        for (index_t i = 0; i < size; ++i) values[i] = C(re[i], real_part ? R(0) : im[i]);
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
    triangular<T>().sylvester(t11, q - p, n, t22, r - q, n, f12, n, -1);
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
template void back_from_pairs(Stack<const float>, Stack<const float>, Stack<std::complex<float>>, Infos, bool);
template void back_from_pairs(Stack<const double>, Stack<const double>, Stack<std::complex<double>>, Infos, bool);
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
