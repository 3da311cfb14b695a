// SPDX-License-Identifier: BSD-3-Clause
// det, inv, solve, cholesky, lu of small matrices in one call each; see linalg_small.hpp.
#include "bindings/linalg_small.hpp"
#include "kernels/linalg/factor.hpp"

namespace scinova::linalg {
namespace {

// Per matrix of a stack, on the machine's stack when there is one matrix alone.
template <class R>
struct Reports {
    R one_rcond = 0;
    std::int32_t one_info = 0;
    std::vector<R> many_rcond;
    std::vector<std::int32_t> many_info;
    R* rcond = &one_rcond;
    std::int32_t* info = &one_info;
    index_t count;

    explicit Reports(index_t n) : count(n) {
        if (n == 1) return;
        many_rcond.resize(static_cast<std::size_t>(n));
        many_info.resize(static_cast<std::size_t>(n));
        rcond = many_rcond.data();
        info = many_info.data();
    }
    bool regular() const noexcept { return std::all_of(info, info + count, [](int i) { return i == 0; }); }
    bool well() const noexcept {
        return regular() && std::all_of(rcond, rcond + count, [](R r) { return r >= std::numeric_limits<R>::epsilon(); });
    }
};

template <class T>
PyObject* determinants(Matrices<const T> a, const Given& g) {
    if (g.ndim == 2) {
        T value;
        small<T>().determinant(a, &value, 0, 1);
        static PyArray_Descr* const kind = PyArray_DescrFromType(numpy_type<T>());
        return PyArray_Scalar(&value, kind, nullptr);
    }
    PyObject* out = PyArray_EMPTY(g.ndim - 2, g.shape(), numpy_type<T>(), 0);
    if (!out) return nullptr;
    each(a.count, small_grain(a.rows), [&](index_t i, index_t j) { small<T>().determinant(a, data_of<T>(out), i, j); });
    return out;
}

// det(a, check_finite); single precision is computed in double.
PyObject* quick_det(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_square(args[0], &g)) return declined();
    const bool check = truth(args[1]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using D = std::conditional_t<is_complex<T>, std::complex<double>, double>;
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        if constexpr (std::is_same_v<T, D>) {
            return determinants<T>(a, g);
        } else {
            if (g.ndim > 2) return declined();
            T given[small_order * small_order];
            D wide[small_order * small_order];
            copy_columns(a, 0, given);
            for (index_t i = 0; i < a.rows * a.rows; ++i) wide[i] = D(given[i]);
            return determinants<D>(column_major(static_cast<const D*>(wide), 1, a.rows, a.rows), g);
        }
    });
}

// inv(a, check_finite)
PyObject* quick_inv(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_square(args[0], &g)) return declined();
    const bool check = truth(args[1]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        PyObject* out = make(g, g.type, a.rows, a.rows, false);
        if (!out) return nullptr;
        Reports<Real<T>> reports(a.count);
        each(a.count, small_grain(a.rows), [&](index_t i, index_t j) {
            small<T>().invert(a, row_major(data_of<T>(out), a.count, a.rows, a.rows), true, reports.rcond, reports.info,
                              i, j);
        });
        if (reports.well()) return out;
        Py_DECREF(out);
        return declined();
    });
}

// The right-hand sides go with the matrices: as many stacks, or one vector for all.
bool fits(const Given& a, const Given& b) noexcept {
    if (a.type != b.type || b.rows != a.rows || a.rows == 1) return false;
    if (b.ndim == 1) return true;
    if (b.ndim != a.ndim || b.columns > 64) return false;
    for (int d = 0; d < a.ndim - 2; ++d)
        if (a.shape()[d] != b.shape()[d]) return false;
    return true;
}

// solve(a, b, check_finite)
PyObject* quick_solve(PyObject*, Arguments args, Py_ssize_t) {
    Given g, h;
    if (!look_square(args[0], &g) || !look(args[1], 1, &h) || !fits(g, h)) return declined();
    const bool check = truth(args[2]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>(), b = h.as<T>();
        if (check && !(finite(a) && finite(b))) return declined();
        PyObject* out = make(g, g.type, a.rows, h.ndim == 1 ? -1 : b.columns, false);
        if (!out) return nullptr;
        Reports<Real<T>> reports(a.count);
        each(a.count, small_grain(a.rows), [&](index_t i, index_t j) {
            small<T>().solve(a, b, row_major(data_of<T>(out), a.count, a.rows, b.columns), true, reports.rcond,
                             reports.info, i, j);
        });
        if (reports.well()) return out;
        Py_DECREF(out);
        return declined();
    });
}

