// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/interpolate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/evaluate.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {
namespace {

constexpr double outside = -std::numeric_limits<double>::infinity();

// A coordinate folded into the range where the samples stand, or `outside`. NaN is outside.
double fold_coordinate(double x, index_t n, Beyond beyond) noexcept {
    const auto last = static_cast<double>(n - 1), length = static_cast<double>(n);
    if (x >= 0.0 && x <= last) return x;
    if (!std::isfinite(x)) return outside;
    switch (beyond) {
        case Beyond::constant: return outside;
        case Beyond::nearest: return std::clamp(x, -16.0, last + 16.0);
        case Beyond::grid_constant:
            return x < -16.0 || x > last + 16.0 ? outside : x;
        case Beyond::wrap: {
            if (n == 1) return 0.0;
            return x < 0.0 ? x + last * (std::trunc(-x / last) + 1.0) : x - last * std::trunc(x / last);
        }
        case Beyond::grid_wrap:
            return x < 0.0 ? x + length * (std::trunc(-x / length) + 1.0) : x - length * std::trunc(x / length);
        case Beyond::mirror: {
            if (n == 1) return 0.0;
            const double period = 2.0 * last;
            if (x < 0.0) {
                const double y = x + period * std::trunc(-x / period);
                return y <= -last ? y + period : -y;
            }
            const double y = x - period * std::trunc(x / period);
            return y >= length ? period - y : y;  // up to half a step beyond the last sample it stays there
        }
        default: {  // reflect
            const double period = 2.0 * length;
            if (x < 0.0) {
                const double y = x < -period ? x + period * std::trunc(-x / period) : x;
                return y < -length ? y + period : -y - 1.0;
            }
            const double y = x - period * std::trunc(x / period);
            return y >= length ? period - y - 1.0 : y;
        }
    }
}

// How a tap beyond the edge is treated once the coordinate is folded.
Mode tap_mode(Beyond beyond) noexcept {
    switch (beyond) {
        case Beyond::nearest: return Mode::nearest;
        case Beyond::reflect: return Mode::reflect;
        case Beyond::grid_wrap: return Mode::wrap;
        case Beyond::grid_constant: return Mode::constant;
        default: return Mode::mirror;
    }
}

// ---- points anywhere --------------------------------------------------------------------------------------------

// Evaluates blocks of points; one per thread.
class Points {
public:
    Points(const AnyView& in, const Spline& spline)
        : in_(in), spline_(spline), axes_(static_cast<std::size_t>(in.ndim)),
          coordinate_(static_cast<std::size_t>(in.ndim * block_length)),
          first_(static_cast<std::size_t>(in.ndim * block_length)) {}

    double* coordinate(int d) { return coordinate_.data() + d * block_length; }

    void operator()(index_t n, double* out) {
        index_t begin = 0, end = n;
        bool constant[block_length] = {}, any_constant = false;
        for (int d = 0; d < in_.ndim; ++d) any_constant |= fold(d, n, constant);
        if (any_constant) {  // often a run at either end
            while (begin < end && constant[begin]) ++begin;
            while (end > begin && constant[end - 1]) --end;
        }
        if (begin < end) evaluate(begin, end - begin, out + begin);
        if (any_constant)
            for (index_t i = 0; i < n; ++i)
                if (constant[i]) out[i] = spline_.constant;
    }

private:
    // Folds the coordinates of axis d; true when some are outside, which `constant` then tells.
    bool fold(int d, index_t n, bool* constant) {
        double* c = coordinate(d);
        const auto last = static_cast<double>(in_.shape[d] - 1);
        if (evaluation().within(c, n, last)) return false;
        bool any = false;
        for (index_t i = 0; i < n; ++i) {
            c[i] = fold_coordinate(c[i], in_.shape[d], spline_.beyond);
            if (c[i] == outside) {
                constant[i] = any = true;
                c[i] = 0.0;
            }
        }
        return any;
    }

