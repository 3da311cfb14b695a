// SPDX-License-Identifier: BSD-3-Clause
// Calls of scinova.special's ufuncs with plain numbers. NumPy takes about half a microsecond to find the loop and to make
// arrays of two or more of them, many times what the function itself takes. Here a call whose arguments are all
// numbers of Python (int, float, complex; no subclass) or NumPy's float64, complex128 and long, also as arrays without
// dimensions, goes to the loop that NumPy would choose, the first whose types all arguments can be cast to without
// loss; any other call is NumPy's own.
#pragma once

#include "bindings/numpy_views.hpp"

#include <numpy/arrayscalars.h>
#include <numpy/ufuncobject.h>

#include <cstring>
#include <string>
#include <vector>

#include "kernels/special/loops.hpp"

namespace scinova::special {

inline constexpr int most_arguments = 16;

// What NumPy keeps pointers into for the life of the process.
struct UfuncParts {
    struct About : LoopData {
        const UfuncParts* parts;
    };
    std::string name, doc;
    std::vector<PyUFuncGenericFunction> functions;
    std::vector<void*> data;   // pointers to LoopData
    std::vector<About> about;
    std::vector<char> types;   // NumPy's type numbers
    vectorcallfunc usual = nullptr;
};

// A number as a loop reads or writes it.
union Number {
    double real;
    double complex[2];
    long whole;
};

// NPY_LONG, NPY_DOUBLE or NPY_CDOUBLE; NPY_NOTYPE for anything else. An int is converted both ways.
inline int number_from(PyObject* x, Number* value) noexcept {
    if (PyFloat_CheckExact(x)) {
        value->real = PyFloat_AS_DOUBLE(x);
        return NPY_DOUBLE;
    }
    if (Py_TYPE(x) == &PyDoubleArrType_Type) {
        value->real = PyArrayScalar_VAL(x, Double);
        return NPY_DOUBLE;
    }
    if (PyLong_CheckExact(x)) {
        int overflow = 0;
        value->whole = PyLong_AsLongAndOverflow(x, &overflow);
        return overflow ? NPY_NOTYPE : NPY_LONG;
    }
    if (Py_TYPE(x) == &PyLongArrType_Type) {
        value->whole = PyArrayScalar_VAL(x, Long);
        return NPY_LONG;
    }
    if (PyComplex_CheckExact(x)) {
        value->complex[0] = PyComplex_RealAsDouble(x);
        value->complex[1] = PyComplex_ImagAsDouble(x);
        return NPY_CDOUBLE;
    }
    if (Py_TYPE(x) == &PyCDoubleArrType_Type) {
        std::memcpy(value->complex, &PyArrayScalar_VAL(x, CDouble), sizeof value->complex);
        return NPY_CDOUBLE;
    }
    if (PyArray_CheckExact(x)) {
        auto* a = reinterpret_cast<PyArrayObject*>(x);
        if (PyArray_NDIM(a) != 0 || !PyArray_ISBEHAVED_RO(a)) return NPY_NOTYPE;
        const int type = PyArray_TYPE(a);
        if (type != NPY_DOUBLE && type != NPY_CDOUBLE && type != NPY_LONG) return NPY_NOTYPE;
        std::memcpy(value, PyArray_DATA(a), type == NPY_CDOUBLE ? sizeof value->complex : sizeof value->real);
        return type;
    }
    return NPY_NOTYPE;
}

// What NumPy calls a safe cast, among the types of the loops.
inline bool loses_nothing(int from, int to) noexcept {
    switch (from) {
        case NPY_LONG: return to == NPY_LONG || to == NPY_DOUBLE || to == NPY_CDOUBLE || to == NPY_LONGDOUBLE;
        case NPY_DOUBLE: return to == NPY_DOUBLE || to == NPY_CDOUBLE || to == NPY_LONGDOUBLE;
        default: return to == NPY_CDOUBLE;
    }
}

inline void cast(Number& value, int from, int to) noexcept {
    if (from == NPY_LONG && to != NPY_LONG) value.real = static_cast<double>(value.whole);
    if (from != NPY_CDOUBLE && to == NPY_CDOUBLE) value.complex[1] = 0;
}

inline PyObject* as_scalar(const Number& value, int type) noexcept {
    if (type == NPY_DOUBLE) {
        PyObject* x = PyArrayScalar_New(Double);
        if (x) PyArrayScalar_ASSIGN(x, Double, value.real);
        return x;
    }
    PyObject* x = PyArrayScalar_New(CDouble);
    if (x) std::memcpy(&PyArrayScalar_VAL(x, CDouble), value.complex, sizeof value.complex);
    return x;
}

// The loop for arguments of these types, if it is one of double and complex numbers; otherwise -1.
inline int loop_for(const UfuncParts& parts, const int* from, int nin, int nargs) noexcept {
    const int count = static_cast<int>(parts.functions.size());
    for (int l = 0; l < count; ++l) {
        const char* types = parts.types.data() + l * nargs;
        bool fits = true, ours = true;
        for (int i = 0; i < nin && fits; ++i) fits = loses_nothing(from[i], types[i]);
        if (!fits) continue;
        for (int i = 0; i < nin; ++i) ours = ours && types[i] != NPY_LONGDOUBLE;
        for (int i = nin; i < nargs; ++i) ours = ours && (types[i] == NPY_DOUBLE || types[i] == NPY_CDOUBLE);
        return ours ? l : -1;
    }
    return -1;
}

inline PyObject* call_with_numbers(PyObject* self, PyObject* const* args, std::size_t flags, PyObject* names) {
    const auto* ufunc = reinterpret_cast<const PyUFuncObject*>(self);
    const UfuncParts& parts = *static_cast<const UfuncParts::About*>(static_cast<const LoopData*>(ufunc->data[0]))->parts;
    const int nin = ufunc->nin, nargs = ufunc->nargs;
    Number values[most_arguments];
    int types[most_arguments];
    bool plain = !names && PyVectorcall_NARGS(flags) == nin;
    for (int i = 0; i < nin && plain; ++i) plain = (types[i] = number_from(args[i], values + i)) != NPY_NOTYPE;
    const int loop = plain ? loop_for(parts, types, nin, nargs) : -1;
    if (loop < 0) return parts.usual(self, args, flags, names);

    const char* to = parts.types.data() + loop * nargs;
    char* at[most_arguments];
    constexpr std::ptrdiff_t one = 1, steps[most_arguments] = {};
    for (int i = 0; i < nargs; ++i) {
        if (i < nin) cast(values[i], types[i], to[i]);
        at[i] = reinterpret_cast<char*>(values + i);
    }
    parts.functions[static_cast<std::size_t>(loop)](at, &one, steps, parts.data[static_cast<std::size_t>(loop)]);
    if (PyErr_Occurred()) return nullptr;
    if (nargs == nin + 1) return as_scalar(values[nin], to[nin]);
    PyObject* results = PyTuple_New(nargs - nin);
    for (int i = nin; i < nargs && results; ++i) {
        PyObject* x = as_scalar(values[i], to[i]);
        if (x) PyTuple_SET_ITEM(results, i - nin, x);
        else Py_CLEAR(results);
    }
    return results;
}

inline void answer_numbers_directly(PyObject* object, UfuncParts& parts) noexcept {
    auto* ufunc = reinterpret_cast<PyUFuncObject*>(object);
    if (!ufunc->vectorcall || ufunc->nargs > most_arguments) return;
    parts.usual = ufunc->vectorcall;
    ufunc->vectorcall = &call_with_numbers;
}

}  // namespace scinova::special
