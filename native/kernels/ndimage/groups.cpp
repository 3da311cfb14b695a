// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/groups.hpp"

#include <atomic>
#include <cmath>

#include "kernels/ndimage/group_lines.hpp"

namespace scinova::ndimage {

using namespace grouping;

namespace {

// body(result of the band, line, runs of the groups on it) for all lines, then join(result, result of the next band).
template <class T, class Start, class Body, class Join>
void by_bands(const AnyView& labels, const Groups& groups, T* out, index_t each, Start start, Body body, Join join) {
    const index_t count = lines(labels);
    if (count == 0) return;
    const index_t grain = band(labels, each, each * static_cast<index_t>(sizeof(T))), length = chunk_length(count, grain);
    Partial<T> partial(out, each, chunk_count(count, grain));
    parallel_for(count, grain, [&](index_t begin, index_t end) {
        LabelRuns runs(labels);
        auto state = start();
        T* mine = partial.start(begin / length);
        for (index_t line = begin; line < end; ++line) {
            const auto here = runs(line, groups);
            if (!here.empty()) body(state, mine, line, here);
        }
    });
    partial.join(join);
}

const auto add = [](auto& a, const auto& b) { a += b; };

// NaN after all numbers.
template <class W>
bool before(W a, W b) noexcept {
    if constexpr (std::is_floating_point_v<W>) return a < b || (b != b && a == a);
    else return a < b;
}

}  // namespace

namespace {

// Boxes of the labels between the least and the greatest one that was seen.
class Boxes {
public:
    Boxes(int ndim, index_t most, index_t room) : width_(2 * ndim), most_(most), room_(room) {}

    // That of a label, 1 or more; null if it lies too far from the others.
    index_t* of(index_t label) {
        if (label < low_ || label > high_) {
            if (!reach(label)) return nullptr;
        }
        return box_.data() + (label - low_) * width_;
    }
    // The same, box after box.
    bool join(const Boxes& other) {
        for (index_t label = other.low_; label <= other.high_; ++label) {
            const index_t* more = other.box_.data() + (label - other.low_) * width_;
            if (more[0] < 0) continue;
            index_t* b = of(label);
            if (!b) return false;
            const bool fresh = b[0] < 0;
            for (index_t d = 0; d < width_; d += 2) {
                b[d] = fresh ? more[d] : std::min(b[d], more[d]);
                b[d + 1] = fresh ? more[d + 1] : std::max(b[d + 1], more[d + 1]);
            }
        }
        return true;
    }
    LabelBoxes take() { return {low_, std::move(box_)}; }

private:
    bool reach(index_t label) {
        const bool none = box_.empty();
        const index_t length = none ? 0 : high_ - low_ + 1;
        index_t low = none ? label : std::min(low_, std::max<index_t>(1, label - (label < low_ ? length : 0)));
        index_t high = none ? label : std::max(high_, std::min(most_, label > high_ ? label + length : label));
        if (high - low >= room_) low = none ? label : std::min(low_, label), high = none ? label : std::max(high_, label);
        if (high - low >= room_) return false;
        std::vector<index_t> wide(at((high - low + 1) * width_), index_t{-1});
        if (!none) std::copy(box_.begin(), box_.end(), wide.begin() + (low_ - low) * width_);
        box_ = std::move(wide);
        low_ = low;
        high_ = high;
        return true;
    }