    void evaluate(index_t begin, index_t n, double* out) {
        const EvaluateTable& loops = evaluation();
        const int order = spline_.order, type = static_cast<int>(in_.dtype);
        bool inside = in_.ndim <= 3;
        for (int d = 0; d < in_.ndim; ++d) {
            std::int64_t* first = first_.data() + d * block_length;
            AxisTaps& t = axes_[static_cast<std::size_t>(d)];
            loops.weights(coordinate(d) + begin, order, n, first, &t.weight[0][0], block_length);
            std::int64_t low, high;
            loops.bounds(first, n, &low, &high);
            inside &= low >= 0 && high + order < in_.shape[d];
        }
        if (inside) {
            std::int64_t* base = first_.data();
            for (int d = 0; d < in_.ndim; ++d)
                loops.accumulate(base, first_.data() + d * block_length, in_.stride[d], d == 0, n);
            loops.inside[type](in_.data, base, in_.stride.data(), axes_.data(), in_.ndim, order, n, out);
            return;
        }
        bool partial[block_length] = {}, any_partial = false;
        for (int d = 0; d < in_.ndim; ++d) any_partial |= edge_taps(d, n, partial);
        loops.gather[type](in_.data, axes_.data(), in_.ndim, order, n, out);
        if (any_partial)
            for (index_t i = 0; i < n; ++i)
                if (partial[i]) out[i] = with_constant(i);
    }

