// SPDX-License-Identifier: BSD-3-Clause
// Two one-dimensional filters along two axes of an array in one sweep, a band of rows at a time.
//
// Rows run along the axis x of neighbours in memory. The filter down the rows (along y) reads lines of the array where they
// lie, or copies in the working type, and gives several output rows at once; between the two filters there are a few
// rows, which stay in the first cache. Filters are applied in the order given: where x is first, its results are kept in
// a ring of rows for the other; the constant beyond the edges along the second axis is put between the two.
#pragma once

#include <atomic>
#include <numeric>

#include "common/scratch.hpp"
#include "kernels/ndimage/order.hpp"
#include "kernels/ndimage/passes.hpp"
#include "kernels/ndimage/sums.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {

inline constexpr index_t rows_at_once = 8;

// The two filtered axes, x that of the shorter stride, and the other axes.
struct Plane {
    const AnyView &in, &out;
    const Pass &x, &y;
    bool x_first;
    index_t nx, ny, outer = 1;

    Plane(const AnyView& i, const AnyView& o, const Pass& p, const Pass& q)
        : in(i), out(o), x(across(i, p, q) ? p : q), y(across(i, p, q) ? q : p), x_first(across(i, p, q)),
          nx(i.shape[x.axis]), ny(i.shape[y.axis]) {
        outer = in.size() / (nx * ny);
    }
    static bool across(const AnyView& in, const Pass& p, const Pass& q) {
        return std::abs(in.stride[p.axis]) < std::abs(in.stride[q.axis]);
    }
    // Whether neighbours along x are neighbours in memory, on both sides.
    bool suits() const noexcept {
        for (int d = 0; d < in.ndim; ++d) {
            if (d == x.axis || in.shape[d] == 1) continue;
            if (std::abs(in.stride[d]) < std::abs(in.stride[x.axis]) || std::abs(out.stride[d]) < std::abs(out.stride[x.axis]))
                return false;
        }
        return true;
    }
    void start(index_t k, index_t& from, index_t& to) const noexcept {
        from = to = 0;
        for (int d = in.ndim - 1; d >= 0; --d) {
            if (d == x.axis || d == y.axis) continue;
            from += k % in.shape[d] * in.stride[d];
            to += k % in.shape[d] * out.stride[d];
            k /= in.shape[d];
        }
    }
};

// One side of a sweep: rows of a plane of an array, which may lie there as the filters take them.
template <class S>
struct PlaneRows {
    AnyView array;
    index_t offset = 0, row = 0, step = 1;  // of the element (y, x): offset + (y & ring) row + x step
    index_t ring = -1;                      // a power of two less one, where there are but so many rows
    ConvertFn convert = nullptr;
    bool plain = false;

    PlaneRows() = default;
    PlaneRows(const AnyView& a, const Plane& p, ConvertFn c)
        : array(a), row(a.stride[p.y.axis]), step(a.stride[p.x.axis]), convert(c),
          plain(step == 1 && (a.dtype == dtype_of<S>() || (a.dtype == DType::b1 && sizeof(S) == 1))) {}
    void* at(index_t y, index_t x) const noexcept { return array.at(offset + (y & ring) * row + x * step); }
};

// Which part of a plane: rows [y0, y1), columns [x0, x1).
struct Part {
    index_t y0, y1, x0, x1;
};

// Rows and columns of a plane in parts of about a size, and the room that the filters of one take.
struct BandGrid {
    index_t width, height, across, down;

    BandGrid(const Plane& a, index_t item) {
        const index_t reach = a.x.size - 1;
        // Where an edge's elements come from is among a part's own columns: but for wrap, if it is wide.
        // Rows in half a second cache: parts that are not whole rows cost more than they save.
        const index_t wide = std::max<index_t>(524288 / (item * (a.y.size + rows_at_once)), std::max<index_t>(256, 8 * reach));
        across = a.x.mode == Mode::wrap ? 1 : (a.nx + wide - 1) / wide;
        if (across > 1 && a.nx / across < 2 * reach + 64) across = 1;
        width = (a.nx + across - 1) / across;
        const index_t tall = std::max<index_t>(64, 16 * a.y.size);
        down = (a.ny + tall - 1) / tall;
        height = (a.ny + down - 1) / down;
    }
    index_t count() const noexcept { return across * down; }
    Part part(const Plane& a, index_t t) const noexcept {
        const index_t x0 = t % across * width, y0 = t / across * height;
        return {y0, std::min(y0 + height, a.ny), x0, std::min(x0 + width, a.nx)};
    }
};

