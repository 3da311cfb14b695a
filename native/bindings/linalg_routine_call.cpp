// SPDX-License-Identifier: BSD-3-Clause
// The call of one BLAS or LAPACK routine: binds the arguments, converts arrays to column-major ones of the routine's
// type, works out the dimensions, allocates results and workspace, and hands pointers over. No array ever reaches a
// routine whose dimensions do not cover what the row says the routine touches.
#include <algorithm>
#include <array>
#include <complex>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>

#include "bindings/linalg_routine_plan.hpp"

namespace nb = nanobind;

namespace scinova::linalg {
namespace {

constexpr long nothing = std::numeric_limits<long>::min() + 1;       // in a key: an argument that is not given

struct Value {
    alignas(16) std::array<char, 16> store{};
    long integer = 0;
    bool known = false, given = false, busy = false;
    std::array<long, 3> shape{};        // of an array that is allocated here
    nb::object array;
};

// The values of the slots, on the stack when they are few.
class Values {
public:
    explicit Values(std::size_t n) : n_(n), data_(n > few ? new Value[n] : reinterpret_cast<Value*>(store_)) {
        if (n <= few) std::uninitialized_default_construct_n(data_, n);
    }
    ~Values() {
        if (n_ > few) delete[] data_;
        else std::destroy_n(data_, n_);
    }
    Values(const Values&) = delete;
    Values& operator=(const Values&) = delete;
    Value& operator[](std::size_t k) noexcept { return data_[k]; }
    const Value& operator[](std::size_t k) const noexcept { return data_[k]; }
    std::size_t size() const noexcept { return n_; }

private:
    static constexpr std::size_t few = 24;
    std::size_t n_;
    alignas(Value) std::byte store_[few * sizeof(Value)];
    Value* data_;
};

PyArrayObject* as_array(const Value& v) noexcept { return reinterpret_cast<PyArrayObject*>(v.array.ptr()); }

class Call {
public:
    explicit Call(const Routine& routine) : r_(routine), values_(routine.slots.size()) {}

    nb::object run(PyObject* const* args, std::size_t count, PyObject* keywords) {
        bind(args, count, keywords);
        count_ = count;
        positional_ = !keywords || PyTuple_GET_SIZE(keywords) == 0;
        take_scalars();
        take_arrays();
        recalled_ = recall();
        if (!recalled_) {
            for (std::size_t k : r_.integers)
                if (!values_[k].known) integer(static_cast<int>(k));
            verify();
        }
        for (std::size_t k : r_.given_arrays)
            if (values_[k].given && !r_.slots[k].limit.empty()) verify_pivots(r_.slots[k], values_[k]);
        for (Role role : {Role::result, Role::changed, Role::input}) allocate(role);
        return finish();
    }

private:
    const Routine& r_;
    Values values_;
    std::array<PyObject*, max_arguments> bound_;
    std::array<long, 128> key_;
    std::size_t key_length_ = 0, count_ = 0;
    bool recalled_ = false, positional_ = false;
    double work_ = 0;

    void note(long part) noexcept {
        if (key_length_ < key_.size()) key_[key_length_] = part;
        ++key_length_;
    }

    // Whether the call before had the same options and shapes; if so, what it has worked out.
    bool recall() {
        const Memory& m = r_.memory;
        if (m.key.size() != key_length_ || !std::equal(m.key.begin(), m.key.end(), key_.begin())) return false;
        for (std::size_t k : r_.scalars)
            if (!values_[k].known && m.known[k]) {
                set_integer(values_[k], m.integers[k]);
                if (r_.slots[k].kind == 'c') values_[k].store[0] = static_cast<char>(m.integers[k]);
            }
        return true;
    }

    // Called when the call has gone well, so that a recalled one needs no check.
    void remember() {
        if (recalled_ || key_length_ > key_.size()) return;
        Memory& m = r_.memory;
        const std::size_t n = values_.size();
        m.key.clear();              // nothing is recalled from what is half written
        m.plan.usable = false;
        m.integers.assign(n, 0);
        m.known.assign(n, 0);
        m.shapes.assign(n, {});
        for (std::size_t k : r_.scalars) {
            const char kind = r_.slots[k].kind;
            if (kind != 'i' && kind != 'x' && kind != 'c') continue;
            m.integers[k] = values_[k].integer;
            m.known[k] = values_[k].known;
        }
        for (std::size_t k = 0; k < n; ++k) m.shapes[k] = values_[k].shape;
        m.key.assign(key_.begin(), key_.begin() + static_cast<std::ptrdiff_t>(key_length_));
        if (positional_) make_plan(m.plan);
    }

