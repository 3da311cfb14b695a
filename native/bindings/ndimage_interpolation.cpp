// SPDX-License-Identifier: BSD-3-Clause
// Splines and interpolation.
#include <nanobind/stl/vector.h>

#include "bindings/ndimage_views.hpp"
#include "bindings/python_callback.hpp"
#include "kernels/ndimage/interpolate.hpp"
#include "kernels/ndimage/spline.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

Spline spline_of(int order, int beyond, double constant) { return {order, static_cast<Beyond>(beyond), constant}; }

// mapping(coordinates, *args, **keywords) -> coordinates, by Python.
struct PythonMapping {
    nb::object function;
    nb::tuple extra;
    nb::dict keywords;
    int rank_in, rank_out;

    bool operator()(const index_t* at, double* coordinate) const {
        PyObject* given = PyTuple_New(rank_out);
        if (!given) return false;
        for (int d = 0; d < rank_out; ++d) PyTuple_SET_ITEM(given, d, PyLong_FromSsize_t(at[d]));
        const Py_ssize_t more = PyTuple_GET_SIZE(extra.ptr());
        PyObject* args = PyTuple_New(1 + more);
        if (!args) {
            Py_DECREF(given);
            return false;
        }
        PyTuple_SET_ITEM(args, 0, given);
        for (Py_ssize_t k = 0; k < more; ++k)
            PyTuple_SET_ITEM(args, 1 + k, Py_NewRef(PyTuple_GET_ITEM(extra.ptr(), k)));
        PyObject* result = PyObject_Call(function.ptr(), args, keywords.size() ? keywords.ptr() : nullptr);
        Py_DECREF(args);
        return result && take_doubles(result, coordinate, rank_in);
    }
};

bool call_python(void* context, const index_t* at, double* coordinate) {
    return (*static_cast<const PythonMapping*>(context))(at, coordinate);
}

// int mapping(intptr_t* at, double* coordinate, int rank_out, int rank_in, void* data): 0 is failure.
struct NativeMapping {
    int (*function)(index_t*, double*, int, int, void*);
    void* data;
    int rank_in, rank_out;
};

bool call_native(void* context, const index_t* at, double* coordinate) {
    const auto& m = *static_cast<const NativeMapping*>(context);
    return m.function(const_cast<index_t*>(at), coordinate, m.rank_out, m.rank_in, m.data) != 0;
}

void transform_python(AnyView in, int order, int beyond, double cval, nb::object function, nb::tuple extra,
                      nb::dict keywords, double shift, OutView out) {
    PythonMapping mapping{std::move(function), std::move(extra), std::move(keywords), in.ndim, out.ndim};
    if (transform(in, spline_of(order, beyond, cval), &call_python, &mapping, shift, out) != Status::ok)
        throw nb::python_error();
}

bool transform_native(AnyView in, int order, int beyond, double cval, std::uintptr_t function, std::uintptr_t data,
                      double shift, OutView out) {
    NativeMapping mapping{reinterpret_cast<int (*)(index_t*, double*, int, int, void*)>(function),
                          reinterpret_cast<void*>(data), in.ndim, out.ndim};
    // The function may be a ctypes callback, which takes the lock itself.
    return without_gil([&] { return transform(in, spline_of(order, beyond, cval), &call_native, &mapping, shift, out); }) ==
           Status::ok;
}

}  // namespace

void bind_interpolation(nb::module_& m) {
    m.def("spline_prefilter", [](AnyView in, int order, int axis, int mode, OutView out) {
        without_gil([&] { spline_prefilter(in, order, axis, static_cast<Mode>(mode), out); });
    });
    m.def("spline_filter", [](AnyView in, int order, int batch, int mode, OutView out) {
        without_gil([&] {
            AnyView from = in;
            for (int axis = batch; axis < in.ndim; ++axis, from = out)
                spline_prefilter(from, order, axis, static_cast<Mode>(mode), out);
        });
    });
    m.def("pad", [](AnyView in, int batch, index_t width, bool nearest, double cval, OutView out) {
        without_gil([&] { pad(in, batch, width, nearest, cval, out); });
    });
    m.def("resample", [](AnyView in, int order, int beyond, double cval, const std::vector<double>& zoom,
                         const std::vector<double>& shift, const std::vector<double>& after, bool centred, OutView out) {
        without_gil([&] {
            resample(in, spline_of(order, beyond, cval), {zoom.data(), shift.data(), after.data(), centred}, out);
        });
    });
    m.def("affine", [](AnyView in, int order, int beyond, double cval, Mat<const double> matrix,
                       Vec<const double> offset, int batch, OutView out) {
        without_gil([&] { affine(in, spline_of(order, beyond, cval), matrix.data, offset.data, batch, out); });
    });
    m.def("sample", [](AnyView in, int order, int beyond, double cval, AnyView coordinates, double shift, OutView out) {
        without_gil([&] { sample(in, spline_of(order, beyond, cval), coordinates, shift, out); });
    });
    m.def("transform_python", &transform_python);
    m.def("transform_native", &transform_native);
}

}  // namespace scinova::ndimage