// The distance of rows of n elements and slack: an odd number of cache lines, so that they do not compete for the same
// sets.
template <class S>
index_t row_pitch(index_t n) {
    constexpr index_t per_line = 64 / static_cast<index_t>(sizeof(S));
    return ((n + slack<S>()) / per_line | 1) * per_line + 2 * per_line;
}

// The constant, for modes that look at it.
template <class W>
W edge_of(std::initializer_list<Mode> modes, double constant) {
    for (Mode m : modes)
        if (m == Mode::constant) return static_cast<W>(constant);
    return W{};
}

// The window of a sum or mean over rows of a band.
template <class S>
struct SumLines {
    const SumLoops<S>& loops;
    Sum sum;

    SumLines(const SumLoops<S>& l, const Pass& p, bool real) : loops(l), sum{Sum::Kind::mean, p.size} {
        if (p.kind == Pass::Kind::mean) return;
        const Weights& w = p.weights;
        using K = Sum::Kind;
        sum.kind = !real || w.symmetry == Weights::Symmetry::none ? K::weighted : w.symmetry == Weights::Symmetry::even ? K::even : K::odd;
        sum.w = sum.kind == K::weighted ? w.natural.data() : w.value.data();
    }
    void down(const S* const* row, S* const* out, index_t count, index_t n) const { loops.down(sum, row, out, count, n); }
    void along(const S* const* row, S* const* out, index_t count, index_t n) const { loops.along(sum, row, out, count, n); }
};

// The window of a minimum or maximum over rows of a band.
template <class W>
struct OrderLines {
    const Pass& pass;

    bool greatest() const noexcept { return pass.kind == Pass::Kind::greatest; }
    void down(const W* const* row, W* const* out, index_t count, index_t n) const {
        order<W>().down(greatest(), pass.size, row, out, count, n);
    }
    void along(const W* const* row, W* const* out, index_t count, index_t n) const {
        order<W>().along(greatest(), pass.size, row, out, count, n);
    }
};

// The rows that a thread works with. Op: along(row, out, count, n) and down(row, out, count, n) for a window of the size
// of its pass; Accept: bool(const S* row, n) of the input; Between: void(S* row, n) of the first filter's results.
template <class S, class Op, class Accept, class Between>
class Bands {
public:
    Bands(const Plane& a, index_t width, S constant, const Op& x, const Op& y, const Accept& accept, const Between& between)
        : a_(a), constant_(constant), x_(x), y_(y), accept_(accept), between_(between), lines_(a.y.size - 1 + rows_at_once),
          pitch_(row_pitch<S>(width + a.x.size - 1)), store_((lines_ + 1 + 2 * rows_at_once) * pitch_) {
        edge_ = store_.get() + lines_ * pitch_;
        wide_ = edge_ + pitch_;
        result_ = wide_ + rows_at_once * pitch_;
        std::fill(edge_, edge_ + pitch_, constant);
        row_.resize(static_cast<std::size_t>(lines_));
    }
    // False, and an unfinished result, if a row was refused.
    bool operator()(const PlaneRows<S>& in, const PlaneRows<S>& out, const Part& part) {
        return a_.x_first ? along_first(in, out, part) : down_first(in, out, part);
    }

private:
    static constexpr index_t shortest = 128 / static_cast<index_t>(sizeof(S));  // of rows that may be read where they lie

    S* slot(index_t v) const {
        const index_t k = v % lines_;
        return store_.get() + (k < 0 ? k + lines_ : k) * pitch_;
    }
    // Whether the rows of a window, where they lie, have so few sets of the first cache between them that they would not
    // stay there: of caches with 64 lines of 64 bytes in each of 8 ways, half the ways.
    bool crowded(const PlaneRows<S>& in) const noexcept {
        const index_t bytes = std::abs(in.row) * static_cast<index_t>(sizeof(S));
        return bytes % 64 == 0 && a_.y.size + 3 > 4 * (64 / std::gcd(bytes / 64, index_t{64}));
    }
    // The rows that results go to, and what remains to be done with them.
    void prepare(const PlaneRows<S>& out, index_t y, index_t x, index_t count, bool direct) {
        for (index_t j = 0; j < count; ++j)
            to_[j] = direct ? static_cast<S*>(out.at(y + j, x)) : result_ + j * pitch_;
    }
    void finish(const PlaneRows<S>& out, index_t y, index_t x, index_t count, index_t n, bool direct) const {
        if (direct) return;
        for (index_t j = 0; j < count; ++j) out.convert(to_[j], 1, out.at(y + j, x), out.step, n);
    }

