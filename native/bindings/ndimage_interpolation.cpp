// SPDX-License-Identifier: BSD-3-Clause
// Splines and interpolation.
#include <algorithm>
#include <cmath>

#include <nanobind/stl/vector.h>

#include "bindings/ndimage_plain.hpp"
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
class PythonMapping {
public:
    PythonMapping(nb::object function, const nb::tuple& extra, nb::dict keywords, int rank_in, int rank_out)
        : function_(std::move(function)), extra_(extra), keywords_(std::move(keywords)), rank_in_(rank_in), rank_out_(rank_out) {
        arguments_.resize(2);  // the slot before the arguments that a call may use, and the coordinates
        for (Py_ssize_t k = 0; k < PyTuple_GET_SIZE(extra.ptr()); ++k) arguments_.push_back(PyTuple_GET_ITEM(extra.ptr(), k));
    }

    bool operator()(const index_t* at, double* coordinate) {
        // The tuple of the call before, unless the function kept it.
        if (!given_.is_valid() || Py_REFCNT(given_.ptr()) != 1) given_ = nb::steal(PyTuple_New(rank_out_));
        PyObject* given = given_.ptr();
        if (!given) return false;
        for (int d = 0; d < rank_out_; ++d) {
            PyObject* before = PyTuple_GET_ITEM(given, d);
            PyTuple_SET_ITEM(given, d, PyLong_FromSsize_t(at[d]));
            Py_XDECREF(before);
        }
        arguments_[1] = given;
        PyObject* result = PyObject_VectorcallDict(function_.ptr(), arguments_.data() + 1,
                                                   (arguments_.size() - 1) | PY_VECTORCALL_ARGUMENTS_OFFSET,
                                                   keywords_.size() ? keywords_.ptr() : nullptr);
        return result && take_doubles(result, coordinate, rank_in_);
    }

private:
    nb::object function_;
    nb::tuple extra_;  // keeps the arguments
    nb::object given_;
    nb::dict keywords_;
    int rank_in_, rank_out_;
    std::vector<PyObject*> arguments_;
};

