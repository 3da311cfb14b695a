// SPDX-License-Identifier: BSD-3-Clause
// What is computed once for a length: its factors and its roots of unity.
//
// The discrete Fourier transform X_k = sum_j x_j exp(-2 pi i j k / n) is done by Stockham's self-sorting algorithm
// (Van Loan, Computational Frameworks for the Fast Fourier Transform, SIAM 1992, section 1.7) with mixed radices; where
// n has a large prime factor by Bluestein's chirp (IEEE Trans. Audio Electroacoust. 18 (1970) 451): a cyclic convolution
// of a convenient length; and where a line leaves the cache by columns and rows of a matrix (Bailey, FFTs in external or
// hierarchical memory, J. Supercomputing 4 (1990) 23).
#pragma once

#include <complex>
#include <memory>
#include <vector>

#include "common/views.hpp"

namespace scinova::fft {

template <class T>
struct Stage {
    int radix;
    index_t m;               // length after this stage: the stage has length radix * m
    std::vector<T> re, im;   // exp(-2 pi i p k / (radix m)) at [(k - 1) m + p]
    std::vector<T> cos, sin; // of 2 pi j / radix, for the generic radix
};

template <class T>
struct Plan {
    index_t n = 0;
    std::vector<Stage<T>> stages;
    // Bluestein: the chirp exp(-pi i j^2 / n), and the transform of its conjugate, over the length of `inner`.
    std::shared_ptr<const Plan> inner;
    std::vector<T> chirp_re, chirp_im, kernel_re, kernel_im;
    // Long lines: n = down->n * across->n, and exp(-2 pi i j k / n) for column j and row k, in blocks of block<T>
    // columns (the last one narrower), row by row in each.
    std::shared_ptr<const Plan> down, across;
    std::vector<T> turn_re, turn_im;
    // exp(-2 pi i k / (2 n)), k = 0..n: for the real transform of length 2 n.
    std::vector<T> half_re, half_im;

    index_t buffer_length() const noexcept { return inner ? inner->n : n; }
    bool long_line() const noexcept { return down || (inner && inner->down); }
};

// Columns done together in a long line: a cache line or two of each row.
template <class T>
inline constexpr index_t block = sizeof(T) > 8 ? 4 : 64 / static_cast<index_t>(sizeof(T));

enum class Use {
    line,  // any way that is fast for a line by itself
    lanes, // never by columns and rows: several lines at once
    half,  // a line, with half_re and half_im
};

// From a cache of the last plans used; thread-safe.
template <class T>
std::shared_ptr<const Plan<T>> plan_for(index_t n, Use use);

// Whether a line of n real numbers is best done as a long line of its own.
template <class T>
bool long_real(index_t n);

// exp(-2 pi i k / (8 n)), k = 0..2n: what cosine and sine transforms of length n turn by. Kept like the plans.
template <class T>
struct Turns {
    std::vector<T> re, im;
};
template <class T>
std::shared_ptr<const Turns<T>> turns_for(index_t n);
// exp(-2 pi i (8k + 1) / (16 n)), k = 0..n/2: what those of type IV and even length turn by.
template <class T>
std::shared_ptr<const Turns<T>> fourth_turns_for(index_t n);

// The smallest length of at least n (largest of at most n) whose prime factors are 2, 3, 5 and, if not real, 7 and 11.
index_t fast_length_above(index_t n, bool real) noexcept;
index_t fast_length_below(index_t n, bool real) noexcept;

}  // namespace scinova::fft
