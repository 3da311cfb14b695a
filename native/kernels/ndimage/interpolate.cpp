// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/interpolate.hpp"

#include <algorithm>
#include <cmath>

#include "common/parallel.hpp"
#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/plane.hpp"
#include "kernels/ndimage/points.hpp"

namespace scinova::ndimage {
namespace {

// Long lines are shared between threads in pieces.
constexpr index_t piece_length = 32 * block_length;

// Calls body(work, line, begin, end) for pieces of every output line; start() makes what a thread works with.
template <class Start, class Body>
void for_pieces(const AnyView& in, const Spline& spline, const AnyView& out, Start start, Body body) {
    const index_t n = out.shape[out.ndim - 1], lines = n ? out.size() / n : 0;
    const index_t pieces = (n + piece_length - 1) / piece_length;
    index_t taps = 1;
    for (int d = 0; d < in.ndim; ++d) taps = std::min<index_t>(taps * (spline.order + 1), 1000);
    parallel_for(lines * pieces, 1 + 50000 / (std::min(n, piece_length) * (taps + 4) + 1), [&](index_t begin, index_t end) {
        auto work = start();
        for (index_t piece = begin; piece < end; ++piece) {
            const index_t x = piece % pieces * piece_length;
            body(work, piece / pieces, x, std::min(n, x + piece_length));
        }
    });
}
template <class Body>
void for_pieces(const AnyView& in, const Spline& spline, const AnyView& out, Body body) {
    for_pieces(in, spline, out, [&] { return Points(in, spline, out.dtype); }, body);
}

// The part [begin, end) of a line on which base + x step lies in the range: the coordinate grows, or falls, with x. The
// ends are guessed by division and put right by the coordinates as they are computed.
void narrow(double base, double step, const Range& range, index_t& begin, index_t& end) {
    if (begin >= end) return;
    const auto in_range = [&](index_t x) {
        const double c = base + static_cast<double>(x) * step;
        return c >= range.lo && c <= range.hi;
    };
    const index_t least = begin, most = end;
    double from = static_cast<double>(least), to = static_cast<double>(most);
    if (step != 0.0) {
        const double a = (range.lo - base) / step, b = (range.hi - base) / step;
        if (a == a && b == b) {
            from = std::clamp(std::min(a, b), from, to);
            to = std::clamp(std::max(a, b) + 1.0, from, to);
        }
    }
    begin = static_cast<index_t>(from);
    end = static_cast<index_t>(to);
    while (begin > least && in_range(begin - 1)) --begin;
    while (begin < end && !in_range(begin)) ++begin;
    while (end < most && in_range(end)) ++end;
    while (end > begin && !in_range(end - 1)) --end;
}

// The part of an output line whose points have all their samples inside a plane of bytes or float32, by plane.hpp.
class Inner {
public:
    Inner(const AnyView& in, const Spline& spline, const AnyView& out, index_t step) : in_(in), type_(in.dtype) {
        constexpr index_t most = std::numeric_limits<std::int32_t>::max();
        able_ = in.ndim == 2 && spline.order == 1 && in.dtype == out.dtype && (type_ == DType::u1 || type_ == DType::f4) &&
                in.stride[1] == 1 && std::abs(in.stride[0]) < most / in.shape[0] - 1 && in.shape[1] < most / 2 && step == 1;
        for (int d = 0; d < 2 && able_; ++d) range_[d] = inside_range(in.shape[d], 1);
    }

    // Evaluates the part of [begin, end) that is inside, and by rest(from, until) what comes before it: up to where.
    template <class Rest>
    index_t operator()(const void* data, const double* base, const double* slope, index_t begin, index_t end, void* to,
                       Rest rest) {
        if (!able_) return begin;
        index_t a = begin, b = end;
        PlaneLine line{data, in_.stride[0], {}, {}};
        for (int d = 0; d < 2; ++d) {
            line.base[d] = base[d];
            line.step[d] = slope[d];
            narrow(base[d], slope[d], range_[d], a, b);
        }
        if (b - a < least) return begin;
        rest(begin, a);
        if (type_ == DType::f4) plane().floats(line, a, b - a, static_cast<float*>(to) + a);
        else plane().bytes(line, a, b - a, static_cast<std::uint8_t*>(to) + a);
        return b;
    }

private:
    static constexpr index_t least = 32;

