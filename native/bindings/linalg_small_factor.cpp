// SPDX-License-Identifier: BSD-3-Clause
// qr, eigh, svd, lstsq, pinv of small matrices in one call each; see linalg_small.hpp.
#include <atomic>

#include "bindings/linalg_small.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t most = small_order * small_order;

index_t grain(index_t m, index_t n) noexcept {
    return std::max<index_t>(1, static_cast<index_t>(3e5 / static_cast<double>(20 * m * n * std::min(m, n) + 500)));
}

template <class T>
T times(T a, T b) noexcept {
    if constexpr (is_complex<T>)
        return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
    else return a * b;
}

// qr(a, mode, check_finite): mode 0 full, 1 r, 2 economic, 3 raw
PyObject* quick_qr(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_small(args[0], &g)) return declined();
    const long mode = PyLong_AsLong(args[1]);
    const bool check = truth(args[2]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        const index_t m = a.rows, n = a.columns, k = std::min(m, n);
        const index_t height = mode >= 2 ? k : m, width = mode == 1 ? 0 : mode == 0 ? m : mode == 2 ? k : n;
        PyObject* r = make(g, g.type, height, n, false);
        PyObject* q = mode == 1 ? Py_NewRef(Py_None) : make(g, g.type, m, width, true);
        PyObject* factors = mode == 3 ? make(g, g.type, k, -1, false) : Py_NewRef(Py_None);
        if (!r || !q || !factors) {
            Py_XDECREF(r), Py_XDECREF(q), Py_XDECREF(factors);
            return nullptr;
        }
        each(a.count, grain(m, n), [&](index_t begin, index_t end) {
            T h[most], tau[small_order];
            for (index_t i = begin; i < end; ++i) {
                copy_columns(a, i, h);
                small_qr(h, m, n, tau);
                T* out = data_of<T>(r) + i * height * n;
                for (index_t row = 0; row < height; ++row)
                    for (index_t j = 0; j < n; ++j) out[row * n + j] = row <= j ? h[j * m + row] : T(0);
                if (mode == 3) {
                    std::copy_n(h, m * n, data_of<T>(q) + i * m * n);
                    std::copy_n(tau, k, data_of<T>(factors) + i * k);
                } else if (mode != 1) {
                    small_qr_form(h, m, tau, k, data_of<T>(q) + i * m * width, width);
                }
            }
        });
        if (mode == 3) return tuple_of(tuple_of(q, factors), r);
        Py_DECREF(factors);
        if (mode != 1) return tuple_of(q, r);
        Py_DECREF(q);
        return g.ndim == 2 ? tuple_of(r) : r;
    });
}

// eigh(a, lower, vectors, check_finite)
PyObject* quick_eigh(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_square(args[0], &g)) return declined();
    const bool lower = truth(args[1]), vectors = truth(args[2]), check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using R = Real<T>;
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        const index_t n = a.rows;
        PyObject* w = make(g, numpy_type<R>(), n, -1, false);
        PyObject* result = vectors && w ? tuple_of(w, make(g, g.type, n, n, true)) : w;
        if (!result) return nullptr;
        T* v = vectors ? data_of<T>(PyTuple_GET_ITEM(result, 1)) : nullptr;
        std::atomic<bool> well{true};
        each(a.count, grain(n, n), [&](index_t begin, index_t end) {
            T m[most];
            for (index_t i = begin; i < end; ++i) {
                copy_columns(a, i, m);
                if (!small_hermitian(m, n, lower, data_of<R>(w) + i * n, v ? v + i * n * n : nullptr)) well = false;
            }
        });
        if (well) return result;
        Py_DECREF(result);
        return declined();
    });
}