// cholesky(a, lower, clean, check_finite)
PyObject* quick_cholesky(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_square(args[0], &g)) return declined();
    const bool lower = truth(args[1]), clean = truth(args[2]), check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        PyObject* out = make(g, g.type, a.rows, a.rows, true);
        if (!out) return nullptr;
        Reports<Real<T>> reports(a.count);
        each(a.count, small_grain(a.rows), [&](index_t i, index_t j) {
            small<T>().cholesky(a, column_major(data_of<T>(out), a.count, a.rows, a.rows), lower, clean, reports.info, i,
                                j);
        });
        if (reports.regular()) return out;
        Py_DECREF(out);
        return declined();
    });
}

// lu_factor(a, check_finite)
PyObject* quick_lu_factor(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_square(args[0], &g)) return declined();
    const bool check = truth(args[1]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        PyObject* result = tuple_of(make(g, g.type, a.rows, a.rows, true), make(g, NPY_INT32, a.rows, -1, false));
        if (!result) return nullptr;
        T* lu = data_of<T>(PyTuple_GET_ITEM(result, 0));
        auto* pivots = data_of<std::int32_t>(PyTuple_GET_ITEM(result, 1));
        Reports<Real<T>> reports(a.count);
        each(a.count, small_grain(a.rows), [&](index_t i, index_t j) {
            small<T>().factor(a, column_major(lu, a.count, a.rows, a.rows), pivots, reports.info, i, j);
        });
        if (reports.regular()) return result;
        Py_DECREF(result);
        return declined();
    });
}

// What lu returns of a compact factorisation of an m x n matrix: `place[i]` is the row of L U that row i of the matrix is.
template <class T>
struct SplitLu {
    index_t m, n;
    const T* compact;
    const std::int32_t* pivots;

    void places(std::int32_t* place, std::int32_t* rows) const noexcept {
        for (index_t i = 0; i < m; ++i) rows[i] = static_cast<std::int32_t>(i);
        for (index_t i = 0; i < std::min(m, n); ++i) std::swap(rows[i], rows[pivots[i]]);
        for (index_t i = 0; i < m; ++i) place[rows[i]] = static_cast<std::int32_t>(i);
    }
    // Column-major, into zeros; row i of the factor goes to row to[i].
    void lower(T* out, const std::int32_t* to) const noexcept {
        const index_t k = std::min(m, n);
        for (index_t j = 0; j < k; ++j) {
            const T* column = compact + j * m;
            T* target = out + j * m;
            target[to ? to[j] : j] = T(1);
            if (!to) std::copy(column + j + 1, column + m, target + j + 1);
            else
                for (index_t i = j + 1; i < m; ++i) target[to[i]] = column[i];
        }
    }
    void upper(T* out) const noexcept {
        const index_t k = std::min(m, n);
        for (index_t j = 0; j < n; ++j) std::copy_n(compact + j * m, std::min(j + 1, k), out + j * k);
    }
};

// As `make` in Fortran order, filled with zeros: for a large matrix pages that the system has cleared.
PyObject* make_zeros(const Given& like, int type, index_t rows, index_t columns) noexcept {
    if (like.ndim == 2) {
        const npy_intp shape[] = {rows, columns};
        return PyArray_ZEROS(2, const_cast<npy_intp*>(shape), type, 1);
    }
    PyObject* out = make(like, type, rows, columns, true);
    if (out) PyArray_FILLWBYTE(reinterpret_cast<PyArrayObject*>(out), 0);
    return out;
}

// split_lu(compact, pivots, permute_l, p_indices): the compact factors in column-major order.
PyObject* split_lu(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    auto* piv = reinterpret_cast<PyArrayObject*>(args[1]);
    if (!look(args[0], 2, &g) || (g.rows > 1 && g.row_step != 1) || (g.columns > 1 && g.column_step != g.rows) ||
        (g.count > 1 && g.step != g.rows * g.columns) || !PyArray_CheckExact(args[1]) ||
        PyArray_TYPE(piv) != NPY_INT32 || !PyArray_IS_C_CONTIGUOUS(piv) ||
        PyArray_SIZE(piv) != g.count * std::min(g.rows, g.columns))
        return declined();
    const bool permute = truth(args[2]), indices = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using R = Real<T>;
        const auto a = g.as<T>();
        const index_t m = a.rows, n = a.columns, k = std::min(m, n);
        PyObject *lower = make_zeros(g, g.type, m, k), *upper = make_zeros(g, g.type, k, n);
        PyObject* first = permute ? Py_NewRef(Py_None)
                          : indices ? make(g, NPY_INT32, m, -1, false) : make_zeros(g, numpy_type<R>(), m, m);
        PyObject* result = permute ? tuple_of(lower, upper) : tuple_of(first, lower, upper);
        if (!result) return nullptr;
        const auto* pivots = static_cast<const std::int32_t*>(PyArray_DATA(piv));
        each(a.count, std::max<index_t>(1, 100000 / (m * n)), [&](index_t begin, index_t end) {
            std::vector<std::int32_t> rows(static_cast<std::size_t>(m)), place(rows);
            for (index_t i = begin; i < end; ++i) {
                const SplitLu<T> split{m, n, a.at(i), pivots + i * k};
                split.places(place.data(), rows.data());
                split.lower(data_of<T>(lower) + i * m * k, permute ? rows.data() : nullptr);
                split.upper(data_of<T>(upper) + i * k * n);
                if (permute) continue;
                if (indices) {
                    std::copy(place.begin(), place.end(), data_of<std::int32_t>(first) + i * m);
                    continue;
                }
                R* p = data_of<R>(first) + i * m * m;
                for (index_t r = 0; r < m; ++r) p[place[r] * m + r] = 1;
            }
        });
        if (permute) Py_DECREF(first);
        return result;
    });
}

