// SPDX-License-Identifier: BSD-3-Clause
// Square matrices so small that a call of LAPACK costs more than the work: elimination with partial pivoting and
// Cholesky factors of stacks, several matrices to a register. One matrix alone gets the same bits as in a stack.
// Golub & Van Loan, Matrix Computations, 4th ed., algorithms 3.4.1 and 4.2.1.
#pragma once

#include "common/simd.hpp"
#include "kernels/linalg/stack.hpp"

namespace scinova::linalg {

inline constexpr index_t small_order = 16;

// Matrices (count, rows, columns) anywhere in memory; strides count elements.
template <class T>
struct Matrices {
    T* data = nullptr;
    index_t count = 0, rows = 0, columns = 0;
    index_t step = 0, row_step = 0, column_step = 0;

    T* at(index_t k) const noexcept { return data + k * step; }
    Matrices transposed() const noexcept { return {data, count, columns, rows, step, column_step, row_step}; }
    operator Matrices<const T>() const noexcept { return {data, count, rows, columns, step, row_step, column_step}; }
};

template <class T>
Matrices<T> row_major(T* data, index_t count, index_t rows, index_t columns) noexcept {
    return {data, count, rows, columns, rows * columns, columns, 1};
}
template <class T>
Matrices<T> column_major(T* data, index_t count, index_t rows, index_t columns) noexcept {
    return {data, count, rows, columns, rows * columns, 1, rows};
}

// What every function does to matrices begin..end of its stack. Outputs may be the inputs. info: 0, or the number (from
// 1) of the first zero pivot, or of the first leading minor that is not positive.
//
// `detect`: a lower triangular matrix is not eliminated but solved with as it is, and the inverse of a hermitian matrix
// is made exactly hermitian. rcond: 1 / (|A|_1 |A^-1|_1), from the inverse itself.
template <class T>
struct SmallTable {
    void (*determinant)(Matrices<const T> a, T* out, index_t begin, index_t end);
    void (*invert)(Matrices<const T> a, Matrices<T> out, bool detect, Real<T>* rcond, std::int32_t* info, index_t begin,
                   index_t end);
    void (*solve)(Matrices<const T> a, Matrices<const T> b, Matrices<T> x, bool detect, Real<T>* rcond,
                  std::int32_t* info, index_t begin, index_t end);
    // L below the diagonal and U, and the row that row k was exchanged with, from 0.
    void (*factor)(Matrices<const T> a, Matrices<T> lu, std::int32_t* pivots, std::int32_t* info, index_t begin,
                   index_t end);
    // The triangle that is not the factor becomes zero, or is left as it came.
    void (*cholesky)(Matrices<const T> a, Matrices<T> c, bool lower, bool clean, std::int32_t* info, index_t begin,
                     index_t end);
};

template <class Isa, class T>
const SmallTable<T>& small_table();

template <class T>
const SmallTable<T>& small() {
    static const SmallTable<T>& t =
        simd::pick(&small_table<isa::v2, T>, &small_table<isa::v3, T>, &small_table<isa::v4, T>);
    return t;
}

// How many matrices are worth a chunk of parallel_for; a multiple of every register's width.
inline index_t small_grain(index_t n) noexcept {
    return std::max<index_t>(16, static_cast<index_t>(6e5 / (cube(n) * 2 + 60)) / 16 * 16);
}

}  // namespace scinova::linalg
