// SPDX-License-Identifier: BSD-3-Clause
// Transforms along one axis of small arrays whose arguments are all of the expected types: checked, allocated and run
// here, because every step in Python would cost as much as the transform. Anything else, and whatever is wrong, is
// declined by returning None; the caller then takes the general way, which also raises the errors.
#define NO_IMPORT_ARRAY
#include "bindings/fft_quick.hpp"

#include <cmath>
#include <cstring>

#include "bindings/numpy_views.hpp"
#include "kernels/fft/transform.hpp"
#include "kernels/fft/trigonometric.hpp"

namespace nb = nanobind;

namespace scinova::fft {
namespace {

constexpr npy_intp most_points = 1 << 14;
constexpr npy_intp most_held = 1 << 11;  // below, the interpreter's lock is kept

enum Kind { forward_complex, backward_complex, forward_real, backward_real, forward_hermitian, backward_hermitian };

// Which way a norm divides: by the points in the backward transform, by their root in both, or in the forward one.
enum class Norm { backward, ortho, forward, unknown };

Norm norm_of(nb::handle norm) noexcept {
    if (norm.is_none()) return Norm::backward;
    if (!PyUnicode_CheckExact(norm.ptr())) return Norm::unknown;
    if (PyUnicode_CompareWithASCIIString(norm.ptr(), "ortho") == 0) return Norm::ortho;
    if (PyUnicode_CompareWithASCIIString(norm.ptr(), "backward") == 0) return Norm::backward;
    if (PyUnicode_CompareWithASCIIString(norm.ptr(), "forward") == 0) return Norm::forward;
    return Norm::unknown;
}

double divisor(Norm norm, bool forward, double points) noexcept {
    if (norm == Norm::ortho) return std::sqrt(points);
    return (norm == Norm::forward) == forward ? points : 1.0;
}

// A whole number within [low, high], else `otherwise`.
npy_intp whole(nb::handle x, npy_intp low, npy_intp high, npy_intp otherwise) noexcept {
    if (!PyLong_CheckExact(x.ptr())) return otherwise;
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(x.ptr(), &overflow);
    return overflow || value < low || value > high ? otherwise : static_cast<npy_intp>(value);
}

struct Call {
    PyArrayObject* x = nullptr;
    int axis = 0;
    npy_intp given = 0, n = 0;  // n: 0 when it is not said
};

// The array, axis and length, if they are plain.
bool plain(nb::handle x, nb::handle n, nb::handle axis, Call& call) noexcept {
    if (!PyArray_CheckExact(x.ptr())) return false;
    auto* const a = reinterpret_cast<PyArrayObject*>(x.ptr());
    const int ndim = PyArray_NDIM(a);
    if (ndim < 1 || !PyArray_ISNOTSWAPPED(a) || !PyArray_ISALIGNED(a)) return false;
    const npy_intp size = PyArray_SIZE(a), item = PyArray_ITEMSIZE(a);
    if (size < 1 || size > most_points || item == 0) return false;
    for (int d = 0; d < ndim; ++d)
        if (PyArray_STRIDES(a)[d] % item != 0) return false;
    const npy_intp at = whole(axis, -ndim, ndim - 1, ndim);
    if (at == ndim) return false;
    call.x = a;
    call.axis = static_cast<int>(at < 0 ? at + ndim : at);
    call.given = PyArray_DIMS(a)[call.axis];
    call.n = n.is_none() ? 0 : whole(n, 1, most_points, -1);
    return call.n >= 0 && size / call.given <= most_points / std::max<npy_intp>(call.n, 1);
}

template <class T>
NdView<T> view(PyArrayObject* a) noexcept {
    NdView<T> v;
    v.data = static_cast<T*>(PyArray_DATA(a));
    v.ndim = PyArray_NDIM(a);
    for (int d = 0; d < v.ndim; ++d) {
        v.shape[static_cast<std::size_t>(d)] = PyArray_DIMS(a)[d];
        v.stride[static_cast<std::size_t>(d)] = PyArray_STRIDES(a)[d] / static_cast<npy_intp>(sizeof(T));
    }
    return v;
}

PyArrayObject* like(const Call& call, npy_intp length, int type) {
    npy_intp shape[NPY_MAXDIMS];
    const int ndim = PyArray_NDIM(call.x);
    std::memcpy(shape, PyArray_DIMS(call.x), sizeof(npy_intp) * static_cast<std::size_t>(ndim));
    shape[call.axis] = length;
    PyObject* out = PyArray_EMPTY(ndim, shape, type, 0);
    if (!out) throw nb::python_error();
    return reinterpret_cast<PyArrayObject*>(out);
}

template <class Work>
void run(npy_intp points, Work&& work) {
    if (points <= most_held) work();
    else without_gil(work);
}

nb::object own(PyArrayObject* a) { return nb::steal(reinterpret_cast<PyObject*>(a)); }

template <class T>
nb::object real_to_complex(const Call& call, bool full, bool forward, Norm norm) {
    using C = std::complex<T>;
    const npy_intp n = call.n ? call.n : call.given;
    const nb::object out = own(like(call, full ? n : n / 2 + 1, numpy_type<C>()));
    auto* const a = reinterpret_cast<PyArrayObject*>(out.ptr());
    const T scale = static_cast<T>(1) / static_cast<T>(divisor(norm, forward, static_cast<double>(n)));
    run(n * (PyArray_SIZE(call.x) / call.given),
        [&] { transforms<T>().real_lines(view<const T>(call.x), view<C>(a), call.axis, n, forward, scale); });
    return out;
}

template <class T>
nb::object complex_to_any(const Call& call, Kind kind, Norm norm, bool overwrite) {
    using C = std::complex<T>;
    const bool real = kind != forward_complex && kind != backward_complex;
    const bool forward = kind == forward_complex || kind == forward_hermitian;
    const npy_intp n = call.n ? call.n : real ? 2 * (call.given - 1) : call.given;
    if (n < 1) return nb::none();
    const bool in_place = overwrite && !real && n == call.given && PyArray_ISWRITEABLE(call.x);
    const nb::object out = in_place ? nb::borrow(reinterpret_cast<PyObject*>(call.x))
                                    : own(like(call, n, real ? numpy_type<T>() : numpy_type<C>()));
    auto* const a = reinterpret_cast<PyArrayObject*>(out.ptr());
    const T scale = static_cast<T>(1) / static_cast<T>(divisor(norm, forward, static_cast<double>(n)));
    run(n * (PyArray_SIZE(call.x) / call.given), [&] {
        const auto& table = transforms<T>();
        if (real) table.hermitian_lines(view<const C>(call.x), view<T>(a), call.axis, forward, scale);
        else table.complex_lines(view<const C>(call.x), view<C>(a), call.axis, forward, scale);
    });
    return out;
}

nb::object quick(nb::handle x, nb::handle n, nb::handle axis, nb::handle norm_name, nb::handle overwrite, int kind_) {
    Call call;
    const Norm norm = norm_of(norm_name);
    if (norm == Norm::unknown || !plain(x, n, axis, call)) return nb::none();
    const auto kind = static_cast<Kind>(kind_);
    const bool full = kind == forward_complex || kind == backward_complex;
    if (full || kind == forward_real || kind == backward_hermitian) {
        const bool forward = kind == forward_complex || kind == forward_real;
        switch (PyArray_TYPE(call.x)) {
            case NPY_DOUBLE: return real_to_complex<double>(call, full, forward, norm);
            case NPY_FLOAT: return real_to_complex<float>(call, full, forward, norm);
            default: if (!full) return nb::none();
        }
    }
    const bool into = overwrite.ptr() == Py_True;
    switch (PyArray_TYPE(call.x)) {
        case NPY_CDOUBLE: return complex_to_any<double>(call, kind, norm, into);
        case NPY_CFLOAT: return complex_to_any<float>(call, kind, norm, into);
        default: return nb::none();
    }
}

template <class T>
nb::object trigonometric_call(const Call& call, int type, bool sine, bool forward, Norm norm, bool overwrite) {
    const npy_intp n = call.n ? call.n : call.given;
    if (type == 1 && !sine && n < 2) return nb::none();
    const bool in_place = overwrite && n == call.given && PyArray_ISWRITEABLE(call.x);
    const nb::object out = in_place ? nb::borrow(reinterpret_cast<PyObject*>(call.x))
                                    : own(like(call, n, numpy_type<T>()));
    auto* const a = reinterpret_cast<PyArrayObject*>(out.ptr());
    const npy_intp points = type > 1 ? 2 * n : sine ? 2 * (n + 1) : 2 * (n - 1);
    const T scale = static_cast<T>(1) / static_cast<T>(divisor(norm, forward, static_cast<double>(points)));
    run(n * (PyArray_SIZE(call.x) / call.given), [&] {
        trigonometric<T>().lines(view<const T>(call.x), view<T>(a), call.axis, type, sine, norm == Norm::ortho, scale);
    });
    return out;
}

nb::object quick_trigonometric(nb::handle x, nb::handle type_, nb::handle n, nb::handle axis, nb::handle norm_name,
                               nb::handle overwrite, bool sine, bool forward) {
    static constexpr int inverse[] = {0, 1, 3, 2, 4};
    Call call;
    const Norm norm = norm_of(norm_name);
    const auto type = static_cast<int>(whole(type_, 1, 4, 0));
    if (norm == Norm::unknown || type == 0 || !plain(x, n, axis, call)) return nb::none();
    const int done = forward ? type : inverse[type];
    const bool into = overwrite.ptr() == Py_True;
    switch (PyArray_TYPE(call.x)) {
        case NPY_DOUBLE: return trigonometric_call<double>(call, done, sine, forward, norm, into);
        case NPY_FLOAT: return trigonometric_call<float>(call, done, sine, forward, norm, into);
        default: return nb::none();
    }
}

}  // namespace

void bind_quick(nb::module_& m) {
    m.def("quick", &quick, nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg().none(),
          nb::arg());
    m.def("quick_trigonometric", &quick_trigonometric, nb::arg().none(), nb::arg().none(), nb::arg().none(),
          nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg(), nb::arg());
}

}  // namespace scinova::fft
