// SPDX-License-Identifier: BSD-3-Clause
// Filters over an n-dimensional neighbourhood, one output line (along the last axis) at a time.
//
// Every neighbour k of a whole output line is one shifted input line, extended by the boundary rule: tap[k][x] is the
// neighbour of element x. Input lines are converted and extended once and kept in a ring while the window moves along
// the last axis but one, so a line is prepared once per hyperplane of the neighbourhood, and filters are flat loops.
// Memory: (extent of the neighbourhood without its last axis) lines per thread.
#pragma once

#include <algorithm>
#include <limits>
#include <map>
#include <memory>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {

template <class W>
class Neighbours {
public:
    Neighbours(const AnyView& in, const Offsets& offsets, Mode mode, W cval, ConvertFn load)
        : in_(in), mode_(mode), cval_(cval), load_(load) {
        const int last = in.ndim - 1;
        n_ = in.shape[last];
        rows_ = in.ndim > 1 ? in.shape[last - 1] : 1;
        index_t low = 0, high = 0, y_low = 0, y_high = 0;
        for (index_t k = 0; k < offsets.count; ++k) {
            low = std::min(low, offsets(k, last));
            high = std::max(high, offsets(k, last));
            if (in.ndim > 1) {
                const index_t y = offsets(k, last - 1);
                y_low = k ? std::min(y_low, y) : y;
                y_high = k ? std::max(y_high, y) : y;
            }
        }
        before_ = -low;
        after_ = high;
        height_ = y_high - y_low + 1;
        pitch_ = (before_ + n_ + after_ + slack<W>() + 63) / 64 * 64;
        std::map<std::vector<index_t>, index_t> planes;
        for (index_t k = 0; k < offsets.count; ++k) {
            std::vector<index_t> outer;
            for (int d = 0; d < in.ndim - 2; ++d) outer.push_back(offsets(k, d));
            const auto [it, fresh] = planes.try_emplace(std::move(outer), static_cast<index_t>(planes.size()));
            if (fresh) planes_.push_back(it->first);
            taps_.push_back({it->second, in.ndim > 1 ? offsets(k, last - 1) : 0, before_ + offsets(k, last)});
        }
    }

    index_t lines() const noexcept { return n_ > 0 ? in_.size() / n_ : 0; }
    index_t length() const noexcept { return n_; }
    index_t taps() const noexcept { return static_cast<index_t>(taps_.size()); }
    index_t height() const noexcept { return height_; }

    // A walker belongs to one thread.
    class Walker {
    public:
        explicit Walker(const Neighbours& of)
            : of_(of), store_(std::make_unique_for_overwrite<W[]>(
                  static_cast<std::size_t>(of.pitch_ * of.height_ * static_cast<index_t>(of.planes_.size())))),
              held_(static_cast<std::size_t>(of.height_) * of.planes_.size(), none), tap_(of.taps_.size()) {}

        // The taps of output line `line` (lines in C order).
        const W* const* operator()(index_t line) {
            const index_t y = line % of_.rows_, outer = line / of_.rows_;
            if (outer != outer_) {
                std::fill(held_.begin(), held_.end(), none);
                outer_ = outer;
            }
            for (std::size_t k = 0; k < tap_.size(); ++k) {
                const auto& t = of_.taps_[k];
                tap_[k] = fetch(t.plane, y + t.row) + t.shift;
            }
            return tap_.data();
        }

    private:
        static constexpr index_t none = std::numeric_limits<index_t>::min();

        const W* fetch(index_t plane, index_t row) {
            const index_t place = ((row % of_.height_) + of_.height_) % of_.height_ + plane * of_.height_;
            W* slot = store_.get() + place * of_.pitch_;
            if (held_[place] != row) {
                held_[place] = row;
                prepare(slot, plane, row);
            }
            return slot;
        }

        void prepare(W* slot, index_t plane, index_t row) {
            const AnyView& in = of_.in_;
            index_t at = 0, rest = outer_;
            bool outside = false;
            for (int d = in.ndim - 3; d >= 0; --d) {
                const index_t i = map_index(rest % in.shape[d] + of_.planes_[plane][d], in.shape[d], of_.mode_);
                rest /= in.shape[d];
                outside |= i < 0;
                at += i * in.stride[d];
            }
            if (in.ndim > 1) {
                const index_t i = map_index(row, of_.rows_, of_.mode_);
                outside |= i < 0;
                at += i * in.stride[in.ndim - 2];
            }
            const index_t n = of_.n_;
            if (outside) {
                std::fill(slot, slot + of_.before_ + n + of_.after_, of_.cval_);
                return;
            }
            of_.load_(in.at(at), in.stride[in.ndim - 1], slot + of_.before_, 1, n);
            extend_tile(slot, n, index_t{1}, of_.before_, of_.after_, of_.mode_, of_.cval_);
        }

        const Neighbours& of_;
        std::unique_ptr<W[]> store_;
        std::vector<index_t> held_;
        std::vector<const W*> tap_;
        index_t outer_ = none;
    };

    // fn(walker's taps, line index, scratch line) for every output line, over threads.
    template <class Fn>
    void for_lines(index_t cost, Fn fn) const {
        if (n_ == 0) return;
        const index_t grain = std::max<index_t>(2 * height_, 200000 / (std::max<index_t>(1, n_ * cost)) + 1);
        parallel_for(lines(), grain, [&](index_t begin, index_t end) {
            Walker walker(*this);
            const auto result = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(n_ + slack<W>()));
            for (index_t line = begin; line < end; ++line) fn(walker(line), line, result.get());
        });
    }

private:
    struct Tap {
        index_t plane, row, shift;
    };
    const AnyView& in_;
    Mode mode_;
    W cval_;
    ConvertFn load_;
    index_t n_ = 0, rows_ = 1, before_ = 0, after_ = 0, height_ = 1, pitch_ = 0;
    std::vector<std::vector<index_t>> planes_;
    std::vector<Tap> taps_;
};

// Start of line `line` (lines along the last axis, in C order), in elements.
inline index_t line_start(const AnyView& a, index_t line) noexcept {
    index_t at = 0;
    for (int d = a.ndim - 2; d >= 0; --d) {
        at += (line % a.shape[d]) * a.stride[d];
        line /= a.shape[d];
    }
    return at;
}

}  // namespace scinova::ndimage
