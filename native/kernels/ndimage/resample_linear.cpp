// SPDX-License-Identifier: BSD-3-Clause
// Order 1 on a grid parallel to the axes by combined lines (multilinear.hpp).
#include <cmath>
#include <limits>
#include <memory>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/multilinear.hpp"
#include "kernels/ndimage/padded_line.hpp"

namespace scinova::ndimage {
namespace {

// The integers of a type of up to 32 bits; bool counts as 0 and 1.
struct Integers {
    double least = 0.0, most = -1.0;
};
Integers integers_of(DType d) {
    return visit(d, [](auto tag) -> Integers {
        using T = typename decltype(tag)::type;
        if constexpr (std::is_same_v<T, Bool>) return {0.0, 1.0};
        else if constexpr (std::is_integral_v<T> && sizeof(T) <= 4)
            return {static_cast<double>(std::numeric_limits<T>::min()), static_cast<double>(std::numeric_limits<T>::max())};
        else return {};
    });
}

// Whether all weights are multiples of 1 / parts.
bool are_multiples(const GridAxis& axis, index_t n, double parts) {
    bool all = true;
    for (index_t i = 0; i < n; ++i) {
        const double w = axis.weight[i] * parts;
        all &= static_cast<double>(static_cast<std::int32_t>(w)) == w;
    }
    return all;
}

template <class W>
struct Across : Places {
    std::vector<std::int32_t> window;
    std::vector<W> weight;
    std::vector<std::int8_t> lane;
    Spread<W> spread;

    index_t length() const { return constant() + 1 + 2 * spread_slack; }

    bool build(const GridAxis& axis, index_t n, index_t samples, Mode mode) {
        if (!find(axis, n, samples, mode, spread_slack)) return false;
        const auto size = static_cast<std::size_t>(n + spread_slack);
        // A vector of weights is read for every vector of results: aligned.
        constexpr std::size_t line = 64;
        std::size_t space = (size + line) * sizeof(W);
        weight.resize(size + line);
        void* start = weight.data();
        W* aligned = static_cast<W*>(std::align(line, size * sizeof(W), start, space));
        std::transform(axis.weight.begin(), axis.weight.begin() + n, aligned, [](double w) { return static_cast<W>(w); });
        window.resize(size);
        lane.resize(size);
        spread = {n, {at[0].data(), at[1].data()}, aligned, window.data(), lane.data()};
        table().plan(spread);
        return true;
    }
    static const SpreadTable<W>& table() {
        if constexpr (sizeof(W) == 4) return multilinear().single;
        else return multilinear().twice;
    }
};

template <class W>
class LinearLines {
public:
    // `sums` in the order of evaluate.hpp, or null if they will not be needed.
    LinearLines(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const Across<W>& across,
                const Across<double>* sums, double doubt, const AnyView& out)
        : in_(in), out_(out), axes_(axes), across_(across), sums_(sums), doubt_(doubt), last_(in.ndim - 1), size_(item_size(out.dtype)),
          round_(converters().rounded[static_cast<int>(out.dtype)]), input_(in, axes, out), line_(input_.count()) {
        around_ = {line_.data(), static_cast<index_t>(line_.size()), in.stride[last_], input_.weights(), last_, spline.constant};
        row_.resize(static_cast<std::size_t>(across.length()));
        const auto n = static_cast<std::size_t>(out.shape[last_]);
        if (!is_float(out.dtype)) {
            doubtful_.resize(n + spread_slack);
            value_.resize(n);
            rounded_.resize(n * static_cast<std::size_t>(size_));
        }
        if (out.stride[last_] != 1) result_.resize(n * static_cast<std::size_t>(size_));
        constant_.resize(n * static_cast<std::size_t>(size_));
        std::vector<double> filled(n, spline.constant);
        round_(filled.data(), 1, constant_.data(), 1, out.shape[last_]);
    }

