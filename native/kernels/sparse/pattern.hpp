// SPDX-License-Identifier: BSD-3-Clause
// Compressed patterns (indptr, indices) and the operations that move values without computing with them.
//
// A pattern with `rows` lists holds the minor indices of list r in indices[indptr[r] .. indptr[r+1]). CSR and CSC are the
// same pattern read two ways. Values travel as opaque words of 1 to 32 bytes, so one instantiation serves every dtype
// of that width. Every entry point that reads caller's indices first proves them sound: O(nnz), a fraction of the work.
#pragma once

#include <cstdint>
#include <limits>
#include <type_traits>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::sparse {

template <class I>
struct Pattern {
    const I* indptr = nullptr;
    const I* indices = nullptr;
    index_t rows = 0, cols = 0, nnz = 0;  // nnz: length of `indices`, at least indptr[rows]
};

template <int Bytes>
struct __attribute__((may_alias)) Word {
    std::uint64_t v[Bytes / 8];
};
template <>
struct __attribute__((may_alias)) Word<1> {
    std::uint8_t v;
};
template <>
struct __attribute__((may_alias)) Word<2> {
    std::uint16_t v;
};
template <>
struct __attribute__((may_alias)) Word<4> {
    std::uint32_t v;
};

// indptr starts at zero or above, never decreases and stays within nnz; every index is in [0, cols).
template <class I>
bool sound(const Pattern<I>& a) noexcept {
    using U = std::make_unsigned_t<I>;
    if (a.indptr[0] < 0 || a.indptr[a.rows] > a.nnz) return false;
    bool falls = false;
    for (index_t r = 0; r < a.rows; ++r) falls |= a.indptr[r + 1] < a.indptr[r];
    if (falls) return false;
    // The sign bit of i | (last - i) is set when i is negative or above last: two operations that vectorise.
    U signs = 0;
    constexpr auto most = static_cast<index_t>(std::numeric_limits<I>::max());
    const U last = static_cast<U>(a.cols - 1 < most ? a.cols - 1 : most);
    const index_t begin = a.indptr[0], end = a.indptr[a.rows];
    if (begin == end) return true;
    if (a.cols <= 0) return false;
    for (index_t k = begin; k < end; ++k) signs |= static_cast<U>(a.indices[k]) | (last - static_cast<U>(a.indices[k]));
    return static_cast<I>(signs) >= 0;
}

// Whether every list is increasing (strictly: also without duplicates).
template <class I>
bool increasing(const Pattern<I>& a, bool strictly) noexcept;

// Groups triplets by major index, keeping their order within a group.
template <class I, class W>
Status compress(index_t rows, index_t cols, index_t nnz, const I* major, const I* minor, const W* values, I* indptr,
                I* indices, W* out);

// Pattern of the transpose, its lists increasing if duplicates are apart from each other only by their order here.
template <class I, class W>
Status transpose(const Pattern<I>& a, const W* values, I* indptr, I* indices, W* out);

// Sorts every list in place, equal indices in their order of appearance.
template <class I, class W>
Status sort_lists(const Pattern<I>& a, I* indices, W* values);

// Lists named by `which`, one after another; indptr of the result is given, filled by the caller from the lengths.
template <class I, class W>
Status take_lists(const Pattern<I>& a, const W* values, index_t count, const I* which, const I* out_indptr, I* indices,
                  W* out);

// Columns named by `which` (repeats allowed). First call with out_indices null: fills out_indptr.
template <class I, class W>
Status take_minor(const Pattern<I>& a, const W* values, index_t count, const I* which, I* out_indptr, I* indices, W* out);

// Position of (row, col) in a pattern of strictly increasing lists, or -1.
template <class I>
Status locate(const Pattern<I>& a, index_t count, const I* row, const I* col, std::int64_t* at);

// Two strictly increasing patterns side by side: the union of their indices (or intersection), with both values,
// zero where one has none. Output arrays hold a.nnz + b.nnz entries.
template <class I, class W>
Status align(const Pattern<I>& a, const W* av, const Pattern<I>& b, const W* bv, bool intersect, I* indptr, I* indices,
             W* left, W* right);

// Writes values of a pattern into a dense zeroed array (strides in elements); a duplicate's last value wins.
template <class I, class W>
Status scatter(const Pattern<I>& a, const W* values, W* out, index_t row_step, index_t col_step);

}  // namespace scinova::sparse
