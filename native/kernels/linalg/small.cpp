// SPDX-License-Identifier: BSD-3-Clause
// Compiled once per processor level. A stack is cut into blocks of as many matrices as a register has lanes; the last
// block repeats the last matrix. A single matrix goes through the same templates with lanes of one number.
#include "kernels/linalg/small.hpp"

#include "kernels/linalg/elimination.hpp"

namespace scinova::linalg {
namespace {

constexpr int most_elements = small_order * small_order;

template <class T, class X, class V = typename value_traits<X>::real>
void load(Matrices<const T> a, index_t first, index_t end, X* out) noexcept {
    for (int l = 0; l < width<V>; ++l) {
        const T* source = a.at(std::min<index_t>(first + l, end - 1));
        for (index_t i = 0; i < a.rows; ++i)
            for (index_t j = 0; j < a.columns; ++j)
                put(out[i * a.columns + j], l, source[i * a.row_step + j * a.column_step]);
    }
}

template <class T, class X, class V = typename value_traits<X>::real>
void store(const X* x, Matrices<T> out, index_t first, index_t end) noexcept {
    for (int l = 0; l < width<V> && first + l < end; ++l) {
        T* target = out.at(first + l);
        for (index_t i = 0; i < out.rows; ++i)
            for (index_t j = 0; j < out.columns; ++j)
                target[i * out.row_step + j * out.column_step] = take<T>(x[i * out.columns + j], l);
    }
}

template <class V, class E>
void store_lanes(const V& v, E* out, index_t first, index_t end) noexcept {
    for (int l = 0; l < width<V> && first + l < end; ++l) out[first + l] = static_cast<E>(lane(v, l));
}
template <class I, class E>
void store_numbers(const I& v, E* out, index_t step, index_t first, index_t end) noexcept {
    if constexpr (std::is_same_v<I, int>) {
        out[first * step] = static_cast<E>(v);
    } else {
        constexpr auto lanes = static_cast<index_t>(sizeof(I) / sizeof(v[0]));
        for (index_t l = 0; l < lanes && first + l < end; ++l) out[(first + l) * step] = static_cast<E>(v[l]);
    }
}

// Block(first, end) for registers full of matrices, or for one matrix after the other. Complex matrices always go by
// registers: GCC makes fused subtractions of complex products of single numbers, contraction or not, and a matrix alone
// would not get the bits that it gets in a stack.
template <class T>
using Alone = std::conditional_t<is_complex<T>, Lanes<Real<T>>, Real<T>>;

template <class T, class Wide, class Narrow>
void in_blocks(index_t begin, index_t end, Wide&& wide, Narrow&& narrow) noexcept {
    constexpr int lanes = width<Lanes<Real<T>>>;
    if (end - begin < 3) {
        for (index_t k = begin; k < end; ++k) narrow(k, k + 1);
        return;
    }
    for (index_t k = begin; k < end; k += lanes) wide(k, std::min<index_t>(end, k + lanes));
}

template <class T>
struct Determinant {
    Matrices<const T> a;
    T* out;

    template <int N, class V>
    void block(index_t first, index_t end) const noexcept {
        using X = Value<T, V>;
        const int n = order<N>(static_cast<int>(a.rows));
        X m[N ? N * N : most_elements];
        Index<V> pivot[N ? N : small_order], from[N ? N : small_order], info;
        V sign;
        load(a, first, end, m);
        eliminate<N>(m, n, pivot, from, sign, info);
        X value = real_value<X>(sign);
        for (int i = 0; i < n; ++i) value = times(value, m[i * n + i]);
        value = minus(value, X{});
        for (int l = 0; l < width<V> && first + l < end; ++l) out[first + l] = take<T>(value, l) + T(0);
    }
};

// Factored block: the inverse for the condition, and either it or solutions are stored.
template <class T>
struct Solver {
    Matrices<const T> a, b;
    Matrices<T> x;
    bool detect, inverse;
    Real<T>* rcond;
    std::int32_t* info;