// svd(a, full_matrices, vectors, check_finite)
PyObject* quick_svd(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_small(args[0], &g)) return declined();
    const bool full = truth(args[1]), vectors = truth(args[2]), check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using R = Real<T>;
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        const index_t m = a.rows, n = a.columns, k = std::min(m, n), wide = full ? m : k, high = full ? n : k;
        PyObject* s = make(g, numpy_type<R>(), k, -1, false);
        if (!s) return nullptr;
        PyObject* result = vectors ? tuple_of(make(g, g.type, m, wide, true), s, make(g, g.type, high, n, true)) : s;
        if (!result) return nullptr;
        T* u = vectors ? data_of<T>(PyTuple_GET_ITEM(result, 0)) : nullptr;
        T* vh = vectors ? data_of<T>(PyTuple_GET_ITEM(result, 2)) : nullptr;
        std::atomic<bool> well{true};
        each(a.count, grain(m, n), [&](index_t begin, index_t end) {
            T work[most];
            for (index_t i = begin; i < end; ++i) {
                copy_columns(a, i, work);
                const bool converged = small_svd(work, m, n, data_of<R>(s) + i * k, u ? u + i * m * wide : nullptr, wide,
                                                 vh ? vh + i * high * n : nullptr, high);
                if (!converged) well = false;
            }
        });
        if (well) return result;
        Py_DECREF(result);
        return declined();
    });
}

// Thin singular value decomposition of one small matrix.
template <class T>
struct Thin {
    T a[most], u[most], vh[most];
    Real<T> s[small_order];
    index_t m, n, k, rank = 0;

    Thin(Matrices<const T> given, index_t i) noexcept
        : m(given.rows), n(given.columns), k(std::min(given.rows, given.columns)) {
        copy_columns(given, i, a);
    }
    // Values above the threshold are counted.
    bool decompose(Real<T> absolute, Real<T> relative) noexcept {
        T work[most];
        std::copy_n(a, m * n, work);
        if (!small_svd(work, m, n, s, u, k, vh, k)) return false;
        while (rank < k && s[rank] > absolute + relative * s[0]) ++rank;
        return true;
    }
    // x = A^+ b, and |b - A x|^2.
    Real<T> least_squares(const T* b, T* x) const noexcept {
        T c[small_order], rest[small_order];
        for (index_t r = 0; r < rank; ++r) {
            T dot = T(0);
            for (index_t i = 0; i < m; ++i) dot += times(conjugate(u[r * m + i]), b[i]);
            c[r] = dot / s[r];
        }
        for (index_t j = 0; j < n; ++j) {
            x[j] = T(0);
            for (index_t r = 0; r < rank; ++r) x[j] += times(conjugate(vh[j * k + r]), c[r]);
        }
        std::copy_n(b, m, rest);
        for (index_t j = 0; j < n; ++j)
            for (index_t i = 0; i < m; ++i) rest[i] -= times(a[j * m + i], x[j]);
        Real<T> sum = 0;
        for (index_t i = 0; i < m; ++i) sum += std::norm(rest[i]);
        return sum;
    }
};

// lstsq(a, b, cond, check_finite) with gelsd's meaning of cond; one matrix
PyObject* quick_lstsq(PyObject*, Arguments args, Py_ssize_t) {
    Given g, h;
    if (!look_small(args[0], &g) || g.ndim != 2 || !look(args[1], 1, &h) || h.ndim > 2 || h.type != g.type ||
        h.rows != g.rows || h.columns > 64 || (args[2] != Py_None && !PyFloat_CheckExact(args[2])))
        return declined();
    const bool check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using R = Real<T>;
        const auto a = g.as<T>(), b = h.as<T>();
        if (check && !(finite(a) && finite(b))) return declined();
        const R cond = args[2] == Py_None ? std::numeric_limits<R>::epsilon() : static_cast<R>(PyFloat_AS_DOUBLE(args[2]));
        Thin<T> thin(a, 0);
        if (!(cond >= 0) || !thin.decompose(0, cond)) return declined();
        const index_t m = a.rows, n = a.columns;
        const bool left = m > n && thin.rank == n, vector = h.ndim == 1;
        const npy_intp shape[] = {n, b.columns}, count[] = {left ? b.columns : 0}, values[] = {thin.k};
        PyObject* x = PyArray_EMPTY(h.ndim, shape, g.type, 1);
        PyObject* residues = PyArray_EMPTY(1, count, left ? numpy_type<R>() : g.type, 0);
        PyObject* s = PyArray_EMPTY(1, values, numpy_type<R>(), 0);
        PyObject* result = tuple_of(x, residues, PyLong_FromLong(static_cast<long>(thin.rank)), s);
        if (!result) return nullptr;
        std::copy_n(thin.s, thin.k, data_of<R>(s));
        T column[small_order];
        for (index_t r = 0; r < b.columns; ++r) {
            for (index_t i = 0; i < m; ++i) column[i] = b.data[i * b.row_step + r * b.column_step];
            const R sum = thin.least_squares(column, data_of<T>(x) + r * n);
            if (left) data_of<R>(residues)[r] = sum;
        }
        if (left && vector) {
            PyObject* one = PyArray_ToScalar(data_of<R>(residues), reinterpret_cast<PyArrayObject*>(residues));
            if (!one) {
                Py_DECREF(result);
                return nullptr;
            }
            PyTuple_SET_ITEM(result, 1, one);
            Py_DECREF(residues);
        }
        return result;
    });
}

