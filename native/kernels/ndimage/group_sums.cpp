// SPDX-License-Identifier: BSD-3-Clause
// Sums by label. Neighbours belong to the same group more often than not: every fourth element goes to the same total,
// so that an addition need not wait for the one before.
#include <memory>

#include "kernels/ndimage/group_lines.hpp"
#include "kernels/ndimage/groups.hpp"

namespace scinova::ndimage {

using namespace grouping;

namespace {

constexpr index_t lanes = 4;

struct Sums {
    double sum[lanes] = {};
    double total() const noexcept { return (sum[0] + sum[1]) + (sum[2] + sum[3]); }
    void join(const Sums& b) noexcept {
        for (index_t k = 0; k < lanes; ++k) sum[k] += b.sum[k];
    }
};

struct Counted : Sums {
    std::int64_t size[lanes] = {};
    std::int64_t count() const noexcept { return size[0] + size[1] + size[2] + size[3]; }
    void join(const Counted& b) noexcept {
        Sums::join(b);
        for (index_t k = 0; k < lanes; ++k) size[k] += b.size[k];
    }
};

// The group of every element of a line, groups.count where it has none; for one thread.
class GroupLines {
public:
    GroupLines(const AnyView& labels, const Groups& groups)
        : labels_(labels), groups_(groups), line_(at(last(labels))), places_(group_rows().places[static_cast<int>(labels.dtype)]) {
        if (!groups.group) return;
        table_.resize(at(groups.length) + 1, static_cast<std::uint32_t>(groups.count));
        for (index_t k = 0; k < groups.length; ++k)
            if (groups.group[k] >= 0) table_[at(k)] = static_cast<std::uint32_t>(groups.group[k]);
    }
    const std::uint32_t* operator()(index_t line) {
        const index_t n = last(labels_);
        places_(labels_.at(line_start(labels_, line)), labels_.stride[at(labels_.ndim - 1)], n, groups_.lowest,
                static_cast<std::uint32_t>(groups_.length), line_.data());
        if (!table_.empty())
            for (std::uint32_t& g : line_) g = table_[g];
        return line_.data();
    }

private:
    const AnyView& labels_;
    const Groups& groups_;
    std::vector<std::uint32_t> table_, line_;
    GroupTable::PlaceFn places_;
};

// f(value, group) of every element is added to the sum of its group.
template <class Total, class F>
void add_line(const double* v, const std::uint32_t* group, index_t n, Total* total, F f) {
    const auto put = [&](index_t i, index_t lane) {
        Total& t = total[group[i]];
        t.sum[lane] += f(v[i], group[i]);
        if constexpr (std::is_same_v<Total, Counted>) ++t.size[lane];
    };
    index_t i = 0;
    for (; i + lanes <= n; i += lanes) {
        put(i, 0);
        put(i + 1, 1);
        put(i + 2, 2);
        put(i + 3, 3);
    }
    for (index_t lane = 0; i < n; ++i, ++lane) put(i, lane);
}

// body(totals of the band, line, its values, its groups) for all lines; `each` totals for every group and for none.
// Returns those of group 0, 1, ...
template <class Total, class Body>
std::vector<Total> totals(const AnyView& values, const AnyView& labels, const Groups& groups, index_t each, Body body) {
    const index_t count = lines(labels), all = (groups.count + 1) * each;
    std::vector<Total> first(at(all));
    if (count == 0) return first;
    const auto bytes = static_cast<index_t>(sizeof(Total));
    const index_t grain = band(labels, all * bytes / 4, all * bytes), length = chunk_length(count, grain);
    Partial<Total> partial(first.data(), all, chunk_count(count, grain));
    parallel_for(count, grain, [&](index_t begin, index_t end) {
        ValueLines<double> value(values);
        GroupLines group(labels, groups);
        Total* mine = partial.start(begin / length);
        for (index_t line = begin; line < end; ++line) body(mine, line, value(line), group(line));
    });
    partial.join([](Total& a, const Total& b) { a.join(b); });
    return first;
}

}  // namespace

void group_sums(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, std::int64_t* size) {
    const index_t n = last(labels);
    const auto plain = [](double v, std::uint32_t) { return v; };
    if (!size) {
        const auto total = totals<Sums>(values, labels, groups, 1, [=](Sums* t, index_t, const double* v, const std::uint32_t* g) {
            add_line(v, g, n, t, plain);
        });
        for (index_t g = 0; g < groups.count; ++g) sum[g] = total[at(g)].total();
        return;
    }
    const auto total = totals<Counted>(values, labels, groups, 1, [=](Counted* t, index_t, const double* v, const std::uint32_t* g) {
        add_line(v, g, n, t, plain);
    });
    for (index_t g = 0; g < groups.count; ++g) {
        sum[g] = total[at(g)].total();
        size[g] = total[at(g)].count();
    }
}

void group_squares(const AnyView& values, const AnyView& labels, const Groups& groups, const double* centre, double* sum) {
    std::vector<double> centres(centre, centre + groups.count);
    centres.push_back(0.0);
    const index_t n = last(labels);
    const auto total = totals<Sums>(values, labels, groups, 1, [&](Sums* t, index_t, const double* v, const std::uint32_t* g) {
        add_line(v, g, n, t, [c = centres.data()](double x, std::uint32_t k) { return (x - c[k]) * (x - c[k]); });
    });
    for (index_t g = 0; g < groups.count; ++g) sum[g] = total[at(g)].total();
}

void group_moments(const AnyView& values, const AnyView& labels, const Groups& groups, double* sum, double* moment) {
    const int ndim = values.ndim;
    const index_t n = last(labels), all = groups.count + 1;
    std::vector<double> along(at(n));
    for (index_t i = 0; i < n; ++i) along[at(i)] = static_cast<double>(i);
    const auto total = totals<Sums>(values, labels, groups, ndim + 1, [&](Sums* t, index_t line, const double* v, const std::uint32_t* g) {
        const auto outer = position_of(labels, line);
        add_line(v, g, n, t + ndim * all, [](double x, std::uint32_t) { return x; });
        for (int d = 0; d < ndim - 1; ++d)
            add_line(v, g, n, t + d * all, [c = static_cast<double>(outer[at(d)])](double x, std::uint32_t) { return x * c; });
        index_t i = 0;
        const auto put = [&](index_t lane) {
            t[(ndim - 1) * all + g[i]].sum[lane] += v[i] * along[at(i)];
            ++i;
        };
        while (i + lanes <= n) put(0), put(1), put(2), put(3);
        for (index_t lane = 0; i < n; ++lane) put(lane);
    });
    for (index_t g = 0; g < groups.count; ++g) {
        sum[g] = total[at(ndim * all + g)].total();
        for (int d = 0; d < ndim; ++d) moment[g * ndim + d] = total[at(d * all + g)].total();
    }
}

}  // namespace scinova::ndimage
