// SPDX-License-Identifier: BSD-3-Clause
// Splines at points on a grid parallel to the axes.
#include <algorithm>
#include <cstring>
#include <limits>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/evaluate.hpp"
#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/points.hpp"
#include "kernels/ndimage/resample.hpp"

namespace scinova::ndimage {

namespace {

constexpr index_t few = 512;

// Output lines from input lines spread over the output's last axis: spread[k][x] is tap k of element x. A spread line
// serves every output line that its samples bear on, and is kept until another takes its place.
class GridLines {
public:
    GridLines(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out)
        : in_(in), out_(out), spline_(spline), axes_(axes), taps_(spline.order + 1), outer_(in.ndim - 1) {
        for (int d = 0; d < outer_; ++d) combinations_ *= taps_;
        pitch_ = axes_.back().pitch;
        spread_.resize(static_cast<std::size_t>(combinations_ * taps_ * pitch_));
        held_.assign(static_cast<std::size_t>(combinations_), none);
        line_.resize(static_cast<std::size_t>(combinations_));
        factor_.resize(static_cast<std::size_t>(combinations_ * std::max(1, outer_)));
        result_.resize(static_cast<std::size_t>(pitch_));
    }

    const double* operator()(index_t line) {
        const index_t n = out_.shape[outer_];
        std::array<index_t, max_dims> at{};
        for (int d = outer_ - 1; d >= 0; --d) {
            at[d] = line % out_.shape[d];
            line /= out_.shape[d];
            if (axes_[static_cast<std::size_t>(d)].constant[at[d]]) {
                std::fill(result_.begin(), result_.begin() + n, spline_.constant);
                return result_.data();
            }
        }
        gather_lines(at);
        evaluation().tensor(line_.data(), combinations_, factor_.data(), outer_, axes_.back().weight.data(), pitch_,
                            taps_, result_.data(), n);
        for (const index_t i : axes_.back().constants) result_[i] = spline_.constant;
        return result_.data();
    }

private:
    // Not offsets: those of a view lie far from here.
    static constexpr index_t none = std::numeric_limits<index_t>::min(), all_constant = none + 1;

    void gather_lines(const std::array<index_t, max_dims>& at) {
        int k[max_dims] = {};
        for (index_t c = 0; c < combinations_; ++c) {
            index_t offset = 0, slot = 0;
            bool beyond = false;
            for (int d = 0; d < outer_; ++d) {
                const GridAxis& a = axes_[static_cast<std::size_t>(d)];
                const index_t i = a.at[k[d] * a.pitch + at[d]];
                beyond |= i < 0;
                offset += i * in_.stride[d];
                // Consecutive samples never share a slot.
                const index_t place = (((a.first[at[d]] + k[d]) % taps_) + taps_) % taps_;
                slot = slot * taps_ + place;
                factor_[static_cast<std::size_t>(c * outer_ + d)] = a.weight[k[d] * a.pitch + at[d]];
            }
            line_[static_cast<std::size_t>(c)] = fetch(slot, beyond ? all_constant : offset);
            int d = outer_ - 1;
            while (d >= 0 && ++k[d] == taps_) k[d--] = 0;
        }
    }

    const double* fetch(index_t slot, index_t offset) {
        double* to = spread_.data() + slot * taps_ * pitch_;
        if (held_[static_cast<std::size_t>(slot)] == offset) return to;
        held_[static_cast<std::size_t>(slot)] = offset;
        const GridAxis& a = axes_.back();
        const index_t n = out_.shape[outer_];
        for (int k = 0; k < taps_; ++k) {
            if (offset == all_constant) std::fill(to + k * pitch_, to + k * pitch_ + n, spline_.constant);
            else
                evaluation().expand[static_cast<int>(in_.dtype)](in_.at(offset), in_.stride[outer_],
                                                                 a.at.data() + k * pitch_, spline_.constant, n,
                                                                 to + k * pitch_);
        }
        return to;
    }