    index_t width_, most_, room_, low_ = 1, high_ = 0;
    std::vector<index_t> box_;
};

// box_of(label) is null where there is no room for it: then this is false.
template <class BoxOf>
bool add_boxes(const AnyView& labels, index_t begin, index_t end, index_t most, BoxOf box_of) {
    const int inner = labels.ndim - 1;
    LabelRuns runs(labels);
    for (index_t line = begin; line < end; ++line) {
        const auto outer = position_of(labels, line);
        for (const Run& r : runs(line)) {
            if (r.label < 1 || r.label > most) continue;
            index_t* b = box_of(r.label);
            if (!b) return false;
            const bool fresh = b[0] < 0;
            for (int d = 0; d <= inner; ++d) {
                const index_t low = d == inner ? r.begin : outer[at(d)], high = d == inner ? r.end : outer[at(d)] + 1;
                b[2 * d] = fresh ? low : std::min(b[2 * d], low);
                b[2 * d + 1] = fresh ? high : std::max(b[2 * d + 1], high);
            }
        }
    }
    return true;
}

}  // namespace

std::map<index_t, std::vector<index_t>> far_label_boxes(const AnyView& labels, index_t most) {
    std::map<index_t, std::vector<index_t>> found;
    add_boxes(labels, 0, lines(labels), most, [&](index_t label) {
        auto& box = found[label];
        if (box.empty()) box.assign(at(2 * labels.ndim), -1);
        return box.data();
    });
    return found;
}

bool label_boxes(const AnyView& labels, index_t most, index_t room, LabelBoxes* out) {
    const index_t count = lines(labels);
    Boxes all(labels.ndim, most, room);
    if (count > 0) {
        const index_t grain = std::max(band(labels, 0), count / 8 + 1), length = chunk_length(count, grain);
        std::vector<Boxes> part(at(chunk_count(count, grain) - 1), Boxes(labels.ndim, most, room));
        std::atomic<bool> done = true;
        parallel_for(count, grain, [&](index_t begin, index_t end) {
            Boxes& mine = begin ? part[at(begin / length - 1)] : all;
            if (!add_boxes(labels, begin, end, most, [&](index_t label) { return mine.of(label); })) done = false;
        });
        for (const Boxes& p : part) done = done && all.join(p);
        if (!done) return false;
    }
    *out = all.take();
    return true;
}

void group_sizes(const AnyView& labels, const Groups& groups, std::int64_t* size) {
    by_bands(labels, groups, size, groups.count, [] { return 0; },
             [](int, std::int64_t* total, index_t, auto runs) {
                 for (const Run& r : runs) total[r.label] += r.end - r.begin;
             }, add);
}

namespace {

template <class W>
struct Extremes {
    index_t least = -1, greatest = -1;
    W low{}, high{};