    // For the next call like this one; see linalg_routine_plan.hpp. Its `usable` stays false where that cannot be.
    void make_plan(Plan& plan) {
        plan.usable = false;
        plan.given.clear();
        plan.passed.clear();
        plan.work = work_;
        const auto position = [&](const Slot& s) {
            return s.parameter >= 0 && static_cast<std::size_t>(s.parameter) < count_ ? s.parameter : -1;
        };
        if (r_.queries || r_.calls_back || r_.results.size() != 1 || !r_.cleaned.empty() || r_.cuts[0] ||
            count_ + r_.passed.size() > Plan::most)
            return;
        std::vector<int> slot_of(count_, -1);
        for (std::size_t k = 0; k < r_.slots.size(); ++k)
            if (const int at = position(r_.slots[k]); at >= 0) slot_of[static_cast<std::size_t>(at)] = static_cast<int>(k);
        for (int k : slot_of) {
            if (k < 0) return;
            const Slot& s = r_.slots[static_cast<std::size_t>(k)];
            const Value& v = values_[static_cast<std::size_t>(k)];
            Plan::Given g{s.kind == 'x' ? 'i' : s.array() ? 'A' : s.kind};
            if (!v.given && !(s.kind == 'r' || s.kind == 's')) return;
            if (g.kind == 'A') {
                auto* a = as_array(v);
                if (s.kind == 'P' || s.role != Role::input || !s.limit.empty() || PyArray_SIZE(a) == 0) return;
                g.type = r_.array_type(s.kind);
                g.ndim = PyArray_NDIM(a);
                if (g.ndim > 3) return;
                std::copy_n(PyArray_DIMS(a), g.ndim, g.shape.begin());
            } else if (g.kind == 'i') g.integer = v.integer;
            else if (g.kind != 'r' && g.kind != 's') return;
            plan.given.push_back(g);
        }
        std::size_t made = 0;
        plan.result = -1;
        for (int k : r_.passed) {
            const Slot& s = r_.slots[static_cast<std::size_t>(k)];
            const Value& v = values_[static_cast<std::size_t>(k)];
            const int at = position(s);
            Plan::Passed p{Plan::constant};
            if (s.array()) {
                auto* a = as_array(v);
                if (PyArray_SIZE(a) == 0) return;
                if (!s.offset.empty()) p.offset = evaluate(s.offset) * PyArray_ITEMSIZE(a);
                p.how = at >= 0 ? Plan::array : Plan::made;
                p.at = at >= 0 ? static_cast<std::size_t>(at) : made++;
                p.type = PyArray_TYPE(a);
                p.ndim = PyArray_NDIM(a);
                if (made > Plan::most_made || p.ndim > 3 || s.kind == 'P') return;
                std::copy_n(PyArray_DIMS(a), p.ndim, p.shape.begin());
                if (k == r_.results[0]) plan.result = static_cast<int>(p.at);
                if (at >= 0 && k == r_.results[0]) return;
            } else if (s.role == Role::result || s.kind == 'p' || s.kind == 'f' || k == r_.results[0]) {
                return;
            } else if (at >= 0 && (s.kind == 'r' || s.kind == 's')) {
                p.how = Plan::number;
                p.at = static_cast<std::size_t>(at);
            } else p.store = v.store;
            plan.passed.push_back(p);
        }
        plan.usable = plan.result >= 0 || r_.results[0] < 0;
    }

    void bind(PyObject* const* args, std::size_t count, PyObject* keywords) {
        const auto& names = r_.parameters;
        if (count > names.size()) {
            PyErr_Format(PyExc_TypeError, "%s: at most %zu arguments, not %zu", r_.name.c_str(), names.size(), count);
            throw nb::python_error();
        }
        for (std::size_t k = 0; k < names.size(); ++k) bound_[k] = k < count ? args[k] : nullptr;
        for (Py_ssize_t at = 0; keywords && at < PyTuple_GET_SIZE(keywords); ++at) {
            PyObject* key = PyTuple_GET_ITEM(keywords, at);
            std::size_t k = 0;
            while (k < names.size() && key != r_.names[k]) ++k;
            if (k == names.size())      // a name that was not interned
                for (k = 0; k < names.size() && PyUnicode_CompareWithASCIIString(key, names[k].c_str()) != 0;) ++k;
            if (k == names.size() || bound_[k]) {
                PyErr_Format(PyExc_TypeError, k == names.size() ? "%s: no argument is called '%U'"
                                                                : "%s: argument '%U' is given twice",
                             r_.name.c_str(), key);
                throw nb::python_error();
            }
            bound_[k] = args[count + static_cast<std::size_t>(at)];
        }
        for (std::size_t k = 0; k < r_.required; ++k)
            if (!bound_[k]) {
                PyErr_Format(PyExc_TypeError, "%s: argument '%s' is required", r_.name.c_str(), names[k].c_str());
                throw nb::python_error();
            }
    }

