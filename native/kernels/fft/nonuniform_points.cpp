// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>

#include "common/parallel.hpp"
#include "kernels/fft/nonuniform.hpp"

namespace scinova::fft {
namespace {

// Where a coordinate lies on an axis of n grid points: the grid point below it, and the rest in [0, 1).
struct Place {
    index_t cell;
    double rest;
};

// x / (2 pi) modulo 1, times n. The quotient is kept in two parts, of which 1 / (2 pi) = inverse + inverse_low to 107
// bits, so that the place is as exact as x.
inline Place place(double x, double n) noexcept {
    constexpr double inverse = 0x1.45f306dc9c883p-3, inverse_low = -0x1.6b01ec5417056p-57;
    const double turns = x * inverse;
    const double low = std::fma(x, inverse, -turns) + x * inverse_low;
    const double t = turns - std::nearbyint(turns);  // exact
    const double t_low = low - std::nearbyint(low);  // differs from low only where |x| exceeds 2^53
    const double p = t * n;
    const double rest_low = std::fma(t, n, -p) + t_low * n;
    double cell = std::floor(p);
    double rest = (p - cell) + rest_low;
    const double carry = std::floor(rest);
    cell += carry;
    rest -= carry;
    if (rest >= 1) rest = 0, cell += 1;  // a negative number rounded up to one
    while (cell < 0) cell += n;
    while (cell >= n) cell -= n;
    return {static_cast<index_t>(cell), rest};
}

// Tiles are small enough for their copies to stay in the second-level cache, and not thinner than any kernel is wide.
constexpr std::array<index_t, most_nonuniform_dims> tile_side{2048, 32, 16};
constexpr index_t least_points_per_part = 1 << 15;

template <class T>
std::vector<std::int32_t> tiles_of(const NonuniformPoints<T>& p, Mat<const double> x) {
    std::vector<std::int32_t> tiles(static_cast<std::size_t>(p.count));
    parallel_for(p.count, 8192, [&](index_t begin, index_t end) {
        for (index_t j = begin; j < end; ++j) {
            index_t tile = 0;
            for (int d = 0; d < p.dims; ++d) {
                const TiledAxis& axis = p.axes[static_cast<std::size_t>(d)];
                const Place at = place(x(d, j), static_cast<double>(axis.length));
                tile = tile * axis.count + axis.of(at.cell);
            }
            tiles[static_cast<std::size_t>(j)] = static_cast<std::int32_t>(tile);
        }
    });
    return tiles;
}

// Places are found again rather than kept: memory costs more.
template <class T>
Site<T> site_of(const NonuniformPoints<T>& p, Mat<const double> x, index_t j) {
    const double half = 0.5 * p.kernel.width;
    const index_t reach = p.kernel.width / 2;
    Site<T> site{};
    for (int d = 0; d < p.dims; ++d) {
        const auto a = static_cast<std::size_t>(d);
        const TiledAxis& axis = p.axes[a];
        const Place at = place(x(d, j), static_cast<double>(axis.length));
        const double first = std::ceil(at.rest - half);  // the first grid point reached, from the one below
        site.u[a] = static_cast<T>(2 * ((first - at.rest) + half) - 1);
        site.cell[a] = static_cast<std::int32_t>(at.cell - axis.begin(axis.of(at.cell)) + static_cast<index_t>(first) +
                                                 reach);
    }
    site.order = j;
    return site;
}

// Counting sort, stable; parts of the input are counted and placed apart. Parts depend on the number of points alone.
template <class T>
void order_by_tile(NonuniformPoints<T>& p, Mat<const double> x, index_t tiles) {
    const index_t parts = std::clamp<index_t>(p.count / std::max(least_points_per_part, tiles), 1, 8);
    const index_t length = (p.count + parts - 1) / parts;
    std::vector<index_t> at(static_cast<std::size_t>(parts * tiles), 0);
    const std::vector<std::int32_t> found = tiles_of(p, x);
    const std::int32_t* tile = found.data();
    const auto for_parts = [&](auto&& each) {
        parallel_for(parts, 1, [&](index_t first, index_t last) {
            for (index_t part = first; part < last; ++part) {
                index_t* next = at.data() + part * tiles;
                for (index_t j = part * length; j < std::min(p.count, (part + 1) * length); ++j) each(next[tile[j]], j);
            }
        });
    };
    for_parts([](index_t& count, index_t) { ++count; });
    p.tile_start.assign(static_cast<std::size_t>(tiles + 1), 0);
    index_t sum = 0;
    for (index_t t = 0; t < tiles; ++t) {
        p.tile_start[static_cast<std::size_t>(t)] = sum;
        for (index_t part = 0; part < parts; ++part) {
            index_t& c = at[static_cast<std::size_t>(part * tiles + t)];
            const index_t here = c;
            c = sum;
            sum += here;
        }
    }
    p.tile_start[static_cast<std::size_t>(tiles)] = sum;
    p.sites.reset(new Site<T>[static_cast<std::size_t>(p.count)]);  // left uninitialised
    Site<T>* sites = p.sites.get();
    for_parts([&](index_t& next, index_t j) { sites[next++] = site_of(p, x, j); });
}

template <class T>
NonuniformPoints<T> sorted(Mat<const double> x, const std::array<index_t, most_nonuniform_dims>& grid,
                                SpreadKernel<T> kernel) {
    NonuniformPoints<T> p;
    p.dims = static_cast<int>(x.shape[0]);
    p.count = x.shape[1];
    p.kernel = std::move(kernel);
    index_t tiles = 1;
    // Tile numbers are kept in 32 bits: of enormous grids the tiles are larger.
    index_t side = tile_side[static_cast<std::size_t>(p.dims - 1)];
    const auto number = [&] {
        index_t all = 1;
        for (int d = 0; d < p.dims; ++d) all *= std::max<index_t>(1, grid[static_cast<std::size_t>(d)] / side);
        return all;
    };
    while (number() > (index_t{1} << 26)) side *= 2;
    for (int d = 0; d < p.dims; ++d) {
        TiledAxis& axis = p.axes[static_cast<std::size_t>(d)];
        axis.length = grid[static_cast<std::size_t>(d)];
        axis.tile = side;
        while ((index_t{1} << axis.shift) < side) ++axis.shift;
        axis.count = std::max<index_t>(1, axis.length / side);
        tiles *= axis.count;
    }
    order_by_tile(p, x, tiles);
    return p;
}

}  // namespace

template <>
SortFunction<float> sort_function<isa::current, float>() {
    return &sorted<float>;
}
template <>
SortFunction<double> sort_function<isa::current, double>() {
    return &sorted<double>;
}

}  // namespace scinova::fft
