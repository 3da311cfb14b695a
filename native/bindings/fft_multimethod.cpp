// SPDX-License-Identifier: BSD-3-Clause
#include "bindings/fft_multimethod.hpp"

#include <structmember.h>

#include <atomic>
#include <cstddef>
#include <vector>

namespace nb = nanobind;

namespace scinova::fft {
namespace {

struct Multimethod {
    PyObject_HEAD
    vectorcallfunc call;
    PyObject* function;
    PyObject* dict;
    PyObject* weak_references;
};

// Set by watch(): whether any context ever selected backends, whether some are set for the whole process, the context
// variable that holds a context's selection or None, and what chooses among backends.
std::atomic<bool> contexts_in_use{false}, process_in_use{false};
PyObject* selection = nullptr;
PyObject* dispatch = nullptr;

// -1 with a Python error, 0 or 1.
int backends_selected() noexcept {
    if (process_in_use.load(std::memory_order_acquire)) return 1;
    if (!contexts_in_use.load(std::memory_order_acquire)) return 0;
    PyObject* value = nullptr;
    if (PyContextVar_Get(selection, Py_None, &value) < 0) return -1;
    const int selected = value != Py_None;
    Py_DECREF(value);
    return selected;
}

PyObject* call(PyObject* self, PyObject* const* args, std::size_t flagged_count, PyObject* names) {
    PyObject* function = reinterpret_cast<Multimethod*>(self)->function;
    const int selected = backends_selected();
    if (selected < 0) return nullptr;
    if (!selected) [[likely]] return PyObject_Vectorcall(function, args, flagged_count, names);
    const Py_ssize_t count = PyVectorcall_NARGS(flagged_count), named = names ? PyTuple_GET_SIZE(names) : 0;
    std::vector<PyObject*> all(static_cast<std::size_t>(count + named + 1));
    all[0] = self;
    for (Py_ssize_t i = 0; i < count + named; ++i) all[static_cast<std::size_t>(i) + 1] = args[i];
    return PyObject_Vectorcall(dispatch, all.data(), static_cast<std::size_t>(count) + 1, names);
}

PyObject* make(PyTypeObject* type, PyObject* args, PyObject* keywords) {
    PyObject* function = nullptr;
    static const char* names[] = {"function", nullptr};
    if (!PyArg_ParseTupleAndKeywords(args, keywords, "O:Multimethod", const_cast<char**>(names), &function))
        return nullptr;
    PyObject* self = type->tp_alloc(type, 0);
    if (!self) return nullptr;
    auto* m = reinterpret_cast<Multimethod*>(self);
    m->call = &call;
    m->function = Py_NewRef(function);
    return self;
}

int traverse(PyObject* self, visitproc visit, void* arg) {
    auto* m = reinterpret_cast<Multimethod*>(self);
    Py_VISIT(Py_TYPE(self));
    Py_VISIT(m->function);
    Py_VISIT(m->dict);
    return 0;
}

int clear(PyObject* self) {
    auto* m = reinterpret_cast<Multimethod*>(self);
    Py_CLEAR(m->dict);
    return 0;  // not the function: a call may be under way
}

void destroy(PyObject* self) {
    auto* m = reinterpret_cast<Multimethod*>(self);
    PyTypeObject* type = Py_TYPE(self);
    PyObject_GC_UnTrack(self);
    if (m->weak_references) PyObject_ClearWeakRefs(self);
    Py_CLEAR(m->dict);
    Py_CLEAR(m->function);
    type->tp_free(self);
    Py_DECREF(type);
}

PyObject* represent(PyObject* self) {
    nb::object name = nb::steal(PyObject_GetAttrString(self, "__name__"));
    if (!name.is_valid()) {
        PyErr_Clear();
        name = nb::str("?");
    }
    return PyUnicode_FromFormat("<scinova.fft multimethod %R>", name.ptr());
}

// As an attribute of a class it is a method, like a function.
PyObject* bound(PyObject* self, PyObject* object, PyObject*) {
    if (!object || object == Py_None) return Py_NewRef(self);
    return PyMethod_New(self, object);
}

// Pickled by name.
PyObject* reduce(PyObject* self, PyObject*) { return PyObject_GetAttrString(self, "__qualname__"); }

PyMethodDef methods[] = {{"__reduce__", &reduce, METH_NOARGS, nullptr}, {nullptr, nullptr, 0, nullptr}};

PyGetSetDef properties[] = {
    {"__dict__", &PyObject_GenericGetDict, &PyObject_GenericSetDict, nullptr, nullptr},
    {nullptr, nullptr, nullptr, nullptr, nullptr}};

PyMemberDef members[] = {
    {"__vectorcalloffset__", T_PYSSIZET, offsetof(Multimethod, call), READONLY, nullptr},
    {"__dictoffset__", T_PYSSIZET, offsetof(Multimethod, dict), READONLY, nullptr},
    {"__weaklistoffset__", T_PYSSIZET, offsetof(Multimethod, weak_references), READONLY, nullptr},
    {nullptr, 0, 0, 0, nullptr}};

template <class F>
void* slot(F* f) noexcept {
    return reinterpret_cast<void*>(f);
}

}  // namespace

void bind_multimethods(nb::module_& m) {
    PyType_Slot slots[] = {{Py_tp_new, slot(&make)},
                           {Py_tp_dealloc, slot(&destroy)},
                           {Py_tp_traverse, slot(&traverse)},
                           {Py_tp_clear, slot(&clear)},
                           {Py_tp_call, slot(&PyVectorcall_Call)},
                           {Py_tp_repr, slot(&represent)},
                           {Py_tp_descr_get, slot(&bound)},
                           {Py_tp_methods, methods},
                           {Py_tp_getset, properties},
                           {Py_tp_members, members},
                           {0, nullptr}};
    PyType_Spec spec{"scinova.fft._native.Multimethod", sizeof(Multimethod), 0,
                     Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL, slots};
    m.attr("Multimethod") = nb::steal(PyType_FromSpec(&spec));
    // `variable` is a contextvars.ContextVar; kept for the life of the process, as the module is.
    m.def("watch", [](nb::object variable, nb::object chooser, bool contexts, bool process) {
        if (!selection) {
            selection = variable.release().ptr();
            dispatch = chooser.release().ptr();
        }
        contexts_in_use.store(contexts, std::memory_order_release);
        process_in_use.store(process, std::memory_order_release);
    });
}

}  // namespace scinova::fft
