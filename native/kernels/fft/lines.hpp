// SPDX-License-Identifier: BSD-3-Clause
// The lines of two arrays of the same shape but for one axis, in groups that are transformed together, and their way
// into and out of contiguous memory. For HOT sources: each has its own copy, for its own processor level, which is why
// this is in an unnamed namespace.
#pragma once

#include <algorithm>
#include <cmath>

#include "common/parallel.hpp"
#include "kernels/fft/buffers.hpp"
#include "kernels/fft/passes.hpp"
#include "kernels/fft/transpose.hpp"

namespace scinova::fft {
namespace {

template <class T>
constexpr index_t most_lanes = 256 / static_cast<index_t>(sizeof(T) > 8 ? 16 : sizeof(T));

// Lines that are copied together to be done one by one: those whose neighbours share a cache line.
template <class X>
constexpr index_t most_together = sizeof(X) > 8 ? 8 : 64 / static_cast<index_t>(sizeof(X));

template <class X, class Y>
class Pairing {
public:
    index_t in_step, out_step, given, length, count = 1, inner = 1, in_gap = 0, out_gap = 0;

    Pairing(const NdView<X>& in, const NdView<Y>& out, int axis) noexcept
        : in_step(in.stride[axis]), out_step(out.stride[axis]), given(in.shape[axis]), length(out.shape[axis]),
          in_(in.data), out_(out.data) {
        for (int d = 0; d < out.ndim; ++d)
            if (d != axis && out.shape[d] != 1) insert({out.shape[d], in.stride[d], out.stride[d]});
        merge();
        for (int d = 0; d < dims_; ++d) count *= dim_[d].extent;
        if (dims_) inner = dim_[dims_ - 1].extent, in_gap = dim_[dims_ - 1].in, out_gap = dim_[dims_ - 1].out;
    }
    void starts(index_t k, X*& x, Y*& y) const noexcept {
        x = in_, y = out_;
        for (int d = dims_ - 1; d >= 0; --d) {
            const index_t i = k % dim_[d].extent;
            k /= dim_[d].extent;
            x += i * dim_[d].in;
            y += i * dim_[d].out;
        }
    }

private:
    struct Dim {
        index_t extent, in, out;
    };
    void insert(Dim dim) noexcept {  // the shortest strides last
        int at = dims_++;
        for (; at > 0 && std::abs(dim_[at - 1].out) < std::abs(dim.out); --at) dim_[at] = dim_[at - 1];
        dim_[at] = dim;
    }
    void merge() noexcept {
        for (int d = dims_ - 1; d > 0; --d) {
            Dim &far = dim_[d - 1], &near = dim_[d];
            if (far.in != near.in * near.extent || far.out != near.out * near.extent) continue;
            far = {far.extent * near.extent, near.in, near.out};
            for (int e = d; e + 1 < dims_; ++e) dim_[e] = dim_[e + 1];
            --dims_;
        }
    }
    X* in_;
    Y* out_;
    int dims_ = 0;
    Dim dim_[max_dims];
};

// A few lines: line q of the input begins at in[q], neighbours one element apart if `in_near`.
template <class X, class Y>
struct Group {
    index_t lanes;
    X* in[64];
    Y* out[64];
    bool in_near, out_near;
};

template <class T>
index_t lanes_for(index_t length) noexcept {
    constexpr index_t cache = 256 * 1024, least = 64 / static_cast<index_t>(sizeof(T) > 8 ? 16 : sizeof(T));
    index_t lanes = most_lanes<T>;
    while (lanes > least && lanes * length * static_cast<index_t>(4 * sizeof(T)) > cache) lanes /= 2;
    return lanes;
}

// How many groups of `lanes` lines of `points` points are worth waking a thread for.
inline index_t grain_for(index_t lanes, index_t points) noexcept {
    const double cost = static_cast<double>(lanes * points) *
                        (2 + 0.4 * std::log2(static_cast<double>(points) + 1));  // a few per nanosecond
    return static_cast<index_t>(std::max(1.0, 1e5 / cost));
}

// Calls start() once per chunk and work(its result, group) for groups of at most `lanes` lines.
template <class X, class Y, class Start, class Work>
void for_groups(const Pairing<X, Y>& lines, index_t lanes, index_t points, Start&& start, Work&& work) {
    const bool whole = lines.inner >= std::min<index_t>(8, lanes);  // groups within the innermost dimension
    const index_t inner = whole ? lines.inner : lines.count, outer = lines.count / inner;
    const index_t per = (inner + lanes - 1) / lanes;
    parallel_for(outer * per, grain_for(std::min(lanes, inner), points), [&](index_t begin, index_t end) {
        auto&& state = start();
        Group<X, Y> group;
        for (index_t g = begin; g < end; ++g) {
            const index_t at = g % per * lanes, first = g / per * inner + at;
            group.lanes = std::min(lanes, inner - at);
            group.in_near = group.lanes == 1 || (whole && lines.in_gap == 1);
            group.out_near = group.lanes == 1 || (whole && lines.out_gap == 1);
            if (whole) {
                lines.starts(first, group.in[0], group.out[0]);
                for (index_t q = 1; q < group.lanes; ++q) {
                    group.in[q] = group.in[0] + q * lines.in_gap;
                    group.out[q] = group.out[0] + q * lines.out_gap;
                }
            } else {
                for (index_t q = 0; q < group.lanes; ++q) lines.starts(first + q, group.in[q], group.out[q]);
            }
            work(state, group);
        }
    });
}

// Elements that are transposed in registers.
template <class X>
constexpr bool by_tiles = std::is_floating_point_v<X> && sizeof(X) <= 8;

// Lines into a block with element (j, q) at [j * lanes + q], continued with zeros up to n; and back.
template <class X>
void gather(X* const* starts, index_t step, index_t used, index_t lanes, index_t n, std::remove_const_t<X>* to) {
    using From = std::remove_const_t<X>;
    std::fill(to + used * lanes, to + std::max(used, n) * lanes, From(0));
    if constexpr (by_tiles<From>)
        if (step == 1) return lines_to_rows<From>(starts, used, lanes, to, lanes);
    for (index_t q = 0; q < lanes; ++q) {
        const X* at = starts[q];
        for (index_t j = 0; j < used; ++j) to[j * lanes + q] = at[j * step];
    }
}
template <class Y>
void scatter(const Y* from, index_t lanes, index_t n, Y* const* starts, index_t step) {
    if constexpr (by_tiles<Y>)
        if (step == 1) return rows_to_lines(from, lanes, n, lanes, starts);
    for (index_t q = 0; q < lanes; ++q) {
        Y* at = starts[q];
        for (index_t j = 0; j < n; ++j) at[j * step] = from[j * lanes + q];
    }
}

// The same with each line by itself: element (j, q) at [q * n + j]. Lines that are near, with starts one element apart,
// are read together.
template <class X>
void gather_lines(X* const* starts, bool near, index_t step, index_t used, index_t lanes, index_t n,
                  std::remove_const_t<X>* to) {
    using From = std::remove_const_t<X>;
    for (index_t q = 0; q < lanes; ++q) std::fill(to + q * n + used, to + (q + 1) * n, From(0));
    if constexpr (by_tiles<From>)
        if (near) {
            From* lines[most_together<From>];
            for (index_t q = 0; q < lanes; ++q) lines[q] = to + q * n;
            return rows_to_lines<From>(starts[0], step, used, lanes, lines);
        }
    for (index_t j = 0; j < used; ++j)
        for (index_t q = 0; q < lanes; ++q) to[q * n + j] = starts[q][j * step];
}
template <class Y>
void scatter_lines(const Y* from, index_t lanes, index_t n, Y* const* starts, bool near, index_t step) {
    if constexpr (by_tiles<Y>)
        if (near) {
            const Y* lines[most_together<Y>];
            for (index_t q = 0; q < lanes; ++q) lines[q] = from + q * n;
            return lines_to_rows(lines, n, lanes, starts[0], step);
        }
    for (index_t j = 0; j < n; ++j)
        for (index_t q = 0; q < lanes; ++q) starts[q][j * step] = from[q * n + j];
}

// Lines done one by one, by line(in, out, second pair) on contiguous memory. What is not contiguous, or shorter than
// `needed`, is copied, a few lines at once.
template <class X, class Y, class Start, class Line>
void each_line(const Pairing<X, Y>& lines, index_t needed, Start&& start, Line&& line) {
    using From = std::remove_const_t<X>;
    const bool copy_in = lines.in_step != 1 || lines.given < needed, copy_out = lines.out_step != 1;
    const index_t together = (copy_in && lines.in_step != 1) || copy_out ? most_together<Y> : 1;
    const index_t used = std::min(needed, lines.given), n = lines.length;
    for_groups(lines, std::min(together, lines.count), std::max(needed, n), start, [&](auto& state, const Group<X, Y>& g) {
        const Scratch in_copy(copy_in ? static_cast<std::size_t>(g.lanes * needed) * sizeof(X) : 1);
        const Scratch out_copy(copy_out ? static_cast<std::size_t>(g.lanes * n) * sizeof(Y) : 1);
        auto* const from = static_cast<From*>(in_copy.get());
        auto* const to = static_cast<Y*>(out_copy.get());
        if (copy_in) gather_lines(g.in, g.in_near, lines.in_step, used, g.lanes, needed, from);
        for (index_t q = 0; q < g.lanes; ++q)
            line(state, copy_in ? from + q * needed : g.in[q], copy_out ? to + q * n : g.out[q]);
        if (copy_out) scatter_lines(to, g.lanes, n, g.out, g.out_near, lines.out_step);
    });
}

// Lines done side by side, by block(in, in step, out, out step, lanes) on rows of neighbours.
template <class X, class Y, class Start, class Block>
void each_block(const Pairing<X, Y>& lines, index_t needed, index_t lanes, Start&& start, Block&& block) {
    using From = std::remove_const_t<X>;
    const index_t used = std::min(needed, lines.given), n = lines.length;
    for_groups(lines, lanes, std::max(needed, n), start, [&](auto& state, const Group<X, Y>& g) {
        const bool copy_in = !g.in_near || lines.given < needed, copy_out = !g.out_near;
        const Scratch in_copy(copy_in ? static_cast<std::size_t>(g.lanes * needed) * sizeof(X) : 1);
        const Scratch out_copy(copy_out ? static_cast<std::size_t>(g.lanes * n) * sizeof(Y) : 1);
        auto* const from = static_cast<From*>(in_copy.get());
        auto* const to = static_cast<Y*>(out_copy.get());
        if (copy_in) gather(g.in, lines.in_step, used, g.lanes, needed, from);
        block(state, copy_in ? from : g.in[0], copy_in ? g.lanes : lines.in_step, copy_out ? to : g.out[0],
              copy_out ? g.lanes : lines.out_step, g.lanes);
        if (copy_out) scatter(to, g.lanes, n, g.out, lines.out_step);
    });
}

}  // namespace
}  // namespace scinova::fft
