// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/cluster/ordering.hpp"

#include <algorithm>
#include <limits>
#include <new>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::cluster {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

struct Span {
    index_t begin, end;
};

class Orderer {
public:
    Orderer(Mat<double> tree, Vec<const double> distances)
        : tree_(tree), d_(distances), n_(tree.shape[0] + 1), order_(n_), span_(2 * n_, Span{-1, -1}), m_(n_ * n_, 0.0) {}

    Status run() {
        if (!layout()) return Status::bad_argument;
        for (index_t k = 0; k < n_ - 1; ++k) {
            if (interrupted()) return Status::interrupted;
            fill(n_ + k);
        }
        unfold();
        return Status::ok;
    }

private:
    index_t part(index_t node, int which) const { return static_cast<index_t>(tree_(node - n_, which)); }
    double& m(index_t u, index_t w) { return m_[u * n_ + w]; }
    double distance(index_t i, index_t j) const {
        if (i > j) std::swap(i, j);
        return d_(n_ * i - i * (i + 1) / 2 + j - i - 1);
    }
    bool under(index_t point, index_t node) const {
        return position_[point] >= span_[node].begin && position_[point] < span_[node].end;
    }

    bool layout() {
        std::vector<index_t> size(2 * n_, 1);
        for (index_t k = 0; k < n_ - 1; ++k) {
            for (int s : {0, 1})
                if (!(tree_(k, s) >= 0.0 && tree_(k, s) < static_cast<double>(n_ + k))) return false;
            size[n_ + k] = size[part(n_ + k, 0)] + size[part(n_ + k, 1)];
        }
        if (size[2 * n_ - 2] != n_) return false;
        span_[2 * n_ - 2] = {0, n_};
        for (index_t k = n_ - 2; k >= 0; --k) {
            const index_t a = part(n_ + k, 0), b = part(n_ + k, 1), at = span_[n_ + k].begin;
            if (at < 0 || a == b || span_[a].begin >= 0 || span_[b].begin >= 0) return false;
            span_[a] = {at, at + size[a]};
            span_[b] = {at + size[a], at + size[a] + size[b]};
        }
        position_.resize(n_);
        for (index_t i = 0; i < n_; ++i) {
            order_[span_[i].begin] = i;
            position_[i] = span_[i].begin;
        }
        return true;
    }

    // The points that can be at the far end of `node` when `end` is at the near one: those of its other part.
    Span far_side(index_t node, index_t end) const {
        if (node < n_) return span_[node];
        const index_t a = part(node, 0);
        return under(end, a) ? span_[part(node, 1)] : span_[a];
    }

    // Far ends of `node` for the near end u, by increasing M(u, .), into `list`.
    void candidates(index_t node, index_t u, std::vector<index_t>& list) {
        const Span far = far_side(node, u);
        list.assign(order_.begin() + far.begin, order_.begin() + far.end);
        std::sort(list.begin(), list.end(), [&](index_t p, index_t q) {
            return m(u, p) < m(u, q) || (m(u, p) == m(u, q) && p < q);
        });
    }

    void fill(index_t node) {
        const index_t left = part(node, 0), right = part(node, 1);
        double closest = infinity;
        for (index_t p = span_[left].begin; p < span_[left].end; ++p)
            for (index_t q = span_[right].begin; q < span_[right].end; ++q)
                closest = std::min(closest, distance(order_[p], order_[q]));
        std::vector<std::vector<index_t>> of_right(static_cast<std::size_t>(span_[right].end - span_[right].begin));
        for (index_t q = span_[right].begin; q < span_[right].end; ++q)
            candidates(right, order_[q], of_right[q - span_[right].begin]);
        const index_t width = span_[right].end - span_[right].begin;
        parallel_for(span_[left].end - span_[left].begin, 4000 / width + 1, [&](index_t begin, index_t end) {
            std::vector<index_t> of_left;
            for (index_t p = span_[left].begin + begin; p < span_[left].begin + end; ++p) {
                const index_t u = order_[p];
                candidates(left, u, of_left);
                for (index_t q = span_[right].begin; q < span_[right].end; ++q) {
                    const index_t w = order_[q];
                    index_t a, b;
                    const double least = best_pair(u, of_left, w, of_right[q - span_[right].begin], closest, a, b);
                    m(u, w) = least;
                    m(w, u) = least;
                }
            }
        });
    }

    double best_pair(index_t u, const std::vector<index_t>& near, index_t w, const std::vector<index_t>& far,
                     double closest, index_t& a, index_t& b) {
        double least = infinity;
        a = near.front();
        b = far.front();
        for (index_t p : near) {
            if (m(u, p) + m(far.front(), w) + closest >= least) break;
            for (index_t q : far) {
                const double ends = m(u, p) + m(q, w);
                if (ends + closest >= least) break;
                const double total = ends + distance(p, q);
                if (total < least) {
                    least = total;
                    a = p;
                    b = q;
                }
            }
        }
        return least;
    }

    // From the top, chooses the ends of every node and turns over the nodes whose near end is in their right part.
    void unfold() {
        struct Task {
            index_t node, u, w;
        };
        const index_t root = 2 * n_ - 2;
        const index_t left = part(root, 0), right = part(root, 1);
        Task best{root, order_[span_[left].begin], order_[span_[right].begin]};
        for (index_t p = span_[left].begin; p < span_[left].end; ++p)
            for (index_t q = span_[right].begin; q < span_[right].end; ++q)
                if (m(order_[p], order_[q]) < m(best.u, best.w)) best = {root, order_[p], order_[q]};
        std::vector<Task> stack{best};
        std::vector<index_t> near, far;
        while (!stack.empty()) {
            const auto [node, u, w] = stack.back();
            stack.pop_back();
            if (node < n_) continue;
            index_t first = part(node, 0), second = part(node, 1);
            if (!under(u, first)) {
                std::swap(first, second);
                std::swap(tree_(node - n_, 0), tree_(node - n_, 1));
            }
            candidates(first, u, near);
            candidates(second, w, far);
            index_t a, b;
            best_pair(u, near, w, far, -infinity, a, b);
            stack.push_back({first, u, a});
            stack.push_back({second, b, w});
        }
    }

    Mat<double> tree_;
    Vec<const double> d_;
    index_t n_;
    std::vector<index_t> order_, position_;
    std::vector<Span> span_;
    std::vector<double> m_;
};

}  // namespace

Status optimal_order(Mat<double> tree, Vec<const double> distances) {
    try {
        return Orderer(tree, distances).run();
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

}  // namespace scinova::cluster