    // Output line `line`, to `to`.
    void operator()(index_t line, void* to) {
        const index_t n = out_.shape[last_], step = out_.stride[last_];
        const bool some = input_.move_to(line);
        char* dense = step == 1 ? static_cast<char*>(to) : result_.data();
        if (some) spread(dense);
        const void* from = some ? dense : constant_.data();
        if (from != to) converters().same[static_cast<int>(out_.dtype)](from, 1, to, step, n);
    }

private:
    // To their elements `bytes` after the first.
    void point_to_lines(index_t bytes) {
        for (std::size_t l = 0; l < line_.size(); ++l)
            line_[l] = input_.line(l) ? static_cast<const char*>(input_.line(l)) + bytes : nullptr;
    }

    void spread(void* to) {
        const auto& table = Across<W>::table();
        const index_t skipped = across_.lo * in_.stride[last_];
        point_to_lines(skipped * item_size(in_.dtype));
        if (often_) in_order(to);
        else {
            W* row = row_.data();
            table.combine[static_cast<int>(in_.dtype)](around_, across_.samples(), row + 1);
            double constant = 0.0;
            for (index_t l = 0; l < around_.count; ++l) constant += weighted_constant(l);
            across_.surround(row, static_cast<W>(constant));
            if (is_float(out_.dtype)) table.reals[static_cast<int>(out_.dtype)](row, across_.spread, to);
            else {
                const index_t doubtful =
                    table.integers[static_cast<int>(out_.dtype)](row, across_.spread, doubt_, to, doubtful_.data());
                often_ = sums_ && doubtful > out_.shape[last_] / 64;
                if (doubtful) decide(doubtful, static_cast<char*>(to));
            }
        }
        const auto& constants = axes_.back().constants;
        for (std::size_t first = 0; first < constants.size();) {
            std::size_t end = first + 1;
            while (end < constants.size() && constants[end] == constants[end - 1] + 1) ++end;
            std::memcpy(static_cast<char*>(to) + constants[first] * size_, constant_.data(), (end - first) * static_cast<std::size_t>(size_));
            first = end;
        }
    }

    double weighted_constant(index_t l) const {
        double w = around_.constant;
        for (int d = 0; d < last_; ++d) w *= around_.weight[l * last_ + d];
        return w;
    }

    void in_order(void* to) {
        const index_t pitch = across_.length();
        lines_.resize(static_cast<std::size_t>(pitch * around_.count));
        for (index_t l = 0; l < around_.count; ++l) {
            double* row = lines_.data() + l * pitch;
            multilinear().weighted[static_cast<int>(in_.dtype)](around_, l, across_.samples(), row + 1);
            across_.surround(row, weighted_constant(l));
        }
        multilinear().rounded[static_cast<int>(out_.dtype)](lines_.data(), around_.count, pitch, sums_->spread, to);
    }

    // Elements too close to a half.
    void decide(index_t count, char* to) {
        point_to_lines(0);
        const GridAxis& a = axes_.back();
        const std::int64_t* at[2] = {a.at.data(), a.at.data() + a.pitch};
        const double* w[2] = {a.weight.data(), a.weight.data() + a.pitch};
        multilinear().exact[static_cast<int>(in_.dtype)](around_, at, w, doubtful_.data(), count, value_.data());
        round_(value_.data(), 1, rounded_.data(), 1, count);
        const auto scatter = [&](auto tag) {
            using T = decltype(tag);
            for (index_t k = 0; k < count; ++k)
                std::memcpy(to + doubtful_[k] * sizeof(T), rounded_.data() + k * sizeof(T), sizeof(T));
        };
        if (size_ == 1) scatter(std::uint8_t{});
        else if (size_ == 2) scatter(std::uint16_t{});
        else scatter(std::uint32_t{});
    }

