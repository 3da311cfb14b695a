// SPDX-License-Identifier: BSD-3-Clause
// One-dimensional filters along an axis of an n-dimensional array, a tile of lines at a time.
//
// A tile holds `lanes` lines side by side: element i of line b lies at buffer[i * lanes + b]. A shift by one along the
// lines is then a shift by `lanes` in a flat buffer, so a filter without recursion is one flat loop whatever the layout
// of the array, and a recursive one runs its lanes in SIMD. The boundary is laid out once, `before` and `after`
// elements of it. A tile is read before it is written, so the output may be the input itself.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"

namespace scinova::ndimage {

// Slack behind every buffer: vector loops may run this many bytes past the end.
inline constexpr index_t slack_bytes = 512;

template <class W>
constexpr index_t slack() {
    return slack_bytes / static_cast<index_t>(sizeof(W));
}

// A pair of arrays of one shape as lines along one axis: the other axes merged where both arrays allow it.
class LinePairs {
public:
    LinePairs(const AnyView& in, const AnyView& out, int axis)
        : length_in_(in.shape[axis]), length_out_(out.shape[axis]), step_in_(in.stride[axis]),
          step_out_(out.stride[axis]) {
        for (int d = 0; d < in.ndim; ++d) {
            if (d == axis || in.shape[d] == 1) continue;
            if (n_ > 0 && a_[n_ - 1] == in.shape[d] * in.stride[d] && b_[n_ - 1] == in.shape[d] * out.stride[d] ) {
                shape_[n_ - 1] *= in.shape[d];
                a_[n_ - 1] = in.stride[d];
                b_[n_ - 1] = out.stride[d];
            } else {
                shape_[n_] = in.shape[d];
                a_[n_] = in.stride[d];
                b_[n_] = out.stride[d];
                ++n_;
            }
        }
        if (n_ == 0) shape_[n_] = 1, a_[n_] = 0, b_[n_] = 0, ++n_;
        // The lanes run along the axis of the shortest stride.
        int best = 0;
        for (int d = 1; d < n_; ++d)
            if (std::abs(a_[d]) <= std::abs(a_[best])) best = d;
        std::swap(shape_[best], shape_[n_ - 1]);
        std::swap(a_[best], a_[n_ - 1]);
        std::swap(b_[best], b_[n_ - 1]);
        for (int d = 0; d + 1 < n_; ++d) outer_ *= shape_[d];
    }
    index_t length_in() const noexcept { return length_in_; }
    index_t length_out() const noexcept { return length_out_; }
    index_t step_in() const noexcept { return step_in_; }
    index_t step_out() const noexcept { return step_out_; }
    index_t outer() const noexcept { return outer_; }
    index_t abreast() const noexcept { return shape_[n_ - 1]; }  // lines side by side
    index_t lane_in() const noexcept { return a_[n_ - 1]; }
    index_t lane_out() const noexcept { return b_[n_ - 1]; }
    // Whether an element's neighbour in memory is on the same line rather than the next one.
    bool along() const noexcept { return abreast() == 1 || std::abs(step_in_) < std::abs(lane_in()); }
    void start(index_t outer, index_t& in, index_t& out) const noexcept {
        in = out = 0;
        for (int d = n_ - 2; d >= 0; --d) {
            const index_t i = outer % shape_[d];
            outer /= shape_[d];
            in += i * a_[d];
            out += i * b_[d];
        }
    }
    // Lines side by side in groups of at most `lanes`: how many groups there are, and of group t where its first line
    // begins and how many lines it has.
    index_t groups(index_t lanes) const noexcept { return outer_ * across(lanes); }
    index_t group(index_t t, index_t lanes, index_t& in, index_t& out) const noexcept {
        const index_t first = t % across(lanes) * lanes;
        start(t / across(lanes), in, out);
        in += first * lane_in();
        out += first * lane_out();
        return std::min(lanes, abreast() - first);
    }

private:
    index_t across(index_t lanes) const noexcept { return (abreast() + lanes - 1) / lanes; }
    index_t length_in_, length_out_, step_in_, step_out_, outer_ = 1;
    int n_ = 0;
    std::array<index_t, max_dims> shape_{}, a_{}, b_{};
};

// Repeats the boundary rule on a tile whose inner rows [before, before + n) are filled.
template <class W>
void extend_tile(W* buffer, index_t n, index_t lanes, index_t before, index_t after, Mode mode, W cval) {
    const auto fill = [&](index_t row) {
        const index_t from = map_index(row - before, n, mode);
        W* to = buffer + row * lanes;
        if (from < 0) std::fill(to, to + lanes, cval);
        else std::memcpy(to, buffer + (before + from) * lanes, static_cast<std::size_t>(lanes) * sizeof(W));
    };
    for (index_t row = 0; row < before; ++row) fill(row);
    for (index_t row = before + n; row < before + n + after; ++row) fill(row);
}

struct TileShape {
    index_t before = 0, after = 0;  // boundary rows
    bool recursive = false;         // the filter carries state along the line: several lanes even where lines are contiguous
    index_t cost = 4;               // operations per element, for the grain
};

// fn(W* tile, W* result, length, lanes): tile has before + length + after rows; result may be the tile's own memory.
// A length of the output other than the input's is allowed: fn then fills length_out rows.
template <class W, class Fn>
void line_tiles(const AnyView& in, const AnyView& out, int axis, const TileShape& shape, Mode mode, W cval,
                ConvertFn load, ConvertFn store, Fn fn) {
    const LinePairs lines(in, out, axis);
    const index_t n = lines.length_in(), m = lines.length_out();
    if (n == 0 || m == 0 || lines.outer() * lines.abreast() == 0) return;
    const index_t rows = n + shape.before + shape.after;
    const bool along = lines.along();
    index_t lanes = along ? (shape.recursive ? 8 : 1)
                          : std::clamp<index_t>((index_t{1} << 18) / (rows * static_cast<index_t>(sizeof(W))), 16, 256);
    lanes = std::min(lanes, lines.abreast());
    const index_t grain = std::max<index_t>(1, 100000 / (rows * lanes * shape.cost));
    parallel_for(lines.groups(lanes), grain, [&](index_t begin, index_t end) {
        const auto tile = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(rows * lanes + slack<W>()));
        const auto result =
            std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(std::max(rows, m) * lanes + slack<W>()));
        for (index_t t = begin; t < end; ++t) {
            index_t from, to;
            const index_t count = lines.group(t, lanes, from, to);
            W* inner = tile.get() + shape.before * count;
            if (along) {
                for (index_t b = 0; b < count; ++b)
                    load(in.at(from + b * lines.lane_in()), lines.step_in(), inner + b, count, n);
            } else {
                for (index_t i = 0; i < n; ++i)
                    load(in.at(from + i * lines.step_in()), lines.lane_in(), inner + i * count, 1, count);
            }
            extend_tile(tile.get(), n, count, shape.before, shape.after, mode, cval);
            const W* done = fn(tile.get(), result.get(), n, count);
            if (along) {
                for (index_t b = 0; b < count; ++b)
                    store(done + b, count, out.at(to + b * lines.lane_out()), lines.step_out(), m);
            } else {
                for (index_t i = 0; i < m; ++i)
                    store(done + i * count, 1, out.at(to + i * lines.step_out()), lines.lane_out(), count);
            }
        }
    });
}

