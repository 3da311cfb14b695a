// SPDX-License-Identifier: BSD-3-Clause
// Floating-point numbers of up to 2560 bits, for sums that cancel more digits than float64 or double-double has.
//
// A Number is sign * 0.m * 2^exponent, m a fraction of n limbs of 64 bits, the most significant first and with its top
// bit set; zero limbs at the end are not kept, so that a product with a short number (k + 1, a + k) costs as much as
// the number is long. Every operation takes the precision in limbs and truncates: a relative error below 2^(2 - 64 p).
// Exponents are 64 bits wide, so nothing overflows on the way. No allocation; a Number lives on the stack.
//
// A Ball is a complex Number with a bound of its absolute error as a power of two. The bounds follow the first order of
// interval arithmetic; they are what decides whether a result is given.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>

namespace scinova::special::multi {

using Limb = std::uint64_t;
using Wide = unsigned __int128;

inline constexpr int max_limbs = 40;
inline constexpr std::int64_t no_exponent = std::numeric_limits<std::int64_t>::min() / 4;   // of zero

struct Number {
    int n = 0, sign = 0;                      // sign 0: zero
    std::int64_t exponent = no_exponent;
    Limb m[max_limbs];

    Number() noexcept {}
    Number(double x) noexcept;                // exact
    Number(const Number& o) noexcept { *this = o; }
    Number& operator=(const Number& o) noexcept;
    bool zero() const noexcept { return sign == 0; }
    double value() const noexcept;            // rounded; overflows to infinity, underflows gradually
    double scaled(std::int64_t shift) const noexcept;   // value of 2^shift times it
    void negate() noexcept { sign = -sign; }
    void shift(std::int64_t bits) noexcept { if (sign) exponent += bits; }
};

Number from_integer(__int128 a, int binary_places) noexcept;   // a 2^-places
void multiply(Number& r, const Number& a, const Number& b, int p) noexcept;     // r may be a or b
void add(Number& r, const Number& a, const Number& b, int p, bool subtract = false) noexcept;
int compare_magnitude(const Number& a, const Number& b) noexcept;
Number inverse(const Number& a, int p) noexcept;

inline Number times(const Number& a, const Number& b, int p) noexcept {
    Number r;
    multiply(r, a, b, p);
    return r;
}
inline Number plus(const Number& a, const Number& b, int p) noexcept {
    Number r;
    add(r, a, b, p);
    return r;
}
inline Number minus(const Number& a, const Number& b, int p) noexcept {
    Number r;
    add(r, a, b, p, true);
    return r;
}
// The exact sum of parameters, which have few limbs each.
inline Number exact_sum(const Number& a, const Number& b) noexcept { return plus(a, b, max_limbs); }
inline Number exact_difference(const Number& a, const Number& b) noexcept { return minus(a, b, max_limbs); }

// An integer, if the number is one below 2^62; false otherwise.
bool to_integer(const Number& a, std::int64_t& value) noexcept;

// a + k for k = 0, 1, 2 ..., in 128-bit integers where the parameter allows it.
class Shifted {
public:
    explicit Shifted(const Number& a) noexcept;
    Number at(std::int64_t k) const noexcept {
        if (places >= 0 && k < limit) return from_integer(integer + (static_cast<__int128>(k) << places), places);
        return exact_sum(base, Number(static_cast<double>(k)));
    }
    double approx;                            // the parameter itself
private:
    Number base;
    __int128 integer = 0;
    int places = -1;
    std::int64_t limit = 0;
};

struct Complex {
    Number re, im;
    bool real() const noexcept { return im.zero(); }
    bool zero() const noexcept { return re.zero() && im.zero(); }
    std::int64_t exponent() const noexcept { return re.exponent > im.exponent ? re.exponent : im.exponent; }
};

void multiply(Complex& r, const Complex& a, const Complex& b, int p) noexcept;
void multiply(Complex& r, const Complex& a, const Number& b, int p) noexcept;
void add(Complex& r, const Complex& a, const Complex& b, int p, bool subtract = false) noexcept;
Complex inverse(const Complex& a, int p) noexcept;
inline Complex times(const Complex& a, const Complex& b, int p) noexcept {
    Complex r;
    multiply(r, a, b, p);
    return r;
}

Complex exponential(const Complex& z, int p) noexcept;
Complex logarithm(const Complex& z, bool lower_side, int p) noexcept;   // on the cut: arg = -pi if lower_side
Number pi(int p) noexcept;

// value, |error| < 2^error
struct Ball {
    Complex value;
    std::int64_t error = no_exponent;
    // Bits that are right, relative to the larger part.
    std::int64_t bits() const noexcept { return value.zero() ? (error == no_exponent ? 1000000 : -1) : value.exponent() - error; }
};
Ball product(const Ball& a, const Ball& b, int p) noexcept;
Ball sum(const Ball& a, const Ball& b, int p) noexcept;
Ball exactly(const Complex& z) noexcept;

// The product of gamma(top) over that of gamma(bottom), real arguments; no argument of the top is a pole, and a pole
// in the bottom makes it zero.
Ball gamma_ratio(const Number* top, int tops, const Number* bottom, int bottoms, int p) noexcept;
// |Gamma(x + i y)|^2, x > 0
Ball gamma_square(const Number& x, const Number& y, int p) noexcept;
// base^power
Ball power(const Complex& base, bool lower_side, const Number& exponent, int p) noexcept;
Ball exponential_ball(const Complex& z, int p) noexcept;

}  // namespace scinova::special::multi
