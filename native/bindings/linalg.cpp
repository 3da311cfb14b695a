// SPDX-License-Identifier: BSD-3-Clause
// scinova.linalg._native: one overload per LAPACK type of every kernel. The Python layer allocates and shapes.
#define SCINOVA_NUMPY_MAIN
#include "bindings/linalg_routines.hpp"
#include "bindings/linalg_small.hpp"
#include "bindings/numpy_views.hpp"
#include "common/finite.hpp"
#include "kernels/linalg/eigen.hpp"
#include "kernels/linalg/factor.hpp"
#include "kernels/linalg/pivoted_qr.hpp"
#include "kernels/linalg/qr_update.hpp"
#include "kernels/linalg/solve.hpp"
#include "kernels/linalg/structure.hpp"
#include "kernels/linalg/toeplitz.hpp"

#include <algorithm>

#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::linalg;

namespace scinova::linalg {
void bind_matrix_functions(nb::module_& m);
void bind_slanted(nb::module_& m);
}

namespace {

using Pivots = View<std::int32_t, 2>;

// Whether Python has anything to report: a failed or an ill-conditioned matrix.
template <class R>
bool all_well(Vec<R> rcond, Infos info) {
    for (index_t k = 0; k < info.shape[0]; ++k)
        if (info(k) != 0 || !(rcond(k) >= std::numeric_limits<R>::epsilon())) return false;
    return true;
}

template <class T>
void bind_solvers(nb::module_& m) {
    m.def("det", [](Stack<T> a, Vec<T> out) { without_gil([&] { determinant(a, out); }); });
    m.def("inv", [](Stack<T> a, int structure, bool lower, Vec<Real<T>> rcond, Infos info) {
        without_gil([&] { invert(a, static_cast<Structure>(structure), lower, rcond, info); });
        return all_well(rcond, info);
    });
    m.def("solve", [](Stack<T> a, Stack<T> b, int structure, bool lower, bool transposed, Vec<Real<T>> rcond,
                      Infos info) {
        without_gil([&] { linalg::solve(a, b, static_cast<Structure>(structure), lower, transposed, rcond, info); });
        return all_well(rcond, info);
    });
    m.def("solve_triangular", [](Stack<T> a, Stack<T> b, bool lower, int trans, bool unit, Infos info) {
        without_gil([&] { solve_triangular(a, b, lower ? 'L' : 'U', trans, unit, info); });
    });
    m.def("least_squares", [](Stack<T> a, Stack<T> b, View<Real<T>, 2> s, Infos rank, double cond, char driver,
                              Infos info) {
        without_gil([&] { least_squares(a, b, s, rank, static_cast<Real<T>>(cond), driver, info); });
    });
    m.def("solve_banded", [](Mat<T> ab, Mat<T> b, int below, int above) {
        return without_gil([&] { return solve_banded(ab, b, below, above); });
    });
    m.def("solveh_banded", [](Mat<T> ab, Mat<T> b, bool lower) {
        return without_gil([&] { return solve_banded_positive(ab, b, lower); });
    });
    m.def("cholesky_banded", [](Mat<T> ab, bool lower) {
        return without_gil([&] { return cholesky_banded(ab, lower); });
    });
    m.def("cho_solve_banded", [](Mat<T> cb, Mat<T> b, bool lower) {
        return without_gil([&] { return cholesky_banded_solve(cb, b, lower); });
    });
}

// For column-major matrices: the leading rows of a, with zeros further than `below` under the diagonal. out may be a.
template <class T>
void upper_part(Stack<const T> a, Stack<T> out, index_t below) {
    const index_t n = a.shape[1], m = a.shape[2], rows = out.shape[2];
    for (index_t j = 0; j < out.shape[0] * n; ++j) {
        const T* from = a.data + j * m;
        T *to = out.data + j * rows, *end = to + std::min(rows, j % n + below + 1);
        if (from != to) std::copy(from, from + (end - to), to);
        std::fill(end, to + rows, T(0));
    }
}

template <class T>
void bind_factorisations(nb::module_& m) {
    m.def("upper_part", [](Stack<const T> a, Stack<T> out, index_t below) {
        without_gil([&] { upper_part(a, out, below); });
    });
    m.def("svd", [](Stack<T> a, View<Real<T>, 2> s, Stack<T> u, Stack<T> vh, char job, bool divide, Infos info) {
        without_gil([&] { svd(a, s, u, vh, job, divide, info); });
    });
    m.def("lu_factor", [](Stack<T> a, Pivots pivots, Infos info) { without_gil([&] { lu_factor(a, pivots, info); }); });
    m.def("lu_solve", [](Stack<T> lu, Pivots pivots, Stack<T> b, int trans, Infos info) {
        without_gil([&] { lu_solve(lu, pivots, b, trans, info); });
    });
    m.def("cholesky", [](Stack<T> a, bool lower, bool clean, Infos info) {
        without_gil([&] { cholesky(a, lower ? 'L' : 'U', clean, info); });
    });
    m.def("cho_solve", [](Stack<T> c, Stack<T> b, bool lower, Infos info) {
        without_gil([&] { cholesky_solve(c, b, lower ? 'L' : 'U', info); });
    });
    m.def("ldl", [](Stack<T> a, bool lower, bool hermitian, Stack<T> lu, Stack<T> d, View<std::int64_t, 2> perm,
                    Infos info) {
        without_gil([&] { ldl(a, lower ? 'L' : 'U', hermitian, lu, d, perm, info); });
    });
    m.def("qr_factor", [](Stack<T> a, View<T, 2> tau, Pivots pivots, Infos info) {
        without_gil([&] { qr_factor(a, tau, pivots, info); });
    });
    m.def("qr_form", [](Stack<T> q, View<T, 2> tau, Infos info) { without_gil([&] { qr_form(q, tau, info); }); });
    m.def("qr_leading", [](Mat<T> a, Vec<std::int32_t> pivots, Vec<T> tau, double eps, index_t most) {
        return without_gil([&] { return qr_leading(a, pivots, tau, static_cast<Real<T>>(eps), most); });
    });
    m.def("eigh", [](Stack<T> a, Stack<T> b, View<Real<T>, 2> w, Stack<T> z, Infos found, char kind, double low,
                     double high, int first, int last, bool lower, int type, const std::string& driver, Infos info) {
        without_gil([&] {
            eigen_hermitian(a, b, w, z, found, Range{kind, low, high, first, last}, lower ? 'L' : 'U', type,
                            driver.c_str(), info);
        });
    });
    m.def("eig", [](Stack<T> a, Stack<T> b, View<std::complex<Real<T>>, 2> alpha, View<T, 2> beta, Stack<T> left,
                    Stack<T> right, Infos info) {
        without_gil([&] { eigen_general(a, b, alpha, beta, left, right, info); });
    });
}

// out.row(target) += sign * a.row for every row of a.
template <class T>
void add_rows(Mat<const T> a, Vec<const std::int64_t> target, Vec<const std::int64_t> signs, Mat<T> out) {
    for (index_t i = 0; i < a.shape[0]; ++i) {
        const auto sign = static_cast<Real<T>>(signs(i));
        for (index_t j = 0; j < a.shape[1]; ++j) out(target(i), j) += sign * a(i, j);
    }
}

// out := a, and whether all of it is finite; piece by piece, so that memory is read once.
template <class R>
bool copy_finite(Vec<const R> a, Vec<R> out) {
    constexpr index_t piece = 2048;
    bool finite = true;
    for (index_t begin = 0; begin < a.shape[0]; begin += piece) {
        const index_t n = std::min(piece, a.shape[0] - begin);
        finite = scinova::all_finite(a.data + begin, n) && finite;
        std::copy_n(a.data + begin, n, out.data + begin);
    }
    return finite;
}

template <class R>
void bind_copies(nb::module_& m) {
    m.def("paired_vectors", [](Stack<const R> rows, View<const std::complex<R>, 2> alpha, Stack<std::complex<R>> out) {
        without_gil([&] { paired_vectors(rows, alpha, out); });
    });
    m.def("copy_finite", [](Vec<const R> a, Vec<R> out) { return without_gil([&] { return copy_finite(a, out); }); });
}

template <class T>
void bind_toeplitz(nb::module_& m) {
    m.def("add_rows", [](Mat<const T> a, Vec<const std::int64_t> target, Vec<const std::int64_t> signs, Mat<T> out) {
        without_gil([&] { add_rows(a, target, signs, out); });
    });
    m.def("solve_toeplitz", [](Mat<T> t, Stack<T> x, Infos info) {
        without_gil([&] { solve_toeplitz(t, x, info); });
    });
}

template <class T>
void bind_qr_updates(nb::module_& m) {
    m.def("qr_delete_rows", [](Mat<T> q, Mat<T> r, index_t k, index_t p) {
        return without_gil([&] { return qr_updates<T>().delete_rows(q, r, k, p); });
    });
    m.def("qr_delete_columns", [](Mat<T> q, Mat<T> r, index_t k, index_t p) {
        without_gil([&] { qr_updates<T>().delete_columns(q, r, k, p); });
    });
    m.def("qr_insert_rows", [](Mat<T> q, Mat<T> r, index_t rows) {
        without_gil([&] { qr_updates<T>().insert_rows(q, r, rows); });
    });
    m.def("qr_insert_columns", [](Mat<T> q, Mat<T> r, Mat<T> u, index_t columns, index_t k, double limit) {
        return static_cast<double>(without_gil(
            [&] { return qr_updates<T>().insert_columns(q, r, u, columns, k, static_cast<Real<T>>(limit)); }));
    });
    m.def("qr_update", [](Mat<T> q, Mat<T> r, Mat<T> u, Mat<const T> v) {
        without_gil([&] { qr_updates<T>().update(q, r, u, v); });
    });
}

template <class T>
void bind_bandwidth(nb::module_& m) {
    m.def("bandwidth", [](Mat<const T> a) {
        const Bandwidth w = without_gil([&] { return bandwidth(a); });
        return std::pair(w.below, w.above);
    });
}

template <class T>
void bind(nb::module_& m) {
    bind_bandwidth<T>(m);
    bind_solvers<T>(m);
    bind_factorisations<T>(m);
    bind_qr_updates<T>(m);
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    bind_routines(m);
    bind_matrix_functions(m);
    bind_small_solvers(m);
    bind_small_factors(m);
    bind<double>(m);
    bind<float>(m);
    bind<std::complex<double>>(m);
    bind<std::complex<float>>(m);
    bind_bandwidth<std::int64_t>(m);
    bind_bandwidth<std::uint8_t>(m);
    bind_slanted(m);
    bind_copies<double>(m);
    bind_copies<float>(m);
    bind_toeplitz<double>(m);
    bind_toeplitz<std::complex<double>>(m);
}
