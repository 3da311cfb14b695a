// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/groups.hpp"

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
    const index_t grain = band(labels, each), length = chunk_length(count, grain);
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

void boxes(const AnyView& labels, index_t count, index_t* box) {
    const int ndim = labels.ndim;
    std::fill(box, box + count * 2 * ndim, index_t{-1});
    LabelRuns runs(labels);
    for (index_t line = 0; line < lines(labels); ++line) {
        const auto outer = position_of(labels, line);
        for (const Run& r : runs(line)) {
            if (r.label < 1 || r.label > count) continue;
            index_t* b = box + (r.label - 1) * 2 * ndim;
            const bool fresh = b[0] < 0;
            for (int d = 0; d < ndim; ++d) {
                const index_t low = d == ndim - 1 ? r.begin : outer[at(d)], high = d == ndim - 1 ? r.end : outer[at(d)] + 1;
                b[2 * d] = fresh ? low : std::min(b[2 * d], low);
                b[2 * d + 1] = fresh ? high : std::max(b[2 * d + 1], high);
            }
        }
    }
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

    void join(const Extremes& later) noexcept {
        if (later.least < 0) return;
        if (least < 0 || before(later.low, low)) low = later.low, least = later.least;
        if (greatest < 0 || !before(later.high, high)) high = later.high, greatest = later.greatest;
    }
};

template <class W>
Extremes<W> extremes_of(const W* v, index_t n, index_t first) noexcept {
    Extremes<W> e{first, first, v[0], v[0]};
    for (index_t k = 1; k < n; ++k) {
        if (before(v[k], e.low)) e.low = v[k], e.least = first + k;
        if (!before(v[k], e.high)) e.high = v[k], e.greatest = first + k;
    }
    return e;
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
    const index_t count = lines(labels), grain = std::max(band(labels, 2 * groups.count), count / 8), length = chunk_length(count, grain);
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

void group_extrema(const AnyView& values, const AnyView& labels, const Groups& groups, index_t* least, index_t* greatest) {
    visit(values.dtype, [&]<class T>(Tag<T>) {
        using W = Working<T>;
        const index_t n = last(values);
        std::vector<Extremes<W>> all(at(groups.count));
        by_bands(labels, groups, all.data(), groups.count, [&] { return ValueLines<W>(values); },
                 [n](auto& value, Extremes<W>* found, index_t line, auto runs) {
                     const W* v = value(line);
                     for (const Run& r : runs)
                         found[r.label].join(extremes_of(v + r.begin, r.end - r.begin, line * n + r.begin));
                 },
                 [](Extremes<W>& a, const Extremes<W>& b) { a.join(b); });
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
