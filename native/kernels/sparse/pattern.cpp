// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/sparse/pattern.hpp"

#include <algorithm>
#include <new>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::sparse {

namespace {
// Rows that make a chunk of about 30000 entries.
template <class I>
index_t row_grain(const Pattern<I>& a) {
    return std::max<index_t>(1, a.rows * 30000 / (a.nnz + a.rows + 1));
}
}  // namespace

template <class I>
bool increasing(const Pattern<I>& a, bool strictly) noexcept {
    if (a.indptr[0] < 0 || a.indptr[a.rows] > a.nnz) return false;
    for (index_t r = 0; r < a.rows; ++r) {
        if (a.indptr[r + 1] < a.indptr[r]) return false;
        bool wrong = false;
        for (index_t k = a.indptr[r] + 1; k < a.indptr[r + 1]; ++k)
            wrong |= strictly ? a.indices[k] <= a.indices[k - 1] : a.indices[k] < a.indices[k - 1];
        if (wrong) return false;
    }
    return true;
}

template <class I, class W>
Status compress(index_t rows, index_t cols, index_t nnz, const I* major, const I* minor, const W* values, I* indptr,
                I* indices, W* out) {
    std::fill(indptr, indptr + rows + 1, I{0});
    for (index_t k = 0; k < nnz; ++k) {
        if (major[k] < 0 || major[k] >= rows || minor[k] < 0 || minor[k] >= cols) return Status::bad_argument;
        ++indptr[major[k] + 1];
    }
    for (index_t r = 0; r < rows; ++r) indptr[r + 1] += indptr[r];
    for (index_t k = 0; k < nnz; ++k) {
        const I at = indptr[major[k]]++;
        indices[at] = minor[k];
        out[at] = values[k];
    }
    for (index_t r = rows; r > 0; --r) indptr[r] = indptr[r - 1];
    indptr[0] = 0;
    return Status::ok;
}

template <class I, class W>
Status transpose(const Pattern<I>& a, const W* values, I* indptr, I* indices, W* out) {
    if (!sound(a)) return Status::bad_argument;
    std::fill(indptr, indptr + a.cols + 1, I{0});
    for (index_t k = a.indptr[0]; k < a.indptr[a.rows]; ++k) ++indptr[a.indices[k] + 1];
    for (index_t c = 0; c < a.cols; ++c) indptr[c + 1] += indptr[c];
    for (index_t r = 0; r < a.rows; ++r) {
        for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) {
            const I at = indptr[a.indices[k]]++;
            indices[at] = static_cast<I>(r);
            out[at] = values[k];
        }
    }
    for (index_t c = a.cols; c > 0; --c) indptr[c] = indptr[c - 1];
    indptr[0] = 0;
    return Status::ok;
}

template <class I, class W>
Status sort_lists(const Pattern<I>& a, I* indices, W* values) {
    if (!sound(a)) return Status::bad_argument;
    parallel_for(a.rows, row_grain(a), [&](index_t begin, index_t end) {
        std::vector<std::pair<I, I>> key;
        std::vector<W> moved;
        for (index_t r = begin; r < end; ++r) {
            const index_t first = a.indptr[r], last = a.indptr[r + 1];
            if (std::is_sorted(indices + first, indices + last)) continue;
            key.clear();
            for (index_t k = first; k < last; ++k) key.emplace_back(indices[k], static_cast<I>(k - first));
            std::sort(key.begin(), key.end());
            moved.assign(values + first, values + last);
            for (index_t k = first; k < last; ++k) {
                indices[k] = key[static_cast<std::size_t>(k - first)].first;
                values[k] = moved[static_cast<std::size_t>(key[static_cast<std::size_t>(k - first)].second)];
            }
        }
    });
    return Status::ok;
}

template <class I, class W>
Status take_lists(const Pattern<I>& a, const W* values, index_t count, const I* which, const I* out_indptr, I* indices,
                  W* out) {
    if (!sound(a)) return Status::bad_argument;
    for (index_t i = 0; i < count; ++i) {
        const I r = which[i];
        if (r < 0 || r >= a.rows || out_indptr[i + 1] - out_indptr[i] != a.indptr[r + 1] - a.indptr[r])
            return Status::bad_argument;
    }
    parallel_for(count, std::max<index_t>(1, count * 30000 / (out_indptr[count] + count + 1)),
                 [&](index_t begin, index_t end) {
                     for (index_t i = begin; i < end; ++i) {
                         const index_t from = a.indptr[which[i]], n = a.indptr[which[i] + 1] - from;
                         std::copy_n(a.indices + from, n, indices + out_indptr[i]);
                         std::copy_n(values + from, n, out + out_indptr[i]);
                     }
                 });
    return Status::ok;
}

