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

// What a list of offsets says of lines: which ones are needed around an output line, and each neighbour's place on one.
class Neighbourhood {
public:
    struct Line {
        index_t plane, row;  // index into planes(); distance along the last axis but one
    };
    struct Tap {
        index_t line, shift;
    };

    Neighbourhood() = default;
    explicit Neighbourhood(const Offsets& offsets) {
        const int last = offsets.ndim - 1;
        index_t high = 0, y_high = 0;
        for (index_t k = 0; k < offsets.count; ++k) {
            const index_t y = last > 0 ? offsets(k, last - 1) : 0;
            before_ = std::max(before_, -offsets(k, last));
            high = std::max(high, offsets(k, last));
            low_row_ = k ? std::min(low_row_, y) : y;
            y_high = k ? std::max(y_high, y) : y;
        }
        after_ = high;
        height_ = y_high - low_row_ + 1;
        std::map<std::vector<index_t>, index_t> planes, lines;
        for (index_t k = 0; k < offsets.count; ++k) {
            const index_t* at = offsets.data + k * offsets.ndim;
            const std::vector<index_t> outer(at, at + std::max(last - 1, 0));
            std::vector<index_t> whole(at, at + last);
            const auto [plane, new_plane] = planes.try_emplace(outer, static_cast<index_t>(planes.size()));
            if (new_plane) planes_.push_back(outer);
            const auto [line, new_line] = lines.try_emplace(std::move(whole), static_cast<index_t>(lines.size()));
            if (new_line) lines_.push_back({plane->second, last > 0 ? at[last - 1] : 0});
            taps_.push_back({line->second, at[last]});
        }
        dense_ = is_dense();
    }
    const std::vector<std::vector<index_t>>& planes() const noexcept { return planes_; }
    const std::vector<Line>& lines() const noexcept { return lines_; }
    const std::vector<Tap>& taps() const noexcept { return taps_; }
    index_t count() const noexcept { return static_cast<index_t>(taps_.size()); }
    index_t before() const noexcept { return before_; }  // reach along the last axis
    index_t after() const noexcept { return after_; }
    index_t height() const noexcept { return height_; }  // extent along the last axis but one
    index_t low_row() const noexcept { return low_row_; }
    // Whether it is all of a box, in C order; its rows are then `width` long and begin at `left`.
    bool dense() const noexcept { return dense_; }
    index_t width() const noexcept { return count() / static_cast<index_t>(lines_.size()); }
    index_t left() const noexcept { return taps_.front().shift; }

private:
    bool is_dense() const {
        const auto count = static_cast<index_t>(taps_.size()), lines = static_cast<index_t>(lines_.size());
        if (count == 0 || count % lines != 0 || lines != height_ * static_cast<index_t>(planes_.size())) return false;
        for (index_t k = 0; k < count; ++k) {
            const Tap& t = taps_[static_cast<std::size_t>(k)];
            const Line& l = lines_[static_cast<std::size_t>(t.line)];
            const index_t width = count / lines, line = k / width;
            if (t.line != line || t.shift != taps_.front().shift + k % width) return false;
            if (l.plane != line / height_ || l.row != low_row_ + line % height_) return false;
        }
        return true;
    }

    std::vector<std::vector<index_t>> planes_;
    std::vector<Line> lines_;
    std::vector<Tap> taps_;
    index_t before_ = 0, after_ = 0, height_ = 1, low_row_ = 0;
    bool dense_ = false;
};

// `modes`: one for each axis.
template <class W>
class Neighbours {
public:
    // `abreast` output lines, neighbours along the last axis but one, may be asked for at once.
    Neighbours(const AnyView& in, const Neighbourhood& around, const Mode* modes, W cval, ConvertFn load, index_t abreast = 1)
        : in_(in), around_(around), modes_(modes, modes + in.ndim), cval_(cval), load_(load) {
        const int last = in.ndim - 1;
        n_ = in.shape[last];
        rows_ = in.ndim > 1 ? in.shape[last - 1] : 1;
        height_ = around.height() + abreast - 1;
        pitch_ = (around.before() + n_ + around.after() + slack<W>() + 63) / 64 * 64;
    }
    Neighbours(const AnyView& in, const Neighbourhood& around, Mode mode, W cval, ConvertFn load, index_t abreast = 1)
        : Neighbours(in, around, std::vector<Mode>(static_cast<std::size_t>(in.ndim), mode).data(), cval, load, abreast) {}

    index_t lines() const noexcept { return n_ > 0 ? in_.size() / n_ : 0; }
    index_t length() const noexcept { return n_; }
    index_t taps() const noexcept { return around_.count(); }
    index_t height() const noexcept { return height_; }
    index_t rows() const noexcept { return rows_; }