    PyObject* given(const Slot& s) const {
        PyObject* o = s.parameter < 0 ? nullptr : bound_[static_cast<std::size_t>(s.parameter)];
        return o == Py_None ? nullptr : o;
    }

    bool allowed(int parameter) const {
        if (parameter == in_place) return true;
        if (parameter < 0 || !bound_[static_cast<std::size_t>(parameter)]) return false;
        const int truth = PyObject_IsTrue(bound_[static_cast<std::size_t>(parameter)]);
        if (truth < 0) throw nb::python_error();
        return truth;
    }

    void take_scalars() {
        for (std::size_t k : r_.scalars) {
            const Slot& s = r_.slots[k];
            Value& v = values_[k];
            PyObject* o = given(s);
            v.given = o != nullptr;
            if (s.kind == 'c' && o) take_character(s, v, o);
            else if ((s.kind == 'i' || s.kind == 'x') && o) take_integer(s, v, o);
            else if (s.kind == 'r' || s.kind == 's') take_number(s, v, o);
            else if (s.kind == 'f') {
                if (!o || !PyCallable_Check(o)) {
                    PyErr_Format(PyExc_TypeError, "%s: %s must be callable", r_.name.c_str(), s.name.c_str());
                    throw nb::python_error();
                }
                chooser = {o, extra_arguments(), r_.type, false};
            }
            note(v.given && (s.kind == 'i' || s.kind == 'x' || s.kind == 'c') ? v.integer : nothing - v.given);
        }
    }

    PyObject* extra_arguments() const {
        for (std::size_t k = 0; k < r_.parameters.size(); ++k) {
            if (!r_.parameters[k].ends_with("_extra_args") || !bound_[k]) continue;
            if (!PyTuple_Check(bound_[k])) r_.refuse(r_.parameters[k] + " must be a tuple");
            return bound_[k];
        }
        return nullptr;
    }

    void take_character(const Slot& s, Value& v, PyObject* o) {
        const char* text = nullptr;
        if (PyBytes_Check(o)) text = PyBytes_AS_STRING(o);
        else if (PyUnicode_Check(o)) text = PyUnicode_AsUTF8(o);
        if (!text || !*text) {
            PyErr_Clear();
            PyErr_Format(PyExc_TypeError, "%s: %s must be a one-letter string, not %R", r_.name.c_str(), s.name.c_str(),
                         o);
            throw nb::python_error();
        }
        set_integer(v, static_cast<unsigned char>(*text));
        v.store[0] = *text;
    }

    void take_integer(const Slot& s, Value& v, PyObject* o) {
        long n = 0;
        nb::object held;
        if (!PyLong_Check(o)) {
            // Whatever has one numerical value: NumPy's scalars and arrays of one element, floats (cut off).
            if (PyIndex_Check(o)) held = nb::steal(PyNumber_Index(o));
            // The pair that a query of workspace returns stands for its first member.
            else if (PyTuple_Check(o) && PyTuple_GET_SIZE(o) > 0) held = nb::borrow(PyTuple_GET_ITEM(o, 0)), o = held.ptr();
            // A length of workspace comes as a number of the routine's type.
            if (PyComplex_Check(o)) held = nb::steal(PyLong_FromDouble(PyComplex_RealAsDouble(o)));
            else if (held.is_valid() && !PyLong_Check(held.ptr())) held = nb::steal(PyNumber_Long(held.ptr()));
            if (!held.is_valid()) {
                PyErr_Clear();
                held = nb::steal(PyNumber_Long(o));
            }
            if (!held.is_valid()) {
                PyErr_Clear();
                PyErr_Format(PyExc_TypeError, "%s: %s must be an integer, not %R", r_.name.c_str(), s.name.c_str(), o);
                throw nb::python_error();
            }
            o = held.ptr();
        }
        n = PyLong_AsLong(o);
        if ((n == -1 && PyErr_Occurred()) || n != static_cast<std::int32_t>(n)) {
            PyErr_Clear();
            r_.refuse(s.name + " must fit in 32 bits");
        }
        set_integer(v, n);
    }