// x := op(P^T L U)^-1 x from a compact factorisation; op_code as LAPACK's N, T, C.
template <class T>
void back_substitute(const T* lu, index_t n, const std::int32_t* pivots, int op, T* x) noexcept {
    const auto at = [&](index_t i, index_t j) { return lu[j * n + i]; };
    const auto product = [](T a, T b) {
        if constexpr (is_complex<T>)
            return T{a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
        else return a * b;
    };
    if (op == 0) {
        for (index_t k = 0; k < n; ++k) std::swap(x[k], x[pivots[k]]);
        for (index_t k = 0; k < n; ++k)
            for (index_t i = k + 1; i < n; ++i) x[i] -= product(at(i, k), x[k]);
        for (index_t k = n - 1; k >= 0; --k) {
            x[k] /= at(k, k);
            for (index_t i = 0; i < k; ++i) x[i] -= product(at(i, k), x[k]);
        }
        return;
    }
    const auto given = [&](T v) { return op == 2 ? conjugate(v) : v; };
    for (index_t i = 0; i < n; ++i) {
        for (index_t k = 0; k < i; ++k) x[i] -= product(given(at(k, i)), x[k]);
        x[i] /= given(at(i, i));
    }
    for (index_t i = n - 1; i >= 0; --i)
        for (index_t k = i + 1; k < n; ++k) x[i] -= product(given(at(k, i)), x[k]);
    for (index_t k = n - 1; k >= 0; --k) std::swap(x[k], x[pivots[k]]);
}

// One matrix in Fortran order, as a stack of one that LAPACK reads but does not write.
template <class T>
Stack<T> as_stack(const T* a, index_t columns, index_t rows) noexcept {
    return {const_cast<T*>(a), {1, columns, rows}, {columns * rows, rows, 1}};
}

// Whether the matrix lies in Fortran order, or in C order.
bool fortran(const Given& g) noexcept { return g.row_step == 1 && g.column_step == g.rows; }
bool c_order(const Given& g) noexcept { return g.column_step == 1 && g.row_step == g.columns; }

// call(sides), with the right-hand sides in a new array of Fortran order, which is returned.
template <class T, class Call>
PyObject* solved(const Given& h, Call&& call) {
    PyObject* out = PyArray_EMPTY(h.ndim, h.shape(), h.type, 1);
    if (!out) return nullptr;
    T* x = data_of<T>(out);
    copy_columns(h.as<T>(), 0, x);
    const nanobind::object held = nanobind::steal(out);
    std::int32_t info = 0;
    if (h.rows * h.columns < 1000) call(as_stack(x, h.columns, h.rows), Infos{&info, {1}, {1}});
    else without_gil([&] { call(as_stack(x, h.columns, h.rows), Infos{&info, {1}, {1}}); });
    return Py_NewRef(out);
}

// lu_solve(lu, piv, b, trans, check_finite); one matrix, small or in Fortran order
PyObject* quick_lu_solve(PyObject*, Arguments args, Py_ssize_t) {
    Given g, h;
    auto* piv = reinterpret_cast<PyArrayObject*>(args[1]);
    if (!look(args[0], 2, &g) || g.rows != g.columns || (g.rows > small_order && !fortran(g)) || g.ndim != 2 ||
        !look(args[2], 1, &h) || h.ndim > 2 || h.rows != g.rows || h.type != g.type || h.columns > 64 ||
        !PyArray_CheckExact(args[1]) || PyArray_TYPE(piv) != NPY_INT32 ||
        PyArray_NDIM(piv) != 1 || PyArray_DIMS(piv)[0] != g.rows || !PyArray_ISCARRAY_RO(piv) ||
        !PyLong_CheckExact(args[3]))
        return declined();
    const long op = PyLong_AsLong(args[3]);
    const auto* pivots = static_cast<const std::int32_t*>(PyArray_DATA(piv));
    const index_t n = g.rows;
    if (op < 0 || op > 2 || !std::all_of(pivots, pivots + n, [&](int p) { return p >= 0 && p < n; })) return declined();
    const bool check = truth(args[4]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>(), b = h.as<T>();
        if (check && !finite(b)) return declined();
        if (n > small_order)
            return solved<T>(h, [&](Stack<T> x, Infos info) {
                linalg::lu_solve(as_stack(a.data, n, n), {const_cast<std::int32_t*>(pivots), {1, n}, {n, 1}}, x,
                                 static_cast<int>(op), info);
            });
        T lu[small_order * small_order];
        copy_columns(a, 0, lu);
        for (index_t i = 0; i < n; ++i)
            if (lu[i * (n + 1)] == T(0)) return declined();
        PyObject* out = PyArray_EMPTY(h.ndim, h.shape(), h.type, 1);
        if (!out) return nullptr;
        T* x = data_of<T>(out);
        copy_columns(b, 0, x);
        for (index_t r = 0; r < b.columns; ++r) back_substitute(lu, n, pivots, static_cast<int>(op), x + r * n);
        return out;
    });
}