bool call_python(void* context, const index_t* at, double* coordinate) {
    return (*static_cast<PythonMapping*>(context))(at, coordinate);
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

void transform_python(const Interpolation& by, const AnyView& in, double cval, nb::object function, nb::tuple extra,
                      nb::dict keywords, const AnyView& out) {
    PythonMapping mapping(std::move(function), extra, std::move(keywords), in.ndim, out.ndim);
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

void resample_to(const Interpolation& by, const AnyView& in, double cval, const double* zoom, const double* shift,
                 double* after, bool centred, const AnyView& out) {
    for (int d = 0; d < in.ndim; ++d) after[d] += by.moved();
    by.on(in, 0, cval, 0, [&](const AnyView& c) { resample(c, by.spline(cval), {zoom, shift, after, centred}, out); });
}

void affine_to(const Interpolation& by, const AnyView& in, double cval, const double* matrix, double* offset, int batch,
               const AnyView& out) {
    for (int d = batch; d < in.ndim; ++d) offset[d - batch] += by.moved();
    by.on(in, batch, cval, out.size(), [&](const AnyView& c) { affine(c, by.spline(cval), matrix, offset, batch, out); });
}

void sample_to(const Interpolation& by, const AnyView& in, double cval, const AnyView& coordinates, const AnyView& out) {
    by.on(in, 0, cval, out.size(), [&](const AnyView& c) { sample(c, by.spline(cval), coordinates, by.moved(), out); });
}

// The calls below take what users pass. They return None, and Python's way is taken, unless all of it is plain: arrays
// that kernels read as they are, Python's numbers or lists of them, a new array for the result.

bool numbers(nb::handle h, int count, double* to) {
    if (plain_number(h, to)) {
        std::fill(to + 1, to + count, to[0]);
        return true;
    }
    if (!(PyList_CheckExact(h.ptr()) || PyTuple_CheckExact(h.ptr())) || PySequence_Fast_GET_SIZE(h.ptr()) != count) return false;
    for (int d = 0; d < count; ++d)
        if (!plain_number(PySequence_Fast_GET_ITEM(h.ptr(), d), to + d)) return false;
    return true;
}

struct PlainCall {
    AnyView in, out;
    double cval = 0.0;
    nb::object result;

    bool takes(nb::handle input, nb::handle constant, nb::handle output) {
        return output.is_none() && PyArray_CheckExact(input.ptr()) && any_view(input, false, &in) && in.size() > 0 &&
               plain_number(constant, &cval);
    }
    void make(nb::handle input, int ndim, const npy_intp* shape) {
        PyArray_Descr* type = PyArray_DESCR(reinterpret_cast<PyArrayObject*>(input.ptr()));
        Py_INCREF(type);
        result = nb::steal(PyArray_Empty(ndim, const_cast<npy_intp*>(shape), type, 0));
        if (!result.is_valid() || !any_view(result, true, &out)) throw nb::python_error();
    }
};

nb::object plain_shift(const Interpolation& by, nb::handle input, nb::handle shift, nb::handle cval, nb::handle output) {
    PlainCall call;
    double zoom[max_dims], move[max_dims], after[max_dims] = {};
    if (!call.takes(input, cval, output) || !numbers(shift, call.in.ndim, move)) return nb::none();
    for (int d = 0; d < call.in.ndim; ++d) {
        zoom[d] = 1.0;
        move[d] = -move[d];
    }
    call.make(input, call.in.ndim, call.in.shape.data());
    resample_to(by, call.in, call.cval, zoom, move, after, false, call.out);
    return call.result;
}

nb::object plain_zoom(const Interpolation& by, nb::handle input, nb::handle zoom, nb::handle cval, nb::handle output) {
    PlainCall call;
    double factor[max_dims], zeros[max_dims] = {}, after[max_dims] = {};
    if (!call.takes(input, cval, output) || !numbers(zoom, call.in.ndim, factor)) return nb::none();
    npy_intp shape[max_dims];
    bool same = true;
    for (int d = 0; d < call.in.ndim; ++d) {
        const double length = std::nearbyint(static_cast<double>(call.in.shape[d]) * factor[d]);
        if (!(length >= 1.0 && length < 0x1p31)) return nb::none();
        same &= factor[d] == 1.0;
        shape[d] = static_cast<npy_intp>(length);
        factor[d] = shape[d] > 1 ? static_cast<double>(call.in.shape[d] - 1) / static_cast<double>(shape[d] - 1) : 1.0;
    }
    if (same) return nb::none();
    call.make(input, call.in.ndim, shape);
    resample_to(by, call.in, call.cval, factor, zeros, after, false, call.out);
    return call.result;
}

nb::object plain_affine(const Interpolation& by, nb::handle input, nb::handle matrix, nb::handle offset, nb::handle cval,
                        nb::handle output) {
    PlainCall call;
    AnyView m;
    double after[max_dims];
    if (!call.takes(input, cval, output) || !PyArray_CheckExact(matrix.ptr()) || !any_view(matrix, false, &m)) return nb::none();
    const int n = call.in.ndim;
    if (m.dtype != DType::f8 || m.ndim != 2 || m.shape[0] != n || m.shape[1] != n || m.stride[1] != 1 || m.stride[0] != n ||
        !numbers(offset, n, after))
        return nb::none();
    const double* rows = static_cast<const double*>(m.data);
    double zoom[max_dims], zeros[max_dims] = {};
    bool diagonal = true;
    for (int i = 0; i < n; ++i) {
        zoom[i] = rows[i * n + i];
        for (int j = 0; j < n; ++j) diagonal &= i == j ? std::isfinite(zoom[i]) : rows[i * n + j] == 0.0;
    }
    call.make(input, n, call.in.shape.data());
    if (diagonal) resample_to(by, call.in, call.cval, zoom, zeros, after, false, call.out);
    else affine_to(by, call.in, call.cval, rows, after, 0, call.out);
    return call.result;
}

// By a diagonal matrix, of which the offset is not scaled.
nb::object plain_scale(const Interpolation& by, nb::handle input, nb::handle diagonal, nb::handle offset, nb::handle cval,
                       nb::handle output) {
    PlainCall call;
    double zoom[max_dims], before[max_dims], after[max_dims];
    if (!call.takes(input, cval, output)) return nb::none();
    const int n = call.in.ndim;
    AnyView m;
    if (PyArray_CheckExact(diagonal.ptr()) && any_view(diagonal, false, &m) && m.dtype == DType::f8 && m.ndim == 1 && m.shape[0] == n) {
        for (int d = 0; d < n; ++d) zoom[d] = static_cast<const double*>(m.data)[d * m.stride[0]];
    } else if (!(PyList_CheckExact(diagonal.ptr()) || PyTuple_CheckExact(diagonal.ptr())) || !numbers(diagonal, n, zoom)) {
        return nb::none();
    }
    if (!numbers(offset, n, after)) return nb::none();
    for (int d = 0; d < n; ++d) {
        before[d] = zoom[d] != 0.0 ? after[d] / zoom[d] : 0.0;
        if (zoom[d] != 0.0) after[d] = 0.0;
    }
    call.make(input, n, call.in.shape.data());
    resample_to(by, call.in, call.cval, zoom, before, after, false, call.out);
    return call.result;
}

nb::object plain_transform(const Interpolation& by, nb::handle input, nb::handle function, nb::handle extra, nb::handle keywords,
                           nb::handle cval, nb::handle output) {
    PlainCall call;
    if (!call.takes(input, cval, output) || !PyFunction_Check(function.ptr()) || !PyTuple_CheckExact(extra.ptr()) ||
        !(keywords.is_none() || PyDict_CheckExact(keywords.ptr())))
        return nb::none();
    call.make(input, call.in.ndim, call.in.shape.data());
    transform_python(by, call.in, call.cval, nb::borrow(function), nb::borrow<nb::tuple>(extra),
                     keywords.is_none() ? nb::dict() : nb::borrow<nb::dict>(keywords), call.out);
    return call.result;
}

nb::object plain_sample(const Interpolation& by, nb::handle input, nb::handle coordinates, nb::handle cval,
                        nb::handle output) {
    PlainCall call;
    AnyView at;
    if (!call.takes(input, cval, output) || !PyArray_CheckExact(coordinates.ptr()) || !any_view(coordinates, false, &at) ||
        !PyArray_IS_C_CONTIGUOUS(reinterpret_cast<PyArrayObject*>(coordinates.ptr())))
        return nb::none();
    if (at.ndim < 2 || at.shape[0] != call.in.ndim || at.size() == 0) return nb::none();
    call.make(input, at.ndim - 1, at.shape.data() + 1);
    const AnyView rows{at.data, at.dtype, 2, {at.shape[0], call.out.size()}, {call.out.size(), 1}};
    sample_to(by, call.in, call.cval, rows, call.out);
    return call.result;
}

}  // namespace

void bind_interpolation(nb::module_& m) {
    m.def("spline_prefilter", [](AnyView in, int order, int axis, int mode, OutView out) {
        work_on(in.size(), [&] { spline_prefilter(in, order, axis, static_cast<Mode>(mode), out); });
    });
    m.def("spline_filter", [](AnyView in, int order, int batch, int mode, OutView out) {
        work_on(in.size(), [&] {
            AnyView from = in;
            for (int axis = batch; axis < in.ndim; ++axis, from = out)
                spline_prefilter(from, order, axis, static_cast<Mode>(mode), out);
        });
    });
    // Coefficients along an axis, or along all where that is None; None where an argument needs Python's care.
    m.def("plain_spline", [](nb::handle input, int order, nb::handle axis, int mode) -> nb::object {
        AnyView in;
        OutView out;
        if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &in)) return nb::none();
        int first = 0, last = in.ndim - 1;
        if (!axis.is_none()) {
            int over = 0;
            const long at = PyLong_CheckExact(axis.ptr()) ? PyLong_AsLongAndOverflow(axis.ptr(), &over) : max_dims;
            if (over || at < -in.ndim || at >= in.ndim) return nb::none();
            first = last = static_cast<int>(at < 0 ? at + in.ndim : at);
        }
        nb::object made = nb::steal(PyArray_EMPTY(in.ndim, PyArray_DIMS(reinterpret_cast<PyArrayObject*>(input.ptr())), NPY_DOUBLE, 0));
        if (!made.is_valid() || !any_view(made, true, &out)) throw nb::python_error();
        work_on(in.size(), [&] {
            AnyView from = in;
            for (int d = first; d <= last; ++d, from = out) spline_prefilter(from, order, d, static_cast<Mode>(mode), out);
        });
        return made;
    }, nb::arg(), nb::arg(), nb::arg().none(), nb::arg());
    nb::class_<Interpolation>(m, "Interpolation")
        .def("__init__", [](Interpolation* to, int order, int beyond, int filter, index_t pad) {
            new (to) Interpolation{order, beyond, filter, pad};
        })
        .def("resample", [](const Interpolation& by, AnyView in, double cval, const std::vector<double>& zoom,
                            const std::vector<double>& shift, std::vector<double> after, bool centred, OutView out) {
            resample_to(by, in, cval, zoom.data(), shift.data(), after.data(), centred, out);
        })
        .def("affine", [](const Interpolation& by, AnyView in, double cval, Mat<const double> matrix,
                          std::vector<double> offset, int batch, OutView out) {
            affine_to(by, in, cval, matrix.data, offset.data(), batch, out);
        })
        .def("sample", [](const Interpolation& by, AnyView in, double cval, AnyView coordinates, OutView out) {
            sample_to(by, in, cval, coordinates, out);
        })
        .def("plain_shift", &plain_shift, nb::arg("input"), nb::arg("shift"), nb::arg("cval"), nb::arg("output").none())
        .def("plain_zoom", &plain_zoom, nb::arg("input"), nb::arg("zoom"), nb::arg("cval"), nb::arg("output").none())
        .def("plain_affine", &plain_affine, nb::arg("input"), nb::arg("matrix"), nb::arg("offset"), nb::arg("cval"),
             nb::arg("output").none())
        .def("plain_scale", &plain_scale, nb::arg("input"), nb::arg("diagonal"), nb::arg("offset"), nb::arg("cval"),
             nb::arg("output").none())
        .def("plain_transform", &plain_transform, nb::arg("input"), nb::arg("function"), nb::arg("extra"),
             nb::arg("keywords").none(), nb::arg("cval"), nb::arg("output").none())
        .def("plain_sample", &plain_sample, nb::arg("input"), nb::arg("coordinates"), nb::arg("cval"),
             nb::arg("output").none())
        .def("transform_python", [](const Interpolation& by, AnyView in, double cval, nb::object function, nb::tuple extra,
                                    nb::dict keywords, OutView out) {
            transform_python(by, in, cval, std::move(function), std::move(extra), std::move(keywords), out);
        })
        .def("transform_native", &transform_native);
}

}  // namespace scinova::ndimage