    static void set_integer(Value& v, long n) {
        v.integer = n;
        const auto narrow = static_cast<std::int32_t>(n);
        std::memcpy(v.store.data(), &narrow, sizeof narrow);
        v.known = true;
    }

    void take_number(const Slot& s, Value& v, PyObject* o) {
        std::complex<double> z(0.0);
        if (!o) {
            z = static_cast<double>(s.code.empty() ? 0 : evaluate(s.code));
        } else if (PyFloat_CheckExact(o)) {
            z = PyFloat_AS_DOUBLE(o);
        } else {
            nb::object held;
            if (PyArray_Check(o) && PyArray_SIZE(reinterpret_cast<PyArrayObject*>(o)) == 1)
                held = nb::steal(PyObject_CallMethod(o, "item", nullptr)), o = held.ptr();
            const Py_complex c = PyComplex_AsCComplex(o);
            if (c.real == -1.0 && PyErr_Occurred()) {
                PyErr_Clear();
                PyErr_Format(PyExc_TypeError, "%s: %s must be a number, not %R", r_.name.c_str(), s.name.c_str(), o);
                throw nb::python_error();
            }
            z = {c.real, c.imag};
        }
        put(v, s.kind == 's' && r_.complex(), z);
    }

    void put(Value& v, bool complex, std::complex<double> z) {
        const auto write = [&](auto x) { std::memcpy(v.store.data(), &x, sizeof x); };
        if (complex) r_.single() ? write(std::complex<float>(z)) : write(z);
        else r_.single() ? write(static_cast<float>(z.real())) : write(z.real());
        v.known = true;
    }

    void take_arrays() {
        for (std::size_t k : r_.given_arrays) {
            const Slot& s = r_.slots[k];
            Value& v = values_[k];
            if (PyObject* o = given(s)) {
                v.given = true;
                convert(s, v, o);
                bind_dimensions(s, v);
                note(PyArray_NDIM(as_array(v)));
                for (int d = 0; d < PyArray_NDIM(as_array(v)); ++d) note(PyArray_DIMS(as_array(v))[d]);
                continue;
            }
            note(nothing);
            if (s.role == Role::input && s.parameter >= 0 && static_cast<std::size_t>(s.parameter) < r_.required)
                r_.refuse(s.name + " must be an array, not None");
        }
    }

    void convert(const Slot& s, Value& v, PyObject* o) {
        const int wanted = r_.array_type(s.kind);
        v.known = true;
        if (PyArray_CheckExact(o) && s.kind != 'P' && (s.role == Role::input || allowed(s.overwrite))) {
            auto* a = reinterpret_cast<PyArrayObject*>(o);
            if (PyArray_TYPE(a) == wanted && (s.role == Role::input ? PyArray_ISFARRAY_RO(a) : PyArray_ISFARRAY(a))) {
                v.array = nb::borrow(o);
                return;
            }
        }
        if (PyArray_CheckExact(o) && PyArray_TYPE(reinterpret_cast<PyArrayObject*>(o)) == wanted &&
            PyArray_ISBEHAVED_RO(reinterpret_cast<PyArrayObject*>(o))) {
            copy(v, reinterpret_cast<PyArrayObject*>(o), wanted);
            if (s.kind == 'P') shift(v, 1);
            return;
        }
        int flags = NPY_ARRAY_F_CONTIGUOUS | NPY_ARRAY_ALIGNED | NPY_ARRAY_NOTSWAPPED | NPY_ARRAY_ENSUREARRAY |
                    NPY_ARRAY_FORCECAST;
        const bool own = s.kind == 'P' || (s.role == Role::changed && !allowed(s.overwrite));
        if (s.kind == 'P' || s.role == Role::changed) flags |= NPY_ARRAY_WRITEABLE | (own ? NPY_ARRAY_ENSURECOPY : 0);
        v.array = nb::steal(PyArray_FromAny(o, PyArray_DescrFromType(wanted), 0, 0, flags, nullptr));
        if (!v.array.is_valid()) throw nb::python_error();
        if (s.kind == 'P') shift(v, 1);
    }

    // A column-major copy of an array that has the right type already.
    static void copy(Value& v, PyArrayObject* a, int type) {
        if (!PyArray_IS_F_CONTIGUOUS(a)) {
            v.array = nb::steal(PyArray_NewCopy(a, NPY_FORTRANORDER));
            if (!v.array.is_valid()) throw nb::python_error();
            return;
        }
        v.array = nb::steal(PyArray_EMPTY(PyArray_NDIM(a), PyArray_DIMS(a), type, 1));
        if (!v.array.is_valid()) throw nb::python_error();
        std::memcpy(PyArray_DATA(as_array(v)), PyArray_DATA(a), static_cast<std::size_t>(PyArray_NBYTES(a)));
    }

