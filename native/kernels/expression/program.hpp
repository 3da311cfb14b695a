// SPDX-License-Identifier: BSD-3-Clause
// Straight-line programs of IEEE operations: what remains of a user's function when only arithmetic is left of it.
//
// A register holds one double. A Python int is held as a double too, with magnitude below 2**53, so that its sums and
// products are exact; its zero is positive, as an int has no signed zero.
//
// Contract: run() returns true only where the interpreter would have returned the same bits without any exception or
// warning. Every operation is guarded: when its result is not finite (which a zero divisor, a pole or a negative base of
// a broken power all come to), when a power underflows, or when an int outgrows 2**53, run() returns false, and the
// caller asks the interpreter about this point.
// The operations are those that the interpreter would end in: IEEE arithmetic, libm for `math` and for `**` of floats,
// and a ufunc's own inner loop for double.
#pragma once

#if defined(__SSE2__)
#include <xmmintrin.h>
#else
#include <cfenv>
#endif

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace scinova::expression {

enum class Op : std::uint8_t {
    add, subtract, multiply, divide, negate, absolute, power,
    int_add, int_subtract, int_multiply, int_negate,
    math1, math2, ufunc1, ufunc2,
};

using Loop = void (*)(char**, const std::intptr_t*, const std::intptr_t*, void*);

struct Instruction {
    Op op;
    std::uint32_t out, a, b;
    double (*math1)(double);
    double (*math2)(double, double);
    Loop loop;
    void* data;
};

struct Constant {
    std::uint32_t out;
    double value;
};

// Registers 0, 1, ... hold the leading arguments, which change from point to point. `once` depends on the other inputs
// only and runs when they are known; `each` runs at every point.
struct Program {
    std::vector<Constant> constants;
    std::vector<Instruction> once, each;
    std::vector<std::uint32_t> results;
    std::size_t leading = 0, registers = 0;
    bool flags = false;  // whether `each` calls ufuncs
};

inline constexpr double exact_integers = 9007199254740992.0;  // 2**53

inline bool finite(double x) noexcept { return std::fabs(x) <= std::numeric_limits<double>::max(); }

inline double apply_loop(const Instruction& i, double a, double b) noexcept {
    static constexpr std::intptr_t one = 1, strides[3] = {sizeof(double), sizeof(double), sizeof(double)};
    double out = 0.0;
    char* unary[2] = {reinterpret_cast<char*>(&a), reinterpret_cast<char*>(&out)};
    char* binary[3] = {reinterpret_cast<char*>(&a), reinterpret_cast<char*>(&b), reinterpret_cast<char*>(&out)};
    i.loop(i.op == Op::ufunc1 ? unary : binary, &one, strides, i.data);
    return out;
}

inline bool run(const std::vector<Instruction>& code, double* r) noexcept {
    for (const Instruction& i : code) {
        const double a = r[i.a], b = r[i.b];
        double v = 0.0;
        switch (i.op) {
            case Op::add: v = a + b; break;
            case Op::subtract: v = a - b; break;
            case Op::multiply: v = a * b; break;
            case Op::divide: v = a / b; break;
            case Op::negate: v = -a; break;
            case Op::absolute: v = std::fabs(a); break;
            case Op::power:
                v = std::pow(a, b);  // which some C libraries report as out of range when it is subnormal
                if (std::fabs(v) < std::numeric_limits<double>::min() && a != 0.0) return false;
                break;
            case Op::int_add: v = a + b; break;
            case Op::int_subtract: v = a - b; break;
            case Op::int_multiply: v = a * b + 0.0; break;  // no -0.0
            case Op::int_negate: v = 0.0 - a; break;
            case Op::math1: v = i.math1(a); break;
            case Op::math2: v = i.math2(a, b); break;
            case Op::ufunc1:
            case Op::ufunc2: v = apply_loop(i, a, b); break;
        }
        const bool integer = i.op >= Op::int_add && i.op <= Op::int_negate;
        if (!(std::fabs(v) <= (integer ? exact_integers - 1.0 : std::numeric_limits<double>::max()))) return false;
        r[i.out] = v;
    }
    return true;
}

// The floating-point flags by which a ufunc notices invalid operations, overflow and division by zero.
class Flags {
public:
#if defined(__SSE2__)
    Flags() noexcept {
        const unsigned now = _mm_getcsr();
        if (now & 0x3fu) _mm_setcsr(now & ~0x3fu);
    }
    bool raised() const noexcept { return (_mm_getcsr() & 0x0du) != 0; }
#else
    Flags() noexcept { std::feclearexcept(FE_ALL_EXCEPT); }
    bool raised() const noexcept { return std::fetestexcept(FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW) != 0; }
#endif
};

// One point; the leading registers are filled.
inline bool evaluate(const Program& p, double* r) noexcept {
    for (std::size_t k = 0; k < p.leading; ++k)
        if (!finite(r[k])) return false;
    if (!p.flags) return run(p.each, r);
    const Flags flags;
    return run(p.each, r) && !flags.raised();
}

}  // namespace scinova::expression