    const AnyView &in_, &out_;
    Spline spline_;
    const std::vector<GridAxis>& axes_;
    int taps_, outer_;
    index_t combinations_ = 1, pitch_ = 0;
    std::vector<double> spread_, factor_, result_;
    std::vector<index_t> held_;
    std::vector<const double*> line_;
};

// So few elements that tables of taps and weights for every axis would cost more than they save.
void resample_few(const AnyView& in, const Spline& spline, const Scaling& scaling, const AnyView& out) {
    double place[2 * few];  // coordinates of every axis
    index_t start[few];
    index_t total = 0;
    for (int d = 0; d < out.ndim; ++d) {
        start[d] = total;
        for (index_t i = 0; i < out.shape[d]; ++i) place[total++] = grid_coordinate(scaling, d, i);
    }
    const int last = out.ndim - 1;
    Points points(in, spline, out.dtype);
    fill_packed(points, out, 0, out.size(), [&](Points& to, index_t line, index_t x, index_t n, index_t i) {
        std::copy(place + start[last] + x, place + start[last] + x + n, to.coordinate(last) + i);
        for (int d = last - 1; d >= 0; --d) {
            const double c = place[start[d] + line % out.shape[d]];
            line /= out.shape[d];
            std::fill(to.coordinate(d) + i, to.coordinate(d) + i + n, c);
        }
    });
}

// Order 0 where output and input have one type: samples are copied, a line at a time, and a line that comes again is
// copied whole.
template <class T>
void copy_nearest(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = out.shape[last], lines = out.size() / n, step_in = in.stride[last], step_out = out.stride[last];
    const GridAxis& along = axes.back();
    T constant;
    converters().rounded[static_cast<int>(out.dtype)](&spline.constant, 1, &constant, 1, 1);
    index_t run = 0;  // the elements from `begin` on whose samples are neighbours
    index_t begin = 0;
    const auto at = [&](index_t x) { return along.constant[x] ? index_t{-1} : static_cast<index_t>(along.at[x]); };
    while (begin < n && at(begin) < 0) ++begin;
    if (begin < n && step_in == 1 && step_out == 1)
        while (begin + run < n && at(begin + run) == at(begin) + run) ++run;
    parallel_for(lines, std::max<index_t>(8 + 50000 / n, lines / 32), [&](index_t first, index_t end) {
        const T *held = nullptr, *from = nullptr;
        for (index_t line = first; line < end; ++line) {
            T* to = static_cast<T*>(out.data) + line_start(out, line);
            index_t rest = line, offset = 0;
            bool beyond = false;
            for (int d = last - 1; d >= 0; --d) {
                const GridAxis& a = axes[static_cast<std::size_t>(d)];
                const index_t i = rest % out.shape[d];
                rest /= out.shape[d];
                beyond |= a.constant[i] || a.at[i] < 0;
                offset += static_cast<index_t>(a.at[i]) * in.stride[d];
            }
            if (beyond) {
                for (index_t x = 0; x < n; ++x) to[x * step_out] = constant;
                continue;
            }
            const T* row = static_cast<const T*>(in.data) + offset;
            if (row == from && step_out == 1) {
                std::memcpy(to, held, static_cast<std::size_t>(n) * sizeof(T));
                continue;
            }
            from = row;
            held = to;
            const auto samples = [&](index_t x, index_t stop) {
                for (; x < stop; ++x) {
                    const index_t i = at(x);
                    to[x * step_out] = i < 0 ? constant : row[i * step_in];
                }
            };
            samples(0, begin);
            if (run) std::memcpy(to + begin, row + at(begin), static_cast<std::size_t>(run) * sizeof(T));
            samples(begin + run, n);
            // A sum that starts from 0 has no negative zero.
            if constexpr (std::is_floating_point_v<T>)
                for (index_t x = 0; x < n; ++x) to[x * step_out] += T{0};
        }
    });
}

}  // namespace

void resample(const AnyView& in, const Spline& spline, const Scaling& scaling, const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = out.shape[last], lines = n ? out.size() / n : 0;
    if (lines == 0) return;
    if (out.size() <= few && out.ndim <= 3 && packed(out)) return resample_few(in, spline, scaling, out);
    std::vector<GridAxis> axes;
    index_t taps = 1;
    for (int d = 0; d < in.ndim; ++d) {
        axes.push_back(grid_axis(in, d, out.shape[d], spline, scaling));
        taps *= spline.order + 1;
    }
    // Integers of 64 bits are rounded to doubles on the way, like every other value.
    if (spline.order == 0 && in.dtype == out.dtype && in.dtype != DType::i8 && in.dtype != DType::u8 && in.dtype != DType::b1) {
        visit(in.dtype, [&](auto tag) { copy_nearest<typename decltype(tag)::type>(in, spline, axes, out); });
        return;
    }
    if (spline.order == 1 && (resample_bytes(in, spline, axes, out) || resample_linear(in, spline, axes, out))) return;
    const ConvertFn store = converters().rounded[static_cast<int>(out.dtype)];
    const index_t grain = std::max<index_t>(8 + 100000 / (n * (taps + 4)), lines / 32);
    parallel_for(lines, grain, [&](index_t begin, index_t end) {
        GridLines of(in, spline, axes, out);
        for (index_t line = begin; line < end; ++line)
            store(of(line), 1, out.at(line_start(out, line)), out.stride[last], n);
    });
}

}  // namespace scinova::ndimage
