// SPDX-License-Identifier: BSD-3-Clause
// A call that is like the one before, without anything worked out again: the same options, and arrays of the same shapes
// that need no conversion. For routines that take and return numbers and arrays alone: all of BLAS but its rotations.
#pragma once

#include <array>
#include <complex>
#include <cstring>

#include "bindings/linalg_foreign.hpp"
#include "bindings/linalg_routines.hpp"
#include "common/blas_threads.hpp"

namespace scinova::linalg {
namespace {

constexpr double worth_releasing = 2e5;      // operations for which other Python threads may run meanwhile

inline PyArrayObject* array_of(PyObject* o) noexcept { return reinterpret_cast<PyArrayObject*>(o); }

struct Returned {
    std::complex<double> z;
    long integer = 0;
};

inline Returned call_for(const Routine& r, void** args, std::size_t n) {
    switch (r.returns) {
        case 's': return {static_cast<double>(call<float>(r.address, args, n))};
        case 'd': return {call<double>(r.address, args, n)};
        case 'c': return {std::complex<double>(call<std::complex<float>>(r.address, args, n))};
        case 'z': return {call<std::complex<double>>(r.address, args, n)};
        case 'i': return {0.0, call<int>(r.address, args, n)};
        default: call<void>(r.address, args, n); return {};
    }
}

inline nanobind::object value_of(const Routine& r, const Returned& value) {
    if (r.returns == 'i') return nanobind::steal(PyLong_FromLong(value.integer - 1));   // positions count from 0
    if (r.returns == 'c' || r.returns == 'z')
        return nanobind::steal(PyComplex_FromDoubles(value.z.real(), value.z.imag()));
    return nanobind::steal(PyFloat_FromDouble(value.z.real()));
}

// Small arrays come from NumPy's cache and are cleared here, large ones are cleared by the system.
inline nanobind::object zeros(int ndim, npy_intp* shape, int type) {
    npy_intp size = 1;
    for (int d = 0; d < ndim; ++d) size *= shape[d];
    const bool small = size <= 64;
    nanobind::object a =
        nanobind::steal(small ? PyArray_EMPTY(ndim, shape, type, 1) : PyArray_ZEROS(ndim, shape, type, 1));
    if (!a.is_valid()) throw nanobind::python_error();
    if (small) std::memset(PyArray_DATA(array_of(a.ptr())), 0, static_cast<std::size_t>(PyArray_NBYTES(array_of(a.ptr()))));
    return a;
}

// Whether the argument is as it was; what a number's is goes to `store`.
inline bool fits(const Plan::Given& g, PyObject* o, const Routine& r, char* store) noexcept {
    if (g.kind == 'A') {
        if (!PyArray_CheckExact(o)) return false;
        auto* a = array_of(o);
        if (PyArray_TYPE(a) != g.type || PyArray_NDIM(a) != g.ndim || !PyArray_ISFARRAY_RO(a)) return false;
        for (int d = 0; d < g.ndim; ++d)
            if (PyArray_DIMS(a)[d] != g.shape[static_cast<std::size_t>(d)]) return false;
        return true;
    }
    if (g.kind == 'i') {
        int overflow = 0;
        return PyLong_CheckExact(o) && PyLong_AsLongAndOverflow(o, &overflow) == g.integer && !overflow;
    }
    if (!PyFloat_CheckExact(o)) return false;
    const double x = PyFloat_AS_DOUBLE(o);
    const auto put = [&](auto z) { std::memcpy(store, &z, sizeof z); };
    if (g.kind == 's' && r.complex()) r.single() ? put(std::complex<float>(static_cast<float>(x))) : put(std::complex(x));
    else r.single() ? put(static_cast<float>(x)) : put(x);
    return true;
}

// The call, if the plan covers it; else null, without an error.
inline nanobind::object planned(const Routine& r, PyObject* const* args, std::size_t count) {
    const Plan& plan = r.memory.plan;
    if (count != plan.given.size() || !plan.usable) return {};
    struct alignas(16) Store {
        std::array<char, 16> bytes;
    };
    std::array<Store, Plan::most> stores;
    std::array<void*, Plan::most + 16> pointers;
    std::array<nanobind::object, Plan::most_made> made;
    for (std::size_t k = 0; k < count; ++k)
        if (!fits(plan.given[k], args[k], r, stores[k].bytes.data())) return {};
    const std::size_t n = plan.passed.size();
    for (std::size_t k = 0; k < n; ++k) {
        const Plan::Passed& p = plan.passed[k];
        if (p.how == Plan::constant) {      // copied, as other threads may change the plan during the call
            stores[count + k].bytes = p.store;
            pointers[k] = stores[count + k].bytes.data();
        } else if (p.how == Plan::number) {
            pointers[k] = stores[p.at].bytes.data();
        } else if (p.how == Plan::array) {
            pointers[k] = PyArray_BYTES(array_of(args[p.at])) + p.offset;
        } else {
            auto shape = p.shape;
            made[p.at] = zeros(p.ndim, shape.data(), p.type);
            pointers[k] = PyArray_BYTES(array_of(made[p.at].ptr())) + p.offset;
        }
    }
    for (std::size_t k = 0; k < r.letters; ++k) pointers[n + k] = reinterpret_cast<void*>(std::uintptr_t{1});
    const int result = plan.result;
    const double work = plan.work;
    const BlasThreads threads(work);
    if (work < worth_releasing) {
        const Returned value = call_for(r, pointers.data(), n + r.letters);
        return result < 0 ? value_of(r, value) : std::move(made[static_cast<std::size_t>(result)]);
    }
    Returned value;
    {
        nanobind::gil_scoped_release released;
        value = call_for(r, pointers.data(), n + r.letters);
    }
    return result < 0 ? value_of(r, value) : std::move(made[static_cast<std::size_t>(result)]);
}

}  // namespace
}  // namespace scinova::linalg
