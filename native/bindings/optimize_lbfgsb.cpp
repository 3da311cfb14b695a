// SPDX-License-Identifier: BSD-3-Clause
// L-BFGS-B of scinova.optimize._native, over a Python function that gives value and gradient.
#include "bindings/python_callback.hpp"
#include "kernels/optimize/lbfgsb.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::optimize;

namespace {

struct ValueAndGradient {
    Caller call;
    ReusableArray point;
    index_t n;

    Status operator()(const double* x, double* f, double* g) {
        std::copy(x, x + n, point.writable());
        PyObject* result = call(point.object());
        if (!result) return Status::callback_failed;
        const nb::object both = nb::steal(result);
        if (!PyTuple_CheckExact(result) || PyTuple_GET_SIZE(result) != 2) {
            PyErr_SetString(PyExc_TypeError, "the function must return a value and a gradient");
            return Status::callback_failed;
        }
        if (!take_double(Py_NewRef(PyTuple_GET_ITEM(result, 0)), f)) return Status::callback_failed;
        if (!take_doubles(Py_NewRef(PyTuple_GET_ITEM(result, 1)), g, n)) return Status::callback_failed;
        return Status::ok;
    }
};

struct Observer {
    Caller call;
    ReusableArray point;
    index_t n;

    Status operator()(const double* x, double f, bool* stop) {
        std::copy(x, x + n, point.writable());
        PyObject* value = PyFloat_FromDouble(f);
        if (!value) return Status::callback_failed;
        PyObject* result = call(point.object(), value);
        Py_DECREF(value);
        if (!result) return Status::callback_failed;
        *stop = PyObject_IsTrue(result) == 1;
        Py_DECREF(result);
        return Status::ok;
    }
};

// x and g are overwritten; s and y (m by n) receive the pairs. Returns f, iterations, end, pairs, row of the oldest.
nb::tuple run(nb::object function, nb::object observer, Vec<double> x, Vec<double> g, Vec<const double> lower,
              Vec<const double> upper, Mat<double> s, Mat<double> y, double ftol, double gtol, int max_iterations,
              int max_trials) {
    const index_t n = x.shape[0], m = s.shape[0];
    ValueAndGradient evaluate{Caller(function, nb::none()), ReusableArray(n), n};
    Observer observe{Caller(observer, nb::none()), ReusableArray(n), n};
    LbfgsMemory memory(s.data, y.data, m, n);
    Lbfgsb<ValueAndGradient, Observer> solver(evaluate, observe, x.data, g.data, lower.data, upper.data, memory, n, m,
                                              LbfgsbRule{ftol, gtol, max_iterations, max_trials});
    const LbfgsbReport report = solver.run();
    if (report.status == Status::callback_failed) throw nb::python_error();
    return nb::make_tuple(report.f, report.iterations, static_cast<int>(report.end), memory.count(), memory.first());
}

}  // namespace

void bind_optimize_lbfgsb(nb::module_& m) { m.def("lbfgsb", &run); }
