// SPDX-License-Identifier: BSD-3-Clause
// Spreading from scattered points onto a regular periodic grid, and interpolation from it: the part of non-uniform
// Fourier transforms that is not a Fourier transform.
//
//     spread:       g_l = sum_j c_j Phi(l - p_j),        interpolate:  c_j = sum_l g_l Phi(l - p_j)
//
// over the grid points l within w / 2 of p_j = n_grid x_j / (2 pi), in each of 1 to 3 dimensions, Phi a product of one
// kernel phi per dimension (A. H. Barnett, J. Magland, L. af Klinteberg, SIAM J. Sci. Comput. 41 (2019) C479, sections
// 2 and 4). phi is given by polynomials: of its w values for a point, value i is sum_m a[m][i] u^m, where u in [-1, 1)
// says where the point lies between two grid points.
//
// The grid is cut into tiles, and points are kept by tile. A tile is spread into, or interpolated from, a copy of it that
// reaches over its sides by what the kernel needs. Tiles of one colour, none next to another, are added to the grid at
// the same time, colour after colour; so each grid point receives its summands in the same order whatever the threads.
#pragma once

#include <array>
#include <complex>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::fft {

inline constexpr int most_width = 16, most_nonuniform_dims = 3;

// The kernel, w values wide, padded with zeros to `lanes` (4, 8, 12 or 16).
template <class T>
struct SpreadKernel {
    int width = 0, lanes = 0, terms = 0;
    std::vector<T> coefficients;  // [terms][lanes], the highest power first
};

// One axis of the grid: tiles of `tile` points, a power of two; the last of tile to 2 tile - 1, or all there are.
struct TiledAxis {
    index_t length = 1, tile = 1, count = 1;
    int shift = 0;  // tile = 2^shift
    index_t of(index_t cell) const noexcept {
        const index_t i = cell >> shift;
        return i < count ? i : count - 1;
    }
    index_t begin(index_t i) const noexcept { return i * tile; }
    index_t thickness(index_t i) const noexcept { return i + 1 == count ? length - i * tile : tile; }
};

// A point on the tiled grid, axis by axis: u, and the first grid point within the kernel's reach, counted from the first
// of the tile's copy.
template <class T>
struct Site {
    std::array<T, most_nonuniform_dims> u;
    std::array<std::int32_t, most_nonuniform_dims> cell;
    index_t order;  // where the point was before sorting
};

// Points sorted by tile. Axes are in the order of the array, the slowest first.
template <class T>
struct NonuniformPoints {
    int dims = 1;
    index_t count = 0;
    SpreadKernel<T> kernel;
    std::array<TiledAxis, most_nonuniform_dims> axes;
    std::unique_ptr<Site<T>[]> sites;
    std::vector<index_t> tile_start;  // tiles + 1

    index_t tiles() const noexcept { return static_cast<index_t>(tile_start.size()) - 1; }
};

// x: dims rows of coordinates in radians, any finite value, taken modulo 2 pi.
template <class T>
using SortFunction = NonuniformPoints<T> (*)(Mat<const double> x,
                                             const std::array<index_t, most_nonuniform_dims>& grid,
                                             SpreadKernel<T> kernel);
template <class Isa, class T>
SortFunction<T> sort_function();

template <class T>
NonuniformPoints<T> sort_points(Mat<const double> x, const std::array<index_t, most_nonuniform_dims>& grid,
                                SpreadKernel<T> kernel) {
    const int level = simd::level();
    const SortFunction<T> sort = level >= 4   ? sort_function<isa::v4, T>()
                                 : level == 3 ? sort_function<isa::v3, T>()
                                              : sort_function<isa::v2, T>();
    return sort(x, grid, std::move(kernel));
}

template <class T>
struct NonuniformTable {
    // c: [batch][points]; grid: [batch][n_1]..[n_dims], contiguous. spread adds to the grid.
    void (*spread)(const NonuniformPoints<T>& points, Mat<const std::complex<T>> c, std::complex<T>* grid);
    void (*interpolate)(const NonuniformPoints<T>& points, const std::complex<T>* grid, Mat<std::complex<T>> c);
};

template <class Isa, class T>
const NonuniformTable<T>& nonuniform_table();

template <class T>
const NonuniformTable<T>& nonuniform() {
    static const NonuniformTable<T>& table =
        simd::pick(&nonuniform_table<isa::v2, T>, &nonuniform_table<isa::v3, T>, &nonuniform_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::fft
