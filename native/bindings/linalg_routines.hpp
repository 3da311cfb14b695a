// SPDX-License-Identifier: BSD-3-Clause
// What is known of one BLAS or LAPACK routine: the row of the table of routines as linalg/_routine.py compiles it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "bindings/numpy_views.hpp"

namespace scinova::linalg {

inline constexpr std::size_t max_arguments = 56;
inline constexpr int in_place = -2;

enum class Op : long {
    constant, slot, add, subtract, multiply, divide, minimum, maximum, absolute, negate, less, less_equal, greater,
    greater_equal, equal, unequal, both, either, inverse, select, rows, columns, size, pick, given,
};

enum class Role : int { input, changed, result, work };
enum class Bound : int { equal, at_least, any, binds };

using Code = std::vector<long>;

struct Dimension {
    Bound bound;
    int slot;       // of `binds`
    Code code;
    std::string text;
};

struct Slot {
    std::string name;
    // c character, i integer, p integer that counts from 0 in Python, r real, s scalar, f callback; arrays T R I, and P
    // of integers that count from 0 in Python; x a dimension or an option, not passed
    char kind;
    Role role;
    int parameter;  // -1: worked out
    int overwrite;  // parameter that allows to overwrite an array; -1: none, in_place: always
    bool queried;   // a length of workspace that the routine itself is asked for
    Code code;      // value of an integer or character, when not given
    Code offset;    // first element of a vector that is passed
    std::vector<Dimension> dimensions;
    Code limit;     // largest index in an array of pivots; 0: not looked at
    bool zeros;     // whether such an array may have zeros
    bool array() const noexcept { return kind == 'T' || kind == 'R' || kind == 'I' || kind == 'P'; }
};

struct Check {
    Code code;
    std::string text;
};

// How the latest call went, for one that is like it: what is asked of each argument, and where the routine's own come
// from. See linalg_routine_plan.hpp.
struct Plan {
    static constexpr std::size_t most = 40, most_made = 3;
    enum How : char { constant, number, array, made };
    struct Given {                      // one positional argument
        char kind;                      // A array, i integer, r or s number
        int type = 0, ndim = 0;
        std::array<npy_intp, 3> shape{};
        long integer = 0;
    };
    struct Passed {
        How how;
        std::size_t at = 0;             // positional argument, or which of the arrays made here
        npy_intp offset = 0;            // in bytes
        int type = 0, ndim = 0;
        std::array<npy_intp, 3> shape{};
        std::array<char, 16> store{};
    };
    bool usable = false;
    int result = -1;                    // which of the arrays made here; -1: the function's value
    double work = 0;
    std::vector<Given> given;
    std::vector<Passed> passed;
};

// What the latest call has worked out, kept for the next one that gives the same options and shapes: everything that
// does not depend on the elements of arrays. Guarded by the interpreter lock.
struct Memory {
    std::vector<long> key;              // of the call: its integers, letters and shapes
    std::vector<long> integers;         // per slot
    std::vector<char> known;
    std::vector<std::array<long, 3>> shapes;
    Plan plan;
};

// The call of the Python type, by the vectorcall protocol.
PyObject* call_routine(PyObject* self, PyObject* const* args, std::size_t flagged, PyObject* names);

class Routine {
public:
    vectorcallfunc vectorcall = &call_routine;      // where the type says that it is; see bind_routines
    std::string name;
    char type;                          // s d c z
    char returns;                       // v, or the type of a function's value
    void* address = nullptr;
    std::vector<std::string> parameters;
    std::size_t required;
    std::vector<Slot> slots;
    std::vector<int> passed;            // slots in the order of the routine's own arguments
    std::vector<int> results;           // slots returned; -1 is the function's value
    std::vector<int> cuts;              // of an array that is returned, only so many elements; 0: all
    std::vector<int> cleaned;           // array, whether to clear the triangle not chosen, whether the lower is chosen
    std::vector<Check> checks;
    nanobind::object error;
    bool queries = false;               // asks for lengths of workspace

    // Slots by what is done with them, and what else follows from the row; see prepare().
    std::vector<std::size_t> scalars, integers, given_arrays, works, shifted;
    std::array<std::vector<std::size_t>, 3> arrays;     // by role, up to results
    std::size_t letters = 0;
    int info = -1;
    bool calls_back = false;
    std::vector<PyObject*> names;       // of the parameters, interned
    mutable Memory memory;

    void prepare();

    int element_type() const noexcept {
        return type == 's' ? NPY_FLOAT32 : type == 'd' ? NPY_FLOAT64 : type == 'c' ? NPY_COMPLEX64 : NPY_COMPLEX128;
    }
    bool single() const noexcept { return type == 's' || type == 'c'; }
    bool complex() const noexcept { return type == 'c' || type == 'z'; }
    int array_type(char kind) const noexcept {
        return kind == 'I' || kind == 'P' ? NPY_INT32 : kind == 'R' ? (single() ? NPY_FLOAT32 : NPY_FLOAT64) : element_type();
    }
    [[noreturn]] void refuse(const std::string& what) const {
        PyErr_SetString(error.ptr(), (name + ": " + what).c_str());
        throw nanobind::python_error();
    }
};

// Adds the class Routine: BLAS and LAPACK routines as Python callables.
void bind_routines(nanobind::module_& m);

}  // namespace scinova::linalg
