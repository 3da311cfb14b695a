// SPDX-License-Identifier: BSD-3-Clause
// Rank filters. Small windows: a selection network over SIMD lanes, one lane per output element. Large windows: the
// values of a line's neighbourhood are replaced by their ordinals, and the window is a histogram of ordinals with
// coarse counts above it, which changes by the window's two flanks from one element to the next (T. Huang, G. Yang and
// G. Tang, "A fast two-dimensional median filtering algorithm", IEEE Trans. ASSP 27, 1979; the ordinals make it serve
// any element type). NaN counts as greater than every number.
#include <algorithm>
#include <atomic>
#include <cmath>
#include <limits>
#include <numeric>

#include "kernels/ndimage/columns.hpp"
#include "kernels/ndimage/filters.hpp"

namespace scinova::ndimage {
namespace {

template <class W>
constexpr bool may_be_nan = std::is_floating_point_v<W>;

// Whether any element that the taps of a line may touch is NaN, told from the input as a whole.
bool has_nan(const AnyView& in) {
    if (!is_float(in.dtype)) return false;
    return visit(in.dtype, [&]<class T>(Tag<T>) {
        if constexpr (std::is_floating_point_v<T>) {
            const index_t n = in.shape[in.ndim - 1], step = in.stride[in.ndim - 1], lines = n ? in.size() / n : 0;
            for (index_t line = 0; line < lines; ++line) {
                const T* p = static_cast<const T*>(in.at(line_start(in, line)));
                bool any = false;
                for (index_t i = 0; i < n; ++i) any |= p[i * step] != p[i * step];
                if (any) return true;
            }
        }
        return false;
    });
}

// A multiset of ordinals below `size`: counts, and sums of them over blocks of 64 and 4096.
class Ordinals {
public:
    explicit Ordinals(index_t size)
        : fine_(static_cast<std::size_t>((size >> 6) + 1) << 6), block_(static_cast<std::size_t>((size >> 12) + 1) << 6),
          top_(static_cast<std::size_t>((size >> 12) + 1)) {}
    void clear() {
        std::fill(fine_.begin(), fine_.end(), 0);
        std::fill(block_.begin(), block_.end(), 0);
        std::fill(top_.begin(), top_.end(), 0);
    }
    void add(std::uint32_t o, int by) noexcept {
        fine_[o] += by;
        block_[o >> 6] += by;
        top_[o >> 12] += by;
    }
    std::uint32_t at_rank(index_t rank) const noexcept {
        auto left = static_cast<int>(rank);
        std::size_t t = 0;
        while (left >= top_[t]) left -= top_[t++];
        std::size_t b = t << 6;
        while (left >= block_[b]) left -= block_[b++];
        std::size_t f = b << 6;
        while (left >= fine_[f]) left -= fine_[f++];
        return static_cast<std::uint32_t>(f);
    }

private:
    std::vector<int> fine_, block_, top_;
};

template <class W>
bool before(W a, W b) noexcept {
    if constexpr (may_be_nan<W>) return a < b || (b != b && a == a);
    else return a < b;
}

// The taps that enter and leave the window when it moves by one along the line: those whose right (left) neighbour
// offset is not in the window.
struct Flanks {
    std::vector<index_t> entering, leaving;
    explicit Flanks(const Offsets& offsets) {
        std::vector<index_t> sorted(static_cast<std::size_t>(offsets.count));
        std::iota(sorted.begin(), sorted.end(), index_t{0});
        const auto less = [&](index_t a, index_t b) {
            return std::lexicographical_compare(offsets.data + a * offsets.ndim, offsets.data + (a + 1) * offsets.ndim,
                                                offsets.data + b * offsets.ndim, offsets.data + (b + 1) * offsets.ndim);
        };
        std::sort(sorted.begin(), sorted.end(), less);
        const auto follows = [&](index_t a, index_t b) {  // b is the right neighbour of a
            const index_t *p = offsets.data + a * offsets.ndim, *q = offsets.data + b * offsets.ndim;
            return std::equal(p, p + offsets.ndim - 1, q) && p[offsets.ndim - 1] + 1 == q[offsets.ndim - 1];
        };
        for (std::size_t k = 0; k < sorted.size(); ++k) {
            if (k + 1 == sorted.size() || !follows(sorted[k], sorted[k + 1])) entering.push_back(sorted[k]);
            if (k == 0 || !follows(sorted[k - 1], sorted[k])) leaving.push_back(sorted[k]);
        }
    }
};

// One line by ordinals of the values in all taps.
template <class W>
class LineByOrdinals {
public:
    LineByOrdinals(const Offsets& offsets, const Flanks& flanks, index_t rank, index_t n)
        : flanks_(flanks), taps_(offsets.count), rank_(rank), n_(n) {
        // Distinct input lines: the taps grouped by their coordinates other than the last; each needs the range of
        // its shifts.
        const int last = offsets.ndim - 1;
        for (index_t k = 0; k < taps_; ++k) {
            std::size_t g = 0;
            for (; g < groups_.size(); ++g) {
                const index_t* p = offsets.data + groups_[g].first * offsets.ndim;
                if (std::equal(p, p + last, offsets.data + k * offsets.ndim)) break;
            }
            if (g == groups_.size()) groups_.push_back({k, offsets(k, last), offsets(k, last), offsets(k, last), 0});
            groups_[g].low = std::min(groups_[g].low, offsets(k, last));
            groups_[g].high = std::max(groups_[g].high, offsets(k, last));
            where_.push_back({g, offsets(k, last)});
        }
        index_t at = 0;
        for (auto& g : groups_) {
            g.start = at;
            at += n_ + g.high - g.low;
        }
        total_ = at;
        ordinal_.resize(static_cast<std::size_t>(total_));
        sorted_.resize(static_cast<std::size_t>(total_));
        value_.resize(static_cast<std::size_t>(total_));
    }

