// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/factor.hpp"

#include "kernels/linalg/blocked.hpp"

namespace scinova::linalg {
namespace {

constexpr char op_names[] = "NTC";

double product3(index_t a, index_t b, index_t c) noexcept {
    return static_cast<double>(a) * static_cast<double>(b) * static_cast<double>(c);
}

// The factors out of what sytrf leaves. Column j of its triangle is multiplied by the exchanges of the steps up to j
// only; so it is scattered to the rows that these have given, and the next exchange comes after. A negative pivot marks
// both columns of a 2 x 2 block; the second in the order of the steps is exchanged.
template <class T>
void ldl_parts(const T* a, const int* pivots, index_t n, bool lower, bool hermitian, T* lu, T* d, std::int64_t* perm) {
    const index_t step = lower ? 1 : -1;
    for (index_t i = 0; i < n; ++i) perm[i] = i;
    const auto exchange = [&](index_t i, index_t with) {  // of NaN LAPACK may make anything
        if (with >= 0 && with < n) std::swap(perm[i], perm[with]);
    };
    const auto column = [&](index_t j, index_t from) {  // `from`: the first row of the triangle beyond the block
        const index_t begin = lower ? from : 0, end = lower ? n : from + 1;
        for (index_t i = begin; i < end; ++i) lu[j * n + perm[i]] = a[j * n + i];
        lu[j * n + perm[j]] = T(1);
        d[j * n + j] = hermitian ? T(std::real(a[j * n + j])) : a[j * n + j];
    };
    for (index_t j = lower ? 0 : n - 1; j >= 0 && j < n; j += step) {
        const index_t next = j + step;
        if (pivots[j] > 0 || next < 0 || next >= n) {
            exchange(j, pivots[j] - 1);
            column(j, next);
            continue;
        }
        const T beside = a[j * n + next];
        exchange(next, -pivots[j] - 1);
        column(j, next + step);
        column(next, next + step);
        d[j * n + next] = beside;
        d[next * n + j] = hermitian ? conjugate(beside) : beside;
        j = next;
    }
}

}  // namespace

template <class T>
void lu_factor(Stack<T> a, View<std::int32_t, 2> pivots, Infos info) {
    const index_t n = a.shape[1], m = a.shape[2], k = std::min(m, n);
    for_stack(a.shape[0], product3(m, n, k), [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i) {
            std::int32_t* p = pivots.data + i * k;
            info(i) = factor_lu(as_int(m), as_int(n), a.data + i * m * n, as_int(m), p);
            for (index_t j = 0; j < k; ++j) --p[j];
        }
    });
}

template <class T>
void lu_solve(Stack<T> lu, View<std::int32_t, 2> pivots, Stack<T> b, int trans, Infos info) {
    const index_t n = lu.shape[1], nrhs = b.shape[1];
    for_stack(lu.shape[0], 2 * product3(n, n, nrhs), [&](index_t begin, index_t end) {
        std::vector<int> p(static_cast<std::size_t>(n));
        for (index_t i = begin; i < end; ++i) {
            for (index_t j = 0; j < n; ++j) p[j] = pivots(i, j) + 1;
            info(i) = solve_factored(op_names[trans], as_int(n), as_int(nrhs), lu.data + i * n * n, as_int(n), p.data(),
                                     b.data + i * n * nrhs, as_int(n));
        }
    });
}

template <class T>
void cholesky(Stack<T> a, char uplo, bool clean, Infos info) {
    const index_t n = a.shape[1];
    for_stack(a.shape[0], cube(n) / 3, [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i) {
            T* m = a.data + i * n * n;
            info(i) = lapack::potrf(uplo, as_int(n), m, as_int(n));
            if (!clean) continue;
            for (index_t j = 0; j < n; ++j) {
                if (uplo == 'U') std::fill(m + j * n + j + 1, m + (j + 1) * n, T(0));
                else std::fill(m + j * n, m + j * n + j, T(0));
            }
        }
    });
}

template <class T>
void cholesky_solve(Stack<T> c, Stack<T> b, char uplo, Infos info) {
    const index_t n = c.shape[1], nrhs = b.shape[1];
    for_stack(c.shape[0], 2 * product3(n, n, nrhs), [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i)
            info(i) = lapack::potrs(uplo, as_int(n), as_int(nrhs), c.data + i * n * n, as_int(n),
                                    b.data + i * n * nrhs, as_int(n));
    });
}

