// SPDX-License-Identifier: BSD-3-Clause
// Splines and interpolation.
#include <algorithm>

#include <nanobind/stl/vector.h>

#include "bindings/ndimage_views.hpp"
#include "bindings/python_callback.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/interpolate.hpp"
#include "kernels/ndimage/spline.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

// A spline of arrays that are known only when it is evaluated: what is made of their elements first, and how it goes on.
struct Interpolation {
    // `filter` is the Mode by which the coefficients go on, or `given`: the elements are the coefficients. `pad` elements
    // are put around the array before it is filtered.
    static constexpr int given = -1;
    int order, beyond, filter;
    index_t pad;

    Spline spline(double constant) const { return {order, static_cast<Beyond>(beyond), constant}; }

    // Calls work(coefficients): without the interpreter lock, with it, or as the size of the arrays suggests.
    template <class Work>
    auto without_lock(const AnyView& in, int batch, double constant, index_t points, Work work) const {
        return on(in, batch, constant, points, work, [](auto run) { return without_gil(run); });
    }
    template <class Work>
    auto with_lock(const AnyView& in, int batch, double constant, index_t points, Work work) const {
        return on(in, batch, constant, points, work, [](auto run) { return run(); });
    }
    template <class Work>
    void on(const AnyView& in, int batch, double constant, index_t points, Work work) const {
        on(in, batch, constant, points, work, [&](auto run) { work_on(std::max(points, in.size()), run); });
    }

    double moved() const { return filter != given && order > 1 ? static_cast<double>(pad) : 0.0; }

private:
    template <class Work, class Lock>
    auto on(const AnyView& in, int batch, double constant, index_t points, Work work, Lock lock) const {
        const bool filtered = filter != given && order > 1;
        // Splines of higher order at points anywhere are evaluated in double several points abreast, unless they are so few
        // that it would not pay.
        const bool converted = order > 1 && in.dtype != DType::f8 && points >= in.size() / 8;
        if (!filtered && !converted) return lock([&] { return work(in); });
        npy_intp shape[max_dims];
        for (int d = 0; d < in.ndim; ++d) shape[d] = in.shape[d] + (d < batch || !filtered ? 0 : 2 * pad);
        const nb::object made = nb::steal(PyArray_SimpleNew(in.ndim, shape, NPY_DOUBLE));
        AnyView c;
        if (!made.is_valid() || !any_view(made, true, &c)) throw nb::python_error();
        return lock([&] {
            AnyView from = in;
            if (!filtered || pad) {
                keep_as(in.dtype, &constant, 1);
                ndimage::pad(in, batch, filtered ? pad : 0, static_cast<Beyond>(beyond) == Beyond::nearest, constant, c);
                from = c;
            }
            for (int axis = batch; axis < in.ndim && filtered; ++axis, from = c)
                spline_prefilter(from, order, axis, static_cast<Mode>(filter), c);
            return work(c);
        });
    }
};

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

void transform_python(const Interpolation& by, AnyView in, double cval, nb::object function, nb::tuple extra,
                      nb::dict keywords, OutView out) {
    PythonMapping mapping{std::move(function), std::move(extra), std::move(keywords), in.ndim, out.ndim};
    const Status status = by.with_lock(in, 0, cval, out.size(), [&](const AnyView& c) {
        return transform(c, by.spline(cval), &call_python, &mapping, by.moved(), out);
    });
    if (status != Status::ok) throw nb::python_error();
}

bool transform_native(const Interpolation& by, AnyView in, double cval, std::uintptr_t function, std::uintptr_t data,
                      OutView out) {
    NativeMapping mapping{reinterpret_cast<int (*)(index_t*, double*, int, int, void*)>(function),
                          reinterpret_cast<void*>(data), in.ndim, out.ndim};
    // The function may be a ctypes callback, which takes the lock itself.
    return by.without_lock(in, 0, cval, out.size(), [&](const AnyView& c) {
        return transform(c, by.spline(cval), &call_native, &mapping, by.moved(), out);
    }) == Status::ok;
}

void resample_by(const Interpolation& by, AnyView in, double cval, const std::vector<double>& zoom,
                 const std::vector<double>& shift, std::vector<double> after, bool centred, OutView out) {
    for (double& x : after) x += by.moved();
    by.on(in, 0, cval, 0, [&](const AnyView& c) {
        resample(c, by.spline(cval), {zoom.data(), shift.data(), after.data(), centred}, out);
    });
}

void affine_by(const Interpolation& by, AnyView in, double cval, Mat<const double> matrix, std::vector<double> offset,
               int batch, OutView out) {
    for (double& x : offset) x += by.moved();
    by.on(in, batch, cval, out.size(), [&](const AnyView& c) {
        affine(c, by.spline(cval), matrix.data, offset.data(), batch, out);
    });
}

void sample_by(const Interpolation& by, AnyView in, double cval, AnyView coordinates, OutView out) {
    by.on(in, 0, cval, out.size(), [&](const AnyView& c) { sample(c, by.spline(cval), coordinates, by.moved(), out); });
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
    nb::class_<Interpolation>(m, "Interpolation")
        .def("__init__", [](Interpolation* to, int order, int beyond, int filter, index_t pad) {
            new (to) Interpolation{order, beyond, filter, pad};
        })
        .def("resample", &resample_by)
        .def("affine", &affine_by)
        .def("sample", &sample_by)
        .def("transform_python", &transform_python)
        .def("transform_native", &transform_native);
}

}  // namespace scinova::ndimage
