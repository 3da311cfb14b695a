// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/sparse/arithmetic.hpp"

#include <algorithm>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::sparse {

namespace {

template <class I>
index_t row_grain(const Pattern<I>& a, index_t per_entry = 1) {
    return std::max<index_t>(1, a.rows * 30000 / ((a.nnz + a.rows) * per_entry + 1));
}

// The product of two complex numbers without the recovery of infinities that the standard library adds.
template <class V>
V times(V a, V b) {
    if constexpr (std::is_same_v<V, std::int64_t>)
        return static_cast<V>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
    else
        return a * b;
}
template <class R>
std::complex<R> times(std::complex<R> a, std::complex<R> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
template <class V>
V plus(V a, V b) {
    if constexpr (std::is_same_v<V, std::int64_t>)
        return static_cast<V>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
    else
        return a + b;
}
template <class V>
V minus(V a, V b) {
    if constexpr (std::is_same_v<V, std::int64_t>)
        return static_cast<V>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
    else
        return a - b;
}

}  // namespace

template <class I, class V>
Status rows_times_vector(const Pattern<I>& a, const V* values, const V* x, V* y) {
    if (!sound(a)) return Status::bad_argument;
    parallel_for(a.rows, row_grain(a), [&](index_t begin, index_t end) {
        const I* const ptr = a.indptr;
        const I* const column = a.indices;
        index_t k = ptr[begin];
        for (index_t r = begin; r < end; ++r) {
            V sum = y[r];
            for (const index_t last = ptr[r + 1]; k < last; ++k) sum = plus(sum, times(values[k], x[column[k]]));
            y[r] = sum;
        }
    });
    return Status::ok;
}

template <class I, class V>
Status columns_times_vector(const Pattern<I>& a, const V* values, const V* x, V* y) {
    if (!sound(a)) return Status::bad_argument;
    for (index_t c = 0; c < a.rows; ++c) {
        const V factor = x[c];
        for (index_t k = a.indptr[c]; k < a.indptr[c + 1]; ++k)
            y[a.indices[k]] = plus(y[a.indices[k]], times(values[k], factor));
    }
    return Status::ok;
}

template <class I, class V>
Status rows_times_dense(const Pattern<I>& a, const V* values, index_t k, const V* x, V* y) {
    if (!sound(a)) return Status::bad_argument;
    parallel_for(a.rows, row_grain(a, std::max<index_t>(1, k)), [&](index_t begin, index_t end) {
        for (index_t r = begin; r < end; ++r) {
            V* __restrict to = y + r * k;
            for (index_t e = a.indptr[r]; e < a.indptr[r + 1]; ++e) {
                const V* __restrict from = x + a.indices[e] * k;
                const V factor = values[e];
                for (index_t c = 0; c < k; ++c) to[c] = plus(to[c], times(factor, from[c]));
            }
        }
    });
    return Status::ok;
}

template <class I, class V>
Status columns_times_dense(const Pattern<I>& a, const V* values, index_t k, const V* x, V* y) {
    if (!sound(a)) return Status::bad_argument;
    // Threads share out the columns of X: no two write the same element.
    parallel_for(k, std::max<index_t>(8, 60000 / (a.nnz + 1)), [&](index_t begin, index_t end) {
        for (index_t c = 0; c < a.rows; ++c) {
            const V* __restrict from = x + c * k;
            for (index_t e = a.indptr[c]; e < a.indptr[c + 1]; ++e) {
                V* __restrict to = y + a.indices[e] * k;
                const V factor = values[e];
                for (index_t j = begin; j < end; ++j) to[j] = plus(to[j], times(factor, from[j]));
            }
        }
    });
    return Status::ok;
}

template <class I>
Status product_lengths(const Pattern<I>& a, const Pattern<I>& b, std::int64_t* length) {
    if (!sound(a) || !sound(b) || a.cols != b.rows) return Status::bad_argument;
    parallel_for(a.rows, row_grain(a, 4), [&](index_t begin, index_t end) {
        std::vector<I> seen(static_cast<std::size_t>(b.cols), I{-1});
        for (index_t r = begin; r < end; ++r) {
            std::int64_t n = 0;
            for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) {
                const I m = a.indices[k];
                for (index_t l = b.indptr[m]; l < b.indptr[m + 1]; ++l) {
                    I& mark = seen[static_cast<std::size_t>(b.indices[l])];
                    n += mark != static_cast<I>(r);
                    mark = static_cast<I>(r);
                }
            }
            length[r] = n;
        }
    });
    return Status::ok;
}

