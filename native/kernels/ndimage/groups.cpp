// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/groups.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "common/parallel.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {
namespace {

std::size_t at(index_t i) noexcept { return static_cast<std::size_t>(i); }

index_t last(const AnyView& a) noexcept { return a.shape[a.ndim - 1]; }
index_t lines(const AnyView& a) noexcept { return last(a) ? a.size() / last(a) : 0; }

template <class T>
std::int64_t whole(T x) noexcept {
    if constexpr (std::is_same_v<T, Bool>) return x.byte != 0;
    else return static_cast<std::int64_t>(x);
}

// Equal elements [begin, end) of a line.
struct Run {
    index_t begin, end;
    std::int64_t label;  // or the group it belongs to
};

template <class T>
index_t find_runs(const void* line, index_t step, index_t n, Run* out) {
    const T* p = static_cast<const T*>(line);
    index_t count = 0;
    for (index_t i = 0; i < n;) {
        const std::int64_t label = whole(p[i * step]);
        index_t end = i + 1;
        while (end < n && whole(p[end * step]) == label) ++end;
        out[count++] = {i, end, label};
        i = end;
    }
    return count;
}

// The runs of one line after the other; for one thread.
class LabelRuns {
public:
    explicit LabelRuns(const AnyView& labels)
        : labels_(labels), runs_(at(last(labels))),
          find_(visit(labels.dtype, []<class T>(Tag<T>) -> FindFn { return &find_runs<T>; })) {}

    std::span<const Run> operator()(index_t line) {
        const index_t count = find_(labels_.at(line_start(labels_, line)), labels_.stride[labels_.ndim - 1],
                                    last(labels_), runs_.data());
        return {runs_.data(), at(count)};
    }
    // Those that belong to a group, by the number of the group.
    std::span<const Run> operator()(index_t line, const Groups& groups) {
        const auto all = (*this)(line);
        index_t kept = 0;
        for (const Run& r : all) {
            const auto k = static_cast<std::uint64_t>(r.label) - static_cast<std::uint64_t>(groups.lowest);
            const std::int64_t g = k < static_cast<std::uint64_t>(groups.length) ? groups.group[k] : -1;
            if (g >= 0) runs_[at(kept++)] = {r.begin, r.end, g};
        }
        return {runs_.data(), at(kept)};
    }

private:
    using FindFn = index_t (*)(const void*, index_t, index_t, Run*);
    const AnyView& labels_;
    std::vector<Run> runs_;
    FindFn find_;
};

// One line of values after the other as W, without a copy where they are that already; for one thread.
template <class W>
class ValueLines {
public:
    explicit ValueLines(const AnyView& values)
        : values_(values), load_(loader<W>(values.dtype)),
          direct_(values.dtype == dtype_of<W>() && values.stride[values.ndim - 1] == 1), line_(at(direct_ ? 0 : last(values))) {}

    const W* operator()(index_t line) {
        const void* p = values_.at(line_start(values_, line));
        if (direct_) return static_cast<const W*>(p);
        load_(p, values_.stride[values_.ndim - 1], line_.data(), 1, last(values_));
        return line_.data();
    }

private:
    const AnyView& values_;
    ConvertFn load_;
    bool direct_;
    std::vector<W> line_;
};

// Lines to a band: work enough for a thread, and more elements than there are results to be joined.
index_t band(const AnyView& labels, index_t results) noexcept {
    return 1 + std::max<index_t>(1 << 16, 2 * results) / last(labels);
}

// `each` results of every band, those of the first in the caller's array.
template <class T>
class Partial {
public:
    Partial(T* out, index_t each, index_t bands) : out_(out), each_(each), rest_(at((bands - 1) * each)) {}
    T* operator[](index_t band) noexcept { return band ? rest_.data() + (band - 1) * each_ : out_; }
    template <class F>
    void join(F&& f) {
        for (std::size_t k = 0; k < rest_.size(); ++k) f(out_[k % at(each_)], rest_[k]);
    }

private:
    T* out_;
    index_t each_;
    std::vector<T> rest_;
};

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
        T* mine = partial[begin / length];
        for (index_t line = begin; line < end; ++line) {
            const auto here = runs(line, groups);
            if (!here.empty()) body(state, mine, line, here);
        }
    });
    partial.join(join);
}

