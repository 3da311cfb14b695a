// SPDX-License-Identifier: BSD-3-Clause
// A Python callback that runs without the interpreter where it is plain arithmetic (see _core/tracing.py).
//
//     Traced f(function, extra, Traced::Layout::scalar, 1);      // function(x, *extra)
//     f.evaluate([&](double* in) { in[0] = x; }, &value, [&](double* out) { ...call Python...; return status; });
//
// While no program fits, this calls Python and counts. A function that has been evaluated a few hundred times is traced,
// once per combination of types; the program is then kept with its code object and found again by later calls. The
// values of arguments, closures and globals are inputs of the program: bind() reads them, checks the types, and
// checks that every function and module that the trace went through is still the same. It is repeated whenever Python
// may have run in between. The first evaluations of a new program are done both ways and compared.
#pragma once

#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "bindings/numpy_views.hpp"
#include "common/status.hpp"
#include "kernels/expression/program.hpp"

namespace scinova {

// Functions of libm by the names they have in Python's `math`; null for others.
using Math1 = double (*)(double);
using Math2 = double (*)(double, double);
Math1 math1(std::string_view name);
Math2 math2(std::string_view name);

struct TracedCode;
struct TracedProgram;

class Traced {
public:
    // f(x), f(y, t), f(t, y); the registers hold y first and t last.
    enum class Layout : int { scalar, state_time, time_state };

    // Borrows both; `extra` is a tuple, None or null. A null function is never traced.
    Traced(PyObject* function, PyObject* extra, Layout layout, index_t n);

    // Reads the inputs as they are now. A long-lived owner calls this whenever it is entered.
    void bind();

    // load(registers) writes the leading arguments; interpret(out) calls Python.
    template <class Load, class Interpret>
    Status evaluate(Load&& load, double* out, Interpret&& interpret) {
        if (!program_) {
            const Status status = interpret(out);
            return waiting_ && status == Status::ok ? count() : status;
        }
        load(registers_.data());
        if (--patience_ < 0) {
            if (!breathe()) return Status::callback_failed;
            if (!program_) return interpret(out);
            load(registers_.data());
        }
        const bool done = expression::evaluate(*code_, registers_.data());
        if (done && !doubts_) {
            copy(out);
            ++native_;
            return Status::ok;
        }
        if (done) {
            expected_.resize(code_->results.size());
            copy(expected_.data());
        }
        const Status status = interpret(out);
        if (status != Status::ok) return status;
        if (!done) ++refused_;
        else if (std::memcmp(out, expected_.data(), expected_.size() * sizeof(double)) != 0) reject();
        else if (doubts_ > 0) --doubts_;
        return rebind();
    }

    // How many evaluations did without Python.
    index_t native() const noexcept { return native_; }

private:
    void copy(double* out) const noexcept {
        for (const std::uint32_t r : code_->results) *out++ = registers_[r];
    }
    Status count();
    Status acquire();
    Status rebind();
    bool breathe();
    void reject();

    PyObject *function_, *extra_;
    Layout layout_;
    index_t n_;
    bool waiting_ = false;  // evaluations are counted until the function is worth a trace
    int patience_ = 0, doubts_ = 0;
    index_t native_ = 0, refused_ = 0;  // evaluations by the program, and those that it left to Python
    std::shared_ptr<TracedCode> entry_;
    std::shared_ptr<TracedProgram> program_;
    const expression::Program* code_ = nullptr;
    std::vector<double> registers_, expected_;
};

}  // namespace scinova