    void operator()(const W* const* tap, W* out) {
        for (const auto& g : groups_) {
            const W* from = tap[g.first] + (g.low - g.shift);
            std::copy(from, from + n_ + g.high - g.low, value_.begin() + g.start);
        }
        for (std::size_t i = 0; i < sorted_.size(); ++i) sorted_[i] = static_cast<std::uint32_t>(i);
        std::sort(sorted_.begin(), sorted_.end(), [&](std::uint32_t a, std::uint32_t b) { return before(value_[a], value_[b]); });
        std::uint32_t o = 0;
        for (std::size_t i = 0; i < sorted_.size(); ++i) {
            if (i > 0 && before(value_[sorted_[i - 1]], value_[sorted_[i]])) ++o;
            ordinal_[sorted_[i]] = o;
            if (i == 0 || ordinal_[sorted_[i - 1]] != o) first_of_[o] = value_[sorted_[i]];
        }
        slide(out);
    }

    void reserve(Ordinals* window) {
        window_ = window;
        first_of_.resize(static_cast<std::size_t>(total_));
    }
    index_t total() const noexcept { return total_; }

private:
    const std::uint32_t* ordinals_of(index_t k) const {
        const auto& [g, shift] = where_[static_cast<std::size_t>(k)];
        return ordinal_.data() + groups_[g].start + (shift - groups_[g].low);
    }
    void slide(W* out) {
        window_->clear();
        for (index_t k = 0; k < taps_; ++k) window_->add(ordinals_of(k)[0], 1);
        out[0] = first_of_[window_->at_rank(rank_)];
        std::vector<const std::uint32_t*> in, gone;
        for (index_t k : flanks_.entering) in.push_back(ordinals_of(k));
        for (index_t k : flanks_.leaving) gone.push_back(ordinals_of(k));
        for (index_t x = 1; x < n_; ++x) {
            for (const std::uint32_t* p : gone) window_->add(p[x - 1], -1);
            for (const std::uint32_t* p : in) window_->add(p[x], 1);
            out[x] = first_of_[window_->at_rank(rank_)];
        }
    }

