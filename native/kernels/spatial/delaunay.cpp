// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/spatial/delaunay.hpp"

#include <algorithm>
#include <cmath>
#include <new>
#include <numeric>

#include "common/parallel.hpp"

namespace scinova::spatial {

using std::size_t;

Triangulation::Id Triangulation::new_simplex() {
    if (!free_.empty()) {
        const Id s = free_.back();
        free_.pop_back();
        return s;
    }
    const auto s = static_cast<Id>(mark_.size());
    vertices_.resize(vertices_.size() + width()), neighbours_.resize(vertices_.size(), -1);
    created_.resize(vertices_.size(), -1);
    mark_.push_back(0);
    return s;
}

int Triangulation::infinite_place(Id s) const {
    for (int k = 0; k <= d_; ++k)
        if (vertices_[static_cast<size_t>(s) * width() + static_cast<size_t>(k)] == infinity) return k;
    return -1;
}

int Triangulation::place_of(Id s, Id n) const {
    for (int k = 0; k <= d_; ++k)
        if (neighbours_[static_cast<size_t>(s) * width() + static_cast<size_t>(k)] == n) return k;
    return -1;
}

// Orientation of simplex s with vertex k replaced by p.
int Triangulation::side(Id s, int k, const double* p) {
    for (int j = 0; j <= d_; ++j) at_[static_cast<size_t>(j)] = j == k ? p : point(vertex(s, j));
    return predicates_.orient(at_.data());
}

bool Triangulation::conflicts(Id s, Id p) {
    const int k = infinite_place(s);
    if (k >= 0) {
        const int beyond = side(s, k, point(p));
        if (beyond != 0) return beyond > 0;
        s = neighbour(s, k);  // in the plane of the facet: as for the simplex on its other side
    }
    for (int j = 0; j <= d_; ++j) at_[static_cast<size_t>(j)] = point(vertex(s, j));
    return predicates_.sphere(at_.data(), point(p)) > 0;
}

// A simplex in conflict with p, or -1 - v when p equals vertex v.
Triangulation::Id Triangulation::locate(Id p) {
    Id s = last_;
    const int k = infinite_place(s);
    if (k >= 0) s = neighbour(s, k);
    const double* x = point(p);
    Id from = -1;
    for (size_t guard = 0; guard < 4 * mark_.size() + 100; ++guard) {
        random_ = random_ * 1664525u + 1013904223u;
        const int shift = static_cast<int>((random_ >> 16) % static_cast<std::uint32_t>(d_ + 1));
        Id next = -1;
        for (int j = 0; j <= d_; ++j) {
            const int f = (j + shift) % (d_ + 1);
            if (neighbour(s, f) != from && side(s, f, x) < 0) {
                next = neighbour(s, f);
                break;
            }
        }
        if (next < 0) {
            for (int j = 0; j <= d_; ++j)
                if (std::equal(x, x + d_, point(vertex(s, j)))) return -1 - vertex(s, j);
            return s;
        }
        if (infinite_place(next) >= 0) return next;
        from = s;
        s = next;
    }
    // Only reached when products left the range of doubles: look everywhere.
    for (size_t t = 0; t < mark_.size(); ++t)
        if (mark_[t] >= 0 && conflicts(static_cast<Id>(t), p)) return static_cast<Id>(t);
    return last_;
}

bool Triangulation::add(Id p) {
    const Id seed = locate(p);
    if (seed < 0) {
        same_.push_back({p, -1 - seed});
        return true;
    }
    ++step_;
    const std::int64_t inside = 2 * step_, outside = 2 * step_ + 1;
    hole_.assign(1, seed), border_.clear(), fresh_.clear();
    mark_[static_cast<size_t>(seed)] = inside;
    for (size_t h = 0; h < hole_.size(); ++h) {
        const Id s = hole_[h];
        for (int k = 0; k <= d_; ++k) {
            const Id n = neighbour(s, k);
            auto& mark = mark_[static_cast<size_t>(n)];
            if (mark == inside) continue;
            if (mark != outside && conflicts(n, p)) {
                mark = inside;
                hole_.push_back(n);
                continue;
            }
            mark = outside;
            border_.emplace_back(s, k);
        }
    }
    for (const auto& [s, k] : border_) {
        const Id t = new_simplex();
        fresh_.push_back(t);
        for (int j = 0; j <= d_; ++j) vertex(t, j) = j == k ? p : vertex(s, j);
        const Id n = neighbour(s, k);
        neighbour(t, k) = n;
        neighbour(n, place_of(n, s)) = t;
        created_[static_cast<size_t>(s) * width() + static_cast<size_t>(k)] = t;
    }
    // Across the facets through p: turn about the ridge, inside of the hole, to the other border facet on it.
    for (size_t b = 0; b < border_.size(); ++b) {
        const auto [s, k] = border_[b];
        const Id t = fresh_[b];
        for (int j = 0; j <= d_; ++j) {
            if (j == k) continue;
            Id current = s;
            int leave = j;
            Id pivot = vertex(s, k);  // the vertex of `current` off the ridge that the way out keeps
            for (size_t guard = 0; guard <= hole_.size(); ++guard) {
                const Id next = neighbour(current, leave);
                if (mark_[static_cast<size_t>(next)] != inside) break;
                const int back = place_of(next, current);
                if (back < 0) return false;
                const Id entered = vertex(next, back);
                int out = -1;
                for (int i = 0; i <= d_; ++i)
                    if (vertex(next, i) == pivot) out = i;
                if (out < 0) return false;
                current = next;
                leave = out;
                pivot = entered;
            }
            const Id other = created_[static_cast<size_t>(current) * width() + static_cast<size_t>(leave)];
            if (other < 0) return false;
            neighbour(t, j) = other;
        }
    }
    for (Id s : hole_) {
        for (int k = 0; k <= d_; ++k) created_[static_cast<size_t>(s) * width() + static_cast<size_t>(k)] = -1;
        mark_[static_cast<size_t>(s)] = -1;
        free_.push_back(s);
    }
    for (Id t : fresh_) mark_[static_cast<size_t>(t)] = 0;
    last_ = fresh_.front();
    return !fresh_.empty();
}

// Rounds that double in size, each in the order of a Z-shaped curve through a grid.
std::vector<Triangulation::Id> Triangulation::insertion_order(Id first) const {
    const auto n = static_cast<Id>(count_);
    std::vector<Id> order(static_cast<size_t>(n - first));
    std::iota(order.begin(), order.end(), first);
    std::uint64_t state = 0x9E3779B97F4A7C15ull;
    for (size_t k = order.size(); k > 1; --k) {
        state = state * 6364136223846793005ull + 1442695040888963407ull;
        std::swap(order[k - 1], order[(state >> 33) % k]);
    }
    std::vector<double> low(static_cast<size_t>(d_), 0.0), width(low);
    for (int c = 0; c < d_; ++c) {
        double a = points_[static_cast<size_t>(c)], b = a;
        for (Id p = 0; p < n; ++p) a = std::min(a, point(p)[c]), b = std::max(b, point(p)[c]);
        low[static_cast<size_t>(c)] = a, width[static_cast<size_t>(c)] = b > a ? b - a : 1.0;
    }
    const int bits = std::max(1, std::min(16, 60 / d_));
    std::vector<std::uint64_t> key(static_cast<size_t>(n), 0);
    for (Id p : order) {
        std::uint64_t z = 0;
        for (int c = 0; c < std::min(d_, 60); ++c) {
            const double u = (point(p)[c] - low[static_cast<size_t>(c)]) / width[static_cast<size_t>(c)];
            const auto cell = static_cast<std::uint64_t>(std::clamp(u, 0.0, 1.0) * static_cast<double>((1 << bits) - 1));
            for (int b = 0; b < bits; ++b) z |= (cell >> b & 1) << (b * d_ + c);
        }
        key[static_cast<size_t>(p)] = z;
    }
    for (size_t end = order.size(); end > 0;) {
        const size_t begin = end > 64 ? end / 4 : 0;
        std::sort(order.begin() + static_cast<std::ptrdiff_t>(begin), order.begin() + static_cast<std::ptrdiff_t>(end),
                  [&](Id a, Id b) { return key[static_cast<size_t>(a)] < key[static_cast<size_t>(b)]; });
        end = begin;
    }
    return order;
}

// The first simplex: points far from the span of those before (Gram-Schmidt), so that flat input is noticed.
bool Triangulation::start(const std::vector<Id>& order, std::vector<Id>& chosen) {
    const auto d = static_cast<size_t>(d_);
    std::vector<double> rest(order.size() * d);
    double scale = 0.0;
    const double* origin = point(order[0]);
    for (size_t i = 0; i < order.size(); ++i)
        for (size_t c = 0; c < d; ++c) {
            rest[i * d + c] = point(order[i])[c] - origin[c];
            scale = std::max(scale, std::max(std::fabs(rest[i * d + c]), std::fabs(point(order[i])[c])));
        }
    chosen.assign(1, order[0]);
    for (int k = 0; k < d_; ++k) {
        size_t best = 0;
        double far = -1.0;
        for (size_t i = 0; i < order.size(); ++i) {
            double s = 0.0;
            for (size_t c = 0; c < d; ++c) s += rest[i * d + c] * rest[i * d + c];
            if (s > far) far = s, best = i;
        }
        const double length = std::sqrt(far);
        if (!(length > 8.0 * d_ * 2.220446049250313e-16 * scale)) return false;
        chosen.push_back(order[best]);
        std::vector<double> axis(rest.begin() + static_cast<std::ptrdiff_t>(best * d),
                                 rest.begin() + static_cast<std::ptrdiff_t>((best + 1) * d));
        for (double& a : axis) a /= length;
        for (size_t i = 0; i < order.size(); ++i) {
            double dot = 0.0;
            for (size_t c = 0; c < d; ++c) dot += axis[c] * rest[i * d + c];
            for (size_t c = 0; c < d; ++c) rest[i * d + c] -= dot * axis[c];
        }
    }
    at_.resize(width());
    for (size_t k = 0; k <= d; ++k) at_[k] = point(chosen[k]);
    const int o = predicates_.orient(at_.data());
    if (o == 0) return false;
    if (o < 0) std::swap(chosen[0], chosen[1]);
    const Id s = new_simplex();
    for (int k = 0; k <= d_; ++k) vertex(s, k) = chosen[static_cast<size_t>(k)];
    std::vector<Id> ghosts;
    for (int k = 0; k <= d_; ++k) {
        // Beyond facet k: infinity in the place of vertex k, two others swapped so that what is seen from outside is
        // positively oriented.
        const Id g = new_simplex();
        ghosts.push_back(g);
        for (int j = 0; j <= d_; ++j) vertex(g, j) = j == k ? infinity : vertex(s, j);
    }
    for (int k = 0; k <= d_; ++k) {
        const Id g = ghosts[static_cast<size_t>(k)];
        neighbour(s, k) = g;
        neighbour(g, k) = s;
        for (int j = 0; j <= d_; ++j)
            if (j != k) neighbour(g, j) = ghosts[static_cast<size_t>(j)];
        const int a = k == 0 ? 1 : 0, b = k <= 1 ? (d_ > 1 ? 2 : -1) : 1;
        if (b >= 0) {
            std::swap(vertex(g, a), vertex(g, b));
            std::swap(neighbour(g, a), neighbour(g, b));
        }
    }
    last_ = s;
    return true;
}

Status Triangulation::insert(const double* rows, index_t count) {
    try {
        const auto first = static_cast<Id>(count_);
        points_.insert(points_.end(), rows, rows + count * d_);
        count_ += count;
        if (count == 0) return Status::ok;
        auto order = insertion_order(first);
        at_.resize(width());
        std::vector<Id> chosen;
        if (mark_.empty() && !start(order, chosen)) return Status::singular;
        for (Id p : order) {
            if (std::find(chosen.begin(), chosen.end(), p) != chosen.end()) continue;
            if (interrupted()) return Status::interrupted;
            if (!add(p)) return Status::no_convergence;
        }
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

void Triangulation::finite(std::vector<std::int32_t>& vertices, std::vector<std::int32_t>& neighbours) const {
    std::vector<std::int32_t> number(mark_.size(), -1);
    std::int32_t count = 0;
    for (size_t s = 0; s < mark_.size(); ++s)
        if (mark_[s] >= 0 && infinite_place(static_cast<Id>(s)) < 0) number[s] = count++;
    for (size_t s = 0; s < mark_.size(); ++s) {
        if (number[s] < 0) continue;
        for (size_t k = 0; k < width(); ++k) {
            vertices.push_back(vertices_[s * width() + k]);
            neighbours.push_back(number[static_cast<size_t>(neighbours_[s * width() + k])]);
        }
    }
}

void Triangulation::duplicates(const std::vector<std::int32_t>& vertices, std::vector<std::int32_t>& out) const {
    std::vector<std::int32_t> home(static_cast<size_t>(count_), -1);
    for (size_t k = 0; k < vertices.size(); ++k) home[static_cast<size_t>(vertices[k])] = static_cast<std::int32_t>(k / width());
    auto sorted = same_;
    std::sort(sorted.begin(), sorted.end());
    for (const auto& [p, v] : sorted) out.insert(out.end(), {p, home[static_cast<size_t>(v)], v});
}

namespace {

// Barycentric coordinates of x in simplex s; false where it has none.
bool barycentric(const double* t, int d, const double* x, double* c) {
    double last = 1.0;
    for (int i = 0; i < d; ++i) {
        double sum = 0.0;
        for (int j = 0; j < d; ++j) sum += t[i * d + j] * (x[j] - t[d * d + j]);
        c[i] = sum;
        last -= sum;
    }
    c[d] = last;
    return last == last;
}

bool within(const double* c, int d, double eps) {
    for (int k = 0; k <= d; ++k)
        if (!(c[k] >= -eps && c[k] <= 1.0 + eps)) return false;
    return true;
}

}  // namespace

void find_simplices(index_t count, const double* x, int d, index_t simplices, const std::int32_t* neighbours,
                    const double* transform, double eps, bool brute_force, std::int32_t* found) {
    const index_t size = static_cast<index_t>(d) * (d + 1);
    parallel_for(count, 512, [&](index_t begin, index_t end) {
        std::vector<double> c(static_cast<size_t>(d) + 1);
        index_t s = 0;
        for (index_t i = begin; i < end; ++i) {
            const double* p = x + i * d;
            found[i] = -1;
            if (simplices == 0 || !std::all_of(p, p + d, [](double v) { return std::isfinite(v); })) continue;
            bool settled = false;
            if (!brute_force) {
                for (index_t guard = 0; guard < 2 * simplices + 100; ++guard) {
                    if (!barycentric(transform + s * size, d, p, c.data())) break;
                    const auto worst = static_cast<int>(std::min_element(c.begin(), c.end()) - c.begin());
                    if (c[static_cast<size_t>(worst)] >= -eps) {
                        settled = within(c.data(), d, eps);
                        if (settled) found[i] = static_cast<std::int32_t>(s);
                        break;
                    }
                    const std::int32_t next = neighbours[s * (d + 1) + worst];
                    if (next < 0) {  // beyond a facet of the hull, which is convex
                        settled = true;
                        break;
                    }
                    s = next;
                }
            }
            for (index_t t = 0; !settled && t < simplices; ++t) {
                if (!barycentric(transform + t * size, d, p, c.data()) || !within(c.data(), d, eps)) continue;
                found[i] = static_cast<std::int32_t>(t);
                settled = true;
            }
            if (s >= simplices) s = 0;
        }
    });
}

}  // namespace scinova::spatial