const auto add = [](auto& a, const auto& b) { a += b; };

// The sum of f(k) over k < n, in four parts.
template <class F>
double sum_of(index_t n, F f) {
    double a = 0, b = 0, c = 0, d = 0;
    index_t k = 0;
    for (; k + 4 <= n; k += 4) a += f(k), b += f(k + 1), c += f(k + 2), d += f(k + 3);
    for (; k < n; ++k) a += f(k);
    return (a + b) + (c + d);
}

std::array<index_t, max_dims> position_of(const AnyView& a, index_t line) noexcept {
    std::array<index_t, max_dims> p{};
    for (int d = a.ndim - 2; d >= 0; --d) {
        p[at(d)] = line % a.shape[d];
        line /= a.shape[d];
    }
    return p;
}

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

namespace {

// The group of every element of a line, groups.count where it has none; for one thread.
class GroupLines {
public:
    GroupLines(const AnyView& labels, const Groups& groups)
        : labels_(labels), groups_(groups), table_(groups.group, groups.group + groups.length), line_(at(last(labels))),
          find_(visit(labels.dtype, []<class T>(Tag<T>) -> FindFn { return &find<T>; })) {
        table_.push_back(-1);
        for (std::int64_t& g : table_)
            if (g < 0) g = groups.count;
    }
    const std::int64_t* operator()(index_t line) {
        find_(*this, labels_.at(line_start(labels_, line)));
        return line_.data();
    }

private:
    using FindFn = void (*)(GroupLines&, const void*);
    template <class T>
    static void find(GroupLines& self, const void* line) {
        const T* p = static_cast<const T*>(line);
        const index_t step = self.labels_.stride[self.labels_.ndim - 1], n = last(self.labels_);
        const auto lowest = static_cast<std::uint64_t>(self.groups_.lowest), length = static_cast<std::uint64_t>(self.groups_.length);
        const std::int64_t* table = self.table_.data();
        std::int64_t* out = self.line_.data();
        for (index_t i = 0; i < n; ++i)
            out[i] = table[std::min(static_cast<std::uint64_t>(whole(p[i * step])) - lowest, length)];
    }

    const AnyView& labels_;
    const Groups& groups_;
    std::vector<std::int64_t> table_, line_;
    FindFn find_;
};

struct Total {
    double sum = 0;
    std::int64_t size = 0;
};

template <class F>
void add_line(const double* v, const std::int64_t* group, index_t n, Total* total, index_t each, index_t lanes, F f) {
    for (index_t i = 0; i < n; ++i) {
        Total& t = total[(i & (lanes - 1)) * each + group[i]];
        t.sum += f(v[i], group[i]);
        ++t.size;
    }
}

// Sums of f(value, group) and sizes. Neighbours belong to the same group more often than not: every eighth element goes
// to the same total, so that an addition need not wait for the one before.
template <class F>
void add_up(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, std::int64_t* size, F f) {
    const index_t count = lines(labels), n = last(labels), each = groups.count + 1, lanes = groups.count <= 4096 ? 8 : 1;
    if (count == 0) return;
    const index_t grain = band(labels, each * lanes), length = chunk_length(count, grain);
    std::vector<Total> first(at(each * lanes));
    Partial<Total> partial(first.data(), each * lanes, chunk_count(count, grain));
    parallel_for(count, grain, [&](index_t begin, index_t end) {
        ValueLines<double> value(values);
        GroupLines group(labels, groups);
        Total* total = partial[begin / length];
        for (index_t line = begin; line < end; ++line) {
            add_line(value(line), group(line), n, total, each, lanes, f);
        }
    });
    const auto join = [](Total& a, const Total& b) { a.sum += b.sum, a.size += b.size; };
    partial.join(join);
    for (index_t g = 0; g < groups.count; ++g) {
        for (index_t lane = 1; lane < lanes; ++lane) join(first[at(g)], first[at(lane * each + g)]);
        sum[g] = first[at(g)].sum;
        size[g] = first[at(g)].size;
    }
}

}  // namespace

