// SPDX-License-Identifier: BSD-3-Clause
// What the calls on small matrices share: looking at the arrays given, and making those returned. Each of the calls
// does everything in one step for arrays of a LAPACK type as they lie in memory, and returns None for anything else:
// other arguments, larger matrices, what has to be warned of or refused. The Python layer then takes its usual way.
#pragma once

#include "bindings/numpy_views.hpp"
#include "kernels/linalg/small_factor.hpp"

namespace scinova::linalg {

using Arguments = PyObject* const*;

struct Given {
    PyArrayObject* array = nullptr;
    int type = 0, ndim = 0;
    index_t count = 1, rows = 0, columns = 0;
    index_t step = 0, row_step = 0, column_step = 0;  // in elements

    template <class T>
    Matrices<const T> as() const noexcept {
        return {static_cast<const T*>(PyArray_DATA(array)), count, rows, columns, step, row_step, column_step};
    }
    const npy_intp* shape() const noexcept { return PyArray_DIMS(array); }
};

inline bool lapack_type(int type) noexcept {
    return type == NPY_FLOAT32 || type == NPY_FLOAT64 || type == NPY_COMPLEX64 || type == NPY_COMPLEX128;
}

// A plain array of `least` dimensions or more whose matrices are at equal distances; a vector is a matrix of one
// column.
inline bool look(PyObject* o, int least, Given* g) noexcept {
    if (!PyArray_CheckExact(o)) return false;
    auto* a = reinterpret_cast<PyArrayObject*>(o);
    g->array = a;
    g->type = PyArray_TYPE(a);
    g->ndim = PyArray_NDIM(a);
    if (!lapack_type(g->type) || g->ndim < least || !PyArray_ISALIGNED(a) || !PyArray_ISNOTSWAPPED(a)) return false;
    const npy_intp *shape = PyArray_DIMS(a), *strides = PyArray_STRIDES(a);
    const npy_intp size = PyArray_ITEMSIZE(a);
    for (int d = 0; d < g->ndim; ++d)
        if (shape[d] == 0 || strides[d] % size != 0) return false;
    const bool vector = g->ndim == 1;
    g->rows = vector ? shape[0] : shape[g->ndim - 2];
    g->columns = vector ? 1 : shape[g->ndim - 1];
    g->row_step = strides[vector ? 0 : g->ndim - 2] / size;
    g->column_step = vector ? 1 : strides[g->ndim - 1] / size;
    g->count = 1;
    for (int d = g->ndim - 3; d >= 0; --d) {
        if (shape[d] == 1) continue;
        if (g->count == 1) g->step = strides[d] / size;
        else if (strides[d] != g->step * size * g->count) return false;
        g->count *= shape[d];
    }
    return true;
}

inline bool look_square(PyObject* o, Given* g) noexcept {
    return look(o, 2, g) && g->rows == g->columns && g->rows <= small_order;
}
inline bool look_small(PyObject* o, Given* g) noexcept {
    return look(o, 2, g) && g->rows <= small_order && g->columns <= small_order;
}

template <class T>
bool finite(Matrices<const T> a) noexcept {
    if (a.column_step == 1 && a.row_step == a.columns && (a.count == 1 || a.step == a.rows * a.columns))
        return all_finite(a.data, a.count * a.rows * a.columns);
    if (a.row_step == 1 && a.column_step == a.rows && (a.count == 1 || a.step == a.rows * a.columns))
        return all_finite(a.data, a.count * a.rows * a.columns);
    for (index_t k = 0; k < a.count; ++k)
        for (index_t i = 0; i < a.rows; ++i)
            for (index_t j = 0; j < a.columns; ++j)
                if (!all_finite(a.at(k) + i * a.row_step + j * a.column_step, 1)) return false;
    return true;
}

// The matrix k in column-major order.
template <class T>
void copy_columns(Matrices<const T> a, index_t k, T* out) noexcept {
    const T* source = a.at(k);
    for (index_t j = 0; j < a.columns; ++j)
        for (index_t i = 0; i < a.rows; ++i) out[j * a.rows + i] = source[i * a.row_step + j * a.column_step];
}

// A new array whose first dimensions are those of a stack; `columns` -1 for vectors. Matrices are in Fortran order when
// `fortran`, the stack in C order.
inline PyObject* make(const Given& like, int type, index_t rows, index_t columns, bool fortran) noexcept {
    npy_intp shape[NPY_MAXDIMS], strides[NPY_MAXDIMS];
    int n = 0;
    for (; n < like.ndim - 2; ++n) shape[n] = like.shape()[n];
    shape[n++] = rows;
    if (columns >= 0) shape[n++] = columns;
    if (!fortran || columns < 0 || n == 2) return PyArray_EMPTY(n, shape, type, fortran && columns >= 0);
    npy_intp size = type == NPY_FLOAT32 ? 4 : type == NPY_COMPLEX128 ? 16 : 8;
    strides[n - 2] = size;
    strides[n - 1] = size * rows;
    size *= rows * columns;
    for (int d = n - 3; d >= 0; --d) {
        strides[d] = size;
        size *= shape[d];
    }
    return PyArray_New(&PyArray_Type, n, shape, type, strides, nullptr, 0, 0, nullptr);
}

template <class T>
T* data_of(PyObject* array) noexcept {
    return static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(array)));
}

// Owned references, handed over as a tuple.
template <class... P>
PyObject* tuple_of(P*... parts) noexcept {
    PyObject* t = (... && parts) ? PyTuple_New(sizeof...(P)) : nullptr;
    if (!t) {
        (..., Py_XDECREF(parts));
        return nullptr;
    }
    Py_ssize_t i = 0;
    (..., PyTuple_SET_ITEM(t, i++, parts));
    return t;
}

inline PyObject* declined() noexcept { return Py_NewRef(Py_None); }

// work(begin, end) on one matrix at once, on a stack without the interpreter's lock and on all threads.
template <class Work>
void each(index_t count, index_t grain, Work&& work) {
    if (count == 1) work(index_t{0}, index_t{1});
    else without_gil([&] { parallel_for(count, grain, work); });
}

// call(T{}) for the element type.
template <class Call>
PyObject* by_type(int type, Call&& call) {
    try {
        switch (type) {
            case NPY_FLOAT64: return call(double{});
            case NPY_FLOAT32: return call(float{});
            case NPY_COMPLEX128: return call(std::complex<double>{});
            default: return call(std::complex<float>{});
        }
    } catch (nanobind::python_error& e) {
        e.restore();
        return nullptr;
    } catch (const std::bad_alloc&) {
        return PyErr_NoMemory();
    }
}

inline bool truth(PyObject* o) noexcept { return o == Py_True || (o != Py_False && PyObject_IsTrue(o) > 0); }

void bind_small_solvers(nanobind::module_& m);
void bind_small_factors(nanobind::module_& m);

}  // namespace scinova::linalg
