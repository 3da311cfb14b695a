// SPDX-License-Identifier: BSD-3-Clause
// scinova._core._native: threads, processor level, interrupts.
#define SCINOVA_NUMPY_MAIN
#include <nanobind/stl/string.h>

#include "bindings/python_ode.hpp"
#include "bindings/traced_callback.hpp"
#include "common/finite.hpp"
#include "common/simd.hpp"
#include "common/tracing.hpp"

namespace nb = nanobind;
using namespace scinova;

namespace {

// Called without the lock, from a thread that released it.
bool python_interrupt() {
    const PyGILState_STATE state = PyGILState_Ensure();
    const bool raised = PyErr_CheckSignals() != 0;
    PyGILState_Release(state);
    return raised;
}

// Fills out[i] with the number of the chunk that i fell in: what the tests of the pool look at.
void mark_chunks(Vec<std::int64_t> out, index_t grain) {
    without_gil([&] {
        const index_t length = chunk_length(out.shape[0], grain);
        parallel_for(out.shape[0], grain, [&](index_t begin, index_t end) {
            for (index_t i = begin; i < end; ++i) out(i) = begin / length;
        });
    });
}

// Keeps `chunks` chunks busy until interrupted: what the tests of Ctrl-C look at. A chunk lasts about a millisecond.
void spin(index_t chunks) {
    without_gil([&] {
        parallel_for(chunks, 1, [&](index_t begin, index_t end) {
            for (index_t i = begin; i < end; ++i) {
                volatile double x = 1.0;
                for (int k = 0; k < 400000; ++k) x = x * 1.0000001;
            }
        });
    });
}

void throw_in_chunk(index_t n, index_t which) {
    without_gil([&] {
        parallel_for(n, 1, [&](index_t begin, index_t end) {
            if (begin <= which && which < end) throw std::bad_alloc();
        });
    });
}

// (number of arguments, a function of two numbers, of which the second may be ignored)
nb::tuple math_function(const std::string& name) {
    if (const Math1 f = math1(name)) return nb::make_tuple(1, nb::cpp_function([f](double x, double) { return f(x); }));
    if (const Math2 f = math2(name)) return nb::make_tuple(2, nb::cpp_function([f](double x, double y) { return f(x, y); }));
    throw nb::value_error("unknown function");
}

// Evaluates a callback at every row of `points` as the drivers do: what the tests of tracing look at. Returns how many
// evaluations did without Python.
index_t traced_values(nb::handle function, nb::tuple extra, int layout, Mat<const double> points, Mat<double> out) {
    const auto form = static_cast<Traced::Layout>(layout);
    const index_t n = form == Traced::Layout::scalar ? 1 : points.shape[1] - 1;
    Caller call(function, extra);
    Traced traced(function.ptr(), extra.ptr(), form, n);
    for (index_t k = 0; k < points.shape[0]; ++k) {
        const double* row = &points(k, 0);
        const auto interpret = [&](double* to) {
            const nb::object last = nb::steal(PyFloat_FromDouble(row[points.shape[1] - 1]));
            PyObject* result = nullptr;
            if (form == Traced::Layout::scalar) {
                result = call(last.ptr());
                return result && take_double(result, to) ? Status::ok : Status::callback_failed;
            }
            npy_intp shape[1] = {n};
            const nb::object state = nb::steal(PyArray_SimpleNew(1, shape, NPY_DOUBLE));
            std::copy_n(row, n, static_cast<double*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(state.ptr()))));
            result = form == Traced::Layout::state_time ? call(state.ptr(), last.ptr()) : call(last.ptr(), state.ptr());
            return result && take_slope(result, to, n) ? Status::ok : Status::callback_failed;
        };
        const auto load = [&](double* in) { std::copy_n(row, points.shape[1], in); };
        if (traced.evaluate(load, &out(k, 0), interpret) != Status::ok) throw nb::python_error();
    }
    return traced.native();
}

// all_finite(array): True or False for an array of floating-point numbers that are next to each other in memory; None,
// and the caller has to look, for anything else.
PyObject* finite(PyObject*, PyObject* o) {
    if (!PyArray_Check(o)) return Py_NewRef(Py_None);
    auto* a = reinterpret_cast<PyArrayObject*>(o);
    if (!PyArray_ISONESEGMENT(a) || !PyArray_ISALIGNED(a) || !PyArray_ISNOTSWAPPED(a)) return Py_NewRef(Py_None);
    const npy_intp n = PyArray_SIZE(a);
    const void* x = PyArray_DATA(a);
    switch (PyArray_TYPE(a)) {
        case NPY_FLOAT64: return PyBool_FromLong(all_finite(static_cast<const double*>(x), n));
        case NPY_FLOAT32: return PyBool_FromLong(all_finite(static_cast<const float*>(x), n));
        case NPY_COMPLEX128: return PyBool_FromLong(all_finite(static_cast<const double*>(x), 2 * n));
        case NPY_COMPLEX64: return PyBool_FromLong(all_finite(static_cast<const float*>(x), 2 * n));
        default: return Py_NewRef(Py_None);
    }
}

PyMethodDef methods[] = {{"all_finite", &finite, METH_O, nullptr}, {nullptr, nullptr, 0, nullptr}};

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    if (PyModule_AddFunctions(m.ptr(), methods) < 0) throw nb::python_error();
    set_interrupt_hook(&python_interrupt);
    m.def("num_threads", &num_threads);
    m.def("set_num_threads", &set_num_threads);
    m.def("simd_level", &simd::level);
    m.def("mark_chunks", &mark_chunks);
    m.def("spin", &spin);
    m.def("throw_in_chunk", &throw_in_chunk);
    m.def("callback_tracing", [] { return tracing_switch().on.load(); });
    m.def("set_callback_tracing", [](bool on) { tracing_switch().on = on; });
    m.def("set_tracing_threshold", [](int evaluations) { return tracing_switch().threshold.exchange(evaluations); });
    m.def("math_function", &math_function);
    m.def("traced_values", &traced_values);
}
