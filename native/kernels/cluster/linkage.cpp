// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/cluster/linkage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <numeric>
#include <utility>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::cluster {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Merge {
    index_t a, b;
    double height;
};

// The condensed matrix with the start of each row at hand: d(i, j) = data[row[i] + j] for i < j.
class Distances {
public:
    Distances(double* data, index_t n) : data_(data), row_(static_cast<std::size_t>(n)) {
        for (index_t i = 0; i < n; ++i) row_[static_cast<std::size_t>(i)] = n * i - i * (i + 1) / 2 - i - 1;
    }
    double& operator()(index_t i, index_t j) noexcept { return i < j ? above(i, j) : above(j, i); }
    double& above(index_t i, index_t j) noexcept { return data_[row_[static_cast<std::size_t>(i)] + j]; }
    double* row(index_t i) noexcept { return data_ + row_[static_cast<std::size_t>(i)]; }

private:
    double* data_;
    std::vector<index_t> row_;
};

// LABEL: merges in order of height, named by the clusters they join. Points are 0..n-1, the k-th merge is n+k.
void label(std::vector<Merge>& found, bool sort, index_t n, Mat<double> merges) {
    if (sort)
        std::stable_sort(found.begin(), found.end(),
                         [](const Merge& p, const Merge& q) { return p.height < q.height; });
    std::vector<index_t> parent(static_cast<std::size_t>(2 * n)), size(static_cast<std::size_t>(2 * n), 1);
    std::iota(parent.begin(), parent.end(), index_t{0});
    const auto root = [&](index_t x) {
        index_t r = x;
        while (parent[r] != r) r = parent[r];
        while (parent[x] != r) x = std::exchange(parent[x], r);
        return r;
    };
    for (index_t k = 0; k < n - 1; ++k) {
        index_t a = root(found[k].a), b = root(found[k].b);
        if (a > b) std::swap(a, b);
        parent[a] = parent[b] = n + k;
        size[n + k] = size[a] + size[b];
        merges(k, 0) = static_cast<double>(a);
        merges(k, 1) = static_cast<double>(b);
        merges(k, 2) = found[k].height;
        merges(k, 3) = static_cast<double>(size[n + k]);
    }
}

// Prim's algorithm from point 0. The order in which points join, with the heights at which they do, determines the
// single-linkage tree: its clusters are runs of that order.
template <class DistanceFrom>
Status spanning_tree(index_t n, std::vector<Merge>& found, DistanceFrom&& distances_from) {
    std::vector<index_t> rest(static_cast<std::size_t>(n - 1));
    std::iota(rest.begin(), rest.end(), index_t{1});
    std::vector<double> best(static_cast<std::size_t>(n), infinity), fresh(static_cast<std::size_t>(n));
    index_t last = 0;
    while (!rest.empty()) {
        if (interrupted()) return Status::interrupted;
        distances_from(last, rest, fresh);
        std::size_t nearest = 0;
        double least = infinity;
        for (std::size_t k = 0; k < rest.size(); ++k) {
            double& b = best[rest[k]];
            if (fresh[k] < b) b = fresh[k];
            if (b < least) {
                least = b;
                nearest = k;
            }
        }
        const index_t next = rest[nearest];
        found.push_back({last, next, best[next]});
        rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(nearest));
        last = next;
    }
    return Status::ok;
}

// The Lance-Williams formula of each method: the distance from a third cluster (of nk points) to the union of i and j
// (of ni and nj points, dij apart). Ward, centroid and median take and give squares.
struct Update {
    Method method;
    double ni, nj, dij;
    double operator()(double dki, double dkj, double nk) const noexcept {
        switch (method) {
            case Method::complete: return std::max(dki, dkj);
            case Method::average: return (ni * dki + nj * dkj) / (ni + nj);
            case Method::weighted: return 0.5 * (dki + dkj);
            case Method::ward: return ((ni + nk) * dki + (nj + nk) * dkj - nk * dij) / (ni + nj + nk);
            case Method::centroid: return (ni * dki + nj * dkj - ni * nj * dij / (ni + nj)) / (ni + nj);
            case Method::median: return 0.5 * (dki + dkj) - 0.25 * dij;
            default: return std::min(dki, dkj);
        }
    }
};

// Points still standing for a cluster, in increasing order, and the size of each cluster.
struct Active {
    explicit Active(index_t n) : list(static_cast<std::size_t>(n)), size(static_cast<std::size_t>(n), 1.0) {
        std::iota(list.begin(), list.end(), index_t{0});
    }
    void remove(index_t x) { list.erase(std::lower_bound(list.begin(), list.end(), x)); }
    std::vector<index_t> list;
    std::vector<double> size;
};

