// SPDX-License-Identifier: BSD-3-Clause
// Two one-dimensional filters along two axes of an array in one sweep, a tile of a plane at a time.
//
// A tile holds some rows and columns of a plane and as much around them as the two windows reach. Its rows lie `pitch`
// apart in a flat buffer, so that a shift along either axis is a shift in the buffer: a filter without recursion is one
// flat loop along both axes, and the first result never leaves the cache. The edge of the array along the second
// filter's axis is laid out before the first filter, which does to copies what it does to their originals; the constant
// alone is put there between the two.
#pragma once

#include <atomic>

#include "kernels/ndimage/passes.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {

// The two filtered axes, x that of the shorter stride, and the other axes.
struct Plane {
    const AnyView &in, &out;
    const Pass &x, &y;
    bool x_first;
    index_t nx, ny, outer = 1;

    Plane(const AnyView& i, const AnyView& o, const Pass& p, const Pass& q)
        : in(i), out(o), x(across(i, p, q) ? p : q), y(across(i, p, q) ? q : p), x_first(across(i, p, q)),
          nx(i.shape[x.axis]), ny(i.shape[y.axis]) {
        outer = in.size() / (nx * ny);
    }
    static bool across(const AnyView& in, const Pass& p, const Pass& q) {
        return std::abs(in.stride[p.axis]) < std::abs(in.stride[q.axis]);
    }
    // Whether neighbours along x are neighbours in memory, on both sides.
    bool suits() const noexcept {
        for (int d = 0; d < in.ndim; ++d) {
            if (d == x.axis || in.shape[d] == 1) continue;
            if (std::abs(in.stride[d]) < std::abs(in.stride[x.axis]) || std::abs(out.stride[d]) < std::abs(out.stride[x.axis]))
                return false;
        }
        return true;
    }
    void start(index_t k, index_t& from, index_t& to) const noexcept {
        from = to = 0;
        for (int d = in.ndim - 1; d >= 0; --d) {
            if (d == x.axis || d == y.axis) continue;
            from += k % in.shape[d] * in.stride[d];
            to += k % in.shape[d] * out.stride[d];
            k /= in.shape[d];
        }
    }
};

// Widths and heights of tiles: a window of rows stays in the first cache, two tiles in the second.
struct TileGrid {
    index_t width, height, pitch, across, down;

    TileGrid(const Plane& a, index_t item) {
        const index_t around_x = a.x.size - 1, around_y = a.y.size - 1;
        const index_t most = std::max({24576 / (item * a.y.size) - around_x, 4 * around_x, index_t{96}});
        across = (a.nx + most - 1) / most;
        width = (a.nx + across - 1) / across;
        pitch = width + around_x;
        if (width >= 64) pitch = (pitch * item + 63) / 64 * 64 / item;
        const index_t tall = std::max({131072 / (pitch * item) - around_y, 4 * around_y, index_t{8}});
        down = (a.ny + tall - 1) / tall;
        height = (a.ny + down - 1) / down;
    }
};

template <class W>
class PlaneTile {
public:
    PlaneTile(const Plane& a, const TileGrid& grid, index_t t, W constant, ConvertFn load)
        : a_(a), pitch_(grid.pitch), constant_(constant), load_(load) {
        a.start(t / (grid.across * grid.down), from_, to_);
        x0_ = t % grid.across * grid.width;
        y0_ = t / grid.across % grid.down * grid.height;
        width_ = std::min(grid.width, a.nx - x0_);
        height_ = std::min(grid.height, a.ny - y0_);
    }
    bool empty() const noexcept { return width_ <= 0 || height_ <= 0; }
    index_t rows() const noexcept { return height_ + a_.y.size - 1; }
    index_t height() const noexcept { return height_; }