    template <int N, class V>
    void block(index_t first, index_t end) const noexcept {
        using X = Value<T, V>;
        const int n = order<N>(static_cast<int>(a.rows));
        constexpr int most = N ? N * N : most_elements;
        X m[most], inverted[most];
        Index<V> pivot[N ? N : small_order], from[N ? N : small_order], zero;
        V sign;
        load(a, first, end, m);
        Mask<V> lower{}, hermitian{};
        if (detect) {
            lower = is_lower<N>(m, n);
            if (any(lower)) return one_by_one<N>(first, end, lower);
            if (inverse) hermitian = is_hermitian<N>(m, n);
        }
        const V norm = column_norm<N>(m, n);
        eliminate<N>(m, n, pivot, from, sign, zero);
        for (int i = 0; i < n; ++i)
            for (int j = 0; j < n; ++j) inverted[i * n + j] = real_value<X>((from[i] == j) ? V{} + 1 : V{});
        substitute<N>(m, n, inverted, n);
        finish<N>(norm, inverted, zero, first, end);
        if (inverse) {
            if (any(hermitian)) make_hermitian<N>(inverted, n, hermitian);
            store(inverted, x, first, end);
            return;
        }
        for (index_t r = 0; r < b.columns; ++r) {
            X y[N ? N : small_order];
            for (int l = 0; l < width<V>; ++l) {
                const T* source = b.at(std::min<index_t>(first + l, end - 1)) + r * b.column_step;
                for (int i = 0; i < n; ++i) put(y[i], l, source[static_cast<index_t>(row(from[i], l)) * b.row_step]);
            }
            substitute<N>(m, n, y, 1);
            store_column(y, r, first, end);
        }
    }

private:
    template <class I>
    static auto row(const I& from, int l) noexcept {
        if constexpr (std::is_same_v<I, int>) return from;
        else return from[l];
    }

    template <int N, class V, class X>
    void finish(V norm, const X* inverted, const Index<V>& zero, index_t first, index_t end) const noexcept {
        const V one = V{} + 1;
        store_lanes(one / norm / column_norm<N>(inverted, static_cast<int>(a.rows)), rcond, first, end);
        store_numbers(zero, info, 1, first, end);
    }

    template <class X, class V = typename value_traits<X>::real>
    void store_column(const X* y, index_t r, index_t first, index_t end) const noexcept {
        for (int l = 0; l < width<V> && first + l < end; ++l) {
            T* target = x.at(first + l) + r * x.column_step;
            for (index_t i = 0; i < a.rows; ++i) target[i * x.row_step] = take<T>(y[i], l);
        }
    }

    // A block in which there are lower triangular matrices.
    template <int N, class M>
    void one_by_one(index_t first, index_t end, const M& lower) const noexcept {
        if constexpr (std::is_same_v<M, bool>) {
            lower_triangular<N>(first);
        } else {
            Solver other = *this;
            for (index_t k = first; k < end; ++k) {
                if (lower[k - first]) {
                    lower_triangular<N>(k);
                } else {
                    other.template block<N, Alone<T>>(k, k + 1);
                }
            }
        }
    }

    template <int N>
    void lower_triangular(index_t k) const noexcept {
        using R = Real<T>;
        using X = Value<T, R>;
        const int n = order<N>(static_cast<int>(a.rows));
        constexpr int most = N ? N * N : most_elements;
        X m[most], inverted[most], y[N ? N : small_order];
        load(a, k, k + 1, m);
        int zero = 0;
        for (int i = n - 1; i >= 0; --i)
            if (equal(m[i * n + i], X{})) zero = i + 1;
        const R norm = column_norm<N>(m, n);
        for (int i = 0; i < n * n; ++i) inverted[i] = real_value<X>(R(i % (n + 1) == 0));
        substitute_lower<N>(m, n, inverted, n);
        finish<N>(norm, inverted, zero, k, k + 1);
        if (inverse) return store(inverted, x, k, k + 1);
        for (index_t r = 0; r < b.columns; ++r) {
            for (int i = 0; i < n; ++i) put(y[i], 0, b.at(k)[i * b.row_step + r * b.column_step]);
            substitute_lower<N>(m, n, y, 1);
            store_column(y, r, k, k + 1);
        }
    }
};

template <class T>
struct Factors {
    Matrices<const T> a;
    Matrices<T> lu;
    std::int32_t *pivots, *info;