// x := (U^H U)^-1 x or (L L^H)^-1 x, from the triangle in column-major order.
template <class T>
void cholesky_substitute(const T* c, index_t n, bool lower, T* x) noexcept {
    // Elements of the lower triangular factor.
    const auto at = [&](index_t i, index_t j) { return lower ? c[j * n + i] : conjugate(c[i * n + j]); };
    const auto product = [](T a, T b) {
        if constexpr (is_complex<T>)
            return T{a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
        else return a * b;
    };
    for (index_t k = 0; k < n; ++k) {
        x[k] /= at(k, k);
        for (index_t i = k + 1; i < n; ++i) x[i] -= product(at(i, k), x[k]);
    }
    for (index_t k = n - 1; k >= 0; --k) {
        for (index_t i = k + 1; i < n; ++i) x[k] -= product(conjugate(at(i, k)), x[i]);
        x[k] /= conjugate(at(k, k));
    }
}

// cho_solve(c, lower, b, check_finite); one matrix, small or without gaps
PyObject* quick_cho_solve(PyObject*, Arguments args, Py_ssize_t) {
    Given g, h;
    if (!look(args[0], 2, &g) || g.rows != g.columns || (g.rows > small_order && !fortran(g) && !c_order(g)) || g.ndim != 2 ||
        !PyBool_Check(args[1]) || !look(args[2], 1, &h) || h.ndim > 2 || h.rows != g.rows || h.type != g.type ||
        h.columns > 64)
        return declined();
    const bool lower = truth(args[1]), check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>(), b = h.as<T>();
        const index_t n = a.rows;
        if (check && !(finite(a) && finite(b))) return declined();
        if (n > small_order)
            return solved<T>(h, [&](Stack<T> x, Infos info) {
                // Of C order LAPACK sees the transpose, the other triangle, which is a factor of the conjugate.
                const bool turned = !fortran(g);
                const auto conjugate_all = [&] {
                    for (index_t i = 0; is_complex<T> && turned && i < n * b.columns; ++i) x.data[i] = conjugate(x.data[i]);
                };
                conjugate_all();
                linalg::cholesky_solve(as_stack(a.data, n, n), x, lower != turned ? 'L' : 'U', info);
                conjugate_all();
            });
        T c[small_order * small_order];
        copy_columns(a, 0, c);
        PyObject* out = PyArray_EMPTY(h.ndim, h.shape(), h.type, 1);
        if (!out) return nullptr;
        T* x = data_of<T>(out);
        copy_columns(b, 0, x);
        for (index_t r = 0; r < b.columns; ++r) cholesky_substitute(c, n, lower, x + r * n);
        return out;
    });
}

template <class F>
PyCFunction fast(F* f) noexcept {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(f));
}

PyMethodDef methods[] = {
    {"quick_det", fast(quick_det), METH_FASTCALL, nullptr},
    {"quick_inv", fast(quick_inv), METH_FASTCALL, nullptr},
    {"quick_solve", fast(quick_solve), METH_FASTCALL, nullptr},
    {"quick_cholesky", fast(quick_cholesky), METH_FASTCALL, nullptr},
    {"quick_lu_factor", fast(quick_lu_factor), METH_FASTCALL, nullptr},
    {"quick_lu_solve", fast(quick_lu_solve), METH_FASTCALL, nullptr},
    {"quick_cho_solve", fast(quick_cho_solve), METH_FASTCALL, nullptr},
    {"split_lu", fast(split_lu), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

void bind_small_solvers(nanobind::module_& m) {
    if (PyModule_AddFunctions(m.ptr(), methods) < 0) throw nanobind::python_error();
}

}  // namespace scinova::linalg
