// SPDX-License-Identifier: BSD-3-Clause
// Arguments that are plain: arrays that kernels read and write as they are, and Python's numbers.
#pragma once

#include <utility>

#include "bindings/ndimage_views.hpp"

namespace scinova::ndimage {

namespace nb = nanobind;

// The addresses that an array's elements take up, the end exclusive.
inline std::pair<const char*, const char*> extent(const AnyView& a) {
    index_t low = 0, high = 0;
    for (int d = 0; d < a.ndim; ++d) {
        const index_t reach = (a.shape[d] - 1) * a.stride[d];
        (reach < 0 ? low : high) += reach;
    }
    return {static_cast<const char*>(a.at(low)), static_cast<const char*>(a.at(high + 1))};
}

inline bool same_layout(const AnyView& a, const AnyView& b) {
    if (a.data != b.data || item_size(a.dtype) != item_size(b.dtype)) return false;
    for (int d = 0; d < a.ndim; ++d)
        if (a.stride[d] != b.stride[d]) return false;
    return true;
}

// An array and where its result goes, if both are plain: no subclasses, nothing to convert, no memory shared but by an
// output that is the input where `in_place` allows it. Otherwise null, and Python's way is taken.
inline nb::object plain_pair(nb::handle input, nb::handle output, int ndim, bool in_place, AnyView& in, OutView& out) {
    if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &in) || in.ndim != ndim) return {};
    auto* a = reinterpret_cast<PyArrayObject*>(input.ptr());
    if (output.is_none() || PyArray_DescrCheck(output.ptr())) {
        PyArray_Descr* type = output.is_none() ? PyArray_DESCR(a) : reinterpret_cast<PyArray_Descr*>(output.ptr());
        if (!PyTypeNum_ISNUMBER(type->type_num) && !PyTypeNum_ISBOOL(type->type_num)) return {};
        Py_INCREF(type);
        nb::object made = nb::steal(PyArray_Empty(in.ndim, PyArray_DIMS(a), type, 0));
        if (!made.is_valid()) throw nb::python_error();
        if (!any_view(made, true, &out)) return {};
        return made;
    }
    if (!PyArray_CheckExact(output.ptr()) || !any_view(output, true, &out) || out.ndim != in.ndim) return {};
    for (int d = 0; d < in.ndim; ++d)
        if (in.shape[d] != out.shape[d]) return {};
    if (in.size() > 0) {
        const auto [a0, a1] = extent(in);
        const auto [b0, b1] = extent(out);
        if (a0 < b1 && b0 < a1 && !(in_place && same_layout(in, out))) return {};
    }
    return nb::borrow(output);
}

inline bool plain_number(nb::handle h, double* out) {
    if (PyFloat_Check(h.ptr())) *out = PyFloat_AS_DOUBLE(h.ptr());
    else if (PyLong_CheckExact(h.ptr())) {
        *out = PyLong_AsDouble(h.ptr());
        if (*out == -1.0 && PyErr_Occurred()) {
            PyErr_Clear();
            return false;
        }
    } else return false;
    return true;
}

}  // namespace scinova::ndimage
