// SPDX-License-Identifier: BSD-3-Clause
// A spline at blocks of points anywhere.
//
// Points with all their samples inside the array go straight to the loops of inside.hpp. The others are picked out, their
// coordinates folded, those that are inside now go the same way, and what is left takes its samples one by one by the
// boundary rule.
#pragma once

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <memory>

#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/evaluate.hpp"
#include "kernels/ndimage/inside.hpp"
#include "kernels/ndimage/interpolate.hpp"

namespace scinova::ndimage {

// How a tap beyond the edge is treated once the coordinate is folded.
inline Mode tap_mode(Beyond beyond) noexcept {
    switch (beyond) {
        case Beyond::nearest: return Mode::nearest;
        case Beyond::reflect: return Mode::reflect;
        case Beyond::grid_wrap: return Mode::wrap;
        case Beyond::grid_constant: return Mode::constant;
        default: return Mode::mirror;
    }
}

// One per thread.
class Points {
public:
    // `to` is the type of the output: where it is that of the input and a value is one sample, samples are copied.
    Points(const AnyView& in, const Spline& spline, DType to)
        : in_(in), spline_(spline), store_(converters().rounded[static_cast<int>(to)]),
          blocks_(std::make_unique_for_overwrite<double[]>(static_cast<std::size_t>(levels * in.ndim * pitch))) {
        for (int l = 0; l < levels; ++l)
            for (int d = 0; d < in.ndim; ++d) block_[l][d] = blocks_.get() + (l * in.ndim + d) * pitch;
        index_t reach = 0;
        for (int d = 0; d < in.ndim; ++d) {
            range_[d] = inside_range(in.shape[d], spline.order);
            reach += std::abs(in.stride[d]) * (in.shape[d] - 1);
            fused_ &= in.shape[d] > spline.order && in.shape[d] < small;
        }
        fused_ &= in.ndim <= 3 && reach < small && (spline.order <= 1 || in.dtype == DType::f8);
        // Integers of 64 bits are rounded to doubles on the way, like every other value.
        copied_ = fused_ && spline.order == 0 && to == in.dtype && to != DType::i8 && to != DType::u8;
    }

    // Where the points' coordinates along axis d are put: block_length of them, which are used up.
    double* coordinate(int d) { return block_[0][d]; }
    // Moves to another array of the same shape and strides.
    void move_to(void* data) { in_.data = data; }

    // Evaluates n points and puts the values, rounded, `step` elements apart.
    void operator()(index_t n, void* out, index_t step) {
        if (copied_) {
            const index_t size = item_size(in_.dtype);
            std::uint8_t flag[block_length];
            const index_t count = inside().beyond(block_[0], range_, in_.ndim, n, flag);
            if (count < n) {
                const index_t picked = pick(0, n, count, flag);
                inside().nearest[type()](in_.data, in_.stride.data(), block_[0], in_.ndim, n, out, step);
                if (picked == 0) return;
                double value[pitch];
                folded(1, picked, value);
                for (index_t i = 0, k = 0; k < picked; ++i)
                    if (flag[i]) store_(value + k++, 1, static_cast<char*>(out) + i * step * size, step, 1);
                return;
            }
        }
        double value[pitch];
        split(0, n, value, [&](int level, index_t m, double* to) { folded(level, m, to); });
        store_(value, 1, out, step, n);
    }

private:
    static constexpr index_t small = std::numeric_limits<std::int32_t>::max();
    static constexpr index_t pitch = block_length + inside_slack;
    static constexpr int levels = 3;  // all points; those picked out; those picked out after folding

    int type() const { return static_cast<int>(in_.dtype); }

    // Copies the `count` marked points of a level to the next one, and puts points that are inside in their place.
    index_t pick(int level, index_t n, index_t count, const std::uint8_t* flag) {
        if (count == 0) return 0;
        for (int d = 0; d < in_.ndim; ++d) {
            double *c = block_[level][d], *to = block_[level + 1][d];
            for (index_t i = 0; i < n; ++i)
                if (flag[i]) {
                    *to++ = c[i];
                    c[i] = range_[d].lo;
                }
        }
        return count;
    }

    // The points of a level: those inside are evaluated here, the others by rest(level, n, out).
    template <class Rest>
    void split(int level, index_t n, double* out, Rest rest) {
        if (!fused_) return rest(level, n, out);
        std::uint8_t flag[block_length];
        const index_t count = inside().beyond(block_[level], range_, in_.ndim, n, flag);
        if (count == n) return rest(level, n, out);
        pick(level, n, count, flag);
        inside().evaluate[type()](in_.data, in_.stride.data(), block_[level], in_.ndim, spline_.order, n, out);
        if (count == 0) return;
        double value[pitch];
        rest(level + 1, count, value);
        for (index_t i = 0, k = 0; k < count; ++i)
            if (flag[i]) out[i] = value[k++];
    }

    // Folds the coordinates, then evaluates.
    void folded(int level, index_t n, double* out) {
        std::uint8_t constant[block_length] = {};
        index_t constants = 0;
        for (int d = 0; d < in_.ndim; ++d)
            constants += evaluation().fold[static_cast<int>(spline_.beyond)](block_[level][d], n, in_.shape[d], constant);
        if (constants == n) {
            std::fill(out, out + n, spline_.constant);
            return;
        }
        if (constants == 0) return again(level, n, out);
        for (int d = 0; d < in_.ndim; ++d) {
            double *c = block_[level][d], *to = c;
            for (index_t i = 0; i < n; ++i)
                if (!constant[i]) *to++ = c[i];
        }
        double value[pitch];
        again(level, n - constants, value);
        for (index_t i = 0, k = 0; i < n; ++i) out[i] = constant[i] ? spline_.constant : value[k++];
    }