// The same for a filter without recursion along short lines of neighbours in memory: some lines in one flat buffer, one
// after the other, where a shift along the lines is a shift by one and what lies between the lines is not used. Where
// `together` does not allow it, fn is called for each line of the buffer. False if the lines do not suit.
template <class W, class Together, class Fn>
bool short_line_tiles(const AnyView& in, const AnyView& out, int axis, const TileShape& shape, Mode mode, W cval,
                      ConvertFn load, ConvertFn store, Together together, Fn fn) {
    const LinePairs lines(in, out, axis);
    const index_t n = lines.length_in(), pitch = n + shape.before + shape.after;
    if (n == 0 || lines.outer() * lines.abreast() == 0) return true;
    constexpr index_t most = 2048;
    if (!lines.along() || shape.recursive || 2 * pitch > most) return false;
    const index_t count = most / pitch, all = lines.outer() * lines.abreast(), tiles = (all + count - 1) / count;
    parallel_for(tiles, 100000 / (pitch * count * shape.cost) + 1, [&](index_t begin, index_t end) {
        const auto tile = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(count * pitch + slack<W>()));
        const auto spare = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(count * pitch + slack<W>()));
        const auto place = [&](index_t line, index_t& from, index_t& to) {
            const index_t outer = line / lines.abreast(), lane = line - outer * lines.abreast();
            lines.start(outer, from, to);
            from += lane * lines.lane_in();
            to += lane * lines.lane_out();
        };
        for (index_t t = begin; t < end; ++t) {
            const index_t first = t * count, here = std::min(count, all - first);
            index_t from, to;
            for (index_t l = 0; l < here; ++l) {
                place(first + l, from, to);
                W* row = tile.get() + l * pitch;
                load(in.at(from), lines.step_in(), row + shape.before, 1, n);
                extend_tile(row, n, index_t{1}, shape.before, shape.after, mode, cval);
            }
            const W* done = nullptr;
            const bool flat = together(tile.get(), here * pitch);
            if (flat) done = fn(tile.get(), spare.get(), here * pitch - (pitch - n), index_t{1});
            // From the last: loops run past the end of a line, where others are done with.
            for (index_t l = here - 1; l >= 0; --l) {
                place(first + l, from, to);
                if (!flat) done = fn(tile.get() + l * pitch, spare.get(), n, index_t{1});
                store(flat ? done + l * pitch : done, 1, out.at(to), lines.step_out(), n);
            }
        }
    });
    return true;
}

}  // namespace scinova::ndimage