    bool down_first(const PlaneRows<S>& in, const PlaneRows<S>& out, const Part& p) {
        const index_t before = a_.y.before(), reach = a_.x.size - 1, left = p.x0 - a_.x.before(), width = p.x1 - p.x0;
        const index_t c0 = std::max<index_t>(0, left), c1 = std::min(left + width + reach, a_.nx), n = c1 - c0;
        const bool direct = out.plain && width >= shortest, where = in.plain && n >= shortest && !crowded(in);
        index_t next = p.y0 - before;
        for (index_t y = p.y0; y < p.y1; y += rows_at_once) {
            const index_t count = std::min(rows_at_once, p.y1 - y);
            for (index_t k = 0; k < count + a_.y.size - 1; ++k) {
                const index_t v = y - before + k, from = map_index(v, a_.ny, a_.y.mode);
                const S* line = from < 0 ? edge_ : where ? static_cast<const S*>(in.at(from, c0)) : slot(v);
                row_[static_cast<std::size_t>(k)] = line;
                if (v < next || from < 0) continue;
                if (!where) in.convert(in.at(from, c0), in.step, slot(v), 1, n);
                if (!accept_(line, n)) return false;
            }
            next = y - before + count + a_.y.size - 1;
            for (index_t j = 0; j < count; ++j) middle_[j] = wide_ + j * pitch_ + (c0 - left);
            y_.down(row_.data(), middle_, count, n);
            for (index_t j = 0; j < count; ++j) {
                between_(middle_[j], n);
                S* line = wide_ + j * pitch_;
                from_[j] = line;
                const auto outside = [&](index_t i) {
                    const index_t x = map_index(left + i, a_.nx, a_.x.mode);
                    line[i] = x < 0 ? constant_ : line[x - left];
                };
                for (index_t i = 0; i < c0 - left; ++i) outside(i);
                for (index_t i = c1 - left; i < width + reach; ++i) outside(i);
            }
            prepare(out, y, p.x0, count, direct);
            x_.along(from_, to_, count, width);
            finish(out, y, p.x0, count, width, direct);
        }
        return true;
    }