// pinv(a, atol, rtol, check_finite): the pseudoinverse and the rank; one matrix
PyObject* quick_pinv(PyObject*, Arguments args, Py_ssize_t) {
    Given g;
    if (!look_small(args[0], &g) || g.ndim != 2) return declined();
    for (int i = 1; i < 3; ++i)
        if (args[i] != Py_None && !PyFloat_CheckExact(args[i])) return declined();
    const bool check = truth(args[3]);
    return by_type(g.type, [&]<class T>(T) -> PyObject* {
        using R = Real<T>;
        const auto a = g.as<T>();
        if (check && !finite(a)) return declined();
        const index_t m = a.rows, n = a.columns;
        const R absolute = args[1] == Py_None ? R(0) : static_cast<R>(PyFloat_AS_DOUBLE(args[1]));
        const R relative = args[2] == Py_None ? static_cast<R>(std::max(m, n)) * std::numeric_limits<R>::epsilon()
                                              : static_cast<R>(PyFloat_AS_DOUBLE(args[2]));
        Thin<T> thin(a, 0);
        if (!(absolute >= 0 && relative >= 0) || !thin.decompose(absolute, relative)) return declined();
        PyObject* out = make(g, g.type, n, m, false);
        if (!out) return nullptr;
        T* x = data_of<T>(out);
        for (index_t r = 0; r < thin.rank; ++r)
            for (index_t i = 0; i < m; ++i) thin.u[r * m + i] = conjugate(thin.u[r * m + i]) / thin.s[r];
        for (index_t j = 0; j < n; ++j)
            for (index_t i = 0; i < m; ++i) {
                T sum = T(0);
                for (index_t r = 0; r < thin.rank; ++r) sum += times(conjugate(thin.vh[j * thin.k + r]), thin.u[r * m + i]);
                x[j * m + i] = sum;
            }
        return tuple_of(out, PyLong_FromLong(static_cast<long>(thin.rank)));
    });
}

template <class F>
PyCFunction fast(F* f) noexcept {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void*>(f));
}

PyMethodDef methods[] = {
    {"quick_qr", fast(quick_qr), METH_FASTCALL, nullptr},
    {"quick_eigh", fast(quick_eigh), METH_FASTCALL, nullptr},
    {"quick_svd", fast(quick_svd), METH_FASTCALL, nullptr},
    {"quick_lstsq", fast(quick_lstsq), METH_FASTCALL, nullptr},
    {"quick_pinv", fast(quick_pinv), METH_FASTCALL, nullptr},
    {nullptr, nullptr, 0, nullptr},
};

}  // namespace

void bind_small_factors(nanobind::module_& m) {
    if (PyModule_AddFunctions(m.ptr(), methods) < 0) throw nanobind::python_error();
}

}  // namespace scinova::linalg
