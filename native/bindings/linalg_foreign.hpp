// SPDX-License-Identifier: BSD-3-Clause
// Calling Fortran through a pointer, and being called back by it. Routines that call back keep the interpreter lock.
#pragma once

#include <complex>
#include <utility>

#include "bindings/linalg_routines.hpp"

namespace scinova::linalg {
namespace {

// The function that gees and gges ask which eigenvalues come first.
struct Chooser {
    PyObject* function = nullptr;
    PyObject* extra = nullptr;          // a tuple of more arguments, or null
    char type = 'd';
    bool failed = false;
};
thread_local Chooser chooser;

template <class T>
PyObject* number(const void* p) {
    const T v = *static_cast<const T*>(p);
    if constexpr (std::is_same_v<T, float> || std::is_same_v<T, double>) return PyFloat_FromDouble(v);
    else return PyComplex_FromDoubles(v.real(), v.imag());
}

template <int N>
int choose(const void* a, const void* b, const void* c) {
    if (chooser.failed) return 0;
    const void* given[] = {a, b, c};
    const Py_ssize_t more = chooser.extra ? PyTuple_GET_SIZE(chooser.extra) : 0;
    nanobind::object args = nanobind::steal(PyTuple_New(N + more));
    for (Py_ssize_t k = 0; k < more; ++k)
        PyTuple_SET_ITEM(args.ptr(), N + k, Py_NewRef(PyTuple_GET_ITEM(chooser.extra, k)));
    for (int k = 0; k < N; ++k) {
        PyObject* v = chooser.type == 's' ? number<float>(given[k]) : chooser.type == 'd' ? number<double>(given[k])
                    : chooser.type == 'c' ? number<std::complex<float>>(given[k])
                                          : number<std::complex<double>>(given[k]);
        if (!v) {
            chooser.failed = true;
            return 0;
        }
        PyTuple_SET_ITEM(args.ptr(), k, v);
    }
    PyObject* answer = PyObject_CallObject(chooser.function, args.ptr());
    const int truth = answer ? PyObject_IsTrue(answer) : -1;
    Py_XDECREF(answer);
    if (truth < 0) chooser.failed = true;
    return truth > 0;
}

template <class R, std::size_t... I>
R call_with(void* function, void** args, std::index_sequence<I...>) {
    return reinterpret_cast<R (*)(decltype(static_cast<void>(I), static_cast<void*>(nullptr))...)>(function)(args[I]...);
}

// Arguments in excess of a routine's own are harmless in the calling conventions of every platform that is served: the
// caller clears the stack. Rounding their number up keeps the table of instances short.
template <class R>
R call(void* function, void** args, std::size_t n) {
    if (n <= 16) return call_with<R>(function, args, std::make_index_sequence<16>{});
    if (n <= 32) return call_with<R>(function, args, std::make_index_sequence<32>{});
    return call_with<R>(function, args, std::make_index_sequence<max_arguments>{});
}

}  // namespace
}  // namespace scinova::linalg