template <class I, class W>
Status take_minor(const Pattern<I>& a, const W* values, index_t count, const I* which, I* out_indptr, I* indices,
                  W* out) {
    if (!sound(a)) return Status::bad_argument;
    // Chains of the places where each column is wanted, first place first.
    std::vector<I> head(static_cast<std::size_t>(a.cols), I{-1}), next(static_cast<std::size_t>(count), I{-1});
    std::vector<I> times(static_cast<std::size_t>(a.cols), I{0});
    for (index_t i = count; i-- > 0;) {
        if (which[i] < 0 || which[i] >= a.cols) return Status::bad_argument;
        const auto c = static_cast<std::size_t>(which[i]);
        next[static_cast<std::size_t>(i)] = head[c];
        head[c] = static_cast<I>(i);
        ++times[c];
    }
    if (!indices) {
        out_indptr[0] = 0;
        for (index_t r = 0; r < a.rows; ++r) {
            I n = 0;
            for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) n += times[static_cast<std::size_t>(a.indices[k])];
            out_indptr[r + 1] = out_indptr[r] + n;
        }
        return Status::ok;
    }
    index_t at = 0;
    for (index_t r = 0; r < a.rows; ++r) {
        for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) {
            for (I i = head[static_cast<std::size_t>(a.indices[k])]; i >= 0; i = next[static_cast<std::size_t>(i)]) {
                indices[at] = i;
                out[at++] = values[k];
            }
        }
    }
    return Status::ok;
}

template <class I>
Status locate(const Pattern<I>& a, index_t count, const I* row, const I* col, std::int64_t* at) {
    if (!sound(a)) return Status::bad_argument;
    for (index_t i = 0; i < count; ++i)
        if (row[i] < 0 || row[i] >= a.rows) return Status::bad_argument;
    parallel_for(count, 4096, [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i) {
            const I* first = a.indices + a.indptr[row[i]];
            const I* last = a.indices + a.indptr[row[i] + 1];
            const I* found = std::lower_bound(first, last, col[i]);
            at[i] = found != last && *found == col[i] ? found - a.indices : -1;
        }
    });
    return Status::ok;
}

template <class I, class W>
Status align(const Pattern<I>& a, const W* av, const Pattern<I>& b, const W* bv, bool intersect, I* indptr, I* indices,
             W* left, W* right) {
    if (!sound(a) || !sound(b) || a.rows != b.rows) return Status::bad_argument;
    index_t at = 0;
    indptr[0] = 0;
    for (index_t r = 0; r < a.rows; ++r) {
        index_t i = a.indptr[r], j = b.indptr[r];
        const index_t i_end = a.indptr[r + 1], j_end = b.indptr[r + 1];
        while (i < i_end && j < j_end) {
            const I p = a.indices[i], q = b.indices[j];
            if (p == q || !intersect) {
                indices[at] = p < q ? p : q;
                left[at] = p <= q ? av[i] : W{};
                right[at] = q <= p ? bv[j] : W{};
                ++at;
            }
            i += p <= q;
            j += q <= p;
        }
        for (; !intersect && i < i_end; ++i, ++at) indices[at] = a.indices[i], left[at] = av[i], right[at] = W{};
        for (; !intersect && j < j_end; ++j, ++at) indices[at] = b.indices[j], left[at] = W{}, right[at] = bv[j];
        indptr[r + 1] = static_cast<I>(at);
    }
    return Status::ok;
}

template <class I, class W>
Status scatter(const Pattern<I>& a, const W* values, W* out, index_t row_step, index_t col_step) {
    if (!sound(a)) return Status::bad_argument;
    for (index_t r = 0; r < a.rows; ++r) {
        W* line = out + r * row_step;
        for (index_t k = a.indptr[r]; k < a.indptr[r + 1]; ++k) line[a.indices[k] * col_step] = values[k];
    }
    return Status::ok;
}

template bool increasing(const Pattern<std::int32_t>&, bool) noexcept;
template bool increasing(const Pattern<std::int64_t>&, bool) noexcept;
template Status locate(const Pattern<std::int32_t>&, index_t, const std::int32_t*, const std::int32_t*, std::int64_t*);
template Status locate(const Pattern<std::int64_t>&, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*);