    struct Group {
        index_t first, shift, low, high, start;
    };
    const Flanks& flanks_;
    index_t taps_, rank_, n_, total_ = 0;
    std::vector<Group> groups_;
    std::vector<std::pair<std::size_t, index_t>> where_;
    std::vector<std::uint32_t> ordinal_, sorted_;
    std::vector<W> value_, first_of_;
    Ordinals* window_ = nullptr;
};

// Bytes are their own ordinals.
template <class W>
void slide_bytes(const W* const* tap, index_t taps, const Flanks& flanks, index_t rank, W* out, index_t n) {
    constexpr int zero = std::is_signed_v<W> ? 128 : 0;
    int fine[256] = {}, coarse[16] = {};
    const auto add = [&](W x, int by) {
        const int o = x + zero;
        fine[o] += by;
        coarse[o >> 4] += by;
    };
    const auto find = [&] {
        auto left = static_cast<int>(rank);
        int c = 0;
        while (left >= coarse[c]) left -= coarse[c++];
        int f = c << 4;
        while (left >= fine[f]) left -= fine[f++];
        return static_cast<W>(f - zero);
    };
    for (index_t k = 0; k < taps; ++k) add(tap[k][0], 1);
    out[0] = find();
    for (index_t x = 1; x < n; ++x) {
        for (index_t k : flanks.leaving) add(tap[k][x - 1], -1);
        for (index_t k : flanks.entering) add(tap[k][x], 1);
        out[x] = find();
    }
}

// All of a box of bytes: strips of columns whose histograms stay in the cache, line after line.
template <class W>
void rank_by_columns(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    constexpr index_t strip = 256;
    const Neighbours<W> around(in, filter.shape, filter.mode, edge_element<W>(constant, in.dtype), loader<W>(in.dtype), 2);
    const ConvertFn store = storer<W>(out.dtype);
    const index_t n = around.length(), width = filter.shape.width(), height = filter.shape.height();
    const auto planes = static_cast<index_t>(filter.shape.planes().size());
    constexpr int flip = std::is_signed_v<W> ? 128 : 0;
    if (n == 0) return;
    parallel_for(around.lines(), std::max<index_t>(4 * height, 10000 / n + 1), [&](index_t begin, index_t end) {
        ByteColumns columns(std::min(strip, n) + width - 1);
        std::vector<const W*> row;
        std::vector<W> result(static_cast<std::size_t>(strip));
        for (index_t x = 0; x < n; x += strip) {
            const index_t count = std::min(strip, n - x), all = count + width - 1;
            const auto bytes = [&](index_t k) { return reinterpret_cast<const std::uint8_t*>(row[static_cast<std::size_t>(k)] + x); };
            typename Neighbours<W>::Walker walker(around);
            for (index_t line = begin; line < end; ++line) {
                if (line == begin || line % around.rows() == 0) {
                    walker.rows(line, 1, row);
                    columns.clear();
                    for (index_t k = 0; k < planes * height; ++k) columns.add(bytes(k), all, flip);
                } else {
                    walker.rows(line - 1, 2, row);
                    for (index_t p = 0; p < planes; ++p) {
                        columns.remove(bytes(p * (height + 1)), all, flip);
                        columns.add(bytes(p * (height + 1) + height), all, flip);
                    }
                }
                column_loops().ranks(columns, width, filter.rank, flip, reinterpret_cast<std::uint8_t*>(result.data()), count);
                const index_t step = out.stride[out.ndim - 1];
                store(result.data(), 1, out.at(line_start(out, line) + x * step), step, count);
            }
        }
    });
}

// Medians of a box of 3 by 3 along the last two axes, of rows where they lie; of the columns whose windows leave the
// array, from copies with edges.
template <class W>
class MediansOfNine {
public:
    MediansOfNine(const AnyView& in, const Around& filter, double constant, const AnyView& out)
        : in_(in), out_(out), filter_(filter), last_(in.ndim - 1), edge_(edge_element<W>(constant, in.dtype)) {
        const Neighbourhood& box = filter.shape;
        suits_ = box.dense() && box.planes().size() == 1 && box.height() == 3 && box.width() == 3 && filter.rank == 4;
        if (!suits_) return;
        for (index_t shift : box.planes().front()) suits_ &= shift == 0;
        n_ = in.shape[last_];
        ny_ = in.shape[last_ - 1];
        suits_ &= in.stride[last_] == 1 && out.stride[last_] == 1 && n_ * static_cast<index_t>(sizeof(W)) >= 256;
        suits_ &= in.dtype == out.dtype && item_size(in.dtype) == sizeof(W) && edge_ == edge_;
    }
    // False, and an unfinished output, if the layout or the box does not suit or there are NaN.
    bool operator()() const {
        if (!suits_) return false;
        const std::vector<W> beyond(static_cast<std::size_t>(n_), edge_);
        std::atomic<bool> refused = false;
        parallel_for(in_.size() / n_, 50000 / n_ + 4, [&](index_t begin, index_t end) {
            Ends ends;
            const char *plane = nullptr;
            char* target = nullptr;
            index_t count = 1, y = begin % ny_;
            const index_t pitch_in = in_.stride[last_ - 1] * item, pitch_out = out_.stride[last_ - 1] * item;
            for (index_t line = begin; line < end && !refused; line += count, y = y + count < ny_ ? y + count : 0) {
                if (line == begin || y == 0) {
                    plane = static_cast<const char*>(in_.at(line_start(in_, line - y)));
                    target = static_cast<char*>(out_.at(line_start(out_, line - y)));
                }
                count = line + 1 < end && y + 1 < ny_ ? 2 : 1;
                const W* row[4];
                W* to[2];
                const index_t first = y + filter_.shape.low_row();
                for (index_t k = 0; k < count + 2; ++k) {
                    const index_t from = map_index(first + k, ny_, filter_.mode);
                    row[k] = from < 0 ? beyond.data() : reinterpret_cast<const W*>(plane + from * pitch_in);
                    // The first row of a window was the last but one of the window before it.
                    const bool fresh = line == begin || y == 0 || k >= 2;
                    if (fresh && from >= 0 && order<W>().any_nan(row[k], n_)) {
                        refused = true;
                        return;
                    }
                }
                for (index_t j = 0; j < count; ++j) to[j] = reinterpret_cast<W*>(target + (y + j) * pitch_out);
                rows(row, to, count, ends);
            }
        });
        return !refused;
    }

private:
    static constexpr index_t item = static_cast<index_t>(sizeof(W));
    // Both ends of rows as far as the windows that leave them reach, the left one first.
    struct Ends {
        static constexpr index_t right = 8, all = 12;
        alignas(64) W copy[4][all + slack<W>()]{}, result[2][all + slack<W>()];
    };
    void rows(const W* const* row, W* const* out, index_t count, Ends& ends) const {
        const index_t before = -filter_.shape.left(), after = 2 - before;
        const W* from[4];
        W* to[2];
        for (index_t k = 0; k < count + 2; ++k) {
            W* copy = ends.copy[k];
            const W* line = row[k];
            from[k] = copy;
            const auto edge = [&](index_t x) {
                const index_t i = map_index(x, n_, filter_.mode);
                return i < 0 ? edge_ : line[i];
            };
            for (index_t i = 0; i < before; ++i) copy[i] = edge(i - before);
            for (index_t i = 0; i < after; ++i) copy[Ends::right + 2 + i] = edge(n_ + i);
            for (index_t i = 0; i < 2; ++i) {
                copy[before + i] = line[i];
                copy[Ends::right + i] = line[n_ - 2 + i];
            }
        }
        for (index_t j = 0; j < count; ++j) to[j] = ends.result[j];
        order<W>().medians_of_nine(from, to, count, Ends::all);
        for (index_t j = 0; j < count; ++j) {
            std::copy(to[j], to[j] + before, out[j]);
            std::copy(to[j] + Ends::right, to[j] + Ends::right + after, out[j] + n_ - after);
            to[j] = out[j] + before;
        }
        order<W>().medians_of_nine(row, to, count, n_ - 2);
    }

