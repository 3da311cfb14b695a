// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic that one template of a small-matrix kernel is written in: on one number, or on as many numbers as a
// register holds, each belonging to another matrix of a stack. Both do the same operations in the same order, so that
// a matrix gets the same bits alone and in a stack.
//
// Only for hot sources: everything depends on the processor level.
#pragma once

#include <cstdint>

#include "common/simd.hpp"
#include "common/vector_width.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {
inline namespace SCINOVA_ISA {

template <class R>
struct register_of;
template <>
struct register_of<float> {
    typedef float type __attribute__((vector_size(vector_bytes)));
};
template <>
struct register_of<double> {
    typedef double type __attribute__((vector_size(vector_bytes)));
};
template <class R>
using Lanes = typename register_of<R>::type;

// What goes with a lane type V: the element, how many there are, masks, and integers as wide as the elements.
template <class V>
struct lane_traits {
    using element = std::remove_cvref_t<decltype(V{}[0])>;
    using mask = decltype(V{} < V{});
    using index = mask;
    static constexpr int width = vector_bytes / static_cast<int>(sizeof(element));
};
template <>
struct lane_traits<float> {
    using element = float;
    using mask = bool;
    using index = int;
    static constexpr int width = 1;
};
template <>
struct lane_traits<double> {
    using element = double;
    using mask = bool;
    using index = int;
    static constexpr int width = 1;
};
// A complex number per lane.
template <class V>
struct Complex {
    V re, im;
};

template <class V>
struct lane_traits<Complex<V>> : lane_traits<V> {};

template <class V>
using Mask = typename lane_traits<V>::mask;
template <class V>
using Index = typename lane_traits<V>::index;
template <class V>
inline constexpr int width = lane_traits<V>::width;

template <class T, class V>
using Value = std::conditional_t<is_complex<T>, Complex<V>, V>;

template <class X>
struct value_traits {
    using real = X;
    static constexpr bool complex = false;
};
template <class V>
struct value_traits<Complex<V>> {
    using real = V;
    static constexpr bool complex = true;
};

template <class V>
V select(Mask<V> m, V a, V b) noexcept {
    return m ? a : b;
}
template <class V>
Complex<V> select(Mask<V> m, Complex<V> a, Complex<V> b) noexcept {
    return {m ? a.re : b.re, m ? a.im : b.im};
}

template <class V>
V magnitude(V x) noexcept {
    return x < V{} ? -x : x;
}

template <class V>
V root(V x) noexcept {
    if constexpr (width<V> == 1) {
        return std::sqrt(x);
    } else {
        V y;
        for (int l = 0; l < width<V>; ++l) y[l] = std::sqrt(x[l]);
        return y;
    }
}

// |x|, without overflow or underflow on the way.
template <class V>
V modulus(V x) noexcept {
    return magnitude(x);
}
template <class V>
V modulus(Complex<V> x) noexcept {
    const V a = magnitude(x.re), b = magnitude(x.im);
    const V large = a < b ? b : a, small = a < b ? a : b;
    const V ratio = small / (large == V{} ? V{} + 1 : large);
    return large * root(ratio * ratio + 1);
}

// What pivots are chosen by: |x|, or |re| + |im| as LAPACK does.
template <class V>
V pivot_magnitude(V x) noexcept {
    return magnitude(x);
}
template <class V>
V pivot_magnitude(Complex<V> x) noexcept {
    return magnitude(x.re) + magnitude(x.im);
}

template <class V>
V times(V a, V b) noexcept {
    return a * b;
}
template <class V>
Complex<V> times(Complex<V> a, Complex<V> b) noexcept {
    return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class V>
V minus(V a, V b) noexcept {
    return a - b;
}
template <class V>
Complex<V> minus(Complex<V> a, Complex<V> b) noexcept {
    return {a.re - b.re, a.im - b.im};
}

// a / b. Complex: Smith's method (Comm. ACM 5 (1962) 435), which scales by the larger part of b.
template <class V>
V over(V a, V b) noexcept {
    return a / b;
}
template <class V>
Complex<V> over(Complex<V> a, Complex<V> b) noexcept {
    const Mask<V> real = magnitude(b.re) >= magnitude(b.im);
    const V large = real ? b.re : b.im, small = real ? b.im : b.re;
    const V ratio = small / large, below = large + small * ratio;
    const V re = real ? a.re + a.im * ratio : a.re * ratio + a.im;
    const V im = real ? a.im - a.re * ratio : a.im * ratio - a.re;
    return {re / below, im / below};
}
template <class V>
V over_real(V a, V b) noexcept {
    return a / b;
}
template <class V>
Complex<V> over_real(Complex<V> a, V b) noexcept {
    return {a.re / b, a.im / b};
}

template <class V>
V conjugated(V x) noexcept {
    return x;
}
template <class V>
Complex<V> conjugated(Complex<V> x) noexcept {
    return {x.re, -x.im};
}
template <class V>
V real_part(V x) noexcept {
    return x;
}
template <class V>
V real_part(Complex<V> x) noexcept {
    return x.re;
}
template <class V>
Mask<V> equal(V a, V b) noexcept {
    return a == b;
}
template <class V>
Mask<V> equal(Complex<V> a, Complex<V> b) noexcept {
    return (a.re == b.re) & (a.im == b.im);
}
template <class X>
X real_value(typename value_traits<X>::real x) noexcept {
    if constexpr (value_traits<X>::complex) return {x, typename value_traits<X>::real{}};
    else return x;
}

template <class M>
bool any(M m) noexcept {
    if constexpr (std::is_same_v<M, bool>) {
        return m;
    } else {
        bool found = false;
        for (std::size_t l = 0; l < sizeof(M) / sizeof(m[0]); ++l) found |= m[l] != 0;
        return found;
    }
}

template <class X>
void exchange_if(Mask<typename value_traits<X>::real> m, X& a, X& b) noexcept {
    const X kept = a;
    a = select(m, b, a);
    b = select(m, kept, b);
}

// One element of a lane.
template <class V>
auto lane(const V& v, int l) noexcept {
    if constexpr (width<V> == 1) return v;
    else return v[l];
}
template <class V, class E>
void put(V& v, int l, E x) noexcept {
    if constexpr (width<V> == 1) v = static_cast<V>(x);
    else v[l] = static_cast<typename lane_traits<V>::element>(x);
}
template <class V, class E>
void put(Complex<V>& v, int l, std::complex<E> x) noexcept {
    put(v.re, l, x.real());
    put(v.im, l, x.imag());
}
template <class T, class V>
T take(const V& v, int l) noexcept {
    return static_cast<T>(lane(v, l));
}
template <class T, class V>
T take(const Complex<V>& v, int l) noexcept {
    return {lane(v.re, l), lane(v.im, l)};
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::linalg
