// SPDX-License-Identifier: BSD-3-Clause
#include "bindings/traced_callback.hpp"

#include <nanobind/stl/string_view.h>

#define NO_IMPORT_UFUNC
#include <numpy/ufuncobject.h>

#include <array>
#include <chrono>
#include <cmath>
#include <cstring>
#include <string_view>
#include <unordered_map>

#include "bindings/python_callback.hpp"
#include "common/tracing.hpp"

namespace nb = nanobind;

namespace scinova {

namespace {

using Clock = std::chrono::steady_clock;

// How an object is reached from its parent, and what it must be: the numbers that _core/tracing.py writes.
enum class Access : int { function, argument, global, cell, defaults, attribute, item };
enum class Check : int { anything, identical, code, real, numpy_real, integer, tuple, list, array, module };

struct Node {
    Access access;
    std::size_t parent;
    nb::object name;      // of a global or an attribute
    Py_ssize_t index;     // of an argument, a cell or an item
    Check check;
    nb::object expected;  // the same object, the code of a function, or a weak reference to a module
    Py_ssize_t size;      // of a tuple, list or array
    std::size_t out;      // first register
};

constexpr std::size_t max_nodes = 96;
constexpr std::size_t max_codes = 512;
constexpr int max_traces = 4, first_doubts = 8, most_refusals = 32;
constexpr auto breath = std::chrono::milliseconds(5);

// Evaluations until the clock is looked at: well below a millisecond of them.
int evaluations_a_breath(const expression::Program& p) {
    return static_cast<int>(20000 / (20 + p.each.size()));
}

}  // namespace

struct TracedProgram {
    Traced::Layout layout;
    index_t n;
    Py_ssize_t arguments;
    std::vector<Node> nodes;
    expression::Program code;
    bool numpy = false;  // whether numbers of NumPy's take part
    int doubts = first_doubts;
    bool sound = true;
};

struct TracedCode {
    nb::object key;
    int evaluations = 0, traces = 0;
    std::vector<std::shared_ptr<TracedProgram>> programs;
};

namespace {

// Never destroyed: it may outlive the interpreter.
std::unordered_map<PyObject*, std::shared_ptr<TracedCode>>& known_codes() {
    static auto* codes = new std::unordered_map<PyObject*, std::shared_ptr<TracedCode>>;
    return *codes;
}

std::shared_ptr<TracedCode> entry_of(PyObject* key) {
    auto& codes = known_codes();
    if (const auto at = codes.find(key); at != codes.end()) return at->second;
    if (codes.size() >= max_codes) {
        const auto old = std::move(codes);  // dropping code objects may run Python
        codes.clear();
    }
    auto entry = std::make_shared<TracedCode>();
    entry->key = nb::borrow(key);
    codes[key] = entry;
    return entry;
}

// What the programs of a callback are kept with: the code of a Python function; a ufunc, or a C function of a module,
// itself; null for everything else.
PyObject* key_of(PyObject* function) {
    if (!function) return nullptr;
    if (PyFunction_Check(function)) return PyFunction_GET_CODE(function);
    if (PyCFunction_CheckExact(function)) {
        PyObject* owner = PyCFunction_GET_SELF(function);
        return owner && PyModule_CheckExact(owner) ? function : nullptr;
    }
    return std::strcmp(Py_TYPE(function)->tp_name, "numpy.ufunc") == 0 ? function : nullptr;
}

// Whether something watches Python functions run: a debugger, profiler, coverage tool or another frame evaluator.
bool observed() {
#ifdef Py_GIL_DISABLED
    return true;  // what follows relies on the lock
#else
    const PyThreadState* state = PyThreadState_Get();
    if (state->c_tracefunc || state->c_profilefunc) return true;
#if PY_VERSION_HEX >= 0x030C0000
    PyObject* monitoring = PySys_GetObject("monitoring");
    for (int tool = 0; monitoring && tool < 6; ++tool) {
        const nb::object name = nb::steal(PyObject_CallMethod(monitoring, "get_tool", "i", tool));
        if (!name.is_valid()) PyErr_Clear();
        else if (!name.is_none()) return true;
    }
#endif
    return _PyInterpreterState_GetEvalFrameFunc(PyInterpreterState_Get()) != _PyEval_EvalFrameDefault;
#endif
}

// Whether NumPy stays silent about underflow here, as it does unless told otherwise. The setting is an object in a
// context variable, so that one seen before need not be opened again.
bool underflow_ignored() {
    static PyObject *variable = nullptr, *silent = nullptr;  // guarded by the interpreter lock
    if (!variable) {
        nb::object found = nb::none();
        try {
            found = nb::module_::import_("numpy._core.umath").attr("_extobj_contextvar");
        } catch (nb::python_error&) {  // an older NumPy
        }
        variable = found.release().ptr();
    }
    nb::object now;
    if (variable != Py_None) {
        PyObject* found = nullptr;
        PyContextVar_Get(variable, nullptr, &found);
        now = nb::steal(found);
        if (!PyErr_Occurred() && (!found || found == silent)) return true;  // none: as it is from the start
        PyErr_Clear();
    }
    const nb::object state = nb::module_::import_("numpy").attr("geterr")();
    if (nb::cast<std::string_view>(state["under"]) != "ignore") return false;
    if (now.is_valid()) {
        Py_XDECREF(silent);
        silent = now.release().ptr();
    }
    return true;
}

// Borrowed, or null. Nothing here runs Python: dictionaries are exact and their keys are strings.
PyObject* reach(const Node& node, PyObject* parent, PyObject* function, PyObject* extra) {
    switch (node.access) {
        case Access::function: return function;
        case Access::argument: return PyTuple_GET_ITEM(extra, node.index);
        case Access::global: {
            auto* f = reinterpret_cast<PyFunctionObject*>(parent);
            if (!PyDict_CheckExact(f->func_globals) || !PyDict_CheckExact(f->func_builtins)) return nullptr;
            PyObject* found = PyDict_GetItemWithError(f->func_globals, node.name.ptr());
            return found ? found : PyDict_GetItemWithError(f->func_builtins, node.name.ptr());
        }
        case Access::cell: return PyCell_GET(PyTuple_GET_ITEM(PyFunction_GET_CLOSURE(parent), node.index));
        case Access::defaults: {
            PyObject* defaults = PyFunction_GET_DEFAULTS(parent);
            return defaults ? defaults : Py_None;
        }
        case Access::attribute: return PyDict_GetItemWithError(PyModule_GetDict(parent), node.name.ptr());
        case Access::item:
            return PyTuple_CheckExact(parent) ? PyTuple_GET_ITEM(parent, node.index)
                                              : PyList_GET_ITEM(parent, node.index);
    }
    return nullptr;
}

bool is_referent(PyObject* reference, PyObject* object) {
    const nb::object found = nb::steal(PyObject_CallNoArgs(reference));
    if (!found.is_valid()) PyErr_Clear();
    return found.ptr() == object;
}

bool take(const Node& node, PyObject* object, double* registers) {
    double& out = registers[node.out];
    switch (node.check) {
        case Check::anything: return true;
        case Check::identical: return object == node.expected.ptr();
        case Check::module:  // which may have become one of a class with properties
            return PyModule_CheckExact(object) && is_referent(node.expected.ptr(), object);
        case Check::code: return PyFunction_Check(object) && PyFunction_GET_CODE(object) == node.expected.ptr();
        case Check::real:
            out = PyFloat_CheckExact(object) ? PyFloat_AS_DOUBLE(object) : NAN;
            return expression::finite(out);
        case Check::numpy_real:
            out = Py_TYPE(object) == &PyDoubleArrType_Type ? PyFloat_AS_DOUBLE(object) : NAN;
            return expression::finite(out);
        case Check::integer: {
            if (!PyLong_CheckExact(object)) return false;
            int overflow = 0;
            const long long value = PyLong_AsLongLongAndOverflow(object, &overflow);
            out = static_cast<double>(value);
            return !overflow && std::fabs(out) < expression::exact_integers;
        }
        case Check::tuple: return PyTuple_CheckExact(object) && PyTuple_GET_SIZE(object) == node.size;
        case Check::list: return PyList_CheckExact(object) && PyList_GET_SIZE(object) == node.size;
        case Check::array: {
            if (!PyArray_CheckExact(object)) return false;
            auto* a = reinterpret_cast<PyArrayObject*>(object);
            if (PyArray_TYPE(a) != NPY_DOUBLE || PyArray_NDIM(a) != 1 || PyArray_DIMS(a)[0] != node.size ||
                !PyArray_ISCARRAY_RO(a))
                return false;
            const auto* data = static_cast<const double*>(PyArray_DATA(a));
            for (Py_ssize_t k = 0; k < node.size; ++k)
                if (!expression::finite(registers[node.out + static_cast<std::size_t>(k)] = data[k])) return false;
            return true;
        }
    }
    return false;
}

// Fills the registers of everything but the leading arguments; false when the program is not for these objects.
bool bound(const TracedProgram& p, PyObject* function, PyObject* extra, double* registers) {
    if (p.numpy && !underflow_ignored()) return false;
    std::array<PyObject*, max_nodes> at;
    at[0] = function;
    for (std::size_t k = 0; k < p.nodes.size(); ++k) {
        at[k] = reach(p.nodes[k], at[p.nodes[k].parent], function, extra);
        if (!at[k]) {
            if (PyErr_Occurred()) PyErr_Clear();
            return false;
        }
        if (!take(p.nodes[k], at[k], registers)) return false;
    }
    for (const expression::Constant& c : p.code.constants) registers[c.out] = c.value;
    const expression::Flags flags;
    return expression::run(p.code.once, registers) && !flags.raised();
}

}  // namespace

Math1 math1(std::string_view name) {
    static const std::unordered_map<std::string_view, Math1> table{
        {"sqrt", std::sqrt},   {"exp", std::exp},     {"expm1", std::expm1}, {"exp2", std::exp2},
        {"log", std::log},     {"log2", std::log2},   {"log10", std::log10}, {"log1p", std::log1p},
        {"sin", std::sin},     {"cos", std::cos},     {"tan", std::tan},     {"asin", std::asin},
        {"acos", std::acos},   {"atan", std::atan},   {"sinh", std::sinh},   {"cosh", std::cosh},
        {"tanh", std::tanh},   {"asinh", std::asinh}, {"acosh", std::acosh}, {"atanh", std::atanh},
        {"cbrt", std::cbrt}};
    const auto at = table.find(name);
    return at == table.end() ? nullptr : at->second;
}

Math2 math2(std::string_view name) {
    static const std::unordered_map<std::string_view, Math2> table{
        {"atan2", std::atan2}, {"fmod", std::fmod}, {"copysign", std::copysign}};
    const auto at = table.find(name);
    return at == table.end() ? nullptr : at->second;
}

namespace {

// The inner loop of a ufunc for double.
void find_loop(PyObject* object, int inputs, expression::Instruction& i) {
    auto* u = reinterpret_cast<PyUFuncObject*>(object);
    for (int k = 0; u->nin == inputs && u->nout == 1 && k < u->ntypes; ++k) {
        const char* types = u->types + k * u->nargs;
        bool found = true;
        for (int j = 0; j < u->nargs; ++j) found = found && types[j] == NPY_DOUBLE;
        if (!found) continue;
        i.loop = reinterpret_cast<expression::Loop>(u->functions[k]);
        i.data = u->data ? u->data[k] : nullptr;
        return;
    }
    throw nb::value_error("the ufunc has no loop for double");
}

expression::Instruction instruction(nb::handle row) {
    using expression::Op;
    expression::Instruction i{};
    i.op = static_cast<Op>(nb::cast<int>(row[0]));
    i.out = nb::cast<std::uint32_t>(row[1]);
    i.a = nb::cast<std::uint32_t>(row[2]);
    i.b = nb::cast<std::uint32_t>(row[3]);
    if (i.op == Op::math1) i.math1 = math1(nb::cast<std::string_view>(row[4]));
    if (i.op == Op::math2) i.math2 = math2(nb::cast<std::string_view>(row[4]));
    if (i.op == Op::ufunc1 || i.op == Op::ufunc2) find_loop(nb::object(row[4]).ptr(), i.op == Op::ufunc1 ? 1 : 2, i);
    if ((i.op == Op::math1 && !i.math1) || (i.op == Op::math2 && !i.math2)) throw nb::value_error("no such function");
    return i;
}

// From the tuple that _core.tracing.trace returns.
std::shared_ptr<TracedProgram> parse(nb::handle spec, Traced::Layout layout, index_t n, Py_ssize_t arguments) {
    auto p = std::make_shared<TracedProgram>();
    p->layout = layout;
    p->n = n;
    p->arguments = arguments;
    for (nb::handle row : spec["nodes"]) {
        const nb::object name = row[2], expected = row[4];
        Node node{};
        node.access = static_cast<Access>(nb::cast<int>(row[0]));
        node.parent = nb::cast<std::size_t>(row[1]);
        if (nb::isinstance<nb::str>(name)) node.name = name;
        else node.index = nb::cast<Py_ssize_t>(name);
        node.check = static_cast<Check>(nb::cast<int>(row[3]));
        if (node.check == Check::identical || node.check == Check::code || node.check == Check::module)
            node.expected = expected;
        else node.size = nb::cast<Py_ssize_t>(expected);
        node.out = nb::cast<std::size_t>(row[5]);
        p->nodes.push_back(std::move(node));
    }
    if (p->nodes.size() > max_nodes) throw nb::value_error("the function refers to too much");
    for (nb::handle row : spec["constants"])
        p->code.constants.push_back({nb::cast<std::uint32_t>(row[0]), nb::cast<double>(row[1])});
    for (nb::handle row : spec["once"]) p->code.once.push_back(instruction(row));
    for (nb::handle row : spec["each"]) p->code.each.push_back(instruction(row));
    for (nb::handle r : spec["results"]) p->code.results.push_back(nb::cast<std::uint32_t>(r));
    p->code.leading = nb::cast<std::size_t>(spec["leading"]);
    p->code.registers = nb::cast<std::size_t>(spec["registers"]);
    p->numpy = nb::cast<bool>(spec["numpy"]);
    for (const expression::Instruction& i : p->code.each) p->code.flags = p->code.flags || i.loop;
    return p;
}

}  // namespace

Traced::Traced(PyObject* function, PyObject* extra, Layout layout, index_t n)
    : function_(function), extra_(extra == Py_None ? nullptr : extra), layout_(layout), n_(n) {
    bind();
}

void Traced::bind() {
    program_.reset();
    waiting_ = false;
    const nb::object held = nb::borrow(key_of(function_));
    PyObject* key = held.ptr();
    if (!key || !tracing_switch().on.load(std::memory_order_relaxed)) return;
    if (refused_ > most_refusals && refused_ > native_) return;  // the trouble is not worth it
    if (!entry_ || entry_->key.ptr() != key) entry_ = entry_of(key);
    if (entry_->programs.empty() && entry_->traces >= max_traces) return;
    if (observed()) return;
    const Py_ssize_t arguments = extra_ ? PyTuple_GET_SIZE(extra_) : 0;
    for (std::size_t k = 0; k < entry_->programs.size(); ++k) {  // which may grow meanwhile
        const std::shared_ptr<TracedProgram> p = entry_->programs[k];
        if (!p->sound || p->layout != layout_ || p->n != n_ || p->arguments != arguments) continue;
        registers_.resize(p->code.registers);
        if (!bound(*p, function_, extra_, registers_.data())) continue;
        program_ = p;
        code_ = &p->code;
        doubts_ = p->doubts;
        patience_ = evaluations_a_breath(*code_);
        return;
    }
    waiting_ = entry_->traces < max_traces;
}

Status Traced::count() {
    if (++entry_->evaluations < tracing_switch().threshold.load(std::memory_order_relaxed)) return Status::ok;
    waiting_ = false;
    return acquire();
}

// Asks Python for a program. Only KeyboardInterrupt and the like come out of the trace.
Status Traced::acquire() {
    ++entry_->traces;
    try {
        const auto entry = entry_;
        const nb::object spec = nb::module_::import_("scinova._core.tracing").attr("trace")(
            nb::handle(function_), extra_ ? nb::borrow(extra_) : nb::make_tuple(), static_cast<int>(layout_), n_);
        if (spec.is(nb::handle(Py_False))) entry->traces = max_traces;
        else if (!spec.is_none())
            entry->programs.push_back(parse(spec, layout_, n_, extra_ ? PyTuple_GET_SIZE(extra_) : 0));
        bind();
        waiting_ = false;
    } catch (nb::python_error& e) {
        if (e.matches(PyExc_Exception)) return Status::ok;
        e.restore();
        return Status::callback_failed;
    } catch (const std::exception&) {  // a program of a form that parse() refuses
    }
    return Status::ok;
}

// Python has run, and may have changed what the program depends on.
Status Traced::rebind() {
    if (program_) program_->doubts = doubts_;
    bind();
    return Status::ok;
}

// Lets signal handlers and other threads run, as the interpreter would. False with the Python error set.
bool Traced::breathe() {
    thread_local Clock::time_point last{};
    patience_ = evaluations_a_breath(*code_);
    const auto now = Clock::now();
    if (now - last < breath) return true;
    if (PyErr_CheckSignals() < 0) return false;
    Py_BEGIN_ALLOW_THREADS;
    Py_END_ALLOW_THREADS;
    last = Clock::now();
    bind();
    return true;
}

// The program and the interpreter disagree: no program for this code any more.
void Traced::reject() {
    program_->sound = false;
    entry_->traces = max_traces;
    entry_->programs.clear();
    doubts_ = 0;
}

}  // namespace scinova