    void again(int level, index_t n, double* out) {
        const Beyond b = spline_.beyond;
        const bool moved = b == Beyond::wrap || b == Beyond::grid_wrap || b == Beyond::reflect || b == Beyond::mirror;
        if (moved && level + 1 < levels) split(level, n, out, [&](int l, index_t m, double* to) { any(l, m, to); });
        else any(level, n, out);
    }

    // Points whose samples may lie beyond the edges.
    void any(int level, index_t n, double* out) {
        const EvaluateTable& loops = evaluation();
        const int order = spline_.order;
        if (!axes_) {
            axes_ = std::make_unique_for_overwrite<AxisTaps[]>(static_cast<std::size_t>(in_.ndim));
            first_ = std::make_unique_for_overwrite<std::int64_t[]>(static_cast<std::size_t>(in_.ndim * block_length));
        }
        bool inside = in_.ndim <= 3;
        for (int d = 0; d < in_.ndim; ++d) {
            std::int64_t* first = first_.get() + d * block_length;
            AxisTaps& t = axes_[static_cast<std::size_t>(d)];
            loops.weights(block_[level][d], order, n, first, &t.weight[0][0], block_length);
            std::int64_t low, high;
            loops.bounds(first, n, &low, &high);
            inside &= low >= 0 && high + order < in_.shape[d];
        }
        if (inside) {
            std::int64_t* base = first_.get();
            for (int d = 0; d < in_.ndim; ++d)
                loops.accumulate(base, first_.get() + d * block_length, in_.stride[d], d == 0, n);
            loops.inside[type()](in_.data, base, in_.stride.data(), axes_.get(), in_.ndim, order, n, out);
            return;
        }
        bool partial[block_length] = {}, any_partial = false;
        for (int d = 0; d < in_.ndim; ++d) any_partial |= edge_taps(d, n, partial);
        loops.gather[type()](in_.data, axes_.get(), in_.ndim, order, n, out);
        if (any_partial)
            for (index_t i = 0; i < n; ++i)
                if (partial[i]) out[i] = with_constant(i);
    }

    // Offsets of the taps along axis d; marks the points with taps on the constant and gives those taps offset 0.
    bool edge_taps(int d, index_t n, bool* partial) {
        const std::int64_t* first = first_.get() + d * block_length;
        AxisTaps& t = axes_[static_cast<std::size_t>(d)];
        const index_t length = in_.shape[d], step = in_.stride[d];
        const Mode mode = tap_mode(spline_.beyond);
        bool some = false;
        for (int k = 0; k <= spline_.order; ++k) {
            for (index_t i = 0; i < n; ++i) {
                const index_t at = map_index(first[i] + k, length, mode);
                if (at < 0) partial[i] = some = true;
                t.at[k][i] = at < 0 ? 0 : at * step;
            }
        }
        return some;
    }

    // Point i, of which some taps are on the constant.
    double with_constant(index_t i) {
        const int order = spline_.order;
        const ConvertFn load = loader<double>(in_.dtype);
        double sum = 0.0;
        int k[max_dims] = {};
        for (;;) {
            index_t at = 0;
            bool beyond = false;
            for (int d = 0; d < in_.ndim; ++d) {
                const index_t j = first_[static_cast<std::size_t>(d * block_length + i)] + k[d];
                beyond |= j < 0 || j >= in_.shape[d];
                at += j * in_.stride[d];
            }
            double term = spline_.constant;
            if (!beyond) load(in_.at(at), 1, &term, 1, 1);
            for (int d = 0; d < in_.ndim; ++d) term *= axes_[static_cast<std::size_t>(d)].weight[k[d]][i];
            sum += term;
            int d = in_.ndim - 1;
            while (d >= 0 && ++k[d] > order) k[d--] = 0;
            if (d < 0) return sum;
        }
    }

    AnyView in_;
    Spline spline_;
    ConvertFn store_;
    bool fused_ = true, copied_ = false;
    Range range_[max_dims];
    std::unique_ptr<double[]> blocks_;
    double* block_[levels][max_dims] = {};
    std::unique_ptr<AxisTaps[]> axes_;
    std::unique_ptr<std::int64_t[]> first_;
};

// Output arrays whose lines follow one another in memory, and are shorter than a block or few, are filled a block at a
// time: fill(points, line, x, count, i) sets coordinates i to i + count of a block to those of `count` elements of a line
// from x on.
inline bool packed(const AnyView& out) {
    index_t step = 1;
    for (int d = out.ndim - 1; d >= 0; step *= out.shape[d--])
        if (out.shape[d] != 1 && out.stride[d] != step) return false;
    return true;
}
template <class Fill>
void fill_packed(Points& points, const AnyView& out, index_t begin, index_t end, Fill fill) {
    const index_t n = out.shape[out.ndim - 1];
    for (index_t start = begin; start < end; start += block_length) {
        const index_t m = std::min(block_length, end - start);
        for (index_t i = 0; i < m;) {
            const index_t line = (start + i) / n, x = (start + i) - line * n, count = std::min(n - x, m - i);
            fill(points, line, x, count, i);
            i += count;
        }
        points(m, out.at(start), 1);
    }
}

}  // namespace scinova::ndimage