    // Of equals the first least, and the last greatest or the first.
    template <bool last>
    static bool above(W x, W high) noexcept {
        return last ? !before(x, high) : before(high, x);
    }
    template <bool last>
    void join(const Extremes& later) noexcept {
        if (later.least < 0) return;
        if (least < 0 || before(later.low, low)) low = later.low, least = later.least;
        if (greatest < 0 || above<last>(later.high, high)) high = later.high, greatest = later.greatest;
    }
};

template <bool last, class W>
Extremes<W> extremes_of(const W* v, index_t n, index_t first) noexcept {
    Extremes<W> e{first, first, v[0], v[0]};
    for (index_t k = 1; k < n; ++k) {
        if (before(v[k], e.low)) e.low = v[k], e.least = first + k;
        if (Extremes<W>::template above<last>(v[k], e.high)) e.high = v[k], e.greatest = first + k;
    }
    return e;
}

template <bool last, class W>
void find_extremes(const AnyView& values, const AnyView& labels, const Groups& groups, Extremes<W>* all) {
    const index_t n = values.shape[values.ndim - 1];
    by_bands(labels, groups, all, groups.count, [&] { return ValueLines<W>(values); },
             [n](auto& value, Extremes<W>* found, index_t line, auto runs) {
                 const W* v = value(line);
                 for (const Run& r : runs)
                     found[r.label].template join<last>(extremes_of<last>(v + r.begin, r.end - r.begin, line * n + r.begin));
             },
             [](Extremes<W>& a, const Extremes<W>& b) { a.template join<last>(b); });
}

// Where each group starts when they lie one after the other; one more at the end.
std::vector<index_t> starts(const std::int64_t* size, index_t count) {
    std::vector<index_t> start(at(count) + 1);
    for (index_t g = 0; g < count; ++g) start[at(g) + 1] = start[at(g)] + static_cast<index_t>(size[g]);
    return start;
}

// place(state, line, run, where its elements go) for every run, so that groups lie one after the other; those of size 0 are
// left out. start() makes the state of a thread.
template <class Start, class Place>
void gather(const AnyView& labels, const Groups& groups, const std::int64_t* size, Start start, Place place) {
    const index_t count = lines(labels);
    if (count == 0) return;
    const index_t grain = std::max(band(labels, 2 * groups.count, groups.count * static_cast<index_t>(sizeof(index_t))), count / 8), length = chunk_length(count, grain);
    const auto work = [&](index_t begin, index_t end, index_t* next) {
        LabelRuns runs(labels);
        auto state = start();
        for (index_t line = begin; line < end; ++line)
            for (const Run& r : runs(line, groups)) {
                if (!size[r.label]) continue;
                place(state, line, r, next[r.label]);
                next[r.label] += r.end - r.begin;
            }
    };
    std::vector<index_t> first = starts(size, groups.count);
    if (length >= count || num_threads() == 1) return work(0, count, first.data());
    // Where the elements of every band of lines go: behind those of the bands before.
    const index_t bands = chunk_count(count, grain);
    std::vector<index_t> next(at(bands * groups.count));
    parallel_for(count, grain, [&](index_t begin, index_t end) {
        LabelRuns runs(labels);
        index_t* mine = next.data() + begin / length * groups.count;
        for (index_t line = begin; line < end; ++line)
            for (const Run& r : runs(line, groups)) mine[r.label] += r.end - r.begin;
    });
    for (index_t b = 0; b < bands; ++b)
        for (index_t g = 0; g < groups.count; ++g) {
            index_t& here = next[at(b * groups.count + g)];
            const index_t elements = here;
            here = first[at(g)];
            first[at(g)] += elements;
        }
    parallel_for(count, grain, [&](index_t begin, index_t end) {
        work(begin, end, next.data() + begin / length * groups.count);
    });
}

}  // namespace

void group_extrema(const AnyView& values, const AnyView& labels, const Groups& groups, bool last, index_t* least,
                   index_t* greatest) {
    visit(values.dtype, [&]<class T>(Tag<T>) {
        using W = Working<T>;
        std::vector<Extremes<W>> all(at(groups.count));
        last ? find_extremes<true>(values, labels, groups, all.data()) : find_extremes<false>(values, labels, groups, all.data());
        for (index_t g = 0; g < groups.count; ++g) {
            least[g] = all[at(g)].least;
            greatest[g] = all[at(g)].greatest;
        }
        return 0;
    });
}

void group_middles(const AnyView& values, const AnyView& labels, const Groups& groups, void* low, void* high) {
    std::vector<std::int64_t> size(at(groups.count));
    group_sizes(labels, groups, size.data());
    const std::vector<index_t> start = starts(size.data(), groups.count);
    visit(values.dtype, [&]<class T>(Tag<T>) {
        using W = Working<T>;
        std::vector<W> sorted(at(start.back()));
        struct Line {
            ValueLines<W> value;
            index_t current = -1;
            const W* v = nullptr;
        };
        gather(labels, groups, size.data(), [&] { return Line{ValueLines<W>(values)}; },
               [&](Line& now, index_t line, const Run& r, index_t to) {
                   if (line != now.current) now.v = now.value(now.current = line);
                   std::copy(now.v + r.begin, now.v + r.end, sorted.begin() + to);
               });
        const index_t grain = 1 + 20000 * groups.count / std::max<index_t>(start.back(), 1);
        parallel_for(groups.count, grain, [&](index_t begin, index_t end) {
            for (index_t g = begin; g < end; ++g) {
                const auto first = sorted.begin() + start[at(g)], stop = sorted.begin() + start[at(g) + 1];
                const index_t n = stop - first;
                if (n == 0) continue;
                const auto middle = first + n / 2;
                std::nth_element(first, middle, stop, before<W>);
                static_cast<W*>(high)[g] = *middle;
                static_cast<W*>(low)[g] = n % 2 ? *middle : *std::max_element(first, middle, before<W>);
            }
        });
        return 0;
    });
}

void group_tallies(const AnyView& values, const AnyView& labels, const Groups& groups, const double* edge, index_t bins,
                   std::int64_t* tally) {
    const double low = edge[0], high = edge[bins], scale = static_cast<double>(bins) / (high - low);
    by_bands(labels, groups, tally, groups.count * bins, [&] { return ValueLines<double>(values); },
             [=](auto& value, std::int64_t* total, index_t line, auto runs) {
                 const double* v = value(line);
                 for (const Run& r : runs) {
                     std::int64_t* t = total + r.label * bins;
                     for (index_t i = r.begin; i < r.end; ++i) {
                         const double x = v[i];
                         if (!(x >= low && x <= high)) continue;
                         const double guess = (x - low) * scale;
                         index_t k = guess < static_cast<double>(bins) ? static_cast<index_t>(guess) : bins - 1;
                         while (k > 0 && x < edge[k]) --k;
                         while (k < bins - 1 && x >= edge[k + 1]) ++k;
                         ++t[k];
                     }
                 }
             }, add);
}

void group_positions(const AnyView& labels, const Groups& groups, const std::int64_t* size, index_t* position) {
    const index_t n = last(labels);
    gather(labels, groups, size, [] { return 0; }, [&](int, index_t line, const Run& r, index_t to) {
        for (index_t i = r.begin; i < r.end; ++i) position[to++] = line * n + i;
    });
}

void group_indices(const AnyView& labels, const Groups& groups, const std::int64_t* size, index_t* index) {
    const index_t total = starts(size, groups.count).back();
    const int inner = labels.ndim - 1;
    gather(labels, groups, size, [] { return 0; }, [&](int, index_t line, const Run& r, index_t to) {
        const auto outer = position_of(labels, line);
        for (int d = 0; d < inner; ++d) std::fill_n(index + d * total + to, r.end - r.begin, outer[at(d)]);
        for (index_t i = r.begin; i < r.end; ++i) index[inner * total + to++] = i;
    });
}

}  // namespace scinova::ndimage