// Joins a to b: b stands for the union, a is gone.
void join(Distances& d, Active& active, Method method, index_t a, index_t b) {
    const Update update{method, active.size[a], active.size[b], d(a, b)};
    active.remove(a);
    for (index_t k : active.list)
        if (k != b) d(k, b) = update(d(k, a), d(k, b), active.size[k]);
    active.size[b] += active.size[a];
}

Status nearest_neighbour_chain(Distances& d, index_t n, Method method, std::vector<Merge>& found) {
    Active active(n);
    std::vector<index_t> chain;
    chain.reserve(static_cast<std::size_t>(n));
    while (static_cast<index_t>(found.size()) < n - 1) {
        if (interrupted()) return Status::interrupted;
        if (chain.empty()) chain.push_back(active.list.front());
        for (;;) {
            const index_t x = chain.back();
            const index_t previous = chain.size() > 1 ? chain[chain.size() - 2] : -1;
            index_t nearest = previous;
            double least = previous >= 0 ? d(x, previous) : infinity;
            const auto split = std::lower_bound(active.list.begin(), active.list.end(), x);
            for (auto i = active.list.begin(); i != split; ++i) {
                const double v = d.above(*i, x);
                if (v < least) least = v, nearest = *i;
            }
            const double* row = d.row(x);
            for (auto i = split + 1; i != active.list.end(); ++i) {
                const double v = row[*i];
                if (v < least) least = v, nearest = *i;
            }
            if (nearest < 0) nearest = active.list.front() != x ? active.list.front() : active.list[1];
            if (nearest == previous) break;  // always reached: distances along the chain fall strictly
            chain.push_back(nearest);
        }
        index_t a = chain.back(), b = chain[chain.size() - 2];
        chain.resize(chain.size() - 2);
        if (a > b) std::swap(a, b);
        found.push_back({a, b, d(a, b)});
        join(d, active, method, a, b);
    }
    return Status::ok;
}

// A binary heap of points keyed by lower bounds on the distance to their nearest neighbour.
class Heap {
public:
    Heap(std::vector<double>& key, index_t count) : key_(key), at_(static_cast<std::size_t>(count)) {
        heap_.resize(static_cast<std::size_t>(count));
        std::iota(heap_.begin(), heap_.end(), index_t{0});
        std::iota(at_.begin(), at_.end(), index_t{0});
        for (index_t i = count / 2 - 1; i >= 0; --i) sink(i);
    }
    index_t top() const noexcept { return heap_[0]; }
    void changed(index_t x) {
        rise(at_[x]);
        sink(at_[x]);
    }
    void remove(index_t x) {
        const index_t hole = at_[x], moved = heap_.back();
        heap_.pop_back();
        if (moved == x) return;
        place(hole, moved);
        changed(moved);
    }

private:
    bool before(index_t p, index_t q) const noexcept { return key_[p] < key_[q] || (key_[p] == key_[q] && p < q); }
    void place(index_t i, index_t x) { heap_[i] = x, at_[x] = i; }
    void rise(index_t i) {
        const index_t x = heap_[i];
        for (; i > 0 && before(x, heap_[(i - 1) / 2]); i = (i - 1) / 2) place(i, heap_[(i - 1) / 2]);
        place(i, x);
    }
    void sink(index_t i) {
        const index_t x = heap_[i], n = static_cast<index_t>(heap_.size());
        for (index_t child; (child = 2 * i + 1) < n; i = child) {
            if (child + 1 < n && before(heap_[child + 1], heap_[child])) ++child;
            if (!before(heap_[child], x)) break;
            place(i, heap_[child]);
        }
        place(i, x);
    }
    std::vector<double>& key_;
    std::vector<index_t> heap_, at_;
};

