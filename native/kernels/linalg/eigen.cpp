// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/eigen.hpp"

#include <string_view>

namespace scinova::linalg {
namespace {

template <class T>
struct Hermitian {
    using R = Real<T>;
    int n;
    char uplo, job;
    int type;
    Range range;
    std::string_view driver;
    Workspace<T> space;
    std::vector<int> fails, support;

    // LAPACK's answer goes to w; vectors to z for the drivers that keep them apart, else they stay in a.
    int call(T* a, T* b, R* w, T* z, int* found, int lwork, int lrwork, int liwork) {
        T* work = space.work.data();
        R* rwork = space.rwork.data();
        int* iwork = space.iwork.data();
        const auto low = static_cast<R>(range.low), high = static_cast<R>(range.high);
        const char kind = range.kind;
        *found = n;
        if (driver == "ev") return lapack::heev(job, uplo, n, a, n, w, work, lwork, rwork);
        if (driver == "evd")
            return lapack::heevd(job, uplo, n, a, n, w, work, lwork, rwork, lrwork, iwork, liwork);
        if (driver == "evr")
            return lapack::heevr(job, kind, uplo, n, a, n, low, high, range.first, range.last, R(0), found, w, z, n,
                                 support.data(), work, lwork, rwork, lrwork, iwork, liwork);
        if (driver == "evx")
            return lapack::heevx(job, kind, uplo, n, a, n, low, high, range.first, range.last, R(0), found, w, z, n,
                                 work, lwork, rwork, iwork, fails.data());
        if (driver == "gv") return lapack::hegv(type, job, uplo, n, a, n, b, n, w, work, lwork, rwork);
        if (driver == "gvd")
            return lapack::hegvd(type, job, uplo, n, a, n, b, n, w, work, lwork, rwork, lrwork, iwork, liwork);
        return lapack::hegvx(type, job, kind, uplo, n, a, n, b, n, low, high, range.first, range.last, R(0), found, w, z,
                             n, work, lwork, rwork, iwork, fails.data());
    }
    bool in_place() const noexcept { return driver == "ev" || driver == "evd" || driver == "gv" || driver == "gvd"; }
};

}  // namespace

template <class T>
void eigen_hermitian(Stack<T> a, Stack<T> b, View<Real<T>, 2> w, Stack<T> z, Vec<std::int32_t> found, Range range,
                     char uplo, int type, const char* driver, Infos info) {
    const index_t n = a.shape[1];
    const bool vectors = z.shape[1] > 0, general = b.shape[1] > 0;
    for_stack(a.shape[0], cube(n) * (vectors ? 9 : 4), [&](index_t begin, index_t end) {
        Hermitian<T> problem{as_int(n), uplo, vectors ? 'V' : 'N', type, range, driver, {}, {}, {}};
        auto& space = problem.space;
        space.need(1, 7 * n + 1, 5 * n + 1);
        problem.fails.resize(n);
        problem.support.resize(2 * n + 2);
        int count = 0;
        problem.call(a.data, b.data, w.data, z.data, &count, -1, -1, -1);
        const int lwork = work_size(space.work[0]);
        const bool sized = problem.driver == "evd" || problem.driver == "evr" || problem.driver == "gvd";
        const int lrwork = sized && is_complex<T> ? work_size(space.rwork[0]) : 0;
        const int liwork = sized ? space.iwork[0] : 0;
        space.need(lwork, lrwork, liwork);
        for (index_t i = begin; i < end; ++i) {
            T *m = a.data + i * n * n, *metric = general ? b.data + i * n * n : nullptr;
            if (!all_finite(m, n * n) || (general && !all_finite(metric, n * n))) {
                info(i) = 1;
                continue;
            }
            T* out = z.data + (vectors ? i * n * n : 0);
            info(i) = problem.call(m, metric, w.data + i * n, out, found.data + i, lwork, lrwork, liwork);
            if (vectors && problem.in_place()) std::copy_n(m, n * n, out);
        }
    });
}

template <class T>
void eigen_general(Stack<T> a, Stack<T> b, View<std::complex<Real<T>>, 2> alpha, View<T, 2> beta, Stack<T> left,
                   Stack<T> right, Infos info) {
    using R = Real<T>;
    const index_t n = a.shape[1];
    const bool pencil = b.shape[1] > 0;
    const char job_left = left.shape[1] > 0 ? 'V' : 'N', job_right = right.shape[1] > 0 ? 'V' : 'N';
    for_stack(a.shape[0], cube(n) * 25, [&](index_t begin, index_t end) {
        Workspace<T> space;
        space.need(1, 8 * n + 1);
        std::vector<R> parts(is_complex<T> ? 0 : static_cast<std::size_t>(2 * n));
        const auto call = [&](index_t i, int lwork) {
            const int order = as_int(n), ld_left = job_left == 'V' ? order : 1, ld_right = job_right == 'V' ? order : 1;
            T *l = left.data + i * left.shape[1] * n, *r = right.data + i * right.shape[1] * n;
            T *m = a.data + i * n * n, *work = space.work.data();
            R *re = parts.data(), *im = re + (is_complex<T> ? 0 : n), *rwork = space.rwork.data();
            T* values = nullptr;
            if constexpr (is_complex<T>) values = alpha.data + i * n;
            int status;
            if (pencil)
                status = lapack::ggev(job_left, job_right, order, m, order, b.data + i * n * n, order, values, re, im,
                                      beta.data + i * n, l, ld_left, r, ld_right, work, lwork, rwork);
            else
                status = lapack::geev(job_left, job_right, order, m, order, values, re, im, l, ld_left, r, ld_right,
                                      work, lwork, rwork);
            if constexpr (!is_complex<T>)
                for (index_t j = 0; j < n && lwork >= 0; ++j) alpha(i, j) = {re[j], im[j]};
            return status;
        };
        call(begin, -1);
        const int lwork = work_size(space.work[0]);
        space.need(lwork);
        for (index_t i = begin; i < end; ++i) {
            const bool finite =
                all_finite(a.data + i * n * n, n * n) && (!pencil || all_finite(b.data + i * n * n, n * n));
            info(i) = finite ? call(i, lwork) : 1;
        }
    });
}

template <class R>
void paired_vectors(Stack<const R> rows, View<const std::complex<R>, 2> alpha, Stack<std::complex<R>> out) {
    const index_t n = rows.shape[2];
    for (index_t k = 0; k < rows.shape[0]; ++k) {
        const R* re = rows.data + k * n * n;
        std::complex<R>* to = out.data + k * n * n;
        for (index_t j = 0; j < n; ++j, re += n, to += n) {
            if (j + 1 == n || !(alpha(k, j).imag() > 0)) {
                for (index_t i = 0; i < n; ++i) to[i] = re[i];
                continue;
            }
            for (index_t i = 0; i < n; ++i) {
                to[i] = {re[i], re[n + i]};
                to[n + i] = {re[i], -re[n + i]};
            }
            ++j, re += n, to += n;
        }
    }
}

template void paired_vectors(Stack<const float>, View<const std::complex<float>, 2>, Stack<std::complex<float>>);
template void paired_vectors(Stack<const double>, View<const std::complex<double>, 2>, Stack<std::complex<double>>);
template void eigen_hermitian(Stack<float>, Stack<float>, View<float, 2>, Stack<float>, Vec<std::int32_t>, Range, char, int, const char*, Infos);
template void eigen_general(Stack<float>, Stack<float>, View<std::complex<float>, 2>, View<float, 2>, Stack<float>, Stack<float>, Infos);
template void eigen_hermitian(Stack<double>, Stack<double>, View<double, 2>, Stack<double>, Vec<std::int32_t>, Range, char, int, const char*, Infos);
template void eigen_general(Stack<double>, Stack<double>, View<std::complex<double>, 2>, View<double, 2>, Stack<double>, Stack<double>, Infos);
template void eigen_hermitian(Stack<std::complex<float>>, Stack<std::complex<float>>, View<float, 2>, Stack<std::complex<float>>, Vec<std::int32_t>, Range, char, int, const char*, Infos);
template void eigen_general(Stack<std::complex<float>>, Stack<std::complex<float>>, View<std::complex<float>, 2>, View<std::complex<float>, 2>, Stack<std::complex<float>>, Stack<std::complex<float>>, Infos);
template void eigen_hermitian(Stack<std::complex<double>>, Stack<std::complex<double>>, View<double, 2>, Stack<std::complex<double>>, Vec<std::int32_t>, Range, char, int, const char*, Infos);
template void eigen_general(Stack<std::complex<double>>, Stack<std::complex<double>>, View<std::complex<double>, 2>, View<std::complex<double>, 2>, Stack<std::complex<double>>, Stack<std::complex<double>>, Infos);

}  // namespace scinova::linalg