    // A walker belongs to one thread.
    class Walker {
    public:
        explicit Walker(const Neighbours& of)
            : of_(of), store_(std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(
                  of.pitch_ * of.height_ * static_cast<index_t>(of.around_.planes().size())))),
              held_(static_cast<std::size_t>(of.height_) * of.around_.planes().size(), none), line_(of.around_.lines().size()),
              tap_(of.around_.taps().size()) {}

        // The taps of output line `line` (lines in C order).
        const W* const* operator()(index_t line) {
            const index_t y = enter(line);
            const auto& lines = of_.around_.lines();
            for (std::size_t l = 0; l < lines.size(); ++l) line_[l] = fetch(lines[l].plane, y + lines[l].row);
            const Neighbourhood::Tap* t = of_.around_.taps().data();
            for (std::size_t k = 0; k < tap_.size(); ++k) tap_[k] = line_[static_cast<std::size_t>(t[k].line)] + t[k].shift;
            return tap_.data();
        }
        // Of `abreast` output lines from `line` on: the rows of a dense neighbourhood, plane after plane, from their
        // leftmost neighbours on.
        void rows(index_t line, index_t abreast, std::vector<const W*>& out) {
            const index_t y = enter(line), first = of_.around_.low_row(), count = of_.around_.height() + abreast - 1;
            out.clear();
            for (std::size_t p = 0; p < of_.around_.planes().size(); ++p)
                for (index_t r = 0; r < count; ++r)
                    out.push_back(fetch(static_cast<index_t>(p), y + first + r) + of_.around_.left());
        }

    private:
        static constexpr index_t none = std::numeric_limits<index_t>::min();

        index_t enter(index_t line) {
            const index_t outer = line / of_.rows_;
            if (outer != outer_) {
                std::fill(held_.begin(), held_.end(), none);
                outer_ = outer;
            }
            return line - outer * of_.rows_;
        }
        // A line's data begin `before` elements into its place.
        const W* fetch(index_t plane, index_t row) {
            index_t place = row % of_.height_;
            if (place < 0) place += of_.height_;
            place += plane * of_.height_;
            W* slot = store_.get() + place * of_.pitch_;
            if (held_[static_cast<std::size_t>(place)] != row) {
                held_[static_cast<std::size_t>(place)] = row;
                prepare(slot, plane, row);
            }
            return slot + of_.around_.before();
        }

        void prepare(W* slot, index_t plane, index_t row) {
            const AnyView& in = of_.in_;
            const std::vector<index_t>& shift = of_.around_.planes()[static_cast<std::size_t>(plane)];
            index_t at = 0, rest = outer_;
            bool outside = false;
            for (int d = in.ndim - 3; d >= 0; --d) {
                const index_t i = map_index(rest % in.shape[d] + shift[static_cast<std::size_t>(d)], in.shape[d], of_.mode(d));
                rest /= in.shape[d];
                outside |= i < 0;
                at += i * in.stride[d];
            }
            if (in.ndim > 1) {
                const index_t i = map_index(row, of_.rows_, of_.mode(in.ndim - 2));
                outside |= i < 0;
                at += i * in.stride[in.ndim - 2];
            }
            const index_t n = of_.n_, before = of_.around_.before(), after = of_.around_.after();
            if (outside) {
                std::fill(slot, slot + before + n + after, of_.cval_);
                return;
            }
            of_.load_(in.at(at), in.stride[in.ndim - 1], slot + before, 1, n);
            extend_tile(slot, n, index_t{1}, before, after, of_.mode(in.ndim - 1), of_.cval_);
        }

        const Neighbours& of_;
        std::unique_ptr<W[]> store_;
        std::vector<index_t> held_;
        std::vector<const W*> line_, tap_;
        index_t outer_ = none;
    };

    // fn(walker's taps, line index, scratch) for every output line, over threads; scratch is `lines` of scratch_pitch().
    index_t scratch_pitch() const noexcept { return n_ + slack<W>(); }
    template <class Fn>
    void for_lines(index_t cost, Fn fn, index_t scratch = 1) const {
        if (n_ == 0) return;
        const index_t grain = std::max<index_t>(2 * height_, 200000 / (std::max<index_t>(1, n_ * cost)) + 1);
        parallel_for(lines(), grain, [&](index_t begin, index_t end) {
            Walker walker(*this);
            const auto result = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(scratch * scratch_pitch()));
            for (index_t line = begin; line < end; ++line) fn(walker(line), line, result.get());
        });
    }

private:
    Mode mode(int axis) const noexcept { return modes_[static_cast<std::size_t>(axis)]; }

    const AnyView& in_;
    const Neighbourhood& around_;
    std::vector<Mode> modes_;
    W cval_;
    ConvertFn load_;
    index_t n_ = 0, rows_ = 1, height_ = 1, pitch_ = 0;
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