    static void shift(const Value& v, std::int32_t by) {
        auto* p = static_cast<std::int32_t*>(PyArray_DATA(as_array(v)));
        for (npy_intp k = 0; k < PyArray_SIZE(as_array(v)); ++k)
            p[k] = static_cast<std::int32_t>(static_cast<std::uint32_t>(p[k]) + static_cast<std::uint32_t>(by));
    }

    // Length along an axis; axes beyond the last have length 1, and what a matrix of one column has more is in them.
    long length(const Value& v, std::size_t axis, std::size_t rank) const {
        PyArrayObject* a = as_array(v);
        const auto n = static_cast<std::size_t>(PyArray_NDIM(a));
        if (axis >= n) return 1;
        long out = 1;
        for (std::size_t d = axis; d < (axis + 1 == rank ? n : axis + 1); ++d) out *= PyArray_DIMS(a)[d];
        return out;
    }

    void bind_dimensions(const Slot& s, Value& v) {
        double size = 1, smallest = 1e18;
        for (std::size_t d = 0; d < s.dimensions.size(); ++d) {
            const long n = length(v, d, s.dimensions.size());
            size *= static_cast<double>(n);
            smallest = std::min(smallest, static_cast<double>(n));
            if (s.dimensions[d].bound != Bound::binds) continue;
            Value& free = values_[static_cast<std::size_t>(s.dimensions[d].slot)];
            if (!free.known) set_integer(free, n);
        }
        work_ = std::max(work_, s.dimensions.size() == 2 ? size * smallest : size);
    }

    long integer(int k) {
        const Slot& s = r_.slots[static_cast<std::size_t>(k)];
        Value& v = values_[static_cast<std::size_t>(k)];
        if (!v.known) {
            if (v.busy || s.code.empty()) r_.refuse(s.name + " cannot be worked out from the arguments given");
            v.busy = true;
            const long n = evaluate(s.code);
            if (n != static_cast<std::int32_t>(n)) r_.refuse(s.name + " must fit in 32 bits");
            set_integer(v, n);
            v.store[s.kind == 'c' ? 0 : 15] = s.kind == 'c' ? static_cast<char>(n) : '\0';
        }
        return v.integer;
    }

    long evaluate(const Code& code) {
        if (code.size() == 2 && static_cast<Op>(code[0]) == Op::constant) return code[1];
        if (code.size() == 2 && static_cast<Op>(code[0]) == Op::slot) return integer(static_cast<int>(code[1]));
        std::array<long, 32> stack;
        std::size_t top = 0;
        const auto array_slot = [&](long k) -> const Value& {
            const Value& v = values_[static_cast<std::size_t>(k)];
            if (!v.array.is_valid()) r_.refuse(r_.slots[static_cast<std::size_t>(k)].name + " is required here");
            return v;
        };
        for (std::size_t at = 0; at < code.size(); ++at) {
            const auto op = static_cast<Op>(code[at]);
            const auto binary = [&](auto f) {
                const long b = stack[--top], a = stack[top - 1];
                stack[top - 1] = f(a, b);
            };
            switch (op) {
                case Op::constant: ++at; stack[top++] = code[at]; break;
                case Op::slot: ++at; stack[top++] = integer(static_cast<int>(code[at])); break;
                case Op::rows: ++at; stack[top++] = length(array_slot(code[at]), 0, 2); break;
                case Op::columns: ++at; stack[top++] = length(array_slot(code[at]), 1, 2); break;
                case Op::size: ++at; stack[top++] = PyArray_SIZE(as_array(array_slot(code[at]))); break;
                case Op::given: ++at; stack[top++] = values_[static_cast<std::size_t>(code[at])].given; break;
                case Op::add: binary([](long a, long b) { return a + b; }); break;
                case Op::subtract: binary([](long a, long b) { return a - b; }); break;
                case Op::multiply: binary([](long a, long b) { return a * b; }); break;
                case Op::divide: binary([](long a, long b) { return b == 0 ? 0 : a / b; }); break;
                case Op::minimum: binary([](long a, long b) { return std::min(a, b); }); break;
                case Op::maximum: binary([](long a, long b) { return std::max(a, b); }); break;
                case Op::less: binary([](long a, long b) { return long{a < b}; }); break;
                case Op::less_equal: binary([](long a, long b) { return long{a <= b}; }); break;
                case Op::greater: binary([](long a, long b) { return long{a > b}; }); break;
                case Op::greater_equal: binary([](long a, long b) { return long{a >= b}; }); break;
                case Op::equal: binary([](long a, long b) { return long{a == b}; }); break;
                case Op::unequal: binary([](long a, long b) { return long{a != b}; }); break;
                case Op::both: binary([](long a, long b) { return long{a && b}; }); break;
                case Op::either: binary([](long a, long b) { return long{a || b}; }); break;
                case Op::absolute: stack[top - 1] = std::abs(stack[top - 1]); break;
                case Op::negate: stack[top - 1] = -stack[top - 1]; break;
                case Op::inverse: stack[top - 1] = !stack[top - 1]; break;
                case Op::select: {
                    const long no = stack[--top], yes = stack[--top];
                    stack[top - 1] = stack[top - 1] ? yes : no;
                    break;
                }
                case Op::pick: {
                    const long n = code[++at], which = stack[top - 1];
                    if (which < 0 || which >= n) r_.refuse("an option must be between 0 and " + std::to_string(n - 1));
                    const std::size_t first = at + 1;
                    stack[top - 1] = code[first + static_cast<std::size_t>(which)];
                    at += static_cast<std::size_t>(n);
                    break;
                }
            }
        }
        return stack[0];
    }