    void fill(W* tile) const {
        for (index_t j = 0; j < rows(); ++j, tile += pitch_) {
            const index_t y = map_index(y0_ - a_.y.before() + j, a_.ny, a_.y.mode);
            if (y < 0) std::fill(tile, tile + pitch_, constant_);
            else fill_row(tile, from_ + y * a_.in.stride[a_.y.axis]);
        }
    }
    // What lies beyond the edge along the second filter's axis, where that is the constant.
    void set_edge(W* tile) const {
        const index_t reach = a_.x.size - 1;
        if (a_.x_first) {
            if (a_.y.mode != Mode::constant) return;
            for (index_t j = 0; j < rows(); ++j) {
                const index_t y = y0_ - a_.y.before() + j;
                if (y < 0 || y >= a_.ny) std::fill(tile + j * pitch_, tile + (j + 1) * pitch_, constant_);
            }
        } else if (a_.x.mode == Mode::constant) {
            const index_t left = x0_ - a_.x.before(), low = std::max<index_t>(0, -left);
            const index_t high = std::min(width_ + reach, a_.nx - left);
            for (index_t j = 0; j < height_; ++j, tile += pitch_) {
                std::fill(tile, tile + low, constant_);
                std::fill(tile + high, tile + width_ + reach, constant_);
            }
        }
    }
    void store(const W* done, ConvertFn store) const {
        const index_t step = a_.out.stride[a_.x.axis];
        for (index_t j = 0; j < height_; ++j)
            store(done + j * pitch_, 1, a_.out.at(to_ + (y0_ + j) * a_.out.stride[a_.y.axis] + x0_ * step), step, width_);
    }

private:
    void fill_row(W* row, index_t line) const {
        const index_t step = a_.in.stride[a_.x.axis], left = x0_ - a_.x.before(), count = width_ + a_.x.size - 1;
        const index_t low = std::max<index_t>(0, left), high = std::min(left + count, a_.nx);
        load_(a_.in.at(line + low * step), step, row + (low - left), 1, high - low);
        const auto outside = [&](index_t i) {
            const index_t x = map_index(left + i, a_.nx, a_.x.mode);
            if (x < 0) row[i] = constant_;
            else if (x >= low && x < high) row[i] = row[x - left];
            else load_(a_.in.at(line + x * step), 1, row + i, 1, 1);
        };
        for (index_t i = 0; i < low - left; ++i) outside(i);
        for (index_t i = high - left; i < count; ++i) outside(i);
        std::fill(row + count, row + pitch_, W{});
    }

    const Plane& a_;
    index_t pitch_;
    W constant_;
    ConvertFn load_;
    index_t from_ = 0, to_ = 0, x0_ = 0, y0_ = 0, width_ = 0, height_ = 0;
};

// first and second: W* op(W* tile, W* spare, index_t n, index_t step), n results from a flat buffer in which elements of
// a line are `step` apart, in either buffer. accept(tile, n): whether the tile's values allow it; between(x, n): what
// becomes of the first result. False, and an unfinished output, if the layout does not suit or a tile was refused.
template <class W, class Accept, class First, class Between, class Second>
bool plane_tiles(const AnyView& in, const AnyView& out, const Pass& p, const Pass& q, W constant, index_t cost, Accept accept,
                 const First& first, Between between, const Second& second) {
    constexpr index_t longest = 128;
    const Plane a(in, out, p, q);
    if (!a.suits() || p.size > longest || q.size > longest) return false;
    const TileGrid grid(a, static_cast<index_t>(sizeof(W)));
    const index_t around_x = a.x.size - 1, pitch = grid.pitch;
    const index_t room = (grid.height + a.y.size - 1) * pitch + slack<W>();
    const ConvertFn load = loader<W>(in.dtype), store = storer<W>(out.dtype);
    const index_t grain = 200000 / (grid.height * grid.width * cost) + 1;
    std::atomic<bool> refused = false;
    parallel_for(a.outer * grid.down * grid.across, grain, [&](index_t begin, index_t end) {
        const auto one = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(room));
        const auto two = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(room));
        for (index_t t = begin; t < end && !refused; ++t) {
            const PlaneTile<W> tile(a, grid, t, constant, load);
            if (tile.empty()) continue;
            tile.fill(one.get());
            const index_t all = tile.rows() * pitch, some = tile.height() * pitch;
            if (!accept(one.get(), all)) {
                refused = true;
                return;
            }
            const index_t n1 = a.x_first ? all - around_x : some, n2 = a.x_first ? some : some - around_x;
            W* x = first(one.get(), two.get(), n1, a.x_first ? 1 : pitch);
            between(x, n1);
            tile.set_edge(x);
            tile.store(second(x, x == one.get() ? two.get() : one.get(), n2, a.x_first ? pitch : 1), store);
        }
    });
    return !refused;
}

}  // namespace scinova::ndimage