    template <int N, class V>
    void block(index_t first, index_t end) const noexcept {
        using X = Value<T, V>;
        const int n = order<N>(static_cast<int>(a.rows));
        X m[N ? N * N : most_elements];
        Index<V> pivot[N ? N : small_order], from[N ? N : small_order], zero;
        V sign;
        load(a, first, end, m);
        eliminate<N>(m, n, pivot, from, sign, zero);
        store(m, lu, first, end);
        for (int i = 0; i < n; ++i) store_numbers(pivot[i], pivots + i, n, first, end);
        store_numbers(zero, info, 1, first, end);
    }
};

template <class T>
struct Cholesky {
    Matrices<const T> a;
    Matrices<T> c;
    bool lower, clean;
    std::int32_t* info;

    // The upper factor is the conjugate transpose of the lower one of the matrix that the upper triangle stands for.
    template <int N, class V>
    void block(index_t first, index_t end) const noexcept {
        using X = Value<T, V>;
        const int n = order<N>(static_cast<int>(a.rows));
        X m[N ? N * N : most_elements];
        load(lower ? a : a.transposed(), first, end, m);
        Index<V> wrong;
        if constexpr (is_complex<T>) {
            if (!lower)
                for (int i = 0; i < n; ++i)
                    for (int j = 0; j <= i; ++j) m[i * n + j] = conjugated(m[i * n + j]);
        }
        factor_positive<N>(m, n, wrong);
        for (int i = 0; i < n; ++i) {
            if (!lower)
                for (int j = 0; j <= i; ++j) m[i * n + j] = conjugated(m[i * n + j]);
            if (clean)
                for (int j = i + 1; j < n; ++j) m[i * n + j] = X{};
        }
        store(m, lower ? c : c.transposed(), first, end);
        store_numbers(wrong, info, 1, first, end);
    }
};

template <int N, class T, class Work>
void run_order(const Work& work, index_t begin, index_t end) noexcept {
    in_blocks<T>(
        begin, end, [&](index_t i, index_t j) { work.template block<N, Lanes<Real<T>>>(i, j); },
        [&](index_t i, index_t j) { work.template block<N, Alone<T>>(i, j); });
}

template <class T, class Work>
void run(const Work& work, index_t begin, index_t end) noexcept {
    switch (work.a.rows) {
        case 2: return run_order<2, T>(work, begin, end);
        case 3: return run_order<3, T>(work, begin, end);
        case 4: return run_order<4, T>(work, begin, end);
        default: return run_order<0, T>(work, begin, end);
    }
}

template <class T>
const SmallTable<T>& table() noexcept {
    static const SmallTable<T> t{
        [](Matrices<const T> a, T* out, index_t begin, index_t end) { run<T>(Determinant<T>{a, out}, begin, end); },
        [](Matrices<const T> a, Matrices<T> out, bool detect, Real<T>* rcond, std::int32_t* info, index_t begin,
           index_t end) { run<T>(Solver<T>{a, {}, out, detect, true, rcond, info}, begin, end); },
        [](Matrices<const T> a, Matrices<const T> b, Matrices<T> x, bool detect, Real<T>* rcond, std::int32_t* info,
           index_t begin, index_t end) { run<T>(Solver<T>{a, b, x, detect, false, rcond, info}, begin, end); },
        [](Matrices<const T> a, Matrices<T> lu, std::int32_t* pivots, std::int32_t* info, index_t begin, index_t end) {
            run<T>(Factors<T>{a, lu, pivots, info}, begin, end);
        },
        [](Matrices<const T> a, Matrices<T> c, bool lower, bool clean, std::int32_t* info, index_t begin,
           index_t end) { run<T>(Cholesky<T>{a, c, lower, clean, info}, begin, end); },
    };
    return t;
}

}  // namespace

template <>
const SmallTable<float>& small_table<isa::current, float>() {
    return table<float>();
}
template <>
const SmallTable<double>& small_table<isa::current, double>() {
    return table<double>();
}
template <>
const SmallTable<std::complex<float>>& small_table<isa::current, std::complex<float>>() {
    return table<std::complex<float>>();
}
template <>
const SmallTable<std::complex<double>>& small_table<isa::current, std::complex<double>>() {
    return table<std::complex<double>>();
}

}  // namespace scinova::linalg
