// SPDX-License-Identifier: BSD-3-Clause
// The algorithms of small.hpp on matrices in registers: row-major arrays of values, one matrix per lane. N is the order
// if it is known when compiled, else 0. Nothing branches on a value of one lane: what differs is selected.
#pragma once

#include "kernels/linalg/field.hpp"
#include "kernels/linalg/small.hpp"

namespace scinova::linalg {
inline namespace SCINOVA_ISA {

template <int N>
constexpr int order(int n) noexcept {
    return N ? N : n;
}

// a becomes L (unit, below the diagonal) and U of the matrix with rows exchanged; row i is row `from[i]` of the given
// one, and `sign` that of the permutation. `info`: the number of the first zero pivot; elimination goes on past it.
template <int N, class X, class V = typename value_traits<X>::real>
void eliminate(X* a, int size, Index<V>* pivot, Index<V>* from, V& sign, Index<V>& info) noexcept {
    const int n = order<N>(size);
    sign = V{} + 1;
    info = Index<V>{};
    for (int i = 0; i < n; ++i) from[i] = Index<V>{} + i;
    for (int k = 0; k < n; ++k) {
        V most = pivot_magnitude(a[k * n + k]);
        Index<V> p = Index<V>{} + k;
        for (int i = k + 1; i < n; ++i) {
            const V size_i = pivot_magnitude(a[i * n + k]);
            const Mask<V> larger = size_i > most;
            most = select(larger, size_i, most);
            p = larger ? Index<V>{} + i : p;
        }
        pivot[k] = p;
        for (int i = k + 1; i < n; ++i) {
            const Mask<V> here = p == i;
            if (!any(here)) continue;
            for (int j = 0; j < n; ++j) exchange_if(here, a[k * n + j], a[i * n + j]);
            const Index<V> kept = from[k];
            from[k] = here ? from[i] : from[k];
            from[i] = here ? kept : from[i];
            sign = select(here, -sign, sign);
        }
        const X head = a[k * n + k];
        const Mask<V> zero = equal(head, X{});
        const Index<V> number = zero ? Index<V>{} + (k + 1) : Index<V>{};
        info = (info == 0) ? number : info;
        for (int i = k + 1; i < n; ++i) {
            const X l = select(zero, X{}, over(a[i * n + k], head));
            a[i * n + k] = l;
            for (int j = k + 1; j < n; ++j) a[i * n + j] = minus(a[i * n + j], times(l, a[k * n + j]));
        }
    }
}

// x (n rows of `columns`) := U^-1 L^-1 x.
template <int N, class X>
void substitute(const X* lu, int size, X* x, int columns) noexcept {
    const int n = order<N>(size);
    for (int i = 1; i < n; ++i)
        for (int k = 0; k < i; ++k)
            for (int j = 0; j < columns; ++j)
                x[i * columns + j] = minus(x[i * columns + j], times(lu[i * n + k], x[k * columns + j]));
    for (int i = n - 1; i >= 0; --i) {
        for (int k = i + 1; k < n; ++k)
            for (int j = 0; j < columns; ++j)
                x[i * columns + j] = minus(x[i * columns + j], times(lu[i * n + k], x[k * columns + j]));
        for (int j = 0; j < columns; ++j) x[i * columns + j] = over(x[i * columns + j], lu[i * n + i]);
    }
}

// x := L^-1 x for a lower triangular matrix.
template <int N, class X>
void substitute_lower(const X* l, int size, X* x, int columns) noexcept {
    const int n = order<N>(size);
    for (int i = 0; i < n; ++i) {
        for (int k = 0; k < i; ++k)
            for (int j = 0; j < columns; ++j)
                x[i * columns + j] = minus(x[i * columns + j], times(l[i * n + k], x[k * columns + j]));
        for (int j = 0; j < columns; ++j) x[i * columns + j] = over(x[i * columns + j], l[i * n + i]);
    }
}

// The largest sum of moduli of a column; NaN stays.
template <int N, class X, class V = typename value_traits<X>::real>
V column_norm(const X* a, int size) noexcept {
    const int n = order<N>(size);
    V most{};
    for (int j = 0; j < n; ++j) {
        V sum{};
        for (int i = 0; i < n; ++i) sum = sum + modulus(a[i * n + j]);
        most = select(sum <= most, most, sum);
    }
    return most;
}

// Nothing above the diagonal, and something below it.
template <int N, class X, class V = typename value_traits<X>::real>
Mask<V> is_lower(const X* a, int size) noexcept {
    const int n = order<N>(size);
    Mask<V> above = V{} == V{}, below = above;
    for (int i = 0; i < n; ++i)
        for (int j = 0; j < i; ++j) {
            above = above & equal(a[j * n + i], X{});
            below = below & equal(a[i * n + j], X{});
        }
    return above & (below == Mask<V>{});
}

template <int N, class X, class V = typename value_traits<X>::real>
Mask<V> is_hermitian(const X* a, int size) noexcept {
    const int n = order<N>(size);
    Mask<V> same = V{} == V{};
    for (int i = 0; i < n; ++i)
        for (int j = 0; j <= i; ++j) same = same & equal(a[i * n + j], conjugated(a[j * n + i]));
    return same;
}

// The mean of x and its conjugate transpose.
template <int N, class X, class V = typename value_traits<X>::real>
void make_hermitian(X* x, int size, Mask<V> which) noexcept {
    const int n = order<N>(size);
    const X half = real_value<X>(V{} + typename lane_traits<V>::element(0.5));
    for (int i = 0; i < n; ++i)
        for (int j = 0; j <= i; ++j) {
            X &below = x[i * n + j], &above = x[j * n + i];
            const X mean = minus(times(half, below), minus(X{}, times(half, conjugated(above))));
            below = select(which, mean, below);
            above = select(which, conjugated(mean), above);
        }
}

// The lower triangle of a becomes L with A = L L^H.
template <int N, class X, class V = typename value_traits<X>::real>
void factor_positive(X* a, int size, Index<V>& info) noexcept {
    const int n = order<N>(size);
    info = Index<V>{};
    for (int j = 0; j < n; ++j) {
        V d = real_part(a[j * n + j]);
        for (int k = 0; k < j; ++k) d = d - real_part(times(a[j * n + k], conjugated(a[j * n + k])));
        const Index<V> number = d > V{} ? Index<V>{} : Index<V>{} + (j + 1);
        info = (info == 0) ? number : info;
        const V head = root(d);
        a[j * n + j] = real_value<X>(head);
        for (int i = j + 1; i < n; ++i) {
            X x = a[i * n + j];
            for (int k = 0; k < j; ++k) x = minus(x, times(a[i * n + k], conjugated(a[j * n + k])));
            a[i * n + j] = over_real(x, head);
        }
    }
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::linalg
