// SPDX-License-Identifier: BSD-3-Clause
// Small banded systems, as splines make them: LU with partial pivoting, and least squares row by row.
#pragma once

#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::interpolate {

// Solves A x = b for several right-hand sides in place. A has n rows, `below` subdiagonals and `above` superdiagonals;
// row i of `a`, of 2 below + above + 1 numbers, holds columns i-below .. i+above+below from left to right (the last
// `below` are room for fill-in and are zero on entry; places outside the matrix are ignored). Gaussian elimination with
// partial pivoting (Golub & Van Loan, Matrix Computations, 4th ed., sec. 4.3). Overwrites both.
Status solve_banded(double* a, index_t n, index_t below, index_t above, Mat<double> b);

// The upper triangle of a least-squares problem with banded rows, updated one row at a time by Givens rotations
// (Golub & Van Loan, sec. 5.2), so that no more than the triangle is kept. The last `border` columns may be met by every
// row, which is how periodic splines close: the band covers the columns before them.
class BandTriangle {
public:
    // `columns` unknowns, rows of at most `width` neighbours in the band, `sides` right-hand sides.
    BandTriangle(index_t columns, index_t width, index_t border, index_t sides);

    // Adds the equation sum_i h[i] x[(first + i) mod columns] = y[.], i < count. Both arrays are overwritten; y becomes
    // what of the right-hand side no x can meet.
    void add_row(index_t first, double* h, index_t count, double* y);

    // A copy with room for longer rows.
    BandTriangle widened(index_t width) const;

    double diagonal_sum() const noexcept;
    double largest_diagonal() const noexcept;

    // As solve, without border, for a triangle that may lack rank: diagonals up to `threshold` count as zero, and of all
    // solutions out is the shortest. Returns the rank, and adds to `lost` the squares of right-hand sides that
    // are given up. Changes the triangle.
    index_t solve_shortest(double threshold, double* out, double& lost);

    // x to out, `columns` rows of `sides`; a zero on the diagonal gives Status::singular.
    Status solve(double* out) const;

private:
    double* band_row(index_t j) noexcept { return band_.data() + j * width_; }
    double* edge_row(index_t j) noexcept { return edge_.data() + j * border_; }
    const double* band_row(index_t j) const noexcept { return band_.data() + j * width_; }
    const double* edge_row(index_t j) const noexcept { return edge_.data() + j * border_; }
    void eliminate(index_t from, double* y);
    void rotate_edge(index_t j, index_t from, double cosine, double sine, double* y);

    index_t columns_, width_, border_, sides_, inner_;  // inner: columns before the border
    std::vector<double> band_, edge_, right_, row_, row_edge_;
};

}  // namespace scinova::interpolate
