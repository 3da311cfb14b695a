// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/spatial/kdtree.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <numeric>

#include "common/parallel.hpp"

namespace scinova::spatial {
namespace {

using std::size_t;
constexpr double infinity = std::numeric_limits<double>::infinity();

// Norms in the form that adds up over axes: sums of p-th powers, or the maximum.
struct One {
    explicit One(double) {}
    double part(double d) const { return d; }
    static double join(double a, double b) { return a + b; }
    double from(double r) const { return r; }
    double to(double s) const { return s; }
};
struct Two {
    explicit Two(double) {}
    double part(double d) const { return d * d; }
    static double join(double a, double b) { return a + b; }
    double from(double r) const { return r * r; }
    double to(double s) const { return std::sqrt(s); }
};
struct Max {
    explicit Max(double) {}
    double part(double d) const { return d; }
    static double join(double a, double b) { return a > b ? a : b; }
    double from(double r) const { return r; }
    double to(double s) const { return s; }
};
struct Power {
    double p;
    explicit Power(double exponent) : p(exponent) {}
    double part(double d) const { return std::pow(d, p); }
    static double join(double a, double b) { return a + b; }
    double from(double r) const { return std::pow(r, p); }
    double to(double s) const { return std::pow(s, 1.0 / p); }
};

template <class Work>
Status with_norm(double p, Work&& work) {
    try {
        if (p == 2.0) return work(Two(p));
        if (p == 1.0) return work(One(p));
        if (p == infinity) return work(Max(p));
        return work(Power(p));
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

struct Interval {
    double least, most;
};

// Distances around a circle of length `period` for differences in [least, most]; plain ones when it is zero.
inline Interval around(Interval d, double period) {
    if (period <= 0.0) return d;
    const double half = 0.5 * period;
    if (d.most <= half) return d;
    if (d.least >= half) return {std::max(0.0, period - d.most), period - d.least};
    return {std::max(0.0, std::min(d.least, period - d.most)), half};
}

// Differences between [a0, a1] and [b0, b1].
inline Interval between(double a0, double a1, double b0, double b1) {
    return {std::max(0.0, std::max(a0 - b1, b0 - a1)), std::max(a1 - b0, b1 - a0)};
}

template <class Norm, bool Periodic>
class Metric {
public:
    Metric(const Norm& norm, const Tree& t) : norm_(norm), period_(Periodic ? t.period.data() : nullptr), m_(t.m) {}

    double points(const double* a, const double* b) const {
        double s = 0.0;
        for (index_t d = 0; d < m_; ++d) {
            double diff = std::fabs(a[d] - b[d]);
            if constexpr (Periodic) diff = around({diff, diff}, period_[d]).least;
            s = Norm::join(s, norm_.part(diff));
        }
        return s;
    }
    double least(const double* x, const double* low, const double* high) const {
        double s = 0.0;
        for (index_t d = 0; d < m_; ++d) {
            double diff;
            if constexpr (Periodic) diff = around(between(x[d], x[d], low[d], high[d]), period_[d]).least;
            else diff = std::max(0.0, std::max(low[d] - x[d], x[d] - high[d]));
            s = Norm::join(s, norm_.part(diff));
        }
        return s;
    }
    double most(const double* x, const double* low, const double* high) const {
        double s = 0.0;
        for (index_t d = 0; d < m_; ++d) {
            double diff = std::max(x[d] - low[d], high[d] - x[d]);
            if constexpr (Periodic) diff = around(between(x[d], x[d], low[d], high[d]), period_[d]).most;
            s = Norm::join(s, norm_.part(diff));
        }
        return s;
    }
    Interval boxes(const double* a0, const double* a1, const double* b0, const double* b1) const {
        Interval s{0.0, 0.0};
        for (index_t d = 0; d < m_; ++d) {
            const Interval i = around(between(a0[d], a1[d], b0[d], b1[d]), Periodic ? period_[d] : 0.0);
            s = {Norm::join(s.least, norm_.part(i.least)), Norm::join(s.most, norm_.part(i.most))};
        }
        return s;
    }

private:
    Norm norm_;
    const double* period_;
    index_t m_;
};

template <class Work>
Status with_metric(const Tree& t, double p, Work&& work) {
    return with_norm(p, [&](auto norm) {
        using N = decltype(norm);
        if (t.period.empty()) return work(norm, Metric<N, false>(norm, t));
        return work(norm, Metric<N, true>(norm, t));
    });
}

const double* low_of(const Tree& t, std::int64_t node) { return t.low.data() + node * t.m; }
const double* high_of(const Tree& t, std::int64_t node) { return t.high.data() + node * t.m; }

// A query in the periodic box.
void wrapped(const Tree& t, const double* x, double* out) {
    for (index_t d = 0; d < t.m; ++d) {
        const double length = t.period.empty() ? 0.0 : t.period[static_cast<size_t>(d)];
        out[d] = x[d];
        if (length > 0.0) {
            out[d] = x[d] - std::floor(x[d] / length) * length;
            if (!(out[d] < length)) out[d] = 0.0;
        }
    }
}

class Builder {
public:
    Builder(const double* data, const TreeOptions& options, Tree& tree) : data_(data), options_(options), t_(tree) {}

    void run() {
        t_.indices.resize(static_cast<size_t>(t_.n));
        std::iota(t_.indices.begin(), t_.indices.end(), std::int64_t{0});
        std::vector<double> low(static_cast<size_t>(t_.m)), high(low);
        box(0, t_.n, low.data(), high.data());
        node(0, t_.n, low, high);
        t_.points.resize(static_cast<size_t>(t_.n * t_.m));
        for (index_t i = 0; i < t_.n; ++i)
            std::copy_n(data_ + t_.indices[static_cast<size_t>(i)] * t_.m, t_.m, t_.points.data() + i * t_.m);
    }

private:
    double at(std::int64_t i, index_t d) const { return data_[i * t_.m + d]; }

    void box(index_t begin, index_t end, double* low, double* high) const {
        std::fill(low, low + t_.m, begin < end ? infinity : 0.0);
        std::fill(high, high + t_.m, begin < end ? -infinity : 0.0);
        for (index_t k = begin; k < end; ++k) {
            const double* x = data_ + t_.indices[static_cast<size_t>(k)] * t_.m;
            for (index_t d = 0; d < t_.m; ++d) low[d] = std::min(low[d], x[d]), high[d] = std::max(high[d], x[d]);
        }
    }

    std::int64_t node(index_t begin, index_t end, std::vector<double> low, std::vector<double> high) {
        const auto self = static_cast<std::int64_t>(t_.nodes.size());
        t_.nodes.push_back({begin, end});
        t_.low.resize(t_.low.size() + static_cast<size_t>(t_.m));
        t_.high.resize(t_.low.size());
        box(begin, end, t_.low.data() + self * t_.m, t_.high.data() + self * t_.m);
        if (end - begin <= options_.leaf_size) return self;
        if (options_.compact) {
            std::copy_n(low_of(t_, self), t_.m, low.data());
            std::copy_n(high_of(t_, self), t_.m, high.data());
        }
        index_t dim = 0;
        for (index_t d = 1; d < t_.m; ++d) {
            const auto u = static_cast<size_t>(d), v = static_cast<size_t>(dim);
            if (high[u] - low[u] > high[v] - low[v]) dim = d;
        }
        if (t_.m == 0) return self;
        // An axis on which the points themselves differ.
        if (!(high_of(t_, self)[dim] > low_of(t_, self)[dim]))
            for (index_t d = 0; d < t_.m; ++d)
                if (high_of(t_, self)[d] - low_of(t_, self)[d] > high_of(t_, self)[dim] - low_of(t_, self)[dim]) dim = d;
        const double least = low_of(t_, self)[dim], most = high_of(t_, self)[dim];
        if (!(most > least)) return self;
        double split = 0.5 * low[static_cast<size_t>(dim)] + 0.5 * high[static_cast<size_t>(dim)];
        const auto first = t_.indices.begin() + begin, last = t_.indices.begin() + end;
        if (options_.balanced) {
            const auto middle = first + (end - begin) / 2;
            std::nth_element(first, middle, last, [&](auto a, auto b) { return at(a, dim) < at(b, dim); });
            split = at(*middle, dim);
        }
        if (!(split > least)) split = least;
        if (split > most) split = most;
        auto cut = std::partition(first, last, [&](auto i) { return at(i, dim) < split; });
        if (cut == first) {  // slide to the next larger coordinate
            double next = most;
            for (auto k = first; k != last; ++k)
                if (at(*k, dim) > least) next = std::min(next, at(*k, dim));
            split = next;
            cut = std::partition(first, last, [&](auto i) { return at(i, dim) < split; });
        }
        const auto middle = static_cast<index_t>(cut - t_.indices.begin());
        auto upper = high;
        upper[static_cast<size_t>(dim)] = split;
        const auto less = node(begin, middle, low, upper);
        low[static_cast<size_t>(dim)] = split;
        const auto greater = node(middle, end, std::move(low), std::move(high));
        TreeNode& n = t_.nodes[static_cast<size_t>(self)];
        n.dim = dim, n.split = split, n.less = less, n.greater = greater;
        return self;
    }

    const double* data_;
    TreeOptions options_;
    Tree& t_;
};

template <class M>
class NearestSearch {
public:
    NearestSearch(const Tree& t, const M& metric, index_t k, double slack, double bound)
        : t_(t), metric_(metric), k_(static_cast<size_t>(k)), slack_(slack), start_(bound) {
        heap_.reserve(k_ + 1);
    }

    template <class Norm>
    void run(const double* x, const Norm& norm, double* distance, std::int64_t* index) {
        x_ = x, bound_ = start_;
        heap_.clear();
        if (t_.n > 0 && k_ > 0) visit(0, metric_.least(x, low_of(t_, 0), high_of(t_, 0)));
        std::sort(heap_.begin(), heap_.end());
        for (size_t j = 0; j < k_; ++j) {
            const bool there = j < heap_.size();
            distance[j] = there ? norm.to(heap_[j].first) : infinity;
            index[j] = there ? heap_[j].second : t_.n;
        }
    }

private:
    void visit(std::int64_t node, double least) {
        if (least * slack_ > bound_ || (least >= bound_ && heap_.size() >= k_)) return;
        const TreeNode& n = t_.nodes[static_cast<size_t>(node)];
        if (n.less < 0) {
            for (std::int64_t i = n.begin; i < n.end; ++i) {
                const double d = metric_.points(x_, t_.points.data() + i * t_.m);
                if (d < bound_) push(d, t_.indices[static_cast<size_t>(i)]);
            }
            return;
        }
        const double a = metric_.least(x_, low_of(t_, n.less), high_of(t_, n.less));
        const double b = metric_.least(x_, low_of(t_, n.greater), high_of(t_, n.greater));
        if (a <= b) visit(n.less, a), visit(n.greater, b);
        else visit(n.greater, b), visit(n.less, a);
    }

    void push(double d, std::int64_t i) {
        if (heap_.size() == k_) {
            std::pop_heap(heap_.begin(), heap_.end());
            heap_.back() = {d, i};
        } else {
            heap_.emplace_back(d, i);
        }
        std::push_heap(heap_.begin(), heap_.end());
        if (heap_.size() == k_) bound_ = std::min(start_, heap_.front().first);
    }

    const Tree& t_;
    const M& metric_;
    size_t k_;
    double slack_, start_, bound_ = 0.0;
    const double* x_ = nullptr;
    std::vector<std::pair<double, std::int64_t>> heap_;
};

// Calls whole(begin, end) for boxes within the radius and one(i, d) for points within it, from tree position `from` on.
template <class M, class Whole, class One>
void ball(const Tree& t, const M& metric, std::int64_t node, const double* x, double radius, double inner, double outer,
          std::int64_t from, Whole&& whole, One&& one) {
    const TreeNode& n = t.nodes[static_cast<size_t>(node)];
    if (n.end <= from || metric.least(x, low_of(t, node), high_of(t, node)) > inner) return;
    if (metric.most(x, low_of(t, node), high_of(t, node)) <= outer) {
        whole(std::max(n.begin, from), n.end);
        return;
    }
    if (n.less < 0) {
        for (std::int64_t i = std::max(n.begin, from); i < n.end; ++i) {
            const double d = metric.points(x, t.points.data() + i * t.m);
            if (d <= radius) one(i, d);
        }
        return;
    }
    ball(t, metric, n.less, x, radius, inner, outer, from, whole, one);
    ball(t, metric, n.greater, x, radius, inner, outer, from, whole, one);
}

void append(PairList& out, std::vector<PairList>& parts) {
    size_t total = 0;
    for (const auto& p : parts) total += p.i.size();
    out.i.reserve(total), out.j.reserve(total), out.distance.reserve(total);
    for (auto& p : parts) {
        out.i.insert(out.i.end(), p.i.begin(), p.i.end());
        out.j.insert(out.j.end(), p.j.begin(), p.j.end());
        out.distance.insert(out.distance.end(), p.distance.begin(), p.distance.end());
        p = {};
    }
}

template <class M>
class PairCount {
public:
    PairCount(const Tree& a, const Tree& b, const M& metric, const double* r, const double* wa, const double* wb,
              double* out)
        : a_(a), b_(b), metric_(metric), r_(r), wa_(wa), wb_(wb), out_(out) {
        sum_a_ = sums(a, wa), sum_b_ = sums(b, wb);
    }

    // Radii in [first, last) are undecided for these two nodes.
    void visit(std::int64_t i, std::int64_t j, index_t first, index_t last) {
        if ((++steps_ & 4095) == 0 && interrupted()) throw Interrupted{};
        const Interval d = metric_.boxes(low_of(a_, i), high_of(a_, i), low_of(b_, j), high_of(b_, j));
        while (first < last && r_[first] < d.least) ++first;
        if (first == last) return;
        index_t inside = last;
        while (inside > first && r_[inside - 1] >= d.most) --inside;
        if (inside < last) out_[inside] += sum_a_[static_cast<size_t>(i)] * sum_b_[static_cast<size_t>(j)];
        // The radii from `last` on have this pair counted already, by an enclosing pair of nodes.
        if (inside < last) out_[last] -= sum_a_[static_cast<size_t>(i)] * sum_b_[static_cast<size_t>(j)];
        last = inside;
        if (first == last) return;
        const TreeNode& p = a_.nodes[static_cast<size_t>(i)];
        const TreeNode& q = b_.nodes[static_cast<size_t>(j)];
        if (p.less < 0 && q.less < 0) {
            leaves(p, q, first, last);
        } else if (p.less < 0 || (q.less >= 0 && q.end - q.begin > p.end - p.begin)) {
            visit(i, q.less, first, last), visit(i, q.greater, first, last);
        } else {
            visit(p.less, j, first, last), visit(p.greater, j, first, last);
        }
    }

private:
    void leaves(const TreeNode& p, const TreeNode& q, index_t first, index_t last) {
        for (std::int64_t x = p.begin; x < p.end; ++x) {
            for (std::int64_t y = q.begin; y < q.end; ++y) {
                const double d = metric_.points(a_.points.data() + x * a_.m, b_.points.data() + y * b_.m);
                const index_t at = std::lower_bound(r_ + first, r_ + last, d) - r_;
                if (at < last) {
                    const double w = weight(wa_, a_, x) * weight(wb_, b_, y);
                    out_[at] += w;
                    out_[last] -= w;
                }
            }
        }
    }
    static double weight(const double* w, const Tree& t, std::int64_t i) {
        return w ? w[t.indices[static_cast<size_t>(i)]] : 1.0;
    }
    static std::vector<double> sums(const Tree& t, const double* w) {
        std::vector<double> out(t.nodes.size(), 0.0);
        for (size_t k = t.nodes.size(); k-- > 0;) {  // children come after their parent
            const TreeNode& n = t.nodes[k];
            if (n.less >= 0) out[k] = out[static_cast<size_t>(n.less)] + out[static_cast<size_t>(n.greater)];
            else
                for (std::int64_t i = n.begin; i < n.end; ++i) out[k] += weight(w, t, i);
        }
        return out;
    }

    const Tree &a_, &b_;
    const M& metric_;
    const double *r_, *wa_, *wb_;
    double* out_;
    std::vector<double> sum_a_, sum_b_;
    index_t steps_ = 0;
};

}  // namespace

Status build_tree(const double* data, index_t n, index_t m, const TreeOptions& options, Tree& tree) {
    try {
        tree.n = n, tree.m = m, tree.leaf_size = options.leaf_size;
        Builder(data, options, tree).run();
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

Status nearest(const Tree& t, index_t count, const double* x, index_t k, double p, double eps, double bound,
               double* distance, std::int64_t* index) {
    return with_metric(t, p, [&](auto norm, const auto& metric) {
        using M = std::remove_cvref_t<decltype(metric)>;
        const double slack = norm.from(1.0 + eps), limit = bound == infinity ? infinity : norm.from(bound);
        parallel_for(count, 128, [&](index_t begin, index_t end) {
            NearestSearch<M> search(t, metric, k, slack, limit);
            std::vector<double> at(static_cast<size_t>(t.m));
            for (index_t i = begin; i < end; ++i) {
                wrapped(t, x + i * t.m, at.data());
                search.run(at.data(), norm, distance + i * k, index + i * k);
            }
        });
        return Status::ok;
    });
}

Status within(const Tree& t, index_t count, const double* x, const double* radius, double p, double eps, bool sorted,
              std::vector<std::vector<std::int64_t>>* found, std::int64_t* length) {
    return with_metric(t, p, [&](auto norm, const auto& metric) {
        parallel_for(count, 32, [&](index_t begin, index_t end) {
            std::vector<double> at(static_cast<size_t>(t.m));
            for (index_t i = begin; i < end; ++i) {
                length[i] = 0;
                if (t.n == 0 || !(radius[i] >= 0.0)) continue;
                wrapped(t, x + i * t.m, at.data());
                const double inner = norm.from(radius[i] / (1.0 + eps)), outer = norm.from(radius[i] * (1.0 + eps));
                auto* list = found ? &(*found)[static_cast<size_t>(i)] : nullptr;
                ball(
                    t, metric, 0, at.data(), norm.from(radius[i]), inner, outer, 0,
                    [&](std::int64_t a, std::int64_t b) {
                        length[i] += b - a;
                        if (list) list->insert(list->end(), t.indices.begin() + a, t.indices.begin() + b);
                    },
                    [&](std::int64_t a, double) {
                        ++length[i];
                        if (list) list->push_back(t.indices[static_cast<size_t>(a)]);
                    });
                if (list && sorted) std::sort(list->begin(), list->end());
            }
        });
        return Status::ok;
    });
}

Status close_pairs(const Tree& t, double r, double p, double eps, PairList& out) {
    if (t.n == 0 || !(r >= 0.0)) return Status::ok;
    return with_metric(t, p, [&](auto norm, const auto& metric) {
        std::vector<PairList> parts(static_cast<size_t>(chunk_count(t.n, 256)));
        const index_t chunk = chunk_length(t.n, 256);
        const double radius = norm.from(r), inner = norm.from(r / (1.0 + eps)), outer = norm.from(r * (1.0 + eps));
        parallel_for(t.n, 256, [&](index_t begin, index_t end) {
            PairList& part = parts[static_cast<size_t>(begin / chunk)];
            for (index_t k = begin; k < end; ++k) {
                const std::int64_t i = t.indices[static_cast<size_t>(k)];
                const auto add = [&](std::int64_t a) {
                    const std::int64_t j = t.indices[static_cast<size_t>(a)];
                    part.i.push_back(std::min(i, j)), part.j.push_back(std::max(i, j));
                };
                ball(
                    t, metric, 0, t.points.data() + k * t.m, radius, inner, outer, k + 1,
                    [&](std::int64_t a, std::int64_t b) {
                        for (; a < b; ++a) add(a);
                    },
                    [&](std::int64_t a, double) { add(a); });
            }
        });
        append(out, parts);
        return Status::ok;
    });
}

Status cross_pairs(const Tree& a, const Tree& b, double r, double p, PairList& out) {
    if (a.n == 0 || b.n == 0 || !(r >= 0.0)) return Status::ok;
    return with_metric(b, p, [&](auto norm, const auto& metric) {
        std::vector<PairList> parts(static_cast<size_t>(chunk_count(a.n, 128)));
        const index_t chunk = chunk_length(a.n, 128);
        const double radius = norm.from(r);
        parallel_for(a.n, 128, [&](index_t begin, index_t end) {
            PairList& part = parts[static_cast<size_t>(begin / chunk)];
            for (index_t k = begin; k < end; ++k) {
                const double* x = a.points.data() + k * a.m;
                const auto add = [&](std::int64_t at, double d) {
                    part.i.push_back(a.indices[static_cast<size_t>(k)]);
                    part.j.push_back(b.indices[static_cast<size_t>(at)]);
                    part.distance.push_back(norm.to(d));
                };
                ball(
                    b, metric, 0, x, radius, radius, -1.0, 0, [](std::int64_t, std::int64_t) {}, add);
            }
        });
        append(out, parts);
        return Status::ok;
    });
}

Status count_pairs(const Tree& a, const Tree& b, index_t radii, const double* r, double p, const double* wa,
                   const double* wb, double* out) {
    if (a.n == 0 || b.n == 0 || radii == 0) return Status::ok;
    return with_metric(a, p, [&](auto norm, const auto& metric) {
        using M = std::remove_cvref_t<decltype(metric)>;
        std::vector<double> radius(static_cast<size_t>(radii));
        for (index_t k = 0; k < radii; ++k) radius[static_cast<size_t>(k)] = r[k] < 0.0 ? -1.0 : norm.from(r[k]);
        std::vector<double> added(static_cast<size_t>(radii) + 1, 0.0);
        PairCount<M>(a, b, metric, radius.data(), wa, wb, added.data()).visit(0, 0, 0, radii);
        double sum = 0.0;
        for (index_t k = 0; k < radii; ++k) out[k] = sum += added[static_cast<size_t>(k)];
        return Status::ok;
    });
}

}  // namespace scinova::spatial