template <class T>
void ldl(Stack<T> a, char uplo, bool hermitian, Stack<T> lu, Stack<T> d, View<std::int64_t, 2> perm, Infos info) {
    const index_t n = a.shape[1];
    const auto factor = [&](T* matrix, Workspace<T>& space, int lwork) {
        int *pivots = space.iwork.data(), order = as_int(n);
        T* work = space.work.data();
        return hermitian ? lapack::hetrf(uplo, order, matrix, order, pivots, work, lwork)
                         : lapack::sytrf(uplo, order, matrix, order, pivots, work, lwork);
    };
    for_stack(a.shape[0], cube(n) / 3, [&](index_t begin, index_t end) {
        Workspace<T> space;
        space.need(1, 0, n);
        factor(a.data, space, -1);
        const int lwork = work_size(space.work[0]);
        space.need(lwork);
        for (index_t i = begin; i < end; ++i) {
            T* m = a.data + i * n * n;
            info(i) = factor(m, space, lwork);
            ldl_parts(m, space.iwork.data(), n, uplo == 'L', hermitian, lu.data + i * n * n, d.data + i * n * n,
                      perm.data + i * n);
        }
    });
}

template <class T>
void qr_factor(Stack<T> a, View<T, 2> tau, View<std::int32_t, 2> pivots, Infos info) {
    const index_t n = a.shape[1], m = a.shape[2], k = std::min(m, n);
    const bool pivoting = pivots.shape[1] > 0;
    for_stack(a.shape[0], 2 * product3(m, n, k), [&](index_t begin, index_t end) {
        Workspace<T> space;
        space.need(1, 2 * n);
        const auto call = [&](T* matrix, T* factors, int* p, int lwork) {
            if (pivoting)
                return lapack::geqp3(as_int(m), as_int(n), matrix, as_int(m), p, factors, space.work.data(), lwork,
                                     space.rwork.data());
            return lapack::geqrf(as_int(m), as_int(n), matrix, as_int(m), factors, space.work.data(), lwork);
        };
        call(a.data, tau.data, pivots.data, -1);
        const int lwork = work_size(space.work[0]);
        space.need(lwork);
        for (index_t i = begin; i < end; ++i) {
            std::int32_t* p = pivots.data + i * n * (pivoting ? 1 : 0);
            if (pivoting) std::fill_n(p, n, 0);
            info(i) = call(a.data + i * m * n, tau.data + i * k, p, lwork);
            if (pivoting)
                for (index_t j = 0; j < n; ++j) --p[j];
        }
    });
}

template <class T>
void qr_form(Stack<T> q, View<T, 2> tau, Infos info) {
    const index_t columns = q.shape[1], m = q.shape[2], k = tau.shape[1];
    for_stack(q.shape[0], 2 * product3(m, columns, k), [&](index_t begin, index_t end) {
        Workspace<T> space;
        space.need(1);
        const auto call = [&](index_t i, int lwork) {
            return lapack::ungqr(as_int(m), as_int(columns), as_int(k), q.data + i * m * columns, as_int(m),
                                 tau.data + i * k, space.work.data(), lwork);
        };
        call(0, -1);
        const int lwork = work_size(space.work[0]);
        space.need(lwork);
        for (index_t i = begin; i < end; ++i) info(i) = call(i, lwork);
    });
}

template <class T>
void solve_triangular(Stack<T> a, Stack<T> b, char uplo, int trans, bool unit, Infos info) {
    const index_t n = a.shape[1], nrhs = b.shape[1];
    for_stack(a.shape[0], product3(n, n, nrhs), [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i)
            info(i) = lapack::trtrs(uplo, op_names[trans], unit ? 'U' : 'N', as_int(n), as_int(nrhs),
                                    a.data + i * n * n, as_int(n), b.data + i * n * nrhs, as_int(n));
    });
}

