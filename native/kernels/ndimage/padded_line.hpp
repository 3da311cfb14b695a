// SPDX-License-Identifier: BSD-3-Clause
// Order 1 on a grid parallel to the axes: the input lines around an output line, and where the last axis finds its samples
// on such a line once it is laid out as [left margin, samples lo to hi, right margin, constant], so that nearly always
// the two samples of an element are neighbours.
#pragma once

#include <algorithm>
#include <vector>

#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/resample.hpp"

namespace scinova::ndimage {

struct Places {
    std::vector<std::int32_t> at[2];
    index_t lo = 0, hi = 0;
    index_t margin[2] = {none, none};  // the places that the margins repeat, -1: the constant, none: not needed
    static constexpr index_t none = -2;

    index_t place(index_t sample) const { return sample - lo + 1; }
    index_t right() const { return place(hi) + 1; }
    index_t constant() const { return right() + 1; }
    index_t samples() const { return hi - lo + 1; }

    // False if most samples would be laid out in vain. There is room for `slack` more places.
    bool find(const GridAxis& axis, index_t n, index_t length, Mode mode, index_t slack) {
        lo = length - 1;
        hi = 0;
        for (int k = 0; k < 2; ++k)
            for (index_t i = 0; i < n; ++i) {
                const index_t j = axis.at[k * axis.pitch + i];
                if (j >= 0) lo = std::min(lo, j), hi = std::max(hi, j);
            }
        if (lo > hi) lo = hi = 0;
        if (hi - lo > 4 * n + 64) return false;
        for (auto& a : at) a.resize(static_cast<std::size_t>(n + slack));
        const index_t before = map_index(-1, length, mode), after = map_index(length, length, mode);
        for (index_t i = 0; i < n; ++i) {
            const index_t a = axis.at[i], b = axis.at[axis.pitch + i];
            index_t p = a < 0 ? constant() : place(a), q = b < 0 ? constant() : place(b);
            if (q != p + 1) {
                if (a == before && b == 0) p = 0, q = 1, margin[0] = before < 0 ? -1 : place(before);
                else if (a == length - 1 && b == after) q = p + 1, margin[1] = after < 0 ? -1 : place(after);
            }
            at[0][i] = static_cast<std::int32_t>(p);
            at[1][i] = static_cast<std::int32_t>(q);
        }
        return true;
    }

    // Fills in what stands around the samples.
    template <class X>
    void surround(X* row, X value) const {
        row[constant()] = value;
        const index_t to[2] = {0, right()};
        for (int side = 0; side < 2; ++side)
            if (margin[side] != none) row[to[side]] = row[margin[side] < 0 ? constant() : margin[side]];
    }
};

// Line l is tap (l >> (outer - 1 - d)) & 1 along axis d < outer.
class LinesAround {
public:
    LinesAround(const AnyView& in, const std::vector<GridAxis>& axes, const AnyView& out)
        : in_(in), out_(out), axes_(axes), outer_(in.ndim - 1), line_(std::size_t{1} << outer_), slot_(line_.size()),
          weight_(line_.size() * static_cast<std::size_t>(std::max(1, outer_))) {}

    // False if the output line is all constant.
    bool move_to(index_t line) {
        for (int d = outer_ - 1; d >= 0; --d) {
            at_[d] = line % out_.shape[d];
            line /= out_.shape[d];
            if (axes_[static_cast<std::size_t>(d)].constant[at_[d]]) return false;
        }
        for (std::size_t l = 0; l < line_.size(); ++l) {
            index_t offset = 0;
            bool beyond = false;
            slot_[l] = 0;
            for (int d = 0; d < outer_; ++d) {
                const GridAxis& a = axes_[static_cast<std::size_t>(d)];
                const index_t k = static_cast<index_t>(l >> (outer_ - 1 - d)) & 1, i = a.at[k * a.pitch + at_[d]];
                beyond |= i < 0;
                offset += i * in_.stride[d];
                slot_[l] = 2 * slot_[l] + static_cast<std::size_t>((a.first[at_[d]] + k) & 1);
                weight_[l * static_cast<std::size_t>(outer_) + static_cast<std::size_t>(d)] = a.weight[k * a.pitch + at_[d]];
            }
            line_[l] = beyond ? nullptr : in_.at(offset);
        }
        return true;
    }
    std::size_t count() const { return line_.size(); }
    // Null for a line of the constant.
    const void* line(std::size_t l) const { return line_[l]; }
    // Where line l is kept: the lines of an output line are apart, and a line that the next one shares stays.
    std::size_t slot(std::size_t l) const { return slot_[l]; }
    const double* weights() const { return weight_.data(); }
    index_t at(int d) const { return at_[d]; }

private:
    const AnyView &in_, &out_;
    const std::vector<GridAxis>& axes_;
    int outer_;
    std::vector<const void*> line_;
    std::vector<std::size_t> slot_;
    std::vector<double> weight_;
    std::array<index_t, max_dims> at_{};
};

}  // namespace scinova::ndimage