    // Offsets of the taps along axis d; marks the points with taps on the constant and gives those taps offset 0.
    bool edge_taps(int d, index_t n, bool* partial) {
        const std::int64_t* first = first_.data() + d * block_length;
        AxisTaps& t = axes_[static_cast<std::size_t>(d)];
        const index_t length = in_.shape[d], step = in_.stride[d];
        const Mode mode = tap_mode(spline_.beyond);
        bool any = false;
        for (int k = 0; k <= spline_.order; ++k) {
            for (index_t i = 0; i < n; ++i) {
                const index_t at = map_index(first[i] + k, length, mode);
                if (at < 0) partial[i] = any = true;
                t.at[k][i] = at < 0 ? 0 : at * step;
            }
        }
        return any;
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

    const AnyView& in_;
    Spline spline_;
    std::vector<AxisTaps> axes_;
    std::vector<double> coordinate_;
    std::vector<std::int64_t> first_;
};

// Calls fill(points, line, first, n) for blocks of every output line, evaluates, rounds and stores.
template <class Fill>
void for_blocks(const AnyView& in, const Spline& spline, const AnyView& out, Fill fill) {
    const index_t n = out.shape[out.ndim - 1], lines = n ? out.size() / n : 0;
    const ConvertFn store = converters().rounded[static_cast<int>(out.dtype)];
    index_t taps = 1;
    for (int d = 0; d < in.ndim; ++d) taps *= spline.order + 1;
    parallel_for(lines, 1 + 50000 / (n * (taps + 4) + 1), [&](index_t begin, index_t end) {
        Points points(in, spline);
        double value[block_length];
        for (index_t line = begin; line < end; ++line) {
            const index_t to = line_start(out, line), step = out.stride[out.ndim - 1];
            for (index_t x = 0; x < n; x += block_length) {
                const index_t count = std::min(block_length, n - x);
                fill(points, line, x, count);
                points(count, value);
                store(value, 1, out.at(to + x * step), step, count);
            }
        }
    });
}

}  // namespace

void affine(const AnyView& in, const Spline& spline, const double* matrix, const double* offset, const AnyView& out) {
    const int last = out.ndim - 1;
    for_blocks(in, spline, out, [&](Points& points, index_t line, index_t x, index_t n) {
        std::array<index_t, max_dims> at{};
        for (int d = last - 1; d >= 0; --d) {
            at[d] = line % out.shape[d];
            line /= out.shape[d];
        }
        for (int d = 0; d < in.ndim; ++d) {
            const double* row = matrix + d * out.ndim;
            double base = offset[d];
            for (int k = 0; k < last; ++k) base += static_cast<double>(at[k]) * row[k];
            evaluation().ramp(points.coordinate(d), base, row[last], x, n);
        }
    });
}

void sample(const AnyView& in, const Spline& spline, const AnyView& coordinates, double shift, const AnyView& out) {
    const index_t length = out.shape[out.ndim - 1];
    const ConvertFn load = loader<double>(coordinates.dtype);
    for_blocks(in, spline, out, [&](Points& points, index_t line, index_t x, index_t n) {
        for (int d = 0; d < in.ndim; ++d) {
            double* c = points.coordinate(d);
            load(coordinates.at(d * coordinates.stride[0] + (line * length + x) * coordinates.stride[1]),
                 coordinates.stride[1], c, 1, n);
            if (shift != 0.0)
                for (index_t i = 0; i < n; ++i) c[i] += shift;
        }
    });
}

Status transform(const AnyView& in, const Spline& spline, Mapping mapping, void* context, double shift,
                 const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = out.shape[last], lines = n ? out.size() / n : 0;
    const ConvertFn store = converters().rounded[static_cast<int>(out.dtype)];
    Points points(in, spline);
    double value[block_length];
    std::array<index_t, max_dims> at{};
    std::array<double, max_dims> c{};
    for (index_t line = 0; line < lines; ++line) {
        index_t rest = line;
        for (int d = last - 1; d >= 0; --d) {
            at[d] = rest % out.shape[d];
            rest /= out.shape[d];
        }
        const index_t to = line_start(out, line), step = out.stride[last];
        for (index_t x = 0; x < n; x += block_length) {
            const index_t count = std::min(block_length, n - x);
            for (index_t i = 0; i < count; ++i) {
                at[last] = x + i;
                if (!mapping(context, at.data(), c.data())) return Status::callback_failed;
                for (int d = 0; d < in.ndim; ++d) points.coordinate(d)[i] = c[d] + shift;
            }
            points(count, value);
            store(value, 1, out.at(to + x * step), step, count);
        }
    }
    return Status::ok;
}

// ---- points on a grid -------------------------------------------------------------------------------------------

namespace {

// Taps and weights of every output coordinate along one axis.
struct GridAxis {
    std::vector<std::int64_t> first;           // unfolded index of tap 0
    std::vector<std::int64_t> at;              // [k * pitch + i]: index of tap k, -1 for the constant
    std::vector<double> weight;                // [k * pitch + i]
    std::vector<char> constant;                // the whole value is the constant
    std::vector<index_t> constants;            // where it is
    index_t pitch = 0;
};

GridAxis grid_axis(const AnyView& in, int axis, index_t out_length, const Spline& spline, const Scaling& scaling) {
    const index_t in_length = in.shape[axis];
    GridAxis a;
    const int taps = spline.order + 1;
    a.pitch = out_length + slack<double>();
    const auto size = static_cast<std::size_t>(a.pitch);
    std::vector<double> c(size, 0.0);
    a.first.resize(size);
    a.at.resize(size * static_cast<std::size_t>(taps));
    a.weight.resize(size * static_cast<std::size_t>(taps));
    a.constant.resize(size);
    for (index_t i = 0; i < out_length; ++i) {
        double x = static_cast<double>(i) + scaling.shift[axis];
        x = scaling.centred ? (x + 0.5) * scaling.zoom[axis] - 0.5 : x * scaling.zoom[axis];
        x += scaling.after[axis];
        x = fold_coordinate(x, in_length, spline.beyond);
        a.constant[i] = x == outside;
        if (x == outside) a.constants.push_back(i);
        c[i] = x == outside ? 0.0 : x;
    }
    evaluation().weights(c.data(), spline.order, out_length, a.first.data(), a.weight.data(), a.pitch);
    const Mode mode = tap_mode(spline.beyond);
    for (int k = 0; k < taps; ++k)
        for (index_t i = 0; i < out_length; ++i) a.at[k * a.pitch + i] = map_index(a.first[i] + k, in_length, mode);
    return a;
}

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

}  // namespace

void resample(const AnyView& in, const Spline& spline, const Scaling& scaling, const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = out.shape[last], lines = n ? out.size() / n : 0;
    if (lines == 0) return;
    std::vector<GridAxis> axes;
    index_t taps = 1;
    for (int d = 0; d < in.ndim; ++d) {
        axes.push_back(grid_axis(in, d, out.shape[d], spline, scaling));
        taps *= spline.order + 1;
    }
    const ConvertFn store = converters().rounded[static_cast<int>(out.dtype)];
    const index_t grain = std::max<index_t>(8 + 100000 / (n * (taps + 4)), lines / 32);
    parallel_for(lines, grain, [&](index_t begin, index_t end) {
        GridLines of(in, spline, axes, out);
        for (index_t line = begin; line < end; ++line)
            store(of(line), 1, out.at(line_start(out, line)), out.stride[last], n);
    });
}

}  // namespace scinova::ndimage