template <class I, class V>
Status product(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, const I* indptr, I* indices, V* out) {
    if (!sound(a) || !sound(b) || a.cols != b.rows) return Status::bad_argument;
    parallel_for(a.rows, row_grain(a, 4), [&](index_t begin, index_t end) {
        // place[c]: where column c of the present row stands in the output, if that is within the row.
        std::vector<I> place(static_cast<std::size_t>(b.cols), I{-1});
        for (index_t r = begin; r < end; ++r) {
            const I start = indptr[r];
            I at = start;
            for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) {
                const I m = a.indices[k];
                const V factor = av[k];
                for (index_t l = b.indptr[m]; l < b.indptr[m + 1]; ++l) {
                    const I c = b.indices[l];
                    I& p = place[static_cast<std::size_t>(c)];
                    if (p < start) {
                        p = at;
                        indices[at] = c;
                        out[at++] = times(factor, bv[l]);
                    } else {
                        out[p] = plus(out[p], times(factor, bv[l]));
                    }
                }
            }
        }
    });
    return Status::ok;
}

namespace {

template <class I, class V>
void intersection(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, I* indptr, I* indices, V* out) {
    index_t at = 0;
    for (index_t r = 0; r < a.rows; ++r) {
        index_t i = a.indptr[r], j = b.indptr[r];
        while (i < a.indptr[r + 1] && j < b.indptr[r + 1]) {
            const I p = a.indices[i], q = b.indices[j];
            if (p == q) {
                const V v = times(av[i], bv[j]);
                if (v != V{}) indices[at] = p, out[at++] = v;
            }
            i += p <= q;
            j += q <= p;
        }
        indptr[r + 1] = static_cast<I>(at);
    }
}

template <bool Add, class I, class V>
void sum(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, I* indptr, I* indices, V* out) {
    index_t at = 0;
    const auto put = [&](I column, V v) {
        indices[at] = column;
        out[at] = v;
        at += v != V{};
    };
    const auto join = [](V x, V y) { return Add ? plus(x, y) : minus(x, y); };
    for (index_t r = 0; r < a.rows; ++r) {
        index_t i = a.indptr[r], j = b.indptr[r];
        const index_t i_end = a.indptr[r + 1], j_end = b.indptr[r + 1];
        while (i < i_end && j < j_end) {
            const I p = a.indices[i], q = b.indices[j];
            if (p == q) put(p, join(av[i++], bv[j++]));
            else if (p < q) put(p, av[i++]);
            else put(q, join(V{}, bv[j++]));
        }
        for (; i < i_end; ++i) put(a.indices[i], av[i]);
        for (; j < j_end; ++j) put(b.indices[j], join(V{}, bv[j]));
        indptr[r + 1] = static_cast<I>(at);
    }
}

}  // namespace

template <class I, class V>
Status combine(const Pattern<I>& a, const V* av, const Pattern<I>& b, const V* bv, int sign, I* indptr, I* indices,
               V* out) {
    if (!sound(a) || !sound(b) || a.rows != b.rows) return Status::bad_argument;
    indptr[0] = 0;
    if (sign == 0) intersection(a, av, b, bv, indptr, indices, out);
    else if (sign > 0) sum<true>(a, av, b, bv, indptr, indices, out);
    else sum<false>(a, av, b, bv, indptr, indices, out);
    return Status::ok;
}

template Status product_lengths(const Pattern<std::int32_t>&, const Pattern<std::int32_t>&, std::int64_t*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const std::int64_t*, const std::int64_t*,
                        std::int64_t*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const std::int64_t*, const std::int64_t*,
                        std::int64_t*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const std::int64_t*, index_t,
                        const std::int64_t*, std::int64_t*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const std::int64_t*, index_t,
                        const std::int64_t*, std::int64_t*);
template Status product(const Pattern<std::int32_t>&, const std::int64_t*, const Pattern<std::int32_t>&,
                        const std::int64_t*, const std::int32_t*, std::int32_t*, std::int64_t*);
template Status combine(const Pattern<std::int32_t>&, const std::int64_t*, const Pattern<std::int32_t>&,
                        const std::int64_t*, int, std::int32_t*, std::int32_t*, std::int64_t*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const float*, const float*, float*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const float*, const float*, float*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const float*, index_t, const float*, float*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const float*, index_t, const float*, float*);
