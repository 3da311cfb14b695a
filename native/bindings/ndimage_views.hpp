// SPDX-License-Identifier: BSD-3-Clause
// nanobind casters of AnyView and of a neighbourhood.
#pragma once

#include "bindings/numpy_views.hpp"
#include "common/parallel.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

inline bool dtype_from_numpy(PyArrayObject* a, DType* out) noexcept {
    const auto size = PyArray_ITEMSIZE(a);
    switch (PyArray_DESCR(a)->kind) {
        case 'b': *out = DType::b1; return true;
        case 'u': *out = size == 1 ? DType::u1 : size == 2 ? DType::u2 : size == 4 ? DType::u4 : DType::u8; return true;
        case 'i': *out = size == 1 ? DType::i1 : size == 2 ? DType::i2 : size == 4 ? DType::i4 : DType::i8; return true;
        case 'f':
            *out = size == 4 ? DType::f4 : DType::f8;
            return size == 4 || (size == 8 && PyArray_TYPE(a) == NPY_DOUBLE);
        default: return false;
    }
}

// An array that is written to.
struct OutView : AnyView {};

inline bool any_view(nanobind::handle src, bool writable, AnyView* out) noexcept {
    if (!PyArray_Check(src.ptr())) return false;
    auto* a = reinterpret_cast<PyArrayObject*>(src.ptr());
    if (!PyArray_ISNOTSWAPPED(a) || !PyArray_ISALIGNED(a) || (writable && !PyArray_ISWRITEABLE(a))) return false;
    if (PyArray_NDIM(a) < 1 || !dtype_from_numpy(a, &out->dtype)) return false;
    out->data = PyArray_DATA(a);
    out->ndim = PyArray_NDIM(a);
    const auto size = PyArray_ITEMSIZE(a);
    for (int d = 0; d < out->ndim; ++d) {
        if (PyArray_STRIDES(a)[d] % size != 0) return false;
        out->shape[d] = PyArray_DIMS(a)[d];
        out->stride[d] = PyArray_STRIDES(a)[d] / size;
    }
    return true;
}

inline constexpr index_t small = 4096;  // elements; below, letting go of the interpreter costs more than it is worth

template <class Work>
void work_on(index_t elements, Work&& work) {
    if (elements < small) {
        try {
            work();
        } catch (const Interrupted&) {
            throw nanobind::python_error();
        }
    } else without_gil(work);
}

}  // namespace scinova::ndimage

namespace nanobind::detail {

template <>
struct type_caster<scinova::ndimage::AnyView> {
    NB_TYPE_CASTER(scinova::ndimage::AnyView, const_name("numpy.ndarray"))
    bool from_python(handle src, uint32_t, cleanup_list*) noexcept {
        return scinova::ndimage::any_view(src, false, &value);
    }
};

template <>
struct type_caster<scinova::ndimage::OutView> {
    NB_TYPE_CASTER(scinova::ndimage::OutView, const_name("numpy.ndarray"))
    bool from_python(handle src, uint32_t, cleanup_list*) noexcept {
        return scinova::ndimage::any_view(src, true, &value);
    }
};

}  // namespace nanobind::detail

namespace scinova::ndimage {

// A C-contiguous (count, ndim) array of int64.
inline Offsets offsets_of(const Mat<const std::int64_t>& a) {
    return {reinterpret_cast<const index_t*>(a.data), a.shape[0], static_cast<int>(a.shape[1])};
}

}  // namespace scinova::ndimage