    void verify() {
        for (const Check& c : r_.checks)
            if (!evaluate(c.code)) r_.refuse(c.text + " is required");
        for (std::size_t k : r_.given_arrays) {
            const Slot& s = r_.slots[k];
            if (!values_[k].given) continue;
            long beyond = 1;
            for (std::size_t d = 0; d < s.dimensions.size(); ++d) {
                const Dimension& dim = s.dimensions[d];
                const long n = length(values_[k], d, s.dimensions.size());
                beyond *= n;
                if (dim.bound == Bound::any) continue;
                const long needed = wanted(dim);
                if (dim.bound == Bound::at_least ? n < needed : n != needed)
                    r_.refuse(s.name + " must have " + (dim.bound == Bound::at_least ? "at least " : "") +
                              std::to_string(needed) + " (" + dim.text + ") elements along axis " + std::to_string(d) +
                              ", not " + std::to_string(n));
            }
            if (beyond != PyArray_SIZE(as_array(values_[k])))
                r_.refuse(s.name + " must have at most " + std::to_string(s.dimensions.size()) + " dimensions");
        }
    }

    // Pivots are followed without a look by the routines. Those of symmetric matrices may be negative.
    void verify_pivots(const Slot& s, const Value& v) {
        const long limit = evaluate(s.limit);
        const auto* p = static_cast<const std::int32_t*>(PyArray_DATA(as_array(v)));
        for (npy_intp k = 0; limit > 0 && k < PyArray_SIZE(as_array(v)); ++k) {
            const long index = s.kind == 'P' ? p[k] : std::abs(long{p[k]});
            if (index < (s.zeros ? 0 : 1) || index > limit)
                r_.refuse(s.name + " must have indices of rows, and " + std::to_string(p[k] - (s.kind == 'P')) +
                          " is none");
        }
    }

    // Arrays that were not given: results, and arguments that are optional.
    void allocate(Role role) {
        for (std::size_t k : r_.arrays[static_cast<std::size_t>(role)])
            if (!values_[k].array.is_valid() && !waits(r_.slots[k])) make(k);
    }

    // Whether the length of an array is still to be asked for.
    bool waits(const Slot& s) const {
        if (!r_.queries) return false;
        for (const Dimension& d : s.dimensions)
            if (d.code.size() == 2 && static_cast<Op>(d.code[0]) == Op::slot) {
                const auto length = static_cast<std::size_t>(d.code[1]);
                if (r_.slots[length].queried && !values_[length].known) return true;
            }
        return false;
    }

    // The length of workspace that a dimension is, or -1.
    int length_slot(const Dimension& d) const {
        if (d.code.size() != 2 || static_cast<Op>(d.code[0]) != Op::slot) return -1;
        return r_.slots[static_cast<std::size_t>(d.code[1])].queried ? static_cast<int>(d.code[1]) : -1;
    }

    long wanted(const Dimension& d) {
        return d.bound == Bound::binds ? integer(d.slot) : d.bound == Bound::any ? 1 : evaluate(d.code);
    }