template Status product(const Pattern<std::int32_t>&, const float*, const Pattern<std::int32_t>&, const float*,
                        const std::int32_t*, std::int32_t*, float*);
template Status combine(const Pattern<std::int32_t>&, const float*, const Pattern<std::int32_t>&, const float*,
                        int, std::int32_t*, std::int32_t*, float*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const double*, const double*, double*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const double*, const double*, double*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const double*, index_t, const double*, double*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const double*, index_t, const double*, double*);
template Status product(const Pattern<std::int32_t>&, const double*, const Pattern<std::int32_t>&,
                        const double*, const std::int32_t*, std::int32_t*, double*);
template Status combine(const Pattern<std::int32_t>&, const double*, const Pattern<std::int32_t>&,
                        const double*, int, std::int32_t*, std::int32_t*, double*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const long double*, const long double*, long double*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const long double*, const long double*,
                        long double*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const long double*, index_t, const long double*,
                        long double*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const long double*, index_t,
                        const long double*, long double*);
template Status product(const Pattern<std::int32_t>&, const long double*, const Pattern<std::int32_t>&,
                        const long double*, const std::int32_t*, std::int32_t*, long double*);
template Status combine(const Pattern<std::int32_t>&, const long double*, const Pattern<std::int32_t>&,
                        const long double*, int, std::int32_t*, std::int32_t*, long double*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const std::complex<float>*,
                        const std::complex<float>*, std::complex<float>*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const std::complex<float>*,
                        const std::complex<float>*, std::complex<float>*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const std::complex<float>*, index_t,
                        const std::complex<float>*, std::complex<float>*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const std::complex<float>*, index_t,
                        const std::complex<float>*, std::complex<float>*);
template Status product(const Pattern<std::int32_t>&, const std::complex<float>*, const Pattern<std::int32_t>&,
                        const std::complex<float>*, const std::int32_t*, std::int32_t*, std::complex<float>*);
template Status combine(const Pattern<std::int32_t>&, const std::complex<float>*, const Pattern<std::int32_t>&,
                        const std::complex<float>*, int, std::int32_t*, std::int32_t*, std::complex<float>*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const std::complex<double>*,
                        const std::complex<double>*, std::complex<double>*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const std::complex<double>*,
                        const std::complex<double>*, std::complex<double>*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const std::complex<double>*, index_t,
                        const std::complex<double>*, std::complex<double>*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const std::complex<double>*, index_t,
                        const std::complex<double>*, std::complex<double>*);
template Status product(const Pattern<std::int32_t>&, const std::complex<double>*,
                        const Pattern<std::int32_t>&, const std::complex<double>*, const std::int32_t*, std::int32_t*, std::complex<double>*);
template Status combine(const Pattern<std::int32_t>&, const std::complex<double>*,
                        const Pattern<std::int32_t>&, const std::complex<double>*, int, std::int32_t*, std::int32_t*, std::complex<double>*);
template Status rows_times_vector(const Pattern<std::int32_t>&, const std::complex<long double>*,
                        const std::complex<long double>*, std::complex<long double>*);
template Status columns_times_vector(const Pattern<std::int32_t>&, const std::complex<long double>*,
                        const std::complex<long double>*, std::complex<long double>*);
template Status rows_times_dense(const Pattern<std::int32_t>&, const std::complex<long double>*, index_t,
                        const std::complex<long double>*, std::complex<long double>*);
template Status columns_times_dense(const Pattern<std::int32_t>&, const std::complex<long double>*, index_t,
                        const std::complex<long double>*, std::complex<long double>*);
template Status product(const Pattern<std::int32_t>&, const std::complex<long double>*,
                        const Pattern<std::int32_t>&, const std::complex<long double>*, const std::int32_t*, std::int32_t*, std::complex<long double>*);
template Status combine(const Pattern<std::int32_t>&, const std::complex<long double>*,
                        const Pattern<std::int32_t>&, const std::complex<long double>*, int, std::int32_t*, std::int32_t*, std::complex<long double>*);
template Status product_lengths(const Pattern<std::int64_t>&, const Pattern<std::int64_t>&, std::int64_t*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const std::int64_t*, const std::int64_t*,
                        std::int64_t*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const std::int64_t*, const std::int64_t*,
                        std::int64_t*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const std::int64_t*, index_t,
                        const std::int64_t*, std::int64_t*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const std::int64_t*, index_t,
                        const std::int64_t*, std::int64_t*);
template Status product(const Pattern<std::int64_t>&, const std::int64_t*, const Pattern<std::int64_t>&,
                        const std::int64_t*, const std::int64_t*, std::int64_t*, std::int64_t*);
