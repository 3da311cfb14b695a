// SPDX-License-Identifier: BSD-3-Clause
// Filters by Python and native functions.
#include "bindings/ndimage_plain.hpp"
#include "bindings/python_callback.hpp"
#include "kernels/ndimage/generic.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

Edge edge_of(int mode, double constant) { return {static_cast<Mode>(mode), constant}; }

Status check_signals(index_t& calls) {
    if (++calls % 1024 == 0 && PyErr_CheckSignals() != 0) return Status::interrupted;
    return Status::ok;
}

// Calls a Python function for every neighbourhood; 0 neighbours are an empty array.
void call_python(const AnyView& in, const Neighbourhood& shape, Edge edge, nb::handle function, nb::handle extra, const AnyView& out) {
    Caller call(function, extra);
    ReusableArray buffer(shape.count());
    index_t calls = 0;
    const Status s = generic_filter(in, shape, edge, out, [&](auto gather, double* result) {
        gather(buffer.writable());
        PyObject* value = call(buffer.object());
        if (!value || !take_double(value, result)) return Status::callback_failed;
        return check_signals(calls);
    });
    if (s != Status::ok) throw nb::python_error();
}

// A neighbourhood made once, for filters of any array by any function.
struct GenericPlan {
    Neighbourhood shape;
    int ndim, mode;

    // The result, or None where an argument needs Python's care.
    nb::object apply(nb::handle input, nb::handle function, nb::handle extra, nb::handle cval, nb::handle output) const {
        AnyView in;
        OutView out;
        double constant = 0.0;
        if (!plain_number(cval, &constant)) return nb::none();
        nb::object result = plain_pair(input, output, ndim, false, in, out);
        if (!result.is_valid()) return nb::none();
        call_python(in, shape, edge_of(mode, constant), function, extra, out);
        return result;
    }
    void into(AnyView in, nb::object function, nb::object extra, double cval, OutView out) const {
        call_python(in, shape, edge_of(mode, cval), function, extra, out);
    }
};

// int function(double* values, intptr_t count, double* result, void* data): 0 is failure.
bool filter_native(AnyView in, Mat<const std::int64_t> offsets, std::uintptr_t function, std::uintptr_t data, int mode,
                   double cval, OutView out) {
    const auto f = reinterpret_cast<int (*)(double*, index_t, double*, void*)>(function);
    std::vector<double> buffer(static_cast<std::size_t>(offsets.shape[0]));
    index_t calls = 0;
    const Status s = without_gil([&] {
        return generic_filter(in, Neighbourhood(offsets_of(offsets)), edge_of(mode, cval), out, [&](auto gather, double* result) {
            gather(buffer.data());
            if (!f(buffer.data(), offsets.shape[0], result, reinterpret_cast<void*>(data))) return Status::callback_failed;
            return ++calls % 4096 == 0 && interrupted() ? Status::interrupted : Status::ok;
        });
    });
    if (s == Status::interrupted) throw nb::python_error();
    return s == Status::ok;
}

void call_python_1d(const AnyView& in, nb::handle function, nb::handle extra, index_t size, int axis, index_t origin, Edge edge,
                    const AnyView& out) {
    Caller call(function, extra);
    const index_t n = in.shape[static_cast<std::size_t>(axis)];
    ReusableArray line(n + size - 1), result(n);
    index_t calls = 0;
    const Status s = generic_filter1d(in, size, axis, origin, edge, out, [&](const double* from, index_t length, index_t m, auto keep) {
        std::copy(from, from + length, line.writable());
        double* to = result.writable();
        std::fill(to, to + m, 0.0);
        PyObject* value = call(line.object(), result.object());
        if (!value) return Status::callback_failed;
        Py_DECREF(value);
        keep(to);
        return check_signals(calls);
    });
    if (s != Status::ok) throw nb::python_error();
}

void filter1d_python(AnyView in, nb::object function, nb::object extra, index_t size, int axis, index_t origin, int mode,
                     double cval, OutView out) {
    call_python_1d(in, function, extra, size, axis, origin, edge_of(mode, cval), out);
}

// The result, or None where an argument needs Python's care.
nb::object plain_filter1d(nb::handle input, nb::handle function, nb::handle extra, index_t size, int axis, index_t origin, int mode,
                          nb::handle cval, nb::handle output) {
    AnyView in;
    OutView out;
    double constant = 0.0;
    if (!PyArray_Check(input.ptr()) || !plain_number(cval, &constant)) return nb::none();
    nb::object result = plain_pair(input, output, PyArray_NDIM(reinterpret_cast<PyArrayObject*>(input.ptr())), false, in, out);
    if (!result.is_valid()) return nb::none();
    call_python_1d(in, function, extra, size, axis, origin, edge_of(mode, constant), out);
    return result;
}

// int function(double* line, intptr_t length, double* result, intptr_t result_length, void* data): 0 is failure.
bool filter1d_native(AnyView in, std::uintptr_t function, std::uintptr_t data, index_t size, int axis, index_t origin,
                     int mode, double cval, OutView out) {
    const auto f = reinterpret_cast<int (*)(double*, index_t, double*, index_t, void*)>(function);
    std::vector<double> result(static_cast<std::size_t>(in.shape[axis]));
    const Status s = without_gil([&] {
        return generic_filter1d(in, size, axis, origin, edge_of(mode, cval), out,
                                [&](double* line, index_t length, index_t m, auto keep) {
            if (!f(line, length, result.data(), m, reinterpret_cast<void*>(data))) return Status::callback_failed;
            keep(result.data());
            return interrupted() ? Status::interrupted : Status::ok;
        });
    });
    if (s == Status::interrupted) throw nb::python_error();
    return s == Status::ok;
}

}  // namespace

void bind_generic(nb::module_& m) {
    nb::class_<GenericPlan>(m, "Generic")
        .def("__init__", [](GenericPlan* self, Mat<const std::int64_t> offsets, int mode) {
            new (self) GenericPlan{Neighbourhood(offsets_of(offsets)), static_cast<int>(offsets.shape[1]), mode};
        })
        .def("apply", &GenericPlan::apply, nb::arg(), nb::arg(), nb::arg(), nb::arg().none(), nb::arg().none())
        .def("into", &GenericPlan::into);
    m.def("filter_native", &filter_native);
    m.def("filter1d_python", &filter1d_python);
    m.def("plain_filter1d", &plain_filter1d, nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(), nb::arg(),
          nb::arg().none(), nb::arg().none());
    m.def("filter1d_native", &filter1d_native);
}

}  // namespace scinova::ndimage
