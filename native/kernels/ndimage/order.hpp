// SPDX-License-Identifier: BSD-3-Clause
// Order statistics of rows: minimum, maximum and the value of a given rank among the rows, element by element.
#pragma once

#include <cstdint>
#include <vector>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::ndimage {

// A network of comparators that brings the value of one rank to its place. Each orders the values at `low` and `high`;
// keep_low and keep_high say which of the two results is used later.
struct Comparator {
    std::int16_t low, high;
    bool keep_low, keep_high;
};
struct SelectionNetwork {
    index_t inputs = 0, rank = 0;
    std::vector<Comparator> steps;
};
SelectionNetwork selection_network(index_t inputs, index_t rank);

inline constexpr index_t network_limit = 448;  // inputs; beyond it a network is slower than other methods

inline constexpr index_t longest_along = 128;  // windows along a row

// What becomes of the rows a, b and c: a - b, a xor b of integers, a + b - c - c, a + b, or of floating-point numbers
// sqrt(a a + b b), every step rounded. Integers come round.
enum class Combined { difference, exclusive, laplacian, sum, magnitude };

template <class T>
struct OrderTable {
    // out[i] = the least (greatest) row[k][i]; folded from the first row, so a NaN stays if it is first and is passed
    // over otherwise. Rows have slack.
    void (*fold_min)(const T* const* row, index_t count, T* out, index_t n);
    void (*fold_max)(const T* const* row, index_t count, T* out, index_t n);
    // a[i] = the lesser (greater) of a[i] and a[i + shift], shift >= 1, upwards and in place.
    void (*shift_min)(T* a, index_t shift, index_t n);
    void (*shift_max)(T* a, index_t shift, index_t n);
    bool (*any_nan)(const T* a, index_t n);
    void (*rank)(const T* const* row, const SelectionNetwork& network, T* out, index_t n);
    // The least (greatest) of the windows of a band of rows: out[j][i], j < count, i < n, of row[j..j + size - 1][i], or
    // of row[j][i..i + size - 1]. Edges of rows as in sums.hpp; no NaN.
    void (*down)(bool greatest, index_t size, const T* const* row, T* const* out, index_t count, index_t n);
    void (*along)(bool greatest, index_t size, const T* const* row, T* const* out, index_t count, index_t n);
    // out[j][i], j < count, i < n: the median of row[j..j + 2][i..i + 2], for one or two output rows. Of columns in order,
    // the median of the greatest of the least, the middle of the middle and the least of the greatest (J. L. Smith,
    // "Implementing median filters in XC4000E FPGAs", Xcell 23, 1996). Edges of rows as in sums.hpp; no NaN.
    void (*medians_of_nine)(const T* const* row, T* const* out, index_t count, index_t n);
    void (*combine)(Combined how, const T* a, const T* b, const T* c, T* out, index_t n);  // not past the end
};

template <class Isa, class T>
struct OrderAt {
    static const OrderTable<T>& table();
};

template <class T>
const OrderTable<T>& order() {
    static const OrderTable<T>& t =
        simd::pick(&OrderAt<isa::v2, T>::table, &OrderAt<isa::v3, T>::table, &OrderAt<isa::v4, T>::table);
    return t;
}

}  // namespace scinova::ndimage
