// SPDX-License-Identifier: BSD-3-Clause
// What the right-hand side of an ODE, and its Jacobian, may return to a native solver.
#pragma once

#include <algorithm>

#include "bindings/python_callback.hpp"

namespace scinova {

// A float64 array in C order from any real result; steals `result`. Invalid, with the Python error set, on failure.
inline nanobind::object take_matrix(PyObject* result) {
    const nanobind::object held = nanobind::steal(result);
    if (result == Py_None) {
        PyErr_SetString(PyExc_RuntimeError, "the function must return numbers; it returned None");
        return {};
    }
    nanobind::object any = nanobind::steal(PyArray_FROM_O(result));
    if (!any.is_valid()) return {};
    if (PyTypeNum_ISCOMPLEX(PyArray_TYPE(reinterpret_cast<PyArrayObject*>(any.ptr())))) {
        PyErr_SetString(PyExc_TypeError, "the function must return real values; it returned complex ones");
        return {};
    }
    return nanobind::steal(PyArray_FROMANY(any.ptr(), NPY_DOUBLE, 0, 0,
                                           NPY_ARRAY_CARRAY_RO | NPY_ARRAY_NOTSWAPPED | NPY_ARRAY_FORCECAST));
}

// Copies n derivatives out of a one-dimensional (or, for n = 1, scalar) result. Steals `result`.
inline bool take_slope(PyObject* result, double* out, index_t n) {
    if (PyArray_CheckExact(result)) {
        auto* a = reinterpret_cast<PyArrayObject*>(result);
        if (PyArray_TYPE(a) == NPY_DOUBLE && PyArray_NDIM(a) == 1 && PyArray_DIMS(a)[0] == n && PyArray_ISCARRAY_RO(a)) {
            std::copy_n(static_cast<const double*>(PyArray_DATA(a)), n, out);
            Py_DECREF(result);
            return true;
        }
    } else if (PyTuple_CheckExact(result) || PyList_CheckExact(result)) {
        PyObject** items = PySequence_Fast_ITEMS(result);
        if (PySequence_Fast_GET_SIZE(result) == n) {
            index_t k = 0;
            for (; k < n && is_float(items[k]); ++k) out[k] = PyFloat_AS_DOUBLE(items[k]);
            if (k == n) {
                Py_DECREF(result);
                return true;
            }
        }
    } else if (n == 1 && is_float(result)) {
        *out = PyFloat_AS_DOUBLE(result);
        Py_DECREF(result);
        return true;
    }
    const nanobind::object array = take_matrix(result);
    if (!array.is_valid()) return false;
    auto* a = reinterpret_cast<PyArrayObject*>(array.ptr());
    if (PyArray_NDIM(a) > 1) {
        PyErr_Format(PyExc_RuntimeError, "the function must return a one-dimensional array; it returned %d dimensions",
                     PyArray_NDIM(a));
        return false;
    }
    if (PyArray_SIZE(a) != n) {
        PyErr_Format(PyExc_RuntimeError, "the function must return %zd values, as many as y0 has; it returned %zd",
                     static_cast<Py_ssize_t>(n), static_cast<Py_ssize_t>(PyArray_SIZE(a)));
        return false;
    }
    std::copy_n(static_cast<const double*>(PyArray_DATA(a)), n, out);
    return true;
}

inline bool has_shape(PyArrayObject* a, index_t rows, index_t columns) {
    const bool one = PyArray_SIZE(a) == 1 && rows == 1 && columns == 1;
    if (one || (PyArray_NDIM(a) == 2 && PyArray_DIMS(a)[0] == rows && PyArray_DIMS(a)[1] == columns)) return true;
    PyErr_Format(PyExc_RuntimeError, "the Jacobian must have the shape (%zd, %zd); it has %d dimensions, %zd elements",
                 static_cast<Py_ssize_t>(rows), static_cast<Py_ssize_t>(columns), PyArray_NDIM(a),
                 static_cast<Py_ssize_t>(PyArray_SIZE(a)));
    return false;
}

}  // namespace scinova
