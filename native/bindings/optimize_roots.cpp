// SPDX-License-Identifier: BSD-3-Clause
// Bracketing root finders of scinova.optimize._native: over Python functions and over C functions.
#include "bindings/python_callback.hpp"
#include "bindings/traced_callback.hpp"
#include "kernels/optimize/bracketing.hpp"
#include "kernels/optimize/toms748.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::optimize;

namespace {

struct PythonScalar {
    Caller call;
    Traced traced;

    Status operator()(double x, double* value) {
        return traced.evaluate([x](double* in) { *in = x; }, value, [this, x](double* out) {
            PyObject* argument = PyFloat_FromDouble(x);
            if (!argument) return Status::callback_failed;
            PyObject* result = call(argument);
            Py_DECREF(argument);
            return result && take_double(result, out) ? Status::ok : Status::callback_failed;
        });
    }
};

struct NativeScalar {
    void* function;
    void* data;
    int kind;  // 0: double (double), 1: double (double, void *)

    Status operator()(double x, double* value) {
        *value = kind == 0 ? reinterpret_cast<double (*)(double)>(function)(x)
                           : reinterpret_cast<double (*)(double, void*)>(function)(x, data);
        return Status::ok;
    }
};

nb::tuple as_tuple(const RootReport& r) {
    if (r.status == Status::callback_failed) throw nb::python_error();
    return nb::make_tuple(r.x, r.calls, r.iterations, static_cast<int>(r.outcome));
}

// Methods 0 to 3 are those of Bracketing; 3 + k is Alefeld, Potra and Shi's with k interpolations an iteration.
template <class F>
RootReport search(int method, F& f, double a, double b, const RootRule& rule) {
    if (method <= 3) return find_root(static_cast<Bracketing>(method), f, a, b, rule);
    return Toms748<F>(f, rule, method - 3).run(a, b);
}

nb::tuple find(int method, nb::object function, nb::object extra, double a, double b, double xtol, double rtol,
               int max_iterations) {
    PythonScalar f{Caller(function, extra), Traced(function.ptr(), extra.ptr(), Traced::Layout::scalar, 1)};
    return as_tuple(search(method, f, a, b, {xtol, rtol, max_iterations}));
}

nb::tuple find_native(int method, std::uintptr_t address, std::uintptr_t data, int kind, double a, double b, double xtol,
                      double rtol, int max_iterations) {
    NativeScalar f{reinterpret_cast<void*>(address), reinterpret_cast<void*>(data), kind};
    const RootReport report = without_gil([&] { return search(method, f, a, b, {xtol, rtol, max_iterations}); });
    return as_tuple(report);
}

}  // namespace

void bind_optimize_roots(nb::module_& m) {
    m.def("find_root", &find, nb::arg(), nb::arg(), nb::arg().none(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg());
    m.def("find_root_native", &find_native);
}