    const AnyView& in_;
    DType type_;
    bool able_ = false;
    Range range_[2];
};

}  // namespace

void affine(const AnyView& in, const Spline& spline, const double* matrix, const double* offset, int batch,
            const AnyView& out) {
    AnyView part{in.data, in.dtype, in.ndim - batch, {}, {}};
    std::copy(in.shape.begin() + batch, in.shape.begin() + in.ndim, part.shape.begin());
    std::copy(in.stride.begin() + batch, in.stride.begin() + in.ndim, part.stride.begin());
    const int last = out.ndim - 1, rank_out = out.ndim - batch;
    const ConvertFn store = converters().rounded[static_cast<int>(out.dtype)];
    double constant[block_length];
    std::fill(constant, constant + block_length, spline.constant);
    const index_t step = out.stride[last];
    // Further from the samples than this a value is the constant: to the last bit only if that is zero, for the sum of
    // the weights is not quite one; so as far as fold() sums them up otherwise.
    const double reach = spline.constant == 0.0 ? 0.5 * (spline.order + 1) : 16.0;
    const double margin = spline.beyond == Beyond::constant ? 0.0 : spline.beyond == Beyond::grid_constant ? reach : -1.0;
    const auto fill = [&](index_t to, index_t x, index_t end) {
        for (; x < end; x += block_length) store(constant, 1, out.at(to + x * step), step, std::min(block_length, end - x));
    };
    if (batch == 0 && out.shape[last] <= block_length / 2 && packed(out)) {
        AnyView flat{out.data, out.dtype, 1, {out.size()}, {1}};
        for_pieces(part, spline, flat, [&](Points& points, index_t, index_t begin, index_t end) {
            fill_packed(points, out, begin, end, [&](Points& to, index_t line, index_t x, index_t n, index_t i) {
                index_t at[max_dims];
                for (int d = last - 1; d >= 0; --d) {
                    at[d] = line % out.shape[d];
                    line /= out.shape[d];
                }
                for (int d = 0; d < in.ndim; ++d) {
                    const double* row = matrix + d * out.ndim;
                    double base = offset[d];
                    for (int k = 0; k < last; ++k) base += static_cast<double>(at[k]) * row[k];
                    for (index_t j = 0; j < n; ++j) to.coordinate(d)[i + j] = base + static_cast<double>(x + j) * row[last];
                }
            });
        });
        return;
    }
    struct Work {
        Points points;
        Inner inner;
    };
    const auto start = [&] { return Work{Points(part, spline, out.dtype), Inner(part, spline, out, step)}; };
    for_pieces(part, spline, out, start, [&](Work& work, index_t line, index_t begin, index_t end) {
        std::array<index_t, max_dims> at{};
        index_t from = 0, to = 0;
        for (int d = last - 1; d >= 0; --d) {
            at[d] = line % out.shape[d];
            line /= out.shape[d];
            to += at[d] * out.stride[d];
            if (d < batch) from += at[d] * in.stride[d];
        }
        work.points.move_to(in.at(from));
        double base[max_dims], slope[max_dims];
        index_t first = begin, stop = end;
        for (int d = 0; d < part.ndim; ++d) {
            const double* row = matrix + d * rank_out;
            base[d] = offset[d];
            slope[d] = row[rank_out - 1];
            for (int k = 0; k < rank_out - 1; ++k) base[d] += static_cast<double>(at[batch + k]) * row[k];
            if (margin >= 0.0)
                narrow(base[d], slope[d], {-margin, static_cast<double>(part.shape[d] - 1) + margin}, first, stop);
        }
        fill(to, begin, first);
        const auto points = [&](index_t x, index_t until) {
            for (; x < until; x += block_length) {
                const index_t n = std::min(block_length, until - x);
                for (int d = 0; d < part.ndim; ++d) evaluation().ramp(work.points.coordinate(d), base[d], slope[d], x, n);
                work.points(n, out.at(to + x * step), step);
            }
        };
        const index_t done = work.inner(in.at(from), base, slope, first, stop, out.at(to), points);
        points(done, stop);
        fill(to, std::max(first, stop), end);
    });
}

void sample(const AnyView& in, const Spline& spline, const AnyView& coordinates, double shift, const AnyView& out) {
    AnyView lines = out;  // as one line where its memory is one
    while (lines.ndim > 1 && lines.stride[lines.ndim - 2] == lines.shape[lines.ndim - 1] * lines.stride[lines.ndim - 1]) {
        const int d = --lines.ndim - 1;
        lines.stride[d] = lines.stride[d + 1];
        lines.shape[d] *= lines.shape[d + 1];
    }
    const index_t length = lines.shape[lines.ndim - 1], step = lines.stride[lines.ndim - 1];
    const ConvertFn load = loader<double>(coordinates.dtype);
    for_pieces(in, spline, lines, [&](Points& points, index_t line, index_t begin, index_t end) {
        const index_t to = line_start(lines, line);
        for (index_t x = begin; x < end; x += block_length) {
            const index_t n = std::min(block_length, end - x);
            for (int d = 0; d < in.ndim; ++d) {
                double* c = points.coordinate(d);
                load(coordinates.at(d * coordinates.stride[0] + (line * length + x) * coordinates.stride[1]),
                     coordinates.stride[1], c, 1, n);
                if (shift != 0.0)
                    for (index_t i = 0; i < n; ++i) c[i] += shift;
            }
            points(n, lines.at(to + x * step), step);
        }
    });
}

Status transform(const AnyView& in, const Spline& spline, Mapping mapping, void* context, double shift,
                 const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = out.shape[last], lines = n ? out.size() / n : 0;
    Points points(in, spline, out.dtype);
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
            points(count, out.at(to + x * step), step);
        }
    }
    return Status::ok;
}

}  // namespace scinova::ndimage