    const AnyView &in_, &out_;
    const Around& filter_;
    int last_;
    W edge_;
    bool suits_ = false;
    index_t n_ = 0, ny_ = 0;
};

template <class W>
void rank_in(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    const Neighbours<W> around(in, filter.shape, filter.mode, edge_element<W>(constant, in.dtype),
                               loader<W>(in.dtype));
    const ConvertFn store = storer<W>(out.dtype);
    const Offsets offsets = filter.list();
    const index_t n = around.length(), rank = filter.rank;
    if (n == 0 || MediansOfNine<W>(in, filter, constant, out)()) return;
    const auto put = [&](index_t line, const W* result) {
        store(result, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], n);
    };
    const bool nan = may_be_nan<W> && (has_nan(in) || constant != constant);
    if (offsets.count <= network_limit && !nan && !(sizeof(W) == 1 && offsets.count > 64)) {
        const OrderTable<W>& loops = order<W>();
        around.for_lines(offsets.count * 3, [&](const W* const* tap, index_t line, W* result) {
            loops.rank(tap, filter.network, result, n);
            put(line, result);
        });
        return;
    }
    if constexpr (sizeof(W) == 1) {
        if (filter.shape.dense() && offsets.count < 32768) return rank_by_columns<W>(in, filter, constant, out);
    }
    const Flanks flanks(offsets);
    if constexpr (sizeof(W) == 1) {
        around.for_lines(static_cast<index_t>(flanks.entering.size()) * 4 + 20, [&](const W* const* tap, index_t line, W* result) {
            slide_bytes(tap, offsets.count, flanks, rank, result, n);
            put(line, result);
        });
    } else {
        parallel_for(around.lines(), 2 * around.height() + 100000 / (n * 100 + 1), [&](index_t begin, index_t end) {
            typename Neighbours<W>::Walker walker(around);
            LineByOrdinals<W> by_ordinals(offsets, flanks, rank, n);
            Ordinals window(by_ordinals.total());
            by_ordinals.reserve(&window);
            std::vector<W> result(static_cast<std::size_t>(n));
            for (index_t line = begin; line < end; ++line) {
                by_ordinals(walker(line), result.data());
                put(line, result.data());
            }
        });
    }
}

}  // namespace

void rank_filter(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    if (in.dtype != out.dtype) return rank_in<double>(in, filter, constant, out);
    visit(in.dtype, [&]<class T>(Tag<T>) { rank_in<Working<T>>(in, filter, constant, out); });
}

}  // namespace scinova::ndimage
