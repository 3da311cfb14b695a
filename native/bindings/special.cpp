// SPDX-License-Identifier: BSD-3-Clause
// scinova.special._native: makes NumPy ufuncs from the loops in kernels/special, and keeps what seterr asked for.
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"

#include <nanobind/stl/string.h>
#include <numpy/ufuncobject.h>

#include <array>
#include <cstring>
#include <string>
#include <vector>

#include "bindings/special_orthogonal.hpp"
#include "bindings/special_scalars.hpp"
#include "common/simd.hpp"
#include "kernels/special/loops.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::special;

namespace {

enum class Action : int { ignore, warn, raise };

constexpr std::array<const char*, trouble_count> categories = {
    "singular", "underflow", "overflow", "slow", "loss", "no_result", "domain", "arg", "other", "memory"};
constexpr std::array<const char*, trouble_count> explanations = {
    "the function is singular at an argument",
    "a result is too small for its type",
    "a result is too large for its type",
    "an iteration was stopped before it had converged",
    "a result has too few correct digits",
    "no result could be computed",
    "an argument is outside the domain",
    "an argument is not valid",
    "a result is doubtful",
    "memory ran out"};

// Per thread; memory raises from the start, everything else is ignored.
thread_local std::array<Action, trouble_count> actions = {
    Action::ignore, Action::ignore, Action::ignore, Action::ignore, Action::ignore,
    Action::ignore, Action::ignore, Action::ignore, Action::ignore, Action::raise};

PyObject* warning_class = nullptr;
PyObject* error_class = nullptr;

// Called at the end of a loop, without the interpreter lock.
void tell(const char* name, unsigned troubles) {
    bool wanted = (troubles & notice_bits) != 0;
    for (unsigned k = 0; k < trouble_count; ++k) wanted |= ((troubles >> k) & 1u) && actions[k] != Action::ignore;
    if (!wanted) return;
    const PyGILState_STATE state = PyGILState_Ensure();
    const auto noticed = [&](Notice n) { return ((troubles >> static_cast<unsigned>(n)) & 1u) && !PyErr_Occurred(); };
    if (noticed(Notice::truncated))
        PyErr_WarnFormat(PyExc_RuntimeWarning, 1, "special.%s: a fraction was truncated to a whole number", name);
    if (noticed(Notice::fraction_deprecated))
        PyErr_WarnFormat(PyExc_DeprecationWarning, 1, "special.%s: n should be a whole number; it was truncated", name);
    for (unsigned k = 0; k < trouble_count && !PyErr_Occurred(); ++k) {
        if (!((troubles >> k) & 1u) || actions[k] == Action::ignore) continue;
        const std::string text = std::string("special.") + name + ": " + explanations[k] + " (" + categories[k] + ")";
        if (actions[k] == Action::warn) PyErr_WarnEx(warning_class, text.c_str(), 1);
        else PyErr_SetString(error_class, text.c_str());
    }
    PyGILState_Release(state);
}

// A signal's handler has raised while a loop ran: NumPy finds its exception at the end of the call.
void interrupted_loop() {
    const PyGILState_STATE state = PyGILState_Ensure();
    if (!PyErr_Occurred()) PyErr_SetInterrupt();
    PyGILState_Release(state);
}

int type_number(char code) {
    switch (code) {
        case 'f': return NPY_FLOAT;
        case 'd': return NPY_DOUBLE;
        case 'g': return NPY_LONGDOUBLE;
        case 'F': return NPY_CFLOAT;
        case 'D': return NPY_CDOUBLE;
        case 'l': return NPY_LONG;
        default: throw nb::value_error("no such type code");
    }
}

const LoopList& loops() {
    static const LoopList& list = *(simd::level() >= 4   ? &all_loops<isa::v4>()
                                    : simd::level() == 3 ? &all_loops<isa::v3>()
                                                         : &all_loops<isa::v2>());
    return list;
}

// `kernel` names the loops, `types` ("d->d f->f") which of them and in which order NumPy tries them.
nb::object make_ufunc(const std::string& name, const std::string& kernel, const std::string& types,
                      const std::string& doc) {
    auto* parts = new UfuncParts{name, doc, {}, {}, {}, {}};
    int nin = 0, nout = 0;
    std::size_t at = 0;
    parts->about.reserve(types.size());
    while (at < types.size()) {
        const std::size_t end = std::min(types.find(' ', at), types.size());
        const std::string one = types.substr(at, end - at);
        at = end + 1;
        const Loop* found = nullptr;
        for (const Loop& l : loops())
            if (kernel == l.name && one == l.types) found = &l;
        if (!found) throw nb::value_error((kernel + " has no loop for " + one).c_str());
        const auto arrow = one.find("->");
        nin = static_cast<int>(arrow);
        nout = static_cast<int>(one.size() - arrow - 2);
        for (char c : one)
            if (c != '-' && c != '>') parts->types.push_back(static_cast<char>(type_number(c)));
        parts->functions.push_back(reinterpret_cast<PyUFuncGenericFunction>(found->fn));
        parts->about.push_back({{parts->name.c_str(), found->grain}, parts});
        parts->data.push_back(static_cast<LoopData*>(&parts->about.back()));
    }
    nb::object ufunc = nb::steal(PyUFunc_FromFuncAndData(
        parts->functions.data(), parts->data.data(), parts->types.data(), static_cast<int>(parts->functions.size()), nin, nout,
        PyUFunc_None, parts->name.c_str(), parts->doc.c_str(), 0));
    if (ufunc.is_valid()) answer_numbers_directly(ufunc.ptr(), *parts);
    return ufunc;
}

nb::list kernels() {
    nb::list out;
    for (const Loop& l : loops()) out.append(nb::make_tuple(l.name, l.types));
    return out;
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    if (_import_umath() < 0) throw nb::python_error();
    trouble_hook = &tell;
    interrupt_hook = &interrupted_loop;

    bind_special_orthogonal(m);
    bind_special_sequences(m);
    m.def("make_ufunc", &make_ufunc);
    m.def("kernels", &kernels);
    m.def("set_trouble_classes", [](nb::handle warning, nb::handle error) {
        warning_class = warning.inc_ref().ptr();
        error_class = error.inc_ref().ptr();
    });
    m.def("get_actions", [] {
        nb::list out;
        for (Action a : actions) out.append(static_cast<int>(a));
        return out;
    });
    m.def("set_action", [](int category, int action) {
        if (category < 0 || category >= static_cast<int>(trouble_count) || action < 0 || action > 2)
            throw nb::value_error("no such category or action");
        actions[static_cast<std::size_t>(category)] = static_cast<Action>(action);
    });
    nb::list names;
    for (const char* c : categories) names.append(c);
    m.attr("categories") = nb::tuple(names);
}