void group_sums(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, std::int64_t* size) {
    add_up(values, labels, groups, sum, size, [](double v, std::int64_t) { return v; });
}

void group_squares(const AnyView& values, const AnyView& labels, const Groups& groups, const double* centre, double* sum) {
    std::vector<double> centres(centre, centre + groups.count);
    centres.push_back(0.0);
    std::vector<std::int64_t> size(at(groups.count));
    add_up(values, labels, groups, sum, size.data(), [c = centres.data()](double v, std::int64_t g) {
        return (v - c[g]) * (v - c[g]);
    });
}

void group_sizes(const AnyView& labels, const Groups& groups, std::int64_t* size) {
    by_bands(labels, groups, size, groups.count, [] { return 0; },
             [](int, std::int64_t* total, index_t, auto runs) {
                 for (const Run& r : runs) total[r.label] += r.end - r.begin;
             }, add);
}

void group_moments(const AnyView& values, const AnyView& labels, const Groups& groups, double* moment) {
    const int ndim = values.ndim;
    by_bands(labels, groups, moment, groups.count * ndim, [&] { return ValueLines<double>(values); },
             [&](auto& value, double* total, index_t line, auto runs) {
                 const double* v = value(line);
                 const auto outer = position_of(labels, line);
                 for (const Run& r : runs) {
                     double* m = total + r.label * ndim;
                     const double* p = v + r.begin;
                     const index_t n = r.end - r.begin;
                     const double whole = sum_of(n, [p](index_t k) { return p[k]; });
                     for (int d = 0; d < ndim - 1; ++d) m[d] += whole * static_cast<double>(outer[at(d)]);
                     m[ndim - 1] += sum_of(n, [p, b = r.begin](index_t k) { return p[k] * static_cast<double>(b + k); });
                 }
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

// place(line, run, where its elements go) for every run, so that groups lie one after the other.
template <class Place>
void gather(const AnyView& labels, const Groups& groups, const std::int64_t* size, Place place) {
    std::vector<index_t> next = starts(size, groups.count);
    LabelRuns runs(labels);
    for (index_t line = 0; line < lines(labels); ++line)
        for (const Run& r : runs(line, groups)) {
            place(line, r, next[at(r.label)]);
            next[at(r.label)] += r.end - r.begin;
        }
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
        ValueLines<W> value(values);
        index_t current = -1;
        const W* v = nullptr;
        gather(labels, groups, size.data(), [&](index_t line, const Run& r, index_t to) {
            if (line != current) v = value(current = line);
            std::copy(v + r.begin, v + r.end, sorted.begin() + to);
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
    gather(labels, groups, size, [&](index_t line, const Run& r, index_t to) {
        for (index_t i = r.begin; i < r.end; ++i) position[to++] = line * n + i;
    });
}

void group_indices(const AnyView& labels, const Groups& groups, const std::int64_t* size, index_t* index) {
    const index_t total = starts(size, groups.count).back();
    const int inner = labels.ndim - 1;
    gather(labels, groups, size, [&](index_t line, const Run& r, index_t to) {
        const auto outer = position_of(labels, line);
        for (int d = 0; d < inner; ++d) std::fill_n(index + d * total + to, r.end - r.begin, outer[at(d)]);
        for (index_t i = r.begin; i < r.end; ++i) index[inner * total + to++] = i;
    });
}

}  // namespace scinova::ndimage