    bool along_first(const PlaneRows<S>& in, const PlaneRows<S>& out, const Part& p) {
        const index_t before = a_.y.before(), width = p.x1 - p.x0;
        const bool direct = out.plain && width >= shortest;
        index_t next = p.y0 - before;
        for (index_t y = p.y0; y < p.y1; y += rows_at_once) {
            const index_t count = std::min(rows_at_once, p.y1 - y), last = y - before + count + a_.y.size - 1;
            while (next < last) {
                index_t here = 0, rows[rows_at_once];
                for (; here < rows_at_once && next < last; ++next) {
                    const index_t from = map_index(next, a_.ny, a_.y.mode);
                    if (from < 0) continue;
                    rows[here] = from;
                    middle_[here++] = slot(next);
                }
                if (!(in.plain ? where_they_lie(in, rows, here, p) : copied(in, rows, here, p.x0, p.x1, 0))) return false;
                for (index_t j = 0; j < here; ++j) between_(middle_[j], width);
            }
            for (index_t k = 0; k < count + a_.y.size - 1; ++k) {
                const index_t v = y - before + k;
                row_[static_cast<std::size_t>(k)] = map_index(v, a_.ny, a_.y.mode) < 0 ? edge_ : slot(v);
            }
            prepare(out, y, p.x0, count, direct);
            y_.down(row_.data(), to_, count, width);
            finish(out, y, p.x0, count, width, direct);
        }
        return true;
    }
    // The filter along rows of the input, to middle_: of those columns whose windows leave the array from copies with
    // edges, of the others from the array itself.
    bool where_they_lie(const PlaneRows<S>& in, const index_t* rows, index_t count, const Part& p) {
        const index_t before = a_.x.before(), low = std::max(p.x0, before), high = std::min(p.x1, a_.nx - a_.x.after());
        if (high - low < 2 * shortest) return copied(in, rows, count, p.x0, p.x1, 0);
        // The ends first: what they write past them is then written over, or is slack.
        if (low > p.x0 && !copied(in, rows, count, p.x0, low, 0)) return false;
        if (high < p.x1 && !copied(in, rows, count, high, p.x1, high - p.x0)) return false;
        S* to[rows_at_once];
        for (index_t j = 0; j < count; ++j) {
            from_[j] = static_cast<const S*>(in.at(rows[j], low - before));
            to[j] = middle_[j] + (low - p.x0);
            if (!accept_(from_[j], high - low + a_.x.size - 1)) return false;
        }
        x_.along(from_, to, count, high - low);
        return true;
    }
    // The same of columns [x0, x1), to middle_ from `at` on.
    bool copied(const PlaneRows<S>& in, const index_t* rows, index_t count, index_t x0, index_t x1, index_t at) {
        S* to[rows_at_once];
        for (index_t j = 0; j < count; ++j) {
            S* line = wide_ + j * pitch_;
            from_[j] = line;
            to[j] = middle_[j] + at;
            if (!fill(in, line, rows[j], x0, x1)) return false;
        }
        x_.along(from_, to, count, x1 - x0);
        return true;
    }
    bool fill(const PlaneRows<S>& in, S* line, index_t y, index_t x0, index_t x1) const {
        const index_t left = x0 - a_.x.before(), count = x1 - x0 + a_.x.size - 1;
        const index_t low = std::max<index_t>(0, left), high = std::min(left + count, a_.nx);
        if (high > low) in.convert(in.at(y, low), in.step, line + (low - left), 1, high - low);
        const auto outside = [&](index_t i) {
            const index_t x = map_index(left + i, a_.nx, a_.x.mode);
            if (x < 0) line[i] = constant_;
            else if (x >= low && x < high) line[i] = line[x - left];
            else in.convert(in.at(y, x), 1, line + i, 1, 1);
        };
        for (index_t i = 0; i < low - left; ++i) outside(i);
        for (index_t i = std::max(high, low) - left; i < count; ++i) outside(i);
        return accept_(line, count);
    }

    const Plane& a_;
    S constant_;
    const Op &x_, &y_;
    const Accept& accept_;
    const Between& between_;
    index_t lines_, pitch_;
    ScratchOf<S> store_;
    S *edge_ = nullptr, *wide_ = nullptr, *result_ = nullptr;
    std::vector<const S*> row_;
    const S* from_[rows_at_once];
    S *middle_[rows_at_once], *to_[rows_at_once];
};

inline constexpr index_t longest_in_bands = 128;

// False, and an unfinished output, if the layout or the windows do not suit or a row was refused.
template <class S, class Op, class Accept, class Between>
bool in_bands(const AnyView& in, const AnyView& out, const Pass& p, const Pass& q, S constant, index_t cost, ConvertFn load,
              ConvertFn store, const Op& first, const Op& second, const Accept& accept, const Between& between) {
    const Plane a(in, out, p, q);
    if (!a.suits() || p.size > longest_in_bands || q.size > longest_in_bands) return false;
    const BandGrid grid(a, static_cast<index_t>(sizeof(S)));
    const index_t grain = 200000 / (grid.height * grid.width * cost) + 1;
    std::atomic<bool> refused = false;
    parallel_for(a.outer * grid.count(), grain, [&](index_t begin, index_t end) {
        Bands<S, Op, Accept, Between> bands(a, grid.width, constant, a.x_first ? first : second, a.x_first ? second : first,
                                            accept, between);
        PlaneRows<S> from(in, a, load), to(out, a, store);
        for (index_t t = begin; t < end && !refused; ++t) {
            a.start(t / grid.count(), from.offset, to.offset);
            const Part part = grid.part(a, t % grid.count());
            if (part.y0 < part.y1 && part.x0 < part.x1 && !bands(from, to, part)) refused = true;
        }
    });
    return !refused;
}

}  // namespace scinova::ndimage