template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<1>*, std::int32_t*, std::int32_t*, Word<1>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<1>*, std::int32_t*, std::int32_t*, Word<1>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<1>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<1>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<1>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<1>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<1>*);
template Status align(const Pattern<std::int32_t>&, const Word<1>*, const Pattern<std::int32_t>&, const Word<1>*, bool, std::int32_t*, std::int32_t*, Word<1>*, Word<1>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<1>*, Word<1>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<2>*, std::int32_t*, std::int32_t*, Word<2>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<2>*, std::int32_t*, std::int32_t*, Word<2>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<2>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<2>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<2>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<2>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<2>*);
template Status align(const Pattern<std::int32_t>&, const Word<2>*, const Pattern<std::int32_t>&, const Word<2>*, bool, std::int32_t*, std::int32_t*, Word<2>*, Word<2>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<2>*, Word<2>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<4>*, std::int32_t*, std::int32_t*, Word<4>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<4>*, std::int32_t*, std::int32_t*, Word<4>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<4>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<4>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<4>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<4>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<4>*);
template Status align(const Pattern<std::int32_t>&, const Word<4>*, const Pattern<std::int32_t>&, const Word<4>*, bool, std::int32_t*, std::int32_t*, Word<4>*, Word<4>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<4>*, Word<4>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<8>*, std::int32_t*, std::int32_t*, Word<8>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<8>*, std::int32_t*, std::int32_t*, Word<8>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<8>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<8>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<8>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<8>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<8>*);
template Status align(const Pattern<std::int32_t>&, const Word<8>*, const Pattern<std::int32_t>&, const Word<8>*, bool, std::int32_t*, std::int32_t*, Word<8>*, Word<8>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<8>*, Word<8>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<16>*, std::int32_t*, std::int32_t*, Word<16>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<16>*, std::int32_t*, std::int32_t*, Word<16>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<16>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<16>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<16>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<16>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<16>*);
template Status align(const Pattern<std::int32_t>&, const Word<16>*, const Pattern<std::int32_t>&, const Word<16>*, bool, std::int32_t*, std::int32_t*, Word<16>*, Word<16>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<16>*, Word<16>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int32_t*, const std::int32_t*, const Word<32>*, std::int32_t*, std::int32_t*, Word<32>*);
template Status transpose(const Pattern<std::int32_t>&, const Word<32>*, std::int32_t*, std::int32_t*, Word<32>*);
template Status sort_lists(const Pattern<std::int32_t>&, std::int32_t*, Word<32>*);
template Status take_lists(const Pattern<std::int32_t>&, const Word<32>*, index_t, const std::int32_t*, const std::int32_t*, std::int32_t*, Word<32>*);
template Status take_minor(const Pattern<std::int32_t>&, const Word<32>*, index_t, const std::int32_t*, std::int32_t*, std::int32_t*, Word<32>*);
template Status align(const Pattern<std::int32_t>&, const Word<32>*, const Pattern<std::int32_t>&, const Word<32>*, bool, std::int32_t*, std::int32_t*, Word<32>*, Word<32>*);
template Status scatter(const Pattern<std::int32_t>&, const Word<32>*, Word<32>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<1>*, std::int64_t*, std::int64_t*, Word<1>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<1>*, std::int64_t*, std::int64_t*, Word<1>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<1>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<1>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<1>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<1>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<1>*);
template Status align(const Pattern<std::int64_t>&, const Word<1>*, const Pattern<std::int64_t>&, const Word<1>*, bool, std::int64_t*, std::int64_t*, Word<1>*, Word<1>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<1>*, Word<1>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<2>*, std::int64_t*, std::int64_t*, Word<2>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<2>*, std::int64_t*, std::int64_t*, Word<2>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<2>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<2>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<2>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<2>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<2>*);
template Status align(const Pattern<std::int64_t>&, const Word<2>*, const Pattern<std::int64_t>&, const Word<2>*, bool, std::int64_t*, std::int64_t*, Word<2>*, Word<2>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<2>*, Word<2>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<4>*, std::int64_t*, std::int64_t*, Word<4>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<4>*, std::int64_t*, std::int64_t*, Word<4>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<4>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<4>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<4>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<4>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<4>*);
template Status align(const Pattern<std::int64_t>&, const Word<4>*, const Pattern<std::int64_t>&, const Word<4>*, bool, std::int64_t*, std::int64_t*, Word<4>*, Word<4>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<4>*, Word<4>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<8>*, std::int64_t*, std::int64_t*, Word<8>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<8>*, std::int64_t*, std::int64_t*, Word<8>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<8>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<8>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<8>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<8>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<8>*);
template Status align(const Pattern<std::int64_t>&, const Word<8>*, const Pattern<std::int64_t>&, const Word<8>*, bool, std::int64_t*, std::int64_t*, Word<8>*, Word<8>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<8>*, Word<8>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<16>*, std::int64_t*, std::int64_t*, Word<16>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<16>*, std::int64_t*, std::int64_t*, Word<16>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<16>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<16>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<16>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<16>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<16>*);
template Status align(const Pattern<std::int64_t>&, const Word<16>*, const Pattern<std::int64_t>&, const Word<16>*, bool, std::int64_t*, std::int64_t*, Word<16>*, Word<16>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<16>*, Word<16>*, index_t, index_t);
template Status compress(index_t, index_t, index_t, const std::int64_t*, const std::int64_t*, const Word<32>*, std::int64_t*, std::int64_t*, Word<32>*);
template Status transpose(const Pattern<std::int64_t>&, const Word<32>*, std::int64_t*, std::int64_t*, Word<32>*);
template Status sort_lists(const Pattern<std::int64_t>&, std::int64_t*, Word<32>*);
template Status take_lists(const Pattern<std::int64_t>&, const Word<32>*, index_t, const std::int64_t*, const std::int64_t*, std::int64_t*, Word<32>*);
template Status take_minor(const Pattern<std::int64_t>&, const Word<32>*, index_t, const std::int64_t*, std::int64_t*, std::int64_t*, Word<32>*);
template Status align(const Pattern<std::int64_t>&, const Word<32>*, const Pattern<std::int64_t>&, const Word<32>*, bool, std::int64_t*, std::int64_t*, Word<32>*, Word<32>*);
template Status scatter(const Pattern<std::int64_t>&, const Word<32>*, Word<32>*, index_t, index_t);

}  // namespace scinova::sparse
