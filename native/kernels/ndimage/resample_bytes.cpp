// SPDX-License-Identifier: BSD-3-Clause
// Order 1 of bytes on a grid parallel to the axes, by the fixed-point lines of linear_bytes.hpp.
#include <cmath>
#include <cstring>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/linear_bytes.hpp"
#include "kernels/ndimage/padded_line.hpp"

namespace scinova::ndimage {
namespace {

std::int16_t minus_parts(double w) { return static_cast<std::int16_t>(-std::nearbyint(w * 32768.0)); }

// The bits behind the point that a weight needs, or `many`.
constexpr int many = 8;
int bits_of(double w) {
    for (int bits = 0; bits < many; ++bits, w *= 2.0)
        if (w == std::floor(w)) return bits;
    return many;
}
int bits_of(const GridAxis& axis, index_t n) {
    int most = 0;
    for (index_t i = 0; i < n && most < many; ++i) most = std::max(most, bits_of(axis.weight[i]));
    return most;
}

struct ByteAcross : Places {
    std::vector<std::int16_t> upper;
    std::vector<std::int32_t> window;
    std::vector<std::uint8_t> lane;
    std::vector<std::uint64_t> exact;  // a bit for each element whose weight needs few
    ByteSpread spread;
    static constexpr int few = 3;

    index_t length() const { return constant() + 1 + byte_slack; }

    bool build(const GridAxis& axis, index_t n, index_t samples, Mode mode) {
        if (!find(axis, n, samples, mode, byte_slack)) return false;
        const auto size = static_cast<std::size_t>(n + byte_slack);
        upper.resize(size);
        exact.resize(size / 64 + 1);
        for (index_t i = 0; i < n; ++i) {
            upper[i] = minus_parts(axis.weight[axis.pitch + i]);
            if (bits_of(axis.weight[i]) <= few) exact[i / 64] |= std::uint64_t{1} << (i % 64);
        }
        window.resize(size / 8 + 1);
        lane.resize(2 * size);
        spread = {n, {at[0].data(), at[1].data()}, upper.data(), axis.weight.data(), window.data(), lane.data(), false};
        linear_bytes().plan(spread);
        return true;
    }
};

class ByteLines {
public:
    ByteLines(const AnyView& in, double constant, const std::vector<GridAxis>& axes, const ByteAcross& across, bool sure,
              const AnyView& out)
        : axes_(axes), across_(across), sure_(sure), outer_(in.ndim - 1), n_(out.shape[outer_]), step_in_(in.stride[outer_]),
          step_out_(out.stride[outer_]),
          around_(in, axes, out), held_(around_.count(), &nothing), lines_(around_.count() * static_cast<std::size_t>(across.length())),
          rows_(around_.count() * static_cast<std::size_t>(n_ + byte_slack)) {
        converters().rounded[static_cast<int>(DType::u1)](&constant, 1, &constant_, 1, 1);
        if (!sure) doubtful_.resize(static_cast<std::size_t>(n_ + byte_slack));
        if (step_out_ != 1) result_.resize(static_cast<std::size_t>(n_));
    }

    // Output line `line`, to `to`.
    void operator()(index_t line, std::uint8_t* to) {
        std::uint8_t* dense = step_out_ == 1 ? to : result_.data();
        if (!around_.move_to(line)) std::memset(dense, constant_, static_cast<std::size_t>(n_));
        else spread(dense);
        if (dense != to) for (index_t i = 0; i < n_; ++i) to[i * step_out_] = dense[i];
    }

private:
    static constexpr char nothing = 0;

    void spread(std::uint8_t* to) {
        const std::uint8_t* line[1 << (most_byte_axes - 1)];
        const std::int16_t* row[1 << (most_byte_axes - 1)];
        for (std::size_t l = 0; l < around_.count(); ++l) {
            const std::size_t slot = around_.slot(l);
            if (held_[slot] != around_.line(l)) fill(slot, around_.line(l));
            line[l] = line_in(slot);
            row[l] = row_in(slot);
        }
        std::int16_t upper[most_byte_axes] = {};
        int bits = ByteAcross::few;
        for (int d = 0; d < outer_; ++d) {
            const GridAxis& a = axes_[static_cast<std::size_t>(d)];
            upper[d] = minus_parts(a.weight[a.pitch + around_.at(d)]);
            bits += sure_ ? 0 : bits_of(a.weight[around_.at(d)]);
        }
        const ByteTable& table = linear_bytes();
        const index_t doubtful = table.down(row, upper, outer_, sure_, bits < many ? across_.exact.data() : nullptr, n_, to, doubtful_.data());
        if (doubtful) table.exact(line, around_.weights(), outer_, across_.spread, doubtful_.data(), doubtful, to);
        for (const index_t i : axes_.back().constants) to[i] = constant_;
    }

    std::uint8_t* line_in(std::size_t slot) { return lines_.data() + slot * static_cast<std::size_t>(across_.length()); }
    std::int16_t* row_in(std::size_t slot) { return rows_.data() + slot * static_cast<std::size_t>(n_ + byte_slack); }

    void fill(std::size_t slot, const void* from) {
        held_[slot] = from;
        std::uint8_t* row = line_in(slot);
        const index_t n = across_.samples();
        if (!from) std::memset(row + 1, constant_, static_cast<std::size_t>(n));
        else {
            const std::uint8_t* p = static_cast<const std::uint8_t*>(from) + across_.lo * step_in_;
            if (step_in_ == 1) std::memcpy(row + 1, p, static_cast<std::size_t>(n));
            else for (index_t i = 0; i < n; ++i) row[1 + i] = p[i * step_in_];
        }
        across_.surround(row, constant_);
        linear_bytes().across(row, across_.spread, row_in(slot));
    }

    const std::vector<GridAxis>& axes_;
    const ByteAcross& across_;
    bool sure_;
    int outer_;
    index_t n_, step_in_, step_out_;
    std::uint8_t constant_ = 0;
    LinesAround around_;
    std::vector<const void*> held_;
    std::vector<std::uint8_t> lines_, result_;
    std::vector<std::int16_t> rows_;
    std::vector<std::int32_t> doubtful_;
};

}  // namespace

bool resample_bytes(const AnyView& in, const Spline& spline, const std::vector<GridAxis>& axes, const AnyView& out) {
    const int last = in.ndim - 1;
    const index_t n = out.shape[last], lines = out.size() / n;
    if (in.ndim > most_byte_axes || in.dtype != DType::u1 || out.dtype != DType::u1) return false;
    // A constant among the samples has to be one of them.
    const double constant = spline.constant;
    const bool sample = constant >= 0.0 && constant <= 255.0 && constant == std::floor(constant);
    if (spline.beyond == Beyond::grid_constant && !sample) return false;
    ByteAcross across;
    if (!across.build(axes.back(), n, in.shape[last], tap_mode(spline.beyond))) return false;
    int bits = 0;
    for (int d = 0; d < in.ndim; ++d) bits += bits_of(axes[static_cast<std::size_t>(d)], out.shape[d]);
    const index_t work = n + across.samples();
    parallel_for(lines, std::max<index_t>(1 + 200000 / work, lines / 64), [&](index_t begin, index_t end) {
        ByteLines to(in, constant, axes, across, bits < many, out);
        for (index_t line = begin; line < end; ++line) to(line, static_cast<std::uint8_t*>(out.at(line_start(out, line))));
    });
    return true;
}

}  // namespace scinova::ndimage