    const AnyView &in_, &out_;
    const std::vector<GridAxis>& axes_;
    const Across<W>& across_;
    const Across<double>* sums_;
    double doubt_;
    int last_;
    bool often_ = false;
    index_t size_;
    ConvertFn round_;
    LinesAround input_;
    Around around_;
    std::vector<const void*> line_;
    std::vector<double> value_, lines_;
    std::vector<W> row_;
    std::vector<std::int32_t> doubtful_;
    std::vector<char> rounded_, result_, constant_;
};

// Floating-point output lines as sums of input lines, which are spread before.
class RealLines {
public:
    RealLines(const AnyView& in, double constant, const std::vector<GridAxis>& axes, const Across<double>& across,
              const AnyView& out)
        : axes_(axes), across_(across), type_(static_cast<int>(out.dtype)), size_(item_size(in.dtype)), step_in_(in.stride[in.ndim - 1]),
          step_out_(out.stride[in.ndim - 1]), n_(out.shape[in.ndim - 1]), outer_(static_cast<std::size_t>(in.ndim - 1)),
          constant_(constant), load_(loader<double>(in.dtype)), around_(in, axes, out), held_(around_.count(), &nothing),
          row_(around_.count()), weight_(around_.count()), line_(static_cast<std::size_t>(across.length())),
          rows_(around_.count() * pitch() + reach) {
        if (step_out_ != 1) result_.resize(static_cast<std::size_t>(n_ * item_size(out.dtype)));
        constants_.resize(static_cast<std::size_t>(n_ * item_size(out.dtype)));
        const std::vector<double> filled(static_cast<std::size_t>(n_), constant);
        converters().rounded[type_](filled.data(), 1, constants_.data(), 1, n_);
    }

    // Output line `line`, to `to`.
    void operator()(index_t line, void* to) {
        void* dense = step_out_ == 1 ? to : result_.data();
        const bool some = around_.move_to(line);
        if (some) sum(dense);
        const void* from = some ? dense : constants_.data();
        if (from != to) converters().same[type_](from, 1, to, step_out_, n_);
    }

private:
    static constexpr char nothing = 0;

    // Rows begin where lines of the cache do: they are written and read a vector at a time.
    static constexpr std::size_t reach = 64 / sizeof(double);
    std::size_t pitch() const { return (static_cast<std::size_t>(n_ + spread_slack) + reach - 1) / reach * reach; }
    double* row_in(std::size_t slot) {
        void* start = rows_.data();
        std::size_t space = rows_.size() * sizeof(double);
        return static_cast<double*>(std::align(64, sizeof(double), start, space)) + slot * pitch();
    }

    void sum(void* to) {
        for (std::size_t l = 0; l < around_.count(); ++l) {
            const std::size_t slot = around_.slot(l);
            if (held_[slot] != around_.line(l)) fill(slot, around_.line(l));
            row_[l] = row_in(slot);
            weight_[l] = 1.0;
            for (std::size_t d = 0; d < outer_; ++d) weight_[l] *= around_.weights()[l * outer_ + d];
        }
        multilinear().sum[type_](row_.data(), weight_.data(), static_cast<index_t>(around_.count()), n_, to);
        const index_t size = static_cast<index_t>(constants_.size()) / n_;
        for (const index_t i : axes_.back().constants)
            std::memcpy(static_cast<char*>(to) + i * size, constants_.data(), static_cast<std::size_t>(size));
    }

    void fill(std::size_t slot, const void* from) {
        held_[slot] = from;
        double* samples = line_.data() + 1;
        if (from) load_(static_cast<const char*>(from) + across_.lo * step_in_ * size_, step_in_, samples, 1, across_.samples());
        else std::fill(samples, samples + across_.samples(), constant_);
        across_.surround(line_.data(), constant_);
        multilinear().twice.reals[static_cast<int>(DType::f8)](line_.data(), across_.spread, row_in(slot));
    }