template <class T>
void least_squares(Stack<T> a, Stack<T> b, View<Real<T>, 2> s, Vec<std::int32_t> rank, Real<T> cond, char driver,
                   Infos info) {
    const index_t n = a.shape[1], m = a.shape[2], k = std::min(m, n), nrhs = b.shape[1], ldb = b.shape[2];
    for_stack(a.shape[0], 4 * product3(m, n, k) + 4 * product3(m, n, nrhs), [&](index_t begin, index_t end) {
        Workspace<T> space;
        space.need(1, std::max<index_t>(5 * k, 2 * n), std::max<index_t>(n, 1));
        index_t i = begin;
        const auto call = [&](int lwork) {
            const int rows = as_int(m), columns = as_int(n), sides = as_int(nrhs), ld = as_int(ldb);
            T *matrix = a.data + i * m * n, *right = b.data + i * nrhs * ldb, *work = space.work.data();
            Real<T>* values = s.data + i * k;
            Real<T>* rwork = space.rwork.data();
            int* r = rank.data + i;
            if (driver == 'd')
                return lapack::gelsd(rows, columns, sides, matrix, rows, right, ld, values, cond, r, work, lwork, rwork,
                                     space.iwork.data());
            if (driver == 's')
                return lapack::gelss(rows, columns, sides, matrix, rows, right, ld, values, cond, r, work, lwork,
                                     rwork);
            std::fill_n(space.iwork.data(), n, 0);
            return lapack::gelsy(rows, columns, sides, matrix, rows, right, ld, space.iwork.data(), cond, r, work,
                                 lwork, rwork);
        };
        call(-1);
        const int lwork = work_size(space.work[0]);
        // gelsd answers the sizes of its other workspaces in their first elements.
        const index_t lrwork = driver == 'd' && is_complex<T> ? work_size(space.rwork[0]) : 0;
        const index_t liwork = driver == 'd' ? space.iwork[0] : 0;
        space.need(lwork, lrwork, liwork);
        for (; i < end; ++i) info(i) = all_finite(a.data + i * m * n, m * n) ? call(lwork) : 1;
    });
}

template <class T>
int solve_banded(Mat<T> ab, Mat<T> b, int below, int above) {
    const int n = as_int(ab.shape[0]), nrhs = as_int(b.shape[0]), ld = as_int(ab.shape[1]);
    const BlasThreads threads(0);
    std::vector<int> pivots(static_cast<std::size_t>(n));
    const int info = lapack::gbtrf(n, n, below, above, ab.data, ld, pivots.data());
    return info ? info : lapack::gbtrs('N', n, below, above, nrhs, ab.data, ld, pivots.data(), b.data, n);
}

template <class T>
int cholesky_banded(Mat<T> ab, bool lower) {
    const BlasThreads threads(0);
    return lapack::pbtrf(lower ? 'L' : 'U', as_int(ab.shape[0]), as_int(ab.shape[1] - 1), ab.data, as_int(ab.shape[1]));
}

template <class T>
int cholesky_banded_solve(Mat<T> cb, Mat<T> b, bool lower) {
    const BlasThreads threads(0);
    const int n = as_int(cb.shape[0]), ld = as_int(cb.shape[1]);
    return lapack::pbtrs(lower ? 'L' : 'U', n, ld - 1, as_int(b.shape[0]), cb.data, ld, b.data, n);
}

template <class T>
int solve_banded_positive(Mat<T> ab, Mat<T> b, bool lower) {
    const int info = cholesky_banded(ab, lower);
    return info ? info : cholesky_banded_solve(ab, b, lower);
}

template void lu_factor(Stack<float>, View<std::int32_t, 2>, Infos);
template void lu_solve(Stack<float>, View<std::int32_t, 2>, Stack<float>, int, Infos);
template void cholesky(Stack<float>, char, bool, Infos);
template void cholesky_solve(Stack<float>, Stack<float>, char, Infos);
template void ldl(Stack<float>, char, bool, Stack<float>, Stack<float>, View<std::int64_t, 2>, Infos);
template void qr_factor(Stack<float>, View<float, 2>, View<std::int32_t, 2>, Infos);
template void qr_form(Stack<float>, View<float, 2>, Infos);
template void solve_triangular(Stack<float>, Stack<float>, char, int, bool, Infos);
template void least_squares(Stack<float>, Stack<float>, View<float, 2>, Vec<std::int32_t>, float, char, Infos);
template int solve_banded(Mat<float>, Mat<float>, int, int);
template int solve_banded_positive(Mat<float>, Mat<float>, bool);
template int cholesky_banded(Mat<float>, bool);
template int cholesky_banded_solve(Mat<float>, Mat<float>, bool);