Status generic_linkage(Distances& d, index_t n, Method method, std::vector<Merge>& found) {
    Active active(n);
    std::vector<index_t> neighbour(static_cast<std::size_t>(n), -1);
    std::vector<double> bound(static_cast<std::size_t>(n), infinity);
    const auto search = [&](index_t x) {  // nearest among the active points after x
        const double* row = d.row(x);
        auto i = std::upper_bound(active.list.begin(), active.list.end(), x);
        double least = infinity;
        index_t nearest = i == active.list.end() ? -1 : *i;
        for (; i != active.list.end(); ++i)
            if (row[*i] < least) least = row[*i], nearest = *i;
        neighbour[x] = nearest;
        bound[x] = least;
    };
    for (index_t x = 0; x < n - 1; ++x) search(x);
    Heap heap(bound, n - 1);  // the last point has no neighbour after it
    for (index_t k = 0; k < n - 1; ++k) {
        if (interrupted()) return Status::interrupted;
        index_t a = heap.top();
        // Each search makes a bound exact, so there are at most as many rounds as points.
        for (index_t round = 0; round < n && bound[a] < d.above(a, neighbour[a]); ++round) {
            search(a);
            heap.changed(a);
            a = heap.top();
        }
        const index_t b = neighbour[a];
        found.push_back({a, b, d.above(a, b)});
        heap.remove(a);
        join(d, active, method, a, b);
        for (index_t x : active.list) {
            if (x >= b) break;
            if (neighbour[x] == a) neighbour[x] = b;  // the bound stays one: it is lowered below where needed
            if (d.above(x, b) < bound[x]) {
                neighbour[x] = b;
                bound[x] = d.above(x, b);
                heap.changed(x);
            }
        }
        if (b < n - 1) {
            search(b);
            heap.changed(b);
        }
    }
    return Status::ok;
}

Status run(double* distances, index_t n, Method method, Mat<double> merges) {
    std::vector<Merge> found;
    found.reserve(static_cast<std::size_t>(n));
    Distances d(distances, n);
    const bool squares = method == Method::ward || method == Method::centroid || method == Method::median;
    const index_t count = n * (n - 1) / 2;
    int exponent = 0;
    if (squares) {
        double largest = 0.0;
        for (index_t i = 0; i < count; ++i) largest = std::max(largest, std::fabs(distances[i]));
        if (largest > 0.0 && std::isfinite(largest)) exponent = std::ilogb(largest);
        if (std::abs(exponent) < 100) exponent = 0;
        for (index_t i = 0; i < count; ++i) {
            const double x = exponent ? std::ldexp(distances[i], -exponent) : distances[i];
            distances[i] = x * x;
        }
    }
    Status status;
    if (method == Method::single)
        status = spanning_tree(n, found, [&](index_t x, const std::vector<index_t>& rest, std::vector<double>& out) {
            const double* row = d.row(x);
            const std::size_t split =
                static_cast<std::size_t>(std::lower_bound(rest.begin(), rest.end(), x) - rest.begin());
            for (std::size_t k = 0; k < split; ++k) out[k] = d.above(rest[k], x);
            for (std::size_t k = split; k < rest.size(); ++k) out[k] = row[rest[k]];
        });
    else if (method == Method::centroid || method == Method::median)
        status = generic_linkage(d, n, method, found);
    else
        status = nearest_neighbour_chain(d, n, method, found);
    if (status != Status::ok) return status;
    if (squares)
        for (Merge& m : found) m.height = std::ldexp(std::sqrt(std::max(m.height, 0.0)), exponent);
    // The generic algorithm finds merges in the order they belong in, which inversions make other than by height.
    label(found, method != Method::centroid && method != Method::median, n, merges);
    return Status::ok;
}

}  // namespace

Status linkage(double* distances, index_t n, Method method, Mat<double> merges) {
    try {
        return run(distances, n, method, merges);
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

Status single_of_points(Mat<const double> points, Mat<double> merges) {
    try {
        const index_t n = points.shape[0], m = points.shape[1];
        std::vector<double> columns(static_cast<std::size_t>(n * m)), square(static_cast<std::size_t>(n));
        for (index_t i = 0; i < n; ++i)
            for (index_t k = 0; k < m; ++k) columns[k * n + i] = points(i, k);
        std::vector<Merge> found;
        found.reserve(static_cast<std::size_t>(n));
        const Status status = spanning_tree(
            n, found, [&](index_t x, const std::vector<index_t>& rest, std::vector<double>& out) {
                parallel_for(n, 100000 / (m + 1) + 1, [&](index_t begin, index_t end) {
                    std::fill(square.begin() + begin, square.begin() + end, 0.0);
                    for (index_t k = 0; k < m; ++k) {
                        const double* column = columns.data() + k * n;
                        const double at = column[x];
                        for (index_t i = begin; i < end; ++i) square[i] += (column[i] - at) * (column[i] - at);
                    }
                });
                for (std::size_t k = 0; k < rest.size(); ++k) out[k] = std::sqrt(square[rest[k]]);
            });
        if (status == Status::ok) label(found, true, n, merges);
        return status;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

}  // namespace scinova::cluster