    const std::vector<GridAxis>& axes_;
    const Across<double>& across_;
    int type_;
    index_t size_, step_in_, step_out_, n_;
    std::size_t outer_;
    double constant_;
    ConvertFn load_;
    LinesAround around_;
    std::vector<const void*> held_;
    std::vector<const double*> row_;
    std::vector<double> weight_, line_, rows_;
    std::vector<char> result_, constants_;
};

bool resample_reals(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out) {
    const int last = in.ndim - 1;
    const index_t n = out.shape[last], lines = out.size() / n;
    Across<double> across;
    if (!across.build(axes.back(), n, in.shape[last], tap_mode(spline.beyond))) return false;
    const index_t work = n + across.samples();
    parallel_for(lines, std::max<index_t>(1 + 100000 / work, lines / 32), [&](index_t begin, index_t end) {
        RealLines to(in, spline.constant, axes, across, out);
        for (index_t line = begin; line < end; ++line) to(line, out.at(line_start(out, line)));
    });
    return true;
}

template <class W>
bool resample_as(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, double doubt,
                 const AnyView& out) {
    const int last = in.ndim - 1;
    const index_t n = out.shape[last], lines = out.size() / n;
    Across<W> across;
    if (!across.build(axes.back(), n, in.shape[last], tap_mode(spline.beyond))) return false;
    Across<double> sums;
    const bool in_order = doubt > 0.0 && in.ndim <= 3 && sums.build(axes.back(), n, in.shape[last], tap_mode(spline.beyond));
    const index_t work = n + (across.hi - across.lo);
    parallel_for(lines, std::max<index_t>(1 + 60000 / work, lines / 64), [&](index_t begin, index_t end) {
        LinearLines<W> to(in, spline, axes, across, in_order ? &sums : nullptr, doubt, out);
        for (index_t line = begin; line < end; ++line) to(line, out.at(line_start(out, line)));
    });
    return true;
}

}  // namespace

bool resample_linear(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out) {
    const int last = in.ndim - 1;
    constexpr index_t most = std::numeric_limits<std::int32_t>::max() - 8 * spread_slack;
    if (in.ndim > 8 || in.shape[last] > most || out.shape[last] > most) return false;
    if (is_float(out.dtype)) {
        // Lines that are spread first are kept as doubles: that pays where they serve more than one line that is smaller.
        const bool magnified = last == 1 && out.dtype == DType::f4 && out.shape[0] / 5 > in.shape[0] / 4;
        return magnified ? resample_reals(in, spline, axes, out) : resample_as<double>(in, spline, axes, 0.0, out);
    }
    const Integers from = integers_of(in.dtype), to = integers_of(out.dtype);
    if (out.dtype == DType::b1 || from.least > from.most || from.least < to.least || from.most > to.most) return false;
    if (spline.beyond == Beyond::grid_constant && !(spline.constant >= to.least && spline.constant <= to.most)) return false;
    const double lines = static_cast<double>(index_t{1} << last);
    if (item_size(in.dtype) > 1 || item_size(out.dtype) > 1) {
        // A bound of the rounding errors of both ways together, generously.
        const double size = std::max(-to.least, to.most);
        return resample_as<double>(in, spline, axes, size * 0x1p-51 * (in.ndim + 2.0 * lines), out);
    }
    // Weights of a few bits make all sums exact, and the halves of unsigned numbers go up.
    bool sure = out.dtype == DType::u1 && spline.beyond != Beyond::grid_constant;
    for (int d = 0; d < in.ndim && sure; ++d)
        sure = are_multiples(axes[static_cast<std::size_t>(d)], out.shape[d], static_cast<double>(1 << (14 / in.ndim)));
    // Numbers of 8 bits in float32: weights are wrong by 2^-24, sums of up to 256 by 2^-17 for each term.
    return resample_as<float>(in, spline, axes, sure ? 0.0 : 0x1p-13 + lines * 0x1p-16, out);
}

}  // namespace scinova::ndimage