    void make(std::size_t k) {
        const Slot& s = r_.slots[k];
        std::array<npy_intp, 3> shape{};
        for (std::size_t d = 0; d < s.dimensions.size(); ++d) {
            const Dimension& dim = s.dimensions[d];
            if (recalled_) {
                shape[d] = r_.memory.shapes[k][d];
                continue;
            }
            const long n = wanted(dim);
            values_[k].shape[d] = shape[d] = n == -1 && length_slot(dim) >= 0 ? 1 : std::max(0L, n);   // the caller's own query
        }
        values_[k].array = zeros(static_cast<int>(s.dimensions.size()), shape.data(), r_.array_type(s.kind));
    }

    void* argument(std::size_t k) {
        const Slot& s = r_.slots[k];
        Value& v = values_[k];
        if (s.kind == 'f') {
            static constexpr auto one = &choose<1>, two = &choose<2>, three = &choose<3>;
            const long n = s.code.empty() ? 1 : s.code[1];
            return reinterpret_cast<void*>(n == 1 ? one : n == 2 ? two : three);
        }
        if (!s.array()) return v.store.data();
        static double nothing[2] = {};       // for arrays of no elements
        if (PyArray_SIZE(as_array(v)) == 0) return nothing;
        char* data = static_cast<char*>(PyArray_DATA(as_array(v)));
        if (!s.offset.empty()) data += evaluate(s.offset) * PyArray_ITEMSIZE(as_array(v));
        return data;
    }

    Returned invoke() {
        std::array<void*, max_arguments> args;
        std::size_t n = 0;
        for (int k : r_.passed) args[n++] = argument(static_cast<std::size_t>(k));
        for (std::size_t k = 0; k < r_.letters; ++k) args[n++] = reinterpret_cast<void*>(std::uintptr_t{1});
        const BlasThreads threads(work_);
        if (r_.calls_back || work_ < worth_releasing) return call_for(r_, args.data(), n);
        nb::gil_scoped_release released;
        return call_for(r_, args.data(), n);
    }

    // Lengths of workspace that were not given: the routine is asked with -1 and answers in the first elements.
    void query() {
        if (!r_.queries) return;
        std::vector<std::pair<std::size_t, std::size_t>> asked;      // length, array
        for (std::size_t k = 0; k < values_.size(); ++k) {
            if (!r_.slots[k].queried || values_[k].known) continue;
            for (std::size_t a = 0; a < values_.size(); ++a)
                for (const Dimension& d : r_.slots[a].dimensions)
                    if (d.code.size() == 2 && static_cast<Op>(d.code[0]) == Op::slot &&
                        d.code[1] == static_cast<long>(k) && (asked.empty() || asked.back().first != k))
                        asked.emplace_back(k, a);
            set_integer(values_[k], -1);
        }
        if (asked.empty()) return;
        for (auto [length, array] : asked) {
            npy_intp one = 1;
            values_[array].array = nb::steal(PyArray_ZEROS(1, &one, r_.array_type(r_.slots[array].kind), 1));
            if (!values_[array].array.is_valid()) throw nb::python_error();
        }
        invoke();
        for (auto [length, array] : asked) {
            const void* first = PyArray_DATA(as_array(values_[array]));
            double n = 0;
            switch (PyArray_TYPE(as_array(values_[array]))) {
                case NPY_INT32: n = *static_cast<const std::int32_t*>(first); break;
                // A length beyond 2^24 is rounded when it is reported as a float32.
                case NPY_FLOAT32: case NPY_COMPLEX64: n = *static_cast<const float*>(first) * (1 + 1.2e-7); break;
                default: n = *static_cast<const double*>(first);
            }
            values_[length].known = false;
            set_integer(values_[length], static_cast<long>(std::max(1.0, std::min(n, 2147483647.0))));
            values_[array].array.reset();
        }
    }

    nb::object finish() {
        // A length of -1 that was given is the caller's own query: one element of workspace takes the answer.
        if (r_.queries) {
            make_work(true);
            query();
        }
        make_work(false);
        if (r_.queries) allocate(Role::result);
        const Returned value = invoke();
        complain();
        remember();
        if (chooser.function) {
            const bool failed = chooser.failed;
            chooser = {};
            if (failed) throw nb::python_error();
        }
        tidy();
        if (r_.results.size() == 1) return result(0, value);
        nb::object out = nb::steal(PyTuple_New(static_cast<Py_ssize_t>(r_.results.size())));
        for (std::size_t k = 0; k < r_.results.size(); ++k)
            PyTuple_SET_ITEM(out.ptr(), static_cast<Py_ssize_t>(k), result(k, value).release().ptr());
        return out;
    }

