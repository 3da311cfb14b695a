// SPDX-License-Identifier: BSD-3-Clause
// Cosine and sine transforms of all lines of an array; see trigonometric.hpp. Each element type has a source of its own
// that instantiates this.
#pragma once

#include "kernels/fft/cosine_even.hpp"
#include "kernels/fft/cosine_line.hpp"
#include "kernels/fft/cosine_odd.hpp"
#include "kernels/fft/lines.hpp"
#include "kernels/fft/trigonometric.hpp"

namespace scinova::fft {
namespace {

// x with every other sign changed, or in the opposite order with that: what a sine transform is of a cosine transform.
template <class T>
void alternate(const T* x, index_t n, bool reverse, T* y) {
    if (reverse)
        for (index_t j = 0; j < n; ++j) y[j] = x[n - 1 - j];
    else
        for (index_t j = 0; j < n; ++j) y[j] = j % 2 ? -x[j] : x[j];
}

// One contiguous line of even length, types II and III.
template <class T, int type, bool sine>
void cosine_line(const EvenCall<T, type, sine>& call, const Buffers<T>& b, const T* x, T* y, bool orthogonal, T scale) {
    constexpr T root2 = std::numbers::sqrt2_v<T>;
    const CosineLine<T> line{*call.plan, *call.turns};
    const index_t n = call.n;
    Split<T> z = b.data;
    if constexpr (sine) {
        alternate(x, n, type == 3, b.scratch.re);  // both parts of the scratch follow one another
        x = b.scratch.re;
    }
    if (type == 2) {
        line.permute(x, z);
        z = passes<T>().run(*call.plan, z, b.scratch, 1, {});
        const Split<T> other = z.re == b.data.re ? b.scratch : b.data;
        line.finish(z, scale, sine ? other.re : y);
        T* const first = sine ? other.re : y;
        if (orthogonal) first[0] /= root2;
        if (sine) alternate(first, n, true, y);
    } else {
        line.begin(x, orthogonal ? root2 : T(1), z);
        z = passes<T>().run(*call.plan, z.swapped(), b.scratch.swapped(), 1, {}).swapped();
        line.permute_back(z, scale, y);
        if (sine) alternate(y, n, false, y);
    }
}

// The same, type IV.
template <class T, bool sine>
void fourth_line(const EvenCall<T, 4, sine>& call, const Buffers<T>& b, const T* x, T* y, T scale) {
    const FourthLine<T> line{*call.turns, call.n / 2, sine};
    line.begin(x, b.data);
    line.finish(passes<T>().run(*call.plan, b.data, b.scratch, 1, {}), scale, y);
}

// Lines shorter than this are never done by columns and rows.
constexpr index_t shortest_alone = 4096;

// Shortest line that keeps the vectors busy by itself.
constexpr index_t enough_for_one = 128;

// Whether lines of even length are done one by one, on contiguous memory: where they are too few to fill the vectors, or
// too long to be in the cache together. Stages of radix 8 leave enough side by side for those after them.
template <class T, class P>
bool singly(const P& lines, index_t size) noexcept {
    const index_t n = lines.length;
    if (lines.count < full_width<T> / 2) return n >= enough_for_one;
    if (lines.in_step == 1 && lines.out_step == 1) return n >= 6000 || (n >= 1500 && n % 16 == 0);
    constexpr index_t cache = 1200 * 1024;
    return std::min(lines.count, lanes_for<T>(size)) * size * static_cast<index_t>(4 * sizeof(T)) > cache;
}

template <class T, int type, bool sine>
void odd_lines(const Pairing<const T, T>& lines, bool orthogonal, T scale) {
    const index_t n = lines.length;
    const OddCall<T, type, sine> call(n);
    const auto rows = [&](const T* x, index_t step, T* y, index_t row) {
        return Rows<T, type, sine>{x, y, step, row, n, orthogonal, scale};
    };
    const index_t size = call.buffer_length();
    if (call.alone() || lines.count == 1)
        return each_line(lines, n, [&] { return Buffers<T>(std::max(size, n)); },
                         [&](const Buffers<T>& b, const T* x, T* y) { call.line(b, rows(x, 1, y, 1)); });
    const auto order = call.order(rows(nullptr, 0, nullptr, 0));
    const index_t lanes = call.lanes(), held = size * (call.in_pairs() ? (lanes + 1) / 2 : lanes);
    each_block(lines, n, lanes, [&] { return Buffers<T>(held); },
               [&](const Buffers<T>& b, const T* x, index_t step, T* y, index_t row, index_t width) {
                   call.block(b, rows(x, step, y, row), order.data(), width);
               });
}

template <class T, int type, bool sine>
void lines_of(NdView<const T> in, NdView<T> out, int axis, bool orthogonal, T scale) {
    const Pairing<const T, T> lines(in, out, axis);
    if constexpr (type > 1)
        if (lines.length % 2) return odd_lines<T, type, sine>(lines, orthogonal, scale);
    const index_t n = lines.length;
    const auto side_by_side = [&](const EvenCall<T, type, sine>& call, const Buffers<T>& b, const T* x, index_t step, T* y,
                                  index_t row, index_t lanes) {
        const Rows<T, type, sine> rows{x, y, step, row, n, orthogonal, scale};
        const auto& table = passes<T>();
        call.load_rows(rows, lanes, b.data);
        const Split<T> z = type == 3 ? table.run(*call.plan, b.data.swapped(), b.scratch.swapped(), lanes, {}).swapped()
                                     : table.run(*call.plan, b.data, b.scratch, lanes, {});
        call.finish(rows, lanes, z);
    };
    const bool single = lines.count == 1 || (type > 1 && singly<T>(lines, n / 2));
    if (single || n >= shortest_alone) {
        const EvenCall<T, type, sine> call(n, false);
        const index_t size = call.plan->buffer_length();
        if (single || call.plan->long_line())
            return each_line(lines, n, [&] { return Buffers<T>(size); }, [&](const Buffers<T>& b, const T* x, T* y) {
                if constexpr (type == 1) side_by_side(call, b, x, 1, y, 1, 1);
                else if constexpr (type == 4) fourth_line(call, b, x, y, scale);
                else cosine_line(call, b, x, y, orthogonal, scale);
            });
    }
    const EvenCall<T, type, sine> call(n, true);
    const index_t size = call.plan->buffer_length(), lanes = lanes_for<T>(size);
    each_block(lines, n, lanes, [&] { return Buffers<T>(size * lanes); },
               [&](const Buffers<T>& b, const T* x, index_t step, T* y, index_t row, index_t width) {
                   side_by_side(call, b, x, step, y, row, width);
               });
}

template <class T>
void trigonometric_lines(NdView<const T> in, NdView<T> out, int axis, int type, bool sine, bool orthogonal, T scale) {
    using Function = void (*)(NdView<const T>, NdView<T>, int, bool, T);
    static constexpr Function functions[2][4] = {
        {&lines_of<T, 1, false>, &lines_of<T, 2, false>, &lines_of<T, 3, false>, &lines_of<T, 4, false>},
        {&lines_of<T, 1, true>, &lines_of<T, 2, true>, &lines_of<T, 3, true>, &lines_of<T, 4, true>}};
    functions[sine][type - 1](in, out, axis, orthogonal, scale);
}

}  // namespace
}  // namespace scinova::fft
