// SPDX-License-Identifier: BSD-3-Clause
// Calling a Python function many times from a native loop, through vectorcall and on arrays that are made once.
//
//     Caller f(function, extra_args);              // f(x, *extra_args)
//     ReusableArray x(n);
//     double* data = x.writable();                 // fill it
//     PyObject* result = f(x.object());            // new reference, or null with the Python error set
//     if (!result || !take_doubles(result, out, m)) return Status::callback_failed;
//
// A driver holds the interpreter lock while it uses these. Its kernel is a template over a functor that returns
// Status; after Status::callback_failed the binding throws nanobind::python_error().
#pragma once

#include <vector>

#include "bindings/numpy_views.hpp"
#include "common/status.hpp"

namespace scinova {

class Caller {
public:
    // `extra` is a tuple of further arguments, or None.
    Caller(nanobind::handle function, nanobind::handle extra) : function_(nanobind::borrow(function)) {
        if (extra.is_valid() && !extra.is_none()) extra_ = nanobind::borrow<nanobind::tuple>(extra);
        count_ = extra_.is_valid() ? nanobind::len(extra_) : 0;
        slots_.resize(1 + max_leading + count_);
    }

    template <class... Leading>
    PyObject* operator()(Leading... leading) {
        static_assert(sizeof...(Leading) <= max_leading);
        PyObject** at = slots_.data() + 1;
        ((*at++ = leading), ...);
        for (std::size_t k = 0; k < count_; ++k) *at++ = PyTuple_GET_ITEM(extra_.ptr(), static_cast<Py_ssize_t>(k));
        return PyObject_Vectorcall(function_.ptr(), slots_.data() + 1,
                                   (sizeof...(Leading) + count_) | PY_VECTORCALL_ARGUMENTS_OFFSET, nullptr);
    }

private:
    static constexpr std::size_t max_leading = 6;
    nanobind::object function_;
    nanobind::tuple extra_{nanobind::steal<nanobind::tuple>(nanobind::handle())};
    std::size_t count_ = 0;
    std::vector<PyObject*> slots_;
};

// A float64 array handed to Python again and again. If the user's function kept a reference (to collect the iterates,
// say), the next writable() makes a new one, so that what was kept does not change.
class ReusableArray {
public:
    explicit ReusableArray(std::vector<npy_intp> shape) : shape_(std::move(shape)) { renew(); }
    explicit ReusableArray(index_t n) : ReusableArray(std::vector<npy_intp>{n}) {}
    ReusableArray(const ReusableArray&) = delete;
    ReusableArray& operator=(const ReusableArray&) = delete;
    ~ReusableArray() { Py_XDECREF(array_); }

    double* writable() {
        auto* a = reinterpret_cast<PyArrayObject*>(array_);
        const bool ours = Py_REFCNT(array_) == 1 && PyArray_NDIM(a) == static_cast<int>(shape_.size()) &&
                          PyArray_ISCARRAY(a) && (shape_.empty() || PyArray_DIMS(a)[0] == shape_[0]);
        if (!ours) renew();
        return static_cast<double*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(array_)));
    }
    PyObject* object() const noexcept { return array_; }  // borrowed

private:
    void renew() {
        Py_XDECREF(array_);
        array_ = PyArray_SimpleNew(static_cast<int>(shape_.size()), shape_.data(), NPY_DOUBLE);
        if (!array_) throw nanobind::python_error();
    }
    std::vector<npy_intp> shape_;
    PyObject* array_ = nullptr;
};

// A Python float or numpy.float64, which both begin with the same fields; the commonest types need no search.
inline bool is_float(PyObject* x) noexcept {
    return PyFloat_CheckExact(x) || Py_TYPE(x) == &PyDoubleArrType_Type || PyFloat_Check(x);
}

// The value of a scalar result: a float, an integer, or an array of one element. Steals `result`.
inline bool take_double(PyObject* result, double* out) {
    if (PyFloat_CheckExact(result)) {
        *out = PyFloat_AS_DOUBLE(result);
        Py_DECREF(result);
        return true;
    }
    if (PyArray_Check(result)) {
        auto* a = reinterpret_cast<PyArrayObject*>(result);
        if (PyArray_SIZE(a) != 1) {
            PyErr_Format(PyExc_ValueError, "the function must return a scalar; it returned an array of %zd elements",
                         static_cast<Py_ssize_t>(PyArray_SIZE(a)));
            Py_DECREF(result);
            return false;
        }
        PyObject* item = PyArray_GETITEM(a, static_cast<char*>(PyArray_DATA(a)));
        Py_DECREF(result);
        if (!item) return false;
        result = item;
    }
    *out = PyFloat_AsDouble(result);
    Py_DECREF(result);
    return !(*out == -1.0 && PyErr_Occurred());
}

// Copies a result of exactly n numbers (array, sequence or scalar) to out. Steals `result`.
inline bool take_doubles(PyObject* result, double* out, index_t n) {
    if (n == 1 && PyFloat_CheckExact(result)) return take_double(result, out);
    if (PyTuple_CheckExact(result) || PyList_CheckExact(result)) {
        PyObject** items = PySequence_Fast_ITEMS(result);
        if (PySequence_Fast_GET_SIZE(result) == n) {
            index_t k = 0;
            for (; k < n; ++k) {
                if (is_float(items[k])) out[k] = PyFloat_AS_DOUBLE(items[k]);
                else if (PyLong_CheckExact(items[k])) {
                    out[k] = PyLong_AsDouble(items[k]);
                    if (out[k] == -1.0 && PyErr_Occurred()) break;
                } else break;
            }
            PyErr_Clear();
            if (k == n) {
                Py_DECREF(result);
                return true;
            }
        }
    }
    PyObject* converted =
        PyArray_FROMANY(result, NPY_DOUBLE, 0, 0, NPY_ARRAY_CARRAY_RO | NPY_ARRAY_NOTSWAPPED);
    Py_DECREF(result);
    if (!converted) return false;
    auto* a = reinterpret_cast<PyArrayObject*>(converted);
    const bool fits = PyArray_SIZE(a) == n;
    if (fits) {
        const auto* from = static_cast<const double*>(PyArray_DATA(a));
        std::copy(from, from + n, out);
    } else {
        PyErr_Format(PyExc_ValueError, "the function must return %zd values; it returned %zd",
                     static_cast<Py_ssize_t>(n), static_cast<Py_ssize_t>(PyArray_SIZE(a)));
    }
    Py_DECREF(converted);
    return fits;
}

}  // namespace scinova