template void lu_factor(Stack<double>, View<std::int32_t, 2>, Infos);
template void lu_solve(Stack<double>, View<std::int32_t, 2>, Stack<double>, int, Infos);
template void cholesky(Stack<double>, char, bool, Infos);
template void cholesky_solve(Stack<double>, Stack<double>, char, Infos);
template void ldl(Stack<double>, char, bool, Stack<double>, Stack<double>, View<std::int64_t, 2>, Infos);
template void qr_factor(Stack<double>, View<double, 2>, View<std::int32_t, 2>, Infos);
template void qr_form(Stack<double>, View<double, 2>, Infos);
template void solve_triangular(Stack<double>, Stack<double>, char, int, bool, Infos);
template void least_squares(Stack<double>, Stack<double>, View<double, 2>, Vec<std::int32_t>, double, char, Infos);
template int solve_banded(Mat<double>, Mat<double>, int, int);
template int solve_banded_positive(Mat<double>, Mat<double>, bool);
template int cholesky_banded(Mat<double>, bool);
template int cholesky_banded_solve(Mat<double>, Mat<double>, bool);

template void lu_factor(Stack<std::complex<float>>, View<std::int32_t, 2>, Infos);
template void lu_solve(Stack<std::complex<float>>, View<std::int32_t, 2>, Stack<std::complex<float>>, int, Infos);
template void cholesky(Stack<std::complex<float>>, char, bool, Infos);
template void cholesky_solve(Stack<std::complex<float>>, Stack<std::complex<float>>, char, Infos);
template void ldl(Stack<std::complex<float>>, char, bool, Stack<std::complex<float>>, Stack<std::complex<float>>, View<std::int64_t, 2>, Infos);
template void qr_factor(Stack<std::complex<float>>, View<std::complex<float>, 2>, View<std::int32_t, 2>, Infos);
template void qr_form(Stack<std::complex<float>>, View<std::complex<float>, 2>, Infos);
template void solve_triangular(Stack<std::complex<float>>, Stack<std::complex<float>>, char, int, bool, Infos);
template void least_squares(Stack<std::complex<float>>, Stack<std::complex<float>>, View<float, 2>, Vec<std::int32_t>, float, char, Infos);
template int solve_banded(Mat<std::complex<float>>, Mat<std::complex<float>>, int, int);
template int solve_banded_positive(Mat<std::complex<float>>, Mat<std::complex<float>>, bool);
template int cholesky_banded(Mat<std::complex<float>>, bool);
template int cholesky_banded_solve(Mat<std::complex<float>>, Mat<std::complex<float>>, bool);

template void lu_factor(Stack<std::complex<double>>, View<std::int32_t, 2>, Infos);
template void lu_solve(Stack<std::complex<double>>, View<std::int32_t, 2>, Stack<std::complex<double>>, int, Infos);
template void cholesky(Stack<std::complex<double>>, char, bool, Infos);
template void cholesky_solve(Stack<std::complex<double>>, Stack<std::complex<double>>, char, Infos);
template void ldl(Stack<std::complex<double>>, char, bool, Stack<std::complex<double>>, Stack<std::complex<double>>, View<std::int64_t, 2>, Infos);
template void qr_factor(Stack<std::complex<double>>, View<std::complex<double>, 2>, View<std::int32_t, 2>, Infos);
template void qr_form(Stack<std::complex<double>>, View<std::complex<double>, 2>, Infos);
template void solve_triangular(Stack<std::complex<double>>, Stack<std::complex<double>>, char, int, bool, Infos);
template void least_squares(Stack<std::complex<double>>, Stack<std::complex<double>>, View<double, 2>, Vec<std::int32_t>, double, char, Infos);
template int solve_banded(Mat<std::complex<double>>, Mat<std::complex<double>>, int, int);
template int solve_banded_positive(Mat<std::complex<double>>, Mat<std::complex<double>>, bool);
template int cholesky_banded(Mat<std::complex<double>>, bool);
template int cholesky_banded_solve(Mat<std::complex<double>>, Mat<std::complex<double>>, bool);

}  // namespace scinova::linalg