template Status combine(const Pattern<std::int64_t>&, const std::int64_t*, const Pattern<std::int64_t>&,
                        const std::int64_t*, int, std::int64_t*, std::int64_t*, std::int64_t*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const float*, const float*, float*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const float*, const float*, float*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const float*, index_t, const float*, float*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const float*, index_t, const float*, float*);
template Status product(const Pattern<std::int64_t>&, const float*, const Pattern<std::int64_t>&, const float*,
                        const std::int64_t*, std::int64_t*, float*);
template Status combine(const Pattern<std::int64_t>&, const float*, const Pattern<std::int64_t>&, const float*,
                        int, std::int64_t*, std::int64_t*, float*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const double*, const double*, double*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const double*, const double*, double*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const double*, index_t, const double*, double*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const double*, index_t, const double*, double*);
template Status product(const Pattern<std::int64_t>&, const double*, const Pattern<std::int64_t>&,
                        const double*, const std::int64_t*, std::int64_t*, double*);
template Status combine(const Pattern<std::int64_t>&, const double*, const Pattern<std::int64_t>&,
                        const double*, int, std::int64_t*, std::int64_t*, double*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const long double*, const long double*, long double*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const long double*, const long double*,
                        long double*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const long double*, index_t, const long double*,
                        long double*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const long double*, index_t,
                        const long double*, long double*);
template Status product(const Pattern<std::int64_t>&, const long double*, const Pattern<std::int64_t>&,
                        const long double*, const std::int64_t*, std::int64_t*, long double*);
template Status combine(const Pattern<std::int64_t>&, const long double*, const Pattern<std::int64_t>&,
                        const long double*, int, std::int64_t*, std::int64_t*, long double*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const std::complex<float>*,
                        const std::complex<float>*, std::complex<float>*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const std::complex<float>*,
                        const std::complex<float>*, std::complex<float>*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const std::complex<float>*, index_t,
                        const std::complex<float>*, std::complex<float>*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const std::complex<float>*, index_t,
                        const std::complex<float>*, std::complex<float>*);
template Status product(const Pattern<std::int64_t>&, const std::complex<float>*, const Pattern<std::int64_t>&,
                        const std::complex<float>*, const std::int64_t*, std::int64_t*, std::complex<float>*);
template Status combine(const Pattern<std::int64_t>&, const std::complex<float>*, const Pattern<std::int64_t>&,
                        const std::complex<float>*, int, std::int64_t*, std::int64_t*, std::complex<float>*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const std::complex<double>*,
                        const std::complex<double>*, std::complex<double>*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const std::complex<double>*,
                        const std::complex<double>*, std::complex<double>*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const std::complex<double>*, index_t,
                        const std::complex<double>*, std::complex<double>*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const std::complex<double>*, index_t,
                        const std::complex<double>*, std::complex<double>*);
template Status product(const Pattern<std::int64_t>&, const std::complex<double>*,
                        const Pattern<std::int64_t>&, const std::complex<double>*, const std::int64_t*, std::int64_t*, std::complex<double>*);
template Status combine(const Pattern<std::int64_t>&, const std::complex<double>*,
                        const Pattern<std::int64_t>&, const std::complex<double>*, int, std::int64_t*, std::int64_t*, std::complex<double>*);
template Status rows_times_vector(const Pattern<std::int64_t>&, const std::complex<long double>*,
                        const std::complex<long double>*, std::complex<long double>*);
template Status columns_times_vector(const Pattern<std::int64_t>&, const std::complex<long double>*,
                        const std::complex<long double>*, std::complex<long double>*);
template Status rows_times_dense(const Pattern<std::int64_t>&, const std::complex<long double>*, index_t,
                        const std::complex<long double>*, std::complex<long double>*);
template Status columns_times_dense(const Pattern<std::int64_t>&, const std::complex<long double>*, index_t,
                        const std::complex<long double>*, std::complex<long double>*);
template Status product(const Pattern<std::int64_t>&, const std::complex<long double>*,
                        const Pattern<std::int64_t>&, const std::complex<long double>*, const std::int64_t*, std::int64_t*, std::complex<long double>*);
template Status combine(const Pattern<std::int64_t>&, const std::complex<long double>*,
                        const Pattern<std::int64_t>&, const std::complex<long double>*, int, std::int64_t*, std::int64_t*, std::complex<long double>*);

}  // namespace scinova::sparse