    // A length of workspace that the routine refused is the caller's mistake.
    void complain() const {
        if (r_.info < 0) return;
        std::int32_t info = 0;
        std::memcpy(&info, values_[static_cast<std::size_t>(r_.info)].store.data(), sizeof info);
        if (info >= 0 || static_cast<std::size_t>(-info) > r_.passed.size()) return;
        const Slot& s = r_.slots[static_cast<std::size_t>(r_.passed[static_cast<std::size_t>(-info - 1)])];
        if (s.name.ends_with("work")) r_.refuse(s.name + " is too small");
    }

    void make_work(bool before_query) {
        for (std::size_t k : r_.works) {
            const Slot& s = r_.slots[k];
            if (values_[k].array.is_valid()) continue;
            if (before_query && waits(s)) continue;
            npy_intp n = recalled_ ? r_.memory.shapes[k][0] : 1;
            if (!recalled_)
                for (const Dimension& d : s.dimensions) n *= std::max(1L, wanted(d));
            values_[k].shape[0] = n;
            values_[k].array = nb::steal(PyArray_SimpleNew(1, &n, r_.array_type(s.kind)));
            if (!values_[k].array.is_valid()) throw nb::python_error();
            std::memset(PyArray_DATA(as_array(values_[k])), 0, static_cast<std::size_t>(PyArray_ITEMSIZE(as_array(values_[k]))));
        }
    }

    nb::object number_of(bool complex, const void* p) const {
        if (complex) {
            const std::complex<double> z = r_.single() ? std::complex<double>(*static_cast<const std::complex<float>*>(p))
                                                       : *static_cast<const std::complex<double>*>(p);
            return nb::steal(PyComplex_FromDoubles(z.real(), z.imag()));
        }
        return nb::steal(PyFloat_FromDouble(r_.single() ? *static_cast<const float*>(p) : *static_cast<const double*>(p)));
    }

    // What is to be done to arrays before they are returned.
    void tidy() {
        for (std::size_t k : r_.shifted) shift(values_[k], -1);
        if (r_.cleaned.empty() || !integer(r_.cleaned[1])) return;
        PyArrayObject* a = as_array(values_[static_cast<std::size_t>(r_.cleaned[0])]);
        if (PyArray_NDIM(a) < 2) return;
        const bool lower = integer(r_.cleaned[2]) != 0;
        const npy_intp n = PyArray_DIMS(a)[0], item = PyArray_ITEMSIZE(a);
        char* data = static_cast<char*>(PyArray_DATA(a));
        for (npy_intp j = 0; j < n; ++j) {
            const npy_intp from = lower ? 0 : j + 1, to = lower ? j : n;
            if (to > from) std::memset(data + (j * n + from) * item, 0, static_cast<std::size_t>((to - from) * item));
        }
    }

    nb::object result(std::size_t which, const Returned& value) const {
        const int k = r_.results[which];
        if (k < 0) return value_of(r_, value);
        const Slot& s = r_.slots[static_cast<std::size_t>(k)];
        const Value& v = values_[static_cast<std::size_t>(k)];
        if (s.array() && r_.cuts[which]) {
            nb::object first = v.array[nb::slice(nb::int_(0), nb::int_(r_.cuts[which]), nb::int_(1))];
            return first.attr("copy")();
        }
        if (s.array()) return v.array;
        if (s.kind == 'c') return nb::steal(PyBytes_FromStringAndSize(v.store.data(), 1));
        if (s.kind == 'r' || s.kind == 's') return number_of(s.kind == 's' && r_.complex(), v.store.data());
        std::int32_t n = 0;
        std::memcpy(&n, v.store.data(), sizeof n);
        return nb::steal(PyLong_FromLong(s.kind == 'p' ? n - 1 : n));
    }
};

}  // namespace

PyObject* call_routine(PyObject* self, PyObject* const* args, std::size_t flagged, PyObject* names) {
    try {
        const auto count = static_cast<std::size_t>(PyVectorcall_NARGS(flagged));
        const Routine& routine = *nb::inst_ptr<Routine>(self);
        if (!names)
            if (nb::object done = planned(routine, args, count); done.is_valid()) return done.release().ptr();
        return Call(routine).run(args, count, names).release().ptr();
    } catch (nb::python_error& e) {
        e.restore();
    } catch (const std::exception& e) {
        PyErr_SetString(PyExc_RuntimeError, e.what());
    }
    chooser = {};
    return nullptr;
}

}  // namespace scinova::linalg
