// SPDX-License-Identifier: BSD-3-Clause
// nanobind casters from NumPy arrays to View<T, N> and NdView<T>: exact dtype, exact number of dimensions, aligned,
// native byte order, strides that are whole elements, writable unless T is const. Anything else is refused (nanobind
// then raises TypeError): conversion is the Python layer's work, see _core/arrays.py.
//
// A binding writes   m.def("scale", [](Vec<const double> x, Vec<double> out) { ... });
// Every extension's main source defines SCINOVA_NUMPY_MAIN before this include and calls init_numpy() first.
#pragma once

#include <nanobind/nanobind.h>

#ifndef SCINOVA_NUMPY_MAIN
#define NO_IMPORT_ARRAY
#endif
#include <numpy/arrayobject.h>

#include <complex>
#include <cstdint>

#include "common/parallel.hpp"
#include "common/views.hpp"

namespace scinova {

#ifdef SCINOVA_NUMPY_MAIN
inline void init_numpy() {
    if (_import_array() < 0) throw nanobind::python_error();
}
#endif

template <class T>
constexpr int numpy_type() {
    using U = std::remove_const_t<T>;
    if constexpr (std::is_same_v<U, bool>) return NPY_BOOL;
    else if constexpr (std::is_same_v<U, float>) return NPY_FLOAT32;
    else if constexpr (std::is_same_v<U, double>) return NPY_FLOAT64;
    else if constexpr (std::is_same_v<U, long double>) return NPY_LONGDOUBLE;
    else if constexpr (std::is_same_v<U, std::complex<float>>) return NPY_COMPLEX64;
    else if constexpr (std::is_same_v<U, std::complex<double>>) return NPY_COMPLEX128;
    else if constexpr (std::is_same_v<U, std::complex<long double>>) return NPY_CLONGDOUBLE;
    else if constexpr (std::is_integral_v<U> && sizeof(U) == 1) return std::is_signed_v<U> ? NPY_INT8 : NPY_UINT8;
    else if constexpr (std::is_integral_v<U> && sizeof(U) == 2) return std::is_signed_v<U> ? NPY_INT16 : NPY_UINT16;
    else if constexpr (std::is_integral_v<U> && sizeof(U) == 4) return std::is_signed_v<U> ? NPY_INT32 : NPY_UINT32;
    else if constexpr (std::is_integral_v<U> && sizeof(U) == 8) return std::is_signed_v<U> ? NPY_INT64 : NPY_UINT64;
    else static_assert(!sizeof(U), "no NumPy dtype for this type");
}

// NumPy has two type numbers of the same width (long and long long on 64-bit Linux); either will do.
inline bool same_numpy_type(int a, int b) noexcept {
    return a == b || (PyTypeNum_ISINTEGER(a) && PyArray_EquivTypenums(a, b));
}

// The array behind `src`, if it has T's exact dtype and can be viewed as it lies in memory; otherwise null.
template <class T>
PyArrayObject* viewable(nanobind::handle src) noexcept {
    if (!PyArray_Check(src.ptr())) return nullptr;
    auto* a = reinterpret_cast<PyArrayObject*>(src.ptr());
    if (!same_numpy_type(PyArray_TYPE(a), numpy_type<T>())) return nullptr;
    if (!PyArray_ISNOTSWAPPED(a) || !PyArray_ISALIGNED(a)) return nullptr;
    if constexpr (!std::is_const_v<T>) {
        if (!PyArray_ISWRITEABLE(a)) return nullptr;
    }
    for (int d = 0; d < PyArray_NDIM(a); ++d)
        if (PyArray_STRIDES(a)[d] % static_cast<npy_intp>(sizeof(T)) != 0) return nullptr;
    return a;
}

}  // namespace scinova

namespace nanobind::detail {

template <class T, int N>
struct type_caster<scinova::View<T, N>> {
    using V = scinova::View<T, N>;
    NB_TYPE_CASTER(V, const_name("numpy.ndarray"))

    bool from_python(handle src, uint32_t, cleanup_list*) noexcept {
        auto* a = scinova::viewable<T>(src);
        if (!a || PyArray_NDIM(a) != N) return false;
        value.data = static_cast<T*>(PyArray_DATA(a));
        for (int d = 0; d < N; ++d) {
            value.shape[d] = PyArray_DIMS(a)[d];
            value.stride[d] = PyArray_STRIDES(a)[d] / static_cast<npy_intp>(sizeof(T));
        }
        return true;
    }
};

template <class T>
struct type_caster<scinova::NdView<T>> {
    using V = scinova::NdView<T>;
    NB_TYPE_CASTER(V, const_name("numpy.ndarray"))

    bool from_python(handle src, uint32_t, cleanup_list*) noexcept {
        auto* a = scinova::viewable<T>(src);
        if (!a) return false;
        value.data = static_cast<T*>(PyArray_DATA(a));
        value.ndim = PyArray_NDIM(a);
        for (int d = 0; d < value.ndim; ++d) {
            value.shape[d] = PyArray_DIMS(a)[d];
            value.stride[d] = PyArray_STRIDES(a)[d] / static_cast<npy_intp>(sizeof(T));
        }
        return true;
    }
};

}  // namespace nanobind::detail

namespace scinova {

// Runs `work` without the interpreter lock; a Ctrl-C polled inside becomes KeyboardInterrupt.
template <class Work>
auto without_gil(Work&& work) {
    try {
        nanobind::gil_scoped_release released;
        return work();
    } catch (const Interrupted&) {
        throw nanobind::python_error();
    }
}

}  // namespace scinova
