// SPDX-License-Identifier: BSD-3-Clause
// Sums divided by the number of their terms, as vectors. Include only from HOT sources.
#pragma once

#include "kernels/ndimage/linear.hpp"
#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

// q = s / n by the reciprocal r, and one step of refinement, which makes it correctly rounded (P. Markstein, "Computation
// of elementary functions on the IBM RISC System/6000 processor", IBM J. Res. Dev. 34, 1990, theorem 5); s is finite.
struct Quotient {
    double n, r;
    explicit Quotient(index_t count) : n(static_cast<double>(count)), r(1.0 / n) {}
    Vector<double> operator()(Vector<double> s) const {
#if defined(__FMA__)
        const Vector<double> q = s * r;
        return fused(fused(-q, n - Vector<double>{}, s), r - Vector<double>{}, q);
#else
        return s / n;
#endif
    }
    // Integers towards zero; |s| / n is exact enough in double for int32, in float for int16.
    Vector<std::int32_t> operator()(Vector<std::int32_t> s) const {
        typedef double Wide __attribute__((vector_size(2 * vector_bytes)));
        return __builtin_convertvector(__builtin_convertvector(s, Wide) / n, Vector<std::int32_t>);
    }
};
struct ShortQuotient {
    ShortDivisor d;
    float n;
    explicit ShortQuotient(index_t count) : d(short_divisor(count, 32767)), n(static_cast<float>(count)) {}
    Vector<std::int16_t> operator()(Vector<std::int16_t> s) const {
        using V = Vector<std::int16_t>;
        using U = Vector<std::uint16_t>;
        if (!d.exact) {
            typedef float Wide __attribute__((vector_size(2 * vector_bytes)));
            typedef std::int32_t Ints __attribute__((vector_size(2 * vector_bytes)));
            const Ints q = __builtin_convertvector(__builtin_convertvector(s, Wide) / n, Ints);
            return __builtin_convertvector(q, V);
        }
        const V sign = s >> 15;
        const V q = (V)(high_product((U)((s ^ sign) - sign), d.factor) >> d.shift);
        return (q ^ sign) - sign;
    }
};
// Sums of up to 128 bytes.
struct ByteQuotient {
    ShortDivisor d;
    explicit ByteQuotient(index_t count) : d(short_divisor(count, 255 * count)) {}
    Vector<std::uint16_t> operator()(Vector<std::uint16_t> s) const { return d.factor ? high_product(s, d.factor) >> d.shift : s; }
};
template <class A>
using MeanOf = std::conditional_t<std::is_same_v<A, std::int16_t>, ShortQuotient,
                                  std::conditional_t<std::is_same_v<A, std::uint16_t>, ByteQuotient, Quotient>>;

}  // namespace
}  // namespace scinova::ndimage
